"""Private chats and operators: commands and buttons, by polling or by webhook.

Everyone may ask; only operators (by numeric id) review, pause and speak. An update is answered once: its
number is kept after it was handled, and what a button does is a state to be reached or a decision that the
database takes only once, so that pressing twice, two operators and a restart in between do no harm.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from urllib.parse import urlsplit

from telegram import (
    BotCommand,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    CallbackQuery,
    ChatMemberUpdated,
    Update,
    User,
)
from telegram import Message as Received
from telegram.error import TelegramError

from bot import charts, claimants, messages, talk, wording
from bot.adapters.desk import Desk
from bot.adapters.store import Chat, Health, Outgoing, Store
from bot.adapters.store_ledger import Why
from bot.adapters.telegram import Button, Telegram
from bot.delivery import Again, Never, Pace, Result, backoff
from bot.errors import ConfigError, InputError, MusterError
from bot.ledger import Policy
from bot.model import Digest, Figure
from bot.review import RefusedError, let_through
from bot.spans import Message
from bot.talk import Menu, Reader
from bot.wishes import Wishes
from bot.wording import Names

log = logging.getLogger(__name__)

#: What the bot wants to hear of.
UPDATES = ("message", "callback_query", "my_chat_member")

#: The store's words for the last update that was handled, and for whether nothing is to be sent.
LAST_UPDATE = "chat_last_update"
PAUSED = "paused"

#: Seconds that one request for updates may wait.
_POLL_S = 25

#: Seconds that an answer may wait for its turn before it is dropped: nobody waits longer for one.
_PATIENCE = 30.0

#: Changes that are named where one is asked for that does not wait.
_NAMED = 20

#: Cards of operators that are older are no longer edited when their change is decided; a press still does it.
_CARDS = timedelta(days=30)

#: Everybody's message is short; a webhook call larger than this is none of Telegram's.
_LARGEST_UPDATE = 1_000_000

#: A correction: a field, and what it is to be, up to the next one.
_EDIT = re.compile(r"(\w+)=(.*?)(?=\s+\w+=|\s*$)", re.DOTALL)

#: Draws a picture in a worker process; None where it could not be drawn.
Draw = Callable[..., Awaitable[bytes | None]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the chat adapter works with.

    ``pace`` is the outbox's, ``gather`` makes the digest of the day so far, ``draw`` a picture.
    """

    telegram: Telegram
    pace: Pace
    store: Store
    desk: Desk
    clock: Callable[[], datetime]
    names: Names
    policy: Policy
    operators: frozenset[int]
    language: str
    zone: str
    gather: Callable[[], Awaitable[Digest]]
    draw: Draw


@dataclass(frozen=True, slots=True)
class Asked:
    """One message or button of one person."""

    user: int
    who: str
    reader: Reader
    text: str = ""
    update: int = 0


def draw_series(figures: Sequence[Figure], lang: str, until: datetime, zone: str, only: str) -> bytes:
    """One series as a PNG, with the claimants' names: for a worker process."""
    known = claimants.shipped()
    return charts.series(figures, lang=lang, until=until, zone=zone, names=known.name, only=only)


class Chats:
    """The conversations of one bot."""

    def __init__(self, around: Surroundings) -> None:
        self._a = around
        self._turns: dict[int, asyncio.Lock] = {}
        self._registered: set[int] = set()
        self._answers: dict[str, Callable[[Asked, str], Awaitable[None]]] = {
            "start": self._start,
            "help": self._help,
            "figures": self._figures,
            "figure": self._figure,
            "why": self._why,
            "sources": self._sources,
            "digest": self._digest,
            "subscribe": self._subscribe,
            "settings": self._settings,
            "stop": self._stop,
        }
        self._orders: dict[str, Callable[[Asked, str], Awaitable[None]]] = {
            "review": self._review,
            "edit": self._edit,
            "health": self._health,
            "pause": self._pause,
            "resume": self._resume,
            "say": self._say,
        }

    @property
    def pace(self) -> Pace:
        """The bot's pace, which the outbox keeps to as well."""
        return self._a.pace

    # --- receiving ---------------------------------------------------------------------------------------

    async def register(self) -> None:
        """Tell Telegram the commands for everyone, in each language."""
        bot, default = self._a.telegram.bot, self._a.language
        for lang in ("", *wording.languages()):
            listed = [BotCommand(*pair) for pair in talk.commands(lang or default).items()]
            await bot.set_my_commands(listed, BotCommandScopeDefault(), language_code=lang or None)

    async def _register_operator(self, asked: Asked) -> None:
        """More commands for an operator, at the first word: before it there may be no chat."""
        if asked.user in self._registered:
            return
        self._registered.add(asked.user)
        lang = asked.reader.lang
        both = {**talk.commands(lang), **talk.operator_commands(lang)}
        listed = [BotCommand(*pair) for pair in both.items()]
        try:
            await self._a.telegram.bot.set_my_commands(listed, BotCommandScopeChat(asked.user))
        except TelegramError as error:
            log.info("commands of operator %d: %s", asked.user, self._a.telegram.scrub(str(error)))

    async def poll(self) -> None:
        """Ask for updates until cancelled. Failures are waited out; the third in a row is logged."""
        failures = 0
        offset: int | None = None
        while True:
            try:
                updates = await self._a.telegram.bot.get_updates(
                    offset=offset, timeout=_POLL_S, allowed_updates=UPDATES, read_timeout=_POLL_S + 10
                )
            except TelegramError as error:
                failures += 1
                level = logging.WARNING if failures == 3 else logging.DEBUG  # one failure is no news
                log.log(level, "updates: %s", self._a.telegram.scrub(str(error)))
                await asyncio.sleep(backoff(failures))
                continue
            failures = 0
            if not updates:
                continue
            last = await self._last_update()
            new = [update for update in updates if not was_handled(update.update_id, last)]
            await asyncio.gather(*(self.handle(update) for update in new))
            offset = updates[-1].update_id + 1
            await self._a.desk(self._a.store.remember, LAST_UPDATE, str(updates[-1].update_id))

    async def serve(self, url: str, secret: str, listen: str) -> None:
        """Serve the webhook at ``listen`` (host and port) until cancelled, and tell Telegram its address.

        Raises ConfigError where nothing can listen there.
        """
        from aiohttp import web

        async def receive(request: web.Request) -> web.Response:
            given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
            if not hmac.compare_digest(given.encode(), secret.encode()):
                return web.Response(status=403)
            update = self._update_in(await request.read())
            if update is None:
                return web.Response(status=400)
            if not was_handled(update.update_id, await self._last_update()):
                await self.handle(update)
                await self._a.desk(self._a.store.remember, LAST_UPDATE, str(update.update_id))
            return web.Response()

        app = web.Application(client_max_size=_LARGEST_UPDATE)
        app.router.add_post(urlsplit(url).path or "/", receive)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        host, _, port = listen.rpartition(":")
        try:
            try:
                await web.TCPSite(runner, host.strip("[]"), int(port)).start()
            except OSError as error:
                advice = "Name a free port of this machine"
                raise ConfigError(
                    "TELEGRAM_WEBHOOK_LISTEN", f"{listen} cannot be listened at: {error.strerror}", advice
                ) from error
            await self._a.telegram.bot.set_webhook(url, secret_token=secret, allowed_updates=UPDATES)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    def _update_in(self, body: bytes) -> Update | None:
        """The update that a webhook's body holds; None where it holds none."""
        try:
            update = Update.de_json(json.loads(body), self._a.telegram.bot)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return update if isinstance(update.update_id, int) else None

    async def run(self, webhook: tuple[str, str, str] | None = None) -> None:
        """Register the commands and receive until cancelled. ``webhook``: url, secret, listen; None: poll."""
        for failures in count(1):
            try:
                await self.register()
                if webhook is None:
                    await self._a.telegram.bot.delete_webhook()
                break
            except TelegramError as error:
                log.warning("commands: %s", self._a.telegram.scrub(str(error)))
                await asyncio.sleep(backoff(failures))
        await (self.poll() if webhook is None else self.serve(*webhook))

    async def handle(self, update: Update) -> None:
        """Answer one update; one person's one after the other. A mistake ends with its update."""
        person = update.effective_user
        if person is None:
            return
        async with self._turns.setdefault(person.id, asyncio.Lock()):
            try:
                if update.message is not None:
                    await self._hear(update.message, person, update.update_id)
                elif update.callback_query is not None:
                    await self._pressed(update.callback_query, person, update.update_id)
                elif update.my_chat_member is not None:
                    await self._membership(update.my_chat_member)
            except Exception:
                log.exception("update %d", update.update_id)
        if len(self._turns) > 10_000:
            self._turns = {user: turn for user, turn in self._turns.items() if turn.locked()}

    async def _last_update(self) -> int:
        return int(await self._a.desk(self._a.store.recall, LAST_UPDATE) or -1)

    async def _hear(self, received: Received, person: User, update: int) -> None:
        """A message in a private chat; groups are not answered."""
        if received.chat.type != "private":
            return
        asked = await self._asked(person, received.text or "", update)
        if asked.user in self._a.operators:
            await self._register_operator(asked)
        name, rest = talk.parse_command(asked.text)
        if name in self._orders:
            if asked.user not in self._a.operators:
                await self._refuse(asked, name)
                return
            await self._orders[name](asked, rest)
            return
        answer = self._answers.get(name)
        if answer is not None:
            await answer(asked, rest)
            return
        await self._reply(asked, talk.unknown(asked.reader.lang, operator=asked.user in self._a.operators))

    async def _asked(self, person: User, text: str = "", update: int = 0) -> Asked:
        """Who asks, with what is known of them. Who writes is back: a chat that rested (blocked, or an operator who
        had not pressed Start when the first notice came) gets messages again.
        """
        known = await self._a.desk(self._a.store.chat, str(person.id))
        if known is not None and known.resting_since is not None:
            known = replace(known, resting_since=None, resting_reason=None)
            await self._a.desk(self._a.store.put_chat, known)
        lang = known.language if known else talk.language_of(person.language_code, self._a.language)
        reader = Reader(lang, self._a.zone) if known is None else _reader(known)
        return Asked(person.id, person.full_name, reader, text, update)

    async def _refuse(self, asked: Asked, order: str) -> None:
        """A polite no to who is no operator, and a line in the log."""
        log.warning("user %d asked for /%s, which is for operators", asked.user, order)
        now = self._a.clock()
        await self._a.desk(self._a.store.log, str(asked.user), "refused", f"/{order}"[:60], now)
        t = wording.catalog(asked.reader.lang)
        await self._reply(asked, talk.said(t.gettext("Sorry, that is for the operators of this bot.")))

    async def _membership(self, moved: ChatMemberUpdated) -> None:
        """Who blocks the bot is left in peace until they come back."""
        chat, status = str(moved.chat.id), moved.new_chat_member.status
        if status in {"kicked", "left"}:
            await self._a.desk(self._a.store.rest_chat, chat, f"bot was {status}", self._a.clock())

    # --- answering ---------------------------------------------------------------------------------------

    async def _reply(
        self, asked: Asked, text: Message, menu: Menu | None = None, photo: bytes | None = None
    ) -> Result | None:
        """Answer a person, at Telegram's pace; an answer that cannot go soon is dropped."""

        def send() -> Awaitable[Result]:
            return self._a.telegram.send(asked.user, text, photo=photo, buttons=_buttons(menu))

        wait = 0.0
        for _ in range(2):
            await asyncio.sleep(wait)
            result = await self._paced(asked.user, send)
            if result is None:
                break
            if isinstance(result, Never) and result.chat_gone:
                await self._a.desk(self._a.store.rest_chat, str(asked.user), result.why, self._a.clock())
            if not isinstance(result, Again) or result.doubt:
                return result
            wait = max(result.wait, 1.0)
            if wait > _PATIENCE:
                break
        log.info("an answer to user %d was dropped: Telegram asks to wait", asked.user)
        return None

    async def _paced(self, chat: int, call: Callable[[], Awaitable[Result]]) -> Result | None:
        """A call in the next free place of the bot's pace; None, and no call, where that is too far off."""
        now = self._a.clock()
        booked = self._a.pace.book(chat, now)
        try:
            wait = (booked - now).total_seconds()
            if wait > _PATIENCE:
                return None
            await asyncio.sleep(wait)
            result = await call()
            self._a.pace.count(chat, self._a.clock(), booked)
            return result
        finally:
            self._a.pace.release(chat, booked)

    async def _start(self, asked: Asked, _: str) -> None:
        await self._reply(asked, talk.start(asked.reader.lang))

    async def _help(self, asked: Asked, _: str) -> None:
        await self._reply(asked, talk.help_text(asked.reader.lang, operator=asked.user in self._a.operators))

    async def _figures(self, asked: Asked, _: str) -> None:
        standing = await self._a.desk(self._a.store.figures)
        await self._reply(asked, talk.figures(standing, asked.reader.lang, self._a.names))

    async def _figure(self, asked: Asked, words: str) -> None:
        """One series with its picture; more than one that is meant becomes a choice."""
        standing, lang = await self._a.desk(self._a.store.figures), asked.reader.lang
        there = tuple(dict.fromkeys(one.series for one in standing))
        found = talk.find_series(words, there) if words else there
        if len(found) == 1:
            await self._show_series(asked, found[0], standing)
            return
        t = wording.catalog(lang)
        ask = t.gettext("Which figure?") if found else t.gettext("There is no such figure. Which one?")
        menu = [[(wording.series(name, lang), f"f:{name}")] for name in (found or there)[:30]]
        await self._reply(asked, talk.said(ask), menu)

    async def _show_series(self, asked: Asked, name: str, standing: Sequence[Figure]) -> None:
        reader = asked.reader
        own = tuple(one for one in standing if one.series == name)
        photo = await self._a.draw(
            draw_series, tuple(standing), reader.lang, self._a.clock(), reader.zone, name
        )
        if photo is not None:
            heading = talk.said(wording.series(name, reader.lang))
            await self._reply(asked, heading, photo=photo)
        await self._reply(asked, talk.history(own, name, reader.lang, self._a.names))

    async def _why(self, asked: Asked, words: str) -> None:
        """Why an alert was sent: the one named by its number, else a choice of the latest ones."""
        if words.isdecimal():
            await self._show_why(asked, int(words))
            return
        now, lang = self._a.clock(), asked.reader.lang
        until = now + timedelta(seconds=1)
        told = await self._a.desk(self._a.store.alerts_between, now - timedelta(days=30), until)
        menu = []
        for one in reversed([one for one in told if one.answers is None][-8:]):
            change = one.alert.change
            claim, day = change.claim, wording.day(change.at.date(), lang)
            number = wording.amount(claim.low, claim.high, claim.qualifier, lang)
            label = f"{wording.series(change.series, lang)}: {number} · {day}"
            menu.append([(label, f"w:{one.alert.id}")])
        t = wording.catalog(lang)
        text = t.gettext("Which alert?") if menu else t.gettext("There was no alert in the last 30 days.")
        await self._reply(asked, talk.said(text), menu)

    async def _show_why(self, asked: Asked, alert: int) -> None:
        why = await self._a.desk(self._a.store.why_alert, alert)
        t = wording.catalog(asked.reader.lang)
        if why is None:
            await self._reply(asked, talk.said(t.gettext("I know no such alert.")))
            return
        await self._reply(asked, talk.why(why.change, why.reports, asked.reader, self._a.names))

    async def _sources(self, asked: Asked, _: str) -> None:
        feeds: dict[str, list[str]] = {}
        for one in await self._a.desk(self._a.store.feed_health):
            if one.feed.enabled:
                feeds.setdefault(one.feed.lang, []).append(one.feed.name)
        await self._reply(asked, talk.sources(feeds, asked.reader.lang))

    async def _digest(self, asked: Asked, _: str) -> None:
        made = await self._a.gather()
        await self._reply(asked, messages.digest(made, asked.reader.lang, names=self._a.names))

    async def _subscribe(self, asked: Asked, _: str) -> None:
        reader = replace(asked.reader, wishes=replace(asked.reader.wishes, on=True))
        await self._keep(asked.user, reader)
        text, menu = talk.settings(reader)
        await self._reply(asked, text, menu)

    async def _settings(self, asked: Asked, words: str) -> None:
        """The menu; ``/settings seoul`` sets the time zone by name."""
        reader, zone = asked.reader, talk.find_zone(words) if words else None
        if zone is not None:
            reader = replace(reader, zone=zone)
            await self._keep(asked.user, reader)
        text, menu = talk.settings(reader)
        await self._reply(asked, text, menu)

    async def _stop(self, asked: Asked, _: str) -> None:
        """Forgets a reader; an operator stays known as one, with every wish forgotten."""
        await self._a.desk(self._a.store.forget_chat, str(asked.user))
        if asked.user in self._a.operators:
            await self._keep(asked.user, Reader(asked.reader.lang, self._a.zone))
        t = wording.catalog(asked.reader.lang)
        await self._reply(asked, talk.said(t.gettext("You get no more messages, and I have forgotten you.")))

    async def _keep(self, user: int, reader: Reader) -> None:
        """Write down what a reader asked for; an operator stays one."""
        first, until = reader.quiet or (None, None)
        chat = Chat(
            chat=str(user),
            kind="operator" if user in self._a.operators else "private",
            language=reader.lang,
            zone=reader.zone,
            joined_at=self._a.clock(),
            quiet_from=first,
            quiet_until=until,
            digest=reader.digest,
            filters=reader.wishes.to_json(),
        )
        await self._a.desk(self._a.store.put_chat, chat)

    # --- buttons -----------------------------------------------------------------------------------------

    async def _pressed(self, query: CallbackQuery, person: User, update: int) -> None:
        """A button: what it asks for is done, and the query answered, or the client would wait for it."""
        asked = await self._asked(person, update=update)
        data = query.data or ""
        kind, _, rest = data.partition(":")
        said = ""
        if kind == "r":
            said = await self._decide(query, asked, rest)
        elif kind == "f":
            standing = await self._a.desk(self._a.store.figures)
            if any(one.series == rest for one in standing):
                await self._show_series(asked, rest, standing)
        elif kind == "w" and rest.isdecimal():
            await self._show_why(asked, int(rest))
        else:
            await self._set(query, asked, data)
        try:
            await query.answer(said[:200] or None)
        except TelegramError as error:  # too old by now: it was done all the same
            log.debug("callback query: %s", error)

    async def _set(self, query: CallbackQuery, asked: Asked, data: str) -> None:
        """A button of the settings: the new state is kept, and the menu shows it."""
        reader = talk.with_press(asked.reader, data)
        if reader is not None and reader != asked.reader:
            await self._keep(asked.user, reader)
        reader = reader or asked.reader
        name = data.removeprefix("p:") if data.startswith("p:") else talk.page_of(data)
        text, menu = talk.settings(reader)
        await self._show(query, text, talk.page(name, reader) if name != "main" else menu)

    async def _show(self, query: CallbackQuery, text: Message, menu: Menu | None) -> None:
        """Change the message under whose button was pressed."""
        if query.message is not None:
            where, number = query.message.chat.id, query.message.message_id
            await self._paced(
                where, lambda: self._a.telegram.edit(where, number, text, buttons=_buttons(menu))
            )

    # --- operators ---------------------------------------------------------------------------------------

    async def _review(self, asked: Asked, words: str) -> None:
        """The held changes with their buttons: the one named, else the oldest five."""
        held = await self._a.desk(self._a.store.held)
        t = wording.catalog(asked.reader.lang)
        chosen = [one for one in held if not words.isdecimal() or one.id == int(words)]
        if not held:
            await self._reply(asked, talk.said(t.gettext("Nothing waits for review.")))
        elif not chosen:
            shape = t.gettext("No change {n} waits for review. These do: {others}")
            others = " ".join(f"/review_{one.id}" for one in held[:_NAMED])
            others += f" +{len(held) - _NAMED}" if len(held) > _NAMED else ""
            await self._reply(asked, talk.said(shape.format(n=words, others=others)))
        for one in chosen[:5]:
            text, menu = talk.review(one.change, one.id, asked.reader, self._a.names)
            await self._reply(asked, text, menu)
        if len(chosen) > 5:
            left = len(chosen) - 5
            shape = t.ngettext("{n} more waits: /review", "{n} more wait: /review", left)
            await self._reply(asked, talk.said(shape.format(n=left)))

    async def _decide(self, query: CallbackQuery, asked: Asked, rest: str) -> str:
        """Accept, reject or edit; gives the words to show. The database decides who was first."""
        t = wording.catalog(asked.reader.lang)
        row, _, how = rest.partition(":")
        if asked.user not in self._a.operators:
            log.warning("user %d pressed a button for operators", asked.user)
            return str(t.gettext("Sorry, that is for the operators of this bot."))
        held = {one.id: one for one in await self._a.desk(self._a.store.held)}
        number = int(row) if row.isdecimal() else 0
        one = held.get(number)
        if one is not None and how == "edit":
            await self._reply(asked, talk.edit_help(one.change, one.id, asked.reader.lang))
            return ""
        taken = one is not None and await self._take(asked, number, accepted=how == "accept")
        await self._show_decided(query, asked, number)
        return "" if taken else str(t.gettext("That was decided already."))

    async def _take(self, asked: Asked, held: int, *, accepted: bool) -> bool:
        """Accept or reject a held change; False where somebody was faster."""
        store, now, who = self._a.store, self._a.clock(), str(asked.user)
        try:
            if accepted:
                await self._a.desk(let_through, store, held, who, now, self._a.policy)
            elif not await self._a.desk(store.reject, held, who, "by button", now):
                return False
        except InputError:
            return False
        await self._a.desk(store.remember, _operator_key(who), asked.who)
        return True

    async def _show_decided(self, query: CallbackQuery, asked: Asked, held: int) -> None:
        """The card whose button was pressed, as it is decided, by whomever: without its buttons."""
        kept = await self._a.desk(self._a.store.why, held)
        if kept is not None and kept.review not in {None, "waiting"}:
            await self._show(query, await self._decided(kept, asked.reader), None)

    async def _decided(self, kept: Why, reader: Reader) -> Message:
        """What became of a held change, by the name of the operator who decided it."""
        who = kept.reviewed_by or ""
        name = await self._a.desk(self._a.store.recall, _operator_key(who))
        return talk.decided(kept.change, str(kept.review), name or who, reader, self._a.names)

    async def _edit(self, asked: Asked, words: str) -> None:
        """``/edit 12 low=900 claimant=nis``: the held change is accepted with a corrected reading.

        Without a correction it is not: what is taken as read has a button. A name may have several words.
        """
        row, _, wishes = words.partition(" ")
        edits = {field: text.strip() for field, text in _EDIT.findall(wishes)}
        t = wording.catalog(asked.reader.lang)
        if not (row.isdecimal() and edits and _EDIT.match(wishes.lstrip())):
            await self._reply(
                asked, talk.said(t.gettext("Edit what? Like this: /edit 12 low=900 claimant=nis"))
            )
            return
        try:
            number = int(row)
            await self._a.desk(
                let_through,
                self._a.store,
                number,
                str(asked.user),
                self._a.clock(),
                self._a.policy,
                edits=edits,
                reason="edited",
            )
        except RefusedError as error:
            await self._reply(asked, talk.said(t.gettext(error.shape).format(**error.values)))
            return
        except (ValueError, MusterError) as error:
            await self._reply(asked, talk.said(str(error)))
            return
        await self._reply(asked, talk.said(t.gettext("Accepted as corrected.")))

    async def announce_held(self) -> int:
        """Queue a notice to the operators of every change that has come to wait; returns how many are new."""
        operators = await self._a.desk(self._a.store.chats, "operator")
        outgoing = []
        for one in await self._a.desk(self._a.store.held) if operators else ():
            for chat in operators:
                text, menu = talk.review(one.change, one.id, _reader(chat), self._a.names)
                body = {"html": text.html, "plain": text.plain, "buttons": menu}
                outgoing.append(Outgoing(chat.chat, f"held:{one.id}", "notice", body=body))
        return await self._a.desk(self._a.store.queue, outgoing, self._a.clock())

    async def close_cards(self) -> int:
        """Queue an edit of every card whose change was decided elsewhere; returns how many.

        By another operator, at the command line, or by a second origin: what the card's buttons offer is past.
        """
        operators = {chat.chat: chat for chat in await self._a.desk(self._a.store.chats, "operator")}
        since = self._a.clock() - _CARDS
        outgoing = []
        for card, held in await self._a.desk(self._a.store.decided_cards, tuple(operators), since):
            kept = await self._a.desk(self._a.store.why, held)
            if kept is not None:
                text = await self._decided(kept, _reader(operators[card.chat]))
                body = {"html": text.html, "plain": text.plain}
                outgoing.append(Outgoing(card.chat, f"decided:{card.id}", "edit", target=card.id, body=body))
        return await self._a.desk(self._a.store.queue, outgoing, self._a.clock())

    async def _health(self, asked: Asked, _: str) -> None:
        feeds: tuple[Health, ...] = await self._a.desk(self._a.store.feed_health)
        enabled = [one for one in feeds if one.feed.enabled]
        failing = [(one.feed.name, one.state.problem or "") for one in enabled if one.state.problem]
        backlog = await self._a.desk(self._a.store.backlog)
        held = await self._a.desk(self._a.store.held)
        paused = bool(await self._a.desk(self._a.store.recall, PAUSED))
        unasked = sum(1 for one in enabled if not one.state.asked)
        text = talk.health(
            len(enabled) - len(failing) - unasked,
            failing,
            backlog,
            len(held),
            unasked=unasked,
            paused=paused,
            lang=asked.reader.lang,
        )
        await self._reply(asked, text)

    async def _pause(self, asked: Asked, _: str) -> None:
        await self._switch(asked, "pause", self._a.clock().isoformat())
        t = wording.catalog(asked.reader.lang)
        await self._reply(asked, talk.said(t.gettext("⏸ Paused: nothing is sent until /resume.")))

    async def _resume(self, asked: Asked, _: str) -> None:
        await self._switch(asked, "resume", "")
        t = wording.catalog(asked.reader.lang)
        await self._reply(asked, talk.said(t.gettext("▶️ Sending again; what waited goes first.")))

    async def _switch(self, asked: Asked, action: str, value: str) -> None:
        await self._a.desk(self._a.store.remember, PAUSED, value)
        await self._a.desk(self._a.store.log, str(asked.user), action, "delivery", self._a.clock())

    async def _say(self, asked: Asked, words: str) -> None:
        """Words of an operator for the channels, queued once however often the update comes."""
        t = wording.catalog(asked.reader.lang)
        if not words:
            await self._reply(
                asked, talk.said(t.gettext("Say what? Like this: /say The service rests tonight."))
            )
            return
        text, now = talk.said(words), self._a.clock()
        body = {"html": text.html, "plain": text.plain}
        channels = await self._a.desk(self._a.store.chats, "channel")
        outgoing = [Outgoing(one.chat, f"say:{asked.update}", "notice", body=body) for one in channels]
        queued = await self._a.desk(self._a.store.queue, outgoing, now)
        await self._a.desk(self._a.store.log, str(asked.user), "say", "channels", now, {"text": words})
        shape = t.ngettext("On its way to {n} channel.", "On its way to {n} channels.", queued)
        await self._reply(asked, talk.said(shape.format(n=queued)))


def _operator_key(user: str) -> str:
    """The store's word for the name of an operator who has decided something."""
    return f"operator:{user}"[:64]


def was_handled(update: int, last: int) -> bool:
    """Whether an update came before: its number is not after the last one's, nor far below it.

    After a week without updates Telegram goes on from any number, also from a lower one.
    """
    return last - 10_000 < update <= last


def _reader(chat: Chat) -> Reader:
    """What a kept chat asks for."""
    quiet = None
    if chat.quiet_from is not None and chat.quiet_until is not None:
        quiet = (chat.quiet_from, chat.quiet_until)
    return Reader(chat.language, chat.zone, Wishes.from_json(chat.filters), chat.digest, quiet)


def _buttons(menu: Menu | None) -> list[list[Button]]:
    return [[Button(label, data=data) for label, data in row] for row in menu or []]
