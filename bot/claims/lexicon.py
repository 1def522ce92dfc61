"""Phrases of a language, found in one pass over a text.

A phrase is words separated by single spaces. ``stem*`` matches the stem with any ending, ``*tail`` any
beginning, ``ALLCAPS`` and ``=Word`` match their case, everything else matches any case. ``wies … zurück``
is found where the second part follows in the same clause; its span is the first part's. In a script
without spaces (and in Korean, whose particles cling to words) a phrase matches wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import ahocorasick

from bot.claims.text import Folded


class Hit(NamedTuple):
    """A phrase found: its span in the folded text, what kind of word it is, and the kind's value."""

    start: int
    end: int
    kind: str
    value: Any


GAP = "…"
_FAR = 110  # letters between the parts of a split phrase


@dataclass(frozen=True, slots=True)
class Word:
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


class Lexicon:
    """All phrases of one language in one automaton. ``spaced`` is false where phrases stand anywhere."""

    def __init__(self, entries: Iterable[tuple[str, str, Any]], *, spaced: bool) -> None:
        self.spaced = spaced
        by_key: dict[str, list[tuple[tuple[Word, ...], str, str, Any]]] = {}
        for phrase, kind, value in entries:
            words = parse_phrase(phrase)
            by_key.setdefault(words[0].text.lower(), []).append((words, phrase, kind, value))
        self._automaton: Any = ahocorasick.Automaton()
        for key, phrases in by_key.items():
            self._automaton.add_word(key, (len(key), tuple(phrases)))
        self._empty = not by_key
        if by_key:
            self._automaton.make_automaton()

    def find(self, folded: Folded) -> list[Hit]:
        """Every phrase in the text, in order; one that lies inside a longer one is left out."""
        if self._empty:
            return []
        return list(_longest(sorted(self._matches(folded), key=_by_place)))

    def every(self, folded: Folded) -> set[tuple[str, str]]:
        """Phrase and kind of everything that occurs, inside longer ones too."""
        return {(phrase, kind) for phrase, kind, _ in self._occurring(folded)}

    def _matches(self, folded: Folded) -> Iterator[Hit]:
        return (hit for _, _, hit in self._occurring(folded))

    def _occurring(self, folded: Folded) -> Iterator[tuple[str, str, Hit]]:
        lower, cased = folded.lower, folded.cased
        for last, (length, phrases) in self._automaton.iter(lower):
            start = last - length + 1
            inner = self.spaced and start > 0 and _same_word(lower[start - 1], lower[start])
            for words, phrase, kind, value in phrases:
                if inner and not words[0].open_start:
                    continue
                end = self._match(words, lower, cased, start)
                if end:
                    begin = _word_start(lower, start) if inner else start
                    yield phrase, kind, Hit(begin, end, kind, value)

    def _match(self, words: tuple[Word, ...], lower: str, cased: str, at: int) -> int:
        """The end of the phrase that starts at ``at``, or 0."""
        for number, word in enumerate(words):
            if word.text == GAP:
                return at if self._follows(words[number + 1 :], lower, cased, at) else 0
            if number:
                at = self._gap(lower, at)
                if at < 0:
                    return 0
            source = cased if word.cased else lower
            if not source.startswith(word.text, at):
                return 0
            at += len(word.text)
            if not self.spaced:
                continue
            if word.open_end:
                at = _word_end(lower, at)
            elif at < len(lower) and _letter(lower[at]) and _letter(lower[at - 1]):
                return 0
        return at

    def _follows(self, words: tuple[Word, ...], lower: str, cased: str, at: int) -> bool:
        """Whether the second part of a split phrase stands in the same clause."""
        stop = min(len(lower), at + _FAR)
        place = lower.find(words[0].text.lower(), at, stop)
        while place >= 0:
            if any(mark in lower[at:place] for mark in ".;!?\n"):
                return False
            if not (self.spaced and _letter(lower[place - 1])) and self._match(words, lower, cased, place):
                return True
            place = lower.find(words[0].text.lower(), place + 1, stop)
        return False

    def _gap(self, lower: str, at: int) -> int:
        """Where the next word starts, or -1: a space, a hyphen or a quote between words; none needed unspaced."""
        gap = at
        while gap < len(lower) and gap - at < 3 and lower[gap] in " -'\"\n":
            gap += 1
        return gap if gap > at or not self.spaced else -1


def _by_place(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    """Drop every hit that lies inside a longer one; equal spans of different kinds all stay."""
    reach_start = reach_end = -1
    for hit in hits:
        if hit.end < reach_end or (hit.end == reach_end and hit.start > reach_start):
            continue
        if hit.end > reach_end:
            reach_start, reach_end = hit.start, hit.end
        yield hit


def _letter(char: str) -> bool:
    return char.isalnum()


def _same_word(before: str, letter: str) -> bool:
    """Whether two neighbours belong to one word; a digit and a letter do not ("25mila", "12k")."""
    return before.isalnum() and letter.isalnum() and before.isdigit() == letter.isdigit()


def _word_start(text: str, at: int) -> int:
    while at > 0 and _letter(text[at - 1]):
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    end = at
    while end < len(text) and end - at < 40 and _letter(text[end]):
        end += 1
    return end
