"""How much may be kept: the largest files, and how much of one person. The institution sets what the platform lets it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, Sum

from evidence.inspection import MEGABYTE, Limits
from evidence.models import Evidence, Upload, Version
from evidence.refusals import OverQuota, room_size
from people.models import User
from tenants.hosts import current_institution


@dataclass(frozen=True)
class Room:
    """Of one person's quota, in bytes: what is used, parts on their way included, and the whole."""

    used: int
    whole: int

    @property
    def free(self) -> int:
        return max(0, self.whole - self.used)

    @property
    def percent(self) -> int:
        return min(100, self.used * 100 // self.whole) if self.whole else 100

    @property
    def words(self) -> str:
        return f"{room_size(self.used)} of {room_size(self.whole)} used"

    @property
    def is_tight(self) -> bool:
        return self.percent >= 90


def limits() -> Limits:
    """The largest files kept here."""
    return Limits(
        image_bytes=settings.EVIDENCE_IMAGE_LIMIT,
        other_bytes=settings.EVIDENCE_FILE_LIMIT,
        recording_bytes=min(
            current_institution().recording_limit_mb * MEGABYTE, settings.EVIDENCE_RECORDING_LIMIT
        ),
    )


def room_of(owner: Any) -> Room:
    """Three queries. What was deleted counts no longer, earlier versions and the originals of pictures do."""
    whole = current_institution().evidence_quota_mb * MEGABYTE
    own = Evidence.objects.owned_by(owner)
    earlier = Version.objects.filter(evidence__owner_id=owner.pk, evidence__deleted_at=None)
    kept = sum(
        rows.order_by().aggregate(total=Sum(F("size") + F("original_size")))["total"] or 0
        for rows in (own, earlier)
    )
    coming = (
        Upload.objects.waiting().filter(owner_id=owner.pk).order_by().aggregate(total=Sum("size"))["total"]
    )
    return Room(int(kept + (coming or 0)), whole)


def refuse_over(owner: Any, size: int) -> None:
    """Raises OverQuota, with the numbers, unless so many bytes more have room."""
    room = room_of(owner)
    if size > room.free:
        raise OverQuota(
            f"Your library has room for {room_size(room.free)} more of its {room_size(room.whole)}, and this needs "
            f"{room_size(size)}: delete what you no longer need, or ask your institution for more room."
        )


def take_room(owner: User, size: int) -> None:
    """As `refuse_over`, and whoever adds for the same person meanwhile waits until this transaction is over."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=owner.pk)
    refuse_over(owner, size)
