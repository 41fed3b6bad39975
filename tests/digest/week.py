"""The demo's week as three chats get it: a digest each day, through the real pipeline over HTTP."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from bot.model import Chat, Follow, Message
from bot.pipeline import run_once
from bot.sources.articles import Extractor
from bot.sources.fetch import Web
from bot.sources.guard import SiteResolver
from bot.sources.opml import parse_opml
from bot.store import Store
from bot.verbs.demo import DAYS, DIGEST_AT, HOUR, JOINED_AT, TIMEZONE
from bot.verbs.parts import deal_rule, load_desk, seeds_folder
from bot.verbs.site import serve_site
from config.settings import read_settings
from handlers.console import Console

FOLLOWS: dict[str, tuple[Follow, ...]] = {
    "everything": (),
    "ukraine": (Follow(text="Ukraine", kind="topic", subject="Ukraine"),),
    "several": (
        Follow(text="Marco Rubio", kind="speaker", subject="Marco Rubio"),
        Follow(text="ports", kind="topic", subject="Shipping and ports"),
        Follow(text="takeovers", kind="topic", subject="Mergers and acquisitions", excluded=("seaweed",)),
        Follow(text="deals", kind="deals", subject="deals", amount_from=Decimal(50_000_000)),
    ),
}


class Post(Console):
    """The console with a memory instead of a terminal: what came to which chat on which day."""

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, Message] = {}
        self.today = ""

    async def send(self, chat: Chat, message: Message, *, is_plain: bool = False) -> str:
        """Keep the message."""
        self.held[f"week_{chat.title}_{self.today}"] = message
        return str(len(self.held))


def week() -> dict[str, Message]:
    """Every digest of the week, by chat and day."""
    return asyncio.run(_live())


async def _live() -> dict[str, Message]:
    post, now = Post(), JOINED_AT
    with tempfile.TemporaryDirectory() as folder:
        async with (
            serve_site(seeds_folder() / "site", lambda: now) as port,
            await Store.open(f"sqlite:///{Path(folder) / 'week.sqlite3'}", deals=deal_rule()) as store,
            Web(allow_private=True, resolver=SiteResolver("example", port), pause=0.0) as web,
            Extractor() as extractor,
        ):
            desk = load_desk(read_settings())
            await _join(store)
            for day in range(DAYS):
                now = DIGEST_AT + timedelta(days=day)
                post.today = f"{now:%d}"
                await run_once(store, web, extractor, desk, {"console": post}, now)
    return dict(sorted(post.held.items()))


async def _join(store: Store) -> None:
    body = (seeds_folder() / "demo.opml").read_bytes().replace(b":{port}", b"")
    for feed in parse_opml(body, "demo.opml").feeds:
        await store.feeds.add(feed.url, now=JOINED_AT, title=feed.title)
    for name, follows in FOLLOWS.items():
        chat = await store.chats.open("console", name, now=JOINED_AT, title=name)
        await store.chats.save(replace(chat, timezone=TIMEZONE, hours=(HOUR,)))
        for follow in follows:
            await store.chats.follow(replace(follow, chat_id=chat.id), now=JOINED_AT)
