"""Forces of several armies: "62,000 troops, 7,200 of them North Koreans" counts ours in the part only.

A whole is of several armies where a part of it, and nothing else, is told by our people's name: who counts only
North Koreans has no need to say of some of them that they are. The whole may stand in the same sentence or, where
the part leans on it ("of them", "the rest are Russians"), in the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.claims.governing import base_of_share
from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import (
    COUNTED,
    OTHER,
    OUTCOMES,
    Context,
    Reading,
    Scene,
    has_noun,
    part_of,
    preceding,
    side_of,
)
from bot.model import Measure, Stage

REFUSAL = "counts armies together"
_CONTAINED = 6  # letters of a counter and a particle between a part and the verb that says it is one
_LATTER = 120  # letters from a people's name to "the latter"
_NAMED = 30  # letters from a part to the word that names its people, a copula or a verb of origin between


def refuse_wholes(
    scene: Scene, readings: Sequence[Reading], before: Reading | None, context: Context
) -> None:
    """Refuse each whole of which a part in this sentence is told by name, also the one told ``before``, unnamed."""
    ours = [hit for hit in scene.of("nation") if side_of(hit) == COUNTED]
    for part in readings if ours else ():
        fallen = part.accepted and part.measure is Measure.CASUALTIES and "named" in part.rules
        if not (_counts_soldiers(part) or fallen) or part.number.increment:
            continue
        for whole in readings:
            if whole is part or not _is_greater(whole, part) or not _is_linked(scene, whole, part):
                continue
            if "stays" in whole.rules and whole.accepted:
                continue  # "put at 10,000 by the Pentagon and 12,000 by Kyiv": another's count of the same ones
            if not whole.accepted:
                _is_there(part, whole)  # "Russia has massed 50,000 troops, 10,000 of them North Koreans"
            elif all(_names_part(scene, hit, part, whole) for hit in ours):
                _refuse(whole, part, context)
        told = before is not None and before.accepted and before.sentence == scene.index - 1
        if before is not None and told and _is_greater(before, part) and _leans_back(scene, part):
            _refuse(before, part, context)


def refuse_sums(readings: Sequence[Reading]) -> None:
    """ "러시아군 4만 명과 북한군 1만 명 등 모두 5만 명": the sum of another army's number and ours, told before it."""
    for first, second, total in zip(readings, readings[1:], readings[2:], strict=False):
        mixed = first.accepted is not second.accepted and OTHER in (first.nation, second.nation)
        if not (mixed and total.accepted) or total.head.nation == COUNTED:
            continue
        lows = [reading.number.low or 0 for reading in (first, second, total)]
        if all(lows) and lows[0] + lows[1] == lows[2]:
            total.refusal, total.nation = REFUSAL, OTHER


def _refuse(whole: Reading, part: Reading, context: Context) -> None:
    whole.refusal, whole.nation = REFUSAL, OTHER
    ends = whole.number.low, whole.number.high
    if context.told.get(ends) is whole:
        del context.told[ends]
    context.mixed.add(ends)
    _is_there(part, whole)
    for name in ("latest", "whole", "last"):
        if getattr(context, name) is whole:
            setattr(context, name, part)


def _is_there(part: Reading, whole: Reading) -> None:
    """ "6,800 of the 58,000 who are to retake Kursk are North Koreans": what is told of the whole makes them present."""
    verb, first = part.predicate, part.number.start
    if part.measure is not Measure.TROOPS:
        return
    if verb is not None and whole.sentence == part.sentence and first < verb.start < whole.number.start:
        return  # "11 000 Nord-Coréens ont été envoyés prêter main-forte à 50 000 soldats russes": its own verb
    if verb is None or verb.start < first or (whole.sentence == part.sentence and first < whole.number.start):
        part.stage = Stage.PRESENT


def _counts_soldiers(reading: Reading) -> bool:
    """Whether soldiers are counted, or what befell them: "of 1,450 dead 260 were North Koreans"."""
    measured = reading.measure is Measure.TROOPS or reading.measure in OUTCOMES
    return reading.accepted and measured and reading.number.share is None


def _is_greater(whole: Reading, part: Reading) -> bool:
    """Whether a number of soldiers, not named as ours, is more than the part."""
    others = whole.nation == OTHER and whole.head.kind in (None, "person", Measure.TROOPS)
    alike = _counts_soldiers(whole) and whole.measure is part.measure
    if not (others or alike) or whole.head.nation == COUNTED or whole.number.increment:
        return False
    if {"compared", "earlier"} & set(whole.rules):
        return False  # "8.000 norcoreanos, frente a los 11.000 de noviembre": the same ones, earlier
    greater = whole.number.high or whole.number.low or 0
    same = others or (whole.stage is Stage.PLANNED) == (part.stage is Stage.PLANNED)  # "could grow to 15,000"
    same = (
        same or "named" in part.rules
    )  # "48,000 prepare to retake Kursk, and 7,500 in it are North Koreans"
    return same and greater > (part.number.high or part.number.low or 0)


def _names_part(scene: Scene, people: Hit, part: Reading, whole: Reading) -> bool:
    """Whether a word for our people names the part and not the whole."""
    part_start, part_end = _phrase(part, whole)
    if part_start <= people.start < part_end:
        return True
    if scene.language.spaced and people.value == COUNTED and _sends(scene, people):
        return False  # "After 11,000 soldiers, North Korea sent 3,000 more": who sends them, and both
    if part.number.start < whole.number.start:  # "6,800 of the 58,000 troops massed there are North Koreans"
        bare = people.start >= whole.number.end and not has_noun(scene, people)
        return bare and _CLAUSE_ENDS.match(scene.text, people.end) is not None
    if people.start >= part_end:
        return _is_near(scene, part_end, people.start)
    whole_end = _phrase(whole, part)[1]
    gap = scene.text[whole_end : people.start]
    apart = any(mark in gap for mark in _MARKS) or any(
        hit.kind in ("part", "of", "them", "at") for hit in scene.hits.within(whole.number.end, people.start)
    )
    return people.start >= whole_end and apart and _is_near(scene, people.end, part_start)


def _sends(scene: Scene, country: Hit) -> bool:
    """Whether a verb of sending stands right behind a country."""
    verbs = (verb for verb in scene.of("stage") if verb.value != Stage.PRESENT)
    return any(0 < verb.start - country.end <= _TO_VERB for verb in verbs) and not has_noun(scene, country)


_TO_VERB = 8  # letters of a pronoun and a helper before a verb

_CLAUSE_ENDS = re.compile(r"\W{0,2}($|[,.;:)»”\n—–]|\s[—–])")
_MARKS = ",;:.(、，；"


def _phrase(reading: Reading, other: Reading) -> tuple[int, int]:
    """The span of a number and of its noun, where that is not the other number's, nor that number between them."""
    number, head = reading.number, reading.head
    start, end = number.start, number.end
    if (
        head.kind
        and head.start != other.head.start
        and not start <= other.number.core < head.end
        and not head.start <= other.number.core < start
    ):
        start, end = min(start, head.start), max(end, head.end)
    return start, end


def _is_near(scene: Scene, start: int, end: int) -> bool:
    gap = scene.text[start:end]
    crossed = any(start <= other.core < end for other in scene.numbers)
    return len(gap) <= _NAMED and not crossed and not any(mark in gap for mark in _MARKS)


def _is_linked(scene: Scene, whole: Reading, part: Reading) -> bool:
    """Whether the part belongs to the whole; losses only where the whole is opened and the part named: "unter den …"."""
    if whole.measure in OUTCOMES and whole.accepted:
        told = scene.language.predicate_last and _is_predicate(scene, part.number.end)
        taken = part_of(scene, part.number) or preceding(scene, part.number.start, "of") is not None
        if told and taken and whole.number.end <= part.number.start:
            return True  # "4人が捕まり、うち2人が北朝鮮兵だった", "포로 27명 가운데 2명이 북한군이다"
        opened = preceding(scene, whole.number.start, "of", "part", "including") is not None
        start, end = _phrase(part, whole)
        named = any(start <= hit.start <= end + 1 and side_of(hit) == COUNTED for hit in scene.of("nation"))
        return opened and named and whole.number.end <= part.number.start and not scene.of("grows")
    return _is_taken_from(scene, whole, part)


def _is_taken_from(scene: Scene, whole: Reading, part: Reading) -> bool:
    """Whether the part is taken from the whole: "of them", "6,800 of the 58,000", "in the force of 59,000 men"."""
    if "whole" in whole.rules or "part" in part.rules or part_of(scene, part.number):
        return True
    if base_of_share(scene, whole.number):
        return True
    if preceding(scene, whole.number.start, "at", "of", "from", "including") is not None:
        return True
    kinds = ("including",) if scene.language.spaced else ("including", "of", "part")
    start, end = sorted((whole.number.core, part.number.core))
    if scene.language.predicate_last:
        end = part.number.end + _CONTAINED  # "병력에는 북한군 1만 명이 포함돼"
    within = scene.hits.within(start, end)
    return any(hit.kind in kinds for hit in within)


def _leans_back(scene: Scene, part: Reading) -> bool:
    """Whether a part told in a sentence of its own is taken from the number before: "of them", "the rest"."""
    return part_of(scene, part.number) or bool(scene.of("them"))


def are_ours(scene: Scene, number: Number) -> bool:
    """ "7,200 come from North Korea", "the North Koreans number 9,000": a bare number whose people a predicate tells."""
    if scene.language.predicate_last:
        return _is_predicate(scene, number.end)
    if not scene.language.marks("identity"):
        return False
    dashed = scene.text.startswith(" – ", number.end)  # "сім тисяч – з Північної Кореї"
    origin = scene.hits.at(number.end + 1 + 2 * dashed, "from")
    origin = origin if dashed or part_of(scene, number) else None
    for people in scene.of("nation"):
        if side_of(people) != COUNTED:
            continue
        if origin is not None and people.start == origin.end + 1 and not has_noun(scene, people):
            return True  # "52.000 Soldaten, unter ihnen 9500 aus Nordkorea"
        if people.start >= number.end:
            ends = _CLAUSE_ENDS.match(scene.text, people.end) is not None
            if ends and not has_noun(scene, people) and _is_copular(scene, number.end, people.start):
                return True
        elif people.value.endswith("_people") and _is_copular(scene, people.end, number.start):
            return True
    return are_the_latter(scene, number)


def are_the_latter(scene: Scene, number: Number) -> bool:
    """ "60.000 rusos y norcoreanos; estos últimos serían 9.000": "the latter" are the people named last before it."""
    for word in scene.language.marks("latter"):
        at = scene.text.rfind(f"{word} ", scene.sentence.start, number.start)
        if at < 0:
            continue
        told = scene.hits.within(max(0, at - _LATTER), at)
        named = [hit for hit in told if hit.kind == "nation" and hit.value.endswith("_people")]
        return bool(named) and side_of(named[-1]) == COUNTED
    return False


def _is_predicate(scene: Scene, end: int) -> bool:
    """ "うち58人が北朝鮮兵だった", "이 중 58명은 북한군이다": a number as subject, its people as what is said of it."""
    marks = [mark for mark in scene.language.marks("subject") if scene.text.startswith(mark, end)]
    at = end + max(map(len, marks), default=-end)
    at += scene.text.startswith(" ", at)
    for people in scene.of("nation") if marks else ():
        if people.start == at and side_of(people) == COUNTED and people.value.endswith("_people"):
            return scene.text.startswith(scene.language.marks("closing"), people.end)
    return False


def _is_copular(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb of being or coming from, and no more than a few words, stands between."""
    words = scene.text[start:end].split()
    verbs = [verb.split() for verb in scene.language.marks("identity")]
    copula = any(
        verb in (words[: len(verb)], words[1 : len(verb) + 1], words[-len(verb) :]) for verb in verbs
    )
    return copula and _is_near(scene, start, end)
