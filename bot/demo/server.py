"""The demo's runner: serves the invented outlets on loopback and shows the real service reading them.

Only the outlets, the settings and the screen are the demo's own. HTTP, parsing in worker processes, reader,
ledger, database and scheduler are the service's; the clock runs on real seconds and leaps to the day's end
when the last article has been read, so that the day's digest can be seen too.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from aiohttp import web
from rich.console import Console, Group
from rich.panel import Panel
from rich.text import Text

from bot import claimants, config, digest, messages, wording
from bot.adapters.notify import Notify
from bot.adapters.store import Chat
from bot.demo import outlets
from bot.demo.outlets import Outlet, Story
from bot.feeds import Poll
from bot.house import House, opened
from bot.model import Alert, Article, Change, Claim, Entry, Feed, Outcome
from bot.service import Service
from bot.wording import Names

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Seconds between two polls of a feed, and between two looks at what is due.
EVERY, TICK = 2, 0.25

#: Seconds after which the demo ends, whatever is left.
LONGEST = 55.0

#: How the outcome of a claim is marked, and in which colour.
MARKS = {
    Outcome.FIRST: ("●", "bold green"),
    Outcome.REVISED: ("●", "bold yellow"),
    Outcome.DISPUTED: ("●", "bold magenta"),
    Outcome.DENIED: ("●", "bold red"),
}


class DemoClock:
    """Real seconds, and a leap when told."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def leap_to(self, moment: datetime) -> None:
        self._ahead += max(moment - self(), timedelta(0))


# --- the outlets, served --------------------------------------------------------------------------------


class Newsstand:
    """Serves one outlet: its feed as it stands now, and the pages that have come out."""

    def __init__(self, outlet: Outlet, clock: DemoClock, started: datetime) -> None:
        self.outlet, self._clock, self._started = outlet, clock, started
        self.base = ""

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Newsstand]:
        app = web.Application()
        app.router.add_get(self.outlet.feed_path, self._feed)
        for story in self.outlet.articles:
            app.router.add_get(story.path, self._page_of(story))
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            host, port = runner.addresses[0][:2]
            self.base = f"http://{host}:{port}"
            yield self
        finally:
            await runner.cleanup()

    async def _feed(self, request: web.Request) -> web.Response:
        """The feed, or 304 where the reader has it already."""
        text = outlets.feed_xml(self.outlet, self.base, self._clock(), self._started)
        tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        headers = {"ETag": tag, "Content-Type": self.outlet.content_type}
        return web.Response(body=text.encode(), headers=headers)

    def _page_of(self, story: Story) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def page(_: web.Request) -> web.StreamResponse:
            published = story.published(self._started)
            if published > self._clock():
                return web.Response(status=404)
            text = outlets.page_html(story, self.outlet, self.base, published)
            return web.Response(text=text, content_type="text/html")

        return page


# --- the screen -----------------------------------------------------------------------------------------


class Screen:
    """Shows what the service does, as it does it."""

    def __init__(self, console: Console, names: Names, lang: str) -> None:
        self.console, self._names, self._lang = console, names, lang
        self.polls = self.articles = 0
        self.outcomes: Counter[Outcome] = Counter()
        self.alerts: Counter[Outcome] = Counter()
        self.held = 0
        self.digests = 0

    # the pipeline's looker-on

    def polled(self, feed: Feed, poll: Poll, new: int, wanted: int) -> None:
        self.polls += 1
        if poll.problem is not None:
            self.console.print(Text(f"↯ {feed.name}: {poll.problem}", "red"))
        elif new:
            items = "1 new item" if new == 1 else f"{new} new items"
            skipped = "" if wanted == new else f", {new - wanted} told apart by headline and lead"
            self.console.print(Text(f"\n↻ {feed.name}: polled, {items}{skipped}", "cyan"))

    def all_polled(self) -> None:
        """Nothing to show."""

    def read(self, article: Article, found: Sequence[Claim]) -> None:
        self.articles += 1
        where = self._names(article.outlet, self._lang)
        self.console.print(Text.assemble("  ", (where, "bold"), f" ({article.lang}) · {article.title}"))
        if not found:
            self.console.print(Text("    no number about the people counted", "dim"))
        for claim in found:
            self.console.print(Text.assemble("    read    ", *self._reading(claim)))

    def judged(self, article: Article, changes: Sequence[Change]) -> None:
        for change in changes:
            self.outcomes[change.outcome] += 1
            self.held += change.held is not None
            mark, style = MARKS.get(change.outcome, ("○", "dim"))
            verdict = messages.kind_name(change.outcome, self._lang)
            why = messages.explain(change, self._lang, names=self._names)
            if change.held is not None:
                why += f" Held for an operator: {messages.held_reason(change, self._lang)}."
                mark, style = "◌", "yellow"
            self.console.print(Text.assemble(f"    {mark} ", (f"{verdict}: ", style), (why, "default")))

    def set_aside(self, entry: Entry, reason: str, final: bool) -> None:
        self.console.print(Text(f"  {entry.title}: {reason}", "red"))

    # the service's terminal

    def alert(self, told: Alert, chat: Chat) -> None:
        self.alerts[told.kind] += 1
        self.console.print(messages.terminal(told, chat.language, chat.zone, names=self._names))

    def post(self, text: str) -> None:
        self.digests += 1
        self.console.print(Panel(Text(text), title="the channel, at the end of the day", border_style="blue"))

    def _reading(self, claim: Claim) -> list[tuple[str, str]]:
        if claim.share is not None:
            number = wording.share(claim.share, self._lang)
        else:
            number = wording.amount(claim.low, claim.high, claim.qualifier, self._lang)
        who = self._names(claim.claimant, self._lang) if claim.claimant else "nobody named"
        quote = claim.quote if len(claim.quote) <= 110 else claim.quote[:109] + "…"
        series = wording.series(claim.series, self._lang)
        return [(f"{series}: {number}", "bold"), (f" · {who} · ", "default"), (f"“{quote}”", "italic dim")]


# --- the show -------------------------------------------------------------------------------------------


def show(lang: str = "en") -> int:
    """Runs the demo on this terminal; 0 when alerts of the kinds first, revised and disputed were seen."""
    logging.basicConfig(level=logging.ERROR)
    console = Console(highlight=False)
    screen = asyncio.run(_show(console, lang))
    seen = {Outcome.FIRST, Outcome.REVISED, Outcome.DISPUTED} <= screen.alerts.keys()
    return 0 if seen and screen.digests else 1


async def _show(console: Console, lang: str) -> Screen:
    stands = outlets.load()
    clock = DemoClock()
    started = clock() + timedelta(seconds=1)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="muster-demo-")))
        open_stands = [
            await stack.enter_async_context(Newsstand(outlet, clock, started).open()) for outlet in stands
        ]
        known = claimants.shipped()
        outlet_of = {stand.base.removeprefix("http://"): stand.outlet.name for stand in open_stands}

        def names(who: str, lang: str) -> str:
            return outlet_of.get(who) or known.name(who, lang)

        screen = Screen(console, names, lang)
        settings = _settings(folder, open_stands, lang)
        console.print(_introduction(open_stands))
        async with opened(settings, screen, screen, clock, names) as house:
            await _watch(house, screen, outlets.last_second(stands), sum(len(o.articles) for o in stands))
            clock.leap_to(digest.next_close(clock(), settings.timezone.key, settings.digest_at))
            await house.days.close_due()
            await house.outbox.drain()
        console.print(_farewell(screen))
    return screen


def _settings(folder: Path, stands: Sequence[Newsstand], lang: str) -> config.Settings:
    """What a user would set: a feeds file, a database, and leave to fetch from this machine."""
    rows = (
        f'[[feed]]\nname = "{stand.outlet.name}"\nurl = "{stand.base}{stand.outlet.feed_path}"\n'
        f'lang = "{stand.outlet.lang}"\nkind = "{stand.outlet.kind}"\nevery = "{EVERY}s"\n'
        for stand in stands
    )
    feeds = folder / "feeds.toml"
    feeds.write_text("\n".join(rows), encoding="utf-8")
    return config.fixed(
        MUSTER_FEEDS=str(feeds),
        MUSTER_DATABASE_URL=f"sqlite:///{folder / 'demo.db'}",
        MUSTER_ALLOW_PRIVATE_ADDRESSES="127.0.0.0/8",
        MUSTER_LANGUAGE=lang,
    )


async def _watch(house: House, screen: Screen, last: float, articles: int) -> None:
    """Runs the service until the last article has been read, with a line that shows how far it is."""
    stop = asyncio.Event()
    working = asyncio.create_task(Service(house, Notify({}), TICK).run(stop))
    loop = asyncio.get_running_loop()
    begun = loop.time()
    with _progress(screen.console, last) as progress:
        task = progress.task_ids[0]
        while (gone := loop.time() - begun) < LONGEST and not working.done():
            _update(progress, task, gone, screen, articles)
            if gone > last + 2 * EVERY + 2 and not house.pipeline.busy and not house.outbox.busy:
                break
            await asyncio.sleep(0.1)
    stop.set()
    await working


def _progress(console: Console, last: float) -> Progress:
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=30), TextColumn("{task.description}"))
    progress = Progress(*columns, console=console, transient=True)
    progress.add_task("starting", total=last + 2 * EVERY + 2)
    return progress


def _update(progress: Progress, task: TaskID, gone: float, screen: Screen, articles: int) -> None:
    told = sum(screen.alerts.values())
    words = f"{screen.polls} polls · {screen.articles} of {articles} articles read · {told} alerts"
    progress.update(task, completed=gone, description=words)


def _introduction(stands: Sequence[Newsstand]) -> Group:
    lines = [Text("Muster reads figures out of the news and alerts when one is new.", "bold")]
    lines.append(
        Text("Outlets of this demo, invented, on this machine; everything else is the real service:")
    )
    lines += [Text(f"  {stand.outlet.name} ({stand.outlet.lang}) {stand.base}", "dim") for stand in stands]
    return Group(*lines)


def _farewell(screen: Screen) -> Group:
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(screen.alerts.items()))
    quiet = {kind: n for kind, n in sorted(screen.outcomes.items()) if kind not in screen.alerts}
    silent = ", ".join(f"{count} {kind}" for kind, count in quiet.items())
    return Group(
        Text(f"\nAlerts: {kinds}. Held for an operator: {screen.held}.", "bold"),
        Text(f"No alert for: {silent}."),
        Text(
            "Your own: `make run` polls the feeds that come with Muster; .env.example explains the settings."
        ),
    )
