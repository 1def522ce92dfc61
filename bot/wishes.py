"""What a reader asked for: which alerts, and when they may ring. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.messages import change_of
from bot.model import ALERTING, Alert, Outcome
from bot.wording import all_series

#: Kinds of change that a reader may choose among, in the order they are shown.
KINDS = (Outcome.FIRST, Outcome.REVISED, Outcome.DISPUTED, Outcome.DENIED)

#: Smallest changes to choose among, as fractions of the old number.
SMALLEST = (0.0, 0.1, 0.25, 0.5)

#: Quiet hours to choose among: local times from and until.
QUIET = ((time(22), time(7)), (time(23), time(8)), (time(20), time(9)))

#: Zones to choose among by button; any other by its name.
ZONES = (
    *("Europe/Berlin", "Europe/London", "Europe/Kyiv", "America/New_York"),
    *("America/Los_Angeles", "Asia/Seoul", "Asia/Tokyo", "UTC"),
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a reader wants to hear. ``smallest`` is the least change of a revision, as a fraction.

    Empty ``series`` or ``kinds`` mean all of them.
    """

    on: bool = False
    series: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    smallest: float = 0.0

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Wishes:
        """The reverse of ``to_json``; what an older version did not know has its default."""
        return cls(
            on=bool(kept.get("on", False)),
            series=frozenset(kept.get("series", ())),
            kinds=frozenset(kept.get("kinds", ())),
            smallest=float(kept.get("smallest", 0.0)),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "on": self.on,
            "series": sorted(self.series),
            "kinds": sorted(self.kinds),
            "smallest": self.smallest,
        }

    def has_series(self, name: str) -> bool:
        return not self.series or name in self.series

    def has_kind(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds

    def with_series(self, name: str, wanted: bool) -> Wishes:
        """With a series in or out. All in, and all out, are no choice: then everything comes."""
        return replace(self, series=_chosen(self.series, frozenset(all_series()), name, wanted))

    def with_kind(self, kind: str, wanted: bool) -> Wishes:
        """With a kind of change in or out."""
        return replace(self, kinds=_chosen(self.kinds, frozenset(str(one) for one in KINDS), kind, wanted))

    def wants(self, told: Alert) -> bool:
        """Whether an alert is asked for. A correction follows what was told."""
        if not self.on or not self.has_series(told.change.series.removesuffix("+")):
            return False
        if told.kind in ALERTING and not self.has_kind(str(told.kind)):
            return False
        moved = change_of(told.change.old, told.change.claim) if told.kind is Outcome.REVISED else None
        return moved is None or abs(moved) >= self.smallest


def _chosen(now: frozenset[str], everything: frozenset[str], name: str, wanted: bool) -> frozenset[str]:
    if name not in everything:
        return now
    chosen = (now or everything) | {name} if wanted else (now or everything) - {name}
    return frozenset() if chosen == everything else chosen


def after_quiet(now: datetime, zone: str, first: time | None, until: time | None) -> datetime:
    """``now``, or where that lies in the quiet hours their end, in UTC."""
    if first is None or until is None or first == until:
        return now
    local = now.astimezone(ZoneInfo(zone))
    clock = local.time()
    quiet = first <= clock < until if first < until else clock >= first or clock < until
    if not quiet:
        return now
    day = local.date() if clock < until else local.date() + timedelta(days=1)
    return datetime.combine(day, until, tzinfo=ZoneInfo(zone)).astimezone(UTC)
