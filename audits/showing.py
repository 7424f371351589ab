"""A handed pack as its assessor sees it: the frozen facts, or a blind copy that names nobody. Pure."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

WITHHELD = "Name withheld"
# Stands where the code would: the code's own page may name the holder, and its digest is of the full facts.
BLIND_COPY = "BLIND COPY"
# The same for a copy that leaves out the number alone: its digest is not that of the pack that was issued.
SHORTENED_COPY = "COPY WITHOUT NUMBER"
# A statement of the return that names somebody else by its nature.
NAMING = {"endorsement": "Endorsed by a supervisor, whose name is withheld."}


def shown_facts(
    facts: Mapping[str, Any], *, name: bool, number: bool, titles: bool = False
) -> dict[str, Any]:
    """A copy of a pack's facts with the holder's name and membership number as the owner chose.

    Without the name it is blind: number, job title and supervisors' names go too, and unless `titles` says otherwise what
    evidence is called. A copy that lacks anything carries no code. Texts stay as written, and the given facts as they are.
    """
    shown: dict[str, Any] = deepcopy(dict(facts))
    if not (name and number) and shown["holder"]["membership_number"]:
        shown["holder"]["membership_number"] = ""
        take_code(shown, SHORTENED_COPY)
    if not name:
        make_blind(shown)
        hide_addresses(shown["activities"], titles=titles)
    return shown


def make_blind(shown: dict[str, Any]) -> None:
    """Take out, in place, whatever the system itself put in that says who it is."""
    shown["holder"] |= {"name": WITHHELD, "job_title": "", "show_name": False}
    take_code(shown, BLIND_COPY)
    # The pack it replaces has a page that may name the holder too.
    shown.pop("replaces", None)
    for statement in shown["statements"]:
        statement["text"] = NAMING.get(statement["key"], statement["text"])
    for activity in shown["activities"]:
        if activity["verified_by"]:
            activity["verified_by"] = WITHHELD


def hide_addresses(activities: list[dict[str, Any]], *, titles: bool) -> None:
    """A piece of evidence is called after its file or page unless its owner says otherwise, and both name people."""
    for activity in activities:
        for number, piece in enumerate(activity["evidence"], 1):
            piece.pop("url", None)
            if not titles:
                piece["title"] = f"Evidence {number}"


def take_code(shown: dict[str, Any], instead: str) -> None:
    """Put words where the code stood, and the address of the check form where its own page was."""
    if shown["code"]:
        shown["verify_url"] = shown["verify_url"].removesuffix(f"{shown['code']}/")
        shown["code"] = instead


def subjects(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(key, words) of everything in the pack that can be asked or judged by itself: findings, then activities."""
    return [(f"finding:{one['rule']}", one["title"]) for one in facts["findings"]] + [
        (f"activity:{one['uid']}", one["title"]) for one in facts["activities"]
    ]
