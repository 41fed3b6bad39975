"""XML as it comes → XML a parser can take: no prolog, no foreign entities, no stray signs, not too many entries."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html.entities import html5

from bot.sources.dates import parse_date

XML_NAMES = ("amp", "lt", "gt", "quot", "apos")

_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CDATA = r"<!\[CDATA\[.*?(?:\]\]>|\Z)"
_COMMENT = r"<!--.*?(?:-->|\Z)"
# References to characters XML forbids; ampersands that begin no reference of XML's own; "<" that begins no tag.
_STRAY = re.compile(
    rf"({_CDATA}|{_COMMENT})"
    r"|&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[efEF])?|0*(?:[0-8]|1[1245-9]|2\d|3[01])?);"
    r"|&(?!(?:amp|lt|gt|quot|apos);|#\d{1,7};|#x[\da-fA-F]{1,6};)(?:(\w{1,32});)?"
    r"|<(?![\w/!?])",
    re.S,
)
_PROLOG_PARTS = (re.compile(r"\s+"), re.compile(r"<\?.*?\?>", re.S), re.compile(r"<!--.*?-->", re.S))
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[)?", re.I)
_SUBSET_END = re.compile(r"\]\s*>")
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_ROOT_PREFIX = re.compile(r"<([\w.-]{1,40}:)?")
_LONG_TAG = re.compile(r"<[^<>]{4000,}>")
_DATE = re.compile(r"<(?:\w+:)?(?:pubDate|published|updated|date|issued|modified)\b[^>]*>([^<]{8,60})<")


@dataclass(frozen=True, slots=True)
class Xml:
    """A document from its root element on; `root` is the root's local name in lower case, empty when there is none."""

    text: str
    root: str


def repair(text: str) -> Xml:
    """The document without prolog, forbidden characters and stray signs."""
    body = _without_prolog(_INVALID.sub("", text))
    root = _ROOT.match(body)
    return Xml(_STRAY.sub(_mended, body), root.group(1).lower() if root else "")


def _without_prolog(text: str) -> str:
    """Everything from the root element on: declarations of entities go with the document type."""
    at = max(text.find("<"), 0)
    while True:
        end = _prolog_part(text, at)
        if end is None:
            return text[at:]
        at = end


def _prolog_part(text: str, at: int) -> int | None:
    for part in _PROLOG_PARTS:
        found = part.match(text, at)
        if found:
            return found.end()
    kind = _DOCTYPE.match(text, at)
    if kind is None:
        return None
    end = _SUBSET_END.search(text, kind.end()) if kind.group(1) else re.compile(">").search(text, kind.end())
    return end.end() if end else len(text)


def _mended(found: re.Match[str]) -> str:
    section, name = found.group(1), found.group(2)
    if section is not None:
        return section
    sign = found.group(0)
    if sign == "<":
        return "&lt;"
    if sign.startswith("&#") and sign.endswith(";"):
        return ""
    if name is None:
        return "&amp;"
    character = html5.get(name + ";")
    return character if character is not None else f"&amp;{name};"


def cut_to_newest(text: str, most: int) -> tuple[str, int]:
    """At most that many entries, the newest by date (the first ones where dates are missing), and how many there were.

    Works on the text: a parser would need most of a minute for a feed that could be cut in a blink.
    """
    entries = _entries(text)
    if len(entries) <= most:
        return text, len(entries)
    dated = sorted(range(len(entries)), key=_newest_first(text, entries))
    kept = sorted(dated[:most])
    head, tail = text[: entries[0][0]], text[entries[-1][1] :]
    return head + "".join(text[slice(*entries[index])] for index in kept) + tail, len(entries)


def _entries(text: str) -> list[tuple[int, int]]:
    """Where each outermost entry stands."""
    prefix = _ROOT_PREFIX.match(text)
    written = re.escape(prefix.group(1)) if prefix and prefix.group(1) else ""
    edge_pattern = re.compile(
        rf"<(?:(!)\[CDATA\[.*?(?:\]\]>|\Z)|(/)?(?:{written})?(?:item|entry)(?:\s[^>]*)?(?<!/)>)", re.S
    )
    found: list[tuple[int, int]] = []
    start, depth = 0, 0
    for edge in edge_pattern.finditer(text):
        if edge.group(1):
            continue
        if edge.group(2) is None:
            start = start if depth else edge.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append((start, edge.end()))
    return found


def _newest_first(text: str, entries: list[tuple[int, int]]) -> Callable[[int], tuple[float, int]]:
    def rank(index: int) -> tuple[float, int]:
        found = _DATE.search(text, *entries[index])
        moment = parse_date(found.group(1)) if found else None
        return (-moment.timestamp() if moment else 0.0, index)

    return rank


def most_attributes(text: str) -> int:
    """How many attributes the most crowded tag carries, where that is remarkable; parsers are quadratic in it."""
    return max((tag.group().count("=") for tag in _LONG_TAG.finditer(text)), default=0)
