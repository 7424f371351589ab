"""The frozen facts of a renewal pack: their shape and their check.

A renewal stores these facts when it is declared; later edits to activities, people or rules cannot reach them.
Dates are ISO texts, lengths whole minutes, points decimals as text ("2.5"), so that the JSON is exact.
What is `NotRequired` came later: packs frozen before it do without.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NotRequired, TypedDict, get_args, get_origin, get_type_hints, is_typeddict

SCHEMA = "aspirecpd-pack/1"
SEALED_TITLE = "Sealed activity"
STATUSES = ("met", "not_met", "advice", "body_decides")
DATE_KEYS = {"from", "to", "declared_on", "start_date", "end_date", "verified_on"}
# All that a sealed activity may say; every other field is emptied to the value given by `seal_activity`.
SEALED_KEEPS = {"uid", "start_date", "end_date", "minutes", "category", "sealed"}


class PackRefused(ValueError):
    """The facts cannot become a file. The message is a sentence for the person who asked for it."""


class Holder(TypedDict):
    """Whose pack it is. `show_name`: the holder agreed to be named on the public verify page.

    `standing`: as they told the register, "Professionally active".
    """

    name: str
    job_title: str
    membership_number: str
    show_name: bool
    standing: NotRequired[str]


class Register(TypedDict):
    """Whose rules it was judged by: rule pack id and version, the body, the grade's code and title."""

    pack: str
    version: str
    body: str
    grade: str
    grade_title: str


Period = TypedDict("Period", {"from": str, "to": str})


class Statement(TypedDict):
    """One text that the body's return asks for beside the activities, under the body's label."""

    key: str
    label: str
    text: str


class NotCounted(TypedDict):
    """An activity that a rule left out, and why."""

    uid: str
    why: str


class Finding(TypedDict):
    """One rule's result, as in the API's findings, with the rule's title. `figures`: any flat JSON object."""

    rule: str
    title: str
    status: str
    reason: str
    figures: dict
    counted: list[str]
    not_counted: list[NotCounted]


class Evidence(TypedDict):
    """One file or link held for an activity; `sha256` is None for a link, which has its `url`."""

    uid: str
    title: str
    kind: str
    sha256: str | None
    url: NotRequired[str]


class PackActivity(TypedDict):
    """One activity as it stood. `end_date` None is ongoing; `points` None where the scheme counts none."""

    uid: str
    title: str
    provider: str
    start_date: str
    end_date: str | None
    minutes: int
    category: str
    body_category: str | None
    description: str
    benefit_practice: str
    benefit_users: str
    points: str | None
    verified_by: str | None
    verified_on: str | None
    evidence: list[Evidence]
    sealed: bool
    was_planned: NotRequired[bool]
    competences: NotRequired[list[str]]


class CategoryTotal(TypedDict):
    """The activities of one shared category."""

    category: str
    activities: int
    minutes: int


class Totals(TypedDict):
    """Sums over the activities listed; `points` None where no activity has any."""

    activities: int
    minutes: int
    points: str | None
    by_category: list[CategoryTotal]


class Source(TypedDict):
    """Where a rule was read."""

    url: str
    what: str


class LayoutField(TypedDict):
    """One thing that the body's return asks for. `key` is the pack's own: `plan`, or `activities[].date` of each activity.

    `required`: "yes", "no" or "conditional".
    """

    key: str
    label: str
    type: str
    required: str


class LayoutCategory(TypedDict):
    """One of the body's own kinds of learning."""

    code: str
    title: str


class Layout(TypedDict):
    """The body's return as it stood on the day: its name, its fields in its order, its kinds of learning."""

    name: str
    kind: str
    fields: list[LayoutField]
    categories: list[LayoutCategory]


class Facts(TypedDict):
    """Everything a pack says. A draft has `declared_on`, `code` and `verify_url` None.

    `discussed`: uids of the activities that the holder writes about at length. `replaces`: the code of the withdrawn pack
    in whose place this one stands.
    """

    schema: str
    institution: str
    holder: Holder
    register: Register
    period: Period
    declared_on: str | None
    declaration: str
    exceptional_reason: str
    statements: list[Statement]
    findings: list[Finding]
    activities: list[PackActivity]
    totals: Totals
    code: str | None
    verify_url: str | None
    rules_source: list[Source]
    layout: NotRequired[Layout]
    discussed: NotRequired[list[str]]
    replaces: NotRequired[str]


def check_facts(facts: Any) -> None:
    """Raise PackRefused, naming the field, unless the facts have the documented shape throughout."""
    if not isinstance(facts, dict) or facts.get("schema") != SCHEMA:
        raise PackRefused(f"These facts are not in the form {SCHEMA}.")
    _check_value(facts, Facts, "pack")
    if len({facts[key] is None for key in ("declared_on", "code", "verify_url")}) > 1:
        raise PackRefused(
            "A pack is declared with a date, a code and its address, or is a draft with none of them."
        )
    uids = [activity["uid"] for activity in facts["activities"]]
    if len(set(uids)) != len(uids):
        raise PackRefused("One activity is listed twice in this pack.")
    for finding in facts["findings"]:
        if finding["status"] not in STATUSES:
            raise PackRefused(f"The result of rule {finding['rule']} is not one of {', '.join(STATUSES)}.")
    for activity in facts["activities"]:
        _check_sealed(activity)


def seal_activity(activity: Mapping[str, Any]) -> dict[str, Any]:
    """The bare facts of a sealed activity: its dates, minutes and category, and no words at all."""
    words = dict.fromkeys(("provider", "description", "benefit_practice", "benefit_users"), "")
    marks = dict.fromkeys(("body_category", "points", "verified_by", "verified_on"))
    kept = {key: activity[key] for key in SEALED_KEEPS}
    return words | marks | kept | {"title": SEALED_TITLE, "evidence": [], "sealed": True}


def add_up(activities: Iterable[Mapping[str, Any]]) -> Totals:
    """The totals of the activities given, categories in the order in which they first appear."""
    by_category: dict[str, CategoryTotal] = {}
    points = None
    for activity in activities:
        blank: CategoryTotal = {"category": activity["category"], "activities": 0, "minutes": 0}
        total = by_category.setdefault(activity["category"], blank)
        total["activities"] += 1
        total["minutes"] += activity["minutes"]
        if activity["points"] is not None:
            points = (points or Decimal(0)) + Decimal(activity["points"])
    rows = list(by_category.values())
    return {
        "activities": sum(row["activities"] for row in rows),
        "minutes": sum(row["minutes"] for row in rows),
        "points": None if points is None else format(points, "f"),
        "by_category": rows,
    }


def _check_sealed(activity: Mapping[str, Any]) -> None:
    if activity["sealed"] and dict(activity) != seal_activity(activity):
        raise PackRefused(
            f"The sealed activity {activity['uid']} carries more than its dates, minutes and category."
        )


def _check_value(value: Any, wanted: Any, where: str) -> None:
    """Compare a value with a type of this module, down to the last list item."""
    if is_typeddict(wanted):
        _check_record(value, wanted, where)
    elif get_origin(wanted) is list:
        if not isinstance(value, list):
            raise PackRefused(f"{where} is not a list.")
        for number, item in enumerate(value, 1):
            _check_value(item, get_args(wanted)[0], f"{where} {number}")
    else:
        kinds = get_args(wanted) or (wanted,)
        # A truth value is a number to Python, but not to a reader of the pack.
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise PackRefused(f"{where} has a value of the wrong kind.")


def _check_record(value: Any, wanted: Any, where: str) -> None:
    hints = get_type_hints(wanted)
    if not isinstance(value, dict) or not wanted.__required_keys__ <= value.keys() <= hints.keys():
        raise PackRefused(f"{where} does not have exactly the fields {', '.join(hints)}.")
    for key, hint in hints.items():
        if key not in value:
            continue
        _check_value(value[key], hint, f"{where}, {key}")
        if value[key] is not None:
            _check_text(value[key], key, f"{where}, {key}")


def _check_text(value: Any, key: str, where: str) -> None:
    """Dates and points are texts that must read as what they are."""
    try:
        if key in DATE_KEYS:
            date.fromisoformat(value)
        elif key == "points" and not Decimal(value).is_finite():
            raise PackRefused(f"{where} is not a number.")
    except (ValueError, InvalidOperation) as error:
        if isinstance(error, PackRefused):
            raise
        raise PackRefused(f"{where} is not a {'number' if key == 'points' else 'date'}.") from error
