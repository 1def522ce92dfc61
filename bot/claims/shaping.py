"""What only shapes the noun counted, and the main verb behind it: "soldiers *sent* to Russia have *died*".

A clause that opens with "who", or a participle right behind the noun, tells which soldiers are meant. The verb that
says what became of them comes after it, however long it is.
"""

from __future__ import annotations

from bot.claims.lexicon import Hit
from bot.claims.scene import Scene, Shaped
from bot.model import Stage


def shaped_by(scene: Scene, end: int) -> Shaped | None:
    """Both verbs behind a noun that ends at ``end``; None where nothing shapes it, or no main verb follows.

    "300 soldiers who were sent to Russia last autumn have been killed", "deux mille soldats envoyés par Kim sont
    morts", "две тысячи солдат, воевавших под Курском, ранены".
    """
    if not scene.language.spaced or scene.language.predicate_last:
        return None
    if end not in scene.shaped:
        scene.shaped[end] = _shaped_by(scene, end)
    return scene.shaped[end]


def _shaped_by(scene: Scene, end: int) -> Shaped | None:
    nation = scene.hits.at(end + 1, "nation")
    end = nation.end if nation else end
    verbs = sorted(hit for hit in (*scene.stages, *scene.events) if hit.start >= end)
    if len(verbs) < 2:
        return None
    first = verbs[0]
    opener = _opener(scene, end, first)
    lead = scene.text[end : opener.start if opener else first.start]
    if lead not in (" ", ", ") and (opener is None or not _only_origin(scene, lead)):
        return None
    if first not in scene.stages or (opener is None and first.value == Stage.PLANNED):
        return None  # "killed since they entered Kursk", "could be moved": the noun's own verb
    endings = scene.language.marks("modifying")
    sure = opener is not None or scene.text.endswith(endings or ("\0",), first.start, first.end)
    if opener is None and not _helpers(scene).isdisjoint(scene.text[first.start : first.end].split()):
        return None  # "soldats se sont battus"
    main = _main(scene, first, verbs[1:], apart=lead.endswith(", "), sure=sure)
    return None if main is None else Shaped(first, main)


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


def _main(scene: Scene, first: Hit, later: list[Hit], *, apart: bool, sure: bool) -> Hit | None:
    """The first of the later verbs that stands outside of the clause of ``first`` and in the noun's own."""
    for verb in later:
        gap = scene.text[first.end : max(verb.start, first.end)]
        if gap.count(",") > apart or any(sign in _PARTING for sign in gap):
            return None
        if any(first.end <= number.core < verb.start for number in scene.numbers):
            return None
        inside = verb.start < first.end or (apart and "," not in gap)
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
    return joined or counts or verb.value == Stage.PLANNED


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
