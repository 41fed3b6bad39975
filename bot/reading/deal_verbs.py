"""Deals that a verb names: "X agreed to buy Y from Z for $N", "the unit was sold to Z", "X signed PLAYER from Y"."""

from __future__ import annotations

from dataclasses import replace

from bot.model import PartyRole, Span
from bot.reading.clauses import Clause
from bot.reading.deal_objects import objects_of
from bot.reading.deal_purchases import Purchases
from bot.reading.deal_receivers import payees_of, receivers_of
from bot.reading.deal_supply import without_ways
from bot.reading.deal_targets import LARGE
from bot.reading.deal_undertakings import undertaken
from bot.reading.deal_words import Frame
from bot.reading.mentions import Mention
from bot.reading.party_fillers import Filler, is_same_party

SUIT_REACH = 14  # tokens behind "settle" in which the quarrel is named
GOODS_ROLES: dict[str, PartyRole] = {"buyer": "customer", "seller": "supplier"}
COUNTERPART: dict[str, PartyRole] = {
    "buyer": "seller",
    "seller": "buyer",
    "party": "party",
    "investor": "party",
    "supplier": "customer",
    "customer": "supplier",
}


class VerbFrames(Purchases):
    """Reads the deal verbs of a text."""

    def read(self, clause: Clause, verb: int, frame: Frame) -> Mention | None:
        """The deal that verb chunk `verb` names by this frame; None where its object is none that is dealt in."""
        chunk = clause.chunks[verb]
        if frame.particle and self.tokens.lower[chunk.last : chunk.last + 1] != [frame.particle]:
            return None
        is_passive = self._is_passive(clause, verb)
        if frame.wants == "deed":
            bare = self._mention(clause, verb, frame.kind)
            return None if is_passive else undertaken(clause, verb, bare, self.parties, self.words)
        subjects = clause.subject(verb)
        objects = objects_of(clause, verb, frame, subjects, self.targets, is_passive=is_passive)
        word = clause.word(objects[0]) if objects and not frame.particle else ""
        if word in self.sets["back"] or (word in self.sets["neuter"] and chunk.is_negated and chunk.form == "ing"):
            return None  # "is buying back its shares", "wasn't buying it"
        if frame.wants:
            mention = self._wanted(clause, verb, frame, objects)
        else:
            mention = self._bought(clause, verb, frame, objects)
        if mention is None or clause.head(objects[0] if objects else verb) in frame.not_objects:
            return None
        if frame.subject == "party" and frame.wants == "money" and self._is_person(clause, subjects):
            return None
        if not is_passive:
            mention.parties += self.parties.fill(self._role(frame.subject, mention), clause, subjects)
            for role in {frame.roles[word] for word in self.sets["receiver"].intersection(frame.roles)}:
                getting = receivers_of(clause, frame, objects, self.words)
                mention.parties += self.parties.fill(self._role(role, mention), clause, getting)
        self._prepositional_parties(clause, verb, frame, mention, is_passive=is_passive)
        mention.parties = _without_doubles(mention.parties, frame.subject)
        if mention.kind == "contract" and any(party.country for party in mention.parties) and not frame.wants:
            mention.kind = "trade"
        return mention if self._is_deal(clause, frame, mention) else None

    def _is_person(self, clause: Clause, subjects: list[int]) -> bool:
        """Whether a person does it: candidates raise money too."""
        return any(
            self.parties.is_person(clause.chunks[number].first, clause.chunks[number].last) for number in subjects
        )

    def _is_deal(self, clause: Clause, frame: Frame, mention: Mention) -> bool:
        roles = {party.role for party in mention.parties}
        if frame.wants == "money":
            return "party" in roles
        if frame.wants and frame.wants != "price":
            return bool(roles)
        if mention.kind == "merger":
            return len([party for party in mention.parties if party.name != party.name.lower()]) > 1
        if mention.kind in ("contract", "arms", "trade"):
            return bool(roles)
        if not roles & {"target"} and mention.object is not None:
            return bool(roles) or mention.is_known
        return "target" in roles or (mention.object is not None and len(roles) > 1)

    def _is_passive(self, clause: Clause, verb: int) -> bool:
        """Passive by its auxiliary, or a bare participle behind a noun ("the unit sold to Y", "a deal signed by")."""
        chunk = clause.chunks[verb]
        if chunk.is_passive:
            return True
        if chunk.form != "past" or chunk.has_have or chunk.has_be:
            return False
        return clause.word(verb + 1) in self.sets["agent"]

    def _role(self, role: PartyRole, mention: Mention) -> PartyRole:
        return GOODS_ROLES.get(role, role) if mention.kind in ("contract", "arms") else role

    # ------------------------------------------------------------ verbs that are deals beside certain words only

    def _wanted(self, clause: Clause, verb: int, frame: Frame, objects: list[int]) -> Mention | None:
        if objects and clause.head(objects[0]) in frame.not_objects:
            return None
        if frame.wants == "price":
            return self._paid(clause, verb, frame) if frame.subject == "buyer" or self._is_sum(clause, verb) else None
        if not self._has_wanted(clause, verb, frame, objects):
            return None
        is_pay = frame.wants == "suit" and self._is_about_work(clause, verb)
        mention = self._mention(clause, verb, "labour" if is_pay else frame.kind)
        if frame.wants == "suit":
            mention.parties += self.parties.fill("party", clause, payees_of(clause, verb, self.words))
        if frame.wants == "goods" and clause.head(objects[0]) not in self.sets["goods"]:
            mention.parties += self.parties.fill("customer", clause, objects[:1])
            objects = [phrase.noun for phrase in clause.prepositionals(verb) if phrase.word in self.sets["beside"]]
        if frame.object is not None:
            mention.parties += self.parties.fill(frame.object, clause, objects[:1])
        objects = self._given(clause, verb, frame, objects)
        if objects:
            end = clause.end_of_phrase(objects[0])
            if clause.word(end + 1) in self.sets["topical"] and clause.kind(end + 2) == "noun":
                end += 2 if frame.wants in ("suit", "contract") else 0
            mention.object = self.targets.span_of(clause, objects[0], end)
        words = self.tokens.lower[clause.chunks[verb].first : clause.chunks[-1].last]
        parts = {part for word in words for part in (word, *word.split("-"))}
        if frame.wants == "goods" and parts & self.sets["arms_goods"]:
            mention.kind = "arms"
        return mention

    def _given(self, clause: Clause, verb: int, frame: Frame, objects: list[int]) -> list[int]:
        """What a deal is about, of the objects of its verb; its subject where that changes hands."""
        if frame.subject == "target":
            return clause.subject(verb)[:1]  # "Luis Perea has joined Everton"
        is_second = bool(objects) and frame.wants in ("money", "contract") and frame.object is not None
        if is_second and clause.kind(objects[0] + 1) == "noun":
            return [objects[0] + 1]  # "lent Ghana $5 million": the sum; "awarded Apex a contract"
        return objects

    def _has_wanted(self, clause: Clause, verb: int, frame: Frame, objects: list[int]) -> bool:
        """Whether the words stand beside the verb that make it a deal."""
        whole = self.tokens.lower[clause.chunks[0].first : clause.chunks[-1].last]
        behind = self.tokens.lower[clause.chunks[verb].first : clause.chunks[-1].last]
        head = clause.head(objects[0]) if objects else ""
        match frame.wants:
            case "money":
                is_raised = frame.subject == "party"
                funds = not is_raised or bool(self.sets["funding_words"].intersection(whole))
                return funds and self._object_is_money(clause, objects)
            case "contract":
                return not self.sets["contract_words"].isdisjoint(behind)
            case "suit":
                return not self.sets["suits"].isdisjoint(behind[:SUIT_REACH])
            case "goods":
                return self._is_about_goods(clause, verb, objects)
            case "private":
                return self._is_taken_private(clause, verb, objects)
            case "prisoners":
                return head in self.sets["prisoners"]
            case _:
                return bool(objects) and (self._is_transfer(clause, whole) or self._is_signed(clause, verb, frame))

    def _is_taken_private(self, clause: Clause, verb: int, objects: list[int]) -> bool:
        """ "take X private", "X was taken private": the word stands right behind the object or the verb."""
        end = max([clause.chunks[verb].last, *(clause.chunks[number].last for number in objects)])
        return bool(objects) and not self.sets["private"].isdisjoint(self.tokens.lower[end - 1 : end + 1])

    def _is_about_work(self, clause: Clause, verb: int) -> bool:
        """Whether a quarrel that is settled is one over pay, or with a union."""
        last, lower = clause.chunks[verb].last, self.tokens.lower
        end = min(last + SUIT_REACH, clause.chunks[-1].last)
        behind = self.sets["at_work"] | self.sets["unions"]
        subjects = [clause.chunks[number] for number in clause.subject(verb)]
        who = [word for chunk in subjects for word in lower[chunk.first : chunk.last]]
        return not self.sets["unions"].isdisjoint(who) or not behind.isdisjoint(lower[last:end])

    def _is_transfer(self, clause: Clause, words: list[str]) -> bool:
        """Two words of the game beside the verb, or one and a sum."""
        count = sum(word in self.sets["clubs"] for word in words)
        return count > 1 or (count == 1 and bool(self.facts.sums(clause.chunks[0].first, clause.chunks[-1].last)))

    def _is_signed(self, clause: Clause, verb: int, frame: Frame) -> bool:
        """Whether a person comes from somewhere for a sum: "signed Umar Badiq from Valmora for €30m"."""
        after = clause.chunks[verb].last
        if not self.facts.sums(after, clause.chunks[-1].last):
            return False
        at = clause.object(verb) if frame.subject == "buyer" else next(iter(clause.subject(verb)), None)
        is_from = any(frame.roles.get(phrase.word) == "seller" for phrase in clause.prepositionals(verb))
        return at is not None and is_from and self.targets.names_person(clause, at)

    def _is_about_goods(self, clause: Clause, verb: int, objects: list[int]) -> bool:
        supplied = [phrase.noun for phrase in clause.prepositionals(verb)[:1] if phrase.word in self.sets["beside"]]
        if objects and any(self._is_armed(clause, number) for number in objects):
            return True
        return bool(objects) and any(clause.head(number) in self.sets["goods"] for number in [*objects, *supplied])

    def _is_sum(self, clause: Clause, verb: int) -> bool:
        """Whether a sum stands right behind a verb: "received about $5 million", no "loans totalling $5 million"."""
        last = clause.chunks[verb].last
        return bool(self.facts.sums(last, min(last + 2, clause.chunks[-1].last)))

    def _paid(self, clause: Clause, verb: int, frame: Frame) -> Mention | None:
        """ "paid $5 million for about 8.6 pct of X"."""
        for phrase in clause.prepositionals(verb):
            if (
                phrase.word in self.sets["paid_for"]
                and clause.kind(phrase.noun) == "noun"
                and self._has_money(clause, verb, phrase.noun)
                and self.targets.is_company(clause, phrase.noun)
                and not self._is_fine(clause, verb, phrase.noun)
                and (frame.status is None or self._is_large(clause, verb, phrase.noun))
            ):
                mention = self._bought(clause, verb, replace(frame, wants=""), [phrase.noun])
                if mention is not None:
                    return self._as_far(mention, frame)
        return None

    def _is_large(self, clause: Clause, verb: int, noun: int) -> bool:
        """Whether a sum can be a bid: a million and more, or a price per share."""
        sums = self.facts.sums(clause.chunks[verb].last, clause.chunks[noun].first)
        return any(money.basis == "per share" or (money.value or 0) >= LARGE for money in sums)

    def _as_far(self, mention: Mention, frame: Frame) -> Mention:
        """A mention as far as its verb takes a deal: who "offered $5 million for X" has not bought it."""
        standing = mention.standing
        if frame.status is not None and standing.status in ("completed", "agreed"):
            mention.standing = replace(standing, status=frame.status)
        return mention

    def _is_fine(self, clause: Clause, verb: int, noun: int) -> bool:
        """Whether what is paid is a fine or a tax and no price: "paid $8 million in fines for …"."""
        between = self.tokens.lower[clause.chunks[verb].last : clause.chunks[noun].first]
        return not self.sets["fines"].isdisjoint(between)

    def _has_money(self, clause: Clause, verb: int, noun: int) -> bool:
        return bool(self.facts.sums(clause.chunks[verb].last, clause.chunks[noun].first))

    def _object_is_money(self, clause: Clause, objects: list[int]) -> bool:
        given = [at for number in objects[-1:] if clause.kind(at := number + 1) == "noun"]  # "lent Ghana $5 million"
        return any(
            self.facts.sums(clause.chunks[number].first, clause.chunks[number].last) for number in [*objects, *given]
        )

    # ------------------------------------------------------------ phrases with prepositions

    def _prepositional_parties(
        self, clause: Clause, verb: int, frame: Frame, mention: Mention, *, is_passive: bool
    ) -> None:
        goods = mention.kind in ("contract", "arms")
        for phrase in without_ways(clause, clause.prepositionals(verb), self.sets):
            role = frame.roles.get(phrase.word)
            if phrase.word in self.sets["agent"] and is_passive:
                role = frame.subject
            if phrase.owner is not None and phrase.word in self.sets["agent"]:
                governor = self.statuses.governor(clause, phrase.owner)
                if governor is not None and governor.subject == "broker":
                    mention.parties += self.parties.fill("broker", clause, clause.joined_after(phrase.noun))
                    continue
            if phrase.owner is not None and (
                phrase.word not in self.sets["agent"] or frame.kind not in ("funding", "settlement")
            ):
                continue
            if role is None or role == "target" or (goods and phrase.word in self.sets["belonging"]):
                continue
            numbers = clause.joined_after(phrase.noun)
            fillers = self.parties.fill(self._role(role, mention), clause, numbers)
            mention.parties += [filler for filler in fillers if self._fits(filler, mention)]
        self._counterpart(clause, verb, frame, mention)

    def _fits(self, filler: Filler, mention: Mention) -> bool:
        return all(filler.span != party.span for party in mention.parties)

    def _counterpart(self, clause: Clause, verb: int, frame: Frame, mention: Mention) -> None:
        """ "reached agreement with Y to acquire Z": Y is the other side."""
        role = COUNTERPART.get(frame.subject)
        if (
            role is None
            or clause.chunks[verb].form != "infinitive"
            or any(party.role == role != "party" for party in mention.parties)
        ):
            return
        at = clause.before(verb)
        over = self.words.noun_governors.get(clause.head(at)) if clause.kind(at) == "noun" else None
        if over is not None and over.subject == "regulator":
            return  # "with the ministry for approval to buy Z"
        while clause.kind(at) == "noun" and at > 0:
            if clause.word(at - 1) in self.sets["beside"] and clause.kind(at - 1) == "preposition":
                mention.parties += self.parties.fill(self._role(role, mention), clause, clause.joined_before(at))
                return
            if clause.kind(at - 1) != "preposition":
                return
            at = clause.before(at - 1)


def _without_doubles(parties: list[Filler], subject: PartyRole) -> list[Filler]:
    """Nobody buys itself: "its unit" and "it" that led back to whoever buys or sells are dropped."""
    buyers = {party.span for party in parties if party.role == "buyer"}
    sellers = {party.span for party in parties if party.role == "seller"}
    taken: dict[str, set[Span]] = {"seller": buyers, "target": buyers | sellers}
    found = [party for party in parties if party.span not in taken.get(party.role, set())]
    doing = [party for party in found if party.role == subject]
    across = COUNTERPART.get(subject)
    return [
        party
        for party in found
        if party.role != across or across == subject or not any(is_same_party(party, other) for other in doing)
    ]
