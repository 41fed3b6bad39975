"""What can be followed, as typed: topics, names, phrases, outlets, feeds, bundles, deals. Pure.

    Ukraine, Marco Rubio about oil, "minerals deal", deals over $100m with Poland, harbourpost.example, -football

The stages for one item, in order:
    1. -words       leave stories out; an item of -words only narrows every follow typed with it
    2. quoted       a phrase
    3. address      a feed or page URL; a bare domain is an outlet; "bundle world" or a bundle's name is a bundle
    4. deals        the conditions of `bot.asking.terms`, as in questions
    5. X about Y    X a name or topic, Y words
    6. a name       topic by name or alias, then a person or organisation held; a watch asks for names first
    7. a word       anything else: in the title or mentioned twice (product.md, Words)
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from bot.asking.ground import Ground
from bot.asking.slots import no_article
from bot.asking.terms import read_terms
from bot.asking.tokens import bare, clean, joined, split, take_phrases
from bot.digest.match import says_only
from bot.digest.sums import sum_said
from bot.errors import UsageError
from bot.model import Follow, FollowKind, Topic
from bot.text import fold

EXCLUDED = re.compile(r"(?:^|(?<=\s))-(?:[“\"]([^“”\"]{1,60})[”\"]|(?=[^\W_])([\w'.&-]{1,60}))")
DOMAIN = re.compile(r"(?:www\.)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,20})/?", re.IGNORECASE)
URL = re.compile(r"(?:(?:https?|feed)://|feed:https?://)[^\s/]\S*", re.IGNORECASE)
PAGE = re.compile(rf"{DOMAIN.pattern.removesuffix('/?')}/\S+", re.IGNORECASE)  # "example.org/feed.xml"
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:/", re.IGNORECASE)
BUNDLE = re.compile(r"(?:bundle|feeds?\s+bundle)\s+(.+)|(.+?)\s+bundle", re.IGNORECASE)
FILLER = re.compile(
    r"^(?:(?:me|to|the\s+(?:person|topic|outlet|organi[sz]ation|company|story|stories\s+(?:on|about)))\s+)+",
    re.IGNORECASE,
)
MOST_ITEMS = 50
LONGEST_SUBJECT = 120
EXAMPLES = "Ukraine · Marco Rubio about oil · “minerals deal” · deals over $100m with Poland · bbc.co.uk"


def parse_follows(
    text: str, ground: Ground, bundles: Sequence[str] = (), *, is_watch: bool = False
) -> tuple[Follow, ...]:
    """Every follow that was typed; UsageError in one line when there is none."""
    follows: list[Follow] = []
    excluded: list[str] = []
    for item in _items(text):
        words = [quoted or word for quoted, word in EXCLUDED.findall(item)] if not SCHEME.match(item) else []
        rest = EXCLUDED.sub(" ", item).strip(" ,;") if words else item
        if not rest:
            excluded += words
            continue
        found = _follow(rest, ground, bundles, is_watch=is_watch)
        follows.append(
            replace(found, text=item[:LONGEST_SUBJECT], excluded=tuple(dict.fromkeys(words)), is_watch=is_watch)
        )
    if not follows:
        raise UsageError(f"What shall I follow? For instance: {EXAMPLES}")
    return tuple(
        replace(follow, excluded=tuple(dict.fromkeys((*follow.excluded, *excluded)))) for follow in _unique(follows)
    )


def asked_back(follow: Follow) -> tuple[str, ...]:
    """What to type for each of those that an ambiguous follow may mean: "Moira Tennock about pay"."""
    about = f" about {follow.about}" if follow.about else ""
    without = "".join(f" -{word}" for word in follow.excluded)
    return tuple(f"{name}{about}{without}" for name in follow.options)


def describe_follow(follow: Follow) -> str:
    """What was understood, in one plain sentence."""
    described = {
        "topic": f"Stories on {follow.subject}",
        "speaker": f"What {follow.subject} says",
        "organisation": _organisation_described(follow),
        "phrase": f"Stories with the words “{follow.subject}”",
        "outlet": f"Everything from {follow.subject}",
        "deals": f"{_deals_described(follow)}",
        "feed": f"The feed at {follow.subject}, for this chat alone",
        "bundle": f"The feeds of the bundle {follow.subject}",
        "word": f"Stories with “{follow.subject}” in the title or twice in the text",
    }[follow.kind]
    about = f" about {follow.about}" if follow.about else ""
    without = f", without stories on {' or '.join(follow.excluded)}" if follow.excluded else ""
    at_once = ", told at once" if follow.is_watch else ""
    return f"{described}{about}{without}{at_once}."


def _organisation_described(follow: Follow) -> str:
    """Of a body all that is told of it, unless only what it says is wanted."""
    if says_only(follow):
        return f"What {follow.subject} and those who speak for it say"
    return f"Stories on {follow.subject}, its deals, what it and those who speak for it say"


def _items(text: str) -> list[str]:
    """Items between commas, semicolons or lines; not inside quotation marks or figures such as $1,000."""
    line = clean(text.replace("\n", ", "))
    parts = re.findall(
        r"(?:“[^”]*”|\"[^\"]*\"|(?:feed:)?(?:https?|feed)://\S+?(?=,?\s|,?$)|(?<=\d),(?=\d{3})|[^,;])+", line
    )
    items = (FILLER.sub("", piece.strip(" .")) for piece in parts)
    return [item for item in items if re.search(r"\w", item)][:MOST_ITEMS]


def _follow(item: str, ground: Ground, bundles: Sequence[str], *, is_watch: bool) -> Follow:
    base = Follow(text=item, kind="word", subject=no_article(item)[:LONGEST_SUBJECT] or item)
    rest, phrases = take_phrases(item)
    about_phrase = phrases[0] if phrases and rest.lower().endswith((" about", " on")) else None
    if phrases and about_phrase is None:
        return replace(base, kind="phrase", subject=phrases[0])
    if address := _address(item, base, () if topic_of(item, ground.topics) else bundles):
        return address
    if _is_about_deals(rest, ground):
        return _deals(rest, base, ground)
    if match := re.match(r"(?P<who>.+?)\s+(?:about|on)(?:\s+(?P<about>.+))?$", rest, re.IGNORECASE):
        about = about_phrase or match["about"]
        if about:
            return replace(_named(match["who"], base, ground, is_watch=True, is_speaker=True), about=no_article(about))
    return _named(item, base, ground, is_watch=is_watch)


def _address(item: str, base: Follow, bundles: Sequence[str]) -> Follow | None:
    if URL.fullmatch(item):
        return replace(base, kind="feed", subject=item)
    if SCHEME.match(item):
        raise UsageError(f"“{item[:60]}” is no address I can read: follow https://example.com/feed.xml")
    if match := DOMAIN.fullmatch(item):
        return replace(base, kind="outlet", subject=match[1].lower())
    if PAGE.fullmatch(item):
        return replace(base, kind="feed", subject=f"https://{item}")
    named = BUNDLE.fullmatch(item)
    wanted = fold((named[1] or named[2]) if named else item).replace(" ", "-")
    for bundle in bundles:
        if fold(bundle) == wanted:
            return replace(base, kind="bundle", subject=bundle)
    return None


def _named(item: str, base: Follow, ground: Ground, *, is_watch: bool, is_speaker: bool = False) -> Follow:
    """A topic, a name held, or words; names go first where a speaker is wanted."""
    topic = topic_of(item, ground.topics)
    found = ground.names.resolve(item)
    is_certain = found.how not in ("unknown", "misspelt", "part")
    is_plural = item.islower() and item.endswith("s") and " " not in item
    if found.one and is_plural and not ground.names.is_person(found.one) and not ground.names.is_heard(found.one):
        is_certain = False  # "dockworkers", that a headline began with, are words
    if topic and not (is_watch and is_certain):
        return replace(base, kind="topic", subject=topic.name)
    if found.how == "role" and found.options and all(_is_body_alone(item, name, ground) for name in found.options):
        return replace(base, kind="organisation", subject=no_article(item))
    if found.one and (is_certain or (found.how == "misspelt" and topic is None)):
        kind: FollowKind = "speaker" if ground.names.is_person(found.one) else "organisation"
        return replace(base, kind=kind, subject=found.one)
    if is_certain and len(found.options) > 1 and topic is None:
        return replace(base, kind="speaker", options=found.options)
    titles = ground.words.sets["person_titles"]
    if is_speaker or _looks_like_person(item, titles):
        return replace(base, kind="speaker", subject=" ".join(_without_title(no_article(item).split(), titles)))
    return base


def _is_body_alone(item: str, name: str, ground: Ground) -> bool:
    """Whether the body is typed, not the office in it: "Harbour Board" of somebody known as its chairwoman."""
    wanted = set(bare(no_article(item)).split())
    roles = [bare(role.role) for known in ground.names.whole.get(bare(name), ()) for role in known.roles]
    holding = [role for role in roles if wanted <= set(role.split())]
    return bool(holding) and not any(wanted & {_office(role)} for role in holding)


def _office(role: str) -> str:
    """The word for what somebody is: "secretary" of the union's general secretary, of the secretary of state."""
    return re.split(r" (?:of|for|at|in|to) ", role)[0].split()[-1]


def _without_title(words: list[str], titles: Container[str]) -> list[str]:
    while len(words) > 1 and words[0].lower().rstrip(".") in titles:
        words = words[1:]
    return words


def _looks_like_person(item: str, titles: Container[str]) -> bool:
    """Nobody held yet, but typed as a name with a title: "Senator Jane Roe"."""
    words = item.split()
    return len(words) > 1 and words[0].lower().rstrip(".") in titles and all(word[:1].isupper() for word in words[1:])


def topic_of(item: str, topics: Sequence[Topic]) -> Topic | None:
    """The topic of this name or alias, with or without an article."""
    wanted = {fold(item), fold(no_article(item)), bare(item)}
    return next((topic for topic in topics if wanted & {fold(name) for name in (topic.name, *topic.aliases)}), None)


def _is_about_deals(item: str, ground: Ground) -> bool:
    words = [word.low for word in split(item)]
    nouns = {*ground.words.deals["nouns"], *ground.words.deals["kind_nouns"]}
    plain = {"any", "all", "big", "new", "the", *ground.words.deal_kinds, *ground.words.deal_statuses}
    first = next((at for at, word in enumerate(words) if word in nouns), None)
    if first is None or not all(word in plain for word in words[:first]):
        return False
    return words[first].endswith("s") or len(words) > first + 1


def _deals(item: str, base: Follow, ground: Ground) -> Follow:
    terms = read_terms(tuple(split(item)), ground.words)
    nouns = (*ground.words.deals["nouns"], "any", "all", "big", "new", "the")
    left = joined([word for word in terms.rest if word.low not in nouns])
    left = ground.patterns.about.sub(" ", left).strip()
    about = " ".join(part for part in (terms.status or "", left) if part) or None
    return replace(
        base,
        kind="deals",
        subject=f"{terms.kind} deals" if terms.kind else "deals",
        parties=tuple(no_article(party) for party in terms.parties),
        amount_from=terms.amount_from,
        currency=terms.currency,
        about=about,
    )


def _deals_described(follow: Follow) -> str:
    over = ""
    if follow.amount_from is not None:
        over = f" of {sum_said(follow.amount_from, follow.currency)} or more"
        over += "" if follow.currency else " in any currency"
    parties = f" with {' and '.join(follow.parties)}" if follow.parties else ""
    return f"{follow.subject[:1].upper()}{follow.subject[1:]}{over}{parties}"


def _unique(follows: list[Follow]) -> list[Follow]:
    seen: dict[tuple[object, ...], Follow] = {}
    for follow in follows:
        key = (follow.kind, fold(follow.subject), follow.about, follow.parties, follow.amount_from)
        seen.setdefault(key, follow)
    return list(seen.values())
