"""What a headline or a sentence glued to a name of the article: “U.S. Nominates Jim Kim”, “Backing Ann Lee with …”."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.name_rules import NameRules
from bot.reading.name_spans import NameSpan
from bot.text import Tokens

PERSONAL = frozenset({"person", "unknown"})
PAIR = 2  # given name and surname; also letter and full stop of an initial


def cut_glued(tokens: Tokens, rules: NameRules, spans: Sequence[NameSpan]) -> None:
    """Shorten each span that ends in a full name of the article with words before it that are no names of persons."""
    long = [span for span in spans if span.last - span.first > PAIR and span.kind in PERSONAL]
    if not long:
        return
    lower = tokens.lower
    known = {
        tuple(lower[span.first : span.last])
        for span in spans
        if span.kind in PERSONAL and span.last - span.first >= PAIR and lower[span.first] in rules.given
    }
    for span in long:
        for first in range(span.first + 1, span.last - 1):
            if tuple(lower[first : span.last]) in known:
                if not any(_is_named(word, rules) for word in lower[span.first : first]):
                    span.first, span.before, span.core = first, min(span.before, first), ()
                break


def _is_named(word: str, rules: NameRules) -> bool:
    """Whether a word before a name is part of it: a given name, an initial."""
    return word in rules.given or (word.endswith(".") and len(word) == PAIR)
