"""JSON Feed 1.0 and 1.1, with what is of the wrong type left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from bot.sources.dates import parse_date


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonFeed:
    """A JSON Feed; `items` in the field names of the XML parsers, `skipped` counts those that are no objects."""

    title: str
    language: str
    items: list[dict[str, object]]
    skipped: int


def read(text: str) -> JsonFeed | None:
    """The feed, or None where the text is JSON of another kind or none at all."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return None
    if "jsonfeed" not in str(document.get("version", ""))[:100] and not _text(document, "title"):
        return None
    entries = [_entry(item) for item in document["items"] if isinstance(item, dict)]
    return JsonFeed(
        title=_text(document, "title"),
        language=_text(document, "language"),
        items=entries,
        skipped=len(document["items"]) - len(entries),
    )


def newest(items: list[dict[str, object]], most: int) -> tuple[list[dict[str, object]], int]:
    """At most that many items, the newest by date, in the feed's order; and how many there were."""
    if len(items) <= most:
        return items, len(items)

    def rank(index: int) -> tuple[float, int]:
        moment = parse_date(_text(items[index], "published"))
        return (-moment.timestamp() if moment else 0.0, index)

    kept = sorted(sorted(range(len(items)), key=rank)[:most])
    return [items[index] for index in kept], len(items)


def _entry(item: Mapping[str, object]) -> dict[str, object]:
    identity = item.get("id")
    plain = _text(item, "content_text")
    html = _text(item, "content_html") or "".join(f"<p>{escape(line)}</p>" for line in plain.splitlines() if line)
    return {
        "id": str(identity) if isinstance(identity, str | int | float) else "",
        "title": escape(_text(item, "title"), quote=False),
        "link": _text(item, "url") or _text(item, "external_url"),
        "published": _text(item, "date_published") or _text(item, "date_modified"),
        "summary": html or escape(_text(item, "summary")),
        "author": _author(item),
        "language": _text(item, "language"),
    }


def _author(item: Mapping[str, object]) -> str:
    authors = item.get("authors")
    given = authors if isinstance(authors, list) else [item.get("author")]
    return ", ".join(_text(one, "name") for one in given if isinstance(one, dict) and _text(one, "name"))


def _text(source: Mapping[str, object], field: str) -> str:
    value = source.get(field)
    return value if isinstance(value, str) else ""
