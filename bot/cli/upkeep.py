"""``muster digest``, ``feeds``, ``doctor``, ``reread`` and ``look``: keeping the service in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import books, show
from bot.errors import InputError, MusterError
from bot.wording import counted

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.feeds import FeedState
    from bot.model import Claim


def add_to(app: typer.Typer) -> None:
    for command in (digest, feeds, doctor, reread, look):
        app.command()(command)


def digest(
    day: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="The day, none to come; else the running one."),
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="Send it to the channels, each day once.")] = False,
    preview: Annotated[
        Path | None, typer.Option(metavar="PNG", help="Write its picture to this file.")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="Its language; else MUSTER_LANGUAGE.")] = None,
) -> None:
    """Show a day's digest as far as the day has gone, and which time it covers.

    A day ends at MUSTER_DIGEST_AT, when the chats get its digest: what is told after that is of the next day.

    Examples: muster digest --date 2025-07-02

    muster digest --preview digest.png
    """
    from dataclasses import replace

    from bot import claimants, config, days, messages
    from bot.digest import bounds, closes_at, day_so_far

    settings = config.load()
    zone = settings.timezone.key
    today = datetime.now(settings.timezone).date()
    # To send is for a day that is over, which the running one never is.
    usual = today if send else day_so_far(datetime.now(UTC), zone, settings.digest_at)
    when = show.day(day, "--date") or usual
    spoken = lang or settings.language
    if send and datetime.now(UTC) < closes_at(when, zone, settings.digest_at):
        # Each chat gets a day once: sent now, the rest of the day would be told to nobody.
        problem = f"the day {when} ends at {settings.digest_at:%H:%M}, {zone}"
        raise InputError("--send", problem, "Leave it out to see the day so far, or name an earlier day")
    begins, _ = bounds(when, zone, settings.digest_at)
    if datetime.now(UTC) < begins:
        problem = f"the day {when} begins at {begins.astimezone(settings.timezone):%Y-%m-%d %H:%M}, {zone}"
        raise InputError("--date", problem, f"Name {today} or an earlier day")
    with books.opened(settings) as store:
        made = days.gather(store, when, zone, settings.digest_at)
        first, end = days.covered(store, when, zone, settings.digest_at)
        figures = store.figures()
    if when < today:
        made = replace(made, failing=())  # the feeds that fail now say nothing of a day gone by
    shown = messages.digest(made, spoken, names=claimants.shipped().name, limit=messages.COMPLETE)
    # Without a token this terminal is the chat that it is sent to: there it would stand twice.
    twice = send and settings.token is None and spoken == settings.language
    covers = _covers(when, first, end, settings)
    typer.echo(covers if twice else f"{shown.plain}\n{covers}")
    if preview is not None:
        try:
            preview.write_bytes(days.draw(figures, spoken, datetime.now(UTC), zone))
        except OSError as error:
            raise InputError(
                str(preview), error.strerror or "cannot be written", "Name another file"
            ) from error
        typer.echo(f"picture: {preview}")
    if send:
        import asyncio

        from bot import service

        told = asyncio.run(service.send_digest(settings, when))
        typer.echo(f"sent to {counted(told, 'chat')}" if told else "every chat has had this day's digest")


def feeds() -> None:
    """List the feeds: what is polled how often, how each one does, and when it is asked next.

    Example: muster feeds
    """
    from bot import config
    from bot.feeds import FeedState, spelled
    from bot.house import listed_feeds

    settings = config.load()
    listed = listed_feeds(settings)
    with books.opened(settings) as store:
        health = {one.feed.name: one for one in store.feed_health()}
    now = datetime.now(UTC)
    columns = ("feed", "lang", "kind", "every", "last answer", "last item to read", "next turn", "trouble")
    table = show.table(*columns)
    for feed in listed:
        state = health[feed.name].state if feed.name in health else FeedState(feed.name)
        match = health[feed.name].last_match if feed.name in health else None
        minutes = 0 if state.due_at is None else ceil((state.due_at - now) / timedelta(minutes=1))
        after = f"in {spelled(timedelta(minutes=minutes))}" if minutes > 0 else "now"
        cells = (feed.name, feed.lang, feed.kind, spelled(feed.every), _when(state.last_ok), _when(match))
        trouble = _failing(state) if feed.enabled else f"off. {feed.note}"
        show.rows(table, [(*cells, after if feed.enabled else "", trouble)])
    show.console().print(table)
    enabled = sum(feed.enabled for feed in listed)
    languages = counted(len({feed.lang for feed in listed}), "language")
    typer.echo(f"{counted(len(listed), 'feed')} in {languages}, {enabled} polled; times are in UTC")


def doctor() -> None:
    """Check settings, secrets, files, database, network and Telegram, and say what to do about each trouble.

    Example: muster doctor
    """
    from bot import config

    settings = config.load()
    typer.echo("settings   well")
    checks: list[tuple[str, Callable[[Settings], str]]] = [
        ("secrets", _check_secrets),
        ("feeds", _check_feeds),
        ("baseline", _check_baseline),
        ("languages", _check_languages),
        ("database", _check_database),
        ("network", _check_network),
        ("telegram", _check_telegram),
    ]
    failed = 0
    for name, check in checks:
        try:
            typer.echo(f"{name:10} {check(settings)}")
        except MusterError as error:
            failed += 1
            typer.echo(f"{name:10} TROUBLE {error}", err=True)
    show.done(1 if failed else 0)


def reread(
    everything: Annotated[bool, typer.Option("--all", help="Articles of this reader version too.")] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Write the new readings into the ledger, silently.")
    ] = False,
) -> None:
    """Read the kept texts again with this version's reader, and show what it reads otherwise.

    Examples: muster reread --all

    muster reread --write
    """
    from bot import claims, config, pipeline
    from bot.house import policy_of

    settings = config.load()
    policy = policy_of(settings)
    read = changed = 0
    after = ""
    with books.opened(settings) as store:
        version = claims.VERSION + 1 if everything else claims.VERSION
        while portion := store.read_before(version, after, 100):
            for article, before in portion:
                read += 1
                found = store.corrected(article.id, claims.read(article))
                lines = _differences(before, found)
                if lines:
                    changed += 1
                    typer.echo("\n".join([f"{article.id} ({article.lang})", *lines]))
                if write:
                    pipeline.reread_kept(store, article, found, datetime.now(UTC), policy)
            after = portion[-1][0].id
    written = "written" if write else "nothing is written without --write"
    typer.echo(f"{counted(read, 'article')} read again, {changed} otherwise; {written}")


def look(
    page: Annotated[Path, typer.Argument(metavar="[PAGE]", help="The page to write.")] = Path(
        "var/look.html"
    ),
) -> None:
    """Write every kind of post and the pictures as one page that shows them as Telegram would.

    Example: muster look var/look.html
    """
    from bot import look as room

    try:
        room.write(page)
    except OSError as error:
        problem = f"cannot be written: {error.strerror or error}"
        raise InputError(str(page), problem, "Name another file") from error
    typer.echo(f"open {page}")


def _covers(day: date, first: datetime, end: datetime, settings: Settings) -> str:
    """Which time a digest covers, and of a running day what becomes of it."""
    begins, ends = (f"{moment.astimezone(settings.timezone):%Y-%m-%d %H:%M}" for moment in (first, end))
    line = f"covers {begins} to {ends}, {settings.timezone.key}"
    if datetime.now(UTC) >= end:
        return line
    before = f"--date {day - timedelta(days=1)} shows the day before"
    return f"{line}, as far as it has gone; the chats get it when it ends. {before}"


# --- checks -------------------------------------------------------------------------------------------------


def _check_secrets(_: Settings) -> str:
    from bot import config
    from bot.errors import ConfigError

    mode = config.exposed()
    if mode is not None:
        raise ConfigError(".env", f"everyone on this machine can read it (mode {mode:o})", "chmod 600 .env")
    return "nobody else can read them" if Path(".env").exists() else "no .env here"


def _check_feeds(settings: Settings) -> str:
    from bot.house import listed_feeds

    listed = listed_feeds(settings)
    return f"{counted(len(listed), 'feed')}, {sum(feed.enabled for feed in listed)} of them polled ({settings.feeds})"


def _check_baseline(settings: Settings) -> str:
    from bot import claimants, house

    found = house.seeds(settings, claimants.shipped(clashes=True), datetime.now(UTC))
    return f"{counted(len(found), 'figure')} ({settings.baseline})"


def _check_languages(_: Settings) -> str:
    from bot.claims import language
    from bot.claims.check import check
    from bot.errors import ConfigError

    found = [mistake for code in language.codes() for mistake in check(code)]
    if found:
        advice = "`muster languages check` names them all"
        raise ConfigError("language files", f"{counted(len(found), 'mistake')}, first {found[0]}", advice)
    return ", ".join(language.codes())


def _check_database(settings: Settings) -> str:
    from bot.adapters.store import Store

    with Store(settings.database_url) as store:
        store.migrate()
        store.check()
        figures = counted(len(store.figures()), "figure")
        return f"{store.subject}, {figures}, {counted(sum(store.backlog().values()), 'message')}"


def _check_network(settings: Settings) -> str:
    """Fetches the first feeds, by the service's own rules; one that answers is enough."""
    import asyncio

    from bot.adapters.web import Web
    from bot.house import listed_feeds

    listed = [feed for feed in listed_feeds(settings) if feed.enabled][:5]

    async def ask() -> str:
        allowed = [str(network) for network in settings.allow_private_addresses]
        async with Web(settings.contact, allowed, timeout=10) as web:
            answers = await asyncio.gather(*(web.fetch(feed.url) for feed in listed), return_exceptions=True)
        troubles = [answer for answer in answers if isinstance(answer, MusterError)]
        if listed and len(troubles) == len(listed):
            raise troubles[0]
        return f"{len(listed) - len(troubles)} of {len(listed)} feeds tried answer"

    return asyncio.run(ask())


def _check_telegram(settings: Settings) -> str:
    import asyncio

    from telegram.error import TelegramError

    from bot.adapters.telegram import Telegram, out_of_reach
    from bot.errors import ConfigError
    from bot.outbox import chat_id

    if settings.token is None:
        return "no token is set: alerts go to the terminal"
    token = settings.token.get_secret_value()

    async def ask() -> str:
        async with Telegram(token, settings.api_url) as telegram:
            subject, advice = "the token", "See TELEGRAM_ in .env.example"
            try:
                bot = await telegram.bot.get_me()
                for channel in settings.channels:
                    subject, advice = (
                        channel.chat,
                        f"Make @{bot.username} an administrator there, who may post",
                    )
                    member = await telegram.bot.get_chat_member(chat_id(channel.chat), bot.id)
                    if member.status not in {"administrator", "creator"}:
                        raise ConfigError(subject, "the bot is no administrator there", advice)
                    if getattr(member, "can_post_messages", None) is False:  # None in groups: there all may
                        raise ConfigError(
                            subject, "the bot is an administrator without the right to post", advice
                        )
                for operator in settings.operators:
                    subject = f"operator {operator}"
                    advice = f"Open a private chat with @{bot.username} as that user and press Start"
                    await telegram.bot.get_chat(operator)
            except TelegramError as error:
                if out_of_reach(error):
                    subject = f"the Bot API at {settings.api_url}"
                    advice = "Check the network, and that TELEGRAM_API_URL names a Bot API server that runs"
                raise ConfigError(subject, telegram.scrub(str(error)), advice) from None
        may_post = f"may post in {counted(len(settings.channels), 'channel')}"
        return f"@{bot.username} {may_post}, {counted(len(settings.operators), 'operator')}"

    return asyncio.run(ask())


def _differences(before: tuple[Claim, ...], after: tuple[Claim, ...]) -> list[str]:
    """What one reading has and the other has not."""

    def key(claim: Claim) -> tuple[object, ...]:
        return (claim.series, claim.low, claim.high, claim.share, claim.claimant, claim.denied)

    old, new = {key(claim) for claim in before}, {key(claim) for claim in after}
    gone = [
        f"  - {claim.series} {claim.number} {claim.claimant}" for claim in before if key(claim) not in new
    ]
    come = [f"  + {claim.series} {claim.number} {claim.claimant}" for claim in after if key(claim) not in old]
    return gone + come


def _failing(state: FeedState) -> str:
    """What went wrong last, and how many times in a row something did."""
    if state.problem is None:
        return ""
    failures = "" if state.failures < 2 else f" ({state.failures} failures in a row)"
    return f"{state.problem}{failures}"


def _when(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M}"
