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
        ("gedood*", "“gedood*” stands twice"),
        ("vermoorden", "“vermoorden” stands in no example"),
    ],
)
def test_a_phrase_that_is_wrong_is_named(tmp_path: Path, phrase: str, problem: str) -> None:
    text = DUTCH.replace('killed = ["gedood*"', f'killed = ["gedood*", "{phrase}"', 1)
    (told,) = mistakes(tmp_path, text)
    line = line_of(text, 'killed = ["gedood*')
    assert told.startswith(f"nl.toml:{line}: topic.event.killed: ")
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


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("twee = 2", 'twee = "2"', "numbers.number.twee: is '2', but must be a number above 0"),
        (
            "december = 12",
            "december = 13",
            "time.months.december: is 13, but must be a whole number from 1 to 12",
        ),
        ("winter = 4", "winter = 9", "time.seasons.winter: is 9, but must be a whole number from 1 to 4"),
        ('of = ["', 'of = [7, "', "grammar.of: holds 7, which is no phrase: write it in quotation marks"),
        (
            "groups = ",
            'groups = ["."] # ',
            "language.groups: is a list, but must be a text in quotation marks",
        ),
        (
            'code = "nl"',
            'code = "nl"\nspaced = "no"',
            "language.spaced: is a text in quotation marks, but must be true or false",
        ),
        (
            'code = "nl"',
            'code = "se"',
            "language.code: is “se”, but the file is nl.toml: give both the same code",
        ),
        ("decimal = ", "# decimal = ", "language: lacks “decimal”, which every language file has"),
        ("yesterday = ", "yesterdy = ", "time.relative.yesterdy: is not known here; known are"),
    ],
)
def test_a_value_of_a_wrong_kind_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = DUTCH.replace(f"\n{old}", f"\n{new}", 1)
    (mistake,) = mistakes(tmp_path, text)
    line = int(mistake.split(":")[1])
    assert mistake.startswith(f"nl.toml:{line}: {told}")
    assert text.splitlines()[line - 1].startswith((new.splitlines()[-1], "[language]"))


def test_a_key_of_an_example_that_is_written_wrong_is_named(tmp_path: Path) -> None:
    added = '[[examples]]\ntext = "Er zijn 40 Noord-Koreaanse soldaten gesneuveld."\nclaim = ["killed 40"]'
    told = mistakes(tmp_path, f"{DUTCH}\n\n{added}\n")
    assert [one.split(": ", 1)[1] for one in told] == [
        "examples: “claim” is no key of an example: text, claims, title, date",
        "examples: lacks “claims”",
    ]


def test_a_section_behind_the_examples_is_named(tmp_path: Path) -> None:
    before, section, rest = DUTCH.partition("\n[stranger]\n")
    assert section
    listed, _, after = rest.partition("\n[")
    text = f"{before}\n[{after}\n{section}{listed}\n"
    told = [one for one in mistakes(tmp_path, text) if "stranger" in one]
    assert told
    assert told[0].endswith("stands behind the examples, where it is not read: move it before them")
