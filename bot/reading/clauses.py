"""Who does what in a row of chunks: the subject of a verb, its object, the prepositional phrases behind a word."""

from __future__ import annotations

from typing import NamedTuple

from bot.reading import lexicon as lex
from bot.reading.chunks import Chunk, Chunker
from bot.text import Tokens

REACH = 14  # chunks between a verb and what belongs to it
CONTROL_OBJECT = frozenset({"ask", "asked", "urge", "urged", "allow", "allowed", "allows", "force", "forced", "want", "wanted",
                            "expect", "persuade", "persuaded", "press", "pressed", "require", "requires", "let", "permit"})  # fmt: skip


class Prepositional(NamedTuple):
    """A preposition and the chunk number of the noun phrase behind it; `owner` is a participle it belongs to."""

    word: str
    noun: int
    owner: int | None = None


class Clause:
    """Relations between the chunks of one sentence."""

    def __init__(self, chunker: Chunker, sentence: int) -> None:
        self.tokens: Tokens = chunker.tokens
        self.lower = chunker.tokens.lower
        self.tags = chunker.words.tags
        self.sentence = sentence
        self.chunks: list[Chunk] = chunker.chunks(sentence)

    def kind(self, number: int) -> str:
        return self.chunks[number].kind if 0 <= number < len(self.chunks) else "stop"

    def word(self, number: int) -> str:
        """The first word of a chunk, lower case."""
        return self.lower[self.chunks[number].first] if 0 <= number < len(self.chunks) else ""

    def head(self, number: int) -> str:
        return self.lower[self.chunks[number].head] if 0 <= number < len(self.chunks) else ""

    def chunk_of(self, token: int) -> int | None:
        """The number of the chunk that holds a token."""
        for number, chunk in enumerate(self.chunks):
            if chunk.first <= token < chunk.last:
                return number
        return None

    def before(self, number: int) -> int:
        """The number of the chunk before, times left out."""
        number -= 1
        while number >= 0 and (self.kind(number) == "time"):
            number -= 1
        return number

    def after(self, number: int) -> int:
        number += 1
        while self.kind(number) == "time":
            number += 1
        return number

    # ------------------------------------------------------------ subjects

    def subject(self, number: int, depth: int = 0) -> list[int]:
        """The noun chunks that are the subject of verb chunk `number`, several where they are joined by "and"."""
        if depth > 4:
            return []
        chunk = self.chunks[number]
        if chunk.form == "infinitive":
            return self._infinitive_subject(number, depth)
        at = number - 1
        while at >= 0 and number - at <= 2 * REACH:
            kind = self.kind(at)
            if kind == "noun":
                joined = self.joined_before(self._phrase_start(at))
                if self.kind(joined[0] - 1) != "preposition":
                    return joined
                at = joined[0] - 2
            elif kind == "comma":
                at = self._before_insertion(at)
            elif kind == "conjunction":
                earlier = self._earlier_verb(at)
                return self.subject(earlier, depth + 1) if earlier is not None else []
            elif kind == "relative":
                return self._antecedent(at)
            elif kind == "verb":
                if chunk.form == "ing" and not chunk.has_be or self.chunks[at].form == "ing":
                    return self.subject(at, depth + 1)
                if self.chunks[at].form not in ("past", "participle") or chunk.form == "ing":
                    return self.subject(at, depth + 1)
                at -= 1
            elif kind == "preposition" and chunk.form == "ing" and at == number - 1:
                earlier = self._earlier_verb(at)
                return self.subject(earlier, depth + 1) if earlier is not None else []
            elif kind in ("time", "preposition"):
                at -= 1
            else:
                return []
        return []

    def _infinitive_subject(self, number: int, depth: int) -> list[int]:
        at = self.before(number)
        if self.kind(at) == "verb":
            return self.subject(at, depth + 1)
        if self.kind(at) == "noun":
            verb = self.governing_verb(at)
            if verb is not None and self.head(verb) in CONTROL_OBJECT:
                return [at]
            if verb is not None:
                return self.subject(verb, depth + 1)
            start = self._phrase_start(at)
            return self.joined_before(start) if self.kind(start - 1) not in ("preposition", "verb") else []
        if self.kind(at) == "conjunction":
            earlier = self._earlier_verb(at)
            return self.subject(earlier, depth + 1) if earlier is not None else []
        return []

    def governing_verb(self, noun: int) -> int | None:
        """The verb whose object noun chunk `noun` is, through "of", "with" and the like."""
        at = self._phrase_start(noun)
        before = self.before(at)
        if self.kind(before) == "preposition":
            before = self.before(before)
            while self.kind(before) == "noun":
                before = self.before(self._phrase_start(before))
                while self.kind(before) == "preposition":
                    before = self.before(before)
        return before if self.kind(before) == "verb" else None

    def _phrase_start(self, noun: int) -> int:
        """The head chunk of "N of N of N" that ends in chunk `noun`."""
        while self.word(noun - 1) in ("of", "in") and self.kind(noun - 1) == "preposition" and self.kind(noun - 2) == "noun":
            noun -= 2
        return noun

    def _before_insertion(self, comma: int) -> int:
        """Before the insertion that closes at chunk `comma`; just before it where none does."""
        for at in range(comma - 1, max(-1, comma - REACH), -1):
            if self.kind(at) in ("stop", "subordinator"):
                break
            if self.kind(at) == "comma":
                return at - 1
        return comma - 1

    def _antecedent(self, relative: int) -> list[int]:
        at = relative - 1
        if self.kind(at) == "comma":
            at -= 1
        if self.kind(at) == "preposition":
            at -= 1
        return self.joined_before(at) if self.kind(at) == "noun" else []

    def _earlier_verb(self, at: int) -> int | None:
        for number in range(at - 1, max(-1, at - REACH), -1):
            if self.kind(number) == "verb" and self.chunks[number].form in ("past", "s", "base", "participle", "infinitive"):
                return number
            if self.kind(number) == "stop":
                return None
        return None

    def joined_before(self, noun: int) -> list[int]:
        """Chunk `noun` and those joined to its left: "X, Y and Z"."""
        found = [noun]
        at = noun - 1
        if self.kind(at) == "comma" and self.kind(at - 1) == "conjunction":
            at -= 1
        if not (self.kind(at) == "conjunction" and self.word(at) in ("and", "&") and self.kind(at - 1) in ("noun", "comma")):
            return found
        at -= 1 + (self.kind(at - 1) == "comma")
        while self.kind(at) == "noun":
            start = self._phrase_start(at)
            if self.kind(start - 1) == "verb":
                break
            found.insert(0, start)
            if self.kind(start - 1) == "preposition":
                break
            if self.word(start - 1) != "," or self.kind(start - 2) != "noun":
                break
            at = start - 2
        return found

    # ------------------------------------------------------------ objects

    def joined_after(self, noun: int) -> list[int]:
        """Chunk `noun` and those joined to its right, unless what follows begins a new clause."""
        found = [noun]
        at = noun + 1
        while True:
            at = self._past_place(at)
            link = at
            while self.kind(at) in ("comma", "conjunction") and self.word(at) not in ("but", "—", "–", "--", "(", ")", "or"):
                at += 1
            if at == link or self.kind(at) != "noun" or self._is_new_subject(at):
                return found
            if self.kind(at - 1) == "comma" and not self._list_goes_on(at):
                return found
            found.append(at)
            at += 1

    def pair_after(self, noun: int) -> list[int]:
        """The chunks of "between X and Y", whatever follows."""
        found = [noun]
        at = noun + 1
        while self.kind(at) in ("comma", "conjunction") and len(found) < 5:
            while self.kind(at) in ("comma", "conjunction"):
                at += 1
            if self.kind(at) != "noun":
                break
            found.append(at)
            if self.word(at - 1) == "and":
                break
            at += 1
        return found

    def end_of_phrase(self, noun: int) -> int:
        """The last chunk of "N of N and N" that begins in chunk `noun`."""
        last = self.joined_after(noun)[-1]
        while self.word(last + 1) in ("of", "in") and self.kind(last + 1) == "preposition" and self.kind(last + 2) == "noun":
            last += 2
        return last

    def _past_place(self, at: int) -> int:
        """Past "of Salem, Ore." and ", of Springfield, Va." behind a name."""
        start = at + (self.kind(at) == "comma")
        if self.word(start) not in ("of", "in") or self.kind(start + 1) != "noun":
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

    def _list_goes_on(self, noun: int) -> bool:
        """Whether a conjunction closes the list after this member of it."""
        at = noun + 1
        while self.kind(at) in ("noun", "comma"):
            at += 1
        return self.kind(at) == "conjunction" and self.word(at) == "and" and at - noun <= 6

    def relative_object(self, verb: int, subjects: list[int]) -> int | None:
        """What a relative clause without an object is about: "the app that X bought"."""
        if self.object(verb) is not None or not subjects:
            return None
        link = subjects[0] - 1
        is_that = self.kind(link) == "subordinator" and self.tags.get(self.word(link), 0) & lex.COMPLEMENTISER
        if self.kind(link) != "relative" and not is_that:
            return None
        at = link - 1 - (self.kind(link - 1) == "comma")
        return self._phrase_start(at) if self.kind(at) == "noun" else None

    def object(self, verb: int) -> int | None:
        """The noun chunk right behind a verb."""
        at = self.after(verb)
        return at if self.kind(at) == "noun" else None

    def prepositionals(self, start: int) -> list[Prepositional]:
        """The prepositional phrases behind chunk `start`, to the end of its clause."""
        found: list[Prepositional] = []
        owner: int | None = None
        at = start + 1
        while at < len(self.chunks) and at - start <= REACH:
            kind = self.kind(at)
            if kind == "preposition":
                noun = self.after(at)
                word = self.word(at)
                while self.kind(noun) == "preposition":
                    word = self.word(noun) if self.tags.get(self.word(noun), 0) & lex.OF else word
                    noun = self.after(noun)
                if self.kind(noun) != "noun":
                    at += 1
                    continue
                if self.tags.get(self.word(at), 0) & lex.SUBORDINATOR and self._is_new_subject(noun):
                    break
                found.append(Prepositional(word, noun, owner))
                owner = None
                at = noun
            elif kind in ("stop", "subordinator"):
                break
            elif kind == "relative":
                end = self._end_of_relative(at)
                if end is None:
                    break
                at = end
            elif kind == "verb":
                if not self._is_reduced(at):
                    break
                owner = at
            elif kind == "conjunction" and self._starts_clause(at + 1):
                break
            at += 1
        return found

    def _is_reduced(self, verb: int) -> bool:
        """A participle that only describes the noun before it ("a group led by"), or an -ing form."""
        chunk = self.chunks[verb]
        if chunk.has_be or chunk.has_have:
            return False
        return chunk.form == "ing" or (chunk.form in ("past", "participle") and self.word(verb + 1) in ("by", "in", "at", "on"))

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
