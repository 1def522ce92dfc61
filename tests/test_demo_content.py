"""What the demo's outlets print: feeds that parse, pages whose text is the article's and nobody else's."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import feedparser
import pytest

from bot import baseline, replay
from bot.articles import extract
from bot.demo.outlets import Expected, Outlet, Story, feed_xml, last_second, load, page_html, parse
from bot.errors import ConfigError
from bot.ledger import Policy
from bot.model import Article, Claim, Measure, Outcome, Qualifier, Stage

OUTLETS = {outlet.id: outlet for outlet in load()}
STORIES = {story.id: story for outlet in OUTLETS.values() for story in outlet.articles}
BASE = "http://127.0.0.1:8001"
STARTED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def items_at(outlet: str, seconds: float) -> list[tuple[str, str]]:
    """Link and guid of the feed's items so many seconds after the start, as a reader sees them."""
    text = feed_xml(OUTLETS[outlet], BASE, STARTED + timedelta(seconds=seconds), STARTED)
    parsed = feedparser.parse(BytesIO(text.encode()))
    assert not parsed.bozo
    return [(entry.link, entry.id) for entry in parsed.entries]


def page_of(story: Story) -> str:
    return page_html(story, OUTLETS[story.outlet], BASE, story.published(STARTED))


def test_two_german_outlets_come_first_then_english_korean_and_ukrainian() -> None:
    assert [outlet.lang for outlet in load()] == ["de", "de", "en", "ko", "uk"]


def test_the_articles_have_ids_of_their_own_and_are_told_within_half_a_minute() -> None:
    counted = Counter(story.id for outlet in load() for story in outlet.articles)
    assert len(counted) == counted.total() == 18
    assert last_second(load()) <= 30


def test_every_kind_of_outcome_that_the_demo_shows_is_expected_somewhere() -> None:
    counted = Counter(expected.outcome for story in STORIES.values() for expected in story.expect)
    assert counted == {
        Outcome.FIRST: 4,
        Outcome.REVISED: 2,
        Outcome.DISPUTED: 3,
        Outcome.DENIED: 1,
        Outcome.AGREES: 2,
        Outcome.REPEAT: 2,
        Outcome.LAGGED: 2,
        Outcome.RESTATED: 8,
    }


def test_nine_alerts_are_told_and_one_waits() -> None:
    expected = [(s.id, e) for s in STORIES.values() for e in s.expect]
    assert [(name, e.series, e.claimant, e.low) for name, e in expected if e.alerts] == [
        ("selenskyj-zwei-gefangene", "captured", "zelensky", 2),
        ("geheimdienst-2000-gefallene", "killed", "nis", 2000),
        ("selenskyj-rechnet-mit-verstaerkung", "troops·planned", "zelensky", 20000),
        ("schoigu-minenraeumer", "engineers·planned", "shoigu", 1000),
        ("schoigu-minenraeumer", "workers·planned", "shoigu", 5000),
        ("joint-chiefs-2700-wounded", "wounded", "rok-jcs", 2700),
        ("kremlin-denies-20000", "troops·planned", "kremlin", 20000),
        ("spy-agency-15000-sent", "troops·sent", "nis", 15000),
        ("spy-agency-15000-sent", "returned", "nis", 3000),
    ]
    assert [(name, e.held) for name, e in expected if e.held] == [("geruecht-50000", "nobody")]


def test_a_copy_has_the_text_of_the_first_under_a_headline_of_its_own() -> None:
    first, copy = STORIES["geheimdienst-2000-gefallene"], STORIES["seoul-2000-tote"]
    assert (copy.lead, copy.paragraphs) == (first.lead, first.paragraphs)
    assert copy.title != first.title
    assert copy.outlet != first.outlet


def test_a_feed_is_empty_before_its_first_article_comes_out() -> None:
    assert items_at("harbour", 0) == []


def test_a_feed_lists_what_has_come_out_newest_first() -> None:
    assert items_at("elbwarte", 3) == [
        (f"{BASE}/news/geheimdienst-2000-gefallene.html", "elbwarte-geheimdienst-2000-gefallene"),
        (f"{BASE}/news/selenskyj-zwei-gefangene.html", "elbwarte-selenskyj-zwei-gefangene"),
    ]


def test_a_bumped_item_comes_again_under_another_guid_and_address() -> None:
    link, guid = items_at("elbwarte", 14)[0]
    assert link == f"{BASE}/news/selenskyj-zwei-gefangene.html?utm_source=feed&utm_medium=bump"
    assert guid == "elbwarte-selenskyj-zwei-gefangene-2"
    assert len(items_at("elbwarte", 14)) == 3


def test_a_feed_stays_the_same_while_nothing_comes_out() -> None:
    one, other = (
        feed_xml(OUTLETS["harbour"], BASE, STARTED + timedelta(seconds=s), STARTED) for s in (8.0, 12.4)
    )
    assert one == other


def test_the_english_outlet_has_an_atom_feed_and_the_others_rss() -> None:
    def version(outlet: Outlet) -> str:
        text = feed_xml(outlet, BASE, STARTED + timedelta(seconds=30), STARTED)
        return str(feedparser.parse(BytesIO(text.encode())).version)

    assert [version(outlet) for outlet in load()] == ["rss20", "rss20", "atom10", "rss20", "rss20"]


@pytest.mark.parametrize("outlet", OUTLETS)
def test_in_the_end_a_feed_has_every_article_with_title_lead_and_time(outlet: str) -> None:
    text = feed_xml(OUTLETS[outlet], BASE, STARTED + timedelta(seconds=30), STARTED)
    entries = feedparser.parse(BytesIO(text.encode())).entries
    seen = {entry.title: (entry.summary, entry.published_parsed[:6]) for entry in entries}
    for story in OUTLETS[outlet].articles:
        at = STARTED + timedelta(seconds=int(story.after if story.bumped is None else story.bumped))
        assert seen[story.title] == (story.lead, tuple(at.timetuple())[:6])


@pytest.mark.parametrize("story", STORIES.values(), ids=lambda story: story.id)
def test_a_page_gives_back_lead_and_paragraphs_and_nothing_from_around_them(story: Story) -> None:
    page = extract(page_of(story).encode(), BASE + story.path, lang=story.lang)
    assert page is not None
    assert page.title == story.title
    assert page.text.split("\n") == [story.lead, *story.paragraphs]
    assert page.lang == story.lang
    assert page.url == BASE + story.path
    assert page.published == story.published(STARTED).replace(microsecond=0)


@pytest.mark.parametrize("story", STORIES.values(), ids=lambda story: story.id)
def test_a_page_has_numbers_of_others_around_the_text(story: Story) -> None:
    around = OUTLETS[story.outlet].furniture
    page = page_of(story)
    for text in (*around.comments, *around.related, *around.ticker, around.inline, around.consent):
        assert text in page.replace("&#x27;", "'")
    assert any(sign.isdigit() for text in around.comments for sign in text)


def claim_of(expected: Expected) -> Claim:
    """The claim that a right reading gives; its words do not matter to the ledger."""
    measure, _, stage = expected.series.partition("·")
    return Claim(
        measure=Measure(measure),
        stage=Stage(stage) if stage else None,
        low=expected.low,
        high=expected.high,
        qualifier=Qualifier.EXACT,
        quote=f"{expected.series} {expected.low}",
        start=0,
        end=1,
        number=str(expected.low),
        rule="by hand",
        confidence=0.9,
        denied=expected.outcome is Outcome.DENIED,
        claimant=expected.claimant,
    )


def test_rightly_read_the_articles_do_to_the_seeded_ledger_what_is_expected_of_them() -> None:
    seeds = baseline.load(
        (SEEDS / "baseline.toml").read_text("utf-8"),
        "baseline.toml",
        today=date(2026, 3, 2),
        claimants={"nis", "hur", "ukraine-officials"},
    )
    articles = [
        Article(
            id=story.id,
            lang=story.lang,
            outlet=story.outlet,
            title=story.title,
            text="\n".join([story.lead, *story.paragraphs]),
            published=story.published(STARTED),
        )
        for story in STORIES.values()
    ]

    def rightly(article: Article) -> list[Claim]:
        return [claim_of(expected) for expected in STORIES[article.id].expect]

    seen = {
        (step.article.id, change.series, change.claim.claimant): (change.outcome, change.held)
        for step in replay.replay(articles, rightly, (seed.figure for seed in seeds), Policy())
        for change in step.changes
    }
    assert seen == {
        (story.id, expected.series, expected.claimant): (expected.outcome, expected.held)
        for story in STORIES.values()
        for expected in story.expect
    }


RIGHT = """
[outlet]
id = "blatt"
name = "Blatt"
lang = "de"
format = "rss"
kind = "desk"
feed_path = "/rss"
[furniture]
menu = ["Start"]
consent = "Cookies"
read_also = "Auch"
inline = "Anderes"
related_title = "Mehr"
related = ["Eins"]
ticker = ["Zwei"]
newsletter = "Brief"
comments_title = "Meinungen"
comments = ["Drei"]
footer = "Ende"
[[article]]
id = "eins"
after = 4
title = "Titel"
lead = "Vorspann."
byline = "Ich"
paragraphs = ["Text."]
[[article.expect]]
outcome = "first"
series = "missing"
low = 3
"""


def test_an_outlet_is_read_from_its_file() -> None:
    outlet = parse("blatt.toml", RIGHT)
    (story,) = outlet.articles
    assert (outlet.name, outlet.furniture.related) == ("Blatt", ("Eins",))
    assert (story.outlet, story.lang, story.paragraphs) == ("blatt", "de", ("Text.",))
    assert story.expect == (Expected(Outcome.FIRST, "missing", None, 3, None),)


@pytest.mark.parametrize(
    ("right", "wrong", "subject"),
    [
        ('id = "blatt"', "id = ", "blatt.toml"),
        ('footer = "Ende"', "", "blatt.toml"),
        ('format = "rss"', 'format = "json"', "blatt.toml: format"),
        ('outcome = "first"', 'outcome = "new"', "blatt.toml: article eins"),
        ("after = 4", "", "blatt.toml: article eins"),
        ("after = 4", "after = 4\ncolour = 2", "blatt.toml: article eins"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_the_place_where_it_stands(
    right: str, wrong: str, subject: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        parse("blatt.toml", RIGHT.replace(right, wrong))
    assert raised.value.subject == subject
    assert raised.value.advice != ""
