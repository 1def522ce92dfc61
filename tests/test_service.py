"""The service: starts, says how it does, stops cleanly, and calls for help once."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import config, service
from bot.adapters.notify import Notify
from bot.feeds import Poll
from bot.model import Feed
from bot.pipeline import Tally
from bot.service import Service
from tests.botapi import TOKEN
from tests.household import BASELINE, NOON, Clock, household, killed, one_pass
from tests.outlet import Outlet, item
from tests.running import eventually, running
from tests.test_outbox import OPERATOR, api_without_limits, telegram_house
from tests.test_pipeline import FILLER, publish

MORNING = NOON - timedelta(hours=8)  # so that no test passes the time of the digest

READER = 4711

ROOT = Path(__file__).resolve().parent.parent


def listener(folder: Path) -> socket.socket:
    """A socket of the kind that systemd listens on."""
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.bind(str(folder / "notify"))
    heard.setblocking(False)
    return heard


def words(heard: socket.socket) -> list[str]:
    found = []
    while True:
        try:
            found.append(heard.recv(1000).decode())
        except BlockingIOError:
            return found


async def test_a_process_polls_alerts_and_ends_well_on_sigterm(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        outlet.page("/a", "Geheimdienst nennt Zahl der Toten", [killed(2000), FILLER])
        entry = item("Geheimdienst: nordkoreanische Soldaten getötet", outlet.url("/a"))
        outlet.feed("/rss", [entry])
        feed = (
            f'[[feed]]\nname = "z"\nurl = "{outlet.url("/rss")}"\nlang = "de"\nkind = "topic"\nevery = "2s"\n'
        )
        (tmp_path / "feeds.toml").write_text(feed, encoding="utf-8")
        (tmp_path / "baseline.toml").write_text(BASELINE, encoding="utf-8")
        with listener(tmp_path) as heard:
            env = {name: value for name, value in os.environ.items() if not name.startswith(config.PREFIXES)}
            env |= {
                "MUSTER_FEEDS": "feeds.toml",
                "MUSTER_BASELINE": "baseline.toml",
                "MUSTER_ALLOW_PRIVATE_ADDRESSES": "127.0.0.0/8",
                "NOTIFY_SOCKET": heard.getsockname(),
                "PYTHONPATH": str(ROOT),
            }
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=tmp_path,
                env=env,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            assert process.stdout is not None
            shown = b""
            while b"2,000" not in shown:
                line = await asyncio.wait_for(process.stdout.readline(), 60)
                assert line, (await process.communicate())[1].decode()
                shown += line
            process.send_signal(signal.SIGTERM)
            _, log = await asyncio.wait_for(process.communicate(), 10)
            assert process.returncode == 0
            assert "polling 1 feed; no token is set" in log.decode()
            assert ": 1 claim\n" in log.decode()
            said = words(heard)
        assert said[0].startswith("READY=1")
        assert "STOPPING=1" in said
        assert (tmp_path / "var" / "muster.db").exists()


async def test_the_ping_follows_the_polling_and_stops_with_it(tmp_path: Path) -> None:
    clock = Clock()
    async with Outlet() as outlet:
        outlet.feed("/rss", [])
        async with household(tmp_path, {"z": outlet.url("/rss")}, clock) as (house, _, _p):
            with listener(tmp_path) as heard:
                served = Service(house, Notify({"NOTIFY_SOCKET": heard.getsockname()}))
                await served._poll()
                await eventually(lambda: not house.pipeline.busy)
                await served._watchdog()
                assert words(heard) == ["WATCHDOG=1"]
                clock.wait(minutes=15)  # the feed is due now, and nobody polls it
                clock.wait(seconds=service.STALLED.total_seconds() + 1)
                await served._watchdog()
                assert words(heard) == []
                await served._poll()
                await eventually(lambda: not house.pipeline.busy)
                await served._watchdog()
                assert words(heard) == ["WATCHDOG=1"]


async def test_a_job_that_fails_is_told_once_and_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with Outlet() as outlet, api_without_limits() as api:
        api.chats[OPERATOR] = {}
        outlet.feed("/rss", [])
        async with telegram_house(tmp_path, api, {"z": outlet.url("/rss")}, Clock()) as (house, _, _p):
            served = Service(house, Notify({}))
            calls = []

            async def broken() -> None:
                calls.append(1)
                raise RuntimeError("disk full")

            job = served._guarded("tidy", broken)
            for _ in range(5):
                await job()
            await house.outbox.drain()
            (notice,) = api.shown(OPERATOR)
        assert "disk full" in notice.text
        assert len(calls) == 5
        assert len([record for record in caplog.records if "job tidy failed" in record.getMessage()]) == 1


async def test_a_feed_that_was_not_asked_yet_is_not_one_that_answers(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        outlet.feed("/rss", [])
        feeds = {"z": outlet.url("/rss"), "down": outlet.url("/no-such-feed")}
        async with household(tmp_path, feeds, Clock(MORNING)) as (house, _, _p):
            served = Service(house, Notify({}))
            assert served._status() == "0 of 2 feeds answer so far, 2 not yet asked"
            await one_pass(house)
            assert served._status() == "1 of 2 feeds answer"


async def test_a_page_is_forgotten_after_two_weeks_and_its_text_is_not(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        clock = Clock(MORNING)
        feeds = {"z": outlet.url("/rss")}
        async with household(tmp_path, feeds, clock) as (house, _, _p):
            await one_pass(house)
            (key,) = [change.article.id for change in house.store.changes_between(MORNING, NOON)]
            assert house.store.page(key) is not None
            clock.wait(days=13)
            await Service(house, Notify({}))._tidy()
            assert house.store.page(key) is not None
        clock.wait(days=2)
        async with household(tmp_path, feeds, clock) as (house, _, _p), running(house):
            await eventually(lambda: house.store.page(key) is None)
            article = house.store.article(key)
        assert article is not None
        assert killed(2000) in article.text


async def test_all_feeds_down_for_a_day_is_told_once_and_so_is_their_return(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits() as api:
        api.chats[OPERATOR] = {}
        outlet.feed("/rss", [])
        outlet.down = True
        clock = Clock()
        async with telegram_house(tmp_path, api, {"z": outlet.url("/rss")}, clock) as (house, _, _p):
            served = Service(house, Notify({}))
            served.started_at = clock.now
            for _ in range(6):
                clock.wait(hours=4)
                await house.pipeline.collect()
                await served._health()
                await house.outbox.drain()
            (notice,) = api.shown(OPERATOR)
            assert "No feed has answered since" in notice.text
            outlet.down = False
            clock.wait(hours=1)
            await house.pipeline.collect()
            await served._health()
            await served._health()
            await house.outbox.drain()
            assert [post.text for post in api.shown(OPERATOR)][1:] == ["Feeds answer again."]


async def test_a_feed_that_answers_but_brings_nothing_for_days_is_reported_once(tmp_path: Path) -> None:
    async with Outlet() as outlet, api_without_limits() as api:
        api.chats[OPERATOR] = {}
        outlet.feed("/rss", [])
        clock = Clock()
        async with telegram_house(tmp_path, api, {"stille": outlet.url("/rss")}, clock) as (house, _, _p):
            served = Service(house, Notify({}))
            served.started_at = clock.now
            for _ in range(6):
                await house.pipeline.collect()
                await served._health()
                await house.outbox.drain()
                clock.wait(days=1)
            (notice,) = api.shown(OPERATOR)
        assert "stille answers, but has brought nothing to read since 2025-07-10" in notice.text


async def test_after_a_long_stop_one_summary_replaces_a_flood(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        outlet.feed("/rss", [])
        clock = Clock(MORNING)
        feeds = {"z": outlet.url("/rss")}
        async with household(tmp_path, feeds, clock) as (house, _, _p), running(house):
            await eventually(lambda: house.pipeline.went_round)
        clock.wait(hours=7)
        entries = []
        for number in range(6):
            path, count = f"/{number}", 1000 * 2**number
            outlet.page(path, f"Zahl der Toten {count}", [killed(count), FILLER])
            at = clock.now - timedelta(hours=6 - number)
            entries.append(item(f"Nordkoreanische Soldaten getötet ({number})", outlet.url(path), at=at))
        outlet.feed("/rss", entries)
        async with household(tmp_path, feeds, clock) as (house, _, paper), running(house):
            await eventually(lambda: paper.posts)
        assert paper.alerts == []
        (summary,) = paper.posts
        assert "While the service stood still: 6 changes" in summary


async def test_after_a_short_stop_every_alert_is_its_own(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        outlet.feed("/rss", [])
        clock = Clock(MORNING)
        feeds = {"z": outlet.url("/rss")}
        async with household(tmp_path, feeds, clock) as (house, _, _p), running(house):
            await eventually(lambda: house.pipeline.went_round)
        clock.wait(hours=5)
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)), at=clock.now)
        async with household(tmp_path, feeds, clock) as (house, _, paper), running(house):
            await eventually(lambda: paper.alerts)
        assert paper.alerts == [("revised", "killed", 2000)]


async def test_without_a_network_it_says_so_and_points_to_the_demo(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with Outlet() as outlet:
        outlet.down = True
        async with household(tmp_path, {"z": outlet.url("/rss")}, Clock()) as (house, _, _p), running(house):
            await eventually(lambda: "make demo" in caplog.text)


async def test_with_a_token_and_no_channel_private_chats_are_served_and_that_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with Outlet() as outlet, api_without_limits() as api:
        outlet.feed("/rss", [])
        feeds = {"z": outlet.url("/rss")}
        clock = Clock()
        alone = telegram_house(tmp_path, api, feeds, clock, TELEGRAM_CHANNELS="", TELEGRAM_OPERATORS="")
        with caplog.at_level("INFO"):
            async with alone as (house, _, paper), running(house):
                await eventually(lambda: house.pipeline.went_round)
                api.say(READER, "/subscribe")
                await eventually(lambda: len(api.shown(READER)) > 1)
                publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
                clock.wait(minutes=16)
                await eventually(lambda: any("2,000" in post.text for post in api.shown(READER)))
        assert "no channel is set: only private chats are served" in caplog.text
        assert paper.alerts == []


def test_a_feeds_trouble_is_logged_once_until_it_changes(caplog: pytest.LogCaptureFixture) -> None:
    feed = Feed("z", "https://example.org/rss", "de", "topic", timedelta(minutes=15))
    watch = service.LogWatch()
    with caplog.at_level("INFO"):
        for problem in ("answers 503", "answers 503", "took too long", None, "answers 503"):
            watch.polled(feed, Poll(problem=problem), 0, 0)
            watch.all_polled()
    assert [record.getMessage() for record in caplog.records] == [
        "feed z fails: answers 503",
        "feed z fails: took too long",
        "feed z works again",
        "feed z fails: answers 503",
    ]


def test_many_feeds_that_fail_alike_in_one_turn_are_one_line_and_so_when_they_work_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    named = [Feed(f"f{n}", "https://example.org/rss", "de", "topic", timedelta(minutes=15)) for n in range(7)]
    watch = service.LogWatch()
    with caplog.at_level("DEBUG"):
        for problem in ("no network", "no network", None):
            for feed in named:
                watch.polled(feed, Poll(problem=problem), 0, 0)
            watch.polled(replace(named[0], name="z"), Poll(problem="answers 503"), 0, 0)
            watch.all_polled()
    assert [record.getMessage() for record in caplog.records if record.levelno > logging.DEBUG] == [
        "7 feeds fail: no network (f0, f1, f2, f3, f4 and 2 more; muster feeds lists them)",
        "feed z fails: answers 503",
        "7 feeds work again: f0, f1, f2, f3, f4 and 2 more",
    ]
    assert [message for message in caplog.messages if message == "feed f6 fails: no network"] == [
        "feed f6 fails: no network"
    ] * 2


async def test_hosts_that_refuse_a_connection_fail_alike_and_end_one_turn(tmp_path: Path) -> None:
    """Nobody listens on these ports."""
    feeds = {f"f{port}": f"http://127.0.0.{port}:1/rss" for port in (2, 3, 4)}
    async with household(tmp_path, feeds, Clock()) as (house, notes, _):
        await house.pipeline.collect()
        assert {problem for _, problem, _ in notes.polls} == {"cannot be reached (Connection refused)"}
        assert notes.turns == 1


async def test_the_token_is_in_no_log_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    root.handlers = []
    try:
        service.log_to_terminal(config.fixed(TELEGRAM_BOT_TOKEN=TOKEN, MUSTER_LOG_LEVEL="DEBUG"))
        try:
            int(f"bot{TOKEN}/getMe")
        except ValueError:
            logging.getLogger("anything").exception("asking %s", f"/bot{TOKEN}/getMe")
        logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
    finally:
        root.handlers, root.level = before
    shown = capsys.readouterr().err
    assert "asking /bot<token>/getMe" in shown
    assert "invalid literal for int() with base 10: 'bot<token>/getMe'" in shown
    assert TOKEN not in shown
    assert "HTTP Request" not in shown


async def test_one_pass_by_hand_says_what_it_did(tmp_path: Path) -> None:
    async with Outlet() as outlet, Outlet() as down:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        down.down = True
        feeds = {"gut": outlet.url("/rss"), "schlecht": down.url("/rss")}
        async with household(tmp_path, feeds, Clock()) as (house, _, _p):
            tally = await house.pipeline.collect()
            await one_pass(house)
        summary = service.PassSummary(tally)
        assert summary.lines()[0] == (
            "2 feeds polled, 1 failed; 1 new item, 1 to read; 1 article read, 1 claim, 1 alert"
        )
        assert summary.lines()[1].startswith("  schlecht: ")
        assert summary.nothing_worked is False


def test_feeds_with_one_trouble_are_told_in_one_line() -> None:
    failed = [(f"feed {number}", "no network") for number in range(7)] + [("other", "answers 503")]
    assert service.PassSummary(Tally(polled=9, failed=failed)).lines()[1:] == [
        "  feed 0, feed 1, feed 2, feed 3, feed 4 and 2 more: no network",
        "  other: answers 503",
    ]
