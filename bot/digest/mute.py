"""What a chat muted is taken out before anything is chosen. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.digest.match import is_speaker
from bot.digest.material import Material
from bot.model import Follow, HeldDeal, HeldUpcoming, Story
from bot.text import fold


def without(material: Material, muted: Sequence[str]) -> Material:
    """The material without stories that have a muted word in a title, and without records of who is muted."""
    if not muted:
        return material
    speakers = [Follow(text=word, kind="speaker", subject=word) for word in muted]
    names = tuple(_plain(word) for word in muted)
    gone = {story.id for story in material.stories if _is_on(story, material, names)}
    return replace(
        material,
        stories=tuple(story for story in material.stories if story.id not in gone),
        statements=tuple(
            held
            for held in material.statements
            if held.story_id not in gone and not any(is_speaker(follow, held) for follow in speakers)
        ),
        deals=tuple(held for held in material.deals if held.story_id not in gone and not _has(held, names)),
        upcoming=tuple(held for held in material.upcoming if not _is_muted(held, gone, names)),
    )


def _is_on(story: Story, material: Material, names: Sequence[str]) -> bool:
    titles = [article.title for article in material.articles.values() if article.id in story.article_ids]
    return any(_says(title, names) for title in (story.headline, *titles))


def _has(held: HeldDeal, names: Sequence[str]) -> bool:
    deal = held.deal
    said_by = deal.said_by.name if deal.said_by else ""
    return any(_says(words, names) for words in (deal.object or "", said_by, *(party.name for party in deal.parties)))


def _is_muted(held: HeldUpcoming, gone: set[int], names: Sequence[str]) -> bool:
    event = held.upcoming
    said_by = event.said_by.name if event.said_by else ""
    return held.story_id in gone or any(_says(words, names) for words in (event.who or "", event.what, said_by))


def _says(words: str, names: Sequence[str]) -> bool:
    plain = f" {_plain(words)} "
    return any(f" {name} " in plain for name in names)


def _plain(words: str) -> str:
    """Letters and digits only, so that a name ends where its word ends."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(words)).split())
