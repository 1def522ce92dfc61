"""What is told of a change: alerts, outlets added to earlier ones, and what follows a correction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.book import Book
from bot.model import Alert, Change, Claim, Figure, Outcome

#: After a stop of at least this long, more than so many alerts in the first pass are told in one message.
LONG_STOP = timedelta(hours=6)
FLOOD = 5


@dataclass(frozen=True, slots=True)
class Addition:
    """An outlet that brought a change which an alert of the last 48 hours tells; ``alert`` is its key."""

    alert: str
    outlet: str
    change: Change


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What answers an alert whose own outlet changed its page: the number is gone, or is ``now`` another.

    ``alert`` is the alert's key, ``left`` how many other articles still carry the number.
    """

    alert: str
    change: Change
    now: Claim | None
    left: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be told of one article's changes, and the book after them."""

    alerts: tuple[Alert, ...]
    additions: tuple[Addition, ...]
    followups: tuple[FollowUp, ...]
    book: Book


def decide(changes: Iterable[Change], book: Book) -> Decision:
    """What is told of the changes that ``ledger.judge`` made of ``book`` (the book before them)."""
    changes = tuple(changes)
    alerts: list[Alert] = []
    additions: list[Addition] = []
    followups: list[FollowUp] = []
    for change in changes:
        joined = book.joined(change)
        if joined is None and change.alerts:
            alerts.append(_alert(change, book))
        elif joined is not None and change.article.outlet not in joined.outlets:
            additions.append(Addition(joined.key, change.article.outlet, change))
        if change.outcome is Outcome.WITHDRAWN and change.facts["told"] and not change.silent:
            followups.append(
                FollowUp(change.facts["report"], change, _instead(change, changes), change.facts["left"])
            )
        book = book.apply(change)
    return Decision(tuple(alerts), tuple(additions), tuple(followups), book)


def flood(alerts: Sequence[Alert], stopped: timedelta) -> bool:
    """Whether the alerts of the first pass after a stop are told in one summary, instead of one by one."""
    return stopped >= LONG_STOP and len(alerts) > FLOOD


def _alert(change: Change, book: Book) -> Alert:
    others = tuple(
        figure for figure in book.in_series(change.series) if figure.claimant != change.claim.claimant
    )
    return Alert(change.outcome, change, others=others, baseline=_baseline(change.figure))


def _baseline(figure: Figure | None) -> Figure | None:
    """The figure as the baseline file had it, None where the claimant had none there."""
    if figure is None:
        return None
    seeded = next((value for value in (figure.present, *figure.earlier) if value.seeded), None)
    return replace(figure, present=seeded, earlier=()) if seeded else None


def _instead(change: Change, changes: Iterable[Change]) -> Claim | None:
    """The claim that stands in the newer edition where the withdrawn one stood."""
    lost = change.claim
    for other in changes:
        same = (other.claim.series, other.claim.claimant) == (lost.series, lost.claimant)
        if same and other.outcome is not Outcome.WITHDRAWN:
            return other.claim
    return None
