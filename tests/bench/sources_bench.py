"""Feeds and pages of the development set: what each gives, how fast, and what the nasty ones do.

`python -m tests.bench.sources_bench` prints counts by kind of answer; NEWSDATA names the data when it does not lie
beside the checkout. Skips itself without it. Times are this process's CPU seconds: other work does not count.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import resource
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import InputError, NotAFeed, RefusedAddress
from bot.sources.extraction import extract_page
from bot.sources.feeds import parse_feed
from bot.sources.guard import Guard
from bot.sources.opml import parse_opml
from bot.sources.pages import Extractor

DATA = Path(os.environ.get("NEWSDATA", Path(__file__).parents[3] / "shared" / "data"))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
URL = "https://feed.example.org/dir/feed.xml"
PAGE_URL = "https://www.example.org/2026/page"
OURS = ("feed", "opml", "html", "url")


def main() -> None:
    """Print everything."""
    if not (DATA / "feeds.zip").exists():
        print("skipped: no development data")
        return
    _feeds()
    _pages()
    _nasty()
    print(f"memory of this process at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _rows(name: str) -> list[dict[str, str]]:
    body = (DATA / name).read_bytes()
    lines = gzip.decompress(body) if name.endswith(".gz") else body
    return [json.loads(line) for line in lines.splitlines()]


def _timed(work: Callable[[str, bytes], str], kind: str, body: bytes) -> tuple[float, str]:
    began = time.process_time()
    answer = work(kind, body)
    return time.process_time() - began, answer


# ---------------------------------------------------------------- feeds, lists of feeds, pages that announce feeds


def _feeds() -> None:
    kinds: Counter[str] = Counter()
    times: list[tuple[float, str]] = []
    entries = 0
    _parsed("feed", b"<rss><channel><item><title>&x;</b>")  # libraries load their tables at the first feed
    with zipfile.ZipFile(DATA / "feeds.zip") as archive:
        rows = _rows("feeds.manifest.jsonl.gz")
        bodies = [(row["kind"], row["file"], archive.read(row["file"])) for row in rows]
    for kind, name, body in bodies:
        took, answer = _timed(_parsed, kind, body)
        count, _, words = answer.partition(" ")
        entries += int(count)
        kinds[f"{kind}: {words}"] += 1
        times.append((took, name))
    total = sum(took for took, _ in times)
    print(f"files: {len(times)}, entries or feeds listed: {entries}, {len(times) / total:.0f} files/s")
    for words, files in kinds.most_common():
        print(f"  {files:5d}  {words}")
    print(f"  slowest: {max(times)[0]:.2f} s ({max(times)[1].rpartition('/')[2]})")


def _parsed(kind: str, body: bytes) -> str:
    """How many entries, and what was said."""
    try:
        if kind == "opml":
            return f"{len(parse_opml(body, 'list.opml').feeds)} feeds listed"
        feed = parse_feed(body, "", URL, NOW)
        words = "entries" if feed.entries else "a feed without entries that say anything"
        return f"{len(feed.entries)} {words}"
    except (NotAFeed, InputError) as error:
        return "0 refused: " + re.sub(r"https?://\S+|<[^>]*>|list\.opml", "…", str(error))


# ---------------------------------------------------------------- pages


def _pages() -> None:
    with zipfile.ZipFile(DATA / "articles.zip") as archive:
        pages = [(archive.read(row["file"]), row["url"]) for row in _rows("articles.jsonl.gz")]
    extract_page(*pages[0])
    times: list[float] = []
    found: Counter[str] = Counter()
    for html, url in pages:
        began = time.process_time()
        page = extract_page(html, url)
        times.append(time.process_time() - began)
        found.update(name for name in ("text", "title", "author", "published_at", "language") if getattr(page, name))
    print(f"pages: {len(pages)}, {len(pages) / sum(times):.0f} pages/s of CPU, slowest {max(times):.2f} s")
    print("  with " + ", ".join(f"{name} {count}" for name, count in found.items()))
    began = time.perf_counter()
    asyncio.run(_through_child(pages))
    clock = time.perf_counter() - began
    print(f"  through the child process: {len(pages) / clock:.0f} pages/s by the clock, its start included")


async def _through_child(pages: list[tuple[bytes, str]]) -> None:
    async with Extractor() as extractor:
        for html, url in pages:
            await extractor.extract(html, url)


# ---------------------------------------------------------------- nasty inputs


def _nasty() -> None:
    rows = _rows("nasty/nasty.jsonl")
    print(f"nasty: {sum(row['kind'] in OURS for row in rows)} of {len(rows)} are for this part", end="")
    print(" (http: tests/sources/test_fetch.py; chat: handlers and asking)")
    for took, name, answer in _nasty_answers(rows):
        print(f"  {took:5.2f} s  {name:26s} {answer[:130]}")


def _nasty_answers(rows: list[dict[str, str]]) -> Iterator[tuple[float, str, str]]:
    for row in rows:
        if row["kind"] not in OURS:
            continue
        body = (DATA / "nasty" / row["file"]).read_bytes() if row["file"] else row["input"].encode()
        body = gzip.decompress(body) if (row["file"] or "").endswith(".gz") else body
        took, answer = _timed(_nasty_answer, row["kind"], body)
        yield took, row["id"], " ".join(answer.split())


def _nasty_answer(kind: str, body: bytes) -> str:
    try:
        if kind == "url":
            return f"visited, its address is looked at again at the socket: {Guard().check(body.decode())}"
        if kind == "html":
            return f"text: {asyncio.run(_extracted(body))!r}"
        if kind == "opml":
            listed = parse_opml(body, "list.opml")
            return f"{len(listed.feeds)} feeds; note: {listed.note}"
        feed = parse_feed(body, "", URL, NOW)
        first = feed.entries[0] if feed.entries else None
        return f"{len(feed.entries)} entries; note: {feed.note}; first: {first and (first.title[:30], first.url)}"
    except (NotAFeed, InputError, RefusedAddress) as error:
        return f"refused: {error}"


async def _extracted(html: bytes) -> str:
    async with Extractor() as extractor:
        return (await extractor.extract(html, PAGE_URL)).text[:80]


if __name__ == "__main__":
    main()
