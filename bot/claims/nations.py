"""Whose people a number counts: told in the phrase, by the nearest army in the sentence, or before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.claims.governing import nearest
from bot.claims.heads import head_of
from bot.claims.language import TOPIC
from bot.claims.lexicon import Hit
from bot.claims.mixed import are_ours, are_the_latter
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
    has_noun,
    hit_start,
    is_adjective,
    is_object,
    is_subject,
    only_owns,
    only_shapes,
    part_of,
    parted,
    preceded,
    preceding,
    same_clause,
    side_of,
    speaks_of_others,
)
from bot.claims.shaping import opener, shapes_next
from bot.model import STAGED, Measure, Stage


def decide_nation(scene: Scene, reading: Reading, context: Context) -> None:
    """Whose people they are: told in the phrase, by the nearest army in the sentence, or before it."""
    head, number = reading.head, reading.number
    part = part_of(scene, number) or _of_those(scene, reading, context)
    part = part and not _enemy_sends(scene, number)  # "Contro di loro Kiev schiera 22.000 uomini"
    if told := head.nation or _told_behind(scene, reading):
        reading.nation = told
    elif (not head.kind or (scene.language.predicate_last and _no_noun_behind(reading))) and are_ours(
        scene, number
    ):
        reading.nation = COUNTED
        reading.rules += ["named"] + ["there"] * are_the_latter(scene, number)
    elif (part and _part_of_things(scene, number, context)) or _goes_on_with_others(scene, reading):
        reading.refusal = "is a part of other things"
        return
    elif (
        part and context.last is not None and context.last.nation and context.last.sentence >= scene.index - 1
    ):
        mixed = context.last.refusal == "counts armies together" and context.nation == COUNTED
        reading.nation, reading.inherited = COUNTED if mixed else context.last.nation, True
        reading.rules.append("part")
    elif _beside_others(scene, reading) or _struck(scene, reading, context):
        reading.refusal = "counts others told in the sentence"
        return
    elif (
        _joins_the_last(scene, reading, context)
        or _equals(scene, reading, context)
        or _item_of_trade(scene, reading, context)
        or _are_comrades(scene, reading, context)
        or _takes_the_verb(scene, reading, context)
        or _answers_the_last(scene, reading, context)
    ):
        reading.nation, reading.inherited = COUNTED, True
    else:
        reading.nation, reading.inherited = _army(scene, reading, context)
    further = number.increment and not head.kind and scene.language.nouns_capitalised
    if further and context.last is not None and context.last.sentence == scene.index:
        further = context.last.nation != OTHER  # "18 Russen getötet und 33 weitere verwundet"
    if (
        further
        and reading.nation == OTHER
        and context.nation == COUNTED
        and scene.index - context.people <= 2
    ):
        reading.nation, reading.inherited = COUNTED, True  # "Russland habe noch einmal 3500 herangeführt"
    last = context.last
    if not head.kind and not part and _of_those_refused(scene, number, last):
        reading.refusal = last.refusal if last else None
        return
    if not head.nation and reading.nation == COUNTED and _holds_part(scene, reading):
        reading.nation = OTHER
    if reading.nation == COUNTED and not head.nation and _stands_elsewhere(scene, reading):
        reading.nation = OTHER
    if reading.nation == COUNTED and _counts_both(scene, reading):
        reading.nation, reading.refusal = OTHER, "counts armies together"
        return
    if reading.nation == OTHER:
        reading.refusal = "counts another army"
    elif reading.nation is None:
        reading.refusal = "counts nobody known"


def _counts_both(scene: Scene, reading: Reading) -> bool:
    """Whether a number counts ours together with others; "the latter" are only those named last."""
    number, head = reading.number, reading.head
    if _includes(scene, reading) or _of_two_countries(scene, reading):
        return True
    if head.nation or (not head.kind and are_the_latter(scene, number)):
        return False
    together = _together(scene, number) or _together_behind(scene, number, head)
    together = together or _fell_together(scene, reading) or _between_them(scene, reading)
    return together or _besides_ours(scene, reading) or _of_several(scene, head)


def _told_behind(scene: Scene, reading: Reading) -> str | None:
    """What the words that shape the noun tell: who sent them, or whose unit they are of."""
    ours = _whom_we_sent(scene, reading) or _of_our_unit(scene, reading.head)
    return COUNTED if ours else None


def _whom_we_sent(scene: Scene, reading: Reading) -> bool:
    """ "Ukrainian forces captured 300 soldiers whom Kim had sent", "300 von Kim entsandte Soldaten": who sent them tells."""
    number, head = reading.number, reading.head
    if scene.language.predicate_last:
        return _sent_before(scene, reading)
    if not scene.language.spaced or head.kind not in STAGED:
        return False
    if number.end < head.start:
        before = scene.hits.within(number.end, head.start)
        if any(h.kind == "nation" and side_of(h) == COUNTED for h in before):
            return any(h.kind == "stage" and h.value == Stage.SENT for h in before)
    verb = next((h for h in scene.of("stage") if h.start >= head.end and h.value == Stage.SENT), None)
    if verb is None or verb.start - head.end > _SENT_BY:
        return False
    gap = scene.text[head.end : verb.start].removeprefix(", ")
    if any(sign in ",;:.–" or sign.isdigit() for sign in gap):
        return False
    who = opener(scene, head.end, verb)
    whom = who is not None and who.start - head.end <= _OPENED
    behind = scene.hits.within(verb.end, verb.end + _SENT_BY // 2)
    by = next((h for h in behind if h.kind == "nation" and scene.hits.until(h.start - 1, "governs")), None)
    named = [h for h in scene.of("nation") if head.end <= h.start < verb.start]
    actor = named[0] if named and (whom or gap == f" {scene.text[named[0].start : named[0].end]} ") else None
    actor = actor or (by if gap in (" ", "") else None)
    return actor is not None and side_of(actor) == COUNTED


def _sent_before(scene: Scene, reading: Reading) -> bool:
    """ "ウクライナ軍が守る集落で*金正恩氏が前線に送った*兵士2000人が…": the same where the clause stands before the noun."""
    head = reading.head
    start = min(reading.number.start, head.start) if head.kind in STAGED else 0
    verbs = (hit for hit in scene.of("stage") if hit.end <= start and hit.value in (Stage.SENT, "send"))
    verb = max(verbs, default=None)
    if verb is None or not shapes_next(scene, verb) or len(scene.text[verb.end : start].strip()) > _ENDING:
        return False
    actor = max((hit for hit in scene.of("nation") if hit.end <= verb.start), default=None)
    if actor is None or side_of(actor) != COUNTED or verb.start - actor.end > _SENT_BY // 2:
        return False
    subject, gap = scene.language.marks("subject"), scene.text[actor.end : verb.start]
    return any(mark in gap[:_TITLE] for mark in subject) and not any(sign in "、，,。" for sign in gap)


_ENDING, _TITLE = 4, 8  # letters of a verb's ending before its noun, of a title and a particle behind a name


def _of_the_subject(scene: Scene, reading: Reading) -> bool:
    """ "러시아가 병력 5만 명을 집결시킨 쿠르스크": what another country does with forces that nobody else's name shapes."""
    head, subject, number = reading.head, scene.language.marks("subject"), reading.number
    if not scene.language.predicate_last or head.kind not in STAGED or not head.start <= number.start:
        return False
    army = next((hit for hit in scene.of("nation") if 0 < head.start - hit.end <= _PARTICLE), None)
    if army is None or side_of(army) != OTHER:
        return False
    marked = scene.text[army.end : head.start].strip(" 、") in subject
    return marked and scene.text.startswith(scene.language.marks("oblique"), number.end)


_PARTICLE = 3  # letters of a particle and a space behind a name


def _of_our_unit(scene: Scene, head: Head) -> bool:
    """ "soldati della 94ª brigata *nordcoreana*", "soldats d'une unité *nord-coréenne*": whose unit a noun belongs to."""
    of = scene.hits.at(head.end + 1, "of") if scene.language.spaced and head.kind in STAGED else None
    if of is None:
        return False
    army = next((hit for hit in scene.of("nation") if 0 < hit.start - of.end <= _UNIT), None)
    gap = scene.text[of.end : army.start] if army else ","
    verbs = any(of.end <= hit.start < of.end + len(gap) for hit in (*scene.stages, *scene.events))
    plain = bool(gap.strip()) and not verbs and not any(sign in ",;:.–" for sign in gap)
    return plain and army is not None and side_of(army) == COUNTED


_UNIT = 30  # letters of a unit and its number before its country
_SENT_BY, _OPENED = 60, 4  # letters from a noun to the verb of sending that shapes it, and to "whom"


def _no_noun_behind(reading: Reading) -> bool:
    """Whether the noun stands before the number, or is what is said of it ("이 중 80명은 북한군이다")."""
    return reading.head.end <= reading.number.start or reading.head.start == reading.number.start


def _takes_the_verb(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "Осенью КНДР послала Москве 11 тыс. солдат, зимой – 3,3 тыс.": a dash for the verb of those told before it."""
    last, start = context.last, reading.number.start
    if not scene.language.marks("genitive") or reading.head.kind is not None or last is None:
        return False
    if not last.accepted or last.nation != COUNTED or last.sentence != scene.index:
        return False
    between = (hit for hit in scene.of("nation", "people") if last.head.end <= hit.start < start)
    return scene.text.endswith("– ", last.number.end, start) and not any(between)


def _answers_the_last(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "국정원 “북한군 사상자 3000명”…우크라는 “4000명”": a number alone in a quotation behind the country that says it."""
    last, number, cited = context.last, reading.number, scene.language.marks("cited")
    if not cited or reading.head.kind is not None or last is None or scene.index - last.sentence > 1:
        return False
    if not last.accepted or scene.text[number.start - 2 : number.start] not in (' "', " “"):
        return False
    topic = scene.language.marks("topic")
    ends = [
        number.start - 2 - len(mark)
        for mark in ("", *topic)
        if scene.text.endswith(mark, 0, number.start - 2)
    ]
    said = any(scene.hits.until(end, "nation") is not None for end in ends)
    if not said:
        return False
    reading.rules.append("answers")
    return True


def _are_comrades(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "Sechs ihrer Kameraden gelten als vermisst": those of the ones told of right before, whoever took these."""
    kin = scene.text[reading.head.start : reading.head.end] in scene.language.marks("kin")
    near = kin and scene.language.nouns_capitalised and scene.index - context.named <= 1
    return near and context.theatre and not scene.of("nation")


def none_is_ours(scene: Scene, reading: Reading) -> bool:
    """ "Aucun des 300 prisonniers n'est nord-coréen": of whom none is said to be of ours."""
    none = scene.language.marks("none")
    if not none or not scene.text.endswith(none, scene.sentence.start, reading.number.start):
        return False
    verbs = (*scene.language.marks("identity"), *scene.language.marks("none_is"))
    words = {verb.split()[0] for verb in verbs}
    end = max(reading.number.end, reading.head.end)
    for hit in scene.of("nation"):
        before = scene.text[end : hit.start].replace("'", " ").split()[-2:] if hit.start > end else []
        if side_of(hit) == COUNTED and not has_noun(scene, hit) and not words.isdisjoint(before):
            return True
    return False


def _stands_elsewhere(scene: Scene, reading: Reading) -> bool:
    """ "los 28.500 militares que mantiene en Corea del Sur": whom nobody names, and who stand in a watcher's country."""
    end = max(reading.number.end, reading.head.end)
    if not scene.language.spaced or reading.head.kind is None:
        return False
    reach = _RIGHT_THERE if scene.of("theatre") else _STANDS
    for hit in scene.of("nation"):
        if not 0 < hit.start - end <= reach or side_of(hit) != OTHER or parted(scene, end, hit.start):
            continue
        at = scene.hits.until(hit.start - 1, "at", "stage")  # "tiene en" is one phrase
        if at is not None and scene.text[at.start : at.end] in scene.language.marks("agent"):
            continue  # "stimati in 12.000 uomini da Seul"
        home = scene.hits.at(hit.start, "country")
        there = at is not None and home is not None and home.value in TOPIC["watchers"]
        said = any(end <= word.start < hit.start for word in (*scene.of("say"), *scene.of("according")))
        if there and not said:
            return True
    return False


_STANDS = 60  # letters between a noun and the country in which they stand
_RIGHT_THERE = (
    8  # and where Russia's war is told of in the same sentence: "mantiene 28.500 efectivos en Corea del Sur"
)


def _joins_the_last(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "300 soldados norcoreanos … tropas rusas … han muerto y 2.700 han resultado heridos": two of one list."""
    last, number = context.last, reading.number
    if _shares_the_verb(scene, reading, last):
        return True
    if not scene.language.marks("auxiliary") or reading.head.kind is not None or number.share is not None:
        return False
    if _tells_the_count(scene, number) and last is not None and scene.index - last.sentence <= 1:
        return last.accepted and last.nation == COUNTED
    if last is None or not last.accepted or last.sentence != scene.index or last.nation != COUNTED:
        return False
    gap = scene.text[last.number.end : number.start]
    if gap.endswith("; "):  # "Russia has 9,610 …; 7,310 are deployed in Kursk"
        return any(0 <= hit.start - number.end <= _ITS_VERB for hit in scene.stages)
    if gap.split()[-1:] == [] or gap.split()[-1] not in scene.language.joiners:
        return False
    helped = scene.hits.at(number.end + 1, "function", "event")
    fate = any(0 <= hit.start - number.end <= _ITS_VERB for hit in scene.events)
    armies = [hit for hit in scene.of("nation") if last.number.end <= hit.start < number.start]
    return helped is not None and fate and not any(is_subject(scene, hit) for hit in armies[-1:])


def _shares_the_verb(scene: Scene, reading: Reading, last: Reading | None) -> bool:
    """ "300 soldats envoyés en Russie ont été tués et 2 700 blessés": right behind a verb and "and", of the same people."""
    verb = last.predicate if last is not None and last.accepted and last.nation == COUNTED else None
    if verb is None or last is None or last.sentence != scene.index or reading.head.kind not in OUTCOMES:
        return False
    gap = scene.text[verb.end : reading.number.start]
    return (
        last.measure in OUTCOMES
        and verb.end <= reading.number.start
        and gap.strip() in scene.language.joiners
    )


def _item_of_trade(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "6 000 Nord-Coréens : 1 000 démineurs et 5 000 bâtisseurs": a trade joined to the one just counted."""
    last, trades = context.last, (Measure.ENGINEERS, Measure.WORKERS)
    if not scene.language.spaced or last is None or last.sentence != scene.index or not last.accepted:
        return False
    if last.nation != COUNTED or reading.head.kind not in trades or last.head.kind not in trades:
        return False
    return scene.text[last.head.end : reading.number.start].strip(" ,") in (*scene.language.joiners, "")


def _beside_others(scene: Scene, reading: Reading) -> bool:
    """ "los ataques contra civiles continúan, y … dejó seis muertos": the dead of whom a sentence spoke before."""
    if any(side_of(hit) == COUNTED for hit in scene.of("nation")) or scene.of("part"):
        return False
    strikes, fell = scene.language.marks("strikes"), reading.head.kind in OUTCOMES
    persons = reading.head.kind in (None, "person") and bool(scene.events)  # "gdzie zginęły cztery osoby"
    before_it = scene.text[scene.sentence.start : reading.number.start]
    if (fell or persons) and any(word in before_it for word in strikes):
        return True  # "un bombardement russe fait sept morts"
    if not scene.language.marks("postposed") or not fell:
        return False
    speak = {hit.start for hit in scene.of("office")}  # "entendus par les parlementaires, … de 600 tués"
    before = (hit for hit in scene.of("unit") if hit.value == "persons" and hit.start not in speak)
    return any(hit.end <= reading.number.start for hit in before)


def _struck(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "A North Korean missile hit a block of flats, killing twelve": of our country is only what struck them."""
    number, head = reading.number, reading.head
    if head.kind in STAGED or any(hit.value in STAGED for hit in scene.of("people")):
        return False
    ours = [hit for hit in scene.of("nation") if side_of(hit) == COUNTED]
    if not ours and context.struck == scene.index - 1:
        return head.kind in OUTCOMES or bool(
            scene.events
        )  # "… hit Kyiv. Twelve people died, 90 were wounded."
    ends = [hit.end for hit in ours if hit.start < number.start and not _is_made_there(scene, hit)]
    _, comma, clause = scene.text[max(ends, default=number.start) : number.start].rpartition(",")
    apart = bool(comma) and any(word in clause for word in scene.language.marks("strikes"))
    told = apart or (not ends and tells_of_strike(scene, number))
    return told and (head.kind in OUTCOMES or bool(scene.events))


def tells_of_strike(scene: Scene, number: Number | None = None) -> bool:
    """Whether a sentence tells of what a weapon of our make hit, or a strike of Russia's, and of none of our people."""
    ours = [hit for hit in scene.of("nation") if side_of(hit) == COUNTED]
    weapons, strikes = scene.language.marks("weapons"), scene.language.marks("strikes")
    sentence = scene.text[scene.sentence.start : scene.sentence.end]
    if not ours or any(hit.value in STAGED for hit in scene.of("people")):
        return not ours and any(word in sentence for word in strikes)
    words = scene.text[scene.sentence.start : number.start].split() if number else ()
    armed = any(word.startswith(weapons) for word in words) if weapons else False
    return all(
        _is_made_there(scene, hit)
        or (number and armed and hit.start > number.end and not has_noun(scene, hit))
        for hit in ours
    )


def _is_made_there(scene: Scene, nation: Hit) -> bool:
    """ "North Korean shells", "razzi nordcoreani": a country's word that only tells whose make the weapon beside it is."""
    made, adjective = scene.language.marks("weapons"), scene.language.marks("adjective")
    before = scene.text[scene.sentence.start : nation.start].split()[-2:]
    behind = scene.text[nation.end : nation.end + 40].split()[:2]
    if adjective and not any(mark in scene.text[nation.start : nation.end] for mark in adjective):
        before, behind = before[-1:], behind[:1]  # "North Korea fired missiles"
    return bool(made) and any(word.startswith(made) for word in (*before, *behind))


def _equals(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "bajas de Corea del Norte …, lo que supone más de la mitad de los desplegados": a share of those just told."""
    last, same = context.last, scene.language.marks("equals")
    if not same or last is None or not last.accepted or scene.index - last.sentence > 1:
        return False
    before = scene.text[max(scene.sentence.start, reading.number.start - 30) : reading.number.start]
    return reading.number.share is not None and before.rstrip(' "«“').endswith(same)


def _tells_the_count(scene: Scene, number: Number) -> bool:
    """ "Seúl cree que el número ha subido a 11.000": the count of those just told."""
    if not scene.language.marks("postposed") or scene.of("people"):
        return False
    return any(0 <= number.start - hit.end <= _ITS_VERB for hit in scene.of("tally"))


_ITS_VERB = 24  # letters of an auxiliary between a number and its event


def _of_those(scene: Scene, reading: Reading, context: Context) -> bool:
    """ "Delle 11.000 reclute … ne hanno perse circa quattromila": a pronoun for those just told in the sentence.

    With a verb of saying also for those of the sentence before: "L'armée sud-coréenne n'en dénombre que 1 100".
    """
    pronouns, last = scene.language.marks("partitive"), context.last
    if not pronouns or reading.head.kind or last is None or not last.accepted:
        return False
    if last.sentence == scene.index:
        words = scene.text[last.number.end : reading.number.start].replace("'", " ").split()
        return not set(pronouns).isdisjoint(words[-_FEW_WORDS:])
    says = [say for say in scene.of("say") if 0 < reading.number.start - say.end <= _TO_SAID]
    words = scene.text[scene.sentence.start : says[0].end].replace("'", " ").split() if says else []
    return last.sentence == scene.index - 1 and not set(pronouns).isdisjoint(words[-_PRONOUN:])


_PRONOUN, _TO_SAID = 4, 12  # words from a pronoun to its verb's end, letters from there to the number
_FEW_WORDS = 8  # words between "of them" and the number


def _part_of_things(scene: Scene, number: Number, context: Context) -> bool:
    """ "dotarło 181 uciekinierów, w tym dwóch żołnierzy": a part of those who are refused right before it."""
    last = context.last
    marks = scene.language.marks("of_things")
    if _opens_with_things(scene, number):
        return True
    things = any(scene.text[h.start : h.end] in marks for h in scene.of("part") if h.start >= number.end - 1)
    if things and scene.index - context.things <= 1:
        own = [h for h in scene.of("people", "unit", "nation") if h.end <= number.start]
        if not any(h.kind == "people" for h in own):
            return True  # "Solche Raketen liefert Kim. 250 davon hat er abgegeben"
    if scene.language.predicate_last and not scene.language.wordless:
        return 0 <= scene.index - context.others <= _STILL  # "주민 1만3천 명 … 이 가운데 7천 명"
    plain = bool(
        scene.language.marks("possessive")
    )  # "2,000 flats, 300 of them for the families of soldiers"
    if last is None or last.sentence != scene.index or not (plain or scene.language.marks("genitive")):
        return False
    if plain and (number.low or number.high or 0) > (last.number.high or last.number.low or 0):
        return False  # "Two days earlier he had said 11,000 of them were there"
    part = any(
        last.number.end <= hit.start
        and (hit.end <= number.start or ((plain or last.head.persons) and hit.start - number.end == 1))
        for hit in scene.of("part")
    )
    return part and (last.refusal or "").startswith("counts “")


def _goes_on_with_others(scene: Scene, reading: Reading) -> bool:
    """ "due civili sono morti e 14 sono rimasti feriti", "dei 98 droni lanciati 72 sono stati abbattuti": of the others."""
    number = reading.number
    before = [n for n in scene.numbers if n.end <= number.start]
    if reading.head.kind is not None or number.share is not None or not before or not scene.language.spaced:
        return False
    noun = next((h for h in scene.of("unit") if 0 < h.start - before[-1].end <= _ITS_NOUN), None)
    if noun is None or scene.language.predicate_last:
        return False
    between = scene.hits.within(noun.end, number.start)
    gap = scene.text[noun.end : number.start].split()
    fell = {hit.start for hit in between if hit.kind == "event"}
    if any(
        hit.kind in ("nation", "people", "unit", "who", "tally") and hit.start not in fell for hit in between
    ):
        return False
    whole = preceding(scene, before[-1].start, "of", "out_of") is not None
    if noun.value == "things":
        return whole and not any("," in word for word in gap)
    return bool(gap) and gap[-1] in scene.language.joiners and any(hit.kind == "event" for hit in between)


_ITS_NOUN = 12  # letters of adjectives between a number and the noun that it counts


def _opens_with_things(scene: Scene, number: Number) -> bool:
    """ "Pociągi odchodziły z Chasanu, w sumie było ich 14": the sentence opens with things, and no people follow."""
    before = [h for h in scene.of("people", "unit", "nation") if h.end <= number.start]
    opens = before and before[0].kind == "unit" and before[0].start == scene.sentence.start
    return bool(opens) and before[0].value == "things" and not any(h.kind != "unit" for h in before)


_STILL = 2  # sentences after which a part may still be one of those refused


def _holds_part(scene: Scene, reading: Reading) -> bool:
    """ "50,000 soldiers, including 11,000 North Koreans": who are told apart in it are not the whole of it."""
    end = max(reading.number.end, reading.head.end)
    part = next((h for h in scene.of("part") if 0 <= h.start - end <= 30), None)
    following = part and next((n for n in scene.numbers if 0 <= n.start - part.end <= 12), None)
    if part and any(end <= n.core < part.start for n in scene.numbers):
        following = None
    following = following or _part_after(scene, reading.number)
    if not following:
        return False
    before = scene.text[scene.sentence.start : reading.number.start]
    told = any(side_of(hit) == COUNTED and hit.start < reading.number.start for hit in scene.of("nation"))
    part_head = head_of(scene, following)
    officers = part_head.persons and scene.language.by_order  # "炸死20余人，包括6名朝鲜军官"
    return (part_head.nation == COUNTED or officers) and not (told and before)


def _part_after(scene: Scene, number: Number) -> Number | None:
    """The next number where it is a part of this one: "50.000 militares, 11.000 de ellos", "Parmi les 50 000"."""
    following = next((n for n in scene.numbers if n.start >= number.end), None)
    if following is None or not scene.language.spaced:
        return None
    marked = any(0 <= hit.start - following.end <= 2 for hit in scene.of("part"))
    opener = preceding(scene, number.start, "of")
    opens = opener is not None and opener.start - scene.sentence.start <= 2
    return following if marked or opens else None


def _army_of_part(scene: Scene, including: Hit) -> Hit | None:
    """ "북한군 1만1000명을 포함해 병력 5만 명": ours, told apart by their number within a greater one."""
    part = next((n for n in scene.numbers if 0 <= including.start - n.end <= _TO_INCLUDING), None)
    if part is None or not scene.language.predicate_last:
        return None
    at = part.start - (scene.text[part.start - 1] == " ")
    noun = scene.hits.until(at, "people")
    if noun is not None and noun.value in OUTCOMES:
        return None  # "北朝鮮兵の死者600人を含め死傷者4700人": the dead are some of the losses
    hit = scene.hits.until(at, "nation") or (scene.hits.until(noun.start, "nation") if noun else None)
    return hit if hit is not None and side_of(hit) == COUNTED else None


_TO_INCLUDING = 2  # letters between a number and the word for "including"


def _includes(scene: Scene, reading: Reading) -> bool:
    """ "북한군을 포함한 병력 5만 명", "러시아군과 북한군 5만 명": a whole in which they are only told."""
    number, head = reading.number, reading.head
    if not head.nation and (_some_of_whom(scene, number) or _ours_among_them(scene, reading)):
        return True
    for hit in scene.of("including"):
        army = next(
            (h for h in scene.of("nation") if 0 <= hit.start - h.end <= 2 and side_of(h) == COUNTED), None
        )
        whole = (
            not scene.language.spaced or scene.language.predicate_last
        )  # "8.000 of them, including 3.000" else
        army = army or _army_of_part(scene, hit)
        if army and whole and 0 <= number.start - hit.end <= 20:
            return True
        if head.kind is None and 0 <= number.start - hit.end <= 20 and _of_other_kind(scene, hit):
            return True
        if (
            scene.language.spaced
            and 0 <= hit.start - max(head.end, number.end) <= _DASHED
            and _told_in(scene, hit)
        ):
            return True
    if scene.language.spaced or not head.kind:
        return False
    armies = [h for h in scene.of("nation") if h.start <= head.start and h.end >= head.start - 1]
    army = armies[-1] if armies and head.end <= number.start else _linked_before(scene, number)
    linked = army is not None and _linked_before(scene, number) == army
    return army is not None and any(
        other.end <= army.start
        and side_of(other) != side_of(army)
        and (linked or other.value == "other_people")
        and scene.text[other.end : army.start].strip() in scene.language.joiners
        for other in scene.of("nation")
    )


_DASHED = 3  # letters of a dash between its spaces


def _of_other_kind(scene: Scene, including: Hit) -> bool:
    """ "北朝鮮軍の将校6人を含む20人余り": those included are officers, and nobody says whose the others are."""
    part = next((n for n in scene.numbers if n.end == including.start), None)
    if part is None or not scene.language.wordless or not head_of(scene, part).persons:
        return False
    links = ("", *scene.language.marks("link"))
    ours = [
        army
        for army in scene.of("nation")
        if 0 <= part.start - army.end <= _OF_OFFICERS and scene.text[army.end] in links
    ]
    return bool(ours) and side_of(ours[-1]) == COUNTED


_OF_OFFICERS = 6  # letters of a particle and a rank between an army and its officers' number


def _linked_before(scene: Scene, number: Number) -> Hit | None:
    """The nation that a particle links to the number: "ロシアと北朝鮮の約5万人の部隊"."""
    links = scene.language.marks("link")
    if not links or not scene.text.endswith(links, scene.sentence.start, number.start):
        return None
    link = next(mark for mark in links if scene.text.endswith(mark, scene.sentence.start, number.start))
    return scene.hits.until(number.start - len(link), "nation")


def _ours_among_them(scene: Scene, reading: Reading) -> bool:
    """ "50.000 uomini, compresi i nordcoreani", "50,000 troops there, North Koreans included": ours, without a number."""
    end = max(reading.head.end, reading.number.end)
    if reading.head.kind is None or not scene.language.spaced:
        return False
    comma = scene.text.find(", ", end, min(scene.sentence.end, end + _AMONG))
    if comma < 0 or any(end <= n.core < comma for n in scene.numbers):
        return False
    end = comma
    folk = scene.hits.at(end + 2, "nation")
    if folk is not None and folk.value == "counted_people":
        return scene.hits.at(folk.end + 1, "part", "including") is not None
    part = scene.hits.at(end + 2, "part", "including")
    if part is None:
        return False
    between = scene.hits.within(part.end, min(scene.clause_end(part.end), part.end + _AMONG))
    ours = next((hit for hit in between if hit.kind == "nation" and hit.value == "counted_people"), None)
    counted = any(part.end <= n.core < part.end + _AMONG for n in scene.numbers)
    if ours is None and _their_units(scene, between):
        return not counted
    return ours is not None and not counted and not any(hit.kind == "unit" for hit in between)


def _their_units(scene: Scene, behind: Sequence[Hit]) -> bool:
    """ "50 тисяч солдатів, серед них підрозділи КНДР": ours behind their own noun, named nowhere before the number."""
    named = [hit for hit in behind if hit.kind == "nation" and side_of(hit) == COUNTED]
    if not named or not scene.language.marks("genitive"):
        return False
    return scene.hits.until(named[0].start - 1, "people", "unit") is not None


def _besides_ours(scene: Scene, reading: Reading) -> bool:
    """ "Вместе с северокорейцами там 59 тысяч солдат": who are counted beside ours, or together with them."""
    words = scene.language.marks("besides") if scene.language.marks("genitive") else ()
    if not words or reading.head.kind not in (None, Measure.TROOPS, "person"):
        return False
    named = [hit for hit in scene.of("nation") if side_of(hit) == COUNTED and hit.end <= reading.number.start]
    if not named or any(n.end <= named[0].start for n in scene.numbers):
        return False
    noun = scene.hits.until(named[0].start - 1, "people")
    opener = scene.text[scene.sentence.start : (noun or named[0]).start].strip()
    return len(named) == 1 and opener in words and (noun is not None or named[0].value.endswith("_people"))


_AMONG = 40  # letters from "among them" to the army named


def _some_of_whom(scene: Scene, number: Number) -> bool:
    """ "50.000 Soldaten, jeder fünfte davon ein Nordkoreaner", "…, darunter auch Nordkoreaner": a whole of several."""
    if not scene.language.nouns_capitalised:
        return False
    parts = [hit for hit in scene.of("part") if hit.start >= number.end]
    ours = [hit for hit in scene.of("nation") if hit.value == "counted_people"]
    return any(
        0 < hit.start - part.end <= _OF_WHOM
        and "," not in scene.text[part.end : hit.start]
        and not any(part.end <= n.core < hit.start and n.plain for n in scene.numbers)
        for part in parts
        for hit in ours
    )


_OF_WHOM = 16  # letters between "of them" and the people named


def _told_in(scene: Scene, including: Hit) -> bool:
    """ ", включая северокорейских", ", до якого входять і солдати КНДР": they are named without a number."""
    army = next(
        (h for h in scene.of("nation") if 0 <= h.start - including.end <= 25 and side_of(h) == COUNTED), None
    )
    return army is not None and not any(including.end <= n.core <= army.end + 25 for n in scene.numbers)


def _together(scene: Scene, number: Number) -> bool:
    """ "росіяни й північнокорейці, разом дві тисячі": two armies joined right before their sum."""
    armies = [hit for hit in scene.of("nation") if hit.value.endswith("_people") and hit.end <= number.start]
    if len(armies) < 2 or number.start - armies[-1].end > 20 or side_of(armies[-1]) == side_of(armies[-2]):
        return False
    return scene.text[armies[-2].end : armies[-1].start].strip() in scene.language.joiners


def _of_two_countries(scene: Scene, reading: Reading) -> bool:
    """ "러시아와 북한 병력 6만2천 명", "ロシアと北朝鮮の兵士6万人": another country joined to ours right before the noun."""
    head, number = reading.head, reading.number
    if not scene.language.predicate_last or head.kind is None or head.end > number.start:
        return False
    armies = [hit for hit in scene.of("nation") if hit.start <= head.start and hit.end <= number.start]
    if len(armies) < _TWO or side_of(armies[-1]) != COUNTED or side_of(armies[-2]) == COUNTED:
        return False
    first, second = armies[-2:]
    joined = scene.text[first.end : second.start].strip() in scene.language.joiners
    links = ("", *scene.language.marks("link"))
    beside = scene.text[second.end : head.start].strip() in links or second.end > head.start
    return joined and beside and not first.value.endswith("_people")


def _fell_together(scene: Scene, reading: Reading) -> bool:
    """ "Russia and North Korea have lost 38,000 men": two countries joined, and right behind them what both lost."""
    armies = [hit for hit in scene.of("nation") if hit.end <= reading.number.start]
    if not scene.language.spaced or len(armies) < _TWO or side_of(armies[-1]) == side_of(armies[-2]):
        return False
    first, second = armies[-2:]
    verb = scene.text[second.end : reading.number.start]
    lost = reading.head.kind in OUTCOMES or any(
        second.end <= event.start < scene.clause_end(reading.number.end) for event in scene.events
    )
    plain = len(verb.split()) <= _LOSING and not re.search(r"[,;:\d]", verb)
    acts = plain and not any(second.end <= say.start < reading.number.start for say in scene.of("say"))
    acts = acts and not preceding(scene, first.start, "governs", "at")
    return lost and acts and _joins(scene, first, second)


_TWO, _LOSING = 2, 5  # armies, or words that join them; words of a verb of losing and its place


def _between_them(scene: Scene, reading: Reading) -> bool:
    """ "38.000 hombres, entre rusos y norcoreanos": the sum of those told between it and a joiner."""
    end = max(reading.number.end, reading.head.end)
    opener = next((at for at in (end + 1, end + 2) if scene.hits.at(at, "between")), None)
    if not scene.language.spaced or opener is None:
        return False
    armies = [hit for hit in scene.of("nation") if opener < hit.start <= end + _SUMMED]
    ours = next((hit for hit in armies if side_of(hit) == COUNTED), None)
    if ours is None:
        return False
    words = scene.text[opener : ours.start].split()
    if _TWO < len(words) <= _LOSING and words[-1] in scene.language.joiners:
        return True
    other = next((hit for hit in armies if side_of(hit) != COUNTED and hit.start > ours.end), None)
    return len(words) == 1 and other is not None and _joins(scene, ours, other)


def _joins(scene: Scene, first: Hit, second: Hit) -> bool:
    """Whether nothing but "and" and an article stands between two names."""
    words = scene.text[first.end : second.start].split()
    return bool(words) and words[0] in scene.language.joiners and len(words) <= _TWO


def _of_the_same(scene: Scene, number: Number, last: Reading) -> bool:
    """ "… 62.000 hombres, entre rusos y norcoreanos, y ha perdido 38.000": a bare number of those counted together."""
    if last.refusal != "counts armies together" or last.sentence != scene.index or not scene.language.spaced:
        return False
    named = [hit for hit in scene.of("nation") if last.number.end <= hit.start < number.start]
    joined = (scene.text[scene.sentence.start : hit.start].split()[-1:] for hit in named)
    return all(word and word[0] in scene.language.joiners for word in joined)


def _of_several(scene: Scene, head: Head) -> bool:
    """ "дев'ять тисяч військових із дев'яти країн": who come from a number of things are of several armies."""
    of = scene.hits.at(head.end + 1, "from", "of") if head.kind in STAGED else None
    number = next((n for n in scene.numbers if of is not None and n.start == of.end + 1), None)
    unit = scene.hits.at(number.end + 1, "unit") if number is not None else None
    marked = scene.language.marks("genitive") or scene.language.marks("possessive")
    return unit is not None and unit.value == "things" and bool(marked)


def _together_behind(scene: Scene, number: Number, head: Head) -> bool:
    """ "двісті, рахуючи росіян і корейців разом", "сотні їхніх солдатів і росіян": two armies behind their sum."""
    end = max(number.end, head.end if head.kind else 0)
    people = [hit for hit in scene.of("nation") if hit.start >= number.end]
    if scene.language.marks("genitive") or scene.language.marks("possessive"):
        people = [hit for hit in people if hit.value.endswith("_people")]
    elif not people or scene.text[end : people[0].start].strip() not in _ASIDE_OPENS:
        return False  # "50 000 hommes, Russes et Nord-Coréens confondus"
    if any(n.core >= end for n in scene.numbers if people and n.core < people[0].start):
        return False
    if (
        people
        and side_of(people[0]) == OTHER
        and scene.text[end : people[0].start].strip() in scene.language.joiners
    ):
        return True
    if len(people) < 2 or people[0].start - number.end > _SUMMED or side_of(people[0]) == side_of(people[1]):
        return False
    return scene.text[people[0].end : people[1].start].strip() in scene.language.joiners


_SUMMED = 40  # letters between a sum and the two armies it counts
_ASIDE_OPENS = (",", "(", "–")


def _has_spoken(scene: Scene, hit: Hit) -> bool:
    """ "11 000, assure Kiev ; …", "10,000, says Washington, …": a name right behind its verb that ends the clause.

    Or one whose verb stands behind what is put in: "Kiev, par la voix de X, évoque …".
    """
    if not scene.language.spaced:
        return False
    say = scene.hits.until(hit.start - 1, "say")
    if say is not None and scene.text[hit.end : hit.end + 2].strip()[:1] in (*",;.", ""):
        return True
    if scene.text[hit.end : hit.end + 2] != ", ":
        return False
    comma = scene.text.find(", ", hit.end + 2, min(hit.end + _PUT_IN, scene.sentence.end))
    gap = scene.text[hit.end + 2 : comma] if comma > 0 else ""
    verb = any(0 <= word.start - comma - 2 <= _HELPER for word in scene.of("say"))
    return bool(gap) and verb and not any(hit.end <= n.core < comma for n in scene.numbers)


_PUT_IN, _HELPER = 120, 6  # letters put in between a speaker and its verb, and of a helping verb


def only_says(scene: Scene, hit: Hit) -> bool:
    """ "Ukraińcy mówią o 12 tysiącach", "twierdzą Amerykanie": another people beside its own verb of saying."""
    if side_of(hit) == COUNTED or not scene.language.marks("genitive"):
        return False
    says = scene.of("say")
    if any(say.start - hit.end == 1 or hit.start - say.end == 1 for say in says):
        return True
    if gapped_speaker(scene, hit):
        return True  # "Amerykanie mówią o 10 tysiącach, Ukraińcy o 12"
    if hit.start - scene.sentence.start > 1:
        return False
    told = (*scene.events, *scene.stages, *scene.of("people"))
    return any(  # "Південнокорейці в квітні налічили 600"
        0 < say.start - hit.end <= _WHEN_SAID
        and "," not in scene.text[hit.end : say.start]
        and not any(hit.end <= other.start < say.start for other in told)
        for say in says
    )


_WHEN_SAID = 20  # letters of a month between a people and its verb of saying


def _fought(scene: Scene, hit: Hit) -> bool:
    """ "втрати північнокорейців у боях із ЗСУ": another army under a preposition, ours named before it."""
    if side_of(hit) == COUNTED or not scene.language.marks("instrumental"):
        return False
    if preceding(scene, hit.start, "governs") is None:
        return False
    return any(side_of(h) == COUNTED and h.end <= hit.start for h in scene.of("nation"))


def _is_source(scene: Scene, hit: Hit) -> bool:
    """ "selon les services de Séoul et Kiev, ils seraient 19 000": a country told as a source, up to the comma."""
    if side_of(hit) == COUNTED or not scene.language.marks("postposed"):
        return False
    leads = (lead for lead in scene.of("according") if 0 < hit.start - lead.end <= _SOURCE)
    return any(
        not parted(scene, lead.end, hit.start)
        and not any(lead.end <= n.core < hit.start for n in scene.numbers)
        and scene.text[hit.end : hit.end + 1] == ","
        for lead in leads
    )


_SOURCE = 60  # letters of a source of several names


def is_the_speaker(scene: Scene, hit: Hit) -> bool:
    """ "L'armée sud-coréenne a fait état de …": an army whose name a verb of saying follows."""
    if side_of(hit) == COUNTED:
        return False
    if not scene.language.spaced:
        return _is_the_topic_who_says(scene, hit) or _opens_as_speaker(scene, hit)
    names = [who for who in scene.of("who") if who.start <= hit.start and hit.end <= who.end]
    people = scene.language.nouns_capitalised and hit.value == "other_people"
    if people and preceded(scene, hit.start, "according"):
        return True  # "unter Berufung auf Amerikaner"
    behind = scene.hits.at(hit.end + 1, "according_after") if scene.language.nouns_capitalised else None
    if behind is not None and scene.text[behind.start : behind.end] in scene.language.marks("postposition"):
        return True  # "dem Geheimdienst und den Ukrainern zufolge"
    if scene.language.nouns_capitalised and any(preceded(scene, who.start, "according") for who in names):
        return True  # "Nach Einschätzung des südkoreanischen Militärs hat Nordkorea 3000 Mann …"
    joined = scene.hits.until(hit.start - 1, "and")
    beside = (
        scene.hits.until(joined.start - 1, "who") if joined and scene.cased[hit.start].islower() else None
    )
    if beside is not None and any(0 <= say.start - hit.end <= 2 * _OWN_VERB for say in scene.of("say")):
        return True  # "le agenzie sudcoreane e occidentali hanno affermato"
    gaps = (who.start - say.end for who in names for say in scene.of("say"))
    if scene.language.nouns_capitalised and any(1 <= gap <= _ITS_ARTICLE for gap in gaps):
        return True  # "Am Dienstag erklärten die USA, …"
    return any(0 <= say.start - who.end <= _OWN_VERB for who in names for say in scene.of("say"))


_ITS_ARTICLE = 5  # letters of an article between a verb of saying and its subject


def _shapes_the_speaker(scene: Scene, hit: Hit) -> bool:
    """ "Украинский главком Сырский говорил, что …": an adjective and an office before the name of who speaks."""
    word, endings = scene.text[hit.start : hit.end], scene.language.marks("adjective")
    office = scene.hits.at(hit.end + 1, "office") if side_of(hit) == OTHER and scene.language.spaced else None
    if office is not None and any(0 <= say.start - office.end <= _OWN_VERB for say in scene.of("say")):
        return True  # "Latvia's Foreign Intelligence Service puts the number killed at …"
    if side_of(hit) == COUNTED or not scene.language.marks("instrumental"):
        return False
    if not any(ending in word for ending in endings) or scene.hits.at(hit.end + 1, "people"):
        return False  # "численность американского контингента в Южной Корее, добавил он, …": their soldiers
    names = [who for who in scene.of("who") if who.end - hit.end > 0 and who.start - hit.end <= _OFFICE_AND]
    names = [who for who in names if not any(mark in scene.text[hit.end : who.end] for mark in ",.;:–")]
    return any(0 <= say.start - who.end <= _OWN_VERB for who in names for say in scene.of("say"))


_OFFICE_AND = 24  # letters of an office between a country's adjective and a name


def _set_against(scene: Scene, number: Number, army: Hit) -> bool:
    """ "Russian losses have reached 62,400, while North Korean forces …": an army of the clause set against this one."""
    words = scene.language.marks("whereas")
    return any(scene.text.find(f", {word} ", number.end, army.start) >= 0 for word in words)


def _is_companion(scene: Scene, army: Hit) -> bool:
    """ "North Koreans who fought with Ukrainian forces have suffered …": another army under a word for beside or against."""
    marks = scene.language.marks("beside")
    if not marks or not scene.language.spaced or side_of(army) != OTHER:
        return False
    noun = scene.hits.until(army.start - 1, "people")  # "aux côtés des forces russes"
    before = scene.text[scene.sentence.start : noun.start if noun else army.start].rstrip()
    for article in scene.language.marks("definite"):
        before = before.removesuffix(f" {article}")
    word = next((mark for mark in marks if before.endswith(f" {mark}")), None)
    if word is None:
        return False
    start = scene.sentence.start + len(before) - len(word)
    return any(side_of(hit) == COUNTED and hit.end <= start for hit in scene.of("nation"))


def _stands_against(scene: Scene, army: Hit) -> bool:
    """ "in Kämpfen gegen ukrainische Truppen 1100 Opfer erlitten", "neben den Nordkoreanern 50.000 Mann": no subject."""
    marks = scene.language.marks("against") if side_of(army) == OTHER else scene.language.marks("next_to")
    word = preceding(scene, army.start, "governs") if marks else None
    if word is not None and scene.text[word.start : word.end] in marks:
        return True
    before = scene.text[scene.sentence.start : army.start].rstrip()
    return before.endswith(
        tuple(mark for mark in marks if " " in mark)
    )  # "an der Seite nordkoreanischer Truppen"


def _opens_as_speaker(scene: Scene, army: Hit) -> bool:
    """ "驻韩美军司令布伦森作证说，朝鲜…": an army in the title of who speaks, and our country behind the verb."""
    if not scene.language.by_order or army.start - scene.sentence.start > _OF_A_TITLE:
        return False
    say = next((say for say in scene.of("say") if say.start >= army.end), None)
    if say is None or "，" in scene.text[army.end : say.start]:
        return False
    named = scene.hits.within(army.start, army.end + _OF_A_TITLE)
    titled = any(hit.kind in ("holder", "who", "body") and hit.end <= say.start for hit in named)
    return titled and any(side_of(h) == COUNTED and h.start > say.start for h in scene.of("nation"))


_OF_A_TITLE = 12  # letters of an army and its office at a sentence's start


def _is_the_topic_who_says(scene: Scene, army: Hit) -> bool:
    """ "韓国軍の合同参謀本部は、北朝鮮が3000人を…": a speaking army, and our country as the subject behind it."""
    subject = scene.language.marks("subject")
    named = any(
        who.start <= army.start < who.end or 0 <= who.start - army.end <= 1 for who in scene.of("who")
    )
    ours = (h for h in scene.of("nation") if side_of(h) == COUNTED and h.start > army.end)
    return bool(subject) and named and any(scene.text.startswith(subject, h.end) for h in ours)


def _says_of_others(scene: Scene, country: Hit, number: Number) -> bool:
    """ "우크라이나는 1만2천 명이 훈련 중이라고 주장한다": a country as topic, those counted the subject of what it says."""
    topic, cited = scene.language.marks("topic"), scene.language.marks("cited")
    speaks = scene.hits.at(country.start, "who") is not None and not _is_host(scene, country)
    if not (topic and cited and speaks) or not scene.text.startswith(topic, country.end):
        return False
    subject = tuple(set(scene.language.marks("subject")) - set(topic))
    say = next((say for say in reversed(scene.of("say", "deny")) if say.start >= number.end), None)
    told = say is not None and any(mark in scene.text[number.end : say.start + 1] for mark in cited)
    return told and scene.text.startswith(subject, number.end)


def stands_aside(scene: Scene, army: Hit, number: Number) -> bool:
    """Whether another army before a number only speaks, goes along, is helped, or tells which place is meant.

    Where the verb ends its clause, the army nearest to a number is often none of those counted: "韓国軍は…とみている",
    "露軍とともに…1万人が戦う", "ロシア軍を支えるため…1万人を送る", "ウクライナ軍が占領したクルスク州に…1万人".
    """
    if not scene.language.predicate_last or side_of(army) == COUNTED or army.end > number.start:
        return False
    if speaks_of_others(scene, army, number):
        return True
    nouns = [h for h in scene.of("people") if h.start <= army.end < h.end]  # "ロシア軍部隊に加わり"
    gap = scene.text[nouns[-1].end if nouns else army.end : number.start]
    if gap.startswith(scene.language.marks("beside") or ("\0",)):
        return True
    subject = gap.startswith(scene.language.marks("subject") or ("\0",))
    return not subject and any(mark in gap for mark in scene.language.marks("sake"))


def _meets_ours(scene: Scene, number: Number) -> bool:
    """ "ウクライナ軍は4万人を配置し、北朝鮮兵と戦った": another army's number, and ours only meets it behind."""
    ours = [hit for hit in scene.of("nation") if side_of(hit) == COUNTED] if scene.language.wordless else []
    beside, subject = scene.language.marks("beside"), scene.language.marks("subject")
    if not ours or not all(h.start >= number.end and scene.text.startswith(beside, h.end) for h in ours):
        return False
    armies = [army for army in scene.of("nation") if side_of(army) == OTHER]
    if not any(say.start >= number.end for say in scene.of("say")):
        armies += [who for who in scene.of("who") if who.value[1] != "capital"]  # an army that does not speak
    return any(
        army.end <= number.start
        and scene.text.endswith(subject, army.start, army.end)
        and not speaks_of_others(scene, army, number)
        for army in armies
    )


_OWN_VERB = 4  # letters of an auxiliary between a speaker and the verb of saying


def _armies(scene: Scene, number: Number) -> list[Hit]:
    """The peoples named in the sentence who may be those a number counts, not such as only speak or stand by."""
    return [
        hit
        for hit in scene.of("nation")
        if (
            (hit.value.endswith("_people") and not is_adjective(scene, hit))
            or has_noun(scene, hit)
            or _has_losses(scene, hit)
        )
        and not is_object(scene, hit)
        and not only_says(scene, hit)
        and not is_the_speaker(scene, hit)
        and not _shapes_the_speaker(scene, hit)
        and not _stands_against(scene, hit)
        and not _fought(scene, hit)
        and not stands_aside(scene, hit, number)
        and not is_beside(scene, hit)
        and not _is_companion(scene, hit)
        and not _owns_things(scene, hit)
        and not scene.text.endswith(scene.language.marks("none") or ("\0",), scene.sentence.start, hit.start)
        and (side_of(hit) == COUNTED or hit.end <= number.start or not scene.language.spaced)
    ]


def _army(scene: Scene, reading: Reading, context: Context) -> tuple[str | None, bool]:
    """The nearest army; else whose country the clause, the sentence or the text before speaks of."""
    number = reading.number
    strangers = [hit for hit in scene.of("nation") if side_of(hit) == OTHER]
    theirs = _meets_ours(scene, number) or _on_their_side(scene, number) or _country_loses(scene, number)
    theirs = theirs or _enemy_sends(scene, number) or _their_losses(scene, number)
    theirs = theirs or _owned_by_others(scene, number) or _lost_by_the_opener(scene, number)
    theirs = theirs or _of_their_unit(scene, number) or _taken_by_the_host(scene, reading)
    theirs = theirs or _acts_in_its_clause(scene, number) or _of_the_subject(scene, reading)
    if theirs or any(_they_come_from(scene, hit, number) for hit in strangers):
        return OTHER, False
    armies = _armies(scene, number)
    apart = [hit for hit in armies if hit.end > number.start and _set_against(scene, number, hit)]
    armies = [hit for hit in armies if hit not in apart] or armies
    armies = _of_its_clause(scene, number, armies)
    if scene.language.predicate_last:  # nouns stand before their numbers
        armies = [h for h in armies if h.end <= number.start] or [h for h in armies if side_of(h) == COUNTED]
    own = scene.language.by_order and _own_side(scene, number) == COUNTED
    if own or any(_come_from_us(scene, hit, number) for hit in scene.of("nation")):
        return COUNTED, False
    hurt = _inflicted_on(scene, number) or _doer(scene, number)
    if hurt is not None:
        return hurt, False
    armies = [hit for hit in armies if not only_owns(scene, hit)] or armies
    best, _ = nearest(scene, number, reading.head, armies)
    beside = best is not None and (only_shapes(scene, best) or _under_particle(scene, best))
    if best is not None and beside and _acts_before(scene, best):
        return COUNTED, False
    if (
        best is not None
        and best.start > number.end
        and (_loses(scene, number, best) or _sends_its_own(scene, number, best))
    ):
        return OTHER, False
    if best is not None and best.end <= number.start and _loses_behind(scene, number, best):
        return OTHER, False
    if best is not None:
        person = scene.language.spaced and reading.head.kind == "person" and best.start > number.end
        named = best.value.endswith("_people") or not has_noun(scene, best)
        return side_of(best), person and not named  # "emploie 40 000 personnes et des ouvriers nord-coréens"
    if scene.language.by_order and armies and armies[0].end <= number.start:
        return side_of([hit for hit in armies if hit.end <= number.start][-1]), False
    if scene.language.predicate_last and {side_of(hit) for hit in armies} == {COUNTED}:
        return COUNTED, False
    before = [hit for hit in armies if hit.end <= number.start]
    if scene.language.nouns_capitalised and before and {side_of(hit) for hit in armies} == {COUNTED}:
        return COUNTED, False
    if scene.language.spaced and before and {side_of(hit) for hit in before} == {OTHER}:
        return OTHER, False  # "Les pertes russes …, dont 250 000 tués : 1 140 hommes"
    countries = [
        hit
        for hit in scene.of("nation")
        if not (hit.value.endswith("_people") or _of_a_thing(scene, hit) or _stands_against(scene, hit))
    ]
    countries = [
        hit
        for hit in countries
        if not (stands_aside(scene, hit, number) or _is_source(scene, hit) or _shapes_the_speaker(scene, hit))
        and not _has_spoken(scene, hit)
    ]
    told = scene.language.nouns_capitalised  # "Den USA zufolge wird Kim 2000 Soldaten schicken"
    countries = [hit for hit in countries if not (told and is_the_speaker(scene, hit))]
    if context.nation == COUNTED:
        countries = [hit for hit in countries if not _says_of_others(scene, hit, number)]
    clause = [hit for hit in countries if same_clause(scene, hit, number)]
    for group in (clause, countries):
        ours = [hit for hit in group if side_of(hit) == COUNTED]
        if ours:
            return _of_country(scene, reading, ours)
        if any(_acts(scene, hit, number) for hit in group):
            return OTHER, False
    return context.nation, True


def _their_losses(scene: Scene, number: Number) -> bool:
    """ "за сутки российские потери — 1340 человек": a noun of loss that an army's adjective shapes, and its number."""
    if not scene.language.spaced:
        return False
    losses = next((h for h in scene.of("tally") if 0 < number.start - h.end <= _TO_NUMBER), None)
    if losses is None or not any(event.start == losses.start for event in scene.of("event")):
        return False
    army = scene.hits.until(losses.start - 1, "nation")
    return army is not None and side_of(army) == OTHER


_TO_NUMBER = 4  # letters of a dash, a colon between a noun and its number


def _inflicted_on(scene: Scene, number: Number) -> str | None:
    """ "Moscow said it had inflicted 485 casualties on Ukraine": whose losses they are, with a verb of inflicting near."""
    text, start = scene.text, scene.clause_start(number.start)
    stop = scene.clause_end(number.end)
    verbs = [m for verb in scene.language.marks("inflicts") if (m := text.find(verb, start, stop)) >= 0]
    if not verbs:
        return None
    verb = min(verbs)
    nations = [hit for hit in scene.of("nation") if start <= hit.start < stop]
    hurt = [hit for hit in nations if hit.start > verb] or [
        hit for hit in nations if hit.end <= number.start < verb
    ]
    return side_of(hurt[-1] if verb > number.start else hurt[0]) if hurt else None


def _acts_in_its_clause(scene: Scene, number: Number) -> bool:
    """ "Nordkoreas Truppen stehen dort, doch Südkorea hat nur 10.000 Soldaten verlegt": a third country opens the clause."""
    start, stop = scene.clause_start(number.start), scene.clause_end(number.end)
    capitals = scene.language.nouns_capitalised
    named = [hit for hit in scene.of("nation") if start <= hit.start < (stop if capitals else number.start)]
    if scene.language.predicate_last or not named or any(side_of(hit) == COUNTED for hit in named):
        return False
    first = named[0]
    country = scene.hits.at(first.start, "country")
    opens = first.end <= number.start and len(scene.text[start : first.start].split()) <= _CONJUNCTION
    if not opens or (country is not None and country.value == "RU"):
        return False
    if preceding(scene, first.start, "governs", "according") or (
        capitals and scene.cased[first.start].islower()
    ):
        return False
    says = any(
        start <= say.start < stop for say in (*scene.of("say"), *scene.of("according"), *scene.of("reported"))
    )
    if not capitals:  # ours may be named behind: "France sent 2,000 soldiers as North Koreans fought"
        says = says or _is_host(scene, first) or preceding(scene, first.start, "function") is not None
        near = (verb for verb in scene.stages if 0 < verb.start - first.end <= _TO_VERB)
        return not says and any(verb.end <= number.start for verb in near)
    return not says and any(start <= verb.start < stop for verb in (*scene.stages, *scene.events))


_CONJUNCTION = 2  # words: "doch die" before a country that opens its clause


def _owned_by_others(scene: Scene, number: Number) -> bool:
    """ "L'Ukraine n'y contrôle plus que 200 km², et ses quelque 10 000 soldats …": those of whom the sentence tells."""
    owner = scene.hits.until(number.start - 1, "country") if scene.language.spaced else None
    if owner is None or owner.value != "own":
        return False
    armies = [hit for hit in scene.of("nation") if hit.end <= number.start]
    ours = any(side_of(hit) == COUNTED for hit in armies)
    if not armies or ours or preceding(scene, armies[0].start, "governs", "according"):
        return False
    words = scene.text[armies[0].end : number.start].replace("'", " ").split()
    return is_subject(scene, armies[0]) or set(words).isdisjoint(scene.language.marks("that"))


def _lost_by_the_opener(scene: Scene, number: Number) -> bool:
    """ "Moscow said it had lost 112 soldiers": the country that opens the sentence is the "it" that loses."""
    lost = next((e for e in scene.events if 0 <= number.start - e.end <= _JUST_LOST), None)
    if lost is None or lost.value != Measure.CASUALTIES:
        return False
    words = scene.text[max(scene.sentence.start, lost.start - _TO_LOSING) : lost.start].split()
    opener = min(scene.of("nation"), key=hit_start, default=None)
    if opener is None or set(words).isdisjoint(scene.language.marks("itself")):
        return False
    return side_of(opener) == OTHER and opener.start - scene.sentence.start <= _ARTICLE


_TO_LOSING, _ARTICLE = 14, 4  # letters of "it has already" before a verb of losing; of an article


def _of_their_unit(scene: Scene, number: Number) -> bool:
    """ "a Russian brigade of 3,500 men": the size of a unit whose country stands at it."""
    of = scene.hits.until(number.start - 1, "of") if scene.language.spaced else None
    unit = of and scene.hits.until(of.start - 1, "unit", "people")
    nation = unit and scene.hits.until(unit.start - 1, "nation")
    governed = nation is not None and preceding(scene, nation.start, "governs")  # "to Russia a contingent of"
    return nation is not None and side_of(nation) == OTHER and not governed


def _taken_by_the_host(scene: Scene, reading: Reading) -> bool:
    """ "Russia took 430 prisoners": those for whom ours fight take none of ours."""
    number = reading.number
    if reading.head.kind != Measure.CAPTURED or reading.head.nation or not scene.language.spaced:
        return False
    last = next((hit for hit in reversed(scene.of("nation")) if hit.end <= number.start), None)
    name = scene.hits.at(last.start, "who") if last is not None else None
    host = name is not None and name.value[0] == TOPIC["offices"]["officials"][TOPIC["host"]]
    opens = last is not None and last.start - scene.sentence.start <= _ARTICLE
    return host and last is not None and opens


def _country_loses(scene: Scene, number: Number) -> bool:
    """ "러시아는 하루 1500명을 잃는다", "ロシアは一日に1500人を失っている": a country and its own losses."""
    if not scene.text.startswith(scene.language.marks("object_marks") or ("\0",), number.end):
        return False
    event = next((e for e in scene.events if 0 < e.start - number.end <= _TO_LOSS), None)
    land = next((h for h in reversed(scene.of("nation")) if h.end <= number.start), None)
    if event is None or event.value != "casualties" or land is None or side_of(land) != OTHER:
        return False
    marked = scene.text.startswith(scene.language.marks("subject"), land.end)
    return marked and number.start - land.end <= _OWN_LOSS


_TO_LOSS, _OWN_LOSS = (
    3,
    10,
)  # letters from a number to the verb of losing; from a country to the number that it loses


def _of_its_clause(scene: Scene, number: Number, armies: list[Hit]) -> list[Hit]:
    """ "…名朝军，如今近半失去战斗力，而俄方…": where order alone tells, who acts in the next clause owns no number."""
    if not scene.language.by_order:
        return armies
    return [army for army in armies if not parted(scene, number.end, army.start)] or armies


def _on_their_side(scene: Scene, number: Number) -> bool:
    """ "po stronie rosyjskiej zginęło 55 ludzi": whose dead they are is told by a word for a side that opens the clause."""
    sides, start = scene.language.marks("side"), max(scene.sentence.start, number.start - _SIDED)
    for side in sides if scene.events else ():
        at = scene.text.find(side, start, number.start)
        end = at + len(side)
        if at < 0:
            continue
        before = scene.text[scene.sentence.start : at].rstrip()
        opens = not before
        fate = any(end <= event.start <= number.end + _ITS_VERB for event in scene.events)
        if opens and fate:
            return not any(end <= h.start < number.end for h in scene.of("nation"))
    return False


_SIDED = 60  # letters from a word for a side to its dead


def _of_country(scene: Scene, reading: Reading, ours: Sequence[Hit]) -> tuple[str, bool]:
    """Whose those are of whom only our country is named; things that come from it make nobody its people."""
    person = reading.head.kind == "person"
    things = person and all(_only_for(scene, hit, reading.number) for hit in ours)
    dead = reading.head.kind in OUTCOMES and bool(scene.language.marks("genitive"))
    if dead and all(_of_a_unit(scene, hit) for hit in ours):
        return OTHER, False  # "сімох загиблих від удару північнокорейською балістикою"
    if reading.head.kind is None and not ours:
        return COUNTED, True
    return COUNTED, things  # "two were North Korean missiles that killed 12 people": nobody's people


def _they_come_from(scene: Scene, country: Hit, number: Number) -> bool:
    """ "인도에서만 올해 7만 명이 들어왔고": a country of origin that is none of the war's places."""
    origin = scene.language.marks("origin")
    near = bool(origin) and 0 <= number.start - country.end <= _FROM_THERE
    return near and scene.text.startswith(origin, country.end) and not scene.hits.at(country.start, "place")


def _come_from_us(scene: Scene, country: Hit, number: Number) -> bool:
    """ "…, а з КНДР прибуло 1000 саперів": our country of origin opens the number's own clause."""
    if (
        not scene.language.marks("genitive")
        or side_of(country) != COUNTED
        or not same_clause(scene, country, number)
    ):
        return False
    origin = scene.hits.until(country.start - 1, "from")
    armies = (hit for hit in scene.of("nation") if country.end <= hit.start < number.start)
    return origin is not None and 0 < number.start - country.end <= 2 * _FROM_THERE and not any(armies)


_FROM_THERE = 14  # letters between a country of origin and how many came


def _under_particle(scene: Scene, army: Hit) -> bool:
    """ "우크라이나군과 전투를 벌이는 동안": another army under a particle that marks no actor."""
    if side_of(army) == COUNTED or not scene.language.predicate_last or scene.language.wordless:
        return False
    joined = scene.language.marks("together")
    oblique = scene.text.startswith(scene.language.marks("oblique"), army.end)
    return oblique and not (joined and scene.text.startswith(joined, army.end))


def _acts_before(scene: Scene, army: Hit) -> bool:
    """Whether ours are the subject of the clause in which another army is named."""
    ours = [hit for hit in scene.of("nation") if side_of(hit) == COUNTED and hit.end <= army.start]
    if not ours:
        return False
    end, marks = ours[-1].end, scene.language.marks("subject")
    counted_as = (n.end for n in scene.numbers if n.counter and 0 <= n.start - end <= _COUNTED_AS)
    return any(
        scene.text.startswith(marks, at) for at in (end, *counted_as)
    )  # "북한군 2000명이 우크라이나군과의 …"


_COUNTED_AS = 4  # letters of a noun between an army and its number


def is_beside(scene: Scene, army: Hit) -> bool:
    """ "u boku Rosjan", "contro le truppe ucraine", "wysłać Rosjanom": with, against or to whom ours are sent."""
    if side_of(army) == COUNTED:
        return False
    to_whom = scene.language.marks("dative")
    if to_whom and army.value.endswith("_people") and scene.text.endswith(to_whom, army.start, army.end):
        return True
    beside = scene.language.marks("alongside")
    noun = scene.hits.until(army.start - 1, "people")
    return bool(beside) and scene.text.endswith(beside, 0, (noun or army).start)


def _doer(scene: Scene, number: Number) -> str | None:
    """Who sends or gathers those counted: the sending verb's subject, or an agent right before the number."""
    if _ours_sends(scene, number):
        return COUNTED
    agent = scene.hits.until(number.start - 1, "nation") if scene.language.spaced else None
    word = preceding(scene, agent.start, "governs", "function") if agent else None
    told = agent and word and scene.text[word.start : word.end] in scene.language.marks("agent")
    return side_of(agent) if agent and told else None  # "o gromadzeniu przez Rosję 110 tysięcy żołnierzy"


def _ours_sends(scene: Scene, number: Number) -> bool:
    """ "nach Angaben der Ukrainer hat Pjöngjang … Soldaten geschickt": our country is the sending verb's own subject."""
    if not scene.language.spaced or scene.language.predicate_last or scene.language.nouns_capitalised:
        return False
    verb = next((hit for hit in reversed(scene.stages) if hit.end <= number.start), None)
    if verb is None or number.start - verb.end > _TO_SENT or verb.value == Stage.PRESENT:
        return False
    if any(mark in scene.text[verb.end : number.start] for mark in ",;:."):
        return False
    subject = next(
        (h for h in reversed(scene.of("nation")) if h.end <= verb.start and is_subject(scene, h)), None
    )
    if subject is None or side_of(subject) == OTHER or subject.value.endswith("_people"):
        return False
    return not any(subject.end <= n.core < number.core for n in scene.numbers)


_TO_SENT = 30  # letters between a verb of sending and the number sent


def _of_a_unit(scene: Scene, nation: Hit) -> bool:
    """Whether a country's word says where things come from: "North Korean missiles", "missiles nord-coréens"."""
    beside = scene.hits.at(nation.end + 1, "unit") or scene.hits.until(nation.start - 1, "unit")
    return beside is not None and not is_subject(scene, nation)


def _only_for(scene: Scene, nation: Hit, number: Number) -> bool:
    """ "neuf personnes sanctionnées pour leur soutien à Pyongyang": a country behind them that does nothing."""
    if (
        not scene.language.spaced
        or nation.start < number.end
        or not preceding(scene, nation.start, "governs")
    ):
        return False
    verbs = (*scene.stages, *scene.events)
    return not any(number.end <= verb.start < nation.start for verb in verbs)


def _of_those_refused(scene: Scene, number: Number, last: Reading | None) -> bool:
    """ "13 people died in Kyiv, 80 were injured": a bare number of those just refused."""
    return last is not None and (_of_nobody(scene, last) or _of_the_same(scene, number, last))


def _of_nobody(scene: Scene, last: Reading) -> bool:
    """Whether the number just told in this sentence counted people of whom nobody says whose they are."""
    told = last.sentence == scene.index and not last.accepted and last.head.kind == "person"
    nobodys = (last.refusal or "").startswith("counts persons")  # "killed 12 people and injured 90"
    return told and (nobodys or (scene.language.nouns_capitalised and last.inherited))


def _has_losses(scene: Scene, nation: Hit) -> bool:
    """ "russische Verluste von 1390 Mann", "straty (armii) rosyjskiej": an adjective beside the noun for losses."""
    if scene.language.marks("genitive") and scene.cased[nation.start].islower():
        before = (event for event in reversed(scene.events) if event.end < nation.start)
        event = next(before, None)
        words = scene.text[event.end : nation.start].split() if event else []
        lost = event is not None and event.value == Measure.CASUALTIES and len(words) <= 1
        return lost and not any(not word.isalpha() for word in words)
    if not scene.language.nouns_capitalised or scene.cased[nation.end : nation.end + 1] != " ":
        return False
    losses = scene.hits.at(nation.end + 1, "event")
    return losses is not None and scene.cased[losses.start].isupper()


def _of_a_thing(scene: Scene, nation: Hit) -> bool:
    """ "mit nordkoreanischen Raketen": an adjective that says where a thing comes from, and names no side."""
    if not scene.language.nouns_capitalised or not scene.cased[nation.start].islower():
        return False
    return scene.hits.at(nation.end + 1, "unit") is not None


def _owns_things(scene: Scene, nation: Hit) -> bool:
    """ "朝鲜动用俄方7艘舰艇，把1500名特种兵运到…": whose ships ours use is nobody's army."""
    many = next((n for n in scene.numbers if n.start == nation.end), None)
    if many is None or not scene.language.by_order or side_of(nation) == COUNTED:
        return False
    unit = scene.hits.at(many.end, "unit")
    ours = any(side_of(hit) == COUNTED and hit.end <= nation.start for hit in scene.of("nation"))
    return unit is not None and unit.value == "things" and ours


def _own_side(scene: Scene, number: Number) -> str | None:
    """Whose name stands last before a number in its own clause: "乌军说，朝鲜派出3000人"."""
    names = [hit for hit in scene.of("nation") if hit.end <= number.start and same_clause(scene, hit, number)]
    return next((side_of(hit) for hit in reversed(names) if not is_object(scene, hit)), None)


def _sends_its_own(scene: Scene, number: Number, later: Hit) -> bool:
    """ "Corea del Sur desplegó 5.000 soldados mientras tropas norcoreanas …": another country, its verb, its soldiers."""
    if not scene.language.spaced or scene.language.predicate_last:
        return False
    apart = later.start - number.end >= _OWN_CLAUSE
    behind = bool(scene.language.marks("genitive")) and "," in scene.text[number.end : later.start]
    reach = (
        _TO_PLACE if behind else _TO_OBJECT
    )  # "Francja wyśle na Ukrainę 3000 żołnierzy, a żołnierze Kima …"
    verb = next((hit for hit in reversed(scene.stages) if 0 <= number.start - hit.end <= reach), None)
    if verb is None or not (apart or behind) or "," in scene.text[verb.end : number.start]:
        return False
    return any(
        side_of(hit) == OTHER and 0 < verb.start - hit.end <= _TO_VERB and _acts(scene, hit, number) and apart
        for hit in scene.of("nation")
    )


def _is_host(scene: Scene, country: Hit) -> bool:
    """Whether a country is the one for which ours fight, so that those whom it gets or sends may be ours."""
    name = scene.hits.at(country.start, "who")
    return name is not None and name.value[0] == TOPIC["offices"]["officials"][TOPIC["host"]]


def _enemy_sends(scene: Scene, number: Number) -> bool:
    """ "…, contro i quali Kiev schiera 20.000 uomini": whom those send against whom ours fight are their own."""
    if not scene.language.spaced or scene.language.predicate_last:
        return False
    verb = next((hit for hit in reversed(scene.stages) if 0 <= number.start - hit.end <= _TO_OBJECT), None)
    if verb is None or verb.value not in ("send", Stage.SENT):
        return False
    enemies = scene.language.marks("enemy")
    return any(
        scene.text[hit.start : hit.end] in enemies
        and 0 < verb.start - hit.end <= _TO_VERB
        and scene.hits.until(hit.start - 1, "governs") is None
        for hit in scene.of("nation")
    )


_OWN_CLAUSE = 30  # letters from its object to an army of the next clause
_TO_OBJECT, _TO_PLACE, _TO_VERB = 4, 24, 10  # letters between verb and object, a place too; subject and verb


def _loses(scene: Scene, number: Number, later: Hit) -> bool:
    """ "Ucrania ha perdido 76.000 hombres, … los norcoreanos": another country's own losses, ours named after them."""
    gap = scene.text[number.end : later.start]
    if not scene.language.spaced or scene.language.predicate_last or not any(c in gap for c in ",;"):
        return False
    if ";" in gap and any(
        side_of(hit) == OTHER and hit.start == scene.sentence.start and _acts(scene, hit, number)
        for hit in scene.of("nation")
    ):
        return True  # "Россия приняла 24 тысячи раненых; в одном из госпиталей лечат и солдат КНДР"
    reach = _LOST if scene.language.marks("genitive") else _JUST_LOST
    reach = _LOST_SAYS if scene.language.nouns_capitalised else reach
    lost = [
        hit
        for hit in scene.events
        if hit.value == Measure.CASUALTIES and 0 <= number.start - hit.end <= reach
    ]
    return any(
        side_of(hit) == OTHER
        and hit.end <= lost[0].start
        and lost[0].start - hit.end <= 20
        and _acts(scene, hit, number)
        for hit in scene.of("nation")
        if lost
    )


def _loses_behind(scene: Scene, number: Number, earlier: Hit) -> bool:
    """ "…, dove combattono i nordcoreani, Kiev ha perso 76.000 uomini": a country and its losses after our army."""
    if not scene.language.spaced or scene.language.predicate_last or side_of(earlier) != COUNTED:
        return False
    reach = _LOST if scene.language.marks("genitive") else _JUST_LOST
    lost = [h for h in scene.events if h.value == Measure.CASUALTIES and 0 <= number.start - h.end <= reach]
    return bool(lost) and any(
        side_of(hit) == OTHER
        and any(mark in scene.text[earlier.end : hit.start] for mark in ",;")
        and 0 < lost[0].start - hit.end <= _TO_VERB
        and (_acts(scene, hit, number) or scene.cased[hit.start].islower())  # "a rosyjska armia straciła"
        for hit in scene.of("nation")
        if hit.start >= earlier.end
    )


_JUST_LOST, _LOST = 6, 20  # letters between "has lost" and its number
_LOST_SAYS = 40  # "Die Ukraine verlor nach russischen Angaben 40.000 Soldaten"


def _acts(scene: Scene, country: Hit, number: Number) -> bool:
    """Whether a country told before a number is its subject, or stands right at it (露朝5万人)."""
    beside = country.end == number.start and number.counter
    if scene.language.by_order and not beside and _tells(scene, country):
        return False  # "韩国媒体15日称，约800名伤兵…"
    loses = scene.text[country.start : country.end] in scene.language.marks("nominative") and any(
        0 < event.start - country.end <= _TO_VERB for event in scene.events
    )  # "на одном направлении россия потеряла 30 тысяч": written small
    if country.end > number.start or _receives(scene, country, number):
        return False
    return beside or loses or is_subject(scene, country)


def _receives(scene: Scene, country: Hit, number: Number) -> bool:
    """ "Three thousand are there. Moscow is to get 12,000 more": whom a country gets are not its own."""
    words = scene.language.marks("receives")
    if not words or not _is_host(scene, country):
        return False
    gap = scene.text[country.end : number.start]
    return "," not in gap and not {*words}.isdisjoint(gap.split())


def _tells(scene: Scene, country: Hit) -> bool:
    """Whether a verb of saying follows in a country's own clause."""
    says = (say for say in scene.of("say") if say.start >= country.end)
    return any("，" not in scene.text[country.end : say.start] for say in says)
