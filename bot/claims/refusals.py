"""Numbers that count nobody: years, days, ages, ordinals, scores, prices, parts of names."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import (
    COUNTED,
    OTHER,
    OUTCOMES,
    Head,
    Reading,
    Scene,
    first_hit,
    hit_start,
    part_of,
    side_of,
    word_at,
)
from bot.model import Measure, Qualifier


def no_count(scene: Scene, number: Number, head: Head) -> str | None:
    """Numbers that count nobody: years, ordinals, one person, the numbers of units and days; None where it may."""
    if number.share is not None:
        if number.share < _SMALL_SHARE or _is_price(scene, number, head):
            return "is a share of prices, not of people"  # "The Kospi lost 0.7%"
        if _is_growth_of_things(scene, number) or _is_share_of_others(scene, number):
            return "is a change of things"
        if _is_counted_too(scene, number):
            return "is told as a number as well"
        return "is an ordinal" if _is_ordinal_of(scene, number) else None
    if number.low is None and number.high is None:
        return "is no whole number"
    value = number.high if number.low is None else number.low
    assert value is not None
    if value < 2:
        return "is fewer than two"
    for rule in (
        _as_year_or_word,
        _as_day_or_ordinal,
        _as_name,
        _as_told_of_others,
        _as_travellers,
        _as_difference,
        _as_excess,
        _as_exchange,
        _as_supposed,
        _as_room,
        _as_crowd,
        _as_deserters,
        _as_survivors,
        _as_tally_of_things,
        _as_age,
    ):
        refusal = rule(scene, number, head, value)
        if refusal:
            return refusal
    return None


def _is_growth_of_things(scene: Scene, number: Number) -> bool:
    """ "расход снарядов вырос на 15%", "shipments fell by half": by how much things grew, where nobody of ours stands."""
    words = (*scene.language.marks("per"), *scene.language.marks("agent"))
    if not words or not scene.text.endswith(
        tuple(f" {w} " for w in words), scene.sentence.start, number.start
    ):
        return False
    start = scene.clause_start(number.start)
    inside = scene.hits.within(start, number.start)
    things = any(hit.kind == "unit" and hit.value == "things" for hit in inside)
    return things and not any(hit.kind == "people" for hit in inside)


def _is_share_of_others(scene: Scene, number: Number) -> bool:
    """ "Доля добровольцев среди убитых выросла до 30 %": the share that a noun has of whom nobody counts here."""
    start = scene.clause_start(number.start)
    for word in scene.language.marks("share_of"):
        at = scene.text.find(f"{word} ", start, number.start)
        if at < 0 or (at > start and scene.text[at - 1] not in ' "«„'):
            continue
        whose = [hit for hit in scene.hits.within(at, at + len(word) + _WHOSE) if hit.start > at + len(word)]
        return not any(hit.kind in ("event", "nation", "part") or hit.value in OUTCOMES for hit in whose)
    return False


_WHOSE = 12  # letters behind "the share of" in which the noun begins that has it


def _as_tally_of_things(scene: Scene, number: Number, head: Head, _value: int) -> str | None:
    """ "…, putting the number of flights at 19": a bare number, and the tally of something that is nobody."""
    for tally in scene.of("tally") if head.kind is None else ():
        before = 0 < number.start - tally.end <= _TO_TALLY and not _crosses(scene, tally.end, number.start)
        if (before or 0 <= tally.start - number.end <= _TALLY_BEHIND) and (noun := _tallied(scene, tally)):
            return f"counts “{noun}”"
    return None


_TO_TALLY, _TALLY_BEHIND = 45, 6  # letters between a number and the words "the number of" on either side
_TALLIED = 3  # words of a noun phrase behind them


def _crosses(scene: Scene, start: int, end: int) -> bool:
    """Whether a mark or another number stands between."""
    return any(mark in scene.text[start:end] for mark in ",;:.") or any(
        start <= other.core < end for other in scene.numbers
    )


def _tallied(scene: Scene, tally: Hit) -> str:
    """The thing of which a tally is ("the number of *flights*"); empty where it is one of persons, or of nothing."""
    marks = scene.language.marks
    words = scene.text[tally.start : tally.end].split()
    at, ends = tally.end + 1, marks("genitive")
    if not ends and not (len(words) > 1 and any(of.split()[0] == words[-1] for of in marks("of"))):
        return ""
    if any(number.start <= at < number.end for number in scene.numbers):
        return ""  # "a total of twelve thousand"
    unknown = ""
    for _ in range(_TALLIED):
        word, hit = word_at(scene.text, at), first_hit(scene.hits, at)
        if hit is None and (not word.isalpha() or (ends and not word.endswith(ends))):
            return unknown
        if hit is not None and hit.kind != "filler":
            thing = word if hit.kind == "unit" and hit.value != "persons" else ""
            return thing or (unknown if hit.kind in _BEHIND_NOUN else "")
        unknown = unknown or (word if hit is None else "")
        at += len(word) + 1
    return ""


_BEHIND_NOUN = ("function", "governs", "grows", "at", "to")


def _as_age(scene: Scene, number: Number, head: Head, value: int) -> str | None:
    """ "der jüngste 20, der älteste 27 Jahre alt": how old the youngest or the oldest of them is."""
    words = scene.language.marks("aged")
    behind = head.kind is not None and head.start >= number.end  # "молодший служив у війську з 17"
    if behind or value > _OLDEST:
        return None
    before = scene.text[max(scene.sentence.start, number.start - _AGED) : number.start]
    aged = any(f" {word} " in f" {before}" for word in words) or _is_age_of_another(scene, number)
    return "is a day or an age" if aged else None


def _is_age_of_another(scene: Scene, number: Number) -> bool:
    """ "One of the prisoners is 20 years old, the other 26": behind an age, without a verb of its own."""
    years = tuple(f" {word}" for word in scene.language.marks("of_age"))
    first = next((n for n in reversed(scene.numbers) if n.end <= number.core), None)
    if not years or first is None or not scene.text.startswith(years, first.end):
        return False
    near = number.core - first.end <= _NEXT_AGE
    return near and not any(hit.end > first.end for hit in (*scene.events, *scene.stages))


_OLDEST, _AGED = 99, 60  # years; letters from "the oldest" to an age
_NEXT_AGE = 30  # letters of "years old, the other" between two ages


_SMALL_SHARE = 0.01


def _is_price(scene: Scene, number: Number, head: Head) -> bool:
    """ "Hanwha gained 3.1%", "布伦特原油期货涨逾2%": by how much a price moved is none of an army's share."""
    moves = scene.language.marks("price_moves")
    if moves and any(word in scene.text[max(0, number.core - _MOVED) : number.core] for word in moves):
        return True
    text = scene.text[number.core : number.core_end]
    exact = re.match(r"\d+[.,\u2024]\d", text) is not None
    named = scene.hits.at(number.end + 1, "of", "part", "people", "nation") is not None
    return exact and head.kind is None and not named and scene.language.spaced


_MOVED = 3  # letters of a price's verb and a bound before a share


def _is_counted_too(scene: Scene, number: Number) -> bool:
    """ "절반인 100여 명이 사망했다": a share in apposition to the number that it is."""
    after = (n for n in scene.numbers if 0 < n.start - number.end <= _APPOSED)
    marks = scene.language.marks("adnominal")
    return any(scene.text[number.end : n.start].strip() in marks for n in after)


_APPOSED = 3  # letters from a share to its number


def _is_ordinal_of(scene: Scene, number: Number) -> bool:
    """ "drags on for a third year", "a third deployment of 6,000": a share's word right before a noun is none."""
    if not scene.language.marks("possessive") or not number.worded or number.start != number.core:
        return False
    if scene.hits.at(number.core, "share") is None:
        units = scene.hits.within(number.core, number.core_end)
        return any(hit.kind == "unit" for hit in units)  # "one North Korean in five", "one shell in ten"
    if scene.hits.at(number.end + 1, "function"):
        return False  # "of the 12,000 a third are dead"
    noun = scene.hits.at(number.end + 1, "unit") or scene.hits.at(number.end + 1, "people", "stage")
    return noun is not None and scene.text[number.end] == " " and scene.text[noun.end - 1] != "s"


def _is_taken_of(scene: Scene, number: Number) -> bool:
    """ "2000 из 12 тысяч": whether a number is a part of the next one."""
    of = scene.hits.at(number.end + 1, "of") if scene.language.spaced else None
    return of is not None and any(0 < n.start - of.end <= _TO_WHOLE for n in scene.numbers)


_TO_WHOLE = 14  # letters of "the roughly" between "of" and the whole


def _as_year_or_word(scene: Scene, number: Number, head: Head, value: int) -> str | None:
    dated = number.plain and 1900 <= value <= 2039 and not number.counter and not _is_taken_of(scene, number)
    if dated and _is_year(scene, number, head, value):
        return "is a year"
    around = scene.text[number.core_end : number.core_end + 2]
    before_noun = head.kind is None or head.start < number.start
    inside = number.core_end + 2 < scene.sentence.end
    ordered = before_noun or (scene.language.nouns_capitalised and not number.worded)
    if number.plain and around == ". " and ordered and value < 1000 and inside:
        return "is an ordinal"  # "des 73. Zentrums der Spezialkräfte"
    if (around[:1] in "-:" and around[1:].isdigit()) or _scored(scene, number):
        return "is a score"
    if scene.language.spaced and number.plain and _runs_on(around):
        return "is part of a word"
    joined = scene.text[number.core_end + 2 :].partition(" ")[0] in scene.language.joiners
    if around == "- " and number.plain and joined and scene.language.marks("genitive"):
        return "is part of a word"  # "dwaj jeńcy, 20- i 26-latek"
    if around == "- " and head.kind is None and number.worded and scene.language.nouns_capitalised:
        return "is part of a word"  # "das Vier- bis Fünffache"
    if around[:1] == "-" and around[1:].isalpha() and head.kind is None and number.end == number.core_end:
        return "is part of a word"
    return None


def _as_day_or_ordinal(scene: Scene, number: Number, head: Head, value: int) -> str | None:
    ahead = head.kind is None or (head.end <= number.start and bool(scene.language.marks("genitive")))
    dated = (number.high or _MOST_DAYS) < _MOST_DAYS and scene.hits.at(number.core_end + 1, "month")
    if scene.language.marks("possessive") and not dated and (number.high or _MOST_DAYS) < _MOST_DAYS:
        dated = scene.hits.until(number.core - 1, "month")  # "from October 27 to 28"
    if scene.language.spaced and dated and scene.text[number.core].isdigit():
        return "is a day or an age"  # "27–28 октября"
    if number.plain and ahead and _is_day_or_age(scene, number, value):
        return "is a day or an age"
    if number.plain and head.kind is None and value <= _LAST_DAY and scene.text[number.core].isdigit():
        before = scene.text[: number.start].rpartition(" ")[0].rpartition(" ")[2]
        if before in scene.language.marks("on_day"):
            return "is a day or an age"  # "a confirmé le 27 que …", "sagte am 20., …"
    endings = scene.language.marks("ordinal")
    if number.plain and endings and scene.text.startswith(endings, number.core_end):
        return "is an ordinal"  # "бойцы 11-го корпуса"
    return None


def _as_name(scene: Scene, number: Number, head: Head, _value: int) -> str | None:
    rough = scene.hits.until(number.core - 1, "rough")
    if number.worded and head.kind is None and scene.language.marks("genitive"):
        unit = scene.hits.until((rough.start if rough else number.core) - 1, "unit")
        if unit and not scene.text[max(unit.start - 2, 0) : unit.start - 1].isdigit():
            return f"counts “{scene.text[unit.start : unit.end]}”"  # "тижнів зо два", "лет двадцать"
    named = head.kind is None or (
        bool(scene.language.marks("postposed")) and scene.hits.at(number.end + 1, "of") is not None
    )  # "el regimiento 528 de ingenieros"
    team = scene.language.marks("formations") if scene.language.by_order and not number.counter else ()
    if number.plain and team and head.start == number.end and scene.text.startswith(team, head.end):
        return "is part of a name or a price"  # "528工兵团"
    if number.plain and named and _names_a_unit(scene, number):
        return "is part of a name or a price"
    before = scene.text[number.core - 1 : number.core]
    joined = before == "-" and number.core >= 2 and scene.text[number.core - 2].isalpha()
    if joined or (before and (before in "$€£¥₩№#第每" or before in scene.language.marks("ordinal_prefix"))):
        return "is part of a name or a price"
    return None


def _as_told_of_others(scene: Scene, number: Number, head: Head, value: int) -> str | None:
    group = scene.language.marks("apiece")
    if group and scene.text.startswith(group, number.end):
        return "is told of each"  # "40人一组"
    each = scene.hits.until(number.start - 1, "each")
    word = (
        scene.hits.until(number.start - 1, "governs", "function")
        if scene.language.marks("postposed")
        else None
    )
    each = each or (scene.hits.until(word.start - 1, "each") if word else None)  # "cada una con unos 3.000"
    if head.kind and value < _PER and scene.hits.until(number.start - 1, "per"):
        return "is told of each"  # "на 30 корейців один перекладач"
    told = (e.end for e in scene.events if head.kind and e.start <= head.start < e.end)
    behind = scene.hits.at(max(number.end, head.end, *told) + 1, "each")  # "units of 3,000 men apiece"
    apiece = behind and not scene.language.marks("genitive")
    if (head.kind is None or scene.language.marks("possessive")) and scene.hits.until(
        number.start - 1, "without"
    ):
        return "is told to be absent"  # "полк вернулся без девятерых"
    if _of_many_countries(scene, head):
        return "counts armies together"
    if _spread_out(scene, number, head):
        return "counts workers of many countries"
    if _are_others(scene, number, head):
        return "counts others"
    if _told_behind(scene, number, head, "each"):
        return "is told of each"
    if _is_commanded(scene, number):
        return "is told of all such units"
    each_one = (each and (each.value == "each" or head.kind is None)) or apiece
    if (each_one and not is_rate(scene, number, head)) or _is_of_each(scene, number):
        return "is told of each"
    of = scene.hits.until(number.start - 1, "of") if head.kind is None else None
    rest = of and scene.hits.until(of.start - 1, "part")
    if of and rest and rest.end < of.start:
        return "is what some are left of"  # "куди вирушить решта з 11 тисяч"
    if _is_swapped(scene, number):
        return "is exchanged for as many"
    if value < _A_FEW_SPEAK and _counts_speakers(scene, number, head):
        return "counts those who speak"
    shown = scene.hits.until(number.start - 1, "unit")
    if head.kind is None and _is_elided(scene, number, value):
        return "leaves its thousands out"
    if head.kind and _asked(scene, number, value):
        return "are only asked"
    if _counts_what_stands_before(scene, number) or (head.kind is None and _so_many_others(scene, number)):
        return "counts what stands before it"
    taken = any(h.value == Measure.CAPTURED and 0 <= h.start - head.end <= 1 for h in scene.events)
    taken = taken or (scene.language.nouns_capitalised and _fell(scene, head))
    shown = (
        shown if shown or scene.language.spaced else scene.hits.at(head.end + 1, "unit")
    )  # "101명의 전사자 사진"
    if not taken and ((shown and shown.value == "shown") or _shown_with(scene, number)):
        return "is shown, not counted"  # "portraits of 101 soldiers"
    return None


def _as_travellers(scene: Scene, number: Number, head: Head, _value: int) -> str | None:
    """ "去年入境的1.3万名朝鲜人": people of a country counted as they cross its border."""
    enters = scene.language.marks("enters")
    start = min(number.start, head.start) if head.kind else number.start
    words = scene.text[max(scene.sentence.start, start - _ENTERING) : head.end + _ENTERING]
    if head.kind != "person" or not any(mark in words for mark in enters):
        return None
    head.persons = True
    return "counts travellers"


def _as_difference(scene: Scene, number: Number, head: Head, _value: int) -> str | None:
    """ "합참 집계보다 1000명 더 많은 수치": by how many one number exceeds another."""
    than, more = scene.language.marks("than"), scene.language.marks("differs")
    end = max(number.end, head.end if head.kind else 0)
    before = scene.text[max(scene.sentence.start, number.start - _THAN) : number.start]
    by_how_many = scene.language.marks("by_how_many")  # "基辅给出的总数要高出一千"
    if by_how_many and scene.text.endswith(by_how_many, scene.sentence.start, number.start):
        return "is the difference of two numbers"
    if more and not than:  # "4,000 soldiers more than in January", "son 3.000 más que en diciembre"
        behind = next((m for m in more if number.core < scene.text.rfind(m, 0, end + len(m)) <= end), None)
        at = scene.text.rfind(behind, 0, end + len(behind)) + len(behind) if behind else 0
        apart = bool(behind) and not any(n.start <= at + 1 and n.end > at for n in scene.numbers)
        return "is the difference of two numbers" if apart else None
    differs = bool(more) and (scene.text.startswith(more, number.end) or scene.text.startswith(more, end))
    return "is the difference of two numbers" if differs and any(word in before for word in than) else None


def _as_excess(scene: Scene, number: Number, head: Head, _value: int) -> str | None:
    """ "2,000 more soldiers to Russia than assumed", "2000 Soldaten mehr in Russland als angenommen": no total, no rest."""
    more, than = scene.language.marks("more_by"), scene.language.marks("than_those")
    end = max(number.end, head.end if head.kind else 0)
    at = next(
        (
            at + len(word)
            for at in (number.core_end, number.end, end)
            for word in more
            if scene.text.startswith(word, at)
        ),
        -1,
    )
    behind = scene.text[at : scene.sentence.end].partition(",")[0] if at >= 0 else ""
    return "is the difference of two numbers" if any(word in behind for word in than) else None


def _as_exchange(scene: Scene, number: Number, _head: Head, value: int) -> str | None:
    """ "el intercambio «1000 por 1000»", "1 000 contre 1 000": so many given for as many."""
    marks = scene.language.marks("for_as_many")
    for other in scene.numbers if marks else ():
        first, second = sorted((number, other), key=_start)
        between = scene.text[first.end : second.start].strip(' «»"“”')
        if other is not number and between in marks and value in (other.low, other.high):
            return "is a number of prisoners exchanged"
    return None


def _start(number: Number) -> int:
    return number.start


def _as_room(scene: Scene, number: Number, _head: Head, _value: int) -> str | None:
    """ "на стене хватит места для 2300": so many would fit, and nobody has counted them."""
    marks = scene.language.marks("room")
    room = bool(marks) and scene.text[scene.sentence.start : number.start].rstrip().endswith(marks)
    return "is only room for so many" if room else None


def _as_crowd(scene: Scene, number: Number, head: Head, _value: int) -> str | None:
    """ "al homenaje a los caídos asistieron 10.000 personas": whoever comes to a ceremony is of the public."""
    public = scene.language.marks("public")
    if scene.text[head.start : head.end] not in public and not scene.text.endswith(
        public or "\0", number.start, number.end
    ):
        return None
    start, end = scene.clause_start(number.start), scene.clause_end(head.end)
    clause, opening = f" {scene.text[start:end]} ", f" {scene.text[scene.sentence.start : start]}"
    marks = scene.language.marks("attends")
    came = opening.startswith(marks) or any(word in clause for word in marks)
    return "came to a ceremony" if came else None


def _as_deserters(scene: Scene, number: Number, head: Head, _value: int) -> str | None:
    """ "북한군 18명이 진지에서 탈출했다": those who ran away are told of as such, and make no figure."""
    words = scene.language.marks("deserts")
    if not words:
        return None
    start, end = min(number.start, head.start), max(number.end, head.end)
    stop = min(
        [
            end + _RAN,
            scene.sentence.end,
            *(n.core for n in scene.numbers if n.core >= end and (n.counter or scene.language.spaced)),
        ]
    )
    before = scene.text[max(scene.sentence.start, start - _RUNAWAY) : start]
    ran = any(word in scene.text[end:stop] or word in before for word in words)
    return "have run away" if ran else None


def _as_survivors(scene: Scene, number: Number, head: Head, value: int) -> str | None:
    """ "из его роты в 120 человек уцелели восемь": who is left of a unit, and how large the unit was, make no figure."""
    words = scene.language.marks("survived")
    clause = scene.text[scene.sentence.start : scene.sentence.end] if words else ""
    told = next((word for word in words if word in clause), None)
    if told is None or value > _COMPANY:
        return None
    verb = scene.sentence.start + clause.index(told)
    unit = scene.text[scene.clause_start(number.start) : number.start].split()
    if any(word.startswith(scene.language.marks("survivors_of")) for word in unit):
        return "is the size of a unit of whom some are left"
    between = (min(number.end, verb), max(number.start, verb))
    fell = any(between[0] <= event.start < between[1] for event in scene.events)
    nearer = any(between[0] <= other.core < between[1] for other in scene.numbers if other is not number)
    near = between[1] - between[0] <= _LEFT and not fell and not nearer
    return "are those who are left" if near else None


_COMPANY, _LEFT = 1500, 40  # persons of a unit; letters between its survivors and their verb

_RAN, _RUNAWAY = 60, 16  # letters from those who ran to the verb, and from a word that shapes them


def _as_supposed(scene: Scene, number: Number, head: Head, _value: int) -> str | None:
    """ "1만 명의 북한군이 월급을 받는다면": a condition tells of nobody who is there."""
    marks = scene.language.marks("supposed")
    if not marks:
        return None
    if scene.text.startswith(scene.language.marks("basis") or ("\0",), number.end):
        return "is what others are measured by"  # "1만2천 명을 기준으로 하면 4천 명이다"
    start = max(number.end, head.end)
    stop = min(
        [
            start + _SUPPOSED,
            scene.sentence.end,
            *(n.core for n in scene.numbers if n.core >= start and n.counter),
        ]
    )
    behind = re.split(r"[,.”\"]", scene.text[start:stop])[0]
    parts = [behind.partition(mark)[2] for mark in marks if mark in behind]
    saying = scene.language.marks("while")
    return "is only supposed" if any(not rest.startswith(saying) for rest in parts) else None


_SUPPOSED = 60  # letters from a number to the ending that makes a condition
_THAN = 16  # letters between "than" and how many more


def _is_commanded(scene: Scene, number: Number) -> bool:
    """ "a commander of 300 men said": how many somebody named by office leads, not how many came."""
    of = scene.hits.until(number.start - 1, "of") if scene.language.marks("possessive") else None
    return of is not None and scene.hits.until(of.start - 1, "office") is not None


def _is_swapped(scene: Scene, number: Number) -> bool:
    """ "175 za 175", "mille per mille": prisoners exchanged, as many on either side, or those given for ours."""
    marks = scene.language.marks("swap")
    for first, second in pairwise(scene.numbers) if marks else ():
        same = number in (first, second) and first.low == second.low
        if same and scene.text[first.end : second.start].strip() in marks:
            return True
    return False


def _is_elided(scene: Scene, number: Number, value: int) -> bool:
    """ "Mindestens zehntausend sind es, vielleicht auch zwölf": thousands that are not said again."""
    earlier = next((n for n in reversed(scene.numbers) if n.end <= number.start), None)
    worded = scene.language.nouns_capitalised and number.worded and value < _PER
    ends = scene.text[number.end : number.end + 1] in ("", *',.;!?"“')
    big = earlier is not None and earlier.worded and (earlier.low or earlier.high or 0) >= 1000
    return worded and ends and big


def _asked(scene: Scene, number: Number, value: int) -> bool:
    """ "die BBC befragte sechs Arbeiter": those whom a medium has spoken to."""
    marks = scene.language.marks("asks")
    if not marks or value >= _PER:
        return False
    stop = scene.clause_end(number.end)
    tells = any(number.end < say.start < stop and scene.cased[say.start].islower() for say in scene.of("say"))
    told = any(number.core <= hit.start < stop for hit in (*scene.stages, *scene.events))
    told = (
        told or scene.hits.until(number.core - 1, "event") is not None
    )  # "die Gefangennahme zweier Soldaten"
    return tells and not told  # "Sechs Geflohene haben der BBC davon berichtet"


def _counts_speakers(scene: Scene, number: Number, head: Head) -> bool:
    """ "Two Western officials said that 600 have died": those who tell it, not those told of."""
    said = (
        scene.hits.until(number.start - 1, "say") is not None
    )  # "sagten zwei mit der Lage vertraute Beamte"
    reach = _WHAT_THEY_KNOW if said else _THEIR_RANK
    behind = (who for who in scene.of("who") if 0 < who.start - number.end <= reach)
    who = next(behind, None) if head.kind is None and scene.language.spaced else None
    if who is None or not who.value[0].endswith("officials") or who.value[1] == "capital":
        return False
    rank = scene.text[number.end : who.start].strip()
    people = any(hit.kind in ("people", "nation") for hit in scene.hits.within(number.end, who.start))
    return "," not in rank and (" " not in rank or (said and not people))


#: Persons who speak together; letters of "senior" before their name, and of what they know behind a verb of saying.
_A_FEW_SPEAK, _THEIR_RANK, _WHAT_THEY_KNOW = 20, 14, 50


def _so_many_others(scene: Scene, number: Number) -> bool:
    """ "Los desertores norcoreanos llegados al Sur fueron 236": a verb of being, and its subject is none of ours."""
    before = scene.text[scene.sentence.start : number.start].split()[-1:]
    if not before or before[0] not in scene.language.marks("be"):
        return False
    start = scene.clause_start(number.start)
    nouns = [hit for hit in scene.of("people", "unit") if start <= hit.start and hit.end <= number.start]
    first = min(nouns, key=hit_start, default=None)
    return first is not None and first.kind == "unit" and first.value == "persons"


def _counts_what_stands_before(scene: Scene, number: Number) -> bool:
    """ "Auch Geschütze, etwa 220 an der Zahl": the noun is told before, and is no people."""
    marks = tuple(f" {words}" for words in scene.language.marks("in_number"))
    if not marks or not scene.text.startswith(marks, number.end):
        return False
    before = scene.text[: number.start].rstrip(" ,(–")
    return scene.hits.until(len(before), "people", "nation") is None


def _of_many_countries(scene: Scene, head: Head) -> bool:
    """ "11 тысяч военных из 13 стран": soldiers of several countries are nobody's."""
    words = scene.language.marks("countries")
    of = scene.hits.at(head.end + 1, "of", "from") if words and head.kind else None
    many = next((n for n in scene.numbers if of is not None and n.start == of.end + 1), None)
    return many is not None and scene.text.startswith(words, many.end + 1)


def _spread_out(scene: Scene, number: Number, head: Head) -> bool:
    """ "100,000 workers in some 40 countries", "向40多个国家派出了10万名劳工": labourers all over the world."""
    words = scene.language.marks("countries")
    if not words or head.kind != Measure.WORKERS:
        return False
    start, end = scene.clause_start(number.start), scene.clause_end(max(number.end, head.end))
    several = (n for n in scene.numbers if n is not number and start <= n.start < end and not n.share)
    return any(_counts_countries(scene, n, words) for n in several)


def _counts_countries(scene: Scene, number: Number, words: tuple[str, ...]) -> bool:
    """Whether a number counts countries in which somebody is, or to which they go."""
    text, end = scene.text, number.end
    near = text[end : end + _TO_WORD]
    word = next((w for w in words if w in near and near.index(w) <= _OF_THEM), None)
    if word is None:
        return False
    if scene.language.predicate_last:
        behind = text.find(word, end) + len(word)
        return any(mark in text[behind : behind + _TO_WHERE] for mark in scene.language.marks("into"))
    before = scene.hits.until(number.start - scene.language.spaced, "governs", "at", "function")
    inside = (h.kind for h in scene.hits.within(number.start, number.core))
    return before is not None or any(kind in ("governs", "at", "function") for kind in inside)


_OF_THEM = 4  # letters of "of" between a number and its noun
_TO_WORD = 14  # letters from a number to a word for countries
_TO_WHERE = 4  # letters of a particle behind a word for countries


def _are_others(scene: Scene, number: Number, head: Head) -> bool:
    """ "de las que 500 son oficiales": a bare number, a verb of being, and a noun of others."""
    theirs = scene.language.marks("theirs")  # "시신 9구가 수습됐지만 러시아군의 것이었다"
    behind = (h for h in scene.of("nation") if theirs and 0 <= h.start - number.end <= _THEIRS)
    if (army := next(behind, None)) is not None and side_of(army) == OTHER:
        return scene.text.startswith(theirs, army.end)
    if head.kind is not None or number.share is not None:
        return False
    for word in scene.language.marks("are"):
        if scene.text.startswith(f" {word} ", number.end):
            unit = scene.hits.at(number.end + len(word) + 2, "unit")
            return unit is not None and unit.value == "persons"
    return False


_THEIRS = 24  # letters from a number to the army whose men they were


def _told_behind(scene: Scene, number: Number, head: Head, kind: str) -> bool:
    """ "des groupes comptent 40 hommes chacun", "92 hommes sont tués chaque jour": a word for each, shortly behind."""
    if not scene.language.marks("postposed"):
        return False
    end = max(number.end, head.end)
    for each in scene.of(kind):
        gap = scene.text[end : each.start]
        if kind == "each" and " " not in scene.text[each.start : each.end]:
            continue
        later = any(end <= n.core < each.start for n in scene.numbers)
        if 0 < len(gap) <= _RATE and not any(mark in gap for mark in ",;:") and not later:
            return True
    return False


_RATE = 30  # letters between those counted and "every day"


def is_rate(scene: Scene, number: Number, head: Head) -> bool:
    """ "92 hommes par jour", "daily losses of 92", "Ежедневно, исходят аналитики, он теряет 92": so many at a time."""
    beside = scene.hits.until(number.start, "rate") if not scene.language.spaced else None
    beside = beside or scene.hits.until(number.start - 1, "rate")
    beside = beside or scene.hits.at(max(number.end, head.end) + 1, "rate")
    ago = tuple(f" {word}" for word in scene.language.marks("ago"))
    if beside is not None and ago and scene.text.startswith(ago, beside.end):
        return False  # "up from 3,000 a week ago"
    opens = any(hit.start == scene.sentence.start for hit in scene.of("rate"))
    return beside is not None or opens


def _is_of_each(scene: Scene, number: Number) -> bool:
    """ "quatre brigades de 2 500 à 3 000 soldats": how many there are in each of several units."""
    if (number.low or number.high or 0) >= _TOO_MANY:
        return False  # "four brigades of 12,000 soldiers": all of them together
    of = scene.hits.until(number.start - 1, "of") or scene.hits.at(number.start, "of")
    unit = scene.hits.until(of.start - 1, "unit") if of is not None and scene.language.spaced else None
    if unit is None or scene.text[unit.start : unit.end] in scene.language.marks("spans"):
        return False  # "the arrival within two months of 2,500 soldiers"
    return any(n.end == unit.start - 1 and (n.low or 0) > 1 for n in scene.numbers)


_TOO_MANY = 8000  # for one brigade


def _fell(scene: Scene, head: Head) -> bool:
    """ "Porträts von 101 Soldaten zu sehen, die in Kursk gefallen sind": their clause tells what befell them."""
    comma = scene.text.find(", ", head.end, scene.sentence.end) if head.kind else -1
    if comma < 0 or scene.hits.at(comma + 2, "relative_clause") is None:
        return False
    return any(comma < hit.start < scene.clause_end(comma + 1) for hit in scene.events)


def _shown_with(scene: Scene, number: Number) -> bool:
    """ "aged 20 and 26": the second of two that are only shown."""
    first = next((n for n in reversed(scene.numbers) if n.end <= number.start), None)
    if first is None or scene.text[first.end : number.start].strip() not in scene.language.joiners:
        return False
    shown = scene.hits.until(first.start - 1, "unit")
    return shown is not None and shown.value == "shown"


_LAST_DAY = 31
_PER = 100
_ENTERING = 8  # letters between a number of a country's people and a word for crossing its border
_MOST_DAYS = 32


def _pair_of_ages(scene: Scene, number: Number) -> bool:
    """ "the two captured, 20 and 26, …", "der eine 20, der andere 26 Jahre alt": two small bare numbers."""
    for first, second in pairwise(scene.numbers):
        if number not in (first, second) or not scene.language.spaced:
            continue
        years = scene.hits.at(second.end + 1, "unit")
        listed = scene.text[first.end : first.end + 2] == ", " and second.start - first.end <= _OTHER_ONE
        if number is first and listed and years is not None and 15 < (first.low or 0) < 100 and first.plain:
            return second.plain and 15 < (second.low or 0) < 100
        aged = scene.hits.at(first.end + 1, "unit")  # "одному 20 років, іншому 26"
        gap = scene.text[aged.end : second.start] if aged is not None else ""
        other = (
            number is second and gap.startswith(", ") and len(gap) <= _OTHER_ONE and len(gap.split()) == _ONE
        )
        if other and all(n.plain and 15 < (n.low or 0) < 100 for n in (first, second)):
            return True
        joined = scene.text[first.end : second.start].strip() in scene.language.joiners
        commas = (
            scene.text[first.start - 2 : first.start] == ", "
            and scene.text[second.end : second.end + 1] in ",."
        )
        if joined and commas and all(n.plain and 15 < (n.low or 0) < 100 for n in (first, second)):
            return True
    return False


_ONE = 2  # words: the comma is part of the first
_OTHER_ONE = 24  # letters of ", the other one" between two ages


def _names_a_unit(scene: Scene, number: Number) -> bool:
    """ "el regimiento 528", "del artículo 4": an article, a thing and its number."""
    thing = scene.hits.until(number.core - 1, "unit") if scene.language.spaced else None
    if thing is None and scene.language.marks("postposed"):  # "regimiento de ingenieros 528"
        noun = scene.hits.until(number.core - 1, "people")
        of = scene.hits.until(noun.start - 1, "of") if noun else None
        unit = scene.hits.until(of.start - 1, "unit") if of else None
        if unit is not None and scene.text[number.core : number.core_end].isdigit():
            return True
    if thing is None or scene.text[thing.end : number.core] != " ":
        return False
    digits = scene.text[number.core : number.core_end].isdigit()
    return digits and scene.hits.until(thing.start - 1, "filler", "of", "governs") is not None


def _runs_on(around: str) -> bool:
    """Whether a number goes on without a space: "84e", "17th", "94.º", "10.30"."""
    return around[:1].isalpha() or (around[:1] == "." and around[1:].isalnum())


def _scored(scene: Scene, number: Number) -> bool:
    """ "191-98", "11:30": the second of two numbers that are no range."""
    before = scene.text[max(0, number.core - 2) : number.core]
    return len(before) == 2 and before[1] in "-:" and before[0].isdigit()


def _is_day_or_age(scene: Scene, number: Number, value: int) -> bool:
    """ "October 3", "3 October", "Kim, 41, …"."""
    if value > 120 or (number.counter and not scene.language.spaced):
        return False
    if value <= 31 and scene.language.marks("ordinal") and scene.hits.at(number.core_end + 1, "month"):
        return True  # "до 22 декабря"
    if number.start != number.core:
        return False
    month = scene.hits.until(number.core - 1, "month") or scene.hits.at(number.core_end + 1, "month")
    if month is None and scene.text[number.core - 2 : number.core] == ". ":
        month = scene.hits.until(number.core - 2, "month")  # "Dec. 23"
    beside = month or scene.hits.at(number.core_end + 2, "month") or _day_of(scene, number)
    weekdays = scene.language.marks("weekdays")
    if value <= 31 and weekdays and scene.text.endswith(tuple(f"{day} " for day in weekdays), 0, number.core):
        return True  # "el miércoles 30 durante …"
    if _pair_of_ages(scene, number):
        return True
    of = (
        scene.hits.until(number.core - 1, "of")
        if scene.text[number.core_end : number.core_end + 1] == ","
        else None
    )
    if of is not None and scene.text[of.start - 2 : of.start] == ", " and scene.cased[of.start - 3].isalpha():
        return not scene.hits.until(of.start - 2, "who")  # "y Ri, de 26, son …"
    today = scene.hits.until(number.core - 1, "relative", "now", "told_before")
    start = today.start - 2 if today else number.core
    if scene.text[start : start + 2] == ", " and scene.text[number.core_end : number.core_end + 1] == ",":
        return True  # "Ri, heute 26, …"
    around = scene.text[number.core - 2 : number.core], scene.text[number.core_end : number.core_end + 1]
    return bool(beside) or (around[0] == ", " and around[1] in (",", ""))


def _day_of(scene: Scene, number: Number) -> bool:
    """ "21 de diciembre", "entre le 8 et le 13 octobre": a word of belonging or a second day before the month."""
    if not scene.language.spaced or not number.plain or (number.high or 99) > 31:
        return False
    of = scene.hits.at(number.core_end + 1, "of")
    if of and scene.hits.at(of.end + 1, "month"):
        return True
    following = next((n for n in scene.numbers if n.core > number.core), None)
    if following is None or not 0 < following.core - number.core_end <= 10:
        return False
    words = scene.text[number.core_end : following.core].split()
    beside = scene.hits.at(following.core_end + 1, "month") or _day_of(scene, following)
    joined = bool(words) and (
        words[0] in scene.language.joiners | scene.language.connectors
        or (len(words) == 1 and scene.hits.at(number.core_end + 1, "governs") is not None)
    )  # "с 8 по 13 октября"
    return bool(beside) and joined


_WAR_YEARS = range(2022, 2031)


_ROUND_YEAR = 2000  # counts more often than it dates


def _is_year(scene: Scene, number: Number, head: Head, value: int) -> bool:
    """A bare number of this size is a year unless it counts ("over 2000 died", "2000 soldiers", "2000 of them")."""
    if value == _ROUND_YEAR and scene.language.spaced and scene.hits.at(number.end + 1, "event"):
        return False  # "15.000 Nordkoreaner in Russland, 2000 tot"
    if number.increment:
        return False  # "ще 1900 дістали поранення"
    if part_of(scene, number) and scene.hits.at(number.core_end + 1, "part"):
        return False
    if scene.language.nouns_capitalised and number.qualifier is Qualifier.ABOUT:
        return False  # "an die 2000 von 15.000"
    if any(number.core_end <= other.core < head.start for other in scene.numbers):
        return True  # "En 2024, 11 000 hommes": the noun is the next number's
    if head.kind is None and value == 2000 and scene.of("grows"):
        return False  # "von 600 im April auf 2000"
    if head.kind is None and value == _ROUND_YEAR and _is_estimated(scene, number):
        return False  # "розвідка оцінює кількість загиблих приблизно у 2000"
    if head.kind is None and value == 2000 and scene.language.marks("genitive"):
        return scene.hits.until(number.core - 1, "at") is not None  # "у 2000 осіб" is told with its noun
    if head.kind is None:
        return value != 2000
    if scene.language.spaced and head.end <= number.start and value in _WAR_YEARS:
        return True  # "plus de 11 000 soldats déployés fin 2024": the noun stands before
    if value != 2000 and any(head.end <= other.core < number.core for other in scene.numbers):
        return True  # "le nombre d'ouvriers atteindra 50 000 en 2026": the noun has its number
    known = set(scene.text[number.core_end : head.start].split()[:1]) & set(scene.language.marks("definite"))
    if known and value in _WAR_YEARS and scene.hits.at(number.core_end + 1, "of") is None:
        return True  # "Nel 2024 gli operai entrati sono diecimila": those known are not counted anew
    behind = (
        scene.hits.at(number.core_end + 1, "of", "function", "governs") if scene.language.spaced else None
    )
    if behind is not None and behind.end < head.start and value != _ROUND_YEAR and number.plain:
        return True  # "vieta dal 2019 di impiegare manodopera nordcoreana"
    if value < _WAR_YEARS.start and 0 < head.start - number.core_end <= 1:
        return False  # "im Dezember 1900 Mann": long ago nobody was sent
    kinds = ("month", "season", "relative", *(("unit",) if head.end <= number.start else ()))
    return scene.hits.until(number.core - 1, *kinds) is not None


def _is_estimated(scene: Scene, number: Number) -> bool:
    """Whether a number is what a verb of saying puts "the number of" somebody at, in its own clause."""
    start = scene.clause_start(number.start)
    tally = next((hit for hit in scene.of("tally") if start <= hit.start and hit.end < number.start), None)
    said = any(start <= say.start < number.start for say in scene.of("say"))
    return tally is not None and said and not _crosses(scene, tally.end, number.start)


_OLD_YEAR = re.compile(
    r"(?<![\w.,])(?:19\d\d|20[01][1-9]|2010|202[01])(?![\w%]|[.,]\d)"
)  # 2000 is a round number
_OLD_YEAR_MARKED = re.compile(r"(?<![\d.,])(?:19\d\d|20[01]\d|202[01])(?=[年년])")
_YEAR_OF_WAR_MARKED = re.compile(r"(?<![\d.,])20(?:2[2-9]|3\d)(?=[年년])")
_YEAR_OF_WAR = re.compile(r"(?<![\w.,])20(?:2[2-9]|3\d)(?![\w%]|[.,]\d)")


def before_the_war(scene: Scene, number: Number) -> bool:
    """ "In 2017 some 35,000 worked in Russia": the only year told near the number lies before the war."""
    far = _OLD if scene.language.marks("genitive") else 80
    start = max(scene.sentence.start, number.start - far)
    end = min(scene.sentence.end, number.end + 80)
    spaced = scene.language.spaced
    old = [
        year
        for year in (_OLD_YEAR if spaced else _OLD_YEAR_MARKED).finditer(scene.text, start, end)
        if not number.core <= year.start() < number.core_end
        and not _counts_people(scene, year)
        and not any(
            mark in scene.text[min(year.end(), number.end) : max(year.start(), number.start)] for mark in ";:"
        )
    ]
    ours = _YEAR_OF_WAR if spaced else _YEAR_OF_WAR_MARKED
    told_wars = (spaced or scene.language.by_order) and not scene.of("now")
    wars = scene.language.marks("old_wars") if told_wars else ()
    before = scene.text[scene.sentence.start : end] if wars else ""
    told = any(war in before for war in wars)  # "En los años noventa talaban …"
    start, end = scene.clause_start(number.start), scene.clause_end(number.end)
    ago = scene.language.marks("years_ago")
    times = (n for n in scene.numbers if ago and start <= n.start < end and (n.low or 0) >= _LONG_AGO)
    if any(scene.text.startswith(ago, n.end + 1) for n in times):
        return True  # "70 лет назад здесь стоял завод на 400 рабочих"
    return (bool(old) or told) and not ours.search(scene.text, scene.sentence.start, scene.sentence.end)


def in_old_war(scene: Scene, number: Number) -> bool:
    """ "월남에 조종사 80여 명을 보냈던 북한": another war before the number, and nothing of ours between."""
    told = scene.text[scene.sentence.start : number.start]
    ends = [told.rfind(war) + len(war) for war in scene.language.marks("old_wars") if war in told]
    if not ends or scene.of("now"):
        return False
    at = scene.sentence.start + max(ends)
    return not any(
        (hit.kind == "nation" and side_of(hit) == COUNTED) for hit in scene.hits.within(at, number.start)
    )


def _counts_people(scene: Scene, year: re.Match[str]) -> bool:
    """ "zginęło 1980 żołnierzy": what looks like a year, without a preposition and with a noun that it counts."""
    noun = scene.hits.at(year.end() + 1, "people", "event", "nation")
    return (
        noun is not None and scene.hits.until(year.start() - 1, "governs", "function", "month", "at") is None
    )


_OLD = 140  # letters between a number and the year that a clause between them explains


def told_of_before(scene: Scene) -> bool | None:
    """Whether a sentence tells of a year before the war and of none in it; None where it names no year."""
    text, start, end = scene.text, scene.sentence.start, scene.sentence.end
    told = text[start:end]
    if any(war in told for war in scene.language.marks("old_wars")):
        return True  # "베트남 전쟁 때 우리가 32만 명을 파병했다"
    ago = scene.language.marks("years_ago")
    if any(
        (n.low or 0) >= _LONG_AGO and text.startswith(ago, n.end + 1) for n in (scene.numbers if ago else ())
    ):
        return True  # "Сімдесят два роки тому"
    if _YEAR_OF_WAR.search(text, start, end) or scene.of("now"):
        return False
    old = (year for year in _OLD_YEAR.finditer(text, start, end) if not _counts_people(scene, year))
    return True if next(old, None) else None


_LONG_AGO = 5  # years, more than the war has lasted


def is_anybody(scene: Scene, reading: Reading) -> bool:
    """ "1,002 people polled": persons who are nobody's soldiers in their own sentence; "their countrymen" are."""
    if scene.text[reading.head.start : reading.head.end] in scene.language.marks("kin"):
        return False
    return reading.head.kind == "person" and reading.inherited and "part" not in reading.rules
