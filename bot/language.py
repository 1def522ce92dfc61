"""The language of a text: its script first, then letter statistics, then what the page says of itself.

A page's own ``lang`` attribute is wrong often enough that it only decides where the text cannot: in a
headline of a few words, or where two languages look alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

#: The languages that are read, as ISO 639-1 codes: those there is a file for (docs/languages.md).
LANGUAGES: tuple[str, ...] = tuple(
    sorted(file.stem for file in (Path(__file__).parent / "claims" / "languages").glob("*.toml"))
)

_SAMPLE = 4000  # characters looked at: more changes no answer
_SHORT = 60  # letters: below this a declared language outweighs letter statistics
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_HANGUL = re.compile(r"[ᄀ-ᇿ㄰-㆏가-힣]")
_KANA = re.compile(r"[぀-ヿㇰ-ㇿｦ-ﾟ]")
_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
#: Runs of signs that are not parted by spaces, or say in each what two letters say: Japanese, Chinese, Korean.
UNSPACED = re.compile("[぀-ヿ㐀-鿿가-힣]+")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")
_BELARUSIAN = re.compile(r"[ўЎ]")
_SAME = {"nb": "no", "nn": "no", "ua": "uk", "kr": "ko", "jp": "ja", "cn": "zh", "in": "id", "iw": "he"}


def code(tag: str | None) -> str | None:
    """ISO 639-1 code of a language tag as pages and feeds write it: ``de-AT`` → ``de``, ``ua`` → ``uk``."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", tag or "")
    if found is None:
        return None
    short = found.group(1).lower()
    return _SAME.get(short, short)


def detect(text: str, languages: Sequence[str] = LANGUAGES) -> str | None:
    """The language of a text, one of ``languages``; None where it is another one or cannot be told."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return None
    found = _by_script(sample, letters)
    if found is None:
        found = _by_letters(sample, letters, tuple(languages))
    return found if found in languages else None


def settle(declared: str | None, text: str, languages: Sequence[str] = LANGUAGES) -> str | None:
    """The language to read a text in: what the text shows, or what is declared where the text is too short.

    ``declared`` is a page's or a feed's tag in any spelling, or None. None is returned where the text is
    long enough to see that it is in none of ``languages``.
    """
    said = code(declared)
    if said not in languages:
        said = None
    sample = text[:_SAMPLE]
    seen = detect(sample, languages)
    letters = len(_LETTER.findall(sample))
    if letters >= _SHORT:
        return seen
    if seen is None or said is None:
        return seen or (said if _may_be(said, sample, letters) else None)
    return said if _script_of(said) == _script_of(seen) and not _certain(sample, letters) else seen


def _by_script(sample: str, letters: int) -> str | None:
    """What the script alone tells: Korean, Japanese, Chinese, Ukrainian, Russian. Else None."""
    hangul, kana, han = (len(p.findall(sample)) for p in (_HANGUL, _KANA, _HAN))
    if (hangul + kana + han) * 4 > letters:  # a quarter: names and agencies stand there in Latin letters
        if hangul >= kana + han:
            return "ko"
        return "ja" if kana * 20 > kana + han else "zh"
    cyrillic = len(_CYRILLIC.findall(sample))
    if cyrillic * 2 > letters:
        ukrainian, russian = len(_UKRAINIAN.findall(sample)), len(_RUSSIAN.findall(sample))
        if _BELARUSIAN.search(sample) and russian:
            return "be"
        if ukrainian > russian:
            return "uk"
        if russian > ukrainian and russian:
            return "ru"
    return None


def _by_letters(sample: str, letters: int, languages: tuple[str, ...]) -> str | None:
    """Letter statistics among ``languages``; a long text that is clearly in another one gets that one."""
    among, every = _detectors(languages)
    sample = sample.encode("utf-8", "ignore").decode()  # the detector takes no unpaired surrogates
    if letters >= _SHORT:
        anything = str(every.detect(sample))
        if anything not in {*languages, "und"}:
            return anything
    found = str(among.detect(sample))
    return None if found == "und" else found


@lru_cache(maxsize=8)
def _detectors(languages: tuple[str, ...]) -> tuple[Any, Any]:
    """A detector of ``languages`` and one of every language it knows; 20 µs once loaded."""
    import eldc

    eldc.init()
    among, every = eldc.instance(), eldc.instance()
    among.set_languages([name for name in languages if name in eldc.LANGUAGES])
    every.set_languages([])
    return among, every


def _script_of(language: str) -> str:
    return {"ko": "hangul", "ja": "han", "zh": "han", "uk": "cyrillic", "ru": "cyrillic"}.get(
        language, "latin"
    )


def _certain(sample: str, letters: int) -> bool:
    """Whether the script alone leaves no choice: twenty Chinese signs without a kana are no Japanese."""
    found = _by_script(sample, letters)
    return found in {"ko", "ja", "uk", "ru"} or (found == "zh" and letters >= 20)


def _may_be(language: str | None, sample: str, letters: int) -> bool:
    """Whether a text that shows nothing else can be in a declared language at all."""
    if language is None:
        return False
    if not letters:
        return True
    latin = len(_LATIN.findall(sample)) * 2 > letters
    return latin == (_script_of(language) == "latin")
