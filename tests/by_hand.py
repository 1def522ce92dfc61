"""Articles, claims and figures written by hand, short enough to be read in a table of tests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.ledger import Policy
from bot.model import Article, Claim, Figure, Measure, Qualifier, Stage, Value, Window
from bot.replay import Memory, Step

_WORDS = {
    "about": Qualifier.ABOUT,
    "at least": Qualifier.AT_LEAST,
    "more than": Qualifier.MORE_THAN,
    "up to": Qualifier.UP_TO,
    "fewer than": Qualifier.FEWER_THAN,
    "vague": Qualifier.VAGUE,
    "": Qualifier.EXACT,
}
_OPEN_ABOVE = {Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.VAGUE}
_OPEN_BELOW = {Qualifier.UP_TO, Qualifier.FEWER_THAN}


def when(text: str) -> datetime:
    """``2025-10-01`` is noon of the day, ``2025-10-01 03:10`` that minute, in UTC."""
    moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return moment if ":" in text else moment.replace(hour=12)


def window(text: str | None) -> Window | None:
    """``2025-07`` a month, ``2025-07..2025-08`` two, ``2025-07-01..2025-07-09`` days."""
    if text is None:
        return None
    first, _, last = text.partition("..")
    return Window(_days(first)[0], _days(last or first)[1])


def _days(text: str) -> tuple[date, date]:
    if text.count("-") == 2:
        return date.fromisoformat(text), date.fromisoformat(text)
    first = date.fromisoformat(f"{text}-01")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def ends(number: str) -> tuple[int | None, int | None, Qualifier]:
    """``about 600``, ``25000-30000``, ``up to 12000``, ``vague 1000``."""
    match = re.fullmatch(r"([a-z ]*?)\s*(\d+)(?:-(\d+))?", number)
    assert match, number
    qualifier, low, high = _WORDS[match[1]], int(match[2]), int(match[3] or match[2])
    return None if qualifier in _OPEN_BELOW else low, None if qualifier in _OPEN_ABOVE else high, qualifier


def claim(
    series: str, number: str | None, who: str | None = None, *, as_of: str | None = None, **more: Any
) -> Claim:
    """``claim("troops·sent+", "at least 3000", "rok-jcs")``; ``number`` None makes room for a share."""
    measure, _, stage = series.rstrip("+").partition("·")
    low, high, qualifier = ends(number) if number else (None, None, Qualifier.EXACT)
    quote = more.pop("quote", f"{who} says {number} {series}")
    return Claim(
        measure=Measure(measure),
        stage=Stage(stage) if stage else None,
        low=low,
        high=high,
        qualifier=qualifier,
        quote=quote,
        start=0,
        end=len(quote),
        number=str(number),
        rule="by hand",
        confidence=more.pop("confidence", 0.9),
        increment=series.endswith("+"),
        claimant=who,
        as_of=window(as_of),
        **more,
    )


def figure(
    series: str,
    who: str | None,
    number: str,
    since: str = "2025-06-26",
    *,
    as_of: str | None = None,
    earlier: Iterable[tuple[str, str]] = (),
) -> Figure:
    """A figure of a baseline; ``earlier`` are (number, since), newest first."""
    former = tuple(Value(*ends(old), when(day), seeded=True) for old, day in earlier)
    return Figure(series, who, Value(*ends(number), when(since), window(as_of), seeded=True), former)


class Told:
    """An article with the claims that a reader found in it."""

    def __init__(
        self,
        day: str,
        *claims: Claim,
        outlet: str = "harbour-times",
        id: str | None = None,
        text: str | None = None,
        origin: str | None = None,
        title: str = "A headline",
    ) -> None:
        name = id or f"{outlet}/{day}"
        said = text if text is not None else f"{name}: " + ". ".join(one.quote for one in claims)
        self.claims = claims
        self.article = Article(name, "en", outlet, title, said, when(day), origin=origin)


def steps(
    figures: Iterable[Figure], *told: Told, policy: Policy | None = None, memory: Memory | None = None
) -> list[Step]:
    """What the articles do, in the order of their publication."""
    ledger = memory or Memory(figures)
    ordered = sorted(told, key=lambda one: one.article.published)
    return [ledger.step(one.article, one.claims, policy or Policy()) for one in ordered]


def outcomes(figures: Iterable[Figure], *told: Told, policy: Policy | None = None) -> list[str]:
    """The outcome of every claim in turn; ``held vague: first`` where an alert waits, and why."""
    return [
        f"held {change.held}: {change.outcome}" if change.held else str(change.outcome)
        for step in steps(figures, *told, policy=policy)
        for change in step.changes
    ]


def alerts(
    figures: Iterable[Figure], *told: Told, policy: Policy | None = None
) -> list[tuple[str, str, str | None]]:
    """(kind, series, claimant) of every alert, in turn."""
    return [
        (str(alert.kind), alert.change.series, alert.change.claim.claimant)
        for step in steps(figures, *told, policy=policy)
        for alert in step.alerts
    ]
