"""The article of a page, as it passes between the child process and us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Text and what the page says of itself.

    `published_at` is in UTC, `has_hour` False where the page names only the day; `canonical_url` was checked to
    belong to the outlet.
    """

    text: str
    title: str = ""
    author: str | None = None
    published_at: datetime | None = None
    has_hour: bool = False
    language: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
