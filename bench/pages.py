"""How many pages a second become articles, and what each step of it costs.

    python -m bench.pages [--pages 60] [--workers 2]

The pages are generated: article pages of about 60, 160 and 400 kB as news sites build them (scripts, menus,
teasers, comments around 2 to 8 kB of text), in German, Russian and Korean, from words of our own. Extraction
is measured in this process (processor time) and through worker processes (adapters/parsing.py, wall time);
sketches, cleaning and feed parsing beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from bot.adapters.parsing import Parsing
from bot.articles import clean, extract, sketch
from bot.feeds import parse
from bot.model import Feed

SPEECH = {
    "de": "der Rat die Stadt Brücke Hafen neue am Montag sagte Sprecher wegen ohne hundert Boote im Herbst",
    "ru": "в порту городской совет мост новый сказал представитель осенью сто лодок без участия жителей",
    "ko": "항구 도시 의회는 월요일 새 다리를 짓기로 했다 대변인은 가을에 배 백여 척이 필요하다고 말했다",
}
WORDS = {lang: text.split() for lang, text in SPEECH.items()}
SIZES = {"small": (60_000, 2_000), "middle": (160_000, 4_000), "large": (400_000, 8_000)}


def sentence(rng: random.Random, lang: str) -> str:
    words = [rng.choice(WORDS[lang]) for _ in range(rng.randint(7, 18))]
    return " ".join([words[0].capitalize(), *words[1:], str(rng.randint(2, 9000))]) + "."


def paragraphs(rng: random.Random, lang: str, characters: int) -> list[str]:
    found: list[str] = []
    while sum(map(len, found)) < characters:
        found.append(" ".join(sentence(rng, lang) for _ in range(rng.randint(2, 5))))
    return found


def build(rng: random.Random, lang: str, size: int, text: int) -> bytes:
    """One page of about ``size`` bytes with ``text`` characters of article."""
    title = sentence(rng, lang)
    body = "".join(f'<p class="text">{p}</p>' for p in paragraphs(rng, lang, text))
    menu = "".join(
        f'<li class="nav-item"><a href="/{n}"><span>{sentence(rng, lang)[:20]}</span></a></li>'
        for n in range(80)
    )
    around: list[str] = []
    while sum(len(piece.encode()) for piece in around) < size // 2:
        around.append(
            f'<div class="card" data-id="{rng.random()}"><a href="/a/{rng.randint(1, 10**6)}">'
            f'<img src="/i.jpg" alt=""><h3>{sentence(rng, lang)}</h3></a><p>{sentence(rng, lang)}</p></div>'
        )
    rest = size - size // 2 - len(body.encode()) - len(menu.encode())
    script = "<script>" + "var settings=1;" * max(0, rest // 15) + "</script>"
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{script}'
        '<meta property="article:published_time" content="2025-06-26T10:00:00Z"></head><body>'
        f"<nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1>{body}</article>"
        f"<aside>{''.join(around)}</aside></main></body></html>"
    ).encode()


def timed(name: str, jobs: Sequence[Any], act: Callable[[Any], object]) -> None:
    """Processor time, so that a busy machine changes little."""
    start = time.process_time()
    for job in jobs:
        act(job)
    show(name, len(jobs), time.process_time() - start)


def show(name: str, count: int, seconds: float) -> None:
    print(f"{name:<44}{count / seconds:>10.1f} /s{1000 * seconds / count:>10.2f} ms each")


def feed_body(rng: random.Random, items: int) -> bytes:
    at = format_datetime(datetime(2025, 6, 26, tzinfo=UTC))
    rows = "".join(
        f"<item><title>{sentence(rng, 'de')}</title><link>https://a.example/{n}</link><pubDate>{at}</pubDate>"
        f"<description>{sentence(rng, 'de')} {sentence(rng, 'de')}</description></item>"
        for n in range(items)
    )
    return f'<rss version="2.0"><channel><title>x</title>{rows}</channel></rss>'.encode()


async def through_workers(pages: Sequence[bytes], workers: int) -> None:
    async with Parsing(workers) as parsing:
        await asyncio.gather(*(parsing.extract(pages[0], "https://a.example/") for _ in range(workers)))
        start = time.perf_counter()
        await asyncio.gather(*(parsing.extract(page, "https://a.example/x") for page in pages))
        show(f"pages through {workers} worker processes", len(pages), time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    rng = random.Random(20250626)
    every: list[bytes] = []
    extract(build(rng, "de", 10_000, 1000), "https://a.example/")  # loads the libraries
    for name, (size, text) in SIZES.items():
        pages = [build(rng, lang, size, text) for lang in WORDS for _ in range(max(1, given.pages // 9))]
        every += pages
        kilobytes = sum(map(len, pages)) / len(pages) / 1000
        timed(
            f"extract, {name} pages ({kilobytes:.0f} kB)",
            pages,
            lambda page: extract(page, "https://a.example/x"),
        )
    asyncio.run(through_workers(every, given.workers))
    texts = ["\n".join(paragraphs(rng, lang, 3000)) for lang in WORDS for _ in range(20)]
    timed("sketch of a text of 3,000 characters", texts, sketch)
    timed("clean a text of 3,000 characters", texts, clean)
    feed = Feed("x", "https://a.example/rss", "de", "desk", timedelta(minutes=15))
    timed("parse a feed of 100 entries", [feed_body(rng, 100)] * 10, lambda body: parse(body, {}, feed))
    print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


if __name__ == "__main__":
    main()
