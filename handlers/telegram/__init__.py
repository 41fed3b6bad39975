"""Telegram: updates in, messages out (`chat`), messages as HTML (`render`), refusals as verdicts (`refusals`)."""
