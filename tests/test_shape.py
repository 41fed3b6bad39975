"""The direction of imports and the purity of the middle, as architecture.md has them.

The rows are those of import-linter's contract in pyproject.toml; here they hold also for what that tool does not see:
modules that nobody placed, imports inside functions, clocks and files in pure modules.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "handlers", "config")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LAYERS: list[str] = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
ROWS = [[part.strip() for part in row.split("|")] for row in LAYERS]
ROW_OF = {part: number for number, row in enumerate(ROWS) for part in row}
PURE = ("bot.reading", "bot.stories", "bot.digest", "bot.text", "bot.quotation", "bot.words", "bot.model", "bot.errors")
WIRING = ("bot.__main__", "bot.verbs")  # may import inside functions: a verb loads only the parts that it needs

BEFORE_ALL = "bot.compiled"  # which modules are compiled must be known before any is imported: `import bot` asks it

WORLD_MODULES = frozenset(
    "aiohttp asyncio aiosqlite alembic apscheduler http httpx importlib io locale logging multiprocessing os pathlib "
    "platform psycopg random requests secrets select shutil signal slack_bolt slack_sdk socket sqlalchemy sqlite3 ssl "
    "structlog subprocess sys telegram tempfile threading time trafilatura urllib.request uuid".split()
)
WORLD_NAMES = frozenset({"open", "print", "input", "exec", "eval", "__import__", "breakpoint"})
CLOCKS = frozenset({"now", "utcnow", "today", "localtime", "getenv", "environ"})
NEEDS_ARGUMENT = frozenset({"fromtimestamp", "astimezone"})  # without a zone they ask the machine for its own


def _modules() -> dict[str, ast.Module]:
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


MODULES = _modules()


def _part(module: str) -> str | None:
    """The entry of the table that a module belongs to."""
    return next((part for part in ROW_OF if module == part or module.startswith(part + ".")), None)


def _targets(node: ast.stmt, known: frozenset[str]) -> Iterator[str]:
    """The modules that one import statement names; of `from a import b`, a.b where that is a module."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, "relative import"
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            yield whole if whole in known else str(node.module)


def _imports(tree: ast.AST, known: frozenset[str]) -> list[str]:
    statements = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    return [target for node in statements for target in _targets(node, known)]


def _wrong_directions(module: str, tree: ast.Module, known: frozenset[str]) -> list[str]:
    ours = [target for target in _imports(tree, known) if target.split(".")[0] in PACKAGES]
    own = _part(module)
    if own is None:
        ours = [target for target in ours if target != BEFORE_ALL]
        return [f"{module} imports {target} but stands in no row" for target in ours]
    return [f"{module} imports {target}" for target in ours if not _is_below(own, target)]


def _is_below(own: str, target: str) -> bool:
    if target in PACKAGES:  # the name alone, such as `import bot`: these hold words only
        return True
    part = _part(target)
    return part == own or (part is not None and ROW_OF[part] > ROW_OF[own])


def _impurities(tree: ast.Module) -> list[str]:
    imported = [name for name in _imports(tree, frozenset()) if {name, name.split(".")[0]} & WORLD_MODULES]
    return imported + [
        f"{ast.unparse(node)} in line {getattr(node, 'lineno', '?')}"
        for node in ast.walk(tree)
        if _is_world_name(node) or _is_clock(node) or _is_local_time(node)
    ]


def _is_world_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in WORLD_NAMES


def _is_clock(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute) or node.attr not in CLOCKS:
        return False
    owner = node.value
    last = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return last in {"datetime", "date", "time", "os"}


def _is_local_time(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if node.func.attr not in NEEDS_ARGUMENT:
        return False
    needed = 2 if node.func.attr == "fromtimestamp" else 1
    return len(node.args) + len(node.keywords) < needed


def _imports_inside(tree: ast.Module) -> list[int]:
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    inner = (node for function in functions for node in ast.walk(function))
    return [node.lineno for node in inner if isinstance(node, ast.Import | ast.ImportFrom)]


# ---------------------------------------------------------------- the rules, held to the code


@pytest.mark.parametrize("module", sorted(MODULES))
def test_every_module_stands_in_a_row_and_imports_only_rows_below(module: str) -> None:
    assert module in PACKAGES or _part(module), f"{module} is in no row of the contract in pyproject.toml: place it"
    assert not _wrong_directions(module, MODULES[module], frozenset(MODULES))


@pytest.mark.parametrize("module", sorted(name for name in MODULES if _part(name) in PURE))
def test_the_middle_has_no_clock_no_chance_no_network_no_files_no_prints(module: str) -> None:
    assert not _impurities(MODULES[module])


@pytest.mark.parametrize("module", sorted(name for name in MODULES if _part(name) not in WIRING))
def test_imports_stand_at_the_top(module: str) -> None:
    lines = _imports_inside(MODULES[module])
    assert not lines, f"{module} imports inside functions in lines {lines}"


def test_there_is_no_cycle() -> None:
    known = frozenset(MODULES)
    graph = {name: {target for target in _imports(tree, known) if target in known} for name, tree in MODULES.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"modules import one another: {' → '.join(error.args[1])}")


def test_settings_are_read_by_the_wiring_alone() -> None:
    readers = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("read_settings", "Settings"))
    }
    assert {name for name in readers if _part(name) not in (*WIRING, "config.settings")} == set()


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "tools"}
    assert not [name for name in MODULES if empty & set(name.split("."))]


def test_the_rows_are_complete() -> None:
    missing = [part for part in ROW_OF if not any(_part(name) == part for name in MODULES)]
    assert not missing, f"rows for modules that do not exist: {missing}"


# ---------------------------------------------------------------- the judge, held to known sins


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.reading.names", "from bot.store import Store"),
        ("bot.reading.names", "import bot.stories"),
        ("bot.model", "from bot import text"),
        ("bot.sources.fetch", "from bot.ops import logs"),
        ("bot.ops.logs", "def f():\n    from bot.pipeline import run_once"),
        ("handlers.slack.chat", "from handlers.telegram.render import html"),
        ("bot.pipeline", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from handlers import commands"),
        ("config.settings", "import bot.errors"),
        ("bot.errors", "from bot import __main__"),
        ("bot.nowhere", "from bot import text"),
        ("bot", "from bot import text"),
    ],
)
def test_an_import_upwards_is_caught(module: str, source: str) -> None:
    known = frozenset({"bot.text", "bot.stories", "bot.ops.logs", "handlers.commands", "bot.__main__"})
    assert _wrong_directions(module, ast.parse(source), known)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.reading.names", "import re\nfrom bot.text import Tokens\nfrom bot.reading.phrase_cores import Phrase"),
        ("bot.pipeline", "from bot.store import Store\nfrom bot import errors"),
        ("bot.__main__", "from handlers.telegram import chat\nimport bot.pipeline"),
        ("bot.sources.pages", "import bot"),
    ],
)
def test_an_import_downwards_is_fine(module: str, source: str) -> None:
    assert not _wrong_directions(module, ast.parse(source), frozenset({"bot.errors", "handlers.telegram.chat"}))


@pytest.mark.parametrize(
    "source",
    [
        "import random",
        "from random import choice",
        "import urllib.request",
        "from pathlib import Path",
        "import os\nos.environ['HOME']",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime\ndef f(now=datetime.now): ...",
        "from datetime import date\ndate.today()",
        "from datetime import datetime\ndatetime.fromtimestamp(0)",
        "moment.astimezone()",
        "from time import monotonic",
        "print('hello')",
        "rules = open('en.toml').read()",
        "show = print",
    ],
)
def test_an_impure_line_is_caught(source: str) -> None:
    assert _impurities(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime, time, UTC\nmoment = datetime(2025, 5, 2, tzinfo=UTC).astimezone(UTC)",
        "def f(question, now):\n    return question.now or now",
        "from urllib.parse import urlsplit",
        "import re, json, math",
        "datetime.fromtimestamp(0, UTC)",
    ],
)
def test_a_pure_line_is_not(source: str) -> None:
    assert not _impurities(ast.parse(source))


@pytest.mark.parametrize("inside", ["def f():", "async def f():", "class C:\n  def f(self):\n   if True:"])
def test_an_import_inside_a_function_is_caught(inside: str) -> None:
    last = inside.splitlines()[-1]
    indent = " " * (len(last) - len(last.lstrip()) + 1)
    assert _imports_inside(ast.parse(f"{inside}\n{indent}import json"))
