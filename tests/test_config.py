"""Settings: what a variable may say, and how every mistake is told."""

from __future__ import annotations

import os
import re
from datetime import time
from ipaddress import ip_network
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.config import PREFIXES, Channel, Settings, load, unknown, variables
from bot.errors import ConfigError

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "123456789:AAF-made_up_for_this_test_and_nothing_else"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test starts without our variables and in a directory without a .env."""
    for name in list(os.environ):
        if name.upper().startswith(PREFIXES):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def mistakes_of(**variables: str) -> list[str]:
    """The lines that complain about these variables."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        with pytest.raises(ConfigError) as caught:
            load()
    return str(caught.value).splitlines()[1:]


def test_without_any_variable_everything_has_a_default() -> None:
    settings = load()
    assert settings.database_url == "sqlite:///var/muster.db"
    assert settings.feeds == ROOT / "seeds" / "feeds.toml"
    assert settings.baseline == ROOT / "seeds" / "baseline.toml"
    assert settings.timezone == ZoneInfo("Europe/Berlin")
    assert settings.digest_at == time(20, 0)
    assert settings.confidence == 0.6
    assert settings.api_url == "https://api.telegram.org"
    assert (settings.token, settings.channels, settings.operators) == (None, (), ())
    assert settings.allow_private_addresses == ()


def test_values_are_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_CHANNELS", "@figures:de,-1001234567890:en")
    monkeypatch.setenv("TELEGRAM_OPERATORS", "11, 22")
    monkeypatch.setenv("MUSTER_ALLOW_PRIVATE_ADDRESSES", "127.0.0.0/8,::1/128")
    monkeypatch.setenv("MUSTER_DIGEST_AT", "7:05")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    settings = load()
    assert settings.channels == (Channel("@figures", "de"), Channel("-1001234567890", "en"))
    assert settings.operators == (11, 22)
    assert settings.allow_private_addresses == (ip_network("127.0.0.0/8"), ip_network("::1/128"))
    assert settings.digest_at == time(7, 5)
    assert settings.api_url == "http://127.0.0.1:8081"
    assert settings.token is not None
    assert settings.token.get_secret_value() == TOKEN


def test_a_channel_without_a_language_speaks_the_language_that_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("MUSTER_LANGUAGE", "de")
    monkeypatch.setenv("TELEGRAM_CHANNELS", "@figures")
    assert load().channels == (Channel("@figures", "de"),)


def test_the_file_beside_the_service_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("MUSTER_DIGEST_AT=06:00\nMUSTER_CONFIDENCE=0.9\n")
    monkeypatch.setenv("MUSTER_CONFIDENCE", "0.7")
    settings = load()
    assert (settings.digest_at, settings.confidence) == (time(6, 0), 0.7)


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    monkeypatch.setenv("MUSTER_FEEDS", "")
    monkeypatch.setenv("TELEGRAM_CHANNELS", "")
    assert load().token is None


def test_every_mistake_is_told_at_once_with_what_would_be_right() -> None:
    lines = mistakes_of(
        MUSTER_DIGEST_AT="25:00", MUSTER_TIMEZONE="Mars/Base", MUSTER_CONFIDENCE="2", TELEGRAM_OPERATORS="@me"
    )
    assert [line.strip().split(". Right would be ") for line in lines] == [
        [
            "TELEGRAM_BOT_TOKEN: missing, but TELEGRAM_OPERATORS is set",
            "the token that @BotFather gave you: digits, a colon, and about 35 letters and digits",
        ],
        ["MUSTER_TIMEZONE: 'Mars/Base' is no time zone", "a named time zone: Europe/Berlin"],
        ["MUSTER_DIGEST_AT: '25:00' is no time of day", "a local time of day, hours and minutes: 20:00"],
        ["MUSTER_CONFIDENCE: Input should be less than or equal to 1", "a number from 0 to 1: 0.6"],
        [
            "TELEGRAM_OPERATORS: '@me' is no user's numeric id",
            "numeric ids of Telegram users, separated by commas: 123456789,987654321",
        ],
    ]


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("MUSTER_DATABASE_URL", "mysql://host/name", "not a database address"),
        ("MUSTER_FEEDS", "no/such/file.toml", "'no/such/file.toml' is no readable file"),
        ("MUSTER_BASELINE", ".", "'.' is no readable file"),
        ("MUSTER_LANGUAGE", "tlh", "unknown language 'tlh'"),
        ("MUSTER_DIGEST_AT", "8", "'8' is no time of day"),
        ("MUSTER_ALLOW_PRIVATE_ADDRESSES", "127.0.0.0/99", "'127.0.0.0/99' is no network"),
        ("MUSTER_CONTACT", "name\nX-Header: 1", "String should match pattern"),
        ("MUSTER_WORKERS", "0", "Input should be greater than or equal to 1"),
        ("MUSTER_LOG_LEVEL", "LOUD", "Input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("TELEGRAM_API_URL", "api.telegram.org", "'api.telegram.org' is no http(s) address"),
        ("TELEGRAM_BOT_TOKEN", "my-bot", "not a bot token"),
        (
            "TELEGRAM_BOT_TOKEN_FILE",
            "no/such/token",
            "'no/such/token' cannot be read (No such file or directory)",
        ),
        ("TELEGRAM_WEBHOOK_LISTEN", "8443", "'8443' is no host and port"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str, problem: str) -> None:
    (line,) = mistakes_of(**{name: value})
    assert line.startswith(f"  {name}: {problem}")
    assert ". Right would be " in line


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("figures:de", "'figures' is neither @name nor a numeric id"),
        ("@figures:tlh", "unknown language 'tlh'"),
        ("@figures:de,@figures:en", "one chat stands there twice"),
    ],
)
def test_a_wrong_channel_is_named(value: str, problem: str) -> None:
    (line,) = mistakes_of(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_CHANNELS=value)
    assert line.startswith(f"  TELEGRAM_CHANNELS: {problem}")


def test_channels_and_a_webhook_need_what_they_need() -> None:
    lines = mistakes_of(TELEGRAM_CHANNELS="@figures:de", TELEGRAM_WEBHOOK_URL="https://example.org/hook")
    assert [line.strip().split(". Right would be ")[0] for line in lines] == [
        "TELEGRAM_BOT_TOKEN: missing, but TELEGRAM_CHANNELS is set",
        "TELEGRAM_WEBHOOK_SECRET: missing, but TELEGRAM_WEBHOOK_URL is set",
    ]


WEBHOOK = {
    "TELEGRAM_BOT_TOKEN": TOKEN,
    "TELEGRAM_WEBHOOK_SECRET": "open-sesame",
    "TELEGRAM_WEBHOOK_URL": "http://example.org/hook",
}


@pytest.mark.parametrize("api", ["", "https://api.telegram.org", "https://api.telegram.org/"])
def test_a_webhook_without_encryption_is_refused_since_telegram_calls_none(api: str) -> None:
    (line,) = mistakes_of(**WEBHOOK, TELEGRAM_API_URL=api)
    assert line == (
        "  TELEGRAM_WEBHOOK_URL: 'http://example.org/hook' is no https address, and Telegram calls no other."
        " Right would be the public https address that Telegram calls: https://example.org/telegram"
    )


def test_a_bot_api_server_of_ones_own_may_call_a_webhook_without_encryption(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (WEBHOOK | {"TELEGRAM_API_URL": "http://127.0.0.1:8081"}).items():
        monkeypatch.setenv(name, value)
    assert load().webhook_url == "http://example.org/hook"


def test_the_token_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN + "\n")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN_FILE", "token")
    token = load().token
    assert token is not None
    assert token.get_secret_value() == TOKEN


def test_a_file_without_a_token_is_told_loudly_and_not_quoted(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("hunter2 is my secret")
    (line,) = mistakes_of(TELEGRAM_BOT_TOKEN_FILE="token")
    assert line.startswith("  TELEGRAM_BOT_TOKEN_FILE: 'token' holds no token")
    assert "hunter2" not in line


def test_a_token_and_a_token_file_together_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN)
    lines = mistakes_of(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_BOT_TOKEN_FILE="token")
    assert lines == [
        "  TELEGRAM_BOT_TOKEN, TELEGRAM_BOT_TOKEN_FILE: both are set. Right would be one of them"
    ]


def test_secrets_stand_in_no_representation_and_in_no_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://example.org/hook")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "open-sesame")
    monkeypatch.setenv("MUSTER_DATABASE_URL", "postgresql+psycopg://muster:swordfish@db/muster")
    shown = repr(load()) + str(load())
    assert [secret for secret in (TOKEN, "open-sesame", "swordfish") if secret in shown] == []
    lines = "\n".join(
        mistakes_of(TELEGRAM_BOT_TOKEN="123:with space", MUSTER_DATABASE_URL="mysql://u:swordfish@db/x")
    )
    assert [secret for secret in ("with space", "swordfish") if secret in lines] == []


def test_a_misspelt_variable_is_told_with_the_name_that_was_meant() -> None:
    assert unknown({"MUSTER_FEED", "TELEGRAM_CHANNELS", "PATH", "MUSTER_XYZZY_QUUX"}) == (
        "MUSTER_FEED: no such setting; did you mean MUSTER_FEEDS?",
        "MUSTER_XYZZY_QUUX: no such setting",
    )


def test_the_example_file_and_the_settings_name_the_same_variables() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^([A-Z_]+)=", example, flags=re.MULTILINE)) == sorted(variables())


def test_the_example_file_is_right_and_says_the_defaults(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text(encoding="utf-8"))
    from_example = load()
    (tmp_path / ".env").unlink()
    assert load() == from_example


def test_every_variable_is_explained_in_the_example_file() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert [
        line for before, line in pairwise(lines) if re.match("[A-Z]", line) and not before.startswith("#")
    ] == []


def test_every_setting_says_what_would_be_right() -> None:
    assert [name for name, right in variables().items() if len(right) < 10] == []
    assert len(variables()) == len(Settings.model_fields)
