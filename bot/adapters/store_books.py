"""What of the ledger is loaded: changes, figures, and the book that claims are judged against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Select,
    and_,
    bindparam,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from bot.adapters.store_values import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    VALUE_COLUMNS,
    article_of,
    claim_of,
    from_json,
    index_key,
    quote_key,
    value_from_json,
    value_of,
)
from bot.adapters.tables import (
    AdditionRow,
    AlertRow,
    ArticleRow,
    ChangeRow,
    ClaimRow,
    FigureRow,
    FigureValueRow,
    RejectionRow,
    ReportRow,
    UTCDateTime,
)
from bot.book import JOIN, Book, Holder, Reading, Report, Told, Waiting
from bot.model import Article, Change, Claim, Figure, Outcome, Value


def load_book(
    connection: Connection, article: Article, claims: Sequence[Claim], copies: Sequence[str]
) -> Book:
    """What an article's claims are judged against, as ``Book`` says; ``copies`` are the ids of its copies."""
    reports = _reports(connection, article.id, copies)
    own = {report.claim.series for report in reports if report.article == article.id}
    series = sorted({claim.series for claim in claims} | own)
    if not series:
        return Book(reports=reports)
    waiting, told = _open(connection, series, article.published)
    return Book(
        figures=load_figures(connection, series),
        waiting=waiting,
        told=told,
        rejected=_rejected(connection, claims),
        reports=reports,
    )


#: The query that ``load_changes`` takes, to be narrowed.
CHANGES = (
    select(
        ChangeRow.id,
        ChangeRow.outcome,
        ChangeRow.rule,
        ChangeRow.facts,
        ChangeRow.at,
        ChangeRow.old,
        ChangeRow.old_claimant,
        ChangeRow.figure,
        ChangeRow.silent,
        ChangeRow.value,
        ChangeRow.withdrawn,
        ChangeRow.origin,
        ChangeRow.origins,
        ChangeRow.waits_with,
        ChangeRow.held,
        ChangeRow.review,
        *ARTICLE_COLUMNS,
        *CLAIM_COLUMNS,
    )
    .join(ArticleRow, ArticleRow.id == ChangeRow.article_id)
    .join(ClaimRow, ClaimRow.id == ChangeRow.claim_id)
)
_ARTICLE_AT = 16
_CLAIM_AT = _ARTICLE_AT + len(ARTICLE_COLUMNS)


def load_changes(connection: Connection, query: Select[Any]) -> dict[int, Change]:
    """Changes by row, in the query's order; articles come without texts, figures without history."""
    rows = connection.execute(query).all()
    freed: dict[int | None, list[str]] = {}
    released = select(ChangeRow.released_by, ChangeRow.key).order_by(ChangeRow.id)
    for part in _portions([row[0] for row in rows]):
        for by, key in connection.execute(released.where(ChangeRow.released_by.in_(part))):
            freed.setdefault(by, []).append(key)
    return {row[0]: _change(tuple(row), tuple(freed.get(row[0], ()))) for row in rows}


def _change(row: tuple[Any, ...], released: tuple[str, ...]) -> Change:
    _, outcome, rule, facts, at, old, old_claimant, figure, silent, value, withdrawn, *rest = row[
        :_ARTICLE_AT
    ]
    origin, origins, waits_with, held, review = rest
    return Change(
        article=article_of(row[_ARTICLE_AT:_CLAIM_AT]),
        claim=claim_of(row[_CLAIM_AT:]),
        outcome=Outcome(outcome),
        rule=rule,
        at=at,
        old=value_from_json(old),
        old_claimant=old_claimant,
        held=None if review == "accepted" else held,
        figure=from_json(figure),
        facts=from_json(facts),
        silent=silent,
        value=value_from_json(value),
        withdrawn=None if withdrawn is None else (withdrawn[0], withdrawn[1]),
        origin=origin,
        origins=origins,
        waits_with=waits_with,
        released=released,
    )


def _portions(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    """Lists short enough to be parameters of one statement."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def report_query() -> Select[Any]:
    """The reports that stand behind figures, for ``load_reports``, to be narrowed."""
    return (
        select(*ARTICLE_COLUMNS, *CLAIM_COLUMNS)
        .select_from(ReportRow)
        .join(ClaimRow, ClaimRow.id == ReportRow.claim_id)
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .where(ReportRow.withdrawn_at.is_(None))
    )


def load_reports(connection: Connection, query: Select[Any]) -> tuple[tuple[Article, Claim], ...]:
    """Articles without their texts, and what they said, in the query's order."""
    wide = len(ARTICLE_COLUMNS)
    return tuple((article_of(row[:wide]), claim_of(row[wide:])) for row in connection.execute(query))


#: Statements are built once: building one costs SQLAlchemy more than SQLite takes to answer it.
_S: BindParameter[Any] = bindparam("series", expanding=True)
_FIGURES = (
    select(FigureRow.id, FigureRow.series, FigureRow.claimant, FigureRow.reports, FigureRow.origins)
    .where(FigureRow.withdrawn_at.is_(None))
    .order_by(FigureRow.id)
)
_VALUES = (
    select(FigureValueRow.figure_id, *VALUE_COLUMNS)
    .join(FigureRow, FigureRow.id == FigureValueRow.figure_id)
    .where(FigureRow.withdrawn_at.is_(None))
    .order_by(FigureValueRow.figure_id, FigureValueRow.position.desc())
)
_FIGURES_IN_SERIES = _FIGURES.where(FigureRow.series.in_(_S))
_VALUES_IN_SERIES = _VALUES.where(FigureRow.series.in_(_S))


def _open_changes(alert: Any, kind: Any, at: Any, waits: bool) -> Select[Any]:
    """The columns that ``_open`` reads of a held or a told change."""
    outlet = null().label("outlet") if waits else ArticleRow.outlet
    columns = (ChangeRow.id, ChangeRow.key, ChangeRow.silent, ChangeRow.withdrawn_at, outlet)
    held = (ChangeRow.held, ChangeRow.origins)
    return select(literal(waits).label("waits"), alert, kind, at, *columns, *held, *CLAIM_COLUMNS)


_HELD = (
    _open_changes(null().label("alert"), ChangeRow.outcome, ChangeRow.at, True)
    .select_from(ChangeRow)
    .join(ClaimRow, ClaimRow.id == ChangeRow.claim_id)
    .where(ChangeRow.review == "waiting", ChangeRow.series.in_(_S), ChangeRow.waits_with.is_(None))
)
_TOLD_ALERTS = (
    _open_changes(AlertRow.id, AlertRow.kind, AlertRow.at, False)
    .select_from(AlertRow)
    .join(ChangeRow, ChangeRow.id == AlertRow.change_id)
    .join(ArticleRow, ArticleRow.id == ChangeRow.article_id)
    .join(ClaimRow, ClaimRow.id == ChangeRow.claim_id)
    .where(
        AlertRow.series.in_(_S),
        AlertRow.at.between(bindparam("first", type_=UTCDateTime()), bindparam("last", type_=UTCDateTime())),
        AlertRow.answers.is_(None),
    )
)
_TOLD_DENIALS = (
    _open_changes(AlertRow.id, ChangeRow.outcome, ChangeRow.at, False)
    .select_from(ChangeRow)
    .outerjoin(AlertRow, AlertRow.change_id == ChangeRow.id)
    .join(ArticleRow, ArticleRow.id == ChangeRow.article_id)
    .join(ClaimRow, ClaimRow.id == ChangeRow.claim_id)
    .where(
        ChangeRow.series.in_(_S),
        ChangeRow.outcome == str(Outcome.DENIED),
        or_(ChangeRow.held.is_(None), ChangeRow.review == "accepted"),
    )
)
_OPEN = union_all(_TOLD_ALERTS, _TOLD_DENIALS, _HELD)
_CLAIM_IN_OPEN = 11
_ADDITIONS = select(AdditionRow.alert_id, AdditionRow.outlet).where(
    AdditionRow.alert_id.in_(bindparam("alerts", expanding=True))
)
_REJECTED = select(RejectionRow.reading).where(
    RejectionRow.quote_key.in_(bindparam("quotes", expanding=True))
)

_TAKING_BACK = aliased(ChangeRow)
#: When the edition was published that took a claim back.
_GONE = (
    select(func.max(_TAKING_BACK.at))
    .where(_TAKING_BACK.claim_id == ChangeRow.claim_id, _TAKING_BACK.outcome == str(Outcome.WITHDRAWN))
    .correlate(ChangeRow)
    .scalar_subquery()
)
_REPORTS = (
    select(
        ArticleRow.key,
        ChangeRow.origin,
        ChangeRow.key,
        ChangeRow.value,
        ChangeRow.withdrawn_at,
        FigureRow.series,
        FigureRow.claimant,
        AlertRow.id,
        ChangeRow.at,
        _GONE,
        *CLAIM_COLUMNS,
    )
    .select_from(ArticleRow)
    .join(ChangeRow, ChangeRow.article_id == ArticleRow.id)
    .join(ClaimRow, ClaimRow.id == ChangeRow.claim_id)
    .outerjoin(FigureRow, FigureRow.id == ChangeRow.figure_id)
    .outerjoin(AlertRow, AlertRow.change_id == ChangeRow.id)
    .where(ChangeRow.outcome != str(Outcome.WITHDRAWN))
    .order_by(ChangeRow.id)
)
_OWN_REPORTS = _REPORTS.where(ArticleRow.key == bindparam("article"))
_ALL_REPORTS = _REPORTS.where(
    or_(
        ArticleRow.key == bindparam("article"),
        and_(
            ArticleRow.key.in_(bindparam("copies", expanding=True)), ChangeRow.outcome != str(Outcome.REPEAT)
        ),
    )
)
_FIRST = aliased(ArticleRow)
_FIRST_OF_KIND = (
    select(_FIRST.key)
    .join(ArticleRow, ArticleRow.copy_of == _FIRST.id)
    .where(ArticleRow.key.in_(bindparam("copies", expanding=True)))
)


def load_figures(connection: Connection, series: Sequence[str] | None) -> dict[Holder, Figure]:
    """The figures of these series (None: of all) by their holders, in the order in which those came."""
    if series is None:
        heads, rows = connection.execute(_FIGURES), connection.execute(_VALUES)
    else:
        heads = connection.execute(_FIGURES_IN_SERIES, {"series": series})
        rows = connection.execute(_VALUES_IN_SERIES, {"series": series})
    values: dict[int, list[Value]] = {}
    for row in rows:
        values.setdefault(row[0], []).append(value_of(row[1:]))
    found: dict[Holder, Figure] = {}
    for number, name, claimant, reports, origins in heads:
        present, *earlier = values[number]
        holder = (name, claimant or None)
        found[holder] = Figure(*holder, present, tuple(earlier), reports, origins)
    return found


def _open(
    connection: Connection, series: Sequence[str], at: datetime
) -> tuple[tuple[Waiting, ...], tuple[Told, ...]]:
    """The held changes that wait in these series, and what was told in them around that time."""
    span = {"series": series, "first": at - JOIN, "last": at + JOIN}
    rows = {row[4]: row for row in connection.execute(_OPEN, span)}
    in_order = [row for _, row in sorted(rows.items())]
    outlets: dict[int, set[str]] = {}
    alerts = [row[1] for row in in_order if row[1] is not None]
    if alerts:
        for alert, outlet in connection.execute(_ADDITIONS, {"alerts": alerts}):
            outlets.setdefault(alert, set()).add(outlet)
    waiting = tuple(
        Waiting(row[5], claim_of(row[_CLAIM_IN_OPEN:]), row[9], row[10]) for row in in_order if row[0]
    )
    told = tuple(
        Told(
            key=row[5],
            kind=Outcome(row[2]),
            claim=claim_of(row[_CLAIM_IN_OPEN:]),
            at=row[3],
            outlets=frozenset({row[8]} | outlets.get(row[1], set())),
            silent=row[6],
            withdrawn=row[7] is not None,
        )
        for row in in_order
        if not row[0]
    )
    return waiting, told


def _rejected(connection: Connection, claims: Sequence[Claim]) -> frozenset[Reading]:
    if not claims:
        return frozenset()
    quotes = {"quotes": [quote_key(claim) for claim in claims]}
    readings = connection.scalars(_REJECTED, quotes)
    return frozenset(Reading.of(from_json(reading)) for reading in readings)


def _reports(connection: Connection, article: str, copies: Sequence[str]) -> tuple[Report, ...]:
    """Reports of the article's own editions, and of its copies what they brought first."""
    own = {"article": index_key(article)}
    if copies:
        keys = [index_key(key) for key in copies]
        keys += connection.scalars(_FIRST_OF_KIND, {"copies": keys})
        rows = connection.execute(_ALL_REPORTS, own | {"copies": keys})
    else:
        rows = connection.execute(_OWN_REPORTS, own)
    return tuple(
        Report(
            article=row[0],
            origin=row[1],
            claim=claim_of(row[10:]),
            key=row[2],
            figure=None if row[5] is None else (row[5], row[6] or None),
            value=value_from_json(row[3]),
            latest=row[4] is None,
            told=row[7] is not None and row[4] is None,
            at=row[8],
            gone=row[9] if row[4] is not None else None,
        )
        for row in rows
    )
