"""What Alembic runs: our tables, inside the connection and transaction that it is given."""

from __future__ import annotations

from typing import Any

from alembic import context

from bot.store.ledger import messages
from bot.store.migrations import is_ours

metadata = messages.metadata  # importing the ledger completes the tables of the schema


def run(connection: Any) -> None:
    """Migrate inside the caller's transaction."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        include_object=is_ours,
        transactional_ddl=True,
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
