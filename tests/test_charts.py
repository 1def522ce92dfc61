"""The picture of the series over time: a PNG of a phone's shape, light and dark, whatever the names hold."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from PIL import Image

from bot import charts
from bot.model import Figure, Qualifier, Value

JULY = datetime(2025, 7, 2, tzinfo=UTC)


def value(low: int | None, high: int | None, month: int, bound: Qualifier = Qualifier.EXACT) -> Value:
    return Value(low, high, bound, datetime(2025, month, 10, tzinfo=UTC))


UNTIL = datetime(2025, 11, 1, tzinfo=UTC)
KILLED = Figure("killed", "nis", value(2000, 2000, 9), (value(600, 600, 6), value(300, 300, 1)))
PLANNED = Figure("troops·planned", "hur", value(25000, 30000, 7))
HURT = Figure("casualties", "uk-mod", value(6000, None, 6, Qualifier.MORE_THAN))


def pixels(png: bytes) -> npt.NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def draw(*figures: Figure, **wish: object) -> npt.NDArray[np.uint8]:
    return pixels(charts.series(figures, lang="de", until=UNTIL, **wish))  # type: ignore[arg-type]


def has_colour(picture: npt.NDArray[np.uint8], colour: tuple[int, int, int]) -> bool:
    return bool((picture == np.array(colour, dtype=np.uint8)).all(axis=2).any())


@pytest.mark.parametrize(("dark", "paper"), [(False, (255, 255, 255)), (True, (23, 33, 43))])
def test_the_picture_is_upright_and_on_its_own_paper(dark: bool, paper: tuple[int, int, int]) -> None:
    picture = draw(KILLED, PLANNED, dark=dark)
    assert (1350, 1080, 3) == picture.shape
    assert [paper] * 2 == [tuple(picture[3, 3].tolist()), tuple(picture[-4, -4].tolist())]


def test_each_claimant_has_a_colour_of_its_own() -> None:
    bbc = replace(KILLED, claimant="bbc", present=value(2300, 2300, 10), earlier=())
    first, second = (0, 114, 178), (194, 78, 0)
    alone, both = draw(bbc, only="killed"), draw(bbc, KILLED, only="killed")
    assert [True, False] == [has_colour(alone, colour) for colour in (first, second)]
    assert [True, True] == [has_colour(both, colour) for colour in (first, second)]


def test_a_claimant_has_one_colour_in_every_picture() -> None:
    """In the order in which they came: the NIS in January, the ministry in June, the others in July and October."""
    bbc = replace(KILLED, claimant="bbc", present=value(2300, 2300, 10), earlier=())
    standing = [bbc, HURT, KILLED, replace(PLANNED, claimant="uk-mod"), PLANNED]
    nis, ministry, hur, post = (0, 114, 178), (194, 78, 0), (0, 128, 94), (168, 82, 138)
    seen = {
        only: [has_colour(draw(*standing, only=only), colour) for colour in (nis, ministry, hur, post)]
        for only in ("killed", "casualties", "troops·planned", None)
    }
    assert {
        "killed": [True, False, False, True],
        "casualties": [False, True, False, False],
        "troops·planned": [False, True, True, False],
        None: [True, True, True, True],
    } == seen


def test_who_came_later_does_not_change_the_colours_of_the_baseline() -> None:
    old = replace(KILLED, claimant="old-post", present=value(1, 1, 1), earlier=())
    seeded = replace(HURT, present=replace(HURT.present, seeded=True))
    assert (draw(seeded, old, only="casualties") == draw(seeded, only="casualties")).all()


def test_more_claimants_than_there_are_colours_still_differ_within_a_picture() -> None:
    """Seven came in January, the eighth and the ninth in October: the ninth's turn is the first one's colour."""
    others = [replace(KILLED, series="wounded", claimant=f"c{n}") for n in range(7)]
    first, eighth = replace(KILLED, claimant="c0"), replace(KILLED, claimant="c7", present=value(9, 9, 10))
    ninth = replace(eighth, claimant="c8", earlier=())
    eighth = replace(eighth, earlier=())
    alone, beside = (
        draw(*others, eighth, ninth, only="killed"),
        draw(*others, first, eighth, ninth, only="killed"),
    )
    turns = [(0, 114, 178), (194, 78, 0), (122, 62, 157)]
    assert [True, False, True] == [has_colour(alone, colour) for colour in turns]
    assert [True, True, True] == [has_colour(beside, colour) for colour in turns]


def test_an_alerted_point_is_marked() -> None:
    plain = draw(KILLED, only="killed")
    marked = draw(KILLED, only="killed", alerted=[("killed", "nis", KILLED.present.since)])
    elsewhere = draw(KILLED, only="killed", alerted=[("wounded", "nis", KILLED.present.since)])
    assert (marked != plain).any()
    assert (marked != elsewhere).any()


def test_the_same_figures_give_the_same_picture() -> None:
    assert (draw(KILLED, HURT) == draw(KILLED, HURT)).all()


@pytest.mark.parametrize("hours", [0, 0.02, 5, 26, 36, 47, 49, 100])
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Seoul"])
def test_an_axis_of_a_few_hours_or_days_names_each_day_once(hours: float, zone: str) -> None:
    """matplotlib's warnings are errors here, as in every test."""
    first = UNTIL - timedelta(hours=hours)
    young = replace(KILLED, present=replace(KILLED.present, since=first), earlier=())
    canvas = Canvas(figsize=(10.8, 9.0))
    FigureCanvasAgg(canvas)
    panel = canvas.subplots()
    charts._panel(
        panel,
        "killed",
        [young],
        frozenset(),
        {"nis": "#000000"},
        charts._LIGHT,
        "en",
        UNTIL,
        zone,
        lambda name, _: name,
    )
    canvas.draw_without_rendering()
    days = [label.get_text() for label in panel.get_xticklabels()]
    assert len(days) == len(set(days)) >= 2


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Seoul"])
def test_an_axis_has_two_to_five_dates_whatever_its_length(zone: str) -> None:
    for hours in [*range(48, 24 * 90, 11), *range(24 * 90, 24 * 365 * 12, 24 * 41 + 5)]:
        moments, _ = charts.ticks(UNTIL - timedelta(hours=hours), UNTIL, ZoneInfo(zone))
        assert 2 <= len(moments) <= 5, hours
        assert all((moment.hour, moment.minute) == (0, 0) for moment in moments)


@pytest.mark.parametrize(
    ("days", "by_month", "expected"),
    [
        (3, False, ["2025-10-30", "2025-10-31", "2025-11-01"]),
        (400, True, ["2024-10-01", "2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01"]),
        (1000, True, ["2023-07-01", "2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01"]),
    ],
)
def test_the_dates_of_an_axis_are_round_ones(days: int, by_month: bool, expected: list[str]) -> None:
    moments, months = charts.ticks(UNTIL - timedelta(days=days, hours=-1), UNTIL, ZoneInfo("UTC"))
    assert ([f"{moment:%Y-%m-%d}" for moment in moments], months) == (expected, by_month)


def test_what_came_later_is_not_drawn() -> None:
    before = replace(KILLED, present=KILLED.earlier[0], earlier=KILLED.earlier[1:])
    early = {"lang": "de", "until": JULY, "only": "killed"}
    assert charts.series([before], **early) == charts.series([KILLED], **early)  # type: ignore[arg-type]


def test_without_figures_the_picture_says_so() -> None:
    empty, ink = draw(), (28, 28, 30)
    assert (900, 1080, 3) == empty.shape
    assert has_colour(empty[400:500], ink)
    assert not has_colour(empty[:300], ink)


def test_names_that_the_font_lacks_do_not_stop_the_drawing() -> None:
    for name in ("국정원", "$x^2$ \\frac", "😀", "a\nb", ""):
        picture = draw(replace(KILLED, claimant=name), only="killed")
        assert (900, 1080, 3) == picture.shape


def test_many_claimants_with_long_names_find_room() -> None:
    crowd = [
        replace(figure, claimant=f"The Ministry of Very Long Names number {n}")
        for figure in (KILLED, PLANNED, HURT)
        for n in range(9)
    ]
    assert (1350, 1080, 3) == draw(*crowd).shape


MAIN = [
    ([], ()),
    ([PLANNED, KILLED], ("killed", "troops·planned")),
    (
        [
            Figure(name, "nis", value(1, 1, 1))
            for name in ("missing", "returned", "wounded", "killed", "casualties")
        ],
        ("killed", "casualties", "wounded"),
    ),
]


@pytest.mark.parametrize(("figures", "expected"), MAIN)
def test_the_main_series_are_those_that_say_most(figures: list[Figure], expected: tuple[str, ...]) -> None:
    assert expected == charts.main_series(figures)
