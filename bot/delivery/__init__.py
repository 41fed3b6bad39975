"""Who is due when (`schedule`), the outbox (`outbox`), how fast we may speak (`limits`)."""
