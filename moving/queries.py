"""What the importer knows of this institution before it judges, and what archives and proofs there are."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from moving.models import Archive, Brought, CategoryMap, Proof
from people.models import User


def known_sources() -> dict[str, str]:
    """Digest by source of everything that came before; one query."""
    return dict(Brought.objects.values_list("source", "digest"))


def category_meanings() -> dict[str, str]:
    """Category by the old name, casefolded; an undecided one is empty."""
    return {
        name.casefold(): category for name, category in CategoryMap.objects.values_list("name", "category")
    }


def archives_of(person: User) -> QuerySet[Archive]:
    """Theirs, the newest first, each with its proofs; two queries."""
    return Archive.objects.visible_to(person).prefetch_related(Prefetch("proofs", Proof.objects.all()))


@dataclass(frozen=True)
class PassRate:
    """Of the whole institution: `people` who proved an archive, and proofs by how they ended."""

    people: int
    passed: int
    differs: int
    failed: int

    @property
    def done(self) -> int:
        return self.passed + self.differs + self.failed

    @property
    def per_cent(self) -> int | None:
        """Whole per cent, rounded down, so that only all is a hundred; None before the first."""
        return self.passed * 100 // self.done if self.done else None


def pass_rate() -> PassRate:
    """Numbers alone; one query."""
    ended = {
        state: Count("pk", filter=Q(state=state))
        for state in (Proof.State.PASSED, Proof.State.DIFFERS, Proof.State.FAILED)
    }
    done = Proof.objects.exclude(state=Proof.State.RUNNING)
    return PassRate(**done.aggregate(people=Count("owner", distinct=True), **ended))
