"""Mentions of one deal brought together: one bundle for each deal of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.model import DealKind, Money, PartyRole, Span, When
from bot.reading.mentions import Mention
from bot.reading.party_fillers import Filler, is_same_party
from bot.reading.standing import RANK, Standing

FAMILIES: dict[str, str] = {
    "acquisition": "company", "merger": "company", "transfer": "company", "treaty": "accord", "trade": "accord",
    "ceasefire": "accord", "arms": "goods", "contract": "goods", "labour": "accord", "settlement": "accord",
    "funding": "money",
}  # fmt: skip
REMEMBERED = 40  # deals of one text that a new mention is compared with
SENTENCES_APART = 6
PAIR = 2
BESIDE: tuple[PartyRole, ...] = ("authority", "regulator", "broker")  # no sides of a deal


@dataclass(slots=True)
class Bundle:
    """All mentions of one deal, the best first told of; `standing` is how far the deal is at the end."""

    mentions: list[Mention]
    kind: DealKind
    parties: list[Filler]
    standing: Standing
    object: tuple[int, int] | None
    stake: tuple[int, int] | None
    money: Money | None
    when: When | None
    is_background: bool
    confidence: float

    @property
    def best(self) -> Mention:
        return self.mentions[0]


def bundle_mentions(mentions: Sequence[Mention]) -> list[Bundle]:
    """One bundle per deal, in order of first mention; "the deal" joins the last one it can mean."""
    bundles: list[Bundle] = []
    for mention in mentions:
        bundle = next((bundle for bundle in reversed(bundles[-REMEMBERED:]) if _belongs(bundle, mention)), None)
        if bundle is None:
            bundles.append(_begin(mention))
        else:
            join(bundle, mention)
    for bundle in bundles:
        if all(mention.is_vague for mention in bundle.mentions):
            bundle.standing = replace(bundle.standing, is_asserted=False)
        bundle.parties = _settled(bundle.parties)
    return bundles


def part_sums(bundles: Sequence[Bundle]) -> None:
    """Leave each sum with one deal: the one whose word stands nearest to it."""
    nearest: dict[Span, tuple[int, int]] = {}
    for number, bundle in enumerate(bundles):
        for mention in bundle.mentions:
            if mention.money is not None and mention.money == bundle.money:
                claim = (mention.apart, number)
                nearest[mention.money.span] = min(claim, nearest.get(mention.money.span, claim))
    for number, bundle in enumerate(bundles):
        if bundle.money is not None and nearest[bundle.money.span][1] != number:
            bundle.money = None


def _settled(parties: Sequence[Filler]) -> list[Filler]:
    """Without bare parties where buyer and target are known: those came from looser mentions."""
    roles = {party.role for party in parties}
    if {"buyer", "target"} <= roles or {"seller", "target"} <= roles:
        return [party for party in parties if party.role != "party"]
    return list(parties)


def _begin(mention: Mention) -> Bundle:
    return Bundle(
        [mention],
        mention.kind,
        _unique(mention.parties),
        mention.standing,
        mention.object,
        mention.stake,
        mention.money,
        mention.when,
        mention.is_background,
        mention.confidence,
    )


def _unique(parties: Sequence[Filler]) -> list[Filler]:
    """Parties without doubles: the longer name stays, and a telling role before a bare "party"."""
    found: list[Filler] = []
    for party in parties:
        same = next((at for at, other in enumerate(found) if _is_double(party, other)), None)
        if same is None:
            found.append(party)
        elif _tells_more(party, found[same]):
            found[same] = party
    return found


def _is_double(one: Filler, other: Filler) -> bool:
    if (one.role in BESIDE) != (other.role in BESIDE) and one.key != other.key:
        return False  # a country and its parliament
    is_role = one.role == other.role or "party" in (one.role, other.role) or one.span == other.span
    return is_role and is_same_party(one, other)


def _tells_more(new: Filler, old: Filler) -> bool:
    if new.role in BESIDE and old.country:
        return False  # a country that ratifies what it signed stays a side
    if old.role in BESIDE and new.country:
        return True
    if new.role != old.role:
        return old.role == "party"
    return not new.is_generic and (old.is_generic or (len(new.name) > len(old.name) and not new.country))


def _belongs(bundle: Bundle, mention: Mention) -> bool:
    if not _kinds_agree(bundle.kind, mention.kind) and not (mention.is_anaphor and mention.kind == "agreement"):
        return False
    if mention.is_earlier != bundle.best.is_earlier:
        return False
    if not _sides(mention.parties):
        return (
            not _is_of_its_own(bundle, mention)
            and _is_whole(bundle)
            and mention.sentence - bundle.mentions[-1].sentence <= SENTENCES_APART
        )
    if not _sides(bundle.parties):
        return bundle.kind == mention.kind and not _is_another(bundle.best, mention)
    told = [party for party in mention.parties if not (mention.is_known and _is_described(party))]
    is_other_role = any(_differ(bundle.parties, told, role) for role in ("target", "buyer"))
    if is_other_role or _is_next_purchase(bundle, mention) or _is_apart(bundle.best, mention):
        return False
    if mention.is_known and _is_whole(bundle):
        return mention.sentence - bundle.mentions[-1].sentence <= SENTENCES_APART
    if _is_turned(bundle.parties, mention.parties) or _is_turned(mention.parties, bundle.parties):
        return False
    shared = sum(any(is_same_party(one, other) for one in bundle.parties) for other in mention.parties)
    if shared == 1 and (_is_other_pair(bundle, mention) or _is_only_wanted(bundle, mention)):
        return False
    is_far = mention.sentence - bundle.mentions[-1].sentence > SENTENCES_APART
    if is_far and not any(_is_shared(one, bundle.parties) for one in mention.parties):
        return False
    is_other = bundle.kind != mention.kind and "settlement" in (bundle.kind, mention.kind)
    return shared > is_other  # a quarrel settled and an accord are one only where both sides are the same


def _is_apart(best: Mention, mention: Mention) -> bool:
    """Whether both are of "separate deals with X and Y"."""
    return best.is_separate and mention.is_separate and best.trigger == mention.trigger


def _is_next_purchase(bundle: Bundle, mention: Mention) -> bool:
    """Whether two were bought, each for its own sum: "bought the mill for $3m and later Corwen Foods for $2m"."""
    best = bundle.best
    is_done = best.is_verb and mention.is_verb and best.standing.status == mention.standing.status == "completed"
    is_priced = best.money is not None and mention.money is not None and best.money.value != mention.money.value
    return is_done and is_priced and _has_generic(bundle.parties) != _has_generic(mention.parties)


def _has_generic(parties: Sequence[Filler]) -> bool:
    """Whether what is bought is told by a common noun: "the mill"."""
    return any(party.role == "target" and party.is_generic for party in parties)


def _is_shared(party: Filler, parties: Sequence[Filler]) -> bool:
    """Whether a party told by name is among others: "the course" is one of many."""
    return not party.is_generic and any(not other.is_generic and is_same_party(party, other) for other in parties)


def _is_another(best: Mention, mention: Mention) -> bool:
    """Whether a mention with sides is not the deal named without before: far behind it, or beside a treaty's name."""
    is_beside = best.is_title and best.sentence == mention.sentence and best.trigger != mention.trigger
    return is_beside or mention.sentence - best.sentence > SENTENCES_APART


def _is_other_pair(bundle: Bundle, mention: Mention) -> bool:
    """Whether two pairs share one side only: a country's next treaty, a firm's merger in another year."""
    both = (bundle.parties, mention.parties)
    if any(len(parties) != PAIR or {party.role for party in parties} != {"party"} for parties in both):
        return False
    alone = [
        party
        for one, other in (both, both[::-1])
        for party in one
        if not party.is_generic and not any(is_same_party(party, each) for each in other)
    ]
    is_company = bundle.kind == mention.kind == "merger" and _years_differ(bundle.when, mention.when)
    return len(alone) == PAIR and (is_company or all(party.country for party in alone))


def _years_differ(one: When | None, other: When | None) -> bool:
    return one is not None and other is not None and one.first.year != other.first.year


def _is_only_wanted(bundle: Bundle, mention: Mention) -> bool:
    """Whether one is an agreement somebody would have and the other, newly told of, was made."""
    if "company" in (FAMILIES.get(bundle.kind), FAMILIES.get(mention.kind)):
        return False
    return mention.is_new and bundle.standing.is_asserted != mention.standing.is_asserted


def _is_of_its_own(bundle: Bundle, mention: Mention) -> bool:
    """Whether a mention without parties names another deal ("refused a ceasefire … a minerals deal, signed …")."""
    if mention.is_title or mention.is_anaphor or mention.is_verb or mention.kind == bundle.kind:
        return mention.is_title
    return FAMILIES.get(bundle.kind) != "company" and mention.object is not None and _size(mention.object) > 1


def _size(words: tuple[int, int]) -> int:
    return words[1] - words[0]


def _is_whole(bundle: Bundle) -> bool:
    """Whether "the offer" can mean this deal: one of which it is told what is bought, or who makes it."""
    roles = {party.role for party in bundle.parties}
    return bool(roles - {"buyer"}) if FAMILIES.get(bundle.kind) == "company" else bool(roles)


def _is_described(party: Filler) -> bool:
    """Whether a side is told by a common noun: "the Steinberg group" that "bought the stock" is the buyer of before."""
    return party.name[-1:].islower() and party.name.split()[-1].islower()


def _is_turned(one: Sequence[Filler], other: Sequence[Filler]) -> bool:
    """Whether the buyer of the one sells in the other: what was bought once is not what is sold now."""
    buyers = [party for party in one if party.role == "buyer"]
    sellers = [party for party in other if party.role == "seller"]
    return any(is_same_party(buyer, seller) for buyer in buyers for seller in sellers)


def _sides(parties: Sequence[Filler]) -> list[Filler]:
    """The parties that make the deal, without those who approve or broker it."""
    return [party for party in parties if party.role not in BESIDE]


def _kinds_agree(one: DealKind, other: DealKind) -> bool:
    if one == other:
        return True
    if "agreement" in (one, other):
        return not {"arms", "contract"} & {one, other}
    return FAMILIES.get(one) == FAMILIES.get(other)


def _differ(one: Sequence[Filler], other: Sequence[Filler], role: PartyRole) -> bool:
    """Whether both name the party of a role and not the same."""
    ours = [party for party in one if party.role == role]
    theirs = [party for party in other if party.role == role]
    return bool(ours and theirs) and not any(is_same_party(a, b) for a in ours for b in theirs)


def join(bundle: Bundle, mention: Mention) -> None:
    """Add a mention to its deal: what it tells more, and how far the deal is since."""
    bundle.mentions.append(mention)
    bundle.parties = _unique([*bundle.parties, *mention.parties])
    if bundle.kind == "agreement":
        bundle.kind = mention.kind
    old, new = bundle.standing, mention.standing
    if new.is_governed and not mention.is_background and _is_further(old, new):
        bundle.standing = replace(new, tokens=new.tokens or old.tokens)
        bundle.when = mention.when or bundle.when
        if old.status == "proposed" and new.is_asserted and mention.money is not None:
            bundle.money = mention.money  # what was agreed on, no longer what was bid
    bundle.is_background = bundle.is_background and mention.is_background
    bundle.object = bundle.object or mention.object
    bundle.stake = bundle.stake or mention.stake
    if bundle.money is None or (
        bundle.money.basis == "per share" and mention.money and mention.money.basis != "per share"
    ):
        bundle.money = mention.money or bundle.money
    bundle.confidence = max(bundle.confidence, mention.confidence)


def _is_further(old: Standing, new: Standing) -> bool:
    """Whether a later mention says more of how far the deal is."""
    if not old.is_governed:
        return True
    if old.is_asserted and not new.is_asserted:
        return False
    return (new.is_asserted and not old.is_asserted) or RANK[new.status] > RANK[old.status]
