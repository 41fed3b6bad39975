"""What a draft says beside the words: to whom, where, on which day, who the speaker is; held against the record. Pure.

A difference is told only where draft and record both say something and neither can be meant by the other. Where the
record is silent, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.asking.claims import ClaimWords
from bot.asking.ground import Ground
from bot.asking.tokens import bare
from bot.asking.words import alternatives
from bot.digest import days
from bot.model import HeldStatement, Statement, When
from bot.reading import Rules
from bot.store.conditions import words_key
from bot.store.terms import words_of
from bot.text import fold

What = Literal["addressee", "venue", "day", "role", "body", "joined"]
ALIKE = 2  # words that two descriptions share which are of one thing: "geologist at the Tarin Institute"
WORD = re.compile(r"(?<![\w'’])[^\W\d_][\w’'.-]*")
OWNED = re.compile(r"^(?P<whose>.+)['’]s\s+$")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a draft says beside the words; nothing where it says nothing."""

    addressee: str = ""
    venue: str = ""
    day: When | None = None
    is_dated: bool = False  # "on 5 May", not "on Monday"
    role: str = ""
    body: str = ""  # "Petrescu of Norvane"


NOTHING_STATED = Stated()


@dataclass(frozen=True, slots=True)
class Difference:
    """One circumstance as the draft and as the record has it."""

    what: What
    draft: str
    record: str


@dataclass(frozen=True, slots=True)
class Listening:
    """What is needed to tell circumstances apart."""

    ground: Ground
    rules: Rules
    claims: ClaimWords


def stated_by(statement: Statement, draft: str, outside: str, known: Listening) -> Stated:
    """What the draft says beside a statement of it; `outside` is its sentence without the words said."""
    source = draft[slice(*statement.source)] if statement.source else ""
    body = statement.speaks_for or _body(source, statement.speaker or "", known.claims)
    words = known.ground.words
    months, weekdays = alternatives(words.months), alternatives(words.weekdays)
    near = fold(outside)
    is_dated = re.search(rf"\d\s+(?:of\s+)?{months}\b|\b{months}\.?\s+\d", near) is not None
    is_day = is_dated or re.search(rf"\b{weekdays}\b", near) is not None  # "yesterday" is the draft's own
    return Stated(
        addressee=statement.addressee or "",
        venue=statement.venue or "",
        day=statement.said_on if is_day else None,
        is_dated=is_dated,
        role=statement.role or ("" if statement.speaker else source),
        body=body,
    )


def differences(stated: Stated, held: HeldStatement, known: Listening) -> tuple[Difference, ...]:
    """Where the draft says another thing than the record, the heaviest first."""
    found = (_role(stated, held, known), _body_of(stated, held, known), _heard(stated, held, known), _day(stated, held))
    return tuple(each for each in found if each is not None)


def is_printed(difference: Difference, sentences: Iterable[str], known: Listening) -> bool:
    """Whether the sentence of another article that carries the words has what the draft says."""
    wanted = _telling(difference.draft, known.claims) or set(words_of(difference.draft))
    return any(wanted <= set(words_of(sentence)) for sentence in sentences)


def _heard(stated: Stated, held: HeldStatement, known: Listening) -> Difference | None:
    """To whom and where: each held against its like, a name of one also against a name of the other."""
    to, at = held.statement.addressee or "", held.statement.venue or ""
    if stated.addressee and to:
        return None if _is_same(stated.addressee, to, known) else Difference("addressee", stated.addressee, to)
    if stated.venue and at:
        return None if _is_same(stated.venue, at, known) else Difference("venue", stated.venue, at)
    if stated.addressee and at and _are_other_names(stated.addressee, at, known):
        return Difference("venue", f"to {stated.addressee}", at)
    if stated.venue and to and _are_other_names(stated.venue, to, known):
        return Difference("addressee", stated.venue, to)
    return None


def _is_same(mine: str, theirs: str, known: Listening) -> bool:
    """Whether one may be meant by the other: "reporters" by "journalists in Koro", "the station" by "Radio K"."""
    first, second = _telling(mine, known.claims), _telling(theirs, known.claims)
    if not first or not second or first <= second or second <= first:
        return True
    if _initials(mine) in second or _initials(theirs) in first:
        return True
    if any(group & first and group & second for group in known.claims.listeners):
        return True
    if any(_is_also(one, other, known) for one, other in ((mine, theirs), (theirs, mine))):
        return True
    outlets = known.claims.listeners[-1]
    return bool((outlets & first and _proper(theirs)) or (outlets & second and _proper(mine)))


def _is_also(one: str, other: str, known: Listening) -> bool:
    """Whether one is another word for the other: "a post" for "on Telegram", but not Facebook for "a post on X"."""
    names = _proper(one)
    is_by_name = bool(names and _proper(other))
    forms = [form for form in _forms(one, known) if not is_by_name or form in names]
    return any(words_key(also) in words_key(other) for form in forms for also in known.ground.words.alike.get(form, ()))


def _are_other_names(mine: str, theirs: str, known: Listening) -> bool:
    first, second = _proper(mine), _proper(theirs)
    return bool(first and second) and first.isdisjoint(second) and not _is_same(mine, theirs, known)


def _day(stated: Stated, held: HeldStatement) -> Difference | None:
    theirs = held.statement.said_on.day if held.statement.said_on else None
    mine = stated.day.day if stated.day else None
    if mine is None or theirs is None:
        return None
    if stated.is_dated:
        is_other = (mine.month, mine.day) != (theirs.month, theirs.day)
    else:
        is_other = mine.weekday() != theirs.weekday()
    shown = days.day(mine) if stated.is_dated else days.WEEKDAYS[mine.weekday()]
    return Difference("day", shown, days.day(theirs)) if is_other else None


def _role(stated: Stated, held: HeldStatement, known: Listening) -> Difference | None:
    """Another office than any the speaker is on record with; what is no office ("mother of three") is not compared."""
    given = held.statement.role or ""
    if not stated.role or not given:
        return None
    both = _office_words(stated.role, known) & _office_words(given, known)
    if not (_office(stated.role, known) and _office(given, known)) and len(both) < ALIKE:
        return None
    roles = [given, *roles_of(held.statement.speaker or "", known)]
    if held.statement.speaks_for:
        roles += [f"{role} {held.statement.speaks_for}" for role in tuple(roles)]
    roles = [role for role in roles if not any(_is_fuller(other, role, known) for other in roles)]
    if any(_may_be(stated.role, role, known) for role in roles):
        return None
    return Difference("role", stated.role, given if given in roles else roles[0])


def roles_of(speaker: str, known: Listening) -> list[str]:
    """What the store has a speaker as."""
    names = known.ground.names.whole.get(bare(speaker), ())
    return [role.role for name in names for role in name.roles]


def _is_fuller(more: str, less: str, known: Listening) -> bool:
    """Whether one description only says more than the other: "Norvane's spokesman" than "spokesman"."""
    first, second = _office_words(more, known), _office_words(less, known)
    return second < first and known.claims.standing.isdisjoint(first)


def _may_be(mine: str, theirs: str, known: Listening) -> bool:
    """Whether two descriptions may be of one office: one has all the words of the other, or others for them."""
    first, second = (_office_words(role, known) for role in (mine, theirs))
    extra = first ^ second  # "deputy" beside a governor, but not "deputy chairman and"
    if extra & known.claims.standing and (extra - known.claims.standing).isdisjoint(known.rules.names.titles):
        return False
    offices = known.ground.words.offices
    for less, more in ((first, second), (second, first)):
        missing = less - more
        if all(any(set(other.split()) <= more for other in offices.get(word, ())) for word in missing):
            return True
    return False


def _office_words(role: str, known: Listening) -> set[str]:
    countries = known.ground.countries
    words = [countries.get(word, word) for word in words_of(role) if word not in known.claims.small]
    return {part for word in words for part in words_of(word)}


def _office(role: str, known: Listening) -> bool:
    return not known.rules.names.titles.isdisjoint(words_of(role))


def _body_of(stated: Stated, held: HeldStatement, known: Listening) -> Difference | None:
    """Another body than the one the speaker speaks for, where the record has one."""
    theirs = held.statement.speaks_for
    if not stated.body or not theirs:
        return None
    first, second = _telling(stated.body, known.claims), _telling(theirs, known.claims)
    both = f"{held.statement.role or ''} {held.context_text}"
    if not first or first <= set(words_of(f"{theirs} {both}")) or second <= first:
        return None
    others = known.ground.words.others
    meant = {body for form in _forms(stated.body, known) for body in others.get(form, ())}
    is_other = (
        _initials(theirs) not in first and fold(theirs) not in meant and not _same_country(stated.body, theirs, known)
    )
    return Difference("body", stated.body, theirs) if is_other else None


def _same_country(mine: str, theirs: str, known: Listening) -> bool:
    country = known.ground.country(mine)
    return country is not None and country == known.ground.country(theirs)


def _body(source: str, speaker: str, claims: ClaimWords) -> str:
    """Whose somebody is, by the words beside the name: "Tidewell's Ana Petrescu", "Petrescu of Tidewell"."""
    at = source.find(speaker) if speaker else -1
    if at < 0:
        return ""
    found = OWNED.match(source[:at]) or claims.belonging.match(source[at + len(speaker) :])
    return found["whose"].strip() if found and _proper(found["whose"][:2]) else ""


def _telling(words: str, claims: ClaimWords) -> set[str]:
    return {word for word in words_of(words) if word not in claims.small}


def _forms(words: str, known: Listening) -> Sequence[str]:
    parts = [word for word in words_of(words) if word not in known.claims.small]
    return [" ".join(parts), *parts]


def _proper(words: str) -> set[str]:
    """The words with a capital, folded; in a script without capitals all."""
    return {fold(word) for word in WORD.findall(words) if not word[0].islower()}


def _initials(name: str) -> str:
    found = [word[0] for word in WORD.findall(name) if not word[0].islower()]
    return fold("".join(found)) if len(found) > 1 else "\0"
