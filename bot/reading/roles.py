"""What the article says a person is, and whom he or she speaks for.

1. before the name   “State Department spokeswoman Tammy Bruce”, “Secretary of State Marco Rubio”
2. after it          “Rubio, the secretary of state,”, “Haynes, a strategist in Washington”
3. before a comma    “The director of the centre, Ina Kirsch,”
"""

from __future__ import annotations

from collections.abc import Set

from bot.reading import word_classes as lex
from bot.reading.entity import Entity
from bot.reading.name_neighbours import title_start
from bot.reading.name_spans import NameSpan
from bot.reading.named_in import NamedIn

LONGEST = 14  # tokens of a role
AROUND = LONGEST + 4  # tokens before and behind a name among which all its roles stand
OFFICE = 4  # words of what a body is, behind its country: “foreign affairs ministry”
STOPS = (
    lex.DETERMINER | lex.PREPOSITION | lex.PRONOUN | lex.AUXILIARY | lex.CONJUNCTION | lex.SUBORDINATOR | lex.RELATIVE
    | lex.COMPLEMENTISER | lex.NEGATION | lex.POSSESSIVE | lex.TIME | lex.OBJECT_PRONOUN | lex.CLITIC
)  # fmt: skip
Range = tuple[int, int]


OPENERS = lex.TIME | lex.DETERMINER | lex.PRONOUN | lex.PREPOSITION | lex.SUBORDINATOR | lex.CONJUNCTION


class Roles:
    """Roles of the persons of one article, looked for when asked."""

    def __init__(self, registry: NamedIn) -> None:
        self.registry = registry
        self.tokens = registry.tokens
        self.rules = registry.rules
        self._found: dict[int, Range | None] = {}
        self._roles: dict[int, str | None] = {}
        self._around: dict[int, list[Range]] = {}  # by a mention's first token
        self._speaks_for: dict[int, str | None] = {}

    def role(self, entity: Entity) -> str | None:
        """The role as the article first prints it, articles left out."""
        if entity.number not in self._roles:
            found = self._range(entity)
            self._roles[entity.number] = None if found is None else " ".join(self.tokens.slice(*found).split())
        return self._roles[entity.number]

    def forms(self, noun: str) -> set[str]:
        """A role's word with its abbreviations."""
        return {noun, *[short for short, long in self.rules.written_out.items() if long == noun]}

    def holds(self, entity: Entity, forms: Set[str]) -> bool:
        """Whether a role that the article gives a person has one of some words in it."""
        lower = self.tokens.lower
        for span in entity.spans:
            if forms.isdisjoint(lower[max(0, span.before - AROUND) : span.last + AROUND]):
                continue
            if any(not forms.isdisjoint(lower[first:last]) for first, last in self._ranges(span)):
                return True
        return False

    def speaks_for(self, entity: Entity) -> str | None:
        """The organisation or person whose spokesperson somebody is."""
        if entity.number not in self._speaks_for:
            self._speaks_for[entity.number] = self._represented(entity)
        return self._speaks_for[entity.number]

    def represented(self, first: int, last: int) -> tuple[str, Entity | None] | None:
        """Whom a phrase with a voice in it speaks for: “a spokesman for X”, “X's spokesman”, “X spokesman”."""
        head = self.voice_in(first, last)
        if head is None:
            return None
        return self._principal_after(head, last) or self._principal_before(first, head)

    def voice_in(self, first: int, last: int) -> int | None:
        """The token of a phrase that is a voice for somebody else: spokesman, spokeswoman."""
        lower, voices = self.tokens.lower, self.rules.voices
        for at in range(first, last):
            if lower[at] in voices:
                return at
            if lower[at] in self.rules.prepositions:
                return None
        return None

    # ------------------------------------------------------------ where roles stand

    def _range(self, entity: Entity) -> Range | None:
        if entity.kind not in {"person", "unknown"}:
            return None
        if entity.number not in self._found:
            self._found[entity.number] = self._first_range(entity.spans)
        return self._found[entity.number]

    def _first_range(self, spans: list[NameSpan]) -> Range | None:
        lower, ends = self.tokens.lower, self.rules.role_ends
        for span in spans:
            word = lower[span.first - 1] if span.first else ""
            found = self._before(span) if span.before < span.first or word in ends or "-" in word else None
            if found is not None and self._is_part_of_name(span, found[0]):
                found = None
            if found is None and span.last < len(lower) and lower[span.last] == ",":
                found = self._after(span)
            if found is None and span.before and lower[span.before - 1] == ",":
                found = self._before_comma(span)
            if found is not None and not self._is_kinship(found):
                return found
        return None

    def _is_kinship(self, role: Range) -> bool:
        """Whether a role says only that somebody is another's: “husband”, told of nobody in particular."""
        return role[1] - role[0] == 1 and self.tokens.lower[role[0]] in self.rules.relatives

    def _is_part_of_name(self, span: NameSpan, first: int) -> bool:
        """Whether a role before a name is rather part of it: “Baroness Hale”, “Mrs Justice Farbey”."""
        start = title_start(self.tokens.lower, self.rules, span.first, span.before)
        return span.last - span.first == 1 and start < span.first and start <= first

    def _ranges(self, span: NameSpan) -> list[Range]:
        ranges = self._around.get(span.first)
        if ranges is None:
            found = (self._before(span), self._after(span), self._before_comma(span))
            ranges = self._around[span.first] = [role for role in found if role is not None]
        return ranges

    def _before(self, span: NameSpan) -> Range | None:
        lower, rules = self.tokens.lower, self.rules
        end = span.first
        if span.before < end and lower[end - 1] in rules.honorifics:
            end -= 1
        if end < 1 or not (rules.is_role(lower[end - 1]) or self._ends_office(end)):
            holds = span.has_title and span.before + 1 < end and lower[span.before + 1] in rules.relations
            return (span.before, end) if holds and rules.is_role(lower[span.before]) else None  # “Mayor of Reykjavik”
        start = end - 1
        floor = max(0, end - LONGEST, self.tokens.sentences[self.tokens.sentence_of[end - 1]][0])
        while start > floor:
            before = start - 1 if self._belongs(start - 1, start) else self._past_owner(start)
            if not floor <= before < start:
                break
            start = before
        return start, end

    def _past_owner(self, start: int) -> int:
        """Where the name or the group begins that a role belongs to: “Bank of | England”, “Farmers' | leader”."""
        lower, rules, at = self.tokens.lower, self.rules, start - 1
        before = self.registry.mention_before(at)
        if before is not None and before[0].last > at:
            return before[0].first if lower[at] in rules.organisation_links else start
        if lower[at] not in rules.possessives or (before is not None and before[0].last == at):
            return start
        is_plural = len(lower[at]) == 1 and lower[at - 1].endswith(rules.plural_endings)
        is_group = is_plural or lower[at - 1] in rules.collectives
        return at - 1 if is_group else start

    def _ends_office(self, end: int) -> bool:
        """Whether an office of several words ends here: “secretary of state”."""
        lower = self.tokens.lower
        offices = self.rules.offices_by_end.get(lower[end - 1], ())
        return any(tuple(lower[end - len(office) : end]) == office for office in offices)

    def _belongs(self, at: int, start: int) -> bool:
        """Whether the token before a role still belongs to it."""
        word, lower, rules = self.tokens.words[at], self.tokens.lower[at], self.rules
        if not word[0].isalnum():
            return False
        tag = rules.tags.get(lower, 0)
        if word[0].isupper():
            return not tag & OPENERS
        if lower in rules.roles or lower in rules.adjectives:
            return True
        if tag & lex.OF and at and self._is_office_of(at, start):
            return True
        if at and rules.tags.get(self.tokens.lower[at - 1], 0) & lex.INFINITIVE and not self._is_field(lower):
            return False  # “to impeach | Deputy Governor Lucy Wanza”
        if tag & STOPS or (tag & (lex.VERB | lex.CUE | lex.ADVERB) and not tag & lex.NOUN_TOO):
            return False
        return not lower.endswith(("ed", "ing", "ly"))

    def _is_field(self, word: str) -> bool:
        """Whether a word says of what somebody is minister or leader: “to finance minister Lee”."""
        rules = self.rules
        return word in rules.fields or word in rules.organisation_nominals or word in rules.organisation_heads

    def _is_office_of(self, at: int, start: int) -> bool:
        lower = self.tokens.lower
        phrases = self.rules.title_phrases.get(lower[at - 1], ())
        return any(phrase[1:3] == (lower[at], lower[start]) for phrase in phrases)

    def _after(self, span: NameSpan) -> Range | None:
        tokens, lower, rules = self.tokens, self.tokens.lower, self.rules
        at = span.last
        if at >= len(lower) or lower[at] != ",":
            return None
        stop = tokens.sentences[tokens.sentence_of[at - 1]][1]
        if at + 2 >= stop:
            return None
        start = at + 1
        while start < stop and (lower[start] in rules.articles or lower[start] in rules.possessors):
            start += 1
        end = start
        has_role = False
        while end < stop and end - start < LONGEST and self._goes_on(end):
            has_role = has_role or (rules.is_role(lower[end]) and not self._after_preposition(start, end))
            end += 1
        return (start, end) if has_role and end > start and not self._is_speaking(start, end, stop) else None

    def _is_speaking(self, start: int, end: int, stop: int) -> bool:
        """Whether who stands behind a comma speaks apart: "… a bridge to Ikorodu, the works commissioner said"."""
        lower, rules = self.tokens.lower, self.rules
        tag = rules.tags.get(lower[end], 0) if end < stop else 0
        if not tag & lex.CUE or tag & lex.NOUN_TOO:
            return False
        if lower[start - 1] in rules.definite:
            return True
        named = self.registry.mention_before(end)  # “… with Hyundai Rotem, defence minister Jan Nowak said”
        return named is not None and named[0].last == end and not self._after_preposition(start, named[0].first)

    def _after_preposition(self, start: int, at: int) -> bool:
        return any(self.rules.tags.get(word, 0) & lex.PREPOSITION for word in self.tokens.lower[start:at])

    def _goes_on(self, at: int) -> bool:
        """Whether an appositive goes on: not past a comma, a verb or a relative clause."""
        word = self.tokens.words[at]
        tag = self.rules.tags.get(self.tokens.lower[at], 0)
        if not word[0].isalnum() and not tag & lex.CLITIC:
            return False
        if word[0].isupper():
            return True
        if tag & (lex.AUXILIARY | lex.RELATIVE | lex.SUBORDINATOR | lex.COMPLEMENTISER | lex.PRONOUN):
            return False
        return not (tag & (lex.CUE | lex.VERB) and not tag & lex.NOUN_TOO)

    def _before_comma(self, span: NameSpan) -> Range | None:
        lower, rules, tokens = self.tokens.lower, self.rules, self.tokens
        end = span.before - 1
        if end < 1 or lower[end] != ",":
            return None
        floor = max(end - LONGEST, tokens.sentences[tokens.sentence_of[end]][0])
        start = end
        while start > floor and self._goes_on(start - 1):
            start -= 1
            if lower[start] in rules.definite or lower[start] in rules.possessors or lower[start] in rules.articles:
                inside = lower[start + 1 : end]
                head = next((place for place, word in enumerate(inside) if word in rules.prepositions), len(inside))
                if any(word in rules.roles for word in inside[:head]) and not self._is_inner(start, floor):
                    return start + 1, end
            elif lower[start] in rules.possessives:
                is_office = any(word in rules.roles for word in lower[start + 1 : end])
                return self._with_owner(start, end) if is_office else None
        return None

    def _with_owner(self, mark: int, end: int) -> Range:
        """An office with whose it is, if that is a name: “Kestrel's finance director, | Ann Lee”."""
        owner = self.registry.mention_before(mark)
        return (owner[0].first if owner is not None and owner[0].last == mark else mark + 1), end

    def _is_inner(self, start: int, floor: int) -> bool:
        """Whether a phrase only says whose or of what somebody is: “a lawyer for | the accused, Ann Lee”."""
        if start - 2 < floor or self.tokens.lower[start - 1] not in self.rules.relations:
            return False
        tag = self.rules.tags.get(self.tokens.lower[start - 2], 0)
        return not tag & (lex.CUE | lex.VERB | lex.PHRASAL) or bool(tag & lex.NOUN_TOO)

    # ------------------------------------------------------------ whom a voice speaks for

    def _represented(self, entity: Entity) -> str | None:
        found = self._range(entity)
        if found is None or self.voice_in(*found) is None:
            return None
        first = found[0]
        while first > 0 and self.tokens.lower[first - 1] in self.rules.possessives:
            previous = self.registry.mention_before(first - 1)
            if previous is None or previous[0].last != first - 1:
                break
            first = previous[0].before
        principal = self.represented(first, found[1])
        if principal is None and first and self.tokens.lower[first - 1] in self.rules.possessors:
            owner = self.registry.antecedents.at(first - 1)
            return self.registry.printed(owner.entity) if owner else None
        return principal[0] if principal else None

    def _principal_after(self, head: int, last: int) -> tuple[str, Entity | None] | None:
        lower = self.tokens.lower
        if head + 1 >= last or lower[head + 1] not in self.rules.relations:
            return None
        start = head + 2
        while start < last and lower[start] in self.rules.articles:
            start += 1
        return self._principal(start, last)

    def _principal_before(self, first: int, head: int) -> tuple[str, Entity | None] | None:
        lower, rules = self.tokens.lower, self.rules
        while first < head and (lower[first] in rules.articles or (lower[first] in rules.adjectives
                                and self.tokens.words[first][0].islower())):  # fmt: skip
            first += 1
        return self._principal(first, head)

    def _principal(self, first: int, last: int) -> tuple[str, Entity | None] | None:
        """The name a range of tokens opens with, with the noun that follows it (“Clinton campaign”)."""
        tokens, rules = self.tokens, self.rules
        found = self.registry.mentions_in(first, last)
        if not found:
            return None
        span, entity = found[0]
        end = span.last
        while end < last and tokens.lower[end] in rules.possessives:
            end += 1
        if end < last and tokens.lower[end] in rules.organisation_nominals:
            noun = tokens.lower[end]
            return f"{self.registry.printed(entity)} {noun}", None
        for head in range(end, min(last, end + OFFICE)):
            if not tokens.words[head].islower():
                break
            if tokens.lower[head] in rules.organisation_nominals:  # “Chinese foreign ministry spokesman”
                return " ".join(tokens.slice(span.first, head + 1).split()), None
        return self.registry.printed(entity), entity
