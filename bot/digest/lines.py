"""One record, one line: what a digest and an answer print of a statement, a deal, an upcoming event.

Quotations are slices of the article, each in its own marks; reported speech is the article's own clause behind
“Name cue:”, never in quotation marks of ours (promise 1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.digest import deal_words, wording
from bot.digest.cut import Cut, cut
from bot.digest.events import day_of_event
from bot.digest.material import Texts, text_of
from bot.digest.outcomes import Outcome
from bot.model import Article, ArticleRef, FactKey, HeldDeal, HeldStatement, HeldUpcoming, Line, Quote, Run, Span, Story
from bot.pieces import joined

QUOTED_PER_ARTICLE = 300  # product.md, The digest: quoted characters from one article in one message
REPORTED_LIMIT = 300
Place = tuple[str, int | None, int, tuple[Span, ...]]  # article, whose it is, version, spans: ids of records may repeat
LAST_COMMA = re.compile(r",(['\"’”]*)$")  # it belonged to the “he said” behind it


@dataclass(slots=True)
class Sheet:
    """The message being written: numbers its sources, counts what was quoted, remembers whose role was given."""

    texts: Texts
    today: date
    sources: list[ArticleRef] = field(default_factory=list)
    quoted: dict[str, int] = field(default_factory=dict)
    introduced: set[str] = field(default_factory=set)
    cuts: dict[Place, Cut] = field(default_factory=dict)  # of words written: written again they are cut alike
    most_numbers: int = 20  # shown behind one line
    is_brief: bool = False  # a digest: figures of an offer that was raised since are left out
    headed_by: tuple[str, ...] = ()  # an answer's speakers, whom its heading names: no need to say who they are

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


@dataclass(frozen=True, slots=True)
class Headline:
    """The words over a story, and the article they stand in if it is at hand."""

    text: str
    article: Article | None
    outlets: tuple[str, ...] | None = None  # of an update: those that bring it


@dataclass(frozen=True, slots=True)
class Dispute:
    """A denial of a claimed deal: whose it is, where it stands, and the fact that is told with it."""

    name: str
    article: ArticleRef
    fact: FactKey


def statement_line(sheet: Sheet, held: HeldStatement) -> Line | None:
    """The line of a statement; None when it cannot be shown whole, in the article's words, under a name."""
    text = text_of(sheet.texts, held.article)
    name = wording.speaker_name(held.statement, text)
    if not text or not name:
        return None
    if held.statement.kind == "direct" and not held.statement.negated:
        return _quotation_line(sheet, held, text, name)
    return _reported_line(sheet, held, text, name)


def headline_line(sheet: Sheet, story: Story, headline: Headline, *, is_update: bool) -> Line:
    """The story's headline, how many outlets have it, and from how many independent texts."""
    prefix = (Run(text="Update: ", style="strong"),) if is_update else ()
    numbers = (sheet.number(headline.article.ref),) if headline.article else ()
    is_partly = headline.outlets is not None and set(headline.outlets) != set(story.outlets)
    spread = _counted(headline.outlets or ()) if is_partly else _spread(story)
    ending = (Run(text=f" · {spread}", style="quiet"),) if spread else ()
    return Line(runs=(*prefix, Run(text=headline.text, style="strong"), *ending), sources=numbers)


def deal_line(sheet: Sheet, held: HeldDeal, dispute: Dispute | None = None) -> Line:
    """The line of a deal: parties, what, how much, how far, on whose word, and who contradicts it."""
    if dispute is None and held.denial is not None:
        dispute = Dispute(held.denial.name, held.denial.article, FactKey("deal", held.id, held.state))
    deal, text = replace(held.deal, parties=held.sides or held.deal.parties), text_of(sheet.texts, held.article)
    figures = deal_words.figures_of(held)
    parties, what = deal_words.parties_of(deal), deal_words.subject_of(held, text, figures)
    by = deal_words.claim_of(deal)
    claim = f"{' by' if deal.status == 'denied' else f', {wording.says(by)}'} {by}" if by else ""
    denial = (f"; denied by {dispute.name}" if dispute.name else "; denied") if dispute else ""
    old = ", recalled" if deal.background else ""
    before = "" if sheet.is_brief else deal_words.earlier_of(held, figures)
    words = f"{parties}: {what}, {deal_words.status_of(deal, sheet.today, text)}{claim}{denial}{old}{before}"
    beside = [figure.article for figure in figures] if sheet.is_brief and " or " in what else []
    articles = [held.article, *beside, *([dispute.article] if dispute else [])]
    numbers = [sheet.number(article) for article in articles][: sheet.most_numbers + 1]
    return Line(
        runs=(Run(text=wording.capital(words.removeprefix(": "))),), sources=tuple(dict.fromkeys(numbers)), bullet=True
    )


def upcoming_line(sheet: Sheet, held: HeldUpcoming, venue: str = "", words: str = "") -> Line:
    """The line of an upcoming event: when, who and what (in other `words` if given), on whose word and where."""
    event, words = held.upcoming, words or held.upcoming.in_words
    claim = ""
    if event.said_by and event.said_by.name.split()[-1] not in words:
        claim = f" ({', '.join(part for part in (event.said_by.name, venue) if part)})"
    day = day_of_event(held, text_of(sheet.texts, held.article), sheet.today)
    line = f"{wording.capital(day)}: {wording.capital(words)}{claim}"
    return Line(runs=(Run(text=line),), sources=(sheet.number(held.article),), bullet=True)


def outcome_line(sheet: Sheet, held: HeldUpcoming, outcome: Outcome, words: str = "") -> Line:
    """What became of an event that was announced: `Thu 8 May, parliament to ratify the deal: ratified [2]`."""
    event = held.upcoming
    day = day_of_event(held, text_of(sheet.texts, held.article), sheet.today)
    words = f"{wording.capital(day)}, {wording.inside(words or event.in_words)}: {outcome.words}"
    article = outcome.article or held.article
    return Line(runs=(Run(text=words),), sources=(sheet.number(article),), bullet=True)


def _counted(outlets: Sequence[str]) -> str:
    return f"{len(outlets)} outlets" if len(outlets) > 1 else ""


def _spread(story: Story) -> str:
    """`10 outlets, 1 origin: wire.example`; nothing for a story that one outlet has."""
    count = len(story.outlets)
    if count <= 1 or story.origins >= count:
        return _counted(story.outlets)
    origins = f"1 origin: {story.outlets[0]}" if story.origins == 1 else f"{story.origins} origins"
    return f"{count} outlets, {origins}"


def _quotation_line(sheet: Sheet, held: HeldStatement, text: str, name: str) -> Line | None:
    place = (held.article.id, held.article.chat_id, held.article.version, held.statement.content)
    shortened = sheet.cuts.get(place) or cut(text, held.statement.content, sheet.room(held.article))
    if shortened is None:
        return None
    if place not in sheet.cuts:
        sheet.cuts[place] = shortened
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
    clause = joined(text, held.statement.content)
    if not clause or len(clause) > REPORTED_LIMIT:
        return None
    if held.statement.kind == "direct":
        clause = f"“{clause.rstrip(',')}”"  # “Lee has not said “we are done””
    clause = LAST_COMMA.sub(r"\1", clause)
    who = wording.subject(name, "" if name in sheet.headed_by else _role(sheet, held, name))
    opening = Run(text=f"{who} {wording.cue_before(held.statement, text, clause)}")
    ending = "" if clause.rstrip("\"'’”").endswith((".", "!", "?", "…")) else "."
    return Line(runs=(opening, Run(text=clause + ending)), sources=_numbers(sheet, held))


def _attribution(sheet: Sheet, held: HeldStatement, name: str) -> str:
    via = f"per {held.statement.via}" if held.statement.via else ""
    who = wording.with_role(name, _role(sheet, held, name))
    return ", ".join(part for part in (who, wording.to_whom(held.statement), via) if part)


def _role(sheet: Sheet, held: HeldStatement, name: str) -> str:
    """The role where it is given for the first time in a message."""
    role = "" if name in sheet.introduced else wording.role_of(held.statement)
    sheet.introduced |= {name} if role else set()
    return role


def _numbers(sheet: Sheet, held: HeldStatement) -> tuple[int, ...]:
    """The article shown, then others of other outlets, up to the most that one line carries."""
    articles = {source.article.outlet or source.article.id: source.article for source in reversed(held.sources)}
    others = [article for article in reversed(articles.values()) if article.id != held.article.id]
    shown = (held.article, *others)[: sheet.most_numbers]
    return tuple(sorted({sheet.number(article) for article in shown}))
