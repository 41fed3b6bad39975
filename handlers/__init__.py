"""The same commands on every platform: console, Telegram, Slack."""
