"""The trade that soldiers ply: sappers, builders, told by their noun, their task or those spoken of before."""

from __future__ import annotations

import re

from bot.claims.governing import (
    NOUN_REACH,
    nearest,
    past_who_says,
    whole_before_part,
)
from bot.claims.heads import head_of
from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import (
    Context,
    Head,
    Reading,
    Scene,
    parted,
)
from bot.model import STAGED, Measure

_APPOSED = 30  # letters between a trade and the "people" that it counts


def base(scene: Scene, reading: Reading, context: Context) -> Measure:
    """Soldiers, unless the noun, the trade they ply, or those spoken of before say otherwise."""
    head, last = reading.head, context.last
    told = _trade_apposed(scene, head) or _trade_meant(scene, head) or _trade_behind(scene, head)
    told = (
        told
        or _all_of_a_trade(scene, reading)
        or task_of(scene, reading)
        or _men_of_a_trade(scene, reading)
        or _first_of_them(scene, reading, context)
        or _of_neither_trade(scene, reading, context)
        or _whose_number(scene, reading)
    )
    if told is not None:
        return told
    wave = not scene.language.spaced and last is not None and last.accepted and last.sentence == scene.index
    wave = wave and scene.text[head.start : head.end] in scene.language.marks("generic")
    if wave and last is not None and last.measure in STAGED and head.nation is None:
        return Measure(last.measure)  # "工兵の第1陣1千人が到着し、第2陣1千人も…"
    trade = trade_of(scene, reading)
    carried = _carried(scene, reading, context)
    if carried is not None and _only_works(scene, reading):
        return carried
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
            own = _meant(scene, reading, context) if scene.of("people") else None
            return Measure(own or last.head.kind)  # "Medio millar de zapadores … Los sustituirán 600"
    return _as_told_before(scene, reading, context)


def _carried(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "Sappers clear mines there. About 300 are on duty": whoever they are, of the one trade just spoken of."""
    head, (kind, sentence) = reading.head, context.trade
    word = scene.text[head.start : head.end]
    word = (
        word.split()[0] if head.start < reading.number.start < head.end else word
    )  # "группа из 1200 человек"
    anybody = head.kind in (None, "person") or (
        head.kind == Measure.TROOPS
        and word in (*scene.language.marks("generic"), *scene.language.marks("men"))
    )
    if not kind or not anybody or head.nation or not 0 < scene.index - sentence <= _CARRIED:
        return None
    sizes = [_size(told.number) for told in context.told.values() if told.measure == kind]
    if word in scene.language.marks("kin") or (sizes and _size(reading.number) > _GROWN * max(sizes)):
        return None  # "1,000 sappers joined them. 15,000 have passed through Kursk"
    others = (h for h in scene.of("people") if h.value in STAGED and not head.start <= h.start < head.end)
    return None if any(others) or reading.number.share is not None else Measure(kind)


def _size(number: Number) -> int:
    return number.high or number.low or 0


_GROWN = 3  # times as many as were told of a trade are no longer of it
_CARRIED = 2  # sentences that a trade is carried, those between telling of nobody


def _only_works(scene: Scene, reading: Reading) -> bool:
    """Whether no trade is told, or only what every trade does ("are at work there")."""
    trade = _trade_near(scene, reading)
    verb, *links = scene.text[trade.start : trade.end].split() if trade else [""]
    return trade is None or (
        verb in scene.language.marks("works") and all(len(word) <= _LINK for word in links)
    )


_LINK = 3  # letters of a preposition behind a verb of working


def _as_told_before(scene: Scene, reading: Reading, context: Context) -> Measure:
    """Those spoken of before the number, where neither its noun nor a trade says who they are."""
    head, last = reading.head, context.last
    if head.kind is None and last is not None and _moves_on(scene, last):
        return last.measure or Measure.TROOPS
    alone = scene.language.spaced and head.kind == "person" and not context.soldiers
    ahead = context.ahead if head.kind == "person" else ""
    workers = ahead or (context.folk[0] if alone else "")
    total = bool(scene.language.marks("postposed")) and bool(scene.of("tally"))  # "le total des Nord-Coréens"
    if ahead or (workers == Measure.WORKERS and scene.hits.at(head.start, "nation") and not total):
        return Measure(workers)  # "… 50 тисяч робітників. Кордон перетнули 12 800 північнокорейців"
    if sums_trades(scene, reading) or whole_of_a_trade(scene, reading):
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
        noun = noun_told(scene, reading.number)
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
                and (last.sentence == scene.index or all(h.value == "person" for h in scene.of("people")))
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


MEANT = 3  # sentences that "them" may reach back


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
    return kind if 0 < scene.index - sentence <= MEANT else None


def _of_those_named(scene: Scene, reading: Reading, context: Context) -> str | None:
    """ "Sappers are at work there. There are 1,000 of them; 5,000 builders …": them are those named before."""
    kind, sentence = context.folk
    part = scene.hits.at(reading.number.end + 1, "part") if scene.language.marks("possessive") else None
    return kind if part is not None and kind and 0 < scene.index - sentence <= JUST_NAMED else None


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
    joined = re.compile(r" (\w+) ").match(scene.text, noun.end)
    other = scene.hits.at(joined.end(), "people") if joined and joined[1] in scene.language.joiners else None
    if other is not None and other.value != noun.value:
        return None  # "6 000 hommes, sapeurs et bâtisseurs": of neither trade
    closes = re.compile(r"[,.;:!?]|$").search(scene.text, noun.end, scene.sentence.end)
    end = closes.start() if closes else scene.sentence.end
    between = (*scene.events, *scene.stages)
    told = any(head.end <= hit.start < end for hit in between)
    return None if told else Measure(noun.value)


def _all_of_a_trade(scene: Scene, reading: Reading) -> Measure | None:
    """ "expects the first 1,000, all deminers, in August": the trade in an apposition to those of whom no more is told."""
    marks = tuple(f", {word} " for word in scene.language.marks("wholly"))
    anybody = reading.head.kind in (None, "person")
    end = reading.head.end if anybody and reading.head.end > reading.number.end else reading.number.end
    if not marks or not anybody or not scene.text.startswith(marks, end):
        return None
    ends = (end + len(mark) for mark in marks if scene.text.startswith(mark, end))
    trade = next((hit for end in ends if (hit := scene.hits.at(end, "people"))), None)
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
        own = scene.hits.at(at + 1, "people") if of and scene.language.marks("possessive") else None
        if own is not None and own.value in (Measure.ENGINEERS, Measure.WORKERS):
            return Measure(own.value)  # "a 4,500-strong brigade of military builders"
        skip = scene.hits.at(at + 1, "nation", "of", "from", "filler")
        if skip is None:
            return None
        at, of = skip.end, of or skip.kind in ("of", "from")
    return None


_APPOSITION = 26  # letters between a noun and the comma before its apposition


def _whose_number(scene: Scene, reading: Reading) -> Measure | None:
    """ "派俄劳工去年增加一倍，达到1.5万人": a number without a noun, behind a clause that names only workers."""
    start, number = scene.sentence.start, reading.number
    if not scene.language.by_order or reading.head.kind is not None or number.share is not None:
        return None
    nouns = {str(hit.value) for hit in scene.of("people") if start <= hit.start and hit.end <= number.start}
    first = not any(other.end <= number.start for other in scene.rivals)
    trade = next(iter(nouns)) if len(nouns) == 1 else ""
    return Measure(trade) if first and trade in (Measure.ENGINEERS, Measure.WORKERS) else None


def _men_of_a_trade(scene: Scene, reading: Reading) -> Measure | None:
    """ "Bautrupps treffen ein, bislang 5000 Mann": men whose trade stands before the comma.

    So do those that a word for "that is" makes the same: "deux brigades de bâtisseurs, soit 5 000 hommes".
    """
    head, start = reading.head, reading.number.start
    restated = tuple(f", {word}" for word in scene.language.marks("restated"))
    same = bool(restated) and scene.text[scene.sentence.start : start].rstrip().endswith(restated)
    if head.start < start or head.nation:
        return None
    if scene.text[head.start : head.end] not in scene.language.marks("men") and not same:
        return None
    nouns = [hit for hit in scene.of("people") if 0 <= start - hit.end <= _APPOSED]
    if not nouns or nouns[-1].value not in (Measure.ENGINEERS, Measure.WORKERS):
        return None
    gap = scene.text[nouns[-1].end : start]
    again = reading.number.increment or not scene.language.joiners.isdisjoint(gap.split())
    told = gap.count(",") == 1 and not again  # "ya están allí, y otros diez mil hombres vigilan"
    return Measure(nouns[-1].value) if told and not any(c in gap for c in ".;:") else None


def _first_of_them(scene: Scene, reading: Reading, context: Context) -> Measure | None:
    """ "8 000 ouvriers … . Une première équipe, forte de 1 200 hommes, …": a group of those just told has their trade."""
    last, marks, head = context.latest, scene.language.marks("squads"), reading.head
    if not marks or last is None or last.measure not in STAGED or scene.index - last.sentence > 1:
        return None
    if head.kind not in (Measure.TROOPS, "person") or head.nation:
        return None
    first = max(scene.text.rfind(mark, scene.sentence.start, reading.number.start) for mark in marks)
    if first < 0 or any(first <= n.core < reading.number.core for n in scene.numbers):
        return None
    trades = any(hit.value in (Measure.ENGINEERS, Measure.WORKERS) for hit in scene.of("people", "trade"))
    return None if trades else Measure(last.measure)


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


def whole_of_a_trade(scene: Scene, reading: Reading) -> bool:
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


def sums_trades(scene: Scene, reading: Reading) -> bool:
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
    trade = _trade_near(scene, reading)
    return None if trade is None or _joined_trades(scene, trade) else Measure(trade.value)


def _trade_near(scene: Scene, reading: Reading) -> Hit | None:
    number = reading.number
    own = [hit for hit in scene.of("trade") if not _of_the_next(scene, number, hit)]
    trade, price = nearest(scene, number, reading.head, own)
    far = _FAR_TRADE if reading.head.kind == "person" and scene.language.spaced else _NEAR_TRADE
    return trade if price < far else None


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


def task_of(scene: Scene, reading: Reading) -> Measure | None:
    """ "тысяча военных займётся разминированием": the one task of soldiers makes them sappers or builders."""
    tasks = scene.of("task")
    parted_by = any(tasks and tasks[0].end <= n.core < tasks[-1].start for n in scene.numbers)
    one = len({hit.value for hit in tasks}) == 1 or (len(tasks) > 1 and parted_by)
    bare = reading.head.kind is None and scene.language.marks("genitive")
    end = _past_part(scene, reading.number) if bare else reading.number.end
    helper = scene.hits.at(end + 1, "stage") if bare else None  # "тысяча будет разминировать приграничье"
    end = helper.end if helper is not None and scene.hits.at(helper.end + 1, "task") else end
    right = (hit for hit in tasks if bare and hit.start >= end)
    behind = next((hit for hit in right if scene.text[end : hit.start] in ("", " ", " – ")), None)
    if behind is not None:
        return Measure(behind.value)  # "із них тисяча розміновуватиме поля"
    if one and reading.head.kind == "person" and scene.language.marks("genitive"):
        ends = scene.text[reading.head.end : tasks[0].start].split()
        alone = len(tasks) == 1 and tasks[0].start > reading.head.end and len(ends) <= _TO_TASK
        if alone and not any(mark in word for word in ends for mark in ",;:–"):
            return Measure(tasks[0].value)  # "сотни северокорейцев строят мосты"
    if reading.head.kind != Measure.TROOPS or not one:
        return None
    number = reading.number
    own = [
        hit
        for hit in tasks
        if (
            hit.start >= number.end
            and not _of_another_clause(scene, number, hit)
            and not _behind_colon(scene, number.end, hit.start)
        )
        or (hit.end <= number.start and not parted(scene, hit.end, number.start))
    ]
    task, price = nearest(scene, number, reading.head, own)
    if task is None or price >= _NEAR_TASK or any(number.end <= n.core < task.start for n in scene.numbers):
        return None
    return Measure(task.value)


def _behind_colon(scene: Scene, start: int, end: int) -> bool:
    """ "тисячі солдатів: у Пхеньяні зводять музей": behind a colon others are told of, but for "они …"."""
    colon = scene.text.rfind(": ", start, end)
    return colon >= 0 and scene.hits.at(colon + 2, "pronoun", "them") is None


def _past_part(scene: Scene, number: Number) -> int:
    """ "Тысяча из них, уточнили в Сеуле, разминирует поля": where "of them" and what is put in end."""
    part = scene.hits.at(number.end + 1, "part")
    return past_who_says(scene, part.end if part else number.end, scene.sentence.end)


def _of_another_clause(scene: Scene, number: Number, task: Hit) -> bool:
    """ "Кордон охороняють 10 тис. бійців, розмінуванням займається тисяча": a clause with a number behind the task."""
    comma = scene.text.rfind(", ", number.end, task.start)
    if comma < 0:
        return False
    return any(n.core > task.end and not parted(scene, task.end, n.core) for n in scene.numbers)


_NEAR_TASK, _TO_TASK = 100, 2  # letters between soldiers and their task; words between people and it


def _of_the_next(scene: Scene, number: Number, trade: Hit) -> bool:
    """ "操縦士は数百人おり、地雷除去に当たる工兵も約1千人いる": a clause with a number of its own."""
    if not scene.language.predicate_last or trade.start < number.end:
        return False
    later = any(n.core >= trade.end for n in scene.rivals)
    return later and "、" in scene.text[number.end : trade.start]


def noun_told(scene: Scene, number: Number) -> Measure | None:
    """ "The contingent would grow to a total of about 15,000": the noun told before a number that has none."""
    nouns = [hit for hit in scene.of("people") if hit.end <= number.start]
    if nouns and (_is_its_topic(scene, nouns[-1], number) or _so_many(scene, nouns[-1], number)):
        return Measure.TROOPS if nouns[-1].value == "person" else Measure(nouns[-1].value)
    if number.start == number.core and (number.low or number.high or 0) < 1000 and not number.increment:
        return None
    reach = 2 * NOUN_REACH if scene.of("according") else NOUN_REACH
    if scene.language.spaced and not nouns and _who_are(scene, number):
        return Measure.TROOPS
    if not scene.language.spaced or not nouns:
        return None
    gap = _without_source(scene, nouns[-1].end, number.start)
    if len(gap) > reach:
        return None
    if any(char in gap for char in ",;:()–") or any(char.isdigit() for char in gap):
        return None
    kind = nouns[-1].value
    return Measure.TROOPS if kind == "person" else Measure(kind)


def _so_many(scene: Scene, noun: Hit, number: Number) -> bool:
    """ "si prepara a inviare altri soldati: fino a trentamila, secondo …": a noun, a colon, and how many alone."""
    people = scene.hits.at(noun.end + 1, "nation")
    start = people.end if people is not None else noun.end
    if (
        not scene.language.spaced
        or number.share is not None
        or scene.text[start : number.start] not in _SO_MANY
    ):
        return False
    plain = noun.value in STAGED and scene.hits.at(number.end + 1, "people", "unit") is None
    return plain and scene.text[number.end : number.end + 1] in (",", ".", ";", "»", "”", '"', "", ")")


_SO_MANY = (": ", " – ", " — ", ": «", ": “")


def _is_its_topic(scene: Scene, noun: Hit, number: Number) -> bool:
    """ "North Korean troops in Kursk: 10,000 according to the Pentagon, 12,000 …": a topic, a colon, its numbers."""
    colon = scene.text.rfind(": ", noun.end, number.start)
    if not scene.language.spaced or colon < 0 or number.share is not None:
        return False
    told = (*scene.stages, *scene.events, *scene.of("say", "unit"))
    verbs = any(hit.start < number.start and hit.start != noun.start for hit in told)
    marked = any(mark in scene.text[scene.sentence.start : colon] for mark in ",;:–(")
    first = number.start == colon + 2 or any(n.start == colon + 2 for n in scene.numbers)
    return first and not (verbs or marked) and colon - noun.end <= NOUN_REACH


def _who_are(scene: Scene, number: Number) -> bool:
    """ "Les Nord-Coréens y sont environ 9 000": a people's name and a verb of being right before the number."""
    words = tuple(f" {word} " for word in scene.language.marks("be"))
    if not words or not scene.text.endswith(words, scene.sentence.start, number.start):
        return False
    people = [hit for hit in scene.of("nation") if hit.end <= number.start]
    host = (
        people[-1] if people and scene.hits.at(people[-1].start, "place") else None
    )  # "… en Russie sont 9 000"
    people = people[:-1] if host is not None else people
    place = next((hit for hit in reversed(scene.of("place")) if hit.end <= number.start), None)
    at = people[-1].end if people else 0
    gap = scene.text[at : number.start] if at else ",,"
    if place is not None and place.start > at and scene.hits.until(place.start - 1, "at", "governs", "from"):
        gap = gap[place.end - at :]
    return (
        people[-1:] != [] and people[-1].value == "counted_people" and len(gap) <= _WHO_ARE and "," not in gap
    )


_WHO_ARE = 20  # letters of an adverb and a verb of being


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


JUST_NAMED = 2  # sentences
