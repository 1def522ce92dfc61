"""The store: everything that outlives a process, over SQLAlchemy.

``Store`` is synchronous and meant for one writer thread: the pipeline calls it through an executor with a
single thread. Every verb is a transaction of its own; ``with store.turn():`` makes several one. The verbs
stand by stage in store_feeds, store_articles, store_ledger, store_review and store_outbox.

    with Store("sqlite:///var/muster.db") as store:
        store.migrate()
        with store.turn():
            book = store.book_for(article, claims)
            changes = ledger.judge(article, claims, book, policy)
            store.record(article, claims, changes, alerts.decide(changes, book), now)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from sqlalchemy import select

from bot.adapters.store_articles import ArticleStore, Copy, Refetch
from bot.adapters.store_database import insert_new, migrate, upsert
from bot.adapters.store_feeds import FeedStore, Health, Waiting
from bot.adapters.store_ledger import LedgerStore, Recorded, Why
from bot.adapters.store_outbox import Chat, OutboxStore, Outgoing, Queued
from bot.adapters.store_review import Action, Held, Pending, Rejection, ReviewStore
from bot.adapters.tables import Base, MetaRow
from bot.model import Figure

__all__ = [
    "Action",
    "Chat",
    "Copy",
    "Health",
    "Held",
    "Outgoing",
    "Pending",
    "Queued",
    "Recorded",
    "Refetch",
    "Rejection",
    "Store",
    "Waiting",
    "Why",
    "migrate",
]


class Store(FeedStore, ArticleStore, LedgerStore, ReviewStore, OutboxStore):
    """One database and its verbs. Times in are aware; times out are aware and in UTC.

    Raises StoreError: with ``retry`` where the database is not reachable or busy, without where it refuses a
    row. Raises ConfigError for an address that it cannot use.
    """

    @classmethod
    def in_memory(cls) -> Self:
        """An empty store that lives as long as the object: for a replay, with the tables of this version."""
        store = cls("sqlite://")
        with store.turn() as connection:
            Base.metadata.create_all(connection)
        return store

    def seed(self, figures: Iterable[tuple[Figure, str]], now: datetime) -> bool:
        """Writes the baseline's figures, each with where it comes from, once in the life of a database.

        Returns False when it was done before.
        """
        with self.turn():
            if not self.remember_once("seeded", now.isoformat()):
                return False
            self.put_figures(figures, now)
            return True

    def first_start(self, now: datetime) -> datetime:
        """When this database was started for the first time: now, where it never was."""
        with self.turn():
            self.remember_once("first_start", now.isoformat())
            return datetime.fromisoformat(self.recall("first_start") or now.isoformat())

    def recall(self, key: str) -> str | None:
        """A fact about this database (last_pass, paused, …); None when it was never told."""
        with self.reading() as connection:
            return connection.scalar(select(MetaRow.value).where(MetaRow.key == key))

    def remember(self, key: str, value: str) -> None:
        """Keeps a fact about this database, in place of what it was."""
        with self.turn() as connection:
            upsert(connection, MetaRow, {"key": key, "value": value}, ("key",))

    def remember_once(self, key: str, value: str) -> bool:
        """Keeps a fact that never changes; False when it is told already."""
        with self.turn() as connection:
            statement = insert_new(connection, MetaRow, "key")
            return connection.scalar(statement, {"key": key, "value": value}) is not None
