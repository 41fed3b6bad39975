"""A digest page by page: each tells what the pages before it left over, in the chat's order of importance."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.delivery.editor import Editor
from bot.digest import Chosen, compose
from bot.digest.choose import Told
from bot.digest.compose import Period
from bot.model import Chat, Digest, FactKey, Follow

MOST_PAGES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which page of which digest: `shown` pages were shown before it.

    Of a digest that came by itself `seen` is what it told, `told` what the chat was told before; its pages are counted
    from there. One asked for by hand tells everything, and begins with a page of the chat's own length.
    """

    period: Period
    told: Told = field(default_factory=Told)
    follows: tuple[Follow, ...] | None = None
    seen: frozenset[FactKey] = frozenset()
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `has_more` when another one would tell something."""

    digest: Digest
    is_empty: bool
    has_more: bool


async def write_page(editor: Editor, chat: Chat, wish: Wish) -> Page:
    """Write the page wished for; the pages before it are chosen again, so that nothing has to be remembered."""
    seen = wish.seen
    for number in range(min(wish.shown, MOST_PAGES)):
        digest, _ = await _page(editor, chat, wish, number, seen)
        seen |= _told_by(digest)
    digest, chosen = await _page(editor, chat, wish, wish.shown, seen)
    rest = await _choose(editor, chat, wish, seen | _told_by(digest))
    return Page(digest, is_empty=chosen.is_quiet, has_more=not (chosen.is_quiet or rest.is_quiet))


async def _page(editor: Editor, chat: Chat, wish: Wish, number: int, seen: frozenset[FactKey]) -> tuple[Digest, Chosen]:
    sized = chat if number == 0 and not wish.seen else replace(chat, length="long")
    chosen = await _choose(editor, sized, wish, seen)
    return compose(chosen, sized, wish.period), chosen


async def _choose(editor: Editor, chat: Chat, wish: Wish, seen: frozenset[FactKey]) -> Chosen:
    """What is left over; a story that goes on from page to page is no update of itself."""
    chosen = await editor.choose(chat, wish.period, Told(facts=wish.told.facts | seen), wish.follows)
    if not seen:
        return chosen
    stories = (
        replace(shown, is_update=FactKey("story", shown.story.id) in wish.told.facts) for shown in chosen.stories
    )
    return replace(chosen, stories=tuple(stories))


def _told_by(digest: Digest) -> frozenset[FactKey]:
    return frozenset((*digest.facts, *(FactKey("story", story_id) for story_id in digest.stories)))
