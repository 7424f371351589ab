"""Calibration: written by its owner, scored blind by everybody else, and nobody's drift but one's own."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from assessments import actions as assessments
from assessments.actions import CriterionText
from assessments.contents import Content
from moderation import actions, queries
from moderation.models import CalibrationSet, Exemplar, Rating
from notices.models import Notice
from tests.assessments import work as assessed
from tests.moderation import samples

WHY = "It names no check (1)."


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def ratings(*scores, **more) -> dict:
    return {f"score-{n}": score for n, score in enumerate(scores, start=1)} | {"once": str(uuid4())} | more


def written(*scores, **more) -> dict:
    fields = {"title": "Answer B", "once": str(uuid4())}
    for n, score in enumerate(scores, start=1):
        fields |= {f"answer-{n}": f"Invented {n}", f"reference-{n}": score, f"why-{n}": f"Because {n}"}
    return fields | more


def test_set_is_made_written_opened_and_closed_on_the_screens(cast, visit):
    template = assessed.make_template(cast.trainer)
    client = visit(cast.trainer)
    sent = {"title": "Confocal answers", "template": template.uid, "once": str(uuid4())}
    for _ in range(2):
        assert client.post("/moderation/calibration/new/", sent).status_code == 302
    held = CalibrationSet.objects.get()
    early = client.post(f"/moderation/calibration/{held.uid}/open/")
    exemplar = written(3, 4, 6)
    for _ in range(2):
        assert client.post(f"{held.get_absolute_url()}exemplars/new/", exemplar).status_code == 302

    assert early.status_code == 409
    assert held.exemplars.get().reference["1"] == {"score": 3, "why": "Because 1"}
    assert "Open this set?" in page(client, f"/moderation/calibration/{held.uid}/open/")
    for word in ("open", "open", "close", "close"):
        assert client.post(f"/moderation/calibration/{held.uid}/{word}/").status_code == 302
    held.refresh_from_db()
    assert held.opened_at < held.closed_at
    told = set(Notice.objects.filter(kind="calibration_open").values_list("recipient__email", flat=True))
    assert told == {one.email for one in (cast.supervisor, cast.other_supervisor, cast.other_trainer)}


def test_scored_answer_leads_to_the_next_one_not_scored_yet(cast, visit):
    held = samples.draft_set(cast)
    actions.save_exemplar(
        calibration=held, actor=cast.trainer, once=uuid4(), values=samples.values(1, 2, 3, title="Answer B")
    )
    actions.open_set(calibration=held, actor=cast.trainer)
    first, last = held.exemplars.get(title="Answer A"), held.exemplars.get(title="Answer B")
    client = visit(cast.other_trainer)

    seen = client.post(first.get_absolute_url(), ratings(3, 4, 6), follow=True).content.decode()
    done = client.post(last.get_absolute_url(), ratings(3, 4, 6), follow=True).content.decode()

    assert f'href="{last.get_absolute_url()}">Score Answer B</a>' in seen
    assert "Score Answer" not in done
    assert f'href="{held.get_absolute_url()}">See how you scored in all</a>' in done


def test_set_keeps_the_template_as_it_was(cast):
    held = samples.draft_set(cast)
    content = Content(title="Changed", criteria=[CriterionText("Only this", 2)])

    assessments.save_template(actor=cast.trainer, template=held.template, content=content)

    assert [one.text.title for one in CalibrationSet.objects.get().criteria][0] == "Start up and shut down"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Give it a title"),
        ({"reference-1": ""}, "Choose a score from 0 to 5."),
        ({"reference-1": "6"}, "Choose a score from 0 to 5."),
        ({"once": ""}, "Open this page again"),
    ],
)
def test_bad_exemplar_is_422_and_keeps_what_was_typed(cast, visit, wrong, sentence):
    held = samples.draft_set(cast)

    answer = visit(cast.trainer).post(f"{held.get_absolute_url()}exemplars/new/", written(3, 4, 6) | wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Because 3" in answer.content.decode()
    assert held.exemplars.count() == 1


def test_exemplar_is_changed_by_one_window_and_the_other_sees_both(cast, visit):
    one = samples.draft_set(cast).exemplars.get()
    client = visit(cast.trainer)
    address = f"/moderation/exemplars/{one.uid}/edit/"
    sent = written(5, 4, 6, changed=one.changed_token)

    first = client.post(address, sent)
    second = client.post(address, written(2, 4, 6, changed=one.changed_token, title="Mine"))

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Stored now" in second.content.decode()
    assert "Mine" in second.content.decode()
    assert Exemplar.objects.get().reference["1"]["score"] == 5


def test_opened_set_does_not_change_any_more(cast, visit):
    one = samples.exemplar(cast)
    client = visit(cast.trainer)

    edited = client.post(
        f"/moderation/exemplars/{one.uid}/edit/", written(5, 5, 5, changed=one.changed_token)
    )
    removed = client.post(f"/moderation/exemplars/{one.uid}/remove/")

    assert edited.status_code == 409
    assert removed.status_code == 302
    assert Exemplar.objects.get().reference["1"]["score"] == 3


def test_exemplar_is_removed_from_a_draft_once_asked(cast, visit):
    one = samples.draft_set(cast).exemplars.get()
    client = visit(cast.trainer)

    assert "go for good" in page(client, f"/moderation/exemplars/{one.uid}/remove/")
    for _ in range(2):
        assert client.post(f"/moderation/exemplars/{one.uid}/remove/").status_code == 302
    assert not Exemplar.objects.exists()


@pytest.mark.parametrize("who", ["supervisor", "other_trainer"])
def test_rater_scores_without_the_reference_and_sees_it_afterwards(cast, visit, who):
    one = samples.exemplar(cast)
    client = visit(getattr(cast, who))
    sent = ratings(4, 4, 7)
    before = page(client, one.get_absolute_url()) + page(client, one.calibration.get_absolute_url())

    answers = [client.post(one.get_absolute_url(), sent) for _ in range(2)]
    after = page(client, one.get_absolute_url())

    assert WHY not in before
    assert "Reference" not in before
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Rating.objects.get().scores == {"1": 4, "2": 4, "3": 7}
    assert WHY in after
    own = page(client, one.calibration.get_absolute_url())
    assert "You score 0.7 points higher than the reference" in own
    assert "You score 0.7 points higher than the reference" in page(client, "/moderation/calibration/")
    again = client.post(one.get_absolute_url(), ratings(0, 0, 0))
    assert again.status_code == 409
    assert "your first scores stand" in again.content.decode()


def test_nobody_but_the_rater_ever_sees_their_drift(cast, visit):
    """Neither the owner of the set, an admin, another rater nor whoever was rated most like them."""
    one = samples.exemplar(cast)
    mine = samples.rated(one, cast.supervisor, 5, 5, 10)
    samples.rated(one, cast.other_supervisor, 3, 4, 6)
    addresses = [
        "/moderation/",
        "/moderation/calibration/",
        one.calibration.get_absolute_url(),
        one.get_absolute_url(),
        "/home/",
        "/notices/",
    ]

    drift = "2.3 points higher"
    assert drift in page(visit(cast.supervisor), one.calibration.get_absolute_url())
    for who in (
        "trainer",
        "admin",
        "other_trainer",
        "other_supervisor",
        "other_admin",
        "technician",
        "editor",
    ):
        person = getattr(cast, who)
        client = visit(person)
        for address in addresses:
            answer = client.get(address)
            assert drift not in answer.content.decode(), (who, address)
        assert not Rating.objects.visible_to(person).filter(pk=mine.pk).exists()
        assert all(point.at != mine.done_at for point in queries.own_points(person))


def test_owner_sees_figures_without_names_from_five_raters_on(cast, visit):
    one = samples.exemplar(cast)
    raters = [cast.supervisor, cast.other_supervisor, cast.other_trainer, *samples.trainers(2)]
    client = visit(cast.trainer)
    for person, score in zip(raters[:4], (1, 2, 3, 4), strict=True):
        samples.rated(one, person, score, 4, 6)
    four = page(client, one.calibration.get_absolute_url())
    samples.rated(one, raters[4], 5, 4, 6)
    five = page(client, one.calibration.get_absolute_url())

    assert "4 people have scored all of it." in four
    assert "1.41" not in four
    assert "Means are shown from five people on" in four
    assert "5 people have scored all of it." in five
    assert "1.41" in five
    for person in raters:
        assert str(person) not in five


def test_half_done_raters_count_in_no_figure(cast):
    held = samples.draft_set(cast)
    second = actions.save_exemplar(
        calibration=held, actor=cast.trainer, once=uuid4(), values=samples.values(1, 1, 1, title="Answer B")
    )
    first = actions.open_set(calibration=held, actor=cast.trainer).exemplars.first()
    raters = [cast.supervisor, cast.other_supervisor, cast.other_trainer, *samples.trainers(3)]
    for person in raters:
        samples.rated(first, person)
    for person in raters[:4]:
        samples.rated(second, person)

    assert queries.finished_scores(held) == (4, {})

    samples.rated(second, raters[4])
    count, scores = queries.finished_scores(held)
    assert count == 5
    assert [len(found) for found in scores.values()] == [5, 5]


@pytest.mark.parametrize("wrong", ["", "6", "-1", "x"])
def test_bad_score_is_422(cast, visit, wrong):
    one = samples.exemplar(cast)

    answer = visit(cast.supervisor).post(one.get_absolute_url(), ratings(wrong, 4, 4))

    assert answer.status_code == 422
    assert "Choose a score from 0 to 5." in answer.content.decode()
    assert WHY not in answer.content.decode()
    assert not Rating.objects.exists()


def test_closed_set_takes_no_scores_and_shows_no_reference_to_whoever_gave_none(cast, visit):
    one = samples.exemplar(cast)
    actions.close_set(calibration=one.calibration, actor=cast.trainer)
    client = visit(cast.supervisor)

    answer = client.post(one.get_absolute_url(), ratings(4, 4, 4))

    assert answer.status_code == 409
    assert WHY not in page(client, one.get_absolute_url())


@pytest.mark.parametrize(
    ("sharing", "expected"),
    [("institution", {"supervisor", "other_supervisor", "other_trainer"}), ("private", set())],
)
def test_raters_are_those_who_may_use_the_template(cast, sharing, expected):
    one = samples.exemplar(cast, sharing=sharing)
    names = ["technician", "supervisor", "other_supervisor", "other_trainer", "admin", "editor", "trainer"]
    allowed = set()
    for name in names:
        try:
            samples.rated(one, getattr(cast, name))
        except PermissionDenied:
            continue
        allowed.add(name)

    assert allowed == expected
    assert {person.email for person in queries.raters_of(one.calibration)} == {
        getattr(cast, name).email for name in expected
    }


@pytest.mark.parametrize("who", ["supervisor", "technician", "admin"])
def test_only_trainers_make_sets_and_only_the_owner_writes(cast, visit, who):
    held = samples.open_set(cast)
    client = visit(getattr(cast, who))

    assert client.get("/moderation/calibration/new/").status_code == 403
    for word in ("open", "close", "exemplars/new"):
        assert client.post(f"{held.get_absolute_url()}{word}/").status_code in (403, 404)
    with pytest.raises(PermissionDenied):
        actions.close_set(calibration=held, actor=getattr(cast, who))


@pytest.mark.parametrize("count", [1, 50])
def test_list_of_sets_takes_the_same_queries_at_one_and_at_fifty(
    cast, visit, django_assert_num_queries, count
):
    for number in range(count):
        samples.rated(samples.exemplar(cast, title=f"Set {number}"), cast.supervisor)
    client = visit(cast.supervisor)
    client.get("/moderation/calibration/")

    with django_assert_num_queries(10):
        answer = client.get("/moderation/calibration/")
    assert len(answer.context["page"]) == count
    assert answer.context["drift"].count == 3 * count
