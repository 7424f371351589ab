from audits.forms.desk import AskForm, DecideForm, HandOverForm, ReplyForm, with_forms
from audits.forms.draws import AnnounceForm, SeedForm
from audits.forms.mocks import ChecklistForm, MockForm
from audits.forms.reviews import AskReviewForm, ReviewForm

__all__ = [
    "AnnounceForm", "AskForm", "ChecklistForm", "DecideForm", "HandOverForm", "MockForm", "ReplyForm", "SeedForm",
    "with_forms", "AskReviewForm", "ReviewForm",
]  # fmt: skip
