"""The migrations, on a real SQLite file; on PostgreSQL too where MUSTER_TEST_POSTGRESQL names a database."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect

from bot.adapters.store import Store, migrate
from bot.adapters.tables import Base
from bot.errors import StoreError
from tests.databases import URLS, fresh_url

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)


@pytest.fixture(params=URLS)
def url(request: pytest.FixtureRequest, tmp_path: Path):
    with fresh_url(request.param, tmp_path) as made:
        yield made


def tables_of(url: str) -> set[str]:
    with Store(url) as store:
        return set(inspect(store.engine).get_table_names())


def test_an_empty_database_gets_every_table_and_alembic_finds_no_difference(url):
    with Store(url) as store:
        store.migrate()
        store.check()
    assert set(Base.metadata.tables) | {"alembic_version"} == tables_of(url)


def test_a_table_that_no_migration_made_so_is_noticed(url):
    with Store(url) as store:
        store.migrate()
        with store.turn() as connection:
            connection.exec_driver_sql("DROP INDEX ix_claims_article_id")
        with pytest.raises(StoreError, match="ix_claims_article_id"):
            store.check()


def test_a_database_of_a_newer_version_is_told_from_a_mistake_of_ours(url):
    with Store(url) as store:
        store.migrate()
        with store.turn() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(
            StoreError, match=r"a newer version has been here \(.*'9999'\)\. Install that version"
        ):
            store.migrate()


def test_a_database_goes_down_to_nothing_and_up_again(url):
    with Store(url) as store:
        store.migrate()
        store.downgrade()
    assert {"alembic_version"} == tables_of(url)
    migrate(url)
    assert set(Base.metadata.tables) | {"alembic_version"} == tables_of(url)


def test_migrating_again_keeps_what_is_there(url):
    migrate(url)
    with Store(url) as store:
        store.remember("paused", "yes")
    migrate(url)
    with Store(url) as store:
        assert store.recall("paused") == "yes"


def test_a_migration_that_fails_leaves_the_database_as_it_was(url):
    with Store(url) as store:
        with store.turn() as connection:
            connection.exec_driver_sql("CREATE TABLE reports (id INTEGER)")
        with pytest.raises(StoreError, match="reports"):
            store.migrate()
    assert {"reports"} == tables_of(url)


def test_foreign_keys_are_enforced_again_after_a_migration(tmp_path):
    with Store(f"sqlite:///{tmp_path}/a.db") as store:
        store.migrate()
        with store.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1


def test_alembic_works_from_the_command_line_in_a_clone(tmp_path):
    url = f"sqlite:///{tmp_path}/cli.db"
    alembic = [sys.executable, "-m", "alembic", "-x", f"url={url}"]
    upgraded = subprocess.run(
        [*alembic, "upgrade", "head"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (upgraded.returncode, upgraded.stderr) == (0, "")
    checked = subprocess.run([*alembic, "check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "claims" in tables_of(url)


def test_an_installed_package_migrates_with_the_scripts_it_carries(tmp_path):
    site = tmp_path / "site"
    shutil.copytree(ROOT / "bot", site / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "alembic", site / "bot" / "share" / "alembic")
    url = f"sqlite:///{tmp_path}/installed.db"
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import bot.adapters.store as s; s.migrate({url!r})"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "claims" in tables_of(url)


def test_two_processes_that_start_together_migrate_one_after_the_other(tmp_path):
    url = f"sqlite:///{tmp_path}/new.db"
    code = f"from bot.adapters.store import migrate; migrate({url!r})"
    started = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [(process.wait(), process.communicate()[1]) for process in started] == [(0, ""), (0, "")]
    assert "claims" in tables_of(url)


def test_media_get_their_full_names_in_every_row_and_document(tmp_path):
    url = f"sqlite:///{tmp_path}/names.db"
    alembic = [sys.executable, "-m", "alembic", "-x", f"url={url}"]

    def step(*command: str) -> None:
        subprocess.run([*alembic, *command], cwd=ROOT, capture_output=True, text=True, check=True)

    step("upgrade", "0001")
    with Store(url) as store, store.turn() as connection:
        at = "2025-07-01 12:00:00"
        connection.exec_driver_sql(
            "INSERT INTO figures (series, claimant, reports, origins, first_seen, last_seen) "
            f"VALUES ('killed', 'nyt', 2, 'bbc\nnyt\nnytimes', '{at}', '{at}')"
        )
        connection.exec_driver_sql(
            "INSERT INTO chats (chat, kind, language, zone, digest, filters, joined_at) "
            f"VALUES ('1', 'private', 'en', 'UTC', 1, '{{\"claimants\": [\"ft\", \"nis\"]}}', '{at}')"
        )
    step("upgrade", "head")
    with Store(url) as store, store.reading() as connection:
        figure = connection.exec_driver_sql("SELECT claimant, origins FROM figures").one()
        filters = connection.exec_driver_sql("SELECT filters FROM chats").scalar()
    assert tuple(figure) == ("new-york-times", "bbc\nnew-york-times\nnytimes")
    assert json.loads(filters) == {"claimants": ["financial-times", "nis"]}
    step("downgrade", "0001")
    with Store(url) as store, store.reading() as connection:
        assert connection.exec_driver_sql("SELECT claimant FROM figures").scalar() == "nyt"
