"""Feeds that an HTML page announces in its head."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

MOST_FEEDS = 20
LONGEST_HEAD = 300_000
FEED_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/x.atom+xml",
        "application/x-atom+xml",
    )
)


class _Head(HTMLParser):
    """Collects `<link rel="alternate" type="application/…" href="…">` and the page's base."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").strip() for name, value in attrs}
        if tag == "base" and not self.base:
            self.base = given.get("href", "")
        if tag in ("link", "a") and given.get("href") and _announces(given):
            self.links.append(given["href"])


def _announces(given: dict[str, str]) -> bool:
    relations = given.get("rel", "").lower().split()
    kind = given.get("type", "").lower().partition(";")[0].strip()
    return "feed" in relations or ("alternate" in relations and kind in FEED_TYPES)


def find_feeds(html: str, url: str) -> tuple[str, ...]:
    """Absolute addresses of the feeds that a page at this URL announces, in its order, each once."""
    head = _Head()
    head.feed(html[:LONGEST_HEAD])
    base = urljoin(url, head.base) if urlsplit(urljoin(url, head.base)).scheme in ("http", "https") else url
    found = dict.fromkeys(urljoin(base, link) for link in head.links)
    return tuple(link for link in found if urlsplit(link).scheme in ("http", "https"))[:MOST_FEEDS]
