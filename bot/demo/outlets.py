"""The demo's outlets: invented newspapers whose articles come out second by second. Pure.

Each outlet is a TOML file beside this module: how its pages look, and its articles with what each of their
claims has to do to the ledger that starts from the seeded baseline (``expect``). ``load`` reads them,
``feed_xml`` and ``page_html`` give what a server answers. Times are aware; ``after`` counts seconds from the
demo's start.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from importlib import resources
from typing import Any

from bot.errors import ConfigError
from bot.model import ALERTING, Outcome

#: The files in the order in which they are shown.
FILES = ("elbwarte", "abendruf", "harbour", "garam", "dzvin")

#: Feed format → the type that a server sends it with.
CONTENT_TYPES: Mapping[str, str] = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What one claim of an article has to do to the ledger; ``held`` names why its alert waits."""

    outcome: Outcome
    series: str
    claimant: str | None = None
    low: int | None = None
    high: int | None = None
    held: str | None = None

    @property
    def alerts(self) -> bool:
        return self.outcome in ALERTING and self.held is None


@dataclass(frozen=True, slots=True)
class Story:
    """An article as its outlet prints it. ``after`` is when it comes out, in seconds from the start.

    ``bumped`` is when the feed lists it once more, with another guid, date and tracking parameters, as sites
    do; None when it does not. ``copies`` is the id of the article whose text it prints word for word.
    """

    id: str
    outlet: str
    lang: str
    after: float
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    byline: str
    expect: tuple[Expected, ...] = ()
    bumped: float | None = None
    copies: str | None = None

    @property
    def path(self) -> str:
        return f"/news/{self.id}.html"

    def published(self, started: datetime) -> datetime:
        return started + timedelta(seconds=self.after)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around every article of an outlet, none of it the article's: many numbers, no claim."""

    menu: tuple[str, ...]
    consent: str
    read_also: str
    inline: str
    related_title: str
    related: tuple[str, ...]
    ticker: tuple[str, ...]
    newsletter: str
    comments_title: str
    comments: tuple[str, ...]
    footer: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """One invented outlet. ``format`` is ``rss`` or ``atom``; ``kind`` is the feed's, as in a feeds file."""

    id: str
    name: str
    lang: str
    format: str
    kind: str
    feed_path: str
    furniture: Furniture
    articles: tuple[Story, ...] = ()

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.format]


# -- loading ---------------------------------------------------------------------------------------


def load() -> tuple[Outlet, ...]:
    """The demo's outlets in the order of FILES, the articles of each by ``after``.

    Raises ConfigError that names file, article and key where the content is wrong.
    """
    folder = resources.files("bot.demo")
    outlets = [parse(f"{name}.toml", (folder / f"{name}.toml").read_text("utf-8")) for name in FILES]
    texts = {story.id: story for outlet in outlets for story in outlet.articles}
    return tuple(
        replace(outlet, articles=tuple(_with_text(story, texts) for story in outlet.articles))
        for outlet in outlets
    )


def last_second(outlets: Iterable[Outlet]) -> float:
    """When the last item of all has come out, in seconds from the start."""
    return max(
        at for outlet in outlets for story in outlet.articles for at in (story.after, story.bumped or 0)
    )


def parse(source: str, text: str) -> Outlet:
    """One outlet from its file's text; ``source`` names the file in errors. Copies have no text yet."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(source, f"is not TOML: {error}", "Mend the line it names") from error
    try:
        head = tables["outlet"]
        around = {key: _tuple(value) for key, value in tables["furniture"].items()}
        articles = (_story(source, head["id"], head["lang"], row) for row in tables["article"])
        if head["format"] not in CONTENT_TYPES:
            raise ConfigError(f"{source}: format", f"{head['format']!r} is unknown", "Write rss or atom")
        return Outlet(
            **head, furniture=Furniture(**around), articles=tuple(sorted(articles, key=lambda s: s.after))
        )
    except (KeyError, TypeError) as error:
        raise ConfigError(
            source, f"lacks a key or has one too many: {error}", "See Outlet and Furniture"
        ) from error


def _story(source: str, outlet: str, lang: str, row: Mapping[str, Any]) -> Story:
    subject = f"{source}: article {row.get('id', '?')}"
    try:
        expect = tuple(Expected(**{**e, "outcome": Outcome(e["outcome"])}) for e in row.get("expect", ()))
        told = {key: _tuple(value) for key, value in row.items() if key != "expect"}
        if "copies" in told:
            told = {"lead": "", "paragraphs": (), **told}
        return Story(outlet=outlet, lang=lang, expect=expect, **told)
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(
            subject, f"lacks a key or has a wrong one: {error}", "See Story and Expected"
        ) from error


def _with_text(story: Story, texts: Mapping[str, Story]) -> Story:
    """A copy with the text of the article that it copies."""
    if story.copies is None:
        return story
    if (first := texts.get(story.copies)) is None:
        raise ConfigError(
            f"article {story.id}: copies", f"no article {story.copies!r}", "Name one that is there"
        )
    return replace(story, lead=first.lead, paragraphs=first.paragraphs)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


# -- feeds -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Item:
    story: Story
    guid: str
    link: str
    at: datetime


def feed_xml(outlet: Outlet, base_url: str, now: datetime, started: datetime) -> str:
    """The outlet's feed as it stands at ``now``: the items whose time has come, newest first.

    ``base_url`` is the outlet's own (scheme, host and port). The same items give the same text, so that a
    server can answer conditional requests.
    """
    items = sorted(_items(outlet, base_url.rstrip("/"), now, started), key=lambda item: item.at, reverse=True)
    write = _atom if outlet.format == "atom" else _rss
    return write(outlet, base_url.rstrip("/"), items, started)


def _items(outlet: Outlet, base_url: str, now: datetime, started: datetime) -> Iterator[_Item]:
    for story in outlet.articles:
        link = base_url + story.path
        if story.bumped is not None and (at := started + timedelta(seconds=story.bumped)) <= now:
            yield _Item(story, f"{story.id}-2", f"{link}?utm_source=feed&utm_medium=bump", at)
        elif (at := story.published(started)) <= now:
            yield _Item(story, story.id, link, at)


def _rss(outlet: Outlet, base_url: str, items: Iterable[_Item], started: datetime) -> str:
    entries = "".join(
        f"<item><title>{escape(item.story.title)}</title><link>{escape(item.link)}</link>"
        f'<guid isPermaLink="false">{escape(f"{outlet.id}-{item.guid}")}</guid>'
        f"<description>{escape(item.story.lead)}</description>"
        f"<pubDate>{format_datetime(item.at)}</pubDate></item>\n"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(outlet.name)}</title><link>{escape(base_url)}/</link>"
        f"<description>{escape(outlet.name)}</description><language>{outlet.lang}</language>\n"
        f"{entries}</channel></rss>\n"
    )


def _atom(outlet: Outlet, base_url: str, items: Iterable[_Item], started: datetime) -> str:
    items = list(items)
    updated = items[0].at if items else started
    entries = "".join(
        f"<entry><title>{escape(item.story.title)}</title>"
        f'<link rel="alternate" type="text/html" href="{escape(item.link)}"/>'
        f"<id>tag:{outlet.id}.example,2026:{escape(item.guid)}</id>"
        f"<summary>{escape(item.story.lead)}</summary><author><name>{escape(item.story.byline)}</name></author>"
        f"<published>{item.at.isoformat(timespec='seconds')}</published><updated>{item.at.isoformat(timespec='seconds')}</updated></entry>\n"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.lang}">'
        f"<title>{escape(outlet.name)}</title><id>tag:{outlet.id}.example,2026:feed</id>"
        f'<link rel="alternate" href="{escape(base_url)}/"/><updated>{updated.isoformat()}</updated>\n'
        f"{entries}</feed>\n"
    )


# -- pages -----------------------------------------------------------------------------------------


def page_html(article: Story, outlet: Outlet, base_url: str, published: datetime) -> str:
    """The article's page as a news site builds it: menu, ticker, teasers, consent and comments around it."""
    around, address = outlet.furniture, base_url.rstrip("/") + article.path
    return (
        f'<!doctype html>\n<html lang="{outlet.lang}">\n'
        f"<head>{_head(article, outlet, address, published)}</head>\n"
        f'<body>\n<div class="cookie-consent" role="dialog"><p>{escape(around.consent)}</p></div>\n'
        f'<header><a class="logo" href="/">{escape(outlet.name)}</a>'
        f"<nav><ul>{_links(around.menu)}</ul></nav></header>\n"
        f'<aside class="ticker"><ul>{_links(around.ticker)}</ul></aside>\n'
        f"<main>{_body(article, outlet, published)}\n{_after(around)}</main>\n"
        f"<footer><p>{escape(around.footer)}</p></footer>\n</body></html>\n"
    )


def _head(article: Story, outlet: Outlet, address: str, published: datetime) -> str:
    time = published.isoformat(timespec="seconds")
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.lead,
        "datePublished": time,
        "inLanguage": outlet.lang,
        "author": {"@type": "Person", "name": article.byline},
        "publisher": {"@type": "Organization", "name": outlet.name},
        "mainEntityOfPage": address,
    }
    story = json.dumps(about, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<meta charset="utf-8"><title>{escape(article.title)} | {escape(outlet.name)}</title>\n'
        f'<meta property="og:type" content="article">'
        f'<meta property="og:site_name" content="{escape(outlet.name)}">\n'
        f'<meta property="og:title" content="{escape(article.title)}">\n'
        f'<meta name="description" content="{escape(article.lead)}">\n'
        f'<meta property="article:published_time" content="{time}">\n'
        f'<link rel="canonical" href="{escape(address)}">\n'
        f'<script type="application/ld+json">{story}</script>'
    )


def _body(article: Story, outlet: Outlet, published: datetime) -> str:
    """Headline, lead and text, with a teaser of another story after the first paragraph."""
    first, *rest = (f"<p>{escape(paragraph)}</p>\n" for paragraph in article.paragraphs)
    around = outlet.furniture
    teaser = (
        f'<aside class="teaser related-inline"><span>{escape(around.read_also)}</span> '
        f'<a href="/news/archive-1.html">{escape(around.inline)}</a></aside>\n'
    )
    return (
        f'<article>\n<h1>{escape(article.title)}</h1>\n<p class="lead">{escape(article.lead)}</p>\n'
        f'<div class="meta"><span class="author">{escape(article.byline)}</span> '
        f'<time datetime="{published.isoformat(timespec="seconds")}">'
        f"{published:%d.%m.%Y %H:%M}</time></div>\n"
        f'<div class="article-body">\n{first}{teaser}{"".join(rest)}</div>\n</article>'
    )


def _after(around: Furniture) -> str:
    comments = "".join(f'<div class="comment"><p>{escape(text)}</p></div>' for text in around.comments)
    return (
        f'<section class="newsletter"><p>{escape(around.newsletter)}</p></section>\n'
        f'<aside class="related"><h2>{escape(around.related_title)}</h2>'
        f"<ul>{_links(around.related)}</ul></aside>\n"
        f'<section id="comments" class="comments"><h2>{escape(around.comments_title)}</h2>'
        f"{comments}</section>\n"
    )


def _links(labels: Iterable[str]) -> str:
    return "".join(
        f'<li><a href="/news/archive-{number}.html">{escape(label)}</a></li>'
        for number, label in enumerate(labels, start=1)
    )
