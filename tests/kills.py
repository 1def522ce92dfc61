"""A delivery that is killed (−9) again and again while alerts go out and the Bot API fails.

The killed process is the real outbox over a real database file; only clocks are scaled: Telegram's windows
and the waits after failures are ``SCALE`` times shorter. The stand-in lives here, in the process that kills.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bot import delivery, outbox
from bot.adapters.desk import Desk
from bot.adapters.store import Chat, Store
from bot.adapters.telegram import Telegram
from bot.alerts import Decision, decide
from bot.book import Book
from bot.delivery import Limits, Pace
from bot.ledger import Policy, judge
from bot.model import Alert, Article, Change, Claim, Measure, Qualifier
from tests.botapi import (
    BAD_GATEWAY,
    CHANNEL,
    CUT_AFTER,
    CUT_BEFORE,
    SERVER_ERROR,
    SERVER_ERROR_AFTER,
    TOKEN,
    BotApi,
    Fault,
)

#: How many times shorter than in life the windows and waits are.
SCALE = 20

#: Telegram's 20 a minute into a channel, scaled.
RATE = (20, 60.0 / SCALE)

_LIMITS = Limits(group_window=timedelta(seconds=RATE[1]), margin=timedelta(milliseconds=30))
_START = datetime(2025, 7, 2, 12, 0, tzinfo=UTC)


class ScaledPace(Pace):
    """The pace with the scaled limits."""

    def __init__(self) -> None:
        super().__init__(limits=_LIMITS)


class Nowhere:
    """A terminal that nobody looks at."""

    def alert(self, told: Alert, chat: Chat) -> None:
        raise AssertionError("the channel is the only chat")

    def post(self, text: str) -> None:
        raise AssertionError("the channel is the only chat")


def scale_clocks() -> None:
    """Shorten the waits of this process."""
    outbox.JOIN_EDITS = timedelta(seconds=15 / SCALE)
    delivery._BACKOFF = tuple(wait / SCALE for wait in delivery._BACKOFF)


def deliver_until_done(url: str, api_url: str) -> None:
    """The process that is killed: spreads and sends until nothing is left."""
    scale_clocks()
    asyncio.run(_deliver(url, api_url, ScaledPace(), 0.02))


def deliver_in_life(url: str, api_url: str) -> None:
    """The same as the service does it: nothing scaled, a look once a second."""
    asyncio.run(_deliver(url, api_url, Pace(), 1.0))


async def _deliver(url: str, api_url: str, pace: Pace, tick: float) -> None:
    desk = Desk()
    store = await desk(Store, url)
    async with Telegram(TOKEN, api_url, timeout_s=2.0) as telegram:
        box = outbox_of(store, desk, telegram, pace)
        await box.settle()
        sending = asyncio.create_task(_send_on(box, tick))
        while True:
            await box.spread()
            left = await desk(store.backlog)
            edits = await desk(store.pending_additions)
            if not edits and not box.busy and not left.get("pending", 0) and not left.get("sending", 0):
                break
            await asyncio.sleep(tick)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
    await desk(store.close)
    desk.close()


def outbox_of(store: Store, desk: Desk, telegram: Telegram, pace: Pace) -> outbox.Outbox:
    """An outbox in real time, without operators."""

    async def complain(subject: str, text: str) -> None:
        return None

    return outbox.Outbox(
        store,
        desk,
        Nowhere(),
        telegram,
        clock=lambda: datetime.now(UTC),
        names=lambda name, lang: name,
        pace=pace,
        complain=complain,
    )


async def _send_on(box: outbox.Outbox, tick: float) -> None:
    """As the service does beside its spreading."""
    while True:
        await box.send()
        await asyncio.sleep(tick)


def processes() -> multiprocessing.context.ForkServerContext:
    """Processes that start in milliseconds, with everything imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.kills", "bot.messages", "babel.numbers", "babel.dates"])
    return context


def alert(number: int, measure: Measure = Measure.KILLED) -> tuple[Article, Claim, Change, Decision]:
    """An article whose claim makes an alert of its own: a claimant who was never heard of."""
    quote = f"They count {1000 + number} dead."
    claim = Claim(
        measure,
        None,
        1000 + number,
        1000 + number,
        Qualifier.EXACT,
        quote,
        0,
        len(quote),
        str(1000 + number),
        "en:n",
        0.9,
        claimant=f"body-{number}",
    )
    at = _START + timedelta(minutes=number)
    article = Article(f"a{number}", "en", "post", "Title", "", at, url=f"https://post.example/{number}")
    changes = judge(article, [claim], Book(), Policy())
    return article, claim, changes[0], decide(changes, Book())


def write_alert(store: Store, number: int, measure: Measure = Measure.KILLED) -> None:
    """An alert as the pipeline writes it."""
    article, claim, change, decision = alert(number, measure)
    store.record(article, [claim], [change], decision, datetime.now(UTC))


def write_later(store: Store, number: int, papers: int) -> None:
    """Outlets that bring an alert's number later, as the pipeline writes them."""
    article, claim, _, _ = alert(number)
    for paper in range(papers):
        later = replace(article, id=f"{article.id}-{paper}", outlet=f"paper-{paper}")
        book = store.book_for(later, [claim])
        changes = judge(later, [claim], book, Policy())
        store.record(later, [claim], changes, decide(changes, book), datetime.now(UTC))


def faults(chance: random.Random, share: float) -> Callable[[str, Mapping[str, Any]], Fault | None]:
    """Every kind of failure, each as often as the others, in ``share`` of the sends."""
    kinds = (CUT_BEFORE, CUT_AFTER, SERVER_ERROR, SERVER_ERROR_AFTER, BAD_GATEWAY, Fault("slow", seconds=0.1))

    def choose(method: str, _: Mapping[str, Any]) -> Fault | None:
        return chance.choice(kinds) if method == "sendMessage" and chance.random() < share else None

    return choose


@dataclass(frozen=True)
class Outcome:
    """What came of it: the numbers of the alerts that are lost, repeated, and whether order was kept."""

    kills: int
    alerts: int
    lost: tuple[int, ...]
    repeated: tuple[int, ...]
    in_order: bool
    refused: tuple[tuple[str, str], ...]
    floods: int


async def kill_again_and_again(
    folder: Path, kills: int, *, seed: int, per_kill: int = 3, longest: float = 0.8, share: float = 0.08
) -> Outcome:
    """Write alerts, deliver, kill; ``kills`` times, then once to the end."""
    chance = random.Random(seed)
    url = f"sqlite:///{folder / 'kills.db'}"
    desk, written = Desk(), 0
    store = await desk(Store, url)
    await desk(store.migrate)
    await desk(store.put_chat, Chat(str(CHANNEL), "channel", "en", "UTC", _START))
    context = processes()
    async with BotApi(rate=None, private_rate=None, total=None, faults=faults(chance, share)) as api:
        for _ in range(kills):
            for _ in range(chance.randint(1, 2 * per_kill - 1)):
                await desk(write_alert, store, written)
                written += 1
            process = context.Process(target=deliver_until_done, args=(url, api.url), daemon=True)
            process.start()
            await asyncio.sleep(chance.uniform(0.03, longest))
            process.kill()
            await ended(process)
        last = context.Process(target=deliver_until_done, args=(url, api.url), daemon=True)
        last.start()
        await ended(last)
        posts = [int(re.findall(r"They count (\d+) dead", post.text)[0]) - 1000 for post in api.shown()]
        refused = tuple(set(api.refused))
        floods = len(api.floods)
    await desk(store.close)
    desk.close()
    told = Counter(posts)
    return Outcome(
        kills=kills,
        alerts=written,
        lost=tuple(number for number in range(written) if number not in told),
        repeated=tuple(number for number, times in told.items() if times > 1),
        in_order=posts == sorted(posts),
        refused=refused,
        floods=floods,
    )


async def ended(process: BaseProcess) -> None:
    """Wait for the end of a process without holding up the stand-in."""
    await asyncio.to_thread(process.join, 300)
