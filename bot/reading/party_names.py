"""The name inside a phrase: articles, possessors and common nouns cut away, "Scott's Hospitality Inc" kept whole."""

from __future__ import annotations

from collections import Counter
from itertools import compress

from bot.reading import word_classes as lex
from bot.reading.chunks import CURRENCY, MARKS, Chunk, Chunker
from bot.reading.clauses import Clause
from bot.reading.deal_words import DealWords
from bot.reading.names import Registry

ADJECTIVE = 3  # tokens of "the Norwegian company"
LONGEST_OWNER = 6  # tokens behind "of" in "the owners of …"


class PartyNames:
    """Finds the names in the noun chunks of one text."""

    def __init__(self, chunker: Chunker, words: DealWords, registry: Registry | None = None) -> None:
        self.chunker, self.words, self.registry = chunker, words, registry
        self.tokens = chunker.tokens
        self.text, self.lower = chunker.tokens.words, chunker.tokens.lower
        self.tags = words.chunks.tags
        self._counts: tuple[Counter[str], Counter[str]] | None = None  # not asked yet

    def has_name(self, first: int, last: int) -> bool:
        """Whether a capital stands there that is not only its sentence's or quotation's: "Seaweed needs no mine"."""
        opens, _ = self.tokens.sentences[self.tokens.sentence_of[first]]
        if self.text[opens] in MARKS and first == opens + 1 and not self.is_known(first):
            first += 1
        return any(
            self.text[at][0].isupper() and (at != opens or not self.tags.get(self.lower[at], 0))
            for at in range(first, last)
        )

    def is_known(self, at: int) -> bool:
        """Whether a capitalised word is somebody's name, or stands inside a sentence too."""
        name = self.registry.mention_at(at, at + 1) if self.registry is not None else None
        return name is not None or self.words.places.country(self.text[at]) is not None

    def name_in(self, clause: Clause, number: int) -> tuple[int, int] | None:
        """Token range of the party a noun chunk names; None where it names none."""
        chunk = clause.chunks[number]
        first, last = self._bare(chunk.first, chunk.last)
        if (
            self.text[chunk.head][0].isdigit()
            and clause.word(number + 1) in self.words.sets["belonging"]
            and clause.kind(number + 2) == "noun"
        ):
            return first, clause.chunks[number + 2].last
        if self._is_numbered(first, last):
            return self.name_run(first, last - 1)[0], last
        if first >= last or self._is_no_party(first, last):
            return None
        head = last - 1
        if head == first and self.lower[first] in self.words.sets["definite"]:
            return None
        if self.text[head][0].isupper() or self.text[head] == ")":
            return self.name_run(first, last)
        if self.lower[head] in self.words.sets["behind_names"] and head > first and self.text[head - 1][0].isupper():
            return self.name_run(first, head)  # "Apex and Kestrel highlight": the verb
        if self.lower[head] in self.words.sets["wrappers"]:
            inner = self._name_before(first, head)
            if inner is not None:
                is_part = inner[1] < head and self.lower[head] in self.words.sets["part_heads"]
                return (first, last) if is_part else inner  # "Eastern Airlines shuttle operations"
            if self.lower[head] in self.words.sets["stake_words"]:
                return None
        last = self._with_of(clause, number, last)
        return first, last

    def _is_numbered(self, first: int, last: int) -> bool:
        """Whether a body goes by its number: "United Miners Local 312"."""
        is_number = self.text[last - 1].isdigit() and first < last - 2 and self.text[last - 2][0].isupper()
        return is_number and self.lower[last - 2] in self.words.sets["numbered"]

    def _bare(self, first: int, last: int) -> tuple[int, int]:
        """Without article, possessive, trailing clitic; "the" stays."""
        while last > first and (self.tags.get(self.lower[last - 1], 0) & lex.CLITIC or self.text[last - 1] in MARKS):
            last -= 1
        while first < last and (
            (
                self.tags.get(self.lower[first], 0) & (lex.DETERMINER | lex.POSSESSIVE)
                and self.lower[first] not in self.words.sets["kept_openers"]
                and not self.tags.get(self.lower[first], 0) & lex.NUMBER
            )
            or self.text[first] in MARKS
        ):
            first += 1
        is_told = last - first > 1 and self.lower[first] in self.words.sets["introducing"]
        return first + (is_told and self.text[first + 1][0].isupper()), last

    def _is_no_party(self, first: int, last: int) -> bool:
        head = self.lower[last - 1]
        if (
            head in self.words.sets["not_parties"]
            or head in self.words.nouns
            or not (self.text[last - 1][-1].isalnum() or self.text[last - 1][-1] in ").")
        ):
            return True
        if head in self.words.sets["stake_words"] and not self.has_name(first, last - 1):
            return True
        if self.text[first] in CURRENCY or any(self.text[at] in "$€£%" for at in range(first, last)):
            return True
        tag = self.tags.get(head, 0)
        return (
            bool(tag & (lex.TIME | lex.NUMBER))
            or head.replace(",", "").replace(".", "").isdigit()
            or (head in self.words.money.units and self.text[last - 1].islower())
        )

    def name_run(self, first: int, last: int) -> tuple[int, int]:
        """The name that ends a phrase: capitals and what links them, a possessor before it left out."""
        at = last - 1
        while at > first and self._links(first, at - 1):
            at -= 1
        sets = self.words.sets
        while at < last - 1 and self.lower[at] in sets["name_links"] and self.lower[at] not in sets["definite"]:
            at += 1
        return at, last

    def _links(self, first: int, at: int) -> bool:
        """Whether token `at` belongs to the name that goes on behind it."""
        word = self.text[at]
        if self.tags.get(self.lower[at], 0) & lex.CLITIC:
            return self._is_inside_name(at)
        if word[0].isupper() or word in ("&", "(", ")", "-"):
            return not (self.lower[at] in self.words.chunks.headline_words or self._tells_origin(at))  # "How | Apex"
        if word in self.words.chunks.suffixes:
            return at > first and self.text[at - 1][0].isupper()  # "Norton co Pty Ltd"
        if self.lower[at] in self.words.sets["definite"]:
            return at == first
        if self.tags.get(self.lower[at], 0) & lex.CONNECTOR and self.lower[at - 1] in self.words.chunks.of_heads:
            return self.lower[min(at + 2, len(self.lower) - 1)] in self.words.chunks.suffixes  # "Bank and Trust Co"
        is_link = self.lower[at] in self.words.sets["name_links"] or self.lower[at] in self.words.chunks.particles
        particles = self.words.chunks.particles
        return is_link and at > first and (self.text[at - 1][0].isupper() or self.lower[at - 1] in particles)

    def _tells_origin(self, at: int) -> bool:
        """Whether a word only tells where the one named behind it is from: "Tokyo-based"."""
        word = self.lower[at]
        return "-" in word and word.rpartition("-")[2] in self.words.sets["origins"]

    def _is_inside_name(self, at: int) -> bool:
        """Whether the 's at token `at` belongs to the name: "Scott's Hospitality Inc", never "Scott" alone."""
        if at + 1 < len(self.text) and self.lower[at + 1] in self.words.chunks.suffixes:
            return True
        owner = self.lower[at - 1]
        is_plural = len(self.text[at]) == 1 and self.text[at - 1][0].isupper()
        if is_plural and at + 1 < len(self.text) and self.text[at + 1].istitle():
            return self.lower[at + 1] in self.words.chunks.of_heads  # "the Dockers' Federation"
        if owner in self.words.chunks.suffixes or owner in self.words.places.country_of_form:
            return False
        count, owning = self.counts
        return count[owner] == owning[owner] > 1

    @property
    def counts(self) -> tuple[Counter[str], Counter[str]]:
        """How often each word stands in the text, and how often with 's behind it."""
        if self._counts is None:
            clitics = self.words.chunks.clitics
            clitic_owners = compress(self.lower, map(clitics.__contains__, self.lower[1:]))
            self._counts = Counter(self.lower), Counter(clitic_owners)
        return self._counts

    def _name_before(self, first: int, head: int) -> tuple[int, int] | None:
        """The name right before a wrapper noun: "Star Oil and Gas Ltd unit"; lower-case words between are skipped."""
        last = head
        while last > first and not self.text[last - 1][0].isupper() and self.text[last - 1] != ")":
            if self.tags.get(self.lower[last - 1], 0) & lex.CLITIC:
                return None
            last -= 1
        if last <= first:
            return None
        begin, last = self.name_run(first, last)
        name = self.tokens.slice(begin, last)
        is_adjective = self.lower[last - 1] in self.words.sets["place_adjectives"] or self._tells_origin(last - 1)
        return None if is_adjective or self.words.places.country(name) else (begin, last)

    def _with_of(self, clause: Clause, number: int, last: int) -> int:
        """Past "of …" behind a common noun: "a group of investors", "the owners of X"."""
        if clause.word(number + 1) in self.words.sets["belonging"] and clause.kind(number + 2) == "noun":
            inner = clause.chunks[number + 2]
            if not self.is_anaphor(inner) and inner.last - inner.first <= LONGEST_OWNER:
                return inner.last
        return last

    def is_anaphor(self, chunk: Chunk) -> bool:
        """A pronoun, or a definite noun that stands for an organisation named before."""
        if chunk.last - chunk.first == 1:
            word = self.text[chunk.first]
            return bool(self.tags.get(self.lower[chunk.first], 0) & (lex.PRONOUN | lex.OBJECT_PRONOUN)) and not (
                word.isupper() and len(word) > 1
            )
        opening = self.tags.get(self.lower[chunk.first], 0)
        if not opening & lex.DETERMINER or self.lower[chunk.first] in self.words.sets["indefinite"]:
            return False
        if any(self.tags.get(word, 0) & lex.CLITIC for word in self.lower[chunk.first : chunk.last]):
            return False
        head = self.lower[chunk.head]
        sets = self.words.sets
        if head not in sets["nominals"] and head not in sets["sides"]:
            return False
        if chunk.last - chunk.first == ADJECTIVE and head in sets["nominals"]:  # "the Norwegian company"
            middle = self.text[chunk.first + 1]
            return middle[0].islower() or self.words.places.country(middle) is not None
        return not self.has_name(chunk.first, chunk.last)

    def named_beside(self, clause: Clause, number: int) -> tuple[int, int] | None:
        """The name that follows what a body is: "its biggest customer, Northlake, said"."""
        chunk, sets = clause.chunks[number], self.words.sets
        head = self.lower[chunk.head]
        if (
            clause.kind(number + 1) != "comma"
            or clause.kind(number + 2) != "noun"
            or self.text[chunk.head][0].isupper()
        ):
            return None
        is_closed = clause.kind(number + 3) == "comma" and clause.kind(number + 4) == "verb"
        is_body = any(head in sets[name] for name in ("related", "nominals", "things"))
        if not is_closed or not (is_body or head in sets["related_persons"]):
            return None
        named = clause.chunks[number + 2]
        is_name = self.text[named.head][0].isupper() > self.text[chunk.head][0].isupper() and (
            is_body or not self.is_person(named.first, named.last)
        )
        return self.name_in(clause, number + 2) if is_name else None

    def is_person(self, first: int, last: int) -> bool:
        """Whether a phrase names or stands for a person."""
        if last - first == 1 and self.lower[first] in self.words.sets["people"]:
            return True
        name = self.registry.mention_at(first, last) if self.registry is not None else None
        return name is not None and name.kind == "person"

    def has_role(self, first: int, last: int) -> bool:
        """Whether these words are somebody's name who is said to be chairman, minister and the like."""
        name = self.registry.mention_at(first, last) if self.registry is not None else None
        if name is None or name.kind != "person" or name.role is None or " " not in name.canonical:
            return False  # "its rival, Apex," is one word and a company
        return name.canonical.endswith(self.tokens.slice(first, last))
