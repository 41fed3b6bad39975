"""What a page says about itself: title, author, date, language, canonical address.

Read from JSON-LD, meta tags and microdata, in that order of trust; each list is empty where a page is silent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.html import HtmlElement

ARTICLE_TYPES = re.compile(r"(?:^|/)(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review|SocialMediaPosting)$")
MOST_NODES = 5_000
_WRAPPING = re.compile(r"^(?:/[/*])?\s*<!\[CDATA\[\s*(?:\*/)?|(?:/[/*])?\s*\]\]>\s*(?:\*/)?$|^<!--|-->$")

NO_PEOPLE = ("Organization", "NewsMediaOrganization", "WebSite")
META_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
META_DATES = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date",
    "publish-date", "publish_date", "publishdate", "pubdate", "publication_date", "article.published",
    "dc.date.issued", "dcterms.created", "dc.date",
    "dcterms.date", "date", "og:article:published_time", "cxenseparse:recs:publishtime", "iso-8601-publish-date",
)  # fmt: skip
META_AUTHORS = (
    "author", "parsely-author", "article:author", "dc.creator", "sailthru.author", "byl", "article:author_name",
    "cxenseparse:author", "twitter:data1",
)  # fmt: skip
META_KEYS = ("property", "name", "itemprop", "http-equiv")
META_LANGUAGES = ("og:locale", "content-language", "dc.language", "language", "inlanguage")


@dataclass(slots=True)
class Metadata:
    """Candidates, best first."""

    headlines: list[str] = field(default_factory=list)  # JSON-LD
    titles: list[str] = field(default_factory=list)  # meta tags
    dates: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)  # JSON-LD, all of one article
    meta_authors: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    canonical: list[str] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)  # names of the outlet, which are no author's


def read_metadata(tree: HtmlElement) -> Metadata:
    """All that the page declares."""
    found = Metadata()
    for node in _articles(tree):
        _read_article(node, found)
    _read_meta(tree, found)
    for element in tree.xpath("//*[@itemprop='datePublished']"):
        found.dates.append(element.get("content") or element.get("datetime") or "")
    found.languages.insert(0, tree.get("lang") or tree.get("xml:lang") or "")
    links = tree.xpath("//link[translate(@rel,'CANOIL','canoil')='canonical']/@href")
    found.canonical = [str(link) for link in links] + found.canonical
    found.dates = [text for text in found.dates if text]
    return found


def _articles(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    """Every article object of the page's JSON-LD, in order, however deep in lists and graphs."""
    left = MOST_NODES
    for script in tree.xpath("//script[contains(@type,'ld+json')]"):
        waiting = [_loaded(script.text or "")]
        while waiting and left:
            left -= 1
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node
            elif isinstance(node, dict):
                if _is_article(node):
                    yield node
                waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "item") if key in node]


def _loaded(text: str) -> object:
    bare = _WRAPPING.sub("", text.strip()).strip().rstrip(";")
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _is_article(node: Mapping[str, object]) -> bool:
    given = node.get("@type")
    kinds = given if isinstance(given, list) else [given]
    return any(isinstance(kind, str) and ARTICLE_TYPES.search(kind) for kind in kinds)


def _read_article(node: Mapping[str, object], found: Metadata) -> None:
    for target, keys in (
        (found.headlines, ("headline", "name")),
        (found.dates, ("datePublished",)),
        (found.languages, ("inLanguage",)),
    ):
        target += [value for key in keys if isinstance(value := node.get(key), str) and value]
    publisher = node.get("publisher")
    if isinstance(publisher, dict):
        found.sites += _names(publisher.get("name"))
    if not found.authors:
        found.authors = list(dict.fromkeys(_names(node.get("author") or node.get("creator"))))


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value[:20]:
            yield from _names(part) if not isinstance(part, list) else ()
    elif isinstance(value, dict) and value.get("@type") not in NO_PEOPLE:
        name = value.get("name")
        yield from _names(name) if not isinstance(name, dict) else ()


def _read_meta(tree: HtmlElement, found: Metadata) -> None:
    given: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content]"):
        name = next((element.get(key) for key in META_KEYS if element.get(key)), "")
        given.setdefault(name.strip().lower(), []).append(element.get("content").strip())
    for target, names in (
        (found.titles, META_TITLES),
        (found.dates, META_DATES),
        (found.meta_authors, META_AUTHORS),
        (found.languages, META_LANGUAGES),
        (found.canonical, ("og:url",)),
        (found.sites, ("og:site_name", "application-name")),
    ):
        target += [value for name in names for value in given.get(name, ()) if value]
