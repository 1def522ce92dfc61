"""Runs the migrations: on the connection that the store hands over, or on the one of the command line."""

from __future__ import annotations

from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, DateTime, Text

from bot.adapters.store_database import Database
from bot.adapters.tables import Base, Names, UTCDateTime, Words


def render(kind: str, item: Any, _context: AutogenContext) -> str | bool:
    """A migration stays what it was when the code changes: it names SQL types, not ours."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return f"sa.{DateTime(timezone=True)!r}"
    if kind == "type" and isinstance(item, Words | Names):
        return f"sa.{Text()!r}"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            # Two services that start together migrate one after the other.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(6110802)")
        context.run_migrations()


def command_line_url() -> str:
    """The address given as ``-x url=…``, else the settings' one."""
    given = context.get_x_argument(as_dictionary=True).get("url")
    if given:
        return given
    from bot.config import load

    return load().database_url


if context.is_offline_mode():
    context.configure(
        url=command_line_url(), target_metadata=Base.metadata, literal_binds=True, render_as_batch=True
    )
    with context.begin_transaction():
        context.run_migrations()
elif (handed_over := context.config.attributes.get("connection")) is not None:
    run(handed_over)
else:
    with Database(command_line_url()) as database, database.migrating() as connection:
        run(connection)
