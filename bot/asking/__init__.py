"""Asking: a question in plain words → what was understood → records → a message.

    parse_question(text, ground, now, timezone) ──▶ Question ──▶ ask(question, store, …) ──▶ Answer

The parsers (`question`, `follows`, `topics`) are pure; `retrieve` and `answer` ask the store. The words questions are
understood by stand in `words.toml`, which `bot.__main__` reads once and hands in as `Ground`.
"""
