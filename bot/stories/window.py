"""A window of recent articles: where does the next one belong?

1. same article   another version of an article held: its story, unless it now tells of something else
2. candidates     the stories that share rare words with it
3. same event     how like a story is, less the days between, against how like the other stories are as well:
                  where everything is alike (one subject, many days) more is asked of a story than where nothing is
4. same text      its words in the order of an article of that story: a copy (one origin, several outlets)
5. otherwise      a new story
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from datetime import timedelta

from bot.model import Article
from bot.stories.copies import Print, fingerprint
from bot.stories.scope import CANDIDATES, HeldStory, Scope, Seen
from bot.stories.spelling import coded
from bot.stories.vectors import Frequencies, Vector, Words, count_words, vector

SAME_EVENT = 0.20
NEAREST = 0.5  # share of the likeness to the nearest article; the rest is that to the story as a whole
PER_DAY, MOST_DAYS = 0.1, 3.0  # what a day between an article and a story costs, and how many count
SAME_DAY = 0.13  # what the same day is worth, against not knowing it
NO_NAME = 0.1  # what it costs to share no name where the article has some
FEWEST_NAMES = 3
USUAL = 0.1  # how like a story usually is to one of the others, while there are few
BACKGROUND = slice(3, CANDIDATES)  # the stories, best first, that show how alike everything is here
BACKGROUND_WEIGHT = 1.0
OTHER_TEXT = 0.08  # a version less like its former one than this is another article under an old address
HEAD = 1_500  # characters: the head of an article says what it is about
READ = 12_000  # characters: enough to tell a copy
SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article belongs: `story_id` None is a new story; `duplicate_of` is the article it copies."""

    story_id: int | None = None
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was worked out of an article when it was placed, for adding it."""

    article: Article
    words: Words
    vector: Vector
    text: Print


@dataclass(slots=True)
class Window:
    """Articles of the last days by their words. `place` decides, `add` remembers what the store then did.

    `span` is how far apart in time an article and a story may be; what has no date is compared with everything.
    `limit` is how many articles of one scope are held.
    """

    span: timedelta = timedelta(days=7)
    limit: int = 20_000
    _shared: Scope = field(init=False)
    _of_chats: dict[int, Scope] = field(default_factory=dict)
    _taken: _Taken | None = None

    def __post_init__(self) -> None:
        self._shared = Scope(self.limit)

    def place(self, article: Article) -> Placement:
        """Where this article belongs among those held, seen from its own scope (promise 7)."""
        taken = self._take(article)
        known = self._known(taken)
        story_id = known if known is not None else self._same_event(taken)
        if story_id is None:
            return Placement()
        return Placement(story_id, self._copied(taken, story_id))

    def add(self, article: Article, story_id: int, origin_id: str) -> None:
        """Remember an article and the story that the store gave it."""
        taken = self._take(article)
        seen = Seen(article.id, origin_id, _day(article), taken.text)
        self._scope(article.chat_id).add(story_id, seen, taken.vector, taken.words)

    def _take(self, article: Article) -> _Taken:
        if self._taken is None or self._taken.article is not article:
            head, rest = coded(article.text[:HEAD]), coded(article.text[HEAD:READ])
            words = count_words(article.title, head)
            self._taken = _Taken(article, words, vector(words, self._seen(article.chat_id)), fingerprint(head + rest))
        return self._taken

    def _seen(self, chat_id: int | None) -> Frequencies:
        shared = self._shared
        own = self._of_chats.get(chat_id) if chat_id is not None else None
        if own is None:
            return Frequencies(shared.index.articles, shared.index.having)
        both = shared.index, own.index
        return Frequencies(
            sum(index.articles for index in both),
            lambda words: map(sum, zip(*(index.having(words) for index in both), strict=True)),
        )

    def _scope(self, chat_id: int | None) -> Scope:
        if chat_id is None:
            return self._shared
        return self._of_chats.setdefault(chat_id, Scope(self.limit))

    def _visible(self, chat_id: int | None) -> Iterator[Scope]:
        yield self._shared
        if chat_id is not None and chat_id in self._of_chats:
            yield self._of_chats[chat_id]

    def _known(self, taken: _Taken) -> int | None:
        """The story of this article's former version."""
        scope = self._scope(taken.article.chat_id)
        likeness = scope.likeness_to(taken.article.id, taken.vector)
        if likeness is None or likeness < OTHER_TEXT:
            return None
        return scope.story_of[taken.article.id]

    def _same_event(self, taken: _Taken) -> int | None:
        alike = self._alike(taken)
        scores = [NEAREST * nearest + (1 - NEAREST) * likeness for likeness, nearest, _, _ in alike]
        names: Set[int] = taken.words.names.keys() & taken.vector.keys()
        best, story_id = SAME_EVENT + BACKGROUND_WEIGHT * _background(scores), None
        for score, (_, _, story, apart) in zip(scores, alike, strict=True):
            timely = score - _cost(apart)
            if timely < best:
                continue  # before asking what it has of the names
            if len(names) >= FEWEST_NAMES and not story.has_any(names):
                timely -= NO_NAME  # the same kind of event elsewhere
            if timely > best or (timely == best and (story_id is None or story.story_id < story_id)):
                best, story_id = timely, story.story_id
        return story_id

    def _alike(self, taken: _Taken) -> list[tuple[float, float, HeldStory, float | None]]:
        """Stories within the span that share rare words, in every scope that the article sees, with the days between.

        Those of several scopes are the likest of all of them.
        """
        day, span = _day(taken.article), self.span / timedelta(days=1)
        found = []
        for scope in self._visible(taken.article.chat_id):
            for likeness, nearest, story in scope.alike(taken.vector):
                apart = story.days_apart(day)
                if (apart or 0.0) <= span:
                    found.append((likeness, nearest, story, apart))
        found.sort(key=_likest_first)
        return found[:CANDIDATES]

    def _copied(self, taken: _Taken, story_id: int) -> str | None:
        """The origin of the text, where an article of the story has the same."""
        for scope in self._visible(taken.article.chat_id):
            story = scope.stories.get(story_id)
            for member in story.members.values() if story else ():
                if member.article_id != taken.article.id and taken.text.is_copy_of(member.text):
                    return member.origin_id
        return None


def _likest_first(alike: tuple[float, float, HeldStory, float | None]) -> tuple[float, int]:
    return -alike[0], alike[2].story_id


def _background(scores: list[float]) -> float:
    """How alike everything is here, by what comes behind the first few; the usual where there is less."""
    others = sorted(scores, reverse=True)[BACKGROUND]
    count = BACKGROUND.stop - BACKGROUND.start
    return (sum(others) + USUAL * (count - len(others))) / count


def _cost(apart: float | None) -> float:
    return 0.0 if apart is None else PER_DAY * min(apart, MOST_DAYS) - SAME_DAY


def _day(article: Article) -> float | None:
    return article.published_at.timestamp() / SECONDS_A_DAY if article.published_at else None
