"""Days that go with something else than the deal beside them: "said on Monday that X had agreed …"."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.clauses import Clause
from bot.reading.deal_words import DealWords


def days_of_saying(clause: Clause, words: DealWords, doing: int | None) -> dict[int, int]:
    """First tokens of the days in a clause that go with a cue, by its verb chunk; `doing` is the deal's own verb."""
    found = {}
    for at, chunk in enumerate(clause.chunks):
        verb = _cue_beside(clause, at, words) if chunk.kind == "time" else None
        if verb is not None and verb != doing:
            found.update(dict.fromkeys(range(chunk.first, chunk.last), verb))
    return found


def _cue_beside(clause: Clause, time: int, words: DealWords) -> int | None:
    """The verb of saying right before a day, before whom it is told to, or right behind it."""
    told = clause.kind(time - 1) == "noun" and clause.kind(time - 2) == "verb"
    beside = (time - 1, time - 2, time + 1) if told else (time - 1, time + 1)
    return next((at for at in beside if clause.kind(at) == "verb" and _is_saying(clause, at, words)), None)


def _is_saying(clause: Clause, verb: int, words: DealWords) -> bool:
    """Whether a finite verb only says; who "announces" or "signs" a deal makes it that day."""
    head, chunk = clause.head(verb), clause.chunks[verb]
    is_finite = chunk.form in ("past", "s", "base") and not chunk.is_passive
    return is_finite and bool(clause.tags.get(head, 0) & lex.CUE) and head not in words.governors


def is_of_another(clause: Clause, token: int, deal: tuple[int, int], words: DealWords) -> bool:
    """Whether the date at a token goes with something else than a deal, given by its word and what governs that."""
    trigger, at = deal
    return (
        _is_of_object(clause, token, trigger)
        or _is_of_later(clause, token, at)
        or _is_of_before(clause, token, at, words)
    )


def _is_of_object(clause: Clause, token: int, trigger: int) -> bool:
    """Whether a date only describes what a verb is about: "to settle a 1981 claim"."""
    number = clause.chunk_of(token)
    if number is None or clause.kind(number) != "noun" or clause.kind(number - 1) != "verb":
        return False
    return not clause.chunks[number].first <= trigger < clause.chunks[number].last


def _is_of_later(clause: Clause, token: int, at: int) -> bool:
    """Whether a date goes with a relative clause on what will be: "…, which will open in 2028"."""
    number = clause.chunk_of(token)
    while number is not None and number > 1 and clause.chunks[number].first > at:
        chunk = clause.chunks[number]
        if chunk.kind == "verb" and chunk.modal and clause.kind(number - 1) == "relative":
            return True
        number -= 1
    return False


def _is_of_before(clause: Clause, token: int, at: int, words: DealWords) -> bool:
    """Whether a date goes with what came of a deal: "renewed it last week, before the deal was announced"."""
    first, last = clause.chunk_of(token), clause.chunk_of(at)
    if first is None or last is None or first > last:
        return False
    return any(
        clause.word(number) in words.sets["asides"]
        and clause.kind(number) in ("preposition", "subordinator")
        and all(clause.kind(between) != "comma" for between in range(number, last))
        for number in range(first + 1, last)
    )
