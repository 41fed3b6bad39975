"""The development data of deals, each set cut in two by a hash of its ids: "tune" was read, "check" never."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("NEWSDATA", Path(__file__).parents[3] / "shared" / "data"))
Row = dict[str, Any]


def rows(name: str, key: str, half: str) -> Iterator[Row]:
    """The rows of a set that fall into a half."""
    with (
        gzip.open(DATA / name, "rt", encoding="utf8")
        if name.endswith(".gz")
        else (DATA / name).open(encoding="utf8") as file
    ):
        for row in map(json.loads, file):
            in_check = int(hashlib.sha1(str(row[key]).encode()).hexdigest(), 16) % 2  # no secret, a stable cut
            if half == "all" or in_check == (half == "check"):
                yield row
