"""Databases for tests: a new SQLite file each, and where a server is named a new schema in it.

Set MUSTER_TEST_POSTGRESQL to an address (``postgresql://user@host/name``) to run the same tests there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url

POSTGRESQL = os.environ.get("MUSTER_TEST_POSTGRESQL")
URLS = ["sqlite", *(["postgresql"] if POSTGRESQL else [])]


@contextmanager
def fresh_url(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database that is gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/muster.db"
        return
    assert POSTGRESQL is not None
    server = make_url(POSTGRESQL).set(drivername="postgresql+psycopg")
    schema = f"muster_test_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    own = server.update_query_dict({"options": f"-csearch_path={schema}"})
    try:
        yield own.render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
        engine.dispose()
