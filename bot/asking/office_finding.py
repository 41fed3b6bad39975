"""Who holds an office of a country where the article gives the office alone: "Foreign Minister Claire Donnelly".

An outlet does not call its own minister by the country. So the country must be the only one named around the words, or,
where none is, the only one in the whole article; else nobody is meant, for a wrong name is worse than none.
"""

from __future__ import annotations

from bot.asking.ground import Ground
from bot.asking.inquiry import Inquiry
from bot.asking.name_forms import offices_of
from bot.asking.tokens import bare
from bot.digest.material import Texts, text_of
from bot.model import HeldStatement, Question

MOST_HOLDERS = 6  # of an office, the newest first, whose articles are looked at
LOOKED_AT = 3  # statements of each


async def holder_of_country(question: Question, inquiry: Inquiry) -> str | None:
    """The newest holder of "the Indonesian president" by an article on that country."""
    names = inquiry.ground.names
    for office, country in country_offices(question, inquiry.ground):
        for name in names.offices.newest_holders(office, names.wording.offices)[:MOST_HOLDERS]:
            asked = Question(text=question.text, kind="statements", speaker=name)
            found = await inquiry.near(asked, limit=LOOKED_AT)
            texts = await inquiry.load([hit.held.article for hit in found])
            if any(is_of_country(hit.held, country, texts, inquiry.ground) for hit in found):
                return name
    return None


def country_offices(question: Question, ground: Ground) -> list[tuple[str, str]]:
    """The office asked about and the country it is of, in each way to read it."""
    ways = offices_of(bare(question.speaker or ""), ground.countries)
    return [(office, country) for office, whose in ways if (country := ground.country(whose)) is not None]


def is_of_country(held: HeldStatement, country: str, texts: Texts, ground: Ground) -> bool:
    """Whether no other country is named around the words, or, where none is, in the whole article."""
    around = ground.countries_in(held.context_text)
    return (around or ground.countries_in(f"{held.article.title} {text_of(texts, held.article)}")) == {country}
