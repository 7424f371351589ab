"""What the importer knows of this institution before it judges, and what archives and proofs there are."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Prefetch, Q, QuerySet

from moving.models import Archive, Brought, CategoryMap, Newcomer, Proof
from people.models import User
from tenants.models import Institution, Transfer


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


def account_for(email: str) -> User | None:
    """Whoever signs in here with this address."""
    return User.objects.filter(email__iexact=email).first()


def institution_names(schemas: Iterable[str]) -> dict[str, str]:
    """Name by schema; one query."""
    return dict(Institution.objects.filter(schema_name__in=set(schemas)).values_list("schema_name", "name"))


def others_open() -> QuerySet[Institution]:
    """Institutions of the platform to which somebody of this one can move."""
    return Institution.objects.filter(state=Institution.State.ACTIVE).exclude(
        schema_name=connection.schema_name
    )


def transfers_of(person: User) -> list[Transfer]:
    """Their own, at either end, the newest first, each with the names of both institutions; two queries."""
    here = connection.schema_name
    own = Q(from_schema=here, person=person.uid) | Q(to_schema=here, account=person.uid)
    return _named(Transfer.objects.filter(own))


def arrivals() -> list[Transfer]:
    """Everybody who asked this institution to receive them, with their names while they have not ended; three queries."""
    found = _named(Transfer.objects.arriving_here())
    names = {one.transfer: one for one in Newcomer.objects.all()}
    for one in found:
        one.newcomer = names.get(one.uid)  # type: ignore[attr-defined]
    return found


def _named(rows: QuerySet[Transfer]) -> list[Transfer]:
    found = list(rows)
    names = institution_names(schema for one in found for schema in (one.from_schema, one.to_schema))
    for one in found:
        one.from_name, one.to_name = names.get(one.from_schema, ""), names.get(one.to_schema, "")  # type: ignore[attr-defined]
    return found


def named(transfer: Transfer) -> Transfer:
    """One, with the names of both institutions as `from_name` and `to_name`."""
    return _named(Transfer.objects.filter(pk=transfer.pk))[0]


def newcomer_of(transfer: Transfer) -> Newcomer | None:
    """Who asks to come here; None at the other institution, and once it has ended."""
    if not transfer.arrives_here:
        return None
    rows = Newcomer.objects.select_related("unit", "job_title", "supervisor")
    return rows.filter(transfer=transfer.uid).first()
