"""Worker processes for pages and feeds: ended on time-out, recycled, limited in memory.

Extraction has no time limit of its own, can crash the interpreter, and is not safe in threads. So it runs in
pebble's process pool, started from a fork server that has the libraries loaded: a hung page ends at its
limit, a killed worker fails its own job alone. The pool starts with the first job. Workers end with the main
process, also when that is killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, TypeVar

from bot.errors import MusterError, ParseError, WorkerError
from bot.language import LANGUAGES
from bot.model import Feed

if TYPE_CHECKING:
    from bot.articles import Page
    from bot.feeds import ParsedFeed

_T = TypeVar("_T")
_PRELOAD = ["trafilatura", "lxml.html", "feedparser", "eldc", "rensa", "bot.articles", "bot.feeds"]
_TASKS = 200  # jobs after which a worker is replaced
_GRACE = 10.0  # seconds beyond a job's limit after which the pool itself is taken for broken


class Parsing:
    """Extracts pages and parses feeds in ``workers`` processes.

    ``timeout`` is one job's limit in seconds, ``memory`` how many bytes of address space a job may take
    beyond what a fresh worker has. Every method raises WorkerError where the worker hung, crashed or ran
    out of memory: once more may help, not more often.
    """

    def __init__(
        self, workers: int | None = None, *, timeout: float = 20.0, memory: int = 768_000_000
    ) -> None:
        self._workers = workers or min(4, os.cpu_count() or 1)
        self._timeout, self._memory = timeout, memory
        self._slots = asyncio.Semaphore(self._workers)
        self._pool: Any = None

    async def __aenter__(self) -> Parsing:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def extract(
        self,
        page: bytes,
        url: str,
        *,
        title: str = "",
        summary: str = "",
        content: str = "",
        lang: str | None = None,
        charset: str | None = None,
        languages: Sequence[str] = LANGUAGES,
    ) -> Page | None:
        """bot.articles.extract in a worker: the page's article, or the feed's, or None."""
        told = {"title": title, "summary": summary, "content": content, "lang": lang, "charset": charset}
        found: Page | None = await self.run(url, _extract, page, url, {**told, "languages": tuple(languages)})
        return found

    async def feed(self, body: bytes, headers: Mapping[str, str], feed: Feed) -> ParsedFeed:
        """bot.feeds.parse in a worker. Raises ParseError where the bytes are no feed."""
        found: ParsedFeed = await self.run(feed.name, _parse, body, dict(headers), feed)
        return found

    async def run(self, subject: str, function: Callable[..., _T], *args: Any) -> _T:
        """Any function of a module, with arguments that can be pickled, in a worker.

        ``subject`` names what is worked on in errors. A MusterError of the function is raised as it is.
        """
        async with self._slots:  # no more jobs in the pool than workers: a job's clock starts with the job
            for again in (True, False):
                try:
                    return await self._once(subject, function, args)
                except BrokenProcessPool as error:
                    await self._discard()
                    if not again:
                        raise WorkerError(
                            subject, "the worker processes died", "Look for the kernel's OOM killer"
                        ) from error
        raise AssertionError  # the loop returns or raises

    async def close(self) -> None:
        """Ends all workers."""
        await self._discard()

    async def _once(self, subject: str, function: Callable[..., _T], args: tuple[Any, ...]) -> _T:
        from pebble import ProcessExpired

        try:
            future = self._opened().schedule(_guarded, args=(function, args), timeout=self._timeout)
        except RuntimeError as error:  # the pool has noticed that it is broken
            raise BrokenProcessPool(str(error)) from error
        job = asyncio.wrap_future(future)
        if not await _finished(job, self._timeout + _GRACE):
            future.cancel()
            raise BrokenProcessPool("no answer")
        try:
            kind, value = job.result()
        except TimeoutError:
            raise WorkerError(subject, f"took longer than {self._timeout:g} s and was ended") from None
        except ProcessExpired as error:
            raise WorkerError(subject, f"crashed its worker (exit code {error.exitcode})") from None
        except (CancelledError, asyncio.CancelledError):
            raise WorkerError(subject, "was cancelled in its worker") from None
        if kind == "value":
            return value  # type: ignore[no-any-return]
        if kind == "error":
            raise value
        raise WorkerError(subject, str(value))

    def _opened(self) -> Any:
        if self._pool is None:
            import multiprocessing

            from pebble import ProcessPool

            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(_PRELOAD)
            self._pool = ProcessPool(
                max_workers=self._workers,
                max_tasks=_TASKS,
                initializer=_settle_in,
                initargs=(self._memory,),
                context=context,
            )
        return self._pool

    async def _discard(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            with contextlib.suppress(RuntimeError):
                pool.stop()
            await asyncio.to_thread(pool.join)


async def _finished(job: asyncio.Future[Any], seconds: float) -> bool:
    """Whether a job ends within ``seconds``. A cancelled caller cancels the job, which ends its worker."""
    try:
        done, _ = await asyncio.wait([job], timeout=seconds)
    except asyncio.CancelledError:
        job.cancel()
        raise
    return bool(done)


# -- in the worker -----------------------------------------------------------------------------------


def _settle_in(memory: int) -> None:
    """A worker's first act: a limit on memory, and to die with the process that wants its work."""
    import resource
    import sys

    if sys.platform == "linux":
        import ctypes
        import signal
        from multiprocessing import forkserver

        # The fork server ends when nobody holds its pipe, and every worker holds it: a killed main process
        # would leave them all. Without ours the server ends with the main process, and the kernel ends us.
        server: Any = forkserver._forkserver
        if getattr(server, "_forkserver_alive_fd", None) is not None:
            os.close(server._forkserver_alive_fd)
            server._forkserver_alive_fd = None
        parent = os.getppid()
        ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent or parent == 1:
            os._exit(1)
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - a file of the kernel
            used = int(statm.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _guarded(function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[str, Any]:
    """A function's outcome as plain values: an exception that cannot be pickled would break the pool."""
    try:
        return "value", function(*args)
    except MusterError as error:
        return "error", _portable(error)
    except MemoryError:
        return "broken", "ran out of its worker's memory"
    except Exception as error:
        return "broken", f"failed in its worker ({type(error).__name__}: {str(error)[:200]})"


def _portable(error: MusterError) -> MusterError:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:
        return ParseError(error.subject, error.problem, error.advice)
    return error


def _extract(page: bytes, url: str, told: Mapping[str, Any]) -> Page | None:
    from bot.articles import extract

    return extract(page, url, **told)


def _parse(body: bytes, headers: Mapping[str, str], feed: Feed) -> ParsedFeed:
    from bot.feeds import parse

    return parse(body, headers, feed)
