"""Names known from the rest of the article, found again where capitals tell nothing: headlines, “Will said”."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading import word_classes as lex
from bot.reading.entities import PAIR, Gathering
from bot.reading.entity import Entity
from bot.reading.name_cores import plain
from bot.reading.name_spans import NameSpan

SIZES = (4, 3, 2, 1)  # words of a name in a headline, longest first


class Recalled:
    """Adds mentions to what one article's gathering holds."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.tokens = gathering.tokens
        self.rules = gathering.rules

    def find_known(self, first: int, last: int) -> None:
        """Find names known from the rest of the article in a headline, whose capitals tell nothing."""
        words = [plain(word, self.rules) for word in self.tokens.lower[first:last]]
        at = 0
        while at < len(words):
            at += next((size for size in SIZES if self._join_known(first + at, tuple(words[at : at + size]))), 1)

    def find_dropped(self, places: Sequence[int]) -> None:
        """Give words such as Will and King to a person of that surname, where a verb follows."""
        lower, tags = self.tokens.lower, self.rules.tags
        by_surname = self.gathering.by_surname
        for at in [at for at in places if lower[at] in by_surname]:
            following = tags.get(lower[at + 1], 0) if at + 1 < len(lower) else 0
            owners = [entity for entity in by_surname[lower[at]] if entity.kind == "person" and entity.is_full]
            if len(owners) == 1 and (following & (lex.CUE | lex.HAVE | lex.BE) or at not in self.gathering.openings):
                self.gathering.join(owners[0], NameSpan(at, at + 1, at, "person"), (lower[at],))

    def _join_known(self, first: int, words: tuple[str, ...]) -> bool:
        entity = self.gathering.by_name.get(words)
        if entity is None and len(words) > PAIR:
            return False
        span = NameSpan(first, first + len(words), first, "unknown")
        if entity is None and len(words) == 1 and words[0] not in self.rules.tags:
            entity = self.gathering.owner(span, words[0])
        if entity is None and len(words) == PAIR:
            entity = self._new_in_headline(span, words)
        elif entity is not None:
            self.gathering.join(entity, span, words)
        return entity is not None

    def _new_in_headline(self, span: NameSpan, pair: tuple[str, ...]) -> Entity | None:
        """A given name and a word of no other use: “Ann Coulter”."""
        given, surname = pair
        rules = self.rules
        if given not in rules.given or given in rules.tags or given in rules.places:
            return None
        others = (rules.tags, rules.organisation_heads, rules.things, rules.groups, rules.roles)
        if any(surname in words for words in others):
            return None
        if not all(word[0].isupper() for word in self.tokens.words[span.first : span.last]):
            return None
        span.kind = "person"
        return self.gathering.new(span, pair)
