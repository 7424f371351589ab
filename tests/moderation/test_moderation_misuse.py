"""What nobody should send to moderation: keys used before, marks that would be blind no more, looks at one rater's score."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from assessments import actions as assessments
from moderation import actions, queries
from moderation.models import CalibrationSet, SecondMark, Share
from notices.models import Notice
from people import actions as people
from people.models import TrailEntry
from tests.assessments import work as assessed
from tests.moderation import samples


# --- one-time keys --------------------------------------------------------------------------------------------------
def test_key_that_asked_one_marker_asks_no_other(cast, visit):
    work, once, client = assessed.submitted(cast), uuid4(), visit(cast.trainer)
    other = samples.trainers(1)[0]
    address, sent = f"/moderation/ask/{work.uid}/", {"marker": cast.other_trainer.uid, "once": once}
    for _ in range(2):
        assert client.post(address, sent).status_code == 302

    answer = client.post(address, sent | {"marker": other.uid})
    actions.withdraw_second(mark=SecondMark.objects.get(), actor=cast.trainer)
    after = client.post(address, sent)

    for refused in (answer, after):
        assert refused.status_code == 422
        assert "This form has asked for or made something else before." in refused.content.decode()
    assert list(SecondMark.objects.values_list("marker", flat=True)) == [cast.other_trainer.pk]


def test_key_of_one_share_set_or_exemplar_makes_no_other(cast):
    template, once = assessed.make_template(cast.trainer), uuid4()
    same = {"actor": cast.trainer, "once": once}
    share = {**same, "template": template, "markers": [cast.other_trainer], "percent": 20}
    begun = actions.begin_share(**share, seed="One")
    made = actions.make_set(**same, template=template, title="A")
    written = actions.save_exemplar(**same, calibration=made, values=samples.values(1, 2, 3))

    assert actions.begin_share(**share, seed="One") == begun
    assert actions.make_set(**same, template=template, title="A") == made
    assert actions.save_exemplar(**same, calibration=made, values=samples.values(1, 2, 3)) == written
    with pytest.raises(assessments.Refused):
        actions.begin_share(**share, seed="Two")
    with pytest.raises(assessments.Refused):
        actions.make_set(**same, template=template, title="B")
    with pytest.raises(assessments.Refused):
        actions.save_exemplar(**same, calibration=made, values=samples.values(3, 2, 1))
    assert (Share.objects.count(), CalibrationSet.objects.count(), made.exemplars.count()) == (1, 1, 1)


def test_finished_mark_is_not_given_again_with_other_scores(cast):
    mark, once = samples.asked(cast), uuid4()
    done = actions.finish_second(mark=mark, actor=mark.marker, once=once, marks=samples.marks(mark))

    assert actions.finish_second(mark=mark, actor=mark.marker, once=once, marks=samples.marks(mark)) == done
    with pytest.raises(actions.NotNow):
        actions.finish_second(mark=mark, actor=mark.marker, once=once, marks=samples.marks(mark, 0, 0, 0))
    assert SecondMark.objects.get().marks == done.marks


# --- blind stays blind ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("blind", [True, False])
def test_whoever_came_to_score_the_work_marks_it_blind_no_more(cast, visit, blind):
    mark = samples.asked(cast, blind=blind)
    assessments.reassign(
        assignment=mark.assignment, actor=cast.trainer, assessor=cast.other_trainer, once=uuid4()
    )

    def give():
        return actions.finish_second(
            mark=mark, actor=cast.other_trainer, once=uuid4(), marks=samples.marks(mark)
        )

    if blind:
        with pytest.raises(actions.NotNow, match="would not be blind"):
            give()
    else:
        assert give().is_done


@pytest.mark.parametrize(
    "address", ["{work.review_url}", "{work}", "/api/v1/me/", "/search/?q=Confocal", "/notices/"]
)
def test_blind_marker_learns_the_first_marks_by_no_door(cast, visit, address):
    mark = samples.asked(cast)
    work = mark.assignment
    said = assessed.marks(work, feedback="QUITE-PRIVATE-FIRST")
    assessments.save_marks(assignment=work, actor=cast.supervisor, marks=said)
    assessments.complete(assignment=work, actor=cast.supervisor, once=uuid4(), marks=None)
    client = visit(cast.other_trainer)
    path = address.replace("{work.review_url}", work.review_url).replace("{work}", work.get_absolute_url())

    answer = client.get(path)

    assert "QUITE-PRIVATE-FIRST" not in answer.content.decode()
    assert "QUITE-PRIVATE-FIRST" not in client.get(mark.get_absolute_url()).content.decode()
    assert client.get(f"/moderation/marks/{mark.uid}/compare/").status_code == 403


def test_marker_is_told_that_a_second_mark_is_asked_for_no_more_and_not_by_whom(cast):
    mark = samples.asked(cast)
    Notice.objects.all().delete()

    for _ in range(2):
        actions.withdraw_second(mark=mark, actor=cast.trainer)

    (told,) = Notice.objects.all()
    assert (told.kind, told.recipient, told.actor) == ("second_mark_withdrawn", cast.other_trainer, None)
    assert told.path == "/moderation/"


# --- calibration ----------------------------------------------------------------------------------------------------
def test_figures_follow_five_raters_at_a_time(cast, visit):
    one = samples.exemplar(cast)
    raters = samples.trainers(10)
    seen = []
    for rater in raters:
        samples.rated(one, rater, 5, 4, 10 if rater == raters[5] else 0)
        finished, scores = queries.finished_scores(one.calibration)
        seen.append((finished, len(scores.get(one.pk, []))))
    page = visit(cast.trainer).get(one.calibration.get_absolute_url()).content.decode()

    assert seen == [*((n, 0) for n in range(1, 5)), *((n, 5) for n in range(5, 10)), (10, 10)]
    assert "of the first 10 who finished" in page


def test_set_that_nobody_has_scored_is_deleted_once_asked_and_its_notices_lead_to_the_list(cast, visit):
    held, client = samples.open_set(cast), visit(cast.trainer)
    address = f"{held.get_absolute_url()}delete/"

    asked = client.get(address).content.decode()
    answers = [client.post(address).status_code for _ in range(2)]

    assert "Delete this set?" in asked
    assert answers == [302, 302]
    assert not CalibrationSet.objects.exists()
    paths = set(Notice.objects.filter(kind="calibration_open").values_list("path", flat=True))
    assert paths == {"/moderation/calibration/"}
    assert TrailEntry.objects.filter(verb="deleted calibration set", object_uid=held.uid).count() == 1


def test_set_that_somebody_scored_is_kept(cast, visit):
    one = samples.exemplar(cast)
    samples.rated(one, cast.other_trainer)
    client, address = visit(cast.trainer), f"{one.calibration.get_absolute_url()}delete/"

    refused = client.post(address, follow=True).content.decode()

    assert "Somebody has scored from this set" in refused
    assert "Somebody has scored from this set" in client.get(address).content.decode()
    assert ">Delete</a>" not in client.get(one.calibration.get_absolute_url()).content.decode()
    assert CalibrationSet.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("other_trainer", 403), ("technician", 404), ("admin", 404)])
def test_set_is_deleted_by_its_owner_alone(cast, visit, who, status):
    held = samples.open_set(cast)

    assert visit(getattr(cast, who)).post(f"{held.get_absolute_url()}delete/").status_code == status
    with pytest.raises(PermissionDenied):
        actions.delete_set(calibration=held, actor=getattr(cast, who))
    assert CalibrationSet.objects.exists()


def test_owner_who_trains_no_more_deletes_nothing(cast):
    held = samples.draft_set(cast)
    people.end_role(person=cast.trainer, role="trainer", actor=cast.admin)

    with pytest.raises(PermissionDenied):
        actions.delete_set(calibration=held, actor=type(cast.trainer).objects.get(pk=cast.trainer.pk))
