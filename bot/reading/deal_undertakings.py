"""What two sides agree to do: "Norland and Estavia agreed on Monday to reopen the border"."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.clauses import Clause
from bot.reading.deal_words import DealWords
from bot.reading.mentions import Mention
from bot.reading.parties import Parties

FAR = 4  # chunks between "agreed" and "to do": "on Monday", "with Estavia"
SIDES = 2
TO_DO = 2  # tokens of "to exchange", which may be a word for a deal by itself
LONGEST = 14  # tokens of what is to be done
BETWEEN = frozenset({"preposition", "noun", "time"})
GOES_ON = frozenset({"noun", "verb", "preposition", "conjunction", "time"})


def undertaken(clause: Clause, verb: int, mention: Mention, parties: Parties, words: DealWords) -> Mention | None:
    """The mention with its sides and what they are to do; None without two sides, or where another deal is meant."""
    deed, subjects = _deed(clause, verb, words), _who_agrees(clause, verb, words)
    if deed is None or any(parties.is_person(clause.chunks[at].first, clause.chunks[at].last) for at in subjects):
        return None  # what two persons agree to do is no deal
    sides = [side for side in parties.fill("party", clause, subjects) if not side.is_generic]
    place = (clause.chunks[deed].first, _end(clause, deed))
    of_what = parties.tokens.lower[place[0] + TO_DO : place[1]]
    if len({side.key for side in sides}) < SIDES or not words.nouns.keys().isdisjoint(of_what):
        return None
    mention.parties += sides
    mention.object = place
    return mention


def _who_agrees(clause: Clause, verb: int, words: DealWords) -> list[int]:
    """The subject of the verb; of "Norland and Estavia said they had agreed" those who say so."""
    subjects = clause.subject(verb)
    if len(subjects) != 1 or not words.chunks.tags.get(clause.word(subjects[0]), 0) & lex.PRONOUN:
        return subjects
    telling = next((at for at in range(subjects[0] - 1, -1, -1) if clause.kind(at) == "verb"), None)
    told = clause.subject(telling) if telling is not None else []
    return told if len(told) >= SIDES else subjects


def _deed(clause: Clause, verb: int, words: DealWords) -> int | None:
    """The infinitive behind "agreed", a day between them left out; none that is a deal for itself."""
    for number in range(verb + 1, min(verb + FAR + 1, len(clause.chunks))):
        kind = clause.kind(number)
        if kind == "verb":
            head = clause.head(number)
            is_own = head in words.verbs or head in words.sets["no_deeds"]
            return number if clause.chunks[number].form == "infinitive" and not is_own else None
        is_link = words.chunks.tags.get(clause.word(number), 0) & lex.INFINITIVE
        if is_link and clause.word(number + 1) in words.sets["deeds"]:
            return number  # “to lower tariffs”, read as a preposition and its noun
        if kind not in BETWEEN or (kind == "noun" and clause.kind(number - 1) != "preposition"):
            return None
    return None


def _end(clause: Clause, deed: int) -> int:
    """The token behind what is to be done: its clause to the next comma, no longer than a line holds."""
    first, last = clause.chunks[deed].first, clause.chunks[deed].last
    for number in range(deed + 1, len(clause.chunks)):
        chunk = clause.chunks[number]
        is_next = chunk.kind == "verb" and chunk.form != "infinitive"
        if chunk.kind not in GOES_ON or is_next or chunk.last - first > LONGEST:
            break
        if chunk.kind in ("noun", "time", "verb"):
            last = chunk.last
    return last
