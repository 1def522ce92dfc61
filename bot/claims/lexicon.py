"""Phrases of a language, found in one pass over a text.

A phrase is words separated by single spaces. ``stem*`` matches the stem with any ending, ``*tail`` any
beginning, ``ALLCAPS`` and ``=Word`` match their case, everything else matches any case. ``wies … zurück``
is found where the second part follows in the same clause; its span is the first part's. In a script
without spaces (and in Korean, whose particles cling to words) a phrase matches wherever it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any, NamedTuple

import ahocorasick

from bot.claims.text import Folded, respelled


class Hit(NamedTuple):
    """A phrase found: its span in the folded text, what kind of word it is, and the kind's value."""

    start: int
    end: int
    kind: str
    value: Any


GAP = "…"
_FAR = 110  # letters between the parts of a split phrase


class Word(NamedTuple):
    """One word of a phrase: the letters to find, and how freely."""

    text: str
    open_end: bool = False
    open_start: bool = False
    cased: bool = False


def parse_phrase(phrase: str) -> tuple[Word, ...]:
    """The words of a phrase; ValueError where it is empty or a star stands alone or inside a word."""
    words = []
    for part in phrase.split(" "):
        if part == GAP:
            words.append(Word(GAP))
            continue
        cased = part.startswith("=")
        body = part[1:] if cased else part
        open_start, open_end = body.startswith("*"), body.endswith("*")
        body = body[open_start : len(body) - open_end]
        if not body or "*" in body or "=" in body:
            raise ValueError(f"“{phrase}” is no phrase: words, with a star only before or after one")
        letters = [letter for letter in body if letter.isalpha()]
        # "NIS" is meant as written; so is a single capital only where "=" says so
        cased = cased or (len(letters) > 1 and all(c.isupper() for c in letters))
        words.append(Word(body if cased else body.lower(), open_end, open_start, cased))
    return tuple(words)


#: Signs that may stand between the words of a phrase, or inside them, are all the same to it.
_SEPARATED = "-'\"\n"

_END = "\0"  # between phrases that are looked at together
_MISPLACED = re.compile(r"\*(?:\*|(?<=[^ \0=]\*)[^ \0])|=(?<=[^ \0]=)")
_EMPTY = ("  ", f" {_END}", f"{_END} ", _END * 2)
_AFTER_HEAD = re.compile(rf"(?:\*| {GAP}(?=[ \0]))[^\0]*")
_AFTER_FIRST = re.compile(r"[* ][^\0]*")


def _heads(phrases: Sequence[str], *, spaced: bool) -> str:
    """The words of each phrase up to its first star or gap, between ends; in an unspaced script the first word.

    ValueError, as ``parse_phrase`` words it, where one is no phrase.
    """
    text = bare = _END + _END.join(phrases) + _END
    for mark in "=*":
        bare = bare.replace(f" {mark}", " ").replace(f"{_END}{mark}", _END)
    if _MISPLACED.search(text) or any(pair in bare for pair in _EMPTY):
        for phrase in phrases:
            parse_phrase(phrase)
    return (_AFTER_HEAD if spaced else _AFTER_FIRST).sub("", bare)


def _may_be_cased(phrase: str) -> bool:
    """Whether the case of one of its words may count."""
    return "=" in phrase or (not phrase.islower() and any(map(str.isupper, phrase.split(" "))))


class _Entry(NamedTuple):
    """One phrase under its key: the words that its key covers, those that follow, and what it means."""

    rest: tuple[Word, ...]
    cased: str | None  # the key's own letters where case counts
    open_start: bool
    open_end: bool
    phrase: str
    kind: str
    value: Any


class _Group(NamedTuple):
    """All phrases of one key: those that it covers, or that a gap follows, and the others by their next letter."""

    length: int
    open_start: bool  # whether any of them may begin inside a word
    open_end: bool  # whether any of them may end inside one
    simple: _Entry | None  # the only one, where it needs no look at case or what follows: most groups
    whole: tuple[_Entry, ...]
    longer: Mapping[str, tuple[_Entry, ...]]


class Lexicon:
    """All phrases of one language in one automaton. ``spaced`` is false where phrases stand anywhere.

    The automaton looks for each phrase's words up to its first star (its key), so that common first words
    ("the …", "in …") cost nothing where the rest does not follow. ``letters`` maps code points to the letters
    that they are read as, in phrases and texts alike: traditional characters to simplified ones.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, str, Any]],
        *,
        spaced: bool,
        letters: Mapping[int, int] | None = None,
        closing: Iterable[str] = (),
        joiners: Iterable[str] = (),
    ) -> None:
        self.spaced = spaced
        self._closing = frozenset(closing)
        self._joiners = frozenset(joiners)
        self._letters = dict(letters or {})
        self._listed = list(entries)
        keys = self._keys([entry[0] for entry in self._listed])
        numbers: dict[str, int] = {}  # of phrases with one key, the first
        self._later: defaultdict[int, list[int]] = defaultdict(list)  # the others, of which there are few
        for number, first in enumerate(map(numbers.setdefault, keys, count())):
            if number != first:
                self._later[first].append(number)
        self._groups: list[_Group | None] = [None] * len(keys)  # made when a text first holds the key
        self._automaton: Any = ahocorasick.Automaton()
        add = self._automaton.add_word
        for key, number in numbers.items():
            add(key, number)
        if numbers:
            self._automaton.make_automaton()

    def _scanned(self, text: str) -> str:
        """The text as the automaton sees it."""
        for sign in _SEPARATED:
            text = text.replace(sign, " ")
        return respelled(text, self._letters)

    def _keys(self, phrases: Sequence[str]) -> list[str]:
        """What the automaton looks for, for each phrase.

        A lexicon has thousands of phrases, most of them a plain word. They are made small as one text, and those with
        stars and gaps cut as another, since a call for each would cost more than its work.
        """
        if not phrases:
            return []
        text = f"{_END}{_END.join(phrases).lower()}{_END}".replace(f"*{_END}", _END)
        keys = self._scanned(text)[1:-1].split(_END)
        if len(keys) != len(phrases):
            raise ValueError("a phrase holds U+0000, which parts phrases here")
        several = [number for number, key in enumerate(keys) if not key.isalpha()]
        if self.spaced and not any(pair in text for pair in _EMPTY):
            marked = [n for n in several if "*" in (key := keys[n]) or "=" in key or GAP in key]
        else:  # heads are shorter than what is written, or a phrase is none: _heads tells
            marked = several
        heads = self._scanned(_heads([phrases[number] for number in marked], spaced=self.spaced).lower())
        for number, head in zip(marked, heads[1:-1].split(_END), strict=False):
            keys[number] = head
        for number in several:
            if " " in keys[number] and _may_be_cased(phrases[number]):
                keys[number] = self._entry(phrases[number], "", None)[0]
        return keys

    def _group(self, number: int) -> _Group:
        made = [self._entry(*self._listed[one]) for one in (number, *self._later.get(number, ()))]
        group = self._groups[number] = _grouped(made[0][0], [entry for _, entry in made])
        return group

    def _entry(self, phrase: str, kind: str, value: Any) -> tuple[str, _Entry]:
        words = parse_phrase(phrase)
        covered = 1
        while (
            self.spaced
            and covered < len(words)
            and not words[covered - 1].open_end
            and words[covered].text != GAP
        ):
            covered += 1
        head, rest = words[:covered], words[covered:]
        letters = self._scanned(" ".join(word.text for word in head))
        cased = letters if any(word.cased for word in head) else None
        if cased is not None and not all(word.cased for word in head):
            cased = None  # mixed: the cased words are looked at one by one
            rest, head = words[1:], words[:1]
            letters = self._scanned(head[0].text)
            cased = letters if head[0].cased else None
        rest = tuple(word._replace(text=self._scanned(word.text)) for word in rest)
        return letters.lower(), _Entry(
            rest, cased, head[0].open_start, head[-1].open_end, phrase, kind, value
        )

    def find(self, folded: Folded) -> list[Hit]:
        """Every phrase in the text, in order; one inside a longer one is left out, and the first word of a split one."""
        occurring = self._occurring(folded)
        found = [hit for _, hit in occurring]
        split = {hit[:3] for phrase, hit in occurring if GAP in phrase}
        if split:  # "verloren … ihr Leben" says more than "verloren", "kamen … ums Leben" than "kamen"
            split |= {(start, end, "stage") for start, end, kind in split if kind == "event"}
            found = [hit for phrase, hit in occurring if GAP in phrase or hit[:3] not in split]
        found.sort(key=_by_place)
        return _longest(found, spaced=self.spaced)

    def all(self, folded: Folded) -> list[Hit]:
        """Every phrase in the text, inside longer ones too."""
        return [hit for _, hit in self._occurring(folded)]

    def every(self, folded: Folded) -> set[tuple[str, str]]:
        """Phrase and kind of everything that occurs, inside longer ones too."""
        return {(phrase, hit.kind) for phrase, hit in self._occurring(folded)}

    def _occurring(self, folded: Folded) -> list[tuple[str, Hit]]:
        """Phrase and hit of everything that occurs. The reader's innermost loop: a look-up less is felt."""
        found: list[tuple[str, Hit]] = []
        if not self._listed:
            return found
        scan, plain = self._scanned(folded.lower), self._scanned(folded.cased)
        size, spaced, groups = len(scan), self.spaced, self._groups
        tails: list[tuple[str, Hit]] = []
        stop = start = 0
        runs_on = inner = False
        for last, number in self._automaton.iter(scan):
            length, open_start, open_end, simple, whole, longer = groups[number] or self._group(number)
            end = stop = last + 1
            start = end - length
            if spaced:
                runs_on = end < size and scan[end].isalnum() and scan[last].isalnum()
                if runs_on and not open_end:
                    continue
                inner = start > 0 and _same_word(scan[start - 1], scan[start])
                if inner and not open_start:
                    continue
                if runs_on:
                    stop = _word_end(scan, end)
            if simple is not None and not inner:
                found.append((simple.phrase, Hit(start, stop, simple.kind, simple.value)))
                continue
            clause_end = 0
            for entry in whole:
                if (inner and not entry.open_start) or (runs_on and not entry.open_end):
                    continue
                if entry.cased is not None and not plain.startswith(entry.cased, start):
                    continue
                if entry.rest:
                    clause_end = clause_end or _clause_end(scan, stop)
                    if not self._follows(entry.rest[1:], scan, plain, stop, clause_end):
                        continue
                begin = _word_start(scan, start) if inner else start
                to = tails if inner else found
                to.append((entry.phrase, Hit(begin, stop, entry.kind, entry.value)))
            if longer and not inner:
                found.extend(self._longer(longer, scan, plain, start, stop, runs_on))
        if tails:  # "Bautruppen" is listed itself: what its tail means does not matter
            told = {hit[:3] for _, hit in found}
            found.extend(tail for tail in tails if tail[1][:3] not in told)
        return found

    def _longer(
        self,
        longer: Mapping[str, tuple[_Entry, ...]],
        scan: str,
        plain: str,
        start: int,
        stop: int,
        runs_on: bool,
    ) -> Iterator[tuple[str, Hit]]:
        """The phrases of a group whose further words follow; only those are tried whose next letter stands there."""
        at = self._gap(scan, stop)
        if at < 0:
            return
        for entry in longer.get(scan[at : at + 1], ()):
            if runs_on and not entry.open_end:
                continue
            if entry.cased is not None and not plain.startswith(entry.cased, start):
                continue
            end = self._match(entry.rest, scan, plain, stop)
            if end:
                yield entry.phrase, Hit(start, end, entry.kind, entry.value)

    def _match(self, words: tuple[Word, ...], lower: str, cased: str, at: int) -> int:
        """The end of the words that follow after ``at``, or 0."""
        for number, word in enumerate(words):
            if word.text == GAP:
                return at if self._follows(words[number + 1 :], lower, cased, at) else 0
            at = self._gap(lower, at)
            if at < 0:
                return 0
            at = self._word(word, lower, cased, at)
            if not at:
                return 0
        return at

    def _word(self, word: Word, lower: str, cased: str, at: int) -> int:
        """The end of one word that starts at ``at``, or 0."""
        if not (cased if word.cased else lower).startswith(word.text, at):
            return 0
        at += len(word.text)
        if not self.spaced:
            return at
        if word.open_end:
            return _word_end(lower, at)
        return 0 if at < len(lower) and lower[at].isalnum() and lower[at - 1].isalnum() else at

    def _follows(self, words: tuple[Word, ...], lower: str, cased: str, at: int, clause_end: int = 0) -> bool:
        """Whether the second part of a split phrase stands in the same clause, which ends at ``clause_end``."""
        stop = clause_end or _clause_end(lower, at)
        first = words[0].text.lower()
        place = lower.find(first, at, stop)
        while place >= 0:
            inside = self.spaced and lower[place - 1].isalnum()
            end = 0 if inside else self._word(words[0], lower, cased, place)
            if end and len(words) == 1 and first in self._closing and not self._closes(lower, end):
                end = 0  # "sagte, dass bis zu 3000": no "sagte … zu"
            if end and (len(words) == 1 or self._match(words[1:], lower, cased, end)):
                return True
            place = lower.find(first, place + 1, stop)
        return False

    def _closes(self, lower: str, at: int) -> bool:
        """Whether a clause ends after ``at``: at a mark, at a word that joins, or where the text does."""
        while lower[at : at + 1] == " ":
            at += 1
        end = at
        while end < len(lower) and lower[end].isalnum():
            end += 1
        return end == at or lower[at:end] in self._joiners

    def _gap(self, lower: str, at: int) -> int:
        """Where the next word starts, or -1: up to three separators; none needed in an unspaced script."""
        gap = at
        while gap < len(lower) and gap - at < 3 and lower[gap] == " ":
            gap += 1
        return gap if gap > at or not self.spaced else -1


def _grouped(key: str, entries: Sequence[_Entry]) -> _Group:
    whole: list[_Entry] = []
    longer: dict[str, list[_Entry]] = {}
    for entry in entries:
        if entry.rest and entry.rest[0].text != GAP:
            longer.setdefault(entry.rest[0].text[0].lower(), []).append(entry)
        else:
            whole.append(entry)
    only = entries[0] if len(entries) == 1 and not entries[0].rest and entries[0].cased is None else None
    return _Group(
        len(key),
        any(entry.open_start for entry in (*whole, *chain(*longer.values()))),
        any(entry.open_end for entry in (*whole, *chain(*longer.values()))),
        only,
        tuple(whole),
        {letter: tuple(found) for letter, found in longer.items()},
    )


def _by_place(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _longest(hits: list[Hit], *, spaced: bool) -> list[Hit]:
    """Without every hit that lies inside a longer one; equal spans of different kinds all stay.

    Who is only spoken of ("the Russian army" as a claimant) hides no words: they still tell whose army it is.
    """
    kept: list[Hit] = []
    reach_start = reach_end = named = -1
    longest = ""
    for hit in hits:
        start, end, kind, value = hit
        if end < reach_end or (end == reach_end and start > reach_start):
            if kind == "reported":  # "seien derzeit": a mood is told whatever longer phrase it begins
                kept.append(hit)
            elif (
                kind == "theatre" and longest == "stage" and spaced
            ):  # "w | Rosji jest": a verb's place stays one of the war
                kept.append(hit)
            continue
        if kind == "who" and value[1] == "capital":
            if end > named:
                named = end
                kept.append(hit)
            continue
        if end > reach_end:
            reach_start, reach_end, longest = start, end, kind
        kept.append(hit)
    return kept


def _same_word(before: str, letter: str) -> bool:
    """Whether two neighbours belong to one word; a digit and a letter do not ("25mila", "12k")."""
    return before.isalnum() and letter.isalnum() and before.isdigit() == letter.isdigit()


def _word_start(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isalnum():
        at -= 1
    return at


_CLAUSE_MARK = re.compile(r"[;!?]|\. ")


def _clause_end(text: str, at: int) -> int:
    """Where the clause ends in which a split phrase may go on; the point of "16.000" ends none."""
    mark = _CLAUSE_MARK.search(text, at, at + _FAR)
    return mark.start() + 1 if mark else min(len(text), at + _FAR)


_REST_OF_WORD = re.compile(r"[^\W_]{0,40}")


def _word_end(text: str, at: int) -> int:
    match = _REST_OF_WORD.match(text, at)
    return match.end() if match else at
