"""Every layout of a digest, and a whole week over seeds/, in all three renderings.

When a difference is wanted: `python -m tests.digest.renew`, then read `git diff tests/digest/golden`.
"""

from __future__ import annotations

import pytest

from bot.digest.measure import quoted, visible
from bot.model import Message
from bot.verbs.demo import DAYS
from tests.digest.goldens import FOLDER, differences
from tests.digest.layouts import LAYOUTS
from tests.digest.week import FOLLOWS, week


@pytest.fixture(scope="module")
def digests() -> dict[str, Message]:
    """What three chats got in the week of seeds/."""
    return week()


def test_a_whole_week_over_seeds(digests: dict[str, Message]) -> None:
    wrong = [difference for name, message in digests.items() for difference in differences(name, message)]
    assert not wrong, "\n".join(wrong)
    assert len(digests) == DAYS * len(FOLLOWS)


def test_no_golden_is_left_over(digests: dict[str, Message]) -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {*LAYOUTS, *digests}


def test_the_week_keeps_the_promises(digests: dict[str, Message]) -> None:
    for name, message in digests.items():
        assert visible(message) <= 1_500, name
        assert max(quoted(message).values(), default=0) <= 300, name


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_layout(name: str) -> None:
    wrong = differences(name, LAYOUTS[name]())
    assert not wrong, "\n".join(wrong)
