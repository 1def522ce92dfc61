"""The number layer: every notation of news, by hand, in every language."""

from __future__ import annotations

import tomllib

import pytest

from bench.values import EXPRESSIONS, Found, found, written

ROWS = [
    pytest.param(code, text, [written(entry) for entry in entries], id=f"{code}: {text}")
    for code, rows in tomllib.loads(EXPRESSIONS.read_text(encoding="utf-8")).items()
    for text, entries in rows.items()
]


@pytest.mark.parametrize(("code", "text", "wanted"), ROWS)
def test_a_number_is_read_as_it_is_written(code: str, text: str, wanted: list[Found]) -> None:
    assert wanted == found(text, code)
