"""What only shapes the noun counted, and the main verb behind it: "soldiers *sent* to Russia have *died*".

A clause that opens with "who", or a participle right behind the noun, tells which soldiers are meant. The verb that
says what became of them comes after it, however long it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import Head, Scene, Shaped
from bot.model import Stage


def shaped_by(scene: Scene, number: Number, head: Head, end: int) -> Shaped | None:
    """The verbs that shape a noun ending at ``end``, and the main one; None where nothing shapes it, or none follows.

    "300 soldiers who were sent to Russia last autumn have been killed", "deux mille soldats envoyés par Kim sont
    morts", "две тысячи солдат, воевавших под Курском, ранены", "300 von Kim entsandte Soldaten sind gefallen".
    """
    if not scene.language.spaced or scene.language.predicate_last:
        return None
    key = number.start, end
    if key not in scene.shaped:
        scene.shaped[key] = _shaped_by(scene, number, head, end)
    return scene.shaped[key]


def _shaped_by(scene: Scene, number: Number, head: Head, end: int) -> Shaped | None:
    stages = scene.stages if head.kind else ()
    inside = tuple(hit for hit in stages if number.end <= hit.start and hit.end <= head.start)
    nation = scene.hits.at(end + 1, "nation")
    end = nation.end if nation else end
    later = sorted(hit for hit in (*scene.stages, *scene.events) if hit.start >= end)
    clause = _clause(scene, end, later[0]) if later else None
    clause = clause if clause is not None and (clause.sure or not inside) else None
    shaping = (*inside, later[0]) if clause is not None else inside
    if not shaping:
        return None
    main = _main(scene, clause or _Clause(end, apart=False, sure=True), later[len(shaping) - len(inside) :])
    if main is None and (clause is None or clause.sure):
        main = _main_before(scene, min(number.start, head.start) if head.kind else number.start)
    return None if main is None else Shaped(shaping, main)


def _main_before(scene: Scene, start: int) -> Hit | None:
    """ "an der Grenze *stehen* derzeit 2000 entsandte Soldaten": the main verb before a number, in its clause."""
    before = sorted(hit for hit in scene.stages if hit.end <= start)
    verb = before[-1] if before else None
    if (
        verb is None
        or scene.hits.at(verb.start, "adds")
        or any(h.value == Stage.PLANNED for h in before[-2:])
    ):
        return None  # "4,000 more could join the 11,000 that have been sent"
    if scene.hits.until(verb.start - 1, "governs", "people", "filler") is not None:
        return None
    gap = scene.text[verb.end : start]
    clear = not any(sign in _PARTING or sign in ",.?!" or sign.isdigit() for sign in gap)
    clear = clear and not any(hit.kind == "governs" for hit in scene.hits.within(verb.end, start))
    return (
        verb if clear and len(gap) <= _INVERTED and scene.language.joiners.isdisjoint(gap.split()) else None
    )


_INVERTED = 24  # letters of an adverb between a verb and the number behind it


class _Clause(NamedTuple):
    """What shapes a noun from behind: where its verb ends, whether commas hold it, whether it is surely no main verb."""

    end: int
    apart: bool
    sure: bool


def _clause(scene: Scene, end: int, verb: Hit) -> _Clause | None:
    """The relative clause or the participle behind a noun in which the verb stands, if it does."""
    opener = _opener(scene, end, verb)
    lead = scene.text[end : opener.start if opener else verb.start]
    if verb not in scene.stages or (opener is None and verb.value == Stage.PLANNED):
        return None  # "killed since they entered Kursk", "could be moved": the noun's own verb
    if opener is not None:
        return _Clause(verb.end, lead.endswith(", "), sure=True) if _only_origin(scene, lead) else None
    if _is_closed(scene, lead, verb):
        return _Clause(verb.end, apart=True, sure=True)
    own = scene.text[verb.start : verb.end].split()
    if lead not in (" ", ", ") or not _helpers(scene).isdisjoint(own):
        return None  # "soldats se sont battus"
    endings = scene.language.marks("modifying") or ("\0",)
    return _Clause(verb.end, lead == ", ", scene.text.endswith(endings, verb.start, verb.end))


def _is_closed(scene: Scene, lead: str, verb: Hit) -> bool:
    """ "Soldaten, von Pjöngjang im Herbst an die Front geschickt, seien …": a participle that ends between two commas."""
    if not scene.language.nouns_capitalised or not lead.startswith(", "):
        return False
    return scene.text.startswith(",", verb.end) and _only_origin(scene, lead[2:])


def _opener(scene: Scene, end: int, verb: Hit) -> Hit | None:
    """The word that opens a relative clause between the noun and a verb."""
    hits = (hit for hit in scene.of("relative_clause") if end < hit.start <= end + _ORIGIN)
    return next((hit for hit in hits if hit.end <= verb.start), None)


_ORIGIN = 26  # letters of a country or a unit between a noun and its relative clause


def _only_origin(scene: Scene, lead: str) -> bool:
    """Whether no mark but a closing comma, no digit and no joiner stands between a noun and its relative clause."""
    words = lead.removesuffix(", ")
    if not scene.language.joiners.isdisjoint(words.split()):
        return False
    return not any(sign in _PARTING or sign == "," or sign.isdigit() for sign in words)


_PARTING = ";:–()«»„“”"


def _main(scene: Scene, clause: _Clause, later: Sequence[Hit]) -> Hit | None:
    """The first of the later verbs that stands outside of the clause and is the noun's own."""
    end, apart, sure = clause
    for verb in later:
        gap = scene.text[end : max(verb.start, end)]
        if gap.count(",") > apart or any(sign in _PARTING for sign in gap):
            return None
        if any(end <= number.core < verb.start for number in scene.rivals):
            return None
        inside = verb.start < end or (apart and "," not in gap)
        words = gap.replace(",", " ").split()
        if inside or _depends(scene, verb, words):
            continue
        own = scene.text[verb.start : verb.end].split()
        if not sure and _helpers(scene).isdisjoint((*words, *own)):
            return None
        return None if _tells_anew(scene, verb, gap) else verb
    return None


def _tells_anew(scene: Scene, verb: Hit, gap: str) -> bool:
    """ "…, and they may go back", "… lost every third man": a clause of its own, or a verb that counts others.

    Nor does a plan for those who are there already ("who are deployed in Kursk will soon go to war") change that.
    """
    behind = gap.rpartition(", ")[2].split()[:1] if "," in gap else []
    joined = not scene.language.joiners.isdisjoint(behind)
    objects = (number for number in scene.numbers if 0 < number.start - verb.end <= _OBJECT)
    counts = any(scene.hits.until(number.start - 1, "governs") is None for number in objects)
    return joined or counts or (verb.value == Stage.PLANNED and not _sends(scene, verb))


def _sends(scene: Scene, plan: Hit) -> bool:
    """ "*sollen* bald in den Donbass verlegt werden": whether the verb of the plan is one of sending."""
    moves = (hit for hit in scene.of("stage") if hit.value in (Stage.SENT, "send"))
    verb = next((hit for hit in moves if hit.start >= plan.end), None)
    return verb is not None and not any(sign in _PARTING + "," for sign in scene.text[plan.end : verb.start])


_OBJECT = 16  # letters between a verb and the number of others that it counts


def _depends(scene: Scene, verb: Hit, words: list[str]) -> bool:
    """ "sent to *fight*", "sent and *trained* there", "with *losses*": a verb or noun that another word governs."""
    if words and words[-1] in scene.language.joiners:
        return True
    if scene.text.endswith(scene.language.marks("infinitive") or ("\0",), 0, verb.start):
        return True
    return scene.hits.until(verb.start - 1, "governs") is not None


def _helpers(scene: Scene) -> set[str]:
    """The words that stand before a participle or an adjective to make it the clause's own verb."""
    marks = scene.language.marks
    return {word for key in ("auxiliary", "are", "be", "has_done", "bracket") for word in marks(key)}
