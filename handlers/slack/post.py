"""Sending one message of ours as the posts of Slack that it takes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.delivery.outcomes import NotDelivered
from bot.model import Button, Message
from handlers.slack.events import SHARE, Heard
from handlers.slack.refusals import classify
from handlers.slack.render import Post, render, render_home, render_plain

BEGUN_REMEMBERED = 500
MOST_RESPONSES = 5  # a response_url takes no more
FAILURES = (
    *(SlackClientError, aiohttp.ClientError, TimeoutError, OSError),
    *(ValueError, AttributeError, KeyError, TypeError),  # what the library raises on an answer that is no JSON object
)
HTTP_OK = 200
READING = frozenset({"ask", "digest", "said", "who", "deals", "upcoming"})


@dataclass(slots=True)
class Poster:
    """Sends posts one after the other, and remembers how far it came with a message that broke off in the middle."""

    gap: timedelta
    _begun: dict[tuple[str, Message, bool], list[str]] = field(default_factory=dict)

    async def send(self, client: AsyncWebClient, address: str, message: Message, *, is_plain: bool = False) -> str:
        """The ts of the last post. Raises NotDelivered and nothing else; the same message then goes on where it was."""
        posts = render_plain(message) if is_plain else render(message)
        key = (address, message, is_plain)
        sent = self._begun.pop(key, [])
        for post in posts[len(sent) :]:
            if sent:
                await asyncio.sleep(self.gap.total_seconds())
            try:
                sent.append(await _send_post(client, address, post, message.reply_to))
            except NotDelivered:
                self._remember(key, sent)
                raise
        return sent[-1]

    def _remember(self, message: tuple[str, Message, bool], sent: list[str]) -> None:
        if sent:
            self._begun[message] = sent
        while len(self._begun) > BEGUN_REMEMBERED:
            del self._begun[next(iter(self._begun))]


async def _send_post(client: AsyncWebClient, address: str, post: Post, reply_to: str) -> str:
    channel, _, thread = address.partition("/")
    try:
        answer = await client.chat_postMessage(
            channel=channel,
            text=post.text,
            blocks=list(post.blocks) or None,
            thread_ts=reply_to or thread or None,
            unfurl_links=False,
            unfurl_media=False,
        )
    except FAILURES as error:
        raise classify(error) from None
    return str(answer.get("ts") or "")


async def whisper(client: AsyncWebClient, response_url: str, message: Message) -> bool:
    """Answer so that only the person who asked sees it; False when Slack did not take it."""
    hook = AsyncWebhookClient(response_url, session=client.session, retry_handlers=[], timeout=client.timeout)
    for post in render(message)[:MOST_RESPONSES]:
        try:
            answer = await hook.send(
                text=post.text,
                blocks=list(post.blocks),
                response_type="ephemeral",
                replace_original=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        except FAILURES:
            return False
        if answer.status_code != HTTP_OK:
            return False
    return True


def shareable(message: Message, heard: Heard) -> Message:
    """What one person was answered, with a button that answers the same to the whole channel."""
    if heard.name not in READING or heard.channel.startswith("D"):
        return message
    share = Button("Share", f"v1:{SHARE}:{heard.name} {heard.argument}".strip())
    return replace(message, buttons=(*message.buttons, (share,)))


async def show_home(client: AsyncWebClient, person: str, channel: str, message: Message) -> None:
    """The App Home of one person; what is tapped there is answered in `channel`. Raises NotDelivered."""
    try:
        await client.views_publish(user_id=person, view=render_home(message, channel))
    except FAILURES as error:
        raise classify(error) from None


async def whisper_in(client: AsyncWebClient, channel: str, person: str, message: Message) -> None:
    """The same by the channel, for when the response_url is used up or too old. Raises NotDelivered."""
    for post in render(message):
        try:
            await client.chat_postEphemeral(channel=channel, user=person, text=post.text, blocks=list(post.blocks))
        except FAILURES as error:
            raise classify(error) from None
