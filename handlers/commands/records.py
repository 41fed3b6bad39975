"""Commands on one record: story, why, cite, wrong. N is a number of this chat's last message; buttons carry ids."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import structlog

from bot.digest import days
from bot.digest.evidence import Held, cite, shown, why
from bot.digest.lines import Sheet
from bot.digest.weigh import varied
from bot.errors import UsageError
from bot.model import (
    Answer,
    Article,
    ArticleRef,
    Button,
    Chat,
    FactKey,
    HeldStatement,
    Line,
    Message,
    Passage,
    Run,
    Section,
    Story,
)
from bot.pipeline import Desk
from bot.store import Draft, Facts, Store
from bot.stories import gist
from handlers.commands.table import BY_ID, Command
from handlers.commands.words import bullets, say

log = structlog.get_logger(__name__)

MOST_RECORDS = 3  # of one number
MOST_STATEMENTS = 5
MOST_ARTICLES = 12


@dataclass(slots=True)
class Records:
    """The commands over the store."""

    store: Store
    desk: Desk

    def by_name(self) -> Mapping[str, Callable[[Command, datetime], Awaitable[Message]]]:
        """Which method does which command."""
        return {"story": self.story, "why": self.why, "cite": self.cite, "wrong": self.wrong}

    async def why(self, command: Command, now: datetime) -> Message:
        """The sentence, outlet, time, how the name was found, what was merged."""
        held = await self._held(command)
        sheet = await self._sheet(held, command.chat, now)
        sections = tuple(why(sheet, one, command.chat) for one in held)
        buttons = (Button("Cite", f"v1:cite:{held[0].id}"), Button("Wrong", f"v1:wrong:{held[0].id}"))
        return _message(sections, sheet, command.chat, title="Why", buttons=buttons)

    async def cite(self, command: Command, now: datetime) -> Message:
        """A line ready to paste for each record of that number."""
        held = await self._held(command)
        sheet = await self._sheet(held, command.chat, now)
        lines = tuple(cite(one, sheet, command.chat) for one in held)
        return replace(_message((Section(title="", lines=lines),), sheet, command.chat), sources=())

    async def wrong(self, command: Command, now: datetime) -> Message:
        """Tell the operators what a chat holds to be wrong; each chat and record once."""
        held = await self._held(command)
        chat = command.chat
        sheet = await self._sheet(held, chat, now)
        lines = [Line(runs=(Run(text=f"A chat on {chat.platform} says that this is wrong:"),))]
        for one in held:
            lines += [shown(sheet, one), Line(runs=(Run(text=f"To withdraw it: onrecord retract {one.id}"),))]
        told = _message((Section(title="", lines=tuple(lines)),), sheet, chat, title="Wrong?")
        operators = await self._operators()
        for operator in operators:
            draft = Draft(chat_id=operator.id, key=f"wrong:{chat.id}:{held[0].id}", parts=(told,))
            await self.store.outbox.queue(draft, now=now)
        log.info("a chat says a record is wrong", chat=chat.id, records=[one.id for one in held])
        return say(
            "Thank you. The operator is told." if operators else "Thank you. It is written down for the operator."
        )

    async def story(self, command: Command, now: datetime) -> Message:
        """A story's gist in two sentences of its articles, what is said in it, its articles."""
        chat = command.chat
        found = await self.store.stories.get(await self._story_id(command), chat_id=chat.id)
        if found is None:
            raise UsageError("I hold no story under that number any more.")
        facts = await self.store.facts.of_stories([found.id], chat_id=chat.id)
        said = [held for held in varied(facts.statements) if not held.statement.background][:MOST_STATEMENTS]
        sheet = await self._sheet(said, chat, now)
        articles = await self.store.articles.many(found.article_ids, chat_id=chat.id)
        refs = [articles[key].ref for key in found.article_ids if key in articles]
        told = gist(list(articles.values()))
        lines = [shown(sheet, held) for held in said]
        await self.store.chats.remember_lines(chat.id, _numbers(lines, said), now=now)
        sections = (
            Section(title="", lines=tuple(_sentence(sheet, passage) for passage in told)),
            Section(title="", lines=tuple(lines)),
            bullets("Articles", [_listed(ref, sheet.today, chat) for ref in refs[:MOST_ARTICLES]]),
        )
        return _message(sections, sheet, chat, title=_title(found))

    # ------------------------------------------------------------ which record is meant

    async def _facts(self, command: Command) -> tuple[FactKey, ...]:
        """What a number of the last message stands for."""
        if not command.argument.strip("[]").isdigit():
            raise UsageError(f"{command.name} needs a number of my last message: {command.name} 1.")
        number = int(command.argument.strip("[]")[:6])
        facts = await self.store.chats.line(command.chat.id, number)
        if not facts:
            raise UsageError(
                f"My last message has no [{number}]. Ask again, or write digest, and take a number of that."
            )
        return facts

    async def _held(self, command: Command) -> list[Held]:
        """The records meant, those first that say most: statements, deals, what is coming up."""
        if command.argument.startswith(BY_ID):
            text = command.argument.removeprefix(BY_ID)
            ids = [int(text)] if text.isdigit() else []
        else:
            ids = [fact.id for fact in await self._facts(command) if fact.kind != "story"]
        facts = await self.store.facts.many(ids, chat_id=command.chat.id)
        held = _in_order(facts, ids)[:MOST_RECORDS]
        if not held:
            raise UsageError("I hold that record no more: it was withdrawn, or its article changed.")
        return held

    async def _story_id(self, command: Command) -> int:
        if command.argument.startswith(BY_ID):
            text = command.argument.removeprefix(BY_ID)
            return int(text) if text.isdigit() else 0
        facts = await self._facts(command)
        named = next((fact.id for fact in facts if fact.kind == "story"), None)
        if named is not None:
            return named
        held = await self.store.facts.many([fact.id for fact in facts], chat_id=command.chat.id)
        return next((one.story_id for one in _in_order(held, []) if one.story_id), 0)

    async def _operators(self) -> Sequence[Chat]:
        """Operator chats that have written to us."""
        found = []
        for known, _ in await self.store.chats.everything():
            if f"{known.platform}:{known.address}" in self.desk.operators:
                found.append(known)
        return found

    async def _sheet(self, held: Sequence[Held], chat: Chat, now: datetime) -> Sheet:
        texts: dict[tuple[str, int, int | None], Article] = {}
        for ref in (one.article for one in held):
            article = await self.store.articles.get(ref.id, chat_id=ref.chat_id, version=ref.version)
            if article is not None:
                texts[article.id, article.version, article.chat_id] = article
        return Sheet(texts=texts, today=days.local_day(now, chat.timezone))


def numbers_of(answer: Answer) -> dict[int, tuple[FactKey, ...]]:
    """What each [N] of an answer stands for."""
    number = {article.id: at for at, article in enumerate(answer.message.sources, 1)}
    told = [(held.article.id, FactKey("statement", held.id)) for held in answer.statements]
    told += [(held.article.id, FactKey("deal", held.id, held.deal.status)) for held in answer.deals]
    told += [(held.article.id, FactKey("upcoming", held.id, held.state)) for held in answer.upcoming]
    found: dict[int, tuple[FactKey, ...]] = {}
    for article_id, fact in told:
        if at := number.get(article_id):
            found[at] = (*found.get(at, ()), fact)
    return found


def _sentence(sheet: Sheet, passage: Passage) -> Line:
    """One sentence of the gist, with the article it stands in."""
    return Line(runs=(Run(text=passage.text),), sources=(sheet.number(passage.article),))


def _in_order(facts: Facts, ids: Sequence[int]) -> list[Held]:
    held: list[Held] = [*facts.statements, *facts.deals, *facts.upcoming]
    place = {key: at for at, key in enumerate(ids)}
    return sorted(held, key=lambda one: (not isinstance(one, HeldStatement), place.get(one.id, 0)))


def _message(
    sections: tuple[Section, ...], sheet: Sheet, chat: Chat, *, title: str = "", buttons: tuple[Button, ...] = ()
) -> Message:
    return Message(
        title=title,
        sections=sections,
        sources=tuple(sheet.sources),
        today=sheet.today,
        buttons=(buttons,) if buttons else (),
        timezone=chat.timezone,
    )


def _listed(ref: ArticleRef, today: date, chat: Chat) -> str:
    where = ", ".join(part for part in (ref.outlet, days.article_day(ref, chat.timezone, today)) if part)
    return f"{ref.title} ({where})" + (f": {ref.url}" if ref.url else "")


def _title(story: Story) -> str:
    count = len(story.article_ids)
    return f"{story.headline} · {count} article{'s' if count != 1 else ''}"


def _numbers(lines: Sequence[Line], said: Sequence[HeldStatement]) -> dict[int, tuple[FactKey, ...]]:
    """What each number printed beside a statement stands for."""
    numbers: dict[int, tuple[FactKey, ...]] = {}
    for line, held in zip(lines, said, strict=True):
        for number in line.sources:
            numbers[number] = (*numbers.get(number, ()), FactKey("statement", held.id))
    return numbers
