"""The command line: what each command prints, how it ends, and that it starts at once."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.store import Store
from bot.alerts import decide
from bot.cli import main
from bot.config import PREFIXES
from bot.errors import ConfigError
from bot.ledger import Policy, judge
from bot.model import Article, Claim, Figure, Measure, Qualifier, Value
from tests.botapi import CHANNEL, SERVER_ERROR, TOKEN, BotApi
from tests.household import BASELINE, killed
from tests.outlet import Outlet, page

ROOT = Path(__file__).resolve().parent.parent
DAY = datetime(2025, 7, 10, 12, 0, tzinfo=UTC)

Muster = Callable[..., tuple[int, str, str]]


@pytest.fixture
def muster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Muster:
    """Runs one command in an empty directory: exit code, output, errors."""
    for name in list(os.environ):
        if name.startswith(PREFIXES):
            monkeypatch.delenv(name)
    (tmp_path / "baseline.toml").write_text(BASELINE, encoding="utf-8")
    feed = (
        '[[feed]]\nname = "z"\nurl = "http://127.0.0.1:9/rss"\nlang = "de"\nkind = "topic"\nevery = "15m"\n'
    )
    (tmp_path / "feeds.toml").write_text(feed, encoding="utf-8")
    monkeypatch.setenv("MUSTER_BASELINE", "baseline.toml")
    monkeypatch.setenv("MUSTER_FEEDS", "feeds.toml")
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


def hold_a_change() -> None:
    """A database in which one change waits for an operator: a number without a claimant."""
    sentence = "Mindestens 900 nordkoreanische Soldaten wurden verwundet."
    claim = Claim(
        measure=Measure.WOUNDED,
        stage=None,
        low=900,
        high=None,
        qualifier=Qualifier.AT_LEAST,
        quote=sentence,
        start=0,
        end=len(sentence),
        number="900",
        rule="by hand",
        confidence=0.9,
    )
    article = Article("https://example.org/1", "de", "example.org", "Verwundete", sentence, DAY)
    with Store("sqlite:///var/muster.db") as store:
        store.migrate()
        book = store.book_for(article, [claim])
        changes = judge(article, [claim], book, Policy())
        store.record(article, [claim], changes, decide(changes, book), DAY)


# --- help and errors ---------------------------------------------------------------------------------------

COMMANDS = (
    *(
        "run",
        "poll",
        "demo",
        "read",
        "figures",
        "replay",
        "why",
        "digest",
        "feeds",
        "doctor",
        "reread",
        "look",
    ),
    *("languages check", "languages keys", "baseline check", "baseline diff", "baseline apply"),
    *("review list", "review show", "review accept", "review edit", "review reject", "review export"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(muster: Muster, command: str) -> None:
    code, out, _ = muster(*command.split(), "--help")
    assert code == 0
    assert f"muster {command}" in out.split("Example", 1)[1]


def test_help_names_every_command(muster: Muster) -> None:
    _, out, _ = muster("--help")
    assert [name for name in {command.split()[0] for command in COMMANDS} if f"  {name} " not in out] == []


def test_help_needs_no_heavy_library() -> None:
    """What makes the start slow is imported by the commands that need it."""
    script = "import sys; from bot.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    heavy = {
        "sqlalchemy",
        "aiohttp",
        "telegram",
        "trafilatura",
        "matplotlib",
        "pydantic",
        "alembic",
        "apscheduler",
    }
    assert heavy & set(done.stderr.split()) == set()


def test_wrong_usage_ends_with_2(muster: Muster) -> None:
    assert muster("figures", "--no-such-option")[0] == 2


def test_an_error_is_one_sentence_and_debug_shows_where(muster: Muster) -> None:
    code, out, err = muster("read", "no/such/file.txt")
    assert (code, out) == (2, "")
    assert err == "muster: no/such/file.txt: No such file or directory. Give a file, an address, or -\n"
    code, _, err = muster("read", "no/such/file.txt", "--debug")
    assert code == 2
    assert "Traceback (most recent call last)" in err


def test_wrong_settings_are_told_all_at_once_and_end_with_2(
    muster: Muster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSTER_TIMEZONE", "Mars")
    monkeypatch.setenv("MUSTER_WORKERS", "none")
    code, _, err = muster("figures")
    assert code == 2
    assert "2 settings are wrong" in err
    assert "Traceback" not in err


def test_a_database_that_cannot_be_opened_is_named(muster: Muster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSTER_DATABASE_URL", "sqlite:////proc/no/such/place.db")
    code, _, err = muster("figures")
    assert code == 1
    assert err.startswith("muster: /proc/no/such: No such file or directory.")
    assert "Traceback" not in err


RESTORE = (
    "top the service, move var/muster.db and what begins with its name away, and put the last backup in its place"
    " (docs/operating.md, Backups)\n"
)


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (0, "file is not a database. If MUSTER_DATABASE_URL means another file, name that; else s"),
        (4096, "database disk image is malformed. S"),
    ],
)
def test_a_damaged_database_is_told_with_the_way_back_to_its_backup(
    muster: Muster, tmp_path: Path, start: int, told: str
) -> None:
    assert muster("figures")[0] == 0
    path = tmp_path / "var" / "muster.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:start] + b"\xa5" * (len(whole) - start))
    assert muster("figures") == (1, "", f"muster: sqlite:///var/muster.db: {told}{RESTORE}")


#: Bytes that are no text in UTF-8, as of a picture or a database.
BINARY = b"\x89PNG\xff\xfe\x00"


@pytest.mark.parametrize(
    ("name", "words"),
    [(".env", ("figures",)), ("feeds.toml", ("feeds",)), ("baseline.toml", ("figures",))],
)
def test_a_file_of_the_settings_that_is_no_text_is_named(
    muster: Muster, tmp_path: Path, name: str, words: tuple[str, ...]
) -> None:
    (tmp_path / name).write_bytes(BINARY)
    code, _, err = muster(*words)
    assert code == 2
    assert err == f"muster: {name} is no text in UTF-8. Put a text file there, saved as UTF-8\n"


def test_a_baseline_given_by_name_that_is_no_text_is_named_alike(muster: Muster, tmp_path: Path) -> None:
    (tmp_path / "old.toml").write_bytes(BINARY)
    code, _, err = muster("baseline", "check", "old.toml")
    assert (code, err.startswith("muster: old.toml is no text in UTF-8. ")) == (2, True)


def test_the_doctor_goes_on_after_a_feeds_file_that_is_no_text(
    muster: Muster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "feeds.toml").write_bytes(BINARY)
    only(monkeypatch, "feeds")
    code, out, err = muster("doctor")
    assert (code, "telegram   well" in out) == (1, True)
    assert err.startswith("feeds      TROUBLE feeds.toml is no text in UTF-8. ")


@pytest.mark.parametrize("words", [("digest",), ("read", "feeds.toml", "--lang", "en")])
def test_a_day_before_any_that_is_told_of_is_refused(muster: Muster, words: tuple[str, ...]) -> None:
    code, _, err = muster(*words, "--date", "0001-01-01")
    assert code == 2
    assert err == "muster: --date: '0001-01-01' is before 1900. Write a later day, as 2025-06-26\n"


@pytest.mark.parametrize(
    ("page", "problem"), [(".", "Is a directory"), ("feeds.toml/look.html", "Not a directory")]
)
def test_a_page_that_cannot_be_written_is_named(muster: Muster, page: str, problem: str) -> None:
    code, out, err = muster("look", page)
    assert (code, out) == (2, "")
    assert err == f"muster: {page} cannot be written: {problem}. Name another file\n"


# --- read --------------------------------------------------------------------------------------------------


def test_a_text_is_read_into_claims(muster: Muster, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(killed(2000), encoding="utf-8")
    code, out, _ = muster("read", "a.txt", "--json", "--date", "2025-07-10")
    (claim,) = json.loads(out)
    assert code == 0
    assert {
        key: claim[key] for key in ("measure", "stage", "low", "high", "qualifier", "claimant", "section")
    } == {
        "measure": "killed",
        "stage": None,
        "low": 2000,
        "high": 2000,
        "qualifier": "about",
        "claimant": "nis",
        "section": "body",
    }
    assert killed(2000)[claim["start"] : claim["end"]] == claim["quote"] == killed(2000)


def test_a_language_that_is_not_read_is_refused_and_those_that_are_named(muster: Muster) -> None:
    code, out, err = muster("read", "feeds.toml", "--lang", "xx")
    assert (code, out) == (2, "")
    known = "de, en, es, fr, it, ja, ko, nl, pl, ru, uk, zh"
    assert err == f"muster: --lang: 'xx' is no language that is read. Choose one of {known}\n"


def test_a_feed_in_a_language_that_is_not_read_is_refused_at_the_start(
    muster: Muster, tmp_path: Path
) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('lang = "de"', 'lang = "xx"'), encoding="utf-8")
    for command in ("poll", "feeds"):
        code, _, err = muster(command)
        assert code == 2
        assert err.startswith("muster: feeds.toml: line 1 (z): lang 'xx' must be one of de, en, es, ")


def test_the_same_text_inside_a_page_is_read_alike(muster: Muster, tmp_path: Path) -> None:
    filler = "Die Angaben ließen sich zunächst nicht unabhängig überprüfen, hieß es in Seoul. " * 4
    (tmp_path / "a.html").write_text(page("Zahl der Toten", [killed(2000), filler]), encoding="utf-8")
    _, out, _ = muster("read", "a.html", "--json")
    assert [(one["measure"], one["low"], one["claimant"]) for one in json.loads(out)] == [
        ("killed", 2000, "nis")
    ]


def test_the_table_shows_the_sentence_and_explain_the_rule(muster: Muster, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(killed(2000) + " Die 94. Brigade war beteiligt.", encoding="utf-8")
    _, out, _ = muster("read", "a.txt")
    assert "about 2,000" in out
    _, out, _ = muster("read", "a.txt", "--explain")
    assert "→ killed about 2,000, nis" in out
    assert "refused" in out
    assert "1 claim (de)" in out


def test_an_explanation_is_for_people(muster: Muster, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(killed(2000), encoding="utf-8")
    code, _, err = muster("read", "a.txt", "--explain", "--json")
    assert code == 2
    assert "--explain and --json" in err


def test_an_increment_and_a_denial_are_shown_as_such(muster: Muster, tmp_path: Path) -> None:
    text = "Nordkorea will weitere 3000 Soldaten schicken. Der NIS dementiert, dass 500 Nordkoreaner getötet wurden."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    _, out, _ = muster("read", "a.txt")
    assert "+3,000" in out
    assert "500 (denied)" in out
    _, out, _ = muster("read", "a.txt", "--explain")
    assert "→ troops·planned 3,000 on top of earlier ones," in out
    assert "→ killed 500, denied, nis" in out


def test_a_text_without_figures_says_so(muster: Muster, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Heute scheint in Berlin die Sonne, und es bleibt trocken.", encoding="utf-8"
    )
    code, out, _ = muster("read", "a.txt")
    assert (code, "no figure about the people counted" in out) == (0, True)


def test_every_line_in_is_a_line_out_in_order(muster: Muster, tmp_path: Path) -> None:
    good = {"id": "g", "lang": "de", "date": "2025-07-10", "outlet": "o", "title": "", "text": killed(2000)}
    lone = {**good, "id": "lone", "text": killed(700) + " \ud800"}
    lines = [
        json.dumps(good).encode(),
        b"",
        b"no json",
        b"\xff\xfe",
        b'{"id": "no-text"}',
        json.dumps(lone).encode(),
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    code, out, _ = muster("read", "--jsonl", "in.jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(row["id"], sorted(row)) for row in rows] == [
        ("g", ["claims", "id"]),
        (None, ["error", "id"]),
        (None, ["error", "id"]),
        (None, ["error", "id"]),
        ("no-text", ["error", "id"]),
        ("lone", ["claims", "id"]),
    ]
    assert [claim["low"] for claim in rows[0]["claims"] + rows[5]["claims"]] == [2000, 700]


def test_an_address_inside_is_refused_unless_it_is_allowed(muster: Muster) -> None:
    code, _, err = muster("read", "http://127.0.0.1:9/news")
    assert code == 1
    assert "MUSTER_ALLOW_PRIVATE_ADDRESSES" in err


def test_an_address_is_fetched_and_read(
    muster: Muster, monkeypatch: pytest.MonkeyPatch, served: Callable[[str], str]
) -> None:
    monkeypatch.setenv("MUSTER_ALLOW_PRIVATE_ADDRESSES", "127.0.0.0/8")
    filler = "Die Angaben ließen sich zunächst nicht unabhängig überprüfen, hieß es in Seoul. " * 4
    url = served(page("Zahl der Toten", [killed(2000), filler]))
    _, out, _ = muster("read", url, "--json")
    assert [one["low"] for one in json.loads(out)] == [2000]


@pytest.fixture
def served() -> Callable[[str], str]:
    """Serves one page in a thread with a loop of its own, since a command brings its own loop too."""

    def serve(text: str) -> str:
        ready: list[str] = []
        begun = threading.Event()

        async def stand() -> None:
            async with Outlet() as outlet:
                outlet.answer("/a", text, headers={"Content-Type": "text/html; charset=utf-8"})
                ready.append(outlet.url("/a"))
                begun.set()
                while not any(one.path == "/a" for one in outlet.requests):
                    await asyncio.sleep(0.02)
                await asyncio.sleep(0.2)

        threading.Thread(target=asyncio.run, args=(stand(),), daemon=True).start()
        begun.wait(10)
        return ready[0]

    return serve


# --- ledger ------------------------------------------------------------------------------------------------


def test_figures_start_from_the_baseline(muster: Muster) -> None:
    _, out, _ = muster("figures", "--json")
    assert json.loads(out) == [
        {
            "series": "killed",
            "claimant": "nis",
            "low": 600,
            "high": 600,
            "qualifier": "about",
            "as_of": None,
            "since": "2025-06-26T00:00:00+00:00",
            "earlier": [],
            "reports": 1,
        }
    ]


@pytest.mark.parametrize(("word", "shown"), [("killed", 1), ("KILL", 1), ("wounded", 0), ("troops·sent", 0)])
def test_figures_of_a_series_are_asked_for_by_its_id_or_a_part_of_its_name(
    muster: Muster, word: str, shown: int
) -> None:
    code, out, _ = muster("figures", word, "--json")
    assert (code, len(json.loads(out))) == (0, shown)
    assert ("Nobody has a number there yet." in muster("figures", word)[1]) == (not shown)


def test_a_series_that_there_is_not_is_refused_and_the_known_ones_are_named(muster: Muster) -> None:
    code, out, err = muster("figures", "killed", "bogus")
    assert (code, out) == (2, "")
    assert err.startswith("muster: 'bogus': no series has that name. There are troops·sent, ")
    assert err.endswith(" captured, missing, returned\n")


def test_a_stream_is_replayed_from_the_baseline(muster: Muster, tmp_path: Path) -> None:
    rows = [
        {
            "id": "b",
            "lang": "de",
            "published": "2025-07-11T08:00:00+00:00",
            "outlet": "o",
            "text": killed(2000),
        },
        {
            "id": "a",
            "lang": "de",
            "published": "2025-07-10T08:00:00+00:00",
            "outlet": "o",
            "text": killed(610),
        },
    ]
    (tmp_path / "s.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    _, out, _ = muster("replay", "s.jsonl", "--json")
    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "article": "b",
            "at": "2025-07-11T08:00:00+00:00",
            "kind": "revised",
            "series": "killed",
            "claimant": "nis",
            "low": 2000,
            "high": 2000,
            "old": {"low": 600, "high": 600},
        }
    ]
    _, out, _ = muster("replay", "s.jsonl", "--json", "--baseline", "none")
    assert [(row["article"], row["kind"]) for row in map(json.loads, out.splitlines())] == [
        ("a", "first"),
        ("b", "revised"),
    ]
    _, out, _ = muster("replay", "s.jsonl", "--explain")
    assert "-     restated Killed: about 610 by South Korea's spy agency (NIS), before about 600\n" in out
    assert "ALERT revised Killed: about 2,000 by South Korea's spy agency (NIS), before about 600\n" in out
    assert "          South Korea's spy agency (NIS) said about 600 until now; about 2,000 is newer" in out
    assert " nis " not in out


def test_a_stream_with_a_bad_line_is_refused_by_its_number(muster: Muster, tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text('{"id": "a", "text": "x"}\n', encoding="utf-8")
    code, _, err = muster("replay", "s.jsonl")
    assert code == 2
    assert err.startswith("muster: s.jsonl:1: `published` is no time")


def test_a_held_change_is_listed_shown_and_accepted(muster: Muster) -> None:
    hold_a_change()
    _, out, _ = muster("review", "list")
    assert "first Wounded: at least 900 by nobody named" in out
    _, out, _ = muster("review", "show", "1")
    assert "Mindestens 900 nordkoreanische Soldaten" in out
    code, out, _ = muster("review", "accept", "1", "--reason", "seen elsewhere", "--operator", "anna")
    assert (code, out) == (0, "change 1 is accepted as first; its alert is sent by the service\n")
    with Store("sqlite:///var/muster.db") as store:
        assert [one.alert.change.claim.low for one in store.pending_alerts()] == [900]
    code, _, err = muster("review", "accept", "1")
    assert code == 2
    assert "does not wait for review" in err


def test_a_held_change_is_accepted_with_corrections(muster: Muster) -> None:
    hold_a_change()
    code, _, _ = muster("review", "edit", "1", "claimant=rok-jcs", "low=950", "high=950", "qualifier=exact")
    assert code == 0
    _, out, _ = muster("figures", "wounded", "--json")
    assert [(row["claimant"], row["low"], row["high"]) for row in json.loads(out)] == [("rok-jcs", 950, 950)]


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        ("stage=gone", "stage: 'gone' is none of sent, present, planned, none"),
        ("low=many", "low: 'many' is no whole number of persons"),
        (
            "low=99999999999999999999999",
            "low: 99999999999999999999999 is more people than there are. Write it",
        ),
        ("low=²", "low: '²' is no whole number of persons"),
        ("colour=red", "colour cannot be edited"),
        ("low", "low has no value"),
        ("claimant=nobodyknown", "claimant: 'nobodyknown' is nobody's id. The ids stand in seeds/"),
        ("claimant=pentagn", "claimant: 'pentagn' is nobody's id. Did you mean pentagon? The ids stand"),
        ("claimant=kirby", "claimant: 'kirby' is nobody's id. "),
    ],
)
def test_a_correction_that_fits_nowhere_is_refused(muster: Muster, edit: str, problem: str) -> None:
    hold_a_change()
    code, _, err = muster("review", "edit", "1", edit)
    assert (code, err.startswith(f"muster: {problem}")) == (2, True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("NIS", "nis"),
        ("Südkoreas Geheimdienst (NIS)", "nis"),
        ("Halden Institute", "Halden Institute"),
        ("Центр Хальден", "Центр Хальден"),
        ("none", None),
    ],
)
def test_a_claimant_is_corrected_by_id_or_name_and_a_body_of_no_list_keeps_its_name(
    muster: Muster, typed: str, kept: str | None
) -> None:
    hold_a_change()
    assert muster("review", "edit", "1", f"claimant={typed}")[0] == 0
    _, out, _ = muster("figures", "wounded", "--json")
    assert [row["claimant"] for row in json.loads(out)] == [kept]


def test_a_paper_of_no_list_that_the_reader_has_kept_is_a_claimant(muster: Muster) -> None:
    hold_a_change()
    with Store("sqlite:///var/muster.db") as store:
        since = Value(1, 1, Qualifier.EXACT, DAY)
        store.put_figures([(Figure("missing", "halden-post", since), "by hand")], DAY)
    assert muster("review", "edit", "1", "claimant=halden-post")[0] == 0


def test_a_rejected_reading_is_exported_as_a_passage(muster: Muster) -> None:
    hold_a_change()
    assert muster("review", "reject", "1", "--reason", "counts others")[0] == 0
    _, out, _ = muster("review", "export")
    row = json.loads(out)
    assert (row["text"], row["claims"]) == ("Mindestens 900 nordkoreanische Soldaten wurden verwundet.", [])
    assert (row["reason"], row["not"]["low"]) == ("counts others", 900)


def test_why_shows_the_rule_the_sentence_and_the_article(muster: Muster) -> None:
    hold_a_change()
    _, out, _ = muster("why", "1")
    assert "change 1: first Wounded: at least 900" in out
    assert "“Mindestens 900 nordkoreanische Soldaten wurden verwundet.”" in out
    assert muster("why", "99")[2].startswith("muster: change 99 is unknown")
    assert muster("why", "--alert", "99")[2].startswith("muster: alert 99 is unknown")


def test_times_say_that_they_are_in_utc(muster: Muster, tmp_path: Path) -> None:
    hold_a_change()
    assert " since (UTC) " in muster("figures")[1]
    assert " since (UTC) " in muster("review", "list")[1]
    assert "10 Jul 2025, 12:00 UTC" in muster("review", "show", "1")[1]
    assert re.search(r"recorded \d{4}-\d\d-\d\d \d\d:\d\d UTC$", muster("why", "1")[1], re.MULTILINE)
    muster("review", "accept", "1")
    assert " at (UTC) " in muster("why")[1]
    article = {"id": "a", "lang": "de", "published": DAY.isoformat(), "outlet": "o", "text": killed(2000)}
    (tmp_path / "s.jsonl").write_text(json.dumps(article), encoding="utf-8")
    assert "2025-07-10 12:00 UTC a o (de)" in muster("replay", "s.jsonl", "--explain")[1]
    assert "10 Jul 2025, 12:00 UTC" in muster("replay", "s.jsonl")[1]


def test_why_shows_who_decided_when_and_for_what_reason(muster: Muster) -> None:
    hold_a_change()
    _, out, _ = muster("why", "1")
    assert "  held      nobody is named for it and only one independent origin has it\n" in out
    assert "  review    waits for an operator: `muster review show 1`\n" in out
    muster("review", "accept", "1", "--reason", "seen elsewhere", "--operator", "anna")
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    _, out, _ = muster("why", "1")
    assert "  held      nobody is named for it and only one independent origin has it\n" in out
    assert f"  review    accepted by anna, {today} " in out
    assert " UTC: seen elsewhere\n" in out
    assert "was read" not in out


def test_why_shows_what_an_edited_change_was_read_as_and_lists_it_by_its_number(muster: Muster) -> None:
    hold_a_change()
    muster("review", "edit", "1", "claimant=rok-jcs", "low=950", "high=950", "--operator", "ben")
    _, out, _ = muster("why")
    assert [line.split()[0] for line in out.splitlines() if "950" in line] == ["1"]
    _, out, _ = muster("why", "1")
    assert "change 1: first Wounded: 950 by South Korea's Joint Chiefs of Staff\n" in out
    assert "  review    edited and accepted by ben, " in out
    assert " UTC: no reason given\n" in out
    assert "  was read  Wounded: at least 900 by nobody named\n" in out


def test_a_later_reading_leaves_an_operators_correction_as_it_stands(muster: Muster) -> None:
    hold_a_change()
    muster("review", "edit", "1", "claimant=rok-jcs", "low=950", "high=950", "--operator", "ben")
    why = muster("why", "1")[1]
    figures = muster("figures")[1]
    for _ in range(2):
        code, out, _ = muster("reread", "--all", "--write")
        assert (code, out) == (0, "1 article read again, 0 otherwise; written\n")
        assert muster("why", "1")[1] == why
        assert muster("figures")[1] == figures


def test_why_shows_why_a_reading_was_rejected(muster: Muster) -> None:
    hold_a_change()
    muster("review", "reject", "1", "--reason", "counts others", "--operator", "ben")
    _, out, _ = muster("why", "1")
    assert "  review    rejected by ben, " in out
    assert " UTC: counts others\n" in out


def test_the_baseline_is_checked_compared_and_applied(muster: Muster, tmp_path: Path) -> None:
    assert muster("baseline", "check")[1] == "1 figure, all well\n"
    muster("figures")
    assert muster("baseline", "diff")[:2] == (0, "File and ledger agree.\n")
    (tmp_path / "baseline.toml").write_text(BASELINE.replace("600", "650"), encoding="utf-8")
    code, out, _ = muster("baseline", "diff")
    assert (code, "killed nis: the file says otherwise (file about 650, ledger about 600)" in out) == (
        1,
        True,
    )
    assert "1 figure taken over." in muster("baseline", "apply", "--reason", "a typing error")[1]
    assert muster("baseline", "diff")[0] == 0


def test_a_wrong_baseline_is_named_by_line(muster: Muster, tmp_path: Path) -> None:
    (tmp_path / "baseline.toml").write_text(BASELINE.replace('"nis"', '"nobody-we-know"'), encoding="utf-8")
    code, _, err = muster("baseline", "check")
    assert code == 2
    assert "baseline.toml:4: " in err


# --- upkeep ------------------------------------------------------------------------------------------------


def test_the_digest_of_a_day_is_shown_and_its_picture_written(muster: Muster, tmp_path: Path) -> None:
    code, out, _ = muster("digest", "--date", "2025-07-10", "--preview", "digest.png")
    assert code == 0
    assert "Thursday, 10 July 2025" in out
    assert (tmp_path / "digest.png").read_bytes()[1:4] == b"PNG"


def test_without_a_date_the_digest_is_that_of_the_running_day_and_says_which_time_it_covers(
    muster: Muster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At any hour the time of the digest is past: what was told since stands in the next day's."""
    monkeypatch.setenv("MUSTER_TIMEZONE", "UTC")
    monkeypatch.setenv("MUSTER_DIGEST_AT", "00:00")
    today = datetime.now(UTC).date()
    tomorrow = today + timedelta(days=1)
    covered = f"covers {today} 00:00 to {tomorrow} 00:00, UTC"
    _, out, _ = muster("digest")
    assert f"{tomorrow:%A}, {tomorrow.day} {tomorrow:%B %Y}" in out.splitlines()[0]
    assert out.splitlines()[-1] == (
        f"{covered}, as far as it has gone; the chats get it when it ends. --date {today} shows the day before"
    )


def test_the_digest_of_a_day_that_is_over_says_which_time_it_covers(muster: Muster) -> None:
    _, out, _ = muster("digest", "--date", "2025-07-10")
    assert out.splitlines()[-1] == "covers 2025-07-09 20:00 to 2025-07-10 20:00, Europe/Berlin"


def test_feeds_that_fail_now_are_told_today_and_not_of_a_day_gone_by(muster: Muster) -> None:
    muster("poll")
    assert "1 feed fails" in muster("digest")[1]
    assert "fails" not in muster("digest", "--date", "2025-07-10")[1]


def test_a_digest_is_sent_once(muster: Muster) -> None:
    assert "sent to 1 chat" in muster("digest", "--date", "2025-07-10", "--send")[1]
    assert "every chat has had this day's digest" in muster("digest", "--date", "2025-07-10", "--send")[1]


def test_a_digest_that_is_sent_to_the_terminal_stands_there_once(muster: Muster) -> None:
    out = muster("digest", "--date", "2025-07-10", "--send")[1]
    assert out.count("No figure changed.") == 1
    assert "No figure changed." in muster("digest", "--date", "2025-07-10")[1]


def test_a_digest_that_is_sent_to_telegram_is_shown_here_too(
    muster: Muster, monkeypatch: pytest.MonkeyPatch, telegram: BotApi
) -> None:
    given = {"BOT_TOKEN": TOKEN, "CHANNELS": str(CHANNEL), "API_URL": telegram.url}
    for name, value in given.items():
        monkeypatch.setenv(f"TELEGRAM_{name}", value)
    out = muster("digest", "--date", "2025-07-10", "--send")[1]
    assert out.count("No figure changed.") == 1
    assert "No figure changed." in telegram.shown()[-1].text


def test_a_day_that_is_not_over_is_not_sent_since_its_rest_would_be_lost(muster: Muster) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    code, _, err = muster("digest", "--date", tomorrow, "--send")
    assert (code, "Leave it out to see the day so far" in err) == (2, True)


def test_the_digest_of_a_day_that_has_not_begun_is_refused_since_it_would_be_empty(muster: Muster) -> None:
    """Not tomorrow: what is told after the digest of today is of tomorrow already."""
    later = (datetime.now(UTC) + timedelta(days=3)).date()
    code, out, err = muster("digest", "--date", later.isoformat(), "--preview", "digest.png")
    begins = f"{later - timedelta(days=1)} 20:00, Europe/Berlin"
    assert (code, out) == (2, "")
    assert err.startswith(f"muster: --date: the day {later} begins at {begins}. Name 20")


def test_the_feeds_are_listed(muster: Muster) -> None:
    _, out, _ = muster("feeds")
    assert "1 feed in 1 language, 1 polled" in out
    assert " 15m " in out
    assert " now " in out


def test_a_failing_feed_says_how_often_it_failed_and_when_it_is_asked_next(muster: Muster) -> None:
    muster("poll")
    (row,) = [line for line in muster("feeds")[1].splitlines() if line.split()[:1] == ["z"]]
    assert re.search(" in 1[45]m ", row)
    assert "leads to 127.0.0.1" in row
    with Store("sqlite:///var/muster.db") as store:
        health = store.feed_health()[0]
        store.save_feed_state(replace(health.state, failures=3))
    assert "(3 failures in a row)" in " ".join(muster("feeds")[1].split())


def test_a_fresh_database_has_nothing_to_explain_and_says_so(muster: Muster) -> None:
    assert muster("why") == (0, "No article has told a number in the last seven days.\n", "")
    assert muster("review", "list") == (0, "Nothing waits.\n", "")


def test_a_pass_without_any_feed_that_answers_ends_with_1_and_says_why(muster: Muster) -> None:
    code, out, _ = muster("poll")
    assert code == 1
    assert "1 feed polled, 1 failed" in out
    assert "make demo" in out


def test_the_doctor_names_each_trouble(muster: Muster) -> None:
    code, out, err = muster("doctor")
    assert code == 1
    assert "database   sqlite:///var/muster.db" in out
    assert "network    TROUBLE" in err
    assert "telegram   no token is set" in out


def only(monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    """The doctor's other checks, which take their time, find all well."""
    for name in {"secrets", "baseline", "languages", "database", "network", "telegram"} - {wanted}:
        monkeypatch.setattr(f"bot.cli.upkeep._check_{name}", lambda _: "well")


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    """The Bot API's stand-in, in a thread with a loop of its own, since a command brings its own loop too."""
    begun, done = threading.Event(), threading.Event()
    api = BotApi(chats={CHANNEL: {}, 500: {}})

    async def stand() -> None:
        async with api:
            begun.set()
            while not done.is_set():
                await asyncio.sleep(0.02)

    thread = threading.Thread(target=asyncio.run, args=(stand(),), daemon=True)
    thread.start()
    begun.wait(10)
    yield api
    done.set()
    thread.join(10)


RIGHT = "Make @muster_bot an administrator there, who may post"


@pytest.mark.parametrize(
    ("standing", "gone", "operator", "told"),
    [
        ({}, "", "500", "telegram   @muster_bot may post in 1 channel, 1 operator"),
        (
            {"can_post_messages": False},
            *("", "500", "@muster: the bot is an administrator without the right to post. " + RIGHT),
        ),
        (
            {"status": "left"},
            *("", "500", "telegram   TROUBLE @muster: the bot is no administrator there. " + RIGHT),
        ),
        (
            {},
            "Forbidden: bot is not a member of the channel chat",
            *("500", "@muster: Forbidden: bot is not a member of the channel chat. " + RIGHT),
        ),
        (
            *({}, "", "501"),
            "operator 501: Chat not found. Open a private chat with @muster_bot as that user and press Start",
        ),
    ],
)
def test_the_doctor_says_whether_the_bot_may_post_and_reaches_its_operators(
    muster: Muster,
    monkeypatch: pytest.MonkeyPatch,
    telegram: BotApi,
    standing: dict[str, object],
    gone: str,
    operator: str,
    told: str,
) -> None:
    telegram.standing = {CHANNEL: standing}
    telegram.gone = {CHANNEL: gone} if gone else {}
    given = {"BOT_TOKEN": TOKEN, "CHANNELS": "@muster", "OPERATORS": operator, "API_URL": telegram.url}
    for name, value in given.items():
        monkeypatch.setenv(f"TELEGRAM_{name}", value)
    only(monkeypatch, "telegram")
    _, out, err = muster("doctor")
    assert told in out + err
    assert TOKEN not in out + err


@pytest.mark.parametrize(
    ("fault", "problem"),
    [("nobody listens there", "no connection (ConnectError)"), ("it fails", "server error 500")],
)
def test_the_doctor_names_the_server_where_the_bot_api_cannot_be_reached(
    muster: Muster, monkeypatch: pytest.MonkeyPatch, telegram: BotApi, fault: str, problem: str
) -> None:
    telegram.faults = lambda method, _: SERVER_ERROR if method == "getMe" else None
    api = telegram.url if fault == "it fails" else "http://127.0.0.1:9"
    given = {"BOT_TOKEN": TOKEN, "CHANNELS": "@muster", "API_URL": api}
    for name, value in given.items():
        monkeypatch.setenv(f"TELEGRAM_{name}", value)
    only(monkeypatch, "telegram")
    code, _, err = muster("doctor")
    advice = "Check the network, and that TELEGRAM_API_URL names a Bot API server that runs"
    assert (code, err) == (1, f"telegram   TROUBLE the Bot API at {api}: {problem}. {advice}\n")


def test_the_doctor_names_the_token_where_the_bot_api_refuses_it(
    muster: Muster, monkeypatch: pytest.MonkeyPatch, telegram: BotApi
) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", telegram.url)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:another")
    only(monkeypatch, "telegram")
    code, _, err = muster("doctor")
    assert (code, err.startswith("telegram   TROUBLE the token: ")) == (1, True)


@pytest.mark.parametrize(
    ("text", "mode", "told"),
    [
        (
            f"TELEGRAM_BOT_TOKEN={TOKEN}",
            0o644,
            "secrets    TROUBLE .env: everyone on this machine can read it",
        ),
        ("MUSTER_DATABASE_URL=postgresql://m:word@h/n", 0o604, "(mode 604). chmod 600 .env\n"),
        (f"TELEGRAM_BOT_TOKEN={TOKEN}", 0o600, "secrets    nobody else can read them\n"),
        (f"TELEGRAM_BOT_TOKEN={TOKEN}", 0o640, "secrets    nobody else can read them\n"),
        ("TELEGRAM_BOT_TOKEN=\nMUSTER_LANGUAGE=de", 0o644, "secrets    nobody else can read them\n"),
        (None, 0, "secrets    no .env here\n"),
    ],
)
def test_the_doctor_says_when_others_can_read_the_token(
    muster: Muster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str | None, mode: int, told: str
) -> None:
    if text is not None:
        (tmp_path / ".env").write_text(text, encoding="utf-8")
        (tmp_path / ".env").chmod(mode)
    only(monkeypatch, "secrets")
    code, out, err = muster("doctor")
    assert told in out + err
    assert code == ("TROUBLE" in told or "chmod" in told)


def test_kept_texts_are_read_again_and_the_difference_shown_before_it_is_written(muster: Muster) -> None:
    hold_a_change()  # its claim was written by hand: the reader reads the sentence in its own way
    _, out, _ = muster("reread", "--all")
    assert "1 article read again" in out
    assert "nothing is written without --write" in out


def test_language_files_are_checked_by_name(muster: Muster) -> None:
    code, out, _ = muster("languages", "check", "de", "en")
    assert (code, out) == (0, "de: well\nen: well\n")
    code, _, err = muster("languages", "check", "tlh")
    assert (code, err.startswith("muster: language 'tlh' has no file. There are de, en")) == (2, True)


def test_a_name_that_stands_twice_among_the_claimants_is_told_by_the_check(
    muster: Muster, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*, clashes: bool) -> None:
        raise ConfigError("claimants.toml: line 7 (nis)", f"stands twice {clashes}")

    monkeypatch.setattr("bot.claimants.shipped", wrong)
    code, out, _ = muster("languages", "check", "nl")
    assert (code, out.splitlines()[0].startswith("claimants.toml: line 7 (nis)")) == (1, True)
