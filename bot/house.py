"""The house, opened: every room's adapter made from the settings, and closed again in order."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from bot import baseline, claimants, days, feeds, outlets
from bot.adapters.chat import Chats, Surroundings
from bot.adapters.desk import Desk
from bot.adapters.parsing import Parsing
from bot.adapters.store import Chat, Outgoing, Store
from bot.adapters.telegram import Telegram
from bot.adapters.web import Web
from bot.claimants import Claimants
from bot.claims.language import codes
from bot.config import Settings, text_of
from bot.days import Days
from bot.delivery import Pace
from bot.digest import day_so_far
from bot.errors import MusterError
from bot.ledger import Policy
from bot.model import Feed
from bot.outbox import TERMINAL, Outbox, Terminal, number_key
from bot.outlets import Outlets
from bot.pipeline import Pipeline, Watch
from bot.places import SEEDS
from bot.wording import Names

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class House:
    """Everything that works together in one process."""

    settings: Settings
    clock: Clock
    store: Store
    desk: Desk
    web: Web
    parsing: Parsing
    telegram: Telegram | None
    pipeline: Pipeline
    outbox: Outbox
    days: Days
    chats: Chats | None
    names: Names

    async def tell_operators(self, subject: str, text: str, *, key: str | None = None) -> None:
        """One notice to each operator; the same subject is told once a day."""
        now = self.clock()
        key = key or f"trouble:{subject}:{now.date().isoformat()}"
        body = {"plain": text, "html": _escaped(text)}
        operators = await self.desk(self.store.chats, "operator")
        notices = [Outgoing(chat.chat, key[:200], "notice", body=body) for chat in operators]
        await self.desk(self.store.queue, notices, now)


@cache
def known_outlets() -> Outlets:
    """The outlets of this installation."""
    path = SEEDS / "outlets.toml"
    return outlets.load(path.read_text(encoding="utf-8"), path.name)


def policy_of(settings: Settings, **more: Any) -> Policy:
    """What the ledger is to hold to: the settings' bar, and who is whose outlet."""
    origins = outlets.origins(known_outlets(), claimants.shipped(), listed_feeds(settings))
    return Policy(confidence=settings.confidence, origins=origins, **more)


def listed_feeds(settings: Settings) -> tuple[Feed, ...]:
    return feeds.load(text_of(settings.feeds), str(settings.feeds), codes())


def seeds(settings: Settings, known: Claimants, now: datetime) -> tuple[baseline.Seed, ...]:
    text = text_of(settings.baseline)
    return baseline.load(text, str(settings.baseline), today=now.date(), claimants=known.ids)


@asynccontextmanager
async def opened(
    settings: Settings, watch: Watch, terminal: Terminal, clock: Clock = utc_now, names: Names | None = None
) -> AsyncIterator[House]:
    """Opens everything: the database migrated and seeded, feeds and chats known. Closes it in reverse order.

    ``names`` tells claimants' and outlets' names, else those of the claimants file. Files that are wrong
    raise ConfigError before anything is opened.
    """
    known, listed = claimants.shipped(), listed_feeds(settings)
    names = names or known.name
    start = seeds(settings, known, clock())
    async with AsyncExitStack() as stack:
        desk = Desk()
        stack.callback(desk.close)
        store = Store(settings.database_url)
        stack.callback(store.close)
        await desk(store.migrate)
        await desk(store.seed, [(seed.figure, seed.told) for seed in start], clock())
        first_start = await desk(store.first_start, clock())
        web = await stack.enter_async_context(
            Web(settings.contact, [str(network) for network in settings.allow_private_addresses])
        )
        parsing = await stack.enter_async_context(Parsing(settings.workers))
        telegram = await _connected(settings, stack)
        policy = policy_of(settings, silent_before=Policy.quiet_until(first_start))
        pipeline = Pipeline(
            store,
            desk,
            web,
            parsing,
            listed=listed,
            policy=policy,
            outlets=known_outlets(),
            clock=clock,
            watch=watch,
        )
        zone = settings.timezone.key

        draw = _drawing(parsing)

        async def picture(chat: Chat) -> bytes | None:
            figures = await desk(store.figures)
            return await draw(days.draw, figures, chat.language, clock(), zone)

        pace = Pace()
        outbox = Outbox(
            store,
            desk,
            terminal,
            telegram,
            clock=clock,
            names=names,
            complain=lambda subject, text: house.tell_operators(subject, f"{subject}: {text}"),
            picture=picture,
            pace=pace,
        )
        closing = Days(store, desk, clock=clock, zone=zone, at=settings.digest_at, names=names)
        chats = _chats(
            telegram,
            pace=pace,
            store=store,
            desk=desk,
            clock=clock,
            names=names,
            policy=policy,
            operators=frozenset(settings.operators),
            language=settings.language,
            zone=zone,
            gather=lambda: closing.gather(day_so_far(clock(), zone, settings.digest_at)),
            draw=draw,
        )
        house = House(
            settings, clock, store, desk, web, parsing, telegram, pipeline, outbox, closing, chats, names
        )
        await pipeline.open()
        await _seat_chats(house)
        stack.push_async_callback(outbox.close)
        stack.push_async_callback(pipeline.close)
        yield house


async def _connected(settings: Settings, stack: AsyncExitStack) -> Telegram | None:
    """The way to Telegram, None without a token."""
    if settings.token is None:
        return None
    return await stack.enter_async_context(Telegram(settings.token.get_secret_value(), settings.api_url))


def _chats(telegram: Telegram | None, **around: Any) -> Chats | None:
    return None if telegram is None else Chats(Surroundings(telegram=telegram, **around))


def _drawing(parsing: Parsing) -> Callable[..., Awaitable[bytes | None]]:
    """Draws pictures in a worker process; a digest without one is better than none."""

    async def draw(function: Callable[..., bytes], *drawn: Any) -> bytes | None:
        try:
            return await parsing.run("picture", function, *drawn)
        except MusterError as error:
            log.warning("%s", error)
            return None

    return draw


async def _seat_chats(house: House) -> None:
    """Makes the chats of the settings known, and lets those rest that stand there no more."""
    settings, now = house.settings, house.clock()
    wanted = {}
    for channel in settings.channels:
        number = await house.desk(house.store.recall, number_key(channel.chat))
        if number is not None:  # a name is looked up once: from then on its number counts
            await house.desk(house.store.move_chat, channel.chat, number)
        wanted[number or channel.chat] = ("channel", channel.lang)
    wanted |= {str(operator): ("operator", settings.language) for operator in settings.operators}
    if house.telegram is None:
        wanted[TERMINAL] = ("terminal", settings.language)
    for chat, (kind, lang) in wanted.items():
        known = await house.desk(house.store.chat, chat)
        if known is None or kind != "operator":
            seat = Chat(chat, kind, lang, settings.timezone.key, joined_at=now)
            await house.desk(house.store.put_chat, seat)
        elif known.kind != "operator":  # a reader who became an operator keeps what was asked for
            await house.desk(house.store.put_chat, replace(known, kind="operator"))
    for seated in await house.desk(house.store.chats, "channel", "operator", TERMINAL):
        if seated.chat in wanted:
            continue
        if seated.kind == "operator":
            await house.desk(house.store.put_chat, replace(seated, kind="private"))
        else:
            await house.desk(house.store.rest_chat, seated.chat, "not in the settings", now)


def _escaped(text: str) -> str:
    from html import escape

    return escape(text, quote=False)
