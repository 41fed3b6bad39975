"""Which upcoming event may stand in a digest, and in which words: who and what, so that it is understood alone.

A date beside a verb is soon read as an event; a line under “Coming up” is read as an announcement. Hence, in order:
    1. dated       to the day, the week or the month
    2. whole       its words are not cut short, and say something that will be done
    3. announced   the article says that it will, is to, is due or has been promised, not that it may or is hoped for
    4. named       who is to do it has a name, or belongs to a deal whose parties can be named
    5. vouched     on nobody's word, or on that of somebody with a name
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from bot.digest import days
from bot.digest.deal_words import object_of, parties_of
from bot.digest.material import Material, text_of, words_at
from bot.model import ArticleRef, HeldDeal, HeldStatement, HeldUpcoming, Upcoming
from bot.text import fold, shortened

NAME = re.compile(r"[A-ZÀ-Þ][\w.’'&-]+")
OPENERS = frozenset(
    "today’s today's a an the all both some many most its their his her this that these those no one two".split()
)
DANGLING = frozenset(
    "a an the and or but nor in on at by to of for with from as than between until till before after over since during "
    "through into about against where when while which who that whose if because later last even early late next up "
    "toward towards following including also its their his her be been".split()
)
VAGUE = frozenset("be do want have need come become remain get seem like".split())  # no doing that could be announced
OTHERS = frozenset("i we you me us my our your he she him them they".split())  # whom another sentence would name
NOBODY = frozenset("it this that these those there".split())  # whom only the sentence before would tell
HINGES = re.compile(r"\b(?:which|who|whom|whose|if|unless|but)\b")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
ANOTHER_DAY = re.compile(rf"\b(?:\d{{1,2}} (?:{MONTHS})|(?:{MONTHS}) \d{{1,2}})\b")
WILL = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:now )?(?:(?:due |set |expected |scheduled )?to|due|set|expected|scheduled))\b"
    r"|\w[’']ll\b"
)
FIRM = frozenset(
    "will shall due set expected scheduled planning plans plan planned agreed promised pledged vowed".split()
)
BETWEEN = FIRM | frozenset("is are was were be been has have had to also then now himself herself itself".split())
BE = frozenset("is are was were".split())
CALLED = {  # what a deal is called when it comes again
    "acquisition": ("takeover", "purchase", "sale", "offer", "bid"),
    "merger": ("merger",),
    "treaty": ("treaty", "pact"),
    "ceasefire": ("ceasefire", "truce"),
    "labour": ("settlement", "contract"),
    "settlement": ("settlement",),
    "contract": ("contract",),
    "funding": ("loan", "investment"),
}
PRONOUNS = frozenset("he she they who which that and".split())
FEWEST_WORDS = 2
LONGEST_TITLE = 80


def is_tellable_event(held: HeldUpcoming, material: Material) -> bool:
    """Whether a reader who knows nothing else would understand this line, and be told the truth."""
    event = held.upcoming
    deal = deal_beside(held, material)
    return (
        is_announced_event(held, material)
        and (bool(_name_of(held, material)) or deal is not None or _names_whom(event))
        and (event.said_by is None or is_name(event.said_by.name, "") or (_names_whom(event) and _is_definite(event)))
    )


def is_announced_event(held: HeldUpcoming, material: Material) -> bool:
    """Whether it is told as something to come, whole and on a day; who is meant may take its headline to see."""
    event = held.upcoming
    is_dated = event.date.precision in ("day", "week", "month")
    return is_dated and _is_whole(event) and _is_announced(event, _evidence(held, material))


def is_overtaken(held: HeldUpcoming, material: Material) -> bool:
    """Whether the deal it belongs to has collapsed since: nobody votes on an offer that was taken back."""
    deal = deal_beside(held, material)
    if deal is None or deal.deal.status != "collapsed":
        return False
    known = {source.article.id for source in held.sources}
    ends = [step.article for step in deal.trail if step.status == "collapsed"]
    return bool(ends) and all(_is_later(end, held.article) and end.id not in known for end in ends)


def _is_later(one: ArticleRef, other: ArticleRef) -> bool:
    first, last = other.published_at or other.arrived_at, one.published_at or one.arrived_at
    return first is not None and last is not None and last > first


def deal_beside(held: HeldUpcoming, material: Material) -> HeldDeal | None:
    """The deal that an event speaks of, if its parties are named: the one it belongs to, or the article's only one."""
    words = set(fold(held.upcoming.what).split())
    spoken = [one for one in _deals(material) if one.deal.asserted and _is_spoken_of(one, words)]
    own = [one for one in spoken if one.id == held.deal_id]
    near = [one for one in spoken if any(source.article.id == held.article.id for source in one.sources)]
    found = own or (near if len(near) == 1 else [])
    return found[0] if found and any(is_name(party.name, "") for party in found[0].deal.parties) else None


def _is_spoken_of(held: HeldDeal, words: set[str]) -> bool:
    """Whether these words have what the deal is about or what its kind is called."""
    thing = fold(object_of(held.deal)).split()[-1]
    return bool({thing, *CALLED.get(held.deal.kind, ()), "deal", "agreement"} & words)


def words_of_event(held: HeldUpcoming, material: Material) -> str:
    """Who is to do what, the doer by name, “the deal” as the deal it is; with its parties where nobody is named."""
    event = held.upcoming
    words = event.in_words
    name = _name_of(held, material)
    if event.who and name and not is_name(event.who, _text(held, material)):
        words = words.replace(event.who, name, 1)
    if event.who and (full := _full_name(event.who, held, material)) not in words:
        words = words.replace(event.who, full, 1)
    deal = deal_beside(held, material)
    if deal is None:
        return f"{words} · {shortened(held.article.title, LONGEST_TITLE)}" if _is_vague(event) else words
    words = _with_object(words, object_of(deal.deal))
    is_named = bool(name) or any(fold(party.name) in fold(words) for party in deal.deal.parties)
    words = words if is_named else f"{words} · {parties_of(deal.deal)}"
    return f"{words} · deal collapsed since" if is_overtaken(held, material) else words


def day_of_event(held: HeldUpcoming, text: str, today: date) -> str:
    """`Thu 8 May`, or `by Thu 8 May` where the article gives it as the last day."""
    when, said = held.upcoming.date, " ".join(words_at(text, span) for span in held.upcoming.evidence)
    month, day = f"{when.first:%B}", when.first.day
    named = f"{month}|{month[:3]}" if when.precision == "month" else f"{when.first:%A}"
    dates = rf"{day} (?:{month}|{month[:3]})\b|(?:{month}|{month[:3]})\.? {day}\b|(?:{named})\b"
    last = re.search(rf"\bby (?:the end of )?(?:(?:next|this) )?(?:{when.first:%A},? )?(?:{dates})", said)
    first = re.search(rf"\b(?:no earlier than|not (?:start |begin )?before) (?:{dates})", said)
    return f"{'by ' if last else 'not before ' if first else ''}{days.when(when, today)}"


def _full_name(who: str, held: HeldUpcoming, material: Material) -> str:
    """A doer told by surname, or by the short name of a club, with the one full name that the article gives before."""
    if not NAME.fullmatch(who):
        return who
    names = [one.statement.speaker or "" for one in _statements(held.article.id, material)]
    names += [held.upcoming.said_by.name] if held.upcoming.said_by else []
    text, bare = _text(held, material), rf"\b{re.escape(who)}\b"
    names += re.findall(rf"(?<=[a-zà-ÿ,;] )(?:(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.) )+{bare}", text)
    first = re.search(bare, text)
    before = text[: first.end()] if first else ""  # “Australia” comes before a union that has it in its name
    found = {name for name in names if name.endswith(f" {who}") and before.endswith(name)}
    return max(found, key=len, default=who)


def _is_vague(event: Upcoming) -> bool:
    """Whether what is done is told by something that stands before: `set out the details`, `decide`."""
    done = event.what.removeprefix(event.who or "").split()
    is_bare = len(done) > 1 and done[-2].lower() == "the" and not NAME.match(done[-1])
    return is_bare and not any(NAME.match(word) for word in done[1:])


def _with_object(words: str, thing: str) -> str:
    """`ratify the deal` as `ratify the minerals deal`."""
    head = thing.rsplit(maxsplit=1)[-1] if " " in thing else ""
    return re.sub(rf"\bthe {re.escape(head)}\b", f"the {thing}", words, count=1) if head else words


# ---------------------------------------------------------------- whole, announced


def _is_whole(event: Upcoming) -> bool:
    words = [word.strip(".,;:!?()") for word in event.what.lower().split()]
    opens, closes = event.what.count("“"), event.what.count("”")
    return (
        len(words) >= FEWEST_WORDS
        and words[-1] not in DANGLING
        and not words[-1].endswith(("'s", "’s"))
        and words[0] not in VAGUE | NOBODY
        and not words[0].endswith("ing")
        and not OTHERS & set(words)
        and not HINGES.search(event.what)
        and not ANOTHER_DAY.search(event.what)
        and opens == closes
        and event.what.count('"') % 2 == 0
        and not (event.who or "").endswith(("ing", " likely"))
    )


def _is_announced(event: Upcoming, sentence: str) -> bool:
    """Whether the article puts it as something that is to happen."""
    if _has_subject(event):
        return WILL.search(event.what) is not None
    before, found, _ = sentence.partition(" ".join(event.what.split()))
    return bool(found and event.who) and _leads(before.split(), event.who or "")


def _leads(before: Sequence[str], who: str) -> bool:
    """Whether the words up to the doing are nothing but `… is due to`, behind its doer or a pronoun."""
    lead: list[str] = []
    for word in reversed(before):
        plain = word.lower()
        if plain not in BETWEEN and not plain.endswith("ly"):
            is_short = plain.endswith(("’ll", "'ll"))
            return (is_short or _is_firm(lead[::-1])) and _is_doer(word, who)
        lead.append(plain)
    return False


def _is_firm(lead: Sequence[str]) -> bool:
    pairs = pairwise(lead)
    return bool(FIRM & set(lead)) or any(first in BE and second == "to" for first, second in pairs)


def _is_doer(word: str, who: str) -> bool:
    plain = word.lower().rstrip(".,)").replace("’ll", "").replace("'ll", "")
    return plain in PRONOUNS or plain == who.lower().split()[-1] or word.endswith((",", ")"))


def _has_subject(event: Upcoming) -> bool:
    """Whether what is to happen is told with its subject: `All six ships will be unloaded`."""
    what = event.what
    return what.lower().startswith(event.who.lower()) if event.who else not what[:1].islower()


# ---------------------------------------------------------------- named


def _name_of(held: HeldUpcoming, material: Material) -> str:
    """Who is to do it, as a name: the article's own, or the one name of the article that “the institute” can mean."""
    event = held.upcoming
    who = event.who or _subject(event)
    if is_name(who, _text(held, material)):
        return who
    noun = fold(who.split()[-1]) if who.lower().startswith("the ") and len(who.split()) == len(("the", "noun")) else ""
    fitting = {name for name in _names(held.article.id, material) if noun and noun in fold(name).split()}
    return fitting.pop() if len(fitting) == 1 else ""


def _subject(event: Upcoming) -> str:
    found = WILL.search(event.what)
    return event.what[: found.start()].strip() if found else ""


def _names_whom(event: Upcoming) -> bool:
    """Whether a body that needs no name does something to somebody named: `Parliament to vote on Lee's bill`."""
    who = event.who or _subject(event)
    rest = event.what.removeprefix(who).split()
    is_bare = len(who.split()) == 1 and who[:1].isupper() and who.lower() not in PRONOUNS
    return is_bare and any(NAME.match(word) and word.lower() not in OPENERS for word in rest)


def _is_definite(event: Upcoming) -> bool:
    """Whether its source is somebody's office or a body of the article: `the speaker's office`."""
    return event.said_by is not None and event.said_by.name.lower().startswith("the ")


def _names(article_id: str, material: Material) -> Iterable[str]:
    """Organisations that the records of an article name."""
    for said in _statements(article_id, material):
        kind = said.statement.speaker_kind
        yield from (name for name in (said.statement.speaks_for,) if name)
        yield from (name for name in (said.statement.speaker,) if name and kind == "organisation")
    for deal in _deals(material):
        if deal.article.id == article_id:
            yield from (party.name for party in deal.deal.parties)


def _statements(article_id: str, material: Material) -> list[HeldStatement]:
    everything = (*material.statements, *material.around.statements)
    return [said for said in everything if said.article.id == article_id]


def _deals(material: Material) -> Iterable[HeldDeal]:
    return {held.id: held for held in (*material.around.deals, *material.deals)}.values()


def is_name(words: str, text: str) -> bool:
    """Whether these words name somebody; a capital that stands only where sentences of the text begin names nobody."""
    opening, *others = words.split() or [""]
    if any(NAME.match(word) for word in others):
        return True
    if not NAME.match(opening) or opening.lower() in OPENERS:
        return False
    is_owner = bool(others) and opening.endswith(("’s", "'s"))
    return is_owner or not text or re.search(rf"[\w,;] {re.escape(opening)}\b", text) is not None


def _text(held: HeldUpcoming, material: Material) -> str:
    return text_of(material.articles, held.article)


def _evidence(held: HeldUpcoming, material: Material) -> str:
    return " ".join(words_at(_text(held, material), span) for span in held.upcoming.evidence)
