"""Runs of capitalised words in an article, cleared of what has its capital for another reason.

1. runs       capitals next to one another in one sentence, with particles and small links between them
2. trimming   words that only open a sentence, weekdays beside a name; whole headlines and lines in capitals
"""

from __future__ import annotations

from collections import Counter
from itertools import compress
from operator import ne

from bot.reading import word_classes as lex
from bot.reading.name_rules import NameRules
from bot.text import Tokens

CLOSED = (
    lex.DETERMINER | lex.PREPOSITION | lex.PRONOUN | lex.OBJECT_PRONOUN | lex.AUXILIARY | lex.CONJUNCTION
    | lex.SUBORDINATOR | lex.RELATIVE | lex.ADVERB | lex.NEGATION | lex.QUESTION_WORD | lex.POSSESSIVE
    | lex.COMPLEMENTISER | lex.INFINITIVE | lex.NUMBER
)  # fmt: skip
HEADLINE = 4  # capitals of the shortest headline
LONGEST_PAIRED, LONGEST_BODY, MEMBERS = 2, 4, 2  # words before and after “and” in the name of one body
GERUND = "ing"
SHORT = 3  # letters of a word that headlines may print small
JOINS = frozenset("-'’")  # what ties a particle to a name: al-Assad, d'Estaing
GOES_ON = frozenset({",", "(", "-", "&"})  # marks behind which no sentence begins


class Capitals:
    """The capitalised runs of one article."""

    def __init__(self, tokens: Tokens, rules: NameRules) -> None:
        self.tokens = tokens
        self.rules = rules
        self.words = tokens.words
        self.lower = tokens.lower
        self.small = tokens.forms
        self.known: set[int] = set()  # the capitalised tokens
        self.headlines: set[int] = set()  # sentences in capitals, which tell no new name

    def runs(self) -> list[tuple[int, int, int]]:
        """Runs as (start, first, last): `start` as printed, [first, last) trimmed, perhaps to nothing."""
        found: list[tuple[int, int, int]] = []
        words, lower, rules, openings = self.words, self.lower, self.rules, self.tokens.openings
        articles, empty, tags = rules.articles, rules.empty_openers, rules.tags.keys()
        for start, end in self._runs():
            before = words[start - 1]
            if start in openings or (not (before.isalpha() and before not in articles) and self.opens(start)):
                if end == start + 1 and lower[start] in empty:
                    found.append((start, end, end))
                    continue
            elif lower[start] not in articles and (
                end == start + 1 or not (lower[start] in tags or lower[end - 1] in tags)
            ):
                found.append((start, start, end))  # nothing to leave out
                continue
            first, last = self._without_time(self._trimmed(start, end), end)
            if (first, last) != (start, end):
                first = self._trimmed(first, last)
            found.append((start, first, last))
        return found

    # ------------------------------------------------------------ 1. runs

    def _runs(self) -> list[tuple[int, int]]:
        words, sentence_of, continuing = self.words, self.tokens.sentence_of, self.rules.continuing
        others, is_capital = self.rules.first_person, self._is_capital
        capitals = [
            at for at in compress(range(len(words)), map(ne, words, self.lower))
            if (word := words[at]) not in others and (word[0].isupper() or is_capital(word))
        ]  # fmt: skip
        self.headlines = headlines = self._headlines(capitals)
        self.known = known = set(capitals)
        untold = headlines | self.tokens.datelines
        runs: list[tuple[int, int]] = []
        openings, end = self.tokens.openings, -1
        for at in capitals:
            if at < end or sentence_of[at] in untold:
                continue
            end = at + 1
            while end in known and end not in openings:
                end += 1
            if end in known or (end < len(words) and words[end] in continuing):
                end = self._run_end(at)
            runs.append((at, end))
        return runs

    def _is_capital(self, word: str) -> bool:
        """Whether a word is capitalised, an Arabic article before it (al-Assad) not counted; “I” is no name."""
        if word[0].isupper():
            return word not in self.rules.first_person
        at = next((at for at, letter in enumerate(word) if letter in JOINS), 0)
        return bool(at) and word[at + 1 : at + 2].isupper() and word[:at] in self.rules.particles

    def _headlines(self, capitals: list[int]) -> set[int]:
        """Sentences whose words nearly all are capitalised, datelines too; their capitals tell nothing."""
        sentences = self.tokens.sentences
        counts = Counter(map(self.tokens.sentence_of.__getitem__, capitals))
        return {
            number
            for number, count in counts.items()
            if count >= HEADLINE and count * 2 >= sentences[number][1] - sentences[number][0]
            and self._is_headline(*sentences[number], count)
        }  # fmt: skip

    def _is_headline(self, first: int, last: int, capitals: int) -> bool:
        words, known = self.words, self.rules.tags
        small = sum(1 for at in range(first, last) if words[at].islower() and len(words[at]) > SHORT)
        if small * 5 > capitals:
            return False
        ordinary = sum(1 for at in range(first + 1, last) if words[at][0].isupper() and self.lower[at] in known)
        return ordinary > 1 or (ordinary > 0 and words[last - 1] != ".") or self._is_shouted(first, last)

    def _is_shouted(self, first: int, last: int) -> bool:
        return all(word.isupper() for word in self.words[first:last] if len(word) > 1 and word.isalpha())

    def _run_end(self, at: int) -> int:
        words, rules, known = self.words, self.rules, self.known
        stop = self._stop(at)
        end = at + 1
        while end < stop:
            word = words[end]
            if end in known or (word in rules.particles and self._follows(end + 1, stop)):
                end += 1
            elif word in rules.organisation_links and self._links(at, end, stop):
                end += 2 if words[end + 1][0].isupper() else 3
            elif word == "," and end + 1 < stop and self.lower[end + 1] in rules.suffixes:
                end += 2
            elif word == "," and (listed := self._listed(at, end, stop)):
                end = listed
            else:
                break
        return end

    def _listed(self, first: int, comma: int, stop: int) -> int:
        """The end of what a body is for: “Department for Culture|, Media and Sport”; 0 where no such list follows."""
        lower, words, rules = self.lower, self.words, self.rules
        name = lower[first:comma]
        if rules.organisation_heads.isdisjoint(name) or rules.relations.isdisjoint(name) or name[-1] in rules.places:
            return 0
        at = comma
        while at + 2 < stop and words[at] == "," and self._is_topic(at + 1):
            at += 2
        at += words[at] == ","
        return (
            at + 2 if at > comma + 1 and at + 1 < stop and words[at] in rules.joiners and self._is_topic(at + 1) else 0
        )

    def _is_topic(self, at: int) -> bool:
        """Whether a capital is what a body deals with, not a person or a place."""
        word, rules = self.lower[at], self.rules
        return (
            at in self.known and word not in rules.given and word not in rules.places and word not in rules.honorifics
        )

    def _stop(self, at: int) -> int:
        """The end of the sentence, or of the next where it only broke after an abbreviation such as “U.S.”."""
        tokens = self.tokens
        number = tokens.sentence_of[at]
        stop = tokens.sentences[number][1]
        if stop < len(self.words) and "." in self.words[stop - 1][1:] and self.lower[stop] in self.rules.before_office:
            return tokens.sentences[number + 1][1]
        return stop

    def _follows(self, at: int, stop: int) -> bool:
        """Whether a capital comes after a particle, or after two."""
        words = self.words
        if at < stop and at in self.known:
            return True
        return at + 1 < stop and words[at] in self.rules.particles and words[at + 1][0].isupper()

    def _links(self, first: int, at: int, stop: int) -> bool:
        """Whether a small word links two parts of an organisation's name or of an office."""
        words, lower, rules = self.words, self.lower, self.rules
        following = at + 1
        if words[at] in rules.relations and following < stop and words[following] in rules.articles:
            following += 1
        if following >= stop or not words[following][0].isupper() or lower[following] in rules.honorifics:
            return False
        head = lower[at - 1]
        first += lower[first] in rules.definite  # “The”, which opens the sentence
        if words[at] in rules.joiners:
            return self._joins(first, at, following)
        if words[at] not in rules.relations:
            return any(lower[first : first + len(name)] == [*name] and first + len(name) > at
                       for name in rules.organisation_names.get(lower[first], ()))  # fmt: skip
        phrases = rules.title_phrases.get(head, ())
        if any(words[at] in phrase and lower[following] in phrase for phrase in phrases):
            return True
        if head in rules.titles or words[at] not in rules.organisation_links:
            return False
        if head in rules.organisation_heads or head in rules.things:
            return True
        return any(lower[place] in rules.organisation_heads and lower[place + 1] in rules.relations
                   for place in range(first, at - 1))  # fmt: skip

    def _joins(self, first: int, at: int, following: int) -> bool:
        """Whether “and” stands inside one organisation's name, not between two names."""
        if self.words[at] == "&":
            return True
        lower, heads = self.lower, self.rules.organisation_heads
        if lower[first] in heads and any(lower[number] in self.rules.relations for number in range(first, at)):
            return not self._is_other(following)
        return self._is_one_body(first, at, following)

    def _is_other(self, at: int) -> bool:
        """Whether somebody or something else begins behind “and”: “the Bank of England and Governor Mark Carney”."""
        word, rules = self.lower[at], self.rules
        if rules.is_role(word) or self.words[at].isupper() or (word,) in rules.organisation_names.get(word, ()):
            return True
        return any(word in table for table in (rules.organisation_heads, rules.given, rules.places, rules.modifiers))

    def _is_one_body(self, first: int, at: int, following: int) -> bool:
        """Whether “the X and Y Authority” is one body: its head noun comes last, and X is no name of its own."""
        lower, rules = self.lower, self.rules
        is_definite = first > 0 and lower[first - 1] in rules.definite
        first += at - first > 1 and lower[first] in rules.modifiers  # “the US Food and Drug Administration”
        if not is_definite or not 0 < at - first <= LONGEST_PAIRED:
            return False
        end = following + 1
        while end < len(lower) and end - following < LONGEST_BODY and self._is_capital(self.words[end]):
            end += 1
        if end - following < MEMBERS or lower[end - 1] not in rules.organisation_heads:
            return False
        names = (rules.organisation_heads, rules.places, rules.given, rules.known, rules.modifiers, rules.things)
        inside = (*lower[first:at], lower[following])
        return not any(word in table for word in inside for table in names) and not any(
            word.isupper() for word in self.words[first:at])  # fmt: skip

    # ------------------------------------------------------------ 2. trimming

    def _trimmed(self, first: int, last: int) -> int:
        """Leave out words that are capitalised only because they open a sentence or a quotation."""
        lower, rules = self.lower, self.rules
        while first < last and lower[first] in rules.articles:
            first += 1
        if first >= last or not self.opens(first):
            return first
        word = lower[first]
        if word in rules.long_names and self._opens_name(first, last):
            return first
        is_alone = first + 1 == last
        if self._is_opener(first, last):
            is_cue = word in rules.speech and (last == len(lower) or lower[last] not in rules.speech)  # “Said Ann Lee”
            keeps = word in rules.given and not is_alone and not is_cue and not self._is_question(first)
            return first if keeps else self._trimmed_rest(first + 1, last)
        if word in rules.given or word in rules.titles or word in rules.honorifics or word in rules.places:
            return first
        if word.endswith(GERUND) and not is_alone and self._is_named(first + 1, last):
            return first + 1  # “Entrusting Linda Delgado with …”, “Debating Clinton” before “Hillary Clinton”
        if word in rules.modifiers or self.words[first].isupper():
            return first
        if first + 2 == last and lower[last - 1] in rules.organisation_heads:
            return first
        if word in self.small or word.endswith("ly") or word in rules.roles or word in rules.adjectives:
            return self._trimmed_rest(first + 1, last)
        return first

    def _is_named(self, first: int, last: int) -> bool:
        """Whether a name begins at a token: a given name and more, or a surname that has a given name elsewhere."""
        if first + 1 < last:
            return self.lower[first] in self.rules.given
        surname, words = self.words[first], self.words
        before = {words[at - 1] for at in range(1, len(words)) if words[at] == surname and at != first}
        return words[first - 1] not in before and any(word.lower() in self.rules.given for word in before)

    def _opens_name(self, first: int, last: int) -> bool:
        """Whether a name of several words that is known begins a run: “New South Wales Police”, “Save the Children”."""
        names = self.rules.long_names[self.lower[first]]
        return any(tuple(self.lower[first : min(first + len(name), last)]) == name for name in names)

    def _is_opener(self, first: int, last: int) -> bool:
        """Whether a capital that opens a sentence says nothing: “However”, “Said”; “State Department” is a name."""
        word, rules = self.lower[first], self.rules
        if word in rules.openers:
            return not self.words[first].isupper() or (word,) not in rules.organisation_names.get(word, ())  # WHO
        if word not in rules.tags or word in rules.titles or word in rules.roles:
            return False
        return bool(rules.tags[word] & CLOSED) or self.lower[last - 1] not in rules.organisation_heads

    def _trimmed_rest(self, first: int, last: int) -> int:
        while first < last and (not self.words[first][0].isupper() or self.lower[first] in self.rules.articles):
            first += 1
        return first

    def _without_time(self, first: int, last: int) -> tuple[int, int]:
        """Leave out the weekday or month beside a name: “Rubio Sunday told …”, “on Monday Rubio …”."""
        while last - first > 1 and self._is_time(last - 1):
            last -= 1
        while last - first > 1 and self._is_time(first) and self.lower[first] not in self.rules.given:
            first += 1
        return first, last

    def _is_time(self, at: int) -> bool:
        return bool(self.rules.tags.get(self.lower[at], 0) & lex.TIME) and not self.words[at].isupper()

    def opens(self, at: int) -> bool:
        """Whether a sentence or a quotation begins at a token, an article before it left out."""
        if at in self.tokens.openings:
            return True
        before = self.words[at - 1]
        if before[0].isalnum() or before in GOES_ON or before in self.rules.possessives:
            return before in self.rules.articles and self.opens(at - 1)
        return True

    def _is_question(self, at: int) -> bool:
        """“Will Trump win?” begins with no name; “Will Smith” does."""
        last = self.tokens.sentences[self.tokens.sentence_of[at]][1]
        return self.words[last - 1] == "?" or self.words[max(at, last - 2)] == "?"
