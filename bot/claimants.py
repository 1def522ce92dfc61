"""Who says numbers: stable ids, names to show, and the phrases by which newspapers name them. Pure.

The file (``seeds/claimants.toml``) holds ``[[claimant]]`` tables, bodies and media that stand behind a
number, and ``[[relay]]`` tables, persons who only pass one on. Phrases are listed per language: ``aliases``
count wherever they stand near a verb of saying, ``capitals`` (cities and countries) only as speakers.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple, cast

from bot import toml
from bot.errors import ConfigError
from bot.places import SEEDS

KINDS = ("agency", "government", "institute", "medium", "military", "office")


class Word(NamedTuple):
    """One word of a phrase. ``open_ended`` takes any ending; ``text`` is lower case unless case counts."""

    text: str
    open_ended: bool = False
    case_sensitive: bool = False


class Alias(NamedTuple):
    """One phrase of one language and whom it names.

    ``claimant`` is an id, a relay's own where ``role`` is "relay"; other roles: claimant, medium, capital.
    """

    words: tuple[Word, ...]
    claimant: str
    role: str


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who may stand behind a number; or a relay, whose ``kind`` is None, who passes on ``speaks_for``'s."""

    id: str
    names: Mapping[str, str]
    kind: str | None = None
    country: str | None = None
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True)
class Claimants:
    """All who say numbers. ``ids`` are the claimants' in the file's order; relays are no claimants."""

    _known: Mapping[str, Claimant]
    _aliases: Mapping[str, tuple[Alias, ...]] = field(repr=False)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(key for key, one in self._known.items() if one.kind is not None)

    @property
    def relays(self) -> tuple[str, ...]:
        return tuple(key for key, one in self._known.items() if one.kind is None)

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that have phrases, sorted."""
        return tuple(sorted(self._aliases))

    def get(self, id_: str) -> Claimant | None:
        return self._known.get(id_)

    def agency(self, id_: str) -> str | None:
        """The intelligence service of the country that a claimant or relay speaks for, if one is known."""
        one = self._known.get(id_)
        one = self._known.get(one.speaks_for) if one is not None and one.speaks_for else one
        agencies = (
            a for a in self._known.values() if a.kind == "agency" and one and a.country == one.country
        )
        return next((agency.id for agency in agencies), None)

    def officials(self, country: str) -> str | None:
        """The claimant under which a country's officials stand who have no name of their own, if there is one."""
        theirs = (
            one.id for one in self._known.values() if one.country == country and one.kind == "government"
        )
        return next((id_ for id_ in theirs if id_.endswith("officials")), None)

    def aliases(self, lang: str) -> Sequence[Alias]:
        """The phrases of one language, in the file's order; none for a language without any."""
        return self._aliases.get(lang, ())

    def speaks_for(self, relay: str) -> str | None:
        """The claimant whose numbers a relay passes on; None where it has none, or for anyone else."""
        one = self._known.get(relay)
        return one.speaks_for if one else None

    def named(self, id_: str) -> tuple[str, ...]:
        """The id and the names to show, in every language; none for nobody."""
        one = self._known.get(id_)
        return () if one is None else (one.id, *one.names.values())

    def name(self, id_: str, lang: str) -> str:
        """The name to show in a language; the English one where it has none, the id where nobody is known."""
        one = self._known.get(id_)
        return id_ if one is None else one.names.get(lang) or one.names["en"]


# -- phrases -------------------------------------------------------------------------

_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-"})
_STEM = 3  # letters before a star: a shorter stem takes in too much


def parse_phrase(phrase: str) -> tuple[Word, ...]:
    """The words of a phrase; ValueError says in words what is wrong with it.

    ``stem*`` takes any ending; ``ALLCAPS`` (two letters or more) and ``=Word`` match their case.
    """
    words = tuple(map(_word, phrase.split(" ")))
    if not all(words):
        raise ValueError(_wrong_phrase(phrase))
    return cast("tuple[Word, ...]", words)


@lru_cache(maxsize=20_000)  # the same few thousand words stand in all phrases
def _word(part: str) -> Word | None:
    """One word as it is written in a phrase, None where it is none."""
    part = unicodedata.normalize("NFC", part)
    if part.isalpha() and "ʼ" not in part:  # most words: letters only, and no apostrophe that counts as one
        cased = part.isupper() and len(part) > 1
        return Word(part if cased else part.lower(), False, cased)
    part = part.translate(_PLAIN)
    body = part.removeprefix("=")
    stem = body.removesuffix("*")
    is_open = len(stem) < len(body)
    if not stem or "*" in stem or "=" in stem or not (stem[0].isalnum() and stem.isprintable()):
        return None
    if is_open and len(stem) < _STEM:
        return None
    # a script without cases is never upper case
    cased = len(body) < len(part) or (stem.isupper() and sum(map(str.isalpha, stem)) > 1)
    return Word(stem if cased else stem.lower(), is_open, cased)


def _wrong_phrase(phrase: str) -> str:
    if not phrase.strip():
        return "is empty"
    if phrase != " ".join(phrase.split()):
        return "must have single spaces between its words and none around them"
    return f"must be words, each with at most one = before it, and one * after {_STEM} letters or more"


def _same(one: tuple[Word, ...], other: tuple[Word, ...]) -> bool:
    """Whether some text could be named by both phrases, which have equally many words."""
    return all(map(_alike, one, other))


def _covers(one: tuple[Word, ...], other: tuple[Word, ...]) -> bool:
    """Whether all that the other phrase finds is found by this one."""
    return all(
        _alike(a, b)
        and len(a.text) <= len(b.text)
        and a.open_ended >= b.open_ended
        and a.case_sensitive <= b.case_sensitive
        for a, b in zip(one, other, strict=True)
    )


def _alike(one: Word, other: Word) -> bool:
    a, b = one.text, other.text
    if not (one.case_sensitive and other.case_sensitive):
        a, b = a.lower(), b.lower()
    return a == b or (one.open_ended and _ends(a, b)) or (other.open_ended and _ends(b, a))


def _ends(stem: str, word: str) -> bool:
    """Whether a word is the stem with an ending: letters and digits, a star reaches no further."""
    return word.startswith(stem) and word[len(stem) :].isalnum()


def _clashes(aliases: Sequence[Alias]) -> Iterator[tuple[Alias, Alias]]:
    """Pairs of phrases that name two claimants, or of which the first makes the second needless.

    Phrases that can meet begin alike in every word, since a stem has at least ``_STEM`` letters.
    """
    alike: dict[tuple[str, ...], list[tuple[tuple[Word, ...], Alias]]] = {}
    for alias in aliases:
        words = _parted(alias.words)
        alike.setdefault(tuple([word.text[:_STEM].lower() for word in words]), []).append((words, alias))
    for group in alike.values():
        for (one, first), (other, second) in combinations(group, 2):
            if first.claimant != second.claimant:
                if _same(one, other):
                    yield first, second
            elif _covers(one, other):
                yield first, second
            elif _covers(other, one):
                yield second, first


def _parted(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words, those with a hyphen or an apostrophe cut up: to the reader these are like spaces."""
    if not any("-" in word.text or "'" in word.text for word in words):
        return words
    parts: list[Word] = []
    for word in words:
        pieces = [piece for piece in re.split("[-']", word.text) if piece]
        parts += [Word(piece, False, word.case_sensitive) for piece in pieces[:-1]]
        parts.append(Word(pieces[-1], word.open_ended, word.case_sensitive))
    return tuple(parts)


# -- the file ------------------------------------------------------------------------

_TABLES: Mapping[str, Mapping[str, type]] = {
    "claimant": {"id": str, "kind": str, "country": str, "name": dict, "aliases": dict, "capitals": dict},
    "relay": {"id": str, "speaks_for": str, "name": dict, "aliases": dict},
}
_NEEDED = {"claimant": ("id", "kind", "name"), "relay": ("id", "name", "aliases")}
_ADVICE = "Mend these and try again; docs/languages.md shows how phrases are written"


@lru_cache(maxsize=2)
def shipped(*, clashes: bool = False) -> Claimants:
    """The claimants that come with Muster (``seeds/claimants.toml``), parsed once a process; as ``load``."""
    path = SEEDS / "claimants.toml"
    return load(path.read_text(encoding="utf-8"), path.name, clashes=clashes)


def load(text: str, source: str, *, clashes: bool = True) -> Claimants:
    """The claimants of a file (TOML). ``source`` names it in errors.

    Without ``clashes`` the phrases are not held against each other, which takes most of the time: the reader
    loads so; the tests, ``muster doctor`` and ``muster languages check`` look at everything.

    Raises ConfigError that lists every mistake with its line and claimant: unknown or missing keys, an id
    used twice, a phrase that is none, and a phrase of one language that names two claimants or stands twice.
    """
    try:
        data = toml.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(source, f"is no valid TOML: {error}", "Mend the line named") from None
    reading = _Reading(text)
    problems = [
        f"unknown table {key!r}: only [[claimant]] and [[relay]]" for key in data if key not in _TABLES
    ]
    for table in _TABLES:
        rows = data.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            problems.append(f"{table} must be tables: [[{table}]]")
            continue
        for number, row in enumerate(rows):
            reading.take(table, number, row)
    problems += reading.finish(clashes=clashes)
    if not problems and not any(one.kind for one in reading.known.values()):
        problems.append("holds no claimant: write [[claimant]] tables with id, kind and name")
    if problems:
        raise ConfigError(source, "; ".join(problems), _ADVICE)
    return Claimants(reading.known, {lang: tuple(found) for lang, found in reading.aliases.items()})


class _Reading:
    """A file being read: what is known so far, and every mistake met."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.known: dict[str, Claimant] = {}
        self.aliases: dict[str, list[Alias]] = {}
        self.problems: list[str] = []

    def take(self, table: str, number: int, row: Mapping[str, Any]) -> None:
        """Read one table: the claimant, then its phrases."""
        found = list(_mistakes(table, row))
        id_ = row.get("id")
        if not found and id_ in self.known:
            found.append("the id is used twice; every claimant and relay needs its own")
        if found:
            who = f" ({id_})" if isinstance(id_, str) else ""
            self.problems += [f"{self._line(table, number)}{who}: {mistake}" for mistake in found]
            return
        one = Claimant(row["id"], row["name"], row.get("kind"), row.get("country"), row.get("speaks_for"))
        self.known[one.id] = one
        role = "relay" if table == "relay" else "medium" if one.kind == "medium" else "claimant"
        for key, as_role in (("aliases", role), ("capitals", "capital")):
            for lang, phrases in row.get(key, {}).items():
                self._phrases(one.id, as_role, lang, phrases)

    def _phrases(self, id_: str, role: str, lang: str, phrases: Sequence[str]) -> None:
        row = self.aliases.setdefault(lang, [])
        for phrase in phrases:
            try:
                row.append(Alias(parse_phrase(phrase), id_, role))
            except ValueError as error:
                self.problems.append(f"{self._where(phrase)} ({id_}): the {lang} phrase {phrase!r} {error}")

    def finish(self, *, clashes: bool) -> list[str]:
        """Every mistake, those between tables included."""
        for one in self.known.values():
            target = self.known.get(one.speaks_for) if one.speaks_for else None
            if one.speaks_for and (target is None or target.kind is None):
                self.problems.append(
                    f"({one.id}): speaks_for {one.speaks_for!r} names no claimant of this file"
                )
        for lang, aliases in self.aliases.items() if clashes else ():
            for one_alias, other in _clashes(aliases):
                self.problems.append(self._clash(lang, one_alias, other))
        return self.problems

    def _clash(self, lang: str, one: Alias, other: Alias) -> str:
        phrase, again = written(one.words), written(other.words)
        if one.claimant == other.claimant:
            where = f"{self._where(again)} ({one.claimant})"
            return f"{where}: the {lang} phrase {again!r} is found by {phrase!r} already; take it out"
        return (
            f"{self._where(phrase)}: the {lang} phrases {phrase!r} ({one.claimant}) and {again!r}"
            f" ({other.claimant}) can name the same words; make one longer or take it out"
        )

    def _line(self, table: str, number: int) -> str:
        """The line on which the table of this number starts."""
        header = re.compile(rf"\s*\[\[\s*{table}\s*]]")
        lines = [place for place, line in enumerate(self.lines, 1) if header.match(line)]
        return f"line {lines[number]}" if number < len(lines) else f"{table} {number + 1}"

    def _where(self, phrase: str) -> str:
        """The last line on which a phrase stands, in any case; only wanted when something is wrong."""
        for place in range(len(self.lines), 0, -1):
            if f'"{phrase.lower()}"' in self.lines[place - 1].lower().replace("=", ""):
                return f"line {place}"
        return "somewhere"


def written(words: Sequence[Word]) -> str:
    """A phrase's words as one text, without the marks of case."""
    return " ".join(word.text + "*" * word.open_ended for word in words)


def _mistakes(table: str, row: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with one table by itself."""
    known = _TABLES[table]
    for key, value in row.items():
        if key not in known:
            near = get_close_matches(key, known, n=1)
            yield f"unknown key {key!r}, " + (
                f"perhaps {near[0]!r}" if near else f"known: {', '.join(known)}"
            )
        elif type(value) is not known[key]:
            wanted = "a text in quotes" if known[key] is str else "a table with a key per language"
            yield f"{key} must be {wanted}, not {value!r}"
        elif known[key] is dict:
            yield from _wrong_table(key, value)
    yield from (f"{key} is missing" for key in _NEEDED[table] if key not in row)
    id_, kind, country = row.get("id"), row.get("kind"), row.get("country")
    if isinstance(id_, str) and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_):
        yield f"id {id_!r} must be lower case letters and digits with hyphens, such as uk-mod"
    if table == "claimant" and isinstance(kind, str) and kind not in KINDS:
        yield f"kind {kind!r} must be one of {', '.join(KINDS)}"
    if isinstance(country, str) and not re.fullmatch(r"[A-Z]{2}", country):
        yield f"country {country!r} must be two capital letters, such as KR"
    if isinstance(row.get("name"), dict) and "en" not in row["name"]:
        yield "name needs at least en"


def _wrong_table(key: str, table: Any) -> Iterator[str]:
    """What is wrong with a table of names or of phrases per language."""
    for lang, value in table.items():
        if not re.fullmatch(r"[a-z]{2,3}", lang):
            yield f"{key}.{lang}: the key must be a language's code such as de, en, ko"
        if key == "name":
            if not isinstance(value, str) or not value.strip():
                yield f"name.{lang} must be a text in quotes, not {value!r}"
        elif not isinstance(value, list) or not all(isinstance(phrase, str) for phrase in value):
            yield f"{key}.{lang} must be a list of texts in quotes, not {value!r}"
