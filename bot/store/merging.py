"""When two records are one (pure): the same words of one speaker, one deal, one date to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Protocol

from bot.model import Deal, Party, Statement, Upcoming, When
from bot.store.terms import EMPTY, key_of, stems, words_of

FEW_WORDS = 4  # "No comment." is said again and again
FEW_WORDS_APART = timedelta(days=3)
DEALS_APART = timedelta(days=400)
RECALLED_APART = timedelta(days=45)
POSTPONED_WITHIN = timedelta(days=120)
ENOUGH_PARTIES = 2
ENOUGH_SHARED = 0.5
STEPS = (  # of one day's reports the last one here stands; a denial undoes a rumour or an offer, not what was agreed
    "rumoured", "proposed", "in talks", "denied", "agreed", "signed", "notified", "approved", "ratified", "collapsed",
    "completed",
)  # fmt: skip


def statement_identity(statement: Statement) -> str:
    """Equal for the same words with the same sense: "denied that X" is not "said that X"."""
    is_against = statement.negated or statement.act in ("denied", "declined")
    return digest(" ".join(words_of(statement.words)), "not" if is_against else "")


def is_same_statement(held: Statement, held_at: datetime, new: Statement, new_at: datetime) -> bool:
    """Two statements of one identity: one speaker, and close in time when the words are few."""
    if len(words_of(new.words)) < FEW_WORDS and abs(held_at - new_at) > FEW_WORDS_APART:
        return False
    return is_same_speaker(held, new)


def is_same_speaker(held: Statement, new: Statement) -> bool:
    """The same name, one of them a surname, or one organisation and the person who speaks for it."""
    if held.speaker is None or new.speaker is None:
        return held.speaker is None and new.speaker is None and len(words_of(new.words)) >= FEW_WORDS
    one, other = key_of(held.speaker), key_of(new.speaker)
    if one == other or one.endswith(f"_{other}") or other.endswith(f"_{one}"):
        return True
    return key_of(held.speaks_for or "") == other or key_of(new.speaks_for or "") == one


class DealRule(Protocol):
    """When two deals are one; `keys` are the names under which deals that may be the same are looked up."""

    def keys(self, deal: Deal) -> frozenset[str]:
        """Keys of its parties."""
        ...

    def is_same(self, held: Deal, held_at: datetime, new: Deal, new_at: datetime) -> bool:
        """Whether these two, of two articles or of one, are one deal."""
        ...


class PlainDealRule:
    """Deals with the same parties and object; without knowledge of other names for a party."""

    def keys(self, deal: Deal) -> frozenset[str]:
        """Folded names of the parties, brokers and authorities left out."""
        return frozenset(key for party in dealing(deal) if (key := key_of(party.name)))

    def is_same(self, held: Deal, held_at: datetime, new: Deal, new_at: datetime) -> bool:
        """Two parties in common, or one and the object; and no date or party against it."""
        ours, theirs = self.keys(held), self.keys(new)
        shared = ours & theirs
        if not shared or not _are_close(held, held_at, new, new_at):
            return False
        overlap = _overlap(held.object, new.object)
        if overlap is not None:
            return overlap >= ENOUGH_SHARED and (len(shared) >= min(ENOUGH_PARTIES, len(ours), len(theirs)))
        return held.kind == new.kind and (len(shared) >= ENOUGH_PARTIES or ours == theirs)


def _are_close(held: Deal, held_at: datetime, new: Deal, new_at: datetime) -> bool:
    apart = abs(middle(held.date, held_at) - middle(new.date, new_at))
    return apart <= (RECALLED_APART if held.background != new.background else DEALS_APART)


def _overlap(one: str | None, other: str | None) -> float | None:
    """Shared words of the smaller of two wordings; None when one is missing."""
    if not one or not other:
        return None
    left, right = set(stems(one)), set(stems(other))
    return len(left & right) / max(1, min(len(left), len(right)))


def upcoming_identity(upcoming: Upcoming) -> str:
    """Equal for events of one day or stretch."""
    return digest(upcoming.date.first.isoformat(), upcoming.date.last.isoformat())


def is_same_event(held: Upcoming, new: Upcoming) -> bool:
    """The same thing to come, whatever its date: the wordings overlap and nobody else is to do it."""
    if held.who and new.who and not set(words_of(held.who)) & set(words_of(new.who)):
        return False
    return (_overlap(held.what, new.what) or 0.0) >= ENOUGH_SHARED


def is_postponed(held: Upcoming, new: Upcoming) -> bool:
    """The new record gives the held event a later date, not too far off."""
    later = new.date.first - held.date.last
    return timedelta(0) < later <= POSTPONED_WITHIN and is_same_event(held, new)


def dealing(deal: Deal) -> list[Party]:
    """The parties that make a deal, without those who broker or approve it."""
    return [party for party in deal.parties if party.role not in ("broker", "regulator", "authority")]


def closeness(held: Deal, new: Deal, shared: int) -> tuple[bool, bool, int]:
    """How near two deals that may be one are: the same sum, asserted alike, sides in common."""
    ours, theirs = (deal.amount.value if deal.amount else None for deal in (held, new))
    return ours is not None and ours == theirs, held.asserted == new.asserted, shared


def newest(deals: Sequence[tuple[Deal, datetime]]) -> int:
    """Index of the record that says how a deal stands: the latest asserted day, its furthest step, the fullest.

    Of those that say the same, one that calls its parties by name: not “the Norwegian company”.
    """

    def rank(at: int) -> tuple[bool, bool, date, int, int, datetime]:
        deal, published = deals[at]
        details = len(deal.parties) + bool(deal.object) + bool(deal.amount) + bool(deal.date)
        stands = deal.asserted and not deal.said_by
        day = middle(deal.date, published).date()
        return (stands, not deal.background, day, STEPS.index(deal.status), details, published)

    latest = max(range(len(deals)), key=rank)
    alike = [at for at in range(len(deals)) if rank(at)[:2] == rank(latest)[:2]]
    alike = [at for at in alike if deals[at][0].status == deals[latest][0].status]
    return min(alike, key=lambda at: (_described(deals[at][0]), at != latest))


def contested(deals: Sequence[tuple[Deal, datetime]]) -> tuple[int, int] | None:
    """Index of the claim and of the denial of a deal that nobody but the claimant says is made; None for others."""
    held = [(at, deal) for at, (deal, _) in enumerate(deals) if not deal.background]
    if any(deal.asserted and not deal.said_by for _, deal in held):
        return None
    claims = [at for at, deal in held if deal.status != "denied" and deal.asserted]
    if not claims:
        return None
    claim = claims[newest([deals[at] for at in claims])]
    denials = [at for at, deal in held if deal.status == "denied" and _is_by_another(deal, deals[claim][0])]
    return (claim, min(denials, key=lambda at: deals[at][1])) if denials else None


def _is_by_another(denial: Deal, claim: Deal) -> bool:
    """Whether a denial is not the claimant's own: that takes the claim back."""
    by, other = (deal.said_by.name if deal.said_by else "" for deal in (denial, claim))
    return key_of(by) != key_of(other)


def _described(deal: Deal) -> int:
    """How many parties are told only by what they are."""
    return sum(party.name[:1].islower() and party.name.split()[-1].islower() for party in deal.parties)


def middle(when: When | None, published: datetime) -> datetime:
    """The time a record is about, for comparing: its own date, else the article's."""
    if when is None:
        return published
    return start_of(when.first, published) + (when.last - when.first) / 2


def start_of(day: date, moment: datetime) -> datetime:
    """Midnight of that day in the zone of `moment`."""
    return datetime(day.year, day.month, day.day, tzinfo=moment.tzinfo)


def stretch(when: When | None, published: datetime) -> tuple[datetime, datetime]:
    """From when to when a record is about: whole days, or the moment of publication."""
    if when is None:
        return published, published
    return start_of(when.first, published), start_of(when.last, published) + timedelta(days=1, microseconds=-1)


def digest(*parts: str) -> str:
    """A short key of these texts."""
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def deal_identity(keys: Iterable[str]) -> str:
    """Not unique: deals of the same parties share it."""
    return digest(*sorted(keys))


def deal_of(upcoming: Upcoming, deals: Sequence[tuple[int, Deal]]) -> int | None:
    """The deal of this article that an upcoming event belongs to: its object is named, else its evidence shared."""
    words = set(stems(upcoming.what)) - EMPTY
    named = [key for key, deal in deals if words & set(stems(deal.object or ""))]
    beside = [key for key, deal in deals if set(upcoming.evidence) & set(deal.evidence)]
    return next(iter([*[key for key in named if key in beside], *named, *beside]), None)
