"""How fast the reader is: against trafilatura on the same page in the same run, by length, and loading.

    python -m bench.speed

Prints a table for docs/benchmarks.md: the median of the repeats, with versions. The page is made here: real
size (about 60 kB of HTML, 6 kB of text), with words of the repository's own passages.
"""

from __future__ import annotations

import gc
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from importlib.metadata import version

import trafilatura

from bench.reader import PASSAGES
from bot import claims
from bot.claims.language import codes
from bot.model import Article

_NAVIGATION = (
    "<nav><ul>"
    + "".join(f'<li><a href="/section/{n}">Section {n} of the paper</a></li>' for n in range(60))
    + "</ul></nav>"
)
_TEASERS = "".join(
    f'<div class="teaser"><a href="/story/{n}"><h3>Another story, number {n}</h3><p>What it is about, in a line.</p></a></div>'
    for n in range(80)
)


def text_of(lang: str, length: int) -> str:
    """Paragraphs of the passages in one language, joined until they are ``length`` characters long."""
    lines = (PASSAGES / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    paragraphs = [json.loads(line)["text"] for line in lines]
    out: list[str] = []
    size = 0
    while size < length:
        paragraph = paragraphs[len(out) % len(paragraphs)]
        out.append(paragraph)
        size += len(paragraph) + 2
    return "\n\n".join(out)[:length]


def page_of(text: str) -> bytes:
    paragraphs = "".join(f"<p>{escape(p)}</p>" for p in text.split("\n\n"))
    head = "<head><title>A page</title><style>" + "p{margin:0}" * 400 + "</style></head>"
    html = f"<html lang='en'>{head}<body>{_NAVIGATION}<article><h1>A headline</h1>{paragraphs}</article>{_TEASERS}</body></html>"
    return html.encode()


def median(work: Callable[[], object], repeats: int) -> float:
    """Milliseconds, the median of ``repeats`` runs after one to warm up."""
    work()
    gc.collect()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def article(lang: str, text: str) -> Article:
    return Article("bench", lang, "bench", "", text, datetime(2025, 6, 26, tzinfo=UTC))


_LOADING = """
import resource, time
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
from bot.claims.reading import language
from bot.claims.language import codes
imported = time.perf_counter()
for code in codes():
    language(code).lexicon
print((time.perf_counter() - imported) * 1000, (imported - start) * 1000, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def main() -> None:
    print(
        f"Python {platform.python_version()}, trafilatura {version('trafilatura')}, pyahocorasick {version('pyahocorasick')}\n"
    )
    print("| language | text | page | extract | read | ratio |\n| --- | --- | --- | --- | --- | --- |")
    for lang in codes():
        if not (PASSAGES / f"{lang}.jsonl").exists():
            continue
        text = text_of(lang, 6000 if lang not in ("ko", "ja", "zh") else 2500)
        page = page_of(text)
        extract = median(lambda page=page: trafilatura.extract(page), 15)
        read = median(lambda lang=lang, text=text: claims.read(article(lang, text)), 30)
        print(
            f"| {lang} | {len(text)} | {len(page) // 1000} kB | {extract:.1f} ms | {read:.2f} ms | 1/{extract / read:.0f} |"
        )
    print("\n| text | read | per kB |\n| --- | --- | --- |")
    for kilo in (1, 10, 100, 1000):
        read = median(lambda kilo=kilo: claims.read(article("en", text_of("en", kilo * 1000))), 3)
        print(f"| {kilo} kB | {read:.1f} ms | {read / kilo:.2f} ms |")
    loads = [
        tuple(
            map(
                float,
                subprocess.run(
                    [sys.executable, "-c", _LOADING], capture_output=True, text=True, check=True
                ).stdout.split(),
            )
        )
        for _ in range(5)
    ]
    print(
        f"\nAll {len(codes())} lexicons load in {statistics.median(r[0] for r in loads):.0f} ms "
        f"(modules before that {statistics.median(r[1] for r in loads):.0f} ms) and take {statistics.median(r[2] for r in loads):.0f} MB, modules included."
    )


if __name__ == "__main__":
    main()
