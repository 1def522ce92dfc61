"""How well the reader reads: gold passages against what it finds, per language.

    python -m bench.reader [GOLD.jsonl ...] [--worst N] [--lang CODE]

Without files, the repository's own passages (tests/passages). A claim is right when measure, planned or not,
low, high and share agree; a gold claim marked optional counts neither way. Columns: passages, those read
without a mistake, gold claims, precision, recall, F1, claimant right, sent-versus-present right.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot import claims
from bot.model import Article, Claim, Stage

PASSAGES = Path(__file__).parent.parent / "tests" / "passages"


def article(row: Mapping[str, Any]) -> Article:
    published = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
    return Article(row["id"], row["lang"], row["outlet"], row["title"], row["text"], published)


def gold_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    share = None if row.get("share") is None else round(row["share"], 2)
    return row["measure"], row.get("stage") == "planned", row["low"], row["high"], share


def read_key(claim: Claim) -> tuple[Any, ...]:
    share = None if claim.share is None else round(claim.share, 2)
    return str(claim.measure), claim.stage is Stage.PLANNED, claim.low, claim.high, share


def compare(row: Mapping[str, Any], found: Iterable[Claim]) -> tuple[Counter[str], list[str]]:
    """Counts of one passage (tp, fp, fn, who, who_right, stage, stage_right) and its mistakes in words."""
    left = list({(read_key(c), c.claimant, c.denied): c for c in found}.values())
    count: Counter[str] = Counter()
    mistakes: list[str] = []
    for gold in sorted(row["claims"], key=lambda c: bool(c.get("optional"))):
        same = [c for c in left if read_key(c) == gold_key(gold)]
        hit = min(
            same,
            key=lambda c: (c.claimant != gold["claimant"], c.denied != gold.get("denied", False)),
            default=None,
        )
        if hit is not None:
            left.remove(hit)
        if gold.get("optional"):
            continue
        count["tp" if hit else "fn"] += 1
        if hit is None:
            mistakes.append(f"missed {gold_key(gold)} {gold['claimant']}")
            continue
        if gold["claimant"]:
            count["who"] += 1
            count["who_right"] += hit.claimant == gold["claimant"]
            if hit.claimant != gold["claimant"]:
                mistakes.append(f"speaker of {gold_key(gold)}: {hit.claimant}, not {gold['claimant']}")
        if gold["stage"] in ("sent", "present"):
            count["stage"] += 1
            count["stage_right"] += hit.stage == gold["stage"]
            if hit.stage != gold["stage"]:
                mistakes.append(f"stage of {gold_key(gold)}: {hit.stage}, not {gold['stage']}")
        if hit.denied != gold.get("denied", False):
            mistakes.append(f"denied of {gold_key(gold)}: {hit.denied}")
    count["fp"] = len(left)
    mistakes += [f"invented {read_key(c)} {c.claimant} by {c.rule} from “{c.number}”" for c in left]
    count["passages"], count["clean"] = 1, not (count["fn"] or count["fp"])
    return count, mistakes


def rows(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def f1(count: Counter[str]) -> tuple[float, float, float]:
    precision = count["tp"] / ((count["tp"] + count["fp"]) or 1)
    recall = count["tp"] / ((count["tp"] + count["fn"]) or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("gold", nargs="*", type=Path)
    options.add_argument("--worst", type=int, default=0)
    options.add_argument("--lang")
    chosen = options.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    shown = 0
    for row in rows(chosen.gold or sorted(PASSAGES.glob("*.jsonl"))):
        if chosen.lang and row["lang"] != chosen.lang:
            continue
        count, mistakes = compare(row, claims.read(article(row)))
        counts[row["lang"]] += count
        counts["all"] += count
        if mistakes and shown < chosen.worst:
            shown += 1
            print(f"\n{row['id']} [{row['date']}] {row['title']}\n  {row['text']}")
            print("\n".join(f"  – {mistake}" for mistake in mistakes))
    print(
        f"\n{'lang':5}{'passages':>9}{'right':>7}{'claims':>8}{'P':>8}{'R':>8}{'F1':>8}{'claimant':>10}{'sent/pres':>10}"
    )
    for lang, c in sorted(counts.items()):
        precision, recall, both = f1(c)
        who, stage = c["who_right"] / (c["who"] or 1), c["stage_right"] / (c["stage"] or 1)
        print(
            f"{lang:5}{c['passages']:>9}{c['clean']:>7}{c['tp'] + c['fn']:>8}{precision:>8.3f}{recall:>8.3f}"
            f"{both:>8.3f}{who:>10.3f}{stage:>10.3f}"
        )


if __name__ == "__main__":
    main()
