"""Reading a rule pack: YAML in, plain data and the line of every field out.

Pure: text in, dataclasses out. A line is found by the field's path, a tuple such as ("cpd_rules",
"categories", 0, "cap").
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]
BRACKET = re.compile(r"[\[\]{}]")
DEEPEST = 60
# YAML reads 1:1:1 as a number to the base of sixty.
LONG_NUMBER = re.compile(r"[\d:_]{200,}")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a pack: where it is, and a sentence that says what to do."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, field {self.field}: {self.message}"


class PackError(Exception):
    """A pack that cannot be used. `problems` names file, line and field of each thing to correct."""

    def __init__(self, problems: list[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True)
class Source:
    """A pack as read: its data and the line (from 1) on which each path starts."""

    file: str
    data: dict[str, Any]
    lines: dict[Path, int]

    def problem(self, path: Path, message: str) -> Problem:
        """Name the nearest line that exists: a missing field is reported where its parent starts."""
        known = path
        while known not in self.lines:
            known = known[:-1]
        return Problem(self.file, self.lines[known], field_name(path), message)


def field_name(path: Path) -> str:
    """("cpd_rules", "categories", 0, "cap") becomes "cpd_rules.categories[0].cap"."""
    name = ""
    for part in path:
        name += f"[{part}]" if isinstance(part, int) else f".{part}"
    return name.lstrip(".") or "(the whole file)"


def read(text: str, *, file: str) -> Source:
    """Parse one pack. Raises PackError when it is not YAML, not a map, or names a field twice."""
    lines: dict[Path, int] = {}
    problems: list[Problem] = []
    if LONG_NUMBER.search(text):
        raise PackError([Problem(file, 1, field_name(()), "a number in this file is too long.")])
    if _is_too_deep(text):
        raise PackError([Problem(file, 1, field_name(()), "this is nested too deep to be a pack.")])
    if alias := _first_alias(text):
        raise PackError(
            [Problem(file, alias, field_name(()), "write each part out; a pack has no anchors (*).")]
        )
    try:
        loader = yaml.SafeLoader(text)
        data = _plain(loader, loader.get_single_node(), (), notes=(file, lines, problems))
    except yaml.YAMLError as error:
        raise PackError([_syntax_problem(error, text, file)]) from error
    except RecursionError as error:
        raise PackError(
            [Problem(file, 1, field_name(()), "this is nested too deep to be a pack.")]
        ) from error
    if not isinstance(data, dict):
        problems = [Problem(file, 1, field_name(()), "a pack is a map of fields; this file holds none.")]
    if problems:
        raise PackError(problems)
    return Source(file, data, lines)


def _is_too_deep(text: str) -> bool:
    """Before the parser sees it, which takes a minute for a few thousand brackets. A pack is five or six deep."""
    depth = deepest = 0
    for sign in BRACKET.findall(text):
        depth = max(depth + (1 if sign in "[{" else -1), 0)
        deepest = max(deepest, depth)
    return deepest > DEEPEST or f"{'- ' * DEEPEST}" in text or f"{'? ' * DEEPEST}" in text


def _first_alias(text: str) -> int:
    """The line of the first anchor used, 0 without one: a few of them can unfold into more than a machine holds."""
    try:
        events = (
            event for event in yaml.parse(text, Loader=yaml.SafeLoader) if isinstance(event, yaml.AliasEvent)
        )
        return next((event.start_mark.line + 1 for event in events), 0)
    except yaml.YAMLError:
        return 0


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """A parser's error carries a mark; one about a forbidden character only its position in the text."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line if mark else text.count("\n", 0, getattr(error, "position", 0))
    said = getattr(error, "problem", None) or getattr(error, "reason", "it cannot be read")
    return Problem(file, line + 1, field_name(()), f"this is not valid YAML: {said}.")


def _plain(loader: yaml.SafeLoader, node: yaml.Node | None, path: Path, *, notes: tuple) -> Any:
    """Turn a node into plain data, noting its line and any field named twice."""
    file, lines, problems = notes
    lines[path] = node.start_mark.line + 1 if node else 1
    if isinstance(node, yaml.MappingNode):
        plain: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(loader.construct_object(key_node))
            if key in plain:
                where = (file, key_node.start_mark.line + 1, field_name((*path, key)))
                problems.append(Problem(*where, "this field is given twice; keep one."))
            plain[key] = _plain(loader, value_node, (*path, key), notes=notes)
            lines[(*path, key)] = key_node.start_mark.line + 1
        return plain
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, item, (*path, index), notes=notes) for index, item in enumerate(node.value)]
    try:
        return loader.construct_object(node) if node else None
    except ValueError as error:
        # Such as 2026-13-45, which has the form of a date and is none.
        problems.append(Problem(file, lines[path], field_name(path), f"this value cannot be: {error}."))
        return None
