"""Sending mail: each notice in one mail at most, its own or the daily one, however often a job runs."""

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from notices import choices, kinds, letters
from notices.actions import notify
from notices.mails import daily_mail, notice_mail
from notices.models import Notice
from people.models import User
from people.models.accounts import Role
from people.queries import unpaired
from tenants import jobs


@jobs.task("notices.mail")
def mail(*, notice: int) -> None:
    """Send one notice, as its recipient wishes: now, after their quiet hours, with the daily mail, or not at all.

    The notice is claimed and sent in one transaction: a failed send is tried again, a sent one is not.
    """
    with transaction.atomic():
        # Waits for whoever holds it: a killed worker whose transaction is still ending has not sent it.
        rows = Notice.objects.select_for_update(of=("self",)).select_related("recipient", "actor")
        row = rows.filter(pk=notice, mailed_at=None, for_daily=False).first()
        if row is None or not row.recipient.is_active:
            return
        if not kinds.KINDS[row.kind].must and put_off(row):
            return
        row.mailed_at = timezone.now()
        row.save(update_fields=["mailed_at"])
        notice_mail(row).send()


def put_off(row: Notice) -> bool:
    """Whether it is not to be mailed now: read already, not wanted, kept for the daily mail, or the hours are quiet."""
    how = choices.how_to_mail(row.recipient, row.kind)
    if row.read_at is not None or how == kinds.OFF:
        return True
    if how == kinds.DAILY:
        row.for_daily = True
        row.save(update_fields=["for_daily"])
        return True
    if until := choices.quiet_ends(row.recipient, timezone.now()):
        jobs.enqueue(connection.schema_name, "notices.mail", at=until, notice=row.pk)
        return True
    return False


@jobs.every_day("notices.daily_round", hour=choices.DAILY_HOUR)
def daily_round() -> None:
    """One job for each person for whom something is kept."""
    people = (
        Notice.objects.for_daily_mail().order_by("recipient").values_list("recipient", flat=True).distinct()
    )
    jobs.enqueue_each(connection.schema_name, "notices.daily", [{"person": pk} for pk in people])


@jobs.task("notices.daily")
def daily(*, person: int) -> None:
    """One mail with everything kept for this person that they have not read and still want, after their quiet hours."""
    with transaction.atomic():
        kept = Notice.objects.for_daily_mail().filter(recipient=person).select_for_update(of=("self",))
        rows = list(kept.select_related("actor").order_by("made_at", "pk"))
        recipient = User.objects.current().filter(pk=person).first()
        if not rows or recipient is None:
            return
        if until := choices.quiet_ends(recipient, timezone.now()):
            jobs.enqueue(connection.schema_name, "notices.daily", at=until, person=person)
            return
        wanted = choices.chosen(recipient)
        stopped = [row.pk for row in rows if wanted.get(row.kind) == kinds.OFF]
        Notice.objects.filter(pk__in=stopped).update(for_daily=False)
        if going := [row for row in rows if row.pk not in stopped]:
            Notice.objects.filter(pk__in=[row.pk for row in going]).update(mailed_at=timezone.now())
            daily_mail(recipient, going).send()


@jobs.every_day("notices.unpaired", hour=2)
def report_unpaired() -> None:
    """Tell the admins where somebody has no supervisor or no technician; the day's report takes the place of older ones."""
    if not any(people.exists() for people in unpaired().values()):
        return
    event = f"unpaired:{timezone.localdate().isoformat()}"
    for admin in User.objects.current().holding(Role.ADMIN):
        if notify(
            kind="unpaired_report",
            recipients=[admin],
            thing=admin,
            event=event,
            path=reverse("people:pair_list"),
        ):
            older = (
                Notice.objects.unread().filter(recipient=admin, kind="unpaired_report").exclude(event=event)
            )
            older.update(read_at=timezone.now())


@jobs.task("notices.letter")
def letter(*, letter: int) -> None:
    """One letter to somebody without an account."""
    letters.send(letter)
