"""verify: a draft's quotations and attributions against what is held. The draft is not kept, nor is the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.asking.draft import check_draft, compose_verified
from bot.asking.found import Asker
from bot.digest import days
from bot.errors import UsageError
from bot.model import FactKey, Message
from bot.pipeline import Desk
from bot.store import Store
from handlers.commands.table import Command


@dataclass(slots=True)
class Verifying:
    """The command over the store."""

    store: Store
    desk: Desk

    def by_name(self) -> Mapping[str, Callable[[Command, datetime], Awaitable[Message]]]:
        """Which method does which command."""
        return {"verify": self.verify}

    async def verify(self, command: Command, now: datetime) -> Message:
        """A verdict on each quotation; `why N` and `cite N` show the record that it was held against."""
        if not command.argument:
            raise UsageError("verify needs a text: verify “This is not our war,” Rubio said. Or forward it to me.")
        chat = command.chat
        asker = Asker(now=now, timezone=chat.timezone, chat_id=chat.id)
        found = await check_draft(command.argument, self.store, self.desk.rules, self.desk.ground, asker)
        message = compose_verified(found, chat.timezone, days.local_day(now, chat.timezone))
        numbers = {ref.id: number for number, ref in enumerate(message.sources, 1)}
        facts: dict[int, tuple[FactKey, ...]] = {}
        for held in (each.held for each in found if each.held is not None):
            number = numbers[held.article.id]
            facts[number] = tuple(dict.fromkeys((*facts.get(number, ()), FactKey("statement", held.id))))
        await self.store.chats.remember_lines(chat.id, facts, now=now)
        return message
