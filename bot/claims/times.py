"""When and where: windows of days from months, seasons and relative words, and places by name.

Every relative expression counts from the article's own date. A file's ``[time.relative]`` keys are the names
of rules here: ``last_year``, ``this_year``, ``next_year``, ``last``, ``this``, ``next``, ``since`` and the like.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import Scene
from bot.model import Window

#: Seasons as months; winter begins in the year that is told and ends in the next.
SEASONS = {1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 14)}

_REACH = 70
_OPENING = 12


def window(scene: Scene, number: Number, today: date, ahead: bool = False) -> Window | None:
    """The days that a number refers to, where its sentence says so; ``ahead`` where it is still to come."""
    told = [hit for hit in scene.of("month", "season") if _near(scene, hit, number)]
    if told:
        windows = [_named(scene, hit, today, ahead) for hit in _run(told, number)]
        found = [w for w in windows if w is not None]
        if found:
            return Window(min(w.first for w in found), max(w.last for w in found))
    relative = [hit for hit in scene.of("relative") if _near(scene, hit, number)]
    for hit in sorted(relative, key=lambda hit: _distance(hit, number)):
        days = _relative(hit.value, today)
        if days:
            return days
    return _years(scene, number)


def _distance(hit: Hit, number: Number) -> int:
    return max(hit.start - number.end, number.start - hit.end, 0)


def _near(scene: Scene, hit: Hit, number: Number) -> bool:
    opens = hit.start - scene.sentence.start <= _OPENING  # "In January, …" speaks of the whole sentence
    if _distance(hit, number) > _REACH and not opens:
        return False
    if not scene.language.spaced and _of_the_next(scene, hit, number):
        return False
    gap = scene.text[min(hit.end, number.end) : max(hit.start, number.start)]
    return ";" not in gap


def _of_the_next(scene: Scene, hit: Hit, number: Number) -> bool:
    """ "約3千人が移動し、12月には1万人に達する": a time in a later clause that has a number of its own behind it."""
    if hit.start < number.end or not any(c in scene.text[number.end : hit.start] for c in "、，"):
        return False
    following = next((n for n in scene.rivals if n.start >= hit.end), None)
    return following is not None and not any(c in scene.text[hit.end : following.start] for c in "、，。")


def _run(told: Sequence[Hit], number: Number) -> list[Hit]:
    """The nearest month and those joined to it: "July or August"."""
    nearest = min(told, key=lambda hit: _distance(hit, number))
    run = [nearest]
    for hit in told:
        if hit is not nearest and min(abs(hit.start - nearest.end), abs(nearest.start - hit.end)) <= 8:
            run.append(hit)
    return run


_YEAR = re.compile(r"(?<!\d)(20[23]\d)(?!\d)")


def _named(scene: Scene, hit: Hit, today: date, ahead: bool) -> Window | None:
    """A month or season, with the year told beside it or the nearest one that fits the words around it."""
    year = _year_beside(scene, hit)
    if hit.kind == "month":
        month = int(hit.value)
        if year is None:
            year = _year_by_words(scene, hit, today, month, month, ahead)
        return months(year, _first_of_range(scene, hit, month), month)
    first, last = SEASONS[int(hit.value)]
    if year is None:
        year = _year_by_words(scene, hit, today, first, last, ahead)
    return months(year, first, last)


_RANGE = re.compile(r"(?<!\d)(1[0-2]|[1-9])[~\-–·](?=$)")


def _first_of_range(scene: Scene, hit: Hit, last: int) -> int:
    """The month that opens a range whose word stands only at its end: "7~8월", "1～3月"."""
    before = _RANGE.search(scene.text[max(scene.sentence.start, hit.start - 4) : hit.start])
    first = int(before.group(1)) if before else last
    return first if first < last else last


def _year_beside(scene: Scene, hit: Hit) -> int | None:
    after = _YEAR.search(scene.text, hit.end, min(scene.sentence.end, hit.end + 14))
    if after:
        return int(after.group(1))
    before = None
    for match in _YEAR.finditer(scene.text, max(scene.sentence.start, hit.start - 10), hit.start):
        before = match
    return int(before.group(1)) if before else None


def _year_by_words(scene: Scene, hit: Hit, today: date, first: int, last: int, ahead: bool) -> int:
    """ "last October", "next spring"; without such a word the nearest past one, future where it is planned."""
    words = {other.value for other in scene.of("relative") if abs(other.start - hit.start) <= 16}
    if not scene.language.spaced:  # "올해 1~2월 …, 지난해 10월 …": the word stands right before its month
        words = {other.value for other in scene.of("relative") if 0 <= hit.start - other.end <= 6}
    past = today.year if (first, 1) <= (today.month, today.day) else today.year - 1
    if "last_year" in words:
        return today.year - 1
    if "next_year" in words:
        return today.year + 1
    if "this_year" in words or "this" in words:
        return today.year
    if "next" in words or (not words and ahead):
        return today.year if last >= today.month else today.year + 1
    if "last" in words and past == today.year and first <= today.month <= last:
        return today.year - 1
    return past


def months(year: int, first: int, last: int) -> Window:
    """From the first day of one month to the last day of another; months over 12 are next year's."""
    over, last_month = (1, last - 12) if last > 12 else (0, last)
    end = date(year + over, last_month, calendar.monthrange(year + over, last_month)[1])
    return Window(date(year, first, 1), end)


def _relative(rule: str, today: date) -> Window | None:
    month = today.month - 1 or 12
    before = today.replace(day=1) - timedelta(days=1)
    after = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    week = today - timedelta(days=today.weekday())
    table = {
        "today": Window(today, today),
        "yesterday": Window(today - timedelta(days=1), today - timedelta(days=1)),
        "this_week": Window(week, week + timedelta(days=6)),
        "last_week": Window(week - timedelta(days=7), week - timedelta(days=1)),
        "next_week": Window(week + timedelta(days=7), week + timedelta(days=13)),
        "this_month": months(today.year, today.month, today.month),
        "last_month": months(before.year, month, month),
        "next_month": months(after.year, after.month, after.month),
        "coming_months": Window(today, today + timedelta(days=120)),
        "coming_weeks": Window(today, today + timedelta(days=45)),
        "this_year": Window(date(today.year, 1, 1), date(today.year, 12, 31)),
        "last_year": Window(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        "next_year": Window(date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)),
        "since_new_year": Window(date(today.year, 1, 1), today),
    }
    return table.get(rule)


def _years(scene: Scene, number: Number) -> Window | None:
    """A bare year near the number: "2024 entsandte …", "in 2025"."""
    start, end = max(scene.sentence.start, number.start - 40), min(scene.sentence.end, number.end + 60)
    for match in _YEAR.finditer(scene.text, start, end):
        if number.start <= match.start() < number.end:
            continue
        before = match.start()
        while before > scene.sentence.start and scene.text[before - 1] == " ":
            before -= 1
        if (
            scene.hits.until(before, "function", "filler")
            or scene.text[match.end() : match.end() + 1] in "年년"
        ):
            return months(int(match.group(1)), 1, 12)
    return None


_COUNTRIES = (
    "russia",
    "ukraine",
)  # "La Russie a massé 8 000 soldats dans la région de Koursk": the town says more


def place(scene: Scene, number: Number) -> str | None:
    """The place nearest to the number in its sentence."""
    places = scene.of("place")
    if not places:
        return None
    towns = [hit for hit in places if hit.value not in _COUNTRIES]
    best = min(towns or places, key=lambda hit: _distance(hit, number))
    return str(best.value)
