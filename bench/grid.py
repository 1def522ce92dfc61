"""How well the reader follows the syntax of a language: sentences composed of fragments, all of them ordinary.

    python -m bench.grid [CODE ...] [--every N] [--failures N]

A file of ``tests/grid`` holds subjects ("2,000 soldiers who were sent to Russia"), predicates ("have been killed"),
adverbials and attributions of one language; every combination is a correct text whose claims are known. Files named
``-who`` have few of the first three and many attributions, of one to three sentences. Blind passages tell how well
news is read, with everything in one number; here one sees *which* structure is misread, since all of its texts are. A
text is right when measure, planned or not, bounds, share, claimant and, where the note names it, the stage are right,
and nothing else is read.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

from bot.claims.check import Expected, expected
from bot.claims.reading import read
from bot.model import Article, Claim, Stage

GRID = Path(__file__).parent.parent / "tests" / "grid"
_UNSPACED = ("ja", "zh")
_PUBLISHED = datetime(2025, 6, 26, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Composed:
    """A sentence of the grid, what should be read from it, and the fragments it is made of."""

    lang: str
    text: str
    claims: tuple[str, ...]
    subject: str
    predicate: str
    told: str


def paths(codes: list[str]) -> list[Path]:
    """The files of the languages named, all without names."""
    return [path for path in sorted(GRID.glob("*.toml")) if not codes or path.name[:2] in codes]


def compose(path: Path, every: int = 1) -> Iterator[Composed]:
    """Every ``every``-th sentence of a file, in its order."""
    grid = tomllib.loads(path.read_text(encoding="utf-8"))
    lang, values = path.name[:2], grid["values"]
    rows = product(grid["subjects"], grid["predicates"], grid["adverbials"], grid["attributions"])
    kept = (
        row
        for row in rows
        if row[0].get("base", "troops") in row[1].get("only", (row[0].get("base", "troops"),))
    )
    for place, (subject, predicate, adverbial, told) in enumerate(kept, 1):
        if place % every:
            continue
        words, value = values[place % len(values)]
        counted = subject["text"].replace("{N}", words)
        forms = {key: predicate.get(key, predicate["main"]) for key in ("main", "inverted", "sub")}
        text = told["text"]
        if any(f"{{{key}}}" in text and not form for key, form in forms.items()):
            continue
        for key, form in forms.items():
            text = text.replace(f"{{{key}}}", form.replace("{S}", counted).replace("{A}", adverbial))
        lead = subject.get("lead", "") + (" " if subject.get("lead") and lang not in _UNSPACED else "")
        claims = tuple(_claims(subject, predicate, value, told.get("who", "")))
        yield Composed(
            lang, lead + _tidy(text, lang), claims, subject["text"], predicate["main"], told["text"]
        )


def _claims(subject: Mapping[str, Any], predicate: Mapping[str, Any], value: str, who: str) -> Iterator[str]:
    measure = predicate["claim"]
    measure = subject.get("base", "troops") + measure if measure.startswith("·") else measure
    for note in (f"{measure} {value}", *subject.get("extra", ()), *predicate.get("extra", ())):
        yield f"{note} @{who}" if who else note


def _tidy(text: str, lang: str) -> str:
    """A sentence without the gaps that empty fragments leave, its first letter a capital."""
    text = text if lang in _UNSPACED else re.sub(" +", " ", text)
    text = re.sub(r" ([,.;:?!])", r"\1", text)
    for double, single in ((",,", ","), (",.", "."), ("，，", "，"), ("，。", "。")):
        text = text.replace(double, single)
    text = text.strip()
    return text[:1].upper() + text[1:]


def is_right(row: Composed) -> bool:
    """Whether the claims of a sentence are read, all of them and no others."""
    left = list(read(Article("grid", row.lang, "grid", "", row.text, _PUBLISHED)))
    for note in row.claims:
        wanted = expected(note)
        hit = next((claim for claim in left if _fits(wanted, claim)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def _fits(wanted: Expected, claim: Claim) -> bool:
    share = None if claim.share is None else round(claim.share, 2)
    series = (claim.measure, claim.stage is Stage.PLANNED, claim.low, claim.high, share)
    told = (wanted.measure, wanted.planned, wanted.low, wanted.high, wanted.share)
    return series == told and wanted.claimant == claim.claimant and wanted.stage in (None, claim.stage)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("codes", nargs="*")
    parser.add_argument("--every", type=int, default=1, help="only every N-th sentence")
    parser.add_argument(
        "--failures",
        type=int,
        default=0,
        help="show the N worst pairs of subject and predicate, and attributions",
    )
    options = parser.parse_args()
    print("| grid | sentences | right | rate |\n| --- | --- | --- | --- |")
    wrong: Counter[tuple[str, str]] = Counter()
    told: Counter[str] = Counter()
    for path in paths(options.codes):
        rows = list(compose(path, options.every))
        failed = [row for row in rows if not is_right(row)]
        wrong.update((row.subject, row.predicate) for row in failed)
        told.update(row.told for row in failed)
        right = len(rows) - len(failed)
        print(f"| {path.stem} | {len(rows)} | {right} | {right / len(rows):.3f} |")
    for (subject, predicate), count in wrong.most_common(options.failures):
        print(f"{count:4} wrong: {subject} × {predicate}")
    for attribution, count in told.most_common(options.failures):
        print(f"{count:4} wrong: {attribution}")


if __name__ == "__main__":
    main()
