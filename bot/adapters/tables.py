"""The tables, typed: what is kept of feeds, articles, claims, figures, changes, alerts and messages.

Declarative classes are used for their types only (``Mapped[]`` is read by mypy and by people); the store
selects columns and inserts rows with Core statements, because a ledger that is read for every claim cannot
pay for identity maps. Every construct works on SQLite and on PostgreSQL. States are checked, uniqueness and
references are kept by the database, and a migration in ``alembic/versions`` exists for all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    Time,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UTCDateTime(TypeDecorator[datetime]):
    """An aware time: kept as UTC, given back aware in UTC. A naive one is a programming error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value.isoformat()} given to the store")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], datetime | None]:
        """SQLite keeps text, which is read here in one step; other databases give aware times."""
        return _read_text if dialect.name == "sqlite" else _in_utc


def _read_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text out of the world: what a database cannot hold (NUL, lone surrogates) becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or value.isascii():
            return value if value is None or "\x00" not in value else value.replace("\x00", "\ufffd")
        whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return whole.replace("\x00", "\ufffd")


class Names(TypeDecorator[frozenset[str]]):
    """A set of names, one a line: a figure has some hundred origins, and JSON takes ten times as long."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[str] | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if any("\n" in name for name in value):
            raise ValueError("a name of more than one line given to the store")
        return "\n".join(sorted(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[str] | None:
        if value is None:
            return None
        return frozenset(value.split("\n")) if value else frozenset()


#: SQLite numbers rows by itself only where the key is a plain INTEGER.
RowId = BigInteger().with_variant(Integer(), "sqlite")


#: Rows lie in the order of their key: without a hidden row number SQLite keeps the key once instead of
#: twice, and what belongs together is read together. Other databases do not know the option.
CLUSTERED = {"sqlite_with_rowid": False}


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UTCDateTime(),
        date: Date(),
        time: Time(),
        str: Words(),
        frozenset[str]: Names(),
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
    }


def one_of(column: str, *values: str) -> CheckConstraint:
    """The column holds one of these words, or nothing where it may be null."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=column)


# --- feeds and entries ---------------------------------------------------------------------------------


class FeedRow(Base):
    """A polled address as the feeds file tells it, and what the last answers left behind."""

    __tablename__ = "feeds"

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    url: Mapped[str]
    lang: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(32))
    every: Mapped[int] = mapped_column(doc="seconds between two polls, as wished")
    origin: Mapped[str | None]
    enabled: Mapped[bool]
    note: Mapped[str]
    listed: Mapped[bool] = mapped_column(doc="false once it is gone from the feeds file; its entries stay")
    moved_to: Mapped[str | None] = mapped_column(doc="FeedState.url: where a permanent redirect leads")
    moved_from: Mapped[str | None] = mapped_column(doc="FeedState.base: the file's address that was moved")
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    body_hash: Mapped[str | None]
    due_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    last_ok: Mapped[datetime | None]
    last_item: Mapped[datetime | None]
    last_full: Mapped[datetime | None]
    resting: Mapped[str | None] = mapped_column(doc="why it rests; null while it is polled")
    problem: Mapped[str | None]
    last_match: Mapped[datetime | None] = mapped_column(doc="when an entry last passed the gate")

    __table_args__ = (Index(None, "due_at"),)


class EntryRow(Base):
    """An item of a feed, once: known by its guid in its feed, and by page and headline in all feeds."""

    __tablename__ = "entries"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    feed: Mapped[str] = mapped_column(String(200), ForeignKey("feeds.name"))
    guid: Mapped[str]
    url: Mapped[str]
    page_key: Mapped[str | None] = mapped_column(String(32), doc="hash of canonical address and headline")
    title: Mapped[str]
    summary: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, doc="the feed's full text, compressed")
    published: Mapped[datetime | None]
    outlet: Mapped[str | None]
    first_seen: Mapped[datetime]
    turn_at: Mapped[datetime] = mapped_column(doc="published, else first seen: the order of reading")
    wanted: Mapped[bool] = mapped_column(doc="the gate's verdict")
    gate: Mapped[str] = mapped_column(doc="why the gate said so")
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    reason: Mapped[str | None]
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id", ondelete="SET NULL"))

    __table_args__ = (
        UniqueConstraint("feed", "guid"),
        UniqueConstraint("page_key"),
        one_of("state", "new", "read", "failed", "skipped"),
        Index(None, "state", "turn_at"),
        Index(None, "article_id"),
    )


# --- articles and claims -------------------------------------------------------------------------------


class ArticleRow(Base):
    """One text of one outlet, by its canonical id. Its editions' texts and pages lie beside it."""

    __tablename__ = "articles"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(doc="Article.id: the canonical address, or the line's id in a replay")
    url: Mapped[str]
    outlet: Mapped[str]
    origin: Mapped[str | None]
    lang: Mapped[str] = mapped_column(String(16))
    title: Mapped[str]
    published: Mapped[datetime]
    first_seen: Mapped[datetime]
    edition: Mapped[int] = mapped_column(doc="the latest edition's number, from 1")
    copy_of: Mapped[int | None] = mapped_column(ForeignKey("articles.id", ondelete="SET NULL"))
    reader: Mapped[int] = mapped_column(doc="version of the reader whose claims are kept")
    reread_at: Mapped[datetime | None] = mapped_column(doc="when the page is fetched again; null: no more")
    rereads: Mapped[int] = mapped_column(default=0, doc="how many of the fetches after 1, 6, 24 h are done")

    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "reread_at"),
        Index(None, "first_seen"),
        Index(None, "copy_of"),
    )


class TextRow(Base):
    """The text of one edition, compressed, with its MinHash sketch."""

    __tablename__ = "texts"

    article_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str]
    seen_at: Mapped[datetime]
    text_hash: Mapped[str] = mapped_column(String(32), doc="of headline and text")
    text: Mapped[bytes] = mapped_column(LargeBinary, doc="UTF-8, zstandard")
    sketch: Mapped[bytes | None] = mapped_column(
        LargeBinary, doc="MinHash values, 4 bytes each, little-endian"
    )


class PageRow(Base):
    """The page that an edition's text was taken from, compressed; forgotten after a while."""

    __tablename__ = "pages"

    article_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seen_at: Mapped[datetime]
    page: Mapped[bytes] = mapped_column(LargeBinary, doc="bytes as fetched, zstandard")

    __table_args__ = (
        ForeignKeyConstraint(
            ["article_id", "edition"], ["texts.article_id", "texts.edition"], ondelete="CASCADE"
        ),
        Index(None, "seen_at"),
    )


class BandRow(Base):
    """One band of an article's sketch: texts that share a key are likely near copies (LSH)."""

    __tablename__ = "bands"

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )

    __table_args__ = (Index(None, "article_id"), CLUSTERED)


class ClaimRow(Base):
    """A claim as the reader gave it, with all its fields, and the edition it was read in."""

    __tablename__ = "claims"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    edition: Mapped[int]
    reader: Mapped[int]
    series: Mapped[str] = mapped_column(String(40))
    measure: Mapped[str] = mapped_column(String(16))
    stage: Mapped[str | None] = mapped_column(String(16))
    low: Mapped[int | None] = mapped_column(BigInteger)
    high: Mapped[int | None] = mapped_column(BigInteger)
    qualifier: Mapped[str] = mapped_column(String(16))
    share: Mapped[float | None]
    increment: Mapped[bool]
    denied: Mapped[bool]
    current: Mapped[bool]
    claimant: Mapped[str | None]
    via: Mapped[str | None]
    as_of_first: Mapped[date | None]
    as_of_last: Mapped[date | None]
    place: Mapped[str | None]
    section: Mapped[str] = mapped_column(String(8))
    quote: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    number: Mapped[str]
    rule: Mapped[str]
    confidence: Mapped[float]
    withdrawn_at: Mapped[datetime | None] = mapped_column(doc="a later edition or reader no longer has it")

    __table_args__ = (Index(None, "article_id"),)


# --- ledger --------------------------------------------------------------------------------------------


class FigureRow(Base):
    """Where one claimant's number stands in one series; its values lie in ``figure_values``."""

    __tablename__ = "figures"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    series: Mapped[str] = mapped_column(String(40))
    claimant: Mapped[str] = mapped_column(
        doc="empty for a number that nobody stands behind: null is not unique"
    )
    reports: Mapped[int]
    origins: Mapped[frozenset[str]] = mapped_column(
        doc="Figure.origins: loaded with every claim, so not joined"
    )
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None] = mapped_column(
        doc="its last report is gone; kept for what it told"
    )

    __table_args__ = (UniqueConstraint("series", "claimant"),)


class FigureValueRow(Base):
    """A present or former value of a figure; the highest position is the present one."""

    __tablename__ = "figure_values"

    figure_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("figures.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    low: Mapped[int | None] = mapped_column(BigInteger)
    high: Mapped[int | None] = mapped_column(BigInteger)
    qualifier: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime]
    as_of_first: Mapped[date | None]
    as_of_last: Mapped[date | None]
    reports: Mapped[int]
    seeded: Mapped[bool]
    change_id: Mapped[int | None] = mapped_column(ForeignKey("changes.id", ondelete="SET NULL"))
    source: Mapped[str | None] = mapped_column(doc="for seeded and hand-made values: who says so, and why")

    __table_args__ = (CLUSTERED,)


class ChangeRow(Base):
    """What one claim did to the ledger, by which rule, and the facts its explanation is filled with."""

    __tablename__ = "changes"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(32), doc="Change.key")
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"))
    figure_id: Mapped[int | None] = mapped_column(ForeignKey("figures.id", ondelete="SET NULL"))
    series: Mapped[str] = mapped_column(String(40))
    outcome: Mapped[str] = mapped_column(String(16))
    rule: Mapped[str]
    facts: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    old: Mapped[list[Any] | None]
    old_claimant: Mapped[str | None]
    figure: Mapped[dict[str, Any] | None] = mapped_column(
        doc="the figure after an alerting change, without its history"
    )
    silent: Mapped[bool]
    value: Mapped[list[Any] | None]
    withdrawn: Mapped[list[Any] | None] = mapped_column(doc="series and claimant of a figure that is no more")
    origin: Mapped[str]
    origins: Mapped[frozenset[str]]
    waits_with: Mapped[str | None] = mapped_column(String(32))
    held: Mapped[str | None] = mapped_column(doc="why it waits or waited for an operator")
    review: Mapped[str | None] = mapped_column(String(16))
    reviewed_by: Mapped[str | None]
    reviewed_at: Mapped[datetime | None]
    review_reason: Mapped[str | None]
    released_by: Mapped[int | None] = mapped_column(ForeignKey("changes.id", ondelete="SET NULL"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(doc="its article no longer carries the number")
    recorded_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("key"),
        one_of("review", "waiting", "accepted", "rejected", "released", "withdrawn"),
        Index(None, "series", "outcome"),
        Index(None, "review", "series"),
        Index(None, "waits_with"),
        Index(None, "released_by"),
        Index(None, "recorded_at"),
        Index(None, "figure_id"),
        Index(None, "article_id"),
        Index(None, "claim_id"),
    )


class ReportRow(Base):
    """One claim that stands behind a figure, and the independent origin it came from."""

    __tablename__ = "reports"

    figure_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("figures.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    claim_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    change_id: Mapped[int] = mapped_column(ForeignKey("changes.id", ondelete="CASCADE"))
    origin: Mapped[str]
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "claim_id"), Index(None, "change_id"), CLUSTERED)


class RejectionRow(Base):
    """A reading that an operator rejected: the same sentence is not held again."""

    __tablename__ = "rejections"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    quote_key: Mapped[str] = mapped_column(String(32), doc="hash of the sentence")
    reading_key: Mapped[str] = mapped_column(String(32), doc="hash of sentence, series and value")
    lang: Mapped[str] = mapped_column(String(16))
    quote: Mapped[str]
    reading: Mapped[dict[str, Any]]
    change_id: Mapped[int | None] = mapped_column(ForeignKey("changes.id", ondelete="SET NULL"))
    reason: Mapped[str]
    operator: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("reading_key"), Index(None, "quote_key"))


# --- outbox --------------------------------------------------------------------------------------------


class AlertRow(Base):
    """A change that is to be told: written with the change, drained by the delivery."""

    __tablename__ = "alerts"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("changes.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    series: Mapped[str] = mapped_column(String(40))
    claimant: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(doc="publication of the article that set it off")
    recorded_at: Mapped[datetime]
    others: Mapped[list[Any]] = mapped_column(
        doc="the other figures of the series when it was written, without history"
    )
    baseline: Mapped[dict[str, Any] | None]
    detail: Mapped[dict[str, Any] | None] = mapped_column(doc="of a follow-up: the number now, reports left")
    state: Mapped[str] = mapped_column(String(16))
    answers: Mapped[int | None] = mapped_column(
        ForeignKey("alerts.id", ondelete="SET NULL"), doc="the alert that this one corrects or follows up"
    )

    __table_args__ = (
        UniqueConstraint("change_id", "kind"),
        one_of("state", "pending", "told", "summarised"),
        Index(None, "state", "id"),
        Index(None, "series", "at"),
        Index(None, "recorded_at"),
    )


class AdditionRow(Base):
    """A later report of an alerted change: the alert is not sent again, its post gets the outlet's name."""

    __tablename__ = "additions"

    alert_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    outlet: Mapped[str] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("changes.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16))

    __table_args__ = (one_of("state", "pending", "told"), Index(None, "state"), CLUSTERED)


class ChatRow(Base):
    """A channel, a private chat or the terminal, with its reader's wishes."""

    __tablename__ = "chats"

    chat: Mapped[str] = mapped_column(String(64), primary_key=True, doc="numeric id, @name or terminal")
    kind: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(16))
    zone: Mapped[str] = mapped_column(String(64))
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    digest: Mapped[bool]
    filters: Mapped[dict[str, Any]]
    joined_at: Mapped[datetime]
    resting_since: Mapped[datetime | None]
    resting_reason: Mapped[str | None]

    __table_args__ = (one_of("kind", "channel", "private", "operator", "terminal"),)


class DigestRow(Base):
    """A day told in one chat: never twice."""

    __tablename__ = "digests"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    day: Mapped[date]
    chat: Mapped[str] = mapped_column(String(64), ForeignKey("chats.chat", ondelete="CASCADE"))
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("day", "chat"), Index(None, "chat"))


class MessageRow(Base):
    """One call to a chat: written before it is tried, marked after the answer.

    ``key`` names what is told, so that spreading the same alert twice queues it once. Within a chat
    messages go in the order of ``id``.
    """

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    chat: Mapped[str] = mapped_column(String(64), ForeignKey("chats.chat", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(16))
    rank: Mapped[int] = mapped_column(doc="chats of lower rank go first: 0 channels, 1 operators, 2 readers")
    alert_id: Mapped[int | None] = mapped_column(ForeignKey("alerts.id", ondelete="CASCADE"))
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("digests.id", ondelete="CASCADE"))
    target: Mapped[int | None] = mapped_column(
        ForeignKey("messages.id", ondelete="CASCADE"), doc="the message that is edited or answered"
    )
    body: Mapped[dict[str, Any] | None] = mapped_column(doc="what is said, where no alert or digest says it")
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    unanswered: Mapped[int] = mapped_column(default=0, doc="sends of it that had no answer")
    plain: Mapped[bool] = mapped_column(default=False, doc="refused for its markup: sent without any")
    file_id: Mapped[str | None] = mapped_column(doc="Telegram's name for its picture")
    text_hash: Mapped[str | None] = mapped_column(String(64))
    error: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("chat", "key"),
        one_of("state", "pending", "sending", "sent", "uncertain", "never"),
        one_of("kind", "alert", "edit", "reply", "digest", "notice"),
        Index(None, "state", "rank", "id"),
        Index(None, "chat", "state", "id"),
        Index(None, "tried_at", "chat"),
        Index(None, "alert_id"),
        Index(None, "digest_id"),
        Index(None, "target"),
    )


# --- the service itself --------------------------------------------------------------------------------


class MetaRow(Base):
    """One fact about this database: first start, last pass, paused, reader."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str]


class ActionRow(Base):
    """What an operator did, when, and why."""

    __tablename__ = "actions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    at: Mapped[datetime]
    operator: Mapped[str]
    action: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]]

    __table_args__ = (Index(None, "at"),)
