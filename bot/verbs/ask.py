"""`ask`, `digest`, `stories`: questions to the store without a chat."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.asking.answer import Asker, ask
from bot.asking.follows import parse_follows
from bot.asking.record import answer_to_json
from bot.digest.choose import Told
from bot.digest.compose import Period
from bot.errors import InputError
from bot.model import Answer, Chat, Digest, Message, Story
from bot.pipeline import Desk, make_digest
from bot.store import Store
from bot.verbs.lines import is_id, parse_line
from bot.verbs.parts import load_desk, open_store, parse_moment
from config.settings import Settings
from handlers.console import render

LOOK_BACK = timedelta(days=1)


async def answer(question: str, given: Settings, *, now: datetime, timezone: str) -> Answer:
    """The answer to one question over the store."""
    if not question.strip():
        raise InputError('ask something: onrecord ask "what did Rubio say?"')
    async with open_store(given) as store:
        desk = load_desk(given)
        return await ask(
            question, store, desk.ground, Asker(now=now, timezone=timezone, confidence=desk.answer_confidence)
        )


async def answer_lines(given: Settings, *, now: datetime | None, timezone: str) -> None:
    """`ask --jsonl`: a question a line in, an answer a line out, in order."""
    async with open_store(given) as store:
        desk = load_desk(given)
        for line in sys.stdin.buffer:
            if line.strip():
                outcome = await _answer_line(line, store, desk, now, timezone)
                sys.stdout.write(json.dumps(outcome, ensure_ascii=False) + "\n")
                sys.stdout.flush()


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


async def digest(follows: Sequence[str], given: Settings, *, now: datetime, timezone: str) -> Digest:
    """A digest of the last day, by the follows given; marks nothing as told."""
    async with open_store(given) as store:
        desk = load_desk(given)
        ground = desk.ground.knowing(await store.names.known(chat_id=None))
        wanted = parse_follows(", ".join(follows), ground, tuple(desk.bundles)) if follows else ()
        chat = Chat(id=0, platform="console", address="", timezone=timezone)
        made, _ = await make_digest(store, desk, chat, Period(since=now - LOOK_BACK, until=now), Told(), wanted)
        return made


def digest_to_json(made: Digest) -> dict[str, Any]:
    """`{"sections": […], "text"}` as architecture.md has it."""
    return {"sections": _sections(made.message), "text": render(made.message)}


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
