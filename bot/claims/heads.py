"""The noun that a number counts.

In spaced scripts it stands after the number, adjectives and the nation between; in unspaced ones on either side.
A thing (shells, dollars, kilometres) refuses the number; no noun leaves it bare.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.claims.governing import base_of_share
from bot.claims.heads_unspaced import SHAREABLE, head_around
from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import (
    COUNTED,
    OUTCOMES,
    Head,
    Scene,
    first_hit,
    hit_start,
    is_adjective,
    is_all_caps,
    opens_clause,
    part_of,
    preceded,
    side_of,
    word_at,
)
from bot.model import STAGED, Measure, Stage

_BREAKS = frozenset('.;:!?()[]«»„“”"\n–')
_MOST_UNKNOWN = 3


def head_of(scene: Scene, number: Number) -> Head:
    """The noun that the number counts."""
    if not scene.language.spaced:
        return head_around(scene, number)
    head = _sized(scene, number) or head_after(scene, number)
    men = head.kind == "person" or scene.text[head.start : head.end] in scene.language.marks("men")
    if men and (of := scene.hits.until(number.start - 1, "of")) is not None:
        head = _persons_of(scene, number, of.start - 1) or head
    if men and scene.hits.until(number.start - 1, "strength") is not None:
        head = _unit_of_men(scene, number, head) or head
    if head.kind is None and head.refusal is None:
        return next((found for way in _WAYS if (found := way(scene, number))), head)
    if number.share is not None and head.kind is None:
        return Head(None, number.start, number.end, head.nation)
    if head.kind in (Measure.TROOPS, "person") and scene.language.marks("instrumental"):
        return _of_their_trade(scene, head)
    if head.kind == Measure.TROOPS and scene.language.nouns_capitalised:
        return _strength(scene, number) or head  # "zwei Brigaden Bauarbeiter mit zusammen 5000 Mann"
    return head


def _unit_of_men(scene: Scene, number: Number, men: Head) -> Head | None:
    """ "licząca 4500 ludzi brygada budowniczych": the unit behind the men whom it numbers tells their trade."""
    at = men.end + 1
    if not scene.text.startswith(scene.language.marks("formations") or ("\0",), at):
        return None
    walk = _Walk(scene, number, at, nation=men.nation)
    return walk._formation(at + len(word_at(scene.text, at)))


def _sized(scene: Scene, number: Number) -> Head | None:
    """ "military builders numbering 1,200 left Pyongyang": a word for their size between a noun and its number."""
    sizes = tuple(f" {word} " for word in scene.language.marks("sizing"))
    word = next((w for w in sizes if scene.text.endswith(w, scene.sentence.start, number.start)), None)
    noun = scene.hits.until(number.start - len(word), "people") if word else None
    if noun is None:
        return None
    nation = scene.hits.until(noun.start - 1, "nation")
    return Head(noun.value, noun.start, noun.end, side_of(nation) if nation else None)


def _of_their_trade(scene: Scene, head: Head) -> Head:
    """ "пять тысяч солдат строительных войск": soldiers whose branch stands right behind them, in the genitive."""
    trade = scene.hits.at(head.end + 1, "people")
    if trade is None or trade.value not in (Measure.ENGINEERS, Measure.WORKERS):
        return head
    return replace(head, kind=trade.value, end=trade.end)


def _shared_unit(scene: Scene, number: Number) -> Head | None:
    """ "hanno 20 e 26 anni": a bare number joined to one that counts a thing counts that thing too."""
    following = next((other for other in scene.numbers if other.start >= number.end), None)
    if following is None or not number.plain or following.start - number.end > 8:
        return None
    words = scene.text[number.end : following.start].split()
    versus = (
        scene.language.nouns_capitalised and words[:1] and scene.hits.until(following.start - 1, "governs")
    )
    if len(words) != 1 or (words[0] not in scene.language.joiners and not versus):
        return None  # "93 zu 18 Stimmen" is such a pair too
    head = head_after(scene, following)
    return head if head.refusal and head.refusal.startswith("counts “") else None


def _like_the_one_before(scene: Scene, number: Number) -> Head | None:
    """ "141 voix contre 7", "1 100 km …, ils n'en tiennent qu'une vingtaine": more of the thing just counted."""
    earlier = next((other for other in reversed(scene.numbers) if other.end <= number.start), None)
    if earlier is None or scene.language.nouns_capitalised:
        return None
    gap = scene.text[earlier.end : number.start]
    pronouns = scene.language.marks("partitive")
    meant = "," in gap and not set(pronouns).isdisjoint(gap.replace("'", " ").split())
    versus = len(gap.split()) <= 3 and scene.hits.until(number.start - 1, "governs")
    if not (meant or versus) or any(mark in gap for mark in ".;:("):
        return None
    head = head_after(scene, earlier)
    return head if head.refusal and head.refusal.startswith("counts “") else None


def _apposed(scene: Scene, number: Number) -> Head | None:
    """ "altri cinquemila, muratori in divisa, sono arrivati": a noun between commas says who they are."""
    if scene.text[number.end : number.end + 2] != ", ":
        return None
    at = number.end + 2
    filler = scene.hits.at(at, "filler")
    noun = scene.hits.at(filler.end + 1 if filler else at, "people")
    stop = scene.text.find(",", noun.end, noun.end + _APPOSED) if noun else -1
    if noun is None or noun.value not in SHAREABLE or stop < 0 or stop >= scene.sentence.end:
        return None
    return Head(noun.value, noun.start, noun.end, _after_head(scene, noun.end))


_APPOSED = 30  # letters of an apposition after its noun


def _between_dashes(scene: Scene, number: Number) -> Head | None:
    """ "sent special forces to Russia – 1,500 in all – and …": how many, told aside, of the noun before the dash."""
    if not scene.text.endswith(" – ", scene.sentence.start, number.start) or number.share is not None:
        return None
    close = scene.text.find(" – ", number.end, min(scene.sentence.end, number.end + _ASIDE))
    inside = scene.hits.within(number.end, close) if close >= 0 else ()
    if close < 0 or any(
        hit.kind in ("people", "unit", "event", "stage", "nation", "number") for hit in inside
    ):
        return None
    nouns = [hit for hit in scene.of("people") if 0 <= number.start - 3 - hit.end <= _ASIDE]
    if not nouns:
        return None
    noun, gap = nouns[-1], scene.text[nouns[-1].end : number.start - 3]
    if any(mark in gap for mark in ",;:–"):
        return None
    return Head(
        noun.value, noun.start, noun.end, _adjective_before(scene, noun) or _after_head(scene, noun.end)
    )


_ASIDE = 40  # letters between two dashes, and from a noun to the first


def _of_relative(scene: Scene, number: Number) -> Head | None:
    """ "сапёры, которых в августе уехало около тысячи": a relative pronoun stands for the noun before its comma."""
    marks = scene.language.marks("of_which")
    for noun in reversed(scene.of("people")):
        opener = next((w for w in marks if scene.text.startswith(f", {w} ", noun.end)), None)
        if opener is None or noun.end > number.start:
            continue
        start = noun.end + 3 + len(opener)
        clear = "," not in scene.text[start : number.start]
        if clear and not any(start <= n.core < number.core for n in scene.numbers):
            nation = _after_head(scene, noun.end)
            return Head(noun.value, noun.start, noun.end, nation)
    return None


def _whom(scene: Scene, number: Number) -> Head | None:
    """ "the North Koreans in Kursk, of whom Kyiv counted 10,000": those named before, whom no number counts."""
    words = scene.language.marks("whom")
    part = next((h for h in reversed(scene.of("part")) if 0 < number.start - h.end <= _COUNTED), None)
    if (
        part is None
        or scene.text[part.start : part.end] not in words
        or any(n.end <= part.start or part.end <= n.core < number.core for n in scene.numbers)
    ):
        return None
    nouns = [h for h in (*scene.of("people"), *scene.of("nation")) if 0 < part.start - h.end <= _COUNTED]
    nouns = [h for h in nouns if h.value.endswith("_people")]
    noun = max(nouns, key=hit_start, default=None)
    if noun is None:
        return None
    if noun.kind == "nation":
        return Head("person", noun.start, noun.end, side_of(noun))
    return Head(noun.value, noun.start, noun.end, _adjective_before(scene, noun))


_COUNTED = 30  # letters from a relative pronoun to its noun or its number


def _counted_behind(scene: Scene, number: Number) -> Head | None:
    """ "першої партії військових КНДР, орієнтовно 1200 осіб, …": a count in persons, set off behind its noun."""
    if not scene.language.marks("genitive") or not number.counter:
        return None
    comma = number.start - 2
    closes = (
        scene.text[number.end : number.end + 1] in (",", ".", ")", "") or number.end >= scene.sentence.end
    )
    if scene.text[comma : number.start] != ", " or not closes:
        return None
    nation = scene.hits.until(comma, "nation")
    noun = scene.hits.until(nation.start - 1 if nation else comma, "people")
    if noun is None:
        return None
    side = side_of(nation) if nation else _adjective_before(scene, noun)
    return Head(noun.value, noun.start, noun.end, side)


def _set_behind(scene: Scene, number: Number) -> Head | None:
    """ "les premiers démineurs, un millier environ, sont arrivés": a number between commas, its noun before it."""
    if not scene.language.marks("postposed") or scene.text[number.start - 2 : number.start] != ", ":
        return None
    behind = scene.hits.at(number.end + 1, "bound_after")
    end = behind.end if behind else number.end
    if scene.text[end : end + 1] not in (",", ")"):
        return None
    nation = scene.hits.until(number.start - 2, "nation")
    noun = scene.hits.until(nation.start - 1 if nation else number.start - 2, "people")
    if noun is None or (number.low or number.high or 0) < _SET_BEHIND:
        return None
    return Head(noun.value, noun.start, noun.end, side_of(nation) if nation else None)


_SET_BEHIND = 100  # fewer between commas are ages


def _equated(scene: Scene, number: Number) -> Head | None:
    """ "из них до четырёх тысяч — северокорейцы", "10 тыс. — это обычные войска", "7000 seien Pioniere"."""
    at = _past_copula(scene, number)
    if at is None:
        return None
    word, known = word_at(scene.text, at), first_hit(scene.hits, at)
    if known is None and word.endswith(scene.language.marks("modifier")):
        at += len(word) + 1
    nation = scene.hits.at(at, "nation")
    if nation and nation.value.endswith("_people"):
        return Head("person", nation.start, nation.end, side_of(nation))
    noun = scene.hits.at(nation.end + 1 if nation else at, "people")
    if noun is None or noun.value not in SHAREABLE:
        return None
    told = side_of(nation) if nation else _after_head(scene, noun.end)
    return Head(noun.value, noun.start, noun.end, told)


def _past_copula(scene: Scene, number: Number) -> int | None:
    """Where what a number is said to be begins: behind a dash, or behind a verb of being where a file lists them."""
    if scene.language.marks("instrumental") and scene.text[number.end : number.end + 3] == " – ":
        return number.end + 3
    part = scene.hits.at(number.end + 1, "part")
    end = part.end if part else number.end
    if part and scene.language.marks("instrumental") and scene.text[end : end + 3] == " – ":
        return end + 3  # "тысяча из них – это сапёры"
    start = end + 2 if scene.text[end : end + 2] == ", " else end + 1
    verb = word_at(scene.text, start)
    return start + len(verb) + 1 if verb and verb in scene.language.marks("equals") else None


def _such(scene: Scene, number: Number) -> Head | None:
    """ "До тридцати тысяч — так может вырасти корпус": a number that opens its sentence, and the noun that is so many."""
    words = scene.language.marks("such")
    if not words:
        return None
    stop = min(number.end + _SUCH, scene.sentence.end)
    starts = (f"{mark}{word}{end}" for word in words for mark in (" – ", ": ") for end in " ,")
    at = max((scene.text.find(start, number.end, stop) for start in starts), default=-1)
    behind = [hit for hit in scene.of("people") if at < hit.start and hit.value in SHAREABLE]
    if at < 0 or not behind:
        return None
    noun = behind[0]
    nation = _adjective_before(scene, noun) or _after_head(scene, noun.end)
    return Head(noun.value, noun.start, noun.end, nation)


_SUCH = 40  # letters of further numbers before what stands for them


def _fronted(scene: Scene, number: Number) -> Head | None:
    """ "Сапёров там тысяча", "Погибших, по их оценке, 300": a noun in the genitive that opens its clause."""
    marks = scene.language.marks("genitive")
    if not marks:
        return None
    others = (hit for hit in scene.of("unit") if hit.value == "persons")
    for hit in sorted((*scene.of("people"), *scene.of("nation"), *others), key=hit_start, reverse=True):
        if hit.end > number.start or (hit.kind == "nation" and not hit.value.endswith("_people")):
            continue
        gap = scene.text[hit.end : number.start]
        if any(hit.end <= n.core < number.core for n in scene.numbers) or any(c in gap for c in ";:("):
            return None
        if _of_the_fallen(scene, hit):
            return None
        if scene.hits.until(hit.start - 1, "including"):
            continue  # "втрати, враховуючи поранених, оцінюють у 4700"
        if hit.value in OUTCOMES and _goes_on_to_plans(scene, hit.end, number.start):
            return None  # "2 tys. zabitych, a Kim chce wysłać kolejnych 6 tys.": others, of whom more is told
        first = hit.start + len(scene.text[hit.start : hit.end].split()[0])  # "зниклих безвісти – 34"
        if scene.text.endswith(marks, hit.start, first) and opens_clause(scene, hit):
            if hit.kind == "unit":  # "Туристів звідти за рік приїхало 880"
                told = scene.text[hit.start : hit.end]
                return Head(None, number.start, number.end, refusal=f"counts “{told}”", persons=True)
            kind = "person" if hit.kind == "nation" else hit.value
            nation = (
                side_of(hit)
                if hit.kind == "nation"
                else _adjective_before(scene, hit) or _after_head(scene, hit.end)
            )
            return Head(kind, hit.start, hit.end, nation)
    return None


def _of_the_fallen(scene: Scene, noun: Hit) -> bool:
    """ "Из шести тысяч убитых и раненых солдат две тысячи погибли": a noun in the phrase of a number of the fallen."""
    number = next((n for n in reversed(scene.numbers) if n.end < noun.start), None)
    first = scene.hits.at(number.end + 1, "people") if number else None
    if number is None or first is None or first.value not in OUTCOMES or first.end > noun.start:
        return False
    return not any(mark in scene.text[first.end : noun.start] for mark in ",;:–")


def _goes_on_to_plans(scene: Scene, start: int, end: int) -> bool:
    return any(verb.value == Stage.PLANNED and start <= verb.start < end for verb in scene.of("stage"))


def _partitive(scene: Scene, number: Number) -> Head | None:
    """ "Di operai ce ne sono tremila", "soldats, ils en ont 3 000": a pronoun stands for the noun before it."""
    pronouns = scene.language.marks("partitive")
    nouns = [hit for hit in scene.of("people") if hit.end <= number.start] if pronouns else []
    if not nouns or scene.hits.until(nouns[-1].start - 1, "of") is None or number.start - nouns[-1].end > 50:
        return None
    gap = scene.text[nouns[-1].end : number.start]
    if any(mark in gap for mark in ".;:(") or set(pronouns).isdisjoint(gap.replace("'", " ").split()):
        return None
    return Head(nouns[-1].value, nouns[-1].start, nouns[-1].end, _after_head(scene, nouns[-1].end))


def _strength(scene: Scene, number: Number) -> Head | None:
    """ "две бригады строителей общей численностью 5000": the noun stands before the word for its size."""
    size = scene.hits.until(number.start - 1, "strength")
    nouns = [hit for hit in scene.of("people") if size and 0 <= size.start - hit.end <= 40]
    if not nouns:
        return None
    noun = nouns[-1]
    return Head(
        noun.value, noun.start, noun.end, _adjective_before(scene, noun) or _after_head(scene, noun.end)
    )


def _so_many_strong(scene: Scene, number: Number) -> Head | None:
    """ "The first wave, 11,000 strong, has been lost": a word behind the number that makes it a group's size."""
    words = tuple(f" {word}" for word in scene.language.marks("strong"))
    word = next((word for word in words if scene.text.startswith(word, number.end)), None)
    if word is None or scene.text[number.end + len(word) : number.end + len(word) + 1].isalpha():
        return None
    nouns = [hit for hit in scene.of("people") if hit.end <= number.start and hit.value in STAGED]
    noun = nouns[-1] if nouns else None
    if noun is not None:
        return Head(noun.value, noun.start, noun.end, _adjective_before(scene, noun))
    armies = [hit for hit in scene.of("nation") if hit.end <= number.start]
    armies = [hit for hit in armies if not preceded(scene, hit.start, "governs")]  # "sent to Russia"
    return Head(Measure.TROOPS, number.start, number.end, side_of(armies[-1]) if armies else None)


def _of_size(scene: Scene, number: Number) -> Head | None:
    """ "контингент в 12 тысяч человек", "две бригады строителей, пять тысяч человек": a group, then its size."""
    words = scene.language.marks("sized")
    before = scene.text[scene.sentence.start : number.start]
    word = next((w for w in words if before.endswith(f" {w} ")), None)
    end = number.start - len(word) - 2 if word else number.start - 2
    dashed = number.counter and before.endswith(" – ")  # "дві бригади будівельників — ще п'ять тисяч осіб"
    end -= dashed
    total = scene.hits.until(number.start - 1, "filler") if number.counter and not (word or dashed) else None
    if total is not None:  # "две бригады строителей, всего 5000 человек"
        before, end = scene.text[scene.sentence.start : total.start], total.start - 2
    if not words or not (word or dashed or (number.counter and before.endswith(", "))):
        return None
    nation = scene.hits.until(end, "nation")
    noun = scene.hits.until(nation.start - 1 if nation else end, "people")
    if noun is None or noun.start < scene.sentence.start:
        return None
    earlier = [n for n in scene.numbers if n.end <= noun.start and n is not number]
    if earlier and noun.start - earlier[-1].end <= _OWN_COUNT and not _counts_units(scene, earlier[-1]):
        return None  # "11 тысяч солдат, 300 человек": the noun is the first one's
    side = side_of(nation) if nation else _adjective_before(scene, noun)
    return Head(noun.value, noun.start, number.end, side)


_OWN_COUNT = 30  # letters of adjectives between a number and its noun


def _counts_units(scene: Scene, number: Number) -> bool:
    return scene.hits.at(number.end + 1, "unit") is not None


def _adjective_before(scene: Scene, noun: Hit) -> str | None:
    """The nation of the adjective right before a noun: "северокорейских строителей"."""
    hit = scene.hits.until(noun.start - 1, "nation")
    return side_of(hit) if hit else None


def _whole_head(scene: Scene, number: Number) -> Head | None:
    """ "two thousand of the promised 5,000 workers": a part has the noun of its whole."""
    whole = next((other for other in scene.numbers if other.start >= number.end), None)
    if whole is None or not base_of_share(scene, whole) or whole.start - number.end > 24:
        return None
    head = head_after(scene, whole)
    if head.refusal:  # "tre delle quattro pareti": a part of some things is no persons
        return Head(None, number.start, number.end, refusal=head.refusal)
    if head.kind not in SHAREABLE:
        return None
    return Head(head.kind, head.start, head.end, head.nation, whole=True)


def _group_of(scene: Scene, number: Number) -> Head | None:
    """The noun that a number is the size of: "un contingente de 6.000", "a North Korean force of 12,000"."""
    at, nation = number.start, None
    of = scene.hits.until(at - 1, "of")
    if of is None:
        return None
    at = of.start - 1
    if group := _persons_of(scene, number, at):
        return group  # "a delegation of 25 leaves for Moscow"
    side = scene.hits.until(at, "nation")
    if side:
        at, nation = side.start - 1, side_of(side)
    noun = scene.hits.until(at, "people")
    if noun is None or noun.value not in SHAREABLE or noun.start < scene.sentence.start:
        return _persons_of(scene, number, at)
    return Head(noun.value, noun.start, number.end, nation)


def _persons_of(scene: Scene, number: Number, at: int) -> Head | None:
    """ "привіз делегацію з 40 людей": what others form the number is the size of."""
    group = scene.hits.until(at, "unit")
    if group is None or group.value != "persons":
        return None
    refusal = f"counts “{scene.text[group.start : group.end]}”"
    return Head(None, number.start, number.end, refusal=refusal, persons=True)


def _same_noun(scene: Scene, number: Number) -> Head | None:
    """ "1,25 millones de bajas rusas, 6.800 norcoreanas": an adjective alone, the noun told at the number before."""
    head = head_after(scene, number)
    earlier = [other for other in scene.numbers if other.end <= number.start]
    if head.nation is None or not earlier or scene.language.nouns_capitalised:
        return None
    told = head_after(scene, earlier[-1])
    if told.kind is None or number.start - told.end > 30:
        return None
    return Head(told.kind, number.start, number.end, head.nation)


def _taken_from(scene: Scene, number: Number) -> Head | None:
    """ "10,000 soldiers are in Kursk, out of 12,000 in the country": a whole has the noun of its part."""
    earlier = [other for other in scene.numbers if other.end <= number.start]
    of = scene.hits.until(number.start - 1, "of")
    if not earlier or number.plain or of is None or scene.hits.until(of.start - 1, "body"):
        return None  # "otro grupo de mil"
    if any(mark in scene.text[earlier[-1].end : number.start] for mark in ";:"):
        return None
    head = head_after(scene, earlier[-1])
    return Head(head.kind, number.start, number.end, head.nation) if head.kind in SHAREABLE else None


def _told_after(scene: Scene, number: Number) -> Head | None:
    """ "porte à 2 000 le nombre de tués", "eleva a 3.000 la cifra de bajas": the count's name stands behind it."""
    at = number.end + 1
    tally = scene.hits.at(at, "tally")
    if tally is None and (about := scene.hits.at(at, "bound_after")):
        tally = scene.hits.at(about.end + 1, "tally")
    if tally is None:
        article = scene.hits.at(at, "filler")
        tally = scene.hits.at(article.end + 1, "tally") if article else None
    if tally is None:
        return None
    of = scene.hits.at(tally.end + 1, "of")
    start = of.end if of else tally.end
    head = head_after(scene, Number(tally.start, start, tally.start, start, None, None))
    return Head(head.kind, head.start, head.end, head.nation) if head.kind and not head.refusal else None


def _tallied(scene: Scene, number: Number) -> Head | None:
    """A noun told before its number: "the number of North Korean troops in Russia rose to 30,000"."""
    for tally in reversed(scene.of("tally")):
        between = (n for n in scene.numbers if tally.end <= n.core < number.core)
        if not tally.end <= number.start or not all(_changed_to(scene, n, number) for n in between):
            continue
        if part_of(scene, number):
            continue  # "le nombre de soldats engagés, dont 4 000 …"
        head = head_after(scene, Number(tally.start, tally.end, tally.start, tally.end, None, None))
        if head.kind and head.refusal is None and head.end <= number.start:
            return head
    return _put_at(scene, number) or _estimated(scene, number)


def _put_at(scene: Scene, number: Number) -> Head | None:
    """ "The Pentagon puts at 11,000 the number of soldiers": what is counted stands right behind the number."""
    if not any(0 <= number.start - say.end <= _SAID_AFTER for say in scene.of("say")):
        return None
    definite = ("", *scene.language.marks("definite"))
    for tally in scene.of("tally"):
        if tally.start > number.end and scene.text[number.end : tally.start].strip() in definite:
            head = head_after(scene, Number(tally.start, tally.end, tally.start, tally.end, None, None))
            return head if head.kind and head.refusal is None else None
    return None


def _estimated(scene: Scene, number: Number) -> Head | None:
    """ "Na 15 tys. Seul szacuje liczbę żołnierzy": a number opens its sentence, its noun stands behind a verb of saying."""
    start = scene.sentence.start
    if number.core == start or number.core - start > _LED or scene.hits.at(start, "governs", "to") is None:
        return None
    verbs = [
        hit for hit in (*scene.of("say"), *scene.of("grows")) if 0 < hit.start - number.end <= _SAID_AFTER
    ]
    for tally in scene.of("tally") if verbs else ():
        if not 0 < tally.start - verbs[0].end <= _SAID_AFTER:
            continue
        head = head_after(scene, Number(tally.start, tally.end, tally.start, tally.end, None, None))
        army = next((side_of(nation) for nation in scene.of("nation") if nation.start >= tally.end), None)
        return replace(head, nation=head.nation or army) if head.kind and head.refusal is None else None
    return None


_LED = 20  # letters of a preposition and a bound before a number that opens its sentence
_SAID_AFTER = 30  # letters from a number to the verb of its speaker, and from there to what is counted


def _changed_to(scene: Scene, first: Number, second: Number) -> bool:
    """ "wzrosła z 8 do 9 tys.": a number that another has changed to, right behind it."""
    origin = scene.hits.until(first.start - 1, "from") if scene.language.marks("genitive") else None
    return origin is not None and 0 <= second.start - first.end <= 2


def rises_to(scene: Scene, number: Number, gap: str) -> bool:
    """ "de 600 a cerca de 2.000 caídos": from one number to another, and one noun for both."""
    to = gap.strip()
    grown = to in scene.language.both and any(hit.end <= number.start for hit in scene.of("grows"))
    return (to in scene.language.connectors or grown) and bool(
        scene.hits.until(number.start - 1, "of", "from", "between", "grows", "tally", "according")
    )


def _shared_head(scene: Scene, number: Number) -> Head | None:
    """One noun for two numbers: "first 11,000, then 3,000 soldiers"; the bare one takes the other's."""
    following = next((other for other in scene.numbers if other.start >= number.end), None)
    own = number.counter and bool(scene.language.marks("genitive"))  # "6000 осіб, тисяча саперів прибула"
    if following is None or following.start - number.end > 30 or own:
        return None
    gap = scene.text[number.end : following.start]
    words = gap.replace(",", " ").split()
    joined = gap.lstrip()[:1] == "," or (words and words[0] in scene.language.joiners)
    modifiers = scene.language.marks("modifier")  # "десять тисяч бойових і тисяча інженерних військових"
    shaped = len(words) == 2 and bool(modifiers) and words[0].endswith(modifiers)
    joined = bool(joined) or (shaped and words[1] in scene.language.joiners)
    rises = not joined and rises_to(scene, number, gap)
    if not (joined or rises) or len(words) > 3:
        return None
    parting = (*scene.events, *scene.stages, *scene.of("part"), *scene.of("say"))
    if any(number.end <= hit.start < following.start for hit in parting):
        return None
    head = head_after(scene, following)
    if joined and head.kind is None and head.refusal is None and not rises:
        return _shared_head(
            scene, following
        )  # "Kijów mówi o 12 tysiącach, Seul o 11, Pentagon o 10 tysiącach ludzi"
    if shaped and head.kind in STAGED:  # the adjective may be another trade's
        return Head(Measure.TROOPS, head.start, head.end, head.nation)
    return head if head.kind in (OUTCOMES if rises else SHAREABLE) and head.refusal is None else None


def _are(scene: Scene, number: Number) -> Head | None:
    """ "another thousand are engineering troops": a verb of being, then the noun."""
    words = (f"{word} " for word in scene.language.marks("be"))
    end = number.end + scene.text.startswith(". ", number.end)  # "4,7 tys. to zabici"
    verb = next((word for word in words if scene.text.startswith(word, end + 1)), None)
    if verb is None:
        return None
    at = end + 1 + len(verb)
    if scene.language.subjectless and (article := scene.hits.at(at, "filler")):
        at = article.end + 1  # "Quanti sono i nordcoreani in Russia?"
    nation = scene.hits.at(at, "nation")
    noun = scene.hits.at(nation.end + 1 if nation else at, "people")
    if noun is None and nation and nation.value.endswith("_people") and scene.language.subjectless:
        return Head("person", nation.start, nation.end, side_of(nation))
    if noun is None or noun.value not in SHAREABLE or scene.hits.at(noun.end + 1, "say"):
        return None
    return Head(noun.value, noun.start, noun.end, side_of(nation) if nation else _after_head(scene, noun.end))


def _behind_insertion(scene: Scene, number: Number) -> Head | None:
    """ "Sono ormai 15.000, calcola Seul, i soldati di Kim": a subject behind its number and an insertion."""
    if not scene.language.subjectless or not scene.text.startswith(", ", number.end):
        return None
    words = scene.text[scene.sentence.start : number.start].split()[-2:]
    close = scene.text.find(", ", number.end + 2, min(number.end + _INSERTION, scene.sentence.end))
    article = scene.hits.at(close + 2, "filler") if close > 0 else None
    if article is None or set(words).isdisjoint(scene.language.marks("be")):
        return None
    nation = scene.hits.at(article.end + 1, "nation")
    noun = scene.hits.at(nation.end + 1 if nation else article.end + 1, "people")
    if noun is not None and noun.value in SHAREABLE:
        told = side_of(nation) if nation else _after_head(scene, noun.end)
        return Head(noun.value, noun.start, noun.end, told)
    people = nation is not None and nation.value.endswith("_people")
    return Head("person", nation.start, nation.end, side_of(nation)) if nation and people else None


_INSERTION = 60  # letters in commas between a number and its noun


def _listed_by_time(scene: Scene, number: Number) -> Head | None:
    """ "ha mandado obreros a Rusia: 5.000 en otoño y …": the noun before a colon, and behind it how many when."""
    apart = scene.text[number.start - 2 : number.start] == ": " and not scene.language.marks("genitive")
    if not scene.language.spaced or not apart:
        return None
    behind = scene.hits.within(number.end + 1, number.end + _TIMED)
    timed = any(hit.kind in ("month", "season", "relative") for hit in behind)
    nouns = [hit for hit in scene.of("people") if hit.end < number.start]
    if not timed or not nouns:
        return None
    noun = nouns[-1]
    if any(other.core < number.core for other in scene.numbers):
        return None
    nation = scene.hits.at(noun.end + 1, "nation") or scene.hits.until(noun.start - 1, "nation")
    return Head(noun.value, noun.start, noun.end, side_of(nation) if nation else None)


_TIMED = 16  # letters from a number to the end of the preposition before its month


#: How a bare number finds its noun elsewhere; the first that does is right.
_WAYS = (
    _are,
    _behind_insertion,
    _listed_by_time,
    _shared_unit,
    _told_after,
    _like_the_one_before,
    _fronted,
    _partitive,
    _strength,
    _counted_behind,
    _of_size,
    _shared_head,
    _whole_head,
    _tallied,
    _group_of,
    _taken_from,
    _same_noun,
    _apposed,
    _between_dashes,
    _set_behind,
    _equated,
    _whom,
    _such,
    _of_relative,
    _so_many_strong,
)


_BY_SHIPS = 100  # "семью кораблями" are ships
_LONGEST_WALK = 9  # words from a number to its noun
_PASSED = frozenset(("of", "filler", "more_before", "more_after", "number", "now", "place", "theatre"))


def head_after(scene: Scene, number: Number) -> Head:
    """The noun after a number, adjectives and the nation between."""
    those = (f" {word} " for word in scene.language.marks("those_who"))
    if scene.text.startswith(tuple(those), number.end):
        return Head(None, number.start, number.end)  # "cifra en 10.000 los que hay en Rusia"
    return _Walk(scene, number, _past_attribute(scene, _past_quotes(scene, number))).head()


def _past_quotes(scene: Scene, number: Number) -> int:
    """ "« environ dix mille » sapeurs": behind the quotation marks of a number that is all that they quote."""
    before, behind = scene.text[: number.start].rstrip()[-1:], scene.text[number.end : number.end + 2]
    mark = behind.strip()[:1]
    return number.end + behind.index(mark) + 1 if mark and before + mark in _QUOTED else number.end


_QUOTED = ("«»", "“”", '""', "„“", "„”")


@dataclass(slots=True)
class _Walk:
    """The way from a number to the noun after it, word by word."""

    scene: Scene
    number: Number
    at: int
    unknown: int = 0
    left: int = -1  # where the last unknown word ended: "300 familiares de soldados" counts relatives
    listed: bool = False  # "half its strength, Ukrainian officials": the army of another phrase
    parted: bool = False
    nation: str | None = None
    event: Hit | None = None

    def head(self) -> Head:
        """The noun found, the reason why there is none, or a bare number's empty head."""
        for _ in range(_LONGEST_WALK):
            found = self._step()
            if isinstance(found, Head):
                return found
            if not found:
                break
        nation = None if self.parted else self.nation
        if self.unknown and not self.event and not self.scene.language.nouns_capitalised:
            return self._refused("counts something unknown", nation)
        return Head(None, self.number.start, self.number.end, nation, unknown=self.unknown)

    def _step(self) -> Head | bool:
        """One word further: a head where the way ends with one, False where it ends without."""
        scene, text = self.scene, self.scene.text
        while self.at < scene.sentence.end and text[self.at] in " -'":
            self.at += 1
        if self.at >= scene.sentence.end or text[self.at] in _BREAKS:
            return False
        if text[self.at] == ",":
            self.listed = True
            self.at += 1
            return self.unknown > 0
        hit = first_hit(scene.hits, self.at)
        if _is_compound(scene, self.number) and text.startswith(
            scene.language.marks("formations") or ("\0",), self.at
        ):
            return self._formation(self.at + len(word_at(text, self.at)))
        if hit is None and scene.language.nouns_capitalised and scene.hits.at(self.at, "trade"):
            return False  # "tausend räumen Minen"
        behind = scene.language.nouns_capitalised and scene.hits.until(self.at - 1, "part")
        verb = hit is None or hit.kind in ("event", "stage")
        if behind and verb and not scene.cased[self.at].isupper():
            return False  # "350 von ihnen flicken Gleise": a verb, whose object is another noun
        return self._unknown_word() if hit is None else self._phrase(hit)

    def _formation(self, end: int) -> Head:
        """ "12-tysięczny korpus", "500-osobowy batalion saperów Kima": a unit's size, and whom it is made of."""
        scene, nation = self.scene, self.nation
        beside = scene.hits.at(end + 1, "nation")
        if beside is not None and not nation:
            nation = side_of(beside)
        made_of = scene.hits.at((beside.end if beside else end) + 1, "people", "trade", "unit")
        made_of = scene.hits.at(self.at, "trade") or made_of  # "5-tysięczna brygada budowlana"
        if made_of is not None and made_of.kind == "unit":
            return self._refused(f"counts “{scene.text[made_of.start : made_of.end]}”", nation)
        kind = made_of.value if made_of is not None and made_of.value in SHAREABLE else Measure.TROOPS
        end = made_of.end if made_of is not None else end
        return Head(kind, self.at, end, nation or _after_head(scene, end))

    def _unknown_word(self) -> Head | bool:
        scene, at = self.scene, self.at
        word = word_at(scene.text, at)
        if scene.text[at].isdigit() or scene.hits.at(
            at, "number", "vague", "about", "share", "tally", "bound_before"
        ):
            return False  # the next number's noun is its own
        if word in scene.language.marks("identity"):
            return False  # "7,200 come from North Korea"
        if word in scene.language.marks("definite") and scene.hits.at(at + len(word) + 1, "tally"):
            return False  # "puts at 2,000 the number of those killed": what is counted follows, as behind "at 2,000 men"
        if not self.unknown and scene.hits.at(at, "task"):
            return False  # "mille si occuperanno dello sminamento, cinquemila della ricostruzione"
        capital = scene.language.nouns_capitalised and scene.cased[at].isupper()
        if capital and (part := _other_part(scene, at + len(word))):
            self.at = part
            return True
        if capital and not is_all_caps(scene.cased, at):
            return self._refused(f"counts “{word_at(scene.cased, at)}”", self.nation)
        verbs, modifiers = scene.language.marks("verb"), scene.language.marks("modifier")
        if verbs and (word.endswith(verbs) or self.number.counter):
            return False  # "ще двоє потрапили в полон": an unknown verb, told by its ending
        self.unknown += 1
        noun = bool(modifiers) and scene.text[at].isalpha() and not word.endswith(modifiers)
        if self.unknown > _MOST_UNKNOWN or noun:
            return False  # an unknown noun, told by its ending: what is counted
        self.at = self.left = at + (len(word) or 1)
        return True

    def _phrase(self, hit: Hit) -> Head | bool:
        scene, number = self.scene, self.number
        if hit.kind in ("unit", "people") and _begins_compound(scene, hit.end):
            self.at = hit.end  # "1000 Minen-Entschärfer": the last part of a compound is what is counted
            return True
        if hit.kind == "people" and hit.value in OUTCOMES and self._shapes_noun(hit):
            return True
        if hit.kind == "unit" and scene.text.endswith(
            scene.language.marks("instrumental") or ("\0",), hit.start, hit.end
        ):
            worded = scene.text[number.core : number.core_end]
            many = (number.low or number.high or 0) >= _BY_SHIPS
            if many and not number.plain and not worded.endswith(scene.language.marks("instrumental")):
                return False  # "півтори тисячі кораблями перевезли": by what they came
        if hit.kind == "unit":
            refusal = f"counts “{scene.text[hit.start : hit.end]}”"
            return Head(None, number.start, number.end, refusal=refusal, persons=hit.value == "persons")
        adjective = scene.text[hit.start : hit.end] in scene.language.marks("adjectival")
        if adjective and self.unknown and self.at - self.left == 1:
            return self._refused(
                "counts something unknown", self.nation
            )  # "un centinaio di termini militari"
        if hit.kind == "people" and not _is_attribute(scene, hit) and not _goes_before(scene, hit):
            nation = self.nation or _after_head(scene, hit.end)
            kind = _of_two_trades(scene, hit) or hit.value
            return Head(kind, hit.start, hit.end, nation, unknown=self.unknown)
        if hit.kind == "nation":
            return self._nation(hit)
        if hit.kind == "who" and not self.unknown and hit.start - number.end <= 1:
            if scene.cased[hit.start].isupper() and scene.hits.at(hit.end + 1, "say"):
                return False  # "Na 2 tys. NIS szacuje liczbę zabitych"
            return self._refused("counts another army")  # "450 украинских военных"
        if hit.kind == "of" and self.unknown and self.at - self.left == 1:
            return self._refused("counts something unknown", self.nation)
        if hit.kind == "event" and self._ends_in_a_thing(hit):
            return self._refused("counts something unknown", self.nation)
        if hit.kind == "event":
            self.event = self.event or hit
        elif not self._passes(hit):
            return False
        self.at = hit.end
        return True

    def _ends_in_a_thing(self, event: Hit) -> bool:
        """ "20 flag-draped coffins flown back": an unknown word right before the event that is no adverb is a noun."""
        adverb = self.scene.language.marks("adverb")
        if not adverb or not self.unknown or self.left != event.start - 1:
            return False
        if self.scene.hits.at(self.number.end + 1, "of"):
            return False  # "nine of its members died"
        return not self.scene.text.endswith(adverb, self.number.end, self.left)

    def _shapes_noun(self, hit: Hit) -> bool:
        """ "30 getötete oder verwundete Nordkoreaner": participles in small letters before the noun; passes them."""
        scene = self.scene
        if not scene.language.nouns_capitalised or not scene.cased[hit.start].islower():
            return False
        at = hit.end + 1
        joiner = word_at(scene.text, at)
        if joiner in scene.language.joiners:
            second = scene.hits.at(at + len(joiner) + 1, "event", "people")
            at = second.end + 1 if second else at
        if scene.hits.at(at, "people", "nation") is None and not scene.cased[at : at + 1].isupper():
            return False
        self.event, self.at = self.event or hit, at
        return True

    def _passes(self, hit: Hit) -> bool:
        """Words that may stand between: fillers, "der 1000 zugesagten Minenräumer", "11.000 de ellos norcoreanos"."""
        if hit.kind in ("stage", "say"):  # "promised" is both
            return _shapes_next(self.scene, hit)
        if hit.kind == "part":
            return self.at - self.number.end <= 2
        if self.scene.text[hit.start : hit.end] in self.scene.language.marks("one"):
            return False  # "contre 15 000 un an plus tôt": another noun's own article
        return hit.kind in _PASSED or hit.kind == "people"

    def _nation(self, hit: Hit) -> Head | bool:
        named = bool(self.scene.language.marks("possessive")) and self.scene.hits.at(hit.start, "who")
        if named and self.scene.hits.at(hit.end + 1, "say") and self.at - self.number.end <= 1:
            return False  # "fewer than the roughly 10,000 Seoul counted in February"
        together = self.nation is not None and self.nation != side_of(hit)
        joined = hit.value.endswith("_people") or bool(self.scene.language.marks("possessive"))
        if together or (joined and _mixed(self.scene, hit)):
            return self._refused("counts armies together")
        self.nation, self.parted = side_of(hit), self.listed
        if hit.value.endswith("_people"):
            return Head("person", hit.start, hit.end, self.nation, unknown=self.unknown)
        self.at = hit.end
        return True

    def _refused(self, refusal: str, nation: str | None = None) -> Head:
        number = self.number
        return Head(None, number.start, number.end, nation, refusal=refusal, unknown=self.unknown)


def _begins_compound(scene: Scene, end: int) -> bool:
    """Whether a noun goes on behind a hyphen, where nouns have capitals: "Minen-Entschärfer"."""
    joined = scene.language.nouns_capitalised and scene.text[end : end + 1] == "-"
    return joined and scene.cased[end + 1 : end + 2].isupper()


def _other_part(scene: Scene, end: int) -> int:
    """Where the second of two compounds begins that share their last part: "Kampf- und Hilfstruppen"; else 0."""
    if scene.text[end : end + 2] != "- " or not scene.language.nouns_capitalised:
        return 0
    joiner = word_at(scene.text, end + 2)
    return end + 2 + len(joiner) if joiner in scene.language.joiners else 0


def _goes_before(scene: Scene, hit: Hit) -> bool:
    """ "100 military terms", "6,000 military construction specialists": a noun right before an unknown one shapes it."""
    if scene.text[hit.start : hit.end] not in scene.language.marks("attribute"):
        return False
    at = hit.end + 1
    following = first_hit(scene.hits, at)
    noun = following is None or following.kind == "unit" or scene.hits.at(at, "people") is not None
    return scene.text[hit.end : at] == " " and scene.text[at].isalpha() and noun


def _of_two_trades(scene: Scene, noun: Hit) -> str | None:
    """ "6,000 engineers and builders": two trades are workers (most of them are), soldiers and a trade are troops."""
    if noun.value not in (Measure.ENGINEERS, Measure.WORKERS) or not scene.language.marks("infinitive"):
        return None
    joiner = word_at(scene.text, noun.end + 1)
    second = scene.hits.at(noun.end + 2 + len(joiner), "people") if joiner in scene.language.joiners else None
    if second is None:
        return None
    return Measure.TROOPS if second.value == Measure.TROOPS else Measure.WORKERS


def _is_attribute(scene: Scene, hit: Hit) -> bool:
    """ "dwóch rannych żołnierzy": an outcome right before a noun of people only says which of them."""
    if hit.value not in OUTCOMES or not scene.language.marks("genitive"):
        return False
    at = hit.end + 1
    nation = scene.hits.at(at, "nation")
    noun = scene.hits.at(nation.end + 1 if nation else at, "people")
    return noun is not None and noun.value in SHAREABLE


def _shapes_next(scene: Scene, verb: Hit) -> bool:
    """Whether a participle stands right before its noun: capitals tell, or a helper elsewhere tells the perfect.

    "der 1000 zugesagten Minenräumer", "the 5,000 promised North Korean builders".
    """
    noun = scene.hits.at(verb.end + 1, "people", "nation")
    if scene.language.marks("has_done") and " " not in scene.text[verb.start : verb.end]:
        return noun is not None and scene.text.endswith("ed", verb.start, verb.end)
    return scene.language.nouns_capitalised and noun is not None and scene.cased[verb.start].islower()


_QUOTES = ('"', "”", "»", "“")


def _past_attribute(scene: Scene, start: int) -> int:
    """ "1100 in Kursk eingesetzte Soldaten": behind a preposition and its place stands the noun's participle."""
    start += scene.text[start : start + 1] in _QUOTES and scene.text[start + 1 : start + 2] == " "
    at = start + (scene.text[start : start + 1] == " ")
    if scene.language.nouns_capitalised and (filler := scene.hits.at(at, "filler")):
        at = filler.end + 1  # "die Zahl der insgesamt nach Russland entsandten Soldaten"
    if scene.language.marks("genitive") and (past := _past_participle(scene, start + 1)):
        return past
    if not scene.language.nouns_capitalised or not scene.hits.at(at, "function", "governs"):
        return start
    folk = [hit for hit in scene.of("nation") if hit.value.endswith("_people")]
    for noun in sorted((*scene.of("people"), *folk), key=hit_start):
        gap = scene.text[at : noun.start]
        if 0 <= noun.start - at <= _ATTRIBUTE and not any(c in ",;:.()" or c.isdigit() for c in gap):
            nation = scene.hits.until(
                noun.start - 1, "nation"
            )  # "nach Kursk entsandten nordkoreanischen Soldaten"
            verb = scene.hits.until((nation or noun).start - 1, "stage", "event")
            if verb and verb.start > at and scene.cased[verb.start].islower():
                return (nation or noun).start
    return start


def _past_participle(scene: Scene, at: int) -> int | None:
    """ "800 искалеченных под Курском солдат", "отправленных Кимом на фронт солдат": where the noun phrase begins."""
    verb = scene.hits.at(at, "event", "stage")
    place = scene.hits.at(verb.end + 1, "governs", "nation") if verb is not None else None
    if verb is None or place is None or scene.hits.at(at, "people"):
        return None
    if not scene.text.endswith(scene.language.marks("modifier"), verb.start, verb.end):
        return None
    ours = (hit for hit in scene.of("nation") if hit.value == f"{COUNTED}_people")
    for noun in sorted((*scene.of("people"), *ours), key=hit_start):  # "12 тысяч отправленных туда корейцев"
        if not 0 < noun.start - place.end <= _FAR_NOUN:
            continue
        nation = scene.hits.until(noun.start - 1, "nation")
        if nation is not None and nation.start == place.end + 1 and not is_adjective(scene, nation):
            return noun.start  # "отправленных в Россию северокорейцев": where they are
        case = scene.text.endswith(scene.language.marks("instrumental"), noun.start, noun.end)
        if case or (nation is not None and side_of(nation) != COUNTED):
            continue  # "раненых в боях с украинскими солдатами"
        if scene.hits.until((nation or noun).start - 1, "governs") is None:
            return (nation or noun).start
    return None


_FAR_NOUN = 45  # letters between a participle's preposition and the noun that it shapes


_ATTRIBUTE = 100  # letters of what shapes a noun, from its preposition to the noun


def _after_head(scene: Scene, end: int) -> str | None:
    """The nation told after the noun: "soldats nord-coréens", "солдат КНДР", "soldiers from North Korea"."""
    at = end
    for _ in range(4):
        while at < scene.sentence.end and scene.text[at] in " -'":
            at += 1
        if at >= scene.sentence.end or scene.text[at] in _BREAKS or scene.text[at] == ",":
            return None
        hit = scene.hits.at(at, "nation")
        if hit and scene.text[hit.start : hit.end] in scene.language.marks("nominative"):
            return None  # "50 тысяч рабочих Россия рассчитывает получить": the next clause's subject
        if hit:
            return None if _is_left(scene, hit, end) else side_of(hit)
        sender = _sender(scene, at)
        if sender:
            return side_of(sender)
        skip = scene.hits.at(at, "from", "of", "filler", "people")
        if skip is None:
            word = word_at(scene.text, at)
            joined = _outcome_at(scene, at + len(word) + 1) if word in scene.language.joiners else None
            if joined is not None and scene.hits.until(end, "people") is not None:
                at = joined.end  # "3000 убитых и раненых северокорейцев"
                continue
            if not word or scene.language.nouns_capitalised or at - end > 1 or first_hit(scene.hits, at):
                return None
            at += len(word)
            continue
        at = skip.end
    return None


def _is_left(scene: Scene, country: Hit, end: int) -> bool:
    """ "recalled 1,000 soldiers from Russia": the country that those go home from is not their own."""
    if side_of(country) == COUNTED or scene.hits.at(country.start, "place") is None:
        return False
    clause = scene.clause_start(end)
    homeward = (event for event in scene.events if event.value == Measure.RETURNED)
    return any(clause <= event.start <= country.end + _HOMEWARD for event in homeward)


_HOMEWARD = 12  # letters from the country that they leave to the verb


def _outcome_at(scene: Scene, start: int) -> Hit | None:
    hit = scene.hits.at(start, "people", "event")
    return hit if hit is not None and hit.value in OUTCOMES else None


def _sender(scene: Scene, at: int) -> Hit | None:
    """ "żołnierzy przysłanych przez Pjongjang", "soldati inviati da Kim": who sent them, behind the noun's participle."""
    verb = scene.hits.at(at, "stage")
    agents = scene.language.marks("agent")
    if verb is None or not agents:
        return None
    word = word_at(scene.text, verb.end + 1)
    behind = verb.end + 1 + len(word) + 1
    return scene.hits.at(behind, "nation") if word in agents else None


def _mixed(scene: Scene, hit: Hit) -> bool:
    """ "50,000 Russians and North Koreans": another army joined to the noun."""
    for other in scene.of("nation"):
        if other.start > hit.end and side_of(other) != side_of(hit):
            gap = scene.text[hit.end : other.start].split()
            return len(gap) == 1 and gap[0] in scene.language.joiners
    return False


FEW_LETTERS = 10


def _is_compound(scene: Scene, number: Number) -> bool:
    """ "12-tysięczny", "pięćsetosobowy": an adjective made of a number tells the size of its noun."""
    words = scene.text[number.core : number.core_end]
    sized = any(mark in words for mark in scene.language.marks("force"))
    return sized or (words[:1].isdigit() and "-" in words and words[-1].isalpha())
