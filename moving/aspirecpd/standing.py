"""Where an item stood in the old system, and so who may read it here. Pure."""

from dataclasses import dataclass

from moving.aspirecpd.export import Post
from moving.aspirecpd.judged import ONLY_ME, SUPERVISORS
from moving.aspirecpd.report import Notes

PRIVATE = "_cpd_private_content"


@dataclass(frozen=True)
class Standing:
    """`left` says why it is not brought; `note` what is different here. A draft is seen by its owner alone."""

    is_draft: bool = False
    audience: str = SUPERVISORS
    left: str = ""
    note: str = ""


DRAFTS = {
    "draft": "",
    "pending": "it waited for approval there; here it is a draft until its owner publishes it",
    "future": "it was to appear later; here it is a draft until its owner publishes it",
}


def standing(post: Post) -> Standing:
    """What its status, its tick *private* and its password come to."""
    if post.status == "trash":
        return Standing(left="it was in the bin")
    if post.status == "auto-draft":
        return Standing(left="it was begun and never saved")
    if post.status in DRAFTS:
        return Standing(is_draft=True, note=DRAFTS[post.status])
    if post.status == "private" or post.value(PRIVATE).strip() not in ("", "0"):
        return Standing(audience=ONLY_ME, note="it was private; here nobody but its owner reads it")
    if post.password:
        return Standing(
            audience=ONLY_ME,
            note="it had a password, which is not kept; here nobody but its owner reads it",
        )
    if post.status == "publish":
        return Standing()
    return Standing(is_draft=True, note="its status is not known here; it is a draft")


@dataclass(frozen=True)
class Place:
    """Where an item comes from, how it stood there, and where its lines of the report go."""

    source: str
    standing: Standing
    notes: Notes
