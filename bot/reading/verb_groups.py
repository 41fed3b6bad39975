"""Verb groups: auxiliaries, negation, adverbs and the main verb, with what they say of time and truth."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.chunk_ground import COMMAS, CURRENCY, SMALL, STOPS, Chunk, Ground, VerbForm

VERBAL = lex.VERB | lex.CUE
BEHIND_INFINITIVE = lex.DETERMINER | lex.POSSESSIVE | lex.OBJECT_PRONOUN | lex.COMPLEMENTISER
BEGINS_OBJECT = lex.DETERMINER | lex.POSSESSIVE | lex.INFINITIVE | lex.COMPLEMENTISER | lex.ADVERB
NEVER_OBJECT = lex.AUXILIARY | lex.PREPOSITION | lex.VERB
HELPING = lex.BE | lex.HAVE | lex.MODAL
MODAL_OR_INFINITIVE = lex.MODAL | lex.INFINITIVE


class VerbGroups:
    """Cuts the verb groups of a text."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.words = ground, ground.words
        self.text, self.lower, self.tags = ground.text, ground.lower, ground.tags

    def opens(self, at: int, found: list[Chunk]) -> bool:
        tag = self.tags[at]
        if at in self.ground.names and (
            at != self.ground.first or not (tag or self.lower[at] in self.words.verb_forms)
        ):
            return False
        if tag & lex.INFINITIVE:
            return self._is_infinitive(at)
        if tag & lex.AUXILIARY:
            return not (self.text[at][0].isupper() and at != self.ground.first)
        if tag & lex.CLITIC:
            return bool(found) and self._is_contracted(at)
        return self._is_verb(at, found)

    def _is_infinitive(self, at: int) -> bool:
        following = at + 1
        while (
            following < self.ground.last and self.tags[following] & lex.ADVERB and not self._has_form(following, "base")
        ):
            following += 1
        if following >= self.ground.last or self.text[following][0].isupper():
            return False
        return self._has_form(following, "base") or (
            self.tags[following] & (SMALL | lex.TIME | lex.NUMBER) == 0
            and self.lower[following].isalpha()
            and not self.lower[following].endswith(("ing", "s", "ment", "tion"))
            and following + 1 < self.ground.last
            and self.tags[following + 1] & BEHIND_INFINITIVE != 0
        )

    def _is_contracted(self, at: int) -> bool:
        return bool(self.tags[at] & HELPING) and not self.tags[at] & lex.CLITIC

    def _has_form(self, at: int, form: str) -> bool:
        forms = self.words.verb_forms.get(self.lower[at])
        if forms is not None:
            return form in forms
        tag = self.tags[at]
        return bool(tag & VERBAL) and self.ground.guessed(at) == form

    def _is_verb(self, at: int, found: list[Chunk]) -> bool:
        """Whether a token that is no auxiliary begins a verb group here."""
        word = self.lower[at]
        forms = self.words.verb_forms.get(word)
        tag = self.tags[at]
        if tag & SMALL:
            return False
        looks = forms is not None or tag & VERBAL or (tag == 0 and word.endswith(("ed", "ing")))
        if not looks or not word[0].isalpha() or "-" in word:
            return False
        previous = found[-1].kind if found else "stop"
        form = self.ground.likely_form(at)
        if form == "ing":
            return True
        if form == "base":
            return self._is_base_verb(at, found)
        if tag & lex.NOUN_TOO or word in self.words.nouns:
            return previous in ("noun", "relative", "time", "comma") and self._takes_object(at + 1)
        if previous == "preposition" or (previous == "stop" and not found):
            return form == "past" and previous != "preposition" and self._takes_object(at + 1)
        return True

    def _is_base_verb(self, at: int, found: list[Chunk]) -> bool:
        """A bare form is a verb after a plural subject ("both countries agree to"), never after a preposition."""
        if not found or found[-1].kind not in ("noun", "relative", "conjunction"):
            return False
        if self.lower[at] in self.words.nouns or self.tags[at] & lex.NOUN_TOO:
            return found[-1].kind == "relative" or (
                bool(self.tags[found[-1].head] & lex.PRONOUN) and self._takes_object(at + 1)
            )
        head = self.lower[found[-1].head] if found[-1].kind == "noun" else ""
        return found[-1].kind != "noun" or head.endswith("s") or bool(self.tags[found[-1].head] & lex.PRONOUN)

    def _takes_object(self, at: int) -> bool:
        """Whether what stands here can follow a verb: a phrase, a figure, an infinitive; not another verb."""
        if at >= self.ground.last:
            return False
        tag = self.tags[at]
        if self.text[at] in STOPS or self.text[at] in COMMAS:
            return False
        return bool(tag & BEGINS_OBJECT) or (
            self.text[at][0].isupper() or self.text[at][0].isdigit() or self.text[at] in CURRENCY
            or not tag & NEVER_OBJECT
        )  # fmt: skip

    def cut(self, at: int, found: list[Chunk]) -> tuple[Chunk, int]:
        """The verb group beginning at `at`: auxiliaries, negation, adverbs, main verb."""
        first, modal, negated, be, have = at, "", False, False, False
        infinitive = False
        head = at
        while at < self.ground.last:
            tag, word = self.tags[at], self.lower[at]
            if tag & lex.INFINITIVE and (at == first or self._is_infinitive(at)) and not infinitive:
                infinitive = True
                modal = word if have else modal  # "has to sign"
            elif tag & lex.AUXILIARY or (tag & HELPING and not tag & lex.CLITIC):
                modal = word if tag & lex.MODAL else modal
                be, have = be or bool(tag & lex.BE), have or bool(tag & lex.HAVE)
                negated = negated or bool(tag & lex.NEGATION)
                head = at
            elif tag & lex.NEGATION and not tag & lex.DETERMINER:
                negated = True
            elif at > first and (tag & lex.ADVERB or word.endswith("ly")) and word not in self.words.verb_forms:
                pass
            elif at == first or self._continues_verb(at, is_open=be or have or bool(modal) or infinitive):
                return self._group(first, at, (modal, negated, be, have, infinitive)), at + 1
            else:
                break
            at += 1
        while at > head + 1:
            at -= 1
        return self._group(first, head, (modal, negated, False, have, infinitive)), max(at, head + 1)

    def _continues_verb(self, at: int, *, is_open: bool) -> bool:
        """Whether the main verb stands here, after auxiliaries."""
        if not is_open or self.text[at][0].isupper():
            return False
        tag, word = self.tags[at], self.lower[at]
        if word in self.words.verb_forms or tag & VERBAL:
            return True
        before = self.tags[at - 1]
        if before & MODAL_OR_INFINITIVE and not tag & SMALL:
            return True
        return (not tag & SMALL and word.endswith(("ed", "ing"))) or word in self.words.participles

    def _group(self, first: int, head: int, state: tuple[str, bool, bool, bool, bool]) -> Chunk:
        modal, negated, be, have, infinitive = state
        if infinitive and not have and not modal and self.tags[first] & lex.BE and head > first:
            modal, infinitive = self.lower[first], False  # "is to sell" is as good as "will sell"
        forms = self.words.verb_forms.get(self.lower[head])
        guessed = self.ground.likely_form(head)
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
