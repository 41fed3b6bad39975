"""feeds, retract, status, stats, chats, announce: what an operator does from a chat named in the setting `operators`.

Anybody else's words that begin so are a question like any other.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from bot.delivery import schedule
from bot.errors import UsageError
from bot.model import Chat, Message
from bot.sources.opml import Outline, write_opml
from bot.store import Draft, FeedState, Store
from handlers.commands.addresses import Looker, look_at, note_trouble
from handlers.commands.table import Command
from handlers.commands.words import action, bullets, button, say

MOST_LISTED = 40
MOST_FOLLOWS = 10
LONGEST_ANNOUNCEMENT = 1_000
NOW = "now "


@dataclass(slots=True)
class Operating:
    """The commands over the store."""

    store: Store
    look: Looker | None = None

    def by_name(self) -> Mapping[str, Callable[[Command, datetime], Awaitable[Message]]]:
        """Which method does which command."""
        return {
            "feeds": self.feeds,
            "retract": self.retract,
            "status": self.status,
            "stats": self.stats,
            "chats": self.chats,
            "announce": self.announce,
        }

    # ------------------------------------------------------------ feeds

    async def feeds(self, command: Command, now: datetime) -> Message:
        """Every feed and how its last visit went; add, remove, admit one; all shared ones as OPML."""
        verb, _, url = command.argument.partition(" ")
        match verb.lower():
            case "" | "list" | "check":
                return _feeds_listed(await self.store.feeds.list(everything=True))
            case "export":
                shared = [state.feed for state in await self.store.feeds.list()]
                listed = write_opml("On Record", [Outline(url=feed.url, title=feed.title or "") for feed in shared])
                return say(" ".join(listed.split()))
            case "add":
                return await self._add_feed(_address(url), now)
            case "remove":
                if not await self.store.feeds.remove(url.strip()):
                    raise UsageError(f"No shared feed has the address {url[:80]}. To see them: feeds.")
                return say(f"Removed {url.strip()}; its articles stay.")
            case "admit":
                count = await self.store.feeds.admit(url.strip(), now=now)
                if not count:
                    raise UsageError(f"No chat has added {url[:80]}. To see each chat's own: feeds.")
                return say(f"Admitted {url.strip()}: every chat reads it now.")
        raise UsageError("feeds takes list, add URL, remove URL, admit URL or export.")

    async def _add_feed(self, url: str, now: datetime) -> Message:
        """A shared feed, looked at first."""
        sight = await look_at(url, self.look)
        if sight.is_refused:
            raise UsageError(sight.line)
        feed = await self.store.feeds.add(sight.url, now=now, title=sight.title)
        await note_trouble(self.store, feed.id, sight, now)
        return say(f"Added {feed.url}. {sight.line} To see how that goes: feeds.")

    # ------------------------------------------------------------ records

    async def retract(self, command: Command, now: datetime) -> Message:
        """Hide a record for good; who was told it gets a correction."""
        if not command.argument.isdigit():
            raise UsageError("retract takes the number that a report of something wrong gives: retract 123.")
        fact = await self.store.facts.retract(int(command.argument[:12]), now=now)
        if fact is None:
            raise UsageError(f"I hold no record {command.argument[:12]}, or it is hidden already.")
        return say(f"Retracted {fact.kind} {fact.id}; chats that were told it will get a correction.")

    # ------------------------------------------------------------ how we are

    async def status(self, command: Command, now: datetime) -> Message:
        """What is held, how the feeds are, what waits to be sent."""
        held = await self.store.search.held(chat_id=None)
        feeds = await self.store.feeds.list(everything=True)
        failed = [state for state in feeds if state.feed.failures]
        visited = [state.last_visit.visited_at for state in feeds if state.last_visit]
        counts = await self.store.outbox.counts()
        days = f", {held.first} to {held.last}" if held.first else ""
        last = f"; last visit {max(visited):%Y-%m-%d %H:%M} UTC" if visited else ""
        waiting = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()) if count)
        lines = [
            f"{held.articles} articles from {held.outlets} outlets{days}",
            f"{len(feeds)} feeds, {len(failed)} failing{last}",
            f"Messages: {waiting or 'none'}",
            f"Database: {await self.store.ping()}",
        ]
        return replace(say(), sections=(bullets("Status", lines),))

    async def stats(self, command: Command, now: datetime) -> Message:
        """How many chats there are, and what they follow most; nobody is named."""
        chats = await self.store.chats.everything()
        active = await self.store.chats.active()
        follows = await self.store.chats.all_follows()
        counted = Counter(follow.subject for held in follows.values() for follow in held)
        platforms = Counter(chat.platform for chat, _ in chats)
        lines = [
            f"{len(chats)} chats, {len(active)} active: "
            + (", ".join(f"{count} on {name}" for name, count in sorted(platforms.items())) or "none"),
            f"{sum(map(len, follows.values()))} follows of {len(follows)} chats",
            *(f"{subject}: {count}" for subject, count in counted.most_common(MOST_FOLLOWS)),
        ]
        return replace(say(), sections=(bullets("Chats and what they follow", lines),))

    # ------------------------------------------------------------ chats

    async def chats(self, command: Command, now: datetime) -> Message:
        """Every chat; ban one, let it in again, or bound how much it may ask in an hour."""
        verb, *rest = command.argument.lower().split()[:3] or ["list"]
        if verb == "list":
            return _chats_listed(await self.store.chats.everything())
        chat = await self._chat(rest)
        if verb == "ban":
            if chat.id == command.chat.id:
                raise UsageError("That is this very chat.")
            await self.store.chats.ban(chat.id, now=now)
            again = button(f"Unban {chat.id}", action("chats", f"unban {chat.id}"))
            return say(f"Banned {_named(chat)}: it is told nothing and answered nothing.", buttons=[again])
        if verb == "unban":
            await self.store.chats.unblock(chat.id, is_pardoned=True)
            return say(f"{_named(chat)} is let in again.")
        if verb == "limit" and rest[1:] and (rest[1].isdigit() or rest[1] == "off"):
            most = int(rest[1][:4]) if rest[1].isdigit() else None
            await self.store.chats.save(replace(chat, asks_an_hour=most or None))
            return say(f"{_named(chat)} may ask {f'{most} times an hour' if most else 'as much as it likes'}.")
        raise UsageError("chats takes list, ban ID, unban ID, limit ID 30 or limit ID off.")

    async def _chat(self, rest: Sequence[str]) -> Chat:
        chat = await self.store.chats.get(int(rest[0][:12])) if rest and rest[0].isdigit() else None
        if chat is None:
            raise UsageError("Which chat? chats lists them with their numbers: chats ban 12.")
        return chat

    # ------------------------------------------------------------ announce

    async def announce(self, command: Command, now: datetime) -> Message:
        """Tell every active chat something; shown first, sent by `announce now …`, quiet hours kept."""
        text = command.argument
        if not text or len(text) > LONGEST_ANNOUNCEMENT:
            raise UsageError(f"announce takes what to tell every chat, up to {LONGEST_ANNOUNCEMENT} characters.")
        chats = await self.store.chats.active()
        if not text.lower().startswith(NOW):
            return say(f"{len(chats)} chats would read:", text, f"To send it, write: announce now {text}")
        words = text[len(NOW) :].strip()
        if not words:
            raise UsageError("announce now takes what to tell every chat.")
        key = f"announce:{now:%Y-%m-%d}:{hashlib.blake2b(words.encode(), digest_size=8).hexdigest()}"
        sent = 0
        for chat in chats:
            draft = Draft(chat_id=chat.id, key=key, parts=(say(words, title="From the operator"),),
                          not_before=schedule.quiet_until(chat, now))  # fmt: skip
            sent += bool(await self.store.outbox.queue(draft, now=now))
        return say(f"On its way to {sent} chats." if sent else "Every chat was told that today already.")


def _feeds_listed(states: Sequence[FeedState]) -> Message:
    """Failing ones first."""
    if not states:
        return say("No feeds yet. To add one: feeds add https://example.com/feed.xml")
    order = sorted(states, key=lambda state: (not state.feed.failures, state.feed.url))
    lines = [_feed_line(state) for state in order[:MOST_LISTED]]
    if len(order) > MOST_LISTED:
        lines.append(f"and {len(order) - MOST_LISTED} more, all of them well or shown by: onrecord feeds list")
    return replace(say(), sections=(bullets(f"{len(states)} feeds", lines),))


def _feed_line(state: FeedState) -> str:
    own = f" (chat {state.feed.chat_id})" if state.feed.chat_id is not None else ""
    visit = state.last_visit
    if visit is None:
        return f"{state.feed.url}{own}: not visited yet"
    outcome = visit.error or f"{visit.status}, {state.articles} articles"
    return f"{state.feed.url}{own}: {visit.visited_at:%d %b %H:%M} {outcome}"


def _chats_listed(chats: Sequence[tuple[Chat, str | None]]) -> Message:
    lines = [
        f"{_named(chat)} · {' '.join(chat.hours)} {chat.timezone}"
        + (" · paused" if chat.is_paused else "")
        + (f" · {chat.asks_an_hour} questions an hour" if chat.asks_an_hour else "")
        + (f" · {blocked}" if blocked else "")
        for chat, blocked in chats[:MOST_LISTED]
    ]
    if len(chats) > MOST_LISTED:
        lines.append(f"and {len(chats) - MOST_LISTED} more: onrecord chats")
    return replace(say(), sections=(bullets(f"{len(chats)} chats", lines),))


def _named(chat: Chat) -> str:
    return f"{chat.id} {chat.platform} {chat.title}".strip()


def _address(url: str) -> str:
    found = urlsplit(url.strip())
    if found.scheme not in ("http", "https") or not found.hostname or " " in url.strip():
        raise UsageError("feeds add takes an address: feeds add https://example.com/feed.xml")
    return url.strip()
