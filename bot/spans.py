"""Styled text that is always valid Telegram HTML, as plain text and as terminal text.

Text is built from spans, never from strings with tags in them, so that what comes from a page cannot become
markup. Telegram counts a text's length in UTF-16 code units after its entities are parsed.
Source: core.telegram.org/bots/api, "Formatting options".
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from rich.text import Text

#: Longest text of a post and of a picture's caption, in UTF-16 code units after parsing.
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

#: Longer addresses are dropped by clients; the link's words stay.
_URL_LIMIT = 1024

#: Marks that may follow one letter; what is stacked higher is decoration that covers the lines above it.
_MARKS = 3

_ELLIPSIS = "…"

#: A sentence's end, with the quotation marks and brackets that close after it.
_SENTENCE_END = re.compile(r"[.!?…][\"”“»’)]*(?=\s)|[。！？][」』”]*")


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style. ``tags`` run from the outermost to the innermost: ``blockquote``, ``b``, ``i`` …"""

    text: str
    tags: tuple[str, ...] = ()
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One post: ``html`` for Telegram, ``plain`` for when it refuses the HTML, ``spans`` for other views."""

    html: str
    plain: str
    spans: tuple[Span, ...] = ()

    @property
    def length(self) -> int:
        """What Telegram counts: UTF-16 code units after parsing. Only for a message made of spans."""
        return sum(units(span.text) for span in self.spans)


def units(text: str) -> int:
    """The length of a text in UTF-16 code units: letters beyond the basic plane count twice."""
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)


def clean(text: str) -> str:
    """A text without what could break or bend the lines around it.

    Control characters, separators, line ends and lone surrogates become spaces, marks that turn the writing
    direction and invisible ones go, stacks of combining marks are cut.
    """
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", text):
        category = unicodedata.category(letter)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks > _MARKS or (category == "Cf" and letter not in "\u200c\u200d"):
            continue
        kept.append(" " if category in {"Cc", "Cs", "Zl", "Zp", "Co", "Cn"} else letter)
    return re.sub(r"\s+", " ", "".join(kept)).strip()


def link(url: str) -> str | None:
    """The address if a reader can be sent there: http or https, a host, not too long. Else None."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    fit = parts.scheme in {"http", "https"} and host and len(url) <= _URL_LIMIT
    return url if fit and clean(url) == url and " " not in url else None


def join(parts: Iterable[Sequence[Span]], separator: str) -> list[Span]:
    """The non-empty parts with a separator between them."""
    joined: list[Span] = []
    for part in parts:
        if part and joined:
            joined.append(Span(separator))
        joined += part
    return joined


def message(spans: Sequence[Span], limit: int = TEXT_LIMIT) -> Message:
    """The message made of these spans, cut at the limit. ``plain`` shows the addresses that HTML hides."""
    fitting = clip(spans, limit)
    return Message(html=to_html(fitting), plain=to_plain(fitting, limit), spans=fitting)


def clip(spans: Sequence[Span], limit: int) -> tuple[Span, ...]:
    """The spans up to the limit, the last of them cut at a word."""
    if sum(units(span.text) for span in spans) <= limit:
        return tuple(spans)
    kept: list[Span] = []
    left = limit
    for span in spans:
        if units(span.text) >= left:
            kept.append(Span(cut(span.text, left), span.tags, span.href))
            break
        kept.append(span)
        left -= units(span.text)
    return tuple(kept)


def cut(text: str, limit: int) -> str:
    """The text's beginning in ``limit`` code units: whole sentences if they fill half of it, else words."""
    if units(text) <= limit:
        return text
    if limit < 3:
        return _ELLIPSIS[:limit]
    head = _head(text, limit - 2)
    ends = [found.end() for found in _SENTENCE_END.finditer(head)]
    if ends and ends[-1] >= len(head) // 2:
        return f"{head[: ends[-1]]} {_ELLIPSIS}"
    word = head.rsplit(None, 1)[0] if re.search(r"\s", head[len(head) // 2 :]) else head
    return f"{word.rstrip()}{_ELLIPSIS}"


def _head(text: str, limit: int) -> str:
    """As many whole letters from the start as fit into ``limit`` code units."""
    used = 0
    for index, letter in enumerate(text):
        used += 2 if ord(letter) > 0xFFFF else 1
        if used > limit:
            return text[:index]
    return text


def to_html(spans: Sequence[Span]) -> str:
    """Telegram HTML: tags opened and closed in order, everything else escaped."""
    out: list[str] = []
    open_now: list[str] = []
    for span in spans:
        wanted = [*span.tags, *([f'a href="{html.escape(span.href)}"'] if span.href else [])]
        same = 0
        while same < min(len(open_now), len(wanted)) and open_now[same] == wanted[same]:
            same += 1
        out += [f"</{tag.split()[0]}>" for tag in reversed(open_now[same:])]
        out += [f"<{tag}>" for tag in wanted[same:]]
        out.append(html.escape(span.text, quote=False))
        open_now = wanted
    out += [f"</{tag.split()[0]}>" for tag in reversed(open_now)]
    return "".join(out)


def to_plain(spans: Sequence[Span], limit: int = TEXT_LIMIT) -> str:
    """The same words without markup, quotes in quotation marks, addresses written out, within the limit."""
    shown = ""
    quoted = False
    for span in spans:
        if ("blockquote" in span.tags) != quoted:
            quoted = not quoted
            shown += "“" if quoted else "”"
        shown += f"{span.text} ({span.href})" if span.href else span.text
    shown += "”" if quoted else ""
    if units(shown) <= limit:
        return shown
    return cut("".join(span.text for span in spans), limit)


_STYLES = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "s": "strike",
    "code": "cyan",
    "blockquote": "italic",
}


def to_terminal(spans: Sequence[Span]) -> Text:
    """The same words for a terminal, addresses written out."""
    from rich.text import Text

    text = Text()
    for span in spans:
        text.append(span.text, style=" ".join(dict.fromkeys(_STYLES[tag] for tag in span.tags)))
        if span.href:
            text.append(f" <{span.href}>", style="blue")
    return text
