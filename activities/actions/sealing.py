"""What follows when an activity is sealed or opened: its words go with it wherever else they are stored."""

from collections.abc import Callable

from activities.importing.models import ImportUpload
from activities.models import KIND, Activity, Verification
from evidence.actions import rename_references
from people.models import User

# (activity=) -> None, called in the transaction that seals it, for rooms that keep copies of an activity's words. What its
# owner declared or sent stays as it was.
SEALED: list[Callable[..., None]] = []


def hold_copies(owner_id: int) -> None:
    """Whoever copies words takes the same turn: no copy is made while an activity of this person is being sealed."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=owner_id)


def follow_sealing(activity: Activity) -> None:
    """Inside the transaction that changed `sealed`, after `hold_copies` where it was set."""
    put_verifications_away(activity)
    rename_references(kind=KIND, item=activity)
    if activity.sealed:
        # A file that waits to be imported may hold the words; it can be brought again.
        ImportUpload.objects.filter(owner_id=activity.owner_id).delete()
        for take_words_out in SEALED:
            take_words_out(activity=activity)


def put_verifications_away(activity: Activity) -> None:
    """Sealing an activity seals the words of the versions signed; opening it opens them."""
    for verification in Verification.objects.filter(activity=activity):
        verification.put_away(sealed=activity.sealed)
        verification.save(update_fields=["facts", "sealed_facts"])
