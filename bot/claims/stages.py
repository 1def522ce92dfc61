"""Whether those counted were sent, are there, or are still to go."""

from __future__ import annotations

import re

from bot.claims.bare import is_gapped
from bot.claims.governing import (
    ATTACHED,
    BARE_REACH,
    CROSSED,
    REACH,
    SHAPING,
    STAGE_PRICE,
    base_of_share,
    cost,
    only_tells_which,
    past_who_says,
    relative_behind,
    whole_before_part,
)
from bot.claims.lexicon import Hit
from bot.claims.measures import phrase_end
from bot.claims.numbers import Number
from bot.claims.predicates import shapes_noun
from bot.claims.scene import (
    COUNTED,
    Context,
    Reading,
    Scene,
    gapped_speaker,
    has_noun,
    parted,
    preceded,
    preceding,
    side_of,
    span_between,
    turn_gap,
    word_at,
)
from bot.model import STAGED, Measure, Stage


def decide_stage(scene: Scene, reading: Reading, context: Context) -> None:
    """The stage that the number's verb tells, else that of those told before, else what is likeliest."""
    if reading.measure not in STAGED:
        return
    number, told = reading.number, None
    best, promised = _own_verb(scene, reading, context), _of_those_promised(scene, number)
    standing, foreseen = scene.language.marks("standing"), scene.language.marks("foreseen")
    if foreseen and scene.text.startswith(foreseen, number.end):
        told = Stage.PLANNED  # "선발대 2600명으로 전망했다"
    elif _would_reach(scene, number, best) or _becomes(scene, number) or _is_to_be(scene, number):
        told = Stage.PLANNED
    elif (standing and scene.text.startswith(standing, number.end)) or _stand_apart_from(
        scene, reading, best
    ):
        told = Stage.PRESENT  # "3000人いる"
    elif best is not None:
        best = promised or best
        told = Stage.PLANNED if _open_ended(scene, number, best) else _stage_told(scene, best)
        reading.predicate = best
    if best is not None and best.value == "send" and _is_bare_noun(scene, number, best) and context.last:
        told = context.last.stage or told
    if told is not None and best is not None and _holds_now(scene, reading):
        told = Stage.PRESENT
    if told is Stage.PLANNED and "whole" in reading.rules and _plans_later(scene, reading, best):
        told = None
    if told is Stage.PLANNED and (_is_to_fight(scene, reading, best) or _waits_there(scene, reading, best)):
        told = Stage.PRESENT
    of_now = _is_of_now(scene, reading) or (best is not None and _is_now_apart(scene, number, best))
    if told is Stage.PLANNED and (_is_outgrown(scene, number) or of_now):
        told = Stage.PRESENT
    if told is Stage.SENT and best is not None and (_lasts_now(scene, best) or _denied_then(scene, best)):
        told = Stage.PRESENT
    told = on_a_rise(scene, number) or told
    if (done := _already(scene, reading)) is not None:
        told, reading.predicate = _stage_told(scene, done) if done.value != "send" else Stage.SENT, done
    still = told is Stage.PLANNED and promised is None and not only_tells_which(scene, number, reading.head)
    there = (_already_there(scene, reading) or _gone_before(scene, reading)) if still else None
    if there is not None:
        told, reading.predicate = Stage.SENT if there.value == "done" else _stage_told(scene, there), there
    told = _asked_for(scene, reading, context) or _of_the_list(scene, reading, context) or told
    if "earlier" in reading.rules or (told is Stage.PLANNED and _comes_on_top(scene, reading, best)):
        told = Stage.SENT
    base = "compared" in reading.rules and told is Stage.PLANNED
    told = Stage.PRESENT if base else told  # "ma ich być 30 tys., trzykrotnie więcej niż dzisiejsze 11 tys."
    if (told is Stage.SENT and best is not None and _is_now(scene, number, best)) or (
        told in (None, Stage.SENT) and _counts_now(scene, reading, best)
    ):
        told = Stage.PRESENT
    summed = _total_there(scene, reading) if told is not Stage.PLANNED else None
    told = summed or told or _located(scene, reading) or _stage_of_last(scene, reading, context)
    told = told or _of_others_before(scene, reading.number, context)
    if told is None and _is_at_a_spot(scene, reading, _SPOT):
        told = Stage.PRESENT
    bare = best is not None and best.value == "send" and told is Stage.SENT  # "Kim envía seis mil": no tense
    reading.stage_told = told is not None and not bare
    reading.stage = told or _likeliest(scene, reading, context)


def _is_at_a_spot(scene: Scene, reading: Reading, reach: int) -> bool:
    """ "10 тисяч солдатів на кордоні, 5 тисяч їде": where they stand right behind those counted, no others between."""
    end = max(reading.number.end, reading.head.end)
    spots = (spot for spot in scene.of("spot") if 0 <= spot.start - end <= reach)
    return any(not any(end <= other.core < spot.start for other in scene.numbers) for spot in spots)


def _own_verb(scene: Scene, reading: Reading, context: Context) -> Hit | None:
    """The verb that tells the stage, unless it is that of a number said next."""
    return _verb_of(scene, reading, context)


def _total_there(scene: Scene, reading: Reading) -> Stage | None:
    """ "…, raising the number there to 9,000": a word for how many that says where they are."""
    tally = scene.hits.until(reading.number.start - 1, "tally")
    places = tuple(f" {place} " for place in scene.language.marks("total_at"))
    there = tally is not None and any(place in scene.text[tally.start : tally.end] for place in places)
    return Stage.PRESENT if there or _numbered_there(scene, reading) else None


def _stand_apart_from(scene: Scene, reading: Reading, verb: Hit | None) -> bool:
    """ "在库尔斯克的朝军有一万一千人，没有看到他们进入乌克兰": a place that shapes the noun, the verb in a later clause."""
    if verb is None or not scene.language.by_order or verb.start < reading.number.end:
        return False
    return parted(scene, reading.number.end, verb.start) and _located(scene, reading) is not None


def _asked_for(scene: Scene, reading: Reading, context: Context) -> Stage | None:
    """ "How many sappers are at work? “850 today, and by spring there will be 1,200”": where nothing else is told."""
    if "asked" not in reading.rules or context.asked is None or not context.asked.stage_told:
        return None
    clause = scene.clause_end(reading.number.end)
    own = (hit for hit in scene.stages if reading.number.end <= hit.start < clause)
    return None if any(own) else context.asked.stage


def _of_the_list(scene: Scene, reading: Reading, context: Context) -> Stage | None:
    """ "will send 1,000 sappers and two brigades of builders, 5,000 people in all, to restore …": one verb for the list."""
    last, number = context.latest, reading.number
    if last is None or last.sentence != scene.index or not last.stage_told or not scene.language.spaced:
        return None
    told = any(last.number.end <= hit.start < number.start for hit in scene.stages)
    besides = tuple(f", {word} " for word in scene.language.marks("besides"))
    if (
        besides
        and not _told_behind(scene, number)
        and scene.text.endswith(besides, last.number.end, number.start)
    ):
        return last.stage  # "10.000 soldados siguen desplegados allí, junto a 950 zapadores"
    units = [n for n in scene.numbers if last.number.end <= n.start and n.end <= number.start]
    if len(units) != 1 or (units[0].high or 0) > _UNITS or scene.language.predicate_last:
        return None
    before = scene.text[last.number.end : units[0].start].split()
    aside = scene.text[units[0].end : number.start].rpartition(", ")
    joined = before and before[-1] in scene.language.joiners - {","} and aside[1] and len(aside[2]) <= _IN_ALL
    return last.stage if joined and not told else None


def _told_behind(scene: Scene, number: Number) -> bool:
    """Whether a verb that sends or keeps people stands behind a number in its clause."""
    stop = scene.clause_end(number.end)
    return any(number.end <= hit.start < stop for hit in scene.stages)


_UNITS, _IN_ALL = 12, 14  # so many units at most; letters of "altogether" before a number


def _gone_before(scene: Scene, reading: Reading) -> Hit | None:
    """ "rejoindre les 11 000 que Pyongyang a déjà envoyés", "dołączyć do 11 tys., które …": a clause of its own tells."""
    words = (*scene.language.marks("which"), *scene.language.marks("that"))
    end = max(reading.number.end, reading.head.end)
    start = end + (scene.text[end : end + 1] == ",") + 1
    opens = scene.hits.at(start, "relative_clause") or any(
        scene.text.startswith(f"{w} ", start) for w in words
    )
    if not scene.language.spaced or not opens or scene.of("tally"):
        return (
            None  # "elevaría a 21.000 el total de norcoreanos que han pasado": all of them together will be
        )
    inserted = scene.text.find(", ", start) + 2
    if start < inserted == start + len(scene.text[start:].split(" ", 1)[0]) + 1:
        start = (
            scene.text.find(", ", inserted, scene.sentence.end) + 2 or start
        )  # "who, by Kyiv's count, arrived"
    stop = scene.text.find(",", start, scene.sentence.end)
    inside = [hit for hit in scene.stages if start <= hit.start < (stop if stop > 0 else scene.sentence.end)]
    planned = any(hit.value == Stage.PLANNED for hit in inside)
    return next((hit for hit in inside if hit.value in (Stage.SENT, "done") and not planned), None)


def _located(scene: Scene, reading: Reading) -> Stage | None:
    """ "约一千名工兵在扫雷", "1 000 soldats sont à Koursk": a word for being somewhere right behind those counted."""
    at, head = max(reading.number.end, reading.head.end), reading.head
    first = scene.language.marks("at_first")
    if first and scene.text[scene.sentence.start : reading.number.start].rstrip().endswith(first):
        return Stage.SENT  # "von den anfangs 11.000 Nordkoreanern in Kursk"
    if scene.language.spaced:
        return Stage.PRESENT if _are_somewhere(scene, reading) else None
    if scene.language.by_order and head.kind and head.end <= reading.number.start:
        nation = scene.hits.until(head.start, "nation")
        start = nation.start if nation else head.start
        marks = scene.language.marks(
            "attributive"
        )  # "库尔斯克的朝鲜部队约有一万两千人", "库尔斯克朝军的兵力"
        owner = scene.hits.until(start - 1, "nation") if scene.text[start - 1] in marks else None
        start = owner.start if owner is not None else start
        links = ("", *marks)
        tally = next((hit for hit in scene.of("tally") if head.end <= hit.start < reading.number.start), None)
        starts = (start, tally.start if tally is not None else start)  # "朝鲜士兵在库尔斯克的人数约为8000"
        places = scene.of("place", "spot")
        if any(
            scene.text[place.end : one] in links for one in starts for place in places if place.end <= one
        ):
            return Stage.PRESENT
    by_now = (len(word) for word in scene.language.marks("already") if scene.text.startswith(word, at))
    at += max(by_now, default=0)  # "一千名工兵已经在该州扫雷"
    return Stage.PRESENT if scene.text.startswith(scene.language.marks("located") or ("\0",), at) else None


def _are_somewhere(scene: Scene, reading: Reading) -> bool:
    """ "10 000 soldats étaient toujours en Russie": a verb of being, an adverb or two, a preposition and a place."""
    at = phrase_end(scene, reading) + 1
    words = re.split(r"[ '\n]", scene.text[at : scene.clause_end(at)])[: _ADVERBS + 2]
    if reading.head.kind is None or words[0] not in scene.language.marks("are"):
        return False
    for word in words[:-1]:
        at += len(word) + 1
        if scene.hits.at(at, "governs") is not None:
            return any(0 < h.start - at <= _PLACE for h in scene.of("place", "theatre"))
    return False


_ADVERBS, _PLACE = 2, 24  # words between being and its preposition, letters from that to a place


def _of_those_promised(scene: Scene, number: Number) -> Hit | None:
    """ "The first 1,000 of 6,000 builders promised have come", "Of the 6,000 promised, 1,000 have come": each its verb.

    The participle of a plan is the whole's, the perfect behind it the part's.
    """
    helpers = scene.language.marks("has_done")
    for whole in scene.numbers if helpers else ():
        of = scene.hits.until(whole.start - 1, "of")
        near = (hit for hit in scene.stages if of and whole.end < hit.start <= whole.end + _PROMISED)
        plan = next((hit for hit in near if hit.value == Stage.PLANNED), None)
        main = next((hit for hit in scene.stages if plan and hit.start > plan.end), None)
        if of is None or plan is None or main is None or main.value != Stage.SENT:
            continue
        words = scene.text[plan.end : main.end].split()[:-1]
        if not set(words) & set(helpers):
            continue
        if number is whole:
            return plan
        if number.end + 1 == of.start or plan.end < number.core < main.start:
            return main
    return None


_PROMISED = 40  # letters of a noun, its country and its trade between a whole and the participle of its plan


def _plans_later(scene: Scene, reading: Reading, verb: Hit | None) -> bool:
    """ "з 12 тисяч прибулих загинуло чотири, тож скоро приїдуть ще": a plan of another clause is not the whole's."""
    end = max(reading.number.end, reading.head.end)
    own = relative_behind(scene, end)
    if verb is None or (own is not None and own[0] < verb.start < own[1]):
        return False
    near = 0 <= verb.start - end <= _SET_OFF  # "із шести тисяч саперів, обіцяних Шойгу"
    return (
        bool(scene.language.marks("genitive"))
        and not near
        and parted(scene, *span_between(verb, reading.number))
    )


_RECKONED = 14  # letters between a number and the verb that reckons it


def _would_reach(scene: Scene, number: Number, verb: Hit | None) -> bool:
    """ "3천 명이 이동했으며 12월까지 1만 명에 이를 것으로": still to be reached, in a clause without a verb."""
    would = scene.language.marks("would")
    if not would or not scene.text.startswith(would, number.end):
        return False
    behind = scene.text[number.end : number.end + _RECKONED]
    reckoned = any(word in behind for word in scene.language.marks("reckons"))
    if reckoned and verb is not None and verb.value == Stage.PRESENT and verb.end <= number.start:
        return False  # "일하는 노동자가 2만 명에 이를 것으로 추산했다"
    if verb is None or verb.end > number.start:
        return True
    return not word_at(scene.text, verb.start).endswith(scene.language.marks("adnominal"))


def _is_to_be(scene: Scene, number: Number) -> bool:
    """ "espera que en primavera sean 20.000 los desplegados": a verb of being to come, whatever participle follows."""
    will, hopes = scene.language.marks("will_be"), scene.language.marks("hopes")
    before = scene.text[scene.clause_start(number.start) : number.start].split() if will or hopes else []
    if not before:
        return False
    hoped = before[-1] in scene.language.marks("be") and not set(before).isdisjoint(hopes)
    return before[-1] in will or hoped


def _verb_of(scene: Scene, reading: Reading, context: Context) -> Hit | None:
    """The word of sending, being there or intending that is nearest to the number, all prices weighed."""
    number, head = reading.number, reading.head
    if is_gapped(scene, number, context):
        return None
    best, price = None, REACH
    aside = _told_aside(scene, reading, context)
    which = only_tells_which(scene, number, head)
    for hit in scene.stages:
        if hit in which or _said_apart(scene, number, hit):
            continue
        if _anew(scene, number, hit) or _plans_more(scene, number, hit):
            continue
        if _of_the_next_number(scene, number, hit) or _tells_the_next(scene, number, hit):
            continue
        if (
            _only_sizes(scene, hit)
            or _only_is(scene, number, hit)
            or _told_of_the_place(scene, number, hit)
            or _in_aim(scene, reading, hit)
        ):
            continue
        if _of_a_part(scene, number, hit):
            continue
        if _of_the_whole(scene, number, hit) or _of_its_whole(scene, reading, hit, context):
            continue
        now = cost(scene, number, hit.start, _with_infinitive(scene, hit), head)
        now += SHAPING if shapes_noun(scene, number, hit) else 0
        now += (SHAPING + ATTACHED) * _then_there(scene, number, hit)
        second = _comes_second(scene, number, hit) or _planned_apart(scene, number, hit)
        second = second or _sends_them(scene, number, hit) or _later_clause(scene, number, hit)
        now += 0 if second else STAGE_PRICE.get(hit.value, 0)
        now += ATTACHED if second and _leaves_the_number(scene, number, hit) else 0
        now += _NEXT_VERB if hit.value == Stage.PLANNED and _goes_on_to(scene, number, hit) else 0
        now -= _TENSELESS if hit.value == "send" and scene.language.by_order else 0
        attached = _attributed(scene, reading, hit) or _set_off(scene, reading, hit)
        attached = attached or _has_object(scene, number, hit)
        attached = attached or (not head.kind and _is_own_verb(scene, number, hit))
        now -= ATTACHED if attached or _is_known(scene, reading, hit) else 0
        now += 3 * CROSSED if hit in aside or _before_colon(scene, number, hit) else 0
        if now < price:
            best, price = hit, now
    if price > BARE_REACH and "noun before" in reading.rules and _said_only(scene, number):
        return None  # "has spoken of 11,000 and warned the contingent could swell"
    later = scene.language.marks("conditional")
    if best is not None and later and scene.text.endswith(later, best.start, best.end):
        plans = (hit for hit in scene.stages if hit.value == Stage.PLANNED and hit.end <= number.start)
        best = next(plans, best)  # "Kim acordó que 5.000 operarios participarían"
    if best is not None and best.value == Stage.PLANNED:
        best = next((h for h in scene.stages if h not in which and _is_placed(scene, reading, h)), best)
    before = scene.text[number.start - 2 : number.start]
    apposed = scene.of("strength") or before == ", " or before.endswith("(")
    if (
        best is not None
        and _is_fronted(scene, reading)
        and not apposed
        and not 0 <= head.start - best.end <= REACH
        and parted(scene, *span_between(best, number))
    ):
        return None  # "Сапёров там тысяча, а строители прибывают"
    return best


def _plans_more(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "counts 10,000 North Koreans in Kursk and expects more": a plan, joined on, for others who are not counted."""
    if hit.value != Stage.PLANNED or not scene.language.spaced:
        return False
    if hit.end <= number.start:  # "counts 7,000 and expects more; the Pentagon has 6,500"
        others = (m for m in scene.of("more_after") if 0 <= m.start - hit.end <= _MORE_TO_COME)
        return any(scene.text[m.end : m.end + 1] == ";" for m in others)
    words = scene.text[number.end : hit.start].split()
    stop = scene.clause_end(hit.end)
    if scene.language.joiners.isdisjoint(words) or any(number.end <= n.core < stop for n in scene.numbers):
        return False
    more = scene.of("more_after", "more_before", "bound_after")
    return any(0 <= m.start - hit.end <= _MORE_TO_COME or 0 <= hit.start - m.end <= 1 for m in more)


_MORE_TO_COME = 14  # letters of a verb of sending between one of planning and "more", "others"


def _before_colon(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "nobody hides where they come from: some 2,300 builders are at work": what a colon opens has its own verb."""
    if hit.end > number.start or ":" not in scene.text[hit.end : number.start]:
        return False
    own = (other for other in scene.stages if other.start >= number.end)
    after = next((n.start for n in scene.numbers if n.start >= number.end), scene.sentence.end)
    return scene.language.spaced and any(other.start < after for other in own)


def _in_aim(scene: Scene, reading: Reading, hit: Hit) -> bool:
    """ "5,000 workers to assist in rebuilding Kursk": a participle inside what they are to do there."""
    end = max(reading.number.end, reading.head.end)
    marks = scene.language.marks("infinitive")
    if not marks or hit.value != Stage.PRESENT or hit.start <= end:
        return False
    aims = end + 1 if scene.text.startswith(marks, end + 1) else -1
    goes = aims >= 0 and scene.hits.at(aims + 3, "place", "theatre", "nation", "function") is None
    return goes and not parted(scene, end, hit.start) and not scene.hits.at(hit.start, "function")


def _only_is(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "believes the number to be closer to 12,000": a verb of being right before the number, and no plan."""
    return 0 <= number.start - hit.end <= 1 and scene.text[hit.start : hit.end] in scene.language.marks(
        "copula"
    )


def _only_sizes(scene: Scene, hit: Hit) -> bool:
    """ "planned to send four brigades, numbering 12,000": how many they are, where another verb tells the rest."""
    sizes = scene.language.marks("sizing")
    own = bool(sizes) and scene.text[hit.start : hit.end] in sizes
    return own and any(scene.text[other.start : other.end] not in sizes for other in scene.stages)


def _told_of_the_place(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "Hundreds were filmed at bases where they are preparing for war": a plan told of a place in between."""
    if hit.value != Stage.PLANNED or hit.start < number.end:
        return False
    at = max(
        (scene.text.rfind(f" {w} ", number.end, hit.start) for w in scene.language.marks("where")), default=-1
    )
    return at >= 0 and not any(at < n.core < hit.start for n in scene.rivals)


def _said_only(scene: Scene, number: Number) -> bool:
    """Whether a verb of saying stands right before the number, in a language whose subject stands first."""
    plain = bool(scene.language.marks("possessive"))
    return plain and any(0 <= number.start - say.end <= _BESIDE_SAYING for say in scene.of("say"))


_BESIDE_SAYING = 4  # letters of a preposition


def _then_there(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "派遣した1万人は現在、国境付近に配置されている": what the clause itself says of those whom another verb shapes."""
    if not scene.language.wordless or hit.value != Stage.SENT or hit.end > number.start:
        return False
    later = next((other for other in scene.stages if other.start >= number.end), None)
    if later is None or later.value != Stage.PRESENT or whole_before_part(scene, number):
        return False  # "派遣された1万人のうち、前線に立つのは3千人": the part is there
    return not any(number.end <= n.core < later.start for n in scene.rivals)


def _is_now_apart(scene: Scene, number: Number, verb: Hit) -> bool:
    """ "пришлёт ещё 4 тысячи солдат, сейчас в области их 10 тысяч": a plan of the clause before has its own number."""
    if not scene.language.marks("genitive") or verb.end > number.start:
        return False
    own = next((n for n in reversed(scene.numbers) if n.end < number.start), None)
    return own is not None and verb.end <= own.core and _by_now(scene, own, number)


def _by_now(scene: Scene, last: Number, number: Number) -> bool:
    """Whether a number without a verb stands behind a word for now, in a clause behind the one before it."""
    start = last.end if last.end <= number.start else scene.sentence.start
    now = next((hit for hit in scene.of("now") if start <= hit.start and hit.end <= number.start), None)
    return now is not None and parted(scene, start, now.start) and scene.language.spaced


def _of_others_before(scene: Scene, number: Number, context: Context) -> Stage | None:
    """ "There are 12,000 foreign fighters in Russia. Among them are 10,000 North Koreans": a part goes with its whole."""
    sentence, stage = context.whole_of_others
    part = scene.of("part")
    if sentence != scene.index - 1 or not part or any(hit.value != Stage.PRESENT for hit in scene.stages):
        return None
    opens = part[0].start < number.start and part[0].start - scene.sentence.start <= _FRONTED
    return Stage(stage) if opens else None


_FRONTED = 24  # letters of those counted before "among them": "北朝鮮兵", "Северокорейцев"


def _stage_of_last(scene: Scene, reading: Reading, context: Context) -> Stage | None:
    """The stage of those just told, where a number without a verb of its own goes with them."""
    number, last = reading.number, context.last
    if "asked" in reading.rules and context.asked is not None:
        return context.asked.stage
    if last is None:
        return None
    kept = reading.head.kind is None and last.sentence == scene.index and last.measure in STAGED
    kept = kept and "noun before" in reading.rules and not scene.language.marks("genitive")
    if ("compared" in reading.rules or kept) and last.stage is Stage.PRESENT:
        return last.stage  # "there are now 12,300 there, up from 9,500 in December"
    if (
        {"part", "stays"} & set(reading.rules)
        and last.stage is Stage.PLANNED
        and _by_now(scene, last.number, number)
    ):
        return Stage.PRESENT  # "доведёт до 6 тысяч, сейчас их тысяча"
    if {"part", "stays"} & set(reading.rules) and not _continues_list(scene, number, context):
        past = scene.language.marks("past")
        if "stays" in reading.rules and past and scene.text.startswith(past, number.end):
            return Stage.SENT  # "昨年は4千人だった", beside those who are to come
        if last.sentence != scene.index and any(hit.end <= number.start for hit in scene.spans_ago):
            return (
                Stage.SENT
            )  # "Dwa tygodnie wcześniej … mówiły o 1,5 tys.", beside those who train there now
        return last.stage  # a part goes where the whole goes
    same = "noun before" in reading.rules and _counts_the_same(scene, context)
    again = not scene.language.spaced and last.sentence == scene.index and last.measure in STAGED
    same = same or (again and "noun before" in reading.rules)  # "9000명에서 1만3000명으로"
    same = same or (reading.head.kind in STAGED and _goes_with_last(scene, context))
    in_all = scene.language.marks("in_all")
    summed = bool(in_all) and scene.text.startswith(in_all, number.start) and last.sentence == scene.index
    same = same or summed or _continues_list(scene, number, context)
    same = same or (is_gapped(scene, number, context) and last.measure in STAGED)
    turns = (
        who
        for who in scene.of("who")
        if last.sentence == scene.index
        and who.end <= number.start
        and len(turn_gap(scene, who, number)) <= _TURN
    )
    same = same or (last.measure in STAGED and any(gapped_speaker(scene, who) for who in turns))
    return last.stage if same else None


_TURN = 7  # letters of a preposition between a name and its number


def _likeliest(scene: Scene, reading: Reading, context: Context) -> Stage:
    """What nothing tells: the plan or the place just spoken of goes on, a word for now or a place says they are there."""
    if not scene.events and not scene.stages and _is_shaped(scene, reading.number, "current"):
        return Stage.PRESENT
    if (asked := _asked_just_before(scene, context)) is not None:
        return asked
    if _tells_the_plan_on(scene, context):
        return Stage.PLANNED
    cases = scene.language.marks("genitive") or scene.language.marks("postposed")
    at_place = cases and _stands_at(scene, reading)
    if _goes_on_planned(scene, context) and not at_place and "whole" not in reading.rules:
        return Stage.PLANNED
    verbs = scene.stages or scene.events
    if reading.number.increment and not verbs and scene.language.spaced:
        # "called reports of 30,000 more soldiers a fabrication"; "Truppen sind eingetroffen. X spricht von 1500 weiteren"
        return Stage.SENT if context.gone == scene.index - 1 else Stage.PLANNED
    future, rest = scene.language.marks("future"), scene.text[reading.number.end : scene.sentence.end]
    if future and any(phrase in rest for phrase in future) and "whole" not in reading.rules:
        return Stage.PLANNED  # "stands by its estimate of 25,000 to 30,000 in the coming months"
    end = max(reading.number.end, reading.head.end)
    soon = (h for h in scene.of("relative") if h.value in _TO_COME and 0 <= h.start - end <= _SOON)
    if not verbs and any("," not in scene.text[end : hit.start] for hit in soon):
        return Stage.PLANNED  # "una forbice di 25-30mila uomini in più nei prossimi mesi"
    if context.standing == (scene.index - 1, scene.sentence.paragraph) and not verbs:
        return Stage.PRESENT  # "Сейчас там стоят два полка. Около 3 тысяч человек, по оценке Киева"
    if context.gone == scene.index - 1 and not verbs and _tally_before(scene, reading.number):
        return Stage.SENT  # "… uczestniczyły wojska Kima. Ich liczbę Seul szacuje na 12 tys."
    present = not scene.events and all(hit.value == Stage.PRESENT for hit in scene.stages)
    if "there" in reading.rules and present:
        return Stage.PRESENT  # "Бои есть, и их больше 11 тысяч", "Los norcoreanos en Kursk rondan los 8.000"
    number = reading.number
    now = "whole" not in reading.rules and _is_there_now(scene, number)  # "из 11 тысяч убито уже четыре"
    if not verbs and _is_shaped(scene, number, "initial"):
        return Stage.SENT  # "від початкового контингенту чисельністю 11 тисяч"
    stands = _stands_at(scene, reading) or _is_fronted(scene, reading) or now or _grows_there(scene, reading)
    stands = stands or _is_busy(scene, reading)
    stands = stands or (
        not scene.stages and _rise_of(scene, number) is not None
    )  # "has shrunk from 12,000 to 8,000"
    return Stage.PRESENT if stands else Stage.SENT


def _asked_just_before(scene: Scene, context: Context) -> Stage | None:
    """ "How many of them are there now? – By our data, 8,000 soldiers": where nothing is told, what was asked."""
    asked = context.asked
    if asked is None or asked.sentence != scene.index - 1 or scene.stages or scene.events:
        return None
    return asked.stage if asked.stage_told else None


#: Times still to come, and letters of a country and "more in the" between those counted and one of them.
_TO_COME, _SOON = frozenset(("coming_months", "coming_weeks", "next_week", "next_month", "next_year")), 40


def _is_shaped(scene: Scene, number: Number, key: str) -> bool:
    """ "put the current North Korean contingent at 10,000": an adjective of ``key`` at the noun before a number."""
    words = set(scene.language.marks(key))
    nouns = [
        noun for noun in scene.of("people") if words and noun.end <= number.start and noun.value in STAGED
    ]
    near = (scene.text[max(scene.sentence.start, n.start - _SHAPED_BY) : n.end + _SHAPED_BY] for n in nouns)
    return any(not words.isdisjoint(phrase.replace("'", " ").split()) for phrase in near)


_SHAPED_BY = 28  # letters of a country and an adjective around a noun


def _numbered_there(scene: Scene, reading: Reading) -> bool:
    """ "El número de norcoreanos en el frente asciende a 12.000": a tally of those at a place, and no verb of going."""
    number, head = reading.number, reading.head
    if head.kind is None or head.end > number.start or scene.events:
        return False
    if not scene.language.spaced or scene.language.marks("genitive"):
        return False
    tally = any(0 <= head.start - hit.end <= _TO_TALLIED for hit in scene.of("tally"))
    going = any(number.start - hit.end > _REACHED for hit in scene.stages)
    between = scene.hits.within(head.end, number.start) if tally and not going else ()
    places = (hit for hit in between if hit.kind in ("place", "theatre", "spot"))
    return any(preceded(scene, hit.start, "governs", "at") for hit in places)


_REACHED = 3  # letters between "has reached" and the number


def _tally_before(scene: Scene, number: Number) -> bool:
    """Whether a noun of counting stands before a number, which says how many those are who were told of before."""
    return any(0 <= number.start - hit.end <= _TO_TALLIED for hit in scene.of("tally"))


_TO_TALLIED = 60  # letters of a verb, its speaker and a pronoun between them


def _tells_the_plan_on(scene: Scene, context: Context) -> bool:
    """ "… les 6 000 hommes promis. Il s'agirait de mille démineurs et de cinq mille ouvriers": those still to go."""
    opens, last = scene.language.marks("they_open"), context.last
    if not opens or last is None or last.stage is not Stage.PLANNED or scene.stages:
        return False
    return scene.index - last.sentence <= 1 and scene.text.startswith(opens, scene.sentence.start)


def _with_infinitive(scene: Scene, verb: Hit) -> int:
    """Where a word of intention ends with the infinitive right behind it, which has a number of its own."""
    if verb.value != Stage.PLANNED:
        return verb.end
    follows = scene.hits.at(verb.end + 1, "stage") if scene.language.marks("genitive") else None
    follows = follows or _behind_insertion(scene, verb)
    return follows.end if follows is not None else verb.end


def _behind_insertion(scene: Scene, verb: Hit) -> Hit | None:
    """ "Pyongyang could, according to Zelensky, dispatch …": the infinitive behind a source put in between."""
    opens = verb.end
    if not scene.language.spaced or scene.text[opens : opens + 2] != ", ":
        return None
    closes = scene.text.find(", ", opens + 2, opens + _INSERTED)
    sourced = closes > 0 and any(
        opens < source.start < closes for source in scene.of("according", "reported", "say")
    )
    return scene.hits.at(closes + 2, "stage") if sourced else None


_INSERTED = 60  # letters of a source between a modal verb and its infinitive


def _of_a_part(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "на Курщині вже 11 тисяч солдатів, і частина з них брала участь …": what some of them did is not theirs."""
    if not scene.language.marks("genitive") or hit.start < number.end:
        return False
    behind = (part for part in scene.of("part") if number.end + 1 < part.start and part.end <= hit.start)
    gaps = (scene.text[number.end : part.start].replace(",", " ").split() for part in behind)
    return any(not scene.language.joiners.isdisjoint(gap) for gap in gaps)


def _of_the_whole(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "quedan 4.500 de los 11.000 que llegaron": what stands behind the whole is told of it, not of its part."""
    whole = next((n for n in scene.numbers if n.start >= number.end), None)
    if whole is None or hit.start < whole.end or not base_of_share(scene, whole):
        return False
    later = any(verb.start >= hit.end and verb.value in (Stage.SENT, Stage.PRESENT) for verb in scene.stages)
    noun = scene.hits.until(hit.start - 1, "people", "nation")
    if hit.value == Stage.PLANNED and later and noun is not None and noun.start >= whole.end:
        return True  # "only 300 of the 3,000 workers expected have turned up"
    own = (verb for verb in scene.stages if verb.end <= number.start)
    return any(not parted(scene, verb.end, number.start) for verb in own)


def _of_its_whole(scene: Scene, reading: Reading, hit: Hit, context: Context) -> bool:
    """ "拟派往俄罗斯的6300名官兵中，有1300名是工兵": what shapes the whole is no verb of the part, which goes with it."""
    whole = context.last
    if not scene.language.by_order or "part" not in reading.rules or whole is None:
        return False
    return whole.sentence == scene.index and whole.measure in STAGED and hit.end <= whole.number.end


def _anew(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "派出1.4万人，但朝军很快就适应": a word of time in a clause that names its subject anew."""
    if not scene.language.by_order or hit.value != Stage.PLANNED or hit.start < number.end:
        return False
    comma = scene.text.rfind("，", number.end, hit.start)
    subject = comma >= 0 and any(comma < h.start and h.end <= hit.start for h in scene.of("nation"))
    return subject and not any(number.end <= n.core < hit.start for n in scene.numbers)


def _told_aside(scene: Scene, reading: Reading, context: Context) -> list[Hit]:
    """ "виявили 8000 солдатів, що можуть піти в бій": what a relative clause says behind a verb of the main one."""
    number = reading.number
    span = relative_behind(scene, max(number.end, reading.head.end))
    if span is None or reading.head.whole or scene.hits.until(number.start - 1, "of"):
        return []
    inside = [hit for hit in scene.stages if span[0] < hit.start < span[1]]
    last = context.last
    listed = last is not None and last.stage_told and _continues_list(scene, number, context)
    start = last.number.end if last is not None else 0
    verbs = (h for h in scene.stages if start <= h.start < number.start or h.start > span[1])
    if listed and not any(verbs):
        return inside  # "направив інженерів, а також п'ять тисяч будівельників, які беруть участь …"
    main = (h for h in scene.stages if h.end <= number.start and h.value in (Stage.SENT, Stage.PRESENT))
    return inside if any(not parted(scene, h.end, number.start) for h in main) else []


def _is_now(scene: Scene, number: Number, verb: Hit) -> bool:
    """ "Осенью туда уехали 13 тысяч, сейчас их там 9 тысяч": a word for now in a clause that has no verb of its own."""
    if scene.language.wordless:
        told = scene.text[max(0, verb.end) : number.start]
        changed = scene.text.startswith(scene.language.marks("rises"), number.end)
        return (
            changed and any(verb.end <= hit.start < number.start for hit in scene.of("now")) and "、" in told
        )
    if not scene.language.marks("genitive") or verb.end > number.start:
        return False
    start = past_who_says(scene, verb.end, number.start)  # "Отправлено, по её данным, уже три тысячи"
    comma = max(scene.text.rfind(", ", start, number.start), scene.text.rfind("; ", start, number.start))
    return comma >= 0 and any(comma < hit.start and hit.end <= number.start for hit in scene.of("now"))


def _has_its_now(scene: Scene, reading: Reading, verb: Hit | None) -> bool:
    """ "shrunk from the 12,000 first sent to around 8,000 now": a bare number and its time, the verb another's."""
    number = reading.number
    before = next((n for n in reversed(scene.rivals) if n.end <= number.start), None)
    if reading.head.kind or number.share is not None or before is None or reading.number.increment:
        return False
    if verb is not None and verb.start >= number.start:
        return False
    far = _TO_NOW if scene.language.predicate_last and not scene.language.wordless else 1
    near = (hit for hit in scene.of("now") if 0 <= number.start - hit.end <= far)
    if any(
        verb is None or hit.start - verb.end > 1 for hit in near
    ):  # not "отправленные до сих пор 11 тысяч"
        return True
    return scene.hits.at(number.end + scene.language.spaced, "now") is not None


_TO_NOW = 2  # letters of a particle or a space between a word for now and its number


def _becomes(scene: Scene, number: Number) -> bool:
    """ "約3千人が移動し、12月には計1万人に達する": a time of its own, and a verb of becoming that is not past."""
    marks, at_last = scene.language.marks("becomes"), scene.language.marks("by_then")
    if not marks or not scene.text.startswith(marks, number.end):
        return False
    before = next((n for n in reversed(scene.rivals) if n.end <= number.start), None)
    start = before.end if before else scene.sentence.start
    times = (h for h in scene.of("month", "relative", "season") if start <= h.start and h.end <= number.start)
    told = scene.text[start : number.start]
    finally_ = any(mark in told for mark in scene.language.marks("in_the_end"))  # "最終的に1万2千人に達する"
    return finally_ or any(scene.text.startswith(at_last, hit.end) for hit in times)


def _is_to_fight(scene: Scene, reading: Reading, best: Hit | None) -> bool:
    """ "クルスク州に展開した1万人が戦闘に入る", "库尔斯克的万余名士兵即将投入战斗": they are there, the fight is to come."""
    fights, number = scene.language.marks("fights"), reading.number
    if not fights or best is None or best.start < number.end:
        return False
    end = min(scene.sentence.end, best.end + _TO_FIGHT)
    if not any(mark in scene.text[max(number.end, best.start - _TO_FIGHT) : end] for mark in fights):
        return False
    shapes = (Stage.SENT, Stage.PRESENT)
    start = min(number.start, reading.head.start) if reading.head.kind else number.start
    shaped = any(h.value in shapes and 0 <= start - h.end <= _SHAPED for h in scene.stages)
    links = (*scene.language.marks("attributive"), *scene.language.marks("link"))
    return shaped or any(
        scene.text[place.end : start] in links for place in scene.of("place") if place.end < start
    )


_TO_FIGHT, _SHAPED = 12, 8  # letters from a plan to the fight, from a verb to the noun it shapes


def _waits_there(scene: Scene, reading: Reading, best: Hit | None) -> bool:
    """ "8.000 norcoreanos esperan en Kursk la orden": who waits at a place is there; who is awaited stands behind."""
    waits = scene.language.marks("waits")
    if best is None or not waits or best.start < max(reading.number.end, reading.head.end):
        return False
    if scene.text[best.start : best.end] not in waits:
        return False
    behind = scene.hits.within(best.end, min(scene.clause_end(best.end), best.end + _WAITING))
    place = next((hit for hit in behind if hit.kind in ("place", "theatre", "spot")), None)
    if place is None or (place.start - best.end == 1 and " " in scene.text[best.start : best.end]):
        return place is not None  # "чекають на Курщині"
    return (
        scene.hits.at(best.end + 1, "governs", "at", "function") is not None
    )  # no "aguardan su traslado a Kursk"


_WAITING = 40  # letters from waiting to the place


def _is_bare_noun(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "計6千人の派遣について": sending as a noun of the number, which has no tense."""
    links = scene.language.marks("link")
    gap = scene.text[number.end : hit.start]
    return (
        scene.language.wordless
        and gap in links
        and scene.text.startswith(scene.language.marks("about_it"), hit.end)
    )


def _holds_now(scene: Scene, reading: Reading) -> bool:
    """ "派往库尔斯克的兵力现时逾一万": a word for now between the noun and its number."""
    head, number = reading.head, reading.number
    if not scene.language.by_order or not head.kind or head.end > number.start:
        return False
    return any(head.end <= hit.start and hit.end <= number.core for hit in scene.of("now"))


def _tells_the_next(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "15.000 Soldaten, demnächst 6000 Pioniere": a word of time right before the next number is that one's."""
    if not scene.language.nouns_capitalised or hit.start < number.end:
        return False
    beside = any(0 <= other.start - hit.end <= 1 for other in scene.numbers)
    return beside and scene.text[hit.start - 2 : hit.start] == ", "


def _lasts_now(scene: Scene, verb: Hit) -> bool:
    """ "sono ora di nuovo schierati", "目前在库尔斯克部署": who were stationed, and a word for now before it."""
    lasting = scene.language.marks("lasting")
    if not lasting or not scene.text.endswith(lasting, verb.start, verb.end):
        return False
    words = [hit for hit in scene.stages if scene.text.startswith(scene.language.marks("now"), hit.start)]
    before = (hit for hit in (*scene.of("now"), *words) if 0 <= verb.start - hit.end <= _LASTS)
    return any(not parted(scene, hit.end, verb.start) for hit in before)


def _comes_on_top(scene: Scene, reading: Reading, verb: Hit | None) -> bool:
    """ "On top of the 11,000 soldiers, Pyongyang will send 6,000 workers": soldiers to whom others are added are there."""
    opens, end = scene.language.marks("on_top_of"), max(reading.number.end, reading.head.end)
    if reading.measure is not Measure.TROOPS or verb is None:
        return False
    if not opens or not scene.text.endswith(opens, scene.sentence.start, reading.number.start - 1):
        return False
    if verb.start < end:  # "podrían llegar y sumarse a los 11.000 enviados"
        return verb.end <= reading.number.start
    apart = (
        scene.language.nouns_capitalised or parted(scene, end, verb.start) or scene.language.marks("genitive")
    )
    return bool(apart) and any(end <= n.start for n in scene.numbers)


def _denied_then(scene: Scene, verb: Hit) -> bool:
    """ "denied that 3,000 were stationed", "said that 10,000 were deployed near": what was so then is told in the past."""
    marks = scene.language.marks("backshifted")
    denied = marks and (
        any(hit.end <= verb.start for hit in scene.of("deny"))
        or any(scene.text.find(" that ", say.end, verb.start) >= 0 for say in scene.of("say"))
    )
    opens, end = max(scene.sentence.start, verb.start - _AUXILIARY), verb.end + _AUXILIARY
    return bool(denied) and any(scene.text.find(mark, opens, end) >= 0 for mark in marks)


_AUXILIARY = 12  # letters of a verb of being before or behind a participle


def _already(scene: Scene, reading: Reading) -> Hit | None:
    """ "北韓將派1.2萬兵 已1500人抵達", "已有1500名士兵被送往…受训": a word of completion, and the first verb behind."""
    marks, number = scene.language.marks("already"), reading.number
    if scene.language.nouns_capitalised and reading.head.kind:  # "nach bereits 12.000 entsandten Soldaten"
        inside = (h for h in scene.of("stage") if number.end < h.start and h.end < reading.head.end)
        sent = next((h for h in inside if h.value == Stage.SENT and h.end < reading.head.start + 1), None)
        by_now = tuple(f" {word} " for word in scene.language.marks("since"))
        if sent is not None and scene.text.endswith(by_now, scene.sentence.start, number.start):
            return sent
    ends = (number.core, number.start)
    told = any(scene.text.endswith(marks or ("\0",), scene.sentence.start, end) for end in ends)
    if not told and not scene.text.startswith(marks or ("\0",), number.start):
        return None
    end = max(number.end, reading.head.end)
    verb = next((hit for hit in scene.stages if hit.start >= end), None)
    if verb is None:
        return None
    return None if any(end <= n.core < verb.start for n in scene.rivals) else verb


def _already_there(scene: Scene, reading: Reading) -> Hit | None:
    """ "l'attacco potrebbe coinvolgere 10mila nordcoreani, già presenti in Russia": what is told of them behind."""
    marks, at = scene.language.marks("by_now"), phrase_end(scene, reading)
    if not marks:
        return None
    at += 2 if scene.text.startswith(", ", at) else 1
    mark = next((word for word in marks if scene.text.startswith(f"{word} ", at)), "")
    articles = tuple(f" {word} " for word in scene.language.marks("definite"))
    known = scene.text.endswith(articles or ("\0",), scene.sentence.start, reading.number.start)
    if reading.head.kind is None and not (mark or known):
        return None  # "s'ajouter aux 11 000 déjà déployés": a bare number needs the word itself
    verb = scene.hits.at(at + len(mark) + 1 if mark else at, "stage")
    if verb is None or verb.value == Stage.PLANNED:
        return None
    behind = scene.text.startswith(tuple(f" {word}" for word in marks), verb.end)
    return (
        verb if mark or behind or (known and verb.value == Stage.SENT) else None
    )  # "on top of the 11,000 sent"


_LASTS = 24  # letters between a word for now and the verb


def _of_the_next_number(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "其中朝军约1.1万人，人数还可能增加到10万": a plan in the next clause that has a number of its own."""
    if not scene.language.by_order or hit.start < number.end:
        return False
    if any(n.start == hit.end for n in scene.rivals) and hit.value == Stage.SENT:
        return True  # "四个旅共1.2万人，首批1500人…"
    if hit.value == "send" and any(0 <= n.start - hit.end <= 1 for n in scene.rivals):
        return "，" in scene.text[number.end : hit.start]  # "目前约有1.1万朝军在库尔斯克，还准备再送来2万"
    if hit.value != Stage.PLANNED:
        return False
    following = next((n for n in scene.rivals if n.start >= hit.end), None)
    if following is None or "，" not in scene.text[number.end : hit.start]:
        return False
    return not any(mark in scene.text[hit.end : following.start] for mark in "，。；")


def on_a_rise(scene: Scene, number: Number) -> Stage | None:
    """ "rechnet damit, dass das Kontingent von 11.000 auf 30.000 Mann anwächst": from those there to those still to come."""
    pair = _rise_of(scene, number)
    if pair is None or pair[0].increment or pair[1].increment:
        return None
    start, hopes = scene.sentence.start, scene.language.marks("hopes")
    plans = [hit.start for hit in scene.stages if hit.value == Stage.PLANNED and hit.start < pair[0].start]
    plans += [
        h.start for h in scene.of("say") if h.start < pair[0].start and scene.text[h.start : h.end] in hopes
    ]
    clauses = scene.text[max(plans, default=start) : pair[0].start].split(",")
    opened = clauses[-1].split()[:1]
    near = len(clauses) == 1 or (
        len(clauses) == _CONTENT
        and opened
        and opened[0] in (*scene.language.marks("content"), *scene.language.marks("that"))
    )
    if not plans or not near:
        return None
    return Stage.PRESENT if number is pair[0] else Stage.PLANNED


def _rise_of(scene: Scene, number: Number) -> tuple[Number, Number] | None:
    """The two ends of the change of which a number is one."""
    if not scene.language.spaced:
        return None
    place = next((at for at, one in enumerate(scene.numbers) if one.core == number.core), 0)
    pairs = (scene.numbers[at : at + 2] for at in (place - 1, place) if at >= 0)
    return next(((two[0], two[1]) for two in pairs if len(two) > 1 and _from_to(scene, *two)), None)


def _from_to(scene: Scene, first: Number, second: Number) -> bool:
    """ "grow from 11,000 men to 30,000", "von 3000 auf 10.000 Mann anwachsen": two ends of one change."""
    words = scene.text[first.end : second.core].split()
    ends = {w for phrase in (*scene.language.connectors, *scene.language.marks("to")) for w in phrase.split()}
    kinds = ("of", "from", "between")
    opened = scene.hits.until(first.start - 1, *kinds) or scene.hits.at(first.start, *kinds)
    verbs = [
        g for g in scene.of("grows") if 0 <= first.start - g.end <= REACH or 0 <= g.start - second.end <= _MAN
    ]
    return bool(opened and verbs) and len(words) <= _ENDS and not ends.isdisjoint(words)


_CONTENT, _ENDS = (
    2,
    4,
)  # clauses of a verb of expecting and of what is expected; words between two ends of a rise
_MAN = 26  # letters of those counted between a number and the verb that closes its clause


def _counts_now(scene: Scene, reading: Reading, verb: Hit | None) -> bool:
    """ "… erano 4.000, ora sono 15.000", "gli operai in Russia sono 15.000": a verb of being in the present, no other."""
    if _has_its_now(scene, reading, verb):
        return True
    number, words = reading.number, scene.language.marks("are")
    clause = max(scene.text.rfind(mark, scene.sentence.start, number.start) for mark in ",;:")
    if not scene.language.marks("by_now") or (verb is not None and verb.start > clause) or number.share:
        return False
    now = scene.hits.until(number.start - 1, "now")
    before = scene.text[scene.sentence.start : now.start if now else number.start].split()
    by_now = bool(before) and before[-1] in scene.language.marks("by_now")  # "sono ormai 2.400"
    before = before[:-1] if by_now else before
    if not before or before[-1] not in words or (reading.head.kind and reading.head.start < number.start):
        return False
    told = [hit for hit in scene.of("now") if clause <= hit.start < number.start]
    placed = reading.head.kind is None and any(
        clause <= hit.start < number.start and preceded(scene, hit.start, "governs")
        for hit in scene.of("place")
    )
    return bool(told) or by_now or placed


def _is_of_now(scene: Scene, reading: Reading) -> bool:
    """ "el contingente, de unos once mil hombres en la actualidad, podría …": a word for now right behind them."""
    end = max(reading.number.end, reading.head.end)
    now = scene.hits.at(end + 1, "now") if scene.language.marks("postposed") else None
    return now is not None and parted(scene, now.end, now.end + 1)


def _is_outgrown(scene: Scene, number: Number) -> bool:
    """ "podría pasar de 11.000 a más de 30.000": where a rise that is still to come starts from is there by now."""
    if scene.language.by_order and scene.text.startswith(
        scene.language.marks("rises") or ("\0",), number.end
    ):
        return True  # "可能从目前的1.1万人增至10万人"
    following = next((n for n in scene.numbers if n.start >= number.end), None)
    if scene.language.wordless and following is not None:  # "現在の1000人から2000人に増やす"
        grown = scene.text.startswith(scene.language.marks("rises") or ("\0",), following.end)
        return grown and scene.text[number.end : following.start].strip() in scene.language.connectors
    if following is None or preceding(scene, number.start, "of", "from") is None:
        return False  # but "с нынешних 11 тысяч"
    gap = scene.text[number.end : following.core].split()[:_GROWS_TO]
    grown = any(hit.end <= number.start for hit in scene.of("grows"))
    if grown and not set(gap).isdisjoint(scene.language.marks("to")):
        return True  # "вырастет с 300 человек до тысячи"
    return scene.text[number.end : following.start].strip() in scene.language.connectors


_GROWS_TO = 2  # words from the number at which a rise starts to the one that opens its end


def _is_own_verb(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "De los 15.000 que espera Kiev, 11.000 están ya en Rusia": a verb of being right behind a bare number."""
    return scene.language.spaced and hit.value == Stage.PRESENT and 0 <= hit.start - number.end <= 1


def _counts_the_same(scene: Scene, context: Context) -> bool:
    """ "9.000 sono al fronte. Il Pentagono si ferma a 8.000": another's number for those just told."""
    last = context.last
    just = last is not None and last.accepted and last.sentence == scene.index - 1
    plain = scene.language.spaced and not scene.language.marks("genitive")
    return just and plain and not scene.of("people") and not scene.stages


def _goes_with_last(scene: Scene, context: Context) -> bool:
    """ "10.000 Mann stehen dort. Dazu kommen 5000 Bauarbeiter": no verb of its own, so the one just told."""
    last = context.last
    if not scene.language.nouns_capitalised or last is None or not last.accepted or not last.stage_told:
        return False
    near = 0 <= scene.index - last.sentence <= 2 and scene.sentence.paragraph == context.paragraph
    return (near or last.number in scene.numbers) and last.measure in STAGED


def _goes_on_planned(scene: Scene, context: Context) -> bool:
    """ "Kim prepara l'invio. Due brigate, fino a 12mila uomini": no verb of its own, the plan just told goes on."""
    verbs = scene.stages or scene.events or scene.of("now")
    if scene.language.marks("genitive") and scene.of("tally"):
        return False  # "Підготовка триватиме. Чисельність військових складає 12 тисяч"
    helped = scene.language.marks("were")
    own = any(f" {word} " in scene.text[scene.sentence.start : scene.sentence.end] for word in helped)
    dated = scene.of("month", "season", "told_before") if scene.language.marks("genitive") else ()
    if own or dated or (scene.language.nouns_capitalised and scene.of("place")):
        return False  # "man habe Erkenntnisse über 3000 Soldaten in Russland"
    told = scene.language.spaced or (scene.language.predicate_last and not scene.of("nation"))
    same = not scene.language.nouns_capitalised or scene.sentence.paragraph == context.paragraph
    return told and same and context.planned == scene.index - 1 and not verbs


def _leaves_the_number(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "wysłał 3 tys., a do końca roku ma ich trafić 10 tys.": the next clause's plan, unless it tells of the number."""
    if not _later_clause(scene, number, hit):
        return False
    comma = scene.text.find(",", number.end, hit.start)
    word = scene.text[comma + 2 : hit.start].split()[:1]
    return comma > 0 and not set(word) & set(scene.language.marks("which"))


def _later_clause(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "szkoli się 11 tys. żołnierzy, będą gotowi …": a plan behind a comma, where the number's own clause has a verb."""
    if not scene.language.marks("genitive") or hit.value != Stage.PLANNED or hit.start < number.end:
        return False
    if not parted(scene, number.end, hit.start):
        return False
    own = (h for h in scene.stages if h.end <= number.start and h.value in (Stage.SENT, Stage.PRESENT))
    return any(not parted(scene, h.end, number.start) for h in own)


def _said_apart(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "речь о десяти тысячах, а к весне их может стать больше": a plan in the clause after the number said."""
    later = hit.value == Stage.PLANNED and hit.start >= number.end
    if later and _after_saying(scene, number, hit):
        return True
    if not scene.language.marks("genitive") or hit.value != Stage.PLANNED or hit.start < number.end:
        return False
    said = any(0 <= number.start - say.end <= _JUST_SAID for say in scene.of("say"))
    gap = scene.text[number.end : hit.start]
    return said and any(f", {word} " in gap for word in _but(scene))


def _after_saying(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "8000人の北朝鮮兵と述べ、数日中に戦闘に加わるとの見通し": the number is said, and the plan is a second thing said."""
    if not scene.language.predicate_last:
        return False
    between = scene.hits.within(number.end, hit.start)
    first = next((h for h in between if h.kind in ("say", "stage", "event")), None)
    if first is None or first.kind != "say" or first.start - number.end > _SAID:
        return False
    word = word_at(scene.text, first.start)
    behind = scene.text[first.end : max(first.start + len(word) + 1, first.end + _INFLECTED)]
    return any(mark in behind for mark in _COMMAS) or word.endswith(
        scene.language.marks("leaves_open") or ("\0",)
    )


_SAID, _INFLECTED = 12, 4  # letters between a number and the verb of saying it; of that verb's ending


def _but(scene: Scene) -> set[str]:
    """What opens a clause beside the one before: "and", "but", no "that"."""
    return set(scene.language.marks("opens")) - set(scene.language.marks("that"))


_JUST_SAID = 12  # letters between a verb of saying and the number said


def _grows_there(scene: Scene, reading: Reading) -> bool:
    """ "the contingent in Kursk has shrunk to 8,000": what grows or shrinks at a place is there."""
    growing = {hit.start for hit in scene.of("grows")}  # "è passato da 11mila a 8mila" is no sending
    others = any(hit.start not in growing for hit in scene.stages)
    if not scene.language.spaced or others or not scene.of("place"):
        return False
    grows = [
        hit for hit in scene.of("grows") if not parted(scene, *sorted((hit.start, reading.number.start)))
    ]
    return bool(grows) and reading.number.share is None


def _is_there_now(scene: Scene, number: Number) -> bool:
    """ "Наразі на Курщині 11 тисяч північнокорейців": no verb, but the place before the number, or a word for now."""
    if not scene.stages and any(0 <= number.start - hit.end <= 1 for hit in scene.of("now")):
        return True  # "Kim's Kursk contingent now 10.5k strong"
    if scene.language.nouns_capitalised:
        right_before = (hit for hit in scene.of("place") if hit.end + 1 == number.start)
        placed = not (scene.stages or scene.events) and any(
            preceded(scene, hit.start, "at") for hit in right_before
        )
        return placed or bool(scene.of("now") and scene.of("place"))  # "zählt in Kursk 12.000 Soldaten"
    if not scene.language.marks("genitive"):
        return False
    before = [hit for hit in scene.of("place", "spot") if 0 <= number.start - hit.end <= 60]
    told = any(hit.kind == "spot" or preceded(scene, hit.start, "governs") for hit in before)
    return bool(scene.of("now")) or told or any(_in_region(scene, hit) for hit in before)


def _in_region(scene: Scene, place: Hit) -> bool:
    """ "w obwodzie kurskim 10 tys. żołnierzy": one plain noun between a preposition of place and a place's adjective."""
    before = scene.text[scene.sentence.start : place.start]
    word = before.rstrip().rpartition(" ")[2]
    return word.isalpha() and scene.hits.until(place.start - len(word) - 2, "at") is not None


def _is_fronted(scene: Scene, reading: Reading) -> bool:
    return (
        bool(scene.language.marks("genitive"))
        and reading.head.kind is not None
        and (reading.head.end <= reading.number.start)
    )


def _runs_on(scene: Scene, verb: Hit) -> bool:
    """ "2만5000명을 파견해 조종술을 익히는 방안을 검토 중": a verb without a tense of its own has that of the next."""
    endings = scene.language.marks("connective")
    if not endings or verb.value != Stage.SENT or not scene.text.endswith(endings, verb.start, verb.end):
        return False
    following = next((hit for hit in scene.stages if hit.start >= verb.end and hit.value != "send"), None)
    if following is None or following.start - verb.end > _RUNS_ON:
        return False
    gap = scene.text[verb.end : following.start]
    more = any(verb.end <= hit.start < following.start for hit in scene.of("more_before"))
    return not more and not any(c.isdigit() for c in gap)


_RUNS_ON = 40  # letters between two verbs of one plan


def _open_ended(scene: Scene, number: Number, verb: Hit) -> bool:
    """ "今後…3万人を派遣し、…する見通しだ": a verb left open has the tense of the last one, where it opens so too."""
    if _runs_on(scene, verb):
        return True
    if not scene.language.wordless or verb.value != Stage.SENT or scene.text[verb.end - 1] not in ",、":
        return False
    plans = [hit.start for hit in scene.stages if hit.value == Stage.PLANNED]
    plans += [hit.start for hit in scene.of("relative") if str(hit.value).startswith(("coming", "next"))]
    later = [n.core for n in scene.numbers if n.core >= verb.end]
    end = min(later, default=scene.sentence.end)
    return any(at < number.start for at in plans) and any(verb.end <= at < end for at in plans)


def _continues_list(scene: Scene, number: Number, context: Context) -> bool:
    """ "派遣する第3陣は工兵1000人、建設部隊5000人": the second of a list goes where the first one goes."""
    last = context.last
    if last is None or last.sentence != scene.index or not last.accepted:
        return False
    gap = scene.text[last.number.end : number.start].strip()
    if scene.language.marks("genitive"):  # "tysiąc saperów, którzy …, a także 5 tys. robotników"
        joined = any(gap.endswith(f" {joiner}") for joiner in scene.language.joiners)
        if last.measure not in STAGED or not last.stage_told:
            return False
        verbs = any(hit.start >= last.number.end for hit in (*scene.stages, *scene.events))
        return not verbs or (joined and not any(mark in gap for mark in ";:–"))
    if not scene.language.predicate_last:
        return False
    return len(gap) <= 24 and gap.startswith(("、", ",", "·", *scene.language.joiners))


def adds_to_earlier(scene: Scene, reading: Reading) -> bool:
    """Whether an adverb of the verb says "more": "3천 명을 러시아에 추가로 보냈다", "추가 파병된 공병 1천 명"."""
    number, verb = reading.number, reading.predicate
    if not scene.language.predicate_last or reading.measure not in STAGED or verb is None:
        return False
    start, end = min(verb.start - 5, number.start), max(verb.end, number.end)
    if verb.start > number.start:
        start = number.end
    more = [hit for hit in scene.of("more_before", "more_after") if start <= hit.start and hit.end <= end]
    return any(
        not any(
            min(hit.end, number.end) <= n.core < max(hit.start, number.start)
            for n in scene.rivals
            if n is not number
        )
        for hit in more
    )


def _sends_them(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "après l'envoi de 11.000 hommes", "después de despachar 11.000": the verb right before needs no tense."""
    if not scene.language.spaced or hit.value != "send" or not 0 <= number.start - hit.end <= 6:
        return False
    gap = scene.text[hit.end : number.start].strip(" '")
    return not gap or scene.hits.until(number.start - 1, "of") is not None


def _comes_second(scene: Scene, number: Number, hit: Hit) -> bool:
    """A verb-final clause tells its stage first: "배치됐으며 … 나설 것" were deployed, whatever they will do."""
    if not scene.language.predicate_last or hit.value != Stage.PLANNED or hit.start < number.end:
        return False
    told = (Stage.SENT, Stage.PRESENT)
    return any(h.value in told and number.end <= h.start < hit.start for h in scene.stages)


#: Where no verb has a tense, the verb of sending is as good as any.
_TENSELESS = 20


def _set_off(scene: Scene, reading: Reading, hit: Hit) -> bool:
    """ "військових КНДР, розміщених у Курській області": a participle behind its noun and a comma."""
    modifiers, end = scene.language.marks("modifier"), max(reading.number.end, reading.head.end)
    if not modifiers or reading.head.kind is None or not 2 <= hit.start - end <= _SET_OFF:
        return False
    rules = (
        h for h in scene.stages if h.value == Stage.PRESENT and 0 < reading.number.start - h.end <= _RULES
    )
    if any(not parted(scene, h.end, reading.number.start) for h in rules):
        return False  # "сейчас трудятся около 12 тыс. рабочих, прибывших за год": the clause's own verb
    nation = scene.hits.at(end + 1, "nation")
    behind = nation.end if nation else end
    return scene.text[behind : hit.start] == ", " and scene.text.endswith(modifiers, hit.start, hit.end)


_RULES = 14  # letters between a verb of being there and its subject
_SET_OFF = 22  # letters of a country between the noun and its participle


def _attributed(scene: Scene, reading: Reading, hit: Hit) -> bool:
    """ "投入库尔斯克的1.2万名", "驻扎在边境的朝军约为6000人": a stage that shapes number or noun, by order alone."""
    marks, start = scene.language.marks("attributive"), reading.number.start
    if not marks or hit.end > start:
        return False
    if reading.head.kind and reading.head.end <= start:
        if any(reading.head.end <= verb.start < start for verb in scene.stages):
            return False  # "派往库尔斯克的部队还剩约1.1万人"
        noun = scene.hits.until(reading.head.start, "nation")
        start = noun.start if noun else reading.head.start
    if hit.end > start or not scene.text.endswith(marks, hit.end, start):
        return False
    return not parted(scene, hit.end, start)


def _is_placed(scene: Scene, reading: Reading, hit: Hit) -> bool:
    """ "les 3 000 soldats stationnés en Russie vont combattre": a participle at the noun that tells where they are."""
    endings = scene.language.marks("postposed")
    if hit.value not in (Stage.SENT, Stage.PRESENT) or not endings:
        return False
    if not scene.text.endswith(endings, hit.start, hit.end) or " " in scene.text[hit.start : hit.end]:
        return False
    end = phrase_end(scene, reading)
    if reading.head.kind is None:  # "los aproximadamente 11.000 ya enviados"
        return 0 <= hit.start - reading.number.end <= _RIGHT_BEHIND
    placed = any(0 < place.start - hit.end <= _TO_PLACE for place in scene.of("place"))
    return placed and 0 <= hit.start - end <= 2 and not _are_moved(scene, reading.number)


def _are_moved(scene: Scene, number: Number) -> bool:
    """ "pronto serán trasladados a Donetsk 300 soldados enviados a Rusia": a plan that opens the clause of those sent."""
    start = scene.clause_start(number.start)
    return any(h.value == Stage.PLANNED and start <= h.start and h.end < number.start for h in scene.stages)


_RIGHT_BEHIND = 5  # letters of an adverb between a number and its participle
_TO_PLACE = 20  # letters between a participle and its place


def _has_object(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "已派出约1万名士兵受训": where order alone tells, the number right behind a verb is its object."""
    return scene.language.by_order and hit.value == "send" and 0 <= number.start - hit.end <= 1


def _is_known(scene: Scene, reading: Reading, hit: Hit) -> bool:
    """ "would add to the 11,000 soldiers sent in November": a definite number, and what shapes it."""
    definite, number = scene.language.marks("definite"), reading.number
    article = scene.hits.until(number.start - 1, "filler", "of", "function")
    known = article is not None and scene.text[article.start : article.end] in definite
    return known and hit.value == Stage.SENT and 0 <= hit.start - phrase_end(scene, reading) <= 2


def _planned_apart(scene: Scene, number: Number, hit: Hit) -> bool:
    """Whether a word of intention stands in another clause: "现有8000名，预计…将投入"."""
    if hit.value != Stage.PLANNED:
        return False
    if scene.language.spaced and not scene.language.predicate_last:
        return _goes_on_to(scene, number, hit)
    if not scene.language.by_order:
        return False
    return parted(scene, min(number.end, hit.end), max(number.start, hit.start))


def _goes_on_to(scene: Scene, number: Number, hit: Hit) -> bool:
    """ "ha mandado ya 3.000 soldados y pretende …": the number has its verb, "and" opens the next."""
    plans = [other for other in scene.stages if other.value == Stage.PLANNED and other.end <= hit.start]
    opener = plans[-1] if plans and hit.start - plans[-1].end <= 1 else hit  # "и планируя отправить …"
    behind = [other for other in plans if other.start >= number.end]
    if behind and scene.language.marks("genitive"):
        opener = behind[0]  # "… і пообіцяв, що число зростатиме"
    before = scene.text[max(number.end, opener.start - _JOINED) : opener.start].split()[-3:]
    opens = (*scene.language.joiners, *scene.language.marks("relative"))
    if hit.start < number.end or set(before).isdisjoint(opens):
        return False
    there = any(number.end <= now.start < opener.start for now in scene.of("now")) and bool(
        scene.language.marks("genitive")
    )
    there = there and not parted(scene, number.end, opener.start)
    if there and any(number.end <= place.start < opener.start for place in scene.of("place")):
        return True  # "8 тысяч солдат уже в Курской области и готовы вступить в бой"
    says = [say for say in scene.of("say") if 0 <= number.start - say.end <= 2 * _SET_OFF]
    if scene.language.marks("genitive") and any(not parted(scene, say.end, number.start) for say in says):
        return True  # "нарахував на Курщині 11 тисяч солдатів і пообіцяв, що …"
    told = [other for other in scene.stages if other.value in (Stage.SENT, Stage.PRESENT)]
    ended = (other for other in told if number.end <= other.start < opener.start - _JOINED // 2)
    if any(not parted(scene, number.end, other.start) for other in ended):
        return True  # "diecimila sono finiti nei cantieri e quest'anno potrebbero …"
    near = (other for other in told if 0 <= number.start - other.end <= _TO_OBJECT)
    return any(
        not parted(scene, other.end, number.start)
        and set(scene.text[other.end : number.start].split()[-2:]).isdisjoint(scene.language.joiners)
        and not any(other.end <= n.core < number.core for n in scene.numbers)
        for other in near
    )


_JOINED = 14  # letters of "and", "that" and a pronoun before the next verb
_TO_OBJECT = 40  # letters between a verb and the number that it governs
_NEXT_VERB = 40  # the price of a verb that "and" joins to the number's own


def _stands_apart(scene: Scene, verb: Hit, other: Hit) -> bool:
    """Whether another clause is between; a participle goes with the verb before it: "is set to …, sending"."""
    clinging = scene.text.endswith(scene.language.marks("participle") or ("\0",), verb.start, verb.end)
    if clinging and other.end <= verb.start:
        return any(mark in scene.text[other.end : verb.start] for mark in ";:")
    return parted(scene, *span_between(verb, other))


def _is_participle(scene: Scene, hit: Hit) -> bool:
    """ "is set to triple the troops fighting for Russia, sending …": a participle on a noun rules no other verb."""
    first = scene.text[hit.start : hit.end].split(" ")[0]
    return first.endswith(scene.language.marks("participle") or ("\0",))


def _has_begun(scene: Scene, verb: Hit) -> bool:
    """ "Seit Kim im Herbst begann, bis zu 12.000 Soldaten zu schicken", "начала отправлять": what one began has happened."""
    begins = scene.language.marks("begins")
    before = scene.text[scene.sentence.start : verb.start].replace(",", " ").split()
    if not scene.language.nouns_capitalised:
        return not set(begins).isdisjoint(before[-_BEGUN:])
    infinitive = scene.text.startswith("zu ", verb.start) or scene.text.endswith(" zu ", 0, verb.start)
    return bool(begins) and infinitive and not set(begins).isdisjoint(before)


_BEGUN = 5  # words of a beginning, a time and a preposition right before the infinitive


_A_MONTH = 5  # letters of a preposition and the shortest month


def _moves_since(scene: Scene, verb: Hit) -> bool:
    """ "od września jedzie tam pięć tysięcy budowlańców": what has been going on since a month has begun."""
    moving, since = scene.language.marks("moving"), scene.language.marks("since_then")
    if not since or scene.text[verb.start : verb.end] not in moving:
        return False
    words, opens = tuple(f" {word.strip()} " for word in since), scene.sentence.start
    months = [hit for hit in scene.of("month") if f" {scene.text[opens : hit.start]}".endswith(words)]
    whole = (hit for hit in scene.of("function") if f" {scene.text[hit.start : hit.end]}".startswith(words))
    months += [hit for hit in whole if hit.end - hit.start > _A_MONTH]  # "od września" in one entry
    return any(not parted(scene, *span_between(month, verb)) for month in months)


def _is_future(scene: Scene, verb: Hit) -> bool:
    """ "wird Russland 1000 Pioniere zur Verfügung stellen": an infinitive that closes its clause, and its helper."""
    words = scene.text[scene.clause_start(verb.start) : verb.start].split()
    helped = not set(words).isdisjoint(scene.language.marks("to_be"))
    return (
        scene.language.nouns_capitalised
        and helped
        and scene.text[verb.end : verb.end + 1] in (".", ",", ";", "")
    )


def _stands_later(scene: Scene, verb: Hit) -> bool:
    """ "Im Frühjahr werden 3000 in Kursk stehen"; "würden dort kämpfen" may be what somebody says of now."""
    words = scene.text[scene.clause_start(verb.start) : verb.start].split()
    indicative = any(
        word in words for word in scene.language.marks("to_be") if word.endswith(("werden", "wird"))
    )
    return indicative and _is_future(scene, verb) and scene.text.endswith("en", verb.start, verb.end)


def _stage_told(scene: Scene, verb: Hit) -> Stage:
    """The stage that a verb tells together with those it depends on: "will … send", "soll … entsandt haben"."""
    if verb.value == "send":
        already = scene.language.marks("already")
        if already and scene.text.endswith(already, scene.sentence.start, verb.start):
            return Stage.SENT  # "预计派1.2万人；其中首批已经抵达"
        told = [h for h in scene.stages if h.value != "send" and not _stands_apart(scene, verb, h)]
        told = [h for h in told if not _is_participle(scene, h)] or told
        ruling = min(told, key=lambda h: span_between(verb, h)[1] - span_between(verb, h)[0], default=None)
        if ruling is None and scene.language.by_order:  # "将派遣1000名工兵，另派5000名": the one told before
            ruling = next(
                (
                    h
                    for h in reversed(scene.stages)
                    if h.end <= verb.start and h.value != "send" and ";" not in scene.text[h.end : verb.start]
                ),
                None,
            )
        doubted = scene.language.nouns_capitalised and bool(scene.of("doubt"))
        doubted = doubted or _hoped_for(scene, verb) or _is_future(scene, verb)
        planned = doubted or (ruling is not None and ruling.value == Stage.PLANNED)
        return Stage.PLANNED if planned and not _has_begun(scene, verb) else Stage.SENT
    if verb.value == Stage.PRESENT and _stands_later(scene, verb):
        return Stage.PLANNED
    if verb.value == Stage.PRESENT and (_trains_them(scene, verb) or _trains_to_go(scene, verb)):
        return Stage.PLANNED
    if verb.value == Stage.PLANNED and (_moves_since(scene, verb) or _has_begun(scene, verb)):
        return Stage.SENT
    if verb.value == Stage.PLANNED:
        already = scene.language.marks("already")
        if already and scene.language.by_order and scene.text.startswith(already, verb.end):
            behind = scene.hits.within(
                verb.end, verb.end + _SET_OFF
            )  # "派兵计划已经敲定": only the plan is made
            settled = any(h.kind == "stage" and h.value == Stage.PLANNED for h in behind)
            return Stage.PLANNED if settled else Stage.SENT  # "预计已有超过3000人接近战区"
        done = (h for h in scene.stages if h.value == "done" and 0 <= h.start - verb.end <= REACH)
        if any(not parted(scene, verb.end, h.start) for h in done) or _may_have(scene, verb):
            return Stage.SENT
        return Stage.PLANNED
    before = scene.text[max(scene.sentence.start, verb.start - _BECOMES) : verb.start]
    may = max((before.rfind(words) for words in scene.language.marks("may_be")), default=-1)
    if (
        verb.value == Stage.SENT
        and may >= 0
        and len(before[may:].split()) <= _MADE
        and "," not in before[may:]
    ):
        return Stage.PLANNED  # "могут быть отправлены"
    if scene.text[verb.start : verb.end] in scene.language.marks("may_be"):
        words = scene.text[verb.end : verb.end + _BECOMES].replace(",", " ").split()[:2]
        return (
            Stage.PLANNED if any(w.endswith(scene.language.marks("made")) for w in words) else Stage.PRESENT
        )
    if verb.value == Stage.SENT and scene.hits.at(verb.start, "stage", "send") and _hoped_for(scene, verb):
        return Stage.PLANNED  # "erwarten binnen zwei Monaten die Ankunft von 2500 Soldaten"
    return Stage.SENT if verb.value == "done" else Stage(verb.value)


def _hoped_for(scene: Scene, verb: Hit) -> bool:
    """ "Kiev teme l'arrivo di 25-30mila": a noun of sending or arriving that is the object of fearing or expecting."""
    hopes = scene.language.marks("hopes")
    before = scene.text[max(scene.sentence.start, verb.start - _OBJECT) : verb.start] if hopes else ""
    words = re.split(r"[,;:]", before)[-1].split()  # "US-Beamte, die die Zeitung zitiert, erwarten …"
    return not set(words).isdisjoint(hopes)


_OBJECT = 42  # letters of a verb of fearing and an article before its object


def _may_have(scene: Scene, verb: Hit) -> bool:
    """ "около 10 тысяч могли быть направлены", "КНДР могла отправить 3000": a guess about what has been, no plan."""
    marks = scene.language.marks("may_have")
    before = scene.text[scene.clause_start(verb.start) : verb.end].replace(",", " ").split()[-_GUESSED:]
    would = not set(before).isdisjoint(scene.language.marks("would"))
    return bool(marks) and not set(before).isdisjoint(marks) and not would


_MADE = 3  # words of "may be" and an adverb
_BECOMES = 24  # letters of "may be" up to what is made of it ("может быть быстро увеличен")
_GUESSED = 5  # words of a clause up to its verb


def _trains_them(scene: Scene, verb: Hit) -> bool:
    """ "朝鲜正在训练1万名士兵": whom their own country trains are still to go; "在俄罗斯受训" are there."""
    if scene.text[verb.start : verb.end] not in scene.language.marks("trains"):
        return False
    if scene.language.spaced:  # "Nordkorea bildet zurzeit 2200 Soldaten aus"
        countries = (n for n in scene.of("nation") if not n.value.endswith("_people"))
        return any(side_of(country) == COUNTED and not has_noun(scene, country) for country in countries)
    subject = [nation for nation in scene.of("nation") if nation.end <= verb.start]
    whom = any(n.start == verb.end for n in scene.numbers)
    return whom and bool(subject) and side_of(subject[-1]) == COUNTED


def _trains_to_go(scene: Scene, verb: Hit) -> bool:
    """ "are training for an imminent departure", "werden für einen Einsatz in Russland ausgebildet": still to go."""
    drills, ahead = scene.language.marks("drills"), scene.language.marks("ahead")
    if not any(stem in scene.text[verb.start : verb.end] for stem in drills):
        return False
    behind = scene.text[verb.end : verb.end + _AHEAD].lstrip()
    if scene.language.nouns_capitalised:
        start = scene.clause_start(verb.start)
        found = [at for word in ahead if (at := scene.text.rfind(f" {word} ", start, verb.start)) >= 0]
        return any(found) and any(max(found) < hit.start < verb.start for hit in scene.stages)
    if not behind.startswith(ahead):
        return False
    return any(verb.end < hit.start <= verb.end + _AHEAD for hit in scene.stages)


_AHEAD = 40  # letters behind a verb of training to the noun of going that it is for
_SPOT = 2  # letters between a noun and where they stand


def _are_at_it(scene: Scene, reading: Reading) -> bool:
    """ "보급로를 지키는 북한군 4천 명": a verb of now with its object or place shapes the noun."""
    doing, oblique = scene.language.marks("doing"), scene.language.marks("oblique")
    if not doing or reading.head.kind is None:
        return False
    start = min(reading.head.start, reading.number.start)
    words = scene.text[scene.sentence.start : start].split()
    while words and scene.hits.at(start - len(words[-1]) - 1, "nation", "people", "filler"):
        start -= len(words.pop()) + 1
    if len(words) < 2 or not words[-1].endswith(doing):
        return False
    going = tuple(f"{mark}{end}" for mark in scene.language.marks("busy") for end in doing)
    if not words[-2].endswith(oblique) and not scene.text.endswith(going, scene.sentence.start, start - 1):
        return False
    at = start - len(words[-1]) - 1
    return not any(
        hit.kind in ("nation", "who", "stage", "event", "say") for hit in scene.hits.within(at, start)
    )


def _is_busy(scene: Scene, reading: Reading) -> bool:
    """ "4500명은 무너진 다리를 다시 짓고 있다": whatever it is that they are doing, they are there."""
    start = max(reading.number.end, reading.head.end)
    if scene.text.startswith(scene.language.marks("object_marks") or ("\0",), start):
        return False  # "북한군 1만2천 명을 동원하고 있다"
    stop = min((n.core for n in scene.numbers if n.core > start), default=scene.sentence.end)
    for mark in scene.language.marks("busy"):
        at = scene.text.find(mark, start, stop)
        if at >= 0 and not any(
            hit.kind in ("say", "event", "stage", "nation") for hit in scene.hits.within(start, at + 1)
        ):
            return True
    return False


def _stands_at(scene: Scene, reading: Reading) -> bool:
    """ "the 12,000-strong force in Kursk": a place right after the noun, and no verb that says more."""
    end = max(reading.number.end, reading.head.end)
    nation = scene.hits.until(reading.head.start - 1, "nation")  # "쿠르스크의 북한 노동자"
    if nation is None and scene.language.wordless:
        nation = scene.hits.until(reading.head.start, "nation")  # "ロシアの北朝鮮労働者"
    starts = (reading.head.start, nation.start if nation is not None else -1, reading.number.start)
    places = () if scene.language.spaced else scene.of("place")
    sent = scene.text.startswith(scene.language.marks("object_marks") or ("\0",), end)
    if any(0 <= start - hit.end <= 2 for hit in places for start in starts):
        return True  # "러시아에 병력 3000명을 특파했다"
    links = scene.language.marks("link") if scene.language.wordless else ()
    if any(scene.text[hit.end : start] in links for hit in scene.of("spot") for start in starts):
        return True  # "前線の北朝鮮兵"
    if not sent and any(_in_part(scene, hit, start) for hit in places for start in starts):
        return True
    placed = scene.language.marks("postposed") or scene.language.nouns_capitalised
    if placed and reading.head.kind is not None and not scene.stages:
        noun = reading.head.end if reading.head.end <= reading.number.start else phrase_end(scene, reading)
        people = scene.hits.at(noun + 1, "nation")
        noun = people.end if people is not None else noun
        if (word := scene.hits.at(noun + 1, "governs")) and word.end - word.start <= _IN:
            return any(0 <= hit.start - noun <= _REGION for hit in scene.of("place"))
    if _are_at_it(scene, reading) or _is_inside(scene, reading):
        return True
    return _is_at_a_spot(scene, reading, _AT_PLACE) or any(
        0 <= hit.start - end <= _AT_PLACE for hit in scene.of("place")
    )


def _in_part(scene: Scene, place: Hit, start: int) -> bool:
    """ "ロシア西部には8000人", "러시아 극동 지역에 1만5천 명": a part of the place, a particle, and those counted."""
    gap = scene.text[place.end : start].rstrip() if 0 <= start - place.end <= _PART_OF_IT else ""
    marks = scene.language.marks("placed")
    marks += scene.language.marks("link")[:1] if scene.language.wordless else ()  # "ロシア西部の北朝鮮兵"
    return bool(gap and marks) and gap.endswith(marks) and not any(mark in gap for mark in _COMMAS)


_PART_OF_IT, _COMMAS = 7, ",、。"  # letters from a country to those counted in a part of it


def _is_inside(scene: Scene, reading: Reading) -> bool:
    """ "러시아 내 북한군", "ロシア国内の北朝鮮兵": a word for being inside a country right before those who are counted."""
    marks, head = scene.language.marks("inside"), reading.head
    if not marks or head.kind is None:
        return False
    start = min(head.start, reading.number.start)
    links = scene.language.marks("link") if scene.language.wordless else ()
    for _ in range(_PHRASE):
        if scene.text.endswith(marks, scene.sentence.start, start):
            return True
        link = next((mark for mark in links if scene.text.endswith(mark, 0, start)), "")
        at = start - len(link) - (scene.text[start - 1] == " ")
        word = scene.hits.until(at, "nation", "people", "filler")
        if word is None:
            return False
        start = word.start
    return False


_PHRASE = 4  # words of a noun phrase


_AT_PLACE = 16  # letters of a country between those counted and where they stand
_IN = 5  # letters of "en", "à", "dans", "nella"
_REGION = 34  # "soldados norcoreanos en regiones orientales de Rusia"
