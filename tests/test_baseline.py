"""The baseline file: what it holds, what is wrong with it line by line, and where the ledger differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from by_hand import figure, when, window

from bot.baseline import Seed, applied, diff, load
from bot.errors import ConfigError
from bot.model import Figure, Qualifier, Value

FILE = Path(__file__).resolve().parent.parent / "seeds" / "baseline.toml"
CLAIMANTS = frozenset({"nis", "hur", "ukraine-officials", "kremlin"})
TODAY = date(2025, 12, 1)

KILLED = """\
[[figure]]
measure = "killed"
claimant = "nis"
low = 600
high = 600
qualifier = "about"
source = "agencies"
date = 2025-06-26
"""


def read(text: str) -> tuple[Seed, ...]:
    return load(text, "baseline.toml", today=TODAY, claimants=CLAIMANTS)


def test_the_bots_own_file_holds_the_figures_of_the_two_first_articles() -> None:
    seeds = load(FILE.read_text(encoding="utf-8"), FILE.name, today=TODAY, claimants=CLAIMANTS)
    rows = [
        (one.figure.series, one.figure.claimant, v.low, v.high, str(v.qualifier), v.as_of, one.via)
        for one in seeds
        for v in [one.figure.present]
    ]
    by = "Lee Seong-kweun"
    assert [
        ("troops·planned", "nis", 4000, 4000, "exact", window("2025-07..2025-08"), by),
        ("workers·planned", "nis", 6000, 6000, "exact", None, by),
        ("troops·sent", "nis", 11000, 11000, "exact", window("2024-10"), by),
        ("killed", "nis", 600, 600, "about", None, by),
        ("wounded", "nis", 1000, None, "vague", None, by),
        ("troops·planned", "hur", 25000, 30000, "exact", None, "CNN"),
        ("troops·sent", "ukraine-officials", 11000, 11000, "about", window("2024-09..2024-11"), None),
        ("casualties", "ukraine-officials", 4000, 4000, "about", None, None),
    ] == rows


def test_an_entry_becomes_a_figure_with_its_source() -> None:
    [seed] = read(KILLED + 'link = "https://example.org/a"\nby = "anna"\nwhy = "a slip"\n')
    since = when("2025-06-26 00:00")
    present = Value(600, 600, Qualifier.ABOUT, since, seeded=True)
    assert Figure("killed", "nis", present, origins=frozenset({"agencies"})) == seed.figure
    assert ("agencies", "https://example.org/a", "anna", "a slip") == (
        seed.source,
        seed.link,
        seed.by,
        seed.why,
    )
    assert 1 == seed.line


def test_former_values_stand_behind_the_present_one() -> None:
    [seed] = read(KILLED + 'earlier = [{ low = 300, high = 300, qualifier = "about", date = 2025-01-13 }]\n')
    assert (Value(300, 300, Qualifier.ABOUT, when("2025-01-13 00:00"), seeded=True),) == seed.figure.earlier


def test_an_increment_is_a_series_of_its_own_and_a_plan_is_not() -> None:
    more = 'stage = "sent"\nincrement = true\n'
    sent = KILLED.replace('"killed"', '"troops"') + more
    assert ["troops·sent+", "troops·planned"] == [
        seed.figure.series for seed in read(sent + sent.replace('"sent"', '"planned"'))
    ]


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ('claimant = "niss"', 'claimant = "nis"', "baseline.toml:3: unknown claimant 'niss', perhaps 'nis'"),
        (
            'measure = "dead"',
            'measure = "killed"',
            "baseline.toml:2: unknown measure 'dead', known: captured,",
        ),
        (
            'measure = "kiled"',
            'measure = "killed"',
            "baseline.toml:2: unknown measure 'kiled', perhaps 'killed'; known: captured, casualties, engineers,",
        ),
        (
            'measure = "troops"',
            'measure = "killed"',
            "baseline.toml:1: troops needs a stage: sent, present or planned",
        ),
        ('measure = "killed"\nstage = "sent"', 'measure = "killed"', "baseline.toml:3: killed has no stage"),
        ("date = 2025-12-02", "date = 2025-06-26", "baseline.toml:8: date 2025-12-02 is in the future"),
        (
            'date = "2025-06-26"',
            "date = 2025-06-26",
            "baseline.toml:8: date must be a day such as 2025-06-26",
        ),
        ("low = 700", "low = 600", "baseline.toml:4: low 700 is above high 600"),
        (
            "low = 99999999999999999999",
            "low = 600",
            "baseline.toml:4: low 99999999999999999999 is more people than there are",
        ),
        ("low = -1", "low = 600", "baseline.toml:4: low is below zero"),
        ("low = 600.5", "low = 600", "baseline.toml:4: low must be a whole number, not 600.5"),
        ('qualifier = "circa"', 'qualifier = "about"', "baseline.toml:6: unknown qualifier 'circa'"),
        (
            'qualifer = "about"',
            'qualifier = "about"',
            "baseline.toml:6: unknown key 'qualifer', perhaps 'qualifier'",
        ),
        ("", 'source = "agencies"', "baseline.toml:1: source is missing"),
        ("", "low = 600", "baseline.toml:1: low is missing: about has one"),
        (
            "date = 2025-06-26\nas_of = { from = 2025-08-01, to = 2025-07-01 }",
            "date = 2025-06-26",
            "baseline.toml:9: as_of ends before it begins",
        ),
        (
            "date = 2025-06-26\nas_of = { from = 2025-08-01 }",
            "date = 2025-06-26",
            "baseline.toml:9: as_of must be a window such as",
        ),
        (
            "date = 2025-06-26\nearlier = [{ low = 5 }]",
            "date = 2025-06-26",
            "baseline.toml:9: each of earlier needs qualifier and date",
        ),
        (
            'date = 2025-06-26\nearlier = [{ low = "5", high = 5, qualifier = "exact", date = 2025-01-01 }]',
            "date = 2025-06-26",
            "baseline.toml:9: low must be a whole number, not '5'",
        ),
        ("low = 600\nearlier = 600", "low = 600", "baseline.toml:5: earlier must be a list of former values"),
        (
            'date = 2025-06-26\nearlier = [{ low = 5, high = 4, qualifier = "exact", date = 2025-01-01 }]',
            "date = 2025-06-26",
            "baseline.toml:9: in earlier: low 5 is above high 4",
        ),
    ],
)
def test_a_mistake_is_named_with_file_line_and_what_would_be_right(wrong: str, right: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(KILLED.replace(right, wrong))
    assert said in str(caught.value)


def test_a_figure_told_twice_is_named_with_both_lines() -> None:
    with pytest.raises(ConfigError) as caught:
        read(KILLED + "\n" + KILLED)
    assert "baseline.toml:11: nis has a figure for killed in line 1 already" in str(caught.value)


def test_all_mistakes_are_named_together() -> None:
    with pytest.raises(ConfigError) as caught:
        read(KILLED.replace('"nis"', '"kremlim"') + KILLED.replace("high = 600", "high = 1"))
    assert "baseline.toml:3: unknown claimant" in str(caught.value)
    assert "baseline.toml:12: low 600 is above high 1" in str(caught.value)


def test_what_is_no_toml_or_no_list_of_figures_is_said_so() -> None:
    for text, said in [
        ("[[figure]", "is no valid TOML"),
        ("figure = 3", "is no list of tables"),
        ("[feed]\n", "unknown table 'feed'"),
    ]:
        with pytest.raises(ConfigError, match=said.replace("[", "\\[")):
            read(text)


def test_an_empty_file_holds_no_figure() -> None:
    assert () == read("# nothing yet\n")


# --- file and ledger --------------------------------------------------------------------------------------


def seeded(low: int = 600, since: str = "2025-06-26") -> Figure:
    return read(KILLED.replace("600", str(low)).replace("2025-06-26", since))[0].figure


def told_since(known: Figure, low: int, day: str) -> Figure:
    """The figure after an article of a day gave another number."""
    value = Value(low, low, Qualifier.ABOUT, when(day))
    return replace(known, present=value, earlier=(known.present, *known.earlier), reports=known.reports + 1)


def test_a_ledger_that_says_the_same_does_not_differ() -> None:
    assert () == diff(read(KILLED), [replace(seeded(), reports=9)])


def test_the_differences_are_named_by_their_kind() -> None:
    extra = figure("captured", "hur", "3")
    ledger_and_kind = [
        ([], ["missing"]),
        ([seeded(500)], ["edited"]),
        ([seeded(500, "2025-05-01")], ["edited"]),
        ([told_since(seeded(), 900, "2025-10-01")], ["moved"]),
        ([told_since(seeded(500, "2025-05-01"), 900, "2025-10-01")], ["moved"]),
        ([told_since(seeded(500), 900, "2025-10-01")], ["edited"]),
        ([seeded(), extra], ["extra"]),
    ]
    for ledger, kinds in ledger_and_kind:
        assert kinds == [one.kind for one in diff(read(KILLED), ledger)]


def test_applying_a_missing_figure_brings_it() -> None:
    [seed] = read(KILLED)
    assert seed.figure == applied(seed, None)


def test_applying_an_edited_figure_corrects_it_where_it_stands() -> None:
    [seed] = read(KILLED)
    moved = told_since(seeded(500), 900, "2025-10-01")
    after = applied(seed, moved)
    assert (900, [600], 2) == (after.present.low, [value.low for value in after.earlier], after.reports)


def test_applying_a_newer_entry_makes_it_the_present_value() -> None:
    [seed] = read(KILLED)
    after = applied(seed, seeded(500, "2025-05-01"))
    assert (600, [500], 1) == (after.present.low, [value.low for value in after.earlier], after.reports)


def test_the_baseline_counts_once_among_the_reports_of_a_figure_that_articles_began() -> None:
    [seed] = read(KILLED)
    article = Figure("killed", "nis", Value(500, 500, Qualifier.ABOUT, when("2025-05-01")))
    once = applied(seed, article)
    assert 2 == once.reports
    [newer] = read(KILLED.replace("600", "700").replace("2025-06-26", "2025-06-28"))
    assert (700, 2) == (applied(newer, once).present.low, applied(newer, once).reports)


def test_applying_an_older_entry_puts_it_among_the_earlier_values() -> None:
    [seed] = read(KILLED)
    known = figure("killed", "nis", "about 900", "2025-10-01", earlier=[("about 300", "2025-01-13")])
    after = applied(seed, known)
    assert (900, [600, 300]) == (after.present.low, [value.low for value in after.earlier])
    assert () == diff([seed], [replace(after, present=seed.figure.present)])
