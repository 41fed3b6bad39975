"""The registry of names of one article: who and what it names, and which of them a phrase stands for.

1. cut        capitalised runs into names, by their words (name_spans)
2. gather     names into persons and organisations (entities)
3. keep       mentions (named_in), roles and records (name_book)
4. answer     on request: a mention, a pronoun (pronouns), the source phrase of a statement (speakers)
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Name
from bot.reading.entities import Gathering
from bot.reading.entity import Entity
from bot.reading.glued import cut_glued
from bot.reading.lexicon import Rules
from bot.reading.name_book import NameBook
from bot.reading.name_rules import NameRules
from bot.reading.name_spans import NameCutter, NameSpan
from bot.reading.nicknamed import join_nicknamed
from bot.reading.recalled import Recalled
from bot.reading.speaker import Speaker
from bot.reading.speakers import SpeakerFinder
from bot.text import Tokens

__all__ = ["Registry", "Speaker", "find_names"]


def find_names(tokens: Tokens, title: str, rules: Rules) -> Registry:
    """Find what an article names; its title is context only: no span points into it."""
    names = rules.names
    cutter = NameCutter(tokens, names)
    gathering = Gathering(tokens, names)
    spans = cutter.spans()
    cut_glued(tokens, names, spans)
    join_nicknamed(tokens, names, spans)
    gathering.gather(spans)
    recalled = Recalled(gathering)
    recalled.find_dropped(cutter.dropped)
    for number in sorted(cutter.headlines):
        recalled.find_known(*tokens.sentences[number])
    return Registry(tokens, names, gathering)


class Registry(NameBook):
    """The names of one article."""

    __deletable__ = ("_speakers",)  # by release; compiled classes must be told

    def __init__(self, tokens: Tokens, rules: NameRules, gathering: Gathering) -> None:
        super().__init__(tokens, rules, gathering)
        self._speakers = SpeakerFinder(self, self.roles)

    def told_as(self) -> list[tuple[NameSpan, Entity]]:
        """Where a sentence begins with what somebody named is."""
        return self._speakers.nominals.mentions()

    @property
    def names(self) -> tuple[Name, ...]:
        """Every person, organisation and place named, in order of first mention."""
        ordered = sorted(self.entities, key=lambda entity: entity.spans[0].first)
        return tuple(self.name_of(entity) for entity in ordered if entity.kind != "thing")

    def mention_at(self, first: int, last: int) -> Name | None:
        """The first name that stands within a token range."""
        for _, entity in self.mentions_in(first, last):
            if entity.kind != "thing":
                return self.name_of(entity)
        return None

    def speaker(self, first: int, last: int, recent: Sequence[Speaker] = ()) -> Speaker:
        """Whom the source phrase of a statement, a token range, stands for; `recent`: speakers before, newest last."""
        return self._speakers.find(first, last, recent)

    def speaker_without_source(self, at: int, recent: Sequence[Speaker] = ()) -> Speaker:
        """Who speaks where a cue has no subject, or a quotation goes on without a source."""
        return self._speakers.find_without_source(at, recent)

    def pronoun(self, token: int) -> Speaker:
        """Whom the pronoun at a token stands for."""
        return self._speakers.find(token, token + 1, ())

    def release(self) -> None:
        """Let go of what points back here, so that an article's memory is free at once and the next one's is warm.

        Without this every article waits for the garbage collector; nothing can be asked afterwards.
        """
        del self._speakers, self.roles
        self._antecedents = None
