"""Sending and editing through the Bot API, with every answer sorted into what it means for the message.

Look at the class of an error, not at its base: python-telegram-bot's ``TimedOut`` and ``BadRequest`` are both
``NetworkError``. Whether a request was written at all is known only where the request is made, so the sorting
begins there (``_Request``). No text, log line or exception that leaves this module holds the token.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram import Message as Posted
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.delivery import Again, Chat, Found, Moved, Never, Rejected, Result, Sent, Unknown
from bot.errors import ConfigError
from bot.spans import CAPTION_LIMIT, Message, units

__all__ = [
    "Again",
    "Button",
    "Found",
    "Moved",
    "Never",
    "Rejected",
    "Result",
    "Sent",
    "Telegram",
    "Unknown",
    "out_of_reach",
    "quiet_logs",
]

#: Where Telegram itself answers.
API = "https://api.telegram.org"

#: Seconds to wait where a flood answer names none, and where the token itself is refused.
_FLOOD_WAIT = 30.0
_TOKEN_WAIT = 300.0

#: Beginnings and parts of Telegram's words for a chat that nothing can be sent to.
_CHAT_GONE = (
    "chat not found",
    "chat_write_forbidden",
    "chat_admin_required",
    "need administrator rights",
    "have no rights to send",
    "not enough rights",
    "peer_id_invalid",
    "user_is_deactivated",
    "user is deactivated",
    "bot was kicked",
    "bot was blocked",
    "bot is not a member",
    "channel_private",
)

#: … for a message that is no longer there or not ours.
_NO_MESSAGE = (
    "message to edit not found",
    "message_id_invalid",
    "message not found",
    "message identifier is not",
)
_NOT_OURS = ("message can't be edited", "message_author_required", "chat_admin_required")


#: The body of the last answer in this task: for answers that say yes in a shape the library cannot read.
_ANSWER: ContextVar[bytes] = ContextVar("answer", default=b"")


class NotWrittenError(NetworkError):
    """No connection: the request was not written, so nothing can have arrived."""


class NoAnswerError(NetworkError):
    """The request was written, wholly or in part, and no whole answer came."""


class ServerFaultError(NetworkError):
    """The server answered that it failed; what it did before is not known."""


class FloodError(NetworkError):
    """Too many messages; the library's own RetryAfter warns about the type of its attribute."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"flood limit, wait {seconds:g} s")
        self.seconds = seconds


class TooLargeError(BadRequest):
    """The server takes no request of this size."""


class _Request(HTTPXRequest):
    """Tells a request that was never written from one whose answer is missing.

    httpx's exceptions hold the request and with it the address; they end here.
    """

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        failure: TelegramError | None = None
        try:
            status, body = await super().do_request(
                url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
            )
        except TelegramError as error:
            failure = _by_cause(error.__cause__)
        if failure is not None:
            raise failure  # outside the except block, so that no context with the address hangs on it
        _ANSWER.set(body)
        return _whole(status, body), body


def _request(connections: int, timeout_s: float) -> _Request:
    """A request object with its own pool of connections."""
    return _Request(
        connection_pool_size=connections,
        read_timeout=timeout_s,
        write_timeout=timeout_s,
        connect_timeout=min(10.0, timeout_s),
        pool_timeout=timeout_s,
        media_write_timeout=3 * timeout_s,
    )


def _by_cause(cause: BaseException | None) -> TelegramError:
    """Before the connection stood nothing was written; after that nobody knows."""
    name = type(cause).__name__
    before = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
    if isinstance(cause, (*before, httpx.UnsupportedProtocol)):
        return NotWrittenError(f"no connection ({name})")
    return NoAnswerError(f"no answer ({name})")


def _whole(status: int, body: bytes) -> int:
    """The status of an answer that the library can read; faults of the server go their own way."""
    is_json = body.lstrip()[:1] == b"{" and body.rstrip()[-1:] == b"}"
    if status >= 500:
        raise ServerFaultError(f"server error {status}")
    if status == 413:
        raise TooLargeError("request too large (413)")
    if status == 429:
        raise FloodError(_retry_after(body) if is_json else _FLOOD_WAIT)
    if not is_json:
        if status < 400:
            raise NoAnswerError(f"an answer that is no JSON ({status})")
        raise ServerFaultError(f"an answer that is no JSON ({status})")
    return status


def _retry_after(body: bytes) -> float:
    """The seconds that a flood answer asks for."""
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return _FLOOD_WAIT


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: ``data`` comes back when it is pressed (64 bytes at most); ``url`` opens."""

    text: str
    data: str | None = None
    url: str | None = None


Buttons = Sequence[Sequence[Button]]


def quiet_logs() -> None:
    """Keep libraries from logging addresses, which hold the token, whatever the root logger's level is."""
    for name in ("httpx", "httpcore", "telegram", "telegram.Bot", "telegram.ext"):
        logging.getLogger(name).setLevel(logging.WARNING)


def out_of_reach(error: TelegramError) -> bool:
    """Whether the server itself is the trouble: it was not reached, failed, or asks to wait."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


class Telegram:
    """The Bot API as the house uses it. Close it after use (``async with``).

    ``api_url`` is the server before ``/bot<token>/``. ``timeout_s`` bounds the wait for one answer.
    Raises ConfigError for an address that is none.
    """

    def __init__(self, token: str, api_url: str = API, *, timeout_s: float = 20.0) -> None:
        quiet_logs()
        parts = urlsplit(api_url)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise ConfigError("TELEGRAM_API_URL", f"{api_url!r} is no address", f"Try {API}")
        self._token = token
        server = api_url.rstrip("/")
        self.request = _request(32, timeout_s)
        # One is enough to poll; a poll cut off at a bad moment may leave its connection taken (httpcore).
        self.updates_request = _request(4, timeout_s)
        self.bot: Bot = Bot(
            token,
            base_url=f"{server}/bot",
            base_file_url=f"{server}/file/bot",
            request=self.request,
            get_updates_request=self.updates_request,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections. Calling it twice does no harm."""
        for request in (self.request, self.updates_request):
            with suppress(RuntimeError):
                await request.shutdown()

    def __repr__(self) -> str:
        return "Telegram(token hidden)"

    def scrub(self, text: str) -> str:
        """The text without the token, in at most 300 letters: fit for a log or a database."""
        return text.replace(self._token, "<token>")[:300]

    # --- sending -----------------------------------------------------------------------------------------

    async def send(
        self,
        chat: Chat,
        message: Message,
        *,
        reply_to: int | None = None,
        photo: bytes | str | None = None,
        buttons: Buttons = (),
        silent: bool = False,
        plain: bool = False,
    ) -> Result:
        """Send one message. ``photo`` is a PNG or the file id of one sent before; the text is its caption.

        ``plain`` sends the text without markup. A reply whose message is gone is sent as no reply.
        A caption that is too long is Rejected without asking Telegram.
        """
        common: dict[str, Any] = {
            "chat_id": chat,
            "parse_mode": None if plain else "HTML",
            "disable_notification": silent or None,
            "reply_markup": _keyboard(buttons),
            "reply_parameters": (
                None if reply_to is None else ReplyParameters(reply_to, allow_sending_without_reply=True)
            ),
        }
        text = message.plain if plain else message.html
        if photo is None:
            return await self._sorted(
                lambda: self.bot.send_message(
                    text=text, link_preview_options=LinkPreviewOptions(is_disabled=True), **common
                )
            )
        length = units(text) if plain or not message.spans else message.length
        if length > CAPTION_LIMIT and (plain or message.spans):
            return Rejected("caption too long")
        return await self._sorted(lambda: self.bot.send_photo(photo=photo, caption=text, **common))

    async def edit(
        self,
        chat: Chat,
        message_id: int,
        message: Message,
        *,
        buttons: Buttons = (),
        caption: bool = False,
        plain: bool = False,
    ) -> Result:
        """Change a message's text (``caption``: the words under a picture). Unchanged text is a success."""
        common: dict[str, Any] = {
            "chat_id": chat,
            "message_id": message_id,
            "parse_mode": None if plain else "HTML",
            "reply_markup": _keyboard(buttons),
        }
        text = message.plain if plain else message.html
        if caption:
            return await self._sorted(
                lambda: self.bot.edit_message_caption(caption=text, **common), message_id
            )
        preview = LinkPreviewOptions(is_disabled=True)
        return await self._sorted(
            lambda: self.bot.edit_message_text(text=text, link_preview_options=preview, **common), message_id
        )

    async def repaint(self, chat: Chat, message_id: int, photo: bytes, message: Message) -> Result:
        """Change a message's picture and the words under it."""
        media = InputMediaPhoto(photo, caption=message.html, parse_mode="HTML")
        return await self._sorted(
            lambda: self.bot.edit_message_media(media=media, chat_id=chat, message_id=message_id), message_id
        )

    async def delete(self, chat: Chat, message_id: int) -> Result:
        """Take a message away; one that is gone already is a success."""
        return await self._sorted(lambda: self.bot.delete_message(chat, message_id), message_id)

    async def look(self, chat: Chat, message_id: int, *, buttons: Buttons = ()) -> Found:
        """What stands at a message id of a channel, without changing or showing anything.

        The message's buttons are set to what they would be already. Telegram then answers "not modified" for
        a message of ours, "can't be edited" for somebody else's, "not found" for none. Any other answer, a
        success too, proves nothing.
        """
        try:
            await self.bot.edit_message_reply_markup(chat, message_id, reply_markup=_keyboard(buttons))
        except BadRequest as error:
            words = str(error).lower()
            if "not modified" in words:
                return Found.OURS
            if any(part in words for part in _NO_MESSAGE):
                return Found.NOTHING
            return Found.FOREIGN if any(part in words for part in _NOT_OURS) else Found.UNCLEAR
        except TelegramError:
            return Found.UNREACHED
        return Found.UNCLEAR

    async def find(
        self, chat: Chat, after: int, *, buttons: Buttons = (), reach: int = 5
    ) -> tuple[Found, int]:
        """Whether a message whose answer never came arrived as the next one after id ``after``.

        In a channel message ids are consecutive. Messages of other people are passed over, ``reach`` of them
        at most. Gives what was found, and the id where.
        """
        found = Found.UNCLEAR
        for message_id in range(after + 1, after + 1 + reach):
            found = await self.look(chat, message_id, buttons=buttons)
            if found is not Found.FOREIGN:
                return found, message_id
        return Found.UNCLEAR, after + reach

    # --- a channel met for the first time ------------------------------------------------------------------

    async def number_of(self, chat: str) -> int | Result | None:
        """The numeric id of a channel that is given by its public name, or why it cannot be told.

        The number stays when the channel is renamed, and a name may be somebody else's tomorrow. None where the
        answer is not about a channel of this name: the name goes on being used.
        """
        try:
            found = await self.bot.get_chat(chat)
        except TelegramError as error:
            return self._sort(error, None)
        except (TypeError, KeyError, ValueError, AttributeError):
            return None
        same = (found.username or "").lower() == chat.removeprefix("@").lower()
        return found.id if same and found.id < 0 else None

    # --- sorting -----------------------------------------------------------------------------------------

    async def _sorted(
        self, call: Callable[[], Awaitable[Posted | bool]], message_id: int | None = None
    ) -> Result:
        """The call's outcome as a Result; ``message_id`` is the message an edit is about."""
        _ANSWER.set(b"")
        try:
            answer = await call()
        except TelegramError as error:
            return self._sort(error, message_id)
        except (TypeError, KeyError, ValueError, AttributeError):
            if not _ANSWER.get():
                raise  # ours, before anything was asked
            return _said_yes(_ANSWER.get(), message_id)
        if isinstance(answer, Posted):
            file_id = answer.photo[-1].file_id if answer.photo else None
            return Sent(answer.message_id, answer.chat.id, file_id)
        return Sent(message_id or 0)

    def _sort(self, error: TelegramError, message_id: int | None) -> Result:
        why = self.scrub(str(error)) or type(error).__name__
        match error:
            case FloodError():
                return Again(error.seconds, why, flood=True)
            case ChatMigrated():
                return Moved(error.new_chat_id)
            case Forbidden():
                return Never(why, chat_gone=True)
            case InvalidToken():
                return Again(_TOKEN_WAIT, f"token refused: {why}")
            case BadRequest():
                return self._sort_refusal(why, message_id)
            case NotWrittenError():
                return Again(0.0, why)
            case ServerFaultError():
                return Again(0.0, why, doubt=True)
            case _:
                return Unknown(why)

    def _sort_refusal(self, why: str, message_id: int | None) -> Result:
        """A 400: nothing to do, a message or chat that is gone, or content that Telegram does not take."""
        words = why.lower()
        if message_id is not None and ("not modified" in words or "message to delete not found" in words):
            return Sent(message_id)
        if any(part in words for part in _CHAT_GONE):
            return Never(why, chat_gone=True)
        if message_id is not None and any(part in words for part in (*_NO_MESSAGE, *_NOT_OURS)):
            return Never(why)
        return Rejected(why)


def _said_yes(body: bytes, message_id: int | None) -> Result:
    """What can be had of an answer that the library could not read: a newer or another server's."""
    told = json.loads(body)
    result = told.get("result") if isinstance(told, dict) and told.get("ok") is True else None
    if not result:
        return Unknown("an answer that is not understood")
    number = result.get("message_id") if isinstance(result, dict) else None
    return Sent(number if isinstance(number, int) else message_id or 0)


def _keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    """The rows of buttons as Telegram takes them; none where there are none."""
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.text, callback_data=button.data, url=button.url) for button in row]
            for row in buttons
        ]
    )
