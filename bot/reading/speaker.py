"""Who speaks: the record that the registry of names answers with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model import NameFrom, Span, SpeakerKind


@dataclass(slots=True)
class Speaker:
    """Who speaks. `name` is None for the unnamed; `others` speak with the first of a pair.

    `is_contested`: a pronoun, and somebody else spoke just before.
    `rivals` counts further candidates that fit a pronoun: 0 means that only one did.
    """

    name: str | None
    kind: SpeakerKind
    name_from: NameFrom | None = None
    named_at: Span | None = None
    role: str | None = None
    speaks_for: str | None = None
    confidence: float = 0.0
    others: tuple[str, ...] = ()
    rivals: int = 0
    is_contested: bool = False


UNNAMED = Speaker(None, "unnamed", confidence=0.5)
