"""Prompts, sections, weights, pass marks and attempts as the trainee and the scorer see them."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import signing

from assessments import actions
from assessments.models import Assignment
from people.middleware import SALT
from tests.assessments.test_attempts import failed
from tests.assessments.work import answer, completed, make_template, marks, set_work, submitted

PROMPTS = (
    actions.PromptText("Why is it needed?", "One sentence is enough."),
    actions.PromptText("How did you use it?"),
)
CRITERIA = (
    actions.CriterionText("Start up", 5, section="Safety", weight=Decimal("2.5"), minimum=3),
    actions.CriterionText("Shut down", 5, section="Safety", evidence_required=True),
    actions.CriterionText("Hand over", 10, section="Other people"),
)
SAID = {"prompt-1": "Users <b>rely</b> on it.", "prompt-2": "On the June run."}


def prompted(cast, **options):
    template = make_template(
        cast.trainer, prompts=list(PROMPTS), pass_kind="percent", pass_mark=Decimal(60), attempts=2, **options
    )
    return set_work(cast, template=template)


def test_prompts_are_boxes_of_their_own_and_saved(cast, visit):
    work, client = prompted(cast), visit(cast.technician)

    page = client.get(work.get_absolute_url()).content.decode()
    answered = client.post(work.get_absolute_url(), SAID | {"changed": work.changed_token})

    assert "Why is it needed?" in page and "One sentence is enough." in page
    assert 'name="prompt-2"' in page and "general_response" not in page
    assert answered.status_code == 302
    assert list(work.prompts.values_list("response", flat=True)) == list(SAID.values())


def test_prompts_that_were_not_sent_keep_their_words(cast, visit):
    work = answer(prompted(cast), prompts={1: "Kept."})

    visit(cast.technician).post(work.get_absolute_url(), {"prompt-2": "New."})

    assert list(work.prompts.values_list("response", flat=True)) == ["Kept.", "New."]
    assert work.criteria.get(order=1).response == "I wait for the lasers. (1)"


def test_single_box_stays_where_there_are_no_prompts_or_words_in_it(cast, visit):
    work = prompted(cast)
    Assignment.objects.filter(pk=work.pk).update(response="Said before.")
    client = visit(cast.technician)

    for path in (set_work(cast).get_absolute_url(), work.get_absolute_url()):
        assert 'name="general_response"' in client.get(path).content.decode()


def test_prompt_too_long_is_refused_beside_its_box_and_everything_kept(cast, visit):
    work = prompted(cast)

    answered = visit(cast.technician).post(work.get_absolute_url(), SAID | {"prompt-1": "x" * 20_001})

    page = answered.content.decode()
    assert answered.status_code == 422
    assert 'href="#id_prompt-1"' in page and "On the June run." in page
    assert not work.prompts.exclude(response="").exists()


def test_two_windows_show_both_versions_of_a_prompt(cast, visit):
    work = prompted(cast)
    opened = work.changed_token
    answer(work, prompts={1: "From the first window."})

    answered = visit(cast.technician).post(work.get_absolute_url(), SAID | {"changed": opened})

    page = answered.content.decode()
    assert answered.status_code == 409
    assert page.count("From the first window.") == 1 and "On the June run." in page
    assert work.prompts.get(order=1).response == "From the first window."


def test_prompts_typed_when_the_session_ended_come_back(cast, visit):
    work, client = prompted(cast), visit()
    writer = signing.dumps(str(cast.technician.uid), salt=SALT)

    client.post(work.get_absolute_url(), SAID | {"writer": writer, "changed": work.changed_token})
    client.force_login(cast.technician, backend="django.contrib.auth.backends.ModelBackend")

    assert "On the June run." in client.get(work.get_absolute_url()).content.decode()


def test_submit_page_shows_what_is_frozen_and_what_is_lacking(cast, visit):
    work = answer(prompted(cast, criteria=CRITERIA), prompts={2: "On the June run."})
    path = f"{work.get_absolute_url()}submit/"

    shown = visit(cast.technician).get(path)
    refused = visit(cast.technician).post(path, {"once": uuid4(), "changed": work.changed_token})

    page = shown.content.decode()
    assert "On the June run." in page and f"{work.get_absolute_url()}#id_prompt-1" in page
    assert page.index(">Safety<") < page.index("Start up") < page.index(">Other people<")
    assert f"{work.get_absolute_url()}evidence/2/" in page
    assert refused.status_code == 422
    assert "Add evidence to criterion 2: it asks for some." in refused.content.decode()


def test_both_sides_are_told_how_it_counts(cast, visit):
    work = answer(prompted(cast, criteria=CRITERIA))

    mine = visit(cast.technician).get(work.get_absolute_url()).content.decode()
    theirs = visit(cast.supervisor).get(work.review_url).content.decode()

    for said in ("each point counts 2.5.", "At least 3 to pass.", "Evidence is required."):
        assert said in mine
    assert "16.5 of 27.5, 60 per cent" in mine and "1 of 2" in mine
    assert mine.count(">Safety<") == mine.count(">Other people<") == 1
    assert "16.5 of 27.5, 60 per cent" in theirs and "Attempt 1 of 2" in theirs


def test_scorer_reads_the_frozen_prompts_and_what_changed_in_them(cast, visit):
    work = answer(prompted(cast), prompts={1: "Users rely on it.", 2: "On the June run."})
    actions.submit(assignment=work, actor=work.owner, once=uuid4())
    first = visit(cast.supervisor).get(work.review_url).content.decode()
    actions.return_work(assignment=work, actor=cast.supervisor, once=uuid4(), reason="More")
    answer(work, prompts={2: "On the June run. Twice."})
    unseen = visit(cast.supervisor).get(work.review_url).content.decode()
    actions.submit(assignment=work, actor=work.owner, once=uuid4())

    page = visit(cast.supervisor).get(work.review_url).content.decode()

    assert "Why is it needed?" in first and "On the June run." in first
    assert "Twice" not in unseen
    assert '<ins><span class="visually-hidden">Added: </span> Twice.</ins>' in page
    assert "1 answer has changed since you last looked" in page


def test_locked_page_shows_prompts_and_the_outcome(cast, visit):
    work = answer(prompted(cast), prompts={1: "Users rely on it."})
    actions.submit(assignment=work, actor=work.owner, once=uuid4())
    actions.complete(assignment=work, actor=cast.supervisor, once=uuid4(), marks=marks(work, score=5))

    page = visit(cast.technician).get(work.get_absolute_url()).content.decode()

    assert "Users rely on it." in page and "No response." in page
    assert "15 of 20, passed" in page and "12 of 20, 60 per cent" in page
    assert "Begin attempt" not in page


def test_draft_total_is_shown_to_the_scorer(cast, visit):
    work = submitted(cast, template=make_template(cast.trainer, pass_kind="points", pass_mark=Decimal(10)))
    client = visit(cast.supervisor)

    before = client.get(work.review_url).content.decode()
    actions.save_marks(assignment=work, actor=cast.supervisor, marks=marks(work))

    assert "No score yet, of 20" in before
    assert "9 of 20: not passed, 10 needed" in client.get(work.review_url).content.decode()


def test_another_attempt_is_begun_by_its_button_once(cast, visit):
    work, client = failed(cast), visit(cast.technician)
    page = client.get(work.get_absolute_url())
    path, keys = f"{work.get_absolute_url()}again/", {"once": page.context["once"]}

    codes = [client.post(path, keys).status_code for _ in range(2)]
    after = client.get(work.get_absolute_url()).content.decode()

    assert "Begin attempt 2 of 2" in page.content.decode()
    assert codes == [302, 302]
    work.refresh_from_db()
    assert (work.state, work.attempt) == ("open", 2)
    assert after.count("Last attempt: 3 of 5") == 2 and after.count("Last attempt: 3 of 10") == 1
    assert "Attempt 1: 9 of 20" in after and "Not passed" in after and "Say how you know." in after
    assert "Attempt 1: 9 of 20" in visit(cast.supervisor).get(work.review_url).content.decode()


@pytest.mark.parametrize(("passes", "keys"), [(False, {}), (False, {"once": "x"}), (True, {"once": uuid4()})])
def test_attempt_without_a_key_or_a_reason_is_refused(cast, visit, passes, keys):
    work = completed(cast) if passes else failed(cast)

    answered = visit(cast.technician).post(f"{work.get_absolute_url()}again/", keys, follow=True)

    assert "notice-bad" in answered.content.decode()
    assert Assignment.objects.get(pk=work.pk).attempt == 1


@pytest.mark.parametrize(
    ("name", "code"), [("supervisor", 403), ("trainer", 403), ("colleague", 404), ("admin", 404)]
)
def test_attempt_is_the_owners(cast, visit, name, code):
    work = failed(cast)
    path = f"{work.get_absolute_url()}again/"

    assert visit(getattr(cast, name)).post(path, {"once": uuid4()}).status_code == code
    assert visit(cast.technician).get(path).status_code == 405
    assert Assignment.objects.get(pk=work.pk).attempt == 1


def test_list_says_who_passed_and_who_may_try_again(cast, visit):
    failed(cast)

    mine = visit(cast.technician).get("/assessments/").content.decode()
    setters = visit(cast.trainer).get("/assessments/").content.decode()

    assert "9 of 20, not passed. You may try again." in mine
    assert "Not passed" in setters


def test_newer_version_of_the_template_is_told_to_who_scores(cast, visit):
    work = submitted(cast, template=make_template(cast.trainer, sharing="private"))
    before = visit(cast.trainer).get(work.review_url).content.decode()
    content = actions.Content(title="Confocal", criteria=list(CRITERIA))
    actions.save_template(actor=cast.trainer, content=content, template=work.template)

    setters, others = (
        visit(who).get(work.review_url).content.decode() for who in (cast.trainer, cast.supervisor)
    )

    link = f'href="/assessments/templates/{work.template.uid}/versions/"'
    assert "newer version" not in before
    assert "a newer version exists" in setters and link in setters
    assert "a newer version exists" in others and link not in others


@pytest.mark.parametrize("size", [1, 40])
def test_answer_page_costs_the_same_for_one_criterion_and_forty(cast, visit, django_assert_num_queries, size):
    """Up to as many criteria as a template may have."""
    criteria = [actions.CriterionText(f"Criterion {number}", 5) for number in range(size)]
    work = answer(prompted(cast, criteria=criteria))
    again_open = visit(cast.technician)
    again_open.get(work.get_absolute_url())

    with django_assert_num_queries(12):
        page = again_open.get(work.get_absolute_url())

    assert len(page.context["form"].criteria) == len(criteria)


@pytest.mark.parametrize("size", [1, 40])
def test_score_page_costs_the_same_for_one_criterion_and_forty(cast, visit, django_assert_num_queries, size):
    criteria = [actions.CriterionText(f"Criterion {number}", 5) for number in range(size)]
    work = actions.submit(
        assignment=answer(prompted(cast, criteria=criteria)), actor=cast.technician, once=uuid4()
    )
    client = visit(cast.supervisor)
    client.get(work.review_url)

    with django_assert_num_queries(15):
        page = client.get(work.review_url)

    assert len(page.context["rows"]) == size


@pytest.mark.parametrize("side", ["technician", "supervisor"])
def test_nothing_is_saved_as_it_is_typed_while_two_versions_are_compared(cast, visit, side):
    """Merging them takes a press of the button: the words of the other window would be gone before that."""
    work = answer(prompted(cast))
    if side == "supervisor":
        actions.submit(assignment=work, actor=work.owner, once=uuid4())
    path = work.review_url if side == "supervisor" else work.get_absolute_url()
    client = visit(getattr(cast, side))
    saves = f'data-server-save="{path}save/"'

    conflict = client.post(path, {"changed": "earlier", "once": uuid4(), "save": "yes"})

    assert saves in client.get(path).content.decode()
    assert conflict.status_code == 409 and saves not in conflict.content.decode()
