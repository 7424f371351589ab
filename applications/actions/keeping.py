"""Begin an application, write its statements, copy it to another grade, take over a new edition."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from applications.coverage import moved
from applications.frameworks import framework_of
from applications.models import Application, Link, Statement
from applications.shapes import STATEMENT, Framework
from people import trail
from people.models import User
from sharing.refusals import Stale


class ApplicationRefused(ValueError):
    """The application cannot be changed so; the message is a sentence for the screen."""


def locked_draft(application: Application) -> Application:
    """The stored application, locked. Raises ApplicationRefused once it was sent."""
    stored = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not stored.is_draft:
        raise ApplicationRefused(
            "This application was sent; what it says is fixed. Open it again to change it."
        )
    return stored


def touch(application: Application) -> None:
    application.changed = timezone.now()
    application.save(update_fields=["changed"])


@transaction.atomic
def start_application(
    *, owner: User, pack: str, grade: str, once: UUID, title: str = "", route: str = ""
) -> Application:
    """Begin one under the edition in force today. The same key again returns the one begun."""
    User.objects.select_for_update().get(pk=owner.pk)
    if begun := Application.objects.filter(owner=owner, once=once).first():
        return begun
    framework = framework_of(pack, grade, timezone.localdate())
    application = Application.objects.create(
        owner=owner, pack=pack, grade=grade, once=once, framework=framework.as_json(), route=_route(framework, route),
        title=title.strip() or f"{grade}, {framework.called}",
    )  # fmt: skip
    trail.record(owner, "began application", application)
    return application


def _route(framework: Framework, route: str) -> str:
    """The route named, or the first one of a body that has several."""
    if framework.route(route):
        return route
    return framework.routes[0].name if framework.routes else ""


@transaction.atomic
def choose_route(*, application: Application, actor: User, route: str) -> Application:
    stored = locked_draft(application)
    if stored.asked.route(route) is None:
        raise ApplicationRefused("This body has no such route.")
    if stored.route != route:
        stored.route = route
        stored.changed = timezone.now()
        stored.save(update_fields=["route", "changed"])
        trail.record(actor, "chose route", stored, fields=["route"])
    return stored


@transaction.atomic
def write_statement(
    *, application: Application, actor: User, code: str, text: str, names: list[str], changed: str
) -> Statement:
    """Keep the text for one code. `changed` is the token it was opened with ("" for none yet), or Stale is raised.

    The same words again change nothing. Raises ApplicationRefused for a code without a text, and once sent.
    """
    stored = locked_draft(application)
    asked = stored.asked
    row = asked.row(code)
    if row is None or row.by != STATEMENT:
        raise ApplicationRefused("This part takes no statement.")
    kept = Statement.objects.filter(application=stored, code=code, retired=False).first()
    allowed = {one.code for one in asked.named_rows}
    values = {
        "text": text.replace("\r\n", "\n").strip(),
        "names": [name for name in names if name in allowed],
    }
    statement = kept or Statement(application=stored, code=code)
    fields = trail.changed_fields(statement, values)
    if not fields:
        return statement
    if changed != (kept.changed_token if kept else ""):
        raise Stale(statement)
    for name in fields:
        setattr(statement, name, values[name])
    if "text" in fields:
        statement.copied_from = ""
    statement.changed = timezone.now()
    statement.save()
    touch(stored)
    trail.record(actor, "wrote statement", stored, fields=fields)
    return statement


@transaction.atomic
def copy_application(
    *, application: Application, actor: User, pack: str, grade: str, once: UUID
) -> Application:
    """The same work for another grade: statements and links whose code is there too, each statement marked as copied."""
    made = start_application(owner=actor, pack=pack, grade=grade, once=once)
    if made.copied_from:
        return made
    if not made.is_draft or (made.pack, made.grade) != (pack, grade) or made.statements.exists():
        raise ApplicationRefused("This form has been sent before: open it again.")
    asked = made.asked
    texts = {row.code for row in asked.rows if row.by == STATEMENT}
    codes = {row.code for row in asked.rows}
    named = {row.code for row in asked.named_rows}
    source = f"{application.grade}, {application.asked.called}"
    held = application.statements.filter(retired=False, code__in=texts).exclude(text="")
    Statement.objects.bulk_create(
        Statement(application=made, code=one.code, text=one.text, copied_from=f"{application.grade} {one.code}"[:120],
                  names=[name for name in one.names if name in named])
        for one in held
    )  # fmt: skip
    Link.objects.bulk_create(
        Link(application=made, code=one.code, kind=one.kind, object_uid=one.object_uid, reason=one.reason)
        for one in application.links.filter(retired=False, code__in=codes)
    )
    made.copied_from = source
    made.save(update_fields=["copied_from"])
    trail.record(actor, "copied application", made)
    return made


@transaction.atomic
def take_over_edition(*, application: Application, actor: User) -> Application:
    """Go over to the edition in force: renamed codes follow, what was retired is kept and counts nowhere."""
    stored = locked_draft(application)
    today = timezone.localdate()
    before, after = stored.asked, framework_of(stored.pack, stored.grade, today)
    if before == after:
        return stored
    becomes = moved(before, after)
    _move(list(Statement.objects.filter(application=stored, retired=False)), becomes)
    _move(list(Link.objects.filter(application=stored, retired=False)), becomes)
    stored.framework = after.as_json()
    stored.route = _route(after, stored.route)
    stored.changed = timezone.now()
    stored.save(update_fields=["framework", "route", "changed"])
    trail.record(actor, "took over edition", stored)
    return stored


def _move(rows: list[Any], becomes: dict[str, str | None]) -> None:
    """Retire first, then rename in the order of the codes, so that no two rows ever hold one code."""
    for row in rows:
        if becomes.get(row.code) is None:
            row.retired = True
            row.save(update_fields=["retired"])
    for row in sorted((one for one in rows if not one.retired), key=lambda one: one.code):
        if becomes[row.code] != row.code:
            row.code = becomes[row.code]
            row.save(update_fields=["code"])
