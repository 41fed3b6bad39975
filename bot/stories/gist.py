"""The gist of a story: whole sentences of its articles that together tell most of what the articles share. Pure."""

from __future__ import annotations

from collections.abc import Sequence, Set

from bot.model import Article, Passage
from bot.stories.sentences import Sentence, shared_weights, whole_sentences

SENTENCES = 2
REPEATED = 0.2  # what a word is worth that an earlier sentence has already
EVEN_LENGTH = 40  # words added to a sentence's length, so that a short one does not win by being short
PER_PLACE, MOST_PLACES = 0.1, 4  # news stands first


def gist(articles: Sequence[Article], *, count: int = SENTENCES) -> tuple[Passage, ...]:
    """The sentences that tell a story, the most telling first; fewer where its articles have fewer."""
    weights = shared_weights(articles)
    left = whole_sentences(articles)
    chosen: list[Sentence] = []
    told: set[str] = set()
    while left and len(chosen) < count:
        best = max(left, key=lambda sentence: _worth(sentence, weights, told))
        chosen.append(best)
        told |= best.stems
        left = [sentence for sentence in left if sentence.stems != best.stems]
    return tuple(Passage(article=sentence.article.ref, span=sentence.span, text=sentence.text) for sentence in chosen)


def _worth(sentence: Sentence, weights: dict[str, float], told: Set[str]) -> float:
    worth = sum(weights[stem] * (REPEATED if stem in told else 1.0) for stem in sorted(sentence.stems))
    return worth / (sentence.length + EVEN_LENGTH) * (1 - PER_PLACE * min(sentence.place, MOST_PLACES))
