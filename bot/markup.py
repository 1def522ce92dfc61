"""Fragments of HTML, as feeds carry them → plain text. Linear in its input, whatever that holds."""

from __future__ import annotations

import re
from html import unescape

_PIECE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)([^<>]*+)>|<[!?][^<>]*+>|[^<]++|<")
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
    }
    | {"li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"}
)
_SILENT = frozenset(
    {"script", "style", "figure", "figcaption", "iframe", "noscript", "template", "aside", "form", "button"}
    | {"svg", "video", "audio", "head"}
)


def plain(markup: str) -> str:
    """Text of an HTML fragment: one line a block, entities resolved, scripts and captions left out.

    Linear in its input whatever that holds. Text without markup comes back with its spaces put right.
    """
    if "<" not in markup:
        return _lines(unescape(markup))
    parts: list[str] = []
    silent: list[str] = []
    for match in _PIECE.finditer(re.sub(r"<!--.*?(?:-->|\Z)", " ", markup, flags=re.DOTALL)):
        closing, tag = match[1], (match[2] or "").lower()
        if not tag:
            if not silent and not match[0].startswith(("<!", "<?")):
                parts.append(match[0])
        elif tag in _SILENT and not match[3].endswith("/"):
            _follow(silent, tag, closing)
        elif tag in _BLOCKS and not silent:
            parts.append("\n")
    return _lines(unescape("".join(parts)))


def _follow(silent: list[str], tag: str, closing: str) -> None:
    """Keeps the stack of open elements whose text is not read."""
    if not closing:
        silent.append(tag)
    elif tag in silent:
        del silent[silent.index(tag) :]


def _lines(text: str) -> str:
    text = re.sub(
        r"[^\S\n\xa0\u202f\u2009]+", " ", re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", " ", text)
    )
    return "\n".join(line for line in (part.strip() for part in text.split("\n")) if line)
