"""Closing a day: which time a digest covers, and what of it is told.

A digest told at 20:00 covers the time since 20:00 of the day before, in local time: nothing is left out,
nothing told twice, and on the two nights of summer time a day has 23 or 25 hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model import Alert, Change, Digest, Figure, Outcome
from bot.reach import compatible, is_vague


def closes_at(day: date, zone: str, at: time) -> datetime:
    """When a day is closed, in UTC: at the local time ``at``.

    A time that the clocks skip in spring is the same moment by winter time; of one that they show twice in
    autumn the first counts.
    """
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def bounds(day: date, zone: str, at: time) -> tuple[datetime, datetime]:
    """The time that a day's digest covers, in UTC: the first moment is inside it, the last is not."""
    return closes_at(day - timedelta(days=1), zone, at), closes_at(day, zone, at)


def day_so_far(now: datetime, zone: str, at: time) -> date:
    """The running day: the one whose digest ``now`` belongs to."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return today if now < closes_at(today, zone, at) else today + timedelta(days=1)


def due(now: datetime, zone: str, at: time, since: datetime) -> tuple[date, ...]:
    """The days that have been closed after ``since`` and up to ``now``, oldest first."""
    day = since.astimezone(ZoneInfo(zone)).date()
    last = now.astimezone(ZoneInfo(zone)).date()
    days: list[date] = []
    while day <= last:
        if since < closes_at(day, zone, at) <= now:
            days.append(day)
        day += timedelta(days=1)
    return tuple(days)


def next_close(now: datetime, zone: str, at: time) -> datetime:
    """When the next day is closed, in UTC, later than ``now``."""
    today = now.astimezone(ZoneInfo(zone)).date()
    closing = (closes_at(today + timedelta(days=ahead), zone, at) for ahead in range(3))
    return next(moment for moment in closing if moment > now)


def close(
    day: date,
    zone: str,
    *,
    alerts: Iterable[Alert] = (),
    changes: Iterable[Change] = (),
    figures: Iterable[Figure] = (),
    read: Iterable[tuple[str, str]] = (),
    held: int = 0,
    failing: Sequence[tuple[str, str]] = (),
) -> Digest:
    """The digest of a day out of what was recorded on it.

    Whoever asks selects ``alerts``, ``changes`` and ``read`` (outlet and language of each article) by the
    moment of recording, within ``bounds``. Publication says nothing here: an article of yesterday that was
    read today is news of today, and would else be told in neither day's digest. Changes taken in silently
    are not told. ``figures`` are the present ones, ``held`` the changes that wait now, ``failing`` the feeds
    that fail now with their reasons.
    """
    told = [change for change in changes if not change.silent]
    articles = list(read)
    return Digest(
        day=day,
        zone=zone,
        alerts=tuple(sorted(alerts, key=lambda alert: alert.change.at)),
        joined=tuple(change for change in told if change.outcome is Outcome.AGREES),
        disputed=disputed(figures),
        lagged=sum(1 for change in told if change.outcome is Outcome.LAGGED),
        held=held,
        articles=len(articles),
        outlets=len({outlet for outlet, _ in articles}),
        languages=tuple(sorted({lang for _, lang in articles})),
        failing=tuple(failing),
    )


def disputed(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures that contradict one of their own series, series by series; orders of magnitude aside."""
    by_series: dict[str, list[Figure]] = {}
    for figure in figures:
        if not is_vague(figure.present):
            by_series.setdefault(figure.series, []).append(figure)
    return tuple(
        figure
        for name in sorted(by_series)
        for figure in by_series[name]
        if any(not compatible(figure.present, other.present) for other in by_series[name])
    )
