"""Times as feeds and pages write them → aware datetimes in UTC. What is in the future, the caller judges."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_tz
from functools import lru_cache
from zoneinfo import ZoneInfo

#: Zone names that mail's own rules do not know (or read as UTC), in minutes east. Ambiguous ones (IST, BST
#: of Bangladesh, CST of China) are left out, except where news feeds use one sense only.
_NAMED = {
    "KST": 540, "JST": 540, "HKT": 480, "SGT": 480, "MSK": 180, "MSD": 240, "TRT": 180,
    "EET": 120, "EEST": 180, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "MET": 60, "MEST": 120, "WET": 0,
    "WEST": 60, "BST": 60,
    "AEST": 600, "AEDT": 660, "Z": 0, "UT": 0, "UTC": 0, "GMT": 0,
    "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}  # fmt: skip

#: Where a date says no zone: the zone that the newsrooms of a language live in, where there is one.
_AT_HOME = {
    "ko": "Asia/Seoul", "ja": "Asia/Tokyo", "zh": "Asia/Taipei", "uk": "Europe/Kyiv",
    "ru": "Europe/Moscow", "de": "Europe/Berlin", "fr": "Europe/Paris", "es": "Europe/Madrid",
    "it": "Europe/Rome", "pl": "Europe/Warsaw",
}  # fmt: skip

_EARLIEST = 1990  # no feed is older: a year before it is a default of a clock that was never set
_NUMERIC = re.compile(
    r"\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\.?日?"
    r"(?:[T\s,]*\(?[월화수목금토일月火水木金土日]?\)?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(.*)$",
    re.DOTALL,
)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d{1,2}):?(\d{2})?(?::\d{2})?\s*(?:\([^)]*\))?$", re.IGNORECASE)
_LONGEST = 80


def moment(text: str | None, lang: str | None = None) -> datetime | None:
    """The time that a feed or a page writes, in UTC; None where it cannot be read.

    RFC 822 and ISO 8601 in their looser forms. A time without a zone is taken as local to the newsrooms of
    ``lang``, without one as UTC. A date without a time of day is that day's last second there, so that it
    never claims to be earlier than it was; while the day lasts it is in the future, which callers ignore.
    """
    text = (text or "").strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        found = _numeric(text, lang) or _compact(text) or _mail(text, lang)
        found = found.astimezone(UTC) if found else None
    except (ValueError, OverflowError):
        return None
    return found if found and _EARLIEST <= found.year < 9000 else None


def _numeric(text: str, lang: str | None) -> datetime | None:
    match = _NUMERIC.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    clock = (23, 59, 59) if hour is None else (int(hour), int(minute), min(int(second or 0), 59))
    return datetime(int(year), int(month), int(day), *clock, tzinfo=_zone(zone, lang))


def _compact(text: str) -> datetime | None:
    """``20250626T153000Z``, as GDELT and some CMS write it."""
    if not re.fullmatch(r"\d{8}T\d{6}Z?", text):
        return None
    return datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


def _mail(text: str, lang: str | None) -> datetime | None:
    """``Thu, 26 Jun 2025 15:30:00 KST`` and its relatives; the weekday may be in any language or missing."""
    bare = re.sub(r"^\s*[^\W\d_]+\.?,\s*", "", text)
    behind = re.split(r"\d{1,2}:\d{2}(?::\d{2})?", bare, maxsplit=1)
    if len(behind) == 1:
        bare += " 23:59:59"
    parsed = parsedate_tz(bare)
    if parsed is None:
        return None
    zone = re.sub(r"^\s*\d{4}\b", "", behind[1]) if len(behind) == 2 else ""
    return datetime(*parsed[:5], min(parsed[5], 59), tzinfo=_zone(zone, lang))


def _zone(text: str, lang: str | None) -> tzinfo:
    """The zone that stands behind a time, or the one of the language where nothing readable stands there."""
    text = text.strip(" ()\t\n").upper()
    if text in _NAMED:
        return timezone(timedelta(minutes=_NAMED[text]))
    offset = _OFFSET.match(text)
    if offset:
        sign, hours, minutes = offset.groups()
        span = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(-span if sign == "-" else span)
    return _home(lang)


@lru_cache(maxsize=32)
def _home(lang: str | None) -> tzinfo:
    name = _AT_HOME.get(lang or "")
    return ZoneInfo(name) if name else UTC
