"""The engine without the checks of its laws, to measure what they cost.

In: the source tree. Out: a copy in a folder, its core compiled without the statements that only
look for broken laws: `if CONDITION: broken(...)`, and the sums that `balance` makes.
"""

import ast
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORE = Path("engine", "sim", "core")
CHECKS = {"balance", "broken"}


class Unchecked(ast.NodeTransformer):
    """Leaves out calls of `CHECKS`, and what holds nothing else."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        """A statement that only calls a check is dropped."""
        if isinstance(node.value, ast.Call):
            called = node.value.func
            name = called.attr if isinstance(called, ast.Attribute) else ast.unparse(called)
            if name in CHECKS:
                return None
        return node

    def visit_If(self, node: ast.If) -> ast.If | None:
        """A condition for nothing is dropped."""
        self.generic_visit(node)
        if not node.body and not node.orelse:
            return None
        node.body = node.body or [ast.Pass()]
        return node

    def visit_For(self, node: ast.For) -> ast.For | None:
        """A loop for nothing is dropped."""
        self.generic_visit(node)
        return node if node.body else None

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """A function stays, if only to be called."""
        self.generic_visit(node)
        node.body = node.body or [ast.Pass()]
        return node


def copy(folder: Path) -> None:
    """Writes the copy, and compiles its core."""
    sys.path.insert(0, str(ROOT))
    from hatch_build import compile_core, put_in_place

    ignored = shutil.ignore_patterns("__pycache__", "compiled")
    for name in ("engine", "grammar", "benchmarks"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for module in sorted((folder / CORE).glob("*.py")):
        tree = Unchecked().visit(ast.parse(module.read_text(encoding="utf-8")))
        module.write_text(ast.unparse(ast.fix_missing_locations(tree)), encoding="utf-8")
    scratch = folder / "scratch"
    scratch.mkdir()
    put_in_place(folder, compile_core(folder, scratch))


if __name__ == "__main__":
    copy(Path(sys.argv[1]))
