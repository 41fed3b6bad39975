"""Stories: articles on one event. Ids are stable and never reused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, func, select, true

from bot.model import Story
from bot.store.database import Database
from bot.store.schema import SHARED, articles, stories, visible, visible_among


class Stories:
    """Questions about stories. Outlets, origins, times and headline count visible articles only (promise 7).

    Articles come into stories by `FactBook.record(place=…)`, those that are not read by `Articles.skip(place=…)`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, story_id: int, *, chat_id: int | None) -> Story | None:
        """A story by id; None when no article of it is visible."""
        return (await self.many([story_id], chat_id=chat_id)).get(story_id)

    async def many(self, story_ids: Sequence[int], *, chat_id: int | None) -> dict[int, Story]:
        """Stories by id, those not visible left out."""
        return {story.id: story for story in await self._load(stories.c.id.in_(story_ids), chat_id)}

    async def latest(
        self,
        *,
        chat_id: int | None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 1_000,
        by_publication: bool = False,
    ) -> tuple[Story, ...]:
        """Stories with an article that arrived (was published, if so asked) in [since, until), latest first."""
        moment = articles.c.at if by_publication else articles.c.arrived_at
        arrived = [visible(articles.c.scope, chat_id), articles.c.story_id.is_not(None)]
        arrived += [moment >= since] if since else []
        arrived += [moment < until] if until else []
        last = func.max(moment)
        newest = select(articles.c.story_id).where(*arrived).group_by(articles.c.story_id)
        newest = newest.order_by(last.desc(), articles.c.story_id.desc()).limit(limit)
        found = await self._load(stories.c.id.in_(newest.subquery().select()), chat_id)
        return tuple(sorted(found, key=lambda story: (story.last_seen, story.id), reverse=True))

    async def everything(self) -> tuple[Story, ...]:
        """All stories of the shared scope, oldest first (the verb `stories`)."""
        return await self._load(true(), None)

    async def _load(self, which: ColumnElement[bool], chat_id: int | None) -> tuple[Story, ...]:
        question = (
            select(*OF_STORY, *OF_ARTICLE)
            .join(articles, articles.c.story_id == stories.c.id)
            .where(which, visible_among(articles.c.scope, chat_id))
            .order_by(articles.c.story_id, articles.c.at, articles.c.id)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(question)).all()
        return tuple(_story(key, list(of_it), chat_id) for key, of_it in groupby(rows, attrgetter("story_id")))


OF_STORY = tuple(column for column in stories.c if column.name.startswith("headline"))
OF_ARTICLE = (
    articles.c.id,
    articles.c.story_id,
    articles.c.origin_id,
    articles.c.outside_id,
    articles.c.title,
    articles.c.outlet,
    articles.c.at,
)


def _story(key: int, rows: Sequence[Any], chat_id: int | None) -> Story:
    """A story of the articles in these rows, oldest first; articles of one text are one origin."""
    first = rows[0]
    is_open = first.headline_scope in (SHARED, chat_id)
    span = (first.headline_start, first.headline_end) if is_open and first.headline_start is not None else None
    return Story(
        id=key,
        headline=first.headline if is_open else first.title,
        headline_article_id=first.headline_article if is_open else first.outside_id,
        headline_span=span,
        article_ids=tuple(dict.fromkeys(row.outside_id for row in rows)),
        first_seen=first.at,
        last_seen=rows[-1].at,
        outlets=tuple(dict.fromkeys(row.outlet for row in rows if row.outlet)),
        origins=len({row.origin_id or row.id for row in rows}),
    )
