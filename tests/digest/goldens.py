"""Golden files: a message as every platform shows it. `python -m tests.digest.renew` writes them anew."""

from __future__ import annotations

import json
from pathlib import Path

from bot.model import Message
from handlers import console
from handlers.slack import render as slack
from handlers.telegram import render as telegram

FOLDER = Path(__file__).parent / "golden"


def renderings(message: Message) -> dict[str, str]:
    """The message in each rendering, by the ending of its golden file."""
    blocks = [{"text": post.text, "blocks": post.blocks} for post in slack.render(message)]
    parts = [part.text for part in telegram.render(message)]
    buttons = [[button.label for button in row] for part in telegram.render(message) for row in part.buttons]
    return {
        "txt": console.render(message) + "\n",
        "html": "\n\n<!-- next part -->\n\n".join(parts) + "\n\n" + json.dumps(buttons, ensure_ascii=False) + "\n",
        "json": json.dumps(blocks, ensure_ascii=False, indent=1) + "\n",
    }


def write(name: str, message: Message) -> None:
    """Write the golden files of one message."""
    FOLDER.mkdir(exist_ok=True)
    for ending, text in renderings(message).items():
        (FOLDER / f"{name}.{ending}").write_text(text, encoding="utf-8")


def differences(name: str, message: Message) -> list[str]:
    """The files that no longer say what the message says."""
    wrong = []
    for ending, text in renderings(message).items():
        path = FOLDER / f"{name}.{ending}"
        held = path.read_text(encoding="utf-8") if path.exists() else ""
        if held != text:
            wrong.append(f"{path.name}: held\n{held}\nnow\n{text}")
    return wrong
