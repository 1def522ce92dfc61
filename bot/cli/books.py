"""The database for one command: opened, migrated, seeded once, closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.adapters.store import Store
    from bot.config import Settings


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """The store of the settings; a new database starts from the baseline, as in the service."""
    from bot import claimants, house
    from bot.adapters.store import Store

    now = datetime.now(UTC)
    start = house.seeds(settings, claimants.shipped(), now)
    with Store(settings.database_url) as store:
        store.migrate()
        store.seed([(seed.figure, seed.told) for seed in start], now)
        yield store
