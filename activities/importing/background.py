"""The steps of an import that take longer than a page may, as a job does them: each once, however often it runs."""

from uuid import UUID

from django.db import transaction

from activities.importing import actions
from activities.importing.files import Reading, Refused
from activities.importing.models import ImportUpload
from activities.importing.preview import checked

Work = ImportUpload.Work
READ = ("table", "rows", "reading", "columns", "answers", "checked")


def run_step(uid: UUID) -> None:
    """Do what the file waits for; nothing where it is done already, or its owner threw the file away."""
    upload = ImportUpload.objects.light().filter(uid=uid).first()
    if upload is None:
        return
    if upload.work == Work.IMPORTING:
        import_asked(upload)
    elif upload.work:
        look_at(upload)


@transaction.atomic
def look_at(upload: ImportUpload) -> None:
    """Read the file, or check its rows."""
    stored = held(upload)
    if stored is None:
        return
    if stored.work == Work.READING:
        read(stored)
    else:
        check(stored)


def held(upload: ImportUpload) -> ImportUpload | None:
    """The file, locked, where its step is still to be done."""
    found = ImportUpload.objects.light().select_for_update(of=("self",))
    return found.filter(pk=upload.pk, work=upload.work).first()


def read(upload: ImportUpload) -> None:
    upload.work = ""
    try:
        actions.read_upload(upload, Reading(**upload.asked))
    except Refused as refused:
        upload.refused = str(refused)
        upload.save(update_fields=["work", "refused"])
    else:
        upload.save(update_fields=["work", *READ])


def check(upload: ImportUpload, refused: str = "") -> None:
    upload.work, upload.refused = "", refused
    upload.checked = checked(upload.read_table(), actions.outcomes_of(upload)).as_json()
    upload.save(update_fields=["work", "refused", "checked"])


def import_asked(upload: ImportUpload) -> None:
    """Import the rows as they were seen; where they would do something else by now, they are to be seen again."""
    try:
        actions.import_rows(owner=upload.owner, uid=upload.uid, **upload.asked)
    except ImportUpload.DoesNotExist:
        return
    except (actions.NotAsSeen, actions.HasErrors) as refused:
        with transaction.atomic():
            if stored := held(upload):
                check(stored, str(refused))
