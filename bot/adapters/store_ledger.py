"""The ledger's stage: books loaded, articles recorded with their claims, changes, figures and alerts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.orm import aliased

from bot.adapters.store_articles import Kept, keep_article
from bot.adapters.store_books import (
    CHANGES,
    load_book,
    load_changes,
    load_figures,
    load_reports,
    report_query,
)
from bot.adapters.store_database import Database, insert_new, upsert
from bot.adapters.store_values import (
    CLAIM_COLUMNS,
    VALUE_COLUMNS,
    claim_columns,
    claim_of,
    standing,
    to_json,
    value_columns,
    value_json,
    value_of,
)
from bot.adapters.tables import (
    AdditionRow,
    AlertRow,
    ArticleRow,
    ChangeRow,
    ClaimRow,
    EntryRow,
    FigureRow,
    FigureValueRow,
    ReportRow,
)
from bot.alerts import Addition, Decision, FollowUp
from bot.book import Book, Holder
from bot.model import ALERTING, Alert, Article, Change, Claim, Figure, Outcome, Value

#: The greatest number that a row can have; a person may ask for any.
LARGEST_ID = 2**63 - 1
#: What tells two claims of one article apart (book.same_reading).
Said = tuple[str, str | None, int | None, int | None, float | None, bool]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written: whether the article or its edition is new, and the rows of changes and alerts.

    ``changes`` and ``alerts`` are ids by Change.key; a change that adds nothing has none.
    """

    article_id: int
    edition: int
    new: bool
    changes: Mapping[str, int]
    alerts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Why:
    """Everything kept about one change: what ``muster why`` shows.

    ``review`` is waiting, accepted, rejected, released or withdrawn for what was held. ``reports`` are the
    articles behind its figure, oldest first, without their texts. ``read`` is the claim as it was read, where
    an operator has edited it.
    """

    id: int
    change: Change
    recorded_at: datetime
    held: str | None
    review: str | None
    reviewed_by: str | None
    reviewed_at: datetime | None
    review_reason: str | None
    released_by: int | None
    withdrawn_at: datetime | None
    alert_id: int | None
    reports: tuple[tuple[Article, Claim], ...]
    read: Claim | None = None


class LedgerStore(Database):
    """Verbs of the ledger."""

    # --- books and figures ---

    def book_for(self, article: Article, claims: Sequence[Claim], copies: Iterable[str] = ()) -> Book:
        """What the claims of an article are judged against (bot.book.Book says what that is).

        ``copies`` are the ids of the articles whose text it copies (``find_copies``).
        """
        with self.reading() as connection:
            return load_book(connection, article, claims, tuple(copies))

    def figures(self, *series: str) -> tuple[Figure, ...]:
        """The figures of these series (none named: of all), by series, in the order their claimants came."""
        with self.reading() as connection:
            found = load_figures(connection, series or None)
        return tuple(sorted(found.values(), key=lambda figure: figure.series))

    def put_figures(self, figures: Iterable[tuple[Figure, str]], now: datetime) -> None:
        """Writes figures as they are given, values and all: a baseline, or an operator's correction.

        With each figure comes its source, which is kept with each new value: who says so, and why.
        """
        with self.turn() as connection:
            for figure, source in figures:
                _keep_figure(connection, figure, now, source)

    def sources(self, series: str, claimant: str | None) -> tuple[tuple[Value, str], ...]:
        """The values of a figure that no article brought, newest first, with where they come from."""
        query = (
            select(*VALUE_COLUMNS, FigureValueRow.source)
            .join(FigureRow, FigureRow.id == FigureValueRow.figure_id)
            .where(FigureRow.series == series, FigureRow.claimant == (claimant or ""))
            .where(FigureValueRow.source.is_not(None))
            .order_by(FigureValueRow.position.desc())
        )
        with self.reading() as connection:
            return tuple((value_of(row[:-1]), row[-1]) for row in connection.execute(query))

    def drop_figure(self, holder: Holder, now: datetime) -> None:
        """A figure is no more; its values are kept, and come back when it is told again."""
        with self.turn() as connection:
            _withdraw_figure(connection, holder, now)

    def corrected(self, article: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """What is read in an article, as its operators have corrected it: their word on a number stands.

        A number in a sentence that was edited is the edited claim, whatever a later reader or edition makes of it.
        """
        with self.reading() as connection:
            rows = connection.execute(_CORRECTIONS, {"article": article}).all()
        size = len(CLAIM_COLUMNS)
        edits = {_in_words(claim_of(row[:size])): claim_of(row[size:]) for row in rows}
        return tuple(_as_edited(claim, edits.get(_in_words(claim))) for claim in claims)

    # --- recording ---

    def record(
        self,
        article: Article,
        claims: Sequence[Claim],
        changes: Sequence[Change],
        decision: Decision | None,
        now: datetime,
        *,
        page: bytes | None = None,
        sketch: bytes | None = None,
        copy_of: str | None = None,
        reader: int = 1,
        entry: int | None = None,
        refetch_at: datetime | None = None,
    ) -> Recorded:
        """Writes one read article with all that follows from it, in one transaction.

        The article or its new edition, its claims, changes, figures, pending alerts, additions, follow-ups;
        ``entry`` is marked as read. ``copy_of`` is the id of an article that it copies, ``reader`` the
        version of the reader, ``refetch_at`` when a new article's page is to be fetched again. Recording the
        same twice changes nothing.
        """
        with self.turn() as connection:
            kept = keep_article(
                connection,
                article,
                now,
                reader=reader,
                page=page,
                sketch=sketch,
                copy_of=copy_of,
                refetch_at=refetch_at,
            )
            place = _Place(connection, kept, reader, now)
            place.keep_claims(claims)
            rows: dict[str, int] = {}
            for change in changes:
                row = place.keep_change(change)
                if row is not None:
                    rows[change.key] = row
            alerts = {} if decision is None else _keep_decision(connection, decision, rows, now)
            if entry is not None:
                _mark_read(connection, entry, kept.id)
        return Recorded(kept.id, kept.edition, kept.new, rows, alerts)

    def why(self, change: int | str) -> Why | None:
        """Everything about a change, by its id or its key; None when it is unknown."""
        if isinstance(change, str):
            return self._why(ChangeRow.key == change)
        return self._why(ChangeRow.id == change) if change <= LARGEST_ID else None

    def why_alert(self, alert: int) -> Why | None:
        """Everything about the change behind an alert."""
        if alert > LARGEST_ID:
            return None
        with self.reading() as connection:
            change = connection.scalar(select(AlertRow.change_id).where(AlertRow.id == alert))
        return None if change is None else self._why(ChangeRow.id == change)

    def changes_between(
        self, start: datetime, end: datetime, outcomes: Iterable[Outcome] = ()
    ) -> tuple[Change, ...]:
        """Changes recorded from ``start`` until before ``end``, of these outcomes (none named: all).

        A held one that an operator accepted was recorded as what it is when it was accepted.
        """
        return tuple(self.numbered_between(start, end, outcomes).values())

    def numbered_between(
        self, start: datetime, end: datetime, outcomes: Iterable[Outcome] = ()
    ) -> dict[int, Change]:
        """The same changes by their ids: an edited one's key is no longer that of its row."""
        wanted = [str(outcome) for outcome in outcomes]
        accepted = ChangeRow.review == "accepted"
        query = (
            CHANGES.where(
                or_(
                    and_(
                        ChangeRow.recorded_at >= start,
                        ChangeRow.recorded_at < end,
                        or_(ChangeRow.review.is_(None), ~accepted),
                    ),
                    and_(accepted, ChangeRow.reviewed_at >= start, ChangeRow.reviewed_at < end),
                )
            )
            .order_by(ChangeRow.id)
            .where(ChangeRow.outcome.in_(wanted) if wanted else ChangeRow.id.is_not(None))
        )
        with self.reading() as connection:
            return load_changes(connection, query)

    def reports(
        self, series: str, claimant: str | None, limit: int = 50
    ) -> tuple[tuple[Article, Claim], ...]:
        """The reports behind a figure, newest first: articles without their texts, and what they said."""
        query = (
            report_query()
            .join(FigureRow, FigureRow.id == ReportRow.figure_id)
            .where(FigureRow.series == series, FigureRow.claimant == (claimant or ""))
            .order_by(ReportRow.at.desc())
            .limit(limit)
        )
        with self.reading() as connection:
            return load_reports(connection, query)

    def _why(self, which: Any) -> Why | None:
        with self.reading() as connection:
            found = load_changes(connection, CHANGES.where(which))
            if not found:
                return None
            change_id, change = next(iter(found.items()))
            row = connection.execute(
                select(
                    ChangeRow.recorded_at,
                    ChangeRow.held,
                    ChangeRow.review,
                    ChangeRow.reviewed_by,
                    ChangeRow.reviewed_at,
                    ChangeRow.review_reason,
                    ChangeRow.released_by,
                    ChangeRow.withdrawn_at,
                    AlertRow.id,
                )
                .outerjoin(AlertRow, AlertRow.change_id == ChangeRow.id)
                .where(ChangeRow.id == change_id)
                .order_by(AlertRow.id)
            ).first()
            figure = select(ChangeRow.figure_id).where(ChangeRow.id == change_id).scalar_subquery()
            behind = report_query().where(ReportRow.figure_id == figure).order_by(ReportRow.at).limit(200)
            assert row is not None
            edited = (
                row.review == "accepted"
                and connection.execute(_BEFORE_EDIT, {"change": change_id, "at": row.reviewed_at}).first()
            )
            read = claim_of(edited) if edited else None
            return Why(change_id, change, *row, load_reports(connection, behind), read)


# --- writing -------------------------------------------------------------------------------------------


#: Statements are built once: building one costs SQLAlchemy more than running it.
_ADD_CLAIM = insert(ClaimRow).returning(ClaimRow.id)
_ADD_ALERT = insert(AlertRow).returning(AlertRow.id)
_CLAIMS_OF = (
    select(ClaimRow.id, *CLAIM_COLUMNS)
    .where(ClaimRow.article_id == bindparam("article"))
    .order_by(ClaimRow.id)
)
#: The claim that an operator's edit took the place of: it stood in the same words, and went at that moment.
_EDITED = aliased(ClaimRow)
_BEFORE_EDIT = (
    select(*CLAIM_COLUMNS)
    .join(_EDITED, _EDITED.article_id == ClaimRow.article_id)
    .join(ChangeRow, ChangeRow.claim_id == _EDITED.id)
    .where(
        ChangeRow.id == bindparam("change"),
        ClaimRow.id != _EDITED.id,
        ClaimRow.withdrawn_at == bindparam("at"),
        ClaimRow.start == _EDITED.start,
        ClaimRow.section == _EDITED.section,
        ClaimRow.number == _EDITED.number,
    )
    .limit(1)
)
_CORRECTIONS = (
    select(*CLAIM_COLUMNS, *(getattr(_EDITED, column.key) for column in CLAIM_COLUMNS))
    .join(_EDITED, _EDITED.article_id == ClaimRow.article_id)
    .join(ChangeRow, ChangeRow.claim_id == _EDITED.id)
    .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
    .where(
        ArticleRow.key == bindparam("article"),
        ChangeRow.review == "accepted",
        ClaimRow.id != _EDITED.id,
        ClaimRow.withdrawn_at == ChangeRow.reviewed_at,
        ClaimRow.start == _EDITED.start,
        ClaimRow.section == _EDITED.section,
        ClaimRow.number == _EDITED.number,
    )
    .order_by(ChangeRow.id)
)
_LIVE_CHANGE = (
    select(ChangeRow.id)
    .where(
        ChangeRow.claim_id == bindparam("claim"),
        ChangeRow.withdrawn_at.is_(None),
        ChangeRow.outcome != str(Outcome.WITHDRAWN),
    )
    .limit(1)
)
_VALUES_OF = (
    select(*VALUE_COLUMNS, FigureValueRow.source, FigureValueRow.change_id)
    .where(FigureValueRow.figure_id == bindparam("figure"))
    .order_by(FigureValueRow.position)
)
_BROUGHT = (
    update(FigureValueRow)
    .where(FigureValueRow.figure_id == bindparam("of"), FigureValueRow.position == bindparam("at"))
    .values(change_id=bindparam("change"))
)
_READ = (
    update(EntryRow)
    .where(EntryRow.id == bindparam("row"))
    .values(
        state="read",
        article_id=bindparam("article"),
        attempts=EntryRow.attempts + 1,
        reason=None,
        content=None,
    )
)


def _in_words(claim: Claim) -> tuple[str, str, str, str]:
    """Where a number stands, whatever is made of it; a sentence's dead and wounded of one number are two."""
    return str(claim.section), claim.quote, claim.number, str(claim.measure)


def _as_edited(claim: Claim, edited: Claim | None) -> Claim:
    return claim if edited is None else replace(edited, start=claim.start, end=claim.end)


def said(claim: Claim) -> Said:
    return (claim.series, claim.claimant, claim.low, claim.high, claim.share, claim.denied)


class _Place:
    """One article's claims and changes while they are written."""

    def __init__(self, connection: Connection, kept: Kept, reader: int, now: datetime) -> None:
        self.connection = connection
        self.article_id = kept.id
        self.edition = kept.edition
        self.reader = reader
        self.now = now
        self.rows: dict[Said, int] = {}
        if not (kept.new and kept.edition == 1):
            known = connection.execute(_CLAIMS_OF, {"article": kept.id})
            self.rows = {said(claim_of(row[1:])): int(row[0]) for row in known}

    def keep_claims(self, claims: Iterable[Claim]) -> None:
        """Claims of this reading: new ones written, known ones kept, those it no longer has withdrawn."""
        known = bool(self.rows)
        live = {self.keep_claim(claim) for claim in claims}
        if not known:
            return
        gone = ClaimRow.article_id == self.article_id, ClaimRow.id.not_in(live)
        self.connection.execute(
            update(ClaimRow).where(*gone, ClaimRow.withdrawn_at.is_(None)).values(withdrawn_at=self.now)
        )

    def keep_claim(self, claim: Claim) -> int:
        known = self.rows.get(said(claim))
        if known is not None:
            back = update(ClaimRow).where(ClaimRow.id == known, ClaimRow.withdrawn_at.is_not(None))
            self.connection.execute(back.values(withdrawn_at=None))
            return known
        place = {"article_id": self.article_id, "edition": self.edition, "reader": self.reader}
        row = int(self.connection.execute(_ADD_CLAIM, claim_columns(claim) | place).scalar_one())
        self.rows[said(claim)] = row
        return row

    def keep_change(self, change: Change) -> int | None:
        """Writes a change with what it does to figures and held changes; None where it adds nothing."""
        claim_id = self.rows.get(said(change.claim)) or self.keep_claim(change.claim)
        if change.outcome is Outcome.REPEAT and self._has_report(claim_id):
            return None
        figure_id = keep_figures(self.connection, change, self.now)
        if change.outcome is Outcome.WITHDRAWN:
            withdraw(self.connection, str(change.facts["report"]), self.now)
        values = change_columns(change) | {
            "article_id": self.article_id,
            "claim_id": claim_id,
            "figure_id": figure_id,
            "recorded_at": self.now,
            "review": None if change.held is None else "waiting",
        }
        change_id = self.connection.scalar(insert_new(self.connection, ChangeRow, "id"), values)
        if change_id is None:
            return None
        if change.outcome is not Outcome.WITHDRAWN:
            keep_report(self.connection, change, change_id, claim_id, figure_id)
        settle_held(self.connection, change, change_id)
        return int(change_id)

    def _has_report(self, claim_id: int) -> bool:
        return self.connection.scalar(_LIVE_CHANGE, {"claim": claim_id}) is not None


def change_columns(change: Change) -> dict[str, Any]:
    """What ``changes`` keeps of a change by itself."""
    keeps_figure = change.outcome in ALERTING or change.outcome is Outcome.AGREES
    return {
        "key": change.key,
        "series": change.series,
        "outcome": str(change.outcome),
        "rule": change.rule,
        "facts": to_json(dict(change.facts)),
        "at": change.at,
        "old": value_json(change.old),
        "old_claimant": change.old_claimant,
        "figure": to_json(standing(change.figure)) if keeps_figure and change.figure else None,
        "silent": change.silent,
        "value": value_json(change.value),
        "withdrawn": None if change.withdrawn is None else list(change.withdrawn),
        "origin": change.origin,
        "origins": change.origins,
        "waits_with": change.waits_with,
        "held": change.held,
    }


def keep_figures(connection: Connection, change: Change, now: datetime) -> int | None:
    """The figure as a change leaves it; returns its row, or None where the change touches none."""
    if change.withdrawn is not None:
        _withdraw_figure(connection, change.withdrawn, now)
    if change.figure is None or change.held is not None:
        return None
    return _keep_figure(connection, change.figure, now, None)


def _keep_figure(connection: Connection, figure: Figure, now: datetime, source: str | None) -> int:
    holder = {"series": figure.series, "claimant": figure.claimant or ""}
    values = holder | {
        "reports": figure.reports,
        "origins": figure.origins,
        "first_seen": now,
        "last_seen": now,
        "withdrawn_at": None,
    }
    key, once = ("series", "claimant"), ("first_seen",)
    figure_id = int(upsert(connection, FigureRow, values, key, returning="id", once=once))
    _keep_values(connection, figure_id, (*reversed(figure.earlier), figure.present), source)
    return figure_id


def _keep_values(connection: Connection, figure_id: int, values: Sequence[Value], source: str | None) -> None:
    """Makes a figure's values these, oldest first, touching only the rows that differ.

    ``source`` is that of new values; one that only moved keeps its own, and the change that brought it.
    """
    rows = connection.execute(_VALUES_OF, {"figure": figure_id}).all()
    stored = [value_of(row[:-2]) for row in rows]
    brought = {replace(value, reports=0): tuple(row[-2:]) for value, row in zip(stored, rows, strict=True)}
    for position, value in enumerate(values):
        if position < len(stored) and stored[position] == value:
            continue
        columns = value_columns(value) | {"figure_id": figure_id, "position": position}
        same = position < len(stored) and replace(stored[position], reports=0) == replace(value, reports=0)
        if not same:
            known = brought.get(replace(value, reports=0), (source, None))
            columns |= {"source": known[0], "change_id": known[1]}
        upsert(connection, FigureValueRow, columns, ("figure_id", "position"))
    if len(values) < len(stored):
        connection.execute(
            delete(FigureValueRow).where(
                FigureValueRow.figure_id == figure_id, FigureValueRow.position >= len(values)
            )
        )


def _withdraw_figure(connection: Connection, holder: Holder, now: datetime) -> None:
    connection.execute(
        update(FigureRow)
        .where(FigureRow.series == holder[0], FigureRow.claimant == (holder[1] or ""))
        .values(withdrawn_at=now)
    )


def keep_report(
    connection: Connection, change: Change, change_id: int, claim_id: int, figure_id: int | None
) -> None:
    """One more claim behind a figure, and where it brought the present value, the change behind that."""
    if figure_id is None or change.figure is None:
        return
    if change.outcome in ALERTING or change.outcome is Outcome.AGREES:
        place = {"of": figure_id, "at": len(change.figure.earlier), "change": change_id}
        connection.execute(_BROUGHT, place)
    values = {
        "figure_id": figure_id,
        "claim_id": claim_id,
        "change_id": change_id,
        "origin": change.origin,
        "at": change.article.published,
        "withdrawn_at": None,
    }
    upsert(connection, ReportRow, values, ("figure_id", "claim_id"))


def withdraw(connection: Connection, key: str, now: datetime) -> None:
    """A change's article no longer carries its number."""
    row = connection.execute(select(ChangeRow.id, ChangeRow.review).where(ChangeRow.key == key)).first()
    if row is None:
        return
    review = "withdrawn" if row.review == "waiting" else row.review
    connection.execute(
        update(ChangeRow).where(ChangeRow.id == row.id).values(withdrawn_at=now, review=review)
    )
    connection.execute(update(ReportRow).where(ReportRow.change_id == row.id).values(withdrawn_at=now))
    _next_in_line(connection, key)


def _next_in_line(connection: Connection, key: str) -> None:
    """The first of the held changes that waited with a withdrawn one now waits for them all."""
    query = (
        select(ChangeRow.id, ChangeRow.key)
        .where(ChangeRow.waits_with == key, ChangeRow.review == "waiting")
        .order_by(ChangeRow.id)
    )
    line = connection.execute(query).all()
    if not line:
        return
    first, *others = line
    connection.execute(update(ChangeRow).where(ChangeRow.id == first.id).values(waits_with=None))
    rest = [row.id for row in others]
    connection.execute(update(ChangeRow).where(ChangeRow.id.in_(rest)).values(waits_with=first.key))


def settle_held(connection: Connection, change: Change, change_id: int) -> None:
    """What a change does to those that wait: sets some free, or is one more origin of the first."""
    if change.released:
        connection.execute(
            update(ChangeRow)
            .where(
                or_(ChangeRow.key.in_(change.released), ChangeRow.waits_with.in_(change.released)),
                ChangeRow.review == "waiting",
                ChangeRow.id != change_id,
            )
            .values(review="released", released_by=change_id)
        )
    if change.held is not None and change.waits_with is not None:
        first = ChangeRow.key == change.waits_with
        origins = connection.scalar(select(ChangeRow.origins).where(first)) or frozenset()
        connection.execute(update(ChangeRow).where(first).values(origins=origins | {change.origin}))


def _keep_decision(
    connection: Connection, decision: Decision, changes: Mapping[str, int], now: datetime
) -> dict[str, int]:
    alerts = {
        alert.change.key: keep_alert(connection, alert, changes[alert.change.key], now)
        for alert in decision.alerts
        if alert.change.key in changes
    }
    for addition in decision.additions:
        _keep_addition(connection, addition, changes.get(addition.change.key), now)
    for followup in decision.followups:
        if followup.change.key in changes:
            _keep_followup(connection, followup, changes[followup.change.key], now)
    return alerts


def keep_alert(connection: Connection, alert: Alert, change_id: int, now: datetime) -> int:
    """An alert that waits to be told."""
    change = alert.change
    values = {
        "change_id": change_id,
        "kind": str(alert.kind),
        "series": change.series,
        "claimant": change.claim.claimant,
        "at": change.article.published,
        "recorded_at": now,
        "others": [to_json(standing(figure)) for figure in alert.others],
        "baseline": to_json(alert.baseline),
        "state": "pending",
    }
    return int(connection.execute(_ADD_ALERT, values).scalar_one())


def _keep_addition(connection: Connection, addition: Addition, change_id: int | None, now: datetime) -> None:
    alert = _alert_of(connection, addition.alert)
    if alert is None or change_id is None:
        return
    values = {
        "alert_id": alert,
        "outlet": addition.outlet,
        "change_id": change_id,
        "at": now,
        "state": "pending",
    }
    connection.execute(insert_new(connection, AdditionRow), values)


def _keep_followup(connection: Connection, followup: FollowUp, change_id: int, now: datetime) -> None:
    alert = _alert_of(connection, followup.alert)
    if alert is None:
        return
    change = followup.change
    values = {
        "change_id": change_id,
        "kind": str(change.outcome),
        "series": change.series,
        "claimant": change.claim.claimant,
        "at": change.article.published,
        "recorded_at": now,
        "others": [],
        "detail": {"now": to_json(followup.now), "left": followup.left},
        "state": "pending",
        "answers": alert,
    }
    connection.execute(_ADD_ALERT, values)


def _alert_of(connection: Connection, key: str) -> int | None:
    query = (
        select(AlertRow.id)
        .join(ChangeRow, ChangeRow.id == AlertRow.change_id)
        .where(ChangeRow.key == key, AlertRow.answers.is_(None))
    )
    return connection.scalar(query)


def _mark_read(connection: Connection, entry: int, article_id: int) -> None:
    connection.execute(_READ, {"row": entry, "article": article_id})
