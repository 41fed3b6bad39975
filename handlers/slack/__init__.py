"""Slack: events in, messages out (`chat`), messages as Block Kit (`render`), refusals as verdicts (`refusals`)."""
