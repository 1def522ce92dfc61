"""What a claim does to the ledger: claims × figures → changes.

``judge`` is the only door. It takes one article's claims in order, newest as-of first, and finds for each the
first row of ``RULES`` that fits; the rows stand in the order of the contract on figures. After that an alert
may be held. Everything is a value: the book comes in, changes go out, ``Book.apply`` makes the next book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any

from bot.book import RELEASABLE, Book, Holder, Reading, Report, Told, Waiting, same_reading
from bot.model import ALERTING, Article, Change, Claim, Figure, Outcome, Stage, Value
from bot.outlets import keys, slug
from bot.reach import Range, compatible, has_number, is_vague, times_apart

__all__ = [
    "EXPLANATIONS",
    "HOLDS",
    "RULES",
    "Book",
    "Policy",
    "Reading",
    "Report",
    "Told",
    "Waiting",
    "accept",
    "judge",
]


@dataclass(frozen=True, slots=True)
class Policy:
    """What an operator may set, and what the sources are called.

    ``confidence`` is the bar under which a reading waits. ``far`` is how many times off the nearest figure a
    number may stand. ``batch`` is the time after which another increment or plan is a new batch, and after
    which counts without a time of their own are of different times. What was published before
    ``silent_before`` is taken in without alerts (None in a replay). ``origins`` maps the names of agencies
    and outlets, in lower case with hyphens, and their hosts to one id each (``outlets.origins``).
    """

    confidence: float = 0.6
    far: float = 10
    batch: timedelta = timedelta(days=90)
    silent_before: datetime | None = None
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def origin_of(self, name: str) -> str:
        """The id behind an agency's or outlet's name or host; where none is known, the name itself."""
        return next((self.origins[key] for key in keys(name) if key in self.origins), slug(name))

    @staticmethod
    def quiet_until(first_start: datetime) -> datetime:
        """``silent_before`` for a database that was empty at ``first_start``."""
        return first_start - timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Against:
    """What a claim was compared with: a value of a figure, or nothing."""

    figure: Figure | None = None
    value: Value | None = None


@dataclass(frozen=True)
class Case:
    """One claim before the book. ``here`` are the figures whose present value this very article has set."""

    article: Article
    claim: Claim
    book: Book
    policy: Policy
    here: frozenset[Holder] = frozenset()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return self.book.in_series(self.claim.series)

    @cached_property
    def firm(self) -> tuple[Figure, ...]:
        """The figures that are more than an order of magnitude."""
        return tuple(figure for figure in self.figures if not is_vague(figure.present))

    @cached_property
    def own(self) -> Figure | None:
        """The claimant's figure. Those whom nobody names are not one speaker, so they have none."""
        if self.claim.claimant is None:
            return None
        return self.book.figures.get((self.claim.series, self.claim.claimant))

    @cached_property
    def insists(self) -> bool:
        """Whether the number is said to hold now, so that an earlier value may have come back."""
        return self.claim.stage is Stage.PRESENT or self.claim.current

    def fits(self, value: Value) -> bool:
        return compatible(self.claim, value)

    def fits_firmly(self, value: Value) -> bool:
        """Compatible, and not merely because the value is of an order where the claim is a number."""
        return self.fits(value) and (is_vague(self.claim) or not is_vague(value))

    def is_older(self, figure: Figure) -> bool:
        """Whether the claim is of an earlier time than the figure's present value."""
        mine, theirs = self.claim.as_of, figure.present.as_of
        published, since = self.article.published, figure.present.since
        if mine and theirs and not mine.overlaps(theirs):
            return mine.last < theirs.last
        if mine and not theirs and mine.last < since.date() - self.policy.batch:
            return True  # a number of last spring is not news about one told in autumn without a time
        told_here = (figure.series, figure.claimant) in self.here
        return published < since or (published == since and told_here)

    def is_later(self, figure: Figure) -> bool:
        """Whether the times are known to lie apart, the claim's after the figure's."""
        mine, theirs = self.claim.as_of, figure.present.as_of
        if mine and theirs:
            return not mine.overlaps(theirs) and mine.last > theirs.last
        return self.article.published - figure.present.since >= self.policy.batch

    def nearest(self, figures: Iterable[Figure]) -> Figure | None:
        """The figure whose present value stands nearest, the latest told among equals."""

        def distance(figure: Figure) -> tuple[float, float, float]:
            value = figure.present
            return (
                times_apart(self.claim, value),
                abs(_middle(self.claim) - _middle(value)),
                -value.since.timestamp(),
            )

        return min(figures, key=distance, default=None)


# --- the rows: each finds what the claim stands against, or None where the row does not fit ---------------


def _read_before(case: Case) -> Against | None:
    report = _report_of(case)
    if report is None:
        return None
    figure = case.book.figures.get(report.figure) if report.figure else None
    return Against(figure, report.value if figure else None)


def _rejected(case: Case) -> Against | None:
    return Against() if Reading.of(case.claim) in case.book.rejected else None


def _no_number(case: Case) -> Against | None:
    return None if has_number(case.claim) else Against()


def _denied_before(case: Case) -> Against | None:
    return Against() if case.claim.denied and case.book.denied_before(case.claim) else None


def _denied(case: Case) -> Against | None:
    if not case.claim.denied:
        return None
    fitting = [figure for figure in case.figures if case.fits(figure.present)]
    others = [figure for figure in fitting if figure.claimant != case.claim.claimant]
    return _present(case.nearest(others or fitting))


def _denies_nothing(case: Case) -> Against | None:
    return Against() if case.claim.denied else None


def _restated(case: Case) -> Against | None:
    return _present(case.own) if case.own and case.fits_firmly(case.own.present) else None


def _restated_by_no_one(case: Case) -> Against | None:
    if case.claim.claimant is not None:
        return None
    fitting = [figure for figure in case.figures if case.fits(figure.present)]
    return _present(case.nearest([f for f in fitting if not is_vague(f.present)] or fitting))


def _lagged_earlier(case: Case) -> Against | None:
    figures = case.figures if case.claim.claimant is None else (case.own,) if case.own else ()
    for figure in figures:
        if case.insists and not case.is_older(figure):
            continue
        for value in figure.earlier:
            if case.fits_firmly(value):
                return Against(figure, value)
    return None


def _lagged_older(case: Case) -> Against | None:
    return _present(case.own) if case.own and case.is_older(case.own) else None


def _new_batch(case: Case) -> Against | None:
    if case.own is None or not (case.claim.increment or case.claim.stage is Stage.PLANNED):
        return None
    told, mine, theirs = case.own.present.since, case.claim.as_of, case.own.present.as_of
    if mine and theirs:
        outside = not mine.overlaps(theirs)
    elif mine:
        outside = mine.first >= (told + case.policy.batch).date()
    else:
        outside = case.article.published - told >= case.policy.batch
    return _present(case.own) if outside else None


def _made_exact(case: Case) -> Against | None:
    own = case.own
    return _present(own) if own and case.fits(own.present) and is_vague(own.present) else None


def _revised(case: Case) -> Against | None:
    return _present(case.own) if case.own else None


def _agrees(case: Case) -> Against | None:
    if case.claim.claimant is None:
        return None
    return _present(case.nearest(figure for figure in case.firm if case.fits(figure.present)))


def _newer_count(case: Case) -> Against | None:
    nearest = case.nearest(case.firm)
    return _present(nearest) if nearest and case.is_later(nearest) else None


def _disputed(case: Case) -> Against | None:
    return _present(case.nearest(case.firm))


def _first(_: Case) -> Against | None:
    return Against()


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: its name (the key of its explanation), what comes of it, and when it fits."""

    name: str
    outcome: Outcome
    when: Callable[[Case], Against | None]


#: The contract's table, in its order; the first row that fits decides.
RULES: tuple[Rule, ...] = (
    Rule("repeat", Outcome.REPEAT, _read_before),
    Rule("rejected", Outcome.RECORDED, _rejected),
    Rule("share", Outcome.RECORDED, _no_number),
    Rule("denied-again", Outcome.RESTATED, _denied_before),
    Rule("denied", Outcome.DENIED, _denied),
    Rule("denies-nothing", Outcome.RECORDED, _denies_nothing),
    Rule("restated", Outcome.RESTATED, _restated),
    Rule("restated-unnamed", Outcome.RESTATED, _restated_by_no_one),
    Rule("lagged-earlier", Outcome.LAGGED, _lagged_earlier),
    Rule("lagged-older", Outcome.LAGGED, _lagged_older),
    Rule("new-batch", Outcome.FIRST, _new_batch),
    Rule("made-exact", Outcome.REVISED, _made_exact),
    Rule("revised", Outcome.REVISED, _revised),
    Rule("agrees", Outcome.AGREES, _agrees),
    Rule("newer-count", Outcome.DISPUTED, _newer_count),
    Rule("disputed", Outcome.DISPUTED, _disputed),
    Rule("first", Outcome.FIRST, _first),
)

#: Rule → the sentence that explains it to a reader. Its fields are keys of ``Change.facts``: ``who`` and
#: ``whose`` claimants (None: nobody is named), ``new`` and ``old`` ranges {low, high, qualifier}, ``since``
#: the day the old one was told, ``outlet``, ``series``. The last two rows are those of a newer edition.
EXPLANATIONS: Mapping[str, str] = MappingProxyType(
    {
        "repeat": "This article, an edition or a copy of it was read before; {new} is in it already",
        "rejected": "An operator has rejected this reading of the sentence",
        "share": "A share is recorded and shown, and compared with nothing",
        "denied-again": "{who} has denied {new} before",
        "denied": "{who} denies {new}; {whose} says {old}",
        "denies-nothing": "{who} denies {new}, which nobody says",
        "restated": "{who} says {old} since {since}; {new} is compatible with it",
        "restated-unnamed": "Nobody is named for {new}; it is compatible with {old}, said by {whose}",
        "lagged-earlier": "{new} is an old figure: {whose} said {old} before the present one",
        "lagged-older": "{new} is of an earlier time than {old}, which {who} says since {since}",
        "new-batch": "{new} is a further batch; the earlier one, {old}, said by {who}, stands",
        "made-exact": "{who} gave only an order of magnitude until now, {old}; {new} is a number",
        "revised": "{who} said {old} until now; {new} is newer and not compatible",
        "agrees": "{who} had no number yet; {new} is compatible with {old}, said by {whose}",
        "newer-count": "{who} had no number yet; {new} is of a later time than {old}, said by {whose}",
        "disputed": "{who} had no number yet; {new} is compatible with nobody's, nearest is {old} by {whose}",
        "first": "Nobody had a number for {series} yet; {who} says {new}",
        "withdrawn": "A newer edition in {outlet} no longer carries {old}",
        "corrected": "A newer edition in {outlet} says {new} where it said {old}",
    }
)

#: ``Change.held`` → why it waits for an operator.
HOLDS: Mapping[str, str] = MappingProxyType(
    {
        "vague": "only an order of magnitude is given",
        "far": "it is more than ten times away from every figure of its series",
        "nobody": "nobody is named for it and only one independent origin has it",
        "confidence": "the reading is not sure enough",
    }
)


# --- judging ----------------------------------------------------------------------------------------------


def judge(article: Article, claims: Iterable[Claim], book: Book, policy: Policy) -> tuple[Change, ...]:
    """What the claims of one article do to the ledger, in the order in which they are taken.

    Numbers that a newer edition no longer carries come first, as ``withdrawn``. ``Book`` says what of the
    ledger has to be in ``book``; the book after all of it is ``reduce(Book.apply, changes, book)``.
    """
    taken = in_order(article, claims)
    changes: list[Change] = []
    here: frozenset[Holder] = frozenset()
    for withdrawal in _withdrawals(article, taken, book):
        book = book.apply(withdrawal)
        changes.append(withdrawal)
    for claim in taken:
        change = _decide(Case(article, claim, book, policy, here))
        if change.figure is not None and change.outcome in _SETS:
            here |= {(change.figure.series, change.figure.claimant)}
        book = book.apply(change)
        changes.append(change)
    return tuple(changes)


def accept(change: Change, claim: Claim, book: Book, policy: Policy) -> Change:
    """A held change that an operator accepts, as read or with the claim as edited.

    It is judged anew, since the figures may have moved: what comes back alerts, or is known by now.
    """
    unread = replace(book, reports=())
    made = _decide(Case(change.article, claim, unread, policy), trusted=True)
    return replace(made, released=(*{*made.released, change.key},))


def in_order(article: Article, claims: Iterable[Claim]) -> list[Claim]:
    """Newest as-of first; a claim without one is of the day of its article. Named speakers come first."""

    def rank(claim: Claim) -> tuple[int, bool, bool]:
        day: date = claim.as_of.last if claim.as_of else article.published.date()
        return -day.toordinal(), claim.claimant is None, not claim.current

    return sorted(claims, key=rank)


#: Outcomes after which the claim's number is the present value of its figure.
_SETS = frozenset({Outcome.REVISED, Outcome.AGREES, Outcome.DISPUTED, Outcome.FIRST})
_COUNTS = frozenset({Outcome.RESTATED, Outcome.LAGGED, Outcome.REPEAT})
_SETTLES = _SETS | {Outcome.RESTATED, Outcome.DENIED}


def _decide(case: Case, *, trusted: bool = False) -> Change:
    """The first row that fits, whether the alert waits, and the figure after it."""
    rule, against = next((row, found) for row in RULES if (found := row.when(case)) is not None)
    claim, article = case.claim, case.article
    matching = tuple(case.book.waiting_for(claim))
    source = origin(article, claim, case.book, case.policy)
    origins = frozenset({source}).union(*(held.origins for held in matching if held.held in RELEASABLE))
    held = None if trusted or rule.outcome not in ALERTING else _reason_to_wait(case, origins)
    silent = case.policy.silent_before is not None and article.published < case.policy.silent_before
    figure, value = (None, None) if held else _figure_after(rule.outcome, case, against, source)
    settled = (
        tuple(other.key for other in matching if other.held in RELEASABLE) if rule.outcome in _SETTLES else ()
    )
    same = (other.key for other in matching if other.claim.claimant == claim.claimant)
    return Change(
        article=article,
        claim=claim,
        outcome=rule.outcome,
        rule=rule.name,
        at=article.published,
        old=against.value,
        old_claimant=against.figure.claimant if against.figure else None,
        held=held,
        figure=figure,
        value=value,
        facts=_facts(case, against),
        silent=silent,
        origin=source,
        origins=origins,
        waits_with=next(same, None) if held else None,
        released=() if held else settled,
    )


def _reason_to_wait(case: Case, origins: frozenset[str]) -> str | None:
    """Why an alert waits for an operator; the reasons that no second origin lifts come first."""
    nearest = case.nearest(case.figures)
    if is_vague(case.claim):
        return "vague"
    if nearest is not None and times_apart(case.claim, nearest.present) > case.policy.far:
        return "far"
    if len(origins) > 1:
        return None
    if case.claim.claimant is None:
        return "nobody"
    return "confidence" if case.claim.confidence < case.policy.confidence else None


def _figure_after(
    outcome: Outcome, case: Case, against: Against, source: str
) -> tuple[Figure | None, Value | None]:
    """The figure as the change leaves it, and the value in it that the report counts for."""
    if outcome in _SETS:
        return _told(case, source)
    if outcome in _COUNTS and against.figure is not None and against.value is not None:
        return _reported(outcome, case, against.figure, against.value, source)
    return None, None


def _told(case: Case, source: str) -> tuple[Figure, Value]:
    """The claimant's figure with the claim as its present value."""
    claim = case.claim
    value = Value(claim.low, claim.high, claim.qualifier, case.article.published, claim.as_of)
    former = case.book.figures.get((claim.series, claim.claimant))
    if former is None:
        return Figure(claim.series, claim.claimant, value, origins=frozenset({source})), value
    earlier = (former.present, *former.earlier)
    return replace(
        former, present=value, earlier=earlier, reports=former.reports + 1, origins=frozenset({source})
    ), value


def _reported(
    outcome: Outcome, case: Case, figure: Figure, value: Value, source: str
) -> tuple[Figure, Value]:
    """The figure with one more report of a value; an article counts once, however many its editions."""
    mine = (
        report
        for report in case.book.reports
        if report.article == case.article.id
        and report.figure == (figure.series, figure.claimant)
        and _is(report.value, value)
    )
    if any(_still_counts(report, value, case.article) for report in mine):
        return figure, value
    counted = replace(figure, reports=figure.reports + 1)
    if outcome is Outcome.RESTATED:
        counted = replace(counted, origins=figure.origins | {source})
    if _is(figure.present, value) and outcome is not Outcome.LAGGED:
        return replace(counted, present=_one_more(figure.present)), value
    earlier = tuple(_one_more(former) if _is(former, value) else former for former in figure.earlier)
    return replace(counted, earlier=earlier), value


def _still_counts(report: Report, value: Value, article: Article) -> bool:
    """Whether an article's own report is among those of a value: not once an edition took it back and a newer one says
    it again, unless the value is the one that it brought, which stays when it gives way to another number.
    """
    if report.latest or (report.gone is not None and report.gone > article.published):
        return True
    return not value.seeded and value.since == report.at


def _report_of(case: Case) -> Report | None:
    """The report of an edition or a copy that read the very same claim; not one that the article has taken
    back before it said so again."""
    if _taken_back(case) is not None:
        return None
    return next((report for report in case.book.reports if same_reading(report.claim, case.claim)), None)


def _taken_back(case: Case) -> Report | None:
    """The report that an edition took back and this newer one brings again, None where there is none.

    An edition older than the one that took it back, read late, brings nothing again.
    """
    alike = [
        report
        for report in case.book.reports
        if report.article == case.article.id and same_reading(report.claim, case.claim)
    ]
    if not alike or any(report.latest for report in alike):
        return None
    last = alike[-1]
    return last if last.gone is not None and last.gone <= case.article.published else None


def origin(article: Article, claim: Claim, book: Book, policy: Policy) -> str:
    """Where a report comes from: the first copy's origin, else who passed the number on, else the medium that
    stands behind it, else the agency behind the article, else its outlet. One id each, so that a dozen papers
    quoting one agency are one."""
    copied = next((report.origin for report in book.reports if report.article != article.id), None)
    if copied is not None:
        return copied
    medium = claim.claimant if claim.claimant in policy.origins else None
    return policy.origin_of(claim.via or medium or article.origin or article.outlet)


# --- corrections ------------------------------------------------------------------------------------------


def _withdrawals(article: Article, claims: list[Claim], book: Book) -> Iterable[Change]:
    """A change for every number of an earlier edition that this one no longer carries."""
    for report in book.reports:
        if (
            report.article != article.id
            or not report.latest
            or (report.at is not None and report.at > article.published)  # an older edition, read late
            or any(_carries(claim, report.claim) for claim in claims)
        ):
            continue
        lost = report.claim
        instead = [
            c for c in claims if (c.series, c.claimant, c.denied) == (lost.series, lost.claimant, lost.denied)
        ]
        figure, left = _without(report, instead, book)
        before = book.figures.get(report.figure) if report.figure else None
        returned = figure is None or (before is not None and figure.present.since != before.present.since)
        change = Change(
            article=article,
            claim=lost,
            outcome=Outcome.WITHDRAWN,
            rule="corrected" if instead else "withdrawn",
            at=article.published,
            old=report.value,
            old_claimant=report.figure[1] if report.figure else None,
            figure=figure,
            value=report.value,
            withdrawn=report.figure if report.figure in book.figures and figure is None else None,
            facts={
                "report": report.key,
                "told": report.told,
                "left": left,
                "alone": before is not None and returned and not left,
                "back": _range(figure.present) if figure is not None and returned else None,
                "outlet": article.outlet,
                "who": lost.claimant,
                "series": lost.series,
                "old": _range(lost),
                "new": _range(instead[0]) if instead else None,
            },
            origin=report.origin,
        )
        book = book.apply(change)
        yield change


def _carries(claim: Claim, lost: Claim) -> bool:
    """Whether a claim of the newer edition still tells the older one's number."""
    if same_reading(claim, lost):
        return True
    named = {claim.claimant, lost.claimant} - {None}
    return (
        claim.series == lost.series
        and claim.denied == lost.denied
        and len(named) < 2
        and compatible(claim, lost)
    )


def _without(report: Report, instead: list[Claim], book: Book) -> tuple[Figure | None, int]:
    """The figure without a withdrawn report (None: nothing is left of it), and how many reports of the value
    are left."""
    figure = book.figures.get(report.figure) if report.figure else None
    if figure is None or report.value is None:
        return None, 0
    if _is(report.value, figure.present):
        return _without_present(figure, instead)
    former = tuple(_one_less(value) if _is(report.value, value) else value for value in figure.earlier)
    if former == figure.earlier:
        return figure, 0  # taken back before
    left = next(value.reports for value in former if _is(report.value, value))
    kept = tuple(value for value in former if value.reports > 0)
    return replace(figure, earlier=kept, reports=figure.reports - 1), left


def _without_present(figure: Figure, instead: list[Claim]) -> tuple[Figure | None, int]:
    """The figure without one report of its present value. A value that nothing else carries gives way to the
    one before, unless the newer edition goes on from it with a number that is news by itself: then that one
    is judged against it."""
    left = figure.present.reports - 1
    if left:
        return replace(figure, present=_one_less(figure.present), reports=figure.reports - 1), left
    before = figure.earlier[0] if figure.earlier else None
    put_right = before is not None and any(compatible(claim, before) for claim in instead)
    if instead and not put_right:
        return figure, 0
    if before is None:
        return None, 0
    fewer = figure.reports - 1
    return replace(figure, present=before, earlier=figure.earlier[1:], reports=fewer, origins=frozenset()), 0


# --- small words ------------------------------------------------------------------------------------------


def _present(figure: Figure | None) -> Against | None:
    return None if figure is None else Against(figure, figure.present)


def _is(one: Value | None, other: Value) -> bool:
    """Whether two values are one and the same, whatever their reports by now."""
    return (
        one is not None
        and one.low == other.low
        and one.high == other.high
        and one.since == other.since
        and one.qualifier is other.qualifier
        and one.as_of == other.as_of
        and one.seeded == other.seeded
    )


def _one_more(value: Value) -> Value:
    return replace(value, reports=value.reports + 1)


def _one_less(value: Value) -> Value:
    return replace(value, reports=value.reports - 1)


def _middle(value: Range) -> float:
    ends = [end for end in (value.low, value.high) if end is not None]
    return sum(ends) / len(ends) if ends else 0.0


def _range(value: Range) -> dict[str, Any]:
    return {"low": value.low, "high": value.high, "qualifier": str(value.qualifier)}


def _facts(case: Case, against: Against) -> dict[str, Any]:
    """What the row's sentence is filled with, ready for JSON.

    ``again`` is the key of the change that told the number before its article took it back.
    """
    claim, value, before = case.claim, against.value, _taken_back(case)
    again = {"again": before.key} if before else {}
    return {
        **again,
        "who": claim.claimant,
        "whose": against.figure.claimant if against.figure else None,
        "new": _range(claim),
        "old": _range(value) if value else None,
        "since": value.since.date().isoformat() if value else None,
        "outlet": case.article.outlet,
        "series": claim.series,
        "share": claim.share,
    }
