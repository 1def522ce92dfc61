"""Model values to columns and JSON, and back. No database in here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Any

import zstandard

from bot.adapters.tables import ArticleRow, ClaimRow, FigureValueRow
from bot.book import Reading
from bot.errors import StoreError
from bot.model import (
    Article,
    Claim,
    Entry,
    Figure,
    Measure,
    Qualifier,
    Section,
    Stage,
    Value,
    Window,
)

#: zstandard's level: 3 kB of text shrink as far as they will, at 30 µs a text.
LEVEL = 9
#: A page larger than this, uncompressed, was never stored; a broken frame cannot ask for more memory.
LARGEST = 64 * 1024 * 1024
#: Addresses and guids are index keys; PostgreSQL takes 2.7 kB, so longer ones end in their hash.
LONGEST_KEY = 1000


def compressed(content: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=LEVEL).compress(content)


def uncompressed(frame: bytes) -> bytes:
    """The bytes that were compressed; a damaged frame is a StoreError, not a crash in another room."""
    try:
        return zstandard.ZstdDecompressor().decompress(frame, max_output_size=LARGEST)
    except zstandard.ZstdError as error:
        raise StoreError("a stored text", "is damaged", "Restore the database from a copy") from error


def fingerprint(*parts: str) -> str:
    """32 hex digits that stand for these texts, in this order."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass"))
        digest.update(b"\x00")
    return digest.hexdigest()


def index_key(text: str) -> str:
    """The text itself, or where it is too long for an index its beginning and its hash."""
    if len(text) * 4 <= LONGEST_KEY or len(text.encode("utf-8", "surrogatepass")) <= LONGEST_KEY:
        return text
    return f"{text[:200]}…{fingerprint(text)}"


def headline_key(title: str) -> str:
    """A headline without its case and its spaces: what is left when a feed tells it again."""
    return "".join(title.split()).casefold()


def quote_key(claim: Claim) -> str:
    """Stands for a sentence, wherever it is printed."""
    return fingerprint(Reading.of(claim).quote)


def reading_key(claim: Claim) -> str:
    """Stands for one reading of one sentence (book.Reading)."""
    reading = Reading.of(claim)
    return fingerprint(reading.quote, reading.series, str(reading.low), str(reading.high))


# --- JSON that comes back as it went in ----------------------------------------------------------------

_SHAPES: dict[str, type[Any]] = {
    "Value": Value,
    "Window": Window,
    "Figure": Figure,
    "Claim": Claim,
    "Entry": Entry,
}
_WORDS: dict[str, type[StrEnum]] = {
    "Measure": Measure,
    "Stage": Stage,
    "Qualifier": Qualifier,
    "Section": Section,
}


def to_json(value: Any) -> Any:
    """Numbers, texts, times, sequences, mappings and the model's small values as plain JSON.

    What JSON has no word for is tagged (``{"$": "datetime", "is": …}``), so that ``from_json`` gives back an
    equal value. Raises StoreError for anything else.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, StrEnum):
        name = type(value).__name__
        return {"$": name, "is": str(value)} if name in _WORDS else str(value)
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return {"$": "datetime", "is": value.isoformat()}
    if isinstance(value, date):
        return {"$": "date", "is": value.isoformat()}
    if isinstance(value, timedelta):
        return {"$": "timedelta", "is": value.total_seconds()}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return {"$": "set", "is": sorted(to_json(item) for item in value)}
    if isinstance(value, tuple):
        return {"$": "tuple", "is": [to_json(item) for item in value]}
    if isinstance(value, Sequence):
        return [to_json(item) for item in value]
    if is_dataclass(value) and type(value).__name__ in _SHAPES:
        parts = {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
        return {"$": type(value).__name__, "is": parts}
    raise StoreError(type(value).__name__, "cannot be kept as JSON", "Give texts, numbers, times or figures")


def from_json(value: Any) -> Any:
    """The reverse of ``to_json``."""
    if isinstance(value, list):
        return [from_json(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() != {"$", "is"}:
        return {key: from_json(item) for key, item in value.items()}
    kind, content = value["$"], value["is"]
    if kind in _SHAPES:
        return _SHAPES[kind](**{name: from_json(item) for name, item in content.items()})
    if kind in _WORDS:
        return _WORDS[kind](content)
    plain: dict[str, Callable[[Any], Any]] = {
        "datetime": datetime.fromisoformat,
        "date": date.fromisoformat,
        "timedelta": lambda seconds: timedelta(seconds=seconds),
        "tuple": lambda items: tuple(from_json(item) for item in items),
        "set": lambda items: frozenset(from_json(item) for item in items),
    }
    return plain[kind](content)


# --- claims, values, articles --------------------------------------------------------------------------

#: Looking a word up is eight times as fast as asking its enumeration; a book asks some hundred times.
_MEASURES = {str(measure): measure for measure in Measure}
_STAGES: dict[str | None, Stage | None] = {None: None, **{str(stage): stage for stage in Stage}}
_QUALIFIERS = {str(qualifier): qualifier for qualifier in Qualifier}

#: The columns of a claim, in the order in which ``claim_of`` reads them.
CLAIM_COLUMNS: tuple[Any, ...] = (
    ClaimRow.measure,
    ClaimRow.stage,
    ClaimRow.low,
    ClaimRow.high,
    ClaimRow.qualifier,
    ClaimRow.quote,
    ClaimRow.start,
    ClaimRow.end,
    ClaimRow.number,
    ClaimRow.rule,
    ClaimRow.confidence,
    ClaimRow.section,
    ClaimRow.share,
    ClaimRow.increment,
    ClaimRow.denied,
    ClaimRow.current,
    ClaimRow.claimant,
    ClaimRow.via,
    ClaimRow.as_of_first,
    ClaimRow.as_of_last,
    ClaimRow.place,
)

VALUE_COLUMNS: tuple[Any, ...] = (
    FigureValueRow.low,
    FigureValueRow.high,
    FigureValueRow.qualifier,
    FigureValueRow.since,
    FigureValueRow.as_of_first,
    FigureValueRow.as_of_last,
    FigureValueRow.reports,
    FigureValueRow.seeded,
)

ARTICLE_COLUMNS: tuple[Any, ...] = (
    ArticleRow.key,
    ArticleRow.lang,
    ArticleRow.outlet,
    ArticleRow.title,
    ArticleRow.published,
    ArticleRow.url,
    ArticleRow.origin,
)


def claim_columns(claim: Claim) -> dict[str, Any]:
    """What ``claims`` keeps of a claim."""
    return {
        "series": claim.series,
        "measure": str(claim.measure),
        "stage": None if claim.stage is None else str(claim.stage),
        "low": claim.low,
        "high": claim.high,
        "qualifier": str(claim.qualifier),
        "share": claim.share,
        "increment": claim.increment,
        "denied": claim.denied,
        "current": claim.current,
        "claimant": claim.claimant,
        "via": claim.via,
        "as_of_first": None if claim.as_of is None else claim.as_of.first,
        "as_of_last": None if claim.as_of is None else claim.as_of.last,
        "place": claim.place,
        "section": str(claim.section),
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "number": claim.number,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def claim_of(row: Sequence[Any]) -> Claim:
    """A claim from CLAIM_COLUMNS."""
    measure, stage, low, high, qualifier, *rest = row
    quote, start, end, number, rule, confidence, section, share, increment, denied, current, *last = rest
    claimant, via, as_of_first, as_of_last, place = last
    return Claim(
        measure=_MEASURES[measure],
        stage=_STAGES[stage],
        low=low,
        high=high,
        qualifier=_QUALIFIERS[qualifier],
        quote=quote,
        start=start,
        end=end,
        number=number,
        rule=rule,
        confidence=confidence,
        section=Section(section),
        share=share,
        increment=increment,
        denied=denied,
        current=current,
        claimant=claimant,
        via=via,
        as_of=window_of(as_of_first, as_of_last),
        place=place,
    )


def value_columns(value: Value) -> dict[str, Any]:
    """What ``figure_values`` keeps of a value."""
    return {
        "low": value.low,
        "high": value.high,
        "qualifier": str(value.qualifier),
        "since": value.since,
        "as_of_first": None if value.as_of is None else value.as_of.first,
        "as_of_last": None if value.as_of is None else value.as_of.last,
        "reports": value.reports,
        "seeded": value.seeded,
    }


def value_of(row: Sequence[Any]) -> Value:
    """A value from VALUE_COLUMNS."""
    low, high, qualifier, since, as_of_first, as_of_last, reports, seeded = row
    as_of = window_of(as_of_first, as_of_last)
    return Value(low, high, _QUALIFIERS[qualifier], since, as_of, reports, seeded)


def value_json(value: Value | None) -> list[Any] | None:
    """A value as a short JSON list: every change keeps two of them."""
    if value is None:
        return None
    window = [None, None] if value.as_of is None else [str(value.as_of.first), str(value.as_of.last)]
    since = value.since.astimezone(UTC).isoformat()
    return [value.low, value.high, str(value.qualifier), since, *window, value.reports, value.seeded]


def value_from_json(row: list[Any] | None) -> Value | None:
    """The reverse of ``value_json``."""
    if row is None:
        return None
    low, high, qualifier, since, first, last, *more = row
    days = (None, None) if first is None else (date.fromisoformat(first), date.fromisoformat(last))
    return value_of([low, high, qualifier, datetime.fromisoformat(since), *days, *more])


def standing(figure: Figure) -> Figure:
    """A figure as an alert shows it: where it stood, without its history and its origins.

    Kept with every alert these would make the database twice as large in a year.
    """
    return replace(figure, earlier=(), origins=frozenset())


def article_of(row: Sequence[Any], text: str = "") -> Article:
    """An article from ARTICLE_COLUMNS; its text is loaded only where someone reads it."""
    key, lang, outlet, title, published, url, origin = row
    return Article(
        id=key,
        lang=lang,
        outlet=outlet,
        title=title,
        text=text,
        published=published,
        url=url,
        origin=origin,
    )


def window_of(first: date | None, last: date | None) -> Window | None:
    return None if first is None or last is None else Window(first, last)
