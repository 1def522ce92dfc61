"""The database under the store: opening, transactions, migration, errors in the house's words.

SQLite writers begin with ``BEGIN IMMEDIATE``: a transaction that reads first and writes later is otherwise
refused when another writer came between, whatever the busy time-out (docs/design.md, "Store").
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from threading import local
from typing import Any, Self

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from bot.errors import ConfigError, StoreError

#: How long a SQLite writer waits for another one to finish, in milliseconds.
BUSY_TIMEOUT = 10_000

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
        raise ConfigError("alembic", "the migrations are missing", "install the package again")
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
        """Moves the tables up to ``revision``, in one transaction: it is done whole or not at all."""
        with self.migrating() as connection:
            command.upgrade(migration_config(connection), revision)

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
                raise StoreError(self.subject, str(error), "run alembic upgrade head") from error

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """One writing transaction. Verbs called inside join it: all are kept, or on an error none.

        What is read inside cannot be changed by another writer before it ends: on SQLite there is one
        writer, on PostgreSQL those who take turns wait for each other.
        """
        inner: Connection | None = getattr(self._open, "connection", None)
        if inner is not None:
            yield inner
            return
        with self._errors(), self.engine.connect() as plain:
            connection = plain.execution_options(muster_write=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(6110801)")
                self._open.connection = connection
                try:
                    yield connection
                finally:
                    self._open.connection = None

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
        except DBAPIError as error:
            raise StoreError(self.subject, _reason(error), _advice(self._url)) from error
        except SQLAlchemyError as error:
            raise StoreError(self.subject, str(error).splitlines()[0]) from error


def insert_new(connection: Connection, table: type[Any]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that leaves rows alone that a unique key already has; add ``returning`` to learn which."""
    target: Table = table.__table__
    if connection.dialect.name == "postgresql":
        return postgresql.insert(target).on_conflict_do_nothing()
    return sqlite.insert(target).on_conflict_do_nothing()


def upsert(
    connection: Connection, table: type[Any], values: dict[str, Any], key: tuple[str, ...]
) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that becomes an UPDATE of the other columns where ``key`` is already there."""
    target: Table = table.__table__
    if connection.dialect.name == "postgresql":
        on_postgresql = postgresql.insert(target).values(values)
        changed = {name: on_postgresql.excluded[name] for name in values if name not in key}
        return on_postgresql.on_conflict_do_update(index_elements=list(key), set_=changed)
    on_sqlite = sqlite.insert(target).values(values)
    changed = {name: on_sqlite.excluded[name] for name in values if name not in key}
    return on_sqlite.on_conflict_do_update(index_elements=list(key), set_=changed)


def _checked(url: str) -> URL:
    advice = "use sqlite:///var/muster.db or postgresql://user:password@host/name"
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
                "MUSTER_DATABASE_URL", "psycopg is missing", "pip install muster[postgresql]"
            ) from error
    in_memory = url.database in {None, "", ":memory:"}
    if in_memory:
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        engine = create_engine(url, connect_args={"check_same_thread": False})
        _make_room(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_room(url: URL) -> None:
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(str(folder), str(error.strerror), "choose a folder that can be written") from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late and is always deferred
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("muster_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _reason(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0] if error.orig is not None else str(error)


def _advice(url: URL) -> str:
    if url.get_backend_name() == "postgresql":
        return "check that the server runs and that the user may write"
    return "check that the file can be written and that the disk is not full"
