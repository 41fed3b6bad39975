"""Where a record comes from: sentence, outlet, how the name was found, what was merged; a line to paste. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.digest import days, wording
from bot.digest.cut import cut
from bot.digest.lines import Sheet, deal_line, statement_line, upcoming_line
from bot.digest.material import text_of, words_at
from bot.model import (
    ArticleRef,
    Chat,
    HeldDeal,
    HeldStatement,
    HeldUpcoming,
    Line,
    Quote,
    Run,
    Section,
    Span,
    Statement,
)
from bot.text import Quotation, nested, sentences, tokenise

Held = HeldStatement | HeldDeal | HeldUpcoming
FOUND = {
    "explicit": "the article names {name} there",
    "surname": "the article names {name} in full elsewhere; here by surname",
    "pronoun": "“{source}” is {name}: the one person of the text it can mean",
    "nominal": "“{source}” is {name}: the one person of the text so described",
    "layout": "{name} stands as the speaker in the article's layout",
}
MOST_SOURCES = 10


def shown(sheet: Sheet, held: Held) -> Line:
    """The record's line, whatever it is; the words as reported where they are too long to repeat."""
    if isinstance(held, HeldDeal):
        return deal_line(sheet, held)
    if isinstance(held, HeldUpcoming):
        return upcoming_line(sheet, held)
    line = statement_line(sheet, held)
    name = wording.speaker_name(held.statement, text_of(sheet.texts, held.article))
    return line or Line(runs=(Run(text=f"{name}: too long to repeat here"),), sources=(sheet.number(held.article),))


def why(sheet: Sheet, held: Held, chat: Chat) -> Section:
    """Everything that shows why this line was told."""
    text = text_of(sheet.texts, held.article)
    lines = [shown(sheet, held), *_sentences(sheet, held, text)]
    facts = [f"In {_place(held.article, sheet.today, chat)}"]
    if isinstance(held, HeldStatement):
        facts.append(f"The name: {_found(held.statement, text)}.")
        facts.append(f"Read with a confidence of {held.statement.confidence:.0%}.")
    if isinstance(held, HeldDeal):
        facts += _steps(held, sheet)
    facts += _merged(held, sheet.today, chat)
    return Section(title="", lines=(*lines, *(Line(runs=(Run(text=fact),), bullet=True) for fact in facts)))


def cite(held: HeldStatement | HeldDeal | HeldUpcoming, sheet: Sheet, chat: Chat) -> Line:
    """One line ready to paste: the words, who, where, when, the address."""
    article = held.article
    moment = article.published_at or article.arrived_at
    day = days.local_day(moment, chat.timezone) if moment else None
    when = f"{day.day} {days.MONTHS[day.month - 1]} {day.year}" if day else ""
    runs = shown(sheet, held).runs
    ending = ", ".join(part for part in (article.outlet or article.title, when, article.url or "") if part)
    return Line(runs=(*runs, Run(text=f" ({ending})")))


def _sentences(sheet: Sheet, held: Held, text: str) -> Iterable[Line]:
    """The sentence around, to the letter; as much of it as may be repeated."""
    spans: Sequence[Span] = (
        held.statement.context or held.statement.content
        if isinstance(held, HeldStatement)
        else held.deal.evidence
        if isinstance(held, HeldDeal)
        else held.upcoming.evidence
    )
    pieces: list[Span] = []
    for span in _nearest_first(held, spans, text):
        piece = cut(text, [span], sheet.room(held.article)) if text else None
        if piece is None:
            break  # neighbours without the sentence itself would explain nothing
        pieces += piece.pieces
        sheet.quoted[held.article.id] = sheet.quoted.get(held.article.id, 0) + piece.length
    marks = tokenise(text).quotations if pieces else ()
    runs: list[Run] = []
    for span in sorted(pieces):
        runs += [*_in_marks(held.article, text, span, marks), Run(text=" ")]
    if runs:
        yield Line(runs=(Run(text="The article has it so: ", style="quiet"), *runs[:-1]))


def _nearest_first(held: Held, spans: Sequence[Span], text: str) -> Sequence[Span]:
    """The sentences with the words themselves before their neighbours, so that room for one is room for that one."""
    if not isinstance(held, HeldStatement):
        return spans
    around = [(start + first, start + last) for start, end in spans for first, last in sentences(text[start:end])]
    said = held.statement.content
    own = [span for span in around if any(span[0] < end and start < span[1] for start, end in said)]
    if not own:
        return said
    whole = (own[0][0], own[-1][1])
    if whole == (around[0][0], around[-1][1]):
        return [whole]
    behind = [span for span in around if span[0] >= whole[1]]
    before = [span for span in around if span[1] <= whole[0]]
    return [whole, *behind, *reversed(before)]


def _in_marks(article: ArticleRef, text: str, span: Span, quotations: Sequence[Quotation]) -> Iterable[Run]:
    """A slice whose quotation began before it or goes on behind it, with the mark that is missing."""
    start, end = span
    outer = [quotation for quotation in quotations if not quotation.depth]
    if any(start == one.start for one in outer):
        start -= 1
    if any(end == one.end and one.is_closed for one in outer):
        end += 1
    if any(one.start < start < one.end for one in outer):
        yield Run(text="… “", style="quiet")
    yield Run(text=text[start:end], quote=Quote(article.id, article.version, (start, end)))
    if any(one.start < end < one.end for one in outer):
        yield Run(text="” …", style="quiet")


def _found(statement: Statement, text: str) -> str:
    """How the name was found, in one clause."""
    source = words_at(text, statement.source)
    if statement.speaker is None:
        return f"the article gives none; it says “{source}”" if source else "the article gives none"
    clause = FOUND[statement.name_from or "explicit"].format(name=statement.speaker, source=source)
    return clause if statement.named_at is None or source else f"{clause} (“{words_at(text, statement.named_at)}”)"


def _steps(held: HeldDeal, sheet: Sheet) -> Iterable[str]:
    steps = [wording.step_words(step, sheet.today) for step in wording.course(held)]
    if len(steps) > 1:
        yield f"Its course: {' → '.join(steps)}."
    if held.deal.said_by:
        yield f"That is the word of {held.deal.said_by.name}."


def _merged(held: Held, today: date, chat: Chat) -> Iterable[str]:
    others = [source.article for source in held.sources if source.article.id != held.article.id]
    if others:
        named = "; ".join(_place(article, today, chat) for article in others[:MOST_SOURCES])
        more = f" and {len(others) - MOST_SOURCES} more" if len(others) > MOST_SOURCES else ""
        yield f"The same stands in {named}{more}"


def _place(article: ArticleRef, today: date, chat: Chat) -> str:
    """`harbourpost.example, Fri 2 May, under the title “Title”` with its address; `an article of Fri 2 May, …`."""
    day = days.article_day(article, chat.timezone, today)
    nameless = f"an article of {day}" if day else "an article"
    where = ", ".join(part for part in (article.outlet, day) if part) if article.outlet else nameless
    address = f" {article.url}" if article.url else ""
    return f"{where}, under the title “{nested(article.title)}”{address}"
