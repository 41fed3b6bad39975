"""How the reader came to what it says: lines for `read --explain`, with or without colour."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model import Article, Deal, Reading, Span, Statement, Upcoming

STYLES = {"name": "1;36", "words": "0", "cue": "33", "quiet": "2", "deal": "1;32", "date": "1;35"}


def explain(article: Article, reading: Reading, *, is_full: bool = True, has_colour: bool = False) -> Iterator[str]:
    """One block of lines per statement, deal and date to come; `is_full` adds pattern, cue, name and confidence."""
    page = _Page(article.text, is_full=is_full, has_colour=has_colour)
    if not (reading.statements or reading.deals or reading.upcoming):
        yield "nothing is said here: no statement, deal or date to come was found"
    for statement in reading.statements:
        yield from page.statement(statement)
    for deal in reading.deals:
        yield from page.deal(deal)
    for upcoming in reading.upcoming:
        yield page.upcoming(upcoming)


MOST_LEADING = 4  # words: “warned against”, “asked the board”


class _Page:
    def __init__(self, text: str, *, is_full: bool, has_colour: bool) -> None:
        self.text, self.is_full, self.has_colour = text, is_full, has_colour

    def statement(self, statement: Statement) -> Iterator[str]:
        name = statement.speaker or self._slice(statement.source) or "(nobody named)"
        role = f", {statement.role}" if statement.role else ""
        yield f"{self._in('name', name)}{role} {self._told(statement)}"
        if self.is_full:
            yield "    " + self._in("quiet", self._how(statement))

    def _told(self, statement: Statement) -> str:
        """`said: it rained`; in the article's own way where its verb leads to the words: `warned against the rain`."""
        act = ("not " if statement.negated else "") + statement.act
        words = statement.words
        if statement.kind == "direct":
            words = " ".join(f"“{self._slice(piece)}”" for piece in statement.content)
        elif (lead := self._lead(statement)) and lead.lower() != statement.act:
            return f"{self._in('cue', lead)} {self._in('words', words)}"
        return f"{self._in('cue', act)}: {self._in('words', words)}"

    def _lead(self, statement: Statement) -> str | None:
        """The verb before the words, with the one small word between: “accused”, “warned against”, “denied that”.

        Not “according to”; of what was not said all from the speaker on: “did not say”.
        """
        if not statement.cue or statement.cue[1] > statement.content[0][0]:
            return None
        first, words = statement.cue[0], statement.content[0][0]
        most = MOST_LEADING
        if statement.negated:
            first, most = statement.source[1] if statement.source else words, MOST_LEADING + 1
        lead = self.text[first:words].split()
        return " ".join(lead) if 0 < len(lead) <= most and all(map(_is_small, lead)) else None

    def _how(self, statement: Statement) -> str:
        facts = {
            "pattern": statement.pattern,
            "cue": self._slice(statement.cue),
            "source": self._slice(statement.source),
            "name": statement.name_from and f"{statement.name_from} at {statement.named_at}",
            "speaks for": statement.speaks_for,
            "to": statement.addressee,
            "venue": statement.venue,
            "via": statement.via,
            "said on": statement.said_on and f"{statement.said_on.first} to {statement.said_on.last}",
            "background": "old words" if statement.background else None,
            "about": ", ".join(statement.topics),
            "confidence": f"{statement.confidence:.2f}",
        }
        return " · ".join(f"{label}: {fact}" for label, fact in facts.items() if fact)

    def deal(self, deal: Deal) -> Iterator[str]:
        parties = ", ".join(f"{party.name} ({party.role})" for party in deal.parties)
        amount = f", {self._slice(deal.amount.span)}" if deal.amount else ""
        about = f" – {deal.object}" if deal.object else ""
        yield f"{self._in('deal', deal.kind)} {deal.status}: {parties}{amount}{about}"
        if self.is_full:
            evidence = " … ".join(self._slice(span) or "" for span in deal.evidence)
            state = "asserted" if deal.asserted else "not asserted"
            yield "    " + self._in(
                "quiet", f"{deal.pattern} · {state} · confidence: {deal.confidence:.2f} · {evidence}"
            )

    def upcoming(self, upcoming: Upcoming) -> str:
        by = f" (says {upcoming.said_by.name})" if upcoming.said_by else ""
        return f"{self._in('date', str(upcoming.date.first))} {upcoming.in_words}{by}"

    def _slice(self, span: Span | None) -> str | None:
        return " ".join(self.text[span[0] : span[1]].split()) if span else None

    def _in(self, style: str, text: str) -> str:
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.has_colour else text


def _is_small(word: str) -> bool:
    return word.isalpha() and word.islower()
