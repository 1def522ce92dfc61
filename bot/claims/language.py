"""One language as data: what its file in ``languages/`` says, checked and made ready for the reader."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import repeat
from pathlib import Path
from typing import Any

from bot import toml
from bot.claimants import KINDS, Claimants
from bot.claims.lexicon import Lexicon, parse_phrase
from bot.errors import ConfigError
from bot.model import Measure, Qualifier, Stage

FOLDER = Path(__file__).parent / "languages"

#: What is the same in every language: see the file.
TOPIC: Mapping[str, Any] = tomllib.loads((Path(__file__).parent / "topic.toml").read_text(encoding="utf-8"))

#: Section and key of a language file → the kind of hit its phrases make. A list's phrases have the value
#: given here (the key itself where it is None); a table's phrases have their own numbers.
LISTS: dict[str, dict[str, str]] = {
    "numbers": {
        "half": "half",
        "and": "and",
        "percent": "percent",
        "between": "between",
        "counters": "counter",
        "rough": "rough",
        "asked": "asked",
    },
    "more": {"before": "more_before", "after": "more_after"},
    "grammar": {
        "filler": "filler",
        "of": "of",
        "from": "from",
        "relative": "relative_clause",
        "function": "function",
        "part": "part",
        "including": "including",
        "now": "now",
        "tally": "tally",
        "unnumbered": "unnumbered",
        "not": "not",
        "each": "each",
        "rate": "rate",
        "without": "without",
        "per": "per",
        "all": "each",
        "them": "them",
        "governs": "governs",
        "grows": "grows",
        "adds": "adds",
        "strength": "strength",
        "idioms": "idiom",
        "to": "to",
        "spot": "spot",
    },
    "speech": {
        "say": "say",
        "they_say": "they_say",
        "at": "at",
        "oblique": "oblique_name",
        "according": "according",
        "according_after": "according_after",
        "deny": "deny",
        "doubt": "doubt",
        "impersonal": "impersonal",
        "back": "back",
        "sums": "sums",
        "told_this": "told_this",
        "continues": "continues",
        "pronoun": "pronoun",
        "him": "him",
        "service": "service",
        "official": "official",
        "unnamed": "unnamed",
        "reported": "reported",
        "also": "also",
        "body": "body",
        "holder": "holder",
        "told_before": "told_before",
        "interview": "interview",
        "reacts": "reacts",
        "revealed": "revealed",
        "received": "received",
        "hears": "hears",
        "officials": "officials",
    },
    "topic.context": {
        "theatre": "theatre",
        "elsewhere": "elsewhere",
        "sanctions": "sanctions",
        "whole": "whole",
        "town": "town",
    },
}
TABLES: dict[str, dict[str, str]] = {
    "numbers": {
        "number": "number",
        "scale": "scale",
        "vague": "vague",
        "about": "about",
        "share": "share",
        "once": "once",
        "inverted": "inverted",
    },
    "time": {"months": "month", "seasons": "season"},
}
#: What a day, week, month or year may be to the article's own date; ``times`` has the rules.
RELATIVE = frozenset(
    f"{which}_{unit}" for which in ("last", "this", "next") for unit in ("week", "month", "year")
) | {*("today", "yesterday", "last", "this", "next", "coming_months", "coming_weeks", "since_new_year")}
#: Sections whose keys are values of their own: {"killed": [...], ...} makes hits of one kind.
KEYED: dict[str, tuple[str, frozenset[str]]] = {
    "bounds.before": ("bound_before", frozenset(Qualifier) - {"exact", "vague"}),
    "bounds.after": ("bound_after", frozenset(Qualifier) - {"exact", "vague"}),
    "topic.people": ("people", frozenset(Measure) | {"person"}),
    "topic.event": ("event", frozenset(Measure) - {"troops", "engineers", "workers"}),
    "topic.stage": ("stage", frozenset(Stage) | {"send", "done", "light"}),
    "topic.nation": ("nation", frozenset({"counted", "counted_people", "other", "other_people"})),
    "topic.trade": ("trade", frozenset({"engineers", "workers"})),
    "topic.task": ("task", frozenset({"engineers", "workers"})),
    "topic.unit": ("unit", frozenset({"things", "shown", "persons"})),
    "topic.place": ("place", frozenset()),
    "speech.referent": ("referent", frozenset(KINDS) | {"body", "theirs"}),
    "speech.office": ("office", frozenset(TOPIC["offices"])),
    "speech.country": ("country", frozenset()),
    "time.relative": ("relative", RELATIVE),
}


class _Lists(dict[str, tuple[str, ...]]):
    """Lists by their keys; one that a language does not have is empty."""

    def __missing__(self, key: str) -> tuple[str, ...]:
        self[key] = ()  # asked for again a thousand times: found, next time, without a call
        return ()


@dataclass(frozen=True)
class Language:
    """A language file, ready: its settings, and one lexicon with the claimants' names in it."""

    code: str
    data: Mapping[str, Any]
    claimants: Claimants

    def _setting(self, section: str, key: str, default: Any) -> Any:
        return self.data.get(section, {}).get(key, default)

    @cached_property
    def spaced(self) -> bool:
        return bool(self._setting("language", "spaced", True))

    @cached_property
    def numerals(self) -> bool:
        """Whether numbers are written with East Asian numerals."""
        return bool(self._setting("language", "numerals", False))

    @cached_property
    def predicate_last(self) -> bool:
        """Whether the verb stands at the end of its clause, so that it governs numbers before it."""
        return bool(self._setting("language", "predicate_last", False))

    @cached_property
    def wordless(self) -> bool:
        """Whether words stand side by side without spaces, particles too (Japanese; Korean has spaces)."""
        return bool(self._setting("language", "wordless", False))

    @cached_property
    def subjectless(self) -> bool:
        """Whether a verb of saying needs no subject where the last speaker goes on ("“…”, declaró")."""
        return bool(self._setting("language", "subjectless", False))

    @cached_property
    def by_order(self) -> bool:
        """Whether neither spaces nor particles part the words, so that their order alone tells (Chinese)."""
        return not self.spaced and not self.marks("subject")

    @cached_property
    def nouns_capitalised(self) -> bool:
        return bool(self._setting("language", "nouns_capitalised", False))

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        return frozenset(self._setting("sentence", "abbreviations", ()))

    @cached_property
    def ordinals(self) -> frozenset[str]:
        return frozenset(self._setting("sentence", "ordinals", ()))

    @cached_property
    def scales(self) -> frozenset[str]:
        """Abbreviations that end a sentence unless one of ``ordinals`` follows ("11 tys. Koreańczyków")."""
        return frozenset(self._setting("sentence", "scales", ()))

    @cached_property
    def ordinal_after(self) -> frozenset[str]:
        """Articles that make the digits behind them an ordinal, whatever follows ("des 73. Zentrums")."""
        return frozenset(self._setting("sentence", "ordinal_after", ()))

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """What carries a sentence on right after a closing quote ("라고", "と")."""
        return tuple(self._setting("sentence", "quoted", ()))

    @cached_property
    def marks(self) -> Callable[[str], tuple[str, ...]]:
        """A list of [grammar] by its key, whose words cling to others and are no phrases: particles, endings.

        Asked for some thousand times an article: the look-up itself, without a call of ours around it.
        """
        return _Lists(self._listed("grammar")).__getitem__

    @cached_property
    def stranger(self) -> Callable[[str], tuple[str, ...]]:
        """A list of [stranger] by its key: beginnings of words around names of speakers that stand in no list."""
        return _Lists(self._listed("stranger")).__getitem__

    @cached_property
    def is_title(self) -> Callable[[str], bool]:
        """Whether a word is, or but for a short one holds, the title of a person who speaks under the own name."""
        titles = self.stranger("titles")
        inside = tuple(title for title in titles if len(title) >= _TITLE)
        return lru_cache(_WORDS)(lambda word: word in titles or any(title in word for title in inside))

    @cached_property
    def is_label(self) -> Callable[[str], bool]:
        """Whether a word holds one for a body that its name stands behind ("think tanku CSIS")."""
        labels = tuple(label for label in self.stranger("labels") if " " not in label)
        return lru_cache(_WORDS)(lambda word: any(label in word for label in labels))

    @cached_property
    def small_in_names(self) -> bool:
        """Whether only the first word of a body's name has a capital ("Istituto affari internazionali")."""
        return bool(self._setting("stranger", "small_in_names", False))

    def _listed(self, name: str) -> dict[str, tuple[str, ...]]:
        table = self.data.get(name, {})
        return {key: tuple(words) for key, words in table.items() if isinstance(words, list)}

    @cached_property
    def counters(self) -> tuple[str, ...]:
        return tuple(self._setting("numbers", "counters", ()))

    @cached_property
    def connectors(self) -> frozenset[str]:
        """What stands between the two ends of a range ("bis", "to", "~")."""
        return frozenset({"-", "–", "~", *self._setting("numbers", "connectors", ())})

    @cached_property
    def both(self) -> frozenset[str]:
        """What joins the ends of a range that an opener announced ("between … and")."""
        return frozenset(self._setting("numbers", "both", ()))

    @cached_property
    def either(self) -> frozenset[str]:
        """What joins two neighbouring numbers into a rough one ("three or four hundred")."""
        return frozenset(self._setting("numbers", "either", ()))

    @cached_property
    def accounts(self) -> frozenset[str]:
        """Words that end a claimant's name as a source of its own ("ukrainische Angaben", "US estimates")."""
        speech = self.data.get("speech", {})
        told = (*speech.get("according", ()), *speech.get("according_after", ()))
        return frozenset(phrase.lower() for phrase in told if phrase.isalpha())

    @cached_property
    def joiners(self) -> frozenset[str]:
        """Words that join two predicates into one ("killed or wounded")."""
        return frozenset({*self.both, *self.either, *self._setting("grammar", "joiners", ()), "/", "·", "、"})

    @cached_property
    def grouped(self) -> re.Pattern[str]:
        marks = re.escape(self._setting("language", "groups", ". '"))
        return re.compile(rf"\d{{1,3}}(?:(?P<mark>[{marks}])\d{{3}})(?:(?P=mark)\d{{3}})*(?!\d)")

    @cached_property
    def decimal(self) -> re.Pattern[str]:
        marks = re.escape(self._setting("language", "decimal", ",."))
        return re.compile(rf"\d{{1,9}}[{marks}]\d{{1,9}}(?![.,]?\d)")

    @cached_property
    def numeral_run(self) -> re.Pattern[str]:
        return re.compile(self._setting("language", "numeral_start", "(?!)"))

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon(
            [*phrases(self.data), *self._names()],
            spaced=self.spaced,
            letters=self.letters,
            closing=self.marks("prefixes"),
            joiners=self.marks("joiners"),
        )

    @cached_property
    def capitals(self) -> dict[str, tuple[str, str]]:
        """Countries and cities that speak for themselves, by their names in small letters."""
        names = ((phrase.replace("=", "").lower(), value) for phrase, _, value in self._names())
        return {phrase: value for phrase, value in names if value[1] == "capital"}

    @cached_property
    def letters(self) -> dict[int, int]:
        """Letters that are read as others, by code point: pairs in the file ("國国 韓韩")."""
        return {ord(pair[0]): ord(pair[1]) for pair in self._setting("language", "letters", "").split()}

    @cached_property
    def short(self) -> tuple[tuple[str, str], ...]:
        """Beginnings of names that headlines shorten: pairs in the file ("우크라이나 우크라"), the full one first."""
        pairs = (pair.split("|") for pair in self._setting("language", "short", ()))
        return tuple((full, short) for full, short in pairs)

    @cached_property
    def country_letters(self) -> dict[str, str]:
        """One letter that stands for a country before an office ("韩防长", "美官员"), and the country."""
        countries = table_of(self.data, "speech.country")
        return {word: code for code, words in countries.items() for word in words if len(word) == 1}

    def home_of(self, word: str) -> str | None:
        """The country whose bodies' names open with a word ("미국 국방부", "미 국무부"), if it is one alone."""
        return self._homes.get(word)

    @cached_property
    def leaders(self) -> dict[str, tuple[str, str]]:
        """A leader's surname, and the claimant and role that the leader's full name has."""
        out: dict[str, tuple[str, str]] = {}
        ours = table_of(self.data, "topic.nation").get("counted", ())
        for alias in self.claimants.aliases(self.code) if self.marks("surname") else ():
            name = " ".join(word.text.lower() for word in alias.words)
            if not any(phrase.lower().rstrip("*").startswith(name) for phrase in ours):
                continue
            for surname in self.marks("surname"):
                if name.startswith(f"{surname.lower()} "):
                    out.setdefault(surname, (alias.claimant, alias.role))
        return out

    @cached_property
    def _homes(self) -> dict[str, str | None]:
        homes: dict[str, set[str | None]] = {}
        for alias in self.claimants.aliases(self.code):
            one = self.claimants.get(alias.claimant)
            if one is not None and len(alias.words) > 1 and alias.role == "claimant":
                homes.setdefault(alias.words[0].text, set()).add(one.country)
        return {word: countries.pop() for word, countries in homes.items() if len(countries) == 1}

    def _names(self) -> Iterator[tuple[str, str, Any]]:
        for words, claimant, role in self.claimants.aliases(self.code):
            parts = [
                _written(text, open_ended, cased) if open_ended or cased else text
                for text, open_ended, cased in words
            ]
            name = " ".join(parts)
            yield name, "who", (claimant, role)
            for full, short in self.short:
                if name.startswith(full) and len(name) > len(full) and role == "claimant":
                    yield short + name.removeprefix(full), "who", (claimant, role)


def _written(text: str, open_ended: bool, case_sensitive: bool) -> str:
    """A word of a claimant's name as a phrase of a language file has it."""
    if open_ended:
        text += "*"
    return f"={text}" if case_sensitive else text


def phrases(data: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Every phrase of a language file with its kind and value."""
    for section, keys in LISTS.items():
        table = table_of(data, section)
        for key, kind in keys.items():
            yield from zip(table.get(key, ()), repeat(kind), repeat(key))
    for section, keys in TABLES.items():
        table = table_of(data, section)
        for key, kind in keys.items():
            values = table.get(key, {})
            yield from zip(values.keys(), repeat(kind), values.values(), strict=False)
    for section, (kind, _) in KEYED.items():
        for key, listed in table_of(data, section).items():
            yield from zip(listed, repeat(kind), repeat(_valued(kind, key)))
    yield from _compounds(table_of(data, "numbers").get("compound", {}), table_of(data, "numbers"))


def _valued(kind: str, key: str) -> Any:
    return Qualifier(key) if kind.startswith("bound") else key


_MOST_WITH_HUNDREDS = 20  # "zwanzigtausendfünfhundert": beyond it newspapers write digits


def _compounds(rule: Mapping[str, Any], numbers: Mapping[str, Any]) -> Iterator[tuple[str, str, float]]:
    """Number words written as one ("fünfundzwanzigtausend", "venticinquemila"), as many as news writes."""
    if not rule:
        return
    below = _below_hundred(rule, numbers.get("number", {}))
    hundred, thousand, one = rule["hundred"], rule["thousand"], rule.get("one", "")
    hundreds = {f"{word}{hundred}": value * 100 for word, value in below.items() if value < 10}
    yield from ((word, "number", value) for word, value in {**below, **hundreds}.items())
    for word, value in {one: 1, **below, hundred: 100, **hundreds}.items():
        if not word or not value:
            continue
        yield f"{word}{thousand}", "number", value * 1000
        for more, rest in hundreds.items():
            if value <= _MOST_WITH_HUNDREDS:
                yield f"{word}{thousand}{more}", "number", value * 1000 + rest
    if alone := rule.get("thousand_alone"):  # "mille", not "unomila": "millecento", "milleduecento"
        for more, rest in {hundred: 100, **hundreds}.items():
            yield f"{alone}{more}", "number", 1000 + rest
            tens = {word: ten for word, ten in below.items() if ten % 10 == 0}
            yield from ((f"{more}{word}", "number", rest + ten) for word, ten in tens.items())


def _below_hundred(rule: Mapping[str, Any], words: Mapping[str, float]) -> dict[str, int]:
    plain = {word: int(value) for word, value in words.items() if word.isalpha() and 1 < value < 100}
    units = {word: value for word, value in plain.items() if value < 10}
    if one := rule.get("one"):
        units[one] = 1
    tens = {word: value for word, value in plain.items() if value >= 20 and value % 10 == 0}
    joined = dict(plain)
    for ten, tens_value in tens.items():
        for unit, value in units.items():
            if rule.get("units_first"):
                joined[f"{unit}{rule.get('and', '')}{ten}"] = tens_value + value
            else:
                stem = ten[:-1] if unit[0] in rule.get("elide", "") else ten
                joined[f"{stem}{unit}"] = tens_value + value
    return joined


def table_of(data: Mapping[str, Any], dotted: str) -> Mapping[str, Any]:
    """The table of a language file by its name with dots ("topic.event"); empty where it has none."""
    found = data
    for part in dotted.split("."):
        inner = found.get(part, {})
        if not isinstance(inner, Mapping):
            return {}
        found = inner
    return found


def load(code: str, claimants: Claimants, folder: Path = FOLDER) -> Language:
    """Read one language file; ConfigError names file and key where it is wrong.

    What stands from the first ``[[…]]`` on are examples for ``check``: most of the file, and not needed to read.
    """
    return Language(code, parsed(code, folder), claimants)


def parsed(code: str, folder: Path = FOLDER) -> dict[str, Any]:
    """The sections of a language file as TOML has them, without its examples; ConfigError as for ``load``."""
    path = folder / f"{code}.toml"
    try:
        return toml.loads(_before_examples(path).decode())
    except FileNotFoundError:
        raise ConfigError(
            str(path.name), f"there is no language “{code}”", "docs/languages.md shows how to add one"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(path.name, f"is no valid TOML: {error}") from None


_TITLE = 4  # letters from which a title may stand inside a longer word
_WORDS = 4096  # words whose kind is remembered
_EXAMPLES = b"\n[["


def _before_examples(path: Path) -> bytes:
    """The file up to its first ``[[…]]``; most of what follows, four fifths of the file, is never read."""
    found = b""
    with path.open("rb", buffering=0) as file:
        while _EXAMPLES not in found and (more := file.read(1 << 16)):
            found += more
    return found.partition(_EXAMPLES)[0]


def codes(folder: Path = FOLDER) -> tuple[str, ...]:
    """The languages there are files for."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


__all__ = ["FOLDER", "Language", "codes", "load", "parse_phrase", "phrases"]
