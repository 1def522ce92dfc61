"""How fast the reader is: against trafilatura on the same page in the same run, by length, and loading.

    python -m bench.speed

Prints a table for docs/benchmarks.md: the median of the repeats, with versions. The pages are made here: 160 and
400 kB of HTML (bench.pages) around an article of 3,500 characters (1,500 in East Asian scripts), a third of it
passages in which every sentence holds a number of ours, the rest other news. The lengths below are passages only.
"""

from __future__ import annotations

import gc
import json
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from importlib.metadata import version

import trafilatura

from bench.pages import build
from bench.reader import PASSAGES
from bench.replay import DENSE, UNRELATED
from bot import claims
from bot.claims.language import codes
from bot.model import Article


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


def article_of(lang: str, length: int) -> str:
    """As an article is: a third of it about the people counted, a number in every sentence; then other news."""
    text = text_of(lang, length // 3)
    sentences = UNRELATED.get(lang, UNRELATED["en"])
    while len(text) < length:
        text += "\n\n" + " ".join(sentences)
    return text[:length]


def page_of(text: str, size: int) -> bytes:
    """A page of about ``size`` bytes as news sites build them, its article replaced by ``text``."""
    page = build(random.Random(size), "de", size, 3000).decode()
    before, _, rest = page.partition('<p class="text">')
    _, _, after = rest.rpartition('<p class="text">')
    paragraphs = "".join(f'<p class="text">{escape(paragraph)}</p>' for paragraph in text.split("\n\n"))
    return f"{before}{paragraphs}{after.partition('</p>')[2]}".encode()


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
import time
def resident():  # megabytes; getrusage would tell the parent's
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
before = resident()
start = time.perf_counter()
from bot.claims.reading import language
from bot.claims.language import codes
imported = time.perf_counter()
for code in codes():
    language(code)
print((time.perf_counter() - imported) * 1000, (imported - start) * 1000, resident() - before)
"""


def _printed(code: str) -> str:
    """What a new interpreter prints that runs the code."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def worst_cases() -> dict[str, str]:
    """Texts made to cost as much as they can: what no pattern and no loop may take quadratic time for."""
    return {
        "digits": "1" * 1_000_000,
        "grouped digits": "1.000." * 170_000,
        "numbers": "600 nordkoreanische Soldaten " * 35_000,
        "spaces": "Nordkorea " + " " * 1_000_000,
        "full stops": "Nordkorea. " * 90_000,
        "open quotes": "„Nordkorea " * 90_000,
        "ranges": "25-30-" * 160_000 + " Nordkorea",
        "letters in parts": "e\u0301" * 500_000 + " Nordkorea",
    }


def main() -> None:
    versions = f"trafilatura {version('trafilatura')}, pyahocorasick {version('pyahocorasick')}"
    print(f"Python {platform.python_version()}, {versions}\n")
    print("| language | text | page | extract | read | ratio |\n| --- | --- | --- | --- | --- | --- |")
    for lang in codes():
        if not (PASSAGES / f"{lang}.jsonl").exists():
            continue
        text = article_of(lang, 1500 if lang in DENSE else 3500)
        for size in (160_000, 400_000):
            page = page_of(text, size)
            extract = median(lambda page=page: trafilatura.extract(page), 9)
            read = median(lambda lang=lang, text=text: claims.read(article(lang, text)), 25)
            ratio = f"1/{extract / read:.0f}"
            print(
                f"| {lang} | {len(text)} | {len(page) // 1000} kB | {extract:.1f} ms | {read:.2f} ms | {ratio} |"
            )
    print("\n| text | read | per kB |\n| --- | --- | --- |")
    for kilo in (1, 10, 100, 1000):
        read = median(lambda kilo=kilo: claims.read(article("en", text_of("en", kilo * 1000))), 3)
        print(f"| {kilo} kB | {read:.1f} ms | {read / kilo:.2f} ms |")
    print("\n| the longest text, passages only | read |\n| --- | --- |")
    for lang in codes():
        long = article(lang, text_of(lang, 333_000 if lang in DENSE else 1_000_000))
        print(
            f"| {lang}, {len(long.text.encode()) // 1000} kB | {median(lambda long=long: claims.read(long), 1):.0f} ms |"
        )
    print("\n| made to be slow, 1 MB | read |\n| --- | --- |")
    for name, text in worst_cases().items():
        read = median(lambda text=text: claims.read(article("de", text)), 1)
        print(f"| {name} | {read:.0f} ms |")
    loads = [tuple(map(float, _printed(_LOADING).split())) for _ in range(5)]
    lexicons, modules, memory = (statistics.median(row[column] for row in loads) for column in range(3))
    print(f"\nAll {len(codes())} lexicons load in {lexicons:.0f} ms", end=" ")
    print(f"(modules before that {modules:.0f} ms), {memory:.0f} MB with modules.")


if __name__ == "__main__":
    main()
