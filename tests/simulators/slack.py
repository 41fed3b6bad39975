"""A Slack workspace on loopback: Web API and Socket Mode with real errors and limits, recording what people see."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web
from slack_sdk.models.views import View

from tests.simulators.faults import Fault, Faults, answers
from tests.simulators.slack_text import Unsendable, check_post, read_mrkdwn

BOT_TOKEN = "xoxb-1111111111-2222222222-SimulatedBotToken0000000"
APP_TOKEN = "xapp-1-A0SIM-3333333333-simulatedapptoken00000000"
BOT_USER = "U0BOT"
TEAM = "T0SIM"


class Refusal(Exception):
    """An error by Slack's own word."""


def error(word: str, **more: Any) -> Fault:
    """The answer to one call: HTTP 200, not ok."""
    return answers(200, {"ok": False, "error": word, **more})


def flood(seconds: int | None = None, status: int = 429) -> Fault:
    """Too many messages; also seen at HTTP 200."""
    headers = {"Retry-After": str(seconds)} if seconds is not None else {}
    return answers(status, {"ok": False, "error": "ratelimited"}, headers)


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as people see it; `only_for` the one person who sees it."""

    ts: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    thread: str | None = None
    only_for: str | None = None
    has_blocks: bool = True
    unfurls: bool = True


@dataclass(slots=True)
class Room:
    """A channel or direct message; `refuses` is the error that every message to it meets."""

    id: str
    name: str
    refuses: str | None = None
    shown: list[Shown] = field(default_factory=list)


class SlackSimulator:
    """The workspace: rooms, one socket, faults to come."""

    def __init__(self) -> None:
        self.rooms: dict[str, Room] = {}
        self.faults = Faults()
        self.base_url = ""
        self.acknowledged: list[str] = []
        self.calls: list[str] = []
        self.tokens = {BOT_TOKEN, APP_TOKEN}
        self.newest: dict[str, Any] = {}
        self.homes: dict[str, dict[str, Any]] = {}
        self.close: Callable[[], Awaitable[None]]
        self._origin = ""
        self._sockets: list[web.WebSocketResponse] = []
        self._numbers = iter(range(100, 10**9))
        self._hooks: dict[str, tuple[Room, str]] = {}

    # ------------------------------------------------------------ what people do

    def channel(self, number: str = "C01", name: str = "newsroom") -> Room:
        """A public channel."""
        return self.rooms.setdefault(number, Room(number, name))

    def direct(self, number: str = "D01") -> Room:
        """A direct message with us."""
        return self.rooms.setdefault(number, Room(number, "directmessage"))

    async def commands(self, room: Room, text: str, person: str = "U1") -> None:
        """Somebody types /news …"""
        payload = {
            "command": "/news", "text": text, "trigger_id": self._number(), "channel_id": room.id,
            "channel_name": room.name, "user_id": person, "team_id": TEAM, "response_url": self._hook(room, person),
        }  # fmt: skip
        await self._push("slash_commands", payload)

    async def mentions(self, room: Room, text: str, person: str = "U1", thread: str | None = None) -> str:
        """Somebody speaks to us in a channel; the message's ts."""
        ts = f"1746180000.{self._number()}"
        event = {"type": "app_mention", "user": person, "text": f"<@{BOT_USER}> {text}", "ts": ts, "channel": room.id}
        await self.happens({**event, **({"thread_ts": thread} if thread else {})})
        return ts

    async def writes(self, room: Room, text: str, person: str = "U1", **more: Any) -> None:
        """Somebody writes to us directly."""
        ts = f"1746180000.{self._number()}"
        event = {"type": "message", "channel_type": "im", "user": person, "text": text, "ts": ts, "channel": room.id}
        await self.happens({**event, **more})

    async def taps(self, room: Room, label: str, person: str = "U1") -> None:
        """Somebody taps the newest button with this label."""
        shown, value = next((m, v) for m in reversed(room.shown) for name, v in m.buttons if name == label)
        payload = {
            "type": "block_actions", "trigger_id": self._number(), "user": {"id": person, "team_id": TEAM},
            "team": {"id": TEAM}, "channel": {"id": room.id, "name": room.name},
            "container": {"type": "message", "message_ts": shown.ts, "channel_id": room.id,
                          "is_ephemeral": shown.only_for is not None},
            "message": {"ts": shown.ts, **({"thread_ts": shown.thread} if shown.thread else {})},
            "response_url": self._hook(room, person),
            "actions": [{"type": "button", "action_id": "press-0-0", "block_id": "b", "value": value}],
        }  # fmt: skip
        await self._push("interactive", payload)

    async def opens_home(self, room: Room, person: str = "U1", tab: str = "home") -> None:
        """Somebody opens our App Home; `room` is their direct message with us."""
        await self.happens({"type": "app_home_opened", "user": person, "channel": room.id, "tab": tab})

    async def taps_home(self, label: str, person: str = "U1") -> None:
        """Somebody taps a button of their App Home."""
        view = self.homes[person]
        elements = [each for block in view["blocks"] if block["type"] == "actions" for each in block["elements"]]
        value = next(each["value"] for each in elements if each["text"]["text"] == label)
        payload = {
            "type": "block_actions", "trigger_id": self._number(), "user": {"id": person, "team_id": TEAM},
            "team": {"id": TEAM}, "container": {"type": "view", "view_id": "V1"},
            "view": {"id": "V1", "type": "home", "private_metadata": view["private_metadata"]},
            "actions": [{"type": "button", "action_id": "press-0-0", "block_id": "b", "value": value}],
        }  # fmt: skip
        await self._push("interactive", payload)

    async def happens(self, event: Mapping[str, Any]) -> None:
        """An event of any kind."""
        number = self._number()
        body = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{number}", "event": dict(event)}
        authorizations = [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}]
        await self._push("events_api", {**body, "event_time": 1_746_180_000, "authorizations": authorizations})

    async def repeats(self) -> None:
        """The newest envelope comes again, as after an acknowledgement that was lost."""
        await self._send({**self.newest, "envelope_id": self._number(), "retry_attempt": 1, "retry_reason": "timeout"})

    async def drops_socket(self) -> None:
        """The line breaks."""
        for socket in self._sockets[:]:
            await socket.close()

    @property
    def is_listened_to(self) -> bool:
        """Whether somebody holds the socket."""
        return any(not socket.closed for socket in self._sockets)

    async def _push(self, kind: str, payload: Mapping[str, Any]) -> None:
        self.newest = {
            "type": kind, "envelope_id": self._number(), "payload": payload, "accepts_response_payload": True
        }  # fmt: skip
        await self._send(self.newest)

    async def _send(self, envelope: Mapping[str, Any]) -> None:
        socket = next(socket for socket in reversed(self._sockets) if not socket.closed)
        await socket.send_str(json.dumps(envelope))

    def _number(self) -> str:
        return f"{next(self._numbers):06d}"

    def _hook(self, room: Room, person: str) -> str:
        number = self._number()
        self._hooks[number] = (room, person)
        return f"{self._origin}/response/{number}"

    # ------------------------------------------------------------ the API

    @asynccontextmanager
    async def running(self) -> AsyncIterator[SlackSimulator]:
        """Serve on a port of its own."""
        application = web.Application()
        application.router.add_post("/api/{method}", self._call)
        application.router.add_get("/socket", self._socket)
        application.router.add_post("/response/{number}", self._response)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        self.close = runner.cleanup
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            self._origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
            self.base_url = f"{self._origin}/api/"
            yield self
        finally:
            await self.drops_socket()
            await runner.cleanup()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        is_json = request.content_type == "application/json"
        data = await request.json() if is_json else dict(await request.post())
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.calls.append(method)

        async def work() -> web.Response:
            try:
                if token not in self.tokens:
                    raise Refusal("invalid_auth")
                result = getattr(self, "_" + method.replace(".", "_").lower(), self._unknown)(data, token)
            except (Refusal, Unsendable) as refused:
                return web.json_response({"ok": False, "error": str(refused)})
            return web.json_response({"ok": True, **result})

        return await self.faults.meet(request, method, work)

    def _unknown(self, _data: Mapping[str, Any], _token: str) -> dict[str, Any]:
        raise Refusal("unknown_method")

    def _auth_test(self, _data: Mapping[str, Any], token: str) -> dict[str, Any]:
        if token != BOT_TOKEN:
            raise Refusal("not_allowed_token_type")
        return {"user_id": BOT_USER, "bot_id": "B0BOT", "user": "onrecord", "team": "Newsroom", "team_id": TEAM}

    def _apps_connections_open(self, _data: Mapping[str, Any], token: str) -> dict[str, Any]:
        if token != APP_TOKEN:
            raise Refusal("not_allowed_token_type")
        return {"url": f"{self._origin.replace('http', 'ws')}/socket?ticket=simulated-ticket&app_id=A0SIM"}

    def _chat_postmessage(self, data: Mapping[str, Any], _token: str) -> dict[str, Any]:
        room = self._room(data)
        shown = self._shown(data, thread=data.get("thread_ts"))
        room.shown.append(shown)
        return {"channel": room.id, "ts": shown.ts, "message": {"text": data.get("text", "")}}

    def _chat_postephemeral(self, data: Mapping[str, Any], _token: str) -> dict[str, Any]:
        room = self._room(data)
        shown = self._shown(data, only_for=data["user"])
        room.shown.append(shown)
        return {"message_ts": shown.ts}

    def _views_publish(self, data: Mapping[str, Any], _token: str) -> dict[str, Any]:
        view = json.loads(data["view"]) if isinstance(data["view"], str) else dict(data["view"])
        View(**view).validate_json()
        self.homes[data["user_id"]] = view
        return {"view": view}

    async def _response(self, request: web.Request) -> web.StreamResponse:
        room, person = self._hooks[request.match_info["number"]]
        data = await request.json()

        async def work() -> web.Response:
            is_hidden = data.get("response_type") == "ephemeral"
            room.shown.append(self._shown(data, only_for=person if is_hidden else None))
            return web.Response(text="ok")

        return await self.faults.meet(request, "response", work)

    def _room(self, data: Mapping[str, Any]) -> Room:
        room = self.rooms.get(data["channel"])
        if room is None:
            raise Refusal("channel_not_found")
        if room.refuses:
            raise Refusal(room.refuses)
        return room

    def _shown(self, data: Mapping[str, Any], **more: Any) -> Shown:
        blocks, text = data.get("blocks") or [], data.get("text") or ""
        blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
        check_post(text, blocks)
        texts = [held for block in blocks for held in (block.get("text"), *block.get("elements", [])) if held]
        words = [read_mrkdwn(held["text"]) for held in texts if isinstance(held.get("text"), str)]
        taps = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
        return Shown(
            ts=f"1746180001.{self._number()}",
            text="\n".join(words) if blocks else read_mrkdwn(text),
            buttons=tuple((tap["text"]["text"], tap.get("value") or tap["url"]) for tap in taps),
            has_blocks=bool(blocks),
            unfurls=bool(data.get("unfurl_links", True) or data.get("unfurl_media", True)),
            **more,
        )

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.append(socket)
        await socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self.acknowledged.append(json.loads(message.data)["envelope_id"])
        except asyncio.CancelledError:
            pass
        finally:
            self._sockets.remove(socket)
        return socket
