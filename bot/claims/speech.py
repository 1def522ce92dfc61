"""Who speaks from sentence to sentence: speakers carried on, quotations that run on, and those named later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.claimants import Claimants
from bot.claims import offices
from bot.claims.language import TOPIC
from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import (
    COUNTED,
    Scene,
    counted,
    preceded,
    preceding,
    side_of,
)
from bot.claims.shaping import tells_who_sent
from bot.claims.strangers import Stranger, authors, strangers
from bot.claims.voices import (
    JOINED,
    NAMED_BY,
    NEAR_PREPOSITION,
    Voice,
    active,
    headed,
    is_marked_by_letter,
    of_a_stranger,
    officials_named,
    only_acts,
    they_say_at,
    voices,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a number, through whom, and whether it is denied; ``rule`` says how it was found."""

    claimant: str | None = None
    via: str | None = None
    denied: bool = False
    rule: str = "nobody"


_LINES = 2  # paragraphs of one sentence that a word pointing back reaches


_AT_WAR = ("UA", "KR")  # whose staff a paper means that names no country


_LONG_QUOTE = 6  # sentences


_BY_TITLE = 60  # letters of titles before a person's name


_TOLD_AFTER, _TOLD_NEAR = (
    4,
    2,
)  # sentences that a word pointing back reaches, over a paragraph's end and inside one


_QUOTES = re.compile('["«»„“”「『]')


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
            if opened is None:
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


def _quoted_just_now(scene: Scene, following: Scene, voices: Sequence[Voice]) -> bool:
    """ "“已有一万人派往俄罗斯。”国情院说，朝军死伤三千人。": who speaks first behind a whole quotation."""
    told = scene.text[scene.sentence.start : scene.sentence.end].rstrip(" 。")
    if scene.language.spaced or not voices or told[:1] not in _QUOTE_OPENS or told[-1:] not in _QUOTE_CLOSES:
        return False
    return any(0 <= voice.start - following.sentence.start <= _QUOTED_BY for voice in voices)


_QUOTE_OPENS, _QUOTE_CLOSES = ("“", '"', "「"), ("”", '"', "」")
_QUOTED_BY = 8  # letters of a title before the name


def _only_passes_on(scene: Scene, voices: Sequence[Voice]) -> bool:
    """ "ウクライナ当局によると、…。米CNNが2日伝えた。": a medium that only passes on what was said."""
    media = bool(voices) and all(voice.role == "medium" for voice in voices)
    return media and not scene.language.spaced and _only_says(scene)


def _ends_saying(scene: Scene) -> bool:
    """ "終了後、工兵1千人を派遣すると明らかにした。": a verb of saying ends the sentence, so nobody tells it after it."""
    if not scene.language.predicate_last:
        return False
    return any(scene.sentence.end - say.end <= _LAST_VERB for say in active(scene, scene.of("say")))


_LAST_VERB = 6  # letters of an ending and a full stop


def _only_says(scene: Scene) -> bool:
    """ "ロシア国防省が30日、明らかにした。": a speaker, a date, a verb of saying and nothing else."""
    if scene.language.spaced or scene.sentence.end - scene.sentence.start > _ONLY_SAYS:
        return False
    told = scene.events or scene.stages or scene.of("counter", "deny", "doubt")
    says = scene.of("say")
    return not told and bool(says) and scene.sentence.end - says[-1].end <= _VERB_ENDS


_ONLY_SAYS, _VERB_ENDS = 45, 6  # letters of such a sentence, and of its verb's ending


def _adds(scene: Scene) -> bool:
    """ "1 000 sapeurs partent. 5 000 ouvriers suivront, a ajouté Choïgou": who adds to it has told it."""
    marks = scene.language.marks("adds_that")
    said = [say for say in scene.of("say") if scene.text[say.start : say.end] in marks]
    return any(number.end < say.start for say in said for number in scene.numbers[:1])


def _opens_with_this(scene: Scene) -> bool:
    """ "3,000 dead. That is the price, said X", "… These are the numbers of the NIS": no number, and what was told."""
    words = tuple(f"{word} " for word in scene.language.marks("this"))
    return not scene.numbers and scene.text.startswith(words or ("\0",), scene.sentence.start)


def _is_quotation(scene: Scene) -> bool:
    """Whether a sentence is all in quotation marks."""
    text = scene.text[scene.sentence.start : scene.sentence.end].rstrip()
    return scene.language.spaced and _opens_quote(text, 0) and text[-1:] in '"”»“' and len(text) > 1


def _says_after_dash(scene: Scene) -> bool:
    """ "… понад 3 тис. осіб, – повідомив X": what is said without quotation marks ends at a dash and its verb."""
    return any(scene.text[max(say.start - 3, 0) : say.start].endswith("– ") for say in scene.of("say"))


def _opens_speech(scene: Scene) -> bool:
    """Whether a sentence opens with the dash behind which somebody speaks, or stands right behind one."""
    start = scene.sentence.start
    return scene.text.startswith("– ", start)


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


def _tells_on(scene: Scene, own: Sequence[Voice]) -> bool:
    """ "Drei wurden gefangen genommen. Einer von ihnen sei verletzt, teilte X mit": who tells more of them has told it."""
    opens, text = scene.language.marks("they_open"), scene.text
    if not opens or not text.startswith(opens, scene.sentence.start):
        return False
    told = [hit.start for hit in scene.of("say", "according") if text[hit.start - 2 : hit.start] == ", "]
    return bool(told) and all(voice.start > told[-1] for voice in own)


_INSERTED = 60


def _in_commas(gap: str) -> bool:
    """Whether a few words in commas are all that stands between."""
    return 4 < len(gap) <= _INSERTED and gap.startswith(", ") and gap.endswith(", ") and gap.count(",") == 2


def _is_who_sends(scene: Scene, who: Hit) -> bool:
    """ "金正恩把1.5万名士兵送上战场", "Kim has 15,000 men in Kursk": the country counted, or its leader, who acts."""
    nation = scene.hits.at(who.start, "nation")
    return nation is not None and nation.end == who.end and side_of(nation) == COUNTED


def _is_army(scene: Scene, who: Hit) -> bool:
    """ "우크라이나군이 지키던 마을", "ウクライナ軍は…300人を殺害した": an army, listed with its particle, only fights."""
    named = scene.text[who.start : who.end]
    return scene.language.predicate_last and named.endswith(scene.language.marks("subject"))


def _without_who_only_has(scene: Scene, found: list[Voice]) -> list[Voice]:
    """ "Pyongyang compte 8 000 hommes à Koursk, a-t-il précisé": who has or awaits them says nothing where another does."""
    verbs = tuple(f" {verb} " for verb in scene.language.marks("holds"))
    one = {voice.id: scene.language.claimants.get(voice.id) for voice in found if verbs}
    armies = [
        voice
        for voice in found
        if (known := one.get(voice.id))
        and known.country in (*TOPIC["own"], TOPIC["host"])
        and scene.text.startswith(verbs, voice.end)
    ]
    others = [voice for voice in found if voice not in armies]
    return others if armies and (others or _speaks_as_pronoun(scene)) else found


def _speaks_as_pronoun(scene: Scene) -> bool:
    """ "he said", "teilte der Geheimdienst mit": a word for the last speaker right beside a verb of saying."""
    says = scene.of("say")
    if scene.language.subjectless and not scene.of("who", "unnamed", "body"):
        quoted = (say for say in says if scene.text[max(say.start - 3, 0) : say.start].endswith(_QUOTED))
        if any(not scene.hits.at(say.end + 1, "filler", "office") for say in quoted):
            return True  # "«…», declaró": nobody new is named, so whoever spoke last speaks on
    if _says_without_subject(scene) and all(who.value[1] == "capital" for who in scene.of("who")):
        return True
    if _opens_saying_that(scene):
        return True
    leads = scene.of("according")
    if any(
        0 <= word.start - lead.end <= 1 for word in (*scene.of("pronoun"), *scene.of("him")) for lead in leads
    ):
        return scene.language.spaced  # "…, according to the agency"
    if any(_in_commas(scene.text[word.end : say.start]) for word in scene.of("pronoun") for say in says):
        return scene.language.spaced  # "the report, cited by the paper, estimates"
    if scene.language.by_order:  # "这名官员说，据信…", "他表示，…"
        if any(hit.start == scene.sentence.start for hit in scene.of("reported")):
            return True
        return any(word.end == say.start for word in scene.of("pronoun") for say in says)
    return scene.language.spaced and any(
        0 <= say.start - word.end <= (20 if word.end - word.start > 6 else 8)
        or 0 <= word.start - say.end <= 2
        for word in scene.of("pronoun")
        for say in says
    )


def _closed_by_pronoun(scene: Scene) -> bool:
    """ "평양은 …를 준비시키고 있다고 그는 덧붙였다": a pronoun right before the verb of saying that ends the sentence."""
    if not scene.language.predicate_last:
        return False
    words = [word for word in scene.of("pronoun") if word.start > scene.sentence.start]
    return any(0 <= say.start - word.end <= 1 for word in words for say in scene.of("say"))


def _says_without_subject(scene: Scene) -> bool:
    """ "Około 300 żołnierzy zginęło, powiedział.", "Viajarán, aseguró, cinco mil": a verb of saying alone between marks."""
    subjects = scene.language.marks("said_he")
    if subjects and any(
        mark in scene.text[say.start : say.end] for say in scene.of("say") for mark in subjects
    ):
        return True  # "…, leur a-t-il dit": its subject inside
    if not scene.language.subjectless:
        return False
    helpers = tuple(f" {word} " for word in scene.language.marks("auxiliary"))
    listeners = tuple(f" {word} " for word in scene.language.marks("to_them"))
    for verb in scene.of("say"):
        start = verb.start
        if listeners and scene.text.endswith(listeners, scene.sentence.start, start):
            start = scene.text.rindex(" ", 0, start - 1) + 1  # "…, les dijo"
        if helpers and scene.text.endswith(helpers, scene.sentence.start, start):
            start = scene.text.rindex(" ", 0, start - 1) + 1  # "ha aggiunto"
        behind = scene.text[verb.end : scene.sentence.end].strip(".!? ")
        behind = "" if behind in scene.language.marks("to_them") else behind  # "…, powiedział im"
        if scene.text.endswith(", ", 0, start) and (
            not behind or behind[0] == "," or _tells_when(scene, verb)
        ):
            return True
    return False


def _opens_as_he(scene: Scene) -> bool:
    """ "그는 … 300명이 사망했다고 말했다": a pronoun with its particle opens what the verb at the end says."""
    words = scene.language.marks("he") if scene.language.predicate_last else ()
    return bool(words and scene.of("say")) and scene.text.startswith(words, scene.sentence.start)


def _met_by(scene: Scene, own: Sequence[Voice], agencies: set[str | None]) -> list[Hit]:
    """ "Los diputados que asistieron a la sesión con el *NIS* cuentan que …": whom the officials met."""
    say = next((say for say in scene.of("say") if own and say.start >= own[0].end), None)
    if say is None or len(own) != 1 or not scene.language.spaced:
        return []
    between = (who for who in scene.of("who") if own[0].end <= who.start and who.end <= say.start)
    return [who for who in between if who.value[0] in agencies and preceding(scene, who.start, "governs")]


def _tells_when(scene: Scene, verb: Hit) -> bool:
    """ "…, anunció *a su llegada*": a preposition closes the sentence behind a verb of saying, and names nobody."""
    first = scene.hits.at(verb.end + 1, "governs") is not None
    behind = scene.hits.within(verb.end, scene.sentence.end)
    return first and not any(hit.kind in _NAMED for hit in behind)


_NAMED = ("who", "pronoun", "office", "body", "unnamed", "nation")


def _opens_saying_that(scene: Scene) -> bool:
    """ "Po rozmowie z Kimem oznajmił, że …", "Dichiarò che …": nobody but whom a preposition governs before the verb."""
    if not scene.language.subjectless or not scene.of("say"):
        return False
    start, verb = scene.sentence.start, scene.of("say")[0]
    behind = [word.rstrip(",") for word in scene.text[verb.end : verb.end + _THAT].split()[:_TO_THAT]]
    before = scene.text[start : verb.start].split()
    if set(behind).isdisjoint(scene.language.marks("that")) or len(before) > _BEFORE_SAYING:
        return False
    named = scene.hits.within(start, verb.start)
    plain = not any(hit.kind in ("pronoun", "office", "body", "unnamed", "number") for hit in named)
    return plain and (
        not before or before[0] in scene.language.marks("governs") or _only_helps(scene, start, verb)
    )


def _only_helps(scene: Scene, start: int, verb: Hit) -> bool:
    """ "*Ha* detto che …", "*Lì ha* assicurato che …": one or two small words before a verb of saying."""
    words = scene.text[start : verb.start].split()
    helpers = scene.language.marks("auxiliary")
    small = {
        scene.text[hit.start : hit.end] for hit in scene.hits.within(start, verb.start) if hit.kind in _SMALL
    }
    return len(words) <= _TO_THAT and all(word in helpers or word in small for word in words)


_SMALL = ("function", "relative", "now", "also")
_THAT, _TO_THAT = 30, 2  # letters of an audience, a comma and "that"; words up to it
_BEFORE_SAYING = 6  # words of when, where and after whom somebody said it


_QUOTED = ('", ', "», ", "”, ", "', ", '" – ', "» – ", "” – ")


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
    asked = any(0 <= word.start - voice.end <= ASKED for word in scene.of("interview"))
    return voice.role == "medium" and asked


ASKED = 12  # letters between a medium's name and its interview


_LONG = 6  # letters of the longest word that only points back ("she", "ellos"): longer ones name an office


def _told_to(scene: Scene, voice: Voice) -> bool:
    """ "розповів він агентству Kyodo": a medium right behind the verb and its own pronoun only listens."""
    says = {say.end + 1 for say in scene.of("say")} if scene.language.marks("instrumental") else set()
    words = [word for word in scene.of("pronoun") if word.start in says and word.end < voice.start]
    return voice.role == "medium" and any(voice.start - word.end <= 2 * NEAR_PREPOSITION for word in words)


def _is_cited(scene: Scene, voice: Voice) -> bool:
    """ "він нагадав про оцінку Сеула": whose account it is stands right behind the word for it."""
    return any(0 <= voice.start - lead.end <= 1 for lead in scene.of("according")) and scene.language.spaced


def _first_named(scene: Scene, voice: Voice) -> bool:
    """ "Kyiv's count is higher: it says": a capital named before the pronoun is who is meant."""
    says = {say.end + 1 for say in scene.of("say")} if scene.language.marks("genitive") else set()
    words = scene.of("pronoun")  # "Pjongjang – uważa prezydent – może": the verb before its own subject
    return scene.language.spaced and all(word.start > voice.end and word.start not in says for word in words)


def _is_called(text: str, who: Hit) -> bool:
    """ "Are they still fighting, General Syrskyi?": not "… and the sappers of whom Shoigu spoke?"."""
    return text[who.end : who.end + 1] == "?" and text[max(0, who.start - 2) : who.start] == ", "


def _is_question(scene: Scene) -> bool:
    """Whether a sentence ends with a question mark, a quotation mark behind it or none."""
    last = scene.text[scene.sentence.end - 2 : scene.sentence.end]
    return "?" in last or "？" in last or _is_asked(scene)


def _is_asked(scene: Scene) -> bool:
    """ "―추가 파병 가능성은. “…”", "何人いるのか。「…」": a question without its mark, the answer quoted behind it."""
    text, sentence = scene.text, scene.sentence
    if scene.language.marks("genitive") or scene.language.marks("possessive"):
        return False
    behind = text[sentence.end : sentence.end + _TO_ANSWER].lstrip()
    asks = text.startswith("–", sentence.start) or text.endswith(_ASKS, sentence.start, sentence.end)
    return asks and behind[:1] in _OPENING_QUOTES and text[sentence.start] not in _OPENING_QUOTES


_ANSWER = re.compile(r"\s*[^\W\d_]{1,10}\.?:\s")  # "R.: …", "Respuesta: …" right behind a question
_TO_ANSWER = 4  # letters of line ends before the answer
_ASKS = ("か。", "나.", "가.", "까.", "吗。", "嗎。", "呢。")
_OPENING_QUOTES = tuple('“「『"')


def _is_impersonal(scene: Scene) -> bool:
    """Whether nobody says what it tells; what is quoted is somebody's own (「損害を被ったと思われる」)."""
    text, start = scene.text, scene.sentence.start
    hits = scene.of("impersonal")
    if not scene.language.wordless:  # "у зведенні йдеться, що КНДР, ймовірно, втратила …": in what is said
        return any(not any(say.end < hit.start for say in scene.of("they_say")) for hit in hits)
    return any(text.count("「", start, hit.start) <= text.count("」", start, hit.start) for hit in hits)


def _told_before(scene: Scene) -> bool:
    """Whether the sentence opens as general knowledge: "Since …", "Earlier …", "When …"; not "报告说，朝鲜先前 …"."""
    start = scene.sentence.start
    opens = ("continues",) if scene.language.spaced else ("continues", "say")
    goes_on = any(hit.start == start for hit in scene.of(*opens))
    sourced = (
        bool(scene.of("according_after")) and scene.language.nouns_capitalised
    )  # "Seit Januar … den Angaben zufolge"
    return not (goes_on or sourced) and any(
        hit.start - start <= _OPENS_SO and not _shapes_a_noun(scene, hit) for hit in scene.of("told_before")
    )


_OPENS_SO = 12  # letters of a sentence that a word for earlier opens


def _shapes_a_noun(scene: Scene, word: Hit) -> bool:
    """ "先前派遣的部隊": a word for earlier that goes with a verb before its noun dates those counted, not what is said."""
    marks = scene.language.marks("attributive")
    verb = scene.hits.at(word.end, "stage", "event") if marks else None
    return verb is not None and (scene.text[verb.end - 1] in marks or scene.text.startswith(marks, verb.end))


_ARTICLE_SHARED = 3  # letters of an article that two phrases share


def _only_passed(scene: Scene, who: Hit) -> bool:
    """ "на війну проти України": a city or country under a preposition, of which nothing is told."""
    if who.value[1] != "capital" or not scene.language.marks("genitive"):
        return False
    return preceding(scene, who.start, "governs") is not None and not they_say_at(scene, who)


def speaks_plainly(scene: Scene, service: Hit) -> bool:
    """ "доповіла розвідка", "по данным спецслужбы": a service without its country beside a word of saying."""
    if (service.kind == "referent" or scene.language.wordless) and any(
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
    if service.kind == "service" and they_say_at(scene, service):
        return True  # "зазначили у розвідці"
    gaps = (max(say.start - service.end, service.start - say.end) for say in scene.of("say", "deny"))
    near = _FAR_OFF if " " in scene.text[service.start : service.end] else _BY_NOUN
    least = -_ARTICLE_SHARED if service.kind == "referent" else 0  # "so der" and "der Dienst"
    return not preceded(scene, service.start, "governs") and any(least <= gap <= near for gap in gaps)


_FAR_OFF = 45  # letters between a verb of saying and "representatives of the service"


_LIST_ITEM = re.compile(r"\(?\d{1,2}[.)、）]")


_BY_NOUN = 12  # letters between a common noun and the word that lets it speak


_FULL_STOP = 2  # letters of a sentence's end
_LAST_NAMED = 5  # sentences
_OFFICE = 5  # letters of an office without its country


def _resumed(scene: Scene, last: Attribution, told_in: int) -> Attribution:
    """ "según el informe", "selon les sources": the one who was told of a paragraph ago speaks on."""
    near = scene.sentence.paragraph - told_in <= _MEANT and bool(scene.language.marks("postposed"))
    return last if near and scene.of("continues") else Attribution()


@dataclass(slots=True)
class _Turn:
    """Whose turn it is to speak, from sentence to sentence."""

    carried: Attribution = field(default_factory=Attribution)  # whose words the next sentence tells
    last: Attribution = field(default_factory=Attribution)  # who was named last as speaking
    paragraph: int = -1  # of the sentence before
    told_in: int = -1  # the paragraph in which the last one was named, or meant
    named: list[tuple[str, Attribution]] = field(default_factory=list)  # who has spoken, by the names told

    def is_meant(self, scene: Scene) -> bool:
        """Whether "he said", "the agency" can still mean the last one named."""
        return scene.sentence.paragraph - self.told_in <= _MEANT and _speaks_as_pronoun(scene)


def _by_its_noun(scene: Scene, turn: _Turn) -> Attribution | None:
    """ "South Korea's defence ministry said … . Kyiv's officials say … . *The ministry* added": officials are none."""
    if not (turn.last.claimant or "").endswith("officials"):
        return None
    for word in scene.of("pronoun"):
        noun = scene.text[word.start : word.end].rpartition(" ")[2]
        if len(noun) < _NOUN:
            continue
        bodies = [(name, who) for name, who in turn.named if noun in name.split()]
        if bodies:
            return bodies[-1][1]
    return None


_NOUN = 6  # letters of a noun for a body


@dataclass(slots=True)
class Speech:
    """The speakers of one section, sentence by sentence, and who is carried on; ``before``: the headline."""

    scenes: Sequence[Scene]
    claimants: Claimants
    before: Sequence[Scene] = ()
    _found: dict[int, list[Voice]] = field(default_factory=dict)
    _quotes: dict[int, dict[int, int]] = field(default_factory=dict)
    _named: list[str] = field(default_factory=list)  # strangers who have spoken

    def attributions(self, until: int) -> dict[int, tuple[list[Voice], Attribution]]:
        """For the sentences before ``until``: their own voices, and the attribution carried to each."""
        out: dict[int, tuple[list[Voice], Attribution]] = {}
        turn = _Turn()
        for place, scene in enumerate(self.scenes[:until]):
            own = self._goes_on(place, self._own(place, turn), turn)
            if own and all(voice.role == "medium" for voice in own):
                start, end = own[0].start, own[0].end
                own = own + [replace(v, start=start, end=end) for v in self._origin_after(place)]
            here = self._said_here(place, own, turn.carried, turn.last)
            if here.rule == "told after" and here.claimant and not own and not scene.language.spaced:
                turn.carried = replace(
                    here, denied=False
                )  # the lead's source is that of the sentences behind it
            out[place] = (own, here)
            self._pass_turn(scene, own, turn)
        return out

    def _own(self, place: int, turn: _Turn) -> list[Voice]:
        """Who speaks in a sentence: by name, by office, by a pronoun, or named around it for its sake."""
        scene, last = self.scenes[place], turn.last
        own = self._named_later(place, self._voices(place)) or self._service(place)
        own = self._out_of_quotes(place, own) if last.claimant else own
        own = own if any(v.role != "capital" for v in own) else self._referred(place, last) or own
        own = self._of_their_service(place, own)
        cited = self._service_cited(place, own)
        own = [*own, *cited, *self._who_cite(own, cited), *self._their_source(place, own)]
        own = self._body_named_after(place, own)
        he = _speaks_as_pronoun(scene) or bool(scene.of("reported") and scene.language.marks("genitive"))
        he = he or _opens_as_he(scene)
        nobody_yet = not turn.carried.claimant and not last.claimant
        if own and nobody_yet and all(_told_to(scene, v) for v in own):
            own = self._of_the_headline(scene) or own  # "сказал глава государства агентству Reuters"
        if not own and (he or scene.of("continues")):
            own = self._author_before(place)
        if not own and nobody_yet and he:
            own = self._of_the_headline(scene) or self._opener_before(place)
        if not own and last.claimant and _speaks_as_pronoun(scene):
            own = self._person_before(place, last) or self._no_agency(place, last)
            anew = turn.told_in < scene.sentence.paragraph and scene.language.spaced
            own = own or (self._opener_before(place) if anew else [])
        return own

    def _goes_on(self, place: int, own: list[Voice], turn: _Turn) -> list[Voice]:
        """The voices of a sentence but for those through whom only the one before speaks on; ``turn`` tells who that is."""
        scene = self.scenes[place]
        still = self._means_the_last(scene, own, turn)
        if still is not None:
            own, turn.carried = [], still
        elif self._turns_to_others(place, turn):
            on = not own and scene.sentence.paragraph - turn.told_in == 1 and _opens_quotation(scene)
            turn.carried = turn.last if on else Attribution()
        if not own and not turn.carried.claimant:
            turn.carried = _resumed(scene, turn.last, turn.told_in)
        turn.paragraph = scene.sentence.paragraph
        also = scene.of("also")
        if turn.carried.claimant and (also or _closed_by_pronoun(scene)):
            own = []  # "北朝鮮側が…を検討しているとも話した": who spoke before speaks on
        if turn.carried.claimant and _only_passes_on(scene, own):
            own, turn.carried = [], replace(turn.carried, via=own[0].id)
        return own

    def _means_the_last(self, scene: Scene, own: Sequence[Voice], turn: _Turn) -> Attribution | None:
        """Whoever spoke last, where a sentence means them and names at most those they speak for or to."""
        last = turn.last
        if not last.claimant:
            return None
        if turn.is_meant(scene) and all(
            self._is_side(v, last) and not _first_named(scene, v) and not _is_cited(scene, v) for v in own
        ):
            return (
                _by_its_noun(scene, turn) or last
            )  # "the agency said": who spoke last, be it a paragraph ago
        if not own:
            return None
        told_to = all(_told_to(scene, voice) for voice in own)  # "розповів він агентству Kyodo"
        quoting = all(_quotes(scene, voice) for voice in own)  # "Yonhap reports, citing the service"
        if turn.is_meant(scene) and (told_to or quoting):
            return replace(last, via=own[0].id)
        if all(_interviews(scene, voice) for voice in own):  # "앞서 로이터 인터뷰에서는 …": who spoke before
            return replace(last, via=own[0].id)
        return None

    def _turns_to_others(self, place: int, turn: _Turn) -> bool:
        """Whether a new paragraph ends the reach of whoever spoke in the one before."""
        scene = self.scenes[place]
        return (
            scene.sentence.paragraph != turn.paragraph
            and not scene.of("continues", "reported")
            and not self._said_on(place)
            and not self._goes_on_in_list(place)
        )

    def _pass_turn(self, scene: Scene, own: Sequence[Voice], turn: _Turn) -> None:
        """Leave to the next sentence whoever speaks in this one; nobody in particular ends a reach."""
        said = self.combine(own)
        if scene.text.startswith("–", scene.sentence.start) and _is_question(scene):
            return  # "– А сапери, про яких говорив Шойгу?": whom a question names does not answer it
        if said.claimant:
            turn.carried = turn.last = replace(said, denied=False)
            turn.named += [(scene.text[v.start : v.end], turn.last) for v in own if v.id == said.claimant]
            turn.told_in = turn.paragraph
        elif turn.carried.claimant and turn.is_meant(scene):
            turn.told_in = turn.paragraph
        elif scene.of("impersonal"):
            turn.carried = Attribution()

    def _is_side(self, voice: Voice, last: Attribution) -> bool:
        """ "Кирби: … . 他表示，美方掌握的数字是…": a capital, or the side that "he" himself speaks for."""
        if voice.role == "capital":
            return True
        side, he = self.claimants.get(voice.id), self.claimants.get(last.claimant or "")
        return (
            side is not None
            and he is not None
            and side.country == he.country
            and side.id.endswith("officials")
        )

    def _said_here(
        self, place: int, own: Sequence[Voice], carried: Attribution, last: Attribution
    ) -> Attribution:
        """Who says what nobody of the sentence itself says: a quotation's speaker, nobody, or who is told around it."""
        scene = self.scenes[place]
        answer = self._answered(place) if scene.numbers and not own else None
        if answer is not None:
            return answer
        quoted = scene.of("reported", "interview") or (scene.of("pronoun") and scene.of("say"))
        said_in = self._quoted_by(place, last) if scene.numbers and not own else None
        if said_in is None and scene.numbers and not own and not carried.claimant and _is_quotation(scene):
            behind = self.combine(self._named_behind_quotation(place))
            said_in = replace(behind, rule="quoted") if behind.claimant else None
        if said_in is not None:
            return said_in
        named = any(voice.role == "unknown" for voice in own) and scene.language.predicate_last
        if (_is_impersonal(scene) and not _speaks_as_pronoun(scene) and not named) or (
            _told_before(scene) and not own and not quoted
        ):
            return Attribution(rule="impersonal") if own else self._told_after(place, "impersonal")
        if scene.numbers and not own and not carried.claimant:
            said = self._told_around(place, last)
            return said if said.claimant else self._asked(place) or said
        return carried

    def _asked(self, place: int) -> Attribution | None:
        """ "General Syrskyi, are they still fighting? “…”": whom the question before a quotation addresses."""
        scene = self.scenes[place]
        for at in range(place - 1, max(-1, place - _LONG_QUOTE), -1):
            before, text = self.scenes[at], self.scenes[at].text
            if self._voices(at) and not _is_question(before):
                return None
            if not _is_question(before):
                continue
            quoted = scene.sentence.paragraph > before.sentence.paragraph or bool(
                _QUOTES.search(text, before.sentence.end, scene.sentence.end)
            )
            quoted = quoted or bool(_ANSWER.match(text, before.sentence.end))
            named = [
                Voice(who.start, who.end, *who.value)
                for who in before.of("who")
                if (text[who.end : who.end + 1] == "," or _is_called(text, who))
                and who.start - before.sentence.start <= _BY_TITLE
                and who.value[1] in ("claimant", "relay")
            ]
            said = self.combine(named[:1] or self._introduced()) if quoted else Attribution()
            return replace(said, rule="asked") if said.claimant else None
        return None

    def _introduced(self) -> list[Voice]:
        """ "Z gen. Skibickim, zastępcą szefa HUR, rozmawia …", "Budanov: …": the one person named before the questions."""
        first = next((at for at, one in enumerate(self.scenes) if _is_question(one)), 0)
        for told in (self.scenes[:first], self.before):
            named = [
                Voice(who.start, who.end, *who.value)
                for one in told
                for who in (*one.of("who"), *officials_named(one))
                if who.value[1] in ("claimant", "relay")
            ]
            if len({self.combine([voice]).claimant for voice in named}) == 1:
                return named[:1]
        unknown = [voice for at in range(first) for voice in self._voices(at) if voice.role == "unknown"]
        return unknown[:1] if len({voice.id for voice in unknown}) == 1 else []

    def _goes_on_in_list(self, place: int) -> bool:
        """ "He announced:\n1. …\n2. …": the paragraphs of a numbered list under a colon are one speaker's."""
        text, start = self.scenes[place].text, self.scenes[place].sentence.start
        if not place or not _LIST_ITEM.match(text, start):
            return False
        line = text.rfind("\n", 0, start - 1) + 1  # the paragraph before
        return text[: start - 1].rstrip().endswith((":", "：")) or _LIST_ITEM.match(text, line) is not None

    def voices_of(self, place: int) -> list[Voice]:
        """Who speaks in one sentence, its service or agency by its common name among them."""
        return self._voices(place) or self._service(place)

    def _voices(self, place: int) -> list[Voice]:
        """The voices of one sentence, looked for once."""
        found = self._found.get(place)
        if found is None:
            spoken = _without_who_only_has(self.scenes[place], voices(self.scenes[place]))
            found = [self._same_office(place, voice) for voice in spoken]
            found = self._found[place] = self._strangers(place, found) or found
        return found

    def _same_office(self, place: int, voice: Voice) -> Voice:
        """ "러시아 국방부는 … . … 국방부는 밝혔다": an office without its country is the one last named with a country."""
        scene = self.scenes[place]
        one = self.claimants.get(voice.id)
        if scene.language.spaced or voice.role != "claimant" or one is None or one.country is None:
            return voice
        told = scene.text[voice.start : voice.end]
        if len(told) > _OFFICE:
            return voice
        for before in (*reversed(self.scenes[max(0, place - _LAST_NAMED) : place]), *reversed(self.before)):
            for who in reversed(before.of("who")):
                name = before.text[who.start : who.end]
                if who.value[1] == "claimant" and name.endswith(told):
                    other = self.claimants.get(who.value[0])
                    longer = len(name) > len(told) and other is not None and other.country != one.country
                    return replace(voice, id=who.value[0]) if longer else voice
        return voice

    def _interviewed(self) -> Attribution:
        """ "[인터뷰] … 외무장관" over questions behind dashes: who is named there alone gives the answers."""
        told = [scene for scene in self.before if scene.of("interview")]
        named = [
            Voice(who.start, who.end, *who.value)
            for title in told
            for who in (*title.of("who"), *officials_named(title))
            if who.value[1] in ("claimant", "relay")
        ]
        asked = any(scene.text.startswith("–", scene.sentence.start) for scene in self.scenes)
        said = self.combine(named[:1]) if asked else Attribution()
        return replace(said, rule="asked") if said.claimant else Attribution()

    def _strangers(self, place: int, known: Sequence[Voice]) -> list[Voice]:
        """Speakers of no list, where nobody of the list speaks but a medium that passes on, or a capital that acts."""
        scene = self.scenes[place]
        if not scene.language.spaced:
            return []
        listed = [v for v in known if v.role != "medium" and not only_acts(scene, v)]
        told = scene.numbers or counted(scene) or scene.of("back", "sums", "told_this", "pronoun")
        if not told and not self._speaks_on_behind_dash(place):
            return []  # who is quoted about something else
        taken = [(hit.start, hit.end) for hit in scene.of("who") if not of_a_stranger(scene, hit)]
        found = strangers(scene, taken, self._named)
        for hit in scene.of("service", "referent") if found else ():
            beside = any(hit.start <= one.end and one.start - hit.start <= _TITLED for one in found)
            if not beside and speaks_plainly(scene, hit):
                return []
        found = [one for one in found if all(_set_against(scene, one, voice) for voice in listed)]
        found = [one for one in found if not self._speaks_for_the_last(place, one)]
        self._named += [one.name for one in found if one.name not in self._named]
        media = [voice for voice in known if voice.role == "medium"]
        return (
            [*listed, *media, *(Voice(one.start, one.end, one.name, "unknown") for one in found)]
            if found
            else []
        )

    def _speaks_for_the_last(self, place: int, one: Stranger) -> bool:
        """ "Ukraine's General Staff denied … . … are there, spokesman X said": of the body told of right before."""
        scene = self.scenes[place]
        posts = tuple(f"{word} " for word in scene.language.marks("spokesman"))
        if not posts or not scene.text.endswith(posts, scene.sentence.start, one.start) or not place:
            return False
        named = [voice for voice in self._voices(place - 1) if voice.role in ("claimant", "unknown")]
        return len(named) == 1

    def _speaks_on_behind_dash(self, place: int) -> bool:
        """ "– Ми бачимо це, – каже X. – Майже 15 тисяч уже відправлено": whose speech goes on in the next sentence."""
        following = self.scenes[place + 1 : place + 2]
        if not following or following[0].sentence.paragraph != self.scenes[place].sentence.paragraph:
            return False
        return _says_after_dash(self.scenes[place]) and _opens_speech(following[0])

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
        ):  # a city under a preposition ("проти України"), or behind the service, only where nobody else is named
            for told in spans:
                named = reversed(told.of("who"))  # a body before a medium or a city of the same sentence
                for who in sorted(named, key=lambda hit: hit.value[1] in ("medium", "capital")):
                    if not passed and _only_passed(told, who):
                        continue
                    agency = self.claimants.agency(who.value[0])
                    if agency and (told is not scene or passed or who.end <= word.start):
                        return [Voice(word.start, word.end, agency, "claimant")]
        return []

    def _person_before(self, place: int, last: Attribution) -> list[Voice]:
        """ "CNN zitiert daraus. Botschafter X teilt die Sorge. Er rechnet mit …": a medium is no "he"."""
        medium = self.claimants.get(last.claimant or "")
        if medium is None or medium.kind != "medium" or not place or not self._he(place):
            return []
        for before in range(place - 1, max(-1, place - 3), -1):
            if not self._he(before):
                break  # "Das sagte er am Montag, wie AFP meldete.": the one named before is meant still
        return []

    def _opener_before(self, place: int) -> list[Voice]:
        """ "Кім Чен Ин зустрів саперів. Про дев'ятьох загиблих він сказав …": who opens the sentence before."""
        scene, before = self.scenes[place], self.scenes[place - 1] if place else None
        if before is None or before.sentence.paragraph != scene.sentence.paragraph:
            return []
        plain = scene.language.spaced and _speaks_as_pronoun(scene)
        if not self._he(place) and not scene.of("reported") and not plain:
            return []
        at, start = scene.sentence.start, before.sentence.start
        words = (f"{word} " for word in scene.language.marks("definite") if plain)
        start += next((len(word) for word in words if scene.text.startswith(word, start)), 0)
        opens = [who for who in before.of("who") if who.start == start]
        near = (who for who in before.of("who") if who.value[1] == "relay" and who.start - start <= _BY_TITLE)
        opens += [who for who in near if preceding(before, who.start, "governs") is None]
        if not opens and scene.language.spaced:  # "Am Dienstag ist Sergej Schoigu nach Pjöngjang gereist"
            found = [who for who in before.of("who") if who.value[1] in ("claimant", "relay")]
            found = [who for who in found if preceding(before, who.start, "governs", "of") is None]
            opens = found if len({who.value[0] for who in found}) == 1 else []
        last = before.sentence.end - _FULL_STOP  # "На церемонии присутствовал Ким Чен Ын. По его словам, …"
        closes = (who for who in before.of("who") if who.end >= last and who.value[1] == "capital")
        closes = (who for who in closes if preceding(before, who.start, "governs", "people") is None)
        opens = opens or list(closes)  # not "сказала о 600 погибших солдатах КНДР"
        named = [who for who in opens if not before.hits.at(who.start, "oblique_name")]
        return [Voice(at, at, *who.value) for who in named[-1:] if who.value[1] != "medium"]

    def _author_before(self, place: int) -> list[Voice]:
        """ "The Halden Institute has studied the losses. Its report says …": the one body of no list named before."""
        scene, before = self.scenes[place], self.scenes[place - 1] if place else None
        if before is None or not scene.language.spaced or scene.of("who") or self._voices(place - 1):
            return []
        if scene.sentence.paragraph - before.sentence.paragraph > _MEANT or self._he(place):
            return []
        if any(who.value[1] != "capital" for who in before.of("who")):
            return []
        found = authors(before)
        if len(found) != 1:
            return []
        self._named += [one.name for one in found if one.name not in self._named]
        start = scene.sentence.start
        return [Voice(start, start, found[0].name, "unknown")]

    def _no_agency(self, place: int, last: Attribution) -> list[Voice]:
        """ "… повідомила НРС. Кім Чен Ин прийняв матерів. Він сказав …": an agency is no "he", who opens is."""
        one = self.claimants.get(last.claimant or "")
        body = one is not None and one.kind in ("agency", "institute") and last.via is None
        return self._opener_before(place) if body and self.scenes[place].language.marks("genitive") else []

    def _he(self, place: int) -> bool:
        scene = self.scenes[place]
        words = {scene.text[word.start : word.end] for word in scene.of("pronoun")}
        if _says_without_subject(scene) or _opens_saying_that(scene):
            return True
        return not words.isdisjoint(scene.language.marks("he"))

    def _of_their_service(self, place: int, own: list[Voice]) -> list[Voice]:
        """ "Nach einer Unterrichtung durch den Geheimdienstchef sagten Abgeordnete in Seoul": their service told it."""
        words = [hit for hit in self.scenes[place].of("referent") if hit.value == "agency"]
        agencies = {self.claimants.agency(voice.id) for voice in own if voice.id.endswith("officials")}
        words = words or _met_by(self.scenes[place], own, agencies)
        if not words or len(agencies) != 1 or not all(v.id.endswith("officials") for v in own):
            return own
        agency = agencies.pop()
        leads = self.scenes[place].of("according")
        both = [lead_before(leads, word.start) for word in (words[0], own[0])]
        if (
            agency and None not in both and both[0] != both[1]
        ):  # "secondo l'intelligence …, secondo le autorità …"
            return [Voice(words[0].start, words[0].end, agency, "claimant"), *own]
        return [replace(own[0], id=agency, role="claimant")] if agency else own

    def _referred(self, place: int, last: Attribution) -> list[Voice]:
        """ "Die Agentur schätzt", "said the institute": the last one named who is of that kind."""
        scene = self.scenes[place]
        words = [hit for hit in scene.of("referent") if speaks_plainly(scene, hit)]
        subject = (w for w in words if any(0 <= w.start - s.end <= _SUBJECT for s in scene.of("say")))
        # "In seinem Geheimdienstbericht sagte das Ministerium": whichever stands right behind the verb
        word = next(subject, words[0] if words else None)
        if word is None or (word.value == "medium" and last.claimant):
            return []  # "the NIS said …, the paper reported": it passes on what was said
        if word.value == "theirs":
            return self._office_of_the_named(place, word)
        one = self.claimants.get(last.claimant or "")
        if (
            word.value == "body"
        ):  # "das Präsidialamt … . Eine Sprecherin der Behörde": whatever office spoke last
            if one is not None and one.kind not in ("person", "medium"):
                return [Voice(word.start, word.end, one.id, "claimant")]
            word = word._replace(value="agency")
        return self._last_of_kind(place, word, last)

    def _last_of_kind(self, place: int, word: Hit, last: Attribution) -> list[Voice]:
        """The claimant of a word's kind who spoke last, was named last, or whose country was."""
        scene, one = self.scenes[place], self.claimants.get(last.claimant or "")
        if one is None and last.claimant and not scene.language.spaced:
            return []  # "リトアニア外務省は…。同省は": one of no list, who speaks on
        if one is not None and one.kind == word.value:
            return [Voice(word.start, word.end, one.id, "claimant")]
        if word.value == "institute" and last.claimant in self._named:
            return [Voice(word.start, word.end, last.claimant, "unknown")]  # whom no list knows
        beside = [who for who in scene.of("who") if who.end <= word.start and who.value[1] == "capital"]
        agency = self.claimants.agency(beside[-1].value[0]) if beside and word.value == "agency" else None
        if agency:  # "hieß es in Seoul unter Berufung auf den Geheimdienst"
            return [Voice(word.start, word.end, agency, "claimant")]
        spoken = (
            v for at in range(place - 1, max(-1, place - _LAST_NAMED - 1), -1) for v in self._voices(at)
        )
        for voice in spoken if scene.language.spaced else ():  # who spoke, rather than whom he spoke of
            one = self.claimants.get(voice.id)
            if one is not None and one.kind == word.value and voice.role == "claimant":
                return [Voice(word.start, word.end, one.id, "claimant")]
        earlier = (*reversed(self.scenes[max(0, place - _LAST_NAMED) : place]), *reversed(self.before))
        noun = scene.text[word.start : word.end].split()[-1]
        for told in earlier:
            for who in reversed(told.of("who")):
                named = told.text[max(told.sentence.start, who.start - _CITED) : who.end].split()
                if noun in named and who.value[1] == "claimant":
                    return [Voice(word.start, word.end, *who.value)]  # "la agencia estatal KCNA … la agencia"
        for told in earlier:
            for who in reversed(told.of("who")):
                one = self.claimants.get(who.value[0])
                one = self.claimants.get(one.speaks_for) if one and one.speaks_for else one
                if one and one.kind == word.value and not one.id.endswith("officials"):
                    role = "medium" if one.kind == "medium" else "claimant"
                    return [Voice(word.start, word.end, one.id, role)]
                agency = self.claimants.agency(one.id) if one and word.value == "agency" else None
                if agency and one and one.kind != "medium":
                    return [Voice(word.start, word.end, agency, "claimant")]
        return self._staff_of_the_acting(place, word) or self._named_next(place, word)

    def _named_next(self, place: int, word: Hit) -> list[Voice]:
        """ "“… 4,000 are dead,” the president said. Zelensky asked …": whoever of that office opens the next sentence."""
        scene, following = self.scenes[place], self.scenes[place + 1 : place + 2]
        if word.value != "office" or not following or not scene.language.spaced:
            return []
        near = following[0].sentence.paragraph == scene.sentence.paragraph
        who = next((w for w in following[0].of("who") if w.start == following[0].sentence.start), None)
        one = self.claimants.get(who.value[0]) if who is not None and near else None
        return [Voice(word.start, word.end, one.id, "claimant")] if one and one.kind == word.value else []

    def _office_of_the_named(self, place: int, word: Hit) -> list[Voice]:
        """ "The British defence secretary is in Kyiv. According to his ministry": that of whoever was named last."""
        for scene in reversed(self.scenes[max(0, place - _LAST_NAMED) : place + 1]):
            for who in reversed(scene.of("who")):
                one = self.claimants.get(who.value[0])
                if who.end <= word.start and who.value[1] in ("claimant", "relay") and one is not None:
                    return [Voice(word.start, word.end, one.speaks_for or one.id, "claimant")]
        return []

    def _staff_of_the_acting(self, place: int, word: Hit) -> list[Voice]:
        """ "Ukrainian strikes left 85 dead, the General Staff said": that of the country whose army acts."""
        if word.value != "military":
            return []
        for told in (self.scenes[place], *reversed(self.scenes[max(0, place - _MEANT) : place])):
            for country in told.of("country"):
                id_ = offices.of_country(str(word.value), str(country.value))
                if id_ and country.value in _AT_WAR:
                    return [Voice(word.start, word.end, id_, "claimant")]
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

    def _their_source(self, place: int, own: Sequence[Voice]) -> list[Voice]:
        """ "韩联社援引军方人士", "《朝鲜日报》引述政府消息人士": an office without a country is that of the medium's own."""
        scene = self.scenes[place]
        media = [voice for voice in own if voice.role == "medium"]
        one = self.claimants.get(media[-1].id) if media and len(media) == len(own) else None
        if not scene.language.by_order or one is None or not one.country:
            return []
        for lead in scene.of("according"):
            near = (o for o in scene.of("office") if 0 <= o.start - lead.end <= _CITED // 2)
            office = next(near, None) if lead.start >= media[-1].end else None
            if office is None:
                continue
            more = scene.hits.at(office.end, "office")
            if more is None and office.value == "officials":
                return []  # "消息人士" may be anybody's
            source = self.claimants.officials(one.country)  # unnamed, they are no staff and no ministry
            return [Voice(office.start, office.end, source, "claimant")] if source else []
        return []

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
            counts = any(0 <= n.start - back[0].end <= 1 for n in following.numbers) if back else False
            if back and back[0].start - following.sentence.start <= _BACK and not counts:
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
            if following.of("idiom"):
                break  # "Das Pentagon wollte diese Zahl nicht kommentieren"
            back = following.of("back") or following.of("sums")
            if _turns_away(following):
                back = []
            elif (
                not following.of("deny")
                and not (back and _points_back(following, back[0]))
                and at == place + 1
                and not following.numbers
                and self._voices(at)
            ):
                back = [hit._replace(start=following.sentence.start) for hit in following.of("told_this")]
            own = self._voices(at)
            sums_up = not back and own and at <= place + _TOLD_NEAR and gap == 0
            next_one = at == place + 1
            sums_up = sums_up and (
                _opens_with_this(following) or (next_one and (_only_says(following) or _adds(following)))
            )
            sums_up = sums_up or (at == place + 1 and _quoted_just_now(self.scenes[place], following, own))
            own = [*own, *self._service_cited(at, own)] if own else self._service(at)
            if back and own and all(voice.role == "medium" for voice in own):
                own = [*own, *self._origin_after(at)]
            if (
                sums_up
                or (back and _points_back(following, back[0]))
                or (own and next_one and _tells_part(following) and not self._voices(place))
                or (own and next_one and _tells_on(following, own) and not self._voices(place))
            ):
                if (
                    len(own) > 1
                    and following.language.marks("postposed")
                    and own[-1].id.endswith("officials")
                ):
                    own = own[:1] if own[0].role == "claimant" else own  # "… y respaldada por otros"
                named = [w for w in following.of("who") if following.text[w.end : w.end + 1] != "-"]
                said = self.combine(own or [Voice(w.start, w.end, *w.value) for w in named])
                return replace(said, rule="told after")  # "… . Ces chiffres, le Kremlin les dément"
            if own or following.language.by_order:
                break  # another speaks between
        return Attribution(rule=rule)

    def _answered(self, place: int) -> Attribution | None:
        """ "Are 12,000 there? The Kremlin called it a lie.": who answers a question, or denies it, tells its number."""
        scene, following = self.scenes[place], self.scenes[place + 1 : place + 2]
        if scene.text[scene.sentence.end - 1] not in "?？" or not following or following[0].numbers:
            return None
        said = self.combine(self._voices(place + 1))
        return replace(said, rule="answer") if said.claimant else None

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
        if _ends_saying(self.scenes[place]) and (said := self._subject_before(place)).claimant:
            return said
        said = self._told_after(place)
        if not said.claimant and last.claimant and self._speaks_on(place) == last.claimant:
            return last
        if not said.claimant and not last.claimant and (answers := self._interviewed()).claimant:
            return answers
        if not said.claimant and not last.claimant and (headed := self._says_the_headline(place)):
            return headed
        if not said.claimant and not last.claimant:
            said = self._says_the_lead(place)
        said = said if said.claimant else self._subject_before(place)
        return said if said.claimant else self._sole_body(place) or said

    def _sole_body(self, place: int) -> Attribution | None:
        """ "Seouls Generalstab bleibt bei 3000", "… . Данные привело Минобороны": a body that stands alone beside a number.

        Where no word tells who speaks, whatever the verb: the one ministry, service or institute that the sentence
        names under no preposition, else the one that speaks in the next sentence, if that holds no number. No head of
        state or government: they act more often than they count. No capital: it is a place as well.
        """
        scene, following = self.scenes[place], self.scenes[place + 1 : place + 2]
        named = {
            who.value: Voice(who.start, who.end, *who.value)
            for who in scene.of("who")
            if who.value[1] == "claimant" and preceding(scene, who.start, "governs") is None
            if not of_a_stranger(scene, who) and not tells_who_sent(scene, who) and not _is_army(scene, who)
            if not _is_who_sends(scene, who)
        }
        alone = [voice for voice in named.values() if self._counts(voice)]
        if len(alone) == 1:
            return replace(self.combine(alone), rule="named")
        if alone or not following or following[0].numbers or _turns_away(following[0]):
            return None
        if following[0].sentence.paragraph != scene.sentence.paragraph:
            return None
        if _tells_something_else(following[0]):
            return None
        behind = {v.id: v for v in self._voices(place + 1) if v.role == "claimant"}
        speaks = len(behind) == 1 and all(map(self._counts, behind.values()))
        return (
            replace(self.combine(list(behind.values())), rule="told after", denied=False) if speaks else None
        )

    def _counts(self, voice: Voice) -> bool:
        """Whether a claimant is a body that counts: no office of one person, no unnamed officials."""
        one = self.claimants.get(voice.id)
        return one is not None and one.kind != "office" and not one.id.endswith("officials")

    def _says_the_lead(self, place: int) -> Attribution:
        """ "Погибли 2000. КНДР может послать ещё, сообщает Yonhap со ссылкой на разведку": a lead has one source."""
        scene, following = self.scenes[place], self.scenes[place + 1 : place + 2]
        if scene.sentence.paragraph or not scene.language.marks("genitive") or not following:
            return Attribution()
        lead = following[0].sentence.paragraph - (place == 0)  # one sentence may be all of it
        own = self._voices(place + 1) if lead <= 0 else []
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
        spoken = [
            Voice(who.start, who.end, *who.value)
            for title in self.before
            for who in title.of("who")
            if who.value[1] in ("claimant", "relay") and headed(title, who)
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
            if who.value[1] in ("claimant", "relay") and is_marked_by_letter(before, who, topic)
        ]
        said = self.combine(named[:1])
        return replace(said, rule="subject before") if said.claimant else Attribution()

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
        if not said.claimant:
            said = self.combine(self._named_behind_quotation(closes))
        return replace(said, rule="quoted") if said.claimant else None

    def _named_behind_quotation(self, closes: int) -> list[Voice]:
        """ "« … . Ils ignorent tout. » C'est ainsi que Zelensky a décrit …": the only one named right behind."""
        behind = self.scenes[closes + 1 : closes + 2]
        if not behind or behind[0].sentence.paragraph != self.scenes[closes].sentence.paragraph:
            return []
        named = [who for who in behind[0].of("who") if who.value[1] in ("claimant", "relay")]
        numbers = any(not number.asked for number in behind[0].numbers)
        alone = len({self.claimants.speaks_for(who.value[0]) or who.value[0] for who in named}) == 1
        alone = alone and not numbers
        return [Voice(named[0].start, named[0].end, *named[0].value)] if alone else []

    def _closing(self, place: int) -> int | None:
        """The sentence in which what this one says ends, where that is a later one of its paragraph."""
        first, paragraph = place, self.scenes[place].sentence.paragraph
        while first > 0 and self.scenes[first - 1].sentence.paragraph == paragraph:
            first -= 1
        if first not in self._quotes:
            self._quotes[first] = _ends_of_quotes(self.scenes, first)
        start = self.scenes[first].sentence.start
        if not self.scenes[first].text.startswith("– ", start):
            return self._quotes[first].get(place)
        for ahead, following in enumerate(self.scenes[place : place + _LONG_QUOTE], place):
            if following.sentence.paragraph != paragraph:
                break
            if _says_after_dash(following):
                return ahead if ahead > place else None
        return self._quotes[first].get(place)

    def _said_on(self, place: int) -> bool:
        """Whether a sentence, or the one in which the quotation that it opens is closed, says so without a name."""
        scene = self.scenes[place]
        if not scene.language.marks("passive"):
            return False
        if _says_at_its_end(scene):
            return True
        open_quote = _open_quotes(scene)
        for following in self.scenes[place + 1 : place + _LONG_QUOTE]:
            if not open_quote:
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
        if not self.scenes or self.scenes[0].language.spaced:
            return JOINED
        return 2 if self.scenes[0].language.by_order else 1  # "基辅及其西方盟友"

    def spokesman(self, scene: Scene, said: Attribution, own: Sequence[Voice]) -> str | None:
        """ "Кирби говорил, что, по оценкам Вашингтона, …": who is named speaks for his country's capital."""
        plain = [v for v in own if v.id == said.claimant]
        capital = next((v for v in plain if v.role == "capital" or v.id.endswith("officials")), None)
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
        best = _closest(media, number, JOINED)
        return Attribution(best.id, None, best.denies, "medium")


def _closes_for(scene: Scene, capital: Voice, voice: Voice) -> bool:
    """ "Kyiv reckons that 25,000 will come, Budanov said": who closes the sentence speaks for the capital before."""
    opens = capital.start - scene.sentence.start <= _ARTICLE
    if not opens or voice.start < capital.end or not scene.language.spaced:
        return False
    if scene.language.marks("possessive") and scene.text[voice.start - 2 : voice.start] == ", ":
        says = (say for say in scene.of("say") if 0 <= say.start - voice.end <= _TO_HIS_VERB)
        return any(scene.text[say.end : say.end + 1] in ".;," for say in says)
    last = next((say for say in reversed(scene.of("say")) if say.end <= voice.start), None)
    if last is None or voice.start - last.end > _TO_SUBJECT or last.start <= capital.end + _ARTICLE:
        return False  # "…, dijo el portavoz de la Casa Blanca": the verb before its subject
    comma = scene.text.rfind(", ", capital.end, last.end)
    return bool(0 <= last.start - comma - 2 <= _AUXILIARY)


_TO_HIS_VERB = 30  # letters of a rank and a name between a body and its verb
_TO_SUBJECT = 60  # letters of an office between a verb of saying and its subject
_SUBJECT = 6  # letters of an article between a verb of saying and its subject
_ARTICLE, _AUXILIARY = 4, 8  # letters of an article, and of a helping verb before the one of saying


def _tells_something_else(scene: Scene) -> bool:
    """ "…1101人が死亡した。ロシア国防省は集落を奪還したと発表した", "…. The Pentagon says that …": its own content."""
    that, quoted = scene.language.marks("that"), scene.language.marks("cited")
    for say in scene.of("say"):
        behind = [word.rstrip(",") for word in scene.text[say.end : say.end + _THAT].split()[:_TO_THAT]]
        if not set(behind).isdisjoint(that) or (quoted and scene.text.endswith(quoted, 0, say.start)):
            return True
    return False


def _turns_away(scene: Scene) -> bool:
    """ "The Pentagon does not comment on the number": a verb of saying that is denied, or a doubt, tells whose it is not."""
    nots = tuple(f" {word} " for word in scene.language.marks("negation"))
    says = scene.of("say", "back")
    words = scene.text[scene.sentence.start : scene.sentence.end].split()
    if any(word.startswith(scene.language.marks("asks") or ("\0",)) for word in words):
        return True  # "the spokesman, asked about the number, …"
    return bool(scene.of("doubt")) or bool(
        says and scene.text.endswith(nots or ("\0",), 0, min(hit.start for hit in says))
    )


def _points_back(scene: Scene, word: Hit) -> bool:
    """ "Как передаёт Report со ссылкой на агентство, об этом сообщили …": a source and a comma may stand before it."""
    at = word.start - scene.sentence.start
    source = scene.text[word.start - 2 : word.start] == ", " and bool(scene.language.marks("genitive"))
    return at <= (_BEHIND_SOURCE if source else _back_reach(scene))


def _set_against(scene: Scene, one: Stranger, voice: Voice) -> bool:
    """ "The NIS says 600 have died; the Halden Institute counts 1,100": each in a clause of its own."""
    start, end = min(one.end, voice.end), max(one.start, voice.start)
    if of_whom_another_tells(scene, voice, one.start):
        return True
    words = tuple(
        f", {word} " for word in (*scene.language.marks("whereas"), *scene.language.stranger("whereas"))
    )
    return ";" in scene.text[start:end] or any(word in scene.text[start:end] for word in words)


def of_whom_another_tells(scene: Scene, voice: Voice, at: int) -> bool:
    """ "Ukraine's forecast that … is wrong, the Halden Institute said": a country whose word a later one weighs."""
    owns = voice.role == "capital" and scene.text.startswith(
        scene.language.marks("possessive") or ("\0",), voice.end
    )
    closes = owns and at > voice.end and scene.text[:at].rstrip().removesuffix(" the").endswith(",")
    return closes and any(say.start > at for say in scene.of("say"))


_TITLED = 60  # letters of a title and its country before a name


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
    said = active(scene, scene.of("say"))
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


def lead_before(leads: Sequence[Hit], start: int) -> Hit | None:
    """The "according to" that stands right before a name."""
    return next((lead for lead in leads if 0 <= start - lead.end <= NAMED_BY), None)
