"""What operators decide about held changes: accept, edit, reject. The same for the terminal and the chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.adapters.store import Held, Store
from bot.alerts import decide
from bot.errors import InputError
from bot.ledger import Policy, accept
from bot.model import Change, Claim, Measure, Qualifier, Stage

#: Fields of a claim that an operator may edit, with the words that each takes.
EDITABLE: Mapping[str, tuple[str, ...]] = {
    "measure": tuple(Measure),
    "stage": (*Stage, "none"),
    "qualifier": tuple(Qualifier),
    "low": (),
    "high": (),
    "claimant": (),
}


def find(store: Store, held: int) -> Held:
    """The held change with this id. Raises InputError where none waits under it."""
    for one in store.held():
        if one.id == held:
            return one
    raise InputError(f"change {held}", "does not wait for review", "`muster review list` shows what waits")


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
        claim = edited(waiting.claim, edits or {})
        book = store.book_for(waiting.article, [claim])
        made = accept(waiting, claim, book, policy)
        told = decide([made], replace(book, reports=())).alerts
        if not store.accept(held, made, told[0] if told else None, operator, now, reason):
            raise InputError(
                f"change {held}", "was decided by somebody else", "`muster review list` shows what waits"
            )
        return made


def edited(claim: Claim, edits: Mapping[str, str]) -> Claim:
    """The claim with an operator's corrections. Raises InputError for a word or number that fits nowhere."""
    changes: dict[str, Any] = {}
    for key, text in edits.items():
        words = EDITABLE.get(key)
        if words is None:
            raise InputError(key, "cannot be edited", f"Editable are {', '.join(EDITABLE)}")
        if words and text not in words:
            raise InputError(key, f"{text!r} is none of {', '.join(words)}", "Choose one of them")
        changes[key] = _typed(key, text)
    new = replace(claim, **changes)
    if new.low is not None and new.high is not None and new.low > new.high:
        raise InputError("low", f"{new.low} is more than high, {new.high}", "Give both")
    return new


def _typed(key: str, text: str) -> Any:
    if key == "measure":
        return Measure(text)
    if key == "qualifier":
        return Qualifier(text)
    if key == "stage":
        return None if text == "none" else Stage(text)
    if text in {"", "none"}:
        return None
    if key == "claimant":
        return text
    if not text.isdigit():
        raise InputError(key, f"{text!r} is no whole number of persons", "Write it like 11000, or none")
    return int(text)
