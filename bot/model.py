"""The nouns of the house: frozen values that every room shares.

feeds → entries → articles → claims → changes → alerts → messages. What the words mean is settled in the
contract on figures (docs/design.md, "Terms"). All times are aware and in UTC; people see their own zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any


class Measure(StrEnum):
    """What is counted."""

    TROOPS = "troops"
    ENGINEERS = "engineers"
    WORKERS = "workers"
    KILLED = "killed"
    WOUNDED = "wounded"
    CASUALTIES = "casualties"
    CAPTURED = "captured"
    MISSING = "missing"
    RETURNED = "returned"


#: More people than there are: no number of them is so large, and every database holds it.
TOO_MANY = 10**10

#: Measures that have a stage; the others never have one.
STAGED = frozenset({Measure.TROOPS, Measure.ENGINEERS, Measure.WORKERS})


class Stage(StrEnum):
    """Whether those counted have gone, are there now, or are still to go."""

    SENT = "sent"
    PRESENT = "present"
    PLANNED = "planned"


class Qualifier(StrEnum):
    """How the number is bounded by the words around it."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    FEWER_THAN = "fewer_than"
    VAGUE = "vague"


class Section(StrEnum):
    """Which part of an article a span counts in."""

    TITLE = "title"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days, both ends inside it."""

    first: date
    last: date

    def overlaps(self, other: Window) -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Feed:
    """One address that is polled. ``every`` is the wished interval; ``origin`` the agency behind it."""

    name: str
    url: str
    lang: str
    kind: str
    every: timedelta
    origin: str | None = None
    enabled: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, as the feed tells it. ``content`` is the full text where the feed has it."""

    feed: str
    guid: str
    url: str
    title: str
    summary: str = ""
    content: str = ""
    published: datetime | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One text of one outlet.

    ``id`` is the canonical address in the service and the line's id in a replay; an id seen again is a
    newer edition. ``published`` is the earliest of page date, feed date and first seen. ``origin`` is the
    agency whose text it is, where known; without one the outlet is its own origin.
    """

    id: str
    lang: str
    outlet: str
    title: str
    text: str
    published: datetime
    url: str = ""
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One number about the people counted, as one sentence of one article states it.

    ``low`` and ``high`` are whole persons, None where open. ``share`` is a fraction of one, with low and
    high None. ``start`` and ``end`` count code points of the section's text as given; ``quote`` is that
    text. ``number`` is the number's own words, a part of ``quote``. ``current`` is true where the sentence
    says now or again. ``confidence`` runs from 0 to 1.
    """

    measure: Measure
    stage: Stage | None
    low: int | None
    high: int | None
    qualifier: Qualifier
    quote: str
    start: int
    end: int
    number: str
    rule: str
    confidence: float
    section: Section = Section.BODY
    share: float | None = None
    increment: bool = False
    denied: bool = False
    current: bool = False
    claimant: str | None = None
    via: str | None = None
    as_of: Window | None = None
    place: str | None = None

    @property
    def series(self) -> str:
        """The series this claim belongs to: ``killed``, ``troops·sent``, ``troops·sent+``."""
        name = str(self.measure) if self.stage is None else f"{self.measure}·{self.stage}"
        return f"{name}+" if self.increment and self.stage is not Stage.PLANNED else name


class Outcome(StrEnum):
    """What a claim does to the ledger."""

    REPEAT = "repeat"
    DENIED = "denied"
    RESTATED = "restated"
    LAGGED = "lagged"
    REVISED = "revised"
    AGREES = "agrees"
    DISPUTED = "disputed"
    FIRST = "first"
    RECORDED = "recorded"  # a share, a denial of nothing anyone says, a rejected reading: kept, not compared
    WITHDRAWN = "withdrawn"  # a newer edition of the article no longer carries the number


#: The rule of a claim that an operator has edited: its numbers are a person's word, no longer the reader's.
EDITED = "operator"

#: Outcomes that alert unless they are held.
ALERTING = frozenset({Outcome.DENIED, Outcome.REVISED, Outcome.DISPUTED, Outcome.FIRST})


@dataclass(frozen=True, slots=True)
class Value:
    """A range with its qualifier, the days it refers to, and since when it is told (publication).

    ``reports`` counts the articles that tell it, editions of one article once. ``seeded`` is true for a
    value of the baseline file.
    """

    low: int | None
    high: int | None
    qualifier: Qualifier
    since: datetime
    as_of: Window | None = None
    reports: int = 1
    seeded: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """Where one claimant's number stands in one series: its present value, and former present ones.

    ``earlier`` is newest first. ``reports`` counts the articles behind the figure, old values and lagged
    ones included, and the baseline as one where it is among the values; ``origins`` names the independent
    origins of the present value. ``claimant`` is None for a number that nobody stands behind and that was
    told nevertheless, after a second origin or an operator.
    """

    series: str
    claimant: str | None
    present: Value
    earlier: tuple[Value, ...] = ()
    reports: int = 1
    origins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """What one claim of one article did to the ledger, and why.

    ``old`` is the value it was compared with and ``old_claimant`` whose it was. ``rule`` names the row of
    the ledger's table that decided (``ledger.EXPLANATIONS``); ``facts`` are the values that the row's
    sentence is filled with, ready for JSON. ``held`` says why it waits for an operator (``ledger.HOLDS``),
    None when it does not. ``figure`` is the figure after the change, whosever it is, None when none is
    touched; ``withdrawn`` names, as (series, claimant), a figure that is no more. ``value`` is the figure's
    value that this report counts for. ``origin`` is where the report comes from, ``origins`` all independent
    origins of the claim known by now. ``waits_with`` is the key of the earlier held change whose number this
    held one repeats; ``released`` are the keys of held changes that this one set free or made needless.
    ``silent`` changes are taken in without an alert.
    """

    article: Article
    claim: Claim
    outcome: Outcome
    rule: str
    at: datetime
    old: Value | None = None
    old_claimant: str | None = None
    held: str | None = None
    figure: Figure | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    silent: bool = False
    value: Value | None = None
    withdrawn: tuple[str, str | None] | None = None
    origin: str = ""
    origins: frozenset[str] = frozenset()
    waits_with: str | None = None
    released: tuple[str, ...] = ()

    @property
    def series(self) -> str:
        return self.claim.series

    @property
    def alerts(self) -> bool:
        """Whether it is to be told by itself: an alerting outcome, neither held nor silent."""
        return self.outcome in ALERTING and self.held is None and not self.silent

    @property
    def again(self) -> str | None:
        """The key of the change that told this number first, where its article took it back in between."""
        return self.facts.get("again")

    @property
    def key(self) -> str:
        """Names this change for good: the same reading of the same article has the same key.

        A number may go and come with the editions: what goes or comes again is named by what it was.
        """
        c = self.claim
        who = "-" if c.claimant is None else c.claimant
        parts = (self.article.id, str(self.outcome), str(c.section), c.start, c.end, c.number, c.series, who)
        former = self.again or self.facts.get("report")
        more = () if former is None else (former,)
        text = "\x1f".join(str(part) for part in (*parts, c.low, c.high, c.share, self.at.isoformat(), *more))
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Alert:
    """A change that is told. ``also`` are outlets that brought the same change within 48 hours.

    ``others`` are the present figures of other claimants in the series, ``baseline`` the claimant's figure
    as the bot started from it. ``id`` is the store's; ``change.key`` names the alert before it has one.
    """

    kind: Outcome
    change: Change
    also: tuple[str, ...] = ()
    others: tuple[Figure, ...] = ()
    baseline: Figure | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """What one local day brought, ready to be told."""

    day: date
    zone: str
    alerts: tuple[Alert, ...] = ()
    joined: tuple[Change, ...] = ()
    disputed: tuple[Figure, ...] = ()
    lagged: int = 0
    held: int = 0
    articles: int = 0
    outlets: int = 0
    languages: tuple[str, ...] = ()
    failing: tuple[tuple[str, str], ...] = ()
