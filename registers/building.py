"""From a pack's checked data to an Edition: figures become Decimals, optional parts get their empty value.

Pure, and only for data that `registers.checks` found sound. A licensed body takes the competences
(`inherits`) and the return's fields (`inherits_fields`) of the standards owner.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from registers.editions import (
    Breadth,
    Category,
    Coverage,
    Cycle,
    Edition,
    Exemption,
    Grade,
    Minimum,
    Reduced,
    ReturnField,
    Subunit,
)
from registers.facts import Period
from registers.renumbering import Change


def inherited_ids(data: dict[str, Any]) -> tuple[str, ...]:
    """The packs whose competences apply as well: `inherits` is one id, a list of ids, or absent."""
    inherits = data["competence_framework"].get("inherits") or ()
    return (inherits,) if isinstance(inherits, str) else tuple(inherits)


def build(
    data: dict[str, Any],
    parents: Mapping[str, dict[str, Any]],
    *,
    since: date | None,
    history: tuple[Edition, ...],
    changes: tuple[Change, ...],
    later_changes: tuple[Change, ...],
) -> Edition:
    """Make an edition of checked data; `parents` holds the data of every pack it inherits from, by id, as of `since`."""
    rules = data["cpd_rules"]
    family = [data, *(parents[name] for name in inherited_ids(data))]
    split = next((one for one in rules.get("suggested_split", ()) if one.get("at_least")), None)
    return Edition(
        id=data["id"],
        version=data["pack_version"],
        valid_from=data.get("valid_from"),
        valid_to=data.get("valid_to"),
        since=since,
        history=history,
        inherited=tuple((one["body"]["name"], one["pack_version"]) for one in family[1:]),
        name=data["body"]["name"],
        short=data["body"]["short"],
        grades=tuple(
            Grade(one["code"], one["title"], one["level"], one.get("letters", "")) for one in data["grades"]
        ),
        **_rules(rules),
        category_map=MappingProxyType(data.get("category_map") or {}),
        planned_hours=Decimal(str(split["hours"])) if split else None,
        return_kind=data["renewal_return"]["kind"],
        return_fields=_return_fields(data, parents),
        advised=_advised(data["renewal_return"]["limits"]),
        subunits=tuple(subunit for one in family for subunit in _subunits(one)),
        changes=changes,
        later_changes=later_changes,
        coverage=_coverage(data["competence_framework"]["coverage_rules"] or {}),
        packs=tuple(one["id"] for one in family),
        data=MappingProxyType(data),
    )


def _rules(rules: dict[str, Any]) -> dict[str, Any]:
    """What is asked each period, as the Edition's fields."""
    return {
        "measure": rules["measure"],
        "minimum": _minimum(rules["minimum"]),
        "cycle": _cycle(rules["cycle"]),
        "categories": tuple(_category(one) for one in rules["categories"]),
        "category_changes": _category_changes(rules),
        "carry_over": rules["carry_over"]["allowed"],
        "carry_most": _decimal(rules["carry_over"].get("most")),
        "audit": MappingProxyType(rules["audit"]),
        "breadth": _breadth(rules["min_categories"]),
        "reflection": MappingProxyType(rules["reflection_required"]),
        "evidence": MappingProxyType(rules["evidence_required"]),
        "exemptions": tuple(_exemption(one) for one in rules["exemptions"]),
    }


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _minimum(minimum: dict[str, Any]) -> Minimum:
    reduced = tuple(
        Reduced(tuple(one.get("statuses", ())), Decimal(str(one["value"])), one["for"])
        for one in minimum.get("reduced", ())
    )
    return Minimum(_decimal(minimum["value"]), minimum["unit"], minimum["status"], reduced)


def _cycle(cycle: dict[str, Any]) -> Cycle:
    merged = tuple(Period(one["start"], one["end"]) for one in cycle.get("merged", ()))
    return Cycle(
        cycle["basis"],
        cycle["start"],
        cycle["length_months"],
        cycle["due"],
        cycle.get("due_meaning", ""),
        merged,
    )


def _category(category: dict[str, Any]) -> Category:
    rate = category["points_per_hour"]
    low, high = (rate["min"], rate["max"]) if isinstance(rate, dict) else (rate, rate)
    cap = category["cap"] or {"value": None}
    return Category(
        code=category["code"],
        title=category["title"],
        rate_low=_decimal(low),
        rate_high=_decimal(high),
        cap=_decimal(cap["value"]),
        cap_percent=_decimal(cap.get("percent_of_minimum")),
    )


def _breadth(breadth: dict[str, Any]) -> Breadth:
    return Breadth(
        normal=breadth["normal"],
        exceptional=breadth["exceptional"],
        needs_reason=breadth.get("exceptional_needs_reason", False),
        inferred=breadth.get("confidence") == "inferred",
        note=breadth.get("note", ""),
    )


def _exemption(exemption: dict[str, Any]) -> Exemption:
    return Exemption(
        reason=exemption["reason"],
        effect=exemption["effect"],
        max_months=exemption["max_months"],
        first_months=exemption.get("first_months"),
        longer_than_months=exemption.get("longer_than_months", 0),
        breaks=tuple(exemption.get("breaks", ())),
        statuses=tuple(exemption.get("statuses", ())),
        waives=exemption.get("waives", "nothing"),
    )


def _return_fields(data: dict[str, Any], parents: Mapping[str, dict[str, Any]]) -> tuple[ReturnField, ...]:
    """The return's own fields after the inherited ones; an own field takes the place of one with its key."""
    parent = data["renewal_return"].get("inherits_fields")
    fields = {one["key"]: one for one in (parents[parent]["renewal_return"]["fields"] if parent else ())}
    fields |= {one["key"]: one for one in data["renewal_return"]["fields"]}
    return tuple(
        ReturnField(
            key=one["key"],
            label=one["label"],
            type=one["type"],
            required=one["required"],
            max_words=one.get("max_words"),
            holds=one.get("holds", ""),
            options=tuple(MappingProxyType(option) for option in one.get("options", ())),
        )
        for one in fields.values()
    )


def _advised(limits: dict[str, Any]) -> Mapping[str, tuple[int, int]]:
    """Advised numbers of activities, (least, most): `activities_listed` and `activities_discussed`."""
    advised = {key: value for key, value in limits.items() if key != "words"}
    return MappingProxyType({key: (one["advised_min"], one["advised_max"]) for key, one in advised.items()})


def _subunits(data: dict[str, Any]) -> list[Subunit]:
    return [
        Subunit(
            data["id"], unit["code"], one["code"], tuple(one["grades"]), one["statement"], one["confidence"]
        )
        for unit in data["competence_framework"]["units"]
        for one in unit["subunits"]
    ]


def changes_of(data: dict[str, Any]) -> list[Change]:
    """The codes that this edition of a framework renamed or retired, from the day it begins."""
    framework = data["competence_framework"]
    since: date = framework.get("valid_from") or data.get("valid_from") or date.min
    return [
        Change(data["id"], one["grade"], one["code"], one["becomes"], since)
        for one in framework.get("changes", ())
    ]


def _category_changes(rules: dict[str, Any]) -> Mapping[str, str | None]:
    return MappingProxyType({one["code"]: one["becomes"] for one in rules.get("category_changes", ())})


def _coverage(rules: dict[str, Any]) -> Mapping[str, Coverage]:
    by_grade = rules.get("by_grade") or {}
    return MappingProxyType(
        {
            grade: Coverage(
                tuple(rule["all_of"]), tuple((one["n"], tuple(one["of"])) for one in rule["at_least"])
            )
            for grade, rule in by_grade.items()
        }
    )
