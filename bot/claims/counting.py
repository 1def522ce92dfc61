"""What a number counts: its head, its nation, the predicate that governs it, and so measure and stage.

The order of reasoning for every number of a sentence:

1. **head**: the noun it counts, after it (spaced scripts) or on either side (unspaced ones); a thing
   (shells, dollars, kilometres) refuses it; no head leaves it bare.
2. **nation**: of the noun phrase itself, else of the nearest army in the sentence, else of the text before.
3. **predicate**: the nearest event (killed, wounded …) or stage (sent, will send, are in …) that no other
   number claims; a bare number needs one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.claims.governing import base_of_share, nearest, put_right
from bot.claims.heads import FEW_LETTERS, head_after, head_of, rises_to
from bot.claims.language import TOPIC
from bot.claims.lexicon import Hit
from bot.claims.measures import decide_measure
from bot.claims.mixed import refuse_sums, refuse_wholes
from bot.claims.nations import (
    decide_nation,
    is_beside,
    is_the_speaker,
    none_is_ours,
    only_says,
    tells_of_strike,
)
from bot.claims.numbers import Number
from bot.claims.questions import asks, may_answer, names_topic
from bot.claims.refusals import (
    before_the_war,
    in_old_war,
    is_anybody,
    is_rate,
    no_count,
    told_of_before,
)
from bot.claims.scene import (
    COUNTED,
    OTHER,
    OUTCOMES,
    Context,
    Head,
    Reading,
    Scene,
    counted,
    has_noun,
    is_adjective,
    only_owns,
    only_shapes,
    preceding,
    side_of,
    word_at,
)
from bot.claims.stages import adds_to_earlier, decide_stage, on_a_rise
from bot.claims.voices import body_start
from bot.model import STAGED, Measure, Qualifier, Stage

_MOST_NUMBERS = 30  # more of them in one sentence are a table; weighing each against each would cost too much


def count(scene: Scene, context: Context) -> list[Reading]:
    """Read every number of a sentence; leave in ``context`` what the next sentence needs."""
    readings: list[Reading] = []
    if _strays(scene, context):
        return [
            Reading(n, scene.index, Head(None, n.start, n.end), refusal="is told of something else")
            for n in scene.numbers
        ]
    if len(scene.numbers) > _MOST_NUMBERS:
        return [
            Reading(n, scene.index, Head(None, n.start, n.end), refusal="stands in a table")
            for n in scene.numbers
        ]
    _complete(scene, context)
    if context.nation == OTHER and _turns_back(scene, context):
        context.nation = COUNTED
    before = None if context.whole_named else context.whole
    for place, number in enumerate(scene.numbers):
        head = _with_shared_nation(scene, place, head_of(scene, number))
        head = _put_right(scene, place, head, readings)
        reading = Reading(number, scene.index, head)
        if number.asked:
            readings.append(_ask(scene, reading, context))
            continue
        reading.refusal = _refused(scene, reading, readings, context)
        if reading.refusal is None:
            decide_nation(scene, reading, context)
        if reading.refusal is None:
            decide_measure(scene, reading, context)
            _refuse_what_may_come(scene, reading)
        if reading.accepted:
            decide_stage(scene, reading, context)
            if adds_to_earlier(scene, reading):
                reading.number = number._replace(increment=True)
            _check(scene, reading, context)
        if reading.accepted and _more_of_them(scene, reading):
            reading.number = reading.number._replace(increment=True)
        if reading.accepted and _further(reading, readings):
            reading.number = number._replace(increment=False)
        if reading.accepted:
            reading.number = _bounded_behind(scene, reading.number, head)
            _as_told(reading, context, denied=bool(scene.of("deny")))
        if reading.refusal == "counts armies together" and scene.language.nouns_capitalised:
            context.mixed.add((number.low, number.high))
        _remember_others(scene, reading, context)
        context.others = (
            scene.index
            if head.persons or _of_nobodys(reading)
            else -9
            if reading.accepted
            else context.others
        )
        readings.append(reading)
        _remember_things(reading, context)
        may_answer(scene, reading, context)
        share_of_nothing = number.share is not None and not reading.accepted and not scene.language.spaced
        thing = scene.language.nouns_capitalised and head.refusal is not None
        dated = _only_dates(scene, reading) or _names_only(scene, reading)
        if (reading.nation or scene.language.spaced) and not share_of_nothing and not thing and not dated:
            context.last = reading
        _keep(context, reading, scene)
    _weigh_together(scene, readings, before, context)
    _pass_on(scene, context, readings)
    return readings


def _turns_back(scene: Scene, context: Context) -> bool:
    """ "Russian troops attacked 41 times.\n\nThe NIS told them that 300 had been killed": who counts only ours."""
    if not context.opened or scene.sentence.paragraph == context.paragraph:
        return False
    told = (who for who in scene.of("who") if who.value[1] != "capital")
    known = (scene.language.claimants.get(who.value[0]) for who in told)
    watches = any(who is not None and who.country == _NEIGHBOUR and who.kind != "medium" for who in known)
    return watches and not any(
        side_of(hit) == OTHER and hit.value.endswith("_people") for hit in scene.of("nation")
    )


_NEIGHBOUR = "KR"  # its bodies count those of one army only


def _weigh_together(scene: Scene, readings: list[Reading], before: Reading | None, context: Context) -> None:
    """What only all the numbers of a sentence tell: wholes of several armies, sums, shares beside their numbers."""
    refuse_wholes(scene, readings, before, context)
    refuse_sums(readings)
    _without_sums(scene, readings)
    _share_change(scene, readings)
    _lost_beside_wounded(scene, readings)
    _sum_losses(readings)
    _share_stage(scene, readings)
    _share_verb(scene, readings)


def _sum_losses(readings: Sequence[Reading]) -> None:
    """ "300 dead and 2,700 wounded, 3,000 in all": the sum of the dead and the wounded right before it is both."""
    for first, second, total in zip(readings, readings[1:], readings[2:], strict=False):
        fates = {reading.measure for reading in (first, second) if reading.accepted}
        if (
            fates != {Measure.KILLED, Measure.WOUNDED}
            or total.head.kind in STAGED
            or total.head.refusal is not None
            or total.number.share is not None
        ):
            continue
        lows = [reading.number.low or 0 for reading in (first, second, total)]
        if all(lows) and lows[0] + lows[1] == lows[2]:
            total.measure, total.refusal, total.stage = Measure.CASUALTIES, None, None
            total.nation = total.nation or first.nation
            total.rules = [*total.rules, "sum"]


def _put_right(scene: Scene, place: int, head: Head, readings: Sequence[Reading]) -> Head:
    """ "Строителей приехало не 5 тыс., а 1,5 тыс.": the wrong number and the right one count the same."""
    number, wrong = scene.numbers[place], readings[-1] if readings else None
    if head.kind is not None or head.refusal:
        return head
    if wrong is not None and wrong.head.kind and put_right(scene, wrong.number, wrong.head, number):
        return wrong.head
    right = scene.numbers[place + 1] if place + 1 < len(scene.numbers) else None
    if right is not None and put_right(scene, number, head, right):
        return head_of(scene, right)
    return head


def _refused(scene: Scene, reading: Reading, readings: Sequence[Reading], context: Context) -> str | None:
    """Why a number counts nobody, or others, before anything is asked of its predicate; None where it may count."""
    number = reading.number
    refusal = reading.head.refusal or no_count(scene, number, reading.head)
    if refusal is not None:
        return refusal
    if _retold(scene, reading, context):
        return "tells more of those just counted"
    if _is_whole_again(scene, reading, context):
        return "is the whole just told"
    if number.share is not None and _too_few_to_part(scene, number.share, context):
        return "is an ordinal"
    if not reading.head.nation and none_is_ours(scene, reading):
        return "counts others, none of ours"
    if (number.low, number.high) in context.things_told and _is_definite(scene, reading):
        return "counts what it counted before"
    others = _more_of_others(scene, reading, context) or _some_of_others(reading, readings, scene)
    return (
        "counts more of the others just told" if others or _after_persons(scene, reading, readings) else None
    )


def _too_few_to_part(scene: Scene, share: float, context: Context) -> bool:
    """ "Two are in custody; a third died of his wounds": of two there is no third part, but a third one."""
    last = context.last
    if last is None or scene.index - last.sentence > 1 or last.number.share is not None:
        return False
    if (not last.accepted and last.head.kind is None) or share < _LEAST_ORDINAL:
        return False
    if scene.language.marks("genitive"):
        return False  # a third one and a third part are two words there: "co trzeci", "треть"
    return last.number.high is not None and last.number.high * share < 1 - _ROUNDED


_LEAST_ORDINAL = 0.1  # the tenth; smaller shares are percentages
_ROUNDED = 0.1  # what a share may lack of one, as it is written with three digits


def _ask(scene: Scene, reading: Reading, context: Context) -> Reading:
    """ "How many North Koreans have died?": what is asked for, read as a number would be, and no claim."""
    word = word_at(scene.text, reading.number.end + 1)
    if scene.hits.at(reading.number.end + len(word) + 2, "event"):  # "Ilu naprawdę zginęło"
        reading.head = Head(None, reading.number.start, reading.number.end)
    reading.refusal = reading.head.refusal
    if reading.refusal is None:
        decide_nation(scene, reading, context)
    if reading.refusal is None:
        decide_measure(scene, reading, context)
    if reading.accepted:
        decide_stage(scene, reading, context)
        _check(scene, reading, context)
    asks(scene, reading, context)
    return reading


def _names_only(scene: Scene, reading: Reading) -> bool:
    """ "gli 007 di Seul ne contavano seicento": a number that is part of a speaker's name."""
    number = reading.number
    return any(who.start <= number.start and number.end <= who.end for who in scene.of("who"))


def _only_dates(scene: Scene, reading: Reading) -> bool:
    """A year, a day or part of a name, on which no number behind it leans."""
    number, head = reading.number, reading.head
    dated = scene.language.spaced and reading.refusal in ("is a year", "is a day or an age")
    dated = dated or any(hit.start == number.end + 1 for hit in scene.spans_ago)
    year = number.plain and bool(head.refusal) and _FIRST_YEAR <= (number.low or 0) <= _LAST_YEAR
    return dated or year or (scene.language.nouns_capitalised and reading.refusal in _NAMES)


def _with_shared_nation(scene: Scene, place: int, head: Head) -> Head:
    """ "mille sapeurs et cinq mille ouvriers nord-coréens": an adjective behind the last of a list is that of all."""
    if head.nation or head.refusal or head.kind not in _NAMED_KINDS or not scene.language.marks("postposed"):
        return head
    following = scene.numbers[place + 1] if place + 1 < len(scene.numbers) else None
    if following is None or scene.text[head.end : following.start].strip() not in scene.language.joiners:
        return head
    other = _with_shared_nation(scene, place + 1, head_of(scene, following))
    adjective = scene.hits.at(other.end + 1, "nation") or place + 2 < len(scene.numbers)
    shared = other.kind in _NAMED_KINDS and other.nation == COUNTED and adjective
    return replace(head, nation=COUNTED) if shared else head


_NAMED_KINDS = frozenset((*STAGED, *OUTCOMES))


def _strays(scene: Scene, context: Context) -> bool:
    """Whether a sentence stands in another story of the page: a ticker's next entry, the news in brief behind it.

    Neither it nor the paragraph (or two sentences) before it holds a word of the war, its countries, its speakers or
    its soldiers, or a number told before.
    """
    if _is_of_the_war(scene) or any((n.low, n.high) in context.told for n in scene.numbers):
        context.topic = scene.index, scene.sentence.paragraph
        return False
    told, paragraph = context.topic
    passed = scene.sentence.paragraph - paragraph
    if (passed <= 1 and _asks_or_answers(scene)) or (passed <= _ASKED_AND_TOLD and _is_interview(scene)):
        context.topic = scene.index, scene.sentence.paragraph
        return False
    return passed > 1 or (passed == 1 and scene.index - told > _ASIDE)


def _asks_or_answers(scene: Scene) -> bool:
    """ "And their losses?\n\nSome 4,000 …": an interview's question, or the sentence right behind one."""
    start, end = scene.sentence.start, scene.sentence.end
    asks = scene.text[max(start, end - _CLOSED) : end].rstrip(_QUOTING).endswith(_ASKED)
    return asks or _LABELLED.sub("", scene.text[max(0, start - _BEFORE) : start]).rstrip(_QUOTING).endswith(
        _ASKED
    )


def _is_interview(scene: Scene) -> bool:
    """ "―추가 파견도 있을까.\n“…”": a question behind a dash, or the paragraph right behind one."""
    line = scene.text.rfind("\n", 0, scene.sentence.start) + 1
    before = scene.text.rfind("\n", 0, max(line - 1, 0)) + 1
    return scene.language.predicate_last and any(scene.text.startswith("–", at) for at in (line, before))


_ASKED_AND_TOLD = 2  # paragraphs from an answer over the next question to its answer
_ASKED, _QUOTING = ("?", "？"), " \n\"'“”„«»‘’」』–-"
_LABELLED = re.compile(r"\n\s*[^\W\d_]{1,2}[.:]\s*$")  # "R." before an answer
_CLOSED, _BEFORE = 4, 12  # letters behind a question mark that end its sentence, and before the answer's
_ASIDE = 2  # sentences without a word of the war after which another paragraph is another story


_OF_THE_WAR = ("nation", "theatre", "who", "place", "them", "pronoun")


def _is_of_the_war(scene: Scene) -> bool:
    named = any(map(scene.of, _OF_THE_WAR))
    return named or any(noun.value in (Measure.TROOPS, Measure.ENGINEERS) for noun in scene.of("people"))


def _lost_beside_wounded(scene: Scene, readings: Sequence[Reading]) -> None:
    """ "habría perdido 300 soldados, mientras que 2.700 habrían resultado heridos": who were lost beside them died."""
    words = scene.language.marks("lost")
    told = [reading for reading in readings if reading.accepted and reading.measure in OUTCOMES]
    for first, second in pairwise(told if words else ()):
        verb = first.predicate
        lost = verb is not None and scene.text[verb.start : verb.end].split()[-1] in words
        if lost and first.measure is Measure.CASUALTIES and second.measure is Measure.WOUNDED:
            first.measure = Measure.KILLED


def _share_change(scene: Scene, readings: Sequence[Reading]) -> None:
    """ "eleva de 600 a unos 2.000 los soldados caídos", "the force has shrunk from 12,000 to 8,000": one thing twice."""
    for first, second in pairwise(reading for reading in readings if reading.refusal != "is a year"):
        if _was_before(scene, first, second):
            _share(scene, first, second)
        now = scene.hits.at(first.number.end + 1, "now")  # "de 11 000 aujourd'hui à 30 000"
        words = scene.text[now.end if now else first.number.end : second.number.core].split()
        if not words or len(words) > _RISEN or not words[0].isalpha():
            continue
        if not rises_to(scene, first.number, words[0]):
            continue
        lost = second.accepted and second.measure in OUTCOMES
        told, bare = (second, first) if lost or not first.accepted else (first, second)
        if not told.accepted or told.stage is Stage.PLANNED or not (lost or scene.of("grows")):
            continue
        if (lost or not bare.accepted) and bare.head.kind in (None, "person") and not bare.head.refusal:
            _share(scene, told, bare)


def _share(scene: Scene, told: Reading, bare: Reading) -> None:
    bare.measure, bare.refusal, bare.predicate = told.measure, None, told.predicate
    bare.nation, bare.inherited = told.nation, told.inherited
    bare.stage, bare.stage_told = told.stage, told.stage_told
    if bare.measure in STAGED:
        bare.stage = on_a_rise(scene, bare.number) or told.stage


def _was_before(scene: Scene, first: Reading, second: Reading) -> bool:
    """ "wzrosła do 2 tys. z 600 w kwietniu", "do 2 tys. (w kwietniu 600)": behind what they came to, what they were.

    Of soldiers as of losses: "their number has grown to 10,000 from just 3,000 a week ago".
    """
    number, lost = second.number, first.measure in OUTCOMES
    if not first.accepted or second.head.kind not in (None, "person"):
        return False
    if not lost and second.accepted:
        return False
    if not scene.language.spaced or second.head.refusal or number.share is not None or number.increment:
        return False
    start, gap = first.number.end, scene.text[first.number.end : number.core]
    if not any(hit.end <= first.number.core for hit in scene.of("grows")) or len(gap) > _RISEN_FROM:
        return False
    if any(start <= event.start < scene.clause_end(number.end) for event in scene.events):
        return False
    at = start + (scene.text[start] == ",") + 1
    out_of = scene.hits.at(at, "from", "of") if lost else scene.hits.at(at, "from")
    at = out_of.end + 1 if out_of is not None else at
    while out_of is not None and (small := scene.hits.at(at, "filler", "function")) is not None:
        at = small.end + 1  # "from the 3,000 seen before", "from just 600"
    return (out_of is not None and at == number.start) or (lost and gap.lstrip().startswith("("))


_RISEN_FROM = 40  # letters between what it rose to and, behind it, what it rose from
_RISEN = 3  # words from a number to the one that it has risen to, the first of them "to"


def _keep(context: Context, reading: Reading, scene: Scene) -> None:
    """What a reading leaves for those after it to lean on."""
    if not reading.accepted:
        _keep_fate(context, reading, scene)
        return
    context.naming, named = scene.sentence.paragraph, counted(scene)
    context.topic = scene.index, scene.sentence.paragraph
    context.latest = reading
    if reading.measure in OUTCOMES:
        context.outcome = reading
        context.loss = context.loss if "part" in reading.rules else reading
        context.captured = reading if reading.measure is Measure.CAPTURED else context.captured
    if reading.number.share is None and "part" not in reading.rules:
        context.whole, context.whole_named = reading, named


def _keep_fate(context: Context, reading: Reading, scene: Scene) -> None:
    """ "900 Russian and North Korean soldiers died.": what befell them befell those of ours "among them"."""
    if reading.refusal not in ("counts armies together", "counts another army"):
        return
    event, price = nearest(scene, reading.number, reading.head, scene.events)
    stage, there = nearest(scene, reading.number, reading.head, scene.stages)
    if event is not None and (stage is None or price < there):
        context.fate = event.value, scene.index


def _complete(scene: Scene, context: Context) -> None:
    """ "Отправили 11 тысяч, теперь ещё шесть": a number word without a noun leaves out the thousands told before it."""
    marks, collective = scene.language.marks("elided"), scene.language.marks("collective")
    if not marks:
        return
    before = _thousands(context.last) if context.last and context.last.sentence >= scene.index - 1 else 0
    for at, number in enumerate(scene.numbers):
        words = scene.text[number.core : number.core_end]
        risen = at and scene.text[scene.numbers[at - 1].end : number.core].strip() in scene.language.marks(
            "to"
        )
        few = (
            (number.worded or risen) and number.share is None and (number.high or number.low or 0) < _HUNDRED
        )
        if any(mark in words for mark in marks):
            before = number.high or number.low or 0
        elif before and few and not words.endswith(collective) and _stands_bare(scene, number):
            if _are_captives(scene, number):
                continue  # "поранених чотири тисячі, а в полон узято лише двох"
            low, high = (None if end is None else end * 1000 for end in (number.low, number.high))
            befell = scene.hits.at(number.end + 1, "event") or scene.hits.until(number.start - 1, "event")
            most = 1 if befell else _FAR_ABOVE  # "z tysiąca saperów dziewięciu zginęło"
            if max(low or 0, high or 0) <= most * before:
                scene.numbers[at] = number._replace(low=low, high=high)


def _are_captives(scene: Scene, number: Number) -> bool:
    """Whether a number's own clause tells of captives or missing, who never are thousands."""
    start, stop = scene.clause_start(number.start), scene.clause_end(number.end)
    few = (Measure.CAPTURED, Measure.MISSING)
    return any(event.value in few and start <= event.start < stop for event in scene.events)


def _thousands(last: Reading) -> int:
    """How many thousands the number before told, where it was read and told them."""
    value = last.number.high or last.number.low or 0
    return value if last.accepted and value >= 1000 and value % 1000 == 0 else 0


def _stands_bare(scene: Scene, number: Number) -> bool:
    """Whether nothing stands behind a number that it could count."""
    part = scene.hits.at(number.end + 1, "of", "part")
    twin = next((other for other in scene.numbers if other.core == number.end + 2), None)
    behind = head_after(scene, number)
    if twin is not None and scene.text.startswith(", ", number.end) and twin.worded:
        behind = head_after(scene, twin)  # "co dwa, trzy miesiące"
    return part is None and behind.kind is None and behind.refusal is None and not behind.unknown


_HUNDRED, _FAR_ABOVE = 100, 10


def _as_told(reading: Reading, context: Context, *, denied: bool) -> None:
    """ "enverra 6 000 hommes. … Des 6 000, un millier est arrivé": a whole told again is what it was."""
    ends = reading.number.low, reading.number.high
    before = context.told.get(ends)
    if _is_bound_of_told(reading, context) and not denied:
        reading.refusal = "tells the end of a range again"
        return
    if "whole" in reading.rules and before is None:
        ends_told = (
            told
            for told in context.told.values()
            if reading.number.low in (told.number.low, told.number.high)
        )
        lost = next((told for told in ends_told if told.measure in OUTCOMES), None)
        if lost is not None and reading.number.low is not None:
            reading.refusal = "tells those lost again"  # "más de 5.000 bajas. De esas 5.000, un tercio …"
            return
    if "whole" in reading.rules and before is not None and before.measure in STAGED:
        reading.measure, reading.stage, reading.stage_told = before.measure, before.stage, before.stage_told
    context.told.setdefault(ends, reading)


def _is_bound_of_told(reading: Reading, context: Context) -> bool:
    """ "entre 25.000 y 30.000 … La cifra de 30.000 podría ser exagerada": the end of a range that was told."""
    number = reading.number
    if reading.head.kind is not None or number.low != number.high or number.low is None:
        return False
    ranges = (
        ends
        for ends, told in context.told.items()
        if None not in ends and ends[0] != ends[1] and (told.measure in STAGED) == (reading.measure in STAGED)
    )
    return any(number.low in ends for ends in ranges)


def _without_sums(scene: Scene, readings: Sequence[Reading]) -> None:
    """ "6 тисяч осіб: тисячу саперів та п'ять тисяч будівельників": persons of two trades are counted by trade."""
    for whole, first, second in zip(readings, readings[1:], readings[2:], strict=False):
        plain = whole.accepted and whole.head.kind in (None, "person") and whole.measure in STAGED
        trades = {first.measure, second.measure} == {Measure.ENGINEERS, Measure.WORKERS}
        if not (plain and trades and first.accepted and second.accepted):
            continue
        parts, total = (first.number.low or 0) + (second.number.low or 0), whole.number.low
        if parts == total and ":" in scene.text[whole.number.end : first.number.start]:
            whole.refusal = "is the sum of those told after it"


def _bounded_behind(scene: Scene, number: Number, head: Head) -> Number:
    """ "600 hommes au moins", "6.000 soldados como mínimo": a bound behind the noun."""
    if not scene.language.spaced or not head.kind or head.start < number.end or number.low != number.high:
        return number
    bound = scene.hits.at(head.end + 1, "bound_after") or _inserted_bound(scene, head.end)
    nation = (
        scene.hits.at(head.end + 1, "nation") if bound is None and scene.language.marks("postposed") else None
    )
    people = scene.hits.at(head.end + 1, "nation") if bound is None and nation is None else None
    bound = bound or (people and _inserted_bound(scene, people.end))
    if nation is not None:  # "8.000 combatientes norcoreanos como mucho"
        bound = scene.hits.at(nation.end + 1, "bound_after") or _inserted_bound(scene, nation.end)
    if bound is None or scene.hits.at(bound.end + 1, "number", "of"):
        return number
    if any(hit.start < bound.end < hit.end for hit in scene.of("bound_before")):
        return number  # "1 050 morts et plus de 2 800 blessés"
    if scene.text[bound.end : bound.end + 2].strip()[:1].isdigit():
        return number  # "600 soldats, au moins 200 …": the next number's own
    low = None if bound.value in (Qualifier.UP_TO, Qualifier.FEWER_THAN) else number.low
    high = None if bound.value in (Qualifier.AT_LEAST, Qualifier.MORE_THAN) else number.high
    return number._replace(low=low, high=high, qualifier=bound.value)


def _inserted_bound(scene: Scene, end: int) -> Hit | None:
    """ "11.000 soldados, si no más, …": a bound behind a comma, its own clause."""
    bound = scene.hits.at(end + 2, "bound_after") if scene.text.startswith(", ", end) else None
    closed = bound is not None and scene.text[bound.end : bound.end + 1] in (",", ".", "", ";", ":")
    return bound if closed else None


def _share_stage(scene: Scene, readings: Sequence[Reading]) -> None:
    """ "Mille genieri, cinquemila operai: è la promessa": two in a list share the stage told of one."""
    if not (scene.language.spaced or scene.language.by_order):
        return
    for first, second in pairwise(readings):
        both = first.accepted and second.accepted and {first.measure, second.measure} <= STAGED
        if not both or first.stage_told == second.stage_told:
            continue
        if second.stage_told and _opens_besides(scene, first.number):
            first.stage, first.stage_told = second.stage, True
            continue
        gap = scene.text[max(first.number.end, first.head.end) : second.number.start]
        words = gap.replace(",", " , ").split()
        if not words or any(mark in gap for mark in ";:.–(") or _contrasts(scene, words):
            continue
        start = max(first.number.end, first.head.end)
        if any(start <= hit.start < second.number.start for hit in scene.stages):
            continue  # "йшлося про 1500 солдатів, але згодом планували 12 000": a verb of its own
        ends = words[-1] in scene.language.joiners
        if second.stage_told and len(words) <= _LISTED and (words[0] == "," or ends or words[-1] == ","):
            first.stage, first.stage_told = second.stage, True
        elif first.stage_told and ends and len(words) <= _LISTED_ON:
            second.stage, second.stage_told = first.stage, True


def _opens_besides(scene: Scene, number: Number) -> bool:
    """ "Помимо тысячи сапёров, приедут пять тысяч строителей": who open the sentence beside those of its verb."""
    opening = scene.text[scene.sentence.start : number.start].strip()
    return opening in scene.language.marks("besides")


def _share_verb(scene: Scene, readings: Sequence[Reading]) -> None:
    """ "昨年10月に1万1000人を、今年1月に3000人を送った": two objects of the one verb that ends the clause."""
    objects = scene.language.marks("object_marks")
    told = [reading for reading in readings if reading.number.counter] if objects else []
    for first, second in pairwise(told):
        bare = (
            not first.accepted and first.head.kind is None and first.number.counter and not first.head.refusal
        )
        if not bare or not second.accepted or second.nation != COUNTED or first.number.share is not None:
            continue
        between = scene.hits.within(first.number.end, second.number.start)
        listed = scene.text.startswith(
            tuple(f"{mark}{comma}" for mark in objects for comma in ",、"), first.number.end
        )
        if listed and not any(hit.kind in ("people", "stage", "event", "nation") for hit in between):
            first.measure, first.stage, first.stage_told = second.measure, second.stage, second.stage_told
            first.nation, first.refusal, first.predicate = second.nation, None, second.predicate


def _contrasts(scene: Scene, words: Sequence[str]) -> bool:
    """ "Сапёров там тысяча, а пять тысяч строителей прибывают": a comma and a word that opens another clause."""
    opens = set(scene.language.marks("opens")) - scene.language.joiners
    return (
        len(words) > 1
        and words[0] == ","
        and words[1] in opens
        and " ".join(words[1:]) not in scene.language.joiners
    )


#: What is no number at all: what stands behind it leans on the one before.
_NAMES = ("is an ordinal", "is part of a word", "is part of a name or a price", "is a score")
_A_FEW = 10  # so few are no contingent
_SPOKEN = 16  # letters between a verb of saying and the number spoken of
_LISTED_ON = 12
_MANY = 100  # fewer than these are hardly a whole ("from 1 July")
_OWN_CLAUSE = 60  # what another place may cost where the war is named too
_LISTED = 5  # words between two numbers of a list


def _retold(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "Two soldiers were captured. The two are wounded": the state of those just counted is no further claim."""
    last, number = context.last, reading.number
    if scene.language.spaced:
        return _still_the_captured(scene, reading, context)
    held = context.captured
    if held is not None and held is last and held.sentence == scene.index:  # "俘虏两名士兵，两人虽负伤但存活"
        return False
    if last is None or last.sentence != scene.index - 1 or not last.accepted:
        return _still_the_captured(scene, reading, context)
    same = (last.number.low, last.number.high) == (number.low, number.high) and number.share is None
    return same and reading.head.kind is None and number.start - scene.sentence.start <= 3


def _is_whole_again(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "4,000 are casualties. Of these 4,000, about 1,000 are dead": the dead and wounded just told, and a part of them."""
    number, head = reading.number, reading.head
    told = context.told.get((number.low, number.high))
    if told is None or not told.accepted or told.measure not in OUTCOMES or number.share is not None:
        return False
    near = 0 < scene.index - told.sentence <= _SPOKEN_ON and head.kind in (None, "person", *STAGED)
    opens = scene.language.spaced and 0 < number.start - scene.sentence.start <= _OF_THESE
    led = scene.hits.at(scene.sentence.start, "of", "governs", "from", "function", "part") is not None
    return near and opens and led and any(n.start > number.end for n in scene.numbers)


_OF_THESE = 16  # letters of "of these" that open a sentence


def _still_the_captured(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "Two soldiers were captured. The two, though wounded, …": nothing but their captivity makes a claim of them."""
    number, held = reading.number, context.captured
    few = held is not None and (held.number.high or FEW_LETTERS) < FEW_LETTERS
    if held is None or not few or not held.sentence < scene.index <= held.sentence + _SPOKEN_ON:
        return False
    same = (held.number.low, held.number.high) == (number.low, number.high) and number.share is None
    fate = {hit.value for hit in scene.events} - {Measure.WOUNDED, Measure.CAPTURED}
    return (
        same and not number.increment and reading.head.kind in (None, "person", Measure.TROOPS) and not fate
    )


_SPOKEN_ON = 4  # sentences


def _more_of_others(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "Six officers died. Three more were wounded": a bare "more" after persons who are not counted."""
    bare = reading.head.kind is None and reading.number.share is None
    last = context.last
    if scene.language.marks("postposed") and reading.head.kind in OUTCOMES and reading.number.increment:
        here = last is not None and last.sentence == scene.index and last.head.persons
        return here and not reading.head.nation  # "14 civils ont été blessés et 3 autres tués"
    if not scene.language.spaced or not bare:
        return False
    if reading.number.increment and last is not None and last.sentence == scene.index:
        near = reading.number.start - last.number.end <= _FAR_MORE
        near = near and ";" not in scene.text[last.number.end : reading.number.start]
        between = scene.hits.within(last.number.end, reading.number.start)
        near = near or (
            bool(scene.language.marks("postposed")) and not any(hit.kind == "people" for hit in between)
        )
        befell = scene.language.marks("postposed") and any(hit.kind == "event" for hit in between)
        befell = befell or scene.hits.until(last.number.start - 1, "governs") is not None  # "en doce aldeas"
        if near and not befell and (last.refusal or "").startswith(("counts “", "is part of a name")):
            return True  # "llegaron 120 cañones y otros 120 están previstos"
        inflected = (
            scene.language.marks("genitive") and reading.number.start - last.number.end <= 2 * _FAR_MORE
        )
        if (
            inflected
            and last.refusal == "counts another army"
            and not any(h.kind == "nation" and side_of(h) == COUNTED for h in between)
        ):
            return True  # "тримає в Південній Кореї 28,5 тисячі, а в Японії — ще 55 тисяч"
    if context.others < scene.index - 1:
        return False
    ours = last is not None and last.accepted and last.sentence == scene.index and last.nation == COUNTED
    if ours and scene.language.marks("postposed"):
        return False  # "dit avoir éliminé 77 Nord-Coréens et blessé une quarantaine d'autres"
    opens = reading.number.start - scene.sentence.start <= _OPENS and context.others == scene.index - 1
    few = (reading.number.high or FEW_LETTERS) < FEW_LETTERS and not scene.of("nation", "people")
    few = few and opens
    if last is not None and last.refusal and not scene.of("nation", "people"):
        told, now = last.number.high or 0, reading.number.high or 0
        few = few or (context.others == scene.index - 1 and now < told)
    return reading.number.increment or few or _goes_with_others(scene, reading, context)


_FIRST_YEAR, _LAST_YEAR = 1900, 2039  # "В 2026 году": with its noun
_OURS_PERHAPS = 100  # as many or more may be a number of ours that was not understood
_FAR_MORE = 24  # letters between a number of things and "another" of them
_OPENS = 3  # letters before the number that opens a sentence ("47 civilians … . Three died.")


def _remember_things(reading: Reading, context: Context) -> None:
    """Keep a number that counted things or votes, for "parmi les 18" behind it."""
    number, refusal = reading.number, reading.refusal or ""
    bare = refusal == "has no noun and no verb" and (number.high or _OURS_PERHAPS) < _OURS_PERHAPS
    if number.plain and (bare or refusal.startswith("counts “")):
        context.things_told.add((number.low, number.high))


def _remember_others(scene: Scene, reading: Reading, context: Context) -> None:
    """Keep where a number of others, ours perhaps among them, is said to be or go, for "among them" behind it."""
    end = max(reading.number.end, reading.head.end)
    near = [hit for hit in scene.stages if "," not in scene.text[min(hit.end, end) : max(hit.start, end)]]
    told = {hit.value for hit in near} & set(Stage)
    if not scene.stages and scene.of("place") and scene.language.marks("genitive"):
        told = {Stage.PRESENT.value}  # "В России около 12 тысяч иностранных бойцов": being needs no verb
    if reading.refusal in _OF_OTHERS and len(told) == 1 and not scene.events:
        context.whole_of_others = scene.index, str(told.pop())


_OF_OTHERS = ("counts another army", "counts armies together")


def _is_definite(scene: Scene, reading: Reading) -> bool:
    """ "par 93 voix contre 18. Pyongyang figure parmi les 18": a number without noun that an article says is known."""
    before = scene.text[scene.sentence.start : reading.number.start].split()[-1:]
    known = scene.language.spaced and reading.head.kind is None and reading.number.share is None
    return known and bool(before) and before[0] in scene.language.marks("definite")


def _some_of_others(reading: Reading, readings: Sequence[Reading], scene: Scene) -> bool:
    """ "Nel Sud restano 28.500 militari americani, e il Pentagono valuta di spostarne 4.500": of an army just counted."""
    last = readings[-1] if readings else None
    if last is None or not last.refusal or reading.head.kind or not scene.language.spaced:
        return False
    last = readings[0] if reading.number.share is not None and readings[0].refusal else last
    if any(side_of(hit) == COUNTED for hit in scene.of("nation")):
        return False
    if reading.number.share is not None:  # "Из 120 орудий, отправленных на фронт, уничтожена почти половина"
        opens = last.number.start - scene.sentence.start <= _OPENS_WITH
        things = (last.refusal or "").startswith("counts “") and not scene.of("people")
        return opens and things and scene.hits.at(scene.sentence.start, "of", "from", "governs") is not None
    return last.refusal == "counts another army" and (reading.number.high or 0) < (last.number.low or 0)


_OPENS_WITH = 6  # letters of "of the" before a number that opens a sentence


def _after_persons(scene: Scene, reading: Reading, before: Sequence[Reading]) -> bool:
    """ "민간인 20명이 숨지고 40여 명이 다쳤다": nobody is named between civilians and the bare number behind them."""
    told = [other for other in before if other.number.counter]
    if scene.language.spaced or reading.head.kind or not told:
        return False
    last = told[-1]
    noun = next((hit.end for hit in scene.of("unit") if hit.start >= last.number.end), last.number.end)
    start = noun if scene.language.by_order else last.number.end  # "3万名朝鲜公民，其中1.5万人"
    mixed = scene.language.by_order and last.refusal == "counts armies together"
    if mixed:  # "1.5万名俄罗斯、朝鲜士兵，另有2.3万人受伤"
        start = max(scene.text.find("，", start, reading.number.start), start)
    between = scene.hits.within(start, reading.number.start)
    plain = not any(hit.kind in ("people", "nation", "including") for hit in between)
    return (last.head.persons or mixed) and plain


def _goes_with_others(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "331 civilians were killed and 567 are missing": nobody else is named between the two numbers."""
    last = context.last
    if last is None or last.sentence != scene.index or not (last.head.persons or _of_nobodys(last)):
        return False
    noun = next((hit.end for hit in scene.of("unit") if hit.start >= last.number.end), last.number.end)
    between = scene.hits.within(noun, reading.number.start)
    return not any(
        hit.kind == "people" or (hit.kind == "nation" and side_of(hit) == COUNTED) for hit in between
    )


def _more_of_them(scene: Scene, reading: Reading) -> bool:
    """ "20.000 soldados norcoreanos más", "3 000 soldats supplémentaires": what adds stands after the noun."""
    head = reading.head
    if not scene.language.spaced or not head.kind or head.start < reading.number.end:
        return False
    at = head.end
    for _ in range(5):
        while at < scene.sentence.end and scene.text[at] in " -'":
            at += 1
        if scene.hits.at(at, "more_after"):
            return True
        skip = scene.hits.at(at, "nation", "of", "from", "filler", "people")
        if skip is None:
            return False
        at = skip.end
    return False


def _further(reading: Reading, before: Sequence[Reading]) -> bool:
    """ "600 were killed and thousands more wounded": more than the dead just told, not than were known."""
    told = [other.measure for other in before if other.accepted and other.measure in OUTCOMES]
    return reading.number.increment and reading.measure in OUTCOMES and bool(set(told) - {reading.measure})


def _refuse_what_may_come(scene: Scene, reading: Reading) -> None:
    """ "do kwietnia może zginąć 12 tysięcy": what may yet befall them is no loss."""
    event = reading.predicate
    words = scene.language.marks("may_yet")
    if reading.measure in OUTCOMES and scene.language.by_order and words:
        return
    if event is None or event.kind != "event":
        return
    modal = scene.text.endswith(tuple(f"{word} " for word in words), 0, event.start)
    first = scene.text[event.start : event.end]
    both = first.split()  # "погибнет или будет ранена"
    first = first if scene.language.joiners.isdisjoint(both) else both[0]
    modal = modal or first in words  # "straci 12 tysięcy żołnierzy"
    happened = scene.text.startswith(scene.language.marks("may_be_so") or ("\0",), event.start)
    if modal and not happened:
        reading.refusal = "is what may yet befall them"


def _rate_of_others(scene: Scene, reading: Reading) -> str | None:
    """ "Russia loses 1,200 men a day", "2,850 people a day": so many at a time count only where ours are lost."""
    number = reading.number
    if reading.head.kind is None and reading.measure in STAGED and _behind_a_rate(scene, number):
        return "is a rate of others"
    if not is_rate(scene, number, reading.head) or reading.head.nation == COUNTED:
        return None
    armies = [
        army
        for army in scene.of("nation")
        if army.end <= number.start and not preceding(scene, army.start, "governs")
    ]  # "the institute, with its seat in Washington, …"
    ours = reading.measure in OUTCOMES and (not armies or side_of(armies[-1]) == COUNTED)
    return None if ours else "is a rate of others"


def _behind_a_rate(scene: Scene, number: Number) -> bool:
    """ "It made 2,000 a month, it wants 5,000": told of what the one before it tells at a time, which names nobody."""
    near = (n for n in scene.numbers if 0 < number.start - n.end <= _RATES)
    first = next((n for n in near if scene.hits.at(n.end + 1, "rate")), None)
    if first is None or scene.text[first.core - 1] in "$€£":
        return False
    return not any(first.start <= hit.start < number.start for hit in scene.of("people"))


_RATES = 40  # letters between a rate and what is told beside it


_UNDER_FIRE = OUTCOMES - {Measure.CAPTURED}


def _long_unnamed(scene: Scene, context: Context) -> bool:
    """Whether those counted were last named, or counted, so many sentences ago that a number here is hardly theirs."""
    last = context.last.sentence if context.last and context.last.nation == COUNTED else -1
    far = scene.index - max(context.named, last, -1) > _UNNAMED
    return far and scene.sentence.paragraph > context.naming and not any(map(scene.of, _OF_THE_WAR))


def _of_another_trade(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "Bahnstreik: 4000 Arbeiter …" behind a story of soldiers: workers of whom it has not told, and no word of the war."""
    told = Measure.WORKERS in (context.folk[0], context.trade[0])
    told = told or any(one.measure is Measure.WORKERS for one in context.told.values())
    apart = scene.sentence.paragraph > context.naming and not any(map(scene.of, _OF_THE_WAR))
    nouns = {hit.value for hit in scene.of("people")}
    workers = reading.measure is Measure.WORKERS or nouns == {Measure.WORKERS}
    return workers and apart and not told


_UNNAMED = 3  # sentences after which those counted are named again


def _is_elsewhere(scene: Scene, reading: Reading, context: Context) -> bool:
    """Whether the number is told of another place, here or, where nothing names the war, in the sentence before.

    "Unos 20.000 trabajan en fábricas chinas, aunque Rusia pide más": a place of its own clause outweighs the next one's.
    """
    number = reading.number
    places = [hit for hit in scene.of("elsewhere") if not _in_name(scene, hit)]
    elsewhere, price = nearest(scene, number, reading.head, places)
    far = bool(places) and (reading.inherited or bool(scene.language.marks("genitive")))
    war = [*scene.of("theatre"), *scene.of("place")] if scene.language.spaced else scene.of("theatre")
    theatre = nearest(scene, number, reading.head, war)[1]
    start, end = scene.clause_start(number.start), scene.clause_end(number.end)
    apart = not scene.language.spaced or not any(start <= hit.start < end for hit in war)
    nearer = apart or scene.language.marks("genitive")
    own = nearer and elsewhere is not None and price < min(theatre, _OWN_CLAUSE)
    if own or ((far or (elsewhere is not None and price < 110)) and not war):
        return True
    if not context.elsewhere or scene.of("theatre"):
        return False
    words = scene.text[scene.sentence.start : scene.sentence.end].split()
    there = not set(words).isdisjoint(scene.language.marks("thither"))  # "туди послали 6 тисяч будівельників"
    spaced = scene.language.spaced and not scene.language.marks("instrumental")
    return (reading.inherited or there) and not spaced


def _in_name(scene: Scene, place: Hit) -> bool:
    """ "環日本海安保研究所は": a place inside the name of a body is none."""
    bodies = () if scene.language.spaced else scene.of("body")
    return any(body_start(scene, body) <= place.start and place.end <= body.end for body in bodies)


def _check(scene: Scene, reading: Reading, context: Context) -> None:
    """Last doubts: nobody named, the army as a whole, another theatre, more than could ever be."""
    reading.refusal = (
        _nobodys(scene, reading, context)
        or _stand_for_two(scene, reading)
        or _rate_of_others(scene, reading)
        or _out_of_bounds(scene, reading)
        or _told_elsewhere(scene, reading, context)
        or _without_the_war(scene, reading, context)
    )


def _stand_for_two(scene: Scene, reading: Reading) -> str | None:
    """ "die beiden gefangenen Nordkoreaner" are two; "beide seien verwundet", "both countries" count nobody anew."""
    number = reading.number
    both = scene.text[number.core : number.core_end] in scene.language.marks("pair")
    anew = reading.head.nation == COUNTED and reading.measure in OUTCOMES
    return "stand for two already told" if both and not anew else None


def _nobodys(scene: Scene, reading: Reading, context: Context) -> str | None:
    """Why nobody says whose people they are; None where somebody does."""
    number, verb = reading.number, reading.predicate
    cased = bool(scene.language.marks("genitive"))
    unnamed = cased and reading.inherited and context.named < 0 and reading.measure is Measure.TROOPS
    # "Kolejne 4 tys. żołnierzy dla Rosji": the text says whose
    unnamed = unnamed and not (context.headline and reading.head.kind in STAGED)
    last = context.last
    unnamed = unnamed and not (last is not None and last.accepted and last.sentence == scene.index)
    named = any(side_of(hit) == COUNTED for hit in scene.of("nation"))
    if unnamed and not named and not _speak_for_themselves(scene):
        return "is told before anybody is named"
    shaped = scene.language.predicate_last and verb is not None and verb.end <= number.start
    if _are_their_own(scene, reading):
        return "are another's own"
    spoken = any(0 <= number.start - say.end <= _SPOKEN for say in scene.of("say"))
    tallied = any(hit.end <= number.start for hit in scene.of("tally"))
    moved = cased and scene.index - context.named <= 2 and (reading.stage_told or spoken or tallied)
    moved = moved or _are_sent(scene, reading, context) or _fell_with_them(scene, reading, context)
    lost = reading.measure in OUTCOMES and verb is not None and verb.kind == "event"
    fallen = lost and _speak_for_themselves(scene)  # "KCNA: 23 miembros de un regimiento perecieron"
    outcome = context.outcome
    just = scene.language.spaced and outcome is not None and outcome.sentence == scene.index - 1
    lost = lost and (just or (cased and scene.index - context.named <= 1))
    around = scene.hits.within(scene.clause_start(number.start), scene.clause_end(number.end))
    lost = lost and not any(hit.kind in ("nation", "town") for hit in around)
    anybody = is_anybody(scene, reading) or _of_nobody_named(scene, reading, context)
    anybody = anybody and not _of_the_trade_told(scene, reading, context)
    told = shaped or moved or lost or fallen
    return "counts persons, but nobody says whose" if anybody and not told else None


def _are_their_own(scene: Scene, reading: Reading) -> bool:
    """ "local firms had 40,000 people of their own": of another subject of the clause."""
    number, own = reading.number, scene.language.marks("of_their_own")
    if not own or reading.head.nation:
        return False
    clause = scene.hits.within(scene.clause_start(number.start), number.start)
    ours = any(hit.kind == "nation" and side_of(hit) == COUNTED for hit in clause)
    return scene.text.startswith(own, max(number.end, reading.head.end)) and not ours


_PRISONERS = 1000  # prisoners of whom the sentence does not say whose they are
_BOTH_ARMIES = 40_000  # soldiers of whom the sentence does not say whose they are


def _out_of_bounds(scene: Scene, reading: Reading) -> str | None:
    """Why so few or so many cannot be a count of them."""
    number, verb = reading.number, reading.predicate
    if reading.measure in STAGED and number.share is None and 0 < (number.high or 0) < _A_FEW:
        return "are a few, told one by one"
    most = TOPIC["most_lost" if reading.measure in OUTCOMES else "most"]
    if max(number.low or 0, number.high or 0) > most:
        return "is more than could be there"
    prisoners = reading.head.kind == Measure.CAPTURED and reading.inherited
    if prisoners and (number.low or 0) >= _PRISONERS:
        return "is more than could be there"  # "Ukraine holds 6,000 prisoners", behind a sentence about ours
    guessed = reading.inherited and not (reading.stage is Stage.PLANNED and reading.stage_told)
    if guessed and reading.measure is Measure.TROOPS and (number.low or number.high or 0) >= _BOTH_ARMIES:
        return "is more than could be there"  # "they face a force of 50,000", behind a sentence about Kim
    few = reading.measure in STAGED and number.share is None and (number.high or _BY_NAME) < _BY_NAME
    if few and scene.of("sanctions"):
        return "are put on a list"
    if (verb is not None and verb.kind == "stage" and _at_home(scene, verb)) or _gathers(scene, reading):
        return "is told of their own country"
    return None


def _told_elsewhere(scene: Scene, reading: Reading, context: Context) -> str | None:
    """Why it is told of another time, place or army."""
    if reading.inherited and (_long_unnamed(scene, context) or _of_another_trade(scene, reading, context)):
        return "stands too far from where they were named"
    if _of_the_past(scene, reading.number, context) or _worked_before(scene, reading):
        return "is told of a time before the war"
    fired_at = scene.of("town") or (context.town == scene.index - 1 and scene.language.spaced)
    town = reading.inherited and reading.measure in _UNDER_FIRE and fired_at
    if town and not any(side_of(hit) == COUNTED for hit in scene.of("nation")):
        return "is told of a town under fire"
    whole, price = nearest(scene, reading.number, reading.head, scene.of("whole"))
    if whole is not None and price < _ITS_ARMY and not _of_another_number(scene, reading.number, whole):
        return "counts the army as a whole"
    if _beside_the_army(scene, reading):
        return "counts the army as a whole"
    away = _is_elsewhere(scene, reading, context) or _came_home_elsewhere(scene, reading)
    return "is told of another place" if away else None


def _beside_the_army(scene: Scene, reading: Reading) -> bool:
    """ "an army of 1.1 million, special forces of some 100,000": beside a whole army stands what is part of that."""
    if reading.measure is not Measure.TROOPS or reading.number.share is not None or scene.of("theatre"):
        return False
    if scene.language.predicate_last and reading.stage is Stage.PLANNED and reading.stage_told:
        return False  # "金正恩は3万人でも50万人でも送ることができる"
    if (reading.number.low or reading.number.high or 0) < _BRANCH:
        return False
    return any((number.low or number.high or 0) >= _AN_ARMY for number in scene.numbers)


_BY_NAME = 100  # so many, or more, are not put under sanctions by name
_BRANCH, _AN_ARMY = 30_000, 500_000  # men of a branch of the North's army, and of all of it
_ITS_ARMY = 40  # what words for the whole army may cost


def _without_the_war(scene: Scene, reading: Reading, context: Context) -> str | None:
    """Why a number of whom no stage is told is none of those sent."""
    if reading.measure not in STAGED or reading.stage_told:
        return None
    value = reading.number.low or reading.number.high or 0
    sent_off = reading.predicate is not None and reading.predicate.value == "send"
    whole = "whole" in reading.rules and value >= _MANY  # "De los 11.000 iniciales, 4.000 …"
    known = sent_off or whole or base_of_share(scene, reading.number)
    if not known and not context.theatre:
        return "is told without Russia's war"
    few = value < FEW_LETTERS and not scene.language.spaced and reading.number.share is None
    return "are a few of whom nothing is told" if few else None


def _of_nobody_named(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "В Запорожье погибли три человека", "Fire at a plant, 12 injured": before any army is spoken of."""
    named = any(side_of(hit) == COUNTED for hit in scene.of("nation"))
    if context.named >= 0 or named or not reading.inherited or reading.measure not in OUTCOMES:
        return False
    if _is_news_of_others(scene, reading, context):
        return True
    first = not context.headline and context.outcome is None
    plain = reading.number.counter or (first and reading.number.share is None)
    return plain and reading.head.kind is None and bool(scene.language.marks("genitive"))


def _is_news_of_others(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "Fire at a Russian plant, 12 injured": another country, no soldiers, no front, before ours are spoken of."""
    soldiers = reading.head.kind in STAGED or bool(scene.of("people") and reading.head.kind is None)
    front = any(place.value != "russia" for place in scene.of("place"))
    others = any(side_of(hit) == OTHER for hit in scene.of("nation"))
    said = scene.of("say", "according") or any(who.value[0] != _HOST for who in scene.of("who"))
    known = soldiers or front or bool(said) or context.headline
    return others and not known and reading.number.share is None


_HOST = "russia-officials"  # the country where ours fight, whose name alone says nothing of who speaks


def _of_the_trade_told(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "Nordkoreas Pioniere räumen dort Minen. Im Einsatz sind 800 Spezialisten": of whom no number was told."""
    generic = scene.text[reading.head.start : reading.head.end] in scene.language.marks("generic")
    kind, sentence = context.trade
    told = any(one.measure == kind for one in context.told.values())
    return generic and reading.measure == kind and scene.index - sentence == 1 and not told


def _of_nobodys(reading: Reading) -> bool:
    """Whether a number counts persons of whom nobody says whose they are."""
    return (reading.refusal or "").startswith("counts persons")


def _of_the_past(scene: Scene, number: Number, context: Context) -> bool:
    """Whether the sentence before told of another war or of years before this one, or the number's own does."""
    particles = scene.language.predicate_last and not scene.language.wordless
    past = context.past == (scene.index - 1, scene.sentence.paragraph) and told_of_before(scene) is None
    named = bool(scene.language.marks("old_wars")) and not scene.language.marks("genitive")
    past = past and not (named and scene.of("nation"))
    past = past or (scene.language.predicate_last and in_old_war(scene, number))
    reads = scene.language.spaced or particles or scene.language.by_order
    return past or (reads and before_the_war(scene, number))


def _worked_before(scene: Scene, reading: Reading) -> bool:
    """ "В 2022 году в России оставалось 20 тысяч рабочих": labourers of years in which none were sent for the war."""
    if reading.measure is not Measure.WORKERS or scene.of("now"):
        return False
    years = list(_YEAR.finditer(scene.text, scene.sentence.start, scene.sentence.end))
    told = any(scene.hits.until(year.start() - 1, "at", "governs") is not None for year in years)
    return told and all(year.group() in _NO_WORKERS_YET for year in years)


_YEAR, _NO_WORKERS_YET = re.compile(r"(?<![\w.,])20[12]\d(?![\w%]|[.,]\d)"), frozenset(("2022", "2023"))


def _are_sent(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "el objetivo era mover a 12.000 personas": persons sent, where nothing but our soldiers' sending is spoken of."""
    verb = reading.predicate
    if scene.language.by_order or not reading.stage_told or verb is None:
        return False
    last = scene.language.predicate_last or scene.language.nouns_capitalised
    alone = all(side_of(hit) == COUNTED or not has_noun(scene, hit) for hit in scene.of("nation"))
    ours = context.nation == COUNTED and scene.index - max(context.named, context.people) <= 2
    before = 0 <= reading.number.start - verb.end <= _TO_OBJECT
    reach = _TO_LAST if last else _TO_OBJECT
    behind = 0 <= verb.start - reading.head.end <= reach and reading.stage is Stage.SENT
    behind = behind and "," not in scene.text[reading.head.end : verb.start]
    behind = behind and (scene.language.spaced or bool(scene.of("theatre")))
    return alone and ours and reading.stage is not Stage.PRESENT and (before or behind)


_TO_OBJECT = 14  # letters between a verb of sending and those sent
_TO_LAST = 40  # as many where the verb stands at the clause's end


def _fell_with_them(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "North Korean forces suffer heavy losses. Around 4,000 people have died": of whom the last sentence spoke."""
    many = (reading.number.low or reading.number.high or 0) >= _MANY
    told = context.people == scene.index - 1 and context.outcome is None and many
    alone = not any(side_of(hit) != COUNTED for hit in scene.of("nation"))
    return scene.language.spaced and told and alone and reading.measure in OUTCOMES


def _gathers(scene: Scene, reading: Reading) -> bool:
    """ "la parata ha riunito a Pyongyang 10.000 soldati": no word of sending, nobody who tells, and their own country."""
    number = reading.number
    if not scene.language.spaced or reading.measure not in STAGED or scene.stages or scene.of("say"):
        return False
    homes = (home for home in scene.of("nation") if side_of(home) == COUNTED and home.end <= number.start)
    return not scene.of("place") and any(
        scene.cased[home.start].isupper()
        and scene.hits.until(home.start - 1, "at") is not None
        and number.start - home.end <= _BESIDE_HOME
        for home in homes
    )


_BESIDE_HOME = 4  # letters of a preposition between a country and the object behind it


def _at_home(scene: Scene, verb: Hit) -> bool:
    """ "5천 명은 아직 북한에 있다", "북한으로 이동했다": a verb of being or going right behind our own country."""
    marks = scene.language.marks("homeward")
    if not marks:
        return scene.language.spaced and verb.value == Stage.PRESENT and _works_there(scene, verb)
    homes = [h for h in scene.of("nation") if h.end <= verb.start and side_of(h) == COUNTED]
    if not homes or not scene.language.home_of(scene.text[homes[-1].start : homes[-1].end]):
        return False
    gap = scene.text[homes[-1].end : verb.start]
    return not gap if scene.text.startswith(marks, verb.start) else gap.strip() in marks


def _came_home_elsewhere(scene: Scene, reading: Reading) -> bool:
    """ "우크라이나로 돌아온 군인": home is another country, right before the verb."""
    marks = scene.language.marks("homeward")
    if not marks or scene.language.spaced or reading.measure not in (Measure.RETURNED, Measure.CAPTURED):
        return False
    verb = next((hit for hit in scene.events if hit.value == Measure.RETURNED), None)
    if verb is None:
        return False
    homes = [h for h in scene.of("nation", "theatre") if h.end <= verb.start and verb.start - h.end <= _HOME]
    gap = scene.text[homes[-1].end : verb.start].strip() if homes else "-"
    ours = bool(homes) and homes[-1].kind == "nation" and side_of(homes[-1]) == COUNTED
    return gap in marks and not ours


_HOME = 4  # letters of a particle between a country and the verb of coming home


def _works_there(scene: Scene, verb: Hit) -> bool:
    """ "trecento operai lavorano al museo, a Pyongyang": our own country under a preposition of place behind the verb."""
    for home in scene.of("nation"):
        if (
            side_of(home) != COUNTED
            or home.value.endswith("_people")
            or not 0 < home.start - verb.end <= _AT_WORK
        ):
            continue
        at, origin = (scene.hits.until(home.start - 1, kind) for kind in ("at", "from"))
        if (
            scene.cased[home.start].isupper() and at is not None and origin is None
        ):  # "Soldaten aus Nordkorea"
            gap = scene.text[verb.end : home.start]
            said = any(
                verb.end <= say.start < home.start for say in scene.of("say")
            )  # "…, Shoigu said in Pyongyang"
            return not said and not any(mark in gap for mark in ".;:") and not any(c.isdigit() for c in gap)
    return False


_AT_WORK = 60  # letters between a verb of being and the place


def _of_another_number(scene: Scene, number: Number, word: Hit) -> bool:
    """ "接收1.2万名女工，宿舍可容纳4万人": a word in the next clause that stands beside that clause's own number."""
    if (
        not scene.language.by_order
        or word.start < number.end
        or "，" not in scene.text[number.end : word.start]
    ):
        return False
    return any(0 <= n.start - word.end <= _BESIDE_WORD or 0 <= word.start - n.end <= 2 for n in scene.rivals)


_BESIDE_WORD = 4


def _speak_for_themselves(scene: Scene) -> bool:
    """ "Представник КНДР назвав чутками …": a body of the country counted is named in the sentence."""
    known = (scene.language.claimants.get(hit.value[0]) for hit in scene.of("who"))
    watched = scene.of("people") and scene.of(
        "place"
    )  # "JoongAng пишет, что до Курска добрались 3000 солдат"
    ours = (*TOPIC["own"], *(TOPIC["watchers"] if watched and not scene.of("nation") else ()))
    return any(who is not None and who.country in ours for who in known)


def _only_joined(scene: Scene, army: Hit) -> bool:
    """ "이들이 러시아군 부대에 통합돼": another army under a particle of place or object acts not."""
    at = army.end
    while scene.text[at : at + 1] == " " or scene.hits.at(at, "people"):
        noun = scene.hits.at(at, "people")
        at = noun.end if noun else at + 1
    return scene.language.predicate_last and scene.text.startswith(scene.language.marks("oblique"), at)


def _hit_start(hit: Hit) -> int:
    return hit.start


def _pass_past(scene: Scene, context: Context) -> None:
    """Whether the sentence tells of years before the war, named in it or in the one before."""
    dated = scene.language.marks("genitive") or (scene.language.marks("old_wars") and not scene.of("now"))
    told = told_of_before(scene) if dated else False
    if told or (told is None and context.past == (scene.index - 1, scene.sentence.paragraph)):
        context.past = scene.index, scene.sentence.paragraph


def _pass_folk(scene: Scene, context: Context, readings: Sequence[Reading], nouns: Sequence[Hit]) -> None:
    """Who the sentence spoke of last: soldiers, sappers or workers; a people's name alone means its soldiers."""
    last_noun = max(scene.of("people", "unit"), key=_hit_start, default=None)
    if last_noun is not None and last_noun.kind == "unit" and last_noun.value == "things":
        context.things = scene.index
    elif last_noun is not None:
        context.things = -9
    if nouns:
        context.folk = nouns[-1].value, scene.index
    peoples = [hit for hit in scene.of("nation") if hit.value == "counted_people"]
    inferred = scene.language.marks("genitive") or scene.language.by_order
    if peoples and not nouns and not context.folk[0] and inferred:
        context.folk = Measure.TROOPS.value, scene.index  # "Генштаб считает корейцев. «Их больше 11 тысяч …»"
    anybody = (*scene.language.marks("generic"), *scene.language.marks("men"))
    told = {h.value for h in nouns if scene.text[h.start : h.end] not in anybody}
    told |= {r.measure for r in readings if r.accepted and r.measure in STAGED}
    if told:
        trade = str(min(told)) if len(told) == 1 and Measure.TROOPS not in told else ""
        context.trade = trade, scene.index
    trades = [r.measure for r in readings if r.accepted and r.measure in (Measure.ENGINEERS, Measure.WORKERS)]
    if trades and not nouns:
        context.folk = trades[-1] or "", scene.index


def _does_to_them(scene: Scene, armies: Sequence[Hit]) -> bool:
    """ "Росіяни видають їм одяг": the pronoun behind another army means those told of before, who stay the topic."""
    if len(armies) != 1 or not scene.language.marks("genitive"):
        return False
    end = armies[0].end
    behind = (word for word in scene.of("them") if 0 < word.start - end <= _THEIR_VERB)
    return any("," not in scene.text[end : word.start] for word in behind)


_THEIR_VERB = 20  # letters of a verb between another army and its object


def _tells_whose_side(scene: Scene, army: Hit) -> bool:
    """ "seine Soldaten haben *auf russischer Seite* gekämpft": for whom they fight, and nobody who is told of."""
    start, end = max(army.start - _SIDE, 0), army.end + _SIDE
    return any(mark in scene.text[start:end] for mark in scene.language.marks("side"))


_SIDE = 10  # letters of a preposition and of "side" around an adjective


def _pass_on(scene: Scene, context: Context, readings: Sequence[Reading]) -> None:
    armies = [
        hit
        for hit in scene.of("nation")
        if ((hit.value.endswith("_people") and not is_adjective(scene, hit)) or has_noun(scene, hit))
        and not (only_says(scene, hit) or is_beside(scene, hit) or only_owns(scene, hit))
        and not only_shapes(scene, hit)
        and not (scene.language.spaced and is_the_speaker(scene, hit))
        and not _tells_whose_side(scene, hit)
    ]
    nouns = [hit for hit in scene.of("people") if hit.value in STAGED]
    context.soldiers = context.soldiers or any(hit.value == Measure.TROOPS for hit in nouns)
    context.struck = scene.index if not armies and tells_of_strike(scene) else context.struck
    _pass_folk(scene, context, readings, nouns)
    names_topic(scene, context)
    if armies:
        sides = {side_of(hit) for hit in armies}
        last = context.last
        just = (
            last is not None and last.accepted and last.sentence >= scene.index - 1 and scene.language.spaced
        )
        ours = any(r.accepted and r.nation == COUNTED for r in readings) and not scene.language.by_order
        if (
            COUNTED in sides or scene.numbers or not just or scene.text[scene.sentence.end - 1] == "?"
        ):  # "There, Russian troops taught them …"
            if COUNTED in sides or ours:
                context.nation = COUNTED
            elif context.nation == COUNTED and _does_to_them(scene, armies):
                pass
            elif any(not n.asked for n in scene.numbers) or not all(
                _only_joined(scene, hit) for hit in armies
            ):
                context.nation = OTHER
    elif any(side_of(hit) == COUNTED for hit in scene.of("nation")) and context.struck != scene.index:
        context.nation = COUNTED
    elif scene.language.marks("genitive") and {r.nation for r in readings if r.nation} == {OTHER}:
        context.nation = OTHER  # "россия потеряла 30 тысяч. Вы готовы отдать жизнь своих людей?"
    if scene.of("elsewhere") or scene.of("theatre", "nation"):
        context.elsewhere = bool(scene.of("elsewhere")) and not scene.of("theatre")
    if any(side_of(hit) == COUNTED for hit in scene.of("nation")):
        context.named, context.naming = scene.index, scene.sentence.paragraph
    elif scene.of("town"):
        context.town = scene.index
    things = any((reading.head.refusal or "").startswith("counts “") for reading in readings)
    if context.nation == COUNTED and (armies or nouns) and not things:
        context.people = scene.index
    context.paragraph = scene.sentence.paragraph
    ours_untold = context.nation == COUNTED and bool(scene.of("unnumbered"))
    context.unnumbered = scene.index if ours_untold else context.unnumbered
    _pass_past(scene, context)
    first = next(iter(scene.stages), None)
    if first is not None and first.value == "send" and not scene.language.spaced:
        first = next((h for h in scene.stages if h.value != "send"), None)  # "4차 파병을 준비 중"
    if first is not None and first.value == Stage.PLANNED and context.nation != OTHER:
        context.planned = scene.index
    told = {hit.value for hit in scene.stages} if context.nation == COUNTED else set()
    if told == {Stage.PRESENT.value}:
        context.standing = scene.index, scene.sentence.paragraph
    elif told == {Stage.SENT.value}:
        context.gone = scene.index
    if scene.events and all(number.asked for number in scene.numbers):
        context.event = scene.events[-1].value, scene.index
    lost = any(reading.accepted and reading.measure in OUTCOMES for reading in readings)
    context.theatre = context.theatre or lost or bool(scene.of("theatre"))
