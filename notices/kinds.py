"""The kinds of notice: what happened, in words that name no content, and what to press. A new kind is one line here."""

from dataclasses import dataclass

# How a kind reaches somebody by mail; in the product every notice waits for them whatever they chose.
NOW, DAILY, OFF = "now", "daily", "off"


@dataclass(frozen=True)
class Group:
    """A heading of the page on which people choose. `roles` are those it concerns; without any it is everybody."""

    title: str
    roles: tuple[str, ...] = ()


PEOPLE = Group("People you work with")
SET_WORK = Group("Assessments and tasks set to you", ("technician",))
JUDGING = Group("Work you supervise or score", ("supervisor", "trainer"))
RECORD = Group("Your log, journal and webfolio", ("technician",))
AUTHORISATIONS = Group("Authorisations", ("technician", "supervisor", "trainer"))
REGISTERS = Group("Registers, renewals and applications", ("technician",))
AUDITS = Group("Audits and blind reviews", ("technician",))
RUNNING = Group("Running the institution", ("admin",))
ACCOUNT = Group("Your account")
OTHER = Group("Anything else")
GROUPS = [PEOPLE, SET_WORK, JUDGING, AUTHORISATIONS, RECORD, REGISTERS, AUDITS, RUNNING, OTHER, ACCOUNT]


@dataclass(frozen=True)
class Kind:
    """`sentence` may name `{actor}`; `action` is the link's text; `usual` how it is mailed to whoever chose nothing."""

    sentence: str
    action: str
    group: Group = OTHER
    usual: str = NOW
    # By mail alone: its link is a key, which is made when it is sent and stored nowhere.
    mail_only: bool = False
    # Mailed at once whatever anybody chose: it is about who gets into the account.
    must: bool = False

    @property
    def in_general(self) -> str:
        """What it tells, of nobody in particular."""
        return self.sentence.format(actor="Somebody")


KINDS = {
    "account_created": Kind(
        "Your CPD webfolio is ready. Choose a password to start.", "Choose a password", ACCOUNT,
        mail_only=True, must=True,
    ),
    "pair_proposed": Kind("{actor} would like to be your supervisor here.", "Answer", PEOPLE),
    "pair_accepted": Kind("{actor} has accepted you as supervisor.", "Open", PEOPLE),
    "unpaired_report": Kind("Some people here are not paired with anybody.", "See who", RUNNING),
    "access_granted": Kind("{actor} lets you read something of theirs.", "Read it", PEOPLE),
    "comment": Kind("{actor} has commented on something of yours.", "Read the comment", RECORD),
    "comment_followed": Kind(
        "{actor} has written in a conversation you are part of.", "Read the comment", PEOPLE
    ),
    "copied_to_you": Kind("{actor} has copied something to you to start from.", "See what", RECORD),
    "entry_published": Kind("{actor} published a journal entry.", "Read the entry", JUDGING),
    "template_shared": Kind(
        "{actor} has shared an assessment template with you.", "Open the template", JUDGING
    ),
    "signoff_asked": Kind(
        "{actor} asks you to look at something of theirs and judge it here.", "Open it", JUDGING
    ),
    "signoff_done": Kind("Somebody you asked to sign has signed.", "See the signature", RECORD),
    "signoff_declined": Kind("Somebody you asked to sign did not.", "Read why", RECORD),
    "signoff_expired": Kind("A request of yours to sign has expired without an answer.", "Send it again", RECORD),
    "evidence_infected": Kind(
        "A virus was found in a file of yours: it is locked away.", "See which", RECORD
    ),
    "assessment_set": Kind("{actor} has set you an assessment.", "Open the assessment", SET_WORK),
    "assessment_submitted": Kind(
        "{actor} has submitted an assessment for you to score.", "Open the submission", JUDGING
    ),
    "assessment_returned": Kind(
        "{actor} has returned an assessment to you with feedback.", "Read the feedback", SET_WORK
    ),
    "assessment_completed": Kind("{actor} has completed an assessment of yours.", "See the result", SET_WORK),
    "assessment_attempted": Kind(
        "{actor} has begun another attempt at an assessment of yours to score.", "Open the assessment", JUDGING, DAILY
    ),
    "assessment_reassigned": Kind("{actor} asks you to score an assessment.", "Open it", JUDGING),
    "assessment_passed_on": Kind(
        "An assessment you set now waits for you: its supervisor has gone.", "Open it", JUDGING
    ),
    "assessment_due_changed": Kind(
        "{actor} has changed when an assessment of yours is due.", "Open the assessment", SET_WORK
    ),
    "task_reminded": Kind("{actor} reminds you of a task.", "Open the task", SET_WORK),
    "assessment_reminded": Kind("{actor} reminds you of an assessment.", "Open the assessment", SET_WORK),
    "event_set": Kind("{actor} has put an event on your programme.", "See your programme", SET_WORK),
    "assessment_opened": Kind("An assessment set to you is open now.", "Open the assessment", SET_WORK),
    "assessment_due_soon": Kind("An assessment of yours is due within a week.", "Open the assessment", SET_WORK),
    "assessment_overdue": Kind("An assessment of yours is overdue.", "Open the assessment", SET_WORK),
    "assessment_waiting": Kind(
        "A submission of {actor} has waited for your score for some days.", "Open the submission", JUDGING
    ),
    "assessment_escalated": Kind(
        "A submission of {actor} still waits for whoever was asked first; you may score it too.",
        "Open the submission", JUDGING,
    ),
    "task_set": Kind("{actor} has set you a task.", "Open the task", SET_WORK),
    "task_done": Kind("{actor} has done a task and asks you to approve it.", "Open the task", JUDGING),
    "task_returned": Kind("{actor} has sent a task back to you.", "Read why", SET_WORK),
    "task_approved": Kind("{actor} has approved a task of yours.", "See the task", SET_WORK),
    "task_changed": Kind("{actor} has changed what a task of yours asks.", "Open the task", SET_WORK),
    "task_withdrawn": Kind("{actor} has taken back a task that was set to you.", "See the task", SET_WORK),
    "task_due_soon": Kind("A task of yours is due within a week.", "Open the task", SET_WORK),
    "task_overdue": Kind("A task of yours is overdue.", "Open the task", SET_WORK),
    "authorisation_granted": Kind(
        "{actor} has authorised you. Your name and level now stand on a door sheet.", "See the authorisation",
        AUTHORISATIONS,
    ),
    "authorisation_renewed": Kind("{actor} has renewed an authorisation of yours.", "See it", AUTHORISATIONS),
    "authorisation_withdrawn": Kind("{actor} has withdrawn an authorisation of yours.", "Read why", AUTHORISATIONS),
    "authorisation_lapses_soon": Kind(
        "An authorisation lapses soon: yours, or one that you signed.", "See when", AUTHORISATIONS
    ),
    "authorisation_lapsed": Kind("An authorisation has lapsed: yours, or one that you signed.", "See it", AUTHORISATIONS),
    "second_mark_asked": Kind("{actor} asks you for a second mark.", "Open the submission", JUDGING),
    "second_mark_withdrawn": Kind(
        "A second mark you were asked for is asked for no more.", "See what is asked of you", JUDGING, DAILY
    ),
    "second_mark_done": Kind("A second mark you asked for is done.", "Open the work", JUDGING),
    "calibration_open": Kind("{actor} has opened a calibration set for you.", "Score it", JUDGING, DAILY),
    "activity_verified": Kind("{actor} has verified an activity of yours.", "See the activity", RECORD),
    "renewal_endorsement_asked": Kind("{actor} asks you to endorse a renewal.", "Open the renewal", JUDGING),
    "pack_asked": Kind("An assessor has asked about a pack you handed over.", "Read and answer", AUDITS),
    "review_asked": Kind("A colleague asks for a blind review of a CPD year.", "Accept or decline", AUDITS),
    "review_accepted": Kind("A colleague has accepted the blind review you asked for.", "See it", AUDITS),
    "review_declined": Kind("The blind review you asked for was declined.", "Ask somebody else", AUDITS),
    "review_sent": Kind("The blind review you asked for is here.", "Read it", AUDITS),
    "review_thanked": Kind("You were thanked for a blind review.", "See your reviews", AUDITS, DAILY),
    "pack_drawn": Kind(
        "A declared pack of yours was drawn for audit.", "See by when, and hand it over", AUDITS
    ),
    "pack_decided": Kind("An assessor has decided on a pack you handed over.", "See the outcome", AUDITS),
    "application_supported": Kind(
        "Someone you asked has commented on an application of yours.", "Read the comments", REGISTERS
    ),
    "renewal_due_in_90": Kind("A renewal of yours is due within 90 days.", "See how it stands", REGISTERS),
    "renewal_due_in_30": Kind("A renewal of yours is due within 30 days.", "See how it stands", REGISTERS),
    "renewal_due_in_7": Kind("A renewal of yours is due within 7 days.", "See how it stands", REGISTERS),
    "renewal_overdue": Kind(
        "The day for a renewal of yours has passed, and nothing is declared here.", "See how it stands", REGISTERS
    ),
    "page_opened": Kind(
        "A page of your webfolio was published at the hour you set.", "See your webfolio", RECORD
    ),
    "page_closed": Kind("A page of your webfolio was closed at the hour you set.", "See your webfolio", RECORD),
    "item_reported": Kind("Something of yours was reported as unsuitable.", "See why, and what you can do", OTHER),
    "comment_reported": Kind(
        "A comment on something of yours was reported as unsuitable.", "See why, and what you can do", RECORD
    ),
    "item_hidden": Kind("An admin hides something of yours from others, because of a report.", "See why", OTHER),
    "item_shown": Kind("An admin no longer hides something of yours.", "See the report", OTHER),
    "report_settled": Kind("A report about something of yours is settled.", "Read the outcome", OTHER),
    "report_answered": Kind("What you reported as unsuitable was looked at and settled.", "See your notices", OTHER),
    "report_waiting": Kind("Something was reported as unsuitable.", "Open the report", RUNNING),
    "report_opened": Kind("The owner of what was reported lets you read it.", "Open the report", RUNNING),
    "archive_ready": Kind("The archive of your record is ready.", "Download it"),
    "proof_done": Kind("The proof of your archive is done.", "Read the report"),
    "transfer_asked": Kind("Somebody asks to bring their record here.", "Answer", RUNNING),
    "transfer_claim": Kind(
        "A record from another institution is to come into your account. Is it yours?", "Say so", ACCOUNT, must=True
    ),
    "transfer_answered": Kind("The institution you want to move to has answered.", "Read the answer"),
    "transfer_done": Kind("Your record from your last institution is here.", "See what came"),
    "transfer_failed": Kind("A record could not be moved. Nothing has changed.", "See why"),
    "person_left": Kind("Somebody has left: their account only reads now.", "See who", RUNNING),
    "person_back": Kind("Somebody who had left is back.", "See who", RUNNING),
    "leaving_begun": Kind(
        "Your account only reads from now on.", "See until when, and how to come back", ACCOUNT, must=True
    ),
    "leaving_ends": Kind(
        "Your record here is deleted within a week.", "Take it along before", ACCOUNT, must=True
    ),
    "transfer_left": Kind("Somebody has moved to another institution with their record.", "See people", RUNNING),
    "email_change_asked": Kind(
        "A new email address was asked for on your account. Was it you?", "Check it", ACCOUNT,
        mail_only=True, must=True,
    ),
    "email_changed": Kind("The email address of your account has changed.", "See your account", ACCOUNT, must=True),
    "token_made": Kind("An access token for your account was made.", "See your account", ACCOUNT, must=True),
}  # fmt: skip


def may_choose() -> dict[str, Kind]:
    """The kinds that people may have at once, once a day or not at all."""
    return {name: kind for name, kind in KINDS.items() if not kind.must}
