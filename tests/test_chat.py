"""Private chats and operators, over real HTTP against the strict stand-in, with a real store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import aiohttp
import pytest
from pytest import MonkeyPatch

from bot import messages, talk, wording
from bot.adapters import chat as chat_module
from bot.adapters.chat import LAST_UPDATE, PAUSED, Chats, Surroundings, was_handled
from bot.adapters.desk import Desk
from bot.adapters.store import Chat, Store
from bot.adapters.telegram import Telegram
from bot.alerts import decide
from bot.delivery import Pace
from bot.errors import ConfigError
from bot.feeds import FeedState
from bot.ledger import Policy, judge
from bot.model import Alert, Article, Change, Claim, Digest, Feed, Figure, Measure, Outcome, Qualifier, Value
from bot.outbox import Outbox, as_asked
from bot.talk import Reader
from bot.wishes import Wishes, after_quiet
from tests.botapi import CHANNEL, SERVER_ERROR, TOKEN, BotApi
from tests.household import Paper
from tests.test_telegram import png

NOW = datetime(2025, 7, 2, 12, 0, tzinfo=UTC)
READER, OPERATOR, OTHER_OPERATOR = 77, 500, 501
NIS = Figure("killed", "nis", Value(600, 600, Qualifier.ABOUT, datetime(2025, 6, 26, tzinfo=UTC)))
HURT = Figure("wounded", "hur", Value(2700, 2700, Qualifier.EXACT, datetime(2025, 6, 26, tzinfo=UTC)))


def article(name: str) -> Article:
    return Article(name, "en", "island-post", "Title", "", NOW, url=f"https://island.example/{name}")


def claim(number: int, claimant: str | None) -> Claim:
    quote = f"Around {number} died."
    return Claim(
        Measure.KILLED,
        None,
        number,
        number,
        Qualifier.ABOUT,
        quote,
        0,
        len(quote),
        str(number),
        "en:n",
        0.9,
        claimant=claimant,
    )


def read(store: Store, name: str, told: Claim) -> None:
    """An article is read as the pipeline reads it: judged, decided, recorded."""
    book = store.book_for(article(name), [told])
    changes = judge(article(name), [told], book, Policy())
    store.record(article(name), [told], changes, decide(changes, book), NOW)


@dataclass
class Scene:
    """A bot with one revised and one held change, and the people who talk to it."""

    api: BotApi
    store: Store
    telegram: Telegram
    chats: Chats
    drawn: list[tuple[object, ...]]
    polling: asyncio.Task[None] | None = None

    async def says(self, user: int, text: str, language: str = "en") -> list[str]:
        """What the bot answers to a message."""
        before = len(self.api.shown(user))
        self.api.say(user, text, language)
        await self.settle()
        return [post.text for post in self.api.shown(user)[before + 1 :]]

    async def presses(self, user: int, data: str) -> str | None:
        """What the bot answers to a button of its last message with buttons."""
        number = next(p.message_id for p in reversed(self.api.shown(user)) if p.buttons)
        query = self.api.press(user, number, data)
        await self.settle()
        return self.api.answered[query]

    async def settle(self) -> None:
        """Every waiting update is fetched and handled; the polling goes on."""
        if self.polling is None:
            self.polling = asyncio.create_task(self.chats.poll())
        async with asyncio.timeout(60):  # a hang, not a pace
            while self.api._updates:
                await asyncio.sleep(0.01)
        await self.chats._a.desk(lambda: None)  # what was begun at the desk is done before a test looks

    async def rest(self) -> None:
        """The polling ends, as at a restart; the next `settle` begins it anew."""
        task, self.polling = self.polling, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def buttons(self, user: int) -> list[str]:
        """What comes back from the buttons of the last message that has some."""
        rows = next(p.buttons for p in reversed(self.api.shown(user)) if p.buttons)["inline_keyboard"]
        return [button["callback_data"] for row in rows for button in row]


@asynccontextmanager
async def scene() -> AsyncIterator[Scene]:
    desk = Desk()
    store = await desk(Store.in_memory)
    await desk(store.seed, [(NIS, "test"), (HURT, "test")], NOW)
    await desk(
        store.sync_feeds,
        [Feed("Island Post", "https://island.example/feed", "en", "desk", timedelta(minutes=15))],
    )
    await desk(read, store, "a", claim(900, "nis"))
    await desk(read, store, "b", claim(1500, None))
    await desk(store.put_chat, Chat(str(CHANNEL), "channel", "en", "UTC", NOW))
    await desk(store.put_chat, Chat(str(OPERATOR), "operator", "en", "UTC", NOW))

    async def gather() -> Digest:
        return Digest(date(2025, 7, 2), "UTC")

    drawn: list[tuple[object, ...]] = []

    async def draw(function: Callable[..., bytes], *of: object) -> bytes | None:
        assert function is chat_module.draw_series
        drawn.append(of)
        return png()

    async with BotApi(rate=None, private_rate=None, total=None) as api, Telegram(TOKEN, api.url) as telegram:
        around = Surroundings(
            telegram=telegram,
            pace=Pace(),
            store=store,
            desk=desk,
            clock=lambda: NOW,
            names=lambda name, lang: {"nis": "NIS"}.get(name, name),
            policy=Policy(),
            operators=frozenset({OPERATOR, OTHER_OPERATOR}),
            language="en",
            zone="UTC",
            gather=gather,
            draw=draw,
        )
        scene = Scene(api, store, telegram, Chats(around), drawn)
        yield scene
        await scene.rest()
        await desk(store.close)
        assert [] == [
            call for call in api.refused if "not modified" not in call[1] and "blocked" not in call[1]
        ]
    desk.close()


@pytest.fixture
async def bot(monkeypatch: MonkeyPatch) -> AsyncIterator[Scene]:
    monkeypatch.setattr(chat_module, "_POLL_S", 0)
    monkeypatch.setattr(chat_module, "backoff", lambda failures: 0.01)
    monkeypatch.setattr(Pace, "ready_at", lambda self, chat, now: now)
    async with scene() as made:
        yield made


# --- everyone ---------------------------------------------------------------------------------------------


async def test_start_says_what_this_is_in_the_language_of_the_reader(bot: Scene) -> None:
    assert (await bot.says(READER, "/start", "de-AT"))[0].startswith(
        "Ich merke, wenn die Zahlen sich ändern."
    )
    assert (await bot.says(READER, "/start", "ko"))[0].startswith("I notice when the numbers change.")


async def test_figures_shows_every_figure_under_its_heading(bot: Scene) -> None:
    expected = "Killed\nNIS: about 900 (2 Jul 2025)\n\nWounded\nhur: 2,700 (26 Jun 2025)"
    assert [expected] == await bot.says(READER, "/figures")


async def test_a_figure_comes_with_its_picture_and_its_history(bot: Scene) -> None:
    assert ["Killed", "Killed\n\nNIS\n2 Jul 2025: about 900\n26 Jun 2025: about 600"] == await bot.says(
        READER, "/figure@muster_bot KILLED"
    )
    assert png() == bot.api.shown(READER)[1].photo


async def test_a_figure_that_is_not_known_becomes_a_choice(bot: Scene) -> None:
    assert ["There is no such figure. Which one?"] == await bot.says(READER, "/figure tanks")
    assert ["f:killed", "f:wounded"] == bot.buttons(READER)
    await bot.presses(READER, "f:wounded")
    assert "Wounded\n\nhur\n26 Jun 2025: 2,700" == bot.api.shown(READER)[-1].text


async def test_why_shows_the_reason_the_proof_and_the_reports(bot: Scene) -> None:
    assert ["Which alert?"] == await bot.says(READER, "/why")
    for number in ("9" * 19, "9" * 4000):
        assert ["I know no such alert."] == await bot.says(READER, f"/why {number}")
    assert ["Which alert?"] == await bot.says(READER, "/why ²")
    await bot.presses(READER, bot.buttons(READER)[0])
    lines = bot.api.shown(READER)[-1].text.split("\n")
    assert [
        "Killed",
        "NIS said about 600 until now; about 900 is newer and not compatible.",
        "Around 900 died.",
        "island-post · 2 Jul 2025, 12:00 UTC",
    ] == lines[:4]


async def test_sources_lists_what_is_read_by_language(bot: Scene) -> None:
    assert ["I read 1 feed:\nEnglish: Island Post"] == await bot.says(READER, "/sources")


async def test_digest_tells_the_day_so_far(bot: Scene) -> None:
    assert (await bot.says(READER, "/digest"))[0].startswith("🗓 The day: Wednesday")


@pytest.mark.parametrize("text", ["hello", "/nonsense", "/figurine 3", "😀"])
async def test_what_is_not_understood_gets_help(bot: Scene, text: str) -> None:
    answer = (await bot.says(READER, text))[0]
    assert answer.startswith("I did not understand that.\n\n/figures – ")
    assert "/review" not in answer


async def test_an_operator_s_help_names_the_operators_commands(bot: Scene) -> None:
    assert "/review – Changes that wait for you" in (await bot.says(OPERATOR, "/help"))[0]


async def test_subscribing_and_stopping_is_remembered_and_forgotten(bot: Scene) -> None:
    await bot.says(READER, "/subscribe")
    kept = bot.store.chat(str(READER))
    assert kept is not None
    assert ("private", True) == (kept.kind, Wishes.from_json(kept.filters).on)
    await bot.says(READER, "/stop")
    assert bot.store.chat(str(READER)) is None


async def test_an_operator_who_stops_stays_one_and_gets_no_alerts(bot: Scene) -> None:
    await bot.says(OPERATOR, "/subscribe")
    await bot.says(OPERATOR, "/stop")
    kept = bot.store.chat(str(OPERATOR))
    assert kept is not None
    assert ("operator", False) == (kept.kind, Wishes.from_json(kept.filters).on)


async def test_settings_are_set_by_buttons_and_shown_at_once(bot: Scene) -> None:
    await bot.says(READER, "/subscribe")
    for data in ("p:series", "s:killed:0", "k:denied:0", "m:0.25", "q:22-07", "z:Asia/Seoul", "d:0", "l:de"):
        await bot.presses(READER, data)
    kept = bot.store.chat(str(READER))
    assert kept is not None
    wishes = Wishes.from_json(kept.filters)
    assert (False, True) == (wishes.has_series("killed"), wishes.has_series("wounded"))
    assert {"first", "revised", "disputed"} == wishes.kinds
    assert (0.25, "Asia/Seoul", False, "de") == (wishes.smallest, kept.zone, kept.digest, kept.language)
    assert (time(22), time(7)) == (kept.quiet_from, kept.quiet_until)
    shown = bot.api.shown(READER)[-1].text
    assert (
        "Kleinste Änderung: 25\xa0%\nTagesbericht: keine\nRuhezeit: 22:00–07:00\nZeitzone: Asia/Seoul"
        in shown
    )


async def test_a_button_pressed_twice_does_one_thing(bot: Scene) -> None:
    await bot.says(READER, "/subscribe")
    await bot.presses(READER, "s:killed:0")
    await bot.presses(READER, "s:killed:0")
    kept = bot.store.chat(str(READER))
    assert kept is not None
    assert not Wishes.from_json(kept.filters).has_series("killed")


@pytest.mark.parametrize(
    "data", ["", "x", "z:Atlantis", "q:99-xx", "m:much", "k:sung:1", "l:xx", "s:tanks:0", "f:tanks", "w:9999"]
)
async def test_a_button_of_an_older_version_does_no_harm(bot: Scene, data: str) -> None:
    await bot.says(READER, "/subscribe")
    before = bot.store.chat(str(READER))
    await bot.presses(READER, data)
    assert before == bot.store.chat(str(READER))


async def test_a_time_zone_is_set_by_the_name_of_its_city(bot: Scene) -> None:
    await bot.says(READER, "/settings new york")
    kept = bot.store.chat(str(READER))
    assert kept is not None
    assert "America/New_York" == kept.zone


async def test_who_blocks_the_bot_is_left_in_peace(bot: Scene) -> None:
    await bot.says(READER, "/subscribe")
    bot.api.block(READER)
    bot.api.say(READER, "/figures")
    await bot.settle()
    kept = bot.store.chat(str(READER))
    assert kept is not None
    assert "Forbidden: bot was blocked by the user" == kept.resting_reason


async def test_an_operator_who_presses_start_late_is_told_what_waits(bot: Scene) -> None:
    bot.store.rest_chat(str(OPERATOR), "Forbidden: bot can't initiate conversation with a user", NOW)
    assert 0 == await bot.chats.announce_held()
    await bot.says(OPERATOR, "/start")
    kept = bot.store.chat(str(OPERATOR))
    assert kept is not None
    assert ("operator", None, None) == (kept.kind, kept.resting_since, kept.resting_reason)
    assert 1 == await bot.chats.announce_held()


async def test_a_group_is_not_answered(bot: Scene) -> None:
    bot.api.say(READER, "/start")
    bot.api._updates[-1]["message"]["chat"] = {"id": -5, "type": "group", "title": "x"}
    await bot.settle()
    assert 1 == len(bot.api.shown(READER))


# --- operators --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", ["/review", "/edit 1 low=3", "/health", "/pause", "/resume", "/say hello"])
async def test_everyone_else_gets_a_polite_no_and_it_is_logged(bot: Scene, order: str) -> None:
    assert ["Sorry, that is for the operators of this bot."] == await bot.says(READER, order)
    logged = [(action.operator, action.action, action.subject) for action in bot.store.actions()]
    assert [(str(READER), "refused", order.split(maxsplit=1)[0])] == logged
    assert not bot.store.recall(PAUSED)


async def test_a_held_change_is_accepted_once_whoever_presses(bot: Scene) -> None:
    answer = await bot.says(OPERATOR, "/review")
    assert answer[0].startswith("⏸ Waits for review\n")
    for _ in range(2):  # each press below finds a card that has its buttons still
        await bot.says(OTHER_OPERATOR, "/review")
    accept = next(data for data in bot.buttons(OPERATOR) if data.endswith("accept"))
    assert [None, "That was decided already.", "That was decided already."] == [
        await bot.presses(OPERATOR, accept),
        await bot.presses(OTHER_OPERATOR, accept),
        await bot.presses(OTHER_OPERATOR, accept.replace("accept", "reject")),
    ]
    assert () == bot.store.held()
    assert ["accept"] == [action.action for action in bot.store.actions()]
    assert ["killed"] * 2 == [one.alert.change.series for one in bot.store.pending_alerts()]
    decided = next(p for p in bot.api.shown(OPERATOR) if p.text.startswith("✅ Accepted by Reader"))
    assert decided.buttons is None


async def test_a_number_under_which_nothing_waits_is_told_with_those_that_do(bot: Scene) -> None:
    row = bot.store.held()[0].id
    english, german = (
        await bot.says(OPERATOR, "/review 99"),
        await bot.says(OTHER_OPERATOR, "/review_99", "de"),
    )
    assert [f"No change 99 waits for review. These do: /review_{row}"] == english
    assert [f"Eine Änderung 99 wartet nicht auf Prüfung. Es warten: /review_{row}"] == german
    bot.store.reject(row, "anna", "counts others", NOW)
    assert ["Nothing waits for review."] == await bot.says(OPERATOR, "/review 99")


async def test_a_button_of_a_change_that_was_decided_elsewhere_shows_how_it_was_decided(bot: Scene) -> None:
    row = bot.store.held()[0].id
    await bot.says(OPERATOR, "/review")
    bot.store.reject(row, "anna", "counts others", NOW)  # at the command line
    assert "That was decided already." == await bot.presses(OPERATOR, f"r:{row}:accept")
    card = bot.api.shown(OPERATOR)[-1]
    assert card.text.startswith("❌ Rejected by anna\n")
    assert "Waits for review" not in card.text
    assert "Around 1500 died." in card.text
    assert card.buttons is None


async def sent_out(bot: Scene) -> list[str]:
    """What is queued goes out, as the service sends it; returns the troubles that operators are told of."""
    troubles: list[str] = []

    async def complain(subject: str, text: str) -> None:
        troubles.append(f"{subject}: {text}")

    around = bot.chats._a
    outbox = Outbox(
        bot.store,
        around.desk,
        Paper(),
        bot.telegram,
        clock=around.clock,
        names=around.names,
        complain=complain,
    )
    await outbox.drain()
    return troubles


@pytest.mark.parametrize(
    ("decision", "head"),
    [
        ("rejected at the command line", "❌ Rejected by anna\n"),
        ("accepted by the other operator", "✅ Accepted by Reader\n"),
        ("released by a second origin", "☑️ Another report tells the same: it waits no more\n"),
    ],
)
async def test_the_cards_of_a_change_that_was_decided_elsewhere_lose_their_buttons(
    bot: Scene, decision: str, head: str
) -> None:
    desk, row = bot.chats._a.desk, bot.store.held()[0].id
    await desk(bot.store.put_chat, Chat(str(OTHER_OPERATOR), "operator", "de", "UTC", NOW))
    for operator in (OPERATOR, OTHER_OPERATOR):
        await bot.says(operator, "/start")
    await bot.chats.announce_held()
    await sent_out(bot)
    assert 0 == await bot.chats.close_cards()
    if decision.startswith("rejected"):
        await desk(bot.store.reject, row, "anna", "counts others", NOW)
    elif decision.startswith("accepted"):
        await bot.presses(OTHER_OPERATOR, f"r:{row}:accept")
    else:
        second = replace(article("c"), outlet="harbour-times")
        told = claim(1500, None)
        book = bot.store.book_for(second, [told])
        changes = judge(second, [told], book, Policy())
        await desk(bot.store.record, second, [told], changes, decide(changes, book), NOW)
    assert [2, 0] == [await bot.chats.close_cards(), await bot.chats.close_cards()]
    await sent_out(bot)
    card, other = bot.api.shown(OPERATOR)[-1], bot.api.shown(OTHER_OPERATOR)[-1]
    assert card.text.startswith(head)
    assert [None, None] == [card.buttons, other.buttons]
    assert other.text.split(" ")[0] == head.split(" ", maxsplit=1)[0]


async def test_a_card_that_its_operator_has_deleted_is_no_trouble(bot: Scene) -> None:
    row = bot.store.held()[0].id
    await bot.says(OPERATOR, "/start")
    await bot.chats.announce_held()
    await sent_out(bot)
    del bot.api.chats[OPERATOR][bot.api.shown(OPERATOR)[-1].message_id]
    await bot.chats._a.desk(bot.store.reject, row, "anna", "counts others", NOW)
    assert 1 == await bot.chats.close_cards()
    assert [] == await sent_out(bot)
    assert ["Bad Request: message to edit not found"] == [call[1] for call in bot.api.refused]
    bot.api.refused.clear()
    assert 0 == await bot.chats.close_cards()


async def test_a_held_change_is_rejected_and_not_held_again(bot: Scene) -> None:
    await bot.says(OPERATOR, "/review")
    await bot.presses(OPERATOR, next(data for data in bot.buttons(OPERATOR) if data.endswith("reject")))
    assert ((), 1) == (bot.store.held(), len(bot.store.rejections()))


async def test_a_held_change_is_accepted_with_a_corrected_reading(bot: Scene) -> None:
    row = bot.store.held()[0].id
    await bot.says(OPERATOR, f"/review_{row}")
    await bot.presses(OPERATOR, f"r:{row}:edit")
    example = f"/edit {row} low=1500 high=1500 qualifier=about claimant=none"
    assert bot.api.shown(OPERATOR)[-1].text.endswith(example)
    assert ["Accepted as corrected."] == await bot.says(
        OPERATOR, f"/edit {row} claimant=hur low=1400 high=1400"
    )
    (told,) = [one.alert for one in bot.store.pending_alerts() if one.alert.change.claim.low == 1400]
    assert "🔎 corrected by an operator · named source" in messages.alert(told, "en").plain
    hur = next(one for one in bot.store.figures("killed") if one.claimant == "hur")
    assert (1400, 1400) == (hur.present.low, hur.present.high)


async def test_the_picture_of_one_series_knows_all_figures_since_their_claimants_have_one_colour(
    bot: Scene,
) -> None:
    await bot.says(READER, "/figure killed")
    assert [(bot.store.figures(), "en", NOW, "UTC", "killed")] == bot.drawn


async def test_a_body_that_stands_in_no_list_is_named_by_all_its_words(bot: Scene) -> None:
    row = bot.store.held()[0].id
    await bot.says(OPERATOR, f"/edit {row} claimant=Halden Institute of War low=1400 high=1400")
    halden = next(one for one in bot.store.figures("killed") if one.claimant == "Halden Institute of War")
    assert (1400, 1400) == (halden.present.low, halden.present.high)


async def test_a_wrong_correction_is_explained(bot: Scene) -> None:
    row = bot.store.held()[0].id
    for words in ("/edit", "/edit low=3"):
        assert ["Edit what? Like this: /edit 12 low=900 claimant=nis"] == await bot.says(OPERATOR, words)
    for words in (f"/edit {row} low 3", f"/edit {row} low 3 high=3"):  # taken as read it must not be
        assert ["Edit what? Like this: /edit 12 low=900 claimant=nis"] == await bot.says(OPERATOR, words)
    answer = await bot.says(OPERATOR, f"/edit {row} low=many")
    assert ["low: 'many' is no whole number of persons. Write it like 11000, or none"] == answer
    (answered,) = await bot.says(OPERATOR, f"/edit {row} claimant=nobodyknown")
    assert answered.startswith("claimant: 'nobodyknown' is nobody's id. ")
    assert 1 == len(bot.store.held())


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ("low=many", "low: »many« ist keine ganze Zahl von Menschen. So schreiben: 11000, oder none"),
        ("low=9 high=3", "low: 9 ist mehr als high, 3. Beide angeben"),
        ("stage=gone", "stage: »gone« ist keines von sent, present, planned, none"),
        ("colour=red", "colour lässt sich nicht berichtigen. Das geht: measure, stage, qualifier, low, high"),
        ("claimant=pentagn", "claimant: »pentagn« ist niemandes Kennung. Vielleicht pentagon? Die Kennungen"),
        ("claimant=nobodyknown", "claimant: »nobodyknown« ist niemandes Kennung. Die Kennungen stehen in"),
    ],
)
async def test_a_wrong_correction_is_explained_in_the_operator_s_language(
    bot: Scene, edit: str, said: str
) -> None:
    row = bot.store.held()[0].id
    (answer,) = await bot.says(OTHER_OPERATOR, f"/edit {row} {edit}", "de")
    assert answer.startswith(said)


async def test_a_correction_of_what_does_not_wait_is_refused_in_the_operator_s_language(bot: Scene) -> None:
    (answer,) = await bot.says(OTHER_OPERATOR, "/edit 99 low=3", "de")
    assert answer.startswith("Änderung 99 wartet nicht auf Prüfung. ")


async def test_a_stranger_cannot_press_an_operator_s_button(bot: Scene) -> None:
    await bot.says(READER, "/subscribe")
    row = bot.store.held()[0].id
    assert "Sorry, that is for the operators of this bot." == await bot.presses(READER, f"r:{row}:accept")
    assert 1 == len(bot.store.held())


async def test_operators_hear_once_of_a_change_that_waits(bot: Scene) -> None:
    row = bot.store.held()[0].id
    desk = bot.chats._a.desk
    assert [1, 0] == [await bot.chats.announce_held(), await bot.chats.announce_held()]
    queued = await desk(bot.store.next_messages, NOW)
    answers = [[("Accept", f"r:{row}:accept"), ("Reject", f"r:{row}:reject")], [("Edit", f"r:{row}:edit")]]
    assert [(str(OPERATOR), answers)] == [(m.chat, (m.body or {})["buttons"]) for m in queued]


async def test_pause_and_resume_are_kept_and_logged(bot: Scene) -> None:
    await bot.says(OPERATOR, "/pause")
    assert bot.store.recall(PAUSED)
    await bot.says(OPERATOR, "/resume")
    assert "" == bot.store.recall(PAUSED)
    assert ["resume", "pause"] == [action.action for action in bot.store.actions()]


async def test_what_an_operator_says_is_queued_for_the_channels_once(bot: Scene) -> None:
    assert ["On its way to 1 channel."] == await bot.says(OPERATOR, "/say It <rests> tonight")
    queued = [m for m in bot.store.next_messages(NOW) if m.chat == str(CHANNEL)]
    assert [{"html": "It &lt;rests&gt; tonight", "plain": "It <rests> tonight"}] == [m.body for m in queued]


async def test_health_tells_how_feeds_and_delivery_do(bot: Scene) -> None:
    rest = "\nMessages: 0\n1 change waits for review"
    assert [f"0 of 1 feeds answer. 1 was not asked yet.{rest}"] == await bot.says(OPERATOR, "/health")
    bot.store.save_feed_state(FeedState("Island Post", last_ok=NOW))
    assert [f"1 of 1 feeds answer.{rest}"] == await bot.says(OPERATOR, "/health")
    bot.store.save_feed_state(FeedState("Island Post", last_ok=NOW, problem="HTTP 500", failures=1))
    failing = "0 of 1 feeds answer.\n⚠️ Island Post: HTTP 500"
    assert [f"{failing}{rest}"] == await bot.says(OPERATOR, "/health")


# --- receiving --------------------------------------------------------------------------------------------


async def test_an_update_is_answered_once_over_a_restart(bot: Scene) -> None:
    bot.api.say(READER, "/start")
    update = dict(bot.api._updates[0])
    await bot.settle()
    await bot.rest()
    bot.api._updates.append(update)
    await bot.settle()
    assert 2 == len(bot.api.shown(READER))
    assert str(update["update_id"]) == bot.store.recall(LAST_UPDATE)


@pytest.mark.parametrize(
    ("update", "last", "expected"),
    [(5, 5, True), (4, 5, True), (6, 5, False), (0, -1, False), (70, 90_000, False)],
)
def test_numbers_that_start_anew_far_below_are_new(update: int, last: int, expected: bool) -> None:
    assert expected == was_handled(update, last)


async def test_polling_goes_on_after_the_server_failed(bot: Scene) -> None:
    failures = [SERVER_ERROR] * 2
    bot.api.faults = lambda method, params: failures.pop() if method == "getUpdates" and failures else None
    assert 1 == len(await bot.says(READER, "/start"))


async def test_commands_are_registered_in_each_language_and_for_operators(bot: Scene) -> None:
    await bot.chats.register()
    await bot.says(OPERATOR, "/help")
    default = '{"type": "default"}'
    listed = {lang: [c["command"] for c in bot.api.commands[(default, lang)]] for lang in ("", "de", "en")}
    everyone = ["figures", "figure", "why", "sources", "digest", "subscribe", "settings", "stop", "help"]
    assert {"": everyone, "de": everyone, "en": everyone} == listed
    mine = bot.api.commands[(f'{{"chat_id": {OPERATOR}, "type": "chat"}}', "")]
    assert "review" in [command["command"] for command in mine]


async def test_a_webhook_takes_updates_with_the_secret_only(bot: Scene, unused_port: int) -> None:
    url = f"http://127.0.0.1:{unused_port}/hook"
    task = asyncio.create_task(bot.chats.serve(url, "s3cret", f"127.0.0.1:{unused_port}"))
    async with asyncio.timeout(60):  # a hang, not a pace
        while not bot.api.webhook:
            await asyncio.sleep(0.01)
    bot.api.say(READER, "/start")
    assert [403] == await bot.api.push("wrong")
    bot.api.say(READER, "/start")
    assert [200] == await bot.api.push()
    shapes = (
        b"no json",
        b"[1]",
        b"7",
        b'{"update_id": "x"}',
        b'{"update_id": 1, "message": 5}',
        b"[" * 90_000,
    )
    async with aiohttp.ClientSession() as session:
        for shape in shapes:
            headers = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
            async with session.post(url, data=shape, headers=headers) as answer:
                assert 400 == answer.status, shape[:40]
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert 1 == len([p for p in bot.api.shown(READER) if p.ours])


async def test_a_webhook_whose_port_is_taken_names_the_setting(bot: Scene) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(ConfigError, match=rf"TELEGRAM_WEBHOOK_LISTEN: {place} cannot be listened at: "):
            await bot.chats.serve(f"http://{place}/hook", "s3cret", place)
    assert bot.api.webhook == {}


@pytest.fixture
def unused_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


# --- wishes -----------------------------------------------------------------------------------------------


def told(kind: Outcome, old: int, new: int) -> Alert:
    value = Value(old, old, Qualifier.EXACT, NOW)
    return Alert(kind, Change(article("x"), claim(new, "nis"), kind, str(kind), NOW, old=value))


WANTS = [
    (Wishes(), told(Outcome.REVISED, 600, 900), False),
    (Wishes(on=True), told(Outcome.REVISED, 600, 601), True),
    (Wishes(on=True, smallest=0.5), told(Outcome.REVISED, 600, 900), True),
    (Wishes(on=True, smallest=0.5), told(Outcome.REVISED, 900, 600), False),
    (Wishes(on=True, smallest=0.5), told(Outcome.DISPUTED, 900, 890), True),
    (Wishes(on=True, kinds=frozenset({"first"})), told(Outcome.REVISED, 1, 2), False),
    (Wishes(on=True, kinds=frozenset({"first"})), told(Outcome.WITHDRAWN, 1, 2), True),
    (Wishes(on=True, series=frozenset({"wounded"})), told(Outcome.REVISED, 1, 2), False),
    (Wishes(on=True, series=frozenset({"killed"})), told(Outcome.REVISED, 1, 2), True),
]


@pytest.mark.parametrize(("wishes", "alert", "expected"), WANTS)
def test_a_reader_hears_what_was_asked_for(wishes: Wishes, alert: Alert, expected: bool) -> None:
    assert expected == wishes.wants(alert)
    assert wishes == Wishes.from_json(wishes.to_json())


def test_choosing_everything_again_is_no_choice() -> None:
    without = Wishes().with_series("killed", wanted=False)
    assert not without.has_series("killed")
    assert Wishes() == without.with_series("killed", wanted=True)


QUIET = [
    (datetime(2025, 7, 2, 21, 0, tzinfo=UTC), time(22), time(7), datetime(2025, 7, 3, 5, 0, tzinfo=UTC)),
    (datetime(2025, 7, 2, 4, 59, tzinfo=UTC), time(22), time(7), datetime(2025, 7, 2, 5, 0, tzinfo=UTC)),
    (datetime(2025, 7, 2, 5, 0, tzinfo=UTC), time(22), time(7), datetime(2025, 7, 2, 5, 0, tzinfo=UTC)),
    (datetime(2025, 7, 2, 12, 0, tzinfo=UTC), time(13), time(15), datetime(2025, 7, 2, 13, 0, tzinfo=UTC)),
    (datetime(2025, 3, 29, 22, 0, tzinfo=UTC), time(22), time(7), datetime(2025, 3, 30, 5, 0, tzinfo=UTC)),
    (NOW, None, None, NOW),
    (NOW, time(9), time(9), NOW),
]


@pytest.mark.parametrize(("now", "first", "until", "expected"), QUIET)
def test_quiet_hours_end_in_the_morning_of_the_reader(
    now: datetime, first: time | None, until: time | None, expected: datetime
) -> None:
    assert expected == after_quiet(now, "Europe/Berlin", first, until)


# --- words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", ("start", "")),
        ("/Figure@muster_bot  killed now", ("figure", "killed now")),
        ("/review_12", ("review", "12")),
        ("/edit 3 low=4", ("edit", "3 low=4")),
        ("hello /start", ("", "hello /start")),
        ("/", ("", "")),
    ],
)
def test_a_command_is_told_from_its_words(text: str, expected: tuple[str, str]) -> None:
    assert expected == talk.parse_command(text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("KILLED", ("killed",)),
        ("Getötete", ("killed",)),
        ("soldiers", ("troops·sent", "troops·planned")),
        ("troops sent", ("troops·sent",)),
        ("tanks", ()),
    ],
)
def test_a_figure_is_found_by_its_names(words: str, expected: tuple[str, ...]) -> None:
    assert expected == talk.find_series(words, ["killed", "casualties", "troops·sent", "troops·planned"])


@pytest.mark.parametrize("lang", wording.languages())
def test_every_button_is_short_enough_and_leads_somewhere(lang: str) -> None:
    reader = Reader(lang)
    pages = [talk.page(name, reader) for name in ("series", "kinds", "smallest", "quiet", "zone", "language")]
    for menu in (talk.settings(reader)[1], *pages):
        for data in (data for row in menu for _, data in row):
            assert 1 <= len(data.encode()) <= 64
            assert data.startswith("p:") or talk.with_press(reader, data) is not None


def test_channels_get_everything_and_readers_what_they_asked_for_when_they_are_awake() -> None:
    alert, night = told(Outcome.FIRST, 1, 2), datetime(2025, 7, 2, 23, 0, tzinfo=UTC)
    awake = Chat("77", "private", "de", "Europe/Berlin", NOW, filters=Wishes(on=True).to_json())
    asleep = replace(awake, quiet_from=time(22), quiet_until=time(7))
    chats = [Chat("@muster", "channel", "en", "UTC", NOW), awake, asleep, replace(awake, filters={})]
    morning = datetime(2025, 7, 3, 5, 0, tzinfo=UTC)
    assert [night, night, morning, None] == [as_asked(chat, alert, night) for chat in chats]
