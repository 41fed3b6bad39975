"""The database that the tests start: real, theirs alone, and gone when they end."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import NullPool, create_engine, make_url, text

from tests.private_postgres import postgres_database, private_server


def test_a_session_gets_an_empty_database_of_a_recent_server(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_DATABASE_URL", postgres_url)  # the session's own one may be in use by now
    with postgres_database() as url, create_engine(url, poolclass=NullPool).connect() as connection:
        tables = connection.execute(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).scalar_one()
        version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
    assert tables == 0
    assert version >= 140000


@pytest.fixture
def open_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary files go for one test; unlike tmp_path also open to `nobody`, as whom root runs the server."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        monkeypatch.setattr(tempfile, "tempdir", name)
        yield folder


def test_a_private_server_leaves_nothing_behind(open_folder: Path) -> None:
    with private_server() as server:
        url = server.set(drivername="postgresql").render_as_string()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert list(open_folder.iterdir())
    assert not list(open_folder.iterdir())
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


def test_a_given_server_gets_a_database_that_is_dropped_again(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_DATABASE_URL", postgres_url)
    with postgres_database() as url:
        assert make_url(url).database != make_url(postgres_url).database
        create_engine(url, poolclass=NullPool).connect().close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
