"""Slack's text as its server reads it: strict about what is escaped, and about sizes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

LONGEST_SECTION = 3_000
LONGEST_HEADER = 150
MOST_BLOCKS = 50
LONGEST_MESSAGE = 13_000  # of blocks as JSON text; 10,000 visible characters were seen to pass, 13,000 to fail
LONGEST_TEXT = 4_000
TOKEN = re.compile(r"<(https?://[^<>|\s]+)\|([^<>|\n]+)>|&(amp|lt|gt);|([<>&])|([^<>&]+)")
MEANT = {"amp": "&", "lt": "<", "gt": ">"}


class Unsendable(ValueError):
    """The error that Slack would answer with."""


def read_mrkdwn(text: str) -> str:
    """What a person would see; Unsendable where a control character is not escaped."""
    seen = ""
    for found in TOKEN.finditer(text):
        _, label, entity, bare, words = found.groups()
        if bare:
            raise Unsendable("invalid_blocks")
        seen += read_mrkdwn(label) if label else MEANT[entity] if entity else words
    return seen


def check_post(text: str, blocks: Sequence[dict[str, Any]]) -> None:
    """Refuse what Slack refuses."""
    if not text and not blocks:
        raise Unsendable("no_text")
    read_mrkdwn(text)
    if len(text) > LONGEST_TEXT:
        raise Unsendable("msg_too_long")
    if len(blocks) > MOST_BLOCKS:
        raise Unsendable("invalid_blocks")
    for block in blocks:
        _check_block(block)
    names = [
        element["action_id"] for block in blocks for element in block.get("elements", []) if "action_id" in element
    ]
    if len(names) != len(set(names)):
        raise Unsendable("invalid_blocks")
    if sum(len(str(held)) for block in blocks for held in _texts(block)) > LONGEST_MESSAGE:
        raise Unsendable("msg_blocks_too_long")


def _check_block(block: dict[str, Any]) -> None:
    for held in _texts(block):
        longest = LONGEST_HEADER if block["type"] == "header" else LONGEST_SECTION
        if not held["text"] or len(held["text"]) > longest:
            raise Unsendable("invalid_blocks")
        if held["type"] == "mrkdwn":
            read_mrkdwn(held["text"])
    if block["type"] == "actions" and not 0 < len(block["elements"]) <= 25:
        raise Unsendable("invalid_blocks")
    for element in block["elements"] if block["type"] == "actions" else []:
        if not 0 < len(element["text"]["text"]) <= 75 or len(element.get("value", "")) > 2000:
            raise Unsendable("invalid_blocks")
    json.dumps(block).encode()


def _texts(block: dict[str, Any]) -> list[dict[str, Any]]:
    if block["type"] in ("section", "header"):
        return [block["text"]]
    return list(block["elements"]) if block["type"] == "context" else []
