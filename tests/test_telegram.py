"""The Bot API adapter against the strict stand-in, over real HTTP."""

from __future__ import annotations

import io
import logging
import struct
import traceback
import zlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest

from bot.adapters.telegram import Button, Telegram
from bot.delivery import Again, Found, Moved, Never, Rejected, Sent, Unknown
from bot.errors import ConfigError
from bot.spans import Message, Span, message
from tests.botapi import (
    BAD_GATEWAY,
    CHANNEL,
    CUT_AFTER,
    CUT_BEFORE,
    SERVER_ERROR,
    TOKEN,
    BotApi,
    Fault,
    flood,
)
from tests.botapi_rules import RefusedError, check_type, parsed

HELLO = message([Span("Killed: 900", ("b",)), Span(" < 1000 & more")])
BROKEN = Message("<b>Killed: 900", "Killed: 900")


def png() -> bytes:
    """The smallest picture: one white pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\x00\xff\xff\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(rate=None, private_rate=None, total=None) as server:
        yield server


@pytest.fixture
async def telegram(api: BotApi) -> AsyncIterator[Telegram]:
    async with Telegram(TOKEN, api.url, timeout_s=2.0) as client:
        yield client


def once(fault: Fault) -> Any:
    """Only the first call goes wrong."""
    waiting = [fault]
    return lambda method, params: waiting.pop() if waiting else None


# --- sending and editing ----------------------------------------------------------------------------------


async def test_a_post_is_shown_as_it_was_written(api: BotApi, telegram: Telegram) -> None:
    assert Sent(1, CHANNEL) == await telegram.send(CHANNEL, HELLO)
    assert ["Killed: 900 < 1000 & more"] == [post.text for post in api.shown()]
    assert ["<b>Killed: 900</b> &lt; 1000 &amp; more"] == [post.html for post in api.shown()]
    assert [] == api.refused


async def test_a_channel_is_found_by_its_public_name_and_told_by_its_number(telegram: Telegram) -> None:
    assert Sent(1, CHANNEL) == await telegram.send("@muster", HELLO)


async def test_a_reply_hangs_on_its_post_and_is_sent_without_it_when_that_is_gone(
    api: BotApi, telegram: Telegram
) -> None:
    await telegram.send(CHANNEL, HELLO)
    await telegram.send(CHANNEL, HELLO, reply_to=1)
    await telegram.send(CHANNEL, HELLO, reply_to=77)
    assert [None, 1, None] == [post.reply_to for post in api.shown()]


async def test_a_picture_is_sent_again_by_its_file_id(api: BotApi, telegram: Telegram) -> None:
    first = await telegram.send(CHANNEL, HELLO, photo=png())
    assert Sent(1, CHANNEL, f"photo-{CHANNEL}-1") == first
    assert Sent(2, CHANNEL, f"photo-{CHANNEL}-2") == await telegram.send(
        CHANNEL, HELLO, photo=f"photo-{CHANNEL}-1"
    )
    assert [] == api.refused


async def test_a_caption_beyond_the_limit_is_not_even_tried(api: BotApi, telegram: Telegram) -> None:
    long = message([Span("x" * 1025)])
    assert Rejected("caption too long") == await telegram.send(CHANNEL, long, photo=png())
    assert [] == api.calls


async def test_an_edit_changes_the_text_and_an_unchanged_one_is_a_success(
    api: BotApi, telegram: Telegram
) -> None:
    await telegram.send(CHANNEL, HELLO)
    other = message([Span("Killed: 950", ("b",))])
    assert Sent(1, CHANNEL) == await telegram.edit(CHANNEL, 1, other)
    assert Sent(1) == await telegram.edit(CHANNEL, 1, other)
    assert [("Killed: 950", 1)] == [(post.text, post.edits) for post in api.shown()]


async def test_the_words_under_a_picture_and_the_picture_itself_are_edited(
    api: BotApi, telegram: Telegram
) -> None:
    await telegram.send(CHANNEL, HELLO, photo=png())
    assert Sent(1, CHANNEL, f"photo-{CHANNEL}-1") == await telegram.edit(
        CHANNEL, 1, message([Span("new words")]), caption=True
    )
    result = await telegram.repaint(CHANNEL, 1, png(), message([Span("newest words")]))
    assert Sent(1, CHANNEL, f"photo-{CHANNEL}-1") == result
    assert ["newest words"] == [post.text for post in api.shown()]
    assert [] == api.refused


async def test_an_edit_of_a_post_that_is_gone_is_given_up(telegram: Telegram) -> None:
    assert Never("Message to edit not found") == await telegram.edit(CHANNEL, 9, HELLO)


async def test_buttons_come_with_the_post(api: BotApi, telegram: Telegram) -> None:
    await telegram.send(
        CHANNEL, HELLO, buttons=[[Button("Yes", data="a:1"), Button("Page", url="https://a.example")]]
    )
    row = [{"callback_data": "a:1", "text": "Yes"}, {"text": "Page", "url": "https://a.example"}]
    assert [{"inline_keyboard": [row]}] == [post.buttons for post in api.shown()]


async def test_a_silent_post_rings_no_bell(api: BotApi, telegram: Telegram) -> None:
    await telegram.send(CHANNEL, HELLO, silent=True)
    await telegram.send(CHANNEL, HELLO)
    assert [True, False] == [post.silent for post in api.shown()]


async def test_deleting_twice_is_deleting(api: BotApi, telegram: Telegram) -> None:
    await telegram.send(CHANNEL, HELLO)
    assert [Sent(1), Sent(1)] == [await telegram.delete(CHANNEL, 1), await telegram.delete(CHANNEL, 1)]
    assert [] == api.shown()


# --- errors, sorted ---------------------------------------------------------------------------------------

ANSWERS = [
    (
        "a flood of one second",
        flood(1),
        Again(1.0, "flood limit, wait 1 s", flood=True),
    ),
    (
        "a flood of half a day",
        flood(43838),
        Again(43838.0, "flood limit, wait 43838 s", flood=True),
    ),
    ("an error of the server", SERVER_ERROR, Again(0.0, "server error 500", doubt=True)),
    ("an HTML 502", BAD_GATEWAY, Again(0.0, "server error 502", doubt=True)),
    ("a cut before delivery", CUT_BEFORE, Unknown("no answer (RemoteProtocolError)")),
    ("a cut after delivery", CUT_AFTER, Unknown("no answer (RemoteProtocolError)")),
    ("a yes in another shape", Fault("odd", words='{"ok": true, "result": {"message_id": 9}}'), Sent(9)),
    ("a yes without a number", Fault("odd", words='{"ok": true, "result": {"id": 9}}'), Sent(0)),
    ("neither yes nor no", Fault("odd", words='{"result": {}}'), Unknown("an answer that is not understood")),
    ("a page instead of an answer", Fault("garbage"), Unknown("an answer that is no JSON (200)")),
    (
        "markup that cannot be read",
        Fault("refuse", words="Bad Request: can't parse entities: Unsupported start tag"),
        Rejected("Can't parse entities: unsupported start tag"),
    ),
    (
        "a kick out of the channel",
        Fault("forbid", words="Forbidden: bot was kicked from the channel chat"),
        Never("Forbidden: bot was kicked from the channel chat", chat_gone=True),
    ),
    (
        "a right that is missing",
        Fault("refuse", words="Bad Request: need administrator rights in the channel chat"),
        Never("Need administrator rights in the channel chat", chat_gone=True),
    ),
    ("a group that became a supergroup", Fault("migrate", words="-1009"), Moved(-1009)),
]


@pytest.mark.parametrize(("fault", "meaning"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
async def test_every_answer_has_its_meaning(
    api: BotApi, telegram: Telegram, fault: Fault, meaning: object
) -> None:
    api.faults = once(fault)
    assert meaning == await telegram.send(CHANNEL, HELLO)


async def test_an_answer_that_takes_too_long_leaves_the_send_unknown(api: BotApi) -> None:
    api.faults = once(Fault("slow", after=True, seconds=1.0))
    async with Telegram(TOKEN, api.url, timeout_s=0.2) as telegram:
        assert Unknown("no answer (ReadTimeout)") == await telegram.send(CHANNEL, HELLO)
    assert ["Killed: 900 < 1000 & more"] == [post.text for post in api.shown()]


async def test_a_server_that_does_not_listen_got_nothing() -> None:
    async with Telegram(TOKEN, "http://127.0.0.1:9", timeout_s=2.0) as telegram:
        assert Again(0.0, "no connection (ConnectError)") == await telegram.send(CHANNEL, HELLO)


async def test_an_unknown_chat_is_gone(telegram: Telegram) -> None:
    assert Never("Chat not found", chat_gone=True) == await telegram.send(-1009, HELLO)


async def test_a_blocked_bot_is_noticed(api: BotApi, telegram: Telegram) -> None:
    api.chats[77] = {}
    api.block(77)
    assert Never("Forbidden: bot was blocked by the user", chat_gone=True) == await telegram.send(77, HELLO)


async def test_a_refused_token_is_waited_out_not_given_up(api: BotApi) -> None:
    async with Telegram("1:wrong", api.url) as telegram:
        assert Again(300.0, "token refused: Unauthorized") == await telegram.send(CHANNEL, HELLO)


async def test_broken_markup_is_rejected_and_goes_as_plain_text(api: BotApi, telegram: Telegram) -> None:
    refused = await telegram.send(CHANNEL, BROKEN)
    assert Rejected("Can't parse entities: can't find end tag for \"b\"") == refused
    assert Sent(1, CHANNEL) == await telegram.send(CHANNEL, BROKEN, plain=True)
    assert ["Killed: 900"] == [post.text for post in api.shown()]


async def test_a_flood_limit_of_the_stand_in_is_a_wait(api: BotApi, telegram: Telegram) -> None:
    api.rate = (2, 60.0)
    results = [await telegram.send(CHANNEL, HELLO) for _ in range(3)]
    assert [Sent(1, CHANNEL), Sent(2, CHANNEL)] == results[:2]
    assert isinstance(results[2], Again)
    assert (True, 60.0) == (results[2].flood, results[2].wait)


# --- sends without an answer ------------------------------------------------------------------------------


async def test_a_post_whose_answer_was_lost_is_found_by_its_number(api: BotApi, telegram: Telegram) -> None:
    await telegram.send(CHANNEL, HELLO)
    api.faults = once(CUT_AFTER)
    await telegram.send(CHANNEL, HELLO)
    assert (Found.OURS, 2) == await telegram.find(CHANNEL, after=1)
    assert [0, 0] == [post.edits for post in api.shown()]


async def test_a_post_that_never_arrived_is_not_found(api: BotApi, telegram: Telegram) -> None:
    await telegram.send(CHANNEL, HELLO)
    api.faults = once(CUT_BEFORE)
    await telegram.send(CHANNEL, HELLO)
    assert (Found.NOTHING, 2) == await telegram.find(CHANNEL, after=1)


async def test_posts_of_other_people_are_passed_over(api: BotApi, telegram: Telegram) -> None:
    await telegram.send(CHANNEL, HELLO)
    api.post_by_other("the weather")
    await telegram.send(CHANNEL, HELLO)
    assert (Found.OURS, 3) == await telegram.find(CHANNEL, after=1)
    assert (Found.NOTHING, 4) == await telegram.find(CHANNEL, after=3)


async def test_looking_without_an_answer_tells_nothing(api: BotApi, telegram: Telegram) -> None:
    api.faults = once(SERVER_ERROR)
    assert (Found.UNREACHED, 1) == await telegram.find(CHANNEL, after=0)


async def test_a_post_with_buttons_is_found_with_its_buttons(api: BotApi, telegram: Telegram) -> None:
    rows = [[Button("Yes", data="a:1")]]
    await telegram.send(CHANNEL, HELLO, buttons=rows)
    assert (Found.OURS, 1) == await telegram.find(CHANNEL, after=0, buttons=rows)


# --- the token --------------------------------------------------------------------------------------------


async def test_the_token_is_in_no_log_no_result_and_no_traceback(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen = io.StringIO()
    for fault in (SERVER_ERROR, BAD_GATEWAY, CUT_BEFORE, flood(1), Fault("garbage")):
        api.faults = once(fault)
        async with Telegram(TOKEN, api.url, timeout_s=1.0) as telegram:
            seen.write(repr(await telegram.send(CHANNEL, HELLO)) + repr(telegram))
            api.faults = once(fault)
            try:
                await telegram.bot.get_me()
            except Exception as error:
                seen.write("".join(traceback.format_exception(error)) + repr(error))
    async with Telegram(TOKEN, "http://127.0.0.1:9") as telegram:
        seen.write(repr(await telegram.send(CHANNEL, HELLO)))
    secret = TOKEN.split(":")[1]
    assert "no connection" in seen.getvalue()
    assert (False, False) == (secret in seen.getvalue(), secret in caplog.text)


def test_an_address_that_is_none_is_told_with_what_would_be_right() -> None:
    with pytest.raises(ConfigError, match=r"TELEGRAM_API_URL: 'api\.telegram\.org' is no address"):
        Telegram(TOKEN, "api.telegram.org")


# --- the stand-in itself is strict ------------------------------------------------------------------------

BAD_HTML = [
    "<b>open",
    "<b><i>crossed</b></i>",
    "a < b",
    "a & b",
    "&nbsp;",
    "<div>no tag</div>",
    "<br/>",
    "</b>",
    '<b class="x">attribute</b>',
    "<a>no address</a>",
    '<a href="https://a.example"><a href="https://b.example">twice</a></a>',
    "<blockquote><blockquote>twice</blockquote></blockquote>",
    "<!-- comment -->",
    "<b>x</b>" * 101,
]


@pytest.mark.parametrize("source", BAD_HTML)
def test_the_stand_in_refuses_html_that_telegram_refuses(source: str) -> None:
    with pytest.raises(RefusedError):
        parsed(source)


def test_the_stand_in_reads_good_html() -> None:
    source = '<blockquote>1 &lt; 2 <b>&amp;</b> &quot;so&quot;</blockquote><a href="https://a.example?b&amp;c">x</a>'
    assert '1 < 2 & "so"x' == parsed(source)


BAD_CALLS: list[tuple[str, Mapping[str, Any], str]] = [
    ("sendMessage", {"chat_id": CHANNEL}, "parameter text is required"),
    ("sendMessage", {"chat_id": CHANNEL, "text": "x", "colour": "red"}, "unknown parameter colour"),
    ("sendMessage", {"chat_id": CHANNEL, "text": "x", "disable_notification": "perhaps"}, "is no Boolean"),
    ("sendMessage", {"chat_id": CHANNEL, "text": "😀" * 2049}, "message is too long"),
    ("sendMessage", {"chat_id": CHANNEL, "text": " \n "}, "message text is empty"),
    ("sendMessage", {"chat_id": 5, "text": "x"}, "chat not found"),
    (
        "sendMessage",
        {"chat_id": CHANNEL, "text": "x", "reply_parameters": {"message_id": "one"}},
        "reply_parameters.message_id is no Integer",
    ),
    (
        "sendMessage",
        {
            "chat_id": CHANNEL,
            "text": "x",
            "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "y" * 65}]]},
        },
        "BUTTON_DATA_INVALID",
    ),
    ("editMessageText", {"chat_id": CHANNEL, "message_id": 4, "text": "x"}, "message to edit not found"),
    ("answerCallbackQuery", {"callback_query_id": "q9"}, "query is too old"),
    ("setMyCommands", {"commands": [{"command": "Bad Name", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ("sendSmoke", {"chat_id": CHANNEL}, "Not Found"),
]


@pytest.mark.parametrize(("method", "params", "words"), BAD_CALLS)
async def test_the_stand_in_refuses_calls_that_telegram_refuses(
    api: BotApi, method: str, params: Mapping[str, Any], words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        await api._call(method, dict(params))


def test_the_stand_in_takes_a_number_for_no_boolean() -> None:
    with pytest.raises(RefusedError, match="silent is no Boolean"):
        check_type("silent", "Boolean", 1)
