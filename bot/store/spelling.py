"""Words of a question that stand nowhere, and the nearest word that does: a letter more, less, another, two swapped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from string import ascii_lowercase
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import Connection, Select, and_, bindparam, select, text

from bot.store.candidates import Sought
from bot.store.database import Database
from bot.store.frequencies import frequencies
from bot.store.fulltext import Some, documents, matches, spell
from bot.store.schema import article_versions, articles
from bot.store.terms import EMPTY, stems, words_of

SHORTEST = 4  # letters: of shorter words too many others are one letter away
WEIGHED = 300  # articles in which the possible words are counted (PostgreSQL)
COMMON = 100  # articles: so many hold no slip, and no chat's own articles alone
TRIED = 5
ENDINGS = ("s", "es", "ed", "d", "ing")
SHORTEST_HALF = 3
VOCABULARY = text("SELECT term, doc FROM fts_articles_terms WHERE term IN :terms").bindparams(
    bindparam("terms", expanding=True)
)
LEXEMES = text(
    "SELECT word.lexeme, count(*) FROM "
    "(SELECT tokens FROM fts_articles WHERE tokens @@ CAST(:any AS tsquery) LIMIT :most) AS held, "
    "unnest(held.tokens) AS word WHERE word.lexeme = ANY(:terms) GROUP BY word.lexeme"
)


def unheld(connection: Connection, database: Database, words: str, chat_id: int | None) -> tuple[str, ...]:
    """The words that no article has which this chat may see; figures and words of grammar are not looked for."""
    telling = [word for word in dict.fromkeys(words_of(words)) if word not in EMPTY]
    wanted = [word for word in telling if len(word) >= SHORTEST and word.isascii() and word.isalpha()]
    stem = {word: stems(word)[0] for word in wanted}
    counts = frequencies(connection, database, "fts_articles", list(stem.values())).held
    rare = [word for word in wanted if counts.get(stem[word], 0) < COMMON]
    return tuple(word for word in rare if not _stands(connection, database, word, chat_id))


def slips(connection: Connection, database: Database, words: str, chat_id: int | None) -> dict[str, str | None]:
    """Each word that stands nowhere with what may have been meant, None where nothing held is near.

    That is the most frequent word one slip away, or two words written as one; "cease fire" may be one word in two.
    """
    found: dict[str, str | None] = {}
    for word in unheld(connection, database, words, chat_id):
        found[word] = _one_slip_away(connection, database, word, chat_id) or _in_two(
            connection, database, word, chat_id
        )
    pairs = [(first, second) for first, second in pairwise(words_of(words)) if _may_be_one(first, second)]
    if database.is_sqlite and not _any_stands(connection, [first + second for first, second in pairs], chat_id):
        return found  # one question for all: PostgreSQL would take them for frequent and look through every article
    for first, second in pairs:
        if _stands(connection, database, first + second, chat_id):
            found[f"{first} {second}"] = first + second
    return found


def _may_be_one(first: str, second: str) -> bool:
    return len(first + second) > SHORTEST and not {first, second} & EMPTY


def _one_slip_away(connection: Connection, database: Database, word: str, chat_id: int | None) -> str | None:
    options = _by_stem(edits(word))
    counts = _counts(connection, database, list(options))
    likely = sorted(counts, key=lambda stem: (-counts[stem], stem))[:TRIED]
    found = (_as_written(connection, database, word, options[stem], chat_id) for stem in likely)
    return next((written for written in found if written), None)


def _as_written(connection: Connection, database: Database, word: str, option: str, chat_id: int | None) -> str | None:
    """The word of an article that the stem stands for, if it is really that near: "speake" is no word."""
    ids = connection.execute(_holding(database, option, chat_id).limit(TRIED)).scalars().all()
    current = and_(article_versions.c.article_id == articles.c.id, article_versions.c.version == articles.c.version)
    texts = select(articles.c.title, article_versions.c.text).join(article_versions, current)
    for row in connection.execute(texts.where(articles.c.id.in_(ids))):
        held = frozenset(words_of(f"{row.title} {row.text}"))
        if near := sorted(each for each in held if OSA.distance(word, each, score_cutoff=1) == 1):
            return near[0]
        if any(option in (f"{each}{ending}" for ending in ENDINGS) for each in held):
            return option
    return None


def _in_two(connection: Connection, database: Database, word: str, chat_id: int | None) -> str | None:
    """ "nightshifts" as "night shifts", where an article has both."""
    halves = (f"{word[:at]} {word[at:]}" for at in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1))
    return next((both for both in halves if _stands(connection, database, both, chat_id)), None)


def edits(word: str) -> list[str]:
    """Every word that is one slip away, those with the same letters first."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    swapped = [head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1]
    fuller = [head + letter + tail for head, tail in cuts for letter in ascii_lowercase]
    shorter = [head + tail[1:] for head, tail in cuts if tail]
    others = [head + letter + tail[1:] for head, tail in cuts if tail for letter in ascii_lowercase]
    return [other for other in dict.fromkeys((*swapped, *fuller, *shorter, *others)) if other != word]


def _by_stem(words: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        if len(word) >= SHORTEST - 1 and word not in EMPTY:
            found.setdefault(stems(word)[0], word)
    return found


def _stands(connection: Connection, database: Database, words: str, chat_id: int | None) -> bool:
    return connection.execute(_holding(database, words, chat_id).limit(1)).first() is not None


def _any_stands(connection: Connection, words: Sequence[str], chat_id: int | None) -> bool:
    """The same of several words at once (SQLite)."""
    wanted = Sought("fts_articles", chat_id, (Some(tuple(stems(" ".join(words)))),)).query()
    question = select(documents("fts_articles").c.rowid).where(matches("fts_articles", wanted, is_sqlite=True))
    return bool(words) and connection.execute(question.limit(1)).first() is not None


def _holding(database: Database, words: str, chat_id: int | None) -> Select[Any]:
    """Articles with all these words that the chat may see."""
    wanted = Sought("fts_articles", chat_id, tuple(stems(words))).query()
    is_match = matches("fts_articles", wanted, is_sqlite=database.is_sqlite)
    return select(documents("fts_articles").c.rowid).where(is_match)


def _counts(connection: Connection, database: Database, terms: Sequence[str]) -> Mapping[str, int]:
    """In how many articles each of these stems stands; PostgreSQL looks at some of them only."""
    if database.is_sqlite:
        rows = connection.execute(VOCABULARY, {"terms": terms}).all()
    else:
        given = {"any": spell(Some(tuple(terms)), is_sqlite=False), "most": WEIGHED, "terms": list(terms)}
        rows = connection.execute(LEXEMES, given).all()
    return {row[0]: row[1] for row in rows}
