"""Who speaks in a sentence: names beside verbs of saying, accounts and offices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.claims.language import TOPIC
from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import (
    OTHER,
    Scene,
    for_its_part,
    frames,
    gapped_speaker,
    hit_start,
    parted,
    preceded,
    preceding,
    side_of,
    word_at,
)
from bot.claims.shaping import tells_who_sent
from bot.model import Stage


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks in a sentence: where the name stands, the id, and its role."""

    start: int
    end: int
    id: str
    role: str  # "claimant", "relay", "medium", "capital", "unknown"
    denies: bool = False


_NEAR_VERB = 90


NEAR_PREPOSITION = 40


TITLE = 26  # letters of a title between a name and its particle


def _office_named(scene: Scene, who: Hit) -> bool:
    """ "за словами речника Пентагону": an office that could mean whoever was named before has its own name here."""
    marks = scene.language.marks("words_of")
    if not marks:
        return False
    return any(
        hit.start < who.start
        and who.start - hit.end <= NEAR_PREPOSITION
        and hit.end < who.end
        and (who.start <= hit.end or "," not in scene.text[hit.end : who.start])
        for hit in scene.of("reported")
    )


def voices(scene: Scene) -> list[Voice]:
    """Everyone who is said to speak in the sentence, in order."""
    found = []
    says = active(scene, scene.of("say", "deny", "back"))
    leads, trails = scene.of("according"), scene.of("according_after")
    own = tuple(f"{word} " for word in scene.language.marks("own_sources"))
    own_leads = [h for h in leads if own and scene.text.endswith(own, scene.sentence.start, h.start)]
    for who in _names(scene):
        if any(0 <= who.start - lead.end <= NAMED_BY for lead in own_leads):
            continue  # "дізналося від своїх співрозмовників у Пхеньяні": a medium's own sources are no office
        if tells_who_sent(scene, who):
            continue
        id_, role = who.value
        denies = _denies(scene, who)
        speaks = (
            (
                any(
                    0 <= who.start - lead.end <= NEAR_PREPOSITION and _clear(scene, lead.end, who.start)
                    for lead in leads
                )
                and not _apposed_to_governed(scene, who.start, _governors(scene))
            )
            or any(_trails(scene, who, trail) for trail in trails)
            or frames(scene, who)
            or (scene.language.nouns_capitalised and _officials_in(scene, who.start - 1))
            or headed(scene, who)
            or _before_quote(scene, who)
            or _whose_word(scene, who)
            or _weighed_against(scene, who)
            or _put_beside(scene, who)
            or _closes_its_clause(scene, who)
            or _ends_cleft(scene, who)
            or (who.value[1] == "medium" and any(0 <= h.start - who.end <= 1 for h in scene.of("reacts")))
            or _speaks_as_he(scene, who)
            or _which_says(scene, who)
            or _is_account(scene, who)
            or _office_named(scene, who)
            or _sums_them_up(scene, who)
            or they_say_at(scene, who)
            or (for_its_part(scene, who) and gapped_speaker(scene, who))
            or (not _governed(scene, who) and any(_verb_near(scene, who, verb) for verb in says))
        )
        if speaks or denies:
            tells = role == "capital" and (tells_of(scene, who) or for_its_part(scene, who))
            role = "claimant" if tells else role
            found.append(Voice(who.start, who.end, id_, role, denies))
    if any(
        voice.role == "medium" for voice in found
    ):  # "Yonhap: 350 строителей отправлены, сообщили в Сеуле"
        told = {who.start for who in _names(scene) if they_say_at(scene, who)}
        found = [replace(v, role="claimant") if v.role == "capital" and v.start in told else v for v in found]
    found = _without_its_verb(scene, _before_the_speaker(scene, found))
    found = [voice for voice in found if not _is_heard(scene, voice, found) and not _is_told(scene, voice)]
    found = _without_own_country(scene, _beside_who_is_cited(scene, found))
    if len(found) > 1 and scene.language.spaced and not scene.language.predicate_last:
        found = [voice for voice in found if not any(_only_beside(scene, voice, other) for other in found)]
    found = [
        voice
        for voice in found
        if not _owns_next(scene, voice, found) and not _only_source_in(scene, voice, found)
    ]
    return _but_the_topic(scene, _first_of_two(scene, found)) + _unknown(scene, found)


def _only_source_in(scene: Scene, voice: Voice, found: Sequence[Voice]) -> bool:
    """ "Daily NK, das sich auf eine Quelle *in Nordkorea* stützt": where a medium's source is, and no government's word."""
    who = scene.language.claimants.get(voice.id)
    if who is None or who.country not in TOPIC["own"] or not scene.language.spaced:
        return False
    media = any(other.role == "medium" for other in found)
    before = scene.text[scene.sentence.start : voice.start].split()[-1:]
    return media and (preceded(scene, voice.start, "governs", "at") or len("".join(before)) in _IN)


_IN = (1, 2)  # letters of "in", "en", "в"
_AND_ARTICLE = 4  # letters of an article before a medium: "citados por *la* BBC"


def _only_beside(scene: Scene, voice: Voice, speaker: Voice) -> bool:
    """ "After a call with *Rutte*, Zelensky said", "Budanov, who met *Zelensky*, said": one told of beside who speaks."""
    if voice.role == "medium" or speaker.role == "medium" or voice.id == speaker.id or voice.denies:
        return False
    if speaker.end <= voice.start:
        return _in_clause_of(scene, speaker, voice) or _joined_behind(scene, speaker, voice)
    if voice.end > speaker.start or _has_own_words(scene, voice, speaker.start):
        return False
    verb = next((say for say in scene.of("say") if say.start >= voice.end), None)
    if verb is None:
        return False
    if verb.end <= speaker.start:  # "Nach einem Gespräch mit Rutte sagte Selenskyj"
        behind = scene.text[verb.end : speaker.start]
        return "," not in behind and len(behind) <= _OFFICE_BEFORE and _governed(scene, _hit(voice))
    before = scene.text[speaker.end : verb.start]
    return "," in scene.text[voice.end : speaker.start] and "," not in before and len(before) <= _DAY_BETWEEN


_OFFICE_BEFORE, _DAY_BETWEEN = (
    30,
    20,
)  # letters of an office before a name; of a day and helpers before a verb of saying


def _has_own_words(scene: Scene, voice: Voice, end: int) -> bool:
    """Whether a name opens its clause, or says something in it, or owns a number there."""
    start = max(scene.text.rfind(mark, scene.sentence.start, voice.start) + 2 for mark in (", ", "; ", ": "))
    start = max(start, scene.sentence.start)
    words = scene.hits.within(start, end)
    told = any(hit.kind in ("according", "according_after") for hit in words)
    told = told or any(hit.kind in ("say", "deny") and hit.end >= voice.start - 1 for hit in words)
    opens = all(hit.kind == "filler" or hit.start >= voice.start for hit in words)
    return told or opens or any(start <= number.core < end for number in scene.numbers)


def _in_clause_of(scene: Scene, speaker: Voice, voice: Voice) -> bool:
    """ "The NIS, whose estimates *the Pentagon* shares, says", "Syrsky, che …": a name in a clause about who speaks."""
    comma = scene.text.startswith(", ", speaker.end)
    which = scene.hits.at(speaker.end + 2, "relative_clause", "function", "filler")
    opened = comma and which is not None and scene.hits.at(speaker.end + 2, "governs") is None
    close = scene.text.find(", ", voice.end, scene.sentence.end) if opened else -1
    if close < 0 or "," in scene.text[speaker.end + 2 : voice.start]:
        return False
    return any(0 <= say.start - close - 2 <= _DAY_BETWEEN for say in scene.of("say"))


def _joined_behind(scene: Scene, first: Voice, second: Voice) -> bool:
    """ "Le Pentagone et *le NIS* s'accordent à dire": of two who speak as one the first is named."""
    joiner, *article = scene.text[first.end : second.start].split() or [""]
    if joiner not in scene.language.joiners - {","} or len(article) > 1 or _OFFICIALS.search(second.id):
        return False
    return not article or scene.hits.until(second.start - 1, "filler", "function") is not None


_OFFICIALS = re.compile("officials$")  # _first_of_two


def _hit(voice: Voice) -> Hit:
    return Hit(voice.start, voice.end, "who", (voice.id, voice.role))


def _beside_who_is_cited(scene: Scene, found: list[Voice]) -> list[Voice]:
    """ "secondo funzionari occidentali, citati dalla Bbc, …": a medium behind the one whom it cites stands beside him."""
    leads = [hit for hit in scene.of("according") if scene.language.spaced]

    def cites(first: Voice, medium: Voice) -> bool:
        near = (lead for lead in leads if 0 <= medium.start - lead.end <= _AND_ARTICLE)
        between = (scene.text[first.end : lead.start] for lead in near)
        return medium.role in ("medium", "relay") and any(gap in (" ", ", ") for gap in between)

    out = found[:1]
    for first, voice in pairwise(found):
        cited = cites(first, voice)
        out.append(replace(voice, start=first.start, end=first.end) if cited else voice)
    return out


def _without_own_country(scene: Scene, found: list[Voice]) -> list[Voice]:
    """ "Moscow expects 8,000 workers, Shoigu said": the country of whoever's saying closes the sentence acts, no more."""
    last = found[-1] if found else None
    if last is None or last.role == "capital" or scene.sentence.end - last.end > _AT_END:
        return found
    says = [say for say in scene.of("say") if "," in scene.text[found[0].end : say.start]]
    if not any(abs(last.start - say.end) <= _AT_END or abs(say.start - last.end) <= _AT_END for say in says):
        return found
    country = _country(scene, last)
    own = [v for v in found if v.role == "capital" and country and _country(scene, v) == country]
    return [v for v in found if v not in own and not (v.role == "capital" and _plans(scene, v))]


def _plans(scene: Scene, voice: Voice) -> bool:
    """ "Pyongyang pledged 1,000 sappers, Shoigu said": a verb of saying that is one of planning too."""
    verb = scene.hits.at(voice.end + 1, "say")
    plan = scene.hits.at(verb.start, "stage") if verb is not None and scene.language.spaced else None
    return plan is not None and plan.value == Stage.PLANNED


def _owns_next(scene: Scene, voice: Voice, found: Sequence[Voice]) -> bool:
    """ "laut Kiews Geheimdienst HUR": a capital right before a body of its country says whose it is."""
    behind = next((one for one in found if one.start == voice.end + 1), None)
    if voice.role != "capital" or behind is None or behind.role == "capital" or not scene.language.spaced:
        return False
    country = _country(scene, voice)
    return country is not None and country == _country(scene, behind)


def _country(scene: Scene, voice: Voice) -> str | None:
    one = scene.language.claimants.get(voice.id)
    return one.country if one is not None else None


_AT_END = 24  # letters of an office, or of what follows, around a name whose saying closes a sentence


def _first_of_two(scene: Scene, found: Sequence[Voice]) -> list[Voice]:
    """ "según Kiev y sus aliados occidentales": of a capital and its friends the capital speaks."""
    if not scene.language.subjectless and not scene.language.marks("object"):
        return list(found)
    out: list[Voice] = []
    listed: list[Voice] = []
    for voice in found:
        gap = scene.text[last.end : voice.start] if (last := next(iter(listed[-1:]), None)) else ""
        words = gap.replace(",", " , ").replace("'", " ").split()
        joined = 0 < len(words) <= _PAIRED and words[0] in (",", *scene.language.joiners)
        plain = joined and not any(
            hit.kind in _OTHERS for hit in scene.hits.within(voice.start - len(gap), voice.start)
        )
        listed.append(voice)
        if not (plain and voice.id.endswith("officials")):
            out.append(voice)
    return out


_PAIRED = 3  # words between two that speak together


def active(scene: Scene, says: Sequence[Hit]) -> Sequence[Hit]:
    """The verbs of saying whose subject speaks: not "추정된다", whose subject is spoken of."""
    passive = scene.language.marks("passive")
    return [say for say in says if not scene.text.startswith(passive, say.end)] if passive else says


def _weighed_against(scene: Scene, who: Hit) -> bool:
    """ "Kiev estime à 3 000 les pertes, contre 1 000 pour la Maison Blanche": whose count is set against another.

    So are several in a row: "les estimations varient : 8 000 pour le Pentagone, 11 000 pour Kiev".
    """
    marks = tuple(f" {mark} " for mark in scene.language.marks("set_against"))
    number = counted_for(scene, who.start) if marks else None
    if number is None:
        return False
    others = (name for name in scene.of("who") if name is not who)
    row = any((other := counted_for(scene, name.start)) is not None and other != number for name in others)
    return row or scene.text.endswith(marks, scene.sentence.start, number.start)


def counted_for(scene: Scene, start: int) -> Number | None:
    """The number right before "for" and a name that starts there: "1 000 pour la Maison Blanche"."""
    words = scene.language.marks("for_whom")
    if not words:
        return None
    words = (*words, *scene.language.marks("agent"))
    told = scene.text[scene.sentence.start : start].replace("'", " ").split()[-2:]
    told = told[1:] if told and told[-1] in words else told[:1]
    if not told or told[0] not in words:
        return None
    at = scene.text.rfind(f" {told[0]} ", scene.sentence.start, start) + 1
    agent = told[0] in scene.language.marks(
        "agent"
    )  # "2.000, según el NIS" has a comma, "2.000 dal Nis" none
    near = [n for n in scene.numbers if 0 < at - n.end <= _COUNTED_NOUN]
    first = scene.numbers[0].start if scene.numbers else at
    opening = scene.text[scene.sentence.start : first].replace("'", " ").split()
    whereas = tuple(f" {word} " for word in scene.language.marks("whereas"))
    opened = any(word in words for word in opening) or scene.text.endswith(whereas, 0, at)
    apart = ",;" if opened else ";"  # "para Kiev, 300, para Seúl, 200", "…, mentre per Mosca sono 600"
    before = [
        n for n in near if not (set(apart) | ({","} if agent else set())).intersection(scene.text[n.end : at])
    ]
    return before[-1] if before else None


_COUNTED_NOUN = 14  # letters of a noun between a number and the one that counts so


def _whose_word(scene: Scene, who: Hit) -> bool:
    """ "1만2천 명을 파병했다는 18일 국정원 발표 이후": a noun of saying behind the name, and what is said before it."""
    told = scene.language.marks("quotative")
    if not told or scene.text[who.end : who.end + 1] != " " or not scene.hits.at(who.end + 1, "say"):
        return False
    before = scene.text[max(scene.sentence.start, who.start - _DATE_BETWEEN) : who.start]
    return any(f"{mark} " in before for mark in told)


def _put_beside(scene: Scene, who: Hit) -> bool:
    """ "젤렌스키 4천 명, 국정원 3천 명": of several names each has its number right behind it."""
    if not scene.language.marks("passive") or who.value[1] == "medium":
        return False
    names = [hit for hit in scene.of("who") if hit.value[1] in ("claimant", who.value[1])]
    between = ("", *scene.language.marks("subject"))  # "한국은 600명, 영국은 1천 명으로 본다"
    put = [
        h
        for h in names
        for n in scene.numbers
        if n.counter and h.end < n.start and scene.text[h.end : n.start].strip() in between
    ]
    return who in put and len(put) > 1


def _ends_cleft(scene: Scene, who: Hit) -> bool:
    """ "北朝鮮兵は8千人、と見積もるのは情報総局だ": what is said first, and at the end who says it."""
    marks = scene.language.marks("cleft")
    if not marks or scene.sentence.end - who.end > _COPULA:
        return False
    mark = next((m for m in marks if scene.text.endswith(m, scene.sentence.start, who.start)), "")
    before = who.start - len(mark)
    return bool(mark) and any(0 <= before - say.end <= _COPULA for say in scene.of("say"))


_COPULA = 4  # letters of "is" and the full stop, or of a verb's ending


_DATE_BETWEEN = 12  # letters of a date between what is said and who says it


def _trails(scene: Scene, who: Hit, trail: Hit) -> bool:
    """Whether a word of source belongs to the name before it: "국정원에 따르면"; not "SBU)과의 공조를 통해"."""
    if not 0 <= trail.start - who.end <= NEAR_PREPOSITION // 2:
        return False
    gap = re.sub(r"^\(?[^()]{0,12}\)", "", scene.text[who.end : trail.start])
    if _has_its_subject(scene, who, trail):
        return False
    particles = scene.language.predicate_last and not scene.language.wordless
    joined = tuple(f"{joiner} " for joiner in scene.language.joiners)  # "우크라이나와 동맹국의 평가에 따르면"
    beside = gap.startswith(scene.language.marks("oblique")) and not gap.startswith(joined)
    return not (particles and gap and beside)


def _has_its_subject(scene: Scene, who: Hit, trail: Hit) -> bool:
    """ "… para Rusia, cree el NIS": the verb's own subject stands behind it, a comma before."""
    if not scene.language.spaced or scene.text[who.end : who.end + 1] != ",":
        return False
    return any(hit.kind == "who" for hit in scene.hits.within(trail.end + 1, trail.end + _OWN_SUBJECT))


_OWN_SUBJECT = 6  # letters of an article before a verb's subject


def _before_quote(scene: Scene, who: Hit) -> bool:
    """ "젤렌스키 대통령은 “… . …”라고 강조했다", "…氏は「… 。…」と述べた": a topic before a quotation left open."""
    if not (scene.language.marks("passive") or scene.language.wordless):
        return False
    found = _OPENS_QUOTE.search(scene.text, who.end, min(who.end + _TO_QUOTE, scene.sentence.end))
    if found is None or _CLOSES_QUOTE.search(scene.text, found.start() + 1, scene.sentence.end):
        return False
    return _is_marked(scene, who)


_OPENS_QUOTE, _CLOSES_QUOTE = re.compile('["“「]'), re.compile('["”」]')


_TO_QUOTE = 40  # letters from a name to the quotation that it says


def _is_heard(scene: Scene, voice: Voice, found: Sequence[Voice]) -> bool:
    """ "泽连斯基听取总司令瑟尔斯基汇报后说": who is heard by one that speaks for himself does not speak."""
    hearing = [hit for hit in scene.of("hears") if 0 <= voice.start - hit.end <= NEAR_PREPOSITION // 2]
    if scene.language.spaced:  # "the NIS gave lawmakers in Seoul its latest estimate"
        hearing = [hit for hit in hearing if "," not in scene.text[hit.end : voice.start]]
        hearing = hearing if voice.role != "medium" else []
        if any(hit.end + 1 == voice.start and scene.hits.until(hit.start - 1, "pronoun") for hit in hearing):
            return True  # "It told lawmakers in Seoul that …"
    reported = scene.language.marks("reported_by")
    if reported and any(mark in scene.text[voice.end : voice.end + _TITLE_AND_REPORT] for mark in reported):
        return any(other.role == "claimant" and other.end <= voice.start for other in found)
    return any(
        other.role == "claimant" and not other.id.endswith("officials") and other.end <= hit.start
        for hit in hearing
        for other in found
        if other is not voice
    )


_TITLE_AND_REPORT = 20  # letters of a title and "의 보고를 받은 뒤" behind the name of one who reports


def _is_told(scene: Scene, voice: Voice) -> bool:
    """ "he told the BBC", "sagte er der Agentur Tass": a medium behind a verb of saying that has its own subject.

    So is one behind a verb and a listener's preposition: "declaró a la agencia TASS".
    """
    if voice.role != "medium" or not scene.language.spaced:
        return False
    listeners = tuple(f" {word} " for word in scene.language.stranger("listeners"))
    before = f" {scene.text[max(scene.sentence.start, voice.start - _TOLD) : voice.start]}"
    if listeners and before.endswith(listeners) and scene.of("say"):
        return True
    for say in scene.of("say"):
        behind = scene.hits.at(say.end + 1, "pronoun")
        if behind is not None and voice.start - behind.end <= 1:
            continue  # "meldete die Agentur Kyodo"
        he = behind or scene.hits.until(say.start - 1, "pronoun")
        end = max(say.end, he.end) if he else voice.end
        if 0 < voice.start - end <= _TOLD and not parted(scene, end, voice.start):
            return True
    return False


_TOLD = 32  # letters of an article and of what kind of medium it is


def _but_the_topic(scene: Scene, found: Sequence[Voice]) -> list[Voice]:
    """ "Corée du Nord : 300 soldats tués, selon Séoul": a headline's topic does not speak where another does."""
    leads = scene.of("according") if scene.language.spaced else ()
    named = [v for v in found if any(0 <= v.start - lead.end <= NAMED_BY for lead in leads)]
    return [v for v in found if v.role != "capital" or v in named or not named or not _is_header(scene, v)]


NAMED_BY = 4  # letters of an article between "according to" and a name


def _is_header(scene: Scene, voice: Voice) -> bool:
    return voice.start == scene.sentence.start and scene.text[voice.end : voice.end + 2].strip()[:1] == ":"


def _governed(scene: Scene, who: Hit) -> bool:
    """ "fighting for Putin": a name under a preposition is not the one who speaks."""
    kind = _governors(scene)
    told = scene.language.spaced or scene.language.by_order
    start = who.start
    gap = 0 if scene.language.by_order else 1
    while told and (name := scene.hits.until(start - gap, "who")):
        if gap and (name.value[0] != who.value[0] or name.value[1] == "capital"):
            break
        start = (
            name.start
        )  # "与韩国防长金龙显会谈后", "mit Verteidigungsminister Pete Hegseth": office and name
    when = preceding(scene, start, kind) if scene.language.marks("temporal") else None
    if when is not None and scene.text[when.start : when.end] in scene.language.marks("temporal"):
        return not scene.hits.at(who.end + 1, "say")  # "comes after the NIS disclosed that …"
    by = preceding(scene, start, kind) if start < who.start else None
    if by is not None and scene.text[by.start : by.end] in scene.language.marks("agent"):
        return False  # "Das erfuhren Abgeordnete vom Geheimdienst NIS"
    governed = preceded(scene, start, kind) or _apposed_to_governed(scene, start, kind)
    if not (told and governed) or _told_by(scene, who._replace(start=start)):
        return False
    return not _holds_a_post(scene, who, kind)


def _holds_a_post(scene: Scene, who: Hit, kind: str) -> bool:
    """ "said a spokesman for the Pentagon": the preposition joins a body to one who speaks for it."""
    joins = scene.language.marks("post_of")
    word = preceding(scene, who.start, kind) if joins else None
    if word is None or scene.text[word.start : word.end] not in joins:
        return False
    posts = tuple(f" {post}" for post in scene.language.marks("posts"))
    before = " " + scene.text[scene.sentence.start : word.start].rstrip(" \"“'")
    post = next((post for post in posts if before.endswith(post)), None)
    if post is None:
        return False
    start = word.start - len(post)
    says = scene.of("say", "deny")
    return any(say.start == who.end + 1 or 0 < start - say.end <= _ITS_RANK for say in says)


_ITS_RANK = 14  # letters of an article and a rank between a verb of saying and a post


def _which_says(scene: Scene, who: Hit) -> bool:
    """ "a briefing by Seoul's spy agency, which reported about 100 deaths": a relative clause lets any name speak."""
    opener = (
        scene.hits.at(who.end + 2, "relative_clause") if scene.text[who.end : who.end + 2] == ", " else None
    )
    before = scene.text[max(scene.sentence.start, who.start - 6) : who.start].split()
    joined = bool(before) and before[-1] in scene.language.joiners and who.value[1] == "capital"
    if opener is None or (joined and scene.language.marks("postposed")):
        return False  # "entre Pyongyang y Moscú, que han registrado …"
    says = (say for say in scene.of("say") if 0 <= say.start - opener.end <= _HELPED)
    return any("," not in scene.text[opener.end : say.start] for say in says)


_HELPED = 14  # letters of an auxiliary and an adverb before the verb


def _owns_account(scene: Scene, who: Hit) -> bool:
    """ "by Seoul's count": a capital in the genitive before a word for what it says."""
    marks = scene.language.marks("possessive")
    if not marks or not scene.text.startswith(marks, who.end):
        return False
    return any(
        0 <= trail.start - who.end <= 4 for trail in (*scene.of("according_after"), *scene.of("tally"))
    )


def _apposed_to_governed(scene: Scene, start: int, kind: str) -> bool:
    """ "tras reunirse con su homólogo surcoreano, Cho Tae-yul": a nation and a comma between preposition and name."""
    if scene.text[start - 2 : start] != ", ":
        return False
    nation = scene.hits.until(start - 2, "nation")
    if nation is None or str(nation.value).endswith("_people"):
        return False  # "Preguntado por los norcoreanos, Zelenski …"
    return scene.cased[nation.start].islower() and preceded(scene, nation.start, kind)


def _told_by(scene: Scene, who: Hit) -> bool:
    """ "announced hours before by South Korea's military": who stands under a passive verb of saying."""
    marks = scene.language.marks("agent")
    word = preceding(scene, who.start, "governs", "function") if marks else None
    if word is not None and scene.language.nouns_capitalised and _estimated_by(scene, word, who):
        return True
    if word is None or scene.text[word.start : word.end] not in marks:
        return False
    if scene.language.marks("for_whom") and (by := _number_given(scene, word)) is not None:
        return any(say.end <= n.start < by.start for say in scene.of("say") for n in scene.numbers)
    return any(
        0 < word.start - say.end <= FAR_AGENT
        and not parted(scene, say.end, word.start)
        and not any(say.end < sent.start < word.start for sent in scene.stages)  # "l'envoi par Pyongyang"
        for say in scene.of("say")
    )


def _sums_them_up(scene: Scene, who: Hit) -> bool:
    """ "losses are put at 4,700 by the NIS and 5,000 by Kyiv": who stands behind "by" and its number."""
    return summed_by(scene, who.start) is not None


def summed_by(scene: Scene, start: int) -> Number | None:
    """The number right before "by", or in short "in Kyiv's", and a name, a verb of amounting before the first one."""
    marks = scene.language.marks("agent") if scene.language.marks("amounts") else ()
    word = preceding(scene, start, "governs", "function") if marks else None
    if word is None or scene.text[word.start : word.end] not in marks:
        return None
    number = next((n for n in reversed(scene.numbers) if 1 <= word.start - n.end <= _OWN_NOUN), None)
    if number is None or parted(scene, number.end, word.start):
        return None
    amounts = tuple(f" {amount}" for amount in scene.language.marks("amounts"))
    text, opening = scene.text, scene.sentence.start
    if text.endswith(amounts, opening, number.start - 1):
        return number
    led = scene.hits.until(number.start - 1, "governs", "function", "of")  # "et à 12 000 par Kiev"
    start = led.start if led is not None and led.end <= number.start else number.start
    joined = (", ", *(f" {joiner} " for joiner in scene.language.joiners))
    listed = text.endswith(joined, opening, start) or text.endswith(joined, opening, number.start)
    summed = (n for n in scene.numbers if n.end < number.start)
    return number if listed and any(text.endswith(amounts, opening, n.start - 1) for n in summed) else None


_OWN_NOUN = 16  # letters of a noun between a number and "by"


def _elides_its_count(scene: Scene, who: Hit) -> bool:
    """ "600 by the NIS's count, by Kyiv's 1,500", "4,700 in Seoul's latest": whose count it is, its noun told or not."""
    marks = scene.language.marks("possessive")
    own = next((mark for mark in marks if scene.text.startswith(mark, who.end)), None)
    word = preceding(scene, who.start, "governs", "function") if own is not None else None
    if own is None or word is None:
        return False
    at = who.end + len(own)
    by = scene.text[word.start : word.end] in scene.language.marks("agent")  # "by Seoul's latest reckoning"
    counts = (*scene.of("according"), *scene.of("according_after"), *scene.of("say"))
    nouns = [hit for hit in scene.of("according_after") if 0 < hit.start - at <= _OWN_NOUN]
    if nouns and not parted(scene, at, nouns[0].start) and (by or count_of(scene, who.start, who.end)):
        return True
    closed = any(n.start == at + 1 for n in scene.numbers)
    return closed and any(hit.end < who.start for hit in counts)


def count_of(scene: Scene, start: int, end: int) -> Number | None:
    """The number right before a preposition and a name that owns its count: "against 4,700 in Seoul's latest count"."""
    marks = scene.language.marks("possessive")
    if not marks or not scene.text.startswith(marks, end):
        return None
    word = preceding(scene, start, "governs", "function")
    return next((n for n in scene.numbers if n.end + 1 == word.start), None) if word is not None else None


def _number_given(scene: Scene, by: Hit) -> Number | None:
    """ "stimati in 600 dal Nis e in oltre 1.000 da Kiev": the number right before an agent."""
    return next((n for n in scene.numbers if n.end + 1 == by.start), None)


def _estimated_by(scene: Scene, word: Hit, who: Hit) -> bool:
    """ "Die Zahl wird von Seoul auf 300 geschätzt": the agent of a passive whose verb of saying ends its clause."""
    if scene.text[word.start : word.end] not in scene.language.marks("by"):
        return False
    if scene.hits.at(who.end + 1, "say"):
        return True  # "ein vom SBU verbreitetes Dokument nennt 600"
    start, stop = scene.clause_start(word.start), scene.clause_end(who.end)
    helpers = {*scene.language.marks("to_be"), *scene.language.marks("bracket")}
    helped = not helpers.isdisjoint(scene.text[start : word.start].split())
    return helped and any(who.end < say.start and stop - say.end <= 1 for say in scene.of("say"))


FAR_AGENT = 25  # letters between a verb of saying and its "by"


def _governors(scene: Scene) -> str:
    """The kind of a language's prepositions: its own list, else all its function words."""
    return "governs" if scene.language.data.get("grammar", {}).get("governs") else "function"


def they_say_at(scene: Scene, who: Hit) -> bool:
    """ "заявили в НАТО", "у Києві кажуть": a body under a preposition of place, its verb in the plural without a subject."""
    start = who.start
    while start > scene.sentence.start and scene.text[start - 1] in " \"„“«'":
        start -= 1
    article = scene.hits.until(start, "filler")  # "assure-t-on à l'Otan", "en el HUR dicen que …"
    at = scene.hits.until(start, "at") or (scene.hits.until(article.start - 1, "at") if article else None)
    if at is None:
        return False
    many = scene.language.marks("they")
    said = scene.of("say", "deny", "doubt") if many else ()
    plural = [v for v in said if any(word.endswith(many) for word in scene.text[v.start : v.end].split())]
    return any(
        (0 <= at.start - verb.end <= _TO_BODY and "," not in scene.text[verb.end : at.start])
        or (
            0 <= verb.start - who.end <= 60
            and _clear(scene, who.end, verb.start)
            and not (scene.language.nouns_capitalised and "," in scene.text[who.end : verb.start])
            and not scene.hits.at(verb.end + 1, "who")  # "… a Mosca, sostengono funzionari occidentali"
        )
        for verb in (*scene.of("they_say"), *plural)
        if scene.hits.until(verb.start - 1, "who") in (None, who)  # "gli 007 di Seul stimano che … a Mosca"
    )


_TO_BODY = 45  # letters between a verb of saying and the body behind it ("описывают отправку солдат … в НИС")


def _names(scene: Scene) -> list[Hit]:
    """Names of claimants, a place's name left out where it is only a place ("in Kiew")."""
    names: list[Hit] = []
    reach = -1
    officials = officials_named(scene)
    for name in sorted((*scene.of("who"), *officials), key=hit_start) if officials else scene.of("who"):
        who = _of_its_country(scene, name)
        if of_a_stranger(scene, who):
            continue
        if who.start < reach and not scene.language.spaced:
            continue  # "미국 국방부" and "국방부 대변인": the first one is the name
        if any(body.start < who.start < body.end for body in scene.of("body")):
            continue  # "주정부는": no government of a country's
        if scene.text[who.end : who.end + 1] == "=":
            continue  # "(서울=뉴스1)": where an agency's text was written
        if (official := _hyphened(scene, who)) is not None:
            names.append(official)
            continue
        if who.value[1] == "capital" and (_is_where_to(scene, who) or _is_place(scene, who)):
            continue
        if who.value[1] == "capital" and not _speaks_as_capital(scene, who):
            continue
        if who.value[1] == "capital" and (_joined_to_governed(scene, who) or _is_of_a_body(scene, who)):
            continue
        if who.value[1] == "capital" and _begins_a_longer_name(scene, who):
            continue
        if names and _names_office(scene, names[-1], who):
            one, other = (scene.language.claimants.get(name.value[0]) for name in (names[-1], who))
            same = one is not None and other is not None and one.country == other.country
            if same and names[-1].value[0].endswith(
                "officials"
            ):  # "러시아 안보 고위관계자 쇼이구는": an office, then its person
                names[-1] = who
            reach = who.end
            continue  # "사브리나 싱 국방부 부대변인": a person, then whose office it is
        if (first := _joined_to(scene, who)) is not None:
            names = [earlier for earlier in names if earlier.start != first.start]
            who = Hit(first.start, who.end, "who", first.value)
        names.append(who)
        reach = who.end
    return names


def of_a_stranger(scene: Scene, who: Hit) -> bool:
    """ "Эстонская военная разведка": a plain word for a service behind the adjective of a country that stands in no list."""
    third, adjective = scene.language.stranger("third"), scene.language.marks("adjective")
    named = scene.cased[who.start].isupper() and who.value[1] != "claimant"  # "японское агентство Kyodo"
    if not third or not adjective or named:
        return False
    before = scene.text[scene.sentence.start : who.start].rstrip().rpartition(" ")[2]
    return before.startswith(third) and any(mark in before for mark in adjective)


def _hyphened(scene: Scene, who: Hit) -> Hit | None:
    """ "der NATO-Beamte", "nach Kreml-Angaben": a name joined to a word for those who speak for it."""
    if not scene.language.nouns_capitalised or scene.text[who.end : who.end + 1] != "-":
        return None
    official = scene.hits.at(who.end + 1, "officials")
    return official and Hit(who.start, official.end, "who", (who.value[0], "claimant"))


def officials_named(scene: Scene) -> list[Hit]:
    """ "우크라이나군 고위 관계자", "미국의 한 당국자": somebody of a country's whom the words before name as such."""
    found = []
    ranks = scene.language.marks("rank")
    for title in scene.of("official"):
        if any(who.start < title.end and title.start < who.end for who in scene.of("who")):
            continue
        start = max(scene.sentence.start, title.start - _TO_TITLE)
        for nation in reversed(scene.hits.within(start, title.start)):
            gap = scene.text[nation.end : title.start]
            named = nation.kind == "who" and nation.value[1] != "capital"
            words = gap.removeprefix(scene.language.marks("link")[0]).split()
            if named or any(mark in gap for mark in _BETWEEN) or not set(words) <= set(ranks):
                break
            home = scene.language.home_of(scene.text[nation.start : nation.end])
            theirs = scene.language.claimants.officials(home) if nation.kind == "nation" and home else None
            if theirs:
                found.append(Hit(nation.start, title.end, "who", (theirs, "claimant")))
                break
    return found


_TO_TITLE = 16  # letters between a country and the word for its official


_BETWEEN = ',.;:“”"()'


def _joined_to(scene: Scene, second: Hit) -> Hit | None:
    """ "국정원과 우크라이나 정보총국은": two who speak as one, under the name of the first."""
    if not scene.language.predicate_last or second.value[1] not in ("claimant", "capital"):
        return None
    for first in reversed(scene.of("who")):
        gap = scene.text[first.end : second.start]
        if first.end <= second.start and gap and gap.strip() in scene.language.joiners - {","}:
            return first if first.value[1] in ("claimant", "capital") else None
    return None


def _of_its_country(scene: Scene, who: Hit) -> Hit:
    """ "일본 정보당국": a common name behind another country's is that country's body, under its name as written."""
    nation = scene.hits.until(who.start - 1, "nation") if scene.language.predicate_last else None
    one = scene.language.claimants.get(who.value[0])
    if nation is None or one is None or who.value[1] != "claimant" or scene.language.wordless:
        return who
    home = scene.language.home_of(scene.text[nation.start : nation.end])
    if one.country is None or one.country == home:
        return who
    theirs = scene.language.claimants.officials(home) if home else None
    marks = scene.language.marks("topic")
    bare = next((mark for mark in marks if scene.text.endswith(mark, who.start, who.end)), "")
    person = "" if bare else _person(scene, nation.start, who.end)  # "정부는": the particle is the name's own
    named = (person or scene.cased[nation.start : who.end].removesuffix(bare), "unknown")
    name = (theirs, "claimant") if theirs else named
    return Hit(nation.start, who.end, "who", name)


def _person(scene: Scene, start: int, end: int) -> str:
    """The name beside an office, where spaces part the words: "리투아니아 국방장관 로리나스 카슈나스는"."""
    marks = scene.language.marks("subject")
    words = scene.text[end : min(end + _FULL_NAME, scene.sentence.end)].split(" ")
    if words[0] == "":  # behind the office
        for at, word in enumerate(words[1:_NAMES], 1):
            bare = next((word.removesuffix(mark) for mark in marks if word.endswith(mark)), "")
            if bare:
                name = " ".join((*words[1:at], bare))
                title = scene.hits.at(end + 1, "official")  # "에스토니아 외무부 대변인 차흐크나는"
                start = title.end + 1 if title is not None and title.end < end + len(name) else end + 1
                return scene.cased[start : end + 1 + len(name)]
        return ""
    before = scene.text[scene.sentence.start : start].split()  # "마르구스 차흐크나 에스토니아 외무장관은"
    plain = 0 < len(before) < _NAMES and all(word.isalpha() for word in before)
    if not plain:
        return ""
    return scene.cased[scene.sentence.start : start].strip()


_FULL_NAME, _NAMES = 30, 4  # letters, and words, within which a person's name ends


def _unknown_holder(scene: Scene) -> list[Voice]:
    """A minister, officer or expert of no list keeps the name: "カシチュナス国防相は", "박원곤 이화여대 교수는"."""
    for title in scene.of("holder"):
        particle = scene.text[title.end - 1] in scene.language.marks("subject")
        holder = title._replace(end=title.end - particle)  # "氏は", "교수는" are phrases too
        named = _holder_glued(scene, holder) if scene.language.wordless else _holder_marked(scene, holder)
        if named is None:
            continue
        start, told = named
        own = holder._replace(start=start)
        if any(_verb_near(scene, own, say) for say in scene.of("say", "deny")):
            return [Voice(start, holder.end, told, "unknown")]
    return []


def _holder_glued(scene: Scene, holder: Hit) -> tuple[int, str] | None:
    """The name right before an office, or another country's office: "シコルスキ外相", "小泉悠准教授", "ラトビアの国防相"."""
    found = list(_FOREIGN_NAME.finditer(scene.cased, scene.sentence.start, holder.start))
    name = found[-1] if found and found[-1].end() == holder.start else None
    if name is not None and scene.hits.at(name.start(), "nation", "who", "place") is None:
        return name.start(), name.group()
    if name is None and scene.text.startswith(scene.language.stranger("titles") or ("\0",), holder.start):
        own = _HAN_NAME.search(scene.cased, scene.sentence.start, holder.start)
        known = own and scene.hits.within(own.start(), holder.start)
        if own and not any(hit.kind in _NO_NAMES for hit in known or ()):
            return own.start(), own.group()
    return None


def _holder_marked(scene: Scene, holder: Hit) -> tuple[int, str] | None:
    """The name before or behind a country's office, or before an expert's: "에스토니아 외교장관 차흐크나는"."""
    nation = scene.hits.until(holder.start - 1, "nation")
    if nation is not None and side_of(nation) == OTHER:
        return nation.start, _person(scene, nation.start, holder.end) or scene.cased[
            nation.start : holder.end
        ]
    surnames = scene.language.marks("surname_first")
    start = max(scene.sentence.start, holder.start - _FULL_NAME)
    words = list(re.finditer(r"\S+", scene.text[start : holder.start]))[-_NAMES:]
    for word in words if surnames else ():
        at, own = start + word.start(), word.group()
        known = scene.hits.at(at, *_NO_NAMES)
        if len(own) == _FAMILY and own.startswith(surnames) and (known is None or known.end - at < 2):
            return at, own
    return None


_FAMILY = 3  # letters of a surname and a first name where they are written as one
_NO_NAMES = (
    "nation",
    "who",
    "place",
    "body",
    "month",
    "relative",
    "people",
    "unit",
    "filler",
    "event",
    "stage",
    "more_before",
    "now",
)


_HAN_NAME = re.compile(r"(?<![\u4e00-\u9fff\uf900-\ufaff])[\u4e00-\u9fff\uf900-\ufaff々]{2,6}$")
_FOREIGN_NAME = re.compile(r"[\u30a1-\u30fc・=]{3,}")


def _is_where_to(scene: Scene, who: Hit) -> bool:
    """ "sono partiti per la Russia, ha detto": a verb of going and its preposition before a country."""
    to = preceding(scene, who.start, "governs", "at") if scene.language.spaced else None
    if (
        to is None
        or scene.hits.until(to.start - 1, "say")
        or scene.text[to.start : to.end] in scene.language.marks("by")
    ):
        return False
    going = scene.hits.until(to.start - 1, "stage")
    return going is not None and going.value != Stage.PLANNED


def _is_place(scene: Scene, who: Hit) -> bool:
    return _in_dateline(scene, who) or _is_attribute(scene, who)


def _is_attribute(scene: Scene, who: Hit) -> bool:
    """ "우크라이나 매체 …는": a country before a noun that it belongs to, where particles say who speaks."""
    if not scene.language.marks("passive") or not scene.text[who.end : who.end + 2].strip()[:1].isalpha():
        return False
    country = scene.hits.at(who.start, "nation")
    spaced = scene.text[who.end : who.end + 1] == " "
    return (
        country is not None and side_of(country) == OTHER and spaced and not scene.hits.at(who.end + 1, "say")
    )


def _names_office(scene: Scene, person: Hit, office: Hit) -> bool:
    """Whether a name stands right before an office, where titles follow their names and spaces part them."""
    told = scene.language.predicate_last and not scene.language.wordless
    both = {person.value[1], office.value[1]} == {"claimant"}
    return told and both and scene.text[person.end : office.start] == " "


def _is_of_a_body(scene: Scene, who: Hit) -> bool:
    """ "アメリカのCNNテレビ", "美國網站「北緯38度」": a country's name that only shapes a body's name without spaces."""
    owns = next((e for e in scene.language.marks("possessive") if scene.text.startswith(e, who.end)), None)
    if owns is not None:  # "according to South Korea's Yonhap news agency"
        return scene.hits.at(who.end + len(owns) + 1, "who") is not None
    if scene.language.spaced or not (scene.language.wordless or scene.language.by_order):
        return False
    for body in scene.of("who"):
        gap = scene.text[who.end : body.start]
        if body.start < who.end or len(gap) > _OF_BODY or body.value[1] == "capital":
            continue
        plain = not any(mark in gap for mark in _CLOSES) and not gap.startswith(tuple(scene.language.joiners))
        if plain and not any(who.end <= say.start < body.start for say in scene.of("say", "deny")):
            marked = scene.language.marks("topic") or ("\0",)
            return not gap.startswith(marked) and gap not in scene.language.marks("contrast")
    return False


_OF_BODY, _CLOSES = 5, "，、,。;:"  # letters of a plain noun between a country and a body's name


def _begins_a_longer_name(scene: Scene, who: Hit) -> bool:
    """ "김민호 *한국*외대 교수는": a country in one word with what is no particle."""
    marks = scene.language.marks
    rest = word_at(scene.text, who.end) if marks("glued") else ""
    return bool(rest) and not rest.startswith(
        (*marks("subject"), *marks("oblique"), *marks("link"), *marks("glued"))
    )


def _in_dateline(scene: Scene, who: Hit) -> bool:
    """ "【キーウ共同】", "（法新社首尔2日电）": a place in the brackets that open a report does not speak."""
    start = scene.sentence.start
    close = _DATELINE.get(scene.text[start])
    end = scene.text.find(close, start, start + _LONG_DATELINE) if close else -1
    return who.end <= end


_DATELINE = {"【": "】", "［": "］", "[": "]", "(": ")", "（": "）"}


_LONG_DATELINE = 40


def _past_source(scene: Scene, who: Hit) -> int:
    """ "로이터에 따르면, 현재 미국은 …", "서울은 …고 보고, 런던은 …": where a clause begins behind another's account."""
    comma = scene.text.rfind(",", scene.sentence.start, who.start)
    told = (*scene.of("according_after"), *scene.of("say"))
    source = comma > 0 and any(0 <= comma - hit.end <= _TOLD_END for hit in told)
    return comma + 1 if source and scene.language.marks("passive") else scene.sentence.start


_TOLD_END = 2  # letters of an ending between a verb of saying and its comma


def _speaks_itself(scene: Scene, who: Hit) -> bool:
    """ "米国によると", "韓国は…とみている": a country's name with its own particle; not "韓国メディアが報じた"."""
    text, at = scene.text, who.end
    if scene.hits.at(at, "according_after") is not None:
        return True
    source = scene.language.marks("source")
    if source and text.startswith(source, at) and any(hit.start > at for hit in scene.of("received")):
        return True  # "ウクライナからは…との説明を受けた"
    particles = (*scene.language.marks("subject"), *scene.language.marks("topic"), ",", "、", ":", "「")
    itself = at >= scene.sentence.end or text.startswith(particles, at)
    itself = itself or text.endswith(scene.language.marks("topic"), who.start, at)
    if _only_in_its_clause(scene, who):
        return False
    links = (len(mark) for mark in scene.language.marks("link") if text.startswith(mark, at))
    itself = itself or any(scene.hits.at(at + link, "say") for link in links)  # "韓国軍の推計は"
    return (itself or _ends_in_title(scene, at)) and any(
        0 <= say.start - at <= _TO_SAYING for say in scene.of("say", "deny")
    )


def _only_in_its_clause(scene: Scene, who: Hit) -> bool:
    """ "BBCは…、ウクライナが攻めるクルスクで…と報じた": a subject behind somebody's topic acts in what he says."""
    topic = scene.language.marks("topic")
    if not scene.text.startswith(scene.language.marks("subject"), who.end) or scene.text.startswith(
        topic, who.end
    ):
        return False
    before = scene.text[scene.sentence.start : who.start]
    return any(
        other.end < who.start
        and any(mark in scene.text[other.end : other.end + _BODY_AND_TOPIC] for mark in topic)
        and before[-1] in "、,"
        for other in scene.of("who")
    )


_BODY_AND_TOPIC = 5  # letters of "放送は" behind a medium's name


def _names_its_press(scene: Scene, who: Hit) -> bool:
    """ "韩国《中央日报》报道", "韩国媒体报道": a country before those of it who only report."""
    names = (other for other in scene.of("who") if other.value[1] != "capital")  # but "西方和韩国称"
    if any(0 < other.start - who.start <= 3 for other in names):
        return True
    behind = scene.text[who.end : who.end + _TO_PRESS]
    return any(mark in behind for mark in scene.language.marks("press"))


def _of_an_unknown(scene: Scene, who: Hit) -> bool:
    """ "首尔大学教授", "英国皇家联合军种研究所": a country or capital in the name of a body that speaks for itself."""
    for body in scene.hits.within(who.end, who.end + _IN_NAME):
        if body.kind in ("body", "holder"):
            between = scene.hits.within(who.end, body.start)
            plain = not any(hit.kind in ("say", "stage", "function", "event") for hit in between)
            return plain and not _SEVERS.search(scene.text, who.end, body.start)
    return False


_IN_NAME = 10  # letters between a country and the word that ends a body's name


def _ends_in_title(scene: Scene, at: int) -> bool:
    """ "韓国のファン・ジュングク大使は": a person of a country's whom his title tells."""
    titles, subject = scene.language.marks("titles"), scene.language.marks("subject")
    stop = min(scene.sentence.end, at + TITLE)
    ends = (scene.text.find(title + mark, at, stop) for title in titles for mark in subject)
    end = min((found for found in ends if found >= 0), default=-1)
    return end >= 0 and not any(mark in scene.text[at:end] for mark in "、。「")


_TO_PRESS = 6  # letters from a country to its press


_TO_SAYING = 220  # letters from a topic to its verb of saying


def _speaks_as_capital(scene: Scene, who: Hit) -> bool:
    """ "Seoul says", "laut Kiew", "Seoul: …"; not "in Seoul", "nach Kiew"."""
    if headed(scene, who) or they_say_at(scene, who) or _told_by(scene, who) or gapped_speaker(scene, who):
        return True
    if (
        _put_beside(scene, who)
        or _weighed_against(scene, who)
        or _elides_its_count(scene, who)
        or _closes_its_clause(scene, who)
        or _denies_it_all(scene, who)
        or _owns_account(scene, who)
        or _speaks_with_next(scene, who)
        or _by_its_account(scene, who)
    ):
        return True
    seated = scene.language.stranger("seated") if scene.language.marks("possessive") else ()
    if seated and scene.text.startswith(seated, who.end):
        return False  # "the Washington-based think tank"
    at = who.start
    while at > scene.sentence.start and scene.text[at - 1] in " '":
        at -= 1
    if _officials_in(scene, at):
        return True
    if scene.hits.until(at, "according") or preceded(scene, who.start, "according"):
        return not scene.language.by_order or (_has_account(scene, who) and not _names_its_press(scene, who))
    owns = scene.language.marks("genitive") and scene.hits.until(at, "people", "event")  # "солдат КНДР"
    owned = _belongs(scene, who) or _begins_a_name(scene, who) or _told_aside(scene, who)
    if owned or owns or scene.hits.at(who.start, "oblique_name"):
        return False  # "підготовки Пхеньяна": a case that no subject stands in
    governors = (_governors(scene), "of", "from")
    if _is_agent(scene, at):
        return True
    fillers = (
        () if scene.language.marks("passive") else ("filler",)
    )  # "현재 미국은 …": an adverb governs nothing
    if scene.hits.until(at, *governors, *fillers):
        word = preceding(scene, who.start, *governors)
        article = (
            word is not None and scene.hits.until(word.end, "filler") and scene.hits.until(word.end, "of")
        )
        if not scene.language.spaced or scene.language.wordless or (word is not None and not article):
            return False  # "in Kiew", "of the Kremlin"; but "the Kremlin denied", "der Kreml"
    if scene.language.by_order and (_names_its_press(scene, who) or _of_an_unknown(scene, who)):
        return False
    if scene.language.wordless:
        return _speaks_itself(scene, who)
    opens = who.start - _past_source(scene, who) <= 8 and bool(scene.language.marks("subject"))
    opens = opens and (scene.text[who.start : who.end] not in scene.language.marks("doers"))
    opens = opens and not _says_on(scene, who)
    if opens and scene.of("say", "deny") and _is_marked(scene, who):
        return True  # "김정은 위원장은 … 밝혔다": the verb stands at the end of all that is said
    if tells_of(scene, who):
        return True
    if scene.language.nouns_capitalised and frames(scene, who):
        return True
    last = scene.language.by_order and scene.hits.at(who.end, "back") and scene.text[who.start - 1] in ",，"
    if last or _who_then_says(scene, who) or _goes_on_to_say(scene, who):
        return True  # "…，基辅说。"
    far = 25 if scene.language.spaced else 10 + _dated(scene, who)
    closed = scene.text[who.end : who.end + 1] in ",.;:" or who.end >= scene.sentence.end
    closed = closed or _before_its_prefix(scene, who)
    return any(
        (
            0 <= say.start - who.end <= far
            and not _another_clause(scene, who, say)
            and not _only_plans(scene, who, say)
            and not _quote_ends(scene, who.end, say.start)
            and not (scene.language.marks("possessive") and scene.text.count(", ", who.end, say.start) == 1)
        )
        or (closed and 0 <= who.start - say.end <= 12)
        or (_right_behind(scene, say, who) and _says_it(scene, say))
        for say in scene.of("say", "deny", "doubt")
    ) or any(
        0 <= trail.start - who.end <= _to_source(scene, who) and not _has_its_subject(scene, who, trail)
        for trail in scene.of("according_after")
    )


def _told_aside(scene: Scene, who: Hit) -> bool:
    """ "Pionyang, añadió, ha mandado a 12.000 hombres": between two commas speaks whoever spoke before, no subject."""
    end = scene.text.find(",", who.end + 2, who.end + _ASIDE)
    if not scene.language.spaced or end < 0 or not scene.text.startswith(", ", who.end):
        return False
    named = any(who.end < other.start < end for other in scene.of("who"))
    if named or scene.hits.at(who.end + 2, "relative_clause") is not None:
        return False  # "Séoul, qui en dénombre 600, juge que …"
    says = (
        say
        for say in scene.of("say")
        if who.end < say.start <= who.end + _COMMA_AND_HELPER and say.end <= end
    )
    return any(says)


_ASIDE, _COMMA_AND_HELPER = 32, 10  # letters of such an aside, and of a comma and a helper before its verb


def _says_on(scene: Scene, who: Hit) -> bool:
    """ "그러면서 김정은이 3만 명을 더 보낼 수 있다고 말했다": whoever spoke goes on, another only acts in what is said."""
    onward = scene.language.marks("onward")
    told = scene.text.startswith(onward or "\0", scene.sentence.start)
    return told and not any(scene.text.startswith(mark, who.end) for mark in scene.language.marks("topic"))


def _before_its_prefix(scene: Scene, who: Hit) -> bool:
    """ "… wies der Kreml am Montag zurück.": the second part of a verb closes the clause of its subject."""
    prefixes = scene.language.marks("prefixes")
    close = _CLAUSE_CLOSE.search(scene.text, who.end, scene.sentence.end) if prefixes else None
    words = scene.text[who.end : close.start()].split() if close else []
    return 0 < len(words) <= _PREFIXED and words[-1] in prefixes


_CLAUSE_CLOSE, _PREFIXED = re.compile(r"[,.;:]"), 4  # words from a subject to its verb's second part


def _closes_its_clause(scene: Scene, who: Hit) -> bool:
    """ "Während Kiew von 3800 nordkoreanischen Verlusten spricht, …": a clause's subject, its verb at the comma."""
    opener = scene.hits.until(who.start - 1, "function") if scene.language.nouns_capitalised else None
    if opener is None or opener.start != scene.clause_start(who.start) + (
        scene.text[scene.clause_start(who.start)] == " "
    ):
        return False
    close = scene.text.find(",", who.end, scene.sentence.end)
    end = close if close >= 0 else scene.sentence.end - 1
    inside = scene.hits.within(who.end, end)
    return any(h.kind == "say" and h.end == end for h in inside) and not any(h.kind == "who" for h in inside)


def _goes_on_to_say(scene: Scene, who: Hit) -> bool:
    """ "金正恩12日出席欢迎仪式，称…": who opens the sentence, does something, and behind the comma says it."""
    opens = 0 <= who.start - scene.sentence.start <= _OPENING and scene.language.by_order
    opens = opens and not any(number.end <= who.start for number in scene.numbers)  # "首批1500人已乘俄罗斯…"
    says = [
        say for say in scene.of("say") if opens and scene.text[say.start - 1] == "，" and say.start > who.end
    ]
    if not says or says[0].start - who.end > _DOES or "，" in scene.text[scene.sentence.start : who.start]:
        return False
    return not any(who.end <= other.start < says[0].start for other in scene.of("who", "say"))


_OPENING, _DOES = 12, 40  # letters of a title before a name, of what its bearer does before he speaks


def _right_behind(scene: Scene, say: Hit, who: Hit) -> bool:
    """ "…, a dit Kiev jeudi", "…, a indiqué le Kremlin à propos de …": nothing but an article after the verb."""
    if who.start - say.end == 1:
        return True
    article = scene.hits.at(say.end + 1, "filler") if scene.language.marks("object") else None
    return article is not None and who.start - article.end == 1


def _dated(scene: Scene, who: Hit) -> int:
    """ "…라고 우크라이나가 14일(현지시각) 발표했다": letters of a date and its bracket behind a name and its particle."""
    marks = scene.language.marks("subject") if not scene.language.wordless else ()
    words = scene.text[who.end : who.end + _DATE].split(" ")[1:] if marks else []
    dated = [word for word in words if word[:1].isdigit() and not scene.hits.at(who.end, "people")]
    return sum(len(word) + 1 for word in dated) if scene.text.startswith(marks or ("\0",), who.end) else 0


_DATE = 30  # letters of a date between a name and its verb


def _says_it(scene: Scene, say: Hit) -> bool:
    """Whether a verb's subject may follow it; that of what is said does: "Berichte, wonach Kim … geschickt habe"."""
    opens = scene.text[say.start : say.end] in scene.language.marks("content")
    return not opens and (scene.language.nouns_capitalised or _is_inverted(scene, say))


_CLOSED = re.compile('[”"»],? – $')


def _is_account(scene: Scene, who: Hit) -> bool:
    """ "ukrainische Angaben", "nach US-Angaben", "Geheimdienstinformationen": a name that ends as what was said."""
    endings = scene.language.data.get("speech", {}).get("according_after", ())
    if scene.language.wordless and scene.text.endswith(tuple(endings), who.start, who.end):
        return True  # "ウクライナ軍によると", which is one name
    words = re.split(r"[\s-]", scene.text[who.start : who.end])
    if not scene.language.accounts.isdisjoint(words):
        return True
    long = tuple(word for word in scene.language.accounts if len(word) > _SHORT_WORD)
    return scene.language.nouns_capitalised and words[-1].endswith(long)


_SHORT_WORD = 5


def _to_source(scene: Scene, who: Hit) -> int:
    """Letters that may stand between a capital and its word of source; more where another is joined to it."""
    own = scene.language.marks("own_account")
    if own and any(scene.text.startswith(own, at) for at in range(who.end, who.end + _COMMA_AND_HELPER)):
        return _COMMA_AND_HELPER  # "Die Ukraine hat nach eigenen Angaben …"
    joined = scene.text.startswith(tuple(f"{joiner} " for joiner in scene.language.joiners), who.end)
    return NEAR_PREPOSITION // 2 if joined and scene.language.marks("passive") else 4


def tells_of(scene: Scene, who: Hit | Voice) -> bool:
    """ "북한이 표창 수여식에서 공개한 전사자는": who is the subject of a clause of saying that shapes the noun."""
    adnominal, marks = scene.language.marks("adnominal"), scene.language.marks("subject")
    if not adnominal or not scene.text.startswith(marks, who.end):
        return False
    for say in scene.of("say"):
        if 0 < say.start - who.end <= _CLAUSE_OF_SAYING:
            word = word_at(scene.text, say.start)
            between = scene.hits.within(who.end, say.start)
            return word.endswith(adnominal) and not any(
                hit.kind in ("who", "stage", "event") for hit in between
            )
    return False


_CLAUSE_OF_SAYING = 30  # letters between the subject and its verb


def _officials_in(scene: Scene, start: int) -> bool:
    """ "nach Angaben mehrerer Militärvertreter in Südkorea": officials of a capital, who speak for it."""
    place = scene.hits.until(start, "governs", "from")
    body = scene.hits.until(place.start - 1, "officials") if place else None
    if body is None:
        return False
    leads = any(0 <= body.start - lead.end <= NEAR_PREPOSITION // 2 for lead in scene.of("according"))
    return leads or any(
        0 <= say.start - start <= NEAR_PREPOSITION or 0 <= body.start - say.end <= _BY_OFFICIALS
        for say in scene.of("say")
    )


_BY_OFFICIALS = 14  # letters of an article and an adjective between a verb of saying and its officials


def _who_then_says(scene: Scene, who: Hit) -> bool:
    """ "Kim, który witał żołnierzy na lotnisku, przyznał, że …": a clause about the name stands before its verb."""
    if not scene.language.spaced or scene.text[who.end : who.end + 2] != ", ":
        return False
    close = scene.text.find(", ", who.end + 2, min(who.end + _RELATIVE, scene.sentence.end))
    which = scene.hits.at(who.end + 2, "function", "relative_clause", "according", "filler")
    if close < 0 or which is None:
        return False
    helper = scene.hits.at(close + 2, "function")
    verbs = (close + 2, helper.end + 1 if helper else close + 2)
    return any(scene.hits.at(at, "say", "deny") is not None for at in verbs)


_RELATIVE = 110  # letters of a clause about a name


def _speaks_with_next(scene: Scene, who: Hit) -> bool:
    """ "Seoul, Washington and Kyiv have estimated …": a capital joined to another that speaks."""
    if not scene.language.marks("possessive"):
        return False
    following = next((other for other in scene.of("who") if 0 < other.start - who.end <= JOINED), None)
    if following is None or following.value[1] != "capital":
        return False
    words = scene.text[who.end : following.start].replace(",", " ").split()
    joined = all(word in (*scene.language.joiners, *scene.language.marks("definite")) for word in words)
    return joined and _speaks_as_capital(scene, following)


def _belongs(scene: Scene, who: Hit) -> bool:
    """ "потери армии КНДР оцениваются": an abbreviation has no cases; behind a plain noun it only says whose it is."""
    name = scene.cased[who.start : who.end]
    before = scene.text[max(scene.sentence.start, who.start - 2) : who.start]
    if not scene.language.marks("genitive") or not name.isupper() or len(name) <= 2 or before[-1:] != " ":
        return False
    start = scene.text.rfind(" ", scene.sentence.start, who.start - 1) + 1
    word = scene.cased[start : who.start - 1]
    return word.isalpha() and word.islower() and not scene.hits.until(who.start - 1, *_KNOWN_BEFORE)


def _begins_a_name(scene: Scene, who: Hit) -> bool:
    """ "сказал Ким Бён Джу": a word alone is no name of ours where an unknown one with a capital follows."""
    cases = scene.language.marks("genitive") or scene.language.marks("postposed")
    if not cases or " " in scene.text[who.start : who.end]:
        return False
    at = who.end + 1
    known = scene.hits.at(at, "nation", "who", "month", "say", "people", "place")
    return scene.text[who.end : at] == " " and scene.cased[at : at + 1].isupper() and known is None


_KNOWN_BEFORE = (
    "function",
    "filler",
    "say",
    "deny",
    "joiner",
    "and",
    "now",
    "relative",
    "month",
    "according",
    "governs",
    "from",
    "of",
    "more_before",
)


def _has_account(scene: Scene, who: Hit) -> bool:
    """ "根据首尔方面的估计"; not "根据平壤新落成的纪念馆": a word for what is said stands soon behind a capital."""
    says = scene.of("say", "according_after", "deny")
    return any(0 <= say.start - who.end <= _ACCOUNT for say in says)


_ACCOUNT = 8  # letters


def _joined_to_governed(scene: Scene, who: Hit) -> bool:
    """ "entre Pyongyang y Moscú, que han registrado …": a name joined to one under a preposition."""
    word = scene.text.rfind(" ", scene.sentence.start, max(who.start - 1, 0)) + 1
    joined = scene.text[word : who.start].strip() in scene.language.joiners
    first = scene.hits.until(word - 1, "nation", "who") if joined else None
    if first is None or not scene.language.marks("postposed"):
        return False
    return preceded(scene, first.start, _governors(scene)) and not preceded(scene, first.start, "according")


def _by_its_account(scene: Scene, who: Hit) -> bool:
    """ "selon les dernières informations de Kiev", "según confirmó el propio Putin": an account and whose it is."""
    if not scene.language.marks("postposed"):
        return False
    for lead in scene.of("according"):
        if not 0 < who.start - lead.end <= NEAR_PREPOSITION:
            continue
        between = scene.hits.within(lead.end, who.start)
        if not _clear(scene, lead.end, who.start) or any(hit.kind in _OTHERS for hit in between):
            continue
        words = scene.text[lead.end : who.start].replace("'", " ").split()
        if words and any(word in scene.language.marks("of") for word in words[-2:]) and len(words) <= _FEW:
            return True
    return False


_OTHERS = frozenset(
    ("say", "according", "who", "people", "event", "stage", "place", "relative_clause", "number")
)


_FEW = 6  # words


def _speaks_as_he(scene: Scene, who: Hit) -> bool:
    """ "金正恩在平壤迎接工兵团，他说…": a pronoun and its verb in the next clause, and nobody else named between."""
    if not scene.language.by_order or who.start - scene.sentence.start > 2:
        return False
    for pronoun in scene.of("pronoun", "reported"):
        speaks = pronoun.kind == "reported" or scene.hits.at(pronoun.end, "say") is not None
        if speaks and scene.text[pronoun.start - 1] in "，," and who.end <= pronoun.start:
            between = scene.hits.within(who.end, pronoun.start)
            return all(hit.value[0] == who.value[0] for hit in between if hit.kind == "who")
    return False


def _quote_ends(scene: Scene, start: int, end: int) -> bool:
    """ "… che Pyongyang ha subito», ha detto il funzionario": who is named inside a quotation does not say it."""
    gap = scene.text[start:end] if scene.language.spaced else ""
    closes = any(mark in gap for mark in "»”") and not any(mark in gap for mark in "«“„")
    return closes or (gap.count('"') == 1 and not gap.rstrip().endswith('"'))


def _another_clause(scene: Scene, who: Hit, say: Hit) -> bool:
    """ "11.000 Mann hat Pjöngjang beordert, schätzt Seoul": a comma parts who acts from the verb of saying."""
    inverted = scene.language.subjectless and scene.text.endswith(", ", who.end, say.start)
    if inverted and any(0 < other.start - say.end <= NAMED_BY for other in scene.of("who")):
        return True
    return scene.language.nouns_capitalised and "," in scene.text[who.end : say.start]


def _is_agent(scene: Scene, start: int) -> bool:
    """ "les 3 000 pertes avancées par Kiev": one word between a verb of telling and the capital that told it."""
    agent = scene.hits.until(start, "governs")
    named = agent is not None and scene.text[agent.start : agent.end] in scene.language.marks("by")
    far = ADVERB if named and scene.language.marks("postposed") else 1
    return agent is not None and any(1 <= agent.start - lead.end <= far for lead in scene.of("according"))


ADVERB = 34  # "confirmados oficialmente por Kim"


def _only_plans(scene: Scene, who: Hit, say: Hit) -> bool:
    """ "Pyongyang « prévoit d'envoyer »", "Pionyang prevé mandar": what foresees its own sending does not speak.

    A country that neither sends nor receives them foresees what others do: "Séoul s'attend à l'envoi de 3 000 hommes".
    """
    if not scene.language.marks("postposed"):
        return False
    one = scene.language.claimants.get(who.value[0])
    if one is not None and one.country not in _PARTIES:
        return False
    plans = any(hit.start == say.start and hit.value == Stage.PLANNED for hit in scene.stages)
    sends = (hit for hit in scene.stages if hit.value == "send" and 0 < hit.start - say.end <= _TO_SEND)
    return plans and any(sends)


_PARTIES = frozenset(("KP", "RU"))  # who send them and to whom
_TO_SEND = 6  # letters of a preposition between a plan and its infinitive


def _is_inverted(scene: Scene, say: Hit) -> bool:
    """ "…, reveló Kim en la ceremonia", "…», a dit Kiev jeudi": behind what is said the verb stands before its name."""
    before = scene.text[scene.sentence.start : say.start]
    if scene.language.marks("postposed") and before.split()[-1:] and before.endswith(" "):
        word = before.split()[-1].rsplit("'", 1)[-1]
        if word in scene.language.marks("whom"):
            return True  # "les 600 morts que recense Séoul"
    helper = scene.hits.until(say.start - 1, "function") if scene.language.marks("object") else None
    if helper is not None and helper.end - helper.start <= _AUXILIARY:  # "…, a déclaré Kim en accueillant …"
        before = scene.text[scene.sentence.start : helper.start]
    return scene.language.spaced and (before.endswith(" – ") or before.rstrip(" –")[-1:] in ',"”»')


_AUXILIARY = 5  # letters of "a", "ont", "avait"


def _clear(scene: Scene, start: int, end: int) -> bool:
    """Nothing but a few plain words between a preposition and its name."""
    gap = scene.text[start:end]
    if scene.language.by_order and "，" in gap:
        return not any(
            hit.kind == "say" for hit in scene.hits.within(start, end)
        )  # "据绍伊古透露，金正恩决定…"
    return not re.search(r"\.(?! )|[;:!?\d]", gap) and gap.count(",") <= 1


def _is_marked(scene: Scene, who: Hit) -> bool:
    """Whether a name is its clause's subject, where particles say so: "국정원은", "미 국방부 대변인이"; "크렘린, …"."""
    subject = scene.language.marks("subject")
    if not subject:
        return True
    if scene.language.wordless:
        return is_marked_by_letter(scene, who, subject)
    gloss = _GLOSS.match(scene.text, who.end, scene.sentence.end)  # "쇼이구(Sergei Shoigu)는"
    end = gloss.end() if gloss else who.end
    for number, word in enumerate(re.finditer(r"[^\s]+", scene.text[end : end + 40])):
        if number and scene.hits.at(end + word.start(), "relative"):
            return True  # "젤렌스키 우크라이나 대통령 지난 7일 …": the particle left out
        if number == 0 and scene.text.startswith(scene.language.marks("placed") or ("\0",), end):
            return False  # "모스크바에는 북한군이 있다고 했다"
        if number == 0 and scene.text[end].isspace() is False and word.start() == 0:
            if word.group()[0] in ",:\"“'‘":
                return True
            bare = re.sub(r"^\([^)]*\)", "", word.group())
        else:
            bare = word.group()
        if bare.endswith(subject):
            return True
        if number > 3 or bare.endswith(scene.language.marks("oblique")) or bare[-1:] in ',."”':
            return False
    return who.end >= scene.sentence.end


_GLOSS = re.compile(r"\([^()]{1,40}\)")


def is_marked_by_letter(scene: Scene, who: Hit, subject: tuple[str, ...]) -> bool:
    """The same where no space ends a word: the first particle decides (ライダー報道官は); titles follow the name."""
    text, at = scene.text, who.end
    if at >= scene.sentence.end or text[at] in ",、:「“\"' " or scene.hits.at(at, "say", "back"):
        return True
    if text.endswith(subject, who.start, who.end):
        return True
    polite = next((len(mark) for mark in scene.language.marks("honorific") if text.startswith(mark, at)), 0)
    opens = not any(
        char.isalpha() for char in text[scene.sentence.start : who.start]
    )  # "17:52 ショイグ氏、…"
    if polite and text[at + polite : at + polite + 1] in "、," and opens:
        return True  # "ショイグ氏、…5000人も派遣されると表明"
    source = scene.language.marks("source")
    if source and text.startswith(source, at) and any(hit.start > at for hit in scene.of("received")):
        return True  # "ウクライナ側からは…との説明を受けた"
    links = scene.language.marks("link") if source else ()
    if any(text.startswith(link, at) and scene.hits.at(at + len(link), "received") for link in links):
        return True  # "国情院の報告を受けた議員"
    stop = min(scene.sentence.end, at + TITLE)
    at += text[at] in "」”"  # a paper's name in brackets
    while at < stop:
        if text[at] == "(":
            at = text.find(")", at, stop) + 1 or stop
            continue
        if text.startswith(subject, at):
            return True
        if scene.hits.at(at, "people") and text[at - 1] not in "」)":
            return False  # "北朝鮮側の死傷者は": the name only says whose they are
        if text[at] in ",、。」" or text.startswith(scene.language.marks("oblique"), at):
            return False
        at += 1
    return at >= scene.sentence.end


def _subordinate(scene: Scene, verb: Hit, who: Hit) -> bool:
    """ "нагадали, що Шойгу домовився": who stands behind the verb's "that" is spoken of."""
    marks = scene.language.marks("that")
    gap = scene.text[verb.end : who.start]
    return bool(marks) and any(f" {mark} " in gap for mark in marks)


def _speaks_with_particle(scene: Scene, who: Hit, verb: Hit) -> bool:
    """ "우크라이나군이 주장했다": a name that ends with its particle, and nothing that it does but speak."""
    particles = scene.language.marks("passive") and scene.text.endswith(
        scene.language.marks("subject"), who.start, who.end
    )
    if not particles or scene.text[who.end : who.end + 1] != " ":
        return False
    quotes = scene.text[who.end + 1 : who.end + 2] in "“‘'\""
    topic = scene.language.marks("topic")
    if quotes or scene.text.endswith(topic, who.start, who.end):
        return True
    if (first := scene.of("who")[0]) is not who and word_at(scene.text, first.start).endswith(topic):
        return False  # "국정원은 우크라이나군이 …를 묶어 두고 있다고": what the topic tells of
    return not any(
        who.end <= hit.start < verb.start and not _is_anothers(scene, who, hit)
        for hit in (*scene.events, *scene.stages)
    )


def _is_anothers(scene: Scene, who: Hit, hit: Hit) -> bool:
    """ "우크라이나군이 파병된 북한군 4천 명이 숨졌다고 밝혔다": it has a subject of its own, or shapes those counted."""
    word = word_at(scene.text, hit.start)
    behind = hit.start + len(word) + 1
    if word.endswith(scene.language.marks("adnominal") or ("\0",)) and scene.hits.at(
        behind, "nation", "people"
    ):
        return True
    words = scene.text[who.end : hit.start].split()
    return any(word.endswith(scene.language.marks("subject")) for word in words)


def _verb_near(scene: Scene, who: Hit, verb: Hit) -> bool:
    if verb.end <= who.start and (_subordinate(scene, verb, who) or _is_told_of(scene, verb, who)):
        return False
    if (
        who.end <= verb.start
        and scene.language.marks("genitive")
        and _CLOSED.search(scene.text[who.end : verb.start])
    ):
        return False  # "… ze śledczymi SBU” – podał": who is named at a quotation's end does not say it
    marked = _speaks_with_particle(scene, who, verb) or _is_marked(scene, who)
    if scene.language.marks("subject") and (verb.end <= who.start or not marked):
        return False
    if scene.language.by_order and not _leads(scene, who, verb):
        return False
    start, end = (who.end, verb.start) if who.end <= verb.start else (verb.end, who.start)
    far = _NEAR_VERB if scene.language.spaced else 60
    if scene.language.predicate_last and who.end <= verb.start:
        far = 220  # the verb of saying stands at the end of everything that is said
    if who.end <= verb.start and _shapes_a_thing(scene, who, verb):
        return False
    gap = scene.text[start:end].strip()
    if (
        gap == ","
        and who.end <= verb.start
        and scene.language.spaced
        and scene.hits.at(verb.end + 1, "pronoun")
    ):
        return False  # "Pyongyang, prosegue il rapporto, progetta …": the verb's own subject stands behind it
    closed = len(gap) - gap.rfind(",") <= _HELPER  # "Lee, membre de la commission, a confirmé"
    if scene.language.spaced and gap[:1] == "," and closed and gap.count(",") == 2:
        far = 2 * _NEAR_VERB  # "Blinken, at a news conference with …, said"
    return end - start <= far and not (end - start > 45 and ";" in scene.text[start:end])


_HELPER, _WHEN = 7, 16  # letters of an auxiliary behind a comma, and of a day behind a verb of saying


def _is_told_of(scene: Scene, verb: Hit, who: Hit) -> bool:
    """ "Kirby aseguró que los mandos rusos …": the verb has its own subject, and what is said opens with the other."""
    said_by = (one for one in scene.of("who") if 0 < verb.start - one.end <= _HELPER)
    if not scene.language.subjectless or not any(said_by):
        return False
    opens = [
        h for h in scene.of("relative_clause") if verb.end < h.start <= verb.end + _WHEN and h.end < who.start
    ]
    return bool(opens) and len(scene.text[opens[-1].end : who.start].split()) <= 1


_NAME_BEFORE_VERB = 24  # letters of an office between a country and its verb of saying


def _before_the_speaker(scene: Scene, found: Sequence[Voice]) -> list[Voice]:
    """ "… on their way to Russia, Seoul believes": a country, a comma, and right behind it who speaks."""
    says = scene.of("say") if scene.language.spaced else ()
    if not says or len(found) < 2:
        return list(found)
    articles = {f"{word} " for word in scene.language.marks("definite")}
    ends = {
        voice.start - 2 - next((len(a) for a in articles if scene.text.endswith(a, 0, voice.start)), 0)
        for voice in found
        for say in says
        if 0 < say.start - voice.end <= _NAME_BEFORE_VERB and "," not in scene.text[voice.end : say.start]
    }
    by = tuple(f" {word} " for word in scene.language.marks("agent")) or ("\0",)
    told_by = {
        voice.start
        for voice in found
        if scene.text.endswith(by, scene.sentence.start, voice.start)
        and not any(0 < voice.start - hit.end <= _BY_WHOM for hit in scene.stages)
    }  # "sent to Russia by Pyongyang, Seoul says": who sends them does not tell it
    return [
        voice for voice in found if voice.role != "capital" or voice.end not in ends or voice.start in told_by
    ]


_BY_WHOM = 24  # letters of a place and "by" between a verb of sending and whose doing it is


def _without_its_verb(scene: Scene, found: Sequence[Voice]) -> list[Voice]:
    """ "김정은이 10만 명을 파병할 수 있다고 블룸버그가 보도했다": who acts in what another says does not speak."""
    if not scene.language.marks("passive") or len(found) < 2 or found[-1].role == "capital":
        return list(found)
    last = found[-1]
    ends = any(0 <= say.start - last.end <= _CLAUSE_OF_SAYING for say in scene.of("say"))
    return [voice for voice in found if voice.role != "capital" or voice.denies or not ends]


def _shapes_a_thing(scene: Scene, who: Hit, verb: Hit) -> bool:
    """ "미국 정보당국이 파악한 교전 시점 이후": a clause of saying that shapes a noun which is no person's."""
    adnominal, text = scene.language.marks("adnominal"), scene.text
    if not adnominal or text.startswith(scene.language.marks("topic"), who.end):
        return False
    word = word_at(text, verb.start)
    behind = verb.start + len(word)
    if verb.end > behind or not word.endswith(adnominal) or verb.start - who.end > _CLAUSE_OF_SAYING:
        return False
    if text.startswith(scene.language.marks("nominal"), behind + 1):
        return False  # "우크라이나군이 주장한 데 대해": what was said, no thing
    near = scene.hits.within(behind, behind + _NOUN_BEHIND)
    return not any(hit.kind in ("people", "event", "tally", "nation") for hit in near) and not any(
        behind <= n.start <= behind + _NOUN_BEHIND for n in scene.numbers
    )


_NOUN_BEHIND = 14  # letters from a verb to the persons that it shapes


def _leads(scene: Scene, who: Hit, verb: Hit) -> bool:
    """Whether a name may be a verb's subject where order alone tells: before it, no other name in a later clause."""
    later = (other for other in scene.of("who") if who.end <= other.start < verb.start)
    parted = any("，" in scene.text[who.end : other.start] for other in later)
    return who.end <= verb.start and not parted


def _titled(scene: Scene, who: Hit) -> bool:
    """ "White House spokesman John Kirby: …": nothing but an office and a first name before the surname."""
    start = scene.sentence.start
    told = (
        hit.kind in ("say", "stage", "event", "people", "governs")
        for hit in scene.hits.within(start, who.start)
    )
    plain = (
        scene.language.spaced
        and who.value[1] in ("claimant", "relay")
        and who.start - start <= _OFFICE_AND_NAME
    )
    return plain and not any(told) and not any(mark in ",;:." for mark in scene.text[start : who.start])


_OFFICE_AND_NAME = 45  # letters of an office and a first name


def headed(scene: Scene, who: Hit) -> bool:
    """The headline's form: "NIS: …", "국정원 “…”", "… – Zelensky", "（…）"."""
    if scene.text[who.start : who.end] in scene.language.marks("topics"):
        return False  # "Nordkorea: 15.000 Arbeiter in Russland"
    start, end = _with_country(scene, who) if scene.language.spaced else (who.start, who.end)
    told = _PERSONS_NAME.match(scene.cased, end) if scene.language.spaced and end > start else None
    end = told.end() if told and who.value[1] != "capital" else end  # "Міністр оборони України Умєров: …"
    marks = scene.language.marks("topic") if scene.language.marks("leaves_open") else ()
    end += next((len(mark) for mark in marks if scene.text.startswith(mark, end)), 0)  # "…우크라는 “4000명”"
    polite = scene.language.marks("honorific")
    end += next((len(mark) for mark in polite if scene.text.startswith(mark, end)), 0)  # "ショイグ氏「…」"
    after = scene.text[end : end + 3].lstrip()
    if scene.text[max(scene.sentence.start, who.start - 1) : who.start] in ("-", "/"):
        return False  # "Ucraina-Russia: …": what it is about
    if _introduced(scene, who) or _on_a_topic(scene, who):
        return True
    placed = scene.language.nouns_capitalised and preceded(
        scene, who.start, "governs"
    )  # "Blinken in Seoul: …", "两批朝鲜士兵已抵达俄罗斯：…"
    placed = placed or (scene.language.by_order and scene.hits.until(who.start, "stage") is not None)
    if (
        not placed
        and (start - scene.sentence.start <= 12 or _titled(scene, who))
        and not any(hit.start < start for hit in (*scene.of("tally"), *scene.events))  # "Потери КНДР: …"
        and after[:1] in (":", "“", "«", "「", '"', "：", "„")
    ):
        return True
    if after[:1] == ":" and not placed and _behind_a_topic(scene, start):
        return True
    before = scene.text[max(scene.sentence.start, who.start - 3) : who.start].strip()
    if scene.language.wordless and who.end >= scene.sentence.end and who.value[1] != "capital":
        return scene.text[who.start - 1] == " "  # "北朝鮮工兵500人が到着 ロシア国防省"
    return who.end >= scene.sentence.end - 2 and before[-1:] in (
        "–",
        "-",
        "…",
        "(",
        "」",
        "=",
        "|",
        "”",
        '"',
        ":",
    )


def _introduced(scene: Scene, who: Hit) -> bool:
    """ "Andrij Jussow, Sprecher des HUR: „Gekommen sind …“": a name that opens, its office, and a quotation."""
    opens = who.value[1] != "capital" and who.start - scene.sentence.start <= _FIRST_NAME
    if not opens or not scene.language.spaced or not scene.text.startswith(", ", who.end):
        return False
    colon = scene.text.find(": ", who.end, min(who.end + _APPOSITION, scene.sentence.end))
    if colon < 0 or scene.text[colon + 2 : colon + 3] not in ("„", "“", '"', "«", "‘"):
        return False
    verbs = ("say", "event", "stage", "number")
    return not any(hit.kind in verbs for hit in scene.hits.within(who.end, colon))


def _on_a_topic(scene: Scene, who: Hit) -> bool:
    """ "Zelensky on North Korean losses: 4,000 …", "Szojgu po rozmowie z Kimem: …": a name, of what or when, a colon."""
    opens = who.value[1] != "capital" and who.start - scene.sentence.start <= _TITLE
    if not opens or not scene.language.spaced or not scene.hits.at(who.end + 1, "governs", "told_this"):
        return False
    colon = scene.text.find(": ", who.end, min(who.end + _ON_TOPIC, scene.sentence.end))
    if colon < 0:
        return False
    return not any(hit.kind in ("say", "stage", "number") for hit in scene.hits.within(who.end, colon))


_TITLE, _ON_TOPIC = 12, 70  # letters of an office before a name, of a topic between it and the colon
_FIRST_NAME, _APPOSITION = 24, 110  # letters of a rank and a first name, of an office behind the name


def _behind_a_topic(scene: Scene, start: int) -> bool:
    """ "Corea del Nord, Seul: «…»", "Perdite nordcoreane, il Nis: 4.700": nothing but a topic, a comma and an article."""
    if not scene.language.spaced:
        return False
    topic, comma, article = scene.text[scene.sentence.start : start].rpartition(", ")
    if not comma or len(topic) > _TOPIC or not _PLAIN_TOPIC.fullmatch(topic):
        return False
    at = scene.sentence.start + len(topic) + len(comma)
    small = not article or ((hit := scene.hits.at(at, "filler")) is not None and start - hit.end <= 1)
    verbs = scene.hits.within(scene.sentence.start, at)
    return small and not any(hit.kind in ("say", "stage", "according") for hit in verbs)


_TOPIC, _PLAIN_TOPIC = 45, re.compile(r"[^,;:.\d]+")  # letters of a headline's topic

_PERSONS_NAME = re.compile(r"(?: [^\W\d_a-zа-яіїєґ][\w'-]+){1,3}(?=:)")


def _with_country(scene: Scene, who: Hit) -> tuple[int, int]:
    """The span of a name and of its country on either side: "штаб Южной Кореи", "południowokoreańskie Kolegium"."""
    before = scene.hits.until(who.start - 1, "country", "nation")
    behind = scene.hits.at(who.end + 1, "country", "nation")
    return before.start if before else who.start, behind.end if behind else who.end


def _denies(scene: Scene, who: Hit) -> bool:
    denials = [verb for verb in scene.of("deny", "doubt") if not _denied_by_another(scene, who, verb)]
    denials = [verb for verb in denials if not doubts_other(scene, verb)]
    denials = [verb for verb in denials if not answers(scene, who.start, who.end, who.value[0], verb)]
    return any(_verb_near(scene, who, verb) and not set_apart(scene, verb, who.start) for verb in denials)


def answers(scene: Scene, start: int, end: int, id_: str, denial: Hit) -> bool:
    """ "Kreml zaprzecza, ale NIS twierdzi, że …": behind another's denial and a comma, whoever has a verb of his own."""
    comma = scene.text.rfind(",", denial.end, start) if scene.language.spaced else -1
    others = (who for who in scene.of("who") if comma > 0 and who.end <= comma and who.value[0] != id_)
    others = (who for who in others if ";" not in scene.text[who.end : denial.start])
    others = (who for who in others if not preceding(scene, who.start, "governs", "at", "from"))
    if not any(_verb_near(scene, who, denial) for who in others):
        return False
    gaps = (
        scene.text[min(end, say.end) : max(start, say.start)] for say in scene.of("say") if say.start > comma
    )
    return any(len(gap) <= _OWN_SAYING and "," not in gap for gap in gaps)


_OWN_SAYING = 24  # letters between a name and its verb of saying


def doubts_other(scene: Scene, verb: Hit) -> bool:
    """ "约有1万名朝军，但无法证实他们是否参战": behind a number and a "but" something else is in doubt."""
    if not scene.language.by_order:
        return _adds_a_doubt(scene, verb)
    marks = scene.language.marks("contrast")
    comma = scene.text.rfind("，", scene.sentence.start, verb.start)
    told = any(n.end <= comma for n in scene.numbers) and not any(n.core >= verb.end for n in scene.numbers)
    behind = comma + 1 + (scene.text[comma + 1 : comma + 2] in "“「")
    but = comma >= 0 and told and scene.text.startswith(marks or ("\0",), behind)
    return but and not any(comma < who.start < verb.start for who in scene.of("who"))


def _adds_a_doubt(scene: Scene, verb: Hit) -> bool:
    """ "said 10,000 are there but that he could not confirm that they fight": a "but" behind the last number."""
    last = max((n.end for n in scene.numbers), default=0)
    if not scene.numbers or last > verb.start:
        return False
    gap = scene.text[last : verb.start]
    at = max((gap.rfind(mark) for mark in scene.language.marks("yet")), default=-1)
    others = any(last <= who.start < verb.start for who in scene.of("who"))
    return at >= 0 and not others and any(last <= say.start < last + at for say in scene.of("say", "stage"))


def _denies_it_all(scene: Scene, who: Hit) -> bool:
    """ "북한은 자국군 1만 명이 갔다는 주장을 일축했다": whoever opens a verb-final sentence that ends with a denial."""
    if not scene.language.predicate_last or who.start - scene.sentence.start > _OPENS_WITH:
        return False
    topic = scene.text.startswith(scene.language.marks("topic"), who.end)
    denials = (h for h in scene.of("deny") if scene.sentence.end - h.end <= _LAST_WORD and h.start > who.end)
    return topic and any(denials)


_OPENS_WITH, _LAST_WORD = 2, 6  # letters before a topic; of a verb's ending and the full stop


def _denied_by_another(scene: Scene, who: Hit, verb: Hit) -> bool:
    """ "Der NIS meldet 10.000 Mann, was der Kreml bestreitet": the verb's own clause names who denies."""
    if scene.language.predicate_last:  # "정보총국은 2만 명을 예상하지만 미 국방부는 확인할 수 없다고 했다"
        topic = scene.language.marks("topic")
        others = [o for o in scene.of("who") if who.end < o.start and o.end < verb.start]
        others = [o for o in others if scene.text.startswith(topic, o.end)]
        return (
            any(who.end <= n.start and n.end <= others[0].start for n in scene.numbers) if others else False
        )
    start = scene.clause_start(verb.start)
    if not scene.language.nouns_capitalised or who.end > start:
        return False
    return any(start <= other.start and other.end <= verb.start for other in scene.of("who"))


def only_acts(scene: Scene, voice: Voice) -> bool:
    """ "Corea del Norte prepara a otros 5.000, advirtió …": a capital with no word of saying or source of its own."""
    if voice.role != "capital" or voice.denies:
        return False
    leads = (0 <= voice.start - lead.end <= NAMED_BY for lead in scene.of("according"))
    says = (
        0 <= say.start - voice.end <= _OWN_VERB and "," not in scene.text[voice.end : say.start]
        for say in scene.of("say", "deny", "according_after")
    )
    header = scene.text[voice.end : voice.end + 1] == ":"
    return not any(leads) and not any(says) and not header


_OWN_VERB = 12  # letters of an auxiliary between a capital and its verb


def _unknown(scene: Scene, known: Sequence[Voice]) -> list[Voice]:
    """A body that no file knows keeps its name as written: "the Halden Institute reckons"."""
    if known:
        return []
    return [] if scene.language.spaced else _unknown_glued(scene)


def _unknown_glued(scene: Scene) -> list[Voice]:
    """The same where names are written as one: "다국적제재모니터링팀은 … 지적했다", "据世宗研究所".

    Where order alone tells, a person's name stands behind the office: "立陶宛国防部长考纳斯". Elsewhere the last of
    several bodies before the verb speaks ("民間シンクタンクの環日本海安保研究所は").
    """
    if not scene.language.by_order:
        return _unknown_marked(scene)
    for body in scene.of("body", "holder"):
        if _shapes_a_body(scene, body):
            continue
        start = _name_starts(scene, body, body_start(scene, body))
        if body.kind == "holder":
            start, end = _named_holder(scene, body, start)
        else:
            start, end = _own_name(scene, body, start)
        own = body._replace(start=start, end=end)
        speaks = any(_verb_near(scene, own, say) for say in scene.of("say", "deny"))
        least = _LEAST if body.kind == "body" else _SHORTEST
        opens = start - scene.text.startswith(("《", "「", "“"), start - 1)
        told = scene.hits.until(opens, "function") is not None  # "他对乌克兰通讯社说"
        if speaks and not told and end - start >= least:
            name = _BRACKETS.sub("", scene.cased[start:end])
            return [Voice(start, end, name, "unknown", _denies(scene, own))]
    return []


_BRACKETS = re.compile('[《》「」“”"]')


def _unknown_marked(scene: Scene) -> list[Voice]:
    """A body that particles mark; a word that tells no more than its kind names nobody ("민간 연구기관은")."""
    found: list[Voice] = []
    says = scene.of("say", "deny", "according_after")
    for body in scene.of("body"):
        start = body_start(scene, body)
        quoted = _QUOTED_NAME.match(scene.cased, body.end)  # "人権団体「北韓軍人人権連帯」は"
        end, name = (quoted.end(), quoted[1]) if quoted else (body.end, scene.cased[start : body.end])
        if not quoted and (body.end - start < _LEAST or _only_a_kind(scene, start, body)):
            start = _of_third(scene, body)  # "ノルウェーの軍情報部"
            if start < 0:
                continue
            name = scene.cased[start : body.end]
        own = body._replace(start=start, end=end)
        account = any(_trails(scene, own, trail) for trail in scene.of("according_after"))
        if account or any(_verb_near(scene, own, say) for say in says):
            found.append(Voice(start, end, name, "unknown"))
    return found[-1:] or _labelled(scene) or _unknown_holder(scene)


def _labelled(scene: Scene) -> list[Voice]:
    """ "우크라이나 매체 이보케이션 인포가 보도했다": a name of no list behind the word for what it names."""
    says = scene.of("say")
    for label in scene.language.stranger("labels") if says else ():
        at = scene.text.find(f"{label} ", scene.sentence.start, scene.sentence.end)
        name = _LABELLED.match(scene.cased, at + len(label) + 1) if at >= 0 else None
        if name is None:
            continue
        own = Hit(name.start(1), name.end(1), "body", "label")
        if any(_verb_near(scene, own, say) for say in says):
            return [Voice(own.start, own.end, name[1], "unknown")]
    return []


_LABELLED = re.compile(r"((?:[^\s,.“”\"]+ ){0,2}?[^\s,.“”\"]{2,}?)[은는이가] ")


def body_start(scene: Scene, body: Hit) -> int:
    """Where the name begins that a body's word ends, in a script whose names are written as one."""
    start = max(scene.text.rfind(mark, scene.sentence.start, body.start) + 1 for mark in _AROUND)
    start = max(start, scene.sentence.start)
    if scene.language.wordless:  # what hiragana joins to a name from before is none of it
        kana = [m.end() for m in _HIRAGANA.finditer(scene.text, start, body.start)]
        start = max(kana, default=start)
    if start == body.start and scene.text[start - 1 : start] == " " and scene.language.predicate_last:
        nation = scene.hits.until(start - 1, "place", "nation")  # "쿠르스크 주정부는"
        office = scene.text.rfind(" ", scene.sentence.start, start - 1) + 1
        if nation is None and scene.hits.at(office, "holder", "who"):
            nation = scene.hits.until(office - 1, "nation")  # "에스토니아 국방부 정보센터는"
        start = nation.start if nation is not None else start
    return start


def _of_third(scene: Scene, body: Hit) -> int:
    """Where the country stands whose body a word tells that is no name; -1 where no list knows the country."""
    before = scene.text[scene.sentence.start : body.start]
    link = next((mark for mark in scene.language.marks("link") if before.endswith(mark)), None)
    found = list(_FOREIGN_NAME.finditer(before.removesuffix(link))) if link is not None else []
    third = scene.language.stranger("third")
    told = (
        bool(found and third)
        and found[-1].group().startswith(third)
        and before.endswith(found[-1].group() + (link or ""))
    )
    return scene.sentence.start + found[-1].start() if told else -1


def _only_a_kind(scene: Scene, start: int, body: Hit) -> bool:
    """Whether nothing but words for kinds and countries stands before a body's word: "民間研究所", "미국 싱크탱크"."""
    kinds = scene.language.marks("nameless")
    return bool(kinds) and scene.text[start : body.start] in ("", *kinds)


_LED, _LEAST, _SHORTEST = 6, 4, 2  # letters between "according to" and a name; of a body's, a person's name


def _shapes_a_body(scene: Scene, body: Hit) -> bool:
    """ "美国智库战略与国际研究中心": a word for such a body before the name of one."""
    later = (other for other in scene.of("body", "holder") if 0 <= other.start - body.end <= _TITLED)
    if any(0 <= say.start - body.end <= _LED for say in scene.of("say")):
        return False
    for other in later:
        between = scene.hits.within(
            body.end, other.start
        )  # "波兰外长西科尔斯基17日在电台说": where he speaks
        said = any(hit.value == "things" for hit in between)
        if not said and not _SEVERS.search(scene.text, body.end, other.start):
            return True
    return False


_TITLED = 14  # letters of a name behind the word for what it names
_SEVERS = re.compile(r"[，。；、,;:“”「」《》()]")


def _own_name(scene: Scene, body: Hit, start: int) -> tuple[int, int]:
    """Where a body's name stands: up to its word, or quoted or in Latin letters behind it ("组织InformNapalm")."""
    name = _CALLED.match(scene.cased, body.end) if scene.language.by_order else None
    if name is None and scene.text[body.start : body.end] in scene.language.marks("nameless"):
        return _named_behind(scene, body) or (start, body.end)
    return name.span(name.lastindex or 0) if name else (start, body.end)


def _named_behind(scene: Scene, body: Hit) -> tuple[int, int] | None:
    """ "美国智库兰德公司估算", "韩国智库世宗研究所在报告中说": the name behind a word that only tells the kind."""
    ends = (
        hit.start
        for hit in scene.of("say", "deny", "function", "filler", "relative")
        if hit.start >= body.end
    )
    end = min(ends, default=body.end)
    plain = _HAN.fullmatch(scene.text, body.end, end) is not None
    return (body.end, end) if plain else None


#: Not one who works there: "智库研究员", "智庫專家".
_HAN = re.compile(r"[\u4e00-\u9fff·]{1,11}[\u4e00-\u9fff](?<![员員家者人师師长長们們])")


_QUOTED_NAME = re.compile(r" ?[「『“‘\"'《<]([^」』”’\"'》>\n]{2,24})[」』”’\"'》>]")
_CALLED = re.compile(r"[“「《\"]([^”」》\"\n]{2,20})[”」》\"]|([A-Za-z][\w.&-]*(?: [A-Z][\w.&-]*)*)")


def _name_starts(scene: Scene, body: Hit, start: int) -> int:
    """Where a body's name begins behind the words that are none of it: "据韩国智库世宗研究所"; "日本外务省" is whole."""
    words = scene.of("according", "nation", "body", "function", "relative", "filler")
    words = [hit for hit in words if start <= hit.start and hit.end <= body.start]
    heads = {start, *(hit.end for hit in words if hit.kind != "filler")}
    inside = scene.language.joiners  # "战略与国际研究中心", "波罗的海安全研究中心": words inside a name
    words = [
        hit
        for hit in words
        if hit.start in heads or (hit.kind != "filler" and scene.text[hit.start : hit.end] not in inside)
    ]
    ends = sorted((hit.end, hit.kind, hit.start) for hit in words)
    while ends:
        end, kind, begin = ends.pop()
        if kind != "nation" or end < body.start:
            return end
        if body.kind == "holder":
            return end
        start = max(start, *(other for other, kind, _ in ends if kind != "nation"), begin) if ends else begin
        return start
    return start


def _named_holder(scene: Scene, holder: Hit, start: int) -> tuple[int, int]:
    """The person's name behind an office, or the office where none stands there: "爱沙尼亚外长察赫克纳表示"."""
    name = _PERSON.match(scene.cased, holder.end)
    end = name.end() if name else holder.end
    ends = ("say", "deny", "function", "relative", "according_after", "nation", "month", "stage", "pronoun")
    inside = scene.hits.within(holder.end, end)  # one letter may be a unit in a name ("阿列克谢耶夫")
    units = [hit.start for hit in inside if hit.kind == "unit" and hit.end - hit.start > 1]
    stops = [hit.start for hit in inside if hit.kind in (*ends, "hears")] + units
    adverbs = (scene.text.find(mark, holder.end, end) for mark in scene.language.marks("adverb"))
    end = min([end, *stops, *(at for at in adverbs if at >= 0)])
    if _SHORTEST <= end - holder.end < _LONGEST:
        return holder.end, end
    office = scene.text[start : holder.start]  # "日本首相", but none of "一名议员"
    return (start, holder.end) if office and not office.startswith(_NOBODY) else (holder.end, holder.end)


_LONGEST = 14  # letters that are no name any more
_NOBODY = tuple("一两多几数有某这那该各其前")


_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,14}")


_HIRAGANA = re.compile(r"[\u3041-\u309f]")


_AROUND = " \n(、。，,:：;；「」“《—）"  # what parts a name from the words before it


JOINED = 9  # letters of a comma, a joiner and an article


def set_apart(scene: Scene, verb: Hit, at: int) -> bool:
    """ "Pyongyang has confirmed no number, although Seoul reckons with 600": a denial of another clause."""
    colon = scene.text.find(": ", verb.end, at)  # "… в такие потери не верят: там насчитали тысячу"
    return colon >= 0 and any(colon < say.start < at for say in scene.of("they_say"))
