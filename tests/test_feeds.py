"""Feeds: the feeds file, bytes to entries, and when a feed is asked again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ConfigError, ParseError
from bot.feeds import (
    FeedState,
    ParsedFeed,
    Poll,
    Request,
    after,
    due,
    load,
    parse,
    request,
    retry_after,
    span,
    spelled,
)
from bot.markup import plain
from bot.model import Entry, Feed
from bot.timestamps import moment

FEED = Feed("Hafenblatt", "https://hafenblatt.example/rss", "de", "desk", timedelta(minutes=15))
NOW = datetime(2025, 6, 26, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

#: The languages that are read.
READ = ("de", "en", "ko")

# -- the feeds file -----------------------------------------------------------------------------------


def test_a_feeds_file_gives_its_feeds_in_order() -> None:
    text = """
[[feed]]
name = "One"
url = "https://one.example/rss"
lang = "ko"
kind = "topic"
every = "1h30m"
origin = "yonhap"
enabled = false
note = "quiet at night"

[[feed]]
name = "Two"
url = "http://127.0.0.1:8081/feed.xml"
lang = "en"
kind = "search"
every = "2s"
"""
    expected = (
        Feed(
            "One",
            "https://one.example/rss",
            "ko",
            "topic",
            timedelta(minutes=90),
            "yonhap",
            False,
            "quiet at night",
        ),
        Feed("Two", "http://127.0.0.1:8081/feed.xml", "en", "search", timedelta(seconds=2)),
    )
    assert expected == load(text, "feeds.toml", READ)


def test_all_mistakes_are_named_together_with_line_feed_and_key() -> None:
    text = """[[feed]]
name = "One"
url = "ftp://one.example/rss"
lang = "German"
kind = "news"
every = "often"

[[feed]]
name = "One"
url = "https://user:secret@two.example/"
lang = "de"
kind = "desk"
every = "15m"
intervall = 3
enabled = "yes"

[[feed]]
name = "Three"

[other]
"""
    with pytest.raises(ConfigError) as caught:
        load(text, "my-feeds.toml", READ)
    said = str(caught.value)
    for part in (
        "my-feeds.toml: ",
        "line 1 (One): url must start with http:// or https://",
        "line 1 (One): lang 'German' must be one of de, en, ko, or mul for several languages",
        "line 1 (One): kind 'news' must be one of topic, desk, general, search",
        "line 1 (One): every 'often' must be a time from 1s to 7d",
        "line 8 (One): unknown key 'intervall'",
        "line 8 (One): enabled must be true or false, not 'yes'",
        "line 17 (Three): url is missing",
        "line 17 (Three): every is missing",
        "unknown table 'other'",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"url": "https://user:secret@two.example/"}, "must not hold a user name or password"),
        ({"url": "https:///path"}, "name a host"),
        ({"url": "https://two.example:99999/"}, "url is no address"),
        ({"url": "https://two.example/a b"}, "must not hold spaces"),
        ({"lang": "xx"}, "lang 'xx' must be one of de, en, ko, or mul for several languages"),
        ({"every": "0s"}, "from 1s to 7d"),
        ({"every": "8d"}, "from 1s to 7d"),
        ({"every": ""}, "from 1s to 7d"),
        ({"name": " "}, "name is empty"),
        ({"name": "First"}, "name 'First' is used twice"),
        ({"url": "https://first.example/rss"}, "url 'https://first.example/rss' is used twice"),
    ],
)
def test_a_wrong_value_is_told_with_what_would_be_right(change: dict[str, str], says: str) -> None:
    first = {"name": "First", "url": "https://first.example/rss", "lang": "de", "kind": "desk", "every": "1m"}
    second = {
        "name": "Second",
        "url": "https://two.example/",
        "lang": "de",
        "kind": "desk",
        "every": "1m",
        **change,
    }
    text = "".join(
        "[[feed]]\n" + "".join(f'{k} = "{v}"\n' for k, v in row.items()) for row in (first, second)
    )
    with pytest.raises(ConfigError) as caught:
        load(text, "feeds.toml", READ)
    assert says in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "feed = 3", "[feed]\nname = 'x'", "name = 'x'"])
def test_a_file_without_feeds_says_how_to_write_one(text: str) -> None:
    with pytest.raises(ConfigError, match=r"\[\[feed\]\] tables"):
        load(text, "feeds.toml", READ)


def test_broken_toml_names_the_line() -> None:
    with pytest.raises(ConfigError, match=r"feeds.toml is no valid TOML: .*line 2"):
        load('[[feed]]\nname = x\nurl = "y"', "feeds.toml", READ)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15m", timedelta(minutes=15)),
        ("2s", timedelta(seconds=2)),
        ("1h30m", timedelta(minutes=90)),
        ("1d", timedelta(days=1)),
        ("90", None),
        ("m", None),
        ("", None),
        ("30m1h", None),
        ("-5m", None),
        ("1.5h", None),
    ],
)
def test_a_span_of_time_is_read_or_refused(text: str, expected: timedelta | None) -> None:
    assert expected == span(text)


# -- when ---------------------------------------------------------------------------------------------


def state(**known: object) -> FeedState:
    return replace(
        FeedState(FEED.name, base=FEED.url, last_full=NOW - HOUR, etag='"e"', last_modified="then"), **known
    )


def test_feeds_that_are_due_come_longest_waiting_first_and_disabled_ones_never() -> None:
    names = ("never", "long", "short", "later", "off")
    feeds = [replace(FEED, name=name, enabled=name != "off") for name in names]
    times = {"long": NOW - HOUR, "short": NOW, "later": NOW + MINUTE, "off": NOW - DAY}
    states = {name: FeedState(name, due_at=at) for name, at in times.items()}
    assert ["never", "long", "short"] == [feed.name for feed in due(reversed(feeds), states, NOW)]


def test_a_feed_is_asked_with_its_validators() -> None:
    assert Request(FEED.url, '"e"', "then") == request(state(), FEED, NOW)


def test_once_a_day_it_is_asked_without_them_although_the_server_answers_304() -> None:
    known = state(last_full=NOW)
    for hour in range(1, 24):
        now = NOW + hour * HOUR
        assert '"e"' == request(known, FEED, now).etag
        known = after(known, FEED, Poll(304), now)
    assert Request(FEED.url) == request(known, FEED, NOW + DAY)
    known = after(known, FEED, Poll(304), NOW + DAY)
    assert Request(FEED.url) == request(known, FEED, NOW + DAY + HOUR)  # until a body comes
    known = after(known, FEED, Poll(200, {"etag": '"f"'}, "hash", ParsedFeed("", ())), NOW + DAY + HOUR)
    assert '"f"' == request(known, FEED, NOW + DAY + 2 * HOUR).etag


def test_a_body_that_was_understood_sets_everything() -> None:
    entries = tuple(
        Entry(FEED.name, str(n), f"https://a.example/{n}", "t", published=at)
        for n, at in enumerate((NOW - 2 * HOUR, NOW - HOUR, NOW + HOUR, None))
    )
    headers = {"etag": '"new"', "last-modified": "now"}
    got = after(state(failures=3, problem="x"), FEED, Poll(200, headers, "h", ParsedFeed("", entries)), NOW)
    expected = FeedState(
        FEED.name, None, FEED.url, '"new"', "now", "h", NOW + 15 * MINUTE, 0, NOW, NOW - HOUR, NOW, None, None
    )  # the entry from the future is no newest one
    assert expected == got


def test_failures_back_off_to_an_hour_and_nobody_gives_up() -> None:
    known, waits = state(), []
    now = NOW
    for _ in range(200):
        known = after(known, FEED, Poll(500, problem="answers 500"), now)
        assert known.due_at is not None
        waits.append(known.due_at - now)
        now = known.due_at
    assert [15 * MINUTE, 30 * MINUTE, HOUR, HOUR] == waits[:4]
    assert HOUR == waits[-1]
    assert 200 == known.failures
    assert [FEED] == list(due([FEED], {FEED.name: known}, now))
    good = after(known, FEED, Poll(304), now)
    assert (0, now + 15 * MINUTE, None) == (good.failures, good.due_at, good.problem)


def test_a_slow_feed_that_fails_keeps_its_own_interval() -> None:
    slow = replace(FEED, every=timedelta(hours=6))
    assert NOW + 6 * HOUR == after(state(failures=9), slow, Poll(problem="no answer"), NOW).due_at


@pytest.mark.parametrize(
    ("wait", "expected"),
    [(10.0, 15 * MINUTE), (1800.0, 30 * MINUTE), (43838.0, timedelta(seconds=43838)), (9e9, DAY)],
)
def test_retry_after_is_kept_up_to_a_day(wait: float, expected: timedelta) -> None:
    assert NOW + expected == after(state(), FEED, Poll(429, problem="answers 429", wait=wait), NOW).due_at


@pytest.mark.parametrize(
    ("ttl", "headers", "minutes"),
    [
        (None, {}, 15),
        (timedelta(minutes=5), {}, 15),
        (timedelta(minutes=40), {}, 40),
        (timedelta(days=1), {}, 60),  # at most four times the wished interval
        (None, {"cache-control": "public, max-age=1800"}, 30),
        (None, {"cache-control": "max-age=1800", "age": "1200"}, 15),
        (None, {"cache-control": "max-age=1800, no-cache"}, 15),
        (None, {"cache-control": "s-maxage=1800"}, 15),
        (timedelta(minutes=20), {"cache-control": "max-age=1500"}, 25),
    ],
)
def test_hints_stretch_the_interval(ttl: timedelta | None, headers: dict[str, str], minutes: int) -> None:
    got = after(state(), FEED, Poll(200, headers, "h", ParsedFeed("", (), ttl)), NOW)
    assert NOW + minutes * MINUTE == got.due_at


def test_an_unchanged_feed_keeps_the_interval_that_its_body_asked_for() -> None:
    first = after(state(), FEED, Poll(200, {}, "h", ParsedFeed("", (), 40 * MINUTE)), NOW)
    then = NOW + 40 * MINUTE
    assert then + 40 * MINUTE == after(first, FEED, Poll(304), then).due_at
    assert then + 40 * MINUTE == after(first, FEED, Poll(200, {}, "h"), then).due_at
    assert then + 15 * MINUTE == after(first, FEED, Poll(200, {}, "i", ParsedFeed("", ())), then).due_at
    failed = after(first, FEED, Poll(500, problem="answers 500"), then)
    assert then + HOUR + 15 * MINUTE == after(failed, FEED, Poll(304), then + HOUR).due_at


def test_410_rests_the_feed_until_tomorrow_and_an_answer_wakes_it() -> None:
    rests = after(state(), FEED, Poll(410, problem="answers 410"), NOW)
    assert (NOW + DAY, "the server says 410 Gone") == (rests.due_at, rests.resting)
    wakes = after(rests, FEED, Poll(200, {}, "h", ParsedFeed("", ())), NOW + DAY)
    assert (NOW + DAY + 15 * MINUTE, None, None) == (wakes.due_at, wakes.resting, wakes.problem)


def test_a_permanent_redirect_moves_the_feed_once_it_was_understood() -> None:
    new = "https://new.example/rss"
    failed = after(state(), FEED, Poll(200, {}, moved_to=new, problem="the answer is an HTML page"), NOW)
    assert FEED.url == request(failed, FEED, NOW).url
    moved = after(failed, FEED, Poll(200, {"etag": '"n"'}, "h", ParsedFeed("", ()), new), NOW)
    assert Request(new, '"n"') == request(moved, FEED, NOW)
    still = after(moved, FEED, Poll(304), NOW + HOUR)
    assert new == request(still, FEED, NOW + HOUR).url


def test_a_new_address_in_the_file_ends_the_move_and_its_validators() -> None:
    moved = state(url="https://new.example/rss")
    edited = replace(FEED, url="https://edited.example/rss")
    assert Request("https://edited.example/rss") == request(moved, edited, NOW)
    assert after(moved, edited, Poll(200, {}, "h", ParsedFeed("", ())), NOW).url is None


def test_what_was_not_understood_leaves_no_validators_behind() -> None:
    got = after(
        state(), FEED, Poll(200, {"etag": '"challenge"'}, "h", problem="the answer is an HTML page"), NOW
    )
    assert ('"e"', None) == (got.etag, got.body_hash)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", 120.0),
        ("Thu, 26 Jun 2025 12:02:00 GMT", 120.0),
        ("Thu, 26 Jun 2025 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        (None, None),
        ("-5", None),
        ("9" * 50, None),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str | None, expected: float | None) -> None:
    assert expected == retry_after(value, NOW)


# -- what ---------------------------------------------------------------------------------------------


def rss(*items: str, head: str = "") -> bytes:
    channel = f"<channel><title>Hafenblatt</title>{head}{''.join(items)}</channel>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {_SPACES}>{channel}</rss>'.encode()


_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:News="https://www.bing.com/news/search" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)


def one(body: bytes, feed: Feed = FEED, headers: dict[str, str] | None = None) -> Entry:
    entries = parse(body, headers or {}, feed).entries
    assert 1 == len(entries)
    return entries[0]


def test_an_rss_item_is_read() -> None:
    body = rss(
        """<item><title>Rat &amp;amp; Tat</title><link>https://hafenblatt.example/a?id=1</link>
        <guid isPermaLink="false">g1</guid>
        <description>
        &lt;p&gt;Der Rat &lt;b&gt;tagt&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Heute.&lt;/p&gt;</description>
        <pubDate>Thu, 26 Jun 2025 10:00:00 +0200</pubDate></item>"""
    )
    expected = Entry(
        "Hafenblatt", "g1", "https://hafenblatt.example/a?id=1", "Rat & Tat", "Der Rat tagt.\nHeute.",
        published=datetime(2025, 6, 26, 8, 0, tzinfo=UTC),
    )  # fmt: skip
    assert expected == one(body)


def test_the_full_text_of_an_item_is_kept_as_content() -> None:
    long = "Der Rat hat lange getagt und am Ende zwölf Brücken beschlossen. " * 12
    body = rss(
        f"""<item><title>Rat</title><link>/a</link><description>Kurz gesagt.</description>
        <content:encoded><![CDATA[<p>{long}</p><script>x()</script><figure><figcaption>Bild</figcaption></figure>
        <p>Ende.</p>]]></content:encoded></item>"""
    )
    got = one(body)
    assert ("Kurz gesagt.", f"{long.strip()}\nEnde.") == (got.summary, got.content)


def test_an_atom_entry_with_relative_addresses_is_read() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://atom.example/news/"><title>A</title>
    <entry><title type="html">&lt;i&gt;One&lt;/i&gt;</title><id>tag:atom.example,2025:1</id>
    <link rel="self" href="https://atom.example/self"/><link rel="alternate" href="one.html"/>
    <updated>2025-06-27T10:00:00Z</updated><published>2025-06-26T10:00:00Z</published>
    <summary>Short.</summary></entry></feed>"""
    expected = Entry(
        "Hafenblatt", "tag:atom.example,2025:1", "https://atom.example/news/one.html", "One", "Short.",
        published=datetime(2025, 6, 26, 10, 0, tzinfo=UTC),
    )  # fmt: skip
    assert expected == one(body)


def test_rdf_is_read_with_its_dublin_core_date() -> None:
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://r.example/"><title>R</title></channel>
    <item rdf:about="https://r.example/1"><title>Eins</title><link>https://r.example/1</link>
    <dc:date>2025-06-26T10:00:00+02:00</dc:date></item></rdf:RDF>"""
    got = one(body)
    assert ("Eins", datetime(2025, 6, 26, 8, 0, tzinfo=UTC)) == (got.title, got.published)


def test_a_search_feed_names_the_outlet_and_not_twice() -> None:
    body = rss(
        """<item><title>Seoul counts again - The Harbour Post</title>
        <link>https://news.google.com/rss/articles/CBMiabc?oc=5</link>
        <guid isPermaLink="false">CBMiabc</guid>
        <description>&lt;a href="https://news.google.com/x"&gt;Seoul counts again&lt;/a&gt;&amp;nbsp;
        &lt;font color="#6f6f6f"&gt;The Harbour Post&lt;/font&gt;</description>
        <source url="https://www.harbour-post.example">The Harbour Post</source></item>"""
    )
    got = one(body, replace(FEED, kind="search", lang="en"))
    assert ("Seoul counts again", "harbour-post.example", "") == (got.title, got.outlet, got.summary)


def test_a_search_engines_wrapper_is_taken_off() -> None:
    inner = "https%3a%2f%2fhafenblatt.example%2fa%3fid%3d1"
    body = rss(
        f"""<item><title>Rat</title><News:Source>Hafenblatt</News:Source>
        <link>http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;aid=&amp;url={inner}&amp;c=1</link></item>"""
    )
    got = one(body)
    assert ("https://hafenblatt.example/a?id=1", "Hafenblatt") == (got.url, got.outlet)


def test_a_cut_feed_keeps_the_entries_before_the_cut() -> None:
    whole = rss(*(f"<item><title>T{n}</title><link>https://a.example/{n}</link></item>" for n in range(5)))
    got = parse(whole[: whole.index(b"T3")], {}, FEED)
    assert got.cut
    assert ["T0", "T1", "T2"] == [entry.title for entry in got.entries][:3]
    assert not parse(whole, {}, FEED).cut


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "the answer is empty"),
        (b"   \n", "the answer is empty"),
        (b"<!DOCTYPE html><html><body>Checking your browser", "an HTML page"),
        (b"plain words", "no RSS or Atom"),
        (b"\x00\x01\x02\xff", "no RSS or Atom"),
        (b'{"error": 1}', "no JSON Feed"),
        (b"[1, 2]", "no JSON Feed"),
        (b"{broken", "starts like JSON and is none"),
        (b"[" * 100_000, "starts like JSON and is none"),
    ],
)
def test_what_is_no_feed_is_told_by_name(body: bytes, says: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(body, {"content-type": "text/html"}, FEED)
    assert str(caught.value).startswith("Hafenblatt: ")
    assert says in str(caught.value)


def test_a_feed_over_the_cap_is_refused() -> None:
    with pytest.raises(ParseError, match="8000001 bytes"):
        parse(b" " * 8_000_001, {}, FEED)


def test_an_empty_feed_is_a_feed() -> None:
    assert () == parse(rss(), {}, FEED).entries


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<ttl>60</ttl>", HOUR),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 30 * MINUTE),
        ("", None),
    ],
)
def test_the_feeds_own_interval_is_read(head: str, expected: timedelta | None) -> None:
    assert expected == parse(rss(head=head), {}, FEED).ttl


@pytest.mark.parametrize(
    ("header", "declared", "encoding"),
    [
        ("text/xml; charset=iso-8859-1", "UTF-8", "utf-8"),  # the header is wrong
        ("text/xml", "iso-8859-1", "utf-8"),  # the declaration is wrong
        ("text/xml; charset=windows-1251", "windows-1251", "windows-1251"),
        ("application/rss+xml", "windows-1251", "windows-1251"),
        ("text/xml; charset=euc-kr", "euc-kr", "euc-kr"),
    ],
)
def test_letters_survive_a_wrong_charset(header: str, declared: str, encoding: str) -> None:
    title = "북한군" if encoding == "euc-kr" else "Солдаты"
    text = f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>x</title>'
    text += f"<item><title>{title}</title><link>https://a.example/1</link></item></channel></rss>"
    assert title == one(text.encode(encoding), headers={"content-type": header}).title


def test_an_item_without_a_usable_address_is_left_out_and_a_guid_serves() -> None:
    body = rss(
        "<item><title>A</title><link>javascript:alert(1)</link></item>",
        "<item><title>B</title></item>",
        "<item><title>C</title><guid>https://a.example/c</guid></item>",
        "<item><title>D</title><link>http://[broken/</link></item>",
    )
    assert ["C"] == [entry.title for entry in parse(body, {}, FEED).entries]


def test_an_entity_bomb_does_not_grow() -> None:
    entities = '<!ENTITY a "xxxxxxxxxx">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8)
    )
    body = f"""<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss version="2.0"><channel><title>x</title>
    <item><title>&i;</title><link>https://a.example/1</link></item></channel></rss>""".encode()
    try:
        got = [entry.title for entry in parse(body, {}, FEED).entries]
    except ParseError:
        got = []
    assert all(len(title) <= 1000 for title in got)


def test_wordpress_posts_are_read_as_a_feed() -> None:
    posts = [
        {
            "id": 7,
            "date": "2025-06-26T20:15:00",
            "link": "https://think.example/2025/assessment/",
            "title": {"rendered": "Assessment &#8211; June 26"},
            "excerpt": {"rendered": "<p>Key takeaways.</p>"},
        }
    ]
    expected = Entry(
        "Hafenblatt", "7", "https://think.example/2025/assessment/", "Assessment – June 26", "Key takeaways.",
        published=datetime(2025, 6, 26, 20, 15, tzinfo=UTC),
    )  # fmt: skip
    assert expected == one(json.dumps(posts).encode(), replace(FEED, lang="en"))


def test_wordpress_tells_its_time_in_utc_where_it_does() -> None:
    posts = [
        {
            "id": 1,
            "link": "https://a.example/1",
            "date": "2025-06-26T22:00:00",
            "date_gmt": "2025-06-26T20:00:00",
        }
    ]
    assert datetime(2025, 6, 26, 20, 0, tzinfo=UTC) == one(json.dumps(posts).encode()).published


def test_a_json_feed_is_read() -> None:
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "items": [
            {
                "id": "1",
                "url": "/one",
                "title": "Eins",
                "summary": "Kurz.",
                "date_published": "2025-06-26T10:00:00Z",
            },
            {"id": "2", "url": None},
            "wild",
        ],
    }
    expected = Entry(
        "Hafenblatt", "1", "https://hafenblatt.example/one", "Eins", "Kurz.",
        published=datetime(2025, 6, 26, 10, 0, tzinfo=UTC),
    )  # fmt: skip
    assert expected == one(json.dumps(found).encode())


@settings(deadline=None)
@given(st.binary(max_size=600))
def test_wild_bytes_are_a_feed_or_a_parse_error(body: bytes) -> None:
    try:
        parse(body, {"content-type": "text/xml; charset=nonsense"}, FEED)
    except ParseError as error:
        assert error.subject == "Hafenblatt"


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [b"<item>", b"</item>", b"<title>", b"&amp;", b"<link>", b"//[", b"<![CDATA[", b"x\xff"]
        )
    )
)
def test_wild_items_are_a_feed_or_a_parse_error(pieces: list[bytes]) -> None:
    try:
        parse(b'<rss version="2.0"><channel>' + b"".join(pieces), {}, FEED)
    except ParseError as error:
        assert error.subject == "Hafenblatt"


# -- times --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Thu, 26 Jun 2025 15:30:00 KST", "ko", (26, 6, 30)),
        ("Thu, 26 Jun 2025 15:30:00 KST", "en", (26, 6, 30)),
        ("Thu, 26 Jun 2025 15:30:00 +0900", "ko", (26, 6, 30)),
        ("Thu, 26 Jun 2025 15:30:00 GMT", "ko", (26, 15, 30)),
        ("Thu, 26 Jun 2025 15:30:00 MESZ", "de", (26, 13, 30)),
        ("Thu, 26 Jun 2025 15:30:00 EDT", "en", (26, 19, 30)),
        ("Thu, 26 Jun 2025 15:30 GMT+9", "en", (26, 6, 30)),
        ("Do, 26 Jun 2025 15:30:00 +0200", "de", (26, 13, 30)),
        ("26 Jun 2025 15:30:00", "ja", (26, 6, 30)),
        ("Thu, 26 Jun 2025 15:30:00", "de", (26, 13, 30)),
        ("Thu, 26 Jun 2025 15:30:00", "en", (26, 15, 30)),
        ("2025-06-26T15:30:00Z", "ko", (26, 15, 30)),
        ("2025-06-26T15:30:00.123+09:00", "en", (26, 6, 30)),
        ("2025-06-26T15:30:00-0400", "en", (26, 19, 30)),
        ("2025-06-26 15:30:00", "uk", (26, 12, 30)),
        ("2025-06-26 15:30:00 (KST)", "en", (26, 6, 30)),
        ("2025.06.26 15:30", "ko", (26, 6, 30)),
        ("2025年6月26日 15:30", "ja", (26, 6, 30)),
        ("20250626T153000Z", "de", (26, 15, 30)),
    ],
)
def test_times_are_read_with_their_zone_or_the_newsrooms(
    text: str, lang: str, expected: tuple[int, int, int]
) -> None:
    day, hour, minute = expected
    assert datetime(2025, 6, day, hour, minute, tzinfo=UTC) == _whole(moment(text, lang))


def _whole(at: datetime | None) -> datetime | None:
    return at.replace(second=0, microsecond=0) if at else None


def test_a_date_alone_is_the_end_of_its_day() -> None:
    assert datetime(2025, 6, 26, 14, 59, 59, tzinfo=UTC) == moment("2025-06-26", "ko")
    assert datetime(2025, 6, 26, 23, 59, 59, tzinfo=UTC) == moment("26 Jun 2025")


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "yesterday",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "2025-13-40",
        "9999-12-31T23:59:59-12:00",
    ],
)
def test_what_is_no_time_is_none(text: str | None) -> None:
    assert moment(text) is None


@settings(deadline=None)
@given(st.text(max_size=60))
def test_wild_times_are_none_or_in_utc(text: str) -> None:
    at = moment(text, "ko")
    assert at is None or at.utcoffset() == timedelta(0)


# -- markup -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Eins</p><p>Zwei <b>fett</b></p>", "Eins\nZwei fett"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("Eins<br>Zwei", "Eins\nZwei"),
        ("<script>alert('x')</script>da", "da"),
        ("<style>p {}</style><!-- <p>weg</p> -->da", "da"),
        ("<figure><img src=x><figcaption>Bild</figcaption></figure>Text", "Text"),
        ("4 < 5 und 6 > 5", "4 < 5 und 6 > 5"),
        ("<p>offen", "offen"),
        ("11&nbsp;000 Mann", "11\u00a0000 Mann"),
    ],
)
def test_markup_becomes_lines_of_text(markup: str, expected: str) -> None:
    assert expected == plain(markup)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["<", ">", "<p", "</p>", "<!--", "-->", "&#x", "<script", "x", " ", "/", "<svg>"])
    )
)
def test_wild_markup_never_breaks(pieces: list[str]) -> None:
    assert plain("".join(pieces)) == plain("".join(pieces)).strip()


@pytest.mark.parametrize("text", ["15m", "2s", "1h30m", "1d", "1d2h", "90m", "0s"])
def test_an_interval_is_told_as_the_file_writes_it(text: str) -> None:
    length = span(text)
    assert length is not None
    assert span(spelled(length)) == length
    assert spelled(timedelta(minutes=90)) == "1h30m"
