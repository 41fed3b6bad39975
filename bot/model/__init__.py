"""The nouns of the house: every record that passes between two parts, as frozen dataclasses.

Spans are half-open Python string offsets into the text of the article (or passage) they belong to.
Times are aware datetimes in UTC; days belong to the article's or the chat's own calendar.
Fields and enumerations are those of the outside contract (`read --json`, `ask --json`).
"""

from bot.model.article import Article, ArticleRef, Entry, Feed, Visit
from bot.model.chat import Chat, Follow, FollowKind, Topic
from bot.model.held import AmountGiven, Denial, HeldDeal, HeldStatement, HeldUpcoming, Source, StatusGiven, Story
from bot.model.message import Button, Digest, FactKey, Line, Message, MessageState, Outgoing, Quote, Run, Section
from bot.model.question import Answer, Held, Passage, Question, QuestionKind
from bot.model.reading import (
    Act,
    Basis,
    Claim,
    Deal,
    DealKind,
    DealStatus,
    Money,
    Name,
    NameFrom,
    Party,
    PartyRole,
    Precision,
    Qualifier,
    Reading,
    Span,
    SpeakerKind,
    Statement,
    StatementKind,
    Upcoming,
    When,
)

__all__ = [
    "Act",
    "AmountGiven",
    "Answer",
    "Article",
    "ArticleRef",
    "Basis",
    "Button",
    "Chat",
    "Claim",
    "Deal",
    "DealKind",
    "DealStatus",
    "Denial",
    "Digest",
    "Entry",
    "FactKey",
    "Feed",
    "Follow",
    "FollowKind",
    "Held",
    "HeldDeal",
    "HeldStatement",
    "HeldUpcoming",
    "Line",
    "Message",
    "MessageState",
    "Money",
    "Name",
    "NameFrom",
    "Outgoing",
    "Party",
    "PartyRole",
    "Passage",
    "Precision",
    "Qualifier",
    "Question",
    "QuestionKind",
    "Quote",
    "Reading",
    "Run",
    "Section",
    "Source",
    "Span",
    "SpeakerKind",
    "Statement",
    "StatementKind",
    "StatusGiven",
    "Story",
    "Topic",
    "Upcoming",
    "Visit",
    "When",
]
