"""Lists of feeds as other readers write and read them (OPML)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from bot.errors import InputError
from bot.sources.decode import decode
from bot.sources.feeds import web_link
from bot.sources.markup import one_line, title_text
from bot.sources.repair import repair

MOST_FEEDS = 10_000
LARGEST = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list; `folder` is the nearest group it stands in."""

    url: str
    title: str = ""
    folder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """The feeds of a list, each address once; `note` says in one line what was left out."""

    feeds: tuple[Outline, ...]
    title: str = ""
    note: str | None = None


def parse_opml(body: bytes, name: str, *, most: int = MOST_FEEDS) -> FeedList:
    """The feeds of an OPML file called `name`; raises InputError with one line where it is none."""
    if len(body) > LARGEST:
        raise InputError(f"{name} is larger than {LARGEST // 1024**2} MB: split the list")
    xml = repair(decode(body).strip("\ufeff\x00 \t\r\n"))
    if xml.root != "opml":
        raise InputError(f"{name} is no list of feeds (OPML): export one from your reader, or give one address a line")
    root = etree.fromstring(
        xml.text.encode("utf-8", "replace"),
        etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True),
    )
    if root is None:
        raise InputError(f"{name} cannot be read: it is broken from its first line on")
    found: dict[str, Outline] = {}
    left_out = 0
    for element in root.iter("outline", "{*}outline"):
        outline = _outline(element)
        if outline is not None:
            found.setdefault(outline.url, outline)
        else:
            left_out += bool(element.get("xmlUrl"))
    if not found:
        raise InputError(f"{name} lists no feed with a web address: nothing to take over")
    title = root.findtext("./head/title") or ""
    return FeedList(feeds=tuple(found.values())[:most], title=title_text(title), note=_note(len(found), most, left_out))


def _outline(element: etree._Element) -> Outline | None:
    attributes = {name.lower(): value for name, value in element.attrib.items()}
    url = web_link(_as_http(attributes.get("xmlurl") or ""), "")
    if url is None:
        return None
    parent = element.getparent()
    folder = one_line(parent.get("title") or parent.get("text") or "") if parent is not None else ""
    is_folder = parent is not None and parent.tag == "outline"
    return Outline(
        url, title_text(attributes.get("title") or attributes.get("text") or ""), folder if is_folder else None
    )


def _as_http(url: str) -> str:
    """feed:// is how some readers write http://."""
    return "http" + url[len("feed") :] if url.lower().startswith("feed://") else url


def _note(found: int, most: int, left_out: int) -> str | None:
    notes = []
    if found > most:
        notes.append(f"{found:,} feeds, the first {most:,} taken")
    if left_out:
        notes.append(f"{left_out:,} without a web address left out")
    return "; ".join(notes) or None


def write_opml(title: str, feeds: Iterable[Outline]) -> str:
    """The feeds as an OPML 2.0 file, in their order, grouped by folder."""
    groups: dict[str | None, list[Outline]] = {}
    for feed in feeds:
        groups.setdefault(feed.folder or None, []).append(feed)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "  <head>"]
    lines += [f"    <title>{_attribute(title)[1:-1]}</title>", "  </head>", "  <body>"]
    for folder, members in groups.items():
        name = _attribute(folder) if folder else ""
        lines += [f"    <outline text={name} title={name}>"] if folder else []
        lines += [_line(feed, "      " if folder else "    ") for feed in members]
        lines += ["    </outline>"] if folder else []
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _line(feed: Outline, indent: str) -> str:
    name = _attribute(feed.title or feed.url)
    return f'{indent}<outline type="rss" text={name} title={name} xmlUrl={_attribute(feed.url)}/>'


def _attribute(text: str) -> str:
    return quoteattr(one_line(text), {'"': "&quot;"})
