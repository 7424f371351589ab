"""Who sees an assignment and a template: the rows and the table give one answer; and what a pair's end changes."""

from uuid import uuid4

import pytest

from assessments import actions
from assessments.models import Assignment, Template
from assessments.queries import scorers_of, waiting_for
from notices.models import Notice
from people.actions import end_pair
from people.models import Pair
from people.permissions import can
from sharing.visitors import Visitor
from tests.assessments.work import IN_STATE, make_template, submitted
from tests.people import NORTHMOOR, pair


@pytest.mark.parametrize("state", list(IN_STATE))
def test_rows_and_table_agree_for_every_role(cast, state):
    for options in ({}, {"assessor": cast.other_trainer}, {"person": cast.colleague}):
        IN_STATE[state](cast, **options) if options.get("person") is None else IN_STATE["open"](
            cast, **options
        )
    members = [*(getattr(cast, name) for name in NORTHMOOR), Visitor()]
    assert Assignment.objects.count() == 3

    for member in members:
        seen = set(Assignment.objects.visible_to(member))
        told = {one for one in Assignment.objects.all() if can(member, "assessments.read_assignment", one)}
        assert seen == told, member
        library = set(Template.objects.visible_to(member))
        assert library == {
            one for one in Template.objects.all() if can(member, "assessments.read_template", one)
        }


def test_scorers_are_setter_assessor_and_supervisors_paired_now(cast):
    work = submitted(cast, assessor=cast.other_trainer)

    assert set(scorers_of(work)) == {cast.trainer, cast.other_trainer, cast.supervisor}
    assert all(can(one, "assessments.score_assignment", work) for one in scorers_of(work))


def test_ended_pair_passes_waiting_work_to_the_setter(cast, visit):
    work = submitted(cast)
    end_pair(pair=Pair.objects.get(technician=cast.technician), actor=cast.technician)

    told = set(Notice.objects.filter(kind="assessment_passed_on").values_list("recipient__email", flat=True))

    assert told == {"trainer@northmoor.example"}
    assert visit(cast.supervisor).get(work.review_url).status_code == 404
    assert list(waiting_for(cast.trainer)) == [work]
    assert list(waiting_for(cast.supervisor)) == []


def test_ended_pair_tells_nobody_while_another_scorer_is_there(cast):
    submitted(cast, assessor=cast.other_trainer, person=cast.engineer)
    submitted(cast)
    pair(cast.technician, cast.other_supervisor)

    for one in Pair.objects.filter(supervisor=cast.supervisor):
        end_pair(pair=one, actor=one.technician)

    assert not Notice.objects.filter(kind="assessment_passed_on").exists()


def test_ended_pair_takes_a_supervisor_who_was_asked_off_the_work(cast):
    work = submitted(cast, assessor=cast.supervisor)

    end_pair(pair=Pair.objects.get(technician=cast.technician), actor=cast.technician)

    work.refresh_from_db()
    assert work.assessor is None
    assert Notice.objects.filter(kind="assessment_passed_on", recipient=cast.trainer).count() == 1


def test_ended_pair_leaves_draft_marks_to_the_setter(cast):
    work = submitted(cast)
    given = actions.Marks(by_order={1: actions.Mark(2, "Half done")})
    actions.save_marks(assignment=work, actor=cast.supervisor, marks=given)
    end_pair(pair=Pair.objects.get(technician=cast.technician), actor=cast.technician)

    done = actions.return_work(assignment=work, actor=cast.trainer, once=uuid4(), reason="Over to me")

    assert done.criteria.get(order=1).feedback == "Half done"


def test_trail_names_fields_and_never_words(cast):
    from people.models import TrailEntry

    work = submitted(cast)

    lines = TrailEntry.objects.filter(object_uid=work.uid)

    assert {line.verb for line in lines} == {"set assessment", "saved answers", "submitted assessment"}
    assert "lasers" not in str([line.fields for line in lines])


def test_templates_of_the_library_are_not_those_of_another_institution(cast, southby, southby_cast, visit):
    template = make_template(cast.trainer)
    with southby():
        client = visit(southby_cast.supervisor, host="southby.localhost")

    assert client.get(template.get_absolute_url()).status_code == 404
