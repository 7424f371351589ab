"""Who can see an item, in words."""

from typing import Any

from people.models import Pair
from sharing.models import Audience, Item

# As anyone but the owner reads it.
OTHERS: dict[str, str] = {
    Audience.SUPERVISORS: "{owner} and their supervisors",
    Audience.NAMED: "{owner}, their supervisors and people they named",
    Audience.INSTITUTION: "{owner} and everyone at the institution",
    Audience.LINK: "{owner}, their supervisors and anyone with the link",
    Audience.PUBLIC: "everyone",
}
# As its owner does, beside the supervisors' names.
BESIDE: dict[str, str] = {
    Audience.NAMED: "people you named",
    Audience.INSTITUTION: "everyone at your institution",
    Audience.LINK: "anyone with the link",
    Audience.PUBLIC: "everyone else",
}


def readers_of(item: Item, member: Any) -> str:
    """A sentence for the page; names only for the owner."""
    if not item.is_shown or item.audience == Audience.ONLY_ME or item.is_hidden:
        return "Only you"
    if item.owner_id != member.pk:
        return OTHERS[item.audience].format(owner=item.owner)
    pairs = Pair.objects.live().filter(technician_id=item.owner_id).select_related("supervisor")
    names = [str(pair.supervisor) for pair in pairs]
    readers = ["You", *(names or ["any supervisor you accept"])]
    if item.audience != Audience.SUPERVISORS:
        readers.append(BESIDE[item.audience])
    return f"{', '.join(readers[:-1])} and {readers[-1]}"
