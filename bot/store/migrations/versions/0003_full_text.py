"""Full text over facts and articles: FTS5 on SQLite, tsvector under GIN on PostgreSQL.

Revision 0003, after 0002. There is no way back: restore a copy instead.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

# detail=none: tokens carry their field (see terms.py), phrases are checked on the words themselves; a third of the size
SQLITE = (
    "CREATE VIRTUAL TABLE {name} USING fts5(tokens, detail='none', columnsize=0, tokenize=\"ascii tokenchars ':_'\")",
    "CREATE VIRTUAL TABLE {name}_terms USING fts5vocab({name}, 'row')",
)
# a small pending list: searches read all of it; many frequencies: they decide which words of a question count
POSTGRES = (
    "CREATE TABLE {name} (rowid integer PRIMARY KEY, tokens tsvector NOT NULL)",
    "CREATE INDEX ix_{name}_tokens ON {name} USING gin (tokens) WITH (gin_pending_list_limit = 512)",
    "ALTER TABLE {name} ALTER COLUMN tokens SET STATISTICS 500",
)


def upgrade() -> None:
    statements = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRES
    for name in ("fts_facts", "fts_articles"):
        for statement in statements:
            op.execute(statement.format(name=name).replace(":_", "\\:_"))
