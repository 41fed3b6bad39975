"""Feeds, articles in versions, facts with their sources, names.

Revision 0001, after nothing. There is no way back: restore a copy instead.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("twin_id", sa.Integer()),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text()),
        sa.Column("speaks_for", sa.Text()),
        sa.Column("status", sa.Text()),
        sa.Column("amount", sa.Float()),
        sa.Column("currency", sa.Text()),
        sa.Column("deal_id", sa.Integer()),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True)),
        sa.Column("hidden_for", sa.Text()),
        sa.ForeignKeyConstraint(["deal_id"], ["facts.id"], name=op.f("fk_facts_deal_id_facts"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["twin_id"], ["facts.id"], name=op.f("fk_facts_twin_id_facts"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_facts_deal_id"), "facts", ["deal_id"], unique=False)
    op.create_index(op.f("ix_facts_identity"), "facts", ["identity"], unique=False)
    op.create_index(op.f("ix_facts_kind_first_at"), "facts", ["kind", "first_at"], unique=False)
    op.create_index(op.f("ix_facts_scope_changed_at"), "facts", ["scope", "changed_at"], unique=False)
    op.create_index(op.f("ix_facts_speaker_first_at"), "facts", ["speaker", "first_at"], unique=False)
    op.create_index(op.f("ix_facts_speaks_for_first_at"), "facts", ["speaks_for", "first_at"], unique=False)
    op.create_index(op.f("ix_facts_twin_id"), "facts", ["twin_id"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("next_visit_at", sa.DateTime(timezone=True)),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("url", "scope", name=op.f("uq_feeds_url_scope")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_feeds_next_visit_at"), "feeds", ["next_visit_at"], unique=False)
    op.create_table(
        "names",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_names")),
        sa.UniqueConstraint("key", "kind", "scope", name=op.f("uq_names_key_kind_scope")),
    )
    op.create_index(op.f("ix_names_scope_statements"), "names", ["scope", "statements"], unique=False)
    op.create_table(
        "stories",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("headline_scope", sa.Integer(), nullable=False),
        sa.Column("last_arrival_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stories_last_arrival_at"), "stories", ["last_arrival_at"], unique=False)
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("outside_id", sa.Text(), nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer()),
        sa.Column("story_id", sa.Integer()),
        sa.Column("origin_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_read", sa.Boolean(), nullable=False),
        sa.Column("skipped_for", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("author", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name=op.f("fk_articles_feed_id_feeds"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["origin_id"], ["articles.id"], name=op.f("fk_articles_origin_id_articles"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("fk_articles_story_id_stories"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("outside_id", "scope", name=op.f("uq_articles_outside_id_scope")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_articles_feed_id"), "articles", ["feed_id"], unique=False)
    op.create_index(op.f("ix_articles_origin_id"), "articles", ["origin_id"], unique=False)
    op.create_index(op.f("ix_articles_scope_at"), "articles", ["scope", "at"], unique=False)
    op.create_index(op.f("ix_articles_story_id"), "articles", ["story_id"], unique=False)
    op.create_index(
        "ix_articles_unread",
        "articles",
        ["id"],
        unique=False,
        sqlite_where=sa.text("is_read = 0"),
        postgresql_where=sa.text("NOT is_read"),
    )
    op.create_table(
        "deal_parties",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["facts.id"], name=op.f("fk_deal_parties_fact_id_facts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact_id", "party", name=op.f("pk_deal_parties")),
    )
    op.create_index(op.f("ix_deal_parties_party"), "deal_parties", ["party"], unique=False)
    op.create_table(
        "entries",
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name=op.f("fk_entries_feed_id_feeds"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("feed_id", "key", name=op.f("pk_entries")),
    )
    op.create_table(
        "name_aliases",
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["name_id"], ["names.id"], name=op.f("fk_name_aliases_name_id_names"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("name_id", "key", name=op.f("pk_name_aliases")),
    )
    op.create_index(op.f("ix_name_aliases_key"), "name_aliases", ["key"], unique=False)
    op.create_table(
        "name_roles",
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.ForeignKeyConstraint(
            ["name_id"], ["names.id"], name=op.f("fk_name_roles_name_id_names"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("name_id", "key", name=op.f("pk_name_roles")),
    )
    op.create_table(
        "visits",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("visited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("new_articles", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name=op.f("fk_visits_feed_id_feeds"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
    )
    op.create_index(op.f("ix_visits_feed_id_id"), "visits", ["feed_id", "id"], unique=False)
    op.create_table(
        "article_versions",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_versions_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "version", name=op.f("pk_article_versions")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_sources_article_id_articles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["fact_id"], ["facts.id"], name=op.f("fk_sources_fact_id_facts"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_index(op.f("ix_sources_article_id"), "sources", ["article_id"], unique=False)
    op.create_index(op.f("ix_sources_fact_id"), "sources", ["fact_id"], unique=False)
