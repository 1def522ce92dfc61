"""The language of a text: what it shows counts for more than what the page says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claims.language import codes
from bot.language import LANGUAGES, code, detect, settle

HEADLINES = {
    "de": "Weitere Pioniere für die Grenzregion angekündigt",
    "en": "More sappers announced for the border region",
    "ko": "국경 지역에 공병 추가 파견",
    "uk": "У прикордонну область їдуть нові сапери",
    "ru": "В приграничную область едут новые сапёры",
    "fr": "De nouveaux sapeurs annoncés pour la région frontalière",
    "es": "Anuncian nuevos zapadores para la región fronteriza",
    "it": "Annunciati nuovi genieri per la regione di confine",
    "pl": "Zapowiedziano nowych saperów dla regionu przygranicznego",
    "ja": "国境地域に工兵を追加で派遣へ",
    "zh": "邊境地區將增派工兵部隊",
    "nl": "Nieuwe sappeurs aangekondigd voor het grensgebied",
}
DUTCH = (
    "De regering stuurt volgens de minister nog eens vierduizend bouwvakkers naar het gebied aan de grens."
)

SWEDISH = (
    "Regeringen skickar enligt ministern ytterligare fyra tusen byggnadsarbetare till området vid gränsen."
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_headline_shows_its_language(lang: str) -> None:
    assert lang == detect(HEADLINES[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("wrong", ["en", "ja", "", None, "xx-wrong", "de-DE"])
def test_a_wrong_lang_attribute_does_not_matter(lang: str, wrong: str | None) -> None:
    assert lang == settle(wrong, HEADLINES[lang] * 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("НИС: 600 погибших, тысячи раненых, объявлено в Сеуле", "ru"),
        ("Розвідка: їх уже тисячі", "uk"),
        ("日本の防衛省によると、NATOとUSA", "ja"),
        ("北韓軍第94旅 KPA", "zh"),
        ("KBS: 북한군 94여단", "ko"),
        (DUTCH, "nl"),
        (SWEDISH, None),
        (
            "Regjeringen sender fire tusen nye ingeniørsoldater til grenseområdet, sier ministeren.",
            None,
        ),
        ("12 345 / 67", None),
        ("", None),
        ("ދިވެހިރާއްޖެ", None),
    ],
)
def test_scripts_letters_and_strangers(text: str, expected: str | None) -> None:
    assert expected == detect(text)


def test_the_languages_are_those_with_a_file() -> None:
    assert codes() == LANGUAGES


def test_another_language_may_be_an_argument() -> None:
    assert "sv" == detect(SWEDISH, (*LANGUAGES, "sv"))


@pytest.mark.parametrize(
    ("declared", "text", "expected"),
    [
        ("ru", "ГРУ: 600", "ru"),  # too short to see: what is declared
        ("uk", "ГРУ: 600", "uk"),
        ("fr", "Kim, Poutine", "fr"),
        ("de", "600", "de"),
        ("de", "북한군 600명", "ko"),  # the script leaves no choice
        ("en", "Їх 600", "uk"),
        ("ja", "死者600人", "ja"),  # Chinese signs alone: what is declared
        (None, "", None),
        ("xx", "", None),
    ],
)
def test_a_short_text_is_in_the_declared_language_if_it_can_be(
    declared: str | None, text: str, expected: str | None
) -> None:
    assert expected == settle(declared, text)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("zh_Hant_TW", "zh"),
        (" EN-us ", "en"),
        ("ua", "uk"),
        ("kr", "ko"),
        ("german", None),
        ("", None),
        (None, None),
        ("1", None),
    ],
)
def test_language_tags_in_any_spelling(tag: str | None, expected: str | None) -> None:
    assert expected == code(tag)


@settings(deadline=None)
@given(st.one_of(st.none(), st.text(max_size=10)), st.text(st.characters(), max_size=300))
def test_wild_text_has_one_of_the_languages_or_none(declared: str | None, text: str) -> None:
    assert settle(declared, text) in {*LANGUAGES, None}
