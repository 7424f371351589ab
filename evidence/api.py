"""`evidence/`: send a file, then list its uid in an activity or entry."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Router, UploadedFile
from ninja.responses import Status

from evidence import actions, queries
from evidence.api_shapes import shown
from evidence.models import Evidence
from evidence.refusals import Refused
from lib.problems import refused
from people.permissions import can

router = Router(tags=["evidence"])


@router.post("", response={200: dict, 201: dict, 403: dict, 422: dict})
def evidence_add(
    request: HttpRequest, *, file: File[UploadedFile], title: Form[str] = "", uid: Form[UUID | None] = None
) -> Status:
    """Keep a file in the caller's library: 201, or 200 with the stored one for a uid sent before."""
    if not can(request.user, "evidence.keep"):
        return Status(403, {"errors": [{"field": "", "message": "This account keeps no webfolio."}]})
    if "\0" in title:
        return refused({"field": "title", "message": "Null characters are not allowed."})
    known = uid is not None and Evidence.objects.owned_by(request.user).filter(uid=uid).exists()
    try:
        found = actions.inspected(file.file, file.name or "")  # type: ignore[arg-type]
        evidence = actions.add_file(
            owner=request.user, found=found, filename=file.name or "", title=title, uid=uid
        )
    except Refused as refusal:
        return refused({"field": "file", "message": str(refusal)})
    except actions.ReferenceTaken as taken:
        return refused({"field": "uid", "message": str(taken)})
    return Status(200 if known else 201, shown(evidence))


@router.get("")
def evidence_list(request: HttpRequest) -> list[dict[str, Any]]:
    """The caller's own evidence, newest first, up to 500."""
    return [shown(evidence) for evidence in queries.library(request.user)[:500]]
