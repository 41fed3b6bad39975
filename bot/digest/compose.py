"""From what was chosen to the message, and to the list of facts that the message tells. Pure.

The message is written, measured, and written again without its least important line until it fits the chat's length.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.digest import days
from bot.digest.chosen import Chosen, ChosenStory
from bot.digest.events import words_of_event
from bot.digest.headline import headline_of
from bot.digest.lines import Sheet, deal_line, headline_line, outcome_line, statement_line, upcoming_line
from bot.digest.measure import visible
from bot.digest.outcomes import NOTHING_YET
from bot.model import Button, Chat, Digest, FactKey, Follow, HeldStatement, Line, Message, Run, Section
from bot.text import shortened

MOST_NUMBERS = 3  # sources shown behind one line; all of them behind "Sources"
LONGEST_SUBJECT = 60  # characters of a feed's title in a heading
LONGEST_ACTION = 64  # platforms.md: callback_data
DAYS_OFF = timedelta(hours=36)
DEALS, COMING, OUTCOMES = "Deals", "Coming up", "Did it happen?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The stretch of time a digest covers; `is_late` when earlier ones are merged into it."""

    since: datetime
    until: datetime
    is_late: bool = False

    @property
    def is_long(self) -> bool:
        """Whether the reader has to be told since when: merged digests, days off."""
        return self.is_late or self.until - self.since > DAYS_OFF


@dataclass(frozen=True, slots=True)
class _Row:
    """A line and the facts it tells; the row of greatest `weight` goes first when room is short.

    `story` and `in_all` are a headline's: which story, and how many statements it has.
    """

    line: Line
    facts: tuple[FactKey, ...]
    key: str
    weight: float
    story: int | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """A section in the making; `in_all` is how many statements there were to choose from."""

    title: str
    rows: tuple[_Row, ...]
    in_all: int = 0


def compose(chosen: Chosen, chat: Chat, period: Period) -> Digest:
    """Write the digest of what was chosen; its `facts` are exactly what it tells."""
    dropped: set[str] = set()
    while True:
        sheet = _sheet(chosen, chat, period)
        blocks = [block for block in _blocks(sheet, chosen, dropped) if block.rows]
        if not blocks:
            return _quiet(chosen, chat, period)
        message = _message(sheet, blocks, chosen, chat, period)
        rows = [row for block in blocks for row in block.rows]
        if visible(message) <= chosen.taste.characters or len(rows) == 1:
            return _digest(message, rows, period)
        dropped.add(max(rows, key=lambda row: row.weight).key)


def _sheet(chosen: Chosen, chat: Chat, period: Period) -> Sheet:
    today = days.local_day(period.until, chat.timezone)
    return Sheet(texts=chosen.material.articles, today=today, most_numbers=MOST_NUMBERS, is_brief=True)


def _message(sheet: Sheet, blocks: Sequence[_Block], chosen: Chosen, chat: Chat, period: Period) -> Message:
    return Message(
        title=_title(chosen, blocks, chat, period),
        sections=tuple(Section(title=block.title, lines=tuple(row.line for row in block.rows)) for block in blocks),
        sources=tuple(sheet.sources),
        today=sheet.today,
        buttons=(_buttons(chosen, period),),
        timezone=chat.timezone,
    )


def _digest(message: Message, rows: Sequence[_Row], period: Period) -> Digest:
    facts = tuple(dict.fromkeys(fact for row in rows for fact in row.facts))
    return Digest(
        message=message,
        facts=facts,
        stories=tuple(row.story for row in rows if row.story is not None),
        numbers=_numbers(rows),
        since=period.since,
        until=period.until,
    )


# ---------------------------------------------------------------- the blocks


def _blocks(sheet: Sheet, chosen: Chosen, dropped: set[str]) -> Iterable[_Block]:
    is_titled = len(chosen.follows) > 1
    for place, voice in enumerate(chosen.people):
        title = voice.follow.subject if is_titled else ""
        rows = _statements(sheet, voice.statements, voice.wanted, dropped, [2.0 * n + 6 * place for n in range(9)])
        yield _Block(title, rows, voice.statements_in_all)
    subject = ""
    for place, shown in enumerate(_by_follow(chosen)):
        title = _subject(shown.follow, chosen) if is_titled and shown.follow else ""
        yield _story(sheet, chosen, shown, place, dropped, "" if title == subject else title)
        subject = title
    yield _Block(OUTCOMES, tuple(_outcomes(sheet, chosen, dropped)))
    yield _Block(DEALS, tuple(_deals(sheet, chosen, dropped)))
    yield _Block(COMING, tuple(_coming(sheet, chosen, dropped)))


def _by_follow(chosen: Chosen) -> list[ChosenStory]:
    """Stories of one follow stand together, the follow with the weightiest story first."""
    order: dict[tuple[str, str] | None, int] = {}
    for shown in chosen.stories:
        order.setdefault(_follow_id(shown), len(order))
    return sorted(chosen.stories, key=lambda shown: order[_follow_id(shown)])


def _follow_id(shown: ChosenStory) -> tuple[str, str] | None:
    return None if shown.follow is None else (shown.follow.kind, shown.follow.subject)


def _story(sheet: Sheet, chosen: Chosen, shown: ChosenStory, place: int, dropped: set[str], title: str) -> _Block:
    key = f"story{shown.story.id}"
    if key in dropped:
        return _Block(title, ())
    deals = [deal.held for deal in chosen.deals if deal.held.story_id == shown.story.id]
    headline = headline_of(shown, deals, chosen.material)
    line = headline_line(sheet, shown.story, headline, is_update=shown.is_update)
    story = FactKey("story", shown.story.id)
    weight = 10.0 * place
    head = _Row(line, (story,), key, weight, shown.story.id)
    weights = [weight + 1, weight + 6, weight + 8, weight + 9, weight + 9.5]
    rows = _statements(sheet, shown.statements, shown.wanted, dropped, weights)
    return _Block(title, (head, *rows), shown.statements_in_all)


def _statements(
    sheet: Sheet, statements: Sequence[HeldStatement], wanted: int, dropped: set[str], weights: Sequence[float]
) -> tuple[_Row, ...]:
    """As many as are wanted of those that can be shown, in the order of their articles' texts."""
    allowed = [held for held in statements if f"s{held.id}" not in dropped]
    missing = len(statements) - len(allowed)  # what was dropped for room is not replaced
    rank = {held.id: place for place, held in enumerate(statements)}
    known, introduced = len(sheet.sources), set(sheet.introduced)
    shown: list[HeldStatement] = []
    for held in allowed:
        if len(shown) + missing >= wanted:
            break
        if statement_line(sheet, held):
            shown.append(held)
    first = {held.article.id: place for place, held in reversed(list(enumerate(shown)))}
    shown.sort(key=lambda held: (first[held.article.id], held.statement.content[0] if held.statement.content else 0))
    del sheet.sources[known:]  # numbered, and introduced, in the order in which they are read
    sheet.introduced = introduced
    return tuple(
        _Row(line, (FactKey("statement", held.id),), f"s{held.id}", weights[min(rank[held.id], len(weights) - 1)])
        for held in shown
        if (line := statement_line(sheet, held))
    )


def _deals(sheet: Sheet, chosen: Chosen, dropped: set[str]) -> Iterable[_Row]:
    for place, deal in enumerate(chosen.deals):
        key, fact = f"d{deal.held.id}", FactKey("deal", deal.held.id, deal.held.state)
        if key not in dropped:
            facts = (fact, deal.dispute.fact) if deal.dispute else (fact,)
            yield _Row(deal_line(sheet, deal.held, deal.dispute), facts, key, 4.0 + 7 * place)


def _coming(sheet: Sheet, chosen: Chosen, dropped: set[str]) -> Iterable[_Row]:
    for place, held in enumerate(chosen.upcoming):
        key = f"u{held.id}"
        if key not in dropped:
            venue = _venue(held.upcoming.said_by.name if held.upcoming.said_by else "", held.article.id, chosen)
            line = upcoming_line(sheet, held, venue, words_of_event(held, chosen.material))
            yield _Row(line, (FactKey("upcoming", held.id, held.state),), key, 9.0 + 8 * place)


def _outcomes(sheet: Sheet, chosen: Chosen, dropped: set[str]) -> Iterable[_Row]:
    for place, held in enumerate(chosen.outcomes):
        key = f"o{held.id}"
        if key not in dropped:
            outcome = chosen.material.outcomes.get(held.id, NOTHING_YET)
            line = outcome_line(sheet, held, outcome, words_of_event(held, chosen.material))
            facts = [FactKey("upcoming", held.id, held.state)]
            facts += [FactKey("deal", held.deal_id, outcome.status)] if held.deal_id and outcome.status else []
            yield _Row(line, tuple(facts), key, 5.0 + 5 * place)


def _venue(name: str, article_id: str, chosen: Chosen) -> str:
    """Where the one who announces it says so: "via Telegram", if the article tells it of a statement of theirs."""
    said = (held for held in chosen.material.statements if held.article.id == article_id and name)
    return next((held.statement.venue for held in said if held.statement.speaker == name and held.statement.venue), "")


def _numbers(rows: Iterable[_Row]) -> dict[int, tuple[FactKey, ...]]:
    numbers: dict[int, tuple[FactKey, ...]] = {}
    for row in rows:
        for number in row.line.sources:
            numbers[number] = tuple(dict.fromkeys((*numbers.get(number, ()), *row.facts)))
    return numbers


# ---------------------------------------------------------------- title, buttons, a quiet day


def _title(chosen: Chosen, blocks: Sequence[_Block], chat: Chat, period: Period) -> str:
    subject = _subject(chosen.follows[0], chosen) if len(chosen.follows) == 1 else "On Record"
    day = days.day(days.local_day(period.until, chat.timezone))
    since = f"since {days.day(days.local_day(period.since, chat.timezone))}" if period.is_long else ""
    return " · ".join(part for part in (subject, day, since, _contents(blocks)) if part)


def _subject(follow: Follow, chosen: Chosen) -> str:
    """What a follow is called in a heading: a feed by its title, else by its address without the scheme."""
    if follow.kind != "feed":
        return follow.subject
    title = chosen.material.feed_titles.get(follow.subject) or follow.subject.partition("://")[2]
    return shortened(title, LONGEST_SUBJECT)


def _contents(blocks: Sequence[_Block]) -> str:
    shown = dict.fromkeys(("story", "statement", "deal"), 0)
    for row in (row for block in blocks for row in block.rows):
        kind = row.facts[0].kind
        if kind in shown:
            shown[kind] += 1
    in_all = sum(block.in_all for block in blocks)
    said = shown["statement"]
    statements = f"{said} of {in_all} statements" if in_all > said > 0 else _counted(said, "statement")
    stories, deals = _counted(shown["story"], "story", "stories"), _counted(shown["deal"], "deal")
    return ", ".join(part for part in (stories, statements, deals) if part)


def _counted(count: int, one: str, many: str = "") -> str:
    if not count:
        return ""
    return f"{count} {one if count == 1 else many or one + 's'}"


def _buttons(chosen: Chosen, period: Period) -> tuple[Button, ...]:
    followed = {follow.subject for follow in chosen.follows}
    people = [held.statement for shown in chosen.stories for held in shown.statements[: shown.wanted]]
    named = [said for said in people if said.speaker_kind == "person" and said.speaker and " " in said.speaker]
    stretch = f"{period.since.timestamp():.0f}-{period.until.timestamp():.0f}"
    buttons = [Button("More", f"v1:more:{stretch}"), Button("Sources", f"v1:sources:{stretch}")]
    for said in sorted(named, key=lambda said: not said.role)[:1]:
        action = f"v1:follow:{said.speaker}"
        if said.speaker and said.speaker not in followed and len(action.encode()) <= LONGEST_ACTION:
            buttons.append(Button(f"Follow {said.speaker.split()[-1]}", action))
    return tuple(buttons)


def period_of(message: Message) -> tuple[datetime, datetime] | None:
    """The stretch of time that a digest sent or waiting covers, as its buttons know it; None for a quiet one."""
    for button in (button for row in message.buttons for button in row):
        stretch = button.action.removeprefix("v1:more:")
        since, _, until = stretch.partition("-")
        if stretch != button.action and since.isdigit() and until.isdigit():
            return days.moment(int(since)), days.moment(int(until))
    return None


def _quiet(chosen: Chosen, chat: Chat, period: Period) -> Digest:
    subject = f" on {_subject(chosen.follows[0], chosen)}" if len(chosen.follows) == 1 else ""
    since = days.since(period.since, period.until, chat.timezone)
    words = f"Nothing new{subject} since {since}."
    message = Message(sections=(Section(title="", lines=(Line(runs=(Run(text=words),)),)),), timezone=chat.timezone)
    return Digest(message=message, since=period.since, until=period.until)
