"""A strict stand-in for the Bot API: refuses what Telegram refuses, and fails on demand as it fails.

Every call is checked against the rules in ``botapi_rules.py``, and edits and flood limits are kept. What a
chat shows is in ``shown``, every refused call in ``refused``. ``faults`` decides call by call what fails.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp
from aiohttp import web

from tests.botapi_rules import TABLE, RefusedError, check_buttons, check_fields, content_of, from_form, units

TOKEN = "123456:stand-in-token_AAAAAAAAAAAAAAAAAAAA"
CHANNEL = -1001234567890

#: Calls that put a message into a chat or change one: what flood limits count.
COUNTED = {"sendMessage", "sendPhoto", "editMessageText", "editMessageCaption", "editMessageMedia"}


# --- faults -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call. ``after`` delivers first and fails then."""

    kind: str  # flood, server, gateway, refuse, forbid, cut, slow, migrate, garbage
    after: bool = False
    seconds: float = 0.0
    words: str = ""


def flood(seconds: int) -> Fault:
    return Fault("flood", seconds=seconds)


SERVER_ERROR = Fault("server")
BAD_GATEWAY = Fault("gateway")
CUT_BEFORE = Fault("cut")
CUT_AFTER = Fault("cut", after=True)
SERVER_ERROR_AFTER = Fault("server", after=True)


# --- the server -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """A message as its readers see it."""

    message_id: int
    html: str
    text: str
    photo: bytes | str | None = None
    buttons: Any = None
    reply_to: int | None = None
    silent: bool = False
    edits: int = 0
    ours: bool = True


@dataclass(frozen=True)
class Call:
    method: str
    params: Mapping[str, Any]
    status: int
    at: float


@dataclass
class BotApi:
    """The stand-in. ``rate`` bounds calls into a group or channel: (messages, seconds); ``total`` over all.

    ``rate`` None turns limits off. Chats with negative ids are channels known from the start; private chats
    come to be when somebody writes. ``chat_names`` maps ``@name`` to an id. ``standing`` is what the bot is in a
    chat, where it is not an administrator with every right.
    """

    rate: tuple[int, float] | None = (20, 60.0)
    private_rate: tuple[int, float] | None = (1, 1.0)
    total: tuple[int, float] | None = (30, 1.0)
    token: str = TOKEN
    faults: Callable[[str, Mapping[str, Any]], Fault | None] = lambda method, params: None
    chat_names: dict[str, int] = field(default_factory=lambda: {"@muster": CHANNEL})
    chats: dict[int, dict[int, Shown]] = field(default_factory=lambda: {CHANNEL: {}})
    gone: dict[int, str] = field(default_factory=dict)
    standing: dict[int, dict[str, Any]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    floods: list[tuple[str, str]] = field(default_factory=list)
    answered: dict[str, str | None] = field(default_factory=dict)
    commands: dict[tuple[str, str], Any] = field(default_factory=dict)
    webhook: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    _last_id: dict[int, int] = field(default_factory=dict)
    _times: dict[int | None, deque[float]] = field(default_factory=dict)
    _until: dict[int, float] = field(default_factory=dict)
    _updates: list[dict[str, Any]] = field(default_factory=list)
    _next_update: int = 1000
    _came: asyncio.Event = field(default_factory=asyncio.Event)
    _queries: set[str] = field(default_factory=set)
    _runner: web.AppRunner | None = None

    async def __aenter__(self) -> BotApi:
        app = web.Application(client_max_size=20_000_000)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._came.set()
        if self._runner is not None:
            await self._runner.cleanup()

    def shown(self, chat: int = CHANNEL) -> list[Shown]:
        """What a chat shows now, in order."""
        return [self.chats.get(chat, {})[key] for key in sorted(self.chats.get(chat, {}))]

    def post_by_other(self, text: str, chat: int = CHANNEL) -> int:
        """Somebody else posts into the channel."""
        return self._put(chat, Shown(0, text, text, ours=False))

    # --- people ---

    def say(self, user: int, text: str, language: str = "en") -> None:
        """A person writes to the bot."""
        self.chats.setdefault(user, {})
        number = self._put(user, Shown(0, text, text, ours=False))
        entities = (
            [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
            if text[:1] == "/"
            else []
        )
        self._update(
            "message",
            {
                "message_id": number,
                "date": int(time.time()),
                "chat": {"id": user, "type": "private", "first_name": "Reader"},
                "from": _person(user, language),
                "text": text,
                "entities": entities,
            },
        )

    def press(
        self, user: int, message_id: int, data: str, chat: int | None = None, language: str = "en"
    ) -> str:
        """A person presses a button; gives the query's id."""
        query = f"q{self._next_update}"
        self._queries.add(query)
        where = user if chat is None else chat
        self._update(
            "callback_query",
            {
                "id": query,
                "from": _person(user, language),
                "chat_instance": "1",
                "data": data,
                "message": self._json(where, self.chats[where][message_id]),
            },
        )
        return query

    def block(self, user: int) -> None:
        """A person blocks the bot."""
        self.gone[user] = "Forbidden: bot was blocked by the user"

    def _update(self, kind: str, content: dict[str, Any]) -> None:
        self._updates.append({"update_id": self._next_update, kind: content})
        self._next_update += 1
        self._came.set()

    async def push(self, secret: str | None = None) -> list[int]:
        """Deliver waiting updates to the webhook; gives the statuses. ``secret`` overrides the set one."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret or self.webhook.get("secret_token", "")}
        statuses = []
        async with aiohttp.ClientSession() as session:
            for update in self._updates:
                async with session.post(self.webhook["url"], json=update, headers=headers) as answer:
                    statuses.append(answer.status)
        self._updates.clear()
        return statuses

    # --- calls ---

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            params = await self._params(request, method)
        except ConnectionResetError:  # the caller died in the middle of its words
            return web.Response()
        fault = self.faults(method, params)
        if fault is not None and not fault.after:
            failure = await self._fail(request, method, params, fault)
            if failure is not None:
                return failure
        try:
            self._authorise(request.match_info["token"])
            answer: dict[str, Any] = {"ok": True, "result": await self._call(method, params)}
            status = 200
        except RefusedError as refused:
            status = refused.status
            answer = {"ok": False, "error_code": status, "description": refused.words}
            if refused.parameters:
                answer["parameters"] = refused.parameters
            kept = self.floods if status == 429 else self.refused
            kept.append((method, refused.words))
        self.calls.append(Call(method, params, status, time.monotonic()))
        if fault is not None and fault.after:
            failure = await self._fail(request, method, params, fault)
            if failure is not None:
                return failure
        return web.json_response(answer, status=status)

    def _authorise(self, token: str) -> None:
        if token != self.token:
            raise RefusedError("Unauthorized", 401)

    async def _params(self, request: web.Request, method: str) -> dict[str, Any]:
        types: dict[str, str] = TABLE["methods"].get(method, {})
        if request.content_type == "application/json":
            return dict(await request.json())
        given: dict[str, Any] = dict(request.query)
        files: dict[str, bytes] = {}
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = value.file.read()
            else:
                given[name] = value
        params = {name: from_form(types.get(name, "String"), value) for name, value in given.items()}
        attached = {name for name in files if name not in types}
        if attached and isinstance(params.get("media"), dict):
            target = str(params["media"].get("media", "")).removeprefix("attach://")
            params["media"]["media"] = "attached" if target in files else params["media"]["media"]
            params["_file"] = files.get(target)
        for name, content in files.items():
            if name in types:
                params[name] = content
            elif f"attach://{name}" in params.values():
                key = next(key for key, value in params.items() if value == f"attach://{name}")
                params[key] = content
        return params

    async def _fail(
        self, request: web.Request, method: str, params: Mapping[str, Any], fault: Fault
    ) -> web.StreamResponse | None:
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            return None
        if fault.kind == "cut":
            self.calls.append(Call(method, params, 0, time.monotonic()))
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        answers = {
            "flood": (429, "Too Many Requests: retry after"),
            "server": (500, "Internal Server Error"),
            "refuse": (400, fault.words),
            "forbid": (403, fault.words),
            "migrate": (400, "Bad Request: group chat was upgraded to a supergroup chat"),
        }
        if fault.kind == "gateway":
            page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
            return web.Response(text=page, status=502, content_type="text/html")
        if fault.kind == "odd":  # yes, in a shape that no library knows
            return web.json_response(json.loads(fault.words))
        if fault.kind == "garbage":
            return web.Response(text="<html>it works</html>", content_type="text/html")
        status, words = answers[fault.kind]
        body: dict[str, Any] = {"ok": False, "error_code": status, "description": words}
        if fault.kind == "flood":
            body["description"] = f"{words} {int(fault.seconds)}"
            body["parameters"] = {"retry_after": int(fault.seconds)}
        if fault.kind == "migrate":
            body["parameters"] = {"migrate_to_chat_id": int(fault.words)}
        return web.json_response(body, status=status)

    async def _call(self, method: str, params: dict[str, Any]) -> Any:
        if method not in TABLE["methods"]:
            raise RefusedError("Not Found", 404)
        extra = params.pop("_file", None)
        check_fields("", TABLE["methods"][method], params)
        check_buttons(params.get("reply_markup"))
        if method in COUNTED:
            self._limit(self._chat(params))
        handler = getattr(self, "_on_" + re.sub(r"(?=[A-Z])", "_", method).lower(), None)
        if handler is None:
            raise RefusedError(f"the stand-in has no {method}", 404)
        result = handler(params, extra) if method == "editMessageMedia" else handler(params)
        return await result if asyncio.iscoroutine(result) else result

    # --- chats, limits ---

    def _chat(self, params: Mapping[str, Any]) -> int:
        given = params.get("chat_id")
        chat = self.chat_names.get(given, 0) if isinstance(given, str) else given
        if isinstance(chat, int) and chat in self.gone:
            raise RefusedError(self.gone[chat], 403)
        if not isinstance(chat, int) or chat not in self.chats:
            raise RefusedError("Bad Request: chat not found")
        return chat

    def _limit(self, chat: int) -> None:
        now = time.monotonic()
        if now < self._until.get(chat, 0.0):
            self._flooded(chat, self._until[chat] - now)
        for key, rate in ((chat, self.rate if chat < 0 else self.private_rate), (None, self.total)):
            if rate is None:
                continue
            times = self._times.setdefault(key, deque())
            while times and now - times[0] >= rate[1]:
                times.popleft()
            if len(times) >= rate[0]:
                self._flooded(chat, rate[1] - (now - times[0]))
        for key in (chat, None):
            self._times.setdefault(key, deque()).append(now)

    def _flooded(self, chat: int, seconds: float) -> None:
        self._until[chat] = time.monotonic() + seconds
        wait = max(1, int(seconds + 0.999))
        raise RefusedError(f"Too Many Requests: retry after {wait}", 429, retry_after=wait)

    def _put(self, chat: int, message: Shown) -> int:
        number = self._last_id.get(chat, 0) + 1
        self._last_id[chat] = number
        self.chats.setdefault(chat, {})[number] = replace(message, message_id=number)
        return number

    def _own(self, params: Mapping[str, Any]) -> tuple[int, Shown]:
        chat = self._chat(params)
        message = self.chats[chat].get(params.get("message_id", 0))
        if message is None:
            raise RefusedError("Bad Request: message to edit not found")
        if not message.ours:
            raise RefusedError("Bad Request: message can't be edited")
        return chat, message

    def _json(self, chat: int, message: Shown) -> dict[str, Any]:
        kind = {"id": chat, "type": "private" if chat > 0 else "channel", "title": "Muster"}
        if chat > 0:
            kind = {"id": chat, "type": "private", "first_name": "Reader"}
        told: dict[str, Any] = {"message_id": message.message_id, "date": int(time.time()), "chat": kind}
        told["caption" if message.photo else "text"] = message.text
        if message.photo:
            size = {"file_unique_id": "u", "width": 1080, "height": 1350}
            told["photo"] = [{"file_id": f"photo-{chat}-{message.message_id}", **size}]
        if message.buttons:
            told["reply_markup"] = message.buttons
        return told

    # --- methods ---

    def _on_get_me(self, params: Mapping[str, Any]) -> Any:
        return {"id": 123456, "is_bot": True, "first_name": "Muster", "username": "muster_bot"}

    def _on_send_message(self, params: Mapping[str, Any]) -> Any:
        chat = self._chat(params)
        source, text = content_of(params, "text", 4096)
        return self._send(chat, params, Shown(0, source, text))

    def _on_send_photo(self, params: Mapping[str, Any]) -> Any:
        chat = self._chat(params)
        source, text = content_of(params, "caption", 1024, needed=False)
        photo = params["photo"]
        if isinstance(photo, bytes) and photo[:8] != b"\x89PNG\r\n\x1a\n":
            raise RefusedError("Bad Request: IMAGE_PROCESS_FAILED")
        if isinstance(photo, str) and not photo.startswith("photo-"):
            raise RefusedError("Bad Request: wrong remote file identifier specified")
        return self._send(chat, params, Shown(0, source, text, photo=photo))

    def _send(self, chat: int, params: Mapping[str, Any], message: Shown) -> Any:
        reply = params.get("reply_parameters", {})
        target = reply.get("message_id")
        if target is not None and target not in self.chats[chat]:
            if not reply.get("allow_sending_without_reply"):
                raise RefusedError("Bad Request: message to be replied not found")
            target = None
        full = replace(
            message,
            buttons=params.get("reply_markup"),
            reply_to=target,
            silent=bool(params.get("disable_notification")),
        )
        number = self._put(chat, full)
        return self._json(chat, self.chats[chat][number])

    def _edit(self, chat: int, old: Shown, new: Shown) -> Any:
        same = (old.html, old.text, old.photo, old.buttons) == (new.html, new.text, new.photo, new.buttons)
        if same:
            raise RefusedError(
                "Bad Request: message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message"
            )
        self.chats[chat][old.message_id] = replace(new, edits=old.edits + 1)
        return self._json(chat, new)

    def _on_edit_message_text(self, params: Mapping[str, Any]) -> Any:
        chat, message = self._own(params)
        if message.photo:
            raise RefusedError("Bad Request: there is no text in the message to edit")
        source, text = content_of(params, "text", 4096)
        new = replace(message, html=source, text=text, buttons=params.get("reply_markup"))
        return self._edit(chat, message, new)

    def _on_edit_message_caption(self, params: Mapping[str, Any]) -> Any:
        chat, message = self._own(params)
        if not message.photo:
            raise RefusedError("Bad Request: there is no caption in the message to edit")
        source, text = content_of(params, "caption", 1024, needed=False)
        new = replace(message, html=source, text=text, buttons=params.get("reply_markup"))
        return self._edit(chat, message, new)

    def _on_edit_message_media(self, params: Mapping[str, Any], content: bytes | None) -> Any:
        chat, message = self._own(params)
        media = dict(params["media"])
        source, text = content_of(media, "caption", 1024, needed=False)
        new = replace(message, html=source, text=text, photo=content or media["media"])
        return self._edit(chat, message, new)

    def _on_edit_message_reply_markup(self, params: Mapping[str, Any]) -> Any:
        chat, message = self._own(params)
        return self._edit(chat, message, replace(message, buttons=params.get("reply_markup")))

    def _on_delete_message(self, params: Mapping[str, Any]) -> Any:
        chat = self._chat(params)
        if self.chats[chat].pop(params["message_id"], None) is None:
            raise RefusedError("Bad Request: message to delete not found")
        return True

    def _on_answer_callback_query(self, params: Mapping[str, Any]) -> Any:
        query = params["callback_query_id"]
        if query not in self._queries or query in self.answered:
            raise RefusedError(
                "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        if units(params.get("text", "")) > 200:
            raise RefusedError("Bad Request: MESSAGE_TOO_LONG")
        self.answered[query] = params.get("text")
        return True

    def _on_set_my_commands(self, params: Mapping[str, Any]) -> Any:
        if len(params["commands"]) > 100:
            raise RefusedError("Bad Request: BOT_COMMANDS_TOO_MUCH")
        for command in params["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise RefusedError("Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise RefusedError("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        language = params.get("language_code", "")
        if not re.fullmatch(r"[a-z]{2}|", language):
            raise RefusedError("Bad Request: LANG_CODE_INVALID")
        scope = json.dumps(params.get("scope", {"type": "default"}), sort_keys=True)
        self.commands[(scope, language)] = params["commands"]
        return True

    def _on_set_my_description(self, params: Mapping[str, Any]) -> Any:
        if len(params.get("description", "")) > 512:
            raise RefusedError("Bad Request: description is too long")
        return True

    def _on_set_my_short_description(self, params: Mapping[str, Any]) -> Any:
        if len(params.get("short_description", "")) > 120:
            raise RefusedError("Bad Request: short description is too long")
        return True

    def _on_get_chat(self, params: Mapping[str, Any]) -> Any:
        chat = self._chat(params)
        limits = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _gifts()}
        kind = "private" if chat > 0 else "channel"
        names = [name.removeprefix("@") for name, number in self.chat_names.items() if number == chat]
        public = {"username": names[0]} if names else {}
        return {"id": chat, "type": kind, "title": "Muster", **public, **limits}

    def _on_get_chat_member(self, params: Mapping[str, Any]) -> Any:
        me, given = self._on_get_me({}), self.standing.get(self._chat(params), {})
        if params["user_id"] != me["id"]:
            raise RefusedError("Bad Request: user not found")
        return {"status": "administrator", "user": me, **dict.fromkeys(_RIGHTS, True), **given}

    def _on_set_webhook(self, params: Mapping[str, Any]) -> Any:
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", params.get("secret_token", "")):
            raise RefusedError("Bad Request: secret token contains unallowed characters")
        self.webhook.clear()
        self.webhook.update(params)
        return True

    def _on_delete_webhook(self, params: Mapping[str, Any]) -> Any:
        self.webhook.clear()
        return True

    def _on_get_webhook_info(self, params: Mapping[str, Any]) -> Any:
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": 0,
        }

    async def _on_get_updates(self, params: Mapping[str, Any]) -> Any:
        if self.webhook.get("url"):
            raise RefusedError("Conflict: can't use getUpdates method while webhook is active", 409)
        wanted = params.get("allowed_updates")
        offset, until = params.get("offset", 0), time.monotonic() + params.get("timeout", 0)
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        while not self._updates and time.monotonic() < until:
            self._came.clear()
            try:
                await asyncio.wait_for(self._came.wait(), until - time.monotonic())
            except TimeoutError:
                break
            if not self._updates:
                break
        return [update for update in self._updates if not wanted or set(update) & set(wanted)]


#: What an administrator of a channel may do.
_RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories", "can_post_messages"),
)


def _person(user: int, language: str) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": "Reader", "language_code": language}


def _gifts() -> dict[str, bool]:
    names = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return dict.fromkeys(names, False)
