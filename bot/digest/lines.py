"""One record, one line: what a digest and an answer print of a statement, a deal, an upcoming event.

Quotations are slices of the article, each in its own marks; reported speech is the article's own clause behind
“Name cue:”, never in quotation marks of ours (promise 1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.digest import days, wording
from bot.digest.cut import Cut, cut
from bot.digest.material import Texts, text_of, words_at
from bot.model import ArticleRef, HeldDeal, HeldStatement, HeldUpcoming, Line, Quote, Run, Story

QUOTED_PER_ARTICLE = 300  # product.md, The digest: quoted characters from one article in one message
REPORTED_LIMIT = 300


@dataclass(slots=True)
class Sheet:
    """The message being written: numbers its sources, counts what was quoted, remembers whose role was given."""

    texts: Texts
    today: date
    sources: list[ArticleRef] = field(default_factory=list)
    quoted: dict[str, int] = field(default_factory=dict)
    introduced: set[str] = field(default_factory=set)

    def number(self, article: ArticleRef) -> int:
        """The number under which an article stands among the sources, from 1."""
        for position, known in enumerate(self.sources, 1):
            if known.id == article.id:
                return position
        self.sources.append(article)
        return len(self.sources)

    def room(self, article: ArticleRef) -> int:
        """How many characters may still be quoted from an article."""
        return QUOTED_PER_ARTICLE - self.quoted.get(article.id, 0)


def statement_line(sheet: Sheet, held: HeldStatement) -> Line | None:
    """The line of a statement; None when it cannot be shown whole, in the article's words, under a name."""
    text = text_of(sheet.texts, held.article)
    name = wording.speaker_name(held.statement, text)
    if not text or not name:
        return None
    if held.statement.kind == "direct":
        return _quotation_line(sheet, held, text, name)
    return _reported_line(sheet, held, text, name)


def headline_line(sheet: Sheet, story: Story, *, is_update: bool) -> Line:
    """The story's headline: a title or a whole sentence of one of its articles."""
    prefix = (Run(text="Update: ", style="strong"),) if is_update else ()
    article = next((held for held in sheet.texts.values() if held.id == story.headline_article_id), None)
    numbers = (sheet.number(article.ref),) if article else ()
    return Line(runs=(*prefix, Run(text=story.headline, style="strong")), sources=numbers)


def deal_line(sheet: Sheet, held: HeldDeal) -> Line:
    """The line of a deal: parties, what, how much, how far, on whose word."""
    deal, text = held.deal, text_of(sheet.texts, held.article)
    amount, subject = wording.amounts_of(held, text), wording.object_of(deal)
    what = f"{amount} {subject}".strip()
    parties = wording.parties_of(deal)
    claim = f", says {deal.said_by.name}" if deal.said_by else ""
    old = ", recalled" if deal.background else ""
    words = f"{parties}: {what}, {wording.status_of(deal, sheet.today)}{claim}{old}"
    return Line(runs=(Run(text=words.removeprefix(": ")),), sources=(sheet.number(held.article),), bullet=True)


def upcoming_line(sheet: Sheet, held: HeldUpcoming) -> Line:
    """The line of an upcoming event: when, who and what, on whose word."""
    event = held.upcoming
    moment = days.when(event.date, sheet.today)
    who = f"{event.who} to " if event.who and not event.what.lower().startswith(event.who.lower()) else ""
    claim = f" ({event.said_by.name})" if event.said_by else ""
    words = f"{moment}: {who}{event.what}{claim}"
    return Line(runs=(Run(text=words),), sources=(sheet.number(held.article),), bullet=True)


def _quotation_line(sheet: Sheet, held: HeldStatement, text: str, name: str) -> Line | None:
    shortened = cut(text, held.statement.content, sheet.room(held.article))
    if shortened is None:
        return None
    sheet.quoted[held.article.id] = sheet.quoted.get(held.article.id, 0) + shortened.length
    runs = [*_quotation_runs(held.article, text, shortened), Run(text=f" {_attribution(sheet, held, name)}")]
    return Line(runs=tuple(runs), sources=_numbers(sheet, held))


def _quotation_runs(article: ArticleRef, text: str, shortened: Cut) -> list[Run]:
    runs: list[Run] = []
    for start, end in shortened.pieces:
        if runs:
            runs.append(Run(text=" "))
        quote = Quote(article.id, article.version, (start, end))
        runs.append(Run(text=text[start:end], style="quotation", quote=quote))
    return [*runs, Run(text=" …")] if shortened.is_shortened else runs


def _reported_line(sheet: Sheet, held: HeldStatement, text: str, name: str) -> Line | None:
    clause = " ".join(words_at(text, span) for span in held.statement.content)
    if not clause or len(clause) > REPORTED_LIMIT:
        return None
    opening = Run(text=f"{name} {wording.cue_of(held.statement, text)}: ")
    ending = "" if clause.endswith((".", "!", "?", "…", "”", '"')) else "."
    sheet.introduced.add(name)
    return Line(runs=(opening, Run(text=clause + ending)), sources=_numbers(sheet, held))


def _attribution(sheet: Sheet, held: HeldStatement, name: str) -> str:
    role = "" if name in sheet.introduced else wording.role_of(held.statement)
    sheet.introduced.add(name)
    via = f"per {held.statement.via}" if held.statement.via else ""
    return ", ".join(part for part in (name, role, wording.to_whom(held.statement), via) if part)


def _numbers(sheet: Sheet, held: HeldStatement) -> tuple[int, ...]:
    own = sheet.number(held.article)
    others = [sheet.number(source.article) for source in held.sources if source.article.id != held.article.id]
    return (own, *dict.fromkeys(others))
