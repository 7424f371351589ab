"""Verbs about institutions once they stand."""

import secrets

from django.db import connection, transaction
from django_tenants.utils import schema_context

from tenants.middleware import forget_hosts
from tenants.models import Institution, Operator, OperatorAct

LOOK = {"name", "crest", "colour"}
HOURS = {"time_zone", "quiet_from", "quiet_until", "remind_after", "escalate_after"}
STORAGE = {"evidence_quota_mb", "recording_limit_mb"}
LEAVING = {"leaver_days", "alumni_months", "leaving_note"}
ACTS = (
    (LOOK, "changed look"), (HOURS, "changed hours and reminders"), (STORAGE, "changed storage"),
    (LEAVING, "changed rules of leaving"),
)  # fmt: skip


@transaction.atomic
def change_institution(*, institution: Institution, **values: str | int | None) -> Institution:
    """Change its look (name, crest, colour), its hours and reminders, its storage, or its rules for whoever leaves; by the
    institution's own admin.

    Raises ValidationError for a value that cannot be.
    """
    if unknown := set(values) - {name for fields, _ in ACTS for name in fields}:
        raise TypeError(f"change_institution cannot set {sorted(unknown)}")
    with schema_context("public"):
        stored = Institution.objects.select_for_update().get(pk=institution.pk)
        changed = [name for name, value in values.items() if getattr(stored, name) != value]
        for name in changed:
            setattr(stored, name, values[name])
        stored.full_clean()
        stored.save(update_fields=changed)
        for fields, verb in ACTS:
            if fields & set(changed):
                OperatorAct.objects.create(operator=None, verb=verb, slug=stored.slug)
    forget_hosts()
    return stored


def set_notice_number(*, institution: Institution, number: int) -> None:
    """Its people are asked to agree to this version of the privacy notice; every process knows within seconds.

    Call it inside the action's transaction.
    """
    with schema_context("public"):
        Institution.objects.filter(pk=institution.pk).update(notice_number=number)
        OperatorAct.objects.create(operator=None, verb="published privacy notice", slug=institution.slug)
    institution.notice_number = number
    forget_hosts()


@transaction.atomic
def set_state(*, institution: Institution, state: str, operator: Operator) -> Institution:
    """Close an institution to sign-in, or open it again; its data stays."""
    stored = Institution.objects.select_for_update().get(pk=institution.pk)
    if stored.state != state:
        stored.state = Institution.State(state)
        stored.save(update_fields=["state"])
        OperatorAct.objects.create(operator=operator, verb=f"set {state}", slug=stored.slug)
        forget_hosts()
    return stored


@transaction.atomic
def create_operator(*, email: str, name: str) -> tuple[Operator, str]:
    """Make an operator's account; the password is made up here and answered once, never kept in clear.

    Raises ValidationError for a bad address or one that already has an account.
    """
    password = secrets.token_urlsafe(18)
    operator = Operator(email=email.strip().lower(), name=name.strip())
    operator.set_password(password)
    operator.full_clean()
    operator.save()
    OperatorAct.objects.create(operator=operator, verb="became operator", slug="")
    return operator, password


@transaction.atomic
def set_operator_password(*, operator: Operator, password: str) -> None:
    """Change a password; every session of this operator ends."""
    operator.set_password(password)
    operator.save(update_fields=["password"])
    OperatorAct.objects.create(operator=operator, verb="changed password", slug="")


@transaction.atomic
def retry_jobs(*, number: int | None, operator: Operator) -> int:
    """Put this failed job, or every failed one, back on the queue, to be tried once more at once. How many there were.

    One that has not failed, or no longer, is left alone.
    """
    return _settle_failed(
        "SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)",
        number,
        operator=operator,
        verb="retried",
    )


@transaction.atomic
def give_up_job(*, number: int, operator: Operator) -> int:
    """Take a failed job off the list for good, such as one whose thing has gone. How many there were: one or none."""
    return _settle_failed(
        "UPDATE procrastinate_jobs SET status = 'cancelled' WHERE id = %s",
        number,
        operator=operator,
        verb="gave up",
    )


def _settle_failed(command: str, number: int | None, *, operator: Operator, verb: str) -> int:
    """Give the command to each failed job; whose they were goes into the operators' acts, by name and institution."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT job.id, job.task_name, coalesce(one.slug, '') FROM procrastinate_jobs AS job"
            " LEFT JOIN tenants_institution AS one ON one.schema_name = job.args->>'schema'"
            " WHERE job.status = 'failed' AND (%s::bigint IS NULL OR job.id = %s) ORDER BY job.id FOR UPDATE OF job",
            [number, number],
        )
        found = cursor.fetchall()
        for job, _, _ in found:
            cursor.execute(command, [job])
    OperatorAct.objects.bulk_create(
        OperatorAct(operator=operator, verb=f"{verb} {name}"[:60], slug=slug)
        for name, slug in sorted({(name, slug) for _, name, slug in found})
    )
    return len(found)
