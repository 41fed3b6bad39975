"""Dates as news writes them, resolved against the day of publication, as precise as the text; null rather than a guess.

The stages, in order:
    1. triggers    names of weekdays, months and stretches of time, figures that can be years, ISO days
    2. reading     each trigger with the words beside it ("last", "the end of", "two … ago")
    3. direction   a day without a year lies ahead where the nearest verb points ahead ("will … on Friday"), else behind
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.model import Span, When
from bot.reading.date_words import DateWords, parse_date_words
from bot.reading.days import MONTHS_IN_QUARTER, around, in_month, in_quarter, on_day
from bot.text import Tokens

__all__ = ["DateWords", "Dated", "find_dates", "parse_date_words"]

DAYS_IN_WEEK = 7
HALF_A_YEAR = 6
DAYS = frozenset([*map(str, range(1, 32)), *(f"0{day}" for day in range(1, 10))])
LONGEST_COUNT = 3  # digits of "100 days ago"
SHORTEST_PAST = 5  # letters of "asked"
ISO_LENGTH = len("2025-05-02")
ISO_MONTH = re.compile(r"-\d\d-")
REACH = 14  # tokens looked through for the verb that gives a day its direction


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text: token range, offsets, and the days meant, None where the text alone does not tell."""

    first: int
    last: int
    span: Span
    when: When | None


def find_dates(
    tokens: Tokens, published: date | None, words: DateWords, among: Sequence[int] | None = None
) -> list[Dated]:
    """Every date of the text in order, overlapping none; `published` is the article's own day.

    `among` are tokens that hold all words which begin a date, where these are known already.
    """
    reading = _Dates(tokens, published, words)
    triggers = words.triggers
    lower = tokens.lower
    places = tokens.among(range(len(lower)) if among is None else among, triggers)
    if ISO_MONTH.search(tokens.text):
        places += [at for at, word in enumerate(lower) if len(word) == ISO_LENGTH and word[4] == "-"]
        places = sorted(set(places))
    for at in places:
        if lower[at] in triggers:
            reading.read(at, triggers[lower[at]])
        else:
            reading.iso(at, lower[at])
    return reading.found


class _Dates:
    """The dates of one text, read left to right; the last day found is what "the same day" refers to."""

    def __init__(self, tokens: Tokens, published: date | None, words: DateWords) -> None:
        self.tokens, self.lower, self.words = tokens, tokens.lower, words
        self.published = published
        self.found: list[Dated] = []
        self.taken = 0  # tokens before this one belong to a date already
        self.anchor: date | None = None

    def read(self, at: int, kind: str) -> None:
        if at >= self.taken:
            getattr(self, f"_{kind}")(at)

    def iso(self, at: int, word: str) -> None:
        try:
            day = date.fromisoformat(word)
        except ValueError:
            return
        self._keep(at, at + 1, When(day, day, "day"))

    def _keep(self, first: int, last: int, when: When | None) -> None:
        first = max(first, self.taken)
        self.found.append(Dated(first, last, self.tokens.span(first, last), when))
        self.taken = last
        if when is not None and when.precision == "day":
            self.anchor = when.first

    def _word(self, at: int) -> str:
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    # ------------------------------------------------------------ 2. reading: days

    def _offsets(self, at: int) -> None:
        day = self._shifted_day(self.published, self.words.offsets[self.lower[at]])
        self._keep(at, at + 1, day)

    def _weekdays(self, at: int) -> None:
        if not self.tokens.words[at][0].isupper():
            return
        following = at + 1 + (self._word(at + 1) == ",")
        if self._word(following).rstrip(".") in self.words.months and self._day_number(following + 1):
            return  # "Wednesday, May 8": the month reads it
        step = self.words.steps.get(self._word(at - 1))
        if self._word(at + 2) in ("week",) and self._word(at + 1) in self.words.steps:
            self._keep(at, at + 3, self._weekday_of_week(at, self.words.steps[self._word(at + 1)]))
        else:
            self._keep(at - (step is not None), at + 1, self._weekday(at, step))

    def _weekday(self, at: int, step: int | None) -> When | None:
        if self.published is None:
            return None
        behind = (self.published.weekday() - self.words.weekdays[self.lower[at]]) % 7
        ahead = -behind % 7
        if step == -1:
            return self._shifted_day(self.published, -(behind or 7))
        if step == 1:  # in the week that is running it could be either of two days
            in_next_week = self.published.weekday() + ahead >= DAYS_IN_WEEK
            return self._shifted_day(self.published, ahead) if in_next_week else None
        is_ahead = self._points_ahead(at, at + 1)
        return self._shifted_day(self.published, ahead if is_ahead else -behind)

    def _weekday_of_week(self, at: int, step: int) -> When | None:
        if self.published is None:
            return None
        monday = self.published.toordinal() - self.published.weekday() + 7 * step
        return on_day(monday + self.words.weekdays[self.lower[at]])

    def _months(self, at: int) -> None:
        words, name = self.words, self.lower[at].rstrip(".")
        if not self.tokens.words[at][0].isupper():
            return
        month = words.months[name]
        first, last = at, at + 1
        day = self._day_number(at + 1)
        if day:
            last = at + 2
        elif (day := self._day_number(at - 1, needs_figure=True)) or (
            self._word(at - 1) == "of" and (day := self._day_number(at - 2, needs_figure=True))
        ):
            first = at - 1 if self._word(at - 1) != "of" else at - 2
        year = self._year_number(last + (self._word(last) == "," and day > 0))
        if year:
            last += 1 + (self._word(last) == "," and day > 0)
        if not day and not year and name in words.shy_months and self._word(at - 1) not in words.openers:
            return
        first = self._with_weekday(first) if day else first
        self._keep(first, last, self._in_month(at, year, month, day, (first, last)))

    def _with_weekday(self, first: int) -> int:
        before = first - 1 - (self._word(first - 1) == ",")
        return before if self._word(before) in self.words.weekdays else first

    def _in_month(self, at: int, year: int, month: int, day: int, place: tuple[int, int]) -> When | None:
        if not year:
            if self.published is None:
                return None
            step = self.words.steps.get(self._word(place[0] - 1))
            is_ahead = step == 1 if step else self._points_ahead(*place)
            year = self._year_for(month, day, is_ahead=is_ahead)
        return in_month(year, month, day)

    def _year_for(self, month: int, day: int, *, is_ahead: bool | None) -> int:
        """The year that puts a month (and day) on the asked side of the publication, or nearest to it."""
        assert self.published is not None
        here = (self.published.month, self.published.day if day else 0)
        if is_ahead is None:
            gap = month - self.published.month
            return self.published.year + (1 if gap < -HALF_A_YEAR else -1 if gap >= HALF_A_YEAR else 0)
        if is_ahead:
            return self.published.year + ((month, day) < here)
        return self.published.year - ((month, day) > here)

    def _day_number(self, at: int, *, needs_figure: bool = False) -> int:
        word = self._word(at)
        figure = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word.partition("-")[0].partition("–")[0]
        if figure.isdecimal() and figure in DAYS:
            following = self._word(at + 1)
            return 0 if following in ("%", "pct", ":") else int(figure)
        return 0 if needs_figure or word in self.words.articles else self.words.numbers.get(word, 0)

    def _year_number(self, at: int) -> int:
        word = self._word(at)
        return int(word) if self.words.triggers.get(word) == "year" else 0

    # ------------------------------------------------------------ 2. reading: stretches

    def _year(self, at: int) -> None:
        before = self._word(at - 1)
        if before not in self.words.year_openers or self._word(at + 1) in self.words.units:
            return
        year = int(self.lower[at])
        when = in_month(year, 0, 0)
        if before in self.words.ends or self._word(at - 2) in self.words.not_dates:
            when = None
        self._keep(at, at + 1, when)

    def _units(self, at: int) -> None:
        words, unit = self.words, self.words.units[self.lower[at]]
        before = self._word(at - 1)
        if before in words.not_dates:
            return
        if before in words.steps:
            self._keep(at - 1, at + 1, self._stretch(unit, words.steps[before]))
        elif unit == "quarter" and before in words.ordinals:
            self._quarter(at, words.ordinals[before])
        elif self._word(at + 1) in words.ago:
            self._keep(at - 1, at + 2, self._ago(at, unit))
        elif self._word(at + 1) in words.later:
            self._keep(at - 1, at + 2, self._later(at, unit))
        elif unit == "day" and before in words.same:
            self._keep(at - 1, at + 1, None if self.anchor is None else on_day(self.anchor.toordinal()))
        elif before == "the" and (
            unit == "weekend" or (self._word(at - 2) == "of" and self._word(at - 3) in words.ends)
        ):
            self._keep(at - 1, at + 1, self._stretch(unit, 0 if unit != "weekend" else -1))
        elif "-" in self.lower[at]:
            self._keep(at, at + 1, self._stretch(unit, 0))

    def _quarter(self, at: int, number: int) -> None:
        last = at + 1
        year = self._year_number(at + 1) or (self._word(at + 1) == "of" and self._year_number(at + 2))
        if year:
            last = at + 2 + (self._word(at + 1) == "of")
        elif self.published is not None:
            current = (self.published.month - 1) // MONTHS_IN_QUARTER + 1
            is_ahead = self._points_ahead(at - 1, last)
            year = self.published.year + (number < current if is_ahead else -(number > current))
        self._keep(at - 1, last, in_quarter(year, number) if year else None)

    def _stretch(self, unit: str, step: int) -> When | None:
        """The week, month … that lies `step` such units from the publication."""
        if self.published is None:
            return None
        if unit == "day":
            return None
        return around(self.published, unit, step)

    def _ago(self, at: int, unit: str) -> When | None:
        count = self._count(at - 1)
        if self.published is None or not count:
            return None
        if unit == "day":
            return self._shifted_day(self.published, -count)
        return around(self.published, unit, -count)

    def _later(self, at: int, unit: str) -> When | None:
        count = self._count(at - 1)
        if self.anchor is None or not count:
            return None
        days = {"day": count, "week": 7 * count}.get(unit)
        return self._shifted_day(self.anchor, days) if days else None

    def _count(self, at: int) -> int:
        word = self._word(at)
        if self._word(at - 1) in self.words.rough:
            return 0
        return int(word) if word.isdecimal() and len(word) <= LONGEST_COUNT else self.words.numbers.get(word, 0)

    def _shifted_day(self, day: date | None, by: int) -> When | None:
        return None if day is None else on_day(day.toordinal() + by)

    # ------------------------------------------------------------ 3. direction

    def _points_ahead(self, first: int, last: int) -> bool | None:
        """Whether the verb that governs a date points ahead of the publication; None where there is no verb."""
        sentence = self.tokens.sentences[self.tokens.sentence_of[first]]
        for at in range(first - 1, max(sentence[0], first - REACH) - 1, -1):
            if (is_ahead := self._verb_points_ahead(at)) is not None:
                return is_ahead
        for at in range(last, min(sentence[1], last + REACH)):
            if (is_ahead := self._verb_points_ahead(at)) is not None:
                return is_ahead
        return None

    def _verb_points_ahead(self, at: int) -> bool | None:
        words, word = self.words, self.lower[at]
        if word in words.forward:
            return self.tokens.words[at][0].islower() or at == self.tokens.sentences[self.tokens.sentence_of[at]][0]
        if word == words.infinitive:
            following = self._word(at + 1)
            is_verb = (
                following.isalpha()
                and self.tokens.words[at + 1].islower()
                and not (following in words.articles or following in words.numbers)
            )
            return True if is_verb else None
        if word in words.backward or (
            word.endswith(words.past_ending) and len(word) >= SHORTEST_PAST and word.isalpha()
        ):
            return any(
                before in words.forward or before == words.infinitive for before in self.lower[max(0, at - 3) : at]
            )
        return None
