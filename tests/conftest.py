"""What several test files share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.private_postgres import postgres_database


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """An empty database on a real PostgreSQL, one for the whole run: a suite empties its tables between tests."""
    with postgres_database() as url:
        yield url
