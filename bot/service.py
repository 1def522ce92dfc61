"""The service: keeps time, stops cleanly, and says how it does.

APScheduler starts the jobs, from memory; what is due when stands in our own tables. Every job may be late and
is never dropped for it, none runs twice at once, and none that fails takes the scheduler along. The ping for
the watchdog follows the polling itself: a service that polls no more stops pinging, whatever else it does.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot import alerts, messages
from bot.adapters.notify import Notify
from bot.adapters.store import Chat
from bot.config import Settings
from bot.errors import MusterError
from bot.feeds import FeedState, Poll
from bot.house import Clock, House, opened, utc_now
from bot.model import Alert, Article, Change, Claim, Entry, Feed
from bot.pipeline import Tally
from bot.wording import Names, counted

log = logging.getLogger(__name__)

#: Seconds between two looks at what is due.
TICK = 1.0

#: A feed that waits so long for its poll means that polling has stopped.
STALLED = timedelta(minutes=4)

#: After a long stop the first pass may take this long before its alerts are told.
FIRST_PASS = timedelta(minutes=15)

#: Without any successful poll for this long, the operators are told.
ALL_DOWN = timedelta(minutes=30)

#: A feed of this kind that brings nothing of interest for so long is reported as silent.
SILENT = {
    "topic": timedelta(days=4),
    "search": timedelta(days=4),
    "desk": timedelta(days=14),
    "general": timedelta(days=30),
}

#: Seconds that a digest sent by hand waits for its turn: a minute of a channel that has had its twenty.
PACED = 75.0

#: How long fetched pages are kept beside their texts, which are kept for ever. Pages are read again within a
#: day, and a wrong text is noticed within days; a page is ten to fifty times its text, so that older ones
#: would be most of the disk.
KEEP_PAGES = timedelta(days=14)

#: Seconds between two cleanings.
TIDY = 86_400.0


# --- who looks on ---------------------------------------------------------------------------------------


class LogWatch:
    """Writes to the log what happens; a feed's trouble once, and again only when it changes.

    Many feeds that fail alike in one turn are one line, and so are many that work again: without a network every
    feed fails. Each one's line is then at DEBUG.
    """

    def __init__(self) -> None:
        self._troubles: dict[str, str] = {}
        self._failed: dict[str, list[str]] = {}
        self._mended: list[str] = []

    def polled(self, feed: Feed, poll: Poll, new: int, wanted: int) -> None:
        if poll.problem is not None:
            if self._troubles.get(feed.name) == poll.problem:
                log.debug("feed %s fails: %s", feed.name, poll.problem)
            else:
                self._failed.setdefault(poll.problem, []).append(feed.name)
            self._troubles[feed.name] = poll.problem
            return
        if self._troubles.pop(feed.name, None) is not None:
            self._mended.append(feed.name)
        log.log(logging.INFO if new else logging.DEBUG, "feed %s: %d new, %d to read", feed.name, new, wanted)

    def all_polled(self) -> None:
        """Says which feeds have come to fail in this turn, or to work again."""
        failed, self._failed = self._failed, {}
        mended, self._mended = self._mended, []
        for problem, names in failed.items():
            each = logging.WARNING if len(names) <= NAMED else logging.DEBUG
            for name in names:
                log.log(each, "feed %s fails: %s", name, problem)
            if len(names) > NAMED:
                log.warning(
                    "%d feeds fail: %s (%s; muster feeds lists them)", len(names), problem, some(names)
                )
        for name in mended:
            log.log(logging.INFO if len(mended) <= NAMED else logging.DEBUG, "feed %s works again", name)
        if len(mended) > NAMED:
            log.info("%d feeds work again: %s", len(mended), some(mended))

    def read(self, article: Article, found: Sequence[Claim]) -> None:
        log.info("read %s (%s): %s", article.id, article.lang, counted(len(found), "claim"))

    def judged(self, article: Article, changes: Sequence[Change]) -> None:
        for change in changes:
            held = f", held: {change.held}" if change.held else ""
            claim = change.claim
            log.info(
                "%s: %s %s %s (%s%s)",
                article.outlet,
                claim.claimant or "nobody",
                change.series,
                claim.number,
                change.outcome,
                held,
            )

    def set_aside(self, entry: Entry, reason: str, final: bool) -> None:
        log.warning("page %s: %s; %s", entry.url, reason, "set aside" if final else "tried once more")


class ToTerminal:
    """Alerts and digests on standard output, as the channel would show them."""

    def __init__(self, names: Names) -> None:
        from rich.console import Console

        self._console = Console(highlight=False)
        self._names = names

    def alert(self, told: Alert, chat: Chat) -> None:
        self._console.print(messages.terminal(told, chat.language, chat.zone, names=self._names))

    def post(self, text: str) -> None:
        from rich.panel import Panel
        from rich.text import Text

        self._console.print(Panel(Text(text)))


def log_to_terminal(settings: Settings) -> None:
    """Logs to standard error. Libraries that write addresses, and with them the token, stay quiet."""
    logging.basicConfig(
        level=settings.log_level,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(message)s",
        datefmt="%H:%M:%S",
    )
    for name in ("httpx", "httpcore", "telegram", "alembic", "aiohttp", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # A job that still runs when its turn comes again is no news: delivery and reading may take their time.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    if settings.token is not None:
        hide = _Hide(settings.token.get_secret_value())
        for handler in logging.getLogger().handlers:
            handler.addFilter(hide)


class _Hide(logging.Filter):
    """The last guard of the token: whatever line holds it is written without it."""

    def __init__(self, secret: str) -> None:
        super().__init__()
        self._secret = secret

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = record.exc_text.replace(self._secret, "<token>")
        if self._secret in text:
            record.msg, record.args = text.replace(self._secret, "<token>"), None
        return True


# --- one pass -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PassSummary:
    """What one pass did, in words."""

    tally: Tally

    @property
    def nothing_worked(self) -> bool:
        return 0 < self.tally.polled == len(self.tally.failed)

    def lines(self) -> list[str]:
        tally = self.tally
        lines = [
            f"{counted(tally.polled, 'feed')} polled, {len(tally.failed)} failed;"
            f" {counted(tally.entries, 'new item')}, {tally.wanted} to read;"
            f" {counted(tally.articles, 'article')} read, {counted(tally.claims, 'claim')},"
            f" {counted(tally.alerts, 'alert')}"
        ]
        troubles: dict[str, list[str]] = {}
        for name, problem in tally.failed:
            troubles.setdefault(problem, []).append(name)
        for problem, names in troubles.items():
            lines.append(f"  {some(names)}: {problem}")
        if tally.polled == 0:
            lines.append("No feed is due; --all polls every one now.")
        if self.nothing_worked:
            lines.append(NO_NETWORK)
        return lines


#: Feeds with the same trouble that are named; the log's DEBUG lines name each.
NAMED = 5

NO_NETWORK = "No feed could be reached. Is there a network? Without one, `make demo` shows Muster at work."


def some(names: Sequence[str]) -> str:
    """The first few of them, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"


async def poll_once(settings: Settings, *, everything: bool = False, clock: Clock = utc_now) -> PassSummary:
    """One pass: what is due is polled, read and told."""
    from bot import claimants

    names = claimants.shipped().name
    async with opened(settings, LogWatch(), ToTerminal(names), clock) as house:
        await house.outbox.settle()
        tally = await house.pipeline.collect(everything)
        await house.outbox.spread()
        await house.outbox.drain()
        await house.desk(house.store.remember, "last_pass", clock().isoformat())
        return PassSummary(tally)


async def send_digest(settings: Settings, day: date, *, clock: Clock = utc_now) -> int:
    """Sends a day's digest to the chats that have not had it; returns how many those were."""
    from bot import claimants

    async with opened(settings, LogWatch(), ToTerminal(claimants.shipped().name), clock) as house:
        queued = await house.days.queue(await house.days.gather(day))
        await house.outbox.finish(PACED)
        return queued


# --- the service ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Service:
    """The jobs of an opened house. ``tick`` is the time between two looks at what is due, in seconds."""

    house: House
    notify: Notify
    tick: float = TICK
    stopped_for: timedelta = timedelta(0)
    started_at: datetime = field(init=False)
    catching_up: bool = field(init=False, default=False)
    _beat: float = field(init=False, default=0.0)
    _said: bool = field(init=False, default=False)
    _failing: dict[str, int] = field(init=False, default_factory=dict)
    _running: set[asyncio.Future[Any]] = field(init=False, default_factory=set)

    async def run(self, stop: asyncio.Event) -> None:
        """Works until ``stop`` is set, then ends what it does within some seconds."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        house = self.house
        self.started_at = house.clock()
        await self._look_back()
        await house.outbox.settle()
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        for name, seconds, job in self._jobs():
            scheduler.add_job(
                self._guarded(name, job),
                "interval",
                seconds=seconds,
                id=name,
                next_run_time=datetime.now(UTC),
            )
        scheduler.start()
        talking = asyncio.create_task(self._talk())
        self.notify.ready(self._status())
        self._beat = asyncio.get_running_loop().time()
        log.info("polling %s; %s", counted(len(house.pipeline.enabled), "feed"), self._audience())
        await stop.wait()
        log.info("stopping")
        self.notify.stopping()
        talking.cancel()
        scheduler.pause()  # shutting it down cancels what runs: let that end first
        await house.pipeline.close()
        await house.outbox.close()
        if self._running:
            await asyncio.wait(self._running, timeout=2)
        scheduler.shutdown(wait=False)
        await asyncio.gather(talking, return_exceptions=True)
        await house.desk(house.store.remember, "last_pass", house.clock().isoformat())

    def _jobs(self) -> list[tuple[str, float, Callable[[], Awaitable[Any]]]]:
        return [
            ("poll", self.tick, self._poll),
            ("read", self.tick, self._read),
            ("spread", self.tick, self._spread),
            ("send", self.tick, self.house.outbox.send),
            ("review", 5 * self.tick, self._announce_held),
            ("days", 10 * self.tick, self.house.days.close_due),
            ("reread", 30 * self.tick, self.house.pipeline.reread),
            ("health", 60 * self.tick, self._health),
            ("watchdog", (self.notify.watchdog_s or 60.0) / 4, self._watchdog),
            ("tidy", TIDY, self._tidy),
        ]

    def _guarded(self, name: str, job: Callable[[], Awaitable[Any]]) -> Callable[[], Awaitable[None]]:
        """A job whose failure is logged and told once, and counted after that."""

        async def run() -> None:
            task = asyncio.ensure_future(job())
            self._running.add(task)
            try:
                await task
            except asyncio.CancelledError:
                return  # the service ends
            except Exception as error:
                count = self._failing[name] = self._failing.get(name, 0) + 1
                if count == 1:
                    log.exception("job %s failed", name)
                    with suppress(Exception):
                        await self.house.tell_operators(f"job {name}", f"The job {name} failed: {error}")
                return
            finally:
                self._running.discard(task)
            if count := self._failing.pop(name, 0):
                log.info("job %s works again after %d failures", name, count)

        return run

    async def _talk(self) -> None:
        """Private chats and operators, for as long as the service runs; a fault is waited out."""
        settings, chats = self.house.settings, self.house.chats
        if chats is None:
            return
        webhook = None
        if settings.webhook_url is not None and settings.webhook_secret is not None:
            secret = settings.webhook_secret.get_secret_value()
            webhook = (settings.webhook_url, secret, settings.webhook_listen)
        while True:
            try:
                await chats.run(webhook)
            except MusterError as error:
                log.error("chats: %s. Tried again in a minute", error)  # noqa: TRY400 - it says all
            except Exception:
                log.exception("chats: tried again in a minute")
            await asyncio.sleep(60)

    # --- jobs ---------------------------------------------------------------------------------------

    async def _poll(self) -> None:
        self.house.pipeline.poll()
        self._beat = asyncio.get_running_loop().time()
        if self.house.pipeline.went_round and not self._said:
            self._said = True
            self._report_first_round()

    async def _read(self) -> None:
        while await self.house.pipeline.read():
            pass

    async def _spread(self) -> None:
        if not self.catching_up or await self._caught_up():
            await self.house.outbox.spread()

    async def _caught_up(self) -> bool:
        """Whether the first pass after a long stop is done; many alerts of it become one message."""
        house, now = self.house, self.house.clock()
        waiting = await house.desk(house.store.next_entries, now, 1)
        done = house.pipeline.went_round and not house.pipeline.busy and not waiting
        if not done and now - self.started_at < FIRST_PASS:
            return False
        pending = await house.desk(house.store.pending_alerts, 10_000)
        if alerts.flood([one.alert for one in pending], self.stopped_for):
            await house.outbox.summarise(pending, self.started_at - self.stopped_for)
        self.catching_up = False
        return True

    async def _announce_held(self) -> None:
        if self.house.chats is not None:
            await self.house.chats.announce_held()
            await self.house.chats.close_cards()

    async def _health(self) -> None:
        """Tells the operators once that all feeds are down, and once of each that has fallen silent."""
        house, now = self.house, self.house.clock()
        await house.desk(house.store.remember, "last_pass", now.isoformat())
        self.notify.status(self._status())
        known = [one for one in await house.desk(house.store.feed_health) if one.feed.enabled]
        first = await house.desk(house.store.first_start, now)
        last_ok = max((one.state.last_ok or first for one in known), default=now)
        told_down = await house.desk(house.store.recall, "told_all_down") or ""
        if known and now - max(last_ok, self.started_at) >= ALL_DOWN and not told_down:
            reasons = "; ".join(sorted({one.state.problem or "not polled" for one in known})[:5])
            text = f"No feed has answered since {last_ok:%Y-%m-%d %H:%M} UTC ({reasons}). Polling goes on."
            log.warning(text)
            await house.tell_operators("feeds", text, key=f"all-down:{now.isoformat()}")
            await house.desk(house.store.remember, "told_all_down", now.isoformat())
        elif told_down and last_ok > datetime.fromisoformat(told_down):
            await house.tell_operators("feeds", "Feeds answer again.", key=f"up:{now.isoformat()}")
            await house.desk(house.store.remember, "told_all_down", "")
        for one in known:
            since = one.last_match or first
            if one.state.last_ok is None or one.state.failures or now - since < SILENT[one.feed.kind]:
                continue
            text = (
                f"The feed {one.feed.name} answers, but has brought nothing to read since {since:%Y-%m-%d}."
            )
            key = f"silent:{one.feed.name}:{since.isoformat()}"
            if await house.desk(house.store.remember_once, key[:64], now.isoformat()):
                log.warning(text)
                await house.tell_operators(one.feed.name, text, key=key)

    async def _watchdog(self) -> None:
        """Pings while polling makes progress: the job that polls has run, and no feed waits too long."""
        idle = asyncio.get_running_loop().time() - self._beat
        overdue = self.house.pipeline.overdue()
        if idle > 30 * self.tick + 30 or overdue > STALLED:
            log.error("polling stands still: last begun %.0f s ago, a feed waits for %s", idle, overdue)
            return
        self.notify.alive()

    async def _tidy(self) -> None:
        """Forgets old pages; what was read of them stays."""
        await self.house.desk(self.house.store.forget_pages, self.house.clock() - KEEP_PAGES)

    # --- what it says of itself -----------------------------------------------------------------------

    async def _look_back(self) -> None:
        """How long the service stood still: after a long stop many alerts become one."""
        told = await self.house.desk(self.house.store.recall, "last_pass")
        if told:
            self.stopped_for = self.house.clock() - datetime.fromisoformat(told)
            self.catching_up = self.stopped_for >= alerts.LONG_STOP

    def _audience(self) -> str:
        settings = self.house.settings
        if self.house.telegram is None:
            return "no token is set: alerts and digests go to this terminal"
        if not settings.channels:
            return "no channel is set: only private chats are served"
        return "alerts go to " + ", ".join(channel.chat for channel in settings.channels)

    def _status(self) -> str:
        enabled = self.house.pipeline.enabled
        states = [self.house.pipeline.states.get(feed.name, FeedState(feed.name)) for feed in enabled]
        well = sum(1 for state in states if state.asked and state.failures == 0)
        left = sum(1 for state in states if not state.asked)
        said = f"{well} of {len(enabled)} feeds answer"
        return f"{said} so far, {left} not yet asked" if left else said

    def _report_first_round(self) -> None:
        """After the first round: which feeds fail and why, and where to look when none answers."""
        states = self.house.pipeline.states
        enabled = self.house.pipeline.enabled
        failed = [feed.name for feed in enabled if states[feed.name].failures]
        log.info("first round: %s", self._status())
        if enabled and len(failed) == len(enabled):
            log.warning("%s It keeps trying.", NO_NETWORK)


async def run(settings: Settings, environ: Mapping[str, str], *, tick: float = TICK) -> None:
    """Runs the service until SIGTERM or SIGINT."""
    from bot import claimants

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    notify = Notify(environ)
    async with opened(settings, LogWatch(), ToTerminal(claimants.shipped().name)) as house:
        await Service(house, notify, tick).run(stop)
