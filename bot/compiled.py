"""The reader's compiled modules, in place of their sources where `make compile` made them from just these sources.

They lie in the virtual environment, never beside the sources, with a fingerprint of what they were made from. Whoever
edits one of these sources has plain Python again, until the next `make compile`; what is read is the same either way.
"""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent
FOLDER = Path(sysconfig.get_path("platlib")) / "onrecord_compiled"
FINGERPRINT = "made_from"
LIBRARY = "onrecord_reading"  # what the compiled modules share
SUFFIX = str(sysconfig.get_config_var("EXT_SUFFIX"))  # names the Python and the machine they were made for
LEFT_OUT = frozenset({"__init__", "explain"})  # a package stays where its data files are; the other is for people


class CompiledModules(MetaPathFinder):
    """Finds the modules of one folder of compiled modules."""

    def __init__(self, folder: Path) -> None:
        self.files = {file.name.removesuffix(SUFFIX): file for file in folder.glob(f"*{SUFFIX}")}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where a module is, if it is one of these."""
        file = self.files.get(fullname)
        return spec_from_file_location(fullname, file) if file else None


def sources(root: Path = HERE) -> dict[str, Path]:
    """The modules to compile, by name."""
    reading = [path for path in sorted((root / "reading").glob("*.py")) if path.stem not in LEFT_OUT]
    below = [root / f"{name}.py" for name in ("words", "quotation", "text")]
    return {".".join(("bot", *path.relative_to(root).with_suffix("").parts)): path for path in (*below, *reading)}


def fingerprint(root: Path = HERE) -> str:
    """What tells these sources, and those whose classes they use, from any others."""
    found = hashlib.sha256(SUFFIX.encode())
    for path in (*sources(root).values(), root / "errors.py", *sorted((root / "model").glob("*.py"))):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def use_compiled(folder: Path = FOLDER, root: Path = HERE) -> bool:
    """Have the compiled modules imported from now on, if there are any and they are of these very sources."""
    try:
        if (folder / FINGERPRINT).read_text(encoding="ascii") != fingerprint(root):
            return False
    except OSError:  # not compiled, or installed without sources
        return False
    finder = CompiledModules(folder)
    sys.meta_path.insert(0, finder)
    try:
        import_module(f"{LIBRARY}__mypyc")
    except ImportError:  # made for another machine: its system libraries differ
        sys.meta_path.remove(finder)
        return False
    return True
