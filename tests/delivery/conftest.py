"""Delivery is tested over the real store, on both databases."""

from tests.store.conftest import empty_sqlite, migrated_postgres, store, store_url

__all__ = ["empty_sqlite", "migrated_postgres", "store", "store_url"]
