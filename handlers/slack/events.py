"""Reading events, commands and taps: who asks what, where, and where the answer belongs. Pure.

Everything comes as Slack's JSON; a field that is missing or strange makes it none of our business, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.commands import LONGEST_DRAFT, parse, parse_press

Json = Mapping[str, Any]

MARKUP = re.compile(r"<(?P<kind>[@#!]?)(?P<what>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")
MEANT = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
ENTITY = re.compile("&(?:amp|lt|gt);")
GONE = frozenset({"channel_archive", "group_archive", "channel_deleted", "group_deleted", "channel_left", "group_left"})
BACK = frozenset({"channel_unarchive", "group_unarchive"})
SHARE = "share"  # the button under an answer that one person sees: the same for everybody in the channel
REVOKED = frozenset({"app_uninstalled", "tokens_revoked"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One thing that a person asks; `response_url` takes an answer that only that person sees."""

    key: str
    channel: str
    person: str
    name: str
    argument: str
    title: str = ""
    thread: str = ""  # where the answer belongs; empty: on the channel's surface
    response_url: str = ""
    is_home: bool = False  # tapped on the App Home, which shows how things stand


def command(body: Json) -> Heard | None:
    """`/news follow Ukraine`; without words it asks for help. Only the person who typed it sees the answer."""
    name, argument = parse(plain(_text(body, "text"), "")) if _text(body, "text").strip() else ("help", "")
    heard = Heard(
        key=f"command:{_text(body, 'trigger_id')}",
        channel=_text(body, "channel_id"),
        person=_text(body, "user_id"),
        name=name,
        argument=argument,
        title=_text(body, "channel_name"),
        response_url=_text(body, "response_url"),
    )
    return heard if heard.channel and heard.person and heard.response_url else None


def mention(body: Json, bot_user: str) -> Heard | None:
    """`@On Record what did Rubio say?` in a channel: answered in its thread."""
    event = _part(body, "event")
    thread = _text(event, "thread_ts") or _text(event, "ts")
    return _written(body, event, bot_user, thread)


def direct(body: Json, bot_user: str) -> Heard | None:
    """Words in a direct message; its edits, joins and our own messages are none of our business."""
    event = _part(body, "event")
    if _text(event, "channel_type") != "im" or event.get("subtype"):
        return None
    return _written(body, event, bot_user, _text(event, "thread_ts"))


def home_opened(body: Json) -> Heard | None:
    """Somebody looks at our App Home; its channel is their direct message with us."""
    event = _part(body, "event")
    if _text(event, "tab") != "home" or not _text(event, "user") or not _text(event, "channel"):
        return None
    return _home(_text(event, "channel"), _text(event, "user"))


def home_of(heard: Heard) -> Heard:
    """The App Home to be shown anew after what was tapped on it."""
    return _home(heard.channel, heard.person)


def _home(channel: str, person: str) -> Heard:
    return Heard(key="", channel=channel, person=person, name="home", argument="", is_home=True)


def press(body: Json) -> Heard | None:
    """A tapped button: what it says is done under the message that it stands in."""
    actions = body.get("actions")
    action = actions[0] if isinstance(actions, list) and actions and isinstance(actions[0], dict) else {}
    container, channel = _part(body, "container"), _part(body, "channel")
    is_home = _text(container, "type") == "view"
    address = _text(_part(body, "view"), "private_metadata") if is_home else _text(container, "channel_id")
    place, person = _text(channel, "id") or address, _text(_part(body, "user"), "id")
    if not place or not person or not _text(action, "value"):
        return None
    name, argument = parse_press(_text(action, "value"))
    is_shared = name == SHARE
    name, argument = parse(argument) if is_shared else (name, argument)
    is_hidden = bool(container.get("is_ephemeral")) and not is_shared
    is_direct = place.startswith("D")
    thread = _text(_part(body, "message"), "thread_ts") or _text(container, "thread_ts")
    return Heard(
        key=f"press:{_text(body, 'trigger_id')}",
        channel=place,
        person=person,
        name=name,
        argument=argument,
        title=_text(channel, "name"),
        thread="" if is_shared else thread or ("" if is_direct else _text(container, "message_ts")),
        response_url=_text(body, "response_url") if is_hidden else "",
        is_home=is_home,
    )


def joined(body: Json, bot_user: str) -> Heard | None:
    """A channel that we were invited to is greeted."""
    event = _part(body, "event")
    if _text(event, "user") != bot_user or not _text(event, "channel"):
        return None
    return Heard(
        key=f"event:{_text(body, 'event_id')}", channel=_text(event, "channel"), person="", name="start", argument=""
    )


def channel_of(body: Json) -> str:
    """The channel that an event on channels is about."""
    return _text(_part(body, "event"), "channel")


def plain(text: str, bot_user: str) -> str:
    """What a person typed, without Slack's markup: addresses bare, channels by name, our own mention gone."""

    def meant(found: re.Match[str]) -> str:
        what, label = found["what"], found["label"] or ""
        if found["kind"] == "@":
            return " " if what == bot_user else label or what
        return label if found["kind"] else what.removeprefix("mailto:")

    return ENTITY.sub(lambda found: MEANT[found[0]], MARKUP.sub(meant, text)).strip()


def _written(body: Json, event: Json, bot_user: str, thread: str) -> Heard | None:
    person, channel = _text(event, "user"), _text(event, "channel")
    if not person or not channel or person == bot_user or event.get("bot_id"):
        return None
    words = plain(_text(event, "text"), bot_user)
    name, argument = parse(words) if words else ("help", "")
    if (forwarded := _forwarded(event, bot_user)) and name in ("verify", "help"):
        name, argument = "verify", argument or forwarded
    return Heard(
        key=f"event:{_text(body, 'event_id')}",
        channel=channel,
        person=person,
        name=name,
        argument=argument,
        thread=thread,
    )


def _forwarded(event: Json, bot_user: str) -> str:
    """The text of a message that was forwarded to us: Slack attaches it."""
    attached = event.get("attachments")
    shared = [part for part in attached if isinstance(part, dict)] if isinstance(attached, list) else []
    texts = [_text(part, "text") for part in shared if part.get("is_share") or part.get("is_msg_unfurl")]
    return "\n\n".join(plain(text, bot_user) for text in texts if text)[:LONGEST_DRAFT]


def _text(body: Json, field: str) -> str:
    value = body.get(field)
    return value if isinstance(value, str) else ""


def _part(body: Json, field: str) -> Json:
    value = body.get(field)
    return value if isinstance(value, dict) else {}
