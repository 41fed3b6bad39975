"""What an operator sees of a running bot, and how it ends.

`redaction` (no secret leaves the process) · `logs` (text in a terminal, JSON elsewhere) · `measures` (what was done,
how long it took) · `health` (/healthz and /metrics on one port) · `stopping` (signals end the work in order).
"""
