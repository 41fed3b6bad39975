"""Does a record answer what was asked? Pure checks on records that the store found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from bot.asking.ground import Ground
from bot.asking.origins import Origin
from bot.asking.tokens import bare
from bot.model import HeldDeal, HeldStatement, HeldUpcoming, Party, Question
from bot.store.conditions import words_key
from bot.store.terms import question_terms, stems

SENTENCE = re.compile(r"(?<=[.!?])[\"'”’»)]*\s+")
RELEVANT_DEAL = 0.6
SHARED_WORDS = 0.5
FROM_HEADLINE = 0.75  # a headline is far from the words: it has to hold nearly all of the subject
NOT_MADE = ("rumoured", "proposed", "in talks", "denied", "collapsed")  # statuses that claim no deal
NO_BUYER = ("seller", "supplier", "target", "broker", "regulator", "authority")
NO_SELLER = ("buyer", "customer", "target", "broker", "regulator", "authority")
NOT_BOUGHT = ("buyer", "supplier", "customer", "investor", "broker", "regulator", "authority")
NO_TRADE = ("treaty", "trade", "ceasefire", "agreement")  # nobody buys or sells in them
ORDINALS = frozenset(("next", "first", "last", "new"))  # of an event: tell nothing by themselves
PRONOUN = 5  # letters of the longest pronoun that may be all there is of a source


def shares_subject(held: HeldStatement, about: str | None, least: float) -> bool:
    """Whether enough of the subject's words are in the statement or the sentences around it, or nearly all in reach."""
    terms = question_terms(about or "")
    if not about or not terms:
        return True
    near = stems_of(f"{held.statement.words} {held.context_text} {' '.join(held.statement.topics)}")
    reach = near | stems_of(f"{held.article.title} {held.headline or ''}")
    is_near = sum(term in near for term in terms) / len(terms) >= least
    return is_near or sum(term in reach for term in terms) / len(terms) >= FROM_HEADLINE


def is_said_at(held: HeldStatement, places: Sequence[str]) -> bool:
    """Whether it was said at or to one of these, in any of the two fields."""
    told = words_key(f"{held.statement.addressee or ''} {held.statement.venue or ''}")
    return any(words_key(place) in told for place in places if place)


def is_since(held: HeldStatement | HeldDeal, since: datetime | None) -> bool:
    """Whether one of its articles came out (or else arrived) since then."""
    refs = (held.article, *(source.article for source in held.sources))
    moments = (ref.published_at or ref.arrived_at for ref in refs)
    return since is None or any(moment is not None and moment >= since for moment in moments)


def when_of(held: HeldStatement | HeldDeal) -> datetime:
    """When its article came out, else arrived."""
    return held.article.published_at or held.article.arrived_at or datetime.min.replace(tzinfo=UTC)


def spoken_by(held: HeldStatement) -> str:
    """Who it is, for counting people."""
    return bare(held.statement.speaker or "") or f"unnamed {held.id}"


def party_words(party: str, ground: Ground) -> str:
    """A party with every other name of the same country, for a search that takes any of them."""
    return " ".join((party, *ground.same_country(party)))


def deal_fits(held: HeldDeal, question: Question, ground: Ground, origins: Mapping[str, Origin | None]) -> bool:
    """Whether one party asked about is the deal's own and every other one is, too, or stands in its evidence.

    Its own is also whoever is told to be of the country asked about: `origins` of the question's parties.
    """
    if not question.parties:
        return True
    parties = held.deal.parties
    missing = [
        wanted
        for wanted in question.parties
        if not any(
            is_same_party(wanted, one.name, ground) or _is_from(origins.get(wanted), one, held) for one in parties
        )
    ]
    evidence = stems_of(" ".join((held.deal.object or "", *(source.words for source in held.sources))))
    is_one_named = len(missing) < len(question.parties)
    return is_one_named and all(set(question_terms(wanted)) <= evidence for wanted in missing)


def _is_from(origin: Origin | None, party: Party, held: HeldDeal) -> bool:
    return origin is not None and origin.is_of(party, held)


def fits_trade(held: HeldDeal, question: Question, ground: Ground) -> bool:
    """Whether whoever buys, sells or is bought in the question stands on that side of the deal."""
    is_money_put_in = held.deal.kind == "funding"  # who puts money into somebody buys nothing
    asks_of_trade = question.buyer or question.seller or question.bought
    if asks_of_trade and (held.deal.kind in NO_TRADE or is_money_put_in != (question.deal_kind == "funding")):
        return False
    sides = ((question.buyer, NO_BUYER), (question.seller, NO_SELLER), (question.bought, NOT_BOUGHT))
    return all(_is_on_side(held, name, others, ground) for name, others in sides if name)


def _is_on_side(held: HeldDeal, name: str, others: tuple[str, ...], ground: Ground) -> bool:
    """A party by that name with no other role; who is no party must stand in the object or the evidence."""
    roles = [party.role for party in held.deal.parties if is_same_party(name, party.name, ground)]
    if roles:
        return any(role not in others for role in roles)
    near = stems_of(" ".join((held.deal.object or "", *(source.words for source in held.sources))))
    return near.issuperset(question_terms(name))


def is_told_as_it_is(held: HeldDeal) -> bool:
    """Whether its line can say how it stands: one that nobody asserts is no plain "signed".

    It is told on somebody's word, or as far as it is: in talks, proposed, rumoured, denied, collapsed.
    """
    deal = held.deal
    return deal.asserted or deal.said_by is not None or deal.status in NOT_MADE


def has_sides(held: HeldDeal) -> bool:
    """Between somebody and somebody else."""
    return len({bare(party.name) for party in held.deal.parties}) > 1


def is_about_deal(held: HeldDeal, question: Question, *, is_near: bool = True) -> bool:
    """Whether enough of the subject's words are in the deal itself, its evidence or its headline; one of them near."""
    terms = question_terms(question.about or "")
    if not question.about or not terms:
        return True
    deal = held.deal
    said_by = deal.said_by.name if deal.said_by else ""
    parts = [deal.kind, deal.status, deal.object or "", said_by, *(party.name for party in deal.parties)]
    near = stems_of(" ".join([*parts, *(source.words for source in held.sources)]))
    around = near | stems_of(f"{held.article.title} {held.headline or ''}")
    found = sum(term in around for term in terms)
    return found / len(terms) >= RELEVANT_DEAL and (not is_near or any(term in near for term in terms))


def holds_words(held: HeldDeal, words: str) -> bool:
    """Whether all of these words are the deal's own, its evidence's or its headline's."""
    deal = held.deal
    parts = [deal.object or "", *(party.name for party in deal.parties), *(source.words for source in held.sources)]
    return stems_of(" ".join((*parts, held.article.title))).issuperset(question_terms(words))


def is_named_in_deal(held: HeldDeal, question: Question) -> bool:
    """Whether the subject's words are the deal's own sides, object, kind and status, not only its sentence's."""
    deal = held.deal
    parts = [deal.kind, deal.status, deal.object or "", *(party.name for party in deal.parties)]
    return stems_of(" ".join(parts)).issuperset(question_terms(question.about or ""))


def is_about_upcoming(held: HeldUpcoming, question: Question) -> bool:
    """Whether most of the subject's words are in what is coming up, its sentence or its headline."""
    terms = question_terms(question.about or "")
    if not question.about or not terms:
        return True
    event = held.upcoming
    said_by = event.said_by.name if event.said_by else ""
    words = " ".join((event.what, event.who or "", said_by, *(source.words for source in held.sources)))
    near = stems_of(words)
    around = near | stems_of(held.article.title)
    own = stems_of(f"{event.what} {event.who or ''}") - ORDINALS
    if sum(term in own for term in terms) / len(terms) >= SHARED_WORDS:
        return True
    return sum(term in around for term in terms) / len(terms) > SHARED_WORDS and any(term in near for term in terms)


def is_in_story_on(held: HeldUpcoming, question: Question) -> bool:
    """Whether the subject stands in the event, its sentence or its headline."""
    event = held.upcoming
    words = " ".join((event.what, event.who or "", held.article.title, *(source.words for source in held.sources)))
    return stems_of(words).issuperset(question_terms(question.about or ""))


def is_event_of(held: HeldUpcoming, names: Sequence[str]) -> bool:
    """Whether one of these names stands in the event or its sentence, not only in the headline."""
    return _holds_any(names, _words_of_event(held))


def is_in_story_of(held: HeldUpcoming, names: Sequence[str]) -> bool:
    """Whether one of these names stands in the event, its sentence or its headline."""
    return _holds_any(names, f"{_words_of_event(held)} {held.article.title}")


def _holds_any(names: Sequence[str], text: str) -> bool:
    return any(set(question_terms(name)) <= stems_of(text) for name in names)


def _words_of_event(held: HeldUpcoming) -> str:
    event = held.upcoming
    said_by = event.said_by.name if event.said_by else ""
    return " ".join((event.what, event.who or "", said_by, *(source.words for source in held.sources)))


def nearest_upcoming(events: Sequence[HeldUpcoming], question: Question) -> list[HeldUpcoming]:
    """Those with the most of the subject in who and what: "no-confidence vote" is not any vote; else all of them."""
    terms = set(question_terms(question.about or ""))
    own = [len(terms & stems_of(f"{event.upcoming.what} {event.upcoming.who or ''}")) for event in events]
    return [event for event, told in zip(events, own, strict=True) if told and told == max(own)] or list(events)


def is_same_party(wanted: str, name: str, ground: Ground) -> bool:
    """One name within the other, or two names of one country."""
    asked, held = bare(wanted), bare(name)
    if ground.country(asked) is not None and ground.country(asked) == ground.country(held):
        return True
    asked_words, held_words = asked.split(), held.split()
    return set(asked_words) <= set(held_words) or set(held_words) <= set(asked_words)


def tells_of(passage: str, forms: Sequence[str], named: str) -> bool:
    """Whether one of these phrases stands in a sentence of the passage that has every name asked about."""
    terms = set(question_terms(named)) if named else set()
    return any(
        any(words_key(form) in words_key(sentence) for form in forms) and terms <= stems_of(sentence)
        for sentence in SENTENCE.split(passage)
    )


@lru_cache(maxsize=8192)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a text, each once."""
    return frozenset(stems(text))
