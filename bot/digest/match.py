"""Does a record belong to what a chat follows? Pure: topics and follows against articles, statements and deals.

A topic takes an article with one of its terms, places or people in the title or two of them in the text; any other
word does so in the title or twice in the text (product.md, "Words"; the head of seeds/topics.toml says how terms are
found). A follow left with `-word` drops every story whose title or text has that word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.digest.folded import Folded, Terms
from bot.digest.material import Material
from bot.digest.sums import is_in
from bot.model import Article, Deal, Follow, HeldDeal, HeldStatement, HeldUpcoming, Topic
from bot.text import fold

MENTIONS_NEEDED = 2
BY_PLACE = 0.5  # nearness of what comes from a followed outlet or feed, whatever it is about
DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{1,40}, (?P<country>[A-ZÀ-Þ][\w ]{2,40}?)(?: \([^)]{1,40}\))? ?[—–-] ")
SHORT_FORM = 3  # "us", "uk", "uae" are written in capitals


@dataclass(frozen=True, slots=True)
class Topics:
    """All topics by folded name and alias; `forms` are all names of a country by each of them."""

    by_name: Mapping[str, Topic] = field(default_factory=dict)
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, topics: Iterable[Topic], countries: Mapping[str, str] | None = None) -> Topics:
        """Index topics by every name they go by; `countries` leads from folded forms ("kyiv") to a country."""
        by_country: dict[str, list[str]] = {}
        for form, country in (countries or {}).items():
            if not form.startswith("the "):
                by_country.setdefault(country, []).append(_capitals(form))
        forms = {form: tuple(by_country[country]) for form, country in (countries or {}).items()}
        return cls({fold(name): topic for topic in topics for name in (topic.name, *topic.aliases)}, forms)

    def find(self, name: str) -> Topic | None:
        """The topic of that name or alias."""
        return self.by_name.get(fold(name))

    def places(self, name: str) -> tuple[str, ...]:
        """A place with the names of its people and its seat of government, where it is a country."""
        return (name, *self.forms.get(fold(name).removeprefix("the "), ()))


@dataclass(slots=True)
class Matcher:
    """Answers for one pass: each article is levelled once, each subject looked for once in it."""

    topics: Topics
    _articles: dict[tuple[str, int, int | None], tuple[Folded, Folded]] = field(default_factory=dict)
    _hits: dict[tuple[str, str, int, int | None], tuple[int, int]] = field(default_factory=dict)
    _indexes: dict[str, Terms] = field(default_factory=dict)

    def nearness(self, follow: Follow, article: Article, material: Material) -> float:
        """How near an article is to what is followed; 0 when it does not belong there. A title counts most."""
        if follow.about and not self._near(follow.about, article):
            return 0.0
        if follow.kind in ("outlet", "feed", "bundle"):
            return BY_PLACE if comes_from(follow, article, material) else 0.0
        near = self._near(follow.subject, article)
        is_short = follow.kind == "organisation" and fold(follow.text) in fold(follow.subject)
        return max(near, self._near(follow.text, article)) if is_short else near  # “Norvane” of “Norvane Energy”

    def is_excluded(self, follow: Follow, article: Article) -> bool:
        """Whether the chat left such stories out."""
        title, text = self._folded(article)
        return any(title.has(word, is_typed=True) or text.has(word, is_typed=True) for word in follow.excluded)

    def is_said(self, follow: Follow, held: HeldStatement) -> bool:
        """Whether a statement is by the one followed, and about what was asked for: words, context, headline."""
        if not is_speaker(follow, held):
            return False
        if not follow.about:
            return True
        words = Folded.of(f"{held.statement.words} {held.context_text} {held.headline or ''}")
        return any(words.has(term, is_typed=typed) for term, typed in self._terms(follow.about))

    def is_deal(self, follow: Follow, held: HeldDeal) -> bool:
        """Whether a deal's parties, object or amount are what is followed."""
        deal = held.deal
        if follow.kind == "deals":
            return (
                _kind_matches(follow, deal)
                and self._parties_match(follow, deal)
                and amount_matches(follow, held)
                and _about_matches(follow, held)
            )
        if follow.kind in ("outlet", "feed", "bundle"):
            return False
        names = (*(party.name for party in deal.parties), deal.object or "", deal.said_by.name if deal.said_by else "")
        return self._mentions(follow.subject, " · ".join(names))

    def is_upcoming(self, follow: Follow, held: HeldUpcoming) -> bool:
        """Whether an event names what is followed."""
        if follow.kind in ("deals", "outlet", "feed", "bundle"):
            return False
        return self._mentions(follow.subject, f"{held.upcoming.who or ''} · {held.upcoming.what}")

    def _near(self, subject: str, article: Article) -> float:
        in_title, in_text = self._count(subject, article)
        if in_title:
            return 2.0 + min(in_title + in_text, 10) / 10
        return 1.0 + min(in_text, 10) / 10 if in_text >= MENTIONS_NEEDED else 0.0

    def _count(self, subject: str, article: Article) -> tuple[int, int]:
        """Hits in title and text; a surname of a topic's person counts once the article gave the full name."""
        key = (subject, article.id, article.version, article.chat_id)
        if key not in self._hits:
            title, text = self._folded(article)
            topic = self.topics.find(subject)
            if topic is None:
                least = MENTIONS_NEEDED if self._is_reported_from(subject, article) else 0
                self._hits[key] = self._typed(subject, title), max(self._typed(subject, text), least)
            else:
                known = [name.split()[-1] for name in topic.people if title.has(name) or text.has(name)]
                terms = self._index(topic)
                self._hits[key] = (
                    terms.count(title) + sum(map(title.count, known)),
                    terms.count(text) + sum(map(text.count, known)),
                )
        return self._hits[key]

    def _is_reported_from(self, subject: str, article: Article) -> bool:
        """Whether the dateline has the country: `GALWAY, Ireland —`."""
        dateline = DATELINE.match(article.text)
        return dateline is not None and fold(dateline["country"]) in map(fold, self.topics.places(subject)[1:])

    def _typed(self, subject: str, part: Folded) -> int:
        """Hits of any other word; a country is found by its people and capital too."""
        forms = self.topics.places(subject)[1:]
        return part.count(subject, is_typed=True) + sum(
            part.count(form) for form in forms if fold(form) != fold(subject)
        )

    def _index(self, topic: Topic) -> Terms:
        if topic.name not in self._indexes:
            self._indexes[topic.name] = Terms.of(self._words(topic))
        return self._indexes[topic.name]

    def _words(self, topic: Topic) -> tuple[str, ...]:
        """The topic's name, terms and places, each once in whatever way it is written."""
        places = (form for place in topic.places for form in self.topics.places(place))
        return tuple({fold(term): term for term in (topic.name, *topic.terms, *places)}.values())

    def _mentions(self, subject: str, words: str) -> bool:
        folded = Folded.of(words)
        return any(folded.has(term, is_typed=typed) for term, typed in self._terms(subject))

    def _terms(self, subject: str) -> Sequence[tuple[str, bool]]:
        """What stands for a subject, and whether a person typed it."""
        topic = self.topics.find(subject)
        if topic is None:
            return [(subject, True), *((form, False) for form in self.topics.places(subject)[1:])]
        return [(term, False) for term in (*self._words(topic), *topic.people)]

    def _parties_match(self, follow: Follow, deal: Deal) -> bool:
        names = [Folded.of(party.name) for party in deal.parties]
        return all(
            any(name.has(term, is_typed=typed) for name in names for term, typed in self._terms(wanted))
            for wanted in follow.parties
        )

    def _folded(self, article: Article) -> tuple[Folded, Folded]:
        key = (article.id, article.version, article.chat_id)
        if key not in self._articles:
            self._articles[key] = Folded.of(article.title), Folded.of(article.text)
        return self._articles[key]


def says_only(follow: Follow) -> bool:
    """Whether of a body only what it says is wanted: "the Kremlin about grain", a watch; else all told of it."""
    return follow.kind == "organisation" and (follow.about is not None or follow.is_watch)


def comes_from(follow: Follow, article: Article, material: Material) -> bool:
    """Whether an article comes from the outlet, the feed or a feed of the bundle that is followed."""
    if follow.kind == "outlet":
        wanted, outlet = fold(follow.subject), fold(article.outlet or "")
        return bool(outlet) and (outlet == wanted or wanted.endswith(f".{outlet}") or outlet.endswith(f".{wanted}"))
    url = material.feeds.get(article.feed_id or 0)
    if follow.kind == "feed":
        return url is not None and url == follow.subject
    return url is not None and url in material.bundles.get(follow.subject, frozenset())


def is_speaker(follow: Follow, held: HeldStatement) -> bool:
    """Whether a statement is by the person, or by or for the organisation, that is followed."""
    statement = held.statement
    if follow.kind in ("organisation", "word"):  # a word may be somebody's name that nothing was known of then
        return any(
            name and _plain(name) == _plain(follow.subject) for name in (statement.speaker, statement.speaks_for)
        )
    return statement.speaker is not None and _same_name(follow.subject, statement.speaker)


def amount_matches(follow: Follow, held: HeldDeal) -> bool:
    """Whether one of a deal's figures is large enough, in the currency asked for."""
    if follow.amount_from is None:
        return True
    told = " ".join(source.words for source in held.sources)
    given = [amount.amount for amount in held.amounts] or ([held.deal.amount] if held.deal.amount else [])
    return any(
        money.value is not None
        and (money.value_max or money.value) >= follow.amount_from
        and is_in(follow.currency, money.currency, told)
        for money in given
    )


def _kind_matches(follow: Follow, deal: Deal) -> bool:
    kind = follow.subject.removesuffix(" deals").removesuffix("deals")
    return not kind or kind == deal.kind


def _about_matches(follow: Follow, held: HeldDeal) -> bool:
    """Every word asked for stands in the deal's status, object, parties or evidence."""
    if not follow.about:
        return True
    deal = held.deal
    names = " · ".join(party.name for party in deal.parties)
    evidence = " · ".join(source.words for source in held.sources)
    words = Folded.of(f"{deal.status} · {deal.kind} · {deal.object or ''} · {names} · {evidence}")
    return all(words.has(word, is_typed=True) for word in follow.about.split())


def _same_name(wanted: str, name: str) -> bool:
    """The same name, or one of them the surname of the other."""
    wanted_words, words = fold(wanted).split(), fold(name).split()
    if not wanted_words or not words:
        return False
    is_surname = len(wanted_words) == 1 or len(words) == 1
    return wanted_words == words or (is_surname and words[-1] == wanted_words[-1])


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ")


def _capitals(form: str) -> str:
    """A folded form as it is printed: `Kyiv`, `US`, `U.S.`, `Bosnia and Herzegovina`."""
    if len(form.replace(".", "")) <= SHORT_FORM and (len(form) < SHORT_FORM or "." in form or form in ("uae", "usa")):
        return form.upper()
    small = ("and", "of", "the")
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in form.split())
