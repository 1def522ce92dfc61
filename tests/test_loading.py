"""What makes loading a language fast changes nothing of what is loaded."""

from __future__ import annotations

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from bot import plain_toml
from bot.claims.language import FOLDER, codes
from bot.claims.lexicon import Lexicon


@pytest.mark.parametrize("lang", codes())
def test_a_language_file_is_read_as_all_toml_is(lang: str) -> None:
    text = (FOLDER / f"{lang}.toml").read_bytes().partition(b"\n[[")[0].decode()
    assert repr(plain_toml.loads(text)) == repr(tomli.loads(text))


_LINES = (
    *("[a]", "[a.b]", "[b]", "[[a]]", "[a ]", "", "# é", "#\x01", "\t", "x = 1\r", "]"),
    *("x = 1", "y = 0.25", "x = 01", "x = -1", "x = 1_000", "x=1", "true = true", "x = [1]", "x = {y = 1}"),
    *('x = ["a", "b"]', "x = []", 'x = [""]', 'x = ["a","b"]', 'x = ["a", "b",]', 'x = ["', 'x = ["a",'),
    *(
        '"b"]',
        'y = ["\\n"]',
        'y = ["\x01"]',
        'y = "é"',
        'y = ""',
        'y = "',
        'y = """',
        'y = ["""]',
        'y = "\\u00e9"',
    ),
    *('"a b" = 2', '"a = b" = 3', '"" = 1', "é = 1", "a.b = 1", "b = 1", 'y = "a" # "', "y = 'a'", "y = 1 2"),
)


@given(st.lists(st.sampled_from(_LINES), max_size=7).map("\n".join))
def test_a_text_is_read_or_refused_as_all_toml_is(text: str) -> None:
    try:
        expected = repr(tomli.loads(text))
    except tomli.TOMLDecodeError as error:
        with pytest.raises(tomli.TOMLDecodeError, match="^" + _literal(str(error)) + "$"):
            plain_toml.loads(text)
    else:
        assert repr(plain_toml.loads(text)) == expected


def _literal(text: str) -> str:
    return "".join(f"\\x{ord(c):02x}" if ord(c) < 256 else c for c in text)


_WORDS = ("a", "Ab", "AB", "=Ab", "=a", "ab*", "AB*", "*ab", "=*ab*", "…", "a-b", "A'b*", "U.S.", "5", "國")


@given(st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)), st.booleans())
def test_keys_found_together_are_those_found_one_by_one(phrases: list[str], spaced: bool) -> None:
    lexicon = Lexicon((), spaced=spaced, letters={ord("國"): ord("国")})
    assert lexicon._keys(phrases) == [lexicon._entry(phrase, "", None)[0] for phrase in phrases]


@pytest.mark.parametrize("spaced", [True, False])
@pytest.mark.parametrize(
    "wrong", ["", " a", "a ", "a  b", "*", "=", "**", "a*b", "x =", "a=b", "=*", "x** y", "* *"]
)
def test_what_is_no_phrase_makes_no_lexicon(wrong: str, spaced: bool) -> None:
    with pytest.raises(ValueError, match="is no phrase"):
        Lexicon([("a", "kind", 1), (wrong, "kind", 1), ("b c", "kind", 1)], spaced=spaced)
