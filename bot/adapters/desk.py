"""The desk at which the synchronous store works: one thread, one transaction after the other.

One writer thread is twice as fast as an asynchronous SQLite and never finds the database locked by itself
(docs/design.md, "Store").
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Desk:
    """Runs the store's verbs in its thread: ``await desk(store.next_entries, now)``."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    async def __call__(self, verb: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The verb's result, or its exception. What was begun is finished, even if the caller is not."""
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._thread, partial(verb, *args, **kwargs)))

    def close(self) -> None:
        """Waits until what was begun is done."""
        self._thread.shutdown(wait=True)
