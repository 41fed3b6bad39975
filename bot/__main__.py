"""The command line: `python -m bot VERB`, also installed as `onrecord`.

Exit 0: done. 1: failed, one clear line on stderr. 2: wrong usage or a wrong setting. Each verb's work is in
`bot.verbs`, imported when it is used.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Coroutine
from typing import Annotated, Any, NoReturn, TypeVar

import typer

from bot.errors import OnRecordError, SettingsError, UsageError

Found = TypeVar("Found")
ARTICLE_LINES = 'Articles on stdin, one {"id","title","date","text"} a line.'
QUESTION_LINES = 'Questions on stdin, one {"id","question","now"?} a line.'

app = typer.Typer(
    name="onrecord",
    help="On Record reads the news and keeps who said what, and who agreed to what, as records you can ask.\n\n"
    "Begin with `onrecord demo`; then `onrecord run`, with a bot token or without one for a chat in this terminal.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
feeds = typer.Typer(
    help="The feeds every chat shares: add, remove, list, check, admit, import, export.", no_args_is_help=True
)
database = typer.Typer(help="The database: `db upgrade` brings it to this program's schema.", no_args_is_help=True)
app.add_typer(feeds, name="feeds")
app.add_typer(database, name="db")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else.")]
Now = Annotated[str | None, typer.Option("--now", metavar="TIME", help="Take this ISO time as now.")]
Timezone = Annotated[str, typer.Option("--timezone", metavar="ZONE", help="IANA time zone of the person asking.")]


@app.command()
def demo() -> None:
    """A week of invented news read over loopback: the digest, three answers, then your questions."""
    from bot.verbs.demo import demo as show_demo
    from bot.verbs.parts import settings

    _quiet_logs()
    _run(show_demo(settings()))


@app.command()
def run() -> None:
    """The bot: Telegram and Slack where their tokens are set, else a chat in this terminal."""
    from bot.verbs.parts import settings
    from bot.verbs.run import run as run_bot

    given = settings()
    _logs(given)
    _run(run_bot(given, _faces(given)))


@app.command()
def once() -> None:
    """One pass: visit the feeds, read what is new, deliver every digest that is due; then end."""
    from bot.verbs.parts import settings
    from bot.verbs.run import once as run_pass
    from bot.verbs.run import pass_lines

    given = settings()
    _logs(given)
    for line in pass_lines(_run(run_pass(given, _faces(given)))):
        print(line)


@app.command()
def read(
    source: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="Text or HTML file, address, or stdin.")] = "-",
    date: Annotated[str | None, typer.Option(metavar="DATE", help="When it was published, as an ISO date.")] = None,
    title: Annotated[str | None, typer.Option(help="Its headline: context for names, never quoted.")] = None,
    as_json: AsJson = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help=ARTICLE_LINES)] = False,
    store: Annotated[bool, typer.Option("--store", help="Keep the article and what it says.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show pattern, cue, name, confidence.")] = False,
) -> None:
    """What one article says: statements, deals, what is coming up. With --jsonl many, streaming."""
    if jsonl:
        _read_lines(is_kept=store)
        return
    from bot.verbs import read as reading
    from bot.verbs.lines import parse_date
    from bot.verbs.parts import settings

    wish = reading.Wish(source=source, date=parse_date(date), title=title)
    article, found, was_html = _run(reading.read_one(wish, settings(), is_kept=store))
    if as_json:
        print(reading.shown_as_json(article, found, has_text=was_html))
        return
    for line in reading.shown_as_text(article, found, has_colour=sys.stdout.isatty(), is_explained=explain):
        print(line)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="“what did Rubio say about Ukraine?”")] = "",
    as_json: AsJson = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help=QUESTION_LINES)] = False,
    now: Now = None,
    timezone: Timezone = "UTC",
) -> None:
    """Ask the store in plain words."""
    from bot.verbs import ask as asking
    from bot.verbs.parts import check_timezone, parse_moment, settings

    given, zone = settings(), check_timezone(timezone)
    if jsonl:
        _run(asking.answer_lines(given, now=parse_moment(now) if now else None, timezone=zone))
        return
    answer = _run(asking.answer(question, given, now=parse_moment(now), timezone=zone))
    print(_json(asking.shown_as_json(answer)) if as_json else asking.shown_as_text(answer.message))


@app.command()
def digest(
    follows: Annotated[list[str] | None, typer.Argument(metavar="[FOLLOW]…", help="As after follow.")] = None,
    as_json: AsJson = False,
    now: Now = None,
    timezone: Timezone = "UTC",
) -> None:
    """A digest of the last day over the store; marks nothing as told."""
    from bot.verbs import ask as asking
    from bot.verbs.parts import check_timezone, parse_moment, settings

    made = _run(asking.digest(follows or [], settings(), now=parse_moment(now), timezone=check_timezone(timezone)))
    print(_json(asking.digest_to_json(made)) if as_json else asking.shown_as_text(made.message))


@app.command()
def verify(
    source: Annotated[str, typer.Argument(metavar="FILE|-", help="A draft whose quotations are to be checked.")],
    as_json: AsJson = False,
) -> None:
    """Each quotation in a draft against the store: exact, altered, cut, other speaker, not held."""
    from bot.verbs import verify as verifying
    from bot.verbs.parts import settings

    found = _run(verifying.verify(source, settings()))
    print(_json(verifying.to_json(found)) if as_json else "\n".join(verifying.to_lines(found)))


@app.command()
def stories(as_json: AsJson = False) -> None:
    """Every story held: headline, articles, first and last seen."""
    from bot.verbs import ask as asking
    from bot.verbs.parts import settings

    held = _run(asking.stories(settings()))
    if as_json:
        print(_json([asking.story_to_json(story) for story in held]))
        return
    for story in held:
        count = len(story.article_ids)
        noun = "article" if count == 1 else "articles"
        print(f"{story.id}  {story.last_seen:%Y-%m-%d}  {count} {noun}  {story.headline}")


@feeds.command("add")
def add_feed(url: Annotated[str, typer.Argument(metavar="URL")]) -> None:
    """Add a feed, after looking whether it is one."""
    from bot.verbs import operate

    print(_run(operate.add_feed(url, operate.settings())))


@feeds.command("remove")
def remove_feed(url: Annotated[str, typer.Argument(metavar="URL")]) -> None:
    """Visit a feed no more; its articles stay."""
    from bot.verbs import operate

    print(_run(operate.remove_feed(url, operate.settings())))


@feeds.command("admit")
def admit_feed(url: Annotated[str, typer.Argument(metavar="URL")]) -> None:
    """Share a feed that a chat added for itself: its articles reach every chat from now on."""
    from bot.verbs import operate

    print(_run(operate.admit_feed(url, operate.settings())))


@feeds.command("list")
def list_feeds() -> None:
    """Every feed and how its last visit went."""
    from bot.verbs import operate

    for state in _run(operate.list_feeds(operate.settings())):
        print(operate.feed_line(state))


@feeds.command("check")
def check_feeds(urls: Annotated[list[str] | None, typer.Argument(metavar="[URL]…")] = None) -> None:
    """Look at every feed now, or at the addresses given, without keeping anything."""
    from bot.verbs import operate

    found = _run(operate.check_feeds(operate.settings(), tuple(urls or ())))
    for look in found:
        print(f"{'ok    ' if look.is_well else 'failed'} {look.url}: {look.detail}")
    if not all(look.is_well for look in found):
        raise typer.Exit(1)


@feeds.command("import")
def import_feeds(source: Annotated[str, typer.Argument(metavar="FILE|BUNDLE")]) -> None:
    """Add the feeds of an OPML file, of a list of addresses, or of a bundle of seeds/."""
    from bot.verbs import operate

    print(_run(operate.import_feeds(source, operate.settings())))


@feeds.command("export")
def export_feeds() -> None:
    """Print the shared feeds as OPML."""
    from bot.verbs import operate

    print(_run(operate.export_feeds(operate.settings())))


@app.command()
def chats() -> None:
    """Every chat: where it is, when its digest comes, whether it is paused or blocked."""
    from bot.verbs import operate

    for line in _run(operate.list_chats(operate.settings())):
        print(line)


@app.command()
def retract(record: Annotated[int, typer.Argument(metavar="ID", help="The id that ask --json gives.")]) -> None:
    """Hide a record for good; chats that were told it get a correction."""
    from bot.verbs import operate

    print(_run(operate.retract(record, operate.settings())))


@app.command()
def check() -> None:
    """Show the settings, secrets hidden, and try the database and every token."""
    from bot.verbs import operate

    given = operate.settings()
    _logs(given)
    for line in operate.shown_settings(given):
        print(line)
    probes = {name: make(given, None, _nobody).check for name, make in _faces(given).items()}
    found = _run(operate.check(given, probes))
    for each in found:
        print(f"{'ok    ' if each.is_well else 'failed'} {each.name}: {each.detail}")
    if not all(each.is_well for each in found):
        raise typer.Exit(1)


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to this program's schema. On SQLite every verb does it by itself."""
    from bot.verbs import operate

    print(_run(operate.upgrade(operate.settings())))


def main() -> NoReturn:
    """Run the command line; every foreseen failure is one line on stderr."""
    try:
        app()
    except (UsageError, SettingsError) as error:
        _fail(str(error), 2)
    except OnRecordError as error:
        _fail(str(error), 1)
    except BrokenPipeError:
        sys.stderr.close()  # who read our output has gone; there is nobody to tell
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        _fail("stopped", 130)
    raise SystemExit(0)


def _read_lines(*, is_kept: bool) -> None:
    if is_kept:
        from bot.verbs.parts import settings
        from bot.verbs.read import keep_lines

        _run(keep_lines(settings()))
        return
    from bot.verbs.lines import read_lines
    from bot.verbs.rules import load_rules

    read_lines(load_rules())


def _faces(given: Any) -> dict[str, Any]:
    """How to make the face of every platform whose token is set; each is imported only then."""
    faces: dict[str, Any] = {}
    if given.telegram_token:
        from handlers import telegram

        faces["telegram"] = telegram.make_face
    if given.slack_bot_token or given.slack_app_token:
        from handlers import slack

        faces["slack"] = slack.make_face
    return faces


def _nobody() -> None:
    """Nobody waits for the bell."""


def _run(work: Coroutine[Any, Any, Found]) -> Found:
    return asyncio.run(work)


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _logs(given: Any) -> None:
    from bot.ops.logs import start_logging
    from config.settings import secrets

    start_logging(given.log_level, given.log_format, secrets(given))


def _quiet_logs() -> None:
    from bot.ops.logs import start_logging

    start_logging("error", "auto")


def _fail(line: str, code: int) -> NoReturn:
    from bot.ops.redaction import Redactor

    sys.stderr.write(f"onrecord: {Redactor(())(line)}\n")
    raise SystemExit(code)


if __name__ == "__main__":
    main()
