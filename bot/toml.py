"""TOML of the large files, by rtoml; what it refuses is read or explained by tomllib, with line and column. Pure."""

from __future__ import annotations

import tomllib
from typing import Any

import rtoml


def loads(text: str) -> dict[str, Any]:
    """The tables of a text; tomllib.TOMLDecodeError says what is wrong with it."""
    try:
        return rtoml.loads(text)
    except ValueError:
        return tomllib.loads(text)
