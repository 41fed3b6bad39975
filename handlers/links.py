"""What people read and where they are sent, the same on every platform: shown text, addresses, names of sources. Pure.

Everything from outside is hostile until it went through here: hidden characters are gone, a link leads to http or
https only, and it never hides its host.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.model import ArticleRef
from bot.text import printable

LONGEST_ADDRESS = 2_048
LONGEST_NAME = 200
SPACES = re.compile(r"\s+")
SURROGATES = re.compile("[\ud800-\udfff]")  # half characters, which no platform can be sent


def shown(text: str) -> str:
    """The text in one line, without hidden or half characters."""
    return SPACES.sub(" ", SURROGATES.sub("", printable(text)))


def address(url: str | None) -> str | None:
    """The address if it is one a person may be sent to: http or https, a host, no hidden characters or spaces."""
    if not url or len(url) > LONGEST_ADDRESS or shown(url) != url or " " in url:
        return None
    try:
        parts = urlsplit(url)
        is_fit = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return url if is_fit else None


def named_link(label: str, url: str | None) -> str:
    """A label that does not hide where it leads: the real host stands behind it unless the label names it."""
    real = host(url)
    return label if not real or real in label.lower() else f"{label} ({real})"


def source_name(article: ArticleRef) -> str:
    """The outlet, if the article's address is indeed its; else the address's host; else the title."""
    real = host(article.url)
    outlet = shown(article.outlet or "").strip()
    if real and not f".{real}".endswith(f".{outlet.lower()}"):
        return real
    return (outlet or real or shown(article.title))[:LONGEST_NAME]


def host(url: str | None) -> str:
    """The host of an address that may be shown, without www; empty for any other."""
    link = address(url)
    return (urlsplit(link).hostname or "").removeprefix("www.") if link else ""
