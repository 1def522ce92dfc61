"""The noun that a number counts where no spaces part the words, or particles follow them."""

from __future__ import annotations

from bot.claims.governing import whole_before_part
from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import (
    COUNTED,
    OUTCOMES,
    Head,
    Scene,
    is_object,
    is_pause,
    only_shapes,
    parted,
    side_of,
    speaks_of_others,
    word_at,
)
from bot.model import STAGED, Measure

SHAREABLE = STAGED | {"person"}


def head_around(scene: Scene, number: Number) -> Head:
    """Unspaced scripts: the noun beside the number.

    Chinese has it after (3000余名士兵), else before. Where the verb ends the clause it stands right before
    (북한군 1만 명), or linked after (1만 명의 병력, 1万人の兵士), or before with a particle (사상자를 4천 명으로);
    an outcome linked after (1만 명의 사상자) is what is counted.
    """
    unit = _unit_after(scene, number) or _formation(scene, number)
    unit = unit or _portrait(scene, number)
    if not unit and (terse := _terse(scene, number)) is not None:
        return terse
    if unit:
        return Head(None, number.start, number.end, refusal=f"counts “{scene.text[unit.start : unit.end]}”")
    named = _namely(scene, number) or _counted_as(scene, number)
    if named is not None:
        return named
    after = _near_after(scene, number)
    before, tight = _near_before(scene, number)
    linked = after is not None and after.kind is not None
    if after and after.refusal and scene.text.startswith(scene.language.marks("link") or ("\0",), number.end):
        return after  # "전사자 101명의 초상"
    if after and after.refusal and scene.language.predicate_last and number.counter:
        return after
    if after and after.persons and scene.language.by_order:
        return after  # "1.1万名朝军中有500名军官"
    if before and before.refusal:
        return after if linked and after else before
    if scene.language.predicate_last and before and linked and after:
        linked = not tight
    if linked and after and _and_another_trade(scene, after):
        return Head(None, number.start, number.end, refusal="counts two trades together")
    if linked and after:
        after.nation = after.nation or (before.nation if before and tight else None)
        return after
    apart = before is not None and any(mark in scene.text[before.end : number.start] for mark in ",、")
    own = before is None or apart or before.kind in ("person", Measure.TROOPS)
    told = _told_to_be(scene, number) if own else None  # "1200人が工兵、3300人が建設要員"
    if told:
        told.nation = told.nation or (before.nation if before else None)
        return told
    if before:
        before.nation = before.nation or (after.nation if after else None)
        return before
    if after:
        return after
    if number.counter or number.share is not None:
        return Head(None, number.start, number.end)
    return Head(None, number.start, number.end, refusal="counts no persons")


def _terse(scene: Scene, number: Number) -> Head | None:
    """ "死三百、伤两千七", "三百人死": one letter for what befell them, right beside the number."""
    start, end = number.start, number.end
    if scene.hits.until(start, "event", "people") or scene.hits.at(end, "event", "people"):
        return None
    counted = number.counter and scene.language.by_order
    for marks, kind in (("dead", Measure.KILLED), ("hurt", Measure.WOUNDED)):
        for mark in scene.language.marks(marks):
            if scene.text.endswith(mark, scene.sentence.start, start) and (counted or not number.plain):
                return Head(kind, start - len(mark), start)
            after = end + len(mark)
            closed = after >= scene.sentence.end or scene.text[after] in _STOPS
            closed = closed or (number.plain and scene.text[after].isdigit())  # "600死4100伤"
            if (number.counter or number.plain) and scene.text.startswith(mark, end) and closed:
                return Head(kind, end, after)
    return None


def _namely(scene: Scene, number: Number) -> Head | None:
    """ "나머지 5천 명, 곧 군사건설자들은": a word for "that is" and a noun behind it say who they are."""
    for mark in scene.language.marks("namely"):
        if scene.text.startswith(mark, number.end):
            noun = scene.hits.at(number.end + len(mark), "people")
            return Head(noun.value, noun.start, noun.end, None) if noun is not None else None
    return None


def _counted_as(scene: Scene, number: Number) -> Head | None:
    """ "2천 명으로 집계한 북한군 전사자", "600명이라던 파병군 전사자": what was said, between a number and its noun."""
    endings = scene.language.marks("adnominal")
    if not endings or not number.counter:
        return None
    say = next((s for s in scene.of("say") if 0 < s.start - number.end <= _BY_VERB), None)
    start = say.start if say is not None else number.end
    word = word_at(scene.text, start)
    if not word.endswith(endings if say is not None else scene.language.marks("quotative")):
        return None
    at, nation, noun = start + len(word) + 1, None, None
    while (hit := scene.hits.at(at, "nation", "people", "more_before")) is not None:
        nation = hit if hit.kind == "nation" else nation
        noun = hit if hit.kind == "people" else noun
        at = hit.end + (scene.text[hit.end : hit.end + 1] == " ")
    if noun is None:
        return None
    return Head(noun.value, number.start, number.end, side_of(nation) if nation is not None else None)


_BY_VERB = 4  # letters of a particle between a number and its verb


_FAR_AFTER = 14


_FAR_CLAUSE = 26


_STOPS = "，,、。;；:!?…"


_FAR_BEFORE = 22


_LOOSE = 7  # letters between a noun and its number that are no words known to stand there


def _unit_after(scene: Scene, number: Number) -> Hit | None:
    """A thing right after the number, where no counter for persons stands ("3만 개", 120門)."""
    month = scene.hits.at(number.core, "month") or scene.hits.until(number.core_end + 1, "month")
    if month:
        return month  # "人数已由4月的600人": so near a word for how many it needs no counter
    if number.counter:
        return None
    for end in (number.end, number.core_end):
        unit = scene.hits.at(end + (scene.text[end : end + 1] == " "), "unit")
        if unit:
            return unit
    return None


def _portrait(scene: Scene, number: Number) -> Hit | None:
    """ "101명 초상": a thing that is shown, right behind the number."""
    at = number.end
    at += scene.text[at : at + 1] == " " and not scene.language.wordless
    unit = scene.hits.at(at, "unit") if scene.language.predicate_last else None
    return unit if unit is not None and unit.value == "shown" else None


def _formation(scene: Scene, number: Number) -> Hit | None:
    """ "「11軍団」の4万6千人のうち": the strength of a formation from which they are taken."""
    links = scene.language.marks("link")
    link = next((m for m in links if scene.text.endswith(m, scene.sentence.start, number.start)), "")
    if not link or not whole_before_part(scene, number):
        return None
    end = number.start - len(link)
    end -= scene.text[end - 1] in "」”"
    unit = scene.hits.until(end, "unit")
    return unit if unit is not None and unit.value == "things" and unit.end - unit.start > 1 else None


def _past_standing(scene: Scene, at: int) -> int:
    """ "1万1000人いた部隊": behind a verb of being there that shapes the noun."""
    if not scene.language.wordless:
        return at
    for mark in scene.language.marks("standing"):
        if scene.text.startswith(mark, at) and scene.hits.at(at + len(mark), "people"):
            return at + len(mark)
    return at


def is_formation(scene: Scene, unit: Hit) -> bool:
    """Whether a unit is one of soldiers, so that its size counts them."""
    return scene.text.startswith(scene.language.marks("formations") or ("\0",), unit.start)


def _sized_or_refused(scene: Scene, number: Number, unit: Hit, nation: str | None) -> Head:
    """A formation has the number as its size; of any other thing there are so many."""
    if _is_size(scene, number) and is_formation(scene, unit):
        return Head(Measure.TROOPS, unit.start, unit.end, nation)
    words = scene.text[unit.start : unit.end]
    persons = unit.value == "persons" and scene.language.by_order
    return Head(None, number.start, number.end, refusal=f"counts “{words}”", persons=persons)


def _is_size(scene: Scene, number: Number) -> bool:
    """ "1만2000명 규모의 군단", "1万2000人規模の軍団": persons that a formation is the size of."""
    behind = scene.text[number.core_end : number.end]
    return number.counter and any(mark in behind for mark in scene.language.marks("of_size"))


def _near_after(scene: Scene, number: Number) -> Head | None:
    nation: str | None = None
    at, unknown = number.end, 0
    last = scene.language.predicate_last
    if last:
        at += scene.text[at : at + 1] == " " and not scene.language.wordless
        at = _past_standing(scene, at)
        link = next((m for m in scene.language.marks("link") if scene.text.startswith(m, at)), None)
        if _opens_part(scene, at, link or "") or (link is None and not scene.hits.at(at, "people", "nation")):
            return None
        at += len(link or "")
    clause = _behind_its_clause(scene, number)
    if clause or (scene.language.by_order and scene.hits.at(at, "of")):
        return clause  # "1万1千人中死伤4000": the whole does not count what follows
    while at < scene.sentence.end and at - number.end < _FAR_AFTER:
        if scene.text[at] in "，,、。;；:!?()「」“”‘’…\"'" or scene.text[at].isdigit():
            return _come_from(scene, number, at)
        if _others_follow(scene, at) or (
            scene.language.by_order and any(n.start == at for n in scene.numbers)
        ):
            return None
        hit = scene.hits.at(at, "people", "nation", "unit", "filler", "more_before", "more_after")
        if hit is None:
            shaping = scene.hits.at(at, "stage", "place") if last or at == number.end else None
            shaping = shaping if last or _shapes_noun(scene, shaping) else None
            if shaping is None and scene.hits.at(at, "event", "stage", "function", "say", "part", "who"):
                return None
            unknown += shaping is None
            at = shaping.end if shaping else at + 1
            if unknown > 4:
                return None
            continue
        counted = hit.kind == "unit" and hit.value == "things" and number.counter
        if counted and scene.language.by_order:
            at, unknown = hit.end, unknown + 1  # "1.1万人的三倍": who are counted as persons are no things
            continue
        shown = hit.end - hit.start > 1 and scene.text[number.end : at].strip() in scene.language.marks(
            "link"
        )
        if hit.kind == "unit" and (shown or not (last and number.counter)):
            return _sized_or_refused(scene, number, hit, nation)
        if hit.kind == "people":
            if _tells_size(scene, hit):
                at = hit.end
                continue
            own = (
                scene.hits.at(hit.start, "nation") if last else None
            )  # "5명의 북한군": its own name tells whose
            named = side_of(own) if own is not None and own.end == hit.end else None
            hit = _fallen_of(scene, hit) if named else hit
            return _they_alone(scene, number, Head(hit.value, hit.start, hit.end, nation or named))
        if hit.kind == "nation":
            if _with_another(scene, hit, nation):
                return Head(None, number.start, number.end, refusal="counts armies together")
            nation = side_of(hit)
            noun = _sharing_letters(scene, hit) or scene.hits.at(hit.end, "people")  # "1000名人民军工兵"
            if hit.value.endswith("_people") and noun is None:
                return Head("person", hit.start, hit.end, nation)
            at = noun.start if noun else hit.end
            continue
        at = hit.end
    return None


def _tells_size(scene: Scene, noun: Hit) -> bool:
    """ "6000人规模的朝鲜工兵部队": a word for how many they are that shapes the noun behind it."""
    sized = scene.language.by_order and scene.text[noun.start : noun.end] in scene.language.marks("sizes")
    marks = scene.language.marks("attributive") if sized else ()
    ends = (noun.end + len(mark) for mark in marks if scene.text.startswith(mark, noun.end))
    return any(scene.hits.at(end, "nation", "people") for end in ends)


def _opens_part(scene: Scene, at: int, link: str) -> bool:
    """ "1万1000人のうち死傷者は約4000人": the part's noun is not the whole's (but "1万人の中国兵")."""
    named = scene.hits.at(at + len(link), "people", "nation")
    return scene.language.wordless and not named and scene.hits.at(at, "of") is not None


def _come_from(scene: Scene, number: Number, end: int) -> Head | None:
    """ "其中1万人来自朝鲜。": those whom only their country names, at the end of the clause."""
    nation = scene.hits.until(end, "nation") if scene.language.by_order and number.counter else None
    origin = scene.hits.until(nation.start, "from") if nation else None
    if nation is None or origin is None or origin.start - number.end > 1:
        return None
    return Head("person", number.start, number.end, side_of(nation))


def _fallen_of(scene: Scene, army: Hit) -> Hit:
    """ "600명이던 북한군 전사자", "600人だった北朝鮮兵の戦死者": what befell them, right behind their army."""
    links = ("", " ", *scene.language.marks("link"))
    at = {army.end + len(link) for link in links if scene.text.startswith(link, army.end)}
    nouns = (scene.hits.at(start, "people") for start in sorted(at))
    return next((noun for noun in nouns if noun is not None and noun.value in OUTCOMES), army)


def _shapes_noun(scene: Scene, verb: Hit | None) -> bool:
    """ "四千名赴俄朝鲜工人": a verb of sending right before the noun that it shapes."""
    noun = (
        scene.hits.at(verb.end, "people", "nation") if verb is not None and scene.language.by_order else None
    )
    return noun is not None and (noun.kind == "people" or side_of(noun) == COUNTED)


def _with_another(scene: Scene, army: Hit, before: str | None) -> bool:
    """Whether a nation stands beside one of the other side: "1.5万名俄罗斯、朝鲜士兵"."""
    if before and before != side_of(army):
        return True
    other = scene.hits.at(army.end + 1, "nation") if scene.text[army.end : army.end + 1] == "、" else None
    return other is not None and side_of(other) != side_of(army)


def _sharing_letters(scene: Scene, nation: Hit) -> Hit | None:
    """ "3500名朝鲜军事建筑人员": a noun that begins with the last letters of a nation's name."""
    inside = scene.hits.within(nation.start + 1, nation.end) if scene.language.by_order else ()
    return next((hit for hit in inside if hit.kind == "people" and hit.end > nation.end), None)


def _others_follow(scene: Scene, at: int) -> bool:
    """ "工兵师1000人以及建设人员"; "1万5千人の派兵に対し死傷者は…", where sending is a noun itself."""
    if scene.language.by_order and scene.text.startswith(tuple(scene.language.joiners), at):
        return True
    verb = scene.hits.at(at, "stage")
    if verb is None or verb.value != "send" or not scene.language.wordless:
        return False
    return scene.text.startswith(scene.language.marks("oblique"), verb.end)


def _joins_others(scene: Scene, noun: Hit) -> bool:
    """ "ロシア軍部隊に加わり、約4千人が死傷": another army's noun, joined by those who are counted."""
    beside = scene.language.marks("beside")
    if not beside:
        return False
    end = max((h.end for h in scene.of("people") if h.start <= noun.end <= h.end), default=noun.end)
    if not scene.text.startswith(beside, end):
        return False
    own = next((h for h in scene.of("nation") if h.start <= noun.start <= h.end), None)
    return own is not None and side_of(own) != COUNTED


def _they_alone(scene: Scene, number: Number, head: Head) -> Head:
    """The noun, unless others or a thing of theirs are counted: "300名官兵和遗属", "101名阵亡将士的遗像"."""
    if not scene.language.by_order:
        return head
    for marks in (scene.language.joiners, scene.language.marks("attributive")):
        mark = next((m for m in marks if scene.text.startswith(m, head.end)), "")
        unit = scene.hits.at(head.end + len(mark), "unit") if mark else None
        if unit is not None and unit.value == ("persons" if marks is scene.language.joiners else "shown"):
            word = scene.text[head.start : unit.end]
            return Head(None, number.start, number.end, refusal=f"counts “{word}”")
    return head


def _behind_its_clause(scene: Scene, number: Number) -> Head | None:
    """The noun behind a clause that shapes it, where order alone tells: "800名从俄罗斯归国的伤兵"."""
    marks = scene.language.marks("attributive")
    if not marks or not number.counter:
        return None
    stop = min(scene.sentence.end, number.end + _FAR_CLAUSE)
    army = scene.hits.at(number.end, "nation")
    named = army is not None and scene.hits.at(army.end, "people") is not None
    for noun in scene.of("people"):
        if not number.end < noun.start < stop:
            continue
        nation = scene.hits.until(noun.start, "nation")
        if named and nation is not None and nation != army:
            return None  # "用两名朝鲜战俘换回被俘的乌军士兵"
        start = nation.start if nation else noun.start
        gap = scene.text[number.end : start]
        if gap.endswith(marks) and not any(c.isdigit() or c in _STOPS for c in gap):
            if not _is_clause(scene, number.end, start):
                return None
            side = side_of(nation) if nation else _who_sent(scene, number.end, start)
            return Head(noun.value, noun.start, noun.end, side)
    return None


def _is_clause(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch holds a verb of ours, or begins with where they are: "名*在库尔斯克作战*的…"."""
    verb = any(start <= hit.start < end for hit in (*scene.events, *scene.stages))
    return verb or (
        scene.hits.at(start, "governs", "function") is not None and _names_place(scene, start, end)
    )


def _names_place(scene: Scene, start: int, end: int) -> bool:
    return any(start <= hit.start < end for hit in scene.of("place"))


def _who_sent(scene: Scene, start: int, end: int) -> str | None:
    """ "名*被金正恩送上前线*的士兵": whose they are, where only who sent them tells it."""
    sends = any(start <= hit.start < end for hit in scene.stages)
    sides = [side_of(hit) for hit in scene.of("nation") if start <= hit.start < end]
    return COUNTED if sends and COUNTED in sides else None


def _near_before(scene: Scene, number: Number) -> tuple[Head | None, bool]:
    """A noun that ends before the number, with only particles and adverbs between; true where none stand."""
    best: Hit | None = None
    rest = ""
    persons_of = (u for u in scene.of("unit") if u.value == "persons")
    for hit in (*scene.of("nation", "people", "official"), *persons_of):
        if hit.end > number.start or number.start - hit.end > _FAR_BEFORE:
            continue
        if hit.kind == "nation" and hit.end < number.start - 1 and _only_where(scene, hit):
            continue
        marked = hit.kind == "official" and scene.text[hit.start : number.start].strip()
        if marked and (
            marked != scene.text[hit.start : hit.end] or marked.endswith(scene.language.marks("subject"))
        ):
            continue  # "고위 관리*는* 3000명이라고 했다"
        if hit.kind == "nation" and speaks_of_others(scene, hit, number):
            continue
        if scene.language.wordless and scene.hits.at(hit.end, "according_after"):
            continue  # "北朝鮮兵は、ウクライナ軍の見立てでは約8500人だ"
        if hit.kind == "people" and _told_apart(scene, hit, number):
            continue
        if hit.value in OUTCOMES and scene.is_aside(hit):
            continue  # "死傷者を補うための3000人"
        gap = _loose(scene, hit.end, number.start, ("tally", "now") if hit.value in OUTCOMES else ("tally",))
        if (
            gap is not None
            and not _joins_others(scene, hit)
            and len(gap) <= (1 if hit.kind in _STRANGERS else _LOOSE + 2 * scene.language.wordless)
            and (best is None or hit.end >= best.end)
        ):
            best, rest = hit, gap
    if best is None or not (number.counter or (best.kind == "people" and _countable(scene, number))):
        return None, False
    if best.kind == "nation" and not best.value.endswith("_people"):
        return None, False
    whole = any(best.end <= hit.start < number.start for hit in scene.of("including"))
    others = rest.startswith(scene.language.marks("etcetera") or ("\0",))
    refusal = "counts two trades together" if _two_trades(scene, best, others) and not whole else None
    persons = scene.hits.until(best.start, "unit") if best.value in OUTCOMES else None
    if best.kind in _STRANGERS or (persons and persons.value == "persons"):  # "平民死伤4.4万"
        refusal = f"counts “{scene.text[best.start : best.end]}”"
    if refusal:
        return Head(None, number.start, number.end, refusal=refusal, persons=best.kind in _STRANGERS), True
    own = scene.hits.at(best.start, "nation")
    nation = side_of(own) if own and own.end == best.end else _nation_before(scene, best)
    kind = "person" if best.kind == "nation" else _trade_before(scene, best) or best.value
    if kind in OUTCOMES and any(
        e.value == "casualties" and e.start < best.start < e.end for e in scene.events
    ):
        kind = Measure.CASUALTIES  # "dead, wounded and captured, 6,200 in all"
    if (whole and kind in STAGED) or others:
        kind = Measure.TROOPS  # "the wounded and others, 2,000": no longer the wounded alone
    return Head(kind, best.start, best.end, nation), not rest


_STRANGERS = ("unit", "official")  # nouns of persons who are none of ours


def _trade_before(scene: Scene, noun: Hit) -> str | None:
    """ "北朝鮮工兵の第1陣1千人": a noun that tells no trade has that of the noun right before it."""
    if scene.text[noun.start : noun.end] not in scene.language.marks("generic"):
        return None
    marks = (*scene.language.marks("link"), *scene.language.marks("topic"))  # "建設部隊は第1陣の1000人"
    links = (mark for mark in marks if scene.text.endswith(mark, 0, noun.start))
    end = noun.start - len(next(links, " " if scene.text[noun.start - 1] == " " else ""))
    trade = scene.hits.until(end, "people")
    return str(trade.value) if trade is not None and trade.value in STAGED else None


def _told_apart(scene: Scene, noun: Hit, number: Number) -> bool:
    """ "朝军伤亡：阵亡101人": losses at large, and then what befell those who are counted."""
    if not scene.language.by_order or noun.value not in OUTCOMES:
        return False
    return any(e.value != noun.value and noun.end <= e.start and e.end <= number.start for e in scene.events)


def _only_where(scene: Scene, nation: Hit) -> bool:
    """ "병력은 러시아에서 1만2천 명까지", "우크라이나군 공격으로 7백 명을": a name that says where or whose thing."""
    particles = scene.language.predicate_last and not scene.language.wordless
    country = particles and not nation.value.endswith("_people")
    placed = country and scene.text.startswith(scene.language.marks("oblique"), nation.end)
    return placed or only_shapes(scene, nation)


def _and_another_trade(scene: Scene, head: Head) -> bool:
    """ "6000名工兵和建设人员": one number for two kinds of people."""
    joiner = next((j for j in scene.language.joiners if scene.text.startswith(j, head.end)), "")
    other = scene.hits.at(head.end + len(joiner), "people") if joiner else None
    trades = (Measure.ENGINEERS, Measure.WORKERS)
    return other is not None and head.kind in trades and other.value in trades and other.value != head.kind


def _two_trades(scene: Scene, head: Hit, others: bool) -> bool:
    """ "工兵と建設要員6000人": the sum of two kinds of people is none of either (but "戦闘兵と工兵ら": a force)."""
    end = head.start - (scene.text[head.start - 1 : head.start] == " ")
    joiner = next((j for j in scene.language.joiners if scene.text.endswith(j, 0, end)), None)
    other = joiner and scene.hits.until(end - len(joiner), "people")
    if not other or (others and Measure.TROOPS in (other.value, head.value)):
        return False
    return other.value in STAGED and head.value in STAGED and other.value != head.value


def _loose(scene: Scene, start: int, end: int, resumes: tuple[str, ...] = ("tally",)) -> str | None:
    """The letters of a gap that no known filler covers; None where a number, a verb or a stop stands in it.

    A comma is passed over before a word of a kind that ``resumes`` the count.
    """
    text, at, rest = scene.text, start, ""
    while at < end:
        if (sized := _sized(scene, at, end)) > at:
            at = sized
            continue
        if text[at] in "，," and scene.language.by_order and scene.hits.at(at + 1, *resumes):
            at += 1  # "先前派来的部队，人数是一万一千", "伤亡人数还在上升，目前约为4700人"
            continue
        year = scene.hits.at(at, "told_before") if text[at].isdigit() else None
        month = scene.hits.at(at, "month") if scene.language.by_order else None
        year = year or month  # "从10月底的约8000人"
        if year is not None and year.end <= end:
            at = year.end  # "労働者は2024年の4千人から"
            continue
        if (told := _by_account(scene, at, end)) > at:
            at = told
            continue
        if text[at] in "，,。;；!?…" or text[at].isdigit() or is_pause(scene, at):
            return None
        hit = scene.hits.at(at, "filler", "more_before", "bound_before", "now", "relative", "part", "of")
        hit = hit or (scene.hits.at(at, "place", "theatre") if scene.language.wordless else None)
        if hit and hit.end <= end:
            at = hit.end
            continue
        if scene.language.predicate_last and scene.hits.at(at, "event", "stage"):
            return None
        rest += text[at].strip()
        at += 1
    return rest


def _by_account(scene: Scene, at: int, end: int) -> int:
    """Where it ends by whose account so many are: "兵力は、韓国政府の推計で1万5000人を超える"."""
    if scene.language.by_order:
        according = scene.hits.at(at + (scene.text[at] in "，,"), "according")
        who = scene.hits.at(according.end, "who", "service") if according is not None else None
        say = scene.hits.at(who.end, "say") if who is not None else None
        if say is None or say.end > end:
            return at
        return say.end + scene.text.startswith(("，", ","), say.end)  # "派出的兵力，据韩国政府推算，超过…"
    if not scene.language.wordless:
        return at
    who = scene.hits.at(at + (scene.text[at] == "、"), "who", "service", "nation")
    if who is None:
        return at
    told = scene.hits.at(who.end, "say")
    account = scene.hits.at(who.end, "according_after") or (
        scene.hits.at(told.end, "according_after") if told is not None else None
    )
    if account is None or account.end > end:
        return at
    reach = account.end
    while reach < end and scene.text.startswith((*scene.language.marks("topic"), "、"), reach):
        reach += 1
    return reach


def _sized(scene: Scene, at: int, end: int) -> int:
    """Where a number of units ends that stands between a noun and its count: "건설부대 2개 여단 5000명"."""
    number = next((n for n in scene.numbers if n.start == at and not n.counter), None)
    if number is None or not scene.language.predicate_last:
        return at
    reach, unit = at, _unit_after(scene, number)
    while unit is not None and unit.kind == "unit" and unit.end <= end:
        reach = unit.end
        unit = scene.hits.at(reach + (scene.text[reach : reach + 1] == " "), "unit")
    return reach


def _countable(scene: Scene, number: Number) -> bool:
    """Whether a number without a counter may count persons: of some size, and no word glued to it."""
    if number.plain and (number.low or number.high or 0) < 100:
        return False
    glued = scene.text[number.end : number.end + 1]
    marks = (
        *scene.language.marks("subject"),
        *scene.language.marks("oblique"),
        *scene.language.marks("link"),
    )
    return (
        not glued.isalpha() or not scene.language.predicate_last or scene.text.startswith(marks, number.end)
    )


def _told_to_be(scene: Scene, number: Number) -> Head | None:
    """The noun that ends the clause of a number with a particle: "그중 1천 명은 지뢰를 없앨 공병이다"."""
    marks = scene.language.marks("subject")
    if scene.language.wordless and number.counter and (who := _made_up_by(scene, number)) is not None:
        return who
    if not marks or not scene.text.startswith(marks, number.end) or not number.counter:
        return None
    others = (hit for hit in scene.of("unit") if hit.value == "persons")  # "このうち500人は将校だ"
    for hit in (*scene.of("people"), *others):
        if not 0 < hit.start - number.end <= 40:
            continue
        gap = scene.text[number.end : hit.start]
        following = scene.text[hit.end : hit.end + 1]
        ends = following in ("", *",.、。") or scene.text.startswith(scene.language.marks("closing"), hit.end)
        if not ends or any(char.isdigit() or char in ",;.、。" for char in gap):
            continue
        if hit.kind == "unit":
            told = f"counts “{scene.text[hit.start : hit.end]}”"
            return Head(None, number.start, number.end, refusal=told, persons=True)
        return Head(hit.value, number.start, number.end, _nation_before(scene, hit))
    return None


def _made_up_by(scene: Scene, number: Number) -> Head | None:
    """ "1200人を工兵が占める": a number as object, and who make it up."""
    mark = next((m for m in scene.language.marks("object_marks") if scene.text.startswith(m, number.end)), "")
    who = scene.hits.at(number.end + len(mark), "people", "nation") if mark else None
    who = _last_of_phrase(scene, who)
    if who is None or not scene.text.startswith(scene.language.marks("subject"), who.end):
        return None
    filled = scene.text.startswith(scene.language.marks("makes_up") or ("\0",), who.end + 1)
    if not filled:
        return None
    if who.kind == "nation":  # "1万人を北朝鮮兵が占める"
        army = who.value.endswith("_people")
        return Head(Measure.TROOPS, number.start, number.end, side_of(who)) if army else None
    return Head(who.value, number.start, number.end, _nation_before(scene, who))


def _last_of_phrase(scene: Scene, who: Hit | None) -> Hit | None:
    """ "北朝鮮の工兵": the noun that a country and a particle shape; else the one given."""
    if who is None:
        return who
    link = next((m for m in scene.language.marks("link") if scene.text.startswith(m, who.end)), "")
    return scene.hits.at(who.end + len(link), "people") or who


def _nation_before(scene: Scene, head: Hit) -> str | None:
    """The nation right before a noun, other nouns and links between them: 北朝鮮の兵士, 북한 특수부대 병력."""
    links = scene.language.marks("link")
    at = head.start
    for _ in range(4):
        while at > scene.sentence.start and (scene.text[at - 1] == " " or scene.text[at - 1] in links):
            at -= 1
        hit = scene.hits.until(at, "nation")
        if hit and not is_object(scene, hit):
            return side_of(hit)
        skip = scene.hits.until(at, "people", "filler", "more_before", "unit")
        if skip is None:
            break
        at = skip.start
    if links:
        return None
    for hit in reversed(scene.of("nation")):
        near = hit.end <= head.start <= hit.end + 3 and not parted(scene, hit.end, head.start)
        if near and not is_object(scene, hit):
            return side_of(hit)
    return None
