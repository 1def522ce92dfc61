"""What makes loading a language fast changes nothing of what is loaded."""

from __future__ import annotations

import tomllib

import pytest
import rtoml
from hypothesis import given
from hypothesis import strategies as st

from bot import toml
from bot.claims.language import FOLDER, codes
from bot.claims.lexicon import Lexicon
from bot.places import SEEDS


@pytest.mark.parametrize("lang", codes())
def test_a_language_file_is_read_as_all_toml_is(lang: str) -> None:
    text = (FOLDER / f"{lang}.toml").read_text(encoding="utf-8")
    assert repr(toml.loads(text)) == repr(tomllib.loads(text))


def test_the_claimants_are_read_as_all_toml_is() -> None:
    text = (SEEDS / "claimants.toml").read_text(encoding="utf-8")
    assert repr(toml.loads(text)) == repr(tomllib.loads(text))


@pytest.mark.parametrize("text", ["[[a]\n", "x = 1\nx = 2", 'x = ["a"\ny = 1', "x = 01", "\0", "é = 1"])
def test_what_is_no_toml_is_told_with_line_and_column(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as expected:
        tomllib.loads(text)
    with pytest.raises(tomllib.TOMLDecodeError) as told:
        toml.loads(text)
    assert str(told.value) == str(expected.value)


@pytest.mark.parametrize("text", ["x = 1e400", "x = '\ud800'"])
def test_what_only_the_fast_reader_refuses_is_read_all_the_same(text: str) -> None:
    with pytest.raises(ValueError, match=r"overflow|surrogates"):
        rtoml.loads(text)
    assert toml.loads(text) == tomllib.loads(text)


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
