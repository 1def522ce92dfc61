"""Closing a day: its digest, gathered from the store and queued for every chat that wants it.

A day is closed at a local time (``digest``). A chat has each day once, which the database keeps; what was due
while the service stood still is closed after the start, so that no day is lost either.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from bot import charts, claimants, digest, messages
from bot.adapters.desk import Desk
from bot.adapters.store import Chat, Outgoing, Store
from bot.model import Digest, Figure, Outcome
from bot.outbox import TERMINAL, as_body
from bot.spans import Message
from bot.wishes import Wishes, after_quiet
from bot.wording import Names

#: After a long stop at most so many days are closed one by one.
MISSED = 7

#: The store's word for the moment up to which days are closed.
CLOSED = "days_closed_until"

#: The store's word for the last day that was closed.
CLOSED_DAY = "days_closed"


class Days:
    """Closes days. ``zone`` and ``at`` say when a day ends."""

    def __init__(
        self, store: Store, desk: Desk, *, clock: Callable[[], datetime], zone: str, at: time, names: Names
    ) -> None:
        self._store, self._desk, self._clock = store, desk, clock
        self._zone, self._at, self._names = zone, at, names

    async def close_due(self) -> tuple[date, ...]:
        """Closes the days that are due, and returns them; those of a long stop without news are skipped.

        Each begins where the one before ended, also where the time of the digest was set anew in between.
        """
        now = self._clock()
        told = await self._desk(self._store.recall, CLOSED)
        last = await self._desk(self._store.recall, CLOSED_DAY)
        first = await self._desk(self._store.first_start, now)
        since = datetime.fromisoformat(told) if told else None
        due = digest.due(now, self._zone, self._at, since or first)
        due = tuple(day for day in due if last is None or day > date.fromisoformat(last))
        closed = []
        for day in due[-MISSED:]:
            made = await self.gather(day, since)
            if day == due[-1] or made.articles or made.alerts:
                await self.queue(made)
                closed.append(day)
            since = digest.closes_at(day, self._zone, self._at)
        if due and since is not None:
            await self._desk(self._store.remember, CLOSED, since.isoformat())
            await self._desk(self._store.remember, CLOSED_DAY, due[-1].isoformat())
        return tuple(closed)

    async def gather(self, day: date, since: datetime | None = None) -> Digest:
        """The digest of a day, as far as it has gone; ``since``: when the one before was closed."""
        return await self._desk(gather, self._store, day, self._zone, self._at, since)

    async def queue(self, made: Digest) -> int:
        """Queues a digest for every chat that wants it and has not had that day; returns how many."""
        queued = 0
        for chat in await self._desk(self._store.chats):
            if chat.digest and (chat.kind in {"channel", TERMINAL} or Wishes.from_json(chat.filters).on):
                posts = outgoing(made, chat, self._names, self._clock())
                queued += await self._desk(self._store.queue_digest, made.day, posts, self._clock())
        return queued


def gather(store: Store, day: date, zone: str, at: time, since: datetime | None = None) -> Digest:
    """The digest of a day out of the store: what was recorded on it, whenever it was published.

    ``since`` is when the day before was closed, where the caller knows. Synchronous: call it at the desk.
    """
    first, end = covered(store, day, zone, at, since)
    health = store.feed_health()
    return digest.close(
        day,
        zone,
        alerts=[one.alert for one in store.alerts_between(first, end) if one.answers is None],
        changes=store.changes_between(first, end, (Outcome.AGREES, Outcome.LAGGED)),
        figures=store.figures(),
        read=[(outlet, lang) for _, outlet, lang in store.articles_between(first, end)],
        held=store.held_count(),
        failing=[
            (one.feed.name, one.state.problem) for one in health if one.feed.enabled and one.state.problem
        ],
    )


def covered(
    store: Store, day: date, zone: str, at: time, since: datetime | None = None
) -> tuple[datetime, datetime]:
    """The time that a day's digest covers, from when the day before was closed: where the time of the digest
    was set anew since then, that is another time than the settings say now.
    """
    first, end = digest.bounds(day, zone, at)
    closed = store.recall(CLOSED) if store.recall(CLOSED_DAY) == str(day - timedelta(days=1)) else None
    return since or (datetime.fromisoformat(closed) if closed else first), end


def outgoing(made: Digest, chat: Chat, names: Names, now: datetime) -> tuple[Outgoing, ...]:
    """A digest for one chat, after its quiet hours: a post, or a picture's and then that of the text.

    Each post is a row of its own, so that a restart between the two goes on with the second. The terminal
    has no limit and gets the whole text.
    """
    when = after_quiet(now, chat.zone, chat.quiet_from, chat.quiet_until)
    not_before = when if when > now else None
    key = f"digest:{made.day.isoformat()}"

    def post(key: str, text: Message, **how: bool) -> Outgoing:
        return Outgoing(chat.chat, key, "digest", body={**as_body(text), **how}, not_before=not_before)

    if chat.kind == TERMINAL:
        return (post(key, messages.digest(made, chat.language, names=names, limit=messages.COMPLETE)),)
    *headline, text = messages.digest_posts(made, chat.language, names=names)
    pictures = [post(f"{key}:picture", words, picture=True, headline=True) for words in headline]
    return (*pictures, post(key, text, picture=messages.has_picture(made) and not pictures))


def draw(figures: tuple[Figure, ...], lang: str, until: datetime, zone: str, dark: bool = False) -> bytes:
    """The main series as a PNG. Takes about a second and matplotlib's memory: run it in a worker process."""
    known = claimants.shipped()
    month = until - timedelta(days=31)
    alerted = [
        (figure.series, figure.claimant, value.since)
        for figure in figures
        for value in (figure.present, *figure.earlier)
        if not value.seeded and value.since >= month
    ]
    return charts.series(
        figures, lang=lang, until=until, zone=zone, names=known.name, alerted=alerted, dark=dark
    )
