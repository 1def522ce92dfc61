"""``muster figures``, ``replay``, ``why``, ``review``, ``baseline``: what stands in the ledger, and why."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import books, show
from bot.errors import InputError
from bot.wording import counted

if TYPE_CHECKING:
    from bot.adapters.store_ledger import Why
    from bot.baseline import Difference, Seed
    from bot.model import Change, Claim, Figure, Value
    from bot.replay import Step
    from bot.wording import Names

review = typer.Typer(help="What waits for an operator.", no_args_is_help=True, rich_markup_mode=None)
baseline = typer.Typer(
    help="The figures that the ledger starts from.", no_args_is_help=True, rich_markup_mode=None
)


def add_to(app: typer.Typer) -> None:
    for command in (figures, replay, why):
        app.command()(command)
    app.add_typer(review, name="review")
    app.add_typer(baseline, name="baseline")


def figures(
    series: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SERIES]...", help="Such as killed, or a part of a name: sent; none: all."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as one JSON array.")] = False,
) -> None:
    """Show the ledger: each claimant's present number in each series, and former ones.

    Examples: muster figures killed

    muster figures --json
    """
    from bot import config, wording

    with books.opened(config.load()) as store:
        found = store.figures(*_meant(series or ()))
    if as_json:
        typer.echo(show.line([show.figure(figure) for figure in found]))
        return
    if not found:
        typer.echo("Nobody has a number there yet.")
        return
    table = show.table("series", "who says so", "present", "as of", "since (UTC)", "before", "reports")
    for figure in found:
        now = figure.present
        before = ", ".join(_amount(value) for value in figure.earlier[:4])
        as_of = wording.window(now.as_of, "en") if now.as_of else ""
        cells = (figure.series, figure.claimant or "–", _amount(now), as_of)
        show.rows(table, [(*cells, f"{now.since:%Y-%m-%d}", before, str(figure.reports))])
    show.console().print(table)


def replay(
    stream: Annotated[
        str, typer.Argument(metavar="STREAM.jsonl", help="Articles with `published`, one a line; or -.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One alert a line, as JSON.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Held changes too.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="What every article did, and why.")] = False,
    start: Annotated[
        str | None,
        typer.Option("--baseline", metavar="FILE|none", help="Figures to start from; else the settings'."),
    ] = None,
) -> None:
    """Run dated articles through reader, ledger and alerts in order, in memory, by the articles' own clock.

    Examples: muster replay stream.jsonl --json

    muster replay stream.jsonl --explain --baseline none
    """
    from bot import claimants, config
    from bot import replay as room
    from bot.cli.many import read_all
    from bot.cli.reading import spoken
    from bot.house import policy_of

    lines = show.read_bytes(stream).decode("utf-8", "replace").split("\n")
    articles = room.in_order(spoken(article) for article in room.load(lines, stream))
    found = read_all(articles)
    known = claimants.shipped()
    for step in room.replay(articles, lambda _: next(found), _start(start), policy_of(config.load())):
        if explain:
            _explain(step, known.name)
        elif as_json:
            for row in [room.as_row(alert) for alert in step.alerts]:
                typer.echo(show.line(row))
            for change in step.changes if everything else ():
                if change.held is not None:
                    typer.echo(show.line(_held_row(change)))
        else:
            from bot import messages

            for alert in step.alerts:
                show.console().print(messages.terminal(alert, "en", names=known.name))
            for change in step.changes if everything else ():
                if change.held is not None:
                    typer.echo(
                        f"{change.article.id}: held ({messages.held_reason(change, 'en')}): {_change(change)}"
                    )


def why(
    change_id: Annotated[
        int | None,
        typer.Argument(metavar="[ID]", help="A change's number; none: the changes of the last days."),
    ] = None,
    alert: Annotated[int | None, typer.Option(help="The number of an alert instead.")] = None,
) -> None:
    """Show why a claim did or did not alert: the rule, the sentence that proves it, the reports behind it, and
    what an operator decided, when and why.

    Examples: muster why

    muster why 12
    """
    from bot import claimants, config

    names = claimants.shipped().name
    with books.opened(config.load()) as store:
        if change_id is None and alert is None:
            now = datetime.now(UTC)
            recent = store.numbered_between(now - timedelta(days=7), now + timedelta(days=1))
            if recent:
                _list_changes(list(recent.items())[-30:])
            else:
                typer.echo("No article has told a number in the last seven days.")
            return
        told = store.why(change_id) if change_id is not None else store.why_alert(alert or 0)
        given = store.sources(told.change.series, told.change.claim.claimant) if told else ()
    if told is None:
        asked = f"change {change_id}" if change_id is not None else f"alert {alert}"
        raise InputError(asked, "is unknown", "`muster why` lists the latest changes")
    from bot import messages

    change = told.change
    typer.echo(f"change {told.id}: {_change(change)}")
    typer.echo(f"  {messages.explain(change, 'en', names=names)}  (rule {change.rule})")
    typer.echo(f"  sentence  “{change.claim.quote}”")
    typer.echo(f"  read by   {change.claim.rule}, confidence {change.claim.confidence:.2f}")
    typer.echo(f"  article   {change.article.title} · {change.article.outlet} · {change.article.url}")
    published, recorded = change.article.published, told.recorded_at
    typer.echo(f"  published {published:%Y-%m-%d %H:%M} UTC, recorded {recorded:%Y-%m-%d %H:%M} UTC")
    if told.held:
        typer.echo(f"  held      {messages.held_reason(replace(change, held=told.held), 'en')}")
        typer.echo(f"  review    {_review(told)}")
    if told.read is not None:
        typer.echo(f"  was read  {_said(told.read)}")
    if told.alert_id is not None:
        typer.echo(f"  alert     {told.alert_id}")
    for article, claim in told.reports:
        typer.echo(
            f"  report    {article.published:%Y-%m-%d} {article.outlet}: {claim.number}  {article.url}"
        )
    for value, source in given:
        typer.echo(f"  given     {_amount(value)}: {source}")


# --- review -----------------------------------------------------------------------------------------------


@review.command("list")
def list_held() -> None:
    """List what waits for an operator.

    Example: muster review list
    """
    from bot import config, messages

    with books.opened(config.load()) as store:
        held = store.held()
    if not held:
        typer.echo("Nothing waits.")
        return
    table = show.table("id", "since (UTC)", "what", "why it waits", "outlet")
    for one in held:
        reason = messages.held_reason(one.change, "en")
        cells = (
            str(one.id),
            f"{one.recorded_at:%Y-%m-%d %H:%M}",
            _change(one.change),
            reason,
            one.change.article.outlet,
        )
        show.rows(table, [cells])
    show.console().print(table)


Held = Annotated[int, typer.Argument(metavar="ID", help="As `muster review list` shows it.")]
Operator = Annotated[str | None, typer.Option(help="Who decides; else the user of this machine.")]
Reason = Annotated[str, typer.Option(help="Why.")]


@review.command("show")
def show_held(held: Held) -> None:
    """Show one held change with its proof.

    Example: muster review show 12
    """
    from bot import claimants, config, messages
    from bot.review import find

    with books.opened(config.load()) as store:
        change = find(store, held).change
    typer.echo(messages.review(change, "en", names=claimants.shipped().name).plain)


@review.command()
def accept(held: Held, reason: Reason = "", operator: Operator = None) -> None:
    """Accept a held change: it enters the ledger, and its alert is sent by the service.

    Example: muster review accept 12 --reason "seen in the ministry's own release"
    """
    _let_through(held, {}, reason, operator)


@review.command()
def edit(
    held: Held,
    changes: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            help="measure, stage, qualifier, low, high, claimant (an id, or the name of one of no list)",
        ),
    ],
    reason: Reason = "",
    operator: Operator = None,
) -> None:
    """Accept a held change with corrections.

    Example: muster review edit 12 claimant=nis low=600 high=600
    """
    pairs = [change.partition("=") for change in changes]
    for field, equals, _ in pairs:
        if not equals:
            raise InputError(field, "has no value", "Write FIELD=VALUE, as claimant=nis")
    _let_through(held, {field: value for field, _, value in pairs}, reason, operator)


@review.command()
def reject(
    held: Held,
    reason: Annotated[str, typer.Option(help="Why; it is kept with the reading.")],
    operator: Operator = None,
) -> None:
    """Reject a held change: the same reading is not held again.

    Example: muster review reject 12 --reason "counts Russian soldiers"
    """
    from bot import config
    from bot.review import find

    with books.opened(config.load()) as store:
        find(store, held)
        store.reject(held, operator or _user(), reason, datetime.now(UTC))
    typer.echo(f"change {held} is rejected: {reason}")


@review.command()
def export() -> None:
    """Print rejected readings as passages for the reader's tests, one a line.

    Example: muster review export >> tests/passages/rejected.jsonl
    """
    from bot import config

    with books.opened(config.load()) as store:
        rejections = store.rejections()
    for number, one in enumerate(rejections, 1):
        row = {
            "id": f"rejected-{one.lang}-{number}",
            "lang": one.lang,
            "date": one.at.date().isoformat(),
            "outlet": "",
            "title": "",
            "text": one.claim.quote,
            "claims": [],
            "not": show.claim(one.claim),
            "reason": one.reason,
        }
        typer.echo(show.line(row))


# --- baseline -----------------------------------------------------------------------------------------------


File = Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Else the file of the settings.")]


@baseline.command()
def check(file: File = None) -> None:
    """Check a baseline file; every mistake is named with its line and what to do.

    Example: muster baseline check seeds/baseline.toml
    """
    seeds = _seeds(file)
    typer.echo(f"{counted(len(seeds), 'figure')}, all well")


@baseline.command()
def diff(file: File = None) -> None:
    """Show where file and ledger disagree. Ends with 1 where they do.

    Example: muster baseline diff
    """
    from bot import baseline as room
    from bot import config

    seeds = _seeds(file)
    with books.opened(config.load()) as store:
        found = room.diff(seeds, store.figures())
    for difference in found:
        typer.echo(_difference(difference))
    if not found:
        typer.echo("File and ledger agree.")
    show.done(1 if found else 0)


@baseline.command()
def apply(
    file: File = None,
    operator: Operator = None,
    reason: Annotated[str, typer.Option(help="Why; it is kept with each changed value.")] = "",
) -> None:
    """Take the file's figures into the ledger: what is missing there, or was edited in the file.

    Example: muster baseline apply --reason "the ministry corrected its report"
    """
    from bot import baseline as room
    from bot import config

    seeds = _seeds(file)
    who, now = operator or _user(), datetime.now(UTC)
    with books.opened(config.load()) as store, store.turn():
        wanted = [one for one in room.diff(seeds, store.figures()) if one.kind in {"missing", "edited"}]
        taken = f"taken over by {who}" + (f": {reason}" if reason else "")
        changed = [
            (room.applied(one.file, one.ledger), f"{one.file.told} · {taken}")
            for one in wanted
            if one.file is not None
        ]
        store.put_figures(changed, now)
        for figure, _ in changed:
            store.log(who, "baseline", f"{figure.series} {figure.claimant}", now, {"reason": reason})
    for one in wanted:
        typer.echo(_difference(one))
    typer.echo(f"{counted(len(changed), 'figure')} taken over.")


# --- words for it -------------------------------------------------------------------------------------------


def _meant(words: Sequence[str]) -> list[str]:
    """The series that are asked for, each by its id or a part of a name, as in the chat."""
    from bot import talk, wording

    there = wording.all_series()
    further = [f"{name}+" for name in there if not name.endswith("·planned")]
    meant: list[str] = []
    for word in words:
        found = talk.find_series(word, (*there, *further))
        if not found:
            raise InputError(repr(word), "no series has that name", f"There are {', '.join(there)}")
        meant += found
    return meant


def _seeds(file: Path | None) -> tuple[Seed, ...]:
    from bot import baseline as room
    from bot import claimants, config

    path = file or config.load().baseline
    today = datetime.now(UTC).date()
    return room.load(config.text_of(path), str(path), today=today, claimants=claimants.shipped().ids)


def _start(given: str | None) -> list[Figure]:
    if given == "none":
        return []
    return [seed.figure for seed in _seeds(Path(given) if given else None)]


def _let_through(held: int, edits: dict[str, str], reason: str, operator: str | None) -> None:
    from bot import config
    from bot.house import policy_of
    from bot.review import let_through

    settings = config.load()
    with books.opened(settings) as store:
        now = datetime.now(UTC)
        made = let_through(
            store, held, operator or _user(), now, policy_of(settings), edits=edits, reason=reason
        )
    told = (
        "its alert is sent by the service" if made.alerts else "nothing is told: the number is known by now"
    )
    typer.echo(f"change {held} is accepted as {made.outcome}; {told}")


def _user() -> str:
    try:
        return getpass.getuser()
    except OSError:  # a service account without a name
        return "operator"


def _amount(value: Value) -> str:
    from bot import wording

    return wording.value(value, "en")


def _change(change: Change) -> str:
    old = f", before {_amount(change.old)}" if change.old else ""
    return f"{change.outcome} {_said(change.claim)}{old}"


def _said(claim: Claim) -> str:
    """What a claim says, in the names by which alerts call its series and its claimant."""
    from bot import claimants, wording

    number = (
        wording.share(claim.share, "en")
        if claim.share is not None
        else wording.amount(claim.low, claim.high, claim.qualifier, "en")
    )
    who = claimants.shipped().name(claim.claimant, "en") if claim.claimant else "nobody named"
    return f"{wording.series(claim.series, 'en')}: {number} by {who}"


def _review(told: Why) -> str:
    """What became of a held change: by whom, when and why."""
    if told.review == "withdrawn":
        return "no longer needed: its page took the number back"
    if told.review == "waiting" and told.change.waits_with is not None:
        return "waits with an earlier change that tells the same"
    if told.review == "waiting":
        return f"waits for an operator: `muster review show {told.id}`"
    if told.review == "released":
        by = f"change {told.released_by}" if told.released_by is not None else "another change"
        return f"released by {by}, which tells the same"
    if told.reviewed_by is None:
        return told.review or "–"
    done = "edited and accepted" if told.read is not None else told.review
    when = f", {told.reviewed_at:%Y-%m-%d %H:%M} UTC" if told.reviewed_at else ""
    return f"{done} by {told.reviewed_by}{when}: {told.review_reason or 'no reason given'}"


def _list_changes(recent: Sequence[tuple[int, Change]]) -> None:
    table = show.table("id", "at (UTC)", "what", "outlet")
    for number, change in recent:
        cells = (str(number), f"{change.at:%Y-%m-%d %H:%M}", _change(change), change.article.outlet)
        show.rows(table, [cells])
    show.console().print(table)


def _explain(step: Step, names: Names) -> None:
    from bot import messages

    article = step.article
    typer.echo(
        f"{article.published:%Y-%m-%d %H:%M} UTC {article.id} {article.outlet} ({article.lang}): {article.title}"
    )
    if not step.changes:
        typer.echo("    no claim")
    for change in step.changes:
        mark = "ALERT" if any(alert.change == change for alert in step.alerts) else "-"
        held = f" Held: {messages.held_reason(change, 'en')}." if change.held else ""
        typer.echo(f"    {mark:5} {_change(change)}")
        typer.echo(f"          {messages.explain(change, 'en', names=names)}{held}  [{change.rule}]")


def _held_row(change: Change) -> dict[str, object]:
    from bot import replay as room
    from bot.model import Alert

    row = room.as_row(Alert(change.outcome, change))
    return {**row, "kind": "held", "held": change.held, "would_be": str(change.outcome)}


def _difference(one: Difference) -> str:
    said = {
        "missing": "the ledger has no such figure",
        "edited": "the file says otherwise",
        "moved": "the ledger has been told something newer",
        "extra": "the file has no such figure",
    }
    where = f"line {one.file.line}: " if one.file else ""
    file = _amount(one.file.figure.present) if one.file else "–"
    ledger = _amount(one.ledger.present) if one.ledger else "–"
    return f"{where}{one.series} {one.claimant or '–'}: {said[one.kind]} (file {file}, ledger {ledger})"
