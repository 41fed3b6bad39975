"""What an article says: `read(article, rules)` gives its statements, deals, dates to come and names.

1. tokens        bot.text: words, sentences, quotations
2. tags          word classes from the lexicon; sentences joined over quotations (tagged)
3. names         the registry of persons and organisations (names)
4. attributions  cue by cue: source, cue, content (grammar)
5. statements    speakers, offsets, circumstances, confidence (statements)
6. deals         who agreed to what, and what is still to come (deals)
"""

from __future__ import annotations

from bot.model import Article, Deal, Reading, Upcoming
from bot.reading.chunks import Chunker
from bot.reading.dates import find_dates
from bot.reading.deals import find_deals
from bot.reading.grammar import attributions
from bot.reading.lexicon import FILES, Rules, parse_rules
from bot.reading.mentions import Facts
from bot.reading.names import find_names
from bot.reading.parties import Parties
from bot.reading.statements import statements_of
from bot.reading.tagged import tag
from bot.reading.upcoming import find_upcoming
from bot.text import tokenise

__all__ = ["FILES", "Rules", "parse_rules", "read"]


def read(article: Article, rules: Rules, *, with_names: bool = True) -> Reading:
    """Read one article; the title is context for names only, the date comes from `published_at`.

    `with_names` false leaves out the list of names, which a batch does not print; speakers are found all the same.
    """
    tokens = tokenise(article.text)
    tagged = tag(tokens, rules)
    registry = find_names(tokens, article.title, rules)
    published = article.published_at.date() if article.published_at else None
    words = rules.deals
    dates = find_dates(tokens, published, words.dates, tagged.anchors) if words else []
    statements = statements_of(tagged, attributions(tagged), registry, dates, published)
    deals: tuple[Deal, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    if words is not None:
        facts = Facts(tokens, dates, published, words, tagged.anchors)
        parties = Parties(Chunker(tokens, words.chunks, dates), words, registry)
        deals, upcoming = find_deals(facts, parties, statements), find_upcoming(facts, parties, statements)
    names = registry.names if with_names else ()
    registry.release()
    return Reading(statements=statements, deals=deals, upcoming=upcoming, names=names)
