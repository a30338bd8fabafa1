"""Modules compiled with a mark before each statement."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

MARK = "__mark_lines__"

lines: defaultdict[str, set[int]] = defaultdict(set)
"""File → the lines that ran."""


class Marks(ast.NodeTransformer):
    """Puts a call of ``MARK`` before every statement; a docstring and imports from the future stay first."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Mark the statements in each of the node's blocks."""
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                first = 1 if name == "body" and _has_docstring(node) else 0
                marked = [part for statement in block[first:] for part in _marked(statement)]
                setattr(node, name, block[:first] + marked)
        if isinstance(node, ast.ExceptHandler | ast.match_case):
            line = node.lineno if isinstance(node, ast.ExceptHandler) else node.pattern.lineno
            node.body.insert(0, _mark({line}, node.body[0]))
        return node


def _has_docstring(node: ast.AST) -> bool:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return isinstance(node, documented) and ast.get_docstring(node, clean=False) is not None


def _marked(statement: ast.stmt) -> list[ast.stmt]:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    mark = _mark({statement.lineno, *(each.lineno for each in decorators)}, statement)
    if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
        return [statement, mark]
    return [mark, statement]


def _mark(numbers: set[int], at: ast.stmt) -> ast.stmt:
    marked = ast.Tuple([ast.Constant(number) for number in sorted(numbers)], ast.Load())
    call = ast.Call(ast.Name(MARK, ast.Load()), [marked], [])
    return ast.fix_missing_locations(ast.copy_location(ast.Expr(call), at))


class MarkingLoader(SourceFileLoader):
    """Compiles from the source each time: what Python keeps compiled bears no marks."""

    def get_code(self, fullname: str) -> CodeType:
        """The marked code."""
        path = self.get_filename(fullname)
        tree = Marks().visit(ast.parse(self.get_data(path)))
        code: CodeType = compile(tree, path, "exec", dont_inherit=True)
        return code

    def exec_module(self, module: ModuleType) -> None:
        """Run it, with its own set of lines to mark."""
        vars(module)[MARK] = lines[self.path].update
        super().exec_module(module)


class MarkingFinder(MetaPathFinder):
    """Finds the modules of one package, but for those below ``without``."""

    def __init__(self, package: str, without: str) -> None:
        self._package = package
        self._without = without

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where a module of the package is, with the loader that marks it."""
        if f"{fullname}.".startswith(f"{self._without}.") or not f"{fullname}.".startswith(f"{self._package}."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and isinstance(spec.loader, SourceFileLoader):
            spec.loader = MarkingLoader(fullname, spec.loader.path)
        return spec


def mark_modules(package: str, *, without: str) -> None:
    """From here on, note the lines of ``package`` that run."""
    sys.meta_path.insert(0, MarkingFinder(package, without))
