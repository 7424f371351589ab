"""Declared packs for the tests of their files."""

import uuid
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from evidence import actions as evidence
from evidence.models import Evidence
from registers import actions
from registers.models import FrozenPack, Renewal
from tests.tellers import Teller

YEAR = date.today().year


def begun(owner: Any, *, pack: str = "science-council", grade: str = "RSciTech", **values: Any) -> Renewal:
    held = actions.save_registration(
        owner=owner,
        values={"pack": pack, "grade": grade, "anchor_date": date(YEAR - 3, 1, 1), **values},
        breaks=[],
    )
    return actions.start_renewal(
        registration=held, period_from=date(YEAR, 1, 1), period_to=date(YEAR, 12, 31)
    )


def declare(renewal: Renewal) -> FrozenPack:
    return actions.declare_renewal(renewal=renewal, actor=renewal.owner, once=uuid.uuid4())


def with_file(
    cast: Any, name: str, content: bytes, *, title: str = "", of: dict[str, Any] | None = None
) -> Evidence:
    """An activity of the technician's, with the values `of`, and one file."""
    activity = Teller(cast).activity(cast.technician, **(of or {}))
    sent = SimpleUploadedFile(name, content)
    piece = evidence.add_file(
        owner=cast.technician, found=evidence.inspected(sent.file, name), filename=name, title=title
    )
    evidence.attach(thing=activity, kind="activity", evidence=[piece], actor=cast.technician)
    return piece


def asked_to_endorse(owner: Any, endorser: Any) -> Renewal:
    """A renewal that waits for that supervisor's line, stored without the verbs."""
    return Renewal.objects.create(
        owner=owner, pack="science-council", grade="RSciTech", period_from=date(YEAR, 1, 1),
        period_to=date(YEAR, 12, 31), endorser=endorser, asked_at=timezone.now(),
    )  # fmt: skip
