"""A dated stream of articles run through reader, ledger and alerts in order, in memory.

The same code as in the live service; the clock is the articles' own, and nothing is silent. ``Memory`` is
the store's twin: it loads the book for one article and keeps what came of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.alerts import Addition, Decision, FollowUp, decide
from bot.book import JOIN, Book, Report, Told, same_reading
from bot.copies import COPY, bands, similar, sketch
from bot.errors import InputError
from bot.ledger import Policy, judge
from bot.model import Alert, Article, Change, Claim, Figure, Outcome, Value

Reader = Callable[[Article], Iterable[Claim]]


@dataclass(frozen=True, slots=True)
class Step:
    """What one article of the stream did."""

    article: Article
    changes: tuple[Change, ...]
    alerts: tuple[Alert, ...]
    additions: tuple[Addition, ...]
    followups: tuple[FollowUp, ...]


def replay(
    articles: Iterable[Article], read: Reader, baseline: Iterable[Figure], policy: Policy
) -> Iterator[Step]:
    """One step an article, by publication, then in the order given; an id seen again is a newer edition."""
    memory = Memory(baseline)
    for article in in_order(articles):
        yield memory.step(article, tuple(read(article)), policy)


def in_order(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: article.published)


class Memory:
    """A ledger in memory: every figure, and the reports of every text by what it is a copy of."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self._book = Book(figures={(figure.series, figure.claimant): figure for figure in figures})
        self._editions: dict[str, tuple[Report, ...]] = {}
        self._texts: dict[bytes, list[Report]] = {}
        self._order: dict[bytes, int] = {}
        self._bands: dict[int, list[bytes]] = {}

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(self._book.figures.values())

    @property
    def book(self) -> Book:
        """The book without any article's reports."""
        return self._book

    def step(self, article: Article, claims: tuple[Claim, ...], policy: Policy) -> Step:
        """Judges an article, keeps what came of it, and says so."""
        if not claims and article.id not in self._editions:
            return Step(article, (), (), (), ())
        text = sketch(article.text)
        book = replace(
            self._book, told=_recent(self._book.told, article), reports=self._reports(article, text)
        )
        changes = judge(article, claims, book, policy)
        decided = decide(changes, book)
        self._keep(article, text, decided)
        return Step(article, changes, decided.alerts, decided.additions, decided.followups)

    def _reports(self, article: Article, text: bytes) -> tuple[Report, ...]:
        """Of earlier editions of the article, and of texts that are copies of this one."""
        near = {other for band in bands(text) for other in self._bands.get(band, ())}
        copies = sorted(
            (other for other in near if similar(text, other) >= COPY), key=self._order.__getitem__
        )
        of_copies = (
            report for other in copies if similar(text, other) >= COPY for report in self._texts[other]
        )
        own = self._editions.get(article.id, ())
        return (*own, *(report for report in of_copies if report.article != article.id))

    def _keep(self, article: Article, text: bytes, decided: Decision) -> None:
        own = tuple(report for report in decided.book.reports if report.article == article.id)
        self._book = replace(decided.book, reports=())
        self._editions[article.id] = own
        if text not in self._texts:
            self._texts[text] = []
            self._order[text] = len(self._order)
            for band in bands(text):
                self._bands.setdefault(band, []).append(text)
        known = self._texts[text]
        known.extend(new for new in own if not any(same_reading(new.claim, old.claim) for old in known))


def _recent(told: tuple[Told, ...], article: Article) -> tuple[Told, ...]:
    """What may still be joined or denied again."""
    return tuple(one for one in told if one.kind is Outcome.DENIED or article.published - one.at <= JOIN)


# --- lines in, lines out ----------------------------------------------------------------------------------


_EACH_LINE = "Each line is one article as a JSON object"


def load(lines: Iterable[str], source: str) -> list[Article]:
    """The articles of a stream: JSON lines of id, lang, outlet, title, text, published, url, origin.

    :raises InputError: naming the source's line, for a line that is no such article.
    """
    return [_article(line, f"{source}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def _article(line: str, subject: str) -> Article:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(subject, f"no JSON ({error})", _EACH_LINE) from None
    if not isinstance(row, dict):
        raise InputError(subject, "no JSON object", _EACH_LINE)
    for key in ("id", "text"):
        if not isinstance(row.get(key), str):
            raise InputError(subject, f"`{key}` is missing or no text", "Each article has an id and a text")
    words = {key: row.get(key) or "" for key in ("lang", "outlet", "title", "url")}
    if not all(isinstance(word, str) for word in (*words.values(), row.get("origin") or "")):
        raise InputError(subject, "lang, outlet, title, url and origin are texts", "Put them in quotes")
    return Article(
        id=row["id"], text=row["text"], published=_published(row, subject), origin=row.get("origin"), **words
    )


def _published(row: dict[str, Any], subject: str) -> datetime:
    said = row.get("published") or row.get("date")
    try:
        when = datetime.fromisoformat(said or "")
    except (TypeError, ValueError):
        advice = "Write it like 2025-10-01T03:10:00+00:00"
        raise InputError(subject, f"`published` is no time: {said!r}", advice) from None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def as_row(alert: Alert) -> dict[str, Any]:
    """An alert as a line of ``replay --json``."""
    change = alert.change
    return {
        "article": change.article.id,
        "at": change.at.astimezone(UTC).isoformat(),
        "kind": str(alert.kind),
        "series": change.series,
        "claimant": change.claim.claimant,
        "low": change.claim.low,
        "high": change.claim.high,
        "old": _ends(change.old),
    }


def _ends(value: Value | None) -> dict[str, int | None] | None:
    return None if value is None else {"low": value.low, "high": value.high}
