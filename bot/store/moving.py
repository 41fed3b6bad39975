"""A feed that moved for good goes by its new address, and everything that names it with it.

A redirect is believed when two visits in a row were sent to the same place: a log-in page or a captive network that
answers for a day moves nothing. The old address is remembered: whoever adds, removes or follows it means this feed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Row, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Follow
from bot.store.rows import decode, encode
from bot.store.schema import SHARED, articles, feeds, follows, storable

SEPARATOR = "\n"  # no address has one


async def see_redirect(connection: AsyncConnection, feed_id: int, moved_to: str | None) -> None:
    """Note where a visit was sent for good; the second time in a row the feed moves there."""
    row = (await connection.execute(select(feeds).where(feeds.c.id == feed_id).with_for_update())).one_or_none()
    if row is None:
        return
    target = moved_to if moved_to and _is_safe(row.url, moved_to) else None
    if target is not None and target == row.moves_to:
        await _move(connection, row, target)
    elif target != row.moves_to:
        await connection.execute(update(feeds).where(feeds.c.id == feed_id).values(moves_to=target))


async def readdress(connection: AsyncConnection, feed_id: int, target: str) -> None:
    """Move a feed at once: its address was a page that announces it."""
    row = (await connection.execute(select(feeds).where(feeds.c.id == feed_id).with_for_update())).one_or_none()
    if row is not None and target != row.url:
        await _move(connection, row, target)


def named(url: str, scope: int) -> ColumnElement[bool]:
    """The feed that has, or had, this address in this scope."""
    wanted = storable(url)
    before = feeds.c.former.contains(f"{SEPARATOR}{wanted}{SEPARATOR}", autoescape=True)
    return and_(or_(feeds.c.url == wanted, before), feeds.c.scope == scope)


def former(row: Row[Any]) -> tuple[str, ...]:
    """The addresses that a feed had before."""
    return tuple(address for address in row.former.split(SEPARATOR) if address)


def _is_safe(url: str, target: str) -> bool:
    """Never from https back to http: that way anybody on the line could move a feed."""
    schemes = urlsplit(url).scheme, urlsplit(target).scheme
    return target != url and schemes != ("https", "http")


async def _move(connection: AsyncConnection, row: Row[Any], target: str) -> None:
    addresses = dict.fromkeys((*former(row), row.url))
    there = select(feeds).where(named(target, row.scope), feeds.c.id != row.id).with_for_update()
    held = (await connection.execute(there)).first()
    if held is not None:  # it is visited already: one feed of the two stays, with the articles of both
        addresses = dict.fromkeys((*addresses, *former(held)))
        await connection.execute(update(articles).where(articles.c.feed_id == row.id).values(feed_id=held.id))
        await connection.execute(delete(feeds).where(feeds.c.id == row.id))
        target = held.url
    kept = {"url": target, "former": _joined(addresses, target), "moves_to": None}
    await connection.execute(update(feeds).where(feeds.c.id == (held.id if held else row.id)).values(kept))
    await _move_follows(connection, row, target)


def _joined(addresses: dict[str, None], target: str) -> str:
    kept = [address for address in addresses if address != target]
    return f"{SEPARATOR}{SEPARATOR.join(kept)}{SEPARATOR}" if kept else ""


async def _move_follows(connection: AsyncConnection, row: Row[Any], target: str) -> None:
    """Who follows the old address follows the new one; of a shared feed those who have none of their own there."""
    question = select(follows)
    if row.scope != SHARED:
        question = question.where(follows.c.chat_id == row.scope)
    else:
        question = question.where(~follows.c.chat_id.in_(select(feeds.c.scope).where(feeds.c.url == row.url)))
    held = [(each.id, each.chat_id, decode(Follow, each.follow)) for each in await connection.execute(question)]
    of_feeds = [(key, chat_id, follow) for key, chat_id, follow in held if follow.kind == "feed"]
    there = {chat_id for _, chat_id, follow in of_feeds if follow.subject == target}
    for key, chat_id, follow in of_feeds:
        if follow.subject != row.url:
            continue
        if chat_id in there:
            await connection.execute(delete(follows).where(follows.c.id == key))
            continue
        moved = encode(replace(follow, subject=target, text=target if follow.text == row.url else follow.text))
        await connection.execute(update(follows).where(follows.c.id == key).values(follow=moved))
