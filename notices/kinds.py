"""The kinds of notice: what happened, in words that name no content, and what to press."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`sentence` may name `{actor}`; `action` is the link's text."""

    sentence: str
    action: str
    # By mail alone: its link is a key, which is made when it is sent and stored nowhere.
    mail_only: bool = False


KINDS = {
    "account_created": Kind(
        "Your CPD webfolio is ready. Choose a password to start.", "Choose a password", mail_only=True
    ),
    "pair_proposed": Kind("{actor} would like to be your supervisor here.", "Answer"),
    "pair_accepted": Kind("{actor} has accepted you as supervisor.", "Open"),
    "entry_published": Kind("{actor} published a journal entry.", "Read the entry"),
    "assessment_set": Kind("{actor} has set you an assessment.", "Open the assessment"),
    "assessment_submitted": Kind(
        "{actor} has submitted an assessment for you to score.", "Open the submission"
    ),
    "assessment_returned": Kind(
        "{actor} has returned an assessment to you with feedback.", "Read the feedback"
    ),
    "assessment_completed": Kind("{actor} has completed an assessment of yours.", "See the result"),
    "assessment_passed_on": Kind(
        "An assessment you set now waits for you: its supervisor has gone.", "Open it"
    ),
    "activity_verified": Kind("{actor} has verified an activity of yours.", "See the activity"),
    "renewal_endorsement_asked": Kind("{actor} asks you to endorse a renewal.", "Open the renewal"),
    "pack_asked": Kind("An assessor has asked about a pack you handed over.", "Read and answer"),
    "review_asked": Kind("A colleague asks for a blind review of a CPD year.", "Accept or decline"),
    "review_accepted": Kind("A colleague has accepted the blind review you asked for.", "See it"),
    "review_declined": Kind("The blind review you asked for was declined.", "Ask somebody else"),
    "review_sent": Kind("The blind review you asked for is here.", "Read it"),
    "review_thanked": Kind("You were thanked for a blind review.", "See your reviews"),
    "pack_drawn": Kind("A declared pack of yours was drawn for audit.", "See by when, and hand it over"),
    "pack_decided": Kind("An assessor has decided on a pack you handed over.", "See the outcome"),
    "application_supported": Kind(
        "Someone you asked has commented on an application of yours.", "Read the comments"
    ),
    "renewal_due_in_90": Kind("A renewal of yours is due within 90 days.", "See how it stands"),
    "renewal_due_in_30": Kind("A renewal of yours is due within 30 days.", "See how it stands"),
    "renewal_due_in_7": Kind("A renewal of yours is due within 7 days.", "See how it stands"),
    "renewal_overdue": Kind(
        "The day for a renewal of yours has passed, and nothing is declared here.", "See how it stands"
    ),
    "email_change_asked": Kind(
        "A new email address was asked for on your account. Was it you?", "Check it", mail_only=True
    ),
    "email_changed": Kind("The email address of your account has changed.", "See your account"),
    "token_made": Kind("An access token for your account was made.", "See your account"),
}
