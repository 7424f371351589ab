"""What can be done with a file: bring it, say what it means, import it, throw it away. Nothing else writes one."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from activities.actions.changes import FLAGS, done_before, held, keep_change, made
from activities.actions.log import fill, unsaved
from activities.actions.verification import refresh_verifications
from activities.importing.columns import ERROR_COLUMN, guess, signature
from activities.importing.files import Limits, Reading, Table, read_file, weight, without
from activities.importing.judging import CHANGE, ERROR, NEW, Outcome, judge, mark_of
from activities.importing.models import ImportMapping, ImportUpload
from activities.importing.preview import Checked, checked, checked_from
from activities.importing.queries import log_of, remembered, words_of
from activities.importing.questions import Answers, settled
from activities.models import Activity, Change, ChangedActivity
from lib.many_rows import insert_rows, update_rows
from lib.sealing import seal
from people import trail
from people.models import User
from tenants import jobs

Work = ImportUpload.Work
JOB = "activities.import_step"
CHANGED_MEANWHILE = "Your log changed meanwhile: look at the rows again."
SOME_WRONG = "Some rows cannot be imported: mend them, or import the good rows alone."


class NotAsSeen(ValueError):
    """The rows would do something else than the screen showed; the message says so."""


class HasErrors(ValueError):
    """All rows were to be imported, and some cannot be."""


def limits() -> Limits:
    return Limits(
        settings.IMPORT_FILE_LIMIT,
        settings.IMPORT_UNPACKED_LIMIT,
        settings.IMPORT_ROW_LIMIT,
        settings.IMPORT_COLUMN_LIMIT,
    )


@transaction.atomic
def store_upload(*, owner: User, name: str, content: bytes) -> ImportUpload:
    """Keep a file to be looked at, in place of the one before. A heavy one is read by a job. Raises files.Refused."""
    upload = ImportUpload(owner=owner, name=name[-200:], content=content)
    heavy = weight(content) > settings.IMPORT_READ_AT_ONCE
    if not heavy:
        read_upload(upload, Reading())
    ImportUpload.objects.filter(owner=owner).delete()
    upload.save()
    return begin(upload, Work.READING) if heavy else upload


@transaction.atomic
def reread_upload(*, upload: ImportUpload, asked: Reading) -> ImportUpload:
    """Read the same file in another way: another sheet, other letters, another sign between cells. Raises files.Refused."""
    stored = ImportUpload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if weight(bytes(stored.content)) > settings.IMPORT_READ_AT_ONCE:
        given = {name: getattr(asked, name) for name in ("encoding", "delimiter", "sheet")}
        return begin(stored, Work.READING, **given)
    read_upload(stored, asked)
    stored.save()
    return stored


def read_upload(upload: ImportUpload, asked: Reading) -> None:
    """Set what the file holds. Raises files.Refused. Does not save."""
    table, reading = read_file(bytes(upload.content), upload.name, asked=asked, limits=limits())
    _take(upload, table, reading)


def _take(upload: ImportUpload, table: Table, reading: Reading) -> None:
    """The table, with what its owner said before about one with these headings, else what the headings say."""
    table = without(table, ERROR_COLUMN)
    before = remembered(upload.owner, signature(table.head))
    upload.table, upload.rows, upload.checked = table.as_json(), len(table.rows), None
    upload.reading = {
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "sheet": reading.sheet,
        "sheets": list(reading.sheets),
    }
    upload.columns = before.columns if before else guess(table.head)
    answers = before.answers if before else Answers().as_json()
    upload.answers = answers | {"words": words_of(upload.owner)}


@transaction.atomic
def set_columns(*, upload: ImportUpload, columns: Sequence[str]) -> ImportUpload:
    upload.columns, upload.checked = list(columns), None
    upload.save(update_fields=["columns", "checked"])
    _remember(upload)
    return upload


@transaction.atomic
def set_answers(*, upload: ImportUpload, answers: Answers) -> ImportUpload:
    upload.answers, upload.checked = answers.as_json(), None
    upload.save(update_fields=["answers", "checked"])
    _remember(upload)
    return upload


def _remember(upload: ImportUpload) -> None:
    said = {"columns": upload.columns, "answers": upload.answers, "used_at": timezone.now()}
    ImportMapping.objects.update_or_create(
        owner=upload.owner, signature=signature(upload.table["head"]), defaults=said
    )


def outcomes_of(upload: ImportUpload) -> list[Outcome]:
    """Every row of the file as it would enter now."""
    table = upload.read_table()
    columns = upload.columns
    uids = table.column(columns.index("uid")) if "uid" in columns else []
    answers = settled(table, columns, Answers(**upload.answers))
    log = log_of(upload.owner, uids)
    return judge(table, columns, answers=answers, log=log, today=timezone.localdate())


def check_upload(upload: ImportUpload) -> Checked | None:
    """What is to be shown of its rows; None where a job has first to look at them, which is then asked for."""
    if not upload.is_long:
        return checked(upload.read_table(), outcomes_of(upload))
    if upload.checked is None:
        begin(upload, Work.CHECKING)
        return None
    return checked_from(upload.checked)


@transaction.atomic
def begin(upload: ImportUpload, work: str, **asked: Any) -> ImportUpload:
    """Have a job do this step; nothing where one is under way already."""
    stored = ImportUpload.objects.light().select_for_update(of=("self",)).get(pk=upload.pk)
    if not stored.work:
        stored.work, stored.asked, stored.refused = work, asked, ""
        stored.save(update_fields=["work", "asked", "refused"])
        if work == Work.READING:
            ImportUpload.objects.filter(pk=stored.pk).update(checked=None)
        jobs.enqueue(connection.schema_name, JOB, upload=str(stored.uid))
    return stored


@transaction.atomic
def discard_upload(*, owner: User, uid: UUID) -> Change | None:
    """Throw a file away. The act, where it was imported meanwhile. Raises ImportUpload.DoesNotExist."""
    if done := done_before(owner, uid):
        return done
    ImportUpload.objects.light().get(owner=owner, uid=uid).delete()
    return None


def clear_outdated() -> None:
    """Files that nobody came back for."""
    ImportUpload.objects.outdated().delete()


@transaction.atomic
def import_later(*, upload: ImportUpload, mark: str, good_only: bool) -> bool:
    """Have a job import the rows of a long file as `checked` has them; False, and the file is gone, where there is
    nothing to import. Raises NotAsSeen, HasErrors.
    """
    seen = checked_from(upload.checked) if upload.checked else None
    if seen is None or seen.mark != mark:
        raise NotAsSeen(CHANGED_MEANWHILE)
    if not good_only and seen.counts[ERROR]:
        raise HasErrors(SOME_WRONG)
    if not seen.good:
        upload.delete()
        return False
    begin(upload, Work.IMPORTING, mark=mark, good_only=good_only)
    return True


def import_rows(*, owner: User, uid: UUID, mark: str, good_only: bool) -> Change | None:
    """Import the rows of a file in one act; the file is gone then, and a second time answers the same act.

    `mark` is what the screen showed. None when no row had anything to do. Raises NotAsSeen, HasErrors,
    ImportUpload.DoesNotExist.
    """
    try:
        with transaction.atomic():
            return _import(owner, uid, mark=mark, good_only=good_only)
    except IntegrityError as error:
        # Somebody took one of the file's references at this moment.
        raise NotAsSeen(CHANGED_MEANWHILE) from error


def _import(owner: User, uid: UUID, *, mark: str, good_only: bool) -> Change | None:
    if done := done_before(owner, uid):
        return done
    upload = ImportUpload.objects.select_for_update(of=("self",)).get(owner=owner, uid=uid)
    outcomes = outcomes_of(upload)
    if mark_of(outcomes) != mark:
        raise NotAsSeen(CHANGED_MEANWHILE)
    if not good_only and any(one.state == ERROR for one in outcomes):
        raise HasErrors(SOME_WRONG)
    items = [*_log(owner, [one for one in outcomes if one.state == NEW])]
    items += _change(owner, [one for one in outcomes if one.state == CHANGE])
    upload.delete()
    if not items:
        return None
    values = {"left_out": sum(one.state == ERROR for one in outcomes)}
    change = keep_change(owner=owner, kind=Change.Kind.IMPORTED, once=uid, items=items, values=values)
    trail.record(owner, "imported", change)
    return change


def _log(owner: User, outcomes: Iterable[Outcome]) -> list[ChangedActivity]:
    rows = []
    for one in outcomes:
        activity = unsaved(owner, one.values)
        activity.uid = one.uid or activity.uid
        rows.append(activity)
    insert_rows(rows)
    trail.record_many(owner, "logged", rows)
    return [made(activity) for activity in rows]


def _change(owner: User, outcomes: Sequence[Outcome]) -> list[ChangedActivity]:
    """Change those that are still as they were compared. Raises NotAsSeen."""
    keys = [one.activity.pk for one in outcomes]
    stored = Activity.objects.select_for_update(of=("self",)).in_bulk(keys) if keys else {}
    items, touched, now = [], [], timezone.now()
    for one in outcomes:
        activity = stored[one.activity.pk]
        if activity.changed != one.activity.changed or activity.deleted_at:
            raise NotAsSeen(CHANGED_MEANWHILE)
        items.append(_changed(activity, one.values, now))
        touched.append(activity)
    if touched:
        names = sorted({name for one in outcomes for name in one.values})
        update_rows(touched, [*names, *FLAGS, "was_planned", "changed"])
        trail.record_many(owner, "changed", touched, fields=names)
        refresh_verifications(activities=touched, actor=owner)
    return items


def _changed(activity: Activity, values: dict[str, Any], now: Any) -> ChangedActivity:
    words = {name: text for name, text in activity.words().items() if name in values}
    plain = [name for name in values if name not in words]
    if activity.planned and values.get("planned") is False:
        values = {**values, "was_planned": True}
        plain.append("was_planned")
    before = held(activity, [*plain, "changed"])
    fill(activity, values)
    activity.changed = now
    return ChangedActivity(
        activity=activity,
        before=before,
        after=held(activity, ["changed"]),
        sealed_before=seal(words) if words else "",
    )
