"""The forms names are asked for by, and each name held once. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.asking.tokens import bare
from bot.store.records import KnownName


def unified(known: Iterable[KnownName]) -> Iterable[KnownName]:
    """Each name once: what one article takes for a person and another for a body is a body."""
    held: dict[str, KnownName] = {}
    for name in known:
        form = without_article(bare(name.name))
        other = held.get(form)
        if other is not None and other.kind != name.kind:
            count = other.statements + name.statements
            aliases, roles = (*other.aliases, *name.aliases), (*other.roles, *name.roles)
            held[form] = KnownName(name.name, "organisation", tuple(dict.fromkeys(aliases)), roles, count)
        else:
            held.setdefault(form, name)
    return held.values()


@lru_cache(maxsize=200_000)
def forms_of(name: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """Every folded form of a name, its own first."""
    return tuple(dict.fromkeys(form for text in (name, *aliases) if (form := without_article(bare(text)))))


def without_article(words: str) -> str:
    """Folded words without the article in front."""
    for article in ("the ", "a ", "an "):
        if words.startswith(article):
            return words[len(article) :]
    return words
