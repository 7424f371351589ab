"""The checks a pack must pass before anybody is judged by it.

Pure: a Source in, a list of Problems out (empty when the pack is sound). `registers.shape` says what each
field may hold; the checks here look across fields: grade codes, categories, inherited packs, addresses, and
figures that rules calculate with.
"""

import re
from collections.abc import Iterator
from datetime import date
from math import isfinite
from pathlib import PurePath
from typing import Any

from registers.reading import Path, Problem, Source
from registers.shape import BREAKS, PACK, STATUSES, Kind
from registers.shape_examples import EXAMPLES

# What stands after a name: "RSciTech", or two together as in "CEng MIMechE".
LETTERS = re.compile(r"(?=.{1,20}$)[A-Z][A-Za-z]*( [A-Z][A-Za-z]*)*")


def check(source: Source, *, known_ids: set[str]) -> list[Problem]:
    """Every problem of one pack; `known_ids` are the ids that `inherits` may name."""
    problems = list(_check_map(source, source.data, {**PACK, "examples": EXAMPLES}, path=()))
    if problems:
        # What looks across fields can only be trusted when every field has its shape.
        return problems
    for rule in (
        _identity,
        _grades,
        _categories,
        _rates,
        _carry_over,
        _inherited,
        _coverage,
        _dated,
        _exemptions,
        _addresses,
    ):
        problems.extend(rule(source, known_ids))
    return problems


def _check_map(source: Source, value: dict, shape: dict[str, Kind], *, path: Path) -> Iterator[Problem]:
    for name in value.keys() - shape.keys():
        yield source.problem((*path, name), "this field is not part of a pack; check its spelling.")
    for name, kind in shape.items():
        if name in value:
            yield from _check_value(source, value[name], kind, path=(*path, name))
        elif not kind.optional:
            yield source.problem((*path, name), "this field is missing; write null when it is unknown.")


def _check_value(source: Source, value: Any, kind: Kind, *, path: Path) -> Iterator[Problem]:
    if value is None and kind.nullable:
        return
    if not _fits(value, kind):
        yield source.problem(path, f"this must be {kind.words}; it is {value!r:.60}.")
    elif kind.listed and kind.inside is not None:
        for index, item in enumerate(value):
            yield from _check_map(source, item, kind.inside, path=(*path, index))
    elif kind.inside is not None:
        yield from _check_map(source, value, kind.inside, path=path)


def _fits(value: Any, kind: Kind) -> bool:
    if kind.listed:
        return isinstance(value, list) and all(
            isinstance(item, dict if kind.inside else str) for item in value
        )
    if kind.choices:
        return value in kind.choices
    # In Python a bool is a whole number too; in a pack it never is.
    if isinstance(value, bool):
        return bool in kind.types
    # YAML has numbers that are none.
    is_number = not isinstance(value, float) or isfinite(value)
    return is_number and isinstance(value, kind.types or dict)


def _identity(source: Source, known_ids: set[str]) -> Iterator[Problem]:
    stem, name = PurePath(source.file).stem, source.data["id"]
    if stem != name and not re.fullmatch(re.escape(name) + r"-\d{4}([.-]\d{2})?", stem):
        said = "the id must equal the file name, which may end in the edition's year"
        yield source.problem(("id",), f"{said}; the file is named {stem}.")
    start, end = source.data.get("valid_from"), source.data.get("valid_to")
    if start and end and end < start:
        yield source.problem(("valid_to",), "a pack cannot end before it starts.")


def _grades(source: Source, known_ids: set[str]) -> Iterator[Problem]:
    grades: set[str] = set()
    for index, grade in enumerate(source.data["grades"]):
        if grade["code"] in grades:
            yield source.problem(("grades", index, "code"), f"{grade['code']} is given twice.")
        grades.add(grade["code"])
        if not LETTERS.fullmatch(grade.get("letters", "A")):
            said = "letters after a name are up to 20, beginning with a capital; leave the field out where there are none."
            yield source.problem(("grades", index, "letters"), said)
    seen: set[tuple[str, str]] = set()
    for number, unit in enumerate(source.data["competence_framework"]["units"]):
        for index, subunit in enumerate(unit["subunits"]):
            path: Path = ("competence_framework", "units", number, "subunits", index)
            for grade in subunit["grades"]:
                if grade not in grades:
                    yield source.problem((*path, "grades"), f"{grade} is not a grade of this pack.")
                if (subunit["code"], grade) in seen:
                    yield source.problem((*path, "code"), f"{subunit['code']} is given twice for {grade}.")
                seen.add((subunit["code"], grade))


def _categories(source: Source, known_ids: set[str]) -> Iterator[Problem]:
    codes: set[str] = set()
    for index, category in enumerate(source.data["cpd_rules"]["categories"]):
        code = category["code"]
        if code in codes:
            yield source.problem(("cpd_rules", "categories", index, "code"), f"{code} is given twice.")
        codes |= {code} - {None}
    for shared, code in (source.data.get("category_map") or {}).items():
        if code is not None and code not in codes:
            yield source.problem(("category_map", shared), f"{code} is not a category of this pack.")
    for index, change in enumerate(source.data["cpd_rules"].get("category_changes", [])):
        if change["becomes"] is not None and change["becomes"] not in codes:
            path: Path = ("cpd_rules", "category_changes", index, "becomes")
            yield source.problem(path, f"{change['becomes']} is not a category of this pack.")
    breadth = source.data["cpd_rules"]["min_categories"]
    if (breadth["normal"] or 0) > len(codes):
        path = ("cpd_rules", "min_categories", "normal")
        yield source.problem(path, f"{breadth['normal']} categories are asked for; {len(codes)} are listed.")


def _rates(source: Source, known_ids: set[str]) -> Iterator[Problem]:
    rules = source.data["cpd_rules"]
    minimum = rules["minimum"]
    if minimum["value"] is not None and (minimum["value"] < 0 or not minimum["unit"]):
        path: Path = ("cpd_rules", "minimum", "value")
        yield source.problem(path, "a minimum is 0 or more and needs a unit.")
    for index, category in enumerate(rules["categories"]):
        rate = category["points_per_hour"]
        path = ("cpd_rules", "categories", index, "points_per_hour")
        if isinstance(rate, dict) and not _is_range(rate):
            yield source.problem(path, "a range needs min and max, two numbers with min not above max.")
        elif isinstance(rate, int | float) and rate < 0:
            yield source.problem(path, "a rate is 0 or more.")
        if category["min"] is not None:
            path = ("cpd_rules", "categories", index, "min")
            yield source.problem(
                path, "an amount asked for in one category is not judged; write null and a note."
            )
        if category["cap"]:
            path = ("cpd_rules", "categories", index, "cap")
            yield from _cap(source, category["cap"], path=path)
            if (minimum["unit"], category["cap"]["unit"]) != ("points", "points"):
                yield source.problem(
                    path, "a cap is judged in points, of a minimum in points; write null and a note."
                )


def _carry_over(source: Source, known_ids: set[str]) -> Iterator[Problem]:
    """A surplus is carried up to a limit, in the unit of the minimum that it lies over."""
    rules = source.data["cpd_rules"]
    given, minimum = rules["carry_over"], rules["minimum"]
    path: Path = ("cpd_rules", "carry_over", "most")
    if given["allowed"] and "most" not in given:
        yield source.problem(
            path,
            "say how much may be carried, in the minimum's unit; write null where no limit is published.",
        )
    most = given.get("most")
    if most is None:
        return
    if not given["allowed"]:
        yield source.problem(path, "a limit goes with allowed: true.")
    elif most <= 0:
        yield source.problem(path, "a limit is more than 0.")
    elif minimum["value"] is None or minimum["unit"] is None:
        yield source.problem(path, "a surplus lies over a minimum, and this pack has no figure for one.")


def _cap(source: Source, cap: dict[str, Any], *, path: Path) -> Iterator[Problem]:
    value, percent = cap["value"], cap.get("percent_of_minimum")
    if value is None and percent is None:
        yield source.problem(path, "a cap needs a value or a per cent of the minimum.")
    elif (value or 0) < 0 or not 0 <= (percent or 0) <= 100:
        yield source.problem(path, "a cap is 0 or more, and at most 100 per cent.")


def _is_range(rate: dict) -> bool:
    low, high = rate.get("min"), rate.get("max")
    if not (isinstance(low, int | float) and isinstance(high, int | float)):
        return False
    return rate.keys() == {"min", "max"} and 0 <= low <= high


def _inherited(source: Source, known_ids: set[str]) -> Iterator[Problem]:
    inherits = source.data["competence_framework"].get("inherits") or []
    for name in [inherits] if isinstance(inherits, str) else inherits:
        if name not in known_ids:
            yield source.problem(("competence_framework", "inherits"), f"no pack has the id {name}.")
    name = source.data["renewal_return"].get("inherits_fields")
    if name and name not in known_ids:
        yield source.problem(("renewal_return", "inherits_fields"), f"no pack has the id {name}.")


def _coverage(source: Source, known_ids: set[str]) -> Iterator[Problem]:
    grades = {grade["code"] for grade in source.data["grades"]}
    rules = (source.data["competence_framework"]["coverage_rules"] or {}).get("by_grade") or {}
    for grade, rule in rules.items():
        path: Path = ("competence_framework", "coverage_rules", "by_grade", grade)
        if grade not in grades:
            yield source.problem(path, f"{grade} is not a grade of this pack.")
        if not isinstance(rule, dict) or not {"all_of", "at_least"} <= rule.keys():
            yield source.problem(path, "a coverage rule needs all_of and at_least.")


def _dated(source: Source, known_ids: set[str]) -> Iterator[Problem]:
    framework, begins = source.data["competence_framework"], source.data.get("valid_from")
    path: Path = ("competence_framework", "valid_from")
    since = framework.get("valid_from") or begins
    if framework.get("changes") and since is None:
        yield source.problem(path, "renamed competences need the date they were renamed.")
    elif framework.get("changes") and since != begins:
        yield source.problem(
            path, "competences are renamed on the day the edition begins; give both one date."
        )
    for index, change in enumerate(framework.get("changes", [])):
        yield from _known_change(source, change, path=("competence_framework", "changes", index))
    if source.data["cpd_rules"].get("category_changes") and begins is None:
        yield source.problem(("valid_from",), "renamed categories need the day this edition begins.")
    for index, merged in enumerate(source.data["cpd_rules"]["cycle"].get("merged", [])):
        if merged["end"] < merged["start"]:
            path = ("cpd_rules", "cycle", "merged", index, "end")
            yield source.problem(path, "a period cannot end before it starts.")


def _known_change(source: Source, change: dict[str, Any], *, path: Path) -> Iterator[Problem]:
    """A code is renamed into one that this edition has, for a grade that it awards."""
    known = {
        (one["code"], grade)
        for unit in source.data["competence_framework"]["units"]
        for one in unit["subunits"]
        for grade in one["grades"]
    }
    if change["grade"] not in {grade["code"] for grade in source.data["grades"]}:
        yield source.problem((*path, "grade"), f"{change['grade']} is not a grade of this pack.")
    elif change["becomes"] and (change["becomes"], change["grade"]) not in known:
        yield source.problem(
            (*path, "becomes"), f"{change['becomes']} is not a competence of {change['grade']}."
        )


def _exemptions(source: Source, known_ids: set[str]) -> Iterator[Problem]:
    for index, exemption in enumerate(source.data["cpd_rules"]["exemptions"]):
        path: Path = ("cpd_rules", "exemptions", index)
        yield from _only(source, exemption.get("breaks", []), BREAKS, path=(*path, "breaks"))
        yield from _only(source, exemption.get("statuses", []), STATUSES, path=(*path, "statuses"))
    for index, reduced in enumerate(source.data["cpd_rules"]["minimum"].get("reduced", [])):
        path = ("cpd_rules", "minimum", "reduced", index, "statuses")
        yield from _only(source, reduced.get("statuses", []), STATUSES, path=path)


def _only(source: Source, given: list[str], allowed: tuple[str, ...], *, path: Path) -> Iterator[Problem]:
    for value in given:
        if value not in allowed:
            yield source.problem(path, f"{value} is none of {', '.join(allowed)}.")


def _addresses(source: Source, known_ids: set[str]) -> Iterator[Problem]:
    addresses: list[tuple[Path, str]] = [(("body", "url"), source.data["body"]["url"])]
    framework = source.data["competence_framework"]["source"]
    addresses += [(("competence_framework", "source"), framework)] if framework else []
    addresses += [
        (("source_urls", index, "url"), entry["url"])
        for index, entry in enumerate(source.data["source_urls"])
    ]
    for path, address in addresses:
        if not address.startswith("http"):
            yield source.problem(path, "an address begins with http.")
    retrieved = source.data["retrieved"]
    try:
        date.fromisoformat(str(retrieved))
    except ValueError:
        yield source.problem(("retrieved",), "this must be a date (YYYY-MM-DD).")
