"""A sentence cut into chunks: noun phrases, verb groups and the small words between, in one pass over its tokens.

Statements look for phrases from one end (bot.reading.phrases); deal frames need the whole row of phrases of a
sentence, so it is cut once, with the same word classes, and only where a sentence holds a word of the deal lexicon.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from bot.reading import lexicon as lex
from bot.reading.dates import Dated
from bot.reading.deal_words import ChunkWords
from bot.text import Tokens

ChunkKind = Literal["noun", "verb", "preposition", "conjunction", "comma", "stop", "relative", "subordinator", "time"]
VerbForm = Literal["base", "s", "past", "participle", "ing", "infinitive"]

SMALL = (
    lex.PREPOSITION | lex.AUXILIARY | lex.CONJUNCTION | lex.SUBORDINATOR | lex.RELATIVE | lex.COMPLEMENTISER
    | lex.INFINITIVE | lex.NEGATION | lex.PRONOUN | lex.OBJECT_PRONOUN | lex.CLITIC | lex.DETERMINER | lex.POSSESSIVE
)  # fmt: skip
COMMAS = frozenset({",", "—", "–", "--", "(", ")"})
STOPS = frozenset({";", ":", ".", "!", "?"})
MARKS = frozenset("“”\"„«»‘[]<>") | {"''", "``"}
CURRENCY = frozenset("$€£¥%#&@")
SHARES = frozenset({"pct", "percent", "%"})
TICKER = 6  # longest word in brackets that is a ticker and no name


class Chunk(NamedTuple):
    """Tokens [first, last) of one kind; `head` is the last noun, or the main verb of a verb group."""

    kind: ChunkKind
    first: int
    last: int
    head: int
    form: VerbForm | None = None
    modal: str = ""
    is_negated: bool = False
    is_passive: bool = False
    has_be: bool = False
    has_have: bool = False


class Chunker:
    """Cuts sentences of one text; `chunks(number)` is remembered per sentence."""

    def __init__(self, tokens: Tokens, words: ChunkWords, dates: Sequence[Dated] = ()) -> None:
        self.tokens, self.words = tokens, words
        self.times = {dated.first: dated.last for dated in dates}
        self.text, self.lower = tokens.words, tokens.lower
        self._cut: dict[int, list[Chunk]] = {}

    def chunks(self, sentence: int) -> list[Chunk]:
        """The chunks of a sentence in order."""
        if sentence not in self._cut:
            self._cut[sentence] = self._chunk(*self.tokens.sentences[sentence])
        return self._cut[sentence]

    def _chunk(self, first: int, last: int) -> list[Chunk]:
        found: list[Chunk] = []
        at = first
        self.first = first
        self.last = last
        while at < last:
            chunk, at = self._next(at, found)
            if chunk is not None:
                found.append(chunk)
        return found

    def _next(self, at: int, found: list[Chunk]) -> tuple[Chunk | None, int]:
        word, tag = self.text[at], self._tag(at)
        if (end := self._past_time(at, tag)) is not None:
            return Chunk("time", at, end, at), end
        if word in MARKS:
            return None, self._past_ticker(at)
        if word in COMMAS:
            end = self._past_ticker(at)
            return (None, end) if end > at + 1 else (Chunk("comma", at, at + 1, at), at + 1)
        if word in STOPS:
            return Chunk("stop", at, at + 1, at), at + 1
        if self._opens_verb(at, found):
            return self._verb(at, found)
        if self._opens_noun(at, is_after_noun=bool(found) and found[-1].kind == "noun"):
            return self._noun(at)
        return self._small(at, tag)

    def _small(self, at: int, tag: int) -> tuple[Chunk | None, int]:
        kinds: tuple[tuple[int, ChunkKind], ...] = (
            (lex.RELATIVE, "relative"),
            (lex.COMPLEMENTISER, "subordinator"),
            (lex.CONJUNCTION, "conjunction"),
            (lex.PREPOSITION, "preposition"),
            (lex.SUBORDINATOR, "subordinator"),
        )
        for bit, kind in kinds:
            if tag & bit:
                return Chunk(kind, at, at + 1, at), at + 1
        if self._tag(at) & lex.TIME:
            return Chunk("time", at, at + 1, at), at + 1
        return None, at + 1

    def _past_time(self, at: int, tag: int) -> int | None:
        """Past a date with its preposition that stands outside noun phrases ("on Monday", "in April 2020")."""
        first = at + 1 if tag & lex.PREPOSITION and at + 1 in self.times else at
        end = self.times.get(first)
        if end is None or end > self.last or (end < self.last and self._tag(end) & lex.CLITIC):
            return None
        is_inside = end < self.last and self.text[end][0].islower() and first == at and not self._tag(end) & SMALL
        return None if is_inside and self.text[first][0].isdigit() else end

    def _past_ticker(self, at: int) -> int:
        """Past a bracket that holds one short word in capitals ("<GATS>", "(AMZN)"), else past the mark alone."""
        closing = {"(": ")", "<": ">"}.get(self.text[at])
        end = at + 1
        while closing and end < min(self.last, at + 5) and self.text[end] != closing:
            inside = self.text[end]
            if len(inside) > TICKER or not (inside.isupper() or inside[0].isdigit() or inside == "."):
                return at + 1
            end += 1
        return end + 1 if closing and end < self.last and self.text[end] == closing and end > at + 1 else at + 1

    def _tag(self, at: int) -> int:
        word = self.lower[at]
        return lex.PREPOSITION if word in self.words.prepositions else self.words.tags.get(word, 0)

    def _is_name(self, at: int) -> bool:
        """A capital that is not only the sentence's first letter on a small word."""
        word = self.text[at]
        if not word[0].isupper():
            return False
        if at == self.first or self.text[at - 1] in MARKS:
            tag = self._tag(at)
            if at + 1 < self.last and self.text[at + 1][0].isupper() and not tag & (SMALL & ~lex.DETERMINER):
                return not tag & lex.DETERMINER or bool(tag & lex.NUMBER)
            return not tag & (SMALL | lex.ADVERB | lex.VERB)
        return not self._tag(at) & (lex.PRONOUN | lex.TIME) or (word.isupper() and len(word) > 1)

    # ------------------------------------------------------------ verbs

    def _opens_verb(self, at: int, found: list[Chunk]) -> bool:
        tag = self._tag(at)
        if self._is_name(at) and (at != self.first or not (tag or self.lower[at] in self.words.verb_forms)):
            return False
        if tag & lex.INFINITIVE:
            return self._is_infinitive(at)
        if tag & lex.AUXILIARY:
            return not (self.text[at][0].isupper() and at != self.first)
        if tag & lex.CLITIC:
            return bool(found) and self._is_contracted(at)
        return self._is_verb(at, found)

    def _is_infinitive(self, at: int) -> bool:
        following = at + 1
        while following < self.last and self._tag(following) & lex.ADVERB and not self._has_form(following, "base"):
            following += 1
        if following >= self.last or self.text[following][0].isupper():
            return False
        return self._has_form(following, "base") or (
            self._tag(following) & (SMALL | lex.TIME | lex.NUMBER) == 0
            and self.lower[following].isalpha()
            and not self.lower[following].endswith(("ing", "s", "ment", "tion"))
            and following + 1 < self.last
            and self._tag(following + 1) & (lex.DETERMINER | lex.POSSESSIVE | lex.OBJECT_PRONOUN | lex.COMPLEMENTISER) != 0
        )

    def _is_contracted(self, at: int) -> bool:
        return bool(self._tag(at) & (lex.BE | lex.HAVE | lex.MODAL)) and not self._tag(at) & lex.CLITIC

    def _has_form(self, at: int, form: str) -> bool:
        forms = self.words.verb_forms.get(self.lower[at])
        if forms is not None:
            return form in forms
        tag = self._tag(at)
        return bool(tag & (lex.VERB | lex.CUE)) and self._guessed(at) == form

    def _guessed(self, at: int) -> str:
        word = self.lower[at]
        if word in self.words.participles or word.endswith("ed"):
            return "past"
        if word.endswith("ing"):
            return "ing"
        return "s" if word.endswith("s") and not word.endswith("ss") else "base"

    def _is_verb(self, at: int, found: list[Chunk]) -> bool:
        """Whether a token that is no auxiliary begins a verb group here."""
        word = self.lower[at]
        forms = self.words.verb_forms.get(word)
        tag = self._tag(at)
        looks = forms is not None or tag & (lex.VERB | lex.CUE) or (tag == 0 and word.endswith(("ed", "ing")))
        if not looks or tag & SMALL or not word[0].isalpha() or "-" in word:
            return False
        previous = found[-1].kind if found else "stop"
        form = self._likely_form(at)
        if form == "ing":
            return True
        if form == "base":
            return self._is_base_verb(at, found)
        if tag & lex.NOUN_TOO or word in self.words.nouns:
            return previous in ("noun", "relative", "time", "comma") and self._takes_object(at + 1)
        if previous == "preposition" or (previous == "stop" and not found):
            return form == "past" and previous != "preposition" and self._takes_object(at + 1)
        return True

    def _likely_form(self, at: int) -> str:
        forms = self.words.verb_forms.get(self.lower[at])
        if not forms:
            return self._guessed(at)
        return next(form for form in ("past", "participle", "s", "ing", "base") if form in forms)

    def _is_base_verb(self, at: int, found: list[Chunk]) -> bool:
        """A bare form is a verb after a plural subject ("both countries agree to"), never after a preposition."""
        if not found or found[-1].kind not in ("noun", "relative", "conjunction"):
            return False
        if self.lower[at] in self.words.nouns or self._tag(at) & lex.NOUN_TOO:
            return found[-1].kind == "relative" or (
                bool(self._tag(found[-1].head) & lex.PRONOUN) and self._takes_object(at + 1)
            )
        head = self.lower[found[-1].head] if found[-1].kind == "noun" else ""
        return found[-1].kind != "noun" or head.endswith("s") or bool(self._tag(found[-1].head) & lex.PRONOUN)

    def _takes_object(self, at: int) -> bool:
        """Whether what stands here can follow a verb: a phrase, a figure, an infinitive; not another verb."""
        if at >= self.last:
            return False
        tag = self._tag(at)
        if self.text[at] in STOPS or self.text[at] in COMMAS:
            return False
        return bool(tag & (lex.DETERMINER | lex.POSSESSIVE | lex.INFINITIVE | lex.COMPLEMENTISER | lex.ADVERB)) or (
            self.text[at][0].isupper() or self.text[at][0].isdigit() or self.text[at] in CURRENCY
            or not tag & (lex.AUXILIARY | lex.PREPOSITION | lex.VERB)
        )  # fmt: skip

    def _verb(self, at: int, found: list[Chunk]) -> tuple[Chunk, int]:
        """The verb group beginning at `at`: auxiliaries, negation, adverbs, main verb."""
        first, modal, negated, be, have = at, "", False, False, False
        infinitive = False
        head = at
        while at < self.last:
            tag, word = self._tag(at), self.lower[at]
            if tag & lex.INFINITIVE and (at == first or self._is_infinitive(at)) and not infinitive:
                infinitive = True
                modal = word if have else modal  # "has to sign"
            elif tag & lex.AUXILIARY or (tag & (lex.BE | lex.HAVE | lex.MODAL) and not tag & lex.CLITIC):
                modal = word if tag & lex.MODAL else modal
                be, have = be or bool(tag & lex.BE), have or bool(tag & lex.HAVE)
                negated = negated or bool(tag & lex.NEGATION)
                head = at
            elif tag & lex.NEGATION and not tag & lex.DETERMINER:
                negated = True
            elif at > first and (tag & lex.ADVERB or word.endswith("ly")) and word not in self.words.verb_forms:
                pass
            elif at == first or self._continues_verb(at, be or have or bool(modal) or infinitive):
                return self._group(first, at, (modal, negated, be, have, infinitive)), at + 1
            else:
                break
            at += 1
        while at > head + 1:
            at -= 1
        return self._group(first, head, (modal, negated, False, have, infinitive)), max(at, head + 1)

    def _continues_verb(self, at: int, is_open: bool) -> bool:
        """Whether the main verb stands here, after auxiliaries."""
        if not is_open or self.text[at][0].isupper():
            return False
        tag, word = self._tag(at), self.lower[at]
        if word in self.words.verb_forms or tag & (lex.VERB | lex.CUE):
            return True
        before = self._tag(at - 1)
        if before & (lex.MODAL | lex.INFINITIVE) and not tag & SMALL:
            return True
        return not tag & SMALL and word.endswith(("ed", "ing")) or word in self.words.participles

    def _group(self, first: int, head: int, state: tuple[str, bool, bool, bool, bool]) -> Chunk:
        modal, negated, be, have, infinitive = state
        forms = self.words.verb_forms.get(self.lower[head])
        guessed = self._likely_form(head)
        is_participle = guessed == "past" or bool(forms and "participle" in forms)
        form: VerbForm
        if infinitive and not have:
            form = "infinitive"
        elif guessed == "ing":
            form = "ing"
        elif be and is_participle:
            form = "participle"
        elif have and is_participle:
            form = "past"
        elif forms:
            form = "past" if "past" in forms and not modal else "s" if "s" in forms else "base"
        else:
            form = "past" if guessed == "past" else "s" if guessed == "s" else "base"
        return Chunk("verb", first, head + 1, head, form, modal, negated, be and is_participle, be, have)

    # ------------------------------------------------------------ noun phrases

    def _opens_noun(self, at: int, *, is_after_noun: bool) -> bool:
        tag = self._tag(at)
        if self._is_name(at) or tag & (lex.DETERMINER | lex.POSSESSIVE | lex.PRONOUN | lex.OBJECT_PRONOUN):
            return True
        word = self.text[at]
        if word[0].isdigit() or word[0] in CURRENCY:
            return True
        if tag & SMALL or not word[0].isalnum() or self._tag(at) & lex.TIME:
            return False
        return not tag & lex.ADVERB or (not is_after_noun and at + 1 < self.last and self._is_modifier(at + 1))

    def _is_modifier(self, at: int) -> bool:
        return (self.lower[at].endswith("ed") or self.lower[at] in self.words.participles) and not self._tag(at) & SMALL

    def _noun(self, at: int) -> tuple[Chunk, int]:
        first, head = at, at
        tag = self._tag(at)
        if tag & (lex.PRONOUN | lex.OBJECT_PRONOUN) and not tag & lex.POSSESSIVE and not (self.text[at].isupper() and len(self.text[at]) > 1):
            return Chunk("noun", at, at + 1, at), at + 1
        while at < self.last:
            if at > first and at in self.times and self._past_time(at, 0) and not self._tag(at - 1) & lex.DETERMINER:
                break
            if self._inside_noun(first, at):
                if self.text[at][0].isalnum() or self.text[at] in CURRENCY:
                    head = at
                at += 1
                continue
            end = self._name_link(first, at) or self._past_mark(first, at)
            if end is None:
                break
            at = end
            head = at - 1
        at = max(at, head + 1)
        while at > head + 1:
            at -= 1
        return Chunk("noun", first, at, head), at

    def _inside_noun(self, first: int, at: int) -> bool:
        """Whether the phrase begun at `first` goes on with this token."""
        if at == first:
            return True
        word, tag = self.text[at], self._tag(at)
        if tag & lex.CLITIC:
            return at + 1 < self.last and self.text[at + 1] not in COMMAS and self.text[at + 1] not in STOPS
        opening = self._tag(at - 1) & (lex.DETERMINER | lex.POSSESSIVE | lex.CLITIC) != 0
        if self._is_name(at) and not (tag & lex.TIME and word[0].isupper() and not word.isupper()):
            return True
        if word[0].isdigit() or word in CURRENCY:
            return True
        if tag & lex.DETERMINER:
            return opening and not self._tag(at - 1) & lex.CLITIC or bool(tag & lex.NUMBER)
        if tag & (SMALL | lex.TIME) and not tag & lex.NUMBER:
            return False
        if not word[0].isalnum():
            return word == "-" and self.text[at - 1][0].isalnum() and at + 1 < self.last and self.text[at + 1][0].isalnum()
        if self._tag(at) & lex.TIME:
            return opening
        if tag & lex.ADVERB and not tag & lex.NOUN_TOO:
            return opening and at + 1 < self.last
        return not self._ends_noun(first, at, opening)

    def _ends_noun(self, first: int, at: int, is_opening: bool) -> bool:
        """Whether a lower-case word after a noun is the next verb."""
        word, tag = self.lower[at], self._tag(at)
        if is_opening or self._tag(at - 1) & lex.NUMBER and not self.text[at - 1][0].isupper():
            return False
        forms = self.words.verb_forms.get(word)
        is_verb = forms is not None or tag & (lex.VERB | lex.CUE)
        if word.endswith("ing") and at + 1 < self.last and word not in self.words.nouns:
            following = self.text[at + 1]
            return bool(self._tag(at + 1) & (lex.DETERMINER | lex.POSSESSIVE)) or following[0].isupper() or following in CURRENCY
        modified = (self._tag(at - 1) & lex.ADVERB or self.lower[at - 1] in SHARES or self.lower[at - 1].endswith("ly")) and self._is_modifier(at)
        if modified:
            return False
        if word in self.words.nouns or tag & lex.NOUN_TOO:
            if forms is None or not (forms & {"s", "past"}):
                return False
            return word not in self.words.nouns and self._takes_object(at + 1) and self.text[at - 1][0].isupper()
        if word.endswith("ed") and "-" not in word and (is_verb or tag == 0):
            return self._is_name(at - 1) or not self._is_modified_noun(at)
        if self._likely_form(at) == "base" and not self.lower[at - 1].endswith("s"):
            return False
        return bool(is_verb) and not word.endswith("ing")

    def _is_modified_noun(self, at: int) -> bool:
        """Whether an -ed form before this word's noun is an adjective: "a newly listed company"."""
        return at + 1 < self.last and self.lower[at + 1] in self.words.nouns

    def _name_link(self, first: int, at: int) -> int | None:
        """Past "and", "&", "of" or a bracket that holds a name together; None where the name ends here."""
        if at + 1 >= self.last or at == first:
            return None
        word, before = self.text[at], self.text[at - 1]
        if not before[0].isupper():
            return None
        if word == "(":
            closing = next((end for end in range(at + 2, min(at + 5, self.last - 1)) if self.text[end] == ")"), None)
            is_name = closing is not None and self.text[closing + 1][0].isupper() and not self.text[at + 1].isupper()
            return closing + 1 if is_name and closing is not None else None
        following = self.text[at + 1]
        if not following[0].isupper() and not (self._tag(at + 1) & lex.DETERMINER and at + 2 < self.last and self.text[at + 2][0].isupper()):
            return None
        if self.lower[at] in self.words.particles and self.lower[at] not in self.words.of_heads:
            return at + 1
        if self.lower[at] in ("of", "for") and self.lower[at - 1] in self.words.of_heads:
            return at + 1
        if self._tag(at) & lex.CONNECTOR and self.lower[at - 1] not in self.words.suffixes:
            return at + 1 if self._ends_in_suffix(at + 1) and not self._suffix_between(first, at) else None
        return None

    def _past_mark(self, first: int, at: int) -> int | None:
        """Past a quotation mark inside a phrase: "a “historic” minerals deal"."""
        if self.text[at] not in MARKS or at + 1 >= self.last or at == first:
            return None
        if self.text[at] == "<" and self._tag(at - 1) & lex.DETERMINER and self.text[at + 1][0].isupper():
            return at + 1
        is_scare = self.tokens.quoted[at + 1] >= 0 and self._tag(at - 1) & (lex.DETERMINER | lex.POSSESSIVE | lex.CLITIC)
        is_end = self.tokens.quoted[at - 1] >= 0 and self.text[at + 1][0].islower() and self._is_short_quotation(at - 1)
        return at + 1 if (is_scare or is_end) and self._inside_noun(first, at + 1) else None

    def _is_short_quotation(self, at: int) -> bool:
        quotation = self.tokens.quotations[self.tokens.quoted[at]]
        return quotation.last - quotation.first <= 3

    def _ends_in_suffix(self, at: int) -> bool:
        """Whether the capitalised run from `at` ends in Corp, Ltd …"""
        end = at
        while end < self.last and (self.text[end][0].isupper() or self.text[end] == "&"):
            if self.lower[end] in self.words.suffixes:
                return end > at or self.lower[end].rstrip(".") in ("co", "sons")
            end += 1
        return False

    def _suffix_between(self, first: int, at: int) -> bool:
        return any(self.lower[position] in self.words.suffixes for position in range(first, at))
