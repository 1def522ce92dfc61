"""Which of the voices around a number stands behind it: in turn, by clause, or carried on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.claims.governing import among_whom, negated, right_instead, whole_before_part
from bot.claims.lexicon import Hit
from bot.claims.numbers import Number
from bot.claims.scene import (
    Reading,
    Scene,
    gapped_speaker,
    parted,
)
from bot.claims.speech import ASKED, Attribution, Speech, lead_before, of_whom_another_tells
from bot.claims.voices import (
    FAR_AGENT,
    NAMED_BY,
    NEAR_PREPOSITION,
    Voice,
    answers,
    count_of,
    counted_for,
    doubts_other,
    set_apart,
    summed_by,
    tells_of,
    they_say_at,
)
from bot.model import STAGED, Qualifier


def _in_turn(scene: Scene, number: Number, own: Sequence[Voice]) -> Sequence[Voice]:
    """ "젤렌스키는 3천 명이라고 했으나, 합참은 1천 명으로 …": who comes after the verb of saying speaks of what follows."""
    medium = _reacted_to(scene, number)
    if medium is not None and not any(voice.denies for voice in own):
        return [medium]
    if (denier := _denies_the_cited(scene, number, own)) is not None:
        return [denier]
    own = _still_speaking(scene, number, _without_who_only_acts(scene, number, own))
    if (
        scene.language.by_order
    ):  # "乌方估计4500人，如今英方的数字显示…": who speaks in a later clause speaks of later ones
        before = [voice for voice in own if voice.end <= number.start]
        turns = [voice for voice in _own_counts(scene, own) if voice.end <= number.start]
        if turns:
            return turns[-1:]
        if before and _is_theirs(scene, before[-1], number):
            return before[-1:]
        before = [v for v in before if ";" not in scene.text[v.end : number.start]] or before
        turned = [voice for voice in before if _turns(scene, voice)]
        if turned and turned[-1] is before[-1]:
            return turned[-1:]
        clause = any(";" in scene.text[voice.end : number.start] for voice in own)
        clause = clause or (
            bool(before) and all(_in_next_clause(scene, v, number) for v in own if v not in before)
        )
        return before if clause or any(voice.role == "claimant" for voice in before) else own
    says = scene.of("say", "deny") if scene.language.marks("subject") else ()
    first = min((say.start for say in says if say.start >= number.end), default=None)
    told = [voice for voice in own if first is None or voice.start < first]
    told = [voice for voice in told if voice.end <= number.start or not tells_of(scene, voice)] or told
    told = [voice for voice in told if not _acts_under_topic(scene, voice, told, number)] if first else told
    if scene.language.marks("passive") and any(voice.end <= number.start for voice in told):
        text = scene.text  # "정부에 따르면 … 파견했는데, 젤렌스키의 주장이 사실이라면": another clause
        told = [
            v for v in told if v.end <= number.start or "," not in text[v.start - _OPENS_CLAUSE : v.start]
        ]
    return told if any(voice.end <= number.start for voice in told) else own


def _own_counts(scene: Scene, own: Sequence[Voice]) -> Sequence[Voice]:
    """ "美国估计…1.2万人，韩国估计…1.5万人": two or more who each open a clause with a count of their own; else nobody."""
    openers = [voice for voice in own if _opens_with_say(scene, voice)]
    counts = (
        any(one.end <= n.start and n.end <= other.start for n in scene.numbers)
        for one, other in pairwise(openers)
    )
    return openers if len({voice.id for voice in openers}) > 1 and all(counts) else ()


def _opens_with_say(scene: Scene, voice: Voice) -> bool:
    """ "美国估计…1.2万人，韩国估计…1.5万人": a name that opens its clause, and its verb of saying right behind."""
    opens = voice.start == scene.sentence.start or scene.text[voice.start - 1] in "，,；;、而"
    return opens and any(0 <= say.start - voice.end <= _SAYS_THEN for say in scene.of("say"))


_SAYS_THEN = 1  # letters of "则", "也" between a name and its verb


def _acts_under_topic(scene: Scene, voice: Voice, own: Sequence[Voice], number: Number) -> bool:
    """ "국정원은 푸틴 대통령이 요청한 것으로 보인다며 300명이 …고 설명했다": who acts in what the topic's speaker says."""
    said = any(voice.end <= say.start and say.end <= number.start for say in scene.of("say", "deny"))
    topic = scene.language.marks("topic")
    if not said or voice.end > number.start or _particle(scene, voice) not in _but(scene, topic):
        return False
    over = (one for one in own if one.end <= voice.start and one.role != "medium")
    return any(_particle(scene, one) in topic for one in over)


def _but(scene: Scene, topic: Sequence[str]) -> set[str]:
    return set(scene.language.marks("subject")).difference(topic)


def _particle(scene: Scene, voice: Voice) -> str:
    """The first particle behind a name and its title: "プーチン大統領*が*"; empty where none follows soon."""
    marks = [
        *scene.language.marks("subject"),
        *scene.language.marks("oblique"),
        *scene.language.marks("link"),
    ]
    text = scene.text[voice.end - 1 : voice.end + _TITLED]
    found = ((at, -len(mark), mark) for mark in marks if (at := text.find(mark)) >= 0)
    return min(found, default=(0, 0, ""))[2]


_TITLED = 8  # letters of a title and a particle behind a name


def _denies_the_cited(scene: Scene, number: Number, own: Sequence[Voice]) -> Voice | None:
    """ "3000명이 사상했다는 국정원 발표를 러시아 국방부는 부인했다": who comes behind the cited one, or the topic."""
    ends = tuple(f"{mark} " for mark in scene.language.marks("quotative"))
    if not ends or not scene.of("deny"):
        return None
    cited = next((v for v in own if v.start >= number.end), None)
    if cited is None or not scene.text.endswith(ends, number.end, cited.start):
        cited = next((v for v in own if _shapes_what_it_said(scene, v, number)), None)
    if cited is None:
        return None
    later = [voice for voice in own if voice.start >= cited.end and voice.role == "claimant"]
    opens = [voice for voice in own if voice.denies and voice.end <= number.start and voice.id != cited.id]
    return replace(later[-1], denies=True) if later else _topical(scene, number, opens)


def _topical(scene: Scene, number: Number, voices: Sequence[Voice]) -> Voice | None:
    """ "유엔 주재 북한 대표부 관계자는", "북한은 유엔총회에서": the voice that a topic's particle stands nearest behind."""
    marks = [f"{mark} " for mark in scene.language.marks("topic")]
    ends = {
        voice: min(
            (at for mark in marks if (at := scene.text.find(mark, voice.end, number.start)) >= 0), default=-1
        )
        for voice in voices
    }
    told = [voice for voice in voices if ends[voice] >= 0]
    return min(told, key=lambda voice: ends[voice] - voice.end, default=None)


def _shapes_what_it_said(scene: Scene, voice: Voice, number: Number) -> bool:
    """ "젤렌스키 대통령이 언급한 북한군 사상자 4000명": a verb of saying that shapes what is counted."""
    say = next((hit for hit in scene.of("say") if 0 < hit.start - voice.end <= _SHAPED), None)
    if say is None or say.end > number.start:
        return False
    word = scene.text[say.start : number.start].partition(" ")[0]
    return word.endswith(scene.language.marks("adnominal") or ("\0",))


def _without_who_only_acts(scene: Scene, number: Number, own: Sequence[Voice]) -> Sequence[Voice]:
    """ "우크라이나군은 북한군 25명을 사살했다고 정보총국이 밝혔다": one verb of saying, right behind the other's name."""
    cited = tuple(f"{mark} " for mark in scene.language.marks("cited"))
    teller = next((v for v in own if v.start >= number.end and v.role == "claimant"), None)
    if not cited or teller is None or not scene.text.endswith(cited, number.end, teller.start):
        return own
    if not any(0 < say.start - teller.end <= _SHAPED for say in scene.of("say")):
        return own
    words = (*scene.of("say"), *scene.of("deny"), *scene.of("according_after"))

    def acts(voice: Voice) -> bool:
        between = (hit for hit in words if voice.end <= hit.start < teller.start)
        return voice.end <= number.start and voice.role == "claimant" and not any(between)

    return [voice for voice in own if not acts(voice)]


def _is_theirs(scene: Scene, voice: Voice, number: Number) -> bool:
    """ "国情院认为，乌方所说的4000人伤亡偏高": a clause of saying that shapes the number, in order of words alone."""
    say = next((say for say in scene.of("say") if 0 <= say.start - voice.end <= 1), None)
    gap = scene.text[say.end : number.start] if say is not None else ""
    if not gap.startswith(scene.language.marks("attributive") or ("\0",)) or len(gap) > _SHAPED:
        return False
    return not any(mark in gap for mark in "，。；、“")


def _in_next_clause(scene: Scene, voice: Voice, number: Number) -> bool:
    return ";" in scene.text[number.end : voice.start]


def _turns(scene: Scene, voice: Voice) -> bool:
    """ "…，而南韩则认为有1.1万名": a name under a word that sets it against the one before."""
    marks = scene.language.marks("contrast")
    if not marks:
        return False
    before = scene.text.endswith(marks, scene.sentence.start, voice.start)
    return before or scene.text.startswith(marks, voice.end)


def _still_speaking(scene: Scene, number: Number, own: Sequence[Voice]) -> Sequence[Voice]:
    """Of several voices before a number in a verb-final sentence, those whose verb of saying is still to come.

    "報道官は、国情院は1万2000人と予測したが、現在は1万人とみていると説明した": the service has spoken, the spokesman speaks.
    """
    if not scene.language.wordless or len(own) < 2:
        return own
    done = [voice for voice in own if _has_spoken(scene, voice, number, own)]
    open_ = [voice for voice in own if voice not in done and voice.end <= number.start]
    return [voice for voice in own if voice not in done] if done and open_ else own


_SHAPED = 14  # letters from a name to its verb of saying, from that to the number


def _has_spoken(scene: Scene, voice: Voice, number: Number, own: Sequence[Voice]) -> bool:
    """Whether the first verb of saying behind a name closes its clause before the number, another number before it."""
    say = next((s for s in scene.of("say") if s.start >= voice.end), None)
    if say is None or say.end > number.start or any(voice.end <= other.start < say.start for other in own):
        return False
    told = any(voice.end <= n.core < say.start for n in scene.rivals)
    return told and "、" in scene.text[say.end : number.start]


_OPENS_CLAUSE = 12  # letters of a clause before the name that opens it


def _reacted_to(scene: Scene, number: Number) -> Voice | None:
    """ "3만 명을 파병한다는 CNN 보도와 관련해 대통령실은 …": who reacts to a report does not say what it says."""
    for word in scene.of("reacts"):
        who = next((w for w in scene.of("who") if 0 <= word.start - w.end <= ASKED), None)
        if who is not None and who.value[1] == "medium" and number.end <= who.start:
            return Voice(who.start, who.end, *who.value)
    return None


def _of_the_clause(scene: Scene, number: Number, own: Sequence[Voice]) -> Sequence[Voice]:
    """Of several voices those that a semicolon does not part from the number, if there are any."""
    if not scene.language.spaced:
        return own
    behind = _named_behind(scene, number, own) or _closes_its_clause(scene, number, own)
    behind = behind or _said_there(scene, number, own)
    if behind:
        return behind
    near = [v for v in own if ";" not in scene.text[min(v.end, number.end) : max(v.start, number.start)]]
    near = [v for v in near if not _opens_the_next(scene, v, number)] or near
    near = [v for v in near if not _in_later_clause(scene, v, number, near)]
    near = [v for v in near if not _only_a_place(scene, v, near)]
    near = _not_set_against(scene, number, near)
    near = near or near
    near = _who_denies(scene, number, near) or _given_by(scene, number, near) or near
    turns = [v for v in near if _takes_turn(scene, v, number)]
    if scene.language.nouns_capitalised:
        turns = [v for v in near if v in turns or _has_turn(scene, v, number, near)]
    elif turns and not gapped_by(scene, turns[-1]):
        turns = []
    near = turns or near
    puts = [v for v in near if _puts_it(scene, v, number, last=v is near[-1])]
    puts = puts or _in_a_clause_led_by(scene, near, number)
    return puts or _before_the_next(scene, near, number) or own


def _named_behind(scene: Scene, number: Number, own: Sequence[Voice]) -> list[Voice]:
    """ "10.000 selon le Pentagone, bientôt 12.000 selon le renseignement ukrainien": who is named in its own part."""
    if len(own) < 2:
        return []
    if scene.language.marks("for_whom") and (
        counts := [v for v in own if counted_for(scene, v.start) == number]
    ):
        return counts[:1]  # "8 000 pour le Pentagone, 11 000 pour Kiev"
    if summed := [v for v in own if number in (summed_by(scene, v.start), count_of(scene, v.start, v.end))]:
        return summed[:1]  # "put at 11,000 by the Pentagon and 12,000 by Kyiv"
    following = next((n for n in scene.numbers if n.core >= number.end), None)
    stop = following.start if following else scene.sentence.end
    leads = [h for h in scene.of("according") if number.end < h.start < stop]
    leads = [h for h in leads if not scene.hits.until(h.start - 1, "who")]  # "nach NIS-Angaben"
    if not leads or any(mark in scene.text[number.end : leads[0].start] for mark in ",;:–()"):
        return []
    named = [v for v in own if leads[0].end <= v.start < stop and v.start - leads[0].end <= NEAR_PREPOSITION]
    between = (say for say in scene.of("say") if number.end < say.start < leads[0].start)
    return [] if any(between) else named[:1]


def _closes_its_clause(scene: Scene, number: Number, own: Sequence[Voice]) -> list[Voice]:
    """ "… przekroczyły 6 tys., podał Londyn, a liczba zabitych sięga 2 tys., twierdzi NIS": each with its own speaker."""
    following = next((n for n in scene.rivals if n.core >= number.end), None)
    if following is None or not any(voice.start > following.end for voice in own):
        return []
    for voice in own:
        say = next((s for s in scene.of("say") if 0 <= voice.start - s.end <= _RIGHT_BEHIND), None)
        inside = number.end < voice.start and voice.end < following.start
        if say is None or not inside:
            continue
        if scene.text[voice.end : voice.end + 1] in (",", ";") and say.start > number.end:
            return [voice]
    return []


def _said_there(scene: Scene, number: Number, own: Sequence[Voice]) -> list[Voice]:
    """ "Zelensky put them at 3000, mientras que en Seúl se daba la cifra de 1.100": a capital where one says the next."""
    before = next((n for n in reversed(scene.rivals) if n.end <= number.start and n is not number), None)
    near = [voice for voice in own if voice.end <= number.start]
    if before is None or not near or near[-1].role != "capital" or near[-1].start < before.end:
        return []
    who = next((who for who in scene.of("who") if who.start == near[-1].start), None)
    apart = (
        "," in scene.text[before.end : near[-1].start] and ";" not in scene.text[near[-1].end : number.start]
    )
    verb = any(near[-1].end < say.start < number.start for say in (*scene.of("they_say"), *scene.of("say")))
    return near[-1:] if who is not None and apart and verb and they_say_at(scene, who) else []


_RIGHT_BEHIND = 3  # letters of an article between a verb of saying and its speaker


def _opens_the_next(scene: Scene, voice: Voice, number: Number) -> bool:
    """ "…, mais l'Ukraine a déclaré que le nombre …": who opens the next clause, with a verb and a number of its own."""
    if voice.start < number.end:
        return False
    gapped = (n for n in scene.numbers if 0 < n.start - voice.end <= _BESIDE_NAME)
    if scene.text[number.end : voice.start] == ", " and any(gapped):
        return True  # "Seul ocenia liczbę zabitych na 600, Londyn na ponad tysiąc"
    if scene.language.nouns_capitalised and "," in scene.text[number.end : voice.start]:
        if gapped_by(scene, voice):
            return True  # "… beziffert die Verluste auf 4000 Mann, der NIS auf 2500"
        leads = (lead for lead in scene.of("according") if 0 <= voice.start - lead.end <= _BESIDE_NAME)
        following = next((n for n in scene.numbers if n.start >= voice.end), None)
        opens = any(scene.text[lead.start - 2 : lead.start] == ", " for lead in leads)
        return opens and following is not None and "," not in scene.text[voice.end : following.start]
    if not scene.language.marks("postposed"):
        return False
    says = (say for say in scene.of("say") if 0 <= say.start - voice.end <= _OWN_SAYING)
    verb = next(says, None)
    opened = any(mark in scene.text[number.end : voice.start] for mark in ",;:")
    return verb is not None and opened and any(n.start >= verb.end for n in scene.numbers)


def _only_a_place(scene: Scene, voice: Voice, own: Sequence[Voice]) -> bool:
    """ "ha inviato in Russia tremila soldati, riferiscono i militari": a country where they are, another speaks."""
    speaks = (o for o in own if scene.hits.until(o.start - 1, "at") is None and o.id != voice.id)
    if voice.role != "capital" or not any(speaks):
        return False
    if any(0 <= say.start - voice.end <= _SAY_THERE for say in scene.of("they_say")):
        return False  # "тоді як у Сеулі говорять про дві тисячі"
    return scene.hits.until(voice.start - 1, "at") is not None and not lead_before(
        scene.of("according"), voice.start
    )


_SAY_THERE = 5  # letters of a particle between a capital and the verb of those who speak there


def _in_later_clause(scene: Scene, voice: Voice, number: Number, own: Sequence[Voice]) -> bool:
    """ "according to Kyiv 10,000 came, a figure that according to Seoul includes builders": of a clause behind."""
    lead = lead_before(scene.of("according"), voice.start) if voice.start >= number.end else None
    before = [v for v in own if v.end <= number.start and lead_before(scene.of("according"), v.start)]
    if lead is None or not before:
        return False
    _, comma, opener = scene.text[number.end : lead.start].rpartition(",")
    return bool(comma) and bool(opener.strip())


def _in_a_clause_led_by(scene: Scene, near: Sequence[Voice], number: Number) -> list[Voice]:
    """ "Zelensky parla di 3000 perdite, mentre secondo Seul sarebbero 1100": who leads the number's own clause."""
    led = [
        v
        for v in near
        if v.end <= number.start
        and v.role != "medium"  # "selon deux responsables, cités par Reuters, 6 000 …": it passes on
        and any(0 <= v.start - lead.end <= NAMED_BY for lead in scene.of("according"))
        and not any(v.end <= n.core < number.core and (n.high or _UNITS) >= _UNITS for n in scene.numbers)
        and any(
            end <= v.start and "," in scene.text[end : v.start]
            for end in (*(n.end for n in scene.numbers), *(one.end for one in near if one is not v))
        )
    ]
    return led[-1:]


_UNITS = 10  # fewer are units, or told one by one


def _before_the_next(scene: Scene, near: Sequence[Voice], number: Number) -> list[Voice]:
    """ "Kijów ocenia, że wysłano 14 tys., a Seul mówi o 15 tys.": who reports it, without the next clause's subject."""
    that = scene.language.marks("that")
    told = [v for v in near if v.end <= number.start]
    says = [say for say in scene.of("say") if told and told[-1].end <= say.start <= told[-1].end + _VERB]
    words = scene.text[says[0].end : number.start].replace(",", " ").split() if says else ()
    if not set(words) & set(that):
        return list(near)
    verbs = {say.start for say in scene.of("say")}
    return [v for v in near if v.end <= number.start or v.end + 1 not in verbs]


_VERB = 25  # letters between a name and its verb of saying


def _who_denies(scene: Scene, number: Number, own: Sequence[Voice]) -> list[Voice]:
    """ "Moscow dismissed the claim by Seoul that 600 …": who stands before the denial, not whose claim it is."""
    if len(own) < 2 or not scene.language.spaced:
        return []
    for denial in scene.of("deny", "doubt"):
        before = [v for v in own if 0 < denial.start - v.end <= NEAR_PREPOSITION and v.denies]
        between = [v for v in own if v.start >= denial.end and v.end <= number.start]
        if any(answers(scene, v.start, v.end, v.id, denial) for v in between):
            continue
        if before and between and not parted(scene, before[-1].end, denial.start):
            return [before[-1]]
    return []


def _given_by(scene: Scene, number: Number, own: Sequence[Voice]) -> list[Voice]:
    """ "well over the 1,100 announced hours before by South Korea's military": who gave that very number."""
    marks = scene.language.marks("agent") if len(own) > 1 and scene.language.marks("possessive") else ()
    say = scene.hits.at(number.end + 1, "say", "according") if marks else None
    if say is None:
        return []
    for voice in own:
        if 0 < voice.start - say.end <= FAR_AGENT or 0 < voice.start - say.end <= 1:
            gap = scene.text[say.start : voice.start].split()
            if not parted(scene, say.end, voice.start) and (set(gap) & set(marks)):
                return [voice]
    return []


def _not_set_against(scene: Scene, number: Number, own: list[Voice]) -> list[Voice]:
    """ "Pyongyang admits to 350 dead, while the NIS put them at 600": those of the number's own clause."""
    words = scene.language.marks("whereas")
    if not words or len(own) < 2:
        return own
    text, start, end = scene.text, scene.sentence.start, scene.sentence.end
    turns = [at for word in words if (at := text.find(f", {word} ", start, end)) > 0]
    if text.startswith(tuple(f"{word} " for word in words), start):
        turns.append(text.find(", ", min(voice.end for voice in own), end))
    same = [
        v
        for v in own
        if not any(min(v.start, number.start) < at < max(v.start, number.start) for at in turns)
    ]
    return same if any(voice.role not in ("medium", "relay") for voice in same) else own


_BESIDE_NAME = 6  # letters of a preposition between a name and its number


def _has_turn(scene: Scene, voice: Voice, number: Number, near: Sequence[Voice]) -> bool:
    """ "…, Seoul am Montag von 300 Gefallenen und 2700 Verwundeten": whose turn it was last before the number."""
    who = next((hit for hit in scene.of("who") if hit.start == voice.start), None)
    later = any(voice.end <= other.start < number.start for other in near)
    return who is not None and voice.end <= number.start and not later and gapped_speaker(scene, who)


def gapped_by(scene: Scene, voice: Voice) -> bool:
    """ "Il Pentagono parla di diecimila, Kiev di undicimila": a capital that takes the verb told before it."""
    return any(who.start == voice.start and gapped_speaker(scene, who) for who in scene.of("who"))


def _takes_turn(scene: Scene, voice: Voice, number: Number) -> bool:
    """ "…, Kiew von 5000": a name between the number before and this one, and nothing but a preposition behind it."""
    gap = scene.text[voice.end : number.start]
    beside = voice.end <= number.start and len(gap) <= _BESIDE_NAME
    return beside and "," not in gap and any(n.end <= voice.start for n in scene.numbers)


def _puts_it(scene: Scene, voice: Voice, number: Number, *, last: bool) -> bool:
    """ "un chiffre que Séoul ramène à 1.100": a name and its verb right before the number."""
    gap = scene.text[voice.end : number.start]
    later = (
        last
        and (voice.id.endswith("officials") or voice.role == "capital")
        and bool(scene.language.marks("auxiliary"))
    )
    if not 0 < len(gap) <= (_PUTS if later else _SPOKEN) or "," in gap or voice.role in ("medium", "relay"):
        return False
    far = _OWN_SAYING if later else 2
    return any(
        voice.end <= say.start <= voice.end + far and say.end <= number.start for say in scene.of("say")
    )


_SPOKEN, _PUTS = 30, 60  # letters between a name and the number that it puts
_OWN_SAYING = 20  # "un funcionario estadounidense no identificado dijo que …"


def _list_opened(scene: Scene, told: Sequence[Voice], own: Sequence[Voice]) -> Sequence[Voice]:
    """ "Kyiv and Seoul estimate": of names that only a joiner parts, the one that opens the list."""
    if len(told) != 1 or not scene.language.marks("possessive"):
        return told
    at = list(own).index(told[0])
    while at > 0 and own[at].role == own[at - 1].role:
        gap = scene.text[own[at - 1].end : own[at].start].replace(",", " , ").split()
        if not gap or not set(gap) <= {",", *scene.language.joiners, *scene.language.marks("definite")}:
            break
        at -= 1
    return [own[at]]


def _says_instead(scene: Scene, number: Number) -> bool:
    """ "国情院否认朝军全数撤离，称仍有八千人留在当地": what is said behind a denial, in a clause of its own."""
    before = [verb for verb in scene.of("deny", "doubt") if verb.end <= number.start]
    if before and scene.language.spaced:
        return False
    if not scene.language.by_order:
        return False
    if not before or any(n.core < before[-1].start for n in scene.rivals):
        return False
    says = [say for say in scene.of("say") if before[-1].end < say.start < number.start]
    says = [say for say in says if scene.text[say.start - 1] == "，"]
    return bool(says) and not any(before[-1].end <= n.core < says[-1].start for n in scene.rivals)


def _turn_of_stranger(scene: Scene, own: Sequence[Voice], number: Number) -> Sequence[Voice]:
    """ "The NIS says 600; the Halden Institute counts 1,100": beside speakers of the list a stranger has its clause."""
    strange = [voice for voice in own if voice.role == "unknown"]
    weighed = [v for v in own if strange and of_whom_another_tells(scene, v, strange[-1].start)]
    own = [voice for voice in own if voice not in weighed]
    if not strange or len(strange) == len(own) or all(v.role in ("unknown", "medium") for v in own):
        return own
    turn = [voice for voice in strange if voice.end <= number.start]
    return turn[-1:] or [voice for voice in own if voice not in strange]


def attribute(
    scene: Scene, reading: Reading, own: Sequence[Voice], carried: Attribution, speech: Speech
) -> Attribution:
    """Who says this number, and whether it is denied."""
    number = reading.number
    own = _but_of_a_relative(scene, number, _turn_of_stranger(scene, own, number))
    told = _in_turn(scene, number, _of_the_clause(scene, number, own)) if own else ()
    earlier = [
        voice for voice in told if voice.end <= number.start or not _has_a_number(scene, number, voice)
    ]
    told = earlier if any(voice.end <= number.start for voice in earlier) else told
    said = speech.combine(_list_opened(scene, told, own), number) if own else carried
    spokesman = speech.spokesman(scene, said, own) if own else None
    said = replace(said, claimant=spokesman) if spokesman else said
    denied = said.denied
    denials = [verb for verb in scene.of("deny", "doubt") if not _doubted_by_others(scene, number, verb)]
    if any(_but_says(scene, number, verb) for verb in denials):
        denials, denied = [verb for verb in denials if not _but_says(scene, number, verb)], False
    if any(_puts_right(scene, number, verb) for verb in denials) or _of_losses_among(scene, number):
        denials, denied = [], False
    if denials and scene.language.predicate_last and whole_before_part(scene, number):
        denials = scene.of("deny")  # "1만 명 가운데 돌아온 인원은 확인되지 않는다"
        denied = denied and bool(denials)
    if denied and denials and all(":" in scene.text[v.end : number.start] for v in denials):
        denied = not all(set_apart(scene, verb, number.start) for verb in denials)
    elif denials and said.claimant and not denied:
        own_clause = [verb for verb in denials if not set_apart(scene, verb, number.start)]
        own_clause = [verb for verb in own_clause if not doubts_other(scene, verb)]
        denied = any(abs(verb.start - number.start) < 160 for verb in own_clause)
        denied = denied and len({voice.id for voice in own}) <= 1
    denied = denied and not (_says_instead(scene, number) or _is_right(scene, number))
    denied = denied or negated(scene, number) or _did_not(scene, reading)
    return Attribution(said.claimant, said.via if said.via != said.claimant else None, denied, said.rule)


def _but_of_a_relative(scene: Scene, number: Number, own: Sequence[Voice]) -> Sequence[Voice]:
    """ "von 11.000 Soldaten, die laut Kiew geschickt wurden, seien 4000 tot": whose word a relative clause tells.

    That one tells the number before the clause and no other, where somebody else speaks in the sentence.
    """
    if not scene.language.spaced or len({voice.id for voice in own}) < _SEVERAL:
        return own
    told = {voice.start: _shaped_by(scene, voice) for voice in own}
    mine = [voice for voice in own if told[voice.start] == number]
    return mine or [voice for voice in own if told[voice.start] is None] or own


def _shaped_by(scene: Scene, voice: Voice) -> Number | None:
    """The number before the relative clause that a voice opens ("… soldiers who, according to Kyiv,"), or None."""
    lead = lead_before(scene.of("according"), voice.start)
    if lead is None:
        return None
    before = scene.text[scene.sentence.start : lead.start].rstrip(" ,")
    word = scene.hits.until(scene.sentence.start + len(before), "relative_clause")
    shaped = next((n for n in reversed(scene.numbers) if word is not None and n.end < word.start), None)
    if word is None or shaped is None:
        return None
    between = scene.hits.within(shaped.end, word.start)
    return None if any(hit.kind in ("event", "stage", "say", "and") for hit in between) else shaped


_SEVERAL = 2  # speakers of a sentence


def _but_says(scene: Scene, number: Number, verb: Hit) -> bool:
    """ "ne confirme pas cette information, mais évalue à 2 500 …": what stands behind "but" and a verb of saying is held."""
    but = scene.language.marks("but")
    words = re.findall(r"\w+", scene.text[verb.end : number.start]) if but and verb.end < number.start else ()
    said = (say for say in scene.of("say") if verb.end <= say.start and say.end <= number.start)
    return not set(but).isdisjoint(words) and any(said)


def _puts_right(scene: Scene, number: Number, verb: Hit) -> bool:
    """ "US officials call these numbers exaggerated: it will be 10,000 at most": behind the colon stands what they hold."""
    at_most = number.qualifier in (Qualifier.UP_TO, Qualifier.FEWER_THAN)
    return at_most and verb.end < number.start and scene.text[verb.end : verb.end + 2].strip(" ") == ":"


def _of_losses_among(scene: Scene, number: Number) -> bool:
    """ "cannot confirm casualties among the 11,000 soldiers": what is doubted is the losses, not how many there are."""
    return any(among_whom(scene, number, event) for event in scene.of("event"))


def _doubted_by_others(scene: Scene, number: Number, verb: Hit) -> bool:
    """ "情報総局は2万人を予想し、米国防総省は確認できないとしている": who doubts it is a topic behind the number."""
    if not scene.language.predicate_last or verb.start < number.end:
        return False
    topic = (*scene.language.marks("topic"), *scene.language.marks("subject"))
    others = (who for who in scene.of("who") if number.end <= who.start and who.end < verb.start)
    return any(scene.text.startswith(topic, who.end) for who in others)


def _has_a_number(scene: Scene, number: Number, voice: Voice) -> bool:
    """ "Pentagon szacuje ich liczbę na 11 tys., a *Zełenski na 12 tys.*": whose own count stands right behind the name."""
    following = next((n for n in scene.numbers if n.start >= voice.end), None)
    if following is None or voice.start < number.end or following.start - voice.end > _OWN_COUNT:
        return False
    between = scene.hits.within(voice.end, following.start)
    return not any(hit.kind in ("say", "deny", "event", "stage") for hit in between)


_OWN_COUNT = 8  # letters of a title or a preposition between a name and its count


def _is_right(scene: Scene, number: Number) -> bool:
    """ "Nicht 3000, sondern 1100, widersprach er": what stands behind "but" is not what he denies."""
    wrong = next((n for n in reversed(scene.numbers) if n.end <= number.start), None)
    return wrong is not None and negated(scene, wrong) and right_instead(scene, wrong, number)


def _did_not(scene: Scene, reading: Reading) -> bool:
    """ "КНДР не отправляла 10 тысяч солдат": a negation right before the verb that governs a number behind it.

    Or the word for "there is not" that ends the number's clause: "12 тысяч северокорейцев в Курской области нет".
    """
    verb, number = reading.predicate, reading.number
    end = max(number.end, reading.head.end)
    for word in scene.language.marks("absent") if reading.measure in STAGED else ():
        at = scene.text.find(f" {word}", end, scene.sentence.end)
        close = at + 1 + len(word)
        if at < 0 or any(hit.kind in _THINGS for hit in scene.hits.within(end, close)):
            continue  # "у 900 сапёров потерь нет"
        if not parted(scene, end, at) and not scene.text[close : close + 2].strip()[:1].isalnum():
            return True
    words = tuple(f" {word} " for word in scene.language.marks("negation"))
    if verb is None or not words or not verb.end <= number.start:
        return False
    before = scene.text[max(scene.sentence.start - 1, 0) : verb.start]
    return f" {before}".replace('"', " ").endswith(words) and not parted(scene, verb.end, number.start)


_THINGS = ("event", "people", "unit", "idiom")  # kinds of words for what else is not there
