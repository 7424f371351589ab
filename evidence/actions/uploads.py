"""Files that come in parts: announced, sent in any order and as often as needed, put together once whole."""

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from evidence import allowances, storing
from evidence.actions.keeping import ReferenceTaken, add_file, inspected
from evidence.actions.versions import replace_file
from evidence.inspection import refuse_announced
from evidence.models import UNDO_DAYS, Evidence, LibraryChange, Upload, UploadPart
from evidence.refusals import BadPart, Incomplete, OverQuota, Refused
from people.models import User

COPIED = 1024 * 1024  # bytes in memory while parts are put together


@dataclass(frozen=True)
class Announced:
    """What its sender says of a file before sending it; `size` in bytes, `sha256` empty where it cannot say."""

    name: str
    size: int
    sha256: str = ""
    title: str = ""
    folder: str = ""


@transaction.atomic
def begin_upload(*, owner: User, uid: UUID, announced: Announced, replaces: Evidence | None = None) -> Upload:
    """Make room for a file that comes in parts. The same uid again is the same upload, however far it has come.

    Raises Refused for a kind or size that is not kept here, OverQuota, and ReferenceTaken for a uid of something else.
    """
    if stored := Upload.objects.filter(uid=uid).first():
        if stored.owner_id != owner.pk or (stored.name, stored.size) != (
            announced.name[-200:],
            announced.size,
        ):
            raise ReferenceTaken("The file cannot be sent under this reference.")
        return stored
    if Evidence.objects.filter(uid=uid).exists():
        raise ReferenceTaken("The file cannot be sent under this reference.")
    refuse_announced(announced.name, announced.size, allowances.limits())
    allowances.take_room(owner, announced.size)
    return Upload.objects.create(
        uid=uid,
        owner=owner,
        name=announced.name[-200:],
        title=announced.title.strip()[:200],
        folder=announced.folder.strip()[:60],
        size=announced.size,
        sha256=announced.sha256.lower(),
        part_size=settings.EVIDENCE_PART_SIZE,
        replaces=replaces,
    )


def keep_part(*, upload: Upload, number: int, content: bytes, sha256: str = "") -> None:
    """Keep one part; one that is there already is left as it is. Raises BadPart for a wrong number, length or digest."""
    if not 0 <= number < upload.part_count:
        raise BadPart(f"This file has {upload.part_count} parts, numbered from 0.")
    if upload.state != Upload.State.WAITING or upload.parts.filter(number=number).exists():
        return
    if len(content) != upload.length_of(number):
        raise BadPart(f"Part {number} has {upload.length_of(number)} bytes: {len(content)} arrived.")
    if sha256 and hashlib.sha256(content).hexdigest() != sha256.lower():
        raise BadPart(f"Part {number} was damaged on its way.")
    part = UploadPart(upload=upload, number=number)
    part.file.save("part", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            part.save(force_insert=True)
            Upload.objects.filter(pk=upload.pk).update(touched_at=timezone.now())
    except IntegrityError:  # the same part twice at the same moment
        part.file.delete(save=False)


def finish_upload(*, upload: Upload) -> Evidence:
    """Put the parts together, look at the file as at any other, and keep it. Asked again it gives the same piece.

    Raises Incomplete while parts are missing, and Refused: for good, but for OverQuota, after which it may be tried again.
    """
    try:
        with transaction.atomic():
            return _finish(upload)
    except OverQuota:
        raise
    except Refused as refusal:
        with transaction.atomic():
            stored = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
            _settle(stored, state=Upload.State.REFUSED, refused=str(refusal)[:500])
        raise


def _finish(upload: Upload) -> Evidence:
    stored = Upload.objects.select_for_update(of=("self",)).select_related("owner").get(pk=upload.pk)
    if stored.state == Upload.State.REFUSED:
        raise Refused(stored.refused)
    if stored.state == Upload.State.KEPT:
        if stored.evidence is None or stored.evidence.deleted_at:
            raise Refused("This file was deleted since: send it anew.")
        return stored.evidence
    if stored.replaces and stored.replaces.deleted_at:
        raise Refused("What this file was to replace was deleted meanwhile.")
    arrived = set(stored.parts.values_list("number", flat=True))
    if missing := [number for number in range(stored.part_count) if number not in arrived]:
        raise Incomplete(missing)
    with tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as whole:
        _put_together(stored, whole)
        found = inspected(whole, stored.name)
        _settle(stored, state=Upload.State.KEPT)  # from here on its own room is not counted twice
        if stored.replaces:
            kept = replace_file(
                evidence=stored.replaces, found=found, filename=stored.name, actor=stored.owner
            )
        else:
            kept = add_file(
                owner=stored.owner,
                found=found,
                filename=stored.name,
                title=stored.title,
                folder=stored.folder,
                uid=stored.uid,
            )
    Upload.objects.filter(pk=stored.pk).update(evidence=kept)
    return kept


def _put_together(upload: Upload, whole: BinaryIO) -> None:
    """The parts one after the other, a little at a time."""
    summed = hashlib.sha256()
    for part in upload.parts.order_by("number"):
        with part.file.open() as opened:
            while piece := opened.read(COPIED):
                summed.update(piece)
                whole.write(piece)
    if upload.sha256 and summed.hexdigest() != upload.sha256:
        raise Refused("This file was damaged on its way: send it again.")


def _settle(upload: Upload, *, state: str, refused: str = "") -> None:
    upload.state, upload.refused, upload.touched_at = state, refused, timezone.now()
    upload.save(update_fields=["state", "refused", "touched_at"])
    _drop_parts(upload)


def _drop_parts(upload: Upload) -> None:
    names = [str(part.file.name) for part in upload.parts.all()]
    upload.parts.all().delete()
    storing.discard(names)


@transaction.atomic
def abandon_upload(*, upload: Upload) -> None:
    """Forget a file that is on its way; one that was kept stays in the library."""
    stored = Upload.objects.select_for_update(of=("self",)).filter(pk=upload.pk).first()
    if stored:
        _drop_parts(stored)
        stored.delete()


def clear_outdated() -> int:
    """Forget files that nobody went on sending for EVIDENCE_UPLOAD_DAYS, and acts too old to take back; how many files."""
    now = timezone.now()
    late = Upload.objects.filter(touched_at__lt=now - timedelta(settings.EVIDENCE_UPLOAD_DAYS))
    rows = list(late)
    for upload in rows:
        abandon_upload(upload=upload)
    LibraryChange.objects.filter(made_at__lt=now - timedelta(UNDO_DAYS)).delete()
    return len(rows)
