"""From what was found to the message: what was understood, the records grouped by story, an honest end. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.asking.buttons import all_from, answer_buttons, choice_buttons, meant_button, subject_said
from bot.asking.found import Asker, Found
from bot.asking.understood import describe, missing
from bot.digest import days, wording
from bot.digest.cut import cut
from bot.digest.lines import Sheet, deal_line, outcome_line, statement_line, upcoming_line
from bot.digest.material import Texts, text_of
from bot.model import Held, HeldDeal, HeldStatement, HeldUpcoming, Line, Message, Passage, Quote, Run, Section
from bot.store import FoundStatement

PAGE = 5  # records of one kind in a message; the rest behind "more"
PASSAGE_QUOTED = 300
TRY = "what did Rubio say about Ukraine · who said “not our war” · what deals with Kyiv · what is new since Monday"


@dataclass(slots=True)
class _Page:
    """The message in the making."""

    sheet: Sheet
    found: Found
    asker: Asker

    @property
    def skip(self) -> int:
        return self.found.question.skip


def compose_answer(found: Found, texts: Texts, asker: Asker) -> Message:
    """The answer as a chat sees it; not for an empty one."""
    asked = found.question.speakers or ((found.question.speaker,) if found.question.speaker else ())
    page = _Page(Sheet(texts=texts, today=days.local_day(asker.now, asker.timezone), headed_by=asked), found, asker)
    shown = max(len(found.statements), len(found.deals), len(found.upcoming))
    if found.question.shows_sources:
        sections: list[Section] = [_sources(found, page.sheet.today, asker.timezone)]
    else:
        sections = [section for section in _sections(page) if section.lines]
    return Message(
        title=_title(found),
        sections=tuple(sections),
        sources=tuple(page.sheet.sources),
        buttons=answer_buttons(found, asker.timezone, PAGE, shown),
        timezone=asker.timezone,
        today=page.sheet.today,
    )


def compose_choice(found: Found, asker: Asker) -> Message:
    """Asking back whom is meant."""
    options = found.question.speaker_options
    names = f"{', '.join(options[:-1])} or {options[-1]}"
    lines = (Line(runs=(Run(text=f"Whom do you mean: {names}?"),)),)
    buttons = choice_buttons(found.question, options, asker.timezone)
    return Message(title=describe(found.question), sections=(Section(title="", lines=lines),), buttons=buttons)


def compose_whom(found: Found, suggestions: Sequence[str], asker: Asker) -> Message:
    """Asking back who "he" is, where nobody was spoken of before."""
    pronoun = (found.question.speaker or "").lower()
    lines = (Line(runs=(Run(text=f"Who is “{pronoun}”? Nobody was asked about before; please name somebody."),)),)
    buttons = choice_buttons(found.question, tuple(suggestions), asker.timezone)
    return Message(title="", sections=(Section(title="", lines=lines),), buttons=buttons)


def compose_nothing(
    found: Found, held: Held, suggestions: Sequence[str], asker: Asker, others: str | None = None
) -> Message:
    """An honest empty answer: what was looked for, what is held, whom it may have meant.

    `others` is the speaker, if something else of theirs is held.
    """
    question = found.question
    is_understood = question.kind != "other"
    lines = [f"{missing(question)}; {held_said(held)}."]
    if found.question.skip:
        lines = ["That was all."]
    elif not is_understood:
        lines = [f"I did not understand that, or hold nothing on it; {held_said(held)}.", f"Try: {TRY}"]
    if found.note:
        lines.insert(0 if is_understood else 1, found.note)
    buttons = choice_buttons(question, tuple(suggestions), asker.timezone) if suggestions else all_from(others)
    if suggestions:
        lines.append(f"Did you mean {' or '.join(suggestions)}?")
    elif found.meant is not None:
        lines.append(f"Did you mean {subject_said(found.meant)}?")
        buttons = (*meant_button(found.meant, asker.timezone), *buttons)
    return Message(
        title=describe(question),
        sections=(Section(title="", lines=tuple(Line(runs=(Run(text=line),)) for line in lines)),),
        buttons=buttons,
        timezone=asker.timezone,
    )


def joined_messages(first: Message, second: Message) -> Message:
    """Two answers in one message: each under its heading, one list of sources, the buttons of the first."""
    sources = list(first.sources)
    for ref in second.sources:
        if ref.id not in {known.id for known in sources}:
            sources.append(ref)
    places = {ref.id: number for number, ref in enumerate(sources, 1)}
    numbers = {old: places[ref.id] for old, ref in enumerate(second.sources, 1)}
    heading = Section(title="", lines=(Line(runs=(Run(text=second.title, style="strong"),)),))
    sections = [
        replace(
            section,
            lines=tuple(replace(line, sources=tuple(numbers[old] for old in line.sources)) for line in section.lines),
        )
        for section in second.sections
    ]
    return replace(first, sections=(*first.sections, heading, *sections), sources=tuple(sources))


def held_said(held: Held) -> str:
    """`I hold 3–9 May from 12 outlets`."""
    if not held.articles:
        return "I hold no articles yet"
    articles, outlets = _number(held.articles, "article"), _number(held.outlets, "outlet")
    if held.first is None or held.last is None:
        return f"I hold {articles} from {outlets}" if held.outlets else f"I hold {articles}"
    first, last = days.day(held.first), days.day(held.last)
    when = first if first == last else f"{first} – {last}"
    year = "" if held.first.year == held.last.year else f" {held.last.year}"
    return f"I hold {when}{year} from {outlets}" if held.outlets else f"I hold {articles} of {when}{year}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"


def _title(found: Found) -> str:
    said = describe(found.question)
    count = found.count
    if count is None:
        return said
    noun = found.question.counted or "statements"
    return f"{said}: {count} {noun if count != 1 else noun.removesuffix('s')}"


def _sections(page: _Page) -> Iterable[Section]:
    if page.found.note:
        yield Section(title="", lines=(Line(runs=(Run(text=page.found.note, style="quiet"),)),))
    yield from _statements(page)
    deals = page.found.deals[page.skip : page.skip + PAGE]
    is_mixed = bool(page.found.statements)
    yield Section(title="Deals" if is_mixed else "", lines=tuple(line for deal in deals for line in _deal(page, deal)))
    events = page.found.upcoming[page.skip : page.skip + PAGE]
    title = "Coming up" if is_mixed or deals else ""
    yield Section(title=title, lines=tuple(_event(page, event) for event in events))
    yield Section(title="", lines=tuple(line for passage in page.found.passages for line in _passage(page, passage)))


def _statements(page: _Page) -> Iterable[Section]:
    """One section a story, in the order of its best statement."""
    stories: dict[int | str, list[FoundStatement]] = {}
    for hit in page.found.statements[page.skip : page.skip + PAGE]:
        stories.setdefault(hit.held.story_id or hit.held.article.id, []).append(hit)
    for hits in stories.values():
        yield Section(title=_headline(hits), lines=tuple(_statement(page, hit.held) for hit in hits))


def _headline(hits: Sequence[FoundStatement]) -> str:
    """The story's headline where an article of these statements bears it; else the title their best one stands under,
    since a story of many days is named after one of them.
    """
    best = hits[0].held
    headline = best.headline or best.article.title
    if all(hit.where == "headline" for hit in hits):
        return f"In a story on this: {headline}"
    titles = {source.article.title for hit in hits for source in hit.held.sources}
    return headline if headline in titles else best.article.title


def _statement(page: _Page, held: HeldStatement) -> Line:
    """The line of a statement with its date; one too long to repeat is told by its outlet and length."""
    line = statement_line(page.sheet, held)
    when = Run(text=f" · {_dated(held, page)}", style="quiet")
    if line is not None:
        return Line(runs=(*line.runs, when), sources=line.sources, bullet=line.bullet)
    name = wording.speaker_name(held.statement, text_of(page.sheet.texts, held.article))
    if not name:
        return _nameless(page, held, when)
    length = sum(end - start for start, end in held.statement.content)
    words = f"{name}: {length} characters more than a message may repeat; read them in the article"
    return Line(runs=(Run(text=words, style="quiet"), when), sources=(page.sheet.number(held.article),))


def _nameless(page: _Page, held: HeldStatement, when: Run) -> Line:
    """Words whose source the article does not name: its own sentence, as a passage is shown."""
    passage = Passage(article=held.article, span=_around(held), text=held.context_text)
    line = next(iter(_passage(page, passage)))
    return replace(line, runs=(*line.runs, when))


def _around(held: HeldStatement) -> tuple[int, int]:
    spans = held.statement.context or held.statement.content
    return spans[0][0], spans[-1][1]


def _dated(held: HeldStatement, page: _Page) -> str:
    said_on, came = held.statement.said_on, held.article.published_at
    is_vague = said_on is not None and said_on.precision in ("month", "quarter", "year")
    if said_on is not None and not (is_vague and came and said_on.first <= came.date() <= said_on.last):
        return f"said {days.when(said_on, page.sheet.today)}"
    day = days.article_day(held.article, page.asker.timezone, page.sheet.today)
    verb = "published" if held.article.published_at else "arrived"
    return f"{verb} {day}" if day else "undated"


def _deal(page: _Page, held: HeldDeal) -> Iterable[Line]:
    """The deal, and how it came there when its status changed."""
    line, brokers = deal_line(page.sheet, held), [party.name for party in held.deal.parties if party.role == "broker"]
    yield replace(line, runs=(*line.runs, Run(text=f", brokered by {' and '.join(brokers)}"))) if brokers else line
    steps = wording.course(held)
    if len(steps) > 1:
        said = [wording.step_words(step, page.sheet.today) for step in steps]
        numbers = tuple(dict.fromkeys(page.sheet.number(step.article) for step in steps))
        yield Line(runs=(Run(text=" → ".join(said), style="quiet"),), sources=numbers)


def _event(page: _Page, event: HeldUpcoming) -> Line:
    """When it is to be; or what became of it, "postponed to 8 April"."""
    words, outcome = page.found.event_words.get(event.id, ""), page.found.outcomes.get(event.id)
    if outcome is not None:
        return outcome_line(page.sheet, event, outcome, words)
    return upcoming_line(page.sheet, event, words=words)


def _passage(page: _Page, passage: Passage) -> Iterable[Line]:
    """The passage's first whole sentences, as a quotation of its outlet."""
    text = text_of(page.sheet.texts, passage.article)
    shortened = cut(text, [passage.span], min(PASSAGE_QUOTED, page.sheet.room(passage.article))) if text else None
    number = page.sheet.number(passage.article)
    if shortened is None:
        yield Line(runs=(Run(text=passage.article.title),), sources=(number,))
        return
    runs = [
        Run(
            text=text[start:end],
            style="quotation",
            quote=Quote(passage.article.id, passage.article.version, (start, end)),
        )
        for start, end in shortened.pieces
    ]
    page.sheet.quoted[passage.article.id] = page.sheet.quoted.get(passage.article.id, 0) + shortened.length
    outlet = Run(text=f" {passage.article.outlet or passage.article.title}", style="quiet")
    yield Line(runs=(*runs, outlet), sources=(number,))


def _sources(found: Found, today: date, timezone: str) -> Section:
    """Every article behind the answer: title, outlet, day, link."""
    refs = [source.article for hit in found.statements for source in hit.held.sources]
    refs += [source.article for deal in found.deals for source in deal.sources]
    refs += [source.article for event in found.upcoming for source in event.sources]
    refs += [passage.article for passage in found.passages]
    unique = {ref.id: ref for ref in refs}
    lines = []
    for ref in list(unique.values())[: 4 * PAGE]:
        where = ", ".join(part for part in (ref.outlet, days.article_day(ref, timezone, today)) if part)
        lines.append(Line(runs=(Run(text=ref.title, style="link", url=ref.url), Run(text=f" {where}")), bullet=True))
    return Section(title="Sources", lines=tuple(lines))
