"""Passages of articles: what is left when nobody's words and no record answer. Never for nonsense, never invented.

1. a status nobody's deal has ("what is in talks")  sentences that say so of whom or what was asked about
2. a deal or an event without a record             passages with most of its words
3. an open question                                the nearest passages; words that ask nothing must all but stand there
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.asking.found import Found
from bot.asking.ground import Ground
from bot.asking.inquiry import Inquiry
from bot.asking.relevance import tells_of
from bot.asking.slots import INTERROGATIVE
from bot.model import Passage, Question
from bot.store import Store
from bot.store.terms import EMPTY, question_terms, stems, words_of

RELEVANT = 0.6  # share of the words, by how much they tell, of a question about a deal or an event without a record
NEAREST = 0.05  # of any other question: the nearest passages are shown as what they are
SHORT_WHO = 5  # of "who is …": an office with its country or firm
SHORT = 3  # telling words: a longer question says by them alone what it is about
LONG_SUBJECT = 6  # words: so long a question is more than "deals about grain"
LOOKED_AT = 20
SHOWN = 3
FEW_TALKS = 2  # deals in talks, up to which passages are shown beside them
CODE = re.compile(r"[;=*{}<>\\|^~]|--|\$\(|/\w+/|\)\(|\b[A-Z]{2,}/\d")  # nobody asks the news in these

OWNER = re.compile(r"['’]s$")
WHO_IS = re.compile(r"^who(?:'s|\s+(?:is|was|are|were))\b", re.IGNORECASE)
DEGREE = re.compile(r"^how\s+\w+\s+(?=(?:is|are|was|were|will|would|did|does|do|has|have|had|can)\b)", re.IGNORECASE)

Passages = tuple[tuple[Passage, ...], str]


async def or_passages(found: Found, inquiry: Inquiry) -> Found:
    """Passages, only where nobody's words and no record answer."""
    if not found.is_empty:
        return found
    passages, note = await passages_for(found.question, inquiry.store, inquiry.ground, inquiry.asker.chat_id)
    return replace(found, passages=passages, note=note or found.note)


async def with_talks(found: Found, inquiry: Inquiry) -> Found:
    """With what other articles say is in talks, where hardly a deal is on record as that."""
    question = found.question
    if question.deal_status != "in talks" or question.is_status_negated or len(found.deals) > FEW_TALKS:
        return found
    passages, _ = await passages_for(question, inquiry.store, inquiry.ground, inquiry.asker.chat_id)
    told = {source.article.id for deal in found.deals for source in deal.sources}
    return replace(found, passages=tuple(passage for passage in passages if passage.article.id not in told))


async def passages_for(question: Question, store: Store, ground: Ground, chat_id: int | None) -> Passages:
    """The passages to show for a question without an answer, and a note on what they are."""
    if question.deal_status and not question.is_status_negated:
        told = await _of_status(question, store, ground, chat_id)
        if told[0]:
            return told
    is_open = question.kind == "other" or _names_no_deal(question, ground)
    if is_nonsense(question) or not (is_open or question.about or question.phrase):
        return (), ""
    is_long = len((question.about or "").split()) >= LONG_SUBJECT
    is_money = question.kind == "deals" and question.deal_kind == "funding"  # "which bank finances Nilair"
    words = question.text if is_open or is_long or is_money else question.about or ""
    words = DEGREE.sub("", words)
    # In an open question the day is mostly the event's, not the article's: "what happened to X on Sunday".
    since, until = (None, None) if is_open else (question.since, question.until)
    most = SHOWN if is_open else LOOKED_AT  # of which some may not tell what is asked
    hits = await store.search.passages(words, chat_id=chat_id, since=since, until=until, limit=most)
    is_near_enough = is_asking(question) if is_open else is_long
    least = NEAREST if is_near_enough else RELEVANT
    telling = len(set(words_of(question.text)) - EMPTY)
    is_short = telling <= (SHORT_WHO if WHO_IS.match(question.text) else SHORT)
    near = [hit.passage for hit in hits if hit.coverage >= least and _is_of_kind(hit.passage.text, question, ground)]
    if not is_open:
        forms = _names_asked(question.about or "", ground)
        return tuple(passage for passage in near if is_long or _has_names(passage, forms)), ""
    if not is_short:
        return tuple(near), ""
    named = _names(question.text, ground)
    return tuple(passage for passage in near if _is_on(passage, question.text, named)), ""


def _is_of_kind(text: str, question: Question, ground: Ground) -> bool:
    """Whether it may tell what is asked: of something to come a day, of a purchase that somebody buys or sells."""
    words = ["", *words_of(text), ""]
    said = set(words)
    if question.kind == "upcoming":
        days = {*ground.words.months, *ground.words.weekdays}
        around = zip(words[:-2], words[1:-1], words[2:], strict=True)
        is_numbered = any(mark.isdigit() and {before, after} & days for before, mark, after in around)
        return is_numbered or bool(said & (days - ground.words.ambiguous))
    if question.kind == "deals" and (question.buyer or question.seller or question.bought):
        names = (
            ("funding", "raised") if question.deal_kind == "funding" else ("buying", "selling", "taking", "state_nouns")
        )
        terms = {term for name in names for form in ground.words.deals[name] for term in question_terms(form)}
        return not terms.isdisjoint(stems(text))
    return True


def _is_on(passage: Passage, asked: str, named: list[set[str]]) -> bool:
    """Whether it has a name of a short question; without one most of its words: who won a tender won no match."""
    words = _words(passage)
    terms = set(question_terms(DEGREE.sub("", asked))) - EMPTY
    if named:
        others = terms.difference(*named)
        is_told = others <= words if WHO_IS.match(asked) else bool(others & words)  # no other office for the one asked
        return any(map(words.issuperset, named)) and (not others or is_told)
    return 2 * len(terms & words) > len(terms)


def _names_asked(subject: str, ground: Ground) -> list[list[str]]:
    """Every name of a subject as it is written, a country by each of its names."""
    words = _written(subject)
    return [[word, *ground.same_country(word)] for word in words if word[:1].isupper() or ground.country(word)]


def _has_names(passage: Passage, names: Sequence[Sequence[str]]) -> bool:
    """Whether it holds all names of what is asked, each in one of its forms."""
    words = _words(passage)
    return all(any(words.issuperset(question_terms(form)) for form in forms) for forms in names)


def _names(text: str, ground: Ground) -> list[set[str]]:
    """Names in a short open question; a passage must hold one: "capital of France" is not about any capital."""
    words = _written(text)
    capitals = [word for word in words[1:] if word[:1].isupper()]
    if len(capitals) * 2 > len(words):  # Every Word Begins So
        capitals = []
    countries = [word for word in words if ground.country(word)]
    forms = [form for word in countries for form in ground.same_country(word)]
    return [terms for name in (*capitals, *countries, *forms) if (terms := set(question_terms(name)))]


def _written(text: str) -> list[str]:
    """Words as they are written, "Latvia" for "Latvia's"."""
    return [OWNER.sub("", word) for word in re.findall(r"[^\W\d_][\w'’.-]*", text)]


def _words(passage: Passage) -> set[str]:
    return set(stems(f"{passage.article.title} {passage.text}"))


async def _of_status(question: Question, store: Store, ground: Ground, chat_id: int | None) -> Passages:
    forms = [form for form, status in ground.words.deal_statuses.items() if status == question.deal_status]
    named = " ".join((question.about or "", *question.parties)).strip()
    hits = {}
    for form in forms:
        within = {"since": question.since, "until": question.until}
        for hit in await store.search.passages(f"{form} {named}", chat_id=chat_id, **within, limit=LOOKED_AT):
            if tells_of(hit.passage.text, forms, named):
                hits[hit.passage.text] = hit
    best = sorted(hits.values(), key=lambda hit: hit.score, reverse=True)[:SHOWN]
    return tuple(hit.passage for hit in best), "No deal is recorded as that; the articles have:" if best else ""


def _names_no_deal(question: Question, ground: Ground) -> bool:
    """ "What was dropped from the plan": perhaps of deals, but it does not say so."""
    nouns = {*ground.words.deals["nouns"], *ground.words.deals["kind_nouns"]}
    is_of_status = bool(question.deal_status and question.about) and not question.parties
    return is_of_status and is_asking(question) and not nouns & set(words_of(question.text))


def is_asking(question: Question) -> bool:
    """Whether it is put as a question: "why did the crane fall", "the crane fell why?"."""
    is_opened = any(INTERROGATIVE.match(words) for words in (question.about or "", question.text))
    return is_opened or "?" in question.text


def is_nonsense(question: Question) -> bool:
    """Words that tell nothing ("who are you"), marks of a program, no words at all."""
    parts = (question.about, question.phrase, question.deal_status, *question.parties)
    words = " ".join(part for part in parts if part)
    telling = [word for word in words_of(words) if word not in EMPTY]
    return not telling or (question.kind == "other" and bool(CODE.search(question.text)))
