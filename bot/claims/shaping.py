"""What only shapes the noun counted, and the main verb behind it: "soldiers *sent* to Russia have *died*".

A clause that opens with "who", or a participle right behind the noun, tells which soldiers are meant. The verb that
says what became of them comes after it, however long it is, and whatever is put in between two commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import COUNTED, Head, Scene, Shaped, side_of, word_at
from bot.model import Measure, Stage


def shaped_by(scene: Scene, number: Number, head: Head, end: int) -> Shaped | None:
    """The verbs that shape a noun ending at ``end``, and the main one; None where nothing shapes it, or none follows.

    "300 soldiers who were sent to Russia last autumn have been killed", "deux mille soldats envoyés par Kim sont
    morts", "две тысячи солдат, воевавших под Курском, ранены", "300 von Kim entsandte Soldaten sind gefallen".
    """
    key = number.start, end
    if key not in scene.shaped:
        if scene.language.predicate_last:
            found = _shaped_last(scene, number, end)
        elif scene.language.by_order:
            found = _shaped_before(scene, number, end)
        else:
            found = _shaped_by(scene, number, head, end)
        scene.shaped[key] = found
    return scene.shaped[key]


def _shaped_last(scene: Scene, number: Number, end: int) -> Shaped | None:
    """ "2000人が、ロシア兵900人が死亡した戦闘で負傷した": the subject's verb comes behind those that shape other nouns."""
    subject = next((m for m in scene.language.marks("subject") if scene.text.startswith(m, end)), None)
    if subject is None:
        return None
    start = end + len(subject)
    later = sorted(hit for hit in (*scene.stages, *scene.events) if hit.start >= start)
    behind = list(takewhile(lambda hit: shapes_next(scene, hit), later))
    main = next(iter(later[len(behind) :]), None)
    if main is None or main.value == Stage.PLANNED or not _goes_on_to(scene, start, main, bool(behind)):
        return None
    before = tuple(hit for hit in scene.stages if hit.end <= number.start and shapes_next(scene, hit))
    return Shaped((*before, *behind), main)


def _goes_on_to(scene: Scene, start: int, main: Hit, shaped: bool) -> bool:
    """Whether what stands before the main verb tells where and when, others' numbers among it, and counts no part."""
    rivals = [other for other in scene.rivals if start < other.core < main.start]
    gap = scene.text[start + 1 : main.start]
    if any(sign in _PAUSES_LAST for sign in gap) or not (shaped or rivals):
        return False
    part = any(hit.kind == "part" for hit in scene.hits.within(start, main.start))
    return not part and not any(n.counter and main.start - n.end <= _OBJECT_LAST for n in rivals)


_OBJECT_LAST = 6  # letters of a particle and an adverb between a verb's own number and the verb
_PAUSES_LAST = '、。，；;,:「」“”"()（）'


def shapes_next(scene: Scene, verb: Hit) -> bool:
    """Whether a verb shapes the noun right behind it: "死亡*した*戦闘で", "점령*한* 마을에서"; not "숨진 것으로"."""
    if verb.value == Stage.PLANNED:
        return False
    nominal = (*scene.language.marks("nominal"), *scene.language.marks("clause_nouns"))
    if not scene.language.wordless:
        word = word_at(scene.text, verb.start)
        behind = verb.start + len(word)
        ends = word.endswith(scene.language.marks("adnominal")) and scene.text.startswith(" ", behind)
        return ends and not scene.text.startswith(nominal, behind + 1)
    behind = verb.end
    while "ぁ" <= scene.text[behind : behind + 1] <= "ん":
        behind += 1
    ends = scene.text.endswith(scene.language.marks("plain"), verb.start, behind)
    noun = _NOUN.match(scene.text, behind) is not None
    return ends and noun and not scene.text.startswith(nominal, behind)


_NOUN = re.compile(r"\w")


def _shaped_before(scene: Scene, number: Number, end: int) -> Shaped | None:
    """ "派往俄罗斯的300名士兵在苏贾附近阵亡", "乌军打死了部署在当地的300名…": a clause before the number shapes it."""
    marks = scene.language.marks("attributive")
    stages = [hit for hit in scene.stages if hit.end <= number.start]
    verb = max(stages, default=None)
    close = _before_whole(scene, number.start)
    if verb is None or verb.value == Stage.PLANNED or not marks or not 0 <= close - verb.end <= _ORIGIN:
        return None
    gap = scene.text[verb.start : close]
    if not gap.endswith(marks) or any(sign in _PAUSES for sign in gap):
        return None
    shaping = tuple(hit for hit in stages if hit.start < verb.end and hit.end > verb.start)
    later = sorted(hit for hit in (*scene.stages, *scene.events) if hit.start >= end)
    clear = (hit for hit in later if not any(sign in _PAUSES for sign in scene.text[end : hit.start]))
    main = next(clear, None)
    if main is not None and any(end <= n.core <= main.end + _OF_PERFECT for n in scene.rivals):
        main = None  # another's, or it counts others: "…三个月内折损四千"
    fell = [
        hit
        for hit in scene.events
        if hit.end <= verb.start and _only_who_and_when(scene, hit.end, verb.start)
    ]
    main = main or (fell[-1] if fell else None)
    return None if main is None or main.value == Stage.PLANNED else Shaped(shaping, main)


def _before_whole(scene: Scene, start: int) -> int:
    """Where the noun of a whole begins that stands before its part, with its country: "派往俄罗斯的*士兵*中有300人"."""
    of = scene.hits.until(start, "of")
    noun = scene.hits.until(of.start, "people") if of else None
    nation = scene.hits.until(noun.start, "nation") if noun else None
    return nation.start if nation else noun.start if noun else start


def tells_who_sent(scene: Scene, who: Hit) -> bool:
    """ "*金正恩*派出的300名", "300名被*金正恩*送上前线的士兵": a name in a clause of sending that shapes a noun."""
    nation = scene.hits.at(who.start, "nation") if scene.language.by_order else None
    if nation is None or side_of(nation) != COUNTED:
        return False
    marks = scene.language.marks("attributive")
    verb = next((hit for hit in scene.stages if 0 <= hit.start - who.end <= _ACTOR), None)
    if verb is None or any(hit.kind in _SAYING for hit in scene.hits.within(who.end, verb.start)):
        return False
    clause = scene.text[verb.start : verb.end + _ORIGIN]
    ends = [clause.find(mark) for mark in marks if mark in clause]
    return bool(ends) and not any(sign in _PAUSES for sign in scene.text[who.end : verb.start + min(ends)])


_ACTOR = 8  # letters of a month between who sends and the verb


def _only_who_and_when(scene: Scene, start: int, end: int) -> bool:
    """ "打死了*去年秋天*派往…的300名", "击毙*金正恩*派出的…": nothing but a verb's ending, a day and who sent them."""
    hits = [hit for hit in scene.hits.within(start, end) if hit.kind in _WHO_AND_WHEN]
    rest = [
        sign
        for at, sign in enumerate(scene.text[start:end], start)
        if not any(h.start <= at < h.end for h in hits)
    ]
    return len([sign for sign in rest if not sign.isdigit()]) <= _OF_PERFECT and not any(
        s in _PAUSES for s in rest
    )


_WHO_AND_WHEN = frozenset(("nation", "who", "relative", "season", "month", "year", "now", "unit", "country"))


_PAUSES = "，。；、：,;:「」“”"
_OF_PERFECT = 2  # letters of a verb's ending before the clause that shapes its object ("打死了部署在…的")


def _shaped_by(scene: Scene, number: Number, head: Head, end: int) -> Shaped | None:
    stages = scene.stages if head.kind else ()
    inside = tuple(hit for hit in stages if number.end <= hit.start and hit.end <= head.start)
    end = _past_origin(scene, end)
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


def _past_origin(scene: Scene, end: int) -> int:
    """Behind the country that follows a noun: "soldats *nord-coréens*", "żołnierzy *z Korei Północnej*"."""
    shaped = scene.hits.at(end + 1, "stage", "event") is not None  # "soldats *envoyés par* Kim"
    lead = None if shaped else scene.hits.at(end + 1, "governs", "from", "of")
    nation = scene.hits.at((lead.end if lead else end) + 1, "nation")
    return nation.end if nation is not None and side_of(nation) == COUNTED else end


class _Clause(NamedTuple):
    """What shapes a noun from behind: where its verb ends, whether commas hold it, whether it is surely no main verb."""

    end: int
    apart: bool
    sure: bool
    told: bool = False  # whether its verb tells what became of them itself: "who had gone missing"
    there: bool = False  # whether it says where they are: "who are deployed in Kursk will soon go to war"


def _clause(scene: Scene, end: int, verb: Hit) -> _Clause | None:
    """The relative clause or the participle behind a noun in which the verb stands, if it does."""
    who = opener(scene, end, verb)
    lead = scene.text[end : who.start if who else verb.start]
    stage = verb in scene.stages
    if who is not None:
        there = verb.value == Stage.PRESENT
        told = _Clause(verb.end, lead.endswith(", "), sure=True, told=not stage, there=there)
        return told if _only_origin(scene, lead) else None
    if not stage or verb.value == Stage.PLANNED:
        return None  # "killed since they entered Kursk", "could be moved": the noun's own verb
    if _is_closed(scene, lead, verb):
        return _Clause(verb.end, apart=True, sure=True)
    if _is_apposed(scene, lead, verb):
        return _Clause(verb.end, apart=True, sure=False)
    own = scene.text[verb.start : verb.end].split()
    sure = any(word.endswith(scene.language.marks("modifying")) for word in (own[0], own[-1]))
    adverb = sure and _is_adverb(scene, lead, end)
    if (lead not in (" ", ", ") and not adverb) or not _helpers(scene).isdisjoint(own):
        return None  # "soldats se sont battus"
    return _Clause(verb.end, lead == ", ", sure, there=verb.value == Stage.PRESENT)


def _is_adverb(scene: Scene, lead: str, end: int) -> bool:
    """ "soldats nord-coréens *récemment* arrivés à Koursk", "North Koreans *once* sent": one word, and no helper."""
    if re.fullmatch(r" [^\W\d_]{4,} ", lead) is None or lead.strip() in _helpers(scene):
        return False
    hits = scene.hits.within(end + 1, end + len(lead))
    return all(hit.kind in ("now", "relative", "filler", "function") for hit in hits)


def _is_closed(scene: Scene, lead: str, verb: Hit) -> bool:
    """ "Soldaten, von Pjöngjang im Herbst an die Front geschickt, seien …": a participle that ends between two commas."""
    if not scene.language.nouns_capitalised or not lead.startswith(", "):
        return False
    return scene.text.startswith(",", verb.end) and _only_origin(scene, lead[2:])


def _is_apposed(scene: Scene, lead: str, verb: Hit) -> bool:
    """ "members of the Storm Corps, an elite unit *stationed* in Kursk, have been killed": a noun of its own in commas."""
    origin, comma, noun = lead.partition(", ")
    opened = bool(comma) and len(origin) <= _ORIGIN and 0 < len(noun) <= 2 * _ORIGIN
    if not opened or not _only_origin(scene, origin) or not _only_origin(scene, noun):
        return False
    start = verb.start - len(noun)
    says = any(hit.kind in _SAYING for hit in scene.hits.within(start, verb.start))
    close = scene.text.find(", ", verb.end, scene.sentence.end)
    return not says and close > 0


_SAYING = frozenset(("say", "according", "reported", "deny"))


def opener(scene: Scene, end: int, verb: Hit) -> Hit | None:
    """The word that opens a relative clause between the noun and a verb: "who", or "that" right behind it."""
    hits = (hit for hit in scene.of("relative_clause") if end < hit.start <= end + _TO_WHO)
    found = next((hit for hit in hits if hit.end <= verb.start), None)
    if found is not None:
        return found
    start = end + 1 + scene.text.startswith(",", end)
    for word in (*scene.language.marks("which"), *scene.language.marks("that")):
        if scene.text.startswith((f"{word} ", f"{word}'"), start) and start + len(word) < verb.start:
            return Hit(start, start + len(word), "relative_clause", word)
    return None


_ORIGIN = 30  # letters of a country or a unit behind a noun
_TO_WHO = 48  # letters of a unit and its country between a noun and its relative clause


def _only_origin(scene: Scene, lead: str) -> bool:
    """Whether no mark but a closing comma, no number and no joiner stands between a noun and its relative clause."""
    words = lead.removesuffix(", ")
    if not scene.language.joiners.isdisjoint(words.split()):
        return False
    numbers = any(word.isdigit() for word in words.split())  # but "des 11. Korps", "11-го корпуса"
    return not numbers and not any(sign in _PARTING or sign == "," for sign in words)


_PARTING = ";:–()«»„“”"


def _main(scene: Scene, clause: _Clause, later: Sequence[Hit]) -> Hit | None:
    """The first of the later verbs that stands outside of the clause and of what is put in, and is the noun's own."""
    for verb, gap in _outside(scene, clause, later):
        words = gap.replace(",", " ").split()
        if _depends(scene, verb, words) or (not clause.told and _may_have(scene, verb)):
            continue
        own = scene.text[verb.start : verb.end].split()
        if not clause.sure and _helpers(scene).isdisjoint((*words, *own)):
            return None
        stays = clause.told and verb in scene.stages  # "who went home may be sent again"
        stays = stays or (clause.there and verb.value == Stage.PLANNED and _verb_of_plan(scene, verb) is None)
        return None if stays or _tells_anew(scene, verb, gap) else verb
    return None


def _outside(scene: Scene, clause: _Clause, later: Sequence[Hit]) -> Iterator[tuple[Hit, str]]:
    """The verbs behind the clause, each with the words between; none behind another number or a stop.

    Two commas hold what is put in ("…, the NIS said, …", "…, among them 40 officers, …"); the first may close the
    clause as well.
    """
    for verb in later:
        gap = scene.text[clause.end : max(verb.start, clause.end)]
        more, put_in = gap.count(",") - clause.apart, 1 if clause.apart else 2
        if any(sign in _PARTING for sign in gap) or more > put_in:
            return
        if verb.start < clause.end or more < 0 or 0 < more < put_in:
            continue
        if more and not _is_put_in(scene, clause, verb):
            return
        if not more and any(clause.end <= number.core < verb.start for number in scene.rivals):
            return
        yield verb, gap


def _is_put_in(scene: Scene, clause: _Clause, verb: Hit) -> bool:
    """Whether what stands in the last pair of commas before a verb only says who tells it, or which of them they are."""
    close = scene.text.rfind(",", clause.end, verb.start)
    start = scene.text.rfind(",", clause.end, close) + 1
    inside = scene.hits.within(start, close)
    if not scene.language.joiners.isdisjoint(scene.text[start:close].split()[:1]):
        return False  # "…, y que el resto, …"
    relative = scene.hits.at(close + 2, "relative_clause") is not None
    if relative or scene.text.startswith(
        tuple(f"{word} " for word in scene.language.marks("that")), close + 2
    ):
        return False  # "…, który walczy", "…, że walczą": a clause of its own
    if any(clause.end <= number.core < start or close < number.core < verb.start for number in scene.rivals):
        return False
    told = any(hit.kind in _SAYING for hit in inside)
    part = any(hit.kind == "part" and hit.start - start <= 2 for hit in inside)
    verbs = any(start <= hit.start < close for hit in (*scene.stages, *scene.events))
    numbers = any(start <= number.core < close for number in scene.rivals)
    return part or (told and not numbers) or not (verbs or numbers)


def _main_before(scene: Scene, start: int) -> Hit | None:
    """ "an der Grenze *stehen* derzeit 2000 entsandte Soldaten", "*zginęło* w walkach 300 …": the verb before a number."""
    before = sorted(hit for hit in (*scene.stages, *scene.events) if hit.end <= start)
    verb = before[-1] if before else None
    if (
        verb is None
        or scene.hits.at(verb.start, "adds")
        or any(h.value == Stage.PLANNED for h in before[-2:])
    ):
        return None  # "4,000 more could join the 11,000 that have been sent"
    named = verb in scene.events and scene.text[verb.end : start].strip() in scene.language.marks("governs")
    kinds = ("governs", "filler") if verb in scene.events else ("governs", "people", "filler")
    if not named and scene.hits.until(verb.start - 1, *kinds) is not None:
        return None  # but "la muerte de 300 norcoreanos que combatían en Kursk"
    gap = _without_source(scene, verb.end, start)
    clear = not any(sign in _PARTING or sign in ",.?!" or sign.isdigit() for sign in gap)
    governed = any(hit.kind == "governs" for hit in scene.hits.within(verb.end, start))
    clear = clear and (verb in scene.events or not governed)
    return (
        verb if clear and len(gap) <= _INVERTED and scene.language.joiners.isdisjoint(gap.split()) else None
    )


def _without_source(scene: Scene, start: int, stop: int) -> str:
    """The words of a stretch without whoever is put in as its source: "Sono morti, secondo il NIS, 300 nordcoreani"."""
    text = scene.text[start:stop]
    opens, _, rest = text.partition(", ")
    inside, comma, behind = rest.rpartition(", ")
    at = start + len(opens)
    told = any(
        hit.kind in _SAYING or hit.kind == "who" for hit in scene.hits.within(at, at + len(inside) + 2)
    )
    return f"{opens} {behind}" if comma and told and "," not in inside else text


_INVERTED = 40  # letters of an adverb between a verb and the number behind it


def _may_have(scene: Scene, plan: Hit) -> bool:
    """ "soldats envoyés par Kim *pourraient* avoir été tués": a modal whose verb is what befell them."""
    event = next((hit for hit in scene.events if hit.start >= plan.end), None)
    if plan.value != Stage.PLANNED or event is None or event.start - plan.end > _MODAL:
        return False
    if event.value == Measure.RETURNED:
        return False
    gap = scene.text[plan.end : event.start]
    clear = scene.language.joiners.isdisjoint(gap.split()) and not any(sign in _PARTING + "," for sign in gap)
    return clear and scene.hits.until(event.start - 1, "governs") is None


_MODAL = 30  # letters of helpers between a modal and its participle


def _tells_anew(scene: Scene, verb: Hit, gap: str) -> bool:
    """ "…, and they may go back", "… lost every third man": a clause of its own, or a verb that counts others.

    Nor does a plan that is none of sending change where they are.
    """
    behind = gap.rpartition(", ")[2].split()[:1] if "," in gap else []
    joined = not scene.language.joiners.isdisjoint(behind)
    counts = any(_is_object(scene, verb, number) for number in scene.numbers)
    return joined or counts or (verb.value == Stage.PLANNED and not _sends(scene, verb))


def _is_object(scene: Scene, verb: Hit, number: Number) -> bool:
    """ "lost 300 more": whether a verb has a number right behind it that no preposition and no joiner parts from it."""
    gap = scene.text[verb.end : number.start]
    near = 0 < len(gap) <= _OBJECT and "," not in gap and scene.language.joiners.isdisjoint(gap.split())
    return near and scene.hits.until(number.start - 1, "governs") is None


def _sends(scene: Scene, plan: Hit) -> bool:
    """ "*sollen* bald in den Donbass verlegt werden": whether the verb of the plan is one of sending.

    Where none follows, the plan's word is its own verb: "trafi wkrótce na front".
    """
    verb = _verb_of_plan(scene, plan)
    return verb is None or verb.value in (Stage.SENT, "send")


def _verb_of_plan(scene: Scene, plan: Hit) -> Hit | None:
    """The verb of sending or being there that follows a word of intention in its clause."""
    later = (v for v in scene.of("stage") if v.start >= plan.end and v.value != Stage.PLANNED)
    return next(
        (v for v in later if not any(s in _PARTING + "," for s in scene.text[plan.end : v.start])), None
    )


_OBJECT = 16  # letters between a verb and the number of others that it counts


def _depends(scene: Scene, verb: Hit, words: list[str]) -> bool:
    """ "sent to *fight*", "sent and *trained* there", "with *losses*": a verb or noun that another word governs."""
    if words and words[-1] in scene.language.joiners:
        return True
    if scene.text.endswith(scene.language.marks("infinitive") or ("\0",), 0, verb.start):
        return True
    if scene.text[verb.start : verb.end].split()[0] in scene.language.marks("governs"):
        return True  # "wysłanych jesienią *na front*"
    return scene.hits.until(verb.start - 1, "governs") is not None


def _helpers(scene: Scene) -> set[str]:
    """The words that stand before a participle or an adjective to make it the clause's own verb."""
    marks = scene.language.marks
    return {word for key in ("auxiliary", "are", "be", "has_done", "bracket") for word in marks(key)}
