"""From attributions to statements: who it was, the words with their offsets, and everything that stands around them.

1. order        attributions in the order of the text
2. speaker      the registry says who the source phrase is
3. words        spans without marks, kind, joined words
4. fields       circumstances, context, topics
5. confidence   from pattern, cue, quotation and name
6. repeats      the same words by the same speaker become one statement
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import compress
from operator import itemgetter

from bot.model import Span, Statement
from bot.pieces import joined
from bot.reading import word_classes as lex
from bot.reading.attribution import RECALLED, Attribution
from bot.reading.circumstances import circumstances
from bot.reading.confidence import confidence_of
from bot.reading.content import kind_of, spans_of
from bot.reading.dates import Dated
from bot.reading.names import Registry, Speaker
from bot.reading.phrase_cores import Phrase
from bot.reading.repeats import STEM, merge_repeats
from bot.reading.speaker import UNNAMED
from bot.reading.tagged import Tagged

LEAST = 0.42  # confidence below which nothing is said; answers ask for .4
RECENT = 6  # speakers kept in mind for a pronoun
NEAR = 2  # sentences within which another speaker makes a pronoun doubtful
STEM_OF, FIRST_OF = itemgetter(slice(STEM)), itemgetter(0)
NO_STEMS: frozenset[str] = frozenset()


def statements_of(
    tagged: Tagged, found: list[Attribution], registry: Registry, dates: list[Dated], published: date | None
) -> tuple[Statement, ...]:
    """The statements of an article, whose attributions come in the order of the text."""
    recent: list[Speaker] = []
    statements: list[tuple[Statement, Attribution]] = []
    ground = _Ground(tagged, registry, dates, published)
    before: tuple[int, Speaker] | None = None
    untold: Phrase | None = None  # the source just before, where nobody tells who that one person is
    for attribution in found:
        speaker = _speaker(attribution, registry, recent)
        is_heard = attribution.pattern == RECALLED  # and whoever recalls it goes on speaking
        if attribution.source is not None:
            sentence = tagged.tokens.sentence_of[attribution.source.first]
            if untold is not None and _goes_on(ground, speaker, attribution.source, untold):
                speaker = UNNAMED
            speaker = _contested(speaker, sentence, before)
            if not is_heard:
                before = sentence, speaker
                is_question = attribution.frame == "question"
                untold = None if is_question else _untold(tagged, speaker, attribution.source, untold)
        statement = ground.statement(attribution, speaker)
        if statement is not None:
            statements.append((statement, attribution))
            if not is_heard and not _is_asked(attribution):
                recent = [*recent[-RECENT:], speaker]
    spoken = Counter([statement.speaker for statement, _ in statements])
    return merge_repeats([
        (statement, _stems(tagged, attribution) if statement.speaker and spoken[statement.speaker] > 1 else NO_STEMS)
        for statement, attribution in statements
    ])  # fmt: skip


def _stems(tagged: Tagged, attribution: Attribution) -> frozenset[str]:
    """The beginnings of the words that tell what is said."""
    words: set[str] = set()
    for first, last in attribution.pieces:
        words.update(tagged.lower[first:last])
    words -= tagged.rules.common
    return frozenset(map(STEM_OF, compress(words, map(str.isalnum, map(FIRST_OF, words)))))


def _speaker(attribution: Attribution, registry: Registry, recent: list[Speaker]) -> Speaker:
    source = attribution.source
    if _is_asked(attribution):
        return UNNAMED
    if source is None:
        return registry.speaker_without_source(attribution.start, recent)
    return registry.speaker(source.first, source.last, recent)


def _is_asked(attribution: Attribution) -> bool:
    """Whether nothing tells who asked: “Asked whether it was over, he …”."""
    return attribution.source is None and attribution.frame == "question" and attribution.pattern == "none"


def _is_heading(tagged: Tagged, attribution: Attribution, speaker: Speaker) -> bool:
    """Whether a line only tells its subject before a quotation: “Supermarkets: ‘no need to panic’”."""
    source = attribution.source
    if attribution.pattern != "label" or speaker.name is not None or source is None:
        return False
    names = tagged.rules.names
    return not any(
        names.is_role(tagged.lower[at]) or tagged.words[at].isupper() for at in range(source.first, source.last)
    )


def _contested(speaker: Speaker, sentence: int, before: tuple[int, Speaker] | None) -> Speaker:
    """Less sure where a pronoun stands for somebody else than who spoke just before, named or not."""
    if speaker.name_from != "pronoun" or before is None or not 0 <= sentence - before[0] <= NEAR:
        return speaker
    return speaker if before[1].name == speaker.name else replace(speaker, is_contested=True)


def _untold(tagged: Tagged, speaker: Speaker, source: Phrase, before: Phrase | None) -> Phrase | None:
    """A source that is one person without a name: “a motorist”, “one, who gave no name”, or “she” behind such a one."""
    if speaker.name is not None:
        return None
    indefinite, names = tagged.rules.words["indefinite"], tagged.rules.names
    head = tagged.lower[source.core_last - 1]
    if before is not None and (tagged.tags[source.first] & lex.PRONOUN or tagged.lower[source.first] in names.definite):
        return Phrase(before.first, source.last, before.core_last)
    if tagged.lower[source.first] in names.definite and names.roles.get(head):
        return source  # “the woman, who would not give her name”
    if tagged.lower[source.first] not in indefinite:
        return None  # “the candidate” may be somebody named
    return source if head in indefinite or (head in names.roles and head not in names.groups) else None


def _goes_on(ground: _Ground, speaker: Speaker, source: Phrase, untold: Phrase) -> bool:
    """Whether a pronoun rather stands for the nameless person who spoke just before."""
    tokens, names = ground.tokens, ground.tagged.rules.names
    between = tokens.sentence_of[source.first] - tokens.sentence_of[untold.last - 1]
    if speaker.name_from != "pronoun" or not 0 <= between <= NEAR:
        return False
    told = names.roles.get(tokens.lower[untold.core_last - 1])
    pronoun = names.pronouns.get(tokens.lower[source.first])
    if told is not None and pronoun is not None and pronoun.gender != told:
        return False
    return not any(entity.kind == "person" and tokens.quoted[span.first] < 0
                   for span, entity in ground.registry.mentions_in(untold.last, source.first))  # fmt: skip


class _Ground:
    """One article with everything its statements are read from."""

    def __init__(self, tagged: Tagged, registry: Registry, dates: list[Dated], published: date | None) -> None:
        self.tagged, self.tokens, self.registry = tagged, tagged.tokens, registry
        self.dates, self.published = dates, published
        self.has_via = tagged.holds(tagged.rules.via.keys())
        starts, ends = self.tokens.starts, self.tokens.ends
        self.sentences = [(starts[first], ends[last - 1]) for first, last in self.tokens.sentences]

    def statement(self, attribution: Attribution, speaker: Speaker) -> Statement | None:
        """The statement of an attribution; None without words, or where it is too unsure to be told."""
        tagged, tokens = self.tagged, self.tokens
        content = spans_of(tagged, attribution.pieces, is_object=attribution.frame == "object")
        if not content or _is_heading(tagged, attribution, speaker):
            return None
        kind = kind_of(tagged, attribution.pieces)
        confidence = confidence_of(tagged, attribution, kind, speaker)
        if confidence < LEAST:
            return None
        around = circumstances(tagged, attribution, self.dates, self.published, has_via=self.has_via)
        source, cue = attribution.source, attribution.cue
        is_negated = around.act == "declined" or (attribution.group is not None and attribution.group.is_negated)
        return Statement(
            speaker=speaker.name, speaker_kind=speaker.kind, kind=kind, content=content,
            words=joined(tokens.text, content), speaks_for=speaker.speaks_for, role=speaker.role,
            name_from=speaker.name_from, named_at=speaker.named_at,
            source=_trimmed(tagged, source.first, source.last) if source else None,
            cue=tokens.span(*cue) if cue else None, act=around.act,
            negated=is_negated, addressee=around.addressee,
            venue=around.venue, via=around.via, said_on=around.said_on, background=around.is_background,
            context=self._context(attribution), topics=self._topics(attribution, speaker), confidence=confidence,
            pattern=f"{attribution.pattern} {attribution.frame}",
        )  # fmt: skip

    def _context(self, attribution: Attribution) -> tuple[Span, ...]:
        """The sentences of the statement with one before and one behind, within the text."""
        sentence_of = self.tokens.sentence_of
        last = attribution.pieces[0][1]
        for _, other in attribution.pieces:
            last = max(last, other)
        first = sentence_of[attribution.start]
        if first and first - 1 not in self.tokens.datelines:
            first -= 1
        return tuple(self.sentences[first : sentence_of[last - 1] + 2])

    def _topics(self, attribution: Attribution, speaker: Speaker) -> tuple[str, ...]:
        """The names that stand in the words, the speaker's own left out."""
        registry = self.registry
        names: dict[str, None] = {}
        for first, last in attribution.pieces:
            for _, entity in registry.mentions_in(first, last):
                names[registry.printed(entity)] = None
        names.pop(speaker.name or "", None)
        return tuple(names)


def _trimmed(tagged: Tagged, first: int, last: int) -> Span:
    words = tagged.words
    while last - 1 > first and not words[last - 1][0].isalnum() and words[last - 1] not in {")", "%"}:
        last -= 1
    return tagged.tokens.span(first, last)
