"""The keys of the language files: each described, used by some language, asked for by the reader."""

from __future__ import annotations

import re
from pathlib import Path

from bot.claims import keys
from bot.claims.language import KEYED, LISTS, TABLES

ROOT = Path(__file__).parents[1]


def test_every_list_and_table_of_phrases_is_described() -> None:
    told = keys.meanings()
    untold = [(s, key) for known in (LISTS, TABLES) for s in known for key in known[s] if key not in told[s]]
    assert untold == []
    assert set(keys.values()) == set(KEYED)


def test_every_key_stands_in_the_file_of_some_language() -> None:
    described = {(section, key) for section, told in keys.meanings().items() for key in told}
    assert described - set(keys.used()) == set()


def test_the_reader_asks_for_every_key() -> None:
    rooms = [path for path in (ROOT / "bot" / "claims").glob("*.py") if not path.name.startswith("check")]
    code = " ".join(path.read_text(encoding="utf-8") for path in rooms)
    asked = set(re.findall(r'"([a-z_]+)"', code)) | {"code", "name"}
    assert {key for told in keys.meanings().values() for key in told} - asked == set()


def test_the_page_about_languages_shows_the_tables() -> None:
    page = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    shown = page.partition("<!-- keys -->")[2].partition("<!-- /keys -->")[0]
    assert shown.strip() == keys.tables(), "muster languages keys prints them"
