"""The series over time as a picture: one panel a series, one line a claimant, alerted points marked.

Drawn to be read on a phone: few panels, large letters, names and numbers in the colours of the lines.
matplotlib is used without pyplot, whose figures are global. Drawing takes about a second: callers do it in a
worker process.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from bot import wording
from bot.model import Figure, Value
from bot.spans import clean, cut
from bot.wording import Names, as_written

#: An alerted point: series, claimant, and since when the value is told.
Point = tuple[str, str | None, datetime]

#: Series in the order in which they earn a panel when several have equally much to show.
_MAIN = ("killed", "casualties", "troops·sent", "troops·planned", "wounded", "captured", "workers·planned")

#: An axis is at least so long: a shorter one may lie within one day, and has no two dates.
_SHORTEST = timedelta(days=2)

#: The most dates on an axis, and how many days or months may lie between two of them: each at most about
#: two and a half times the one before, so that never fewer than two fit.
_TICKS = 5
_DAYS = (1, 2, 4, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)

_PANELS = 3
_LINES = 6
_NAME = 40

#: Lines of a panel differ in style too, for eyes that tell some colours badly.
_DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))


@dataclass(frozen=True, slots=True)
class _Theme:
    """The colours of a picture: paper, ink, fine lines."""

    paper: str
    ink: str
    faint: str
    colours: tuple[str, ...]


_LIGHT = _Theme(
    "#ffffff",
    "#1c1c1e",
    "#d8d8dc",
    ("#0072B2", "#C24E00", "#00805E", "#A8528A", "#8A6100", "#3E6FD9", "#5B5B5B", "#7A3E9D"),
)
_DARK = _Theme(
    "#17212b",
    "#f2f3f5",
    "#37434f",
    ("#4FB8F5", "#FF9440", "#3FD0A4", "#F29BC9", "#FFD54F", "#B3C3FF", "#C9CDD2", "#D7A6F2"),
)


def series(
    figures: Sequence[Figure],
    *,
    lang: str,
    until: datetime,
    zone: str = "UTC",
    names: Names = as_written,
    alerted: Iterable[Point] = (),
    dark: bool = False,
    only: str | None = None,
) -> bytes:
    """A PNG of 1080 × 1350 pixels (1080 × 900 with one panel) of how figures changed up to ``until``.

    ``figures`` are all that stand, also where ``only`` names the one series to draw, so that a claimant has one
    colour in every picture; without ``only`` those series are drawn that say most. A range is a band, an open
    end a triangle that points to where it is open. Without any figure the picture says so.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    theme = _DARK if dark else _LIGHT
    chosen = (only,) if only else main_series(figures)
    height = 9.0 if len(chosen) <= 1 else 13.5
    canvas = Canvas(figsize=(10.8, height), dpi=100, facecolor=theme.paper)
    canvas.set_layout_engine("constrained", w_pad=0.35, h_pad=0.3, hspace=0.04)
    FigureCanvasAgg(canvas)
    shown = {figure.claimant for name in chosen for figure in _lines(figures, name)}
    colours = _colours(figures, shown, theme)
    panels = canvas.subplots(max(len(chosen), 1), 1, squeeze=False)[:, 0]
    marked = frozenset(alerted)
    for panel, name in zip(panels, chosen, strict=False):
        _panel(panel, name, _lines(figures, name), marked, colours, theme, lang, until, zone, names)
    if marked:
        words = wording.catalog(lang).gettext("○ told in an alert")
        canvas.supxlabel(words, color=theme.ink, fontsize=16, x=0.97, ha="right")
    if not chosen or not any(figure.series in chosen for figure in figures):
        _empty(panels[0], theme, lang)
    out = BytesIO()
    canvas.savefig(out, format="png", facecolor=theme.paper)
    return out.getvalue()


def main_series(figures: Iterable[Figure]) -> tuple[str, ...]:
    """The few series with most values and claimants, the usual ones first among equals."""
    weight: dict[str, int] = {}
    for figure in figures:
        weight[figure.series] = weight.get(figure.series, 0) + 1 + len(figure.earlier)
    order = {name: place for place, name in enumerate(_MAIN)}
    ranked = sorted(weight, key=lambda name: (-weight[name], order.get(name, len(order)), name))
    chosen = set(ranked[:_PANELS])
    return tuple(sorted(chosen, key=lambda name: (order.get(name, len(order)), name)))


def _lines(figures: Iterable[Figure], name: str) -> list[Figure]:
    """The figures of a series that its panel has room for."""
    return [figure for figure in figures if figure.series == name][:_LINES]


def _colours(
    figures: Iterable[Figure], shown: Collection[str | None], theme: _Theme
) -> dict[str | None, str]:
    """The colour of each claimant who is shown, the same whichever series a picture shows.

    Claimants have colours in the order in which they came: those of the baseline, then as they were first told.
    When all colours are given away they are given again; who came later then takes one that is free in the picture.
    """
    came: dict[str | None, tuple[bool, datetime, str]] = {}
    for figure in figures:
        oldest = (figure.present, *figure.earlier)[-1]
        first = (not oldest.seeded, oldest.since, figure.claimant or "")
        came[figure.claimant] = min(first, came.get(figure.claimant, first))
    found: dict[str | None, str] = {}
    for place, claimant in enumerate(sorted(came, key=lambda one: came[one])):
        if claimant not in shown:
            continue
        own = place % len(theme.colours)
        turned = theme.colours[own:] + theme.colours[:own]
        found[claimant] = next((one for one in turned if one not in found.values()), turned[0])
    return found


def _panel(
    panel: Any,
    name: str,
    lines: Sequence[Figure],
    marked: frozenset[Point],
    colours: Mapping[str | None, str],
    theme: _Theme,
    lang: str,
    until: datetime,
    zone: str,
    names: Names,
) -> None:
    """One series: its lines, the names at their ends, the axes in the reader's language."""
    tz = ZoneInfo(zone)
    ends: list[tuple[float, str, str]] = []
    for index, figure in enumerate(lines):
        colour = colours[figure.claimant]
        values = [value for value in reversed((figure.present, *figure.earlier)) if value.since <= until]
        if not values:
            continue
        _line(panel, values, until, tz, colour, _DASHES[index % len(_DASHES)])
        for value in values:
            told = (figure.series, figure.claimant, value.since) in marked
            _point(panel, value, tz, colour, theme, told=told)
        who = names(figure.claimant, lang) if figure.claimant else wording.catalog(lang).gettext("no source")
        label = f"{_drawable(cut(clean(who), _NAME))} {wording.value(values[-1], lang)}"
        ends.append((_middle(values[-1]), label, colour))
    _axes(panel, _drawable(wording.series(name, lang)), theme, lang)
    _room(panel, lines, until, tz, lang)
    _names(panel, ends)


def _line(panel: Any, values: Sequence[Value], until: datetime, tz: ZoneInfo, colour: str, dash: Any) -> None:
    """Steps from value to value, the last one up to the end; ranges as bands."""
    times = [value.since.astimezone(tz) for value in values] + [until.astimezone(tz)]
    middles = [_middle(value) for value in values] + [_middle(values[-1])]
    panel.step(times, middles, where="post", color=colour, linestyle=dash, linewidth=3.2)
    bounds = [_bounds(value) for value in values] + [_bounds(values[-1])]
    if any(low != high for low, high in bounds):
        lows, highs = [low for low, _ in bounds], [high for _, high in bounds]
        panel.fill_between(times, lows, highs, step="post", color=colour, alpha=0.16, linewidth=0)


def _point(panel: Any, value: Value, tz: ZoneInfo, colour: str, theme: _Theme, *, told: bool) -> None:
    """A value's first telling: a triangle where an end is open, a ring around it where it was alerted."""
    shape = "^" if value.high is None else "v" if value.low is None else "o"
    at = [value.since.astimezone(tz)]
    panel.plot(at, [_middle(value)], marker=shape, markersize=11, color=colour, linestyle="none", zorder=4)
    if told:
        ring = {"markerfacecolor": "none", "markeredgecolor": theme.ink, "markeredgewidth": 2.2}
        panel.plot(at, [_middle(value)], marker="o", markersize=21, linestyle="none", zorder=5, **ring)


def _bounds(value: Value) -> tuple[int, int]:
    """Both ends, an open one at the other."""
    low = value.low if value.low is not None else value.high
    high = value.high if value.high is not None else value.low
    return low or 0, high or 0


def _middle(value: Value) -> float:
    low, high = _bounds(value)
    return (low + high) / 2


def _axes(panel: Any, title: str, theme: _Theme, lang: str) -> None:
    """Title, grid and the ticks of numbers, as the language writes them."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    panel.set_title(title, loc="left", color=theme.ink, fontsize=24, fontweight="bold", pad=14)
    panel.set_facecolor(theme.paper)
    panel.grid(axis="y", color=theme.faint, linewidth=1.2)
    panel.set_axisbelow(True)
    for side in ("top", "right", "left"):
        panel.spines[side].set_visible(False)
    panel.spines["bottom"].set_color(theme.faint)
    panel.tick_params(colors=theme.ink, labelsize=17, length=0, pad=8)
    panel.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    panel.yaxis.set_major_formatter(FuncFormatter(lambda count, _: wording.number(int(count), lang)))


def ticks(first: datetime, last: datetime, tz: ZoneInfo) -> tuple[tuple[datetime, ...], bool]:
    """Two to five dates for an axis of two days or more, and whether they are to be called by their months.

    matplotlib's own locator warns about some spans, names one date twice in short ones and one alone in others.
    """
    start, end = first.astimezone(tz).date(), last.astimezone(tz).date()
    days = [start + timedelta(days=after) for after in range((end - start).days + 1)]
    for step in _DAYS:
        found = [day for day in days if day.toordinal() % step == 0]
        moments = _midnights(found, first, last, tz)
        if len(moments) <= _TICKS:
            return moments, False
    for step in _MONTHS:
        found = [day for day in days if day.day == 1 and (12 * day.year + day.month - 1) % step == 0]
        moments = _midnights(found, first, last, tz)
        if len(moments) <= _TICKS:
            break
    return moments, True


def _midnights(days: Iterable[date], first: datetime, last: datetime, tz: ZoneInfo) -> tuple[datetime, ...]:
    """The beginnings of these days, as far as they lie on the axis."""
    begun = (datetime(day.year, day.month, day.day, tzinfo=tz) for day in days)
    return tuple(moment for moment in begun if first <= moment <= last)


def _room(panel: Any, lines: Sequence[Figure], until: datetime, tz: ZoneInfo, lang: str) -> None:
    """From zero to above the highest, and from before the first point to the end of the names; with its dates."""
    values = [
        value for figure in lines for value in (figure.present, *figure.earlier) if value.since <= until
    ]
    first = min((value.since for value in values), default=until - timedelta(days=30))
    first = min(first, until - _SHORTEST)
    span = until - first
    left, right = (first - span * 0.05).astimezone(tz), (until + span * 0.03).astimezone(tz)
    panel.set_xlim(left, right)
    moments, by_month = ticks(left, right, tz)
    called = wording.short_month if by_month else wording.short_day
    panel.set_xticks(moments, [called(moment.date(), lang) for moment in moments])
    top = max((_bounds(value)[1] for value in values), default=1)
    panel.set_ylim(0, max(top, 1) * 1.2)


def _names(panel: Any, ends: Sequence[tuple[float, str, str]]) -> None:
    """The claimants, each with its present value, under the panel: there they never collide."""
    from matplotlib.lines import Line2D

    if not ends:
        return
    handles = [
        Line2D([], [], color=colour, linewidth=5, label=label, linestyle="-") for _, label, colour in ends
    ]
    legend = panel.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0, -0.12),
        ncols=2 if max(len(label) for _, label, _ in ends) <= 26 else 1,
        frameon=False,
        fontsize=17,
        handlelength=1.2,
        columnspacing=1.4,
        borderaxespad=0.4,
    )
    for text, (_, _, colour) in zip(legend.get_texts(), ends, strict=True):
        text.set_color(colour)
        text.set_fontweight("bold")


def _empty(panel: Any, theme: _Theme, lang: str) -> None:
    """A panel that says that there is nothing to show."""
    panel.set_axis_off()
    words = wording.catalog(lang).gettext("No figures yet.")
    shown = panel.text(0.5, 0.5, words, ha="center", va="center", color=theme.ink, fontsize=26)
    shown.set_in_layout(False)


@lru_cache(maxsize=1)
def _font() -> Any:
    from matplotlib.font_manager import findfont, get_font

    return get_font(findfont("DejaVu Sans"))


def _drawable(text: str) -> str:
    """The text with letters that the font lacks left out; an empty one becomes a dash."""
    font = _font()
    shown = "".join(letter for letter in text if font.get_char_index(ord(letter)))
    return shown.replace("$", r"\$").strip() or "–"
