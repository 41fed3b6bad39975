"""Check my draft: every quotation and attribution of a text held against the store. Nothing of the text is kept.

1. the reader finds who is said to have said what; pieces of one statement ("…," she said, "…") are one quotation
2. runs in quotation marks that nobody is said to have said stand by themselves
3. records that share words with it are compared (verify.py); words that only an article's text has are said so
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.asking.found import Asker
from bot.asking.ground import Ground
from bot.asking.verify import LEAST_WORDS, Quoted, Verified, compare
from bot.digest import days
from bot.model import Article, HeldStatement, Line, Message, Question, Run, Section, Statement
from bot.quotation import Quotation
from bot.reading import Rules, read
from bot.store import Store
from bot.store.conditions import words_key
from bot.text import content_words, shortened, tokenise

LONGEST = 20_000  # characters of a draft
MOST = 40  # quotations of a draft
CANDIDATES = 40
LONGEST_SHOWN = 160  # characters of a quotation repeated in the answer
NOTHING = "I found no quotation of three words or more and nobody who is said to have said something."


async def check_draft(draft: str, store: Store, rules: Rules, ground: Ground, asker: Asker) -> list[Verified]:
    """Every quotation and attribution of the draft, in its order, with what the store says."""
    ground = ground.knowing(await store.names.known(chat_id=asker.chat_id))
    found = await asyncio.to_thread(quotations, draft[:LONGEST], rules, ground)
    return [each for quoted in found[:MOST] for each in await _of_pieces(quoted, draft, store, asker)]


def quotations(draft: str, rules: Rules, ground: Ground) -> list[Quoted]:
    """The quotations and reported speech of a draft with whom it gives them to."""
    statements = read(Article(id="draft", title="", text=draft), rules).statements
    marked = [each for each in tokenise(draft).quotations if each.depth == 0]
    found = []
    for statement in statements:
        inside = [each for each in marked if _is_of(each, statement)]
        marked = [each for each in marked if each not in inside]
        if inside:
            found.append(_quoted(draft, inside, _speakers(draft, statement, ground)))
        elif statement.kind == "indirect" and statement.speaker:
            speakers = _speakers(draft, statement, ground)
            found.append(
                Quoted(tuple(statement.content), statement.words, speakers, is_reported=True, act=statement.act)
            )
    alone = [_quoted(draft, [each], ()) for each in marked]
    found += [each for each in alone if len(content_words(each.words)) >= LEAST_WORDS]
    return sorted(found, key=lambda each: each.spans)


def told(each: Verified) -> str:
    """One plain line: the verdict, the words, whose they are, what is altered or left out."""
    shown = shortened(" ".join(each.quoted.words.split()), LONGEST_SHOWN)
    words = shown if each.quoted.is_reported else f"“{shown}”"
    parts = [f"{each.verdict}: {words}"]
    if each.held is not None:
        parts.append(f"{each.held.statement.speaker or 'an unnamed source'}, {_source(each.held)}")
    parts += [_change(draft, record) for draft, record in each.changes]
    parts += [f"left out: “{shortened(words, LONGEST_SHOWN)}”" for words in each.left_out]
    if each.held is not None and each.changes:
        parts.append(f"on record: “{shortened(each.held.statement.words, LONGEST_SHOWN)}”")
    if each.passage is not None:
        article = each.passage.article
        where = article.outlet or article.title
        parts.append(f"the words stand in an article of {where}, but as nobody's statement")
    return " · ".join(parts)


def counted(found: Sequence[Verified]) -> str:
    """`5 checked: 2 exact, 1 altered, 2 not held`."""
    verdicts = ("exact", "altered", "cut", "other speaker", "not held")
    held = {verdict: sum(each.verdict == verdict for each in found) for verdict in verdicts}
    return f"{len(found)} checked: " + ", ".join(f"{count} {verdict}" for verdict, count in held.items() if count)


def compose_verified(found: Sequence[Verified], timezone: str, today: date) -> Message:
    """The answer in a chat; it is not kept once it is sent, for it holds words of the draft."""
    refs = {each.held.article.id: each.held.article for each in found if each.held is not None}
    numbers = {key: number for number, key in enumerate(refs, 1)}
    lines = [
        Line(
            runs=(Run(text=told(each)),),
            sources=(numbers[each.held.article.id],) if each.held is not None else (),
            bullet=True,
        )
        for each in found
    ]
    return Message(
        title=f"Draft · {counted(found)}" if found else "Draft",
        sections=(Section(title="", lines=tuple(lines) or (Line(runs=(Run(text=NOTHING),)),)),),
        sources=tuple(refs.values()),
        timezone=timezone,
        today=today,
        is_passing=True,
    )


async def _of_pieces(quoted: Quoted, draft: str, store: Store, asker: Asker) -> list[Verified]:
    """The verdict on a quotation; on each of its pieces where they are better known one by one."""
    whole = await _verified(quoted, store, asker)
    if len(quoted.spans) == 1 or whole.verdict not in ("not held", "altered"):
        return [whole]
    alone = [replace(quoted, spans=(span,), words=draft[slice(*span)]) for span in quoted.spans]
    pieces = [await _verified(each, store, asker) for each in alone]
    wanted = ("exact", "cut") if whole.verdict == "altered" else ("exact", "cut", "altered", "other speaker")
    return pieces if any(each.verdict in wanted for each in pieces) else [whole]


async def _verified(quoted: Quoted, store: Store, asker: Asker) -> Verified:
    asked = Question(text=quoted.words, kind="who", about=quoted.words)
    by_name = [Question(text=name, kind="statements", speaker=name) for name in quoted.speakers[:2]]
    wanted = [asked, *(replace(each, about=quoted.words) for each in by_name), *by_name]
    candidates: dict[int, HeldStatement] = {}
    for question in wanted:
        hits = await store.search.statements(question, chat_id=asker.chat_id, now=asker.now, limit=CANDIDATES)
        candidates |= {hit.held.id: hit.held for hit in hits}
    found = compare(quoted, list(candidates.values()))
    if found.verdict != "not held" or quoted.is_reported:
        return found
    passages = await store.search.passages(quoted.words, chat_id=asker.chat_id, limit=3)
    having = (hit.passage for hit in passages if words_key(quoted.words) in words_key(hit.passage.text))
    return replace(found, passage=next(having, None))


def _is_of(quotation: Quotation, statement: Statement) -> bool:
    return any(first < quotation.end and quotation.start < last for first, last in statement.content)


def _quoted(draft: str, pieces: Iterable[Quotation], speakers: tuple[str, ...]) -> Quoted:
    spans = tuple((each.start, each.end) for each in pieces)
    return Quoted(spans, " ".join(draft[first:last] for first, last in spans), speakers)


def _speakers(draft: str, statement: Statement, ground: Ground) -> tuple[str, ...]:
    """Whom the draft names: the names held by that name or role, else the name as it stands."""
    named = statement.speaker or (draft[slice(*statement.source)] if statement.source else "")
    found = ground.names.resolve(named)
    if found.options and (statement.speaker is None or found.how in ("whole", "surname", "initials")):
        return found.options
    before = draft[: statement.content[0][0]].rstrip(" “\"'«„")
    is_heading = before.endswith(":") and " " not in named and not found.options  # "Headline of the week: …"
    return (statement.speaker,) if statement.speaker and not is_heading else ()


def _change(draft: str, record: str) -> str:
    if not record:
        return f"“{draft}” is put in"
    return f"“{draft}” is on record as “{shortened(record, LONGEST_SHOWN)}”" if draft else f"left out: “{record}”"


def _source(held: HeldStatement) -> str:
    article = held.article
    return ", ".join(part for part in (article.outlet or article.title, days.article_day(article, "UTC")) if part)
