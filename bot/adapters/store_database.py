"""The database under the store: opening, transactions, migration, errors in the house's words.

SQLite writers begin with ``BEGIN IMMEDIATE``: a transaction that reads first and writes later is otherwise
refused when another writer came between, whatever the busy time-out (docs/design.md, "Store").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import StringIO
from pathlib import Path
from threading import local
from typing import Any, Self

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, Executable, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    SQLAlchemyError,
)
from sqlalchemy.pool import StaticPool

from bot.adapters.tables import Base
from bot.errors import ConfigError, StoreError

#: A SQLite writer waits 10 s for another one to finish. The driver's transactions are off: its own BEGIN
#: comes too late and is always deferred. The pool sees to it that a connection has one user at a time.
_SQLITE = {"timeout": 10, "isolation_level": None, "check_same_thread": False}

_HERE = Path(__file__).resolve()
#: Beside the package in a clone, inside it when installed (pyproject's force-include).
_SCRIPTS = (_HERE.parents[1] / "share" / "alembic", _HERE.parents[2] / "alembic")


def migrate(url: str) -> None:
    """Brings the database at ``url`` from any earlier state, or from nothing, to this version's tables."""
    database = Database(url)
    try:
        database.migrate()
    finally:
        database.close()


def migration_config(connection: Connection) -> Config:
    """alembic's configuration with the scripts of the clone or of the installed package."""
    scripts = next((path for path in _SCRIPTS if (path / "env.py").is_file()), None)
    if scripts is None:
        raise ConfigError("alembic", "the migrations are missing", "Install the package again")
    config = Config(stdout=StringIO())  # what alembic says is for its command line
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


class Database:
    """One database, its connections and its transactions. Synchronous: use it from one writer thread.

    ``url`` is a SQLAlchemy address: ``sqlite:///var/muster.db``, ``postgresql://user@host/name``; ``sqlite://``
    is a database in memory that lives as long as the object.
    """

    def __init__(self, url: str) -> None:
        self._url = _checked(url)
        self.subject = self._url.render_as_string(hide_password=True)
        self.engine = _engine(self._url)
        self._open = local()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Gives back every connection; a file is left without its write-ahead log."""
        self.engine.dispose()

    def migrate(self, revision: str = "head") -> None:
        """Moves the tables up to ``revision``, in one transaction: it is done whole or not at all.

        Raises StoreError for a database that a newer version has migrated.
        """
        with self.migrating() as connection:
            try:
                command.upgrade(migration_config(connection), revision)
            except CommandError as error:
                advice = "Install that version again, or go back as docs/operating.md says"
                raise StoreError(self.subject, f"a newer version has been here ({error})", advice) from error

    def downgrade(self, revision: str = "base") -> None:
        """Moves the tables down to ``revision``; what later versions kept is lost."""
        with self.migrating() as connection:
            command.downgrade(migration_config(connection), revision)

    def check(self) -> None:
        """Raises StoreError where the database's tables differ from those of this version."""
        with self.migrating() as connection:
            try:
                command.check(migration_config(connection))
            except CommandError as error:
                raise StoreError(self.subject, str(error), "Run .venv/bin/alembic upgrade head") from error

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """One writing transaction. Verbs called inside join it: all are kept, or on an error none.

        What is read inside cannot be changed by another writer before it ends: on SQLite there is one
        writer, on PostgreSQL those who take turns wait for each other.
        """
        inner: Connection | None = getattr(self._open, "connection", None)
        if inner is not None:
            try:
                with self._errors():
                    yield inner
            except BaseException:
                self._open.broken = True
                raise
            return
        with self._errors(), self.engine.connect() as plain:
            connection = plain.execution_options(muster_write=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(6110801)")
                self._open.connection, self._open.broken = connection, False
                try:
                    yield connection
                finally:
                    self._open.connection = None
                if self._open.broken:
                    raise StoreError(self.subject, "a part of this turn failed, so none of it is kept")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read from; inside a turn it is the turn's, so it sees what was written."""
        inner: Connection | None = getattr(self._open, "connection", None)
        if inner is not None:
            yield inner
            return
        with self._errors(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A writing connection whose foreign keys are not enforced: alembic's, for moving tables about."""
        with self._errors(), self.engine.connect() as plain:
            connection = plain.execution_options(muster_write=True)
            driver: Any = connection.connection.driver_connection
            # A batch migration drops the old table; with foreign keys on, rows that refer to it would go.
            on_sqlite = self._url.get_backend_name() == "sqlite"
            if on_sqlite:
                driver.execute("PRAGMA journal_mode=WAL")  # stays with the file
                driver.execute("PRAGMA foreign_keys=OFF")
            try:
                yield connection
            finally:
                connection.rollback()
                if on_sqlite:
                    driver.execute("PRAGMA foreign_keys=ON")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            refused = StoreError(self.subject, f"the database refused a row: {_reason(error)}")
            refused.retry = False  # the same row will be refused again
            raise refused from error
        except (OverflowError, DataError) as error:  # SQLite's driver finds it itself, PostgreSQL is asked
            refused = StoreError(self.subject, "holds no such number or text", "Give a smaller one")
            refused.retry = False
            raise refused from error
        except DBAPIError as error:
            raise StoreError(self.subject, _reason(error), _advice(self._url, error)) from error
        except SQLAlchemyError as error:
            raise StoreError(self.subject, str(error).splitlines()[0]) from error


@cache
def _insert_new(table: type[Base], dialect: str, returning: str | None) -> Executable:
    made: sqlite.Insert | postgresql.Insert
    if dialect == "postgresql":
        made = postgresql.insert(table).on_conflict_do_nothing()
    else:
        made = sqlite.insert(table).on_conflict_do_nothing()
    return made if returning is None else made.returning(getattr(table, returning))


def insert_new(connection: Connection, table: type[Base], returning: str | None = None) -> Executable:
    """An INSERT that leaves known rows alone; ``returning`` is a column of the new ones."""
    return _insert_new(table, connection.dialect.name, returning)


@cache
def _upsert(
    table: type[Base], dialect: str, changing: tuple[str, ...], key: tuple[str, ...], returning: str | None
) -> Executable:
    made: Any = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    changed = {name: made.excluded[name] for name in changing}
    made = made.on_conflict_do_update(index_elements=list(key), set_=changed)
    found: Executable = made if returning is None else made.returning(getattr(table, returning))
    return found


def upsert(
    connection: Connection,
    table: type[Base],
    values: Mapping[str, Any],
    key: tuple[str, ...],
    returning: str | None = None,
    *,
    once: tuple[str, ...] = (),
) -> Any:
    """Inserts a row, or updates the columns given where ``key`` is there; returns one column of it.

    The columns ``once`` are kept as they are in a row that is there.
    """
    changing = tuple(name for name in values if name not in key and name not in once)
    statement = _upsert(table, connection.dialect.name, changing, key, returning)
    result = connection.execute(statement, dict(values))
    return None if returning is None else result.scalar_one()


def _checked(url: str) -> URL:
    advice = "Use sqlite:///var/muster.db or postgresql://user:password@host/name"
    if url.startswith("postgres://"):
        url = "postgresql" + url.removeprefix("postgres")
    try:
        checked = make_url(url)
        backend = checked.get_backend_name()
        if checked.get_dialect().is_async:
            raise ConfigError("MUSTER_DATABASE_URL", f"{checked.drivername} is asynchronous", advice)
    except (ArgumentError, NoSuchModuleError) as error:
        raise ConfigError("MUSTER_DATABASE_URL", "is no database address", advice) from error
    if backend not in {"sqlite", "postgresql"}:
        raise ConfigError("MUSTER_DATABASE_URL", f"{backend} is not supported", advice)
    return checked.set(drivername="postgresql+psycopg") if checked.drivername == "postgresql" else checked


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        try:
            return create_engine(url, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise ConfigError(
                "MUSTER_DATABASE_URL", "psycopg is missing", "Install what requirements.lock lists"
            ) from error
    in_memory = url.database in {None, "", ":memory:"}
    if in_memory:
        engine = create_engine(url, poolclass=StaticPool, connect_args=_SQLITE)
    else:
        engine = create_engine(url, connect_args=_SQLITE)
        _make_room(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_room(url: URL) -> None:
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(str(folder), str(error.strerror), "Choose a folder that can be written") from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("muster_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _reason(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0] if error.orig is not None else str(error)


#: SQLite's names for a file that is damaged, and for one that is no database at all.
_DAMAGED, _FOREIGN = "SQLITE_CORRUPT", "SQLITE_NOTADB"


def _advice(url: URL, error: DBAPIError) -> str:
    if url.get_backend_name() == "postgresql":
        return "Check that the server runs and that the user may write"
    told = getattr(error.orig, "sqlite_errorname", "")
    restore = (
        f"top the service, move {url.database} and what begins with its name away,"
        " and put the last backup in its place (docs/operating.md, Backups)"
    )
    if told == _FOREIGN:
        return f"If MUSTER_DATABASE_URL means another file, name that; else s{restore}"
    if told.startswith(_DAMAGED):
        return f"S{restore}"
    return "Check that the file can be written and that the disk is not full"
