"""Articles: page bytes → the article's own text, and which texts are copies of each other. Pure.

``extract`` is run in a worker process (adapters/parsing.py): trafilatura has no time limit of its own. lxml
and trafilatura are imported where they are used, so that the service's main process stays small.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from bot.addresses import absolute, canonical, outlet_of
from bot.copies import bands, similar, sketch
from bot.language import LANGUAGES, code, settle
from bot.markup import plain
from bot.timestamps import moment

__all__ = ["Page", "bands", "canonical", "clean", "extract", "fallback", "outlet_of", "similar", "sketch"]

MAX_BYTES = 3_000_000
MAX_ELEMENTS = 30_000  # real pages stay under 10,200; beyond, trafilatura takes minutes
_MAX_INLINE = 3_000  # inline elements that are dissolved first: in one paragraph they cost their square
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
    text = _own_text(tree, facts, headline, url)
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


def _about(title: str, told: str) -> bool:
    """Whether a page tells what the feed announces: a consent wall, a challenge or a front page does not."""
    words = set(re.findall(r"[^\W_]{4,}|[぀-ヿ㐀-鿿가-힣]{2}", title.casefold()))
    if len(words) < 3:
        return True
    folded = told.casefold()
    return sum(word in folded for word in words) * 5 >= len(words)


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
    title = _line(title)
    full, short = clean(content)[:_MAX_TEXT], clean(summary)[:_MAX_TEXT]
    text, source = (full, "content") if len(full) > len(short) else (short, "summary")
    text = _once("", title, text)
    if not title and not text:
        return None
    found = settle(lang, f"{title}\n{text}", tuple(languages))
    return Page(canonical(url), url, title, text, found, outlet_of(url), source=source)


# -- what stands around the text --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Residue:
    """The phrases of residue.toml, folded."""

    disclaimers: tuple[str, ...]
    rights: tuple[str, ...]
    credits: tuple[str, ...]
    pictures: tuple[str, ...]
    told: tuple[str, ...]
    teasers: tuple[str, ...]
    consent: tuple[str, ...]
    prompts: tuple[str, ...]
    labels: frozenset[str]


@lru_cache(maxsize=1)
def _residue() -> _Residue:
    tables = tomllib.loads(resources.files("bot").joinpath("residue.toml").read_text(encoding="utf-8"))

    def folded(table: str, key: str) -> tuple[str, ...]:
        return tuple(phrase.casefold() for phrase in tables[table][key])

    return _Residue(
        disclaimers=folded("disclaimers", "starts"),
        rights=folded("disclaimers", "rights"),
        credits=folded("credits", "starts"),
        pictures=folded("captions", "of"),
        told=folded("captions", "told"),
        teasers=folded("teasers", "starts"),
        consent=folded("consent", "holds"),
        prompts=folded("prompts", "holds"),
        labels=frozenset(folded("labels", "whole")),
    )


_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_BULLET = re.compile(r"^[-*•·–|]\s+")
_SETTING = re.compile(r"[-*•\s]*[a-z]+[A-Z_][A-Za-z0-9_]*\s*:\s*\S{0,40}")  # showPaywall: false
_BARE_VALUE = re.compile(r"[-*•\s]*(?:true|false|null|undefined|none|\d+|\"\w*\")?\s*", re.IGNORECASE)
_DATED = re.compile(r"[\s:,.·|\-\d/]*(?:uhr|am|pm|gmt|utc|kst|jst|cet|msk)?[\s.]*", re.IGNORECASE)
_SENTENCE_ENDS = (".", "。", "!", "?", "！", "？", "”", "“", "»", '"', "다")
_LABEL_LINE, _PROMPT_LINE, _SHORT_LINE, _CONSENT_LINE = 60, 160, 200, 600


def clean(text: str) -> str:
    """A text without what the page left in it, one line a paragraph.

    CMS settings, credits, labels, teasers of other stories, consent texts and disclaimers go as whole lines,
    invitations to subscribe as sentences; soft hyphens, direction marks, zero-width and control characters go
    out of the lines. No sentence of the article is reworded. ``clean(clean(text)) == clean(text)``.
    """
    lines = (_line(line) for line in text.splitlines())
    return "\n".join(_kept([line for line in lines if line]))


def _line(text: str) -> str:
    """One line of text without invisible characters, spaces put right; no-break and thin spaces stay."""
    return re.sub(r"[ \t\r\n\x85\u2028\u2029]+", " ", _INVISIBLE.sub("", text)).strip()


def _kept(lines: Iterable[str]) -> Iterator[str]:
    """The lines that are the article's own. What a line that goes says of the next ends with it."""
    residue = _residue()
    setting = teasing = False
    for line in lines:
        folded = _BULLET.sub("", line).casefold()
        if setting and _BARE_VALUE.fullmatch(line):
            continue
        setting = len(line) < _SHORT_LINE and _SETTING.fullmatch(line) is not None
        if setting:
            continue
        if _announces(line, folded, residue.teasers):
            teasing = any(folded.rstrip(" :…»>") == phrase for phrase in residue.teasers)
            continue
        if teasing and len(line) < _PROMPT_LINE and not line.endswith(_SENTENCE_ENDS):
            continue
        teasing = False
        if not _is_residue(line, folded, residue) and (own := _unprompted(line, residue.prompts)):
            yield own


def _announces(line: str, folded: str, phrases: tuple[str, ...]) -> bool:
    """Whether a short line starts with one of the phrases as a label does, not as a sentence may."""
    if len(line) >= _SHORT_LINE or not folded.startswith(phrases):
        return False
    rests = [folded[len(phrase) :].lstrip() for phrase in phrases if folded.startswith(phrase)]
    return any(rest[:1] in set(":：|»>–-=/") | {""} for rest in rests) or not line.endswith(_SENTENCE_ENDS)


def _is_residue(line: str, folded: str, residue: _Residue) -> bool:
    """Whether a line is a disclaimer, a credit, a label of the page, or asks for consent."""
    if folded.startswith(residue.disclaimers) or _announces(line, folded, residue.credits):
        return True
    if _is_caption(folded, residue):
        return True
    if len(line) < _SHORT_LINE and any(phrase in folded for phrase in residue.rights):
        return True
    if len(line) < _CONSENT_LINE and any(phrase in folded for phrase in residue.consent):
        return True
    if len(line) >= _LABEL_LINE:
        return False
    words = re.match(r"[^\d:]*", folded)
    label = words[0] if words else ""
    return label.strip(" :.,|-") in residue.labels and _DATED.fullmatch(folded[len(label) :]) is not None


def _is_caption(folded: str, residue: _Residue) -> bool:
    """Whether a line tells of a picture: it points up at one, or closes with its source in brackets."""
    if len(folded) >= _CAPTION_LINE:
        return False
    if _POINTER.match(folded) and not folded.endswith(residue.told):
        return any(word in folded for word in residue.pictures)
    source = _SOURCE.search(folded)
    return source is not None and source["of"].strip().startswith(residue.pictures)


_CAPTION_LINE = 160  # a longer line is a paragraph whose last sentence shows a picture
_POINTER = re.compile(r"[▲△▼▽◀▶◆]+\s*")
_SOURCE = re.compile(r"[(（\[［](?P<of>[^()（）\[\]［］]{2,60})[)）\]］]\s*$")


def _unprompted(line: str, prompts: tuple[str, ...]) -> str:
    """The line without invitations to subscribe, follow or share: the short line, or the sentence, goes."""
    if not any(phrase in line.casefold() for phrase in prompts):
        return line
    if len(line) < _PROMPT_LINE:
        return ""
    sentences = re.split(r"(?<=[.!?。！？])\s+", line)
    return " ".join(part for part in sentences if not any(phrase in part.casefold() for phrase in prompts))


def _once(lead: str, title: str, text: str) -> str:
    """Lead and body with every paragraph once, and without the headline."""
    seen = {_key(title)}
    kept = []
    lines = text.split("\n")
    if lead and _key(lead) not in _key(" ".join(lines[:8])):
        lines.insert(0, lead)
    for line in lines:
        key = _key(line)
        if not key or key in seen:
            continue
        seen.add(key)
        kept.append(line)
    return "\n".join(kept)[:_MAX_TEXT]


def _joined(text: str, more: str) -> str:
    """A short page's text with what only the feed says of it before it: both tell one article."""
    own = _key(text)
    if own in _key(more):
        return more
    return "\n".join([*(line for line in more.split("\n") if _key(line) not in own), text])


def _key(text: str) -> str:
    """Letters and digits only: two spellings of one sentence are one."""
    return re.sub(r"[\W_]+", "", text.casefold())


# -- the page's tree ----------------------------------------------------------------------------------


def _tree(page: bytes, charset: str | None) -> Any:
    """The page as an lxml tree; None where there is nothing to read."""
    from lxml import etree, html

    if page[:5] == b"%PDF-" or (b"\x00" in page[:1000] and page[:2] not in _WIDE):  # no page, but a file
        return None
    text = _NOT_XML.sub("", _decoded(page, charset))
    if not text.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, html.HtmlElement) else None


_WIDE = (b"\xff\xfe", b"\xfe\xff")  # how UTF-16 begins
#: Characters that a tree may hold but not be given (lxml refuses them when an element before them is dropped).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _decoded(page: bytes, charset: str | None) -> str:
    """The page's characters. Valid UTF-8 is UTF-8; else what header, page or language family say."""
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if page[:2] in _WIDE:
        return page.decode("utf-16", "replace")
    inside = re.search(rb"""charset\s*=\s*["']?([\w.:-]{2,40})""", page[:4096], re.IGNORECASE)
    names = [charset, inside[1].decode("ascii") if inside else None]
    widened = {
        "euc-kr": "cp949",
        "ks_c_5601-1987": "cp949",
        "shift_jis": "cp932",
        "gb2312": "gb18030",
        "gbk": "gb18030",
    }
    for name in names:
        try:
            if name:
                decoded = page.decode(widened.get(name.lower(), name), "replace")
                if decoded.count("�") * 20 < len(decoded) + 20:
                    return decoded
        except (LookupError, ValueError):
            continue
    utf8 = page.decode("utf-8", "replace")  # a page in UTF-8 with a few broken bytes
    return utf8 if utf8.count("�") * 50 < len(utf8) else page.decode("cp1252", "replace")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the page says of itself in its head, bounded in time."""

    url: str
    title: str
    lead: str
    lang: str | None
    published: datetime | None
    site: str | None
    body: str  # JSON-LD's articleBody


def _facts(tree: Any, url: str, lang: str | None) -> _Facts:
    metas = _metas(tree)
    story = _story(tree)
    tags = (
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        metas.get("content-language"),
    )
    said = next(
        (code(tag) for tag in (*tags, metas.get("og:locale"), _string(story, "inLanguage")) if code(tag)),
        None,
    )
    site = _line(metas.get("og:site_name") or metas.get("application-name") or "")[:100]
    return _Facts(
        url=_own_url(tree, metas, url),
        title=_title(tree, metas, story, site),
        lead=_line(
            plain(metas.get("og:description") or metas.get("description") or _string(story, "description"))
        ),
        lang=said,
        published=_published(tree, metas, story, said or lang),
        site=site or None,
        body=plain(_string(story, "articleBody")[:_MAX_TEXT]),
    )


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        value = (meta.get("content") or "").strip()
        if key and value and key not in found:
            found[key] = value[:5000]
    return found


def _story(tree: Any) -> Mapping[str, Any]:
    """The article's JSON-LD object, found without looking deeper than graphs and lists go; else empty."""
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
                return row
    return {}


def _objects(found: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(found, dict):
        yield found
        if depth < 3:
            yield from _objects(found.get("@graph"), depth + 1)
            yield from _objects(found.get("mainEntity"), depth + 1)
    elif isinstance(found, list) and depth < 3:
        for row in found[:50]:
            yield from _objects(row, depth + 1)


def _string(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
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


def _title(tree: Any, metas: Mapping[str, str], story: Mapping[str, Any], site: str) -> str:
    """The headline: what the page says in its head, the only h1, or ``<title>`` without the site's name."""
    heads = [_line(" ".join(h.itertext())) for h in tree.iter("h1")]
    for candidate in (
        metas.get("og:title"),
        _string(story, "headline"),
        heads[0] if len(heads) == 1 else None,
    ):
        if candidate and (found := _line(plain(candidate))) and found != site:
            return _without_site(found, site)
    element = next(tree.iter("title"), None)
    return (
        _without_site(_line(element.text or ""), site)
        if element is not None
        else next(filter(None, heads), "")
    )


def _without_site(title: str, site: str) -> str:
    match = re.fullmatch(r"(.{8,}?)\s+[|–—·•-]\s+(.{2,60})", title)
    if site and match and _key(match[2]) == _key(site):
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


# -- the article's own text ---------------------------------------------------------------------------

#: Elements around an article, told by the words of their class and id.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus_thread|disqus|kommentare?|repl(?:y|ies)|cookies?|consent|newsletter|relate[ds]?|"
    r"relations?|recommended|captions?|img-?cap(?:tion)?|photo-?(?:caption|credit|desc)|gnb|lnb|most-?viewed|ranking|"
    r"recommendations|most-?read|meistgelesen|outbrain|taboola|breadcrumbs?|share-?bar|read-?more|read-?also|"
    r"social-?(?:media|share|bar|links)|also-?read|see-?also|more-?stories|up-?next|trending|popular|sponsored|"
    r"advert(?:isement)?|promo|subscribe)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "relatedNews", "commentList"
_TEASER = re.compile(r"(?:^|[\s_-])teasers?(?:$|[\s_-])", re.IGNORECASE)
_INLINE = ("span", "b", "i", "em", "strong", "font", "u", "small", "a")
_NEVER = frozenset({"html", "body", "main", "article", "head"})
_COMMENTS = re.compile(
    r"comments?|comments?[-_]?(?:list|section|area|box|wrap)|repl(?:y|ies)|reply[-_]?(?:list|area|box|wrap)|disqus_thread",
    re.IGNORECASE,
)
_DROPPED = (
    "aside",
    "nav",
    "footer",
    "form",
    "figure",
    "figcaption",
    "iframe",
    "noscript",
    "template",
    "button",
    "svg",
)


def _own_text(tree: Any, facts: _Facts, headline: str, url: str) -> str:
    """Lead and body, each once, without what stands around them."""
    lead = facts.lead if _visible(tree, facts.lead) else ""
    _prune(tree)
    text = clean(_body(tree, url))
    structured = clean(facts.body)
    if len(structured) > 2 * len(text):  # a script would have put it there
        text = structured
    return _once(clean(lead), headline, text)


def _visible(tree: Any, lead: str) -> bool:
    """Whether the page's description stands on the page, as one of its paragraphs: then it is the lead."""
    key = _key(lead)
    if len(key) < 20:
        return False
    return any(_says(element, key) for element in tree.iter("p", "div", "h2", "h3", "strong", "span"))


def _says(element: Any, key: str) -> bool:
    """Whether an element's text is this and no more; stops reading where it differs."""
    said = ""
    for piece in element.itertext():
        said += _key(piece[: 2 * len(key) + 200])
        if not key.startswith(said):
            return False
    return said == key


def _prune(tree: Any) -> None:
    """Takes out, in place, what is around an article: asides, captions, comments, teasers, consent texts."""
    from lxml import etree

    doomed = list(tree.iter(*_DROPPED))
    for element in tree.iter(etree.Element):
        if element.tag in _NEVER or not isinstance(element.tag, str):
            continue
        named = _HUMP.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}")
        if len(named) > 1 and (_AROUND.search(named) or (_TEASER.search(named) and _leads_away(element))):
            doomed.append(element)
    doomed += (element for element in tree.iter("p", "li", "h2", "h3", "h4", "h5", "h6") if _is_link(element))
    weigh = _paragraphs if _paragraphs(tree) >= _LEAST else _letters  # some pages know no paragraphs
    half = weigh(tree) / 2
    for element in doomed:
        holds = _names_article(element) or (weigh(element) > half and not _is_comments(element))
        if element.getparent() is not None and not holds:
            element.drop_tree()
    if sum(1 for _ in tree.iter(*_INLINE)) > _MAX_INLINE:
        etree.strip_tags(tree, *_INLINE)


def _is_comments(element: Any) -> bool:
    """Whether an element is what readers wrote, which may be longer than the article."""
    names = [*(element.get("class") or "").split(), element.get("id") or ""]
    return any(_COMMENTS.fullmatch(name) for name in names)


def _paragraphs(element: Any) -> int:
    """Characters in an element's paragraphs."""
    return sum(len(piece) for p in element.iter("p") for piece in p.itertext())


def _letters(element: Any) -> int:
    """Characters in an element, scripts and styles aside."""
    return sum(len(e.text or "") for e in element.iter() if e.tag not in {"script", "style"}) + sum(
        len(e.tail or "") for e in element.iterdescendants()
    )


def _leads_away(element: Any) -> bool:
    """Whether an element is mostly links: a teaser of another story, not the article's own lead."""
    text = len("".join(element.itertext()).strip())
    linked = sum(len("".join(a.itertext())) for a in element.iter("a"))
    return text == 0 or linked * 3 > text or element.tag in {"li", "a"}


def _is_link(element: Any) -> bool:
    """Whether a paragraph, item or heading is nothing but links: other stories' headlines, put between the paragraphs."""
    linked = sum(len(_key("".join(a.itertext()))) for a in element.iter("a") if a.get("href"))
    return linked > 0 and linked == len(_key("".join(element.itertext())))


def _names_article(element: Any) -> bool:
    """Whether an element, whatever its name, has the article inside by that one's own name."""
    return any(
        e.tag in {"h1", "article", "main"} or e.get("itemprop") == "articleBody" for e in element.iter()
    )


def _body(tree: Any, url: str) -> str:
    """The body text by trafilatura; by the page's paragraphs where that finds nothing or breaks."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(
            tree, url=url, include_comments=False, include_tables=True, deduplicate=False
        )
    except Exception:  # it lets anything out on wild trees; the paragraphs still serve
        text = None
    return text or "\n".join(_line("".join(p.itertext())) for p in tree.iter("p"))
