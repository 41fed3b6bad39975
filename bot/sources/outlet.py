"""Who published: the registrable domain of an address, by the public-suffix list that comes with the library."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from tldextract import TLDExtract

from bot.sources.guard import literal_address

# No URL of a list and no cache folder: the snapshot in the package is used, nothing is ever downloaded. Names under
# which a host lets others publish (blogspot.com, github.io) count as suffixes: each writer there is an outlet.
_EXTRACT = TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)


@lru_cache(maxsize=4096)
def outlet_of(url: str) -> str | None:
    """`www.bbc.co.uk/news` → `bbc.co.uk`; the host itself for a number or a bare name; None without a host."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return None
    if not host or literal_address(host) is not None:
        return host or None
    found = _EXTRACT.extract_str(host)
    if found.suffix:
        return found.top_domain_under_public_suffix or host
    return ".".join(host.split(".")[-2:])  # a suffix of no list: .example, .local


def is_same_outlet(one: str, other: str) -> bool:
    """Do both addresses belong to one outlet?"""
    return outlet_of(one) is not None and outlet_of(one) == outlet_of(other)
