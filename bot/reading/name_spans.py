"""Capitalised runs of an article cut into names: the first half of the registry of names.

1. runs       see bot.reading.capitals
2. cutting    titles, offices, parties and places before a name; what remains is a name
3. kind       person, organisation, place, thing or unknown, by the words alone
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.reading.capitals import Capitals
from bot.reading.name_neighbours import is_body_before, is_led_by_noun, office_holder, owner_before, without_letters
from bot.reading.name_rules import Gender, NameRules, Phrases
from bot.text import Tokens

SpanKind = Literal["person", "organisation", "place", "thing", "unknown"]
LONGEST_PERSON = 6  # words of a personal name
PAIR = 2  # given name and surname
INITIAL = 2  # letters of an initial: J. and J.K.
ACRONYM = 6  # letters of an acronym


@dataclass(slots=True)
class NameSpan:
    """A name as it stands: tokens [first, last); titles before it begin at `before`."""

    first: int
    last: int
    before: int
    kind: SpanKind
    gender: Gender | None = None  # told by an honorific
    has_honorific: bool = False
    has_title: bool = False


class NameCutter:
    """Cuts the names out of one article."""

    def __init__(self, tokens: Tokens, rules: NameRules) -> None:
        self.tokens = tokens
        self.rules = rules
        self.words = tokens.words
        self.lower = tokens.lower
        self.capitals = Capitals(tokens, rules)
        self.found: list[NameSpan] = []
        self.dropped: list[int] = []  # single capitals that are a name only if the article has a full one: Will, King

    @property
    def headlines(self) -> set[int]:
        """Sentences in capitals, which tell no new name."""
        return self.capitals.headlines

    def spans(self) -> list[NameSpan]:
        """All names in order of the text."""
        for start, first, last in self.capitals.runs():
            count = len(self.found)
            if first < last:
                self._cut(first, last)
            if count == len(self.found) and last <= start + 1:
                self.dropped.append(start)
        return self.found

    # ------------------------------------------------------------ 2. cutting

    def _cut(self, first: int, last: int) -> None:
        lower = self.lower
        if last - first <= PAIR and self._is_plain(first, last):
            self._add_plain(first, last)
            return
        if self._is_only_office(first, last) or self._cut_body(first, last):
            return
        last = without_letters(self.tokens, self.rules, first, last)
        if self._cut_holder(first, last):
            return
        at = self._past_titles(first, last)
        has_title = at > first
        if not has_title:
            at = self._past_places(first, last)
        honorific = at
        gender, at = self._past_honorific(at, last)
        if at >= last or (at + 1 == last and (len(self.words[at]) == 1 or self._is_small_word(lower[at]))):
            return
        has_honorific = at > honorific
        if self._is_organisation(first, last) and not has_honorific and not self._is_given_pair(at, last):
            self._add(first, last, first, "organisation")
            return
        kind = self._kind(at, last)
        if has_honorific or (has_title and kind == "unknown"):
            kind = "person"
        elif kind == "unknown" and at > 1 and is_body_before(self.tokens, self.rules, at):
            kind = "organisation"
        span = self._add(at, last, first, kind)
        span.gender, span.has_honorific, span.has_title = gender, has_honorific, has_title

    def _is_plain(self, first: int, last: int) -> bool:
        """Whether no word of a run says how it is to be cut: “Rubio”, “Marco Rubio”, “Russia”; so stand most."""
        word, end, rules = self.lower[first], self.lower[last - 1], self.rules
        if "-" in word or "-" in end:
            return False
        if last == first + 1:
            return word not in rules.telling_alone and not (first and self.lower[first - 1] in rules.possessives)
        return word not in rules.telling and end not in rules.telling

    def _add_plain(self, first: int, last: int) -> None:
        if last == first + 1 and len(self.words[first]) == 1:
            return
        kind = self._kind(first, last)
        if kind == "unknown" and first > 1 and is_body_before(self.tokens, self.rules, first):
            kind = "organisation"
        self._add(first, last, first, kind)

    def _past_honorific(self, at: int, last: int) -> tuple[Gender | None, int]:
        """The gender that an honorific tells, and the token behind it and the titles that follow: “Mr Justice X”."""
        lower, rules = self.lower, self.rules
        if at + 1 >= last or lower[at] not in rules.honorifics:
            return None, at
        gender = rules.honorifics[lower[at]]
        at += 1
        while at + 1 < last and lower[at] in rules.titles:
            at += 1
        return gender, at

    def _cut_body(self, first: int, last: int) -> bool:
        """Take a run as a body with its owner (“Prime Minister's Office”), or behind what it is (“Union Usdaw”)."""
        owner = owner_before(self.tokens, self.rules, first, last)
        if owner is not None:
            self._add(owner, last, owner, "organisation")
            return True
        if last - first == PAIR and self.capitals.opens(first) and is_led_by_noun(self.tokens, self.rules, first):
            self._add(first + 1, last, first, "organisation")
            return True
        return False

    def _cut_holder(self, first: int, last: int) -> bool:
        """Take a run behind “Mayor of” as a place or body and the name of who holds the office."""
        holder = office_holder(self.tokens, self.rules, first, last)
        if holder is None:
            return False
        before, at = holder
        self._add(first, at, first, self._kind(first, at))
        self._add(at, last, before, "person").has_title = True
        return True

    def _is_small_word(self, word: str) -> bool:
        return word in self.rules.openers and word not in self.rules.given

    def _add(self, first: int, last: int, before: int, kind: SpanKind) -> NameSpan:
        span = NameSpan(first, last, before, kind)
        self.found.append(span)
        return span

    def _past_titles(self, first: int, last: int) -> int:
        """The first token after titles, and after party, nation and place words that lead up to a name."""
        lower, rules = self.lower, self.rules
        past = at = first
        is_name = lower[first] in rules.given
        while at < last:
            if lower[at] in rules.title_phrases and (length := self._phrase(rules.title_phrases, at, last)):
                at += length
                past = at
            elif rules.is_role(lower[at]) and not (at == first and is_name):
                at += 1
                if at < last or not self._is_surname(past, at):
                    past = at
            elif lower[at] in rules.honorifics and at + 1 < last:
                return at
            else:
                at += 1
        if past >= last:
            return first if self._is_organisation(first, last) or self._is_given_pair(first, last) else last
        return past

    def _is_surname(self, first: int, last: int) -> bool:
        """Whether a role that ends a run is rather a surname: “Representative Peter T. King”."""
        given = self.rules.given
        return last - first > 1 and self.lower[last - 1] not in self.rules.organisation_heads and all(
            self.lower[at] in given or self._is_initial(at) for at in range(first, last - 1))  # fmt: skip

    def _is_only_office(self, first: int, last: int) -> bool:
        """Whether a run names nobody: “South Carolina Democrat”, “Republican”."""
        lower, rules = self.lower, self.rules
        end = lower[last - 1]
        if end not in rules.roles and end not in rules.groups:
            return False
        if any(self._phrase(rules.organisation_names, at, last) == last - at for at in range(first, last)):
            return False
        at = first
        while at < last:
            length = self._phrase(rules.place_phrases, at, last)
            if (
                not length
                and lower[at] not in rules.modifiers
                and lower[at] not in rules.roles
                and lower[at] not in rules.groups
                and lower[at] not in rules.places
            ):
                return False
            at += length or 1
        return last - first > 1 or end not in rules.organisation_heads

    def _past_places(self, first: int, last: int) -> int:
        """Past “Texas Republican” before “Ted Cruz”: only where a given name and one more word remain."""
        lower, rules = self.lower, self.rules
        at = first
        while at < last:
            if lower[at] in rules.place_phrases and (length := self._phrase(rules.place_phrases, at, last)):
                at += length
            elif lower[at] in rules.modifiers or (lower[at] in rules.places and lower[at] not in rules.given):
                at += 1
            elif "-" in lower[at] and self.words[at].partition("-")[2].islower():
                at += 1  # Korean-born, Paris-based
            else:
                break
        if at == first or at >= last:
            return first
        return at if at + 1 < last and (lower[at] in rules.given or self._is_initial(at)) else first

    def _phrase(self, phrases: Phrases, at: int, last: int) -> int:
        """How many tokens a phrase of the table covers at `at`; 0 for none."""
        for phrase in phrases.get(self.lower[at], ()):
            length = len(phrase)
            if at + length <= last and tuple(self.lower[at : at + length]) == phrase:
                return length
        return 0

    # ------------------------------------------------------------ 3. kind

    def _kind(self, first: int, last: int) -> SpanKind:
        lower, rules = self.lower, self.rules
        word, end = lower[first], lower[last - 1]
        length = last - first
        if word in rules.place_phrases and self._phrase(rules.place_phrases, first, last) == length:
            return "place"
        if self._phrase(rules.organisation_names, first, last) == length or "&" in lower[first:last]:
            return "organisation"
        if length == 1:
            return self._kind_of_one(first)
        if length <= LONGEST_PERSON and self._is_given_pair(first, last):
            return "person"
        if end in rules.things and not (word in rules.given and length == PAIR):
            return "thing"
        if any(self.words[at].isupper() and len(self.words[at]) > INITIAL for at in range(first, last)):
            return "organisation"
        if any(word in rules.particles for word in self.words[first:last]):
            return "person"  # Khamis bin Said
        if any(part in self.capitals.small and part not in rules.particles for part in lower[first:last]):
            return "thing"
        if length == PAIR and end in rules.given and word not in rules.tags and word not in rules.given:
            return "person"  # the surname first: Xi Jinping, Moon Jae-in
        return "unknown" if length <= LONGEST_PERSON else "thing"

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
        return "person" if word in rules.given else "unknown"

    def _before_number(self, at: int) -> bool:
        """Whether a month's name is followed by its day or year."""
        return at + 1 < len(self.words) and self.words[at + 1][0].isdigit()

    def _is_given_pair(self, first: int, last: int) -> bool:
        """Whether a run reads as given name and surname."""
        lower, rules = self.lower, self.rules
        if not PAIR <= last - first <= LONGEST_PERSON:
            return False
        word, end = lower[first], lower[last - 1]
        head, _, rest = self.words[first].partition("-")
        is_double = rest[:1].isupper() and head.lower() in rules.given  # Jean-Claude
        is_given = is_double or word in rules.given or self._is_initial(first)
        if word in rules.adjectives and self.capitals.opens(first):
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

    def _is_initial(self, at: int) -> bool:
        word = self.words[at]
        return len(word) > 1 and word[-1] == "." and len(word.replace(".", "")) <= INITIAL and word.isupper()

    def _is_organisation(self, first: int, last: int) -> bool:
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
