"""Work that opens on a later day: its owner sees when, and answers nothing before."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import actions, queries, states
from assessments.models import Assignment
from assessments.reminding import remind
from notices.models import Notice
from tests.assessments.work import make_template, set_work

TODAY = timezone.localdate()
OPENS = TODAY + timedelta(days=5)


@pytest.mark.parametrize(
    ("state", "opens_in", "early"),
    [
        ("open", 1, True),
        ("open", 0, False),
        ("open", -1, False),
        ("open", None, False),
        ("withdrawn", 1, False),
    ],
)
def test_early_is_open_work_before_its_day(state, opens_in, early):
    opens_on = None if opens_in is None else TODAY + timedelta(days=opens_in)
    assert states.is_early(state=state, opens_on=opens_on, today=TODAY) is early


def test_owner_sees_when_it_opens_and_answers_nothing(cast, visit):
    work = set_work(cast, opens_on=OPENS, due_on=OPENS)
    client = visit(cast.technician)

    assert "It is not open yet" in client.get(work.get_absolute_url()).content.decode()
    assert "Start up and shut down" not in client.get(work.get_absolute_url()).content.decode()
    assert client.post(work.get_absolute_url(), {"response-1": "Too soon"}).status_code == 403
    assert client.get(f"{work.get_absolute_url()}submit/").status_code == 403
    assert client.get(f"{work.get_absolute_url()}evidence/1/").status_code == 403
    with pytest.raises(PermissionDenied):
        actions.save_answers(assignment=work, actor=cast.technician, answers={}, response="Too soon")
    assert "Not open yet" in client.get("/assessments/").content.decode()
    assert work not in queries.open_for(cast.technician)


def test_on_the_day_it_opens_its_owner_is_told_once_and_answers(cast):
    work = set_work(cast, opens_on=OPENS, due_on=OPENS + timedelta(days=2))
    remind()
    assert not Notice.objects.filter(kind__in=["assessment_opened", "assessment_due_soon"]).exists()

    with time_machine.travel(f"{OPENS.isoformat()} 07:00", tick=False):
        remind()
        remind()
        saved = actions.save_answers(assignment=work, actor=cast.technician, answers={}, response="At last")

    assert saved.response == "At last"
    assert Notice.objects.filter(kind="assessment_opened", recipient=cast.technician).count() == 1


def test_work_open_from_the_start_is_not_told_to_open(cast):
    set_work(cast, opens_on=TODAY)
    remind()
    assert not Notice.objects.filter(kind="assessment_opened").exists()


def test_setter_says_when_it_opens(cast, visit):
    template = make_template(cast.trainer)
    sent = {"people": [cast.technician.pk], "opens_on": OPENS.isoformat(), "due_on": "", "once": uuid4()}

    assert visit(cast.trainer).post(f"{template.get_absolute_url()}set/", sent).status_code == 302

    work = Assignment.objects.get()
    assert (work.opens_on, work.shown_as) == (OPENS, "planned")


def test_it_is_not_due_before_it_opens(cast, visit):
    template = make_template(cast.trainer)
    sent = {"people": [cast.technician.pk], "opens_on": OPENS.isoformat(), "once": uuid4()}

    answer = visit(cast.trainer).post(
        f"{template.get_absolute_url()}set/", sent | {"due_on": TODAY.isoformat()}
    )

    assert answer.status_code == 422
    assert "It would be due before it opens." in answer.content.decode()
    work = set_work(cast, opens_on=OPENS)
    with pytest.raises(actions.Refused):
        actions.extend(assignment=work, actor=cast.trainer, due_on=TODAY, reason="", once=uuid4())
