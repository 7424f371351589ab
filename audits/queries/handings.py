"""Reads about handed packs: each a fixed number of queries, however long the pack."""

from typing import Any

from audits.models import Handing, Letter, Remark
from audits.showing import shown_facts
from lib.digests import digest_of_key
from people.models import User
from registers.issuing import hold_evidence
from registers.models import FrozenPack, HeldEvidence, Renewal


def handing_by_token(token: str) -> Handing | None:
    """The handing whose link this is, if it is open; None alike for a wrong, an old, a closed and an expired one."""
    letter = (
        Letter.objects.select_related("handing__owner", "handing__frozen__renewal")
        .filter(digest=digest_of_key(token), closed_at=None)
        .first()
    )
    return letter.handing if letter and letter.handing.is_open else None


def facts_for_desk(handing: Handing) -> dict[str, Any]:
    return shown_facts(handing.frozen.facts, name=handing.shows_name, number=handing.shows_number)


def files_of(handing: Handing) -> dict[str, HeldEvidence]:
    """Evidence files by uid that this handing opens, if the owner lets them: as held on the day of the declaration."""
    if not handing.with_evidence:
        return {}
    return {str(one.evidence_uid): one for one in hold_evidence(handing.frozen)}


def threads(handing: Handing) -> list[dict[str, Any]]:
    """Each question with what was said under it, oldest first. One query."""
    said = list(Remark.objects.filter(handing=handing))
    return [
        {
            "question": one,
            "replies": (below := [reply for reply in said if reply.parent_id == one.pk]),
            "waits": not below or not below[-1].by_owner,
        }
        for one in said
        if one.parent_id is None
    ]


def handings_of(person: User, renewal: Renewal | None = None) -> list[Handing]:
    """A person's own, newest first; of one renewal, or all."""
    rows = Handing.objects.filter(owner=person).select_related("frozen__renewal")
    return list(rows.filter(frozen__renewal=renewal) if renewal else rows)


def pack_of(renewal: Renewal) -> FrozenPack | None:
    """The pack last declared for it, while that stands."""
    if renewal.state != Renewal.State.DECLARED:
        return None
    return FrozenPack.objects.select_related("renewal").filter(renewal=renewal).order_by("-made_at").first()
