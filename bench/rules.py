"""Which of the reader's rules decide anything: how many known texts each ever said yes in.

    python -m bench.rules [GOLD.jsonl ...] [--most N]

Without files, the repository's passages and the language files' own examples. A rule is a function of bot.claims that
returns a truth or something optional; it decides in a text where its answer is yes, or is not None. Prints how many
rules decide in how many texts, then those that decide in at most N (1 unless told), with how often they were asked.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import inspect
import pkgutil
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import bot.claims as package
from bench.reader import PASSAGES, article, rows
from bot.claims import reading
from bot.claims.language import FOLDER, codes

_SOME = 8  # texts counted for one rule; more do not matter


class _Decisions:
    """The texts in which each rule decided, and how often it was asked."""

    def __init__(self) -> None:
        self.text = ""
        self.texts: defaultdict[str, set[str]] = defaultdict(set)
        self.asked: Counter[str] = Counter()

    def watched(self, rule: FunctionType, name: str) -> Callable[..., Any]:
        self.texts[name] = set()
        truth = rule.__annotations__["return"] == "bool"

        @functools.wraps(rule)
        def watching(*args: Any, **kwargs: Any) -> Any:
            answer = rule(*args, **kwargs)
            self.asked[name] += 1
            if (answer if truth else answer is not None) and len(self.texts[name]) < _SOME:
                self.texts[name].add(self.text)
            return answer

        return watching


def _is_rule(found: object) -> bool:
    if not isinstance(found, FunctionType) or not found.__module__.startswith("bot.claims."):
        return False
    answer = str(found.__annotations__.get("return", ""))
    return not inspect.isgeneratorfunction(found) and (answer == "bool" or answer.endswith("| None"))


def _watch(modules: list[ModuleType], decisions: _Decisions) -> None:
    """Put a watching function in the place of each rule, also in the tables of rules."""
    watching: dict[object, Callable[..., Any]] = {}
    for module in modules:
        for found in list(vars(module).values()):
            if _is_rule(found) and found not in watching:
                name = f"{found.__module__.rpartition('.')[2]}.{found.__name__}"
                watching[found] = decisions.watched(found, name)
    for module in modules:
        for name, found in list(vars(module).items()):
            if isinstance(found, FunctionType) and found in watching:
                setattr(module, name, watching[found])
            elif type(found) is tuple and any(isinstance(one, FunctionType) for one in found):
                setattr(module, name, tuple(watching.get(one, one) for one in found))


def _examples() -> Iterator[dict[str, Any]]:
    for code in codes():
        data = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
        told = [row for kind in ("examples", "nonexamples", "misses") for row in data.get(kind, ())]
        for place, row in enumerate(told):
            date = str(row.get("date", "2025-06-26"))[:10]
            text = {"title": row.get("title", ""), "text": row["text"]}
            yield {"id": f"{code} example {place}", "lang": code, "date": date, "outlet": "example", **text}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument(
        "--most", type=int, default=1, help="show the rules that decide in at most so many texts"
    )
    options = parser.parse_args()
    names = [module.name for module in pkgutil.iter_modules(package.__path__)]
    decisions = _Decisions()
    _watch([importlib.import_module(f"bot.claims.{name}") for name in names], decisions)
    texts = 0
    for row in (
        *rows(options.gold or sorted(PASSAGES.glob("*.jsonl"))),
        *(() if options.gold else _examples()),
    ):
        decisions.text = row["id"]
        reading.read(article(row))
        texts += 1
    count = Counter(len(found) for found in decisions.texts.values())
    print(f"{len(decisions.texts)} rules, {texts} texts\n\n| texts | rules |\n| --- | --- |")
    for size in sorted(count):
        print(f"| {size if size < _SOME else f'{_SOME} and more'} | {count[size]} |")
    print("\n| rule | texts | asked |\n| --- | --- | --- |")
    for name, found in sorted(decisions.texts.items()):
        if len(found) <= options.most:
            print(f"| {name} | {len(found)} | {decisions.asked[name]} |")


if __name__ == "__main__":
    main()
