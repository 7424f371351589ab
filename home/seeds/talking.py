"""What is said in the demo about the technician's entries and activities: scored, answered, opened to readers, taken back."""

from datetime import timedelta
from typing import Any

from activities.models import Activity
from home.seeds.stage import Stage, new_uid
from journals.models import Entry
from notices.models import Notice
from people.models import User
from sharing import actions
from sharing.actions import Said
from sharing.models import Audience, Comment

SCORED = "You name what you would do differently, which is the hard part. Add how you checked that it worked."
ANSWERED = "I repeated the check on the next two runs; I have put the numbers into the entry."
SETTLED = "That settles it, thank you."
ASKED = "Is this the kind of example you meant for the renewal?"
READER = "We had the same trouble on the second stage. Happy to show you our log."
WRONG = "This belongs under another entry."
SEEN = "I saw the second half of this. Well prepared, and calm when the alarm went."


def talk(stage: Stage) -> None:
    """On the technician's of the first house; elsewhere nobody has said anything yet."""
    if stage.house.slug != "northmoor":
        return
    owner, supervisor = stage.people["technician"], stage.people["supervisor"]
    rng = stage.parts["technician"].rng("talking")
    published = Entry.objects.owned_by(owner).filter(state=Entry.State.PUBLISHED, sealed=False)
    between = list(published.filter(audience=Audience.SUPERVISORS).order_by("-date", "pk")[:2])
    before_all = list(
        published.filter(audience__in=[Audience.INSTITUTION, Audience.PUBLIC]).order_by("-date", "pk")[:2]
    )

    def say(item: Any, who: User, words: str, **more: Any) -> Comment:
        answered = more.pop("reply_to", None)
        kind = "entry" if isinstance(item, Entry) else "activity"
        said = Said(words, **more)
        once = new_uid(rng)
        return actions.comment(kind=kind, item=item, actor=who, said=said, once=once, reply_to=answered)

    first = say(between[0], supervisor, SCORED, score=7)
    say(between[0], owner, ANSWERED, reply_to=first)
    say(between[0], supervisor, SETTLED, reply_to=first)
    say(between[1], owner, ASKED, mentioned=[supervisor])
    mistaken = say(between[1], supervisor, WRONG)
    actions.remove_comment(comment=mistaken, actor=supervisor)
    for entry in before_all:
        say(entry, stage.people["engineer"], READER)
    if before_all:
        actions.close_thread(item=before_all[-1], actor=owner)
    seen = Activity.objects.owned_by(owner).filter(planned=False, sealed=False, end_date__isnull=False)
    say(seen.exclude(audience=Audience.ONLY_ME).order_by("-end_date", "pk")[0], supervisor, SEEN)
    date_back(stage)


def date_back(stage: Stage) -> None:
    """Said over the last days, the latest this morning; the notices of it with them."""
    rows = list(Comment.objects.order_by("-pk"))
    for age, row in enumerate(rows):
        row.at = stage.now - timedelta(hours=5 + 9 * age)
        Notice.objects.filter(about=row.uid).update(made_at=row.at)
    Comment.objects.bulk_update(rows, ["at"])
