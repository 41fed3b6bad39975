"""What an answer would tell twice: words shown already around others, and less of the words of another outlet. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.asking.relevance import PRONOUN, when_of
from bot.digest.likeness import Gist
from bot.model import HeldStatement, Source, Span
from bot.store.records import FoundStatement

SAME_OCCASION = timedelta(days=3)  # said again later, it is news of its own


def without_repeats(found: Sequence[FoundStatement]) -> tuple[FoundStatement, ...]:
    """Without words of an "it" or "they" that would be shown with the sentence before, told already as somebody's."""
    kept = []
    for hit in found:
        said, article = hit.held.statement, hit.held.article
        is_nameless = said.speaker is None and (said.source is None or said.source[1] - said.source[0] <= PRONOUN)
        others = (other.held for other in found if other is not hit and other.held.article.id == article.id)
        spans = [span for other in others for span in other.statement.content]
        if not (is_nameless and any(_lies_in(span, said.context) for span in spans)):
            kept.append(hit)
    return tuple(kept)


def _lies_in(span: Span, context: Sequence[Span]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in context)


def told_once(found: Sequence[FoundStatement]) -> tuple[FoundStatement, ...]:
    """What one outlet prints less of than another is told once, at full length, with the sources of both."""
    kept: list[FoundStatement] = []
    gists: list[Gist] = []
    for hit in found:
        gist = Gist.of(hit.held.statement)
        twin = next((at for at, other in enumerate(gists) if _is_one(hit, gist, kept[at], other)), None)
        if twin is None:
            kept.append(hit)
            gists.append(gist)
            continue
        longer, shorter = (hit, kept[twin]) if len(gist.words) > len(gists[twin].words) else (kept[twin], hit)
        gists[twin] = max(gist, gists[twin], key=lambda one: len(one.words))
        kept[twin] = replace(longer, held=replace(longer.held, sources=_sources(longer.held, shorter.held)))
    return tuple(kept)


def _is_one(hit: FoundStatement, gist: Gist, other: FoundStatement, known: Gist) -> bool:
    is_near = abs(when_of(hit.held) - when_of(other.held)) <= SAME_OCCASION
    return is_near and hit.held.article.id != other.held.article.id and gist.is_part(known)


def _sources(held: HeldStatement, other: HeldStatement) -> tuple[Source, ...]:
    known = {source.article.id for source in held.sources}
    return (*held.sources, *(source for source in other.sources if source.article.id not in known))
