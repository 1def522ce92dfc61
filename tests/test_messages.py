"""What readers see: alerts, corrections, summaries, explanations, in German and in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot import messages, wording
from bot.errors import ConfigError
from bot.ledger import EXPLANATIONS, HOLDS
from bot.model import (
    EDITED,
    Alert,
    Article,
    Change,
    Claim,
    Figure,
    Measure,
    Outcome,
    Qualifier,
    Section,
    Stage,
    Value,
    Window,
)
from bot.review import REFUSALS
from bot.spans import CAPTION_LIMIT, TEXT_LIMIT, Span, clean, cut, message, units
from tests.botapi_rules import parsed

JUNE = datetime(2025, 6, 26, 9, 0, tzinfo=UTC)
SEPTEMBER = datetime(2025, 9, 11, 8, 5, tzinfo=UTC)
NAMES = {"nis": "NIS", "hur": "HUR", "zelensky": "Volodymyr Zelensky", "harbour-times": "Harbour Times"}


def names(claimant: str, _lang: str) -> str:
    return NAMES.get(claimant, claimant)


ARTICLE = Article(
    id="https://harbour.example/a",
    lang="en",
    outlet="harbour-times",
    title="Losses rise",
    text="",
    published=SEPTEMBER,
    url="https://harbour.example/a?x=1&y=2",
)
CLAIM = Claim(
    measure=Measure.KILLED,
    stage=None,
    low=900,
    high=900,
    qualifier=Qualifier.ABOUT,
    quote="The service now counts around 900 dead, a lawmaker said.",
    start=0,
    end=56,
    number="around 900",
    rule="en:number",
    confidence=0.92,
    claimant="nis",
    via="Lee Seong-kweun",
    as_of=Window(date(2025, 8, 1), date(2025, 8, 31)),
    place="kursk",
)
OLD = Value(600, 600, Qualifier.ABOUT, JUNE, seeded=True)
NEW = Value(900, 900, Qualifier.ABOUT, SEPTEMBER)
NIS = Figure("killed", "nis", NEW, (OLD,), reports=3)
REVISION = Change(
    article=ARTICLE,
    claim=CLAIM,
    outcome=Outcome.REVISED,
    rule="revised",
    at=SEPTEMBER,
    old=OLD,
    old_claimant="nis",
    figure=NIS,
    facts={
        "who": "nis",
        "whose": "nis",
        "new": {"low": 900, "high": 900, "qualifier": "about"},
        "old": {"low": 600, "high": 600, "qualifier": "about"},
        "since": "2025-06-26",
        "outlet": "harbour-times",
        "series": "killed",
        "share": None,
    },
)
HUR = Figure("killed", "hur", Value(None, 1200, Qualifier.UP_TO, JUNE))
ALERT = Alert(
    Outcome.REVISED,
    REVISION,
    also=("island-post",),
    others=(HUR,),
    baseline=replace(NIS, present=OLD, earlier=()),
)


def of_kind(kind: Outcome, rule: str, claim: Mapping[str, Any], **change: Any) -> Alert:
    """An alert of another kind, of the same article."""
    return Alert(kind, replace(REVISION, outcome=kind, rule=rule, claim=replace(CLAIM, **claim), **change))


PLANNED = Value(25000, 30000, Qualifier.EXACT, JUNE)
DISPUTE = of_kind(
    Outcome.DISPUTED,
    "disputed",
    {
        "measure": Measure.TROOPS,
        "stage": Stage.PLANNED,
        "low": 20000,
        "high": 20000,
        "qualifier": Qualifier.EXACT,
        "claimant": "zelensky",
        "via": None,
        "as_of": None,
        "place": None,
    },
    old=PLANNED,
    old_claimant="hur",
    figure=None,
)


# --- alerts -----------------------------------------------------------------------------------------------


def test_a_revision_in_english_says_everything_in_its_order() -> None:
    expected = """\
🔺 Killed: about 600 → about 900 (+50%)
Own figure revised: NIS, via Lee Seong-kweun
As of August 2025 · Kursk

“The service now counts around 900 dead, a lawmaker said.”
Harbour Times (https://harbour.example/a?x=1&y=2) · 11 Sept 2025, 10:05

🔎 read with certainty · named source · 2 reports
👥 Others say: HUR: up to 1,200 (26 Jun 2025)
📍 At the start: NIS: about 600 (26 Jun 2025), now +50%
📰 Also: island-post
↩️ The post that this one revises (https://t.me/muster/4)"""
    shown = messages.alert(ALERT, "en", "Europe/Berlin", names=names, revises="https://t.me/muster/4")
    assert expected == shown.plain


@pytest.mark.parametrize(("reports", "said"), [(2, None), (3, "2 reports"), (1, None)])
def test_the_baseline_is_no_report(reports: int, said: str | None) -> None:
    told = replace(ALERT, change=replace(REVISION, figure=replace(NIS, reports=reports)))
    shown = messages.alert(told, "en", names=names).plain
    assert ("report" in shown, said is None or said in shown) == (said is not None, True)
    unseeded = messages.alert(replace(told, baseline=None), "en", names=names).plain
    assert (f"{reports} reports" in unseeded) == (reports > 1)


def test_a_revision_in_german_has_german_numbers_dates_and_words() -> None:
    expected = """\
🔺 Getötete: etwa 600 → etwa 900 (+50\N{NO-BREAK SPACE}%)
Eigene Angabe geändert: NIS, über Lee Seong-kweun
Stand: August 2025 · Kursk

“The service now counts around 900 dead, a lawmaker said.”
Harbour Times (https://harbour.example/a?x=1&y=2) · 11.09.2025, 10:05

🔎 sicher gelesen · Quelle genannt · 2 Berichte
👥 Andere sagen: HUR: bis zu 1.200 (26.06.2025)
📍 Am Anfang: NIS: etwa 600 (26.06.2025), jetzt +50\N{NO-BREAK SPACE}%
📰 Auch: island-post"""
    assert expected == messages.alert(ALERT, "de", "Europe/Berlin", names=names).plain


def test_the_number_stands_out_in_its_quote() -> None:
    quote = "<blockquote>The service now counts <b>around 900</b> dead, a lawmaker said.</blockquote>"
    assert quote in messages.alert(ALERT, "en").html


KINDS = [
    (
        DISPUTE,
        ["⚖️ Soldiers planned: 20,000", "Says otherwise: Volodymyr Zelensky (HUR: 25,000–30,000; −27%)"],
    ),
    (
        replace(DISPUTE, change=replace(DISPUTE.change, rule="newer-count")),
        ["⚖️ Soldiers planned: 20,000", "Newer count by Volodymyr Zelensky (HUR: 25,000–30,000; −27%)"],
    ),
    (
        of_kind(Outcome.FIRST, "first", {"via": None}, old=None, old_claimant=None),
        ["🆕 Killed: about 900", "First to give a number: NIS"],
    ),
    (
        of_kind(Outcome.FIRST, "new-batch", {"via": None}),
        ["🆕 Killed: about 900", "Further batch: NIS"],
    ),
    (
        of_kind(Outcome.DENIED, "denied", {"claimant": "kremlin", "via": None, "denied": True}),
        ["🚫 Denied: Killed, about 900", "Denied by kremlin (NIS: about 600)"],
    ),
    (
        of_kind(Outcome.REVISED, "revised", {"low": 450, "high": 450, "via": None}),
        ["🔻 Killed: about 600 → about 450 (−25%)", "Own figure revised: NIS"],
    ),
    (
        of_kind(Outcome.REVISED, "made-exact", {"via": None}, old=Value(1000, None, Qualifier.VAGUE, JUNE)),
        ["🔄 Killed: thousands → about 900", "Own figure revised: NIS"],
    ),
    (
        of_kind(Outcome.FIRST, "first", {"claimant": None, "via": "bbc"}, old=None, old_claimant=None),
        ["🆕 Killed: about 900", "First to give a number: a source without a name, via bbc"],
    ),
]


@pytest.mark.parametrize(
    ("told", "lines"), KINDS, ids=[f"{a.kind}-{a.change.rule}-{i}" for i, (a, _) in enumerate(KINDS)]
)
def test_each_kind_of_alert_looks_its_own_way(told: Alert, lines: list[str]) -> None:
    assert lines == messages.alert(told, "en", names=names).plain.split("\n")[:2]


def test_a_withdrawn_number_is_told_as_a_correction() -> None:
    facts = {"new": {"low": 700, "high": 700, "qualifier": "exact"}, "left": 2}
    told = Alert(Outcome.WITHDRAWN, replace(REVISION, outcome=Outcome.WITHDRAWN, facts=facts))
    expected = """\
✏️ Corrected by Harbour Times
The page now says 700 instead of about 900 (Killed).
2 other articles still give it.

Harbour Times (https://harbour.example/a?x=1&y=2) · 11 Sept 2025, 08:05 UTC"""
    assert expected == messages.alert(told, "en", names=names).plain


def test_a_number_that_is_gone_from_its_page_is_told_as_gone() -> None:
    change = replace(REVISION, outcome=Outcome.WITHDRAWN, facts={"new": None, "left": 0})
    lines = messages.followup(change, "de", names=names).plain.split("\n")
    assert [
        "✏️ Korrigiert von Harbour Times",
        "Die Seite nennt diese Zahl nicht mehr (Getötete: etwa 900).",
    ] == lines[:2]


def test_many_others_and_outlets_are_counted_not_listed() -> None:
    others = tuple(replace(HUR, claimant=f"c{i}") for i in range(6))
    shown = messages.alert(replace(ALERT, others=others, also=tuple(f"o{i}" for i in range(9))), "en").plain
    assert "c3: up to 1,200 (26 Jun 2025) and 2 more" in shown
    assert "Also: o0, o1, o2, o3, o4, o5 and 3 more" in shown


def test_what_the_post_names_already_is_not_listed_again() -> None:
    said = Figure("troops·planned", "hur", PLANNED)
    other = Figure("troops·planned", "nis", Value(4000, 4000, Qualifier.EXACT, JUNE))
    shown = messages.alert(replace(DISPUTE, others=(said, other)), "en", names=names).plain
    assert "👥 Others say: NIS: 4,000 (26 Jun 2025)\n" in shown + "\n"


def test_a_headline_is_named_as_the_place_of_the_number() -> None:
    told = replace(ALERT, change=replace(REVISION, claim=replace(CLAIM, section=Section.TITLE)))
    assert "10:05 · from the headline" in messages.alert(told, "en", "Europe/Berlin").plain


def test_a_share_is_shown_as_one() -> None:
    claim = {"low": None, "high": None, "share": 0.333, "qualifier": Qualifier.MORE_THAN}
    told = of_kind(Outcome.FIRST, "first", claim, old=None)
    assert messages.alert(told, "en").plain.startswith("🆕 Killed: more than 33%")


def test_a_doubtful_reading_without_a_source_says_so() -> None:
    told = of_kind(Outcome.FIRST, "first", {"confidence": 0.5, "claimant": None}, figure=None, old=None)
    assert "🔎 uncertain reading · no source named" in messages.alert(told, "en").plain


def test_a_summary_tells_many_changes_in_one_post() -> None:
    shown = messages.summary([ALERT] * 14, "en", since=JUNE, until=SEPTEMBER, names=names).plain.split("\n")
    line = "🔺 Killed: about 600 → about 900 (+50%) — NIS, Harbour Times (https://harbour.example/a?x=1&y=2)"
    assert [
        "⏯️ While the service stood still: 14 changes",
        "26 Jun 2025, 09:00 UTC – 11 Sept 2025, 08:05 UTC",
        "",
        *[line] * 12,
        "… and 2 more",
    ] == shown


def test_a_summary_of_one_change_speaks_of_one() -> None:
    shown = messages.summary([ALERT], "de", since=JUNE, until=SEPTEMBER).plain
    assert shown.startswith("⏯️ Während der Dienst stillstand: 1 Änderung\n")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "🔎 corrected by an operator · named source · 2 reports"),
        ("de", "🔎 bei einer Prüfung berichtigt · Quelle genannt · 2 Berichte"),
    ],
)
def test_a_figure_that_an_operator_has_edited_says_so_instead_of_how_well_it_was_read(
    lang: str, said: str
) -> None:
    told = replace(ALERT, change=replace(REVISION, claim=replace(CLAIM, rule=EDITED)))
    assert said in messages.alert(told, lang, names=names).plain.split("\n")


def test_an_operator_sees_why_a_change_waits() -> None:
    held = replace(REVISION, held="far")
    lines = messages.review(held, "en", names=names).plain.split("\n")
    assert "⏸ Waits for review" == lines[0]
    assert "Why it waits: it is more than ten times away from every figure of its series" == lines[4]


def test_the_terminal_shows_numbers_source_quote_and_address() -> None:
    console = Console(width=100, color_system=None, force_terminal=False)
    with console.capture() as caught:
        console.print(messages.terminal(ALERT, "en", names=names))
    shown = " ".join(re.sub(r"[│─╭╮╰╯]", " ", caught.get()).split())
    for part in (
        "Killed: about 600 → about 900 (+50%)",
        "Own figure revised: NIS, via Lee Seong-kweun",
        "The service now counts around 900 dead, a lawmaker said.",
        "<https://harbour.example/a?x=1&y=2>",
    ):
        assert part in shown


# --- change in percent ------------------------------------------------------------------------------------

MOVES = [
    ((600, 600, "about"), (900, 900, "exact"), 0.5),
    ((25000, 30000, "exact"), (27500, 27500, "exact"), 0.0),
    ((1000, None, "at_least"), (1500, None, "more_than"), 0.5),
    ((None, 1000, "up_to"), (None, 800, "up_to"), -0.2),
    ((1000, None, "at_least"), (2000, 2000, "exact"), 1.0),
    ((None, 1000, "up_to"), (2000, None, "at_least"), None),
    ((1000, None, "vague"), (2700, 2700, "exact"), None),
    ((0, 0, "exact"), (3, 3, "exact"), None),
    ((3, 3, "exact"), (0, 0, "exact"), -1.0),
]


@pytest.mark.parametrize(("old", "new", "moved"), MOVES)
def test_a_move_is_told_in_parts_of_the_old_number(
    old: tuple[int | None, int | None, str], new: tuple[int | None, int | None, str], moved: float | None
) -> None:
    before = Value(old[0], old[1], Qualifier(old[2]), JUNE)
    claim = replace(CLAIM, low=new[0], high=new[1], qualifier=Qualifier(new[2]))
    assert moved == messages.change_of(before, claim)


# --- words, numbers, dates --------------------------------------------------------------------------------

AMOUNTS = [
    (600, 600, "exact", "600", "600"),
    (11000, 11000, "about", "about 11,000", "etwa 11.000"),
    (25000, 30000, "exact", "25,000–30,000", "25.000–30.000"),
    (10000, None, "at_least", "at least 10,000", "mindestens 10.000"),
    (10000, None, "more_than", "more than 10,000", "mehr als 10.000"),
    (None, 12000, "up_to", "up to 12,000", "bis zu 12.000"),
    (None, 500, "fewer_than", "fewer than 500", "weniger als 500"),
    (12, None, "vague", "dozens", "Dutzende"),
    (1000, None, "vague", "thousands", "Tausende"),
    (0, 0, "exact", "0", "0"),
    (3000, None, "vague", "at least 3,000", "mindestens 3.000"),
]


@pytest.mark.parametrize(("low", "high", "qualifier", "english", "german"), AMOUNTS)
def test_a_range_is_said_with_its_bound(
    low: int | None, high: int | None, qualifier: str, english: str, german: str
) -> None:
    bound = Qualifier(qualifier)
    assert [english, german] == [wording.amount(low, high, bound, lang) for lang in ("en", "de")]


WINDOWS = [
    ((2025, 6, 26), (2025, 6, 26), "26 Jun 2025", "26.06.2025"),
    ((2024, 10, 1), (2024, 10, 31), "October 2024", "Oktober 2024"),
    ((2025, 7, 1), (2025, 8, 31), "July – August 2025", "Juli–August 2025"),
    ((2024, 1, 1), (2024, 12, 31), "2024", "2024"),
    ((2023, 1, 1), (2024, 12, 31), "2023–2024", "2023–2024"),
]


@pytest.mark.parametrize(("first", "last", "english", "german"), WINDOWS)
def test_a_span_of_days_is_said_as_people_say_it(
    first: tuple[int, int, int], last: tuple[int, int, int], english: str, german: str
) -> None:
    span = Window(date(*first), date(*last))
    thin = "\N{THIN SPACE}"
    assert [english, german] == [wording.window(span, lang).replace(thin, " ") for lang in ("en", "de")]


@pytest.mark.parametrize(
    ("change", "english", "german"),
    [
        (0.5, "+50%", "+50\xa0%"),
        (-0.25, "−25%", "−25\xa0%"),
        (0.083, "+8.3%", "+8,3\xa0%"),
        (12.5, "+1,250%", "+1.250\xa0%"),
    ],
)
def test_a_move_in_percent_is_written_as_the_language_writes_it(
    change: float, english: str, german: str
) -> None:
    assert [english, german] == [wording.percent(change, lang) for lang in ("en", "de")]


def test_a_language_without_a_catalog_names_those_there_are() -> None:
    with pytest.raises(
        ConfigError, match=r"language 'xx' has no catalog\. Choose one of de, en or add xx\.po"
    ):
        wording.catalog("xx")


def test_every_series_has_a_name_in_every_language() -> None:
    unnamed = [
        (s, lang)
        for lang in wording.languages()
        for s in wording.all_series()
        if wording.series(s, lang) == s
    ]
    assert (15, []) == (len(wording.all_series()), unnamed)


# --- catalogs ---------------------------------------------------------------------------------------------

SOURCES = ("wording.py", "messages.py", "charts.py", "adapters/chat.py", "chat.py", "talk.py")
BOT = Path(messages.__file__).parent


def sentences() -> set[str | tuple[str, ...]]:
    """Every English sentence of the sources that readers see."""
    keywords: dict[str, Any] = {"gettext": None, "ngettext": (1, 2)}
    found = {
        text
        for name in SOURCES
        if (BOT / name).exists()
        for _, text, _, _ in extract_from_file("python", BOT / name, keywords=keywords)
    }
    literal = {text for text in found if isinstance(text, str) or all(text)}
    return literal | set(EXPLANATIONS.values()) | set(HOLDS.values()) | set(REFUSALS.values())


@pytest.mark.parametrize("lang", [lang for lang in wording.languages() if lang != "en"])
def test_a_catalog_translates_every_sentence_with_all_its_plurals_and_fields(lang: str) -> None:
    with (BOT / "locales" / f"{lang}.po").open("rb") as source:
        there = {entry.id: entry for entry in read_po(source, locale=lang) if entry.id and not entry.context}
    missing, broken = [], []
    for text in sorted(sentences(), key=str):
        entry = there.get(text)
        if entry is None or not all([entry.string] if isinstance(entry.string, str) else entry.string):
            missing.append(text)
            continue
        fields = set(re.findall(r"\{\w+\}", str(text)))
        if set(re.findall(r"\{\w+\}", str(entry.string))) != fields:
            broken.append(text)
    assert ([], []) == (missing, broken)


@pytest.mark.parametrize("lang", wording.languages())
def test_a_place_of_the_topic_has_a_name(lang: str) -> None:
    assert {"en": "Donetsk", "de": "Donezk"}[lang] == wording.place("donetsk", lang)
    assert "Some Town" == wording.place("some-town", lang)


# --- why --------------------------------------------------------------------------------------------------


def test_the_ledger_s_reason_is_a_sentence_in_the_reader_s_language() -> None:
    english = "NIS said about 600 until now; about 900 is newer and not compatible."
    german = "NIS: bisher etwa 600; etwa 900 ist neuer und passt nicht dazu."
    assert [english, german] == [messages.explain(REVISION, lang, names=names) for lang in ("en", "de")]


@pytest.mark.parametrize("rule", EXPLANATIONS)
@pytest.mark.parametrize("lang", wording.languages())
def test_every_rule_of_the_ledger_can_be_explained(rule: str, lang: str) -> None:
    empty = {
        "who": None,
        "whose": None,
        "new": None,
        "old": None,
        "since": None,
        "outlet": "x",
        "series": "killed",
    }
    for facts in (REVISION.facts, empty):
        sentence = messages.explain(replace(REVISION, rule=rule, facts=facts), lang)
        assert (True, False) == (sentence.endswith("."), "{" in sentence)


def test_a_rule_that_is_no_more_is_named() -> None:
    assert "of-old" == messages.explain(replace(REVISION, rule="of-old"), "en")


# --- always valid, whatever a page says -------------------------------------------------------------------

WILD = st.text(alphabet=st.characters(), max_size=300) | st.sampled_from(
    [
        "<b>",
        "</blockquote>",
        "&amp;&lt;",
        "\u202e901\u202c",
        "a\u0300" * 50 + "\u0301" * 90,
        "😀" * 3000,
        "\ud800",
        "\x00\x1b[31m",
    ]
)


@settings(deadline=None)
@given(
    quote=WILD, number=WILD, claimant=WILD | st.none(), via=WILD, outlet=WILD, place=WILD, url=WILD, why=WILD
)
def test_whatever_a_page_says_the_post_is_valid_and_within_its_limit(
    quote: str, number: str, claimant: str | None, via: str, outlet: str, place: str, url: str, why: str
) -> None:
    claim = replace(CLAIM, quote=quote, number=number, claimant=claimant, via=via, place=place)
    article = replace(ARTICLE, outlet=outlet, url="https://x.example/" + url)
    change = replace(REVISION, article=article, claim=claim, held=why)
    others = tuple(replace(HUR, claimant=f"{via}{i}") for i in range(9))
    told = replace(ALERT, change=change, also=(outlet,) * 20, others=others)
    for post in (
        messages.alert(told, "de"),
        messages.review(change, "en"),
        messages.followup(change, "en"),
        messages.summary([told] * 30, "de", since=JUNE, until=SEPTEMBER),
    ):
        seen = parsed(post.html)
        assert seen == "".join(span.text for span in post.spans)
        assert units(seen) <= TEXT_LIMIT
        assert units(post.plain) <= TEXT_LIMIT
        assert set(seen) & {"\u202e", "\u2066", "\x00", "\x1b", "\u200f"} == set()
        post.html.encode("utf-8")


@settings(deadline=None)
@given(
    st.lists(st.tuples(WILD, st.sampled_from([(), ("b",), ("blockquote",), ("blockquote", "b")])), max_size=8)
)
def test_spans_cut_at_any_limit_are_valid_html(parts: list[tuple[str, tuple[str, ...]]]) -> None:
    spans = [Span(clean(text), tags, "https://a.example/?a&b") for text, tags in parts]
    for limit in (1, 2, 10, CAPTION_LIMIT):
        shown = message(spans, limit)
        assert units(parsed(shown.html)) <= limit
        assert shown.length == units(parsed(shown.html))


def test_a_long_quote_is_cut_at_a_sentence_and_leads_to_the_page() -> None:
    quote = "Around 900 died there. " + "Nothing more is known of them yet. " * 40
    told = replace(ALERT, change=replace(REVISION, claim=replace(CLAIM, quote=quote, number="Around 900")))
    shown = messages.alert(told, "en").html
    ending = 'known of them yet. … <a href="https://harbour.example/a?x=1&amp;y=2">more</a></blockquote>'
    assert "<blockquote><b>Around 900</b> died there. " in shown
    assert ending in shown


def test_a_number_deep_in_a_long_quote_is_still_shown() -> None:
    quote = "Word after word comes here. " * 60 + "Then 900 died. " + "And so it goes on. " * 60
    told = replace(ALERT, change=replace(REVISION, claim=replace(CLAIM, quote=quote, number="900")))
    shown = messages.alert(told, "en").html
    assert "<blockquote>…" in shown
    assert "Then <b>900</b> died." in shown


def test_an_address_that_is_no_web_page_is_no_link() -> None:
    told = replace(ALERT, change=replace(REVISION, article=replace(ARTICLE, url="javascript:alert(1)")))
    assert "<a " not in messages.alert(told, "en").html


CUTS = [
    ("One two. Three four.", 12, "One two. …"),
    ("One two three four", 12, "One two…"),
    ("一二三。四五六七八九十", 8, "一二三。 …"),
    ("abcdefghijkl", 6, "abcd…"),
    ("😀😀😀😀", 7, "😀😀…"),
    ("short", 10, "short"),
]


@pytest.mark.parametrize(("text", "limit", "expected"), CUTS)
def test_a_text_is_cut_at_a_sentence_else_at_a_word(text: str, limit: int, expected: str) -> None:
    assert expected == cut(text, limit)
