"""Articles for the tests of stories: our own writing, about places and people that do not exist."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.model import Article
from bot.stories import Placement, Window

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

FLOOD = (
    "The Varn burst its banks at Kessel on Monday and 1,400 people left their homes, the Ostrava Region rescue service "
    "said. Helicopters lifted 36 patients from the hospital at Kessel. Mayor Irena Doll said the dam at Lower Varn "
    "had held. Water stood two metres deep in Mill Street and the railway to Brenn was closed. Rescue chief Pavel Orm "
    "asked people to stay away from the bridges. More rain is expected on Tuesday, forecasters in Brenn said."
)
FLOOD_ELSEWHERE_TOLD = (
    "Kessel's mayor, Irena Doll, praised the crews who carried patients out of the town's hospital by helicopter after "
    "the Varn flooded its streets. About 1,400 residents spent the night in schools in Brenn. The dam at Lower Varn is "
    "safe, rescue chief Pavel Orm told reporters, but trains will not run before the weekend."
)
OTHER_FLOOD = (
    "Heavy rain flooded the centre of Port Hallan on Monday and 300 people left their homes, firefighters said. The "
    "river Tamsin rose four metres in a night. Governor Luis Brandt said the harbour wall at Hallan had held. Two "
    "ferries were torn from their moorings and the coast road to Sillet was closed. More rain is expected on Tuesday."
)
BUDGET = (
    "Finance minister Carla Nesting presented a budget of 48 billion crowns on Monday. Schools receive 3 percent more, "
    "the army 9 percent. The opposition Harvest Party said it would vote against the tax on sugar. Parliament in "
    "Ardenne decides on 20 March."
)


def an_article(
    name: str, text: str, *, title: str = "", after: timedelta | None = timedelta(), chat_id: int | None = None
) -> Article:
    """An article published some time after Monday morning; `after` None is without a date."""
    published = None if after is None else MONDAY + after
    return Article(id=name, title=title, text=text, published_at=published, chat_id=chat_id, arrived_at=MONDAY)


class Desk:
    """Gives articles to a window in order and numbers new stories, as the store does."""

    def __init__(self, window: Window | None = None) -> None:
        self.window = window or Window()
        self.stories = 0
        self.story_of: dict[str, int] = {}

    def take(self, article: Article) -> Placement:
        """Where the article was put; a new story gets the next number."""
        placement = self.window.place(article)
        story_id = placement.story_id
        if story_id is None:
            self.stories += 1
            story_id = self.stories
        self.window.add(article, story_id, placement.duplicate_of or article.id)
        self.story_of[article.id] = story_id
        return placement
