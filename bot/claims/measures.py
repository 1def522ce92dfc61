"""What a number measures: by its noun where that says it, else by the event that governs it."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.claims.governing import (
    ATTACHED,
    ATTRIBUTE,
    BARE_REACH,
    CROSSED,
    HOME,
    NAMED,
    NOUN_REACH,
    REACH,
    SHAPING,
    base_of_share,
    closes_clause,
    cost,
    is_dated,
    list_end,
    nearest,
    relative_behind,
    relative_end,
    whole_before_part,
)
from bot.claims.heads import head_of
from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import (
    COUNTED,
    OTHER,
    OUTCOMES,
    Context,
    Head,
    Reading,
    Scene,
    gapped_speaker,
    has_article,
    part_of,
    parted,
    preceding,
    side_of,
)
from bot.model import STAGED, Measure, Stage

_APPOSED = 30  # letters between a trade and the "people" that it counts


def _base(scene: Scene, reading: Reading, context: Context) -> Measure:
    """Soldiers, unless the noun, the trade they ply, or those spoken of before say otherwise."""
    head, last = reading.head, context.last
    told = _trade_apposed(scene, head) or _trade_meant(scene, head) or _trade_behind(scene, head)
    told = (
        told
        or _all_of_a_trade(scene, reading)
        or _task_of(scene, reading)
        or _men_of_a_trade(scene, reading)
        or _sized_trade(scene, head)
        or _of_neither_trade(scene, reading, context)
    )
    if told is not None:
        return told
    trade = trade_of(scene, reading)
    generic = scene.text[head.start : head.end] in scene.language.marks(
        "generic"
    )  # "personnel for reconstruction work"
    soldiers = head.kind == Measure.TROOPS and (
        scene.language.predicate_last or generic
    )  # "土木作業を担う部隊"
    if head.kind in STAGED and not (trade and soldiers):
        return Measure(head.kind)
    if trade is not None:
        return trade
    if head.kind == "person" and scene.language.spaced and not head.nation:
        apposed = [noun for noun in scene.of("people") if 0 <= reading.number.start - noun.end <= _APPOSED]
        if apposed and apposed[-1].value in (Measure.ENGINEERS, Measure.WORKERS):
            return Measure(apposed[-1].value)  # "a division of builders – two brigades, 5,000 people"
    if (
        scene.language.spaced
        and last is not None
        and head.kind is None
        and reading.inherited
        and last.accepted
    ):
        meant = not scene.language.marks("instrumental") or _meant(scene, reading, context) is not None
        if last.head.kind in ("engineers", "workers") and last.sentence == scene.index - 1 and meant:
            return Measure(last.head.kind)  # "Medio millar de zapadores … Los sustituirán 600"
    if head.kind is None and last is not None and (_moves_on(scene, last) or _is_that_number(scene, last)):
        return last.measure or Measure.TROOPS
    alone = scene.language.spaced and head.kind == "person" and not context.soldiers
    ahead = context.ahead if head.kind == "person" else ""
    workers = ahead or (context.folk[0] if alone else "")
    total = bool(scene.language.marks("postposed")) and bool(scene.of("tally"))  # "le total des Nord-Coréens"
    if ahead or (workers == Measure.WORKERS and scene.hits.at(head.start, "nation") and not total):
        return Measure(workers)  # "… 50 тисяч робітників. Кордон перетнули 12 800 північнокорейців"
    if _sums_trades(scene, reading) or _whole_of_a_trade(scene, reading):
        return Measure.TROOPS
    if _same_people(scene, reading, last):
        part = last is not None and "part" in last.rules and bool(scene.language.marks("possessive"))
        those = context.whole if part else last  # "6,000 more, a thousand of them sappers; 15,000 have gone"
        return (those.measure if those else None) or Measure.TROOPS
    named = _of_those_named(scene, reading, context)
    if head.kind is None and (
        folk := named or _meant(scene, reading, context) or _only_trade(scene, reading)
    ):
        return Measure(folk)
    if scene.language.marks("genitive") and head.kind is None and reading.number.share is None:
        noun = _noun_told(scene, reading.number)
        if noun in (Measure.ENGINEERS, Measure.WORKERS):
            return noun  # "северокорейских рабочих будет не меньше 50 тысяч"
    kind, sentence = context.folk
    again = scene.language.marks("genitive") and head.kind == "person" and reading.inherited
    again = again or scene.text[head.start : head.end] in scene.language.marks("kin")
    if again and kind and sentence == scene.index - 1:
        return Measure(kind)  # "… 12 тисяч робітників. Загалом ідеться про 25 тисяч людей"
    follows = last is not None and last.measure in STAGED and scene.index - last.sentence <= 1
    if (
        last is not None
        and follows
        and head.kind is None
        and (
            reading.number.increment
            or "part" in reading.rules
            or (
                not scene.language.spaced
                and (last.sentence == scene.index or not scene.of("people"))
                and not any(last.number.end <= h.start < reading.number.start for h in scene.of("including"))
            )
        )
    ):
        return last.measure or Measure.TROOPS
    return Measure.TROOPS


def _moves_on(scene: Scene, last: Reading) -> bool:
    """ "… на стройках окажется 50 тысяч северокорейцев. За год въехало больше десяти": no other noun."""
    if (
        not last.accepted
        or last.measure is not Measure.WORKERS
        or not scene.language.marks("genitive")
        or last.sentence != scene.index - 1
    ):
        return False
    return bool(scene.stages) and not scene.events and not scene.of("people")


def _is_that_number(scene: Scene, last: Reading) -> bool:
    """ "15,000 labourers are there. That number could rise to 50,000": the number of those just told."""
    if not last.accepted or last.measure not in STAGED or last.sentence != scene.index - 1:
        return False
    words = tuple(f"{word} " for word in scene.language.marks("this") if " " in word)
    return bool(words) and scene.text.startswith(words, scene.sentence.start)


_MEANT = 3  # sentences that "them" may reach back


def _of_neither_trade(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "… тысячу сапёров и пять тысяч строителей. Сначала поехали 11 тысяч": who is of neither trade just told."""
    if reading.head.kind is not None or not scene.language.marks("genitive") or scene.of("people", "them"):
        return None
    told = {other.measure for other in context.told.values() if other.sentence == scene.index - 1}
    return Measure.TROOPS if {Measure.ENGINEERS, Measure.WORKERS} <= told else None


def _meant(scene: Scene, reading: Reading, context: Context) -> str | None:
    """ "Работают там строители. Их станет 25 тысяч": a word for those just named stands before the bare number."""
    them = [hit for hit in scene.of("them", "part") if hit.end <= reading.number.start]
    if not scene.language.marks("genitive") or not them or reading.number.share is not None:
        return None
    own = [h.value for h in scene.of("people") if h.end <= them[-1].start and h.value in STAGED]
    if own:
        return str(own[-1])
    kind, sentence = context.folk
    return kind if 0 < scene.index - sentence <= _MEANT else None


def _of_those_named(scene: Scene, reading: Reading, context: Context) -> str | None:
    """ "Sappers are at work there. There are 1,000 of them; 5,000 builders …": them are those named before."""
    kind, sentence = context.folk
    part = scene.hits.at(reading.number.end + 1, "part") if scene.language.marks("possessive") else None
    return kind if part is not None and kind and 0 < scene.index - sentence <= _JUST_NAMED else None


def _trade_apposed(scene: Scene, head: Head) -> Measure | None:
    """ "deux mille hommes en bleu de travail, maçons et soudeurs, …": the trade in an apposition to the noun."""
    comma = scene.text.find(", ", head.end, min(head.end + _APPOSITION, scene.sentence.end))
    if head.kind not in (Measure.TROOPS, "person") or comma < 0 or not scene.language.spaced:
        return None
    grouped = _trade_of_group(scene, head, comma)
    if grouped is not None:
        return grouped
    if head.kind != Measure.TROOPS:
        return None
    article = scene.hits.at(comma + 2, "filler", "of")
    noun = scene.hits.at(article.end + 1 if article else comma + 2, "people")
    if noun is None or noun.value not in (Measure.ENGINEERS, Measure.WORKERS):
        return None
    closes = re.compile(r"[,.;:!?]|$").search(scene.text, noun.end, scene.sentence.end)
    end = closes.start() if closes else scene.sentence.end
    between = (*scene.events, *scene.stages)
    told = any(head.end <= hit.start < end for hit in between)
    return None if told or any(head.end <= n.core < end for n in scene.numbers) else Measure(noun.value)


def _all_of_a_trade(scene: Scene, reading: Reading) -> Measure | None:
    """ "expects the first 1,000, all deminers, in August": the trade in an apposition to a bare number."""
    marks = tuple(f", {word} " for word in scene.language.marks("wholly"))
    number = reading.number
    if not marks or reading.head.kind is not None or not scene.text.startswith(marks, number.end):
        return None
    at = scene.text.index(" ", number.end + 2) + 1
    trade = scene.hits.at(at, "people")
    return Measure(trade.value) if trade and trade.value in (Measure.ENGINEERS, Measure.WORKERS) else None


def _trade_of_group(scene: Scene, head: Head, comma: int) -> Measure | None:
    """ "Cinq mille personnes, réunies au sein d'une division d'ouvriers, …": the trade inside two commas."""
    close = scene.text.find(",", comma + 1, min(comma + _INSERTED, scene.sentence.end))
    if close < 0 or scene.language.marks("genitive"):
        return None
    nouns = [hit.value for hit in scene.of("people") if comma < hit.start and hit.end <= close]
    trades = {value for value in nouns if value in STAGED}
    numbered = any(head.end <= n.core < close for n in scene.numbers)
    lost = any(comma < hit.start < close for hit in scene.events)
    if len(trades) != 1 or numbered or lost:
        return None
    trade = Measure(trades.pop())
    return None if trade is Measure.TROOPS else trade


_INSERTED = 70  # letters inside two commas


def _trade_behind(scene: Scene, head: Head) -> Measure | None:
    """ "soldati nordcoreani delle unità edili", "żołnierzy z jednostek saperskich": what arm the soldiers are of."""
    if head.kind != Measure.TROOPS or not scene.language.spaced or scene.language.predicate_last:
        return None
    at, of = head.end, bool(scene.language.marks("genitive"))
    for _ in range(4):
        trade = scene.hits.at(at + 1, "trade")
        whole = bool(scene.language.marks("postposed")) or (
            trade is not None and " " in scene.text[trade.start : trade.end]
        )
        if of and trade is not None and whole:  # "soldados norcoreanos de construcción"
            return Measure(trade.value)
        skip = scene.hits.at(at + 1, "nation", "of", "from", "filler")
        if skip is None:
            return None
        at, of = skip.end, of or skip.kind in ("of", "from")
    return None


_APPOSITION = 26  # letters between a noun and the comma before its apposition


def _men_of_a_trade(scene: Scene, reading: Reading) -> Measure | None:
    """ "Bautrupps treffen ein, bislang 5000 Mann": men whose trade stands before the comma."""
    head, start = reading.head, reading.number.start
    if scene.text[head.start : head.end] not in scene.language.marks("men") or head.start < start:
        return None
    nouns = [hit for hit in scene.of("people") if 0 <= start - hit.end <= _APPOSED]
    if not nouns or nouns[-1].value not in (Measure.ENGINEERS, Measure.WORKERS):
        return None
    gap = scene.text[nouns[-1].end : start]
    return Measure(nouns[-1].value) if gap.count(",") == 1 and not any(c in gap for c in ".;:") else None


def _trade_start(hit: Hit) -> int:
    return hit.start


def _trade_meant(scene: Scene, head: Head) -> Measure | None:
    """ "5000 Soldaten für Wiederaufbauarbeiten", "Kräfte der Bauregimenter": what soldiers are for, one trade only."""
    words = scene.language.marks("purpose")
    if not words or head.kind not in (Measure.TROOPS, "person"):
        return None
    kinds = (Measure.ENGINEERS, Measure.WORKERS)
    nouns = [hit for hit in scene.of("people") if hit.value in kinds]
    trades = [hit for hit in (*scene.of("trade"), *nouns) if 0 < hit.start - head.end <= _PURPOSE]
    behind = (n for n in scene.numbers if n.core >= head.end and scene.text[n.core : n.end] not in words)
    later = min((n.core for n in behind), default=scene.sentence.end)
    trades = sorted((hit for hit in trades if hit.start < later), key=_trade_start)
    if len({hit.value for hit in trades}) != 1:
        return None
    nation = scene.hits.at(head.end + 1, "nation")
    start = nation.end if nation else head.end
    if scene.language.marks("postposed") and (word := scene.hits.at(start + 1, "governs")):
        where = scene.hits.at(word.end + 1, "place")
        start = where.end if where is not None else start  # "5.000 militares a Rusia para reconstruir"
    gap = scene.text[start : trades[0].start]
    told = gap.split() or [""]
    plain = not any(mark in gap for mark in ",;:.()") and len(told) <= 3
    return Measure(trades[0].value) if plain and told[0] in {word.split()[0] for word in words} else None


_PURPOSE = 40  # letters between soldiers and what they are for, a second trade after it


def _whole_of_a_trade(scene: Scene, reading: Reading) -> bool:
    """ "6000人のうち約1000人の工兵が到着": of whom one part has a trade, they have no trade of their own."""
    number = reading.number
    if scene.language.spaced or reading.head.kind is not None or not whole_before_part(scene, number):
        return False
    following = next((other for other in scene.numbers if other.start >= number.end), None)
    trades = (Measure.ENGINEERS, Measure.WORKERS)
    if following is None or head_of(scene, following).kind in trades:
        return following is not None
    fell = any(0 <= event.start - following.end <= _FELL for event in scene.events)
    return (
        fell and not scene.language.wordless and scene.language.predicate_last
    )  # "1만5천 명 가운데 600여 명이 숨졌다"


_FELL = 8  # letters between a part and what befell it


def _sums_trades(scene: Scene, reading: Reading) -> bool:
    """ "공병 1000명과 건설 인력 5000명 등 6000명": the sum of two trades is of neither."""
    marks, number = scene.language.marks("etcetera"), reading.number
    parts = [n for n in scene.numbers if n.end <= number.start][-2:]
    if not marks or reading.head.kind is not None or len(parts) < 2:
        return False
    listed = scene.text[parts[1].end : number.start].strip().startswith(marks)
    listed = listed or (parts[0].low or 0) + (parts[1].low or 0) == number.low
    trades = {h.value for h in scene.of("people") if h.value in STAGED and h.end <= parts[1].start}
    return listed and len(trades) > 1


def _only_trade(scene: Scene, reading: Reading) -> str | None:
    """ "des ouvriers, dont le nombre grandit: 15 000 sont arrivés": the sentence names one trade, and no soldiers."""
    if not scene.language.spaced or reading.number.share is not None:
        return None
    nouns = [hit for hit in scene.of("people") if hit.value in STAGED]
    trades = {hit.value for hit in nouns}
    told = len(trades) == 1 and nouns[0].end <= reading.number.start
    return str(nouns[0].value) if told and Measure.TROOPS not in trades else None


def _same_people(scene: Scene, reading: Reading, last: Reading | None) -> bool:
    """ "10 000 ouvriers ont été envoyés et 50 000 devraient suivre": a bare number has the noun told just before."""
    if last is None or not last.accepted or reading.head.kind is not None or not scene.language.spaced:
        return False
    if last.sentence != scene.index or last.measure not in (Measure.ENGINEERS, Measure.WORKERS):
        return False
    return not any(last.head.end <= hit.start < reading.number.start for hit in scene.of("people"))


def trade_of(scene: Scene, reading: Reading) -> Measure | None:
    """What those counted are doing, where it tells their trade ("1,000 are clearing mines")."""
    number = reading.number
    own = [hit for hit in scene.of("trade") if not _of_the_next(scene, number, hit)]
    trade, price = nearest(scene, number, reading.head, own)
    far = _FAR_TRADE if reading.head.kind == "person" and scene.language.spaced else _NEAR_TRADE
    if trade is None or price >= far or _joined_trades(scene, trade):
        return None
    return Measure(trade.value)


_NEAR_TRADE, _FAR_TRADE = (
    40,
    90,
)  # what a word for their trade may cost; "тисячі громадян … для роботи" lies far off


def _joined_trades(scene: Scene, trade: Hit) -> bool:
    """ "для разминирования и восстановления": who have two trades are counted by neither."""
    if not scene.language.spaced:
        return False
    others = (hit for hit in scene.of("trade") if hit.value != trade.value)
    gaps = (scene.text[min(hit.end, trade.end) : max(hit.start, trade.start)].split() for hit in others)
    return any(len(gap) <= _TRADES_APART and not scene.language.joiners.isdisjoint(gap) for gap in gaps)


_TRADES_APART = 2  # words between two trades of the same people


def _task_of(scene: Scene, reading: Reading) -> Measure | None:
    """ "тысяча военных займётся разминированием": the one task of soldiers makes them sappers or builders."""
    tasks = scene.of("task")
    parted_by = any(tasks and tasks[0].end <= n.core < tasks[-1].start for n in scene.numbers)
    one = len({hit.value for hit in tasks}) == 1 or (len(tasks) > 1 and parted_by)
    bare = reading.head.kind is None and scene.language.marks("genitive")
    behind = next((hit for hit in tasks if bare and hit.start - reading.number.end == 1), None)
    if behind is not None:
        return Measure(behind.value)  # "із них тисяча розміновуватиме поля"
    if reading.head.kind != Measure.TROOPS or not one or _joined_trades(scene, tasks[0]):
        return None
    number = reading.number
    own = [
        hit for hit in scene.of("task") if hit.start >= number.end or not parted(scene, hit.end, number.start)
    ]
    task, price = nearest(scene, number, reading.head, own)
    if task is None or price >= _NEAR_TASK or any(number.end <= n.core < task.start for n in scene.numbers):
        return None
    return Measure(task.value)


_NEAR_TASK = 100


def _of_the_next(scene: Scene, number: Number, trade: Hit) -> bool:
    """ "操縦士は数百人おり、地雷除去に当たる工兵も約1千人いる": a clause with a number of its own."""
    if not scene.language.predicate_last or trade.start < number.end:
        return False
    later = any(n.core >= trade.end for n in scene.rivals)
    return later and ("、" in scene.text[number.end : trade.start] or parted(scene, number.end, trade.start))


def _are_the_rest(scene: Scene, number: Number, event: Hit) -> bool:
    """ "2千人が戦死や負傷で抜け、残りは9千人": those left over, whom the event before did not befall."""
    rest = scene.language.marks("rest")
    if scene.language.spaced or not rest or event.end > number.start:
        return False
    return any(scene.text.endswith(mark, event.end, number.start) for mark in rest)


class Verdict(NamedTuple):
    """What a rule makes of a number: its measure, or why it counts nothing; the rule's name; the predicate."""

    measure: Measure | None
    rule: str
    predicate: Hit | None = None
    refusal: str | None = None


class _Around(NamedTuple):
    """What stands around a number: the event and the stage nearest to it with their prices, and whom it counts."""

    event: Hit | None
    event_price: int
    stage: Hit | None
    stage_price: int
    base: Measure


def decide_measure(scene: Scene, reading: Reading, context: Context) -> None:
    """Measure by the head where it is one of its own (prisoners, the dead), else by the governing event.

    The rules stand in ``_RULES``; the first that says something decides.
    """
    around = _around(scene, reading, context)
    for rule in _RULES:
        verdict = rule(scene, reading, context, around)
        if verdict is not None:
            reading.measure, reading.refusal = verdict.measure, verdict.refusal
            reading.predicate = verdict.predicate
            reading.rules.append(verdict.rule)
            return


def _in_its_relative(scene: Scene, number: Number, stage: Hit) -> bool:
    """ "Одинадцять тисяч, що прибули торік, чотири тисячі втратили": a bare number's own clause, no event its verb."""
    own = relative_behind(scene, number.end) if scene.language.marks("genitive") else None
    if own is None or not own[0] <= stage.start < own[1]:
        return False
    behind = [event for event in scene.events if event.start >= own[1]]
    return not behind or any(own[1] <= n.core < behind[0].start for n in scene.numbers)


def _around(scene: Scene, reading: Reading, context: Context) -> _Around:
    number, head = reading.number, reading.head
    event, price = _governing(scene, reading)
    if event is not None and event.value == Measure.RETURNED and _only_planned(scene, event):
        event, price = None, REACH
    if event is not None and event.value != Measure.RETURNED and _is_group_of(scene, number):
        event, price = None, REACH
    if event is not None and (_is_force(scene, number, head) or _are_the_rest(scene, number, event)):
        event, price = None, REACH
    stage, stage_price = nearest(scene, number, head, scene.stages)
    if stage is not None and shapes_noun(scene, number, stage):
        stage_price += SHAPING
    if stage is not None and event is not None and _rises(scene, number, event, stage):
        stage_price = price  # "las bajas, que ascenderían ya a 4.000"
    if event is not None and stage is not None and number.end <= stage.start and event.start >= head.end:
        stage_price += ATTACHED * (
            stage.end <= head.start
        )  # "1100 in Kursk eingesetzte Soldaten sind gefallen"
    if stage is not None and head.kind is None and _in_its_relative(scene, number, stage):
        stage_price = min(stage_price, 1)
    elif (
        stage is not None
        and event is not None
        and _only_relative(scene, stage, event, max(number.end, head.end))
    ):
        stage_price += ATTACHED  # "600 солдатів, які воювали в Росії, загинули"
    shaping = event is not None and (scene.language.predicate_last or scene.language.by_order)
    if (
        shaping
        and event
        and 0 <= min(number.start, head.start) - event.end <= (_BEFORE_NOUN if head.kind else 1)
    ):
        stage_price += SHAPING  # "돌아간 병력 1100명이 다시 …": what shapes the noun says who is counted
    return _Around(event, price, stage, stage_price, _base(scene, reading, context))


def _only_relative(scene: Scene, stage: Hit, event: Hit, end: int) -> bool:
    """Whether the stage stands in a clause that opens with ", who" behind the noun, and the event outside of it."""
    span = relative_behind(scene, end)
    return span is not None and span[0] < stage.start < span[1] and not span[0] < event.start < span[1]


def _only_planned(scene: Scene, event: Hit) -> bool:
    """ "gli 11mila … sono pronti a tornare in patria": who are still to go home have not gone."""
    plans = (hit for hit in scene.of("stage") if hit.value == Stage.PLANNED)
    return scene.language.spaced and any(0 <= event.start - hit.end <= _RIGHT_BEFORE for hit in plans)


_RIGHT_BEFORE = 12  # letters of an infinitive


def _rises(scene: Scene, number: Number, event: Hit, stage: Hit) -> bool:
    """Whether the stage is a verb of growth that has the event before it as its subject."""
    return event.end <= stage.start < number.start and scene.hits.at(stage.start, "grows") is not None


_BEFORE_NOUN = 6
_FAR_STAGE = 60
_IN_CAPTIVITY = 14


def _by_sum(scene: Scene, reading: Reading, context: Context, _: _Around) -> Verdict | None:
    return Verdict(Measure.CASUALTIES, "sum") if _sums_up(scene, reading, context) else None


def _by_total(scene: Scene, reading: Reading, context: Context, around: _Around) -> Verdict | None:
    """ "… 11 тысяч, потом ещё три. Всего выходит 14 тысяч": the sum of the two last told, with no verb of its own."""
    number, told = reading.number, list(context.told.values())[-2:]
    if around.event is not None or number.share is not None or len(told) < _TWO:
        return None
    if reading.head.kind not in (None, "person") or not number.low or number.low != number.high:
        return None
    measures = {other.measure for other in told if other.accepted and scene.index - other.sentence <= 1}
    sizes = [other.number.low or 0 for other in told if other.number.low == other.number.high]
    same = len(measures) == 1 and measures <= set(STAGED) and len(sizes) == _TWO
    return Verdict(measures.pop(), "stays") if same and all(sizes) and sum(sizes) == number.low else None


_TWO = 2


def _by_noun(scene: Scene, reading: Reading, _context: Context, around: _Around) -> Verdict | None:
    """ "600 dead", "two prisoners": the noun is an outcome itself."""
    head = reading.head
    if (own := _fate_of_share(scene, reading)) is not None:
        return Verdict(Measure(own.value), "event", own)
    if head.kind not in OUTCOMES or (around.event is not None and _is_part_of_them(scene, reading)):
        return None
    fate = _fate_of_part(scene, reading)
    if fate is not None:
        return Verdict(Measure(fate.value), "event", fate)
    taken = _taken(scene, reading) if head.kind == Measure.WOUNDED else None
    if taken is not None:
        return Verdict(Measure.CAPTURED, "noun", taken)
    home = head.kind == Measure.WOUNDED and _sent_home(scene, reading)
    return Verdict(Measure.RETURNED if home else _outcome(scene, reading.number, head), "noun")


def _fate_of_share(scene: Scene, reading: Reading) -> Hit | None:
    """ "사상자 중 3분의 1은 전투에서 사망했다": a share of the dead and wounded, and what befell it, in one clause."""
    head, number = reading.head, reading.number
    if number.share is None or head.kind != Measure.CASUALTIES or head.end > number.start:
        return None
    if scene.language.wordless or not scene.language.predicate_last:
        return None
    after = next((e for e in scene.events if e.start >= number.end and e.value != head.kind), None)
    gap = scene.text[number.end : after.start] if after else ","
    clear = len(gap) <= _OF_SHARE and "," not in gap and not any(c.isdigit() for c in gap)
    return after if clear else None


_OF_SHARE = 16  # letters between a share and what befell it


def _is_part_of_them(scene: Scene, reading: Reading) -> bool:
    """ "사상자 중 600명이 숨졌다": the noun names those whom the number is a part of."""
    head, number = reading.head, reading.number
    if not scene.language.predicate_last or scene.language.wordless or head.end > number.start:
        return False
    return any(head.end <= hit.start < number.core for hit in scene.of("of"))


def _by_outcome_behind(scene: Scene, reading: Reading, _context: Context, _: _Around) -> Verdict | None:
    """ "становили 100 військових убитими": what befell them stands right behind their noun, in the instrumental."""
    end = reading.head.end
    endings = scene.language.marks("outcome")
    if not endings or reading.head.kind not in (*STAGED, "person") or scene.text[end : end + 1] != " ":
        return None
    event = next((e for e in scene.events if e.start == end + 1), None)
    told = event is not None and scene.text.endswith(endings, event.start, event.end)
    return Verdict(Measure(event.value), "event", event) if event is not None and told else None


def _fate_of_part(scene: Scene, reading: Reading) -> Hit | None:
    """ "死傷者が5千人出て、うち約3分の1は戦死した": the noun is the whole's, the part has an event of its own behind it."""
    head, number = reading.head, reading.number
    if scene.language.spaced and number.share is not None and head.kind == Measure.CASUALTIES:
        return _said_of_part(scene, head)
    if not scene.language.wordless or head.end > number.start:
        return None
    if not any(head.end <= part.start and part.end <= number.start for part in scene.of("part")):
        return None
    after = next((event for event in scene.events if event.start >= number.end), None)
    gap = scene.text[number.end : after.start] if after else "、"
    return None if "、" in gap or len(gap) > _OWN_FATE or any(c.isdigit() for c in gap) else after


def _said_of_part(scene: Scene, head: Head) -> Hit | None:
    """ "one third of these casualties were fatalities": a verb of being and an event behind the whole's noun."""
    later = [e for e in scene.events if 0 < e.start - head.end <= _SAID_OF and e.value != head.kind]
    if not later or parted(scene, head.end, later[0].start):
        return None
    return later[0] if scene.text[head.end : later[0].start].split() else None


_SAID_OF = 24  # letters between a part's noun and what befell it
_OWN_FATE = 8  # letters between a part and what befell it


def _taken(scene: Scene, reading: Reading) -> Hit | None:
    """ "俘擄兩名北韓傷兵": wounded who are the object of a capture, where order alone tells."""
    if not scene.language.by_order:
        return None
    start = reading.number.start
    return next((h for h in scene.events if h.value == Measure.CAPTURED and 0 <= start - h.end <= 2), None)


def _by_slaying(scene: Scene, reading: Reading, _context: Context, _: _Around) -> Verdict | None:
    """ "북한군 12명을 제거했다": words that slay right behind a count of persons, and clear mines elsewhere."""
    slain = scene.language.marks("slain")
    slays = reading.number.counter and bool(slain) and scene.text.startswith(slain, reading.number.end)
    return Verdict(Measure.KILLED, "slain") if slays else None


def _by_size(scene: Scene, reading: Reading, context: Context, around: _Around) -> Verdict | None:
    """ "투입 규모는 1천 명에서 3천 명으로 추정된다": a word for size before a bare count of those spoken of."""
    size, number = scene.language.marks("size"), reading.number
    bare = reading.head.kind is None and number.share is None and around.event is None
    if not size or not bare or not scene.text.endswith(size, 0, number.start - 1):
        return None
    kind, sentence = context.folk
    told = bool(kind) and scene.index - sentence <= _MEANT
    return Verdict(Measure(kind), "size", around.stage) if told else None


def _by_whole(scene: Scene, reading: Reading, _context: Context, around: _Around) -> Verdict | None:
    if reading.head.kind in OUTCOMES or reading.number.share is not None:
        return None
    whole = _is_fronted_whole(scene, reading.number) or _is_out_of(scene, reading.number)
    whole = whole or _whole_of_a_trade(scene, reading) or _shares_noun(scene, reading)
    shaping = _shaping_event(scene, reading) if scene.language.wordless else None
    if shaping is not None and whole_before_part(scene, reading.number):
        return Verdict(Measure(shaping.value), "event", shaping)
    if whole and (lost := _lost_among(scene, reading)) is not None:
        return Verdict(Measure(lost.value), "event", lost)
    if whole and _is_last_outcome(scene, reading, _context):
        return Verdict(None, "whole", refusal="is the whole just told")
    folk, sentence = _context.folk
    meant = whole and reading.head.kind is None and scene.language.marks("genitive")
    if meant and folk and 0 <= scene.index - sentence <= _MEANT and around.base is Measure.TROOPS:
        return Verdict(Measure(folk), "whole")  # "Из прежних пяти тысяч две уже вернулись"
    return Verdict(around.base, "whole") if whole else None


def _sized_trade(scene: Scene, head: Head) -> Measure | None:
    """ "工兵部隊の規模は千人近く": how many there are of the trade that the word for size is joined to."""
    sizes = scene.language.marks("sizes")
    if head.kind != Measure.TROOPS or scene.text[head.start : head.end] not in sizes:
        return None
    links = scene.language.marks("link") or scene.language.marks("attributive")
    link = next((mark for mark in links if scene.text.endswith(mark, scene.sentence.start, head.start)), "")
    noun = scene.hits.until(head.start - len(link), "people") if link else None
    trades = (Measure.ENGINEERS, Measure.WORKERS)
    return Measure(noun.value) if noun is not None and noun.value in trades else None


def _shaping_event(scene: Scene, reading: Reading) -> Hit | None:
    """ "捕虜となった北朝鮮兵2人のうち1人が…": what befell the whole, told in the clause that shapes its noun."""
    head, number = reading.head, reading.number
    start = min(head.start, number.start) if head.kind else number.start
    nation = scene.hits.until(start, "nation")
    start = nation.start if nation else start
    before = [event for event in scene.events if 0 <= start - event.end <= _SHAPING]
    shapes = scene.language.marks("shapes")
    return before[-1] if before and scene.text.endswith(shapes, before[-1].end, start) else None


_SHAPING = 4  # letters of the verb's ending between an event and the noun it shapes


def _is_last_outcome(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "4,000 were casualties. Of the 4,000, around 1,000 died": a definite number that was told as an outcome."""
    last, number = context.outcome, reading.number
    if last is None or not scene.language.spaced or scene.index - last.sentence > _MEANT:
        return False
    return (last.number.low, last.number.high) == (number.low, number.high)


def _lost_among(scene: Scene, reading: Reading) -> Hit | None:
    """ "из четырёх тысяч потерянных северокорейцев две трети убиты": a participle between a whole and its noun."""
    number, head = reading.number, reading.head
    if not scene.language.marks("genitive") or head.start < number.end:
        return None
    return next(
        (event for event in scene.events if number.end <= event.start and event.end < head.start), None
    )


def _by_going_on(scene: Scene, reading: Reading, context: Context, around: _Around) -> Verdict | None:
    last = context.outcome
    summed = reading.number.share is not None and last is not None and _sums_up_the_last(scene, last)
    bare = around.event is None and (reading.head.kind is None or summed)
    if bare and last is not None and _goes_on(scene, reading, context):
        if last.number.share is not None and last.head.kind == Measure.CASUALTIES:
            return Verdict(
                Measure.CASUALTIES, "goes on"
            )  # "사상자 중 3분의 1이 전사했다. 이는 파병 병력의 절반이다"
        if summed and last.measure is Measure.WOUNDED:
            return Verdict(Measure.CASUALTIES, "goes on")
        if last.number.share is not None and context.whole and context.whole.measure in OUTCOMES:
            last = context.whole  # "伤亡5100人，其中三分之一阵亡。…公布的数字则为3900人"
        return Verdict(last.measure, "goes on")
    return None


def _by_share(scene: Scene, reading: Reading, context: Context, around: _Around) -> Verdict | None:
    """A share has the measure of its event, or of what "this" points back to."""
    if reading.number.share is None:
        return None
    if around.event is not None:
        return Verdict(Measure(around.event.value), "share", around.event)
    just = context.last
    if around.stage is not None and just is not None and just.accepted and just.measure in STAGED:
        whole = (
            just.sentence == scene.index - 1
            and just.number.share is None
            and scene.language.marks("genitive")
        )
        if whole and part_of(scene, reading.number):
            return Verdict(
                just.measure, "share", around.stage
            )  # "Дві третини з них уже дісталися Владивостока"
    last, this = context.outcome or context.titled, scene.language.marks("this")
    if last is not None and "part" in last.rules and context.loss is not None:
        last = context.loss if context.loss.sentence == last.sentence else last  # "this" is all of them
    same, number = scene.language.marks("equals"), reading.number
    if last is not None and same and scene.index - last.sentence <= 1:
        before = scene.text[max(scene.sentence.start, number.start - 30) : number.start].rstrip(' "«“')
        if before.endswith((*same, *this)):
            measure = _of_that_share(scene, reading, context) or last.measure
            return Verdict(measure, "goes on")  # "6.000 bajas, lo que supone más de la mitad"
    if last is not None and this and last.sentence == scene.index - 1:
        opening = scene.text[scene.sentence.start : scene.sentence.start + 20].lstrip('«„“" ')
        if opening.startswith(this):
            measure = _of_that_share(scene, reading, context) or last.measure
            return Verdict(measure, "goes on")  # "Это более половины из 11 тысяч"
    return Verdict(None, "share", refusal="is a share of nothing told")


def _of_that_share(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "4,000 casualties, of whom 1,000 were killed. That is more than a third of the 11,000": what makes that share."""
    base = next((n for n in scene.numbers if n.start >= reading.number.end), None)
    share = reading.number.share
    if base is None or not base.low or share is None or not base_of_share(scene, base):
        return None
    sizes = {}
    for told in context.told.values():
        size = told.number.low or told.number.high
        if told.measure in OUTCOMES and scene.index - _MEANT <= told.sentence < scene.index and size:
            sizes[abs(size / base.low - share)] = told.measure
    return sizes[min(sizes)] if sizes else None


def _by_ratio(scene: Scene, reading: Reading, context: Context, around: _Around) -> Verdict | None:
    """ "… скільки не повернулося. Близько 600 із 15 тисяч": so many of so many, and no verb: of whom was just told."""
    number = reading.number
    if not scene.language.marks("genitive") or reading.head.kind is not None or number.share is not None:
        return None
    if around.event is not None or around.stage is not None:
        return None
    index = scene.numbers.index(number)
    before, behind = scene.numbers[max(index - 1, 0) : index], scene.numbers[index + 1 : index + 2]
    event, sentence = context.event
    outcome = context.outcome
    if outcome is not None and outcome.sentence in (scene.index - 1, scene.index):
        event, sentence = str(outcome.measure), scene.index - 1
    if not event or sentence != scene.index - 1:
        return None
    if (before and _is_of(scene, before[0], number)) or (behind and _opens_ratio(scene, number, behind[0])):
        return Verdict(Measure.TROOPS, "whole")
    part = behind and _is_of(scene, number, behind[0])
    part = part or (before and _opens_ratio(scene, before[0], number))
    return Verdict(Measure(event), "goes on") if part else None


def _is_of(scene: Scene, part: Number, whole: Number) -> bool:
    """ "600 із 15 тисяч": nothing but "of" between."""
    of = scene.hits.at(part.end + 1, "of")
    return of is not None and of.end + 1 == whole.start


def _opens_ratio(scene: Scene, whole: Number, part: Number) -> bool:
    """ "З 11 тисяч – 4 тисячі": the whole opens the clause, a dash before its part."""
    of = scene.hits.until(whole.start - 1, "of")
    opens = of is not None and (
        of.start - scene.sentence.start <= _OPENS or scene.text[of.start - 2] in ",;:"
    )
    return opens and scene.text[whole.end : part.start] == " – "


def _by_their_count(scene: Scene, reading: Reading, context: Context, _: _Around) -> Verdict | None:
    """ "… понад 3 тисячі вбитих. ОКНШ оцінює їх скромніше – у 1100 людей": them, and another's number for them."""
    last, number = context.last, reading.number
    if (
        last is None
        or not last.accepted
        or last.sentence != scene.index - 1
        or not scene.language.marks("genitive")
    ):
        return None
    if reading.head.kind not in (None, "person") or number.share is not None or last.measure not in OUTCOMES:
        return None
    says = [say for say in scene.of("say") if say.end <= number.start]
    them = says and any(0 <= word.start - says[-1].end <= 2 for word in scene.of("them"))
    told = (
        any(says[-1].end <= hit.start < number.start for hit in (*scene.events, *scene.stages))
        if says
        else True
    )
    return Verdict(last.measure, "part") if them and not told and scene.numbers == [number] else None


def _by_share_told(scene: Scene, reading: Reading, context: Context, _: _Around) -> Verdict | None:
    """ "втрачено 40 відсотків: чотири тисячі людей": behind a share and a colon, how many that is."""
    last, number = context.last, reading.number
    if last is None or last.sentence != scene.index or not last.accepted or last.number.share is None:
        return None
    if number.share is not None or reading.head.kind not in (None, "person"):
        return None
    gap = scene.text[last.number.end : number.start].strip()
    return Verdict(last.measure, "part") if gap in (":", "–", "(") else None


def _by_this(scene: Scene, reading: Reading, context: Context, _: _Around) -> Verdict | None:
    """ "… взяли в полон військових. Це двоє солдатів, які поранені": how many those are of whom was just told."""
    this, start, (event, sentence) = scene.language.marks("this"), scene.sentence.start, context.event
    opens = 0 < reading.number.start - start <= _OPENS_SO and scene.text.startswith(
        tuple(f"{w} " for w in this), start
    )
    if not opens or not event or sentence != scene.index - 1 or reading.head.kind not in (*STAGED, "person"):
        return None
    return Verdict(Measure(event), "goes on")


_OPENS_SO = 12  # letters from "this is" to its number


def _by_loss(scene: Scene, reading: Reading, _context: Context, _: _Around) -> Verdict | None:
    loss = _loss_told(scene, reading.number, reading.head)
    return None if loss is None else Verdict(Measure(loss.value), "event", loss)


def _by_captivity(scene: Scene, _reading: Reading, _context: Context, around: _Around) -> Verdict | None:
    """ "Are in captivity", "sind in Gefangenschaft": a verb of being carries the event beside it."""
    event, stage = around.event, around.stage
    if event is None or stage is None or stage.value != Stage.PRESENT:
        return None
    if any(event.end <= number.core < stage.start for number in scene.numbers):
        return None  # "Two were taken alive; 1,000 are still clearing mines"
    beside = max(event.start - stage.end, stage.start - event.end) <= _IN_CAPTIVITY
    held = event.value in (Measure.CAPTURED, Measure.MISSING)
    return Verdict(Measure(event.value), "event", event) if beside and held else None


def _by_event(scene: Scene, reading: Reading, _context: Context, around: _Around) -> Verdict | None:
    """The event governs where it is nearer than any stage, or where the stage is only its modal."""
    event = around.event
    if event is None:
        return None
    nearer = around.event_price <= around.stage_price or _is_reduced(scene, reading, around.stage, event)
    nearer = nearer or _is_inserted(scene, reading, around.stage, event)
    own = reading.head.whole and around.event_price <= ATTRIBUTE
    own = own or _goes_home(scene, event, around.stage)
    own = own or _in_own_clause(scene, reading.number, around)
    nearer = nearer or _is_object_of(scene, reading, around.stage, event)
    if nearer or own or _modal_over(scene, reading.number, around.stage, event):
        both = not scene.language.joiners.isdisjoint(scene.text[event.start : event.end].split())
        return Verdict(Measure(event.value), "event+both" if both else "event", event)
    return None


def _is_held(scene: Scene, end: int, verb: Hit) -> bool:
    """ "soldiers believed to have been sent to Kursk": a perfect infinitive behind a participle of opinion."""
    words = scene.text[end : verb.start].split() if 0 < verb.start - end <= _OPINION else []
    perfect = scene.text[verb.start : verb.end].startswith("have ")
    return perfect and len(words) == 2 and f"{words[1]} " in scene.language.marks("infinitive")


_OPINION = 16  # letters of "believed to"


def _goes_home(scene: Scene, event: Hit, stage: Hit | None) -> bool:
    """ "тисяча солдатів виїхала у грудні додому": a verb of going, and home in the same clause."""
    if event.value != Measure.RETURNED or stage is None or stage.value != Stage.SENT:
        return False
    inflected = bool(scene.language.marks("genitive"))
    return inflected and not parted(scene, min(stage.end, event.end), max(stage.start, event.start))


def _is_reduced(scene: Scene, reading: Reading, stage: Hit | None, event: Hit) -> bool:
    """ "soldiers sent to Kursk had been killed": a participle right at the noun, the clause's verb behind it."""
    auxiliary, end = scene.language.marks("auxiliary"), phrase_end(scene, reading)
    noun = reading.head.end if scene.language.marks("postposed") and reading.head.kind else end
    at_noun = (
        hit
        for hit in scene.stages
        if 0 <= hit.start - end <= 2 or 0 <= hit.start - noun <= 2 or _is_held(scene, end, hit)
    )  # "soldados enviados por Corea del Norte han muerto"
    participle = next(at_noun, None) if auxiliary and stage is not None else None
    participle = participle or _set_in(scene, end, event)
    if participle is None or event.start < participle.end:
        return False
    before = scene.text[participle.end : event.start].rstrip()
    words = scene.text[event.start : event.end].split()
    helped = any(before.endswith(f" {word}") for word in auxiliary) or words[0] in auxiliary
    helped = helped or words[0].endswith(
        scene.language.marks("finite") or ("\0",)
    )  # "enviados a Kursk murieron"
    if not helped and scene.language.marks("nonfinite"):  # "ont tragiquement perdu la vie"
        helped = any(before.rpartition(" ")[0].endswith(f" {word}") for word in auxiliary)
    opened = scene.text[participle.start - 2 : participle.start] == ", "
    if (
        not helped
        or before.count(",") not in ((1,) if opened else (0, 2))
        or any(mark in before for mark in ";:–")
    ):
        return False
    if event.value == Measure.CASUALTIES and any(
        0 <= n.start - event.end <= _ITS_OBJECT for n in scene.numbers
    ):
        return False  # "les 11 000 hommes envoyés ont perdu 300 des leurs"
    between = scene.hits.within(participle.end, event.start)
    clause = any(hit.kind in ("relative_clause", "part") for hit in between)
    crossed = (n for n in scene.numbers if participle.end <= n.core < event.start)
    return not clause and all(is_dated(scene, n) for n in crossed)


def _is_object_of(scene: Scene, reading: Reading, stage: Hit | None, event: Hit) -> bool:
    """ "a capturé, jeudi, deux soldats déployés à Koursk": what befell them stands before, a participle behind the noun."""
    endings, end = scene.language.marks("postposed"), phrase_end(scene, reading)
    if stage is None or not endings or not 0 <= stage.start - end <= 2 or event.end > reading.number.start:
        return False
    if reading.head.kind is None:
        return False
    if not scene.text.endswith(endings, stage.start, stage.end) or " " in scene.text[stage.start : stage.end]:
        return False
    gap = scene.text[event.end : reading.number.start]
    between = scene.hits.within(event.end, reading.number.start)
    clear = not any(hit.kind in ("people", "stage", "relative_clause", "say") for hit in between)
    numbered = any(event.end <= n.core < reading.number.core for n in scene.numbers)
    return clear and not numbered and len(gap) <= _SET_IN and not any(mark in gap for mark in ";:–")


def _set_in(scene: Scene, end: int, event: Hit) -> Hit | None:
    """ "neuf membres de l'unité, engagés en Russie, ont péri": participles and infinitives before the clause's verb."""
    endings = scene.language.marks("nonfinite")
    between = [hit for hit in scene.stages if end <= hit.start < event.start]
    if not endings or not between or between[0].start - end > _SET_IN:
        return None
    plain = all(
        scene.text.endswith(endings, hit.start, hit.end) and " " not in scene.text[hit.start : hit.end]
        for hit in between
    )
    return between[0] if plain else None


_SET_IN = 45  # letters between a noun and the participle set behind it
_ITS_OBJECT = 8  # letters between a verb of losing and the number lost


def phrase_end(scene: Scene, reading: Reading) -> int:
    """Where a number's noun phrase ends, the country behind the noun taken along: "soldats de Corée du Nord"."""
    end = max(reading.number.end, reading.head.end)
    word = scene.hits.at(end + 1, "of", "from")
    nation = scene.hits.at(word.end + 1 if word else end + 1, "nation")
    return nation.end if nation else end


def _is_inserted(scene: Scene, reading: Reading, stage: Hit | None, event: Hit) -> bool:
    """ "100 военных, размещённых в России, погибли": a participle between commas, the clause's verb behind them."""
    modifiers, end = scene.language.marks("modifier"), max(reading.number.end, reading.head.end)
    if not modifiers or stage is None or reading.head.kind is None or event.start < stage.end:
        return False
    nation = scene.hits.at(end + 1, "nation")
    behind = nation.end if nation else end
    set_off = scene.text[behind : stage.start] == ", "
    if not set_off or not scene.text.endswith(modifiers, stage.start, stage.end):
        return False
    gap = scene.text[stage.end : event.start]
    return "," in gap[-_VERB_BEHIND:] and not any(stage.end <= n.core < event.start for n in scene.numbers)


_VERB_BEHIND = 12  # letters of an adverb between the comma that closes an insertion and its clause's verb


def _by_comparison(scene: Scene, reading: Reading, context: Context, _: _Around) -> Verdict | None:
    """ "is put at 2,000, up from 600 in April": what a number is measured against counts the same."""
    marks, last, number = scene.language.marks("compared"), context.last, reading.number
    if not marks or last is None or not last.accepted or last.sentence != scene.index:
        return None
    before = scene.text[last.number.end : number.start].rstrip()
    if reading.head.kind is not None or number.share is not None or not before.endswith(marks):
        return None
    return Verdict(last.measure, "compared")


def _by_its_time(scene: Scene, reading: Reading, context: Context, _: _Around) -> Verdict | None:
    """ "…, dopo gli 11.000 dello scorso anno": a definite number with nothing but its time, of those just told."""
    last, number = context.last, reading.number
    if not scene.language.spaced or reading.head.kind is not None or number.share is not None:
        return None
    told = last is not None and last.accepted and last.measure in STAGED and scene.index - last.sentence <= 1
    ours = bool(scene.language.marks("possessive")) and reading.nation == COUNTED and not told
    if not told and not (ours and scene.of("stage")):
        return None
    many = (number.low or number.high or 0) >= _MANY
    word = scene.hits.at(number.end + 1, "of")
    time = word and scene.hits.at(word.end + 1, "month", "season", "relative")
    before = scene.text[scene.sentence.start : number.start].split() or [""]
    definite = before[-1] in scene.language.marks("definite")
    kind = last.measure if told and last is not None else Measure.TROOPS
    return Verdict(kind, "earlier") if many and time and definite else None


def _by_other_words(scene: Scene, reading: Reading, context: Context, _: _Around) -> Verdict | None:
    """ "un sur trois est hors de combat, soit 4 000 hommes": the outcome just told, in other words."""
    words, last = scene.language.marks("restated"), context.outcome
    if not words or last is None or scene.index - last.sentence > 1 or reading.number.share is not None:
        return None
    start, told = reading.number.start, last.sentence == scene.index
    before = scene.text[max(scene.sentence.start, start - 24) : start].rstrip(" :(")
    said = before.endswith(tuple(words))
    new = any(hit.start >= start for hit in scene.events) and not told
    return Verdict(last.measure, "goes on") if said and not new and last.measure is not None else None


def _by_being(scene: Scene, reading: Reading, context: Context, _: _Around) -> Verdict | None:
    """ "10.000 están en Kursk; no excluyó que sean hasta 12.000": a verb of being, and so many of those just told."""
    last, number, words = context.last, reading.number, scene.language.marks("be")
    if not words or reading.head.kind is not None or number.share is not None or last is None:
        return None
    if not last.accepted or last.measure not in STAGED or last.sentence != scene.index:
        return None
    before = scene.text[last.number.end : number.start].split()[-1:]
    many = (number.low or number.high or 0) >= _MANY
    return Verdict(last.measure, "stays", last.predicate) if many and before and before[0] in words else None


def _by_others_count(scene: Scene, reading: Reading, context: Context, _: _Around) -> Verdict | None:
    """ "El mando cuenta tres veces menos: 1.100. La Casa Blanca se limita a «varios cientos»": others count too."""
    last, number = context.outcome, reading.number
    if not scene.language.marks("postposed") or last is None or not 0 < scene.index - last.sentence <= _MEANT:
        return None
    if reading.head.kind is not None or number.share is not None or (number.low or number.high or 0) < _FEW:
        return None
    named = scene.of("who") and scene.of("say")
    nouns = any(not _in_a_name(scene, hit) for hit in scene.of("people"))
    if not named or nouns or scene.stages or scene.events:
        return None
    before = scene.text[max(scene.sentence.start, number.start - 4) : number.start]
    by = any(0 <= number.start - say.end <= _BESIDE_SAYING for say in scene.of("say"))
    return Verdict(last.measure, "goes on") if by or ":" in before else None


def _by_its_name(scene: Scene, reading: Reading, context: Context, around: _Around) -> Verdict | None:
    """ "estime désormais ce chiffre à 2 000", "situaron su número en 10.000": the count's name without its noun."""
    number, last = reading.number, context.last
    plain = scene.language.spaced and not scene.language.marks("genitive")
    plain = plain and not _right_after(scene, reading, around.stage)
    if not plain or reading.head.kind is not None or number.share is not None:
        return None
    names = [hit for hit in scene.of("tally") if 0 <= number.start - hit.end <= _BESIDE_NAME]
    ends = scene.text[names[-1].start : names[-1].end].split()[-1:] if names else []
    again = bool(scene.language.marks("postposed")) and last is not None and last.sentence == scene.index
    beside = bool(names) and bool(scene.language.marks("possessive")) and number.start - names[-1].end <= 1
    again = again or beside  # "said the Pentagon, giving a total of 10,000"
    closed = names and (scene.hits.at(names[-1].end + 1, "of") or ends[0] in scene.language.marks("of"))
    if not names or (closed and not again):
        return None
    if parted(scene, names[-1].end, number.start):
        return None
    between = scene.hits.within(names[-1].end, number.start)
    if any(hit.kind in ("people", "event", "unit") for hit in between):
        return None
    nouns = [hit.value for hit in scene.of("people") if hit.end <= names[-1].start and hit.value in STAGED]
    here = last is not None and last.accepted and (last.sentence == scene.index or not nouns)
    compared = beside and closed and not base_of_share(scene, number)
    fates = [event for event in scene.events if event.end <= names[-1].start] if compared else ()
    if fates:
        return Verdict(
            Measure(fates[-1].value), "event", fates[-1]
        )  # "the toll would be higher than the estimate of 2,000"
    if last is not None and here and not (beside and closed) and scene.index - last.sentence <= 1:
        return Verdict(last.measure, "stays", last.predicate)
    kind, sentence = context.folk
    folk = nouns[-1] if nouns else kind if kind and scene.index - sentence <= _MEANT else None
    return (
        Verdict(Measure(folk), "noun before") if folk and (number.low or number.high or 0) >= _FEW else None
    )


_BESIDE_NAME = 24  # letters between a count's name and its number
_FEW = 30


def _has_part(scene: Scene, reading: Reading) -> bool:
    """ "米政府によれば1万人のうち既に8千人が…": a whole that no noun names, and its part behind it."""
    of = scene.hits.at(reading.number.end, "part", "of")
    behind = next((n for n in scene.numbers if of and n.core >= of.end), None)
    return (
        behind is not None and bool(reading.number.counter) and (behind.counter or behind.share is not None)
    )


def _in_own_clause(scene: Scene, number: Number, around: _Around) -> bool:
    """ "Er rechnet damit, 4000 seien getötet worden": the event's clause is the number's, the stage's is not."""
    event, stage = around.event, around.stage
    if not scene.language.nouns_capitalised or event is None or stage is None:
        return False
    between = scene.text[stage.end : number.start]
    return (
        "," in between and event.start - number.end >= 0 and "," not in scene.text[number.end : event.start]
    )


def _by_another_count(scene: Scene, reading: Reading, context: Context, around: _Around) -> Verdict | None:
    """A bare number with no verb close by that another says of those told before, or that its topic is counted by."""
    if reading.head.kind is not None or (around.stage is not None and around.stage_price <= BARE_REACH):
        return None
    again = _recounted(scene, reading, context)
    if again is not None:
        return Verdict(again, "stays")
    last = context.last
    if last is not None and _named_again(scene, reading, last):
        return Verdict(last.measure, "stays")
    return Verdict(Measure.TROOPS, "noun before", around.stage) if _of_the_topic(scene, reading) else None


def _by_words_before(scene: Scene, reading: Reading, context: Context, around: _Around) -> Verdict | None:
    """A bare number with no verb close by leans on what was told before it, or counts nothing."""
    reach = (
        REACH if part_of(scene, reading.number) or _right_after(scene, reading, around.stage) else BARE_REACH
    )
    if reading.head.kind is not None or (around.stage is not None and around.stage_price <= reach):
        return None
    last = context.last
    if _sums_trades(scene, reading):
        return None
    if last is not None and _stand_there(scene, reading, context):
        return Verdict(last.measure, "stays")
    if last is not None and _listed_on(scene, reading, context):
        trade = trade_of(scene, reading) if last.measure in STAGED else None
        return Verdict(trade or last.measure, "stays")  # "mille per sminare e cinquemila per ricostruire"
    if last is not None and _itemised(scene, reading, context):
        return Verdict(trade_of(scene, reading) or last.measure, "stays")
    gapped = _gapped(scene, reading, context) or _part_stays(scene, reading, context)
    if last is not None and (gapped or _counted_otherwise(scene, reading, last)):
        return Verdict(last.measure, "stays")
    noun = _number_of_those(scene, reading, context)
    noun = noun or _noun_told(scene, reading.number) or _spoken_of(scene, reading, context)
    if noun is not None:
        return Verdict(noun, "noun before", around.stage)
    if trade_of(scene, reading) is not None:
        return None
    if (event := _figure_of(scene, reading)) is not None:
        return Verdict(Measure(event.value), "event", event)
    if last is not None and _and_more(scene, reading, context):
        return Verdict(last.measure, "stays", last.predicate)
    folk = _losses_again(scene, reading, context) or _their_tally(scene, reading, context)
    folk = folk or _there_now(scene, reading, context)
    if (folk := folk or _them_again(scene, reading, context)) is not None:
        return Verdict(folk, "there")
    folk = _told_of_folk(scene, reading, context) or _put_alone(scene, reading, context)
    if folk is not None:
        return Verdict(folk, "tally")
    kind = _some_of_folk(scene, reading, context)
    if kind is not None:
        return Verdict(kind, "tally")
    if last is not None and _stays(scene, reading, context):
        return Verdict(last.measure, "stays", last.predicate)
    if _put_by_name(scene, reading, context):
        return Verdict(Measure.TROOPS, "noun before")
    many = (reading.number.low or 0) >= _MANY and reading.nation == COUNTED
    whole = base_of_share(scene, reading.number) if scene.language.spaced else _has_part(scene, reading)
    if many and whole and (scene.language.spaced or context.outcome is None):
        return Verdict(Measure.TROOPS, "whole")  # "a third of the first 11,000 has been lost"
    return Verdict(None, "bare", refusal="has no noun and no verb")


def _by_far_event(_scene: Scene, reading: Reading, _context: Context, around: _Around) -> Verdict | None:
    if reading.head.kind is None and around.event is not None and around.stage_price > _FAR_STAGE:
        return Verdict(Measure(around.event.value), "event", around.event)
    return None


def _by_head(_scene: Scene, reading: Reading, _context: Context, around: _Around) -> Verdict | None:
    return Verdict(around.base, "head" if reading.head.kind else "bare", around.stage)


#: In this order; the first that gives a verdict decides, and the last one always does.
_RULES = (
    _by_sum,
    _by_total,
    _by_noun,
    _by_outcome_behind,
    _by_whole,
    _by_going_on,
    _by_share,
    _by_share_told,
    _by_their_count,
    _by_ratio,
    _by_this,
    _by_loss,
    _by_slaying,
    _by_size,
    _by_captivity,
    _by_comparison,
    _by_its_time,
    _by_its_name,
    _by_being,
    _by_others_count,
    _by_other_words,
    _by_event,
    _by_another_count,
    _by_words_before,
    _by_far_event,
    _by_head,
)


def _loss_told(scene: Scene, number: Number, head: Head) -> Hit | None:
    """ "Потери воюющих там северокорейцев превысили 3000": a tally that is an event, whatever its genitives do."""
    noun = head.kind is not None and not number.counter and head.start >= number.end
    if noun and (head.nation or not scene.language.marks("genitive") or _is_force(scene, number, head)):
        return None
    for tally in reversed(scene.of("tally")):
        if tally.end <= number.start and not any(tally.end <= n.core < number.core for n in scene.numbers):
            event = next((e for e in scene.events if e.start <= tally.start < e.end), None)
            clear = not any(
                mark in scene.text[tally.end : number.start] for mark in (",:;–" if noun else ";")
            )
            return event if event is not None and clear else None
    return None


def _outcome(scene: Scene, number: Number, head: Head) -> Measure:
    """What an outcome's noun counts: joined to another it is both ("убитых и раненых"); wounded who go home return."""
    joined = next(
        (e.value for e in scene.events if e.start <= head.start < e.end and e.value == "casualties"), None
    )
    if joined:
        return Measure.CASUALTIES
    if head.kind == Measure.WOUNDED and scene.language.spaced:
        home, price = nearest(scene, number, head, [e for e in scene.events if e.value == "returned"])
        if home is not None and price < BARE_REACH:
            return Measure.RETURNED
    return Measure(head.kind or "")


_SIZE = 14  # letters of an adjective of size behind the noun ("12.000 Mann starkes")


def _is_group_of(scene: Scene, number: Number) -> bool:
    """ "Das Kontingent von 12.000 Nordkoreanern wäre aufgerieben": how large it was, not what befell it."""
    told = (
        scene.language.nouns_capitalised
        or scene.language.marks("postposed")
        or scene.language.marks("possessive")
    )
    of = scene.hits.until(number.start - 1, "of") if told else None
    group = scene.hits.until(of.start - 1, "people") if of else None
    among = group is not None and (scene.language.nouns_capitalised or _is_among(scene, group))
    return number.share is None and group is not None and among and group.value in STAGED


def _is_among(scene: Scene, group: Hit) -> bool:
    """ "bajas entre el contingente de 11.000 soldados": losses told before a group under a preposition."""
    lost = any(hit.value in OUTCOMES and hit.end <= group.start for hit in scene.events)
    return lost and preceding(scene, group.start, "governs") is not None


def _is_force(scene: Scene, number: Number, head: Head) -> bool:
    """ "12-тысячный контингент потерял …": an adjective of size tells how large the force is, not what befell it."""
    marks = scene.language.marks("force")
    told = scene.text[number.core : max(number.core_end, head.end) + _SIZE]
    if scene.language.nouns_capitalised:
        return number.share is None and any(mark in told for mark in marks)
    sized = tuple(f" {word} " for word in scene.language.marks("sized"))
    before = scene.text[scene.sentence.start : number.start]
    if head.kind and head.start < number.start and number.end <= head.end and before.endswith(sized or "\0"):
        return number.share is None  # "контингент в 12 тысяч человек выйдет из строя"
    return number.share is None and any(mark in scene.text[number.core : number.core_end] for mark in marks)


def starts_growth(scene: Scene, number: Number) -> bool:
    """ "De onze mille aujourd'hui, le contingent pourrait passer à quarante mille": where a growth starts from."""
    following = next((n for n in scene.numbers if n.start >= number.end), None)
    if following is None or not scene.language.marks("postposed"):
        return False
    grows = (hit for hit in scene.of("grows") if number.end <= hit.start and hit.end <= following.start)
    opens = scene.hits.until(number.start - 1, "of", "between") or scene.hits.at(
        number.start, "of", "between"
    )
    ends = (scene.text[hit.end : following.start].split()[:1] for hit in grows)
    return opens is not None and any(words and words[0] in scene.language.connectors for words in ends)


def _of_those_who(scene: Scene, number: Number, following: Number) -> bool:
    """ "of the 11,000 who preceded them 4,000 are dead": a definite number, a clause about it, and then its part."""
    of = scene.hits.until(number.start - 1, "of") if scene.language.marks("possessive") else None
    definite = of is not None and scene.text[of.start : of.end].split()[-1] in scene.language.marks(
        "definite"
    )
    at = number.end + 1
    while (word := scene.hits.at(at, "nation", "people", "filler")) is not None:
        at = word.end + 1
    clause = scene.hits.at(at, "relative_clause")
    near = following.start - number.end <= _CLAUSE_OF
    return definite and clause is not None and near and not parted(scene, number.end, following.start)


_CLAUSE_OF = 60  # letters of a clause between a whole and its part


def _is_fronted_whole(scene: Scene, number: Number) -> bool:
    """ "De los 11.000 iniciales, unos 4.000 murieron": what is said of the part is not said of the whole."""
    opener = preceding(scene, number.start, "of") if scene.language.spaced else None
    if opener is None or opener.value == "part":
        return False
    following = next((n for n in scene.numbers if n.start >= number.end), None)
    if following is None:
        return False
    if following.start - number.end <= 1:
        return True  # "…, secondo cui dei primi 11.000 circa quattromila sono rimasti uccisi"
    if scene.language.marks("genitive") and _opens_for_part(scene, opener, number, following):
        return True
    if _of_those_who(scene, number, following):
        return True
    among = scene.hits.at(scene.sentence.start, "of") and not scene.language.marks("genitive")
    part = following.share is not None or part_of(scene, following)
    if among and part and "," in scene.text[number.end : following.start]:
        return True  # "Sur un contingent de 12 000 hommes, un tiers …"
    if opener.start - scene.sentence.start > 2 and scene.text[opener.start - 2] != ":":
        return False
    verbs = scene.events if scene.language.marks("genitive") else (*scene.events, *scene.stages)
    told = any(number.end <= hit.start < following.start for hit in verbs)
    plain = not scene.language.marks("genitive")
    if plain and not told and any(event.start >= following.end for event in scene.events):
        return True  # "Von den 12.000 Soldaten seien rund 4000 ausgefallen"
    return told or "," in scene.text[number.end : following.start]


def _shares_noun(scene: Scene, reading: Reading) -> bool:
    """ "파병 1.5만 명 북한군 4700명 사상": a noun between two numbers is that of the whole and of its part."""
    head, number = reading.head, reading.number
    if not scene.language.predicate_last or head.kind is None or head.start < number.end:
        return False
    following = next((n for n in scene.numbers if n.start >= head.end), None)
    beside = following is not None and following.start - head.end <= 1 and following.counter
    return beside and any(hit.start >= head.end for hit in scene.events)


def _opens_for_part(scene: Scene, opener: Hit, number: Number, part: Number) -> bool:
    """ "że z 11 tys. żołnierzy co najmniej tysiąc nie żyje": a whole that opens its clause, the part in the same one."""
    before = scene.text[scene.sentence.start : opener.start].rstrip()
    opens = not before or before[-1] in ",;:–" or before.split()[-1] in scene.language.marks("opens")
    gap = scene.text[number.end : part.start]
    return opens and len(gap) <= _SAME_CLAUSE and not any(mark in gap for mark in ",;:–")


_SAME_CLAUSE = 60


def _is_out_of(scene: Scene, number: Number) -> bool:
    """ "quattromila fuori combattimento su dodicimila": the whole beside its part, and nothing befell it."""
    words = scene.text[max(scene.sentence.start, number.start - 24) : number.start].rstrip()
    ends = any(words.endswith(f" {mark}") for mark in scene.language.marks("out_of"))
    return ends and any(
        0 < max(number.start - other.end, other.start - number.end) <= _OUT_OF for other in scene.numbers
    )


_OUT_OF = 75  # letters between a part and its whole


def _sent_home(scene: Scene, reading: Reading) -> bool:
    """ "约2000名伤员已被送回": the wounded of whom it is told that they went home."""
    home = [event for event in scene.events if event.value == Measure.RETURNED]
    if scene.language.wordless:  # "負傷者は3700人、帰国した者は1万人": another clause
        home = [event for event in home if "、" not in scene.text[reading.number.end : event.start]]
    told = not scene.language.spaced
    return told and nearest(scene, reading.number, reading.head, home)[1] < HOME


def _sums_up(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "전사자 600여 명을 포함해 총 4700여 명": the dead and others together."""
    start, last = reading.number.start, context.outcome
    listed = [h for h in scene.of("people") if h.value in OUTCOMES and 0 < start - h.end <= _SUMMED]
    if reading.head.kind in STAGED and not (listed and reading.head.end <= start):
        return False
    near = any(0 <= start - hit.end <= 5 for hit in scene.of("including"))
    here = last is not None and (
        last.sentence == scene.index or (listed and last.sentence == scene.index - 1)
    )
    return near and not scene.language.spaced and bool(here)


_SUMMED = 24  # letters from outcomes told without a number to the sum of all


def _goes_on(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "That is up from 600 in April", "more than half of those sent": the outcome told just before, still."""
    last, number = context.outcome, reading.number
    if scene.language.spaced or last is None or last.sentence < scene.index - 1 or "part" in reading.rules:
        return False
    if last.measure in (Measure.CAPTURED, Measure.RETURNED):
        return False
    others = (
        context.last is not None and context.last.measure in STAGED and context.last.sentence == scene.index
    )
    gap = scene.text[context.last.number.end : number.start] if others and context.last else ""
    if others and (number.share is None or gap.endswith(scene.language.marks("makes_up") or ("\0",))):
        return False  # other people are spoken of by now
    if any(event.start >= number.end and _only_thought(scene, event) for event in scene.events):
        return False  # "3천 명이 죽었다. 이대로면 1만2천 명 전체가 죽게 된다는 전망이다"
    whole = whole_before_part(scene, number)
    far = nearest(scene, number, reading.head, scene.stages)[1] > BARE_REACH
    still = number.share is not None and (scene.language.by_order or _sums_up_the_last(scene, last))
    return not whole and (far or still)


def _sums_up_the_last(scene: Scene, last: Reading) -> bool:
    """ "사망자는 400명, 부상자는 3천 명이다. 파병 병력의 30%가 넘는다": a share alone in its sentence, and no event."""
    alone = not scene.events and len(scene.numbers) == 1 and not scene.language.wordless
    return alone and scene.language.predicate_last and last.sentence == scene.index - 1


def _recounted(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "英国は死傷者を5千人とみる。… 韓国軍の推計は約4000人にとどまる": another's count, with no noun and no event."""
    last, number = context.whole, reading.number
    if scene.language.spaced or last is None or not number.counter or not scene.of("who"):
        return None
    if not 0 < scene.index - last.sentence <= _RECOUNTED or scene.of("people") or scene.events:
        return None
    before = scene.text[scene.sentence.start : number.start]
    return last.measure if any(mark in before for mark in scene.language.marks("counts")) else None


def _named_again(scene: Scene, reading: Reading, last: Reading) -> bool:
    """ "前週に長官が挙げた8千人から上積みした": a number that a verb of saying shapes, of those just told."""
    number, shapes = reading.number, scene.language.marks("shapes")
    near = last.accepted and last.number is not number and 0 <= scene.index - last.sentence <= 1
    if not near or not scene.language.wordless or not number.counter:
        return False
    shaped = scene.text.endswith(shapes, scene.sentence.start, number.start)
    return any(0 <= number.start - say.end <= _SHAPING * shaped for say in scene.of("say"))


def _of_the_topic(scene: Scene, reading: Reading) -> bool:
    """ "北朝鮮兵は将官3人を含む推定1万2千人に上り": the sentence's topic is counted by a number that ends its clause."""
    topic, number = scene.language.marks("topic"), reading.number
    if not topic or not scene.language.wordless or not closes_clause(scene, number) or not number.counter:
        return False
    ours = [
        hit
        for hit in scene.of("nation")
        if hit.value == "counted_people" and hit.end <= number.start and scene.text.startswith(topic, hit.end)
    ]
    between = scene.hits.within(ours[-1].end, number.start) if ours else []
    return bool(ours) and not any(hit.kind in ("event", "stage", "people", "nation") for hit in between)


_RECOUNTED = 3  # sentences


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
        return near and bool(tallies) and not scene.of("people")
    if near and last.sentence == scene.index:  # "군인은 지난해 1만1000명, 올해 3000명으로 …"
        start = max(last.number.end, last.head.end)
        return number.counter and not any(start <= h.start < number.start for h in scene.of("people"))
    closed = (
        scene.language.by_order
        and (bool(scene.of("who")) or bool(_tally_at(scene, number)))
        and scene.text[number.end : scene.sentence.end].lstrip("」”")[:1] in "。，；"
    )
    return near and number.counter and (closed or closes_clause(scene, number)) and not scene.of("people")


def _right_after(scene: Scene, reading: Reading, verb: Hit | None) -> bool:
    """ "Kim mandó a su aliado un total de 11.000": a bare number and its verb, a word for the sum between them."""
    number = reading.number
    told = verb is not None and verb.value != Stage.PRESENT  # not "estime désormais ce chiffre à 2 000"
    if (
        verb is None
        or not told
        or not scene.language.marks("postposed")
        or not 0 < number.start - verb.end <= _TO_SUM
    ):
        return False
    between = scene.hits.within(verb.end, number.start)
    plain = not any(hit.kind in ("people", "event", "number", "who", "stage") for hit in between)
    return plain and any(hit.kind == "tally" for hit in between) and not parted(scene, verb.end, number.start)


_TO_SUM = 40  # letters between a verb and the number that it sends


def _tally_at(scene: Scene, number: Number) -> Hit | None:
    """ "总数“最多可达1万人”": a word for how many right before a number, quotes passed over."""
    start = number.start
    while start > scene.sentence.start and scene.text[start - 1] in "「“":
        start -= 1
    return scene.hits.until(start, "tally")


_FAR_BEHIND = 26  # letters from a number to the word for it: "„Mehrere Hundert“ lautete die letzte Zahl"


def _put_by_name(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "북한군 규모를 두고 추정이 엇갈린다. 국정원은 1만1천 명, 정보총국은 1만4천 명으로 본다": a name, then its number."""
    number = reading.number
    told = reading.nation == COUNTED and context.folk == (Measure.TROOPS, scene.index - 1)
    if not told or not scene.language.predicate_last or not number.counter or scene.of("people"):
        return False
    put = scene.text[number.end : number.end + 1] in (",", "、") or closes_clause(scene, number)
    marks = scene.language.marks("subject")
    return put and any(
        0 < number.start - who.end <= _NAMED_BY and scene.text.startswith(marks, who.end)
        for who in scene.of("who")
    )


_NAMED_BY = 5  # letters of a particle and a bound between a name and its number


def _their_tally(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "Он оценил их общее число в 15 тысяч": how many those are who were named last."""
    number, (kind, sentence) = reading.number, context.folk
    if not kind or number.share is not None or not 0 < scene.index - sentence <= _MEANT:
        return None
    pronouns = tuple(f"{word} " for word in scene.language.marks("them"))  # "їх було 11 тисяч" is one phrase
    longer = (hit for hit in scene.of("part") if pronouns and scene.text.startswith(pronouns, hit.start))
    them = [*scene.of("them"), *longer]
    many = (number.low or number.high or 0) >= _MANY
    words = [word for word in them if 0 <= number.start - word.end <= _FAR_TALLY]
    told = [hit for hit in (*scene.stages, *scene.events, *scene.of("people")) if hit.end <= number.start]
    if many and words and not any(hit.start >= words[-1].end for hit in told):
        return Measure(kind)  # "На заводе их уже 12 тысяч", "Загалом же їх, за даними ГУР, 10 тисяч"
    near = [hit for hit in scene.of("tally") if 0 <= number.start - hit.end <= _BESIDE_TALLY]
    return Measure(kind) if any(0 <= hit.start - w.end <= _JOINED for hit in near for w in them) else None


def _number_of_those(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "Их число в Курской области оценивают в 11 тысяч", "… солдат влили в части, назвав общее число: 10 тысяч"."""
    number, (kind, sentence) = reading.number, context.folk
    if not scene.language.marks("genitive") or number.share is not None or scene.events:
        return None
    tally = next((hit for hit in reversed(scene.of("tally")) if hit.end <= number.start), None)
    if tally is None or any(tally.end <= n.core < number.core for n in scene.numbers):
        return None
    own = [hit.value for hit in scene.of("people") if hit.end <= tally.start]
    if scene.text[tally.end : number.start] in (": ", " – ") and own and own[-1] in STAGED:
        return Measure(own[-1])
    theirs = any(0 <= tally.start - word.end <= _JOINED for word in scene.of("them"))
    there = any(tally.end <= hit.start < number.start for hit in scene.of("place"))
    near = number.start - tally.end <= _FAR_TALLY and not any(
        tally.end <= h.start < number.start for h in scene.of("people")
    )
    if not (theirs and there and near):
        return None
    return Measure(kind) if kind and scene.index - sentence <= _MEANT else Measure.TROOPS


def _put_alone(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "Скільки там солдатів, не кажуть. Розвідка певна: п'ятнадцять тисяч": a speaker, a mark, and the number alone."""
    number, (kind, sentence) = reading.number, context.folk
    many = (number.low or number.high or 0) >= _MANY and number.share is None
    if (
        not many
        or not kind
        or not scene.language.marks("genitive")
        or not 0 < scene.index - sentence <= _MEANT
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
    many = (number.low or number.high or 0) >= _MANY
    behind = any(0 <= hit.start - number.end <= 2 for hit in scene.of("part"))
    if not (scene.language.nouns_capitalised and kind and many and behind and number.share is None):
        return None
    return Measure(kind) if 0 <= scene.index - sentence <= 1 else None


def _figure_of(scene: Scene, reading: Reading) -> Hit | None:
    """ "Сколько солдат погибло, неизвестно; в Сеуле называли цифру шестьсот": a figure of what the sentence asks."""
    number = reading.number
    word = any(0 <= number.start - tally.end <= _TO_FIGURE for tally in scene.of("tally"))
    said = any(say.end < number.start <= say.end + 2 * _SPOKEN for say in scene.of("say"))
    if (
        not (word and said and scene.language.marks("genitive"))
        or (number.low or number.high or 0) < _HUNDRED
    ):
        return None
    before = [hit for hit in scene.events if hit.end <= number.start]
    alone = not any(n.end <= number.start for n in scene.numbers)
    return before[-1] if before and alone and number.share is None else None


_TO_FIGURE, _HUNDRED = 4, 100  # letters of a dash between the word "figure" and its number


def _them_again(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "Осенью уехали 13 тысяч рабочих, сейчас их 15 тысяч": a pronoun for those the sentence has just counted."""
    last, number = context.last, reading.number
    if last is None or not last.accepted or last.sentence != scene.index or last.measure not in STAGED:
        return None
    start = max(last.number.end, last.head.end)
    many = (number.low or number.high or 0) >= _MANY and number.share is None
    words = [word for word in scene.of("them") if start <= word.start and word.end <= number.start]
    return last.measure if many and words and number.start - words[-1].end <= _SPOKEN else None


def _told_of_folk(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "… его солдаты воевали за Курск, но сколько их, скрыл. В Сеуле насчитали 15 тысяч": a verb of telling, its number."""
    number, (kind, sentence) = reading.number, context.folk
    if not kind or not scene.language.marks("genitive") or scene.index - sentence not in (0, 1):
        return None
    many = (number.low or number.high or 0) >= _MANY and number.share is None
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
    many = (number.low or number.high or 0) >= _MANY and number.share is None
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
    return last.measure if near and says and not verbs else None


_OPENS = 4  # letters of a conjunction before the word for now that opens a sentence
_BESIDE_TALLY, _FAR_TALLY = 14, 60
_JOINED = 8  # letters of an adjective between "their" and "number"


def _and_more(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "отправил 11 тысяч солдат, а с января — ещё три тысячи": more of those the sentence has just told."""
    last, number = context.last, reading.number
    if last is None or not last.accepted or last.sentence != scene.index or not number.increment:
        return False
    gap = scene.text[last.number.end : number.start]
    plain = bool(scene.language.marks("instrumental")) and "," in gap and not any(c in gap for c in ";:")
    return plain and last.measure in STAGED and not any(last.number.end <= e.start for e in scene.events)


def shapes_noun(scene: Scene, number: Number, hit: Hit) -> bool:
    return scene.language.predicate_last and hit.end <= number.start and not closes_clause(scene, number)


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
    listed = "stays" in last.rules or scene.text[last.number.start - 2 : last.number.start] == ": "
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
    if any(0 <= number.start - who.end <= _TURN and gapped_speaker(scene, who) for who in scene.of("who")):
        return True  # "Zelenski habla de 11.000, el Pentágono de 10.000"
    dated = any(0 < hit.start - number.end <= _DATE_BEHIND for hit in scene.of("month", "now"))
    if (
        dated
        and gap.endswith(", ")
        and gap.count(",") == 1
        and len(gap) <= _PART_TOLD
        and reading.head.kind is None
    ):
        return True  # "seicento morti in aprile, duemila a settembre"
    placed = (number.low or 0) >= _MANY and scene.hits.at(number.end + 1, "governs") is not None
    joins = scene.language.spaced and (number.increment or placed) and last.measure in STAGED
    if joins and gap.endswith(tuple(f" {joiner} " for joiner in scene.language.joiners)):
        return True  # "envió 11.000 soldados a finales de 2024 y otros 3.000 a principios de este año", "y 3.000 en …"
    return is_gapped(scene, number, context)


_DATE_BEHIND, _PART_TOLD = 12, 60  # letters before a month, and between two numbers


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
    return "–" in gap[-4:] and "," in gap and len(gap) <= 60 and not own


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
    fresh = any(start < hit.start and hit.end <= number.start and not _in_a_name(scene, hit) for hit in told)
    says = any(0 <= number.start - say.end <= _BESIDE_SAYING for say in scene.of("say"))
    return says and not fresh and last.measure in OUTCOMES and number.share is None


def _noun_told(scene: Scene, number: Number) -> Measure | None:
    """ "The contingent would grow to a total of about 15,000": the noun told before a number that has none."""
    if number.start == number.core and (number.low or number.high or 0) < 1000 and not number.increment:
        return None
    nouns = [hit for hit in scene.of("people") if hit.end <= number.start]
    reach = 2 * NOUN_REACH if scene.of("according") else NOUN_REACH
    if not scene.language.spaced or not nouns:
        return None
    gap = _without_source(scene, nouns[-1].end, number.start)
    if len(gap) > reach:
        return None
    if any(char in gap for char in ",;:()–") or any(char.isdigit() for char in gap):
        return None
    kind = nouns[-1].value
    return Measure.TROOPS if kind == "person" else Measure(kind)


def _estimated(scene: Scene, number: Number) -> Hit | None:
    """A word for a count that a number is the size of, whose count it is between them."""
    words = tuple(f" {word} " for word in scene.language.marks("sized"))
    if not words or not scene.text.endswith(words, scene.sentence.start, number.start):
        return None
    for word in scene.of("according"):
        gap = scene.text[word.end : number.start]
        if 0 < len(gap) <= _WHOSE and not any(mark in gap for mark in ",;:"):
            return word
    return None


_WHOSE = 40  # letters of the one whose count it is


def _without_source(scene: Scene, start: int, end: int) -> str:
    """The letters between a noun and its number, a source between commas left out ("…, по оценке Сеула, …")."""
    gap = scene.text[start:end]
    colon = gap.find(": ")
    if colon >= 0 and (who := scene.hits.at(start + colon + 2, "who")) and scene.language.marks("genitive"):
        say = scene.hits.at(who.end + 1, "say")  # "… выехали строители: НРС насчитала пять тысяч"
        return gap[:colon] + scene.text[say.end : end] if say else gap
    if gap.count(",") != 2 or not scene.language.marks("genitive"):
        return gap
    first, last = gap.index(","), gap.rindex(",")
    source = any(start + first < hit.start <= start + last for hit in scene.of("according", "say"))
    return gap[:first] + gap[last + 1 :] if source else gap


def _spoken_of(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "A year earlier he had spoken of 10,000": a number said right after one of ours, and no noun."""
    last, number = context.latest if scene.language.marks("genitive") else context.last, reading.number
    said, price = nearest(scene, number, reading.head, scene.of("say"))
    if last is not None and not last.accepted and scene.language.marks("possessive"):
        last = context.latest  # "spoke of 10,000, up from 3,000 a week before. Kyiv had warned of 12,000"
    if last is not None and last.measure not in STAGED and context.folk[1] > last.sentence:
        last = context.last  # other people have been named since the dead were counted
    near = _MEANT if scene.language.marks("instrumental") else 1
    if last is None or not last.accepted or not 0 <= scene.index - last.sentence <= near:
        bare = scene.language.spaced and not scene.language.marks("genitive")
        if scene.language.marks("partitive"):  # a pronoun stands for them there: "l'estiment à plus de 1 000"
            bare = bare and said is not None and _has_pronoun(scene, said)
        told = bare and 0 < scene.index - context.people <= _JUST_NAMED
        later = scene.language.marks(
            "possessive"
        )  # "has spoken of 11,000 and warned the contingent could swell"
        nouns = [hit for hit in scene.of("people") if not later or hit.start - number.end <= _OWN_NOUN]
        told = told and all(_in_a_name(scene, hit) for hit in nouns)
        told = told or (bool(later) and _named_in_clause_before(scene, number))
        many = (number.low or number.high or 0) >= _MANY
        by = any(0 <= number.start - say.end <= _BESIDE_SAYING for say in scene.of("say"))
        close = told and many and (by or (said and price <= _BESIDE_SAYING))
        befell = context.event[0] if bare and context.event[1] == scene.index - 1 else ""
        if befell in _BEFELL and said is not None and scene.language.marks("partitive"):
            return Measure(befell)  # "Les morts sont le triple. Séoul en comptait 600 en avril"
        return Measure.TROOPS if close else None
    keys = ("genitive", "partitive", "possessive")  # "ad aprile ne stimava 600", "Kyiv spoke of at least 200"
    plain = any(scene.language.marks(key) for key in keys)
    beside = said is not None and plain and 0 <= number.start - said.end <= _SPOKEN
    if plain and (estimate := _estimated(scene, number)) is not None:
        said, price, beside = estimate, 0, True  # "это больше, чем прежняя оценка Белого дома в 3000"
    beside = beside and last.measure != Measure.RETURNED
    if last.measure not in STAGED and not number.counter and scene.index != last.sentence and not beside:
        return None
    if not scene.language.spaced or (number.low or number.high or 0) < (
        1000 if last.measure in STAGED else 100
    ):
        return None
    return last.measure if said is not None and price <= _BESIDE_SAYING else None


def _named_in_clause_before(scene: Scene, number: Number) -> bool:
    """ "confirmed North Korean troops were there; the Pentagon spoke of 10,000": named before the semicolon."""
    parts = scene.text.rfind(";", scene.sentence.start, number.start)
    nouns = [hit for hit in scene.of("people") if hit.start < number.start and not _in_a_name(scene, hit)]
    if parts < 0 or not nouns or nouns[-1].end > parts or nouns[-1].value != Measure.TROOPS:
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


def _in_a_name(scene: Scene, noun: Hit) -> bool:
    """ "des sources de l'armée sud-coréenne": a noun of people inside the name of one who speaks."""
    return any(who.start <= noun.start and noun.end <= who.end for who in scene.of("who"))


_SPOKEN = 12  # letters between a verb of saying and the number spoken of
_BESIDE_SAYING = 12  # the price of a verb of saying right beside its number
_JUST_NAMED = 2  # sentences
_MANY = 1000


def _ends_clause(scene: Scene, modal: Hit, event: Hit) -> bool:
    """ "sollen nach Angaben aus Seoul getötet worden sein": nothing but helping verbs behind, no stop before."""
    stop = re.compile(r"[,.;:!?\n]|$").search(scene.text, event.end, scene.sentence.end)
    rest = stop.start() if stop else scene.sentence.end
    if parted(scene, modal.end, event.start) or rest - event.end > 20:
        return False
    named = scene.hits.within(event.end, rest)
    between = scene.hits.within(modal.end, event.start)
    return not any(hit.kind in ("people", "place", "nation", "theatre") for hit in named) and not any(
        hit.kind in ("stage", "people") for hit in between
    )


def _modal_over(scene: Scene, number: Number, stage: Hit | None, event: Hit) -> bool:
    """ "4000 sollen getötet worden sein": the modal stands between the number and the event that it carries."""
    if scene.language.predicate_last:
        return False  # its verb of sending is no modal of what follows
    if scene.language.by_order and stage is not None and parted(scene, stage.end, event.start):
        return False
    if (
        stage is None
        or not number.end <= stage.start <= event.start
        or event.start - stage.end > (90 if _ends_clause(scene, stage, event) else 14)
    ):
        return False
    if scene.language.marks("genitive") and stage.value != Stage.PLANNED:
        words = scene.text[number.end : stage.start].replace(",", " ").split()
        if set(words).isdisjoint(scene.language.marks("which")):
            return False  # "Spośród 11 tys. wysłanych zabitych … zostało 4 tys.": a participle is no modal
    return not any(stage.end <= other.core < event.start for other in scene.numbers)


def _governing(scene: Scene, reading: Reading) -> tuple[Hit | None, int]:
    """The event nearest to the number, unless another number stands closer to it on the same side."""
    best: Hit | None = None
    price = REACH if reading.number.share is None else 2 * REACH  # a share's whole stands between
    for event in scene.events:
        if event.start >= reading.number.end and _of_a_part(scene, reading.number, event):
            continue
        if event.start >= reading.number.end and _share_is_told(scene, reading.number):
            continue
        if _of_the_count_before(scene, reading.number, event):
            continue
        now = cost(scene, reading.number, event.start, event.end, reading.head)
        now += 2 * CROSSED if _beyond_another(scene, reading.number, event) else 0
        now -= _past_relative(scene, reading, event) + _linked_to(scene, reading.number, event)
        now -= CROSSED if _shapes_person(scene, reading, event) else 0
        if reading.head.kind in STAGED and event.start > reading.head.end and has_article(scene, event):
            now += NAMED  # "3,000 men who replaced the fallen": others, already named
        if _shapes_another(scene, reading, event):
            now += 2 * CROSSED
        if (
            now < price
            and not (reading.number.share is None and _is_head_of(scene, event, reading))
            and not base_of_share(scene, reading.number)
            and not _only_thought(scene, event)
            and not _of_others(scene, event)
        ):
            best, price = event, now
    return _of_the_wounded(scene, reading, best, price)


def _shapes_another(scene: Scene, reading: Reading, event: Hit) -> bool:
    """ "Die Einheit zählte 2500 Mann, sagte der gefangene Nordkoreaner": a participle on a noun of its own."""
    if not scene.language.nouns_capitalised or not scene.cased[event.start].islower():
        return False
    noun = scene.hits.at(event.end + 1, "people", "nation")
    article = scene.hits.until(event.start - 1, "filler")
    own = noun is not None and noun.start <= reading.head.start < noun.end
    counted = any(0 <= event.start - number.end <= _PAST_ARTICLE for number in scene.numbers)
    return noun is not None and article is not None and not own and not counted


_PAST_ARTICLE = 6  # letters from a number to the participle of its noun


def _past_relative(scene: Scene, reading: Reading, event: Hit) -> int:
    """What is not charged for a relative clause put in: "300 Soldaten, die Kim geschickt hatte, seien getötet"."""
    end = max(reading.number.end, reading.head.end)
    close = relative_end(scene, end) if reading.head.kind and event.start > end else end
    if close == end or event.start < close or event.start - close > _MAIN_VERB:
        return 0
    return close - end + _RELATIVE


_MAIN_VERB = 60  # letters from the relative clause to the main verb
_RELATIVE = 30  # its commas and the nearness of its own verb


def _of_the_count_before(scene: Scene, number: Number, event: Hit) -> bool:
    """ "실종자 등을 더하면 4천 명으로, 파병 병력의 40%다": an event that is summed up in a count before the share."""
    if number.share is None or not scene.language.predicate_last or scene.language.wordless:
        return False
    sums = [hit for hit in scene.of("including") if event.end <= hit.start]
    return any(hit.end <= n.core < number.start for hit in sums for n in scene.rivals)


def _shapes_person(scene: Scene, reading: Reading, event: Hit) -> bool:
    """ "죽은 사람을 300명, 다친 사람을 2700명": an event right before a plain noun for persons says which of them."""
    plain = scene.language.predicate_last and not scene.language.wordless and reading.head.kind == "person"
    return plain and 0 <= reading.head.start - event.end <= 1 and reading.head.end <= reading.number.start


def _linked_to(scene: Scene, number: Number, event: Hit) -> int:
    """ "9명의 안타까운 희생이 있었지만": an event that a number is linked to as to its noun is the number's own."""
    link = scene.language.marks("link")
    near = 0 < event.start - number.end <= _LINKED and scene.language.predicate_last
    if not near or scene.language.wordless or not scene.text.startswith(link, number.end):
        return 0
    clear = not any(c in ",.“”" for c in scene.text[number.end : event.start])
    others = any(hit.kind in ("nation", "people") for hit in scene.hits.within(number.end, event.start))
    return 0 if others or not clear else CROSSED


_LINKED = 14  # letters between a number and the event it is linked to


def _share_is_told(scene: Scene, number: Number) -> bool:
    """ "전체의 3분의 1에 이르는데요, 생포 당시 영상도 …": a share that ends its clause is no subject of the next."""
    return number.share is not None and scene.language.predicate_last and closes_clause(scene, number)


def _of_a_part(scene: Scene, number: Number, event: Hit) -> bool:
    """ "15 тысяч, из которых 600 убиты", "15 тысяч бойцов, потери среди которых – 4700": said of the next number."""
    if not scene.language.marks("genitive"):
        return False
    if scene.hits.at(event.end + 1, "part"):
        return True
    later = next((n for n in scene.numbers if n.start >= number.end), None)
    if later is None or event.start < later.core or number.share is not None:
        return False
    words = (hit for hit in scene.of("part") if number.end <= hit.start and 0 <= later.start - hit.end <= 1)
    return any(scene.text[hit.start - 2 : hit.start] == ", " for hit in words)


def _of_the_wounded(scene: Scene, reading: Reading, event: Hit | None, price: int) -> tuple[Hit | None, int]:
    """ "1.500 soldats blessés ont regagné leur pays": a participle on the noun only says which of them."""
    head = reading.head
    if event is None or event.value != Measure.WOUNDED:
        return event, price
    if head.kind not in STAGED:
        return _home_behind(scene, reading, event) or event, price
    if not scene.language.spaced:
        return _fate_behind(scene, reading, event, price)
    if reading.number.end <= event.start < head.start and scene.language.marks("genitive"):
        fate = [h for h in scene.events if h.value in (Measure.RETURNED, Measure.CAPTURED)]
        other, cost_of = nearest(scene, reading.number, head, fate)  # "schwytano dwóch rannych żołnierzy"
        return (event, price) if other is None else (other, cost_of)
    gap = scene.text[head.end : event.start].split() if event.start >= head.end else ["", ""]
    later = next((h for h in scene.events if 0 < h.start - event.end <= 25 and h.value in _FATES), None)
    if later is None or len(gap) > 1 or any(event.end <= n.core < later.start for n in scene.numbers):
        return event, price
    return later, price


def _home_behind(scene: Scene, reading: Reading, event: Hit) -> Hit | None:
    """ "Дві тисячі легкопоранених із січня по березень повернули до Пхеньяна": the noun yields to the verb behind it."""
    if not scene.language.marks("genitive") or not 0 <= event.start - reading.number.end <= 1:
        return None
    later = [h for h in scene.events if h.start > event.end and h.value == Measure.RETURNED]
    if not later or later[0].start - event.end > _PERIOD or parted(scene, event.end, later[0].start):
        return None
    crossed = any(event.end <= n.core < later[0].start for n in scene.numbers)
    return None if crossed or "," in scene.text[event.end : later[0].start] else later[0]


_PERIOD = 40  # letters of "from January to March" between the wounded and their verb


def _only_thought(scene: Scene, event: Hit) -> bool:
    """ "4월까지 모두 죽거나 다칠 수 있다": what may yet befall them is no loss."""
    marks = scene.language.marks("thought")
    after = scene.text[event.end : event.end + _THOUGHT]
    return bool(marks) and any(mark in after for mark in marks)


_THOUGHT = 7  # letters between an event and the word that makes it a possibility


def _of_others(scene: Scene, event: Hit) -> bool:
    """ "러시아의 일주일 사상자밖에 되지 않아": losses of another country, told in their own phrase."""
    if not scene.language.marks("thought") or scene.hits.at(event.start, "people") is None:
        return False
    for nation in reversed(scene.hits.within(max(0, event.start - _PHRASE), event.start)):
        if nation.kind == "nation":
            gap = scene.text[nation.end : event.start]
            owns = gap.startswith(scene.language.marks("link")[0])
            return side_of(nation) == OTHER and owns and not any(c.isdigit() or c in ",." for c in gap)
    return False


_PHRASE = 14  # letters of a noun phrase from its country to its noun


def _fate_behind(scene: Scene, reading: Reading, event: Hit, price: int) -> tuple[Hit | None, int]:
    """ "다친 병사 2000명은 … 북한에 돌아가": what shapes the noun yields to the clause's own verb."""
    if scene.language.wordless or not scene.language.predicate_last or event.end > reading.head.start:
        return event, price
    fates = [e for e in scene.events if e.value in _FATES and e.start >= reading.number.end]
    fate, cost_of = nearest(scene, reading.number, reading.head, fates)
    return (event, price) if fate is None or cost_of > BARE_REACH else (fate, min(price, cost_of))


_FATES = (Measure.RETURNED, Measure.CAPTURED)  # what befell the wounded afterwards


def _beyond_another(scene: Scene, number: Number, event: Hit) -> bool:
    """ "数千人の労働者を送り、600人が戦死した": a number that is no list's stands before the event."""
    if not scene.language.wordless or number.share is not None or event.start < number.end:
        return False
    between = any(number.end <= n.core < event.start for n in scene.rivals)
    return between and list_end(scene, number, number.end, event.start) == number.end


_AMONG = 10  # letters between a number and its two kinds of losses


def _is_head_of(scene: Scene, event: Hit, reading: Reading) -> bool:
    """Whether an outcome's noun is counted by another number: "전투부대 1만 명이 주둔하고, 사상자는 6000명"."""
    if scene.language.spaced:
        noun = any(hit.start == event.start and hit.value in OUTCOMES for hit in scene.of("people"))
        others = (n for n in scene.numbers if n is not reading.number)
        return noun and any(
            0 <= event.start - n.end <= (_AMONG if scene.hits.at(n.end + 1, "between", "of") else 2)
            for n in others
        )  # "15.000, con circa 4.700 tra morti e feriti"
    whole = reading.head.kind in ("person", Measure.TROOPS) or _is_part_of_them(scene, reading)
    if whole and reading.head.start == event.start:
        return True
    rivals = [n for n in scene.rivals if n is not reading.number and n.start >= event.end]
    if rivals and not scene.text[event.end : rivals[0].start].strip():
        return True  # "부상 2700여 명 등 …"
    if not any(hit.start == event.start and hit.value in OUTCOMES for hit in scene.of("people")):
        return False
    others = (n for n in scene.rivals if n is not reading.number and n.share is None)
    return any(
        (head := head_of(scene, other)).kind in (*OUTCOMES, Measure.TROOPS) and head.start == event.start
        for other in others
    )
