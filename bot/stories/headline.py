"""The headline of a story: the most central and complete title of its articles, else a whole sentence. Pure.

1. titles      that stand by themselves: no question, no “UPDATE:”, no teaser, no list, not cut off, not in capitals
2. sentences   whole opening sentences, where no title does
3. any title   the first article's, where there is nothing better
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from bot.model import Article, Span
from bot.stories.sentences import shared_weights, whole_sentences
from bot.stories.spelling import stems

FEWEST_WORDS, MOST_WORDS = 4, 22  # of a title
LONGEST_SENTENCE = 40  # words
OPENING = 2  # sentences of an article
LABEL = re.compile(
    r"^(?:(?:live |breaking |news )?update[sd]?|live|breaking(?: news)?|watch|video|listen|podcast|photos?|gallery"
    r"|opinion|analysis|editorial|column|comment|exclusive|explainer|explained|review|interview|letters?|report|poll"
    r"|fact[- ]check|just in|developing|corrected|correction)\s*\d*\s*(?:[:|–—]|-\s)",
    re.IGNORECASE,
)
TEASER = re.compile(
    r"^(?:here(?:['’]s| is| are)|this (?:is|was)|these (?:are|were)|why|how|what|who|when|where|meet|inside)\b"
    r"|^\d+ (?:\w+ )?(?:things|ways|reasons|takeaways|facts|questions|photos|tips|lessons|moments)\b"
    r"|^(?:no|yes|boy|wow|oh|sorry|ok|okay),"
    r"|\byou(?:['’](?:re|ll|ve|d)|r|rs)?\b|\bwhat (?:to|we) (?:know|expect|watch|learned)\b"
    r"|\bthings to (?:know|watch)\b|\btakeaways\b|\bwon['’]t believe\b|\bhappened next\b"
    r"|\b(?:live|latest) (?:blog|updates)\b",
    re.IGNORECASE,
)
CUT_OFF = re.compile(r"(?:\.{2,}|…|[,:;–—-])\s*$|^(?:\.{2,}|…)")


@dataclass(frozen=True, slots=True)
class Headline:
    """Words of an article: its title (`span` None) or one of its sentences."""

    text: str
    article_id: str
    span: Span | None = None


def headline_of(articles: Sequence[Article]) -> Headline | None:
    """The headline of a story by its articles, oldest first; None without any words."""
    weights = shared_weights(articles)
    titled = [article for article in articles if article.title.strip()]
    sound = [article for article in titled if stands_alone(article.title)]
    if sound:
        best = max(sound, key=lambda article: _worth(stems(article.title), weights))
        return Headline(best.title, best.id)
    opening = [
        sentence
        for sentence in whole_sentences(articles)
        if sentence.place < OPENING and sentence.length <= LONGEST_SENTENCE and "?" not in sentence.text
    ]
    if opening:
        first = min(sentence.place for sentence in opening)
        opening = [sentence for sentence in opening if sentence.place == first]
        telling = max(opening, key=lambda sentence: _worth(sorted(sentence.stems), weights))
        return Headline(telling.text, telling.article.id, telling.span)
    return Headline(titled[0].title, titled[0].id) if titled else None


def stands_alone(title: str) -> bool:
    """Whether a title says what happened to somebody who has not seen the article."""
    title = title.strip()
    if "?" in title or CUT_OFF.search(title) or LABEL.search(title) or TEASER.search(title):
        return False
    letters = [letter for letter in title if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) * 2 > len(letters):
        return False
    return FEWEST_WORDS <= len(stems(title)) <= MOST_WORDS


def _worth(words: Sequence[str], weights: dict[str, float]) -> float:
    """How much of the story these words tell, by the word; longer ones say more, but not in proportion."""
    told = sum(weights.get(stem, 0.0) for stem in dict.fromkeys(words))
    return told / max(len(words), 1) * log2(1 + len(words))
