"""Check my draft: every quotation and attribution of a text held against the store. Nothing of the text is kept.

1. the reader finds who is said to have said what; pieces of one statement ("…," she said, "…") are one quotation
2. runs in quotation marks that nobody is said to have said stand by themselves
3. records that share words with it are compared (verify.py); words that only an article's text has are said so
4. to whom, where, when and as what it was said is held against every article that carries the words (stated.py)
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from bot.asking.alignment import quoted_words
from bot.asking.claims import ClaimWords
from bot.asking.edges import source_words
from bot.asking.found import Asker
from bot.asking.ground import Ground
from bot.asking.stated import Difference, Listening, is_printed, stated_by
from bot.asking.verify import LEAST_WORDS, Verified, compare
from bot.asking.weighing import Quoted, between
from bot.digest import days
from bot.model import Article, HeldStatement, Line, Message, Question, Run, Section, Span, Statement
from bot.quotation import Quotation
from bot.reading import Rules, read
from bot.store import Store
from bot.store.conditions import words_key
from bot.text import content_words, sentences, shortened, tokenise

LONGEST = 20_000  # characters of a draft
MOST = 40  # quotations of a draft
CANDIDATES = 40
LONGEST_SHOWN = 160  # characters of a quotation repeated in the answer
BRACKETS = re.compile(r"[\[\]]")
DIFFERS = {
    "addressee": "but it was said to {}",
    "venue": "but it was said {}",
    "day": "but it was said on {}",
    "role": "but the record calls the speaker “{}”",
    "joined": "but it was not said together with “{}”",
    "body": "but the record has the speaker speak for {}",
}
UNNAMED = "an unnamed source"
NOT_SAID, SAID = "the record is that it was not said", "the record is that it was said"
NOTHING = "I found no quotation of three words or more and nobody who is said to have said something."


async def check_draft(draft: str, store: Store, rules: Rules, ground: Ground, asker: Asker) -> list[Verified]:
    """Every quotation and attribution of the draft, in its order, with what the store says."""
    ground = ground.knowing(await store.names.known(chat_id=asker.chat_id))
    known = Listening(ground, rules, ClaimWords.of(ground.words))
    found = await asyncio.to_thread(quotations, draft[:LONGEST], known, asker.now)
    check = _Check(draft, store, known, asker)
    return [each for quoted in found[:MOST] for each in await check.of_pieces(quoted)]


def quotations(draft: str, known: Listening, now: datetime) -> list[Quoted]:
    """The quotations and reported speech of a draft with whom it gives them to; its days are told from `now`."""
    statements = read(Article(id="draft", title="", text=draft, published_at=now), known.rules).statements
    marked = [each for each in tokenise(draft).quotations if each.depth == 0]
    whole = sentences(draft)
    found = []
    for statement in statements:
        inside = [each for each in marked if _is_of(each, statement)]
        marked = [each for each in marked if each not in inside]
        speakers = _speakers(draft, statement, known.ground)
        if inside or (statement.kind == "indirect" and speakers):
            spans = tuple((each.start, each.end) for each in inside) or tuple(statement.content)
            lead, around = _surroundings(draft, spans, whole)
            quoted = Quoted(
                spans=spans,
                words=" ".join(draft[first:last] for first, last in spans) if inside else statement.words,
                speakers=speakers,
                named_as=draft[slice(*statement.source)] if statement.source and not statement.speaker else "",
                is_reported=not inside,
                act=statement.act,
                is_negated=statement.negated,
                lead=lead if inside else between(statement, lead),
                around=around,
                stated=stated_by(statement, draft, around, known),
            )
            found.append(quoted)
    alone = [_alone(draft, each, whole) for each in marked]
    found += [each for each in alone if len(content_words(each.words)) >= LEAST_WORDS]
    return sorted(found, key=lambda each: each.spans)


def told(each: Verified) -> str:
    """One plain line: the verdict, the words, whose they are, what is altered or left out, what else differs."""
    shown = shortened(" ".join(each.quoted.words.split()), LONGEST_SHOWN)
    words = shown if each.quoted.is_reported else f"“{shown}”"
    verdict = f"{each.verdict}, the meaning turned round" if each.is_turned else each.verdict
    parts = [f"{verdict}: {words}"]
    if each.held is not None:
        parts.append(f"{each.held.statement.speaker or source_words(each.held) or UNNAMED}, {_source(each.held)}")
    parts += [_change(draft, record) for draft, record in each.changes]
    parts += [f"left out: “{shortened(words, LONGEST_SHOWN)}”" for words in each.left_out]
    if each.is_disowned:
        parts.append(NOT_SAID if each.held and each.held.statement.negated else SAID)
    if each.is_reported:
        parts.append("on record as reported speech, not as a quotation")
    if each.held is not None and (each.changes or each.is_turned):
        parts.append(f"on record: “{shortened(each.held.statement.words, LONGEST_SHOWN)}”")
    parts += [DIFFERS[difference.what].format(difference.record) for difference in each.differences]
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


@dataclass(frozen=True, slots=True)
class _Check:
    """One draft being held against the store."""

    draft: str
    store: Store
    known: Listening
    asker: Asker

    async def of_pieces(self, quoted: Quoted) -> list[Verified]:
        """The verdict on a quotation; on each of its pieces, then sentences, where they are better known one by one."""
        whole = await self._verified(quoted)
        if whole.verdict == "cut" and len(quoted.spans) > 1:
            pieces = [await self._verified(each) for each in self._apart(quoted, quoted.spans)]
            is_exact = all(each.verdict == "exact" for each in pieces)  # what lies between is told, not quoted
            return [replace(whole, verdict="exact", left_out=())] if is_exact else [whole]
        if whole.verdict not in ("not held", "altered") or quoted.is_reported:
            return [whole]
        is_one = len(quoted.spans) == 1
        apart = _sentences_of(self.draft, quoted.spans[0]) if is_one else quoted.spans
        if len(apart) == 1:
            return [whole]
        pieces = [piece for each in self._apart(quoted, apart) for piece in await self.of_pieces(each)]
        wanted = ("exact", "cut") if whole.verdict == "altered" else ("exact", "cut", "altered", "other speaker")
        if not any(each.verdict in wanted for each in pieces):
            return [whole]
        return _joined(pieces) if is_one else pieces

    def _apart(self, quoted: Quoted, spans: Sequence[Span]) -> list[Quoted]:
        return [replace(quoted, spans=(span,), words=self.draft[slice(*span)]) for span in spans]

    async def _verified(self, quoted: Quoted) -> Verified:
        store, asker = self.store, self.asker
        asked = Question(text=quoted.words, kind="who", about=quoted.words)
        by_name = [Question(text=name, kind="statements", speaker=name) for name in quoted.speakers[:2]]
        wanted = [asked, *(replace(each, about=quoted.words) for each in by_name), *by_name]
        candidates: dict[int, HeldStatement] = {}
        for question in wanted:
            hits = await store.search.statements(question, chat_id=asker.chat_id, now=asker.now, limit=CANDIDATES)
            candidates |= {hit.held.id: hit.held for hit in hits}
        found = compare(quoted, list(candidates.values()), self.known)
        if found.differences and found.held is not None:
            printed = await self._printed(found.held)
            kept = tuple(each for each in found.differences if not is_printed(each, printed, self.known))
            return replace(found, differences=kept)
        if found.verdict != "not held" or quoted.is_reported:
            return found
        passages = await store.search.passages(quoted.words, chat_id=asker.chat_id, limit=3)
        having = (hit.passage for hit in passages if words_key(quoted.words) in words_key(hit.passage.text))
        return replace(found, passage=next(having, None))

    async def _printed(self, held: HeldStatement) -> list[str]:
        """The sentences that carry the words, in every article that does."""
        sources = {source.article.id: source.content for source in held.sources}
        articles = await self.store.articles.many(list(sources), chat_id=self.asker.chat_id)
        found = []
        for key, article in articles.items():
            whole = sentences(article.text)
            found += [_surroundings(article.text, [span], whole)[1] for span in sources[key]]
        return found


def _joined(pieces: Sequence[Verified]) -> list[Verified]:
    """Sentences of one pair of marks: those that the record does not have with the one before are said to be joined."""
    found = list(pieces[:1])
    for before, each in pairwise(pieces):
        own = [piece.held for piece in (before, each) if piece.held and piece.verdict in ("exact", "cut")]
        is_joined = len({held.id for held in own}) > 1
        more = (Difference("joined", each.quoted.words, before.quoted.words),) if is_joined else ()
        found.append(replace(each, differences=each.differences + more))
    return found


def _sentences_of(draft: str, span: Span) -> tuple[Span, ...]:
    """The sentences of a piece; one too short to be known by itself goes with its neighbour."""
    found: list[Span] = []
    for first, last in sentences(draft[slice(*span)]):
        here = (span[0] + first, span[0] + last)
        if found and min(_length(draft, here), _length(draft, found[-1])) < LEAST_WORDS:
            here = (found.pop()[0], here[1])
        found.append(here)
    return tuple(found) or (span,)


def _length(draft: str, span: Span) -> int:
    return len(quoted_words(draft[slice(*span)]))


def _surroundings(text: str, spans: Sequence[Span], whole: Sequence[Span]) -> tuple[str, str]:
    """The sentence in front of the first span, and all there is in the sentences of the spans beside them."""
    own = [each for each in whole if any(each[0] < last and first < each[1] for first, last in spans)]
    if not own:
        return "", ""
    begins = max((each[0] for each in own if each[0] <= spans[0][0]), default=spans[0][0])
    bounds = [own[0][0], *(place for span in spans for place in span), own[-1][1]]
    outside = [text[first:last] for first, last in zip(bounds[::2], bounds[1::2], strict=True) if first < last]
    return BRACKETS.sub(" ", text[begins : spans[0][0]]), " ".join(outside)


def _is_of(quotation: Quotation, statement: Statement) -> bool:
    return any(first < quotation.end and quotation.start < last for first, last in statement.content)


def _alone(draft: str, marked: Quotation, whole: Sequence[Span]) -> Quoted:
    """A quotation that nobody is said to have said."""
    span = (marked.start, marked.end)
    lead, around = _surroundings(draft, [span], whole)
    return Quoted((span,), draft[slice(*span)], lead=lead, around=around)


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
