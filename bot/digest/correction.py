"""A correction: what a chat was told and no longer stands, said once (promise 8). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.digest import days, deal_words
from bot.digest.lines import Sheet, deal_line, statement_line, upcoming_line
from bot.digest.material import Texts, text_of
from bot.model import (
    ArticleRef,
    Chat,
    Deal,
    HeldDeal,
    HeldStatement,
    HeldUpcoming,
    Line,
    Message,
    Run,
    Section,
    Statement,
    Upcoming,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A record that was told and is hidden now; `record` and `article` are None when the article is gone as well.

    `stands` is a deal as it is now when only its sum was edited.
    """

    record: Statement | Deal | Upcoming | None
    article: ArticleRef | None
    reason: Literal["edited", "retracted"]
    told_at: datetime
    stands: HeldDeal | None = None


def compose_correction(withdrawn: Sequence[Withdrawn], texts: Texts, chat: Chat, now: datetime) -> Message:
    """What was told, when, and why it no longer stands; the words are those of the version they were read in."""
    sheet = Sheet(texts=texts, today=days.local_day(now, chat.timezone))
    lines = [line for one in withdrawn for line in _lines(sheet, one, chat)]
    return Message(
        title="Correction",
        sections=(Section(title="", lines=tuple(lines)),),
        sources=tuple(sheet.sources),
        today=sheet.today,
        timezone=chat.timezone,
    )


def _lines(sheet: Sheet, one: Withdrawn, chat: Chat) -> list[Line]:
    told = f"On {days.day(days.local_day(one.told_at, chat.timezone), sheet.today)} I told you:"
    shown = _shown(sheet, one)
    if shown is None:
        return [Line(runs=(Run(text=f"{told} something that no longer stands. {_why(sheet, one)}"),))]
    opening = Run(text=f"{told} ", style="quiet")
    return [
        Line(runs=(opening, *shown.runs), sources=shown.sources, bullet=True),
        Line(runs=(Run(text=_why(sheet, one), style="strong"),)),
    ]


def _shown(sheet: Sheet, one: Withdrawn) -> Line | None:
    """The line as it was told."""
    article, record = one.article, one.record
    if article is None or record is None:
        return None
    if isinstance(record, Statement):
        return statement_line(sheet, HeldStatement(id=0, statement=record, article=article, sources=()))
    if isinstance(record, Deal):
        return deal_line(sheet, HeldDeal(id=0, deal=record, article=article))
    return upcoming_line(sheet, HeldUpcoming(id=0, upcoming=record, article=article))


def _why(sheet: Sheet, one: Withdrawn) -> str:
    if one.reason == "retracted":
        return "That was read wrongly and has been withdrawn."
    outlet = one.article.outlet if one.article else None
    edited = f"{outlet or 'The outlet'} has changed its article since"
    if one.stands is None:
        return f"{edited}, and no longer says so."
    now = deal_words.amounts_of(one.stands, text_of(sheet.texts, one.stands.article), deal_words.figures_of(one.stands))
    return f"{edited}: the sum is {now} now." if now else f"{edited}, and no longer gives that sum."
