"""Worker processes: a hung or crashed job fails alone, and no process outlives the main one."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.adapters.parsing import Parsing
from bot.errors import ParseError, WorkerError
from bot.model import Feed
from tests.outlet import item, page

FEED = Feed("one", "https://one.example/rss", "de", "desk", timedelta(minutes=15))
PAGE = page(
    "Zwölf neue Brücken für den Süden", ["Der Rat hat am Montag zwölf Brücken beschlossen."] * 1
).encode()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def parsing() -> AsyncIterator[Parsing]:
    async with Parsing(2, timeout=20.0, memory=400_000_000) as found:
        yield found


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_page_is_extracted_in_a_worker(parsing: Parsing) -> None:
    got = await parsing.extract(PAGE, "https://one.example/a", lang="de")
    assert got is not None
    assert ("Zwölf neue Brücken für den Süden", "Der Rat hat am Montag zwölf Brücken beschlossen.") == (
        got.title,
        got.text,
    )
    assert await parsing.run("x", os.getpid) != os.getpid()


async def test_a_feed_is_parsed_in_a_worker(parsing: Parsing) -> None:
    body = f"<rss version='2.0'><channel>{item('Titel', 'https://one.example/a')}</channel></rss>".encode()
    got = await parsing.feed(body, {}, FEED)
    assert ["Titel"] == [entry.title for entry in got.entries]


async def test_what_is_no_feed_is_the_feeds_own_error(parsing: Parsing) -> None:
    with pytest.raises(ParseError, match="one: the answer is an HTML page"):
        await parsing.feed(b"<!doctype html><html><p>Just a moment", {}, FEED)


async def test_a_hung_job_ends_at_its_limit_and_others_go_on() -> None:
    async with Parsing(2, timeout=1.0) as parsing:
        hung = asyncio.create_task(parsing.run("hung", time.sleep, 600))
        assert 3 == await parsing.run("fine", len, "abc")
        with pytest.raises(WorkerError, match="hung took longer than 1 s") as caught:
            await hung
        assert caught.value.retry
        assert 3 == await parsing.run("fine", len, "abc")


async def test_a_crashed_job_fails_alone(parsing: Parsing) -> None:
    crash = asyncio.create_task(parsing.run("crash", os.abort))
    fine = [await parsing.run("fine", len, "x" * n) for n in range(5)]
    with pytest.raises(WorkerError, match="crash crashed its worker"):
        await crash
    assert [0, 1, 2, 3, 4] == fine


async def test_a_job_that_takes_too_much_memory_fails_alone(parsing: Parsing) -> None:
    with pytest.raises(WorkerError, match="ran out of its worker's memory"):
        await parsing.run("big", bytearray, 2_000_000_000)
    assert 3 == await parsing.run("fine", len, "abc")


async def test_any_other_exception_names_itself_and_breaks_nothing(parsing: Parsing) -> None:
    with pytest.raises(WorkerError, match=r"odd failed in its worker \(ValueError"):
        await parsing.run("odd", int, "x")
    assert 3 == await parsing.run("fine", len, "abc")


async def test_an_idle_worker_killed_from_outside_costs_no_job(parsing: Parsing) -> None:
    for _ in range(3):
        os.kill(await parsing.run("pid", os.getpid), signal.SIGKILL)
        assert 3 == await parsing.run("fine", len, "abc")


async def test_a_cancelled_caller_frees_its_worker(parsing: Parsing) -> None:
    waiting = [asyncio.create_task(parsing.run("hung", time.sleep, 600)) for _ in range(2)]
    await asyncio.sleep(0.05)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert 3 == await parsing.run("fine", len, "abc")


async def test_more_jobs_than_workers_wait_without_losing_time() -> None:
    async with Parsing(1, timeout=1.5) as one:  # together they take longer than one may
        assert [None] * 4 == await asyncio.gather(*(one.run("nap", time.sleep, 0.4) for _ in range(4)))


async def test_closing_ends_the_workers_and_a_later_job_starts_new_ones() -> None:
    parsing = Parsing(1)
    first = await parsing.run("pid", os.getpid)
    await parsing.close()
    assert not _alive(first)
    assert 3 == await parsing.run("fine", len, "abc")
    await parsing.close()


async def test_the_main_process_loads_no_library_before_the_first_job() -> None:
    script = (
        "import sys\nfrom bot.adapters.parsing import Parsing\nfrom bot.adapters.web import Web\nParsing()\n"
        "print(sorted({'trafilatura', 'lxml', 'feedparser', 'pebble', 'aiohttp'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=_ROOT
    )
    assert "[]" == done.stdout.strip()


_ROOT = Path(__file__).parent.parent
_MAIN = """
import asyncio, os, time
from bot.adapters.parsing import Parsing

async def main():
    parsing = Parsing(2, timeout=600)
    hung = [asyncio.create_task(parsing.run("hung", {job})) for _ in range(1)]
    print(await parsing.run("pid", os.getpid), flush=True)
    await asyncio.gather(*hung)

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.parametrize(
    "job", ["time.sleep, 600", "pow, 7, 10**8"]
)  # asleep, and busy in C with the lock held
async def test_workers_end_when_the_main_process_is_killed(tmp_path: Path, job: str) -> None:
    script = tmp_path / "main.py"
    script.write_text(_MAIN.format(job=job), encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(_ROOT)}
    main = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=env)
    try:
        assert main.stdout is not None
        await asyncio.to_thread(main.stdout.readline)
        family = _descendants(main.pid)
        assert len(family) >= 3  # the fork server and two workers at least
    finally:
        main.kill()
        main.wait()
        main.stdout.close()
    for _ in range(100):
        if not any(_alive(pid) for pid in family):
            break
        await asyncio.sleep(0.1)
    left = [pid for pid in family if _alive(pid)]
    for pid in left:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    assert [] == left


def _descendants(pid: int) -> set[int]:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rsplit(")", 1)[1].split()
            parents[int(stat.parent.name)] = int(fields[1])
    found, grown = {pid}, True
    while grown:
        more = {child for child, parent in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found - {pid}


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
