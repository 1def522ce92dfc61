"""The page that shows every kind of post: whole, in each language, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import look
from bot.model import Outcome


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = Path(tmp_path_factory.mktemp("look")) / "deep" / "look.html"
    look.write(path)
    return path.read_text(encoding="utf-8")


def test_every_kind_of_alert_is_on_the_page() -> None:
    told = look.samples().alerts
    assert {Outcome.REVISED, Outcome.DISPUTED, Outcome.FIRST, Outcome.DENIED} == {one.kind for one in told}
    assert all(one.change.claim.number in one.change.claim.quote for one in told)


def test_each_language_is_shown_in_light_and_in_dark(page: str) -> None:
    heads = re.findall(r'<section class="(\w+)"><h2>([^<]+)</h2>', page)
    shown = [("light", "de · light"), ("dark", "de · dark"), ("light", "en · light"), ("dark", "en · dark")]
    assert shown == heads


@pytest.mark.parametrize(
    "words",
    [
        "<b>Killed: about 600 → about 900</b> (+50%)",
        "<b>Getötete: etwa 600 → etwa 900</b> (+50\xa0%)",
        "Corrected by <",
        "Korrigiert von Harbour Times",
        "Waits for review",
        "While the service stood still: 5 changes",
        "No figure changed. · Read: 180 articles of 31 outlets in 2 languages.",
    ],
)
def test_what_readers_get_is_on_the_page(page: str, words: str) -> None:
    assert words.removesuffix("<") in page


def test_the_digest_has_its_picture_in_every_column(page: str) -> None:
    assert 4 == page.count('src="data:image/png;base64,iVBOR')
