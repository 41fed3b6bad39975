"""What a question may have been meant to ask, where a word of its subject stands nowhere: "cesefire" is "ceasefire"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.asking.found import Found
from bot.asking.passages import is_asking, is_nonsense
from bot.asking.retrieve import Retriever
from bot.model import Question
from bot.store.terms import without_owners, words_of

LONG = 7  # letters from which two slips in one word are looked through
TWO_SLIPS = 2
SURE = 6  # letters from which a word that stands nowhere is taken for a slip; of a shorter one it is asked


async def found_respelt(question: Question, retriever: Retriever) -> Found | None:
    """What answers the question with its subject put right, and a note that says so; None where all words are held."""
    subject = " ".join((question.about or "", *question.parties)).strip()
    if not subject or question.skip or is_nonsense(question):
        return None
    if question.kind == "other" and not is_asking(question):
        return None  # "thanks", "asdf": words that ask nothing
    slips = await retriever.inquiry.store.search.slips(without_owners(subject), chat_id=retriever.inquiry.asker.chat_id)
    if None in slips.values() and question.speaker and question.is_speaker_known:
        slips |= await _by_speaker([word for word, meant in slips.items() if meant is None], question, retriever)
    meant = {word: right for word, right in slips.items() if right is not None}
    if not meant:
        return None
    right = _with(question, meant)
    found = await retriever.find(right)
    if not all(_is_sure(word, held) for word, held in meant.items()):  # "Gaza" is not "gala": asked, not answered
        has_answer = not found.is_empty and question.kind != "other"
        return Found(question=question, meant=right) if has_answer else None
    typed = f"{question.about or ''} {' '.join(question.parties)}"
    said = " and ".join(f"“{_typed(word, typed)}” as “{_put_right(_typed(word, typed), meant)}”" for word in meant)
    return replace(found, note=f"I read {said}. {found.note}".strip())


async def surely_respelt(question: Question, retriever: Retriever) -> Question:
    """With the misspelt words of its subject put right that can be nothing else, for a question that is asked back."""
    if not question.about:
        return question
    inquiry = retriever.inquiry
    slips = await inquiry.store.search.slips(without_owners(question.about), chat_id=inquiry.asker.chat_id)
    return _with(question, {word: right for word, right in slips.items() if right and _is_sure(word, right)})


def _is_sure(word: str, right: str) -> bool:
    """Another first letter is seldom a slip: "drought" is not "brought"."""
    is_other = len(word) == len(right) and word[:1] != right[:1]
    return (len(word) >= SURE and not is_other) or sorted(word) == sorted(right)


def _with(question: Question, meant: Mapping[str, str]) -> Question:
    about, *parties = (_put_right(words, meant) for words in (question.about or "", *question.parties))
    return replace(question, about=about or None, parties=tuple(parties))


async def _by_speaker(words: list[str], question: Question, retriever: Retriever) -> dict[str, str | None]:
    """Two slips away: only from what this speaker said, for elsewhere too many words are as near."""
    said = (await retriever.find(replace(question, about=None))).statements
    pool = {word for hit in said for word in words_of(f"{hit.held.statement.words} {hit.held.context_text}")}
    near = {
        word: process.extractOne(word, pool, scorer=OSA.distance, score_cutoff=TWO_SLIPS)
        for word in words
        if len(word) >= LONG
    }
    return {word: found[0] for word, found in near.items() if found and len(found[0]) >= LONG - 1}


def _put_right(words: str, meant: Mapping[str, str]) -> str:
    """The same words with the misspelt ones replaced; the longest first, for one may stand in another."""

    def right(found: re.Match[str]) -> str:
        return _as_typed(found[0], meant.get(" ".join(found[0].lower().split()), found[0]))

    spaced = (re.escape(word).replace("\\ ", r"\s+") for word in sorted(meant, key=len, reverse=True))
    return re.sub(rf"\b(?:{'|'.join(spaced)})\b", right, words, flags=re.IGNORECASE) if meant else words


def _typed(word: str, text: str) -> str:
    """The word as it was typed."""
    found = re.search(rf"\b{re.escape(word)}\b", " ".join(text.split()), re.IGNORECASE)
    return found[0] if found else word


def _as_typed(word: str, right: str) -> str:
    """With the capital that was typed."""
    return f"{right[:1].upper()}{right[1:]}" if word[:1].isupper() else right
