"""Which documents are worth a closer look: the best by the weight of the words they share with the question.

1. ways: sets of words of which a document must hold one to tell as much of the question as is asked of it (each word
   by itself when little is); the rarest, as many as are affordable, say which documents are weighed;
2. each of these gets the sum of the weights of all words it holds; the heaviest, then the newest, come first;
3. when even the rarest way is everywhere, or all weigh the same, the newest documents with all words come first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Float, Integer, Select, Text, bindparam, case, desc, func, literal, select, union_all

from bot.store.database import Database
from bot.store.frequencies import Frequencies, frequencies
from bot.store.fulltext import All, Index, Query, Some, Without, documents, matches, matches_given, spell, spellings
from bot.store.terms import OWN
from bot.store.ways import ROUNDED, Way, ways

AFFORDABLE = 8_000  # documents to weigh for one question
FETCHABLE = 2_000  # … where each has to be fetched (PostgreSQL)
OF_ANY_DAY = 400  # so few documents are found without asking for the days (30 of them took 20 ms)
WINDOW = 1_000  # newest documents to look through at least for frequent words
WIDER = 8
FEW = 5  # times as many as are asked for: so few are fetched all
AMPLE = 1.5  # times as many as should be enough, for words come in bunches
BUNCHED = 4  # times as often as by chance words of one question may stand together


@dataclass(frozen=True, slots=True)
class Sought:
    """A question to an index: all `required`, none of `excluded`, and as much as possible of `terms`.

    Of the terms all that are `needed` (and one of the others), `least` of what they tell together (0 to 1). `days`
    are required as well, unless so few documents are found without them that whoever looks closer sees to the time.
    """

    index: Index
    chat_id: int | None
    required: tuple[Query, ...] = ()
    terms: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    least: float = 0.0
    days: tuple[Query, ...] = ()

    def spread(self, term: str) -> tuple[str, ...]:
        """The tokens under which a term stands in a document: facts keep their article's title apart."""
        return (term, f"t:{term}") if self.index == "fts_facts" else (term,)

    def query(self, *more: Query) -> Query:
        """The whole condition, with what else is required; only what the chat may see."""
        parts = (*self.required, *self.days, *(Some(self.spread(term)) for term in self.needed), *more)
        found: Query = parts[0] if len(parts) == 1 else All(parts)
        if self.excluded:
            found = Without(found, Some(self.excluded))
        own: Query = OWN if self.chat_id is None else Without(OWN, f"x:{self.chat_id}")
        return Without(found, own)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Ids of documents, the most promising first, and what each term tells: rare ones much, frequent ones little."""

    ids: Sequence[int]
    worth: Mapping[str, float]


def weight(held: Frequencies, term: str) -> float:
    """Inverse document frequency, never negative."""
    count = min(held.held.get(term, 0), held.documents)
    return math.log(1 + (held.documents - count + 0.5) / (count + 0.5))


def candidates(connection: Connection, database: Database, sought: Sought, limit: int) -> Candidates:
    """The documents worth a closer look."""
    marks = [part for part in sought.required if isinstance(part, str)]
    spread = [token for term in sought.terms for token in sought.spread(term)]
    held = frequencies(connection, database, sought.index, [*spread, *marks])
    worth = {term: weight(held, term) for term in sought.terms}
    kept, cost = _affordable(sought, held, worth, AFFORDABLE if database.is_sqlite else FETCHABLE)
    if kept and sought.days and cost <= OF_ANY_DAY:
        sought, limit = replace(sought, days=()), max(limit, OF_ANY_DAY)
    if kept and cost <= limit and database.is_sqlite and len(ids := _few(connection, sought, kept, limit)) < limit:
        return Candidates(ids, worth)
    if kept and not _weigh_the_same(sought, kept):
        weighed = _weighed_in_arms if database.is_sqlite else _weighed_at_once
        return Candidates(weighed(connection, sought, worth, kept, limit), worth)
    ids = _newest(connection, database, sought, held, limit)
    if len(ids) < limit and len(worth) > 1 and not kept:  # all of them together are rare, or never stand together
        rarest = replace(sought, terms=(max(worth, key=lambda term: worth[term]),), least=0.0)
        ids += _newest(connection, database, rarest, held, limit - len(ids))
    return Candidates(list(dict.fromkeys(ids)), worth)


def _affordable(sought: Sought, held: Frequencies, worth: Mapping[str, float], most: int) -> tuple[list[Way], float]:
    """The rarest ways whose documents together can be weighed, and about how many these are on all days."""
    if not worth:
        return [], 0.0
    everything = max(1, held.documents)
    shares = {term: _share(sought.spread(term), held) for term in worth}
    marks = [_share((part,), held) for part in sought.required if isinstance(part, str)]

    def expected(way: Way) -> float:
        parts = [*marks, *(shares[term] for term in {*way.terms, *sought.needed})]
        parts += [min(1.0, sum(shares[term] for term in way.any_of))] if way.any_of else []
        return everything * min(*parts, BUNCHED * math.prod(parts), 1.0)

    cost, kept = 0.0, list[Way]()
    for way in sorted(_ways(sought, worth, is_fetching=most == FETCHABLE), key=expected):
        if cost + expected(way) > most:
            break
        cost += expected(way)
        kept.append(way)
    return kept, cost


def _ways(sought: Sought, worth: Mapping[str, float], *, is_fetching: bool) -> list[Way]:
    """Ways to look for; SQLite reads long lists of frequent words slower than it weighs what they would leave out."""
    if sought.needed:
        return [Way((), tuple(term for term in worth if term not in sought.needed))]
    found = ways(worth, sought.least)
    return found if is_fetching else list(dict.fromkeys(Way(way.terms) for way in found))


def _share(any_of: Sequence[str], held: Frequencies) -> float:
    """The share of the documents that hold one of these tokens."""
    return min(1.0, sum(held.held.get(token, 0) for token in any_of) / max(1, held.documents))


def _weigh_the_same(sought: Sought, kept: Sequence[Way]) -> bool:
    """Whether every document found in these ways holds all terms."""
    return len(kept) == 1 and {*kept[0].terms, *sought.needed} >= set(sought.terms)


def _in_any(sought: Sought, kept: Sequence[Way]) -> tuple[Query, ...]:
    """What a document must hold to be found in one of these ways."""
    each = [_in_way(sought, way) for way in kept]
    if len(each) == 1:
        return each[0]
    return (Some(tuple(parts[0] if len(parts) == 1 else All(parts) for parts in each)),)


def _in_way(sought: Sought, way: Way) -> tuple[Query, ...]:
    others = tuple(token for term in way.any_of for token in sought.spread(term))
    return (*(Some(sought.spread(term)) for term in way.terms), *([Some(others)] if others else []))


def _few(connection: Connection, sought: Sought, kept: Sequence[Way], limit: int) -> list[int]:
    """All that are found in these ways, newest first: where they are few (SQLite), none has to be weighed."""
    table, query = documents(sought.index), sought.query(*_in_any(sought, kept))
    found = select(table.c.rowid).where(matches(sought.index, query, is_sqlite=True))
    return list(connection.execute(found.order_by(table.c.rowid.desc()).limit(limit)).scalars())


def _enough(sought: Sought, worth: Mapping[str, float]) -> float:
    """What a document must weigh."""
    return sought.least * sum(worth.values()) - ROUNDED


def _weighed_in_arms(
    connection: Connection, sought: Sought, worth: Mapping[str, float], kept: Sequence[Way], limit: int
) -> list[int]:
    """The heaviest for SQLite, which reads its index only: one search a term, and the sum of what they find."""
    among = _in_any(sought, kept)
    alone = {way.terms[0] for way in kept if len(way.terms) == 1 and not way.any_of}
    words = []
    for term in worth:
        having = Some(sought.spread(term))
        words.append(spellings(sought.query(having, *(() if term in alone else among)), is_sqlite=True))
    given: dict[str, Any] = {"most": limit, "enough": _enough(sought, worth)}
    for number, value in enumerate(worth.values()):
        given[f"weight{number}"] = value
        given |= {f"words{number}_{part}": spelt for part, spelt in enumerate(words[number])}
    question = _weighed(sought.index, tuple(map(len, words)), is_sqlite=True)
    return list(connection.execute(question, given).scalars())


@lru_cache(maxsize=256)
def _weighed(index: Index, arms: Sequence[int], *, is_sqlite: bool) -> Select[Any]:
    """Documents of arms, each with so many parts, the heaviest first."""
    table = documents(index)

    def having(number: int) -> Select[Any]:
        weight = bindparam(f"weight{number}", type_=Float)
        words = [bindparam(f"words{number}_{part}", type_=Text) for part in range(arms[number])]
        found = select(table.c.rowid.label("id"), weight.label("weight"))
        return found.where(matches_given(index, words, is_sqlite=is_sqlite))

    each = union_all(*(having(number) for number in range(len(arms)))).subquery()
    total = func.sum(each.c.weight)
    best = select(each.c.id).group_by(each.c.id).having(total >= bindparam("enough", type_=Float))
    best = best.order_by(desc(total), each.c.id.desc())
    return best.limit(bindparam("most", type_=Integer))


def _weighed_at_once(
    connection: Connection, sought: Sought, worth: Mapping[str, float], kept: Sequence[Way], limit: int
) -> list[int]:
    """The same for PostgreSQL: it has to fetch each document to be sure, so it weighs all terms in one visit."""
    words = spellings(sought.query(*_in_any(sought, kept)), is_sqlite=False)
    given: dict[str, Any] = {"most": limit, "enough": _enough(sought, worth)}
    given |= {f"words{part}": spelt for part, spelt in enumerate(words)}
    for number, (term, value) in enumerate(worth.items()):
        given |= {f"term{number}": spell(Some(sought.spread(term)), is_sqlite=False), f"weight{number}": value}
    return list(connection.execute(_heaviest(sought.index, len(words), len(worth)), given).scalars())


@lru_cache(maxsize=256)
def _heaviest(index: Index, parts: int, terms: int) -> Select[Any]:
    table = documents(index)
    words = [bindparam(f"words{part}", type_=Text) for part in range(parts)]
    weights = (
        case(
            (
                matches_given(index, [bindparam(f"term{number}", type_=Text)], is_sqlite=False),
                bindparam(f"weight{number}", type_=Float),
            ),
            else_=0.0,
        )
        for number in range(terms)
    )
    weighed = select(table.c.rowid, sum(weights, literal(0.0)).label("weight"))
    each = weighed.where(matches_given(index, words, is_sqlite=False)).subquery()
    best = select(each.c.rowid).where(each.c.weight >= bindparam("enough", type_=Float))
    return best.order_by(each.c.weight.desc(), each.c.rowid.desc()).limit(bindparam("most", type_=Integer))


def _newest(connection: Connection, database: Database, sought: Sought, held: Frequencies, limit: int) -> list[int]:
    """The newest documents with everything required and all terms, looked for from the newest end in wider steps.

    SQLite walks its index from there and stops. PostgreSQL would walk the primary key in hope of matches (1.6 s on
    rare words): the matches of each step are fenced off and sorted. Fetching every match costs it a page
    each: few are fetched all, of many only the newest are looked for.
    """
    table = documents(sought.index)
    terms = [term for term in sought.terms if term not in sought.needed]
    everything = sought.query(*(Some(sought.spread(term)) for term in terms))
    is_match = matches(sought.index, everything, is_sqlite=database.is_sqlite)
    question = select(table.c.rowid).where(is_match)
    if database.is_sqlite:
        return list(connection.execute(question.order_by(table.c.rowid.desc()).limit(limit)).scalars())
    expected = max(1.0, _expected(sought, held))
    is_few = expected < FEW * limit
    window = held.documents if is_few else max(WINDOW, int(AMPLE * limit * held.documents / expected))
    found: list[int] = []
    while len(found) < limit:
        after = max(0, held.documents - window)
        within = question.where(table.c.rowid > after) if after else question
        fenced = within.cte("matched").prefix_with("MATERIALIZED")
        newest = select(fenced.c.rowid).order_by(fenced.c.rowid.desc()).limit(limit)
        found = list(connection.execute(newest).scalars())
        if not after:
            break
        window *= WIDER
    return found


def _expected(sought: Sought, held: Frequencies) -> float:
    """How many documents have everything, if words were independent of one another."""
    marks = [(part,) for part in sought.required if isinstance(part, str)]
    return held.documents * math.prod(_share(any_of, held) for any_of in (*map(sought.spread, sought.terms), *marks))
