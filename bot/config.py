"""Settings: the only reader of the environment.

``load()`` reads the process environment and ``.env`` of the working directory (the environment wins) and
gives one typed, frozen ``Settings``, or raises one ``ConfigError`` that names every missing or wrong
variable together with what would be right. Secrets appear in no repr and in no message.
"""

from __future__ import annotations

import difflib
import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import (
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import ConfigError, said_of
from bot.places import SEEDS
from bot.wording import languages

Network = IPv4Network | IPv6Network

#: Prefixes of the variables that are ours; an unknown one of them is most likely a slip of the pen.
PREFIXES = ("MUSTER_", "TELEGRAM_")

_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]+")
_BOTFATHER = "the token that @BotFather gave you: digits, a colon, and about 35 letters and digits"
_CHAT = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,31}|-?\d{1,19}")
#: Telegram's own Bot API server.
_TELEGRAM = "https://api.telegram.org"
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")

#: Variables that nobody else may read.
_SECRETS = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET")

#: An address with a user's password in it.
_PASSWORD = re.compile(r"://[^/@]*:[^/@]+@")
_DATABASE = re.compile(r"(sqlite|postgresql)(\+\w+)?://.*")


@dataclass(frozen=True, slots=True)
class Channel:
    """A chat that gets every alert, and the language it gets them in."""

    chat: str
    lang: str


def _language(value: Any) -> str:
    known = languages()
    if value not in known:
        raise ValueError(f"unknown language {value!r}; known are {', '.join(known)}")
    return str(value)


def _zone(value: Any) -> ZoneInfo:
    if isinstance(value, ZoneInfo):
        return value
    try:
        return ZoneInfo(str(value))
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(f"{value!r} is no time zone") from error


def _clock(value: Any) -> time:
    if isinstance(value, time):
        return value
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", str(value).strip())
    if found is None:
        raise ValueError(f"{value!r} is no time of day")
    return time(int(found[1]), int(found[2]))


def _pieces(value: Any) -> list[Any]:
    """A list as people write it in one variable: separated by commas or spaces."""
    if isinstance(value, str):
        return [piece for piece in re.split(r"[,\s]+", value) if piece]
    return list(value)


def _networks(value: Any) -> tuple[Network, ...]:
    found = []
    for piece in _pieces(value):
        try:
            found.append(ip_network(piece))
        except ValueError as error:
            raise ValueError(f"{piece!r} is no network ({error})") from error
    return tuple(found)


def _channels(value: Any, default: str) -> tuple[Channel, ...]:
    found: list[Channel] = []
    for piece in _pieces(value):
        if isinstance(piece, Channel):
            found.append(piece)
            continue
        chat, _, lang = piece.partition(":")
        if not _CHAT.fullmatch(chat):
            raise ValueError(f"{chat!r} is neither @name nor a numeric id")
        found.append(Channel(chat, _language(lang or default)))
    names = [channel.chat for channel in found]
    if len(set(names)) != len(names):
        raise ValueError("one chat stands there twice")
    return tuple(found)


def _operators(value: Any) -> tuple[int, ...]:
    pieces = _pieces(value)
    for piece in pieces:
        if not re.fullmatch(r"[1-9]\d{0,18}", str(piece)):
            raise ValueError(f"{piece!r} is no user's numeric id")
    return tuple(int(piece) for piece in pieces)


def _token(value: Any) -> SecretStr:
    text = value.get_secret_value() if isinstance(value, SecretStr) else str(value).strip()
    if not _TOKEN.fullmatch(text):
        raise ValueError("not a bot token")
    return SecretStr(text)


def _database(value: Any) -> str:
    if not _DATABASE.fullmatch(str(value)):
        raise ValueError("not a database address")
    return str(value)


def _address(value: Any) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", str(value)):
        raise ValueError(f"{value!r} is no http(s) address")
    return str(value).rstrip("/")


def _secret(value: Any) -> SecretStr:
    text = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    if not _SECRET.fullmatch(text):
        raise ValueError("holds other characters than letters, digits, _ and -, or is too long")
    return SecretStr(text)


def _listen(value: Any) -> str:
    found = re.fullmatch(r"(\[[0-9a-fA-F:]+\]|[^\s:]+):(\d{1,5})", str(value))
    if found is None or not 0 < int(found[2]) < 65536:
        raise ValueError(f"{value!r} is no host and port")
    return str(value)


def _file(value: Any) -> Path:
    path = Path(str(value)).expanduser()
    if not path.is_file():
        raise ValueError(f"{str(path)!r} is no readable file")
    return path


class Settings(BaseSettings):
    """Everything that can be set. A description says what would be right; ``.env.example`` tells more."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    database_url: Annotated[str, BeforeValidator(_database)] = Field(
        "sqlite:///var/muster.db",
        alias="MUSTER_DATABASE_URL",
        repr=False,
        description="a database address: sqlite:///var/muster.db or postgresql+psycopg://user:password@host/name",
    )
    feeds: Annotated[Path, BeforeValidator(_file)] = Field(
        default_factory=lambda: SEEDS / "feeds.toml",
        alias="MUSTER_FEEDS",
        description="the path of a feeds file in TOML: seeds/feeds.toml",
    )
    baseline: Annotated[Path, BeforeValidator(_file)] = Field(
        default_factory=lambda: SEEDS / "baseline.toml",
        alias="MUSTER_BASELINE",
        description="the path of a baseline file in TOML: seeds/baseline.toml",
    )
    language: Annotated[str, BeforeValidator(_language)] = Field(
        "en",
        alias="MUSTER_LANGUAGE",
        description="the language of alerts where a channel names none: en or de",
    )
    timezone: Annotated[ZoneInfo, BeforeValidator(_zone)] = Field(
        default_factory=lambda: ZoneInfo("Europe/Berlin"),
        alias="MUSTER_TIMEZONE",
        description="a named time zone: Europe/Berlin",
    )
    digest_at: Annotated[time, BeforeValidator(_clock)] = Field(
        time(20, 0), alias="MUSTER_DIGEST_AT", description="a local time of day, hours and minutes: 20:00"
    )
    allow_private_addresses: Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_networks)] = Field(
        (),
        alias="MUSTER_ALLOW_PRIVATE_ADDRESSES",
        description="networks separated by commas: 127.0.0.0/8,::1/128",
    )
    contact: str = Field(
        "",
        alias="MUSTER_CONTACT",
        max_length=200,
        pattern=r"^[\x20-\x7e]*$",
        description="an address or page where outlets reach you, in plain ASCII: mailto:you@example.org",
    )
    confidence: float = Field(
        0.6,
        alias="MUSTER_CONFIDENCE",
        ge=0,
        le=1,
        description="a number from 0 to 1: 0.6",
    )
    workers: int = Field(
        2,
        alias="MUSTER_WORKERS",
        ge=1,
        le=64,
        description="a whole number of worker processes from 1 to 64: 2",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", alias="MUSTER_LOG_LEVEL", description="one of DEBUG, INFO, WARNING, ERROR"
    )
    token: Annotated[SecretStr, BeforeValidator(_token)] | None = Field(
        None,
        alias="TELEGRAM_BOT_TOKEN",
        repr=False,
        description=_BOTFATHER,
    )
    token_file: Path | None = Field(
        None,
        alias="TELEGRAM_BOT_TOKEN_FILE",
        description="the path of a readable file that holds the bot's token and nothing else",
    )
    channels: Annotated[tuple[Channel, ...], NoDecode] = Field(
        (),
        alias="TELEGRAM_CHANNELS",
        description="chats with their language, separated by commas: @name:de,-1001234567890:en",
    )
    operators: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_operators)] = Field(
        (),
        alias="TELEGRAM_OPERATORS",
        description="numeric ids of Telegram users, separated by commas: 123456789,987654321",
    )
    api_url: Annotated[str, BeforeValidator(_address)] = Field(
        _TELEGRAM,
        alias="TELEGRAM_API_URL",
        description="the address of a Bot API server, the part before /bot<token>/: https://api.telegram.org",
    )
    webhook_url: Annotated[str, BeforeValidator(_address)] | None = Field(
        None,
        alias="TELEGRAM_WEBHOOK_URL",
        description="the public https address that Telegram calls: https://example.org/telegram",
    )
    webhook_secret: Annotated[SecretStr, BeforeValidator(_secret)] | None = Field(
        None,
        alias="TELEGRAM_WEBHOOK_SECRET",
        repr=False,
        description="1 to 256 letters, digits, _ and - that Telegram repeats in every call",
    )
    webhook_listen: Annotated[str, BeforeValidator(_listen)] = Field(
        "127.0.0.1:8443",
        alias="TELEGRAM_WEBHOOK_LISTEN",
        description="host and port where the webhook is served on this machine: 127.0.0.1:8443",
    )

    @field_validator("channels", mode="before")
    @classmethod
    def _speak(cls, value: Any, checked: ValidationInfo) -> tuple[Channel, ...]:
        """A channel without a language of its own speaks MUSTER_LANGUAGE."""
        return _channels(value, checked.data.get("language", "en"))

    @model_validator(mode="wrap")
    @classmethod
    def _all_together(cls, values: dict[str, Any], handler: ModelWrapValidatorHandler[Settings]) -> Settings:
        """Name every mistake at once: wrong values, contradictions, and a token file that cannot be read."""
        problems = _contradictions(values)
        values, trouble = _with_token(values)
        problems += trouble
        try:
            settings = handler(values)
        except ValidationError as error:
            problems += [_problem(item["loc"], item["msg"]) for item in error.errors(include_input=False)]
        if problems:
            count = "1 setting is" if len(problems) == 1 else f"{len(problems)} settings are"
            raise ConfigError("settings", f"{count} wrong\n" + "\n".join(f"  {line}" for line in problems))
        return settings


def load(dotenv: Path = Path(".env")) -> Settings:
    """Read all settings from the environment and from ``dotenv``, a file that need not exist.

    Relative paths count from the working directory. Raises ConfigError naming every wrong variable.
    """
    if dotenv.exists() and not os.access(dotenv, os.R_OK):
        raise ConfigError(str(dotenv), "cannot be read", "Check who owns it and its mode")
    if dotenv.is_file():
        text_of(dotenv)  # the library that reads it gives no sentence where it holds no text
    settings = Settings(_env_file=dotenv)  # type: ignore[call-arg]
    for line in unknown({*os.environ, *(dotenv_values(dotenv) if dotenv.exists() else ())}):
        logging.getLogger(__name__).warning("%s", line)
    return settings


def text_of(path: Path) -> str:
    """A file of the settings as text. Raises ConfigError naming one that cannot be read or holds none."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(
            str(path), "is no text in UTF-8", "Put a text file there, saved as UTF-8"
        ) from error
    except OSError as error:
        raise ConfigError(
            str(path), f"cannot be read: {error.strerror}", "Check its path, who owns it and its mode"
        ) from error


def exposed(dotenv: Path = Path(".env")) -> int | None:
    """The mode of a settings file that holds a secret and that others on this machine may read, else None."""
    if os.name != "posix" or not dotenv.exists():
        return None
    mode, values = dotenv.stat().st_mode & 0o777, dotenv_values(dotenv)
    secret = [name for name in _SECRETS if values.get(name)]
    if _PASSWORD.search(values.get("MUSTER_DATABASE_URL") or ""):
        secret.append("MUSTER_DATABASE_URL")
    return mode if secret and mode & 0o004 else None


def variables() -> dict[str, str]:
    """Every variable there is, with the sentence that says what would be right."""
    return {str(field.alias): str(field.description) for field in Settings.model_fields.values()}


def unknown(names: set[str]) -> tuple[str, ...]:
    """A line for each of our variables that nobody reads, with the name that was probably meant."""
    known = variables()
    lines = []
    for name in sorted(name for name in names if name.startswith(PREFIXES) and name not in known):
        close = difflib.get_close_matches(name, known, n=1)
        lines.append(f"{name}: no such setting" + (f"; did you mean {close[0]}?" if close else ""))
    return tuple(lines)


def _wrong(name: str, problem: str) -> str:
    """One line about one variable: what is wrong, and what would be right."""
    right = variables().get(name, "")
    return said_of(name, problem) + (f". Right would be {right}" if right else "")


def _problem(where: tuple[int | str, ...], message: str) -> str:
    place = str(where[0]) if where else "settings"
    field = Settings.model_fields.get(place)  # a default that fails is told by its field's name
    return _wrong(str(field.alias) if field else place, message.removeprefix("Value error, "))


def _contradictions(values: dict[str, Any]) -> list[str]:
    """Settings that cannot stand together, or that need another one."""
    lines = []
    direct, from_file = values.get("TELEGRAM_BOT_TOKEN"), values.get("TELEGRAM_BOT_TOKEN_FILE")
    if direct and from_file:
        lines.append("TELEGRAM_BOT_TOKEN, TELEGRAM_BOT_TOKEN_FILE: both are set. Right would be one of them")
    needing = ("TELEGRAM_CHANNELS", "TELEGRAM_OPERATORS", "TELEGRAM_WEBHOOK_URL")
    lonely = [name for name in needing if values.get(name)]
    if lonely and not (direct or from_file):
        lines.append(_wrong("TELEGRAM_BOT_TOKEN", f"missing, but {lonely[0]} is set"))
    if values.get("TELEGRAM_WEBHOOK_URL") and not values.get("TELEGRAM_WEBHOOK_SECRET"):
        lines.append(_wrong("TELEGRAM_WEBHOOK_SECRET", "missing, but TELEGRAM_WEBHOOK_URL is set"))
    webhook = str(values.get("TELEGRAM_WEBHOOK_URL") or "")
    api = str(values.get("TELEGRAM_API_URL") or _TELEGRAM)
    if webhook.startswith("http://") and api.rstrip("/") == _TELEGRAM:  # a local server calls any address
        problem = f"{webhook!r} is no https address, and Telegram calls no other"
        lines.append(_wrong("TELEGRAM_WEBHOOK_URL", problem))
    return lines


def _with_token(values: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Take the token out of its file; a file that cannot be read is a mistake, never silence."""
    name = "TELEGRAM_BOT_TOKEN_FILE"
    path = values.get(name)
    if not path or values.get("TELEGRAM_BOT_TOKEN"):
        return values, []
    try:
        text = Path(str(path)).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        return values, [_wrong(name, f"{str(path)!r} cannot be read ({reason})")]
    if not _TOKEN.fullmatch(text):
        return values, [_wrong(name, f"{str(path)!r} holds no token")]
    return {**values, "TELEGRAM_BOT_TOKEN": text}, []


def environment() -> Mapping[str, str]:
    """The process environment, for what is no setting of ours: systemd's socket."""
    return os.environ


class _Fixed(Settings):
    """Settings that read nothing from outside."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def fixed(**values: str) -> Settings:
    """Settings of these variables alone, whatever the environment and ``.env`` say: for demo and tests."""
    return _Fixed(**values)  # type: ignore[arg-type]
