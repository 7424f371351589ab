"""What was done to several activities at once: a spreadsheet brought in, a weekly series, one activity in parts."""

import csv
import io
from datetime import timedelta

from activities import actions
from activities.importing import actions as importing
from activities.importing.columns import plain
from activities.importing.judging import mark_of
from activities.models import Activity
from home.seeds.stage import Stage, new_uid

HEAD = ("Title", "Date", "Hours", "Type", "Notes")
# (days ago, title, hours, kind, notes): what the engineer had kept in a spreadsheet of their own.
KEPT_ELSEWHERE = (
    (38, "Lathe guarding: what the new regulations ask", "1.5", "Course", "An afternoon online, with a short test."),
    (31, "Read the makers' notes on the five-axis mill", "0.75", "Reading", "Before the first job on it."),
    (24, "Showed two apprentices how to true a chuck", "1", "Work", "They did the second one alone."),
)  # fmt: skip
KINDS = {"Course": "formal", "Reading": "self_directed", "Work": "work_based"}
WEEKS = 6
SERIES = {
    "title": "Weekly walk round the laboratories",
    "provider": "",
    "minutes": 45,
    "category": "work_based",
    "description": "Eyewash, extraction, labels, and a word with whoever is at the bench.",
    "benefit_practice": "I hear of what is worn before it breaks.",
    "benefit_users": "Two leaking taps were mended within the day.",
    "planned": False, "was_planned": False, "self_points": None, "claims": [], "tags": ["safety"], "competences": [],
    "sealed": False,
}  # fmt: skip


def show_gestures(stage: Stage) -> None:
    """One finished act of each kind, in Northmoor, by three of those whom visitors sign in as."""
    if stage.house.slug != "northmoor":
        return
    bring_spreadsheet(stage)
    walk_weekly(stage)
    split_one(stage)


def bring_spreadsheet(stage: Stage) -> None:
    made = io.StringIO()
    lines = csv.writer(made)
    lines.writerow(HEAD)
    for back, *cells in KEPT_ELSEWHERE:
        title, hours, kind, notes = cells
        lines.writerow((title, stage.days_ago(back).isoformat(), hours, kind, notes))
    owner = stage.people["engineer"]
    upload = importing.store_upload(owner=owner, name="my-cpd.csv", content=made.getvalue().encode())
    answers = {
        **upload.answers,
        "unit": "h",
        "words": {plain(word): kind for word, kind in KINDS.items()},
    }
    upload = importing.set_answers(upload=upload, answers=importing.Answers(**answers))
    mark = mark_of(importing.outcomes_of(upload))
    importing.import_rows(owner=owner, uid=upload.uid, mark=mark, good_only=False)


def walk_weekly(stage: Stage) -> None:
    """Done once, and planned for the next weeks."""
    owner, first = stage.people["supervisor"], stage.days_ago(1)
    walk, _ = actions.log_activity(owner=owner, values=SERIES | {"start_date": first, "end_date": first})
    days = [first + timedelta(weeks=week) for week in range(1, WEEKS + 1)]
    rng = stage.parts["supervisor"].rng("series")
    actions.repeat_activity(activity=walk, actor=owner, days=days, once=new_uid(rng))


def split_one(stage: Stage) -> None:
    """The technician's longest finished activity that nobody verified, as a course and the practice after it."""
    owner = stage.people["technician"]
    whole = (
        Activity.objects.owned_by(owner)
        .filter(planned=False, sealed=False, has_practice=True, has_users=True, verifications=None, claims=[])
        .filter(end_date__isnull=False, minutes__gte=120)
        .order_by("-minutes", "pk")
        .first()
    )
    if whole is None:
        return
    first = whole.minutes // 30 // 2 * 30
    parts = [
        actions.Part(whole.title, first, whole.category),
        actions.Part(f"{whole.title}: practice at the bench"[:200], whole.minutes - first, "work_based"),
    ]
    rng = stage.parts["technician"].rng("parts")
    actions.split_activity(
        activity=whole, actor=owner, parts=parts, once=new_uid(rng), evidence_to_all=True, changed=whole.changed_token
    )  # fmt: skip
