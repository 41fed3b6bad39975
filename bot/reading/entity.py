"""Somebody or something that an article names, with every place where it does."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.reading.name_rules import Gender
from bot.reading.name_spans import NameSpan, SpanKind


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something named; `spans` in order of the text, `core` the folded words of the fullest name."""

    number: int
    kind: SpanKind
    core: tuple[str, ...]
    span: NameSpan
    suffix: str = ""
    spans: list[NameSpan] = field(default_factory=list)
    full_at: list[int] = field(default_factory=list)  # token positions of full names
    told_gender: Gender | None = None

    @property
    def surname(self) -> str:
        """The last word of the name, an Arabic article left out."""
        return self.core[-1]

    @property
    def is_full(self) -> bool:
        """Whether the article gives more than one word of the name."""
        return len(self.core) > 1
