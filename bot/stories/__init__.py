"""Which articles are one story: same text elsewhere, and different texts on one event. Pure, online, no model."""

from bot.stories.gist import gist
from bot.stories.headline import Headline, headline_of
from bot.stories.window import Placement, Window

__all__ = ["Headline", "Placement", "Window", "gist", "headline_of"]
