"""What an answer means for a message, and how fast messages may go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery import (
    Again,
    Chat,
    Found,
    Limits,
    Moved,
    Never,
    Next,
    Pace,
    Rejected,
    Result,
    Sent,
    Step,
    Unknown,
    after_look,
    backoff,
    next_step,
)

START = datetime(2025, 7, 2, 12, 0, tzinfo=UTC)
CHANNEL = -1001234567890

# --- what next --------------------------------------------------------------------------------------------

STEPS: list[tuple[str, Result, dict[str, object], Next]] = [
    ("an answer", Sent(4), {}, Next(Step.DONE)),
    ("a flood waits as long as it says", Again(43838.0, "", flood=True), {}, Next(Step.WAIT, 43838.0)),
    ("a second flood too", Again(1.0, "", flood=True), {"attempts": 7}, Next(Step.WAIT, 1.0)),
    ("no connection waits a little", Again(0.0, ""), {}, Next(Step.WAIT, 1.0)),
    ("and longer each time", Again(0.0, ""), {"attempts": 4}, Next(Step.WAIT, 15.0)),
    ("but never over five minutes", Again(0.0, ""), {"attempts": 99}, Next(Step.WAIT, 300.0)),
    (
        "a failing server is looked after",
        Again(0.0, "", doubt=True),
        {"findable": True},
        Next(Step.FIND, 1.0),
    ),
    ("where nothing is found out it is asked again", Again(0.0, "", doubt=True), {}, Next(Step.WAIT, 1.0)),
    (
        "and again, however often it failed",
        Again(0.0, "", doubt=True),
        {"unanswered": 5, "attempts": 6},
        Next(Step.WAIT, 60.0),
    ),
    ("a lost answer is looked for", Unknown(""), {"findable": True}, Next(Step.FIND, 1.0)),
    ("or sent once more", Unknown(""), {}, Next(Step.WAIT, 1.0)),
    ("but not twice more", Unknown(""), {"unanswered": 2, "attempts": 2}, Next(Step.UNCERTAIN)),
    ("content that is refused goes plain", Rejected(""), {}, Next(Step.PLAIN)),
    ("and is given up when plain is refused", Rejected(""), {"plain": True}, Next(Step.FAILED)),
    ("a chat that is gone rests", Never("", chat_gone=True), {}, Next(Step.REST)),
    ("a message that is gone is given up", Never(""), {}, Next(Step.FAILED)),
    ("a chat that moved is followed", Moved(-5), {}, Next(Step.MOVE)),
]


@pytest.mark.parametrize(
    ("result", "past", "expected"), [row[1:] for row in STEPS], ids=[row[0] for row in STEPS]
)
def test_each_answer_leads_to_its_step(result: Result, past: dict[str, object], expected: Next) -> None:
    asked = {"attempts": 1, "unanswered": 1, "findable": False, **past}
    assert expected == next_step(result, **asked)  # type: ignore[arg-type]


LOOKS = [
    (Found.OURS, 1, Next(Step.DONE)),
    (Found.NOTHING, 5, Next(Step.WAIT)),
    (Found.UNREACHED, 1, Next(Step.FIND, 2.0)),
    (Found.UNCLEAR, 1, Next(Step.WAIT)),
    (Found.UNCLEAR, 2, Next(Step.UNCERTAIN)),
]


@pytest.mark.parametrize(("found", "unanswered", "expected"), LOOKS)
def test_a_look_settles_whether_it_is_sent_again(found: Found, unanswered: int, expected: Next) -> None:
    assert expected == after_look(found, attempts=2, unanswered=unanswered)


def test_waits_grow_and_stay_bounded() -> None:
    assert [1.0, 1.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0, 300.0] == [backoff(n) for n in range(10)]


# --- how fast ---------------------------------------------------------------------------------------------


def seconds(n: float) -> datetime:
    return START + timedelta(seconds=n)


def test_twenty_go_into_a_channel_at_once_and_the_next_a_minute_after_the_first() -> None:
    pace = Pace()
    for n in range(20):
        assert seconds(n * 0.1) == pace.ready_at(CHANNEL, seconds(n * 0.1))
        pace.count(CHANNEL, seconds(n * 0.1))
    assert seconds(60.05) == pace.ready_at(CHANNEL, seconds(2))


def test_one_a_second_goes_to_a_person() -> None:
    pace = Pace()
    pace.count(77, START)
    assert [seconds(1.05), START] == [pace.ready_at(77, START), pace.ready_at(78, START)]


def test_thirty_a_second_go_out_over_all() -> None:
    pace = Pace()
    for user in range(1, 31):
        pace.count(user, START)
    assert seconds(1.05) == pace.ready_at(99, START)


def test_a_restart_forgets_nothing() -> None:
    sent: list[tuple[Chat, datetime]] = [(CHANNEL, seconds(n)) for n in reversed(range(20))]
    pace = Pace()
    pace.remember(sent)
    assert seconds(60.05) == pace.ready_at(CHANNEL, seconds(21))


def test_calls_under_way_hold_their_places_however_long_they_take() -> None:
    pace = Pace()
    booked = [pace.book(user, START) for user in range(1, 31)]
    assert [START] * 30 == booked
    assert seconds(6.05) == pace.ready_at(99, seconds(5))
    for user in range(1, 11):
        pace.count(user, seconds(5), START)
    pace.release(30, START)
    assert seconds(6) == pace.book(99, seconds(6))


def test_who_waits_for_a_place_has_it_before_those_who_come_later() -> None:
    pace = Pace()
    pace.count(77, START)
    assert [seconds(1.05), seconds(2.1)] == [pace.book(77, START), pace.book(77, START)]


def test_a_place_given_back_is_free() -> None:
    pace = Pace()
    pace.release(77, pace.book(77, START))
    assert START == pace.ready_at(77, START)


def test_a_wait_that_telegram_asked_for_is_kept() -> None:
    pace = Pace()
    pace.hold(seconds(43838), CHANNEL)
    pace.hold(seconds(5), CHANNEL)
    assert [seconds(43838), START] == [pace.ready_at(CHANNEL, START), pace.ready_at(77, START)]
    pace.hold(seconds(9))
    assert seconds(9) == pace.ready_at(77, START)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([CHANNEL, -1002, 77, 78]), st.floats(0, 3)), max_size=150))
def test_whoever_waits_until_ready_never_breaks_a_limit(wishes: list[tuple[int, float]]) -> None:
    pace, now = Pace(), START
    sent: list[tuple[int, datetime]] = []
    for chat, pause in wishes:
        now = pace.ready_at(chat, now + timedelta(seconds=pause))
        pace.count(chat, now)
        sent.append((chat, now))
    limits = Limits()
    for index, (chat, moment) in enumerate(sent):
        before = sent[: index + 1]
        mine = [at for other, at in before if other == chat]
        most, window = (1, limits.private_window) if chat > 0 else (20, limits.group_window)
        assert sum(moment - at < window for at in mine) <= most
        assert sum(moment - at < limits.total_window for _, at in before) <= 30
