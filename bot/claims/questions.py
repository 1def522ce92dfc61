"""Question and answer: what "how many North Koreans have died?" asks for is what a bare number beside it counts."""

from __future__ import annotations

from bot.claims.bare import MANY, Verdict
from bot.claims.governing import base_of_share
from bot.claims.predicates import Around
from bot.claims.scene import COUNTED, Context, Reading, Scene, gapped_speaker, turn_gap
from bot.model import Measure

_ANSWERED = 2  # sentences between a question and its answer
_OPENS = " '\"“„«»–-‚‘¿¡:「『"  # what may stand between a sentence's or a quotation's start and the number that answers
_CLOSE = 30  # what a predicate of the number's own may cost


def asks(scene: Scene, reading: Reading, context: Context) -> None:
    """Keep what a question asks the number of, and let a bare number of the sentences before be its answer."""
    if not reading.accepted or reading.nation != COUNTED:
        reading.refusal = reading.refusal or "is asked for"
        return
    for answer in context.unread:
        if 0 <= scene.index - answer.sentence <= _ANSWERED and _fits(answer):
            answer.measure, answer.stage, answer.stage_told = (
                reading.measure,
                reading.stage,
                reading.stage_told,
            )
            answer.nation, answer.refusal = reading.nation, None
            answer.rules.append("asked")
    context.unread.clear()
    context.asked = reading
    reading.refusal = "is asked for"


def may_answer(scene: Scene, reading: Reading, context: Context) -> None:
    """Keep a bare number that opens a sentence in quotation marks: a question may follow it."""
    if scene.language.spaced and reading.refusal and reading.head.kind in (None, "person"):
        quoted = scene.text[scene.sentence.start : scene.sentence.start + 1] in _OPENS[1:]
        if quoted and not reading.head.refusal and _opens(scene, reading, scene.sentence.start):
            context.unread.append(reading)


def names_topic(scene: Scene, context: Context) -> None:
    """ "– And prisoners?": a short question without a number keeps the one kind of whom the answer tells."""
    asks_so = scene.language.spaced and not scene.numbers and scene.text[scene.sentence.end - 1] == "?"
    if asks_so and len(scene.text[scene.sentence.start : scene.sentence.end].split()) <= _SHORT:
        kinds = {hit.value for hit in (*scene.of("people"), *scene.events) if hit.value in set(Measure)}
        if len(kinds) == 1:
            context.asked_of = str(kinds.pop()), scene.index


def by_question(scene: Scene, reading: Reading, context: Context, around: Around) -> Verdict | None:
    """ "How many have died? “About a thousand,” answered Budanov": a bare number that opens what answers a question."""
    asked = context.asked
    named = _named_in_question(scene, reading, context)
    if named is not None:
        return Verdict(named, "asked")
    if asked is None or scene.index - asked.sentence > _ANSWERED or reading.head.kind not in (None, "person"):
        return None
    if around.event is not None and around.event_price < _CLOSE:
        return None
    last = context.last
    if (
        last is not None
        and last.accepted
        and last.sentence == scene.index
        and last.measure is not asked.measure
    ):
        return None  # "Kiew spricht von 3000 Toten und Verwundeten, der Generalstab von 1100"
    same = asked.sentence == scene.index and asked.number.end <= reading.number.start
    later = asked.sentence < scene.index and "answered" not in asked.rules
    answers = later and (
        _is_the_figure(scene, reading)
        or _opens(scene, reading, scene.sentence.start)
        or _opens_turn(scene, reading)
        or _closes(scene, reading, asked)
        or _put_by_name(scene, reading)
        or _is_short_answer(scene, reading, asked.sentence)
        or (scene.index == asked.sentence + 1 and _known_to(scene, reading))
    )
    if not (same or answers):
        return None
    if same and base_of_share(scene, reading.number):
        return None  # "how many of the 11,000 …"
    if same:  # "Wie viele wirklich fielen, sagt Pjöngjang nicht; der NIS spricht von 600"
        asked.rules.append("answered")
    return Verdict(asked.measure, "asked", asked.predicate)


def _named_in_question(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "Les pertes nord-coréennes ? « Environ 1 100 », a répondu …": a question that only names what it asks for."""
    number, (event, sentence) = reading.number, context.event
    before = scene.text[: scene.sentence.start].rstrip(' »"”\n')
    alone = scene.language.spaced and reading.head.kind is None and number.share is None
    if not alone or not before.endswith("?"):
        return None
    kind, asked = context.asked_of
    if kind and asked == scene.index - 1 and _is_short_answer(scene, reading, asked):
        return Measure(kind)  # "– And prisoners? – We have two."
    of = scene.hits.until(number.start - 1, "of")
    said = scene.hits.until((of.start if of else number.start) - 1, "say")  # "Kyiv speaks of at least 3,000"
    told = event and sentence == scene.index - 1
    return Measure(event) if told and (said or _opens(scene, reading, scene.sentence.start)) else None


def _opens(scene: Scene, reading: Reading, start: int) -> bool:
    """Whether nothing stands between the number and the sentence's start, or the quotation's or a colon before it."""
    before = scene.text[start : reading.number.start]
    return not before.strip(_OPENS) or before.rstrip(" ")[-1] in _OPENS[1:-1]


def _closes(scene: Scene, reading: Reading, asked: Reading) -> bool:
    """ "――戦死者は。「こちらが数えただけで1300人です」": the only number of the answering quotation, at its end."""
    right_behind = scene.language.predicate_last and scene.index == asked.sentence + 1
    quoted = scene.text[scene.sentence.start] in _OPENS[1:] and scene.numbers == [reading.number]
    return right_behind and quoted and scene.sentence.end - reading.number.end <= _COPULA


_COPULA = 8  # letters of "it is", a full stop and a quotation mark


def _put_by_name(scene: Scene, reading: Reading) -> bool:
    """ "Según el Pentágono, 10.000; según Kiev, 12.000": nothing but whose count it is before the number."""
    number = reading.number
    turns = (w for w in scene.of("who") if w.end < number.start and len(turn_gap(scene, w, number)) <= _TURN)
    if any(gapped_speaker(scene, who) for who in turns):
        return True  # "Kyiv says 4,000; Seoul, fewer than 3,000"
    who = next((w for w in reversed(scene.of("who")) if 0 < reading.number.start - w.end <= _BY_NAME), None)
    if who is None:
        return False
    marks = (scene.text.rfind(mark, scene.sentence.start, who.start) for mark in (";", ", "))
    start = max(scene.sentence.start - 1, *marks)
    leads = scene.text[start + 1 : who.start].strip(" '")
    article = scene.hits.until(who.start - 1, "filler")
    led = any(start < lead.start < who.start for lead in scene.of("according"))
    elided = scene.text[who.start - 1] == "'" and len(leads) == 1  # "l'état-major"
    return not leads or led or elided or (article is not None and len(leads) == article.end - article.start)


def _known_to(scene: Scene, reading: Reading) -> bool:
    """ "NATO knows of at least 12,000", "Alla Nato risultano almeno 12.000": one short verb between a name and a number."""
    number = reading.number
    who = next((w for w in reversed(scene.of("who")) if 0 < number.start - w.end <= _KNOWS), None)
    opens = who is not None and who.start - scene.sentence.start <= _OPENED
    if who is None or not opens or not scene.language.spaced or (number.low or number.high or 0) < MANY:
        return False
    between = scene.hits.within(who.end, number.start)
    return not any(hit.kind in ("people", "event", "nation", "unit") for hit in between)


_KNOWS, _OPENED = 18, 8  # letters of that verb, and of an article or preposition before the name
_TURN = 12  # letters of a dash and prepositions between a name and its number
_BY_NAME = 4  # letters of a comma or a preposition between a name and its number


def _opens_turn(scene: Scene, reading: Reading) -> bool:
    """ "– Do września tysiąc dwustu": a few words of time, no comma, between the dash of an answer and the number."""
    start = scene.sentence.start
    gap = scene.text[start : reading.number.start]
    if gap[:1] not in _DASHES or "," in gap or len(gap.split()) > _FEW:
        return False
    return not any(hit.kind in _OTHERS for hit in scene.hits.within(start, reading.number.start))


def _is_short_answer(scene: Scene, reading: Reading, asked: int) -> bool:
    """ "By our estimate, 9,000 to 10,000.": a few words and the number, right behind the question, and no more."""
    number, start = reading.number, scene.sentence.start
    gap = scene.text[start : number.start]
    ends = number.end >= scene.sentence.end - 1 or scene.text[number.end] in ".,;"
    few = scene.index == asked + 1 and ends and len(gap.split()) <= _FEW and scene.language.spaced
    return few and not any(hit.kind in (*_OTHERS, "stage") for hit in scene.hits.within(start, number.start))


_SHORT = 6  # words of a question that only names whom it asks about
_DASHES = ("-", "–", "—")
_FEW = 6  # words before the number that answers, the dash one of them
_OTHERS = ("people", "nation", "event", "who", "unit")


def _is_the_figure(scene: Scene, reading: Reading) -> bool:
    """ "В разведке нам назвали цифру пятнадцать тысяч": a verb of saying and the word for a count right before it.

    Where the question has named nobody but them, the verb is enough: "Combien sont-ils ? Kiev parle de 11 000".
    """
    words = scene.text[scene.sentence.start : reading.number.start].split()
    if words[-1:] and words[-1] in scene.language.marks("this"):
        return True  # "рассказали, сколько их. По словам Юсова, это около 11 тысяч человек"
    led = scene.hits.until(reading.number.start - 1, "of", "governs", "function")
    said = scene.hits.until((led.start if led else reading.number.start) - 1, "say")
    who = said is not None and any(0 < said.start - name.end <= _BY_NAME for name in scene.of("who"))
    if said is not None and reading.head.kind is None and (who or scene.language.marks("partitive")):
        return True
    tally = scene.hits.until(reading.number.start - 1, "tally")
    return tally is not None and scene.hits.until(tally.start - 1, "say") is not None


def _fits(answer: Reading) -> bool:
    return answer.number.share is None and answer.number.low is not None
