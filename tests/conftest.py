"""What several test files share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis
import pytest

from tests.offline import pull_the_cable
from tests.private_postgres import postgres_database

pull_the_cable()
# A busy machine is no failure; a check draws the same examples each time, a developer's run new ones.
hypothesis.settings.register_profile("onrecord", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("onrecord")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """An empty database on a real PostgreSQL, one for the whole run: a suite empties its tables between tests."""
    with postgres_database() as url:
        yield url


@pytest.fixture(autouse=True, scope="session")
def _clean_environment() -> Iterator[None]:
    """No test may depend on the settings of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("ONRECORD_")]:
            patch.delenv(name)
        yield
