"""What is coming up, as an answer lists it: by the digests' rule, which leaves out what is not understood alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.digest.events import is_tellable_event, words_of_event
from bot.digest.material import Material, Texts
from bot.model import HeldUpcoming, Question
from bot.store import Store

Announced = tuple[tuple[HeldUpcoming, ...], Mapping[int, str]]


async def announced(
    store: Store, texts: Texts, events: Sequence[HeldUpcoming], question: Question, chat_id: int | None
) -> Announced:
    """The events that can be told as announcements, and the words of each.

    Asked about something, a weak one answers better than nothing: then all of them, in the article's own words.
    """
    if not events:
        return (), {}
    facts = await store.facts.of_articles(sorted({held.article.id for held in events}), chat_id=chat_id)
    material = Material(statements=facts.statements, deals=facts.deals, articles=texts)
    told = tuple(held for held in events if is_tellable_event(held, material))
    if not told and question.about:
        return tuple(events), {}
    return told, {held.id: words_of_event(held, material) for held in told}
