"""Compiled modules are used only where they were made from just these sources; nothing breaks where they cannot be."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.compiled import FINGERPRINT, HERE, LIBRARY, SUFFIX, CompiledModules, fingerprint, sources, use_compiled

ROOT = HERE.parent


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests stand apart from whether the reader is compiled here."""
    monkeypatch.setattr(sys, "meta_path", [one for one in sys.meta_path if not isinstance(one, CompiledModules)])
    monkeypatch.delitem(sys.modules, f"{LIBRARY}__mypyc", raising=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources of the reader, apart, so that a test may edit them."""
    copy = tmp_path / "bot"
    for path in (*sources().values(), HERE / "errors.py", *(HERE / "model").glob("*.py")):
        (copy / path.relative_to(HERE)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy / path.relative_to(HERE))
    return copy


def test_the_reader_and_what_it_stands_on_are_compiled() -> None:
    names = sources()
    assert {"bot.text", "bot.reading.grammar", "bot.reading.names"} <= set(names)
    assert "bot.reading" not in names  # a package's data files are beside it
    assert all(path.is_file() for path in names.values())


def test_no_source_uses_what_mypyc_takes_for_something_else() -> None:
    """It works out a cached_property anew every time, and brings in nothing by `import *`."""
    texts = {name: path.read_text(encoding="utf-8") for name, path in sources().items()}
    assert [name for name, text in texts.items() if "cached_property" in text or "import *" in text] == []


def test_any_edit_of_a_source_or_of_the_model_puts_the_compiled_modules_out_of_use(copy: Path) -> None:
    before = fingerprint(copy)
    assert before == fingerprint()
    for edited in (copy / "text.py", copy / "reading" / "names.py", copy / "model" / "reading.py"):
        text = edited.read_text(encoding="utf-8")
        edited.write_text(text + "\n", encoding="utf-8")
        assert fingerprint(copy) != before
        edited.write_text(text, encoding="utf-8")
    assert fingerprint(copy) == before


def test_a_module_that_is_new_or_gone_counts_as_an_edit(copy: Path) -> None:
    before = fingerprint(copy)
    (copy / "reading" / "new.py").touch()
    with_new = fingerprint(copy)
    (copy / "reading" / "new.py").unlink()
    (copy / "reading" / "nouns.py").unlink()
    assert len({before, with_new, fingerprint(copy)}) == 3


def test_without_compiled_modules_or_with_those_of_other_sources_plain_python_is_used(tmp_path: Path) -> None:
    finders = list(sys.meta_path)
    assert not use_compiled(tmp_path / "nowhere")
    (tmp_path / FINGERPRINT).write_text("of other sources", encoding="ascii")
    assert not use_compiled(tmp_path)
    assert sys.meta_path == finders


def test_compiled_modules_that_this_machine_cannot_load_are_left_alone(tmp_path: Path) -> None:
    finders = list(sys.meta_path)
    (tmp_path / FINGERPRINT).write_text(fingerprint(), encoding="ascii")
    assert not use_compiled(tmp_path)  # the library is gone
    (tmp_path / f"{LIBRARY}__mypyc{SUFFIX}").write_bytes(b"made for another machine")
    assert not use_compiled(tmp_path)
    assert sys.meta_path == finders


def test_without_a_c_compiler_one_line_says_so_and_older_compiled_modules_are_gone(tmp_path: Path) -> None:
    pytest.importorskip("setuptools")
    folder = tmp_path / "compiled"
    folder.mkdir()
    (folder / FINGERPRINT).write_text("of other sources", encoding="ascii")
    command = [sys.executable, "-m", "bot.compiling", str(folder)]
    nothing = {"CC": "no-such-compiler", "PATH": ""}
    done = subprocess.run(command, cwd=ROOT, env=nothing, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("not compiled: no C compiler")
    assert len(done.stderr.splitlines()) == 1
    assert not folder.exists()
