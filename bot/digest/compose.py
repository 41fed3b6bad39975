"""From what was chosen to the message, and to the list of facts that the message tells. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.digest import days
from bot.digest.choose import Chosen
from bot.digest.lines import Sheet, deal_line, headline_line, statement_line, upcoming_line
from bot.digest.material import Texts
from bot.model import Button, Chat, Digest, FactKey, HeldStatement, Line, Message, Run, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The stretch of time a digest covers; `is_late` when earlier ones are merged into it."""

    since: datetime
    until: datetime
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """A line and the fact it tells."""

    line: Line
    fact: FactKey


_Block = tuple[str, tuple[_Told, ...]]


def compose(chosen: Chosen, texts: Texts, chat: Chat, period: Period) -> Digest:
    """Write the digest of what was chosen; its `facts` are exactly what it tells."""
    today = days.local_day(period.until, chat.timezone)
    sheet = Sheet(texts=texts, today=today)
    blocks = [block for block in _blocks(sheet, chosen) if block[1]]
    if not blocks:
        return _quiet(chosen, chat, period)
    told = [row for _, rows in blocks for row in rows]
    message = Message(
        title=_title(chosen, chat, period),
        sections=tuple(Section(title=title, lines=tuple(row.line for row in rows)) for title, rows in blocks),
        sources=tuple(sheet.sources),
        buttons=(_buttons(chosen, period),),
        timezone=chat.timezone,
    )
    return Digest(
        message=message,
        facts=tuple(dict.fromkeys(row.fact for row in told)),
        stories=tuple(shown.story.id for shown in chosen.stories),
        numbers=_numbers(told),
        since=period.since,
        until=period.until,
    )


def _blocks(sheet: Sheet, chosen: Chosen) -> Iterable[_Block]:
    is_titled = len(chosen.follows) > 1
    for follow, statements in chosen.people:
        yield follow.subject if is_titled else "", tuple(_statements(sheet, statements))
    for shown in chosen.stories:
        title = shown.follow.subject if is_titled and shown.follow else ""
        headline = _Told(headline_line(sheet, shown.story, is_update=shown.is_update), FactKey("story", shown.story.id))
        yield title, (headline, *_statements(sheet, shown.statements))
    yield (
        "Deals",
        tuple(_Told(deal_line(sheet, held), FactKey("deal", held.id, held.deal.status)) for held in chosen.deals),
    )
    yield (
        "Coming up",
        tuple(_Told(upcoming_line(sheet, held), FactKey("upcoming", held.id, held.state)) for held in chosen.upcoming),
    )


def _statements(sheet: Sheet, statements: Iterable[HeldStatement]) -> Iterable[_Told]:
    for held in statements:
        if line := statement_line(sheet, held):
            yield _Told(line, FactKey("statement", held.id))


def _numbers(told: Iterable[_Told]) -> dict[int, tuple[FactKey, ...]]:
    numbers: dict[int, tuple[FactKey, ...]] = {}
    for row in told:
        for number in row.line.sources:
            numbers[number] = (*numbers.get(number, ()), row.fact)
    return numbers


def _title(chosen: Chosen, chat: Chat, period: Period) -> str:
    subject = chosen.follows[0].subject if len(chosen.follows) == 1 else "On Record"
    day = days.day(days.local_day(period.until, chat.timezone))
    since = f"since {days.day(days.local_day(period.since, chat.timezone))}" if period.is_late else ""
    return " · ".join(part for part in (subject, day, since, _contents(chosen)) if part)


def _contents(chosen: Chosen) -> str:
    shown = sum(len(story.statements) for story in chosen.stories) + sum(len(said) for _, said in chosen.people)
    in_all = sum(story.statements_in_all for story in chosen.stories) + sum(len(said) for _, said in chosen.people)
    statements = f"{shown} of {in_all} statements" if in_all > shown else _counted(shown, "statement")
    stories = _counted(len(chosen.stories), "story", "stories")
    deals = _counted(len(chosen.deals), "deal")
    return ", ".join(part for part in (stories, statements, deals) if part)


def _counted(count: int, one: str, many: str = "") -> str:
    if not count:
        return ""
    return f"{count} {one if count == 1 else many or one + 's'}"


def _buttons(chosen: Chosen, period: Period) -> tuple[Button, ...]:
    followed = {follow.subject for follow in chosen.follows}
    speakers = [
        held.statement.speaker
        for shown in chosen.stories
        for held in shown.statements
        if held.statement.speaker_kind == "person" and held.statement.speaker and held.statement.speaker not in followed
    ]
    stretch = f"{period.since.timestamp():.0f}-{period.until.timestamp():.0f}"
    buttons = [Button("More", f"v1:more:{stretch}"), Button("Sources", f"v1:sources:{stretch}")]
    for name in speakers[:1]:
        action = f"v1:follow:{name}"
        if len(action.encode()) <= 64:  # platforms.md: callback_data
            buttons.append(Button(f"Follow {name.split()[-1]}", action))
    return tuple(buttons)


def _quiet(chosen: Chosen, chat: Chat, period: Period) -> Digest:
    subject = f" on {chosen.follows[0].subject}" if len(chosen.follows) == 1 else ""
    since = days.day(days.local_day(period.since, chat.timezone))
    words = f"Nothing new{subject} since {since}."
    message = Message(sections=(Section(title="", lines=(Line(runs=(Run(text=words),)),)),), timezone=chat.timezone)
    return Digest(message=message, since=period.since, until=period.until)
