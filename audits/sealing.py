"""What was sealed since a year's facts were taken leaves them; what was deleted is shown to nobody else from then on."""

from collections.abc import Collection, Mapping
from typing import Any

from activities.models import Activity
from audits.models import BlindReview, MockAudit
from people.models import User
from registers.packfiles.facts import seal_activity


def as_sealed_now(facts: Mapping[str, Any], owner: User) -> dict[str, Any]:
    """The facts with the bare facts alone of each activity that its owner has sealed or deleted meanwhile. One query."""
    still_open = {
        str(uid)
        for uid in Activity.objects.owned_by(owner).filter(sealed=False).values_list("uid", flat=True)
    }
    return bare(facts, {one["uid"] for one in facts["activities"]} - still_open)


def bare(facts: Mapping[str, Any], uids: Collection[str]) -> dict[str, Any]:
    """The facts with the bare facts alone of these activities. What the rules made of them stays as it was judged."""
    rows = [seal_activity(one) if one["uid"] in uids else one for one in facts["activities"]]
    discussed = [uid for uid in facts.get("discussed", []) if uid not in uids]
    return {**facts, "activities": rows} | ({"discussed": discussed} if "discussed" in facts else {})


def take_words_out(*, activity: Activity) -> None:
    """For an activity that is being sealed: its words leave the owner's mock audits and the blind reviews of them."""
    uid = str(activity.uid)
    for model in (MockAudit, BlindReview):
        copies = model.objects.filter(owner_id=activity.owner_id, facts__activities__contains=[{"uid": uid}])
        for copy in copies.select_for_update(of=("self",)).order_by("pk"):
            copy.facts = bare(copy.facts, {uid})
            copy.save(update_fields=["facts"])
