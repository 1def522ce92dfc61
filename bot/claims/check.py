"""A language file put to the test: its keys, its phrases, and its own examples.

``python -m bot.claims.check [CODE ...]`` or ``muster languages check`` prints every mistake with file, line
and key. A mistake is an unknown key, a value of a wrong kind (``check_values``), a section that is not read,
a phrase that is none, a phrase that no example tries, an example read otherwise than it says, a non-example
with claims or that only lists words, a known miss that is read rightly (it belongs to the examples then), a
language in which no claimant has a name. What is wrong in form is told first, since nothing else can be tried.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from bot import claimants
from bot.claims import keys
from bot.claims import language as languages
from bot.claims.check_lines import Lines
from bot.claims.check_lines import Path as Place
from bot.claims.check_values import Found, dotted, meant, nameless, wrong_values
from bot.claims.language import KEYED, LISTS, TABLES, Language, table_of
from bot.claims.lexicon import parse_phrase
from bot.claims.reading import language as loaded
from bot.claims.reading import read
from bot.claims.text import fold
from bot.errors import ConfigError
from bot.model import Article, Claim, Measure, Qualifier, Stage

_LISTS_OF_TABLES = frozenset(("examples", "nonexamples", "misses"))
_DATE = "2025-06-26"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake of a language file: the file's name, the line (from 1), the key, what is wrong."""

    file: str
    line: int
    key: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.problem}"


def check(code: str, folder: Path = languages.FOLDER) -> list[Mistake]:
    """Every mistake of one language file, in the order of its lines."""
    path = folder / f"{code}.toml"
    try:
        source = path.read_text(encoding="utf-8")
        data = tomllib.loads(source)
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return [Mistake(path.name, line, "TOML", "holds bytes that are no UTF-8: save the file as UTF-8")]
    except tomllib.TOMLDecodeError as error:
        return [_no_toml(path.name, Lines(source), str(error))]
    lines = Lines(source)
    found = [*_keys(data), *wrong_values(data, code), *_behind_examples(lines)] or [*_phrases(data)]
    if not found:
        found = [*_examples(data, code), *_untried(data, loaded(code)), *nameless(code)]
    mistakes = [
        Mistake(path.name, lines.of(one.path, one.word), dotted(one.path), one.problem) for one in found
    ]
    return sorted(mistakes, key=lambda mistake: mistake.line)


def _no_toml(name: str, lines: Lines, error: str) -> Mistake:
    """What TOML refuses; a section that stands twice is told of with both its places."""
    if "twice" in error and (twice := lines.repeated()):
        path, first, second = twice
        problem = f"[{dotted(path)}] stands on line {first} already: put both together, before the examples"
        return Mistake(name, second, dotted(path), problem)
    line = re.search(r"line (\d+)", error)
    error = error.replace(
        "Cannot overwrite a value", "The key stands twice in its section: put both together"
    )
    return Mistake(name, int(line.group(1)) if line else lines.end, "TOML", error)


def _behind_examples(lines: Lines) -> Iterator[Found]:
    """Sections behind the first ``[[…]]``, which the reader never reads."""
    behind = False
    for path, _ in lines.headers:
        behind = behind or isinstance(path[-1], int)
        if behind and not isinstance(path[-1], int) and path[0] not in _LISTS_OF_TABLES:
            yield Found(path, "stands behind the examples, where it is not read: move it before them")


def _keys(data: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[Found]:
    """Sections and keys that the reader does not know."""
    known = _known(".".join(path))
    for key, value in data.items():
        here = (*path, key)
        if not path and key in _LISTS_OF_TABLES:
            continue
        if _is_section(".".join(here)):
            if isinstance(value, Mapping):
                yield from _keys(value, here)
            else:
                yield Found(here, f"must be a section: a line [{dotted(here)}], and its keys below")
        elif key not in known and "*" not in known:
            hint = meant(key, known, homes=True)
            yield Found(here, f"is not known here; {hint}docs/languages.md shows what a file may hold")


def _sections() -> set[str]:
    return {*keys.meanings(), *keys.values()}


def _is_section(name: str) -> bool:
    return any(section == name or section.startswith(f"{name}.") for section in _sections())


def _known(section: str) -> set[str]:
    """The keys of a section and the sections inside it; a star where each language has its own."""
    inside = f"{section}." if section else ""
    known = {one.removeprefix(inside).split(".")[0] for one in _sections() if one.startswith(inside)}
    known |= set(keys.meanings().get(section, ()))
    if section in KEYED:
        known |= set(map(str, KEYED[section][1])) or {"*"}
    return known


def _listed(data: Mapping[str, Any]) -> Iterator[tuple[Place, str, str]]:
    """Every phrase as it stands in the file: its path, itself, and the kind of hit that it makes."""
    for section, held in LISTS.items():
        for key, kind in held.items():
            for phrase in table_of(data, section).get(key, ()):
                yield (*section.split("."), key), phrase, kind
    for section, held in TABLES.items():
        for key, kind in held.items():
            for phrase in table_of(data, section).get(key, ()):
                yield (*section.split("."), key, phrase), phrase, kind
    for section, (kind, _) in KEYED.items():
        for key, listed in table_of(data, section).items():
            yield from (((*section.split("."), key), phrase, kind) for phrase in listed)


def _phrases(data: Mapping[str, Any]) -> Iterator[Found]:
    """Phrases that cannot be found, and phrases that one list holds twice."""
    seen: set[tuple[Place, str]] = set()
    for path, phrase, _ in _listed(data):
        try:
            parse_phrase(phrase)
        except ValueError as error:
            yield Found(path, str(error), phrase)
        if "\0" in phrase:
            yield Found(path, "holds U+0000, which no text has: take it out")
        if (path, phrase) in seen:
            yield Found(path, f"“{phrase}” stands twice", phrase)
        seen.add((path, phrase))


# ── examples ─────────────────────────────────────────────────────────────────────────────────────────────

_CLAIM = re.compile(
    r"(?P<measure>[a-z]+)(?:·(?P<stage>[a-z]+))?\s+"
    r"(?:(?P<share>\d+)%|(?P<low>\d*)(?P<dash>–?)(?P<high>\d*))(?P<rest>(?:\s+\S+)*)$"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """A claim as an example notes it; what is None or left out is not compared."""

    measure: Measure
    planned: bool
    low: int | None
    high: int | None
    share: float | None
    qualifier: Qualifier | None = None
    increment: bool = False
    denied: bool = False
    claimant: str | None = None
    stage: Stage | None = None

    def fits(self, claim: Claim) -> bool:
        """Whether a claim is the one noted."""
        share = None if claim.share is None else round(claim.share, 2)
        return (
            (self.measure, self.planned, self.low, self.high, self.share)
            == (claim.measure, claim.stage is Stage.PLANNED, claim.low, claim.high, share)
            and self.qualifier in (None, claim.qualifier)
            and self.claimant in (None, claim.claimant)
            and self.stage in (None, claim.stage)
            and self.denied == claim.denied
            and (self.increment == claim.increment or self.planned)
        )


def expected(note: str) -> Expected:
    """Read a note: "troops·planned 25000–30000 +", "killed 600 about @nis", "casualties 33% more_than"."""
    match = _CLAIM.fullmatch(note.strip())
    if match is None:
        raise ValueError(f"“{note}” is no claim: series, then 4000, 25000–30000, –12000, 10000– or 33%")
    low = int(match["low"]) if match["low"] else None
    high = int(match["high"]) if match["high"] else (None if match["dash"] else low)
    told, _, claimant = match["rest"].partition("@")  # a name as written may hold spaces, so it stands last
    rest = [*told.split(), *(word for word in claimant.split() if word in ("+", "not"))]
    words = [word for word in rest if word not in ("+", "not")]
    if len(words) > 1:
        raise ValueError(f"“{note}” has more than one word of how sure it is: {', '.join(words)}")
    return Expected(
        measure=_one_of(Measure, match["measure"], note),
        planned=match["stage"] == "planned",
        low=low,
        high=high,
        share=round(int(match["share"]) / 100, 2) if match["share"] else None,
        qualifier=_one_of(Qualifier, words[0], note) if words else None,
        increment="+" in rest,
        denied="not" in rest,
        claimant=" ".join(word for word in claimant.split() if word not in ("+", "not")) or None,
        stage=_one_of(Stage, match["stage"], note) if match["stage"] else None,
    )


_Known = TypeVar("_Known", bound=StrEnum)


def _one_of(known: type[_Known], word: str, note: str) -> _Known:
    """The word as one of those known; ValueError names the nearest of them, or all."""
    if word not in known.__members__.values():
        what = {"Measure": "series", "Qualifier": "word of how sure it is"}.get(known.__name__, "stage")
        hint = meant(word, map(str, known)).strip("; ")
        raise ValueError(f"“{note}” is no claim: “{word}” is no {what}; {hint}")
    return known(word)


def _examples(data: Mapping[str, Any], code: str) -> Iterator[Found]:
    for number, row in enumerate(data.get("examples", ())):
        problem = _differs(row, code)
        if problem:
            yield Found(("examples", number, "text"), problem)
    for number, row in enumerate(data.get("nonexamples", ())):
        found = _read(row, code)
        if found:
            yield Found(("nonexamples", number, "text"), f"is read as {_told(found)}")
        if _is_word_list(row["text"]):
            problem = "is a list of words, which tries none of them: write sentences"
            yield Found(("nonexamples", number, "text"), problem)
    for number, row in enumerate(data.get("misses", ())):
        if not _differs(row, code):
            yield Found(("misses", number, "text"), "is read rightly now: move it to the examples")


def _is_word_list(text: str) -> bool:
    """Whether a text is words side by side, parted by semicolons or each in quotation marks, and no sentences."""
    parts = _PARTED.split(text)
    short = sum(len(part.split()) <= _FEW_WORDS for part in parts)
    return len(parts) >= _LISTED and short >= _MOSTLY * len(parts)


_PARTED = re.compile('[;；]|[»”"], ?[«“„"]')
_FEW_WORDS, _LISTED, _MOSTLY = 4, 8, 0.7  # a list has eight parts and more, most of them of up to four words


def _differs(row: Mapping[str, Any], code: str) -> str:
    """How the reading of an example differs from its note; empty where it does not."""
    try:
        wanted = [expected(note) for note in row["claims"]]
    except ValueError as error:
        return str(error)
    left = list(_read(row, code))
    missing = []
    for note, want in zip(row["claims"], wanted, strict=True):
        hit = next((claim for claim in left if want.fits(claim)), None)
        if hit is None:
            missing.append(note)
        else:
            left.remove(hit)
    parts = [f"misses {', '.join(missing)}"] if missing else []
    return "; ".join(parts + ([f"invents {_told(left)}"] if left else []))


def _read(row: Mapping[str, Any], code: str) -> tuple[Claim, ...]:
    published = datetime.fromisoformat(row.get("date", _DATE)).replace(tzinfo=UTC)
    return read(Article("example", code, "example", row.get("title", ""), row["text"], published))


def _told(claims: Iterable[Claim]) -> str:
    return ", ".join(map(note_of, claims))


def note_of(claim: Claim) -> str:
    """A claim as an example notes it: what ``expected`` reads."""
    low, high = claim.low or "", claim.high or ""
    number = str(low) if low == high else f"{low}–{high}"
    parts = [
        str(claim.measure) if claim.stage is None else f"{claim.measure}·{claim.stage}",
        number if claim.share is None else f"{claim.share:.0%}",
        "" if claim.qualifier is Qualifier.EXACT else str(claim.qualifier),
        "+" if claim.increment else "",
        "not" if claim.denied else "",
        f"@{claim.claimant}" if claim.claimant else "",
    ]
    return " ".join(part for part in parts if part)


def _untried(data: Mapping[str, Any], language: Language) -> Iterator[Found]:
    """Phrases that stand in no example: a word that nothing tries may be wrong for years."""
    rows = [row for name in _LISTS_OF_TABLES for row in data.get(name, ())]
    tried = language.lexicon.every(fold("\n".join(f"{row.get('title', '')}\n{row['text']}" for row in rows)))
    for path, phrase, kind in _listed(data):
        if (phrase, kind) not in tried:
            yield Found(path, f"“{phrase}” stands in no example", phrase)


def mistakes_of_claimants() -> list[str]:
    """What is wrong with the claimants' names, phrases that two of them share among it; one text, or none."""
    try:
        claimants.shipped(clashes=True)
    except ConfigError as error:
        return [str(error)]
    return []


def main(codes: Iterable[str]) -> int:
    """Print the mistakes of the named languages (all without names); 1 where there are any."""
    wrong = 0
    for problem in mistakes_of_claimants():
        wrong += 1
        print(problem)  # noqa: T201
    for code in codes or languages.codes():
        for mistake in check(code):
            wrong += 1
            print(mistake)  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
