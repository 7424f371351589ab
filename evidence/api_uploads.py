"""`evidence/uploads/`: a large file in parts, over a link that may break; see the description of `upload_begin`."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Header, Router, Schema
from ninja.responses import Status

from evidence import actions
from evidence.api_shapes import shown
from evidence.models import Evidence, Upload
from evidence.refusals import BadPart, Incomplete, Refused
from lib.problems import Errors, refused
from people.access import get_visible
from people.permissions import can

router = Router(tags=["evidence"])
DIGEST = r"^([0-9a-fA-F]{64})?$"
# On one line: a name goes into headers, lists and archives.
TEXT = r"^[^\x00-\x1f\x7f]*$"


class UploadIn(Schema):
    """A file that is about to be sent. `sha256` of the whole is checked at the end where it is given."""

    uid: UUID = Field(description="Made by the sender; becomes the uid of the piece of evidence.")
    name: str = Field(min_length=1, max_length=200, pattern=TEXT, description="Its name, with its ending.")
    size: int = Field(gt=0, description="Bytes of the whole.")
    sha256: str = Field("", pattern=DIGEST)
    title: str = Field("", max_length=200, pattern=TEXT)
    folder: str = Field("", max_length=60, pattern=TEXT)
    replaces: UUID | None = Field(None, description="The piece that it becomes the next version of.")


class UploadOut(Schema):
    """How far a file has come. Part n has bytes n × part_size up to the next part, or the end; parts count from 0."""

    uid: UUID
    state: str = Field(description="waiting, kept or refused")
    size: int
    part_size: int
    parts: int
    arrived: list[int]
    expires_in_days: int
    evidence: str | None = Field(description="The piece, once it is kept.")


def as_out(upload: Upload) -> dict[str, Any]:
    return {
        "uid": upload.uid,
        "state": upload.state,
        "size": upload.size,
        "part_size": upload.part_size,
        "parts": upload.part_count,
        "arrived": list(upload.parts.values_list("number", flat=True)),
        "expires_in_days": settings.EVIDENCE_UPLOAD_DAYS,
        "evidence": str(upload.evidence.uid) if upload.evidence else None,
    }


def own_upload(request: HttpRequest, uid: UUID) -> Upload:
    return get_visible(
        Upload, request, uid, queryset=Upload.objects.select_related("evidence", "owner", "replaces")
    )


@router.post("", response={200: UploadOut, 201: UploadOut, 403: Errors, 422: Errors})
def upload_begin(request: HttpRequest, sent: UploadIn) -> Status:
    """Announce a file: 201, or 200 with how far it has come for a uid announced before.

    Then `PUT parts/<n>/` each part in any order, again and again until it arrives; `GET` says which have; `POST complete/`
    puts them together. Each call may be repeated. A file to which nothing came for some days is forgotten.
    """
    if not can(request.user, "evidence.keep"):
        return Status(403, {"errors": [{"field": "", "message": "This account keeps no webfolio."}]})
    known = Upload.objects.visible_to(request.user).filter(uid=sent.uid).exists()
    announced = actions.Announced(sent.name, sent.size, sent.sha256, sent.title, sent.folder)
    try:
        upload = actions.begin_upload(
            owner=request.user,  # type: ignore[arg-type]
            uid=sent.uid,
            announced=announced,
            replaces=replaced(request, sent.replaces),
        )
    except actions.ReferenceTaken as taken:
        return refused({"field": "uid", "message": str(taken)})
    except Refused as refusal:
        return refused({"field": "file", "message": str(refusal)})
    except actions.UnknownEvidence as unknown:
        return refused({"field": "replaces", "message": str(unknown)})
    return Status(200 if known else 201, as_out(upload))


def replaced(request: HttpRequest, uid: UUID | None) -> Evidence | None:
    if uid is None:
        return None
    found = actions.own(request.user, [uid])[0]  # type: ignore[arg-type]
    if found.kind != Evidence.Kind.FILE:
        raise actions.UnknownEvidence("Only a file can be replaced by a file.")
    return found


@router.get("{uuid:uid}/", response=UploadOut)
def upload_read(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    """Which parts have arrived."""
    return as_out(own_upload(request, uid))


@router.put("{uuid:uid}/parts/{int:number}/", response={200: UploadOut, 422: Errors})
def part_send(
    request: HttpRequest, uid: UUID, *, number: int, x_part_sha256: str = Header("", pattern=DIGEST)
) -> Any:
    """One part as the raw body. With `X-Part-SHA256` a part damaged on its way is refused, to be sent again."""
    upload = own_upload(request, uid)
    # Never more in memory than one part and a byte, whatever is sent.
    content = request.read(upload.part_size + 1)
    try:
        actions.keep_part(upload=upload, number=number, content=content, sha256=x_part_sha256)
    except BadPart as bad:
        return refused({"field": "part", "message": str(bad)})
    return as_out(upload)


@router.post("{uuid:uid}/complete/", response={200: dict, 201: dict, 409: dict, 422: Errors})
def upload_complete(request: HttpRequest, uid: UUID) -> Status:
    """Keep the whole file: 201 and the piece, 200 when it was kept before, 409 with the parts that are missing."""
    upload = own_upload(request, uid)
    known = upload.state == Upload.State.KEPT
    try:
        evidence = actions.finish_upload(upload=upload)
    except Incomplete as incomplete:
        return Status(409, {"missing": list(incomplete.missing)})
    except actions.ReferenceTaken as taken:
        return refused({"field": "uid", "message": str(taken)})
    except Refused as refusal:
        return refused({"field": "file", "message": str(refusal)})
    return Status(200 if known else 201, shown(evidence))


@router.delete("{uuid:uid}/", response={204: None})
def upload_delete(request: HttpRequest, uid: UUID) -> Status:
    """Forget a file that is on its way. One that was kept stays in the library."""
    actions.abandon_upload(upload=own_upload(request, uid))
    return Status(204, None)
