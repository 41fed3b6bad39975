"""How far a deal is: its status, whether that is asserted, and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model import DealStatus

RANK: dict[str, int] = {
    "rumoured": 0, "proposed": 1, "in talks": 2, "agreed": 3, "signed": 4, "notified": 4, "approved": 5, "ratified": 6,
    "completed": 7, "collapsed": 8, "denied": 8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, whether it is asserted, the tokens that say so, and the verb chunk they stand in."""

    status: DealStatus
    is_asserted: bool
    tokens: tuple[int, int] | None = None
    verb: int | None = None
    subject: str = "party"  # what the subject of that verb is to the deal
    is_governed: bool = True  # False: nothing in the sentence says how far it is
