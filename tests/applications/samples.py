"""Applications as their tests tell them, by the real actions."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from applications import actions
from applications.actions import supporting
from applications.models import Application, Link, Supporter
from evidence import actions as evidence
from journals import actions as journals
from tests.tellers import Teller

TEXT = "I set up the rig, checked the interlock and trained four people on it. " * 25


def begin(owner: Any, pack: str = "science-council", grade: str = "RSciTech", **more: Any) -> Application:
    return actions.start_application(owner=owner, pack=pack, grade=grade, once=uuid.uuid4(), **more)


def write(application: Application, code: str, text: str = TEXT, names: list[str] | None = None) -> None:
    kept = application.statements.filter(code=code, retired=False).first()
    actions.write_statement(
        application=application, actor=application.owner, code=code, text=text, names=names or [],
        changed=kept.changed_token if kept else "",
    )  # fmt: skip


def link(
    application: Application, code: str, thing: Any, *, kind: str = "activity", reason: str = "It shows it."
) -> Link:
    return actions.link_thing(
        application=application,
        actor=application.owner,
        code=code,
        kind=kind,
        object_uid=thing.uid,
        reason=reason,
    )


def activity(cast: Any, owner: Any = None, **values: Any) -> Any:
    return Teller(cast).activity(owner or cast.technician, **values)


def entry(owner: Any, **values: Any) -> Any:
    given = {"title": "A week", "body": "Words.", "date": timezone.localdate(), "tags": [], "sealed": False}
    return journals.save_entry(owner=owner, values=given | values, publish=True)[0]


def piece(owner: Any, title: str = "Certificate") -> Any:
    return evidence.add_link(owner=owner, url="https://example.org/", title=title)


def ask(
    application: Application, name: str = "Alan Whitcombe", email: str = "alan@example.org", **more: Any
) -> Supporter:
    return actions.ask_supporter(
        application=application, actor=application.owner, name=name, email=email, **{"shown": []} | more
    )


def token_for(supporter: Supporter) -> str:
    """As the mail job makes it."""
    token = supporting.new_token(supporter)
    supporter.mailed_at = timezone.now()
    supporter.save(update_fields=["token_digest", "mailed_at"])
    return token


def answered(application: Application, **more: Any) -> Supporter:
    supporter = ask(application, **more)
    token_for(supporter)
    values = {
        "comments": {"A": {"comment": "Careful and exact.", "view": "yes"}}, "overall": "I recommend them.",
        "signed_name": "Alan Whitcombe", "signed_role": "Technical manager",
    }  # fmt: skip
    return actions.answer_support(
        supporter=supporter, values=values, seen=supporting.digest_shown(application)
    )


def years_ago(years: int) -> Any:
    return timezone.localdate() - timedelta(days=366 * years)
