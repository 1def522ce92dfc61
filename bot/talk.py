"""What the bot says in private chats, in the reader's language: answers, menus, commands. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from zoneinfo import ZoneInfo, available_timezones

from bot import messages, wording
from bot.messages import View
from bot.model import Article, Change, Claim, Figure, Outcome
from bot.spans import Message, Span, clean, cut, link, message
from bot.wishes import KINDS, QUIET, SMALLEST, ZONES, Wishes
from bot.wording import Names

#: Rows of buttons: the words on a button, and what comes back when it is pressed (64 bytes at most).
Menu = list[list[tuple[str, str]]]

_REPORTS = 8
_HISTORY = 10


@dataclass(frozen=True, slots=True)
class Reader:
    """What is known of the one who asks: language, zone, wishes."""

    lang: str
    zone: str = "UTC"
    wishes: Wishes = field(default_factory=Wishes)
    digest: bool = True
    quiet: tuple[time, time] | None = None


def said(text: str) -> Message:
    """A plain sentence as a message."""
    return message([Span(text)])


# --- commands ---------------------------------------------------------------------------------------------


def commands(lang: str) -> dict[str, str]:
    """The commands for everyone, each with its description, as Telegram lists them."""
    t = wording.catalog(lang)
    return {
        "figures": t.gettext("All figures, as they stand"),
        "figure": t.gettext("One figure with its history and picture"),
        "why": t.gettext("Why an alert was sent"),
        "sources": t.gettext("What is read"),
        "digest": t.gettext("The day so far"),
        "subscribe": t.gettext("Get alerts here"),
        "settings": t.gettext("Change what you get"),
        "stop": t.gettext("No more messages; you are forgotten"),
        "help": t.gettext("What I can do"),
    }


def operator_commands(lang: str) -> dict[str, str]:
    """The commands for operators."""
    t = wording.catalog(lang)
    return {
        "review": t.gettext("Changes that wait for you"),
        "edit": t.gettext("Accept a change with a corrected reading"),
        "health": t.gettext("How feeds and delivery do"),
        "pause": t.gettext("Send nothing until /resume"),
        "resume": t.gettext("Send again what waited"),
        "say": t.gettext("Say something in the channels"),
    }


def parse_command(text: str) -> tuple[str, str]:
    """A message's command and the rest of it: ``/figure@muster_bot killed`` is ``figure``, ``killed``.

    ``/review_12`` is ``review``, ``12``: such commands can be tapped. Text without a command has none ("").
    """
    if not text.startswith("/"):
        return "", text.strip()
    head, _, rest = text[1:].partition(" ")
    name, _, tapped = head.partition("@")[0].partition("_")
    return name.lower(), f"{tapped} {rest}".strip()


def language_of(code: str | None, default: str) -> str:
    """The catalog for a client's language code (``de-AT``), else the default one."""
    short = (code or "").split("-")[0].lower()
    return short if short in wording.languages() else default


def find_series(words: str, there: Iterable[str]) -> tuple[str, ...]:
    """The series meant by a word: an id, or a part of its name in any language. Exact matches come alone."""
    wanted = " ".join(words.casefold().replace("·", " ").split())
    names = {
        name: [
            name.replace("·", " "),
            *(wording.series(name, lang).casefold() for lang in wording.languages()),
        ]
        for name in there
    }
    exact = tuple(name for name, called in names.items() if wanted in called)
    return exact or tuple(name for name, called in names.items() if any(wanted in one for one in called))


def find_zone(words: str) -> str | None:
    """A time zone by its name or its city: ``Asia/Seoul``, ``seoul``. None where there is none."""
    wanted = words.strip().replace(" ", "_").casefold()
    for zone in sorted(available_timezones()):
        if wanted and wanted in {zone.casefold(), zone.rsplit("/", maxsplit=1)[-1].casefold()}:
            return zone
    return None


# --- answers ----------------------------------------------------------------------------------------------


def start(lang: str) -> Message:
    """What this is, in a few lines."""
    t = wording.catalog(lang)
    topic = t.pgettext("topic", "of whom")
    return message(
        [
            Span(t.gettext("I notice when the numbers change."), ("b",)),
            Span("\n" + t.gettext("I read the news for figures about {topic}.").format(topic=topic)),
            Span(
                "\n"
                + t.gettext(
                    "When a number is new, revised or denied, I say who says so and show the sentence."
                )
            ),
            Span(
                "\n\n"
                + t.gettext("/figures shows where they stand, /subscribe brings alerts here, /help the rest.")
            ),
        ]
    )


def help_text(lang: str, *, operator: bool = False) -> Message:
    """Every command with its description."""
    listed = {**commands(lang), **(operator_commands(lang) if operator else {})}
    return message([Span("\n".join(f"/{name} – {what}" for name, what in listed.items()))])


def unknown(lang: str, *, operator: bool = False) -> Message:
    """The answer to what was not understood: the help."""
    t = wording.catalog(lang)
    return message(
        [Span(t.gettext("I did not understand that.") + "\n\n"), *help_text(lang, operator=operator).spans]
    )


def figures(standing: Sequence[Figure], lang: str, names: Names) -> Message:
    """Where every figure stands: a heading a series, a line a claimant."""
    t, view = wording.catalog(lang), View(lang, names=names)
    if not standing:
        return said(t.gettext("No figures yet."))
    spans: list[Span] = []
    order = {name: place for place, name in enumerate(wording.all_series())}
    for name in sorted({one.series for one in standing}, key=lambda s: (order.get(s.rstrip("+"), 99), s)):
        spans += [Span("\n\n" if spans else ""), Span(wording.series(name, lang), ("b",))]
        spans += [Span("\n" + messages.figure_line(one, view)) for one in standing if one.series == name]
    return message([span for span in spans if span.text])


def history(standing: Sequence[Figure], series: str, lang: str, names: Names) -> Message:
    """One series: each claimant's present value and the earlier ones, newest first."""
    view = View(lang, names=names)
    spans = [Span(wording.series(series, lang), ("b",))]
    for one in (figure for figure in standing if figure.series == series):
        spans.append(Span("\n\n" + view.name(one.claimant), ("b",)))
        for value in (one.present, *one.earlier)[:_HISTORY]:
            when = wording.day(value.since.date(), lang)
            as_of = f", {wording.window(value.as_of, lang)}" if value.as_of else ""
            spans.append(Span(f"\n{when}: {wording.value(value, lang)}{as_of}"))
    return message(spans)


def why(change: Change, reports: Sequence[tuple[Article, Claim]], reader: Reader, names: Names) -> Message:
    """Why a change was told: the ledger's reason, the proof, and the reports behind the figure."""
    t = wording.catalog(reader.lang)
    spans: list[Span] = [
        Span(wording.series(change.series, reader.lang), ("b",)),
        Span("\n" + messages.explain(change, reader.lang, names=names) + "\n"),
        Span(cut(clean(change.claim.quote), 500), ("blockquote",)),
        Span("\n"),
        Span(clean(names(change.article.outlet, reader.lang)), href=link(change.article.url)),
        Span(" · " + wording.moment(change.article.published, reader.lang, reader.zone)),
    ]
    if reports:
        spans.append(Span("\n\n" + t.gettext("Reports behind this figure:"), ("b",)))
    for article, _ in reports[:_REPORTS]:
        day = wording.day(article.published.date(), reader.lang)
        outlet = cut(clean(names(article.outlet, reader.lang)), 80)
        spans += [Span(f"\n{day} · "), Span(outlet, href=link(article.url))]
    return message(spans)


def sources(feeds: Mapping[str, Sequence[str]], lang: str) -> Message:
    """What is read: the outlets of each language."""
    t = wording.catalog(lang)
    count = sum(len(names) for names in feeds.values())
    shape = t.ngettext("I read {n} feed:", "I read {n} feeds:", count)
    spans = [Span(shape.format(n=wording.number(count, lang)), ("b",))]
    for tongue in sorted(feeds):
        spans.append(Span("\n" + wording.language(tongue, lang) + ": ", ("b",)))
        spans.append(Span(", ".join(cut(clean(name), 60) for name in feeds[tongue])))
    return message(spans)


def health(
    well: int,
    failing: Sequence[tuple[str, str]],
    backlog: Mapping[str, int],
    held: int,
    *,
    unasked: int,
    paused: bool,
    lang: str,
) -> Message:
    """How the service does, for operators. Of the ``unasked`` feeds nobody knows yet whether they answer."""
    t = wording.catalog(lang)
    lines = [t.gettext("{well} of {n} feeds answer.").format(well=well, n=well + len(failing) + unasked)]
    if unasked:
        shape = t.ngettext("{n} was not asked yet.", "{n} were not asked yet.", unasked)
        lines[0] += " " + shape.format(n=unasked)
    lines += [f"⚠️ {cut(clean(name), 60)}: {cut(clean(reason), 120)}" for name, reason in failing[:20]]
    lines.append(
        t.gettext("Messages: {counts}").format(
            counts=", ".join(f"{n} {s}" for s, n in sorted(backlog.items())) or "0"
        )
    )
    shape = t.ngettext("{n} change waits for review", "{n} changes wait for review", held)
    lines.append(shape.format(n=held))
    if paused:
        lines.append(t.gettext("⏸ Paused: nothing is sent until /resume."))
    return said("\n".join(lines))


# --- menus ------------------------------------------------------------------------------------------------


def _tick(on: bool) -> str:
    return "✅" if on else "▫️"


def settings(reader: Reader) -> tuple[Message, Menu]:
    """What the reader gets, and the buttons that lead to each wish.

    A button names the state that it brings about, not a change of it: pressed twice it does one thing.
    """
    t, lang, wishes = wording.catalog(reader.lang), reader.lang, reader.wishes
    everything = t.gettext("all")
    chosen = ", ".join(wording.series(one, lang) for one in wording.all_series() if one in wishes.series)
    kinds = ", ".join(messages.kind_name(one, lang) for one in KINDS if str(one) in wishes.kinds)
    smallest = wording.share(wishes.smallest, lang) if wishes.smallest else t.gettext("any")
    quiet = f"{reader.quiet[0]:%H:%M}–{reader.quiet[1]:%H:%M}" if reader.quiet else t.gettext("none")
    state = t.gettext("You get alerts.") if wishes.on else t.gettext("You get no alerts.")
    rows = [
        (t.gettext("Figures"), chosen or everything),
        (t.gettext("Changes"), kinds or everything),
        (t.gettext("Smallest change"), smallest),
        (t.gettext("Digest"), t.gettext("daily") if reader.digest else t.gettext("none")),
        (t.gettext("Quiet hours"), quiet),
        (t.gettext("Time zone"), reader.zone),
        (t.gettext("Language"), wording.language(lang, lang)),
    ]
    spans = [Span(state, ("b",))]
    for name, value in rows:
        spans += [Span(f"\n{name}: "), Span(value, ("b",))]
    menu: Menu = [
        [(t.gettext("Figures"), "p:series"), (t.gettext("Changes"), "p:kinds")],
        [(t.gettext("Smallest change"), "p:smallest"), (t.gettext("Quiet hours"), "p:quiet")],
        [(t.gettext("Time zone"), "p:zone"), (t.gettext("Language"), "p:language")],
        [(f"{_tick(reader.digest)} {t.gettext('Digest')}", f"d:{int(not reader.digest)}")],
        [(t.gettext("No more alerts"), "on:0") if wishes.on else (t.gettext("Get alerts"), "on:1")],
    ]
    return message(spans), menu


def page(name: str, reader: Reader) -> Menu:
    """The buttons of one wish; an unknown page has only the way back."""
    t, lang, wishes = wording.catalog(reader.lang), reader.lang, reader.wishes
    menu: Menu = []
    if name == "series":
        for one in wording.all_series():
            on = wishes.has_series(one)
            menu.append([(f"{_tick(on)} {wording.series(one, lang)}", f"s:{one}:{int(not on)}")])
    elif name == "kinds":
        for kind in KINDS:
            on = wishes.has_kind(str(kind))
            menu.append([(f"{_tick(on)} {messages.kind_name(kind, lang)}", f"k:{kind}:{int(not on)}")])
    elif name == "smallest":
        for least in SMALLEST:
            label = wording.share(least, lang) if least else t.gettext("any")
            menu.append([(f"{_tick(wishes.smallest == least)} {label}", f"m:{least}")])
    elif name == "quiet":
        menu.append([(f"{_tick(reader.quiet is None)} {t.gettext('none')}", "q:off")])
        for first, until in QUIET:
            on = reader.quiet == (first, until)
            menu.append([(f"{_tick(on)} {first:%H:%M}–{until:%H:%M}", f"q:{first:%H}-{until:%H}")])
    elif name == "zone":
        menu += [[(f"{_tick(reader.zone == zone)} {zone}", f"z:{zone}")] for zone in ZONES]
    elif name == "language":
        menu += [
            [(f"{_tick(lang == one)} {wording.language(one, one)}", f"l:{one}")]
            for one in wording.languages()
        ]
    return [*menu, [(t.gettext("« back"), "p:main")]]


def with_press(reader: Reader, data: str) -> Reader | None:
    """The reader after a button of the settings; None for a button that is none of theirs."""
    kind, _, rest = data.partition(":")
    press = _PRESSES.get(kind)
    try:
        return press(reader, rest) if press else None
    except (ValueError, KeyError, OSError):
        return None


def _press_series(reader: Reader, rest: str) -> Reader:
    name, _, on = rest.rpartition(":")
    return replace(reader, wishes=reader.wishes.with_series(name, on == "1"))


def _press_kind(reader: Reader, rest: str) -> Reader:
    name, _, on = rest.rpartition(":")
    return replace(reader, wishes=reader.wishes.with_kind(str(Outcome(name)), on == "1"))


def _press_language(reader: Reader, rest: str) -> Reader | None:
    return replace(reader, lang=rest) if rest in wording.languages() else None


_PRESSES: Mapping[str, Callable[[Reader, str], Reader | None]] = {
    "on": lambda reader, rest: replace(reader, wishes=replace(reader.wishes, on=rest == "1")),
    "s": _press_series,
    "k": _press_kind,
    "m": lambda reader, rest: replace(reader, wishes=replace(reader.wishes, smallest=abs(float(rest)))),
    "d": lambda reader, rest: replace(reader, digest=rest == "1"),
    "q": lambda reader, rest: replace(reader, quiet=_hours(rest)),
    "z": lambda reader, rest: replace(reader, zone=ZoneInfo(rest).key),
    "l": _press_language,
}


def _hours(text: str) -> tuple[time, time] | None:
    """``22-07`` as local times; ``off`` is none."""
    if text == "off":
        return None
    first, _, until = text.partition("-")
    return time(int(first)), time(int(until))


def page_of(data: str) -> str:
    """The page of the settings on which a button stands."""
    pages = {"s": "series", "k": "kinds", "m": "smallest", "q": "quiet", "z": "zone", "l": "language"}
    return pages.get(data.partition(":")[0], "main")


# --- operators --------------------------------------------------------------------------------------------


def review(change: Change, row: int, reader: Reader, names: Names) -> tuple[Message, Menu]:
    """A held change with its proof, and what an operator can do with it."""
    t = wording.catalog(reader.lang)
    menu = [
        [(t.gettext("Accept"), f"r:{row}:accept"), (t.gettext("Reject"), f"r:{row}:reject")],
        [(t.gettext("Edit"), f"r:{row}:edit")],
    ]
    return messages.review(change, reader.lang, reader.zone, names=names), menu


def decided(change: Change, review: str, who: str, reader: Reader, names: Names) -> Message:
    """A held change that waits no more: the post without buttons, and what became of it.

    ``review`` is accepted, rejected, released or withdrawn; ``who`` accepted or rejected it.
    """
    t = wording.catalog(reader.lang)
    said = {
        "accepted": "✅ " + t.gettext("Accepted by {who}").format(who=who),
        "rejected": "❌ " + t.gettext("Rejected by {who}").format(who=who),
        "released": "☑️ " + t.gettext("Another report tells the same: it waits no more"),
        "withdrawn": "↩️ " + t.gettext("Its page took the number back: it waits no more"),
    }
    return messages.review(change, reader.lang, reader.zone, names=names, decided=said[review])


def edit_help(change: Change, row: int, lang: str) -> Message:
    """How to correct a reading by a message."""
    claim, t = change.claim, wording.catalog(lang)
    parts = {"low": claim.low, "high": claim.high, "qualifier": claim.qualifier, "claimant": claim.claimant}
    example = " ".join(f"{key}={'none' if value is None else value}" for key, value in parts.items())
    return message(
        [
            Span(t.gettext("Send the corrected reading; leave out what stays:") + "\n"),
            Span(f"/edit {row} {example}", ("code",)),
        ]
    )
