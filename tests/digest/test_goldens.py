"""Every layout of a digest, and a whole week over seeds/, in all three renderings.

When a difference is wanted: `python -m tests.digest.renew`, then read `git diff tests/digest/golden`.
"""

from __future__ import annotations

import pytest

from tests.digest.goldens import differences
from tests.digest.layouts import LAYOUTS


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_layout(name: str) -> None:
    wrong = differences(name, LAYOUTS[name]())
    assert not wrong, "\n".join(wrong)
