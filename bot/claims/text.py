"""Text as the reader sees it: folded to plain letters, cut into sentences, every place traceable to the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

#: Characters that carry no meaning of their own: soft hyphen, zero width, direction marks, byte order mark.
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_INVISIBLE_RUN = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")

_SAME: dict[int, str] = {
    **{0xFF10 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys(
        [0xA0, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F, 0x205F, 0x3000, 0x09, 0x0B, 0x0C, 0x1680], " "
    ),
    **dict.fromkeys(range(0x2000, 0x2007), " "),
    **dict.fromkeys([0x2018, 0x2019, 0x201A, 0x201B, 0x02BC, 0x02B9, 0x60, 0xB4, 0xFF07], "'"),
    **dict.fromkeys([0x2010, 0x2011, 0x2212, 0xFE63, 0xFF0D], "-"),
    **dict.fromkeys([0x2012, 0x2013, 0x2014, 0x2015], "–"),
    **dict.fromkeys([0x301C, 0xFF5E, 0x223C, 0x02DC], "~"),
    0xFF0C: "，",
    0xFF0E: ".",
    0xFF05: "%",
    0xFF04: "$",
    0xFF08: "(",
    0xFF09: ")",
    0xFF1A: ":",
    0xFF1B: ";",
    0xFF01: "!",
    0xFF1F: "?",
    0x0130: "I",  # its lower case would be two characters
    0x0D: "\n",
    0x2028: "\n",
    0x2029: "\n",
    0x85: "\n",
    **{0xFF21 + i: chr(0x41 + i) for i in range(26)},
    **{0xFF41 + i: chr(0x61 + i) for i in range(26)},
}


_PLAINER = re.compile("[" + "".join(re.escape(chr(point)) for point in _SAME) + "]")


#: A narrow comma between Chinese words is their wide one ("受训,其中3000人").
_HAN_COMMA = re.compile(
    r"(?<=[\u4e00-\u9fff]),(?= ?[\u4e00-\u9fff\d“「《])|(?<=[\d%)”」]),(?= ?[\u4e00-\u9fff])"
)


def _plainer(match: re.Match[str]) -> str:
    return _SAME[ord(match.group())]


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made plain: ``cased`` and ``lower`` have the same length; ``places`` maps an index back.

    ``places`` is None where nothing was dropped or joined, so that an index is its own place.
    """

    original: str
    cased: str
    lower: str
    places: Sequence[int] | None

    def place(self, index: int) -> int:
        """The code point of the original text at which the character ``index`` stands."""
        if self.places is None:
            return index
        return self.places[index] if index < len(self.places) else len(self.original)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text; it ends after the last character that is inside."""
        if self.places is None:
            return start, end
        return self.place(start), (self.place(end - 1) + 1 if end > start else self.place(start))


def fold(text: str) -> Folded:
    """Make a text plain: one kind of space, digit, quote and dash; composed letters; nothing invisible."""
    places: list[int] | None = None
    plain = text
    if _INVISIBLE_RUN.search(text) or not unicodedata.is_normalized("NFC", text):
        plain, places = _compose(text)
    cased = _HAN_COMMA.sub("，", _PLAINER.sub(_plainer, plain))
    lower = cased.lower()
    if len(lower) != len(cased):  # a letter whose lower case is longer: keep such letters as they are
        lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in cased)
    return Folded(text, cased, lower, places)


def respelled(text: str, letters: Mapping[int, int]) -> str:
    """The text with some letters read as others ("ё" as "е"). ``str.translate`` is slow outside ASCII, so that a
    few are replaced one by one."""
    if len(letters) > _FEW:
        return text.translate(letters)
    for letter, plain in letters.items():
        text = text.replace(chr(letter), chr(plain))
    return text


_FEW = 8  # letters up to which replacing one by one is faster


def _compose(text: str) -> tuple[str, list[int]]:
    """NFC letter by letter (a base with its marks, or a Hangul syllable of parts), remembering places."""
    out: list[str] = []
    places: list[int] = []
    index, length = 0, len(text)
    while index < length:
        end = index + 1
        while end < length and end - index < 32 and _joins(text[end]):
            end += 1
        for letter in unicodedata.normalize("NFC", text[index:end].translate(_INVISIBLE)):
            out.append(letter)
            places.append(index)
        index = end
    return "".join(out), places


def _joins(letter: str) -> bool:
    return bool(unicodedata.combining(letter)) or "\u1160" <= letter <= "\u11ff" or ord(letter) in _INVISIBLE


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span in the folded text, and the paragraph it belongs to (counted from 0)."""

    start: int
    end: int
    paragraph: int


_STOP = re.compile(r"[.!?…。！？]+[\"'»”“›)\]」』]*|\n+|(?<!\S)(?:\+\+\+|[•●■▪◆])(?!\S)|[▽▼◇]")
#: The time before an entry of a live ticker ("14.20 Uhr: …", "14:20. …", "0850: …"), which is a story of its own.
_ENTRY = re.compile(
    r"(?:0\d|1[0-8]|2[1-3])[0-5]\d(?: GMT)?:\s+|"
    r"(?:[01]?\d|2[0-3])(?::[0-5]\d(?:\s?(?:Uhr|h))?[:.–—-]?|(?:\.|\s?h\s?)[0-5]\d\s?(?:Uhr|h)?\s?[:.–—]"
    r"|[.h][0-5]\d Uhr)(?:\s+|$)"
)
_SEPARATORS = "\n+•●■▪◆▽▼◇"
_CLOSING = "\"'»”“›)]」』"
_HUNDREDS = re.compile(r"\s\d{3}(?= [^\W\d_])")  # "4 tys. 200 żołnierzy"
_NEXT_SMALL = re.compile(r"\s*(?:– ?|[\"'«„“‹(\[]*)\s*([^\W\d_])")
_LONGEST = 1200  # a "sentence" without a stop is cut here, at a space, so that work stays linear


def sentences(
    folded: Folded,
    abbreviations: frozenset[str],
    ordinals: frozenset[str],
    quoted: tuple[str, ...] = (),
    scales: frozenset[str] = frozenset(),
    ordinal_after: frozenset[str] = frozenset(),
) -> list[Sentence]:
    """Cut a folded text into sentences.

    ``abbreviations`` are lower-case words that a full stop follows without ending a sentence;
    ``ordinals`` are lower-case words that follow an ordinal number ("26. april"), or one of the ``scales``,
    abbreviations that may also end a sentence ("11 tys. Koreańczyków"); ``quoted`` are words that carry a
    sentence on right after a closing quote ("…다.”라고"); ``ordinal_after`` are articles that make the
    digits behind them an ordinal ("des 73. Zentrums").
    """
    text, lower = folded.cased, folded.lower
    found: list[Sentence] = []
    start = paragraph = 0
    for stop in _STOP.finditer(text):
        new_line = text[stop.start()] in _SEPARATORS
        if not new_line and quoted and stop.group()[-1] in _CLOSING and text.startswith(quoted, stop.end()):
            continue
        if not new_line and not _ends(text, lower, stop, abbreviations, ordinals, scales):
            continue
        if not new_line and ordinal_after and _is_ordinal(lower, stop, ordinal_after):
            continue
        if not new_line and scales and _BARE_SCALE.fullmatch(lower, start, stop.end()):
            continue  # "Na 15 tys. Seul szacuje …": no sentence is a preposition and a number
        start, paragraph = _past_entry(text, start, paragraph)
        found.extend(_trimmed(text, start, stop.start() if new_line else stop.end(), paragraph))
        start = stop.end()
        paragraph += new_line
    start, paragraph = _past_entry(text, start, paragraph)
    found.extend(_trimmed(text, start, len(text), paragraph))
    return found


def _past_entry(text: str, start: int, paragraph: int) -> tuple[int, int]:
    """Where a sentence begins behind the time that opens a ticker's entry, and its paragraph: a new one."""
    while start < len(text) and text[start].isspace():
        start += 1
    entry = _ENTRY.match(text, start)
    return (start, paragraph) if entry is None else (entry.end(), paragraph + 1)


_BARE_SCALE = re.compile(r"\W*[^\W\d]{1,3} [\d., –-]+ \w+\.\s*")
_ORDINAL = re.compile(r"(\w+) \d{1,3}$")


def _is_ordinal(lower: str, stop: re.Match[str], articles: frozenset[str]) -> bool:
    """ "des 73. Zentrums": an article before the digits, and more behind their full stop."""
    before = _ORDINAL.search(lower, max(0, stop.start() - 12), stop.start())
    return (
        stop.group() == "." and before is not None and before.group(1) in articles and stop.end() < len(lower)
    )


def _ends(
    text: str,
    lower: str,
    stop: re.Match[str],
    abbreviations: frozenset[str],
    ordinals: frozenset[str],
    scales: frozenset[str],
) -> bool:
    mark, before, after = text[stop.start()], stop.start(), stop.end()
    if mark in "。！？":
        return True
    if after < len(text) and not text[after].isspace():
        wide = _wide(text[after]) or _wide(text[before - 1])  # "3.500", "z.B.", "kcna.kp"; but "나왔다.1일"
        return wide or bool(_GLUED.match(text, max(before - 3, 0)))
    if mark != ".":
        following = _NEXT_SMALL.match(text, after)
        return not (following and following.group(1).islower() and stop.group()[-1] in "\"'»”“›)]")
    word = before
    while (
        word > 0 and before - word < 24 and not text[word - 1].isspace() and text[word - 1] not in "(«„“\"'"
    ):
        word -= 1
    last = lower[word:before]
    if last in abbreviations or (len(last) == 1 and last.isalpha() and text[word].isupper()):
        return False
    following = _NEXT_SMALL.match(text, after)
    if (following and following.group(1).islower()) or (last in scales and _HUNDREDS.match(text, after)):
        return False
    if following and (last in scales or (last.isdigit() and len(last) <= 3)):
        return re.compile(r"\w+").match(lower, following.start(1)).group() not in ordinals  # type: ignore[union-attr]
    return True


#: A sentence right behind a full stop, as pages leave it where they dropped a line break ("… Wounded.The army …").
_GLUED = re.compile(
    r"(?:[^\W\d_A-Z]{2}[^\W\d_A-Z)»”\"]?|[A-Z]{1,2})[)»”\"]?[.!?]+[»”\"]?"
    r"(?!(?:Ru|Ua|Net|Com|Org)\b)[A-ZÀ-ÖØ-Þ][^\W\d_]* "
)


def _wide(letter: str) -> bool:
    return "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3"


def _trimmed(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        yield Sentence(start, cut, paragraph)
        start = cut
    if end > start:
        yield Sentence(start, end, paragraph)
