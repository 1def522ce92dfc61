"""The dated streams, read by the bot's own reader: from articles to alerts."""

from __future__ import annotations

import pytest
from test_streams import NAMES, STREAMS, gold, start, told

from bot import claims
from bot.ledger import Policy
from bot.replay import Step, load, replay


def as_read(name: str) -> list[Step]:
    lines = (STREAMS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return list(replay(load(lines, name), claims.read, start(name), Policy()))


@pytest.mark.parametrize("name", NAMES)
def test_a_stream_read_by_the_reader_gives_its_alerts_and_no_others(name: str) -> None:
    assert gold(name) == told(as_read(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_new_values_own_words_stand_in_every_alerts_quote(name: str) -> None:
    alerts = [alert for step in as_read(name) for alert in step.alerts]
    assert alerts
    assert [] == [alert for alert in alerts if alert.change.claim.number not in alert.change.claim.quote]
