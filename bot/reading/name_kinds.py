"""What a run of capitals, or a part of one, names by its words alone: a person, an organisation, a place, a thing."""

from __future__ import annotations

from typing import Literal

from bot.reading.capitals import Capitals
from bot.reading.name_rules import NameRules, Phrases
from bot.text import Tokens

SpanKind = Literal["person", "organisation", "place", "thing", "unknown"]
LONGEST_PERSON = 6  # words of a personal name
PAIR = 2  # given name and surname
INITIAL = 2  # letters of an initial: J. and J.K.
ACRONYM = 6  # letters of an acronym
LONGEST_PREFIX = 3  # letters before the second capital of a surname: MacKay, VanHollen


class NameKinds:
    """Kinds of the names of one article; `looks_around` is set where words beside the name had a say."""

    def __init__(self, tokens: Tokens, rules: NameRules) -> None:
        self.tokens = tokens
        self.rules = rules
        self.words = tokens.words
        self.lower = tokens.lower
        self.capitals = Capitals(tokens, rules)
        self.looks_around = False

    def phrase(self, phrases: Phrases, at: int, last: int) -> int:
        """How many tokens a phrase of the table covers at `at`; 0 for none."""
        for phrase in phrases.get(self.lower[at], ()):
            length = len(phrase)
            if at + length <= last and tuple(self.lower[at : at + length]) == phrase:
                return length
        return 0

    def kind(self, first: int, last: int) -> SpanKind:
        """What the tokens [first, last), titles left out, name."""
        lower, rules = self.lower, self.rules
        word, end = lower[first], lower[last - 1]
        length = last - first
        if word in rules.place_phrases and self.phrase(rules.place_phrases, first, last) == length:
            return "place"
        if self.phrase(rules.organisation_names, first, last) == length or "&" in lower[first:last]:
            return "organisation"
        if length == 1:
            return self._kind_of_one(first)
        if length <= LONGEST_PERSON and self.is_given_pair(first, last):
            return "person"
        if end in rules.things and not (word in rules.given and length == PAIR):
            return "thing"
        if any(self.words[at].isupper() and len(self.words[at]) > INITIAL for at in range(first, last)):
            return "organisation"
        if any(word in rules.particles for word in self.words[first:last]):
            return "person"  # Khamis bin Said
        self.looks_around = True
        if any(part in self.capitals.small and part not in rules.particles for part in lower[first:last]):
            return "thing"
        if length == PAIR and end in rules.given and word not in rules.tags and word not in rules.given:
            return "person"  # the surname first: Xi Jinping, Moon Jae-in
        return self._kind_by_first(word) if length <= LONGEST_PERSON else "thing"

    def _kind_by_first(self, word: str) -> SpanKind:
        """An organisation by the first of its words, “Siemens Mobility”, else unknown."""
        return "organisation" if (word,) in self.rules.organisation_names.get(word, ()) else "unknown"

    def _kind_of_one(self, at: int) -> SpanKind:
        word, rules = self.lower[at], self.rules
        if word in rules.things and (word not in rules.given or self._before_number(at)):
            return "thing"
        if word in rules.known:
            return "person"
        if word in rules.places:
            return "place"
        if self.words[at].isupper() and 1 < len(word) <= ACRONYM and "." not in word:
            return "organisation"
        if word in rules.modifiers or word in rules.things:
            return "thing"
        if word in rules.given:
            return "person"
        return "organisation" if self._is_compound(self.words[at]) else "unknown"

    def _is_compound(self, word: str) -> bool:
        """Whether a capital stands inside a word, as in the names of firms: “CityLink”, but “MacKay”, “DeSantis”."""
        inner = next((at for at, letter in enumerate(word) if at and letter.isupper()), 0)
        return inner > LONGEST_PREFIX and "-" not in word and "'" not in word and "’" not in word

    def _before_number(self, at: int) -> bool:
        """Whether a month's name is followed by its day or year."""
        self.looks_around = True
        return at + 1 < len(self.words) and self.words[at + 1][0].isdigit()

    def is_given_pair(self, first: int, last: int) -> bool:
        """Whether a run reads as given name and surname."""
        lower, rules = self.lower, self.rules
        if not PAIR <= last - first <= LONGEST_PERSON:
            return False
        word, end = lower[first], lower[last - 1]
        head, _, rest = self.words[first].partition("-")
        is_double = rest[:1].isupper() and head.lower() in rules.given  # Jean-Claude
        is_given = is_double or word in rules.given or self.is_initial(first)
        if word in rules.adjectives:
            self.looks_around = True
            if self.capitals.opens(first):
                return False
        if not is_given or self._is_organisation_word(end, last - first):
            return False
        if word in rules.places and end in rules.things:
            return False
        links = rules.organisation_links
        return not any(lower[at] in links and lower[at] not in rules.particles for at in range(first + 1, last))

    def _is_organisation_word(self, word: str, length: int) -> bool:
        rules = self.rules
        return word in rules.organisation_heads and not (length == PAIR and word in rules.surnames_too)

    def is_initial(self, at: int) -> bool:
        word = self.words[at]
        return len(word) > 1 and word[-1] == "." and len(word.replace(".", "")) <= INITIAL and word.isupper()

    def is_organisation(self, first: int, last: int) -> bool:
        """Whether a run carries the head noun of an organisation's name."""
        lower, rules = self.lower, self.rules
        if last - first < PAIR:
            return False
        end = last - 1
        for at in range(first + 1, last):
            if lower[at] in rules.relations and lower[at - 1] in rules.organisation_heads:
                return True
        return lower[end] in rules.organisation_heads and (last - first > PAIR or lower[end] not in rules.surnames_too
                                                           or lower[first] not in rules.given)  # fmt: skip
