"""A stand-in outlet: feeds and pages over real HTTP on 127.0.0.1, with faults to switch on.

    async with Outlet() as outlet:
        outlet.page("/one", title="…", paragraphs=["…"])
        outlet.feed("/rss", [item("…", outlet.url("/one"))])
        outlet.answer("/gone", status=410)

A feed answers conditional requests from its ETag and Last-Modified. Every request is kept in
``outlet.requests``, so that tests can say what was asked. A host is name and port: two outlets, two hosts.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any

from aiohttp import web


@dataclass(frozen=True)
class Asked:
    """A request as it came, header names in lower case."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Answer:
    """What a path answers. ``drip`` sends a byte each so many seconds; ``cut`` closes after so many bytes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0
    cut: int | None = None
    conditional: bool = False
    always_304: bool = False


class Outlet:
    """See the module. ``outlet.down = True`` cuts every connection without an answer."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host, self.port = host, 0
        self.requests: list[Asked] = []
        self.down = False
        self.open_now = self.open_most = 0  # requests in work at once
        self._answers: dict[str, Answer] = {}
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Outlet:
        app = web.Application(handler_args={"max_line_size": 65536, "max_field_size": 65536})
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        assert site._server is not None
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    def answer(self, path: str, body: bytes | str = b"", **how: Any) -> Answer:
        """Sets what a path (with its query) answers; see Answer for the faults."""
        found = Answer(body.encode() if isinstance(body, str) else body, **how)
        self._answers[path] = found
        return found

    def feed(
        self, path: str, items: Sequence[str], *, title: str = "Feed", ttl: int | None = None, **how: Any
    ) -> Answer:
        """Sets an RSS feed of ``item(...)`` texts that answers conditional requests."""
        head = f"<title>{escape(title)}</title>" + (f"<ttl>{ttl}</ttl>" if ttl is not None else "")
        channel = f"<channel>{head}{''.join(items)}</channel>"
        body = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">{channel}</rss>'
        found = self.answer(path, body, conditional=True, **how)
        found.headers.setdefault("Content-Type", "application/rss+xml; charset=utf-8")
        return found

    def page(
        self, path: str, title: str, paragraphs: Sequence[str], *, lang: str = "de", **how: Any
    ) -> Answer:
        """Sets an article page with a site around it; returns its answer."""
        found = self.answer(path, page(title, paragraphs, lang=lang), **how)
        found.headers.setdefault("Content-Type", "text/html; charset=utf-8")
        return found

    def redirect(self, path: str, to: str, status: int = 302) -> Answer:
        return self.answer(path, status=status, headers={"Location": to})

    def asked(self, path: str) -> list[Asked]:
        """The requests for a path so far."""
        return [one for one in self.requests if one.path == path]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.open_now += 1
        self.open_most = max(self.open_most, self.open_now)
        try:
            return await self._respond(request)
        finally:
            self.open_now -= 1

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(Asked(request.path_qs, {k.lower(): v for k, v in request.headers.items()}))
        answer = self._answers.get(request.path_qs) or self._answers.get(request.path)
        if self.down:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if answer is None:
            return web.Response(status=404, text="nothing here")
        if answer.wait:
            await asyncio.sleep(answer.wait)
        headers = dict(answer.headers)
        if answer.conditional:
            headers.setdefault("ETag", f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"')
            if answer.always_304 and "If-None-Match" in request.headers:
                return web.Response(status=304, headers=headers)
            if request.headers.get("If-None-Match") == headers["ETag"]:
                return web.Response(status=304, headers=headers)
        if answer.drip or answer.cut is not None:
            return await self._broken(request, answer, headers)
        return web.Response(status=answer.status, body=answer.body, headers=headers)

    async def _broken(
        self, request: web.Request, answer: Answer, headers: dict[str, str]
    ) -> web.StreamResponse:
        response = web.StreamResponse(
            status=answer.status, headers={**headers, "Content-Length": str(len(answer.body))}
        )
        await response.prepare(request)
        for i in range(len(answer.body)):
            if answer.cut is not None and i >= answer.cut:
                break
            await response.write(answer.body[i : i + 1])
            if answer.drip:
                await asyncio.sleep(answer.drip)
        assert request.transport is not None
        request.transport.close()
        return response


def item(
    title: str,
    link: str,
    *,
    summary: str = "",
    at: datetime | None = None,
    guid: str | None = None,
    source: str | None = None,
) -> str:
    """An RSS item; ``at`` is now unless given. ``source`` is the outlet's site, as search feeds name it."""
    date = format_datetime(at or datetime.now(UTC))
    outlet = f'<source url="{escape(source)}">Outlet</source>' if source else ""
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><guid>{escape(guid or link)}</guid>"
        f"<description>{escape(summary)}</description><pubDate>{date}</pubDate>{outlet}</item>"
    )


def page(
    title: str, paragraphs: Sequence[str], *, lang: str = "de", site: str = "Standblatt", extra: str = ""
) -> str:
    """An article page as news sites build them: navigation, teasers, comments and consent around the text."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    head = (
        f'<meta property="og:site_name" content="{site}"><meta property="og:title" content="{escape(title)}">'
    )
    return f"""<!doctype html><html lang="{lang}">
<head><meta charset="utf-8"><title>{escape(title)} | {site}</title>{head}{extra}</head><body>
<div class="cookie-banner"><p>Diese Seite verwendet Cookies. Alle 7345 Partner sehen Sie hier.</p></div>
<nav><ul><li><a href="/">Start</a></li><li><a href="/politik">Politik</a></li></ul></nav>
<main><article><h1>{escape(title)}</h1>{text}</article>
<aside class="related"><h2>Mehr zum Thema</h2>
<a href="/anders">1234 andere Soldaten in einer anderen Geschichte</a></aside>
<section id="comments"><h2>Kommentare</h2><p>Ein Leser meint, es seien 9876 gewesen.</p></section></main>
<footer><p>Copyright {site}. Alle Rechte vorbehalten. 4321 Abonnenten.</p></footer></body></html>"""


def gzipped(body: bytes) -> dict[str, Any]:
    """Keyword arguments for ``Outlet.answer``: the body as gzip."""
    return {"body": gzip.compress(body), "headers": {"Content-Encoding": "gzip"}}
