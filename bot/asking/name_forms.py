"""The forms names are asked for by, and each name held once. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from bot.asking.tokens import bare
from bot.store.records import KnownName

WHOSE = re.compile(r"(?P<whose>.+?)(?:'s|(?<=s)')\s+(?P<office>.+)")
OF = re.compile(r"(?P<office>.+?)\s+of\s+(?:the\s+)?(?P<whose>.+)")
LONGEST_COUNTRY = 3  # words in front of an office


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


def said_otherwise(words: str, countries: Mapping[str, str]) -> Iterator[str]:
    """ "foreign minister of uganda" and "uganda's foreign minister" as "ugandan foreign minister"; or the other way."""
    for office, whose in offices_of(words, countries):
        country = countries.get(whose)
        forms = [form for form, other in countries.items() if other == country] if country else [whose]
        yield from (f"{form} {office}" for form in forms)
        yield from (f"{office} of {form}" for form in forms)


def without_country(role: str, countries: Mapping[str, str]) -> str | None:
    """ "foreign minister" for "ugandan foreign minister" and "foreign minister of uganda"; None of no country."""
    for office, whose in offices_of(role, countries):
        if whose in countries:
            return office
    return None


def offices_alike(words: str, offices: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The same with an office by another of its names: "orsk's boss" is "orsk's chief executive"."""
    parts = words.split()
    for at, part in enumerate(parts):
        yield from (" ".join((*parts[:at], office, *parts[at + 1 :])) for office in offices.get(part, ()))


def office_and_owner(words: str) -> Iterator[tuple[str, str]]:
    """An office and whose it is: "orsk's boss", "boss of orsk"."""
    if match := WHOSE.fullmatch(words) or OF.fullmatch(words):
        yield match["office"], match["whose"]


def offices_of(words: str, countries: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """An office and whose it is, as far as the words can be taken apart so: "ugandan minister", "orsk's boss"."""
    if owned := list(office_and_owner(words)):
        yield from owned
        return
    parts = words.split()
    for length in range(min(LONGEST_COUNTRY, len(parts) - 1), 0, -1):
        if (form := " ".join(parts[:length])) in countries:
            yield " ".join(parts[length:]), form
            return
