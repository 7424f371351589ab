"""What people are told about accounts and pairs; put into the lists of `people` by the wiring."""

from uuid import uuid4

from notices.actions import notify
from people.models import ApiToken, EmailChange, Pair, User


def account_created(person: User) -> None:
    stamp = person.last_login.isoformat() if person.last_login else "new"
    notify(
        kind="account_created",
        recipients=[person],
        thing=person,
        event=f"{person.uid}:account:{stamp}",
        path="/account/",
    )


def invited(person: User) -> None:
    """A fresh link each time an admin asks for one."""
    notify(
        kind="account_created", recipients=[person], thing=person, event=f"invite:{uuid4()}", path="/account/"
    )


def pair_proposed(pair: Pair) -> None:
    """The technician answers; a pair they asked for themselves is already theirs."""
    if pair.proposed_by_id != pair.technician_id:
        notify(
            kind="pair_proposed",
            recipients=[pair.technician],
            thing=pair,
            event=f"{pair.uid}:proposed",
            actor=pair.supervisor,
            path="/pairs/",
        )


def pair_accepted(pair: Pair) -> None:
    notify(
        kind="pair_accepted",
        recipients=[pair.supervisor],
        thing=pair,
        event=f"{pair.uid}:accepted",
        actor=pair.technician,
        path="/pairs/",
    )


def email_change_asked(change: EmailChange) -> None:
    notify(
        kind="email_change_asked",
        recipients=[change.person],
        thing=change,
        event=f"{change.uid}:asked",
        path="/account/",
        to_address=change.old_email,
    )


def email_changed(change: EmailChange) -> None:
    """Both addresses are told."""
    for address in (change.old_email, change.new_email):
        notify(
            kind="email_changed",
            recipients=[change.person],
            thing=change,
            event=f"{change.uid}:changed:{'old' if address == change.old_email else 'new'}",
            path="/account/",
            to_address=address,
        )


def token_made(token: ApiToken) -> None:
    notify(
        kind="token_made",
        recipients=[token.person],
        thing=token.person,
        event=f"token:{token.digest[:16]}",
        path="/account/",
    )
