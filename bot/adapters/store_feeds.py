"""Feeds and entries: what is polled, and the queue of items to be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, or_, select, update

from bot.adapters.store_database import Database, insert_new, upsert
from bot.adapters.store_values import (
    compressed,
    fingerprint,
    headline_key,
    index_key,
    uncompressed,
)
from bot.adapters.tables import EntryRow, FeedRow
from bot.addresses import canonical
from bot.feeds import FeedState
from bot.model import Entry, Feed


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry whose article is to be read; ``id`` is its row, ``attempts`` the tries that failed."""

    id: int
    entry: Entry
    first_seen: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed does: its state, and when an entry of it last passed the gate."""

    feed: Feed
    state: FeedState
    last_match: datetime | None


#: Where each field of FeedState is kept.
_STATE = {
    "name": FeedRow.name,
    "url": FeedRow.moved_to,
    "base": FeedRow.moved_from,
    "etag": FeedRow.etag,
    "last_modified": FeedRow.last_modified,
    "body_hash": FeedRow.body_hash,
    "due_at": FeedRow.due_at,
    "failures": FeedRow.failures,
    "last_ok": FeedRow.last_ok,
    "last_item": FeedRow.last_item,
    "last_full": FeedRow.last_full,
    "resting": FeedRow.resting,
    "problem": FeedRow.problem,
}
_ENTRY = (
    EntryRow.feed,
    EntryRow.guid,
    EntryRow.url,
    EntryRow.title,
    EntryRow.summary,
    EntryRow.content,
    EntryRow.published,
    EntryRow.outlet,
)


class FeedStore(Database):
    """Verbs of the collecting half: feeds and entries."""

    def sync_feeds(self, feeds: Iterable[Feed]) -> None:
        """Makes the known feeds those of the feeds file. Dropped ones are kept with their entries, unlisted.

        A feed whose address was edited starts afresh: validators and redirects belong to the old one.
        """
        with self.turn() as connection:
            known = dict(connection.execute(select(FeedRow.name, FeedRow.url)).all())
            connection.execute(update(FeedRow).values(listed=False))
            for feed in feeds:
                values = _feed_columns(feed)
                if feed.name in known and known[feed.name] != feed.url:
                    values |= _state_columns(FeedState(feed.name))
                elif feed.name not in known:
                    values["failures"] = 0
                upsert(connection, FeedRow, values, ("name",))

    def feed_states(self) -> dict[str, FeedState]:
        """What is remembered of each listed feed, by name."""
        return {health.state.name: health.state for health in self.feed_health()}

    def feed_health(self) -> tuple[Health, ...]:
        """Every listed feed with its state, in the order of their names."""
        own = (FeedRow.url, FeedRow.lang, FeedRow.kind, FeedRow.every, FeedRow.origin, FeedRow.enabled)
        query = (
            select(*_STATE.values(), *own, FeedRow.note, FeedRow.last_match)
            .where(FeedRow.listed.is_(True))
            .order_by(FeedRow.name)
        )
        with self.reading() as connection:
            return tuple(_health(tuple(row)) for row in connection.execute(query))

    def save_feed_state(self, state: FeedState) -> None:
        """Keeps what one poll left behind. The feed must be known."""
        values = _state_columns(state)
        with self.turn() as connection:
            connection.execute(update(FeedRow).where(FeedRow.name == state.name).values(values))

    def take_entries(
        self, feed: str, entries: Sequence[Entry], gates: Sequence[tuple[bool, str]], now: datetime
    ) -> int:
        """Keeps the entries that are new, once, and returns how many are.

        ``gates`` says for each entry whether its article is to be read, and why. An entry is known when its
        feed brought its guid before, or any feed its page under the same headline: changed dates, guids and
        addresses of old items make nothing new. Entries that the gate refused are kept as skipped.
        """
        rows = [
            _entry_columns(entry, wanted, why, now)
            for entry, (wanted, why) in zip(entries, gates, strict=True)
        ]
        with self.turn() as connection:
            new = [row for row in rows if _insert_entry(connection, row)]
            if any(row["wanted"] for row in new):
                connection.execute(update(FeedRow).where(FeedRow.name == feed).values(last_match=now))
        return len(new)

    def known_guids(self, feed: str, guids: Sequence[str]) -> frozenset[str]:
        """Those of these guids that this feed brought before."""
        keys = {index_key(guid): guid for guid in guids}
        query = select(EntryRow.guid).where(EntryRow.feed == feed, EntryRow.guid.in_(keys))
        with self.reading() as connection:
            return frozenset(keys[key] for key in connection.scalars(query))

    def next_entries(self, now: datetime, limit: int = 50) -> tuple[Waiting, ...]:
        """Entries to be read now, in the order of their publication."""
        query = (
            select(EntryRow.id, EntryRow.first_seen, EntryRow.attempts, *_ENTRY)
            .where(
                EntryRow.state == "new",
                or_(EntryRow.not_before.is_(None), EntryRow.not_before <= now),
            )
            .order_by(EntryRow.turn_at, EntryRow.id)
            .limit(limit)
        )
        with self.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Waiting(row[0], _entry(tuple(row[3:])), first_seen=row[1], attempts=row[2]) for row in rows
        )

    def entry_failed(self, entry: int, reason: str, retry_at: datetime | None = None) -> None:
        """Reading went wrong: it is tried again at ``retry_at``, or set aside with its reason."""
        state = "failed" if retry_at is None else "new"
        self._close_entry(entry, state=state, reason=reason, not_before=retry_at)

    def entry_skipped(self, entry: int, reason: str) -> None:
        """The article is not to be read after all."""
        self._close_entry(entry, state="skipped", reason=reason)

    def entry_counts(self) -> dict[str, int]:
        """How many entries there are in each state."""
        query = select(EntryRow.state, func.count()).group_by(EntryRow.state)
        with self.reading() as connection:
            return dict(connection.execute(query).all())

    def _close_entry(self, entry: int, **values: Any) -> None:
        with self.turn() as connection:
            connection.execute(
                update(EntryRow)
                .where(EntryRow.id == entry)
                .values(attempts=EntryRow.attempts + 1, content=_kept(values), **values)
            )


def _kept(values: dict[str, Any]) -> Any:
    """The feed's own text is needed until the entry is read or set aside."""
    return EntryRow.content if values["state"] == "new" else None


def _insert_entry(connection: Connection, row: dict[str, Any]) -> bool:
    return connection.scalar(insert_new(connection, EntryRow, "id"), row) is not None


def _entry_columns(entry: Entry, wanted: bool, why: str, now: datetime) -> dict[str, Any]:
    page = canonical(entry.url) if entry.url else ""
    return {
        "feed": entry.feed,
        "guid": index_key(entry.guid or page or headline_key(entry.title)),
        "url": entry.url,
        "page_key": fingerprint(page, headline_key(entry.title)) if page else None,
        "title": entry.title,
        "summary": entry.summary,
        "content": compressed(entry.content.encode("utf-8", "replace")) if entry.content and wanted else None,
        "published": entry.published,
        "outlet": entry.outlet,
        "first_seen": now,
        "turn_at": min(entry.published or now, now),
        "wanted": wanted,
        "gate": why,
        "state": "new" if wanted else "skipped",
        "attempts": 0,
        "reason": None if wanted else why,
    }


def _entry(row: tuple[Any, ...]) -> Entry:
    feed, guid, url, title, summary, content, published, outlet = row
    return Entry(
        feed=feed,
        guid=guid,
        url=url,
        title=title,
        summary=summary,
        content="" if content is None else uncompressed(content).decode("utf-8"),
        published=published,
        outlet=outlet,
    )


def _feed_columns(feed: Feed) -> dict[str, Any]:
    return {
        "name": feed.name,
        "url": feed.url,
        "lang": feed.lang,
        "kind": feed.kind,
        "every": int(feed.every.total_seconds()),
        "origin": feed.origin,
        "enabled": feed.enabled,
        "note": feed.note,
        "listed": True,
    }


def _state_columns(state: FeedState) -> dict[str, Any]:
    return {column.key: getattr(state, field) for field, column in _STATE.items() if field != "name"}


def _health(row: tuple[Any, ...]) -> Health:
    state = FeedState(**dict(zip(_STATE, row, strict=False)))
    url, lang, kind, every, origin, enabled, note, last_match = row[len(_STATE) :]
    feed = Feed(state.name, url, lang, kind, timedelta(seconds=every), origin, enabled, note)
    return Health(feed, state, last_match)
