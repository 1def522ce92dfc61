"""A service at work, and waiting for what it does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.adapters.notify import Notify
from bot.house import House
from bot.service import Service


@asynccontextmanager
async def running(house: House) -> AsyncIterator[Service]:
    """A service at work, stopped at the end."""
    stop = asyncio.Event()
    served = Service(house, Notify({}), tick=0.05)
    task = asyncio.create_task(served.run(stop))
    try:
        yield served
    finally:
        stop.set()
        await task


async def eventually(happened: object, tries: int = 1200) -> None:
    """Waits until ``happened()`` is true; fails where it never is."""
    assert callable(happened)
    for _ in range(tries):
        if happened():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never happened")
