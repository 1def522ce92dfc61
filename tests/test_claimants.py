"""The claimants file: what a phrase means, whom it names, and how mistakes are told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claimants import Alias, Word, load, parse_phrase
from bot.errors import ConfigError

GOOD = """
[[claimant]]
id = "harbour-office"
kind = "agency"
country = "NO"
name = { en = "Harbour Office", de = "Hafenamt" }
[claimant.aliases]
en = ["Harbour Office", "HO"]
de = ["Hafenamt*"]
[claimant.capitals]
en = ["=Bergen"]

[[claimant]]
id = "harbour-post"
kind = "medium"
name = { en = "Harbour Post" }
[claimant.aliases]
en = ["Harbour Post"]

[[relay]]
id = "anna-berg"
speaks_for = "harbour-office"
name = { en = "Anna Berg" }
[relay.aliases]
en = ["Anna Berg"]
"""


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("spy agency", (Word("spy"), Word("agency"))),
        ("Spy Agency", (Word("spy"), Word("agency"))),
        ("südkoreanisch* Geheimdienst*", (Word("südkoreanisch", True), Word("geheimdienst", True))),
        ("NIS", (Word("NIS", case_sensitive=True),)),
        ("ГУР МО", (Word("ГУР", case_sensitive=True), Word("МО", case_sensitive=True))),
        ("U.S. officials", (Word("U.S.", case_sensitive=True), Word("officials"))),
        ("=Seoul", (Word("Seoul", case_sensitive=True),)),
        ("=Nato*", (Word("Nato", True, True),)),
        ("NATO*", (Word("NATO", True, True),)),
        ("A road", (Word("a"), Word("road"))),
        ("38 North", (Word("38"), Word("north"))),
        ("국정원", (Word("국정원"),)),
        ("South Korea’s spies", (Word("south"), Word("korea's"), Word("spies"))),
        ("e\u0301tat", (Word("état"),)),
    ],
)
def test_a_phrase_is_words_with_stars_and_marks_of_case(phrase: str, words: tuple[Word, ...]) -> None:
    assert words == parse_phrase(phrase)


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ("spy  agency", "must have single spaces"),
        (" spy", "must have single spaces"),
        ("spy\tagency", "must have single spaces"),
        ("*spy", "must be words"),
        ("sp*y", "must be words"),
        ("spy**", "must be words"),
        ("spy *", "must be words"),
        ("==Spy", "must be words"),
        ("(spy", "must be words"),
        ("un*", "one * after 3 letters or more"),
    ],
)
def test_a_phrase_that_is_none_is_refused_in_words(phrase: str, problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        parse_phrase(phrase)


@given(st.text(max_size=30))
def test_any_text_is_a_phrase_or_refused(text: str) -> None:
    try:
        words = parse_phrase(text)
    except ValueError:
        return
    assert text.count(" ") + 1 == len(words)
    assert all(word.text and "*" not in word.text for word in words)


def test_phrases_come_by_language_with_id_and_role() -> None:
    claimants = load(GOOD, "c.toml")
    english = (
        Alias((Word("harbour"), Word("office")), "harbour-office", "claimant"),
        Alias((Word("HO", case_sensitive=True),), "harbour-office", "claimant"),
        Alias((Word("Bergen", case_sensitive=True),), "harbour-office", "capital"),
        Alias((Word("harbour"), Word("post")), "harbour-post", "medium"),
        Alias((Word("anna"), Word("berg")), "anna-berg", "relay"),
    )
    assert english == tuple(claimants.aliases("en"))
    assert (Alias((Word("hafenamt", True),), "harbour-office", "claimant"),) == tuple(claimants.aliases("de"))
    assert () == tuple(claimants.aliases("xx"))
    assert ("de", "en") == claimants.languages


def test_a_name_falls_back_to_english_and_then_to_the_id() -> None:
    claimants = load(GOOD, "c.toml")
    assert "Hafenamt" == claimants.name("harbour-office", "de")
    assert "Harbour Post" == claimants.name("harbour-post", "de")
    assert "Anna Berg" == claimants.name("anna-berg", "ko")
    assert "Halden Institute" == claimants.name("Halden Institute", "en")


def test_a_relay_speaks_for_its_claimant_and_is_none_itself() -> None:
    claimants = load(GOOD, "c.toml")
    assert ("harbour-office", "harbour-post") == claimants.ids
    assert ("anna-berg",) == claimants.relays
    assert "harbour-office" == claimants.speaks_for("anna-berg")
    assert claimants.speaks_for("harbour-office") is None
    assert claimants.speaks_for("nobody") is None


def test_kind_and_country_are_kept() -> None:
    claimants = load(GOOD, "c.toml")
    office = claimants.get("harbour-office")
    assert office is not None
    assert ("agency", "NO") == (office.kind, office.country)
    assert claimants.get("nobody") is None


def test_a_relay_may_speak_for_nobody() -> None:
    text = GOOD.replace('speaks_for = "harbour-office"\n', "")
    assert load(text, "c.toml").speaks_for("anna-berg") is None


def two(first: str, second: str, other: str = "b") -> str:
    """A file of two claimants (or one, twice) with one English phrase each."""
    rows = [
        f'[[claimant]]\nid = "a"\nkind = "agency"\nname = {{ en = "A" }}\n[claimant.aliases]\nen = ["{first}"'
    ]
    rows.append(f', "{second}"]\n' if other == "a" else "]\n")
    if other != "a":
        rows.append(
            f'[[claimant]]\nid = "{other}"\nkind = "agency"\nname = {{ en = "B" }}\n'
            f'[claimant.aliases]\nen = ["{second}"]\n'
        )
    return "".join(rows)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("spy agency", "Spy Agency"),
        ("NIS", "=NIS"),
        ("=Nis", "nis"),
        ("agenc*", "agency"),
        ("agency", "agenc*"),
        ("agenc*", "agencies*"),
        ("spy agenc*", "spy agencies"),
        ("südkoreanisch* Dienst", "südkoreanische Dienst*"),
    ],
)
def test_one_phrase_cannot_name_two_claimants(first: str, second: str) -> None:
    with pytest.raises(ConfigError, match="can name the same words") as error:
        load(two(first, second), "c.toml")
    assert "(a)" in str(error.value)
    assert "(b)" in str(error.value)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("NIS", "=Nis"),
        ("agency", "agencies"),
        ("agency*", "agency of spies"),
        ("Interfax*", "Interfax-Ukraine"),
        ("army of Ukraine", "army of Korea"),
        ("spy*", "my spy"),
    ],
)
def test_phrases_that_cannot_meet_stand_side_by_side(first: str, second: str) -> None:
    assert 2 == len(load(two(first, second), "c.toml").aliases("en"))


@pytest.mark.parametrize(
    ("first", "second", "needless"),
    [
        ("spy", "Spy", "spy"),
        ("Selenskyj", "Selenskyj*", "selenskyj"),
        ("spy agenc*", "spy agency", "spy agency"),
        ("NIS", "nis", "NIS"),
        ("Kim Jong-un", "Kim Jong Un", "kim jong un"),
        ("South Korea's spies", "South Korea s spies", "south korea s spies"),
    ],
)
def test_a_phrase_that_another_of_its_claimant_finds_is_refused(
    first: str, second: str, needless: str
) -> None:
    with pytest.raises(ConfigError) as error:
        load(two(first, second, other="a"), "c.toml")
    assert f"line 6 (a): the en phrase {needless!r} is found by" in str(error.value)


def test_a_claimant_may_have_phrases_that_only_overlap() -> None:
    assert 2 == len(load(two("south* army", "southern arm*", other="a"), "c.toml").aliases("en"))


def test_two_languages_may_share_a_phrase() -> None:
    text = two("spy", "spy").replace('en = ["spy"]', 'de = ["spy"]', 1)
    assert ("de", "en") == load(text, "c.toml").languages


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            'kind = "agency"',
            'kind = "bureau"',
            "line 2 (harbour-office): kind 'bureau' must be one of agency",
        ),
        ('country = "NO"', 'country = "Norway"', "line 2 (harbour-office): country 'Norway'"),
        ('country = "NO"', 'land = "NO"', "line 2 (harbour-office): unknown key 'land'"),
        ('kind = "agency"', 'knd = "agency"', "unknown key 'knd', perhaps 'kind'"),
        ('kind = "medium"\n', "", "line 13 (harbour-post): kind is missing"),
        ('id = "harbour-post"', 'id = "Harbour Post"', "line 13 (Harbour Post): id 'Harbour Post' must be"),
        ('id = "harbour-post"', "id = 7", "line 13: id must be a text in quotes, not 7"),
        (
            'id = "harbour-post"',
            'id = "harbour-office"',
            "line 13 (harbour-office): the id is used twice",
        ),
        ('id = "anna-berg"', 'id = "harbour-post"', "line 20 (harbour-post): the id is used twice"),
        ('speaks_for = "harbour-office"', 'speaks_for = "nobody"', "(anna-berg): speaks_for 'nobody'"),
        ('speaks_for = "harbour-office"', 'speaks_for = "anna-berg"', "speaks_for 'anna-berg'"),
        (
            'name = { en = "Harbour Post" }',
            'name = { de = "Post" }',
            "(harbour-post): name needs at least en",
        ),
        ('name = { en = "Harbour Post" }', 'name = { en = "" }', "(harbour-post): name.en must be a text"),
        ('de = ["Hafenamt*"]', 'de = "Hafenamt*"', "(harbour-office): aliases.de must be a list of texts"),
        ('de = ["Hafenamt*"]', "de = [7]", "(harbour-office): aliases.de must be a list of texts"),
        (
            'de = ["Hafenamt*"]',
            'deutsch = ["Hafenamt*"]',
            "aliases.deutsch: the key must be a language's code",
        ),
        (
            'de = ["Hafenamt*"]',
            'de = ["*amt"]',
            "line 9 (harbour-office): the de phrase '*amt' must be words",
        ),
        ("[[relay]]", "[[relays]]", "unknown table 'relays'"),
    ],
)
def test_a_mistake_is_told_with_line_and_claimant(old: str, new: str, problem: str) -> None:
    assert old in GOOD
    with pytest.raises(ConfigError) as error:
        load(GOOD.replace(old, new, 1), "c.toml")
    assert problem in str(error.value)
    assert str(error.value).startswith("c.toml: ")


def test_every_mistake_is_told_at_once() -> None:
    text = GOOD.replace('kind = "agency"', 'kind = "bureau"').replace('"Hafenamt*"', '"*amt"')
    text = text.replace('"Anna Berg"]', '" Anna"]')
    with pytest.raises(ConfigError) as error:
        load(text, "c.toml")
    assert "bureau" in str(error.value)
    assert "' Anna' must have single spaces" in str(error.value)


@pytest.mark.parametrize("text", ["[[claimant]\n", "claimant = 3\n", "", '[[relay]]\nid = "a"\n', "\x00"])
def test_what_is_no_claimants_file_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        load(text, "c.toml")
