"""Media go by their full names: the ids of five of them, wherever a row holds one.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NAMES = {
    "nyt": "new-york-times",
    "wsj": "wall-street-journal",
    "ft": "financial-times",
    "donga": "donga-ilbo",
    "joongang": "joongang-ilbo",
}
TEXTS = {
    "articles": ("outlet",),
    "entries": ("outlet",),
    "claims": ("claimant", "via"),
    "figures": ("claimant",),
    "changes": ("old_claimant", "origin"),
    "reports": ("origin",),
    "alerts": ("claimant",),
    "additions": ("outlet",),
}
SETS = {"figures": ("origins",), "changes": ("origins",)}  # names, one a line
DOCUMENTS = {
    "changes": ("facts", "figure", "withdrawn"),
    "alerts": ("others", "baseline", "detail"),
    "chats": ("filters",),
}


def upgrade() -> None:
    _rename(NAMES)


def downgrade() -> None:
    _rename({new: old for old, new in NAMES.items()})


def _rename(names: Mapping[str, str]) -> None:
    connection = op.get_bind()
    for table, columns in TEXTS.items():
        for column in columns:
            rows = sa.table(table, sa.column(column, sa.Text()))
            for old, new in names.items():
                connection.execute(sa.update(rows).where(rows.c[column] == old).values({column: new}))
    for table, columns in (*SETS.items(), *DOCUMENTS.items()):
        for column in columns:
            _rename_inside(connection, table, column, names)


def _rename_inside(connection: sa.Connection, table: str, column: str, names: Mapping[str, str]) -> None:
    """The same in sets and JSON documents, of which only those that hold an id are written again."""
    key = "chat" if table == "chats" else "id"
    kind = sa.Text() if table in SETS and column in SETS[table] else sa.JSON(none_as_null=True)
    rows = sa.table(table, sa.column(key), sa.column(column, kind))
    held = [sa.cast(rows.c[column], sa.Text()).like(f"%{old}%") for old in names]
    for row in connection.execute(sa.select(rows.c[key], rows.c[column]).where(sa.or_(*held))).all():
        renamed = _renamed(row[1], names)
        if renamed != row[1]:
            connection.execute(sa.update(rows).where(rows.c[key] == row[0]).values({column: renamed}))


def _renamed(document: Any, names: Mapping[str, str]) -> Any:
    if isinstance(document, dict):
        return {key: _renamed(value, names) for key, value in document.items()}
    if isinstance(document, list):
        return [_renamed(value, names) for value in document]
    if isinstance(document, str):
        return "\n".join(names.get(line, line) for line in document.split("\n"))
    return document
