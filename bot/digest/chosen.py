"""What was chosen for one digest, and how much of it a chat wants."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.digest.lines import Dispute
from bot.digest.material import Material
from bot.model import Chat, Follow, HeldDeal, HeldStatement, HeldUpcoming, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """How much a digest holds, by the chat's length, and how sure a record must be."""

    confidence: float = 0.7
    characters: int = 1_500
    stories: int = 3
    statements_per_story: int = 2
    people: int = 4
    deals: int = 4
    upcoming: int = 3

    @classmethod
    def of(cls, chat: Chat, confidence: float) -> Taste:
        """The amounts for a chat's length (product.md, The digest)."""
        small = {"stories": 2, "statements_per_story": 1, "people": 2, "deals": 2, "upcoming": 1}
        large = {"stories": 6, "statements_per_story": 3, "people": 8, "deals": 8, "upcoming": 6}
        match chat.length:
            case "short":
                return cls(confidence=confidence, characters=600, **small)
            case "long":
                return cls(confidence=confidence, characters=3_500, **large)
            case _:
                return cls(confidence=confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenStory:
    """One story: its statements in order of choice, how many of them are wanted, how many tellable ones it has."""

    story: Story
    statements: tuple[HeldStatement, ...]
    wanted: int
    statements_in_all: int
    is_update: bool
    follow: Follow | None = None
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenVoice:
    """What somebody followed said: in order of choice, how many are wanted, how many there are in all."""

    follow: Follow
    statements: tuple[HeldStatement, ...]
    wanted: int
    statements_in_all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenDeal:
    """A deal, and who contradicts it where it rests on somebody's word."""

    held: HeldDeal
    dispute: Dispute | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Everything one digest tells; `outcomes` are events whose day has passed, told as due before."""

    people: tuple[ChosenVoice, ...] = ()
    stories: tuple[ChosenStory, ...] = ()
    deals: tuple[ChosenDeal, ...] = ()
    upcoming: tuple[HeldUpcoming, ...] = ()
    outcomes: tuple[HeldUpcoming, ...] = ()
    follows: tuple[Follow, ...] = ()
    material: Material = field(default_factory=Material)
    taste: Taste = field(default_factory=Taste)

    @property
    def is_quiet(self) -> bool:
        """Nothing new at all."""
        return not (self.people or self.stories or self.deals or self.upcoming or self.outcomes)

    @property
    def count(self) -> int:
        """How many stories, statements of people and deals: what a follow brings."""
        return len(self.stories) + sum(voice.statements_in_all for voice in self.people) + len(self.deals)
