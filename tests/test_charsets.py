"""Charsets: what a page's bytes say, whatever server and page declare."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charsets import decoded

TEXTS = {
    "ko": "항만청은 화요일 저녁 새 다리 열두 개를 짓기로 했다고 밝혔다. 공사는 가을에 시작해 2년 동안 이어진다.",
    "ja": "港湾局は火曜日の夜、新しい橋を十二本建設すると発表した。工事は秋に始まり、二年間続く見通しだ。",
    "zh": "港务局周二晚间宣布，将新建十二座桥梁。工程将于秋季开始，为期两年，约需一千二百名工人。",
    "zht": "港務局週二晚間宣布，將新建十二座橋樑。工程將於秋季開始，為期兩年，約需一千二百名工人。",
    "ru": "Администрация порта сообщила во вторник вечером, что построит двенадцать новых мостов за два года.",
    "uk": "Адміністрація порту повідомила у вівторок увечері, що збудує дванадцять нових мостів за два роки.",
    "pl": "Zarząd portu ogłosił we wtorek wieczorem, że zbuduje dwanaście nowych mostów; roboty mają się zacząć jesienią.",
    "fr": "L'autorité portuaire a annoncé mardi soir la construction de douze ponts; les travaux débuteront à l'été.",
    "it": "L'autorità portuale ha annunciato martedì sera che costruirà dodici ponti: il cantiere è già pronto, c'è fretta.",
    "de": "Die Hafenbehörde kündigte für den späten Herbst zwölf neue Brücken an; die Bauzeit beträgt zwei Jahre.",
}
ENCODINGS = [
    *(
        ("ko", "cp949"),
        ("ja", "cp932"),
        ("ja", "euc_jp"),
        ("zh", "gb18030"),
        ("zht", "big5hkscs"),
        ("ru", "cp1251"),
    ),
    *(
        ("ru", "koi8-r"),
        ("uk", "cp1251"),
        ("uk", "koi8-u"),
        ("pl", "cp1250"),
        ("pl", "iso8859-2"),
        ("fr", "cp1252"),
    ),
    *(("it", "cp1252"), ("de", "cp1252")),
]
MENU = "".join(f"<li><a href='/menu/{n}'>Menu {n}</a></li>" for n in range(40))


def markup(text: str, head: str = "") -> str:
    return f"<html><head>{head}<script>var x = 'y';</script></head><body><ul>{MENU}</ul><p>{text}</p></body></html>"


@pytest.mark.parametrize(("lang", "encoding"), ENCODINGS)
def test_a_page_that_declares_nothing_is_read(lang: str, encoding: str) -> None:
    html = markup(TEXTS[lang])
    assert html == decoded(html.encode(encoding), None)


@pytest.mark.parametrize(("lang", "encoding"), ENCODINGS)
@pytest.mark.parametrize("header", ["ISO-8859-1", "utf-8", "us-ascii"])
def test_what_a_server_says_unasked_outweighs_no_text(lang: str, encoding: str, header: str) -> None:
    html = markup(TEXTS[lang])
    assert html == decoded(html.encode(encoding), header)


@pytest.mark.parametrize(
    ("lang", "encoding", "names"),
    [
        (
            "ko",
            "cp949",
            ["euc-kr", "ks_c_5601-1987", "KSC5601", "x-euc-kr", "windows-949", "x-windows-949", "cp949"],
        ),
        ("ja", "cp932", ["shift_jis", "Shift-JIS", "sjis", "x-sjis", "windows-31j", "MS_Kanji", "cp932"]),
        ("ja", "euc_jp", ["EUC-JP", "x-euc-jp", "eucjp"]),
        ("zh", "gb18030", ["gb2312", "GBK", "x-gbk", "gb_2312-80", "gb18030", "cp936"]),
        ("zht", "big5hkscs", ["big5", "Big5-HKSCS", "cn-big5", "x-x-big5", "cp950"]),
        ("ru", "cp1251", ["windows-1251", "win-1251", "windows1251", "cp-1251", "x-cp1251", "CP1251"]),
        ("pl", "cp1250", ["windows-1250", "win-1250", "cp1250"]),
    ],
)
def test_a_declared_charset_has_many_names(lang: str, encoding: str, names: list[str]) -> None:
    short = TEXTS[lang][:12]  # too little to guess from
    for name in names:
        assert short in decoded(short.encode(encoding), name), name


def test_letters_beyond_the_named_charset_are_read() -> None:
    for letters, encoding, name in (
        ("①髙﨑", "cp932", "shift_jis"),
        ("똠펲", "cp949", "euc-kr"),
        ("裏銹", "big5hkscs", "big5"),
    ):
        assert letters in decoded(markup(letters * 3).encode(encoding), name)


@pytest.mark.parametrize(
    "declaration",
    [
        '<?xml version="1.0" encoding="windows-1251"?>',
        f"<!--{'x' * 9000}--><meta charset='windows-1251'>",
        "<meta http-equiv='Content-Type' content='text/html; charset = win-1251'>",
    ],
)
def test_a_page_may_declare_its_charset_anywhere(declaration: str) -> None:
    html = declaration + markup("Мосты")
    assert "<p>Мосты</p>" in decoded(html.encode("cp1251"), "ISO-8859-1")


@pytest.mark.parametrize("header", [None, "iso-8859-1"])
@pytest.mark.parametrize("lang", ["de", "ko", "ru"])
def test_a_few_broken_bytes_leave_utf8_utf8(lang: str, header: str | None) -> None:
    html = markup(TEXTS[lang]).encode().replace(b"<p>", b"<p>\xff\xc3 ")
    assert TEXTS[lang] in decoded(html, header)


def test_a_name_that_is_no_charset_is_passed_over() -> None:
    html = markup(TEXTS["ru"])
    for name in ("rot13", "zip", "base64", "idna", "no-such", "x" * 200, "\x00", "utf-8\n", "unicode_escape"):
        assert html == decoded(html.encode("cp1251"), name), name


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=300),
    st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["euc-kr", "utf-7", "hz"])),
)
def test_wild_bytes_are_letters(page: bytes, charset: str | None) -> None:
    assert isinstance(decoded(page, charset), str)
