"""What operators decide about held changes: accept, edit, reject. The same for the terminal and the chat."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from bot import claimants
from bot.adapters.store import Held, Store
from bot.alerts import decide
from bot.errors import InputError
from bot.ledger import Policy, accept
from bot.model import EDITED, TOO_MANY, Change, Claim, Measure, Qualifier, Stage

#: Fields of a claim that an operator may edit, with the words that each takes.
EDITABLE: Mapping[str, tuple[str, ...]] = {
    "measure": tuple(Measure),
    "stage": (*Stage, "none"),
    "qualifier": tuple(Qualifier),
    "low": (),
    "high": (),
    "claimant": (),
}

#: Why a decision is refused, for who tells it in another language too: places for what it is about.
REFUSALS: Mapping[str, str] = {
    "waits": "change {held} does not wait for review. `muster review list`, or /review in Telegram, shows what waits",
    "decided": "change {held} was decided by somebody else. `muster review list` shows what waits",
    "field": "{field} cannot be edited. Editable are {words}",
    "word": "{field}: '{text}' is none of {words}. Choose one of them",
    "order": "low: {low} is more than high, {high}. Give both",
    "number": "{field}: '{text}' is no whole number of persons. Write it like 11000, or none",
    "many": "{field}: {text} is more people than there are. Write it like 11000, or none",
    "id": "claimant: '{text}' is nobody's id. The ids stand in seeds/claimants.toml; "
    "who stands there not is given by name, with its capitals",
    "near": "claimant: '{text}' is nobody's id. Did you mean {near}? The ids stand in seeds/claimants.toml; "
    "who stands there not is given by name, with its capitals",
}

#: Digits of a number of people, zeros in front included.
_DIGITS = 20


class RefusedError(InputError):
    """A decision that cannot be taken, ``shape`` being one of REFUSALS and ``values`` what fills it."""

    def __init__(self, why: str, subject: str, **values: object) -> None:
        self.shape, self.values = REFUSALS[why], values
        super().__init__(subject, self.shape.format(**values))

    def __str__(self) -> str:
        return self.problem  # a whole sentence, with its subject and what to do


def find(store: Store, held: int) -> Held:
    """The held change with this id. Raises RefusedError where none waits under it."""
    for one in store.held():
        if one.id == held:
            return one
    raise RefusedError("waits", f"change {held}", held=held)


def let_through(
    store: Store,
    held: int,
    operator: str,
    now: datetime,
    policy: Policy,
    *,
    edits: Mapping[str, str] | None = None,
    reason: str = "",
) -> Change:
    """Accepts a held change, as read or with edits; its alert is written with it, and sent by the service.

    Returns what became of it: by now the number may be known, then nothing is told.
    """
    with store.turn():
        waiting = find(store, held).change
        heard = {figure.claimant for figure in store.figures() if figure.claimant}
        claim = edited(waiting.claim, edits or {}, heard)
        book = store.book_for(waiting.article, [claim])
        made = accept(waiting, claim, book, policy)
        told = decide([made], replace(book, reports=())).alerts
        if not store.accept(held, made, told[0] if told else None, operator, now, reason):
            raise RefusedError("decided", f"change {held}", held=held)
        return made


def edited(claim: Claim, edits: Mapping[str, str], heard: Collection[str] = ()) -> Claim:
    """The claim with an operator's corrections; ``heard`` are the claimants of the ledger, listed or not.

    Raises RefusedError for a word or number that fits nowhere, and for a claimant's id that nobody has.
    """
    changes: dict[str, Any] = {}
    for key, text in edits.items():
        words = EDITABLE.get(key)
        if words is None:
            raise RefusedError("field", key, field=key, words=", ".join(EDITABLE))
        if words and text not in words:
            raise RefusedError("word", key, field=key, text=text, words=", ".join(words))
        changes[key] = _typed(key, text, {*heard, claim.claimant or ""})
    new = replace(claim, **changes)
    if new.low is not None and new.high is not None and new.low > new.high:
        raise RefusedError("order", "low", low=new.low, high=new.high)
    return claim if new == claim else replace(new, rule=EDITED, confidence=1.0)


def _typed(key: str, text: str, heard: Collection[str]) -> Any:
    if key == "measure":
        return Measure(text)
    if key == "qualifier":
        return Qualifier(text)
    if key == "stage":
        return None if text == "none" else Stage(text)
    if text in {"", "none"}:
        return None
    if key == "claimant":
        return _claimant(text, heard)
    if not text.isdecimal():
        raise RefusedError("number", key, field=key, text=text)
    # Compared by its length first: to make a number of thousands of digits is refused by Python.
    if len(text) > _DIGITS or int(text) >= TOO_MANY:
        raise RefusedError("many", key, field=key, text=text)
    return int(text)


#: How an id is written. A body that stands in no list keeps its name as written, and that has a capital.
_ID = re.compile("[a-z0-9-]+")


def _claimant(text: str, heard: Collection[str]) -> str:
    """The claimant meant: an id, or the name of a body that stands in no list. RefusedError for an id of nobody."""
    known = claimants.shipped()
    named = {name.casefold(): id_ for id_ in known.ids for name in known.named(id_)}
    if text in heard:
        return text
    if text.casefold() in named:
        return named[text.casefold()]
    if not _ID.fullmatch(text):
        return text
    speaks_for = known.speaks_for(text)
    near = [speaks_for] if speaks_for else get_close_matches(text, known.ids, n=3)
    raise RefusedError("near" if near else "id", "claimant", text=text, near=", ".join(near))
