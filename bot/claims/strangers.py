"""Speakers that stand in no list: think tanks, third countries' ministers and services, governors, experts, editors.

They are an open class, so no list of names can hold them. A noun phrase with a name in it speaks where it is the
subject of a verb of saying, or stands behind "according to", "in a report by". Of the phrase the name alone is
kept, as it is written: the title, the nation and what is said of it in apposition are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.claims.lexicon import Hit
from bot.claims.scene import Scene

_WORD = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*")
_ABBREVIATION = re.compile(r" \(([^\W\d_]{2,8})\)")
_DESCRIBED = re.compile(r"(?: [^\W\d_]+){0,4} \(([^\W\d_]{3,8})\)")
_QUOTED = re.compile(r" ?[«„“\"‘]([^»“”\"’\n]{2,40})[»“”\"’]")
_LONG = 7  # words of a name
_CHAIN = 14  # words of title, office and country before a name
_TO_VERB = 4  # words of adverbs and auxiliaries between a name and its verb of saying
_APPOSED = 130  # letters of an apposition between a name and its verb of saying
_LAST = 2  # strangers of one sentence
_SHORT_LINK = 6  # letters of a contracted article ("dell'")

#: Phrases that no name reaches over, and none that a person's name is made of.
_STOPS = frozenset(
    ("say", "deny", "doubt", "according", "event", "stage", "number", "month", "relative", "pronoun")
)
_NO_PERSON = frozenset(
    ("who", "nation", "country", "place", "theatre", "elsewhere", "town", "people", "unit", "body", "office")
)


@dataclass(frozen=True, slots=True)
class Stranger:
    """A speaker of no list: where the name stands, and the name to keep."""

    start: int
    end: int
    name: str
    person: bool = False
    paper: bool = False


class _Word(NamedTuple):
    start: int
    end: int
    capital: bool


def strangers(scene: Scene, taken: Sequence[tuple[int, int]], earlier: Sequence[str] = ()) -> list[Stranger]:
    """The speakers of a sentence that no list knows, in order; ``taken``: spans of those that a list knows.

    ``earlier``: the names of strangers who have spoken before, whom a surname or "the Centre" names again.
    """
    words = _words(scene)
    found: list[Stranger] = []
    for one in sorted(_candidates(scene, words, earlier), key=lambda one: (one.start, -one.end)):
        if not one.paper and any(start < one.end and one.start < end for start, end in taken):
            continue
        if any(other.start < one.end and one.start < other.end for other in found):
            continue
        if _speaks(scene, one, words):
            found.append(_as_subject(scene, one, words) if one.person else one)
        elif not taken and _only_names_source(scene):
            found.append(one)
    return found[:_LAST]


def authors(scene: Scene) -> list[Stranger]:
    """The bodies of no list that a sentence names, whether they speak in it or not: whose report the next one tells."""
    found: list[Stranger] = []
    for one in sorted(_bodies(scene, _words(scene)), key=lambda one: (one.start, -one.end)):
        if not any(other.start < one.end and one.start < other.end for other in found):
            found.append(one)
    return found


def _only_names_source(scene: Scene) -> bool:
    """ "Le chiffre est de la Fondation Sirius.": a sentence about a number told, which it does not deny."""
    return not scene.numbers and bool(scene.of("back", "told_this", "sums")) and not scene.of("deny", "doubt")


def _as_subject(scene: Scene, one: Stranger, words: Sequence[_Word]) -> Stranger:
    """ "По словам историка Андрея Ланькова": a person's name behind "according to", its endings turned back."""
    endings = scene.language.data.get("stranger", {}).get("genitive", {})
    if not endings or _before(scene, one, words)[0] != "according":
        return one
    return replace(one, name=" ".join(_turned(word, endings) for word in one.name.split()))


def _turned(word: str, endings: Mapping[str, str]) -> str:
    """A word with its ending turned back, the longest that fits; as it is where none does."""
    ending = max((e for e in endings if word.lower().endswith(e)), key=len, default="")
    if not ending:
        return word
    turned = word[: len(word) - len(ending)] + endings[ending]
    return turned[:1].upper() + turned[1:] if word[0].isupper() else turned


def _words(scene: Scene) -> list[_Word]:
    """The words of a sentence; an article that an apostrophe joins to its noun is one of its own."""
    out: list[_Word] = []
    text, cased, own = scene.text, scene.cased, scene.language.marks("possessive")
    joined = "'" in cased[scene.sentence.start : scene.sentence.end]
    for match in _WORD.finditer(cased, scene.sentence.start, scene.sentence.end):
        start, end = match.span()
        mark = text.find("'", start, min(end, start + _SHORT_LINK)) if joined else 0
        if mark > 0 and _is_elided(scene, start, mark):
            out.append(_Word(start, mark, cased[start].isupper()))
            start = mark + 1
        if joined and own and text.endswith(own, start, end):
            end -= next(len(mark) for mark in own if text.endswith(mark, start, end))
        if start < end:
            out.append(_Word(start, end, cased[start].isupper()))
    return out


def _is_elided(scene: Scene, start: int, mark: int) -> bool:
    """ "l'Institut", "dell'Istituto", but not "O'Brien", "В'ячеслав": an article ends at the apostrophe."""
    before, behind = scene.cased[start], scene.cased[mark + 1 : mark + 2]
    if before.isupper() and start != scene.sentence.start:
        return False
    return behind.isupper() or (behind.isalpha() and bool(scene.language.marks("postposed")))


def _candidates(scene: Scene, words: Sequence[_Word], earlier: Sequence[str]) -> Iterator[Stranger]:
    yield from _again(scene, words, earlier)
    yield from _papers(scene, words)
    yield from _bodies(scene, words)
    yield from _units(scene, words)
    persons = list(_persons(scene, words))
    for body in _ministries(scene, words):
        if not any(body.start <= person.start <= body.end + _BESIDE for person in persons):
            yield body  # else "la ministra de Exteriores de Letonia, Baiba Braže"
    yield from persons
    yield from _abbreviations(scene, words)


_ARTICLE = 6  # letters of a quotation mark and "The" before a paper's name
_BESIDE = 3  # letters of a comma between an office and a name


# -- kinds of names ------------------------------------------------------------------


def _again(scene: Scene, words: Sequence[_Word], earlier: Sequence[str]) -> Iterator[Stranger]:
    """ "sagte Tsahkna", "пишут аналитики Центра": a part of a name that was told in full before."""
    for word in words if earlier else ():
        if not word.capital or word.end - word.start < _PART:
            continue
        part = scene.cased[word.start : word.end]
        for name in reversed(earlier):
            own = name.split()
            if part == own[-1] or (part.startswith(own[0]) and scene.hits.at(word.start, "body")):
                yield Stranger(word.start, word.end, name)


_PART = 4  # letters of a name's part


def _papers(scene: Scene, words: Sequence[_Word]) -> Iterator[Stranger]:
    """ "the editors of Vazhnye Istorii", "журналісти «Важливих історій»": a paper that counted for itself."""
    marks = scene.language.stranger("reporters")
    for at, word in enumerate(words if marks else ()):
        if not scene.text.startswith(marks, word.start):
            continue
        past = _past_links(scene, words, at)
        listed = (hit for hit in scene.of("who") if 0 <= hit.start - past <= _ARTICLE)
        medium = next((hit for hit in listed if hit.value[1] == "medium"), None)
        if medium is not None:  # "журналісти The Wall Street Journal": one of the list counts like any other
            yield Stranger(medium.start, medium.end, medium.value[0], paper=True)
            continue
        quoted = _QUOTED.match(scene.cased, past)
        if quoted:
            yield Stranger(quoted.start(), quoted.end(), _slug(quoted[1]), paper=True)
            continue
        first = next((n for n in range(at + 1, len(words)) if not _is_link(scene, words[n])), len(words))
        run = _run(scene, words, first) if first - at <= _TO_VERB else []
        if run and not any(scene.hits.at(one.start, *_NO_PERSON) for one in run[:1]):
            yield Stranger(
                run[0].start, run[-1].end, _slug(scene.cased[run[0].start : run[-1].end]), paper=True
            )


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


def _past_links(scene: Scene, words: Sequence[_Word], at: int) -> int:
    """Where the articles and prepositions behind a word end."""
    end = words[at].end
    for word in words[at + 1 :]:
        if not _is_link(scene, word) or scene.cased[end : word.start].strip(" '"):
            break
        end = word.end
    return end


def _bodies(scene: Scene, words: Sequence[_Word]) -> Iterator[Stranger]:
    """ "the Halden Institute", "Centre balte d'études de sécurité", "think tanku CSIS": a word for a body, and its name."""
    for body in _body_words(scene, words):
        at = next((n for n, word in enumerate(words) if word.start <= body.start < word.end), None)
        if at is None:
            continue
        if scene.text.startswith(scene.language.stranger("common") or ("\0",), body.start):
            continue
        told = scene.text[body.start : body.end]
        label = body.value == "label" or told.startswith(scene.language.stranger("labels") or ("\0",))
        last = max((n for n in range(at, len(words)) if words[n].start < body.end), default=at)
        quoted = _QUOTED.match(scene.cased, body.end)
        if quoted and label and scene.language.nouns_capitalised:
            yield Stranger(quoted.start(), quoted.end(), quoted[1])
            continue
        if quoted:  # "правозащитный проект «Пересвет»"
            yield Stranger(body.start, quoted.end(), scene.cased[body.start : quoted.end()])
            continue
        first = at
        while not label and first > 0 and _shapes_name(scene, words, first - 1):
            first -= 1
        short = _DESCRIBED.match(scene.cased, words[last].end)
        if short and short[1].isupper() and scene.cased[body.start : short.start(1)].islower():
            yield Stranger(body.start, short.end(), short[1])  # "zespołu monitorującego sankcje (MSMT)"
            continue
        plain = scene.language.small_in_names
        end = _name_end(scene, words, last, lower=plain and (scene.cased[body.start].isupper() or first < at))
        if label and end > last and not words[last + 1].capital:
            continue  # "un think tank di Riga"
        first = last + 1 if label and end > last else first
        if (
            first == at
            and end == last + 1
            and _is_short(scene, words[end])
            and scene.cased[body.start].islower()
        ):
            first = end  # "niemiecki ośrodek SWP"
        start, stop = words[first].start, words[end].end
        start = body.start if first == at and scene.text[body.start - 1] == "'" else start
        name = scene.cased[start:stop]
        proper = label or any(mark in name for mark in " -") or (name.isupper() and len(name) > 2)
        if name != name.lower() and proper and not (label and end == last):
            yield Stranger(start, stop, _nominative(scene, name, stop, body))


def _is_short(scene: Scene, word: _Word) -> bool:
    """Whether a word is an abbreviation that may be a body's whole name."""
    name = scene.cased[word.start : word.end]
    return name.isalpha() and name.isupper() and len(name) > 2


def _units(scene: Scene, words: Sequence[_Word]) -> Iterator[Stranger]:
    """ "die ukrainische 47. Brigade", "the 95th Air Assault Brigade": a unit and the number that is its name."""
    marks = scene.language.stranger("units")
    for at, word in enumerate(words if marks else ()):
        ordinal = re.match(r"\d{1,3}(?:[a-z]{2}\b|(?=\. ))", scene.text[word.start : word.end + 2])
        for last in range(at + 1, min(at + 2 + _TO_VERB, len(words))) if ordinal else ():
            if not words[last].capital:
                break
            own = scene.text[words[last].start : words[last].end].removesuffix("s")
            if own.endswith(marks):
                end = words[last].end
                name = scene.cased[word.start : words[last].start + len(own)]
                yield Stranger(word.start, end, name)
                break


def _body_words(scene: Scene, words: Sequence[_Word]) -> Iterator[Hit]:
    """The words for a body; of "the Institute", which may point back at one, the noun."""
    yield from scene.of("body")
    is_label = scene.language.is_label
    for word in words:
        if is_label(scene.text[word.start : word.end]) and not scene.hits.at(word.start, "body"):
            yield Hit(word.start, word.end, "body", "label")
    for hit in scene.of("referent"):
        noun = re.compile(r"(?:\w{1,4}[ '])?").match(scene.text, hit.start)  # past the article
        start = noun.end() if noun else hit.start
        if hit.value == "institute" and (
            scene.cased[start] + scene.cased[hit.end + 1 : hit.end + 2]
        ).lower() != (scene.cased[start] + scene.cased[hit.end + 1 : hit.end + 2]):
            yield hit._replace(start=start, kind="body")


def _shapes_name(scene: Scene, words: Sequence[_Word], at: int) -> bool:
    """ "the *Halden* Institute", "Das *Baltische* Zentrum": whether a word begins a body's name."""
    word, after = words[at], words[at + 1]
    gap = scene.cased[word.end : after.start]
    if not word.capital or gap not in (" ", "-") or scene.hits.at(word.start, *_STOPS, "who", "function"):
        return False
    if scene.hits.at(word.start, "filler", "of", "governs", "according_after", "referent", "pronoun"):
        return False
    if scene.language.nouns_capitalised and gap == " ":
        return scene.text.endswith(scene.language.stranger("declined"), word.start, word.end)
    return True


def _name_end(scene: Scene, words: Sequence[_Word], at: int, *, lower: bool, office: bool = False) -> int:
    """The last word of a name that goes on behind a word: capitals, links between them, and with ``lower`` plain words.

    In an ``office`` a plain word may follow a capital at once ("Affaires étrangères").
    """
    end, capitals = at, 0
    for n in range(at + 1, min(len(words), at + _LONG)):
        word = words[n]
        gap = scene.cased[words[n - 1].end : word.start]
        if gap not in (" ", "-", "'", " '") and not (gap == "" and scene.cased[word.start - 1] == "'"):
            break
        if _stops(scene, word):
            break
        if word.capital:
            seated = scene.language.small_in_names and not lower and capitals
            if seated and _is_link(scene, words[n - 1]) and _is_seat(scene, words, n):
                break
            capitals += n > at
            governed = scene.hits.at(words[n - 1].start, "governs") and not lower
            country = scene.hits.at(word.start, "nation", "place", "who") if governed else None
            if country:
                break
            end = n
        elif _is_link(scene, word):
            continue
        elif lower and capitals and not office and words[n - 1].capital:
            break  # "les chiffres de la Fondation Sirius donnent …"
        elif lower and not scene.hits.at(
            word.start, "function", "relative_clause", "governs", "people", "who"
        ):
            end = n
        else:
            break
    return end


def _is_seat(scene: Scene, words: Sequence[_Word], at: int) -> bool:
    """ "istituto Norrland *di Stoccolma*": one last word with a capital, behind "of", says where a body is."""
    last = at + 1 >= len(words) or not words[at + 1].capital
    return last and scene.hits.at(words[at - 1].start, "of") is not None


def _stops(scene: Scene, word: _Word) -> bool:
    """Whether a word is of the sentence and not of the name; a noun of the name may look like one of source."""
    hit = scene.hits.at(word.start, *_STOPS)
    if hit is None or (word.capital and not scene.language.nouns_capitalised):
        return False
    account = hit.kind == "according" and hit.end == word.end and scene.language.marks("genitive")
    return not account or scene.hits.at(word.start, *(_STOPS - {"according"})) is not None


def _is_link(scene: Scene, word: _Word) -> bool:
    return scene.text[word.start : word.end] in scene.language.stranger("links")


def _nominative(scene: Scene, name: str, end: int, body: Hit) -> str:
    """The name in the case of a subject: its abbreviation where one follows, else its endings turned back."""
    endings = scene.language.data.get("stranger", {}).get("nominative", {})
    short = _ABBREVIATION.match(scene.cased, end) if endings else None
    if short and short[1].isupper():
        return short[1]
    head = scene.cased[body.start : body.end].split()[-1]
    told = name.split()
    for n, word in enumerate(told):
        told[n] = _turned(word, endings)
        if word == head or n == _LONG:
            break
    return " ".join(told)


def _ministries(scene: Scene, words: Sequence[_Word]) -> Iterator[Stranger]:
    """ "МЗС Японії", "Japan's foreign ministry", "el servicio letón de inteligencia": a third country's body."""
    marks = scene.language.stranger("ministries")
    for office in scene.of("office"):
        inside = [n for n, word in enumerate(words) if office.start <= word.start < office.end]
        inside = (
            inside[1:]
            if len(inside) > 1 and words[inside[0]].end - words[inside[0]].start < _PART
            else inside
        )
        told = scene.text[office.start : office.end]
        if not inside or (office.value in ("head", "officials") and not any(mark in told for mark in marks)):
            continue
        at, last = inside[0], inside[-1]
        if at > 1 and _is_link(scene, words[at - 1]) and scene.text.startswith(marks, words[at - 2].start):
            at -= 2  # "el servicio de inteligencia estonio"
        before = next((n for n in range(at - 1, max(-1, at - 4), -1) if _third(scene, words[n])), None)
        if before is not None and not re.search(r"[,;:.()]", scene.text[words[before].end : office.start]):
            stop = office.end
            start = words[before].start
        elif (after := _third_after(scene, words, last)) is not None:
            start, stop = words[at].start, words[_name_end(scene, words, after, lower=True, office=True)].end
        else:
            continue
        yield Stranger(start, stop, scene.cased[start:stop])


def _third(scene: Scene, word: _Word) -> bool:
    """Whether a word names a country of which no list has the bodies."""
    return scene.text.startswith(scene.language.stranger("third") or ("\0",), word.start)


def _third_after(scene: Scene, words: Sequence[_Word], at: int) -> int | None:
    for n in range(at + 1, min(len(words), at + 5)):
        if scene.cased[words[n - 1].end : words[n].start].strip(" '"):
            return None
        if _third(scene, words[n]):
            return n
        if scene.hits.at(words[n].start, *_STOPS, "country", "who"):
            return None
    return None


def _persons(scene: Scene, words: Sequence[_Word]) -> Iterator[Stranger]:
    """ "la ministra de Exteriores de Letonia, Baiba Braže", "analityk Michael Kofman": a first name and a surname."""
    at = 0
    while at < len(words):
        run = _run(scene, words, at) if words[at].capital else []
        at += max(len(run), 1)
        if not run:
            continue
        titled = _is_title(scene, run[0])
        if len(run) > 2 and _ends_title(scene, words, run):
            run, titled = run[-2:], True
        while run and (_is_title(scene, run[0]) or _opens_no_name(scene, run, titled=titled)):
            titled = titled or _is_title(scene, run[0])
            run = run[1:]
        short = scene.cased[run[0].start : run[0].end] if len(run) > 2 else ""
        if len(short) > 2 and short.isupper() and not scene.cased[run[1].start : run[-1].end].isupper():
            run = run[1:]  # "аналитик RAND Брюс Беннетт": where one works
        kinds = _NO_PERSON | _STOPS if not titled else _NO_PERSON - {"unit", "people"}
        known = any(scene.hits.at(word.start, *kinds) for word in run)
        held = scene.of("body", "referent", "office") if run else ()
        known = known or any(hit.start < run[-1].end and run[0].start < hit.end for hit in held)
        if len(run) == _NAMES and at > len(run) and not any(w.end - w.start < _PART for w in run):
            run = run[2:]  # "minister van Buitenlandse Zaken Margus Tsahkna"
        if (
            known
            or not run
            or run[-1].end - run[-1].start < 2
            or len(run) > _NAMES
            or (len(run) == 1 and not titled)
        ):
            continue
        if (
            scene.language.nouns_capitalised
            and not titled
            and any(scene.hits.starts(word.start) for word in run)
        ):
            continue
        if run[0].start == scene.sentence.start and scene.hits.starts(run[0].start):
            continue  # "Many Koreans said"
        name = scene.cased[run[0].start : run[-1].end]
        if not name.isupper() and not _is_official(scene, words, run[0]):
            yield Stranger(run[0].start, run[-1].end, name, person=True)


def _ends_title(scene: Scene, words: Sequence[_Word], run: Sequence[_Word]) -> bool:
    """ "minister van *Buitenlandse Zaken* Margus Tsahkna": capitals that a small word joins to a title."""
    at = words.index(run[0])
    return at > 1 and _is_link(scene, words[at - 1]) and _is_title(scene, words[at - 2])


def _opens_no_name(scene: Scene, run: Sequence[_Word], *, titled: bool) -> bool:
    """Whether a capital is a country's, or another word of the language's."""
    if _third(scene, run[0]) and len(run) > 1:
        return True
    return _known(scene, run[0]) and not (titled and len(run) == 2 and not _is_foreign(scene, run[0]))


def _is_foreign(scene: Scene, word: _Word) -> bool:
    return scene.hits.at(word.start, *(_NO_PERSON - {"unit", "people"})) is not None


def _known(scene: Scene, word: _Word) -> bool:
    """Whether a word with a capital is one of the language's, and no name of a person."""
    hits = scene.hits.within(word.start, word.start + 1)
    return any(hit.end >= word.end and (hit.kind in _NO_PERSON or hit.kind in _SMALL) for hit in hits)


_SMALL = frozenset(("filler", "function"))


def _is_official(scene: Scene, words: Sequence[_Word], first: _Word) -> bool:
    """ "die Abgeordnete Lee": one right behind an office that speaks for a body of a list."""
    at = words.index(first)
    before = words[max(0, at - 2) : at]
    marks = scene.language.stranger("officials") or ("\0",)
    return any(scene.text.startswith(marks, word.start) for word in (*before, first))


_NAMES = 4  # words of a person's name


def _run(scene: Scene, words: Sequence[_Word], at: int) -> list[_Word]:
    """The words with capitals from one on that only a space parts, or a particle of names ("von der")."""
    run: list[_Word] = []
    n = at
    while n < len(words) and len(run) < _LONG:
        word = words[n]
        if run and scene.cased[words[n - 1].end : word.start] not in (" ", ". "):
            break
        if not word.capital:
            if not run or scene.text[word.start : word.end] not in _PARTICLES or n + 1 >= len(words):
                break
            if (
                not words[n + 1].capital
                and scene.text[words[n + 1].start : words[n + 1].end] not in _PARTICLES
            ):
                break
            if _is_title(scene, words[n + 1]):
                break  # "nach Angaben der Expertin Anna Brell": an article, no particle of a name
        run.append(word)
        n += 1
    while run and not run[-1].capital:
        run.pop()
    return run


#: Small words inside names of persons, whatever the language of the text.
_PARTICLES = frozenset(("van", "von", "der", "den", "al", "bin", "ter", "zu", "af"))


def _is_title(scene: Scene, word: _Word) -> bool:
    """Whether a word is the title of a person who speaks under the own name."""
    return scene.language.is_title(scene.text[word.start : word.end])


def _abbreviations(scene: Scene, words: Sequence[_Word]) -> Iterator[Stranger]:
    """ "Le CSIS évalue", "аналитики CSIS": an abbreviation that nobody knows."""
    if scene.cased[scene.sentence.start : scene.sentence.end].isupper() or not scene.numbers:
        return
    common = scene.language.stranger("common") or ("\0",)
    for word in words:
        name = scene.cased[word.start : word.end]
        if name.isalpha() and name.isupper() and 3 <= len(name) <= 6 and not scene.hits.starts(word.start):
            if scene.text.startswith(common, word.start):
                continue  # "ЗМІ": the press at large
            yield Stranger(word.start, word.end, name)


# -- who of them speaks ----------------------------------------------------------------


def _speaks(scene: Scene, one: Stranger, words: Sequence[_Word]) -> bool:
    """Whether a name stands behind "according to", or is the subject of a verb of saying."""
    if scene.text.startswith(tuple(f" {word}" for word in scene.language.marks("postposition")), one.end):
        return True  # "dem Historiker Paul Renner zufolge"
    lead, left = _before(scene, one, words)
    if lead == "according" or (lead == "start" and one.paper):
        return True  # editors and reporters are told of where they have counted
    if lead == "governs" and _they_say(scene, one, left):
        return True
    if one.person and _others_say(scene, one):
        return False
    if _followed(scene, one.end):
        return lead != "governs"
    return lead == "say" and _inverts(scene, left)


def _others_say(scene: Scene, one: Stranger) -> bool:
    """ "штурмовали Русское Поречное, уцелела половина, сообщили десантники": one name, and behind a comma several say."""
    many, comma = scene.language.marks("they"), scene.text.startswith(", ", one.end)
    verb = (
        next((hit for hit in scene.of("say", "deny") if hit.start > one.end), None)
        if many and comma
        else None
    )
    return verb is not None and scene.text.endswith(many, verb.start, verb.end)


def _before(scene: Scene, one: Stranger, words: Sequence[_Word]) -> tuple[str, int]:
    """What stands before the noun phrase of a name ("according", "say", "governs" or "start"), and where."""
    at = next((n for n, word in enumerate(words) if word.start >= one.start), len(words)) - 1
    edge, commas, title, account = one.start, 0, False, False
    for n in range(at, max(-1, at - _CHAIN), -1):
        word = words[n]
        gap = scene.text[word.end : edge]
        if gap.strip(" '\"«„“"):
            titled = title or any(
                _names_title(scene, words[k]) for k in range(max(0, n - _CHAIN // 2), n + 1)
            )
            if gap.strip() != "," or commas or not titled or edge != one.start:
                return "start", edge
            commas += 1
        if one.person and _is_title(scene, word) and _only_its_country(scene, word.end, one.start):
            edge = (
                word.start
            )  # "powiedział prezydent Finlandii Alexander Stubb": no word for somebody told before
            continue
        lead = _lead_at(scene, word)
        if lead is not None:
            kind, start = lead
            if kind == "account" or (kind == "governs" and account):
                if kind == "governs":
                    return "according", start  # "in the estimate of the Foundation"
                account, edge = True, word.start
                continue
            of_body = n > 0 and _is_title(scene, words[n - 1])
            agent = scene.text[word.start : word.end] in scene.language.marks("agent") and n > 0
            if agent and not scene.hits.at(words[n - 1].start, "event", "stage"):
                of_body = True  # "a study by the Foundation"
            if kind == "governs" and (of_body or _closed_place(scene, words, n, at)):
                edge = word.start  # "one researcher at the Asan Institute"
                continue
            return kind, start
        title = title or _names_title(scene, word)
        edge = word.start
    return "start", edge


def _only_its_country(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing or one country stands between a title and a name."""
    country = scene.hits.at(start + 1, "nation")
    return start + 1 == end or (country is not None and country.end + 1 == end)


def _lead_at(scene: Scene, word: _Word) -> tuple[str, int] | None:
    """The word of saying, of source or the preposition that ends where a word ends."""
    hit = scene.hits.until(word.end, "according")
    if hit is not None:
        asked = scene.text.startswith(scene.language.stranger("asked") or ("\0",), hit.start)
        return "governs" if asked else "according", hit.start  # "w rozmowie z serwisem The War Zone"
    hit = scene.hits.until(word.end, "say", "deny")
    noun = not scene.language.nouns_capitalised or word.capital
    linked = noun and scene.hits.at(word.end + 1, "of") is not None  # "the first report of the team"
    if linked:
        return "account", word.start
    if hit is not None and not scene.hits.at(word.start, "office", "filler"):
        return "say", hit.start
    text = scene.text[word.start : word.end]
    if scene.hits.until(word.end, "pronoun") and scene.hits.at(word.start, "pronoun"):
        return "start", word.start  # "сказав він журналісту …"
    if text in scene.language.stranger("listeners"):
        source = scene.hits.until(word.start - 1, "according")  # "laut dem Analysten"
        return ("according", source.start) if source else ("governs", word.start)
    inside = any(hit.start < word.start and word.end < hit.end for hit in scene.of("say"))
    if inside:
        return None
    if text in scene.language.stranger("links") or scene.hits.at(word.start, "of"):
        return None
    if scene.hits.at(word.start, "governs") and scene.hits.until(word.end, "governs"):
        return "governs", word.start
    if scene.hits.at(word.start, "relative_clause", "event", "stage", "people"):
        return "start", word.start
    return None


def _names_title(scene: Scene, word: _Word) -> bool:
    return _is_title(scene, word) or bool(scene.hits.at(word.start, "office", "body", "referent"))


def _closed_place(scene: Scene, words: Sequence[_Word], at: int, last: int) -> bool:
    """ "avisó en Tallin el ministro", "sagte am Montag der": a preposition's own noun, then the name's phrase."""
    if at + 1 > last:
        return False
    article = at + 2 <= last and not words[at + 1].capital and scene.hits.at(words[at + 1].start, "filler")
    at += bool(article)  # "écrit dans un rapport l'Institut"
    noun = words[at + 1]
    if not article and not noun.capital and not scene.hits.at(noun.start, "relative", "month", "filler"):
        return False
    opens = words[at + 2] if at + 2 <= last else None
    return opens is not None and bool(
        scene.hits.at(opens.start, "filler", "nation", "office", "body", "referent")
    )


def _followed(scene: Scene, end: int) -> bool:
    """Whether a verb of saying follows a name, an abbreviation in brackets or an apposition in commas passed over."""
    short = _ABBREVIATION.match(scene.cased, end)
    end = short.end() if short else end
    end += scene.cased[end : end + 1] in '»“”"'
    if scene.text[end : end + 2] in (", ", " –", " —"):
        if _verb_at(scene, end + 2):
            return True  # "el gobernador de Bélgorod, Viacheslav Gladkov, anunció"
        close = scene.text.find(
            scene.text[end : end + 2].rstrip() if scene.text[end] == "," else " –", end + 2
        )
        if not 0 < close <= min(end + _APPOSED, scene.sentence.end):
            return False
        end = close + 1
    if scene.text[end : end + 1] == ":" and end - scene.sentence.start <= _HEADED:
        return True
    return _verb_at(scene, end)


def _they_say(scene: Scene, one: Stranger, left: int) -> bool:
    """ "В Институте изучения мира насчитали": a body under a preposition of place, its verb in the plural."""
    many = scene.language.marks("they")
    if scene.hits.at(left, "at") is None or one.person:
        return False
    if any(
        0 < left - verb.end <= _NEXT or 0 < verb.start - one.end <= _NEXT for verb in scene.of("they_say")
    ):
        return True  # "assure-t-on à la Fondation", "à la Fondation, on parle de …"
    if not many:
        return False
    says = (hit for hit in scene.of("say", "deny") if 0 < hit.start - one.end <= _NEXT)
    return any(scene.text.endswith(many, hit.start, hit.end) for hit in says)


_NEXT = 2  # letters between a body and its verb


_HEADED = 60  # letters of a name that opens a headline


def _verb_at(scene: Scene, start: int) -> bool:
    """Whether a verb of saying stands right behind a place, adverbs and auxiliaries passed over."""
    count = 0
    for match in _WORD.finditer(scene.text, start, min(scene.sentence.end, start + _APPOSED)):
        gap = scene.text[start : match.start()] if count else scene.text[start : match.start()].lstrip(",–— ")
        if gap.strip(" '\""):
            return False
        if scene.hits.at(match.start(), "say", "deny", "doubt"):
            return True
        if scene.hits.at(match.start(), "pronoun") or match.group() in scene.language.joiners:
            return False  # "he told podcaster Lex Fridman, but he cautioned"
        if scene.cased[match.start()].isupper() or scene.hits.at(match.start(), "people", "event"):
            return False
        if scene.hits.at(match.start(), "governs") and not scene.hits.at(match.start(), "function"):
            return False
        start, count = match.end(), count + 1
        if count > _TO_VERB:
            return False
    return False


def _inverts(scene: Scene, start: int) -> bool:
    """Whether the subject may follow a verb of saying: behind what is said, or where it opens the sentence."""
    before = scene.text[scene.sentence.start : start].rstrip(" ")
    if scene.hits.until(scene.sentence.start + len(before), "pronoun", "who"):
        return False  # "he told podcaster Lex Fridman"
    if scene.language.nouns_capitalised or scene.language.marks("genitive"):
        return True
    words = before.split()
    helped = words[-1] if words else ""
    if not helped.isalpha():
        helped = ""
    if helped in scene.language.marks("auxiliary") or scene.hits.at(start - len(helped) - 1, "function"):
        before = before[: len(before) - len(helped)].rstrip()
    return not before or before[-1] in ',"”»«“–—'
