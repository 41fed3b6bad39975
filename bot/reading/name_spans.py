"""Capitalised runs of an article cut into names: the first half of the registry of names.

1. runs       see bot.reading.capitals
2. cutting    titles, offices, parties and places before a name; what remains is a name
3. kind       see bot.reading.name_kinds
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading.name_cores import core_of
from bot.reading.name_kinds import LONGEST_PERSON, PAIR, NameKinds, SpanKind
from bot.reading.name_neighbours import is_body_before, is_led_by_noun, office_holder, owner_before, without_letters
from bot.reading.name_rules import Gender, NameRules
from bot.text import Tokens

__all__ = ["NameCutter", "NameSpan", "SpanKind"]

MOST_KEPT = 30_000  # runs whose cut is kept: some 10 MB


@dataclass(slots=True)
class NameSpan:
    """A name as it stands: tokens [first, last); titles before it begin at `before`.

    `core` is what is compared of it, where that was found out before; a span that is cut shorter loses it.
    """

    first: int
    last: int
    before: int
    kind: SpanKind
    gender: Gender | None = None  # told by an honorific
    has_honorific: bool = False
    has_title: bool = False
    core: tuple[str, ...] = ()


class NameCutter(NameKinds):
    """Cuts the names out of one article.

    How a run is cut is kept from article to article, unless `looks_around` says that words around it had a say.
    """

    def __init__(self, tokens: Tokens, rules: NameRules) -> None:
        super().__init__(tokens, rules)
        self.found: list[NameSpan] = []
        self.dropped: list[int] = []  # single capitals that are a name only if the article has a full one: Will, King

    @property
    def headlines(self) -> set[int]:
        """Sentences in capitals, which tell no new name."""
        return self.capitals.headlines

    def spans(self) -> list[NameSpan]:
        """All names in order of the text."""
        found, words, lower, kept, may_lead = self.found, self.words, self.lower, self.rules.cuts, self.rules.may_lead
        for start, first, last in self.capitals.runs():
            count = len(found)
            if first < last:
                is_led = lower[first - 1] in may_lead and self._is_led(first, last)
                cut = None if is_led else kept.get(tuple(words[first:last]))
                if cut is None:
                    self._cut_kept(first, last, is_led=is_led)
                else:
                    for at, end, before, *how in cut:
                        found.append(NameSpan(first + at, first + end, first + before, *how))
            if count == len(found) and last <= start + 1:
                self.dropped.append(start)
        return found

    # ------------------------------------------------------------ 2. cutting

    def _cut_kept(self, first: int, last: int, *, is_led: bool) -> None:
        """Cut a run not met before, and keep how, if its own words alone decided it."""
        count, self.looks_around = len(self.found), is_led
        self._cut_new(first, last)
        if self.looks_around or last - first > LONGEST_PERSON:
            return
        kept = self.rules.cuts
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[tuple(self.words[first:last])] = tuple(
            (span.first - first, span.last - first, span.before - first, span.kind, span.gender, span.has_honorific,
             span.has_title, core_of(self.lower, self.rules, span.first, span.last)) for span in self.found[count:]
        )  # fmt: skip

    def _is_led(self, first: int, last: int) -> bool:
        """Whether the word before a run, or before its article, may say how to cut it."""
        if not first:
            return False
        lower, rules = self.lower, self.rules
        before = lower[first - 1]
        if before in rules.articles:
            if first == 1:
                return False
            before = lower[first - 2]
        return before in rules.leading or (last - first > PAIR and before in rules.relations)

    def _cut_new(self, first: int, last: int) -> None:
        first = self._past_origin(first, last)
        if self._is_only_office(first, last) or self._cut_body(first, last):
            return
        last = without_letters(self.tokens, self.rules, first, last)
        if self._cut_holder(first, last):
            return
        at = self._past_field(self._past_titles(first, last), last)
        has_title = at > first
        if not has_title:
            at = self._past_places(first, last)
        honorific = at
        gender, at = self._past_honorific(first, at, last)
        if at >= last or (at + 1 == last and (len(self.words[at]) == 1 or self._is_small_word(at))):
            return
        has_honorific = at > honorific
        if self.is_organisation(first, last) and not has_honorific and not self.is_given_pair(at, last):
            self._add(first, last, first, "organisation")
            return
        kind = self.kind(at, last)
        if has_honorific or (has_title and kind == "unknown"):
            kind = "person"
        elif kind == "unknown" and at > 1 and is_body_before(self.tokens, self.rules, at):
            kind = "organisation"
        span = self._add(at, last, first, kind)
        span.gender, span.has_honorific, span.has_title = gender, has_honorific, has_title

    def _past_honorific(self, first: int, at: int, last: int) -> tuple[Gender | None, int]:
        """The gender that an honorific tells, and the token behind it and the titles that follow: “Mr Justice X”."""
        lower, rules = self.lower, self.rules
        if at + 1 >= last or lower[at] not in rules.honorifics:
            return None, at
        if at + PAIR == last and at > first and lower[at] in rules.given:
            return None, at  # “Rep. Earl Blumenauer”
        gender = rules.honorifics[lower[at]]
        at += 1
        while at + 1 < last and (lower[at] in rules.titles or self._is_second_honorific(at)):
            gender = gender or rules.honorifics.get(lower[at])
            at += 1
        return gender, at

    def _is_second_honorific(self, at: int) -> bool:
        """Whether one honorific follows another: “Comrade Alhaji Musa”; “Dr St. Clair” has one."""
        word, rules = self.lower[at], self.rules
        return word in rules.honorifics and word not in rules.given and word not in rules.particles

    def _cut_body(self, first: int, last: int) -> bool:
        """Take a run as a body with its owner (“Prime Minister's Office”), or behind what it is (“Union Usdaw”)."""
        owner = owner_before(self.tokens, self.rules, first, last)
        if owner is not None:
            self._add(owner, last, owner, "organisation")
            return True
        if last - first != PAIR or not is_led_by_noun(self.tokens, self.rules, first):
            return False
        self.looks_around = True
        if self.capitals.opens(first):
            self._add(first + 1, last, first, "organisation")
            return True
        return False

    def _cut_holder(self, first: int, last: int) -> bool:
        """Take a run behind “Mayor of” as a place or body and the name of who holds the office."""
        holder = office_holder(self.tokens, self.rules, first, last)
        if holder is None:
            return False
        before, at = holder
        self._add(first, at, first, self.kind(first, at))
        self._add(at, last, before, "person").has_title = True
        return True

    def _is_small_word(self, at: int) -> bool:
        word, rules = self.lower[at], self.rules
        if word not in rules.openers or word in rules.given:
            return False
        return not self.words[at].isupper() or (word,) not in rules.organisation_names.get(word, ())  # WHO

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
            if lower[at] in rules.title_phrases and (length := self.phrase(rules.title_phrases, at, last)):
                at += length
                past = at
            elif (rules.is_role(lower[at]) and not (at == first and is_name)) or self._is_holder(at, last):
                at += 1
                if at < last or not self._is_surname(past, at):
                    past = at
            elif lower[at] in rules.honorifics and at + 1 < last:
                return at
            else:
                at += 1
        if past >= last:
            return first if self.is_organisation(first, last) or self.is_given_pair(first, last) else last
        return past

    def _is_holder(self, at: int, last: int) -> bool:
        """Whether an acronym is what people are, for the article has several: “MCA | Hellen Mueni” among the MCAs."""
        word = self.words[at]
        if last - at <= PAIR or not word.isupper() or len(word) == 1:
            return False
        self.looks_around = True
        return f"{word}s" in self.tokens.forms

    def _past_field(self, at: int, last: int) -> int:
        """Past what an office is for: “Secretary of State | for Education | Ann Lee”."""
        lower, rules = self.lower, self.rules
        if at + PAIR >= last or lower[at] not in rules.relations:
            return at
        return next((end for end in range(at + PAIR, last - 1) if lower[end - 1] in rules.fields), at)

    def _is_surname(self, first: int, last: int) -> bool:
        """Whether a role that ends a run is rather a surname: “Representative Peter T. King”."""
        given = self.rules.given
        return last - first > 1 and self.lower[last - 1] not in self.rules.organisation_heads and all(
            self.lower[at] in given or self.is_initial(at) for at in range(first, last - 1))  # fmt: skip

    def _is_only_office(self, first: int, last: int) -> bool:
        """Whether a run names nobody: “South Carolina Democrat”, “Republican”."""
        lower, rules = self.lower, self.rules
        end = lower[last - 1]
        if (end not in rules.roles and end not in rules.groups) or end in rules.organisation_nominals:
            return False
        if any(self.phrase(rules.organisation_names, at, last) == last - at for at in range(first, last)):
            return False
        at = first
        while at < last:
            length = self.phrase(rules.place_phrases, at, last)
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

    def _past_origin(self, first: int, last: int) -> int:
        """Past “Oslo-listed” and “New York-based” before a name."""
        for at in range(last - 2, first - 1, -1):
            if self.rules.tells_origin(self.lower[at]):
                return at + 1
        return first

    def _past_places(self, first: int, last: int) -> int:
        """Past “Texas Republican” before “Ted Cruz”: only where a given name and one more word remain."""
        lower, rules = self.lower, self.rules
        at = first
        while at < last:
            if lower[at] in rules.place_phrases and (length := self.phrase(rules.place_phrases, at, last)):
                at += length
            elif lower[at] in rules.modifiers or (lower[at] in rules.places and lower[at] not in rules.given):
                at += 1
            else:
                break
        if at == first or at >= last:
            return first
        return at if at + 1 < last and (lower[at] in rules.given or self.is_initial(at)) else first
