"""Writing a digest: `match` what a chat follows, `choose` what it is told, `compose` the message. All pure.

    material ──▶ choose(material, follows, told, taste) ──▶ Chosen ──▶ compose(chosen, chat, now) ──▶ Digest

`cut` holds promise 1: whole sentences of a quotation only. `lines` turns one record into one line, for
digests and answers alike; `days` and `wording` say dates, money and names.
"""

from bot.digest.choose import choose
from bot.digest.chosen import Chosen, Taste
from bot.digest.compose import compose
from bot.digest.material import Material

__all__ = ["Chosen", "Material", "Taste", "choose", "compose"]
