"""Number expressions: digits and words, ranges, bounds, scales, vague orders and shares.

A number is tried only where a digit, a number word or a numeral stands; nothing is searched for by pattern
over the whole text, so that the work grows with the numbers and not with the text times the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from bot.claims.language import Language
from bot.claims.lexicon import Hit
from bot.claims.text import Folded
from bot.model import Qualifier

_LARGEST = 10**12


class Number(NamedTuple):
    """One number expression of a folded text.

    ``start``..``end`` covers bounds, increments and counters around it; ``core``..``core_end`` its own words.
    ``plain`` is true for bare digits (no separator, scale or word), which may be a year or a unit's number.
    ``counter`` is true where a counter for persons follows (名, 人, 명). ``asked`` stands for "how many": no number
    yet, but what it counts is what an answer counts.
    """

    start: int
    end: int
    core: int
    core_end: int
    low: int | None
    high: int | None
    qualifier: Qualifier = Qualifier.EXACT
    share: float | None = None
    increment: bool = False
    counter: bool = False
    plain: bool = False
    worded: bool = False
    asked: bool = False


class _Core(NamedTuple):
    """A number before its bounds: ``value`` as said, ``scaled`` where a scale word or digit group closed it."""

    start: int
    end: int
    value: float
    kind: str  # "digits", "words", "vague", "about", "share"
    scaled: bool = False
    grouped: bool = False
    scale: float = 1
    top: float | None = None  # the upper end of a rough pair in one word (오륙백, 三四百)


class Hits:
    """Hits of one text, to be asked by kind and place."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.all = hits
        self._starts: dict[int, list[Hit]] = {}
        self._ends: dict[int, list[Hit]] = {}
        self._places = [hit.start for hit in hits]
        for hit in hits:  # a get for a list that is there costs half of what setdefault does
            start, end = hit[0], hit[1]
            if start in self._starts:
                self._starts[start].append(hit)
            else:
                self._starts[start] = [hit]
            if end in self._ends:
                self._ends[end].append(hit)
            else:
                self._ends[end] = [hit]

    def starts(self, at: int) -> bool:
        """Whether any hit starts here."""
        return at in self._starts

    def within(self, start: int, end: int) -> Sequence[Hit]:
        """The hits that start in a span, in order."""
        return self.all[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def at(self, start: int, *kinds: str) -> Hit | None:
        """The hit of one of the kinds that starts here."""
        for hit in self._starts.get(start, ()):
            if hit[2] in kinds:
                return hit
        return None

    def until(self, end: int, *kinds: str) -> Hit | None:
        """The hit of one of the kinds that ends here."""
        for hit in self._ends.get(end, ()):
            if hit[2] in kinds:
                return hit
        return None


def numbers(folded: Folded, hits: Hits, language: Language) -> list[Number]:
    """Every number expression of the text, in order, ranges joined and bounds applied."""
    cores = list(_cores(folded.lower, hits, language))
    joined = _ranges(cores, folded.lower, hits, language)
    found = [_bounded(number, folded.lower, hits, language) for number in joined]
    kept = [number for number in found if number is not None]
    kept = [_of_percents(*pair, hits) for pair in zip_longest(kept, kept[1:])]
    grown = [_grown(number, _before(kept, at), folded.lower, hits) for at, number in enumerate(kept)]
    asked = [
        Number(
            hit.start,
            hit.end,
            hit.start,
            hit.end,
            _SO_MANY,
            _SO_MANY,
            worded=True,
            asked=True,
            counter=not language.spaced,
        )
        for hit in hits.all
        if hit.kind == "asked"
    ]
    return sorted((*grown, *asked), key=_core_at) if asked else grown


def _of_percents(number: Number, following: Number | None, hits: Hits) -> Number:
    """ "rose from 20 to 30 percent": the sign behind the second number is that of the first too."""
    if following is None or following.share is None or number.share is not None or following.worded:
        return number
    apart = following.start - number.end
    joined = apart <= _TO_PERCENT and hits.at(number.end + 1, "to", "governs", "function") is not None
    if not joined or number.low is None or number.low != number.high or number.low > _ALL_PERCENT:
        return number
    return number._replace(low=None, high=None, share=number.low / _ALL_PERCENT)


_TO_PERCENT, _ALL_PERCENT = 6, 100  # letters of "to" between two shares; the greatest of them
_SO_MANY = 100  # stands for the number that a question asks for


def _core_at(number: Number) -> int:
    return number.core


def _before(kept: Sequence[Number], at: int) -> Number | None:
    """The number before one, a year passed over: "с 600 в апреле 2025 года до 2 тысяч"."""
    years = at and kept[at - 1].plain and (kept[at - 1].high or 0) in _WAR_YEARS
    place = at - 2 if years and at > 1 else at - 1
    return kept[place] if place >= 0 else None


_DATED = re.compile(r" ?20[23]\d(?: (?:r\.|г\.|року|года|годах))?(?: р\.)?")
_GROWTH_REACH = 60
_SINCE = 24  # letters of a date between what a number was and what it is
_NOUN_REACH = 40  # letters from a number to a relative clause behind its noun


def _grown(number: Number, before: Number | None, text: str, hits: Hits) -> Number:
    """ "вырастет до 25 тысяч", "с 11 до 14 тысяч": what something grows to is no upper bound."""
    if number.qualifier is not Qualifier.UP_TO or number.low is not None:
        return number
    leading = hits.within(number.start, number.core)
    if not any(hit.kind == "to" for hit in leading):
        return number
    start = max(0, number.start - _GROWTH_REACH)
    grows = [hit for hit in hits.within(start, number.start) if hit.kind in ("grows", "adds")]
    if grows and grows[-1].kind == "adds" and _is_joined(grows[-1], leading, hits):
        return number
    clear = grows and not re.search(r"[.;:!?,]", text[grows[-1].end : number.start])
    crossed = before is not None and grows and before.core >= grows[-1].end
    gap = _DATED.sub("", text[before.end : number.start]) if before is not None else "."
    changed = len(gap) <= _SINCE and not re.search(r"[.;:!?,]", gap)  # "с 600 в апреле до 2 тысяч"
    changed = changed and before is not None and hits.until(before.start - 1, "from") is not None
    changed = changed or (before is not None and _grown_by(before, gap, text, grows))
    which = any(h.kind == "relative_clause" for h in hits.within(number.end, number.end + _NOUN_REACH))
    reach = 3 * _GROWTH_REACH if which else _GROWTH_REACH  # "do 11 tys., którzy …, mogą dołączyć kolejni"
    added = next((h for h in hits.within(number.end, number.end + reach) if h.kind == "adds"), None)
    stops = r"[.;:!?\d]" if which else r"[.;:!?,\d]"
    joins = added is not None and not re.search(stops, text[number.end : added.start])
    risen = hits.at(number.end + 1, "grows") is not None  # "Do 12 tys. wzrosła liczba …"
    if changed or joins or risen or (clear and not crossed):  # "до 11 тисяч солдатів додадуться ще 25 тисяч"
        rough = any(hit.kind == "bound_before" and hit.value is Qualifier.ABOUT for hit in leading)
        return number._replace(low=number.high, qualifier=Qualifier.ABOUT if rough else Qualifier.EXACT)
    return number


def _is_joined(adds: Hit, leading: Sequence[Hit], hits: Hits) -> bool:
    """ "к ним присоединятся ещё до 50 тысяч": those who join, where it is told already whom."""
    told = any(hit.kind == "to" for hit in hits.within(max(0, adds.start - _TO_THEM), adds.start))
    return told or any(hit.kind == "more_before" for hit in leading)


_TO_THEM = 10  # letters of "к ним ", "do nich "


def _grown_by(step: Number, gap: str, text: str, grows: Sequence[Hit]) -> bool:
    """ "wzrosła o trzy tysiące, do piętnastu": behind the step by which something grows stands what it grows to."""
    lead = text[grows[0].end : step.start] if grows and grows[0].end <= step.start else "."
    return len(gap) <= _SINCE and len(lead) <= _STEP and not re.search(r"[.;:!?\d]", lead + gap)


_STEP = 16  # letters of "się o", "by some" between a verb of growing and its step


# ── cores ────────────────────────────────────────────────────────────────────────────────────────────────


def _cores(text: str, hits: Hits, language: Language) -> list[_Core]:
    """Numbers without their bounds, none inside another."""
    triggers = {match.start() for match in re.finditer(r"\d+", text)}
    triggers.update(hit.start for hit in hits.all if hit.kind in ("number", "vague", "about", "share"))
    triggers.update(hit.start for hit in hits.all if hit.kind == "scale" and hit.end - hit.start > 3)
    if language.numerals:
        triggers.update(match.start() for match in language.numeral_run.finditer(text))
    found: list[_Core] = []
    reach = 0
    for start in sorted(triggers):
        if start < reach:
            continue
        core = _core(text, start, hits, language)
        if core is not None and core.kind in ("words", "digits"):
            share = _one_in_so_many(core, text, language) or _some_in_so_many(core, found, text, language)
            share = share or _fraction(core, text, language)
            core = share or _of_every(core, text, hits, language) or core
        if core is not None and 0 <= core.value < _LARGEST:
            while found and found[-1].start >= core.start:
                found.pop()
            found.append(core)
            reach = core.end
    return found


def _one_in_so_many(core: _Core, text: str, language: Language) -> _Core | None:
    """ "un soldat nord-coréen sur trois", "one soldier in three": a share with its noun inside."""
    every = language.marks("in_so_many")
    word = next((mark for mark in every if text.endswith(f" {mark} ", 0, core.start)), None)
    if word is None or not 2 <= core.value <= _FEW or core.value != round(core.value):
        return None
    before = text[max(0, core.start - _NOUN_INSIDE) : core.start - len(word) - 2]
    ones = "|".join(map(re.escape, language.marks("one")))
    one = re.search(rf"(?<![\w-])(?:{ones})(?: (?:[^\W\d_]|[ '-])+)?$", before)
    if one is None or len(one.group().split()) > _NOUN_WORDS:
        return None
    return _Core(core.start - len(word) - 2 - len(one.group()), core.end, 1 / core.value, "share")


def _some_in_so_many(core: _Core, found: Sequence[_Core], text: str, language: Language) -> _Core | None:
    """ "quattro soldati su dieci", "six sur dix", "siete de cada diez": the same with a number before it."""
    every = language.marks("of_so_many")
    word = next((mark for mark in every if text.endswith(f" {mark} ", 0, core.start)), None)
    part = found[-1] if word and found else None
    if word is None or part is None or not 2 <= core.value <= _FEW or core.value != round(core.value):
        return None
    gap = text[part.end : core.start - len(word) - 2]
    plain = re.fullmatch(r"(?: [^\W\d_]+(?:[-'][^\W\d_]+)*)*", gap) and len(gap.split()) < _NOUN_WORDS
    if not plain or not 1 <= part.value < core.value:
        return None
    return _Core(part.start, core.end, part.value / core.value, "share")


_FEW, _NOUN_INSIDE, _NOUN_WORDS = 100, 50, 5


def _of_every(core: _Core, text: str, hits: Hits, language: Language) -> _Core | None:
    """ "每十名朝军中约有三人": so many of every so many are a share."""
    every = hits.until(core.start, "per") if language.by_order and core.value <= _FEW else None
    if every is None:
        return None
    stop = re.search(r"[，。；,;:]|$", text[core.end : core.end + _NOUN_INSIDE])
    end = core.end + (stop.start() if stop else 0)
    ofs = [hit.end for hit in hits.within(core.end, end) if hit.kind == "of"]
    for at in range(ofs[0], end) if ofs else ():
        part = _numeral(text, at, language)
        if part is not None and 0 < part.value < core.value:
            return _Core(every.start, part.end, part.value / core.value, "share")
    return None


def _fraction(core: _Core, text: str, language: Language) -> _Core | None:
    """ "十分之四", "百分之三十六": the whole, a word between, and the part, where numerals are so read."""
    every = language.marks("of_every") if core.value <= _EVERY else ()  # "25人に1人"
    marks = (*language.marks("fraction"), *every)
    between = next((mark for mark in marks if text.startswith(mark, core.end)), None)
    part = _numeral(text, core.end + len(between), language) if between else None
    if part is None or not 0 < part.value < core.value:
        return None
    counter = 0 if between in language.marks("fraction") else 1
    return _Core(core.start, part.end + counter, part.value / core.value, "share")


_EVERY = 100  # as many as one would say of how many one fell


def _core(text: str, start: int, hits: Hits, language: Language) -> _Core | None:
    if hits.starts(start):  # before most digits no word stands
        inverted = _inverted(text, start, hits, language)
        if inverted:
            return inverted
        for kind in ("share", "about", "vague"):
            hit = None if _goes_on(start, hits) else hits.at(start, kind)
            if hit and kind == "share" and _is_middle(hit, hits):
                return None
            if hit:
                return _Core(hit.start, hit.end, hit.value, kind)
        if language.numerals and (counted := _counted_word(text, start, hits)):
            return counted
    if text[start].isdigit() or language.numerals:
        core = _numeral(text, start, language) if language.numerals else _digits(text, start, language)
        if core is None:
            return None
        return _and_some(core, hits) if language.numerals else _scaled(core, text, hits, language)
    return _words(text, start, hits, language)


def _and_some(core: _Core, hits: Hits) -> _Core:
    """ "1万数千人", "一万数千名": a round number and some of the next lower scale."""
    some = hits.at(core.end, "vague")
    return (
        core._replace(end=some.end, kind="vague")
        if some and core.scaled and some.value < core.value
        else core
    )


def _is_middle(share: Hit, hits: Hits) -> bool:
    """ "do połowy stycznia", "entro la metà di aprile": the middle of a month is no half of anybody."""
    behind = hits.within(share.end + 1, share.end + _TO_MONTH)
    return any(hit.kind in ("month", "season") for hit in behind) and hits.at(share.end + 1, "people") is None


_TO_MONTH = 5  # letters of a preposition before a month


def _goes_on(start: int, hits: Hits) -> bool:
    """ "тысячи двухсот": one of a scale, in the genitive, with its hundreds."""
    once = hits.at(start, "once")
    more = once and hits.at(once.end + 1, "number")
    return bool(once and more and 100 <= more.value < once.value)


def _inverted(text: str, start: int, hits: Hits, language: Language) -> _Core | None:
    """A scale before its number makes it rough: "тысяч десять", "сотні зо дві", "тысячи полторы-две"."""
    scale = hits.at(start, "inverted")
    if scale is None:
        return None
    at = scale.end + 1
    rough = hits.at(at, "rough")
    at = rough.end + 1 if rough else at
    first = _small(text, at, hits, language)
    if first is None:
        return None
    second = _small(text, first.end + 1, hits, language) if text[first.end : first.end + 1] == "-" else None
    if second and second.value > first.value:
        return _Core(
            start, second.end, first.value * scale.value, "about", scaled=True, top=second.value * scale.value
        )
    return _Core(start, first.end, first.value * scale.value, "about", scaled=True, scale=scale.value)


def _small(text: str, at: int, hits: Hits, language: Language) -> _Core | None:
    """A number below a hundred without a scale of its own."""
    if at < len(text) and text[at].isdigit():
        core = _digits(text, at, language)
        core = core and _scaled(core, text, hits, language)
        if core and text[core.end : core.end + 1] == "-" and text[core.end + 1 : core.end + 2].isalpha():
            return None
    else:
        word = hits.at(at, "number")
        core = word and _Core(at, word.end, word.value, "words")
        joined = word and text[word.end : word.end + 1] == " "
        core = None if word and joined and hits.at(word.end + 1, "scale", "half", "number") else core
    return core if core and not core.scaled and core.value < 100 else None


_PLAIN = re.compile(r"\d+")
_REST = re.compile(r"[ -](\d{3})(?![\d.,]\d|\d)")  # "2 mil 700", "2 tys. 300", "11-thousand-500"


def _digits(text: str, start: int, language: Language) -> _Core | None:
    """Digits with separators: "11.000", "11 000", "11'000", "3,5"; never the tail of a longer token."""
    if start and (
        text[start - 1].isalnum() or (start > 1 and text[start - 1] in ".,:/" and text[start - 2].isdigit())
    ):
        return None
    grouped = language.grouped.match(text, start)
    if grouped and (grouped.end() == len(text) or not text[grouped.end()].isdigit()):
        return _Core(start, grouped.end(), int(re.sub(r"\D", "", grouped.group())), "digits", grouped=True)
    decimal = language.decimal.match(text, start)
    if decimal and decimal.group().endswith((".00", ",00")):
        return None  # a time of day or a price
    if decimal:
        return _Core(start, decimal.end(), float(decimal.group().replace(",", ".")), "digits")
    plain = _PLAIN.match(text, start)
    assert plain
    if plain.end() - plain.start() > 12:
        return None
    return _Core(start, plain.end(), int(plain.group()), "digits")


def _scaled(core: _Core, text: str, hits: Hits, language: Language) -> _Core:
    """Apply scale words that follow: "11 тыс.", "25-30mila", "11k", "6-тисячний", "2 tys. 300"."""
    end = core.end
    value, scale, used = core.value, 1.0, False
    while True:
        gap = end
        while gap < len(text) and gap - end < 2 and text[gap] in " -":
            gap += 1
        gap = _past_bound(gap, hits)
        hit = hits.at(gap, "scale") or (hits.at(end, "scale") if gap != end else None)
        if hit is None:
            break
        scale *= hit.value
        end, used = hit.end, True
        end += _stop_of(text, hit, language)
    if not used:
        return core
    total = round(value * scale)
    rest = _REST.match(text, end) if scale == 1000 and end > core.end else None
    rest = None if rest and _is_part_behind(core.start, rest.end(), hits) else rest
    if rest and not hits.at(rest.end() + 1, "scale"):
        return _Core(core.start, rest.end(), total + int(rest.group(1)), core.kind, scaled=True)
    return _Core(core.start, end, total, core.kind, scaled=True, scale=scale)


def _stop_of(text: str, scale: Hit, language: Language) -> bool:
    """Whether the full stop behind a scale is that of its abbreviation: "тыс.", "tys.", "Tsd."; not the sentence's."""
    word = text[scale.start : scale.end]
    return (
        scale.kind == "scale"
        and text.startswith(".", scale.end)
        and (word in language.abbreviations or word in language.scales)
    )


def _is_part_behind(start: int, end: int, hits: Hits) -> bool:
    """ "из 15 тысяч 600 погибли": behind a whole its part, and then what befell that."""
    return hits.until(start - 1, "of") is not None and hits.at(end + 1, "event") is not None


def _past_bound(at: int, hits: Hits) -> int:
    """Where the scale stands if a bound comes before it ("пять с лишним тысяч"), else the same place."""
    bound = hits.at(at, "bound_after")
    return bound.end + 1 if bound and hits.at(bound.end + 1, "scale") else at


def _words(text: str, start: int, hits: Hits, language: Language) -> _Core | None:
    """Number words side by side: "twenty-five thousand", "dwa i pół tysiąca", "dos mil quinientos"."""
    total = group = 0.0
    scale_used = 1.0
    end = start
    last: float | None = None
    whole = (0.0, start)  # up to the last thousand or million, and where it ended
    at = start
    while True:
        hit = hits.at(at, "number", "scale", "half")
        if hit is None or (hit.kind != "number" and at == start and hit.kind != "scale"):
            break
        if hit.kind == "half":
            if last is None or last == 0.5:
                break
            group += 0.5
        elif hit.value > 1000 and hit.kind == "number" and group:
            break  # "zehn und zwölftausend", "tra dieci e dodicimila": two numbers
        elif hit.value >= 1000:
            joined = group or text[end : hit.start].strip(" -")
            if total and joined and hit.value >= scale_used:  # "entre mil y tres mil": two numbers
                return _Core(start, whole[1], whole[0], "words", scaled=True, scale=scale_used)
            total += max(group, 1 if group == 0 else group) * hit.value
            scale_used, group, whole = _worth(hit), 0.0, (total, hit.end)
        elif hit.value == 100:
            group = max(group, 1) * 100
            scale_used = max(scale_used, 100)
        else:
            if last is not None and last < 100 and hit.kind == "number" and not _adds(last, hit.value):
                break
            if last is not None and 100 <= last < 1000 and hit.kind == "number" and hit.value >= 100:
                break  # "семьсот-восемьсот": two numbers
            group += hit.value
            scale_used = max(scale_used, _worth(hit) if hit.value > 100 else 1)
        last = 0.5 if hit.kind == "half" else hit.value
        end = hit.end + _stop_of(text, hit, language)
        at = end
        while at < len(text) and at - end < 2 and text[at] in " -":
            at += 1
        at = _past_bound(at, hits)
        joiner = hits.at(at, "and")
        if joiner and hits.at(joiner.end + 1, "number", "half"):
            at = joiner.end + 1
    if end == start:
        return None
    rest = _REST.match(text, end) if total and whole[1] == end and scale_used == 1000 else None
    if rest and not _is_part_behind(start, rest.end(), hits):  # "four-thousand-100", "mil 500"
        return _Core(start, rest.end(), total + int(rest.group(1)), "words", scaled=True)
    return _Core(start, end, total + group, "words", scaled=scale_used > 1, scale=scale_used)


def _worth(hit: Hit) -> float:
    """The scale of a word: its value, or that inside a compound ("viertausend" 1000, "dreihundert" 100)."""
    if hit.kind == "scale":
        return float(hit.value)
    return next((scale for scale in (1000.0, 100.0) if hit.value % scale == 0), 1.0)


def _adds(before: float, value: float) -> bool:
    """Tens take units ("twenty five"), nothing else below a hundred adds."""
    return before >= 20 and before % 10 == 0 and value < 20


def _counted_word(text: str, start: int, hits: Hits) -> _Core | None:
    """A number word of an unspaced script (두 명, ふたり): one only where a counter for persons follows."""
    hit = hits.at(start, "number")
    if hit is None or (start and "가" <= text[start - 1] <= "힣"):
        return None
    after = hit.end + (text[hit.end : hit.end + 1] == " ")
    return _Core(start, hit.end, hit.value, "words") if hits.at(after, "counter") else None


_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8}
_SCALES |= {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8}
_UNITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2, "○": 0}
_UNITS |= {c: i + 1 for i, c in enumerate("일이삼사오육칠팔구")} | {"륙": 6}


def _numeral(text: str, start: int, language: Language) -> _Core | None:
    """East Asian numerals, mixed as newspapers mix them: 1만1000, 2천6백, 만 천, 1万2千, 三百, 2.85万."""
    if _inside_another(text, start):
        return None
    pair = _pair(text, start)
    if pair:
        return pair
    total = section = 0.0
    pending: float | None = None
    at = end = start
    digits = scaled = grouped = False
    scale = 1.0
    apart = language.wordless or language.by_order  # a space there parts two clauses of a headline
    while at < len(text) and at - start < 40:
        char = text[at]
        if char.isascii() and char.isdigit():
            run = (
                language.grouped.match(text, at) or language.decimal.match(text, at) or _PLAIN.match(text, at)
            )
            if run and "・" in run.group() and text[run.end() : run.end() + 1] not in _SCALES:
                run = _PLAIN.match(text, at)  # "4・25文化会館", but "1・1万人"
            assert run
            if (pending is not None and (pending or not scaled)) or run.end() - at > 15:
                break  # but "1万零900": a nought only fills an empty place
            grouped = grouped or "," in run.group()
            pending = float(run.group().replace(",", "").replace("・", "."))
            digits, at = True, run.end()
        elif (row := _ROW.match(text, at)) and pending is None:
            figures = "".join(str(_UNITS[char]) for char in row.group(1))
            tail = "".join(str(_UNITS[char]) for char in row.group(2) or "")
            pending, at = float(f"{figures}.{tail}") if tail else float(figures), row.end()
        elif char in _UNITS:
            if pending is not None and (pending or not scaled):
                break  # "一万零五百": a nought only fills an empty place
            pending, at = _UNITS[char], at + 1
        elif char in _SCALES:
            worth = _SCALES[char]
            if worth >= 10**4:
                section += pending or 0
                total += (section or 1) * worth
                section = 0.0
            else:
                section += (1 if pending is None else pending) * worth
            pending, scaled, scale, at = None, True, float(worth), at + 1
        elif (
            char == " "
            and at > start
            and _continues(text, at + 1, scaled and (not apart or _goes_down(text, at)))
        ):
            at += 1
            continue
        else:
            break
        end = at
    if pending and scale >= 100 and text[end - 2] in _SCALES and text[end - 1] in _UNITS and pending < 10:
        pending *= scale / 10  # "两万五" is 25,000
    value = round(total + section + (pending or 0), _DECIMALS)
    if end == start or (pending is None and not scaled):
        return None
    return _Core(
        start, end, value, "digits" if digits else "words", scaled=scaled, grouped=grouped, scale=scale
    )


#: figures side by side as digits are: 三〇〇, 一五〇〇, 一・二万; two alone are a rough number (二三人)
_ROW = re.compile(
    r"(?=[一二三四五六七八九]{3}|[一二三四五六七八九]+〇|[一二三四五六七八九]+・[一二三四五六七八九]+[万萬])"
    r"([〇一二三四五六七八九]+)(?:・([〇一二三四五六七八九]+)(?=[万萬]))?"
)


def _inside_another(text: str, start: int) -> bool:
    """Whether a numeral began before; a Hangul syllable before a digit is a particle (올해만 1만, 北軍이3000명)."""
    before = text[start - 1] if start else ""
    return before.isdigit() or (start > 1 and before in ".," and text[start - 2].isdigit())


def _goes_down(text: str, at: int) -> bool:
    """ "1 万 1 千名": behind ten thousands and a space a digit and a lower scale."""
    return text[at - 1] in "万萬" and re.match(r" \d ?[百千]", text[at : at + 4]) is not None


_DECIMALS = 6  # "1.13万" is 11,300 and no fraction


def _pair(text: str, start: int) -> _Core | None:
    """Two neighbouring numerals and a scale are a rough number: 오륙백, 三四百, 二三千."""
    low, high = (_UNITS.get(char, 0) for char in text[start : start + 2].ljust(2))
    scale = _SCALES.get(text[start + 2 : start + 3])
    if not scale or not low or high != low + 1 or text[start].isdigit():
        return None
    return _Core(start, start + 3, low * scale, "words", scaled=True, scale=scale, top=high * scale)


def _continues(text: str, at: int, scaled: bool) -> bool:
    """Whether a numeral goes on after a space: "2만 5천", "만 1천", "3 천", "1 萬名"; "1만 명" does not."""
    if at >= len(text):
        return False
    if text[at] in _SCALES:
        return True
    return scaled and (
        text[at].isdigit() or (text[at] in _UNITS and at + 1 < len(text) and text[at + 1] in _SCALES)
    )


# ── ranges ───────────────────────────────────────────────────────────────────────────────────────────────


def _ranges(cores: Sequence[_Core], text: str, hits: Hits, language: Language) -> list[Number]:
    """Join two cores that a connector binds: "25.000 bis 30.000", "от 25 до 30 тысяч", "2万5000～3万"."""
    found: list[Number] = []
    index = 0
    while index < len(cores):
        first = cores[index]
        second = cores[index + 1] if index + 1 < len(cores) else None
        joined = second and _range(first, second, text, hits, language)
        if joined:
            found.append(joined)
            index += 2
            continue
        if (
            second
            and second.scaled
            and not first.scaled
            and first.value < _SAME_ORDER * second.value / second.scale
            and (_changes(first, second, text, hits) or _share_scale(first, second, text, hits, language))
        ):
            first = first._replace(value=first.value * second.scale, scaled=True)  # "z 8 do 9 tys."
        found.append(_single(first))
        index += 1
    return found


_SAME_ORDER = 20  # "с 600 до 2 тыс." are six hundred, "с 11 до 8 тыс." eleven thousand


def _single(core: _Core) -> Number:
    if core.kind == "share":
        return Number(core.start, core.end, core.start, core.end, None, None, share=core.value, worded=True)
    value = round(core.value)
    base = Number(
        core.start,
        core.end,
        core.start,
        core.end,
        value,
        value,
        plain=core.kind == "digits" and not core.scaled and not core.grouped,
        worded=core.kind == "words",
    )
    if core.top is not None:
        return base._replace(high=round(core.top), qualifier=Qualifier.ABOUT)
    if core.value != value:
        return base._replace(low=None, high=None)  # "3.5" of something: no count of people
    if core.kind == "vague":
        return base._replace(high=None, qualifier=Qualifier.VAGUE)
    if core.kind == "about":
        return base._replace(qualifier=Qualifier.ABOUT)
    return base


def _is_year(core: _Core) -> bool:
    """Whether bare digits look like a year of the war."""
    return core.kind == "digits" and _year(core) and core.value in _WAR_YEARS


_WAR_YEARS = range(2022, 2040)


def _range(first: _Core, second: _Core, text: str, hits: Hits, language: Language) -> Number | None:
    one = hits.at(first.start, "once") if first.kind == "vague" and _opened(text, first.start, hits) else None
    if one and one.end == first.end:  # "от тысячи до трёх тысяч"
        first = first._replace(kind="words", value=float(one.value), scaled=True)
    dated = _is_year(first) and second.value > 2 * first.value  # "rise by the end of 2026 to 50,000"
    if dated or first.kind not in ("digits", "words") or second.kind not in ("digits", "words"):
        return None
    rounded = hits.at(first.end, "bound_after") if language.predicate_last else None  # "1천여 명에서 3천 명"
    gap = text[rounded.end if rounded else first.end : second.start].strip()
    if len(gap) > 12:
        return None
    rough = hits.until(second.start - 1, "bound_before")  # "from 600 to about 2,000"
    if rough is not None and rough.value is Qualifier.ABOUT and rough.start > first.end:
        joined = text[first.end : rough.start].strip()
        gap = joined if joined in language.marks("rough_to") else gap
    if len(gap) > 1 and gap[0] == "-":  # "drei- bis viertausend", "drei-, vierhundert"
        gap = gap[1:].strip()
        if gap == ",":
            gap = next(iter(language.either), gap)
    for counter in language.counters:  # "300名至400名"
        gap = gap.removeprefix(counter).strip()
    between = _opened(text, first.start, hits)
    before = between or hits.until(
        first.start - 1, "tally", "according"
    )  # "a relevé son bilan de 600 à 2 000"
    grown = before is not None and _grows_from(before, text, hits)
    if grown or (between and gap not in language.both and _grows_behind(second, text, hits, language)):
        return None  # "passer de 11 000 à 30 000", "von 3000 auf 10.000 Mann gewachsen"
    about = gap == "," and _spoken_pair(first, second)
    if about:
        pass
    elif gap in language.both:
        if not between:
            return None
    elif gap in language.either:
        about = True
    elif (
        gap not in language.connectors
        or (gap[:1].isalnum() and _rises(text, second.end, hits, language))
        or (not between and _changes(first, second, text, hits))
    ):
        return None
    low, high = first.value, second.value
    if not first.scaled and second.scaled and low < high / second.scale * 1.0001:
        low *= second.scale
    elif unit := _unit_left_out(first, second, language):
        low *= unit
    if low >= high or (about and high > low * 2 + 1) or (_year(first) and _year(second)):
        return None
    start = between.start if between else first.start
    number = Number(start, second.end, first.start, second.end, round(low), round(high))
    return number._replace(qualifier=Qualifier.ABOUT) if about else number


def _spoken_pair(first: _Core, second: _Core) -> bool:
    """ "fourteen, fifteen thousand": two neighbours and one scale, as people speak."""
    small = first.kind == "words" and not first.scaled and second.scaled and second.scale >= 1000
    return small and first.value < second.value / second.scale <= first.value * 1.5


def _share_scale(first: _Core, second: _Core, text: str, hits: Hits, language: Language) -> bool:
    """ "двома партіями прибули 11 і 4 тисячі": one word of thousands for two numbers that "and" joins."""
    gap = text[first.end : second.start].strip()
    joined = gap in language.both and not any(
        hit.kind == "to" for hit in hits.within(first.end, second.start)
    )
    few = first.kind in ("digits", "words") and 2 <= first.value < _SMALL_FIRST and not first.grouped
    small = second.scale >= _THOUSAND and second.value / second.scale < _SMALL_FIRST
    return joined and few and small and bool(language.marks("genitive"))


_SMALL_FIRST, _THOUSAND = 100, 1000
_BESIDE = 12  # letters between two numbers of which one becomes the other


def _changes(first: _Core, second: _Core, text: str, hits: Hits) -> bool:
    """ "z 8 do 9 tys.": from one number to another, where the word for "to" also joins a range ("8 do 9 tys.")."""
    to = next((hit for hit in hits.within(first.end, second.start) if hit.kind == "to"), None)
    opener = _opened(text, first.start, hits)
    opener = opener or hits.until(first.start - 1, "tally", "according")
    if opener and _grows_from(opener, text, hits):
        return True  # "pasar de 11 a 30 mil"
    if hits.until(first.start - 1, "grows") is not None:
        return True  # "è passato da 10.000 a 12.000": one phrase
    beside = second.start - first.end <= _BESIDE
    filler = hits.until(first.start - 1, "filler")  # "z obecnych 11 do 40 tys."
    start = filler.start if filler is not None else first.start
    return to is not None and beside and hits.until(start - 1, "from") is not None


_OBJECT = 60  # letters of a verb of growth and what it makes grow ("revised its estimate of deaths from …")
_NOUN_AND_ADVERB = 44  # letters of a nation, a noun and an adverb before a verb of growth
_ADVERB = 26  # letters of a verb of growth and an adverb


def _grows_from(opener: Hit, text: str, hits: Hits) -> bool:
    """ "passer de 11 000 à …", "passeraient ainsi de …": a verb of growth before what opens a range."""
    at = opener.start
    before = hits.within(max(0, at - _OBJECT), at)
    verbs = [hit for hit in before if hit.kind == "grows"]
    gap = text[verbs[-1].end : at].rstrip(" ") if verbs else ""
    gap = gap.removesuffix(",")  # "revoit à la hausse, de 3 000 à 4 700, …"
    other = any(hit.kind == "stage" and hit.start > verbs[-1].start for hit in before) if verbs else False
    near = len(gap) <= _ADVERB and len(gap.split()) <= 1
    return bool(verbs) and (near or not other) and not re.search(r"[\d,.;:]", gap)


def _grows_behind(second: _Core, text: str, hits: Hits, language: Language) -> bool:
    """ "von 3000 auf 10.000 Mann gewachsen": where the verb closes its clause, it stands behind both numbers."""
    if not language.nouns_capitalised:
        return False
    verbs = (hit for hit in hits.within(second.end, second.end + _NOUN_AND_ADVERB) if hit.kind == "grows")
    return any(not re.search(r"[.,;:]", text[second.end : verb.start]) for verb in verbs)


def _rises(text: str, end: int, hits: Hits, language: Language) -> bool:
    """ "1000人から1100人に増えた", "1000人から1100人以上に増えた": a change, and no range."""
    person = hits.at(end, "counter") if language.wordless else None
    bound = hits.at(person.end, "bound_after") if person is not None else None
    end = bound.end if bound is not None else end
    rest = text[end : end + 8].strip(" ")
    for counter in language.counters:
        rest = rest.removeprefix(counter)
    if rest.startswith(language.marks("rises") or ("\0",)):
        return True
    clause = re.split(r"[,.、。，]", text[end : end + _ADVERB])[0]
    to, verbs = language.marks("rises_to"), language.marks("rises_by")  # "2천 명으로 세 배 넘게 늘었다"
    word = rest.split()[0] if rest.split() else ""  # "2000명 수준으로 늘었다"
    return bool(to) and (rest.startswith(to) or word.endswith(to)) and any(verb in clause for verb in verbs)


def _shortened(first: _Core, second: _Core) -> bool:
    """ "8 à 10 000", "25 bis 30.000": the thousands are told once."""
    plain = first.kind == "digits" and not first.scaled and not first.grouped
    return plain and second.grouped and second.value % 1000 == 0 and 2 <= first.value < second.value / 1000


def _unit_left_out(first: _Core, second: _Core, language: Language) -> int:
    """ "2~3000명", "5~600명": one digit, and a round number whose first digit comes soon after it; what it lacks."""
    if _shortened(first, second):
        return 1000
    if language.spaced or first.kind != "digits" or first.scaled or not 1 < first.value < 10:
        return 0
    for unit in (1000, 100):
        if second.value % unit == 0 and first.value < second.value / unit <= first.value + _SOON:
            return unit
    return 0


_SOON = 2  # "2~3000", "3~5000"


def _opened(text: str, start: int, hits: Hits) -> Hit | None:
    """The word that opens a range ("zwischen", "between", "от", "tra") right before ``start``."""
    at = start
    for _ in range(3):
        end = at
        while end > 0 and text[end - 1] == " ":
            end -= 1
        opener = hits.until(end, "between")
        if opener:
            return opener
        skipped = hits.until(end, "bound", "filler", "now")
        if skipped is None:
            return None
        at = skipped.start
    return None


def _year(core: _Core) -> bool:
    return not core.grouped and not core.scaled and 1900 <= core.value <= 2100


# ── bounds ───────────────────────────────────────────────────────────────────────────────────────────────


def _bounded(number: Number, text: str, hits: Hits, language: Language) -> Number | None:
    """Widen a number by the bounds, increments and counters around it."""
    if number.share is None and number.low is None and number.high is None:
        return _percent(number, text, hits)
    percent = _percent(number, text, hits)
    number = percent or number
    start, before, more = _leading(number, text, hits, language)
    end, after, more_after, counter = _trailing(number, text, hits, language)
    counter = counter or _is_tallied(start, text, hits, language)
    counter = counter or _ends_clause(number, (start, end), text, hits, language)
    number = number._replace(start=start, end=end, increment=more or more_after, counter=counter)
    if before is None and after is None and _takes_genitive(number, text, language):
        number = _once(number, hits)
    inside = next(
        (h.value for h in hits.within(number.core, number.core_end) if h.kind == "bound_after"), None
    )
    if after and _only_compared(number, text, hits, language):
        after = None
    bound = after if after and before is Qualifier.ABOUT else before or after or inside  # "약 3천 명 이상"
    of_a_part = _is_whole_of(number, hits)
    return _qualified(_once(number, hits) if before or after or of_a_part else number, bound)


def _ends_clause(number: Number, span: tuple[int, int], text: str, hits: Hits, language: Language) -> bool:
    """ "总数将突破一万。", "派去的一万一千里，…", "今年再派4000。": thousands without a counter, and nothing to count."""
    said, end = text[number.core : number.core_end], span[1]
    if not language.by_order or number.share is not None:
        return False
    most, starts = number.low or number.high or 0, [span[0], number.core]
    verbs = ("stage", "event", "more_before", "say")  # "韩方说4700，英方说6000"
    sent = most >= _THOUSAND and any(hits.until(at, *verbs) for at in starts)
    sent = sent or (most >= _TENS and any(hits.until(at, "event") for at in starts))  # "阵亡600、负伤4100"
    copula = hits.until(span[0], "filler")
    starts += [copula.start] if copula is not None else []  # "乌方则说是1000"
    sent = sent or (most >= _HUNDRED and any(hits.until(at, "say") for at in starts))
    changed = hits.until(number.core, "filler")  # "由100上修为300"
    sent = sent or (changed is not None and most >= _TENS and text[changed.start - 1].isdigit())
    if not sent and not any(mark in said for mark in _MANY):
        return False
    return text[end : end + 1] in _CLAUSE_ENDS or text.startswith(language.marks("of_them"), end)


_TENS, _HUNDRED = 12, 100  # fewer without a counter may be a day
_MANY = ("万", "千")
_CLAUSE_ENDS = "，。；,;:」”)、–-"


def _only_compared(number: Number, text: str, hits: Hits, language: Language) -> bool:
    """ "情報機関が示した2000人を上回る": a number that a clause has shaped is exceeded, and no bound."""
    shapes = language.marks("shapes") if language.wordless else ()
    if (
        not shapes
        or not text.endswith(shapes, 0, number.start)
        or not any(mark in text[number.core_end : number.end] for mark in language.marks("oblique"))
    ):
        return False
    verbs = hits.within(number.start - 6, number.start)
    return any(hit.kind in ("say", "stage", "event") for hit in verbs)


def _is_whole_of(number: Number, hits: Hits) -> bool:
    """ "дев'ять із тисячі саперів", "Из тысячи сапёров": behind "out of" it is the genitive of one."""
    return number.qualifier is Qualifier.VAGUE and hits.until(number.start - 1, "of", "from") is not None


def _takes_genitive(number: Number, text: str, language: Language) -> bool:
    """ "об отправке в Курскую область тысячи сапёров": a noun in whose genitive "thousands" is one thousand."""
    nouns = language.marks("takes_genitive")
    if not nouns or number.qualifier is not Qualifier.VAGUE:
        return False
    words = re.split(r"[,.;:–\d]", text[max(0, number.start - _TO_NOUN) : number.start])[-1].split()
    return any(word.startswith(nouns) for word in words)


_TO_NOUN = 40  # letters from such a noun to its number


def _once(number: Number, hits: Hits) -> Number:
    """ "до тысячи", "около сотни": a vague plural that is the genitive of one where a bound governs it."""
    once = hits.at(number.core, "once")
    if number.qualifier is not Qualifier.VAGUE or once is None:
        return number
    return number._replace(low=round(once.value), high=round(once.value), qualifier=Qualifier.EXACT)


def _percent(number: Number, text: str, hits: Hits) -> Number | None:
    """ "40 Prozent", "40 %": a share of something."""
    at = number.core_end
    while at < len(text) and at - number.core_end < 2 and text[at] in " -":
        at += 1
    hit = hits.at(at, "percent")
    if hit is None:
        return None
    match = re.match(r"\d+(?:[.,]\d+)?", text[number.core : number.core_end])
    value = float(match.group().replace(",", ".")) if match else float(number.low or 0)
    if not 0 < value <= 100:
        return None
    return Number(number.start, hit.end, number.core, hit.end, None, None, share=value / 100)


def _leading(number: Number, text: str, hits: Hits, language: Language) -> tuple[int, Qualifier | None, bool]:
    """Bounds and increments before the number: the new start, the outermost bound's meaning, an increment."""
    at, qualifier, more = number.start, None, False
    compared = False
    for _ in range(4):
        end = at
        while end > 0 and at - end < _QUOTED and text[end - 1] in " ~('\"«“„":
            end -= 1  # "plus de « 1 000 » soldats"
        hit = hits.until(end, "bound_before", "more_before", "filler")
        hit = hit or (hits.until(end, "bound_after") if at == number.start and end < at else None)
        if hit is None and at == number.start:
            hit = _before_insertion(end, text, hits)
        if hit is None or (hit.kind == "filler" and not _leads_on(hit.start, text, hits)):
            break
        if hit.kind in ("bound_before", "bound_after") and _inside_besides(hit, text, language):
            break
        told = hit.kind == "bound_before" and compared and hit.value is not Qualifier.ABOUT
        if told and not _exceeds(text[hit.start : hit.end], language):
            break  # "over the 1,100 told before" is no bound
        compared = hit.kind == "filler" and text[hit.start : hit.end] in language.marks("definite")
        if (
            hit.kind == "bound_after"
        ):  # "приехали, и более шести тысяч …": "and more" is not the number's before it
            if not _joins_clauses(hit, text):
                break
            qualifier = Qualifier.MORE_THAN
        elif hit.kind == "bound_before":
            qualifier = _stronger(hit.value, qualifier)
        elif hit.kind == "more_before":
            more = True
        at = hit.start
    qualifier = qualifier or _over_verb(at, text, hits, language) or _over_preposition(at, text, hits)
    if qualifier is None and (
        _is_passed(number, text, hits, language) or _over_mark(at, text, hits, language)
    ):
        qualifier = Qualifier.MORE_THAN
    return at, qualifier, more


def _inside_besides(hit: Hit, text: str, language: Language) -> bool:
    """Whether a bound's words end ones that add a second group: "en plus de « 1 000 sapeurs »" (not "bien plus de")."""
    start = hit.end - _BESIDES
    words = " " + text[max(0, start) : hit.end]
    return any(words.endswith(" " + mark) for mark in language.marks("besides"))


_BESIDES = 20  # letters of the longest words that add a second group
_QUOTED = 3  # letters of an opening quote and the spaces beside it, between a bound and its number


def _is_passed(number: Number, text: str, hits: Hits, language: Language) -> bool:
    """ "los muertos pasan de 600": a verb of passing from a number, and none behind that it passes to."""
    verbs = language.marks("passes")
    of = hits.until(number.start - 1, "between") if verbs else None
    if of is None or not text.endswith(tuple(f" {verb}" for verb in verbs), 0, of.start - 1):
        return False
    behind = text[number.end : number.end + _PASSED_TO]
    return not any(re.search(rf"\b{word} (\w+ ){{0,2}}\d", behind) for word in language.connectors)


_PASSED_TO = 40  # letters to the number to which the first one has passed


def _over_mark(at: int, text: str, hits: Hits, language: Language) -> bool:
    """ "superano invece quota tremila": a verb of exceeding, an adverb, and the noun of the mark right before a number."""
    mark = next((m for m in language.marks("threshold") if text.endswith(f" {m} ", 0, at)), None)
    if mark is None:
        return False
    start = at - len(mark) - 1
    over = (hit for hit in hits.within(max(0, start - _TO_MARK), start) if hit.kind == "bound_before")
    return any(hit.value is Qualifier.MORE_THAN and "," not in text[hit.end : start] for hit in over)


_TO_MARK = 30  # letters of an adverb between a verb of exceeding and the mark


def _exceeds(bound: str, language: Language) -> bool:
    """ "hanno superato le seimila perdite": a verb of passing takes its threshold's article."""
    verbs = language.marks("exceeds")
    return bool(verbs) and any(word.startswith(verbs) for word in bound.split())


def _before_insertion(end: int, text: str, hits: Hits) -> Hit | None:
    """ "превысило, по её оценке, 3000": a bound that a phrase between two commas parts from its number."""
    mark = text[end - 1 : end]
    if mark not in (",", "–"):
        return None
    comma = text.rfind(mark, max(0, end - _INSERTED), end - 2)
    words = text[comma + 1 : end - 1].split() if comma > 0 else ()
    if not 1 < len(words) < _MANY_WORDS or re.search(r"[\d.;:!?]", text[comma:end]):
        return None
    bound = hits.until(comma - (mark == "–"), "bound_before")
    over = bound is not None and bound.value in (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
    return bound if over or (bound is not None and " " in text[bound.start : bound.end]) else None


_INSERTED, _MANY_WORDS = 45, 6  # letters and words of a phrase put in between a bound and its number


def _joins_clauses(hit: Hit, text: str) -> bool:
    """Whether a bound of two words that may stand behind a number stands behind a comma."""
    return hit.value is Qualifier.AT_LEAST and text[hit.start - 2 : hit.start] == ", "


def _is_tallied(start: int, text: str, hits: Hits, language: Language) -> bool:
    """Whether a word for how many there are stands before a number: "人数将增至5万"."""
    near = hits.within(max(0, start - 10), start) if language.by_order else ()
    if any(hit.kind == "unit" and hit.end - hit.start > 1 for hit in near):
        return False  # "相当数量的导弹以及约220门火炮"
    return any(
        hit.kind == "tally" and not re.search(r"[\d，。；、:;]", text[hit.end : start]) for hit in near
    )


_FAR_BOUND = 16


def _over_verb(at: int, text: str, hits: Hits, language: Language) -> Qualifier | None:
    """A bound before a number's verb: "最多会派出1.5万人", "至少向俄罗斯派遣了3000名"."""
    filler = hits.until(at, "filler") if language.by_order else None
    verb = hits.until(filler.start if filler else at, "stage", "event") if language.by_order else None
    bounds = hits.within(max(0, verb.start - _FAR_BOUND), verb.start) if verb else ()
    for hit in reversed([hit for hit in bounds if hit.kind == "bound_before"]):
        if hit.value not in (Qualifier.AT_LEAST, Qualifier.UP_TO):
            return None
        between = text[hit.end : at]
        return None if any(c.isdigit() for c in between) else Qualifier(hit.value)
    return None


def _over_preposition(at: int, text: str, hits: Hits) -> Qualifier | None:
    """ "сообщали как минимум о сотне", "оценили более чем в 6000": a bound before a short preposition."""
    while at > 0 and text[at - 1] == " ":
        at -= 1
    word = hits.until(at, "governs")
    if word is None or word.end - word.start > _SHORT:
        return None
    bound = hits.until(word.start - 1, "bound_before")
    told = bound is not None and bound.value in (Qualifier.AT_LEAST, Qualifier.ABOUT)
    told = told or (
        bound is not None and bound.value is Qualifier.MORE_THAN and " " in text[bound.start : bound.end]
    )
    return Qualifier(bound.value) if bound is not None and told else None


_SHORT = 3  # letters of a preposition


def _leads_on(start: int, text: str, hits: Hits) -> bool:
    """ "superano ormai i 1.100": whether a bound stands before an article, an adverb between them or none."""
    for _ in range(2):
        while start > 0 and text[start - 1] == " ":
            start -= 1
        if hits.until(start, "bound_before", "more_before") is not None:
            return True
        between = hits.until(start, "filler")
        if between is None:
            return False
        start = between.start
    return False


def _stronger(new: Qualifier, old: Qualifier | None) -> Qualifier:
    """ "at least about 100" is at least; "up to around" is up to."""
    return new if old is None or old is Qualifier.ABOUT else old


_CLOSES = tuple(',.;"”»')


def _trailing(
    number: Number, text: str, hits: Hits, language: Language
) -> tuple[int, Qualifier | None, bool, bool]:
    at, qualifier, more, counter = number.end, None, False, False
    for _ in range(4):
        start = at
        while start < len(text) and start - at < 1 and text[start] in (" -" if language.spaced else " "):
            start += 1
        hit = hits.at(start, "bound_after", "more_after", "counter")
        apart = hits.at(at + 2, "bound_after") if hit is None and text[at : at + 2] == ", " else None
        if apart is not None and text[apart.end : apart.end + 1] in _CLOSES:
            hit = apart  # "“Four thousand, at least,” he said"
        if hit is None or (hits.at(start, "bound_before") and _number_at(hit.end + 1, text, hits)):
            break  # "dei primi 11.000 circa quattromila": the next number's own
        if hit.kind == "bound_after":
            qualifier = _stronger(hit.value, qualifier)
        elif hit.kind == "more_after":
            more = True
        else:
            counter = True
        at = hit.end
    return at, qualifier, more, counter


def _number_at(at: int, text: str, hits: Hits) -> bool:
    """Whether a number starts here."""
    return text[at : at + 1].isdigit() or hits.at(at, "number", "vague", "about") is not None


def _qualified(number: Number, qualifier: Qualifier | None) -> Number:
    """Open the range as the bound says. A bound on a vague order changes nothing ("more than thousands")."""
    if qualifier is None or number.qualifier is Qualifier.VAGUE:
        return number
    if number.share is not None:
        return number._replace(qualifier=qualifier)
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        return number._replace(qualifier=qualifier, high=None)
    if qualifier in (Qualifier.UP_TO, Qualifier.FEWER_THAN):
        return number._replace(qualifier=qualifier, low=None)
    return number._replace(qualifier=qualifier)
