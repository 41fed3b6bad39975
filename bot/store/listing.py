"""Questions to the tables themselves: newest first by speaker, by time, by kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, or_, select, union_all

from bot.model import Question
from bot.store.schema import facts, name_aliases, names, visible, visible_among
from bot.store.terms import key_of

CHATS = 256  # statements kept, most of them one a chat
# what is further than this and was so before: what is ratified was signed and agreed
FURTHER: dict[str, tuple[str, ...]] = {"agreed": ("signed", "ratified", "completed"), "signed": ("ratified",)}
OVER = ("completed", "collapsed", "denied")  # nothing is awaited any more: no answer to "not yet signed"
SLACK = timedelta(days=7)  # what is known to the day or week


def speaker_keys(connection: Connection, speaker: str, chat_id: int | None) -> list[str]:
    """Folded names under which this speaker's statements are kept.

    The name itself, whose alias it is, and what that body alone is called for short.
    """
    key = key_of(speaker)
    given = {"alias": key}
    aliases = connection.execute(_aliases(chat_id), given).scalars()
    return list(dict.fromkeys([key, *connection.execute(_by_alias(chat_id), given).scalars(), *aliases]))


@lru_cache(maxsize=CHATS)
def _by_alias(chat_id: int | None) -> Select[Any]:
    found = select(names.c.key).join(name_aliases, name_aliases.c.name_id == names.c.id)
    return found.where(name_aliases.c.key == bindparam("alias"), visible(names.c.scope, chat_id)).distinct()


@lru_cache(maxsize=CHATS)
def _aliases(chat_id: int | None) -> Select[Any]:
    """Other names of the body of this name that nobody else is called by."""
    other, whose = name_aliases.alias(), names.alias()
    elsewhere = select(other.c.name_id).join(whose, whose.c.id == other.c.name_id)
    elsewhere = elsewhere.where(other.c.key == name_aliases.c.key, whose.c.key != bindparam("alias"))
    found = select(name_aliases.c.key).join(names, name_aliases.c.name_id == names.c.id)
    is_body = and_(names.c.key == bindparam("alias"), names.c.kind == "organisation", visible(names.c.scope, chat_id))
    return found.where(is_body, ~elsewhere.exists()).distinct()


def newest_statements(
    question: Question, keys: Sequence[str] | None, chat_id: int | None, limit: int | None
) -> Select[Any]:
    """Ids of statements by these speakers (or anybody), newest first, in the time asked about."""
    which = and_(facts.c.kind == "statement", standing(question.since, question.until, chat_id))
    if question.since is not None:  # said once more, for the index
        which = and_(which, facts.c.first_at >= question.since - SLACK)
    if keys is None:
        return select(facts.c.id).where(which).order_by(facts.c.first_at.desc(), facts.c.id.desc()).limit(limit)
    own = [facts.c.speaker == key for key in keys] + [facts.c.speaks_for == key for key in keys]
    each = [_newest(and_(which, is_own), limit) for is_own in own]
    found = union_all(*each).subquery()
    once = select(found.c.id, found.c.first_at).distinct().subquery()
    return select(once.c.id).order_by(once.c.first_at.desc(), once.c.id.desc()).limit(limit)


def _newest(which: ColumnElement[bool], limit: int | None) -> Select[Any]:
    found = select(facts.c.id, facts.c.first_at).where(which)
    inner = found.order_by(facts.c.first_at.desc(), facts.c.id.desc()).limit(limit).subquery()
    return select(inner.c.id, inner.c.first_at)


def standing(since: datetime | None, until: datetime | None, chat_id: int | None) -> ColumnElement[bool]:
    """Visible, not hidden, and of the time asked about."""
    return and_(facts.c.hidden_at.is_(None), visible_among(facts.c.scope, chat_id), in_time(since, until))


def in_time(since: datetime | None, until: datetime | None) -> ColumnElement[bool]:
    """Some part of the fact's time lies in [since, until).

    What is known to the month or less is found from its beginning only: the index on the beginning must serve. What
    is still to come may have begun at any time ("this year").
    """
    parts = []
    if since is not None:
        parts.append(facts.c.last_at >= since)
        parts.append(or_(facts.c.first_at >= since - SLACK, facts.c.kind == "upcoming"))
    if until is not None:
        parts.append(facts.c.first_at < until)
    return and_(*parts) if parts else facts.c.id.is_not(None)


def deal_conditions(question: Question) -> list[ColumnElement[bool]]:
    """What the columns say of a deal: status and size; its figures themselves are compared with care afterwards."""
    found: list[ColumnElement[bool]] = []
    if question.deal_status:
        so_far = (question.deal_status, *FURTHER.get(question.deal_status, ()))
        is_over = facts.c.status.in_((*so_far, *OVER))
        found.append(~is_over if question.is_status_negated else facts.c.status.in_(so_far))
    if question.currency and question.currency.isupper():
        found.append(facts.c.currency.contains(question.currency))
    if question.amount_from is not None:
        found.append(facts.c.amount >= float(question.amount_from))
    if question.amount_to is not None:
        is_mixed = facts.c.currency.contains(" ")  # then the largest figure may be of another currency
        found.append(or_(facts.c.amount <= float(question.amount_to), is_mixed))
    return found
