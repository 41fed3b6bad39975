"""Where the headline of a story stands: in which article, at which offsets of its text.

Revision 0004, after 0003. There is no way back: restore a copy instead.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("stories", sa.Column("headline_article", sa.Text()))
    op.add_column("stories", sa.Column("headline_start", sa.Integer()))
    op.add_column("stories", sa.Column("headline_end", sa.Integer()))
