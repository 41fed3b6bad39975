"""Compile the reader ahead of time, into the virtual environment: `python -m bot.compiling`, or `make compile`.

mypyc turns the typed modules into C that calls Python's own runtime; `bot.compiled` tells when the result is used.
Without a C compiler everything goes on as plain Python, with a line that says so.
"""

from __future__ import annotations

import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from mypyc.build import mypycify
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext
from setuptools.errors import CompileError, LinkError

from bot.compiled import FINGERPRINT, FOLDER, HERE, LIBRARY, SUFFIX, fingerprint, sources
from bot.rewriting import rewritten

OPTIMISATION = "1"  # 2 takes three times as long to compile and reads no faster
PROBE = "#include <Python.h>\n"
NO_COMPILER = "not compiled: no C compiler with Python's headers here; the reader runs as plain Python, which is slower"


class FlatBuild(build_ext):  # type: ignore[misc]  # setuptools is looked at without its types
    """Builds extensions into one folder under their full names, their C files side by side."""

    def build_extension(self, ext: Extension) -> None:
        """Compile all C files of an extension, as many at a time as there are processors, then link them."""
        options = {"include_dirs": ext.include_dirs, "extra_postargs": ext.extra_compile_args}

        def compiled(source: str) -> list[str]:
            return list(self.compiler.compile([source], output_dir=self.build_temp, **options))

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            objects = [made for several in pool.map(compiled, ext.sources) for made in several]
        self.compiler.link_shared_object(objects, str(Path(self.build_lib, f"{ext.name}{SUFFIX}")))


def build(extensions: list[Extension], into: Path, temporary: Path) -> None:
    """Compile extensions; raises CompileError or LinkError."""
    command = FlatBuild(Distribution({"ext_modules": extensions}))
    command.build_lib, command.build_temp = str(into), str(temporary)
    command.ensure_finalized()
    command.run()


def compile_reader(folder: Path = FOLDER) -> str:
    """Compile the reader into `folder`, replacing what is there; says what came of it."""
    began = monotonic()
    with TemporaryDirectory() as place:
        temporary = Path(place)
        made_from = fingerprint()
        shutil.rmtree(folder, ignore_errors=True)
        if not _can_compile(temporary):
            return NO_COMPILER
        os.chdir(temporary)
        files = _copied(temporary)
        with redirect_stdout(StringIO()):  # it warns of what is only slower than it could be
            extensions = mypycify(
                files, only_compile_paths=files, multi_file=True, opt_level=OPTIMISATION, debug_level="0",
                target_dir=str(temporary / "c"), group_name=LIBRARY,
            )  # fmt: skip
        build(extensions, folder, temporary / "objects")
        (folder / FINGERPRINT).write_text(made_from, encoding="ascii")
    return f"compiled {len(files)} modules of the reader in {monotonic() - began:.0f} s"


def _copied(into: Path) -> list[str]:
    """Copy the package as it is to be compiled; the paths of the modules to compile."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(HERE, into / HERE.name, ignore=ignored)
    files = [str(path.relative_to(HERE.parent)) for path in sources().values()]
    for file in files:
        source = (HERE.parent / file).read_text(encoding="utf-8")
        (into / file).write_text(rewritten(source), encoding="utf-8")
    return files


def _can_compile(temporary: Path) -> bool:
    source = temporary / "probe.c"
    source.write_text(PROBE, encoding="ascii")
    try:
        build([Extension("probe", [str(source)])], temporary, temporary)
    except (CompileError, LinkError):
        return False
    return True


if __name__ == "__main__":
    print(compile_reader(*map(Path, sys.argv[1:])), file=sys.stderr)  # noqa: T201  a command line of its own
