"""What a language file may hold: every section and key with its meaning, from keys.toml.

``muster languages keys`` prints the tables of docs/languages.md, with the languages that use each key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.claims import language as languages

_FILE = Path(__file__).with_name("keys.toml")

#: The table of keys.toml whose keys are sections that have keys of their own making (measures, places …).
_VALUES = "values"


@cache
def _described() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def meanings() -> Mapping[str, Mapping[str, str]]:
    """Section → key → what it is for."""
    return {section: told for section, told in _described().items() if section != _VALUES}


def values() -> Mapping[str, str]:
    """Section whose keys are values → what its keys and phrases are."""
    return _described()[_VALUES]


def tables() -> str:
    """Markdown: a table for each section, a row for each key, with the languages whose files hold it."""
    files = {code: languages.parsed(code) for code in languages.codes()}
    by_key = [_table(section, told, files) for section, told in meanings().items()]
    rows = [f"| `[{section}]` | {meaning} |" for section, meaning in values().items()]
    return "\n\n".join([*by_key, "\n".join(["| section | keys and phrases |", "| --- | --- |", *rows])])


def _table(section: str, told: Mapping[str, str], files: Mapping[str, Any]) -> str:
    rows = [f"| `[{section}]` | in | what it is |", "| --- | --- | --- |"]
    rows += [f"| `{key}` | {_users(section, key, files)} | {meaning} |" for key, meaning in told.items()]
    return "\n".join(rows)


def _users(section: str, key: str, files: Mapping[str, Any]) -> str:
    """The codes of the languages that use a key; "all" where each does."""
    users = [code for code, data in files.items() if key in languages.table_of(data, section)]
    return "all" if len(users) == len(files) else " ".join(users)


def used() -> Iterator[tuple[str, str]]:
    """Section and key of everything that stands in the file of some language."""
    files = [languages.parsed(code) for code in languages.codes()]
    for section, told in meanings().items():
        for key in told:
            if any(key in languages.table_of(data, section) for data in files):
                yield section, key
