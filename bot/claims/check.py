"""A language file put to the test: its keys, its phrases, and its own examples.

``python -m bot.claims.check [CODE ...]`` or ``muster languages check`` prints every mistake with file, line
and key. A mistake is an unknown key, a phrase that is none, a phrase that no example tries, an example read
otherwise than it says, a non-example with claims or that only lists words, a known miss that is read rightly
(it belongs to the examples then).
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bot import claimants
from bot.claims import keys
from bot.claims import language as languages
from bot.claims.check_values import wrong_values
from bot.claims.language import KEYED, LISTS, TABLES, Language, phrases
from bot.claims.lexicon import parse_phrase
from bot.claims.reading import language as loaded
from bot.claims.reading import read
from bot.claims.text import fold
from bot.errors import ConfigError
from bot.model import Article, Claim, Measure, Qualifier, Stage

_Found = Iterator[tuple[str, str, str]]
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
    source = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        return [Mistake(path.name, int(line.group(1)) if line else 1, "TOML", str(error))]
    found = [*_keys(data), *wrong_values(data, code), *_behind_examples(source)] or [*_phrases(data)]
    if not found:
        found = [*_examples(data, code), *_untried(data, loaded(code))]
    mistakes = [Mistake(path.name, _line(source, key, word), key, problem) for key, word, problem in found]
    return sorted(mistakes, key=lambda mistake: mistake.line)


def _line(source: str, key: str, word: str) -> int:
    """The line on which a word of a key stands, else the key's, else the first."""
    lines = source.splitlines()
    section = f"[{key}]" if f"[{key}]" in lines else f"[{key.rpartition('.')[0]}]"
    start = lines.index(section) if section in lines else 0
    last = key.rsplit(".", 1)[-1]
    for number, line in enumerate(lines[start:], start + 1):
        if word == last and line.partition(" =")[0].strip('"') == word:
            return number
    for needle in (f'"{word}"', word, last):
        for number, line in enumerate(lines[start:], start + 1):
            if needle and needle in line:
                return number
    return start + 1


def _behind_examples(source: str) -> _Found:
    """Sections behind the first ``[[…]]``, which the reader never reads."""
    for section in _SECTION.findall(source.partition("\n[[")[2]):
        yield section, f"[{section}]", "stands behind the examples, where it is not read: move it before them"


_SECTION = re.compile(r"^\[([^\[\]]+)\]", re.MULTILINE)


def _keys(data: Mapping[str, Any], prefix: str = "") -> _Found:
    """Sections and keys that the reader does not know."""
    for key, value in data.items():
        name = f"{prefix}{key}"
        if not prefix and key in _LISTS_OF_TABLES:
            continue
        known = _known(prefix.rstrip("."))
        if isinstance(value, Mapping) and _is_section(name):
            yield from _keys(value, f"{name}.")
        elif key not in known and known != {"*"}:
            near = get_close_matches(key, known, n=3, cutoff=0.5)
            meant = f"did you mean {' or '.join(near)}? " if near else ""
            yield name, key, f"is not known here; {meant}docs/languages.md shows what a file may hold"


def _is_section(name: str) -> bool:
    every = {*keys.meanings(), *keys.values()}
    return any(section == name or section.startswith(f"{name}.") for section in every)


def _known(section: str) -> set[str]:
    known = set(keys.meanings().get(section, ()))
    if section in KEYED:
        values = KEYED[section][1]
        known |= set(map(str, values)) if values else {"*"}
    return {"*"} if "*" in known else known


def _phrases(data: Mapping[str, Any]) -> _Found:
    """Phrases that cannot be found, and phrases that one list holds twice."""
    seen: set[tuple[str, str, str]] = set()
    for phrase, kind, value in phrases(data):
        try:
            parse_phrase(phrase)
        except ValueError as error:
            yield _place(kind, value), phrase, str(error)
        told = (phrase, kind, str(value))
        if told in seen and kind != "number":
            yield _place(kind, value), phrase, f"“{phrase}” stands twice"
        seen.add(told)


def _place(kind: str, value: Any) -> str:
    """Section and key of a phrase by its kind of hit: "topic.event.killed", "numbers.number"."""
    for section, (keyed, _) in KEYED.items():
        if keyed == kind:
            return f"{section}.{value}"
    for section, held in LISTS.items():
        key = next((key for key, made in held.items() if made == kind and value in (key, made)), None)
        if key:
            return f"{section}.{key}"
    return next(
        (
            f"{section}.{key}"
            for section, held in TABLES.items()
            for key, made in held.items()
            if made == kind
        ),
        kind,
    )


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
    return Expected(
        measure=Measure(match["measure"]),
        planned=match["stage"] == "planned",
        low=low,
        high=high,
        share=round(int(match["share"]) / 100, 2) if match["share"] else None,
        qualifier=Qualifier(words[0]) if words else None,
        increment="+" in rest,
        denied="not" in rest,
        claimant=" ".join(word for word in claimant.split() if word not in ("+", "not")) or None,
        stage=Stage(match["stage"]) if match["stage"] else None,
    )


def _examples(data: Mapping[str, Any], code: str) -> _Found:
    for row in data.get("examples", ()):
        problem = _differs(row, code)
        if problem:
            yield "examples", row["text"][:40], problem
    for row in data.get("nonexamples", ()):
        found = _read(row, code)
        if found:
            yield "nonexamples", row["text"][:40], f"is read as {_told(found)}"
        if _is_word_list(row["text"]):
            yield (
                "nonexamples",
                row["text"][:40],
                "is a list of words, which tries none of them: write sentences",
            )
    for row in data.get("misses", ()):
        if not _differs(row, code):
            yield "misses", row["text"][:40], "is read rightly now: move it to the examples"


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
    return ", ".join(
        f"{c.series} {c.low or ''}–{c.high or ''} {c.qualifier}{'' if c.share is None else f' {c.share:.0%}'} @{c.claimant}"
        for c in claims
    )


def _untried(data: Mapping[str, Any], language: Language) -> _Found:
    """Phrases that stand in no example: a word that nothing tries may be wrong for years."""
    rows = [row for name in _LISTS_OF_TABLES for row in data.get(name, ())]
    tried = language.lexicon.every(fold("\n".join(f"{row.get('title', '')}\n{row['text']}" for row in rows)))
    plain = {
        **data,
        "numbers": {key: value for key, value in data.get("numbers", {}).items() if key != "compound"},
    }
    for phrase, kind, value in phrases(plain):
        if (phrase, kind) not in tried:
            yield _place(kind, value), phrase, f"“{phrase}” stands in no example"


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
