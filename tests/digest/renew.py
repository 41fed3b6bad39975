"""`python -m tests.digest.renew`: write the golden files anew; read the difference before you commit it."""

from __future__ import annotations

from tests.digest.goldens import write
from tests.digest.layouts import LAYOUTS
from tests.digest.week import week


def renew() -> None:
    """Write every golden file."""
    for name, make in LAYOUTS.items():
        write(name, make())
    for name, message in week().items():
        write(name, message)


if __name__ == "__main__":
    renew()
