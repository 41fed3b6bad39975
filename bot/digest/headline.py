"""The headline of a story: a title or a whole sentence of one of its articles, never a wording of ours. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.digest.chosen import ChosenStory
from bot.digest.lines import Headline
from bot.digest.material import Material
from bot.model import Article, HeldDeal, HeldStatement

MARKED = re.compile(r"^(?:update|updated|updates)\s*\d*\s*[:–—-]\s*", re.IGNORECASE)


def headline_of(chosen: ChosenStory, deals: Sequence[HeldDeal], material: Material) -> Headline:
    """The story's own headline where its article is of this stretch of time; for an update, or a story that moved on,
    the title of the article that brings most of what is new.
    """
    story = chosen.story
    articles = [article for article in material.articles.values() if article.id in story.article_ids]
    fresh = [article for article in articles if _is_fresh(article, material.since)]
    named = next((article for article in articles if article.id == story.headline_article_id), None)
    named = named or next((article for article in articles if article.title == story.headline), None)
    if fresh and (chosen.is_update or (named is not None and named not in fresh)):
        latest = _fullest(fresh, [*chosen.statements, *deals])
        fresh_outlets = tuple(dict.fromkeys(article.outlet for article in fresh if article.outlet))
        return Headline(_unmarked(latest.title), latest, fresh_outlets if chosen.is_update else None)
    return Headline(_unmarked(story.headline), named)


def _is_fresh(article: Article, since: datetime | None) -> bool:
    return since is None or (article.arrived_at is not None and article.arrived_at > since)


def _unmarked(title: str) -> str:
    """Without the outlet's own "UPDATE:", beside which ours would stutter."""
    return MARKED.sub("", title).strip() or title


def _fullest(articles: Sequence[Article], news: Sequence[HeldStatement | HeldDeal]) -> Article:
    """The article with most of the news; the latest of equals."""
    counted = Counter(held.article.id for held in news)

    def rank(article: Article) -> tuple[int, float, str]:
        moment = article.published_at or article.arrived_at
        return counted[article.id], moment.timestamp() if moment else 0.0, article.id

    return max(articles, key=rank)
