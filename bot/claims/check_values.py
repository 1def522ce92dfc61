"""Whether what stands in a language file is of the kind that it must be: a list, a number, a word, true or false.

What kind a key is of, the other files tell; so a new key needs no entry here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from bot.claims import keys
from bot.claims import language as languages
from bot.claims.language import KEYED, TABLES, table_of

#: Tables of numbers: the lowest and the highest value, and whether it is whole.
_BOUNDS: Mapping[str, tuple[float, float, bool]] = {
    "numbers.share": (0.001, 1, False),
    "time.months": (1, 12, True),
    "time.seasons": (1, 4, True),
}
_ANY_NUMBER = (0.001, 1e12, False)
_ROWS = {
    "examples": ("text", "claims", "title", "date"),
    "nonexamples": ("text", "title", "date"),
    "misses": ("text", "claims", "title", "date"),
}
_CLOSED = ("time.relative",)  # its keys are known, though each language has phrases of its own for them

Found = Iterator[tuple[str, str, str]]


def wrong_values(data: Mapping[str, Any], code: str) -> Found:
    """Key (with dots), the word to look for, and what is wrong with it, for every value that is of a wrong kind."""
    yield from _about_the_file(data, code)
    for section, known in keys.meanings().items():
        table = table_of(data, section)
        for key in known:
            if key in table and f"{section}.{key}" not in _tables():
                yield from _kind(f"{section}.{key}", key, table[key])
    for name in _tables():
        yield from _numbers(name, table_of(data, name))
    for section in KEYED:
        for key, listed in table_of(data, section).items():
            yield from _listed(f"{section}.{key}", key, listed)
    for section in _CLOSED:
        for key in table_of(data, section).keys() - _keys_of(section):
            yield (
                f"{section}.{key}",
                key,
                f"is not known here; known are {', '.join(sorted(_keys_of(section)))}",
            )
    yield from _rows(data)


def _about_the_file(data: Mapping[str, Any], code: str) -> Found:
    """Its code must be the file's name, and what every file says of its language must not be left out."""
    told = table_of(data, "language")
    for key in _always("language"):
        if key not in told:
            yield "language", "[language]", f"lacks “{key}”, which every language file has"
    if told.get("code", code) != code:
        yield (
            "language.code",
            "code",
            f"is “{told['code']}”, but the file is {code}.toml: give both the same code",
        )


def _kind(name: str, key: str, value: Any) -> Found:
    section = name.rpartition(".")[0]
    kinds = {_kind_of(table_of(one, section)[key]) for one in _shipped() if key in table_of(one, section)}
    if kinds and _kind_of(value) not in kinds:
        yield name, key, f"is {_kind_of(value)}, but must be {' or '.join(sorted(kinds))}"
    elif isinstance(value, list):
        yield from _listed(name, key, value)


def _listed(name: str, key: str, value: Any) -> Found:
    if not isinstance(value, list):
        yield name, key, f'is {_kind_of(value)}, but must be a list of phrases: {key} = ["…"]'
        return
    for phrase in value:
        if not isinstance(phrase, str):
            yield name, key, f"holds {phrase!r}, which is no phrase: write it in quotation marks"


def _numbers(name: str, table: Mapping[str, Any]) -> Found:
    lowest, highest, whole = _BOUNDS.get(name, _ANY_NUMBER)
    what = f"a whole number from {lowest:.0f} to {highest:.0f}" if whole else "a number above 0"
    what = "a fraction above 0 and at most 1" if name == "numbers.share" else what
    for word, value in table.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not lowest <= value <= highest or (whole and value != int(value)):
            yield f"{name}.{word}", word, f"is {value!r}, but must be {what}"


def _rows(data: Mapping[str, Any]) -> Found:
    """Examples: each needs a text, and claims where it says what is read; another key is a mistake of writing."""
    for name, known in _ROWS.items():
        for row in data.get(name, ()):
            text = row.get("text", "")
            for key in row.keys() - set(known):
                yield name, text[:40], f"“{key}” is no key of an example: {', '.join(known)}"
            for key in known[: len(known) - 2]:
                if key not in row:
                    yield name, text[:40] or f"[[{name}]]", f"lacks “{key}”"


def _kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a table"
    return "a text in quotation marks" if isinstance(value, str) else "a number"


@cache
def _shipped() -> tuple[Mapping[str, Any], ...]:
    return tuple(languages.parsed(code) for code in languages.codes())


@cache
def _always(section: str) -> tuple[str, ...]:
    first, *others = (table_of(one, section) for one in _shipped())
    return tuple(key for key in first if all(key in other for other in others))


@cache
def _keys_of(section: str) -> frozenset[str]:
    return frozenset(key for one in _shipped() for key in table_of(one, section))


@cache
def _tables() -> frozenset[str]:
    return frozenset(f"{section}.{key}" for section, held in TABLES.items() for key in held)
