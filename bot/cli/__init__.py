"""The command line: ``muster`` and ``python -m bot``.

Exit codes: 0 well, 1 failed, 2 wrong usage or settings, 130 interrupted. An error is one sentence on standard
error; ``--debug``, anywhere on the line, shows the traceback too. Heavy libraries are imported by the command
that needs them, so that ``muster --help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from bot.cli import ledger, reading, running, upkeep
from bot.errors import ConfigError, InputError, MusterError

app = typer.Typer(
    name="muster",
    help="Notices when the numbers change: reads figures out of the news and alerts when one is new.",
    epilog="See it work: muster demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"muster {version('muster')}")
        raise typer.Exit


@app.callback()
def _everywhere(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Options of every command; ``main`` has taken ``--debug`` off the line before they are read."""


for commands in (running, reading, ledger, upkeep):
    commands.add_to(app)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the exit code back."""
    line = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in line
    try:
        app(args=[word for word in line if word != "--debug"], prog_name="muster")
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    except (ConfigError, InputError) as error:
        return _failed(error, str(error), 2, debug)
    except MusterError as error:
        return _failed(error, str(error), 1, debug)
    except Exception as error:  # the last stop: a person gets a sentence, and the way to the rest of it
        reason = f"{type(error).__name__}: {error}. This is a mistake of Muster's; --debug shows where"
        return _failed(error, reason, 1, debug)
    return 0


def _failed(error: Exception, sentence: str, code: int, debug: bool) -> int:
    if debug:
        import traceback

        typer.echo("".join(traceback.format_exception(error)).rstrip(), err=True)
    typer.echo(f"muster: {sentence}", err=True)
    return code
