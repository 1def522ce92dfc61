"""What the check of a language file says of its mistakes: file, line, key, and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.claimants import Claimants
from bot.claims import check_values
from bot.claims.check import check, expected, note_of
from bot.claims.language import FOLDER, parsed
from bot.claims.reading import language as loaded
from bot.model import Claim, Qualifier

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
            "misses killed 41; invents killed 40",
        ),
        (
            '[[nonexamples]]\ntext = "Er zijn 42 Noord-Koreaanse soldaten gesneuveld."',
            "is read as killed 42",
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
        ("twee = 2", 'twee = "2"', "numbers.number.twee: is the text “2”, but must be a number above 0"),
        ("twee = 2", "twee = nan", "numbers.number.twee: is nan, but must be a number above 0"),
        (
            "december = 12",
            "december = 13",
            "time.months.december: is 13, but must be a whole number from 1 to 12",
        ),
        (
            "december = 12",
            'december = "twelve"',
            "time.months.december: is the text “twelve”, but must be a whole number from 1 to 12",
        ),
        (
            "winter = 4",
            "winter = 9",
            "time.seasons.winter: is 9, but must be a whole number from 1 (spring) to 4 (winter)",
        ),
        (
            '"driekwart" = 0.75',
            '"driekwart" = 1.5',
            "numbers.share.driekwart: is 1.5, but must be a fraction above 0 and at most 1",
        ),
        ('of = ["', 'of = [7, "', "grammar.of: holds 7, which is no phrase: write it in quotation marks"),
        ("of = [", 'of = "av de" # [', 'grammar.of: is a text, but must be a list of phrases: of = ["…"]'),
        (
            "groups = ",
            'groups = ["."] # ',
            "language.groups: is a list, but must be a text in quotation marks",
        ),
        ("groups = ", 'groups = "" # ', "language.groups: is “”, but must be signs such as “.,”"),
        (
            "decimal = ",
            'spaced = "no"\ndecimal = ',
            "language.spaced: is a text, but must be true or false, without quotation marks",
        ),
        (
            'code = "nl"',
            'code = "se"',
            "language.code: is “se”, but the file is nl.toml: give both the same code",
        ),
        ("code = ", "# code = ", 'language: lacks code: write code = "…", two letters of ISO 639-1'),
        (
            "groups = ",
            "# groups = ",
            'language: lacks groups: write groups = "…", signs that group thousands',
        ),
        ("thousand = ", "# thousand = ", 'numbers.compound: lacks thousand: write thousand = "…"'),
        (
            "units_first = ",
            "unit_first = ",
            "numbers.compound.unit_first: is not known here; did you mean units_first?",
        ),
        ("yesterday = ", "yesterdy = ", "time.relative.yesterdy: is not known here; did you mean yesterday?"),
        ("links = ", 'links = [" "] # ', "stranger.links: holds an empty text: take it out"),
        ("[more]", "[mores]", "mores: is not known here; did you mean more?"),
        ("filler = ", "fillers = ", "grammar.fillers: is not known here; did you mean filler?"),
        ("say = ", "filler = [] # ", "speech.filler: is not known here; it belongs to [grammar], "),
        (
            "belgorod = ",
            "belgrod = ",
            "topic.place.belgrod: is a place that no other language has; did you mean belgorod?",
        ),
    ],
)
def test_what_a_file_cannot_mean_is_named_with_line_and_remedy(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert f"\n{old}" in DUTCH
    text = DUTCH.replace(f"\n{old}", f"\n{new}", 1)
    (mistake,) = mistakes(tmp_path, text)
    headers = {"language: lacks": "[language]", "numbers.compound: lacks": "[numbers.compound]"}
    stands = next(
        (header for start, header in headers.items() if told.startswith(start)), new.splitlines()[0]
    )
    assert mistake.startswith(f"nl.toml:{line_of(text, stands)}: {told}")


def test_a_file_of_the_reader_itself_is_not_its_own_measure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(check_values.languages, "codes", lambda: ("de", "nl"))
    monkeypatch.setattr(check_values.languages, "parsed", lambda code: parsed(code, tmp_path))
    check_values._others.cache_clear()
    text = DUTCH.replace("\nbelgorod = ", "\nbelgrod = ").replace("\ngroups = ", '\ngroups = ["."] # ')
    told = [one.split(": ")[1] for one in mistakes(tmp_path, text)]
    check_values._others.cache_clear()
    assert told == ["language.groups", "topic.place.belgrod"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("maart = 3", '"maart*maart" = 3', "time.months.maart*maart: “maart*maart” is no phrase"),
        (
            "maart = 3",
            "maart = 3\nmaartmaand = 3",
            "time.months.maartmaand: “maartmaand” stands in no example",
        ),
        (
            'about = ["',
            'about = ["te naasten bij", "',
            "bounds.before.about: “te naasten bij” stands in no example",
        ),
    ],
)
def test_a_phrase_is_named_by_the_key_and_the_line_of_the_file(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    text = DUTCH.replace(f"\n{old}", f"\n{new}", 1)
    (mistake,) = mistakes(tmp_path, text)
    assert mistake.startswith(f"nl.toml:{line_of(text, new.splitlines()[-1])}: {told}")


@pytest.mark.parametrize(
    ("row", "line", "told"),
    [
        ('claim = ["killed 40"]', 2, "examples: “claim” is no key of examples; did you mean claims?"),
        ('clams = ["killed 40"]', 2, "examples: “clams” is no key of examples; did you mean claims?"),
        ("", 0, 'examples: lacks claims: write claims = ["killed 40 about"], or claims = [] for none'),
        ('claims = "killed 40"', 2, "examples: must be a list of texts: "),
        ('claims = ["killed 40"]\ndate = "gisteren"', 3, "examples: is “gisteren”, but must be a day: "),
        (
            'claims = ["killed 40"]\ndate = 2025-06-26',
            3,
            "examples: is a date, but must be a text in quotation marks",
        ),
        (
            'claims = ["killed 40"]\nfiller = ["heel"]',
            3,
            "examples: “filler” is no key of examples; it belongs to [grammar], before the examples: "
            "TOML gives what stands behind [[…]] to the example",
        ),
        (
            'claims = ["murdered 40"]',
            1,
            "examples: “murdered 40” is no claim: “murdered” is no series; known are ",
        ),
        (
            'claims = ["kiled 40"]',
            1,
            "examples: “kiled 40” is no claim: “kiled” is no series; did you mean killed?",
        ),
        (
            'claims = ["killed 40 abot"]',
            1,
            "examples: “killed 40 abot” is no claim: “abot” is no word of how sure it is; did you mean about?",
        ),
        (
            'claims = ["troops·gone 40"]',
            1,
            "examples: “troops·gone 40” is no claim: “gone” is no stage; known are planned, present, sent",
        ),
    ],
)
def test_an_example_that_is_written_wrong_is_named(tmp_path: Path, row: str, line: int, told: str) -> None:
    added = f'[[examples]]\ntext = "Er zijn 40 Noord-Koreaanse soldaten gesneuveld."\n{row}'
    text = f"{DUTCH}\n\n{added}\n"
    (mistake,) = mistakes(tmp_path, text)
    assert mistake.startswith(f"nl.toml:{line_of(text, added) + line}: {told}")


def test_an_example_needs_a_text_or_a_title(tmp_path: Path) -> None:
    title = '[[nonexamples]]\ntext = ""\ntitle = "Soldaten uit Noord-Korea"'
    assert mistakes(tmp_path, f"{DUTCH}\n\n{title}\n") == []
    text = f'{DUTCH}\n\n[[nonexamples]]\ntext = ""\n'
    (told,) = mistakes(tmp_path, text)
    assert (
        told == f"nl.toml:{text.count(chr(10))}: nonexamples: is empty: write a sentence, or take the row out"
    )


def test_a_section_behind_the_examples_is_named(tmp_path: Path) -> None:
    before, _, rest = DUTCH.partition("\n[more]\n")
    listed, _, after = rest.partition("\n[")
    text = f"{before}\n[{after}\n\n[more]\n{listed}\n"
    (mistake,) = mistakes(tmp_path, text)
    problem = "more: stands behind the examples, where it is not read: move it before them"
    assert mistake == f"nl.toml:{line_of(text, '[more]')}: {problem}"


def test_a_section_that_stands_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    text = f'{DUTCH}\n\n[grammar]\nfiller = ["heel"]\n'
    first, second = line_of(text, "[grammar]"), text.count("\n") - 1
    assert mistakes(tmp_path, text) == [
        f"nl.toml:{second}: grammar: [grammar] stands on line {first} already: put both together, before the examples"
    ]


def test_a_file_that_is_no_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "nl.toml").write_bytes(b'[language]\nname = "\xff"\n')
    told = "nl.toml:2: TOML: holds bytes that are no UTF-8: save the file as UTF-8"
    assert [str(mistake) for mistake in check("nl", tmp_path)] == [told]


def test_a_language_in_which_no_claimant_has_a_name_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded("nl")  # with its names, which other tests read with
    nobody = Claimants({}, {"de": ()})
    monkeypatch.setattr(check_values.claimants, "shipped", lambda: nobody)
    (told,) = mistakes(tmp_path, DUTCH)
    assert told == (
        "nl.toml:2: language.code: seeds/claimants.toml has no names in “nl”: "
        'add nl = ["…"] to the aliases there'
    )


@pytest.mark.parametrize(
    "note",
    [
        "killed 600 about @nis",
        "troops·planned 25000–30000 +",
        "wounded 10000– not",
        "casualties 33% more_than",
    ],
)
def test_a_claim_is_told_as_an_example_notes_it(note: str) -> None:
    want = expected(note)
    claim = Claim(
        measure=want.measure,
        stage=want.stage,
        low=want.low,
        high=want.high,
        qualifier=want.qualifier or Qualifier.EXACT,
        quote="",
        start=0,
        end=0,
        number="",
        rule="",
        confidence=1.0,
        share=want.share,
        increment=want.increment,
        denied=want.denied,
        claimant=want.claimant,
    )
    assert note_of(claim) == note
