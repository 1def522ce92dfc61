"""Dated streams of articles with the alerts that they must give, and what replay reads and prints.

Each line of a stream carries the claims that a careful reader finds in it, so that the ledger is tried by
itself; that the bot's own reader finds them is another file's matter.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from by_hand import Told, claim, figure

from bot import baseline
from bot.errors import InputError
from bot.ledger import Policy
from bot.model import Article, Claim, Figure, Measure, Outcome, Qualifier, Stage, Window
from bot.replay import Step, as_row, load, replay

STREAMS = Path(__file__).resolve().parent / "streams"
SEEDS = STREAMS.parent.parent / "seeds"
NAMES = ("first-winter", "seoul-and-kyiv", "a-long-year")
STARTS = {"first-winter": STREAMS / "first-winter.toml", "seoul-and-kyiv": SEEDS / "baseline.toml"}
SPEAKERS = frozenset({"nis", "hur", "zelensky", "ukraine-officials"})


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (STREAMS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def start(name: str) -> list[Figure]:
    """The figures a stream starts from; the long year starts from none."""
    path = STARTS.get(name)
    if path is None:
        return []
    text = path.read_text(encoding="utf-8")
    seeds = baseline.load(text, path.name, today=date(2026, 1, 1), claimants=SPEAKERS)
    return [seed.figure for seed in seeds]


def as_claim(row: dict[str, Any], text: str) -> Claim:
    window = row["as_of"] and Window(*(date.fromisoformat(row["as_of"][end]) for end in ("from", "to")))
    more = {key: row[key] for key in ("low", "high", "share", "increment", "denied", "claimant")}
    return Claim(
        measure=Measure(row["measure"]),
        stage=Stage(row["stage"]) if row["stage"] else None,
        qualifier=Qualifier(row["qualifier"]),
        quote=text,
        start=0,
        end=len(text),
        number=str(row["low"] or row["high"]),
        rule="by hand",
        confidence=0.9,
        as_of=window,
        current=row.get("current", False),
        **more,
    )


def by_hand(name: str) -> list[Step]:
    """The stream, replayed over the claims written beside its articles."""
    lines = rows(name)
    found = {(row["id"], row["published"]): row for row in lines}

    def read(article: Article) -> list[Claim]:
        row = found[(article.id, article.published.isoformat())]
        return [as_claim(one, article.text) for one in row["claims"]]

    return list(replay(load([json.dumps(row) for row in lines], name), read, start(name), Policy()))


def gold(name: str) -> list[dict[str, Any]]:
    text = (STREAMS / f"{name}.alerts.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def told(steps: list[Step]) -> list[dict[str, Any]]:
    """The alerts in the gold's own form."""
    keys = ("article", "series", "claimant", "low", "high", "kind")
    return [{key: as_row(alert)[key] for key in keys} for step in steps for alert in step.alerts]


@pytest.mark.parametrize("name", NAMES)
def test_a_stream_with_its_claims_written_by_hand_gives_its_alerts_and_no_others(name: str) -> None:
    assert gold(name) == told(by_hand(name))


def test_the_corrections_of_the_streams_are_followed_up() -> None:
    followed = {
        name: [(one.change.article.id, one.change.rule) for step in by_hand(name) for one in step.followups]
        for name in NAMES
    }
    assert {
        "first-winter": [],
        "seoul-and-kyiv": [("s14", "corrected"), ("s20", "corrected")],
        "a-long-year": [("y30", "withdrawn")],
    } == followed


def test_the_long_years_alert_taken_back_gets_the_outlet_that_tells_it_next_day() -> None:
    added = {step.article.id: [one.outlet for one in step.additions] for step in by_hand("a-long-year")}
    assert ["uferblatt"] == added["y32"]


# --- lines in, lines out ----------------------------------------------------------------------------------


def line(**more: Any) -> str:
    return json.dumps({"id": "a", "text": "words", "published": "2025-10-01T03:10:00+00:00", **more})


def test_articles_are_replayed_by_publication_then_in_the_order_of_the_file() -> None:
    lines = [
        line(id="c", published="2025-10-02T00:00:00+00:00"),
        line(id="a"),
        line(id="b", published="2025-10-01T05:10:00+02:00"),
    ]
    assert ["a", "b", "c"] == [
        step.article.id for step in replay(load(lines, "stream"), lambda _: (), [], Policy())
    ]


def test_a_line_becomes_an_article_with_its_time_in_utc() -> None:
    [article] = load(
        [
            "",
            line(
                lang="de", outlet="uferblatt", title="T", origin="dpa", published="2025-10-01T05:10:00+02:00"
            ),
        ],
        "stream",
    )
    when = datetime(2025, 10, 1, 3, 10, tzinfo=UTC)
    assert Article("a", "de", "uferblatt", "T", "words", when, origin="dpa") == article


def test_a_line_without_a_time_takes_its_date() -> None:
    [article] = load(['{"id": "a", "text": "words", "date": "2025-10-01"}'], "stream")
    assert datetime(2025, 10, 1, tzinfo=UTC) == article.published


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{", "stream.jsonl:2: no JSON"),
        ("[]", "stream.jsonl:2: no JSON object"),
        ('{"text": "words"}', "stream.jsonl:2: `id` is missing or no text"),
        (line(text=None), "stream.jsonl:2: `text` is missing or no text"),
        (line(outlet=3), "stream.jsonl:2: lang, outlet, title, url and origin are texts"),
        (line(published="yesterday"), "stream.jsonl:2: `published` is no time: 'yesterday'"),
        (line(published=20251001), "stream.jsonl:2: `published` is no time: 20251001"),
        (line(published=None), "stream.jsonl:2: `published` is no time: None"),
    ],
)
def test_a_line_that_is_no_article_is_named(wrong: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        load([line(), wrong], "stream.jsonl")
    assert str(caught.value).startswith(said)


def test_an_alert_is_printed_with_every_key() -> None:
    known = figure("troops·sent", "nis", "11000")
    one = Told("2025-10-01 03:10", claim("troops·sent", "up to 25000", "nis"), id="a1")
    [step] = replay([one.article], lambda _: one.claims, [known], Policy())
    assert [
        {
            "article": "a1",
            "at": "2025-10-01T03:10:00+00:00",
            "kind": "revised",
            "series": "troops·sent",
            "claimant": "nis",
            "low": None,
            "high": 25000,
            "old": {"low": 11000, "high": 11000},
        }
    ] == [as_row(alert) for alert in step.alerts]


def test_a_first_has_no_old_value_in_its_line() -> None:
    one = Told("2025-10-01", claim("captured", "3"), outlet="quay-times")
    two = Told("2025-10-02", claim("captured", "3"), outlet="north-wire")
    found = {one.article.id: one.claims, two.article.id: two.claims}
    steps = list(replay([one.article, two.article], lambda article: found[article.id], [], Policy()))
    [alert] = [alert for step in steps for alert in step.alerts]
    assert (Outcome.FIRST, None, None) == (alert.kind, as_row(alert)["claimant"], as_row(alert)["old"])
