"""From what was chosen to the message, and to the list of facts that the message tells. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.digest import days
from bot.digest.choose import Chosen, ChosenStory
from bot.digest.lines import Sheet, deal_line, headline_line, statement_line, upcoming_line
from bot.digest.material import Texts
from bot.model import Button, Chat, Digest, FactKey, Line, Message, Run, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The stretch of time a digest covers; `is_late` when earlier ones are merged into it."""

    since: datetime
    until: datetime
    is_late: bool = False


def compose(chosen: Chosen, texts: Texts, chat: Chat, period: Period) -> Digest:
    """Write the digest of what was chosen; its `facts` are exactly what it tells."""
    today = days.local_day(period.until, chat.timezone)
    sheet = Sheet(texts=texts, today=today)
    sections = tuple(section for section in _sections(sheet, chosen) if section.lines)
    if not sections:
        return _quiet(chosen, chat, period)
    message = Message(
        title=_title(chosen, chat, period),
        sections=sections,
        sources=tuple(sheet.sources),
        buttons=(_buttons(chosen),),
        timezone=chat.timezone,
    )
    return Digest(
        message=message,
        facts=tuple(_facts(chosen)),
        stories=tuple(shown.story.id for shown in chosen.stories),
        since=period.since,
        until=period.until,
    )


def _sections(sheet: Sheet, chosen: Chosen) -> Iterable[Section]:
    for follow, statements in chosen.people:
        lines = [line for held in statements if (line := statement_line(sheet, held))]
        yield Section(title=follow.subject if len(chosen.follows) > 1 else "", lines=tuple(lines))
    for shown in chosen.stories:
        yield _story_section(sheet, shown, is_titled=len(chosen.follows) > 1)
    yield Section(title="Deals", lines=tuple(deal_line(sheet, held) for held in chosen.deals))
    yield Section(title="Coming up", lines=tuple(upcoming_line(sheet, held) for held in chosen.upcoming))


def _story_section(sheet: Sheet, shown: ChosenStory, *, is_titled: bool) -> Section:
    title = shown.follow.subject if is_titled and shown.follow else ""
    lines: list[Line] = [headline_line(sheet, shown.story, is_update=shown.is_update)]
    lines += [line for held in shown.statements if (line := statement_line(sheet, held))]
    return Section(title=title, lines=tuple(lines))


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


def _buttons(chosen: Chosen) -> tuple[Button, ...]:
    followed = {follow.subject for follow in chosen.follows}
    speakers = [
        held.statement.speaker
        for shown in chosen.stories
        for held in shown.statements
        if held.statement.speaker_kind == "person" and held.statement.speaker and held.statement.speaker not in followed
    ]
    buttons = [Button("More", "v1:more"), Button("Sources", "v1:sources")]
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


def _facts(chosen: Chosen) -> Iterable[FactKey]:
    yield from (FactKey("statement", held.id) for _, said in chosen.people for held in said)
    for shown in chosen.stories:
        yield FactKey("story", shown.story.id)
        yield from (FactKey("statement", held.id) for held in shown.statements)
    yield from (FactKey("deal", held.id, held.deal.status) for held in chosen.deals)
    yield from (FactKey("upcoming", held.id, held.state) for held in chosen.upcoming)
