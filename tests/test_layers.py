"""Imports, string foreign keys and migration dependencies point only left."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = [
    "lib", "tenants", "people", "notices", "sharing", "evidence", "signoffs", "journals", "activities", "plans",
    "assessments", "moderation", "duties", "authorisations", "registers", "applications", "audits", "cohorts", "portfolios",
    "moving", "website", "careers", "skills", "opportunities", "commitment", "home", "config",
]  # fmt: skip
RANK = {room: rank for rank, room in enumerate(ROOMS)}
# The settings name the launcher before any app is loaded; config stands right of it, so that is no arrow back.


def sources() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def rooms_named(path: Path) -> set[str]:
    """First segments of everything a module imports, points a relation at, or depends on by migration."""
    tree = ast.parse(path.read_text())
    named: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            named.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Call) and relation(node):
            named |= {str(arg.value).split(".")[0] for arg in node.args[:1] if isinstance(arg, ast.Constant)}
            named |= {
                str(word.value.value).split(".")[0]
                for word in node.keywords
                if word.arg in {"to", "through"} and isinstance(word.value, ast.Constant)
            }
        elif isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == [
            "dependencies"
        ]:
            named |= {
                pair.elts[0].value for pair in getattr(node.value, "elts", []) if isinstance(pair, ast.Tuple)
            }
    return named & set(ROOMS)


def relation(node: ast.Call) -> bool:
    return ast.unparse(node.func).rsplit(".", 1)[-1] in {
        "ForeignKey", "OneToOneField", "ManyToManyField", "ParentalKey", "ParentalManyToManyField", "get_model"
    }  # fmt: skip


def test_layers_arrows_point_left():
    wrong = [
        f"{path.relative_to(ROOT)} names {named}"
        for path in sources()
        for named in sorted(rooms_named(path))
        if RANK[named] > RANK[path.relative_to(ROOT).parts[0]]
    ]

    assert wrong == []


def test_layers_no_junk_drawers():
    drawers = {"utils", "common", "helpers", "service", "services", "manager", "managers"}

    assert [str(path) for path in sources() if path.stem in drawers or path.parent.name in drawers] == []


def test_layers_every_room_introduces_itself():
    silent = [
        room
        for room in ROOMS
        if (ROOT / room / "__init__.py").exists()
        and not ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text()))
    ]

    assert silent == []


def test_layers_every_room_names_the_rooms_it_imports():
    """Those that compose all the others may say so: "every room to the left"."""
    for room in ROOMS:
        if not (ROOT / room / "__init__.py").exists() or room in ("lib", "config", "home"):
            continue
        said = ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text()))
        line = said.partition("Imports:")[2].partition("\nO")[0]
        used = set().union(
            *(rooms_named(path) for path in sources() if path.relative_to(ROOT).parts[0] == room)
        )

        assert set(re.findall(r"[a-z]+", line)) & set(ROOMS) == used - {room}, room


def test_layers_no_signals_between_apps():
    signals = ("django.dispatch", "models.signals", "core.signals", "@receiver")

    assert [str(path) for path in sources() if any(word in path.read_text() for word in signals)] == []


def test_layers_test_files_have_names_of_their_own():
    """Most folders of tests are no packages, so that two files of one name would be taken for one module."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]

    assert sorted(name for name in set(names) if names.count(name) > 1) == []
