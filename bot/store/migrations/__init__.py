"""Migrations of the database, run by `Store.migrate` and `Store.open`."""
