"""Who stands behind a number: found in its sentence, carried from the sentence before, or told after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.claimants import Claimants
from bot.claims.governing import whole_before_part
from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import (
    OTHER,
    Scene,
    frames,
    gapped_speaker,
    hit_start,
    parted,
    preceded,
    preceding,
    side_of,
    word_at,
)
from bot.model import Stage


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks in a sentence: where the name stands, the id, and its role."""

    start: int
    end: int
    id: str
    role: str  # "claimant", "relay", "medium", "capital", "unknown"
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a number, through whom, and whether it is denied; ``rule`` says how it was found."""

    claimant: str | None = None
    via: str | None = None
    denied: bool = False
    rule: str = "nobody"


_NEAR_VERB = 90
_NEAR_PREPOSITION = 40
_TITLE = 26  # letters of a title between a name and its particle


def _office_named(scene: Scene, who: Hit) -> bool:
    """ "за словами речника Пентагону": an office that could mean whoever was named before has its own name here."""
    marks = scene.language.marks("words_of")
    if not marks:
        return False
    if any(scene.text.endswith(f"{mark} ", scene.sentence.start, who.start) for mark in marks):
        return True
    return any(
        hit.start < who.start
        and who.start - hit.end <= _NEAR_PREPOSITION
        and hit.end < who.end
        and (who.start <= hit.end or "," not in scene.text[hit.end : who.start])
        for hit in scene.of("reported")
    )


def voices(scene: Scene) -> list[Voice]:
    """Everyone who is said to speak in the sentence, in order."""
    found = []
    says = _active(scene, scene.of("say", "deny", "back"))
    leads, trails = scene.of("according"), scene.of("according_after")
    for who in _names(scene):
        id_, role = who.value
        denies = _denies(scene, who)
        speaks = (
            (
                any(
                    0 <= who.start - lead.end <= _NEAR_PREPOSITION
                    and _clear(scene, lead.end, who.start)
                    and not _closed_by_postposition(scene, lead)
                    for lead in leads
                )
                and not _apposed_to_governed(scene, who.start, _governors(scene))
            )
            or any(_trails(scene, who, trail) for trail in trails)
            or frames(scene, who)
            or (scene.language.nouns_capitalised and _officials_in(scene, who.start - 1))
            or _headed(scene, who)
            or _before_quote(scene, who)
            or _whose_word(scene, who)
            or _weighed_against(scene, who)
            or _says_before(scene, who)
            or _put_beside(scene, who)
            or (who.value[1] == "medium" and any(0 <= h.start - who.end <= 1 for h in scene.of("reacts")))
            or _speaks_as_he(scene, who)
            or _which_says(scene, who)
            or _in_the_lead(scene, who)
            or _is_account(scene, who)
            or _office_named(scene, who)
            or (not _governed(scene, who) and any(_verb_near(scene, who, verb) for verb in says))
        )
        if (speaks and not _only_aligned(scene, who)) or denies:
            role = "claimant" if role == "capital" and _tells_of(scene, who) else role
            found.append(Voice(who.start, who.end, id_, role, denies))
    found = _without_its_verb(scene, found)
    found = [voice for voice in found if not _is_heard(scene, voice, found)]
    return _but_the_topic(scene, _first_of_two(scene, found)) + _unknown(scene, found)


def _only_aligned(scene: Scene, who: Hit) -> bool:
    """ "…, aligning with reports from Ukrainian intelligence": whose word only agrees with what is told."""
    marks = scene.language.marks("aligned")
    leads = (h for h in scene.of("according") if 0 <= who.start - h.end <= _NEAR_PREPOSITION) if marks else ()
    return any(scene.text.endswith(marks, scene.sentence.start, lead.start) for lead in leads)


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


def _active(scene: Scene, says: Sequence[Hit]) -> Sequence[Hit]:
    """The verbs of saying whose subject speaks: not "추정된다", whose subject is spoken of."""
    passive = scene.language.marks("passive")
    return [say for say in says if not scene.text.startswith(passive, say.end)] if passive else says


def _weighed_against(scene: Scene, who: Hit) -> bool:
    """ "Kiev estime à 3 000 les pertes, contre 1 000 pour la Maison Blanche": whose count is set against another."""
    marks, words = scene.language.marks("set_against"), scene.language.marks("for_whom")
    told = scene.text[scene.sentence.start : who.start].split()[-2:] if marks else []
    told = told[1:] if told and told[-1] in words else told[:1]
    if not told or told[0] not in words:
        return False
    at = scene.text.rfind(f" {told[0]} ", scene.sentence.start, who.start) + 1
    before = [n for n in scene.numbers if 0 < at - n.end <= _COUNTED_NOUN]
    return bool(before) and scene.text.endswith(
        tuple(f" {mark} " for mark in marks), scene.sentence.start, before[-1].start
    )


_COUNTED_NOUN = 14  # letters of a noun between a number and the one that counts so


def _whose_word(scene: Scene, who: Hit) -> bool:
    """ "1만2천 명을 파병했다는 18일 국정원 발표 이후": a noun of saying behind the name, and what is said before it."""
    told = scene.language.marks("quotative")
    if not told or scene.text[who.end : who.end + 1] != " " or not scene.hits.at(who.end + 1, "say"):
        return False
    before = scene.text[max(scene.sentence.start, who.start - _DATE_BETWEEN) : who.start]
    return any(f"{mark} " in before for mark in told)


def _says_before(scene: Scene, who: Hit) -> bool:
    """ "…1천 명이 부상했다고 보고한 한국 국정원의": a verb of saying that shapes the name right behind it."""
    adnominal = scene.language.marks("adnominal")
    if not adnominal:
        return False
    for say in _active(scene, scene.of("say")):
        word = word_at(scene.text, say.start)
        if word.endswith(adnominal) and 0 < who.start - (say.start + len(word)) <= _NAME_BEHIND:
            return any(scene.text.endswith(mark, 0, say.start - 1) for mark in scene.language.marks("cited"))
    return False


def _put_beside(scene: Scene, who: Hit) -> bool:
    """ "젤렌스키 4천 명, 국정원 3천 명": of several names each has its number right behind it."""
    if not scene.language.marks("passive") or who.value[1] == "medium":
        return False
    names = [hit for hit in scene.of("who") if hit.value[1] in ("claimant", who.value[1])]
    put = [h for h in names if any(n.start == h.end + 1 and n.counter for n in scene.numbers)]
    return who in put and len(put) > 1


_NAME_BEHIND = 6  # letters of a country between a verb and the name that it shapes
_DATE_BETWEEN = 12  # letters of a date between what is said and who says it


def _trails(scene: Scene, who: Hit, trail: Hit) -> bool:
    """Whether a word of source belongs to the name before it: "국정원에 따르면"; not "SBU)과의 공조를 통해"."""
    if not 0 <= trail.start - who.end <= _NEAR_PREPOSITION // 2:
        return False
    gap = re.sub(r"^\(?[^()]{0,12}\)", "", scene.text[who.end : trail.start])
    particles = scene.language.predicate_last and not scene.language.wordless
    joined = tuple(f"{joiner} " for joiner in scene.language.joiners)  # "우크라이나와 동맹국의 평가에 따르면"
    beside = gap.startswith(scene.language.marks("oblique")) and not gap.startswith(joined)
    return not (particles and gap and beside)


def _before_quote(scene: Scene, who: Hit) -> bool:
    """ "젤렌스키 대통령은 “… . …”라고 강조했다": a topic before a quotation that the sentence leaves open."""
    marks = scene.language.marks("passive")
    found = (
        _OPENS_QUOTE.search(scene.text, who.end, min(who.end + _TO_QUOTE, scene.sentence.end))
        if marks
        else None
    )
    if found is None or re.search('["”]', scene.text[found.start() + 1 : scene.sentence.end]):
        return False
    return _is_marked(scene, who)


_OPENS_QUOTE = re.compile('["“]')


_TO_QUOTE = 40  # letters from a name to the quotation that it says


def _is_heard(scene: Scene, voice: Voice, found: Sequence[Voice]) -> bool:
    """ "泽连斯基听取总司令瑟尔斯基汇报后说": who is heard by one that speaks for himself does not speak."""
    hearing = [hit for hit in scene.of("hears") if 0 <= voice.start - hit.end <= _NEAR_PREPOSITION // 2]
    return any(
        other.role == "claimant" and not other.id.endswith("officials") and other.end <= hit.start
        for hit in hearing
        for other in found
        if other is not voice
    )


def _closed_by_postposition(scene: Scene, lead: Hit) -> bool:
    """ "Schätzungen zufolge könnte Pjöngjang …": nobody behind a postposition is who it speaks of."""
    behind = scene.hits.at(lead.end + 1, "according_after") if scene.language.nouns_capitalised else None
    return behind is not None and scene.text[behind.start : behind.end] in scene.language.marks(
        "postposition"
    )


def _but_the_topic(scene: Scene, found: Sequence[Voice]) -> list[Voice]:
    """ "Corée du Nord : 300 soldats tués, selon Séoul": a headline's topic does not speak where another does."""
    leads = scene.of("according") if scene.language.spaced else ()
    named = [v for v in found if any(0 <= v.start - lead.end <= _NAMED_BY for lead in leads)]
    return [v for v in found if v.role != "capital" or v in named or not named or not _is_header(scene, v)]


_NAMED_BY = 4  # letters of an article between "according to" and a name


def _is_header(scene: Scene, voice: Voice) -> bool:
    return voice.start == scene.sentence.start and scene.text[voice.end : voice.end + 2].strip()[:1] == ":"


def _governed(scene: Scene, who: Hit) -> bool:
    """ "fighting for Putin": a name under a preposition is not the one who speaks."""
    kind = _governors(scene)
    told = scene.language.spaced or scene.language.by_order
    start = who.start
    while scene.language.by_order and (name := scene.hits.until(start, "who")):
        start = name.start  # "与韩国防长金龙显会谈后": one person's office and name
    when = preceding(scene, start, kind) if scene.language.marks("temporal") else None
    if when is not None and scene.text[when.start : when.end] in scene.language.marks("temporal"):
        return not scene.hits.at(who.end + 1, "say")  # "comes after the NIS disclosed that …"
    governed = preceded(scene, start, kind) or _apposed_to_governed(scene, start, kind)
    return told and governed and not _they_say_at(scene, who) and not _told_by(scene, who)


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


def _in_the_lead(scene: Scene, who: Hit) -> bool:
    """ "According to briefings at the National Assembly by NIS Director Cho, …": a name up to the first comma."""
    lead = scene.hits.at(scene.sentence.start, "according") if scene.language.marks("possessive") else None
    if lead is None or who.value[1] == "capital" or not 0 < who.start - lead.end <= _LEAD:
        return False
    return not parted(scene, lead.end, who.start) or "(" in scene.text[lead.end : who.start]


_LEAD = 100  # letters from "according to" to the name


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
    adjective = nation is not None and scene.cased[nation.start].islower()
    return nation is not None and adjective and preceded(scene, nation.start, kind)


def _told_by(scene: Scene, who: Hit) -> bool:
    """ "announced hours before by South Korea's military": who stands under a passive verb of saying."""
    marks = scene.language.marks("agent")
    word = preceding(scene, who.start, "governs", "function") if marks else None
    if word is not None and scene.language.nouns_capitalised and _estimated_by(scene, word, who):
        return True
    if word is None or scene.text[word.start : word.end] not in marks:
        return False
    return any(
        0 < word.start - say.end <= _FAR_AGENT and _clear(scene, say.end, word.start)
        for say in scene.of("say")
    )


def _estimated_by(scene: Scene, word: Hit, who: Hit) -> bool:
    """ "Die Zahl wird von Seoul auf 300 geschätzt": the agent of a passive whose verb of saying ends its clause."""
    if scene.text[word.start : word.end] not in scene.language.marks("by"):
        return False
    start, stop = scene.clause_start(word.start), scene.clause_end(who.end)
    helpers = {*scene.language.marks("to_be"), *scene.language.marks("bracket")}
    helped = not helpers.isdisjoint(scene.text[start : word.start].split())
    return helped and any(who.end < say.start and stop - say.end <= 1 for say in scene.of("say"))


_FAR_AGENT = 25  # letters between a verb of saying and its "by"


def _governors(scene: Scene) -> str:
    """The kind of a language's prepositions: its own list, else all its function words."""
    return "governs" if scene.language.data.get("grammar", {}).get("governs") else "function"


def _they_say_at(scene: Scene, who: Hit) -> bool:
    """ "заявили в НАТО", "у Києві кажуть": a body under a preposition of place, its verb in the plural without a subject."""
    start = who.start
    while start > scene.sentence.start and scene.text[start - 1] in ' "„“«':
        start -= 1
    at = scene.hits.until(start, "at")
    if at is None:
        return False
    many = scene.language.marks("they")
    plural = [v for v in scene.of("say", "deny") if many and scene.text.endswith(many, v.start, v.end)]
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
    officials = _officials(scene)
    for name in sorted((*scene.of("who"), *officials), key=hit_start) if officials else scene.of("who"):
        who = _of_its_country(scene, name)
        if who.start < reach and not scene.language.spaced:
            continue  # "미국 국방부" and "국방부 대변인": the first one is the name
        if scene.text[who.end : who.end + 1] == "=":
            continue  # "(서울=뉴스1)": where an agency's text was written
        if (official := _hyphened(scene, who)) is not None:
            names.append(official)
            continue
        if who.value[1] == "capital" and (_is_place(scene, who) or not _speaks_as_capital(scene, who)):
            continue
        if who.value[1] == "capital" and (_joined_to_governed(scene, who) or _is_of_a_body(scene, who)):
            continue
        if names and _names_office(scene, names[-1], who):
            reach = who.end
            continue  # "사브리나 싱 국방부 부대변인": a person, then whose office it is
        if (first := _joined_to(scene, who)) is not None:
            names = [earlier for earlier in names if earlier.start != first.start]
            who = Hit(first.start, who.end, "who", first.value)
        names.append(who)
        reach = who.end
    return names


def _hyphened(scene: Scene, who: Hit) -> Hit | None:
    """ "der NATO-Beamte", "nach Kreml-Angaben": a name joined to a word for those who speak for it."""
    if not scene.language.nouns_capitalised or scene.text[who.end : who.end + 1] != "-":
        return None
    official = scene.hits.at(who.end + 1, "officials")
    return official and Hit(who.start, official.end, "who", (who.value[0], "claimant"))


def _officials(scene: Scene) -> list[Hit]:
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
    if not scene.language.marks("passive") or second.value[1] not in ("claimant", "capital"):
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
    name = (theirs, "claimant") if theirs else (scene.cased[nation.start : who.end], "unknown")
    return Hit(nation.start, who.end, "who", name)


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


def _in_opening_quote(scene: Scene, voice: Voice) -> bool:
    """ "「金正恩は…送れる」とも語った": a name inside the quotation that opens the sentence."""
    start = scene.sentence.start
    close = scene.text.find("」", start, scene.sentence.end) if scene.text[start] == "「" else -1
    return voice.end <= close


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
    links = (len(mark) for mark in scene.language.marks("link") if text.startswith(mark, at))
    itself = itself or any(scene.hits.at(at + link, "say") for link in links)  # "韓国軍の推計は"
    return (itself or _ends_in_title(scene, at)) and any(
        0 <= say.start - at <= _TO_SAYING for say in scene.of("say", "deny")
    )


def _names_its_press(scene: Scene, who: Hit) -> bool:
    """ "韩国《中央日报》报道", "韩国媒体报道": a country before those of it who only report."""
    if any(0 < other.start - who.start <= 3 for other in scene.of("who")):
        return True
    behind = scene.text[who.end : who.end + _TO_PRESS]
    return any(mark in behind for mark in scene.language.marks("press"))


def _ends_in_title(scene: Scene, at: int) -> bool:
    """ "韓国のファン・ジュングク大使は": a person of a country's whom his title tells."""
    titles, subject = scene.language.marks("titles"), scene.language.marks("subject")
    stop = min(scene.sentence.end, at + _TITLE)
    ends = (scene.text.find(title + mark, at, stop) for title in titles for mark in subject)
    end = min((found for found in ends if found >= 0), default=-1)
    return end >= 0 and not any(mark in scene.text[at:end] for mark in "、。「")


_TO_PRESS = 6  # letters from a country to its press
_TO_SAYING = 220  # letters from a topic to its verb of saying


def _speaks_as_capital(scene: Scene, who: Hit) -> bool:
    """ "Seoul says", "laut Kiew", "Seoul: …"; not "in Seoul", "nach Kiew"."""
    if _headed(scene, who) or _they_say_at(scene, who) or _told_by(scene, who) or gapped_speaker(scene, who):
        return True
    if _owns_account(scene, who) or _speaks_with_next(scene, who) or _by_its_account(scene, who):
        return True
    at = who.start
    while at > scene.sentence.start and scene.text[at - 1] in " '":
        at -= 1
    if _officials_in(scene, at):
        return True
    if scene.hits.until(at, "according") or preceded(scene, who.start, "according"):
        return not scene.language.by_order or _has_account(scene, who)
    if _belongs(scene, who) or _begins_a_name(scene, who):
        return False
    owns = scene.language.marks("genitive") and scene.hits.until(at, "people", "event")  # "солдат КНДР"
    if owns or scene.hits.at(who.start, "oblique_name"):
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
    if scene.language.by_order and _names_its_press(scene, who):
        return False
    if scene.language.wordless:
        return _tells_of(scene, who) or _speaks_itself(scene, who)
    opens = who.start - _past_source(scene, who) <= 8 and bool(scene.language.marks("subject"))
    opens = opens and scene.text[who.start : who.end] not in scene.language.marks("doers")
    if opens and scene.of("say", "deny") and _is_marked(scene, who):
        return True  # "김정은 위원장은 … 밝혔다": the verb stands at the end of all that is said
    if _tells_of(scene, who):
        return True
    if scene.language.nouns_capitalised and (_speaks_in_turn(scene, who) or frames(scene, who)):
        return True
    if _speaks_as_he(scene, who) or _who_then_says(scene, who):
        return True
    far = 25 if scene.language.spaced else 10
    closed = scene.text[who.end : who.end + 1] in ",.;:" or who.end >= scene.sentence.end
    return any(
        (
            0 <= say.start - who.end <= far
            and not _another_clause(scene, who, say)
            and not _only_plans(scene, say)
            and not _quote_ends(scene, who.end, say.start)
            and not (scene.language.marks("possessive") and scene.text.count(", ", who.end, say.start) == 1)
        )
        or (closed and 0 <= who.start - say.end <= 12)
        or (who.start - say.end == 1 and _says_it(scene, say))
        or _is_its_subject(scene, say, who)
        for say in scene.of("say", "deny")
    ) or any(0 <= trail.start - who.end <= _to_source(scene, who) for trail in scene.of("according_after"))


def _says_it(scene: Scene, say: Hit) -> bool:
    """Whether a verb's subject may follow it; that of what is said does: "Berichte, wonach Kim … geschickt habe"."""
    opens = scene.text[say.start : say.end] in scene.language.marks("content")
    return not opens and (scene.language.nouns_capitalised or _is_inverted(scene, say))


def _is_account(scene: Scene, who: Hit) -> bool:
    """ "ukrainische Angaben", "nach US-Angaben", "Geheimdienstinformationen": a name that ends as what was said."""
    words = re.split(r"[\s-]", scene.text[who.start : who.end])
    if not scene.language.accounts.isdisjoint(words):
        return True
    long = tuple(word for word in scene.language.accounts if len(word) > _SHORT_WORD)
    return scene.language.nouns_capitalised and words[-1].endswith(long)


_SHORT_WORD = 5


def _is_its_subject(scene: Scene, say: Hit, who: Hit) -> bool:
    """ "…, sagte die Nato am Freitag", "…, teilte der Kreml mit": a verb, a nominative article and a capital."""
    if not scene.language.nouns_capitalised or not scene.text.endswith(", ", scene.sentence.start, say.start):
        return False
    article = scene.text[say.end : who.start].strip()
    name = scene.text[who.start : who.end]
    return article in ("die", "das") or (article == "der" and name in scene.language.marks("masculine"))


def _to_source(scene: Scene, who: Hit) -> int:
    """Letters that may stand between a capital and its word of source; more where another is joined to it."""
    own = scene.language.marks("own_account")
    if own and any(scene.text.startswith(own, at) for at in range(who.end, who.end + _HELPED)):
        return _HELPED  # "Die Ukraine hat nach eigenen Angaben …"
    joined = scene.text.startswith(tuple(f"{joiner} " for joiner in scene.language.joiners), who.end)
    return _NEAR_PREPOSITION // 2 if joined and scene.language.marks("passive") else 4


def _tells_of(scene: Scene, who: Hit | Voice) -> bool:
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
    leads = any(0 <= body.start - lead.end <= _NEAR_PREPOSITION // 2 for lead in scene.of("according"))
    return leads or any(
        0 <= say.start - start <= _NEAR_PREPOSITION or 0 <= body.start - say.end <= _BY_OFFICIALS
        for say in scene.of("say")
    )


_BY_OFFICIALS = 14  # letters of an article and an adjective between a verb of saying and its officials


def _who_then_says(scene: Scene, who: Hit) -> bool:
    """ "Kim, który witał żołnierzy na lotnisku, przyznał, że …": a clause about the name stands before its verb."""
    if not scene.language.spaced or scene.text[who.end : who.end + 2] != ", ":
        return False
    close = scene.text.find(", ", who.end + 2, min(who.end + _RELATIVE, scene.sentence.end))
    which = scene.hits.at(who.end + 2, "function", "relative_clause", "according")
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
    following = next((other for other in scene.of("who") if 0 < other.start - who.end <= _JOINED), None)
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
        if not 0 < who.start - lead.end <= _NEAR_PREPOSITION:
            continue
        between = scene.hits.within(lead.end, who.start)
        if not _clear(scene, lead.end, who.start) or any(hit.kind in _OTHERS for hit in between):
            continue
        words = scene.text[lead.end : who.start].replace("'", " ").split()
        if words and any(word in scene.language.marks("of") for word in words[-2:]) and len(words) <= _FEW:
            return True
    return False


_OTHERS = frozenset(("say", "who", "people", "event", "stage", "place", "relative_clause", "number"))
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
    return scene.language.nouns_capitalised and "," in scene.text[who.end : say.start]


def _speaks_in_turn(scene: Scene, who: Hit) -> bool:
    """ "Der NIS geht von 2000 Toten aus, Kiew von 5000": the verb of saying is told once for both."""
    before = scene.text[max(who.start - 5, 0) : who.start].split() or [""]
    joined = before[-1].endswith(",") or before[-1] in scene.language.joiners
    preposition = scene.hits.at(who.end + 1, "governs", "between")
    number = preposition and any(0 < n.start - preposition.end <= 2 for n in scene.numbers)
    opened = preposition and any(n.start == preposition.start for n in scene.numbers)
    return joined and bool(number or opened) and any(say.end < who.start for say in scene.of("say"))


def _is_agent(scene: Scene, start: int) -> bool:
    """ "les 3 000 pertes avancées par Kiev": one word between a verb of telling and the capital that told it."""
    agent = scene.hits.until(start, "governs")
    named = agent is not None and scene.text[agent.start : agent.end] in scene.language.marks("by")
    far = _ADVERB if named and scene.language.marks("postposed") else 1
    return agent is not None and any(1 <= agent.start - lead.end <= far for lead in scene.of("according"))


_ADVERB = 34  # "confirmados oficialmente por Kim"


def _only_plans(scene: Scene, say: Hit) -> bool:
    """ "Pyongyang « prévoit d'envoyer »", "Pionyang prevé mandar": what foresees its own sending does not speak."""
    if not scene.language.marks("postposed"):
        return False
    plans = any(hit.start == say.start and hit.value == Stage.PLANNED for hit in scene.stages)
    sends = (hit for hit in scene.stages if hit.value == "send" and 0 < hit.start - say.end <= _TO_SEND)
    return plans and any(sends)


_TO_SEND = 6  # letters of a preposition between a plan and its infinitive


def _is_inverted(scene: Scene, say: Hit) -> bool:
    """ "…, reveló Kim en la ceremonia", "…», a dit Kiev jeudi": behind what is said the verb stands before its name."""
    before = scene.text[scene.sentence.start : say.start]
    if scene.language.marks("postposed") and before.split()[-1:] and before.endswith(" "):
        word = before.split()[-1].rsplit("'", 1)[-1]
        if word in scene.language.marks("whom"):
            return True  # "les 600 morts que recense Séoul"
    return scene.language.spaced and before.rstrip(" –")[-1:] in ',"”»'


def _clear(scene: Scene, start: int, end: int) -> bool:
    """Nothing but a few plain words between a preposition and its name."""
    gap = scene.text[start:end]
    return not re.search(r"\.(?! )|[;:!?\d]", gap) and gap.count(",") <= 1


def _is_marked(scene: Scene, who: Hit) -> bool:
    """Whether a name is its clause's subject, where particles say so: "국정원은", "미 국방부 대변인이"; "크렘린, …"."""
    subject = scene.language.marks("subject")
    if not subject:
        return True
    if scene.language.wordless:
        return _is_marked_by_letter(scene, who, subject)
    for number, word in enumerate(re.finditer(r"[^\s]+", scene.text[who.end : who.end + 40])):
        if number and scene.hits.at(who.end + word.start(), "relative"):
            return True  # "젤렌스키 우크라이나 대통령 지난 7일 …": the particle left out
        if number == 0 and scene.text.startswith(scene.language.marks("placed") or ("\0",), who.end):
            return False  # "모스크바에는 북한군이 있다고 했다"
        if number == 0 and scene.text[who.end].isspace() is False and word.start() == 0:
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


def _is_marked_by_letter(scene: Scene, who: Hit, subject: tuple[str, ...]) -> bool:
    """The same where no space ends a word: the first particle decides (ライダー報道官は); titles follow the name."""
    text, at = scene.text, who.end
    if at >= scene.sentence.end or text[at] in ",、:「“\"' " or scene.hits.at(at, "say", "back"):
        return True
    if text.endswith(subject, who.start, who.end):
        return True
    source = scene.language.marks("source")
    if source and text.startswith(source, at) and any(hit.start > at for hit in scene.of("received")):
        return True  # "ウクライナ側からは…との説明を受けた"
    links = scene.language.marks("link") if source else ()
    if any(text.startswith(link, at) and scene.hits.at(at + len(link), "received") for link in links):
        return True  # "国情院の報告を受けた議員"
    stop = min(scene.sentence.end, at + _TITLE)
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
    if quotes or scene.text.endswith(scene.language.marks("topic"), who.start, who.end):
        return True
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
    if verb.end <= who.start and _subordinate(scene, verb, who):
        return False
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
    closed = len(gap) - gap.rfind(",") <= _HELPER  # "Lee, membre de la commission, a confirmé"
    if scene.language.spaced and gap[:1] == "," and closed and gap.count(",") == 2:
        far = 2 * _NEAR_VERB  # "Blinken, at a news conference with …, said"
    return end - start <= far and not (end - start > 45 and ";" in scene.text[start:end])


_HELPER = 7  # letters of an auxiliary behind a comma


def _without_its_verb(scene: Scene, found: Sequence[Voice]) -> list[Voice]:
    """ "김정은이 10만 명을 파병할 수 있다고 블룸버그가 보도했다": who acts in what another says does not speak."""
    if not scene.language.marks("passive") or len(found) < 2 or found[-1].role == "capital":
        return list(found)
    last = found[-1]
    says = [say for say in _active(scene, scene.of("say")) if say.end <= last.start]
    ends = any(0 <= say.start - last.end <= _CLAUSE_OF_SAYING for say in scene.of("say"))
    return [
        voice
        for voice in found
        if voice.role != "capital" or not ends or any(voice.end <= say.start for say in says)
    ]


def _shapes_a_thing(scene: Scene, who: Hit, verb: Hit) -> bool:
    """ "미국 정보당국이 파악한 교전 시점 이후": a clause of saying that shapes a noun which is no person's."""
    adnominal, text = scene.language.marks("adnominal"), scene.text
    if not adnominal or text.startswith(scene.language.marks("topic"), who.end):
        return False
    word = word_at(text, verb.start)
    behind = verb.start + len(word)
    if (
        verb.end > behind
        or not word.endswith(adnominal)
        or verb.start - who.end > _CLAUSE_OF_SAYING
        or text[behind] != " "
    ):
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


def _headed(scene: Scene, who: Hit) -> bool:
    """The headline's form: "NIS: …", "국정원 “…”", "… – Zelensky", "（…）"."""
    if scene.text[who.start : who.end] in scene.language.marks("topics"):
        return False  # "Nordkorea: 15.000 Arbeiter in Russland"
    after = scene.text[who.end : who.end + 3].lstrip()
    if scene.text[max(scene.sentence.start, who.start - 1) : who.start] in ("-", "/"):
        return False  # "Ucraina-Russia: …": what it is about
    placed = scene.language.nouns_capitalised and preceded(
        scene, who.start, "governs"
    )  # "Blinken in Seoul: …"
    if (
        not placed
        and who.start - scene.sentence.start <= 12
        and after[:1] in (":", "“", "«", "「", '"', "：", "„")
    ):
        return True
    before = scene.text[max(scene.sentence.start, who.start - 3) : who.start].strip()
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


def _denies(scene: Scene, who: Hit) -> bool:
    denials = [verb for verb in scene.of("deny", "doubt") if not _denied_by_another(scene, who, verb)]
    return any(_verb_near(scene, who, verb) and not _set_apart(scene, verb, who.start) for verb in denials)


def _denied_by_another(scene: Scene, who: Hit, verb: Hit) -> bool:
    """ "Der NIS meldet 10.000 Mann, was der Kreml bestreitet": the verb's own clause names who denies."""
    start = scene.clause_start(verb.start)
    if not scene.language.nouns_capitalised or who.end > start:
        return False
    return any(start <= other.start and other.end <= verb.start for other in scene.of("who"))


def _unknown(scene: Scene, known: Sequence[Voice]) -> list[Voice]:
    """A body that no file knows keeps its name as written: "the Halden Institute reckons"."""
    if known:
        return []
    if not scene.language.spaced:
        return _unknown_glued(scene)
    says = scene.of("say", "deny", "according", "according_after")
    for body in scene.of("body"):
        start, end = _proper_name(scene, body)
        near = any(0 <= say.start - end <= 60 or 0 <= start - say.end <= 30 for say in says)
        if (
            near
            and scene.cased[start:end] != scene.cased[start:end].lower()
            and (any(mark in scene.cased[start:end] for mark in " -") or scene.cased[start:end].isupper())
        ):
            return [Voice(start, end, scene.cased[start:end], "unknown")]
    return []


def _unknown_glued(scene: Scene) -> list[Voice]:
    """The same where a body's word ends its name and a particle follows: "다국적제재모니터링팀은 … 지적했다"."""
    for body in scene.of("body"):
        start = max(scene.text.rfind(mark, scene.sentence.start, body.start) + 1 for mark in _AROUND)
        start = max(start, scene.sentence.start)
        if scene.language.wordless:  # what hiragana joins to a name from before is none of it
            kana = [m.end() for m in _HIRAGANA.finditer(scene.text, start, body.start)]
            start = max(kana, default=start)
        if scene.language.by_order:  # the words before a name that are none of it: "据韩国智库世宗研究所"
            words = scene.of("according", "nation", "body", "function", "filler")
            start = max(
                (hit.end for hit in words if start <= hit.start and hit.end <= body.start), default=start
            )
        if any(_verb_near(scene, body, say) for say in scene.of("say", "deny")) and body.end - start >= 4:
            return [Voice(start, body.end, scene.cased[start : body.end], "unknown")]
    return []


_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_AROUND = " \n(、。，「」“《"  # what parts a name from the words before it
_NAME_WORD = re.compile(r"[^\s,.;:!?()\"„“”«»]+")
_SMALL = frozenset(
    ("de", "del", "della", "di", "du", "des", "la", "for", "of", "the", "für", "et", "y", "e", "d'")
)


def _proper_name(scene: Scene, body: Hit) -> tuple[int, int]:
    """The body's word with the capitalised words joined to it, small words only between such."""
    start, end = body.start, body.end
    while start > scene.sentence.start and scene.text[start - 1] == "-":  # "Sedong-Institut"
        start = max(scene.text.rfind(" ", scene.sentence.start, start) + 1, scene.sentence.start)
    limit = max(scene.sentence.start, start - 60)
    words = [(m.start() + limit, m.end() + limit) for m in _NAME_WORD.finditer(scene.cased[limit:start])]
    for begin, _finish in reversed(words):
        if (
            not scene.cased[begin].isupper()
            or begin == scene.sentence.start
            or scene.language.nouns_capitalised
        ):
            break
        start = begin
    quoted = re.compile(r" «[^»\n]{2,40}»").match(scene.cased, end)
    if quoted:  # "правозащитный проект «Пересвет»"
        return start, quoted.end()
    reach = end
    for match in _NAME_WORD.finditer(scene.cased, end, min(scene.sentence.end, end + 60)):
        word = scene.cased[match.start() : match.end()]
        if scene.text[reach : match.start()].strip() or (
            not word[0].isupper() and word.lower() not in _SMALL
        ):
            break
        reach = match.end()
        if word[0].isupper():
            end = match.end()
        elif scene.hits.at(match.start(), "say"):
            break
    return start, end


_LINES = 2  # paragraphs of one sentence that a word pointing back reaches
_LONG_QUOTE = 6  # sentences
_BY_TITLE = 60  # letters of titles before a person's name
_TOLD_AFTER, _TOLD_NEAR = (
    4,
    2,
)  # sentences that a word pointing back reaches, over a paragraph's end and inside one
_QUOTES = re.compile('["«»„“”]')


def _ends_of_quotes(scenes: Sequence[Scene], first: int) -> dict[int, int]:
    """For the paragraph whose first sentence is ``first``: the sentence in which a quotation that runs on closes.

    Keys are the sentences that the quotation opens in or runs through, the one that closes it left out.
    """
    out: dict[int, int] = {}
    opened: int | None = None
    text, paragraph = scenes[first].text, scenes[first].sentence.paragraph
    for place in range(first, len(scenes)):
        sentence = scenes[place].sentence
        if sentence.paragraph != paragraph:
            if opened is None or not _opens_quote(text, sentence.start):
                break
            paragraph = sentence.paragraph  # a quotation left open runs on in a paragraph that opens it anew
        for mark in _QUOTES.finditer(text, sentence.start, sentence.end):
            if _opens_quote(text, mark.start()):
                opened = place if opened is None else opened
            elif opened is not None:
                out.update(dict.fromkeys(range(opened, place), place))
                opened = None
    return out


def _opens_quote(text: str, at: int) -> bool:
    """Whether a quotation mark opens: by its shape, else by the space before it and the word behind it."""
    if text[at] in "«„":
        return True
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] in '"“”' and (not before or before in " \n(–") and behind.isalnum()


def _says_at_once(scene: Scene, begin: int) -> bool:
    """Whether a verb of saying stands right behind the dash that a paragraph begins with."""
    return any(0 <= say.start - begin <= _DASHES for say in scene.of("say"))


_DASHES = 3  # letters of a dash and its space


def _says_after_dash(scene: Scene) -> bool:
    """ "… понад 3 тис. осіб, – повідомив X": what is said without quotation marks ends at a dash and its verb."""
    return any(scene.text[max(say.start - 3, 0) : say.start].endswith("– ") for say in scene.of("say"))


def _opens_quotation(scene: Scene) -> bool:
    """Whether a paragraph is a quotation: whoever was quoted in the one before it speaks on."""
    return scene.language.spaced and _opens_quote(scene.text, scene.sentence.start)


_BACK = 30  # letters of a sentence before its word that points back
_CLOSING = ",.;:)\n"  # what stands behind a noun that shapes no other ("citing intelligence,")
_CITED = 16  # letters of "the information of" between citing and the service
_MEANT = 2  # paragraphs that "he" or "the agency" may reach back


def _tells_part(scene: Scene) -> bool:
    """ "Of these, the deputy told reporters, 600 died": who tells the part has told the whole."""
    first = scene.numbers[0] if scene.numbers else None
    if scene.language.marks("postposed") and first is not None and first.increment:
        return first.start == scene.sentence.start  # "Otros mil zapadores ya desminan, resumió el NIS"
    opening = scene.hits.at(scene.sentence.start, "part")
    return opening is not None and bool(scene.numbers) and scene.language.spaced


_INSERTED = 60


def _in_commas(gap: str) -> bool:
    """Whether a few words in commas are all that stands between."""
    return 4 < len(gap) <= _INSERTED and gap.startswith(", ") and gap.endswith(", ") and gap.count(",") == 2


def _speaks_as_pronoun(scene: Scene) -> bool:
    """ "he said", "teilte der Geheimdienst mit": a word for the last speaker right beside a verb of saying."""
    says = scene.of("say")
    if scene.language.subjectless and not scene.of("who", "unnamed", "body"):
        quoted = (say for say in says if scene.text[max(say.start - 3, 0) : say.start].endswith(_QUOTED))
        if any(not scene.hits.at(say.end + 1, "filler", "office") for say in quoted):
            return True  # "«…», declaró": nobody new is named, so whoever spoke last speaks on
    if _says_without_subject(scene) and all(who.value[1] == "capital" for who in scene.of("who")):
        return True
    leads = scene.of("according")
    if any(
        0 <= word.start - lead.end <= 1 for word in (*scene.of("pronoun"), *scene.of("him")) for lead in leads
    ):
        return scene.language.spaced  # "…, according to the agency"
    if any(_in_commas(scene.text[word.end : say.start]) for word in scene.of("pronoun") for say in says):
        return scene.language.spaced  # "the report, cited by the paper, estimates"
    if scene.language.by_order:  # "这名官员说，据信…"
        return any(word.end == say.start for word in scene.of("pronoun") for say in says)
    return scene.language.spaced and any(
        0 <= say.start - word.end <= (20 if word.end - word.start > 6 else 8)
        or _with_adverb(scene, word, say)
        or 0 <= word.start - say.end <= 2
        for word in scene.of("pronoun")
        for say in says
    )


def _says_without_subject(scene: Scene) -> bool:
    """ "Około 300 żołnierzy zginęło, powiedział.": a verb of saying alone at the end, where verbs need no subject."""
    end = scene.sentence.end - (scene.text[scene.sentence.end - 1] in ".!?")
    verb = scene.hits.until(end, "say") if scene.language.subjectless else None
    return verb is not None and scene.text.endswith(", ", 0, verb.start)


def _with_adverb(scene: Scene, word: Hit, say: Hit) -> bool:
    """ "It further estimated that …": one adverb between a pronoun and its verb."""
    how = scene.language.marks("adverb")
    gap = scene.text[word.end : say.start].split() if how and 0 < say.start - word.end <= _ADVERB else ()
    return len(gap) == 1 and gap[0].endswith(how)


_QUOTED = ('", ', "», ", "”, ", "', ")


def _quotes(scene: Scene, voice: Voice) -> bool:
    """Whether a medium passes on what a word for the last speaker told: "Yonhap, citant les services, …"."""
    told = (word for word in scene.of("pronoun") if len(scene.text[word.start : word.end]) > _LONG)
    cites = [lead for lead in scene.of("according") if lead.start >= voice.end]
    by = tuple(f" {word} " for word in scene.language.marks("agent"))
    if voice.role == "medium" and by and scene.text.endswith(by, scene.sentence.start, voice.start):
        return True  # "according to the assessment seen by CNN"
    return voice.role == "medium" and any(0 <= word.start - lead.end <= 2 for word in told for lead in cites)


def _interviews(scene: Scene, voice: Voice) -> bool:
    """ "로이터 인터뷰에서", "ロイター通信のインタビューで": a medium that only asked."""
    asked = any(0 <= word.start - voice.end <= _ASKED for word in scene.of("interview"))
    return voice.role == "medium" and asked


_ASKED = 12  # letters between a medium's name and its interview

_LONG = 6  # letters of the longest word that only points back ("she", "ellos"): longer ones name an office


def _told_to(scene: Scene, voice: Voice) -> bool:
    """ "розповів він агентству Kyodo": a medium right behind the verb and its own pronoun only listens."""
    says = {say.end + 1 for say in scene.of("say")} if scene.language.marks("instrumental") else set()
    words = [word for word in scene.of("pronoun") if word.start in says and word.end < voice.start]
    return voice.role == "medium" and any(voice.start - word.end <= 2 * _NEAR_PREPOSITION for word in words)


def _is_cited(scene: Scene, voice: Voice) -> bool:
    """ "він нагадав про оцінку Сеула": whose account it is stands right behind the word for it."""
    return any(0 <= voice.start - lead.end <= 1 for lead in scene.of("according")) and scene.language.spaced


def _first_named(scene: Scene, voice: Voice) -> bool:
    """ "Kyiv's count is higher: it says": a capital named before the pronoun is who is meant."""
    says = {say.end + 1 for say in scene.of("say")} if scene.language.marks("genitive") else set()
    words = scene.of("pronoun")  # "Pjongjang – uważa prezydent – może": the verb before its own subject
    return scene.language.spaced and all(word.start > voice.end and word.start not in says for word in words)


def _is_topic(scene: Scene, voice: Voice) -> bool:
    """Whether a topic's particle follows a name and its title: who is told with another one only acts."""
    after = scene.text[voice.end : min(voice.end + _TITLE // 2, scene.sentence.end)]
    return any(mark in after for mark in scene.language.marks("topic"))


def _told_before(scene: Scene) -> bool:
    """Whether the sentence opens as general knowledge: "Since …", "Earlier …", "When …"."""
    return any(hit.start - scene.sentence.start <= 12 for hit in scene.of("told_before"))


_ARTICLE_SHARED = 3  # letters of an article that two phrases share


def _only_passed(scene: Scene, who: Hit) -> bool:
    """ "на війну проти України": a city or country under a preposition, of which nothing is told."""
    if who.value[1] != "capital" or not scene.language.marks("genitive"):
        return False
    return preceding(scene, who.start, "governs") is not None and not _they_say_at(scene, who)


def speaks_plainly(scene: Scene, service: Hit) -> bool:
    """ "доповіла розвідка", "по данным спецслужбы": a service without its country beside a word of saying."""
    if service.kind == "referent" and any(
        0 <= trail.start - service.end <= 1 for trail in scene.of("according_after")
    ):
        return True  # "dem Geheimdienst zufolge"
    if service.start == scene.sentence.start and scene.text[service.end : service.end + 2] == ": ":
        return True  # "Geheimdienst: 3000 Nordkoreaner tot"
    behind = scene.hits.at(service.end + 1, "nation")
    if behind and scene.text[behind.start : behind.end] in scene.language.marks("nominative"):
        behind = None  # "według służb Pjongjang planuje …": the next clause's subject
    if scene.hits.until(service.start - 1, "nation") or behind:
        return False
    leads = (service.start - lead.end for lead in scene.of("according"))
    if any(0 <= gap <= _BY_NOUN for gap in leads):
        return True
    if service.kind == "service" and _they_say_at(scene, service):
        return True  # "зазначили у розвідці"
    gaps = (max(say.start - service.end, service.start - say.end) for say in scene.of("say", "deny"))
    near = _FAR_OFF if " " in scene.text[service.start : service.end] else _BY_NOUN
    least = -_ARTICLE_SHARED if service.kind == "referent" else 0  # "so der" and "der Dienst"
    return not preceded(scene, service.start, "governs") and any(least <= gap <= near for gap in gaps)


_FAR_OFF = 45  # letters between a verb of saying and "representatives of the service"
_LIST_ITEM = re.compile(r"\(?\d{1,2}[.)、）]")
_BY_NOUN = 12  # letters between a common noun and the word that lets it speak
_LAST_NAMED = 5  # sentences


def _resumed(scene: Scene, last: Attribution, told_in: int) -> Attribution:
    """ "según el informe", "selon les sources": the one who was told of a paragraph ago speaks on."""
    near = scene.sentence.paragraph - told_in <= _MEANT and bool(scene.language.marks("postposed"))
    return last if near and scene.of("continues") else Attribution()


@dataclass(slots=True)
class Speech:
    """The speakers of one section, sentence by sentence, and who is carried on; ``before``: the headline."""

    scenes: Sequence[Scene]
    claimants: Claimants
    before: Sequence[Scene] = ()
    _found: dict[int, list[Voice]] = field(default_factory=dict)
    _quotes: dict[int, dict[int, int]] = field(default_factory=dict)

    def attributions(self, until: int) -> dict[int, tuple[list[Voice], Attribution]]:
        """For the sentences before ``until``: their own voices, and the attribution carried to each."""
        out: dict[int, tuple[list[Voice], Attribution]] = {}
        carried, last, paragraph, told_in = Attribution(), Attribution(), -1, -1
        for place, scene in enumerate(self.scenes[:until]):
            own = self._named_later(place, self._voices(place)) or self._service(place)
            own = self._out_of_quotes(place, own) if last.claimant else own
            own = own if any(v.role != "capital" for v in own) else self._referred(place, last) or own
            own = self._of_their_service(place, own)
            cited = self._service_cited(place, own)
            own = [*own, *cited, *self._who_cite(own, cited)]
            own = self._body_named_after(place, own)
            he = _speaks_as_pronoun(scene) or bool(scene.of("reported") and scene.language.marks("genitive"))
            if own and not carried.claimant and not last.claimant and all(_told_to(scene, v) for v in own):
                own = self._of_the_headline(scene) or own  # "сказал глава государства агентству Reuters"
            if not own and not carried.claimant and not last.claimant and he:
                own = self._of_the_headline(scene) or self._opener_before(place)
            if not own and last.claimant and _speaks_as_pronoun(scene):
                own = self._person_before(place, last) or self._no_agency(place, last)
            meant = scene.sentence.paragraph - told_in <= _MEANT and _speaks_as_pronoun(scene)
            if (
                meant
                and last.claimant
                and all(
                    v.role == "capital" and not _first_named(scene, v) and not _is_cited(scene, v)
                    for v in own
                )
            ):
                own, carried = [], last  # "the agency said": who spoke last, be it a paragraph ago
            elif meant and last.claimant and own and all(_told_to(scene, voice) for voice in own):
                own, carried = [], replace(last, via=own[0].id)  # "розповів він агентству Kyodo"
            elif meant and last.claimant and own and all(_quotes(scene, voice) for voice in own):
                own, carried = [], replace(last, via=own[0].id)  # "Yonhap reports, citing the service"
            elif last.claimant and own and all(_interviews(scene, voice) for voice in own):
                own, carried = (
                    [],
                    replace(last, via=own[0].id),
                )  # "앞서 로이터 인터뷰에서는 …": who spoke before
            elif (
                scene.sentence.paragraph != paragraph
                and not scene.of("continues", "reported")
                and not self._said_on(place)
                and not self._goes_on_in_list(place)
            ):
                on = not own and scene.sentence.paragraph - told_in == 1 and _opens_quotation(scene)
                carried = last if on else Attribution()
            carried = carried if own or carried.claimant else _resumed(scene, last, told_in)
            paragraph = scene.sentence.paragraph
            outside = [voice for voice in own if not _in_opening_quote(scene, voice)]
            if (
                carried.claimant
                and scene.of("also")
                and not any(_is_topic(scene, voice) for voice in outside)
            ):
                own = []  # "北朝鮮側が…を検討しているとも話した": who spoke before speaks on
            if own and all(voice.role == "medium" for voice in own):
                own = own + [
                    replace(v, start=own[0].start, end=own[0].end) for v in self._origin_after(place)
                ]
            here = self._said_here(place, own, carried, last)
            if here.rule == "told after" and here.claimant and not own and not scene.language.spaced:
                carried = replace(here, denied=False)  # the lead's source is that of the sentences behind it
            out[place] = (own, here)
            said = self.combine(own)
            if said.claimant:
                carried = last = replace(said, denied=False)
                told_in = paragraph
            elif carried.claimant and meant:
                told_in = paragraph
            elif scene.of("impersonal"):
                carried = Attribution()
        return out

    def _said_here(
        self, place: int, own: Sequence[Voice], carried: Attribution, last: Attribution
    ) -> Attribution:
        """Who says what nobody of the sentence itself says: a quotation's speaker, nobody, or who is told around it."""
        scene = self.scenes[place]
        quoted = scene.of("reported", "interview") or (scene.of("pronoun") and scene.of("say"))
        said_in = self._quoted_by(place, last) if scene.numbers and not own else None
        if said_in is not None:
            return said_in
        if (scene.of("impersonal") and not _speaks_as_pronoun(scene)) or (
            _told_before(scene) and not own and not quoted
        ):
            return Attribution(rule="impersonal") if own else self._told_after(place, "impersonal")
        if scene.numbers and not own and not carried.claimant:
            return self._told_around(place, last)
        return carried

    def _goes_on_in_list(self, place: int) -> bool:
        """ "He announced:\n1. …\n2. …": the paragraphs of a numbered list under a colon are one speaker's."""
        text, start = self.scenes[place].text, self.scenes[place].sentence.start
        if not place or not _LIST_ITEM.match(text, start):
            return False
        line = text.rfind("\n", 0, start - 1) + 1  # the paragraph before
        return text[: start - 1].rstrip().endswith((":", "：")) or _LIST_ITEM.match(text, line) is not None

    def _voices(self, place: int) -> list[Voice]:
        """The voices of one sentence, looked for once."""
        found = self._found.get(place)
        if found is None:
            found = self._found[place] = voices(self.scenes[place])
        return found

    def _named_later(self, place: int, own: list[Voice]) -> list[Voice]:
        """ "…, said a South Korean lawmaker. …, Lee told reporters": who is named one or two sentences later."""
        unnamed = self.scenes[place].of("unnamed")
        told = [v for v in own if any(hit.start < v.end and v.start <= hit.end for hit in unnamed)]
        if len(told) != 1 or any(voice.role != "capital" for voice in own if voice not in told):
            return own
        paragraph = self.scenes[place].sentence.paragraph
        for ahead, following in enumerate(self.scenes[place + 1 : place + 3], place + 1):
            if following.sentence.paragraph - paragraph > (_MEANT if following.language.spaced else 0):
                break
            named = [voice for voice in self._voices(ahead) if voice.role == "relay"]
            if named:
                return [replace(named[0], start=told[0].start, end=told[0].end, denies=told[0].denies)]
        return own

    def _body_named_after(self, place: int, own: list[Voice]) -> list[Voice]:
        """ "Angaben aus Südkorea zufolge … . Das teilte der NIS mit": the next sentence names the country's body."""
        if not own or not self.scenes[place].language.spaced:
            return own
        if not self.scenes[place].numbers or not all(voice.id.endswith("officials") for voice in own):
            return own
        later = self.claimants.get(self._told_after(place).claimant or "")
        same = [
            v for v in own if later and (one := self.claimants.get(v.id)) and one.country == later.country
        ]
        return [replace(same[0], id=later.id, role="claimant")] if later and same else own

    def _service(self, place: int) -> list[Voice]:
        """ "…, доповіла розвідка": a service without its country is that of whoever was named last."""
        scene = self.scenes[place]
        word = next((hit for hit in scene.of("service") if speaks_plainly(scene, hit)), None)
        if word is None:
            return []
        earlier = self.scenes[max(0, place - _LAST_NAMED) : place]
        spans = (scene, *reversed(earlier), *reversed(self.before))
        for passed in (
            False,
            True,
        ):  # a city under a preposition ("проти України") only where nobody else is named
            for told in spans:
                named = reversed(told.of("who"))  # a body before a medium or a city of the same sentence
                for who in sorted(named, key=lambda hit: hit.value[1] in ("medium", "capital")):
                    if not passed and _only_passed(told, who):
                        continue
                    agency = self.claimants.agency(who.value[0]) or self._own_service(who)
                    if agency and (told is not scene or who.end <= word.start):
                        return [Voice(word.start, word.end, agency, "claimant")]
        return []

    def _person_before(self, place: int, last: Attribution) -> list[Voice]:
        """ "CNN zitiert daraus. Botschafter X teilt die Sorge. Er rechnet mit …": a medium is no "he"."""
        medium = self.claimants.get(last.claimant or "")
        if medium is None or medium.kind != "medium" or not place or not self._he(place):
            return []
        start = self.scenes[place].sentence.start
        for before in range(place - 1, max(-1, place - 3), -1):
            for who in reversed(self.scenes[before].of("who")):
                if who.value[1] in ("claimant", "relay"):
                    return [Voice(start, start, *who.value)]
            if not self._he(before):
                break  # "Das sagte er am Montag, wie AFP meldete.": the one named before is meant still
        return []

    def _opener_before(self, place: int) -> list[Voice]:
        """ "Кім Чен Ин зустрів саперів. Про дев'ятьох загиблих він сказав …": who opens the sentence before."""
        scene, before = self.scenes[place], self.scenes[place - 1] if place else None
        if before is None or before.sentence.paragraph != scene.sentence.paragraph:
            return []
        if not self._he(place) and not scene.of("reported"):
            return []
        at, start = scene.sentence.start, before.sentence.start
        opens = [who for who in before.of("who") if who.start == start]
        near = (who for who in before.of("who") if who.value[1] == "relay" and who.start - start <= _BY_TITLE)
        opens += [who for who in near if preceding(before, who.start, "governs") is None]
        named = [who for who in opens if not before.hits.at(who.start, "oblique_name")]
        return [Voice(at, at, *who.value) for who in named[-1:] if who.value[1] != "medium"]

    def _no_agency(self, place: int, last: Attribution) -> list[Voice]:
        """ "… повідомила НРС. Кім Чен Ин прийняв матерів. Він сказав …": an agency is no "he", who opens is."""
        one = self.claimants.get(last.claimant or "")
        body = one is not None and one.kind in ("agency", "institute") and last.via is None
        return self._opener_before(place) if body and self.scenes[place].language.marks("genitive") else []

    def _he(self, place: int) -> bool:
        scene = self.scenes[place]
        words = {scene.text[word.start : word.end] for word in scene.of("pronoun")}
        return not words.isdisjoint(scene.language.marks("he")) or _says_without_subject(scene)

    def _of_their_service(self, place: int, own: list[Voice]) -> list[Voice]:
        """ "Nach einer Unterrichtung durch den Geheimdienstchef sagten Abgeordnete in Seoul": their service told it."""
        words = [hit for hit in self.scenes[place].of("referent") if hit.value == "agency"]
        agencies = {self.claimants.agency(voice.id) for voice in own if voice.id.endswith("officials")}
        if not words or len(agencies) != 1 or not all(v.id.endswith("officials") for v in own):
            return own
        agency = agencies.pop()
        leads = self.scenes[place].of("according")
        both = [_lead(leads, word.start) for word in (words[0], own[0])]
        if (
            agency and None not in both and both[0] != both[1]
        ):  # "secondo l'intelligence …, secondo le autorità …"
            return [Voice(words[0].start, words[0].end, agency, "claimant"), *own]
        return [replace(own[0], id=agency, role="claimant")] if agency else own

    def _referred(self, place: int, last: Attribution) -> list[Voice]:
        """ "Die Agentur schätzt", "said the institute": the last one named who is of that kind."""
        scene = self.scenes[place]
        word = next((hit for hit in scene.of("referent") if speaks_plainly(scene, hit)), None)
        if word is None:
            return []
        one = self.claimants.get(last.claimant or "")
        if one is not None and one.kind == word.value:
            return [Voice(word.start, word.end, one.id, "claimant")]
        beside = [who for who in scene.of("who") if who.end <= word.start and who.value[1] == "capital"]
        agency = self.claimants.agency(beside[-1].value[0]) if beside and word.value == "agency" else None
        if agency:  # "hieß es in Seoul unter Berufung auf den Geheimdienst"
            return [Voice(word.start, word.end, agency, "claimant")]
        for told in (*reversed(self.scenes[max(0, place - _LAST_NAMED) : place]), *reversed(self.before)):
            for who in reversed(told.of("who")):
                one = self.claimants.get(who.value[0])
                one = self.claimants.get(one.speaks_for) if one and one.speaks_for else one
                if one and one.kind == word.value and not one.id.endswith("officials"):
                    return [Voice(word.start, word.end, one.id, "claimant")]
                agency = self.claimants.agency(one.id) if one and word.value == "agency" else None
                if agency and one and one.kind != "medium":
                    return [Voice(word.start, word.end, agency, "claimant")]
        return []

    def _service_cited(self, place: int, own: Sequence[Voice]) -> list[Voice]:
        """ "законодавці з Південної Кореї з посиланням на розвідку": officials who only pass on what their service says."""
        telling = [voice for voice in own if not voice.denies] if self.scenes[place].language.spaced else own
        media = bool(telling) and all(voice.role == "medium" for voice in telling)
        bodies = [voice for voice in telling if voice.role != "medium"]
        if not telling or not (media or all(voice.id.endswith("officials") for voice in bodies)):
            return []
        scene = self.scenes[place]
        cited = any(
            0 < word.start - lead.end <= _CITED and "," not in scene.text[lead.end : word.start]
            for lead in scene.of("according")
            for word in scene.of("service")
            if scene.text[word.end : word.end + 1] in _CLOSING or not scene.language.marks("possessive")
        )
        cited = cited or not scene.language.spaced  # "同国の情報機関が…と推計していると述べた"
        if media and not cited:  # "озвучили представители разведки, сообщает Reuters"
            return [voice for voice in self._service(place) if " " in scene.text[voice.start : voice.end]]
        return self._service(place) if cited else []

    def _who_cite(self, own: Sequence[Voice], cited: Sequence[Voice]) -> list[Voice]:
        """ "South Korean lawmakers said that …, citing intelligence": where they stand their service speaks."""
        theirs = [v for v in own if cited and self.claimants.agency(v.id) == cited[0].id]
        return [replace(v, id=cited[0].id) for v in theirs if v.end < cited[0].start and len(own) == 1]

    def _own_service(self, who: Hit) -> str | None:
        """ "the British Ministry of Defence … . According to the intelligence": a body whose country has no other."""
        one = self.claimants.get(who.value[0]) if who.value[1] == "claimant" else None
        speaks = one is not None and one.country and one.kind in ("government", "military")
        return one.id if one is not None and speaks else None

    def _of_the_headline(self, scene: Scene) -> list[Voice]:
        """ "…, said the president" before anyone has spoken: the one whom the headline names."""
        named = [who for title in self.before for who in title.of("who") if who.value[1] != "capital"]
        named = [who for who in named if who.value[1] != "medium"] or named
        marked = scene.language.marks("genitive") or scene.language.marks("possessive")
        if not marked or len({who.value[0] for who in named}) != 1:
            return []
        at = scene.sentence.start
        return [Voice(at, at, *named[0].value)]

    def _origin_after(self, place: int) -> list[Voice]:
        """ "CNN reported that … . It was quoting the HUR": the origin that the next sentence adds to a medium."""
        paragraph, spaced = self.scenes[place].sentence.paragraph, self.scenes[place].language.spaced
        for ahead, following in enumerate(self.scenes[place + 1 : place + (2 if spaced else 3)], place + 1):
            back = following.of("back")
            if ahead > place + 1 and following.sentence.paragraph != paragraph:
                break
            if back and back[0].start - following.sentence.start <= _BACK and not _likens(following, back[0]):
                return [voice for voice in self._voices(ahead) if voice.role == "claimant"]
            if self._voices(ahead):
                break  # another speaks between
        return []

    def _told_after(self, place: int, rule: str = "nobody") -> Attribution:
        """ "… . This was said by the deputy, citing the NIS": one of the next sentences names who said this one.

        One that opens the next paragraph so speaks for all of the paragraph before it.
        """
        paragraph = self.scenes[place].sentence.paragraph
        particles = bool(self.scenes[place].language.marks("passive"))
        for at, following in enumerate(self.scenes[place + 1 : place + 1 + _TOLD_AFTER], place + 1):
            opens = self.scenes[at - 1].sentence.paragraph != following.sentence.paragraph
            gap = following.sentence.paragraph - paragraph
            lines = gap == at - place and self.scenes[place].language.marks(
                "genitive"
            )  # one sentence in each
            if (
                gap > (_LINES if lines else 1)
                or (gap == 1 and not opens and not particles)
                or (gap == 0 and at > place + _TOLD_NEAR)
            ):
                break
            back = following.of("back") or following.of("sums")
            if not back and at == place + 1 and not following.numbers and self._voices(at):
                back = [hit._replace(start=following.sentence.start) for hit in following.of("told_this")]
            own = self._voices(at)
            own = [*own, *self._service_cited(at, own)] if own else self._service(at)
            if back and own and all(voice.role == "medium" for voice in own):
                own = [*own, *self._origin_after(at)]
            if (back and _points_back(following, back[0])) or (
                own and at == place + 1 and _tells_part(following) and not self._voices(place)
            ):
                if (
                    len(own) > 1
                    and following.language.marks("postposed")
                    and own[-1].id.endswith("officials")
                ):
                    own = own[:1] if own[0].role == "claimant" else own  # "… y respaldada por otros"
                named = [w for w in following.of("who") if following.text[w.end : w.end + 1] != "-"]
                said = self.combine(own or [Voice(w.start, w.end, *w.value) for w in named])
                return Attribution(said.claimant, said.via, rule="told after")
            if own or not (following.language.spaced or particles):
                break  # another speaks between
        return Attribution(rule=rule)

    def _speaks_on(self, place: int) -> str | None:
        """ "2000 уже отозваны. Они в карантине, добавил Ли": who speaks next in the paragraph."""
        paragraph = self.scenes[place].sentence.paragraph
        for at, following in enumerate(self.scenes[place + 1 : place + 1 + _TOLD_AFTER], place + 1):
            if following.sentence.paragraph != paragraph or not following.language.spaced:
                break
            if own := self._voices(at):
                return self.combine(own).claimant
        return None

    def _told_around(self, place: int, last: Attribution) -> Attribution:
        """Who says a sentence that names nobody: told right after it, sentences later, or as its dropped subject."""
        said = self._told_after(place)
        if not said.claimant and self.scenes[place].of("revealed"):
            said = self._source_after(place)
        if not said.claimant and last.claimant and self._speaks_on(place) == last.claimant:
            return last
        if not said.claimant and not last.claimant and (headed := self._says_the_headline(place)):
            return headed
        if not said.claimant and not last.claimant:
            said = self._says_the_lead(place)
        return said if said.claimant else self._subject_before(place)

    def _says_the_lead(self, place: int) -> Attribution:
        """ "Погибли 2000. КНДР может послать ещё, сообщает Yonhap со ссылкой на разведку": a lead has one source."""
        scene, following = self.scenes[place], self.scenes[place + 1 : place + 2]
        if scene.sentence.paragraph or not scene.language.marks("genitive") or not following:
            return Attribution()
        own = self._voices(place + 1) if not following[0].sentence.paragraph else []
        behind = [
            say for say in following[0].of("say") if following[0].text[say.start - 2 : say.start] == ", "
        ]
        told = own and behind and all(voice.start >= behind[-1].end for voice in own)
        return replace(self.combine(own), rule="lead") if told else Attribution()

    def _says_the_headline(self, place: int) -> Attribution | None:
        """ "ГУР: в Алабугу зазывают корейцев" over a lead that names nobody: what it tells is what they say."""
        if not self.scenes[place].language.marks("genitive") or self.scenes[place].sentence.paragraph:
            return None
        paragraph = [one for one in self.scenes if not one.sentence.paragraph]
        if any(self._voices(at) for at in range(place)):
            return None
        spoken = [
            Voice(who.start, who.end, *who.value)
            for title in self.before
            for who in title.of("who")
            if who.value[1] in ("claimant", "relay") and _headed(title, who)
        ]
        told = {
            voice.id for at in range(len(paragraph)) for voice in self._voices(at) if voice.role != "medium"
        }
        said = self.combine(spoken)
        return (
            replace(said, rule="headline")
            if len(spoken) == 1 and told <= {spoken[0].id, said.claimant}
            else None
        )

    def _subject_before(self, place: int) -> Attribution:
        """ "ショイグ書記は…と会談。その席で…と明らかにした": a verb of saying whose subject is the last sentence's."""
        scene = self.scenes[place]
        topic = scene.language.marks("topic")
        if not place or not topic or not scene.of("say"):
            return Attribution()
        before = self.scenes[place - 1]
        if before.sentence.paragraph != scene.sentence.paragraph:
            return Attribution()
        named = [
            Voice(who.start, who.end, *who.value)
            for who in before.of("who")
            if who.value[1] in ("claimant", "relay") and _is_marked_by_letter(before, who, topic)
        ]
        said = self.combine(named[:1])
        return replace(said, rule="subject before") if said.claimant else Attribution()

    def _source_after(self, place: int) -> Attribution:
        """ "…ことが分かった。… 情報総局は同紙に対し …と答えた": a lead that reveals, its source two sentences later."""
        paragraph = self.scenes[place].sentence.paragraph
        for ahead, following in enumerate(self.scenes[place + 1 : place + 4], place + 1):
            if following.sentence.paragraph > paragraph + 1:
                break
            said = self.combine(self._voices(ahead))
            if said.claimant:
                return replace(said, denied=False, rule="told after")
        return Attribution()

    def _quoted_by(self, place: int, last: Attribution) -> Attribution | None:
        """ "« 11 000 soldats sont là. Ils pourraient être 100 000 », a dit X": a quotation that runs on.

        ``last``: who spoke last, for "he said" behind it.
        """
        scene = self.scenes[place]
        closes = self._closing(place) if scene.language.spaced else None
        if closes is None or closes - place >= _LONG_QUOTE:
            return None
        said = self.combine(self._voices(closes))
        if not said.claimant and _speaks_as_pronoun(self.scenes[closes]):
            said = last if last.claimant else self.combine(self._of_the_headline(self.scenes[closes]))
        return replace(said, rule="quoted") if said.claimant else None

    def _closing(self, place: int) -> int | None:
        """The sentence in which what this one says ends, where that is a later one of its paragraph."""
        first, paragraph = place, self.scenes[place].sentence.paragraph
        while first > 0 and self.scenes[first - 1].sentence.paragraph == paragraph:
            first -= 1
        if first not in self._quotes:
            self._quotes[first] = _ends_of_quotes(self.scenes, first)
        start = self.scenes[first].sentence.start
        if not self.scenes[first].text.startswith("– ", start):
            return self._quotes[first].get(place) or self._block_closed(place)
        for ahead, following in enumerate(self.scenes[place : place + _LONG_QUOTE], place):
            if following.sentence.paragraph != paragraph:
                break
            if _says_after_dash(following):
                return ahead if ahead > place else None
        return self._quotes[first].get(place)

    def _block_closed(self, place: int) -> int | None:
        """ "Ми чекаємо на 1200 осіб. … наданих послуг,¶– сказав X": a paragraph of speech, its speaker in the next."""
        paragraph = self.scenes[place].sentence.paragraph
        for ahead, following in enumerate(self.scenes[place + 1 : place + _LONG_QUOTE], place + 1):
            if following.sentence.paragraph != paragraph:
                before, begin = self.scenes[ahead - 1], following.sentence.start
                opens = following.text.startswith("– ", begin)
                comma = before.text[before.sentence.start : before.sentence.end].rstrip().endswith(",")
                return ahead if opens and comma and _says_at_once(following, begin) else None
        return None

    def _said_on(self, place: int) -> bool:
        """Whether a sentence, or the one in which the quotation that it opens is closed, says so without a name."""
        scene = self.scenes[place]
        if not scene.language.marks("passive"):
            return False
        if _says_at_its_end(scene):
            return True
        open_quote = _open_quotes(scene)
        for following in self.scenes[place + 1 : place + _LONG_QUOTE]:
            if not open_quote or following.sentence.paragraph != scene.sentence.paragraph:
                return False
            if _open_quotes(following):
                close = _QUOTES.search(following.text, following.sentence.start, following.sentence.end)
                outside = [v for v in voices(following) if close is None or v.start > close.start()]
                return _says_at_its_end(following) and not outside
        return False

    def _out_of_quotes(self, place: int, own: list[Voice]) -> list[Voice]:
        """ "“… 3천 명이다. 우리 정보기관은 그렇게 판단한다”며 …": who is named in another's running quotation speaks not."""
        scene = self.scenes[place]
        if not own or not scene.language.marks("passive"):
            return own
        open_quote = False
        for before in reversed(self.scenes[max(0, place - _LONG_QUOTE) : place]):
            if before.sentence.paragraph != scene.sentence.paragraph:
                break
            open_quote ^= bool(_open_quotes(before))
        close = _QUOTES.search(scene.text, scene.sentence.start, scene.sentence.end)
        if not open_quote or close is None:
            return own
        return [voice for voice in own if voice.start > close.start()]

    def _joint(self) -> int:
        """How many letters of a comma and a joiner may stand between two names of a list."""
        return _JOINED if not self.scenes or self.scenes[0].language.spaced else 1

    def spokesman(self, scene: Scene, said: Attribution, own: Sequence[Voice]) -> str | None:
        """ "Кирби говорил, что, по оценкам Вашингтона, …": who is named speaks for his country's capital."""
        capital = next((v for v in own if v.id == said.claimant and v.role == "capital"), None)
        country = self.claimants.get(capital.id) if capital else None
        for voice in own:
            one = self.claimants.get(voice.id) if voice.role == "claimant" else None
            if capital is None or country is None or one is None:
                continue
            if _closes_for(scene, capital, voice) and one.country == country.country:
                return voice.id
            if voice.end > capital.start:
                continue
            words = scene.text[voice.end : capital.start].replace(",", " ").split()
            that = not set(words).isdisjoint(scene.language.marks("that"))
            if that and one.country == country.country and ";" not in scene.text[voice.end : capital.start]:
                return voice.id
        return None

    def _unbriefed(self, service: str | None) -> bool:
        """Whether no sentence tells of the service, its briefing or a committee that a lawmaker could speak from."""
        scenes = (*self.before, *self.scenes)
        marks = scenes[0].language.marks("briefed") if scenes else ()
        told = (who.value[0] == service for scene in scenes for who in scene.of("who"))
        if not marks or any(told) or any(mark in scene.text for scene in scenes for mark in marks):
            return False
        return any(mark in scene.text for scene in scenes for mark in scenes[0].language.marks("lawmaker"))

    def combine(self, own: Sequence[Voice], number: Number | None = None) -> Attribution:
        """Who of several voices is the origin, and who passes on."""
        if not own:
            return Attribution()
        ranked = list(own)
        origins = [v for v in ranked if v.role == "claimant"]
        relays = [v for v in ranked if v.role == "relay"]
        media = [v for v in ranked if v.role == "medium"]
        capitals = [v for v in ranked if v.role in ("capital", "unknown")]
        via = relays[0].id if relays else media[0].id if media else None
        named = [v for v in origins if not v.id.endswith("officials")]
        origins = named or origins  # "a lawmaker in Seoul, citing the NIS": the body that has a name
        if relays and not named:
            speaks_for = self.claimants.speaks_for(relays[0].id)
            service = self.claimants.get(speaks_for or "")
            if service is not None and service.country and self._unbriefed(speaks_for):
                speaks_for = self.claimants.officials(service.country) or speaks_for
            return Attribution(speaks_for, relays[0].id, relays[0].denies, "relay")
        beside = [v for v in capitals if number and 0 <= number.start - v.end <= _BESIDE]
        pool = beside or origins or capitals  # "secondo il Nis 600, secondo Londra oltre seimila"
        if pool:
            best = _closest(pool, number, self._joint())
            return Attribution(best.id, via, best.denies, "voice")
        best = _closest(media, number, _JOINED)
        return Attribution(best.id, None, best.denies, "medium")


def _closes_for(scene: Scene, capital: Voice, voice: Voice) -> bool:
    """ "Kyiv reckons that 25,000 will come, Budanov said": who closes the sentence speaks for the capital before."""
    plain, comma = scene.language.marks("possessive"), scene.text[voice.start - 2 : voice.start] == ", "
    if not plain or not comma or voice.start < capital.end:
        return False
    says = (say for say in scene.of("say") if 0 <= say.start - voice.end <= _TO_HIS_VERB)
    opens = capital.start - scene.sentence.start <= 1
    return opens and any(scene.text[say.end : say.end + 1] in ".;," for say in says)


_TO_HIS_VERB = 30  # letters of a rank and a name between a body and its verb


def _likens(scene: Scene, word: Hit) -> bool:
    """ "Estos datos coinciden con los publicados por Seúl": who is named there told other ones."""
    marks, end = scene.language.marks("agrees"), scene.sentence.end
    return any(0 <= scene.text.find(mark, word.end, end) - word.end <= _NEXT for mark in marks)


def _points_back(scene: Scene, word: Hit) -> bool:
    """ "Как передаёт Report со ссылкой на агентство, об этом сообщили …": a source and a comma may stand before it."""
    at = word.start - scene.sentence.start
    if _likens(scene, word):
        return False
    source = scene.text[word.start - 2 : word.start] == ", " and bool(scene.language.marks("genitive"))
    return at <= (_BEHIND_SOURCE if source else _back_reach(scene))


_NEXT = 3  # letters between a count told and the verb that likens it to another
_BEHIND_SOURCE = 110  # letters of a source before a word that points back


def _back_reach(scene: Scene) -> int:
    """How far into a sentence its word that points back may stand; a verb-final one ends with it."""
    if scene.language.wordless or scene.language.by_order:
        return 45
    return _SENTENCE if scene.language.predicate_last else _BACK


_SENTENCE = 300  # letters


def _open_quotes(scene: Scene) -> bool:
    """Whether a sentence opens a quotation or closes one that it does not open."""
    text = scene.text[scene.sentence.start : scene.sentence.end]
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1


def _says_at_its_end(scene: Scene) -> bool:
    """Whether a sentence ends with a verb of saying, which needs no subject where particles mark it."""
    if not scene.language.marks("passive"):
        return False
    said = _active(scene, scene.of("say"))
    return any(0 <= scene.sentence.end - say.end <= _ENDING for say in said)


_ENDING = 8  # letters of an ending behind its verb's stem

_BESIDE = 2  # letters between a name and the number that is its own


def _closest(pool: Sequence[Voice], number: Number | None, joint: int) -> Voice:
    """With several speakers, the one whose name stands before the number and nearest to it."""
    if number is None or len(pool) == 1:
        return pool[-1] if number is None else pool[0]
    before = _first_of_list([voice for voice in pool if voice.end <= number.start], joint)
    after = [voice for voice in pool if voice.start >= number.end]
    if before and after:
        left, right = before[-1], after[0]
        return left if number.start - left.end <= (right.start - number.end) * 2 else right
    return before[-1] if before else after[0] if after else pool[0]


def _first_of_list(before: Sequence[Voice], joint: int) -> Sequence[Voice]:
    """ "Seoul, Washington and Kyiv say …": of names that only a comma or a joiner parts, the first."""
    at = len(before) - 1
    while at > 0 and 0 <= before[at].start - before[at - 1].end <= joint:
        at -= 1
    return before[: at + 1]


_JOINED = 9  # letters of a comma, a joiner and an article


def _in_turn(scene: Scene, number: Number, own: Sequence[Voice]) -> Sequence[Voice]:
    """ "젤렌스키는 3천 명이라고 했으나, 합참은 1천 명으로 …": who comes after the verb of saying speaks of what follows."""
    medium = _reacted_to(scene, number)
    if medium is not None and not any(voice.denies for voice in own):
        return [medium]
    own = _still_speaking(scene, number, own)
    if (
        scene.language.by_order
    ):  # "乌方估计4500人，如今英方的数字显示…": who speaks in a later clause speaks of later ones
        before = [voice for voice in own if voice.end <= number.start]
        turned = [voice for voice in before if _turns(scene, voice)]
        if turned and turned[-1] is before[-1]:
            return turned[-1:]
        return before if any(voice.role == "claimant" for voice in before) else own
    says = scene.of("say", "deny") if scene.language.marks("subject") else ()
    first = min((say.start for say in says if say.start >= number.end), default=None)
    told = [voice for voice in own if first is None or voice.start < first]
    told = [voice for voice in told if voice.end <= number.start or not _tells_of(scene, voice)] or told
    if scene.language.marks("passive") and any(voice.end <= number.start for voice in told):
        text = scene.text  # "정부에 따르면 … 파견했는데, 젤렌스키의 주장이 사실이라면": another clause
        told = [
            v for v in told if v.end <= number.start or "," not in text[v.start - _OPENS_CLAUSE : v.start]
        ]
    return told if any(voice.end <= number.start for voice in told) else own


def _turns(scene: Scene, voice: Voice) -> bool:
    """ "…，而南韩则认为有1.1万名": a name under a word that sets it against the one before."""
    marks = scene.language.marks("contrast")
    if not marks:
        return False
    before = scene.text.endswith(marks, scene.sentence.start, voice.start)
    return before or scene.text.startswith(marks, voice.end)


def _still_speaking(scene: Scene, number: Number, own: Sequence[Voice]) -> Sequence[Voice]:
    """Of several voices before a number in a verb-final sentence, those whose verb of saying is still to come.

    "報道官は、国情院は1万2000人と予測したが、現在は1万人とみていると説明した": the service has spoken, the spokesman speaks.
    A clause that shapes the number's own noun speaks for it: "国情院は、北朝鮮が公表した戦死者は350人と…".
    """
    if not scene.language.wordless or len(own) < 2:
        return own
    for voice in own:
        if voice.end <= number.start and _shapes_number(scene, voice, number):
            return [voice]
    done = [voice for voice in own if _has_spoken(scene, voice, number, own)]
    open_ = [voice for voice in own if voice not in done and voice.end <= number.start]
    return [voice for voice in own if voice not in done] if done and open_ else own


def _shapes_number(scene: Scene, voice: Voice, number: Number) -> bool:
    for say in scene.of("say"):
        if not 0 <= say.start - voice.end <= _BESIDE_SAY or not 0 <= number.start - say.end <= _SHAPED:
            continue
        gap = scene.text[say.end : number.start]
        if gap.startswith(scene.language.marks("shapes")) and not any(mark in gap for mark in "、「」"):
            return True
    return False


_BESIDE_SAY, _SHAPED = 4, 14  # letters from a name to its verb of saying, from that to the number


def _has_spoken(scene: Scene, voice: Voice, number: Number, own: Sequence[Voice]) -> bool:
    """Whether the first verb of saying behind a name closes its clause before the number, another number before it."""
    say = next((s for s in scene.of("say") if s.start >= voice.end), None)
    if say is None or say.end > number.start or any(voice.end <= other.start < say.start for other in own):
        return False
    told = any(voice.end <= n.core < say.start for n in scene.rivals)
    return told and "、" in scene.text[say.end : number.start]


_OPENS_CLAUSE = 12  # letters of a clause before the name that opens it


def _reacted_to(scene: Scene, number: Number) -> Voice | None:
    """ "3만 명을 파병한다는 CNN 보도와 관련해 대통령실은 …": who reacts to a report does not say what it says."""
    for word in scene.of("reacts"):
        who = next((w for w in scene.of("who") if 0 <= word.start - w.end <= _ASKED), None)
        if who is not None and who.value[1] == "medium" and number.end <= who.start:
            return Voice(who.start, who.end, *who.value)
    return None


def _of_the_clause(scene: Scene, number: Number, own: Sequence[Voice]) -> Sequence[Voice]:
    """Of several voices those that a semicolon does not part from the number, if there are any."""
    if not scene.language.spaced:
        return own
    behind = _named_behind(scene, number, own)
    if behind:
        return behind
    near = [v for v in own if ";" not in scene.text[min(v.end, number.end) : max(v.start, number.start)]]
    near = [v for v in near if not _opens_the_next(scene, v, number)] or near
    near = [v for v in near if not _in_later_clause(scene, v, number, near)]
    near = [v for v in near if not _only_a_place(scene, v, near)]
    near = _not_set_against(scene, number, near)
    near = [v for v in near if not _owns_another(scene, number, v)] or near
    near = _who_denies(scene, number, near) or _given_by(scene, number, near) or near
    turns = [v for v in near if _takes_turn(scene, v, number)]
    if scene.language.nouns_capitalised:
        turns = [v for v in near if v in turns or _has_turn(scene, v, number, near)]
    elif turns and not gapped_by(scene, turns[-1], number):
        turns = []
    near = turns or near
    puts = [v for v in near if _puts_it(scene, v, number, last=v is near[-1]) or _is_whose(scene, v, number)]
    puts = puts or _in_a_clause_led_by(scene, near, number)
    return puts or _before_the_next(scene, near, number) or own


def _named_behind(scene: Scene, number: Number, own: Sequence[Voice]) -> list[Voice]:
    """ "10.000 selon le Pentagone, bientôt 12.000 selon le renseignement ukrainien": who is named in its own part."""
    if not scene.language.marks("postposed") or len(own) < 2:
        return []
    following = next((n for n in scene.numbers if n.core >= number.end), None)
    stop = following.start if following else scene.sentence.end
    leads = [h for h in scene.of("according") if number.end < h.start < stop]
    if not leads or any(mark in scene.text[number.end : leads[0].start] for mark in ",;:–()"):
        return []
    named = [v for v in own if leads[0].end <= v.start < stop and v.start - leads[0].end <= _NEAR_PREPOSITION]
    between = (say for say in scene.of("say") if number.end < say.start < leads[0].start)
    return [] if any(between) else named[:1]


def _opens_the_next(scene: Scene, voice: Voice, number: Number) -> bool:
    """ "…, mais l'Ukraine a déclaré que le nombre …": who opens the next clause, with a verb and a number of its own."""
    if not scene.language.marks("postposed") or voice.start < number.end:
        return False
    says = (say for say in scene.of("say") if 0 <= say.start - voice.end <= _OWN_SAYING)
    verb = next(says, None)
    opened = any(mark in scene.text[number.end : voice.start] for mark in ",;:")
    return verb is not None and opened and any(n.start >= verb.end for n in scene.numbers)


def _lead(leads: Sequence[Hit], start: int) -> Hit | None:
    """The "according to" that stands right before a name."""
    return next((lead for lead in leads if 0 <= start - lead.end <= _NAMED_BY), None)


def _only_a_place(scene: Scene, voice: Voice, own: Sequence[Voice]) -> bool:
    """ "ha inviato in Russia tremila soldati, riferiscono i militari": a country where they are, another speaks."""
    speaks = (o for o in own if scene.hits.until(o.start - 1, "at") is None and o.id != voice.id)
    if voice.role != "capital" or not any(speaks):
        return False
    return scene.hits.until(voice.start - 1, "at") is not None and not _lead(
        scene.of("according"), voice.start
    )


def _in_later_clause(scene: Scene, voice: Voice, number: Number, own: Sequence[Voice]) -> bool:
    """ "according to Kyiv 10,000 came, a figure that according to Seoul includes builders": of a clause behind."""
    lead = _lead(scene.of("according"), voice.start) if voice.start >= number.end else None
    before = [v for v in own if v.end <= number.start and _lead(scene.of("according"), v.start)]
    if lead is None or not before:
        return False
    _, comma, opener = scene.text[number.end : lead.start].rpartition(",")
    return bool(comma) and bool(opener.strip())


def _in_a_clause_led_by(scene: Scene, near: Sequence[Voice], number: Number) -> list[Voice]:
    """ "Zelensky parla di 3000 perdite, mentre secondo Seul sarebbero 1100": who leads the number's own clause."""
    led = [
        v
        for v in near
        if v.end <= number.start
        and any(0 <= v.start - lead.end <= _NAMED_BY for lead in scene.of("according"))
        and not any(v.end <= n.core < number.core and (n.high or _UNITS) >= _UNITS for n in scene.numbers)
        and any(
            end <= v.start and "," in scene.text[end : v.start]
            for end in (*(n.end for n in scene.numbers), *(one.end for one in near if one is not v))
        )
    ]
    return led[-1:]


_UNITS = 10  # fewer are units, or told one by one


def _before_the_next(scene: Scene, near: Sequence[Voice], number: Number) -> list[Voice]:
    """ "Kijów ocenia, że wysłano 14 tys., a Seul mówi o 15 tys.": who reports it, without the next clause's subject."""
    that = scene.language.marks("that")
    told = [v for v in near if v.end <= number.start]
    says = [say for say in scene.of("say") if told and told[-1].end <= say.start <= told[-1].end + _VERB]
    words = scene.text[says[0].end : number.start].replace(",", " ").split() if says else ()
    if not set(words) & set(that):
        return list(near)
    verbs = {say.start for say in scene.of("say")}
    return [v for v in near if v.end <= number.start or v.end + 1 not in verbs]


_VERB = 25  # letters between a name and its verb of saying


def _is_whose(scene: Scene, voice: Voice, number: Number) -> bool:
    """ "refused to endorse Kyiv's claim of 4,000": a name in the genitive and its account right before the number."""
    marks = scene.language.marks("possessive")
    if not marks or not scene.text.startswith(marks, voice.end):
        return False
    return any(
        0 < trail.start - voice.end <= _BESIDE_NAME and 0 < number.start - trail.end <= _BESIDE_NAME
        for trail in (*scene.of("according_after"), *scene.of("say"))
    )


def _who_denies(scene: Scene, number: Number, own: Sequence[Voice]) -> list[Voice]:
    """ "Moscow dismissed the claim by Seoul that 600 …": who stands before the denial, not whose claim it is."""
    if len(own) < 2 or not scene.language.marks("possessive"):
        return []
    for denial in scene.of("deny"):
        before = [v for v in own if 0 < denial.start - v.end <= _NEAR_PREPOSITION and v.denies]
        between = [v for v in own if v.start >= denial.end and v.end <= number.start]
        if before and between and not parted(scene, before[-1].end, denial.start):
            return [before[-1]]
    return []


def _given_by(scene: Scene, number: Number, own: Sequence[Voice]) -> list[Voice]:
    """ "well over the 1,100 announced hours before by South Korea's military": who gave that very number."""
    marks = scene.language.marks("agent") if len(own) > 1 and scene.language.marks("possessive") else ()
    say = scene.hits.at(number.end + 1, "say", "according") if marks else None
    if say is None:
        return []
    for voice in own:
        if 0 < voice.start - say.end <= _FAR_AGENT or 0 < voice.start - say.end <= 1:
            gap = scene.text[say.start : voice.start].split()
            if not parted(scene, say.end, voice.start) and (set(gap) & set(marks)):
                return [voice]
    return []


def _owns_another(scene: Scene, number: Number, voice: Voice) -> bool:
    """ "closer to 1,700 than to the 500 that Pyongyang admits": who speaks in a relative clause of another number."""
    for other in scene.numbers:
        opener = scene.hits.at(other.end + 1, "relative_clause") if other is not number else None
        if opener is not None and 0 < voice.start - opener.end <= _BESIDE_NAME:
            return True
    return False


def _not_set_against(scene: Scene, number: Number, own: list[Voice]) -> list[Voice]:
    """ "Pyongyang admits to 350 dead, while the NIS put them at 600": those of the number's own clause."""
    words = scene.language.marks("whereas")
    if not words or len(own) < 2:
        return own
    text, start, end = scene.text, scene.sentence.start, scene.sentence.end
    turns = [at for word in words if (at := text.find(f", {word} ", start, end)) > 0]
    if text.startswith(tuple(f"{word} " for word in words), start):
        turns.append(text.find(", ", min(voice.end for voice in own), end))
    same = [
        v
        for v in own
        if not any(min(v.start, number.start) < at < max(v.start, number.start) for at in turns)
    ]
    return same if any(voice.role not in ("medium", "relay") for voice in same) else own


_BESIDE_NAME = 6  # letters of a preposition between a name and its number


def _has_turn(scene: Scene, voice: Voice, number: Number, near: Sequence[Voice]) -> bool:
    """ "…, Seoul am Montag von 300 Gefallenen und 2700 Verwundeten": whose turn it was last before the number."""
    who = next((hit for hit in scene.of("who") if hit.start == voice.start), None)
    later = any(voice.end <= other.start < number.start for other in near)
    return who is not None and voice.end <= number.start and not later and gapped_speaker(scene, who)


def gapped_by(scene: Scene, voice: Voice, number: Number) -> bool:
    """ "Il Pentagono parla di diecimila, Kiev di undicimila": a capital that takes the verb told before it."""
    return any(who.start == voice.start and gapped_speaker(scene, who) for who in scene.of("who"))


def _takes_turn(scene: Scene, voice: Voice, number: Number) -> bool:
    """ "…, Kiew von 5000": a name between the number before and this one, and nothing but a preposition behind it."""
    gap = scene.text[voice.end : number.start]
    beside = voice.end <= number.start and len(gap) <= _BESIDE_NAME
    return beside and "," not in gap and any(n.end <= voice.start for n in scene.numbers)


def _puts_it(scene: Scene, voice: Voice, number: Number, *, last: bool) -> bool:
    """ "un chiffre que Séoul ramène à 1.100": a name and its verb right before the number."""
    gap = scene.text[voice.end : number.start]
    if voice.role == "capital" and _is_told_of(scene, voice):
        return False
    later = (
        last
        and (voice.id.endswith("officials") or voice.role == "capital")
        and bool(scene.language.marks("auxiliary"))
    )
    if not 0 < len(gap) <= (_PUTS if later else _SPOKEN) or "," in gap or voice.role in ("medium", "relay"):
        return False
    far = _OWN_SAYING if later else 2
    return any(
        voice.end <= say.start <= voice.end + far and say.end <= number.start for say in scene.of("say")
    )


def _is_last(scene: Scene, voice: Voice, own: Sequence[Voice], number: Number) -> bool:
    """Whether no other voice stands between a voice and its number, nor one behind that has no number of its own."""
    for other in own:
        if voice.end <= other.start < number.start:
            return False
        if other.start >= number.end and not any(n.start >= other.end for n in scene.numbers):
            return False
    return True


def _is_told_of(scene: Scene, voice: Voice) -> bool:
    """ "le renseignement rapporte que la Russie prévoit …": a capital behind "that" is spoken of."""
    for say in scene.of("say") if scene.language.marks("that") else ():
        words = scene.text[say.end : voice.start].replace("'", " ").split() if say.end < voice.start else ()
        if 0 < len(words) <= 2 and words[0] in scene.language.marks("that"):
            return True
    return False


_SPOKEN, _PUTS = 30, 60  # letters between a name and the number that it puts
_OWN_SAYING = 20  # "un funcionario estadounidense no identificado dijo que …"


def _list_opened(scene: Scene, told: Sequence[Voice], own: Sequence[Voice]) -> Sequence[Voice]:
    """ "Kyiv and Seoul estimate": of names that only a joiner parts, the one that opens the list."""
    if len(told) != 1 or told[0] not in own or not scene.language.marks("possessive"):
        return told
    at = list(own).index(told[0])
    while at > 0 and own[at].role == own[at - 1].role:
        gap = scene.text[own[at - 1].end : own[at].start].replace(",", " , ").split()
        if not gap or not set(gap) <= {",", *scene.language.joiners, *scene.language.marks("definite")}:
            break
        at -= 1
    return [own[at]]


def _set_apart(scene: Scene, verb: Hit, at: int) -> bool:
    """ "Pyongyang has confirmed no number, although Seoul reckons with 600": a denial of another clause."""
    words = scene.language.marks("whereas")
    return any(scene.text.find(f", {word} ", verb.end, at) >= 0 for word in words)


def attribute(
    scene: Scene, number: Number, own: Sequence[Voice], carried: Attribution, speech: Speech
) -> Attribution:
    """Who says this number."""
    told = _in_turn(scene, number, _of_the_clause(scene, number, own)) if own else ()
    said = speech.combine(_list_opened(scene, told, own), number) if own else carried
    spokesman = speech.spokesman(scene, said, own) if own else None
    said = replace(said, claimant=spokesman) if spokesman else said
    denied = said.denied
    denials = scene.of("deny", "doubt")
    if denials and scene.language.predicate_last and whole_before_part(scene, number):
        denials = scene.of("deny")  # "1만 명 가운데 돌아온 인원은 확인되지 않는다"
        denied = denied and bool(denials)
    if denials and said.claimant and not denied:
        own_clause = [verb for verb in denials if not _set_apart(scene, verb, number.start)]
        denied = any(abs(verb.start - number.start) < 160 for verb in own_clause)
        denied = denied and len({voice.id for voice in own}) <= 1
    return Attribution(said.claimant, said.via, denied, said.rule)
