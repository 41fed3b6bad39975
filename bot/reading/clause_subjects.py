"""A row of chunks and its subjects: who does what a verb says, through insertions, infinitives and relative clauses."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from bot.reading import word_classes as lex
from bot.reading.chunks import Chunk, Chunker
from bot.text import Tokens

KIND_OF = attrgetter("kind")
DEEPEST = 4
PAIR = 2
REACH = 14  # chunks between a verb and what belongs to it


class _Kinds(dict[int, str]):
    """The kinds of a row of chunks by number; before the first and behind the last stands a stop."""

    def __missing__(self, number: int) -> str:
        return "stop"


class Subjects:
    """The chunks of one sentence and the subjects of its verbs."""

    def __init__(self, chunker: Chunker, sentence: int) -> None:
        self.tokens: Tokens = chunker.tokens
        self.lower = chunker.tokens.lower
        self.words = chunker.words
        self.tags = chunker.words.tags
        self.sentence = sentence
        self.chunks: list[Chunk] = chunker.chunks(sentence)
        self.kind: Callable[[int], str] = _Kinds(enumerate(map(KIND_OF, self.chunks))).__getitem__

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

    def subject(self, number: int, depth: int = 0) -> list[int]:
        """The noun chunks that are the subject of verb chunk `number`, several where they are joined by "and"."""
        if depth > DEEPEST:
            return []
        if self.chunks[number].form == "infinitive":
            return self._infinitive_subject(number, depth)
        at = number - 1
        while at >= 0 and number - at <= 2 * REACH:
            step = self._towards_subject(number, at, depth)
            if not isinstance(step, int):
                return step
            at = step
        return []

    def _towards_subject(self, number: int, at: int, depth: int) -> list[int] | int:
        """The subject, or the chunk to look at next, seen from chunk `at` left of the verb."""
        kind = self.kind(at)
        if kind == "noun":
            tag = self.tags.get(self.word(at), 0)
            if tag & lex.OBJECT_PRONOUN and not tag & lex.PRONOUN and self.kind(at - 1) == "noun":
                at -= 1  # "the city itself"
            joined = self.joined_before(self.phrase_start(at))
            link = joined[0] - 1
            if self.kind(link) == "verb" and self.chunks[link].form == "infinitive" and self.kind(link - 1) == "noun":
                return link - 1  # "its agreement to buy Apex was ended"
            if self.kind(link) == "preposition" and self._is_bare(number) and self.kind(link - 1) == "verb":
                return joined  # "losses related to notes bought by X"
            return joined if self.kind(link) != "preposition" or self._opens_clause(link, number) else link - 1
        if kind == "comma":
            return self._before_insertion(at)
        if kind == "relative":
            return self._antecedent(at)
        if kind == "verb":
            return self._past_verb(number, at, depth)
        is_gerund = kind == "preposition" and at == number - 1 and self.chunks[number].form == "ing"
        if kind == "conjunction" or is_gerund:
            earlier = self._earlier_verb(at)
            return self.subject(earlier, depth + 1) if earlier is not None else []
        return at - 1 if kind in ("time", "preposition") else []

    def _is_bare(self, number: int) -> bool:
        """Whether a participle stands alone before "by": it describes the noun right before it."""
        chunk = self.chunks[number]
        return (
            chunk.form == "past"
            and not chunk.has_be
            and not chunk.has_have
            and self.word(number + 1) in self.words.agent
        )

    def _opens_clause(self, link: int, number: int) -> bool:
        """Whether "after" opens the clause of a finite verb: the clause before or behind it has its own."""
        if not self.tags.get(self.word(link), 0) & lex.SUBORDINATOR or self.chunks[number].form == "ing":
            return False
        if link == 0:  # "After its talks with Orbis failed, …"
            return any(self.kind(at) == "comma" for at in range(number + 1, len(self.chunks)))
        earlier = self._earlier_verb(link)
        between = range(earlier + 1, link) if earlier is not None else ()
        return earlier is not None and all(self.kind(at) not in ("relative", "subordinator") for at in between)

    def _past_verb(self, number: int, at: int, depth: int) -> list[int] | int:
        """A participle before the verb only describes its subject; any other verb shares it."""
        is_gerund = self.chunks[number].form == "ing"
        if is_gerund or self.chunks[at].form not in ("past", "participle"):
            return self.subject(at, depth + 1)
        return at - 1

    def _infinitive_subject(self, number: int, depth: int) -> list[int]:
        at = self.before(number)
        if self.kind(at) == "verb":
            return self.subject(at, depth + 1)
        if self.kind(at) == "noun":
            if self.word(at - 1) in self.words.agent and self.kind(at - 2) == "noun":
                return self.joined_before(at)  # "a proposal by X to buy Y"
            verb = self.governing_verb(at)
            if verb is not None and self.head(verb) in self.words.control:
                return [at]
            if verb is not None:
                return self.subject(verb, depth + 1)
            start = self.phrase_start(at)
            return self.joined_before(start) if self.kind(start - 1) not in ("preposition", "verb") else []
        if self.kind(at) == "conjunction":
            earlier = self._earlier_verb(at)
            return self.subject(earlier, depth + 1) if earlier is not None else []
        return []

    def governing_verb(self, noun: int) -> int | None:
        """The verb whose object noun chunk `noun` is, through "of", "with" and the like."""
        at = self.phrase_start(noun)
        before = self.before(at)
        if self.kind(before) == "noun":
            before = self.before(self.phrase_start(before))  # "pay the state of Ohio | $5 million"
        while self.kind(before) == "preposition":
            before = self.before(before)
            while self.kind(before) == "noun":
                before = self.before(self.phrase_start(before))
                while self.kind(before) == "preposition":
                    before = self.before(before)
        return before if self.kind(before) == "verb" else None

    def phrase_start(self, noun: int) -> int:
        """The head chunk of "N of N of N" that ends in chunk `noun`."""
        while (
            self.word(noun - 1) in self.words.phrase_links
            and self.kind(noun - 1) == "preposition"
            and self.kind(noun - 2) == "noun"
        ):
            noun -= 2
        return noun

    def _before_insertion(self, comma: int) -> int:
        """Before the insertion that closes at chunk `comma`; just before it where none does."""
        for at in range(comma - 1, max(-1, comma - REACH), -1):
            is_that = bool(self.tags.get(self.word(at), 0) & lex.COMPLEMENTISER)
            if self.kind(at) == "stop" or (self.kind(at) == "subordinator" and not is_that):
                break
            if self.kind(at) == "comma" and not self._is_inside_apposition(at, comma):
                return at - 1
        return comma - 1

    def _is_inside_apposition(self, at: int, closing: int) -> bool:
        """Whether a comma only parts town and state: "Alpine, a Salem, Ore. broker, said"."""
        if at + 2 != closing or self.kind(at - 1) != "noun" or self.kind(at - 2) != "comma":
            return False
        place, rest = self.chunks[at - 1], self.chunks[at + 1]
        is_place = self.tags.get(self.lower[place.first], 0) & lex.DETERMINER and self._is_capital(place.head)
        return bool(is_place) and self._is_capital(rest.first) and not self._is_capital(rest.head)

    def _is_capital(self, token: int) -> bool:
        return self.tokens.words[token][0].isupper()

    def _antecedent(self, relative: int) -> list[int]:
        at = relative - 1
        if self.kind(at) == "comma":
            at -= 1
        if self.kind(at) == "preposition":
            at -= 1
        return self.joined_before(at) if self.kind(at) == "noun" else []

    def _earlier_verb(self, at: int) -> int | None:
        for number in range(at - 1, max(-1, at - REACH), -1):
            if self.kind(number) == "verb" and self.chunks[number].form in (
                "past",
                "s",
                "base",
                "participle",
                "infinitive",
            ):
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
        if not (
            self.kind(at) == "conjunction"
            and self.word(at) in self.words.joining
            and self.kind(at - 1) in ("noun", "comma")
        ):
            return found
        is_parted = self.kind(at - 1) == "comma"
        at -= 1 + is_parted
        while self.kind(at) == "noun":
            start = self.phrase_start(at)
            if self.kind(start - 1) == "verb":
                break
            found.insert(0, start)
            if self.kind(start - 1) == "preposition":
                break
            if self.word(start - 1) != "," or self.kind(start - 2) != "noun":
                break
            at = start - 2
        is_next_clause = is_parted and len(found) == PAIR and self.kind(found[0] - 1) == "preposition"
        return found[1:] if is_next_clause else found  # "… for trains, and Y agreed": no list of two has that comma
