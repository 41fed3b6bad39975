"""Doing the commands: each method takes a Command and the time and returns the Message to send."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.asking.answer import Asker, ask
from bot.asking.follows import describe_follow, parse_follows
from bot.delivery import schedule
from bot.digest import days
from bot.digest.choose import Told
from bot.digest.compose import Period
from bot.errors import UsageError
from bot.model import Button, Chat, Follow, Message
from bot.pipeline import Desk, count_news, make_digest
from bot.store import Store
from handlers.commands import clock
from handlers.commands.records import Records, numbers_of
from handlers.commands.table import COMMANDS, Command
from handlers.commands.watching import Watching
from handlers.commands.words import bullets, say

LOOK_BACK = timedelta(days=1)
WEEK = timedelta(days=7)
QUESTION_AFTER_WHO = re.compile(r"(?:said|says|was|is|were|are|has|had|denied|promised|warned|agreed)\b", re.IGNORECASE)
PlatformName = Literal["telegram", "slack", "console"]
SUGGESTED = (
    "Ukraine",
    "US politics",
    "European Union",
    "Mergers and acquisitions",
    "Climate",
    "Artificial intelligence",
)
WELCOME = (
    "I read the news and keep who said what, and who agreed to what, word for word.",
    "Follow what you need, and I send one short digest a day. Or ask me: what did Rubio say?",
)


@dataclass(slots=True)
class Commands:
    """The commands over a store. `answer` never raises for what a person typed: it says what is wrong instead."""

    store: Store
    desk: Desk

    async def chat(self, platform: PlatformName, address: str, now: datetime, *, title: str = "") -> Chat:
        """The chat at an address; a new one gets the operator's time zone and hour."""
        held = await self.store.chats.find(platform, address)
        if held is not None:
            return held
        opened = await self.store.chats.open(platform, address, now=now, title=title)
        begun = replace(opened, timezone=self.desk.timezone, hours=(self.desk.hour,))
        await self.store.chats.save(begun)
        return begun

    async def answer(self, command: Command, now: datetime) -> Message:
        """Do one command and say what came of it."""
        spec = next((spec for spec in COMMANDS if spec.name == command.name), None)
        if spec is not None and spec.changes and not command.may_change:
            return say("Only an admin of this chat can change that. You can still ask me anything.")
        do = self._by_name().get(command.name, self._unknown)
        try:
            return await do(command, now)
        except UsageError as refusal:
            return say(str(refusal))

    def _by_name(self) -> Mapping[str, Callable[[Command, datetime], Awaitable[Message]]]:
        return {
            "start": self._start,
            "help": self._help,
            "digest": self._digest,
            "more": self._more,
            "sources": self._sources,
            "ask": self._ask,
            "said": self._said,
            "who": self._who,
            "deals": self._deals,
            "upcoming": self._upcoming,
            "follow": self._follow,
            "unfollow": self._unfollow,
            "list": self._list,
            "settings": self._settings,
            "time": self._time,
            "timezone": self._timezone,
            "quiet": self._quiet,
            "pause": self._pause,
            "resume": self._resume,
            "expired": self._expired,
            **Records(self.store, self.desk).by_name(),
            **Watching(self.store, self.desk).by_name(),
        }

    # ------------------------------------------------------------ beginning

    async def _start(self, command: Command, now: datetime) -> Message:
        follows = await self.store.chats.follows(command.chat.id)
        topics = [name for name in SUGGESTED if self.desk.topics.find(name)]
        buttons = [Button(name, f"v1:follow:{name}") for name in topics]
        first = "You follow " + _listed(follows) + "." if follows else "Tap a topic, or write: follow Marco Rubio."
        hours = f"The digest comes at {clock.say_hours(command.chat)}. Change it with time and timezone."
        return say(*WELCOME, first, hours, title="On Record", buttons=[*buttons, Button("Digest now", "v1:digest")])

    async def _help(self, command: Command, now: datetime) -> Message:
        lines = [f"{spec.usage or spec.name} – {spec.summary}" for spec in COMMANDS]
        about = say("Ask in plain words, or use a command:", title="On Record")
        return replace(about, sections=(*about.sections, bullets("", lines)))

    async def _unknown(self, command: Command, now: datetime) -> Message:
        return say(f"I know no command “{command.argument[:40]}”. Write help for what I can do, or just ask.")

    async def _expired(self, command: Command, now: datetime) -> Message:
        return say("That button is from an older version of me. Write digest for what is new.")

    # ------------------------------------------------------------ reading

    async def _digest(self, command: Command, now: datetime) -> Message:
        follows = await self._understood(command) if command.argument else None
        period = Period(since=now - LOOK_BACK, until=now)
        digest, _ = await make_digest(self.store, self.desk, command.chat, period, Told(), follows)
        await self.store.chats.remember_lines(command.chat.id, digest.numbers, now=now)
        return digest.message

    async def _more(self, command: Command, now: datetime) -> Message:
        longer = replace(command.chat, length="long")
        period = _period(command.argument, now)
        digest, _ = await make_digest(self.store, self.desk, longer, period, Told())
        await self.store.chats.remember_lines(command.chat.id, digest.numbers, now=now)
        return digest.message

    async def _sources(self, command: Command, now: datetime) -> Message:
        digest, _ = await make_digest(self.store, self.desk, command.chat, _period(command.argument, now), Told())
        zone = command.chat.timezone
        lines = [
            ", ".join(part for part in (article.title, article.outlet, days.article_day(article, zone)) if part)
            + (f": {article.url}" if article.url else "")
            for article in digest.message.sources
        ]
        return replace(say(), sections=(bullets("Sources", lines or ["No sources: nothing was new."]),))

    async def _ask(self, command: Command, now: datetime) -> Message:
        if not command.argument:
            raise UsageError("Ask me something: what did Rubio say about Ukraine?")
        chat = command.chat
        who = {"thread": command.thread, "person": command.person}
        previous = await self.store.chats.last_question(chat.id, now=now, **who)
        asker = Asker(
            now=now,
            timezone=chat.timezone,
            chat_id=chat.id,
            previous=previous,
            confidence=self.desk.answer_confidence,
        )
        answer = await ask(command.argument, self.store, self.desk.ground, asker)
        await self.store.chats.remember_question(chat.id, answer.question, now=now, **who)
        await self.store.chats.remember_lines(chat.id, numbers_of(answer), now=now)
        return answer.message

    async def _said(self, command: Command, now: datetime) -> Message:
        return await self._ask(replace(command, argument=f"what did {_need(command, 'said Rubio')} say"), now)

    async def _who(self, command: Command, now: datetime) -> Message:
        wanted = _need(command, "who “not our war”")
        if QUESTION_AFTER_WHO.match(wanted):  # `who said "…"` is typed as often as `who "…"`
            return await self._ask(replace(command, argument=f"who {wanted}"), now)
        words = wanted.strip("“”\"'")
        return await self._ask(replace(command, argument=f"who said “{words}”"), now)

    async def _deals(self, command: Command, now: datetime) -> Message:
        return await self._ask(replace(command, argument=f"what deals {command.argument}".strip()), now)

    async def _upcoming(self, command: Command, now: datetime) -> Message:
        subject = f" on {command.argument}" if command.argument else ""
        return await self._ask(replace(command, argument=f"what is coming up{subject}"), now)

    # ------------------------------------------------------------ following

    async def _understood(self, command: Command) -> tuple[Follow, ...]:
        ground = self.desk.ground.knowing(await self.store.names.known(chat_id=command.chat.id))
        return parse_follows(command.argument, ground, tuple(self.desk.bundles))

    async def _follow(self, command: Command, now: datetime) -> Message:
        if not command.argument:
            return await self._start(command, now)
        lines, buttons = [], []
        for wanted in await self._understood(command):
            held = await self.store.chats.follow(replace(wanted, chat_id=command.chat.id), now=now)
            await self._add_feeds(held, now)
            lines.append(f"{describe_follow(held)} {await self._brings(command.chat, held, now)}")
            buttons.append(Button(f"Undo {held.text}"[:30], f"v1:unfollow:{held.id}"))
        return say(*lines, f"The digest comes at {clock.say_hours(command.chat)}.", buttons=buttons)

    async def _add_feeds(self, follow: Follow, now: datetime) -> None:
        """A feed, or a bundle of them, is read for this chat alone until the operator admits it (promise 7)."""
        urls = [follow.subject] if follow.kind == "feed" else []
        if follow.kind == "bundle":
            urls = [feed.url for feed in self.desk.bundles[follow.subject].feeds]
        for url in urls:
            await self.store.feeds.add(url, now=now, chat_id=follow.chat_id)

    async def _brings(self, chat: Chat, follow: Follow, now: datetime) -> str:
        """How much a follow would have brought in the last week."""
        if follow.kind == "feed":
            return "I read it from the next visit on."
        count = await count_news(self.store, self.desk, chat, Period(since=now - WEEK, until=now), follow)
        if not count:
            return "Nothing on it in the last week."
        return f"{count} new in the last week." if count < WEEK.days else f"About {count / WEEK.days:.0f} a day."

    async def _unfollow(self, command: Command, now: datetime) -> Message:
        follows = await self.store.chats.follows(command.chat.id)
        wanted = _need(command, "unfollow Ukraine, or unfollow all").lower()
        gone = [follow for follow in follows if wanted == "all" or _is_meant(follow, wanted)]
        for follow in gone:
            await self.store.chats.unfollow(command.chat.id, follow.id)
            if follow.kind == "feed":
                await self.store.feeds.remove(follow.subject, chat_id=command.chat.id)
        if not gone:
            held = f" It follows {_listed(follows)}." if follows else " It follows nothing yet."
            return say(f"This chat does not follow “{command.argument[:60]}”.{held}")
        buttons = [Button(f"Follow {follow.text} again"[:30], _action("follow", follow.text)) for follow in gone[:3]]
        return say(f"Gone: {_listed(gone)}.", buttons=[button for button in buttons if button.action])

    async def _list(self, command: Command, now: datetime) -> Message:
        follows = await self.store.chats.follows(command.chat.id)
        if not follows:
            return say("This chat follows nothing yet: its digest takes the day's main stories. Write: follow Ukraine.")
        own = {state.feed.url: state for state in await self.store.feeds.list(chat_id=command.chat.id)}
        lines = []
        for follow in follows:
            state = own.get(follow.subject)
            error = state.last_visit.error if state and state.last_visit else None
            lines.append(f"{describe_follow(follow)}" + (f" Last visit: {error}" if error else ""))
        return replace(say(), sections=(bullets("This chat follows", lines),))

    # ------------------------------------------------------------ the chat's own clock

    async def _settings(self, command: Command, now: datetime) -> Message:
        chat = command.chat
        return say(
            f"Digest: {clock.say_hours(chat)}, {chat.length}",
            f"Next: {_next(chat, now)}",
            clock.say_quiet(chat.quiet),
            title="Settings",
        )

    async def _time(self, command: Command, now: datetime) -> Message:
        hours, weekdays = clock.read_hours(command.argument, command.chat)
        return await self._save(command.chat, replace(command.chat, hours=hours, weekdays=weekdays), now)

    async def _timezone(self, command: Command, now: datetime) -> Message:
        return await self._save(
            command.chat, replace(command.chat, timezone=clock.read_timezone(command.argument)), now
        )

    async def _quiet(self, command: Command, now: datetime) -> Message:
        quiet = clock.read_quiet(command.argument)
        saved = await self._save(command.chat, replace(command.chat, quiet=quiet), now)
        return replace(saved, sections=(*say(clock.say_quiet(quiet)).sections, *saved.sections))

    async def _pause(self, command: Command, now: datetime) -> Message:
        await self.store.chats.save(replace(command.chat, is_paused=True))
        return say("Paused: no digests. Your follows stay; write resume to go on, or ask me anything meanwhile.")

    async def _resume(self, command: Command, now: datetime) -> Message:
        resumed = replace(command.chat, is_paused=False)
        return await self._save(command.chat, resumed, now)

    async def _save(self, old: Chat, chat: Chat, now: datetime) -> Message:
        """Keep a changed clock. Its hours before now are not owed; a digest owed by the old clock still is."""
        changed = chat if schedule.due(old, now) else replace(chat, last_digest_at=now)
        await self.store.chats.save(changed)
        return say(f"The digest comes at {clock.say_hours(changed)}. Next: {_next(changed, now)}.")


def _need(command: Command, example: str) -> str:
    if not command.argument:
        raise UsageError(f"{command.name} needs a word more: {example}.")
    return command.argument


def _listed(follows: tuple[Follow, ...] | list[Follow]) -> str:
    return ", ".join(follow.text for follow in follows)


def _is_meant(follow: Follow, wanted: str) -> bool:
    return wanted in (follow.text.lower(), follow.subject.lower(), str(follow.id))


def _action(name: str, argument: str) -> str:
    action = f"v1:{name}:{argument}"
    return action if len(action.encode()) <= 64 else ""  # noqa: PLR2004  platforms.md: callback_data


def _next(chat: Chat, now: datetime) -> str:
    if chat.is_paused:
        return "paused"
    moment = schedule.next_moment(chat, now)
    if moment is None:
        return "never: no hours set"
    local = days.local_day(moment, chat.timezone)
    return f"{days.day(local)}, {schedule.local_clock(moment, chat.timezone)}"


def _period(argument: str, now: datetime) -> Period:
    """`1746082800-1746169200`, epoch seconds of a digest's stretch of time; the last day otherwise."""
    since, _, until = argument.partition("-")
    if since.isdigit() and until.isdigit():
        zone = now.tzinfo
        return Period(since=datetime.fromtimestamp(int(since), zone), until=datetime.fromtimestamp(int(until), zone))
    return Period(since=now - LOOK_BACK, until=now)
