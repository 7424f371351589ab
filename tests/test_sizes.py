"""Sizes that tell us to stop: function 40 lines, module 300, template 120, base classes 2, positional arguments 3."""

import ast
from pathlib import Path

from tests.test_layers import ROOT, sources

SEEDS = ROOT / "home" / "seeds"


def written() -> list[Path]:
    return [path for path in sources() if "migrations" not in path.parts and SEEDS not in path.parents]


def functions(path: Path):
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def framework_overrides(path: Path) -> set[ast.FunctionDef]:
    """Methods of classes with a base: their signature may be the framework's."""
    tree = ast.parse(path.read_text())
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.bases]
    return {
        (item.lineno, item.name) for cls in classes for item in cls.body if isinstance(item, ast.FunctionDef)
    }


def test_sizes_modules():
    assert [
        f"{path.relative_to(ROOT)}" for path in written() if len(path.read_text().splitlines()) > 300
    ] == []


def test_sizes_functions():
    long = [
        f"{path.relative_to(ROOT)}:{node.name} {node.end_lineno - node.lineno + 1}"
        for path in written()
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > 40
    ]

    assert long == []


def test_sizes_positional_arguments():
    many = []
    for path in written():
        overrides = framework_overrides(path)
        for node in functions(path):
            names = [
                arg.arg for arg in [*node.args.posonlyargs, *node.args.args] if arg.arg not in {"self", "cls"}
            ]
            if len(names) > 3 and (node.lineno, node.name) not in overrides:
                many.append(f"{path.relative_to(ROOT)}:{node.name} {len(names)}")

    assert many == []


def test_sizes_base_classes():
    many = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in written()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef) and len(node.bases) > 2
    ]

    assert many == []


def test_sizes_templates():
    templates = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]

    assert [
        f"{path.relative_to(ROOT)}" for path in templates if len(path.read_text().splitlines()) > 120
    ] == []
