"""The way from a feed to an alert, over real HTTP, worker processes and a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import pipeline
from bot.adapters.store import Store
from bot.adapters.tables import EntryRow
from bot.errors import WorkerError
from bot.ledger import Policy
from tests.household import BASELINE, NOON, Clock, household, killed, one_pass
from tests.outlet import Outlet, item

FILLER = (
    "Das teilten Abgeordnete nach einer Anhörung hinter verschlossenen Türen im Parlament in Seoul mit. " * 3
)


def publish(outlet: Outlet, *articles: tuple[str, str, str], at: datetime = NOON) -> None:
    """Articles as (path, headline, sentence): a page each, and all of them in the feed."""
    for path, headline, sentence in articles:
        outlet.page(path, headline, [sentence, FILLER])
    entries = [
        item(headline, outlet.url(path), summary="Nordkoreanische Soldaten im Krieg gegen die Ukraine", at=at)
        for path, headline, _ in articles
    ]
    outlet.feed("/rss", entries)


async def test_a_changed_number_becomes_one_alert_and_the_next_pass_brings_nothing_more(
    tmp_path: Path,
) -> None:
    async with Outlet() as outlet:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        clock = Clock()
        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, clock) as (house, notes, paper):
            await one_pass(house)
            assert paper.alerts == [("revised", "killed", 2000)]
            clock.wait(minutes=16)
            await one_pass(house)
            assert paper.alerts == [("revised", "killed", 2000)]
            assert notes.polls == [("zeitung", None, 1), ("zeitung", None, 0)]
            assert len(outlet.asked("/a")) == 1
        second = outlet.asked("/rss")[1]
        assert "if-none-match" in second.headers


async def test_what_was_published_before_the_first_start_is_taken_in_silently(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        publish(
            outlet,
            ("/old", "Geheimdienst nennt Zahl der Toten", killed(2000)),
            at=datetime(2025, 7, 8, 12, 0, tzinfo=UTC),
        )
        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, Clock()) as (house, notes, paper):
            await one_pass(house)
            assert notes.outcomes == ["revised"]
            assert paper.alerts == []
            assert [figure.present.low for figure in house.store.figures("killed")] == [2000]


async def test_an_item_about_something_else_is_never_fetched(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        outlet.page("/sport", "Pokalfinale", ["Rund 70.000 Zuschauer sahen das Spiel."])
        outlet.feed(
            "/rss", [item("Pokalfinale in Berlin", outlet.url("/sport"), summary="Es war laut", at=NOON)]
        )
        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, Clock()) as (house, notes, _):
            await one_pass(house)
            assert (outlet.asked("/sport"), notes.texts) == ([], [])
            assert house.store.entry_counts() == {"skipped": 1}


async def test_what_a_search_brings_of_an_outlet_under_sanctions_is_dropped_with_its_reason(
    tmp_path: Path,
) -> None:
    async with Outlet() as outlet:
        outlet.page("/a", "Geheimdienst nennt Zahl der Toten", [killed(2000), FILLER])
        entry = item("Nordkoreanische Soldaten getötet", outlet.url("/a"), source="https://ria.ru", at=NOON)
        outlet.feed("/rss", [entry])
        async with household(tmp_path, {"suche": outlet.url("/rss")}, Clock()) as (house, notes, _):
            await one_pass(house)
            assert (outlet.asked("/a"), notes.texts) == ([], [])
            with house.store.reading() as connection:
                gates = connection.execute(select(EntryRow.state, EntryRow.wanted, EntryRow.gate)).all()
        assert gates == [("skipped", False, "is RIA Novosti's, which must not be passed on in the EU")]


async def test_a_page_that_turns_out_to_be_an_outlets_under_sanctions_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Outlet() as outlet:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        async with household(tmp_path, {"suche": outlet.url("/rss")}, Clock()) as (house, notes, _):
            fetch = house.web.fetch

            async def redirected(url: str, **how: Any) -> Any:
                answer = await fetch(url, **how)
                return answer if url.endswith("/rss") else replace(answer, url="https://russian.rt.com/a")

            monkeypatch.setattr(house.web, "fetch", redirected)
            await one_pass(house)
            assert notes.texts == []
            ((_, reason, final),) = notes.aside
            assert (reason, final) == ("is RT's, which must not be passed on in the EU", True)


async def test_a_newer_version_of_the_reader_finds_what_an_older_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Outlet() as outlet:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, Clock()) as (house, _, _p):
            monkeypatch.setattr(pipeline.claims, "VERSION", 6)
            await one_pass(house)
            assert house.store.read_before(6) == ()
            ((article, found),) = house.store.read_before(7)
            monkeypatch.setattr(pipeline.claims, "VERSION", 7)
            pipeline.reread_kept(house.store, article, found, NOON, Policy())
            assert house.store.read_before(7) == ()


async def test_a_feed_that_fails_keeps_its_error_and_holds_up_no_other(tmp_path: Path) -> None:
    async with Outlet() as good, Outlet() as bad:
        publish(good, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        bad.answer("/rss", status=503)
        addresses = {"gut": good.url("/rss"), "schlecht": bad.url("/rss")}
        async with household(tmp_path, addresses, Clock()) as (house, _, paper):
            await one_pass(house)
            assert paper.alerts == [("revised", "killed", 2000)]
            problems = {one.feed.name: one.state.problem for one in house.store.feed_health()}
            assert problems["gut"] is None
            assert "503" in (problems["schlecht"] or "")


async def test_a_page_that_fails_is_tried_once_more_and_then_read_from_its_feed(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        outlet.answer("/a", status=500)
        entry = item("Geheimdienst nennt Zahl der Toten", outlet.url("/a"), summary=killed(2000), at=NOON)
        outlet.feed("/rss", [entry])
        clock = Clock()
        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, clock) as (house, notes, paper):
            await one_pass(house)
            assert [(final, "500" in reason) for _, reason, final in notes.aside] == [(False, True)]
            assert paper.alerts == []
            clock.wait(seconds=31)
            await one_pass(house)
            assert paper.alerts == [("revised", "killed", 2000)]
            assert len(outlet.asked("/a")) == 2


async def test_a_page_that_hangs_its_worker_is_tried_once_more_then_set_aside_and_polling_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Outlet() as outlet:
        publish(
            outlet,
            ("/bad", "Geheimdienst nennt Zahl der Toten", killed(3000)),
            ("/good", "Geheimdienst: nordkoreanische Soldaten getötet", killed(2000)),
        )
        clock = Clock()
        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, clock) as (house, notes, paper):
            extract = house.parsing.extract

            async def hangs_at_one(page: bytes, url: str, **told: Any) -> Any:
                if url.endswith("/bad"):
                    raise WorkerError(url, "took longer than 20 s and was ended")
                return await extract(page, url, **told)

            monkeypatch.setattr(house.parsing, "extract", hangs_at_one)
            for _ in range(3):
                await one_pass(house)
                clock.wait(minutes=16)
            assert [(reason, final) for _, reason, final in notes.aside] == [
                ("took longer than 20 s and was ended", False),
                ("took longer than 20 s and was ended", True),
            ]
            assert paper.alerts == [("revised", "killed", 2000)]
            assert len(notes.polls) == 3
            assert house.store.entry_counts() == {"failed": 1, "read": 1}


async def test_a_mistake_of_the_reader_sets_one_article_aside_and_is_not_tried_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Outlet() as outlet:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        clock = Clock()

        def mistaken(_: object) -> None:
            raise IndexError("no such sentence")

        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, clock) as (house, notes, _):
            monkeypatch.setattr(pipeline.claims, "read", mistaken)
            for _turn in range(3):
                await one_pass(house)
                clock.wait(minutes=16)
            assert [final for _, _, final in notes.aside] == [False, True]
            assert len(outlet.asked("/a")) == 2


async def test_a_page_that_leads_inside_is_set_aside_with_its_reason(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        outlet.redirect("/a", "http://10.0.0.1/secret")
        entry = item("Nordkoreanische Soldaten getötet", outlet.url("/a"), summary=killed(2000), at=NOON)
        outlet.feed("/rss", [entry])
        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, Clock()) as (house, notes, _):
            await one_pass(house)
            ((_, reason, final),) = notes.aside
            assert (final, "10.0.0.1" in reason) == (True, True)
            assert house.store.entry_counts() == {"failed": 1}


async def test_without_leave_no_feed_on_this_machine_is_fetched(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        house_of = household(
            tmp_path, {"zeitung": outlet.url("/rss")}, Clock(), MUSTER_ALLOW_PRIVATE_ADDRESSES="10.0.0.0/8"
        )
        async with house_of as (house, notes, _):
            await one_pass(house)
            ((_, problem, _),) = notes.polls
            assert "loopback" in (problem or "")
            assert outlet.requests == []


async def test_articles_are_judged_in_the_order_of_their_publication(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        pages = {"/late": (3000, 11), "/early": (1500, 9), "/mid": (2200, 10)}
        entries = []
        for path, (number, hour) in pages.items():
            outlet.page(path, f"Zahl der Toten {number}", [killed(number), FILLER])
            at = datetime(2025, 7, 10, hour, 0, tzinfo=UTC)
            headline = f"Nordkoreanische Soldaten getötet: {hour} Uhr"
            entries.append(item(headline, outlet.url(path), at=at))
        outlet.feed("/rss", entries)
        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, Clock()) as (house, _, paper):
            await one_pass(house)
            assert [low for _, _, low in paper.alerts] == [1500, 2200, 3000]


async def test_one_wire_story_in_three_papers_is_one_alert_and_the_others_are_added(tmp_path: Path) -> None:
    async with Outlet() as first, Outlet() as second, Outlet() as third:
        clock = Clock()
        for outlet in (first, second, third):
            publish(outlet, ("/wire", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        addresses = {f"blatt {n}": outlet.url("/rss") for n, outlet in enumerate((first, second, third), 1)}
        async with household(tmp_path, addresses, clock) as (house, notes, paper):
            await one_pass(house)
            assert paper.alerts == [("revised", "killed", 2000)]
            assert sorted(notes.outcomes) == ["repeat", "repeat", "revised"]
            (alert,) = house.store.alerts_between(clock.now, clock.now.replace(hour=23))
            assert len(alert.alert.also) == 2


#: Four texts with one number that nobody stands behind.
UNNAMED = (
    "Rund 2000 nordkoreanische Soldaten wurden getötet, so viele wie nie zuvor in diesem Krieg.",
    "In der Region Kursk wurden rund 2000 nordkoreanische Soldaten getötet. Das Wetter ist dort kalt.",
    "Bei den Kämpfen im Herbst wurden rund 2000 nordkoreanische Soldaten getötet, viele davon jung.",
    "Seit dem Winter wurden rund 2000 nordkoreanische Soldaten getötet. Weitere Züge sind unterwegs.",
)


def found_by_search(outlet: Outlet, *sites: str) -> None:
    """A search feed that brings one article of each of these sites, an hour apart."""
    entries = []
    for number, (site, sentence) in enumerate(zip(sites, UNNAMED, strict=False)):
        path, at = f"/{number}", NOON.replace(hour=6 + number)
        outlet.page(path, f"Bericht {number} von der Front", [sentence, sentence[::-1] * 3])
        headline = f"Nordkoreanische Soldaten getötet ({number})"
        entries.append(item(headline, outlet.url(path), at=at, source=site))
    outlet.feed("/rss", entries)


async def test_language_editions_of_one_agency_are_one_origin_and_do_not_confirm_each_other(
    tmp_path: Path,
) -> None:
    editions = ["https://en.yna.co.kr", "https://jp.yna.co.kr", "https://www.yna.co.kr"]
    async with Outlet() as outlet:
        found_by_search(outlet, *editions)
        clock = Clock()
        async with household(tmp_path, {"suche": outlet.url("/rss")}, clock, kind="search") as (
            house,
            _,
            paper,
        ):
            await one_pass(house)
            held = house.store.held()
            assert [(one.change.held, one.change.origins) for one in held] == [("nobody", {"yonhap"})]
            assert paper.alerts == []
            found_by_search(outlet, *editions, "https://www.spiegel.de")
            clock.wait(minutes=16)
            await one_pass(house)
            assert [low for _, _, low in paper.alerts] == [2000]


async def test_papers_that_quote_one_agency_are_one_origin(tmp_path: Path) -> None:
    async with Outlet() as first, Outlet() as second, Outlet() as third:
        papers = (first, second, third)
        for outlet, sentence in zip(papers, UNNAMED, strict=False):
            text = f"Laut Yonhap wurden rund 2000 nordkoreanische Soldaten getötet. {sentence[::-1] * 2}"
            publish(outlet, ("/a", "Zahl der Toten", text))
        feeds = {f"blatt {number}": outlet.url("/rss") for number, outlet in enumerate(papers)}
        async with household(tmp_path, feeds, Clock()) as (house, _, paper):
            await one_pass(house)
            assert paper.alerts == [("disputed", "killed", 2000)]
            (figure,) = [one for one in house.store.figures("killed") if one.claimant == "yonhap"]
            assert (figure.reports, figure.origins) == (3, {"yonhap"})


async def test_an_old_item_with_a_new_guid_date_and_headline_alerts_no_second_time(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        clock = Clock()
        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, clock) as (house, _, paper):
            await one_pass(house)
            clock.wait(minutes=20)
            bumped = item(
                "Neu: Zahl der nordkoreanischen Toten",
                outlet.url("/a?utm_source=rss"),
                guid="another",
                at=clock.now,
            )
            outlet.feed("/rss", [bumped])
            await one_pass(house)
            assert paper.alerts == [("revised", "killed", 2000)]


async def test_a_page_read_again_an_hour_later_brings_the_outlets_correction(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(6000)))
        clock = Clock()
        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, clock) as (house, notes, paper):
            await one_pass(house)
            assert paper.alerts == [("revised", "killed", 6000)]
            outlet.page("/a", "Geheimdienst nennt Zahl der Toten", ["Die Zahl wurde zurückgezogen.", FILLER])
            clock.wait(minutes=59)
            assert await house.pipeline.reread() == 0
            clock.wait(minutes=2)
            assert await house.pipeline.reread() == 1
            await house.outbox.spread()
            await house.outbox.drain()
            assert notes.outcomes == ["revised", "withdrawn"]
            (correction,) = paper.posts
            assert "6,000" in correction


async def test_a_crash_between_reading_and_telling_loses_nothing_and_tells_it_once(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        feeds = {"zeitung": outlet.url("/rss")}
        clock = Clock()
        async with household(tmp_path, feeds, clock) as (house, _, paper):
            await house.pipeline.collect()  # written, and then the process is gone
            assert paper.alerts == []
        for expected in ([("revised", "killed", 2000)], []):
            clock.wait(minutes=1)
            async with household(tmp_path, feeds, clock) as (house, _, paper):
                await one_pass(house)
                assert paper.alerts == expected


async def test_the_day_is_closed_once_also_over_a_restart(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        publish(outlet, ("/a", "Geheimdienst nennt Zahl der Toten", killed(2000)))
        feeds = {"zeitung": outlet.url("/rss")}
        clock = Clock()
        async with household(tmp_path, feeds, clock) as (house, _, paper):
            await one_pass(house)
            clock.now = datetime(2025, 7, 10, 17, 59, tzinfo=UTC)
            assert await house.days.close_due() == ()
        clock.now = datetime(2025, 7, 10, 18, 1, tzinfo=UTC)  # 20:01 in Berlin
        async with household(tmp_path, feeds, clock) as (house, _, paper):
            assert [day.isoformat() for day in await house.days.close_due()] == ["2025-07-10"]
            await house.outbox.drain()
            (told,) = paper.posts
            assert "2,000" in told
        clock.wait(minutes=1)
        async with household(tmp_path, feeds, clock) as (house, _, paper):
            assert await house.days.close_due() == ()
            await house.outbox.drain()
            assert paper.posts == []


async def test_what_was_published_before_a_closing_and_read_after_it_is_told_in_the_next_digest_only(
    tmp_path: Path,
) -> None:
    hur = "Wie der ukrainische Militärgeheimdienst HUR mitteilte, wurden"
    agrees = f"{hur} rund 600 nordkoreanische Soldaten getötet."
    async with Outlet() as outlet:
        outlet.feed("/rss", [])
        clock = Clock(datetime(2025, 7, 10, 17, 0, tzinfo=UTC))
        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, clock) as (house, notes, paper):
            await one_pass(house)
            clock.now = datetime(2025, 7, 10, 18, 1, tzinfo=UTC)  # 20:01 in Berlin
            await house.days.close_due()
            publish(outlet, ("/a", "Militärgeheimdienst zählt Tote", agrees), at=clock.now.replace(hour=16))
            await one_pass(house)
            assert notes.outcomes == ["agrees"]
            clock.wait(days=1)
            await house.days.close_due()
            clock.wait(days=1)
            await house.days.close_due()
            await house.outbox.drain()
            assert ["600" in post for post in paper.posts] == [False, True, False]


async def test_a_day_asked_for_begins_where_the_one_before_was_closed_as_in_the_channel(
    tmp_path: Path,
) -> None:
    feeds, clock = {}, Clock(datetime(2025, 7, 10, 6, 0, tzinfo=UTC))
    async with Outlet() as outlet:
        feeds["zeitung"] = outlet.url("/rss")
        outlet.feed("/rss", [])
        async with household(tmp_path, feeds, clock, MUSTER_DIGEST_AT="20:00") as (house, _, _p):
            await one_pass(house)
            clock.now = datetime(2025, 7, 10, 18, 1, tzinfo=UTC)  # 20:01 in Berlin
            await house.days.close_due()
            publish(outlet, ("/a", "Zahl der Toten", killed(2000)), at=clock.now)
            await one_pass(house)
        clock.now = datetime(2025, 7, 10, 20, 30, tzinfo=UTC)
        async with household(tmp_path, feeds, clock, MUSTER_DIGEST_AT="21:00") as (house, _, _p):
            assert len((await house.days.gather(date(2025, 7, 11))).alerts) == 1
            clock.now = datetime(2025, 7, 11, 19, 1, tzinfo=UTC)
            assert [day.day for day in await house.days.close_due()] == [11]


async def test_a_new_time_for_the_digest_neither_loses_a_change_nor_tells_it_twice(tmp_path: Path) -> None:
    feeds, clock, told = {}, Clock(datetime(2025, 7, 10, 6, 0, tzinfo=UTC)), []
    async with Outlet() as outlet:
        feeds["zeitung"] = outlet.url("/rss")
        outlet.feed("/rss", [])
        for hour, number, at in (
            (6, 2000, "20:00"),
            (19, 3000, "20:00"),
            (30, 5000, "08:00"),
            (67, 0, "20:00"),
        ):
            clock.now = datetime(2025, 7, 10, tzinfo=UTC) + timedelta(hours=hour)
            if number:
                publish(outlet, (f"/{number}", f"Zahl der Toten {number}", killed(number)), at=clock.now)
            async with household(tmp_path, feeds, clock, MUSTER_DIGEST_AT=at) as (house, _, paper):
                await house.days.close_due()
                await house.pipeline.collect(everything=True)
                await house.outbox.drain()
                told += paper.posts
    changed = [
        [number for number in ("→ about 2,000", "→ about 3,000", "→ about 5,000") if number in post]
        for post in told
    ]
    assert changed == [["→ about 2,000"], ["→ about 3,000"], ["→ about 5,000"]]


async def test_an_outlet_that_says_nothing_of_interest_leaves_the_ledger_alone(tmp_path: Path) -> None:
    async with Outlet() as outlet:
        sentence = "In Südkorea sind 28.500 US-Soldaten stationiert, und Nordkoreas Armee gilt als groß."
        publish(outlet, ("/a", "Nordkoreanische Soldaten: ein Vergleich", sentence))
        async with household(tmp_path, {"zeitung": outlet.url("/rss")}, Clock()) as (house, notes, paper):
            await one_pass(house)
            assert (len(notes.texts), notes.claims, paper.alerts) == (1, [], [])


def test_seeding_happens_once(tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'muster.db'}") as store:
        store.migrate()
        assert store.seed([], NOON) is True
        assert store.seed([], NOON) is False


async def test_each_figure_of_the_baseline_keeps_its_own_source_day_link_and_editor(tmp_path: Path) -> None:
    more = """
[[figure]]
measure = "wounded"
claimant = "hur"
via = "CNN"
low = 3000
high = 3000
qualifier = "exact"
source = "Morgenblatt"
date = 2025-07-02
link = "https://example.org/wounded"
by = "ana"
why = "a misprint in the first edition"
"""
    baseline = BASELINE.replace('"test"', '"agencies"') + more
    feeds = {"zeitung": "http://127.0.0.1:1/rss"}
    async with household(tmp_path, feeds, Clock(), baseline=baseline) as (house, _, _p):
        ((_, killed_by),) = house.store.sources("killed", "nis")
        ((wounded, wounded_by),) = house.store.sources("wounded", "hur")
    assert killed_by == "agencies · 2025-06-26"
    assert wounded.low == 3000
    assert wounded_by == (
        "Morgenblatt · via CNN · 2025-07-02 · https://example.org/wounded"
        " · edited by ana · because a misprint in the first edition"
    )
