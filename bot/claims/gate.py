"""The relevance gate: what of a feed is worth a fetch, told from title and summary."""

from __future__ import annotations

from dataclasses import dataclass

from bot.claimants import Claimants
from bot.claims import language as languages
from bot.claims.language import TOPIC
from bot.claims.lexicon import Hit
from bot.claims.reading import language
from bot.claims.text import fold


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether an item is fetched, and the words that decided."""

    passed: bool
    why: str


def relevant(title: str, summary: str, lang: str) -> Gate:
    """Whether title and summary speak of the people counted; an unknown language is tried in every one.

    An item passes when the nation counted is named together with people who can be counted, what happens
    to them, where they go, or the war. It is wide on purpose: a lost item is worse than a fetched page.
    """
    codes = (lang,) if lang in languages.codes() else languages.codes()
    text = fold(f"{title}\n{summary}")
    for code in codes:
        lexicon, claimants = language(code).lexicon, language(code).claimants
        # the second time inside longer phrases too: "un Nord-Coréen sur trois"
        for hits in (lexicon.find(text), lexicon.all(text)):
            gate = _judge(hits, text.original, claimants)
            if gate.passed:
                return gate
    return Gate(False, "names nobody who is counted")


def _is_counted(hit: Hit) -> bool:
    return hit.kind == "nation" and str(hit.value).startswith("counted")


def _judge(hits: list[Hit], text: str, claimants: Claimants) -> Gate:
    named = [h for h in hits if _is_counted(h)]
    nation = next((h for h in named if h.value == "counted_people"), named[0] if named else None)
    if nation is None:
        return _watched(hits, text, claimants)
    near = [h for h in hits if h.kind in ("people", "event", "stage", "theatre")]
    people = [h for h in near if h.kind == "people"]
    theatre = [h for h in near if h.kind == "theatre"]
    told = [h for h in hits if h.kind == "event"]
    if str(nation.value) == "counted_people" or theatre or people or told:
        words = [nation, *people[:1], *theatre[:1]]
        return Gate(True, "names " + ", ".join(dict.fromkeys(text[h.start : h.end] for h in words)))
    who = next((h for h in hits if _watches(h, claimants) and not _is_place(h, hits, text)), None)
    if who is not None and {"stage", "counter"} <= {h.kind for h in hits}:  # "韩联参透露，朝鲜增派了两千人"
        return Gate(True, f"names {text[nation.start : nation.end]} and {text[who.start : who.end]}")
    return Gate(False, "names the nation, but neither its people nor the war")


def _watched(hits: list[Hit], text: str, claimants: Claimants) -> Gate:
    """Without the nation: a body that seldom speaks of others, and people who can be counted or are sent to the war."""
    who = next((h for h in hits if _watches(h, claimants) and not _is_place(h, hits, text)), None)
    people = next((h for h in hits if h.kind == "people" and h.value != "person"), None)
    if people is None and any(h.kind == "stage" for h in hits):
        # "국정원 … 러시아로 추가 파병": a service, a sending, and where to
        people = next((h for h in hits if h.kind == "theatre"), None)
    if who is None or people is None:
        return Gate(False, "names nobody who is counted")
    return Gate(True, f"names {text[who.start : who.end]} and {text[people.start : people.end]}")


def _is_place(hit: Hit, hits: list[Hit], text: str) -> bool:
    """Whether a country is only where something happens: "28,500 US soldiers in South Korea".

    In front of its sentence it says who speaks: "In Seoul, a spokesman of the ministry …".
    """
    before = next((h for h in hits if h.end + 1 == hit.start and h.kind in ("governs", "at")), None)
    opens = before is not None and text[: before.start].rstrip(' «„“"')[-1:] in ("", ".", "\n", "!", "?")
    return hit.value[1] == "capital" and before is not None and not opens


def _watches(hit: Hit, claimants: Claimants) -> bool:
    known = claimants.get(hit.value[0]) if hit.kind == "who" else None
    speaks_for = claimants.get(known.speaks_for) if known and known.speaks_for else known
    return speaks_for is not None and speaks_for.country in TOPIC["watchers"]
