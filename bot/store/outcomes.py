"""What became of an announced event, asked of the store: its deal, its story, then articles of other stories."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.digest.outcomes import Outcome, outcome_of
from bot.model import Article, HeldUpcoming
from bot.store import Store
from bot.store.merging import is_postponed

MOST_LOOKED_AT = 8  # articles of other stories that may tell what became of an event


async def find_outcome(held: HeldUpcoming, store: Store, chat_id: int | None) -> Outcome:
    """What the record has on it; "unknown" where it has nothing."""
    deal = await store.facts.deal(held.deal_id, chat_id=chat_id) if held.deal_id else None
    story = await store.stories.get(held.story_id, chat_id=chat_id) if held.story_id else None
    later = await store.articles.many(story.article_ids, chat_id=chat_id) if story else {}
    outcome = outcome_of(held, deal, list(later.values()), moved=await _moved(held, store, chat_id))
    if outcome.state != "unknown":
        return outcome
    return outcome_of(held, deal, await _elsewhere(held, store, chat_id), is_elsewhere=True)


async def _moved(held: HeldUpcoming, store: Store, chat_id: int | None) -> HeldUpcoming | None:
    """The event under its new date, if its story has it."""
    if held.state != "postponed" or held.story_id is None:
        return None
    events = (await store.facts.of_stories([held.story_id], chat_id=chat_id)).upcoming
    return next((event for event in events if is_postponed(held.upcoming, event.upcoming)), None)


async def _elsewhere(held: HeldUpcoming, store: Store, chat_id: int | None) -> list[Article]:
    """Articles of other stories that have the event's words, since it was announced: it may be put off any day."""
    first = held.upcoming.date.first
    since = held.article.published_at or datetime(first.year, first.month, first.day, tzinfo=UTC)
    words = f"{held.upcoming.who or ''} {held.upcoming.what}"
    found = await store.search.passages(words, chat_id=chat_id, since=since, limit=MOST_LOOKED_AT)
    ids = [one.passage.article.id for one in found]
    return list((await store.articles.many(ids, chat_id=chat_id)).values())
