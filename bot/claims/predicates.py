"""The event that governs a number, and what else stands around it: the cheapest of those that belong to nobody else."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.claims.governing import (
    ATTACHED,
    BARE_REACH,
    CROSSED,
    NAMED,
    REACH,
    SHAPING,
    among_whom,
    base_of_share,
    closes_clause,
    cost,
    leads_on,
    list_end,
    nearest,
    past_who_says,
    relative_behind,
    relative_end,
)
from bot.claims.heads import head_of
from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import (
    OTHER,
    OUTCOMES,
    Context,
    Head,
    Reading,
    Scene,
    has_article,
    parted,
    preceding,
    side_of,
)
from bot.claims.trades import base
from bot.model import STAGED, Measure, Stage


def _are_the_rest(scene: Scene, number: Number, event: Hit) -> bool:
    """ "2千人が戦死や負傷で抜け、残りは9千人": those left over, whom the event before did not befall."""
    rest = scene.language.marks("rest")
    if scene.language.spaced or not rest or event.end > number.start:
        return False
    return any(scene.text.endswith(mark, event.end, number.start) for mark in rest)


class Around(NamedTuple):
    """What stands around a number: the event and the stage nearest to it with their prices, and whom it counts."""

    event: Hit | None
    event_price: int
    stage: Hit | None
    stage_price: int
    base: Measure


def _in_its_relative(scene: Scene, number: Number, stage: Hit) -> bool:
    """ "Одинадцять тисяч, що прибули торік, чотири тисячі втратили": a bare number's own clause, no event its verb."""
    own = relative_behind(scene, number.end) if scene.language.marks("genitive") else None
    if own is None or not own[0] <= stage.start < own[1]:
        return False
    behind = [event for event in scene.events if event.start >= own[1]]
    return not behind or any(own[1] <= n.core < behind[0].start for n in scene.numbers)


def look_around(scene: Scene, reading: Reading, context: Context) -> Around:
    number, head = reading.number, reading.head
    event, price = _governing(scene, reading)
    if event is not None and event.value == Measure.RETURNED and _only_planned(scene, event):
        event, price = None, REACH
    if event is not None and event.value != Measure.RETURNED and _is_group_of(scene, number):
        event, price = None, REACH
    if event is not None and (is_force(scene, number, head) or _are_the_rest(scene, number, event)):
        event, price = None, REACH
    if event is not None and _shrunk_to(scene, reading, event):
        event, price = None, REACH
    stage, stage_price = nearest(scene, number, head, scene.stages)
    if event is not None and stage is not None and _has_clause_of_its_own(scene, reading, stage, event):
        event, price = None, REACH
    if stage is not None and shapes_noun(scene, number, stage):
        stage_price += SHAPING
    if stage is not None and event is not None and _comes_to(scene, reading, event, stage):
        stage_price = max(price, stage_price)  # "las bajas, que ascenderían ya a 4.000"
    if event is not None and stage is not None and number.end <= stage.start and event.start >= head.end:
        stage_price += ATTACHED * (
            stage.end <= head.start
        )  # "1100 in Kursk eingesetzte Soldaten sind gefallen"
    if event is not None and (
        _shapes_captives(scene, reading, event)
        or _shapes_those_before(scene, stage, event, number, head)
        or _only_links(scene, number, stage, event)
    ):
        stage_price += ATTACHED  # "a proposé d'échanger deux soldats nord-coréens capturés"
    if stage is not None and event is not None and _shapes_the_whole(scene, number, stage, event):
        stage_price += 2 * CROSSED
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
    if stage is not None and event is not None and _only_there(scene, reading, stage, event):
        stage_price += 2 * ATTACHED
    return Around(event, price, stage, stage_price, base(scene, reading, context))


def _has_clause_of_its_own(scene: Scene, reading: Reading, stage: Hit, event: Hit) -> bool:
    """ "300名士兵回国，8000名仍留在库尔斯克", "…，将由6000名士兵接替": a number with a verb of its own."""
    start, end = reading.number.start, max(reading.number.end, reading.head.end)
    behind = end <= stage.start <= end + _RIGHT_BEHIND
    before = stage.value == Stage.PLANNED and stage.end <= start <= stage.end + _RIGHT_BEHIND
    if not scene.language.by_order or not (behind or before) or event.end >= min(start, stage.start):
        return False
    gap = scene.text[event.end : min(start, stage.start)]
    part = any(hit.kind in ("part", "including", "of") for hit in scene.hits.within(event.end, start))
    apart = any(sign in "，；,;" for sign in gap) and not part
    clear = before or not any(sign in "，；、,;" for sign in scene.text[end : stage.start])
    return apart and clear and not shapes_noun(scene, reading.number, stage)


_RIGHT_BEHIND = 4  # letters of an adverb between a number and the verb of its clause


def _only_there(scene: Scene, reading: Reading, stage: Hit, event: Hit) -> bool:
    """ "已有300名士兵不幸身亡": a verb of being there, whose noun has a verb of its own behind it."""
    has = scene.language.marks("there_is")
    end = max(reading.number.end, reading.head.end)
    before = bool(has) and stage.end <= reading.number.start and event.start >= end
    return before and scene.text.endswith(has, stage.start, stage.end) and not parted(scene, end, event.start)


def _only_links(scene: Scene, number: Number, stage: Hit | None, event: Hit) -> bool:
    """ "Погибшими числятся 300", "Пленными, уточнил Юсов, остаются двое": a verb that joins an outcome to its number."""
    endings = scene.language.marks("instrumental")
    if not endings or stage is None or not event.end < stage.start < number.start:
        return False
    told = scene.text.endswith(endings, event.start, event.end)
    return told and not scene.text[past_who_says(scene, event.end, stage.start) : stage.start].strip()


def _shrunk_to(scene: Scene, reading: Reading, event: Hit) -> bool:
    """ "Il contingente, falcidiato dalle perdite, si è ridotto a 8mila uomini": their losses are told aside."""
    start = reading.number.start
    first = next(
        (n.start for n in scene.numbers if 0 < start - n.end <= _GROWN_TO), start
    )  # "da 12mila a 8.500"
    grown = next((g for g in scene.of("grows") if 0 <= min(first, start) - g.end <= _GROWN_TO), None)
    if grown is None or reading.head.kind not in (None, "person", *STAGED) or event.end > grown.start:
        return False
    force = any(noun.end <= event.start and noun.value in STAGED for noun in scene.of("people"))
    start, end = event.end, grown.start
    return force and "," in scene.text[scene.sentence.start : event.start] and "," in scene.text[start:end]


_GROWN_TO = 5  # letters of a preposition between a verb of growing and its number


def _shapes_the_whole(scene: Scene, number: Number, stage: Hit, event: Hit) -> bool:
    """ "Из 11 тысяч, приехавших осенью, четыре тысячи, по той же оценке, убиты": a participle of those it is a part of."""
    if scene.language.predicate_last and any(
        stage.end <= h.start and h.end <= number.start for h in scene.of("of")
    ):
        return event.start >= number.end  # "ロシアに送られた兵のうち370人が…、行方不明になった"
    whole = next((n for n in reversed(scene.numbers) if n.end <= stage.start), None)
    modifier = scene.language.marks("modifier") or ("\0",)
    if whole is not None and whole.start >= number.end and event.start >= stage.end:
        beside = stage.start - whole.end == 1 and scene.text.endswith(modifier, stage.start, stage.end)
        return (
            beside and scene.hits.until(whole.start - 1, "of") is not None
        )  # "двое из 12 тысяч отправленных"
    if whole is None or stage.end > number.start or scene.hits.until(whole.start - 1, "of") is None:
        return False
    if event.start >= number.end and not parted(scene, number.end, event.start):
        return True  # "Of the 12,000 sent to Kursk, 600 have been killed"
    return scene.text.endswith(modifier, stage.start, stage.end)


def _shapes_captives(scene: Scene, reading: Reading, event: Hit) -> bool:
    """Whether a participle of capture stands right behind those counted, their nation passed over."""
    end = max(reading.number.end, reading.head.end)
    nation = scene.hits.at(end + 1, "nation")
    return event.value == Measure.CAPTURED and 0 <= event.start - (nation.end if nation else end) <= 1


def _shapes_those_before(scene: Scene, stage: Hit | None, event: Hit, number: Number, head: Head) -> bool:
    """ "wróciło 2 tys. żołnierzy walczących w Rosji", "poległo 2 tys. wysłanych do Rosji żołnierzy": a participle that
    only shapes those counted, their verb before them."""
    endings = scene.language.marks("shaping")
    if stage is None or not endings:
        return False
    inside = number.end <= stage.start and stage.end <= head.start
    endings = (*endings, *scene.language.marks("modifier")) if inside else endings
    if not scene.text.endswith(endings, stage.start, stage.end):
        return False
    beside = inside or (
        0 < stage.start - max(number.end, head.end) <= _RIGHT_BEFORE and stage.start > head.start
    )
    return beside and event.end <= number.start and not parted(scene, event.end, number.start)


def _only_relative(scene: Scene, stage: Hit, event: Hit, end: int) -> bool:
    """Whether the stage stands in a clause that opens with ", who" behind the noun, and the event outside of it."""
    span = relative_behind(scene, end)
    return span is not None and span[0] < stage.start < span[1] and not span[0] < event.start < span[1]


def _only_planned(scene: Scene, event: Hit) -> bool:
    """ "gli 11mila … sono pronti a tornare in patria": who are still to go home have not gone."""
    plans = (hit for hit in scene.of("stage") if hit.value == Stage.PLANNED)
    return scene.language.spaced and any(0 <= event.start - hit.end <= _RIGHT_BEFORE for hit in plans)


_RIGHT_BEFORE = 12  # letters of an infinitive


def _comes_to(scene: Scene, reading: Reading, event: Hit, stage: Hit) -> bool:
    """Whether the stage is a verb of growth, or a modal, that has the event before it as its subject."""
    grows = event.end <= stage.start < reading.number.start
    if grows and scene.hits.at(stage.start, "grows") is not None:
        return True
    amounts = tuple(f"{word} " for word in scene.language.marks("amounts")) if grows else ()
    if (
        amounts
        and scene.text.startswith(amounts, stage.start)
        and not parted(scene, event.end, reading.number.start)
    ):
        return True  # "the death toll stands at 600"
    return _may_come_to(scene, reading, event, stage)


def _may_come_to(scene: Scene, reading: Reading, event: Hit, stage: Hit) -> bool:
    """ "North Korean casualties may exceed 5,000": what losses may come to is no plan."""
    number = reading.number
    modal = scene.hits.at(stage.start, "stage")
    if number.core - stage.end <= _TO_FIGURE:  # "potrebbe aver raggiunto i 2.000"
        helped = [hit for hit in scene.of("stage") if 0 < stage.start - hit.end <= _TO_FIGURE]
        modal = next((hit for hit in helped if hit.value == Stage.PLANNED), modal)
    about = number.start < stage.end <= number.core  # "podrían rondar las 6.000"
    if modal is None or not scene.language.spaced:
        return False
    if not (modal.value == Stage.PLANNED or about):
        return False
    if number.start == number.core and reading.head.kind in STAGED and reading.head.start > stage.start:
        return False  # "the losses could force 5,000 soldiers to withdraw"
    between = scene.hits.within(stage.end, number.start - _TO_FIGURE)
    told = any(hit.kind in ("stage", "event", "people") for hit in between)
    parts = scene.text[event.end : stage.start], scene.text[stage.end : number.core]
    plain = not any(mark in part for part in parts for mark in ",;:")
    near = len(parts[0]) <= _TO_MODAL and len(parts[1]) <= _TO_COUNT
    return event.end <= stage.start and near and plain and not told


_TO_MODAL, _TO_COUNT = 40, 32  # letters between losses and their modal, and from there to the number
_TO_FIGURE = 14  # letters of "have reached" or "llegar a" right before it
_BEFORE_NOUN = 6


def is_part_of_them(scene: Scene, reading: Reading) -> bool:
    """ "사상자 중 600명이 숨졌다": the noun names those whom the number is a part of."""
    head, number = reading.head, reading.number
    if not scene.language.predicate_last or scene.language.wordless or head.end > number.start:
        return False
    return any(head.end <= hit.start < number.core for hit in scene.of("of"))


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
    among = group is not None and scene.language.nouns_capitalised
    return number.share is None and group is not None and among and group.value in STAGED


def is_force(scene: Scene, number: Number, head: Head) -> bool:
    """ "12-тысячный контингент потерял …": an adjective of size tells how large the force is, not what befell it."""
    marks = scene.language.marks("force")
    told = scene.text[number.core : max(number.core_end, head.end) + _SIZE]
    if scene.language.nouns_capitalised:
        return number.share is None and any(mark in told for mark in marks)
    sized = tuple(f" {word} " for word in scene.language.marks("sized"))
    before = scene.text[scene.sentence.start : number.start]
    if head.kind and head.start < number.start and number.end <= head.end and before.endswith(sized or "\0"):
        return number.share is None  # "контингент в 12 тысяч человек выйдет из строя"
    units = scene.language.marks("formations")
    if units and scene.text.startswith(units, head.start) and scene.hits.until(number.start - 1, "strength"):
        return number.share is None  # "licząca 12 tys. ludzi brygada straciła …"
    return number.share is None and any(mark in scene.text[number.core : number.core_end] for mark in marks)


def shapes_noun(scene: Scene, number: Number, hit: Hit) -> bool:
    return scene.language.predicate_last and hit.end <= number.start and not closes_clause(scene, number)


def _governing(scene: Scene, reading: Reading) -> tuple[Hit | None, int]:
    """The event nearest to the number, unless another number stands closer to it on the same side."""
    best: Hit | None = None
    price = REACH if reading.number.share is None else 2 * REACH  # a share's whole stands between
    for event in scene.events:
        if event.start >= reading.number.end and _of_a_part(scene, reading.number, event):
            continue
        if _of_the_count_before(scene, reading.number, event) or _only_shrinks(scene, reading.number, event):
            continue
        if _of_the_rest(scene, reading.number, event) or _of_one(scene, reading.number, event):
            continue
        if _told_of_the_next(scene, reading.number, event) or among_whom(scene, reading.number, event):
            continue
        if (joined := dashed(scene, event)) is not None:
            if joined.start == reading.number.start:
                return _lost_as(scene, reading.number, event), 0
            continue
        now = cost(scene, reading.number, event.start, event.end, reading.head)
        now += 2 * CROSSED if _beyond_another(scene, reading.number, event) else 0
        now -= _past_relative(scene, reading, event) + _linked_to(scene, reading.number, event)
        now -= CROSSED if _shapes_person(scene, reading, event) else 0
        if reading.head.kind in STAGED and event.start > reading.head.end and has_article(scene, event):
            now += NAMED  # "3,000 men who replaced the fallen": others, already named
        if _shapes_another(scene, reading, event):
            now += 2 * CROSSED
        lost = event.value == Measure.CASUALTIES and event.start >= reading.number.end
        heavy = scene.language.marks("heavy") if lost else ()
        if heavy and scene.text.startswith(heavy, event.end):
            continue  # "派出3000名增援，起初伤亡惨重": how bad it was, of nobody counted before
        inside = (
            reading.number.end <= event.start and event.end <= reading.head.start
        )  # "der 600 getöteten Soldaten"
        if (
            now < price
            and not (reading.number.share is None and _is_head_of(scene, event, reading))
            and (inside or not base_of_share(scene, reading.number))
            and not only_thought(scene, event)
            and not _others_lose(scene, reading.number, event)
        ):
            best, price = event, now
    best = _lost_as(scene, reading.number, best) if best is not None else None
    if best is not None and best.value == Measure.CASUALTIES and best.end <= reading.number.start:
        best = _kind_behind(scene, reading.number) or best
    return _of_the_wounded(scene, reading, best, price)


def _kind_behind(scene: Scene, number: Number) -> Hit | None:
    """ "lost 85 killed and 160 wounded": what kind of losses, right behind a number that a verb of losing takes."""
    event = scene.hits.at(number.end + 1, "event")
    return event if event is not None and event.value in _KINDS_LOST else None


def dashed(scene: Scene, event: Hit) -> Number | None:
    """ "ранены 3200, убиты – 450": the number behind the dash that joins an event to it, alone in their clause."""
    if not scene.language.marks("instrumental") or not scene.text.startswith(" – ", event.end):
        return None
    at = event.end + len(" – ")
    led = scene.hits.at(at, "governs")  # "загибеллю – для трьох сотень"
    number = next((n for n in scene.numbers if 0 <= n.start - (led.end + 1 if led else at) <= 1), None)
    start = scene.clause_start(event.start)
    opens = scene.text[scene.sentence.start : event.start].rstrip().endswith((",", ";", ":"))
    alone = opens and not any(start <= n.core < event.start for n in scene.numbers)
    return number if number is not None and number.share is None and alone else None


def _of_the_rest(scene: Scene, number: Number, event: Hit) -> bool:
    """ "там чотири тисячі, решта в шпиталях": a clause that opens with those left over tells nothing of the number."""
    rest = scene.language.marks("rest")
    if not rest or not scene.language.spaced or event.start < number.end:
        return False
    start = scene.clause_start(event.start)
    opened = scene.text[start : event.start].lstrip().startswith(rest)
    return start >= number.end and opened and not any(start <= n.core < event.start for n in scene.numbers)


def _told_of_the_next(scene: Scene, number: Number, event: Hit) -> bool:
    """ "остаются 10 тысяч солдат и 900 сапёров, 1100 вернулись домой": the next clause opens with its own number.

    "共派出1.5万人，4100人受伤" as well.
    """
    start = scene.clause_start(number.start)
    told = any(start <= verb.start and verb.end <= number.start for verb in (*scene.stages, *scene.events))
    apart = scene.language.marks("genitive") or scene.language.by_order
    if not apart or not told or event.start < number.end:
        return False
    nexts = (n for n in scene.numbers if number.end <= n.start and n.end <= event.start)
    return any(scene.text.endswith((", ", "，"), 0, n.start) for n in nexts)


def _of_one(scene: Scene, number: Number, event: Hit) -> bool:
    """ "ликвидировали 14 солдат и взяли одного в плен": a verb that has a single one for its object or subject."""
    ones = scene.language.marks("single")
    before = re.split(_STOPS, scene.text[max(number.end, event.start - _SINGLE) : event.start])[-1]
    behind = re.split(_STOPS, scene.text[event.end : event.end + _SINGLE])[0]
    words = f"{before} {scene.text[event.start : event.end]} {behind}".split() if ones else ()
    beyond = event.start < number.end or ";" in scene.text[number.end : event.start]
    return not beyond and any(word in ones for word in words)


_SINGLE, _STOPS = 9, r"[.,;:–]"  # letters of a word for one right beside its verb


def _lost_as(scene: Scene, number: Number, event: Hit) -> Hit:
    """ "одними убитыми контингент недосчитался шестисот": what kind of losses, told before the verb in the instrumental."""
    endings = scene.language.marks("instrumental")
    if not endings or event.value != Measure.CASUALTIES or event.end > number.start:
        return event
    start = scene.clause_start(event.start)
    put_in = scene.clause_start(start - 1) if start > scene.sentence.start else start
    if any(put_in <= hit.start < start for hit in scene.of("say", "according", "reported")):
        start = scene.clause_start(put_in - 1)  # "Ранеными, добавил министр, они потеряли сто человек"
    kinds = [e for e in scene.events if start <= e.start < event.start and e.value in _KINDS_LOST]
    plain = not any(start <= n.core < number.core for n in scene.numbers)
    if not kinds and plain:  # "потеряли 3200 человек ранеными"
        start, end = number.end, scene.clause_end(number.end)
        kinds = [e for e in scene.events if start <= e.start < end and e.value in _KINDS_LOST]
        plain = not any(start <= n.core < end for n in scene.numbers)
    told = plain and len(kinds) == 1 and scene.text.endswith(endings, kinds[0].start, kinds[0].end)
    return event._replace(value=kinds[0].value) if told else event


_KINDS_LOST = (Measure.KILLED, Measure.WOUNDED)


def _only_shrinks(scene: Scene, number: Number, event: Hit) -> bool:
    """ "скоротилося з 11 до 8 тисяч", "has since fallen to 8,000": a verb of growing smaller, and how large it was or is."""
    if scene.language.marks("possessive"):
        start = next((n.start for n in scene.numbers if event.end < n.start), number.start)
        gap = scene.text[event.end : start].split()
        grown = any(hit.end == event.end for hit in scene.of("grows"))
        near = start == number.start or scene.text[start : number.start].endswith(" to ")
        return grown and near and len(gap) == 1 and gap[0] in scene.language.marks("governs")
    if not scene.language.marks("genitive") or scene.hits.at(event.start, "grows") is None:
        return False
    first = number.core if number.start == number.core else number.start
    opened = preceding(scene, first, "from", "to")  # "с нынешних 11 тысяч"
    return scene.hits.at(first, "to") is not None or opened is not None


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
    before = next((n for n in reversed(scene.numbers) if n.end <= event.start), None)
    if before is not None and event.end <= number.start and before.end + 1 == event.start:
        of = scene.hits.until(before.start - 1, "of")
        later = any(other.start >= number.end for other in scene.events)
        if of is not None and later and of.start - scene.sentence.start <= 1:
            return True  # "Spośród 4,7 tys. wyłączonych z walki 600 nie żyje"
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


def _of_a_part(scene: Scene, number: Number, event: Hit) -> bool:
    """ "15 тысяч, из которых 600 убиты", "북한군 1만5천 명, 이 가운데 600명이 숨졌다": said of the next number.

    So with a share that needs no such word: "赴俄朝军有1.2万人，目前约四成已失去战斗力".
    """
    if scene.language.by_order and number.share is None:
        share = next((n for n in scene.numbers if n.start >= number.end), None)
        told = share is not None and share.share is not None and share.core_end <= event.start
        return told and share is not None and "，" in scene.text[number.end : share.start].replace(",", "，")
    cased = bool(scene.language.marks("genitive"))
    if _of_whom_some(scene, number, event):
        return True
    if not cased and not scene.language.predicate_last:
        return False
    if cased and scene.hits.at(event.end + 1, "part"):
        return True  # "15 тысяч бойцов, потери среди которых – 4700"
    later = next((n for n in scene.numbers if n.start >= number.end), None)
    if later is None or event.start < later.core or number.share is not None:
        return False
    words = (hit for hit in scene.of("part") if number.end <= hit.start and 0 <= later.start - hit.end <= 1)
    return any(scene.text[hit.start - 2 : hit.start] == ", " for hit in words)


def _of_whom_some(scene: Scene, number: Number, event: Hit) -> bool:
    """ "2.000 norcoreanos, de los cuales 600 han muerto, fueron enviados": what is told of a part put in between commas."""
    later = next((n for n in scene.numbers if n.start >= number.end), None)
    if not scene.language.spaced or later is None or event.start < later.core:
        return False
    comma = scene.text.rfind(", ", number.end, later.start)
    close = scene.text.find(",", event.end, scene.sentence.end)
    part = scene.hits.within(comma + 2, later.start) if comma > 0 else ()
    part = [*part, *scene.hits.within(later.end, later.end + 1 + _OF_WHOM)]
    told = any(hit.kind == "part" for hit in part) and "," not in scene.text[later.end : event.start]
    return told and comma > 0 and (close > 0 or event.start - later.end <= _OF_WHOM)


_OF_WHOM = 24  # letters of "dei quali sono" between a part and what befell it


def _of_the_wounded(scene: Scene, reading: Reading, event: Hit | None, price: int) -> tuple[Hit | None, int]:
    """ "1.500 soldats blessés ont regagné leur pays": a participle on the noun only says which of them."""
    head = reading.head
    if event is None or event.value != Measure.WOUNDED:
        return event, price
    if (fate := _past_apposition(scene, reading, event)) is not None:
        return fate, price
    noun = event.end
    if scene.language.by_order and scene.text.startswith(scene.language.marks("attributive"), noun):
        noun += 1  # "负伤的朝鲜军人…回国"
    shaping = scene.language.by_order and scene.hits.at(noun, "people", "nation")  # "500名伤残军人被送回"
    if head.kind not in (*STAGED, "person") and not shaping:
        return _home_behind(scene, reading, event) or event, price
    if not scene.language.spaced:
        return _fate_behind(scene, reading, event, price)
    cased = scene.language.marks("genitive") or scene.language.nouns_capitalised
    if reading.number.end <= event.start < head.start and cased:
        fates = [h for h in scene.events if h.value in (Measure.RETURNED, Measure.CAPTURED)]
        other, cost_of = nearest(scene, reading.number, head, fates)  # "400 verletzte Soldaten kehrten heim"
        return (event, price) if other is None else (other, cost_of)
    gap = scene.text[head.end : event.start].split() if event.start >= head.end else ["", ""]
    later = next((h for h in scene.events if 0 < h.start - event.end <= 25 and h.value in _LATER), None)
    if later is None or len(gap) > 1 or any(event.end <= n.core < later.start for n in scene.numbers):
        return event, price
    return later, price


def _past_apposition(scene: Scene, reading: Reading, event: Hit) -> Hit | None:
    """ "Deux mille, blessés pour la plupart, ont été rapatriés": what is put in between yields to the clause's verb."""
    end = max(reading.number.end, reading.head.end)
    nation = scene.hits.at(end + 1, "nation")
    end = nation.end if nation is not None else end
    if not scene.language.spaced or not scene.text.startswith(", ", end) or event.start < end:
        return None
    comma = scene.text.find(", ", event.end, event.end + _PERIOD)
    put_in = scene.text[end + 2 : max(comma, end + 2)]
    later = next((e for e in scene.events if e.start > comma and e.value in _LATER), None)
    if later is None or not put_in or later.start - comma > _PERIOD:
        return None
    crossed = any(end <= n.core < later.start for n in scene.numbers)
    return None if crossed else later


def _home_behind(scene: Scene, reading: Reading, event: Hit) -> Hit | None:
    """ "Дві тисячі легкопоранених із січня по березень повернули до Пхеньяна": the noun yields to the verb behind it."""
    cased = scene.language.marks("genitive") or scene.language.nouns_capitalised
    if not cased or not 0 <= event.start - reading.number.end <= 1:
        return None
    later = [h for h in scene.events if h.start > event.end and h.value == Measure.RETURNED]
    if not later or later[0].start - event.end > _PERIOD or parted(scene, event.end, later[0].start):
        return None
    crossed = any(event.end <= n.core < later[0].start for n in scene.numbers)
    return None if crossed else later[0]


_PERIOD = 40  # letters of "from January to March" between the wounded and their verb


def only_thought(scene: Scene, event: Hit) -> bool:
    """ "4월까지 모두 죽거나 다칠 수 있다": what may yet befall them is no loss."""
    marks = scene.language.marks("thought")
    after = scene.text[event.end : event.end + _THOUGHT]
    return bool(marks) and any(mark in after for mark in marks)


_THOUGHT = 7  # letters between an event and the word that makes it a possibility


def _others_lose(scene: Scene, number: Number, event: Hit) -> bool:
    """ "They are 10,000 at most; Russia has lost more than 600,000": another country and its losses behind a number."""
    if not scene.language.spaced or scene.language.predicate_last or event.value != Measure.CASUALTIES:
        return False
    near = scene.hits.within(max(number.end, event.start - _PHRASE), event.start)
    country = next((hit for hit in reversed(near) if hit.kind == "nation"), None)
    if country is None or side_of(country) != OTHER or scene.hits.at(event.start, "people"):
        return False
    marks = scene.text[number.end : country.start]
    own = scene.text[country.start : country.end] in scene.language.marks("nominative")
    return own and any(mark in marks for mark in ",;")


_PHRASE = 14  # letters of a noun phrase from its country to its noun


def _fate_behind(scene: Scene, reading: Reading, event: Hit, price: int) -> tuple[Hit | None, int]:
    """ "다친 병사 2000명은 … 북한에 돌아가", "受伤的士兵约2000人已回到朝鲜": the clause's own verb outweighs what shapes."""
    shapes = scene.language.by_order or (scene.language.predicate_last and not scene.language.wordless)
    fates = [e for e in scene.events if e.value in _FATES]
    taken = next((e for e in fates if 0 < reading.number.start - e.end <= _SHAPED), None)
    if taken is not None and scene.text.endswith(
        scene.language.marks("attributive") or ("\0",), taken.end, reading.number.start
    ):
        return taken, price  # "被俘的两名朝鲜士兵伤势稳定"
    if not shapes or (reading.head.kind and event.end > reading.head.start):
        return event, price
    fates = [e for e in fates if e.start >= reading.number.end]
    fate, cost_of = nearest(scene, reading.number, reading.head, fates)
    return (event, price) if fate is None or cost_of > BARE_REACH else (fate, min(price, cost_of))


_SHAPED = 2  # letters between what befell them and their number
_FATES = (Measure.RETURNED, Measure.CAPTURED)  # what befell the wounded afterwards
_LATER = (*_FATES, Measure.KILLED)


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
    whole = reading.head.kind in ("person", Measure.TROOPS) or is_part_of_them(scene, reading)
    if whole and reading.head.start == event.start:
        return True
    rivals = [n for n in scene.rivals if n is not reading.number and n.start >= event.end]
    beside = bool(rivals) and not scene.text[event.end : rivals[0].start].strip()
    if beside and not leads_on(scene, event.end):
        return True  # "부상 2700여 명 등 …"
    if not any(hit.start == event.start and hit.value in OUTCOMES for hit in scene.of("people")):
        return False
    topic = scene.text.startswith(
        scene.language.marks("topic") or ("\0",), event.end
    )  # "死者はその25分の1に当たる"
    others = (n for n in scene.rivals if n is not reading.number and (n.share is None or topic))
    return any(
        (head := head_of(scene, other)).kind in (*OUTCOMES, Measure.TROOPS) and head.start == event.start
        for other in others
    )
