"""From attributions to statements: who it was, the words with their offsets, and everything that stands around them.

1. order        attributions in the order of the text
2. speaker      the registry says who the source phrase is
3. words        spans without marks, kind, joined words
4. fields       circumstances, context, topics
5. confidence   from pattern, cue, quotation and name
6. repeats      the same words by the same speaker become one statement
"""

from __future__ import annotations

from datetime import date

from bot.model import Span, Statement
from bot.reading.attribution import Attribution
from bot.reading.circumstances import circumstances
from bot.reading.confidence import confidence_of
from bot.reading.content import joined, kind_of, spans_of
from bot.reading.dates import Dated
from bot.reading.names import Registry, Speaker
from bot.reading.repeats import STEM, merge_repeats
from bot.reading.tagged import Tagged

LEAST = 0.45  # confidence below which nothing is said
RECENT = 6  # speakers kept in mind for a pronoun


def statements_of(
    tagged: Tagged, found: list[Attribution], registry: Registry, dates: list[Dated], published: date | None
) -> tuple[Statement, ...]:
    """The statements of an article."""
    recent: list[Speaker] = []
    statements: list[tuple[Statement, frozenset[str]]] = []
    for attribution in sorted(found, key=lambda one: one.start):
        speaker = _speaker(attribution, registry, recent)
        statement = _statement(tagged, attribution, speaker, registry, (dates, published))
        if statement is not None and statement.confidence >= LEAST:
            statements.append((statement, _stems(tagged, attribution)))
            recent = [*recent[-RECENT:], speaker]
    return merge_repeats(statements)


def _stems(tagged: Tagged, attribution: Attribution) -> frozenset[str]:
    """The beginnings of the words that tell what is said."""
    common = tagged.rules.common
    lower = tagged.lower
    return frozenset(
        [
            word[:STEM]
            for first, last in attribution.pieces
            for word in lower[first:last]
            if word not in common and word[0].isalnum()
        ]
    )


def _speaker(attribution: Attribution, registry: Registry, recent: list[Speaker]) -> Speaker:
    source = attribution.source
    if source is None:
        return registry.speaker_without_source(attribution.start, recent)
    return registry.speaker(source.first, source.last, recent)


def _statement(
    tagged: Tagged,
    attribution: Attribution,
    speaker: Speaker,
    registry: Registry,
    time: tuple[list[Dated], date | None],
) -> Statement | None:
    content = spans_of(tagged, attribution.pieces)
    if not content:
        return None
    around = circumstances(tagged, attribution, *time)
    source, cue = attribution.source, attribution.cue
    kind = kind_of(tagged, attribution.pieces)
    return Statement(
        speaker=speaker.name, speaker_kind=speaker.kind, kind=kind, content=content,
        words=joined(tagged.tokens.text, content), speaks_for=speaker.speaks_for, role=speaker.role,
        name_from=speaker.name_from, named_at=speaker.named_at,
        source=_trimmed(tagged, source.first, source.last) if source else None,
        cue=tagged.tokens.span(*cue) if cue else None, act=around.act,
        negated=bool(attribution.group and attribution.group.is_negated), addressee=around.addressee,
        venue=around.venue, via=around.via, said_on=around.said_on, background=around.is_background,
        context=_context(tagged, attribution), topics=_topics(attribution, registry, speaker),
        confidence=confidence_of(attribution, kind, speaker, tagged.rules),
        pattern=f"{attribution.pattern} {attribution.frame}",
    )  # fmt: skip


def _trimmed(tagged: Tagged, first: int, last: int) -> Span:
    while last - 1 > first and not tagged.words[last - 1][0].isalnum() and tagged.words[last - 1] != ")":
        last -= 1
    return tagged.tokens.span(first, last)


def _context(tagged: Tagged, attribution: Attribution) -> tuple[Span, ...]:
    """The sentences of the statement with one before and one behind, within the text."""
    tokens = tagged.tokens
    last_token = max(last for _, last in attribution.pieces) - 1
    first = max(0, tokens.sentence_of[attribution.start] - 1)
    last = min(len(tokens.sentences) - 1, tokens.sentence_of[last_token] + 1)
    starts, ends = tokens.starts, tokens.ends
    return tuple([(starts[begin], ends[end - 1]) for begin, end in tokens.sentences[first : last + 1]])


def _topics(attribution: Attribution, registry: Registry, speaker: Speaker) -> tuple[str, ...]:
    names = dict.fromkeys(
        registry.printed(entity) for piece in attribution.pieces for _, entity in registry.mentions_in(*piece)
    )
    names.pop(speaker.name or "", None)
    return tuple(names)
