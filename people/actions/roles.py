"""Granting and ending roles. Giving one up ends only the pairs that rest on it."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from people import trail
from people.actions.pairs import end_pair
from people.models import Pair, RoleMembership, User
from people.models.accounts import Role


@transaction.atomic
def grant_role(*, person: User, role: str, actor: User | str) -> RoleMembership:
    """Give a role; one already held is returned unchanged."""
    held, is_new = RoleMembership.objects.get_or_create(person=person, role=Role(role), ended_on=None)
    if is_new:
        person.__dict__.pop("roles", None)
        trail.record(actor, f"granted {role}", person)
        mirror_site_access(person)
    return held


@transaction.atomic
def end_role(*, person: User, role: str, actor: User | str) -> None:
    """End a role, and with it the pairs in which the person stood in that role; other roles and pairs stay."""
    held = RoleMembership.objects.select_for_update().filter(person=person, role=role, ended_on=None).first()
    if held is None:
        return
    held.ended_on = timezone.localdate()
    held.save(update_fields=["ended_on"])
    side = {Role.TECHNICIAN: Q(technician=person), Role.SUPERVISOR: Q(supervisor=person)}.get(Role(role))
    if side is not None:
        for pair in Pair.objects.filter(side, state__in=[Pair.State.PROPOSED, Pair.State.ACCEPTED]):
            end_pair(pair=pair, actor=actor)
    person.__dict__.pop("roles", None)
    trail.record(actor, f"ended {role}", person)
    mirror_site_access(person)


def mirror_site_access(person: User) -> None:
    """The Wagtail admin asks Django groups: editors and admins stand in `Site editors`, nobody else."""
    group = Group.objects.filter(name="Site editors").first()
    if group is None:
        return
    held = set(RoleMembership.objects.filter(person=person, ended_on=None).values_list("role", flat=True))
    if held & {Role.ADMIN, Role.EDITOR}:
        person.groups.add(group)
    else:
        person.groups.remove(group)


@transaction.atomic
def set_roles(*, person: User, roles: Iterable[str], actor: User | str) -> None:
    """Hold exactly these roles from now on; only those given up lose their pairs. Whoever has left meanwhile gets none."""
    if User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk).has_left:
        return
    wanted = set(roles)
    held = set(person.roles)
    for role in sorted(held - wanted):
        end_role(person=person, role=role, actor=actor)
    for role in sorted(wanted - held):
        grant_role(person=person, role=role, actor=actor)
