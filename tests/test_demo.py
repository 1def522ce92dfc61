"""The demo, run whole: the real service over the invented outlets."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from bot.demo import outlets, server
from bot.demo.outlets import Outlet
from bot.model import Outcome


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Outlet, ...]]:
    """The same outlets, whose articles come out four times as fast."""
    from dataclasses import replace

    def sooner(outlet: Outlet) -> Outlet:
        stories = tuple(
            replace(story, after=story.after / 4, bumped=story.bumped / 4 if story.bumped else None)
            for story in outlet.articles
        )
        return replace(outlet, articles=stories)

    made = tuple(sooner(outlet) for outlet in outlets.load())
    monkeypatch.setattr(outlets, "load", lambda: made)
    yield made


async def test_the_demo_shows_every_kind_of_alert_and_the_days_digest(hurried: tuple[Outlet, ...]) -> None:
    paper = io.StringIO()
    screen = await server._show(Console(file=paper, width=120, highlight=False), "en")
    shown = paper.getvalue()
    assert {Outcome.FIRST, Outcome.REVISED, Outcome.DISPUTED} <= set(screen.alerts)
    assert screen.articles >= sum(len(outlet.articles) for outlet in hurried) // 2
    assert screen.digests == 1
    _, _, digest = shown.partition("The day: ")
    assert sum(digest.count(sign) for sign in ("🆕", "🔺", "🔻", "🚫")) >= 3
    assert "… and" not in digest
    assert "polled, 1 new item" in shown
    assert [outlet.name for outlet in hurried if outlet.name not in shown] == []


async def test_nothing_of_the_demo_reads_the_settings_of_its_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    """A token in the environment must not make the demo post into somebody's channel."""
    from pathlib import Path

    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:somebodys-own-token")
    monkeypatch.setenv("TELEGRAM_CHANNELS", "@somebodys_own_channel")
    settings = server._settings(Path(str(tmp_path)), [], "en")
    assert (settings.token, settings.channels) == (None, ())
