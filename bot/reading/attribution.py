"""What the grammar finds before names come in: one attribution of words to a source phrase by a cue."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.reading.phrase_cores import Phrase
from bot.reading.verbs import VerbGroup

Range = tuple[int, int]
RECALLED = "recalled"  # the pattern of words that somebody tells he heard: “Lee recalled her captain saying …”


@dataclass(slots=True)
class Attribution:
    """Token ranges of one attribution; `pieces` are its content, `frame` the construction they stand in."""

    pattern: str
    frame: str
    lemma: str
    cue: Range | None
    source: Phrase | None
    pieces: list[Range]
    strength: float
    group: VerbGroup | None = None
    addressee: Range | None = None
    adjuncts: list[Range] = field(default_factory=list)
    unit: int = 0
    is_continued: bool = False
    start: int = 0  # see find_start

    def find_start(self) -> int:
        """The first token of everything that belongs to the attribution."""
        start = min(self.pieces)[0]
        if self.cue and self.cue[0] < start:
            start = self.cue[0]
        if self.source and self.source.first < start:
            start = self.source.first
        return start
