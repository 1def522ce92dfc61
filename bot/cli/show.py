"""What commands print: JSON in the shapes of the contract on figures, tables for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from bot.model import Claim, Figure, Value, Window

#: The first day that the command line takes.
_EARLIEST = date(1900, 1, 1)


def line(value: Any) -> str:
    """One line of JSON. Lone surrogates, which no encoding can carry, are written as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


def window(span: Window | None) -> dict[str, str] | None:
    return None if span is None else {"from": span.first.isoformat(), "to": span.last.isoformat()}


def claim(read: Claim) -> dict[str, Any]:
    """A claim with the fields of the contract, in its order."""
    return {
        "measure": str(read.measure),
        "stage": None if read.stage is None else str(read.stage),
        "low": read.low,
        "high": read.high,
        "qualifier": str(read.qualifier),
        "share": read.share,
        "increment": read.increment,
        "denied": read.denied,
        "claimant": read.claimant,
        "via": read.via,
        "as_of": window(read.as_of),
        "place": read.place,
        "section": str(read.section),
        "quote": read.quote,
        "start": read.start,
        "end": read.end,
        "rule": read.rule,
        "confidence": read.confidence,
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "low": value.low,
        "high": value.high,
        "qualifier": str(value.qualifier),
        "as_of": window(value.as_of),
        "since": value.since.astimezone(UTC).isoformat(),
    }


def figure(stands: Figure) -> dict[str, Any]:
    """A figure: its present value at the top, former ones newest first."""
    return {
        "series": stands.series,
        "claimant": stands.claimant,
        **_value(stands.present),
        "earlier": [_value(value) for value in stands.earlier],
        "reports": stands.reports,
    }


@cache
def console() -> Console:
    """The terminal, or a pipe: then without colour, and wide."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 160)


def table(*columns: str, title: str | None = None) -> Table:
    from rich import box
    from rich.table import Table

    made = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def rows(made: Table, lines: Iterable[Sequence[str]]) -> Table:
    from rich.text import Text

    for cells in lines:
        made.add_row(*(Text(cell) for cell in cells))
    return made


def read_bytes(source: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``. Raises InputError naming what cannot be read."""
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise InputError(
            source, error.strerror or "cannot be read", "Give a file, an address, or -"
        ) from error


def day(text: str | None, name: str) -> date | None:
    """A day given on the command line as YYYY-MM-DD."""
    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise InputError(name, f"{text!r} is no day", "Write it as 2025-06-26") from error
    if found < _EARLIEST:  # nothing is told of such a day, and near the first of all no day comes before it
        raise InputError(name, f"{text!r} is before {_EARLIEST.year}", "Write a later day, as 2025-06-26")
    return found


def midnight(when: date) -> datetime:
    return datetime(when.year, when.month, when.day, tzinfo=UTC)


def done(code: int) -> None:
    """Leave with a code that says how it went."""
    raise typer.Exit(code)
