"""What an operator can set: every setting by name, with its default."""
