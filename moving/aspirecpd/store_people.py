"""Accounts, roles and proposed pairs, through the actions of people; each account by itself, so that a crash loses none."""

from django.db import transaction

from moving.aspirecpd.judge_people import Account, Here, People
from moving.aspirecpd.judged import digest_of
from moving.aspirecpd.storing import ACTOR, note_brought, people_here
from moving.models import Brought
from people.actions import create_person, grant_role, propose_pair
from people.models import User


def here() -> Here:
    """Who and what this institution has already; three queries."""
    brought = {
        uid: source
        for source, uid in Brought.objects.filter(source__startswith="user:").values_list(
            "source", "object_uid"
        )
    }
    people = list(User.objects.prefetch_related("roles_held"))
    return Here(
        roles={brought[one.uid]: one.roles for one in people if one.uid in brought},
        accounts={one.email.lower(): one.roles for one in people},
        usernames=frozenset(one.username.lower() for one in people),
        pairs=frozenset(Brought.objects.filter(source__startswith="pair:").values_list("source", flat=True)),
    )


def store_people(people: People) -> dict[str, User]:
    """Everybody who came, now and before, by their number in the old system."""
    for account in people.accounts:
        _store(account)
    found = people_here(people.numbers)
    for source, technician, supervisor in people.pairs:
        _propose(source, found[technician], found[supervisor])
    return found


@transaction.atomic
def _store(account: Account) -> None:
    if account.exists:
        person = User.objects.get(email__iexact=account.email)
        if account.role:
            grant_role(person=person, role=account.role, actor=ACTOR)
    else:
        # A name made of somebody's address may have become the one that this person had there.
        is_taken = User.objects.filter(username__iexact=account.username).exists()
        person = create_person(
            email=account.email,
            first_name=account.first_name,
            last_name=account.last_name,
            username="" if is_taken else account.username,
            roles=[account.role] if account.role else [],
            actor=ACTOR,
        )
    note_brought([(account.source, person.uid, digest_of(account))])


@transaction.atomic
def _propose(source: str, technician: User, supervisor: User) -> None:
    pair = propose_pair(technician=technician, supervisor=supervisor, actor=ACTOR)
    note_brought([(source, pair.uid, "")])
