"""Where each finding can be mended: the address of the box that is missing, and the words of the link."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from registers.facts import Finding, Fix
from registers.returns import box_of

# The box of the activity's form that mends it.
BOXES = {
    Fix.ADD_BENEFIT_PRACTICE: ("benefit_practice", "Write what changed in your practice"),
    Fix.ADD_BENEFIT_USERS: ("benefit_users", "Write what changed for others"),
    Fix.ADD_REFLECTION: ("benefit_practice", "Write the reflection"),
    Fix.ADD_EVIDENCE: ("evidence", "Add evidence"),
    Fix.ENTER_POINTS: ("claims", "Enter the points you claim"),
    Fix.CORRECT_POINTS: ("claims", "Correct the points"),
    Fix.CHOOSE_CATEGORY: ("claims", "Choose the body’s category"),
    Fix.MAP_COMPETENCES: ("competences", "Say which competences it shows"),
}
# Mended on the renewal itself.
ON_RENEWAL = {
    Fix.ADD_PLAN: "Write the plan",
    Fix.ADD_EVALUATION: "Write the evaluation",
    Fix.GIVE_REASON: "Give the reason",
    Fix.CHOOSE_STATEMENT: "Choose the statement",
    Fix.SHORTEN_TEXT: "Shorten the text",
}
# Boxes that hold no answer of the return.
ON_FORM = {Fix.GIVE_REASON: "exceptional_reason", Fix.CHOOSE_STATEMENT: "statement"}


@dataclass(frozen=True)
class Mend:
    """`url` leads to the box; `words` name the task; `others` is how many further activities need the same."""

    url: str
    words: str
    others: int = 0


def mend_for(finding: Finding, *, renewal: Any = None, registration: Any = None) -> Mend | None:
    """What to press for a finding, or None where there is nothing to do."""
    if finding.fix in BOXES:
        if not finding.fix_uids:
            return Mend(reverse("activities:activity_list"), BOXES[finding.fix][1])
        return mend_activity(finding.fix, finding.fix_uids[0], others=len(finding.fix_uids) - 1)
    if finding.fix == Fix.LOG_MORE:
        return Mend(reverse("activities:activity_new"), "Log an activity")
    if finding.fix in ON_RENEWAL:
        return Mend(_renewal_address(finding, renewal, registration), ON_RENEWAL[finding.fix])
    if finding.fix in {Fix.CHECK_BREAK, Fix.CHANGE_PERIOD} and registration is not None:
        return Mend(
            reverse("registers:registration_edit", args=[registration.uid]), "Check your registration"
        )
    return None


def mend_activity(fix: Fix, uid: str, *, others: int = 0) -> Mend:
    """The box of one activity's form that mends it."""
    box, words = BOXES[fix]
    return Mend(f"{reverse('activities:activity_edit', args=[uid])}#id_{box}", words, others)


def _renewal_address(finding: Finding, renewal: Any, registration: Any) -> str:
    if renewal is not None:
        return f"{reverse('renewals:renewal_statements', args=[renewal.uid])}#id_{_box(finding, renewal)}"
    query = f"?registration={registration.uid}" if registration is not None else ""
    return reverse("renewals:renewal_new") + query


def _box(finding: Finding, renewal: Any) -> str:
    """The box of the renewal's form that mends it."""
    if finding.fix in ON_FORM:
        return ON_FORM[finding.fix]
    held = {field.holds: field.key for field in renewal.edition.return_fields}
    wanted = {
        Fix.ADD_PLAN: held.get("plan", "plan"),
        Fix.ADD_EVALUATION: held.get("evaluation", "evaluation"),
    }
    return box_of(wanted.get(finding.fix, finding.rule.removeprefix("words_")))
