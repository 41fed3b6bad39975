"""The demo's small web: `seeds/site` served by Host header on one loopback port, as it stood at a given time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from aiohttp import web
from lxml import etree

LOOPBACK = "127.0.0.1"
TYPES = {
    "feed.xml": "application/rss+xml",
    "rss.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "economy.rdf": "application/rdf+xml",
    "feed.json": "application/feed+json",
    "robots.txt": "text/plain",
}
ENTRIES = ("item", "entry")
DATES = ("pubDate", "published", "updated", "date")


@asynccontextmanager
async def serve_site(folder: Path, clock: Callable[[], datetime]) -> AsyncIterator[int]:
    """Serve the site while the body runs; gives the port. Feeds end at what `clock` says is now."""

    async def answer(request: web.Request) -> web.Response:
        host = request.host.partition(":")[0]
        path = request.path.strip("/") or "index.html"
        file = (folder / host / path).resolve()
        if not file.is_relative_to(folder / host) or not file.is_file():
            raise web.HTTPNotFound(text="There is no such page.")
        body = (await asyncio.to_thread(file.read_bytes)).replace(b":{port}", b"")  # the resolver knows the port
        kind = TYPES.get(file.name, "text/html")
        return web.Response(body=until(body, kind, clock()), content_type=kind, charset="utf-8")

    application = web.Application()
    application.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, 0).start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


def until(body: bytes, kind: str, now: datetime) -> bytes:
    """A feed as it stood at `now`: entries of a later date are left out. Anything else stays as it is."""
    if kind == "application/feed+json":
        feed = json.loads(body)
        feed["items"] = [item for item in feed["items"] if datetime.fromisoformat(item["date_published"]) <= now]
        return json.dumps(feed, ensure_ascii=False).encode()
    return _xml_until(body, now) if kind.endswith("+xml") else body


def _xml_until(body: bytes, now: datetime) -> bytes:
    root = etree.fromstring(body)
    for entry in [each for each in root.iter() if _name(each) in ENTRIES]:
        dates = [child.text for child in entry if _name(child) in DATES and child.text]
        parent = entry.getparent()
        if dates and _moment(dates[0]) > now and parent is not None:
            parent.remove(entry)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
