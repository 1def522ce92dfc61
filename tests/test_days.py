"""A day's digest on its way into chats: one post or two, in order, once, also over a restart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import days, service
from bot.adapters.store import Chat
from bot.house import House
from bot.model import Digest
from bot.wishes import Wishes
from tests.botapi import CHANNEL, CUT_AFTER, CUT_BEFORE, BotApi, Fault, Shown, flood
from tests.household import NOON, Clock, household
from tests.test_digest import ALERT, BUSY
from tests.test_outbox import api_without_limits, once, telegram_house

#: A house has a feed; nobody asks this one.
FEEDS = {"zeitung": "http://127.0.0.1:9/rss"}
READER = 4711
LONG = replace(BUSY, alerts=(ALERT,) * 25)


async def told(house: House, day: Digest, clock: Clock) -> int:
    """Queues a day and delivers it, with the rest that a private chat needs between two posts."""
    queued = await house.days.queue(day)
    for _ in range(3):
        await house.outbox.drain()
        clock.wait(seconds=2)
    return queued


def shapes(posts: list[Shown]) -> list[tuple[bool, int]]:
    """Of each post whether it has a picture, and how many changes it tells."""
    return [(post.photo is not None, post.text.count("🔺")) for post in posts]


async def test_a_short_day_is_one_post_with_a_picture(tmp_path: Path) -> None:
    clock = Clock()
    async with api_without_limits() as api, telegram_house(tmp_path, api, FEEDS, clock) as (house, _, _p):
        assert await told(house, BUSY, clock) == 1
        assert await told(house, BUSY, clock) == 0
    assert shapes(api.shown()) == [(True, 1)]


async def test_a_long_day_is_a_picture_and_then_its_whole_text_in_every_chat(tmp_path: Path) -> None:
    clock = Clock()
    reader = Chat(str(READER), "private", "de", "UTC", NOON, filters=Wishes(on=True).to_json())
    async with api_without_limits() as api, telegram_house(tmp_path, api, FEEDS, clock) as (house, _, _p):
        api.chats[READER] = {}
        house.store.put_chat(reader)
        assert await told(house, LONG, clock) == 2
        assert await told(house, LONG, clock) == 0
        assert house.store.backlog() == {"sent": 4}
    picture, text = api.shown()
    assert picture.text == "🗓 The day: Wednesday, 2 July 2025\nChanged: 25 · Now agree: 1"
    assert text.text.startswith("🗓 The day: Wednesday, 2 July 2025\n\nChanged\n🔺 Killed: about 600 → 900")
    assert " more" not in text.text
    assert [post.silent for post in (picture, text)] == [True, True]
    assert shapes(api.shown()) == shapes(api.shown(READER)) == [(True, 0), (False, 25)]


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("sendPhoto", flood(3600)),
        ("sendMessage", flood(3600)),
        ("sendMessage", CUT_BEFORE),
        ("sendMessage", CUT_AFTER),
    ],
)
async def test_a_restart_between_the_two_posts_goes_on_with_the_second(
    tmp_path: Path, method: str, fault: Fault
) -> None:
    clock = Clock()
    async with api_without_limits(faults=once(fault, method)) as api:
        for _ in range(2):
            async with telegram_house(tmp_path, api, FEEDS, clock) as (house, _, _p):
                await house.outbox.settle()
                await told(house, LONG, clock)
            clock.wait(hours=2)
        assert shapes(api.shown()) == [(True, 0), (False, 25)]


async def test_a_crash_in_the_call_of_the_second_post_repeats_neither(tmp_path: Path) -> None:
    clock = Clock()
    async with api_without_limits(faults=once(flood(60), "sendMessage")) as api:
        async with telegram_house(tmp_path, api, FEEDS, clock) as (house, _, _p):
            await told(house, LONG, clock)
            clock.wait(minutes=2)
            (second,) = house.store.next_messages(clock.now)
            assert (second.chat, second.key) == (str(CHANNEL), "digest:2025-07-02")
            house.store.sending(second.id, clock.now)  # and then the process is gone, before the call
        async with telegram_house(tmp_path, api, FEEDS, clock) as (house, _, _p):
            await house.outbox.settle()
            await house.outbox.drain()
            assert await told(house, LONG, clock) == 0
            assert house.store.backlog() == {"sent": 2}
    assert shapes(api.shown()) == [(True, 0), (False, 25)]


async def test_a_long_day_sent_by_hand_reaches_a_reader_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person gets one message a second: the command waits for the second one's turn."""
    monkeypatch.setattr(days, "gather", lambda *_: LONG)
    reader = Chat(str(READER), "private", "de", "UTC", NOON, filters=Wishes(on=True).to_json())
    async with BotApi() as api:
        api.chats[READER] = {}
        async with telegram_house(tmp_path, api, FEEDS, Clock()) as (house, _, _p):
            house.store.put_chat(reader)
            settings = house.settings
        assert await service.send_digest(settings, LONG.day) == 2
        assert await service.send_digest(settings, LONG.day) == 0
    assert shapes(api.shown()) == shapes(api.shown(READER)) == [(True, 0), (False, 25)]
    assert api.floods == []


async def test_without_its_picture_the_headline_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()

    async def no_picture(_: Chat) -> None:
        return None

    async with api_without_limits() as api, telegram_house(tmp_path, api, FEEDS, clock) as (house, _, _p):
        monkeypatch.setattr(house.outbox, "_picture", no_picture)
        await told(house, LONG, clock)
    assert shapes(api.shown()) == [(False, 25)]


async def test_the_terminal_gets_the_whole_text_of_any_day(tmp_path: Path) -> None:
    endless = replace(BUSY, alerts=(ALERT,) * 200)
    async with household(tmp_path, FEEDS, Clock()) as (house, _, paper):
        assert await told(house, endless, Clock()) == 1
    (post,) = paper.posts
    assert (post.count("🔺"), " more" in post) == (200, False)
