"""A sentence as the rules see it: its phrases, numbers, events and stages, and what a reading of it is.

The smallest questions that every rule asks of a place in the text stand here too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from bot.claims.language import TOPIC, Language
from bot.claims.lexicon import Hit
from bot.claims.numbers import Hits, Number
from bot.claims.text import Folded, Sentence
from bot.model import STAGED, Measure, Qualifier, Stage

COUNTED, OTHER = "counted", "other"
_WARRING = frozenset(TOPIC["warring"])
OUTCOMES = frozenset(Measure) - STAGED

_WAR_YEARS, _BEHIND_YEAR = range(2022, 2031), 12  # letters from a number to whom it counts


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
    persons: bool = False  # refused, but counts persons of another kind (officers, diplomats)


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
    headline: bool = False  # of an article whose first sentences name the nation counted
    theatre: bool = False
    opened: bool = False  # whether the article's first sentences name those counted
    last: Reading | None = None
    latest: Reading | None = None  # the last one that was accepted
    whole: Reading | None = None  # the last one accepted that is no share and no part
    whole_named: bool = False  # whether its sentence names those counted
    outcome: Reading | None = None  # the last one of the dead, the wounded …
    titled: Reading | None = None  # and that of the headline, while the body is read
    captured: Reading | None = None  # the last one of the captured
    told: dict[tuple[int | None, int | None], Reading] = field(default_factory=dict)  # by their ends
    loss: Reading | None = None  # the last outcome that is no part of another
    elsewhere: bool = False  # the sentence before was told of another place
    named: int = -9  # the last sentence that names the nation counted
    naming: int = 0  # the paragraph in which those counted were last named or counted
    town: int = -9  # the last sentence told of a town far from where they fight, and not of them
    struck: int = (
        -9
    )  # the last sentence told of what a weapon of our make or of Russia's hit, and not of them
    people: int = -9  # the last sentence that names its people
    folk: tuple[str, int] = ("", -9)  # the last noun of soldiers, engineers or workers, and its sentence
    trade: tuple[str, int] = ("", -9)  # the one trade that the last sentence telling of people told of
    soldiers: bool = False  # whether any sentence so far has spoken of soldiers
    ahead: str = ""  # the trade that the next sentence tells of "them"
    others: int = -9  # the last sentence that counts persons of another kind, nobody counted since
    past: tuple[int, int] = (-9, -9)  # the last sentence told of years before the war, its paragraph
    standing: tuple[int, int] = (
        -9,
        -9,
    )  # the last sentence that ends with those counted being there, its paragraph
    unnumbered: int = -9  # the last sentence that says that a number is not told
    gone: int = -9  # the last sentence that tells only of those counted having gone
    event: tuple[str, int] = ("", -9)  # what the last sentence tells of befell people that it does not count
    #: What befell others, or both armies together, when last counted; its sentence.
    fate: tuple[str, int] = ("", -9)
    mixed: set[tuple[int | None, int | None]] = field(default_factory=set)  # numbers of several armies
    things: int = -9  # the last sentence whose last noun is a thing
    paragraph: int = -1  # that of the sentence before
    asked: Reading | None = None  # what the last question asks the number of
    asked_of: tuple[str, int] = ("", -9)  # whom a short question names, and the sentence
    whole_of_others: tuple[int, str] = (
        -9,
        "",
    )  # the last sentence that counts others too, and what it tells of them
    unread: list[Reading] = field(
        default_factory=list
    )  # bare numbers that open their sentence, and no question yet
    topic: tuple[int, int] = (-1, -1)  # the last sentence with a word of the war, its paragraph
    things_told: set[tuple[int | None, int | None]] = field(
        default_factory=set
    )  # numbers that counted others
    planned: int = -9  # the last sentence that opens with what is still to come


_NONE: list[Hit] = []
_SAYS_LEAST, _SAYS_MOST = 3, 24  # letters of an unknown verb of saying, with its adverb
_SPLIT_VERB = 9  # words between the parts of two verbs joined by "or"


def _core_start(number: Number) -> int:
    return number.core


_SHARED = 60  # letters from one of two participles to their helper
_CLOSING = '.!?"“”»«'
_CLAUSE_MARK = re.compile(r"[,;:()–](?!\d)")
_WORD = re.compile(r"\w+")
_NOW_SO_MANY, _WHO_DO = 24, 40  # letters of "now more than" before so many, of their noun before what they do
_SUBJECT = 50  # letters between a subject and its verb
_DISPOSED = 16  # letters between a number taken as an object and its verb
_DAYS = 31
_ROUGHLY = 9  # letters of a rough word between a verb and its number
_HELPED = 30  # letters between a verb of being and the one that it helps


class Shaped(NamedTuple):
    """The verbs that only shape a noun ("soldiers *sent* to Russia have died"), and the main verb behind it."""

    shaping: tuple[Hit, ...]
    main: Hit


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
        last = bisect_left(numbers, sentence.end, key=_core_start)
        self.numbers = [n for n in numbers[first:last] if sentence.start <= n.start and n.end <= sentence.end]
        kinds: dict[str, list[Hit]] = {}
        for hit in self.inside:
            if hit[2] in kinds:
                kinds[hit[2]].append(hit)
            else:
                kinds[hit[2]] = [hit]
        self._kinds = kinds
        #: by number and end of its noun, once asked for
        self.shaped: dict[tuple[int, int], Shaped | None] = {}
        if (say := self._closing_say()) is not None:
            kinds["say"] = [*kinds.get("say", _NONE), say]

    def _closing_say(self) -> Hit | None:
        """ "…1050명이 지뢰를 처리했다고 치하했다": what a quotation's particle joins to the end says, known or not."""
        marks = self.language.marks("cited") if self.language.predicate_last else ()
        if not marks or not self.numbers:
            return None
        start, end = self.sentence.start, self.sentence.end
        at = max(self.text.rfind(mark, start, end) + len(mark) for mark in marks)
        tail = self.text[at:end].strip(" .。")
        if (
            at <= start + max(map(len, marks))
            or not _SAYS_LEAST <= len(tail) <= _SAYS_MOST
            or re.search("[0-9\"“”'’]", tail)
            or self.hits.within(at, end)
        ):
            return None
        return Hit(at + (self.text[at] == " "), at + 1 + len(tail), "say", None)

    @cached_property
    def events(self) -> list[Hit]:
        """What befell those counted, in order, joined where told as one."""
        return self._merged_events()

    @cached_property
    def stages(self) -> list[Hit]:
        """Sending, being there and planning, in order."""
        return self._told_stages()

    @cached_property
    def rivals(self) -> list[Number]:
        """The numbers that may take a predicate from another."""
        return [n for n in self.numbers if not self._is_of_a_thing(n) and not self._is_a_war_year(n)]

    def _is_a_war_year(self, number: Number) -> bool:
        """ "entrati in Russia nel 2024 erano diecimila": a year of the war with nobody behind it takes no verb."""
        if not self.language.spaced or not number.plain or (number.high or 0) not in _WAR_YEARS:
            return False
        behind = self.hits.within(number.end, number.end + _BEHIND_YEAR)
        return not any(hit.kind in ("people", "nation", "part", "event") for hit in behind)

    @cached_property
    def spans_ago(self) -> list[Hit]:
        """Words for a stretch of time told from now or then ("five *months* ago", "vor fünf *Monaten*", "un *mese* fa")."""
        ago = self.language.marks("ago")
        behind = tuple(f" {word}" for word in ago)
        return [
            hit
            for hit in self.of("unit")
            if ago
            and (
                self.text.startswith(behind, hit.end)
                or self.text.endswith(behind, 0, self.text.rfind(" ", 0, hit.start - 1))
                or self.text.startswith(tuple(f"{word} " for word in ago), self.sentence.start)
            )
        ]

    def _is_of_a_thing(self, number: Number) -> bool:
        """Whether a day or a thing stands right at the number, so that it takes no predicate from another."""
        if number.counter or number.share is not None:
            return False
        day = self.language.nouns_capitalised and number.plain and (number.high or 99) <= _DAYS
        if day and self.text[number.core_end : number.core_end + 1] == ".":
            return True  # "zwischen dem 20. und dem 27. Dezember"
        noun = self.language.nouns_capitalised and self.cased[number.end + 1 : number.end + 2].isupper()
        if noun and first_hit(self.hits, number.end + 1) is None:
            return True  # "28 Transportflugzeuge": an unknown noun
        if self.language.spaced:
            unit = self.hits.at(number.end + 1, "unit")
            place = self.hits.at(number.end + 1, "place", "theatre")
            unit = unit or (self.hits.at(place.end + 1, "unit") if place else None)  # "three Kursk villages"
            return (
                unit is not None and unit.end > number.end + 3 and not self.hits.at(number.end + 1, "people")
            )
        after = number.end + (self.text[number.end : number.end + 1] == " ")
        month = self.hits.at(number.core, "month") or self.hits.until(number.core_end + 1, "month")
        return bool(self.hits.at(after, "unit") or month)

    def of(self, kind: str, *more: str) -> list[Hit]:
        """The sentence's hits of these kinds, in order where one kind is asked for."""
        if not more:
            return self._kinds.get(kind, _NONE)
        return [hit for kind in (kind, *more) for hit in self._kinds.get(kind, _NONE)]

    def _told_stages(self) -> list[Hit]:
        """Stages in order; a light verb is one of sending unless it carries a captivity ("trafiło do niewoli")."""
        captured = [hit for hit in self.events if hit.value == Measure.CAPTURED]
        found = []
        for hit in map(self._in_tense, self.of("stage")):
            if self._leads_home(hit):
                continue
            rough = hit.value == Stage.PLANNED and self.language.marks("genitive")
            bound = self.hits.at(hit.start, "bound_before") if rough else None
            if (
                bound
                and bound.value is not Qualifier.UP_TO
                and any(number.start <= bound.start and bound.end < number.core for number in self.numbers)
            ):
                continue  # "może osiem tysięcy": a word of possibility right before a number makes it rough
            if rough and any(n.core < hit.start and hit.end < n.core_end for n in self.numbers):
                continue  # "dwustu, może trzystu poległo": it joins the ends of a rough number
            if self.hits.at(hit.start, "idiom") is not None:
                continue
            if self._is_copula(hit) or self._is_total(hit) or self._is_hearsay(hit) or self._disposes(hit):
                continue
            if (
                self._is_origin(hit)
                or self._only_places(hit)
                or self._expects_told(hit)
                or self._befalls(hit)
                or self._ends_idiom(hit)
                or self._counts_doers(hit)
            ):
                continue
            if hit.value == "light" and any(self._carries(hit, event) for event in captured):
                continue
            found.append(hit._replace(value=Stage.SENT.value) if hit.value == "light" else hit)
        return found

    def _counts_doers(self, hit: Hit) -> bool:
        """ "ils sont 3 000 à avoir été tués", "sono tremila ad aver perso la vita": being so many, and what so many did."""
        marks = self.language.marks("so_many_to")
        number = next((n for n in self.numbers if marks and 0 < n.start - hit.end <= _NOW_SO_MANY), None)
        stop = min(number.end + _WHO_DO, self.clause_end(number.end)) if number else 0
        return number is not None and any(f" {word} " in self.text[number.end : stop] for word in marks)

    def _is_total(self, hit: Hit) -> bool:
        """ "casualties came to some 4,000": a verb of moving right before a number only says how many."""
        totals = (*self.language.marks("totals"), *self.language.marks("amounts"))
        if self.text[hit.start : hit.end] not in totals:
            return False
        if self.language.wordless:  # "4000人にとどまっている"
            to = self.language.marks("oblique")
            return any(self.text[number.end : hit.start] in to for number in self.numbers)
        if self.text[hit.start : hit.end] in self.language.marks("amounts"):  # "casualties had reached 100"
            fallen = any(event.end <= hit.start for event in self.events)
            return fallen and any(0 <= number.core - hit.end <= _ROUGHLY for number in self.numbers)
        return any(self.text[hit.end : number.start] == " to " for number in self.numbers)

    def _is_hearsay(self, hit: Hit) -> bool:
        """ "sollen 11.000 Mann stationiert sein", "könnten gefallen sein": a modal that only says it is said."""
        if self.text[hit.start : hit.end] not in self.language.marks("hearsay") or hit.value != Stage.PLANNED:
            return False
        stop = self.clause_end(hit.end)
        perfect = tuple(f" {word}" for word in self.language.marks("perfect"))
        been = (word for word in self.language.marks("perfect") if " " in word)
        if any(self.text[hit.end : stop].rstrip(" .").endswith(word) for word in been):
            return True  # "bislang sollen es 11.000 gewesen sein"
        for verb in (*self.of("stage"), *self.of("event")):
            if not hit.end < verb.start < stop or verb.value == Stage.PLANNED:
                continue
            if self.text.startswith(perfect, verb.end):
                return True
        return False

    def _befalls(self, hit: Hit) -> bool:
        """ "모두 죽거나 다칠 수 있다": a word of possibility right behind an event, or one of the past (보냈을 수 있다)."""
        if hit.value != Stage.PLANNED:
            return False
        if self.language.marks("genitive") and any(
            event.start - hit.end == 1 and event.value in _LOSSES for event in self.events
        ):
            return True  # "Пхеньян мог потерять весь 12-тысячный контингент"
        if not self.text.startswith(self.language.marks("thought") or ("\0",), hit.start):
            return False
        past = self.text.endswith(self.language.marks("perfect_modal"), 0, hit.start - 1)
        return past or any(0 <= hit.start - event.end <= _MODAL for event in self.events)

    def _in_tense(self, hit: Hit) -> Hit:
        """The stage that a verb's helpers tell: "schickt seit Mai", "entsendet hat"; "wurden", "werden eingesetzt"."""
        verb, marks = self.text[hit.start : hit.end], self.language.marks
        sends, lasts = verb in marks("sends"), verb in marks("lasts")
        if hit.value in (Stage.SENT, Stage.PRESENT, "send") and self._is_to_be(hit):
            return hit._replace(value=Stage.PLANNED.value)
        if not sends and not lasts:
            return hit
        start, stop = self.clause_start(hit.start), self.clause_end(hit.end)
        words = set(_WORD.findall(self.cased, start, stop))  # "Institute for the Study of War" is no verb
        if sends:
            past = not words.isdisjoint(marks("since")) or not words.isdisjoint(marks("helped"))
            return hit._replace(value=Stage.SENT.value) if past else hit
        if not words.isdisjoint(marks("were")):
            return hit._replace(value=Stage.SENT.value)
        return hit._replace(value=Stage.PRESENT.value) if not words.isdisjoint(marks("are")) else hit

    def _is_to_be(self, hit: Hit) -> bool:
        """ "dass weitere Soldaten verlegt werden": a participle and its helper of the present end a clause."""
        marks = self.language.marks("to_be")
        words_of = (w for w in marks if hit.value != Stage.PRESENT or " " in w)
        helper = next((w for w in words_of if self.text.startswith(f" {w}", hit.end)), None)
        if (
            helper is None
            or len(self.text[hit.end : self.clause_end(hit.end)].rstrip(_CLOSING)) > len(helper) + 2
        ):
            return False
        words = set(_WORD.findall(self.text, self.clause_start(hit.start), hit.start))
        return words.isdisjoint(self.language.marks("since"))

    def _shares_helper(self, hit: Hit, helpers: tuple[str, ...]) -> str | None:
        """ "eingesetzt und alle zwei Monate ausgetauscht werden": the helper behind the second of two participles."""
        rest = self.text[hit.end : self.clause_end(hit.end)].rstrip(_CLOSING)
        joined = any(rest.startswith(f" {word} ") for word in self.language.joiners)
        last = rest.rpartition(" ")[2]
        return rest[1:] if joined and len(rest) <= _SHARED and last in helpers else None

    def _expects_told(self, hit: Hit) -> bool:
        """ "rechnet damit, dass 8000 Mann dort stehen": what is expected is told by a clause with a verb of its own."""
        if self.text[hit.start : hit.end] not in self.language.marks("expects"):
            return False
        stop = self.clause_end(hit.end)
        start, end = stop + 2, self.clause_end(stop + 2)
        opens = any(self.text.startswith(f", {word} ", stop) for word in self.language.marks("content"))
        if not opens:
            return False
        told = (Stage.SENT, Stage.PRESENT)
        verbs = [self._in_tense(h) for h in self.of("stage") if start <= h.start < end]
        return any(h.value in told for h in verbs) and not any(h.value == Stage.PLANNED for h in verbs)

    def _ends_idiom(self, hit: Hit) -> bool:
        """ "ums Leben gekommen", "nach Hause geschickt": a verb right behind an outcome that it carries."""
        carried = self.hits.until(hit.start - 1, "event") if self.language.nouns_capitalised else None
        return carried is not None and " " in self.text[carried.start : carried.end]

    def _only_places(self, hit: Hit) -> bool:
        """ "in der Region stationiert": a phrase of place tells nothing where its clause has a verb."""
        marks = self.language.marks("adverbial")
        if self.text[hit.start : hit.end] not in marks:
            return False
        start, stop = self.clause_start(hit.start), self.clause_end(hit.end)
        others = (h for h in (*self.of("stage"), *self.of("event")) if start <= h.start < stop)
        return any(self.text[h.start : h.end] not in marks for h in others)

    def clause_end(self, at: int) -> int:
        """Where the clause ends in which a place stands: at the next mark, or at the sentence's end."""
        mark = _CLAUSE_MARK.search(self.text, at, self.sentence.end)
        return mark.start() if mark else self.sentence.end

    def clause_start(self, at: int) -> int:
        """Where the clause begins in which a place stands."""
        marks = [m.end() for m in _CLAUSE_MARK.finditer(self.text, self.sentence.start, at)]
        return marks[-1] if marks else self.sentence.start

    def _disposes(self, hit: Hit) -> bool:
        """ "朝鲜将3000名士兵移师俄东部": a word for "will" that takes a number as its object is none of time."""
        if self.text[hit.start : hit.end] not in self.language.marks("disposal"):
            return False
        number = next((n for n in self.numbers if n.start == hit.end), None)
        if number is None or self.hits.at(number.start, "stage"):
            return False  # "朝鲜将再派两千名工兵，协助…"
        return any(
            h.kind == "stage" and h.value == "send"
            for h in self.hits.within(number.end, number.end + _DISPOSED)
        )

    def _is_denied(self, hit: Hit) -> bool:
        """ "más de la mitad nunca regresó": who never came home did not return."""
        words = self.language.marks("never")
        return bool(words) and any(
            word in words for word in self.text[max(self.sentence.start, hit.start - 14) : hit.start].split()
        )

    def _is_origin(self, hit: Hit) -> bool:
        """ "huit mille combattants venus du Nord": where they are from, not that they came."""
        if not self.language.marks("postposed") or self.hits.at(hit.start, "from") is None:
            return False
        if " " in self.text[hit.start : hit.end]:
            return False  # "enviados por Pionyang"
        of = self.hits.at(hit.end + 1, "of")
        nation = self.hits.at(of.end + 1 if of else hit.end + 1, "nation")
        nation = nation or self.hits.at(hit.end + 1, "nation")
        return nation is not None and side_of(nation) == COUNTED

    def _is_copula(self, hit: Hit) -> bool:
        """ "are also believed to have been sent", "are missing": a verb of being before one that says more."""
        endings, said = self.language.marks("postposed"), self.hits.at(hit.end + 1, "say")
        participle = (
            said and endings and self.text[said.start : said.end].endswith(self.language.marks("nonfinite"))
        )
        if participle:
            return True  # "Seúl había reportado …": no one "was there"
        if self.text[hit.start : hit.end] not in self.language.marks("copula"):
            return False
        counted = next((n for n in self.numbers if n.start == hit.end + 1), None)
        if counted is not None and self._has_fate(hit):
            return True  # "the injured in Kursk are approaching 1,000", "the toll to be 2,000"
        alone = counted is not None and self.text[counted.end : counted.end + 1] in ("", *".,;")
        told = any(0 < hit.start - noun.end <= _HELPED for noun in self.of("people"))
        if alone and not told and self.language.marks("genitive"):
            return True  # "haubic takich jest 50": how many they are, and nothing more
        verbs = (h for h in (*self.of("stage"), *self.events) if hit.end < h.start <= hit.end + _HELPED)
        gaps = (self.text[hit.end : verb.start] for verb in verbs)
        return any(not any(c in ",;:" or c.isdigit() for c in gap) for gap in gaps)

    def _has_fate(self, verb: Hit) -> bool:
        """Whether what befell people is the subject of a verb of being."""
        before = [event for event in self.events if event.end <= verb.start]
        if not before or verb.start - before[-1].end > _SUBJECT:
            return False
        gap = self.text[before[-1].end : verb.start]  # "W rękach Ukraińców, mówi rzecznik, są dwaj"
        return gap.count(",") % 2 == 0 and not any(c.isdigit() for c in gap)

    def _carries(self, verb: Hit, event: Hit) -> bool:
        start, end = min(verb.end, event.end), max(verb.start, event.start)
        crossed = any(start <= number.core < end for number in self.numbers)
        return end - start <= 60 and not (crossed and "," in self.text[start:end])

    def _only_sinks(self, event: Hit) -> bool:
        """ "ihre Zahl ist von 12.000 auf 8000 gefallen": behind what a number has come to, nobody has fallen."""
        if self.text[event.start : event.end] not in self.language.marks("sinks"):
            return False
        number = next((n for n in self.numbers if n.end + 1 == event.start), None)
        to = tuple(f" {word} " for word in self.language.marks("sinks_to"))
        return number is not None and self.text.endswith(to, self.sentence.start, number.start)

    def _merged_events(self) -> list[Hit]:
        """Events in order; killed and wounded joined by "or", "and" become casualties."""
        found: list[Hit] = []
        losses = ("killed", "wounded", "casualties", "missing", "captured")
        nouns = [Hit(h.start, h.end, "event", h.value) for h in self.of("people") if h.value in OUTCOMES]
        split = Measure.CASUALTIES  # "fielen … aus" has the span of "fielen"
        home = [Hit(h.start, h.end, "event", "returned") for h in self.of("stage") if self._leads_home(h)]
        for hit in sorted(
            [*self.of("event"), *nouns, *home], key=lambda h: (h.start, -h.end, h.value != split)
        ):
            last = found[-1] if found else None
            if last and hit.start < last.end:
                if (
                    hit.end > last.end
                    and hit.value == split
                    and (self.language.spaced or self.language.by_order)
                ):
                    found[-1] = Hit(last.start, hit.end, "event", hit.value)  # "number of killed or wounded"
                continue
            carried = last and hit.start == last.end + 1 and self.language.nouns_capitalised
            if last and carried and hit.kind == "event" and " " in self.text[last.start : last.end]:
                continue  # "in die Hände gefallen": the verb of the phrase before it
            if hit.value == "returned" and self._is_denied(hit):
                continue
            if self.hits.at(hit.start, "idiom") is not None or self._only_sinks(hit):
                continue  # "verlor kein Wort über die Opfer"
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
        return [hit for hit in found if not self.is_aside(hit)]

    def is_aside(self, event: Hit) -> bool:
        """ "sent to replace the dead and wounded", "um Gefallene zu ersetzen": those whose place others take."""
        before = self.text[max(self.sentence.start, event.start - _REPLACED) : event.start]
        after = self.text[event.end : min(self.sentence.end, event.end + _REPLACED)]
        opens = (before[before.rfind(word) :] for word in self.language.marks("replaces") if word in before)
        closes = (after[: after.find(word)] for word in self.language.marks("replaced") if word in after)
        return any(not any(c in ",;:、" or c.isdigit() for c in gap) for gap in chain(opens, closes))

    def _has_own_count(self, first: Hit, second: Hit) -> bool:
        """Whether the first of two verbs stands behind a number, the second before another, but for auxiliaries."""
        start = self.clause_start(first.start)
        before = any(start <= n.core < first.start for n in self.numbers)
        following = next((n.start for n in self.numbers if n.start > second.end), None)
        if not before or following is None or "," in self.text[second.end : following]:
            return False
        return following - second.end <= 1 or self._only_helpers(second.end, following)

    def _leads_home(self, verb: Hit) -> bool:
        """ "800 раненых вывезли из России в КНДР": whoever is counted and taken to their own country returns."""
        words = self.language.marks("homebound")
        if not words or verb.value != Stage.SENT:
            return False
        start, stop = self.clause_start(verb.start), self.clause_end(verb.end)
        for word in words:
            at = self.text.find(f" {word}", start, stop)
            end = at + len(word) + 1
            if at < 0 or self.text[end : end + 1].isalnum():
                continue
            if max(at - verb.end, verb.start - end) > _HOMEWARD:
                continue
            last = max(end, verb.end)
            before = (n for n in self.rivals if n.core < last)
            if any(self.text.count(",", n.end, verb.start) in (0, 2) for n in before):
                return True  # "1100 раненых, по её сведениям, вывезли в Пхеньян"
            return any(0 < n.start - last <= _TAKEN for n in self.rivals)
        return False

    def _joined(self, first: Hit, second: Hit) -> bool:
        gap = self.text[first.end : second.start]
        if any(first.end <= n.core < second.start for n in self.numbers):
            return False
        if any(word in gap for word in self.language.marks("rest")):
            return False  # "un tercio son muertos y el resto heridos"
        more = next((n for n in self.numbers if n.start > second.end), None)
        others = more is not None and more.increment and more.start - second.end <= 1
        if self.language.spaced and (gap.strip() == "," or others) and self._has_own_count(first, second):
            return False  # "dwóch schwytano, zginęło 137", "300 murieron y resultaron heridos otros 900"
        if self.language.spaced and any(first.end <= h.start < second.start for h in self.of("more_before")):
            return False  # "medio centenar de muertos y otros tantos heridos"
        if self._is_definite(second) and not self._is_definite(first):
            return False  # "100 deaths and the injured are approaching 1,000": a noun of its own
        if any(first.end <= tally.start <= second.start for tally in self.of("tally")):
            return False  # "100 soldats ont été tués et le nombre de blessés …": another clause
        if not self.language.spaced:
            joining = (*self.language.joiners, *self.language.marks("pairs"), ",")
            if any(n.end == first.start for n in self.numbers) and any(
                n.start == second.end for n in self.numbers
            ):
                return False  # "100人死亡、負傷1000人"
            noun = self.hits.at(second.start, "people") and not self.hits.at(first.start, "people")
            if self.language.predicate_last and noun and gap.strip() not in self.language.joiners:
                return False  # "100명이 사망하고 부상자는 1천 명"
            if self.language.predicate_last and gap.startswith(self.language.marks("subject") or ("\0",)):
                return False  # "死傷者は死者600人を含め4700人": the one is said of the other
            if self.language.by_order:
                return gap in ("", *self.language.joiners)  # not "1000人阵亡、其余受伤"
            if not self.language.wordless and gap.strip() and not gap.strip().endswith(joining):
                return False  # "사상자 중 사망자는", "피해 규모는 사망 300여 명"
            return len(gap) <= 4 and gap != " " and not any(c in gap for c in "，,。;；")
        words = gap.replace(",", " , ").split()
        put_in = ", " in self.text[max(first.start - _PUT_IN, self.sentence.start) : first.start]
        if put_in and words[:1] == [","] and words[1:] and " " not in self.text[first.start : first.end]:
            return False  # "dos soldados, ambos heridos, fueron capturados": what is put in, then the verb
        if words == [","] or (len(words) <= 4 and any(word in self.language.joiners for word in words)):
            return True
        if self.language.nouns_capitalised and "," not in words and len(words) <= _SPLIT_VERB:
            return any(
                word in self.language.either for word in words[-3:]
            )  # "kamen am ersten Tag um oder wurden …"
        return words[:1] == [","] and self._only_helpers(first.end, second.start)

    def _is_definite(self, hit: Hit) -> bool:
        """Whether a definite article stands right before it, in a language that lists them."""
        article = self.hits.until(hit.start - 1, "filler")
        return article is not None and self.text[article.start : article.end] in self.language.marks(
            "definite"
        )

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


_PUT_IN = 12  # letters of "both" between a comma and what is put in
_REPLACED = 32  # letters between losses and the word that others make up for them
_HOMEWARD, _TAKEN = 45, 12  # letters from a verb to the country, from there to those who are taken
_MODAL = 3  # letters of an ending between an event and its word of possibility
_LOSSES = frozenset((Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES))


def hit_start(hit: Hit) -> int:
    return hit.start


def _shaping(scene: Scene, preposition: int) -> int | None:
    """Where a participle starts that shapes a noun, if the word right before this preposition is one."""
    verb = scene.hits.until(preposition - 1, "event", "stage")
    governs = verb is not None and scene.hits.at(preposition, "governs") is not None
    shapes = (
        governs
        and verb is not None
        and scene.text.endswith(scene.language.marks("modifier"), verb.start, verb.end)
    )
    return verb.start if verb is not None and shapes else None


def opens_clause(scene: Scene, noun: Hit) -> bool:
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
        if shaped := _shaping(scene, start):  # "Прилетевших на церемонию родственников было 240"
            at, words = shaped, words + 1
            continue
        if start == at or scene.hits.until(
            at, "function", "of", "from", "at", "event", "stage", "say", "number", "scale"
        ):
            return False
        if scene.text[start:at].isdigit():
            return False
        at, words = start, words + 1
    return False


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


def first_hit(hits: Hits, at: int) -> Hit | None:
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
        "from",
        "month",
        "season",
        "spot",
        "relative",
        "rate",
    )


def side_of(hit: Hit) -> str:
    return COUNTED if str(hit.value).startswith(COUNTED) else OTHER


def speaks_of_others(scene: Scene, army: Hit, number: Number) -> bool:
    """ "韓国軍は…1万人が送られたとみている": an army of a country at peace, and its verb of saying behind the number."""
    topic, links = scene.language.marks("topic"), scene.language.marks("link")
    if not topic or side_of(army) == COUNTED:
        return False
    account = any(
        scene.text.startswith(link, army.end)
        and scene.hits.at(army.end + len(link), "say", "according_after")
        for link in links
    )  # "韓国軍の推計は約4000人にとどまる"
    if any(say.end == number.start and 0 < say.start - army.end <= 1 for say in scene.of("say")):
        return True  # "ウクライナ側が挙げる4千人"
    if not account and not scene.text.startswith(topic, army.end):
        return False
    names = (who for who in scene.of("who") if who.start <= army.start and army.end <= who.end)
    known = (scene.language.claimants.get(who.value[0]) for who in names)
    peaceful = any(one is not None and one.country not in _WARRING for one in known)
    behind = [say for say in scene.of("say") if say.start >= number.end]
    if behind and scene.text.startswith(scene.language.marks("reckons") or ("\0",), behind[-1].start):
        return (
            True  # "ウクライナはこれまでに約4000人が死傷したと推計している": nobody reckons up the own dead
        )
    return peaceful and (account or bool(behind))


def is_pause(scene: Scene, at: int) -> bool:
    """Whether a space parts two clauses, as it does in headlines where no spaces part the words."""
    return scene.language.by_order and scene.text[at] == " " and scene.text[at - 1] > "\u2e80"


def is_object(scene: Scene, nation: Hit) -> bool:
    """Whether another nation only says where to or by whom: 派往俄罗斯的, 被乌军俘虏."""
    if not scene.language.by_order or side_of(nation) == COUNTED:
        return False
    if scene.hits.until(nation.start, "function", "stage") is not None:
        return True
    return scene.text.endswith(
        scene.language.marks("function"), scene.sentence.start, nation.start
    )  # 在俄军指挥下


def word_at(text: str, at: int) -> str:
    end = at
    while end < len(text) and end - at < 40 and text[end].isalnum():
        end += 1
    return text[at:end]


def is_all_caps(text: str, at: int) -> bool:
    word = word_at(text, at)
    return len(word) > 1 and word.isupper()


def counted(scene: Scene) -> bool:
    """Whether the sentence names the nation counted."""
    return any(side_of(hit) == COUNTED for hit in scene.of("nation"))


def part_of(scene: Scene, number: Number) -> bool:
    """Whether "of them", "davon", "其中" stands just before or after the number."""
    for them in scene.of("them"):
        if them.end <= number.start and opens_clause(scene, them):
            return not any(them.end <= other.core < number.core for other in scene.numbers)
    for hit in scene.of("part"):
        if 0 <= number.start - hit.end <= 25:
            if not any(char.isdigit() for char in scene.text[hit.end : number.start]):
                return True
        elif 0 <= hit.start - number.end <= 2 and not scene.text[number.end : hit.start].strip():
            return True
    return False


def same_clause(scene: Scene, hit: Hit, number: Number) -> bool:
    start, end = min(hit.end, number.end), max(hit.start, number.start)
    return not (start < end and _CLAUSES.search(scene.text, start, end))


def is_adjective(scene: Scene, hit: Hit) -> bool:
    """ "drones rusos", "cálculos occidentales": a people's name in small letters behind a noun of another kind."""
    if (
        not scene.language.spaced
        or not scene.cased[hit.start].islower()
        or " " in scene.text[hit.start : hit.end]
    ):
        return False
    endings = scene.language.marks("adjective")
    if endings and not any(mark in scene.text[hit.start : hit.end] for mark in endings):
        return False  # "жодного північнокорейця": a noun by its ending
    before = scene.text[max(scene.sentence.start, hit.start - 2) : hit.start]
    if not before[:1].isalpha():
        return False
    known = scene.hits.until(
        hit.start - 1, "people", "function", "filler", "of", "from", "part", "number", "scale", "vague", "about",
        "more_before", "more_after", "bound_before", "bound_after", "event", "stage", "say", "according", "and",
        "joiner", "now", "between", "tally", "impersonal",
    )  # fmt: skip
    return known is None or scene.hits.until(hit.start - 1, "unit") is not None


def _governed_before(scene: Scene, nation: Hit) -> bool:
    """ "a promis à la Russie 5 000 ouvriers": a country under a preposition, and its article."""
    return bool(scene.language.marks("postposed")) and preceding(scene, nation.start, "governs") is not None


def has_noun(scene: Scene, nation: Hit) -> bool:
    """Whether the nation's word belongs to people: "russische Soldaten", "soldats russes", 北朝鮮の部隊."""
    far = 14 if scene.language.spaced else 3
    links = scene.language.marks("link")
    adjective = scene.language.marks("adjective")
    word = scene.text[nation.start : nation.end]
    country = bool(adjective) and not any(mark in word for mark in adjective)
    if scene.language.nouns_capitalised and scene.cased[nation.start].isupper():
        if scene.text[nation.end : nation.end + 1] == "-" and side_of(nation) == OTHER:
            return False  # "Kims Russland-Truppe": where it is
        country = preceded(scene, nation.start, "governs")
        country = country and not (
            word.endswith("s") and scene.hits.at(nation.end + 1, "people")
        )  # "die nach Russland entsandten Soldaten"
    forms = scene.language.marks("formations") if scene.language.spaced and not country else ()
    if (
        forms
        and scene.text.startswith(forms, nation.end + 1)
        and not preceded(scene, nation.start, "governs")
    ):
        return True  # "Russian units lost 40 men"
    for hit in scene.of("people"):
        if country and hit.start >= nation.end:
            continue  # "отправит в Россию новых солдат": the country stands after its noun
        if links and 0 <= hit.start - nation.end <= far:
            return scene.text[nation.end : hit.start].strip() in ("", *links)
        if 0 <= hit.start - nation.end <= far and not is_object(scene, nation):
            gap = scene.text[nation.end : hit.start]
            if scene.language.spaced and scene.hits.at(nation.end + 1, "governs"):
                continue  # "unterstützt Russland mit eigenen Soldaten"
            if scene.language.marks("postposed") and scene.hits.at(nation.end + 1, "filler"):
                continue  # "a envoyé en Russie un corps": a country, and a noun with its own article
            given = scene.language.nouns_capitalised and scene.cased[nation.start].isupper()
            given = given or (bool(scene.language.marks("possessive")) and not _owns(scene, nation))
            if any(nation.end <= n.core < hit.start for n in scene.numbers) and (
                given or preceded(scene, nation.start, "at") or _governed_before(scene, nation)
            ):
                continue  # "отправил в Россию 12 тысяч военных", "stellt Moskau 6000 Arbeitskräfte"
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


def _is_where(scene: Scene, hit: Hit) -> bool:
    """ "在俄罗斯牺牲的官兵", "派往俄罗斯的": where order alone tells, what a preposition or a verb of going takes."""
    governed = scene.hits.until(hit.start, "function", "stage") if scene.language.by_order else None
    return governed is not None and scene.text[governed.start : governed.end] not in scene.language.joiners


def is_subject(scene: Scene, hit: Hit) -> bool:
    """Whether no preposition governs the name; a joiner before it opens a clause of its own."""
    marks = scene.language.marks("subject")
    if marks:  # a particle says so, or, where words are spaced, that none stands there
        after = scene.text[hit.end : hit.end + 1]
        beside = after == " " and not scene.text[hit.end + 1].isalpha()  # "러시아 영토에 묻힌 지뢰" acts not
        alone = not scene.language.wordless and not after.isalpha() and (after != " " or beside)
        return alone or scene.text.startswith(marks, hit.end)
    if _opens_with_speaker(scene, hit) or _is_where(scene, hit):
        return False
    if scene.cased[hit.start].islower() or _speaks(scene, hit) or _owns(scene, hit):
        return False  # an adjective is no name, and who speaks is not who is spoken of
    adjectives = scene.language.marks("adjectival")
    shapes = adjectives and scene.text.endswith(adjectives, hit.start, hit.end)
    if (
        shapes
        and scene.cased[hit.end + 1 : hit.end + 2].islower()
        and not scene.hits.at(hit.end + 1, "people")
    ):
        return False  # "Russian security official Shoigu said"
    if preceding(scene, hit.start, "governs") or _is_passed_by(scene, hit) or _is_given(scene, hit):
        return False
    listed = scene.hits.until(hit.start - 2, "nation", "who") if scene.language.marks("possessive") else None
    if listed is not None and scene.text[listed.end : hit.start] == ", ":
        return is_subject(scene, listed)  # "estimates by Seoul, Kyiv and Washington"
    if scene.hits.at(hit.start, "oblique_name"):
        return False  # "на боці Москви": a case that no subject stands in
    verb = scene.hits.until(hit.start - 1, "stage")
    if verb is not None and " " in scene.text[verb.start : verb.end]:
        return False  # "siguen en Rusia": the preposition is part of the verb's phrase
    if scene.language.nouns_capitalised and scene.hits.until(hit.start - 1, "function"):
        return not preceded(
            scene, hit.start, "according"
        )  # "hat Russland … verloren": the verb stands second
    word = preceding(scene, hit.start, "function", "according", "of", "from")
    if word is not None and word.kind == "function" and _is_adverb(scene, word):
        return True
    first = scene.hits.until(word.start - 1, "nation") if word is not None else None
    if word is not None and scene.text[word.start : word.end] in scene.language.marks("clause"):
        return True  # "said that Russia has massed …", "while Russia …": a clause of its own
    if word is not None and scene.text[word.start : word.end] in (
        *scene.language.marks("that"),
        *scene.language.marks("whom"),
    ):
        return True  # "Zelensky assure que Moscou a perdu …": a clause of its own
    if word is not None and first and scene.text[word.start : word.end] in scene.language.joiners:
        return is_subject(scene, first)  # "Selon Séoul et l'Otan, …": as the one that it is joined to
    return word is None or scene.text[word.start : word.end] in scene.language.joiners


def _is_given(scene: Scene, hit: Hit) -> bool:
    """ "is to lend Russia a thousand men", "ont rejoint la Russie": behind the verb, where the subject stands first."""
    first = scene.language.marks("possessive") or scene.language.marks("partitive")
    return bool(first) and preceding(scene, hit.start, "stage") is not None


def _opens_with_speaker(scene: Scene, hit: Hit) -> bool:
    """ "Південнокорейський посол нагадав": an adjective that opens the sentence, and one who says something."""
    endings = scene.language.marks("adjective")
    named = any(mark in scene.text[hit.start : hit.end] for mark in endings)
    if not named or hit.start != scene.sentence.start:
        return False
    return any(
        0 < say.start - hit.end <= _ONE_NOUN and "," not in scene.text[hit.end : say.start]
        for say in scene.of("say")
    )


_ONE_NOUN = 14  # letters of a noun between an adjective and its verb


def _is_adverb(scene: Scene, word: Hit) -> bool:
    """ "Тим часом Росія втратила …": a plain adverb of two words or more that opens the sentence governs nothing."""
    opens = word.start == scene.sentence.start and " " in scene.text[word.start : word.end]
    return opens and bool(scene.language.marks("genitive")) and scene.hits.until(word.end, "governs") is None


def _is_passed_by(scene: Scene, hit: Hit) -> bool:
    """ "to assist Moscow within months": a name inside a clause whose verb does not follow, but a preposition."""
    inside = scene.text[max(hit.start - 2, 0) : hit.start - 1].isalpha() and hit.start > scene.sentence.start
    behind = scene.hits.at(hit.end + 1, "governs")
    return inside and behind is not None and not scene.language.nouns_capitalised


def _speaks(scene: Scene, hit: Hit) -> bool:
    """Whether a name before a verb of saying is a claimant's: "Kyiv estimates", "Südkorea und die USA gehen … aus"."""
    if not scene.language.spaced:
        return False
    if gapped_speaker(scene, hit) or frames(scene, hit):
        return True
    after = next((other for other in scene.of("nation") if other.start >= hit.end), None)
    if after is not None and after.start - hit.end <= _LIST_GAP:
        words = scene.text[hit.end : after.start].replace(",", " , ").split()
        if words and all(
            w == "," or w in scene.language.joiners or w in scene.language.marks("definite") for w in words
        ):
            return _speaks(scene, after)  # "South Korea, the United States and Ukraine say …"
    if not any(who.start == hit.start for who in scene.of("who")):  # "Ukraine say around 12,000 were sent"
        return any(say.start - hit.end == 1 for say in scene.of("say"))
    relative = scene.hits.at(hit.end + 2, "relative_clause")  # "Séoul, qui en dénombre 600, …"
    start = relative.end if relative and scene.text[hit.end] == "," else _name_end(scene, hit)
    return any(
        (0 <= say.start - start <= 20 and "," not in scene.text[start : say.start])
        or _in_commas(scene.text[hit.end : say.start])  # "Séoul, plus prudent, parle de …"
        for say in scene.of("say")
    )


def _name_end(scene: Scene, hit: Hit) -> int:
    """Where an office and the name behind it end: "Ukrainian President Volodymyr Zelensky"."""
    end = hit.end
    for who in scene.of("who"):
        if who.start == hit.start or (end > hit.end and 0 < who.start - end <= _FIRST_NAME):
            plain = not _PARTS.search(scene.text, end, who.start) if who.start > end else True
            end = max(end, who.end) if plain else end
    return end


_FIRST_NAME = 12  # letters of a first name between an office and a surname


def gapped_speaker(scene: Scene, hit: Hit) -> bool:
    """ "Washington ha parlato di 12mila uomini, Seul di 15mila": a name and a number, the verb told before."""
    following = next((n for n in scene.numbers if n.start >= hit.end), None)
    if not scene.language.spaced or following is None or scene.hits.at(hit.end + 1, "reported"):
        return False  # "sagte am 3. Januar, Nordkorea habe 600 Mann verloren"
    time = scene.hits.at(hit.end + 1, "function") if scene.language.nouns_capitalised else None
    dated = time is not None and following.start - hit.end <= _GAPPED_DAY
    if dated and scene.hits.until(following.start - 1, "of", "function"):
        return _opens_turn(scene, hit)  # "…, Seoul am Montag von 300 Gefallenen"
    dashed = scene.language.marks("genitive") and scene.text.startswith(" – ", hit.end)
    if (
        dashed and following.start - hit.end <= _DASHED
    ):  # ", а Київ – у понад 3000", ", у Сеулі – лише про 300"
        told = scene.text[hit.end + 3 : following.start].split()
        words = {scene.text[h.start : h.end] for h in scene.of("function", "of", "filler", "governs")}
        return set(told) <= words and _opens_turn(scene, hit)
    gap = turn_gap(scene, hit, following)
    if gap != scene.text[hit.end : following.start]:  # "…, der NIS dagegen nur von 700"
        words = {scene.text[of.start : of.end] for of in scene.of("of", "function")}
        return (not gap or gap in words) and _opens_turn(scene, hit)
    if len(gap) > _GAPPED:
        return False
    at = hit.end + 1 + (scene.text[hit.end] == ",")  # "; Seúl, de un centenar"
    direct = following.start == hit.end + 1  # "Le Pentagone avance 10 000, Kiev 12 000"
    # "; Séoul, 3 000"
    direct = direct or (scene.text.startswith(", ", hit.end) and following.start == hit.end + 2)
    if not direct and not any(
        of.start == at and of.end == following.start - 1 for of in scene.of("of", "function")
    ):
        return False
    return for_its_part(scene, hit) or _opens_turn(scene, hit)


def turn_gap(scene: Scene, who: Hit, number: Number) -> str:
    """What stands between a name and its number, words aside that only set one count against another."""
    gap, marks = scene.text[who.end : number.start], scene.language.marks("in_turn")
    if not marks or len(gap) > _SET_AGAINST:
        return gap
    words = gap.split()
    plain = [word for word in words if word not in marks]
    return gap if len(plain) == len(words) else " ".join(plain)


_SET_AGAINST = 40  # letters of "on the other hand only of" between a name and its number


def for_its_part(scene: Scene, hit: Hit) -> bool:
    """ "per Seul 600, per Londra 1.200": "for", an article or none, and a name right before its number."""
    words = scene.language.marks("for_whom")
    told = scene.text[scene.sentence.start : hit.start].replace("'", " ").split()[-2:] if words else []
    # "per l'intelligence ucraina"
    joined = any(word.start < hit.start < word.end for word in scene.of("referent"))
    led = joined or scene.hits.until(hit.start - 1, "filler") is not None
    article = len(told) > 1 and told[-1] not in words and led
    word = told[-2] if article else told[-1] if told else ""
    at = scene.text.rfind(f" {word} ", scene.sentence.start, hit.start + 1)
    # not "partiti per la Russia 10.900 soldati"
    return word in words and scene.hits.until(at, "stage") is None


def _opens_turn(scene: Scene, hit: Hit) -> bool:
    """Whether a name opens a clause whose verb of saying was told before, with a number of its own."""
    says = [say for say in scene.of("say") if say.end <= hit.start]
    start = hit.start
    article = scene.hits.until(start - 1, "filler") if scene.language.nouns_capitalised else None
    article = article or next((h for h in scene.of("referent") if h.start < start <= h.end + 1), None)
    place = scene.hits.until(start - 1, "at") if scene.language.marks("genitive") else None
    start = article.start if article else place.start if place else start  # ", а в Києві – про дві тисячі"
    before = scene.text[scene.sentence.start : start]
    opens = before.endswith((", ", "; ", *(f" {joiner} " for joiner in scene.language.joiners)))
    if scene.language.marks("genitive"):
        opens = opens or before.endswith(tuple(f", {word} " for word in scene.language.marks("opens")))
    last = scene.language.nouns_capitalised  # "hatte von 4000 gesprochen": the verb stands behind
    return opens and any(
        (last or say.end <= n.core) and n.core < hit.start for say in says for n in scene.numbers
    )


_DASHED = 16  # letters of a dash, a preposition and "only" between a name and its number
_GAPPED, _GAPPED_DAY = 7, 22  # letters of a preposition between a name and its number; of a day before it


_LIST_GAP = 12
_ARTICLE_OPENS = 4  # letters of an article that opens a sentence


def frames(scene: Scene, name: Hit) -> bool:
    """ "Die USA hatten die Zahl … mit 10.000 beziffert": a subject, its auxiliary, and the participle at the end."""
    if not scene.language.nouns_capitalised or name.start - scene.sentence.start > _ARTICLE_OPENS:
        return False
    helper = scene.hits.at(name.end + 1, "function")
    end = scene.sentence.end
    last = [say for say in scene.of("say") if say.end >= end - 2]
    last += [deny for deny in scene.of("deny") if len(scene.text[deny.end : end].strip(" .").split()) <= 1]
    return helper is not None and any(", wie " not in scene.text[name.end : say.start] for say in last)


def _owns(scene: Scene, hit: Hit) -> bool:
    """ "South Korea's spy chief told …": a country in the genitive acts not, who is its own does."""
    marks = scene.language.marks("possessive")
    return bool(marks) and scene.text.endswith(marks, hit.start, hit.end)


def _in_commas(gap: str) -> bool:
    """Whether a few words in commas are all that stands between."""
    return 2 < len(gap) <= 30 and gap.startswith(",") and gap.rstrip().endswith(",") and gap.count(",") == 2


_ARTICLE = 3  # letters of the longest article


def preceded(scene: Scene, start: int, *kinds: str) -> bool:
    """Whether a word of these kinds stands before ``start``, articles and the like passed over."""
    return preceding(scene, start, *kinds) is not None


def preceding(scene: Scene, start: int, *kinds: str) -> Hit | None:
    """The word of these kinds before ``start``, articles and the like passed over."""
    article = False
    for _ in range(3):
        while start > scene.sentence.start and scene.text[start - 1] in " \"„“«'":
            start -= 1
        word = scene.hits.until(start, *kinds)
        if word:
            return word
        skip = scene.hits.until(start, "filler", "nation")
        if skip is None or (article and skip.kind == "nation" and scene.cased[skip.start].isupper()):
            return None  # "A Seul il Nis …": a place before the article is a phrase of its own
        if skip.kind == "nation" and _is_country(scene, skip):
            return None  # "по итогам поездки в Пхеньян секретарь Совбеза": the preposition has its noun
        article = skip.kind == "filler" and skip.end - skip.start <= _ARTICLE
        start = skip.start
    return None


def _is_country(scene: Scene, nation: Hit) -> bool:
    """Whether a nation's word is a country and no adjective, in a language that tells adjectives by their letters."""
    if scene.language.marks("postposed"):
        return scene.cased[nation.start].isupper()  # "anunció en Pionyang Serguéi Shoigú"
    adjective = scene.language.marks("adjective")
    return bool(adjective) and not any(mark in scene.text[nation.start : nation.end] for mark in adjective)


def only_shapes(scene: Scene, army: Hit) -> bool:
    """ "우크라이나군 공격 작전으로": another army without a particle, before a noun that is no person's."""
    if side_of(army) == COUNTED or not scene.language.predicate_last or scene.language.wordless:
        return False
    if scene.text[army.end : army.end + 1] != " " or not scene.text[army.end + 1 : army.end + 2].isalpha():
        return False
    return scene.hits.at(army.end + 1, "people", "event", "filler", "bound_before", "relative") is None


def only_owns(scene: Scene, army: Hit) -> bool:
    """ "ロシア軍の訓練施設で": another army whose thing or place is told, and nothing of its men."""
    links = scene.language.marks("link") if scene.language.wordless else ()
    if side_of(army) == COUNTED or not scene.text.startswith(links or ("\0",), army.end):
        return False
    end = min(army.end + _OWNED, scene.sentence.end)
    men = any(mark in scene.text[army.end : end] for mark in scene.language.marks("formations"))
    behind = scene.hits.within(army.end, end)
    return not men and not any(hit.kind in ("people", "event", "tally") for hit in behind)


_OWNED = 9  # letters of a thing behind its owner


def has_article(scene: Scene, event: Hit) -> bool:
    """Whether an outcome is a noun with an article ("the fallen"); languages told by their genitives have none."""
    if scene.language.marks("genitive"):
        return False
    word = scene.hits.until(event.start - 1, "filler") if scene.language.spaced else None
    by_now = scene.language.marks("by_now")  # "have already gone home"
    return word is not None and scene.text[word.start : word.end] not in by_now


def span_between(first: Hit | Number, second: Hit | Number) -> tuple[int, int]:
    """The span between two phrases, whichever stands first."""
    return min(first.end, second.end), max(first.start, second.start)


_CLAUSES = re.compile(r",(?!\d)|[;:–，、；：]")
_PARTS = re.compile(r",(?!\d)|[;:–()，；：]")


def parted(scene: Scene, start: int, end: int) -> bool:
    """Whether a mark parts two places; a comma inside "1,000" does not, nor in German what stands in brackets."""
    mark = _PARTS.search(scene.text, start, end) if start < end else None
    if mark is not None and mark.group() == "(" and scene.language.nouns_capitalised:
        close = scene.text.find(")", mark.end(), end)
        return close < 0
    return mark is not None
