"""Which documents are worth a closer look: the best by the weight of the words they share with the question.

1. the rarest words, as many as are affordable, say which documents are weighed;
2. each of these gets the sum of the weights of all words it holds; the heaviest, then the newest, come first;
3. when even the rarest word is everywhere, the newest documents that hold all words come first.
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

AFFORDABLE = 8_000  # documents to weigh for one question
FETCHABLE = 5_000  # … where each has to be fetched (PostgreSQL)
WINDOW = 1_000  # newest documents to look through at least for frequent words
WIDER = 8
FEW = 10  # times as many as are asked for: so few are fetched all
AMPLE = 1.5  # times as many as should be enough, for words come in bunches


@dataclass(frozen=True, slots=True)
class Sought:
    """A question to an index: all `required`, none of `excluded`, and as much as possible of `terms`."""

    index: Index
    chat_id: int | None
    required: tuple[Query, ...] = ()
    terms: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def spread(self, term: str) -> tuple[str, ...]:
        """The tokens under which a term stands in a document: facts keep their article's title apart."""
        return (term, f"t:{term}") if self.index == "fts_facts" else (term,)

    def query(self, *more: Query) -> Query:
        """The whole condition, with what else is required; only what the chat may see."""
        parts = (*self.required, *more)
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
    fewest = min((held.held[mark] for mark in marks), default=held.documents)
    costs = {term: sum(min(held.held[token], fewest) for token in sought.spread(term)) for term in sought.terms}
    ranked = sorted(costs, key=lambda term: costs[term])
    kept = _affordable(ranked, costs, AFFORDABLE if database.is_sqlite else FETCHABLE)
    if kept and not database.is_sqlite:
        return Candidates(_weighed_at_once(connection, sought, worth, kept, limit), worth)
    if kept:
        arms = _arms(sought, kept, [term for term in ranked if term not in kept])
        words = [spellings(query, is_sqlite=database.is_sqlite) for _, query in arms]
        given: dict[str, Any] = {"most": limit}
        for number, (term, _) in enumerate(arms):
            given[f"weight{number}"] = worth[term]
            given |= {f"words{number}_{part}": spelt for part, spelt in enumerate(words[number])}
        question = _weighed(sought.index, tuple(map(len, words)), is_sqlite=database.is_sqlite)
        return Candidates(list(connection.execute(question, given).scalars()), worth)
    ids = _newest(connection, database, sought, held, limit)
    if len(ids) < limit and len(ranked) > 1:  # all of them together are rare, or never stand together
        rarest = replace(sought, terms=(ranked[0],))
        ids += _newest(connection, database, rarest, held, limit - len(ids))
    return Candidates(list(dict.fromkeys(ids)), worth)


def _affordable(ranked: Sequence[str], costs: Mapping[str, int], most: int) -> list[str]:
    """The rarest terms whose documents together can be weighed."""
    kept, cost = [], 0
    for term in ranked:
        cost += costs[term]
        if cost > most:
            break
        kept.append(term)
    return kept


def _arms(sought: Sought, kept: Sequence[str], frequent: Sequence[str]) -> list[tuple[str, Query]]:
    """Each term with its query: any document with a kept one; frequent ones count in those documents only."""
    among = Some(tuple(token for term in kept for token in sought.spread(term)))
    arms = [(term, sought.query(Some(sought.spread(term)))) for term in kept]
    return arms + [(term, sought.query(Some(sought.spread(term)), among)) for term in frequent]


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
    best = select(each.c.id).group_by(each.c.id).order_by(desc(total), each.c.id.desc())
    return best.limit(bindparam("most", type_=Integer))


def _weighed_at_once(
    connection: Connection, sought: Sought, worth: Mapping[str, float], kept: Sequence[str], limit: int
) -> list[int]:
    """The same for PostgreSQL: it has to fetch each document to be sure, so it weighs all terms in one visit."""
    words = spellings(sought.query(Some(tuple(t for term in kept for t in sought.spread(term)))), is_sqlite=False)
    given: dict[str, Any] = {"most": limit} | {f"words{part}": spelt for part, spelt in enumerate(words)}
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
    found = select(table.c.rowid).where(matches_given(index, words, is_sqlite=False))
    return found.order_by(desc(sum(weights, literal(0.0))), table.c.rowid.desc()).limit(
        bindparam("most", type_=Integer)
    )


def _newest(connection: Connection, database: Database, sought: Sought, held: Frequencies, limit: int) -> list[int]:
    """The newest documents with everything required and all terms, looked for from the newest end in wider steps.

    SQLite walks its index from there and stops. PostgreSQL would walk the primary key in hope of matches (1.6 s on
    rare words): the matches of each step are fenced off and sorted. Fetching every match costs it a page
    each: few are fetched all, of many only the newest are looked for.
    """
    table = documents(sought.index)
    everything = sought.query(*(Some(sought.spread(term)) for term in sought.terms))
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
    counts = [
        sum(held.held.get(token, 0) for token in any_of) for any_of in (*map(sought.spread, sought.terms), *marks)
    ]
    everything = max(1, held.documents)
    return everything * math.prod(min(1.0, count / everything) for count in counts)
