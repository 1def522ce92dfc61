"""Charsets: a page's bytes → its characters. Pure.

What server and page declare is often wrong, and oddly spelled. So UTF-8 is believed where the bytes are valid,
a declaration where the bytes can be what it says, and else the bytes are looked at (charset-normalizer).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

__all__ = ["decoded", "is_wide"]

_WIDE = (b"\xff\xfe", b"\xfe\xff")  # how UTF-16 begins
_HEAD = 100_000  # bytes in which a page's own declaration is looked for
_SAMPLE = 20_000  # bytes of text that are looked at to guess
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_SILENT = re.compile(rb"(?is)<(script|style|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>")
_PLAIN = b"\\u0041 +AGE- <p>"  # what every charset of pages reads alike: no escapes, no rot13, no EBCDIC
_HIGH, _RUN = re.compile(rb"[\x80-\xff]"), re.compile(rb"[\x80-\xff]{2,}")

#: What the web calls a charset → the widest one that its pages are really in (https://encoding.spec.whatwg.org/#names-and-labels).
_WIDER = {
    **dict.fromkeys(("euckr", "korean", "ksc5601", "ksc56011987", "ksc56011989", "uhc", "949"), "cp949"),
    **dict.fromkeys(("sjis", "shiftjis", "mskanji", "csshiftjis", "windows31j", "cp943", "cp932"), "cp932"),
    **dict.fromkeys(("gb2312", "gb231280", "csgb2312", "gbk", "gb18030", "chinese", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5hkscs", "cnbig5", "big5eten", "cp950"), "big5hkscs"),
    **dict.fromkeys(("eucjp", "ujis", "cp51932"), "euc_jp"),
    **dict.fromkeys(("iso88591", "latin1", "l1", "ascii", "usascii", "iso885915", "latin9"), "cp1252"),
    "iso88599": "cp1254",
    "iso885911": "cp874",
}
_DEFAULTS = frozenset({"cp1252", "utf_8"})  # what a server says without having looked
#: What pages in the languages that are read may be in, for the guess.
_GUESSED = ["cp949", "cp932", "euc_jp", "gb18030", "big5hkscs", "cp1251", "koi8_r", "koi8_u", "iso8859_5"]
_LATIN = ["cp1252", "cp1250", "iso8859_2"]  # the first wins a draw
_ACCENTS = frozenset("àâäáãçéèêëíìîïñóòôöõœúùûüßÀÄÇÉÈÊÓÖÚÜ¿¡«»“”„’–—…€ąćęłńśźżĄĆĘŁŃŚŹŻ")


def decoded(page: bytes, charset: str | None) -> str:
    """The page's characters; ``charset`` is the HTTP header's. Never raises; undecodable bytes become U+FFFD.

    Valid UTF-8 is UTF-8, whatever is declared. Then comes the first declared charset (header, then the page's
    own, XML declaration or meta) that the bytes can be in; one that many servers send unasked (Latin-1, UTF-8)
    counts only where the bytes look like nothing else.
    """
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if is_wide(page):
        return page.decode("utf-16", "replace")
    utf8 = page.decode("utf-8", "replace")
    broken = utf8.count("�")
    if sum(not letter.isascii() for letter in utf8) > 3 * broken:  # UTF-8 with a few broken bytes
        return utf8
    said = list(dict.fromkeys(_codecs(page, charset)))
    for codec in said:
        if codec not in _DEFAULTS and (text := _fits(page, codec)) is not None:
            return text
    guess = _guess(page)
    return page.decode(guess or next((codec for codec in said if codec != "utf_8"), "cp1252"), "replace")


def is_wide(page: bytes) -> bool:
    """Whether a page begins as UTF-16 does."""
    return page[:2] in _WIDE


def _codecs(page: bytes, charset: str | None) -> Iterator[str]:
    """Python's names of the charsets that header and page declare, those it knows."""
    inside = (name.decode("ascii", "replace") for name in _DECLARED.findall(page[:_HEAD])[:4])
    for name in (charset or "", *inside):
        if found := _codec(name):
            yield found


def _codec(name: str) -> str | None:
    """Python's codec for a charset's name in any spelling: ``x-sjis``, ``win-1251``, ``CP_1251``; None if unknown."""
    short = re.sub(r"[^a-z0-9]", "", name.casefold())
    short = re.sub(r"^(?:x|cs)+(?=[a-z])", "", short)
    pages = re.fullmatch(r"(?:windows|win|cp|ms|ibm)(\d{3,5})", short)
    for known in (short, f"cp{pages[1]}" if pages else "", pages[1] if pages else ""):
        if known in _WIDER:
            return _WIDER[known]
    for tried in (f"cp{pages[1]}" if pages else short, name.strip()):
        try:
            codec = codecs.lookup(tried)
            plain = _PLAIN.decode(codec.name) == _PLAIN.decode("ascii")
        except (LookupError, ValueError, TypeError):
            continue
        if not plain:
            continue
        return codec.name.replace("-", "_")
    return None


def _fits(page: bytes, codec: str) -> str | None:
    """The page in a charset, None where too many bytes are none of its."""
    try:
        text = page.decode(codec, "replace")
    except (LookupError, ValueError):
        return None
    return text if text.count("�") * 20 < len(_HIGH.findall(page)) + 20 else None


def _guess(page: bytes) -> str | None:
    """The charset that the text between the tags looks like; None where nothing can be told."""
    from charset_normalizer import from_bytes

    text = _SILENT.sub(b" ", page)
    telling = b" ".join(re.findall(rb"\S*[\x80-\xff]\S*", text))  # plain ASCII says nothing
    if len(telling) > _SAMPLE:
        telling = telling[:_SAMPLE].rpartition(b" ")[0]  # not within a letter
    if not telling:
        return None
    if sum(map(len, _RUN.findall(telling))) * 2 < len(_HIGH.findall(telling)):  # accents within Latin words
        return max(
            _LATIN, key=lambda codec: sum(letter in _ACCENTS for letter in telling.decode(codec, "replace"))
        )
    best = from_bytes(
        telling, steps=10, chunk_size=512, cp_isolation=_GUESSED, preemptive_behaviour=False
    ).best()
    return best.encoding if best is not None else None
