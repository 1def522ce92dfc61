"""Copies: one text in two outlets, told by a sketch of 300 to 700 bytes, in every language.

A sketch holds the text's identity, a MinHash of its shingles and its numbers. The numbers decide: a weekly
story in last week's words with this week's figures is no copy, however alike; a wire text with its last
paragraph cut is one. The price of the caution is small: a copy taken for a text of its own restates figures
that are known, and a new figure taken for a copy would be lost.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib import resources
from struct import iter_unpack, pack, unpack

_PERMUTATIONS, _SEED = 128, 20250626
_BANDS, _ROWS = 20, 6  # found together with 99.8 % at a similarity of 0.8, 92 % at 0.7, 27 % at 0.5
_SHORTEST = 30  # tokens: shorter texts are copies only when they are equal
_WHOLE, _SHORT, _EMPTY = 0, 1, 2
_MAX_TOKENS, _MAX_NUMBERS = 20_000, 100
_HEAD = ">BB8s"  # version, kind, identity
_VERSION = 1
_MASK = (1 << 63) - 1  # keys fit a signed 64-bit column

#: At most this similar are two texts whose numbers differ, or two short ones that are not equal.
DIFFERENT = 0.5
#: From this similarity on, a text is a copy of the other (a cut of a fifth, another dateline).
COPY = 0.75

_TOKEN = re.compile(r"\d+|[぀-ヿ㐀-䶿一-鿿豈-﫿]|[^\W\d_]+")
_CJK = re.compile(r"[぀-ヿ㐀-䶿一-鿿豈-﫿]")
_CJK_NUMBERS = re.compile(
    r"[〇一二三四五六七八九十百千万萬亿億兩两数數半]{2,}|[수몇]?[십백천만]\s?[여명]|수[십백천만]"
)
_GROUPED = re.compile(r"(?<=\d)[.,'’\u00a0\u202f\u2009 ](?=\d{3}(?!\d))")


def sketch(text: str, title: str = "") -> bytes:
    """A text's sketch, stable over processes and machines; equal but for case, spaces and marks: equal.

    Of the headline only its numbers count: a copy may have another headline, but not another figure in it.
    """
    folded, headline = _folded(text), _folded(title)
    tokens = _tokens(folded)
    numbers = _numbers(folded)
    told = numbers | _numbers(headline)
    identity = blake2b(" ".join([*tokens, "/", *sorted(told - numbers)]).encode(), digest_size=8).digest()
    kind = _WHOLE if len(tokens) >= _SHORTEST else _SHORT if tokens else _EMPTY
    head = pack(_HEAD, _VERSION, kind, identity)
    if kind != _WHOLE:
        return head
    counted = sorted(_short_hash(number) for number in told)[:_MAX_NUMBERS]
    return head + pack(f">{_PERMUTATIONS}H", *_minhash(tokens)) + pack(f">{len(counted)}I", *counted)


def similar(a: bytes, b: bytes) -> float:
    """How much of two sketches' texts is one text, 0 to 1; 1 for equal texts.

    At most DIFFERENT where each has a number that the other has not. Short texts are equal or different;
    a text without words is like nothing.
    """
    if _EMPTY in {a[1], b[1]}:
        return 0.0
    if a[:10] == b[:10]:
        return 1.0
    if _SHORT in {a[1], b[1]}:
        return 0.0
    shared = alike(a, b)
    return shared if _numbers_agree(a, b) else min(shared, DIFFERENT)


def alike(a: bytes, b: bytes) -> float:
    """How many of two texts' words in a row are the same, 0 to 1, whatever their numbers say.

    Tells that one text was made from the other (one origin), not that it says the same.
    """
    if a[1] != _WHOLE or b[1] != _WHOLE:
        return float(a[1] == b[1] == _SHORT and a[:10] == b[:10])
    return sum(x == y for x, y in zip(_signature(a), _signature(b), strict=True)) / _PERMUTATIONS


def bands(sketch: bytes) -> tuple[int, ...]:
    """Keys under 2**63, of which two sketches of similar texts share at least one (see _BANDS)."""
    keys = [sketch[:10]] if sketch[1] != _EMPTY else []
    if sketch[1] == _WHOLE:
        body = sketch[10 : 10 + 2 * _PERMUTATIONS]
        width = 2 * _ROWS
        keys += [bytes([band]) + body[band * width : (band + 1) * width] for band in range(_BANDS)]
    return tuple(int.from_bytes(blake2b(key, digest_size=8).digest(), "big") & _MASK for key in keys)


def _folded(text: str) -> str:
    """Case, width and composition made equal, apostrophes one, unpaired surrogates gone."""
    text = unicodedata.normalize("NFKC", text.encode("utf-8", "ignore").decode("utf-8")).casefold()
    return _GROUPED.sub("", text.replace("’", "'"))


def _tokens(folded: str) -> list[str]:
    """Words, numbers with their groups joined (11.000 is 11000), and single signs of Chinese and Japanese."""
    return _TOKEN.findall(folded)[:_MAX_TOKENS]


def _minhash(tokens: Sequence[str]) -> list[int]:
    """128 values of 16 bits over shingles of three words, or of five signs where signs are the rule."""
    from rensa import RMinHash

    signs = sum(1 for token in tokens if _CJK.match(token))
    width = 5 if signs * 2 > len(tokens) else 3
    found = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    found.update([" ".join(tokens[i : i + width]) for i in range(len(tokens) - width + 1)])
    return [value & 0xFFFF for value in found.digest()]


def _numbers(folded: str) -> set[str]:
    """The numbers of a text: digits with their decimals, number words, Chinese and Korean numerals."""
    digits = re.findall(r"\d+(?:[.,]\d+)?", folded)
    words = (word for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", folded) if word in _number_words())
    return {*digits, *words, *(re.sub(r"\s", "", found) for found in _CJK_NUMBERS.findall(folded))}


@lru_cache(maxsize=1)
def _number_words() -> frozenset[str]:
    tables = tomllib.loads(resources.files("bot").joinpath("residue.toml").read_text(encoding="utf-8"))
    return frozenset(word.casefold() for word in tables["numbers"]["words"])


def _short_hash(number: str) -> int:
    return int.from_bytes(blake2b(number.encode(), digest_size=4).digest(), "big")


def _signature(sketch: bytes) -> tuple[int, ...]:
    return unpack(f">{_PERMUTATIONS}H", sketch[10 : 10 + 2 * _PERMUTATIONS])


def _numbers_agree(a: bytes, b: bytes) -> bool:
    """Whether one text's numbers are all in the other's: a cut or a lengthened copy, not a new count."""
    one, other = ({row[0] for row in iter_unpack(">I", s[10 + 2 * _PERMUTATIONS :])} for s in (a, b))
    return one <= other or other <= one
