"""A whole house for a test: the real service's parts over a stand-in outlet, with a clock that obeys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import config
from bot.adapters.store import Chat
from bot.feeds import Poll
from bot.house import House, opened
from bot.model import Alert, Article, Change, Claim, Entry, Feed

NOON = datetime(2025, 7, 10, 12, 0, tzinfo=UTC)

#: The ledger that these tests start from: facts, no article text.
BASELINE = """
[[figure]]
measure = "killed"
claimant = "nis"
low = 600
high = 600
qualifier = "about"
source = "test"
date = 2025-06-26
"""


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)


class Notes:
    """A looker-on who writes everything down."""

    def __init__(self) -> None:
        self.turns = 0
        self.polls: list[tuple[str, str | None, int]] = []
        self.texts: list[str] = []
        self.claims: list[Claim] = []
        self.changes: list[Change] = []
        self.aside: list[tuple[str, str, bool]] = []

    def polled(self, feed: Feed, poll: Poll, new: int, wanted: int) -> None:
        self.polls.append((feed.name, poll.problem, new))

    def all_polled(self) -> None:
        self.turns += 1

    def read(self, article: Article, found: Sequence[Claim]) -> None:
        self.texts.append(article.title)
        self.claims += found

    def judged(self, article: Article, changes: Sequence[Change]) -> None:
        self.changes += changes

    def set_aside(self, entry: Entry, reason: str, final: bool) -> None:
        self.aside.append((entry.title, reason, final))

    @property
    def outcomes(self) -> list[str]:
        return [str(change.outcome) for change in self.changes]


class Paper:
    """A terminal that keeps what is printed on it."""

    def __init__(self) -> None:
        self.alerts: list[tuple[str, str, int | None]] = []
        self.posts: list[str] = []

    def alert(self, told: Alert, chat: Chat) -> None:
        claim = told.change.claim
        self.alerts.append((str(told.kind), told.change.series, claim.low))

    def post(self, text: str) -> None:
        self.posts.append(text)


def killed(number: int) -> str:
    """A sentence with one claim, by the intelligence service whose figure the baseline has."""
    who = "Nach Angaben des südkoreanischen Geheimdienstes NIS"
    return f"{who} wurden rund {number} nordkoreanische Soldaten getötet."


@asynccontextmanager
async def household(
    folder: Path,
    feeds: dict[str, str],
    clock: Clock,
    *,
    every: str = "15m",
    kind: str = "topic",
    baseline: str = BASELINE,
    **variables: str,
) -> AsyncIterator[tuple[House, Notes, Paper]]:
    """An opened house that polls these feeds (name → address), all in German."""
    rows = (
        f'[[feed]]\nname = "{name}"\nurl = "{url}"\nlang = "de"\nkind = "{kind}"\nevery = "{every}"\n'
        for name, url in feeds.items()
    )
    (folder / "feeds.toml").write_text("\n".join(rows), encoding="utf-8")
    (folder / "baseline.toml").write_text(baseline, encoding="utf-8")
    given = {
        "MUSTER_FEEDS": str(folder / "feeds.toml"),
        "MUSTER_BASELINE": str(folder / "baseline.toml"),
        "MUSTER_DATABASE_URL": f"sqlite:///{folder / 'muster.db'}",
        "MUSTER_ALLOW_PRIVATE_ADDRESSES": "127.0.0.0/8",
        "MUSTER_WORKERS": "1",
        "MUSTER_TIMEZONE": "Europe/Berlin",
    }
    notes, paper = Notes(), Paper()
    async with opened(config.fixed(**{**given, **variables}), notes, paper, clock) as house:
        yield house, notes, paper


async def one_pass(house: House) -> None:
    """Everything that the service does in its first seconds, once."""
    await house.pipeline.collect()
    await house.outbox.spread()
    await house.outbox.drain()
