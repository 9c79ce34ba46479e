"""Print the shape of the code beside its budget, and fail where a budget is overdrawn."""

from __future__ import annotations

import ast
import statistics
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

LONGEST_MODULE = 300
LONGEST_BODY = 40
SOURCE = Path("src/masthead")
TESTS = Path("tests")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Body:
    """A function or method, measured."""

    name: str
    lines: int
    annotated: bool
    public: bool
    described: bool


@dataclass(frozen=True, slots=True)
class Module:
    """A file of code, measured."""

    path: Path
    lines: int
    comments: int
    described: bool
    bodies: tuple[Body, ...]


def measure(path: Path) -> Module:
    """Read one file and measure it."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    return Module(
        path=path,
        lines=len(text.splitlines()),
        comments=comments_in(path),
        described=ast.get_docstring(tree) is not None,
        bodies=tuple(measure_function(node, public=public) for node, public in functions(tree)),
    )


def comments_in(path: Path) -> int:
    """Count the lines that hold a comment."""
    with path.open("rb") as lines:
        return sum(token.type == tokenize.COMMENT for token in tokenize.tokenize(lines.readline))


def functions(tree: ast.AST, *, public: bool = True) -> Iterator[tuple[Function, bool]]:
    """Go through the functions; one is public if no name on the way to it begins with `_`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function):
            seen = public and not node.name.startswith("_")
            yield node, seen
            yield from functions(node, public=False)
        elif isinstance(node, ast.ClassDef):
            yield from functions(node, public=public and not node.name.startswith("_"))
        else:
            yield from functions(node, public=public)


def measure_function(node: Function, *, public: bool) -> Body:
    """Measure one function: its body begins below the docstring."""
    described = ast.get_docstring(node) is not None
    body = node.body[1:] if described else node.body
    return Body(
        name=node.name,
        lines=(body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0,
        annotated=node.returns is not None and all(map(is_annotated, arguments(node))),
        public=public,
        described=described,
    )


def arguments(node: Function) -> list[ast.arg]:
    """List every argument of a function."""
    given = node.args
    several = [star for star in (given.vararg, given.kwarg) if star]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *several]


def is_annotated(argument: ast.arg) -> bool:
    """Tell whether an argument says its type, or is one that never does."""
    return argument.annotation is not None or argument.arg in {"self", "cls"}


def cycle(package: str) -> list[str]:
    """Find a circle of imports, those for types included; empty if there is none."""
    graph = grimp.build_graph(package, cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as circle:
        return list(circle.args[1])
    return []


def overdrawn(modules: list[Module]) -> Iterator[str]:
    """Name each module and each body over its budget."""
    for module in modules:
        if module.lines > LONGEST_MODULE:
            yield f"{module.path}: {module.lines} lines (at most {LONGEST_MODULE})"
        for body in module.bodies:
            if body.lines > LONGEST_BODY:
                yield f"{module.path}: {body.name} has {body.lines} lines (at most {LONGEST_BODY})"


def rows(modules: list[Module], circle: list[str]) -> Iterator[tuple[str, str, str]]:
    """Say each measure beside its budget."""
    lengths = [module.lines for module in modules]
    bodies = [body for module in modules for body in module.bodies]
    body_lengths = sorted(body.lines for body in bodies) or [0]
    p90 = body_lengths[int(0.9 * (len(body_lengths) - 1))]
    tests = sum(measure(path).lines for path in TESTS.rglob("*.py"))
    yield "modules / lines", f"{len(modules)} / {sum(lengths)}", "none crowded"
    yield "module, median / max", f"{middle(lengths)} / {max(lengths)}", f"100 / {LONGEST_MODULE}"
    measured = f"{middle(body_lengths)} / {p90} / {body_lengths[-1]}"
    yield "body, median / p90 / max", measured, f"7 / 20 / {LONGEST_BODY}"
    yield "annotated", share(body.annotated for body in bodies), "100 %"
    yield "docstrings, public", share(b.described for b in bodies if b.public), "100 %"
    yield "docstrings, modules", share(module.described for module in modules), "100 %"
    comments = 100 * sum(module.comments for module in modules) / sum(lengths)
    yield "comments in 100 lines", f"{comments:.1f}", "2 to 5"
    yield "circles of imports", " -> ".join(circle) or "0", "0"
    yield "tests : code", f"{tests / sum(lengths):.1f}", "1 or more"


def middle(numbers: list[int]) -> str:
    """Print a median without a useless fraction."""
    return f"{statistics.median(numbers):g}"


def share(flags: Iterator[bool]) -> str:
    """Print how many of them hold; all of none is all."""
    known = list(flags)
    return f"{100 * sum(known) / len(known):.0f} %" if known else "100 %"


def main() -> int:
    """Print the table, then what is overdrawn; 1 if anything is."""
    modules = [measure(path) for path in sorted(SOURCE.rglob("*.py"))]
    circle = cycle(SOURCE.name)
    for label, measured, budget in rows(modules, circle):
        print(f"{label:<26}{measured:>20}   budget {budget}")
    faults = list(overdrawn(modules))
    print("\n".join(faults) or "nothing is overdrawn")
    return 1 if faults or circle else 0


if __name__ == "__main__":
    sys.exit(main())
