"""TOML as data files are written, read three to four times as fast as by a parser for all of TOML. Pure.

Nearly every line of a language file is plain: a header, or ``key = `` and on the same line a list of texts, a text
or a number, without an escape. Such lines are cut up here by ``str.split``. Any other line is tomli's, and
where one does not make sense by itself (a list over several lines, a key that stands twice) the whole text is:
what this module returns or raises is always what tomli would.
"""

from __future__ import annotations

import re
from typing import Any

import tomli

_HEADER = re.compile(r"\[([a-z_]+(?:\.[a-z_]+)*)\]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")  # most of which may not even stand in a comment
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_BETWEEN = '", "'


def loads(text: str) -> dict[str, Any]:
    """The tables of a text; tomli.TOMLDecodeError says what is wrong with it."""
    data = _plain(text)
    return tomli.loads(text) if data is None else data


def _plain(text: str) -> dict[str, Any] | None:
    """The tables of a text, None where only the whole of it can be understood."""
    data: dict[str, Any] = {}
    table, headers = data, set()
    for line in text.split("\n"):
        if not line or (line[0] == "#" and not _CONTROL.search(line)):
            continue
        if line[0] == "[":
            opened = _opened(data, line)
            if opened is None or line in headers:
                return None
            headers.add(line)
            table = opened
            continue
        pair = _pair(line)
        if pair is None or pair[0] in table:
            return None
        table[pair[0]] = pair[1]
    return data


def _opened(data: dict[str, Any], line: str) -> dict[str, Any] | None:
    """The table that a header opens, None where it is no plain header or a value stands in its place."""
    header = _HEADER.fullmatch(line)
    if header is None:
        return None
    table = data
    for part in header[1].split("."):
        inner: Any = table.setdefault(part, {})
        if not isinstance(inner, dict):
            return None
        table = inner
    return table


def _pair(line: str) -> tuple[str, Any] | None:
    """Key and value of one line, None where it has not exactly one key, or a table for its value."""
    written, equals, value = line.partition(" = ")
    key = _key(written)
    if equals and key and "\\" not in value and line.isprintable():
        if value.startswith('["') and value.endswith('"]'):
            texts = value[2:-2].split(_BETWEEN)
            if value.count('"') == 2 * len(texts):  # none within a text, so that each ends where it was cut
                return key, texts
        elif _NUMBER.fullmatch(value):
            return key, float(value) if "." in value else int(value)
        elif value.count('"') == 2 and value[0] == value[-1] == '"':
            return key, value[1:-1]
    return _single(line)


def _key(written: str) -> str:
    """A plain key, in quotes or not; empty where it is none."""
    if written.isascii() and written.isidentifier():
        return written
    text = written[1:-1]
    return text if written == f'"{text}"' and '"' not in text and "\\" not in text else ""


def _single(line: str) -> tuple[str, Any] | None:
    """As ``_pair``, by tomli."""
    try:
        pairs = list(tomli.loads(line).items())
    except tomli.TOMLDecodeError:
        return None
    return pairs[0] if len(pairs) == 1 and not isinstance(pairs[0][1], dict) else None
