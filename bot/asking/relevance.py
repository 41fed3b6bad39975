"""Does a record answer what was asked? Pure checks on records that the store found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from bot.asking.ground import Ground
from bot.asking.tokens import bare
from bot.digest.material import Texts, text_of, words_at
from bot.model import HeldDeal, HeldStatement, HeldUpcoming, Question, Span
from bot.store import FoundStatement
from bot.store.conditions import words_key
from bot.store.terms import EMPTY, question_terms, stems, words_of

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
BEFORE_NAME, BEHIND_NAME = 6, 8  # words around a name in which its role stands
LONGEST_NAME = 4  # words
CLAUSE_END = re.compile(r"([.!?,;:“”\"])")
RELATIVE = re.compile(r"\s*(?:who|which|that)\b", re.IGNORECASE)
OF = ("of", "at", "from", "for")


def source_fits(held: HeldStatement, question: Question, texts: Texts, lesser: frozenset[str]) -> bool:
    """Whether the source as printed is whom was asked about: some telling words in it, the others nearby.

    Of a name that is held only what nobody else is named for counts, or who holds a role in it. The `lesser` words
    ("deputy") make an office another one.
    """
    statement = held.statement
    printed = words_at(text_of(texts, held.article), statement.source)
    who = _stems(" ".join((printed, statement.speaker or "", statement.role or "", statement.speaks_for or "")))
    around = _stems(f"{held.context_text} {held.article.title}")
    terms = question_terms(question.speaker or "")
    if (_stems(statement.role or "") - set(terms)) & _stems(" ".join(lesser)):
        return False
    if statement.speaker is not None and (question.is_speaker_known or _is_introduced(statement.speaker, terms, held)):
        return _is_introduced(statement.speaker, terms, held)
    if statement.speaker is None and set(words_of(printed)) <= EMPTY:
        return _is_whom_it_stands_for(held, question)
    printed_terms = set(question_terms(printed))
    is_other = not printed_terms <= set(terms)  # "port officials" are not the museum's, whatever stands nearby
    if is_other or not any(term in who for term in terms):
        return bool(terms) and all(term in who for term in terms)
    return all(term in who or term in around for term in terms)


def holds_office(held: HeldStatement, question: Question) -> bool:
    """Whether the speaker's role is the office asked about, all the other words of which stand in reach."""
    terms = set(question_terms(question.speaker or ""))
    role = _stems(held.statement.role or "")
    around = _stems(f"{held.context_text} {held.article.title}")
    return bool(role) and role < terms and terms <= role | around and held.statement.speaker is not None


def _is_whom_it_stands_for(held: HeldStatement, question: Question) -> bool:
    """Behind "they" or no source at all: whoever stands in the sentences around, if all of the subject is said."""
    terms, subject = question_terms(question.speaker or ""), question_terms(question.about or "")
    around, said = _stems(held.context_text), _stems(held.statement.words)
    return bool(terms and question.about) and all(map(around.__contains__, terms)) and said.issuperset(subject)


def _is_introduced(speaker: str, terms: tuple[str, ...], held: HeldStatement) -> bool:
    """Whether the role asked about is given with the name: "State Department spokeswoman Tammy Bruce"."""
    if set(terms) & set(stems(speaker)):
        return False  # that very name: found before, by name
    role = _stems(f"{held.statement.role or ''} {held.statement.speaks_for or ''}")
    if terms and all(term in role for term in terms):
        return True
    return any(set(terms) <= set(near) for near in _beside(stems(speaker)[-1:], held.context_text))


def _beside(surname: list[str], text: str) -> Iterable[list[str]]:
    """Words in front of a name in its own clause, behind it, and in an apposition to it.

    "Tidewell's chairman Gareth Penhallow", "Rupert Asquill of Castellan", "Helene Brandt, an analyst at Quillon,"; in
    "his agent, Luca Ferri, declined to speak of Milan" the name is itself the apposition.
    """
    parts = CLAUSE_END.split(text)
    for at in range(0, len(parts), 2):
        words = stems(parts[at])
        spot = next((place for place, word in enumerate(words) if [word] == surname), None)
        if spot is None:
            continue
        yield words[max(0, spot - BEFORE_NAME) : spot + 1]
        if words[spot + 1 : spot + 2] and words[spot + 1] in OF:
            yield words[spot:][:BEHIND_NAME]
        if at > 1 and parts[at - 1] == "," and parts[at + 1 : at + 2] == [","] and len(words) <= LONGEST_NAME:
            yield stems(parts[at - 2])[-BEFORE_NAME:]  # "Halvar's chief executive, Pekka Lindroos, said"
        following = parts[at + 2] if at + 2 < len(parts) and parts[at + 1] == "," else ""
        if following and (at == 0 or parts[at - 1] != ",") and not RELATIVE.match(following):
            yield stems(following)[:BEHIND_NAME]


def shares_subject(held: HeldStatement, about: str | None, least: float) -> bool:
    """Whether enough of the subject's words are in the statement or the sentences around it, or nearly all in reach."""
    terms = question_terms(about or "")
    if not about or not terms:
        return True
    near = _stems(f"{held.statement.words} {held.context_text} {' '.join(held.statement.topics)}")
    reach = near | _stems(f"{held.article.title} {held.headline or ''}")
    is_near = sum(term in near for term in terms) / len(terms) >= least
    return is_near or sum(term in reach for term in terms) / len(terms) >= FROM_HEADLINE


def without_repeats(found: Sequence[FoundStatement]) -> tuple[FoundStatement, ...]:
    """Without words of an "it" or "they" that would be shown with the sentence before, told already as somebody's."""
    kept = []
    for hit in found:
        said, article = hit.held.statement, hit.held.article
        is_nameless = said.speaker is None and (said.source is None or said.source[1] - said.source[0] <= PRONOUN)
        others = (other.held for other in found if other is not hit and other.held.article.id == article.id)
        spans = [span for other in others for span in other.statement.content]
        if not (is_nameless and any(_lies_in(span, said.context) for span in spans)):
            kept.append(hit)
    return tuple(kept)


def _lies_in(span: Span, context: Sequence[Span]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in context)


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


def deal_fits(held: HeldDeal, question: Question, ground: Ground) -> bool:
    """Whether one party asked about is the deal's own and every other one is, too, or stands in its evidence."""
    if not question.parties:
        return True
    named = [party.name for party in held.deal.parties]
    missing = [wanted for wanted in question.parties if not any(is_same_party(wanted, name, ground) for name in named)]
    evidence = _stems(" ".join((held.deal.object or "", *(source.words for source in held.sources))))
    is_one_named = len(missing) < len(question.parties)
    return is_one_named and all(set(question_terms(wanted)) <= evidence for wanted in missing)


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
    near = _stems(" ".join((held.deal.object or "", *(source.words for source in held.sources))))
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
    near = _stems(" ".join([*parts, *(source.words for source in held.sources)]))
    around = near | _stems(f"{held.article.title} {held.headline or ''}")
    found = sum(term in around for term in terms)
    return found / len(terms) >= RELEVANT_DEAL and (not is_near or any(term in near for term in terms))


def holds_words(held: HeldDeal, words: str) -> bool:
    """Whether all of these words are the deal's own, its evidence's or its headline's."""
    deal = held.deal
    parts = [deal.object or "", *(party.name for party in deal.parties), *(source.words for source in held.sources)]
    return _stems(" ".join((*parts, held.article.title))).issuperset(question_terms(words))


def is_named_in_deal(held: HeldDeal, question: Question) -> bool:
    """Whether the subject's words are the deal's own sides, object, kind and status, not only its sentence's."""
    deal = held.deal
    parts = [deal.kind, deal.status, deal.object or "", *(party.name for party in deal.parties)]
    return _stems(" ".join(parts)).issuperset(question_terms(question.about or ""))


def is_about_upcoming(held: HeldUpcoming, question: Question) -> bool:
    """Whether most of the subject's words are in what is coming up, its sentence or its headline."""
    terms = question_terms(question.about or "")
    if not question.about or not terms:
        return True
    event = held.upcoming
    said_by = event.said_by.name if event.said_by else ""
    words = " ".join((event.what, event.who or "", said_by, *(source.words for source in held.sources)))
    near = _stems(words)
    around = near | _stems(held.article.title)
    own = _stems(f"{event.what} {event.who or ''}") - ORDINALS
    if sum(term in own for term in terms) / len(terms) >= SHARED_WORDS:
        return True
    return sum(term in around for term in terms) / len(terms) > SHARED_WORDS and any(term in near for term in terms)


def is_in_story_on(held: HeldUpcoming, question: Question) -> bool:
    """Whether the subject stands in the event, its sentence or its headline."""
    event = held.upcoming
    words = " ".join((event.what, event.who or "", held.article.title, *(source.words for source in held.sources)))
    return _stems(words).issuperset(question_terms(question.about or ""))


def is_event_of(held: HeldUpcoming, names: Sequence[str]) -> bool:
    """Whether one of these names stands in the event or its sentence, not only in the headline."""
    return _holds_any(names, _words_of_event(held))


def is_in_story_of(held: HeldUpcoming, names: Sequence[str]) -> bool:
    """Whether one of these names stands in the event, its sentence or its headline."""
    return _holds_any(names, f"{_words_of_event(held)} {held.article.title}")


def _holds_any(names: Sequence[str], text: str) -> bool:
    return any(set(question_terms(name)) <= _stems(text) for name in names)


def _words_of_event(held: HeldUpcoming) -> str:
    event = held.upcoming
    said_by = event.said_by.name if event.said_by else ""
    return " ".join((event.what, event.who or "", said_by, *(source.words for source in held.sources)))


def nearest_upcoming(events: Sequence[HeldUpcoming], question: Question) -> list[HeldUpcoming]:
    """Without those that only stand in the same sentence or story, where others say it of themselves: who, what."""
    terms = set(question_terms(question.about or ""))
    own = [(event, terms & _stems(f"{event.upcoming.what} {event.upcoming.who or ''}")) for event in events]
    return [event for event, told in own if told] or list(events)


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
        any(words_key(form) in words_key(sentence) for form in forms) and terms <= _stems(sentence)
        for sentence in SENTENCE.split(passage)
    )


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))
