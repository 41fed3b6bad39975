"""Who takes a side: statements whose words do, else sentences of articles that say it of somebody; never a guess."""

from __future__ import annotations

from dataclasses import replace

from bot.asking.found import Asker, Found
from bot.asking.ground import Ground
from bot.asking.relevance import shares_subject
from bot.asking.stances import is_of_subject, takes_side, takes_side_in
from bot.digest.material import Texts, text_of, words_at
from bot.model import Question
from bot.store import FoundStatement, Store

MOST = 50
RELEVANT = 0.3  # of the subject in or around the statement: "against the agreement" for the free trade agreement
LOOKED_AT = 20
SHOWN = 3


async def statements_of_side(
    question: Question, store: Store, ground: Ground, asker: Asker
) -> tuple[FoundStatement, ...]:
    """Statements near the subject, those with words for the side in front; `sided` picks those that take it."""
    wider = replace(question, about=_with_forms(question, ground), stance=None)
    found = await store.search.statements(wider, chat_id=asker.chat_id, now=asker.now, limit=MOST)
    return tuple(hit for hit in found if hit.held.statement.confidence >= asker.confidence)


def sided(found: tuple[FoundStatement, ...], question: Question, ground: Ground, texts: Texts) -> Found:
    """Those that take the side asked about."""
    said = []
    for hit in found:
        held = hit.held
        text = text_of(texts, held.article)
        if not is_of_subject(f"{text} {held.article.title}", question, ground):
            continue
        cue = words_at(text, held.statement.cue)
        if shares_subject(hit.held, question.about, RELEVANT) and takes_side(hit.held, cue, question, ground):
            said.append(hit)
    return Found(question=question, statements=tuple(said))


async def passages_of_side(question: Question, store: Store, ground: Ground, asker: Asker) -> Found:
    """Sentences of articles that take the side: "the Chamber opposes it"."""
    words = _with_forms(question, ground)
    within = {"since": question.since, "until": question.until}
    hits = await store.search.passages(words, chat_id=asker.chat_id, **within, limit=LOOKED_AT)
    found = [hit.passage for hit in hits if takes_side_in(hit.passage.text, question, ground)]
    near = [passage for passage in found if is_of_subject(f"{passage.text} {passage.article.title}", question, ground)]
    if question.speaker:
        near = [passage for passage in near if question.speaker.split()[-1] in passage.text]
    note = "Nobody's own words on record say so; the articles have:" if near else ""
    return Found(question=question, passages=tuple(near[:SHOWN]), note=note)


def _with_forms(question: Question, ground: Ground) -> str:
    forms = ground.words.stances[question.stance] if question.stance else ()
    return " ".join((question.about or "", *(form for form in forms if " " not in form)))
