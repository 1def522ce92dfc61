"""From an article to its claims: every number of headline and body read, told twice counted once."""

from __future__ import annotations

import gc
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot import claimants
from bot.claims import language as languages
from bot.claims import offices, speakers, times
from bot.claims.counting import count
from bot.claims.language import TOPIC, Language
from bot.claims.lexicon import Hit
from bot.claims.numbers import Hits, Number, numbers
from bot.claims.scene import COUNTED, OTHER, Context, Reading, Scene, counted, side_of
from bot.claims.speakers import attribute
from bot.claims.speech import Attribution, Speech, speaks_plainly
from bot.claims.text import Folded, Sentence, fold, respelled, sentences
from bot.model import STAGED, Article, Claim, Measure, Qualifier, Section, Stage

_ROUNDED_DOWN = 1.25  # "over 1,000" in a headline may be the body's 1,100
_OPENING = 4  # sentences at the start that say what an article is about
_WATCHERS = frozenset(TOPIC["watchers"])
_WARRING = frozenset(TOPIC["warring"])
_FIRST_YEAR = 2024  # nobody was sent before: who worked in Russia then is none of those counted
# Code points, thirty articles' worth and about a second's work; what stands behind is not read. A sign without
# spaces says, and costs, twice as much.
_LONGEST_TEXT, _LONGEST_UNSPACED = 100_000, 50_000


@dataclass(frozen=True, slots=True)
class Line:
    """One number of an explanation: where it stands, what was seen, and the verdict."""

    section: Section
    sentence: str
    number: str
    head: str
    nation: str
    predicate: str
    speaker: str
    verdict: str
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an article was read, number by number."""

    language: str
    lines: tuple[Line, ...]
    claims: tuple[Claim, ...]


@lru_cache(maxsize=32)
def language(code: str) -> Language:
    """The language with the claimants' names in it, loaded once.

    A lexicon is a hundred thousand small objects that live as long as the process. The garbage collector is held
    while they are made (it would look through them again and again, a quarter of the time) and told to pass them
    over afterwards, which makes reading an eighth faster.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        loaded = languages.load(code, claimants.shipped())
        loaded.lexicon  # noqa: B018 - made once, here
    finally:
        if collected:
            gc.enable()
    gc.freeze()
    return loaded


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(languages.codes())


def read(article: Article) -> tuple[Claim, ...]:
    """The claims of an article, in the order of its text; none for a language without a file."""
    if article.lang not in _codes():
        return ()
    return _merged(_candidates(article, language(article.lang)))


def explain(article: Article) -> Explanation:
    """The same reading, with every number seen and why it was taken or refused."""
    if article.lang not in _codes():
        return Explanation(article.lang, (), ())
    found = _candidates(article, language(article.lang), everything=True)
    kept = _merged(found)
    return Explanation(article.lang, tuple(_line(item) for item in found), kept)


@dataclass(slots=True)
class _Candidate:
    section: Section
    scene: Scene
    folded: Folded
    reading: Reading
    attribution: Attribution
    claim: Claim | None


def _candidates(article: Article, language: Language, *, everything: bool = False) -> list[_Candidate]:
    """Every number of the article as it was read; with ``everything``, who says the refused ones too."""
    found: list[_Candidate] = []
    if article.published.year < _FIRST_YEAR:
        return found
    title = _scenes(article.title, language)
    body = _scenes(article.text[: _LONGEST_TEXT if language.spaced else _LONGEST_UNSPACED], language)
    scenes_of_both = (*title[1], *body[1])
    theatre = any(scene.of("theatre") or scene.of("place") for scene in scenes_of_both) or _speaks(
        scenes_of_both, language, _WARRING
    )
    told = [scene for scene in scenes_of_both if counted(scene)]
    watched = not told and theatre and _speaks(scenes_of_both, language, _WATCHERS)
    if not told and not watched:
        return []  # most articles: nobody is named whom the reader counts
    opening = any(counted(scene) for scene in scenes_of_both[:_OPENING])
    context = Context(COUNTED if opening or watched else None)
    context.theatre, context.opened = theatre, opening
    for section, (folded, scenes) in ((Section.TITLE, title), (Section.BODY, body)):
        if context.outcome is not None:  # "6,000 casualties" over "That is more than half of the 11,000"
            context.titled = replace(context.outcome, sentence=-1)
        context.outcome, context.standing, context.past = (
            None,
            (-9, -9),
            (-9, -9),
        )  # the body tells of the dead anew
        context.paragraph, context.topic, context.naming = -1, (-1, 0), 0
        context.trade = context.trade[0], min(context.trade[1], -1)
        context.planned = -9  # a headline's plan is told anew
        context.headline = opening and section is Section.TITLE
        if context.last is not None and language.marks("possessive"):  # a headline stands before all
            context.last = replace(context.last, sentence=-1)
        context.folk = (
            context.folk[0],
            min(context.folk[1], -1),
        )  # a headline stands before the first sentence
        readings = []
        for place, scene in enumerate(scenes):
            context.ahead = _trade_ahead(scenes, place)
            readings.append(count(scene, context))
        speech = Speech(scenes, language.claimants, title[1] if section is Section.BODY else ())
        counts = [place for place, told in enumerate(readings) if any(everything or r.accepted for r in told)]
        attributions = speech.attributions(counts[-1] + 1 if counts else 0)
        for place, scene in enumerate(scenes):  # who speaks after the last one that counts does not matter
            own, carried = attributions.get(place, ((), Attribution()))
            for reading in readings[place]:
                said = Attribution()
                if everything or reading.accepted:
                    said = attribute(scene, reading, own, carried, speech)
                claim = _claim(article, section, folded, scene, reading, said) if reading.accepted else None
                found.append(_Candidate(section, scene, folded, reading, said, claim))
    if any(item.claim is not None and not item.claim.claimant for item in found):
        _with_lead(found, body[1], speech)
    return _with_headline_stage(_with_told_stage(_with_headline_body(found, body[1], language)), body[1])


def _with_lead(found: Sequence[_Candidate], body: Sequence[Scene], speech: Speech) -> None:
    """ "6,000 more workers" over "That is what Moscow expects, said Shoigu": a lead without numbers tells the headline's."""
    if not body or body[0].numbers or not body[0].language.spaced:
        return
    said = speech.combine(speech.voices_of(0))
    for item in found:
        claim = item.claim if item.section is Section.TITLE else None
        if claim is not None and not claim.claimant and said.claimant and not said.denied:
            item.claim = replace(claim, claimant=said.claimant, via=said.via)


def _with_headline_body(
    found: list[_Candidate], body: Sequence[Scene], language: Language
) -> list[_Candidate]:
    """ "Geheimdienst: 3000 Nordkoreaner tot": a headline's body without its country is the one that the text names."""
    for item in found:
        if item.section is Section.BODY or item.claim is None or item.claim.claimant:
            continue
        words = item.scene.of("referent") if language.nouns_capitalised else ()
        word = next((word for word in words if speaks_plainly(item.scene, word)), None)
        if word is None:
            continue
        named = (language.claimants.get(hit.value[0]) for scene in body for hit in scene.of("who"))
        one = next((who for who in named if who is not None and who.kind == word.value), None)
        if one is not None:
            item.claim = replace(item.claim, claimant=one.id)
    return found


def _with_told_stage(found: list[_Candidate]) -> list[_Candidate]:
    """A number told without a tense ("sending 1,000 sappers is …") is planned where it is told again as a plan."""
    body = [c for c in found if c.claim is not None and c.section is Section.BODY]
    plans = [c.claim for c in body if c.claim and c.reading.stage_told and c.claim.stage is Stage.PLANNED]
    for item in body:
        if item.claim and not item.reading.stage_told and any(_retells(item.claim, plan) for plan in plans):
            item.claim = replace(item.claim, stage=Stage.PLANNED)
    return found


def _retells(claim: Claim, plan: Claim) -> bool:
    """Whether a claim is the same number of the same people, told by nobody else."""
    bounds = {claim.low, claim.high} & {plan.low, plan.high} - {None}
    same = claim.measure is plan.measure and bool(bounds)
    return same and claim.claimant in (None, plan.claimant)


def _trade_ahead(scenes: Sequence[Scene], place: int) -> str:
    """ "… 5 тисяч громадян. Їх планують використовувати для відбудови": the trade that the next sentence tells of them."""
    scene = scenes[place]
    following = scenes[place + 1] if place + 1 < len(scenes) and scene.numbers else None
    if following is None or following.sentence.paragraph != scene.sentence.paragraph or following.numbers:
        return ""
    opens = any(word.start == following.sentence.start for word in following.of("them"))
    trades = {hit.value for hit in following.of("trade")}
    return str(trades.pop()) if opens and len(trades) == 1 and not following.of("people") else ""


def _speaks(scenes: Sequence[Scene], language: Language, countries: frozenset[str]) -> bool:
    """Whether a body of one of the countries is named ("the NIS told lawmakers")."""
    roles = ("claimant", "medium", "relay")
    ids = {hit.value[0] for scene in scenes for hit in scene.of("who") if hit.value[1] in roles}
    ids = {language.claimants.speaks_for(id_) or id_ for id_ in ids}
    return any((who := language.claimants.get(id_)) and who.country in countries for id_ in ids)


def _with_headline_stage(found: list[_Candidate], body: Sequence[Scene]) -> list[_Candidate]:
    """A headline without a verb takes its stage from the body: from its claims, else from its first words."""
    _with_headline_plan(found)
    _with_plan_after(found, body)
    told = [
        c.claim.stage for c in found if c.claim is not None and c.section is Section.BODY and c.claim.stage
    ]
    if not told:
        told = [
            Stage(hit.value) for scene in body[:_OPENING] for hit in scene.stages if hit.value in set(Stage)
        ]
    _take_headline_stage(found)
    if not told:
        return found
    stage = max(dict.fromkeys(told), key=told.count)  # of two as often told the first
    for item in found:
        bare = item.section is Section.TITLE and item.claim is not None and not item.reading.stage_told
        if bare and item.claim is not None and item.claim.stage:
            own = _opening_of_them(found, item.claim, body)
            item.claim = replace(item.claim, stage=own or stage)
    return found


def _opening_of_them(found: Sequence[_Candidate], title: Claim, body: Sequence[Scene]) -> Stage | None:
    """ "3,500 builders for Kursk" over "Construction troops will arrive in October": whom the body counts not, it sends."""
    counted_there = any(
        c.claim and c.section is Section.BODY and c.claim.measure is title.measure for c in found
    )
    if title.measure is Measure.TROOPS or counted_there:
        return None
    for scene in body[:_OPENING]:
        verbs = [hit for hit in scene.stages if hit.value in set(Stage)]
        if not scene.numbers and verbs and any(hit.value == title.measure for hit in scene.of("people")):
            return Stage(verbs[0].value)
    return None


def _take_headline_stage(found: Sequence[_Candidate]) -> None:
    """A body's number of which nothing is told has the stage that the headline tells of the same number."""
    told = [c for c in found if c.claim and c.section is Section.TITLE and c.reading.stage_told]
    for item in found:
        claim = item.claim
        if claim is None or item.section is Section.TITLE or not claim.stage or item.scene.stages:
            continue
        for title in told:
            one = title.claim
            if (
                one
                and one.stage
                and (one.measure, one.low, one.high) == (claim.measure, claim.low, claim.high)
            ):
                item.claim = replace(claim, stage=one.stage)


def _with_plan_after(found: Sequence[_Candidate], body: Sequence[Scene]) -> None:
    """ "Un millier de démineurs, cinq mille bâtisseurs. … Les premiers devraient arriver …": no verb, then a plan."""
    for item in found:
        scene, claim = item.scene, item.claim
        if claim is None or claim.stage is not Stage.SENT or item.section is Section.TITLE:
            continue
        if item.reading.stage_told or scene.stages or scene.events or not scene.language.marks("postposed"):
            continue
        for following in body[scene.index + 1 : scene.index + 3]:
            ours = following.stages and not following.numbers
            if ours and following.sentence.paragraph == scene.sentence.paragraph:
                if following.stages[0].value == Stage.PLANNED and _opens_with_them(following):
                    item.claim = replace(claim, stage=Stage.PLANNED)
                break


def _opens_with_them(scene: Scene) -> bool:
    """Whether a sentence opens with a word for those just told, or with its verb where that needs no subject."""
    start, verb = scene.sentence.start, scene.stages[0]
    opens = scene.text.startswith(scene.language.marks("they_open") or ("\0",), start)
    return opens or (scene.language.subjectless and verb.start - start <= 1)


def _with_headline_plan(found: list[_Candidate]) -> None:
    """ "Pyongyang enverra 5 000 ouvriers": a body that tells it in the present ("envoie") means what is to come."""
    plans = {
        (c.claim.measure, c.claim.low, c.claim.high)
        for c in found
        if c.claim and c.section is Section.TITLE and c.reading.stage_told and c.claim.stage is Stage.PLANNED
    }
    open_ = [
        c
        for c in found
        if c.claim and c.section is Section.BODY and c.claim.stage is Stage.SENT and not c.reading.stage_told
    ]
    verbs = {
        c.reading.predicate
        for c in open_
        if c.claim and (c.claim.measure, c.claim.low, c.claim.high) in plans
    }
    for item in open_:
        verb = item.reading.predicate
        spaced = item.scene.language.spaced
        if item.claim and spaced and verb is not None and verb.value == "send" and verb in verbs:
            item.claim = replace(item.claim, stage=Stage.PLANNED)


#: A text goes on for some empty lines, so that a rule that looks a sign or two behind a word always finds one.
_BEYOND = "\n" * 4


def _scenes(text: str, language: Language) -> tuple[Folded, list[Scene]]:
    folded = fold(text + _BEYOND)
    if language.letters:  # rules compare words too: 已經 is 已经
        folded = replace(folded, lower=respelled(folded.lower, language.letters))
    if language.by_order:
        folded = replace(folded, lower=_COMMA.sub("，", folded.lower))
    cut = sentences(
        folded,
        language.abbreviations,
        language.ordinals,
        language.quoted,
        language.scales,
        language.ordinal_after,
    )
    if language.marks("presents"):
        cut = _with_cleft(cut, folded, language.marks("presents"))
    found = language.lexicon.find(folded)
    if language.marks("own"):
        found = _own_people(found, folded, language)
    if language.spaced:
        found = [*found, *_inside_shares(found, folded, language)]
        found = [*found, *_owners(found, folded, language)]
        leaders = _leader(found, folded, language.leaders)
        found = sorted(
            (
                *found,
                *_surnames(found, folded),
                *leaders,
                *offices.named(found, folded, language.marks("anonymous")),
            ),
            key=_start,
        )
        found = _without_named(offices.without_their_kind(found, folded), folded.lower)
    elif language.by_order:
        found = _without_split(found)
        found = offices.glued(found, folded, language.marks("rank"), language.country_letters)
        found = offices.armies(found, folded, language.marks("forces"), language.country_letters)
    hits = Hits(found)
    seen = numbers(folded, hits, language)
    if language.spaced:
        folded = replace(folded, lower=_without_decimals(folded.lower, seen))
    return folded, [Scene(folded, s, i, hits, seen, language) for i, s in enumerate(cut)]


def _without_decimals(text: str, seen: Sequence[Number]) -> str:
    """The commas and points inside numbers as another sign, since for rules they end a clause."""
    parts: list[str] = []
    at = 0
    for number in seen:
        if number.start >= at:
            end = number.end + 1  # behind an abbreviated scale that the sentence goes on from
            parts += text[at : number.start], _INSIDE.sub("\u2024", text[number.start : end])
            at = end
    return "".join((*parts, text[at:]))


_INSIDE = re.compile(r"(?<=\d)[.,](?=\d)|\.(?= )")


_COMMA = re.compile(r"(?<=[\u3001-\u9fff)”]),")  # a Western comma behind a character is the script's own


def _without_split(found: list[Hit]) -> list[Hit]:
    """ "赴俄|朝鲜工人": two countries read across the words on both sides of them are none ("俄朝")."""
    out: list[Hit] = []
    reach = 0
    for at, hit in enumerate(found):
        if hit.start < reach < hit.end and hit.kind in ("nation", "theatre"):
            after = (h for h in found[at + 1 : at + 4] if hit.start < h.start < hit.end < h.end)
            if any(h.kind == "nation" for h in after):
                continue
        if hit.kind == "theatre":
            reach = max(reach, hit.end)
        out.append(hit)
    return out


def _with_cleft(cut: list[Sentence], folded: Folded, opens: tuple[str, ...]) -> list[Sentence]:
    """ "Un sur cinq ! Voilà la part de ceux qui …": a number alone, and the sentence that says what it is, are one."""
    out: list[Sentence] = []
    for one in cut:
        last = out[-1] if out else None
        short = last is not None and last.end - last.start <= _ALONE and last.paragraph == one.paragraph
        if last is not None and short and folded.lower.startswith(opens, one.start):
            out[-1] = replace(last, end=one.end)
        else:
            out.append(one)
    return out


_ALONE = 32  # letters of a number that is a sentence of its own


def _without_named(found: list[Hit], text: str) -> list[Hit]:
    """ "по словам министра | обороны Южной Кореи": a phrase for one known already ends where somebody is named in it."""
    peoples = {hit.start: hit.end for hit in found if hit.kind == "nation"}
    names = {hit.start: hit.end for hit in found if hit.kind == "who"}
    out: list[Hit] = []
    for hit in found:
        numeral = hit.kind == "who" and text[hit.start].isdigit()
        if numeral and any(peoples.get(at, 0) > hit.end for at in range(hit.start + 1, hit.end)):
            continue  # "killed 38 North Korean soldiers"
        start = (
            next((at for at in range(hit.start + 1, hit.end) if names.get(at, 0) > hit.end), None)
            if hit.kind in _KNOWN
            else None
        )
        if start is None:
            out.append(hit)
        elif hit.kind == "according":
            out.append(hit._replace(end=start - 1))
    return out


_KNOWN = ("according", "reported", "continues")


def _inside_shares(found: Sequence[Hit], folded: Folded, language: Language) -> list[Hit]:
    """ "un Nord-Coréen sur trois": a share that names a people hides it no longer."""
    hits = []
    for share in found:
        if share.kind == "share" and not folded.cased[share.start + 1 : share.end].islower():
            for hit in language.lexicon.find(fold(folded.cased[share.start : share.end].partition(" ")[2])):
                if hit.kind == "nation":
                    at = folded.cased.find(" ", share.start) + 1
                    hits.append(hit._replace(start=at + hit.start, end=at + hit.end))
    return hits


def _start(hit: Hit) -> int:
    return hit.start


def _own_people(found: Sequence[Hit], folded: Folded, language: Language) -> list[Hit]:
    """ "북한은 … 자국 병사들을 보내고": "its own soldiers" are those of the country whose clause it is."""
    own, text = language.marks("own"), folded.lower
    acting: Hit | None = None
    topic = False
    out: list[Hit] = []
    for hit in found:
        if hit.kind == "who" and text.startswith(language.marks("doers"), hit.start):
            if text.startswith(language.marks("subject"), hit.end):
                acting, topic = hit._replace(kind="nation", value=COUNTED), True  # "북한 외무성은 …"
        elif hit.kind != "nation":
            pass
        elif text.startswith(own, hit.start):
            near = acting is not None and hit.start - acting.end <= _OWN_CLAUSE
            if near and acting is not None and "." not in text[acting.end : hit.start]:
                word = next(mark for mark in own if text.startswith(mark, hit.start))
                rest = hit.start + len(word) + 1
                nouns = (
                    list(language.lexicon.find(fold(folded.cased[rest : hit.end]))) if rest < hit.end else []
                )
                nouns = [
                    h._replace(start=h.start + rest, end=h.end + rest) for h in nouns if h.kind == "people"
                ]
                end, kind = (hit.start + len(word), "") if nouns else (hit.end, "_people")
                out.extend((hit._replace(end=end, value=f"{side_of(acting)}{kind}"), *nouns))
                continue
        elif text.startswith(language.marks("subject"), hit.end) or _by_its_head(text, hit, language):
            ends = acting is None or "." in text[acting.end : hit.start]
            if ends or not topic or text.startswith(language.marks("topic"), hit.end):
                acting, topic = hit, text.startswith(language.marks("topic"), hit.end)
        out.append(hit)
    return out


def _by_its_head(text: str, country: Hit, language: Language) -> bool:
    """ "김정은 북한 국무위원장은 … 자국 공병을": the one word behind a country, its office, is the subject."""
    word = (
        text[country.end + 1 : country.end + _OFFICE].partition(" ")[0]
        if text[country.end : country.end + 1] == " "
        else ""
    )
    return word.endswith(language.marks("subject"))


_OFFICE = 12  # letters of an office and its particle
_OWN_CLAUSE = 120  # letters between a country and "its own"


def _owners(found: Sequence[Hit], folded: Folded, language: Language) -> list[Hit]:
    """ "by South Korea's count": a country in the genitive is also the name of the one who may speak."""
    endings = language.marks("possessive")
    if not endings:
        return []
    names = {hit.start for hit in found if hit.kind == "who"}
    out: list[Hit] = []
    for hit in found:
        ending = next((e for e in endings if folded.lower.endswith(e, hit.start, hit.end)), None)
        if hit.kind != "nation" or ending is None or hit.start in names:
            continue
        value = language.capitals.get(folded.lower[hit.start : hit.end - len(ending)])
        if value is not None:
            out.append(Hit(hit.start, hit.end - len(ending), "who", value))
    return out


def _leader(found: Sequence[Hit], folded: Folded, surnames: Mapping[str, tuple[str, str]]) -> list[Hit]:
    """A leader is named by the surname: "Kim Jong Un … Kim pledged to send 6,000"; in full not even before.

    Not where somebody else of that name speaks, and the leader is not named in full.
    """
    out: list[Hit] = []
    country = [hit for hit in found if hit.value in ("counted", "counted_people")]
    for surname in surnames:
        full = f"{surname.lower()} "
        named = [hit for hit in country if folded.lower.startswith(full, hit.start)]
        if not named:
            theirs = (h for h in found if h.kind == "who" and h.value != surnames[surname])
            namesake = any(full in folded.lower[h.start : h.end + 1] for h in theirs)
            named = [] if namesake else [hit._replace(end=0) for hit in country[:1]]
        if not named:
            continue
        known = {
            h.start for h in found if h.kind == "who" and h.value == surnames[surname]
        }  # named so in a list
        others = (
            h for h in found if h.kind == "nation" or (h.kind == "who" and h.value != surnames[surname])
        )
        taken = {h.start for h in others}
        alone = re.compile(rf"(?<![\w-]){surname}(?:'s)?(?![\w-]| [A-Z])")
        for match in alone.finditer(folded.cased, named[0].end):
            if match.start() in taken:
                continue
            out.append(Hit(match.start(), match.end(), "nation", "counted"))
            if match.start() not in known:
                out.append(Hit(match.start(), match.start() + len(surname), "who", surnames[surname]))
    return out


def _surnames(found: Sequence[Hit], folded: Folded) -> list[Hit]:
    """A relay named in full is later named by one part: "lawmaker Lee Seong-kweun … Lee said"."""
    taken = {hit.start for hit in found if hit.kind in ("who", "nation")}
    names: dict[str, Hit] = {}
    for hit in found:
        if hit.kind == "who" and hit.value[1] == "relay" and " " in folded.lower[hit.start : hit.end]:
            for part in folded.cased[hit.start : hit.end].replace("-", " ").split():
                if len(part) > 1 and part[0].isupper():
                    names.setdefault(part, hit)
    if not names:
        return []
    anyone = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")
    return [
        Hit(match.start(), match.end(), "who", names[match.group()].value)
        for match in anyone.finditer(folded.cased)
        if match.start() not in taken and match.start() >= names[match.group()].end
    ]


def _claim(
    article: Article, section: Section, folded: Folded, scene: Scene, reading: Reading, said: Attribution
) -> Claim:
    number, today = reading.number, article.published.date()
    start, end = folded.span(scene.sentence.start, scene.sentence.end)
    core_start, core_end = folded.span(number.core, number.core_end)
    assert reading.measure is not None
    return Claim(
        measure=reading.measure,
        stage=reading.stage if reading.measure in STAGED else None,
        low=number.low,
        high=number.high,
        qualifier=number.qualifier,
        quote=folded.original[start:end],
        start=start,
        end=end,
        number=folded.original[core_start:core_end],
        rule="+".join((*reading.rules, said.rule)),
        confidence=_confidence(reading, said),
        section=section,
        share=None if number.share is None else round(number.share, 3),
        increment=number.increment,
        denied=said.denied,
        current=bool(scene.of("now")),
        claimant=said.claimant,
        via=said.via,
        as_of=times.window(scene, number, today, reading.stage is Stage.PLANNED),
        place=times.place(scene, number),
    )


def _confidence(reading: Reading, said: Attribution) -> float:
    """From 0 to 1: what was told in the sentence itself counts more than what was carried or assumed."""
    sure = 0.95
    sure -= 0.12 if reading.inherited else 0
    sure -= 0.08 if reading.head.kind is None else 0
    sure -= 0.05 * reading.head.unknown
    sure -= 0.1 if reading.measure in STAGED and not reading.stage_told else 0
    sure -= 0.1 if said.rule == "named" else 0
    return round(max(sure, 0.3), 2)


# ── the same number told twice ───────────────────────────────────────────────────────────────────────────


def _merged(found: Sequence[_Candidate]) -> tuple[Claim, ...]:
    """One claim for one number, with the fullest attribution; a headline's number is the body's."""
    told = [c for c in found if c.claim is not None]
    body = [c.claim for c in told if c.claim and c.section is Section.BODY and not _is_heading(c)]
    title = [(c.claim, c) for c in told if c.claim and (c.section is Section.TITLE or _is_heading(c))]
    others = {(c.reading.number.low, c.reading.number.high) for c in found if _of_others(c)}
    title = [
        (claim, c) for claim, c in title if not c.reading.inherited or (claim.low, claim.high) not in others
    ]
    kept: list[Claim] = []
    passes_on = _media(found)
    untold = {id(c.claim) for c in told if c.reading.measure in STAGED and not c.reading.stage_told}
    for claim in body:
        for index, other in enumerate(kept):
            if _same(claim, other, passes_on) or (id(claim) in untold and _same_people(claim, other)):
                kept[index] = _fuller(other, claim, passes_on)
                break
        else:
            kept.append(claim)
    for claim, item in title:
        verbless = item.reading.measure in STAGED and not item.reading.stage_told
        place = next(
            (i for i, other in enumerate(kept) if _headline_of(claim, other, verbless=verbless)), None
        )
        if place is not None and _means_dead(claim, kept[place]):
            kept[place] = replace(kept[place], measure=Measure.KILLED)
        if place is None and not _sums_up(claim, body):
            kept.append(claim)
        elif place is None:
            continue
        elif claim.claimant in passes_on:
            kept[place] = (
                kept[place] if kept[place].claimant else replace(kept[place], claimant=claim.claimant)
            )
        elif claim.claimant and kept[place].claimant in passes_on:
            kept[place] = replace(kept[place], claimant=claim.claimant, via=kept[place].claimant)
        elif claim.claimant and (
            not kept[place].claimant or _names_body(claim.claimant, kept[place].claimant or "")
        ):
            kept[place] = replace(kept[place], claimant=claim.claimant, via=claim.via)
    return tuple(sorted(kept, key=lambda claim: (claim.section is Section.BODY, claim.start)))


def _of_others(item: _Candidate) -> bool:
    """Whether a number counts another army, or persons of whom nobody says whose they are."""
    nobody = (item.reading.refusal or "").startswith("counts persons")
    return item.reading.nation == OTHER or (nobody and item.section is Section.BODY)


def _means_dead(title: Claim, body: Claim) -> bool:
    """Whether the headline says of the same number that they died where the body says "lost"."""
    same = (title.low, title.high) == (body.low, body.high)
    same = same and (title.low == title.high or "noun" not in body.rule) and "both" not in body.rule
    return same and title.measure is Measure.KILLED and body.measure is Measure.CASUALTIES


def _only_participles(scene: Scene) -> bool:
    """ "3000 soldats envoyés en début d'année": a line whose verbs are participles behind their noun, none helped."""
    ends, text = scene.language.marks("postposed"), scene.text
    words = set(text[scene.sentence.start : scene.sentence.end].replace("'", " ").split())
    verbs = (*scene.stages, *scene.events)
    bare = bool(ends) and all(text.endswith(ends, hit.start, hit.end) for hit in verbs)
    return bare and words.isdisjoint(scene.language.marks("auxiliary"))


def _is_heading(item: _Candidate) -> bool:
    """Whether a body's sentence is a heading between paragraphs: a short line without a full stop or a verb."""
    text, sentence = item.folded.cased, item.scene.sentence
    nouns = {hit.start for hit in item.scene.of("people")}
    verbs = any(event.start not in nouns for event in item.scene.events)
    told = item.reading.stage_told or verbs
    if (told and not _only_participles(item.scene)) or item.section is Section.TITLE:
        return False
    opens = sentence.start == 0 or text[sentence.start - 1] == "\n"
    alone = opens and text[sentence.end : sentence.end + 1] == "\n"
    return alone and sentence.end - sentence.start <= 100 and text[sentence.end - 1] not in '.!?…"”“。！？'


def _sums_up(title: Claim, body: Sequence[Claim]) -> bool:
    """Whether a headline adds up two kinds of people that the body tells apart: "6,000: 1,000 sappers, 5,000 …"."""
    told = [c.low for c in body if c.measure in STAGED and c.low == c.high]
    sums = {a + b for i, a in enumerate(told) for b in told[i + 1 :] if a and b}
    return title.measure in STAGED and title.low == title.high and title.low in sums


def _media(found: Sequence[_Candidate]) -> frozenset[str]:
    """The media among those who stand behind the claims: each may only have passed a number on."""
    ids = {c.claim.claimant for c in found if c.claim is not None and c.claim.claimant}
    if not ids:
        return frozenset()
    known = found[0].scene.language.claimants
    return frozenset(id_ for id_ in ids if (who := known.get(id_)) and who.kind == "medium")


def _same(first: Claim, second: Claim, media: frozenset[str]) -> bool:
    if first.measure is not second.measure or first.denied != second.denied or first.share != second.share:
        return False
    if (first.stage is Stage.PLANNED) != (
        second.stage is Stage.PLANNED
    ) or first.increment != second.increment:
        return False
    passed_on = (first.claimant in media) is not (second.claimant in media)
    if first.claimant and second.claimant and not (passed_on or _one_voice(first.claimant, second.claimant)):
        return False
    if Qualifier.VAGUE in (first.qualifier, second.qualifier):
        return first.low == second.low and first.high == second.high
    return (first.low, first.high) == (second.low, second.high)


def _same_people(claim: Claim, other: Claim) -> bool:
    """Whether a number told once more without a verb that sends or keeps them is one already told."""
    told_so = claim.measure is other.measure and claim.denied == other.denied and claim.share is None
    claimants = claim.claimant in (None, other.claimant)
    return told_so and claimants and (claim.low, claim.high) == (other.low, other.high)


def _one_voice(first: str, second: str) -> bool:
    """Whether two claimants may be one: a country's officials at large, and a body of that country."""
    if first == second:
        return True
    one, other = claimants.shipped().get(first), claimants.shipped().get(second)
    if one is None or other is None or one.country is None or one.country != other.country:
        return False
    return {one.kind, other.kind}.isdisjoint({"medium", "institute"}) and (
        _at_large(first) != _at_large(second)
    )


def _names_body(title: str, body: str) -> bool:
    """Whether a headline names the body that the text only tells the country of."""
    return title != body and _at_large(body) and _one_voice(title, body)


def _at_large(claimant: str) -> bool:
    return claimant.endswith("officials")


def _fuller(first: Claim, second: Claim, media: frozenset[str]) -> Claim:
    """The attribution that says more wins, a body's over a medium's; the first telling keeps its place."""
    source = first if first.claimant and not (_at_large(first.claimant) and second.claimant) else second
    passed = first.claimant if first.claimant in media and second.claimant else None
    if passed:
        source = second
    return replace(
        first,
        claimant=source.claimant,
        via=source.via or passed or first.via,
        as_of=first.as_of or second.as_of,
        place=first.place or second.place,
        confidence=max(first.confidence, second.confidence),
    )


def _headline_of(title: Claim, body: Claim, *, verbless: bool = False) -> bool:
    """Whether a headline's number is this body claim: equal to a bound, or its rounding.

    ``verbless``: the headline does not say what became of them ("1,000 North Koreans hit"), the body does.
    """
    if title.share is not None or body.share is not None:
        return title.share == body.share
    kin = (
        title.measure is body.measure
        or {title.measure, body.measure}
        <= {
            Measure.CASUALTIES,
            Measure.KILLED,
            Measure.WOUNDED,
        }
        or {title.measure, body.measure} <= STAGED
        or {title.measure, body.measure} == {Measure.WOUNDED, Measure.RETURNED}
    )
    if not kin and not verbless:
        return False
    if _told_abroad(title, body) and title.measure != body.measure and title.measure not in STAGED:
        return False  # "au moins 100 tués, selon Séoul", and another's hundreds of casualties
    told = {title.low, title.high} - {None}
    bounds = {body.low, body.high} - {None}
    if told & bounds:
        return True
    if title.qualifier is Qualifier.VAGUE:
        return any(bound >= (title.low or 0) for bound in bounds if bound is not None)
    and_some = (Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.ABOUT)  # 萬餘 is the body's 10,900
    if title.qualifier in and_some and title.low and body.low and title.low <= body.low:
        return title.low <= body.low <= _ROUNDED_DOWN * title.low
    return (verbless or title.measure is body.measure) and any(
        abs(a - b) <= 0.06 * max(a, b) for a in told for b in bounds if a is not None and b is not None
    )


def _told_abroad(title: Claim, body: Claim) -> bool:
    """Whether headline and body name speakers of different countries."""
    first, second = (claimants.shipped().get(claim.claimant or "") for claim in (title, body))
    return first is not None and second is not None and first.country != second.country


def _line(item: _Candidate) -> Line:
    reading, folded = item.reading, item.folded
    number = reading.number

    def words(start: int, end: int) -> str:
        first, last = folded.span(start, end)
        return folded.original[first:last]

    verdict = (
        f"{reading.measure} by {'+'.join(reading.rules)}"
        if reading.accepted
        else f"refused: {reading.refusal}"
    )
    return Line(
        section=item.section,
        sentence=words(item.scene.sentence.start, item.scene.sentence.end),
        number=words(number.start, number.end),
        head=words(reading.head.start, reading.head.end) if reading.head.kind else "",
        nation=reading.nation or "",
        predicate=words(reading.predicate.start, reading.predicate.end) if reading.predicate else "",
        speaker=item.attribution.claimant or "",
        verdict=verdict,
        claim=item.claim,
    )


__all__ = ["Explanation", "Line", "explain", "language", "read", "speakers"]
