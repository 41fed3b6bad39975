"""Capitalised runs of an article cut into names: the first half of the registry of names.

    1. runs       capitals next to one another in one sentence, with particles and small links between them
    2. trimming   words that only open a sentence, headlines, bylines in capitals
    3. cutting    titles, offices, parties and places before a name; what remains is a name
    4. kind       person, organisation, place, thing or unknown, by the words alone
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from operator import ne
from typing import Literal

from bot.reading import lexicon as lex
from bot.reading.name_rules import Gender, NameRules
from bot.text import Tokens

SpanKind = Literal["person", "organisation", "place", "thing", "unknown"]
LONGEST_PERSON = 6
CLOSED = (
    lex.DETERMINER | lex.PREPOSITION | lex.PRONOUN | lex.OBJECT_PRONOUN | lex.AUXILIARY | lex.CONJUNCTION
    | lex.SUBORDINATOR | lex.RELATIVE | lex.ADVERB | lex.NEGATION | lex.QUESTION_WORD | lex.POSSESSIVE
    | lex.COMPLEMENTISER | lex.INFINITIVE | lex.NUMBER
)  # fmt: skip


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
        self.small = set(tokens.words)
        self.found: list[NameSpan] = []
        self.headlines: set[int] = set()  # sentences in capitals, which tell no new name
        self.dropped: list[int] = []  # single capitals that are a name only if the article has a full one: Will, King

    def spans(self) -> list[NameSpan]:
        """All names in order of the text."""
        for start, end in self._runs():
            first, last = self._without_time(self._trimmed(start, end), end)
            first = self._trimmed(first, last)
            if first < last:
                count = len(self.found)
                self._cut(first, last)
                if count < len(self.found):
                    continue
            if end == start + 1:
                self.dropped.append(start)
        return self.found

    # ------------------------------------------------------------ 1. runs

    def _runs(self) -> list[tuple[int, int]]:
        words, sentence_of = self.words, self.tokens.sentence_of
        capitals = [at for at in compress(range(len(words)), map(ne, words, self.lower)) if self._is_capital(words[at])]
        headline = self.headlines = self._headlines(capitals)
        runs: list[tuple[int, int]] = []
        end = -1
        for at in capitals:
            if at < end or sentence_of[at] in headline:
                continue
            end = self._run_end(at)
            runs.append((at, end))
        return runs

    def _is_capital(self, word: str) -> bool:
        """Whether a word is capitalised, an Arabic article before it (al-Assad) not counted; “I” is no name."""
        if word[0].isupper():
            return word not in self.rules.first_person
        head, _, rest = word.partition("-")
        return rest[:1].isupper() and head in self.rules.particles

    def _headlines(self, capitals: list[int]) -> set[int]:
        """Sentences whose words nearly all are capitalised; their capitals tell nothing."""
        counts: dict[int, int] = {}
        for at in capitals:
            number = self.tokens.sentence_of[at]
            counts[number] = counts.get(number, 0) + 1
        sentences = self.tokens.sentences
        return {
            number
            for number, count in counts.items()
            if count > 3 and count * 2 >= sentences[number][1] - sentences[number][0]
            and self._is_headline(*sentences[number], count)
        }  # fmt: skip

    def _is_headline(self, first: int, last: int, capitals: int) -> bool:
        words, known = self.words, self.rules.tags
        small = sum(1 for at in range(first, last) if words[at].islower() and len(words[at]) > 3)
        if small * 5 > capitals:
            return False
        ordinary = sum(1 for at in range(first + 1, last) if words[at][0].isupper() and self.lower[at] in known)
        return ordinary > 1 or (ordinary > 0 and words[last - 1] != ".") or self._is_shouted(first, last)

    def _is_shouted(self, first: int, last: int) -> bool:
        return all(word.isupper() for word in self.words[first:last] if len(word) > 1 and word.isalpha())

    def _run_end(self, at: int) -> int:
        words, rules = self.words, self.rules
        stop = self._stop(at)
        end = at + 1
        while end < stop:
            word = words[end]
            if self._is_capital(word):
                end += 1
            elif word in rules.particles and self._follows(end + 1, stop):
                end += 1
            elif word in rules.organisation_links and self._links(at, end, stop):
                end += 2 if words[end + 1][0].isupper() else 3
            elif word == "," and end + 1 < stop and self.lower[end + 1] in rules.suffixes:
                end += 2
            else:
                break
        return end

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
        if at < stop and words[at][0].isupper():
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
        if words[at] in rules.joiners:
            return self._joins(first, at, following, stop)
        if words[at] not in rules.relations:
            return False
        phrases = rules.title_phrases.get(head, ())
        if any(phrase[1] == words[at] and lower[following] in phrase for phrase in phrases if len(phrase) > 2):
            return True
        if head in rules.titles or words[at] not in rules.organisation_links:
            return False
        return head in rules.organisation_heads or head in rules.things

    def _joins(self, first: int, at: int, following: int, stop: int) -> bool:
        """Whether “and” stands inside one organisation's name, not between two names."""
        if self.words[at] == "&":
            return True
        lower, heads = self.lower, self.rules.organisation_heads
        if lower[first] in heads and any(lower[number] in self.rules.relations for number in range(first, at)):
            return lower[following] not in heads and not lower[following] in self.rules.given
        return False

    # ------------------------------------------------------------ 2. trimming

    def _trimmed(self, first: int, last: int) -> int:
        """Leave out words that are capitalised only because they open a sentence or a quotation."""
        lower, rules = self.lower, self.rules
        while first < last and lower[first] in rules.articles:
            first += 1
        if first >= last or not self._opens(first):
            return first
        word = lower[first]
        is_alone = first + 1 == last
        if self._is_opener(word, last):
            keeps = word in rules.given and not is_alone and not self._is_question(first)
            return first if keeps else self._trimmed_rest(first + 1, last)
        if word in rules.given or word in rules.titles or word in rules.honorifics or word in rules.places:
            return first
        if word in rules.modifiers or self.words[first].isupper():
            return first
        if first + 2 == last and lower[last - 1] in rules.organisation_heads:
            return first
        if word in self.small or word.endswith("ly") or word in rules.roles or word in rules.adjectives:
            return self._trimmed_rest(first + 1, last)
        return first

    def _is_opener(self, word: str, last: int) -> bool:
        """Whether a capital at the start of a sentence says nothing: “However”, “Said”; “State Department” is a name."""
        rules = self.rules
        if word in rules.openers:
            return True
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

    def _opens(self, at: int) -> bool:
        before = self.words[at - 1] if at else "."
        if at == self.tokens.sentences[self.tokens.sentence_of[at]][0]:
            return True
        if before[0].isalnum() or before in {",", "(", "-", "&", "'s", "’s"}:
            return before in self.rules.articles and self._opens(at - 1)
        return True

    def _is_question(self, at: int) -> bool:
        """“Will Trump win?” begins with no name; “Will Smith” does."""
        last = self.tokens.sentences[self.tokens.sentence_of[at]][1]
        return self.words[last - 1] == "?" or self.words[max(at, last - 2)] == "?"

    # ------------------------------------------------------------ 3. cutting

    def _cut(self, first: int, last: int) -> None:
        lower, rules = self.lower, self.rules
        if self._is_only_office(first, last):
            return
        at = self._past_titles(first, last)
        has_title = at > first
        if not has_title:
            at = self._past_places(first, last)
        gender: Gender | None = None
        has_honorific = False
        if at < last and lower[at] in rules.honorifics and at + 1 < last:
            gender, has_honorific = rules.honorifics[lower[at]], True
            at += 1
        if at >= last or (at + 1 == last and (len(self.words[at]) == 1 or self._is_small_word(lower[at]))):
            return
        if self._is_organisation(first, last) and not has_honorific and not self._is_given_pair(at, last):
            self._add(first, last, first, "organisation")
            return
        kind = self._kind(at, last)
        if has_honorific or (has_title and kind == "unknown"):
            kind = "person"
        span = self._add(at, last, first, kind)
        span.gender, span.has_honorific, span.has_title = gender, has_honorific, has_title

    def _is_small_word(self, word: str) -> bool:
        return word in self.rules.openers and word not in self.rules.given

    def _add(self, first: int, last: int, before: int, kind: SpanKind) -> NameSpan:
        span = NameSpan(first, last, before, kind)
        self.found.append(span)
        return span

    def _past_titles(self, first: int, last: int) -> int:
        """The first token after titles, and after party, nation and place words that lead up to a name."""
        lower, rules = self.lower, self.rules
        past = first
        at = first
        while at < last:
            length = self._phrase(rules.title_phrases, at, last)
            if length:
                at += length
                past = at
            elif lower[at] in rules.titles or (lower[at] in rules.roles and not (at == first and lower[at] in rules.given)):
                at += 1
                past = at
            elif lower[at] in rules.honorifics and at + 1 < last:
                return at
            else:
                at += 1
        if past >= last:
            return first if self._is_organisation(first, last) or self._is_given_pair(first, last) else last
        return past

    def _is_only_office(self, first: int, last: int) -> bool:
        """Whether a run names nobody: “South Carolina Democrat”, “Republican”."""
        lower, rules = self.lower, self.rules
        end = lower[last - 1]
        if end not in rules.roles and end not in rules.groups:
            return False
        at = first
        while at < last:
            length = self._phrase(rules.place_phrases, at, last)
            if not length and lower[at] not in rules.modifiers and lower[at] not in rules.roles \
                    and lower[at] not in rules.groups and lower[at] not in rules.places:
                return False
            at += length or 1
        return last - first > 1 or end not in rules.organisation_heads

    def _past_places(self, first: int, last: int) -> int:
        """Past “Texas Republican” before “Ted Cruz”: only where a given name and one more word remain."""
        lower, rules = self.lower, self.rules
        at = first
        while at < last:
            length = self._phrase(rules.place_phrases, at, last)
            if length:
                at += length
            elif lower[at] in rules.modifiers or (lower[at] in rules.places and lower[at] not in rules.given):
                at += 1
            elif self.words[at].partition("-")[2].islower():
                at += 1  # Korean-born, Paris-based
            else:
                break
        if at == first or at >= last:
            return first
        return at if at + 1 < last and (lower[at] in rules.given or self._is_initial(at)) else first

    def _phrase(self, phrases: object, at: int, last: int) -> int:
        """How many tokens a phrase of the table covers at `at`; 0 for none."""
        for phrase in phrases.get(self.lower[at], ()):  # type: ignore[attr-defined]
            length = len(phrase)
            if at + length <= last and tuple(self.lower[at : at + length]) == phrase:
                return length
        return 0

    # ------------------------------------------------------------ 4. kind

    def _kind(self, first: int, last: int) -> SpanKind:
        lower, rules = self.lower, self.rules
        word, end = lower[first], lower[last - 1]
        length = last - first
        if self._phrase(rules.place_phrases, first, last) == length:
            return "place"
        if self._phrase(rules.organisation_names, first, last) == length or "&" in lower[first:last]:
            return "organisation"
        if length == 1:
            return self._kind_of_one(first)
        if length <= LONGEST_PERSON and self._is_given_pair(first, last):
            return "person"
        if end in rules.things and not (word in rules.given and length == 2):
            return "thing"
        if any(self.words[at].isupper() and len(self.words[at]) > 2 for at in range(first, last)):
            return "organisation"
        if any(lower[at] in self.small and lower[at] not in rules.particles for at in range(first, last)):
            return "thing"
        if length == 2 and end in rules.given and word not in rules.tags and word not in rules.given:
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
        if self.words[at].isupper() and 1 < len(word) <= 6 and "." not in word:
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
        if last - first < 2 or last - first > LONGEST_PERSON:
            return False
        word, end = lower[first], lower[last - 1]
        head, _, rest = self.words[first].partition("-")
        is_given = word in rules.given or self._is_initial(first) or (rest[:1].isupper() and head.lower() in rules.given)
        if word in rules.adjectives and self._opens(first):
            return False
        if not is_given or self._is_organisation_word(end, last - first):
            return False
        if word in rules.places and end in rules.things:
            return False
        links = rules.organisation_links
        return not any(lower[at] in links and lower[at] not in rules.particles for at in range(first + 1, last))

    def _is_organisation_word(self, word: str, length: int) -> bool:
        rules = self.rules
        return word in rules.organisation_heads and not (length == 2 and word in rules.surnames_too)

    def _is_initial(self, at: int) -> bool:
        word = self.words[at]
        return len(word) > 1 and word[-1] == "." and len(word.replace(".", "")) <= 2 and word.isupper()

    def _is_organisation(self, first: int, last: int) -> bool:
        """Whether a run carries the head noun of an organisation's name."""
        lower, rules = self.lower, self.rules
        if last - first < 2:
            return False
        end = last - 1
        for at in range(first + 1, last):
            if lower[at] in rules.relations and lower[at - 1] in rules.organisation_heads:
                return True
        return lower[end] in rules.organisation_heads and (last - first > 2 or lower[end] not in rules.surnames_too
                                                           or lower[first] not in rules.given)  # fmt: skip
