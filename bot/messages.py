"""Alerts, digests and explanations in the reader's language: posts that are read in three seconds and checked
in thirty. Pure: everything shown comes in as a value; names of claimants come in as a function.

A post's order: what and how much (bold), who says so and through whom, when and where, the sentence that
proves it, the page, how sure that is, what others say, where the count began.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bot import wording
from bot.ledger import EXPLANATIONS, HOLDS
from bot.model import (
    ALERTING,
    EDITED,
    Alert,
    Change,
    Claim,
    Digest,
    Figure,
    Outcome,
    Qualifier,
    Section,
    Value,
)
from bot.spans import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    Message,
    Span,
    clean,
    cut,
    join,
    link,
    message,
    to_terminal,
    units,
)
from bot.wording import Names, as_written

if TYPE_CHECKING:
    from rich.panel import Panel

__all__ = [
    "COMPLETE",
    "Message",
    "View",
    "alert",
    "change_of",
    "digest",
    "digest_posts",
    "explain",
    "followup",
    "has_picture",
    "headline",
    "review",
    "summary",
    "terminal",
]

#: Code units of a quote and of its surroundings that are shown; the page has the rest.
_QUOTE = 700
_NAME = 80

#: Lines of others, of outlets that brought it too, of a list in a digest or summary.
_OTHERS = 4
_ALSO = 6
_LINES = 12

#: Lines that a section of a digest keeps as long as another one can give way.
_FEW = 4

#: The limit of a terminal, which has none.
COMPLETE = sys.maxsize

#: Above these the reading is called certain, or fairly certain.
_CERTAIN, _FAIR = 0.85, 0.7


@dataclass(frozen=True, slots=True)
class View:
    """Whose eyes a message is for: language, time zone, and the names of claimants in that language."""

    lang: str
    zone: str = "UTC"
    names: Names = as_written

    def name(self, claimant: str | None) -> str:
        """A claimant's name, cleaned and not too long; a source without a name is called that."""
        if claimant is None:
            return wording.catalog(self.lang).gettext("a source without a name")
        return cut(clean(self.names(claimant, self.lang)), _NAME)


# --- alerts -----------------------------------------------------------------------------------------------


def alert(
    told: Alert,
    lang: str,
    zone: str = "UTC",
    *,
    names: Names = as_written,
    revises: str | None = None,
    limit: int = TEXT_LIMIT,
) -> Message:
    """The post of one change; of a withdrawn number its follow-up. ``revises`` links the post it revises."""
    if told.kind is Outcome.WITHDRAWN:
        return followup(told.change, lang, zone, names=names)
    view = View(lang, zone, names)
    change = told.change
    lines = [
        _headline(told.kind, change, view),
        _who(told.kind, change, view),
        _when_where(change.claim, view),
        [],
        _proof(change, view),
        _source(change, view),
        [],
        _certainty(change, view, seeded=told.baseline is not None),
        _others(_unsaid(told), view),
        _against_baseline(told, view),
        _also(told.also, view),
        _revised_post(revises, view),
    ]
    return message(_lines(lines), limit)


def _lines(lines: Sequence[Sequence[Span]]) -> list[Span]:
    """One line after the other; an empty one parts paragraphs, never two of them in a row or at an end."""
    out: list[Span] = []
    gap = ""
    for line in lines:
        if not line:
            gap = "\n\n" if out else ""
            continue
        if out:
            out.append(Span(gap or "\n"))
        out += line
        gap = ""
    return out


def _mark(kind: Outcome, change: Change) -> str:
    """The sign a kind of post is known by."""
    if kind is Outcome.REVISED:
        moved = change_of(change.old, change.claim)
        return "🔄" if moved is None or moved == 0 else "🔺" if moved > 0 else "🔻"
    return {Outcome.FIRST: "🆕", Outcome.DISPUTED: "⚖️", Outcome.DENIED: "🚫"}.get(kind, "▫️")


def _number(claim: Claim, view: View) -> str:
    """The claim's own number: a range, or a share of a whole."""
    if claim.share is not None:
        t = wording.catalog(view.lang)
        shape = t.gettext("more than {n}") if claim.qualifier is Qualifier.MORE_THAN else "{n}"
        return str(shape.format(n=wording.share(claim.share, view.lang)))
    return wording.amount(claim.low, claim.high, claim.qualifier, view.lang)


def _headline(kind: Outcome, change: Change, view: View) -> list[Span]:
    """What and how much: ``🔺 Killed: about 600 → 900 (+50%)``."""
    t = wording.catalog(view.lang)
    what = wording.series(change.series, view.lang)
    new = _number(change.claim, view)
    spans = [Span(f"{_mark(kind, change)} ")]
    if kind is Outcome.DENIED:
        return [*spans, Span(t.gettext("Denied: {what}, {n}").format(what=what, n=new), ("b",))]
    if kind is Outcome.REVISED and change.old is not None:
        old = wording.value(change.old, view.lang)
        spans.append(Span(f"{what}: {old} → {new}", ("b",)))
    else:
        spans.append(Span(f"{what}: {new}", ("b",)))
    moved = change_of(change.old, change.claim) if kind is Outcome.REVISED else None
    if moved is not None:
        spans.append(Span(f" ({wording.percent(moved, view.lang)})"))
    return spans


def _who(kind: Outcome, change: Change, view: View) -> list[Span]:
    """Who says so, in the words of the kind, and through whom."""
    t = wording.catalog(view.lang)
    who, old_who = view.name(change.claim.claimant), view.name(change.old_claimant)
    old = "" if change.old is None else wording.value(change.old, view.lang)
    moved = change_of(change.old, change.claim) if kind is Outcome.DISPUTED else None
    old += f"; {wording.percent(moved, view.lang)}" if moved is not None else ""
    if change.old is None or kind not in {Outcome.REVISED, Outcome.DISPUTED, Outcome.DENIED}:
        shape = (
            t.gettext("Further batch: {who}")
            if change.rule == "new-batch"
            else t.gettext("First to give a number: {who}")
        )
    elif kind is Outcome.REVISED:
        shape = t.gettext("Own figure revised: {who}")
    elif kind is Outcome.DENIED:
        shape = t.gettext("Denied by {who} ({old_who}: {old})")
    elif change.rule == "newer-count":
        shape = t.gettext("Newer count by {who} ({old_who}: {old})")
    else:
        shape = t.gettext("Says otherwise: {who} ({old_who}: {old})")
    spans = _filled(shape, who=who, old_who=old_who, old=old)
    if change.claim.via:
        passed_on = t.gettext("via {via}").format(via=view.name(change.claim.via))
        spans.append(Span(f", {passed_on}"))
    return spans


def _filled(shape: str, *, who: str, **others: str) -> list[Span]:
    """The sentence with its values; ``who`` stands out."""
    before, _, after = shape.partition("{who}")
    parts = [Span(before.format(**others)), Span(who, ("b",))]
    return [span for span in (*parts, Span(after.format(**others))) if span.text]


def change_of(old: Value | None, new: Claim) -> float | None:
    """How far a number moved, as a fraction of the old one: 600 → 900 is 0.5.

    Between ranges the middles are compared, between two lower bounds the lows, between two upper bounds the
    highs, else whichever end both have. None where there is nothing to compare with: no number, only an
    order of magnitude, or zero.
    """
    if old is None or Qualifier.VAGUE in {old.qualifier, new.qualifier}:
        return None
    before, after = _ends(old.low, old.high, new.low, new.high)
    return (after - before) / before if before and after is not None else None


def _ends(
    old_low: int | None, old_high: int | None, low: int | None, high: int | None
) -> tuple[float | None, float | None]:
    """The two values to compare: middles, else lows, else highs."""
    if old_low is not None and old_high is not None and low is not None and high is not None:
        return (old_low + old_high) / 2, (low + high) / 2
    if old_low is not None and low is not None:
        return old_low, low
    return (old_high, high) if old_high is not None and high is not None else (None, None)


def _when_where(claim: Claim, view: View) -> list[Span]:
    """``As of October 2024 · Kursk``."""
    t = wording.catalog(view.lang)
    parts: list[list[Span]] = []
    if claim.as_of:
        parts.append([Span(t.gettext("As of {time}").format(time=wording.window(claim.as_of, view.lang)))])
    if claim.place:
        parts.append([Span(wording.place(cut(clean(claim.place), _NAME), view.lang))])
    return join(parts, " · ")


def _proof(change: Change, view: View) -> list[Span]:
    """The sentence that says so, in its own language, the number's own words in bold; long ones lead on."""
    claim = change.claim
    quote, digits = clean(claim.quote), clean(claim.number)
    at = quote.find(digits) if digits else -1
    if units(quote) <= _QUOTE:
        shown = quote
    else:
        shown = _around(quote, max(at, 0), len(digits))
        at = shown.find(digits) if digits else -1
    before, after = (shown[:at], shown[at + len(digits) :]) if at >= 0 else (shown, "")
    spans = [Span(before, ("blockquote",))] if before else []
    if at >= 0:
        spans.append(Span(digits, ("blockquote", "b")))
    if after:
        spans.append(Span(after, ("blockquote",)))
    url = link(change.article.url)
    if shown != quote and url:
        more = wording.catalog(view.lang).gettext("more")
        spans += [Span(" ", ("blockquote",)), Span(more, ("blockquote",), url)]
    return spans


def _around(quote: str, at: int, length: int) -> str:
    """A long quote's part that holds the number: from its start if that fits, else from shortly before."""
    if units(quote[: at + length]) < _QUOTE // 2:
        return _keep(quote, at + length)
    start = max(0, at - _QUOTE // 3)
    space = quote.find(" ", start, at)
    start = space + 1 if space >= 0 else start
    return "…" + _keep(quote[start:], at - start + length)


def _keep(text: str, length: int) -> str:
    """The text cut at a sentence; at a word where that would lose the first ``length`` letters."""
    whole = cut(text, _QUOTE)
    return whole if len(whole.rstrip("…")) >= length else f"{text[: length + 80].rstrip()}…"


def _source(change: Change, view: View) -> list[Span]:
    """The outlet as a link to the page, and when it was published."""
    outlet = cut(clean(view.names(change.article.outlet, view.lang)), _NAME) or change.article.id[:_NAME]
    parts = [
        [Span(outlet, href=link(change.article.url))],
        [Span(wording.moment(change.article.published, view.lang, view.zone))],
    ]
    if change.claim.section is Section.TITLE:
        parts.append([Span(wording.catalog(view.lang).gettext("from the headline"))])
    return join(parts, " · ")


def _certainty(change: Change, view: View, *, seeded: bool = False) -> list[Span]:
    """How sure: how well the sentence was read, whether someone stands behind the number, how many articles do.

    A ``seeded`` figure counts the baseline it began with, which is no report.
    """
    t = wording.catalog(view.lang)
    claim = change.claim
    read = (
        t.gettext("read with certainty")
        if claim.confidence >= _CERTAIN
        else t.gettext("fairly certain reading")
    )
    if claim.confidence < _FAIR:
        read = t.gettext("uncertain reading")
    if claim.rule == EDITED:
        read = t.gettext("corrected by an operator")
    behind = t.gettext("named source") if claim.claimant else t.gettext("no source named")
    parts = [read, behind]
    count = 0 if change.figure is None else change.figure.reports - seeded
    if count > 1:
        shape = t.ngettext("{n} report", "{n} reports", count)
        parts.append(shape.format(n=wording.number(count, view.lang)))
    return [Span("🔎 "), Span(" · ".join(parts))]


def figure_line(figure: Figure, view: View) -> str:
    """``HUR 4,000 (26 Jun 2025)``: who, how many, as of when or since when."""
    shown = figure.present
    when = (
        wording.window(shown.as_of, view.lang) if shown.as_of else wording.day(shown.since.date(), view.lang)
    )
    return f"{view.name(figure.claimant)}: {wording.value(shown, view.lang)} ({when})"


def _unsaid(told: Alert) -> tuple[Figure, ...]:
    """The others' figures without the one that the post names already."""
    change = told.change
    if told.kind not in {Outcome.DISPUTED, Outcome.DENIED}:
        return told.others
    said = (change.old_claimant, change.old)
    return tuple(figure for figure in told.others if (figure.claimant, figure.present) != said)


def _others(figures: Sequence[Figure], view: View) -> list[Span]:
    """What other claimants say in the same series."""
    if not figures:
        return []
    t = wording.catalog(view.lang)
    shown = " · ".join(figure_line(figure, view) for figure in figures[:_OTHERS])
    return [
        Span("👥 "),
        Span(t.gettext("Others say:") + " "),
        Span(shown + _and_more(len(figures) - _OTHERS, view)),
    ]


def _and_more(left: int, view: View) -> str:
    """``, and 3 more`` where a list was cut."""
    if left <= 0:
        return ""
    t = wording.catalog(view.lang)
    return str(t.ngettext(" and {n} more", " and {n} more", left).format(n=wording.number(left, view.lang)))


def _against_baseline(told: Alert, view: View) -> list[Span]:
    """Where the count began, and how far this number is from there."""
    if told.baseline is None:
        return []
    t = wording.catalog(view.lang)
    spans = [Span("📍 "), Span(t.gettext("At the start:") + " "), Span(figure_line(told.baseline, view))]
    moved = None if told.kind is Outcome.DENIED else change_of(told.baseline.present, told.change.claim)
    if moved is not None:
        shape = t.gettext("now {change}")
        spans.append(Span(", " + shape.format(change=wording.percent(moved, view.lang))))
    return spans


def _also(outlets: Sequence[str], view: View) -> list[Span]:
    """Outlets that brought the same change later."""
    if not outlets:
        return []
    shown = ", ".join(cut(clean(view.names(outlet, view.lang)), _NAME) for outlet in outlets[:_ALSO])
    label = wording.catalog(view.lang).gettext("Also:")
    return [Span("📰 "), Span(f"{label} {shown}{_and_more(len(outlets) - _ALSO, view)}")]


def _revised_post(url: str | None, view: View) -> list[Span]:
    """The way back to the post that this one revises."""
    target = link(url) if url else None
    if target is None:
        return []
    return [
        Span("↩️ "),
        Span(wording.catalog(view.lang).gettext("The post that this one revises"), href=target),
    ]


# --- what follows an alert --------------------------------------------------------------------------------


def followup(change: Change, lang: str, zone: str = "UTC", *, names: Names = as_written) -> Message:
    """The reply to an alert whose outlet changed its page: the number is gone, or another stands there now.

    ``change`` is the withdrawal: its claim is the lost one, ``facts`` hold ``new``, the range that stands
    there now or None, ``left``, how many other articles still carry the lost one, ``alone``, whether nothing
    else does and the figure is gone with it, and ``back``, the range that the figure has again or None.
    """
    t = wording.catalog(lang)
    outlet = cut(clean(names(change.article.outlet, lang)), _NAME)
    what, lost = wording.series(change.series, lang), _number(change.claim, View(lang, zone, names))
    new = change.facts.get("new")
    if new is None:
        said = t.gettext("The page no longer gives this number ({what}: {n}).").format(what=what, n=lost)
    else:
        shape = t.gettext("The page now says {new} instead of {n} ({what}).")
        said = shape.format(what=what, n=lost, new=_range(new, lang))
    left = int(change.facts.get("left", 0))
    others = t.ngettext("{n} other article still gives it.", "{n} other articles still give it.", left)
    carried = others.format(n=wording.number(left, lang)) if left else _standing_again(change, lang)
    lines: list[list[Span]] = [
        [Span("✏️ "), Span(t.gettext("Corrected by {outlet}").format(outlet=outlet), ("b",))],
        [Span(said)],
        [Span(carried)] if carried else [],
        [],
        join(
            [
                [Span(outlet, href=link(change.article.url))],
                [Span(wording.moment(change.at, lang, zone))],
            ],
            " · ",
        ),
    ]
    return message(_lines([line for line in lines[:3] if line] + lines[3:]))


def _standing_again(change: Change, lang: str) -> str:
    """What is left of a figure whose last report was taken back; nothing where that is told already."""
    t, back = wording.catalog(lang), change.facts.get("back")
    if not change.facts.get("alone") or (back is not None and back == change.facts.get("new")):
        return ""
    if back is None:
        return str(t.gettext("Nobody else gives it."))
    return str(t.gettext("Nobody else gives it; the figure is {n} again.").format(n=_range(back, lang)))


def _range(range_: Mapping[str, Any], lang: str) -> str:
    """A range out of a change's facts: {low, high, qualifier}."""
    return wording.amount(range_["low"], range_["high"], Qualifier(range_["qualifier"]), lang)


def summary(
    alerts: Sequence[Alert],
    lang: str,
    zone: str = "UTC",
    *,
    since: datetime,
    until: datetime,
    names: Names = as_written,
) -> Message:
    """One post for the changes of a long stop, instead of a flood of them."""
    view = View(lang, zone, names)
    t = wording.catalog(lang)
    shape = t.ngettext(
        "While the service stood still: {n} change", "While the service stood still: {n} changes", len(alerts)
    )
    head = [Span("⏯️ "), Span(shape.format(n=wording.number(len(alerts), lang)), ("b",))]
    span = [Span(f"{wording.moment(since, lang, zone)} – {wording.moment(until, lang, zone)}")]
    return message(_lines([head, span, [], *_alert_lines(alerts, view)]))


def review(
    change: Change, lang: str, zone: str = "UTC", *, names: Names = as_written, decided: str | None = None
) -> Message:
    """A held change as an operator sees it: what it would say, why it waits, and the proof.

    ``decided`` says what became of it, once it waits no more.
    """
    view = View(lang, zone, names)
    t = wording.catalog(lang)
    why = t.gettext("Why it waits: {why}").format(why=held_reason(change, lang))
    lines = [
        [Span("⏸ "), Span(t.gettext("Waits for review"), ("b",))]
        if decided is None
        else [Span(decided, ("b",))],
        _headline(change.outcome, change, view),
        # By now the number may be known: such a change names nobody as the first.
        _who(change.outcome, change, view)
        if change.outcome in ALERTING
        else [Span(explain(change, lang, names=names))],
        _when_where(change.claim, view),
        [Span(why)] if decided is None else [],
        [],
        _proof(change, view),
        _source(change, view),
        _certainty(change, view),
    ]
    return message(_lines(lines))


def held_reason(change: Change, lang: str) -> str:
    """Why a change waits for an operator, as a sentence."""
    known = HOLDS.get(change.held or "")
    return wording.catalog(lang).gettext(known) if known else cut(clean(change.held or ""), _NAME)


def explain(change: Change, lang: str, *, names: Names = as_written) -> str:
    """Why the ledger took a claim as it did: one sentence, from the rule that decided and its facts.

    A rule that the ledger does not know any more (an old row of the database) gives the rule's name.
    """
    shape = EXPLANATIONS.get(change.rule)
    if shape is None:
        return change.rule
    view, facts = View(lang, names=names), change.facts
    values = {
        "who": view.name(facts.get("who")),
        "whose": view.name(facts.get("whose")),
        "series": wording.series(change.series, lang),
        "outlet": cut(clean(names(str(facts.get("outlet", change.article.outlet)), lang)), _NAME),
        "new": _number(change.claim, view),
        "old": _range(facts["old"], lang) if facts.get("old") else "–",
        "since": wording.day(date.fromisoformat(facts["since"]), lang) if facts.get("since") else "–",
    }
    if change.outcome is Outcome.WITHDRAWN and facts.get("new"):
        values["new"] = _range(facts["new"], lang)
    sentence = wording.catalog(lang).gettext(shape).format(**values)
    return sentence[:1].upper() + sentence[1:] + "."


# --- the day's digest -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Lines:
    """How many lines each section of a digest has, and how many names one line may list."""

    changed: int = COMPLETE
    joined: int = COMPLETE
    disputed: int = COMPLETE
    names: int = COMPLETE


def digest_posts(closed: Digest, lang: str, *, names: Names = as_written) -> tuple[Message, ...]:
    """A day's digest as Telegram shows it: one post, or a picture's headline and then the text.

    Where there are two, the text is longer than a caption may be: the picture gets the first.
    """
    text = digest(closed, lang, names=names)
    if not has_picture(closed) or text.length <= CAPTION_LIMIT:
        return (text,)
    return headline(closed, lang), text


def has_picture(closed: Digest) -> bool:
    """Whether a digest comes with a picture: only a day that brought something does."""
    return bool(closed.alerts or closed.joined)


def digest(closed: Digest, lang: str, *, names: Names = as_written, limit: int = TEXT_LIMIT) -> Message:
    """A day's digest: complete where the limit allows it (``COMPLETE`` always does).

    Else whole lines are left out and counted, the least important first. A quiet day has two lines.
    """
    view = View(lang, closed.zone, names)
    if not has_picture(closed):
        return message(_quiet_day(closed, view), limit)

    def fits(shown: _Lines) -> bool:
        return sum(units(span.text) for span in _busy_day(closed, view, shown)) <= limit

    shown = _Lines()
    if limit != COMPLETE and not fits(shown):
        shorter = _shorter(closed)
        shown = shorter[min(bisect_left(shorter, True, key=fits), len(shorter) - 1)]
    return message(_busy_day(closed, view, shown), limit)


def _shorter(closed: Digest) -> list[_Lines]:
    """Ever less of a digest: first the names within a line, then one line after the other.

    What is disputed goes first, since it stands there tomorrow too, then who joined, what changed last.
    """
    series = len({figure.series for figure in closed.disputed})
    left = {"changed": len(closed.alerts), "joined": len(closed.joined), "disputed": series}
    steps = [_Lines(**left, names=_OTHERS)]
    for fewest in (_FEW, 1):
        for section in ("disputed", "joined", "changed"):
            while left[section] > fewest:
                left[section] -= 1
                steps.append(_Lines(**left, names=_OTHERS))
    return [*steps, _Lines(**left, names=1)]


def _quiet_day(closed: Digest, view: View) -> list[Span]:
    """The two lines of a day that brought nothing."""
    t = wording.catalog(view.lang)
    calm = [
        [Span(t.gettext("No figure changed."))],
        [Span(_reading(closed, view))],
        _counts(closed, view),
    ]
    failing = len(closed.failing)
    if failing:
        shape = t.ngettext("{n} feed fails", "{n} feeds fail", failing)
        calm.append([Span(shape.format(n=wording.number(failing, view.lang)))])
    return _lines([_title(closed, view), join(calm, " · ")])


def _busy_day(closed: Digest, view: View, shown: _Lines) -> list[Span]:
    """The lines of a day that brought something, as many as ``shown`` says."""
    t = wording.catalog(view.lang)
    return _lines(
        [
            _title(closed, view),
            [],
            *_section(t.gettext("Changed"), _alert_lines(closed.alerts, view, shown.changed)),
            *_section(t.gettext("Now agree"), _joined(closed.joined, view, shown.joined)),
            *_section(t.gettext("Disputed"), _disputed(closed.disputed, view, shown)),
            _counts(closed, view),
            [Span(_reading(closed, view))],
            _failing(closed.failing, view, shown.names),
        ]
    )


def headline(closed: Digest, lang: str) -> Message:
    """The words under the picture of a digest that follows in a post of its own: the day, how many changes."""
    view = View(lang, closed.zone)
    t = wording.catalog(lang)
    sections = ((t.gettext("Changed"), closed.alerts), (t.gettext("Now agree"), closed.joined))
    counts = [f"{title}: {wording.number(len(told), lang)}" for title, told in sections if told]
    return message(_lines([_title(closed, view), [Span(" · ".join(counts))]]))


def _title(closed: Digest, view: View) -> list[Span]:
    t = wording.catalog(view.lang)
    shown = t.gettext("The day: {day}").format(day=wording.long_day(closed.day, view.lang))
    return [Span("🗓 "), Span(shown, ("b",))]


def _section(title: str, lines: Sequence[Sequence[Span]]) -> list[Sequence[Span]]:
    """A heading with its lines, and a gap after them; nothing without lines."""
    return [[Span(title, ("b",))], *lines, []] if lines else []


def _alert_lines(alerts: Sequence[Alert], view: View, most: int = _LINES) -> list[list[Span]]:
    """One line an alert: sign, what, how much, who, where it stands; then how many more there are."""
    lines = [_alert_line(told, view) for told in alerts[:most]]
    left = _and_more(len(alerts) - most, view)
    return [*lines, [Span(f"…{left}")]] if left else lines


def _alert_line(told: Alert, view: View) -> list[Span]:
    change = told.change
    head = [Span(span.text) for span in _headline(told.kind, change, view)]
    outlet = cut(clean(view.names(change.article.outlet, view.lang)), _NAME)
    who = Span(f" — {view.name(change.claim.claimant)}, ")
    return [*head, who, Span(outlet, href=link(change.article.url))]


def _joined(changes: Sequence[Change], view: View, most: int) -> list[list[Span]]:
    """Who joined whom: ``Killed: HUR says 900, as NIS does``."""
    t = wording.catalog(view.lang)
    lines: list[list[Span]] = []
    for change in changes[:most]:
        what = wording.series(change.series, view.lang)
        shape = t.gettext("{who}: {n}, like {old_who}")
        said = shape.format(
            who=view.name(change.claim.claimant),
            n=_number(change.claim, view),
            old_who=view.name(change.old_claimant),
        )
        lines.append([Span(f"🤝 {what}: {said}")])
    left = _and_more(len(changes) - most, view)
    return [*lines, [Span(f"…{left}")]] if left else lines


def _disputed(figures: Sequence[Figure], view: View, shown: _Lines) -> list[list[Span]]:
    """One line a series in which claimants contradict each other."""
    by_series: dict[str, list[Figure]] = {}
    for figure in figures:
        by_series.setdefault(figure.series, []).append(figure)
    lines: list[list[Span]] = []
    for name, group in list(by_series.items())[: shown.disputed]:
        said = " · ".join(figure_line(figure, view) for figure in group[: shown.names])
        more = _and_more(len(group) - shown.names, view)
        lines.append([Span(f"⚖️ {wording.series(name, view.lang)}: {said}{more}")])
    left = _and_more(len(by_series) - shown.disputed, view)
    return [*lines, [Span(f"…{left}")]] if left else lines


def _counts(closed: Digest, view: View) -> list[Span]:
    """Old figures told again, and changes that wait for an operator; nothing where there are none."""
    t = wording.catalog(view.lang)
    parts: list[str] = []
    if closed.lagged:
        shape = t.ngettext("{n} old figure told again", "{n} old figures told again", closed.lagged)
        parts.append(shape.format(n=wording.number(closed.lagged, view.lang)))
    if closed.held:
        shape = t.ngettext("{n} change waits for review", "{n} changes wait for review", closed.held)
        parts.append(shape.format(n=wording.number(closed.held, view.lang)))
    return [Span(" · ".join(parts))] if parts else []


def _reading(closed: Digest, view: View) -> str:
    """What was read: ``14 articles of 6 outlets in 4 languages read.``"""
    t = wording.catalog(view.lang)
    articles = t.ngettext("{n} article", "{n} articles", closed.articles)
    outlets = t.ngettext("{n} outlet", "{n} outlets", closed.outlets)
    tongues = t.ngettext("{n} language", "{n} languages", len(closed.languages))
    if closed.articles == 0:
        return str(t.gettext("Nothing was read."))
    shape = t.gettext("Read: {articles} of {outlets} in {languages}.")
    return str(
        shape.format(
            articles=articles.format(n=wording.number(closed.articles, view.lang)),
            outlets=outlets.format(n=wording.number(closed.outlets, view.lang)),
            languages=tongues.format(n=wording.number(len(closed.languages), view.lang)),
        )
    )


def _failing(feeds: Sequence[tuple[str, str]], view: View, most: int) -> list[Span]:
    """Feeds that fail, each with its reason."""
    if not feeds:
        return []
    t = wording.catalog(view.lang)
    label = t.ngettext("{n} feed fails:", "{n} feeds fail:", len(feeds))
    shown = "; ".join(f"{cut(clean(name), _NAME)} ({cut(clean(why), _NAME)})" for name, why in feeds[:most])
    more = _and_more(len(feeds) - most, view)
    return [Span(f"⚠️ {label.format(n=wording.number(len(feeds), view.lang))} {shown}{more}")]


# --- why, and the terminal --------------------------------------------------------------------------------

_COLOURS = {
    Outcome.REVISED: "yellow",
    Outcome.FIRST: "green",
    Outcome.DISPUTED: "magenta",
    Outcome.DENIED: "red",
    Outcome.WITHDRAWN: "cyan",
}


def terminal(
    told: Alert, lang: str, zone: str = "UTC", *, names: Names = as_written, revises: str | None = None
) -> Panel:
    """The alert as the channel would show it, framed in the kind's colour, addresses in full."""
    from rich.panel import Panel

    shown = alert(told, lang, zone, names=names, revises=revises)
    return Panel(
        to_terminal(shown.spans),
        border_style=_COLOURS.get(told.kind, "white"),
        title=kind_name(told.kind, lang),
    )


def kind_name(kind: Outcome, lang: str) -> str:
    """A kind of change in one word, for titles and settings."""
    t = wording.catalog(lang)
    kinds: Mapping[Outcome, str] = {
        Outcome.FIRST: t.gettext("first"),
        Outcome.REVISED: t.gettext("revised"),
        Outcome.DISPUTED: t.gettext("disputed"),
        Outcome.DENIED: t.gettext("denied"),
        Outcome.AGREES: t.gettext("agrees"),
        Outcome.RESTATED: t.gettext("told again"),
        Outcome.LAGGED: t.gettext("an old figure"),
        Outcome.REPEAT: t.gettext("a repeat"),
        Outcome.RECORDED: t.gettext("recorded"),
        Outcome.WITHDRAWN: t.gettext("withdrawn"),
    }
    return kinds[kind]
