"""A whole week over seeds/, hour by hour, for chats of every kind: the real pipeline over HTTP, on both databases."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.outbox import Pace
from bot.delivery.outbox import deliver as empty_outbox
from bot.model import Chat, Follow, Message
from bot.pipeline import Desk, fill_window, refresh, run_once, understand, write
from bot.sources.articles import Extractor
from bot.sources.fetch import Web
from bot.sources.guard import SiteResolver
from bot.store import Store
from bot.verbs.parts import deal_rule, load_desk, seeds_folder
from bot.verbs.site import serve_site
from config.settings import read_settings
from handlers.commands import Command, Commands
from tests.store.conftest import empty_postgres

MONDAY = datetime(2025, 4, 28, 5, 0, tzinfo=UTC)
SHARED = ("harbourpost.example/feed.xml", "meridianwire.example/atom.xml", "capitalledger.example/feed.json")
OWN = "http://eastbridge.example/rss.xml"
HOURS = ("06:00", "12:00", "17:30")  # UTC, when a pass runs


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as it went out."""

    at: datetime
    chat: str
    message: Message

    @property
    def words(self) -> list[str]:
        """Its lines."""
        return ["".join(run.text for run in line.runs) for part in self.message.sections for line in part.lines]

    @property
    def outlets(self) -> set[str | None]:
        """Whose articles it tells."""
        return {article.outlet for article in self.message.sources}


@dataclass(slots=True)
class Postbox:
    """A platform with a memory; `now` is moved by the week."""

    now: datetime = MONDAY
    sent: list[Sent] = field(default_factory=list)

    @property
    def pace(self) -> Pace:
        """Takes whatever comes."""
        return Pace()

    async def send(self, chat: Chat, message: Message, *, is_plain: bool = False) -> str:
        """Keep the message under the chat's name."""
        self.sent.append(Sent(self.now, chat.title, message))
        return str(len(self.sent))

    def to(self, chat: str) -> list[Sent]:
        """What one chat got."""
        return [sent for sent in self.sent if sent.chat == chat]


CHATS: dict[str, tuple[dict[str, Any], Follow | None]] = {
    "london": ({"timezone": "Europe/London", "hours": ("18:30",)}, None),
    "kyiv": ({"timezone": "Europe/Kyiv", "hours": ("09:00",)}, Follow(text="u", kind="topic", subject="Ukraine")),
    "new york": ({"timezone": "America/New_York", "hours": ("08:00", "13:30")}, None),
    "quiet": ({"timezone": "Europe/London", "hours": ("06:30",), "quiet": ("22:00", "13:00")}, None),
    "paused": ({"timezone": "Europe/London", "hours": ("18:30",)}, None),
    "own feed": ({"timezone": "Europe/London", "hours": ("18:30",)}, Follow(text=OWN, kind="feed", subject=OWN)),
    "silent": (
        {"hours": ("12:00",), "quiet_day": "silent"},
        Follow(text="curling", kind="word", subject="curling"),
    ),
    "dull": ({"hours": ("12:00",)}, Follow(text="curling", kind="word", subject="curling")),
    "late": ({"timezone": "Europe/London", "hours": ("18:30",)}, None),
    "twice a week": ({"timezone": "Europe/London", "hours": ("18:30",), "weekdays": (0, 3)}, None),
}
EVENINGS = [(0, "17:30"), (1, "17:30"), (2, "19:10"), (3, "17:40"), (4, "17:30")]  # as the week went
JOINED = {"late": MONDAY + timedelta(days=2, hours=8)}


@dataclass(slots=True)
class Week:
    """One lifetime of a bot over the demo's site; `open` begins it anew on the same database, as a restart does."""

    url: str
    post: Postbox = field(default_factory=Postbox)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[tuple[Store, Desk, Web, Extractor]]:
        """Everything a pass needs, made from nothing but the database."""
        async with serve_site(seeds_folder() / "site", lambda: self.post.now) as port:
            resolver = SiteResolver("example", port)
            async with (
                await Store.open(self.url, deals=deal_rule()) as store,
                Web(allow_private=True, resolver=resolver, pause=0.0) as web,
                Extractor() as extractor,
            ):
                desk = load_desk(read_settings())
                await fill_window(store, desk.window, None)
                yield store, desk, web, extractor

    async def join(self, store: Store, name: str) -> None:
        """A chat begins, as its table has it."""
        clock, follow = CHATS[name]
        chat = await store.chats.open("telegram", name, now=self.post.now, title=name)
        await store.chats.save(replace(chat, **clock))
        if follow:
            await store.chats.follow(replace(follow, chat_id=chat.id), now=self.post.now)
        if name == "own feed":
            await store.feeds.add(OWN, now=self.post.now, chat_id=chat.id)

    async def order(self, parts: Any, name: str) -> None:
        """One chat wants no digests for a while, or again."""
        chat = await parts[0].chats.find("telegram", "paused")
        await Commands(parts[0], parts[1]).answer(Command(name=name, chat=chat), self.post.now)

    async def live(self) -> None:
        """Monday to Friday, with a restart at Wednesday's digest time and a crash at Thursday's."""
        async with self.open() as parts:
            for url in SHARED:
                await parts[0].feeds.add(f"http://{url}", now=MONDAY)
            for name in CHATS.keys() - JOINED.keys():
                await self.join(parts[0], name)
            await self._days(parts, 0, 2)
            await self._passes(parts, 2, HOURS[:2])
            await self.join(parts[0], "late")
        async with self.open() as parts:  # down at 17:30, up again at 19:10
            await self._passes(parts, 2, ("19:10", "19:15"))
            await self.order(parts, "resume")
            await self._passes(parts, 3, HOURS[:2])
            await self._crash(parts, 3, "17:30")
        async with self.open() as parts:
            await self._passes(parts, 3, ("17:40",))
            await self._days(parts, 4, 5)

    async def _days(self, parts: Any, first: int, last: int) -> None:
        for day in range(first, last):
            await self._passes(parts, day, HOURS)
            if day == 0:
                await self.order(parts, "pause")

    async def _passes(self, parts: Any, day: int, hours: tuple[str, ...]) -> None:
        store, desk, web, extractor = parts
        for hour in hours:
            self.post.now = at(day, hour)
            await run_once(store, web, extractor, desk, {"telegram": self.post}, self.post.now)

    async def _crash(self, parts: Any, day: int, hour: str) -> None:
        """The program dies after writing, before anything is delivered."""
        store, desk, web, extractor = parts
        now = self.post.now = at(day, hour)
        await refresh(store, web, extractor, desk, now)
        await understand(store, desk, now)
        assert await write(store, desk, now, platforms={"telegram": self.post})


def at(day: int, hour: str) -> datetime:
    """A time of the week, in UTC; Monday is 0."""
    return MONDAY.replace(hour=int(hour[:2]), minute=int(hour[3:])) + timedelta(days=day)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('day') / 'day.sqlite3'}"
    return _empty(str(request.getfixturevalue("postgres_url")))


def _empty(url: str) -> str:
    asyncio.run(Store.migrate(url))
    empty_postgres(url)
    return url


@pytest.fixture(scope="module")
def post(url: str) -> Iterator[Postbox]:
    """What everybody got in the week."""
    week = Week(url)
    asyncio.run(week.live())
    yield week.post
    if url.startswith("postgresql"):
        empty_postgres(url)


@pytest.mark.parametrize(
    ("chat", "times"),
    [
        ("london", EVENINGS),
        ("kyiv", [(day, "06:00") for day in range(5)]),
        ("new york", sorted([*((day, "12:00") for day in range(5)), *EVENINGS])),
        ("quiet", [(day, "12:00") for day in range(5)]),
        ("twice a week", [EVENINGS[0], EVENINGS[3]]),
        ("paused", [(0, "17:30"), (3, "17:40"), (4, "17:30")]),
        ("late", [(2, "19:10"), (3, "17:40"), (4, "17:30")]),
        ("own feed", EVENINGS),
        ("silent", []),
        ("dull", [(day, "12:00") for day in range(5)]),
    ],
)
def test_each_chat_is_told_at_its_own_hour_once(post: Postbox, chat: str, times: list[tuple[int, str]]) -> None:
    assert [sent.at for sent in post.to(chat)] == [at(day, hour) for day, hour in times]


def test_nobody_is_told_a_fact_twice(post: Postbox) -> None:
    for chat in CHATS:
        quotes = [
            (run.quote.article_id, run.quote.span)
            for sent in post.to(chat)
            for part in sent.message.sections
            for line in part.lines
            for run in line.runs
            if run.quote
        ]
        assert len(quotes) == len(set(quotes)), chat
    assert any(sent.message.sections for sent in post.to("london"))


def test_a_story_that_goes_on_comes_back_as_an_update(post: Postbox) -> None:
    headlines = [sent.words[0] for sent in post.sent]
    assert any(words.startswith("Update: ") for sent in post.to("london") for words in sent.words), headlines


def test_what_a_chat_added_reaches_that_chat_alone(post: Postbox) -> None:
    own = [sent.outlets for sent in post.to("own feed")]
    assert {"eastbridge.example"} in own
    assert all(outlets <= {"eastbridge.example"} for outlets in own)
    others = {outlet for sent in post.sent if sent.chat != "own feed" for outlet in sent.outlets}
    assert others == {"harbourpost.example", "meridianwire.example", "capitalledger.example"}


def test_a_follow_brings_what_belongs_to_it(post: Postbox) -> None:
    titles = [sent.message.title for sent in post.to("kyiv")]
    assert any(title.startswith("Ukraine · ") for title in titles)
    assert not [words for sent in post.to("kyiv") for words in sent.words if "Tidewell" in words]


def test_a_quiet_day_is_one_line_or_silence(post: Postbox) -> None:
    assert all(len(sent.words) == 1 and sent.words[0].startswith("Nothing new on curling") for sent in post.to("dull"))


def test_who_reads_twice_a_week_hears_since_when(post: Postbox) -> None:
    titles = [sent.message.title for sent in post.to("twice a week")]
    assert " since " not in titles[0]
    assert " · since Mon 28 Apr · " in titles[1]


def test_who_joins_late_looks_back_one_day(post: Postbox) -> None:
    first = post.to("late")[0]
    days = {article.published_at for article in first.message.sources if article.published_at}
    assert days
    assert min(days) >= first.at - timedelta(days=2)  # a story of two days may carry an older link


async def test_a_failure_while_writing_leaves_no_half_digest(tmp_path: Path) -> None:
    """Whatever breaks in the middle of queueing, neither the message nor what it told is there afterwards."""
    week = Week(f"sqlite:///{tmp_path / 'broken.sqlite3'}")
    async with week.open() as (store, desk, web, extractor):
        for url in SHARED:
            await store.feeds.add(f"http://{url}", now=MONDAY)
        await week.join(store, "london")
        now = week.post.now = at(0, "17:30")
        await refresh(store, web, extractor, desk, now)
        await understand(store, desk, now)
        trigger = "CREATE TRIGGER full BEFORE INSERT ON told BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        await _change(week.url, trigger)
        with pytest.raises(Exception, match="disk full"):
            await write(store, desk, now, platforms={"telegram": week.post})
        chat = await store.chats.find("telegram", "london")
        assert chat is not None
        assert chat.last_digest_at is None
        assert not await store.outbox.of_chat(chat.id)
        assert not await store.outbox.told(chat.id)
        await _change(week.url, "DROP TRIGGER full")
        later = week.post.now = now + timedelta(minutes=20)
        await write(store, desk, later, platforms={"telegram": week.post})
        await empty_outbox(store, {"telegram": week.post}, later)
        assert [sent.at for sent in week.post.sent] == [later]


async def _change(url: str, statement: str) -> None:
    def change() -> None:
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            connection.execute(statement)

    await asyncio.to_thread(change)
