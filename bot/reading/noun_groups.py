"""Noun phrases without what hangs on them: determiner, adjectives, nouns, names held together by "and" or "of"."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.chunk_forms import CAREFUL, NOUN
from bot.reading.chunk_ground import COMMAS, CURRENCY, MARKS, SHARES, SMALL, STOPS, Chunk, Ground

OPENING = lex.DETERMINER | lex.POSSESSIVE | lex.PRONOUN | lex.OBJECT_PRONOUN
SMALL_OR_TIME = SMALL | lex.TIME
BEFORE_NOUN = lex.DETERMINER | lex.POSSESSIVE | lex.CLITIC
AMPERSAND = "&"  # joins names in any language: "Cable & Wireless"
SHORTEST_NAME = 4  # letters of "Peru"
SHORT_QUOTATION = 3  # words of "a “historic” deal"
PRONOUN_OR_OBJECT_PRONOUN = lex.PRONOUN | lex.OBJECT_PRONOUN
VERB_OR_CUE = lex.VERB | lex.CUE
DETERMINER_OR_POSSESSIVE = lex.DETERMINER | lex.POSSESSIVE
BEGINS_OBJECT = lex.DETERMINER | lex.POSSESSIVE | lex.INFINITIVE | lex.COMPLEMENTISER | lex.ADVERB
NEVER_OBJECT = lex.AUXILIARY | lex.PREPOSITION | lex.VERB


class NounGroups:
    """Cuts the noun phrases of a text."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.words, self.tokens = ground, ground.words, ground.tokens
        self.text, self.lower, self.tags = ground.text, ground.lower, ground.tags

    def opens(self, at: int, *, is_after_noun: bool) -> bool:
        tag = self.tags[at]
        if tag & OPENING or at in self.ground.names:
            return True
        letter = self.text[at][0]
        if letter.isdigit() or letter in CURRENCY:
            return True
        if tag & SMALL_OR_TIME or not letter.isalnum():
            return False
        return not tag & lex.ADVERB or (not is_after_noun and at + 1 < self.ground.last and self._is_modifier(at + 1))

    def _is_modifier(self, at: int) -> bool:
        return (self.lower[at].endswith("ed") or self.lower[at] in self.words.participles) and not self.tags[at] & SMALL

    def cut(self, at: int) -> tuple[Chunk, int]:
        first, head = at, at
        tag = self.tags[at]
        if (
            tag & PRONOUN_OR_OBJECT_PRONOUN
            and not tag & lex.POSSESSIVE
            and not (self.text[at].isupper() and len(self.text[at]) > 1)
        ):
            return Chunk("noun", at, at + 1, at), at + 1
        text, facts, times, end_of_sentence = self.text, self.ground.facts, self.ground.times, self.ground.last
        at += 1
        while at < end_of_sentence:
            if at in times and self.ground.past_time(at, 0) and not self.tags[at - 1] & lex.DETERMINER:
                break
            if first == self.ground.first + 1 and self._begins_main_clause(at):
                break
            if facts[at] & NOUN and not facts[at - 1] & CAREFUL:
                head = at
                at += 1
                continue
            if self._inside_noun(at):
                if text[at][0].isalnum() or text[at] in CURRENCY:
                    head = at
                at += 1
                continue
            end = self._name_link(first, at) or self._past_mark(first, at) or self._past_per_cent(first, at)
            if end is None:
                break
            at = end
            head = at - 1
        return Chunk("noun", first, head + 1, head), head + 1

    def _inside_noun(self, at: int) -> bool:
        """Whether a phrase begun before goes on with this token."""
        word, tag = self.text[at], self.tags[at]
        before = self.lower[at - 1]
        if before[-1] == "." and before in self.words.suffixes and self.lower[at] not in self.words.suffixes:
            return bool(tag & lex.CLITIC)  # "Apex Inc. Terms were …"
        if tag & lex.CLITIC:
            return at + 1 < self.ground.last and self.text[at + 1] not in COMMAS and self.text[at + 1] not in STOPS
        if self._opens_clause(at):
            return False
        if at in self.ground.names and not (tag & lex.TIME and not word.isupper()):
            return True
        if word[0].isdigit() or word in CURRENCY:
            return word[0].isdigit() or not self._is_whole_name(at - 1)
        opening = self.tags[at - 1] & BEFORE_NOUN != 0 and at - 1 not in self.ground.names
        if tag & lex.DETERMINER:
            return (opening and not self.tags[at - 1] & lex.CLITIC) or bool(tag & lex.NUMBER)
        if tag & SMALL_OR_TIME and not tag & lex.NUMBER:
            is_inside = opening and bool(tag & lex.TIME) and at + 1 < self.ground.last
            return is_inside and (self._is_modifier(at + 1) or self._is_counting(at))
        if not word[0].isalnum():
            return self._is_dash(at)
        if tag & lex.TIME or (tag & lex.ADVERB and not tag & lex.NOUN_TOO):
            return opening and at + 1 < self.ground.last
        return not self._ends_noun(at, is_opening=opening)

    def _is_counting(self, at: int) -> bool:
        """Whether a word of time only counts what follows: "the next meeting", not "the next two"."""
        after = self.text[at + 1]
        is_noun = after[0].islower() and not self.tags[at + 1] & (SMALL_OR_TIME | lex.AUXILIARY)
        return is_noun and self.lower[at] in self.words.ordering and at not in self.ground.times

    def _is_whole_name(self, at: int) -> bool:
        """A name before a sum ("lent Ghana $5 million"), no letters of the sign ("C$", "Can$")."""
        return self.text[at].istitle() and len(self.text[at]) >= SHORTEST_NAME

    def _opens_clause(self, at: int) -> bool:
        """Whether a name begins the clause behind "the day": "the day Oslo and Accra signed …"."""
        is_moment = self.lower[at - 1] in self.words.clause_openers and self.tags[at - 2] & lex.DETERMINER != 0
        return is_moment and self.text[at][0].isupper()

    def _begins_main_clause(self, at: int) -> bool:
        """Whether a name and its verb follow an occasion that leads a sentence: "In a separate move | Apex paid"."""
        if (
            at not in self.ground.names
            or at - 1 in self.ground.names
            or not self.tags[self.ground.first] & lex.PREPOSITION
        ):
            return False
        if self.tags[at - 1] & SMALL:
            return False
        behind = at
        while behind < self.ground.last and behind in self.ground.names:
            behind += 1
        forms = self.words.verb_forms.get(self.lower[behind], ()) if behind < self.ground.last else ()
        return "past" in forms or (behind < self.ground.last and bool(self.tags[behind] & lex.AUXILIARY))

    def _is_dash(self, at: int) -> bool:
        """A dash between two words of one phrase."""
        return (
            self.text[at] == "-"
            and self.text[at - 1][0].isalnum()
            and at + 1 < self.ground.last
            and self.text[at + 1][0].isalnum()
        )

    def _is_adverb_by_form(self, at: int) -> bool:
        """Whether a word ends as adverbs do, and is no name: "newly", not "Calendly"."""
        word = self.text[at]
        return word[0].islower() and word.endswith("ly") and word not in self.words.nouns

    def _ends_noun(self, at: int, *, is_opening: bool) -> bool:
        """Whether a lower-case word after a noun is the next verb."""
        word, tag = self.lower[at], self.tags[at]
        if is_opening or (self.tags[at - 1] & lex.NUMBER and not self.text[at - 1][0].isupper()):
            return False
        forms = self.words.verb_forms.get(word)
        is_verb = forms is not None or tag & VERB_OR_CUE
        if word.endswith("ing") and at + 1 < self.ground.last and word not in self.words.nouns:
            following = self.text[at + 1]
            return bool(self.tags[at + 1] & DETERMINER_OR_POSSESSIVE) or following[0].isupper() or following in CURRENCY
        modified = (
            self.tags[at - 1] & lex.ADVERB or self.lower[at - 1] in SHARES or self._is_adverb_by_form(at - 1)
        ) and self._is_modifier(at)
        if modified:  # but "the 10% held | by X"
            return at + 1 < self.ground.last and self.lower[at + 1] in self.words.agent
        if word in self.words.nouns or tag & lex.NOUN_TOO:
            if forms is None or not (forms & {"s", "past"}):
                return False
            is_plain = word not in self.words.nouns or bool(
                at + 1 < self.ground.last and self.tags[at + 1] & lex.INFINITIVE
            )
            return is_plain and self._opens_object(at + 1) and self.text[at - 1][0].isupper()
        if word.endswith("ed") and "-" not in word and (is_verb or tag == 0):
            return at - 1 in self.ground.names or not self._is_modified_noun(at)
        if self.ground.likely_form(at) == "base" and not self.lower[at - 1].endswith("s"):
            return False
        return bool(is_verb) and not word.endswith("ing")

    def _is_modified_noun(self, at: int) -> bool:
        """Whether an -ed form before this word's noun is an adjective: "a newly listed company"."""
        return at + 1 < self.ground.last and self.lower[at + 1] in self.words.nouns

    def _name_link(self, first: int, at: int) -> int | None:
        """Past "and", "&", "of" or a bracket that holds a name together; None where the name ends here."""
        if at + 1 >= self.ground.last or at == first:
            return None
        word, before = self.text[at], self.text[at - 1]
        if not before[0].isupper():
            is_pair = self.tags[at] & lex.CONNECTOR and f"{before} {self.text[at + 1]}" in self.words.name_pairs
            return at + 1 if is_pair else None  # "its oil and gas properties"
        if word == "(":
            closing = next(
                (end for end in range(at + 2, min(at + 5, self.ground.last - 1)) if self.text[end] == ")"), None
            )
            is_name = closing is not None and self.text[closing + 1][0].isupper() and not self.text[at + 1].isupper()
            return closing + 1 if is_name and closing is not None else None
        following = self.text[at + 1]
        if not following[0].isupper() and not (
            self.tags[at + 1] & lex.DETERMINER and at + 2 < self.ground.last and self.text[at + 2][0].isupper()
        ):
            return None
        if self.lower[at] in self.words.particles and self.lower[at] not in self.words.of_heads:
            return at + 1
        if self.lower[at] in ("of", "for") and self.lower[at - 1] in self.words.of_heads:
            return at + 1
        if self.tags[at] & lex.CONNECTOR and self.lower[at - 1] not in self.words.suffixes:
            if self.tags[first] & lex.DETERMINER and self.lower[at - 1] in self.words.of_heads:
                return None  # "the Dockers' Federation and Kestrel Holdings" are two
            if word in AMPERSAND or f"{self.lower[at - 1]} {self.lower[at + 1]}" in self.words.name_pairs:
                return at + 1
            return at + 1 if self._ends_in_suffix(at + 1) and not self._suffix_between(first, at) else None
        return None

    def _past_mark(self, first: int, at: int) -> int | None:
        """Past a quotation mark inside a phrase: "a “historic” minerals deal"."""
        if self.text[at] not in MARKS or at + 1 >= self.ground.last or at == first:
            return None
        if self.text[at] == "<" and self.tags[at - 1] & lex.DETERMINER and self.text[at + 1][0].isupper():
            return at + 1
        is_scare = self.tokens.quoted[at + 1] >= 0 and self.tags[at - 1] & BEFORE_NOUN
        is_end = self.tokens.quoted[at - 1] >= 0 and self.text[at + 1][0].islower() and self._is_short_quotation(at - 1)
        return at + 1 if (is_scare or is_end) and self._inside_noun(at + 1) else None

    def _past_per_cent(self, first: int, at: int) -> int | None:
        """Past the "per cent" of "a 20 per cent stake", the "per share" of "its 32 dlr per share bid"."""
        if self.tags[first] & DETERMINER_OR_POSSESSIVE or first + 2 < at:
            is_unit = self.lower[at : at + 2] in self.words.per_share and at + 2 < self.ground.last
            if is_unit and not self.tags[at + 2] & SMALL_OR_TIME and self.text[at + 2].islower():
                return at + 3
        is_share = self.lower[at] + self.lower[at + 1] in SHARES if at + 1 < self.ground.last else False
        return at + 2 if is_share and (self.text[at - 1][0].isdigit() or self.tags[at - 1] & lex.NUMBER) else None

    def _is_short_quotation(self, at: int) -> bool:
        quotation = self.tokens.quotations[self.tokens.quoted[at]]
        return quotation.last - quotation.first <= SHORT_QUOTATION

    def _ends_in_suffix(self, at: int) -> bool:
        """Whether the capitalised run from `at` ends in Corp, Ltd …"""
        end = at
        while end < self.ground.last and (self.text[end][0].isupper() or self.text[end] == "&"):
            if self.lower[end] in self.words.suffixes:
                return end > at or self.lower[end].rstrip(".") in ("co", "sons")
            end += 1
        return False

    def _suffix_between(self, first: int, at: int) -> bool:
        return any(self.lower[position] in self.words.suffixes for position in range(first, at))

    def _opens_object(self, at: int) -> bool:
        """Whether what stands here can follow a verb: a determiner, a name, a figure, "to", "that"."""
        if at >= self.ground.last:
            return False
        word = self.text[at]
        if word in STOPS or word in COMMAS:
            return False
        return (
            bool(self.tags[at] & BEGINS_OBJECT)
            or word[0].isupper()
            or word[0].isdigit()
            or word in CURRENCY
            or not self.tags[at] & NEVER_OBJECT
        )
