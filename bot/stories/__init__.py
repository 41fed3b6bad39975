"""Which articles are one story: same text elsewhere, and different texts on one event. Pure, online, no model."""

from bot.stories.window import Placement, Window

__all__ = ["Placement", "Window"]
