"""Many articles read side by side: reading needs a processor and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from bot import claims
from bot.model import Article, Claim

#: Fewer articles are read sooner than further processes have started.
FEW = 500

_PORTION = 50


def read_all(articles: Sequence[Article]) -> Iterator[tuple[Claim, ...]]:
    """The claims of each article, in the order given, with every processor of the machine where that pays."""
    processors = os.cpu_count() or 1
    if len(articles) < FEW or processors == 1:
        yield from map(claims.read, articles)
        return
    with ProcessPoolExecutor(processors) as pool:
        yield from pool.map(claims.read, articles, chunksize=_PORTION)
