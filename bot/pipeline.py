"""The way through the house: feeds → entries → articles → claims → changes → alerts.

``collect`` polls the feeds that are due and reads what is new; ``outbox`` delivers what changed, ``days``
close a day with its digest. What is thought stands in the pure rooms, what is written in the store; here
things are carried, in this order:

1. A feed is fetched with the validators of its last answer and parsed in a worker process. Its new entries
   are kept, each with the gate's verdict, before the feed's next poll is set: a crash repeats, never skips.
2. Entries that passed are fetched side by side, extracted in worker processes, and judged in the order of
   their publication, so that the ledger sees the news as it happened. A page that keeps the others waiting
   is passed over and judged when it comes.
3. An article, its claims, their changes and the alerts of these are written in one transaction.

An error belongs to one feed or one page and is kept with it. A page is tried once more, then set aside.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot import claims, feeds
from bot.adapters.desk import Desk
from bot.adapters.parsing import Parsing
from bot.adapters.store import Refetch, Store, Waiting
from bot.adapters.web import Web
from bot.alerts import Decision, decide
from bot.articles import Page, fallback
from bot.copies import sketch
from bot.errors import FetchError, MusterError, WorkerError
from bot.feeds import FeedState, Poll
from bot.ledger import Policy, judge
from bot.model import Article, Change, Claim, Entry, Feed
from bot.outlets import Outlets

log = logging.getLogger(__name__)

#: Pages of entries that are brought at the same time.
PAGES = 16

#: How long a page may keep later ones waiting, in seconds of the machine.
PATIENCE = 5.0

#: When a page that could not be read is tried once more.
SECOND_TRY = timedelta(seconds=30)

#: When the pages of articles with claims are fetched again, after their first reading.
REREADS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))


#: Why nothing of an outlet under sanctions is read (seeds/outlets.toml).
BARRED = "is {}'s, which must not be passed on in the EU"


class Watch(Protocol):
    """Who looks on: the log, or the demo's screen. Called in the order in which things happen."""

    def polled(self, feed: Feed, poll: Poll, new: int, wanted: int) -> None: ...

    def all_polled(self) -> None:
        """No feed is being polled any more: a turn is over."""

    def read(self, article: Article, found: Sequence[Claim]) -> None: ...

    def judged(self, article: Article, changes: Sequence[Change]) -> None: ...

    def set_aside(self, entry: Entry, reason: str, final: bool) -> None: ...


@dataclass(slots=True)
class Tally:
    """What one pass did."""

    polled: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    entries: int = 0
    wanted: int = 0
    articles: int = 0
    claims: int = 0
    alerts: int = 0


class Pipeline:
    """Carries between the rooms. ``clock`` gives aware times in UTC; ``watch`` looks on."""

    def __init__(
        self,
        store: Store,
        desk: Desk,
        web: Web,
        parsing: Parsing,
        *,
        listed: Sequence[Feed],
        policy: Policy,
        outlets: Outlets,
        clock: Callable[[], datetime],
        watch: Watch,
    ) -> None:
        self._store, self._desk, self._web, self._parsing = store, desk, web, parsing
        self._outlets = outlets
        self._policy, self._clock, self._watch = policy, clock, watch
        self._feeds = {feed.name: feed for feed in listed}
        self._states: dict[str, FeedState] = {}
        self._polling: dict[str, asyncio.Task[None]] = {}
        self._begun: dict[str, datetime] = {}
        self._polled: set[str] = set()
        self._bringing: dict[int, asyncio.Task[None]] = {}
        self.tally = Tally()

    async def open(self) -> None:
        """Makes the feeds file's feeds known, and remembers where each of them stands."""
        await self._desk(self._store.sync_feeds, self._feeds.values())
        self._states = await self._desk(self._store.feed_states)

    @property
    def states(self) -> dict[str, FeedState]:
        """What is remembered of each feed, by name."""
        return self._states

    @property
    def busy(self) -> bool:
        """Whether a feed is being polled or a page brought."""
        return bool(self._polling or self._bringing)

    @property
    def enabled(self) -> tuple[Feed, ...]:
        """The feeds that are polled."""
        return tuple(feed for feed in self._feeds.values() if feed.enabled)

    @property
    def went_round(self) -> bool:
        """Whether every feed has been polled since the start."""
        return all(feed.name in self._polled for feed in self.enabled)

    def overdue(self) -> timedelta:
        """How long the feed that waits longest has waited for its poll, or for the end of it."""
        now = self._clock()
        since = [*self._begun.values()]
        for feed in self.enabled:
            due_at = self._states[feed.name].due_at if feed.name in self._states else None
            if due_at is not None and feed.name not in self._begun:
                since.append(due_at)
        return max((now - moment for moment in since), default=timedelta(0))

    async def close(self) -> None:
        """Lets go of what is under way; it is done again after the next start."""
        under_way = [*self._polling.values(), *self._bringing.values()]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    # --- collect ------------------------------------------------------------------------------------

    async def collect(self, everything: bool = False) -> Tally:
        """One pass: polls what is due (or everything), reads all that is new, and returns when it is done."""
        self.tally = Tally()
        if everything:
            self._states = {name: replace(state, due_at=None) for name, state in self._states.items()}
        self.poll()
        await asyncio.gather(*self._polling.values())
        while await self.read() or self._bringing:
            await asyncio.gather(*self._bringing.values())
        return self.tally

    def poll(self) -> int:
        """Begins to poll the feeds that are due and not being polled; returns how many."""
        waiting = [feed for feed in self._feeds.values() if feed.name not in self._polling]
        begun = feeds.due(waiting, self._states, self._clock())
        for feed in begun:
            self._begun[feed.name] = self._clock()
            self._polling[feed.name] = asyncio.create_task(self._poll(feed))
        return len(begun)

    async def read(self) -> int:
        """Brings the pages of the oldest new entries and judges them in order; returns how many were begun.

        A page that takes long is judged when it comes, while the next call goes on.
        """
        free = PAGES - len(self._bringing)
        if free <= 0:
            return 0
        batch = await self._desk(self._store.next_entries, self._clock(), PAGES + len(self._bringing))
        ready: asyncio.Task[None] | None = None
        begun = []
        for waiting in [one for one in batch if one.id not in self._bringing][:free]:
            ready = asyncio.create_task(self._read(waiting, before=ready))
            self._bringing[waiting.id] = ready
            begun.append(ready)
        if begun:
            await asyncio.wait(begun, timeout=PATIENCE)
        return len(begun)

    async def _poll(self, feed: Feed) -> None:
        """One feed: fetched, parsed, its new entries kept, its next poll set. Never raises."""
        state = self._states.get(feed.name) or FeedState(feed.name)
        new = wanted = 0
        try:
            poll = await self._fetched(feed, state)
            new, wanted = await self._taken(feed, poll)
        except Exception as error:  # a mistake of ours, or the database's: the feed waits like one that fails
            log.exception("feed %s", feed.name)
            poll = Poll(problem=f"{type(error).__name__}: {error}"[:300])
        try:
            self._states[feed.name] = feeds.after(state, feed, poll, self._clock())
            await self._desk(self._store.save_feed_state, self._states[feed.name])
            self._count_poll(feed, poll, new, wanted)
        except MusterError as error:
            log.error("feed %s: %s", feed.name, error)  # noqa: TRY400 - the sentence says it all
        finally:
            self._polled.add(feed.name)
            self._begun.pop(feed.name, None)
            self._polling.pop(feed.name, None)
            if not self._polling:
                self._watch.all_polled()

    async def _fetched(self, feed: Feed, state: FeedState) -> Poll:
        """What a poll brought; everything that went wrong is a poll with a problem."""
        wish = feeds.request(state, feed, self._clock())
        try:
            answer = await self._web.fetch(
                wish.url, etag=wish.etag, last_modified=wish.last_modified, max_bytes=feeds.MAX_BYTES
            )
            poll = Poll(answer.status, answer.headers, moved_to=answer.moved_to)
            if answer.not_modified:
                return poll
            digested = feeds.body_hash(answer.body)
            if digested == state.body_hash:
                return replace(poll, body_hash=digested)
            parsed = await self._parsing.feed(answer.body, answer.headers, feed)
            return replace(poll, body_hash=digested, parsed=parsed)
        except FetchError as error:
            return Poll(error.status, problem=error.problem, wait=error.wait)
        except MusterError as error:
            return Poll(problem=error.problem)

    async def _taken(self, feed: Feed, poll: Poll) -> tuple[int, int]:
        """Keeps the entries that are new, with the gate's verdicts; how many are new, how many are wanted."""
        if poll.parsed is None or not poll.parsed.entries:
            return 0, 0
        entries = poll.parsed.entries
        known = await self._desk(self._store.known_guids, feed.name, [entry.guid for entry in entries])
        fresh = [entry for entry in entries if entry.guid not in known]
        gates = await asyncio.to_thread(_gates, fresh, feed.lang, self._outlets)
        new = await self._desk(self._store.take_entries, feed.name, fresh, gates, self._clock())
        return new, min(new, sum(passed for passed, _ in gates))

    def _count_poll(self, feed: Feed, poll: Poll, new: int, wanted: int) -> None:
        self.tally.polled += 1
        self.tally.entries += new
        self.tally.wanted += wanted
        if poll.problem is not None:
            self.tally.failed.append((feed.name, poll.problem))
        self._watch.polled(feed, poll, new, wanted)

    # --- one article ----------------------------------------------------------------------------------

    async def _read(self, waiting: Waiting, before: asyncio.Task[None] | None) -> None:
        """One entry: its page brought, then judged after the entry before it. Never raises."""
        entry = waiting.entry
        try:
            article, page = await self._brought(waiting)
            found = await asyncio.to_thread(claims.read, article)
            if before is not None:
                await asyncio.wait([before], timeout=PATIENCE)
            await self._judge(article, found, page, entry=waiting.id)
        except MusterError as error:
            await self._failed(waiting, error)
        except Exception as error:  # a mistake of ours must not be tried for ever
            log.exception("entry %s", entry.url)
            await self._failed(waiting, WorkerError(entry.url, f"{type(error).__name__}: {error}"[:300]))
        finally:
            self._bringing.pop(waiting.id, None)

    async def _brought(self, waiting: Waiting) -> tuple[Article, bytes | None]:
        """The article that an entry leads to, and its page where there is one.

        A page that refuses to be fetched a second time is read from what its feed says of it.
        """
        entry = waiting.entry
        feed = self._feeds.get(entry.feed)
        told = {"title": entry.title, "summary": entry.summary, "content": entry.content}
        lang = feed.lang if feed else None
        body: bytes | None = None
        if not entry.url:
            return self._article(
                fallback(entry.url, **told, lang=lang), entry, feed, waiting.first_seen
            ), None
        try:
            answer = await self._web.fetch(entry.url)
            body = answer.body
            page = await self._parsing.extract(body, answer.url, **told, lang=lang, charset=answer.charset)
        except FetchError:
            if waiting.attempts == 0:
                raise
            page = fallback(entry.url, **told, lang=lang)
        return self._article(page, entry, feed, waiting.first_seen), body

    def _article(self, page: Page | None, entry: Entry, feed: Feed | None, first_seen: datetime) -> Article:
        """The article of a page, published at the earliest date told; dates in the future do not count."""
        if page is None or page.lang is None:
            reason = "has no text" if page is None else "is in no language that is read"
            raise _NothingToReadError(entry.url, reason)
        barred = self._outlets.barred(page.url, entry.outlet)  # where a search feed's redirect led to
        if barred is not None:
            raise _NothingToReadError(entry.url, BARRED.format(barred))
        dates = [
            date for date in (page.published, entry.published) if date is not None and date <= first_seen
        ]
        return Article(
            id=page.id or entry.guid,
            lang=page.lang,
            outlet=entry.outlet or page.outlet or entry.feed,
            title=page.title,
            text=page.text,
            published=min([*dates, first_seen]),
            url=page.url,
            origin=feed.origin if feed else None,
        )

    async def _judge(
        self, article: Article, found: Sequence[Claim], page: bytes | None, entry: int | None = None
    ) -> None:
        """Compares an article's claims with the ledger and writes down what they change, all at once."""
        self._watch.read(article, found)
        changes, decision = await self._desk(self._record, article, tuple(found), page, entry)
        self.tally.articles += 1
        self.tally.claims += len(found)
        self.tally.alerts += len(decision.alerts)
        self._watch.judged(article, changes)

    def _record(
        self, article: Article, found: tuple[Claim, ...], page: bytes | None, entry: int | None
    ) -> tuple[tuple[Change, ...], Decision]:
        """One transaction, in the store's thread: what was judged is what is written."""
        now, text = self._clock(), sketch(article.text)
        with self._store.turn():
            found = self._store.corrected(article.id, found)
            copies = [copy.article.id for copy in self._store.find_copies(text, besides=article.id)]
            book = self._store.book_for(article, found, copies)
            changes = judge(article, found, book, self._policy)
            decision = decide(changes, book)
            self._store.record(
                article,
                found,
                changes,
                decision,
                now,
                page=page,
                sketch=text,
                copy_of=copies[0] if copies else None,
                reader=claims.VERSION,
                entry=entry,
                refetch_at=now + REREADS[0] if found and article.url else None,
            )
        return changes, decision

    async def _failed(self, waiting: Waiting, error: MusterError) -> None:
        """A page that could not be read is tried once more, then set aside; its reason is kept."""
        try:
            await self._set_aside(waiting, error)
        except MusterError as trouble:
            log.error("entry %s: %s", waiting.entry.url, trouble)  # noqa: TRY400 - as above

    async def _set_aside(self, waiting: Waiting, error: MusterError) -> None:
        if isinstance(error, _NothingToReadError):
            await self._desk(self._store.entry_skipped, waiting.id, error.problem)
            self._watch.set_aside(waiting.entry, error.problem, True)
            return
        again = error.retry and waiting.attempts == 0
        wait = error.wait if isinstance(error, FetchError) and error.wait else 0.0
        retry_at = self._clock() + max(SECOND_TRY, timedelta(seconds=min(wait, 86_400))) if again else None
        await self._desk(self._store.entry_failed, waiting.id, error.problem, retry_at)
        self._watch.set_aside(waiting.entry, error.problem, not again)

    # --- pages read again -------------------------------------------------------------------------------

    async def reread(self) -> int:
        """Fetches pages of articles with claims again, some hours later: has the outlet corrected itself?

        Returns how many were due. What cannot be fetched is left for the next time.
        """
        due = await self._desk(self._store.refetches, self._clock(), PAGES)
        await asyncio.gather(*(self._reread(one) for one in due))
        return len(due)

    async def _reread(self, one: Refetch) -> None:
        known = one.article
        try:
            answer = await self._web.fetch(known.url)
            page = await self._parsing.extract(
                answer.body, answer.url, title=known.title, lang=known.lang, charset=answer.charset
            )
            if page is not None and page.lang is not None and page.source == "page":
                article = replace(known, title=page.title, text=page.text, lang=page.lang)
                found = await asyncio.to_thread(claims.read, article)
                await self._judge(article, found, answer.body)
        except MusterError as error:
            log.info("read again: %s", error)
        except Exception:  # a mistake of ours must not be tried for ever
            log.exception("read again: %s", known.url)
        left = REREADS[one.done + 1 :]
        next_at = self._clock() + (left[0] - REREADS[one.done]) if left else None
        await self._desk(self._store.refetched, known.id, next_at)


def reread_kept(
    store: Store, article: Article, found: Sequence[Claim], now: datetime, policy: Policy
) -> None:
    """Writes what this version's reader reads in a kept article, without any alert: it is old news."""
    policy = replace(policy, silent_before=now)
    with store.turn():
        text, found = sketch(article.text), store.corrected(article.id, found)
        copies = [copy.article.id for copy in store.find_copies(text, besides=article.id)]
        book = store.book_for(article, found, copies)
        changes = judge(article, found, book, policy)
        store.record(article, found, changes, decide(changes, book), now, sketch=text, reader=claims.VERSION)


class _NothingToReadError(MusterError):
    """A page without an article, or in a language that nobody reads: not an error of anyone."""


def _gates(entries: Sequence[Entry], lang: str, outlets: Outlets) -> list[tuple[bool, str]]:
    """The gate's verdict on each entry, from its outlet, title and summary."""
    return [_gate(entry, lang, outlets) for entry in entries]


def _gate(entry: Entry, lang: str, outlets: Outlets) -> tuple[bool, str]:
    barred = outlets.barred(entry.url, entry.outlet)
    if barred is not None:
        return False, BARRED.format(barred)
    try:
        verdict = claims.relevant(entry.title, entry.summary, lang)
    except Exception as error:  # a mistake of ours in one entry must not fail its whole feed
        log.exception("gate: %s", entry.url)
        return True, f"the gate failed ({type(error).__name__})"
    return verdict.passed, verdict.why
