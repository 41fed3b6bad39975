"""One message for each layout of a digest, made from records by hand: the reader has no part in these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.digest.correction import Withdrawn, compose_correction
from bot.digest.outcomes import Outcome
from bot.model import Denial, FactKey, Message
from tests.digest.records import (
    CHAT,
    DAY,
    NOW,
    a_story,
    agreed,
    an_article,
    coming,
    digest_of,
    dollars,
    follow,
    material,
    on,
    said,
    step,
)

TALKS = an_article(
    "The United States is stepping back from its role as mediator between Ukraine and Russia, after months in which "
    "talks made little progress and Vladimir Putin refused a ceasefire. State Department spokeswoman Tammy Bruce "
    "confirmed that Washington would no longer mediate peace talks between the two countries. “We’re still committed "
    "and willing to help,” she said, “but we won’t fly around the world to mediate anymore. That’s now up to them.”\n"
    "Secretary of State Marco Rubio made the same frustration plain. “This is not our war,” he told Fox News. He "
    "warned that President Trump would have to reassess how much American involvement was justified unless a "
    "breakthrough came soon.\nThe Trump administration notified Congress on Wednesday of a $50 million arms export to "
    "Kyiv. Washington and Kyiv also signed a “historic” minerals deal on Wednesday.\nUkraine’s parliament will ratify "
    "the minerals deal on 8 May, the lawmaker Yaroslav Zheleznyak confirmed via Telegram.",
    id="talks",
    title="US steps back from mediating Ukraine peace talks as minerals deal moves ahead",
    url="https://harbourpost.example/2025/05/02/us-steps-back.html",
    outlet="harbourpost.example",
)
PORT = an_article(
    "“This is not a victory and it is not a surrender,” Moira Tennock, the federation’s general secretary, told "
    "reporters. “It is an agreement between tired people.\n“Our members will decide.” Kestrel said that it would come "
    "back. Desmond Achterberg denied that a shift had been lost.",
    id="port",
    title="Cranes turn again at Port Aldane",
    url="https://meridianwire.example/article/port.html",
    outlet="meridianwire.example",
)
COPY = replace(PORT, id="copy", url="https://harbourpost.example/port.html", outlet="harbourpost.example")
WEDNESDAY, NEXT_THURSDAY = date(2025, 4, 30), date(2025, 5, 8)

BRUCE = said(
    TALKS, 1, "We’re still committed and willing to help,", "but we won’t fly around the world to mediate anymore. "
    "That’s now up to them.", by="Tammy Bruce", role="State Department spokeswoman", speaks_for="State Department",
)  # fmt: skip
NO_WAR = said(TALKS, 2, "This is not our war,", role="Secretary of State", addressee="Fox News")
WARNED = said(
    TALKS, 3, "President Trump would have to reassess how much American involvement was justified unless a "
    "breakthrough came soon", role="Secretary of State", act="warned", kind="indirect", cue="warned",
)  # fmt: skip
CONFIRMED = said(
    TALKS, 4, "Washington would no longer mediate peace talks between the two countries", by="Tammy Bruce",
    kind="indirect", cue="confirmed",
)  # fmt: skip
ANNOUNCED = said(
    TALKS, 5, "Ukraine’s parliament will ratify the minerals deal on 8 May", by="Yaroslav Zheleznyak", kind="indirect",
    cue="confirmed", venue="via Telegram", confidence=0.5,
)  # fmt: skip
MINERALS = agreed(TALKS, 6, ("Washington", "Kyiv"), "minerals deal", date=on(WEDNESDAY))
ARMS = agreed(
    TALKS, 7, ("The Trump administration/supplier", "Kyiv/customer", "Congress/authority"), "arms export", kind="arms",
    status="notified", date=on(WEDNESDAY), money=dollars(TALKS, 50_000_000, "$50 million"),
)  # fmt: skip
RATIFY = coming(
    TALKS, 8, "ratify the minerals deal", NEXT_THURSDAY, who="Ukraine’s parliament", by="Yaroslav Zheleznyak", deal_id=6
)
TENNOCK = said(
    PORT, 11, "This is not a victory and it is not a surrender,", "It is an agreement between tired people",
    "Our members will decide.", by="Moira Tennock", role="general secretary of the federation", story_id=2,
    addressee="reporters", others=(COPY,),
)  # fmt: skip
KESTREL = said(
    PORT, 12, "it would come back", by="Kestrel", speaker_kind="organisation", kind="indirect", cue="said", story_id=2
)
DENIED = said(
    PORT, 13, "a shift had been lost", by="Desmond Achterberg", kind="indirect", cue="denied", act="denied", story_id=2
)
TALKS_STORY = a_story(1, TALKS)
PORT_STORY = a_story(2, PORT, COPY, origins=1)
EVERYTHING = material(
    [TALKS, PORT, COPY], BRUCE, NO_WAR, WARNED, CONFIRMED, ANNOUNCED, MINERALS, ARMS, RATIFY, TENNOCK, KESTREL, DENIED,
    TALKS_STORY, PORT_STORY,
)  # fmt: skip


def picture() -> Message:
    """The picture of product.md: one follow, one article."""
    sentence = TALKS.text[: TALKS.text.index(" State Department")]
    story = replace(TALKS_STORY, headline=sentence, headline_article_id="talks", headline_span=(0, len(sentence)))
    given = material(
        [TALKS], BRUCE, NO_WAR, WARNED, CONFIRMED, ANNOUNCED, MINERALS, ARMS, RATIFY, story
    )  # fmt: skip
    return digest_of(given, follow("Ukraine")).message


def without_follows() -> Message:
    """A chat that follows nothing takes the main stories; one of them copied from a wire."""
    return digest_of(EVERYTHING).message


def several_follows() -> Message:
    """People, topics, deals, coming up; each fact once."""
    return digest_of(
        EVERYTHING,
        follow("Marco Rubio", "speaker"),
        follow("Ukraine"),
        follow("port", "word"),
        follow("deals", "deals"),
    ).message


def short() -> Message:
    """The same in a short digest."""
    return digest_of(EVERYTHING, chat=replace(CHAT, length="short")).message


def update() -> Message:
    """What is new in a story told before."""
    yesterday = replace(TALKS, id="old", title="Talks near their end", arrived_at=NOW - 2 * DAY)
    given = material([TALKS, yesterday], BRUCE, NO_WAR, a_story(1, yesterday, TALKS))
    return digest_of(given, follow("Ukraine"), told={FactKey("story", 1)}).message


def late() -> Message:
    """Three days merged into one digest."""
    return digest_of(EVERYTHING, follow("Ukraine"), since=NOW - 3 * DAY, is_late=True).message


def quiet_day() -> Message:
    """Nothing new."""
    return digest_of(material([]), follow("Ukraine")).message


def claim_and_denial() -> Message:
    """A deal on somebody's word, and who contradicts it."""
    text = (
        "President Trump said that China had agreed to buy gas for $10 billion. “There has been no such call,” the "
        "Chinese foreign ministry said."
    )
    article = an_article(text, id="gas", title="Trump speaks of a gas deal, Beijing denies it", outlet="post.example")
    claim = agreed(
        article, 1, ("China",), "gas purchase", kind="trade", status="agreed", by="President Trump",
        money=dollars(article, 10_000_000_000, "$10 billion"),
    )  # fmt: skip
    denial = said(
        article, 2, "There has been no such call,", by="Chinese foreign ministry", speaks_for="China",
        speaker_kind="organisation", act="denied",
    )  # fmt: skip
    return digest_of(material([article], claim, denial)).message


def denied_elsewhere() -> Message:
    """A deal that one outlet has on somebody's word and another has denied, in one record of the store."""
    claimed = an_article(
        "Northwind has agreed to buy Tidewell for $2 billion, Tidewell chairman Peter Marsh said. “We have shaken "
        "hands on it,” Marsh said.",
        id="claim", title="Northwind to buy Tidewell, chairman says", outlet="wire.example",
    )  # fmt: skip
    denied = an_article(
        "Northwind denied that it had agreed to buy Tidewell.",
        id="denial", title="Northwind denies Tidewell takeover", outlet="post.example",
    )  # fmt: skip
    claim = agreed(
        claimed, 1, ("Northwind/buyer", "Tidewell/target"), None, kind="acquisition", status="agreed",
        by="Peter Marsh", money=dollars(claimed, 2_000_000_000, "$2 billion"),
    )  # fmt: skip
    hands = said(claimed, 2, "We have shaken hands on it,", by="Peter Marsh", role="Tidewell chairman")
    no = said(
        denied, 3, "it had agreed to buy Tidewell", by="Northwind", kind="indirect", cue="denied", act="denied",
        speaker_kind="organisation",
    )  # fmt: skip
    held = replace(claim, denial=Denial("Northwind", denied.ref))
    return digest_of(material([claimed, denied], held, hands, no)).message


def did_it_happen() -> Message:
    """The day after: one event with an answer, one without, one put off."""
    voted = an_article("The house voted for it.", id="vote", title="Parliament ratifies the minerals deal")
    ratified = step("ratified", voted, NEXT_THURSDAY)
    known = Outcome("happened", ratified.status, voted.ref)
    due = [
        replace(RATIFY, state="happened"),
        coming(PORT, 21, "vote on the pay deal", date(2025, 5, 7), who="the federation’s members", state="unknown"),
        coming(PORT, 22, "meet in Port Aldane", date(2025, 5, 9), who="the cities", state="postponed"),
    ]
    outcomes = {8: known, 22: Outcome("postponed", "postponed")}
    told = {FactKey("upcoming", held.id, "due") for held in due} | {FactKey("story", 1)}
    return digest_of(
        material([TALKS, PORT, voted], *due, a_story(1, TALKS, PORT), outcomes=outcomes), told=told
    ).message


def correction() -> Message:
    """A statement that its outlet edited away, a deal that the operator withdrew."""
    texts = {(article.id, article.version, article.chat_id): article for article in (TALKS, PORT)}
    told_at = NOW - timedelta(days=1)
    gone = [
        Withdrawn(record=NO_WAR.statement, article=TALKS.ref, reason="edited", told_at=told_at),
        Withdrawn(record=MINERALS.deal, article=TALKS.ref, reason="retracted", told_at=told_at),
        Withdrawn(record=None, article=None, reason="edited", told_at=told_at),
    ]
    return compose_correction(gone, texts, CHAT, NOW)


LAYOUTS: dict[str, Callable[[], Message]] = {
    each.__name__: each
    for each in (
        picture, without_follows, several_follows, short, update, late, quiet_day, claim_and_denial, denied_elsewhere,
        did_it_happen, correction,
    )
}  # fmt: skip
