"""What the check of a language file says of its mistakes: file, line, key, and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.claims.check import check
from bot.claims.language import FOLDER

DUTCH = (FOLDER / "nl.toml").read_text(encoding="utf-8").rstrip("\n")
EVENT = "[topic.event]\n"


def mistakes(folder: Path, text: str) -> list[str]:
    (folder / "nl.toml").write_text(text, encoding="utf-8")
    return [str(mistake) for mistake in check("nl", folder)]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_the_shipped_file_has_none(tmp_path: Path) -> None:
    assert mistakes(tmp_path, DUTCH) == []


def test_an_unknown_key_is_named_with_what_may_have_been_meant(tmp_path: Path) -> None:
    text = DUTCH.replace(EVENT, EVENT + 'kiled = ["omgebracht"]\n')
    (told,) = mistakes(tmp_path, text)
    assert told.startswith(
        f"nl.toml:{line_of(text, 'kiled')}: topic.event.kiled: is not known here; did you mean killed"
    )


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [
        ("", "“” is no phrase: words, with a star only before or after one"),
        ("om * gebracht", "“om * gebracht” is no phrase"),
        ("gedood*", "stands twice under event killed"),
        ("vermoorden", "“vermoorden” stands in no example"),
    ],
)
def test_a_phrase_that_is_wrong_is_named(tmp_path: Path, phrase: str, problem: str) -> None:
    text = DUTCH.replace('killed = ["gedood*"', f'killed = ["gedood*", "{phrase}"', 1)
    (told,) = mistakes(tmp_path, text)
    line = line_of(text, 'killed = ["gedood*')
    assert told.startswith(f"nl.toml:{line}: event: ")
    assert problem in told


def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    text = DUTCH.replace(EVENT, EVENT + "casualties = wat\n", 1)
    (told,) = mistakes(tmp_path, text)
    assert told.startswith(f"nl.toml:{line_of(text, 'casualties = wat')}: TOML: Invalid value")


@pytest.mark.parametrize(
    ("added", "problem"),
    [
        (
            '[[examples]]\ntext = "Er zijn 40 Noord-Koreaanse soldaten gesneuveld."\nclaims = ["killed 41"]',
            "misses killed 41; invents killed 40–40 exact @None",
        ),
        (
            '[[nonexamples]]\ntext = "Er zijn 42 Noord-Koreaanse soldaten gesneuveld."',
            "is read as killed 42–42 exact @None",
        ),
        (
            '[[misses]]\ntext = "Er zijn 43 Noord-Koreaanse soldaten gesneuveld."\nclaims = ["killed 43"]',
            "is read rightly now: move it to the examples",
        ),
        (
            '[[nonexamples]]\ntext = "Woorden: trok; ging; kwam; bleef; vertrok; stond; lag; zat; viel."',
            "is a list of words, which tries none of them: write sentences",
        ),
        (
            '[[nonexamples]]\ntext = "Woorden: “trok”, “ging”, “kwam”, “bleef”, “vertrok”, “stond”, “lag”, “viel”."',
            "is a list of words, which tries none of them: write sentences",
        ),
    ],
)
def test_examples_are_held_against_the_reader(tmp_path: Path, added: str, problem: str) -> None:
    text = f"{DUTCH}\n\n{added}\n"
    (told,) = mistakes(tmp_path, text)
    assert told.endswith(f": {problem}")
    assert told.startswith(f"nl.toml:{line_of(text, added) + 1}: ")
