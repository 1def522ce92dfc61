"""A number without a noun and a verb of its own: what it counts is told around it or before."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.claims.governing import (
    BARE_REACH,
    REACH,
    base_of_share,
    closes_clause,
    nearest,
)
from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.predicates import Around
from bot.claims.scene import (
    COUNTED,
    OUTCOMES,
    Context,
    Reading,
    Scene,
    gapped_speaker,
    part_of,
    side_of,
    turn_gap,
)
from bot.claims.trades import JUST_NAMED, MEANT, noun_told, sums_trades, trade_of
from bot.claims.voices import NAMED_BY, counted_for
from bot.model import STAGED, Measure


class Verdict(NamedTuple):
    """What a rule makes of a number: its measure, or why it counts nothing; the rule's name; the predicate."""

    measure: Measure | None
    rule: str
    predicate: Hit | None = None
    refusal: str | None = None


def by_words_before(scene: Scene, reading: Reading, context: Context, around: Around) -> Verdict | None:
    """A bare number with no verb close by leans on what was told before it, or counts nothing."""
    reach = REACH if part_of(scene, reading.number) else BARE_REACH
    if reading.head.kind is not None:
        return None
    if around.stage is not None and around.stage_price <= reach:
        said = scene.hits.at(around.stage.start, "now", "say")  # "насчитывает их уже 2000"
        kind = _so_many_of_them(scene, reading, context) if said else None
        return Verdict(kind, "tally") if kind is not None else None
    last = context.last
    if sums_trades(scene, reading):
        return None
    if last is not None and _stand_there(scene, reading, context):
        return Verdict(last.measure, "stays")
    if last is not None and _listed_on(scene, reading, context):
        trade = trade_of(scene, reading) if last.measure in STAGED else None
        return Verdict(trade or last.measure, "stays")  # "mille per sminare e cinquemila per ricostruire"
    if last is not None and _itemised(scene, reading, context):
        return Verdict(trade_of(scene, reading) or last.measure, "stays")
    gapped = _gapped(scene, reading, context) or _part_stays(scene, reading, context)
    gapped = gapped or _told_in_turn(scene, reading, last) or _at_another_time(scene, reading, last)
    did = _did_so(scene, reading, context)
    if did or (last is not None and (gapped or _counted_otherwise(scene, reading, last))):
        return Verdict(did or (last.measure if last else None), "stays")
    noun = noun_told(scene, reading.number) or _spoken_of(scene, reading, context)
    if noun is not None:
        return Verdict(noun, "noun before", around.stage)
    if trade_of(scene, reading) is not None:
        return None
    if last is not None and _and_more(scene, reading, context):
        return Verdict(last.measure, "stays", last.predicate)
    folk = _losses_again(scene, reading, context) or _their_tally(scene, reading, context)
    folk = folk or _number_grown(scene, reading, context)
    folk = folk or _there_now(scene, reading, context)
    if folk is not None:
        return Verdict(folk, "there")
    folk = _told_of_folk(scene, reading, context) or _put_alone(scene, reading, context)
    folk = folk or _outcome_asked(scene, reading, context)
    if folk is not None:
        return Verdict(folk, "tally")
    kind = _some_of_folk(scene, reading, context) or _so_many_of_them(scene, reading, context)
    if kind is not None:
        return Verdict(kind, "tally")
    if last is not None and _stays(scene, reading, context):
        return Verdict(last.measure, "stays", last.predicate)
    kind = _put_by_others(scene, reading, context)
    if kind is not None:
        return Verdict(kind, "tally")
    return (
        _by_turns(scene, reading) or _in_waves(scene, reading, context) or _as_whole(scene, reading, context)
    )


def _in_waves(scene: Scene, reading: Reading, context: Context) -> Verdict | None:
    """ "Zwei Gruppen sind eingetroffen: die erste mit 1500 Mann, die zweite mit 1600", "1차는 1500명, 2차는 1600명"."""
    number, waves = reading.number, scene.language.marks("waves")
    many = (number.high or number.low or 0) >= _TOLD_OF and number.share is None and reading.nation == COUNTED
    if not waves or not many:
        return None
    start = max(scene.text.rfind(mark, scene.sentence.start, number.start) for mark in ",:;、，：；")
    before = scene.text[max(start + 1, scene.sentence.start) : number.start].strip()
    opens = next((word for word in waves if before.startswith(word)), None)
    if opens is None or len(before) - len(opens) > _IN_ITS_WAVE:
        return None
    verb = next((hit for hit in scene.stages if hit.end <= number.start), None)
    return (
        Verdict(Measure.TROOPS, "wave", verb) if verb is not None or context.gone == scene.index - 1 else None
    )


_IN_ITS_WAVE = 14  # letters of a verb or a preposition between "the second" and its number


def _put_by_others(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "Pyongyang admitted it had sent troops but named no number. Washington puts it at 12,000": what it did not tell."""
    number = reading.number
    bare = reading.head.kind is None and number.share is None and not number.increment
    if not bare or context.unnumbered != scene.index - 1 or (number.low or number.high or 0) < MANY:
        return None
    if scene.of("people", "event", "unit") or not any(who.end <= number.start for who in scene.of("who")):
        return None
    event, sentence = context.event
    return Measure(event) if sentence == scene.index - 1 and event in _BEFELL else Measure.TROOPS


def _by_turns(scene: Scene, reading: Reading) -> Verdict | None:
    """ "Les estimations du contingent envoyé divergent : 12 000 selon le NIS, 10 000 selon …": numbers and whose they are.

    What they count stands before them: before a colon, or the first speaker ("兵の数をめぐっては、国情院が1万2000人").
    """
    number = reading.number
    many = (number.high or number.low or 0) >= _TOLD_OF and number.share is None
    if reading.head.kind is not None or not many:
        return None
    sourced = [other for other in scene.numbers if _has_its_source(scene, other)]
    if number not in sourced or len(sourced) < _DIFFER:
        return None
    first = sourced[0].start
    start = max(scene.text.rfind(mark, scene.sentence.start, first) for mark in ":：")
    if start < 0 and scene.language.predicate_last:
        start = next((who.start for who in scene.of("who") if who.end <= first), -1)
    if any(start <= hit.start for hit in (*scene.of("people"), *scene.events, *scene.stages)):
        return None
    told = [hit.value for hit in (*scene.of("people"), *scene.events) if hit.value in set(Measure)]
    people = any(hit.value == "counted_people" and hit.end <= start for hit in scene.of("nation"))
    kind = told[-1] if told else Measure.TROOPS if people else None  # "派遣された北朝鮮兵の数をめぐっては"
    stage = scene.stages[-1] if scene.stages else None
    return Verdict(Measure(kind), "noun before", stage) if start > 0 and kind else None


def _has_its_source(scene: Scene, number: Number) -> bool:
    """ "12 000 selon le NIS", "10,000 (Pentagon)", "韩国国情院说是1.2万人": whoever says a number stands right beside it."""
    before = next((who for who in reversed(scene.of("who")) if who.end <= number.start), None)
    if before is not None and number.start - before.end <= _ITS_SOURCE:
        gap = scene.text[before.end : number.start]
        if not any(mark in gap for mark in ",;:，、；：()（）."):
            return True
    lead = scene.hits.at(number.end + 1, "according")
    end = lead.end if lead is not None else number.end
    bracket = scene.text[number.end : number.end + 2].strip() in ("(", "（")
    behind = (who for who in scene.of("who") if 0 <= who.start - end <= _ITS_ARTICLE)
    return (lead is not None or bracket) and any(behind)


_DIFFER, _TOLD_OF = 2, 100  # so many numbers at least differ, each of so many persons
_ITS_SOURCE, _ITS_ARTICLE = (
    12,
    6,
)  # letters of a verb between a speaker and a number, of an article before a name


def _as_whole(scene: Scene, reading: Reading, context: Context) -> Verdict:
    """ "a third of the first 11,000 has been lost": what a share is taken from, or whom the sentence names, or nothing."""
    many = (reading.number.low or 0) >= MANY and reading.nation == COUNTED
    whole = base_of_share(scene, reading.number) if scene.language.spaced else False
    whole = whole and (scene.language.spaced or context.outcome is None)
    told = context.told.get((reading.number.low, reading.number.high)) if whole else None
    if told is not None and told.measure in OUTCOMES and scene.index - told.sentence <= 1:
        return Verdict(None, "whole", refusal="is the whole just told")  # "A quarter of those 4,000 are dead"
    known = bool(scene.of("people")) or context.last is not None or "there" in reading.rules
    named = "named" in reading.rules and known
    if many and (
        whole or named
    ):  # "a third of the first 11,000 has been lost", "7,200 come from North Korea"
        return Verdict(Measure.TROOPS, "whole" if whole else "named")
    return Verdict(None, "bare", refusal="has no noun and no verb")


def _outcome_asked(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "朝军伤亡究竟几何？韩方说4700，英方说6000": a number that is said of what was just told without one."""
    number = reading.number
    if not scene.language.by_order or reading.head.kind is not None or not number.counter:
        return None
    says = [say for say in scene.of("say") if say.end <= number.start]
    if not says or number.start - says[-1].end > _SAID_OF or number.share is not None:
        return None
    between = scene.hits.within(says[-1].end, number.start)
    if any(hit.kind in ("people", "event", "stage", "nation") for hit in between):
        return None
    titled = context.titled if context.outcome is None else None
    return titled.measure if titled is not None and titled.measure in _BEFELL else None


_SAID_OF = 12  # letters of "this number is at least" between a verb of saying and its number


def _stays(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "米国務省は「最大1万人」との認識を示した": a bare number said by another of those told just before."""
    last, number = context.last, reading.number
    if last is None or not last.accepted or (last.measure not in STAGED and not scene.language.spaced):
        return False
    near = scene.index - last.sentence <= 1 and last.number is not number
    if scene.language.spaced:  # "The Pentagon puts the figure at 9,000", "avance le chiffre de 9 000"
        tallies = [hit for hit in scene.of("tally") if hit.end <= number.start]
        behind = scene.language.nouns_capitalised and number.share is None
        tallies += [hit for hit in scene.of("tally") if behind and 0 < hit.start - number.end <= _FAR_BEHIND]
        told = max(last.number.end, last.head.end) if last.sentence == scene.index else 0
        anew = any(hit.start >= told for hit in scene.of("people"))
        alone = bool(tallies) and not scene.of("people")  # "Потери Киев оценил в 3000, Сеул – в 1100"
        return near and (alone or (any(hit.start >= told for hit in tallies) and not anew))
    if near and last.sentence == scene.index:  # "군인은 지난해 1만1000명, 올해 3000명으로 …"
        start = max(last.number.end, last.head.end)
        return number.counter and not any(start <= h.start < number.start for h in scene.of("people"))
    closed = (
        scene.language.by_order
        and bool(scene.of("who"))
        and scene.text[number.end : scene.sentence.end].lstrip("」”")[:1] in "。，；"
    )
    return near and number.counter and (closed or closes_clause(scene, number)) and not scene.of("people")


_FAR_BEHIND = 26  # letters from a number to the word for it: "„Mehrere Hundert“ lautete die letzte Zahl"


def _their_tally(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "Он оценил их общее число в 15 тысяч": how many those are who were named last."""
    number, (kind, sentence) = reading.number, context.folk
    if scene.language.by_order and (alone := _tally_alone(scene, reading, context)) is not None:
        return alone
    own = [hit.value for hit in scene.of("people") if hit.end <= number.start and hit.value in STAGED]
    if own:
        kind, sentence = (
            str(own[-1]),
            scene.index - 1,
        )  # "… soldiers earn 2,000 dollars, and their number is 11,000"
    if not kind or number.share is not None or not 0 < scene.index - sentence <= MEANT:
        return None
    pronouns = tuple(f"{word} " for word in scene.language.marks("them"))  # "їх було 11 тисяч" is one phrase
    longer = (hit for hit in scene.of("part") if pronouns and scene.text.startswith(pronouns, hit.start))
    them = [*scene.of("them"), *longer]
    many = (number.low or number.high or 0) >= MANY
    words = [word for word in them if 0 <= number.start - word.end <= _FAR_TALLY]
    told = [hit for hit in (*scene.stages, *scene.events, *scene.of("people")) if hit.end <= number.start]
    if many and words and not any(hit.start >= words[-1].end for hit in told):
        return Measure(kind)  # "На заводе их уже 12 тысяч", "Загалом же їх, за даними ГУР, 10 тисяч"
    near = [hit for hit in scene.of("tally") if 0 <= number.start - hit.end <= _BESIDE_TALLY]
    return Measure(kind) if any(0 <= hit.start - w.end <= _JOINED for hit in near for w in them) else None


def _number_grown(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "Their number has since dropped to 8,000", "Leur nombre est tombé à 8 000": of those the sentence before named."""
    number, (kind, sentence) = reading.number, context.folk
    if not kind or not scene.language.spaced or scene.language.predicate_last or number.share is not None:
        return None
    tally = next((hit for hit in scene.of("tally", "part") if hit.end <= number.start), None)
    if (
        tally is None
        or tally.start - scene.sentence.start > _OPENING
        or not 0 < scene.index - sentence <= MEANT
    ):
        return None
    between = scene.hits.within(tally.end, number.start)
    grows = [hit for hit in scene.of("grows") if hit.start >= tally.end]
    shrinks = {hit.start for hit in grows}  # "скоротилася" is also what befalls a force
    told = (hit for hit in between if hit.kind in ("people", "event", "unit", "number"))
    if any(hit.start not in shrinks for hit in told):
        return None
    behind = scene.language.nouns_capitalised and any(
        0 < hit.start - number.end <= _GROWN_TO for hit in grows
    )
    return Measure(kind) if behind or any(0 <= number.start - g.end <= _GROWN_TO for g in grows) else None


_OPENING = 16  # letters of "the total" or "their own" before the word for how many


def _tally_alone(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "在库尔斯克的朝军正在减少。乌方说，目前人数约为8500人": a word for how many, and nobody else named before it."""
    number, kind = reading.number, context.folk[0]
    tally = next((hit for hit in scene.of("tally") if 0 <= number.start - hit.end <= _BESIDE_TALLY), None)
    if tally is None or not kind or reading.nation != COUNTED:
        return None
    at: int | None = tally.start
    start = tally.start
    while (
        at is not None
    ):  # words of time may stand before it, and who says so; any other word makes it another's
        start = at
        before = scene.hits.until(at, "now", "filler", "relative", "tally")
        at = before.start if before is not None else None
    opens = start <= scene.sentence.start or scene.text[start - 1] in "，:;“「"
    many = (number.low or number.high or 0) >= MANY and number.share is None
    return Measure(kind) if many and (opens or scene.hits.until(start, "say", "who")) else None


def _put_alone(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "Скільки там солдатів, не кажуть. Розвідка певна: п'ятнадцять тисяч": a speaker, a mark, and the number alone."""
    number, (kind, sentence) = reading.number, context.folk
    many = (number.low or number.high or 0) >= MANY and number.share is None
    if (
        not many
        or not kind
        or not scene.language.marks("genitive")
        or not 0 < scene.index - sentence <= MEANT
    ):
        return None
    alone = scene.numbers == [number] and not scene.of("people", "unit") and not scene.events
    before = scene.text[scene.sentence.start : number.start].rstrip()
    ends = number.end >= scene.sentence.end - 1
    told = bool(scene.of("who", "service", "pronoun"))
    last = context.last
    if last is not None and last.accepted and last.sentence == scene.index - 1 and last.measure:
        kind = last.measure  # "…шістсот полеглих. НРС назвала інше число: дві тисячі"
    return (
        Measure(kind) if alone and ends and told and before[-1:] in (":", "–") and not scene.stages else None
    )


def _some_of_folk(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "… Pioniere. Etwa tausend von ihnen hatten Felder abgesucht": of those named right before, whatever they did."""
    number, (kind, sentence) = reading.number, context.folk
    many = (number.low or number.high or 0) >= MANY
    behind = any(0 <= hit.start - number.end <= 2 for hit in scene.of("part"))
    if not (scene.language.nouns_capitalised and kind and many and behind and number.share is None):
        return None
    return Measure(kind) if 0 <= scene.index - sentence <= 1 else None


def _so_many_of_them(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "« Quatre » prisonniers, répond le SBU. Le GUR en revendique six": a pronoun, a verb of saying and a number."""
    number, last = reading.number, context.last
    pronouns = scene.language.marks("partitive") or scene.language.marks("them")
    if not pronouns or number.share is not None:
        return None
    say = max((hit for hit in scene.of("say") if hit.end <= number.start), key=_end, default=None)
    words = scene.text[scene.sentence.start : say.end].replace("'", " ").split()[-_TO_PRONOUN:] if say else []
    now = scene.hits.at(say.end + 1, "now") if say is not None else None  # "il en compte désormais 2 000"
    behind = scene.text[say.end : number.start].split() if say is not None else []
    if behind[:1] and behind[0] in pronouns and len(behind) <= _TO_PRONOUN:
        words = behind  # "теперь она насчитывает их уже 2000"
    elif say is None or number.start - (now or say).end > _SPOKEN:
        return None
    if say is None or set(words).isdisjoint(pronouns):
        return None
    if any(hit.start >= say.start for hit in scene.of("people")):
        return None
    if last is not None and last.accepted and scene.index - last.sentence <= 1:
        return last.measure
    (event, told), (kind, named) = context.event, context.folk
    if event and told == scene.index - 1:
        return Measure(event)
    return Measure(kind) if kind and named == scene.index - 1 else None


_TO_PRONOUN = 4  # words from a pronoun to the end of its verb ("en a recensé", "en fait état")


def _end(hit: Hit) -> int:
    return hit.end


def _told_of_folk(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "… его солдаты воевали за Курск, но сколько их, скрыл. В Сеуле насчитали 15 тысяч": a verb of telling, its number."""
    number, (kind, sentence) = reading.number, context.folk
    if not kind or not scene.language.marks("genitive") or scene.index - sentence not in (0, 1):
        return None
    many = (number.low or number.high or 0) >= MANY and number.share is None
    said = any(0 < number.start - say.end <= _RIGHT_BEHIND for say in scene.of("say"))
    named = any(hit.end <= number.start for hit in (*scene.of("people"), *scene.of("unit")))
    return Measure(kind) if many and said and not named else None


_RIGHT_BEHIND = 4  # letters of a preposition between a verb of telling and its number


def _there_now(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "…, но контингент никуда не делся: там по-прежнему около 8 тысяч человек": how many are there now of those."""
    number, (kind, sentence) = reading.number, context.folk
    own = [hit.value for hit in scene.of("people") if hit.end <= number.start and hit.value in STAGED]
    kind, sentence = (str(own[-1]), scene.index) if own else (kind, sentence)
    last = context.latest
    if not kind and last is not None and last.measure in OUTCOMES:
        kind, sentence = str(Measure.TROOPS), last.sentence  # "вернулись четыре тысячи участников боёв"
    if not kind or not scene.language.marks("genitive") or scene.index - sentence not in (0, 1):
        return None
    start = max(scene.text.rfind(mark, scene.sentence.start, number.start) for mark in ",:;–")
    start = max(start, scene.sentence.start)
    words = (*scene.of("now"), *scene.of("them"))  # "В России, по его словам, их десять тысяч"
    now = any(start <= hit.start and hit.end <= number.start for hit in words)
    told = (*scene.of("people"), *scene.of("unit"), *scene.events)
    alone = not any(start <= hit.start <= number.end + 1 for hit in told)
    many = (number.low or number.high or 0) >= MANY and number.share is None
    return Measure(kind) if now and alone and many else None


def _losses_again(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "… оцінив утрати у 1100. Зеленський сказав, що їх уже три тисячі": another's number of what was just told."""
    number, last = reading.number, context.last
    if last is None or not last.accepted or last.measure is None or last.measure in STAGED:
        return None
    if last.sentence != scene.index - 1 or not scene.language.marks("genitive") or number.share is not None:
        return None
    verbs = (*scene.stages, *scene.events, *scene.of("spot"), *scene.of("people"))
    them = [hit for hit in scene.of("them") if hit.end <= number.start]
    says = [hit for hit in scene.of("say") if them and hit.end <= them[-1].start]
    near = bool(them) and number.start - them[-1].end <= _SPOKEN
    then = any(hit.start - scene.sentence.start <= _THEN for hit in scene.of("month", "season", "relative"))
    return last.measure if near and (says or then) and not verbs else None  # "В апреле их было 600"


_THEN = 4  # letters of a preposition before the time that opens a sentence
_BESIDE_TALLY, _FAR_TALLY = 14, 60


_JOINED = 8  # letters of an adjective between "their" and "number"


def _and_more(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "отправил 11 тысяч солдат, а с января — ещё три тысячи": more of those the sentence has just told."""
    last, number = context.last, reading.number
    if last is None or not last.accepted or last.sentence != scene.index or not number.increment:
        return False
    gap = scene.text[last.number.end : number.start]
    plain = bool(scene.language.marks("genitive")) and "," in gap and not any(c in gap for c in ";:")
    joined = scene.language.spaced and not scene.language.joiners.isdisjoint(gap.split())
    closed = scene.text[number.end : number.end + 1] in (",", ".", "")
    if joined and closed and len(gap) <= _LISTED_ON and not any(c in gap for c in ",;:."):
        plain = True  # "in November another 3,000 and in January 1,000 more, Budanov said"
    return plain and last.measure in STAGED and not any(last.number.end <= e.start for e in scene.events)


_LISTED_ON = 30  # letters of "and" and a date between two of a list


def _stand_there(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "3천 명이 쿠르스크에 남아 있다. 벨고로드에는 6백 명이 있다": more of those just told, and where they stand."""
    last, standing = context.last, scene.language.marks("standing")
    told = last is not None and last.accepted and last.measure in STAGED and scene.index - last.sentence <= 1
    return told and bool(standing) and scene.text.startswith(standing, reading.number.end)


def _part_stays(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "Несколько тысяч из них оформлены студентами": a part of those just counted, whatever is said of it."""
    last = context.last
    number = reading.number
    beside = any(0 <= number.start - h.end <= 12 or 0 <= h.start - number.end <= 2 for h in scene.of("part"))
    many = (number.low or number.high or 0) >= 100
    behind = any(0 <= h.start - number.end <= 2 for h in scene.of("part"))  # "3.000 de ellos como refuerzo"
    many = many and (behind or bool(scene.language.marks("genitive")) or _with_its_place(scene, number))
    told = "part" in reading.rules and number.share is None and beside and many
    return told and last is not None and last.accepted and last.measure in STAGED


def _listed_on(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "11 000 soldats à l'automne, puis 3 000 au printemps": joined to the number before, no other noun or verb."""
    last, number = context.last, reading.number
    if not scene.language.spaced or scene.language.marks("genitive"):
        return False
    if last is None or not last.accepted or last.sentence != scene.index:
        return False
    start = max(last.number.end, last.head.end)
    words = re.sub(r"[«»“”„\",]", " ", scene.text[start : number.start]).split()
    if not words or len(words) > _LISTED:
        return False
    again = scene.text.endswith(", ", start, number.start) and _with_its_time(scene, number)
    if not again and (last.measure not in STAGED or words[-1] not in scene.language.joiners):
        return False
    between = (*scene.events, *scene.stages, *scene.of("people"), *scene.of("say"))
    joined = all(other is last.number or not start <= other.core < number.core for other in scene.numbers)
    return joined and not any(start <= hit.start < number.start for hit in between)


def _itemised(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "11 тисяч солдатів: десять тисяч на кордоні, тисяча в тилу": a whole, a colon, and where its parts are."""
    last, number = context.last, reading.number
    if last is None or not last.accepted or last.sentence != scene.index or last.measure not in STAGED:
        return False
    where = number.end + (3 if scene.text.startswith(" – ", number.end) else 1)
    if not scene.language.marks("genitive") or not scene.hits.at(where, "governs", "spot"):
        return False
    gap = scene.text[max(last.number.end, last.head.end) : number.start]
    colon = gap.rfind(":")
    words = gap.split()
    parts = "," in gap or (bool(words) and words[-1] in scene.language.joiners)
    first = colon >= 0 and len(gap) - colon <= _ITEM and "," not in gap[colon:]
    listed = scene.text[last.number.start - 2 : last.number.start] == ": "
    return first or (listed and len(gap) <= _ITEM_ON and parts)


_ITEM, _ITEM_ON = 14, 45  # letters from a colon to its first item, from one item to the next


def _with_its_time(scene: Scene, number: Number) -> bool:
    """ "600 morts en avril, 2 000 en septembre": nothing but a preposition between a number and its time."""
    word = scene.hits.at(number.end + 1, "governs")
    return word is not None and scene.hits.at(word.end + 1, "month", "season", "relative") is not None


_LISTED = 7  # words between two numbers of one noun


def _with_its_place(scene: Scene, number: Number) -> bool:
    """ "dont 10 000 dans la région de Koursk", "including 1,000 in Kursk": nothing but where that part is."""
    if not scene.language.spaced or not scene.hits.at(number.end + 1, "function", "governs"):
        return False
    place = next((hit for hit in scene.of("place") if 0 < hit.start - number.end <= _PLACE), None)
    verbs = (*scene.events, *scene.stages, *scene.of("people"))
    return place is not None and not any(number.end <= verb.start < place.start for verb in verbs)


_PLACE = 26  # letters between a part and its place


_TURN = 7  # letters between a name and a number, its verb told before


def _gapped(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "осенью поехали 11 тысяч, весной — ещё четыре": a dash in the place of the verb just told."""
    last, number = context.last, reading.number
    if last is None or not last.accepted or last.sentence != scene.index:
        return False
    if (
        number.increment and scene.language.nouns_capitalised
    ):  # "11.000 …, 3000 weitere zwischen Januar und März"
        return scene.text[max(number.start - 4, 0) : number.start].strip(" d").endswith((",", "un"))
    gap = scene.text[last.number.end : number.start]
    if gap == ", " and scene.hits.at(number.start, "to") and number.low is not None and scene.of("grows"):
        return True  # "wzrosła o trzy tysiące, do 15 tys."
    if any(counted_for(scene, who.start) == number for who in scene.of("who")):
        return True  # "3 800 pertes pour Kiev, 3 000 pour Séoul"
    leads = scene.of("according") if scene.language.spaced else ()
    if all(any(0 < lead.start - n.end <= _RIGHT_BEHIND for lead in leads) for n in (last.number, number)):
        return len(gap) <= _EACH_SOURCE  # "ammontano a 4.000 secondo Kiev e a 4.700 secondo il NIS"
    turns = (who for who in scene.of("who") if number.start - who.end >= 0)
    if any(len(turn_gap(scene, who, number)) <= _TURN and gapped_speaker(scene, who) for who in turns):
        return True  # "Zelenski habla de 11.000, el Pentágono de 10.000"
    grown = [hit for hit in scene.of("grows") if last.number.end < hit.start and hit.end < number.start]
    strong = scene.language.marks("strong") if grown and last.measure in STAGED else ()
    if strong and gap.strip().startswith(strong) and number.start - grown[-1].end <= _GROWN_TO:
        return True  # "the contingent, initially 11,000 strong, has shrunk to 7,000"
    opened = scene.language.spaced and any(_opens_count(scene, who, number) for who in scene.of("who"))
    if opened or _next_of_them(scene, number, gap):
        return True
    dated = any(0 < hit.start - number.end <= _DATE_BEHIND for hit in scene.of("month", "now"))
    if (
        dated
        and gap.endswith(", ")
        and gap.count(",") == 1
        and len(gap) <= _PART_TOLD
        and reading.head.kind is None
    ):
        return True  # "seicento morti in aprile, duemila a settembre"
    placed = (number.low or 0) >= MANY and scene.hits.at(number.end + 1, "governs") is not None
    joins = scene.language.spaced and (number.increment or placed) and last.measure in STAGED
    if joins and gap.endswith(tuple(f" {joiner} " for joiner in scene.language.joiners)):
        return True  # "envió 11.000 soldados a finales de 2024 y otros 3.000 a principios de este año", "y 3.000 en …"
    return is_gapped(scene, number, context)


def _opens_count(scene: Scene, who: Hit, number: Number) -> bool:
    """ "…, nach Angaben des HUR lediglich 12.000", "…, nennt das Ministerium nur 350": another's number behind a comma."""
    if not 0 < number.start - who.end <= _OTHERS_COUNT or number.share is not None:
        return False
    led = [say for say in scene.of("according", "say") if 0 <= who.start - say.end <= NAMED_BY + 1]
    words = {scene.text[word.start : word.end] for word in scene.of("of", "function", "governs")}
    gap = turn_gap(scene, who, number).strip()
    return (not gap or gap in words) and any(
        scene.text.endswith((", ", "; ", *(f" {joiner} " for joiner in scene.language.joiners)), 0, say.start)
        for say in led
    )


_GROWN_TO = 8  # letters of a preposition and an article between a verb of growth and its number
_EACH_SOURCE = 80  # letters of a source between two numbers of which each has its own
_OTHERS_COUNT = 40  # letters of a preposition and words of contrast between a name and its number
_DATE_BEHIND, _PART_TOLD = 12, 60  # letters before a month, and between two numbers


def _next_of_them(scene: Scene, number: Number, gap: str) -> bool:
    """ "La prima ondata contava 11.000 soldati, la seconda 3mila": the next group, its noun and verb left out."""
    words = scene.language.marks("next_of_them")
    of = scene.hits.until(number.start - 1, "of", "function", "filler") if words else None
    before = (gap[: of.start - number.start - 1] if of else gap).rstrip(" ,"), gap.rstrip()
    return any(told.endswith(tuple(f" {word}" for word in words)) for told in before) if words else False


def _told_in_turn(scene: Scene, reading: Reading, last: Reading | None) -> bool:
    """ "насчитала сто погибших, к маю доложила о двух тысячах", "…, а у вересні вже дві тисячі": one list of counts."""
    number, telling = reading.number, scene.language.marks("telling")
    if not telling or last is None or not last.accepted or last.sentence != scene.index:
        return False
    start, text = max(last.number.end, last.head.end), scene.text
    between = scene.hits.within(start, number.start)
    if number.share is not None or reading.head.kind is not None:
        return False
    before = text[start : number.start].rstrip(' «„“"')
    if before.endswith(tuple(f" {word}" for word in telling)):
        says = [hit for hit in between if hit.kind == "say"]
        words = before.rpartition(",")[2].split()
        if not says and "," in before and len(words) <= _NEXT_TURN:  # "…, затем о шестистах"
            return any(0 < last.number.start - say.end <= _TO_AUDIENCE for say in scene.of("say"))
        behind = [hit for hit in between if says and hit.start >= says[-1].end and hit.value != "persons"]
        near = bool(says) and number.start - says[-1].end <= _TO_AUDIENCE
        return near and not any(hit.kind in _NEW for hit in behind)
    if any(hit.kind in _NEW for hit in between):
        return False
    turn = start + max(before.rfind(","), before.rfind(";"), 0)
    times = [
        hit for hit in between if hit.start > turn and hit.kind in ("month", "season", "relative", "now")
    ]
    ends = number.end >= scene.sentence.end - 1 or text[number.end] in ',.;»”")'
    plain = all(hit.kind in _PLAIN for hit in between if hit.start > turn and hit.end < number.start)
    return turn > start and bool(times) and ends and plain and number.start - turn <= _PART_TOLD


def _at_another_time(scene: Scene, reading: Reading, last: Reading | None) -> bool:
    """ "en décembre, ils étaient 11 000 … ; en février, sept mille": nothing but a time between the mark and the number."""
    number, text = reading.number, scene.text
    if last is None or not last.accepted or last.sentence != scene.index or not scene.language.spaced:
        return False
    if number.share is not None or reading.head.kind is not None or scene.language.predicate_last:
        return False
    start = max(last.number.end, last.head.end)
    before = text[start : number.start].rstrip(' «„“"').removesuffix(",")
    mark = max(before.rfind(","), before.rfind(";"))
    turn = start + mark
    between = [hit for hit in scene.hits.within(turn, number.start) if hit.start > turn]
    timed = any(hit.kind in ("month", "season", "relative", "now", "told_before") for hit in between)
    plain = all(
        hit.kind in (*_PLAIN, "between", "more_before", "told_before")
        for hit in between
        if hit.end < number.start
    )
    covered = sum(len(text[hit.start : hit.end].split()) for hit in between if hit.end < number.start)
    words = text[turn + 1 : number.start].replace(",", " ").split()
    behind = text[number.end : scene.sentence.end].lstrip()[:1]
    ends = behind in (*',.;»”")', "") or number.increment or _with_its_time(scene, number)
    return mark >= 0 and timed and plain and ends and len(words) <= covered + 1


_NEW = ("people", "unit", "event", "stage", "nation")  # others, or something else of them
_PLAIN = ("month", "season", "relative", "now", "governs", "function", "filler", "joiner", "of", "from", "at")
_NEXT_TURN = 3  # words from a comma to the number told next
_TO_AUDIENCE = 30  # letters of an audience between a verb of telling and the number told


def _did_so(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "2.200 de los 15.300 han vuelto. Menos de 100 lo hicieron en avión": a verb that stands for the one just told."""
    number, last, befell = reading.number, context.last, context.outcome
    words = scene.language.marks("did_so")
    if last is None or not last.accepted or not words or not 0 <= scene.index - last.sentence <= 1:
        return None
    last = befell if befell is not None and befell.sentence == last.sentence else last
    before = scene.text.endswith(tuple(f" {word} " for word in words), scene.sentence.start, number.start)
    behind = scene.text.startswith(tuple(f" {word} " for word in words), number.end)
    return last.measure if number.share is None and (before or behind) else None


def is_gapped(scene: Scene, number: Number, context: Context) -> bool:
    """ "Первая волна насчитывала 11 тыс. солдат, вторая – 4 тыс.": a dash in the place of the verb before the comma."""
    last = context.last
    if last is None or not last.accepted or last.sentence != scene.index or not scene.language.marks("opens"):
        return False
    gap = scene.text[last.number.end : number.start]
    placed = scene.hits.at(number.end + 3, "governs") is not None and "," in gap[-4:]
    if placed and scene.text.startswith(" – ", number.end):
        return True  # "11 tysięcy trafiło tam jesienią, a kolejne cztery – na początku roku"
    if _numbered_off(scene, number, gap):
        return True
    clause = last.number.end + max(gap.find(","), 0)
    own = any(clause <= hit.start < number.start for hit in (*scene.stages, *scene.events))
    dash = gap.rfind("–")
    word = scene.hits.until(number.start - 1, "governs", "function")
    led = word is not None and 0 <= word.start - last.number.end - dash <= _DASH  # "тепер – про дві тисячі"
    return dash >= 0 and (len(gap) - dash <= _DASH + 1 or led) and "," in gap and len(gap) <= 60 and not own


_DASH = 2  # letters of a dash and its space


def _numbered_off(scene: Scene, number: Number, gap: str) -> bool:
    """ "В первый раз поехали 11 тысяч, во второй 4 тысячи": nothing but a preposition and an ordinal between."""
    words = gap.removeprefix(", ").split()
    if not scene.language.marks("instrumental") or not gap.startswith(", ") or len(words) != _ORDINALS:
        return False
    place = number.start - len(" ".join(words)) - 1
    ends = scene.text[number.end : number.end + 1] in (*',.;"”»', "") or number.end >= scene.sentence.end
    led = scene.hits.at(place, "governs", "function") is not None
    return led and ends and words[1].endswith(scene.language.marks("modifier"))


_ORDINALS = 2  # words: a preposition and an ordinal


def _counted_otherwise(scene: Scene, reading: Reading, last: Reading) -> bool:
    """ "Zelensky speaks of 3,000 killed and wounded, Seoul counts 1,100": another count of the same fallen."""
    if not scene.language.marks("possessive") or not last.accepted or last.sentence != scene.index:
        return False
    start, number = max(last.number.end, last.head.end), reading.number
    told = (*scene.of("people"), *scene.events, *scene.stages)
    fresh = any(start < hit.start and hit.end <= number.start and not in_a_name(scene, hit) for hit in told)
    says = any(0 <= number.start - say.end <= BESIDE_SAYING for say in scene.of("say"))
    return says and not fresh and last.measure in OUTCOMES and number.share is None


def _spoken_of(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "A year earlier he had spoken of 10,000": a number said right after one of ours, and no noun."""
    last, number = context.latest if scene.language.marks("genitive") else context.last, reading.number
    said, price = nearest(scene, number, reading.head, scene.of("say"))
    just = context.last
    if (
        just is not None
        and just.sentence == scene.index
        and (just.refusal or "").startswith("is a share of prices")
    ):
        return None  # "The Kospi closed 1.2 percent lower at 2,534"
    if last is not None and not last.accepted and scene.language.marks("possessive"):
        last = context.latest  # "spoke of 10,000, up from 3,000 a week before. Kyiv had warned of 12,000"
    if last is not None and last.measure not in STAGED and context.folk[1] > last.sentence:
        last = context.last  # other people have been named since the dead were counted
    near = MEANT if scene.language.marks("instrumental") else 1
    if last is None or not last.accepted or not 0 <= scene.index - last.sentence <= near:
        bare = scene.language.spaced and not scene.language.marks("genitive")
        if scene.language.marks("partitive"):  # a pronoun stands for them there: "l'estiment à plus de 1 000"
            bare = bare and said is not None and _has_pronoun(scene, said)
        told = bare and 0 < scene.index - context.people <= JUST_NAMED
        later = scene.language.marks(
            "possessive"
        )  # "has spoken of 11,000 and warned the contingent could swell"
        nouns = [hit for hit in scene.of("people") if not later or hit.start - number.end <= _OWN_NOUN]
        told = told and all(in_a_name(scene, hit) for hit in nouns)
        told = told or (bool(later) and _named_in_clause_before(scene, number))
        many = (number.low or number.high or 0) >= MANY
        by = any(0 <= number.start - say.end <= BESIDE_SAYING for say in scene.of("say"))
        close = told and many and (by or (said and price <= BESIDE_SAYING))
        befell = context.event[0] if bare and context.event[1] == scene.index - 1 else ""
        if befell in _BEFELL and said is not None and scene.language.marks("partitive"):
            return Measure(befell)  # "Les morts sont le triple. Séoul en comptait 600 en avril"
        return Measure.TROOPS if close else None
    keys = (
        "genitive",
        "partitive",
        "possessive",
        "for_whom",
    )  # "ad aprile ne stimava 600", "Kyiv spoke of at least 200"
    plain = any(scene.language.marks(key) for key in keys)
    beside = said is not None and plain and 0 <= number.start - said.end <= _SPOKEN
    beside = beside and last.measure != Measure.RETURNED
    if last.measure not in STAGED and not number.counter and scene.index != last.sentence and not beside:
        return None
    closes = beside and scene.text[number.end : number.end + 1] in ("", ".", ";")
    least = 1000 if last.measure in STAGED else (10 if closes else 100)  # "HUR had reported at least 30."
    if not scene.language.spaced or (number.low or number.high or 0) < least:
        return None
    return last.measure if said is not None and price <= BESIDE_SAYING else None


def _named_in_clause_before(scene: Scene, number: Number) -> bool:
    """ "confirmed North Korean troops were there; the Pentagon spoke of 10,000": named before the semicolon."""
    parts = scene.text.rfind(";", scene.sentence.start, number.start)
    nouns = [hit for hit in scene.of("people") if hit.start < number.start and not in_a_name(scene, hit)]
    if parts < 0 or not nouns or nouns[-1].end > parts:
        return False
    army = scene.hits.until(nouns[-1].start - 1, "nation")
    return army is not None and side_of(army) == COUNTED


_BEFELL = (Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES)


_OWN_NOUN = 12  # letters within which a noun behind a number may be its own


def _has_pronoun(scene: Scene, say: Hit) -> bool:
    """Whether an object's pronoun stands before a verb of saying: "les estime à", "l'évalue à"."""
    before = scene.text[max(scene.sentence.start, say.start - 5) : say.start].replace("'", " ").split()
    own = scene.text[say.start : say.end].split()[0]  # "ne contavano 600"
    return own in scene.language.marks("object") or (
        bool(before) and before[-1] in scene.language.marks("object")
    )


def in_a_name(scene: Scene, noun: Hit) -> bool:
    """ "des sources de l'armée sud-coréenne": a noun of people inside the name of one who speaks."""
    return any(who.start <= noun.start and noun.end <= who.end for who in scene.of("who"))


_SPOKEN = 12  # letters between a verb of saying and the number spoken of


BESIDE_SAYING = 12  # the price of a verb of saying right beside its number


MANY = 1000
