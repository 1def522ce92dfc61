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
def meanings() -> Mapping[str, Mapping[str, str]]:
    """Section → key → what it is for."""
    described = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {section: keys for section, keys in described.items() if section != _VALUES}


@cache
def values() -> Mapping[str, str]:
    """Section whose keys are values → what its keys and phrases are."""
    described: Mapping[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))[_VALUES]
    return described


def tables() -> str:
    """Markdown: a table for each section, a row for each key, with the languages whose files hold it."""
    files = {code: languages.parsed(code) for code in languages.codes()}
    return "\n\n".join(
        [_table(section, keys, files) for section, keys in meanings().items()]
        + [
            "| section | keys and phrases |\n| --- | --- |\n"
            + "\n".join(_row(*item) for item in values().items())
        ]
    )


def _table(section: str, keys: Mapping[str, str], files: Mapping[str, Any]) -> str:
    rows = [f"| `[{section}]` | in | what it is |", "| --- | --- | --- |"]
    rows += [f"| `{key}` | {_users(section, key, files)} | {meaning} |" for key, meaning in keys.items()]
    return "\n".join(rows)


def _row(section: str, meaning: str) -> str:
    return f"| `[{section}]` | {meaning} |"


def _users(section: str, key: str, files: Mapping[str, Any]) -> str:
    """The codes of the languages that use a key; "all" where each does."""
    users = [code for code, data in files.items() if key in _section(data, section)]
    return "all" if len(users) == len(files) else " ".join(users)


def _section(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    for part in name.split("."):
        data = data.get(part, {})
    return data


def used() -> Iterator[tuple[str, str]]:
    """Section and key of everything that stands in the file of some language."""
    files = [languages.parsed(code) for code in languages.codes()]
    for section, keys in meanings().items():
        for key in keys:
            if any(key in _section(data, section) for data in files):
                yield section, key
