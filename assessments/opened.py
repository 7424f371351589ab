"""Assessments that their scorers read, for the page of everything that is not private."""

from assessments.models import Assignment
from people.models import User
from sharing.overview import Elsewhere


def to_scorers(owner: User) -> list[Elsewhere]:
    handed_in = Assignment.objects.filter(owner=owner, submitted_at__isnull=False)
    noun = ("assessment handed in", "assessments handed in")
    readers = "Read by your supervisors and whoever set it"
    return [Elsewhere(handed_in, noun, readers, "/assessments/")]
