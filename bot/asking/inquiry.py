"""What one question has at hand: the store, what it is understood against, who asks, and the texts looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.asking.found import Asker
from bot.asking.ground import Ground
from bot.asking.period import is_of_days
from bot.asking.relevance import FROM_HEADLINE
from bot.digest.material import Texts
from bot.model import Article, ArticleRef, Question
from bot.store import FoundStatement, Store

MOST = 50
RELEVANT = 0.4  # share of the subject's words, by how much they tell, that a statement must hold somewhere near
RELEVANT_FROM_ANYBODY = 0.6


@dataclass(slots=True)
class Inquiry:
    """One question's work over the store; texts of articles that were looked at are kept for the answer."""

    store: Store
    ground: Ground
    asker: Asker
    texts: dict[tuple[str, int, int | None], Article] = field(default_factory=dict)

    async def load(self, refs: Sequence[ArticleRef]) -> Texts:
        """The texts that spans into these articles point into."""
        wanted = [(ref.id, ref.version, ref.chat_id) for ref in refs]
        missing = list(dict.fromkeys(key for key in wanted if key not in self.texts))
        current = await self.store.articles.many(list({key[0] for key in missing}), chat_id=self.asker.chat_id)
        for key in missing:
            article_id, version, chat_id = key
            article = current.get(article_id)
            if article is None or (article.version, article.chat_id) != (version, chat_id):
                article = await self.store.articles.get(article_id, chat_id=chat_id, version=version)
            if article is not None and article.chat_id == chat_id:
                self.texts[key] = article
        return self.texts

    async def near(self, question: Question, *, needed: str = "", limit: int = MOST) -> tuple[FoundStatement, ...]:
        """Statements near what is asked, best first, however far."""
        asker = self.asker
        return await self.store.search.statements(
            question, chat_id=asker.chat_id, now=asker.now, limit=limit, needed=needed
        )

    async def said(self, question: Question) -> tuple[FoundStatement, ...]:
        """Statements with enough of the subject, of which the reader was sure enough."""
        least = RELEVANT if question.speaker else RELEVANT_FROM_ANYBODY
        found = await self.store.search.statements(
            question,
            chat_id=self.asker.chat_id,
            now=self.asker.now,
            limit=MOST,
            least=least if question.about else 0.0,
        )
        return tuple(
            hit
            for hit in found
            if hit.held.statement.confidence >= self.asker.confidence
            and is_of_days(hit.held.statement.said_on, question, self.asker.timezone)
            and (not question.about or hit.coverage >= (FROM_HEADLINE if hit.where == "headline" else least))
        )
