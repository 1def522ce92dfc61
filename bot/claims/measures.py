"""What a number measures: by its noun where that says it, else by the event that governs it."""

from __future__ import annotations

import re

from bot.claims.bare import BESIDE_SAYING, MANY, Verdict, by_words_before, in_a_name
from bot.claims.governing import (
    ATTRIBUTE,
    BARE_REACH,
    HOME,
    base_of_share,
    closes_clause,
    is_dated,
    nearest,
    whole_before_part,
)
from bot.claims.heads import rises_to
from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.predicates import (
    Around,
    dashed,
    is_force,
    is_part_of_them,
    look_around,
)
from bot.claims.questions import by_question
from bot.claims.scene import (
    COUNTED,
    OUTCOMES,
    Context,
    Head,
    Reading,
    Scene,
    part_of,
    parted,
    preceding,
    same_clause,
    side_of,
    word_at,
)
from bot.claims.trades import MEANT, whole_of_a_trade
from bot.model import STAGED, Measure, Qualifier, Stage


def decide_measure(scene: Scene, reading: Reading, context: Context) -> None:
    """Measure by the head where it is one of its own (prisoners, the dead), else by the governing event.

    The rules stand in ``_RULES``; the first that says something decides.
    """
    around = look_around(scene, reading, context)
    for rule in _RULES:
        verdict = rule(scene, reading, context, around)
        if verdict is not None:
            reading.measure, reading.refusal = verdict.measure, verdict.refusal
            reading.predicate = verdict.predicate
            reading.rules.append(verdict.rule)
            return


_IN_CAPTIVITY = 20


def _by_sum(scene: Scene, reading: Reading, context: Context, _: Around) -> Verdict | None:
    return Verdict(Measure.CASUALTIES, "sum") if _sums_up(scene, reading, context) else None


def _by_total(scene: Scene, reading: Reading, context: Context, around: Around) -> Verdict | None:
    """ "… 11 тысяч, потом ещё три. Всего выходит 14 тысяч": the sum of the two last told, with no verb of its own."""
    number, told = reading.number, list(context.told.values())[-2:]
    if around.event is not None or number.share is not None or len(told) < _TWO:
        return None
    if reading.head.kind not in (None, "person") or not number.low or number.low != number.high:
        return None
    measures = {other.measure for other in told if other.accepted and scene.index - other.sentence <= 1}
    sizes = [other.number.low or 0 for other in told if other.number.low == other.number.high]
    same = len(measures) == 1 and measures <= set(STAGED) and len(sizes) == _TWO
    return Verdict(measures.pop(), "stays") if same and all(sizes) and sum(sizes) == number.low else None


_TWO = 2


def _by_noun(scene: Scene, reading: Reading, _context: Context, around: Around) -> Verdict | None:
    """ "600 dead", "two prisoners": the noun is an outcome itself."""
    head = reading.head
    if head.kind not in OUTCOMES or (around.event is not None and is_part_of_them(scene, reading)):
        return None
    if scene.language.spaced and base_of_share(scene, reading.number):
        return Verdict(Measure(head.kind), "noun")  # "many of the 2,700 wounded have returned"
    taken = _taken(scene, reading) if head.kind == Measure.WOUNDED else None
    if taken is not None:
        return Verdict(Measure.CAPTURED, "noun", taken)
    if head.kind == Measure.WOUNDED and (died := _died_of_it(scene, reading)) is not None:
        return Verdict(Measure.KILLED, "noun", died)
    home = head.kind == Measure.WOUNDED and _sent_home(scene, reading)
    return Verdict(Measure.RETURNED if home else _outcome(scene, reading.number, head), "noun")


def _by_wounds(scene: Scene, reading: Reading, _context: Context, around: Around) -> Verdict | None:
    """ "仍有约200名受伤的朝鲜士兵接受治疗": what shapes the noun behind its number, where nothing else befell them."""
    number, head = reading.number, reading.head
    if not scene.language.by_order or head.kind != Measure.TROOPS or head.start < number.end:
        return None
    shaping = [e for e in scene.hits.within(number.end, head.start) if e.kind == "event"]
    wounded = shaping and all(event.value == Measure.WOUNDED for event in shaping)
    linked = wounded and scene.text.startswith(
        scene.language.marks("attributive") or ("\0",), shaping[-1].end
    )
    start, end = scene.clause_start(number.start), scene.clause_end(head.end)
    own = (e for e in scene.events if start <= e.start < end and e.value != Measure.WOUNDED)
    return Verdict(Measure.WOUNDED, "noun", shaping[-1]) if linked and not any(own) else None


_OF_SHARE = 16  # letters between a share and what befell it


def _by_outcome_behind(scene: Scene, reading: Reading, _context: Context, _: Around) -> Verdict | None:
    """ "становили 100 військових убитими": what befell them stands right behind their noun, in the instrumental.

    Or behind a verb of losing: "lost 21 men dead", "perdieron 21 hombres muertos".
    """
    end = reading.head.end
    endings = scene.language.marks("outcome")
    counted = reading.head.kind in (*STAGED, "person") and scene.text[end : end + 1] == " "
    if not counted or not scene.language.spaced or scene.language.predicate_last:
        return None
    event = next((e for e in scene.events if e.start == end + 1), None)
    told = event is not None and scene.text.endswith(endings or "\0", event.start, event.end)
    number = reading.number
    told = told or any(
        0 <= number.start - e.end <= _JUST_LOST and e.value == Measure.CASUALTIES for e in scene.of("event")
    )
    return Verdict(Measure(event.value), "event", event) if event is not None and told else None


_JUST_LOST = 4  # letters between a verb of losing and its number


def _taken(scene: Scene, reading: Reading) -> Hit | None:
    """ "俘擄兩名北韓傷兵": wounded who are the object of a capture, where order alone tells."""
    if not scene.language.by_order:
        return None
    start = reading.number.start
    return next((h for h in scene.events if h.value == Measure.CAPTURED and 0 <= start - h.end <= 2), None)


def _by_slaying(scene: Scene, reading: Reading, _context: Context, _: Around) -> Verdict | None:
    """ "북한군 12명을 제거했다": words that slay right behind a count of persons, and clear mines elsewhere."""
    slain = scene.language.marks("slain")
    slays = reading.number.counter and bool(slain) and scene.text.startswith(slain, reading.number.end)
    return Verdict(Measure.KILLED, "slain") if slays else None


def _by_size(scene: Scene, reading: Reading, context: Context, around: Around) -> Verdict | None:
    """ "투입 규모는 1천 명에서 3천 명으로 추정된다": a word for size before a bare count of those spoken of."""
    size, number, head = scene.language.marks("size"), reading.number, reading.head
    sized = scene.text[head.start : head.end] in scene.language.marks("sizes") and not head.nation
    if sized and (home := _sizes_those_back(scene, number)) is not None:
        return Verdict(Measure.RETURNED, "size", home)
    sized = sized and scene.language.predicate_last
    bare = (head.kind is None or sized) and number.share is None and around.event is None
    if not bare or not (sized or (size and scene.text.endswith(size, 0, number.start - 1))):
        return None
    kind, sentence = context.folk
    told = bool(kind) and 0 <= scene.index - sentence <= MEANT
    if not told and reading.nation == COUNTED and 0 < scene.index - context.named <= 1:
        kind, told = (
            Measure.TROOPS,
            context.planned == scene.index - 1,
        )  # "4차 파병을 준비 중이다. 규모는 6천 명"
    return Verdict(Measure(kind), "size", around.stage) if told else None


def _sizes_those_back(scene: Scene, number: Number) -> Hit | None:
    """ "部分人员近期回国，规模在1100人上下": how many those are who came home, nothing else told between."""
    events = [event for event in scene.events if event.end <= number.start]
    if not scene.language.by_order or not events or events[-1].value != Measure.RETURNED:
        return None
    others = (*scene.stages, *scene.of("people", "number"))
    told = (hit for hit in others if events[-1].end <= hit.start and hit.end <= number.start)
    clear = not any(scene.text[hit.start : hit.end] not in scene.language.marks("sizes") for hit in told)
    return events[-1] if clear else None


def _by_whole(scene: Scene, reading: Reading, _context: Context, around: Around) -> Verdict | None:
    if reading.head.kind in OUTCOMES or reading.number.share is not None:
        return None
    whole = _is_fronted_whole(scene, reading.number) or _is_out_of(scene, reading.number)
    whole = whole or whole_of_a_trade(scene, reading) or _shares_noun(scene, reading)
    shaping = _shaping_event(scene, reading) if scene.language.predicate_last else None
    if shaping is not None and whole_before_part(scene, reading.number):
        return Verdict(Measure(shaping.value), "event", shaping)
    if whole and (lost := _lost_among(scene, reading)) is not None:
        return Verdict(Measure(lost.value), "event", lost)
    folk, sentence = _context.folk
    meant = whole and reading.head.kind is None and scene.language.marks("genitive")
    if meant and folk and 0 <= scene.index - sentence <= MEANT and around.base is Measure.TROOPS:
        return Verdict(Measure(folk), "whole")  # "Из прежних пяти тысяч две уже вернулись"
    return Verdict(around.base, "whole") if whole else None


def _shaping_event(scene: Scene, reading: Reading) -> Hit | None:
    """ "捕虜となった2人のうち…", "다친 북한군 3천 명 중": what befell a whole, told in the clause that shapes its noun."""
    head, number = reading.head, reading.number
    start = min(head.start, number.start) if head.kind else number.start
    nation = scene.hits.until(start, "nation")
    start = nation.start if nation else start
    before = [event for event in scene.events if 0 <= start - event.end <= _SHAPING]
    shapes = scene.language.marks("shapes")
    return before[-1] if before and scene.text.endswith(shapes or "\0", before[-1].start, start) else None


_SHAPING = 4  # letters of the verb's ending between an event and the noun it shapes


def _lost_among(scene: Scene, reading: Reading) -> Hit | None:
    """ "из четырёх тысяч потерянных северокорейцев две трети убиты": a participle between a whole and its noun."""
    number, head = reading.number, reading.head
    before = scene.language.marks("genitive") or scene.language.nouns_capitalised
    before = before or scene.language.marks("possessive")
    if not before or (head.kind is not None and head.start < number.end):
        return None
    if head.kind is None and not scene.language.marks("genitive"):
        return None
    if head.kind is None:  # "Spośród 4,7 tys. wyłączonych z walki 600 nie żyje"
        first = [event for event in scene.events if event.start > number.end][:2]
        beside = len(first) > 1 and first[0].start == number.end + 1
        return first[0] if beside and any(first[0].end <= n.core for n in scene.numbers) else None
    return next(
        (event for event in scene.events if number.end <= event.start and event.end < head.start), None
    )


def _by_kind_of_whole(scene: Scene, reading: Reading, context: Context, around: Around) -> Verdict | None:
    """ "Из 45 погибших двенадцать – северокорейцы": of a whole of others in an outcome, a part that is named as ours.

    So with both armies' dead before it: "900 Russians and North Koreans died. Among them were 140 North Koreans".
    """
    whole, head = context.last, reading.head
    if whole is None or whole.accepted or around.event is not None or reading.number.share is not None:
        return None
    event, sentence = context.fate
    if event and sentence == scene.index - 1 and part_of(scene, reading.number):
        ours = head.nation == COUNTED
        return Verdict(Measure(event), "kind of whole") if ours and head.kind not in OUTCOMES else None
    if whole.sentence != scene.index or whole.head.kind not in OUTCOMES:
        return None
    named = head.nation == COUNTED and head.start >= reading.number.end
    if not named or not scene.language.marks("genitive"):
        return None
    of = scene.hits.until(whole.number.start - 1, "of") is not None
    between = any(whole.number.end <= n.core < reading.number.core for n in scene.numbers)
    return Verdict(Measure(whole.head.kind), "kind of whole") if of and not between else None


def _by_its_stage(scene: Scene, reading: Reading, _context: Context, around: Around) -> Verdict | None:
    """ "out of a total of 15,000 sent", "共派出1.5万人，4100人受伤": a verb of sending right beside a bare number."""
    number = reading.number
    if reading.head.kind is not None or number.share is not None or around.event is None:
        return None
    if scene.language.by_order:
        verb = next((hit for hit in scene.stages if hit.end == number.start), None)
    else:
        verb = (
            scene.hits.at(number.end + 1, "stage")
            if scene.hits.until(number.start - 1, "of", "tally")
            else None
        )
    behind = around.event.start >= number.end and "," in scene.text[number.end : around.event.start].replace(
        "，", ","
    )
    beyond = behind or not same_clause(scene, around.event, number)
    return Verdict(Measure.TROOPS, "whole", verb) if beyond and verb and verb.value in set(Stage) else None


def _by_going_on(scene: Scene, reading: Reading, context: Context, around: Around) -> Verdict | None:
    if "answers" in reading.rules and context.last is not None and context.last.measure is not None:
        return Verdict(context.last.measure, "goes on")
    last = context.outcome
    summed = (
        reading.number.share is not None
        and last is not None
        and _sums_up_the_last(scene, reading.number, last)
    )
    relieves = around.stage is not None and 0 < reading.number.start - around.stage.end <= _RIGHT_BEHIND
    relieves = relieves and last is not None and last.sentence == scene.index and reading.head.kind is None
    if relieves and last is not None and last.measure is Measure.RETURNED and not summed:
        return Verdict(
            Measure.TROOPS, "stays", around.stage
        )  # "3,000 went home and will be replaced by 3,500"
    bare = around.event is None and (reading.head.kind is None or summed)
    bare = bare and not _taken_by_others(scene, reading.number)
    if bare and last is not None and _goes_on(scene, reading, context):
        if summed and last.measure is Measure.WOUNDED:
            return Verdict(Measure.CASUALTIES, "goes on")
        if last.number.share is not None and context.whole and context.whole.measure in OUTCOMES:
            last = context.whole  # "伤亡5100人，其中三分之一阵亡。…公布的数字则为3900人"
        return Verdict(last.measure, "goes on")
    return None


_RIGHT_BEHIND = 2  # letters between a verb and a number


def _taken_by_others(scene: Scene, number: Number) -> bool:
    """ "病床は2割近くを外国人が占めている", "土地缩小到不足一半": a share that others hold, or of things."""
    if number.share is not None and scene.language.by_order:
        things = (hit for hit in scene.of("unit") if hit.value == "things" and hit.end - hit.start > 1)
        return any(hit.end <= number.start and same_clause(scene, hit, number) for hit in things)
    if number.share is None or not scene.language.predicate_last:
        return False
    behind = scene.hits.within(number.end, number.end + _HOLDER)
    return any(hit.kind == "nation" and side_of(hit) != COUNTED for hit in behind)


_HOLDER = 4  # letters of a particle between a share and those who hold it


def _by_share(scene: Scene, reading: Reading, context: Context, around: Around) -> Verdict | None:
    """A share has the measure of its event, or of what "this" points back to."""
    if reading.number.share is None:
        return None
    if (outcome := _makes_up_the_last(scene, reading, context)) is not None:
        return Verdict(outcome, "goes on")
    if around.event is not None:
        return Verdict(Measure(around.event.value), "share", around.event)
    just = context.last
    if around.stage is not None and just is not None and just.accepted and just.measure in STAGED:
        near = scene.index - just.sentence <= 1 and just.number.share is None
        of = part_of(scene, reading.number) or (
            just.sentence == scene.index and base_of_share(scene, just.number)
        )
        if near and of and scene.language.marks("genitive"):
            return Verdict(
                just.measure, "share", around.stage
            )  # "Дві третини з них уже дісталися Владивостока"
    if (sent := _whole_sent(scene, reading, context, around)) is not None:
        return Verdict(sent, "share", around.stage)
    last, this = context.outcome or context.titled, scene.language.marks("this")
    told = last.sentence if last is not None else -9
    if last is not None and "part" in last.rules and context.loss is not None:
        last = context.loss if context.loss.sentence >= last.sentence - 1 else last  # "this" is all of them
    same, number = scene.language.marks("equals"), reading.number
    if last is not None and same and scene.index - told <= 1:
        before = scene.text[max(scene.sentence.start, number.start - 30) : number.start].rstrip(' "«“')
        if before.endswith((*same, *this)):
            measure = _of_that_share(scene, reading, context) or last.measure
            return Verdict(measure, "goes on")  # "6.000 bajas, lo que supone más de la mitad"
    if last is not None and this and told == scene.index - 1:
        opening = scene.text[scene.sentence.start : scene.sentence.start + 20].lstrip('«„“" ')
        if opening.startswith(this):
            measure = _of_that_share(scene, reading, context) or last.measure
            return Verdict(measure, "goes on")  # "Это более половины из 11 тысяч"
    if (verb := _arrived_of(scene, reading)) is not None:
        return Verdict(Measure(str(reading.head.kind)), "share", verb)
    return Verdict(None, "share", refusal="is a share of nothing told")


def _arrived_of(scene: Scene, reading: Reading) -> Hit | None:
    """ "A third of the 5,000 builders promised *have arrived*": the verb of a share whose whole stands inside its noun."""
    number = reading.number
    whole = next((n for n in scene.numbers if n.start >= number.end), None)
    if not scene.language.spaced or reading.head.kind not in STAGED or whole is None:
        return None
    opens = number.start - scene.sentence.start <= _ARTICLE
    if not opens or not base_of_share(scene, whole) or reading.head.end < whole.end:
        return None
    verb = next((v for v in scene.stages if v.start >= reading.head.end and v.value != Stage.PLANNED), None)
    return verb if verb is not None and not parted(scene, reading.head.end, verb.start) else None


_ARTICLE = 4  # letters before a share that is the sentence's subject


def _makes_up_the_last(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "阵亡600人，占派兵总数的一成，另有三千人受伤": a clause that only tells what share those just told are."""
    last, number = context.outcome, reading.number
    if not scene.language.by_order or last is None or last.sentence != scene.index:
        return None
    start = scene.text.rfind("，", last.number.end, number.start) + 1
    clause = scene.text[start : number.start] if start else ""
    opens = clause.startswith(scene.language.marks("makes_up") or ("\0",))
    return last.measure if opens and len(clause) <= _OF_ALL_SENT else None


_OF_ALL_SENT = 22  # letters of "about that share of all the troops sent"


def _whole_sent(scene: Scene, reading: Reading, context: Context, around: Around) -> Measure | None:
    """ "北朝鮮兵1万500人のうち8割が到着した", "이 가운데 절반이 공장에 보내졌다": a share of a whole, its verb behind it."""
    number, stage, just = reading.number, around.stage, context.latest
    there = scene.text.startswith(scene.language.marks("located") or ("\0",), number.end)  # "一半在库尔斯克"
    if not (there or (stage is not None and stage.start >= number.end)) or just is None:
        return None
    if not (scene.language.predicate_last or scene.language.by_order):
        return None
    marks = scene.language.marks("subject")
    if not just.accepted:
        return None
    if marks and not scene.text.startswith(marks, number.end):
        return None
    if just.sentence == scene.index:
        of = any(
            just.number.end <= hit.start and hit.end <= number.start
            for hit in (*scene.of("of"), *scene.of("part"))
        )
        return just.measure if of else None
    return just.measure if just.sentence == scene.index - 1 and part_of(scene, number) else None


def _of_that_share(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "4,000 casualties, of whom 1,000 were killed. That is more than a third of the 11,000": what makes that share."""
    base = next((n for n in scene.numbers if n.start >= reading.number.end), None)
    share = reading.number.share
    if base is None or not base.low or share is None or not base_of_share(scene, base):
        return None
    sizes = {}
    above = reading.number.qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
    for told in context.told.values():
        size = told.number.low or told.number.high
        if told.measure in OUTCOMES and scene.index - MEANT <= told.sentence < scene.index and size:
            part = size / base.low
            if part >= share or not above:  # 2,700 are not "more than a quarter of the 11,000", 3,000 are
                sizes[abs(part - share)] = told.measure
    return sizes[min(sizes)] if sizes else None


def _by_ratio(scene: Scene, reading: Reading, context: Context, around: Around) -> Verdict | None:
    """ "… скільки не повернулося. Близько 600 із 15 тисяч": so many of so many, and no verb: of whom was just told."""
    number = reading.number
    if not scene.language.marks("genitive") or reading.head.kind is not None or number.share is not None:
        return None
    if around.event is not None or around.stage is not None:
        return None
    index = next((at for at, one in enumerate(scene.numbers) if one.core == number.core), 0)
    before, behind = scene.numbers[max(index - 1, 0) : index], scene.numbers[index + 1 : index + 2]
    event, sentence = context.event
    outcome = context.outcome
    if outcome is not None and outcome.sentence in (scene.index - 1, scene.index):
        event, sentence = str(outcome.measure), scene.index - 1
    if not event or sentence != scene.index - 1:
        return None
    if before and _is_of(scene, before[0], number):
        return Verdict(Measure.TROOPS, "whole")
    part = behind and _is_of(scene, number, behind[0])
    return Verdict(Measure(event), "goes on") if part else None


def _is_of(scene: Scene, part: Number, whole: Number) -> bool:
    """ "600 із 15 тисяч": nothing but "of" between."""
    of = scene.hits.at(part.end + 1, "of")
    return of is not None and of.end + 1 == whole.start


def _by_count_alone(scene: Scene, reading: Reading, context: Context, _: Around) -> Verdict | None:
    """ "Selon Séoul, ils sont 1 100": another's count of those just told, and nothing else in its sentence."""
    last, number = context.last, reading.number
    alone = scene.language.spaced and reading.head.kind is None and number.share is None
    alone = alone and (not scene.of("part") or bool(scene.spans_ago) or bool(scene.of("month")))
    if not alone or last is None or not last.accepted or last.sentence != scene.index - 1:
        return None
    ago = scene.spans_ago  # "Five months ago it was 600"
    others = [n for n in scene.numbers if n is not number and not any(n.end + 1 == hit.start for hit in ago)]
    units = [hit for hit in scene.of("unit") if hit not in ago]
    if others or units or scene.events or scene.of("people", "more_before", "more_after", "now"):
        return None
    being = {hit.start for hit in scene.of("part")}  # "było ich 600", "ils étaient 600": no sending
    being |= {
        h.start for h in scene.stages if scene.text[h.start : h.end].split()[-1] in scene.language.marks("be")
    }
    sends = (hit for hit in scene.stages if hit.value == Stage.SENT and hit.start not in being)
    if last.measure not in STAGED and any(0 <= number.start - hit.end <= BESIDE_SAYING for hit in sends):
        return None  # "600 zginęło. Pjongjang wysłał 14 tys.": a verb that sends counts others
    names = [who for who in scene.of("who") if who.end <= number.start]
    between = scene.text[names[-1].end : number.start].replace(",", " ").split() if names else [""] * _ALONE
    behind = scene.text[number.end : scene.sentence.end].strip(" .!…")
    few = (number.low or number.high or 0) >= MANY and len(between) < _ALONE and not behind
    few = few or (last.measure in OUTCOMES and not behind and _was_then(scene, number))
    return Verdict(last.measure, "stays", last.predicate) if few else None


def _was_then(scene: Scene, number: Number) -> bool:
    """ "Five months ago it was 600", "W kwietniu było ich 600": a time opens the sentence, a few words, and a number."""
    times = (*scene.spans_ago, *scene.of("month", "season", "told_before"))
    ends = [hit.end for hit in times if hit.end <= number.start]
    if not ends or scene.of("say", "place") or (number.high or number.low or 0) < _FEW:
        return False
    before = scene.text[scene.sentence.start : min(ends)].split()
    behind = scene.text[max(ends) : number.start].lstrip(", ")
    return len(before) <= _ALONE and len(behind.split()) < _ALONE and "," not in behind


_ALONE = 5  # words from a name to its count


def _by_their_count(scene: Scene, reading: Reading, context: Context, _: Around) -> Verdict | None:
    """ "… понад 3 тисячі вбитих. ОКНШ оцінює їх скромніше – у 1100 людей": them, and another's number for them."""
    last, number = context.last, reading.number
    if (
        last is None
        or not last.accepted
        or last.sentence != scene.index - 1
        or not scene.language.marks("genitive")
    ):
        return None
    if reading.head.kind not in (None, "person") or number.share is not None or last.measure not in OUTCOMES:
        return None
    says = [say for say in scene.of("say") if say.end <= number.start]
    them = says and any(0 <= word.start - says[-1].end <= 2 for word in scene.of("them"))
    told = (
        any(says[-1].end <= hit.start < number.start for hit in (*scene.events, *scene.stages))
        if says
        else True
    )
    again = (them and not told) or _are_so_many(scene, number)
    return Verdict(last.measure, "part") if again and scene.numbers == [number] else None


def _are_so_many(scene: Scene, number: Number) -> bool:
    """ "Sztab doliczył się 1100 zabitych. Kijów twierdzi, że jest ich 3 tys.": no verb but that of being, no place."""
    them, be = (
        scene.language.marks("them"),
        (*scene.language.marks("identity"), *scene.language.marks("copula")),
    )
    near = (hit for hit in scene.of("part") if 0 <= number.start - hit.end <= _JUST_BEFORE)
    phrase = next((h for h in near if {*scene.text[h.start : h.end].split()} <= {*them, *be}), None)
    if phrase is None or phrase.end - phrase.start < _BE_THEM:
        return False
    others = (*scene.events, *scene.stages, *scene.of("place", "people"))
    return all(hit.start >= phrase.start and hit.end <= phrase.end for hit in others)


_JUST_BEFORE = 12  # letters of a bound or an adverb between "there are of them" and its number
_BE_THEM = 6  # letters of a verb of being and a pronoun


def _by_share_told(scene: Scene, reading: Reading, context: Context, _: Around) -> Verdict | None:
    """ "втрачено 40 відсотків: чотири тисячі людей": behind a share and a colon, how many that is."""
    last, number = context.last, reading.number
    if last is None or last.sentence != scene.index or not last.accepted or last.number.share is None:
        return None
    if number.share is not None or reading.head.kind not in (None, "person"):
        return None
    gap = scene.text[last.number.end : number.start].strip()
    return Verdict(last.measure, "part") if gap in (":", "–", "(") else None


def _by_sending_told(scene: Scene, reading: Reading, _context: Context, around: Around) -> Verdict | None:
    """ "派兵は2回に分けて行われ、合わせて1万4000人に達した": a sentence about the sending itself, and how many in all."""
    marks = scene.language.marks("sending")
    opens = scene.text.startswith(marks or ("\0",), scene.sentence.start)
    bare = reading.head.kind is None and reading.number.share is None and around.event is None
    many = (reading.number.low or reading.number.high or 0) >= MANY
    return Verdict(Measure.TROOPS, "size", around.stage) if opens and bare and many else None


def _by_what_they_are(scene: Scene, reading: Reading, _context: Context, _: Around) -> Verdict | None:
    """ "나머지 5000명은 건설 병력으로 뒤따른다": a topic, and right behind it the trade they are of."""
    number, topics = reading.number, scene.language.marks("topic")
    if not scene.language.predicate_last or reading.head.kind is not None or number.share is not None:
        return None
    mark = next((mark for mark in topics if scene.text.startswith(mark, number.end)), None)
    at = number.end + len(mark or "")
    noun = scene.hits.at(at, "people") or scene.hits.at(at + 1, "people") if mark else None
    if noun is None or noun.value not in (Measure.WORKERS, Measure.ENGINEERS):
        return None
    are = scene.text.startswith(scene.language.marks("as_such") or ("\0",), noun.end)
    return Verdict(Measure(noun.value), "trade") if are else None


def _by_cleft(scene: Scene, reading: Reading, _context: Context, around: Around) -> Verdict | None:
    """ "2 000 : c'est le nombre de soldats tués", "Un sur cinq ! Voilà la part de ceux qui …": a number, then its name."""
    number, opens = reading.number, scene.language.marks("presents")
    if not opens or reading.head.kind is not None or number.start - scene.sentence.start > _QUOTE_MARK:
        return None
    mark = _AFTER_MARK.match(scene.text, number.end)
    start = mark.end() if mark else number.end
    if not scene.text.startswith(opens, start):  # "« 3 000 », selon Séoul : c'est le nombre de …"
        start = scene.text.find(" : ", start, start + _INSERTED_SOURCE) + len(" : ")
    if not scene.text.startswith(opens, start) or start < number.end:
        return None
    stop = next((n.start for n in scene.numbers if n.start > number.end), scene.sentence.end)
    event = next((hit for hit in scene.events if start <= hit.start < stop), None)
    nouns = [hit for hit in scene.of("people") if start <= hit.start < stop and not in_a_name(scene, hit)]
    if event is not None:
        return Verdict(Measure(event.value), "event", event)
    if not nouns or number.share is not None:
        return None
    stage = next((hit for hit in scene.stages if nouns[0].end <= hit.start < stop), around.stage)
    kind = Measure.TROOPS if nouns[0].value == "person" else Measure(nouns[0].value)
    return Verdict(kind, "noun before", stage)


_INSERTED_SOURCE = 50  # letters of who says so between a number and the colon
_AFTER_MARK = re.compile(r'[ .!…:,;»”"–]*')
_QUOTE_MARK = 3  # letters of an opening quote before a number that opens the sentence


def _by_this(scene: Scene, reading: Reading, context: Context, around: Around) -> Verdict | None:
    """ "… взяли в полон військових. Це двоє солдатів, які поранені": how many those are of whom was just told."""
    start, (event, sentence), last = scene.sentence.start, context.event, context.last
    share = last is not None and last.accepted and last.number.share is not None and last.measure in OUTCOMES
    if share and last is not None and around.stage is None:  # "Un tercio ha caído. Son 4.000 hombres"
        event, sentence = str(last.measure), last.sentence
    if (fate := _spoken_of(scene, reading, context)) is not None:
        return Verdict(Measure(fate), "goes on")
    words = (*scene.language.marks("this"), *(scene.language.marks("identity") if share else ()))
    opening = next((w for w in words if scene.text.startswith(f"{w} ", start)), None)
    opens = opening is not None and 0 < reading.number.start - start - len(opening) <= _OPENS_SO
    if not opens or not event or sentence != scene.index - 1:
        return None
    return Verdict(Measure(event), "goes on")


def _spoken_of(scene: Scene, reading: Reading, context: Context) -> str | None:
    """ "Część żołnierzy wróciła do kraju; według NIS chodzi o 1100 ludzi": what befell them, told right before."""
    number, head = reading.number, reading.head
    words = tuple(f"{word} " for word in scene.language.marks("this") if " " in word)
    start = scene.sentence.start
    if not words or number.share is not None:
        return None
    if not scene.text.endswith(words, start, number.start):
        return None
    before = [hit for hit in (*scene.events, *scene.stages) if hit.end <= number.start]
    last = max(before, key=lambda hit: hit.end, default=None)
    if last is not None:
        return last.value if last in scene.events else None
    event, sentence = context.event
    again = bool(event) and sentence == scene.index - 1 and context.nation == COUNTED
    if again and head.kind == "person":
        reading.rules.append("part")  # of those told before, whoever they are
    return event if again else None


_OPENS_SO = 9  # letters from "this is" to its number


def _by_rise(scene: Scene, reading: Reading, context: Context, _: Around) -> Verdict | None:
    """ "Die Verluste sind von 3000 auf etwa 4000 Mann gestiegen": men to whom the losses just told have risen."""
    last, word = context.last, scene.text[reading.head.start : reading.head.end]
    if last is None or not last.accepted or last.sentence != scene.index or last.measure not in OUTCOMES:
        return None
    if (
        reading.head.kind is None
        and reading.number.share is None
        and _rises_to(scene, last.number, reading.number)
    ):
        return Verdict(last.measure, "compared", last.predicate)
    if word not in scene.language.marks("men") or reading.head.nation or last.head.kind in STAGED:
        return None
    gap = scene.text[last.number.end : reading.number.start].split()
    grown = any(reading.head.end <= hit.start for hit in scene.of("grows"))
    return Verdict(last.measure, "compared", last.predicate) if len(gap) == 1 and grown else None


def _rises_to(scene: Scene, first: Number, second: Number) -> bool:
    """ "liczby zabitych …: z 600 w kwietniu do około 2 tys.": from one to the other, a time of the first between."""
    gap = scene.text[first.end : second.core]
    between = scene.hits.within(first.end, second.core)
    phrases = (*scene.language.connectors, *scene.language.marks("to"))
    ends = {word for phrase in phrases for word in phrase.split()} - scene.language.joiners
    to = any(hit.kind == "to" for hit in between) or not ends.isdisjoint(gap.split())
    to = to and not any(hit.kind in ("event", "people") for hit in between)
    kinds = ("from", "between")
    opened = scene.hits.until(first.start - 1, *kinds) or scene.hits.at(first.start, *kinds)
    if not scene.language.spaced or not opened or not to or first.low != first.high or "," in gap:
        return False
    own = scene.hits.at(second.end + 1, "event", "people")  # "Від 600 загиблих до 4700 вибулих"
    return own is None and len(gap.split()) <= _BETWEEN_ENDS


_BETWEEN_ENDS = 5  # words between the two ends of a change


def _by_loss(scene: Scene, reading: Reading, _context: Context, _: Around) -> Verdict | None:
    loss = _loss_told(scene, reading.number, reading.head)
    return None if loss is None else Verdict(Measure(loss.value), "event", loss)


def _by_captivity(scene: Scene, _reading: Reading, _context: Context, around: Around) -> Verdict | None:
    """ "Are in captivity", "sind in Gefangenschaft": a verb of being carries the event beside it."""
    event, stage = around.event, around.stage
    if event is None or stage is None or stage.value != Stage.PRESENT:
        return None
    if any(event.end <= number.core < stage.start for number in scene.numbers):
        return None  # "Two were taken alive; 1,000 are still clearing mines"
    beside = max(event.start - stage.end, stage.start - event.end) <= _IN_CAPTIVITY
    held = event.value in (Measure.CAPTURED, Measure.MISSING)
    return Verdict(Measure(event.value), "event", event) if beside and held else None


def _by_event(scene: Scene, reading: Reading, _context: Context, around: Around) -> Verdict | None:
    """The event governs where it is nearer than any stage, or where the stage is only its modal."""
    event = around.event
    if event is None or _has_own_verb(scene, reading, event):
        return None
    nearer = around.event_price <= around.stage_price or _is_reduced(scene, reading, around.stage, event)
    own = reading.head.whole and around.event_price <= ATTRIBUTE
    own = own or _goes_home(scene, event, around.stage) or _at_noun(scene, reading, event, around.stage)
    own = own or _in_own_clause(scene, reading.number, around) or _closes_after(scene, reading, around)
    own = own or _is_their_own(scene, reading, event, around.stage)
    if nearer or own or _modal_over(scene, reading.number, around.stage, event):
        both = not scene.language.joiners.isdisjoint(scene.text[event.start : event.end].split())
        return Verdict(Measure(event.value), "event+both" if both else "event", event)
    return None


def _has_own_verb(scene: Scene, reading: Reading, event: Hit) -> bool:
    """ "近半已经伤亡，这支部队最初有1.1万人": a stage between a noun and its number, the event in the clause before."""
    head, number = reading.head, reading.number
    if not scene.language.by_order or not event.end <= head.start < number.start:
        return False
    own = any(head.end <= hit.start and hit.end == number.start for hit in scene.stages)
    return own and "，" in scene.text[event.end : head.start]


def _at_noun(scene: Scene, reading: Reading, event: Hit, stage: Hit | None) -> bool:
    """ "table sur 3 000 soldats nord-coréens tués": what befell them right behind the noun, the stage's verb before it."""
    beside = reading.head.kind is not None and event.start == phrase_end(scene, reading) + 1
    fate = event.value in (Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.CAPTURED)
    ends = scene.language.marks("postposed")
    told = bool(ends) and scene.text.endswith(ends, event.start, event.end)
    return beside and fate and told and stage is not None and stage.end <= reading.number.start


def _is_their_own(scene: Scene, reading: Reading, event: Hit, stage: Hit | None) -> bool:
    """ "the return home of 870 engineers deployed since autumn": whose event it is, a participle behind telling which."""
    of = scene.hits.at(event.end + 1, "of") if scene.language.spaced else None
    start = min(reading.number.start, reading.head.start) if reading.head.kind else reading.number.start
    at_noun = of is not None and of.end + 1 == start
    return at_noun and stage is not None and stage.start >= max(reading.head.end, reading.number.end)


def _goes_home(scene: Scene, event: Hit, stage: Hit | None) -> bool:
    """ "тисяча солдатів виїхала у грудні додому": a verb of going, and home in the same clause."""
    if event.value != Measure.RETURNED or stage is None or stage.value != Stage.SENT:
        return False
    inflected = bool(scene.language.marks("genitive"))
    return inflected and not parted(scene, min(stage.end, event.end), max(stage.start, event.start))


def _is_reduced(scene: Scene, reading: Reading, stage: Hit | None, event: Hit) -> bool:
    """ "soldiers sent to Kursk had been killed": a participle right at the noun, the clause's verb behind it."""
    auxiliary, end = scene.language.marks("auxiliary"), phrase_end(scene, reading)
    noun = reading.head.end if scene.language.marks("postposed") and reading.head.kind else end
    at_noun = (
        hit for hit in scene.stages if 0 <= hit.start - end <= 2 or 0 <= hit.start - noun <= 2
    )  # "soldados enviados por Corea del Norte han muerto"
    participle = next(at_noun, None) if auxiliary and stage is not None else None
    participle = participle or _set_in(scene, end, event)
    if participle is None or event.start < participle.end:
        return False
    before = scene.text[participle.end : event.start].rstrip()
    words = scene.text[event.start : event.end].split()
    helped = any(before.endswith(f" {word}") for word in auxiliary) or words[0] in auxiliary
    if not helped and scene.language.marks("nonfinite"):  # "ont tragiquement perdu la vie"
        helped = any(before.rpartition(" ")[0].endswith(f" {word}") for word in auxiliary)
    opened = scene.text[participle.start - 2 : participle.start] == ", "
    if not helped or before.count(",") not in ((1,) if opened else (0, 2)):
        return False
    between = scene.hits.within(participle.end, event.start)
    clause = any(hit.kind in ("relative_clause", "part") for hit in between)
    crossed = (n for n in scene.numbers if participle.end <= n.core < event.start)
    return not clause and all(is_dated(scene, n) for n in crossed)


def _set_in(scene: Scene, end: int, event: Hit) -> Hit | None:
    """ "neuf membres de l'unité, engagés en Russie, ont péri": participles and infinitives before the clause's verb."""
    endings = scene.language.marks("nonfinite")
    between = [hit for hit in scene.stages if end <= hit.start < event.start]
    if not endings or not between or between[0].start - end > _SET_IN:
        return None
    plain = all(
        scene.text.endswith(endings, hit.start, hit.end) and " " not in scene.text[hit.start : hit.end]
        for hit in between
    )
    return between[0] if plain else None


_SET_IN = 45  # letters between a noun and the participle set behind it


def phrase_end(scene: Scene, reading: Reading) -> int:
    """Where a number's noun phrase ends, the country behind the noun taken along: "soldats de Corée du Nord"."""
    end = max(reading.number.end, reading.head.end)
    word = scene.hits.at(end + 1, "of", "from")
    nation = scene.hits.at(word.end + 1 if word else end + 1, "nation")
    return nation.end if nation else end


def _by_comparison(scene: Scene, reading: Reading, context: Context, _: Around) -> Verdict | None:
    """ "is put at 2,000, up from 600 in April": what a number is measured against counts the same."""
    marks, last, number = scene.language.marks("compared"), context.last, reading.number
    if last is not None and not last.accepted and (last.refusal or "").startswith("counts “"):
        last = context.latest  # "2 000 morts, soit plus de trois fois les 600 annoncés"
    if not marks or last is None or not last.accepted or last.sentence != scene.index:
        return None
    if scene.language.by_order:  # "将达到三万人，是眼下1.1万人的三倍"
        base = reading.head.kind in (None, last.head.kind) and scene.text.startswith(marks, number.end)
        return Verdict(last.measure, "compared") if base else None
    article = scene.text[number.start : number.core].split()
    if len(article) > 1 and article[-1] in scene.language.marks("definite") and reading.head.kind is None:
        told = any(last.number.end <= event.start < number.start for event in scene.of("event"))
        if number.qualifier is Qualifier.MORE_THAN and number.share is None and not told:
            reading.number = number._replace(high=number.low, qualifier=Qualifier.EXACT)
            return Verdict(last.measure, "compared")  # "deutlich mehr als die 600 vom April"
    before = scene.text[last.number.end : number.start].rstrip()
    words = tuple(f" {mark}" for mark in marks) if scene.language.spaced else marks  # no "причем"
    if reading.head.kind is not None or number.share is not None or not before.endswith(words):
        return None
    return Verdict(last.measure, "compared")


def _by_opening_comparison(scene: Scene, reading: Reading, context: Context, _: Around) -> Verdict | None:
    """ "… 2,300 dead. That is slightly more than the 2,000 that the NIS gave": of whom the sentence before counted."""
    last, number, start = context.last, reading.number, scene.sentence.start
    if not scene.language.spaced or last is None or not last.accepted or last.number.share is not None:
        return None
    bare = reading.head.kind is None and number.share is None and last.sentence == scene.index - 1
    if not bare or number.core - start > _OPENING or scene.rivals[:1] != [number]:
        return None
    before = scene.hits.within(start, number.core)
    told = any(hit.kind in ("event", "stage", "people", "nation", "say", "who") for hit in before)
    words = re.findall(r"\w+", scene.text[start : number.core])
    compares = not set(words[1:]).isdisjoint(scene.language.marks("than_word"))
    definite = not set(words).isdisjoint(scene.language.marks("definite"))
    behind = scene.hits.within(number.end + 1, number.end + _CLAUSE_BEHIND)
    definite = definite or any(hit.kind in ("relative_clause", "say") for hit in behind)
    if told or not compares or not definite:
        return None
    if number.qualifier in (Qualifier.MORE_THAN, Qualifier.FEWER_THAN):
        size = number.low or number.high
        reading.number = number._replace(low=size, high=size, qualifier=Qualifier.EXACT)
    return Verdict(last.measure, "compared") if last.measure else None


_OPENING = 60  # letters from a sentence's start to the number that the one before is measured against
_CLAUSE_BEHIND = 9  # letters of a comma and a preposition before a clause that tells whose number it is


def _by_its_time(scene: Scene, reading: Reading, context: Context, _: Around) -> Verdict | None:
    """ "…, dopo gli 11.000 dello scorso anno": a definite number with nothing but its time, of those just told."""
    last, number = context.last, reading.number
    if not scene.language.spaced or reading.head.kind is not None or number.share is not None:
        return None
    told = last is not None and last.accepted and last.measure in STAGED and scene.index - last.sentence <= 1
    ours = bool(scene.language.marks("possessive")) and reading.nation == COUNTED and not told
    if not told and not (ours and scene.of("stage")):
        return None
    many = (number.low or number.high or 0) >= MANY
    word = scene.hits.at(number.end + 1, "of")
    time = word and scene.hits.at(word.end + 1, "month", "season", "relative")
    before = scene.text[scene.sentence.start : number.start].split() or [""]
    definite = before[-1] in scene.language.marks("definite")
    kind = last.measure if told and last is not None else Measure.TROOPS
    return Verdict(kind, "earlier") if many and time and definite else None


def _by_other_words(scene: Scene, reading: Reading, context: Context, _: Around) -> Verdict | None:
    """ "un sur trois est hors de combat, soit 4 000 hommes": the outcome just told, in other words."""
    words, last = scene.language.marks("restated"), context.outcome
    if not words or last is None or scene.index - last.sentence > 1 or reading.number.share is not None:
        return None
    start, told = reading.number.start, last.sentence == scene.index
    before = scene.text[max(scene.sentence.start, start - 24) : start].rstrip(" :(")
    said = before.endswith(tuple(words))
    new = any(hit.start >= start for hit in scene.events) and not told
    ends = [hit.end for hit in scene.stages] + [other.end for other in scene.numbers]
    new = new or (not told and min(ends, default=start + 1) <= start)
    return Verdict(last.measure, "goes on") if said and not new and last.measure is not None else None


def _by_being(scene: Scene, reading: Reading, context: Context, _: Around) -> Verdict | None:
    """ "10.000 están en Kursk; no excluyó que sean hasta 12.000": a verb of being, and so many of those just told."""
    last, number, words = context.last, reading.number, scene.language.marks("be")
    if not words or reading.head.kind is not None or number.share is not None or last is None:
        return None
    if not last.accepted or last.sentence != scene.index:
        return None
    before = scene.text[last.number.end : number.start].split()[-1:]
    bound = next((w for w in words if scene.text.startswith(f"{w} ", number.start)), None)
    before = [bound] if bound is not None else before  # "hoy, según Sirski, superan los 12.000"
    many = (number.low or number.high or 0) >= MANY
    start = max(last.number.end, last.head.end)
    between = [hit for hit in (*scene.of("people"), *scene.events) if start <= hit.start < number.start]
    if any(hit.value in OUTCOMES and hit.value != last.measure for hit in between):
        return None
    if last.measure not in STAGED:  # "en enero eran 300 los muertos; hoy son 600"
        size = last.number.high or last.number.low or 0
        others = (*scene.of("place"), *scene.of("who"), *scene.of("unit"))
        told = max(scene.text.rfind(":", start, number.start), start)  # "…, admitió el NIS: son 2.000"
        there = any(told <= hit.start < number.start for hit in others)
        many = not there and _FEW <= (number.high or number.low or 0) <= _FAR_MORE * size
    return Verdict(last.measure, "stays", last.predicate) if many and before and before[0] in words else None


_FAR_MORE = 20  # times as many dead are no newer count of them


_BY_NOW = 5  # words of "so far there are" and of when


def _by_being_so_many(scene: Scene, reading: Reading, context: Context, around: Around) -> Verdict | None:
    """ "Fueron dos mil", "«Son casi mil»", "En abril la cifra era de 600": what was just told, and how many they are."""
    number, marks = reading.number, scene.language.marks
    impersonal = scene.language.nouns_capitalised  # "Bislang seien es zwei": a pronoun that is nobody's
    if not (scene.language.subjectless or impersonal):
        return None
    if reading.head.kind is not None or number.share is not None:
        return None
    if around.event is not None and around.event.end <= number.start:
        return None
    words = _WORDS.sub(" ", scene.text[scene.sentence.start : number.start]).split()
    if words[-1:] and words[-1] in marks("of"):
        del words[-1]
    told = " ".join(words)
    if not words or not f" {told}".endswith(tuple(f" {word}" for word in marks("be"))):
        return None
    outcome, last = context.outcome, context.last
    tally = any(hit.end <= number.start for hit in scene.of("tally"))
    if tally and last is not None and last.accepted and scene.index - last.sentence == 1:
        first = outcome if outcome is not None and outcome.sentence == last.sentence else last
        return None if scene.of("people") else Verdict(first.measure, "stays", first.predicate)
    (event, at), (kind, sentence) = context.event, context.folk
    opens, many = told in marks("be"), (number.low or number.high or 0) >= _FEW
    trade = any(h.value in STAGED and h.end <= number.start for h in scene.of("people"))
    then = not opens and not trade and _only_time_before(scene, number)  # "Ad aprile erano 600"
    opens = opens or then
    if then and outcome is not None and outcome.sentence == scene.index - 1 and many:
        return Verdict(outcome.measure, "stays", outcome.predicate)
    opens, many = opens or (impersonal and len(words) <= _BY_NOW), many or impersonal
    if opens and many and event and at == scene.index - 1:
        return Verdict(Measure(event), "goes on")
    nouns = [hit.value for hit in scene.of("people") if hit.end <= number.start]
    if len(words) > 1 and words[-2] in marks("whom"):
        kind, sentence = (nouns[-1], scene.index) if nouns else (kind, sentence)
        opens = True
    ours = bool(kind) and kind in STAGED and 0 <= scene.index - sentence <= 1 and context.nation == COUNTED
    if not ours and scene.index - context.named == 1 and context.nation == COUNTED:
        kind, ours = str(Measure.TROOPS), opens  # "… a los norcoreanos. «Son cientos»"
    return Verdict(Measure(kind), "noun before", around.stage) if opens and many and ours else None


def _only_time_before(scene: Scene, number: Number) -> bool:
    """ "En abril eran 600": whether nothing but a time and the verb of being stands before a number."""
    hits = [hit for hit in scene.hits.within(scene.sentence.start, number.start) if hit.end <= number.start]
    ago = [hit for hit in scene.spans_ago if hit.end <= number.start]
    if ago:  # "Hace cinco meses eran 600", "Un mese fa erano 600"
        return len(scene.text[ago[-1].end : number.start].replace(",", " ").split()) <= _AGO
    timed = any(hit.kind in ("month", "season", "relative", "told_before") for hit in hits)
    told = sum(len(scene.text[hit.start : hit.end].split()) for hit in hits if hit.kind in _TIMELY)
    words = scene.text[scene.sentence.start : number.start].replace(",", " ").split()
    return timed and len(words) <= told + 1


_AGO = 2  # words of "ago" and the verb of being
_TIMELY = ("month", "season", "relative", "told_before", "governs", "function", "filler", "of", "at", "now")
_WORDS = re.compile(r"[^\w]+")


def _by_lost_whole(scene: Scene, reading: Reading, context: Context, _around: Around) -> Verdict | None:
    """ "Russia has lost 40,000 men, 4,000 of them North Koreans": what befell the whole befell its part."""
    number, last = reading.number, context.last
    if not scene.language.spaced or not part_of(scene, number):
        return None
    whole = next((n for n in reversed(scene.numbers) if n.end <= number.start), None)
    if whole is None or whole.share is not None or (whole.high or whole.low or 0) <= (number.high or 0):
        return None
    if last is not None and last.accepted and last.number is whole and last.measure in STAGED:
        return None
    told = [hit for hit in (*scene.events, *scene.stages) if hit.end <= number.start]
    behind = scene.hits.within(number.end, scene.clause_end(number.end))
    named = any(hit.kind == "nation" and side_of(hit) == COUNTED for hit in behind)
    fresh = any(hit.kind in ("event", "stage") or hit.value in OUTCOMES for hit in behind)
    if not told or not named or fresh:
        return None
    lost = max(told, key=lambda hit: hit.start)
    near = scene.text.count(",", lost.end, number.start) <= 1 and lost.kind == "event"
    return Verdict(Measure(lost.value), "event", lost) if near and lost.value in OUTCOMES else None


def _by_captives(scene: Scene, reading: Reading, _context: Context, _: Around) -> Verdict | None:
    """ "acoger a los dos soldados norcoreanos que Ucrania mantiene prisioneros": a few, and a clause on their captivity."""
    number, end = reading.number, max(reading.number.end, phrase_end(scene, reading))
    if reading.head.kind not in STAGED or not 0 < (number.high or 0) < _FEW:
        return None
    event = next((hit for hit in scene.events if hit.start >= end), None)
    relative = {*scene.language.marks("relative"), *scene.language.marks("whom")}
    words = tuple(f"{mark} {word} " for word in relative for mark in ("", ","))
    if event is None or event.value != Measure.CAPTURED or not words or not scene.text.startswith(words, end):
        return None
    plain = not re.search(r"[,;:\d]", scene.text[end + 1 : event.start])
    return Verdict(Measure.CAPTURED, "event", event) if plain else None


def _by_subject(scene: Scene, reading: Reading, _context: Context, around: Around) -> Verdict | None:
    """ "I dispersi, precisa il generale, sono 160": an outcome's noun, what is put in between, a verb of being."""
    number, words = reading.number, scene.language.marks("be")
    if not words or reading.head.kind is not None or number.share is not None:
        return None
    at = scene.text.rfind(", ", scene.sentence.start, number.start)
    if at < 0 or scene.text[at + 2 : number.start].strip() not in words:
        return None
    nouns = [hit for hit in scene.of("people") if hit.end < at and hit.value in OUTCOMES]
    if not nouns:
        return None
    nation = scene.hits.at(nouns[-1].end + 1, "nation")
    end = nation.end if nation is not None else nouns[-1].end
    opens = scene.text.startswith(", ", end) and scene.text.count(",", end, at + 1) == _INSERTED
    return Verdict(Measure(nouns[-1].value), "noun before", around.event) if opens else None


def _by_people(scene: Scene, reading: Reading, _context: Context, around: Around) -> Verdict | None:
    """ "Los norcoreanos en Kursk suman 10.900", "… rondan los 7.000": a people, where they are, a verb of being or a
    bound that is one, and their number."""
    number, text, words = reading.number, scene.text, scene.language.marks("be")
    if not scene.language.subjectless or reading.head.kind is not None or number.share is not None:
        return None
    peoples = [hit for hit in scene.of("nation") if hit.end <= number.start]
    people = peoples[-1] if peoples and peoples[-1].value == "counted_people" else None
    if people is None or around.event is not None or (number.low or number.high or 0) < _FEW:
        return None
    bound = text.startswith(tuple(f"{word} " for word in words), number.start)
    between = text[people.end : number.start].split()
    nows = {text[hit.start : hit.end] for hit in scene.of("now")} | set(scene.language.marks("by_now"))
    between = between[:-1] if between[-1:] and between[-1] in nows else between  # "sarebbero oggi 11.000"
    if not bound and (not between or between.pop() not in words):
        return None
    there = scene.hits.within(people.end, number.start)
    noun = scene.hits.until(people.start - 1, "people")  # "Gli operai nordcoreani ad Alabuga sono 1.900"
    kind = Measure(noun.value) if noun is not None and noun.value in STAGED else Measure.TROOPS
    plain = len(between) <= _WHERE and not any(mark in " ".join(between) for mark in ",;:.")
    plain = plain and not any(hit.kind in ("people", "unit", "say", "number") for hit in there)
    rule = "there" if any(hit.kind == "place" for hit in there) else "noun before"
    return Verdict(kind, rule, around.stage) if plain else None


_WHERE = 5  # words of a place between a people and its verb


def _by_those_among(scene: Scene, reading: Reading, _context: Context, _: Around) -> Verdict | None:
    """ "Tra i caduti ci sono anche cento nordcoreani": some of the dead whom the clause opens with."""
    words, number = scene.language.marks("among"), reading.number
    if not words or number.share is not None:
        return None
    hits = (*scene.of("people"), *scene.events)
    noun = next((h for h in hits if h.value in OUTCOMES and 0 < number.start - h.end <= _AMONG), None)
    if noun is None or any(mark in scene.text[noun.end : number.start] for mark in ",;:"):
        return None
    before = scene.text[scene.sentence.start : noun.start].split()
    opens = len(before) in (1, 2) or before[-3:-2] == [","] or (before[-3:-2] and before[-3][-1] in ",;:")
    if not opens or not set(before[-2:]) & set(words):
        return None
    if any(noun.end <= event.start for event in scene.events) or any(
        n.end <= noun.start for n in scene.numbers
    ):
        return None  # "4.700 tra morti e feriti su quindicimila inviati"
    return Verdict(Measure(noun.value), "among")


_AMONG = 40  # letters of a verb of being and an adverb between the dead and those who are among them
_INSERTED = 2  # commas around what is put in between


def _by_its_pronoun(scene: Scene, reading: Reading, context: Context, around: Around) -> Verdict | None:
    """ "Les pertes atteignent 4 000 hommes. Elles dépassent 4 500, selon X": a pronoun for the outcome told before."""
    last, number = context.outcome, reading.number
    if last is None or last.predicate is None or scene.index - last.sentence != 1 or around.event is not None:
        return None
    noun = scene.hits.at(last.predicate.start, "people")
    pronoun = scene.hits.at(scene.sentence.start, "pronoun") if scene.language.spaced else None
    if noun is None or last.number.start < noun.end or pronoun is None:
        return None
    if reading.head.kind is not None or number.share is not None:
        return None
    clear = not parted(scene, pronoun.end, number.start) and (number.low or number.high or 0) >= _FEW
    told = [hit.start for hit in (*scene.of("people"), *scene.of("say"))] + [n.start for n in scene.numbers]
    return Verdict(last.measure, "goes on") if clear and min(told) == number.start else None


def _by_others_count(scene: Scene, reading: Reading, context: Context, _: Around) -> Verdict | None:
    """ "El mando cuenta tres veces menos: 1.100. La Casa Blanca se limita a «varios cientos»": others count too."""
    last, number = context.outcome, reading.number
    marks = scene.language.marks
    ordered = marks("postposed") or marks("bracket") or marks("possessive")
    if not ordered or last is None or not 0 < scene.index - last.sentence <= MEANT:
        return None
    if reading.head.kind is not None or number.share is not None or (number.low or number.high or 0) < _FEW:
        return None
    named = scene.of("who", "pronoun", "referent") and scene.of("say")
    stop = next((n.start for n in scene.numbers if n.start >= number.end), scene.sentence.end)
    words = (*scene.of("people"), *scene.stages, *scene.events)
    if not named or any(hit.start < stop and not in_a_name(scene, hit) for hit in words):
        return None
    before = scene.text[max(scene.sentence.start, number.start - 4) : number.start]
    by = any(0 <= number.start - say.end <= BESIDE_SAYING for say in scene.of("say"))
    closed = bool(scene.language.marks("bracket")) and any(
        say.start == number.end + 1 for say in scene.of("say")
    )  # "Im April hatte er 600 gemeldet"
    return Verdict(last.measure, "goes on") if by or closed or ":" in before else None


def _by_its_name(scene: Scene, reading: Reading, context: Context, _around: Around) -> Verdict | None:
    """ "estime désormais ce chiffre à 2 000", "situaron su número en 10.000": the count's name without its noun."""
    number, last = reading.number, context.last
    plain = scene.language.spaced and not scene.language.marks("genitive")
    if not plain or reading.head.kind is not None or number.share is not None:
        return None
    said = any(0 <= number.start - say.end <= _BESIDE_SAID for say in scene.of("say"))
    reach = _PUT_AT if said else _BESIDE_NAME  # "il loro numero era stato stimato in 1.500"
    names = [hit for hit in scene.of("tally") if 0 <= number.start - hit.end <= reach]
    ends = scene.text[names[-1].start : names[-1].end].split()[-1:] if names else []
    romance = scene.language.marks("postposed") or scene.language.marks("partitive")
    again = bool(romance) and last is not None and last.sentence == scene.index
    beside = bool(names) and bool(scene.language.marks("possessive")) and number.start - names[-1].end <= 1
    again = again or beside  # "said the Pentagon, giving a total of 10,000"
    closed = names and (scene.hits.at(names[-1].end + 1, "of") or ends[0] in scene.language.marks("of"))
    if not names or (closed and not again):
        return None
    if parted(scene, names[-1].end, number.start):
        return None
    nouns = [hit.value for hit in scene.of("people") if hit.end <= names[-1].start and hit.value in STAGED]
    here = last is not None and last.accepted and (last.sentence == scene.index or not nouns)
    compared = beside and closed and not base_of_share(scene, number)
    fates = [event for event in scene.events if event.end <= names[-1].start] if compared else ()
    if fates:
        return Verdict(
            Measure(fates[-1].value), "event", fates[-1]
        )  # "the toll would be higher than the estimate of 2,000"
    back = 1 if last is None or context.folk[1] > last.sentence else MEANT  # others have been named since
    if last is not None and here and not (beside and closed) and scene.index - last.sentence <= back:
        return Verdict(last.measure, "stays", last.predicate)
    kind, sentence = context.folk
    folk = nouns[-1] if nouns else kind if kind and scene.index - sentence <= MEANT else None
    return (
        Verdict(Measure(folk), "noun before") if folk and (number.low or number.high or 0) >= _FEW else None
    )


_BESIDE_NAME, _BESIDE_SAID, _PUT_AT = (
    24,
    12,
    50,
)  # letters from a count's name, from its verb, with a verb between
_FEW = 30


def _in_own_clause(scene: Scene, number: Number, around: Around) -> bool:
    """ "Er rechnet damit, 4000 seien getötet worden": the event's clause is the number's, the stage's is not."""
    event, stage = around.event, around.stage
    if not scene.language.nouns_capitalised or event is None or stage is None:
        return False
    between = scene.text[stage.end : number.start]
    return (
        "," in between and event.start - number.end >= 0 and "," not in scene.text[number.end : event.start]
    )


def _closes_after(scene: Scene, reading: Reading, around: Around) -> bool:
    """ "11명이 임무 수행 중 장렬하게 전사했다": where the verb ends its clause, what stands before it only tells how."""
    event, stage, number = around.event, around.stage, reading.number
    if event is None or stage is None or not scene.language.predicate_last or stage.value == Stage.PLANNED:
        return False
    behind = number.end <= stage.start and stage.end <= event.start
    if not behind or event.start - stage.end > _TOLD_HOW or number.share is not None:
        return False
    gap = scene.text[stage.start : event.start]
    if any(mark in gap for mark in ",、。“”「」()"):
        return False
    if any(number.end <= n.core < event.start for n in scene.rivals):
        return False
    acts = (*scene.language.marks("subject"), *scene.language.marks("topic"))
    if scene.language.wordless:
        return not any(mark in gap for mark in acts)
    return not any(word.endswith(acts) for word in gap[stage.end - stage.start :].split(" ")[1:])


_TOLD_HOW = 24  # letters between a verb that tells how and the one that ends the clause


def _by_another_count(scene: Scene, reading: Reading, context: Context, around: Around) -> Verdict | None:
    """A bare number with no verb close by that another says of those told before, or that its topic is counted by."""
    if reading.head.kind is not None or (around.stage is not None and around.stage_price <= BARE_REACH):
        return None
    again = _recounted(scene, reading, context)
    if again is not None:
        return Verdict(again, "stays")
    return Verdict(Measure.TROOPS, "noun before", around.stage) if _of_the_topic(scene, reading) else None


def _by_head(_scene: Scene, reading: Reading, _context: Context, around: Around) -> Verdict | None:
    return Verdict(around.base, "head" if reading.head.kind else "bare", around.stage)


#: In this order; the first that gives a verdict decides, and the last one always does.
_RULES = (
    _by_sum,
    _by_total,
    _by_noun,
    _by_wounds,
    _by_subject,
    _by_its_pronoun,
    _by_people,
    _by_those_among,
    _by_sending_told,
    _by_what_they_are,
    _by_cleft,
    _by_outcome_behind,
    _by_kind_of_whole,
    _by_opening_comparison,
    _by_whole,
    _by_its_stage,
    by_question,
    _by_going_on,
    _by_share,
    _by_share_told,
    _by_their_count,
    _by_count_alone,
    _by_ratio,
    _by_this,
    _by_rise,
    _by_loss,
    _by_slaying,
    _by_size,
    _by_captivity,
    _by_comparison,
    _by_its_time,
    _by_its_name,
    _by_being,
    _by_being_so_many,
    _by_others_count,
    _by_other_words,
    _by_lost_whole,
    _by_captives,
    _by_event,
    _by_another_count,
    by_words_before,
    _by_head,
)


_NAMED_LOSS = 3  # letters of a dash between an outcome and its number


def _loss_told(scene: Scene, number: Number, head: Head) -> Hit | None:
    """ "Потери воюющих там северокорейцев превысили 3000": a tally that is an event, whatever its genitives do."""
    noun = head.kind is not None and not number.counter and head.start >= number.end
    if noun and (head.nation or not scene.language.marks("genitive") or is_force(scene, number, head)):
        return None
    for tally in reversed(scene.of("tally")):
        if tally.end <= number.start and not any(tally.end <= n.core < number.core for n in scene.numbers):
            event = next((e for e in scene.events if e.start <= tally.start < e.end), None)
            clear = not any(
                mark in scene.text[tally.end : number.start] for mark in (",:;–" if noun else ";")
            )
            named = any(  # "потери: убиты – 450"
                tally.end < e.start and 0 < number.start - e.end <= _NAMED_LOSS and dashed(scene, e) == number
                for e in scene.events
            )
            colon = any(mark in scene.text[tally.end : number.start] for mark in ":–")
            own = any(  # "ciężkie straty: 300 poległo, 2700 jest rannych"
                e.value != Measure.CASUALTIES
                and tally.end < e.start
                and 1 in (number.start - e.end, e.start - number.end)
                for e in scene.events
                if colon
            )
            return event if event is not None and clear and not named and not own else None
    return None


def _outcome(scene: Scene, number: Number, head: Head) -> Measure:
    """What an outcome's noun counts: joined to another it is both ("убитых и раненых"); wounded who go home return."""
    joined = next(
        (e.value for e in scene.events if e.start <= head.start < e.end and e.value == "casualties"), None
    )
    if joined:
        return Measure.CASUALTIES
    if head.kind == Measure.WOUNDED and _then_home(scene, number, head):
        return Measure.RETURNED
    if head.kind == Measure.WOUNDED and scene.language.spaced:
        going = [
            e for e in scene.events if e.value == "returned" and not _is_anothers(scene, e, number, head)
        ]
        home, price = nearest(scene, number, head, going)
        if home is not None and price < BARE_REACH:
            return Measure.RETURNED
    return Measure(head.kind or "")


def _is_anothers(scene: Scene, event: Hit, number: Number, head: Head) -> bool:
    """ "600 blessés ont été rapatriés, 200 sont …": an event closed before a number, that has one of its own before it."""
    start = min(number.start, head.start)
    own = any(n.end <= event.start and n.share is None for n in scene.rivals)
    gap = scene.text[event.end : start] if own and event.end < start else ""
    ending, *words = gap.split() or [""]
    opened = ending.endswith(scene.language.marks("leaves_open") or ("\0",))
    if ", " in gap and scene.hits.at(event.end + gap.index(", ") + 2, "governs"):
        return False  # "300 injured soldiers went home, with 40 wounded officers"
    joined = not scene.language.joiners.isdisjoint((ending, *words))
    return opened or joined or any(mark in gap for mark in ",，、;")


def _then_home(scene: Scene, number: Number, head: Head) -> bool:
    """ "1100 поранених, додає відомство, ще до літа вивезли до Пхеньяна": the noun's own verb, behind an insertion."""
    end = max(number.end, head.end)
    home = next((e for e in scene.events if e.value == Measure.RETURNED and e.start >= end), None)
    if home is None or not (scene.language.marks("genitive") or scene.language.nouns_capitalised):
        return False
    gap = scene.text[end : home.start]
    crossed = any(end <= n.core < home.start for n in scene.numbers)
    return gap.startswith(",") and gap.count(",") == 2 and not crossed and not any(c in gap for c in ";:–")


def _of_those_who(scene: Scene, number: Number, following: Number) -> bool:
    """ "of the 11,000 who preceded them 4,000 are dead": a definite number, a clause about it, and then its part."""
    of = scene.hits.until(number.start - 1, "of") if scene.language.marks("possessive") else None
    definite = of is not None and scene.text[of.start : of.end].split()[-1] in scene.language.marks(
        "definite"
    )
    at = number.end + 1
    while (word := scene.hits.at(at, "nation", "people", "filler")) is not None:
        at = word.end + 1
    clause = scene.hits.at(at, "relative_clause")
    near = following.start - number.end <= _CLAUSE_OF
    return definite and clause is not None and near and not parted(scene, number.end, following.start)


_CLAUSE_OF = 60  # letters of a clause between a whole and its part


def _is_fronted_whole(scene: Scene, number: Number) -> bool:
    """ "De los 11.000 iniciales, unos 4.000 murieron": what is said of the part is not said of the whole."""
    opener = preceding(scene, number.start, "of") if scene.language.spaced else None
    passed = scene.hits.within(opener.end, number.start) if opener is not None else ()
    if opener is None or any(hit.value == "counted_people" and hit.start > opener.end for hit in passed):
        return False  # "Tra i nordcoreani 600 sono stati uccisi e …"
    following = next((n for n in scene.numbers if n.start >= number.end), None)
    if following is None:
        return False
    if following.start - number.end <= 1 and rises_to(scene, number, word_at(scene.text, following.start)):
        return False  # "зросла з 600 до двох тисяч"
    led = scene.hits.within(number.end, following.core)
    if scene.of("grows") and scene.text.startswith(", ", number.end) and any(h.kind == "tally" for h in led):
        return False  # "de 600, le nombre de tués est passé à 2 000"
    if (
        scene.of("grows")
        and led
        and led[-1].kind in ("to", "bound_before")
        and any(h.kind == "to" for h in led)
    ):
        return False  # "зросла з 600 у квітні до 2 тисяч"
    if following.start - number.end <= 1:
        return True  # "…, secondo cui dei primi 11.000 circa quattromila sono rimasti uccisi"
    if scene.language.marks("genitive") and _opens_for_part(scene, opener, number, following):
        return True
    if _of_those_who(scene, number, following):
        return True
    among = scene.hits.at(scene.sentence.start, "of") and not scene.language.marks("genitive")
    part = following.share is not None or part_of(scene, following)
    if among and part and "," in scene.text[number.end : following.start]:
        return True  # "Sur un contingent de 12 000 hommes, un tiers …"
    if not _opens_its_clause(scene, opener.start):
        return False
    verbs = scene.events if scene.language.marks("genitive") else (*scene.events, *scene.stages)
    told = any(number.end <= hit.start < following.start for hit in verbs)
    plain = not scene.language.marks("genitive")
    if plain and not told and any(event.start >= following.end for event in scene.events):
        return True  # "Von den 12.000 Soldaten seien rund 4000 ausgefallen"
    return told or "," in scene.text[number.end : following.start]


def _shares_noun(scene: Scene, reading: Reading) -> bool:
    """ "파병 1.5만 명 북한군 4700명 사상": a noun between two numbers is that of the whole and of its part."""
    head, number = reading.head, reading.number
    if not scene.language.predicate_last or head.kind is None or head.start < number.end:
        return False
    following = next((n for n in scene.numbers if n.start >= head.end), None)
    beside = following is not None and following.start - head.end <= 1 and following.counter
    return beside and any(hit.start >= head.end for hit in scene.events)


def _opens_for_part(scene: Scene, opener: Hit, number: Number, part: Number) -> bool:
    """ "że z 11 tys. żołnierzy co najmniej tysiąc nie żyje": a whole that opens its clause, the part in the same one."""
    gap = scene.text[number.end : part.start]
    return (
        _opens_its_clause(scene, opener.start)
        and len(gap) <= _SAME_CLAUSE
        and not any(mark in gap for mark in ",;:–")
    )


_SAME_CLAUSE = 60


def _opens_its_clause(scene: Scene, at: int) -> bool:
    """ "Według HUR | z 11 tys. …", "HUR said that | of the 11,000": a clause, but for who says it, begins here."""
    before = scene.text[scene.sentence.start : at].rstrip(" \"'„“«")
    if len(before) <= _QUOTE or before[-1] in ",;:–":
        return True
    end, word = scene.sentence.start + len(before), before.split()[-1]
    if word in scene.language.marks("opens") or word in scene.language.marks("that"):
        return True
    that = scene.hits.until(end, "relative_clause", "function")
    if that is not None and (
        scene.hits.until(that.start - 1, "say") is not None or scene.text.endswith(", ", 0, that.start)
    ):
        return True  # "analysts said that of the 11,000 …"
    if scene.language.nouns_capitalised and scene.hits.until(end, "function") is not None:
        end -= len(word) + 1  # "Laut HUR ist von den 11.000 …"
    who = scene.hits.until(end, "who")
    return who is not None and preceding(scene, who.start, "according") is not None


_QUOTE = 1  # letters of a quotation mark


def _is_out_of(scene: Scene, number: Number) -> bool:
    """ "quattromila fuori combattimento su dodicimila": the whole beside its part, and nothing befell it."""
    words = scene.text[max(scene.sentence.start, number.start - 24) : number.start].rstrip()
    ends = any(words.endswith(f" {mark}") for mark in scene.language.marks("out_of"))
    return ends and any(
        0 < max(number.start - other.end, other.start - number.end) <= _OUT_OF for other in scene.numbers
    )


_OUT_OF = 75  # letters between a part and its whole


def _died_of_it(scene: Scene, reading: Reading) -> Hit | None:
    """ "二十余名重伤员死在运送途中": the wounded, and right behind them that they died."""
    end = max(reading.number.end, reading.head.end)
    event = next((event for event in scene.of("event") if event.start >= end), None)
    if not scene.language.by_order or event is None or event.value != Measure.KILLED:
        return None
    number = any(end <= n.core < event.start for n in scene.rivals)
    return None if number or event.start - end > _OF_SHARE else event


def _sent_home(scene: Scene, reading: Reading) -> bool:
    """ "约2000名伤员已被送回": the wounded of whom it is told that they went home."""
    home = [event for event in scene.events if event.value == Measure.RETURNED]
    if scene.language.wordless:  # "負傷者は3700人、帰国した者は1万人": another clause
        home = [event for event in home if "、" not in scene.text[reading.number.end : event.start]]
    home = [event for event in home if not _is_anothers(scene, event, reading.number, reading.head)]
    told = not scene.language.spaced
    return told and nearest(scene, reading.number, reading.head, home)[1] < HOME


def _sums_up(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "전사자 600여 명을 포함해 총 4700여 명": the dead and others together."""
    start, last = reading.number.start, context.outcome
    listed = [h for h in scene.of("people") if h.value in OUTCOMES and 0 < start - h.end <= _SUMMED]
    if reading.head.kind in STAGED and not (listed and reading.head.end <= start):
        return False
    near = any(0 <= start - hit.end <= 5 for hit in scene.of("including"))
    here = last is not None and (
        last.sentence == scene.index or (listed and last.sentence == scene.index - 1)
    )
    return near and not scene.language.spaced and bool(here)


_SUMMED = 24  # letters from outcomes told without a number to the sum of all


def _goes_on(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "That is up from 600 in April", "more than half of those sent": the outcome told just before, still."""
    last, number = context.outcome, reading.number
    if scene.language.spaced or last is None or last.sentence < scene.index - 1 or "part" in reading.rules:
        return False
    if last.measure in (Measure.CAPTURED, Measure.RETURNED) and not _is_of_another_time(scene, number):
        return False
    others = (
        context.last is not None and context.last.measure in STAGED and context.last.sentence == scene.index
    )
    gap = scene.text[context.last.number.end : number.start] if others and context.last else ""
    if others and (number.share is None or gap.endswith(scene.language.marks("makes_up") or ("\0",))):
        return False  # other people are spoken of by now
    whole = whole_before_part(scene, number)
    far = nearest(scene, number, reading.head, scene.stages)[1] > BARE_REACH
    still = number.share is not None and (
        scene.language.by_order or _sums_up_the_last(scene, reading.number, last)
    )
    return not whole and (far or still)


def _is_of_another_time(scene: Scene, number: Number) -> bool:
    """ "… 돌아온 병사가 800명을 넘는다. 그 전달에는 200명이었다": a time, the number alone, and the end of its clause."""
    told = (*scene.events, *scene.stages, *scene.of("people", "nation", "part"))
    dated = any(hit.end <= number.start for hit in scene.of("relative", "month", "season"))
    before = [hit for hit in told if hit.end <= number.start]
    return dated and not before and closes_clause(scene, number) and scene.rivals[:1] == [number]


def _sums_up_the_last(scene: Scene, number: Number, last: Reading) -> bool:
    """ "부상자는 3천 명이다. 파병된 1만1천 명의 30%가 넘는다": a share, alone or of a base, and no event.

    Where no spaces part the words a phrase behind it says that it is those just told ("半数以上に当たる").
    """
    if scene.events or not scene.language.predicate_last or last.sentence != scene.index - 1:
        return False
    links = scene.language.marks("link")
    bases = [n for n in scene.numbers if n is not number]
    told = [n for n in bases if n.counter and scene.text[n.end : number.start].strip() in links]
    if len(bases) != len(told):
        return False
    behind = scene.text[number.end : number.end + _EQUALS]
    return not scene.language.wordless or any(m in behind for m in scene.language.marks("restated"))


_EQUALS = 10  # letters between a share and the verb that says whose it is


def _recounted(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "英国は死傷者を5千人とみる。… 韓国軍の推計は約4000人にとどまる": another's count, with no noun and no event."""
    last, number = context.whole, reading.number
    if scene.language.spaced or last is None or not number.counter or not scene.of("who"):
        return None
    if not 0 < scene.index - last.sentence <= _RECOUNTED or scene.of("people") or scene.events:
        return None
    before = scene.text[scene.sentence.start : number.start]
    return last.measure if any(mark in before for mark in scene.language.marks("counts")) else None


def _of_the_topic(scene: Scene, reading: Reading) -> bool:
    """ "北朝鮮兵は将官3人を含む推定1万2千人に上り": the sentence's topic is counted by a number that ends its clause.

    So is the one from which it has risen: "북한군이 1월 9000명에서 1만3000명으로 불어났다".
    """
    number = reading.number
    topic = scene.language.marks("topic" if scene.language.wordless else "subject")
    if not topic or not scene.language.predicate_last or not number.counter:
        return False
    following = next((n for n in scene.rivals if n.start >= number.end), None)
    rises = following is not None and scene.text.startswith(tuple(scene.language.connectors), number.end)
    if not closes_clause(scene, following if rises and following is not None else number):
        return False
    ours = [
        hit
        for hit in scene.of("nation")
        if hit.value == "counted_people" and hit.end <= number.start and scene.text.startswith(topic, hit.end)
    ]
    between = scene.hits.within(ours[-1].end, number.start) if ours else []
    return bool(ours) and not any(hit.kind in ("event", "stage", "people", "nation") for hit in between)


_RECOUNTED = 3  # sentences


def _ends_clause(scene: Scene, modal: Hit, event: Hit) -> bool:
    """ "sollen nach Angaben aus Seoul getötet worden sein": nothing but helping verbs behind, no stop before."""
    stop = re.compile(r"[,.;:!?\n]|$").search(scene.text, event.end, scene.sentence.end)
    rest = stop.start() if stop else scene.sentence.end
    if parted(scene, modal.end, event.start) or rest - event.end > 20:
        return False
    named = scene.hits.within(event.end, rest)
    between = scene.hits.within(modal.end, event.start)
    return not any(hit.kind in ("people", "place", "nation", "theatre") for hit in named) and not any(
        hit.kind in ("stage", "people") for hit in between
    )


def _modal_over(scene: Scene, number: Number, stage: Hit | None, event: Hit) -> bool:
    """ "4000 sollen getötet worden sein": the modal stands between the number and the event that it carries."""
    if scene.language.predicate_last:
        return False  # its verb of sending is no modal of what follows
    if scene.language.by_order and stage is not None and parted(scene, stage.end, event.start):
        return False
    if (
        stage is None
        or not number.end <= stage.start <= event.start
        or event.start - stage.end > (90 if _ends_clause(scene, stage, event) else 14)
    ):
        return False
    if scene.language.marks("genitive") and stage.value != Stage.PLANNED:
        words = scene.text[number.end : stage.start].replace(",", " ").split()
        if set(words).isdisjoint(scene.language.marks("which")):
            return False  # "Spośród 11 tys. wysłanych zabitych … zostało 4 tys.": a participle is no modal
    return not any(stage.end <= other.core < event.start for other in scene.numbers)
