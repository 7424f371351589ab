"""What a colleague sees who reviews a mock audit blind: no names, units or supervisors, and less where asked. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from audits.showing import shown_facts
from registers.packfiles.facts import add_up

HIDDEN_INSTITUTION = "Institution withheld"


def blind_facts(
    facts: Mapping[str, Any], *, left_out: Collection[str], providers: bool, evidence: bool
) -> dict[str, Any]:
    """A copy of a year's facts for a blind reader: `left_out` are uids of activities that are not shown at all.

    Providers and the titles of evidence are shown only where the owner says so. Texts stay as written.
    """
    shown = shown_facts(facts, name=False, number=False, titles=evidence)
    shown["institution"] = HIDDEN_INSTITUTION
    shown["holder"].pop("standing", None)
    shown["activities"] = [one for one in shown["activities"] if one["uid"] not in left_out]
    shown["totals"] = add_up(shown["activities"])
    for finding in shown["findings"]:
        finding["counted"] = [uid for uid in finding["counted"] if uid not in left_out]
        finding["not_counted"] = [one for one in finding["not_counted"] if one["uid"] not in left_out]
    for activity in shown["activities"]:
        if not providers:
            activity["provider"] = ""
        for piece in activity["evidence"]:
            piece["sha256"] = None
    return shown


def blind_lines(lines: list[dict[str, str]]) -> list[dict[str, str]]:
    """The checklist without the links by which its owner mends it."""
    return [{**line, "url": "", "mend": ""} for line in lines]
