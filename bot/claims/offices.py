"""Bodies and officials named by their office and their country: "el servicio de espionaje del Sur", "un gradé ukrainien".

No list of names holds them all: each press words them anew. A word of an office and the country in the same noun
phrase make a claimant; which one, ``topic.toml`` says in its table ``offices``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.claims.language import TOPIC
from bot.claims.lexicon import Hit
from bot.claims.numbers import Hits
from bot.claims.text import Folded

_OFFICES: Mapping[str, Mapping[str, str]] = TOPIC["offices"]
_RANK = {office: rank for rank, office in enumerate(_OFFICES)}  # the first one named says most
_COUNTRY = {id_: country for ids in _OFFICES.values() for country, id_ in ids.items()}
_CAPITALS = frozenset(("KP",))  # whose leaders mostly act, and speak only beside a verb of saying
_MEDIA = "press"
_OWN = "own"
_THERE = "there"
#: A word for the last one named, by its kind of claimant, is an office where its country follows.
_KIND = {"agency": "intelligence", "office": "head", "military": "staff", "government": "officials"}
_FAR = 70  # letters of an office's noun phrase
_BACK = 160  # letters back to the one whose own service it is
_TO_VERB = 14  # letters between a name and its verb of saying
_UNKNOWN = 2  # words of the phrase that no list knows ("haut responsable *militaire* ukrainien")
_BETWEEN = ("of", "filler", "at")
#: Kinds of phrases that are no part of an office's noun phrase.
_FOREIGN = ("say", "deny", "event", "stage", "number", "function", "according", "unit", "month")
_NO_NAME = (*_FOREIGN, "joiner")
_CLOSED = (*_FOREIGN, "of", "nation", "who")


def named(found: Sequence[Hit], folded: Folded, anonymous: Sequence[str] = ()) -> list[Hit]:
    """Claimants that are named by office and country, where no list of names has found them.

    ``anonymous``: how words for a source begin, who in a country is nobody's government.
    """
    hits: Hits | None = None
    taken = [hit for hit in found if hit.kind == "who" and hit.value[1] != "capital"]
    out: list[Hit] = []
    reach = -1
    for office in found:
        if office.kind not in ("office", "referent") or office.start < reach:
            continue
        hits = hits or Hits(found)
        if any(o.end > office.end for o in hits.within(office.start + 1, office.end) if o.kind == "office"):
            continue  # "el ministerio" and "Ministerio de Defensa": the longer one
        phrase = _phrase(office, hits, folded)
        if phrase is None:
            continue
        end, kind, country = phrase
        if country == _OWN:
            country = _whose(office.start, found, folded)
        elif country == _THERE:
            country = _named_last(office.start, found)
        claimant = _OFFICES[kind].get(country) if country else None
        inside = [who for who in taken if who.start < end and office.start < who.end]
        if claimant is None or any(not who.value[0].endswith("officials") for who in inside):
            continue
        if inside and claimant.endswith("officials"):
            continue
        within = country in TOPIC["own"] and any(hit.kind == "at" for hit in hits.within(office.end, end))
        if within and kind == "officials" and folded.lower.startswith(tuple(anonymous), office.start):
            continue  # "a source in North Korea" is nobody's government
        role = "capital" if country in _CAPITALS and kind != _MEDIA else "claimant"
        article = hits.at(office.start, "filler") if office.kind == "referent" else None
        start = article.end if article and article.end < office.end else office.start
        start += folded.lower[start] in " '"
        out.append(Hit(start, end, "who", (claimant, role)))
        reach = end
    return out


def glued(
    found: Sequence[Hit], folded: Folded, ranks: Sequence[str], letters: Mapping[str, str]
) -> list[Hit]:
    """The same where no spaces part the words: "首尔一位官员", "韩国防部一名高层"; country and capital give way.

    ``ranks``: what may stand between a country and its office; ``letters``: one letter that stands for a country.
    """
    offices = [hit for hit in found if hit.kind == "office"]
    if not offices:
        return list(found)
    hits = Hits(found)
    new: list[Hit] = []
    for office in offices:
        kind, at = str(office.value), office.start
        for _ in range(_STEPS):
            country = hits.until(at, "country")
            other = hits.until(at, "office")
            rank = next((word for word in ranks if folded.lower.endswith(word, 0, at)), "")
            alone = folded.lower[at - 1 : at] in letters and hits.until(at, "nation") is None  # not "北韓"
            if country is None and not rank and alone and at:
                country = Hit(at - 1, at, "country", letters[folded.lower[at - 1]])
            if country is not None or not (other or rank):
                break
            kind = min(kind, str(other.value), key=_RANK.__getitem__) if other else kind
            at = other.start if other else at - len(rank)
        claimant = _OFFICES[kind].get(str(country.value)) if country else None
        if country is None or claimant is None:
            continue
        while new and country.start <= new[-1].start:
            new.pop()  # "韩国国防部一名官员" is longer than "韩国国防部"
        new.append(Hit(country.start, office.end, "who", (claimant, "claimant")))
    named_so = [hit for hit in found if hit.kind == "who" and hit.value[1] != "capital"]
    new = [n for n in new if not any(h.start < n.end and n.start < h.end for h in named_so)]
    covered = ("who", "nation")
    kept = [h for h in found if h.kind not in covered or not any(n.start <= h.start < n.end for n in new)]
    kept = [h for h in kept if h.kind != "nation" or not any(h.start < n.start < h.end <= n.end for n in new)]
    return sorted((*kept, *new), key=_place)


def armies(
    found: Sequence[Hit], folded: Folded, forces: Sequence[str], letters: Mapping[str, str]
) -> list[Hit]:
    """ "乌军称，俘虏一名朝鲜士兵": an army that a verb of saying follows speaks as its staff, where order alone tells."""
    text, says = folded.lower, {hit.start for hit in found if hit.kind == "say"}
    new = []
    for hit in found:
        army = hit.kind == "nation" and hit.end in says and hit.end - hit.start == _SHORT_NAME
        country = letters.get(text[hit.start]) if army and text.endswith(tuple(forces), 0, hit.end) else None
        claimant = _OFFICES["staff"].get(country) if country else None
        if claimant:
            new.append(Hit(hit.start, hit.end, "who", (claimant, "claimant")))
    return sorted((*found, *new), key=_place) if new else list(found)


_SHORT_NAME = 2  # letters of a country's first one and of its army
_STEPS = 5  # words between a country and its office


def _place(hit: Hit) -> int:
    return hit.start


def of_country(kind: str, country: str) -> str | None:
    """The claimant that an office of this kind is, or one of a claimant's kind ("military"), where its country is known."""
    return _OFFICES.get(_KIND.get(kind, kind), {}).get(country)


def without_their_kind(found: Sequence[Hit], folded: Folded) -> list[Hit]:
    """ "des ukrainischen Geheimdienstes SBU": what kind of body an abbreviation is names no other body."""
    bodies = {hit.start: hit for hit in found if hit.kind == "who" and hit.value[1] == "claimant"}
    out = []
    for hit in found:
        name = bodies.get(hit.end + 1) if hit.kind == "who" else None
        if name is not None and name.value[0] != hit.value[0] and folded.cased[hit.end] == " ":
            short = folded.cased[name.start : name.end]
            if short.isupper() and folded.cased[hit.start : hit.end] != short:
                continue
        out.append(hit)
    return out


def _phrase(office: Hit, hits: Hits, folded: Folded) -> tuple[int, str, str] | None:
    """Where an office's noun phrase ends, the office that it names, and whose it is."""
    text, at, unknown = folded.lower, office.end, 0
    kind, country, end = _KIND.get(str(office.value), str(office.value)), "", office.end
    if kind not in _RANK:
        return None
    before = hits.until(office.start - 1, "country") or _shaped_by(office.start, hits, folded)
    if before is not None:
        country = str(before.value)
    while at < len(text) and at - office.start < _FAR and text[at] in " -'":
        at += 1
        hit = hits.at(at, "country") or hits.at(at, "office")
        name = hits.at(at, "who") if hit is None else None
        if name is not None and name.value[1] != "capital":
            break  # "сказав міністр оборони Рустем Умєров південнокорейському телебаченню": whose office it is
        if hit is not None and hit.kind == "country" and not country:
            country, end = str(hit.value), hit.end
        elif hit is not None and hit.kind == "office":
            kind, end = min(kind, str(hit.value), key=_RANK.__getitem__), hit.end
        elif hit is None:
            hit = hits.at(at, *_BETWEEN)
        else:
            break
        if hit is None:
            word = at
            while word < len(text) and text[word].isalnum():
                word += 1
            unknown += 1
            noun = hits.at(at, "people") is not None and hits.until(at - 1, "of") is not None
            if unknown > _UNKNOWN or word == at or text[at].isdigit() or noun or hits.at(at, *_NO_NAME):
                break
            at = word
            continue
        at = hit.end
    if not country or (before is None and hits.until(text.rfind(" ", 0, end), "of") is None):
        country = (
            _placed_in(office.start, hits, text) or country
        )  # "In London hat das Ministerium die russischen …"
    return (end, kind, country) if country else None


def _placed_in(start: int, hits: Hits, text: str) -> str:
    """ "En Seúl, el Ministerio de Defensa …", "In London schätzte das …": the capital that the sentence opens with."""
    found = ((text.rfind(mark, 0, start), mark) for mark in _OPENING)
    opens = max((at + len(mark) for at, mark in found if at >= 0), default=0)
    at = text.rfind(", ", max(start - _ARTICLE, 0), start)
    country = hits.until(at, "country") if at >= 0 else None
    aside = text.rfind(", ", max(at - _ASIDE, 0), at) if at >= 0 and country is None else -1
    if aside >= 0 and any(word.end == at for word in hits.within(aside + 2, at)):
        country = hits.until(aside, "country")  # "In Seoul, however, officials say …"
    if country is None and start - opens <= _OPENED:
        lead = hits.at(opens, *_LEADS)
        country = hits.at(lead.end + 1, "country") if lead is not None else None
    lead = hits.until(country.start - 1, *_LEADS) if country is not None else None
    if country is None or lead is None:
        return ""
    begins = lead.start == 0 or text[lead.start - 2] in '.,;»”"'
    return str(country.value) if begins else ""


_ARTICLE = 6  # letters of a comma and an article before an office
_ASIDE = 20  # letters of an adverb between commas, behind a place
_OPENED = 40  # letters from a sentence's beginning to an office, over a capital and a verb
_OPENING = ("\n", ". ", ", ", "; ", "» ", "” ", '" ')  # what a sentence or a clause begins behind
_LEADS = ("at", "governs", "function")  # kinds of words for "in"


def _shaped_by(start: int, hits: Hits, folded: Folded) -> Hit | None:
    """The country before an office: in the genitive ("South Korea's ministry"), or a word or two further off."""
    text, at = folded.lower, start
    for _ in range(_UNKNOWN + 1):
        at -= text[at - 1 : at] == " "
        own = text[at - 2 : at] == "'s"
        country = hits.until(at - 2 if own else at, "country")
        if country is not None or own:
            return country
        word = at
        while word > 0 and (text[word - 1].isalpha() or text[word - 1] == "-"):
            word -= 1
        if word == at or text[word - 1 : word] != " " or hits.until(at, *_CLOSED):
            return None
        at = word
    return None


def _whose(start: int, found: Sequence[Hit], folded: Folded) -> str:
    """The country of whoever was named last before "his own", in the same sentence."""
    earlier = [h for h in found if h.kind == "who" and start - _BACK <= h.start < start]
    if not earlier or any(mark in folded.lower[earlier[-1].end : start] for mark in (". ", "\n", ";")):
        return ""
    says = [h.start for h in found if h.kind == "say" and h.start < start]
    speaks = [h for h in earlier if any(0 <= at - h.end <= _TO_VERB for at in says)]
    return _COUNTRY.get((speaks or earlier)[-1].value[0], "")


def _named_last(start: int, found: Sequence[Hit]) -> str:
    """ "W Seulu … : według tamtejszego resortu obrony": the country of the last place or office named before."""
    for hit in reversed(found):
        if hit.start >= start - 1 or hit.kind not in ("country", "who") or hit.value in (_OWN, _THERE):
            continue
        country = str(hit.value) if hit.kind == "country" else _COUNTRY.get(hit.value[0], "")
        if country and country not in _CAPITALS:
            return country if start - hit.start <= _BACK else ""
    return ""
