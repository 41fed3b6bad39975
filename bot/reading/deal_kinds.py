"""What kind of deal a noun names, by the words beside it; and what only sounds like one."""

from __future__ import annotations

from dataclasses import replace

from bot.model import DealKind
from bot.reading import word_classes as lex
from bot.reading.clauses import Clause, Prepositional
from bot.reading.deal_status import Statuses
from bot.reading.deal_words import Frame
from bot.reading.parties import Parties


class Kinds:
    """Tells the kinds of deals in the clauses of one text."""

    def __init__(self, parties: Parties, statuses: Statuses) -> None:
        self.statuses, self.words, self.tokens = statuses, parties.words, parties.tokens
        self.lower, self.tags, self.sets = parties.tokens.lower, parties.words.chunks.tags, parties.words.sets

    def kind(self, clause: Clause, number: int, frame: Frame, phrases: list[Prepositional]) -> DealKind:
        if frame.kind not in ("agreement", "treaty", "contract", "settlement"):
            return frame.kind
        chunk = clause.chunks[number]
        inside = [word for at in range(chunk.first, chunk.last) for word in self.lower[at].split("-")]
        kinds = [self.words.kinds[word] for word in inside if word in self.words.kinds]
        around = self.lower[clause.chunks[0].first : clause.chunks[-1].last]
        beside = self._words_beside(clause, number, phrases)
        if frame.kind in ("agreement", "contract") and self._has_workers(beside):
            return "labour"
        if frame.kind == "settlement" and not self.sets["unions"].isdisjoint(beside):
            return "labour"
        near = {*inside, *(clause.head(phrase.noun) for phrase in phrases if phrase.word in self.sets["topical"])}
        if frame.kind in ("contract", "agreement") and near & self.sets["weapons"]:
            return "arms"
        if kinds and kinds[-1] == "acquisition" and near & self.sets["goods"]:
            return "contract"
        if kinds:
            return kinds[-1] if frame.kind != "contract" else "contract"
        for phrase in phrases:
            topic = clause.chunks[phrase.noun]
            if phrase.word in self.sets["topical"] and self.lower[topic.head] in self.words.kinds:
                return self.words.kinds[self.lower[topic.head]]
        if frame.kind == "agreement" and sum(word in self.sets["clubs"] for word in around) > 1:
            return "transfer"
        return frame.kind

    def _words_beside(self, clause: Clause, number: int, phrases: list[Prepositional]) -> list[str]:
        """The words of the noun's phrase, of the phrases tied to it and of the subject of its verb."""
        verb = self.statuses.verb_over(clause, number)
        beside = [number, *(phrase.noun for phrase in phrases), *(clause.subject(verb) if verb is not None else [])]
        return [word for at in beside for word in self.lower[clause.chunks[at].first : clause.chunks[at].last]]

    def _has_workers(self, around: list[str]) -> bool:
        others = self.sets["other_unions"]
        return any(
            word in self.sets["workers"] and word not in self.words.nouns and around[at - 1] not in others
            for at, word in enumerate(around)
        )

    def is_idiom(self, clause: Clause, number: int) -> bool:
        """Whether the words of a noun chunk and those beside it mean something else than a deal."""
        first, last = clause.chunks[number].first, clause.chunks[number].last
        is_object = clause.kind(number - 1) == "verb" and last - first > 1  # "signed trade deals with"
        if self.lower[last - 1] in self.sets["dealing"] and not is_object and self._is_bare_verb(first, last):
            return True
        if clause.kind(number + 1) == "preposition" and clause.head(number + 2) in self.sets["figurative"]:
            return True  # "a deal between friends"
        begin = max(self.tokens.sentences[self.tokens.sentence_of[first]][0], first - 3)
        end = min(last + 3, self.tokens.sentences[self.tokens.sentence_of[first]][1])
        for match in self.words.idioms.finditer(self.tokens.slice(begin, end)):
            start = self.tokens.starts[begin] + match.start()
            if start < self.tokens.ends[last - 1] and start + len(match[0]) > self.tokens.starts[first]:
                return True
        return False

    def _is_bare_verb(self, first: int, last: int) -> bool:
        """Whether "Brussels deals with" hides a verb: a name before it, "with" behind, no article."""
        following = self.lower[last] if last < len(self.lower) else ""
        if following in self.sets["indefinite"]:
            return True  # "her victory deals a blow to"
        if following not in self.sets["dealing_with"]:
            return False
        if last - first == 1:
            return bool(first and self.tags.get(self.lower[first - 1], 0) & lex.PRONOUN)  # "how she deals with it"
        return not any(
            self.tags.get(word, 0) & (lex.DETERMINER | lex.POSSESSIVE | lex.CLITIC) for word in self.lower[first:last]
        )

    def goods_frame(self, clause: Clause, number: int, frame: Frame, phrases: list[Prepositional]) -> Frame | None:
        """The frame of a sale or purchase of arms or other goods: "a possible sale of missiles to X"."""
        if frame.kind != "acquisition" or frame.status is not None:
            return None
        chunk = clause.chunks[number]
        words = set(self.lower[chunk.first : chunk.last])
        counted: set[str] = set()
        for phrase in phrases:
            if phrase.word in self.sets["belonging"]:
                topic = clause.chunks[phrase.noun]
                words |= set(self.lower[topic.first : topic.last])
                if self.tags.get(self.lower[topic.first], 0) & lex.NUMBER or self.lower[topic.first].isdigit():
                    counted.add(self.lower[topic.head])  # "26 jets", not "its gold" of a mine
        is_armed = bool(words & self.sets["arms_goods"])
        if not is_armed and counted.isdisjoint(self.sets["goods"]):
            return None
        name = "arms_purchase" if frame.subject == "buyer" else "arms_sale"
        return replace(self.words.nouns[next(iter(self.sets[name]))], wants="", kind="arms" if is_armed else "contract")
