"""What an act on several activities did, in words for its owner's own screens."""

from typing import Any

from activities.actions import Outcome, Undone
from activities.models import Category, Change
from lib.formats import count
from sharing.models import Audience

Kind = Change.Kind
# Acts that make activities.
MADE = {Kind.COPIED, Kind.REPEATED, Kind.IMPORTED}


def spoken(change: Change, many: int) -> str:
    """`Added safety to 12 activities`. `many` is how many the act changed."""
    what = _listed(change.values)
    some = count(many, "activity", "activities")
    match change.kind:
        case Kind.TAGS_ADDED | Kind.COMPETENCES_ADDED:
            return f"Added {what} to {some}"
        case Kind.TAGS_REMOVED | Kind.COMPETENCES_REMOVED:
            return f"Took {what} off {some}"
        case Kind.CATEGORY:
            return f"Set {some} to {Category(change.values['category']).label}"
        case Kind.AUDIENCE:
            return f"Set who can see {some}: {Audience(change.values['audience']).label.lower()}"
        case Kind.DONE:
            return f"Marked {some} as done"
        case Kind.DELETED:
            return f"Deleted {some}"
        case Kind.COPIED:
            return "Copied an activity"
        case Kind.REPEATED:
            return f"Repeated an activity: {count(many, 'new entry', 'new entries')}"
        case Kind.IMPORTED:
            return f"Imported a spreadsheet: {some}"
        case _:
            return f"Split an activity into {count(many, 'part')}"


def outcome_words(outcome: Outcome) -> list[str]:
    """Beside what was changed: those left as they were, and why."""
    said = []
    if outcome.same:
        said.append(f"{count(outcome.same, 'activity', 'activities')} needed no change.")
    for reason, many in outcome.unfit.items():
        said.append(f"{count(many, 'activity', 'activities')} left as before: {reason}.")
    return said


def undone_words(undone: Undone, kind: str) -> str:
    """What an undo did to the activities of an act of this kind: those it had made are out of the log."""
    now = "out of your log again" if kind in MADE else "as before"
    back = f"{count(undone.back, 'activity is', 'activities are')} {now}."
    if not undone.kept:
        return f"Taken back: {back}"
    kept = f"{count(undone.kept, 'activity was', 'activities were')} changed since and left alone."
    return f"Taken back: {back} {kept}" if undone.back else f"Nothing was taken back: {kept}"


def _listed(values: dict[str, Any]) -> str:
    return ", ".join(f"“{one}”" for listed in values.values() if isinstance(listed, list) for one in listed)
