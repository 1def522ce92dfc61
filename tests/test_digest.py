"""Closing a day: what it covers, on summer time's two nights too, and how it is told."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot import digest, messages
from bot.adapters.store import Chat
from bot.days import outgoing
from bot.model import Alert, Article, Change, Claim, Digest, Figure, Measure, Outcome, Qualifier, Value
from bot.spans import CAPTION_LIMIT, TEXT_LIMIT
from bot.wording import as_written
from tests.botapi_rules import parsed, units

EVENING = time(20, 0)
BERLIN = "Europe/Berlin"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


# --- when -------------------------------------------------------------------------------------------------

BOUNDS = [
    ("a day in winter", date(2025, 1, 15), BERLIN, EVENING, utc(2025, 1, 14, 19), utc(2025, 1, 15, 19)),
    ("a day in summer", date(2025, 7, 15), BERLIN, EVENING, utc(2025, 7, 14, 18), utc(2025, 7, 15, 18)),
    ("23 hours in spring", date(2025, 3, 30), BERLIN, EVENING, utc(2025, 3, 29, 19), utc(2025, 3, 30, 18)),
    ("25 hours in autumn", date(2025, 10, 26), BERLIN, EVENING, utc(2025, 10, 25, 18), utc(2025, 10, 26, 19)),
    (
        "a skipped time",
        date(2025, 3, 30),
        BERLIN,
        time(2, 30),
        utc(2025, 3, 29, 1, 30),
        utc(2025, 3, 30, 1, 30),
    ),
    (
        "a doubled time",
        date(2025, 10, 26),
        BERLIN,
        time(2, 30),
        utc(2025, 10, 25, 0, 30),
        utc(2025, 10, 26, 0, 30),
    ),
    ("no summer time", date(2025, 3, 30), "Asia/Seoul", EVENING, utc(2025, 3, 29, 11), utc(2025, 3, 30, 11)),
]


@pytest.mark.parametrize(
    ("day", "zone", "at", "first", "end"), [b[1:] for b in BOUNDS], ids=[b[0] for b in BOUNDS]
)
def test_a_digest_covers_the_time_since_the_one_before(
    day: date, zone: str, at: time, first: datetime, end: datetime
) -> None:
    assert (first, end) == digest.bounds(day, zone, at)


@pytest.mark.parametrize("start", [date(2025, 3, 27), date(2025, 10, 23)])
@pytest.mark.parametrize("at", [EVENING, time(2, 30), time(0, 0)])
def test_days_follow_on_each_other_without_gap_or_overlap(start: date, at: time) -> None:
    days = [start + timedelta(days=n) for n in range(7)]
    bounds = [digest.bounds(day, BERLIN, at) for day in days]
    assert [end for _, end in bounds[:-1]] == [first for first, _ in bounds[1:]]


DUE = [
    ("nothing before the time", utc(2025, 7, 2, 17, 59), utc(2025, 7, 2, 6), ()),
    ("today at the time", utc(2025, 7, 2, 18, 0), utc(2025, 7, 2, 6), (date(2025, 7, 2),)),
    ("not again after it was told", utc(2025, 7, 2, 22, 0), utc(2025, 7, 2, 18, 0), ()),
    (
        "every day of a long stop",
        utc(2025, 7, 4, 19, 0),
        utc(2025, 7, 2, 6),
        (date(2025, 7, 2), date(2025, 7, 3), date(2025, 7, 4)),
    ),
    ("after midnight still the evening before", utc(2025, 7, 3, 1), utc(2025, 7, 2, 6), (date(2025, 7, 2),)),
]


@pytest.mark.parametrize(("now", "since", "days"), [row[1:] for row in DUE], ids=[row[0] for row in DUE])
def test_a_day_is_due_once_it_is_over(now: datetime, since: datetime, days: tuple[date, ...]) -> None:
    assert days == digest.due(now, BERLIN, EVENING, since)


@pytest.mark.parametrize(
    ("hour", "expected"), [(19, date(2025, 7, 2)), (20, date(2025, 7, 3)), (21, date(2025, 7, 3))]
)
def test_the_day_so_far_is_the_one_that_is_not_closed_yet(hour: int, expected: date) -> None:
    assert expected == digest.day_so_far(utc(2025, 7, 2, hour), "UTC", EVENING)


NEXT = [
    (utc(2025, 3, 29, 20), EVENING, utc(2025, 3, 30, 18)),
    (utc(2025, 10, 25, 18), EVENING, utc(2025, 10, 26, 19)),
    (utc(2025, 7, 2, 17, 59), EVENING, utc(2025, 7, 2, 18)),
    (utc(2025, 10, 26, 0, 31), time(2, 30), utc(2025, 10, 27, 1, 30)),
]


@pytest.mark.parametrize(("now", "at", "expected"), NEXT)
def test_the_next_close_is_the_next_local_evening(now: datetime, at: time, expected: datetime) -> None:
    assert expected == digest.next_close(now, BERLIN, at)


# --- what -------------------------------------------------------------------------------------------------

NOON = utc(2025, 7, 2, 12)
ARTICLE = Article("a", "en", "island-post", "T", "", NOON, url="https://island.example/a")
CLAIM = Claim(
    Measure.KILLED,
    None,
    900,
    900,
    Qualifier.EXACT,
    "900 died.",
    0,
    9,
    "900",
    "en:number",
    0.9,
    claimant="nis",
)
OLD = Value(600, 600, Qualifier.ABOUT, utc(2025, 6, 26))
REVISION = Change(ARTICLE, CLAIM, Outcome.REVISED, "revised", NOON, old=OLD, old_claimant="nis")
ALERT = Alert(Outcome.REVISED, REVISION)
NIS = Figure("killed", "nis", Value(900, 900, Qualifier.EXACT, NOON))
HUR = Figure("killed", "hur", Value(1500, 1500, Qualifier.EXACT, NOON))


def at(change: Change, moment: datetime) -> Change:
    return replace(change, at=moment)


def test_a_digest_tells_what_was_recorded_that_day_whenever_it_was_published() -> None:
    agrees = replace(REVISION, outcome=Outcome.AGREES, rule="agrees", old_claimant="hur")
    lagged = replace(REVISION, outcome=Outcome.LAGGED, rule="lagged-earlier")
    before = utc(2025, 6, 30, 9)
    closed = digest.close(
        date(2025, 7, 2),
        BERLIN,
        alerts=[ALERT, Alert(Outcome.FIRST, at(REVISION, before))],
        changes=[at(agrees, before), lagged, at(lagged, before), replace(lagged, silent=True)],
        figures=[NIS, HUR],
        read=[("island-post", "en"), ("island-post", "en"), ("visti", "uk")],
        held=2,
        failing=[("Island Post", "HTTP 500")],
    )
    assert [before, NOON] == [alert.change.at for alert in closed.alerts]
    assert (at(agrees, before),) == closed.joined
    assert (2, 2) == (closed.lagged, closed.held)
    assert (3, 2, ("en", "uk")) == (closed.articles, closed.outlets, closed.languages)
    assert (NIS, HUR) == closed.disputed
    assert (("Island Post", "HTTP 500"),) == closed.failing


def test_figures_that_agree_or_name_only_an_order_are_not_disputed() -> None:
    near = replace(HUR, present=Value(910, 910, Qualifier.ABOUT, NOON))
    vague = replace(HUR, claimant="bbc", present=Value(10000, None, Qualifier.VAGUE, NOON))
    other = Figure("wounded", "hur", Value(5000, 5000, Qualifier.EXACT, NOON))
    assert () == digest.disputed([NIS, near, vague, other])


# --- how it is told ---------------------------------------------------------------------------------------

BUSY = Digest(
    day=date(2025, 7, 2),
    zone=BERLIN,
    alerts=(ALERT,),
    joined=(replace(REVISION, outcome=Outcome.AGREES, old_claimant="hur"),),
    disputed=(NIS, HUR),
    lagged=3,
    held=1,
    articles=1400,
    outlets=6,
    languages=("de", "en"),
    failing=(("Island Post", "HTTP 500"),),
)


def test_a_busy_day_is_told_in_its_sections() -> None:
    expected = """\
🗓 The day: Wednesday 2 July 2025

Changed
🔺 Killed: about 600 → 900 (+50%) — nis, island-post (https://island.example/a)

Now agree
🤝 Killed: nis: 900, like hur

Disputed
⚖️ Killed: nis: 900 (2 Jul 2025) · hur: 1,500 (2 Jul 2025)

3 old figures told again · 1 change waits for review
Read: 1,400 articles of 6 outlets in 2 languages.
⚠️ 1 feed fails: Island Post (HTTP 500)"""
    assert expected == messages.digest(BUSY, "en").plain.replace("Wednesday, ", "Wednesday ")


QUIET = [
    (
        Digest(date(2025, 7, 2), BERLIN, articles=1, outlets=1, languages=("de",)),
        "🗓 Der Tag: Mittwoch, 2. Juli 2025\nKeine Zahl hat sich geändert. · "
        "Gelesen: 1 Artikel von 1 Medium in 1 Sprache.",
    ),
    (
        Digest(date(2025, 7, 2), BERLIN, lagged=1, held=2, failing=(("a", "b"), ("c", "d"))),
        "🗓 Der Tag: Mittwoch, 2. Juli 2025\nKeine Zahl hat sich geändert. · Nichts gelesen. · "
        "1 alte Zahl erneut genannt · 2 Änderungen warten auf Prüfung · 2 Feeds gestört",
    ),
]


@pytest.mark.parametrize(("closed", "expected"), QUIET)
def test_a_quiet_day_has_two_lines(closed: Digest, expected: str) -> None:
    assert expected == messages.digest(closed, "de").plain


def test_a_day_full_of_changes_stays_valid_within_any_limit() -> None:
    full = replace(BUSY, alerts=(ALERT,) * 60, joined=BUSY.joined * 60, disputed=(NIS, HUR) * 60)
    for limit in (CAPTION_LIMIT, 4096):
        assert units(parsed(messages.digest(full, "de", limit=limit).html)) <= limit


def lines_of(shown: messages.Message, sign: str) -> int:
    """How many lines begin with this sign."""
    return sum(line.startswith(sign) for line in shown.plain.split("\n"))


def test_a_day_within_the_limit_is_told_completely() -> None:
    long = replace(
        BUSY, alerts=(ALERT,) * 30, joined=BUSY.joined * 20, disputed=(NIS,) * 9, failing=(("A", "b"),) * 9
    )
    shown = messages.digest(long, "en")
    assert CAPTION_LIMIT < shown.length <= TEXT_LIMIT
    assert (30, 20) == (lines_of(shown, "🔺"), lines_of(shown, "🤝"))
    assert 9 == shown.plain.count("nis: 900 (2 Jul 2025)")
    assert 9 == shown.plain.count("A (b)")
    assert " more" not in shown.plain


def test_a_terminal_gets_every_line_of_any_day() -> None:
    endless = replace(BUSY, alerts=(ALERT,) * 200, joined=BUSY.joined * 100)
    shown = messages.digest(endless, "en", limit=messages.COMPLETE)
    assert (200, 100) == (lines_of(shown, "🔺"), lines_of(shown, "🤝"))
    assert 200 == shown.plain.count("https://island.example/a")
    assert " more" not in shown.plain


def test_a_day_beyond_the_limit_loses_whole_lines_and_says_how_many_those_who_joined_first() -> None:
    shown = messages.digest(replace(BUSY, alerts=(ALERT,) * 60, joined=BUSY.joined * 60), "en")
    kept = lines_of(shown, "🤝")
    assert (60, 4 < kept < 60) == (lines_of(shown, "🔺"), True)
    assert [f"… and {60 - kept} more"] == re.findall("… and .*", shown.plain)
    one_more = units("🤝 Killed: nis: 900, like hur\n")
    assert TEXT_LIMIT - one_more < shown.length <= TEXT_LIMIT


def test_a_day_far_beyond_the_limit_keeps_some_lines_of_every_section() -> None:
    others = tuple(replace(NIS, series=f"killed-{number}") for number in range(30))
    full = replace(BUSY, alerts=(ALERT,) * 120, joined=BUSY.joined * 60, disputed=others)
    shown = messages.digest(full, "en")
    changed = lines_of(shown, "🔺")
    assert (4 < changed < 120, 4, 4) == (True, lines_of(shown, "🤝"), lines_of(shown, "⚖️"))
    left = [f"… and {120 - changed} more", "… and 56 more", "… and 26 more"]
    assert left == re.findall("… and .*", shown.plain)
    assert shown.plain.endswith("⚠️ 1 feed fails: Island Post (HTTP 500)")


# --- how it is posted -------------------------------------------------------------------------------------

CALM = replace(BUSY, alerts=(), joined=())


@pytest.mark.parametrize("closed", [BUSY, CALM, replace(CALM, failing=(("Feed", "x"),) * 90)])
def test_a_short_day_is_one_post(closed: Digest) -> None:
    (post,) = messages.digest_posts(closed, "en")
    assert messages.digest(closed, "en") == post
    assert post.length <= CAPTION_LIMIT


def test_a_day_too_long_for_a_caption_is_a_headline_and_the_whole_text() -> None:
    long = replace(BUSY, alerts=(ALERT,) * 20)
    headline, text = messages.digest_posts(long, "de")
    assert "🗓 Der Tag: Mittwoch, 2. Juli 2025\nGeändert: 20 · Neu einig: 1" == headline.plain
    assert 20 == lines_of(text, "🔺")


def test_the_headline_counts_only_what_there_is() -> None:
    joined = replace(BUSY, alerts=())
    assert "🗓 Der Tag: Mittwoch, 2. Juli 2025\nNeu einig: 1" == messages.headline(joined, "de").plain


@pytest.mark.parametrize("kind", ["channel", "private"])
def test_the_posts_of_one_day_have_keys_of_their_own(kind: str) -> None:
    chat = Chat("17", kind, "en", BERLIN, NOON)
    long = replace(BUSY, alerts=(ALERT,) * 20)
    assert ["digest:2025-07-02"] == [post.key for post in outgoing(BUSY, chat, as_written, NOON)]
    assert ["digest:2025-07-02:picture", "digest:2025-07-02"] == [
        post.key for post in outgoing(long, chat, as_written, NOON)
    ]


def test_both_posts_wait_for_the_end_of_quiet_hours() -> None:
    chat = Chat("17", "private", "en", "UTC", NOON, quiet_from=time(11), quiet_until=time(13))
    posts = outgoing(replace(BUSY, alerts=(ALERT,) * 20), chat, as_written, NOON)
    assert [utc(2025, 7, 2, 13)] * 2 == [post.not_before for post in posts]
