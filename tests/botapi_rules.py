"""What the Bot API takes and what it refuses: parameters and types, Telegram HTML, lengths in UTF-16.

``botapi_table.json`` holds the parameters of Bot API 10.1 for the methods in use; ``!`` marks a required one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

TABLE = json.loads(Path(__file__).with_name("botapi_table.json").read_text(encoding="utf-8"))


class RefusedError(Exception):
    """The call breaks a rule: answered with a status and Telegram's words."""

    def __init__(self, words: str, status: int = 400, **parameters: int) -> None:
        self.words, self.status, self.parameters = words, status, parameters
        super().__init__(words)


# --- Telegram HTML ----------------------------------------------------------------------------------------

_TAGS = {
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "code",
    "pre",
    "a",
    "blockquote",
    "tg-spoiler",
}
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


class _Html(HTMLParser):
    """Telegram's subset: known tags, properly nested, every one closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []
        self.entities = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag not in _TAGS:
            raise RefusedError(f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        allowed = {"a": {"href"}, "blockquote": {"expandable"}, "code": {"class"}}.get(tag, set())
        if names - allowed or (tag == "a" and "href" not in names):
            raise RefusedError(f"Bad Request: can't parse entities: attributes of {tag}: {sorted(names)}")
        if tag in {"a", "blockquote"} and tag in self.open:
            raise RefusedError(f"Bad Request: can't parse entities: {tag} inside {tag}")
        if {"code", "pre"} & set(self.open):
            raise RefusedError(f"Bad Request: can't parse entities: {tag} inside code")
        self.open.append(tag)
        self.entities += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raise RefusedError(f'Bad Request: can\'t parse entities: Unsupported self-closing tag "{tag}"')

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            raise RefusedError(f'Bad Request: can\'t parse entities: Unmatched end tag "{tag}"')
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise RefusedError("Bad Request: can't parse entities: comment")

    def handle_decl(self, decl: str) -> None:
        raise RefusedError("Bad Request: can't parse entities: declaration")


def parsed(source: str) -> str:
    """The text that readers see. Raises RefusedError for HTML that Telegram would not take."""
    if re.search(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)", source):
        raise RefusedError("Bad Request: can't parse entities: a bare or unknown & in the text")
    if re.search(r"<(?![a-z/])", source):
        raise RefusedError("Bad Request: can't parse entities: a bare < in the text")
    parser = _Html()
    parser.feed(source)
    parser.close()
    if parser.open:
        raise RefusedError(f"Bad Request: can't parse entities: Can't find end tag for \"{parser.open[-1]}\"")
    if parser.entities > 100:
        raise RefusedError("Bad Request: more than 100 entities")
    return "".join(parser.text)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


# --- types ------------------------------------------------------------------------------------------------


def check_type(name: str, types: str, value: Any) -> None:
    """Raises RefusedError unless the value has one of the types, checked to the bottom."""
    reasons = []
    for one in types.split("|"):
        try:
            _check_one(name, one, value)
        except RefusedError as refused:
            reasons.append(refused.words)
        else:
            return
    raise RefusedError(
        reasons[-1] if len(reasons) == 1 else f"Bad Request: {name} fits none of {types}: {value!r}"
    )


def _check_one(name: str, kind: str, value: Any) -> None:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            raise RefusedError(f"Bad Request: {name} is no array: {value!r}")
        for item in value:
            check_type(name, kind.removeprefix("Array of "), item)
        return
    plain = {"Integer": int, "String": str, "Boolean": bool, "Float": (int, float), "True": bool}
    if kind in plain:
        right = isinstance(value, plain[kind]) and not (kind == "Integer" and isinstance(value, bool))
        if not right:
            raise RefusedError(f"Bad Request: {name} is no {kind}: {value!r}")
        return
    if kind == "InputFile":
        if not isinstance(value, bytes):
            raise RefusedError(f"Bad Request: {name} is no file")
        return
    if kind not in TABLE["types"]:
        raise RefusedError(f"Bad Request: {name}: the stand-in knows no {kind}")
    fields: dict[str, str] = TABLE["types"][kind]
    if "" in fields:
        check_type(name, "|".join(t for t in fields[""].split("|") if t in TABLE["types"]), value)
        return
    if not isinstance(value, dict):
        raise RefusedError(f"Bad Request: {name} is no {kind}: {value!r}")
    check_fields(f"{name}.", fields, value)


def check_fields(where: str, fields: Mapping[str, str], given: Mapping[str, Any]) -> None:
    for unknown in given.keys() - fields.keys():
        raise RefusedError(f"Bad Request: unknown parameter {where}{unknown}")
    for name, types in fields.items():
        if name in given:
            check_type(where + name, types.removeprefix("!"), given[name])
        elif types.startswith("!"):
            raise RefusedError(f"Bad Request: parameter {where}{name} is required")


def from_form(types: str, value: Any) -> Any:
    """A form's text as the type it stands for: numbers and objects come as JSON."""
    if not isinstance(value, str):
        return value
    kinds = types.removeprefix("!").split("|")
    if "Integer" in kinds and re.fullmatch(r"-?\d+", value):
        return int(value)
    if "Boolean" in kinds:
        return {"true": True, "false": False}.get(value.lower(), value)
    if set(kinds) <= {"String", "InputFile", "Integer"}:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def check_buttons(markup: Any) -> None:
    """Each button does one thing; what comes back has 1 to 64 bytes."""
    rows = (markup or {}).get("inline_keyboard", [])
    if sum(len(row) for row in rows) > 100:
        raise RefusedError("Bad Request: reply markup is too long")
    for button in (button for row in rows for button in row):
        if len(button.keys() - {"text", "style", "icon_custom_emoji_id"}) != 1 or not button["text"]:
            raise RefusedError("Bad Request: inline keyboard button must have a text and exactly one action")
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= 64:
            raise RefusedError("Bad Request: BUTTON_DATA_INVALID")


def content_of(params: Mapping[str, Any], name: str, limit: int, *, needed: bool = True) -> tuple[str, str]:
    """The source and what readers see of it, within the limit."""
    source = params.get(name, "")
    mode = params.get("parse_mode")
    if mode not in (None, "", "HTML"):
        raise RefusedError(f"Bad Request: the stand-in knows no parse mode {mode!r}")
    text = (parsed(source) if mode == "HTML" else source).strip()
    if needed and not text:
        raise RefusedError("Bad Request: message text is empty")
    if units(text) > limit:
        raise RefusedError(
            f"Bad Request: {'message is' if name == 'text' else 'message caption is'} too long"
        )
    return source, text
