"""The book that claims are judged against: the little of the ledger that one article's claims can touch.

A book is a value. ``Book.apply`` takes a change in and gives the next book; the replay and the live service
step with it alike. Its size depends on how many claimants speak in the series concerned, never on how many
articles were read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.model import Change, Claim, Figure, Outcome, Value
from bot.reach import compatible

#: A figure's place: its series and whose it is.
Holder = tuple[str, str | None]

#: Reasons to wait from which a second, independent origin sets free; the other reasons wait for an operator.
RELEASABLE = frozenset({"nobody", "confidence"})

#: Reports of a told change within this time are added to it.
JOIN = timedelta(hours=48)

_TELLS_AGAIN = frozenset({Outcome.RESTATED, Outcome.REPEAT})


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence read as one number: what an operator rejects, so that it is not held again."""

    quote: str
    series: str
    low: int | None
    high: int | None

    @classmethod
    def of(cls, claim: Claim) -> Reading:
        return cls(" ".join(claim.quote.split()), claim.series, claim.low, claim.high)


@dataclass(frozen=True, slots=True)
class Report:
    """One claim that was read in an edition or a copy of the article at hand.

    ``key`` is its change's, ``at`` when its edition was published. ``figure`` and ``value`` say what the
    report counts for, None where it counts for nothing. ``latest`` is false once a newer edition of its
    article no longer carries it, and ``gone`` is when that one was published. ``told`` is true where the
    report set off an alert whose follow-up has not been told yet.
    """

    article: str
    origin: str
    claim: Claim
    key: str
    figure: Holder | None = None
    value: Value | None = None
    latest: bool = True
    told: bool = False
    at: datetime | None = None
    gone: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A held change that waits, with the independent origins that have brought its number so far."""

    key: str
    claim: Claim
    held: str
    origins: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """An alert, or a denial taken in silently. ``outlets`` brought it so far; ``withdrawn``: its outlet no
    longer carries the number."""

    key: str
    kind: Outcome
    claim: Claim
    at: datetime
    outlets: frozenset[str] = frozenset()
    silent: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What a store has to load to judge one article's claims.

    Let S be the series of its claims and of the reports of its earlier editions, t its publication.

    - ``figures``: every figure in S, of every claimant, with all earlier values (some tens).
    - ``waiting``: every held change in S that is neither accepted, rejected nor released.
    - ``told``: the alerts in S of t ± 48 h, and every denial in S that was told or taken in silently.
    - ``rejected``: of the readings that operators rejected, those whose quote a claim of the article has.
    - ``reports``: every report of earlier editions of the article and of its copies, oldest first. Of copies
      one report a reading (claimant, series, numbers) is enough.
    """

    figures: Mapping[Holder, Figure] = field(default_factory=dict)
    waiting: tuple[Waiting, ...] = ()
    told: tuple[Told, ...] = ()
    rejected: frozenset[Reading] = frozenset()
    reports: tuple[Report, ...] = ()

    def in_series(self, series: str) -> tuple[Figure, ...]:
        """The figures of a series, in the order in which their claimants came."""
        return tuple(figure for (name, _), figure in self.figures.items() if name == series)

    def waiting_for(self, claim: Claim) -> Iterator[Waiting]:
        """Held changes whose number this claim tells too, by the same claimant or where one has none."""
        for held in self.waiting:
            named = {held.claim.claimant, claim.claimant} - {None}
            if len(named) < 2 and _same_number(held.claim, claim):
                yield held

    def denied_before(self, claim: Claim) -> Told | None:
        """The told denial that this denial repeats."""
        for told in self.told:
            same = told.kind is Outcome.DENIED and told.claim.claimant == claim.claimant
            if same and _same_number(told.claim, claim):
                return told
        return None

    def joined(self, change: Change) -> Told | None:
        """The alert of the last 48 hours that tells this change already, None where there is none.

        A change that would alert joins only an alert whose own outlet has withdrawn the number since. Where
        that outlet itself brings the number back it is told anew: the last that was told is that it is gone.
        """
        if change.silent or (change.outcome not in _TELLS_AGAIN and not change.alerts):
            return None
        if change.alerts and change.again is not None:
            return None
        claim, alerts, published = change.claim, change.alerts, change.article.published
        first, last = published - JOIN, published + JOIN
        for told in reversed(self.told):  # every change meets all that was told: cheap questions first
            if told.silent or not first <= told.at <= last or (alerts and not told.withdrawn):
                continue
            if claim.claimant in (None, told.claim.claimant) and _same_number(told.claim, claim):
                return told
        return None

    def apply(self, change: Change) -> Book:
        """The book after a change; this one stays as it is."""
        figures = dict(self.figures)
        if change.withdrawn is not None:
            figures.pop(change.withdrawn, None)
        if change.figure is not None:
            figures[(change.figure.series, change.figure.claimant)] = change.figure
        return Book(
            figures=figures,
            waiting=_waiting_after(self.waiting, change),
            told=self._told_after(change),
            rejected=self.rejected,
            reports=_reports_after(self.reports, change),
        )

    def _told_after(self, change: Change) -> tuple[Told, ...]:
        if change.outcome is Outcome.WITHDRAWN:
            gone = change.facts["report"]
            return tuple(replace(told, withdrawn=True) if told.key == gone else told for told in self.told)
        joined = self.joined(change)
        if joined is not None:
            more = replace(joined, outlets=joined.outlets | {change.article.outlet}, withdrawn=False)
            return tuple(more if told is joined else told for told in self.told)
        quiet_denial = change.silent and change.outcome is Outcome.DENIED and change.held is None
        if not change.alerts and not quiet_denial:
            return self.told
        outlets = frozenset({change.article.outlet})
        new = Told(change.key, change.outcome, change.claim, change.article.published, outlets, change.silent)
        return (*self.told, new)


def same_reading(one: Claim, other: Claim) -> bool:
    """Whether two claims are the same to the ledger: series, speaker, ends, share, denial."""
    return (  # the ends differ most often
        one.low == other.low
        and one.high == other.high
        and one.claimant == other.claimant
        and one.series == other.series
        and one.share == other.share
        and one.denied == other.denied
    )


def _same_number(one: Claim, other: Claim) -> bool:
    return (
        one.measure is other.measure
        and one.series == other.series
        and one.denied == other.denied
        and compatible(one, other)
    )


def _waiting_after(waiting: tuple[Waiting, ...], change: Change) -> tuple[Waiting, ...]:
    gone = {*change.released}
    if change.outcome is Outcome.WITHDRAWN:
        gone.add(change.facts["report"])
    left = tuple(held for held in waiting if held.key not in gone)
    if change.held is None:
        return left
    if change.waits_with is None:
        return (*left, Waiting(change.key, change.claim, change.held, change.origins))
    return tuple(
        replace(held, origins=held.origins | {change.origin}) if held.key == change.waits_with else held
        for held in left
    )


def _reports_after(reports: tuple[Report, ...], change: Change) -> tuple[Report, ...]:
    if change.outcome is Outcome.WITHDRAWN:
        gone = change.facts["report"]
        return tuple(
            replace(r, latest=False, told=False, gone=change.at) if r.key == gone else r for r in reports
        )
    mine = next(
        (r for r in reports if r.article == change.article.id and same_reading(r.claim, change.claim)), None
    )
    if mine is not None and change.again is None:
        return tuple(replace(r, latest=True) if r is mine else r for r in reports)
    holder = None if change.figure is None else (change.figure.series, change.figure.claimant)
    new = Report(
        article=change.article.id,
        origin=change.origin,
        claim=change.claim,
        key=change.key,
        figure=holder,
        value=change.value,
        told=change.alerts,
        at=change.at,
    )
    return (*reports, new)
