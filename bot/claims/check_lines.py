"""On which line of a language file a section, a key, a row of examples or a word stands. Pure.

TOML's own readers forget the lines. A path names what is looked for: ("topic", "event", "killed"), or for the
third example's text ("examples", 2, "text").
"""

from __future__ import annotations

import re
from collections import Counter

Path = tuple[str | int, ...]

_PART = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(?P<open>\[\[?)\s*(?P<name>{_DOTTED})\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(rf"\s*(?P<name>{_DOTTED})\s*=")
_LONG = re.compile(r'"""|' + "'''")  # opens or closes a text of several lines, in which nothing is a key


class Lines:
    """The lines of a file, and the first and last one of each path."""

    def __init__(self, source: str) -> None:
        self._lines = source.splitlines()
        self._spans: dict[Path, tuple[int, int]] = {}
        self._rows: Counter[Path] = Counter()
        #: Path and line of every header, in the file's order; those with two brackets have their row's number.
        self.headers: list[tuple[Path, int]] = []
        section: Path = ()
        last: Path = ()
        inside = False
        for number, line in enumerate(self._lines, 1):
            if not inside and (header := _HEADER.fullmatch(line)):
                section = last = self._headed(header)
                self.headers.append((section, number))
                self._spans.setdefault(section, (number, number))
            elif not inside and (key := _KEY.match(line)):
                last = (*section, *_parts(key["name"]))
                self._spans.setdefault(last, (number, number))
            elif last in self._spans and last != section:
                self._spans[last] = (self._spans[last][0], number)
            inside ^= len(_LONG.findall(line)) % 2 == 1

    def _headed(self, header: re.Match[str]) -> Path:
        path = _parts(header["name"])
        if header["open"] == "[":
            return path
        self._rows[path] += 1
        return (*path, self._rows[path] - 1)

    def of(self, path: Path, word: str = "") -> int:
        """The line on which a word of a path stands, else the path's, else that of what it stands in, else the first."""
        while path and path not in self._spans:
            path = path[:-1]
        first, last = self._spans.get(path, (1, 1))
        for needle in (f'"{word}"', word) if word else ():
            for number in range(first, last + 1):
                if needle in self._lines[number - 1]:
                    return number
        return first

    def repeated(self) -> tuple[Path, int, int] | None:
        """The first section that has two headers, and their lines; None where each has one."""
        seen: dict[Path, int] = {}
        for path, number in self.headers:
            if path in seen:
                return path, seen[path], number
            seen[path] = number
        return None

    @property
    def end(self) -> int:
        return max(1, len(self._lines))


def _parts(name: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_PART, name))
