"""The outbox, drained: alerts become messages, messages become posts, posts are marked after the answer.

1. ``spread``: an alert that was written with its change is queued for every chat that wants it, and marked as
   told, in one transaction. Outlets that bring it later become an edit of its posts.
2. ``send``: in each chat the oldest waiting message goes first, the next one only after its answer. A message
   is marked just before its call and after its answer; ``delivery`` says what an answer means.
3. ``settle``: after a start, what was under way when the last one ended is looked for, then sent again.

Nothing is lost, because nothing is marked before the answer; a crash repeats a message at most once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol

from bot import messages
from bot.adapters.desk import Desk
from bot.adapters.store import Chat, Outgoing, Pending, Queued, Store
from bot.adapters.telegram import Button, Telegram
from bot.delivery import Again, Moved, Never, Pace, Result, Sent, Step, Unknown, after_look, next_step
from bot.errors import MusterError, StoreError
from bot.model import Alert, Outcome
from bot.spans import Message
from bot.wishes import Wishes, after_quiet
from bot.wording import Names

log = logging.getLogger(__name__)

#: The chat that stands for the terminal.
TERMINAL = "terminal"

#: The store's word for that an operator has paused all sending.
PAUSED = "paused"

#: Chats served at the same time: thirty a second, where an answer takes half a second.
SLOTS = 16

#: Seconds after which ``send`` waits no more for a place under Telegram's limits.
SOON = 10.0

#: A message that our own mistake stops is given up after so many tries.
OWN_MISTAKES = 5

#: Outlets that bring an alert late wait this long for one another before its posts are edited.
JOIN_EDITS = timedelta(seconds=15)

#: When an alert may go to a chat; None for never.
Wish = Callable[[Chat, Alert, datetime], datetime | None]

#: Tells the operators of a trouble: what it is about, and what happened.
Complain = Callable[[str, str], Awaitable[None]]

#: Draws the picture of a digest for a chat; None where it could not be drawn.
Picture = Callable[[Chat], Awaitable[bytes | None]]


def number_key(name: str) -> str:
    """The store's word for the number of a channel that the settings give by name."""
    return f"channel:{name}"


def name_key(chat: str) -> str:
    """The store's word for the public name of a channel that is known by its number."""
    return f"channel_name:{chat}"


class Terminal(Protocol):
    """Where posts go without Telegram."""

    def alert(self, told: Alert, chat: Chat) -> None: ...

    def post(self, text: str) -> None: ...


def chat_id(chat: str) -> int | str:
    """A chat as the Bot API takes it: a number, or a public name."""
    return int(chat) if chat.lstrip("-").isdigit() else chat


def post_address(chat: str, message_id: int | None) -> str | None:
    """Where a channel's post is seen; None for chats whose posts have no address."""
    if message_id is None:
        return None
    if chat.startswith("@"):
        return f"https://t.me/{chat[1:]}/{message_id}"
    return f"https://t.me/c/{chat[4:]}/{message_id}" if chat.startswith("-100") else None


def as_asked(chat: Chat, told: Alert, now: datetime) -> datetime | None:
    """Channels and the terminal get every alert at once; readers what they asked for, when it may ring."""
    if chat.kind in {"channel", TERMINAL}:
        return now
    if not Wishes.from_json(chat.filters).wants(told):
        return None
    return after_quiet(now, chat.zone, chat.quiet_from, chat.quiet_until)


class Outbox:
    """The outbox of one service. ``telegram`` None: only the terminal is served.

    ``pace`` is shared by all who send for the bot.
    """

    def __init__(
        self,
        store: Store,
        desk: Desk,
        terminal: Terminal,
        telegram: Telegram | None,
        *,
        clock: Callable[[], datetime],
        names: Names,
        complain: Complain,
        wish: Wish = as_asked,
        picture: Picture | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._store, self._desk, self._terminal, self._telegram = store, desk, terminal, telegram
        self._clock, self._names, self._complain, self._wish = clock, names, complain, wish
        self._picture = picture
        self._pace = pace or Pace()
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._edited: dict[int, datetime] = {}
        self._wait: float | None = None  # seconds until the pace lets the next message go
        self._met: set[str] = set()

    # --- alerts become messages ---------------------------------------------------------------------

    async def spread(self) -> int:
        """Queues what is pending for every chat that wants it; returns how many messages are new."""
        now, queued = self._clock(), 0
        pending = await self._desk(self._store.pending_alerts)
        chats = await self._desk(self._store.chats) if pending else ()
        for one in pending:
            outgoing = await self._outgoing(one, chats, now)
            queued += await self._desk(self._store.spread, _row(one.alert), outgoing, now)
        for alert_id in await self._desk(self._store.pending_additions):
            queued += await self._spread_additions(alert_id, now)
        return queued

    async def summarise(self, pending: Iterable[Pending], since: datetime) -> None:
        """One message in place of many alerts, after a long stop."""
        now, alerts = self._clock(), tuple(one.alert for one in pending)
        key = f"summary:{now.isoformat(timespec='seconds')}"
        outgoing = []
        for chat in await self._desk(self._store.chats):
            wanted = [told for told in alerts if self._wish(chat, told, now) is not None]
            if wanted:
                text = messages.summary(
                    wanted, chat.language, chat.zone, since=since, until=now, names=self._names
                )
                outgoing.append(Outgoing(chat.chat, key, "notice", body=as_body(text)))
        await self._desk(self._store.summarise, [_row(told) for told in alerts], outgoing, now)

    async def _outgoing(self, pending: Pending, chats: Iterable[Chat], now: datetime) -> list[Outgoing]:
        """One message a chat; a denial and a correction answer the post they are about, where there is one.

        A correction goes only where its alert went.
        """
        told = pending.alert
        answered = await self._answered(pending)
        outgoing = []
        for chat in chats:
            target = answered.get(chat.chat)
            when = self._wish(chat, told, now)
            if when is None or (pending.answers is not None and target is None):
                continue
            outgoing.append(
                Outgoing(
                    chat.chat,
                    f"alert:{told.id}",
                    "alert" if target is None else "reply",
                    alert_id=told.id,
                    target=None if target is None else target.id,
                    not_before=when if when > now else None,
                )
            )
        return outgoing

    async def _answered(self, pending: Pending) -> dict[str, Queued]:
        """The posts that a denial or a correction answers, by chat."""
        answered = pending.answers
        if answered is None and pending.alert.kind is Outcome.DENIED:
            answered = await self._desk(self._store.alert_before, _row(pending.alert))
        posts = await self._desk(self._store.posts, answered) if answered is not None else ()
        return {post.chat: post for post in posts}

    async def _spread_additions(self, alert_id: int, now: datetime) -> int:
        last = self._edited.get(alert_id)
        if last is not None and now - last < JOIN_EDITS:
            return 0
        self._edited[alert_id] = now
        outgoing = [
            Outgoing(
                post.chat,
                f"edit:{post.id}:{now.isoformat()}",
                "edit",
                alert_id=alert_id,
                target=post.id,
            )
            for post in await self._desk(self._store.posts, alert_id)
        ]
        return await self._desk(self._store.spread_additions, alert_id, outgoing, now)

    # --- messages become posts ----------------------------------------------------------------------

    async def settle(self) -> None:
        """After a start: remember what was sent lately, and look for what was under way at the end."""
        now = self._clock()
        sent = await self._desk(self._store.windows, now - self._pace.reach)
        self._pace.remember((chat_id(chat), at) for chat, at in sent)
        for message in await self._desk(self._store.unsettled):
            lost = Unknown("the service ended before the answer came")
            self._busy[message.chat] = asyncio.create_task(self._after(message, lost))

    async def send(self) -> None:
        """Sends what may be sent now; returns when nothing more can be begun soon. Slow chats hold up no other.

        A short wait for the limit over all chats is waited out here: whoever calls this once a second would
        otherwise leave every other second unused.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + SOON
        while True:
            if await self._begin():
                longest = 0.5 if self._wait is None else min(self._wait, 0.5)
                await asyncio.wait(self._busy.values(), timeout=longest, return_when=asyncio.FIRST_COMPLETED)
            elif self._wait is not None and loop.time() + self._wait < end:
                await asyncio.sleep(self._wait)
            else:
                return

    async def drain(self) -> None:
        """Sends what may be sent now and waits for the answers."""
        while await self._begin() or self.busy:
            await asyncio.wait(self._busy.values(), timeout=0.5)

    async def finish(self, patience: float) -> None:
        """``drain`` for who does not come back: what only the pace holds is waited for, so many seconds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + patience
        await self.drain()
        while await self._held_by_pace() and loop.time() < end:
            await asyncio.sleep(0.2)
            await self.drain()

    async def _held_by_pace(self) -> bool:
        """Whether something is due that would be sent but for the pace."""
        if await self._desk(self._store.recall, PAUSED):
            return False
        return bool(await self._desk(self._store.next_messages, self._clock(), 1))

    async def _begin(self) -> int:
        """Begins to send the first message of each chat that is free and may get one; returns how many."""
        self._busy = {chat: task for chat, task in self._busy.items() if not _finished(task)}
        if await self._desk(self._store.recall, PAUSED):
            return 0
        now, started, self._wait = self._clock(), 0, None
        free = SLOTS - len(self._busy)
        for message in await self._desk(self._store.next_messages, now, 50) if free > 0 else ():
            if started == free:
                break
            if message.chat in self._busy:
                continue
            ready = now if message.chat == TERMINAL else self._pace.ready_at(chat_id(message.chat), now)
            if ready > now:
                wait = (ready - now).total_seconds()
                self._wait = wait if self._wait is None else min(wait, self._wait)
                continue
            booked = None if message.chat == TERMINAL else self._pace.book(chat_id(message.chat), now)
            self._busy[message.chat] = asyncio.create_task(self._in_place(message, booked))
            started += 1
        return started

    async def close(self) -> None:
        """Waits for the answers of what is under way, some seconds at most; the rest is settled next time."""
        if self._busy:
            _, left = await asyncio.wait(self._busy.values(), timeout=5)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    @property
    def busy(self) -> bool:
        """Whether a call is under way."""
        return any(not task.done() for task in self._busy.values())

    async def _in_place(self, message: Queued, booked: datetime | None) -> None:
        """One message, in the place that is booked for it; a place that was not used is given back."""
        try:
            await self._deliver(message, booked)
        finally:
            if booked is not None:
                self._pace.release(chat_id(message.chat), booked)

    async def _deliver(self, message: Queued, booked: datetime | None) -> None:
        """One message: marked, sent, and marked again after its answer."""
        if is_channel(message.chat) and message.chat not in self._met:
            refusal = await self._meet(message.chat)
            if refusal is not None:
                await self._surely_after(message, refusal)
                return
        pending = None
        if message.alert_id is not None:
            pending = await self._desk(self._store.alert, message.alert_id)
        if not await self._desk(self._store.sending, message.id, self._clock()):
            return
        try:
            chat = await self._desk(self._store.chat, message.chat)
            if message.chat == TERMINAL:
                self._print(message, pending, chat)
                result: Result = Sent(0)
            else:
                result = await self._call(message, await self._text(message, pending, chat))
                self._pace.count(chat_id(message.chat), self._clock(), booked)
        except MusterError as error:  # the database's, most likely: the message waits with its chat
            result = Again(30.0, str(error)[:300])
        except (
            Exception
        ) as error:  # a mistake of ours must neither lose the message nor block its chat for ever
            log.exception("message %s", message.id)
            why = f"{type(error).__name__}: {error}"[:300]
            result = Again(60.0, why) if message.attempts < OWN_MISTAKES else Never(why)
        await self._surely_after(message, result)

    async def _meet(self, chat: str) -> Result | None:
        """Before the first message into a channel given by name: its number, which a renaming leaves alone.

        Returns why nothing can be sent yet, None when it can. Where the name cannot be turned into a number, it
        goes on being used.
        """
        if self._telegram is not None and chat.startswith("@"):
            number = await self._telegram.number_of(chat)
            if isinstance(number, int):
                await self._desk(self._store.remember, number_key(chat), str(number))
                await self._desk(self._store.remember, name_key(str(number)), chat)
                return Moved(number)
            if number is not None:
                return number
        self._met.add(chat)
        return None

    async def _last_id(self, chat: str) -> int | None:
        """The id after which a message without an answer would stand; None where that is unknown."""
        last = await self._desk(self._store.last_sent, chat) if is_channel(chat) else None
        return None if last is None else last.message_id or 0

    async def _surely_after(self, message: Queued, result: Result) -> None:
        """Marks an answer even where the database is away for a moment: unmarked, it would be sent again."""
        for wait in (1.0, 5.0, 15.0, 60.0):
            try:
                return await self._after(message, result)
            except StoreError as error:
                log.warning("message %s cannot be marked: %s", message.id, error)
                await asyncio.sleep(wait)
        return await self._after(message, result)

    def _print(self, message: Queued, pending: Pending | None, chat: Chat | None) -> None:
        """In the terminal nothing can be edited: who joined is seen in the digest."""
        if message.kind == "edit":
            return
        if pending is None or chat is None:
            self._terminal.post(from_body(message).plain)
        elif pending.answers is not None:
            text = messages.followup(pending.alert.change, chat.language, chat.zone, names=self._names)
            self._terminal.post(text.plain)
        else:
            self._terminal.alert(pending.alert, chat)

    async def _call(self, message: Queued, text: Message) -> Result:
        """The Bot API's answer to this message."""
        if self._telegram is None:
            return Again(60.0, "no token is set")
        chat, target = chat_id(message.chat), message.target_message_id
        if message.kind == "edit":
            if target is None:
                return Sent(0)  # a post that was never sent needs no edit
            return await self._telegram.edit(chat, target, text, plain=message.plain)
        quiet = message.kind == "digest"
        photo = None if message.plain else await self._photo(message)
        if photo is None and (message.body or {}).get("headline"):
            return Sent(0)  # without its picture it says nothing that the text after it does not say
        buttons = [
            [Button(label, data=data) for label, data in row]
            for row in (message.body or {}).get("buttons", ())
        ]
        return await self._telegram.send(
            chat, text, reply_to=target, photo=photo, plain=message.plain, silent=quiet, buttons=buttons
        )

    async def _photo(self, message: Queued) -> bytes | str | None:
        """The picture over a digest: the one sent before, or drawn now."""
        if not (message.body or {}).get("picture") or self._picture is None:
            return None
        chat = await self._desk(self._store.chat, message.chat)
        return message.file_id or (await self._picture(chat) if chat else None)

    async def _text(self, message: Queued, pending: Pending | None, chat: Chat | None) -> Message:
        if pending is None or chat is None:
            return from_body(message)
        told = pending.alert
        if pending.answers is not None and message.kind != "edit":
            return messages.followup(told.change, chat.language, chat.zone, names=self._names)
        revises = await self._revised_post(told, message.chat)
        return messages.alert(told, chat.language, chat.zone, names=self._names, revises=revises)

    async def _revised_post(self, told: Alert, chat: str) -> str | None:
        """The address of the post that a revision revises, in the same chat."""
        if told.kind is not Outcome.REVISED:
            return None
        earlier = await self._desk(self._store.alert_before, _row(told))
        posts = await self._desk(self._store.posts, earlier) if earlier is not None else ()
        shown = await self._desk(self._store.recall, name_key(chat)) or chat
        return next((post_address(shown, post.message_id) for post in posts if post.chat == chat), None)

    # --- what an answer means -----------------------------------------------------------------------

    async def _after(self, message: Queued, result: Result) -> None:
        """Marks the message as the answer says; looks for it first where the answer never came."""
        unanswered = message.unanswered + _in_doubt(result)
        last = await self._last_id(message.chat) if _in_doubt(result) else None
        findable = last is not None and message.kind != "edit"
        step = next_step(
            result,
            attempts=message.attempts + 1,
            unanswered=0 if message.kind == "edit" else unanswered,  # an edit made twice is an edit made once
            findable=findable,
            plain=message.plain,
        )
        looks = 0
        while step.step is Step.FIND and last is not None and self._telegram is not None:
            await asyncio.sleep(step.wait)
            looks += 1
            found, at = await self._telegram.find(chat_id(message.chat), last)
            step = after_look(found, attempts=looks, unanswered=unanswered)
            result = Sent(at) if step.step is Step.DONE else result
        await self._mark(message, result, step.step, step.wait)

    async def _mark(self, message: Queued, result: Result, step: Step, wait: float) -> None:
        now, why = self._clock(), getattr(result, "why", "")
        match step:
            case Step.DONE:
                told = result.message_id if isinstance(result, Sent) and message.kind != "edit" else None
                file_id = result.file_id if isinstance(result, Sent) else None
                await self._desk(self._store.sent, message.id, told or None, now, file_id=file_id)
            case Step.WAIT | Step.FIND:
                later = now + timedelta(seconds=wait)
                if isinstance(result, Again) and result.flood:
                    self._pace.hold(later, chat_id(message.chat))
                await self._desk(
                    self._store.again, message.id, later, why, unanswered=bool(_in_doubt(result))
                )
            case Step.PLAIN:
                await self._desk(self._store.again, message.id, now, why, plain=True)
                await self._complain(f"message {message.id}", f"refused, sent as plain text: {why}")
            case Step.MOVE:
                await self._desk(self._store.again, message.id, now, "the chat has a new id")
                await self._desk(self._store.move_chat, message.chat, str(getattr(result, "chat", "")))
            case Step.REST:
                await self._desk(self._store.never, message.id, why)
                await self._desk(self._store.rest_chat, message.chat, why, now)
                await self._complain(f"chat {message.chat}", f"rests: {why}. {_wakes(message.chat)}")
            case Step.FAILED:
                await self._desk(self._store.never, message.id, why)
                if not _of_card(message):  # one that its operator has deleted is no trouble
                    await self._complain(f"message {message.id}", f"given up: {why}")
            case Step.UNCERTAIN:
                await self._desk(self._store.uncertain, message.id, why)
                await self._complain(f"message {message.id}", f"may have arrived, not sent again: {why}")


def _wakes(chat: str) -> str:
    """What to do so that a resting chat is sent to again."""
    if chat.startswith(("@", "-")):
        return "Let the bot post there (`muster doctor` checks it), then restart the service"
    return "It is sent to again once that person presses Start in a private chat with the bot"


def is_channel(chat: str) -> bool:
    """Whether message ids are consecutive there: in channels, named or by their long negative numbers."""
    return chat.startswith(("@", "-100"))


def as_body(text: Message) -> dict[str, object]:
    """A message that is said by itself, as the outbox keeps it."""
    return {"html": text.html, "plain": text.plain}


def from_body(message: Queued) -> Message:
    body = message.body or {}
    return Message(str(body.get("html", "")), str(body.get("plain", "")))


def _of_card(message: Queued) -> bool:
    """Whether it edits an operator's card: the only edit that is of no alert."""
    return message.kind == "edit" and message.alert_id is None


def _row(told: Alert) -> int:
    """The alert's row: what comes out of the store has one."""
    if told.id is None:
        raise ValueError("an alert that was never stored cannot be told")
    return told.id


def _in_doubt(result: Result) -> int:
    """One where the message may have arrived although nobody said so, else zero."""
    return int(isinstance(result, Unknown) or (isinstance(result, Again) and result.doubt))


def _finished(task: asyncio.Task[None]) -> bool:
    """Whether a delivery has ended; one that ended badly is logged, its message stays as it was marked."""
    if not task.done():
        return False
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("delivery: %s", error)
    return True
