"""Fetching over real HTTP on loopback: limits hold, redirects are checked, nothing leads inside."""

from __future__ import annotations

import asyncio
import gzip
import ipaddress
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from bot.adapters.web import Web, forbidden
from bot.errors import FetchError, ForbiddenAddressError, MusterError
from bot.feeds import FeedState, Poll, after, body_hash, parse, request
from bot.model import Feed
from tests.outlet import Outlet, gzipped, item

LOOPBACK = ("127.0.0.0/8",)


@pytest_asyncio.fixture
async def outlet() -> AsyncIterator[Outlet]:
    async with Outlet() as found:
        yield found


@pytest_asyncio.fixture
async def web() -> AsyncIterator[Web]:
    async with Web("https://example.org/contact", LOOPBACK, pause=0) as found:
        yield found


# -- what comes back ----------------------------------------------------------------------------------


async def test_a_page_comes_with_its_status_headers_and_address(outlet: Outlet, web: Web) -> None:
    outlet.answer("/a", "hallo", headers={"Content-Type": "text/html; charset=windows-1252", "X-One": "1"})
    got = await web.fetch(outlet.url("/a"))
    assert (200, b"hallo", outlet.url("/a"), None) == (got.status, got.body, got.url, got.moved_to)
    assert ("1", "windows-1252") == (got.headers["x-one"], got.charset)
    assert not got.not_modified


async def test_the_user_agent_says_who_asks_and_whom_to_write_to(outlet: Outlet, web: Web) -> None:
    outlet.answer("/a", "x")
    await web.fetch(outlet.url("/a"))
    agent = outlet.requests[0].headers["user-agent"]
    assert agent.startswith("Muster/")
    assert agent.endswith(" (+https://example.org/contact)")


async def test_validators_are_sent_and_304_has_no_body(outlet: Outlet, web: Web) -> None:
    outlet.feed("/rss", [])
    first = await web.fetch(outlet.url("/rss"))
    again = await web.fetch(
        outlet.url("/rss"), etag=first.headers["etag"], last_modified="Thu, 26 Jun 2025 10:00:00 GMT"
    )
    assert (304, b"", True) == (again.status, again.body, again.not_modified)
    assert "Thu, 26 Jun 2025 10:00:00 GMT" == outlet.requests[1].headers["if-modified-since"]


async def test_a_validator_with_a_line_break_is_not_sent(outlet: Outlet, web: Web) -> None:
    outlet.answer("/a", "x")
    await web.fetch(outlet.url("/a"), etag='"a"\r\nX-Evil: 1')
    assert "if-none-match" not in outlet.requests[0].headers
    assert "x-evil" not in outlet.requests[0].headers


async def test_cookies_are_not_kept(outlet: Outlet, web: Web) -> None:
    outlet.answer("/a", "x", headers={"Set-Cookie": "who=me; Path=/"})
    await web.fetch(outlet.url("/a"))
    await web.fetch(outlet.url("/a"))
    assert "cookie" not in outlet.requests[1].headers


async def test_a_proxy_of_the_environment_is_not_used(
    outlet: Outlet, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    outlet.answer("/a", "direct")
    assert b"direct" == (await web.fetch(outlet.url("/a"))).body


# -- redirects ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "moves"), [(301, True), (308, True), (302, False), (303, False), (307, False)]
)
async def test_only_permanent_redirects_move(outlet: Outlet, web: Web, status: int, moves: bool) -> None:
    outlet.redirect("/old", "/new", status)
    outlet.answer("/new", "here")
    got = await web.fetch(outlet.url("/old"))
    assert (b"here", outlet.url("/new")) == (got.body, got.url)
    assert (outlet.url("/new") if moves else None) == got.moved_to


async def test_a_permanent_redirect_behind_a_temporary_one_moves_nothing(outlet: Outlet, web: Web) -> None:
    outlet.redirect("/a", "/b", 302)
    outlet.redirect("/b", "/c", 301)
    outlet.answer("/c", "x")
    assert (await web.fetch(outlet.url("/a"))).moved_to is None


async def test_a_temporary_redirect_behind_a_permanent_one_moves_to_the_first_stop(
    outlet: Outlet, web: Web
) -> None:
    outlet.redirect("/a", "/b", 301)
    outlet.redirect("/b", "/c", 302)
    outlet.answer("/c", "x")
    got = await web.fetch(outlet.url("/a"))
    assert (outlet.url("/b"), outlet.url("/c")) == (got.moved_to, got.url)


async def test_a_redirect_in_a_circle_ends(outlet: Outlet, web: Web) -> None:
    outlet.redirect("/a", "/a")
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        await web.fetch(outlet.url("/a"))
    assert 6 == len(outlet.requests)


@pytest.mark.parametrize(
    "inside",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0/",
        "http://2852039166/",  # 169.254.169.254 as one number
        "http://0xa9fea9fe/",
        "http://0251.0376.0251.0376/",
        "http://192.168.1/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1/",
    ],
)
async def test_a_redirect_inside_is_refused(outlet: Outlet, web: Web, inside: str) -> None:
    outlet.redirect("/a", inside, 301)
    with pytest.raises(ForbiddenAddressError):
        await web.fetch(outlet.url("/a"))
    assert 1 == len(outlet.requests)


async def test_a_redirect_to_nowhere_is_an_error_of_the_server(outlet: Outlet, web: Web) -> None:
    outlet.answer("/a", status=302)
    with pytest.raises(FetchError, match="redirects to nowhere"):
        await web.fetch(outlet.url("/a"))


# -- addresses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.255.0.3",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
        ),
        *(
            "100.100.100.200",
            "0.0.0.0",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "192.0.0.192",
            "198.18.0.1",
        ),
        *("168.63.129.16", "192.88.99.1", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1"),
        *("fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::7f00:1", "2002:7f00:1::"),
        *("2002:a9fe:a9fe::", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2001:db8::1"),
    ],
)
def test_addresses_inside_are_forbidden(address: str) -> None:
    assert forbidden(ipaddress.ip_address(address)) is not None


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "172.32.0.1"],
)
def test_public_addresses_are_not(address: str) -> None:
    assert forbidden(ipaddress.ip_address(address)) is None


def test_an_allowed_network_is_allowed_and_its_neighbours_are_not() -> None:
    allowed = [ipaddress.ip_network("127.0.0.0/8")]
    assert forbidden(ipaddress.ip_address("127.0.0.9"), allowed) is None
    assert forbidden(ipaddress.ip_address("::ffff:127.0.0.9"), allowed) is None
    assert forbidden(ipaddress.ip_address("10.0.0.1"), allowed) is not None


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "１２７.0.0.1"]
)
async def test_no_notation_of_loopback_gets_through(outlet: Outlet, host: str) -> None:
    outlet.answer("/a", "secret")
    async with Web(pause=0) as web:
        with pytest.raises(ForbiddenAddressError):
            await web.fetch(f"http://{host}:{outlet.port}/a")
    assert [] == outlet.requests


async def test_a_name_that_leads_inside_is_refused_before_any_connection(outlet: Outlet) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return ["10.0.0.7", "fd00::1"]

    async with Web(pause=0, resolve=resolve) as web:
        with pytest.raises(ForbiddenAddressError, match=r"10\.0\.0\.7"):
            await web.fetch(f"http://inside.example:{outlet.port}/a")


async def test_a_name_that_changes_its_answer_is_connected_to_the_checked_address_only(
    outlet: Outlet,
) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked = []

    async def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    outlet.answer("/a", "x", headers={"Connection": "close"})
    async with Web("", LOOPBACK, pause=0, resolve=resolve) as web:
        url = f"http://rebind.example:{outlet.port}/a"
        assert b"x" == (await web.fetch(url)).body
        assert ["rebind.example"] == asked  # once: what was checked is what was connected to
        with pytest.raises(ForbiddenAddressError):
            await web.fetch(url)
    assert 1 == len(outlet.requests)


async def test_of_mixed_answers_only_allowed_addresses_are_used(outlet: Outlet) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return ["10.0.0.1", "::1", "127.0.0.1"]

    outlet.answer("/a", "x")
    async with Web("", LOOPBACK, pause=0, resolve=resolve) as web:
        assert b"x" == (await web.fetch(f"http://mixed.example:{outlet.port}/a")).body


async def test_errors_name_the_address_without_user_and_without_control_characters(
    outlet: Outlet, web: Web
) -> None:
    outlet.answer("/a", status=404)
    with pytest.raises(FetchError) as caught:
        await web.fetch(f"http://user:secret@127.0.0.1:{outlet.port}/a?\x1b[31m")
    assert "secret" not in str(caught.value)
    assert "\x1b" not in str(caught.value)
    assert "authorization" not in outlet.requests[0].headers


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "http://exa mple:99999/", "", "\x00", "http://a:b:c/"]
)
async def test_what_is_no_address_is_an_error_that_says_so(web: Web, url: str) -> None:
    with pytest.raises((FetchError, ForbiddenAddressError), match="is no "):
        await web.fetch(url)


# -- limits -------------------------------------------------------------------------------------------


async def test_a_body_over_the_cap_is_refused(outlet: Outlet, web: Web) -> None:
    outlet.answer("/a", b"x" * 1001)
    with pytest.raises(FetchError, match="larger than 1000 bytes"):
        await web.fetch(outlet.url("/a"), max_bytes=1000)
    assert 1001 == len((await web.fetch(outlet.url("/a"), max_bytes=1001)).body)


async def test_a_gzip_bomb_is_refused_by_its_unpacked_size(outlet: Outlet, web: Web) -> None:
    outlet.answer("/bomb", **gzipped(b"\0" * 50_000_000))
    with pytest.raises(FetchError, match="larger than 1000000 bytes"):
        await web.fetch(outlet.url("/bomb"), max_bytes=1_000_000)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"hallo", mtime=0)),
        ("deflate", zlib.compress(b"hallo")),
        ("deflate", zlib.compress(b"hallo")[2:-4]),  # raw, as some servers mean it
        ("identity", b"hallo"),
    ],
)
async def test_packed_bodies_are_unpacked(outlet: Outlet, web: Web, encoding: str, packed: bytes) -> None:
    outlet.answer("/a", packed, headers={"Content-Encoding": encoding})
    assert b"hallo" == (await web.fetch(outlet.url("/a"))).body


@pytest.mark.parametrize(
    ("encoding", "body", "says"),
    [
        ("gzip", gzip.compress(b"hallo" * 99, mtime=0)[:-9], "ends before its end"),
        ("gzip", b"no gzip at all", "no valid gzip"),
        ("br", b"xxxx", "packed as br"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "packed as gzip, gzip"),
    ],
)
async def test_wrongly_packed_bodies_are_errors(
    outlet: Outlet, web: Web, encoding: str, body: bytes, says: str
) -> None:
    outlet.answer("/a", body, headers={"Content-Encoding": encoding})
    with pytest.raises(FetchError, match=says):
        await web.fetch(outlet.url("/a"))


async def test_a_body_cut_short_is_an_error(outlet: Outlet, web: Web) -> None:
    outlet.answer("/a", b"x" * 100, cut=50)
    with pytest.raises(FetchError, match="ends before its end"):
        await web.fetch(outlet.url("/a"))


async def test_a_server_that_drips_ends_at_the_total_time(outlet: Outlet, web: Web) -> None:
    outlet.answer("/slow", b"x" * 1000, drip=0.02)
    with pytest.raises(FetchError, match="no whole answer within its time"):
        await web.fetch(outlet.url("/slow"), timeout=0.3)


async def test_the_total_time_counts_over_redirects(outlet: Outlet, web: Web) -> None:
    for n in range(5):
        outlet.answer(f"/{n}", status=302, headers={"Location": f"/{n + 1}"}, wait=0.1)
    outlet.answer("/5", "x")
    with pytest.raises(FetchError, match=r"no whole answer within its time \(0\.3 s in all\)"):
        await web.fetch(outlet.url("/0"), timeout=0.3)
    assert len(outlet.requests) <= 4


async def test_a_silent_server_ends_at_the_idle_time(outlet: Outlet) -> None:
    outlet.answer("/silent", "x", wait=5)
    async with Web("", LOOPBACK, pause=0, idle=0.2) as web:
        with pytest.raises(FetchError, match=r"no whole answer|cannot be fetched"):
            await web.fetch(outlet.url("/silent"))


# -- statuses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 403, 404, 410, 500, 502])
async def test_other_statuses_are_errors_that_carry_it(outlet: Outlet, web: Web, status: int) -> None:
    outlet.answer("/a", status=status)
    with pytest.raises(FetchError) as caught:
        await web.fetch(outlet.url("/a"))
    assert (status, None, True) == (caught.value.status, caught.value.wait, caught.value.retry)


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_comes_as_wait(outlet: Outlet, web: Web, status: int) -> None:
    outlet.answer("/a", status=status, headers={"Retry-After": "43838"})
    with pytest.raises(FetchError) as caught:
        await web.fetch(outlet.url("/a"))
    assert 43838.0 == caught.value.wait


async def test_nobody_there_is_an_error_that_may_pass(web: Web) -> None:
    async with Outlet() as gone:
        url = gone.url("/a")
    with pytest.raises(FetchError, match=r"cannot be reached \(Connection refused\)"):
        await web.fetch(url)


async def test_an_unknown_name_is_an_error_that_says_so() -> None:
    async def resolve(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    async with Web(pause=0, resolve=resolve) as web:
        with pytest.raises(FetchError, match="name cannot be resolved"):
            await web.fetch("http://nowhere.example/")


async def test_a_connection_cut_before_the_answer_is_an_error(outlet: Outlet, web: Web) -> None:
    outlet.down = True
    with pytest.raises(FetchError, match="cannot be fetched"):
        await web.fetch(outlet.url("/a"))


# -- politeness ---------------------------------------------------------------------------------------


async def test_one_host_is_asked_one_thing_at_a_time(outlet: Outlet, web: Web) -> None:
    outlet.answer("/a", "x", wait=0.02)
    await asyncio.gather(*(web.fetch(outlet.url("/a")) for _ in range(6)))
    assert (6, 1) == (len(outlet.requests), outlet.open_most)


async def test_two_ports_are_two_hosts_and_wait_for_nothing(outlet: Outlet, web: Web) -> None:
    async with Outlet() as other:
        release = asyncio.Event()
        outlet.answer("/slow", "x", wait=30)
        other.answer("/fast", "y")
        slow = asyncio.create_task(web.fetch(outlet.url("/slow")))
        assert b"y" == (await web.fetch(other.url("/fast"))).body
        assert not slow.done()
        slow.cancel()
        release.set()


async def test_a_host_rests_between_two_requests(outlet: Outlet) -> None:
    outlet.answer("/a", "x")
    loop = asyncio.get_running_loop()
    async with Web("", LOOPBACK, pause=0.2) as web:
        await web.fetch(outlet.url("/a"))
        before = loop.time()
        await web.fetch(outlet.url("/a"))
        assert loop.time() - before >= 0.19


async def test_a_failed_request_frees_its_host(outlet: Outlet, web: Web) -> None:
    outlet.answer("/bad", status=500)
    outlet.answer("/good", "x")
    with pytest.raises(FetchError):
        await web.fetch(outlet.url("/bad"))
    assert b"x" == (await web.fetch(outlet.url("/good"))).body


# -- with the feeds' own rules ------------------------------------------------------------------------

FEED = Feed("Standblatt", "", "de", "desk", timedelta(minutes=15))
NOW = datetime(2025, 6, 26, 12, 0, tzinfo=UTC)


async def poll(web: Web, feed: Feed, state: FeedState, now: datetime) -> tuple[FeedState, list[str]]:
    """One poll as the pipeline does it: the state after it, and the titles that it brought."""
    wish = request(state, feed, now)
    try:
        got = await web.fetch(wish.url, etag=wish.etag, last_modified=wish.last_modified)
        parsed = None if got.not_modified else parse(got.body, got.headers, feed)
        found = Poll(got.status, got.headers, body_hash(got.body), parsed, got.moved_to)
    except MusterError as error:
        status, wait = getattr(error, "status", None), getattr(error, "wait", None)
        found = Poll(status, problem=error.problem, wait=wait)
    return after(state, feed, found, now), [
        entry.title for entry in found.parsed.entries
    ] if found.parsed else []


async def test_a_server_that_always_answers_304_is_caught_once_a_day(outlet: Outlet, web: Web) -> None:
    feed = replace(FEED, url=outlet.url("/rss"))
    outlet.feed("/rss", [item("Alt", outlet.url("/1"))], always_304=True)
    state, titles = await poll(web, feed, FeedState(feed.name), NOW)
    assert ["Alt"] == titles
    outlet.feed("/rss", [item("Neu", outlet.url("/2"))], always_304=True)
    for hours in (1, 12, 23):
        state, titles = await poll(web, feed, state, NOW + timedelta(hours=hours))
        assert [] == titles
    state, titles = await poll(web, feed, state, NOW + timedelta(hours=24))
    assert ["Neu"] == titles


async def test_a_feed_that_is_down_for_a_day_resumes_by_itself(outlet: Outlet, web: Web) -> None:
    feed = replace(FEED, url=outlet.url("/rss"))
    outlet.feed("/rss", [item("Da", outlet.url("/1"))])
    outlet.down = True
    state, now = FeedState(feed.name), NOW
    while now < NOW + timedelta(hours=24):
        state, titles = await poll(web, feed, state, now)
        assert ([], state.resting) == (titles, None)
        assert state.due_at is not None
        now = state.due_at
    outlet.down = False
    state, titles = await poll(web, feed, state, now)
    assert (["Da"], 0, None) == (titles, state.failures, state.problem)


async def test_a_feed_moves_by_301_and_not_by_302(outlet: Outlet, web: Web) -> None:
    feed = replace(FEED, url=outlet.url("/old"))
    outlet.feed("/new", [item("Da", outlet.url("/1"))])
    for status, expected in ((302, "/old"), (301, "/new")):
        outlet.redirect("/old", "/new", status)
        state, titles = await poll(web, feed, FeedState(feed.name), NOW)
        assert (["Da"], outlet.url(expected)) == (titles, request(state, feed, NOW).url)


async def test_a_feed_that_is_gone_rests_and_returns(outlet: Outlet, web: Web) -> None:
    feed = replace(FEED, url=outlet.url("/rss"))
    outlet.answer("/rss", status=410)
    state, _ = await poll(web, feed, FeedState(feed.name), NOW)
    assert (NOW + timedelta(days=1), "the server says 410 Gone") == (state.due_at, state.resting)
    outlet.feed("/rss", [item("Da", outlet.url("/1"))])
    state, titles = await poll(web, feed, state, NOW + timedelta(days=1))
    assert (["Da"], None) == (titles, state.resting)


async def test_a_long_wait_that_a_server_asks_for_is_kept(outlet: Outlet, web: Web) -> None:
    feed = replace(FEED, url=outlet.url("/rss"))
    outlet.answer("/rss", status=429, headers={"Retry-After": "43838"})
    state, _ = await poll(web, feed, FeedState(feed.name), NOW)
    assert NOW + timedelta(seconds=43838) == state.due_at


async def test_a_challenge_page_leaves_the_feed_as_it_was(outlet: Outlet, web: Web) -> None:
    feed = replace(FEED, url=outlet.url("/rss"))
    outlet.feed("/rss", [item("Da", outlet.url("/1"))])
    state, _ = await poll(web, feed, FeedState(feed.name), NOW)
    outlet.answer("/rss", "<!doctype html><html>Just a moment", headers={"ETag": '"challenge"'})
    later, _ = await poll(web, feed, state, NOW + timedelta(minutes=15))
    assert (state.etag, 1) == (later.etag, later.failures)
    assert "an HTML page" in (later.problem or "")
