"""How far a predicate stands from a number: letters, plus what lies between them.

The cheapest predicate governs a number. What stands between makes it dearer: commas, other numbers, joiners.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import Head, Scene, Shaped, has_article, is_pause
from bot.claims.shaping import shaped_by
from bot.model import STAGED, Qualifier, Stage

_OF_ITS_VERB = 5
_COMMA, _CLAUSE, CROSSED, _WRONG_SIDE, _CLAIMED = 10, 40, 45, 12, 15
_PARTED = 70  # what parts a headline's clauses
_CLOSED = 60  # the number is the predicate itself ("1만2천 명이고"): what follows is said of something else
SHAPING = 25  # a stage before a verb-final clause's number only shapes the noun ("파병된 북한군 3천 명이 …")
ATTACHED = 60
_INSIDE = 8
_OWN_VERB = 6
REACH = 130
BARE_REACH = 45
NAMED = 25
ATTRIBUTE = 15  # letters within which a part's own verb stands
NOUN_REACH = 50
HOME = 40
#: A word of intention outweighs the verb of sending that it governs; that verb alone says little.
STAGE_PRICE = {Stage.PLANNED: -25, "send": 25, "done": -45}


_HELPERS = 10  # letters of "have been" between a clause that shapes a noun and the main verb
_OWN_GAP = 10  # letters between a number and the event that is its own


def _past_part(scene: Scene, end: int) -> int:
    """Behind "of them" where it follows a number in a spaced script: "2,000 of them are dead"."""
    part = scene.hits.at(end + 1, "part") if scene.language.spaced else None
    return part.end if part else end


def cost(scene: Scene, number: Number, span_start: int, span_end: int, head: Head) -> int:
    """How far a predicate stands from a number: letters, plus what lies between them."""
    left_edge = min(number.start, head.start) if head.kind else number.start
    right_edge = _phrase_end(scene, number, head, span_start) if head.kind else _past_part(scene, number.end)
    if others := _told_of_others(scene, number, (span_start, span_end), head, right_edge):
        return others
    said = False
    joined = (
        _joined_price(scene, span_start, left_edge) if span_end <= left_edge and scene.language.spaced else 0
    )
    if span_end <= left_edge:
        gap_start, gap_end, after = past_who_says(scene, span_end, left_edge), left_edge, False
        attached = (
            scene.text[gap_start:gap_end] in ("", *scene.language.marks("shapes"))
            and scene.text[gap_end - 1] not in ",、"
            and not leads_on(scene, span_end)
        )
        if scene.language.predicate_last and not head.kind and attached:
            return -ATTACHED  # "送られた1万1000人": what stands right before a bare number shapes it
    elif head.end <= span_start and span_end <= number.start and _of_a_whole(scene, number, head):
        # "żołnierzy wysłanych jesienią tysiąc nie żyje"
        gap_start, gap_end, after = span_end, number.start, False
    elif span_start >= right_edge:
        right_edge = _past_insertion(scene, right_edge, span_start)
        right_edge = list_end(scene, number, right_edge, span_start)
        gap_start, gap_end, after = right_edge, span_start, True
        said = _says_on(scene, gap_start, gap_end)
    else:
        shaped = _shaped(scene, number, head, right_edge)
        # "两名负伤的士兵"
        return _INSIDE if scene.language.by_order else _only_tells_which(shaped, span_start)
    edge, gap_span = (right_edge, span_start), (gap_start, gap_end)
    gap_start, shaping = _way(scene, number, head, edge, gap_span, after=after)
    if not after and scene.language.marks("postposed") and _is_aside(scene, gap_start, gap_end):
        gap_start = gap_end - 1  # "ont fait prisonniers, dans la région de Koursk, deux soldats"
    gap = scene.text[gap_start:gap_end]
    last = scene.language.predicate_last
    price = len(gap) * (1 if scene.language.spaced or (last and after) else 2)
    price += _punctuation(scene, gap, gap_start, after, bare=not head.kind) + joined
    price += _numbers_between(scene, number, (span_start, span_end), (gap_start, gap_end), after)
    if not after and scene.language.spaced and _past_part(scene, number.end) > number.end:
        price += (
            _CLAUSE  # "15,000 already provided, 6,000 of whom have died": what stands before is the whole's
        )
    price += _CLAUSE * said + shaping
    if after and scene.language.marks("genitive") and _leaves_relative(scene, number, span_start):
        price += 3 * CROSSED  # "контингент, в якому було 11 тисяч солдатів, порідшав"
    if (
        not after and scene.language.by_order
    ):  # "…返回平壤，金正恩称九名战斗员…": what another says is a clause anew
        price += _CLAUSE * any(gap_start <= say.start < gap_end for say in scene.of("say"))
    price += CROSSED * (not after and _closed_before(scene, number, span_start, gap))
    if (
        not after
        and not _counts_by_name(scene, number, head)
        and _has_own_words(scene, number, head, span_end)
    ):
        price += _CLAUSE  # "They would join 11,000 who were deployed": its own clause tells of it
    if _some_of_them(scene, gap):
        price += REACH if scene.language.spaced else CROSSED
    elsewhere = after and _is_of_else(scene, (span_start, span_end), (gap_start, gap_end))
    price += REACH * (elsewhere or (after and _is_of_those_counted(scene, head, gap, span_start)))
    if after and price > _BRACKET and in_bracket(scene, number, gap_start, span_start, span_end):
        price = _BRACKET
    own = len(gap) <= _OWN_VERB and not any(mark in gap for mark in ",，、")  # "1万人に達する見込み"
    if last and after and not own and _is_closed(scene, number, head):
        price += _CLOSED
        price += CROSSED * any(gap_start <= other.core < gap_end for other in scene.rivals)
    elif last and not after:
        price += _WRONG_SIDE * (not _is_topic_event(scene, span_end, gap))
    return price


def _is_of_else(scene: Scene, span: tuple[int, int], gap: tuple[int, int]) -> bool:
    """Whether a predicate behind a number tells what those counted did, or what else is said of them."""
    return _they_did_it(scene, *span) or _says_besides(scene, *gap)


def _says_besides(scene: Scene, start: int, end: int) -> bool:
    """ "put their number at 11,000 and said they had already suffered losses": what else is said of them."""
    if not scene.language.spaced or not any(say.end <= start for say in scene.of("say")):
        return False
    says = (hit for hit in scene.of("say") if start <= hit.start < end)
    words = (scene.text[start : hit.start].split() for hit in says)
    return any(not scene.language.joiners.isdisjoint(told[-_AND_HAS:]) for told in words)


_AND_HAS = 2  # words of "and has" before a second verb of saying


def _they_did_it(scene: Scene, start: int, end: int) -> bool:
    """ "900 саперів, які знешкодили 1,5 млн предметів": a clause in which they are the subject, others its object."""
    if not scene.language.marks("genitive") or scene.hits.until(start - 1, "relative_clause") is None:
        return False
    return any(number.start == end + 1 for number in scene.numbers)


def _is_topic_event(scene: Scene, end: int, gap: str) -> bool:
    """ "사망이 300여 명, 부상이 2700여 명", "死亡が300人": what befell them is the subject, and the number said of it."""
    marked = bool(gap) and gap.strip() in scene.language.marks("subject")
    return marked and any(event.end == end for event in scene.events)


def _is_of_those_counted(scene: Scene, head: Head, gap: str, start: int) -> bool:
    """ "reports of 12,000 soldiers, and Moscow is silent on their losses": what befell them, and how many nobody says."""
    words = tuple(f" {word} " for word in scene.language.marks("their"))
    told = bool(words) and head.kind is not None and "," in gap and scene.text.endswith(words, 0, start)
    return told and any(event.start == start for event in scene.events)


def _some_of_them(scene: Scene, gap: str) -> bool:
    """ "…, 全員が死傷", "… et certains ont péri", but not "…, dont certains blessés, sont rentrés": an aside is closed."""
    found = (gap.partition(some)[2] for some in scene.language.marks("some") if some in gap)
    return any(not scene.language.spaced or "," not in behind for behind in found)


def _phrase_end(scene: Scene, number: Number, head: Head, event: int) -> int:
    """ "300 tués, 2 700 soldats nord-coréens blessés": where the noun of a list's item ends, its adjective too."""
    end = max(number.end, head.end)
    listed = head.nation and scene.text[number.start - 2 : number.start] == ", "
    adjective = scene.hits.at(end + 1, "nation") if listed and scene.language.marks("postposed") else None
    return adjective.end if adjective and adjective.end + 1 == event else end


def _way(
    scene: Scene, number: Number, head: Head, edge: tuple[int, int], gap: tuple[int, int], *, after: bool
) -> tuple[int, int]:
    """Where the way to a predicate begins, and what it costs that it only shapes the noun."""
    if not scene.language.spaced:
        return _way_around(scene, number, head, edge, gap)
    return _way_behind(scene, number, head, *edge) if after else (gap[0], 0)


def _way_behind(scene: Scene, number: Number, head: Head, end: int, start: int) -> tuple[int, int]:
    """Where the way from a noun that ends at ``end`` to a predicate behind it begins, and what shaping the noun costs."""
    way = max(_skipped(scene, end, start), end)
    shaped = _shaped(scene, number, head, end)
    if shaped is not None and start == shaped.main.start:
        return max(way, start - _HELPERS), 0
    return way, _only_tells_which(shaped, start)


def _way_around(
    scene: Scene, number: Number, head: Head, edge: tuple[int, int], gap: tuple[int, int]
) -> tuple[int, int]:
    """The same where a clause before the number shapes it: "派往俄罗斯的300名朝鲜士兵在苏贾附近阵亡"."""
    end, start = edge
    shaped = _shaped(scene, number, head, end)
    if shaped is not None and start == shaped.main.start:
        return max(gap[0], gap[1] - _BESIDE), 0
    return gap[0], _only_tells_which(shaped, start)


_BESIDE = 4  # letters between a noun and its main verb, whatever place stands there


def _only_tells_which(shaped: Shaped | None, start: int) -> int:
    """What it costs a predicate that starts there to shape the noun, where another one is the main verb."""
    return 2 * CROSSED if shaped is not None and any(verb.start == start for verb in shaped.shaping) else 0


def only_tells_which(scene: Scene, number: Number, head: Head) -> tuple[Hit, ...]:
    """The verbs that only tell which of them are counted, where another one says what became of them."""
    shaped = _shaped(scene, number, head, max(number.end, head.end))
    return shaped.shaping if shaped is not None else ()


def _shaped(scene: Scene, number: Number, head: Head, end: int) -> Shaped | None:
    return None if _is_whole(scene, number) else shaped_by(scene, number, head, end)


def _is_whole(scene: Scene, number: Number) -> bool:
    """Whether others are taken from those counted: what shapes them is their own, the main verb that of the part."""
    if any(among_whom(scene, number, event) for event in scene.of("event")):
        return True
    return scene.hits.until(number.start - 1, "of") is not None or base_of_share(scene, number)


def among_whom(scene: Scene, number: Number, event: Hit) -> bool:
    """ "потери среди 11 тысяч солдат неизвестны": those among whom somebody fell are the whole and no loss."""
    words = tuple(f" {word} " for word in scene.language.marks("among"))
    if not words or event.end > number.start:
        return False
    if scene.language.marks("genitive"):
        return scene.text.endswith(words, event.end, number.start)
    # "unter 11.000", "entre 10.000 y 12.000" are bounds: an article tells those among whom
    before = scene.text[event.end : number.start].rstrip()
    article = scene.hits.until(event.end + len(before), "filler")
    definite = any(
        before.endswith(f"{word}{mark}") for word in words for mark in scene.language.marks("definite")
    )
    return definite or (article is not None and scene.text.endswith(words, event.end, article.start))


def _told_of_others(scene: Scene, number: Number, span: tuple[int, int], head: Head, end: int) -> int:
    """What a predicate costs that is said of the whole a number is taken from, or only tells who is counted; else 0."""
    start, stop = span
    rest = stop == number.start and scene.text[start:stop] in scene.language.marks("rest")
    if rest and not head.kind and any(number.end <= stage.start for stage in scene.stages):
        return 2 * REACH  # "残る3500人も合流する": only tells which
    if head.whole and number.end <= start < head.end:
        return REACH  # "of the promised 5,000 workers": said of the whole, not of the part
    if head.whole and head.end <= start < _which_ends(scene, head.end):
        return (
            REACH  # "4000 із 11 000 солдатів, яких Кім прислав, загинули": nor what the whole's clause tells
        )
    return 2 * REACH if _shapes_a_whole(scene, end, start, stop) else 0


def _is_aside(scene: Scene, start: int, end: int) -> bool:
    """Whether a few words inside two commas are all that stands between, and none of them a number.

    "De ceux déjà arrivés, douze mille au total, quatre mille sont morts": whoever arrived is counted there.
    """
    gap = scene.text[start:end]
    inside = gap.startswith(", ") and gap.endswith(", ") and gap.count(",") == 2
    short = inside and len(gap) <= _PUT_IN and not any(mark in gap for mark in ";:")
    return short and not any(start <= number.core < end for number in scene.numbers)


_PUT_IN = 50  # letters inside two commas


def _has_own_words(scene: Scene, number: Number, head: Head, end: int) -> bool:
    """Whether a clause or a participle behind the noun tells of those counted."""
    relative = head_relative(scene, max(number.end, head.end if head.kind else 0))
    helpers = scene.language.marks("auxiliary") if not head.kind and scene.language.marks("postposed") else ()
    helped = scene.text.startswith(tuple(f" {word} " for word in helpers), number.end)
    helped = helped and any(other.core_end <= end for other in scene.numbers)
    return relative or helped or _joined_by_others(scene, number, end)  # "envoyés en Russie, 4 000 ont été …"


def _joined_by_others(scene: Scene, number: Number, end: int) -> bool:
    """ "mieliby dołączyć do 11 000 żołnierzy wysłanych jesienią": what others will do, and a word of its own behind."""
    if not scene.language.spaced:
        return False
    verb = next((hit for hit in reversed(scene.of("adds")) if hit.end <= number.start), None)
    if verb is None or number.start - verb.end > _OF_THE_JOINED or end > verb.end:
        return False
    return any(hit.value != Stage.PLANNED for hit in scene.stages if 0 < hit.start - number.end <= _OWN_WORDS)


_OF_THE_JOINED, _OWN_WORDS = 5, 45  # letters of a preposition, and of a noun and its country


def _shapes_a_whole(scene: Scene, end: int, start: int, stop: int) -> bool:
    """ "тысяча сапёров из обещанного отряда прибыла": a participle behind "of" tells of the whole."""
    if not end < start or not scene.text.endswith(scene.language.marks("modifier") or ("\0",), start, stop):
        return False
    of = next((hit for hit in scene.hits.within(end, start) if hit.kind == "of"), None)
    if of is None or of.start - end > _ORIGIN or start - of.end > _OF_WHOLE:
        return False
    gap = scene.text[end : of.start] + scene.text[of.end : start]
    return not any(mark in gap for mark in ",;:–.(") and not any(end <= n.core < start for n in scene.numbers)


_OF_WHOLE = 12  # letters between "of" and the participle that shapes the whole
_ORIGIN, _LONG_CLAUSE = 26, 110  # letters of a country behind a noun, and of a clause put in


def _is_source(scene: Scene, end: int, start: int, close: int) -> bool:
    """Whether nothing but who says so stands between two commas right behind a number."""
    if _MARK.search(scene.text, end, start) or any(start < verb.start < close for verb in scene.stages):
        return False
    if any(start < event.start < close for event in scene.events):
        return False
    behind = scene.text[close : close + _OWN_GAP].strip(" ,").partition(" ")[0]
    if behind in scene.language.joiners or behind in scene.language.marks("opens"):
        return False  # "…, сообщили в Пентагоне, а счёт раненых идёт на сотни": a clause of its own
    sources = scene.of("who", "service", "according", "reported")
    return any(start < source.start < close for source in sources)


def _past_insertion(scene: Scene, end: int, stop: int) -> int:
    """ "żołnierzy z Kima – wysłanych na pomoc Rosji – zostało rannych": what is put in stands in nobody's way."""
    if stop - end < _ORIGIN or not scene.language.spaced:
        return end
    comma = scene.text.find(", ", end, min(stop, end + _LONG_CLAUSE))
    shown = scene.hits.at(comma + 2, "unit") if comma > 0 else None
    if shown is not None and shown.value == "shown":
        close = scene.text.find(", ", shown.end, min(stop, shown.end + _ORIGIN))
        return (
            close + 2 if close > 0 else end
        )  # "three soldiers of the brigade, aged 19 to 26, were captured"
    source = scene.language.marks("genitive") or scene.language.nouns_capitalised
    for mark in (", ", " – ") if scene.language.nouns_capitalised else (", ", " – ", " - "):
        start = scene.text.find(mark, end, end + _ORIGIN)
        close = (
            scene.text.find(mark, start + len(mark), min(stop, start + _LONG_CLAUSE)) if start >= 0 else -1
        )
        if mark != ", " and close > 0 and scene.hits.until(start, "people", "nation") is not None:
            return close + len(mark)  # "sześć tysięcy ludzi – tysiąc saperów i … – wyśle Korea"
        if close < 0 or any(start < n.core and n.start < close for n in scene.numbers):
            continue
        cited = mark == ", " and not source and scene.hits.at(start + len(mark), "according", "continues")
        if cited and not any(hit.kind in ("stage", "event") for hit in scene.hits.within(end, start)):
            return close + len(mark)  # "Another 50,000, according to the same source, could join them"
        if source and _is_source(scene, end, start, close):
            return close + len(mark)  # "Ще 2 тисячі, за словами речника Пета Райдера, рухаються …"
        if scene.language.nouns_capitalised:
            break
        verb = scene.hits.at(start + len(mark), "stage")
        if close > 0 and verb is not None and verb.value in (Stage.SENT, Stage.PRESENT):
            return close + len(mark)
    return end


def past_who_says(scene: Scene, end: int, stop: int) -> int:
    """ "Пленными, уточнил Юсов, остаются двое": where what is put in between a predicate and its number ends."""
    if not scene.language.marks("genitive") or scene.text[end : end + 2] != ", ":
        return end
    close = scene.text.find(", ", end + 2, min(stop, end + _LONG_CLAUSE))
    told = ("say", "according", "reported")
    says = close > 0 and any(end < hit.start < close for hit in scene.of(*told))
    own = (*scene.events, *scene.stages, *scene.of("relative"))
    if (
        not says
        or any(end < hit.start < close for hit in own)
        or any(end < n.core < close for n in scene.numbers)
    ):
        return end
    return close + 2


_BRACKET = 12


def in_bracket(scene: Scene, number: Number, start: int, verb: int, end: int) -> bool:
    """ "tausend weitere wurden bei Angriffen auf Kursk verletzt": a participle closes what its helper has opened."""
    helpers = scene.language.marks("bracket")
    if not helpers or not scene.cased[verb].islower():
        return False
    start = _past_apposition(scene, start, verb, helpers)
    if _MARK.search(scene.text, start, verb):
        return False
    if any(start <= other.core < verb for other in scene.rivals):
        return False
    carrying = scene.hits.at(end + 1, "stage")  # "ums Leben gekommen"
    end = carrying.end if carrying else end
    tail = scene.text[end : scene.clause_end(end)].strip(" .!?").split()
    closing = [word for word in tail if word in helpers]
    if len(closing) < len(tail) and tail[len(closing)] not in scene.language.joiners:
        return False
    words = scene.text[scene.clause_start(number.start) : verb].split()
    return bool(closing) or not set(words).isdisjoint(helpers)


def _past_apposition(scene: Scene, start: int, stop: int, helpers: tuple[str, ...]) -> int:
    """ "7000 Mann, ausgerüstet mit Gewehren, habe Russland … geflogen": where an apposition ends before a helper."""
    if scene.text[start : start + 2] != ", ":
        return start
    close = scene.text.find(", ", start + 2, stop)
    word = scene.text[close + 2 : close + 14].split(" ")[0] if close > 0 else ""
    return close + 2 if word in helpers else start


def _counts_by_name(scene: Scene, number: Number, head: Head) -> bool:
    """ "elevaría a 21.000 el total de norcoreanos que han pasado": the count's name between a number and its noun."""
    return any(number.end <= tally.start < head.start for tally in scene.of("tally"))


def _opens_item(scene: Scene, number: Number) -> bool:
    """Whether a comma, or a comma and a joiner, stand right before a number: ", 600 …", ", e 600 non torneranno"."""
    words = scene.text[max(scene.sentence.start, number.start - _JOINER) : number.start].rstrip()
    joiner = words.rpartition(" ")[2]
    return words.endswith(",") or (joiner in scene.language.joiners and words.endswith(f", {joiner}"))


_JOINER = 8  # letters of a comma and a joiner


def _is_dated(scene: Scene, number: Number) -> bool:
    """ "убиты и ранены 14 и 15 декабря": a day, told by the month behind it, takes no event from anyone."""
    day = number.plain and (number.high or _DAYS + 1) <= _DAYS
    return day and any(
        h.kind == "month" for h in scene.hits.within(number.core_end, number.core_end + _TO_MONTH)
    )


_DAYS, _TO_MONTH = 31, 8  # letters from a day to its month, a second day between


def _closed_before(scene: Scene, number: Number, start: int, gap: str) -> bool:
    """ "3000 sind heimgekehrt, 1000 werden erwartet": a verb that ends another number's clause is that one's."""
    verbs, mark, rest = gap.partition(", ")
    german = scene.language.nouns_capitalised
    if (
        not scene.language.spaced
        or not mark
        or not set(verbs.split()) <= set(scene.language.marks("bracket"))
    ):
        return False
    if not german and (verbs or rest):
        return False
    if verbs or number.increment or not german:  # "sollen geschickt werden, wobei 3000 schon angekommen sind"
        stop = scene.clause_end(number.end)
        if not any(number.end <= hit.start < stop for hit in (*scene.stages, *scene.events)):
            return False
    return any(n.end <= start and "," not in scene.text[n.end : start] for n in scene.numbers)


def relative_behind(scene: Scene, end: int) -> tuple[int, int] | None:
    """The clause that opens with ", who" right behind a noun and its country; None where none does."""
    words = scene.language.marks("which")
    openers = [at for word in words if (at := scene.text.find(f", {word} ", end, end + _TO_WHICH)) >= 0]
    if not openers or scene.sentence.end <= min(openers):
        return None
    start = min(openers)
    verbs = (*scene.events, *scene.stages)
    if "," in scene.text[end:start] or any(end <= hit.start < start for hit in verbs):
        return None
    comma = scene.text.find(",", start + 1, scene.sentence.end)
    return start, comma if comma >= 0 else scene.sentence.end


_TO_WHICH = 40  # letters of a country between a noun and its relative clause


_MARK = re.compile(r"[,，、;:–。；：…?!]")
_MARK_PRICE = dict.fromkeys(",，、", _COMMA) | dict.fromkeys(";:–。；：", _CLAUSE)
_MARK_PRICE |= dict.fromkeys("…?!;", _PARTED)


def _punctuation(scene: Scene, gap: str, start: int, after: bool, *, bare: bool) -> int:
    """What the marks between a number and its predicate cost."""
    price = sum(_MARK_PRICE[mark] for mark in _MARK.findall(gap))
    if scene.language.by_order:
        price += _CLAUSE * gap.count(";")  # "；" parts whole sentences there
        pauses = [start + i + 1 for i, mark in enumerate(gap) if mark == " " and is_pause(scene, start + i)]
        price += _COMMA * len(pauses)
        price += REACH * any(scene.hits.at(at, "who") for at in pauses)  # "逾万朝军赴俄 白宫证实阵亡"
    if after and gap.startswith(" – ") and scene.language.marks("genitive"):
        price -= _CLAUSE  # "іще чотири тисячі — покалічено": the dash is the verb
    if after:
        return price
    if scene.language.marks("genitive") and ("–" in gap[-14:] or gap.endswith(": ")):
        price -= _CLAUSE  # "Потери – 4700 человек", "новой группой: 1500 человек": the mark is the verb
    if bare and scene.language.nouns_capitalised and gap.endswith(": "):
        price -= _CLAUSE // 2  # "Sie kamen geschlossen: rund 12.000"
    return price


def is_dated(scene: Scene, number: Number) -> bool:
    """ "envoyés en octobre 2024 par Pyongyang": the year behind its month."""
    if not scene.language.marks("postposed") or not 1900 <= (number.low or 0) <= _LAST_YEAR:
        return False
    month = scene.hits.until(number.start - 1, "month", "season")
    of = scene.hits.until(number.start - 1, "of")
    return (month or (of and scene.hits.until(of.start - 1, "month", "season"))) is not None


_LAST_YEAR = 2039


def leads_on(scene: Scene, end: int) -> bool:
    """ "21명이 죽고 8명이 붙잡혔다": a verb left open that a number follows tells of who stand before it."""
    marks = scene.language.marks("leaves_open")
    stop = scene.text.find(" ", end, end + _OPEN_ENDING) if marks else -1
    return stop > 0 and scene.text.endswith(marks, 0, stop) and scene.text[stop + 1 : stop + 2].isdigit()


_OPEN_ENDING = 4  # letters of a verb's ending and the space behind it


def _numbers_between(
    scene: Scene, number: Number, span: tuple[int, int], gap: tuple[int, int], after: bool
) -> int:
    """What other numbers cost: one nearer to the predicate, those in between, one that it belongs to."""
    start, end = gap
    others = [other for other in scene.rivals if other is not number]
    price = 0
    nearer = (
        others  # "vingt y ont été tués, trente blessés": what stands behind a comma has a verb of its own
    )
    if after and scene.language.spaced:
        nearer = [n for n in others if not scene.text.startswith(", ", span[1]) or n.start < span[1]]
    if leads_on(scene, span[1]):
        nearer = [n for n in nearer if n.start < span[1]] if after else nearer
        price += CROSSED * (not after)
    if any(_price_free(other, *span) < end - start for other in nearer):
        price += _CLAIMED
    crossed = [other for other in others if start <= other.core < end and not is_dated(scene, other)]
    part = number.share is not None or scene.language.spaced
    if part and crossed and crossed[0].start - number.end <= 24 and base_of_share(scene, crossed[0]):
        crossed = crossed[1:]  # the whole that the share is taken from stands in nobody's way
    if crossed and not after and right_instead(scene, crossed[-1], number):
        crossed = crossed[:-1]  # "приехало не 5 тыс., а 1,5 тыс."
    price += CROSSED * len(crossed)
    if crossed and after and scene.language.by_order and "，" in scene.text[start:end]:
        price += 2 * CROSSED  # "约200人的部队遭炮击，40人丧生": the next clause has a number of its own
    if crossed and after and scene.language.spaced and ";" in scene.text[start:end]:
        price += 2 * CROSSED  # "viajaron 5.000 obreros; 2.000 han muerto": the next clause has its own number
    if crossed and after and scene.language.spaced and number.share is None:
        last_one = crossed[-1]  # "1,000 engineers in Russia, 3,000 having gone home": the next number's own
        listed = _opens_item(scene, last_one) and last_one.share is None
        price += 2 * CROSSED * (listed and span[0] - last_one.end <= _OWN_GAP)
    if after and number.share is None and _set_against(scene, number, span[0]):
        price += 2 * CROSSED
    if (
        crossed
        and after
        and scene.language.nouns_capitalised
        and _tells_a_part(scene, number, crossed[0], end)
    ):
        price += 2 * CROSSED  # "3000 Mann, von denen 400 gefallen sind": said of the part
    if (
        scene.language.spaced
        and after
        and any(_owns(scene, n, span[1], gap) and not _is_dated(scene, n) for n in scene.rivals)
    ):
        price += (
            3 * CROSSED
        )  # "1,000 of a planned 6,000", "killing 600 and wounding 4,100": the next one's own
    return price


def _set_against(scene: Scene, number: Number, at: int) -> bool:
    """ "10 тысяч пехотинцев и тысяча сапёров, а 1100 уехали домой": a contrasting clause with a number of its own."""
    words = (*scene.language.marks("whereas"), *scene.language.stranger("whereas"))
    if not scene.language.spaced or not words:
        return False
    opens = max(scene.text.rfind(f", {word} ", number.end, at) for word in words)
    if opens < 0 or "," in scene.text[opens + 1 : at]:
        return False
    close = _MARK.search(scene.text, at, scene.sentence.end)
    end = close.start() if close else scene.sentence.end
    return any(opens < n.core < end for n in scene.rivals)


def right_instead(scene: Scene, wrong: Number, number: Number) -> bool:
    """Whether nothing but a comma and "but" stands between a number that is put right and the right one."""
    gap = scene.text[wrong.end : number.start]
    return len(gap) <= _INSTEAD and gap.startswith(scene.language.marks("instead") or ("\0",))


def put_right(scene: Scene, wrong: Number, head: Head, number: Number) -> bool:
    """ "говорят не о шестистах, а о двух тысячах": a negated number, and "but" with the right one behind it."""
    but = scene.language.marks("instead")
    if not but or number.start - wrong.end > _PUT_RIGHT or not negated(scene, wrong):
        return False
    noun = max(wrong.end, head.end if head.kind else 0)
    nation = scene.hits.at(noun + 1, "nation")  # "не 12 тысяч солдат КНДР, а 8 тысяч"
    return any(scene.text.startswith(but, end) for end in (wrong.end, noun, nation.end if nation else noun))


def negated(scene: Scene, number: Number) -> bool:
    """ "nicht 3000", "keine 8000", "нет 8 тысяч": a negation before a number, a short preposition between or none."""
    words = scene.language.marks("negation")
    words = tuple(f" {word}" for word in words) if scene.language.spaced else tuple(words)
    vague = number.qualifier == Qualifier.VAGUE  # "Hunderte, wenn nicht Tausende"
    if not words or (vague and not scene.text.startswith(scene.language.marks("instead"), number.end)):
        return False
    opens = max(scene.sentence.start, number.start - _NEGATED)
    before = _QUOTE.sub(" ", f" {scene.text[opens : number.start]}").rstrip()  # "«No hay 10.000 …»"
    rest, _, last = before.rpartition(" ")
    return before.endswith(words) or (len(last) <= _PREPOSITION and rest.endswith(words))


_QUOTE = re.compile(r"[\"«“„”]")
_NEGATED, _PREPOSITION = 24, 2  # letters of a negation with its verb of being; of a preposition or an article
_PUT_RIGHT = 60  # letters from a number to the one that puts it right
_INSTEAD = 12  # letters of "but only" behind a comma


def _owns(scene: Scene, number: Number, end: int, gap: tuple[int, int]) -> bool:
    """Whether a number follows a predicate at once, or behind a dash: "убиты 300, ранены 500", "…, ранеными – 500"."""
    if 0 <= number.start - end <= 1:
        return True
    dashed = scene.language.marks("instrumental") and scene.text[end : number.start] == " – "
    return bool(dashed) and "," in scene.text[gap[0] : gap[1]]


def _tells_a_part(scene: Scene, number: Number, part: Number, predicate: int) -> bool:
    """Whether "of whom" opens the clause of the next number, in which the predicate stands too."""
    opened = any(number.end <= hit.start and 0 <= part.start - hit.end <= 2 for hit in scene.of("part"))
    return opened and "," not in scene.text[part.end : predicate]


def _joined_price(scene: Scene, start: int, end: int) -> int:
    """What a joiner right before the number costs: "11 000 ont été envoyés et 300 d'entre eux …".

    It costs more where the predicate, which starts at ``start``, has a number of its own before it.
    """
    words = scene.text[max(start, end - 12) : end].split()
    if words and words[-1] not in scene.language.joiners and scene.hits.until(end - 1, "governs"):
        words = words[:-1]  # "300 sono morti e in 2.700 …"
    if scene.language.nouns_capitalised and words and scene.hits.until(end - 1, "filler"):
        words = words[:-1]  # "eintreffen und die 11.000 Soldaten ergänzen"
    if not words or words[-1] not in scene.language.joiners:
        return 0
    own = next((n for n in reversed(scene.rivals) if n.end <= start), None)
    has_own = own is not None and not any(mark in scene.text[own.end : start] for mark in ",;:(")
    return _CLAUSE if has_own else _COMMA


def _says_on(scene: Scene, start: int, end: int) -> bool:
    """ "put it at 3,000 and said it would climb": a joined verb of saying opens a clause of its own."""
    if not scene.language.spaced:
        return False
    for say in scene.of("say"):
        words = scene.text[start : say.start].split() if start <= say.start < end else ()
        if words and words[-1] in scene.language.joiners:
            return True
    return False


def _of_a_whole(scene: Scene, number: Number, head: Head) -> bool:
    """Whether the noun before the number is that of the whole it is taken from, in inflected languages."""
    told = head.kind and scene.language.marks("genitive")
    nation = scene.hits.until(head.start - 1, "nation") if told else None
    start = nation.start if nation else head.start
    return bool(told) and any(0 <= start - n.end <= 2 for n in scene.numbers if n is not number)


def list_end(scene: Scene, number: Number, end: int, stop: int) -> int:
    """Where the list ends whose predicate stands at ``stop``: "1차로 1만1천 명, 2차로 4천 명 등 1만5천 명이 갔다"."""
    if not (scene.language.predicate_last or scene.language.by_order):
        return end
    marks = (",", "，", "、", "·", "/", *scene.language.joiners, *scene.language.marks("etcetera"))
    last = number
    for following in scene.rivals:
        if not last.end <= following.start or following.end > stop:
            continue
        gap = scene.text[last.end : following.start]
        if len(gap) > 24 or not gap.strip().startswith(marks) or closes_clause(scene, last):
            break
        if any(last.end <= hit.start < following.start for hit in (*scene.events, *scene.stages)):
            break  # the next one has a noun or a verb of its own
        if scene.language.by_order and any(last.end <= hit.start < following.end for hit in scene.of("part")):
            break  # "50人，其中47人受伤"
        if gap[:1] in ",，" and _has_its_verb(scene, number):
            break  # "击毙朝鲜士兵21人，另有40人受伤"
        last, end = following, following.end
    return end


def _has_its_verb(scene: Scene, number: Number) -> bool:
    """Whether what befell those a number counts stands before it in its own clause, where order alone tells."""
    before = [hit for hit in scene.events if hit.end <= number.start]
    if not scene.language.by_order or not before:
        return False
    gap = scene.text[before[-1].end : number.start]
    return len(gap) <= _ITS_VERB and not any(mark in gap for mark in ",，；;。")


_ITS_VERB = 14  # letters of a nation and a noun between a verb and its number


def _is_closed(scene: Scene, number: Number, head: Head) -> bool:
    """Whether the number is its clause's own predicate, or belongs to a noun that is no person ("3천 명의 교대")."""
    if head.kind and head.start >= number.end:
        return False
    if closes_clause(scene, number):
        return True
    standing = scene.language.marks("standing")
    if standing and not scene.language.wordless and scene.text.startswith(standing, number.end):
        return True  # "500여 명이 있었고 그 가운데 70명을 …"
    of = scene.language.marks("link") and scene.text.startswith(scene.language.marks("link"), number.end)
    if any(0 < hit.start - number.end <= _OF_ITS_VERB for hit in scene.stages):
        return False  # "6千人の3次派兵": the noun is the verb's own
    return bool(of) and head.end <= number.end and not whole_before_part(scene, number)


def closes_clause(scene: Scene, number: Number) -> bool:
    """Whether an ending that makes the number a predicate follows it, a closing quote passed over."""
    at = number.end
    while scene.text[at : at + 1] and scene.text[at] in "\"'”’」":
        at += 1
    endings = scene.language.marks("closing")
    if endings and scene.text.endswith(endings, number.core_end, number.end):
        return True  # "3000人を超え、…": the bound itself is the verb
    return bool(endings) and scene.text.startswith(endings, at)


def _leaves_relative(scene: Scene, number: Number, start: int) -> bool:
    """Whether the number stands in a relative clause that a comma closes before ``start``."""
    openers = [hit for hit in scene.of("relative_clause") if hit.end <= number.start]
    if not openers or any(c in scene.text[openers[-1].end : number.start] for c in ",;:–"):
        return False
    before = scene.text[max(openers[-1].start - _TO_OPENER, scene.sentence.start) : openers[-1].start]
    event = scene.hits.at(start, "event")
    shapes = event is not None and scene.text.endswith(scene.language.marks("modifying"), start, event.end)
    return not shapes and "," in before and "," in scene.text[number.end : start]


_TO_OPENER = 6  # letters of a comma and a preposition before "which"


def _skipped(scene: Scene, end: int, start: int) -> int:
    """ "сотні солдатів, які воювали в Росії, загинули": where the clause ends that only tells of the noun."""
    if start - end <= _ASIDE or not scene.language.marks("which"):
        return -1
    span = relative_behind(scene, end) if any(event.start == start for event in scene.events) else None
    if span is None or span[1] >= start or any(span[0] < event.start < span[1] for event in scene.events):
        return -1
    if "," in scene.text[span[1] + 1 : start]:
        return -1  # a clause further on tells of others
    return span[1] + 1


_ASIDE = 12  # letters of the shortest relative clause


def _which_ends(scene: Scene, end: int) -> int:
    """Where a clause that opens with ", which" right after a noun ends; the noun's end where none does."""
    words = scene.language.marks("which")
    if not words or not scene.text.startswith(tuple(f", {word} " for word in words), end):
        return end
    comma = scene.text.find(",", end + 2, scene.sentence.end)
    return comma if comma > 0 else scene.sentence.end


_INSERTED = 50  # letters of what is put in between commas


def head_relative(scene: Scene, end: int) -> bool:
    """Whether a relative clause with a verb of ours follows right after the noun."""
    at = end
    while at < scene.sentence.end and scene.text[at] in " ,":
        at += 1
    opener = scene.hits.at(at, "relative_clause") or _set_behind(scene, at)
    start = opener.end if opener else at
    reach = _TO_LAST_VERB if scene.language.nouns_capitalised else _TO_VERB
    if (
        opener is not None and scene.text[start : start + 1] == ","
    ):  # "15.000 que, según el NIS, trabajan allí"
        start = max(scene.text.find(",", start + 1, start + _INSERTED), start)
    return opener is not None and any(
        0 <= hit.start - start <= reach and not has_article(scene, hit)
        for hit in (*scene.stages, *scene.events)
    )


def _set_behind(scene: Scene, at: int) -> Hit | None:
    """ "die 11.000 Soldaten ergänzen, die schon dort sind": what opens a relative clause behind the main verb."""
    if not scene.language.nouns_capitalised or not scene.cased[at : at + 1].islower():
        return None
    comma = scene.text.find(" ", at) - 1
    return scene.hits.at(comma + 2, "relative_clause") if scene.text[comma : comma + 1] == "," else None


_TO_VERB, _TO_LAST_VERB = 20, 40  # letters between "who" and its verb, which German puts last
_GENITIVE = 46  # letters of a country between a noun and its relative clause


def relative_end(scene: Scene, end: int) -> int:
    """Where a relative clause right behind a noun closes, its verb before the comma; ``end`` where there is none."""
    if not scene.language.nouns_capitalised:
        return end
    first = scene.text.find(", ", end, min(end + _GENITIVE, scene.sentence.end))
    parting = [hit.start for hit in (*scene.stages, *scene.events)]
    parting += [number.core for number in scene.numbers]
    if first < 0 or any(end <= start < first for start in parting):
        return end
    comma = scene.text.find(",", first + 2, scene.sentence.end)
    opener = scene.hits.at(first + 2, "relative_clause")
    if opener is None or comma < 0:
        return end
    return comma if scene.hits.until(comma, "event", "stage", "function") else end


def _price_free(number: Number, start: int, end: int) -> int:
    """Letters between a predicate and a number, nothing else weighed."""
    return max(start - number.end, number.start - end, 0)


def nearest(scene: Scene, number: Number, head: Head, hits: Sequence[Hit]) -> tuple[Hit | None, int]:
    """The cheapest of the hits for this number, and its price."""
    best, price = None, REACH
    for hit in hits:
        now = cost(scene, number, hit.start, hit.end, head)
        if now < price:
            best, price = hit, now
    return best, price


_TO_WHOLE = 50  # letters between a part and its whole, its noun and nation between


def base_of_share(scene: Scene, number: Number) -> bool:
    """ "half of the 11,000", "4,000 of the 11,000 soldiers": the number that a part is taken from."""
    if not scene.language.spaced:
        return whole_before_part(scene, number)
    of = scene.hits.until(number.start - 1, "of") if scene.language.marks("portion") else None
    if of is not None and scene.text.endswith(scene.language.marks("portion"), 0, of.start - 1):
        return True  # "many of the 11,000": a part without a number
    for other in scene.numbers:
        if other.share is not None and _is_size_of_shared(scene, other, number):
            return True
        if 0 < number.start - other.end <= _TO_WHOLE and other is not number:
            at = other.end
            while at < number.start and scene.text[at] in ' "”»':
                at += 1
            if other.share is not None and scene.text[number.start - 1] == "(":
                between = scene.hits.within(other.end, number.start)
                if any(hit.kind == "people" for hit in between) and "," not in scene.text[at : number.start]:
                    return True  # "una cuarta parte del contingente (unos 12.000 efectivos)"
            nation = scene.hits.at(at, "nation")
            at = nation.end + 1 if nation else at
            noun = scene.hits.at(at, "people")  # "6,000 troops out of roughly 14,000"
            of = scene.hits.at(noun.end + 1 if noun else at, "of")
            if of is None and other.share is not None and noun is None:
                of = scene.hits.at(at, "from")  # "более половины от примерно 11 000 военных"
            tally = scene.hits.until(number.start - 1, "tally")  # "4,000 soldiers out of a total of 12,000"
            gap = scene.text[of.end : tally.start if tally else number.start] if of else ""
            if scene.language.nouns_capitalised and of and scene.cased[of.end + 1 : of.end + 2].isupper():
                continue  # "Von den 12.000 Soldaten des Korps seien 4000 …": the noun behind it is its own
            if of and scene.hits.at(of.end + 1, "month"):
                continue  # "este 13 de enero que unos 300 …"
            if of and len(gap.split()) <= 2 and not any(mark in gap for mark in ",;:"):
                return True
    return False


def _is_size_of_shared(scene: Scene, share: Number, number: Number) -> bool:
    """ "un tiers du contingent nord-coréen initial de 11 200 hommes": how many they are of whom a share is told."""
    if not 0 < number.start - share.end <= _ITS_SIZE or "," in scene.text[share.end : number.start]:
        return False
    between = scene.hits.within(share.end, number.start)
    noun = any(hit.kind == "people" and hit.value in STAGED for hit in between)
    verbs = any(hit.kind in ("event", "stage", "say") for hit in between)
    return noun and not verbs and scene.hits.until(number.start - 1, "of", "strength") is not None


_ITS_SIZE = 60  # letters of a noun and its adjectives between a share and the size of the whole
_LINKED = 3  # letters between a whole and the share of it


def whole_before_part(scene: Scene, number: Number) -> bool:
    """Unspaced scripts name the whole first: "1만1천 명 중 4천 명", "1万1千人のうち4千人", "1만 명의 절반"."""
    following = next((other for other in scene.numbers if other.start >= number.end), None)
    if following is None or following.start - number.end > 24:
        behind = scene.hits.at(number.end + (scene.text[number.end : number.end + 1] == " "), "of")
        return behind is not None and scene.language.predicate_last and not scene.language.wordless
    gap = scene.text[number.end : following.start]
    if following.share is not None and len(gap) <= _LINKED and not any(mark in gap for mark in ",，、;"):
        return number.share is None  # "1万人の3分の1"; but "死傷4千人、3分の2が戦死"
    of = scene.hits.at(number.end + (scene.text[number.end : number.end + 1] == " "), "of")
    if of is None and scene.language.by_order:  # "约1.5万名赴俄朝军中有600人阵亡"
        between = scene.hits.within(number.end, following.start)
        of = next((hit for hit in between if hit.kind == "of" and hit.end == following.start), None)
        if of is not None and scene.text[of.start - 1] in "，、":
            of = None  # "损失约4000人，当中2700人受伤": of those just told
    return of is not None and not any(
        c in ",，、。." for c in scene.text[of.end : following.start].removeprefix("、")
    )
