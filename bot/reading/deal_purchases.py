"""Things bought and sold: companies and their parts, players, goods, with what a deal verb makes of its objects."""

from __future__ import annotations

from bot.model import DealKind
from bot.reading import word_classes as lex
from bot.reading.clauses import Clause
from bot.reading.deal_status import Statuses
from bot.reading.deal_targets import Targets
from bot.reading.deal_words import DealWords, Frame
from bot.reading.mentions import Facts, Mention
from bot.reading.parties import Parties

SHORTEST_MODEL = 4  # letters of "a320"


class Purchases:
    """Reads the objects of deal verbs in one text."""

    def __init__(self, words: DealWords, parties: Parties, statuses: Statuses, facts: Facts) -> None:
        self.words, self.parties, self.statuses, self.facts = words, parties, statuses, facts
        self.targets = Targets(parties, facts)
        self.tokens = parties.tokens
        self.sets = words.sets

    def _mention(self, clause: Clause, verb: int, kind: DealKind) -> Mention:
        chunk = clause.chunks[verb]
        standing = self.statuses.of_verb(
            clause, verb, "agreed" if kind in ("contract", "arms", "settlement", "labour", "agreement") else "completed"
        )
        first, last = clause.chunks[0].first, clause.chunks[-1].last
        return Mention(kind, clause.sentence, chunk.head, (first, last), standing, is_verb=True, confidence=0.8)

    def _bought(self, clause: Clause, verb: int, frame: Frame, objects: list[int]) -> Mention | None:
        if frame.kind == "merger":
            mention = self._mention(clause, verb, "merger")
            named = [number for number in objects if self.targets.is_named(clause, number)]
            own = self.words.chunks.tags
            named = [
                number
                for number in named
                if not own.get(clause.word(number), 0) & lex.POSSESSIVE  # "merge their UK operations"
            ]
            if any(self.tokens.words[clause.chunks[number].head].islower() for number in named):
                return None  # "merges a Ford chassis with …"
            mention.parties += self.parties.fill("party", clause, named)
            return mention
        if not objects or clause.head(objects[0]) in frame.not_objects:
            return None
        if (
            self.facts.sums(clause.chunks[objects[0]].first, clause.chunks[objects[0]].last)
            and clause.word(objects[0] + 1) in self.sets["belonging"]
        ):
            if frame.subject == "seller":
                return None  # "sold $4.6 billion of groceries": what it turned over
            objects = [objects[0] + 2] if clause.kind(objects[0] + 2) == "noun" else objects
        is_company = any(clause.head(number) in self.sets["things"] for number in objects)
        is_goods = clause.head(objects[0]) in self.sets["goods"] and not self._is_plain_name(clause, objects[0])
        is_goods = is_goods or self._is_model(clause.head(objects[0]))
        is_arms = clause.head(objects[0]) in self.sets["arms_goods"] and self._is_armed(clause, objects[0])
        is_goods = is_goods or is_arms
        if is_goods and not is_company:
            return self._goods(clause, verb, objects)
        is_player = self.targets.is_sport and any(self.targets.names_person(clause, number) for number in objects)
        mention = self._mention(clause, verb, "transfer" if is_player else frame.kind)
        for number in objects:
            target = self.targets.target(clause, number) or self.targets.priced(clause, verb, number)
            if target is None:
                mention.object = mention.object or self.targets.known_shares(clause, number)
                mention.is_known = mention.object is not None
                mention.parties += self.targets.outer(clause, verb, number) if mention.is_known else []
                continue
            inner, stake = target
            mention.parties += self.parties.fill("target", clause, [self.targets.named_behind(clause, inner)])
            mention.parties += self.targets.owner(clause, inner, frame)
            mention.stake = mention.stake or stake
            mention.object = mention.object or self.targets.span_of(clause, number, inner)
        return mention if mention.object else None

    def _is_armed(self, clause: Clause, number: int) -> bool:
        """Whether a phrase names a weapon by its type: "66 F-16 fighters"; fighters alone are people too."""
        chunk = clause.chunks[number]
        words = self.tokens.lower[chunk.first : chunk.last]
        return any(word in self.sets["arms_goods"] and not word.isalpha() for word in words)

    def _is_model(self, word: str) -> bool:
        """Whether a word names a product: letters with a number in them ("A320neo"), no "3M" and no "O2"."""
        return len(word) >= SHORTEST_MODEL and word[0].isalpha() and any(letter.isdigit() for letter in word)

    def _is_plain_name(self, clause: Clause, number: int) -> bool:
        """Whether a word for goods is a name here: "bought Jet", not "bought F-16s"."""
        word = self.tokens.words[clause.chunks[number].head]
        return word[0].isupper() and word.isalpha()

    def _goods(self, clause: Clause, verb: int, objects: list[int]) -> Mention:
        chunk = clause.chunks[objects[0]]
        words = [part for word in self.tokens.lower[chunk.first : chunk.last] for part in (word, *word.split("-"))]
        is_arms = any(word in self.sets["arms_goods"] for word in words)
        mention = self._mention(clause, verb, "arms" if is_arms else "contract")
        mention.object = self.targets.span_of(clause, objects[0], clause.end_of_phrase(objects[0]))
        return mention
