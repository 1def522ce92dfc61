"""From an alert in the database to a post in a channel, against a strict stand-in for the Bot API."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.adapters.desk import Desk
from bot.adapters.store import Chat, Store
from bot.adapters.telegram import Telegram
from bot.delivery import Limits, Pace
from bot.house import House
from bot.wishes import Wishes
from tests import kills
from tests.botapi import CHANNEL, CUT_AFTER, CUT_BEFORE, SERVER_ERROR, TOKEN, BotApi, Fault, Shown, flood
from tests.household import NOON, Clock, Notes, Paper, household, killed, one_pass
from tests.outlet import Outlet, item
from tests.running import eventually, running
from tests.test_pipeline import FILLER, publish

OPERATOR = 77


@asynccontextmanager
async def telegram_house(
    folder: Path, api: BotApi, feeds: dict[str, str], clock: Clock, **variables: str
) -> AsyncIterator[tuple[House, Notes, Paper]]:
    given = {
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "TELEGRAM_CHANNELS": f"{CHANNEL}:en",
        "TELEGRAM_OPERATORS": str(OPERATOR),
    }
    async with household(folder, feeds, clock, **{**given, **variables}) as opened:
        yield opened


def once(fault: Fault, method: str = "sendMessage") -> Any:
    """The first call of a method fails in this way, the others do not."""
    left = [fault]

    def faults(called: str, _: Mapping[str, Any]) -> Fault | None:
        return left.pop() if called == method and left else None

    return faults


def api_without_limits(**how: Any) -> BotApi:
    return BotApi(rate=None, private_rate=None, total=None, **how)


async def test_an_alert_is_posted_into_the_channel_with_its_proof_and_its_link(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits() as api:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        async with telegram_house(tmp_path, api, {"z": outlet.url("/rss")}, Clock()) as (house, _, paper):
            await one_pass(house)
        (post,) = api.shown()
        assert killed(2000) in post.text
        assert outlet.url("/a") in post.html
        assert (api.refused, paper.alerts) == ([], [])


async def test_each_channel_gets_its_own_language(tmp_path: Path) -> None:
    other = -1009876543210
    async with Outlet() as outlet, api_without_limits() as api:
        api.chats[other] = {}
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        channels = f"{CHANNEL}:en,{other}:de"
        feeds = {"z": outlet.url("/rss")}
        async with telegram_house(tmp_path, api, feeds, Clock(), TELEGRAM_CHANNELS=channels) as (
            house,
            _,
            _p,
        ):
            await one_pass(house)
        (english,), (german,) = api.shown(), api.shown(other)
        assert "Killed: about 600 → about 2,000" in english.text
        assert "Getötete: etwa 600 → etwa 2.000" in german.text


async def test_papers_that_bring_it_later_are_added_to_the_post_by_one_edit(tmp_path: Path) -> None:
    async with Outlet() as first, Outlet() as second, Outlet() as third, api_without_limits() as api:
        publish(first, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        for late in (second, third):
            late.feed("/rss", [])
        feeds = {"eins": first.url("/rss"), "zwei": second.url("/rss"), "drei": third.url("/rss")}
        clock = Clock()
        async with telegram_house(tmp_path, api, feeds, clock) as (house, _, _p):
            await one_pass(house)
            for number, late in enumerate((second, third)):
                publish(
                    late, ("/b", f"Bericht {number} über Tote", f"{killed(2000)} Ein anderer Text {number}.")
                )
            clock.wait(minutes=16)
            await one_pass(house)
        (post,) = api.shown()
        assert post.edits == 1
        assert f"127.0.0.1:{second.port}" in post.text
        assert f"127.0.0.1:{third.port}" in post.text


async def test_a_flood_answer_is_waited_for_also_over_a_restart(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits(faults=once(flood(7200))) as api:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        feeds, clock = {"z": outlet.url("/rss")}, Clock()
        async with telegram_house(tmp_path, api, feeds, clock) as (house, _, _p):
            await one_pass(house)
        clock.wait(minutes=119)
        async with telegram_house(tmp_path, api, feeds, clock) as (house, _, _p):
            await one_pass(house)
            assert api.shown() == []
        clock.wait(minutes=2)
        async with telegram_house(tmp_path, api, feeds, clock) as (house, _, _p):
            await one_pass(house)
        assert len(api.shown()) == 1


async def test_a_connection_cut_before_delivery_sends_it_later(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits(faults=once(CUT_BEFORE)) as api:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        clock = Clock()
        async with telegram_house(tmp_path, api, {"z": outlet.url("/rss")}, clock) as (house, _, _p):
            await one_pass(house)
            clock.wait(minutes=1)
            await one_pass(house)
        assert len(api.shown()) == 1


async def test_a_connection_cut_after_delivery_is_found_out_and_not_sent_again(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits() as api:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        clock = Clock()
        async with telegram_house(tmp_path, api, {"z": outlet.url("/rss")}, clock) as (house, _, _p):
            await one_pass(house)
            api.faults = once(CUT_AFTER)
            publish(
                outlet,
                ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)),
                ("/b", "Geheimdienst nennt neue Zahl", killed(4000)),
                at=clock.now,
            )
            clock.wait(minutes=16)
            await one_pass(house)
            clock.wait(minutes=5)
            await one_pass(house)
            assert house.store.backlog() == {"sent": 2}
        assert ["2,000" in post.text for post in api.shown()] == [True, True]
        assert "4,000" in api.shown()[1].text


async def test_a_send_that_was_under_way_at_a_crash_is_looked_for_first(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits() as api:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        feeds, clock = {"z": outlet.url("/rss")}, Clock()
        async with telegram_house(tmp_path, api, feeds, clock) as (house, _, _p):
            await one_pass(house)
            publish(outlet, ("/b", "Geheimdienst nennt neue Zahl", killed(4000)), at=clock.now)
            clock.wait(minutes=16)
            await house.pipeline.collect()
            await house.outbox.spread()
            (waiting,) = house.store.next_messages(clock.now)
            house.store.sending(waiting.id, clock.now)
            api.post_by_other("something else")  # and then the process is gone, before the call
        async with telegram_house(tmp_path, api, feeds, clock) as (house, _, _p):
            await house.outbox.settle()
            await house.outbox.drain()
            clock.wait(minutes=1)
            await house.outbox.drain()
        assert [post.ours for post in api.shown()] == [True, False, True]


async def test_a_channel_given_by_name_is_fixed_to_its_number_and_survives_a_renaming(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits() as api:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        feeds, clock, named = {"z": outlet.url("/rss")}, Clock(), {"TELEGRAM_CHANNELS": "@muster:en"}
        async with telegram_house(tmp_path, api, feeds, clock, **named) as (house, _, _p):
            await one_pass(house)
        del api.chat_names["@muster"]
        publish(outlet, ("/b", "Geheimdienst nennt neue Zahl", killed(4000)), at=clock.now)
        clock.wait(minutes=16)
        async with telegram_house(tmp_path, api, feeds, clock, **named) as (house, _, _p):
            await one_pass(house)
            assert [(chat.chat, chat.language) for chat in house.store.chats("channel")] == [
                (str(CHANNEL), "en")
            ]
        first, second = api.shown()
        assert "4,000" in second.text
        assert f"https://t.me/muster/{first.message_id}" in second.html
        assert [call.method for call in api.calls].count("getChat") == 1


async def test_a_name_that_cannot_be_looked_up_now_is_looked_up_later(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits(faults=once(SERVER_ERROR, "getChat")) as api:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        feeds, clock = {"z": outlet.url("/rss")}, Clock()
        async with telegram_house(tmp_path, api, feeds, clock, TELEGRAM_CHANNELS="@muster") as (house, _, _p):
            await one_pass(house)
            assert api.shown() == []
            clock.wait(minutes=1)
            await one_pass(house)
        assert len(api.shown()) == 1


async def test_a_channel_that_is_gone_rests_and_the_operators_are_told(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits() as api:
        api.chats[OPERATOR] = {}
        api.gone[CHANNEL] = "chat not found"
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        clock = Clock()
        async with telegram_house(tmp_path, api, {"z": outlet.url("/rss")}, clock) as (house, _, _p):
            await one_pass(house)
            clock.wait(minutes=1)
            await one_pass(house)
            resting = house.store.chat(str(CHANNEL))
            assert resting is not None
            assert resting.resting_since is not None
        (notice,) = api.shown(OPERATOR)
        assert "rests" in notice.text
        assert "then restart the service" in notice.text


def without_digests(api: BotApi) -> list[Shown]:
    return [post for post in api.shown() if "🗓" not in post.text]


def read_again(house: House, clock: Clock) -> bool:
    """Whether the pages due by now have been read again and marked: only then may the clock go on."""
    return house.store.refetches(clock.now) == ()


async def test_a_correction_answers_its_alert_when_the_page_is_read_again(tmp_path: Path) -> None:
    headline, gone = "Geheimdienst nennt Zahl der Toten", "Die Zahl wurde zurückgezogen."
    async with Outlet() as outlet, api_without_limits() as api:
        publish(outlet, ("/a", headline, killed(6000)))
        clock = Clock(NOON.replace(hour=4))
        async with (
            telegram_house(tmp_path, api, {"z": outlet.url("/rss")}, clock) as (house, _, _p),
            running(house),
        ):
            await eventually(lambda: len(api.shown()) == 1)
            clock.wait(minutes=61)  # one hour: nothing has changed
            await eventually(lambda: len(outlet.asked("/a")) == 2 and read_again(house, clock))
            outlet.page("/a", headline, [gone, FILLER])
            clock.wait(hours=5)
            await eventually(lambda: len(api.shown()) == 2 and read_again(house, clock))
            assert len(outlet.asked("/a")) == 3
            assert [figure.present.low for figure in house.store.figures("killed")] == [600]
            outlet.page("/a", headline, [killed(6000), FILLER, "Die Zahl gilt nun doch."])
            clock.wait(hours=18)
            await eventually(lambda: len(without_digests(api)) == 3)
            await eventually(lambda: read_again(house, clock))
            assert house.store.refetches(clock.now + timedelta(days=30)) == ()  # three times are enough
        first, correction, again = without_digests(api)
    assert correction.reply_to == first.message_id
    assert "The page no longer gives this number (Killed: about 6,000)." in correction.text
    assert "Nobody else gives it; the figure is about 600 again." in correction.text
    assert "about 600 → about 6,000" in again.text
    assert len(outlet.asked("/a")) == 4


async def test_a_correction_says_how_many_others_still_give_the_number(tmp_path: Path) -> None:
    async with Outlet() as outlet, Outlet() as other, api_without_limits() as api:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(6000)))
        publish(
            other, ("/b", "Bericht aus Seoul", f"{killed(6000)} Das Wetter war kalt und der Boden gefroren.")
        )
        feeds, clock = {"z": outlet.url("/rss"), "y": other.url("/rss")}, Clock(NOON.replace(hour=4))
        async with telegram_house(tmp_path, api, feeds, clock) as (house, _, _p), running(house):
            await eventually(lambda: len(api.shown()) == 1 and house.store.figures("killed")[0].reports == 3)
            (post,) = api.shown()
            told = outlet if f"127.0.0.1:{outlet.port}" in post.text.split("Also")[0] else other
            path = "/a" if told is outlet else "/b"
            told.page(path, "Bericht", ["Die Zahl der getöteten Soldaten wurde zurückgezogen.", FILLER])
            clock.wait(minutes=61)
            await eventually(lambda: len(api.shown()) == 2)
            assert [figure.present.low for figure in house.store.figures("killed")] == [6000]
        _, correction = api.shown()
    assert "1 other article still gives it." in correction.text


async def test_posts_keep_their_order_when_the_first_one_fails(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits(faults=once(SERVER_ERROR)) as api:
        entries = []
        for hour, number in ((9, 1500), (10, 2500)):
            path = f"/{number}"
            outlet.page(path, f"Zahl der Toten {number}", [killed(number), FILLER])
            at = Clock().now.replace(hour=hour)
            headline = f"Nordkoreanische Soldaten getötet, {hour} Uhr"
            entries.append(item(headline, outlet.url(path), at=at))
        outlet.feed("/rss", entries)
        clock = Clock()
        async with telegram_house(tmp_path, api, {"z": outlet.url("/rss")}, clock) as (house, _, _p):
            await one_pass(house)
            clock.wait(minutes=1)
            await one_pass(house)
        assert [("1,500 → " in post.text) for post in api.shown()] == [False, True]


async def test_answers_and_alerts_share_one_pace(tmp_path: Path) -> None:
    reader = 4711
    async with Outlet() as outlet, api_without_limits() as api:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        clock = Clock()
        async with telegram_house(tmp_path, api, {"z": outlet.url("/rss")}, clock) as (house, _, _p):
            await house.pipeline.collect()
            await house.outbox.spread()
            assert house.chats is not None
            for number in range(30):  # thirty people have just been answered
                house.chats.pace.count(reader + number, clock.now)
            await house.outbox.drain()
            assert api.shown() == []
            clock.wait(seconds=2)
            await house.outbox.drain()
        assert len(api.shown()) == 1


async def test_the_digest_has_a_picture(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits() as api:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        clock = Clock()
        async with telegram_house(tmp_path, api, {"z": outlet.url("/rss")}, clock) as (house, _, _p):
            await one_pass(house)
            clock.wait(hours=7)
            await house.days.close_due()
            await house.outbox.drain()
        _, digest = api.shown()
        assert "10 July 2025" in digest.text
        assert isinstance(digest.photo, bytes)
        assert digest.photo[1:4] == b"PNG"


async def test_an_answer_about_another_chat_leaves_the_name_in_use(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits() as api:
        api.chat_names = {"@other": CHANNEL, "@muster": CHANNEL}  # getChat answers with the first of them
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        feeds, clock = {"z": outlet.url("/rss")}, Clock()
        async with telegram_house(tmp_path, api, feeds, clock, TELEGRAM_CHANNELS="@muster") as (house, _, _p):
            await one_pass(house)
            assert [chat.chat for chat in house.store.chats("channel")] == ["@muster"]
        assert len(api.shown()) == 1


async def test_many_readers_get_an_alert_within_the_limit_over_all_chats_and_the_channel_first(
    tmp_path: Path,
) -> None:
    readers = range(1, 61)
    limits = Limits(total=10, total_window=timedelta(seconds=0.2), margin=timedelta(milliseconds=20))
    desk, store = Desk(), Store(f"sqlite:///{tmp_path / 'readers.db'}")
    store.migrate()
    for reader in readers:
        wishes = Wishes(on=True, series=frozenset({"killed"} if reader % 3 else {"wounded"})).to_json()
        store.put_chat(Chat(str(reader), "private", "en", "UTC", NOON, filters=wishes))
    store.put_chat(Chat(str(CHANNEL), "channel", "en", "UTC", NOON))
    kills.write_alert(store, 0)
    async with BotApi(total=(10, 0.2)) as api, Telegram(TOKEN, api.url) as telegram:
        api.chats |= {reader: {} for reader in readers}
        box = kills.outbox_of(store, desk, telegram, Pace(limits))
        assert await box.spread() == 41
        await box.send()
        await box.close()
        calls = [(call.params["chat_id"], call.status) for call in api.calls]
    desk.close()
    store.close()
    assert calls[0] == (CHANNEL, 200)
    assert sorted(calls[1:]) == [(reader, 200) for reader in readers if reader % 3]
