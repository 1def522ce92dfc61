"""Whose pages are whose: which hosts and names are one origin, and whose content is not passed on. Pure.

The file (``seeds/outlets.toml``) lists hosts and names of outlets. Names by which sentences call a medium
come from the claimants, feeds' own origins from the feeds file: ``origins`` brings the three together.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.addresses import outlet_of
from bot.claimants import Claimants
from bot.errors import ConfigError
from bot.model import Feed

_TABLES: Mapping[str, str] = {"outlet": "id", "sanctioned": "name"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Outlets:
    """``known`` maps hosts and slugs of names to an origin's id, ``sanctioned`` to who it is."""

    known: Mapping[str, str]
    sanctioned: Mapping[str, str]

    def barred(self, url: str, outlet: str | None) -> str | None:
        """The sanctioned outlet that an address, or an outlet's host or name, belongs to; None: none does."""
        for name in (outlet_of(url), outlet or ""):
            found = next((self.sanctioned[key] for key in keys(name) if key in self.sanctioned), None)
            if found is not None:
                return found
        return None


def slug(name: str) -> str:
    """A name as origins have it: lower case, hyphens for spaces."""
    return "-".join(name.casefold().split())


def keys(name: str) -> Iterator[str]:
    """What a name may be known by: its slug; a host's also without its first parts, without its port."""
    whole = slug(name)
    yield whole
    host = whole.partition(":")[0] if _HOST.match(whole) else ""
    while "." in host:
        yield host
        host = host.partition(".")[2]


def origins(outlets: Outlets, claimants: Claimants, feeds: Iterable[Feed]) -> dict[str, str]:
    """Every host and name that is known, with the origin behind it: for ``ledger.Policy.origins``.

    A feed's host says nothing (many feeds are served by others); its name and its origin do.
    """
    found: dict[str, str] = {}
    for feed in feeds:
        if feed.origin is not None:
            found |= {slug(feed.name): feed.origin, slug(feed.origin): feed.origin}
    for lang in claimants.languages:
        for alias in claimants.aliases(lang):
            if alias.role == "medium":  # a stem is the name itself, as search feeds write it
                found.setdefault(slug(" ".join(word.text for word in alias.words)), alias.claimant)
    for id_ in claimants.ids:
        one = claimants.get(id_)
        if one is not None and one.kind == "medium":
            found |= {id_: id_} | {slug(name): id_ for name in one.names.values()}
    return {**found, **outlets.known}


def load(text: str, source: str) -> Outlets:
    """The outlets of a file (TOML). ``source`` names it in errors.

    Raises ConfigError that lists every mistake: unknown tables and keys, no host, a host or name of two.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(source, f"is no valid TOML: {error}", "Mend the line named") from None
    lines = text.splitlines()
    problems = [
        f"{source}: unknown table {name!r}: only [[outlet]] and [[sanctioned]]"
        for name in tables
        if name not in _TABLES
    ]
    found: dict[str, dict[str, str]] = {table: {} for table in _TABLES}
    taken: dict[str, str] = {}
    for table, called in _TABLES.items():
        for row in _rows(tables, table, problems, source):
            mistakes = list(_mistakes(row, called))
            if not mistakes:
                who, known = row[called], _known_by(row, called)
                mistakes = [
                    f"{key!r} is {taken[key]}'s already" for key in known if taken.get(key, who) != who
                ]
                taken |= dict.fromkeys(known, who)
                found[table] |= dict.fromkeys(known, who)
            line = _line(lines, called, row.get(called))
            problems += [f"{source}:{line}: {mistake}" for mistake in mistakes]
    if problems:
        raise ConfigError(source, "; ".join(problems), "Mend these lines and try again")
    return Outlets(found["outlet"], found["sanctioned"])


def _rows(tables: Mapping[str, Any], table: str, problems: list[str], source: str) -> list[dict[str, Any]]:
    rows = tables.get(table, [])
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    problems.append(f"{source}: {table} must be tables: [[{table}]]")
    return []


def _known_by(row: Mapping[str, Any], called: str) -> list[str]:
    """The hosts and slugs of one table; an origin is known by its id too."""
    own = [row["id"]] if called == "id" else []
    return [*own, *row.get("hosts", ()), *map(slug, row.get("names", ()))]


def _mistakes(row: Mapping[str, Any], called: str) -> Iterator[str]:
    """What is wrong with one table by itself."""
    for key in row:
        if key not in {called, "hosts", "names"}:
            yield f"unknown key {key!r}, known: {called}, hosts, names"
    who = row.get(called)
    if not isinstance(who, str) or not who.strip() or (called == "id" and not _ID.fullmatch(who)):
        wanted = "lower case letters and digits with hyphens" if called == "id" else "a name"
        yield f"{called} {who!r} must be {wanted}"
    for key in ("hosts", "names"):
        listed = row.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(name, str) and name.strip() for name in listed):
            yield f"{key} must be a list of texts in quotes"
        elif key == "hosts":
            for name in listed:
                if not _HOST.fullmatch(name):
                    yield f"{name!r} is no host such as example.org"
    if not row.get("hosts") and not row.get("names"):
        yield "needs hosts or names"


def _line(lines: list[str], called: str, who: Any) -> int:
    """The line on which a table's id or name stands; the first where it has none."""
    pattern = re.compile(rf"\s*{called}\s*=\s*[\"']{re.escape(str(who))}[\"']")
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), 1)
