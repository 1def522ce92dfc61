"""What a large ledger costs: 100,000 articles, 250,000 claims, one new claim from a cold cache.

    python -m bench.store                     the full size, about ten minutes
    python -m bench.store --articles 5000     smaller, while developing
    python -m bench.store --keep var/big.db   builds once, measures again later

Shows the database's size, the time of comparing one new claim (finding copies, loading its book, judging)
with an empty page cache, over the service's kept connection and over a new one, and the plan of every query.
Exits 1 where a bound of the issue is missed (2 ms, 1 GB) or a table is scanned. The texts are made of
random words with the frequencies of a language, so that they compress as little as news does.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot import ledger
from bot.adapters.store import Store
from bot.alerts import decide
from bot.book import Book
from bot.copies import sketch
from bot.model import Article, Claim, Measure, Qualifier, Stage

START = datetime(2024, 10, 1, tzinfo=UTC)
SPAN = timedelta(days=700)
OUTLETS = [f"outlet{number}.example" for number in range(300)]
CLAIMANTS = [
    "nis",
    "hur",
    "zelensky",
    "pentagon",
    "us-officials",
    "nato",
    "uk-mod",
    "isw",
    "bbc",
    "sbu",
    "rok-jcs",
]
MEASURES = [
    (measure, None) for measure in (Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.CAPTURED)
]
MEASURES += [
    (measure, stage) for measure in (Measure.TROOPS, Measure.WORKERS, Measure.ENGINEERS) for stage in Stage
]
BOUND_MS, BOUND_BYTES = 2.0, 1_000_000_000


def vocabulary(chance: random.Random, size: int = 20_000) -> list[str]:
    """Words of two to four syllables; common ones are short, as in a language."""
    syllables = [
        a + b for a in "bdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "en", "ar", "is", "ung")
    ]
    return ["".join(chance.choices(syllables, k=1 + (n > 200) + (n > 5000))) for n in range(size)]


def articles(count: int, claims: int, chance: random.Random) -> Iterator[tuple[Article, list[Claim]]]:
    """Articles of 3 kB in order of time, with so many claims, told by few claimants again and again."""
    words = vocabulary(chance)
    common = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    world = World(chance)
    for number in range(count):
        text = " ".join(chance.choices(words, cum_weights=common, k=560))[:3000]
        at = START + SPAN * number / count
        outlet = chance.choice(OUTLETS)
        name = f"https://{outlet}/{at:%Y/%m/%d}/{number}"
        share = claims // count + (chance.random() < claims / count % 1)
        yield (
            Article(name, "en", outlet, text[:80], text, at, name),
            [world.tell(text, at) for _ in range(share)],
        )


class World:
    """What claimants say: each raises its numbers every few months, and repeats them meanwhile."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.phase = {
            (series, who): chance.randrange(120) for series in range(len(MEASURES)) for who in CLAIMANTS
        }

    def tell(self, text: str, at: datetime) -> Claim:
        """Most claims repeat the claimant's present number, some an old one, some have no claimant."""
        chance = self.chance
        series, who = chance.randrange(len(MEASURES)), chance.choice(CLAIMANTS)
        measure, stage = MEASURES[series]
        step = ((at - START).days + self.phase[series, who]) // 120
        if stage is not Stage.PRESENT and chance.random() < 0.1:
            step = max(step - 1, 0)
        low = 600 * 2**step
        start = chance.randrange(0, len(text) - 200)
        return Claim(
            measure=measure,
            stage=stage,
            low=low,
            high=low,
            qualifier=chance.choice((Qualifier.EXACT, Qualifier.ABOUT)),
            quote=text[start : start + 180],
            start=start,
            end=start + 180,
            number=str(low),
            rule="bench",
            confidence=0.9,
            claimant=None if chance.random() < 0.1 else who,
        )


def build(store: Store, count: int, claims: int, chance: random.Random) -> None:
    """Fills the ledger through the verb that the service uses, a hundred articles a transaction.

    The figures are kept at hand instead of being loaded for every article: that is half of the time.
    """
    policy, begun, book = ledger.Policy(), time.perf_counter(), Book()
    portion: list[tuple[Article, list[Claim]]] = []
    for number, one in enumerate(articles(count, claims, chance), 1):
        portion.append(one)
        if len(portion) == 100 or number == count:
            with store.turn():
                for article, said in portion:
                    changes = ledger.judge(article, said, book, policy)
                    decision = decide(changes, book)
                    book = Book(figures=decision.book.figures)
                    now = article.published
                    store.record(article, said, changes, decision, now, sketch=sketch(article.text))
            portion = []
        if number % max(count // 20, 1) == 0:
            print(f"  {number:>7} articles, {time.perf_counter() - begun:6.1f} s", flush=True)


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


STEPS = ("connection", "copies", "book", "judgement")


def measured(url: str, rounds: int, chance: random.Random, *, fresh: bool) -> dict[str, list[float]]:
    """Milliseconds of each step of comparing one new claim, SQLite's page cache being empty.

    ``fresh``: the connection is new as well, so that the schema is read and every statement prepared again.
    Without it the connection is the service's own, kept, and only its cache has been given back.
    """
    times: dict[str, list[float]] = {step: [] for step in STEPS}
    text, world = " ".join(vocabulary(chance, 560)), World(chance)
    policy, drawn = ledger.Policy(), sketch(text)
    with Store(url) as store:
        for number in range(rounds + 20):
            at = START + SPAN
            article = Article(f"https://new.example/{number}", "en", "new.example", "New", text, at)
            claim = world.tell(text, at)
            if fresh:
                store.engine.dispose()
            else:
                with store.reading() as connection:
                    connection.exec_driver_sql("PRAGMA shrink_memory")
            marks = [time.perf_counter()]
            with store.reading():
                marks.append(time.perf_counter())
                store.find_copies(drawn)
                marks.append(time.perf_counter())
                book = store.book_for(article, [claim])
                marks.append(time.perf_counter())
                ledger.judge(article, [claim], book, policy)
                marks.append(time.perf_counter())
            if number >= 20:  # the first rounds compile statements and import
                for step, before, after in zip(STEPS, marks, marks[1:], strict=False):
                    times[step].append((after - before) * 1000)
    return times


def shown(title: str, times: dict[str, list[float]]) -> float:
    """Prints the steps' times; returns the median of their sum."""
    whole = [sum(parts) for parts in zip(*times.values(), strict=True)]
    print(f"\n{title:<44}  median     95 %   (ms, {len(whole)} rounds)")
    for name, values in (*times.items(), ("together", whole)):
        print(f"  {name:<40} {statistics.median(values):9.3f} {percentile(values, 0.95):8.3f}")
    return statistics.median(whole)


def plans(store: Store, chance: random.Random) -> list[tuple[str, list[str]]]:
    """The plan of every query that runs for one new claim; the lines come from the database."""
    statements: list[tuple[str, Any]] = []

    def note(_c: Any, _cur: Any, statement: str, parameters: Any, _ctx: Any, _many: bool) -> None:
        if statement.startswith("SELECT"):
            statements.append((statement, parameters))

    text = " ".join(vocabulary(chance, 560))
    article = Article("https://new.example/plan", "en", "new.example", "New", text, START + SPAN)
    event.listen(store.engine, "before_cursor_execute", note)
    store.book_for(article, [World(chance).tell(text, START + SPAN)], ["https://outlet1.example/none"])
    store.find_copies(sketch(text))
    event.remove(store.engine, "before_cursor_execute", note)
    found = []
    with store.reading() as connection:
        for statement, parameters in statements:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
            tables = statement.split("\nFROM ", 1)[1].split("\n", 1)[0]
            found.append((tables, [row[3] for row in rows]))
    return found


def report(url: str, path: Path, rounds: int, chance: random.Random) -> bool:
    size = path.stat().st_size
    with Store(url) as store:
        tables = ("articles", "claims", "changes", "figures", "figure_values", "alerts", "bands")
        with store.reading() as connection:
            counts = {
                table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
                for table in tables
            }
        print("\nrows      " + ", ".join(f"{count:,} {table}" for table, count in counts.items()))
        print(
            f"database  {size / 1e6:,.0f} MB ({size / max(counts['articles'], 1) / 1000:.1f} kB an article)"
        )
        found = plans(store, chance)
    kept = shown("cache emptied, connection kept", measured(url, rounds, chance, fresh=False))
    shown("cache emptied, connection new", measured(url, rounds, chance, fresh=True))
    print("\nplans")
    for tables_of, lines in found:
        print(f"  {tables_of}")
        for line in lines:
            print(f"    {line}")
    scans = [line for _, lines in found for line in lines if line.startswith("SCAN") and "anon" not in line]
    print(f"\none new claim from a cold cache: {kept:.3f} ms (bound {BOUND_MS} ms)")
    print(f"tables scanned: {scans or 'none'}")
    return kept < BOUND_MS and size < BOUND_BYTES and not scans


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--claims", type=int, help="two and a half an article, if not given")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep", type=Path, help="database to build, or to measure where it is there already"
    )
    wish = parser.parse_args()
    chance = random.Random(wish.seed)
    with tempfile.TemporaryDirectory() as folder:
        path = wish.keep or Path(folder) / "bench.db"
        url = f"sqlite:///{path}"
        if not path.exists():
            with Store(url) as store:
                store.migrate()
                build(store, wish.articles, wish.claims or wish.articles * 5 // 2, chance)
        sys.exit(0 if report(url, path, wish.rounds, chance) else 1)


if __name__ == "__main__":
    main()
