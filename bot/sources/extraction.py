"""HTML → the article in it. Runs in a child process (`python -m bot.sources.child`), see `bot.sources.pages`.

Nothing here opens a connection. What it is given may take seconds and hundreds of megabytes: hence the child.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document

from bot.errors import InputError
from bot.sources.dates import is_day_only, parse_date
from bot.sources.decode import decode
from bot.sources.guard import shown
from bot.sources.language import choose_language
from bot.sources.markup import is_hidden, looks_like_html, one_line, title_text, without_controls
from bot.sources.metadata import Metadata, read_metadata
from bot.sources.outlet import is_same_outlet, outlet_of
from bot.sources.page import Page

LONGEST_TEXT = 400_000
MOST_DAMAGED = 0.02  # of the characters; beyond that a file is no text
DEEPEST = 200  # levels; extraction recurses, and no article lies deeper
MOST_NAMES = 5
SHORTEST_NAME = 3
LONGEST_NAMES = 200
FEWEST_SHARED = 0.5  # of the words, for a heading to be the title that the page declares
LONGEST_SITE = 4  # words
SHORTEST_TITLE = 15  # characters that must be left when a site's name is taken off
LIBRARY_ERRORS = (
    ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, OverflowError, etree.LxmlError,
)  # fmt: skip

_UNREAD = re.compile(
    r"<script\b(?![^>]{0,200}ld\+json)[^>]*>.*?</script\s*>|<style\b[^>]*>.*?</style\s*>|<svg\b[^>]*>.*?</svg\s*>"
    r"|<noscript\b[^>]*>.*?</noscript\s*>|<!--.*?-->",
    re.S | re.I,
)
_BYLINE = re.compile(r"^(?:by|von|par|di|por|door)\s+", re.I)
_NO_NAME = re.compile(
    r"https?://|www\.|@|\d{4}|\bmin(?:utes?)? read\b|\.(?:de|com|fr|it|es|net|org)$"
    r"|^(?:admin|staff|editors?|redaktion|redazione|redacción|rédaction|redaksjon|newsroom|news desk|news)$",
    re.I,
)
_SITE_TAIL = re.compile(r"\s+[|–—\-·»:]\s+([^|–—·»]{2,50})$")


def extract_page(html: bytes | str, url: str = "", content_type: str = "") -> Page:
    """The article in a page; raises InputError with one line where there is none. Plain text stays as it is."""
    markup = html if isinstance(html, str) else decode(html, content_type)
    if content_type.lower().startswith("text/plain") or not looks_like_html(markup):
        text = without_controls(markup).strip()[:LONGEST_TEXT]
        if markup.count("\ufffd") + markup.count("\0") > MOST_DAMAGED * len(markup):
            raise InputError(f"{shown(url) or 'the input'} is no text: give a page or a text file")
        return Page(text=text, language=choose_language(None, text), outlet=outlet_of(url))
    tree = _tree(markup, url)
    declared = read_metadata(tree)
    title, author, dates = _title(tree, declared), _declared_author(declared), _dates(declared.dates)
    if not (title and author and dates):
        guessed = _guessed(tree, url)
        title = title or title_text(guessed.title or "")
        author = author or _people((guessed.author or "").split("; "), declared.sites) or _by_outlet(declared)
        dates = dates or _dates([guessed.date or ""])
    _drop_hidden(tree)
    text = _without_heading(without_controls(_article(tree, url)).strip(), title)[:LONGEST_TEXT]
    moment, has_hour = _best_date(dates)
    return Page(
        text=text,
        title=title,
        author=author,
        published_at=moment,
        has_hour=has_hour,
        language=choose_language(next((code for code in declared.languages if code), None), text),
        canonical_url=_canonical(declared, url),
        outlet=outlet_of(url),
    )


def _tree(markup: str, url: str) -> HtmlElement:
    lean = without_controls(_UNREAD.sub(" ", markup))
    try:
        parser = HTMLParser(encoding="utf-8", huge_tree=False)
        tree = document_fromstring(lean.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise InputError(f"{shown(url) or 'the text'} is no HTML page that can be read") from None
    if _depth(tree) > DEEPEST:
        raise InputError(f"{shown(url) or 'the page'} is nested deeper than {DEEPEST} levels: not read")
    return tree


def _depth(tree: HtmlElement) -> int:
    deepest, depth = 0, 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _drop_hidden(tree: HtmlElement) -> None:
    """Take out what a reader does not see."""
    for element in tree.xpath("//body//*[@hidden or @style]"):
        if is_hidden(dict(element.attrib)) and element.getparent() is not None:
            element.drop_tree()


def _article(tree: HtmlElement, url: str) -> str:
    try:
        document = trafilatura.bare_extraction(tree, url=url or None, include_comments=False, include_tables=False)
    except LIBRARY_ERRORS:
        return ""  # a page that the library stumbles over has no text for us; the feed's own is used
    return (document.text or "") if isinstance(document, Document) else ""


def _without_heading(text: str, title: str) -> str:
    """The text without its own title on top: a headline is no sentence of the article."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if title and title_text(first.replace("<", "&lt;")) == title else text


def _guessed(tree: HtmlElement, url: str) -> Document:
    """What the library makes of title, author and date where a page declares nothing.

    Without its extensive search for dates, which loads 200 locales (4 s) and finds the dates of other articles.
    """
    try:
        return extract_metadata(tree, url or None, date_config={"original_date": True, "extensive_search": False})
    except LIBRARY_ERRORS:
        return Document()


# ---------------------------------------------------------------- title, author, date, address


def _title(tree: HtmlElement, declared: Metadata) -> str:
    """1. the heading that agrees with what the page calls itself; 2. what it calls itself, without the site's name."""
    names = [title_text(text) for text in (*declared.titles, tree.findtext(".//title") or "", *declared.headlines)]
    names = [name for name in names if name]
    headings = [one_line(" ".join(element.itertext())) for element in tree.xpath("//h1")[:20]]
    agreeing = [(max((_agreement(heading, name) for name in names), default=0.0), heading) for heading in headings]
    best, heading = max(agreeing, default=(0.0, ""), key=lambda pair: pair[0])
    if best >= FEWEST_SHARED and heading:
        return title_text(heading.replace("<", "&lt;"))
    if not names:
        return headings[0] if headings else ""
    return without_site(names[0])


def _agreement(one: str, other: str) -> float:
    """Share of words that two titles have in common."""
    first, second = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", other.lower()))
    return len(first & second) / max(min(len(first), len(second)), 3) if first and second else 0.0


def without_site(title: str) -> str:
    """The title without the outlet's name behind a bar or a dash."""
    tail = _SITE_TAIL.search(title)
    is_site = tail is not None and len(tail.group(1).split()) <= LONGEST_SITE and tail.start() > SHORTEST_TITLE
    return title[: tail.start()] if tail and is_site else title


def _declared_author(declared: Metadata) -> str | None:
    """The first declaration that gives names of people."""
    return _people(declared.authors, declared.sites) or _people(declared.meta_authors[:1], declared.sites)


def _people(candidates: Iterable[str], sites: Iterable[str]) -> str | None:
    """The names among the candidates that are neither the outlet's nor no names at all."""
    outlets = {site.lower() for site in sites}
    names = [_BYLINE.sub("", title_text(name)) for name in candidates]
    kept = [name for name in names if SHORTEST_NAME <= len(name) <= LONGEST_NAMES and name.lower() not in outlets]
    return ", ".join(dict.fromkeys(name for name in kept[:MOST_NAMES] if not _NO_NAME.search(name))) or None


def _by_outlet(declared: Metadata) -> str | None:
    """An article that its outlet signs as a whole."""
    names = (title_text(name) for name in (*declared.authors, *declared.meta_authors[:1]))
    return next((name for name in names if SHORTEST_NAME <= len(name) <= LONGEST_NAMES and "://" not in name), None)


def _dates(texts: Iterable[str]) -> list[tuple[str, datetime]]:
    return [(text, moment) for text in texts if (moment := parse_date(text)) is not None]


def _best_date(dates: list[tuple[str, datetime]]) -> tuple[datetime | None, bool]:
    """The first date, or one of the same day that has an hour; and whether it has one."""
    if not dates:
        return None, False
    text, moment = dates[0]
    same_day = [other for other_text, other in dates if not is_day_only(other_text) and other_text[:10] == text[:10]]
    return (same_day[0], True) if same_day else (moment, not is_day_only(text))


def _canonical(declared: Metadata, url: str) -> str | None:
    """What the page calls its address, believed only within the same outlet and not when it is the front page."""
    for link in declared.canonical:
        try:
            absolute = urljoin(url, link.strip())
            is_front = not urlsplit(absolute).path.strip("/") and bool(urlsplit(url).path.strip("/"))
        except ValueError:
            continue
        if absolute.startswith(("http://", "https://")) and is_same_outlet(absolute, url) and not is_front:
            return absolute
    return None
