"""What became of a message that a platform did not simply take: the six verdicts of platforms.md.

A platform's classifier turns every exception of its library into one `NotDelivered`; the outbox knows
only these and never a platform.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.errors import DeliveryError

Verdict = Literal["wait", "dead_chat", "migrated", "our_bug", "unknown_outcome", "fatal"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One verdict and what goes with it: how long to wait and for whom, the chat's new address, why."""

    verdict: Verdict
    reason: str
    wait: timedelta = timedelta(0)
    is_for_everybody: bool = False  # the wait holds for the whole platform, not for this chat alone
    new_address: str | None = None


class NotDelivered(DeliveryError):
    """A platform did not take a message; `outcome` says what to do about it."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


def wait(reason: str, pause: timedelta, *, for_everybody: bool = False) -> NotDelivered:
    """Not a failure: keep the message and come back after `pause`."""
    return NotDelivered(Outcome("wait", reason, wait=pause, is_for_everybody=for_everybody))


def dead_chat(reason: str) -> NotDelivered:
    """Blocked, kicked, archived: pause the chat and keep its set-up."""
    return NotDelivered(Outcome("dead_chat", reason))


def migrated(reason: str, new_address: str) -> NotDelivered:
    """The chat goes by another address from now on."""
    return NotDelivered(Outcome("migrated", reason, new_address=new_address))


def our_bug(reason: str) -> NotDelivered:
    """The platform refused the message as we wrote it."""
    return NotDelivered(Outcome("our_bug", reason))


def unknown_outcome(reason: str) -> NotDelivered:
    """The answer was lost: the message may or may not have arrived."""
    return NotDelivered(Outcome("unknown_outcome", reason))


def fatal(reason: str) -> NotDelivered:
    """The platform refuses us altogether: a bad token, a second instance."""
    return NotDelivered(Outcome("fatal", reason))
