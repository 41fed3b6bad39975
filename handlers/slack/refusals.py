"""What Slack's refusals mean for a message: the table of platforms.md, one verdict for every exception. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.delivery import outcomes
from bot.delivery.outcomes import NotDelivered

BAD_BOT_TOKEN = "Slack refuses the bot token ({error}); install the app again and set ONRECORD_SLACK_BOT_TOKEN (xoxb-…)"
BAD_APP_TOKEN = (
    "Slack refuses the app-level token ({error}); make one with the scope connections:write and set "
    "ONRECORD_SLACK_APP_TOKEN (xapp-…)"
)
MISSING_SCOPE = "the Slack app lacks the scope {needed}; add it under OAuth & Permissions and install the app again"

NOT_SENT_WAIT = timedelta(seconds=10)
NO_LENGTH_WAIT = timedelta(seconds=30)  # a limit that does not say how long
LONGEST_WAIT = timedelta(hours=1)
FLOODED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
DEAD = frozenset(
    {
        "channel_not_found", "not_in_channel", "is_archived", "is_inactive", "cannot_dm_bot", "user_not_found",
        "user_disabled", "user_not_in_channel", "messages_tab_disabled", "no_permission", "not_allowed",
        "thread_locked", "thread_not_found", "channel_type_not_supported", "team_not_found",
    }
)  # fmt: skip
FATAL = frozenset(
    {
        "account_inactive", "token_revoked", "token_expired", "invalid_auth", "not_authed", "org_login_required",
        "access_denied", "not_allowed_token_type", "team_access_not_granted", "enterprise_is_restricted",
    }
)  # fmt: skip
UNSURE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"})
NEVER_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


def classify(error: Exception) -> NotDelivered:
    """The verdict on one failed call. What is no answer of Slack's may have been delivered or not."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    if isinstance(error, NEVER_SENT):
        return outcomes.wait("Slack cannot be reached", NOT_SENT_WAIT, for_everybody=True)
    if isinstance(error, TimeoutError):
        return outcomes.unknown_outcome("Slack did not answer in time")
    return outcomes.unknown_outcome(f"no usable answer from Slack: {type(error).__name__}")


def error_of(error: SlackApiError) -> str:
    """Slack's own word for what is wrong; empty where the answer has none."""
    return str(_data(error).get("error") or "")


def _answered(error: SlackApiError) -> NotDelivered:
    said, status = error_of(error), _status(error)
    if status == HTTPStatus.TOO_MANY_REQUESTS or said in FLOODED:
        return outcomes.wait("too many messages", _retry_after(error))
    if said in FATAL:
        return outcomes.fatal(BAD_BOT_TOKEN.format(error=said))
    if said == "missing_scope":
        return outcomes.fatal(MISSING_SCOPE.format(needed=str(_data(error).get("needed") or "chat:write")[:100]))
    if said in DEAD or said.startswith("restricted_action"):
        return outcomes.dead_chat(said)
    if not said or said in UNSURE or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return outcomes.unknown_outcome(f"no usable answer from Slack: {said or status}")
    return outcomes.our_bug(said[:200])


def _data(error: SlackApiError) -> Mapping[str, Any]:
    """The answer's fields; the library hands over answers of several kinds, some without any."""
    data = getattr(error.response, "data", None)
    return data if isinstance(data, dict) else {}


def _status(error: SlackApiError) -> int:
    status = getattr(error.response, "status_code", None) or getattr(error.response, "status", None)
    return status if isinstance(status, int) else 0


def _retry_after(error: SlackApiError) -> timedelta:
    headers = getattr(error.response, "headers", None) or {}
    seconds = str(headers.get("Retry-After") or "")
    return min(timedelta(seconds=int(seconds)), LONGEST_WAIT) if seconds.isdigit() else NO_LENGTH_WAIT
