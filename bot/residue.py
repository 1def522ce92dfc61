"""Residue: what pages leave behind in an article's lines, told by its words (residue.toml). Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

__all__ = ["SENTENCE_ENDS", "clean", "invites", "is_label", "key", "line"]


@dataclass(frozen=True, slots=True)
class _Residue:
    """The phrases of residue.toml, folded."""

    disclaimers: tuple[str, ...]
    rights: tuple[str, ...]
    credits: tuple[str, ...]
    pictures: tuple[str, ...]
    told: tuple[str, ...]
    teasers: tuple[str, ...]
    others: frozenset[str]
    consent: tuple[str, ...]
    corrections: tuple[str, ...]
    prompts: tuple[str, ...]
    labels: frozenset[str]


@lru_cache(maxsize=1)
def _residue() -> _Residue:
    tables = tomllib.loads(resources.files("bot").joinpath("residue.toml").read_text(encoding="utf-8"))

    def folded(table: str, key: str) -> tuple[str, ...]:
        return tuple(_folded(phrase) for phrase in tables[table][key])

    teasers = folded("teasers", "starts")
    return _Residue(
        disclaimers=folded("disclaimers", "starts"),
        rights=folded("disclaimers", "rights"),
        credits=folded("credits", "starts"),
        pictures=folded("captions", "of"),
        told=folded("captions", "told"),
        teasers=teasers,
        others=frozenset((*teasers, *folded("teasers", "whole"))),
        consent=folded("consent", "holds"),
        corrections=folded("corrections", "holds"),
        prompts=folded("prompts", "holds"),
        labels=frozenset(folded("labels", "whole")),
    )


_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_BULLET = re.compile(r"^[-*•·–|]\s+")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?![a-zà-ÿąćęłńśźżа-яіїєґё])|(?<=[。！？])")
#: What may be a label at the beginning of a sentence: "… home. Read more: …".
_TEASING = re.compile(r"(?:^|(?<=[.!?。！？] )|(?<=[。！？]))[\W_]*[^\W\d_][^:：.!?。！？\d]{3,50}[:：]")
_COUNTED = re.compile(r"\s*[(（\[]?\d{1,5}[)）\]]?\s*$")  # "Comments (12)"
_MARKS = re.compile(r"^[\W_]+")  # "►", "→", "[", "【", "👉" before a label
_SETTING = re.compile(r"[-*•\s]*[a-z]+[A-Z_][A-Za-z0-9_]*\s*:\s*\S{0,40}")  # showPaywall: false
_BARE_VALUE = re.compile(r"[-*•\s]*(?:true|false|null|undefined|none|\d+|\"\w*\")?\s*", re.IGNORECASE)
_DATED = re.compile(r"[\s:,.·|\-\d/]*(?:uhr|am|pm|gmt|utc|kst|jst|cet|msk)?[\s.]*", re.IGNORECASE)
SENTENCE_ENDS = (".", "。", "!", "?", "！", "？", "”", "“", "»", '"', "다")
_BEHIND_LABEL = {*":：|»›>→►▶–—-=/])】］）", ""}
_LABEL_ENDS = " .…" + "".join(_BEHIND_LABEL)
_OWN_REST = 30  # characters beside an invitation in a short line below which they belong to it
_LABEL_LINE, _LISTED_LINE, _SHORT_LINE, _CONSENT_LINE = 60, 160, 200, 600


def clean(text: str) -> str:
    """A text without what the page left in it, one line a paragraph.

    CMS settings, credits, labels, teasers of other stories, consent texts and disclaimers go as whole lines,
    invitations to subscribe as sentences; soft hyphens, direction marks, zero-width and control characters go
    out of the lines. No sentence of the article is reworded. ``clean(clean(text)) == clean(text)``.
    """
    lines = (line(piece) for piece in text.splitlines())
    return "\n".join(_kept([piece for piece in lines if piece]))


def line(text: str) -> str:
    """One line of text without invisible characters, spaces put right; no-break and thin spaces stay."""
    return re.sub(r"[ \t\r\n\x85\u2028\u2029]+", " ", _INVISIBLE.sub("", text)).strip()


def key(text: str) -> str:
    """Letters and digits only: two spellings of one sentence are one."""
    return re.sub(r"[\W_]+", "", text.casefold())


def is_label(text: str) -> bool:
    """Whether a text is nothing but what announces other stories: "Read more", "【関連記事】"."""
    return _COUNTED.sub("", _MARKS.sub("", _folded(text))).rstrip(_LABEL_ENDS) in _residue().others


def invites(text: str) -> bool:
    """Whether a text holds an invitation to subscribe, follow or share."""
    folded = _folded(text)
    return any(phrase in folded for phrase in _residue().prompts)


def _folded(text: str) -> str:
    return text.casefold().replace("’", "'")


def _kept(lines: Iterable[str]) -> Iterator[str]:
    """The lines that are the article's own. What a line that goes says of the next ends with it."""
    residue = _residue()
    setting = teasing = False
    for read in lines:
        line = _unprompted(read)
        folded = _folded(_BULLET.sub("", line))
        if setting and _BARE_VALUE.fullmatch(line):
            continue
        setting = len(line) < _SHORT_LINE and _SETTING.fullmatch(line) is not None
        if setting:
            continue
        alone = is_label(line)
        if alone or _announces(line, _MARKS.sub("", folded), residue.teasers):
            teasing = alone
            continue
        if teasing and len(line) < _LISTED_LINE and not line.endswith(SENTENCE_ENDS):
            continue
        teasing = False
        if line and not _is_residue(line, folded, residue):
            yield line


def _announces(line: str, folded: str, phrases: tuple[str, ...]) -> bool:
    """Whether a short line starts with one of the phrases as a label does, not as a sentence may."""
    if len(line) >= _SHORT_LINE or not folded.startswith(phrases):
        return False
    rests = [folded[len(phrase) :].lstrip() for phrase in phrases if folded.startswith(phrase)]
    return any(rest[:1] in _BEHIND_LABEL for rest in rests) or not line.endswith(SENTENCE_ENDS)


def _is_residue(line: str, folded: str, residue: _Residue) -> bool:
    """Whether a line is a disclaimer, a credit, a label of the page, or asks for consent."""
    if folded.startswith(residue.disclaimers) or _announces(line, folded, residue.credits):
        return True
    if _is_caption(folded, residue):
        return True
    if len(line) < _CONSENT_LINE and any(phrase in folded for phrase in residue.corrections):
        return True
    if len(line) < _SHORT_LINE and any(phrase in folded for phrase in residue.rights):
        return True
    if len(line) < _CONSENT_LINE and any(phrase in folded for phrase in residue.consent):
        return True
    if len(line) >= _LABEL_LINE:
        return False
    words = re.match(r"[^\d:]*", folded)
    label = words[0] if words else ""
    return label.strip(" :.,|-") in residue.labels and _DATED.fullmatch(folded[len(label) :]) is not None


def _is_caption(folded: str, residue: _Residue) -> bool:
    """Whether a line tells of a picture: it points up at one, or closes with its source in brackets."""
    if len(folded) >= _CAPTION_LINE:
        return False
    if _POINTER.match(folded) and not folded.endswith(residue.told):
        return any(word in folded for word in residue.pictures)
    source = _SOURCE.search(folded)
    return source is not None and source["of"].strip().startswith(residue.pictures)


_CAPTION_LINE = 160  # a longer line is a paragraph whose last sentence shows a picture
_POINTER = re.compile(r"[▲△▼▽◀▶◆]+\s*")
_SOURCE = re.compile(r"[(（\[［](?P<of>[^()（）\[\]［］]{2,60})[)）\]］]\s*$")


def _unprompted(line: str) -> str:
    """The line without the sentences that invite to subscribe, follow or share, or lead to another story."""
    if not invites(line) and not _TEASING.search(_folded(line)):
        return line
    sentences = _SENTENCES.split(line)
    own = [part.strip() for part in sentences if not (invites(part) or _teases(part))]
    if len(own) == len(sentences):
        return line
    rest = " ".join(part for part in own if part)
    return rest if len(line) >= _LISTED_LINE or len(rest) >= _OWN_REST else ""


def _teases(sentence: str) -> bool:
    """Whether a sentence opens with a label for other stories, and goes on: "Read more: …"."""
    label = _TEASING.match(_folded(sentence))
    return label is not None and label.end() < len(sentence) and is_label(label[0])
