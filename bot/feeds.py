"""Feeds: which are polled, what their bytes say, and when each is polled next. Pure: ``now`` is an argument.

``load`` reads the feeds file; ``request`` says what to ask a server for; ``parse`` turns its bytes into
entries; ``after`` decides what one poll means for the feed's next one. Nothing is fetched or stored here.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from bot.addresses import absolute, outlet_of, unwrapped
from bot.errors import ConfigError, ParseError
from bot.markup import plain
from bot.model import Entry, Feed
from bot.timestamps import moment

KINDS = ("topic", "desk", "general", "search")

#: Bytes of a feed: the largest known one has 1.2 MB, an entity bomb starts small and is stopped by expat.
MAX_BYTES = 8_000_000
_MAX_ENTRIES = 500
_MAX_CONTENT = 400_000  # characters of one entry's content
_MAX_SUMMARY = 20_000

_FULL_EVERY = timedelta(days=1)  # validators are left out once a day: some servers answer 304 for ever
_REST = timedelta(days=1)  # a feed that is gone is asked again after this
_LONGEST_WAIT = timedelta(days=1)
_SLOWEST_RETRY = timedelta(hours=1)  # of a feed that fails, unless its own interval is longer
_STRETCH = 4  # a feed's hints (ttl, max-age) stretch the wished interval at most this many times


# -- the feeds file ------------------------------------------------------------------

_KEYS = {
    "name": str,
    "url": str,
    "lang": str,
    "kind": str,
    "every": str,
    "origin": str,
    "enabled": bool,
    "note": str,
}
_NEEDED = ("name", "url", "lang", "kind", "every")
_SEVERAL = "mul"  # ISO 639's code for several languages
_SPAN = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_SHORTEST, _LONGEST = timedelta(seconds=1), timedelta(days=7)


def span(text: str) -> timedelta | None:
    """``15m``, ``2s``, ``1h30m``, ``1d`` as a length of time; None where it is none."""
    match = _SPAN.fullmatch(text.strip())
    if match is None or not any(match.groups()) or len(text) > 20:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def spelled(length: timedelta) -> str:
    """A length of time as feeds files write it: ``15m``, ``1h30m``, ``1d``."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = ((days, "d"), (hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"


def load(text: str, source: str, languages: Collection[str]) -> tuple[Feed, ...]:
    """The feeds of a feeds file (TOML, ``[[feed]]`` tables), in its order, disabled ones too.

    ``source`` names the file in errors, ``languages`` are those that are read. Raises ConfigError that lists
    every mistake with line and key.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(source, f"is no valid TOML: {error}", "Mend the line named") from None
    rows = tables.get("feed")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(
            source, "holds no feed", 'Write [[feed]] tables with name, url, lang, kind and every = "15m"'
        )
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*feed\s*]]", line)]
    problems = [f"unknown table {key!r}: only [[feed]] is known" for key in tables if key != "feed"]
    feeds: list[Feed] = []
    for number, row in enumerate(rows):
        line = f"line {lines[number]}" if number < len(lines) else f"feed {number + 1}"
        where = f"{line} ({row['name']})" if isinstance(row.get("name"), str) else line
        found = [*_mistakes(row, languages), *_doubles(row, feeds)]
        problems += [f"{where}: {mistake}" for mistake in found]
        if not found:
            feeds.append(_feed(row))
    if problems:
        raise ConfigError(source, "; ".join(problems), "Mend these and try again")
    return tuple(feeds)


def _feed(row: Mapping[str, Any]) -> Feed:
    every = span(row["every"])
    assert every is not None
    return Feed(**{**row, "every": every})


def _mistakes(row: Mapping[str, Any], languages: Collection[str]) -> list[str]:
    """What is wrong with one [[feed]] table by itself, each naming the key and what would be right."""
    found = []
    for key, value in row.items():
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=1)
            found.append(
                f"unknown key {key!r}"
                + (f", perhaps {near[0]!r}" if near else f"; known: {', '.join(_KEYS)}")
            )
        elif type(value) is not _KEYS[key]:
            wanted = "true or false" if _KEYS[key] is bool else "a text in quotes"
            found.append(f"{key} must be {wanted}, not {value!r}")
    found += [f"{key} is missing" for key in _NEEDED if key not in row]
    if found:
        return found
    if not row["name"].strip():
        found.append("name is empty")
    if (wrong := _wrong_url(row["url"])) is not None:
        found.append(f"url {wrong}")
    if row["lang"] not in {*languages, _SEVERAL}:
        known = ", ".join(languages)
        found.append(f"lang {row['lang']!r} must be one of {known}, or {_SEVERAL} for several languages")
    if row["kind"] not in KINDS:
        found.append(f"kind {row['kind']!r} must be one of {', '.join(KINDS)}")
    every = span(row["every"])
    if every is None or not _SHORTEST <= every <= _LONGEST:
        found.append(f'every {row["every"]!r} must be a time from 1s to 7d such as "15m", "2s" or "1h30m"')
    return found


def _wrong_url(url: str) -> str | None:
    """What is wrong with a feed's address, None where nothing is. User info is never repeated."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is no address"
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        return "must start with http:// or https:// and name a host"
    if parts.username is not None or parts.password is not None:
        return "must not hold a user name or password"
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        return "must not hold spaces or control characters (write %20)"
    return None


def _doubles(row: Mapping[str, Any], before: Iterable[Feed]) -> list[str]:
    return [
        f"{key} {row[key]!r} is used twice; every feed needs its own"
        for key in ("name", "url")
        if isinstance(row.get(key), str) and any(getattr(feed, key) == row[key] for feed in before)
    ]


# -- when ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between polls. A feed never polled has ``FeedState(name)``.

    ``url`` is where a permanent redirect moved it and ``base`` the file's address that was moved. ``due_at``
    None means at once. ``failures`` counts the failed polls since the last good one. ``last_full`` is the
    last answer with a body, ``last_item`` the newest date among its items. ``resting`` and ``problem`` say
    in words why it rests (it is gone) and what went wrong last.
    """

    name: str
    url: str | None = None
    base: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    due_at: datetime | None = None
    failures: int = 0
    last_ok: datetime | None = None
    last_item: datetime | None = None
    last_full: datetime | None = None
    resting: str | None = None
    problem: str | None = None

    @property
    def asked(self) -> bool:
        """Whether it was ever polled: of one that was not nobody knows whether it answers."""
        return self.last_ok is not None or self.problem is not None


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask a server for: with validators, or without them for a full answer."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed's bytes say. ``cut`` where the document ends early: its entries so far are kept."""

    title: str
    entries: tuple[Entry, ...]
    ttl: timedelta | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll brought.

    ``status`` is the HTTP status, None where no answer came. A good poll is 304, or a body: ``parsed``, or
    ``body_hash`` equal to the state's (nothing to parse). Everything else has a ``problem`` in words;
    ``wait`` is the server's Retry-After in seconds. Header names are lower case.
    """

    status: int | None = None
    headers: Mapping[str, str] | None = None
    body_hash: str | None = None
    parsed: ParsedFeed | None = None
    moved_to: str | None = None
    problem: str | None = None
    wait: float | None = None


def body_hash(body: bytes) -> str:
    """A body's identity, 32 hex digits: an unchanged body needs no parse."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def request(state: FeedState, feed: Feed, now: datetime) -> Request:
    """What to ask for now. Once a day the validators are left out, since some servers answer 304 for ever."""
    if state.base is not None and state.base != feed.url:  # the file names another address now
        return Request(feed.url)
    url = state.url or feed.url
    if state.last_full is None or now - state.last_full >= _FULL_EVERY:
        return Request(url)
    return Request(url, state.etag, state.last_modified)


def due(feeds: Iterable[Feed], states: Mapping[str, FeedState], now: datetime) -> tuple[Feed, ...]:
    """The enabled feeds whose time has come, the longest waiting first; never polled ones before all."""
    waiting = []
    for feed in feeds:
        state = states.get(feed.name)
        at = state.due_at if state else None
        if feed.enabled and (at is None or at <= now):
            waiting.append((at or datetime.min.replace(tzinfo=UTC), feed))
    return tuple(feed for _, feed in sorted(waiting, key=lambda pair: pair[0]))


def after(state: FeedState, feed: Feed, poll: Poll, now: datetime) -> FeedState:
    """The feed's state after a poll, with the time of the next.

    1. 410: it rests and is asked again in a day.
    2. A problem: the wait doubles from the feed's interval up to an hour (or the interval, if longer), and
       Retry-After is kept, up to a day. No number of failures ends it.
    3. 304 or a body: failures are forgotten; next after the interval, which ttl and max-age can stretch to
       four times its length. Validators are kept only from a body that was understood.
    4. A permanent redirect (301, 308) moves the feed once what is there has been understood.
    """
    if poll.status == 410:
        return replace(
            state,
            due_at=now + _REST,
            failures=state.failures + 1,
            problem=poll.problem,
            resting="the server says 410 Gone",
        )
    if poll.problem is not None:
        wait = max(_backoff(feed.every, state.failures), _asked(poll.wait))
        return replace(state, due_at=now + wait, failures=state.failures + 1, problem=poll.problem)
    headers = poll.headers or {}
    good = replace(
        state,
        due_at=now + _interval(feed, poll.parsed.ttl if poll.parsed else _last_interval(state), headers),
        failures=0,
        last_ok=now,
        resting=None,
        problem=None,
        base=feed.url,
        url=poll.moved_to or (state.url if state.base == feed.url else None),
    )
    if poll.status == 304:
        return good
    return replace(
        good,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        body_hash=poll.body_hash,
        last_full=now,
        last_item=_newest(state.last_item, poll.parsed, now),
    )


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, from its number or its date; None where it says nothing."""
    value = (value or "").strip()
    if re.fullmatch(r"\d{1,9}", value):
        return float(value)
    try:
        at = parsedate_to_datetime(value)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return max(0.0, (at - now).total_seconds())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _backoff(every: timedelta, failures: int) -> timedelta:
    longest = max(every, _SLOWEST_RETRY)
    return min(every * 2 ** min(failures, 30), longest) if every < longest else longest


def _asked(wait: float | None) -> timedelta:
    return min(timedelta(seconds=min(wait or 0.0, 1e6)), _LONGEST_WAIT)


def _interval(feed: Feed, ttl: timedelta | None, headers: Mapping[str, str]) -> timedelta:
    hint = max(ttl or timedelta(0), _max_age(headers))
    return max(feed.every, min(hint, feed.every * _STRETCH))


def _last_interval(state: FeedState) -> timedelta | None:
    """The interval after the last good poll: what was not parsed again repeats no ttl, but has one still."""
    if state.failures or state.due_at is None or state.last_ok is None:
        return None
    return state.due_at - state.last_ok


def _max_age(headers: Mapping[str, str]) -> timedelta:
    """How long the answer stays fresh by Cache-Control, less its Age."""
    control = headers.get("cache-control", "").lower()
    match = re.search(r"(?<![\w-])max-age\s*=\s*\"?(\d{1,9})", control)
    if match is None or "no-cache" in control or "no-store" in control:
        return timedelta(0)
    age = headers.get("age", "")
    return timedelta(seconds=max(0, int(match[1]) - (int(age) if re.fullmatch(r"\d{1,9}", age) else 0)))


def _newest(before: datetime | None, parsed: ParsedFeed | None, now: datetime) -> datetime | None:
    dates = [entry.published for entry in parsed.entries if entry.published] if parsed else []
    return max([date for date in (*dates, before) if date is not None and date <= now], default=None)


# -- what ----------------------------------------------------------------------------


def parse(body: bytes, headers: Mapping[str, str], feed: Feed) -> ParsedFeed:
    """The entries of a feed's bytes: RSS, Atom, RDF, JSON Feed, or WordPress posts as JSON.

    ``headers`` are the answer's, names in lower case. Judged by version and entries, not by whether the XML
    is well formed: a cut feed gives the entries before the cut. Raises ParseError where it is no feed (an
    HTML page, a challenge, nothing).
    """
    if len(body) > MAX_BYTES:
        raise ParseError(feed.name, f"the feed has {len(body)} bytes", f"At most {MAX_BYTES} are read")
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in {b"{", b"["}:
        return _parse_json(body, feed)
    if not start:
        raise ParseError(feed.name, "the answer is empty", "Open the address in a browser: it may have moved")
    return _parse_xml(body, headers, feed)


def _parse_xml(body: bytes, headers: Mapping[str, str], feed: Feed) -> ParsedFeed:
    import feedparser

    shown = {"content-type": _content_type(body, headers), "content-location": feed.url}
    try:
        found = feedparser.parse(
            BytesIO(body), response_headers=shown, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # feedparser lets anything out on wild input
        raise ParseError(feed.name, f"the feed cannot be read ({type(error).__name__})") from error
    if not found.get("version") and not found.entries:
        kind = (
            "an HTML page"
            if re.search(rb"<html|<!doctype html", body[:2000], re.IGNORECASE)
            else "no RSS or Atom"
        )
        raise ParseError(
            feed.name,
            f"the answer is {kind}",
            "Open the address in a browser: it may have moved or block bots",
        )
    entries = [_entry(item, feed) for item in found.entries[:_MAX_ENTRIES]]
    return ParsedFeed(
        title=plain(_text(found.feed, "title"))[:300],
        entries=tuple(entry for entry in entries if entry is not None),
        ttl=_ttl(found.feed),
        cut=bool(found.bozo) and type(found.get("bozo_exception")).__name__ == "SAXParseException",
    )


def _content_type(body: bytes, headers: Mapping[str, str]) -> str:
    """The type to tell feedparser. Bytes valid as UTF-8 are UTF-8, whatever header or declaration say."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        match = re.search(
            r"charset\s*=\s*[\"']?([\w.:-]{2,40})", headers.get("content-type", ""), re.IGNORECASE
        )
        return f"application/xml; charset={match[1]}" if match else "application/xml"
    return "application/xml; charset=utf-8" if not body.isascii() else "application/xml"


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _ttl(channel: Mapping[str, Any]) -> timedelta | None:
    """``<ttl>`` in minutes, or the syndication module's period over its frequency."""
    if re.fullmatch(r"\s*\d{1,6}\s*", _text(channel, "ttl")):
        return timedelta(minutes=int(_text(channel, "ttl")))
    periods = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
    hours = periods.get(_text(channel, "sy_updateperiod").strip().lower())
    often = _text(channel, "sy_updatefrequency").strip()
    return (
        timedelta(hours=hours) / max(1, int(often) if re.fullmatch(r"\d{1,4}", often) else 1)
        if hours
        else None
    )


def _entry(item: Mapping[str, Any], feed: Feed) -> Entry | None:
    url = _address(item, feed)
    if url is None:
        return None
    dates = (_text(item, key) for key in ("published", "created", "updated"))
    published = next((at for at in (moment(date, feed.lang) for date in dates) if at), None)
    bodies = [part.get("value", "") for part in item.get("content", ()) if isinstance(part, Mapping)]
    content = plain(max((b for b in bodies if isinstance(b, str)), key=len, default="")[:_MAX_CONTENT])
    title, outlet = _without_outlet(plain(_text(item, "title"))[:1000], item.get("source"))
    summary = plain(_text(item, "summary")[:_MAX_SUMMARY])
    return _tidy(
        Entry(
            feed.name,
            _text(item, "id") or url,
            url,
            title,
            summary,
            content,
            published,
            outlet or _wrapped_outlet(item),
        )
    )


def _tidy(entry: Entry) -> Entry:
    """A summary that is the headline again says nothing; one that is the whole text is the content."""
    if (
        entry.summary.casefold().startswith(entry.title.casefold())
        and len(entry.summary) < len(entry.title) + 60
    ):
        return replace(entry, summary="")
    if entry.content == entry.summary and len(entry.content) < 600:
        return replace(entry, content="")
    return entry


def _address(item: Mapping[str, Any], feed: Feed) -> str | None:
    """The entry's own address: absolute, http or https, out of its wrapper. None where there is none."""
    links = [
        link.get("href") for link in item.get("links", ()) if link.get("rel", "alternate") == "alternate"
    ]
    guid = _text(item, "id")
    candidates = [
        _text(item, "feedburner_origlink"),
        _text(item, "link"),
        *links,
        guid if "://" in guid else "",
    ]
    for candidate in candidates:
        url = absolute(candidate, feed.url)
        if url is not None:
            return unwrapped(url)
    return None


def _without_outlet(title: str, source: Any) -> tuple[str, str | None]:
    """Headline and outlet: search feeds name the outlet in ``<source url>`` and again behind the headline."""
    if not isinstance(source, Mapping):
        return title, None
    name = source.get("title") if isinstance(source.get("title"), str) else None
    if name and title.endswith(f" - {name}"):
        title = title[: -len(name) - 3].rstrip()
    href = source.get("href")
    host = outlet_of(href) if isinstance(href, str) else ""
    return title, host or name or None


def _wrapped_outlet(item: Mapping[str, Any]) -> str | None:
    """Bing names the outlet in ``News:Source``."""
    return _text(item, "news_source") or None


# -- JSON ----------------------------------------------------------------------------


def _parse_json(body: bytes, feed: Feed) -> ParsedFeed:
    """JSON Feed 1.x, or a list of WordPress posts (``/wp-json/wp/v2/posts``)."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ParseError(feed.name, "the answer starts like JSON and is none") from error
    if (
        isinstance(found, dict)
        and "jsonfeed.org" in str(found.get("version"))
        and isinstance(found.get("items"), list)
    ):
        rows, title, read = found["items"], str(found.get("title") or ""), _json_entry
    elif isinstance(found, list) and all(isinstance(row, dict) and "link" in row for row in found):
        rows, title, read = found, "", _post
    else:
        raise ParseError(feed.name, "the answer is JSON, but no JSON Feed and no list of WordPress posts")
    entries = [read(row, feed) for row in rows[:_MAX_ENTRIES] if isinstance(row, dict)]
    return ParsedFeed(plain(title)[:300], tuple(entry for entry in entries if entry is not None))


def _json_entry(row: Mapping[str, Any], feed: Feed) -> Entry | None:
    guid = str(row.get("id") or "")
    url = absolute(row.get("url") or row.get("external_url") or (guid if "://" in guid else None), feed.url)
    if url is None:
        return None
    content = plain(_text(row, "content_html")[:_MAX_CONTENT]) or _text(row, "content_text")[:_MAX_CONTENT]
    published = moment(_text(row, "date_published"), feed.lang)
    title, summary = plain(_text(row, "title"))[:1000], plain(_text(row, "summary")[:_MAX_SUMMARY])
    return _tidy(Entry(feed.name, guid or url, url, title, summary, content, published))


def _post(row: Mapping[str, Any], feed: Feed) -> Entry | None:
    def rendered(key: str, longest: int) -> str:
        value = row.get(key)
        return plain(_text(value, "rendered")[:longest]) if isinstance(value, Mapping) else ""

    url = absolute(row.get("link"), feed.url)
    if url is None:
        return None
    published = moment(f"{_text(row, 'date_gmt')}Z", "en") or moment(_text(row, "date"), feed.lang)
    content, summary = rendered("content", _MAX_CONTENT), rendered("excerpt", _MAX_SUMMARY)
    return _tidy(
        Entry(feed.name, str(row.get("id") or url), url, rendered("title", 1000), summary, content, published)
    )
