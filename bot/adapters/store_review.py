"""What waits for an operator, what was told of a day, and the alerts that wait to be spread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, or_, select, update

from bot.adapters.store_books import CHANGES, load_changes
from bot.adapters.store_database import Database, insert_new
from bot.adapters.store_ledger import (
    change_columns,
    keep_alert,
    keep_figures,
    keep_report,
    settle_held,
)
from bot.adapters.store_values import claim_columns, from_json, quote_key, reading_key, to_json
from bot.adapters.tables import (
    ActionRow,
    AdditionRow,
    AlertRow,
    ArticleRow,
    ChangeRow,
    ClaimRow,
    RejectionRow,
)
from bot.book import Reading
from bot.model import Alert, Change, Claim, Figure, Outcome


@dataclass(frozen=True, slots=True)
class Held:
    """A change that waits for an operator; ``id`` is its row. Its article comes without text."""

    id: int
    change: Change
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Rejection:
    """A reading that an operator rejected, and why: a passage for the reader's tests."""

    lang: str
    reading: Reading
    claim: Claim
    reason: str
    operator: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Action:
    """What an operator did."""

    at: datetime
    operator: str
    action: str
    subject: str
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pending:
    """An alert that waits to be spread; ``alert.id`` is its row.

    ``answers`` is the row of the alert that it follows up, then ``now`` is the number that its outlet has
    instead (None: none) and ``left`` how many other articles carry the old one.
    """

    alert: Alert
    recorded_at: datetime
    answers: int | None = None
    now: Claim | None = None
    left: int = 0


class ReviewStore(Database):
    """Verbs of operators and digests."""

    # --- review ---

    def held(self) -> tuple[Held, ...]:
        """The changes that wait, oldest first; those that repeat another one's number wait behind it."""
        waiting = ChangeRow.review == "waiting", ChangeRow.waits_with.is_(None)
        times = select(ChangeRow.id, ChangeRow.recorded_at).where(*waiting)
        with self.reading() as connection:
            at = dict(connection.execute(times).all())
            found = load_changes(connection, CHANGES.where(*waiting).order_by(ChangeRow.id))
        return tuple(Held(row, change, at[row]) for row, change in found.items())

    def accept(
        self, held: int, made: Change, alert: Alert | None, operator: str, now: datetime, reason: str = ""
    ) -> bool:
        """An operator accepts a held change, as read or edited: ``made`` is what ledger.accept made of it.

        It takes the held one's place, with its figure and its alert. False when it waits no more: somebody
        was faster, or a second origin has released it.
        """
        with self.turn() as connection:
            row = connection.execute(
                select(ChangeRow.id, ChangeRow.key, ChangeRow.claim_id, ChangeRow.held)
                .where(ChangeRow.id == held, ChangeRow.review == "waiting")
                .with_for_update()
            ).first()
            if row is None:
                return False
            claim_id = _edited_claim(connection, row.claim_id, made.claim, now)
            figure_id = keep_figures(connection, made, now)
            columns = change_columns(made) | {
                "held": row.held,
                "review": "accepted",
                "reviewed_by": operator,
                "reviewed_at": now,
                "review_reason": reason or None,
                "claim_id": claim_id,
                "figure_id": figure_id,
                "waits_with": None,
            }
            connection.execute(update(ChangeRow).where(ChangeRow.id == row.id).values(columns))
            keep_report(connection, made, row.id, claim_id, figure_id)
            settle_held(connection, replace(made, released=(*made.released, row.key)), row.id)
            if alert is not None:
                keep_alert(connection, alert, row.id, now)
            detail = {"reason": reason, "outcome": str(made.outcome), "claim": to_json(made.claim)}
            _log(connection, operator, "accept", f"change {held}", detail, now)
            return True

    def reject(self, held: int, operator: str, reason: str, now: datetime) -> bool:
        """An operator rejects a held change: its reading is remembered and not held again.

        Those that wait behind it are rejected with it. False when it waits no more.
        """
        with self.turn() as connection:
            found = load_changes(
                connection, CHANGES.where(ChangeRow.id == held, ChangeRow.review == "waiting")
            )
            if not found:
                return False
            change = found[held]
            behind = load_changes(
                connection,
                CHANGES.where(ChangeRow.waits_with == change.key, ChangeRow.review == "waiting"),
            )
            for row, rejected in (found | behind).items():
                values = {
                    "quote_key": quote_key(rejected.claim),
                    "reading_key": reading_key(rejected.claim),
                    "lang": rejected.article.lang,
                    "quote": rejected.claim.quote,
                    "reading": to_json(rejected.claim),
                    "change_id": row,
                    "reason": reason,
                    "operator": operator,
                    "at": now,
                }
                connection.execute(insert_new(connection, RejectionRow), values)
            connection.execute(
                update(ChangeRow)
                .where(ChangeRow.id.in_([*found, *behind]))
                .values(review="rejected", reviewed_by=operator, reviewed_at=now, review_reason=reason)
            )
            _log(connection, operator, "reject", f"change {held}", {"reason": reason}, now)
            return True

    def rejections(self) -> tuple[Rejection, ...]:
        """Every rejected reading, oldest first."""
        query = select(
            RejectionRow.lang,
            RejectionRow.reading,
            RejectionRow.reason,
            RejectionRow.operator,
            RejectionRow.at,
        ).order_by(RejectionRow.id)
        with self.reading() as connection:
            rows = connection.execute(query).all()
        found = []
        for lang, reading, reason, operator, at in rows:
            claim = from_json(reading)
            found.append(Rejection(lang, Reading.of(claim), claim, reason, operator, at))
        return tuple(found)

    def log(
        self, operator: str, action: str, subject: str, now: datetime, detail: dict[str, Any] | None = None
    ) -> None:
        """Keeps what an operator did."""
        with self.turn() as connection:
            _log(connection, operator, action, subject, detail or {}, now)

    def actions(self, limit: int = 50) -> tuple[Action, ...]:
        """What operators did, the latest first."""
        columns = (ActionRow.at, ActionRow.operator, ActionRow.action, ActionRow.subject, ActionRow.detail)
        query = select(*columns).order_by(ActionRow.id.desc()).limit(limit)
        with self.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(Action(at, who, what, on, from_json(more)) for at, who, what, on, more in rows)

    # --- alerts ---

    def pending_alerts(self, limit: int = 100) -> tuple[Pending, ...]:
        """Alerts and follow-ups that wait to be spread over the chats, in the order they were written."""
        return self._alerts(_ALERTS.where(AlertRow.state == "pending").limit(limit))

    def alert(self, alert: int) -> Pending | None:
        """One alert, told or not, with the outlets added to it since."""
        found = self._alerts(_ALERTS.where(AlertRow.id == alert))
        return found[0] if found else None

    def alerts_between(self, start: datetime, end: datetime) -> tuple[Pending, ...]:
        """Alerts and follow-ups written from ``start`` until before ``end``."""
        return self._alerts(_ALERTS.where(AlertRow.recorded_at >= start, AlertRow.recorded_at < end))

    def alert_before(self, alert: int) -> int | None:
        """The alert that this one revises: the latest earlier one of its series and claimant."""
        this = select(AlertRow.series, AlertRow.claimant).where(AlertRow.id == alert).subquery()
        query = (
            select(func.max(AlertRow.id))
            .join(this, this.c.series == AlertRow.series)
            .where(
                AlertRow.id < alert,
                AlertRow.answers.is_(None),
                or_(
                    AlertRow.claimant == this.c.claimant,
                    AlertRow.claimant.is_(None) & this.c.claimant.is_(None),
                ),
            )
        )
        with self.reading() as connection:
            return connection.scalar(query)

    def held_count(self) -> int:
        """How many held changes wait for an operator now; what waits with another one is not counted."""
        held = select(func.count()).where(ChangeRow.review == "waiting", ChangeRow.waits_with.is_(None))
        with self.reading() as connection:
            return connection.scalar(held) or 0

    def articles_between(self, start: datetime, end: datetime) -> tuple[tuple[datetime, str, str], ...]:
        """When, outlet and language of each article first read from ``start`` until before ``end``."""
        query = (
            select(ArticleRow.first_seen, ArticleRow.outlet, ArticleRow.lang)
            .where(ArticleRow.first_seen >= start, ArticleRow.first_seen < end)
            .order_by(ArticleRow.first_seen, ArticleRow.id)
        )
        with self.reading() as connection:
            return tuple((at, outlet, lang) for at, outlet, lang in connection.execute(query))

    def _alerts(self, query: Any) -> tuple[Pending, ...]:
        with self.reading() as connection:
            rows = connection.execute(query.order_by(AlertRow.id)).all()
            if not rows:
                return ()
            changes = load_changes(
                connection, CHANGES.where(ChangeRow.id.in_([row.change_id for row in rows]))
            )
            more = (
                select(AdditionRow.alert_id, AdditionRow.outlet)
                .where(AdditionRow.alert_id.in_([row.id for row in rows]))
                .order_by(AdditionRow.change_id, AdditionRow.outlet)
            )
            also: dict[int, list[str]] = {}
            for alert, outlet in connection.execute(more):
                also.setdefault(alert, []).append(outlet)
        return tuple(_pending(row, changes[row.change_id], tuple(also.get(row.id, ()))) for row in rows)


_ALERTS = select(
    AlertRow.id,
    AlertRow.change_id,
    AlertRow.kind,
    AlertRow.others,
    AlertRow.baseline,
    AlertRow.detail,
    AlertRow.recorded_at,
    AlertRow.answers,
)


def _pending(row: Any, change: Change, also: tuple[str, ...]) -> Pending:
    others: tuple[Figure, ...] = tuple(from_json(figure) for figure in row.others)
    alert = Alert(Outcome(row.kind), change, also, others, from_json(row.baseline), row.id)
    detail = row.detail or {"now": None, "left": 0}
    return Pending(alert, row.recorded_at, row.answers, from_json(detail["now"]), detail["left"])


def _edited_claim(connection: Any, claim_id: int, claim: Claim, now: datetime) -> int:
    """The row of an accepted claim: the one that was read, or where it was edited a new one beside it."""
    row = connection.execute(select(ClaimRow.__table__).where(ClaimRow.id == claim_id)).mappings().one()
    columns = claim_columns(claim)
    if all(row[name] == value for name, value in columns.items()):
        return claim_id
    connection.execute(update(ClaimRow).where(ClaimRow.id == claim_id).values(withdrawn_at=now))
    place = {name: row[name] for name in ("article_id", "edition", "reader")}
    statement = insert(ClaimRow).values(columns | place).returning(ClaimRow.id)
    return int(connection.execute(statement).scalar_one())


def _log(
    connection: Any, operator: str, action: str, subject: str, detail: dict[str, Any], now: datetime
) -> None:
    values = {"at": now, "operator": operator, "action": action, "subject": subject}
    connection.execute(insert(ActionRow).values(values | {"detail": to_json(detail)}))
