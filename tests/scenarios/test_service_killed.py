"""The service is killed (−9) again and again while it reads and tells: nothing is lost or told twice."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from pathlib import Path

from bot.config import PREFIXES
from tests.botapi import CHANNEL, CUT_AFTER, SERVER_ERROR, BotApi, Fault
from tests.household import BASELINE, killed
from tests.outlet import Outlet, item
from tests.test_pipeline import FILLER

ROOT = Path(__file__).resolve().parent.parent.parent
NUMBERS = (1000, 1300, 1700, 2200, 2900, 3800, 4900, 6400)
KILLS = 5


async def test_killed_again_and_again_it_tells_every_change_once_and_in_order(tmp_path: Path) -> None:
    rolled = random.Random(20250710)
    faults: list[Fault | None] = [CUT_AFTER, None, SERVER_ERROR, None, None]

    def fails(method: str, _: object) -> Fault | None:
        return faults.pop() if method == "sendMessage" and faults else None

    async with Outlet() as outlet, BotApi(rate=None, private_rate=None, total=None, faults=fails) as api:
        env = _settings(tmp_path, outlet, api)
        entries: list[str] = []
        process = await _start(tmp_path, env)
        for turn, number in enumerate(NUMBERS):
            _publish(outlet, entries, number)
            await asyncio.sleep(rolled.uniform(0.3, 1.8))
            if turn < KILLS:
                process.kill()
                await process.wait()
                process = await _start(tmp_path, env)
        for _ in range(1200):
            told = [post for post in api.shown() if post.ours]
            if told and _number(told[-1].text) == NUMBERS[-1]:
                break
            await asyncio.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 10) == 0
        assert [_number(post.text) for post in api.shown()] == list(NUMBERS)
        looks = "editMessageReplyMarkup"  # asks whether a message stands there, and may hear that none does
        assert [call for call in api.refused if call[0] != looks] == []


def _settings(folder: Path, outlet: Outlet, api: BotApi) -> dict[str, str]:
    feed = f'[[feed]]\nname = "z"\nurl = "{outlet.url("/rss")}"\nlang = "de"\nkind = "topic"\nevery = "1s"\n'
    (folder / "feeds.toml").write_text(feed, encoding="utf-8")
    (folder / "baseline.toml").write_text(BASELINE, encoding="utf-8")
    outlet.feed("/rss", [])
    env = {name: value for name, value in os.environ.items() if not name.startswith(PREFIXES)}
    return env | {
        "MUSTER_FEEDS": "feeds.toml",
        "MUSTER_BASELINE": "baseline.toml",
        "MUSTER_ALLOW_PRIVATE_ADDRESSES": "127.0.0.0/8",
        "MUSTER_WORKERS": "1",
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "TELEGRAM_CHANNELS": f"{CHANNEL}:en",
        "PYTHONPATH": str(ROOT),
    }


def _publish(outlet: Outlet, entries: list[str], number: int) -> None:
    path = f"/{number}"
    outlet.page(path, f"Zahl der Toten: {number}", [killed(number), FILLER])
    entries.append(item(f"Nordkoreanische Soldaten getötet: {number}", outlet.url(path)))
    outlet.feed("/rss", entries)


async def _start(folder: Path, env: dict[str, str]) -> asyncio.subprocess.Process:
    with (folder / "log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"), cwd=folder, env=env, stdout=log, stderr=log
        )


async def _told(api: BotApi, number: int) -> None:
    """Waits until the newest post tells this number; a minute without it is a failure."""
    for _ in range(1200):
        posts = api.shown()
        if posts and _number(posts[-1].text) == number:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{number} was never told: {[post.text for post in api.shown()]}")


def _number(text: str) -> int:
    """The new number of a post: ``Killed: about 1,000 → about 1,300``."""
    line, _, _ = text.partition("\n")
    return int(line.rpartition("→ about ")[2].split(" ")[0].replace(",", ""))
