"""What an import is compared with, in three queries whatever the size of file and log."""

from collections.abc import Iterable
from uuid import UUID

from activities.importing.judging import Log
from activities.importing.models import ImportMapping, ImportUpload
from activities.models import Activity
from people.models import User


def log_of(owner: User, uids: Iterable[str]) -> Log:
    """The owner's log, and which of the uids in a file are somebody else's or were deleted by the owner."""
    own = {str(one.uid): one for one in Activity.objects.owned_by(owner).with_evidence_count().for_rows()}
    asked = {uid for text in uids if (uid := _uid(text)) and str(uid) not in own}
    found = Activity.objects.filter(uid__in=asked).values_list("uid", "owner_id")
    taken = {str(uid): owner_id for uid, owner_id in found}
    return Log(
        own,
        frozenset(uid for uid, owner_id in taken.items() if owner_id != owner.pk),
        frozenset(uid for uid, owner_id in taken.items() if owner_id == owner.pk),
    )


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def remembered(owner: User, signature: str) -> ImportMapping | None:
    """What the owner said about the last file with these headings."""
    return ImportMapping.objects.filter(owner=owner, signature=signature).first()


def words_of(owner: User) -> dict[str, str]:
    """Which kind of learning the owner's own words for it are, from all files brought so far; the latest wins."""
    words: dict[str, str] = {}
    for answers in (
        ImportMapping.objects.filter(owner=owner).order_by("used_at").values_list("answers", flat=True)
    ):
        words |= answers.get("words", {})
    return words


def waiting(owner: User) -> ImportUpload | None:
    """The file this person brought and has not imported yet."""
    return ImportUpload.objects.visible_to(owner).first()
