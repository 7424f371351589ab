"""The one next step of a technician: what stands most in the way, why, and where to do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from lib.formats import day


@dataclass(frozen=True)
class NextStep:
    """`why_now` is the short line above; `button` names the task."""

    title: str
    why_now: str
    text: str
    url: str
    button: str


def next_step(
    *,
    pairs: Sequence[Any],
    work: Sequence[Any],
    standings: Sequence[Any],
    year: Any,
    reviews: Sequence[Any] = (),
    tasks: Sequence[Any] = (),
    failed: Sequence[Any] = (),
) -> NextStep:
    """In order: somebody waits for an answer, returned work, overdue work, others' work to review, work not passed that
    can be tried again, an open rule, work to do, log something. `reviews` is the queue of who scores, the oldest first;
    `tasks` stand behind assessments.
    """
    if pairs:
        return NextStep(
            f"Answer {pairs[0].supervisor}, who would like to supervise you", "Someone waits for you, half a minute",
            "Nothing of yours is open to them until you accept.", "/pairs/", "Answer now",
        )  # fmt: skip
    for state, why in (("returned", "Returned to you"), ("overdue", "Past its date")):
        if step := pressing(state, why, work=work, tasks=tasks):
            return step
    if reviews:
        return review(reviews[0])
    if failed:
        return once_more(failed[0])
    for standing in standings:
        if step := open_rule(standing):
            return step
    if work:
        return NextStep(
            work[0].title, "Set for you", "Answer it when you can.", work[0].get_absolute_url(), "Start it"
        )
    if tasks:
        return task(tasks[0], "To do")
    return log_something(is_first=not year.activities)


def log_something(*, is_first: bool) -> NextStep:
    if is_first:
        return NextStep(
            "Log your first activity of the year", "Under a minute",
            "Title, day, length and kind are enough; the rest can wait.", "/activities/new/", "Log an activity",
        )  # fmt: skip
    return NextStep(
        "Everything is in order", "Nothing waits for you", "Log what you do next while it is fresh.",
        "/activities/new/", "Log an activity",
    )  # fmt: skip


def once_more(work: Any) -> NextStep:
    return NextStep(
        work.title, "Not passed", "You have an attempt left: read the feedback, then try again.",
        work.get_absolute_url(), "See what was missing",
    )  # fmt: skip


def pressing(state: str, why: str, *, work: Sequence[Any], tasks: Sequence[Any]) -> NextStep | None:
    """The first assessment that is shown as `state`, else the first such task."""
    for one in work:
        if one.shown_as == state:
            return NextStep(
                one.title, why, "Open it and send it in again.", one.get_absolute_url(), "Open the assessment"
            )
    return next((task(one, why) for one in tasks if one.shown_as == state), None)


def task(one: Any, why: str) -> NextStep:
    return NextStep(one.title, why, "Do it, and say so.", one.get_absolute_url(), "Open the task")


def review(submission: Any) -> NextStep:
    return NextStep(
        f"{submission.owner}: {submission.title}",
        f"Waits for your review since {day(timezone.localtime(submission.submitted_at))}",
        "Score it and send it back, or complete it.",
        submission.review_url,
        "Review it",
    )


def open_rule(standing: Any) -> NextStep | None:
    """The first rule of a register that is not met, with the place that mends it."""
    for finding in standing.findings:
        if finding.status == "not_met":
            return NextStep(
                f"{standing.name}: {finding.title[:1].lower()}{finding.title[1:]}",
                f"{standing.open_count} of {len(standing.findings)} rules open, {standing.days_left} days left",
                finding.reason,
                standing.fix_url(finding),
                "See what to do",
            )
    return None
