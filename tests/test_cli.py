"""The command line as a newcomer, an operator and a script meet it: exit codes, one line of error, plain JSON."""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.store import Store
from tests.store.samples import NOW

ARTICLE = """Port fees will rise in June, the harbour board said on Tuesday.

“Nobody likes to pay more, and we have put it off for three years,” Harriet Quill, the board's chair, told reporters.
She warned that without the money two cranes would have to close."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of its own for each test."""
    return tmp_path / "data"


Run = Callable[..., "Done"]


@dataclass(frozen=True)
class Done:
    """What a run left: its exit code and both outputs."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def onrecord(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run the program in this process, as a shell would: its arguments, standard input, environment."""

    def run(*arguments: str, given: bytes | str = b"", **environment: str) -> Done:
        body = given.encode() if isinstance(given, str) else given
        for name, value in ({"ONRECORD_DATA_DIR": str(data)} | environment).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["onrecord", *arguments])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        printed = capsys.readouterr()
        return Done(int(end.value.code or 0), printed.out, printed.err)

    return run


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_read_store_ask_and_stories_go_together(onrecord: Run, tmp_path: Path) -> None:
    file = tmp_path / "fees.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    kept = onrecord("read", str(file), "--date", "2025-05-02", "--title", "Port fees to rise", "--json", "--store")
    assert kept.returncode == 0, kept.stderr
    result = json.loads(kept.stdout)
    said = next(each for each in result["statements"] if each["kind"] == "direct")
    assert said["speaker"] == "Harriet Quill"
    assert [ARTICLE[start:end] for start, end in said["content"]] == [
        "Nobody likes to pay more, and we have put it off for three years,"
    ]
    answer = json.loads(onrecord("ask", "what did Harriet Quill say?", "--json").stdout)
    assert answer["statements"][0]["speaker"] == "Harriet Quill"
    assert "Nobody likes to pay more" in answer["text"]
    held = json.loads(onrecord("stories", "--json").stdout)
    assert [story["articles"] for story in held] == [["fees.txt"]]


def test_lines_are_read_in_order_and_a_bad_one_costs_only_itself(onrecord: Run, data: Path) -> None:
    given = b"\n".join(
        [
            json.dumps({"id": 7, "title": "", "date": None, "text": ARTICLE}).encode(),
            b"{broken",
            json.dumps({"id": "d", "date": "May the fourth", "text": "x"}).encode(),
            json.dumps({"id": "t", "date": "2025-05-02"}).encode(),
            b'{"id": "u", "text": "\xff"}',
            json.dumps({"id": "e", "text": ""}).encode(),
            json.dumps([1]).encode(),
            json.dumps({"id": "s", "text": "“Half an emoji \ud83d is all we got,” Harriet Quill said."}).encode(),
        ]
    )
    done = onrecord("read", "--jsonl", given=given)
    assert done.returncode == 0
    results = lines(done.stdout)
    assert [each["id"] for each in results] == [7, None, "d", "t", None, "e", None, "s"]
    assert [("error" in each) for each in results] == [False, True, True, True, True, False, True, False]
    assert "emoji \ud83d is" in results[7]["statements"][0]["words"]
    assert (results[5]["statements"], results[5]["deals"], results[5]["upcoming"]) == ([], [], [])
    assert not data.exists(), "reading alone keeps nothing"


def test_many_articles_come_from_a_file_as_from_standard_input(onrecord: Run, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text(json.dumps({"id": "a", "text": ARTICLE}) + "\n", encoding="utf-8")
    assert onrecord("read", str(many), "--jsonl").stdout == onrecord("read", "--jsonl", given=many.read_text()).stdout
    missing = onrecord("read", str(tmp_path / "none.jsonl"), "--jsonl")
    assert missing.returncode == 1
    assert "none.jsonl: no such file" in missing.stderr
    assert onrecord("ask", "what did Quill say?", "--jsonl").returncode == 2


def test_verify_tells_exact_from_altered_and_from_another_speaker(onrecord: Run, tmp_path: Path) -> None:
    article = json.dumps({"id": "a", "title": "Fees", "date": "2025-05-02", "text": ARTICLE})
    assert onrecord("read", "--jsonl", "--store", given=article).returncode == 0
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "“Nobody likes to pay more, and we have put it off for three years,” Harriet Quill said.\n\n"
        "“Nobody likes to pay less, and we have put it off for three years,” Harriet Quill said.\n\n"
        "“Nobody likes to pay more, and we have put it off for three years,” Oscar Brandt said.\n\n"
        "“The moon is made of cheese and so are we,” Harriet Quill said.",
        encoding="utf-8",
    )
    found = json.loads(onrecord("verify", str(draft), "--json").stdout)
    assert [each["verdict"] for each in found] == ["exact", "altered", "other speaker", "not held"]
    typed = onrecord("verify", draft.read_text(encoding="utf-8"), "--json")
    assert json.loads(typed.stdout) == found, "a draft may be typed in itself"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["read", "no-such-file.txt"], 1, "no such file"),
        (["read", "-", "--date", "yesterday-ish"], 2, "ISO date"),
        (["read", "-"], 1, "no text"),
        (["ask", ""], 2, "ask something"),
        (["ask", "x", "--timezone", "Mars/Olympus"], 2, "no IANA time zone"),
        (["ask", "x", "--now", "later"], 2, "no date or time"),
        (["verify", "no-such-draft"], 1, "no such file"),
        (["feeds", "import", "no-such-list"], 1, "name a file or one of the bundles"),
        (["feeds", "remove", "https://nowhere.example/feed"], 1, "no such feed"),
        (["feeds", "add", "ftp://nowhere.example/feed"], 1, "http"),
        (["feeds", "admit", "https://nowhere.example/feed"], 1, "no chat has added this feed"),
        (["feeds", "add", "http://127.0.0.1:9/feed"], 1, "127.0.0.1"),
        (["retract", "999"], 1, "no such record"),
        (["fly"], 2, "no such command"),
        (["read", "--nonsense"], 2, "no such option"),
    ],
)
def test_bad_input_is_one_clear_line(arguments: list[str], code: int, says: str, onrecord: Run) -> None:
    done = onrecord(*arguments)
    assert done.returncode == code
    assert done.stdout == ""
    assert says in done.stderr
    if code == 1:
        assert done.stderr.startswith("onrecord: ")
        assert done.stderr.count("\n") == 1


def test_the_version_is_told(onrecord: Run) -> None:
    done = onrecord("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("onrecord ")


def test_a_file_that_is_not_utf8_says_where(onrecord: Run, tmp_path: Path) -> None:
    file = tmp_path / "latin.txt"
    file.write_bytes("Déjà".encode("latin-1"))
    done = onrecord("read", str(file))
    assert (done.returncode, "not UTF-8 at byte 1" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("ONRECORD_TIMEZONE", "Mars/Olympus", "ONRECORD_TIMEZONE"),
        ("ONRECORD_TELEGRAM_TOKN", "x", "did you mean ONRECORD_TELEGRAM_TOKEN"),
        ("ONRECORD_DATABASE_URL", "mongodb://x", "ONRECORD_DATABASE_URL"),
    ],
)
def test_a_wrong_setting_is_wrong_usage(setting: str, value: str, says: str, onrecord: Run) -> None:
    done = onrecord("stories", **{setting: value})
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_unreachable_database_says_what_to_do_and_shows_no_password(onrecord: Run, data: Path) -> None:
    url = "postgresql://news:hunter2@127.0.0.1:9/news"
    done = onrecord("stories", ONRECORD_DATABASE_URL=url)
    assert done.returncode == 1
    assert "127.0.0.1" in done.stderr
    assert "hunter2" not in done.stderr + done.stdout
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_no_database_is_left_as_it_is(onrecord: Run, data: Path) -> None:
    data.mkdir()
    file = data / "onrecord.sqlite3"
    file.write_text("this is a diary, not a database\n" * 50)
    done = onrecord("stories")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert file.read_text().startswith("this is a diary")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (("askk",), "no such command 'askk'. Did you mean 'ask'? "),
        (
            ("digest", "--noww", "x"),
            "digest: no such option: --noww (Possible options: --now)",
        ),
        (("digest", "--now"), "option '--now' requires an argument"),
        (
            ("retract", "x"),
            "retract: invalid value for 'ID': Input should be a valid integer",
        ),
        (("feeds", "ad"), "feeds: no such command 'ad'. Did you mean"),
        (("verify",), "verify: missing argument 'FILE|TEXT|-'"),
        (("stories", "all"), "stories: got unexpected extra argument(s) (all)"),
    ],
)
def test_wrong_usage_is_one_plain_line(onrecord: Run, typed: tuple[str, ...], line: str) -> None:
    done = onrecord(*typed)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("onrecord: ")
    assert line in done.stderr
    assert done.stderr.endswith(" --help` shows what there is\n")


def test_a_group_of_verbs_alone_shows_them(onrecord: Run) -> None:
    done = onrecord("feeds")
    assert done.returncode == 2
    assert "admit" in done.stdout + done.stderr


def test_check_says_what_is_not_set_and_what_it_is_for(onrecord: Run) -> None:
    shown = onrecord("check").stdout
    assert "ONRECORD_OPERATORS = not set  # chats that operate the bot and are told when" in shown
    assert not [line for line in shown.splitlines() if " =   #" in line or line.endswith("= ")]


def test_a_digest_says_which_days_it_covers(onrecord: Run) -> None:
    article = json.dumps({"id": "a", "title": "Fees", "date": "2025-05-02", "text": ARTICLE})
    assert onrecord("read", "--jsonl", "--store", given=article).returncode == 0
    today = onrecord("digest").stdout.splitlines()[0]
    assert "· since " in today, "what came in during the last day, whenever it was published"
    assert "Nobody likes to pay more" in onrecord("digest").stdout
    then = onrecord("digest", "--now", "2025-05-02T20:00").stdout
    assert then.startswith("On Record · Fri 2 May · since Thu 1 May · ")
    assert "Nobody likes to pay more" in then
    later = onrecord("digest", "--now", "2025-05-06").stdout
    assert "Nothing new since Mon 5 May." in later
    assert "To see more: --since 2025-05-02" in " ".join(later.split())
    since = onrecord("digest", "--now", "2025-05-06", "--since", "2025-05-02", "--json").stdout
    assert "Nobody likes to pay more" in since
    assert json.loads(since)["since"] == "2025-05-02T00:00:00+00:00"
    assert json.loads(since)["until"] == "2025-05-06T00:00:00+00:00"


@pytest.mark.parametrize("since", ["yesterday", "2999-01-01"])
def test_a_since_that_cannot_be_is_refused(onrecord: Run, since: str) -> None:
    done = onrecord("digest", "--since", since)
    assert done.returncode == 2
    assert "--since" in done.stderr


def test_check_hides_secrets_and_fails_on_a_bad_token(onrecord: Run, data: Path) -> None:
    token = "123456789:AAbbccddeeffgghhiijjkkllmmnnooppqqr"
    done = onrecord("check", ONRECORD_TELEGRAM_TOKEN=token, ONRECORD_TELEGRAM_BASE_URL="http://127.0.0.1:9")
    assert done.returncode == 1
    assert "ok     database" in done.stdout
    assert "failed telegram" in done.stdout
    assert token not in done.stdout + done.stderr


@pytest.mark.parametrize("verb", [("read", "--jsonl"), ("read", "--jsonl", "--store"), ("ask", "--jsonl")])
def test_lines_that_cannot_be_used_are_named_and_the_others_done(onrecord: Run, verb: tuple[str, ...]) -> None:
    good = json.dumps({"id": "a", "text": ARTICLE, "question": "what did Quill say?"})
    done = onrecord(*verb, given=f"{good}\n\nnot json\n{good}\n[]\n" + '{"id": 7}\n')
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result["id"] for result in results] == ["a", None, "a", None, 7]
    assert ["error" in result for result in results] == [False, True, False, True, True]
    assert done.returncode == 0  # the contract's: architecture.md
    assert done.stderr.startswith("onrecord: 3 of 5 lines could not be used. line 3: this line is not JSON: ")
    assert "line 5: this line is not an object" in done.stderr
    assert "line 6: " in done.stderr
    assert done.stderr.count("\n") == 1


def test_lines_that_are_all_well_are_answered_without_a_word_beside(onrecord: Run) -> None:
    done = onrecord("read", "--jsonl", given=json.dumps({"id": 1, "text": ARTICLE}))
    assert (done.returncode, done.stderr) == (0, "")


# A shell's background jobs ignore Ctrl-C, and so would what they start.
HEARING_CTRL_C = """import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("bot", run_name="__main__", alter_sys=True)"""


def test_ctrl_c_while_reading_stops_without_a_traceback(data: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", HEARING_CTRL_C, "read", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"ONRECORD_DATA_DIR": str(data)},
    )
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(json.dumps({"id": 1, "text": ARTICLE}).encode() + b"\n")
    running.stdin.flush()
    assert running.stdout.readline()
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert errors == b""


def start_bot(data: Path, feeds: Path) -> subprocess.Popen[bytes]:
    """`run` as a process of its own, with the feeds of a file on loopback."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ
        | {"ONRECORD_DATA_DIR": str(data), "ONRECORD_FEEDS": str(feeds), "ONRECORD_ALLOW_PRIVATE_HOSTS": "true"},
    )


def test_run_stops_in_order_on_a_signal(data: Path, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.txt"
    feeds.write_text("http://127.0.0.1:9/feed\n")
    running = start_bot(data, feeds)
    deadline = time.monotonic() + 60
    while not (data / "onrecord.sqlite3").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(2)
    running.send_signal(signal.SIGTERM)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 0, errors.decode()
    assert "stopping" in errors.decode()


def test_run_answers_what_is_piped_in_and_ends_behind_it(onrecord: Run, data: Path) -> None:
    line = json.dumps({"id": 1, "text": ARTICLE, "date": "2025-05-06", "outlet": "quay.example"})
    assert onrecord("read", "--jsonl", "--store", given=line).returncode == 0
    environment = os.environ | {"ONRECORD_DATA_DIR": str(data), "ONRECORD_FEEDS": "http://127.0.0.1:9/feed"}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        input="what did Quill say?\nfollow Harriet Quill\n",
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "> what did Quill say?" in done.stdout
    assert "“Nobody likes to pay more, and we have put it off for three years,” Harriet Quill" in done.stdout
    assert "What Harriet Quill says." in done.stdout
    assert "no token is set and there is no terminal" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("/nonexistent/list.opml", "no such file or directory; name a file or one of the bundles: "),
        ("world-news", "one of the bundles: business, "),
        ("http://a.example/feed, ftp://b.example/feed", "ftp://b.example/feed is no address"),
    ],
)
def test_a_wrong_list_of_feeds_names_its_setting(onrecord: Run, value: str, says: str) -> None:
    done = onrecord("once", ONRECORD_FEEDS=value)
    assert done.returncode == 2
    assert done.stderr.startswith("onrecord: ONRECORD_FEEDS: ")
    assert says in done.stderr


@pytest.mark.parametrize("verb", [("feeds", "list"), ("feeds", "check"), ("chats",), ("stories",)])
def test_a_list_of_nothing_says_so_beside(onrecord: Run, verb: tuple[str, ...]) -> None:
    done = onrecord(*verb)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(f"onrecord: no {verb[0]} yet; ")


def test_a_stop_while_a_feed_is_visited_is_no_failure(data: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the connection and never answers
        feeds = tmp_path / "feeds.txt"
        feeds.write_text(f"http://127.0.0.1:{silent.getsockname()[1]}/feed\n")
        running = start_bot(data, feeds)
        silent.settimeout(60)
        connection, _ = silent.accept()
        with connection:
            running.send_signal(signal.SIGTERM)
            _, errors = running.communicate(timeout=30)
    assert running.returncode == 0, errors.decode()
    assert "Traceback" not in errors.decode()


def test_a_feed_that_a_chat_added_is_admitted(onrecord: Run, data: Path) -> None:
    async def add() -> None:
        async with await Store.open(f"sqlite:///{data / 'onrecord.sqlite3'}") as store:
            chat = await store.chats.open("console", "console", now=NOW)
            await store.feeds.add("https://own.example/feed", now=NOW, chat_id=chat.id)

    assert onrecord("stories").returncode == 0
    asyncio.run(add())
    assert "(chat 1)" in onrecord("feeds", "list").stdout
    assert (
        "every chat reads it now (1 chat had added it)" in onrecord("feeds", "admit", "https://own.example/feed").stdout
    )
    assert "(chat" not in onrecord("feeds", "list").stdout
