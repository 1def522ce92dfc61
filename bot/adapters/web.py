"""The way out: conditional GET with limits, politeness, and no way inside.

Every hop of every request is checked: its scheme, and every address its host resolves to, by this module's
own resolver, before a connection is made; the connection is made to a checked address and to no other, so
that a second answer of the name server changes nothing. Bodies are read as they come, and reading ends at
the caps on bytes (as sent and as decompressed), idle time and total time.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import os
import re
import socket
import ssl
import threading
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from bot.addresses import shown
from bot.errors import FetchError, ForbiddenAddressError
from bot.feeds import retry_after

if TYPE_CHECKING:
    import aiohttp
    from yarl import URL

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
#: host, port → addresses as text; the system's resolver unless a test brings its own.
Resolve = Callable[[str, int], Awaitable[list[str]]]

_REDIRECTS = 5
_PERMANENT = frozenset({301, 308})
_MOVED = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
#: Public-looking, yet inside: Azure's platform address, protocol assignments, 6to4 relays, local NAT64.
_INSIDE = tuple(
    ipaddress.ip_network(net)
    for net in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48")
)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: 200 to 299 with its body, or 304 without. Header names are lower case.

    ``url`` is the address that answered. ``moved_to`` is where permanent redirects (301, 308, and nothing
    else before them) lead, None without any.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    moved_to: str | None = None

    @property
    def not_modified(self) -> bool:
        return self.status == 304

    @property
    def charset(self) -> str | None:
        """The charset that the Content-Type header names."""
        match = re.search(
            r"charset\s*=\s*[\"']?([\w.:-]{2,40})", self.headers.get("content-type", ""), re.IGNORECASE
        )
        return match[1] if match else None


class Web:
    """HTTP GET for feeds and pages. One connection to a host (name and port) at a time.

    ``contact`` stands in the user agent. ``allow_networks`` may be fetched although they are private
    (``("127.0.0.0/8",)`` in tests). ``pause`` is the rest between two requests to a host, in seconds;
    ``timeout`` the total for one fetch with all its redirects, once its turn has come; ``idle`` the longest
    silence of a server; ``at_once`` how many hosts are asked at the same time.
    """

    def __init__(
        self,
        contact: str = "",
        allow_networks: Iterable[str] = (),
        *,
        timeout: float = 30.0,
        connect: float = 10.0,
        idle: float = 10.0,
        pause: float = 0.5,
        at_once: int = 16,
        resolve: Resolve | None = None,
    ) -> None:
        self._agent = _user_agent(contact)
        self._allowed: tuple[Network, ...] = tuple(ipaddress.ip_network(net) for net in allow_networks)
        self._timeout, self._connect, self._idle, self._pause = timeout, connect, idle, pause
        self._resolve = resolve or _system_resolve
        self._hosts: dict[str, _Turn] = {}
        self._slots = asyncio.Semaphore(at_once)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Web:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes all connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        max_bytes: int = 3_000_000,
        timeout: float | None = None,  # noqa: ASYNC109 - a cap of this fetch, held by asyncio.timeout below
    ) -> Response:
        """GETs an address, following up to five redirects.

        ``max_bytes`` caps the body as sent and as decompressed. Raises FetchError for everything but 2xx
        and 304 (with ``status``, and the server's Retry-After as ``wait`` in seconds), for time-outs, caps
        and broken answers; ForbiddenAddressError where the address or a redirect leads inside.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in asked.items() if value and value.isprintable()}
        at, moved_to, permanent = url, None, True
        whole = left = timeout or self._timeout
        loop = asyncio.get_running_loop()
        for _ in range(_REDIRECTS + 1):
            target = self._checked(at)
            async with self._turn(target), _named(at, left, whole):
                begun = loop.time()
                answer = await self._get(target, headers, max_bytes)
                left -= loop.time() - begun
            if isinstance(answer, Response):
                return Response(answer.status, answer.headers, answer.body, at, moved_to)
            status, at = answer
            permanent = permanent and status in _PERMANENT
            moved_to = at if permanent else moved_to
        raise FetchError(shown(url), f"redirects more than {_REDIRECTS} times")

    def _checked(self, url: str) -> URL:
        """The address as it will be asked, if its scheme and host may be asked at all."""
        from yarl import URL

        try:
            target = URL(url)
            if target.scheme not in {"http", "https"} or not target.raw_host or not target.port:
                raise ForbiddenAddressError(shown(url), "is no http or https address")
            target = target.with_user(None).with_fragment(None)
            host = target.raw_host or ""
        except (ValueError, TypeError):
            raise FetchError(shown(url), "is no valid address") from None
        literal = _literal(host)
        if literal is not None and (why := forbidden(literal, self._allowed)):
            raise ForbiddenAddressError(shown(url), f"leads to {literal}, {why}", _ALLOW)
        return target

    @asynccontextmanager
    async def _turn(self, target: URL) -> AsyncIterator[None]:
        """Waits for the host to be free and rested, then for a free slot among all hosts."""
        key = f"{target.raw_host}:{target.port}"
        turn = self._hosts.setdefault(key, _Turn())
        turn.waiting += 1
        loop = asyncio.get_running_loop()
        try:
            async with turn.lock:
                if (rest := turn.rested_at - loop.time()) > 0:
                    await asyncio.sleep(rest)
                async with self._slots:
                    try:
                        yield
                    finally:
                        turn.rested_at = loop.time() + self._pause
        finally:
            turn.waiting -= 1
            if len(self._hosts) > 1000:  # hosts at rest need no memory
                self._hosts = {k: t for k, t in self._hosts.items() if t.waiting or t.rested_at > loop.time()}

    async def _get(
        self, target: URL, headers: Mapping[str, str], max_bytes: int
    ) -> Response | tuple[int, str]:
        """One request: an answer, or the status and address of a redirect."""
        session = self._opened()
        async with session.get(target, headers=headers, allow_redirects=False) as answer:
            found = {name.lower(): value for name, value in answer.headers.items()}
            if answer.status in _MOVED:
                return answer.status, _next(target, found.get("location"))
            if answer.status == 304:
                return Response(304, found, b"", str(target))
            if not 200 <= answer.status < 300:
                wait = retry_after(found.get("retry-after"), datetime.now(UTC))
                problem = f"answers {answer.status} {_reason(answer.reason)}".rstrip()
                raise FetchError(shown(str(target)), problem, status=answer.status, wait=wait)
            body = await _body(answer, found.get("content-encoding", ""), max_bytes)
            return Response(answer.status, found, body, str(target))

    def _opened(self) -> aiohttp.ClientSession:
        """The session: no cookies, no proxy from the environment, compressed bodies left to us."""
        if self._session is None:
            import aiohttp

            connector = aiohttp.TCPConnector(
                resolver=_checking_resolver(self._resolve, self._allowed),
                use_dns_cache=False,
                limit=0,
                limit_per_host=1,
                socket_factory=self._socket,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
                auto_decompress=False,
                headers={"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"},
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._connect, sock_read=self._idle),
                max_line_size=32_768,
                max_field_size=32_768,
            )
        return self._session

    def _socket(self, address: Any) -> socket.socket:
        """The last gate: no socket is made for an address that is not allowed, whatever path led here."""
        family, kind, protocol, _, where = address
        if why := forbidden(ipaddress.ip_address(where[0]), self._allowed):
            raise ForbiddenAddressError(where[0], why, _ALLOW)
        return socket.socket(family=family, type=kind, proto=protocol)


_ALLOW = "MUSTER_ALLOW_PRIVATE_ADDRESSES names networks that may be fetched all the same"


@dataclass(slots=True)
class _Turn:
    """Whose turn it is at one host."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    rested_at: float = 0.0
    waiting: int = 0


def forbidden(address: Address, allowed: Iterable[Network] = ()) -> str | None:
    """Why an address is not fetched; None where it may be. IPv4 addresses inside an IPv6 address count."""
    networks = tuple(allowed)
    return next((why for one in _meant(address) if (why := _inside(one, networks))), None)


def _inside(one: Address, allowed: tuple[Network, ...]) -> str | None:
    if any(one in net for net in allowed if one.version == net.version):
        return None
    if any(one in net for net in _INSIDE if one.version == net.version):
        return "which belongs to a platform's inside"
    if one.is_loopback or one.is_link_local or one.is_multicast or one.is_unspecified or one.is_reserved:
        return "which is a loopback, link-local, multicast or reserved address"
    if not one.is_global or getattr(one, "is_site_local", False):
        return "which is a private address"
    return None


def _meant(address: Address) -> tuple[Address, ...]:
    """The addresses that an address leads to: an IPv6 one can carry IPv4 ones (mapped, NAT64, 6to4 …)."""
    if not isinstance(address, ipaddress.IPv6Address):
        return (address,)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    last = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _NAT64:
        return (last,)
    if address in _COMPATIBLE and int(address) > 1:
        return (address, last)
    tunnels = (address.sixtofour, *(address.teredo or ()))
    return (address, *(one for one in tunnels if one is not None))


def _literal(host: str) -> Address | None:
    """The address that a host is, in any notation a system resolver takes: dotted, decimal, octal, hex."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        pass
    if re.fullmatch(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}\.?", host, re.IGNORECASE):
        try:
            return ipaddress.IPv4Address(socket.inet_aton(host.rstrip(".")))
        except OSError:
            return None
    return None


def _checking_resolver(resolve: Resolve, allowed: tuple[Network, ...]) -> Any:
    """aiohttp's resolver over ours: it hands on checked addresses only."""
    from aiohttp.abc import AbstractResolver, ResolveResult

    class Checking(AbstractResolver):
        async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[ResolveResult]:
            found = [ipaddress.ip_address(text) for text in await resolve(host, port)]
            good = [address for address in found if forbidden(address, allowed) is None]
            if found and not good:
                why = forbidden(found[0], allowed)
                raise ForbiddenAddressError(shown(host), f"leads to {found[0]}, {why}", _ALLOW)
            return [
                ResolveResult(
                    hostname=host,
                    host=str(address),
                    port=port,
                    family=socket.AF_INET if address.version == 4 else socket.AF_INET6,
                    proto=0,
                    flags=socket.AI_NUMERICHOST,
                )
                for address in good
            ]

        async def close(self) -> None:
            """Nothing is held."""

    return Checking()


async def _system_resolve(host: str, port: int) -> list[str]:
    """The system's answer, asked in a thread of its own: a name server that hangs holds up nobody else.

    The shared executor has few threads, and its threads are waited for when the service stops.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str] | OSError) -> None:
        if answer.done():  # nobody waits any more
            return
        if isinstance(found, OSError):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def ask() -> None:
        found: list[str] | OSError
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys(str(row[4][0]) for row in rows))
        except OSError as error:
            found = error
        except UnicodeError:  # a label that no name server can be asked for
            found = OSError(f"no host name: {shown(host)}")
        with contextlib.suppress(RuntimeError):  # the loop has closed meanwhile
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=ask, name=f"resolve {shown(host, 60)}", daemon=True).start()
    return await answer


@asynccontextmanager
async def _named(url: str, left: float, whole: float) -> AsyncIterator[None]:
    """Turns what goes wrong within the ``left`` seconds into a FetchError that names the address."""
    import aiohttp

    name = shown(url)
    try:
        async with asyncio.timeout(left):
            yield
    except TimeoutError:
        raise FetchError(name, f"gave no whole answer within its time ({whole:g} s in all)") from None
    except aiohttp.ClientConnectorDNSError:
        raise FetchError(
            name, "the host's name cannot be resolved", "Check the name and the network"
        ) from None
    except aiohttp.ClientConnectorCertificateError as error:
        raise FetchError(
            name, f"its certificate is not valid ({_reason(str(error.certificate_error))})"
        ) from None
    except aiohttp.ClientConnectorError as error:  # worded alike for every host, so that feeds fail alike
        code = None if isinstance(error.os_error, ssl.SSLError) else error.os_error.errno
        reason = os.strerror(code) if code else _reason(str(error))
        raise FetchError(name, f"cannot be reached ({reason})", "Check the network") from None
    except aiohttp.ClientPayloadError:
        raise FetchError(name, "the answer ends before its end") from None
    except (aiohttp.ClientError, OSError, EOFError, ValueError) as error:
        raise FetchError(name, f"cannot be fetched ({type(error).__name__}: {_reason(str(error))})") from None


def _next(target: URL, location: str | None) -> str:
    from yarl import URL

    if not location:
        raise FetchError(shown(str(target)), "redirects to nowhere")
    try:
        return str(target.join(URL(location.strip())))
    except (ValueError, TypeError):
        raise FetchError(shown(str(target)), f"redirects to {shown(location)}, which is no address") from None


async def _body(answer: aiohttp.ClientResponse, encoding: str, max_bytes: int) -> bytes:
    """The body, decompressed as it comes; ends with a FetchError at the cap, as sent or as unpacked."""
    name, inflate = shown(str(answer.url)), _inflater(encoding, shown(str(answer.url)))
    body, sent = bytearray(), 0
    async for chunk in answer.content.iter_chunked(_CHUNK):
        sent += len(chunk)
        body += inflate(chunk, max_bytes + 1 - len(body))
        if sent > max_bytes or len(body) > max_bytes:
            raise FetchError(name, f"the answer is larger than {max_bytes} bytes")
    if not inflate.ended:
        raise FetchError(name, "the compressed answer ends before its end")
    return bytes(body)


class _Inflater:
    """gzip, deflate or nothing, never more than asked for at a time."""

    def __init__(self, encoding: str, name: str) -> None:
        self._name, self._encoding = name, encoding
        self._stream: Any = zlib.decompressobj(47) if encoding in {"gzip", "x-gzip", "deflate"} else None
        self._begun = False

    @property
    def ended(self) -> bool:
        return self._stream is None or not self._begun or bool(self._stream.eof)

    def __call__(self, chunk: bytes, room: int) -> bytes:
        """At most ``room`` bytes; more than fits is left, which the caller sees by the cap."""
        if self._stream is None:
            return chunk
        if not self._begun and self._encoding == "deflate" and chunk[:1] and chunk[0] & 0x0F != 8:
            self._stream = zlib.decompressobj(-15)  # servers that mean raw deflate
        self._begun = True
        try:
            return bytes(self._stream.decompress(chunk, max(1, room)))
        except zlib.error:
            raise FetchError(self._name, f"the answer is no valid {self._encoding}") from None


def _inflater(encoding: str, name: str) -> _Inflater:
    encoding = encoding.strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise FetchError(name, f"the answer is packed as {_reason(encoding)}, which was not asked for")
    return _Inflater(encoding, name)


def _reason(text: str | None) -> str:
    return shown(text or "", 120)


def _user_agent(contact: str) -> str:
    try:
        number = version("muster")
    except PackageNotFoundError:  # run from a tree that was never installed
        number = "0"
    contact = re.sub(r"[^\x20-\x7e]|[()\\]", "", contact).strip()
    return f"Muster/{number} (+{contact})" if contact else f"Muster/{number}"
