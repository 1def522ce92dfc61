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
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.claims.language import TOPIC, Language
from bot.claims.lexicon import Hit
from bot.claims.numbers import Hits, Number
from bot.claims.text import Folded, Sentence
from bot.model import STAGED, Measure, Stage

COUNTED, OTHER = "counted", "other"
_OUTCOMES = frozenset(Measure) - STAGED


@dataclass(slots=True)
class Head:
    """The noun that a number counts: ``kind`` is a measure, "person", or None for a bare number."""

    kind: str | None
    start: int
    end: int
    nation: str | None = None
    refusal: str | None = None
    unknown: int = 0
    whole: bool = False  # the noun stands after the whole that this number is a part of


@dataclass(slots=True)
class Reading:
    """How one number was read: accepted with a measure, or refused with the reason."""

    number: Number
    sentence: int
    head: Head
    measure: Measure | None = None
    stage: Stage | None = None
    stage_told: bool = False
    nation: str | None = None
    inherited: bool = False
    refusal: str | None = None
    rules: list[str] = field(default_factory=list)
    predicate: Hit | None = None

    @property
    def accepted(self) -> bool:
        return self.refusal is None and self.measure is not None


@dataclass(slots=True)
class Context:
    """What earlier sentences leave behind: whose soldiers were spoken of last, and the last number read."""

    nation: str | None = None
    theatre: bool = False
    last: Reading | None = None
    outcome: Reading | None = None  # the last one of the dead, the wounded …
    elsewhere: bool = False  # the sentence before was told of another place


_NONE: list[Hit] = []


def _core_start(number: Number) -> int:
    return number.core


class Scene:
    """One sentence with the phrases and numbers found in it."""

    def __init__(
        self,
        folded: Folded,
        sentence: Sentence,
        index: int,
        hits: Hits,
        numbers: Sequence[Number],
        language: Language,
    ) -> None:
        self.text = folded.lower
        self.cased = folded.cased
        self.sentence = sentence
        self.index = index
        self.hits = hits
        self.language = language
        self.inside = hits.within(sentence.start, sentence.end)
        first = bisect_left(numbers, sentence.start, key=_core_start)
        self.numbers = numbers[first : bisect_left(numbers, sentence.end, key=_core_start)]
        self._kinds: dict[str, list[Hit]] = {}
        for hit in self.inside:
            self._kinds.setdefault(hit.kind, []).append(hit)
        self.events = self._merged_events()
        self.stages = self.of("stage")
        self.rivals = [number for number in self.numbers if not self._is_of_a_thing(number)]

    def _is_of_a_thing(self, number: Number) -> bool:
        """Whether a day or a thing stands right at the number, so that it takes no predicate from another."""
        if number.counter or number.share is not None:
            return False
        if self.language.spaced:
            return False
        after = number.end + (self.text[number.end : number.end + 1] == " ")
        month = self.hits.at(number.core, "month") or self.hits.until(number.core_end + 1, "month")
        return bool(self.hits.at(after, "unit") or month)

    def of(self, *kinds: str) -> list[Hit]:
        """The sentence's hits of these kinds, in order where one kind is asked for."""
        if len(kinds) == 1:
            return self._kinds.get(kinds[0], _NONE)
        return [hit for kind in kinds for hit in self._kinds.get(kind, _NONE)]

    def _merged_events(self) -> list[Hit]:
        """Events in order; killed and wounded joined by "or", "and" become casualties."""
        found: list[Hit] = []
        losses = ("killed", "wounded", "casualties", "missing", "captured")
        nouns = [Hit(h.start, h.end, "event", h.value) for h in self.of("people") if h.value in _OUTCOMES]
        for hit in sorted([*self.of("event"), *nouns], key=lambda h: (h.start, -h.end)):
            last = found[-1] if found else None
            if last and hit.start < last.end:
                continue
            if (
                last
                and hit.value in losses
                and last.value in losses
                and last.value != hit.value
                and self._joined(last, hit)
            ):
                found[-1] = Hit(last.start, hit.end, "event", "casualties")
                continue
            found.append(hit)
        return found

    def _joined(self, first: Hit, second: Hit) -> bool:
        gap = self.text[first.end : second.start]
        if any(first.end <= n.core < second.start for n in self.numbers):
            return False
        if not self.language.spaced:
            if any(n.end == first.start for n in self.numbers) and any(
                n.start == second.end for n in self.numbers
            ):
                return False  # "100人死亡、負傷1000人"
            noun = self.hits.at(second.start, "people") and not self.hits.at(first.start, "people")
            if self.language.predicate_last and noun and gap.strip() not in self.language.joiners:
                return False  # "100명이 사망하고 부상자는 1천 명"
            return len(gap) <= 4 and gap != " " and not any(c in gap for c in "，,。;；")
        words = gap.replace(",", " , ").split()
        if len(words) <= 4 and any(word in self.language.joiners for word in words):
            return True
        return words[:1] == [","] and self._only_helpers(first.end, second.start)

    def _only_helpers(self, start: int, end: int) -> bool:
        """Whether no more than auxiliaries stand between: "ha muerto, ha sido herido o …"."""
        at = start
        while at < end:
            if self.text[at] in " ,":
                at += 1
                continue
            word = self.hits.at(at, "function", "filler")
            if word is None or word.end > end or end - start > 14:
                return False
            at = word.end
        return True


# ── heads ────────────────────────────────────────────────────────────────────────────────────────────────

_SHAREABLE = STAGED | {"person"}
_BREAKS = frozenset('.;:!?()[]«»„“”"\n–')
_MOST_UNKNOWN = 3


def head_of(scene: Scene, number: Number) -> Head:
    """The noun that the number counts."""
    if not scene.language.spaced:
        return _head_around(scene, number)
    head = _head_after(scene, number)
    if head.kind is None and head.refusal is None:
        ways = (_fronted, _strength, _shared_head, _whole_head, _tallied, _group_of, _taken_from, _same_noun)
        ways = (_shared_unit, *ways, _apposed)
        return next((found for way in ways if (found := way(scene, number))), head)
    if number.share is not None and head.kind is None:
        return Head(None, number.start, number.end, head.nation)
    return head


def _shared_unit(scene: Scene, number: Number) -> Head | None:
    """ "hanno 20 e 26 anni": a bare number joined to one that counts a thing counts that thing too."""
    following = next((other for other in scene.numbers if other.start >= number.end), None)
    if following is None or not number.plain or following.start - number.end > 8:
        return None
    words = scene.text[number.end : following.start].split()
    if len(words) != 1 or words[0] not in scene.language.joiners:
        return None
    head = _head_after(scene, following)
    return head if head.refusal and head.refusal.startswith("counts “") else None


def _apposed(scene: Scene, number: Number) -> Head | None:
    """ "altri cinquemila, muratori in divisa, sono arrivati": a noun between commas says who they are."""
    if scene.text[number.end : number.end + 2] != ", ":
        return None
    at = number.end + 2
    filler = scene.hits.at(at, "filler")
    noun = scene.hits.at(filler.end + 1 if filler else at, "people")
    stop = scene.text.find(",", noun.end, noun.end + _APPOSED) if noun else -1
    if noun is None or noun.value not in _SHAREABLE or stop < 0 or stop >= scene.sentence.end:
        return None
    if any(noun.end <= n.core < stop for n in scene.numbers):
        return None
    return Head(noun.value, noun.start, noun.end, _after_head(scene, noun.end))


_APPOSED = 30  # letters of an apposition after its noun


def _fronted(scene: Scene, number: Number) -> Head | None:
    """ "Сапёров там тысяча", "Погибших, по их оценке, 300": a noun in the genitive that opens its clause."""
    marks = scene.language.marks("genitive")
    if not marks:
        return None
    for hit in sorted((*scene.of("people"), *scene.of("nation")), key=_hit_start, reverse=True):
        if hit.end > number.start or (hit.kind == "nation" and not hit.value.endswith("_people")):
            continue
        gap = scene.text[hit.end : number.start]
        if any(hit.end <= n.core < number.core for n in scene.numbers) or any(c in gap for c in ";:("):
            return None
        if scene.text.endswith(marks, hit.start, hit.end) and _opens_clause(scene, hit):
            kind = "person" if hit.kind == "nation" else hit.value
            nation = (
                _side(hit)
                if hit.kind == "nation"
                else _adjective_before(scene, hit) or _after_head(scene, hit.end)
            )
            return Head(kind, hit.start, hit.end, nation)
    return None


def _strength(scene: Scene, number: Number) -> Head | None:
    """ "две бригады строителей общей численностью 5000": the noun stands before the word for its size."""
    size = scene.hits.until(number.start - 1, "strength")
    nouns = [hit for hit in scene.of("people") if size and 0 <= size.start - hit.end <= 40]
    if not nouns or any(nouns[-1].end <= n.core < number.core for n in scene.numbers):
        return None
    noun = nouns[-1]
    return Head(
        noun.value, noun.start, noun.end, _adjective_before(scene, noun) or _after_head(scene, noun.end)
    )


def _hit_start(hit: Hit) -> int:
    return hit.start


def _opens_clause(scene: Scene, noun: Hit) -> bool:
    """Whether nothing but a word or two that govern nothing stands between the clause's start and the noun."""
    openers = scene.language.marks("opens")
    at, words = noun.start, 0
    while words < 3:
        while at > scene.sentence.start and scene.text[at - 1] in " -'":
            at -= 1
        if at <= scene.sentence.start or scene.text[at - 1] in ',;:–.«„“"(':
            return True
        start = at
        while start > scene.sentence.start and scene.text[start - 1].isalnum():
            start -= 1
        if scene.text[start:at] in openers:
            return True
        who = scene.hits.until(at, "who")
        if who:  # "по оценке НИС, сапёров там тысяча": whose estimate it is counts as one word
            at, words = who.start, words + 1
            continue
        if start == at or scene.hits.until(
            at, "function", "of", "from", "at", "event", "stage", "say", "number", "scale"
        ):
            return False
        if scene.text[start:at].isdigit():
            return False
        at, words = start, words + 1
    return False


def _adjective_before(scene: Scene, noun: Hit) -> str | None:
    """The nation of the adjective right before a noun: "северокорейских строителей"."""
    hit = scene.hits.until(noun.start - 1, "nation")
    return _side(hit) if hit else None


def _whole_head(scene: Scene, number: Number) -> Head | None:
    """ "two thousand of the promised 5,000 workers": a part has the noun of its whole."""
    whole = next((other for other in scene.numbers if other.start >= number.end), None)
    if whole is None or not _base_of_share(scene, whole) or whole.start - number.end > 24:
        return None
    head = _head_after(scene, whole)
    if head.kind not in _SHAREABLE or head.refusal:
        return None
    return Head(head.kind, head.start, head.end, head.nation, whole=True)


def _group_of(scene: Scene, number: Number) -> Head | None:
    """The noun that a number is the size of: "un contingente de 6.000", "a North Korean force of 12,000"."""
    at, nation = number.start, None
    of = scene.hits.until(at - 1, "of")
    if of is None:
        return None
    at = of.start - 1
    side = scene.hits.until(at, "nation")
    if side:
        at, nation = side.start - 1, _side(side)
    noun = scene.hits.until(at, "people")
    if noun is None or noun.value not in _SHAREABLE or noun.start < scene.sentence.start:
        return None
    return Head(noun.value, noun.start, number.end, nation)


def _same_noun(scene: Scene, number: Number) -> Head | None:
    """ "1,25 millones de bajas rusas, 6.800 norcoreanas": an adjective alone, the noun told at the number before."""
    head = _head_after(scene, number)
    earlier = [other for other in scene.numbers if other.end <= number.start]
    if head.nation is None or not earlier or scene.language.nouns_capitalised:
        return None
    told = _head_after(scene, earlier[-1])
    if told.kind is None or number.start - told.end > 30:
        return None
    return Head(told.kind, number.start, number.end, head.nation)


def _taken_from(scene: Scene, number: Number) -> Head | None:
    """ "10,000 soldiers are in Kursk, out of 12,000 in the country": a whole has the noun of its part."""
    earlier = [other for other in scene.numbers if other.end <= number.start]
    if not earlier or number.plain or not scene.hits.until(number.start - 1, "of"):
        return None
    head = _head_after(scene, earlier[-1])
    return Head(head.kind, number.start, number.end, head.nation) if head.kind in _SHAREABLE else None


def _tallied(scene: Scene, number: Number) -> Head | None:
    """A noun told before its number: "the number of North Korean troops in Russia rose to 30,000"."""
    for tally in reversed(scene.of("tally")):
        if not tally.end <= number.start or any(tally.end <= n.core < number.core for n in scene.numbers):
            continue
        if _part_of(scene, number):
            continue  # "le nombre de soldats engagés, dont 4 000 …"
        head = _head_after(scene, Number(tally.start, tally.end, tally.start, tally.end, None, None))
        if head.kind and head.refusal is None and head.end <= number.start:
            return head
    return None


def _shared_head(scene: Scene, number: Number) -> Head | None:
    """One noun for two numbers: "first 11,000, then 3,000 soldiers"; the bare one takes the other's."""
    following = next((other for other in scene.numbers if other.start >= number.end), None)
    if following is None or following.start - number.end > 30:
        return None
    gap = scene.text[number.end : following.start]
    words = gap.replace(",", " ").split()
    if not (gap.lstrip()[:1] == "," or (words and words[0] in scene.language.joiners)) or len(words) > 3:
        return None
    if any(
        number.end <= hit.start < following.start for hit in (*scene.events, *scene.stages, *scene.of("part"))
    ):
        return None
    head = _head_after(scene, following)
    return head if head.kind in _SHAREABLE and head.refusal is None else None


def _head_after(scene: Scene, number: Number) -> Head:
    text, at, unknown = scene.text, number.end, 0
    nation: str | None = None
    event: Hit | None = None
    at = _past_attribute(scene, at)
    left = -1  # where the last unknown word ended: "300 familiares de soldados" counts relatives
    for _ in range(9):
        while at < scene.sentence.end and text[at] in " -'":
            at += 1
        if at >= scene.sentence.end or text[at] in _BREAKS:
            break
        if text[at] == ",":
            if not unknown:
                break
            at += 1
            continue
        hit = _first(scene.hits, at)
        if hit is None:
            if text[at].isdigit() or scene.hits.at(at, "number", "about"):
                break  # the next number's noun is its own
            if (
                scene.language.nouns_capitalised
                and scene.cased[at].isupper()
                and not _all_caps(scene.cased, at)
            ):
                return Head(
                    None, number.start, number.end, nation, refusal=f"counts “{_word(scene.cased, at)}”"
                )
            if scene.hits.at(at, "bound_before"):
                break  # "четыре тысячи из более чем десяти"
            verbs = scene.language.marks("verb")
            if verbs and _word(text, at).endswith(verbs):
                break  # "ще двоє потрапили в полон": an unknown verb, told by its ending
            unknown += 1
            modifiers = scene.language.marks("modifier")
            noun = bool(modifiers) and text[at].isalpha() and not _word(text, at).endswith(modifiers)
            if unknown > _MOST_UNKNOWN or noun:
                break  # an unknown noun, told by its ending: what is counted
            at += len(_word(text, at)) or 1
            left = at
            continue
        if hit.kind == "unit":
            return Head(None, number.start, number.end, refusal=f"counts “{text[hit.start : hit.end]}”")
        if hit.kind == "people":
            nation = _after_head(scene, hit.end) or nation if nation is None else nation
            return Head(hit.value, hit.start, hit.end, nation, unknown=unknown)
        if hit.kind == "nation":
            if nation and nation != _side(hit):
                return Head(None, number.start, number.end, refusal="counts armies together")
            nation = _side(hit)
            if hit.value.endswith("_people"):
                if _mixed(scene, hit):
                    return Head(None, number.start, number.end, refusal="counts armies together")
                return Head("person", hit.start, hit.end, nation, unknown=unknown)
        elif hit.kind == "who" and hit.value[1] == "capital" and not unknown and hit.start - number.end <= 1:
            return Head(
                None, number.start, number.end, refusal="counts another army"
            )  # "450 украинских военных"
        elif hit.kind == "event":
            event = event or hit
        elif hit.kind == "of" and unknown and at - left == 1:
            return Head(None, number.start, number.end, nation, refusal="counts something unknown")
        elif hit.kind == "part" and at - number.end <= 2:
            pass  # "11.000 de ellos norcoreanos"
        elif hit.kind not in (
            "of",
            "filler",
            "more_before",
            "more_after",
            "number",
            "now",
            "place",
            "theatre",
        ):
            break
        at = hit.end
    if unknown and not event and not scene.language.nouns_capitalised:
        return Head(
            None, number.start, number.end, nation, refusal="counts something unknown", unknown=unknown
        )
    return Head(None, number.start, number.end, nation, unknown=unknown)


def _past_attribute(scene: Scene, start: int) -> int:
    """ "1100 in Kursk eingesetzte Soldaten": behind a preposition and its place stands the noun's participle."""
    at = start + (scene.text[start : start + 1] == " ")
    if not scene.language.nouns_capitalised or not scene.hits.at(at, "function"):
        return start
    for noun in scene.of("people"):
        if 0 <= noun.start - at <= 60 and not any(mark in scene.text[at : noun.start] for mark in ",;:.()"):
            verb = scene.hits.until(noun.start - 1, "stage", "event")
            return noun.start if verb and verb.start > at and scene.cased[verb.start].islower() else start
    return start


_ORDER = (
    "unit",
    "people",
    "nation",
    "event",
    "of",
    "filler",
    "more_before",
    "more_after",
    "part",
    "function",
    "say",
)


def _first(hits: Hits, at: int) -> Hit | None:
    """The most telling hit that starts here."""
    for kind in _ORDER:
        hit = hits.at(at, kind)
        if hit:
            return hit
    return hits.at(
        at,
        "stage",
        "according",
        "who",
        "now",
        "place",
        "theatre",
        "deny",
        "impersonal",
        "joiner",
        "and",
        "month",
        "season",
        "relative",
    )


def _side(hit: Hit) -> str:
    return COUNTED if str(hit.value).startswith(COUNTED) else OTHER


def _after_head(scene: Scene, end: int) -> str | None:
    """The nation told after the noun: "soldats nord-coréens", "солдат КНДР", "soldiers from North Korea"."""
    at = end
    for _ in range(4):
        while at < scene.sentence.end and scene.text[at] in " -'":
            at += 1
        if at >= scene.sentence.end or scene.text[at] in _BREAKS or scene.text[at] == ",":
            return None
        hit = scene.hits.at(at, "nation")
        if hit:
            return _side(hit)
        skip = scene.hits.at(at, "from", "of", "filler", "people")
        if skip is None:
            word = _word(scene.text, at)
            if not word or scene.language.nouns_capitalised or at - end > 1 or _first(scene.hits, at):
                return None
            at += len(word)
            continue
        at = skip.end
    return None


def _mixed(scene: Scene, hit: Hit) -> bool:
    """ "50,000 Russians and North Koreans": another army joined to the noun."""
    for other in scene.of("nation"):
        if other.start > hit.end and _side(other) != _side(hit):
            gap = scene.text[hit.end : other.start].split()
            return len(gap) == 1 and gap[0] in scene.language.joiners
    return False


def _head_around(scene: Scene, number: Number) -> Head:
    """Unspaced scripts: the noun beside the number.

    Chinese has it after (3000余名士兵), else before. Where the verb ends the clause it stands right before
    (북한군 1만 명), or linked after (1만 명의 병력, 1万人の兵士), or before with a particle (사상자를 4천 명으로);
    an outcome linked after (1만 명의 사상자) is what is counted.
    """
    unit = _unit_after(scene, number)
    if unit:
        return Head(None, number.start, number.end, refusal=f"counts “{scene.text[unit.start : unit.end]}”")
    after = _near_after(scene, number)
    before, tight = _near_before(scene, number)
    linked = after is not None and after.kind is not None
    if after and after.refusal and scene.text.startswith(scene.language.marks("link") or ("\0",), number.end):
        return after  # "전사자 101명의 초상"
    if after and after.refusal and scene.language.predicate_last and number.counter:
        return after
    if before and before.refusal:
        return after if linked and after else before
    if scene.language.predicate_last and before and linked and after:
        linked = not tight or (after.kind in _OUTCOMES and before.kind not in _OUTCOMES)
    if linked and after and scene.language.by_order and _and_another_trade(scene, after):
        return Head(None, number.start, number.end, refusal="counts two trades together")
    if linked and after:
        after.nation = after.nation or (before.nation if before and tight else None)
        return after
    told = _told_to_be(scene, number) if before is None or before.kind in ("person", Measure.TROOPS) else None
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


_FAR_AFTER = 14
_FAR_CLAUSE = 26
_STOPS = "，,、。;；:!?…"
_FAR_BEFORE = 22
_OF_ITS_VERB = 5
_FEW = 10
_LOOSE = 7  # letters between a noun and its number that are no words known to stand there


def _unit_after(scene: Scene, number: Number) -> Hit | None:
    """A thing right after the number, where no counter for persons stands ("3만 개", 120門)."""
    if number.counter:
        return None
    month = scene.hits.at(number.core, "month") or scene.hits.until(number.core_end + 1, "month")
    if month:
        return month
    for end in (number.end, number.core_end):
        unit = scene.hits.at(end + (scene.text[end : end + 1] == " "), "unit")
        if unit:
            return unit
    return None


def _near_after(scene: Scene, number: Number) -> Head | None:
    nation: str | None = None
    at, unknown = number.end, 0
    last = scene.language.predicate_last
    if last:
        at += scene.text[at : at + 1] == " " and not scene.language.wordless
        if not scene.text.startswith(scene.language.marks("link"), at) and not scene.hits.at(
            at, "people", "nation"
        ):
            return None
    clause = _behind_its_clause(scene, number)
    if clause or (scene.language.by_order and scene.hits.at(at, "of")):
        return clause  # "1万1千人中死伤4000": the whole does not count what follows
    while at < scene.sentence.end and at - number.end < _FAR_AFTER:
        if scene.text[at] in "，,、。;；:!?()「」“”‘’…\"'" or scene.text[at].isdigit():
            return None
        hit = scene.hits.at(at, "people", "nation", "unit", "filler", "more_before", "more_after")
        if hit is None:
            shaping = scene.hits.at(at, "stage") if last else None
            if shaping is None and scene.hits.at(at, "event", "stage", "function", "say", "part", "who"):
                return None
            unknown += shaping is None
            at = shaping.end if shaping else at + 1
            if unknown > 4:
                return None
            continue
        if hit.kind == "unit" and hit.value == "things" and number.counter and scene.language.by_order:
            at, unknown = hit.end, unknown + 1  # "1.1万人的三倍": who are counted as persons are no things
            continue
        shown = hit.end - hit.start > 1 and scene.text[number.end : at].strip() in scene.language.marks(
            "link"
        )
        if hit.kind == "unit" and (shown or not (last and number.counter)):
            return Head(None, number.start, number.end, refusal=f"counts “{scene.text[hit.start : hit.end]}”")
        if hit.kind == "people":
            return Head(hit.value, hit.start, hit.end, nation)
        if hit.kind == "nation":
            if nation and nation != _side(hit):
                return Head(None, number.start, number.end, refusal="counts armies together")
            nation = _side(hit)
            if hit.value.endswith("_people"):
                return Head("person", hit.start, hit.end, nation)
        at = hit.end
    return None


def _behind_its_clause(scene: Scene, number: Number) -> Head | None:
    """The noun behind a clause that shapes it, where order alone tells: "800名从俄罗斯归国的伤兵"."""
    marks = scene.language.marks("attributive")
    if not marks or not number.counter:
        return None
    stop = min(scene.sentence.end, number.end + _FAR_CLAUSE)
    for noun in scene.of("people"):
        if not number.end < noun.start < stop:
            continue
        nation = scene.hits.until(noun.start, "nation")
        start = nation.start if nation else noun.start
        gap = scene.text[number.end : start]
        if gap.endswith(marks) and not any(c.isdigit() or c in _STOPS for c in gap):
            verb = any(number.end <= hit.start < start for hit in (*scene.events, *scene.stages))
            side = _side(nation) if nation else None
            return Head(noun.value, noun.start, noun.end, side) if verb else None
    return None


def _near_before(scene: Scene, number: Number) -> tuple[Head | None, bool]:
    """A noun that ends before the number, with only particles and adverbs between; true where none stand."""
    best: Hit | None = None
    rest = ""
    for hit in (*scene.of("nation", "people"), *(u for u in scene.of("unit") if u.value == "persons")):
        if hit.end > number.start or number.start - hit.end > _FAR_BEFORE:
            continue
        gap = _loose(scene, hit.end, number.start)
        if (
            gap is not None
            and len(gap) <= (_LOOSE if hit.kind != "unit" else 1)
            and (best is None or hit.end >= best.end)
        ):
            best, rest = hit, gap
    if best is None or not (number.counter or (best.kind == "people" and _countable(scene, number))):
        return None, False
    if best.kind == "nation" and not best.value.endswith("_people"):
        return None, False
    refusal = "counts two trades together" if _two_trades(scene, best) else None
    persons = scene.hits.until(best.start, "unit") if best.value in _OUTCOMES else None
    if best.kind == "unit" or (persons and persons.value == "persons"):  # "平民死伤4.4万"
        refusal = f"counts “{scene.text[best.start : best.end]}”"
    if refusal:
        return Head(None, number.start, number.end, refusal=refusal), True
    own = scene.hits.at(best.start, "nation")
    nation = _side(own) if own and own.end == best.end else _nation_before(scene, best)
    kind = "person" if best.kind == "nation" else best.value
    if kind in _OUTCOMES and any(
        e.value == "casualties" and e.start < best.start < e.end for e in scene.events
    ):
        kind = Measure.CASUALTIES  # "dead, wounded and captured, 6,200 in all"
    summed = any(best.end <= hit.start < number.start for hit in scene.of("including")) and kind in STAGED
    if summed or rest.startswith(scene.language.marks("etcetera") or ("\0",)):
        kind = Measure.TROOPS  # "the wounded and others, 2,000": no longer the wounded alone
    return Head(kind, best.start, best.end, nation), not rest


def _and_another_trade(scene: Scene, head: Head) -> bool:
    """ "6000名工兵和建设人员": one number for two kinds of people."""
    joiner = next((j for j in scene.language.joiners if scene.text.startswith(j, head.end)), "")
    other = scene.hits.at(head.end + len(joiner), "people") if joiner else None
    trades = (Measure.ENGINEERS, Measure.WORKERS)
    return other is not None and head.kind in trades and other.value in trades and other.value != head.kind


def _two_trades(scene: Scene, head: Hit) -> bool:
    """ "工兵と建設要員6000人": the sum of two kinds of people is none of either."""
    joiner = next((j for j in scene.language.joiners if scene.text.endswith(j, 0, head.start)), None)
    other = joiner and scene.hits.until(head.start - len(joiner), "people")
    return bool(other and other.value in STAGED and head.value in STAGED and other.value != head.value)


def _loose(scene: Scene, start: int, end: int) -> str | None:
    """The letters of a gap that no known filler covers; None where a number, a verb or a stop stands in it."""
    text, at, rest = scene.text, start, ""
    while at < end:
        if text[at] in "，,。;；!?…" or text[at].isdigit() or _is_pause(scene, at):
            return None
        hit = scene.hits.at(at, "filler", "more_before", "bound_before", "now", "relative", "part", "of")
        if hit and hit.end <= end:
            at = hit.end
            continue
        if scene.language.predicate_last and scene.hits.at(at, "event", "stage"):
            return None
        rest += text[at].strip()
        at += 1
    return rest


def _is_pause(scene: Scene, at: int) -> bool:
    """Whether a space parts two clauses, as it does in headlines where no spaces part the words."""
    return scene.language.by_order and scene.text[at] == " " and scene.text[at - 1] > "\u2e80"


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
    if not marks or not scene.text.startswith(marks, number.end) or not number.counter:
        return None
    for hit in scene.of("people"):
        if not 0 < hit.start - number.end <= 40:
            continue
        gap = scene.text[number.end : hit.start]
        following = scene.text[hit.end : hit.end + 1]
        ends = following in ("", ",", ".") or scene.text.startswith(scene.language.marks("closing"), hit.end)
        if ends and not any(char.isdigit() or char in ",;." for char in gap):
            return Head(hit.value, number.start, number.end, _nation_before(scene, hit))
    return None


def _nation_before(scene: Scene, head: Hit) -> str | None:
    """The nation right before a noun, other nouns and links between them: 北朝鮮の兵士, 북한 특수부대 병력."""
    links = scene.language.marks("link")
    at = head.start
    for _ in range(4):
        while at > scene.sentence.start and (scene.text[at - 1] == " " or scene.text[at - 1] in links):
            at -= 1
        hit = scene.hits.until(at, "nation")
        if hit and not _is_object(scene, hit):
            return _side(hit)
        skip = scene.hits.until(at, "people", "filler", "more_before", "unit")
        if skip is None:
            break
        at = skip.start
    if links:
        return None
    for hit in reversed(scene.of("nation")):
        if hit.end <= head.start and head.start - hit.end <= 3 and not _is_object(scene, hit):
            return _side(hit)
    return None


def _is_object(scene: Scene, nation: Hit) -> bool:
    """Whether another nation only says where to or by whom, where order alone tells: 派往俄罗斯的, 被乌军俘虏."""
    if not scene.language.by_order or _side(nation) == COUNTED:
        return False
    return scene.hits.until(nation.start, "function", "stage") is not None


def _word(text: str, at: int) -> str:
    end = at
    while end < len(text) and end - at < 40 and text[end].isalnum():
        end += 1
    return text[at:end]


def _all_caps(text: str, at: int) -> bool:
    word = _word(text, at)
    return len(word) > 1 and word.isupper()


# ── predicates ───────────────────────────────────────────────────────────────────────────────────────────

_COMMA, _CLAUSE, _CROSSED, _WRONG_SIDE, _CLAIMED = 10, 40, 45, 12, 15
_PARTED = 70  # what parts a headline's clauses
_CLOSED = 60  # the number is the predicate itself ("1만2천 명이고"): what follows is said of something else
_SHAPING = 25  # a stage before a verb-final clause's number only shapes the noun ("파병된 북한군 3천 명이 …")
_ATTACHED = 60
_OWN_VERB = 6
_REACH = 130
_BARE_REACH = 45
_NAMED = 25
_ATTRIBUTE = 15  # letters within which a part's own verb stands
_NOUN_REACH = 50
_HOME = 40
#: A word of intention outweighs the verb of sending that it governs; that verb alone says little.
_STAGE_PRICE = {Stage.PLANNED: -25, "send": 25, "done": -45}


def cost(scene: Scene, number: Number, span_start: int, span_end: int, head: Head) -> int:
    """How far a predicate stands from a number: letters, plus what lies between them."""
    left_edge = min(number.start, head.start) if head.kind else number.start
    right_edge = max(number.end, head.end) if head.kind else number.end
    if head.whole and number.end <= span_start < head.end:
        return _REACH  # "of the promised 5,000 workers": said of the whole, not of the part
    joined = False
    if span_end <= left_edge:
        gap_start, gap_end, after = span_end, left_edge, False
        joined = scene.language.spaced and _joins_on(scene, span_end, left_edge)
        attached = gap_start == gap_end and scene.text[gap_end - 1] not in ",、"
        if scene.language.predicate_last and not head.kind and attached:
            return -_ATTACHED  # "送られた1万1000人": what stands right before a bare number shapes it
    elif span_start >= right_edge:
        right_edge = _list_end(scene, number, right_edge, span_start)
        gap_start, gap_end, after = right_edge, span_start, True
    else:
        return 0
    gap = scene.text[gap_start:gap_end]
    last = scene.language.predicate_last
    price = len(gap) * (1 if scene.language.spaced or (last and after) else 2)
    price += _COMMA * sum(gap.count(mark) for mark in ",，、") + _CLAUSE * sum(
        gap.count(m) for m in ";:–。；："
    )
    if not after and scene.language.marks("genitive") and "–" in gap[-14:]:
        price -= _CLAUSE  # "Потери – 4700 человек": the dash is the verb
    price += _CLAUSE * gap.count(";") if scene.language.by_order else 0  # "；" parts whole sentences there
    price += _COMMA * sum(_is_pause(scene, gap_start + i) for i, mark in enumerate(gap) if mark == " ")
    price += _PARTED * sum(gap.count(m) for m in "…?!")
    if any(
        _price_free(scene, other, span_start, span_end) < len(gap)
        for other in scene.rivals
        if other is not number
    ):
        price += _CLAIMED
    crossed = [other for other in scene.rivals if gap_start <= other.core < gap_end and other is not number]
    if number.share is not None and crossed and _base_of_share(scene, crossed[0]):
        crossed = crossed[1:]  # the whole that the share is taken from stands in nobody's way
    price += _CROSSED * len(crossed)
    if not after and head_relative(scene, max(number.end, head.end if head.kind else 0)):
        price += _CLAUSE  # "They would join 11,000 who were deployed": its own clause tells of it
    if scene.language.spaced and after and any(0 <= n.start - span_end <= 1 for n in scene.numbers):
        price += (
            2 * _CROSSED
        )  # "1,000 of a planned 6,000", "killing 600 and wounding 4,100": the next number's own
    price += _COMMA * joined  # "300 han muerto y 2.700 …": what stands before "and" is said of others
    price += _CROSSED * any(some in gap for some in scene.language.marks("some"))  # "…, 全員が死傷"
    own = len(gap) <= _OWN_VERB and not any(mark in gap for mark in ",，、")  # "1万人に達する見込み"
    if last and after and not own and _is_closed(scene, number, head):
        price += _CLOSED
    elif last and not after:
        price += _WRONG_SIDE
    return price


def _joins_on(scene: Scene, start: int, end: int) -> bool:
    """Whether a joiner stands right before the number: "se trouvent en Russie et plus de 3 000 ont …"."""
    words = scene.text[max(start, end - 12) : end].split()
    return bool(words) and words[-1] in scene.language.joiners


def _list_end(scene: Scene, number: Number, end: int, stop: int) -> int:
    """Where the list ends whose predicate stands at ``stop``: "1차로 1만1천 명, 2차로 4천 명 등 1만5천 명이 갔다"."""
    if not (scene.language.predicate_last or scene.language.by_order):
        return end
    marks = (",", "，", "、", "·", "/", *scene.language.joiners, *scene.language.marks("etcetera"))
    last = number
    for following in scene.rivals:
        if not last.end <= following.start or following.end > stop:
            continue
        gap = scene.text[last.end : following.start]
        if len(gap) > 24 or not gap.strip().startswith(marks) or _closes(scene, last):
            break
        if any(last.end <= hit.start < following.start for hit in (*scene.events, *scene.stages)):
            break  # the next one has a noun or a verb of its own
        last, end = following, following.end
    return end


def _is_closed(scene: Scene, number: Number, head: Head) -> bool:
    """Whether the number is its clause's own predicate, or belongs to a noun that is no person ("3천 명의 교대")."""
    if head.kind and head.start >= number.end:
        return False
    if _closes(scene, number):
        return True
    of = scene.language.marks("link") and scene.text.startswith(scene.language.marks("link"), number.end)
    if any(0 < hit.start - number.end <= _OF_ITS_VERB for hit in scene.stages):
        return False  # "6千人の3次派兵": the noun is the verb's own
    return bool(of) and head.end <= number.end and not _whole_before_part(scene, number)


def _closes(scene: Scene, number: Number) -> bool:
    """Whether an ending that makes the number a predicate follows it, a closing quote passed over."""
    at = number.end
    while scene.text[at : at + 1] and scene.text[at] in "\"'”’」":
        at += 1
    endings = scene.language.marks("closing")
    if endings and scene.text.endswith(endings, number.core_end, number.end):
        return True  # "3000人を超え、…": the bound itself is the verb
    return bool(endings) and scene.text.startswith(endings, at)


def head_relative(scene: Scene, end: int) -> bool:
    """Whether a relative clause with a verb of ours follows right after the noun."""
    at = end
    while at < scene.sentence.end and scene.text[at] in " ,":
        at += 1
    opener = scene.hits.at(at, "relative_clause")
    return opener is not None and any(
        0 <= hit.start - opener.end <= 20 and not _has_article(scene, hit)
        for hit in (*scene.stages, *scene.events)
    )


def _price_free(scene: Scene, number: Number, start: int, end: int) -> int:
    """Letters between a predicate and a number, nothing else weighed."""
    return max(start - number.end, number.start - end, 0)


def nearest(scene: Scene, number: Number, head: Head, hits: Sequence[Hit]) -> tuple[Hit | None, int]:
    """The cheapest of the hits for this number, and its price."""
    best, price = None, _REACH
    for hit in hits:
        now = cost(scene, number, hit.start, hit.end, head)
        if now < price:
            best, price = hit, now
    return best, price


# ── the reading of one sentence ──────────────────────────────────────────────────────────────────────────


def counted(scene: Scene) -> bool:
    """Whether the sentence names the nation counted."""
    return any(_side(hit) == COUNTED for hit in scene.of("nation"))


_MOST_NUMBERS = 30  # more of them in one sentence are a table; weighing each against each would cost too much


def count(scene: Scene, context: Context) -> list[Reading]:
    """Read every number of a sentence; leave in ``context`` what the next sentence needs."""
    readings: list[Reading] = []
    if len(scene.numbers) > _MOST_NUMBERS:
        readings = [
            Reading(n, scene.index, Head(None, n.start, n.end), refusal="stands in a table")
            for n in scene.numbers
        ]
        return readings
    for number in scene.numbers:
        head = head_of(scene, number)
        reading = Reading(number, scene.index, head)
        reading.refusal = head.refusal or _no_count(scene, number, head)
        if reading.refusal is None and _retold(scene, reading, context):
            reading.refusal = "tells more of those just counted"
        if reading.refusal is None:
            _decide_nation(scene, reading, context)
        if reading.refusal is None:
            _decide_measure(scene, reading, context)
        if reading.accepted:
            _decide_stage(scene, reading, context)
            if _adds(scene, reading):
                reading.number = replace(number, increment=True)
            _check(scene, reading, context)
        if reading.accepted and _more_of_them(scene, reading):
            reading.number = replace(reading.number, increment=True)
        if reading.accepted and _further(reading, readings):
            reading.number = replace(number, increment=False)
        readings.append(reading)
        share_of_nothing = number.share is not None and not reading.accepted and not scene.language.spaced
        if (reading.nation or scene.language.spaced) and not share_of_nothing:
            context.last = reading
        if reading.accepted and reading.measure in _OUTCOMES:
            context.outcome = reading
    _share_stage(scene, readings)
    _pass_on(scene, context, readings)
    return readings


def _share_stage(scene: Scene, readings: Sequence[Reading]) -> None:
    """ "Mille genieri, cinquemila operai: è la promessa": the first of two has the stage told of the second."""
    if not scene.language.spaced:
        return
    for first, second in zip(readings, readings[1:], strict=False):
        if not (first.accepted and second.accepted) or first.stage_told or not second.stage_told:
            continue
        if first.measure not in STAGED or second.measure not in STAGED:
            continue
        gap = scene.text[max(first.number.end, first.head.end) : second.number.start]
        words = gap.replace(",", " , ").split()
        joined = words and (words[0] == "," or words[-1] in (*scene.language.joiners, ","))
        if joined and len(words) <= _LISTED and not any(mark in gap for mark in ";:.–("):
            first.stage, first.stage_told = second.stage, True


_LISTED = 5  # words between two numbers of a list


def _retold(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "Two soldiers were captured. The two are wounded": the state of those just counted is no further claim."""
    last, number = context.last, reading.number
    if scene.language.spaced or last is None or last.sentence != scene.index - 1 or not last.accepted:
        return False
    same = (last.number.low, last.number.high) == (number.low, number.high) and number.share is None
    return same and reading.head.kind is None and number.start - scene.sentence.start <= 3


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
    told = [other.measure for other in before if other.accepted and other.measure in _OUTCOMES]
    return reading.number.increment and reading.measure in _OUTCOMES and bool(set(told) - {reading.measure})


def _no_count(scene: Scene, number: Number, head: Head) -> str | None:
    """Numbers that count nobody: years, ordinals, one person, the numbers of units and days."""
    if number.share is not None:
        return None
    if number.low is None and number.high is None:
        return "is no whole number"
    value = number.high if number.low is None else number.low
    assert value is not None
    if value < 2:
        return "is fewer than two"
    if number.plain and 1900 <= value <= 2039 and not number.counter and _is_year(scene, number, head, value):
        return "is a year"
    around = scene.text[number.core_end : number.core_end + 2]
    if (
        number.plain
        and around == ". "
        and head.kind is None
        and value < 1000
        and number.core_end + 2 < scene.sentence.end
    ):
        return "is an ordinal"
    if around[:1] in "-:" and around[1:].isdigit() or _scored(scene, number):
        return "is a score"
    if scene.language.spaced and number.plain and _runs_on(around):
        return "is part of a word"
    if around[:1] == "-" and around[1:].isalpha() and head.kind is None:
        return "is part of a word"
    if number.plain and head.kind is None and value < 100 and _ends_as_ordinal(scene, number):
        return "is an ordinal"
    if number.plain and head.kind is None and _is_day_or_age(scene, number, value):
        return "is a day or an age"
    if (
        number.plain
        and scene.language.marks("ordinal")
        and scene.text.startswith(scene.language.marks("ordinal"), number.core_end)
    ):
        return "is an ordinal"  # "бойцы 11-го корпуса"
    rough = scene.hits.until(number.core - 1, "rough")
    if number.worded and head.kind is None and scene.language.marks("genitive"):
        unit = scene.hits.until((rough.start if rough else number.core) - 1, "unit")
        if unit and not scene.text[max(unit.start - 2, 0) : unit.start - 1].isdigit():
            return f"counts “{scene.text[unit.start : unit.end]}”"  # "тижнів зо два", "лет двадцать"
    each = scene.hits.until(number.start - 1, "each")
    if each and (each.value == "each" or head.kind is None):
        return "is told of each"
    shown = scene.hits.until(number.start - 1, "unit")
    if shown and shown.value == "shown":
        return "is shown, not counted"  # "portraits of 101 soldiers"
    before = scene.text[number.core - 1 : number.core]
    if before and (
        before in "$€£¥₩№#第每"
        or (before == "-" and number.core >= 2 and scene.text[number.core - 2].isalpha())
    ):
        return "is part of a name or a price"
    return None


def _runs_on(around: str) -> bool:
    """Whether a number goes on without a space: "84e", "17th", "94.º", "10.30"."""
    return around[:1].isalpha() or (around[:1] == "." and around[1:].isalnum())


def _scored(scene: Scene, number: Number) -> bool:
    """ "191-98", "11:30": the second of two numbers that are no range."""
    before = scene.text[max(0, number.core - 2) : number.core]
    return len(before) == 2 and before[1] in "-:" and before[0].isdigit()


def _ends_as_ordinal(scene: Scene, number: Number) -> bool:
    """ "… stehen die 7." before a capital letter, where the full stop made a sentence end."""
    stop = (
        scene.text[number.core_end : number.core_end + 1] == "." and number.core_end + 1 >= scene.sentence.end
    )
    return stop and scene.language.nouns_capitalised and bool(scene.hits.until(number.core - 1, "filler"))


def _is_day_or_age(scene: Scene, number: Number, value: int) -> bool:
    """ "October 3", "3 October", "Kim, 41, …"."""
    if value > 120:
        return False
    if value <= 31 and scene.language.marks("ordinal") and scene.hits.at(number.core_end + 1, "month"):
        return True  # "до 22 декабря"
    if number.start != number.core:
        return False
    month = scene.hits.until(number.core - 1, "month") or scene.hits.at(number.core_end + 1, "month")
    beside = month or scene.hits.at(number.core_end + 2, "month") or _day_of(scene, number)
    around = scene.text[number.core - 2 : number.core], scene.text[number.core_end : number.core_end + 1]
    return bool(beside) or (around[0] == ", " and around[1] in (",", ""))


def _day_of(scene: Scene, number: Number) -> bool:
    """ "21 de diciembre", "entre le 8 et le 13 octobre": a word of belonging or a second day before the month."""
    if not scene.language.spaced or not number.plain or (number.high or 99) > 31:
        return False
    of = scene.hits.at(number.core_end + 1, "of")
    if of and scene.hits.at(of.end + 1, "month"):
        return True
    following = next((n for n in scene.numbers if n.core > number.core), None)
    if following is None or not 0 < following.core - number.core_end <= 10:
        return False
    words = scene.text[number.core_end : following.core].split()
    beside = scene.hits.at(following.core_end + 1, "month") or _day_of(scene, following)
    return bool(beside) and bool(words) and words[0] in scene.language.joiners | scene.language.connectors


def _is_year(scene: Scene, number: Number, head: Head, value: int) -> bool:
    """A bare number of this size is a year unless it counts ("over 2000 died", "2000 soldiers", "2000 of them")."""
    if _part_of(scene, number) and scene.hits.at(number.core_end + 1, "part"):
        return False
    if any(number.core_end <= other.core < head.start for other in scene.numbers):
        return True  # "En 2024, 11 000 hommes": the noun is the next number's
    if head.kind is None and value == 2000 and scene.language.marks("genitive"):
        return scene.hits.until(number.core - 1, "at") is not None  # "у 2000 осіб" is told with its noun
    if head.kind is None:
        return value != 2000 or number.core == number.start
    before = scene.hits.until(number.core - 1, "month", "season", "relative")
    return before is not None


def _decide_nation(scene: Scene, reading: Reading, context: Context) -> None:
    """Whose people they are: told in the phrase, by the nearest army in the sentence, or before it."""
    head, number = reading.head, reading.number
    part = _part_of(scene, number)
    if head.nation:
        reading.nation = head.nation
    elif (
        part and context.last is not None and context.last.nation and context.last.sentence >= scene.index - 1
    ):
        reading.nation, reading.inherited = context.last.nation, True
        reading.rules.append("part")
    else:
        reading.nation, reading.inherited = _army(scene, reading, context)
    if not head.nation and reading.nation == COUNTED and _holds_part(scene, reading):
        reading.nation = OTHER
    if reading.nation == COUNTED and (
        _includes(scene, reading) or (not head.nation and _together(scene, number))
    ):
        reading.nation, reading.refusal = OTHER, "counts armies together"
        return
    if reading.nation == OTHER:
        reading.refusal = "counts another army"
    elif reading.nation is None:
        reading.refusal = "counts nobody known"


def _holds_part(scene: Scene, reading: Reading) -> bool:
    """ "50,000 soldiers, including 11,000 North Koreans": who are told apart in it are not the whole of it."""
    end = max(reading.number.end, reading.head.end)
    part = next((h for h in scene.of("part") if 0 <= h.start - end <= 30), None)
    following = part and next((n for n in scene.numbers if 0 <= n.start - part.end <= 12), None)
    if part and any(end <= n.core < part.start for n in scene.numbers):
        following = None
    following = following or _part_after(scene, reading.number)
    if not following:
        return False
    before = scene.text[scene.sentence.start : reading.number.start]
    told = any(_side(hit) == COUNTED and hit.start < reading.number.start for hit in scene.of("nation"))
    return head_of(scene, following).nation == COUNTED and not (told and before)


def _part_after(scene: Scene, number: Number) -> Number | None:
    """The next number where it is a part of this one: "50.000 militares, 11.000 de ellos", "Parmi les 50 000"."""
    following = next((n for n in scene.numbers if n.start >= number.end), None)
    if following is None or not scene.language.spaced:
        return None
    marked = any(0 <= hit.start - following.end <= 2 for hit in scene.of("part"))
    opener = preceding(scene, number.start, "of")
    opens = opener is not None and opener.start - scene.sentence.start <= 2
    return following if marked or opens else None


def _includes(scene: Scene, reading: Reading) -> bool:
    """ "북한군을 포함한 병력 5만 명", "러시아군과 북한군 5만 명": a whole in which they are only told."""
    number, head = reading.number, reading.head
    for hit in scene.of("including"):
        army = next(
            (h for h in scene.of("nation") if 0 <= hit.start - h.end <= 2 and _side(h) == COUNTED), None
        )
        if army and 0 <= number.start - hit.end <= 20:
            return True
        if scene.language.spaced and 0 <= hit.start - max(head.end, number.end) <= 2 and _told_in(scene, hit):
            return True
    if scene.language.spaced or not head.kind or head.end > number.start:
        return False
    army = next((h for h in scene.of("nation") if h.start <= head.start and h.end >= head.start - 1), None)
    for other in scene.of("nation"):
        if army and other.end <= army.start and other.value == "other_people":
            return scene.text[other.end : army.start].strip() in scene.language.joiners
    return False


def _told_in(scene: Scene, including: Hit) -> bool:
    """ ", включая северокорейских", ", до якого входять і солдати КНДР": they are named without a number."""
    army = next(
        (h for h in scene.of("nation") if 0 <= h.start - including.end <= 25 and _side(h) == COUNTED), None
    )
    return army is not None and not any(including.end <= n.core <= army.end + 25 for n in scene.numbers)


def _together(scene: Scene, number: Number) -> bool:
    """ "росіяни й північнокорейці, разом дві тисячі": two armies joined right before their sum."""
    armies = [hit for hit in scene.of("nation") if hit.value.endswith("_people") and hit.end <= number.start]
    if len(armies) < 2 or number.start - armies[-1].end > 20 or _side(armies[-1]) == _side(armies[-2]):
        return False
    return scene.text[armies[-2].end : armies[-1].start].strip() in scene.language.joiners


def _part_of(scene: Scene, number: Number) -> bool:
    """Whether "of them", "davon", "其中" stands just before or after the number."""
    for them in scene.of("them"):
        if them.end <= number.start and _opens_clause(scene, them):
            return not any(them.end <= other.core < number.core for other in scene.numbers)
    for hit in scene.of("part"):
        if 0 <= number.start - hit.end <= 25:
            if not any(char.isdigit() for char in scene.text[hit.end : number.start]):
                return True
        elif 0 <= hit.start - number.end <= 2 and not scene.text[number.end : hit.start].strip():
            return True
    return False


def _army(scene: Scene, reading: Reading, context: Context) -> tuple[str | None, bool]:
    """The nearest army; else whose country the clause, the sentence or the text before speaks of."""
    number = reading.number
    armies = [
        hit
        for hit in scene.of("nation")
        if ((hit.value.endswith("_people") and not _is_adjective(scene, hit)) or _has_noun(scene, hit))
        and not _is_object(scene, hit)
        and (_side(hit) == COUNTED or hit.end <= number.start or not scene.language.spaced)
    ]
    if scene.language.predicate_last:  # nouns stand before their numbers
        armies = [h for h in armies if h.end <= number.start] or [h for h in armies if _side(h) == COUNTED]
    if scene.language.by_order and _own_side(scene, number) == COUNTED:
        return COUNTED, False
    best, _ = nearest(scene, number, reading.head, armies)
    if best is not None and best.start > number.end and _loses(scene, number, best):
        return OTHER, False
    if best is not None:
        return _side(best), False
    if scene.language.by_order and armies and armies[0].end <= number.start:
        return _side([hit for hit in armies if hit.end <= number.start][-1]), False
    if scene.language.predicate_last and {_side(hit) for hit in armies} == {COUNTED}:
        return COUNTED, False
    before = [hit for hit in armies if hit.end <= number.start]
    if scene.language.spaced and before and {_side(hit) for hit in before} == {OTHER}:
        return OTHER, False  # "Les pertes russes …, dont 250 000 tués : 1 140 hommes"
    countries = [hit for hit in scene.of("nation") if not hit.value.endswith("_people")]
    clause = [hit for hit in countries if _same_clause(scene, hit, number)]
    for group in (clause, countries):
        if any(_side(hit) == COUNTED for hit in group):
            return COUNTED, False
        if any(_acts(scene, hit, number) for hit in group):
            return OTHER, False
    return context.nation, True


def _own_side(scene: Scene, number: Number) -> str | None:
    """Whose name stands last before a number in its own clause, where order alone tells: "乌军说，朝鲜派出3000人"."""
    names = [
        hit for hit in scene.of("nation") if hit.end <= number.start and _same_clause(scene, hit, number)
    ]
    return next((_side(hit) for hit in reversed(names) if not _is_object(scene, hit)), None)


def _loses(scene: Scene, number: Number, later: Hit) -> bool:
    """ "Ucrania ha perdido 76.000 hombres, … los norcoreanos": another country's own losses, ours named after them."""
    if (
        not scene.language.spaced
        or scene.language.predicate_last
        or "," not in scene.text[number.end : later.start]
    ):
        return False
    lost = [
        hit for hit in scene.events if hit.value == Measure.CASUALTIES and 0 <= number.start - hit.end <= 6
    ]
    return any(
        _side(hit) == OTHER
        and hit.end <= lost[0].start
        and lost[0].start - hit.end <= 20
        and _acts(scene, hit, number)
        for hit in scene.of("nation")
        if lost
    )


def _acts(scene: Scene, country: Hit, number: Number) -> bool:
    """Whether a country told before a number is its subject, or stands right at it (露朝5万人)."""
    beside = country.end == number.start and number.counter
    if scene.language.by_order and not beside and _tells(scene, country):
        return False  # "韩国媒体15日称，约800名伤兵…"
    return country.end <= number.start and (beside or _is_subject(scene, country))


def _tells(scene: Scene, country: Hit) -> bool:
    """Whether a verb of saying follows in a country's own clause."""
    says = (say for say in scene.of("say") if say.start >= country.end)
    return any("，" not in scene.text[country.end : say.start] for say in says)


def _same_clause(scene: Scene, hit: Hit, number: Number) -> bool:
    gap = scene.text[min(hit.end, number.end) : max(hit.start, number.start)]
    return not any(mark in gap for mark in ",;:–，、；：")


def _is_adjective(scene: Scene, hit: Hit) -> bool:
    """ "drones rusos", "cálculos occidentales": a people's name in small letters behind a noun of another kind."""
    if not scene.language.spaced or not scene.cased[hit.start].islower():
        return False
    before = scene.text[max(scene.sentence.start, hit.start - 2) : hit.start]
    if before[-1:] != " " or not before[:1].isalpha():
        return False
    known = scene.hits.until(
        hit.start - 1, "people", "function", "filler", "of", "from", "part", "number", "scale", "vague", "about",
        "more_before", "more_after", "bound_before", "bound_after", "event", "stage", "say", "according", "and",
        "joiner", "now", "between", "tally", "impersonal",
    )  # fmt: skip
    return known is None or scene.hits.until(hit.start - 1, "unit") is not None


def _has_noun(scene: Scene, nation: Hit) -> bool:
    """Whether the nation's word belongs to people: "russische Soldaten", "soldats russes", 北朝鮮の部隊."""
    far = 14 if scene.language.spaced else 3
    links = scene.language.marks("link")
    adjective = scene.language.marks("adjective")
    word = scene.text[nation.start : nation.end]
    country = bool(adjective) and not any(mark in word for mark in adjective)
    for hit in scene.of("people"):
        if country and hit.start >= nation.end:
            continue  # "отправит в Россию новых солдат": the country stands after its noun
        if links and 0 <= hit.start - nation.end <= far:
            return scene.text[nation.end : hit.start].strip() in ("", *links)
        if 0 <= hit.start - nation.end <= far and not _is_object(scene, nation):
            gap = scene.text[nation.end : hit.start]
            if any(nation.end <= n.core < hit.start for n in scene.numbers) and preceded(
                scene, nation.start, "at"
            ):
                continue  # "отправил в Россию 12 тысяч военных"
            if not any(c in ",;:.，、" for c in gap) and len(gap.split()) <= 2:
                return True
        if (
            scene.language.spaced
            and 0 <= nation.start - hit.end <= 12
            and _from_only(scene, hit.end, nation.start)
        ):
            return True
    return False


def _from_only(scene: Scene, start: int, end: int) -> bool:
    """Nothing but words of origin between: "Soldaten aus Nordkorea", "soldats de la Corée du Nord"."""
    at = start
    while at < end:
        if scene.text[at] in " '-":
            at += 1
            continue
        hit = scene.hits.at(at, "from", "of", "filler")
        if hit is None or hit.end > end:
            return False
        at = hit.end
    return True


def _is_subject(scene: Scene, hit: Hit) -> bool:
    """Whether no preposition governs the name; a joiner before it opens a clause of its own."""
    marks = scene.language.marks("subject")
    if marks:  # a particle says so, or, where words are spaced, that none stands there
        alone = not scene.language.wordless and not scene.text[hit.end : hit.end + 1].isalpha()
        return alone or scene.text.startswith(marks, hit.end)
    if scene.cased[hit.start].islower() or _speaks(scene, hit):
        return False  # an adjective is no name, and who speaks is not who is spoken of
    if preceding(scene, hit.start, "governs"):
        return False
    word = preceding(scene, hit.start, "function", "according", "of", "from")
    return word is None or scene.text[word.start : word.end] in scene.language.joiners


def _speaks(scene: Scene, hit: Hit) -> bool:
    """Whether a name before a verb of saying is a claimant's: "Kyiv estimates", "Südkorea und die USA gehen … aus"."""
    if not scene.language.spaced or not any(who.start == hit.start for who in scene.of("who")):
        return False
    return any(
        0 <= say.start - hit.end <= 20 and "," not in scene.text[hit.end : say.start]
        for say in scene.of("say")
    )


_ARTICLE = 3  # letters of the longest article


def preceded(scene: Scene, start: int, *kinds: str) -> bool:
    """Whether a word of these kinds stands before ``start``, articles and the like passed over."""
    return preceding(scene, start, *kinds) is not None


def preceding(scene: Scene, start: int, *kinds: str) -> Hit | None:
    """The word of these kinds before ``start``, articles and the like passed over."""
    article = False
    for _ in range(3):
        while start > scene.sentence.start and scene.text[start - 1] in ' "„“«':
            start -= 1
        word = scene.hits.until(start, *kinds)
        if word:
            return word
        skip = scene.hits.until(start, "filler", "nation")
        if skip is None or (article and skip.kind == "nation" and scene.cased[skip.start].isupper()):
            return None  # "A Seul il Nis …": a place before the article is a phrase of its own
        article = skip.kind == "filler" and skip.end - skip.start <= _ARTICLE
        start = skip.start
    return None


def _base(scene: Scene, reading: Reading, context: Context) -> Measure:
    """Soldiers, unless the noun, the trade they ply, or those spoken of before say otherwise."""
    head, last = reading.head, context.last
    trade = trade_of(scene, reading)
    soldiers = head.kind == Measure.TROOPS and scene.language.predicate_last  # "土木作業を担う部隊"
    if head.kind in STAGED and not (trade and soldiers):
        return Measure(head.kind)
    if trade is not None:
        return trade
    if (
        scene.language.spaced
        and last is not None
        and head.kind is None
        and reading.inherited
        and last.accepted
    ):
        if last.head.kind in ("engineers", "workers") and last.sentence == scene.index - 1:
            return Measure(last.head.kind)  # "Medio millar de zapadores … Los sustituirán 600"
    follows = last is not None and last.measure in STAGED and scene.index - last.sentence <= 1
    if (
        last is not None
        and follows
        and head.kind is None
        and (
            reading.number.increment
            or "part" in reading.rules
            or (
                not scene.language.spaced
                and (last.sentence == scene.index or not scene.of("people"))
                and not any(last.number.end <= h.start < reading.number.start for h in scene.of("including"))
            )
        )
    ):
        return last.measure or Measure.TROOPS
    return Measure.TROOPS


def trade_of(scene: Scene, reading: Reading) -> Measure | None:
    """What those counted are doing, where it tells their trade ("1,000 are clearing mines")."""
    trade, price = nearest(scene, reading.number, reading.head, scene.of("trade"))
    return Measure(trade.value) if trade is not None and price < 40 else None


def _decide_measure(scene: Scene, reading: Reading, context: Context) -> None:
    """Measure by the head where it is one of its own (prisoners, the dead), else by the governing event."""
    head, number = reading.head, reading.number
    if _sums_up(scene, reading, context):
        reading.measure = Measure.CASUALTIES
        reading.rules.append("sum")
        return
    if head.kind in _OUTCOMES:
        home = head.kind == Measure.WOUNDED and _sent_home(scene, reading)
        reading.measure = Measure.RETURNED if home else _outcome(scene, number, head)
        reading.rules.append("noun")
        return
    event, price = _governing(scene, reading)
    if event is not None and _is_force(scene, number):
        event, price = None, _REACH
    base = _base(scene, reading, context)
    if head.kind is None and number.share is None and _is_fronted_whole(scene, number):
        reading.measure, reading.predicate = base, None
        reading.rules.append("whole")
        return
    if event is None and head.kind is None and _goes_on(scene, reading, context):
        reading.measure = context.outcome.measure if context.outcome else None
        reading.rules.append("goes on")
        return
    if number.share is not None:
        last = context.outcome
        if (
            event is None
            and last is not None
            and scene.language.marks("this")
            and last.sentence == scene.index - 1
        ):
            if scene.text.startswith(scene.language.marks("this"), scene.sentence.start):
                reading.measure = last.measure  # "Это более половины из 11 тысяч"
                reading.rules.append("goes on")
                return
        if event is None:
            reading.refusal = "is a share of nothing told"
            return
        reading.measure, reading.predicate = Measure(event.value), event
        reading.rules.append("share")
        return
    loss = _loss_told(scene, number, head)
    if loss is not None:
        reading.measure, reading.predicate = Measure(loss.value), loss
        reading.rules.append("event")
        return
    stage, stage_price = nearest(scene, number, head, scene.stages)
    if stage is not None and _shapes(scene, number, stage):
        stage_price += _SHAPING
    if (
        event is not None
        and (scene.language.predicate_last or scene.language.by_order)
        and 0 <= min(number.start, head.start) - event.end <= (6 if head.kind else 1)
    ):
        stage_price += _SHAPING  # "돌아간 병력 1100명이 다시 …": what shapes the noun says who is counted
    if event is not None and (
        price <= stage_price
        or (head.whole and price <= _ATTRIBUTE)
        or _modal_over(scene, number, stage, event)
    ):
        reading.measure, reading.predicate = Measure(event.value), event
        reading.rules.append("event")
        return
    if head.kind is None and (
        stage is None or stage_price > (_REACH if _part_of(scene, number) else _BARE_REACH)
    ):
        if context.last is not None and (
            _gapped(scene, reading, context) or _part_stays(scene, reading, context)
        ):
            reading.measure = context.last.measure
            reading.rules.append("stays")
            return
        noun = _noun_told(scene, number) or _spoken_of(scene, reading, context)
        if noun is None and trade_of(scene, reading) is None:
            if _stays(scene, reading, context) and context.last:
                reading.measure, reading.predicate = context.last.measure, context.last.predicate
                reading.rules.append("stays")
                return
            reading.refusal = "has no noun and no verb"
            return
        if noun is not None:
            reading.measure, reading.predicate = noun, stage
            reading.rules.append("noun before")
            return
    if head.kind is None and event is not None and stage_price > 60:
        reading.measure, reading.predicate = Measure(event.value), event
        reading.rules.append("event")
        return
    reading.measure, reading.predicate = base, stage
    reading.rules.append("head" if head.kind else "bare")


def _loss_told(scene: Scene, number: Number, head: Head) -> Hit | None:
    """ "Потери воюющих там северокорейцев превысили 3000": a tally that is an event, whatever its genitives do."""
    if head.kind is not None and not number.counter and head.start >= number.end:
        return None
    for tally in reversed(scene.of("tally")):
        if tally.end <= number.start and not any(tally.end <= n.core < number.core for n in scene.numbers):
            event = next((e for e in scene.events if e.start <= tally.start < e.end), None)
            clear = ";" not in scene.text[tally.end : number.start]
            return event if event is not None and clear else None
    return None


def _outcome(scene: Scene, number: Number, head: Head) -> Measure:
    """What an outcome's noun counts: joined to another it is both ("убитых и раненых"); wounded who go home return."""
    joined = next(
        (e.value for e in scene.events if e.start <= head.start < e.end and e.value == "casualties"), None
    )
    if joined:
        return Measure.CASUALTIES
    if head.kind == Measure.WOUNDED and scene.language.spaced:
        home, price = nearest(scene, number, head, [e for e in scene.events if e.value == "returned"])
        if home is not None and price < _BARE_REACH:
            return Measure.RETURNED
    return Measure(head.kind or "")


def _is_force(scene: Scene, number: Number) -> bool:
    """ "12-тысячный контингент потерял …": an adjective of size tells how large the force is, not what befell it."""
    marks = scene.language.marks("force")
    return number.share is None and any(mark in scene.text[number.core : number.core_end] for mark in marks)


def _is_fronted_whole(scene: Scene, number: Number) -> bool:
    """ "De los 11.000 iniciales, unos 4.000 murieron": what is said of the part is not said of the whole."""
    opener = preceding(scene, number.start, "of") if scene.language.spaced else None
    if opener is None or opener.value == "part":
        return False
    if opener.start - scene.sentence.start > 2 and scene.text[opener.start - 2] != ":":
        return False
    following = next((n for n in scene.numbers if n.start >= number.end), None)
    if following is None:
        return False
    told = any(number.end <= event.start < following.start for event in scene.events)
    return told or "," in scene.text[number.end : following.start]


def _sent_home(scene: Scene, reading: Reading) -> bool:
    """ "约2000名伤员已被送回": the wounded of whom it is told that they went home."""
    home = [event for event in scene.events if event.value == Measure.RETURNED]
    return scene.language.by_order and nearest(scene, reading.number, reading.head, home)[1] < _HOME


def _sums_up(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "전사자 600여 명을 포함해 총 4700여 명": the dead and others together."""
    start, last = reading.number.start, context.outcome
    if reading.head.kind in STAGED:
        return False
    near = any(0 <= start - hit.end <= 5 for hit in scene.of("including"))
    return near and not scene.language.spaced and last is not None and last.sentence == scene.index


def _goes_on(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "That is up from 600 in April", "more than half of those sent": the outcome told just before, still."""
    last, number = context.outcome, reading.number
    if scene.language.spaced or last is None or last.sentence < scene.index - 1 or "part" in reading.rules:
        return False
    if last.measure in (Measure.CAPTURED, Measure.RETURNED):
        return False
    others = (
        context.last is not None and context.last.measure in STAGED and context.last.sentence == scene.index
    )
    if others and number.share is None:
        return False  # other people are spoken of by now
    whole = _whole_before_part(scene, number)
    far = nearest(scene, number, reading.head, scene.stages)[1] > _BARE_REACH
    return not whole and (far or (scene.language.by_order and number.share is not None))


def _stays(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "米国務省は「最大1万人」との認識を示した": a bare number said by another of those told just before."""
    last, number = context.last, reading.number
    if last is None or not last.accepted or (last.measure not in STAGED and not scene.language.spaced):
        return False
    near = scene.index - last.sentence <= 1 and last.number is not number
    if scene.language.spaced:  # "The Pentagon puts the figure at 9,000", "avance le chiffre de 9 000"
        tallies = [hit for hit in scene.of("tally") if hit.end <= number.start]
        return near and bool(tallies) and not scene.of("people")
    if near and last.sentence == scene.index:  # "군인은 지난해 1만1000명, 올해 3000명으로 …"
        return number.counter and not any(
            last.number.end <= h.start < number.start for h in scene.of("people")
        )
    return near and number.counter and _closes(scene, number) and not scene.of("people")


def _shapes(scene: Scene, number: Number, hit: Hit) -> bool:
    return scene.language.predicate_last and hit.end <= number.start and not _closes(scene, number)


def _part_stays(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "Несколько тысяч из них оформлены студентами": a part of those just counted, whatever is said of it."""
    last = context.last
    number = reading.number
    beside = any(0 <= number.start - h.end <= 12 or 0 <= h.start - number.end <= 2 for h in scene.of("part"))
    many = (number.low or number.high or 0) >= 100 and bool(scene.language.marks("genitive"))
    told = "part" in reading.rules and number.share is None and beside and many
    return told and last is not None and last.accepted and last.measure in STAGED


def _gapped(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "осенью поехали 11 тысяч, весной — ещё четыре": a dash in the place of the verb just told."""
    last, number = context.last, reading.number
    if last is None or not last.accepted or last.sentence != scene.index or not scene.language.marks("opens"):
        return False
    gap = scene.text[last.number.end : number.start]
    return "–" in gap[-4:] and "," in gap and len(gap) <= 60


def _noun_told(scene: Scene, number: Number) -> Measure | None:
    """ "The contingent would grow to a total of about 15,000": the noun told before a number that has none."""
    if number.start == number.core and (number.low or number.high or 0) < 1000 and not number.increment:
        return None
    nouns = [hit for hit in scene.of("people") if hit.end <= number.start]
    if not scene.language.spaced or not nouns or number.start - nouns[-1].end > _NOUN_REACH:
        return None
    gap = scene.text[nouns[-1].end : number.start]
    if any(char in gap for char in ",;:()–") or any(char.isdigit() for char in gap):
        return None
    kind = nouns[-1].value
    return Measure.TROOPS if kind == "person" else Measure(kind)


def _spoken_of(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "A year earlier he had spoken of 10,000": a number said right after one of ours, and no noun."""
    last, number = context.last, reading.number
    if last is None or not last.accepted or not 0 <= scene.index - last.sentence <= 1:
        return None
    if last.measure not in STAGED and not number.counter and scene.index != last.sentence:
        return None
    if not scene.language.spaced or (number.low or number.high or 0) < (
        1000 if last.measure in STAGED else 100
    ):
        return None
    said, price = nearest(scene, number, reading.head, scene.of("say"))
    return last.measure if said is not None and price <= 12 else None


def _ends_clause(scene: Scene, modal: Hit, event: Hit) -> bool:
    """ "sollen nach Angaben aus Seoul getötet worden sein": nothing but helping verbs behind, no stop before."""
    stop = re.compile(r"[,.;:!?\n]|$").search(scene.text, event.end, scene.sentence.end)
    rest = stop.start() if stop else scene.sentence.end
    if _parted(scene, modal.end, event.start) or rest - event.end > 20:
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
    if (
        stage is None
        or stage.value != Stage.PLANNED
        or not number.end <= stage.start <= event.start
        or event.start - stage.end > (90 if _ends_clause(scene, stage, event) else 14)
    ):
        return False
    return not any(stage.end <= other.core < event.start for other in scene.numbers)


def _governing(scene: Scene, reading: Reading) -> tuple[Hit | None, int]:
    """The event nearest to the number, unless another number stands closer to it on the same side."""
    best: Hit | None = None
    price = _REACH if reading.number.share is None else 2 * _REACH  # a share's whole stands between
    for event in scene.events:
        now = cost(scene, reading.number, event.start, event.end, reading.head)
        now += 2 * _CROSSED if _beyond_another(scene, reading.number, event) else 0
        if reading.head.kind in STAGED and event.start > reading.head.end and _has_article(scene, event):
            now += _NAMED  # "3,000 men who replaced the fallen": others, already named
        if (
            now < price
            and not (reading.number.share is None and _is_head_of(scene, event, reading))
            and not _base_of_share(scene, reading.number)
        ):
            best, price = event, now
    return _of_the_wounded(scene, reading, best, price)


def _of_the_wounded(scene: Scene, reading: Reading, event: Hit | None, price: int) -> tuple[Hit | None, int]:
    """ "1.500 soldats blessés ont regagné leur pays": a participle on the noun only says which of them."""
    head = reading.head
    if (
        event is None
        or event.value != Measure.WOUNDED
        or head.kind not in STAGED
        or not scene.language.spaced
    ):
        return event, price
    gap = scene.text[head.end : event.start].split() if event.start >= head.end else ["", ""]
    later = next(
        (h for h in scene.events if 0 < h.start - event.end <= 25 and h.value == Measure.RETURNED), None
    )
    if later is None or len(gap) > 1 or any(event.end <= n.core < later.start for n in scene.numbers):
        return event, price
    return later, price


def _beyond_another(scene: Scene, number: Number, event: Hit) -> bool:
    """ "数千人の労働者を送り、600人が戦死した": a number that is no list's stands before the event."""
    if not scene.language.wordless or number.share is not None or event.start < number.end:
        return False
    between = any(number.end <= n.core < event.start for n in scene.rivals)
    return between and _list_end(scene, number, number.end, event.start) == number.end


def _is_head_of(scene: Scene, event: Hit, reading: Reading) -> bool:
    """Whether an outcome's noun is counted by another number: "전투부대 1만 명이 주둔하고, 사상자는 6000명"."""
    if scene.language.spaced:
        noun = any(hit.start == event.start and hit.value in _OUTCOMES for hit in scene.of("people"))
        return noun and any(0 <= event.start - n.end <= 2 for n in scene.numbers if n is not reading.number)
    if reading.head.kind in ("person", Measure.TROOPS) and reading.head.start == event.start:
        return True
    rivals = [n for n in scene.rivals if n is not reading.number and n.start >= event.end]
    if rivals and not scene.text[event.end : rivals[0].start].strip():
        return True  # "부상 2700여 명 등 …"
    if not any(hit.start == event.start and hit.value in _OUTCOMES for hit in scene.of("people")):
        return False
    others = (n for n in scene.rivals if n is not reading.number and n.share is None)
    return any(
        (head := head_of(scene, other)).kind in (*_OUTCOMES, Measure.TROOPS) and head.start == event.start
        for other in others
    )


def _has_article(scene: Scene, event: Hit) -> bool:
    """Whether an outcome is a noun with an article ("the fallen")."""
    return scene.language.spaced and scene.hits.until(event.start - 1, "filler") is not None


def _base_of_share(scene: Scene, number: Number) -> bool:
    """ "half of the 11,000", "4,000 of the 11,000 soldiers": the number that a part is taken from."""
    if not scene.language.spaced:
        return _whole_before_part(scene, number)
    for other in scene.numbers:
        if 0 < number.start - other.end <= 24 and other is not number:
            at = other.end
            while at < number.start and scene.text[at] == " ":
                at += 1
            of = scene.hits.at(at, "of")
            if of and len(scene.text[of.end : number.start].split()) <= 2:
                return True
    return False


def _whole_before_part(scene: Scene, number: Number) -> bool:
    """Unspaced scripts name the whole first: "1만1천 명 중 4천 명", "1万1千人のうち4千人", "1만 명의 절반"."""
    following = next((other for other in scene.numbers if other.start >= number.end), None)
    if following is None or following.start - number.end > 24:
        return False
    if following.share is not None and following.start - number.end <= 3:
        return True
    of = scene.hits.at(number.end + (scene.text[number.end : number.end + 1] == " "), "of")
    return of is not None and not any(
        c in ",，、。." for c in scene.text[of.end : following.start].removeprefix("、")
    )


def _decide_stage(scene: Scene, reading: Reading, context: Context) -> None:
    if reading.measure not in STAGED:
        return
    number, head = reading.number, reading.head
    best, price, told = None, _REACH, None
    for hit in scene.stages:
        now = cost(scene, number, hit.start, hit.end, head)
        now += _SHAPING if _shapes(scene, number, hit) else 0
        second = _comes_second(scene, number, hit) or _planned_apart(scene, number, hit)
        second = second or _sends_them(scene, number, hit)
        now += 0 if second else _STAGE_PRICE.get(hit.value, 0)
        now -= _ATTACHED if _attributed(scene, number, hit) else 0
        if now < price:
            best, price = hit, now
    if best is not None and _is_fronted(scene, reading) and _parted(scene, *_between(best, reading.number)):
        best = None  # "Сапёров там тысяча, а строители прибывают"
    standing = scene.language.marks("standing")
    if standing and scene.text.startswith(standing, number.end):
        told = Stage.PRESENT  # "3000人いる"
    elif best is not None:
        told = Stage.PLANNED if _open_ended(scene, number, best) else _stage_told(scene, best)
        reading.predicate = best
    if told is None and _continues_list(scene, number, context):
        told = context.last.stage if context.last else None
    if told is None and {"part", "stays"} & set(reading.rules) and context.last is not None:
        told = context.last.stage  # a part goes where the whole goes
        past = scene.language.marks("past")
        if "stays" in reading.rules and past and scene.text.startswith(past, number.end):
            told = Stage.SENT  # "昨年は4千人だった", beside those who are to come
    bare = best is not None and best.value == "send" and told is Stage.SENT  # "Kim envía seis mil": no tense
    reading.stage_told = told is not None and not bare
    stands = _stands_at(scene, reading) or _is_fronted(scene, reading) or _is_there_now(scene, number)
    reading.stage = told or (Stage.PRESENT if stands else Stage.SENT)


def _is_there_now(scene: Scene, number: Number) -> bool:
    """ "Наразі на Курщині 11 тисяч північнокорейців": no verb, but the place before the number, or a word for now."""
    if not scene.language.marks("genitive"):
        return False
    before = (hit for hit in scene.of("place") if hit.end <= number.start and number.start - hit.end <= 60)
    return bool(scene.of("now")) or any(preceded(scene, hit.start, "governs") for hit in before)


def _is_fronted(scene: Scene, reading: Reading) -> bool:
    return (
        bool(scene.language.marks("genitive"))
        and reading.head.kind is not None
        and (reading.head.end <= reading.number.start)
    )


def _open_ended(scene: Scene, number: Number, verb: Hit) -> bool:
    """ "今後…3万人を派遣し、…する見通しだ": a verb left open has the tense of the last one, where it opens so too."""
    if not scene.language.wordless or verb.value != Stage.SENT or scene.text[verb.end - 1] not in ",、":
        return False
    plans = [hit.start for hit in scene.stages if hit.value == Stage.PLANNED]
    plans += [hit.start for hit in scene.of("relative") if str(hit.value).startswith(("coming", "next"))]
    later = [n.core for n in scene.numbers if n.core >= verb.end]
    end = min(later, default=scene.sentence.end)
    return any(at < number.start for at in plans) and any(verb.end <= at < end for at in plans)


def _continues_list(scene: Scene, number: Number, context: Context) -> bool:
    """ "派遣する第3陣は工兵1000人、建設部隊5000人": the second of a list goes where the first one goes."""
    last = context.last
    if not scene.language.predicate_last or last is None or last.sentence != scene.index or not last.accepted:
        return False
    gap = scene.text[last.number.end : number.start].strip()
    return len(gap) <= 24 and gap.startswith(("、", ",", "·", *scene.language.joiners))


def _adds(scene: Scene, reading: Reading) -> bool:
    """Whether an adverb of the verb says "more": "3천 명을 러시아에 추가로 보냈다", "추가 파병된 공병 1천 명"."""
    number, verb = reading.number, reading.predicate
    if not scene.language.predicate_last or reading.measure not in STAGED or verb is None:
        return False
    start, end = min(verb.start - 5, number.start), max(verb.end, number.end)
    if verb.start > number.start:
        start = number.end
    more = [hit for hit in scene.of("more_before", "more_after") if start <= hit.start and hit.end <= end]
    return any(
        not any(
            min(hit.end, number.end) <= n.core < max(hit.start, number.start)
            for n in scene.rivals
            if n is not number
        )
        for hit in more
    )


def _sends_them(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "après l'envoi de 11.000 hommes", "después de despachar 11.000": the verb right before needs no tense."""
    if not scene.language.spaced or hit.value != "send" or not 0 <= number.start - hit.end <= 6:
        return False
    gap = scene.text[hit.end : number.start].strip(" '")
    return not gap or scene.hits.until(number.start - 1, "of") is not None


def _comes_second(scene: Scene, number: Number, hit: Hit) -> bool:
    """A verb-final clause tells its stage first: "배치됐으며 … 나설 것" were deployed, whatever they will do."""
    if not scene.language.predicate_last or hit.value != Stage.PLANNED or hit.start < number.end:
        return False
    told = (Stage.SENT, Stage.PRESENT)
    return any(h.value in told and number.end <= h.start < hit.start for h in scene.stages)


def _attributed(scene: Scene, number: Number, hit: Hit) -> bool:
    """Whether a stage shapes the number from before it, where order alone tells: "投入库尔斯克的1.2万名"."""
    marks = scene.language.marks("attributive")
    if not marks or hit.end > number.start or not scene.text.endswith(marks, hit.end, number.start):
        return False
    return not _parted(scene, hit.end, number.start)


def _planned_apart(scene: Scene, number: Number, hit: Hit) -> bool:
    """Whether a word of intention stands in another clause, where order alone tells: "现有8000名，预计…将投入"."""
    if not scene.language.by_order or hit.value != Stage.PLANNED:
        return False
    return _parted(scene, min(number.end, hit.end), max(number.start, hit.start))


def _stage_told(scene: Scene, verb: Hit) -> Stage:
    """The stage that a verb tells together with those it depends on: "will … send", "soll … entsandt haben"."""
    if verb.value == "send":
        told = (h for h in scene.stages if h.value != "send" and not _parted(scene, *_between(verb, h)))
        ruling = min(told, key=lambda h: _between(verb, h)[1] - _between(verb, h)[0], default=None)
        if ruling is None and scene.language.by_order:  # "将派遣1000名工兵，另派5000名": the one told before
            ruling = next(
                (h for h in reversed(scene.stages) if h.end <= verb.start and h.value != "send"), None
            )
        return Stage.PLANNED if ruling is not None and ruling.value == Stage.PLANNED else Stage.SENT
    if verb.value == Stage.PLANNED:
        done = (h for h in scene.stages if h.value == "done" and 0 <= h.start - verb.end <= _REACH)
        return Stage.SENT if any(not _parted(scene, verb.end, h.start) for h in done) else Stage.PLANNED
    return Stage.SENT if verb.value == "done" else Stage(verb.value)


def _between(first: Hit | Number, second: Hit | Number) -> tuple[int, int]:
    """The span between two phrases, whichever stands first."""
    return min(first.end, second.end), max(first.start, second.start)


def _parted(scene: Scene, start: int, end: int) -> bool:
    return any(mark in scene.text[start:end] for mark in ",;:–()，；：")


def _stands_at(scene: Scene, reading: Reading) -> bool:
    """ "the 12,000-strong force in Kursk": a place right after the noun, and no verb that says more."""
    end = max(reading.number.end, reading.head.end)
    if not scene.language.spaced and any(0 <= reading.head.start - hit.end <= 2 for hit in scene.of("place")):
        return True
    return any(0 <= hit.start - end <= 16 for hit in scene.of("place"))


def _check(scene: Scene, reading: Reading, context: Context) -> None:
    """Last doubts: the army as a whole, another theatre, more than could ever be."""
    number = reading.number
    value = number.low or number.high or 0
    verb = reading.predicate
    shaped = scene.language.predicate_last and verb is not None and verb.end <= number.start
    if _is_anybody(reading) and not shaped:
        reading.refusal = "counts persons, but nobody says whose"
        return
    if value > TOPIC["most"]:
        reading.refusal = "is more than could be there"
        return
    if scene.language.spaced and _before_the_war(scene, number):
        reading.refusal = "is told of a time before the war"
        return
    whole, price = nearest(scene, number, reading.head, scene.of("whole"))
    if whole is not None and price < 40:
        reading.refusal = "counts the army as a whole"
        return
    elsewhere, price = nearest(scene, number, reading.head, scene.of("elsewhere"))
    far = reading.inherited and bool(scene.of("elsewhere"))
    if (far or (elsewhere is not None and price < 110)) and not scene.of("theatre"):
        reading.refusal = "is told of another place"
        return
    if context.elsewhere and reading.inherited and not scene.of("theatre") and not scene.language.spaced:
        reading.refusal = "is told of another place"
        return
    if reading.measure in STAGED and not reading.stage_told and value < _FEW and not scene.language.spaced:
        reading.refusal = "are a few of whom nothing is told"
    sent_off = reading.predicate is not None and reading.predicate.value == "send"
    if reading.measure in STAGED and not reading.stage_told and not sent_off and not context.theatre:
        reading.refusal = "is told without Russia's war"


_OLD_YEAR = re.compile(
    r"(?<![\w.,])(?:19\d\d|20[01][1-9]|2010|202[01])(?![\w%]|[.,]\d)"
)  # 2000 is a round number
_YEAR_OF_WAR = re.compile(r"(?<![\w.,])20(?:2[2-9]|3\d)(?![\w%]|[.,]\d)")


def _before_the_war(scene: Scene, number: Number) -> bool:
    """ "In 2017 some 35,000 worked in Russia": the only year told near the number lies before the war."""
    start = max(scene.sentence.start, number.start - 80)
    end = min(scene.sentence.end, number.end + 80)
    old = [
        year
        for year in _OLD_YEAR.finditer(scene.text, start, end)
        if not number.core <= year.start() < number.core_end
        and not any(
            mark in scene.text[min(year.end(), number.end) : max(year.start(), number.start)] for mark in ";:"
        )
    ]
    return bool(old) and not _YEAR_OF_WAR.search(scene.text, scene.sentence.start, scene.sentence.end)


def _is_anybody(reading: Reading) -> bool:
    """ "1,002 people polled": persons who are nobody's soldiers in their own sentence."""
    return reading.head.kind == "person" and reading.inherited and "part" not in reading.rules


def _pass_on(scene: Scene, context: Context, readings: Sequence[Reading]) -> None:
    armies = [hit for hit in scene.of("nation") if hit.value.endswith("_people") or _has_noun(scene, hit)]
    if armies:
        sides = {_side(hit) for hit in armies}
        context.nation = COUNTED if COUNTED in sides else OTHER
    elif any(_side(hit) == COUNTED for hit in scene.of("nation")):
        context.nation = COUNTED
    if scene.of("elsewhere") or scene.of("theatre", "nation"):
        context.elsewhere = bool(scene.of("elsewhere")) and not scene.of("theatre")
    lost = any(reading.accepted and reading.measure in _OUTCOMES for reading in readings)
    context.theatre = context.theatre or lost or bool(scene.of("theatre"))
