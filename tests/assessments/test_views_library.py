"""The library: write, copy and set; and work in hand that no change of a template touches."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments import actions
from assessments.models import Assignment, Template
from notices.models import Notice
from tests.assessments.work import make_template, set_work


def written(**values):
    """The form of a template with two criteria, as the screen sends it."""
    fields = {
        "title": "Autoclave",
        "guidance": "Run it alone.",
        "form-TOTAL_FORMS": "4",
        "form-INITIAL_FORMS": "0",
        "form-0-title": "Load it",
        "form-0-maximum": "5",
        "form-0-guidance": "",
        "form-0-levels": "5: Alone\n0-4: With help",
        "form-1-title": "Log it",
        "form-1-maximum": "1",
        "form-1-guidance": "",
        "form-1-levels": "",
    }
    return fields | values


def test_template_is_made_with_its_criteria(cast, visit):
    answered = visit(cast.trainer).post("/assessments/templates/new/", written())

    template = Template.objects.get(title="Autoclave")
    assert answered.url == template.get_absolute_url()
    assert template.owner == cast.trainer
    assert list(template.criteria.values_list("order", "title", "maximum", "levels")) == [
        (1, "Load it", 5, [["5", "Alone"], ["0-4", "With help"]]),
        (2, "Log it", 1, []),
    ]


@pytest.mark.parametrize(
    ("values", "link", "sentence"),
    [
        ({"title": ""}, "#id_title", "Give the assessment a title."),
        ({"form-0-maximum": "0"}, "#id_form-0-maximum", "The highest score is at least 1."),
        ({"form-0-maximum": "five"}, "#id_form-0-maximum", "Write a whole number from 1 to 1000."),
        ({"form-0-title": ""}, "#id_form-0-title", "Say what this criterion is about."),
        ({"form-1-levels": "just words"}, "#id_form-1-levels", "Line 1: write a score"),
        ({"form-1-weight": "0"}, "#id_form-1-weight", "Write a number above 0"),
        ({"form-1-weight": "1.005"}, "#id_form-1-weight", "Write a number above 0"),
        ({"form-1-minimum": "2"}, "#id_form-1-minimum", "above the highest score, 1."),
        ({"form-1-competences": "A1"}, "#id_form-1-competences", "Write a competence as pack/grade/code"),
        ({"pass_kind": "points"}, "#id_pass_mark", "Give the pass mark, or choose"),
        ({"pass_kind": "points", "pass_mark": "6.01"}, "#id_pass_mark", "the most that can be had is 6."),
        ({"pass_kind": "percent", "pass_mark": "101"}, "#id_pass_mark", "at most 100."),
        ({"pass_kind": "half", "pass_mark": "1"}, "#id_pass_kind_0", "Choose points, per cent"),
        ({"pass_mark": "60"}, "#id_pass_kind_0", "Say whether the pass mark is points"),
        ({"attempts": "0"}, "#id_attempts", "At least one attempt is allowed."),
        ({"attempts": "21"}, "#id_attempts", "At most 20 attempts are allowed."),
        ({"prompts": "| only a hint"}, "#id_prompts", "write the question before the bar."),
    ],
)
def test_template_with_a_mistake_is_refused_and_kept(cast, visit, values, link, sentence):
    answered = visit(cast.trainer).post("/assessments/templates/new/", written(**values))

    page = answered.content.decode()
    assert answered.status_code == 422
    assert f'href="{link}"' in page and sentence in page and "Run it alone." in page
    assert not Template.objects.exclude(owner=None).exists()


def test_everything_a_template_can_say_is_kept_and_shown_back(cast, visit):
    said = {
        "tags": "safety, heat",
        "pass_kind": "percent",
        "pass_mark": "62.5",
        "attempts": "3",
        "prompts": "Why is it needed?\nHow did you use it? | One load",
        "form-0-section": "Before",
        "form-0-weight": "1.5",
        "form-0-minimum": "2",
        "form-0-competences": "science-council/RSciTech/A1",
        "form-1-section": "After",
        "form-1-evidence_required": "on",
    }
    client = visit(cast.trainer)

    client.post("/assessments/templates/new/", written(**said))

    template = Template.objects.get(title="Autoclave")
    assert template.content == actions.Content(
        title="Autoclave",
        guidance="Run it alone.",
        criteria=[
            actions.CriterionText(
                "Load it", 5, levels=[["5", "Alone"], ["0-4", "With help"]], section="Before", weight=Decimal("1.5"),
                minimum=2, competences=["science-council/RSciTech/A1"],
            ),
            actions.CriterionText("Log it", 1, section="After", evidence_required=True),
        ],
        prompts=[actions.PromptText("Why is it needed?"), actions.PromptText("How did you use it?", "One load")],
        tags=["safety", "heat"],
        pass_kind="percent",
        pass_mark=Decimal("62.5"),
        attempts=3,
    )  # fmt: skip
    page = client.get(template.get_absolute_url()).content.decode()
    assert "62.5 per cent" in page and "each point counts 1.5" in page and "At least 2 to pass." in page
    edit = client.get(f"{template.get_absolute_url()}edit/").content.decode()
    assert 'value="62.5"' in edit and "How did you use it? | One load" in edit


def test_criteria_are_moved_by_the_place_that_is_typed(cast, visit):
    template = make_template(cast.trainer)
    fields = {"title": "Confocal", "form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "3"}
    for at, (title, place) in enumerate([("Start up", "1"), ("Keep safe", "2"), ("Leave fit", "1")]):
        fields |= {f"form-{at}-title": title, f"form-{at}-maximum": "5", f"form-{at}-ORDER": place}

    visit(cast.trainer).post(f"{template.get_absolute_url()}edit/", fields)

    assert list(template.criteria.values_list("title", flat=True)) == ["Leave fit", "Start up", "Keep safe"]


@pytest.mark.parametrize("how", ["new", "copy"])
def test_template_made_by_a_double_click_is_one(cast, visit, how):
    template, once = make_template(cast.trainer), uuid4()
    client, path = visit(cast.supervisor), "/assessments/templates/new/"
    if how == "copy":
        path = f"{template.get_absolute_url()}copy/"

    answered = {client.post(path, written(once=once)).url for _ in range(2)}

    assert len(answered) == 1
    assert Template.objects.filter(owner=cast.supervisor).count() == 1


@pytest.mark.parametrize("how", ["new", "copy"])
def test_key_of_another_template_makes_none_and_keeps_what_was_typed(cast, visit, how):
    template, once, client = make_template(cast.trainer), uuid4(), visit(cast.supervisor)
    path = f"{template.get_absolute_url()}copy/" if how == "copy" else "/assessments/templates/new/"
    assert client.post(path, written(once=once)).status_code == 302
    if how == "copy":
        path = f"{make_template(cast.trainer, title='Lasers').get_absolute_url()}copy/"

    answer = client.post(path, written(once=once) | {"title": "Quite another"}, follow=True)

    assert Template.objects.filter(owner=cast.supervisor).count() == 1
    page = answer.content.decode()
    if how == "copy":
        assert "This button has made another copy before." in page
    else:
        assert answer.status_code == 422
        assert "This form has made another template before." in page and "Quite another" in page


def test_template_rewritten_since_is_still_the_one_of_its_key(cast):
    once, content = uuid4(), make_template(cast.trainer).content
    made = actions.save_template(actor=cast.trainer, content=content, once=once)
    actions.save_template(actor=cast.trainer, template=made, content=replace(content, title="Changed"))

    assert actions.save_template(actor=cast.trainer, content=content, once=once) == made


def test_template_without_criteria_is_refused(cast, visit):
    empty = {"title": "Empty", "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}

    answered = visit(cast.trainer).post("/assessments/templates/new/", empty)

    assert answered.status_code == 422
    assert "Write at least one criterion." in answered.content.decode()


def test_changing_a_template_never_changes_work_in_hand(cast, visit):
    template = make_template(cast.trainer)
    work = set_work(cast, template=template)
    before = list(work.criteria.values_list("title", "maximum", "guidance", "levels"))

    answered = visit(cast.trainer).post(
        f"{template.get_absolute_url()}edit/",
        written(**{"form-INITIAL_FORMS": "3", "form-2-DELETE": "on"}),
    )
    assert list(template.criteria.values_list("title", flat=True)) == ["Load it", "Log it"]
    template.delete()

    assert answered.status_code == 302
    work.refresh_from_db()
    assert (work.title, work.guidance, work.maximum, work.template) == (
        "Confocal microscope",
        "Show that you can run it alone.",
        20,
        None,
    )
    assert list(work.criteria.values_list("title", "maximum", "guidance", "levels")) == before


def test_template_changed_in_another_window_is_not_overwritten(cast, visit):
    template = make_template(cast.trainer)
    opened = template.changed_token
    actions.save_template(
        template=template,
        actor=cast.trainer,
        content=actions.Content(title="Theirs", criteria=[actions.CriterionText("One", 1)]),
    )

    answered = visit(cast.trainer).post(f"{template.get_absolute_url()}edit/", written(changed=opened))

    page = answered.content.decode()
    assert answered.status_code == 409
    assert "Run it alone." in page and "Theirs" in page
    assert Template.objects.get(pk=template.pk).title == "Theirs"


def test_copy_belongs_to_whoever_made_it(cast, visit):
    template = make_template(cast.trainer)

    visit(cast.supervisor).post(f"{template.get_absolute_url()}copy/")

    copy = Template.objects.get(owner=cast.supervisor)
    assert copy.title == "Copy of Confocal microscope"
    assert list(copy.criteria.values_list("title", "maximum")) == list(
        template.criteria.values_list("title", "maximum")
    )


LADDER = {
    "trainer": (200, 200, 200),
    "other_trainer": (200, 403, 200),
    "supervisor": (200, 403, 200),
    "admin": (200, 200, 403),
    "technician": (404, 404, 403),
    "editor": (404, 404, 403),
}


@pytest.mark.parametrize(("name", "codes"), LADDER.items())
def test_template_opens_to_whom_it_should(cast, visit, name, codes):
    template = make_template(cast.trainer)
    client, path = visit(getattr(cast, name)), template.get_absolute_url()

    assert tuple(client.get(f"{path}{end}").status_code for end in ("", "edit/", "set/")) == codes
    assert client.get(f"{path}copy/").status_code == 405
    if codes[1] != 200:
        assert client.post(f"{path}edit/", written()).status_code == codes[1]
        assert Template.objects.get(pk=template.pk).title == "Confocal microscope"
    assert client.get("/assessments/templates/").status_code == (403 if codes[0] == 404 else 200)


def test_trainer_sets_work_to_any_technician_once(cast, visit):
    template = make_template(cast.trainer)
    due_on = timezone.localdate() + timedelta(days=14)
    people = [cast.technician.pk, cast.colleague.pk]
    fields = {
        "people": people,
        "due_on": due_on.isoformat(),
        "assessor": cast.other_trainer.pk,
        "once": uuid4(),
    }
    client = visit(cast.trainer)

    codes = [client.post(f"{template.get_absolute_url()}set/", fields).status_code for _ in range(2)]

    assert codes == [302, 302]
    rows = set(
        Assignment.objects.values_list("owner_id", "set_by_id", "assessor_id", "due_on", "state", "maximum")
    )
    assert rows == {(pk, cast.trainer.pk, cast.other_trainer.pk, due_on, "open", 20) for pk in people}
    assert Notice.objects.filter(kind="assessment_set").count() == 2


def test_key_of_one_template_sets_no_other(cast, visit):
    fields, client = {"people": [cast.technician.pk], "once": uuid4()}, visit(cast.trainer)
    first, other = make_template(cast.trainer), make_template(cast.trainer, title="Autoclave")
    client.post(f"{first.get_absolute_url()}set/", fields)

    assert client.post(f"{other.get_absolute_url()}set/", fields).status_code == 422
    assert Assignment.objects.count() == 1


def test_supervisor_sets_work_to_their_own_technicians_only(cast, visit):
    template = make_template(cast.trainer)
    client, path = visit(cast.supervisor), f"{template.get_absolute_url()}set/"

    refused = client.post(path, {"people": [cast.colleague.pk], "once": uuid4()})
    offered = set(client.get(path).context["form"].fields["people"].queryset)
    done = client.post(path, {"people": [cast.technician.pk], "once": uuid4()})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert offered == {cast.technician, cast.engineer}
    assert list(Assignment.objects.values_list("owner__email", flat=True)) == ["technician@northmoor.example"]


@pytest.mark.parametrize(
    ("values", "link"),
    [
        ({"people": []}, "#id_people_0"),
        ({"due_on": "14 Mar 1026"}, "#id_due_on"),
        ({"due_on": "yesterday"}, "#id_due_on"),
        ({"due_on": "soon"}, "#id_due_on"),
        ({"people": ["admin"]}, "#id_people_0"),
    ],
)
def test_setting_with_a_mistake_is_refused(cast, visit, values, link):
    template = make_template(cast.trainer)
    given = {"people": [cast.technician.pk], "due_on": "", "once": uuid4()} | values
    given["people"] = [cast.admin.pk if one == "admin" else one for one in given["people"]]

    answered = visit(cast.trainer).post(f"{template.get_absolute_url()}set/", given)

    assert answered.status_code == 422
    assert f'href="{link}"' in answered.content.decode()
    assert not Assignment.objects.exists()


def test_nobody_is_set_work_they_would_score_themselves(cast):
    template = make_template(cast.trainer)

    for person, assessor in ((cast.trainer, None), (cast.supervisor, cast.supervisor)):
        with pytest.raises(actions.Refused):
            actions.assign(
                template=template, person=person, actor=cast.trainer, assessor=assessor, once=uuid4()
            )
