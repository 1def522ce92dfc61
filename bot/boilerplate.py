"""Boilerplate: a page's tree → the article's own text, without what stands around and between it. Pure.

What goes is told by what it is before how it is named: a block that is mostly a link and no sentence leads to
another story, and so does a box that opens with one; names of classes decide where sentences are not spoken
against. trafilatura finds the body; what of lead and body it leaves behind is put back (``_completed``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.language import UNSPACED
from bot.residue import SENTENCE_ENDS, invites, is_label, key, line

__all__ = ["own_text"]

_LEAST = 200  # characters in paragraphs below which all letters of a page are weighed
_MAX_INLINE = 3_000  # inline elements that are dissolved first: in one paragraph they cost their square
_SENTENCE = 20  # letters of a short sentence ("Moscow has not commented.")
_PROSE = 40  # letters from which a sentence is a paragraph of its own; CJK says as much in half
_LABEL, _AWAY = 60, 60  # letters of a label, of what stands beside a link
_CARD = 1_500  # letters of a box that presents other stories
_AHEAD = 50  # lines among which the next block is looked for
_CAPTION = 250  # letters of what is said of a picture
_OPENING = 3_000  # characters between headline and body that may be the lead

_DROPPED = ("aside", "nav", "footer", "form", "figure", "figcaption", "iframe", "button")
_SILENT = ("script", "style", "noscript", "template", "svg", "select", "textarea")
_NEVER = frozenset({"html", "body", "main", "article", "head"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE = ("span", "b", "i", "em", "strong", "font", "u", "small", "a")
_LEAVES = frozenset({"p", "li", "dt", "dd", "pre", "blockquote", *_HEADINGS})
_BOXES = frozenset(
    {"div", "section", "article", "main", "header", "center", "form", "body", "td", "li", "blockquote", "dd"}
)
_BLOCKS = (
    _BOXES
    | _LEAVES
    | {"ul", "ol", "dl", "table", "figure", "hr", "aside", "nav", "footer", "address", "details"}
)

#: What readers wrote: it may be longer than the article, and goes all the same where one name says nothing else.
_READERS = (
    r"(?:comments?|disqus|kommentare?|kommentarii|komentarze|komentari|comentarios|commentaires|commenti|opinie|pinglun|"
    r"livere|(?:u_)?cbox|repl(?:y|ies))[-_]?(?:list|section|area|box|wrap|contents|thread)?"
)
_COMMENTS = re.compile(_READERS, re.IGNORECASE)
#: Words in an element's names that say what it is ("reply" alone may be an interview's answer).
_AROUND = re.compile(
    rf"(?:^|[\s_-])(?:(?!reply(?:[\s-]|$)){_READERS}|cookies?|consent|newsletter|"
    r"relate[ds]?|relations?|correlati|recommended|captions?|img-?cap(?:tion)?|photo-?(?:caption|credit|desc)|"
    r"ima?ge?-?desc|gnb|lnb|most-?viewed|ranking|recommendations|most-?read|meistgelesen|outbrain|taboola|breadcrumbs?|"
    r"share-?bar|social-?(?:media|share|bar|links)|sponsored|advert(?:isement)?|podcasts?|donat(?:e|ions?)|poll|quiz|survey|cta|"
    r"links?-block)(?:$|[\s_-])",
    re.IGNORECASE,
)
#: Words that furniture has in its names, and a part of the article may have too: sentences outweigh them.
_MAYBE_AROUND = re.compile(
    r"(?:^|[\s_-])(?:reply|read-?more|read-?also|also-?read|see-?also|more-?stories|up-?next|trending|popular|promo|"
    r"subscribe|subscription|teasers?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TEASER = re.compile(r"(?:^|[\s_-])teasers?(?:$|[\s_-])", re.IGNORECASE)
_PICTURE = re.compile(
    r"(?:^|[\s_-])(?:photos?|images?|imgs?|pics?|pictures?|\w*bild(?:er)?|fotos?|media|carousel|gallery|galerie|galleria|galeria|"
    r"slajd|slides?|slider|diapo|video|\w*player)(?:$|[\s_-]|\d)",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "relatedNews", "commentList"
_NAMES = (
    "class",
    "id",
    "role",
    "data-area",
    "data-component",
    "data-module",
    "data-name",
    "data-type",
    "data-testid",
)
_ROLES = frozenset({"complementary", "navigation", "contentinfo", "search", "dialog", "banner"})


def own_text(tree: Any, headline: str, leads: Iterable[str], url: str) -> str:
    """The article's lines, lead first, taken out of a page's tree, which is changed by it.

    ``leads`` are what the page's head and the feed give for a summary: what stands on the page and begins like
    one of them is the lead. The lines may still hold residue that only words tell (bot.residue).
    """
    from lxml import etree

    etree.strip_elements(tree, *_SILENT, with_tail=False)
    _unlink_own(tree, url)
    _drop(tree, tree.iter(*_DROPPED))
    _unbox_layout(tree)
    _drop_captions(tree)
    _set_in_paragraphs(tree)
    _drop(tree, _named_around(tree))
    _drop(tree, _leading_away(tree))
    if sum(1 for _ in tree.iter(*_INLINE)) > _MAX_INLINE:
        etree.strip_tags(tree, *_INLINE)
    blocks = list(_blocks(tree).values())
    lines = [piece for piece in map(line, _body(tree, url).splitlines()) if piece]
    summaries = {key(lead.rstrip(" .…")): lead for lead in leads}
    return "\n".join(_without_tail(_completed(lines, blocks, headline, summaries), blocks))


# -- the tree made even -------------------------------------------------------------------------------


def _unlink_own(tree: Any, url: str) -> None:
    """Dissolves links to places of the page itself: they lead to no other story."""
    here = urlsplit(url).path.rstrip("/")
    for link in list(tree.iter("a")):
        href = link.get("href") or "/"
        if href.startswith("#") or (here and _path(href) == here):
            link.drop_tag()


def _path(href: str) -> str:
    try:
        return urlsplit(href).path.rstrip("/")
    except ValueError:
        return ""


def _unbox_layout(tree: Any) -> None:
    """Tables that lay a page out become boxes: trafilatura would take their cells for data."""
    for table in list(tree.iter("table")):
        cells = list(table.iter("td", "th"))
        if any(_holds_block(cell) or _letters(cell, 400) > 400 for cell in cells):
            for element in table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
                element.tag = "div"


def _drop_captions(tree: Any) -> None:
    """Takes out what is said of a picture outside a ``figure``: small print beside it, or a short text in its box.

    Where pictures say more than half of what the page says in sentences, they are the article, and stay.
    """
    boxes = list(_captions(tree))
    if 2 * sum(map(_told, boxes)) <= _told(tree):
        for box in boxes:
            if box.getparent() is not None:
                _break_at(box)


def _captions(tree: Any) -> Iterator[Any]:
    """The boxes of pictures that hold no more than what is said of them."""
    seen = set()
    for picture in tree.iter("img", "picture", "video", "amp-img"):
        box = picture.getparent()
        for _ in range(4):
            if box is None or box in seen or box.getparent() is None or box.tag in _NEVER:
                break
            seen.add(box)  # a box with a thousand pictures is looked at once
            letters = _letters(box, _CAPTION)
            if letters > _CAPTION:
                break
            if letters and (_is_picture_box(box) or _says_only_small(box) or _says_no_sentence(box)):
                yield box
                break
            box = box.getparent()


def _told(element: Any) -> int:
    """Characters of an element's sentences."""
    pieces = (piece.strip() for piece in element.itertext())
    return sum(len(piece) for piece in pieces if len(piece) > 20 and piece.endswith(SENTENCE_ENDS))


def _break_at(box: Any) -> None:
    """Puts the end of a line where a box was: what stands before and behind it is not one sentence."""
    from lxml import html

    end = html.Element("br")
    end.tail = box.tail
    box.tail = None
    box.getparent().replace(box, end)


def _is_picture_box(box: Any) -> bool:
    return box.tag in {"table", "div", "span", "section", "li"} and (
        box.tag == "table" or _PICTURE.search(_named(box)) is not None
    )


def _says_only_small(box: Any) -> bool:
    """Whether all that a picture's box says is set in small print."""
    small = sum(_letters(e) for e in box.iter("em", "i", "small", "figcaption", "cite"))
    return small >= _letters(box)


def _says_no_sentence(box: Any) -> bool:
    """Whether a picture's box, with no heading in it, says nothing that ends as a sentence does."""
    if box.tag not in {"div", "li", "td", "span", "section"} or any(True for _ in box.iter(*_HEADINGS)):
        return False
    return not any(piece.strip().endswith(SENTENCE_ENDS) for piece in box.itertext())


def _set_in_paragraphs(tree: Any) -> None:
    """Sets text that stands bare in a box into paragraphs, one a line: trafilatura loses what follows a box."""
    for box in [e for e in tree.iter(*_BOXES) if e.tag not in _LEAVES or _holds_block(e)]:
        if box.getparent() is None:
            continue
        content: list[Any] = []
        run = _Run(content)
        run.say(box.text)
        box.text = None
        for child in list(box):
            tail, child.tail = child.tail, None
            if child.tag in _BLOCKS or child.tag == "br" or _holds_block(child):
                run.end()
                if child.tag != "br":
                    content.append(child)
            else:
                run.take(child)
            run.say(tail)
        run.end()
        box[:] = content


class _Run:
    """Text and inline elements between two blocks, on their way into a paragraph."""

    def __init__(self, content: list[Any]) -> None:
        self._content = content
        self._paragraph: Any = None

    def say(self, text: str | None) -> None:
        if not text or (self._paragraph is None and not text.strip()):
            return
        paragraph = self._opened()
        if len(paragraph):
            paragraph[-1].tail = (paragraph[-1].tail or "") + text
        else:
            paragraph.text = (paragraph.text or "") + text

    def take(self, element: Any) -> None:
        self._opened().append(element)

    def end(self) -> None:
        self._paragraph = None

    def _opened(self) -> Any:
        from lxml import html

        if self._paragraph is None:
            self._paragraph = html.Element("p")
            self._content.append(self._paragraph)
        return self._paragraph


def _holds_block(element: Any) -> bool:
    return any(True for _ in element.iterdescendants(*_BLOCKS))


def _is_leaf(element: Any) -> bool:
    return element.tag in _LEAVES and not _holds_block(element)


# -- what stands around and between -------------------------------------------------------------------


def _drop(tree: Any, doomed: Iterable[Any]) -> None:
    """Takes elements out, in place, but for such as hold the article or more than half of the page."""
    doomed = list(doomed)
    weigh = _paragraphs if _paragraphs(tree) >= _LEAST else _letters  # some pages know no paragraphs
    whole = weigh(tree)
    for element in doomed:
        if element.getparent() is None:
            continue
        weight = weigh(element)
        if not _names_article(element, weight, whole) and (weight <= whole / 2 or _is_comments(element)):
            element.drop_tree()


def _named_around(tree: Any) -> Iterator[Any]:
    """Elements whose names say that they are no part of an article, and whose sentences do not gainsay it."""
    from lxml import etree

    for element in list(tree.iter(etree.Element)):
        if element.tag in _NEVER or not isinstance(element.tag, str):
            continue
        named = _named(element)
        if len(named) < 2:
            continue
        if _AROUND.search(named) or (element.get("role") or "").lower() in _ROLES:
            yield element
        elif _MAYBE_AROUND.search(named):
            if _is_own(element):
                _unname(element)
            elif not _TEASER.search(named) or _mostly_links(element):
                yield element
        elif (
            element.tag in {"div", "section", "span", "ul"}
            and _PICTURE.search(named)
            and _tells_nothing(element)
        ):
            yield element


def _named(element: Any) -> str:
    names = [value for name in _NAMES if (value := element.get(name))]
    if "Comment" in (element.get("itemtype") or ""):
        names.append("comment")
    return _HUMP.sub("-", " ".join(names))


def _unname(element: Any) -> None:
    """Takes the names off an element and what it holds, so that trafilatura does not judge by them."""
    for each in element.iter():
        for name in ("class", "id"):
            each.attrib.pop(name, None)


def _is_own(element: Any) -> bool:
    """Whether an element speaks in sentences as an article does: one without a link, or two of them."""
    if any(True for _ in element.iter("input", "button", "form")):
        return False
    blocks = list(_blocks(element).values())
    if any(block.away or invites(block.text) for block in blocks):
        return False
    prose = sum(block.prose for block in blocks)
    plain = not any(True for _ in element.iter("a")) and prose == len(blocks)
    return prose >= (1 if element.tag == "p" or plain else 2)


def _tells_nothing(element: Any) -> bool:
    """Whether a small element that is named after pictures has neither a heading nor a sentence in it."""
    if _letters(element, _CAPTION) > _CAPTION or any(True for _ in element.iter(*_HEADINGS)):
        return False
    return not any(block.prose for block in _blocks(element).values())


def _leading_away(tree: Any) -> Iterator[Any]:
    """Links around whole blocks, boxes that open with a link to another story, and paragraphs that are one."""
    for link in tree.iter("a"):
        if _holds_block(link):
            yield link
    blocks = _blocks(tree)
    for box in tree.iter("div", "section", "article", "li", "td", "blockquote", "ul", "ol"):
        if _is_card(box, _few_blocks(box, blocks)):
            yield box
    yield from (element for element, block in blocks.items() if block.away)


def _is_card(box: Any, blocks: list[_Block]) -> bool:
    """Whether a small box presents other stories: it opens with a label for such, or with a link as its headline."""
    if not blocks:
        return False
    first = 0
    while first < min(2, len(blocks)) and blocks[first].label:
        if is_label(blocks[first].text):
            return len(blocks) > first + 1  # alone it announces what follows the box
        first += 1
    if first == len(blocks) or not blocks[first].away:
        return False
    away, prose = sum(block.away for block in blocks), sum(block.prose for block in blocks)
    headed = blocks[first].element.tag in _HEADINGS or box.tag in {"article", "li", "section"}
    least = 6 if blocks[first].element.tag in _HEADINGS else 15
    if _weight(_DIGITS.sub("", blocks[first].key)) < least:  # a section's name, a time
        return False
    return (len(blocks) > away or first > 0) and prose <= (2 * away if headed else away)


def _few_blocks(box: Any, blocks: Mapping[Any, _Block]) -> list[_Block]:
    """The blocks of a small box; none of one that is large."""
    found: list[_Block] = []
    room = _CARD
    for count, element in enumerate(box.iter()):
        if count > 300 or room < 0:
            return []
        block = blocks.get(element) if element is not box else None
        if block is not None and block.weight:
            found.append(block)
            room -= block.weight
    return found if room >= 0 else []


def _names_article(element: Any, weight: int, whole: int) -> bool:
    """Whether an element, whatever its name, has the article inside by that one's own name."""
    if any(e.tag in {"h1", "main"} or e.get("itemprop") == "articleBody" for e in element.iter()):
        return True
    return weight * 3 > whole and any(True for _ in element.iter("article"))


def _is_comments(element: Any) -> bool:
    """Whether an element is what readers wrote, which may be longer than the article."""
    names = [*(element.get("class") or "").split(), element.get("id") or ""]
    return any(_COMMENTS.fullmatch(name) for name in names)


def _mostly_links(element: Any) -> bool:
    """Whether an element is mostly links: a teaser of another story, not the article's own lead."""
    text = _letters(element)
    linked = sum(_letters(a) for a in element.iter("a"))
    return text == 0 or linked * 3 > text or element.tag in {"li", "a"}


def _paragraphs(element: Any) -> int:
    """Characters in an element's paragraphs."""
    return sum(len(piece) for p in element.iter("p") for piece in p.itertext())


def _letters(element: Any, most: int | None = None) -> int:
    """Characters in an element but for spaces around them; beyond ``most`` they are no longer counted."""
    letters = 0
    for piece in element.itertext():
        letters += len(piece.strip())
        if most is not None and letters > most:
            break
    return letters


# -- blocks -------------------------------------------------------------------------------------------


class _Block:
    """A paragraph, heading or item, and what can be told of it.

    ``weight`` counts its letters, a Chinese, Japanese or Korean one twice. ``away``: it is mostly a link, and no sentence:
    another story's headline, maybe with a label, date or source. ``prose``: it is a sentence or more.
    ``label``: it is a few words without an end.
    """

    __slots__ = ("away", "element", "key", "label", "prose", "text", "weight")

    def __init__(self, element: Any) -> None:
        self.element = element
        pieces = list(_pieces(element))
        self.text = line("".join(text for text, _ in pieces))
        self.key = key(self.text)
        self.weight = _weight(self.key)
        linked = _weight(key("".join(text for text, link in pieces if link)))
        ends = self.text.endswith(SENTENCE_ENDS)
        self.away = linked > 0 and _is_away(element, pieces, linked, self.weight)
        self.prose = ends and self.weight >= _PROSE and not self.away
        self.label = 0 < self.weight <= _LABEL and not ends and not self.away


def _blocks(element: Any) -> dict[Any, _Block]:
    """The blocks that an element holds, itself among them, in order."""
    return {each: _Block(each) for each in element.iter(*_LEAVES) if _is_leaf(each)}


def _weight(letters: str) -> int:
    return len(letters) + sum(map(len, UNSPACED.findall(letters)))


_DIGITS = re.compile(r"\d+")


def _pieces(element: Any) -> Iterator[tuple[str, bool]]:
    """An element's texts in order, each with whether it is linked."""
    from lxml import etree

    inside = 0
    for event, each in etree.iterwalk(element, events=("start", "end")):
        link = each.tag == "a" and (each.get("href") is not None or not (each.get("name") or each.get("id")))
        if event == "start":
            inside += link
            if each.text and isinstance(each.tag, str):
                yield each.text, inside > 0
        else:
            inside -= link
            if each.tail and each is not element:
                yield each.tail, inside > 0


def _is_away(element: Any, pieces: list[tuple[str, bool]], linked: int, weight: int) -> bool:
    """Whether a block that holds links leads to another story: beside them stand a label, a date, a source at most."""
    beside = weight - linked
    if beside == 0:  # a headline has no full stop
        said = "".join(text for text, _ in pieces).rstrip()
        return not (element.tag == "p" and weight >= _PROSE and said.endswith((".", "。")))
    if beside >= linked or beside > _AWAY:
        return False
    links = [n for n, (text, link) in enumerate(pieces) if link and key(text)]
    before = line("".join(text for text, _ in pieces[: links[0]]))
    after = line("".join(text for text, _ in pieces[links[-1] + 1 :]))
    if is_label(before):
        return True
    if after.rstrip("\"'”“»)]】").endswith((".", "。", "!", "?", "！", "？", "다")):
        return False
    return (
        not key(before) or before.endswith(_LABEL_MARKS) or not key(before[:1]) or _set_apart(element, before)
    )


_LABEL_MARKS = (*":：|｜»›>＞→►▶➤☞⇒–—-]】〉》/",)


def _set_apart(element: Any, before: str) -> bool:
    """Whether what stands before a block's link is set as a label: in an element of its own, or in capitals."""
    if before.isupper() or key(element.text or ""):
        return before.isupper()
    first = next((e for e in element if isinstance(e.tag, str)), None)
    return first is not None and first.tag in _INLINE and key("".join(first.itertext())) == key(before)


# -- the body -----------------------------------------------------------------------------------------


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
    return text or "\n".join(line("".join(p.itertext())) for p in tree.iter("p"))


def _without_tail(lines: list[str], blocks: list[_Block]) -> list[str]:
    """The lines but for headlines behind the last sentence: other stories, under a label or in a box without sentences."""
    ends = [
        n for n, each in enumerate(lines) if each.endswith(SENTENCE_ENDS) and _weight(key(each)) >= _SENTENCE
    ]
    tail = lines[ends[-1] + 1 :] if ends else []
    if not tail or any(each.startswith("- ") or each.endswith(SENTENCE_ENDS) for each in tail):
        return lines
    spoken = {_place(block) for block in blocks if block.prose}
    apart = {block.key for block in blocks if _place(block) not in spoken}
    announced = len(tail) > 1 and _weight(key(tail[0])) <= _LABEL // 2
    return lines[: ends[-1] + 1] if announced or all(key(each) in apart for each in tail) else lines


def _completed(lines: list[str], blocks: list[_Block], headline: str, leads: Mapping[str, str]) -> list[str]:
    """The body's lines with what was left out of lead and body.

    That is what stands between the headline and the first of them, and sentences beside those that were taken.
    """
    lines = [*(_unlabelled(each, leads) for each in lines[:5]), *lines[5:]]
    told = key(" ".join(lines))
    taken = [len(block.key) >= 12 and block.key in told for block in blocks]
    if not any(taken):
        return lines
    opening = _opening(blocks, taken, headline, leads)
    beside = {_place(block) for block, own in zip(blocks, taken, strict=True) if own and block.prose}
    first = taken.index(True)
    lines = _unmerged(lines, blocks, taken)
    whole: list[str] = []
    keys = [key(each) for each in lines]
    at = 0
    for block, own in zip(blocks[first:], taken[first:], strict=True):
        if own:
            behind = next(
                (n + 1 for n in range(at, min(at + _AHEAD, len(keys))) if _same(keys[n], block.key)), at
            )
            whole += lines[at:behind]
            at = behind
        elif block.prose and _place(block) in beside:
            whole.append(block.text)
    return [*opening, *whole, *lines[at:]]


def _unmerged(lines: list[str], blocks: list[_Block], taken: list[bool]) -> list[str]:
    """The lines, where all of a short body came as one: its blocks, but for what is no sentence before the first."""
    own = [block for block, is_own in zip(blocks, taken, strict=True) if is_own]
    prose = [n for n, block in enumerate(own) if block.prose]
    if len(lines) > 1 or len(prose) < 2:
        return lines
    return [block.text for block in own[prose[0] :]]


def _same(one: str, other: str) -> bool:
    return one.startswith(other[:40]) or (len(one) >= 12 and one in other) or other in one


def _place(block: _Block) -> tuple[Any, ...]:
    """Where a block stands: among which siblings, boxes of one name that follow each other being one."""
    parent = block.element.getparent()
    above = parent.getparent() if parent is not None else None
    if above is None or not parent.get("class"):
        return (parent,)
    return (above, parent.tag, parent.get("class"))


def _opening(blocks: list[_Block], taken: list[bool], headline: str, leads: Mapping[str, str]) -> list[str]:
    """The lead that stands before the body's first block.

    That is sentences and subtitles behind the headline, and whatever begins as the page's own summary does.
    """
    first = taken.index(True)
    title = key(headline)
    heads = [
        n
        for n, block in enumerate(blocks[:first])
        if block.element.tag in _HEADINGS and _is_title(block, title)
    ]
    opening = []
    for n, block in enumerate(blocks[:first]):
        behind = bool(heads) and n > heads[-1]
        if summary := _summary(block, leads):
            opening.append(summary)
        elif behind and (block.prose or _is_subtitle(block)):
            opening.append(block.text)
    return opening if sum(map(len, opening)) <= _OPENING else []


def _is_title(block: _Block, title: str) -> bool:
    return len(block.key) >= 8 and (block.key in title or (title != "" and title in block.key))


def _summary(block: _Block, leads: Mapping[str, str]) -> str:
    """A block that begins with a summary which was cut off, or is one behind a label."""
    if block.away:
        return ""
    if any(len(summary) >= 20 and block.key.startswith(summary) for summary in leads):
        return block.text
    own = _unlabelled(block.text, leads)
    return own if own != block.text else ""


def _unlabelled(text: str, leads: Mapping[str, str]) -> str:
    """A lead without the label that stands in one line with it."""
    said = key(text)
    for summary, told in leads.items():
        if len(summary) >= 20 and said.endswith(summary) and 0 < len(said) - len(summary) < _LABEL // 2:
            return told
    return text


def _is_subtitle(block: _Block) -> bool:
    heading = block.element.tag in {"h2", "h3"}
    return (
        not block.away
        and block.weight >= 25
        and (heading or _SUBTITLE.search(_lead_names(block)) is not None)
    )


def _lead_names(block: _Block) -> str:
    parent = block.element.getparent()
    return f"{_named(block.element)} {_named(parent) if parent is not None else ''}"


_SUBTITLE = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|standfirst|sub|sub[_-]?(?:tit|title|head|headline|header|heading)|like-h[2-4]|"
    r"h[2-4]-header|deck?|dek|summary|summury|intro|excerpt|abstract|"
    r"chapo|chapeau|bajada|entradilla|sommario|catenaccio|zajawka|preview|bullets?|highlights?|key-?points?)(?:$|[\s_-])",
    re.IGNORECASE,
)
