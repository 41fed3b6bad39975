"""Days that go with a verb of saying and not with the deal that it tells: "said on Monday that X had agreed …"."""

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
