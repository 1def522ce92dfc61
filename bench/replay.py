"""How long a replay takes, and which part of it takes how much.

    python -m bench.replay [--articles 10000] [--seed 1]

Writes a stream of articles of about 3 kB into a temporary folder, a third of each kind: relevant (passages
that hold claims), near misses (passages about soldiers and numbers that hold none) and unrelated (the
sentences below), in all languages, every twentieth one a copy of an earlier one. Runs ``muster replay
--json`` over it as a user would, then the parts one by one in this process. Passages are harder reading than
articles, in which most sentences hold no number, and hundreds of claimants and values make the ledger's work
harder than life does. Prints a table for docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.reader import PASSAGES
from bot import claims, copies, house
from bot import replay as room
from bot.cli.reading import spoken

#: Everyday news of no interest here.
UNRELATED = {
    "de": (
        "Der Stadtrat hat am Dienstag 14 Millionen Euro für die neue Brücke bewilligt.",
        "Wie ein Sprecher der Feuerwehr mitteilte, waren 120 Helfer bis zum Morgen im Einsatz.",
        "Die Mannschaft gewann das Heimspiel mit 3:1 und steht nun auf dem vierten Platz.",
        "Am Wochenende erwartet der Wetterdienst Temperaturen um 25 Grad und am Abend Gewitter.",
    ),
    "en": (
        "The council approved 14 million euros for the new bridge on Tuesday.",
        "About 120 firefighters worked through the night, a spokesman for the brigade said.",
        "The team won its home game 3-1 and is now fourth in the table.",
        "Forecasters expect 25 degrees at the weekend and thunderstorms in the evening.",
    ),
    "fr": (
        "Le conseil municipal a voté mardi 14 millions d'euros pour le nouveau pont.",
        "Quelque 120 pompiers sont restés mobilisés toute la nuit, selon un porte-parole.",
        "L'équipe a gagné son match à domicile 3-1 et occupe désormais la quatrième place.",
        "Les prévisionnistes attendent 25 degrés ce week-end et des orages en soirée.",
    ),
    "es": (
        "El ayuntamiento aprobó el martes 14 millones de euros para el nuevo puente.",
        "Unos 120 bomberos trabajaron toda la noche, según dijo un portavoz.",
        "El equipo ganó su partido en casa por 3-1 y ya es cuarto en la tabla.",
        "Para el fin de semana se esperan 25 grados y tormentas por la tarde.",
    ),
    "it": (
        "Il consiglio comunale ha approvato martedì 14 milioni di euro per il nuovo ponte.",
        "Circa 120 vigili del fuoco hanno lavorato tutta la notte, ha detto un portavoce.",
        "La squadra ha vinto in casa per 3-1 e ora è quarta in classifica.",
        "Per il fine settimana sono attesi 25 gradi e temporali in serata.",
    ),
    "pl": (
        "Rada miasta przyznała we wtorek 14 milionów euro na nowy most.",
        "Około 120 strażaków pracowało przez całą noc, powiedział rzecznik.",
        "Drużyna wygrała u siebie 3:1 i zajmuje teraz czwarte miejsce w tabeli.",
        "W weekend synoptycy zapowiadają 25 stopni, a wieczorem burze.",
    ),
    "uk": (
        "Міська рада у вівторок виділила 14 мільйонів євро на новий міст.",
        "Близько 120 пожежників працювали всю ніч, повідомив речник служби.",
        "Команда виграла вдома 3:1 і тепер посідає четверте місце в таблиці.",
        "На вихідні синоптики обіцяють 25 градусів, а ввечері грози.",
    ),
    "ru": (
        "Городской совет во вторник выделил 14 миллионов евро на новый мост.",
        "Около 120 пожарных работали всю ночь, сообщил представитель службы.",
        "Команда выиграла дома со счётом 3:1 и занимает четвёртое место в таблице.",
        "На выходных синоптики обещают 25 градусов, а вечером грозы.",
    ),
    "ko": (
        "시의회는 화요일 새 다리 건설에 1400만 유로를 배정했다.",
        "소방관 약 120명이 밤새 작업했다고 소방서 관계자가 말했다.",
        "팀은 홈경기에서 3대 1로 이겨 현재 4위에 올라 있다.",
        "주말에는 기온이 25도까지 오르고 저녁에는 천둥번개가 예상된다.",
    ),
    "ja": (
        "市議会は火曜日、新しい橋の建設に1400万ユーロを充てることを決めた。",
        "消防士約120人が夜を徹して作業にあたったと広報担当者は述べた。",
        "チームは本拠地で3対1で勝ち、現在4位につけている。",
        "週末は気温が25度まで上がり、夕方には雷雨が予想される。",
    ),
    "zh": (
        "市议会周二为新桥批准了1400万欧元的拨款。",
        "发言人说，约120名消防员整夜都在工作。",
        "球队主场以3比1获胜，目前排名第四。",
        "预计周末气温将达到25度，晚间有雷雨。",
    ),
}

#: Languages that say in one sign what others say in two letters or more.
DENSE = frozenset({"ko", "ja", "zh"})

#: One article in so many is a copy of an earlier one.
COPIED = 20


def passages() -> dict[tuple[str, bool], list[str]]:
    """The repository's passages by language, and by whether they hold a claim."""
    found: dict[tuple[str, bool], list[str]] = {}
    for path in sorted(PASSAGES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["lang"] in UNRELATED:
                found.setdefault((row["lang"], bool(row["claims"])), []).append(row["text"])
    return found


def stream(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Lines for ``muster replay``, an article every ten minutes."""
    drawn, held = random.Random(seed), passages()
    langs = sorted({lang for lang, _ in held})
    begun, before = datetime(2025, 1, 1, tzinfo=UTC), list[dict[str, Any]]()
    for number in range(count):
        row = {"id": f"bench-{number}", "outlet": f"outlet-{number % 200}"}
        row["published"] = (begun + timedelta(minutes=10 * number)).isoformat()
        if number % COPIED == COPIED - 1:
            old = drawn.choice(before[-200:])
            row |= {key: old[key] for key in ("lang", "title", "text")}
        else:
            lang, kind = drawn.choice(langs), number % 3
            parts = list(UNRELATED[lang]) if kind == 2 else held[lang, kind == 0]
            row |= {"lang": lang, "title": drawn.choice(parts)[:90], "text": _text(drawn, lang, parts)}
        before.append(row)
        yield row


def _text(drawn: random.Random, lang: str, parts: list[str]) -> str:
    """Parts in any order until there are about 3 kB, and cut there."""
    said, size, wanted = list[str](), 0, 1200 if lang in DENSE else 3000
    while size < wanted:
        said.append(drawn.choice(parts))
        size += len(said[-1])
    return "\n\n".join(said)[:wanted]


@contextmanager
def timed(into: dict[str, float], name: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    into[name] = into.get(name, 0.0) + time.perf_counter() - begun


def parts(path: Path) -> tuple[dict[str, float], int]:
    """Seconds that each part takes in one process, and how many claims there are."""
    spent: dict[str, float] = {}
    with timed(spent, "who says so, whose outlet it is: files loaded"):
        policy = house.policy_of(_settings())
    with timed(spent, "lines to articles (JSON)"):
        articles = room.load(path.read_text(encoding="utf-8").split("\n"), str(path))
    with timed(spent, "language told, where a line names none"):
        for one in articles:
            spoken(replace(one, lang=""))
    with timed(spent, "reading (in all processes together)"):
        found = [claims.read(one) for one in articles]
    with timed(spent, "sketches of the texts with claims"):
        sketches = [copies.sketch(one.text) for one, read in zip(articles, found, strict=True) if read]
    with timed(spent, "their bands"):
        for made in sketches:
            copies.bands(made)
    memory = room.Memory()
    with timed(spent, "ledger, alerts and copies found, sketches included"):
        steps = [memory.step(one, read, policy) for one, read in zip(articles, found, strict=True)]
    with timed(spent, "alerts to lines (JSON)"):
        for step in steps:
            for alert in step.alerts:
                json.dumps(room.as_row(alert), ensure_ascii=False)
    return spent, sum(map(len, found))


def _settings() -> Any:
    from bot import config

    return config.fixed()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--articles", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stream.jsonl"
        lines = (json.dumps(row, ensure_ascii=False) for row in stream(given.articles, given.seed))
        path.write_text("\n".join(lines), encoding="utf-8")
        size = path.stat().st_size / given.articles
        command = [sys.executable, "-m", "bot", "replay", str(path), "--json", "--baseline", "none"]
        begun = time.perf_counter()
        told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.count("\n")
        whole = time.perf_counter() - begun
        spent, number = parts(path)
    print(
        f"{given.articles} articles of {size / 1000:.1f} kB a line, {number} claims, {told} alerts:"
        f" muster replay takes {whole:.1f} s on {os.cpu_count()} processors\n"
    )
    print("| part, in one process | s | ms an article |\n| --- | --- | --- |")
    for name, seconds in spent.items():
        print(f"| {name} | {seconds:.2f} | {1000 * seconds / given.articles:.3f} |")


if __name__ == "__main__":
    main()
