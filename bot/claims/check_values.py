"""Whether what stands in a language file is of the kind that it must be: a list, a number, a text, true or false.

A key is a list of phrases where nothing else is said of it here. Nothing is learnt from the file that is looked
at, which would call its own mistakes right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from typing import Any, NamedTuple

from bot import claimants
from bot.claims import keys
from bot.claims import language as languages
from bot.claims.check_lines import Path
from bot.claims.language import KEYED, LISTS, TABLES, table_of
from bot.errors import ConfigError


class Found(NamedTuple):
    """What is wrong at a path of a language file; ``word`` stands on the line that is meant."""

    path: Path
    problem: str
    word: str = ""


_FLAGS = frozenset(
    ("language", key)
    for key in ("spaced", "numerals", "nouns_capitalised", "subjectless", "predicate_last", "wordless")
) | {("stranger", "small_in_names")}
_TEXTS = frozenset(
    ("language", key) for key in ("code", "name", "groups", "decimal", "numeral_start", "letters")
)
_TABLES_OF_TEXTS = frozenset({("stranger", "nominative"), ("stranger", "genitive")})
_NEEDED = (
    "code",
    "name",
    "groups",
    "decimal",
)  # without them the reader would take other signs than are written

#: Tables of numbers: the highest value, whether it is whole, and how to say so.
_BOUNDS: Mapping[tuple[str, str], tuple[float, bool, str]] = {
    ("numbers", "share"): (1, False, "a fraction above 0 and at most 1"),
    ("time", "months"): (12, True, "a whole number from 1 to 12"),
    ("time", "seasons"): (4, True, "a whole number from 1 (spring) to 4 (winter)"),
}
_ANY_NUMBER = (1e12, False, "a number above 0")
_COMPOUND = {
    "units_first": "true or false",
    **dict.fromkeys(("one", "and", "hundred", "thousand", "thousand_alone", "elide"), "a text"),
}
_ROWS = {"examples": ("text", "claims"), "nonexamples": ("text",), "misses": ("text", "claims")}
_OF_A_ROW = ("title", "date")  # what any of them may have besides


def wrong_values(data: Mapping[str, Any], code: str) -> Iterator[Found]:
    """Every value that is of a wrong kind, or that the rest of Muster does not know."""
    for section, known in keys.meanings().items():
        table = table_of(data, section)
        for key in known.keys() & table.keys():
            yield from _value(section, key, table[key])
    for section in KEYED:
        for key, listed in table_of(data, section).items():
            yield from _list((*section.split("."), key), listed)
    yield from _of_the_file(table_of(data, "language"), code)
    yield from _unknown_names(data, code)
    for name in _ROWS:
        yield from _rows(name, data.get(name, []))


def _value(section: str, key: str, value: Any) -> Iterator[Found]:
    path = (*section.split("."), key)
    if key in TABLES.get(section, ()):
        yield from _numbers(path, value)
    elif (section, key) == ("numbers", "compound"):
        yield from _compound(path, value)
    elif (section, key) in _TABLES_OF_TEXTS:
        yield from _texts(path, value)
    elif (section, key) in _FLAGS:
        yield from _kind(path, value, "true or false")
    elif (section, key) in _TEXTS:
        yield from _kind(path, value, "a text")
    else:
        yield from _list(path, value, phrases=key in LISTS.get(section, ()))


def _kind(path: Path, value: Any, wanted: str) -> Iterator[Found]:
    if _kind_of(value) != wanted:
        yield Found(path, f"is {_kind_of(value)}, but must be {_HOW.get(wanted, wanted)}")


_HOW = {"a text": "a text in quotation marks", "true or false": "true or false, without quotation marks"}


def _kind_of(value: Any) -> str:
    """What a value of TOML is, in words."""
    if isinstance(value, bool):
        return "true or false"
    kinds = ((str, "a text"), (list, "a list"), (Mapping, "a table"), ((int, float), "a number"))
    return next((told for kind, told in kinds if isinstance(value, kind)), "a date")


def _list(path: Path, value: Any, *, phrases: bool = True) -> Iterator[Found]:
    if not isinstance(value, list):
        yield Found(path, f'is {_kind_of(value)}, but must be a list of phrases: {path[-1]} = ["…"]')
        return
    for phrase in value:
        if not isinstance(phrase, str):
            yield Found(
                path,
                f"holds {_written(phrase)}, which is no phrase: write it in quotation marks",
                _written(phrase),
            )
        elif not phrase.strip() and not phrases:  # of phrases more is asked, by the check itself
            yield Found(path, "holds an empty text: take it out", phrase)


def _written(value: Any) -> str:
    """A value as TOML has it, for numbers, texts and truths."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"“{value}”" if isinstance(value, str) else str(value)


def _table(path: Path, value: Any) -> Iterator[Found]:
    if not isinstance(value, Mapping):
        yield Found(path, f"is {_kind_of(value)}, but must be a section of its own: [{dotted(path)}]")


def _numbers(path: Path, table: Any) -> Iterator[Found]:
    yield from _table(path, table)
    highest, whole, what = _BOUNDS.get((str(path[0]), str(path[1])), _ANY_NUMBER)
    for word, value in table.items() if isinstance(table, Mapping) else ():
        right = _kind_of(value) == "a number" and 0 < value <= highest and not (whole and value != int(value))
        if not right:
            yield Found((*path, word), f"is {_told(value)}, but must be {what}")


def _told(value: Any) -> str:
    return f"the text {_written(value)}" if isinstance(value, str) else _written(value)


def _texts(path: Path, table: Any) -> Iterator[Found]:
    yield from _table(path, table)
    for word, value in table.items() if isinstance(table, Mapping) else ():
        yield from _kind((*path, word), value, "a text")


def _compound(path: Path, table: Any) -> Iterator[Found]:
    yield from _table(path, table)
    if not isinstance(table, Mapping):
        return
    for key, value in table.items():
        if key in _COMPOUND:
            yield from _kind((*path, key), value, _COMPOUND[key])
        else:
            yield Found((*path, key), f"is not known here; {meant(key, _COMPOUND)}")
    for key in ("hundred", "thousand"):
        if not table.get(key):
            yield Found(path, f'lacks {key}: write {key} = "…", the word inside longer ones')


# ── the language itself ──────────────────────────────────────────────────────────────────────────────────


def _of_the_file(told: Mapping[str, Any], code: str) -> Iterator[Found]:
    """Its code must be the file's name, and what else every file says of its language must be of use."""
    for key in _NEEDED:
        if key not in told:
            yield Found(("language",), f'lacks {key}: write {key} = "…", {keys.meanings()["language"][key]}')
    texts = {key: value for key, value in told.items() if isinstance(value, str)}
    if texts.get("code", code) != code:
        yield Found(
            ("language", "code"),
            f"is “{texts['code']}”, but the file is {code}.toml: give both the same code",
        )
    for key in ("groups", "decimal"):
        signs = texts.get(key, ".")
        if not signs or any(map(str.isalnum, signs)):
            yield Found(("language", key), f"is “{signs}”, but must be signs such as “.,”")
    yield from _numeral_start(texts.get("numeral_start", ""))
    for pair in texts.get("letters", "").split():
        if len(pair) != 2:
            yield Found(
                ("language", "letters"), f"holds “{pair}”, but must be pairs of letters: “國国 韓韩”", pair
            )
    yield from _short(told.get("short"))


def _numeral_start(pattern: str) -> Iterator[Found]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield Found(("language", "numeral_start"), f"is no regular expression: {error}")


def _short(pairs: Any) -> Iterator[Found]:
    for pair in pairs if isinstance(pairs, list) else ():
        if isinstance(pair, str) and (pair.count("|") != 1 or pair.startswith("|")):
            yield Found(("language", "short"), f"holds “{pair}”, but must be pairs: “full name|short”", pair)


# ── names that other files have too ──────────────────────────────────────────────────────────────────────


def _unknown_names(data: Mapping[str, Any], code: str) -> Iterator[Found]:
    """Places that no other language has, and countries that no claimant has either: mistakes of writing."""
    places = _others(code, "topic.place")
    for place in table_of(data, "topic.place").keys() - places:
        yield Found(
            ("topic", "place", place),
            f"is a place that no other language has; {meant(place, places)}A new one goes into the other files too",
        )
    shipped = claimants.shipped()
    countries = _others(code, "speech.country") | {
        one.country for id_ in shipped.ids if (one := shipped.get(id_)) and one.country
    }
    for country in table_of(data, "speech.country").keys() - countries:
        yield Found(
            ("speech", "country", country),
            f"is a country that no claimant and no other language has; {meant(country, countries)}"
            "seeds/claimants.toml has them",
        )


@cache
def _others(code: str, section: str) -> frozenset[str]:
    """The keys that a section has in the other languages' files; one that is broken is told of in its turn."""
    found: set[str] = set()
    for other in languages.codes():
        try:
            found |= table_of(languages.parsed(other), section).keys() if other != code else set()
        except ConfigError:
            continue
    return frozenset(found)


def nameless(code: str) -> Iterator[Found]:
    """A language in which no claimant has a name: the reader would know no speaker."""
    if code not in claimants.shipped().languages:
        yield Found(
            ("language", "code"),
            f'seeds/claimants.toml has no names in “{code}”: add {code} = ["…"] to the aliases there',
        )


# ── rows of examples ─────────────────────────────────────────────────────────────────────────────────────


def _rows(name: str, rows: Any) -> Iterator[Found]:
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        yield Found((name,), f"must be rows, each under a [[{name}]] of its own, with two brackets")
        return
    for number, row in enumerate(rows):
        yield from _row((name, number), row, (*_ROWS[name], *_OF_A_ROW))


def _row(path: Path, row: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[Found]:
    """An example needs a text, and claims where it says what is read; another key is a mistake of writing."""
    strange = [key for key in row if key not in known]
    for key in strange:
        yield Found((*path, key), f"“{key}” is no key of {path[0]}; {_meant_in_row(key, known)}")
    for key in _ROWS[str(path[0])]:
        if key not in row and not any(key in near(other, known) for other in strange):
            yield Found((*path, key), f"lacks {key}: write {_HOW_ROW[key]}")
    for key in ("text", "title", "date"):
        if key in row:
            yield from _kind((*path, key), row[key], "a text")
    if row.get("text") == "" and not row.get("title"):
        yield Found((*path, "text"), "is empty: write a sentence, or take the row out")
    if "date" in row and isinstance(row["date"], str) and not _is_day(row["date"]):
        yield Found((*path, "date"), f'is “{row["date"]}”, but must be a day: date = "2025-06-26"')
    notes = row.get("claims", [])
    if not isinstance(notes, list) or not all(isinstance(note, str) for note in notes):
        yield Found((*path, "claims"), f"must be a list of texts: {_HOW_ROW['claims']}")


_HOW_ROW = {"text": 'text = "…"', "claims": 'claims = ["killed 40 about"], or claims = [] for none'}


def _meant_in_row(key: str, known: tuple[str, ...]) -> str:
    told = meant(key, known, homes=not near(key, known))
    if told.startswith("it belongs"):
        return f"{told}before the examples: TOML gives what stands behind [[…]] to the example"
    return told.strip() or f"known are {', '.join(known)}"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


# ── what was meant ───────────────────────────────────────────────────────────────────────────────────────

_FEW = 20  # keys that can be told one by one
_SURE = 0.8  # how much of two words must be alike for one to be the other misspelt


def dotted(path: Path) -> str:
    """A path as a language file's author names it: "topic.event.killed"; an example's is its list's alone."""
    return ".".join(str(part) for part in path[: 1 if any(isinstance(part, int) for part in path) else None])


def near(key: str, known: Iterable[str]) -> list[str]:
    """The known keys that a key may be meant for: one where that is sure, else up to two."""
    found = get_close_matches(key, list(known), n=2, cutoff=0.65)
    return found[:1] if found and SequenceMatcher(None, key, found[0]).ratio() >= _SURE else found


def meant(key: str, known: Iterable[str], *, homes: bool = False) -> str:
    """What may have been meant by an unknown key, as the middle of a sentence; empty where nobody can tell."""
    known = sorted(known)
    if found := near(key, known):
        return f"did you mean {' or '.join(found)}? "
    sections = [section for section, told in keys.meanings().items() if key in told] if homes else []
    if sections:
        return f"it belongs to {' or '.join(f'[{section}]' for section in sections)}, "
    return f"known are {', '.join(known)}; " if 0 < len(known) <= _FEW else ""
