"""digest, and the buttons under one: more, sources."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.delivery.paging import Page, Wish
from bot.digest import days
from bot.digest.choose import Told
from bot.digest.compose import Period
from bot.digest.evidence import Held
from bot.model import ArticleRef, Button, Chat, Digest, FactKey, Message
from bot.pipeline import Desk, make_page
from bot.store import Store
from handlers.commands.following import Following, which
from handlers.commands.table import Command
from handlers.commands.words import LONGEST_ACTION, action, bullets, button, say

LOOK_BACK = timedelta(days=1)
A_SECOND = timedelta(seconds=1)  # buttons carry whole seconds
BY_HAND = "The last day, as you asked: told before or not."
GOES_ON = ("v1:more:", "v1:sources:")
NOTHING: frozenset[FactKey] = frozenset()
BEGUN = "+"  # before the pages of a digest that came by itself
MOST_SOURCES = 30


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader of a digest is: `1746082800-1746169200:2:Ukraine` behind a button.

    The stretch of time in epoch seconds; how many pages were shown, `+` before them when the digest came by itself;
    what it was asked about.
    """

    period: Period
    shown: int = 0
    is_begun: bool = True
    wanted: str = ""

    @classmethod
    def read(cls, argument: str, now: datetime) -> Place:
        """The place behind a button; the last day where it carries none."""
        stretch, _, rest = argument.partition(":")
        shown, _, wanted = rest.partition(":")
        since, _, until = stretch.partition("-")
        pages = shown.removeprefix(BEGUN)
        is_begun = not shown or shown.startswith(BEGUN)
        if not (since.isdigit() and until.isdigit()):
            return cls(Period(since=now - LOOK_BACK, until=now))
        moments = [datetime.fromtimestamp(int(second[:11]), now.tzinfo) for second in (since, until)]
        period = Period(since=moments[0], until=moments[1])
        return cls(period, int(pages[:2]) if pages.isdigit() else 0, is_begun, wanted)

    def after(self, pages: int) -> str:
        """What a button carries behind the stretch of time."""
        return f":{BEGUN if self.is_begun else ''}{pages}:{self.wanted}".rstrip(":")


@dataclass(slots=True)
class Digests:
    """The commands over the store."""

    store: Store
    desk: Desk

    def by_name(self) -> Mapping[str, Callable[[Command, datetime], Awaitable[Message]]]:
        """Which method does which command."""
        return {"digest": self.digest, "more": self.more, "sources": self.sources}

    async def digest(self, command: Command, now: datetime) -> Message:
        """What is new now, for everything followed or for what is asked for."""
        if asked := await self._asked_back(command):
            return asked
        place = Place(Period(since=now - LOOK_BACK, until=now), is_begun=False, wanted=command.argument)
        page = await self._page(command.chat, place)
        if page.is_empty and command.argument:
            return await self._perhaps_meant(command, page.digest.message)
        shown = await self._shown(command.chat, page, place, now)
        return shown if page.is_empty else replace(shown, sections=(*shown.sections, *say(BY_HAND).sections))

    async def more(self, command: Command, now: datetime) -> Message:
        """What the digest, or the page before, left over."""
        place = Place.read(command.argument, now)
        page = await self._page(command.chat, place)
        if page.is_empty:
            since = days.day(days.local_day(place.period.since, command.chat.timezone))
            return say(f"That is all: nothing more{_on(place)} since {since}.")
        return await self._shown(command.chat, page, place, now)

    async def sources(self, command: Command, now: datetime) -> Message:
        """Every article behind a digest, also those that its numbers left out."""
        place = Place.read(command.argument, now)
        if place.is_begun and place.shown == 0:
            refs = await self._sources_told(command.chat, place)
        else:
            page = await self._page(command.chat, replace(place, shown=max(place.shown - 1, 0)))
            refs = await self._sources_of(command.chat, page.digest)
        zone = command.chat.timezone
        today = days.local_day(now, zone)
        lines = [
            ", ".join(part for part in (article.title, article.outlet, days.article_day(article, zone, today)) if part)
            + (f": {article.url}" if article.url else "")
            for article in refs[:MOST_SOURCES]
        ]
        if len(refs) > MOST_SOURCES:
            lines.append(f"and {len(refs) - MOST_SOURCES} more")
        return replace(say(), sections=(bullets("Sources", lines or ["No sources: nothing was new."]),))

    async def _page(self, chat: Chat, place: Place) -> Page:
        follows = None
        if place.wanted:
            follows = await Following(self.store, self.desk).understood(chat, place.wanted)
        told, before = await self._told(chat, place) if place.is_begun else (NOTHING, NOTHING)
        wish = Wish(
            period=place.period, told=Told(facts=before), follows=follows, seen=told - before, shown=place.shown
        )
        return await make_page(self.store, self.desk, chat, wish)

    async def _shown(self, chat: Chat, page: Page, place: Place, now: datetime) -> Message:
        """The page with buttons that know where it stands."""
        await self.store.chats.remember_lines(chat.id, page.digest.numbers, now=now)
        ending = place.after(place.shown + 1)
        rows = (tuple(_placed(row, ending, has_more=page.has_more)) for row in page.digest.message.buttons)
        return replace(page.digest.message, buttons=tuple(row for row in rows if row))

    async def _asked_back(self, command: Command) -> Message | None:
        """Whom is meant, where several are held by a name asked for."""
        if not command.argument:
            return None
        understood = await Following(self.store, self.desk).understood(command.chat, command.argument)
        asked = [which(wanted, "digest") for wanted in understood if wanted.options]
        if not asked:
            return None
        return say(*(line for line, _ in asked), buttons=[each for _, offered in asked for each in offered])

    async def _perhaps_meant(self, command: Command, quiet: Message) -> Message:
        """Nothing new on it: perhaps it was misspelt."""
        following = Following(self.store, self.desk)
        [wanted, *others] = await following.understood(command.chat, command.argument)
        meant = None if others else await following.meant(command.chat, wanted)
        if meant is None:
            return quiet
        asked = say(f"Did you mean {meant}?", buttons=[button(meant, action("digest", meant))])
        return replace(quiet, sections=(*quiet.sections, *asked.sections), buttons=asked.buttons)

    async def _sources_told(self, chat: Chat, place: Place) -> list[ArticleRef]:
        """Of a digest that came by itself: the sources of what the chat was told then."""
        told, before = await self._told(chat, place)
        return await self._articles(chat, [fact.id for fact in told - before if fact.kind != "story"])

    async def _told(self, chat: Chat, place: Place) -> tuple[frozenset[FactKey], frozenset[FactKey]]:
        """What the chat had been told with and before the digest of that time."""
        told = await self.store.outbox.told(chat.id, until=place.period.until + A_SECOND)
        return told, await self.store.outbox.told(chat.id, until=place.period.until - A_SECOND)

    async def _sources_of(self, chat: Chat, digest: Digest) -> list[ArticleRef]:
        found = await self._articles(chat, [fact.id for fact in digest.facts if fact.kind != "story"])
        return list({ref.id: ref for ref in (*digest.message.sources, *found)}.values())

    async def _articles(self, chat: Chat, ids: list[int]) -> list[ArticleRef]:
        """The articles that carry these records, in the order of the records."""
        facts = await self.store.facts.many(ids, chat_id=chat.id)
        held: list[Held] = [*facts.statements, *facts.deals, *facts.upcoming]
        refs = [ref for one in held for ref in (one.article, *(source.article for source in one.sources))]
        return list({ref.id: ref for ref in refs}.values())


def _placed(row: Iterable[Button], ending: str, *, has_more: bool) -> Iterable[Button]:
    for each in row:
        if not each.action.startswith(GOES_ON):
            yield each
            continue
        carried = each.action + ending
        is_idle = each.action.startswith(GOES_ON[0]) and not has_more
        if not is_idle and len(carried.encode()) <= LONGEST_ACTION:
            yield replace(each, action=carried)


def _on(place: Place) -> str:
    return f" on {place.wanted}" if place.wanted else ""
