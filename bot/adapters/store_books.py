"""What of the ledger is loaded: changes, figures, and the book that claims are judged against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select
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
    return Book(
        figures=load_figures(connection, series),
        waiting=_waiting(connection, series),
        told=_told(connection, series, article.published),
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
    """Changes by their rows' ids, in the query's order; their articles come without texts."""
    rows = connection.execute(query).all()
    freed: dict[int, list[str]] = {}
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
        old=from_json(old),
        old_claimant=old_claimant,
        held=None if review == "accepted" else held,
        figure=from_json(figure),
        facts=from_json(facts),
        silent=silent,
        value=from_json(value),
        withdrawn=None if withdrawn is None else (withdrawn[0], withdrawn[1]),
        origin=origin,
        origins=frozenset(origins),
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


def load_figures(connection: Connection, series: Sequence[str] | None) -> dict[Holder, Figure]:
    query = (
        select(FigureRow.series, FigureRow.claimant, FigureRow.reports, FigureRow.origins, *VALUE_COLUMNS)
        .join(FigureValueRow, FigureValueRow.figure_id == FigureRow.id)
        .where(FigureRow.withdrawn_at.is_(None))
        .order_by(FigureRow.id, FigureValueRow.position.desc())
    )
    if series is not None:
        query = query.where(FigureRow.series.in_(series))
    found: dict[Holder, Figure] = {}
    earlier: dict[Holder, list[Value]] = {}
    for row in connection.execute(query):
        holder = (row[0], row[1] or None)
        value = value_of(row[4:])
        if holder in found:
            earlier.setdefault(holder, []).append(value)
        else:
            found[holder] = Figure(*holder, present=value, reports=row[2], origins=frozenset(row[3]))
    return found | {
        holder: replace(found[holder], earlier=tuple(values)) for holder, values in earlier.items()
    }


def _waiting(connection: Connection, series: Sequence[str]) -> tuple[Waiting, ...]:
    query = (
        select(ChangeRow.key, ChangeRow.held, ChangeRow.origins, *CLAIM_COLUMNS)
        .join(ClaimRow, ClaimRow.id == ChangeRow.claim_id)
        .where(ChangeRow.review == "waiting", ChangeRow.series.in_(series), ChangeRow.waits_with.is_(None))
        .order_by(ChangeRow.id)
    )
    return tuple(
        Waiting(row[0], claim_of(row[3:]), row[1], frozenset(row[2])) for row in connection.execute(query)
    )


def _told(connection: Connection, series: Sequence[str], at: datetime) -> tuple[Told, ...]:
    columns = (ChangeRow.id, ChangeRow.key, ChangeRow.silent, ChangeRow.withdrawn_at, ArticleRow.outlet)
    alerts = (
        select(AlertRow.id, AlertRow.kind, AlertRow.at, *columns, *CLAIM_COLUMNS)
        .join(ChangeRow, ChangeRow.id == AlertRow.change_id)
        .join(ArticleRow, ArticleRow.id == ChangeRow.article_id)
        .join(ClaimRow, ClaimRow.id == ChangeRow.claim_id)
        .where(
            AlertRow.series.in_(series), AlertRow.at.between(at - JOIN, at + JOIN), AlertRow.answers.is_(None)
        )
    )
    denials = (
        select(AlertRow.id, ChangeRow.outcome, ChangeRow.at, *columns, *CLAIM_COLUMNS)
        .select_from(ChangeRow)
        .outerjoin(AlertRow, AlertRow.change_id == ChangeRow.id)
        .join(ArticleRow, ArticleRow.id == ChangeRow.article_id)
        .join(ClaimRow, ClaimRow.id == ChangeRow.claim_id)
        .where(
            ChangeRow.series.in_(series),
            ChangeRow.outcome == str(Outcome.DENIED),
            or_(ChangeRow.held.is_(None), ChangeRow.review == "accepted"),
        )
    )
    rows = {row[3]: row for query in (alerts, denials) for row in connection.execute(query)}
    outlets: dict[int, set[str]] = {}
    told = [row[0] for row in rows.values() if row[0] is not None]
    if told:
        more = select(AdditionRow.alert_id, AdditionRow.outlet).where(AdditionRow.alert_id.in_(told))
        for alert, outlet in connection.execute(more):
            outlets.setdefault(alert, set()).add(outlet)
    return tuple(
        Told(
            key=row[4],
            kind=Outcome(row[1]),
            claim=claim_of(row[8:]),
            at=row[2],
            outlets=frozenset({row[7]} | outlets.get(row[0], set())),
            silent=row[5],
            withdrawn=row[6] is not None,
        )
        for _, row in sorted(rows.items())
    )


def _rejected(connection: Connection, claims: Sequence[Claim]) -> frozenset[Reading]:
    if not claims:
        return frozenset()
    keys = {quote_key(claim) for claim in claims}
    query = select(RejectionRow.reading).where(RejectionRow.quote_key.in_(keys))
    return frozenset(Reading.of(from_json(reading)) for reading in connection.scalars(query))


def _reports(connection: Connection, article: str, copies: Sequence[str]) -> tuple[Report, ...]:
    """Reports of the article's own editions, and of its copies what they brought first."""
    keys = [index_key(key) for key in copies]
    query = (
        select(
            ArticleRow.key,
            ChangeRow.id,
            ChangeRow.origin,
            ChangeRow.key,
            ChangeRow.value,
            ChangeRow.withdrawn_at,
            FigureRow.series,
            FigureRow.claimant,
            AlertRow.id,
            *CLAIM_COLUMNS,
        )
        .select_from(ArticleRow)
        .join(ChangeRow, ChangeRow.article_id == ArticleRow.id)
        .join(ClaimRow, ClaimRow.id == ChangeRow.claim_id)
        .outerjoin(FigureRow, FigureRow.id == ChangeRow.figure_id)
        .outerjoin(AlertRow, AlertRow.change_id == ChangeRow.id)
        .where(
            ChangeRow.outcome != str(Outcome.WITHDRAWN),
            or_(
                ArticleRow.key == index_key(article),
                and_(ArticleRow.key.in_(_group(connection, keys)), ChangeRow.outcome != str(Outcome.REPEAT)),
            ),
        )
        .order_by(ChangeRow.id)
    )
    return tuple(
        Report(
            article=row[0],
            origin=row[2],
            claim=claim_of(row[9:]),
            key=row[3],
            figure=None if row[6] is None else (row[6], row[7] or None),
            value=from_json(row[4]),
            latest=row[5] is None,
            told=row[8] is not None,
        )
        for row in connection.execute(query)
    )


def _group(connection: Connection, keys: Sequence[str]) -> list[str]:
    """The ids of these articles and of the first of their kind."""
    if not keys:
        return []
    first = aliased(ArticleRow)
    query = select(first.key).join(ArticleRow, ArticleRow.copy_of == first.id).where(ArticleRow.key.in_(keys))
    return [*keys, *connection.scalars(query)]
