"""`ask`, `digest`, `stories`: questions to the store without a chat."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.asking.answer import Asker, ask
from bot.asking.follows import asked_back, parse_follows
from bot.asking.record import answer_to_json
from bot.digest.choose import Told
from bot.digest.compose import Period
from bot.errors import InputError, UsageError
from bot.model import Answer, Chat, Digest, Held, Line, Message, Run, Section, Story
from bot.pipeline import Desk, archive_digest, make_digest
from bot.store import Store
from bot.verbs.lines import Tally, is_id, parse_line, write_line
from bot.verbs.parts import load_desk, open_store, parse_moment
from config.settings import Settings
from handlers.console import render

LOOK_BACK = timedelta(days=1)


async def answer(question: str, given: Settings, *, now: datetime, timezone: str) -> Answer:
    """The answer to one question over the store."""
    if not question.strip():
        raise UsageError('ask something: onrecord ask "what did Rubio say?"')
    async with open_store(given) as store:
        desk = load_desk(given)
        return await ask(
            question, store, desk.ground, Asker(now=now, timezone=timezone, confidence=desk.answer_confidence)
        )


async def answer_lines(given: Settings, *, now: datetime | None, timezone: str) -> None:
    """`ask --jsonl`: a question a line in, an answer a line out, in order."""
    async with open_store(given) as store:
        desk = load_desk(given)
        tally = Tally()
        for number, line in enumerate(sys.stdin.buffer, 1):
            if line.strip():
                outcome = tally.count(number, await _answer_line(line, store, desk, now, timezone))
                sys.stdout.buffer.write(write_line(outcome))
                sys.stdout.buffer.flush()
        tally.tell()


async def _answer_line(line: bytes, store: Store, desk: Desk, now: datetime | None, timezone: str) -> dict[str, Any]:
    identity: object = None
    try:
        row = parse_line(line)
        identity = row.get("id")
        if not is_id(identity) or not isinstance(row.get("question"), str):
            raise InputError('write {"id": …, "question": "…"}')
        given_now = row.get("now")
        moment = parse_moment(str(given_now), name="now") if given_now is not None else now or parse_moment(None)
    except InputError as error:
        return {"id": identity if is_id(identity) else None, "error": str(error)}
    asker = Asker(now=moment, timezone=timezone, confidence=desk.answer_confidence)
    found = await ask(row["question"], store, desk.ground, asker)
    return shown_as_json(found) | {"id": identity}


def shown_as_json(found: Answer) -> dict[str, Any]:
    """The JSON document of architecture.md, with the answer as a chat would show it."""
    return answer_to_json(found, text=render(found.message))


def shown_as_text(message: Message) -> str:
    """The message as the console shows it, with colours in a terminal."""
    return render(message, has_colour=sys.stdout.isatty())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What a digest is to cover, as typed: the last day by default; `now` fixes the clock to another time."""

    since: str | None = None
    now: str | None = None

    def period(self) -> Period:
        """Always said in the title: whoever asks for a digest by hand did not see the one before."""
        until = parse_moment(self.now)
        since = parse_moment(self.since, name="--since") if self.since else until - LOOK_BACK
        if since >= until:
            raise UsageError("--since must be earlier than --now, or than this moment")
        return Period(since=since, until=until, is_late=True)


async def digest(follows: Sequence[str], given: Settings, stretch: Stretch, *, timezone: str) -> Digest:
    """A digest by the follows given; marks nothing as told.

    Of what came in lately; with a clock fixed to another time, of what was published up to then: an archive that was
    read today is asked about its own days.
    """
    period = stretch.period()
    async with open_store(given) as store:
        desk = load_desk(given)
        ground = desk.ground.knowing(await store.names.known(chat_id=None))
        wanted = parse_follows(", ".join(follows), ground, tuple(desk.bundles)) if follows else ()
        for follow in wanted:
            if follow.options:
                raise InputError(f"“{follow.text}” may be {' or '.join(asked_back(follow))}: name one of them")
        chat = Chat(id=0, platform="console", address="", timezone=timezone)
        if stretch.now is not None:
            made = await archive_digest(store, desk, chat, period, wanted)
        else:
            made, _ = await make_digest(store, desk, chat, period, Told(), wanted)
        return made if made.facts else _explained(made, stretch, await store.search.held(chat_id=None))


def _explained(made: Digest, stretch: Stretch, held: Held) -> Digest:
    """Nothing new: what was looked at, and how to look further."""
    counted = "were published" if stretch.now is not None else "came in"
    days = " to ".join(dict.fromkeys(f"{day:%Y-%m-%d}" for day in (held.first, held.last) if day)) or "no day"
    wider = f"--since {held.first:%Y-%m-%d}" if held.first else "onrecord read … --store"
    hint = f"Counted are articles that {counted} since then. Held: {held.articles}, of {days}. To see more: {wider}"
    section = Section(title="", lines=(Line(runs=(Run(text=hint),)),))
    return replace(made, message=replace(made.message, sections=(*made.message.sections, section)))


def digest_to_json(made: Digest) -> dict[str, Any]:
    """`{"sections": […], "text", "since", "until"}` as architecture.md has it, with the period it covers."""
    since, until = (moment.isoformat() if moment else None for moment in (made.since, made.until))
    return {"sections": _sections(made.message), "text": render(made.message), "since": since, "until": until}


def _sections(message: Message) -> list[dict[str, Any]]:
    return [
        {
            "title": section.title,
            "lines": [
                {
                    "text": "".join(f"“{run.text}”" if run.quote else run.text for run in line.runs),
                    "quotes": [
                        {"article": run.quote.article_id, "span": list(run.quote.span)}
                        for run in line.runs
                        if run.quote
                    ],
                    "sources": [_source(message, number) for number in line.sources],
                }
                for line in section.lines
            ],
        }
        for section in message.sections
    ]


def _source(message: Message, number: int) -> dict[str, Any]:
    article = message.sources[number - 1]
    published_at = article.published_at.isoformat() if article.published_at else None
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "published_at": published_at,
    }


async def stories(given: Settings) -> tuple[Story, ...]:
    """Every story held."""
    async with open_store(given) as store:
        return await store.stories.everything()


def story_to_json(story: Story) -> dict[str, Any]:
    """One story as architecture.md has it."""
    return {
        "id": story.id,
        "headline": story.headline,
        "articles": list(story.article_ids),
        "first_seen": story.first_seen.isoformat(),
        "last_seen": story.last_seen.isoformat(),
    }


def story_line(story: Story) -> str:
    """One story in one line: id, last day, how many articles, headline."""
    count = len(story.article_ids)
    return (
        f"{story.id}  {story.last_seen:%Y-%m-%d}  {count} {'article' if count == 1 else 'articles'}  {story.headline}"
    )
