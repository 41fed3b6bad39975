"""What hangs on a word in a row of chunks: the object of a verb, lists, the prepositional phrases behind it."""

from __future__ import annotations

from typing import NamedTuple

from bot.reading import word_classes as lex
from bot.reading.clause_subjects import REACH, Subjects

__all__ = ["Clause", "Prepositional"]

LONGEST_LIST = 5


class Prepositional(NamedTuple):
    """A preposition and the chunk number of the noun phrase behind it; `owner` is a participle it belongs to."""

    word: str
    noun: int
    owner: int | None = None


class Clause(Subjects):
    """Relations between the chunks of one sentence."""

    def joined_after(self, noun: int) -> list[int]:
        """Chunk `noun` and those joined to its right, unless what follows begins a new clause."""
        found = [noun]
        at = noun + 1
        while True:
            at = self._past_place(at)
            link = at
            while self.kind(at) in ("comma", "conjunction") and self.word(at) not in self.words.parting:
                at += 1
            if at == link or self.kind(at) != "noun" or self._is_new_subject(at):
                return found
            if self.kind(at - 1) == "comma" and (not self._list_goes_on(at) or self._describes(noun, at)):
                return found
            found.append(at)
            at += 1

    def pair_after(self, noun: int) -> list[int]:
        """The chunks of "between X and Y", whatever follows."""
        found = [noun]
        at = noun + 1
        while self.kind(at) in ("comma", "conjunction") and len(found) < LONGEST_LIST:
            while self.kind(at) in ("comma", "conjunction"):
                at += 1
            if self.kind(at) != "noun":
                break
            found.append(at)
            if self.word(at - 1) in self.words.joining:
                break
            at += 1
        return found

    def end_of_phrase(self, noun: int) -> int:
        """The last chunk of "N of N and N" that begins in chunk `noun`."""
        last = self.joined_after(noun)[-1]
        while (
            self.word(last + 1) in self.words.phrase_links
            and self.kind(last + 1) == "preposition"
            and self.kind(last + 2) == "noun"
        ):
            last += 2
        return last

    def _past_place(self, at: int) -> int:
        """Past "of Salem, Ore." and ", of Springfield, Va." behind a name."""
        start = at + (self.kind(at) == "comma")
        if self.word(start) not in self.words.phrase_links or self.kind(start + 1) != "noun":
            return at
        if not self.tokens.words[self.chunks[start + 1].first][0].isupper():
            return at
        at = start + 2
        if self.kind(at) == "comma" and self.kind(at + 1) == "noun" and self.kind(at + 2) in ("comma", "conjunction"):
            return at + 2
        return at

    def _is_new_subject(self, noun: int) -> bool:
        following = noun + 1
        if self.kind(following) != "verb" or self._is_reduced(following):
            return False
        return self.chunks[following].form not in ("ing", "infinitive", "participle")

    def is_determined(self, number: int) -> bool:
        """Whether a phrase begins with an article or the like."""
        return bool(self.tags.get(self.word(number), 0) & lex.DETERMINER)

    def _describes(self, noun: int, at: int) -> bool:
        """Whether "a …" behind a name tells what it is: "Apex Ltd, a wood window and door maker,"."""
        is_indefinite = self.word(at) in self.words.indefinite
        return is_indefinite and self.tokens.words[self.chunks[noun].head][0].isupper()

    def _list_goes_on(self, noun: int) -> bool:
        """Whether a conjunction closes the list after this member of it."""
        at = noun + 1
        while self.kind(at) in ("noun", "comma"):
            at += 1
        return self.kind(at) == "conjunction" and self.word(at) in self.words.joining and at - noun <= LONGEST_LIST + 1

    def relative_object(self, verb: int, subjects: list[int]) -> int | None:
        """What a relative clause without an object is about: "the app that X bought"."""
        if self.object(verb) is not None or not subjects:
            return None
        link = subjects[0] - 1
        is_that = self.kind(link) == "subordinator" and self.tags.get(self.word(link), 0) & lex.COMPLEMENTISER
        if self.kind(link) != "relative" and not is_that:
            return None
        at = link - 1 - (self.kind(link - 1) == "comma")
        return self.phrase_start(at) if self.kind(at) == "noun" else None

    def object(self, verb: int) -> int | None:
        """The noun chunk right behind a verb."""
        at = self.after(verb)
        return at if self.kind(at) == "noun" else None

    def prepositionals(self, start: int) -> list[Prepositional]:
        """The prepositional phrases behind chunk `start`, to the end of its clause."""
        found: list[Prepositional] = []
        owner: int | None = None
        at: int | None = start + 1
        while at is not None and at < len(self.chunks) and at - start <= REACH:
            if self.kind(at) == "preposition" and self.word(at) not in self.words.closing:
                phrase = self._phrase_at(at, owner)
                if phrase is None:
                    at += 1
                elif self.tags.get(self.word(at), 0) & lex.SUBORDINATOR and self._is_new_subject(phrase.noun):
                    break
                else:
                    found.append(phrase)
                    owner, at = None, phrase.noun + 1
            else:
                owner = at if self.kind(at) == "verb" else owner
                at = self._past_word(at)
        return found

    def _phrase_at(self, at: int, owner: int | None) -> Prepositional | None:
        """The phrase that begins with the preposition at chunk `at`; of two prepositions the first, or "of"."""
        noun, word = self.after(at), self.word(at)
        while self.kind(noun) == "preposition":
            word = self.word(noun) if self.tags.get(self.word(noun), 0) & lex.OF else word
            noun = self.after(noun)
        return Prepositional(word, noun, owner) if self.kind(noun) == "noun" else None

    def _past_word(self, at: int) -> int | None:
        """The chunk behind one that is no preposition; None where the clause ends."""
        kind = self.kind(at)
        if kind in ("stop", "subordinator") or self.word(at) in self.words.closing:
            return None
        if kind == "relative":
            end = self._end_of_relative(at)
            return None if end is None else end + 1
        if (kind == "verb" and not self._is_reduced(at)) or (kind == "conjunction" and self._starts_clause(at + 1)):
            return None
        return at + 1

    def _is_reduced(self, verb: int) -> bool:
        """A participle that only describes the noun before it ("a group led by"), or an -ing form."""
        chunk = self.chunks[verb]
        if chunk.has_be or chunk.has_have:
            return False
        return chunk.form == "ing" or (
            chunk.form in ("past", "participle") and self.word(verb + 1) in self.words.describing
        )

    def _starts_clause(self, at: int) -> bool:
        while self.kind(at) in ("time", "comma"):
            at += 1
        if self.kind(at) == "verb":
            return True
        return self.kind(at) == "noun" and self._is_new_subject(at)

    def _end_of_relative(self, at: int) -> int | None:
        for number in range(at + 1, min(len(self.chunks), at + REACH)):
            if self.kind(number) == "comma":
                return number
        return None
