"""The number layer alone: are values, ranges, bounds and shares found as written? F1 per language.

    python -m bench.values [--wrong]

The expressions stand in tests/numbers.toml, by hand. A number is right when low and high (or the share) agree.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path

from bench.reader import f1
from bot.claims.language import codes
from bot.claims.numbers import Hits, Number, numbers
from bot.claims.reading import language
from bot.claims.text import fold

EXPRESSIONS = Path(__file__).parent.parent / "tests" / "numbers.toml"

Found = tuple[int | None, int | None] | float


def value(number: Number) -> Found:
    return round(number.share, 3) if number.share is not None else (number.low, number.high)


def written(entry: list[int] | float) -> Found:
    """A row of the file: [low, high] with -1 where open, or a share."""
    if isinstance(entry, float):
        return entry
    low, high = (None if end < 0 else end for end in entry)
    return low, high


def found(text: str, code: str) -> list[Found]:
    folded = fold(text)
    return [
        value(number) for number in numbers(folded, Hits(language(code).lexicon.find(folded)), language(code))
    ]


def compare(wanted: list[Found], read: list[Found]) -> Counter[str]:
    both = sum((Counter(wanted) & Counter(read)).values())
    return Counter(tp=both, fp=len(read) - both, fn=len(wanted) - both)


def main() -> None:
    total: Counter[str] = Counter()
    print("| language | expressions | precision | recall | F1 |\n| --- | --- | --- | --- | --- |")
    for code, rows in tomllib.loads(EXPRESSIONS.read_text(encoding="utf-8")).items():
        if code not in codes():
            continue
        count: Counter[str] = Counter()
        for text, entries in rows.items():
            wanted, read = [written(entry) for entry in entries], found(text, code)
            count += compare(wanted, read)
            if wanted != read and "--wrong" in sys.argv:
                print(f"{code}: {text}: {read}, not {wanted}", file=sys.stderr)
        total += count
        print(f"| {code} | {len(rows)} | " + " | ".join(f"{x:.3f}" for x in f1(count)) + " |")
    print("| all | | " + " | ".join(f"{x:.3f}" for x in f1(total)) + " |")


if __name__ == "__main__":
    main()
