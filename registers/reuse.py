"""Texts a person wrote elsewhere and may take into a renewal: earlier renewals, the log, the journal, the plan.

Sealed words are offered nowhere: what is taken goes to the body.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from activities.models import Activity
from journals.models import Entry
from plans.queries import texts_for
from registers import returns
from registers.models import Renewal
from registers.rules.returns import count_words

# How many of each source a page offers, newest first.
MOST = 40
REFLECTIONS = {
    "benefit_practice": "what changed in my practice",
    "benefit_users": "what changed for others",
    "description": "what I did",
}
PLAN = {"plan": "Your plan", "evaluation": "How it went"}


@dataclass(frozen=True)
class Offer:
    """One text. `ref` names it in the form; `source` says where it was written; `title` what it is about."""

    ref: str
    source: str
    title: str
    text: str
    day: date | None = None

    @property
    def words(self) -> int:
        """Counted as the limits of the body's texts are."""
        return count_words(self.text)


def offers_for(renewal: Renewal, *, q: str = "") -> list[Offer]:
    """What can be taken, the same question's earlier answers first; `q` narrows to texts that hold all its words."""
    found = [*from_plan(renewal), *from_renewals(renewal), *from_activities(renewal), *from_entries(renewal)]
    words = q.casefold().split()
    return [one for one in found if all(word in f"{one.title} {one.text}".casefold() for word in words)]


def text_of(renewal: Renewal, ref: str) -> str:
    """The text that a form named, or "" when it is no longer offered."""
    return next((one.text for one in offers_for(renewal) if one.ref == ref), "")


def from_plan(renewal: Renewal) -> list[Offer]:
    """The development plan that covers the period, and its finished evaluation."""
    texts = texts_for(renewal.owner, (renewal.period_from, renewal.period_to))
    return [
        Offer(f"plan:{name}", "Development plan", PLAN.get(name, name), text)
        for name, text in texts.items()
        if text.strip()
    ]


def from_renewals(renewal: Renewal) -> list[Offer]:
    rows = Renewal.objects.filter(owner=renewal.owner).exclude(pk=renewal.pk)[:MOST]
    return [
        Offer(f"renewal:{one.uid}:{question.key}", f"{one}, {one.period_to:%Y}", question.label, text, one.period_to)
        for one in rows
        for question in returns.questions(one.edition)
        if not question.is_tick and (text := one.answers.get(question.key, "").strip())
    ]  # fmt: skip


def from_activities(renewal: Renewal) -> list[Offer]:
    rows = (
        Activity.objects.owned_by(renewal.owner)
        .filter(sealed=False)
        .in_period(renewal.period_from, renewal.period_to)
        .order_by("-start_date", "-pk")[:MOST]
    )
    return [
        Offer(f"activity:{row.uid}:{name}", f"Activity: {said}", row.title, text, row.start_date)
        for row in rows
        for name, said in REFLECTIONS.items()
        if (text := getattr(row, name).strip())
    ]


def from_entries(renewal: Renewal) -> list[Offer]:
    rows: Any = (
        Entry.objects.owned_by(renewal.owner)
        .filter(sealed=False)
        .in_period(renewal.period_from, renewal.period_to)
        .order_by("-date", "-pk")[:MOST]
    )
    return [
        Offer(f"entry:{row.uid}", "Journal entry", row.title, row.body.strip(), row.date)
        for row in rows
        if row.body.strip()
    ]
