"""How far a number reaches: when two ranges are the same number, and how many times apart they lie.

After their qualifiers two ranges are compatible when they touch. ``about`` reaches 10 % to each side,
``exact`` 2 % (rounding), ``at_least`` and ``more_than`` up to twice, ``up_to`` and ``fewer_than`` down to
half. Between two lower bounds the lows are compared, between two upper bounds the highs, 10 % to each side.
``vague`` reaches anything of its order or above.
"""

from __future__ import annotations

from math import inf
from typing import Protocol

from bot.model import Qualifier

_LOWER = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_UPPER = frozenset({Qualifier.UP_TO, Qualifier.FEWER_THAN})


class Range(Protocol):
    """Whatever has two ends and a qualifier: a claim, a value."""

    @property
    def low(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def qualifier(self) -> Qualifier: ...


def compatible(one: Range, other: Range) -> bool:
    """Whether two ranges touch after their qualifiers; a range without any end touches nothing."""
    if not has_number(one) or not has_number(other):
        return False
    if is_lower_bound(one) and is_lower_bound(other):
        return _touch(_around(_ends(one)[0], 10), _around(_ends(other)[0], 10))
    if is_upper_bound(one) and is_upper_bound(other):
        return _touch(_around(_ends(one)[1], 10), _around(_ends(other)[1], 10))
    return _touch(_reach(one), _reach(other))


def times_apart(one: Range, other: Range) -> float:
    """How many times the nearest stated ends lie apart, 1.0 where they meet; zero counts as one.

    An open end is no distance: a bound stands where its number stands, a vague number anywhere above.
    """
    (low, high), (other_low, other_high) = _stated(one), _stated(other)
    if low > other_high:
        return low / max(other_high, 1)
    if other_low > high:
        return other_low / max(high, 1)
    return 1.0


def has_number(value: Range) -> bool:
    return value.low is not None or value.high is not None


def is_vague(value: Range) -> bool:
    return value.qualifier is Qualifier.VAGUE


def is_lower_bound(value: Range) -> bool:
    return not is_vague(value) and (value.qualifier in _LOWER or value.high is None)


def is_upper_bound(value: Range) -> bool:
    return not is_vague(value) and (value.qualifier in _UPPER or value.low is None)


def _ends(value: Range) -> tuple[int, int]:
    """Both ends, an open one filled with the other."""
    low = value.low if value.low is not None else value.high
    high = value.high if value.high is not None else value.low
    return low or 0, high or 0


def _stated(value: Range) -> tuple[float, float]:
    low, high = _ends(value)
    return low, inf if is_vague(value) else high


def _around(number: int, percent: int) -> tuple[float, float]:
    """In hundredths of a person, so that whole numbers stay exact."""
    return number * (100 - percent), number * (100 + percent)


def _reach(value: Range) -> tuple[float, float]:
    """From where to where a range may mean, in hundredths of a person."""
    low, high = _ends(value)
    if is_vague(value):
        return low * 100, inf
    if is_lower_bound(value):
        return low * 100, max(low * 200, high * 100)
    if is_upper_bound(value):
        return min(low * 100, high * 50), high * 100
    percent = 10 if value.qualifier is Qualifier.ABOUT else 2
    return _around(low, percent)[0], _around(high, percent)[1]


def _touch(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
