"""Is the speaker of a statement whom a question calls by an office or a description? Pure checks on its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from bot.asking.relevance import stems_of
from bot.digest.material import Texts, text_of, words_at
from bot.model import HeldStatement, Question
from bot.store.terms import EMPTY, question_terms, stems, words_of

BEFORE_NAME, BEHIND_NAME = 6, 8  # words around a name in which its role stands
LONGEST_NAME = 4  # words
CLAUSE_END = re.compile(r"([.!?,;:“”\"])")
RELATIVE = re.compile(r"\s*(?:who|which|that)\b", re.IGNORECASE)
OF = ("of", "at", "from", "for")
ARTICLES = ("the", "a", "an", "s")


def source_fits(held: HeldStatement, question: Question, texts: Texts, lesser: frozenset[str]) -> bool:
    """Whether the source as printed is whom was asked about: some telling words in it, the others nearby.

    Of a name that is held only what nobody else is named for counts, or who holds a role in it. The `lesser` words
    ("deputy") make an office another one.
    """
    statement = held.statement
    printed = words_at(text_of(texts, held.article), statement.source)
    who = stems_of(" ".join((printed, statement.speaker or "", statement.role or "", statement.speaks_for or "")))
    around = stems_of(f"{held.context_text} {held.article.title}")
    terms = question_terms(question.speaker or "")
    if (stems_of(statement.role or "") - set(terms)) & stems_of(" ".join(lesser)):
        return False
    if statement.speaker is not None and (question.is_speaker_known or _is_introduced(statement.speaker, terms, held)):
        return _is_introduced(statement.speaker, terms, held)
    if statement.speaker is None and set(words_of(printed)) <= EMPTY:
        return _is_whom_it_stands_for(held, question)
    printed_terms = set(question_terms(printed))
    is_other = not printed_terms <= set(terms)  # "port officials" are not the museum's, whatever stands nearby
    if is_other or not any(term in who for term in terms):
        return bool(terms) and all(term in who for term in terms)
    return all(term in who or term in around for term in terms)


def holds_office(held: HeldStatement, question: Question) -> bool:
    """Whether the speaker's role is the office asked about, all the other words of which stand in reach."""
    terms = set(question_terms(question.speaker or ""))
    role = stems_of(held.statement.role or "")
    around = stems_of(f"{held.context_text} {held.article.title}")
    return bool(role) and role < terms and terms <= role | around and held.statement.speaker is not None


def _is_whom_it_stands_for(held: HeldStatement, question: Question) -> bool:
    """Behind "they" or no source at all: whoever stands in the sentences around, if all of the subject is said."""
    terms, subject = question_terms(question.speaker or ""), question_terms(question.about or "")
    around, said = stems_of(held.context_text), stems_of(held.statement.words)
    return bool(terms and question.about) and all(map(around.__contains__, terms)) and said.issuperset(subject)


def _is_introduced(speaker: str, terms: tuple[str, ...], held: HeldStatement) -> bool:
    """Whether the role asked about is given with the name: "State Department spokeswoman Tammy Bruce"."""
    if set(terms) & set(stems(speaker)):
        return False  # that very name: found before, by name
    role = stems_of(f"{held.statement.role or ''} {held.statement.speaks_for or ''}")
    if terms and all(term in role for term in terms):
        return True
    own = role.union(terms, stems(speaker), OF, ARTICLES)
    return any(set(terms) <= set(near) for near in _beside(stems(speaker)[-1:], held.context_text, own))


def _beside(surname: list[str], text: str, own: frozenset[str]) -> Iterable[list[str]]:
    """Words in front of a name, as far as they are its `own`, behind it, and in an apposition to it.

    "Tidewell's chairman Gareth Penhallow", "Rupert Asquill of Castellan", "Helene Brandt, an analyst at Quillon,"; in
    "his agent, Luca Ferri, declined to speak of Milan" the name is itself the apposition.
    """
    parts = CLAUSE_END.split(text)
    for at in range(0, len(parts), 2):
        words = stems(parts[at])
        spot = next((place for place, word in enumerate(words) if [word] == surname), None)
        if spot is None:
            continue
        front = list(takewhile(own.__contains__, reversed(words[:spot])))  # "the board fined | trader John Hale"
        yield [*reversed(front), words[spot]][-BEFORE_NAME - 1 :]
        if words[spot + 1 : spot + 2] and words[spot + 1] in OF:
            yield words[spot:][:BEHIND_NAME]
        if at > 1 and parts[at - 1] == "," and parts[at + 1 : at + 2] == [","] and len(words) <= LONGEST_NAME:
            yield stems(parts[at - 2])[-BEFORE_NAME:]  # "Halvar's chief executive, Pekka Lindroos, said"
        following = parts[at + 2] if at + 2 < len(parts) and parts[at + 1] == "," else ""
        if following and (at == 0 or parts[at - 1] != ",") and not RELATIVE.match(following):
            yield stems(following)[:BEHIND_NAME]
