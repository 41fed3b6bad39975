"""Feeds → entries: RSS, Atom, RDF and JSON Feed, whatever state they are in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

import fastfeedparser
import feedparser
from lxml import etree

from bot.errors import NotAFeed
from bot.model import Entry
from bot.sources import jsonfeed
from bot.sources.dates import parse_date
from bot.sources.decode import decode
from bot.sources.discovery import find_feeds
from bot.sources.guard import shown
from bot.sources.language import language_code
from bot.sources.markup import clean_html, one_line, title_text
from bot.sources.repair import Xml, cut_to_newest, most_attributes, repair

MOST_ENTRIES = 200
MOST_ATTRIBUTES = 256
MOST_TAGS = 30_000
LONGEST_LINK = 2_000
LONGEST_KEY = 500
LONGEST_AUTHOR = 200
FEED_ROOTS = frozenset(("rss", "feed", "rdf", "channel", "entry"))
PAGE_ROOTS = frozenset(("html", "head", "body", "div", "p", "script", "meta", "title", "link", "table", "article"))

# What the parsers of real feeds were seen to raise; feedparser promises to raise nothing and does not keep it.
PARSER_ERRORS = (
    ValueError, TypeError, KeyError, AttributeError, IndexError, LookupError, AssertionError, RecursionError,
    etree.LxmlError,
)  # fmt: skip

_LANGUAGE = re.compile(r"<(?:dc:)?language>\s*([\w-]{2,12})\s*<|\sxml:lang\s*=\s*[\"']([\w-]{2,12})[\"']", re.I)
_CHANNEL_LINK = re.compile(r"<link>\s*(https?://[^<\s]+)\s*<", re.I)
_EMAIL_AUTHOR = re.compile(r"^\S+@\S+\s*\(([^)]+)\)$|^([^<]+?)\s*<\S+@\S+>$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """What a feed holds now, newest 200 at most; `note` says in one line what was left out."""

    title: str
    entries: tuple[Entry, ...]
    language: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Base:
    """What an entry is read against."""

    url: str
    now: datetime
    language: str | None


def parse_feed(body: bytes, content_type: str, url: str, now: datetime) -> ParsedFeed:
    """The feed's entries as its publisher gives them, cleaned; raises NotAFeed with one line for a person."""
    text = decode(body, content_type).strip("\ufeff\x00 \t\r\n")
    if not text:
        raise NotAFeed(f"{shown(url)} gives an empty answer, no feed: later again, or remove it")
    if text.startswith(("{", "[")):
        return _from_json(text, url, now)
    return _from_xml(text, url, now)


def _from_json(text: str, url: str, now: datetime) -> ParsedFeed:
    found = jsonfeed.read(text)
    if found is None:
        raise NotAFeed(f"{shown(url)} is JSON but no JSON Feed: check the address")
    items, total = jsonfeed.newest(found.items, MOST_ENTRIES)
    base = _Base(url, now, language_code(found.language))
    read = [_entry(item, base) for item in items]
    return ParsedFeed(
        title=title_text(found.title),
        entries=_each_once(read),
        language=base.language,
        note=_note(total, found.skipped + _empty(read)),
    )


def _from_xml(text: str, url: str, now: datetime) -> ParsedFeed:
    xml = repair(text)
    if xml.root not in FEED_ROOTS:
        raise _not_a_feed(text, xml.root, url)
    bounded, total = cut_to_newest(xml.text, MOST_ENTRIES)
    head = bounded[:20_000]
    source = _parsed(Xml(bounded, xml.root), url)
    language = language_code(_text(source.feed, "language") or _first(_LANGUAGE, head))
    base = _Base(_base_url(source.feed, head, url), now, language)
    read = [_entry(entry, base) for entry in source.entries[:MOST_ENTRIES]]
    return ParsedFeed(
        title=title_text(_text(source.feed, "title")),
        entries=_each_once(read),
        language=language,
        note=_note(total, _empty(read)),
    )


def _note(total: int, skipped: int) -> str | None:
    notes = []
    if total > MOST_ENTRIES:
        notes.append(f"{total:,} entries, the newest {MOST_ENTRIES} taken")
    if skipped:
        notes.append(f"{skipped:,} without title, text and link left out")
    return "; ".join(notes) or None


# ---------------------------------------------------------------- which parser


@dataclass(frozen=True, slots=True)
class _Source:
    feed: Mapping[str, object]
    entries: list[Mapping[str, object]]


def _parsed(xml: Xml, url: str) -> _Source:
    """1. the fast parser; 2. the patient one: on an error, on zero entries, on ill-formed XML."""
    body = xml.text.encode("utf-8", "replace")
    if most_attributes(xml.text) > MOST_ATTRIBUTES:
        raise NotAFeed(f"{shown(url)} has an element with more than {MOST_ATTRIBUTES} attributes, no feed needs that")
    fast = _read_fast(body) if _is_well_formed(body, url) else None
    if fast is not None and fast.entries:
        return fast
    patient = _read_patiently(body)
    if patient is not None and (patient.entries or fast is None):
        return patient
    if fast is None:
        raise NotAFeed(f"{shown(url)} looks like a feed and cannot be read: tell its publisher")
    return fast


def _is_well_formed(body: bytes, url: str) -> bool:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):  # libxml2 stops at 256 levels; feedparser would go on for minutes
            raise NotAFeed(f"{shown(url)} is nested deeper than any feed: check the address") from None
        return False
    return True


def _read_fast(body: bytes) -> _Source | None:
    try:
        found = fastfeedparser.parse(body)
    except PARSER_ERRORS:
        return None
    return _Source(found.get("feed") or {}, list(found.get("entries") or ()))


def _read_patiently(body: bytes) -> _Source | None:
    """feedparser, some 40 µs a tag; a stream, since it would open a string that looks like an address."""
    bounded = b"<".join(body.split(b"<", MOST_TAGS)[:MOST_TAGS])
    try:
        found = feedparser.parse(io.BytesIO(bounded), sanitize_html=False, resolve_relative_uris=False)
    except PARSER_ERRORS:
        return None
    return _Source(found.get("feed") or {}, list(found.get("entries") or ()))


def _not_a_feed(text: str, root: str, url: str) -> NotAFeed:
    name = shown(url)
    if root == "opml":
        return NotAFeed(f"{name} is a list of feeds (OPML), no feed: import it")
    if root not in PAGE_ROOTS and "<html" not in text[:4_000].lower():
        what = f"XML of another kind (<{root[:30]}>)" if root else "no XML and no JSON"
        return NotAFeed(f"{name} is no feed but {what}: check the address")
    feeds = find_feeds(text, url)
    if not feeds:
        return NotAFeed(f"{name} is an HTML page and announces no feed: give the feed's own address")
    which = "its feed is" if len(feeds) == 1 else f"it announces {len(feeds)} feeds, the first"
    return NotAFeed(f"{name} is an HTML page, {which} at {shown(feeds[0])}", feeds=feeds)


# ---------------------------------------------------------------- entries


def _is_empty(entry: Entry) -> bool:
    return not (entry.title or entry.html or entry.url)


def _empty(entries: Iterable[Entry]) -> int:
    return sum(_is_empty(entry) for entry in entries)


def _each_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each entry that says anything once, under a key that stays the same from visit to visit."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        if _is_empty(entry):
            continue
        known = kept.setdefault(entry.key, entry)
        if (known.url, known.title) != (entry.url, entry.title):  # one guid for all its entries: it names none
            own = replace(entry, key=_hashed(entry.key, entry.url or "", entry.title))
            kept.setdefault(own.key, own)
    return tuple(kept.values())


def _entry(source: Mapping[str, object], base: _Base) -> Entry:
    title = title_text(_text(source, "title"))
    url = web_link(_link(source), base.url)
    date = _text(source, "published") or _text(source, "updated")
    html = clean_html(_content(source) or _text(source, "summary") or _text(source, "description"))
    guid = one_line(_text(source, "id"))
    return Entry(
        url=url,
        key=_key(guid, url, title, date or html),
        title=title,
        html=html,
        author=_author(_text(source, "author")),
        published_at=parse_date(date, base.now),
        language=_entry_language(source) or base.language,
    )


def _key(guid: str, url: str | None, title: str, rest: str) -> str:
    key = guid or url or _hashed(title, rest)
    return key if len(key) <= LONGEST_KEY else _hashed(key)


def _hashed(*parts: str) -> str:
    return "sha256:" + sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def web_link(link: str, base: str) -> str | None:
    """The link as an absolute http(s) address, or None; whether it may be visited is the guard's to say."""
    compact = re.sub(r"[\x00-\x20\x7f]+", "", link.strip()) if "\n" in link else link.strip()
    if not compact or len(compact) > LONGEST_LINK:
        return None
    try:
        absolute = urljoin(base, compact.replace(" ", "%20"))
        parts = urlsplit(absolute)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    return one_line(absolute) if is_web else None


def _base_url(feed: Mapping[str, object], head: str, url: str) -> str:
    """What relative links are relative to: xml:base, else the channel's own site, else the feed."""
    detail = feed.get("title_detail")
    declared = detail.get("base") if isinstance(detail, dict) else None
    site = _first(_CHANNEL_LINK, head.partition("<item")[0])
    return urljoin(url, declared if isinstance(declared, str) else site)


def _link(source: Mapping[str, object]) -> str:
    """The link to the article itself: the fast parser takes an enclosure for it where that comes first."""
    links = source.get("links")
    given = [link for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    to_article = (_text(link, "href") for link in given if _text(link, "rel") in ("", "alternate"))
    return next((link for link in to_article if link), _text(source, "link"))


def _content(source: Mapping[str, object]) -> str:
    """The longest of the contents given: some feeds put a teaser first."""
    contents = source.get("content")
    if not isinstance(contents, list):
        return ""
    return max((_text(part, "value") for part in contents if isinstance(part, dict)), key=len, default="")


def _author(name: str) -> str | None:
    plain = title_text(name)
    found = _EMAIL_AUTHOR.match(plain)
    named = (found.group(1) or found.group(2)) if found else plain
    return named[:LONGEST_AUTHOR] if named and "@" not in named else None


def _entry_language(source: Mapping[str, object]) -> str | None:
    for field in ("title_detail", "content"):
        detail = source.get(field)
        first = detail[0] if isinstance(detail, list) and detail else detail
        if isinstance(first, dict) and _text(first, "language"):
            return language_code(_text(first, "language"))
    return language_code(_text(source, "language"))


def _text(source: Mapping[str, object], field: str) -> str:
    value = source.get(field)
    return value if isinstance(value, str) else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return next((group for group in found.groups() if group), "") if found else ""
