"""A handed pack as its assessor sees it: the frozen facts, or a blind copy that names nobody. Pure."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

WITHHELD = "Name withheld"
# Stands where the code would: the code's own page may name the holder, and its digest is of the full facts.
BLIND_COPY = "BLIND COPY"
# A statement of the return that names somebody else by its nature.
NAMING = {"endorsement": "Endorsed by a supervisor, whose name is withheld."}


def shown_facts(facts: Mapping[str, Any], *, name: bool, number: bool) -> dict[str, Any]:
    """A copy of a pack's facts with the holder's name and membership number as the owner chose.

    Without the name it is blind: job title, supervisors' names and the code go too. Texts stay as written, and the
    given facts as they are.
    """
    shown: dict[str, Any] = deepcopy(dict(facts))
    if not number:
        shown["holder"]["membership_number"] = ""
    if not name:
        make_blind(shown)
    return shown


def make_blind(shown: dict[str, Any]) -> None:
    """Take out, in place, whatever the system itself put in that says who it is."""
    shown["holder"] |= {"name": WITHHELD, "job_title": "", "show_name": False}
    if shown["code"]:
        shown["verify_url"] = shown["verify_url"].removesuffix(f"{shown['code']}/")
        shown["code"] = BLIND_COPY
    for statement in shown["statements"]:
        statement["text"] = NAMING.get(statement["key"], statement["text"])
    for activity in shown["activities"]:
        if activity["verified_by"]:
            activity["verified_by"] = WITHHELD


def subjects(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(key, words) of everything in the pack that can be asked or judged by itself: findings, then activities."""
    return [(f"finding:{one['rule']}", one["title"]) for one in facts["findings"]] + [
        (f"activity:{one['uid']}", one["title"]) for one in facts["activities"]
    ]
