"""``muster run``, ``muster poll``, ``muster demo``: the service, one pass of it, and a show of it."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli import show


def add_to(app: typer.Typer) -> None:
    for command in (run, poll, demo):
        app.command()(command)


def run() -> None:
    """Run the service until it is stopped: poll, read, alert, and close each day with a digest.

    Without settings it keeps its database in var/, polls the feeds that come with it and tells the terminal.
    Settings: .env in this directory, or the environment; .env.example explains them all.

    Example: muster run
    """
    import asyncio

    from bot import config, service

    settings = config.load()
    service.log_to_terminal(settings)
    asyncio.run(service.run(settings, config.environment()))


def poll(
    everything: Annotated[bool, typer.Option("--all", help="Poll every feed now, due or not.")] = False,
) -> None:
    """Poll the feeds that are due once, read what is new, tell what changed, and leave.

    Ends with 1 when no feed could be polled.

    Example: muster poll --all
    """
    import asyncio

    from bot import config, service

    settings = config.load()
    service.log_to_terminal(settings)
    summary = asyncio.run(service.poll_once(settings, everything=everything))
    for line in summary.lines():
        typer.echo(line)
    show.done(1 if summary.nothing_worked else 0)


def demo() -> None:
    """See Muster work: outlets on this machine, the real service on a fast clock, under a minute.

    Needs no network and no settings, and leaves nothing behind.

    Example: muster demo
    """
    from bot.demo import server

    server.show()
