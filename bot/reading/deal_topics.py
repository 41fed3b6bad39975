"""What a deal is about, in the article's words: "minerals deal", "on fishing rights", "to supply 40 trains"."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.chunks import MARKS
from bot.reading.clauses import Clause, Prepositional
from bot.reading.deal_words import Frame
from bot.reading.mentions import Facts
from bot.reading.parties import Parties

QUARREL_REACH = 9  # tokens behind "end" in which the quarrel is named


class Topics:
    """Finds the object of deals that nouns name."""

    def __init__(self, parties: Parties, facts: Facts) -> None:
        self.facts, self.words, self.tokens = facts, parties.words, parties.tokens
        self.text, self.lower = parties.tokens.words, parties.tokens.lower
        self.tags, self.sets = parties.words.chunks.tags, parties.words.sets

    def object(self, clause: Clause, number: int, frame: Frame, phrases: list[Prepositional]) -> tuple[int, int] | None:
        """The words that say what the deal is about: what follows "on", "for", "to …", else those of its own phrase."""
        chunk = clause.chunks[number]
        first, last = self.bare(chunk.first, chunk.last)
        first = max([first, *(at + 1 for at in range(first, last - 1) if self.text[at] in MARKS)])
        topic = self._topic(clause, number, frame, phrases)
        if topic is None:
            return (first, last) if last > first else None
        if topic[0] - last <= 1:
            return first, topic[1]
        return (first, last) if self._tells(first, last) and frame.kind != "contract" else topic

    def _topic(self, clause: Clause, number: int, frame: Frame, phrases: list[Prepositional]) -> tuple[int, int] | None:
        for phrase in phrases:
            topic = clause.chunks[phrase.noun]
            is_far = phrase.noun > number + 2 and self.tags.get(phrase.word, 0) & lex.OF  # of what stands between
            is_free = (
                phrase.word in self.sets["topical"]
                and frame.roles.get(phrase.word) is None
                and phrase.owner is None
                and not is_far
            )
            if (
                is_free
                and clause.head(phrase.noun) not in self.sets["not_topics"]
                and not self.facts.sums(topic.first, topic.last)
            ):
                return topic.first, clause.chunks[clause.end_of_phrase(phrase.noun)].last
        after = number + 1
        while after < len(clause.chunks) and clause.kind(after) in ("preposition", "noun", "time", "conjunction"):
            after += 1
        if (
            clause.kind(after) != "verb"
            or clause.chunks[after].form not in ("infinitive", "ing")
            or clause.chunks[after].has_be
        ):
            return None
        is_topic = clause.chunks[after].form == "infinitive" or clause.word(after - 1) in self.sets["topical"]
        if not is_topic or clause.kind(clause.after(after)) != "noun" or self._ends_quarrel(clause, number, after):
            return None
        return clause.chunks[after].head, clause.chunks[clause.end_of_phrase(clause.after(after))].last

    def _ends_quarrel(self, clause: Clause, number: int, verb: int) -> bool:
        """Whether what is to be done is only to end a quarrel: "an agreement on Monday to end a three-day strike"."""
        at = clause.chunks[verb].head
        behind = self.lower[at + 1 : at + QUARREL_REACH]
        is_ending = self.lower[at] in self.sets["ending"] and not self.sets["quarrels"].isdisjoint(behind)
        return is_ending and verb > number + 1

    def _tells(self, first: int, last: int) -> bool:
        """Whether the phrase itself says what the deal is about ("minerals deal"), not only its size ("$5m deal")."""
        return any(
            self.lower[at].isalpha()
            and self.text[at][0].islower()
            and self.lower[at] not in self.words.nouns
            and self.lower[at] not in self.sets["plain_words"]
            and self.lower[at] not in self.words.money.scales
            for at in range(first, last)
        )

    def words_of(self, clause: Clause, number: int, phrases: list[Prepositional]) -> list[str]:
        chunks = [
            clause.chunks[number],
            *(clause.chunks[phrase.noun] for phrase in phrases if phrase.word in self.sets["topical"]),
        ]
        return [word for chunk in chunks for at in range(chunk.first, chunk.last) for word in self.lower[at].split("-")]

    def bare(self, first: int, last: int) -> tuple[int, int]:
        while first < last - 1 and (self.tags.get(self.lower[first], 0) & lex.DETERMINER or self.text[first] in MARKS):
            first += 1
        return first, last
