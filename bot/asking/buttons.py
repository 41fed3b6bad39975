"""Buttons under an answer: stateless, versioned, at most 64 bytes, so that they work for good. Pure.

v1:ask:TEXT            the question TEXT; "+5" at its end goes on behind the fifth result, "+sources" lists sources
v1:follow:TEXT         follow TEXT: a speaker, or "X about Y" (keep asking)
v1:cite:ID  v1:wrong:ID    a line ready to paste, a word to the operator, for the fact ID
"""

from __future__ import annotations

from dataclasses import replace

from bot.asking.found import Found
from bot.asking.understood import canonical
from bot.model import Button, Question
from bot.text import shortened

MOST_BYTES = 64  # platforms.md: callback_data
LONGEST_LABEL = 40


def answer_buttons(found: Found, timezone: str, shown: int, total: int) -> tuple[tuple[Button, ...], ...]:
    """More and sources, then what can be done with the answer; a button whose text is too long is left out."""
    question = found.question
    text = canonical(question, timezone)
    first = _first_id(found)
    reading = [
        _button("More", f"v1:ask:{text} +{question.skip + shown}") if question.skip + shown < total else None,
        _button("Sources", f"v1:ask:{text} +sources") if not question.shows_sources else None,
        _button("Cite", f"v1:cite:{first}") if first is not None else None,
    ]
    doing = [
        *_follow_buttons(question),
        _button("Wrong", f"v1:wrong:{first}") if first is not None else None,
    ]
    rows = (tuple(button for button in row if button) for row in (reading, doing))
    return tuple(row for row in rows if row)


def choice_buttons(question: Question, options: tuple[str, ...], timezone: str) -> tuple[tuple[Button, ...], ...]:
    """One button a name: the same question of that person."""
    chosen = [(name, canonical(_of(question, name), timezone)) for name in options]
    buttons = (_button(name, f"v1:ask:{text}") for name, text in chosen)
    return tuple((button,) for button in buttons if button)


def all_from(speaker: str | None) -> tuple[tuple[Button, ...], ...]:
    """What else somebody said, where nothing answers the question."""
    button = _button(f"All from {speaker}", f"v1:ask:said {speaker}") if speaker else None
    return ((button,),) if button else ()


def subject_said(question: Question) -> str:
    """`“gala”`: what a question is about, or with whom."""
    return f"“{question.about or ' and '.join(question.parties)}”"


def meant_button(question: Question, timezone: str) -> tuple[tuple[Button, ...], ...]:
    """The same question about what may have been meant."""
    button = _button(subject_said(question).strip("“”"), f"v1:ask:{canonical(question, timezone)}")
    return ((button,),) if button else ()


def _of(question: Question, name: str) -> Question:
    return replace(question, speaker=name, speaker_asked=None, speakers=(), speaker_options=(), is_speaker_known=True)


def _follow_buttons(question: Question) -> list[Button | None]:
    if question.kind == "deals" and question.parties:
        return [_button("Keep asking", f"v1:follow:deals with {' and '.join(question.parties)}")]
    if question.speakers:
        return []
    if question.speaker and question.is_speaker_known:
        keep = f"v1:follow:{question.speaker} about {question.about}"
        return [
            _button(f"Follow {question.speaker.split()[-1]}", f"v1:follow:{question.speaker}"),
            _button("Keep asking", keep) if question.about else None,
        ]
    return [_button("Follow this", f"v1:follow:{question.about}")] if question.about else []


def _first_id(found: Found) -> int | None:
    records = (*(hit.held.id for hit in found.statements[found.question.skip :]), *(held.id for held in found.deals))
    return next(iter(records), None)


def _button(label: str, action: str) -> Button | None:
    return Button(shortened(label, LONGEST_LABEL), action) if len(action.encode()) <= MOST_BYTES else None
