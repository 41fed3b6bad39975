"""Sources as mypyc compiles them best: dataclasses with an `__init__` of their own, constants that are `Final`.

The `__init__` that `dataclasses` makes at import stays interpreted, and reading an article makes some hundred small
objects that way; a constant that is not `Final` is looked up by name wherever it is used. Only what is compiled is
rewritten, on as many lines as before, so that tracebacks show the lines of the sources.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

DECORATOR = "dataclass"
LEFT_ALONE = {"__init__", "__post_init__", "__new__"}  # methods of classes that see to their making themselves
FACTORY, WITHOUT_EFFECT = "default_factory", {"compare", "repr", "hash"}  # what field(…) may say


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, its type and default as written; `factory` makes the default anew for each object."""

    name: str
    type: str
    default: str = ""
    factory: str = ""

    @property
    def parameter(self) -> str:
        """The field among the parameters."""
        if self.factory:
            return f"{self.name}: {self.type} | None = None"
        return f"{self.name}: {self.type} = {self.default}" if self.default else f"{self.name}: {self.type}"

    @property
    def assignment(self) -> str:
        """What sets it."""
        if not self.factory:
            return f"self.{self.name} = {self.name}"
        made = f"{self.factory}()" if self.factory.isidentifier() else f"({self.factory})()"
        return f"self.{self.name} = {made} if {self.name} is None else {self.name}"


def rewritten(source: str) -> str:
    """A module's source as it is to be compiled."""
    return with_constants(with_constructors(source))


def with_constructors(source: str) -> str:
    """A module's source whose dataclasses have an `__init__` of their own, line for line as long as before."""
    lines = source.splitlines()
    for node in ast.parse(source).body:
        if not isinstance(node, ast.ClassDef) or not _is_plain(node):
            continue
        fields = [_field(line) for line in node.body if isinstance(line, ast.AnnAssign)]
        if all(fields):
            _write(lines, node, [field for field in fields if field is not None])
    return "\n".join(lines) + "\n"


def with_constants(source: str) -> str:
    """A module's source whose constants are `Final`: mypyc keeps these in C and looks nothing up by name."""
    lines = source.splitlines()
    nodes = ast.parse(source).body
    future = next((node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "__future__"), None)
    constants = [node for node in nodes if isinstance(node, (ast.Assign, ast.AnnAssign)) and _is_constant(node)]
    if future is None or not constants:
        return source
    for node in constants:
        target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        kind = f"Final[{ast.unparse(node.annotation)}]" if isinstance(node, ast.AnnAssign) else "Final"
        begun = node.annotation if isinstance(node, ast.AnnAssign) else target
        line = lines[node.lineno - 1]
        lines[node.lineno - 1] = f"{ast.unparse(target)}: {kind}{line[begun.end_col_offset :]}"
    lines[future.lineno - 1] += "; from typing import Final"
    return "\n".join(lines) + "\n"


def _is_constant(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return len(targets) == 1 and isinstance(targets[0], ast.Name) and targets[0].id.isupper() and node.value is not None


def _is_plain(node: ast.ClassDef) -> bool:
    """Whether a class is a dataclass on its own with a docstring, whose place the constructor takes."""
    methods = {line.name for line in node.body if isinstance(line, ast.FunctionDef)}
    is_dataclass = len(node.decorator_list) == 1 and _name(node.decorator_list[0]) == DECORATOR
    return is_dataclass and not node.bases and methods.isdisjoint(LEFT_ALONE) and ast.get_docstring(node) is not None


def _name(decorator: ast.expr) -> str:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return called.id if isinstance(called, ast.Name) else ""


def _field(line: ast.AnnAssign) -> Field | None:
    """A field as it is declared; None where it is none, or asks for more than is known here."""
    kind = ast.unparse(line.annotation)
    if not isinstance(line.target, ast.Name) or kind.startswith(("ClassVar", "InitVar", "KW_ONLY")):
        return None
    name, value = line.target.id, line.value
    if not (isinstance(value, ast.Call) and _name(value) == "field"):
        return Field(name, kind, default=ast.unparse(value) if value else "")
    told = {keyword.arg: ast.unparse(keyword.value) for keyword in value.keywords}
    factory = told.pop(FACTORY, "")
    return Field(name, kind, factory=factory) if factory and told.keys() <= WITHOUT_EFFECT else None


def _write(lines: list[str], node: ast.ClassDef, fields: list[Field]) -> None:
    """Put the constructor where the docstring stands, and have the decorator make none."""
    decorator, docstring = node.decorator_list[0], node.body[0]
    told = {keyword.arg: ast.unparse(keyword.value) for keyword in getattr(decorator, "keywords", [])}
    if told.pop("frozen", "False") == "True" and told.get("eq", "True") == "True":
        told["unsafe_hash"] = "True"  # as a frozen one has; nothing can be set to a frozen one, not even by itself
    options = ", ".join(f"{option}={value}" for option, value in {**told, "init": "False"}.items())
    lines[decorator.lineno - 1] = f"@{DECORATOR}({options})"
    parameters = ", ".join(["self", *[field.parameter for field in fields]])
    body = "; ".join(field.assignment for field in fields)
    indent = " " * docstring.col_offset
    last = docstring.end_lineno or docstring.lineno
    lines[docstring.lineno - 1 : last] = [f"{indent}def __init__({parameters}) -> None: {body}"] + [""] * (
        last - docstring.lineno
    )
