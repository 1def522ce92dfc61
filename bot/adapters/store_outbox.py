"""The outbox: chats, messages waiting and sent, digests.

A message is a row before it is a call. Its states: ``pending`` → ``sending`` (marked before the call) →
``sent``; or back to ``pending`` with a time (again); or given up as ``never``, or as ``uncertain`` where it
may have arrived. A crash between ``sending`` and ``sent`` leaves ``sending`` behind: ``unsettled`` finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, literal, select, update
from sqlalchemy.orm import aliased

from bot.adapters.store_database import Database, insert_new, upsert
from bot.adapters.store_values import from_json, to_json
from bot.adapters.tables import AdditionRow, AlertRow, ChangeRow, ChatRow, DigestRow, MessageRow, UTCDateTime

#: Chats of a lower rank are served first when the whole bot is under a limit; edits come one rank later.
RANKS = {"terminal": 0, "channel": 0, "operator": 1, "private": 2}
#: States in which a message holds back those queued after it in its chat.
UNDECIDED = ("pending", "sending")


@dataclass(frozen=True, slots=True)
class Chat:
    """A channel, a private chat or the terminal, and what its reader asked for.

    ``kind`` is channel, private, operator or terminal. Quiet hours are local times in ``zone``, both None
    when there are none. ``filters`` is JSON that the chat adapter understands. A resting chat gets nothing.
    """

    chat: str
    kind: str
    language: str
    zone: str
    joined_at: datetime
    quiet_from: time | None = None
    quiet_until: time | None = None
    digest: bool = True
    filters: Mapping[str, Any] = field(default_factory=dict)
    resting_since: datetime | None = None
    resting_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be queued. ``kind`` is alert, edit, reply, digest or notice.

    ``key`` names what is told (``alert:12``, ``digest:2025-07-02``): a key already queued in that chat is
    left alone. ``target`` is the row of the message that is edited or answered, ``body`` what is said where
    neither an alert nor a digest says it.
    """

    chat: str
    key: str
    kind: str
    alert_id: int | None = None
    target: int | None = None
    body: Mapping[str, Any] | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """A message as it stands in the outbox; ``id`` is its row, ``message_id`` Telegram's number for it.

    ``target_message_id`` is Telegram's number of the message that is edited or answered.
    """

    id: int
    chat: str
    key: str
    kind: str
    state: str
    attempts: int
    queued_at: datetime
    alert_id: int | None = None
    digest_id: int | None = None
    target: int | None = None
    target_message_id: int | None = None
    body: Mapping[str, Any] | None = None
    not_before: datetime | None = None
    tried_at: datetime | None = None
    sent_at: datetime | None = None
    message_id: int | None = None
    unanswered: int = 0
    plain: bool = False
    file_id: str | None = None
    text_hash: str | None = None
    error: str | None = None


_TARGET = MessageRow.__table__.alias("target_messages")
_QUEUED_COLUMNS: tuple[Any, ...] = (
    MessageRow.id,
    MessageRow.chat,
    MessageRow.key,
    MessageRow.kind,
    MessageRow.state,
    MessageRow.attempts,
    MessageRow.queued_at,
    MessageRow.alert_id,
    MessageRow.digest_id,
    MessageRow.target,
    _TARGET.c.message_id,
    MessageRow.body,
    MessageRow.not_before,
    MessageRow.tried_at,
    MessageRow.sent_at,
    MessageRow.message_id,
    MessageRow.unanswered,
    MessageRow.plain,
    MessageRow.file_id,
    MessageRow.text_hash,
    MessageRow.error,
)
_QUEUED = select(*_QUEUED_COLUMNS).outerjoin(_TARGET, _TARGET.c.id == MessageRow.target)


_EARLIER = aliased(MessageRow)
# An edit changes a post that is there: whatever is new may overtake it, and it overtakes nothing.
_BEFORE = select(_EARLIER.id).where(
    _EARLIER.chat == MessageRow.chat,
    _EARLIER.state.in_(UNDECIDED),
    _EARLIER.id < MessageRow.id,
    (MessageRow.kind == "edit") | (_EARLIER.kind != "edit"),
)
#: Built once: it is asked for after every answer.
_NEXT = (
    _QUEUED.where(
        MessageRow.state == "pending",
        MessageRow.not_before.is_(None) | (MessageRow.not_before <= bindparam("now", type_=UTCDateTime())),
        ~_BEFORE.exists(),
    )
    .order_by(MessageRow.rank, MessageRow.id)
    .limit(bindparam("limit"))
)


class OutboxStore(Database):
    """Verbs of the delivery."""

    # --- chats ---

    def put_chat(self, chat: Chat) -> None:
        """Adds a chat, or replaces what it asked for. ``joined_at`` of a known chat is kept."""
        values = {name: getattr(chat, name) for name in Chat.__slots__}
        values["filters"] = to_json(chat.filters)
        with self.turn() as connection:
            upsert(connection, ChatRow, values, ("chat",), once=("joined_at",))

    def chats(self, *kinds: str, resting: bool = False) -> tuple[Chat, ...]:
        """Chats of these kinds (none named: all), channels first; the resting ones only when asked for."""
        query = select(*(getattr(ChatRow, name) for name in Chat.__slots__))
        if kinds:
            query = query.where(ChatRow.kind.in_(kinds))
        if not resting:
            query = query.where(ChatRow.resting_since.is_(None))
        with self.reading() as connection:
            rows = connection.execute(query.order_by(ChatRow.joined_at, ChatRow.chat)).all()
        found = (Chat(**{**row._asdict(), "filters": from_json(row.filters)}) for row in rows)
        return tuple(sorted(found, key=lambda chat: RANKS[chat.kind]))

    def chat(self, chat: str) -> Chat | None:
        """One chat, resting or not; None when it is unknown."""
        query = select(*(getattr(ChatRow, name) for name in Chat.__slots__)).where(ChatRow.chat == chat)
        with self.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else Chat(**{**row._asdict(), "filters": from_json(row.filters)})

    def rest_chat(self, chat: str, reason: str, now: datetime) -> None:
        """Nothing more goes to this chat until it is put again; what waits for it is given up."""
        with self.turn() as connection:
            connection.execute(
                update(ChatRow).where(ChatRow.chat == chat).values(resting_since=now, resting_reason=reason)
            )
            connection.execute(
                update(MessageRow)
                .where(MessageRow.chat == chat, MessageRow.state.in_(UNDECIDED))
                .values(state="never", error=reason)
            )

    def move_chat(self, chat: str, to: str) -> None:
        """A chat has another id from now on (a group became a supergroup, a name was resolved to its number).

        Everything queued and sent goes along; what ``to`` has already stays as it is.
        """
        columns = [column.name for column in ChatRow.__table__.columns if column.name != "chat"]
        wishes = select(literal(to), *(getattr(ChatRow, name) for name in columns)).where(
            ChatRow.chat == chat
        )
        message, digest = aliased(MessageRow), aliased(DigestRow)
        told = select(message.id).where(message.chat == to, message.key == MessageRow.key)
        closed = select(digest.id).where(digest.chat == to, digest.day == DigestRow.day)
        with self.turn() as connection:
            if connection.scalar(select(ChatRow.chat).where(ChatRow.chat == to)) is None:
                connection.execute(insert(ChatRow).from_select(["chat", *columns], wishes))
            connection.execute(
                update(MessageRow).where(MessageRow.chat == chat, ~told.exists()).values(chat=to)
            )
            connection.execute(
                update(DigestRow).where(DigestRow.chat == chat, ~closed.exists()).values(chat=to)
            )
            connection.execute(delete(ChatRow).where(ChatRow.chat == chat))

    def forget_chat(self, chat: str) -> None:
        """Deletes a chat and everything kept about it, the messages sent to it included."""
        with self.turn() as connection:
            connection.execute(delete(ChatRow).where(ChatRow.chat == chat))

    # --- queueing ---

    def queue(self, messages: Iterable[Outgoing], now: datetime) -> int:
        """Queues messages in the order given; those whose key their chat already has are left alone.

        Returns how many are new. Chats that are unknown or rest get none.
        """
        with self.turn() as connection:
            return _queue(connection, list(messages), now)

    def spread(self, alert_id: int, messages: Iterable[Outgoing], now: datetime) -> int:
        """Queues an alert's messages and marks the alert as told, together; returns how many are new."""
        with self.turn() as connection:
            queued = _queue(connection, list(messages), now)
            connection.execute(
                update(AlertRow)
                .where(AlertRow.id == alert_id, AlertRow.state == "pending")
                .values(state="told")
            )
            return queued

    def summarise(self, alert_ids: Sequence[int], messages: Iterable[Outgoing], now: datetime) -> int:
        """Queues one summary in place of these alerts, which will not be told one by one."""
        with self.turn() as connection:
            queued = _queue(connection, list(messages), now)
            connection.execute(
                update(AlertRow)
                .where(AlertRow.id.in_(alert_ids), AlertRow.state == "pending")
                .values(state="summarised")
            )
            return queued

    def pending_additions(self) -> tuple[int, ...]:
        """Alerts to whose posts an outlet is to be added."""
        query = select(AdditionRow.alert_id).where(AdditionRow.state == "pending").distinct()
        with self.reading() as connection:
            return tuple(connection.scalars(query.order_by(AdditionRow.alert_id)))

    def spread_additions(self, alert_id: int, messages: Iterable[Outgoing], now: datetime) -> int:
        """Queues the edits of an alert's posts and marks its additions as told; returns how many are new.

        An edit that still waits for the same post takes the new outlet along: it is not queued again.
        """
        waiting = select(MessageRow.target).where(
            MessageRow.kind == "edit", MessageRow.state == "pending", MessageRow.target.is_not(None)
        )
        with self.turn() as connection:
            joined = set(connection.scalars(waiting.where(MessageRow.alert_id == alert_id)))
            edits = [message for message in messages if message.target not in joined]
            queued = _queue(connection, edits, now)
            connection.execute(
                update(AdditionRow).where(AdditionRow.alert_id == alert_id).values(state="told")
            )
            return queued

    def queue_digest(self, day: date, posts: Sequence[Outgoing], now: datetime) -> bool:
        """Queues the posts of a day's digest for one chat, together; False when that chat has had this day."""
        values = {"day": day, "chat": posts[0].chat, "at": now}
        with self.turn() as connection:
            digest_id = connection.scalar(insert_new(connection, DigestRow, "id"), values)
            if digest_id is None:
                return False
            _queue(connection, posts, now, digest_id)
            return True

    # --- delivery ---

    def next_messages(self, now: datetime, limit: int = 100) -> tuple[Queued, ...]:
        """What may be sent now: the first undecided message of each chat, if it is pending and due.

        A message that waits, or whose fate is unknown, holds back its whole chat: order is kept. Only an edit
        is overtaken: ten thousand readers' edits must not hold up the next alert.
        """
        return self._queued(_NEXT, {"now": now, "limit": limit})

    def next_due(self, now: datetime) -> datetime | None:
        """When the outbox has something to do next; None when it is empty."""
        query = select(func.min(func.coalesce(MessageRow.not_before, MessageRow.queued_at))).where(
            MessageRow.state == "pending"
        )
        with self.reading() as connection:
            return connection.scalar(query)

    def unsettled(self) -> tuple[Queued, ...]:
        """Messages whose call was begun and whose answer was never written down, oldest first.

        Ask for them after a start only: while the delivery runs, a call under way looks the same.
        """
        return self._queued(_QUEUED.where(MessageRow.state == "sending").order_by(MessageRow.id))

    def sending(self, message: int, now: datetime, text_hash: str | None = None) -> bool:
        """Marks a message just before its call; False when another worker has taken it."""
        taken = (
            update(MessageRow)
            .where(MessageRow.id == message, MessageRow.state == "pending")
            .values(state="sending", tried_at=now, attempts=MessageRow.attempts + 1, text_hash=text_hash)
        )
        with self.turn() as connection:
            return connection.execute(taken).rowcount == 1

    def sent(
        self, message: int, message_id: int | None, now: datetime, *, file_id: str | None = None
    ) -> None:
        """The call was answered well; ``message_id`` is Telegram's number of the message."""
        self._settle(
            message,
            state="sent",
            message_id=message_id,
            sent_at=now,
            file_id=file_id,
            error=None,
            not_before=None,
        )

    def again(
        self, message: int, not_before: datetime, error: str, *, unanswered: bool = False, plain: bool = False
    ) -> None:
        """The call is repeated at that time, and its chat waits with it.

        ``unanswered`` counts a send whose answer never came; ``plain`` has it sent without markup.
        """
        values: dict[str, Any] = {"state": "pending", "not_before": not_before, "error": error}
        if unanswered:
            values["unanswered"] = MessageRow.unanswered + 1
        if plain:
            values["plain"] = True
        self._settle(message, **values)

    def never(self, message: int, error: str) -> None:
        """The call was refused for good."""
        self._settle(message, state="never", error=error)

    def uncertain(self, message: int, error: str) -> None:
        """It may have arrived, and is not sent again."""
        self._settle(message, state="uncertain", error=error, unanswered=MessageRow.unanswered + 1)

    def windows(self, since: datetime) -> tuple[tuple[str, datetime], ...]:
        """Every call since then, as chat and time, oldest first: what flood limits are counted from."""
        query = (
            select(MessageRow.chat, MessageRow.tried_at)
            .where(MessageRow.tried_at >= since)
            .order_by(MessageRow.tried_at)
        )
        with self.reading() as connection:
            return tuple((chat, at) for chat, at in connection.execute(query) if at is not None)

    def message(self, message: int) -> Queued | None:
        """One message by its row."""
        found = self._queued(_QUEUED.where(MessageRow.id == message))
        return found[0] if found else None

    def posts(self, alert_id: int) -> tuple[Queued, ...]:
        """The posts that told this alert, one a chat, those still waiting included."""
        return self._queued(
            _QUEUED.where(
                MessageRow.alert_id == alert_id,
                MessageRow.kind.in_(("alert", "reply")),
                MessageRow.state != "never",
            ).order_by(MessageRow.id)
        )

    def decided_cards(self, chats: Sequence[str], since: datetime) -> tuple[tuple[Queued, int], ...]:
        """The cards in these chats, sent since then, that still offer what is decided: each with its change.

        A card is a notice with the key ``held:<change>``; its edit has the card as its target.
        """
        edit = aliased(MessageRow)
        open_cards = _QUEUED.where(
            MessageRow.chat.in_(chats),
            MessageRow.key.startswith("held:"),
            MessageRow.state == "sent",
            MessageRow.message_id.is_not(None),
            MessageRow.queued_at >= since,
            ~select(edit.id).where(edit.target == MessageRow.id).exists(),
        )
        cards = [(card, int(card.key.removeprefix("held:"))) for card in self._queued(open_cards)]
        with self.reading() as connection:
            waiting = set(connection.scalars(select(ChangeRow.id).where(ChangeRow.review == "waiting")))
        return tuple((card, change) for card, change in cards if change not in waiting)

    def last_sent(self, chat: str) -> Queued | None:
        """The latest message that arrived in a chat: its number tells what an unsettled one would have."""
        found = self._queued(
            _QUEUED.where(
                MessageRow.chat == chat, MessageRow.state == "sent", MessageRow.message_id.is_not(None)
            )
            .order_by(MessageRow.id.desc())
            .limit(1)
        )
        return found[0] if found else None

    def backlog(self) -> dict[str, int]:
        """How many messages there are in each state."""
        query = select(MessageRow.state, func.count()).group_by(MessageRow.state)
        with self.reading() as connection:
            return dict(connection.execute(query).all())

    def _settle(self, message: int, **values: Any) -> None:
        with self.turn() as connection:
            connection.execute(update(MessageRow).where(MessageRow.id == message).values(**values))

    def _queued(self, query: Any, values: Mapping[str, Any] | None = None) -> tuple[Queued, ...]:
        with self.reading() as connection:
            rows = connection.execute(query, values).all()
        found = (Queued(*row) for row in rows)
        return tuple(replace(message, body=from_json(message.body)) for message in found)


def _queue(
    connection: Connection, messages: Sequence[Outgoing], now: datetime, digest_id: int | None = None
) -> int:
    if not messages:
        return 0
    names = {message.chat for message in messages}
    known = select(ChatRow.chat, ChatRow.kind).where(ChatRow.resting_since.is_(None))
    # A reader's address list is longer than a statement may have parameters: ask for all, or for a few.
    if len(names) <= 100:
        known = known.where(ChatRow.chat.in_(names))
    kinds = dict(connection.execute(known).all())
    rows = [
        {
            "chat": message.chat,
            "key": message.key,
            "kind": message.kind,
            "rank": RANKS[kinds[message.chat]] + (message.kind == "edit"),
            "alert_id": message.alert_id,
            "digest_id": digest_id,
            "target": message.target,
            "body": to_json(message.body),
            "state": "pending",
            "attempts": 0,
            "queued_at": now,
            "not_before": message.not_before,
        }
        for message in messages
        if message.chat in kinds
    ]
    if not rows:
        return 0
    counted = {"preserve_rowcount": True}
    return connection.execute(insert_new(connection, MessageRow), rows, execution_options=counted).rowcount
