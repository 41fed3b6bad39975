"""On Record: who said what and who agreed to what, read from the news, kept as checked records, told in chats.

Facts flow left to right, imports point right to left; the world is touched at the ends, the middle is pure.

     the world            pure                          the world
     sources  ──▶  reading ──▶ stories ──▶ digest  ──▶  delivery ──▶ handlers ──▶ people
        └──────────────────▶  store  ◀──────────────────┘   asking ◀────┘ questions

Read `bot.model` for the nouns, `bot.pipeline` for the verbs (refresh → understand → write → deliver),
`bot.__main__` for where the parts meet. `tests/test_shape.py` holds the direction of imports.
"""

from bot.compiled import use_compiled

use_compiled()
