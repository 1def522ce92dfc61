"""How posts reach a chat: what an answer means, what to do next, and how fast. Pure: times come in as values.

The reasoning is in docs/design.md, "Delivery".
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

#: A chat as the Bot API knows it: a numeric id, or the public name of a channel (``@name``).
Chat = int | str

# --- what an answer means ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sent:
    """It is there. ``chat`` is the numeric id; ``file_id`` a picture's, to send it again."""

    message_id: int
    chat: int | None = None
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """Not now: try again after ``wait`` seconds. ``doubt`` is true where it may have arrived all the same."""

    wait: float
    why: str
    doubt: bool = False
    flood: bool = False


@dataclass(frozen=True, slots=True)
class Never:
    """Trying again cannot help. ``chat_gone``: nothing can be sent to this chat any more."""

    why: str
    chat_gone: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has become a supergroup: send to ``chat`` from now on."""

    chat: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """Refused for its content: send it as plain text and report it."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The request went out and no answer came: it may have arrived."""

    why: str


Result = Sent | Again | Never | Moved | Rejected | Unknown


class Found(StrEnum):
    """What a look at one message id tells."""

    OURS = "ours"  # a message of the bot stands there
    FOREIGN = "foreign"  # somebody else's does
    NOTHING = "nothing"
    UNCLEAR = "unclear"  # the answer proves nothing
    UNREACHED = "unreached"  # no answer


# --- what to do next --------------------------------------------------------------------------------------


class Step(StrEnum):
    """What comes after an answer."""

    DONE = "done"  # mark as sent
    WAIT = "wait"  # send again after ``wait``
    FIND = "find"  # look whether it arrived before sending again
    PLAIN = "plain"  # send at once as plain text
    MOVE = "move"  # send at once to the chat's new id
    REST = "rest"  # the chat rests; tell the operators
    FAILED = "failed"  # give up on this message; tell the operators
    UNCERTAIN = "uncertain"  # sent twice without an answer: mark so, send no third time


@dataclass(frozen=True, slots=True)
class Next:
    """The step after an answer, and how many seconds to wait before it."""

    step: Step
    wait: float = 0.0


#: Seconds before the tries that follow a failure: short at first, never longer than the last.
_BACKOFF = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0)


def backoff(attempts: int) -> float:
    """Seconds to wait after ``attempts`` failures."""
    return _BACKOFF[min(max(attempts, 1), len(_BACKOFF)) - 1]


def next_step(result: Result, *, attempts: int, unanswered: int, findable: bool, plain: bool = False) -> Next:
    """What to do after the answer to a send.

    ``attempts`` counts the sends so far, ``unanswered`` those of them that had no answer, this one included.
    ``findable`` is true in a channel whose last message id is known: there a look settles what happened.
    ``plain`` is true when the text was sent without markup already.
    """
    match result:
        case Sent():
            return Next(Step.DONE)
        case Moved():
            return Next(Step.MOVE)
        case Never(chat_gone=gone):
            return Next(Step.REST if gone else Step.FAILED)
        case Rejected():
            return Next(Step.FAILED if plain else Step.PLAIN)
        case Again(wait=wait, doubt=doubt):
            pause = max(wait, 0.0 if result.flood else backoff(attempts))
            return Next(Step.FIND if doubt and findable else Step.WAIT, pause)
        case Unknown():
            if findable:
                return Next(Step.FIND, backoff(unanswered))
            return Next(Step.WAIT, backoff(unanswered)) if unanswered < 2 else Next(Step.UNCERTAIN)


def after_look(found: Found, *, attempts: int, unanswered: int) -> Next:
    """What to do after looking at the next message id of the channel: ours means that it had arrived."""
    if found is Found.OURS:
        return Next(Step.DONE)
    if found is Found.NOTHING:
        return Next(Step.WAIT)
    if found is Found.UNREACHED:
        return Next(Step.FIND, backoff(attempts))
    return Next(Step.WAIT) if unanswered < 2 else Next(Step.UNCERTAIN)


# --- how fast ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's limits: 20 messages a minute into a group or channel, one a second into a private chat,
    30 a second over all. Source: core.telegram.org/bots/faq, "My bot is hitting limits".

    ``margin`` is added to each window: the server's clock starts when a request arrives, not when it is sent.
    """

    group: int = 20
    group_window: timedelta = timedelta(seconds=60)
    private: int = 1
    private_window: timedelta = timedelta(seconds=1)
    total: int = 30
    total_window: timedelta = timedelta(seconds=1)
    margin: timedelta = timedelta(milliseconds=50)


def is_private(chat: Chat) -> bool:
    """Whether a chat is one person's: those have positive ids; groups and channels have not."""
    return isinstance(chat, int) and chat > 0


@dataclass(slots=True)
class Pace:
    """When the next message may go out: sliding windows over what was sent, fed from the stored times.

    One pace serves all who send for a bot. Edits count like sends. A call under way counts as of now, one
    that was answered as of its answer, which is never before the server counted.
    """

    limits: Limits = field(default_factory=Limits)
    _chats: dict[Chat, deque[datetime]] = field(default_factory=dict)
    _all: deque[datetime] = field(default_factory=deque)
    _held: dict[Chat | None, datetime] = field(default_factory=dict)
    _under_way: list[tuple[Chat, datetime]] = field(default_factory=list)

    def remember(self, sent: Iterable[tuple[Chat, datetime]]) -> None:
        """Takes in what was sent before a restart, in any order; before anything is sent."""
        for chat, at in sorted(sent, key=lambda pair: pair[1]):
            self.count(chat, at)

    @property
    def reach(self) -> timedelta:
        """How far back the stored times matter."""
        longest = max(self.limits.group_window, self.limits.private_window, self.limits.total_window)
        return longest + self.limits.margin

    def book(self, chat: Chat, now: datetime) -> datetime:
        """Takes the next place for a message to this chat; gives when it may go, ``now`` or later.

        The place is held until ``count`` is told of the answer, or ``release`` that nothing was sent.
        """
        at = self.ready_at(chat, now)
        self._under_way.append((chat, at))
        return at

    def release(self, chat: Chat, booked: datetime) -> None:
        """Gives back a place that was not used."""
        with suppress(ValueError):
            self._under_way.remove((chat, booked))

    def count(self, chat: Chat, at: datetime, booked: datetime | None = None) -> None:
        """Remember one message or edit, as of its answer or of the loss of it; ``booked`` was its place."""
        if booked is not None:
            self.release(chat, booked)
        most, _ = self._limit(chat)
        self._chats.setdefault(chat, deque(maxlen=most)).append(at)
        self._all.append(at)
        while len(self._all) > self.limits.total:
            self._all.popleft()

    def hold(self, until: datetime, chat: Chat | None = None) -> None:
        """Nothing to this chat (None: to any) before ``until``: Telegram said so."""
        self._held[chat] = max(until, self._held.get(chat, until))

    def ready_at(self, chat: Chat, now: datetime) -> datetime:
        """The earliest time, ``now`` or later, at which a message may go to this chat."""
        most, window = self._limit(chat)
        here = [at for other, at in self._under_way if other == chat]
        everywhere = [at for _, at in self._under_way]
        return max(
            now,
            self._held.get(chat, now),
            self._held.get(None, now),
            self._free(self._chats.get(chat, ()), here, most, window, now),
            self._free(self._all, everywhere, self.limits.total, self.limits.total_window, now),
        )

    def _limit(self, chat: Chat) -> tuple[int, timedelta]:
        if is_private(chat):
            return self.limits.private, self.limits.private_window
        return self.limits.group, self.limits.group_window

    def _free(
        self,
        answered: Iterable[datetime],
        under_way: list[datetime],
        most: int,
        window: timedelta,
        now: datetime,
    ) -> datetime:
        """When the oldest of the last ``most`` leaves the window."""
        times = sorted([*answered, *(max(at, now) for at in under_way)])
        return now if len(times) < most else times[-most] + window + self.limits.margin
