"""Articles: page bytes → the article's own text, and which texts are copies of each other. Pure.

``extract`` is run in a worker process (adapters/parsing.py): trafilatura has no time limit of its own. lxml
and trafilatura are imported where they are used, so that the service's main process stays small.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from bot.addresses import absolute, canonical, outlet_of
from bot.boilerplate import own_text
from bot.charsets import decoded, is_wide
from bot.copies import bands, similar, sketch
from bot.language import LANGUAGES, UNSPACED, code, settle
from bot.markup import plain
from bot.residue import clean, key, line
from bot.timestamps import moment

__all__ = ["Page", "bands", "canonical", "clean", "extract", "fallback", "outlet_of", "similar", "sketch"]

MAX_BYTES = 3_000_000
MAX_ELEMENTS = 30_000  # real pages stay under 10,200; beyond, trafilatura takes minutes
_MAX_TEXT = 300_000  # characters of an article that are kept
_LEAST = 200  # characters: a page's text below this may be the teaser of a paywall
_MAX_SCRIPT = 300_000  # characters of a JSON-LD script that are looked at


@dataclass(frozen=True, slots=True)
class Page:
    """What one page, or its feed entry where the page has no usable text, holds of an article.

    ``id`` is the canonical address. ``text`` is lead and body, one line a paragraph, without the headline.
    ``published`` is the page's original date in UTC, None where it says none. ``outlet`` is a host,
    ``site`` the name the page gives itself. ``source`` says where the text is from: ``page``, ``content``
    (the feed's full text) or ``summary`` (its title and summary). ``elements`` counts the page's elements.
    """

    id: str
    url: str
    title: str
    text: str
    lang: str | None
    outlet: str
    published: datetime | None = None
    site: str | None = None
    source: str = "page"
    elements: int = 0


def extract(
    page: bytes,
    url: str,
    *,
    title: str = "",
    summary: str = "",
    content: str = "",
    lang: str | None = None,
    charset: str | None = None,
    languages: Iterable[str] = LANGUAGES,
) -> Page | None:
    """The article on a page; where that has no usable text, the feed's; None where there is neither.

    ``title``, ``summary``, ``content`` and ``lang`` are the feed entry's; ``charset`` is the HTTP header's.
    Pages over MAX_BYTES or MAX_ELEMENTS are not extracted. Never raises for what the bytes hold.
    """
    fed = fallback(url, title=title, summary=summary, content=content, lang=lang, languages=languages)
    if len(page) > MAX_BYTES or (tree := _tree(page, charset)) is None:
        return fed
    elements = sum(1 for _ in tree.iter())
    if elements > MAX_ELEMENTS:
        return fed
    facts = _facts(tree, url, lang)
    headline = facts.title or title
    text = _text(tree, facts, headline, summary)
    if fed is not None and not _about(title, f"{headline}\n{text}"):
        return fed
    if fed is not None and fed.source == "content" and len(fed.text) > 2 * len(text):  # a paywall's teaser
        text = ""
    if not text:
        return _placed(fed, facts)
    if fed is not None and len(text) < _LEAST:
        text = _joined(text, fed.text)
    return Page(
        id=canonical(facts.url),
        url=facts.url,
        title=headline,
        text=text,
        lang=settle(facts.lang or lang, f"{headline}\n{text}", tuple(languages)),
        outlet=outlet_of(facts.url),
        published=facts.published,
        site=facts.site,
        elements=elements,
    )


def _text(tree: Any, facts: _Facts, headline: str, summary: str) -> str:
    """Lead and body, each once; by the page's JSON-LD where a script would have put them on the page."""
    text = clean(own_text(tree, headline, (*facts.leads, line(plain(summary))), facts.url))
    structured = clean(facts.body)
    if len(structured) > 2 * len(text) and (facts.sure or len(text) < _LEAST):
        text = structured
    return _once(headline, text)


def _about(title: str, told: str) -> bool:
    """Whether a page tells what the feed announces: a consent wall, a challenge or a front page does not."""
    words = _words(title)
    if len(words) < 3:
        return True
    folded = told.casefold()
    return sum(word in folded for word in words) * 5 >= len(words)


def _words(title: str) -> set[str]:
    """What a title is told by: its longer words, and each two signs that follow each other where words are not spaced."""
    folded = title.casefold()
    pairs = (run[n : n + 2] for run in UNSPACED.findall(folded) for n in range(len(run) - 1))
    return {*re.findall(r"[^\W_]{4,}", UNSPACED.sub(" ", folded)), *pairs}


def _placed(fed: Page | None, facts: _Facts) -> Page | None:
    """The feed's article with what the page's head says of it."""
    if fed is None:
        return None
    return replace(fed, url=facts.url, id=canonical(facts.url), published=facts.published, site=facts.site)


def fallback(
    url: str,
    *,
    title: str = "",
    summary: str = "",
    content: str = "",
    lang: str | None = None,
    languages: Iterable[str] = LANGUAGES,
) -> Page | None:
    """The article as its feed tells it: the full text where there is one, else title and summary."""
    title = line(title)
    full, short = clean(content)[:_MAX_TEXT], clean(summary)[:_MAX_TEXT]
    text, source = (full, "content") if len(full) > len(short) else (short, "summary")
    text = _once(title, text)
    if not title and not text:
        return None
    found = settle(lang, f"{title}\n{text}", tuple(languages))
    return Page(canonical(url), url, title, text, found, outlet_of(url), source=source)


def _once(title: str, text: str) -> str:
    """A text with every paragraph once, and without the headline."""
    seen = {key(title)}
    kept = []
    for paragraph in text.split("\n"):
        letters = key(paragraph)
        if not letters or letters in seen:
            continue
        seen.add(letters)
        kept.append(paragraph)
    return "\n".join(kept)[:_MAX_TEXT]


def _joined(text: str, more: str) -> str:
    """A short page's text with what only the feed says of it before it: both tell one article."""
    own = key(text)
    if own in key(more):
        return more
    return "\n".join([*(piece for piece in more.split("\n") if key(piece) not in own), text])


# -- the page's tree ----------------------------------------------------------------------------------


def _tree(page: bytes, charset: str | None) -> Any:
    """The page as an lxml tree; None where there is nothing to read."""
    from lxml import etree, html

    if page[:5] == b"%PDF-" or (b"\x00" in page[:1000] and not is_wide(page)):  # no page, but a file
        return None
    text = _NOT_XML.sub("", decoded(page, charset))
    if not text.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, html.HtmlElement) else None


#: Characters that a tree may hold but not be given (lxml refuses them when an element before them is dropped).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the page says of itself in its head, bounded in time."""

    url: str
    title: str
    leads: tuple[str, ...]
    lang: str | None
    published: datetime | None
    site: str | None
    body: str  # JSON-LD's articleBody
    sure: bool  # whether that bears the page's own headline


def _facts(tree: Any, url: str, lang: str | None) -> _Facts:
    metas = _metas(tree)
    heads = [line(" ".join(h.itertext())) for h in tree.iter("h1")]
    titles = [key(title) for title in (metas.get("og:title"), tree.findtext(".//title"), *heads) if title]
    story = _story(tree, titles)
    tags = (
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        metas.get("content-language"),
    )
    said = next(
        (code(tag) for tag in (*tags, metas.get("og:locale"), _string(story, "inLanguage")) if code(tag)),
        None,
    )
    site = line(metas.get("og:site_name") or metas.get("application-name") or "")[:100]
    return _Facts(
        url=_own_url(tree, metas, url),
        title=_title(tree, metas, story, site, heads),
        leads=tuple(
            line(plain(lead))
            for lead in (metas.get("og:description"), metas.get("description"), _string(story, "description"))
            if lead
        ),
        lang=said,
        published=_published(tree, metas, story, said or lang),
        site=site or None,
        body=plain(_string(story, "articleBody")[:_MAX_TEXT]),
        sure=_bears(story, titles),
    )


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        value = (meta.get("content") or "").strip()
        if name and value and name not in found:
            found[name] = value[:5000]
    return found


def _story(tree: Any, titles: list[str]) -> Mapping[str, Any]:
    """The JSON-LD object of the article that the page is titled by; that of another story only without its text."""
    rows = list(_stories(tree))
    for row in rows:
        if _bears(row, titles):
            return row
    first = rows[0] if rows else {}
    if _about(_string(first, "headline"), " ".join(titles)):
        return first
    return {name: value for name, value in first.items() if name not in _OF_THE_STORY}


def _bears(story: Mapping[str, Any], titles: list[str]) -> bool:
    """Whether a JSON-LD object bears one of the page's titles (letters only), or the page has none."""
    headline = key(plain(_string(story, "headline")))
    return not titles or (headline != "" and any(headline in title or title in headline for title in titles))


_OF_THE_STORY = ("headline", "description", "articleBody")


def _stories(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects of articles, found without looking deeper than graphs and lists go."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().split(";")[0].strip() != "application/ld+json":
            continue
        raw = script.text or ""
        if len(raw) > _MAX_SCRIPT:
            continue
        try:
            found = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        for row in _objects(found):
            kinds = row.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and re.search(r"Article|Posting|Report", kind) for kind in kinds):
                yield row


def _objects(found: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(found, dict):
        yield found
        if depth < 3:
            yield from _objects(found.get("@graph"), depth + 1)
            yield from _objects(found.get("mainEntity"), depth + 1)
    elif isinstance(found, list) and depth < 3:
        for row in found[:50]:
            yield from _objects(row, depth + 1)


def _string(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _own_url(tree: Any, metas: Mapping[str, str], url: str) -> str:
    """rel=canonical where it is plausible (same outlet, not its front page), else the address fetched."""
    links = [a.get("href") for a in tree.iter("link") if "canonical" in (a.get("rel") or "").lower().split()]
    for link in (*links[:2], metas.get("og:url")):
        found = absolute(link, url) if link else None
        if (
            found
            and _kin(found, url)
            and (urlsplit(found).path.strip("/") or not urlsplit(url).path.strip("/"))
        ):
            return found
    return url


def _kin(one: str, other: str) -> bool:
    """Whether two addresses belong to one outlet: equal hosts, or equal but for subdomains."""
    a, b = outlet_of(one), outlet_of(other)
    if a == b or not (re.search(r"[a-z]", a) and re.search(r"[a-z]", b)):
        return a == b
    return a.endswith(f".{b}") or b.endswith(f".{a}")


def _title(tree: Any, metas: Mapping[str, str], story: Mapping[str, Any], site: str, heads: list[str]) -> str:
    """The headline: what the page says in its head, the only h1, or ``<title>`` without the site's name."""
    candidates = (
        metas.get("og:title"),
        _string(story, "headline"),
        heads[0] if len(heads) == 1 else None,
        tree.findtext(".//title"),
        *heads,
    )
    for candidate in candidates:
        if candidate and (found := line(plain(candidate))) and found != site:
            return _without_site(found, site, (*heads, *_lesser_heads(tree)))
    return ""


def _lesser_heads(tree: Any) -> Iterator[str]:
    return (line(" ".join(h.itertext())) for h in islice(tree.iter("h2", "h3", "h4"), 50))


def _without_site(title: str, site: str, heads: Iterable[str]) -> str:
    """A title without what the site adds to it: its name, or whatever stands behind the page's own headline."""
    for head in heads:
        if len(head) >= 8 and title.startswith(head) and re.match(r"\s*[|–—·•：:-]", title[len(head) :]):
            return head[:1000]
    match = re.fullmatch(r"(.{8,}?)\s+[|–—·•-]\s+(.{2,60})", title)
    if site and match and key(match[2]) == key(site):
        return match[1]
    return title[:1000]


_DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dc.date.created", "parsely-pub-date", "sailthru.date",
    "publishdate", "pubdate",
)  # fmt: skip


def _published(
    tree: Any, metas: Mapping[str, str], story: Mapping[str, Any], lang: str | None
) -> datetime | None:
    """The original date: not the modified one, which bumps old news."""
    for text in (_string(story, "datePublished"), *(metas.get(name) for name in _DATE_METAS)):
        if found := moment(text, lang):
            return found
    times = [t for t in tree.iter("time") if t.get("datetime")]
    marked = [
        t
        for t in times
        if t.get("pubdate") is not None or "publish" in f"{t.get('itemprop')} {t.get('class')}".lower()
    ]
    for time in (*marked[:1], *(times[:1] if not marked else ())):
        if found := moment(time.get("datetime"), lang):
            return found
    return None
