"""What delivery does under kill −9, a failing Bot API and flood limits. Clocks are scaled.

    python -m bench.delivery                  200 kills, 500 alerts under flood limits, 10,000 readers: ten minutes
    python -m bench.delivery --kills 20 --alerts 60 --readers 500

The readers are served in real time, as the service does it. Exits 1 where a bound is missed: an alert lost, more
than 1 in 100 repeated, order broken, a message refused more than twice, an edit for every outlet; a reader without
the alert, a channel that waits for readers.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # the clone, wherever this is called from

from bot.adapters.desk import Desk  # noqa: E402
from bot.adapters.store import Chat, Store  # noqa: E402
from bot.model import Measure  # noqa: E402
from bot.wishes import Wishes  # noqa: E402
from tests import kills  # noqa: E402
from tests.botapi import CHANNEL, BotApi, Fault  # noqa: E402

#: Outlets that bring each alert of the second experiment later.
ALSO = 3


async def killing(folder: Path, times: int) -> bool:
    """The first experiment; whether the bounds hold."""
    begun = time.monotonic()
    outcome = await kills.kill_again_and_again(folder, times, seed=1, longest=1.2)
    looks = sum(1 for _ in outcome.refused)
    print(f"{outcome.kills} kills, {outcome.alerts} alerts in {time.monotonic() - begun:.0f} s")
    print(f"  lost {len(outcome.lost)}, repeated {len(outcome.repeated)}, in order: {outcome.in_order}")
    print(f"  refused calls of {looks} kinds: {sorted(why for _, why in outcome.refused)}")
    return not outcome.lost and len(outcome.repeated) * 100 <= outcome.alerts and outcome.in_order


async def flooding(folder: Path, alerts: int) -> bool:
    """The second experiment: many alerts at once into one channel, then more outlets for each of them."""
    url = f"sqlite:///{folder / 'flood.db'}"
    desk = Desk()
    store = await desk(Store, url)
    await desk(store.migrate)
    await desk(store.put_chat, Chat(str(CHANNEL), "channel", "en", "UTC", kills._START))
    for number in range(alerts):
        await desk(kills.write_alert, store, number)
    begun = time.monotonic()
    async with BotApi(rate=kills.RATE, private_rate=None, total=(30, 1.0)) as api:
        await deliver(url, api)
        sent = len(api.shown())
        floods = Counter(call.params["text"] for call in api.calls if call.status == 429)
        took = time.monotonic() - begun
        for number in range(alerts):
            await desk(kills.write_later, store, number, ALSO)
        await deliver(url, api)
        edits = sum(post.edits for post in api.shown())
        complete = sum(all(f"paper-{n}" in post.text for n in range(ALSO)) for post in api.shown())
        refused = list(api.refused)
    await desk(store.close)
    desk.close()
    ideal = (alerts - kills.RATE[0]) / kills.RATE[0] * kills.RATE[1]
    worst = max(floods.values(), default=0)
    limit = f"{kills.RATE[0]} per {kills.RATE[1]:.1f} s"
    print(f"{alerts} alerts at once under {limit}: {sent} arrived in {took:.1f} s")
    print(f"  the limit itself takes {ideal:.1f} s; 429: {sum(floods.values())}, most of one message {worst}")
    print(f"  {ALSO * alerts} later outlets in {edits} edits, all named in {complete} posts")
    return sent == complete == alerts and worst <= 2 and edits <= 2 * alerts and not refused


#: Of the readers one in so many has blocked the bot, and one in so many asked for every series; the others for the dead.
BLOCKED, EVERYTHING = 100, 10
#: Seconds that the stand-in takes for an answer, and after which the second alert comes.
ANSWER, SECOND = 0.15, 30.0


async def reading(folder: Path, readers: int) -> bool:
    """The third experiment: one alert for a channel and many readers, a second one for some while they are served."""
    url = f"sqlite:///{folder / 'readers.db'}"
    desk = Desk()
    store = await desk(Store, url)
    await desk(store.migrate)
    people = range(1, readers + 1)
    await desk(seat, store, people)
    await desk(kills.write_alert, store, 0)
    async with BotApi(faults=lambda method, params: Fault("slow", seconds=ANSWER)) as api:
        for person in people:
            api.chats[person] = {}
            if person % BLOCKED == 0:
                api.block(person)
        begun = time.monotonic()
        process = kills.processes().Process(target=kills.deliver_in_life, args=(url, api.url), daemon=True)
        process.start()
        await asyncio.sleep(min(SECOND, readers / 100))
        await desk(kills.write_alert, store, 1, Measure.WOUNDED)
        second = time.monotonic()
        await asyncio.to_thread(process.join)
        took = max(call.at for call in api.calls) - begun
        told = Counter(call.params["chat_id"] for call in api.calls if call.status == 200)
        channel = [call.at for call in api.calls if call.params["chat_id"] == CHANNEL]
    rested = {chat.chat for chat in await desk(lambda: store.chats(resting=True)) if chat.resting_since}
    await desk(store.close)
    desk.close()
    alive = [person for person in people if person % BLOCKED]
    right = [person for person in alive if told[person] == 1 + (person % EVERYTHING == 0)]
    late = channel[-1] - second
    print(f"{readers} readers and a channel: {sum(told.values())} messages in {took:.0f} s", end=", ")
    print(f"{sum(told.values()) / took:.1f} a second where 30 are allowed; 429: {len(api.floods)}")
    print(
        f"  {len(right)} of {len(alive)} readers have what they asked for, once; {len(rested)} blocked ones rest"
    )
    print(f"  a second alert, written while they are served, is in the channel after {late:.1f} s")
    blocked = {str(person) for person in people} - {str(person) for person in alive}
    return right == alive and rested == blocked and len(channel) == 2 and late < 5 and not api.floods


def seat(store: Store, people: range) -> None:
    """A channel and the readers, some of whom asked for everything."""
    store.put_chat(Chat(str(CHANNEL), "channel", "en", "UTC", kills._START))
    for person in people:
        series = frozenset() if person % EVERYTHING == 0 else frozenset({"killed"})
        wishes = Wishes(on=True, series=series).to_json()
        store.put_chat(Chat(str(person), "private", "en", "UTC", kills._START, filters=wishes))


async def deliver(url: str, api: BotApi) -> None:
    """The outbox in a process of its own, until nothing is left."""
    process = kills.processes().Process(target=kills.deliver_until_done, args=(url, api.url), daemon=True)
    process.start()
    await asyncio.to_thread(process.join)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--alerts", type=int, default=500)
    options.add_argument("--readers", type=int, default=10_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        well = asyncio.run(killing(Path(folder), chosen.kills))
        well = asyncio.run(flooding(Path(folder), chosen.alerts)) and well
        well = asyncio.run(reading(Path(folder), chosen.readers)) and well
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
