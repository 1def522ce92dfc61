"""What is told of a change: alerts, outlets added to them, corrections, and a flood in one message."""

from __future__ import annotations

from datetime import timedelta

from by_hand import Told, claim, figure, steps

from bot.alerts import flood
from bot.model import Alert, Figure, Outcome
from bot.replay import Memory

NIS_KILLED = figure("killed", "nis", "about 600")
KILLED_900 = claim("killed", "about 900", "nis")


def present(memory: Memory, series: str = "killed", who: str | None = "nis") -> tuple[int | None, int]:
    """The present low of a figure and how many articles carry it."""
    [found] = [one for one in memory.figures if (one.series, one.claimant) == (series, who)]
    return found.present.low, found.present.reports


# --- one change, one alert --------------------------------------------------------------------------------


def test_later_outlets_are_added_to_the_alert_for_48_hours() -> None:
    told = steps(
        [NIS_KILLED],
        Told("2025-10-01 02:00", KILLED_900, outlet="namsan-sinmun"),
        Told("2025-10-01 03:00", KILLED_900, outlet="wire-desk"),
        Told("2025-10-03 02:00", claim("killed", "900"), outlet="inselbote"),
        Told("2025-10-03 02:01", KILLED_900, outlet="puerto-diario"),
    )
    assert [1, 0, 0, 0] == [len(step.alerts) for step in told]
    assert [[], ["wire-desk"], ["inselbote"], []] == [[one.outlet for one in step.additions] for step in told]
    assert told[0].alerts[0].change.key == told[1].additions[0].alert


def test_an_outlet_is_added_once_and_never_to_its_own_alert() -> None:
    told = steps(
        [NIS_KILLED],
        Told("2025-10-01 02:00", KILLED_900, outlet="namsan-sinmun"),
        Told("2025-10-01 03:00", KILLED_900, outlet="namsan-sinmun"),
        Told("2025-10-01 04:00", KILLED_900, outlet="wire-desk", id="first"),
        Told("2025-10-01 05:00", KILLED_900, outlet="wire-desk", id="second"),
    )
    assert [[], [], ["wire-desk"], []] == [[one.outlet for one in step.additions] for step in told]


def test_a_copy_in_another_outlet_is_added_too() -> None:
    text = "Nine hundred have been killed so far, the lawmakers heard from their agency behind closed doors."
    told = steps(
        [NIS_KILLED],
        Told("2025-10-01 02:00", KILLED_900, text=text),
        Told("2025-10-01 03:00", KILLED_900, text=text, outlet="evening-copy"),
    )
    assert [[], ["evening-copy"]] == [[one.outlet for one in step.additions] for step in told]


def test_a_former_number_and_another_claimants_are_added_to_nothing() -> None:
    told = steps(
        [NIS_KILLED],
        Told("2025-10-01 02:00", KILLED_900),
        Told("2025-10-01 03:00", claim("killed", "about 600", "nis"), outlet="wire-desk"),
        Told("2025-10-01 04:00", claim("killed", "about 900", "hur"), outlet="inselbote"),
    )
    assert [[], [], []] == [list(step.additions) for step in told]


def test_a_denial_told_again_by_another_outlet_is_added_to_it() -> None:
    denial = claim("killed", "600", "kremlin", denied=True)
    told = steps(
        [NIS_KILLED],
        Told("2025-10-01 02:00", denial),
        Told("2025-10-01 03:00", claim("killed", "600", "nis"), outlet="wire-desk"),
        Told("2025-10-01 04:00", denial, outlet="inselbote"),
    )
    assert [[], [], ["inselbote"]] == [[one.outlet for one in step.additions] for step in told]


def test_an_alert_shows_what_others_say_and_where_the_count_began() -> None:
    hur = figure("killed", "hur", "about 700", "2025-07-02")
    told = steps(
        [NIS_KILLED, hur],
        Told("2025-10-01", KILLED_900),
        Told("2025-11-01", claim("killed", "about 1500", "nis")),
    )
    second = told[1].alerts[0]
    assert (hur,) == second.others
    assert second.baseline is not None
    assert NIS_KILLED.present == second.baseline.present
    assert (900, 1500) == (second.change.old and second.change.old.low, second.change.claim.low)


# --- corrections ------------------------------------------------------------------------------------------


def test_a_number_that_the_page_no_longer_carries_is_followed_up_and_taken_back() -> None:
    memory = Memory([NIS_KILLED])
    first, second = steps(
        [],
        Told("2025-10-01 02:00", KILLED_900, id="a"),
        Told("2025-10-01 08:00", id="a"),
        memory=memory,
    )
    [followup] = second.followups
    assert (first.alerts[0].change.key, None, 0) == (followup.alert, followup.now, followup.left)
    assert (Outcome.WITHDRAWN, "withdrawn") == (followup.change.outcome, followup.change.rule)
    assert ((), (600, 1)) == (second.alerts, present(memory))


def test_a_mistake_put_right_is_followed_up_and_alerts_no_more() -> None:
    memory = Memory([NIS_KILLED])
    _, second = steps(
        [],
        Told("2025-10-01 02:00", claim("killed", "about 6000", "nis"), id="a"),
        Told("2025-10-01 08:00", claim("killed", "about 600", "nis"), id="a"),
        memory=memory,
    )
    [followup] = second.followups
    assert ("corrected", 600, 0) == (followup.change.rule, followup.now and followup.now.low, followup.left)
    assert ((), (600, 2)) == (second.alerts, present(memory))


def test_an_edition_that_goes_on_to_a_new_number_revises_and_is_followed_up() -> None:
    captured = claim("captured", "3", "ukraine-officials")
    first, second = steps(
        [],
        Told("2025-10-01 02:00", captured, id="a"),
        Told("2025-10-01 08:00", claim("captured", "4", "ukraine-officials"), id="a"),
    )
    assert [first.alerts[0].change.key] == [one.alert for one in second.followups]
    assert [(Outcome.REVISED, 3, 4)] == [_moved(alert) for alert in second.alerts]


def _moved(alert: Alert) -> tuple[Outcome, int | None, int | None]:
    return alert.kind, alert.change.old.low if alert.change.old else None, alert.change.claim.low


def test_a_number_that_others_still_carry_stays() -> None:
    memory = Memory([NIS_KILLED])
    told = steps(
        [],
        Told("2025-10-01 02:00", KILLED_900, id="a"),
        Told("2025-10-01 03:00", KILLED_900, outlet="wire-desk"),
        Told("2025-10-01 08:00", id="a"),
        memory=memory,
    )
    assert [1] == [one.left for one in told[2].followups]
    assert (900, 1) == present(memory)


def test_the_first_number_of_a_series_is_gone_with_its_only_article() -> None:
    memory = Memory([NIS_KILLED])
    steps(
        [],
        Told("2025-10-01", claim("captured", "3", "hur"), id="a"),
        Told("2025-10-02", id="a"),
        memory=memory,
    )
    assert ["killed"] == [one.series for one in memory.figures]


def test_an_edition_that_says_it_in_other_words_is_no_correction() -> None:
    _, second = steps(
        [NIS_KILLED],
        Told("2025-10-01 02:00", KILLED_900, id="a"),
        Told("2025-10-01 08:00", claim("killed", "more than 900", "nis"), id="a"),
    )
    assert ((), ()) == (second.followups, second.alerts)


def test_a_correction_that_no_alert_told_is_no_followup() -> None:
    memory = Memory([NIS_KILLED])
    told = steps(
        [],
        Told("2025-10-01 02:00", KILLED_900),
        Told("2025-10-01 03:00", KILLED_900, outlet="wire-desk", id="b"),
        Told("2025-10-01 08:00", outlet="wire-desk", id="b"),
        memory=memory,
    )
    assert [(), (), ()] == [step.followups for step in told]
    assert (900, 1) == present(memory)


def test_a_former_number_taken_back_is_no_former_number() -> None:
    memory = Memory([NIS_KILLED])
    told = steps(
        [],
        Told("2025-10-01", KILLED_900, id="a"),
        Told("2025-10-05", claim("killed", "about 1500", "nis"), outlet="wire-desk"),
        Told("2025-10-06", id="a"),
        memory=memory,
    )
    [nis] = memory.figures
    assert (1, 1500, [600]) == (
        len(told[2].followups),
        nis.present.low,
        [value.low for value in nis.earlier],
    )


def test_a_held_number_that_is_taken_back_waits_no_longer() -> None:
    memory = Memory([NIS_KILLED])
    steps(
        [],
        Told("2025-10-01 02:00", claim("killed", "9000", "nis"), id="a"),
        Told("2025-10-01 08:00", claim("killed", "900", "nis"), id="a"),
        memory=memory,
    )
    assert () == memory.book.waiting


def test_a_number_taken_back_and_told_by_another_within_48_hours_is_one_alert() -> None:
    memory = Memory([NIS_KILLED])
    told = steps(
        [],
        Told("2025-10-01 02:00", KILLED_900, id="a"),
        Told("2025-10-01 08:00", id="a"),
        Told("2025-10-01 12:00", KILLED_900, outlet="wire-desk"),
        memory=memory,
    )
    assert [1, 0, 0] == [len(step.alerts) for step in told]
    assert ["wire-desk"] == [one.outlet for one in told[2].additions]
    assert (900, 1) == present(memory)


def test_a_number_taken_back_and_told_by_another_much_later_alerts_again() -> None:
    told = steps(
        [NIS_KILLED],
        Told("2025-10-01", KILLED_900, id="a"),
        Told("2025-10-02", id="a"),
        Told("2025-12-01", KILLED_900, outlet="wire-desk"),
    )
    assert [1, 0, 1] == [len(step.alerts) for step in told]


def test_a_withdrawn_denial_is_followed_up() -> None:
    told = steps(
        [NIS_KILLED],
        Told("2025-10-01 02:00", claim("killed", "600", "kremlin", denied=True), id="a"),
        Told("2025-10-01 08:00", id="a"),
    )
    assert [0, 1] == [len(step.followups) for step in told]


# --- a long stop ------------------------------------------------------------------------------------------


def six_alerts() -> list[Alert]:
    known: list[Figure] = []
    told = [Told(f"2025-10-0{day}", claim("captured", str(2**day), "hur")) for day in range(1, 7)]
    return [alert for step in steps(known, *told) for alert in step.alerts]


def test_more_than_five_alerts_after_six_hours_of_standing_still_are_one_summary() -> None:
    assert flood(six_alerts(), timedelta(hours=6))


def test_five_alerts_or_a_shorter_stop_are_no_flood() -> None:
    assert not flood(six_alerts()[:5], timedelta(days=3))
    assert not flood(six_alerts(), timedelta(hours=5, minutes=59))
