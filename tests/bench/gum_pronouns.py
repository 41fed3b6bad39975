"""Answers every pronoun of a GUM pronoun file by the registry of names, for the scorer of the development data.

    python -m tests.bench.gum_pronouns GUM.jsonl OUT.jsonl [LEAST]
    python score_gum.py --pronouns GUM.jsonl OUT.jsonl

LEAST is the confidence below which no answer is given (default 0.67); the files lie outside the repository.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_left
from importlib import resources
from pathlib import Path
from typing import Any

from bot.reading.lexicon import FILES, Rules, parse_rules
from bot.reading.names import find_names
from bot.text import tokenise

LEAST = 0.67


def load_rules() -> Rules:
    """The rules as shipped."""
    folder = resources.files("bot.reading") / "lexicon"
    present = [name for name in FILES if (folder / name).is_file()]
    return parse_rules({name: (folder / name).read_text(encoding="utf-8") for name in present})


def answer(document: dict[str, Any], rules: Rules, least: float = LEAST) -> dict[str, Any]:
    """The name, or null, for each pronoun of one document."""
    tokens = tokenise(document["text"])
    registry = find_names(tokens, document.get("title") or "", rules)
    answers: dict[str, str | None] = {}
    for pronoun in document["pronouns"]:
        at = bisect_left(tokens.starts, pronoun["span"][0])
        speaker = registry.pronoun(at) if at < len(tokens.words) else None
        answers[pronoun["id"]] = speaker.name if speaker and speaker.confidence >= least else None
    return {"id": document["id"], "pronouns": answers}


def main(arguments: list[str]) -> None:
    """Read the documents of one file and write the answers to another."""
    source, target = Path(arguments[0]), Path(arguments[1])
    least = float(arguments[2]) if len(arguments) > 2 else LEAST
    rules = load_rules()
    lines = source.read_text(encoding="utf-8").splitlines()
    answers = [json.dumps(answer(json.loads(line), rules, least)) for line in lines if line.strip()]
    target.write_text("\n".join(answers) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
