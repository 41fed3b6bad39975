"""Feeds too large or too broken for their parsers → the newest entries, or one clear line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import NotAFeed
from bot.model import Entry
from bot.sources.feeds import MOST_ENTRIES, ParsedFeed, parse_feed

NOW = datetime(2025, 5, 2, 12, tzinfo=UTC)
URL = "https://news.example.com/dir/feed.xml"


def parse(body: str) -> ParsedFeed:
    return parse_feed(body.encode(), "", URL, NOW)


def rss(*items: str) -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0'><channel><title>Daily</title>{inner}</channel></rss>"


# ---------------------------------------------------------------- huge feeds


def _dated(number: int, moment: datetime) -> str:
    return f"<title>t{number}</title><guid>{number}</guid><pubDate>{format_datetime(moment)}</pubDate>"


def test_of_a_huge_feed_the_newest_are_taken_wherever_they_stand() -> None:
    moments = [NOW - timedelta(minutes=(number * 7919) % 5000) for number in range(5000)]
    feed = parse(rss(*(_dated(number, moment) for number, moment in enumerate(moments))))
    newest = sorted(range(5000), key=lambda number: moments[number], reverse=True)[:MOST_ENTRIES]
    assert {entry.key for entry in feed.entries} == {str(number) for number in newest}
    assert feed.note == "5,000 entries, the newest 200 taken"


def test_of_a_huge_feed_without_dates_the_first_are_taken() -> None:
    feed = parse(rss(*(f"<title>t{number}</title><guid>{number}</guid>" for number in range(1000))))
    assert [entry.key for entry in feed.entries] == [str(number) for number in range(MOST_ENTRIES)]


def test_of_a_huge_json_feed_the_newest_are_taken() -> None:
    items = [{"id": str(day), "title": "t", "date_published": f"20{day:02d}-01-01T00:00:00Z"} for day in range(25)] * 20
    items = [item | {"id": f"{number}"} for number, item in enumerate(items)]
    feed = parse(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}))
    assert feed.note == "500 entries, the newest 200 taken"
    assert min(entry.published_at for entry in feed.entries if entry.published_at).year == 2015


def test_entries_inside_a_text_are_no_entries() -> None:
    trap = "<title>t</title><description><![CDATA[" + "<item><title>fake</title></item>" * 500 + "]]></description>"
    feed = parse(rss(trap))
    assert [entry.title for entry in feed.entries] == ["t"]
    assert feed.note is None


# ---------------------------------------------------------------- anything

_PIECES = st.sampled_from(
    [
        "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "</rss>", "<entry>", "<html>", "&",
        "<feed xmlns='x'>", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE a [", "]>", "<!ENTITY a 'b'>", "&a;", "<",
        "&#0;", "\0", "é", "<?xml encoding='utf-16'?>", "{", '{"items":[', '{"version":"jsonfeed","items":[{"id":1}]}',
        "x" * 50,
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(_PIECES, max_size=30).map(lambda parts: "".join(parts).encode())))
def test_any_bytes_give_entries_or_one_line(body: bytes) -> None:
    line, entries = "", tuple[Entry, ...]()
    try:
        entries = parse_feed(body, "text/xml; charset=utf-8", URL, NOW).entries
    except NotAFeed as refusal:
        line = str(refusal)
    assert "\n" not in line
    assert all(entry.title or entry.html or entry.url for entry in entries)
