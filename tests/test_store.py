"""The store on real SQLite files; on PostgreSQL too where MUSTER_TEST_POSTGRESQL names a database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.adapters.store import Chat, Outgoing, Store
from bot.adapters.store_values import from_json, to_json
from bot.adapters.tables import ArticleRow, Base, ChangeRow, ClaimRow, FigureValueRow, TextRow
from bot.alerts import decide
from bot.book import Book, Reading
from bot.copies import sketch
from bot.errors import ConfigError, StoreError
from bot.feeds import FeedState
from bot.ledger import Policy, accept, judge
from bot.model import (
    Article,
    Claim,
    Entry,
    Feed,
    Figure,
    Measure,
    Outcome,
    Qualifier,
    Stage,
    Value,
    Window,
)
from tests.databases import URLS, fresh_url

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
POLICY = Policy()
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(params=URLS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with fresh_url(request.param, tmp_path) as made:
        yield made


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store(url) as made:
        made.migrate()
        yield made


def an_article(name: str, text: str = "A text.", **other: Any) -> Article:
    values = {"outlet": f"{name}.example", "published": NOW, "title": name, "lang": "en"} | other
    return Article(id=f"https://{name}.example/1", text=text, url=f"https://{name}.example/1", **values)


def a_claim(low: int | None, *, claimant: str | None = "nis", **other: Any) -> Claim:
    quote = other.pop("quote", f"{claimant} says that {low} soldiers were killed.")
    values = {
        "measure": Measure.KILLED,
        "stage": None,
        "low": low,
        "high": low,
        "qualifier": Qualifier.EXACT,
        "quote": quote,
        "start": 0,
        "end": len(quote),
        "number": str(low),
        "rule": "test",
        "confidence": 0.9,
        "claimant": claimant,
    }
    return Claim(**(values | other))


def tell(store: Store, article: Article, *claims: Claim, now: datetime = NOW, **other: Any):
    """What the pipeline does with one read article."""
    with store.turn():
        copies = [copy.article.id for copy in store.find_copies(sketch(article.text), besides=article.id)]
        book = store.book_for(article, claims, copies)
        changes = judge(article, claims, book, POLICY)
        decision = decide(changes, book)
        store.record(article, claims, changes, decision, now, copy_of=copies[0] if copies else None, **other)
    return changes


def rows(store: Store, table: type[Base]) -> int:
    with store.reading() as connection:
        return len(connection.execute(select(*table.__table__.primary_key.columns)).all())


def everything(store: Store) -> dict[str, int]:
    return {mapper.class_.__tablename__: rows(store, mapper.class_) for mapper in Base.registry.mappers}


# --- opening --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("no address", "is no database address"),
        ("mysql://root@host/name", "mysql is not supported"),
        ("sqlite+nodriver:///a.db", "is no database address"),
        ("sqlite+aiosqlite:///a.db", "is asynchronous"),
    ],
)
def test_an_address_that_cannot_be_used_says_what_would_be_right(address, problem):
    with pytest.raises(ConfigError, match=problem) as caught:
        Store(address)
    assert caught.value.advice == "Use sqlite:///var/muster.db or postgresql://user:password@host/name"


def test_a_file_that_is_no_database_is_an_error_of_the_store(tmp_path):
    (tmp_path / "text.db").write_text("This is a letter, not a database. " * 100)
    with Store(f"sqlite:///{tmp_path}/text.db") as store, pytest.raises(StoreError, match="not a database"):
        store.recall("first_start")


def test_a_number_that_no_column_holds_is_an_error_of_the_store(store):
    with pytest.raises(StoreError, match="holds no such number") as caught:
        store.reject(2**70, "anna", "", NOW)
    assert (caught.value.retry, caught.value.advice) == (False, "Give a smaller one")


def test_a_server_that_is_not_there_is_an_error_that_may_pass_and_keeps_the_password_back():
    with Store("postgresql://muster:secret@127.0.0.1:1/muster") as store, pytest.raises(StoreError) as caught:
        store.recall("first_start")
    assert caught.value.retry is True
    assert "secret" not in str(caught.value)


def test_the_folder_of_a_new_database_is_made(tmp_path):
    with Store(f"sqlite:///{tmp_path}/var/deep/muster.db") as store:
        store.migrate()
    assert (tmp_path / "var" / "deep" / "muster.db").is_file()


def test_a_store_in_memory_has_every_table():
    with Store.in_memory() as store:
        assert store.seed([], NOW) is True
        assert set(everything(store).values()) == {0, 1}


def test_times_come_back_in_utc_whatever_zone_they_were_given_in(store):
    seoul = datetime(2025, 7, 1, 21, tzinfo=timezone(timedelta(hours=9)))
    tell(store, an_article("one", published=seoul))
    found = store.article("https://one.example/1")
    assert found.published == NOW
    assert found.published.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(store):
    with pytest.raises(StoreError, match="naive time"):
        tell(store, an_article("one", published=datetime(2025, 7, 1)))


def test_signs_that_no_database_holds_are_replaced(store):
    tell(store, an_article("one", title="a\x00b\ud800c"))
    assert store.article("https://one.example/1").title == "a\ufffdb\ufffdc"


# --- feeds and entries ------------------------------------------------------------------------------------

FEED = Feed("one", "https://one.example/rss", "de", "topic", timedelta(minutes=5), "dpa", True, "a note")


def an_entry(number: int, **other: Any) -> Entry:
    values = {"title": f"Title {number}", "url": f"https://one.example/{number}"}
    return Entry("one", f"guid-{number}", **(values | other))


def take(store: Store, *entries: Entry, passed: bool = True, now: datetime = NOW) -> int:
    return store.take_entries("one", entries, [(passed, "the gate's reason")] * len(entries), now)


def test_a_feed_comes_back_with_everything_that_a_poll_left(store):
    state = FeedState(
        name="one",
        url="https://moved.example/rss",
        base="https://one.example/rss",
        etag='"a"',
        last_modified="Tue, 01 Jul 2025 12:00:00 GMT",
        body_hash="abc",
        due_at=NOW,
        failures=3,
        last_ok=NOW - HOUR,
        last_item=NOW - 2 * HOUR,
        last_full=NOW - 3 * HOUR,
        resting="it is gone",
        problem="answers 410",
    )
    store.sync_feeds([FEED])
    assert {"one": FeedState("one")} == store.feed_states()
    store.save_feed_state(state)
    store.sync_feeds([replace(FEED, note="another note")])
    (health,) = store.feed_health()
    assert (health.feed, health.state) == (replace(FEED, note="another note"), state)


def test_a_feed_whose_address_was_edited_starts_afresh(store):
    store.sync_feeds([FEED])
    store.save_feed_state(FeedState("one", etag='"a"', failures=3))
    store.sync_feeds([replace(FEED, url="https://one.example/new")])
    assert {"one": FeedState("one")} == store.feed_states()


def test_a_feed_that_left_the_file_is_not_polled_but_its_entries_stay(store):
    store.sync_feeds([FEED])
    take(store, an_entry(1))
    store.sync_feeds([replace(FEED, name="two")])
    assert {"two"} == set(store.feed_states())
    assert len(store.next_entries(NOW)) == 1


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(an_entry(1), id="the same"),
        pytest.param(an_entry(1, title="A new headline"), id="a changed headline"),
        pytest.param(an_entry(1, url="https://one.example/moved"), id="a changed address"),
        pytest.param(replace(an_entry(1), guid="another"), id="a changed guid"),
        pytest.param(replace(an_entry(1), published=NOW), id="a changed date"),
        pytest.param(
            replace(an_entry(1), guid="x", url="https://one.example/1?utm_source=rss"), id="tracked"
        ),
        pytest.param(replace(an_entry(1), guid="x", title="TITLE  1"), id="case and spaces"),
    ],
)
def test_an_old_item_in_new_clothes_is_not_taken_again(store, again):
    store.sync_feeds([FEED])
    assert take(store, an_entry(1)) == 1
    assert take(store, again) == 0
    assert len(store.next_entries(NOW)) == 1


def test_one_page_in_two_feeds_is_taken_once(store):
    store.sync_feeds([FEED, replace(FEED, name="two")])
    take(store, an_entry(1))
    same = replace(an_entry(1), feed="two", guid="other")
    assert store.take_entries("two", [same], [(True, "x")], NOW) == 0


def test_a_page_under_another_headline_is_taken_since_it_may_say_more(store):
    store.sync_feeds([FEED])
    take(store, an_entry(1))
    assert take(store, replace(an_entry(1), guid="live-2", title="The second update")) == 1


def test_entries_are_read_in_the_order_of_their_publication(store):
    store.sync_feeds([FEED])
    take(
        store,
        an_entry(1, published=NOW - HOUR),
        an_entry(2),
        an_entry(3, published=NOW - 2 * HOUR, content="The whole text."),
        an_entry(4, published=NOW + 100 * HOUR),
    )
    waiting = store.next_entries(NOW)
    assert [entry.entry.guid for entry in waiting] == ["guid-3", "guid-1", "guid-2", "guid-4"]
    assert waiting[0].entry == an_entry(3, published=NOW - 2 * HOUR, content="The whole text.")


def test_what_the_gate_refused_is_kept_with_its_reason_and_not_read(store):
    store.sync_feeds([FEED])
    take(store, an_entry(1), passed=False)
    assert ((), {"skipped": 1}) == (store.next_entries(NOW), store.entry_counts())
    assert store.feed_health()[0].last_match is None
    take(store, an_entry(2), now=NOW + HOUR)
    assert store.feed_health()[0].last_match == NOW + HOUR


def test_an_entry_that_failed_is_tried_again_in_time_and_then_set_aside(store):
    store.sync_feeds([FEED])
    take(store, an_entry(1, content="The text"))
    (waiting,) = store.next_entries(NOW)
    store.entry_failed(waiting.id, "the parser hung", retry_at=NOW + HOUR)
    assert store.next_entries(NOW) == ()
    (second,) = store.next_entries(NOW + HOUR)
    assert (second.attempts, second.entry.content) == (1, "The text")
    store.entry_failed(waiting.id, "the parser hung again")
    assert ((), {"failed": 1}) == (store.next_entries(NOW + 9 * HOUR), store.entry_counts())


def test_the_guids_that_a_feed_brought_before_are_known_even_the_very_long_ones(store):
    store.sync_feeds([FEED, replace(FEED, name="two")])
    long = "https://one.example/?" + "x" * 5000
    take(store, an_entry(1), replace(an_entry(2), guid=long))
    assert store.known_guids("one", ["guid-1", long, "guid-9"]) == {"guid-1", long}
    assert store.known_guids("two", ["guid-1"]) == frozenset()


# --- the ledger -------------------------------------------------------------------------------------------


def test_a_claim_comes_back_with_every_field(store):
    claim = a_claim(
        None,
        measure=Measure.TROOPS,
        stage=Stage.PLANNED,
        high=12_000,
        qualifier=Qualifier.UP_TO,
        increment=True,
        denied=True,
        current=True,
        via="cnn",
        as_of=Window(date(2025, 7, 1), date(2025, 8, 31)),
        place="kursk",
    )
    share = a_claim(None, share=0.333, claimant=None)
    tell(store, an_article("one", "The text, whole."), claim, share)
    ((article, claims),) = store.read_before(2)
    assert article == an_article("one", "The text, whole.")
    assert set(claims) == {claim, share}


def a_story() -> list[tuple[Article, tuple[Claim, ...]]]:
    """Articles that bring about every outcome: first, agrees, restated, disputed, lagged, denied, held …"""

    def on(day: int, name: str, *claims: Claim, **other: Any) -> tuple[Article, tuple[Claim, ...]]:
        text = other.pop("text", f"The text of {name} on day {day}.")
        return an_article(name, text, published=NOW + timedelta(days=day), **other), claims

    wire = " ".join(f"word{number}" for number in range(80))
    return [
        on(0, "a", a_claim(600), a_claim(1000, measure=Measure.TROOPS, stage=Stage.SENT, claimant="hur")),
        on(0, "b", a_claim(605, claimant="zelensky"), a_claim(600)),
        on(1, "c", a_claim(2000, claimant="pentagon"), text=wire),
        on(1, "d", a_claim(2000, claimant="pentagon"), text=wire + " more"),
        on(2, "e", a_claim(900), a_claim(600, claimant=None)),
        on(3, "f", a_claim(600), a_claim(900, claimant="kremlin", denied=True)),
        on(3, "g", a_claim(5000, claimant=None, quote="Some 5000 are said to be dead.")),
        on(4, "h", a_claim(5000, claimant=None, quote="There is talk of 5000 dead.")),
        on(5, "i", a_claim(1000, measure=Measure.WOUNDED, confidence=0.1)),
        on(6, "e", a_claim(700), text="A corrected text."),
        on(7, "j", a_claim(None, share=0.4, claimant=None), a_claim(100_000, claimant="isw")),
    ]


def test_the_store_gives_back_the_very_book_that_the_pure_ledger_has(store):
    pure = Book()
    told, outcomes = [], set()
    for article, claims in a_story():
        copies = [copy.article.id for copy in store.find_copies(sketch(article.text), besides=article.id)]
        loaded = store.book_for(article, claims, copies)
        series = {claim.series for claim in claims} | {r.claim.series for r in loaded.reports}
        assert loaded.figures == {at: figure for at, figure in pure.figures.items() if at[0] in series}
        assert loaded.waiting == tuple(held for held in pure.waiting if held.claim.series in series)
        changes = judge(article, claims, loaded, POLICY)
        decision = decide(changes, loaded)
        kept = {"sketch": sketch(article.text), "copy_of": copies[0] if copies else None}
        store.record(article, claims, changes, decision, article.published, **kept)
        pure = reduce(Book.apply, changes, pure)
        outcomes |= {str(change.outcome) for change in changes} | {c.held for c in changes if c.held}
        told += [alert.change.key for alert in decision.alerts]
        after = store.book_for(article, claims, copies)
        assert set(after.told) >= {one for one in decision.book.told if one.kind is Outcome.DENIED}
    assert set(store.figures()) == set(pure.figures.values())
    assert [held.change.key for held in store.held()] == [w.key for w in pure.waiting]
    written = [one.alert.change.key for one in store.pending_alerts() if one.answers is None]
    assert written == told
    assert outcomes == {
        "first", "agrees", "restated", "disputed", "repeat", "revised", "lagged", "denied", "withdrawn",
        "recorded", "nobody", "confidence", "far",
    }  # fmt: skip


def test_a_figure_tells_its_history_its_reports_and_why(store):
    tell(store, an_article("one"), a_claim(600))
    tell(store, an_article("two", published=NOW + 24 * HOUR), a_claim(2000), now=NOW + 24 * HOUR)
    (figure,) = store.figures("killed")
    assert [value.low for value in (figure.present, *figure.earlier)] == [2000, 600]
    assert [article.outlet for article, _ in store.reports("killed", "nis")] == ["two.example", "one.example"]
    (first, second) = store.changes_between(NOW, NOW + 48 * HOUR)
    assert second.figure == replace(figure, earlier=(), origins=frozenset())
    why = store.why(second.key)
    assert (why.change, why.change.rule, why.alert_id) == (second, "revised", 2)
    assert why.change.facts["old"] == {"low": 600, "high": 600, "qualifier": "exact"}
    assert store.why(why.id) == store.why_alert(2) == why
    assert store.why("no such key") is None
    assert store.changes_between(NOW, NOW + HOUR, [Outcome.FIRST]) == (first,)
    with store.reading() as connection:
        behind = select(FigureValueRow.change_id).order_by(FigureValueRow.position)
        assert list(connection.scalars(behind)) == [1, 2]


def test_recording_the_same_article_again_changes_nothing(store):
    article, claims = an_article("one"), (a_claim(600), a_claim(900, measure=Measure.WOUNDED))
    tell(store, article, *claims, sketch=sketch(article.text), page=b"<p>")
    before = everything(store)
    tell(store, article, *claims, sketch=sketch(article.text), page=b"<p>")
    assert everything(store) == before


def test_an_edition_is_kept_beside_the_first_and_its_lost_number_is_followed_up(store):
    first = an_article("one", "The first text.")
    second = replace(first, text="The second text.", title="A new headline", published=NOW + HOUR)
    tell(store, first, a_claim(600), page=b"<p>first")
    tell(store, second, a_claim(900), page=b"<p>second")
    kept = store.article(first.id)
    assert (kept.text, kept.title, kept.published) == ("The second text.", "A new headline", NOW)
    assert store.page(first.id) == b"<p>second"
    assert (rows(store, ArticleRow), rows(store, TextRow), rows(store, ClaimRow)) == (1, 2, 2)
    ((_, live),) = store.read_before(2)
    assert [claim.low for claim in live] == [900]
    _, _, followup = sorted(store.pending_alerts(), key=lambda one: one.answers is not None)
    assert (followup.answers, followup.alert.kind, followup.now.low) == (1, Outcome.WITHDRAWN, 900)


def test_a_wire_text_in_another_outlet_is_found_and_its_report_is_a_repeat(store):
    text = " ".join(f"word{number}" for number in range(100))
    other = " ".join(f"other{number}" for number in range(100))
    tell(store, an_article("one", text), a_claim(600), sketch=sketch(text))
    tell(store, an_article("far", other), sketch=sketch(other))
    (change,) = tell(store, an_article("two", text + " end"), a_claim(600), sketch=sketch(text + " end"))
    assert change.outcome is Outcome.REPEAT
    found = store.find_copies(sketch(text), besides="https://one.example/1")
    assert [copy.article.id for copy in found] == ["https://two.example/1"]
    assert len(store.pending_alerts()) == 1


def test_pages_are_forgotten_and_texts_are_not(store):
    tell(store, an_article("one"), page=b"<p>old", now=NOW)
    tell(store, an_article("two"), page=b"<p>new", now=NOW + 24 * HOUR)
    assert store.forget_pages(NOW + HOUR) == 1
    assert (store.page("https://one.example/1"), store.page("https://two.example/1")) == (None, b"<p>new")
    assert store.article("https://one.example/1").text == "A text."


def test_pages_are_fetched_again_when_it_is_time(store):
    tell(store, an_article("one"), refetch_at=NOW + HOUR)
    tell(store, an_article("two"))
    assert store.refetches(NOW) == ()
    (due,) = store.refetches(NOW + HOUR)
    assert (due.article.id, due.done) == ("https://one.example/1", 0)
    store.refetched(due.article.id, NOW + 6 * HOUR)
    assert [(one.article.id, one.done) for one in store.refetches(NOW + 6 * HOUR)] == [(due.article.id, 1)]
    store.refetched(due.article.id, None)
    assert store.refetches(NOW + 99 * HOUR) == ()


def test_only_what_an_older_reader_read_is_read_again(store):
    tell(store, an_article("one"), a_claim(600), reader=1)
    tell(store, an_article("two"), reader=2)
    assert [article.id for article, _ in store.read_before(2)] == ["https://one.example/1"]
    assert store.read_before(2, after="https://one.example/1") == ()
    tell(store, an_article("one"), a_claim(600), reader=2)
    assert store.read_before(2) == ()


def test_the_baseline_is_seeded_once(store):
    value = Value(600, 600, Qualifier.ABOUT, NOW, seeded=True)
    figure = Figure("killed", "nis", value, origins=frozenset({"a", "b"}))
    assert store.seed([(figure, "CNN · 2025-07-02")], NOW) is True
    assert store.seed([(replace(figure, claimant="hur"), "BBC")], NOW) is False
    assert store.figures() == (figure,)
    (change,) = tell(store, an_article("one"), a_claim(610))
    assert change.outcome is Outcome.RESTATED


def test_a_former_value_put_in_later_takes_from_no_other_value_who_brought_it(store):
    tell(store, an_article("one"), a_claim(600))
    tell(store, an_article("two", published=NOW + HOUR), a_claim(2000))
    (figure,) = store.figures()
    found = Value(300, 300, Qualifier.EXACT, NOW - HOUR, seeded=True)
    store.put_figures([(replace(figure, earlier=(*figure.earlier, found)), "Yonhap · 2025-01-13")], NOW)
    with store.reading() as connection:
        brought = select(FigureValueRow.source, FigureValueRow.change_id).order_by(FigureValueRow.position)
        assert list(connection.execute(brought)) == [("Yonhap · 2025-01-13", None), (None, 1), (None, 2)]


def test_a_figure_put_by_hand_keeps_who_and_why(store):
    value = Value(600, 600, Qualifier.ABOUT, NOW)
    store.put_figures([(Figure("killed", "nis", value), "baseline.toml")], NOW)
    corrected = Figure("killed", "nis", replace(value, low=650, high=650), (value,))
    store.put_figures([(corrected, "ana: misprint in the file")], NOW)
    assert store.figures() == (corrected,)
    assert store.sources("killed", "nis") == (
        (corrected.present, "ana: misprint in the file"),
        (value, "baseline.toml"),
    )
    store.drop_figure(("killed", "nis"), NOW)
    assert store.figures() == ()


def test_the_first_start_is_remembered(store):
    assert store.first_start(NOW) == NOW
    assert store.first_start(NOW + HOUR) == NOW


def test_what_was_read_of_a_day_is_counted(store):
    tell(store, an_article("one"), a_claim(600))
    tell(store, an_article("two", lang="de", published=NOW - 24 * HOUR), a_claim(100))
    tell(store, an_article("late"), a_claim(9000, claimant=None), now=NOW + 24 * HOUR)
    assert store.held_count() == 1
    assert store.articles_between(NOW, NOW + HOUR) == ((NOW, "one.example", "en"), (NOW, "two.example", "de"))


# --- nothing half-written ---------------------------------------------------------------------------------


def test_an_error_while_recording_leaves_nothing_behind(store):
    article, claim = an_article("one"), a_claim(600)
    store.sync_feeds([FEED])
    take(store, an_entry(1))
    before = everything(store)
    changes = judge(article, [claim], Book(), POLICY)
    decision = decide(changes, Book())
    twice = replace(decision, alerts=decision.alerts * 2)
    with pytest.raises(StoreError, match=r"refused a row.*alerts") as caught:
        store.record(article, [claim], changes, twice, NOW, page=b"<p>", entry=1)
    assert caught.value.retry is False
    assert everything(store) == before
    assert store.entry_counts() == {"new": 1}


def test_an_error_in_a_turn_takes_back_every_verb_of_it(store):
    with pytest.raises(RuntimeError), store.turn():
        tell(store, an_article("one"), a_claim(600))
        assert len(store.figures()) == 1
        raise RuntimeError
    assert store.figures() == ()
    tell(store, an_article("one"), a_claim(600))
    assert len(store.figures()) == 1


def test_a_turn_in_which_a_verb_failed_keeps_nothing_even_if_the_error_was_caught(store):
    article, claim = an_article("two"), a_claim(900)
    changes = judge(article, [claim], Book(), POLICY)
    decision = decide(changes, Book())
    twice = replace(decision, alerts=decision.alerts * 2)
    with pytest.raises(StoreError, match="a part of this turn failed"), store.turn():
        tell(store, an_article("one"), a_claim(600))
        with pytest.raises(StoreError, match="refused a row"):
            store.record(article, [claim], changes, twice, NOW)
    assert (store.figures(), store.article("https://one.example/1")) == ((), None)


def test_a_number_that_comes_and_goes_with_the_editions_is_counted_right(store):
    def edition(hours: int, text: str, *claims: Claim):
        moved = an_article("one", text)
        return [str(change.outcome) for change in tell(store, moved, *claims, now=NOW + hours * HOUR)]

    assert edition(0, "With it.", a_claim(600)) == ["first"]
    assert edition(1, "Without it.") == ["withdrawn"]
    assert store.figures() == ()
    assert edition(2, "With it again.", a_claim(600)) == ["first"]
    (figure,) = store.figures()
    assert (figure.present.low, figure.reports) == (600, 1)
    assert [one.answers for one in store.pending_alerts()] == [None, 1, None]
    assert edition(3, "With it again, and more.", a_claim(600)) == ["repeat"]
    assert edition(4, "Gone again.") == ["withdrawn"]
    assert store.figures() == ()
    assert [one.answers for one in store.pending_alerts()] == [None, 1, None, 3]
    assert edition(5, "Still gone.") == []


def test_a_process_killed_in_the_middle_of_a_turn_leaves_nothing_behind(tmp_path):
    url = f"sqlite:///{tmp_path}/muster.db"
    code = f"""if True:
        import os, signal
        from tests.test_store import *
        store = Store({url!r})
        store.migrate()
        tell(store, an_article("one"), a_claim(600))
        with store.turn():
            tell(store, an_article("two"), a_claim(2000))
            os.kill(os.getpid(), signal.SIGKILL)
    """
    killed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (killed.returncode, killed.stderr) == (-9, b"")
    with Store(url) as store:
        assert [figure.present.low for figure in store.figures()] == [600]
        assert len(store.pending_alerts()) == 1


def test_two_processes_that_read_and_write_at_once_wait_for_each_other(url):
    with Store(url) as store:
        store.migrate()
        store.remember("count", "0")
    code = f"""if True:
        from bot.adapters.store import Store
        store = Store({url!r})
        for _ in range(50):
            with store.turn():
                store.remember("count", str(int(store.recall("count")) + 1))
    """
    started = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)
    ]
    assert [(process.communicate()[1], process.returncode) for process in started] == [(b"", 0), (b"", 0)]
    with Store(url) as store:
        assert store.recall("count") == "100"


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE articles SET key = 'same'", id="an article's id is its own"),
        pytest.param("UPDATE figures SET series = 'killed', claimant = 'nis'", id="one figure a claimant"),
        pytest.param("UPDATE changes SET key = 'same'", id="a change is written once"),
        pytest.param("UPDATE claims SET article_id = 99", id="a claim has an article"),
        pytest.param("UPDATE alerts SET change_id = 99", id="an alert has a change"),
        pytest.param("UPDATE alerts SET state = 'lost'", id="an alert's state is a known one"),
        pytest.param("UPDATE changes SET review = 'maybe'", id="a review's state is a known one"),
        pytest.param("UPDATE texts SET edition = 1, article_id = 1", id="an edition is kept once"),
    ],
)
def test_the_database_itself_refuses_what_may_not_be(store, statement):
    tell(store, an_article("one"), a_claim(600))
    tell(store, an_article("two"), a_claim(900, claimant="hur"))
    with pytest.raises(StoreError) as caught, store.turn() as connection:
        connection.exec_driver_sql(statement)
    assert isinstance(caught.value.__cause__, IntegrityError)


# --- review -----------------------------------------------------------------------------------------------


def hold(store: Store, name: str = "one", **other: Any):
    """A change that waits: the reading is not sure enough."""
    tell(store, an_article(name, f"The text of {name}."), a_claim(600, confidence=0.1, **other))
    return store.held()


def take_as(store: Store, held: Any, claim: Claim, operator: str = "ana") -> bool:
    book = store.book_for(held.change.article, [claim])
    made = accept(held.change, claim, book, POLICY)
    alert = next(iter(decide([made], book).alerts), None)
    return store.accept(held.id, made, alert, operator, NOW + HOUR, "the page says so")


def test_an_accepted_change_sends_its_alert_once_whoever_presses(store):
    (held,) = hold(store)
    assert (held.change.held, store.figures(), store.pending_alerts()) == ("confidence", (), ())
    assert take_as(store, held, held.change.claim) is True
    assert take_as(store, held, held.change.claim, "ben") is False
    assert store.reject(held.id, "ben", "no", NOW) is False
    assert store.held() == ()
    assert [figure.present.low for figure in store.figures()] == [600]
    (pending,) = store.pending_alerts()
    assert (pending.alert.change.key, pending.alert.change.held) == (held.change.key, None)
    why = store.why(held.id)
    assert (why.review, why.reviewed_by, why.reviewed_at) == ("accepted", "ana", NOW + HOUR)
    assert (why.review_reason, why.read) == ("the page says so", None)
    assert store.changes_between(NOW, NOW + HOUR) == ()
    assert [change.key for change in store.changes_between(NOW + HOUR, NOW + 2 * HOUR)] == [held.change.key]
    assert [(action.operator, action.action, action.subject) for action in store.actions()] == [
        ("ana", "accept", f"change {held.id}")
    ]


def test_an_edited_change_takes_the_held_ones_place_with_the_operators_reading(store):
    (held,) = hold(store)
    edited = replace(held.change.claim, claimant="hur", low=650, high=650)
    assert take_as(store, held, edited) is True
    (figure,) = store.figures()
    assert (figure.claimant, figure.present.low) == ("hur", 650)
    why = store.why(held.id)
    assert (why.change.claim, why.read) == (edited, held.change.claim)
    assert list(store.numbered_between(NOW, NOW + 2 * HOUR)) == [held.id]
    ((_, live),) = store.read_before(2)
    assert live == (edited,)


def test_a_rejected_reading_is_not_held_again_in_a_copy(store):
    (held,) = hold(store)
    assert store.reject(held.id, "ana", "about another army", NOW) is True
    (change,) = tell(store, an_article("two", "Other words."), held.change.claim)
    assert (change.outcome, change.rule) == (Outcome.RECORDED, "rejected")
    assert store.held() == ()
    (rejection,) = store.rejections()
    assert rejection.reading == Reading("nis says that 600 soldiers were killed.", "killed", 600, 600)
    assert (rejection.lang, rejection.reason, rejection.operator) == ("en", "about another army", "ana")


def test_what_waits_behind_a_held_change_goes_with_it(store):
    hold(store)
    tell(store, an_article("again", "Once more.", outlet="one.example"), a_claim(600, confidence=0.2))
    (held,) = store.held()
    assert rows(store, ChangeRow) == 2
    store.reject(held.id, "ana", "no", NOW)
    assert [store.why(row).review for row in (1, 2)] == ["rejected", "rejected"]


def test_a_second_origin_releases_a_held_change(store):
    hold(store)
    (change,) = tell(store, an_article("two", "Other words."), a_claim(600, confidence=0.2))
    assert change.outcome is Outcome.FIRST
    assert store.held() == ()
    assert (store.why(1).review, store.why(1).released_by) == ("released", 2)
    lean = replace(change.figure, origins=frozenset())
    assert store.why(2).change == replace(change, article=replace(change.article, text=""), figure=lean)
    assert len(store.pending_alerts()) == 1


def test_a_held_number_that_its_page_withdraws_waits_no_more_but_the_next_in_line_does(store):
    hold(store)
    tell(store, an_article("again", "Once more.", outlet="one.example"), a_claim(600, confidence=0.2))
    tell(store, an_article("one", "The page was corrected.", published=NOW + HOUR))
    assert store.why(1).review == "withdrawn"
    assert [held.id for held in store.held()] == [2]


# --- outbox -----------------------------------------------------------------------------------------------

CHANNEL = Chat("@channel", "channel", "de", "Europe/Berlin", NOW)
READER = Chat(
    "17",
    "private",
    "en",
    "Asia/Seoul",
    NOW,
    quiet_from=time(22),
    quiet_until=time(7, 30),
    digest=False,
    filters={"series": ["killed"], "change": 0.1},
)


def say(store: Store, chat: str, *keys: str, **other: Any) -> int:
    return store.queue([Outgoing(chat, key, "notice", body={"text": key}, **other) for key in keys], NOW)


def heads(store: Store, now: datetime = NOW) -> list[tuple[str, str]]:
    return [(message.chat, message.key) for message in store.next_messages(now)]


@pytest.fixture
def outbox(store: Store) -> Store:
    store.put_chat(READER)
    store.put_chat(CHANNEL)
    return store


def test_a_chat_comes_back_with_its_wishes_and_keeps_the_day_it_joined(outbox):
    assert outbox.chats() == (CHANNEL, READER)
    assert outbox.chats("private") == (READER,)
    outbox.put_chat(replace(READER, language="ko", joined_at=NOW + HOUR))
    assert outbox.chat("17") == replace(READER, language="ko")
    outbox.forget_chat("17")
    assert outbox.chat("17") is None


def test_an_alert_is_spread_once_and_told_after_the_answer(outbox):
    tell(outbox, an_article("one"), a_claim(600))
    (pending,) = outbox.pending_alerts()
    message = Outgoing("@channel", "alert:1", "alert", alert_id=pending.alert.id)
    assert outbox.spread(1, [message], NOW) == 1
    assert outbox.pending_alerts() == ()
    assert outbox.spread(1, [message], NOW) == 0
    (queued,) = outbox.next_messages(NOW)
    assert outbox.sending(queued.id, NOW, "a hash") is True
    assert outbox.sending(queued.id, NOW, "a hash") is False
    outbox.sent(queued.id, 4711, NOW, file_id="picture")
    (post,) = outbox.posts(1)
    assert (post.state, post.message_id, post.attempts, post.file_id) == ("sent", 4711, 1, "picture")
    assert outbox.backlog() == {"sent": 1}
    assert outbox.last_sent("@channel") == post


def test_channels_go_first_and_each_chat_keeps_its_order(outbox):
    say(outbox, "17", "a", "b")
    say(outbox, "@channel", "c", "d")
    assert heads(outbox) == [("@channel", "c"), ("17", "a")]
    first, second = outbox.next_messages(NOW)
    outbox.sending(first.id, NOW)
    assert heads(outbox) == [("17", "a")]
    outbox.sent(first.id, 1, NOW)
    outbox.again(second.id, NOW + HOUR, "429")
    assert heads(outbox) == [("@channel", "d")]
    assert heads(outbox, NOW + HOUR) == [("@channel", "d"), ("17", "a")]
    outbox.never(second.id, "refused")
    assert heads(outbox) == [("@channel", "d"), ("17", "b")]


def test_a_wait_of_hours_survives_a_restart(outbox, url):
    say(outbox, "@channel", "a")
    (message,) = outbox.next_messages(NOW)
    outbox.sending(message.id, NOW)
    outbox.again(message.id, NOW + timedelta(seconds=43_838), "429")
    outbox.close()
    with Store(url) as restarted:
        assert restarted.next_messages(NOW + 12 * HOUR) == ()
        (again,) = restarted.next_messages(NOW + timedelta(seconds=43_838))
        assert (again.id, again.attempts, again.error, again.body) == (message.id, 1, "429", {"text": "a"})
        assert restarted.windows(NOW) == (("@channel", NOW),)
        assert restarted.windows(NOW + HOUR) == ()


def test_what_was_being_sent_at_a_crash_is_found_and_holds_back_its_chat(outbox, url):
    say(outbox, "@channel", "a", "b")
    (message,) = outbox.next_messages(NOW)
    outbox.sending(message.id, NOW)
    outbox.close()
    with Store(url) as restarted:
        assert restarted.next_messages(NOW) == ()
        assert [lost.id for lost in restarted.unsettled()] == [message.id]
        restarted.again(message.id, NOW, "no answer", unanswered=True, plain=True)
        (again,) = restarted.next_messages(NOW)
        assert (again.key, again.unanswered, again.plain) == ("a", 1, True)
        restarted.uncertain(message.id, "no answer twice")
        assert heads(restarted) == [("@channel", "b")]
        assert restarted.message(message.id).unanswered == 2


def test_a_key_is_queued_once_a_chat_and_a_chat_that_rests_gets_nothing(outbox):
    assert say(outbox, "@channel", "a", "a", "b") == 2
    assert say(outbox, "17", "a") == 1
    assert say(outbox, "nobody", "a") == 0
    outbox.rest_chat("17", "blocked", NOW)
    assert say(outbox, "17", "b") == 0
    assert heads(outbox) == [("@channel", "a")]
    assert outbox.chats() == (CHANNEL,)
    assert outbox.chat("17").resting_reason == "blocked"


def test_a_message_waits_for_the_end_of_quiet_hours(outbox):
    say(outbox, "17", "a", not_before=NOW + HOUR)
    assert (heads(outbox), outbox.next_due(NOW)) == ([], NOW + HOUR)
    assert heads(outbox, NOW + HOUR) == [("17", "a")]


def test_a_day_is_told_once_a_chat_with_all_its_posts_in_order(outbox):
    day = date(2025, 7, 1)
    posts = [
        Outgoing("@channel", f"digest:{day}:{part}", "digest", body={"text": part}) for part in ("one", "two")
    ]
    assert outbox.queue_digest(day, posts, NOW) is True
    assert outbox.queue_digest(day, posts, NOW) is False
    assert outbox.queue_digest(day, [replace(posts[1], chat="17")], NOW) is True
    assert heads(outbox) == [("@channel", f"digest:{day}:one"), ("17", f"digest:{day}:two")]
    assert outbox.backlog() == {"pending": 3}


def test_outlets_that_come_later_are_joined_in_one_waiting_edit(outbox):
    tell(outbox, an_article("one"), a_claim(600))
    outbox.spread(1, [Outgoing("@channel", "alert:1", "alert", alert_id=1)], NOW)
    (post,) = outbox.next_messages(NOW)
    outbox.sent(post.id, 4711, NOW)
    for number, name in enumerate(["two", "three"]):
        tell(outbox, an_article(name, f"Words of {name}."), a_claim(600), now=NOW + HOUR)
        assert outbox.pending_additions() == (1,)
        edit = Outgoing("@channel", f"edit:{number}", "edit", alert_id=1, target=post.id)
        assert outbox.spread_additions(1, [edit], NOW) == (1 if number == 0 else 0)
    assert outbox.pending_additions() == ()
    (edit,) = outbox.next_messages(NOW)
    assert (edit.kind, edit.target, edit.target_message_id) == ("edit", post.id, 4711)
    assert outbox.alert(1).alert.also == ("two.example", "three.example")


def test_what_is_new_overtakes_an_edit_that_waits_in_its_chat(outbox):
    tell(outbox, an_article("one"), a_claim(600))
    outbox.spread(1, [Outgoing(chat, "alert:1", "alert", alert_id=1) for chat in ("@channel", "17")], NOW)
    posts = outbox.next_messages(NOW)
    for post in posts:
        outbox.sent(post.id, 4711, NOW)
    edits = [Outgoing(post.chat, "edit:1", "edit", alert_id=1, target=post.id) for post in posts]
    assert outbox.queue(edits, NOW) == 2
    say(outbox, "17", "news")
    assert heads(outbox) == [("@channel", "edit:1"), ("17", "news"), ("17", "edit:1")]


def test_a_revision_knows_the_alert_that_it_revises(store):
    tell(store, an_article("one"), a_claim(600))
    tell(store, an_article("other"), a_claim(50, measure=Measure.WOUNDED))
    tell(store, an_article("two", published=NOW + HOUR), a_claim(2000))
    assert [store.alert_before(alert) for alert in (1, 2, 3)] == [None, None, 1]


def test_alerts_told_in_a_summary_are_not_told_again(outbox):
    tell(outbox, an_article("one"), a_claim(600))
    tell(outbox, an_article("two"), a_claim(50, measure=Measure.WOUNDED))
    assert outbox.summarise([1, 2], [Outgoing("@channel", "summary", "notice", body={})], NOW) == 1
    assert outbox.pending_alerts() == ()
    assert len(outbox.alerts_between(NOW, NOW + HOUR)) == 2


def test_a_chat_that_moved_takes_along_what_it_had(outbox):
    say(outbox, "@channel", "a")
    outbox.move_chat("@channel", "-1001")
    assert heads(outbox) == [("-1001", "a")]
    assert outbox.chats() == (replace(CHANNEL, chat="-1001"), READER)
    say(outbox, "17", "a", "b")
    outbox.move_chat("17", "-1001")
    assert heads(outbox) == [("-1001", "a")]
    assert [message.chat for message in outbox.next_messages(NOW)] == ["-1001"]
    assert outbox.chat("17") is None


# --- JSON ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        None,
        [1, 2.5, "text", True, None],
        (1, (2, 3)),
        {"a": {"b": ()}},
        frozenset({"x", "y"}),
        NOW,
        date(2025, 7, 1),
        timedelta(hours=1.5),
        Window(date(2025, 7, 1), date(2025, 8, 31)),
        a_claim(600, as_of=Window(date(2025, 7, 1), date(2025, 8, 31)), stage=Stage.SENT),
        Figure("killed", None, Value(1, None, Qualifier.VAGUE, NOW), (Value(2, 2, Qualifier.EXACT, NOW),)),
    ],
)
def test_what_goes_in_as_json_comes_out_as_it_was(value):
    assert from_json(to_json(value)) == value


def test_what_has_no_place_in_json_is_refused():
    with pytest.raises(StoreError, match="object cannot be kept as JSON"):
        to_json({"a": object()})
