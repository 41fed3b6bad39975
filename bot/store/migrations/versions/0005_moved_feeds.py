"""Feeds that moved for good: where the last visit was sent, and the addresses they had before.

Revision 0005, after 0004. There is no way back: restore a copy instead.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("feeds", sa.Column("moves_to", sa.Text()))
    op.add_column("feeds", sa.Column("former", sa.Text(), nullable=False, server_default=""))
