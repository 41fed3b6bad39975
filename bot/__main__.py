"""The command line: `python -m bot VERB`, also installed as `onrecord`.

Exit 0: done. 1: failed, one clear line on stderr. 2: wrong usage or a wrong setting. Each verb's work is in
`bot.verbs`, imported when it is used.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any, NoReturn

import typer

from bot.errors import OnRecordError, SettingsError, UsageError
from bot.verbs.operator_line import add_to as add_operator_verbs
from bot.verbs.terminal import document, faces, finish, listed, quiet_logs, start_logs

ARTICLE_LINES = 'Many articles, one {"id","title","date","text"} a line.'
QUESTION_LINES = 'Questions on stdin, one {"id","question","now"?} a line.'

WRONG_USAGE: Any = typer.BadParameter.__base__  # every error of usage; the library exports only this one of them

app = typer.Typer(
    name="onrecord",
    help="On Record reads the news and keeps who said what, and who agreed to what, as records you can ask.\n\n"
    "Begin with `onrecord demo`; then `onrecord run`, with a bot token or without one for a chat in this terminal.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        print(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def _common(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    pass


AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else.")]
Now = Annotated[str | None, typer.Option("--now", metavar="TIME", help="Take this ISO time as now.")]
Since = Annotated[str | None, typer.Option("--since", metavar="TIME", help="From this ISO day or time on.")]
Timezone = Annotated[str, typer.Option("--timezone", metavar="ZONE", help="IANA time zone of the person asking.")]


@app.command()
def demo() -> None:
    """A week of invented news read over loopback: the digest, three answers, then your questions."""
    from bot.verbs.demo import demo as show_demo
    from bot.verbs.parts import settings

    quiet_logs()
    finish(show_demo(settings()))


@app.command()
def run() -> None:
    """The bot: Telegram and Slack where their tokens are set, else a chat in this terminal."""
    from bot.verbs.parts import settings
    from bot.verbs.run import run as run_bot

    given = settings()
    start_logs(given)
    finish(run_bot(given, faces(given)))


@app.command()
def once() -> None:
    """One pass: visit the feeds, read what is new, deliver every digest that is due; then end."""
    from bot.verbs.parts import settings
    from bot.verbs.run import once as run_pass
    from bot.verbs.run import pass_lines

    given = settings()
    start_logs(given)
    for line in pass_lines(finish(run_pass(given, faces(given)))):
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
        _read_lines(source, is_kept=store)
        return
    from bot.verbs import read as reading
    from bot.verbs.parts import check_date, settings

    wish = reading.Wish(source=source, date=check_date(date), title=title)
    article, found, was_html = finish(reading.read_one(wish, settings(), is_kept=store))
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
    if jsonl and question:
        raise UsageError("with --jsonl the questions come on standard input; leave out the one beside it")
    if jsonl:
        finish(asking.answer_lines(given, now=parse_moment(now) if now else None, timezone=zone))
        return
    answer = finish(asking.answer(question, given, now=parse_moment(now), timezone=zone))
    print(document(asking.shown_as_json(answer)) if as_json else asking.shown_as_text(answer.message))


@app.command()
def digest(
    follows: Annotated[list[str] | None, typer.Argument(metavar="[FOLLOW]…", help="As after follow.")] = None,
    as_json: AsJson = False,
    now: Now = None,
    since: Since = None,
    timezone: Timezone = "UTC",
) -> None:
    """A digest over the store, of the last day or since a time; marks nothing as told."""
    from bot.verbs import ask as asking
    from bot.verbs.parts import check_timezone, settings

    stretch = asking.Stretch(since=since, now=now)
    made = finish(asking.digest(follows or [], settings(), stretch, timezone=check_timezone(timezone)))
    print(document(asking.digest_to_json(made)) if as_json else asking.shown_as_text(made.message))


@app.command()
def verify(
    source: Annotated[str, typer.Argument(metavar="FILE|TEXT|-", help="A draft, or its words.")],
    as_json: AsJson = False,
) -> None:
    """Each quotation in a draft against the store: exact, altered, cut, other speaker, not held."""
    from bot.verbs import verify as verifying
    from bot.verbs.parts import settings

    found = finish(verifying.verify(source, settings()))
    print(document(verifying.to_json(found)) if as_json else "\n".join(verifying.to_lines(found)))


@app.command()
def stories(as_json: AsJson = False) -> None:
    """Every story held: headline, articles, first and last seen."""
    from bot.verbs import ask as asking
    from bot.verbs.parts import settings

    held = finish(asking.stories(settings()))
    if as_json:
        print(document([asking.story_to_json(story) for story in held]))
        return
    listed(
        map(asking.story_line, held), "no stories yet; `onrecord once` reads the feeds, `read FILE --store` keeps one"
    )


add_operator_verbs(app)


def main() -> NoReturn:
    """Run the command line; every foreseen failure is one line on stderr."""
    try:
        code = app(standalone_mode=False)
    except WRONG_USAGE as error:
        _refuse(error)
    except (UsageError, SettingsError) as error:
        _fail(str(error), 2)
    except OnRecordError as error:
        _fail(str(error), 1)
    except BrokenPipeError:
        sys.stderr.close()  # who read our output has gone; there is nobody to tell
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        _fail("stopped", 130)
    raise SystemExit(code if isinstance(code, int) else 0)


def _read_lines(source: str, *, is_kept: bool) -> None:
    from bot.verbs.lines import lines_of, read_lines

    with lines_of(source) as lines:
        if is_kept:
            from bot.verbs.parts import settings
            from bot.verbs.read import keep_lines

            finish(keep_lines(settings(), lines))
            return
        from bot.verbs.rules import load_rules

        read_lines(load_rules(), lines)


def _refuse(error: Any) -> NoReturn:
    """Wrong usage in one line: what, where, remedy; a verb group alone shows what it offers."""
    path = error.ctx.command_path if error.ctx else "onrecord"
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        raise SystemExit(2)
    said = error.format_message().partition(", unable to parse")[0].rstrip(".")
    where = "" if error.ctx is None or error.ctx.parent is None else f"{error.ctx.info_name}: "
    ending = " " if said.endswith("?") else "; "
    _fail(f"{where}{said[:1].lower()}{said[1:]}{ending}`{path} --help` shows what there is", 2)


def _fail(line: str, code: int) -> NoReturn:
    from bot.ops.redaction import Redactor

    sys.stderr.write(f"onrecord: {Redactor(())(line)}\n")
    raise SystemExit(code)


if __name__ == "__main__":
    main()
