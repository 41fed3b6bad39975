"""A Telegram Bot API on loopback, with its real error texts and limits, that records what a person would see."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

from aiohttp import web

from tests.simulators.faults import Faults
from tests.simulators.telegram_chats import Refusal, Room, Shown
from tests.simulators.telegram_html import LONGEST_TEXT, Seen, Unparsable, read_html, units

TOKEN = "7000000001:AAF-simulated_token_of_35_letters_xx"
BOT: dict[str, Any] = {"id": 7000000001, "is_bot": True, "first_name": "On Record", "username": "OnRecordBot"}
MOST_A_SECOND = 30
MOST_A_MINUTE_IN_GROUP = 20
CONFLICT = "terminated by other getUpdates request; make sure that only one bot instance is running"
RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_post_messages",
)  # fmt: skip
ENTITY = re.compile(r"^/\w+(?:@\w+)?|(?<!\w)@\w{3,}")


class TelegramSimulator:
    """The server: rooms, a queue of updates, faults to come."""

    def __init__(self) -> None:
        self.rooms: dict[int, Room] = {}
        self.faults = Faults()
        self.base_url = ""
        self.menu: list[dict[str, str]] = []
        self.acknowledged: list[str] = []
        self.polls = 0
        self.floods = 0
        self._sent_at: deque[float] = deque()
        self.is_revoked = False
        self.close: Callable[[], Awaitable[None]]
        self.newest: dict[str, Any] = {}
        self._updates: list[dict[str, Any]] = []
        self._news = asyncio.Event()
        self._poll: asyncio.Event | None = None
        self._numbers = iter(range(1000, 10**9))

    # ------------------------------------------------------------ what people do

    def private(self, person: int = 42, name: str = "Ada") -> Room:
        """A private chat with a person."""
        return self.rooms.setdefault(person, Room(person, "private", name))

    def group(self, number: int = -100500, *, admins: set[int] | None = None, topics: set[int] | None = None) -> Room:
        """A supergroup."""
        return self.rooms.setdefault(number, Room(number, "supergroup", "Newsroom", admins or set(), topics or set()))

    def channel(self, username: str, *, admins: set[int], number: int = -100900) -> Room:
        """A public channel; we are an admin who may post if our number is among the admins."""
        room = Room(number, "channel", "The Daily Channel", admins, username=username)
        return self.rooms.setdefault(number, room)

    def says(self, room: Room, text: str, person: int = 42, **more: Any) -> int:
        """Somebody writes; the update's number."""
        entities = [
            {
                "type": "bot_command" if found[0].startswith("/") else "mention",
                "offset": found.start(),
                "length": len(found[0]),
            }
            for found in ENTITY.finditer(text)
        ]
        message = {**self._message(room, person), "text": text, "entities": entities, **more}
        return self.push({"message": message})

    def taps(self, room: Room, label: str, person: int = 42) -> int:
        """Somebody taps the newest button with this label."""
        shown, data = next((m, d) for m in reversed(room.shown) for name, d in m.buttons if name == label)
        message = {**self._message(room, BOT["id"]), "message_id": shown.id, "text": shown.text}
        if shown.thread:
            message |= {"message_thread_id": shown.thread, "is_topic_message": True}
        query = {
            "id": str(next(self._numbers)),
            "from": _person(person),
            "chat_instance": "1",
            "data": data,
            "message": message,
        }
        return self.push({"callback_query": query})

    def moves_bot(self, room: Room, old: str, new: str, person: int = 42) -> int:
        """Our place in a chat changes: member, left, kicked …"""
        me = {"user": BOT}
        ban = {"until_date": 0}
        change = {
            "chat": self._chat(room),
            "from": _person(person),
            "date": 1_746_180_000,
            "old_chat_member": {**me, "status": old, **(ban if old == "kicked" else {})},
            "new_chat_member": {**me, "status": new, **(ban if new == "kicked" else {})},
        }
        room.refuses = Refusal(403, "bot was blocked by the user") if new in ("kicked", "left") else None
        return self.push({"my_chat_member": change})

    def push(self, update: Mapping[str, Any]) -> int:
        """An update of any kind, also one that nobody can read."""
        number = next(self._numbers)
        self.newest = {"update_id": number, **update}
        self._updates.append(self.newest)
        self._news.set()
        return number

    def repeat(self) -> None:
        """The newest update comes again, though it was confirmed."""
        self._updates.append(self.newest)
        self._news.set()

    # ------------------------------------------------------------ the API

    @asynccontextmanager
    async def running(self) -> AsyncIterator[TelegramSimulator]:
        """Serve on a port of its own."""
        application = web.Application()
        application.router.add_post("/bot{token}/{method}", self._call)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            self.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            self.close = runner.cleanup
            yield self
        finally:
            await runner.cleanup()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        data = {
            name: str(value) if name == "text" else _value(str(value)) for name, value in (await request.post()).items()
        }

        async def work() -> web.Response:
            try:
                if request.match_info["token"] != TOKEN or self.is_revoked:
                    raise Refusal(401, "")
                name = re.sub("([A-Z])", r"_\1", method).lower()
                result = await getattr(self, f"_{name}", self._unknown)(data)
            except Refusal as refused:
                return web.json_response(refused.body, status=refused.code)
            return web.json_response({"ok": True, "result": result})

        return await self.faults.meet(request, method, work)

    async def _unknown(self, _data: Mapping[str, Any]) -> Any:
        raise Refusal(404, "")

    async def _get_me(self, _data: Mapping[str, Any]) -> Any:
        return BOT

    async def _delete_webhook(self, _data: Mapping[str, Any]) -> Any:
        return True

    async def _set_my_commands(self, data: Mapping[str, Any]) -> Any:
        for command in data["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) or not 3 <= len(command["description"]) <= 256:
                raise Refusal(400, "BOT_COMMAND_INVALID")
        self.menu = data["commands"]
        return True

    async def _answer_callback_query(self, data: Mapping[str, Any]) -> Any:
        self.acknowledged.append(str(data["callback_query_id"]))
        return True

    async def _get_chat_member(self, data: Mapping[str, Any]) -> Any:
        room, person = self._room(data["chat_id"]), data["user_id"]
        if person not in room.admins:
            return {"status": "member", "user": _person(person)}
        if person == BOT["id"]:
            return {"status": "administrator", "user": BOT, **dict.fromkeys(RIGHTS, True)}
        return {"status": "creator", "user": _person(person), "is_anonymous": False}

    async def _get_updates(self, data: Mapping[str, Any]) -> Any:
        """Long polling: the offset confirms; a second reader throws the first one out."""
        self.polls += 1
        if self._poll is not None:
            self._poll.set()
        thrown_out = self._poll = asyncio.Event()
        offset = data.get("offset")
        if offset is not None:
            self._updates = [update for update in self._updates if update["update_id"] >= offset]
        if not self._updates and (seconds := float(data.get("timeout", 0))):
            self._news.clear()
            waits = [asyncio.ensure_future(event.wait()) for event in (self._news, thrown_out)]
            with suppress(TimeoutError):
                await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            for wait in waits:
                wait.cancel()
        if thrown_out.is_set():
            raise Refusal(409, CONFLICT)
        self._poll = None
        return self._updates[:100]

    async def _send_message(self, data: Mapping[str, Any]) -> Any:
        room, thread = self._room(data["chat_id"]), data.get("message_thread_id")
        if room.refuses:
            raise room.refuses
        self._count(self._sent_at, MOST_A_SECOND, 1)
        if room.id < 0:
            self._count(room.sent_at, MOST_A_MINUTE_IN_GROUP, 60)
        if thread is not None and thread not in room.topics:
            raise Refusal(400, "message thread not found")
        seen = _read(str(data["text"]), data.get("parse_mode"))
        shown = Shown(
            id=next(self._numbers),
            text=seen.text,
            links=tuple(link for _, _, link in seen.entities if link),
            buttons=tuple(_buttons(data.get("reply_markup"))),
            thread=thread,
            reply_to=(data.get("reply_parameters") or {}).get("message_id"),
            is_silent=bool(data.get("disable_notification")),
            has_preview=not (data.get("link_preview_options") or {}).get("is_disabled"),
        )
        room.shown.append(shown)
        return {"message_id": shown.id, "date": 1_746_180_000, "chat": self._chat(room), "from": BOT, "text": seen.text}

    def _count(self, sent_at: deque[float], most: int, seconds: int) -> None:
        """Refuse a message too many within so many seconds."""
        moment = time.monotonic()
        while sent_at and sent_at[0] < moment - seconds:
            sent_at.popleft()
        if len(sent_at) >= most:
            self.floods += 1
            wait = int(sent_at[0] + seconds - moment) + 1
            raise Refusal(429, f"retry after {wait}", retry_after=wait)
        sent_at.append(moment)

    async def _get_chat(self, data: Mapping[str, Any]) -> Any:
        room = self._room(data["chat_id"])
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        more = {"accent_color_id": 1, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
        return {**self._chat(room), "username": room.username, **more}

    def _room(self, chat_id: Any) -> Room:
        if str(chat_id).startswith("@"):
            chat_id = next((room.id for room in self.rooms.values() if room.username == str(chat_id)[1:]), None)
        if chat_id not in self.rooms:
            raise Refusal(400, "chat not found")
        return self.rooms[chat_id]

    def _chat(self, room: Room) -> dict[str, Any]:
        name = {"first_name": room.title} if room.type == "private" else {"title": room.title}
        return {"id": room.id, "type": room.type, **name}

    def _message(self, room: Room, person: Any) -> dict[str, Any]:
        sender = BOT if person == BOT["id"] else _person(person)
        return {"message_id": next(self._numbers), "date": 1_746_180_000, "chat": self._chat(room), "from": sender}


def _person(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": f"Person {number}"}


def _value(text: str) -> Any:
    """Parameters come as JSON where they are not plain text."""
    with suppress(ValueError):
        value = json.loads(text)
        if not isinstance(value, str):
            return value
    return text


def _read(text: str, parse_mode: Any) -> Seen:
    try:
        seen = read_html(text) if parse_mode == "HTML" else Seen(text.strip(), ())
    except Unparsable as error:
        raise Refusal(400, str(error).removeprefix("Bad Request: ")) from None
    if not seen.text:
        raise Refusal(400, "message text is empty")
    if units(seen.text) > LONGEST_TEXT:
        raise Refusal(400, "message is too long")
    return seen


def _buttons(markup: Any) -> list[tuple[str, str]]:
    buttons = [button for row in (markup or {}).get("inline_keyboard", []) for button in row]
    for button in buttons:
        if not button["text"] or ("url" not in button and not 0 < len(button["callback_data"].encode()) <= 64):
            raise Refusal(400, "BUTTON_DATA_INVALID")
    return [(button["text"], button.get("url") or button["callback_data"]) for button in buttons]
