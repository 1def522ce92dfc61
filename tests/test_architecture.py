"""The plan of the house, held by the imports themselves."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BOT = ROOT / "bot"

#: Rooms that think: values in, values out.
PURE = (
    "model",
    "errors",
    "feeds",
    "articles",
    "boilerplate",
    "charsets",
    "residue",
    "addresses",
    "copies",
    "timestamps",
    "language",
    "claims",
    "claimants",
    "toml",
    "baseline",
    "outlets",
    "ledger",
    "alerts",
    "replay",
    "digest",
    "messages",
    "markup",
    "spans",
    "wording",
    "delivery",
    "wishes",
    "talk",
    "look",
    "charts",
    "addresses",
    "book",
    "copies",
    "places",
    "reach",
    "timestamps",
    "demo/outlets",
)

#: What touches the world, by the first name of the module.
WORLD = {
    *("aiohttp", "apscheduler", "alembic", "asyncio", "dotenv", "httpx", "http", "multiprocessing", "pebble"),
    *("psycopg", "pydantic_settings", "requests", "socket", "sqlalchemy", "sqlite3", "ssl", "subprocess"),
    *("telegram", "threading", "typer", "urllib3"),
}

#: Modules of which only a harmless part may be used: urllib.parse reads an address, urllib.request opens one.
PARTLY = {"urllib": {"urllib.parse"}}

#: Calls that look at a clock or at the environment, whatever they were imported as.
FORBIDDEN_CALLS = re.compile(
    r"(datetime|date)\.(now|utcnow|today)|time\.(time|time_ns|monotonic|perf_counter|sleep|localtime|gmtime)"
    r"|os\.(environ|getenv|putenv)|(datetime\.)?(datetime|date)\.(now|utcnow|today)"
)


def files_of(room: str) -> list[Path]:
    single, package = BOT / f"{room}.py", BOT / room
    return [single] if single.exists() else sorted(package.rglob("*.py"))


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Every module imported anywhere in a file, inside functions too, with its line."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            yield module, node.lineno
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def file_of(module: str) -> Path | None:
    """The file of one of our own modules; None for a name inside a module, or somebody else's module."""
    if module.split(".", maxsplit=1)[0] != "bot":
        return None
    place = ROOT.joinpath(*module.split("."))
    return next((p for p in (place.with_suffix(".py"), place / "__init__.py") if p.exists()), None)


def reached_from(path: Path) -> Iterator[tuple[Path, str, int]]:
    """Every import that a file leads to, through our own modules, with the file and line that makes it."""
    waiting, seen = [path], {path}
    while waiting:
        current = waiting.pop()
        for module, line in imports_of(current):
            yield current, module, line
            ours = file_of(module)
            if ours is not None and ours not in seen:
                seen.add(ours)
                waiting.append(ours)


def is_world(module: str) -> bool:
    first = module.split(".", maxsplit=1)[0]
    if first in PARTLY:
        return module != first and not any(module.startswith(fine) for fine in PARTLY[first])
    outside = ("bot.adapters", "bot.config", "bot.pipeline", "bot.service", "bot.cli", "bot.demo")
    return first in WORLD or any(module == name or module.startswith(name + ".") for name in outside)


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_exists(room: str) -> None:
    assert files_of(room) != []


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_leads_to_nothing_that_touches_the_world(room: str) -> None:
    found = {
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for start in files_of(room)
        for path, module, line in reached_from(start)
        if is_world(module)
    }
    assert found == set()


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_asks_no_clock_and_no_environment(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}"
        for path in files_of(room)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and FORBIDDEN_CALLS.fullmatch(ast.unparse(node))
    ]
    assert found == []


def test_only_the_settings_read_the_environment() -> None:
    """The service hands the environment to systemd's notifier; nobody else looks into it."""
    readers = {
        str(path.relative_to(BOT))
        for path in BOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv"}
    }
    assert readers == {"config.py"}


#: The topic's own words, in any script: they belong into data.
TOPIC = re.compile(
    r"north[ _-]?korea|nordkorea|corea|corée|coréen|північн|кндр|севернокоре|северн\w+ коре|朝鲜|朝鮮"
    r"|北韓|북한|dprk|pyongyang|pjöngjang|kursk|kim jong|kcna|\bnis\b|\bhur\b|zelensky|selenskyj",
    re.IGNORECASE,
)


def code_words(path: Path) -> Iterator[tuple[str, int]]:
    """Names and strings of a file's code, its docstrings left out: those may give an example."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value, node.lineno
        elif isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno


@pytest.mark.parametrize("room", ["claims", "ledger", "alerts", "digest", "messages", "articles", "feeds"])
def test_no_code_knows_north_korea(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {word!r}"
        for path in files_of(room)
        for word, line in code_words(path)
        if TOPIC.search(word)
    ]
    assert found == []


def test_the_walk_sees_an_import_hidden_in_a_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = tmp_path / "bot"
    house.mkdir()
    (house / "room.py").write_text("def f():\n    from bot import cellar\n")
    (house / "cellar.py").write_text("import sqlalchemy.orm as orm\n")
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    found = [
        (path.name, module, line)
        for path, module, line in reached_from(house / "room.py")
        if is_world(module)
    ]
    assert found == [("cellar.py", "sqlalchemy.orm", 1)]


@pytest.mark.parametrize("path", sorted(BOT.rglob("*.py")), ids=lambda path: str(path.relative_to(BOT)))
def test_no_module_binds_a_name_twice(path: Path) -> None:
    """The later value would hold in the functions above it as well."""
    bound: list[str] = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            targets = (t for target in node.targets for t in ast.walk(target))
            bound += [target.id for target in targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.append(node.name)
    assert sorted(bound) == sorted(set(bound))


def _names_given(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (
            one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)
        )


@pytest.mark.parametrize("path", sorted(BOT.rglob("*.py")), ids=lambda path: str(path.relative_to(BOT)))
def test_a_module_gives_no_name_twice(path: Path) -> None:
    """A constant defined again further down would silently change the one above."""
    names = [name for node in ast.parse(path.read_text(encoding="utf-8")).body for name in _names_given(node)]
    assert [name for name in names if names.count(name) > 1] == []
