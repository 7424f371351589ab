"""What the importer knows of this institution before it judges, and what archives and proofs there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from lib.filters import holding_words
from moving.models import Archive, Brought, CategoryMap, Chosen, Leaving, Newcomer, Proof
from moving.record.choosing import CHOOSABLE
from moving.record.listed import BY_NAME
from people.models import RoleMembership, User
from people.models.accounts import Role
from tenants.models import Institution, Transfer

# Where an item has its day, the first that it has.
DAYS = ("start_date", "date", "due_on", "set_at", "latest_revision_created_at", "created")


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


def leaving_of(person: User) -> Leaving | None:
    """The one under way."""
    return Leaving.objects.filter(owner=person, state=Leaving.State.LEFT).select_related("owner").first()


def open_transfer_of(person: User) -> Transfer | None:
    """Their move away from here that has not ended."""
    return Transfer.objects.leaving_here().filter(person=person.uid, state__in=Transfer.OPEN).first()


def is_last_admin(person: User) -> bool:
    """Whether nobody would run an institution with people in it; whoever is alone in theirs may go.

    Locks the admins' roles: of the last two who go at once, the second finds the first gone. Call it in a transaction.
    """
    if not person.has_role(Role.ADMIN):
        return False
    list(RoleMembership.objects.select_for_update().filter(role=Role.ADMIN, ended_on=None).order_by("pk"))
    others = User.objects.current().exclude(pk=person.pk)
    return others.exists() and not others.holding(Role.ADMIN).exists()


def choosable_rows(person: User, kind: str, words: str = "") -> QuerySet[Any]:
    """Everything of this kind in their record; with `words`, what has them in its title."""
    held = BY_NAME[kind]
    rows = held.model._default_manager.filter(held.where, **{held.owner: person.pk})
    return holding_words(rows, words, "title") if words and has_title(kind) else rows


def has_title(kind: str) -> bool:
    return any(one.name == "title" for one in BY_NAME[kind].model._meta.concrete_fields)


def day_of(row: Any) -> Any:
    """The day by which its owner knows it, or the moment; None where it has none."""
    return next((held for name in DAYS if (held := getattr(row, name, None))), None)


def has_choices(person: User) -> bool:
    """Whether there is anything that they do not take along whole."""
    return Chosen.objects.filter(owner=person).exists()


def title_of_kind(kind: str) -> str:
    return BY_NAME[kind].title


def chosen_among(person: User, uids: Iterable[UUID]) -> dict[UUID, str]:
    """What is said of these items; whatever is not among them is taken whole."""
    rows = Chosen.objects.filter(owner=person, object_uid__in=list(uids))
    return dict(rows.values_list("object_uid", "what"))


@dataclass(frozen=True)
class ToChoose:
    """One kind: how many there are, and how many of them are not taken whole."""

    name: str
    title: str
    total: int
    stubs: int
    left: int

    @property
    def taken(self) -> int:
        return self.total - self.stubs - self.left


def kinds_to_choose(person: User) -> list[ToChoose]:
    """Of which there is something; a query for each kind."""
    found = []
    for name in CHOOSABLE:
        said = Chosen.objects.filter(owner=person, object_uid=OuterRef("uid"))
        counts = {
            "total": Count("pk"),
            "stubs": Count("pk", filter=Exists(said.filter(what=Chosen.What.STUB))),
            "left": Count("pk", filter=Exists(said.filter(what=Chosen.What.LEAVE))),
        }
        counted = choosable_rows(person, name).order_by().aggregate(**counts)
        found.append(ToChoose(name, BY_NAME[name].title, **counted))
    return [one for one in found if one.total]


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


def came_from(person: User) -> list[str]:
    """Schemas of the institutions at which this person's record was before, the last one first; a query for each move."""
    schemas = [connection.schema_name]
    ends = [(connection.schema_name, person.uid)]
    while ends:
        here, account = ends.pop()
        moves = Transfer.objects.filter(to_schema=here, account=account, state=Transfer.State.DONE)
        for schema, before in moves.values_list("from_schema", "person"):
            if schema not in schemas:
                schemas.append(schema)
                ends.append((schema, before))
    return schemas[1:]
