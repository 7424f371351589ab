"""Every kind of thing in a person's record, in the order in which they are stored: what is referred to comes first."""

from functools import cache

from django.db.models import F, Q

from moving.record.folio import PAGE, SECTIONS
from moving.record.kinds import Kind, Part, parts_among
from moving.record.near import did_themselves, done_by_others, of_own_items, written_for_others
from moving.record.words import ITEM, SIGN_REQUEST, VERIFICATION
from sharing.models import Hidden

ALIVE = Q(deleted_at=None)
SEALED = {
    "sealed_text": "holds the words under the platform's key; they are in the fields themselves, if ticked"
}
KEY = "a spent key that kept a form from counting twice"
# What an admin hides of others stays behind: at another place nothing would hide it.
STANDING = Q(removed_at=None) & (~Q(uid__in=Hidden.objects.values("object_uid")) | Q(author=F("owner")))
SCORING = "a mark that is still being given, its scorer's own until it is released"
INSTITUTION = "a right of the account at this institution, no part of the record"
SIGN_IN = "what the account signs in with"

PROFILE = Kind(
    "profile", "Profile", "people.User", owner="pk", onto_owner=True,
    left={
        "password": SIGN_IN, "last_login": SIGN_IN, "last_seen": SIGN_IN,
        "is_superuser": INSTITUTION, "is_staff": INSTITUTION, "is_active": INSTITUTION,
        "left_on": INSTITUTION,
    },
)  # fmt: skip

LIVE = [
    PROFILE,
    Kind("notice_preferences", "How notices reach me", "notices.Preference", owner="person"),
    Kind("quiet_hours", "Quiet hours", "notices.QuietHours", owner="person"),
    Kind("evidence", "Evidence", "evidence.Evidence", where=ALIVE),
    Kind(
        "evidence_versions", "Earlier versions of evidence", "evidence.Version", owner="evidence__owner",
        within="evidence",
    ),
    Kind("entries", "Journal entries", "journals.Entry", where=ALIVE, left=SEALED, words=ITEM),
    Kind("activities", "Activities", "activities.Activity", where=ALIVE, left=SEALED, words=ITEM),
    Kind(
        "entry_links", "Activities and entries begun from each other", "activities.EntryLink", owner="activity__owner",
        within="activity",
    ),
    Kind(
        "verifications", "Verifications", "activities.Verification", owner="activity__owner", within="activity",
        left={"sealed_facts": "the words of the version signed are in its facts, if ticked"}, words=VERIFICATION,
    ),
    Kind("plans", "Plans", "plans.Plan", where=ALIVE),
    Kind("goals", "Goals", "plans.Goal", owner="plan__owner", within="plan", where=ALIVE),
    Kind("goal_activities", "Activities linked to goals", "plans.Link", owner="goal__plan__owner", within="goal"),
    Kind(
        "assessments", "Assessments", "assessments.Assignment",
        left={"draft_feedback": SCORING, "marked_at": SCORING, "marked_by": SCORING},
    ),
    Kind(
        "criteria", "Criteria", "assessments.AssignedCriterion", owner="assignment__owner", within="assignment",
        left={"draft_score": SCORING, "draft_feedback": SCORING},
    ),
    Kind("prompts", "Questions", "assessments.AssignedPrompt", owner="assignment__owner", within="assignment"),
    Kind("submissions", "Submissions", "assessments.Submission", owner="assignment__owner", within="assignment"),
    Kind(
        "assessment_moves", "History of assessments", "assessments.Transition", owner="assignment__owner",
        within="assignment",
    ),
    Kind("extensions", "Due dates moved", "assessments.Extension", owner="assignment__owner", within="assignment"),
    Kind("tasks", "Tasks", "duties.Task"),
    Kind("task_moves", "History of tasks", "duties.TaskMove", owner="task__owner", within="task"),
    Kind(
        "sign_offs", "Sign-offs asked for", "signoffs.SignRequest", words=SIGN_REQUEST,
        left=SEALED | {"code_tries": "counts wrong codes while a request is open"},
    ),
    Kind("signatures", "Signatures and answers", "signoffs.Signature", owner="request__owner", within="request"),
    Kind("registrations", "Registrations", "registers.Registration"),
    Kind(
        "registration_events", "History of registrations", "registers.RegistrationEvent", owner="registration__owner",
        within="registration",
    ),
    Kind("breaks", "Breaks from practice", "registers.Break", owner="registration__owner", within="registration"),
    Kind("renewals", "Renewals", "registers.Renewal"),
    Kind("declared_packs", "Declared packs", "registers.FrozenPack", owner="renewal__owner", within="renewal"),
    Kind(
        "pack_files", "Files of packs", "registers.PackFile", owner="frozen__renewal__owner", within="frozen",
        left={"signing_key": "a signed file carries the certificate of whoever signed it"},
    ),
    Kind(
        "pack_evidence", "Evidence held by packs", "registers.HeldEvidence", owner="frozen__renewal__owner", within="frozen"
    ),
    Kind("handings", "Packs handed to an assessor", "audits.Handing", left={"decided_once": KEY}),
    Kind("remarks", "Questions about packs", "audits.Remark", owner="handing__owner", within="handing"),
    Kind("mock_audits", "Mock audits", "audits.MockAudit"),
    Kind(
        "blind_reviews", "Blind reviews received", "audits.BlindReview", within="mock", where=Q(state="sent"),
        left={"reviewer": "a blind review names its reviewer to nobody"},
    ),
    Kind("volunteering", "Offers to review", "audits.Volunteer", owner="person"),
    Kind("applications", "Applications", "applications.Application", where=ALIVE),
    Kind(
        "statements", "Statements", "applications.Statement", owner="application__owner", within="application"
    ),
    Kind(
        "application_links", "What backs statements", "applications.Link", owner="application__owner",
        within="application",
    ),
    Kind(
        "supporters", "Supporters", "applications.Supporter", owner="application__owner", within="application",
        left={"token_digest": "the lock of a link that works once"},
    ),
    Kind(
        "sent_applications", "Applications as sent", "applications.Submitted", owner="application__owner",
        within="application",
    ),
    Kind("webfolio", "Webfolio", "portfolios.WebfolioPage", by=PAGE),
    Kind("webfolio_sections", "Webfolio sections", "portfolios.WebfolioSectionPage", by=SECTIONS),
    Kind("collections", "Collections", "portfolios.Collection", where=ALIVE, left={"once": KEY}),
    Kind(
        "collection_pieces", "What is in collections", "portfolios.CollectionPiece", owner="collection__owner",
        within="collection",
    ),
    Kind(
        "webfolio_templates", "Templates for webfolios", "portfolios.WebfolioTemplate",
        left={
            "is_default": "the default is the institution’s, and nobody’s own",
            "made_by": "whoever keeps a template made it", "made_key": KEY,
        },
    ),
    Kind(
        "webfolio_template_pages", "Pages of the template", "portfolios.TemplatePage", owner="template__owner",
        within="template",
    ),
    Kind("attachments", "Where evidence is attached", "evidence.Attachment", owner="evidence__owner", within="evidence"),
    Kind(
        "comments", "Comments on my items", "sharing.Comment", where=STANDING,
        left={"removed_at": "only comments that stand are carried", "removed_by": "only comments that stand are carried"},
    ),
    Kind("findable", "Items that search engines may list", "sharing.Findable", near=of_own_items),
    Kind("closed_threads", "Items that take no comments", "sharing.ClosedThread", near=of_own_items),
]  # fmt: skip

TOLD = [
    Kind("agreements", "Privacy notices agreed to", "sharing.Agreement", owner="person", told=True),
    Kind("roles", "Roles held", "people.RoleMembership", owner="person", told=True),
    Kind("pairs", "Supervisors", "people.Pair", owner="technician", told=True),
    Kind("pairs_supervising", "People supervised", "people.Pair", owner="supervisor", told=True),
    Kind("authorisations", "Authorisations", "authorisations.Authorisation", told=True),
    Kind("cohorts", "Cohorts", "cohorts.Membership", owner="person", told=True),
    Kind("attendance", "Events attended", "cohorts.Attendance", owner="person", told=True),
    Kind("named_readers", "People I named as readers", "sharing.Grant", near=of_own_items, told=True),
    Kind(
        "share_links", "Links I made", "sharing.ShareLink", told=True,
        left={"token": "whoever has it can open the item", "passcode": "the lock of the link"},
    ),
    Kind(
        "comments_written", "Comments I wrote to others", "sharing.Comment", near=written_for_others, told=True,
        left=dict.fromkeys(
            ("object_uid", "owner", "reply_to", "removed_at", "removed_by", "score"), "tells of somebody else's item"
        ),
    ),
    Kind(
        "trail_own", "What I did", "people.TrailEntry", near=did_themselves, told=True,
        left={"actor": "always the record's own person"},
    ),
    Kind(
        "trail_others", "What others did with my record", "people.TrailEntry", near=done_by_others, told=True,
        left={"actor": "who they are is theirs; whether it was a person is told"},
    ),
]  # fmt: skip

KINDS = [*LIVE, *TOLD]
BY_NAME = {kind.name: kind for kind in KINDS}
# To which kind a reference to a model leads.
CARRIED = {kind.model: kind for kind in LIVE if kind.by is None}


@cache
def parts_of(kind: Kind) -> list[Part]:
    """Every field of the kind that is carried, in the order of the model."""
    return parts_among(kind, CARRIED)
