"""The figures that the bot starts from: a file that people edit, checked line by line. Pure.

Each ``[[figure]]`` is one claimant's number in one series, with where it comes from and when. ``load`` reads
the file, ``diff`` says where file and ledger disagree, ``applied`` what the ledger's figure becomes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Any

from bot.errors import ConfigError
from bot.model import STAGED, TOO_MANY, Figure, Measure, Qualifier, Stage, Value, Window

_KEYS: Mapping[str, type] = {
    "measure": str,
    "stage": str,
    "increment": bool,
    "claimant": str,
    "via": str,
    "low": int,
    "high": int,
    "qualifier": str,
    "as_of": dict,
    "place": str,
    "source": str,
    "date": date,
    "link": str,
    "by": str,
    "why": str,
    "earlier": list,
}
_EARLIER = ("low", "high", "qualifier", "as_of", "date")
_NEEDED = ("measure", "claimant", "qualifier", "source", "date")
_KIND: Mapping[type, str] = {
    str: "a text in quotes",
    bool: "true or false",
    int: "a whole number",
    dict: "a window such as { from = 2025-07-01, to = 2025-08-31 }",
    date: "a day such as 2025-06-26, without quotes",
    list: "a list of former values, newest first",
}
#: So many words that may stand somewhere are all named to who wrote another.
_FEW = 20

_NEEDS_LOW = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.VAGUE})
_NEEDS_HIGH = frozenset({Qualifier.UP_TO, Qualifier.FEWER_THAN})
_HEADER = re.compile(r"\s*\[\[\s*figure\s*]]")


@dataclass(frozen=True, slots=True)
class Seed:
    """One figure of the file, with what the ledger's own does not carry.

    ``source`` is the outlet, or the agencies, that told it; ``by`` and ``why`` say who changed the entry by
    hand and for what reason. ``line`` is where it stands in the file.
    """

    figure: Figure
    source: str
    date: date
    line: int
    via: str | None = None
    place: str | None = None
    link: str | None = None
    by: str | None = None
    why: str | None = None

    @property
    def told(self) -> str:
        """Where the number comes from, in one line: source, day, link, who edited the entry and why."""
        via = f"via {self.via}" if self.via else None
        edited = f"edited by {self.by}" if self.by else None
        reason = f"because {self.why}" if self.why else None
        parts = (self.source, via, self.date.isoformat(), self.link, edited, reason)
        return " · ".join(part for part in parts if part)


def load(text: str, source: str, *, today: date, claimants: Collection[str]) -> tuple[Seed, ...]:
    """The figures of a baseline file (TOML), in its order.

    ``source`` names the file in errors, ``claimants`` are the ids that are known. Raises ConfigError that
    lists every mistake with file, line, key and what would be right.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(source, f"is no valid TOML: {error}", "Mend the line named") from None
    rows = tables.get("figure", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(source, "`figure` is no list of tables", "Write [[figure]] above each figure")
    lines = text.splitlines()
    headers = [number for number, line in enumerate(lines, 1) if _HEADER.match(line)]
    problems = [
        f"{source}: unknown table {key!r}: only [[figure]] is known" for key in tables if key != "figure"
    ]
    seeds: list[Seed] = []
    for number, row in enumerate(rows):
        at = headers[number] if number < len(headers) else 1
        found = _mistakes(row, today, claimants)
        seed = None if found else _seed(row, at)
        if seed is not None:
            found = _doubles(seed, seeds)
            seeds.append(seed)
        problems += [f"{source}:{_line(lines, at, key)}: {mistake}" for key, mistake in found]
    if problems:
        raise ConfigError(source, "; ".join(problems), "Mend these lines and try again")
    return tuple(seeds)


# --- the ledger beside the file ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """Where file and ledger disagree about one figure.

    ``kind``: ``missing`` the ledger has no such figure; ``edited`` the file says otherwise about a value that
    the ledger has from it, or something newer; ``moved`` the ledger has been told something newer than the
    file; ``extra`` the file has no such figure.
    """

    kind: str
    series: str
    claimant: str | None
    file: Seed | None
    ledger: Figure | None


def diff(seeds: Iterable[Seed], ledger: Iterable[Figure]) -> tuple[Difference, ...]:
    """The differences, those of the file in its order, then what only the ledger has."""
    left = {(figure.series, figure.claimant): figure for figure in ledger}
    found: list[Difference] = []
    for seed in seeds:
        figure = left.pop((seed.figure.series, seed.figure.claimant), None)
        kind = _kind(seed, figure)
        if kind is not None:
            found.append(Difference(kind, seed.figure.series, seed.figure.claimant, seed, figure))
    found += [Difference("extra", *place, None, figure) for place, figure in left.items()]
    return tuple(found)


def applied(seed: Seed, figure: Figure | None) -> Figure:
    """The ledger's figure after the file's is applied to it.

    A value that the ledger has from the file is corrected in its place; a newer one becomes the present
    value; an older one goes among the earlier ones.
    """
    if figure is None:
        return seed.figure
    new = seed.figure.present
    history = (figure.present, *figure.earlier)
    old = next((value for value in history if _same_entry(value, new)), None)
    if old is not None:
        mended = tuple(replace(new, reports=value.reports) if value is old else value for value in history)
        return replace(figure, present=mended[0], earlier=mended[1:])
    # The baseline counts once among the reports, as in a figure that began with it.
    reports = figure.reports + (not any(value.seeded for value in history))
    if new.since >= figure.present.since:
        return replace(figure, present=new, earlier=history, reports=reports, origins=seed.figure.origins)
    earlier = sorted((*figure.earlier, new), key=lambda value: value.since, reverse=True)
    return replace(figure, earlier=tuple(earlier), reports=reports)


def _kind(seed: Seed, figure: Figure | None) -> str | None:
    if figure is None:
        return "missing"
    new = seed.figure.present
    history = (figure.present, *figure.earlier)
    if any(_says_the_same(value, new) for value in history):
        return None if _says_the_same(figure.present, new) else "moved"
    same_entry = any(_same_entry(value, new) for value in history)
    return "edited" if same_entry or new.since >= figure.present.since else "moved"


def _same_entry(value: Value, new: Value) -> bool:
    return value.seeded and value.since == new.since


def _says_the_same(one: Value, other: Value) -> bool:
    return (one.low, one.high, one.qualifier, one.as_of) == (
        other.low,
        other.high,
        other.qualifier,
        other.as_of,
    )


# --- one entry --------------------------------------------------------------------------------------------


def _seed(row: Mapping[str, Any], line: int) -> Seed:
    measure = Measure(row["measure"])
    stage = Stage(row["stage"]) if "stage" in row else None
    name = str(measure) if stage is None else f"{measure}·{stage}"
    series = f"{name}+" if row.get("increment") and stage is not Stage.PLANNED else name
    earlier = tuple(_value(former) for former in row.get("earlier", ()))
    origin = "-".join(row["source"].casefold().split())
    figure = Figure(series, row["claimant"], _value(row), earlier, origins=frozenset({origin}))
    more = {key: row.get(key) for key in ("via", "place", "link", "by", "why")}
    return Seed(figure, row["source"], row["date"], line, **more)


def _value(row: Mapping[str, Any]) -> Value:
    since = datetime.combine(row["date"], time(), UTC)
    window = Window(row["as_of"]["from"], row["as_of"]["to"]) if "as_of" in row else None
    return Value(row.get("low"), row.get("high"), Qualifier(row["qualifier"]), since, window, seeded=True)


def _mistakes(row: Mapping[str, Any], today: date, claimants: Collection[str]) -> list[tuple[str, str]]:
    """What is wrong with one [[figure]] by itself, as (key, what and what would be right)."""
    found = [mistake for key, value in row.items() for mistake in _wrong_kind(key, value)]
    found += [(key, f"{key} is missing") for key in _NEEDED if key not in row]
    if found:
        return found
    found += _not_among("measure", row["measure"], [str(measure) for measure in Measure])
    found += _not_among("claimant", row["claimant"], claimants)
    if "stage" in row:
        found += _not_among("stage", row["stage"], [str(stage) for stage in Stage])
    if not found and ("stage" in row) != (row["measure"] in STAGED):
        wanted = "needs a stage: sent, present or planned" if row["measure"] in STAGED else "has no stage"
        found.append(("stage", f"{row['measure']} {wanted}"))
    found += _wrong_value(row, today)
    for former in row.get("earlier", ()):
        found += [("earlier", f"in earlier: {wrong}") for _, wrong in _wrong_value(former, today)]
    return found


def _wrong_kind(key: str, value: Any) -> list[tuple[str, str]]:
    """Whether a key is known and holds the right kind of value, former values included."""
    if key not in _KEYS:
        near = get_close_matches(key, _KEYS, n=1)
        hint = f"perhaps {near[0]!r}" if near else f"known: {', '.join(_KEYS)}"
        return [(key, f"unknown key {key!r}, {hint}")]
    kind: Any = _KEYS[key]
    if type(value) is not kind or not _is_window(key, value):
        return [(key, f"{key} must be {_KIND[kind]}, not {value!r}")]
    if key != "earlier":
        return []
    found: list[tuple[str, str]] = []
    for former in value:
        if not isinstance(former, dict) or not {"qualifier", "date"} <= set(former) <= set(_EARLIER):
            found.append(
                (key, f"each of earlier needs qualifier and date, and has only {', '.join(_EARLIER)}")
            )
        else:
            found += [(key, wrong) for part, held in former.items() for _, wrong in _wrong_kind(part, held)]
    return found


def _is_window(key: str, value: Any) -> bool:
    if key != "as_of":
        return True
    return set(value) == {"from", "to"} and all(type(day) is date for day in value.values())


def _wrong_value(row: Mapping[str, Any], today: date) -> list[tuple[str, str]]:
    """What is wrong with the numbers and days of a present or an earlier value."""
    wrong = _not_among("qualifier", row["qualifier"], [str(qualifier) for qualifier in Qualifier])
    if wrong:
        return wrong
    qualifier, low, high = Qualifier(row["qualifier"]), row.get("low"), row.get("high")
    if low is None and (qualifier in _NEEDS_LOW or qualifier not in _NEEDS_HIGH):
        wrong.append(("low", f"low is missing: {qualifier} has one"))
    if high is None and qualifier not in _NEEDS_LOW:
        wrong.append(("high", f"high is missing: {qualifier} has one"))
    wrong += [(key, f"{key} is below zero") for key in ("low", "high") if (row.get(key) or 0) < 0]
    if huge := [(key, row[key]) for key in ("low", "high") if (row.get(key) or 0) >= TOO_MANY]:
        return [*wrong, *((key, f"{key} {number} is more people than there are") for key, number in huge)]
    if low is not None and high is not None and low > high:
        wrong.append(("low", f"low {low} is above high {high}"))
    if row["date"] > today:
        wrong.append(("date", f"date {row['date']} is in the future: it is the day the number was told"))
    if "as_of" in row and row["as_of"]["from"] > row["as_of"]["to"]:
        wrong.append(("as_of", "as_of ends before it begins"))
    return wrong


def _not_among(key: str, word: str, known: Collection[str]) -> list[tuple[str, str]]:
    if word in known:
        return []
    near = [f"perhaps {found!r}" for found in get_close_matches(word, known, n=1)]
    # Of the claimants, who are many, a near one is enough.
    all_of_them = [f"known: {', '.join(sorted(known))}"] if not near or len(known) <= _FEW else []
    return [(key, f"unknown {key} {word!r}, {'; '.join([*near, *all_of_them])}")]


def _doubles(seed: Seed, before: Iterable[Seed]) -> list[tuple[str, str]]:
    place = (seed.figure.series, seed.figure.claimant)
    twin = next((other for other in before if (other.figure.series, other.figure.claimant) == place), None)
    if twin is None:
        return []
    said = f"{place[1]} has a figure for {place[0]} in line {twin.line} already; keep one of them"
    return [("measure", said)]


def _line(lines: list[str], header: int, key: str) -> int:
    """The line of a key in the table under line ``header``; that line where the table has no such key."""
    for number in range(header + 1, len(lines) + 1):
        line = lines[number - 1]
        if line.lstrip().startswith("["):
            break
        if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return header
