"""Emptying the outbox: claim what waits, send it, and keep what became of it (platforms.md, Design consequences).

A worker that dies while it sends leaves its message “sending”. Nobody can know whether it arrived: it is not sent again
as if nothing had happened (a repeat nobody marked), nor given up (a loss), but counts as an unknown outcome and is sent
once more with a note. How soon hangs on knowing that the worker is dead and not slow: while it sends, it gives a sign
of life every ten seconds, and after forty seconds without one it is dead. So long, then, the chat waits after a crash.

sent ✓ · wait: later, not a failure · dead chat: blocked, message kept · migrated: new address, again
· our bug: once more as plain text, then failed · unknown outcome: one marked repeat · fatal: stop
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Protocol

import structlog

from bot.delivery.outcomes import NotDelivered, Outcome
from bot.errors import OnRecordError
from bot.model import Chat, Line, Message, Outgoing, Run, Section
from bot.store import Store

log = structlog.get_logger(__name__)

AT_ONCE = 8  # platforms.md: pool bursts fail beyond eight sends at once
SIGN_OF_LIFE = timedelta(seconds=10)
SILENT_FOR = timedelta(seconds=40)  # a worker that gave no sign for so long has died: three of them were due
FIRST_BACK_OFF = timedelta(seconds=30)
LONGEST_BACK_OFF = timedelta(hours=1)
MOST_REPEATS = 2  # sends of one message whose outcome stays unknown: the first and one marked repeat
SHORT_WAIT = timedelta(seconds=3)  # a wait for our own turn that is slept through rather than queued again
NO_PLATFORM_WAIT = timedelta(minutes=10)
REPEAT_NOTE = "Perhaps a repeat: the first try was not confirmed."


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a platform takes messages: least time between two, in all and to one chat."""

    overall: timedelta = timedelta(0)
    per_chat: timedelta = timedelta(0)
    burst: int = 1


class Platform(Protocol):
    """What the outbox needs of a platform; its classifier turns every failure into NotDelivered."""

    @property
    def pace(self) -> Pace:
        """How fast it takes messages."""

    async def send(self, chat: Chat, message: Message, *, is_plain: bool = False) -> str:
        """Deliver to a chat and return the platform's message id; raises NotDelivered and nothing else."""


Platforms = Mapping[str, Platform]


@dataclass(slots=True)
class Delivered:
    """What one pass over the outbox did."""

    sent: int = 0
    postponed: int = 0
    unknown: int = 0
    failed: int = 0
    fatal: str | None = None


async def deliver(
    store: Store, platforms: Platforms, now: datetime, *, worker: str = "main", ending: asyncio.Event | None = None
) -> Delivered:
    """Send everything that waits and may be sent now; each message is settled by itself.

    Once `ending` is set nothing more is claimed: what is being sent is settled, the rest waits in the store.
    """
    stuck = await store.outbox.recover(now=now, stuck_for=SILENT_FOR)
    if stuck:
        log.warning("messages left by a stopped worker", count=stuck)
    post = _Post(store, platforms, now)
    for message in await store.outbox.unsettled():
        await post.repeat_once(message)
    while not (ending and ending.is_set()):
        batch = await store.outbox.claim(now=now, worker=worker, limit=AT_ONCE)
        if not batch:
            break
        async with _held(store, batch, post):
            await asyncio.gather(*(post.deliver(message) for message in batch))
        if post.report.fatal:
            break
    return post.report


@asynccontextmanager
async def _held(store: Store, batch: Sequence[Outgoing], post: _Post) -> AsyncIterator[None]:
    """While messages are sent, say so every few seconds: who falls silent has died."""

    async def hold() -> None:
        while True:
            await asyncio.sleep(SIGN_OF_LIFE.total_seconds())
            await store.outbox.hold([message.id for message in batch], now=post.moment())

    sign = asyncio.create_task(hold())
    try:
        yield
    finally:
        sign.cancel()
        await asyncio.gather(sign, return_exceptions=True)


@dataclass(slots=True)
class _Post:
    """One pass over the outbox."""

    store: Store
    platforms: Platforms
    now: datetime
    report: Delivered = field(default_factory=Delivered)
    begun: float = field(default_factory=monotonic)

    async def deliver(self, outgoing: Outgoing) -> None:
        chat = await self.store.chats.get(outgoing.chat_id)
        platform = self.platforms.get(chat.platform) if chat else None
        if chat is None or platform is None:
            await self._later(outgoing, NO_PLATFORM_WAIT)
        elif wait := await self._turn(platform, chat):
            await self._later(outgoing, wait)
        else:
            await self._send(platform, chat, outgoing)

    def moment(self) -> datetime:
        """The time by now: a pass lasts, and waits must not add up."""
        return self.now + timedelta(seconds=monotonic() - self.begun)

    async def repeat_once(self, outgoing: Outgoing) -> None:
        if outgoing.attempts < MOST_REPEATS:
            await self.store.outbox.repeat(outgoing.id, not_before=self.now + back_off(outgoing.attempts))

    async def _send(self, platform: Platform, chat: Chat, outgoing: Outgoing) -> None:
        try:
            await self._sent(outgoing, await platform.send(chat, _marked(outgoing)))
        except NotDelivered as refusal:
            log.warning("not delivered", message=outgoing.id, chat=chat.id, verdict=refusal.outcome.verdict)
            await self._settle(platform, chat, outgoing, refusal.outcome)
        except OnRecordError:
            raise
        except Exception as error:  # the boundary of one message: the others go on
            log.exception("a message could not be sent", message=outgoing.id, chat=chat.id)
            await self._failed(outgoing, f"our bug: {type(error).__name__}")

    async def _turn(self, platform: Platform, chat: Chat) -> timedelta | None:
        """Wait for our own turn when it comes soon; the time still to wait when it does not."""
        pace, take = platform.pace, self.store.limits.take
        moment = self.moment()
        waits = [timedelta(0)]
        if pace.overall:
            waits.append(await take(chat.platform, interval=pace.overall, now=moment, burst=pace.burst))
        if pace.per_chat:
            waits.append(await take(_chat_key(chat), interval=pace.per_chat, now=moment))
        longest = max(waits)
        if longest > SHORT_WAIT:
            return longest
        await asyncio.sleep(longest.total_seconds())
        return None

    async def _settle(self, platform: Platform, chat: Chat, outgoing: Outgoing, outcome: Outcome) -> None:
        match outcome.verdict:
            case "wait":
                key = chat.platform if outcome.is_for_everybody else _chat_key(chat)
                await self.store.limits.pause(key, until=self.now + outcome.wait)
                await self._later(outgoing, outcome.wait)
            case "dead_chat":
                await self.store.chats.block(chat.id, outcome.reason, now=self.now)
                await self._later(outgoing, timedelta(0))
            case "migrated":
                await self.store.chats.move(chat.platform, chat.address, outcome.new_address or chat.address)
                await self._later(outgoing, timedelta(0))
            case "our_bug":
                await self._send_plain(platform, chat, outgoing)
            case "unknown_outcome":
                await self.store.outbox.unknown(outgoing.id, outcome.reason, now=self.now)
                await self.repeat_once(outgoing)
                self.report.unknown += 1
            case "fatal":
                await self._later(outgoing, LONGEST_BACK_OFF)
                self.report.fatal = f"{chat.platform}: {outcome.reason}"

    async def _send_plain(self, platform: Platform, chat: Chat, outgoing: Outgoing) -> None:
        try:
            await self._sent(outgoing, await platform.send(chat, _marked(outgoing), is_plain=True))
        except NotDelivered as refusal:
            await self._failed(outgoing, refusal.outcome.reason)

    async def _sent(self, outgoing: Outgoing, platform_id: str) -> None:
        await self.store.outbox.sent(outgoing.id, platform_id, now=self.now)
        self.report.sent += 1

    async def _later(self, outgoing: Outgoing, wait: timedelta) -> None:
        await self.store.outbox.refuse_attempt(outgoing.id, until=self.now + wait)
        self.report.postponed += 1

    async def _failed(self, outgoing: Outgoing, reason: str) -> None:
        await self.store.outbox.failed(outgoing.id, reason, now=self.now)
        self.report.failed += 1


def back_off(attempts: int) -> timedelta:
    """How long to wait before the next try: doubling from half a minute to an hour."""
    return min(FIRST_BACK_OFF * (1 << min(max(attempts - 1, 0), 10)), LONGEST_BACK_OFF)


def _marked(outgoing: Outgoing) -> Message:
    """The message; a second try says that it may be a repeat, since no platform has an idempotency key."""
    if outgoing.attempts < MOST_REPEATS:
        return outgoing.message
    note = Section(title="", lines=(Line(runs=(Run(text=REPEAT_NOTE, style="quiet"),)),))
    return replace(outgoing.message, sections=(note, *outgoing.message.sections))


def _chat_key(chat: Chat) -> str:
    return f"{chat.platform}:{chat.address}"
