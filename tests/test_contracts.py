"""The shape of the code: which way imports point, what the core may load, how long things may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "quiz").rglob("*.py"))
MAX_FILE, MAX_FUNCTION, MAX_CLASS, P90_FUNCTION = 400, 50, 250, 25
MUTABLE_CALLS = frozenset({"list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict"})
MUTABLE_NODES = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


def fresh(code: str) -> str:
    """Run `code` in an interpreter that has loaded nothing yet."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, methods included."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.stmt) -> int:
    """Lines from the first to the last of a statement."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_import_contracts_hold() -> None:
    """Imports point one way, as pyproject.toml declares."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_core_loads_nothing_third_party() -> None:
    """Importing every module of the core leaves only the standard library and `quiz` itself in memory."""
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
        if "core" in path.relative_to(ROOT / "quiz").parts[:1]
    ]
    code = (
        "import sys; before = set(sys.modules)\n"
        f"for name in {names!r}: __import__(name)\n"
        "print(*sorted({n.split('.')[0] for n in set(sys.modules) - before} - set(sys.stdlib_module_names)))"
    )
    assert fresh(code).split() == ["quiz"]


def test_scenes_load_no_app_and_no_widget() -> None:
    """A server paints scenes without a Textual app, so that none is in memory."""
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
        if "scenes" in path.relative_to(ROOT / "quiz").parts[:1]
    ]
    code = (
        f"import sys\nfor name in {names!r}: __import__(name)\n"
        "print(*sorted({'textual.app', 'textual.widget', 'textual.screen', 'textual.dom', 'yaml', 'pydantic'}"
        " & set(sys.modules)))"
    )
    assert fresh(code).split() == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_classes_and_functions_stay_short(path: Path) -> None:
    """No file over 400 lines, no class over 250, no function over 50."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= MAX_FILE
    long = [f"{node.name}: {length(node)}" for node in functions(tree) if length(node) > MAX_FUNCTION]
    long += [
        f"{node.name}: {length(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and length(node) > MAX_CLASS
    ]
    assert not long


def test_nine_functions_in_ten_are_under_25_lines() -> None:
    """Most functions fit on half a screen."""
    lengths = sorted(length(node) for path in MODULES for node in functions(ast.parse(path.read_text("utf-8"))))
    assert lengths[int(len(lengths) * 0.9)] <= P90_FUNCTION


def mutable(value: ast.expr | None) -> bool:
    """Whether an expression makes an object that somebody could change later."""
    if isinstance(value, MUTABLE_NODES):
        return True
    if isinstance(value, ast.Call):
        called = value.func
        name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
        return name in MUTABLE_CALLS
    return False


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_holds_mutable_state(path: Path) -> None:
    """Many games live in one process, so nothing at module level can be changed; `__all__` aside."""
    tree = ast.parse(path.read_text("utf-8"))
    found = []
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        if names and names != ["__all__"] and mutable(getattr(node, "value", None)):
            found.append(f"line {node.lineno}: {names[0]}")
    assert not found
