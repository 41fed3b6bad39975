"""Deals that a noun names: "a $50 million arms export to Y", "X and Y signed a deal", "X's acquisition of Y"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bot.model import DealKind, PartyRole
from bot.reading import word_classes as lex
from bot.reading.chunks import Chunk
from bot.reading.clauses import Clause, Prepositional
from bot.reading.deal_governors import SUBJECT_ROLES, Governors
from bot.reading.deal_kinds import Kinds
from bot.reading.deal_noun_standing import NounStandings
from bot.reading.deal_stakes import Stakes
from bot.reading.deal_status import Statuses
from bot.reading.deal_supply import Supply, without_ways
from bot.reading.deal_targets import Targets
from bot.reading.deal_topics import Topics
from bot.reading.deal_words import DealWords, Frame
from bot.reading.mentions import Facts, Mention
from bot.reading.parties import Parties
from bot.reading.party_fillers import Filler
from bot.reading.standing import Standing

PAIRS = frozenset("-–/")
PAIR = 2


class NounFrames:
    """Reads the deal nouns of a text."""

    def __init__(self, words: DealWords, parties: Parties, statuses: Statuses, facts: Facts, targets: Targets) -> None:
        self.words, self.parties, self.statuses, self.facts, self.targets = words, parties, statuses, facts, targets
        self.topics, self.supply, self.kinds = Topics(parties, facts), Supply(parties), Kinds(parties, statuses)
        self.stakes = Stakes(parties, statuses, targets)
        self.tokens = parties.tokens
        self.lower, self.text = parties.tokens.lower, parties.tokens.words
        self.tags = words.chunks.tags
        self.sets = words.sets
        self.standings = NounStandings(statuses, self.lower)
        self.governors = Governors(parties, self.standings, self.sets)

    def read(self, clause: Clause, number: int) -> Mention | None:
        """The deal that noun chunk `number` names; None where it names none."""
        chunk = clause.chunks[number]
        nouns = [at for at in range(chunk.first, chunk.last) if self.lower[at] in self.words.nouns]
        if not nouns or self.kinds.is_idiom(clause, number):
            return None
        at = nouns[-1]
        if at != chunk.head and self.lower[chunk.head] not in self.sets["deal_heads"]:
            return None
        frame = self.words.nouns[self.lower[at]]
        if self.text[at][0].isupper() and self._is_surname(chunk.first, at):
            return None
        if frame.wants == "in":
            return self.stakes.read(clause, number, at, frame)
        standing = self.standings.read(clause, number, frame)
        is_aftermath = clause.kind(number - 1) == "preposition" and self._is_aftermath(clause, number - 2)
        if is_aftermath or self._acts(clause, number, at, standing):
            return None
        phrases = self._own_phrases(clause, number)
        relative = self.statuses.relative_verb(clause, number)
        if relative is not None:
            phrases = [*phrases, *clause.prepositionals(relative)]
        phrases = without_ways(clause, phrases, self.sets)
        phrases += self._givers(clause, number, frame, phrases)
        evidence = (clause.chunks[0].first, clause.chunks[-1].last)
        frame = self.kinds.goods_frame(clause, number, frame, phrases) or frame
        mention = Mention(self.kinds.kind(clause, number, frame, phrases), clause.sentence, at, evidence, standing)
        self._inner_parties(clause, number, at, frame, mention)
        self._phrase_parties(clause, frame, phrases, mention)
        if not self._has_needed(clause, number, frame, phrases, mention):
            return None
        self.governors.add(clause, number, frame, mention)
        if relative is not None and relative != standing.verb and frame.subject == "party":
            mention.parties += self.parties.fill("party", clause, clause.subject(relative))
        is_lone = {party.role for party in mention.parties} == {"buyer"}
        if frame.subject == "buyer" and not standing.is_governed and is_lone:
            mention.standing = replace(standing, is_asserted=False)
        beside = {phrase.noun for phrase in phrases if phrase.word in self.sets["beside"]}
        mention.is_one_side = len(beside) == 1 and self._stand_behind(clause, min(beside), mention)
        self.supply.assign(clause, number, mention)
        self._weigh(mention, chunk, frame)
        mention.object = self.topics.object(clause, number, frame, phrases)
        return mention

    def _stand_behind(self, clause: Clause, number: int, mention: Mention) -> bool:
        """Whether all bare parties of a mention are those that chunk `number` begins."""
        start = self.tokens.starts[clause.chunks[number].first]
        end = self.tokens.ends[clause.chunks[clause.joined_after(number)[-1]].last - 1]
        return all(party.role == "party" and start <= party.span[0] < end for party in mention.parties)

    def parted(self, clause: Clause, number: int, mention: Mention) -> list[Mention]:
        """A mention, or one for each of the others in "signed separate deals with X and Y"."""
        chunk = clause.chunks[number]
        if self.sets["separate"].isdisjoint(self.lower[chunk.first : chunk.last]):
            return [mention]
        end = self.tokens.ends[chunk.head]
        others = [party for party in mention.parties if party.role == "party" and party.span[0] > end]
        rest = [party for party in mention.parties if party not in others]
        if len(others) < PAIR:
            return [mention]
        return [replace(mention, parties=[*rest, other], is_separate=True) for other in others]

    def _weigh(self, mention: Mention, chunk: Chunk, frame: Frame) -> None:
        """Whether a mention names something new, or only means what was named before."""
        opening = self.tags.get(self.lower[chunk.first], 0)
        is_definite = bool(opening & lex.DETERMINER) and self.lower[chunk.first] not in self.sets["indefinite"]
        mention.is_vague = is_definite and frame.kind == "agreement" and len(mention.parties) <= 1
        mention.is_new = self.lower[chunk.first] in self.sets["indefinite"] and frame.kind == "agreement"
        mention.is_earlier = not self.sets["earlier"].isdisjoint(self.lower[chunk.first : mention.trigger])
        mention.is_title = self.text[mention.trigger][0].isupper() and mention.trigger > chunk.first + 1
        mention.is_anaphor = is_definite and not mention.parties and not mention.is_title

    def _acts(self, clause: Clause, number: int, at: int, standing: Standing) -> bool:
        """Whether an alliance or a venture is somebody that does something: "The Kurdish-Arab alliance announced …"."""
        verb = standing.verb
        if verb is None or self.lower[at] not in self.sets["vague_nouns"] or clause.chunks[verb].is_passive:
            return False
        return verb > number and number in clause.subject(verb) and clause.kind(verb + 1) == "noun"

    def _own_phrases(self, clause: Clause, number: int) -> list[Prepositional]:
        """What stands behind the noun, up to a treaty named beside it: that one keeps what stands behind itself."""
        end = next((at for at in range(number + 1, len(clause.chunks)) if self._is_named_beside(clause, at)), None)
        return [
            phrase
            for phrase in clause.prepositionals(number)
            if (end is None or phrase.noun <= end) and not self._is_done_there(clause, phrase)
        ]

    def _is_done_there(self, clause: Clause, phrase: Prepositional) -> bool:
        """Whether "to" opens what is to be done, by a verb that is in no list: "a deal with X to free 12 workers"."""
        first = clause.chunks[phrase.noun].first
        is_bare = self.text[first][0].islower() and not self.tags.get(self.lower[first], 0)
        return is_bare and phrase.word in self.sets["receiver"] and not self.text[first].endswith("s")

    def _is_named_beside(self, clause: Clause, at: int) -> bool:
        """ "…, and the North Sea Fisheries Agreement": a deal by its own name, joined to what stands before."""
        chunk = clause.chunks[at]
        is_joined = clause.kind(at) == "noun" and clause.kind(at - 1) == "conjunction"
        is_name = chunk.head > chunk.first + 1 and self.text[chunk.head][0].isupper()
        return is_joined and is_name and self.lower[chunk.head] in self.words.nouns

    def _givers(self, clause: Clause, number: int, frame: Frame, phrases: list[Prepositional]) -> list[Prepositional]:
        """The customer behind what is to be done ("a contract to run prisons from the ministry"), or the talkers."""
        talkers = self._talkers(clause, number) if clause.kind(number - 1) == "preposition" else []
        if frame.kind != "contract" or talkers or any(frame.roles.get(phrase.word) for phrase in phrases):
            return talkers
        end = phrases[-1].noun if phrases else number
        verb = clause.after(end)
        if clause.kind(verb) != "verb" or clause.chunks[verb].form != "infinitive":
            return []
        behind = clause.prepositionals(verb)
        if len(behind) > 1 and behind[1].word in self.sets["receiver"]:
            return []  # "to build a line from X to Y"
        return [phrase for phrase in behind if frame.roles.get(phrase.word) == "customer"]

    def _talkers(self, clause: Clause, number: int) -> list[Prepositional]:
        """The sides in "talks between X and Y on a treaty"."""
        outer = self.statuses.noun_over(clause, number)
        if outer is None or clause.head(outer) not in self.sets["talks"]:
            return []
        return [phrase for phrase in clause.prepositionals(outer)[:1] if phrase.noun < number and self._is_side(phrase)]

    def _is_side(self, phrase: Prepositional) -> bool:
        return phrase.word in self.sets["pairing"] or phrase.word in self.sets["beside"]

    def _is_aftermath(self, clause: Clause, outer: int) -> bool:
        """Whether the deal is only what something came of ("gains from the sale"), and not what it costs."""
        head = clause.head(outer)
        return head in self.sets["aftermath"] and head not in self.sets["price_words"]

    # ------------------------------------------------------------ parties

    def _inner_parties(self, clause: Clause, number: int, noun: int, frame: Frame, mention: Mention) -> None:
        """The possessor and the names before the noun inside its own phrase."""
        chunk = clause.chunks[number]
        begin = chunk.first
        is_shared = frame.kind == "contract" and clause.word(number + 1) in self.sets["beside"]
        owner: PartyRole = "party" if is_shared else frame.subject  # "its contract with X": of either side
        clitics = [at for at in range(chunk.first, noun) if self.tags.get(self.lower[at], 0) & lex.CLITIC]
        is_nominal = bool(clitics) and self.text[clitics[-1] - 1] in self.sets["nominals"]  # "the Union's" is a name
        if is_nominal and not self.parties.has_name(begin, clitics[-1]):
            mention.parties += self.parties.antecedent(owner, clause, number)
            begin = clitics[-1] + 1
        elif clitics:
            place = self.parties.name_run(*self.topics.bare(chunk.first, clitics[-1]))
            mention.parties.append(self.parties.filler(owner, *place))
            begin = clitics[-1] + 1
        elif self.tags.get(self.lower[chunk.first], 0) & lex.POSSESSIVE:
            mention.parties += self.parties.antecedent(owner, clause, number)
        if frame.premodifier is not None:
            mention.parties += self._premodifiers(begin, noun, frame.premodifier, mention.kind)

    def _is_surname(self, first: int, at: int) -> bool:
        """Whether a deal word is somebody's name here: "Governor Nathan Deal"."""
        registry = self.parties.registry
        name = registry.mention_at(first, at + 1) if registry is not None and at > first else None
        return name is not None and name.kind == "person" and name.canonical.endswith(self.text[at])

    def _premodifiers(self, begin: int, noun: int, role: PartyRole, kind: DealKind) -> list[Filler]:
        at = begin
        while at < noun and not self._is_party_word(at):
            at += 1
        end = at
        while end < noun and (self._is_party_word(end) or self.text[end] in PAIRS or self.text[end] == "&"):
            end += 1
        if end == at or (end - at == 1 and self._is_matter(at)):
            return []
        if end == at + 1 and (pair := self.parties.pair_in(role, at)):
            return pair
        found = [self.parties.filler(role, *piece) for piece in self._pieces(at, end)]
        is_title = self.text[end][0].isupper() and role == "party"  # "the Trans-Pacific Partnership": its own name
        return [filler for filler in found if filler.country] if is_title else found

    def _is_matter(self, at: int) -> bool:
        """Whether one word tells where or what a deal is about: "the Paris accord", "Border talks between X and Y"."""
        word = self.lower[at]
        is_opening = at == self.tokens.sentences[self.tokens.sentence_of[at]][0]
        return word in self.sets["cities"] or (
            is_opening and (word in self.words.kinds or word in self.sets["matters"])
        )

    def _is_party_word(self, at: int) -> bool:
        word = self.text[at]
        return (
            word[0].isupper()
            and not word[-1].isdigit()
            and not self.facts.is_in_sum(at)
            and not self.tags.get(self.lower[at], 0) & (lex.DETERMINER | lex.TIME)
            and self.lower[at] not in self.words.nouns
        )

    def _pieces(self, first: int, last: int) -> list[tuple[int, int]]:
        """ "U.S. - China" as two, "Whole Foods" as one."""
        cuts = [at for at in range(first, last) if self.text[at] in PAIRS]
        bounds = [first - 1, *cuts, last]
        return [(one + 1, other) for one, other in pairwise(bounds) if other > one + 1]

    def _phrase_parties(self, clause: Clause, frame: Frame, phrases: list[Prepositional], mention: Mention) -> None:
        for phrase in phrases:
            role = frame.roles.get(phrase.word)
            if phrase.owner is not None:
                role = self._owned_role(clause, phrase, role)
            elif mention.kind in ("contract", "arms"):
                role = self.supply.origin(clause, phrase, mention, role)
            if role is None or (role == "target" and any(party.role == "target" for party in mention.parties)):
                continue
            if role == "target":
                self._target(clause, phrase, frame, mention)
                continue
            is_pair = phrase.word in self.sets["pairing"] or (
                frame.kind == "merger" and phrase.word in self.sets["belonging"]
            )
            is_told = clause.word(phrase.noun + 1) in self.sets["belonging"] and "target" in frame.roles.values()
            joined = [phrase.noun] if is_told else clause.joined_after(phrase.noun)  # "by Apex of Kestrel and Corvane"
            numbers = clause.pair_after(phrase.noun) if is_pair else joined
            fillers = self.parties.fill(role, clause, numbers)
            if mention.kind == "merger":
                fillers = [filler for filler in fillers if filler.name != filler.name.lower()]
            mention.parties += fillers

    def _owned_role(self, clause: Clause, phrase: Prepositional, role: PartyRole | None) -> PartyRole | None:
        """The role of what stands behind a participle: "a deal brokered by Qatar", "a pact signed by both"."""
        assert phrase.owner is not None
        governor = self.statuses.governor(clause, phrase.owner)
        if phrase.word in self.sets["agent"]:
            is_aside = clause.kind(phrase.owner - 1) == "comma"
            if governor is None or (is_aside and governor.subject not in SUBJECT_ROLES):
                return None
            return SUBJECT_ROLES.get(governor.subject, role)
        return role if governor is not None else None

    def _target(self, clause: Clause, phrase: Prepositional, frame: Frame, mention: Mention) -> None:
        found = self.targets.target(clause, phrase.noun)
        if found is None:
            return
        inner, stake = found
        mention.parties += self.parties.fill("target", clause, [inner])
        mention.stake = mention.stake or stake

    # ------------------------------------------------------------ what must stand beside it, what it is about

    def _has_needed(
        self, clause: Clause, number: int, frame: Frame, phrases: list[Prepositional], mention: Mention
    ) -> bool:
        if not frame.wants:
            return True
        chunk = clause.chunks[number]
        inside = self.lower[chunk.first : chunk.last]
        around = self.lower[chunk.first : clause.chunks[-1].last]
        has = {
            "money": bool(self.facts.sums(chunk.first, min(chunk.last + 8, clause.chunks[-1].last))),
            "governor": mention.standing.is_governed,
            "possessor": any(party.role == frame.subject for party in mention.parties),
            "goods": any(word in self.sets["goods"] for word in around),
            "arms": any(word in self.sets["arms_goods"] for word in inside),
            "takeover": not self.words.negotiated.isdisjoint(self.topics.words_of(clause, number, phrases)),
        }
        if frame.status == "proposed" and not (
            has["money"]
            or set(self.lower[clause.chunks[0].first : clause.chunks[-1].last])
            & self.sets["takeover_words"] - set(self.lower[chunk.head : chunk.last])
        ):
            return False
        if frame.wants == "in" and not any(party.role == "target" for party in mention.parties):
            return False
        prepositions = {phrase.word for phrase in phrases}
        return any(has.get(need, need in prepositions) for need in frame.wants.split())
