"""Deals of an article: who agreed to what, for how much, how far it is, on whose word.

The stages, in order:
    1. triggers    sentences that hold a deal verb or noun of the lexicon; the rest is never cut into chunks
    2. mentions    verb frames first, then noun frames; a noun that governs a deal verb belongs to it
    3. facts       the sum, the day, and whether it is only recalled
    4. merging     mentions of one deal become one record (bot.reading.deal_merge)
    5. claims      whose statement the evidence lies in
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set

from bot.model import Deal, Money, Party, Span, Statement, When
from bot.reading.claims import Claims
from bot.reading.clauses import Clause
from bot.reading.deal_currency import with_currency
from bot.reading.deal_days import days_of_saying
from bot.reading.deal_ends import Ends
from bot.reading.deal_merge import Bundle, bundle_mentions, part_sums
from bot.reading.deal_naming import Naming
from bot.reading.deal_nouns import NounFrames
from bot.reading.deal_past import with_past
from bot.reading.deal_sentences import deal_sentences
from bot.reading.deal_status import Statuses
from bot.reading.deal_verbs import VerbFrames
from bot.reading.mentions import Facts, Mention
from bot.reading.parties import Parties
from bot.reading.party_fillers import Filler, is_same_party
from bot.reading.standing import Standing

OPENING = 1  # the last sentence of an article's opening
LATER = 12  # sentences from a deal to one that tells what it is worth


def find_deals(facts: Facts, parties: Parties, statements: Sequence[Statement]) -> tuple[Deal, ...]:
    """The deals of a text in order; `statements` are those already read."""
    likely = deal_sentences(facts)
    if not likely:
        return ()
    reading = _Reading(facts, parties)
    mentions = [mention for sentence in likely for mention in reading.mentions(sentence)]
    bundles = [bundle for bundle in bundle_mentions(mentions) if reading.is_kept(bundle)]
    Ends(facts, parties, reading.statuses).add(bundles)
    part_sums(bundles)
    reading.add_values(bundles)
    return tuple(reading.deal(bundle, statements) for bundle in bundles)


class _Reading:
    """One text with everything its deals are read from."""

    def __init__(self, facts: Facts, parties: Parties) -> None:
        self.facts, self.parties = facts, parties
        self.tokens, self.words = facts.tokens, facts.words
        words = facts.words
        self.claims, self.naming = Claims(self.parties), Naming(facts)
        self.statuses = Statuses(words)
        self.verbs = VerbFrames(words, self.parties, self.statuses, self.facts)
        self.nouns = NounFrames(words, self.parties, self.statuses, self.facts, self.verbs.targets)

    # ------------------------------------------------------------ 2. mentions

    def mentions(self, sentence: int) -> list[Mention]:
        clause = self.parties.clause(sentence)
        verbs = [at for at, chunk in enumerate(clause.chunks) if chunk.kind == "verb"]
        found = [mention for at in verbs if (mention := self._verb_mention(clause, at)) is not None]
        used = {at for mention in found for at in self._nouns_of(clause, mention)}
        for number in self._deal_nouns(clause):
            if number in used or (found and self._tells_of(clause, number, found[-1])):
                continue
            if (mention := self.nouns.read(clause, number)) is not None:
                found += self.nouns.parted(clause, number, mention)
        for mention in found:
            self._add_facts(clause, mention)
        return found

    def _tells_of(self, clause: Clause, number: int, verb: Mention) -> bool:
        """Whether a noun only says what a verb before it did: "licensed its drug to X in a deal worth $5 million"."""
        if not verb.is_verb or verb.trigger > clause.chunks[number].first:
            return False
        is_in = clause.kind(number - 1) == "preposition" and clause.word(number - 1) in self.words.sets["in_which"]
        is_new = clause.word(number) in self.words.sets["indefinite"]
        return is_in and is_new and clause.word(number + 1) not in self.words.sets["beside"]

    def _deal_nouns(self, clause: Clause) -> list[int]:
        lower, nouns = self.tokens.lower, self.words.nouns.keys()
        return [
            number
            for number, chunk in enumerate(clause.chunks)
            if chunk.kind == "noun" and not nouns.isdisjoint(lower[chunk.first : chunk.last])
        ]

    def _verb_mention(self, clause: Clause, number: int) -> Mention | None:
        for frame in self.words.verbs.get(clause.head(number), ()):
            mention = self.verbs.read(clause, number, frame)
            if mention is not None:
                return mention
        return None

    def _nouns_of(self, clause: Clause, mention: Mention) -> set[int]:
        """The noun chunks that only say how far a verb's deal is, or what part of a company is bought."""
        ranges = [mention.standing.tokens]
        if mention.kind == "acquisition":
            ranges.append(mention.stake)  # "purchase a 13 pct equity investment in Z"
        return {
            at
            for at, chunk in enumerate(clause.chunks)
            if chunk.kind == "noun" and any(place and place[0] <= chunk.head < place[1] for place in ranges)
        }

    # ------------------------------------------------------------ 3. facts

    def _add_facts(self, clause: Clause, mention: Mention) -> None:
        standing = mention.standing
        titles = self.words.sets["accord_names"]
        mention.parties = [party for party in mention.parties if party.name.lower() not in titles]
        if mention.object is not None and self.words.sets["neuter"].issuperset(
            self.tokens.lower[slice(*mention.object)]
        ):
            mention.object = None  # “it”: the party it stands for says more
        mention.money = self.facts.price(clause, mention.trigger, mention.kind)
        if mention.money is not None:
            mention.apart = abs(mention.money.span[0] - self.tokens.starts[mention.trigger])
        mention.when = self._day(clause, mention)
        is_recalled = not standing.is_governed and not mention.is_verb and not self._is_valued_now(clause, standing)
        mention.is_background = self.facts.is_past(mention.when) or is_recalled or mention.is_earlier
        mention.standing = standing = with_past(clause, mention, self.facts)
        mention.confidence = 0.8 if standing.is_asserted and len(mention.parties) > 1 else 0.5

    def _day(self, clause: Clause, mention: Mention) -> When | None:
        """The day of a deal; the day of telling it only where one of its parties tells it."""
        standing, trigger = mention.standing, mention.trigger
        when = self.facts.when(clause, standing, trigger)
        doing = standing.verb if standing.verb is not None else clause.chunk_of(trigger)
        said = days_of_saying(clause, self.words, doing) if when is not None else {}
        if not said:
            return when
        if (own := self.facts.when(clause, standing, trigger, said)) is not None:
            return own
        tellers = [filler for verb in {*said.values()} for filler in self._subjects(clause, verb)]
        is_own = any(is_same_party(teller, party) for teller in tellers for party in mention.parties)
        return when if is_own else None

    def _subjects(self, clause: Clause, verb: int) -> list[Filler]:
        return self.parties.fill("party", clause, clause.subject(verb))

    def _is_valued_now(self, clause: Clause, standing: Standing) -> bool:
        """Whether the sentence itself says what the deal is worth: "The settlement between X and Y is worth …"."""
        if standing.verb is None or clause.word(standing.verb) not in self.words.sets["present"]:
            return False
        return clause.word(standing.verb + 1) in self.words.sets["price_words"]

    # ------------------------------------------------------------ 5. records

    def is_kept(self, bundle: Bundle) -> bool:
        """Whether a deal names somebody, or is open talk of one; "sold the shares" alone is none."""
        is_late = bundle.mentions[0].sentence > OPENING and bundle.kind in ("acquisition", "merger")
        if is_late and not any(mention.is_verb or mention.standing.is_governed for mention in bundle.mentions):
            return False  # recalled in passing, far down an article on something else
        if bundle.kind == "acquisition" and all(mention.is_verb for mention in bundle.mentions):
            return any(party.role == "target" for party in bundle.parties)
        if bundle.parties:
            return True
        return any(self.tokens.lower[mention.trigger] in self.words.sets["open_nouns"] for mention in bundle.mentions)

    def deal(self, bundle: Bundle, statements: Sequence[Statement]) -> Deal:
        tokens, best = self.tokens, bundle.best
        standing = bundle.standing
        clause = self.parties.clause(best.sentence)
        doing = tokens.span(*best.standing.tokens) if best.standing.tokens else None
        evidence = tuple(dict.fromkeys(tokens.span(*mention.evidence) for mention in bundle.mentions))
        return Deal(
            kind=bundle.kind,
            parties=tuple(Party(filler.name, filler.role, filler.span) for filler in bundle.parties),
            status=standing.status,
            object=tokens.slice(*bundle.object) if bundle.object else None,
            stake=tokens.slice(*bundle.stake) if bundle.stake else None,
            amount=self._amount(bundle),
            status_span=tokens.span(*standing.tokens) if standing.tokens else None,
            asserted=standing.is_asserted and standing.status != "in talks" and self.naming.is_nameable(bundle),
            background=bundle.is_background,
            said_by=self.claims.over(clause, best.trigger, statements, doing),
            date=bundle.when,
            evidence=evidence,
            confidence=bundle.confidence,
            pattern="verb" if best.is_verb else "noun",
        )

    def _amount(self, bundle: Bundle) -> Money | None:
        """The sum of a deal; a price per share only where it is known whose share."""
        money = bundle.money
        if money is None or (money.basis == "per share" and not {party.role for party in bundle.parties} - {"buyer"}):
            return None
        at = bisect_right(self.tokens.starts, money.span[0]) - 1
        sentence = self.tokens.sentences[self.tokens.sentence_of[at]]
        return with_currency(money, self.tokens, sentence, self.words)

    def add_values(self, bundles: Sequence[Bundle]) -> None:
        """Give deals without a sum of their own the one that a sentence behind puts on them, if it is no other's."""
        taken = {bundle.money.span for bundle in bundles if bundle.money is not None}
        for bundle in bundles:
            if bundle.money is None:
                bundle.money = self._undisclosed(bundle) or self._valued(bundle, taken)
                taken |= {bundle.money.span} if bundle.money is not None else set()

    def _valued(self, bundle: Bundle, taken: Set[Span]) -> Money | None:
        """The sum that a sentence behind a mention puts on the deal."""
        for mention in bundle.mentions:
            for step in (1, 2):
                money = self.facts.value_behind(mention.sentence + step)
                if money is not None and money.span not in taken:
                    return money
        return self._valued_later(bundle, taken) if bundle.best.sentence <= OPENING else None

    def _valued_later(self, bundle: Bundle, taken: Set[Span]) -> Money | None:
        """The sum that a sentence further down puts on "the deal" that an article opens with."""
        for number in range(bundle.best.sentence + 3, min(bundle.best.sentence + LATER, len(self.tokens.sentences))):
            words = self.tokens.lower[slice(*self.tokens.sentences[number])]
            if self.words.sets["in_deal"].isdisjoint(words):
                continue
            money = self.facts.value_behind(number)
            if money is not None and money.span not in taken:
                return money
        return None

    def _undisclosed(self, bundle: Bundle) -> Money | None:
        """Words such as "undisclosed terms" in the sentences that name the deal, or in the two behind the first."""
        numbers = {mention.sentence + step for mention in bundle.mentions for step in (0, 1)}
        numbers.add(bundle.mentions[0].sentence + 2)
        for number in sorted(numbers):
            if number >= len(self.tokens.sentences):
                continue
            first, last = self.tokens.sentences[number]
            here = self.tokens.lower[first:last]
            if self.words.sets["undisclosed_about"].isdisjoint(here) and "undisclosed" not in here:
                continue
            start, end = self.tokens.span(first, last)
            match = self.words.undisclosed.search(self.tokens.text, start, end)
            if match is not None:
                return Money(value=None, currency=None, qualifier="undisclosed", basis="total", span=match.span())
        return None
