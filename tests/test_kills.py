"""Delivery under kill −9 and a failing Bot API, in its short form; the long one is ``bench/delivery.py``."""

from __future__ import annotations

from pathlib import Path

from tests.kills import kill_again_and_again

#: What Telegram answers to a look at a message's place: neither is a call gone wrong.
LOOKS = {"message to edit not found", "message is not modified"}


async def test_killed_again_and_again_every_alert_is_told_once_and_in_order(tmp_path: Path) -> None:
    outcome = await kill_again_and_again(tmp_path, kills=6, seed=7)
    assert ((), (), True) == (outcome.lost, outcome.repeated, outcome.in_order)
    assert [] == [why for _, why in outcome.refused if not any(look in why for look in LOOKS)]
    assert outcome.alerts >= 6
