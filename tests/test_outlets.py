"""Whose pages are whose: one house is one origin in every language and under every host."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import claimants, outlets
from bot.errors import ConfigError
from bot.ledger import Policy
from bot.model import Feed
from bot.places import SEEDS

KNOWN = outlets.load((SEEDS / "outlets.toml").read_text(encoding="utf-8"), "outlets.toml")
SAYING = claimants.load((SEEDS / "claimants.toml").read_text(encoding="utf-8"), "claimants.toml")
FEED = Feed("Hafenblatt (en)", "https://feeds.example/hafen", "en", "desk", timedelta(hours=1), "hafenblatt")
POLICY = Policy(origins=outlets.origins(KNOWN, SAYING, [FEED]))

ORIGINS = [
    ("en.yna.co.kr", "yonhap"),
    ("cn.yna.co.kr:8443", "yonhap"),
    ("Yonhap News Agency", "yonhap"),
    ("연합뉴스", "yonhap"),
    ("yonhap", "yonhap"),
    ("ukrinform.de", "ukrinform"),
    ("Укрінформ", "ukrinform"),
    ("radiosvoboda.org", "rfe-rl"),
    ("Radio Free Europe", "rfe-rl"),
    ("bbc.co.uk", "bbc"),
    ("BBC News Mundo", "bbc"),
    ("amp.dw.com", "dw"),
    ("Deutsche Welle", "dw"),
    ("kyivindependent.com", "kyiv-independent"),
    ("Hafenblatt (en)", "hafenblatt"),
    ("Some Village Paper", "some-village-paper"),
    ("notbbc.com", "notbbc.com"),
    ("feeds.example", "feeds.example"),
    ("127.0.0.1:8080", "127.0.0.1:8080"),
]


@pytest.mark.parametrize(("name", "origin"), ORIGINS)
def test_a_name_or_a_host_leads_to_the_house_behind_it(name: str, origin: str) -> None:
    assert origin == POLICY.origin_of(name)


BARRED = [
    ("https://ria.ru/20250710/kndr.html", None, "RIA Novosti"),
    ("https://actualidad.rt.com/a", None, "RT"),
    ("https://news.google.com/rss/articles/x", "lenta.ru", "Lenta"),
    ("https://www.bing.com/news/x", "РИА Новости", "RIA Novosti"),
    ("https://www.sputniknews.jp/a", None, "Sputnik"),
    ("https://iz.ru:443/a", None, "Izvestia"),
    ("https://alert.com/a", "alert.com", None),
    ("https://meduza.io/a", "Meduza", None),
    ("https://tass.com/a", "tass.com", None),
    ("", None, None),
]


@pytest.mark.parametrize(("url", "outlet", "who"), BARRED)
def test_an_outlet_under_sanctions_is_known_by_its_host_or_its_name(
    url: str, outlet: str | None, who: str | None
) -> None:
    assert who == KNOWN.barred(url, outlet)


WRONG = [
    ('[[outlet]]\nid = "A b"\nhosts = ["a.org"]', "o.toml:2: id 'A b' must be lower case letters"),
    ('[[outlet]]\nid = "a"\nhosts = ["https://a.org"]', "o.toml:2: 'https://a.org' is no host"),
    ('[[outlet]]\nid = "a"', "o.toml:2: needs hosts or names"),
    ('[[outlet]]\nid = "a"\nhost = ["a.org"]', "o.toml:2: unknown key 'host'"),
    (
        '[[outlet]]\nid = "a"\nhosts = ["a.org"]\n[[sanctioned]]\nname = "B"\nhosts = ["a.org"]',
        "o.toml:5: 'a.org' is a's already",
    ),
    ("outlets = 1", "o.toml: unknown table 'outlets'"),
    ("[outlet]", "o.toml: outlet must be tables"),
    ("[[", "is no valid TOML"),
]


@pytest.mark.parametrize(("text", "complaint"), WRONG)
def test_a_mistake_in_the_file_is_named_with_its_line(text: str, complaint: str) -> None:
    with pytest.raises(ConfigError) as raised:
        outlets.load(text, "o.toml")
    assert complaint in str(raised.value)
