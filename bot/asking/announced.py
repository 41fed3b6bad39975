"""What is coming up, as an answer lists it: by the digests' rule, which leaves out what is not understood alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.digest.events import is_announced_event, is_tellable_event, words_of_event
from bot.digest.material import Material, Texts
from bot.model import HeldUpcoming, Question
from bot.store import Store

Announced = tuple[tuple[HeldUpcoming, ...], Mapping[int, str]]


async def announced(
    store: Store, texts: Texts, events: Sequence[HeldUpcoming], question: Question, chat_id: int | None
) -> Announced:
    """The events that can be told as announcements, and the words of each.

    Asked about something, a weak one answers better than nothing; asked for certain days, it comes with the rest.
    """
    if not events:
        return (), {}
    facts = await store.facts.of_articles(sorted({held.article.id for held in events}), chat_id=chat_id)
    material = Material(statements=facts.statements, deals=facts.deals, articles=texts)
    told = tuple(held for held in events if is_tellable_event(held, material))
    words = {held.id: words_of_event(held, material) for held in told}
    words |= {
        held.id: _plain_words(held, question)
        for held in events
        if held not in told and is_announced_event(held, material)
    }
    if (question.about and not words) or question.since or question.until:
        words |= {held.id: _plain_words(held, question) for held in events if held not in told}
    return tuple(held for held in events if held.id in words), words


def _plain_words(held: HeldUpcoming, question: Question) -> str:
    """Who does what, or what happens; its sentence where neither is told: "begin in Muscat".

    Where no subject was asked about, its headline comes with it.
    """
    event = held.upcoming
    if not event.who and not event.what[:1].isupper():
        return held.sources[0].words
    return event.in_words if question.about else f"{event.in_words} · {held.article.title}"
