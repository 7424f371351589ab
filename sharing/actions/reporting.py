"""What a reader reports as unsuitable. A case holds nothing of the item: an admin is no reader of it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from notices.actions import notify
from people import permissions, trail
from people.models import User
from people.models.accounts import Role
from sharing.models import COMMENT, Hidden, Report

SETTLED = (Report.State.UPHELD, Report.State.DISMISSED)


class OtherReport(ValueError):
    """The one-time key of this form has sent another report before; the message says what to do."""


@transaction.atomic
def report(
    *, kind: str, item: Any, reporter: User | None, reason: str, once: UUID, words: str = "", quote: str = ""
) -> Report:
    """Say to the admins that an item is unsuitable, or with COMMENT as `kind` a comment; the caller has found that the
    reporter reads it. None: a visitor.

    Whose it is, and who owns what a comment stands on, are told that it was reported and why, never by whom. The same `once`
    again is the same report; raises OtherReport where that one said something else, PermissionDenied about one's own.
    """
    author = item.author if kind == COMMENT else None
    if reporter is not None and reporter == (author if kind == COMMENT else item.owner):
        raise PermissionDenied
    said = {
        "kind": kind,
        "object_uid": item.uid,
        "reason": Report.Reason(reason),
        "words": words,
        "quote": quote,
    }
    made, is_new = Report.objects.get_or_create(
        once=once, defaults={**said, "owner": item.owner, "author": author, "reporter": reporter}
    )
    if not is_new:
        if any(getattr(made, name) != value for name, value in said.items()) or made.reporter != reporter:
            raise OtherReport("This form has sent a report before. What you typed is kept: send it again.")
        return made
    trail.record(reporter or "visitor", "reported", made)
    notify(kind="item_reported", recipients=_whose(made), thing=made, event=f"{made.uid}:made")
    hosts = [made.owner] if _stands_on_anothers(made) and reporter != made.owner else []
    notify(kind="comment_reported", recipients=hosts, thing=made, event=f"{made.uid}:made")
    notify(kind="report_waiting", recipients=_admins(made), thing=made, event=f"{made.uid}:made")
    return made


def _admins(about: Report) -> list[User]:
    """Never whom it concerns: nobody judges what is their own."""
    concerned = [about.owner_id, about.author_id or about.owner_id]
    return list(User.objects.current().holding(Role.ADMIN).exclude(pk__in=concerned))


def _whose(about: Report) -> list[User]:
    """Whose words or work it is; nobody where the author of a comment has left."""
    return list(User.objects.filter(pk=about.whose_id))


def _stands_on_anothers(about: Report) -> bool:
    """Whether it is a comment on what is not its author's."""
    return about.is_of_comment and about.owner_id != about.author_id


@transaction.atomic
def open_to_admins(*, report: Report, actor: User) -> Report:
    """The owner lets the admins read what was reported while the case waits. Twice is one act."""
    held = _hold(report, actor, "sharing.open_report")
    if held.is_waiting and held.opened_at is None:
        held.opened_at = timezone.now()
        held.save(update_fields=["opened_at"])
        trail.record(actor, "opened reported item to admins", held)
        notify(
            kind="report_opened",
            recipients=_admins(held),
            thing=held,
            event=f"{held.uid}:opened:{held.opened_at}",
        )
    return held


@transaction.atomic
def close_to_admins(*, report: Report, actor: User) -> Report:
    """The owner takes that back."""
    held = _hold(report, actor, "sharing.open_report")
    if held.opened_at is not None:
        held.opened_at = None
        held.save(update_fields=["opened_at"])
        trail.record(actor, "closed reported item to admins", held)
    return held


@transaction.atomic
def hide_reported(*, report: Report, actor: User) -> None:
    """Keep it from everyone but whose it is. Hiding twice is one act; a case that is settled hides nothing more."""
    held = _hold(report, actor, "sharing.judge_report")
    if held.is_waiting:
        _hide(held, actor)


def _hide(held: Report, actor: User) -> None:
    _, is_new = Hidden.objects.get_or_create(object_uid=held.object_uid, defaults={"kind": held.kind})
    if is_new:
        trail.record(actor, "hid reported item", held)
        event = f"{held.uid}:hidden:{timezone.now().isoformat()}"
        notify(kind="item_hidden", recipients=_whose(held), thing=held, event=event)


@transaction.atomic
def show_reported(*, report: Report, actor: User) -> None:
    """Undo the hiding, also of a settled case: it opens again as far as its owner lets it."""
    held = _hold(report, actor, "sharing.judge_report")
    _show(held, actor)


def _show(held: Report, actor: User) -> None:
    gone, _ = Hidden.objects.filter(object_uid=held.object_uid).delete()
    if gone:
        trail.record(actor, "showed reported item again", held)
        event = f"{held.uid}:shown:{timezone.now().isoformat()}"
        notify(kind="item_shown", recipients=_whose(held), thing=held, event=event)


@transaction.atomic
def settle_report(*, report: Report, actor: User, state: str, answer: str = "") -> Report:
    """Uphold the report, which keeps or makes it hidden, or dismiss it, which shows it again unless another waits.

    Whom it concerns and the reporter are told. Settling a settled case changes nothing.
    """
    held = _hold(report, actor, "sharing.judge_report")
    if not held.is_waiting:
        return held
    if state not in SETTLED:
        raise ValueError(state)
    held.state, held.answer = Report.State(state), answer
    held.settled_at, held.settled_by = timezone.now(), actor
    held.save(update_fields=["state", "answer", "settled_at", "settled_by"])
    trail.record(actor, f"settled report: {state}", held)
    others = (
        Report.objects.filter(object_uid=held.object_uid)
        .exclude(pk=held.pk)
        .exclude(state=Report.State.DISMISSED)
    )
    if state == Report.State.UPHELD:
        _hide(held, actor)
    elif not others.exists():
        _show(held, actor)
    _tell_settled(held)
    return held


def _tell_settled(held: Report) -> None:
    event = f"{held.uid}:settled"
    notify(kind="report_settled", recipients=[*_whose(held), held.owner], thing=held, event=event)
    if held.reporter is not None and not held.concerns(held.reporter):
        notify(kind="report_answered", recipients=[held.reporter], thing=held, event=event, path="/notices/")


def _hold(report: Report, actor: User, action: str) -> Report:
    held = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not permissions.can(actor, action, held):
        raise PermissionDenied
    return held
