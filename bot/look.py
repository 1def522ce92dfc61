"""Every kind of post as Telegram would show it, as one page: light and dark, in each language.

What is shown are real messages made by ``messages`` and real pictures by ``charts``, of the invented changes
in ``look.toml``; only the bubbles around them are drawn here.
"""

from __future__ import annotations

import tomllib
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from bot import charts, claimants, digest, messages, wording
from bot.model import (
    Alert,
    Article,
    Change,
    Claim,
    Digest,
    Figure,
    Measure,
    Outcome,
    Qualifier,
    Section,
    Stage,
    Value,
    Window,
)
from bot.spans import Message
from bot.wording import Names

#: The day that is shown, and the zone of its readers.
DAY = datetime(2025, 9, 11, 8, 5, tzinfo=UTC)
ZONE = "Europe/Berlin"

_PAGE = Template("""<!doctype html>
<html><head><meta charset="utf-8"><title>Muster: how posts look</title><style>
body { margin: 0; font: 15px/1.38 "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
main { display: flex; flex-wrap: wrap; align-items: flex-start; }
section { width: 440px; padding: 16px; box-sizing: border-box; }
section.light { background: #d5e0ea; color: #0b0b0b; } section.dark { background: #0e1621; color: #f2f3f5; }
h2 { font-size: 13px; text-align: center; opacity: .7; margin: 0 0 10px; }
article { border-radius: 12px; padding: 7px 11px 6px; margin: 0 0 10px; white-space: pre-wrap;
  overflow-wrap: anywhere; box-shadow: 0 1px 1px #0002; }
.light article { background: #fff; } .dark article { background: #182533; }
article img { display: block; width: calc(100% + 22px); margin: -7px -11px 7px;
  border-radius: 12px 12px 0 0; }
blockquote { margin: 2px 0; padding: 3px 8px; border-left: 3px solid; border-radius: 4px; }
.light blockquote { border-color: #3390ec; background: #3390ec18; }
.dark blockquote { border-color: #6ab3f3; background: #6ab3f31c; }
a { text-decoration: none; } .light a { color: #168acd; } .dark a { color: #6ab3f3; }
time { display: block; text-align: right; font-size: 12px; opacity: .5; margin-top: -2px; }
.reply { border-left: 3px solid #3390ec; padding-left: 8px; font-size: 13px; opacity: .8; }
</style></head><body><main>$columns</main></body></html>
""")


@dataclass(frozen=True, slots=True)
class Samples:
    """The invented changes, and the figures of the picture."""

    alerts: tuple[Alert, ...]
    figures: tuple[Figure, ...]


def samples() -> Samples:
    """What ``look.toml`` holds, as the model's values."""
    held = tomllib.loads(Path(__file__).with_name("look.toml").read_text(encoding="utf-8"))
    return Samples(tuple(_alert(row) for row in held["alert"]), tuple(_line(row) for row in held["line"]))


def _alert(row: Mapping[str, Any]) -> Alert:
    claim = Claim(
        measure=Measure(row["measure"]),
        stage=Stage(row["stage"]) if "stage" in row else None,
        low=None if row["qualifier"] == "up_to" else row["low"],
        high=None if row["qualifier"] == "more_than" else row["low"],
        qualifier=Qualifier(row["qualifier"]),
        quote=row["quote"],
        start=0,
        end=len(row["quote"]),
        number=row["number"],
        rule="look",
        confidence=0.92,
        section=Section(row.get("section", "body")),
        denied=row.get("denied", False),
        claimant=row["claimant"],
        via=row.get("via"),
        as_of=_window(row.get("as_of")),
        place=row.get("place"),
    )
    outlet = row["outlet"]
    address = f"https://{outlet.lower().replace(' ', '-')}.example/article"
    article = Article(address, row["lang"], outlet, outlet, claim.quote, DAY, url=address)
    old = _figure(claim.series, row["old"]) if "old" in row else None
    present = Value(claim.low, claim.high, claim.qualifier, DAY, claim.as_of)
    change = Change(
        article=article,
        claim=claim,
        outcome=Outcome(row["kind"]),
        rule=row["rule"],
        at=DAY,
        old=old.present if old else None,
        old_claimant=old.claimant if old else None,
        figure=Figure(claim.series, claim.claimant, present, reports=row.get("reports", 1)),
        facts={"new": None, "left": 1},
    )
    return Alert(
        kind=change.outcome,
        change=change,
        also=tuple(row.get("also", ())),
        others=tuple(_figure(claim.series, other) for other in row.get("others", ())),
        baseline=_figure(claim.series, row["baseline"]) if "baseline" in row else None,
    )


def _window(days: list[str] | None) -> Window | None:
    return Window(date.fromisoformat(days[0]), date.fromisoformat(days[1])) if days else None


def _figure(series: str, row: Mapping[str, Any]) -> Figure:
    since = datetime.fromisoformat(row["since"]).replace(tzinfo=UTC)
    low = None if row["qualifier"] == "up_to" else row["low"]
    return Figure(
        series, row["claimant"], Value(low, row.get("high", row["low"]), Qualifier(row["qualifier"]), since)
    )


def _line(row: Mapping[str, Any]) -> Figure:
    values = [
        Value(low, (more or [low])[0], Qualifier.EXACT, datetime.fromisoformat(since).replace(tzinfo=UTC))
        for since, low, *more in reversed(row["values"])
    ]
    return Figure(row["series"], row["claimant"], values[0], tuple(values[1:]))


def closed_day(shown: Samples) -> Digest:
    """The digest of the invented day."""
    joined = replace(shown.alerts[0].change, outcome=Outcome.AGREES, old_claimant="nis")
    joined = replace(joined, claim=replace(joined.claim, claimant="bbc"))
    made = digest.close(
        DAY.date(), ZONE, alerts=shown.alerts, changes=[joined], figures=shown.figures, held=2
    )
    return replace(made, articles=212, outlets=38, languages=("de", "en", "ko", "uk"), lagged=4)


def page(names: Names) -> str:
    """The page: a column for each language in light and in dark."""
    shown = samples()
    columns = [
        _column(shown, lang, dark=dark, names=names) for lang in wording.languages() for dark in (False, True)
    ]
    return _PAGE.substitute(columns="".join(columns))


def write(path: Path) -> None:
    """Writes the page with the claimants' own names."""
    known = claimants.shipped()
    with suppress(FileExistsError):  # a file in the place of its folder: the opening says so better
        path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:  # opened first: to draw the page takes seconds
        out.write(page(known.name))


def _column(shown: Samples, lang: str, *, dark: bool, names: Names) -> str:
    """One reader's channel."""
    posts = [
        _bubble(messages.alert(told, lang, ZONE, names=names, revises=_earlier(told)))
        for told in shown.alerts
    ]
    first = shown.alerts[0].change
    withdrawn = replace(first, outcome=Outcome.WITHDRAWN)
    corrected = messages.followup(withdrawn, lang, ZONE, names=names)
    posts.append(_bubble(corrected, reply=names(str(first.claim.claimant), lang)))
    posts.append(_bubble(messages.review(replace(first, held="far"), lang, ZONE, names=names)))
    since = DAY.replace(day=9)
    posts.append(_bubble(messages.summary(shown.alerts, lang, ZONE, since=since, until=DAY, names=names)))
    day = closed_day(shown)
    alerted = [
        (a.change.series, a.change.claim.claimant, DAY.replace(hour=0, minute=0)) for a in shown.alerts
    ]
    until = DAY.replace(month=10)
    picture = charts.series(
        shown.figures, lang=lang, until=until, zone=ZONE, names=names, alerted=alerted, dark=dark
    )
    opening, *text = messages.digest_posts(day, lang, names=names)
    posts += [_bubble(opening, picture=picture), *map(_bubble, text)]
    quiet = Digest(day.day, ZONE, articles=180, outlets=31, languages=("de", "en"))
    posts.append(_bubble(messages.digest(quiet, lang, names=names)))
    theme = "dark" if dark else "light"
    return f'<section class="{theme}"><h2>{lang} · {theme}</h2>{"".join(posts)}</section>'


def _earlier(told: Alert) -> str | None:
    return "https://t.me/muster/41" if told.kind is Outcome.REVISED else None


def _bubble(post: Message, *, picture: bytes | None = None, reply: str = "") -> str:
    """One post in a bubble. Beside a quote one line end is not shown: the quote is a paragraph of its own."""
    image = f'<img alt="" src="data:image/png;base64,{b64encode(picture).decode()}">' if picture else ""
    answer = f'<div class="reply">{escape(reply)}</div>' if reply else ""
    text = post.html.replace("\n<blockquote>", "<blockquote>").replace("</blockquote>\n", "</blockquote>")
    return f"<article>{image}{answer}{text}<time>10:05</time></article>"
