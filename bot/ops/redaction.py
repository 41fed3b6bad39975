"""Secrets are taken out of every text that leaves the process, by their value and by their looks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from urllib.parse import quote

HIDDEN = "[secret]"
SHORTEST = 4  # a shorter value stands in ordinary words too: hiding it would garble the log and tell its length
LOOKS = (
    r"(?<!\d)\d{5,}(?::|%3[Aa])[A-Za-z0-9_-]{20,}",  # Telegram: the bot's number, a colon, 35 characters
    r"xox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]+",  # Slack: bot, user, refresh and configuration tokens
    r"xapp-[A-Za-z0-9-]+",
    r"(?<=hooks\.slack\.com/)[A-Za-z]+/[A-Za-z0-9/_-]+",  # an address that lets anybody post
    r"(?<=[?&]ticket=)[^&\s\"']+",  # of a Socket Mode connection
    r"(?<=://)[^\s/:@]*:[^\s/@]+(?=@)",  # user and password in an address
)


class Redactor:
    """Replaces secrets in a text: those it was given, however they are spelt there, and whatever looks like a token."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        given = {form for secret in secrets if len(secret) >= SHORTEST for form in _forms(secret)}
        longest_first = sorted(given, key=len, reverse=True)
        self._pattern = re.compile("|".join([*map(re.escape, longest_first), *LOOKS]))

    def __call__(self, text: str) -> str:
        return self._pattern.sub(HIDDEN, text)


def _forms(secret: str) -> set[str]:
    """As it is, as an address, as repr writes it and its bytes in a longer text; then as JSON writes each of these."""
    both_quotes = "'\""  # repr escapes the single ones only where the text holds both
    written = {secret, quote(secret), quote(secret, safe=""), repr(secret)[1:-1], repr(secret.encode())[2:-1]}
    written |= {repr(both_quotes + secret)[4:-1], repr(both_quotes.encode() + secret.encode())[5:-1]}
    return written | {json.dumps(form, ensure_ascii=ascii)[1:-1] for form in written for ascii in (True, False)}
