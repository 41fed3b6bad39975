"""Deals told by several articles stand as this program's rules have them, not as those of the day they were stored.

Revision 0006, after 0005. There is no way back: restore a copy instead.
"""

from __future__ import annotations

from itertools import groupby

import sqlalchemy as sa
from alembic import op

from bot.model import Deal
from bot.store.restating import state_of
from bot.store.rows import decode
from bot.store.schema import articles, facts, sources

revision = "0006"
down_revision = "0005"
BATCH = 500


def upgrade() -> None:
    connection = op.get_bind()
    several = sa.select(sources.c.fact_id).join(facts, facts.c.id == sources.c.fact_id)
    several = several.where(facts.c.kind == "deal", sources.c.is_current).group_by(sources.c.fact_id)
    ids = connection.execute(several.having(sa.func.count() > 1)).scalars().all()
    told = sa.select(sources.c.fact_id, sources.c.record, articles.c.at)
    told = told.join(articles, articles.c.id == sources.c.article_id).where(sources.c.is_current)
    for at in range(0, len(ids), BATCH):
        which = told.where(sources.c.fact_id.in_(ids[at : at + BATCH])).order_by(sources.c.fact_id, sources.c.id)
        for key, rows in groupby(connection.execute(which).all(), key=lambda row: row.fact_id):
            state = state_of([(decode(Deal, row.record), row.at) for row in rows])
            connection.execute(sa.update(facts).where(facts.c.id == key).values(state))
