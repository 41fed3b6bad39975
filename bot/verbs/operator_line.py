"""The operator's verbs on the command line: feeds, chats, retract, check, db."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.verbs.terminal import faces, finish, listed, start_logs

NO_FEEDS = "no feeds yet; `onrecord feeds import world` adds a bundle, `onrecord run` begins with three"

feeds = typer.Typer(
    help="The feeds every chat shares: add, remove, list, check, admit, import, export.", no_args_is_help=True
)
database = typer.Typer(help="The database: `db upgrade` brings it to this program's schema.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Offer these verbs beside the others."""
    app.command()(chats)
    app.command()(retract)
    app.command()(check)
    app.add_typer(feeds, name="feeds")
    app.add_typer(database, name="db")


@feeds.command("add")
def add_feed(url: Annotated[str, typer.Argument(metavar="URL")]) -> None:
    """Add a feed, after looking whether it is one."""
    from bot.verbs import operate

    print(finish(operate.add_feed(url, operate.settings())))


@feeds.command("remove")
def remove_feed(url: Annotated[str, typer.Argument(metavar="URL")]) -> None:
    """Visit a feed no more; its articles stay."""
    from bot.verbs import operate

    print(finish(operate.remove_feed(url, operate.settings())))


@feeds.command("admit")
def admit_feed(url: Annotated[str, typer.Argument(metavar="URL")]) -> None:
    """Share a feed that a chat added for itself: its articles reach every chat from now on."""
    from bot.verbs import operate

    print(finish(operate.admit_feed(url, operate.settings())))


@feeds.command("list")
def list_feeds() -> None:
    """Every feed and how its last visit went."""
    from bot.verbs import operate

    listed(map(operate.feed_line, finish(operate.list_feeds(operate.settings()))), NO_FEEDS)


@feeds.command("check")
def check_feeds(urls: Annotated[list[str] | None, typer.Argument(metavar="[URL]…")] = None) -> None:
    """Look at every feed now, or at the addresses given, without keeping anything."""
    from bot.verbs import operate

    found = finish(operate.check_feeds(operate.settings(), tuple(urls or ())))
    listed((f"{'ok    ' if look.is_well else 'failed'} {look.url}: {look.detail}" for look in found), NO_FEEDS)
    if not all(look.is_well for look in found):
        raise typer.Exit(1)


@feeds.command("import")
def import_feeds(source: Annotated[str, typer.Argument(metavar="FILE|BUNDLE")]) -> None:
    """Add the feeds of an OPML file, of a list of addresses, or of a bundle of seeds/."""
    from bot.verbs import operate

    print(finish(operate.import_feeds(source, operate.settings())))


@feeds.command("export")
def export_feeds() -> None:
    """Print the shared feeds as OPML."""
    from bot.verbs import operate

    print(finish(operate.export_feeds(operate.settings())))


def chats() -> None:
    """Every chat: where it is, when its digest comes, whether it is paused or blocked."""
    from bot.verbs import operate

    listed(finish(operate.list_chats(operate.settings())), "no chats yet; one is there once somebody writes to the bot")


def retract(record: Annotated[int, typer.Argument(metavar="ID", help="The id that ask --json gives.")]) -> None:
    """Hide a record for good; chats that were told it get a correction."""
    from bot.verbs import operate

    print(finish(operate.retract(record, operate.settings())))


def check() -> None:
    """Show the settings, secrets hidden, and try the database and every token."""
    from bot.verbs import operate

    given = operate.settings()
    start_logs(given)
    for line in operate.shown_settings(given):
        print(line)
    probes = {name: make(given, None, _nobody).check for name, make in faces(given).items()}
    found = finish(operate.check(given, probes))
    for each in found:
        print(f"{'ok    ' if each.is_well else 'failed'} {each.name}: {each.detail}")
    if not all(each.is_well for each in found):
        raise typer.Exit(1)


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to this program's schema. On SQLite every verb does it by itself."""
    from bot.verbs import operate

    print(finish(operate.upgrade(operate.settings())))


def _nobody() -> None:
    """Nobody waits for the bell."""
