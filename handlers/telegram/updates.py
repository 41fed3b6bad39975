"""Reading updates: who asks what, in which chat, and what happened to our place in it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from telegram import CallbackQuery, ChatMemberRestricted, ChatMemberUpdated, Message, MessageEntity, Update
from telegram.constants import ChatMemberStatus, ChatType

from handlers.commands import LONGEST_DRAFT, parse, parse_press

OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
LINKED = ("follow", "digest", "ask", "said")  # what a link may ask for
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


@dataclass(frozen=True, slots=True)
class Bot:
    """Who we are."""

    id: int
    username: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One thing that a person asks of us; `is_trusted` where no admin need be asked for."""

    address: str
    title: str
    person: int
    name: str
    argument: str
    is_trusted: bool
    reply_to: str = ""
    query_id: str | None = None  # a tap, which wants to be acknowledged


@dataclass(frozen=True, slots=True)
class Place:
    """A change of our own place in a chat."""

    chat_id: str
    change: Literal["in", "out", "added"]
    title: str
    person: int


def hear(update: Update, bot: Bot) -> Heard | None:
    """What is asked of us; None for what is none of our business."""
    if update.callback_query:
        return _press(update.callback_query)
    return _words(update.message, bot) if update.message else None


def place(update: Update) -> Place | None:
    """What became of us in a chat: blocked or kicked, let in again, added to a group."""
    moved = update.my_chat_member
    if moved is None:
        return None
    return Place(str(moved.chat.id), _change(moved), _title(moved.chat.title, moved.chat.full_name), moved.from_user.id)


def migration(update: Update) -> tuple[str, str] | None:
    """Old and new address of a group that became a supergroup."""
    message = update.message
    if message is None:
        return None
    if message.migrate_to_chat_id:
        return str(message.chat.id), str(message.migrate_to_chat_id)
    return (str(message.migrate_from_chat_id), str(message.chat.id)) if message.migrate_from_chat_id else None


def _change(moved: ChatMemberUpdated) -> Literal["in", "out", "added"]:
    new = moved.new_chat_member
    if new.status in OUT or (isinstance(new, ChatMemberRestricted) and not new.can_send_messages):
        return "out"
    is_new = moved.old_chat_member.status in OUT and moved.chat.type in GROUPS
    return "added" if is_new else "in"


def _press(query: CallbackQuery) -> Heard | None:
    message = query.message
    if message is None or query.data is None:
        return None
    name, argument = parse_press(query.data)
    return Heard(
        address=_address(message) if isinstance(message, Message) else str(message.chat.id),
        title=_title(message.chat.title, message.chat.full_name),
        person=query.from_user.id,
        name=name,
        argument=argument,
        is_trusted=message.chat.type == ChatType.PRIVATE,
        query_id=query.id,
    )


def _words(message: Message, bot: Bot) -> Heard | None:
    person, text = message.from_user, message.text or message.caption
    is_anonymous_admin = message.sender_chat is not None and message.sender_chat.id == message.chat.id
    if person is None or not text or (person.is_bot and not is_anonymous_admin) or message.is_automatic_forward:
        return None
    is_private = message.chat.type == ChatType.PRIVATE
    asked = text if is_private else _meant_for_us(message, text, bot)
    if asked is None:
        return None
    name, argument = linked(*parse(asked))
    if is_private and message.forward_origin is not None:
        name, argument = "verify", text[:LONGEST_DRAFT]
    if name == "verify" and not argument and (answered := message.reply_to_message):
        argument = (answered.text or answered.caption or "")[:LONGEST_DRAFT]
    if name == "unknown" and not is_private and f"@{bot.username}".lower() not in text.lower():
        return None  # a command of another bot in the group
    return Heard(
        address=_address(message),
        title=_title(message.chat.title, message.chat.full_name),
        person=person.id,
        name=name,
        argument=argument,
        is_trusted=is_private or is_anonymous_admin,
        reply_to="" if is_private else str(message.message_id),
    )


def linked(name: str, argument: str) -> tuple[str, str]:
    """The command behind a deep link, `t.me/OnRecordBot?start=follow_Marco_Rubio`: a payload has no spaces."""
    verb, _, words = argument.partition("_")
    is_link = name == "start" and verb in LINKED and words and " " not in argument
    return (verb, words.replace("_", " ")) if is_link else (name, argument)


def _meant_for_us(message: Message, text: str, bot: Bot) -> str | None:
    """What a group says to us: a command, a mention, a reply to us; without the mention."""
    mention = re.compile(rf"(?<!\w)@{re.escape(bot.username)}\b", re.IGNORECASE)
    entities = message.entities or message.caption_entities
    if any(entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0 for entity in entities):
        addressee = text.split(maxsplit=1)[0].partition("@")[2]
        return text if addressee.lower() in ("", bot.username.lower()) else None
    if mention.search(text):
        return mention.sub(" ", text).strip()
    answered = message.reply_to_message
    is_reply = answered is not None and answered.forum_topic_created is None and answered.from_user is not None
    return text if is_reply and answered and answered.from_user and answered.from_user.id == bot.id else None


def _address(message: Message) -> str:
    """The chat, and behind a slash its forum topic where it has one."""
    if message.is_topic_message and message.message_thread_id:
        return f"{message.chat.id}/{message.message_thread_id}"
    return str(message.chat.id)


def _title(title: str | None, full_name: str | None) -> str:
    return title or full_name or ""
