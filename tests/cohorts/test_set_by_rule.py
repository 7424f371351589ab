"""An assessment or a programme set by a rule: the cohort that holds its people together is made in the same act."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments.actions import Refused
from assessments.models import Assignment
from cohorts import actions
from cohorts.actions.rules import apply_rules
from cohorts.models import Cohort, JoinRule, Membership
from people.models import Unit, User
from tests import things
from tests.assessments.work import make_template
from tests.cohorts.samples import cohort_of, programme_of

TODAY = timezone.localdate()


@pytest.fixture
def unit(cast) -> Unit:
    """With the technician and the engineer in it."""
    made = Unit.objects.create(name="Zebrafish house")
    User.objects.filter(pk__in=[cast.technician.pk, cast.engineer.pk]).update(unit=made)
    return made


def by_rule(cast, unit, **values):
    given = {
        "wanted": actions.Wanted(template=make_template(cast.trainer), due_on=TODAY + timedelta(days=9)),
        "conditions": actions.Conditions(unit=unit),
        "name": "Imaging",
        "starts_on": TODAY,
        "actor": cast.trainer,
        "once": uuid4(),
    }
    return actions.set_by_rule(**given | values)


def test_whoever_meets_the_rule_gets_it_now_and_later(cast, unit):
    cohort = by_rule(cast, unit)
    User.objects.filter(pk=cast.colleague.pk).update(unit=unit)
    apply_rules()

    assert set(Membership.objects.filter(cohort=cohort).values_list("person__first_name", flat=True)) == {
        cast.technician.first_name,
        cast.engineer.first_name,
        cast.colleague.first_name,
    }
    assert set(Assignment.objects.values_list("owner", "due_on", "set_by")) == {
        (one.pk, TODAY + timedelta(days=9), cast.trainer.pk)
        for one in (cast.technician, cast.engineer, cast.colleague)
    }


def test_programme_is_set_by_a_rule_from_its_first_day_on(cast, unit):
    starts_on = TODAY + timedelta(days=3)
    cohort = by_rule(
        cast, unit, wanted=actions.Wanted(programme=programme_of(cast, days=(7, 42))), starts_on=starts_on
    )

    assert set(cohort.items.values_list("kind", "due_on")) == {
        ("event", starts_on + timedelta(days=7)),
        ("assessment", starts_on + timedelta(days=42)),
    }
    assert Assignment.objects.count() == 2


def test_the_same_key_is_one_act_and_never_another(cast, unit):
    wanted, once = actions.Wanted(template=make_template(cast.trainer)), uuid4()
    first = by_rule(cast, unit, wanted=wanted, once=once)

    assert by_rule(cast, unit, wanted=wanted, once=once) == first
    for other in ({"name": "Other"}, {"conditions": actions.Conditions(joined_after=TODAY)}):
        with pytest.raises(Refused):
            by_rule(cast, unit, wanted=wanted, once=once, **other)
    assert (Cohort.objects.count(), JoinRule.objects.count(), Assignment.objects.count()) == (1, 1, 2)


@pytest.mark.parametrize("who", ["supervisor", "technician", "admin"])
def test_who_runs_no_cohorts_sets_nothing_by_a_rule(cast, visit, unit, who):
    template = make_template(cast.trainer)
    with pytest.raises(PermissionDenied):
        by_rule(cast, unit, actor=getattr(cast, who))

    assert visit(getattr(cast, who)).get(f"/cohorts/by-rule/?template={template.uid}").status_code == 403
    assert not Cohort.objects.exists()


def test_what_cannot_be_set_makes_no_cohort(cast, unit):
    private = make_template(cast.other_trainer, sharing="private")
    programme = programme_of(cast, template=private)
    programme.items.filter(kind="event").delete()

    with pytest.raises(Refused):
        by_rule(cast, unit, wanted=actions.Wanted(programme=programme))


def post(client, template, *, confirm=False, **values):
    form = {"template": template.uid, "once": str(uuid4())} | values | ({"confirm": "yes"} if confirm else {})
    return client.post("/cohorts/by-rule/", form)


def test_rule_is_found_where_work_is_set_previewed_and_confirmed(cast, visit, unit):
    template, client = make_template(cast.trainer), visit(cast.trainer)
    address = f"/cohorts/by-rule/?template={template.uid}"

    setting = client.get(f"{template.get_absolute_url()}set/").content.decode()
    opened = client.get(address)
    asked = post(client, template, unit=unit.pk)
    before = Cohort.objects.count()
    done = post(client, template, unit=unit.pk, confirm=True)

    assert address in setting and opened.status_code == 200
    assert {one.pk for one in asked.context["people"]} == {cast.technician.pk, cast.engineer.pk}
    assert "Technicians in Zebrafish house" in asked.content.decode()
    assert before == 0
    cohort = Cohort.objects.get()
    assert (cohort.name, done.url) == ("Technicians in Zebrafish house", cohort.get_absolute_url())
    assert (
        "Set it by a rule"
        not in visit(cast.supervisor).get(f"{things.template(cast).get_absolute_url()}set/").content.decode()
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({}, "unit"), ({"due_on": "yesterday"}, "due_on"), ({"joined_after": "soonish"}, "joined_after")],
)
def test_bad_rule_is_shown_beside_its_field_and_makes_nothing(cast, visit, unit, wrong, field):
    given = ({"unit": unit.pk, "name": "Kept name"} if wrong else {}) | wrong

    answer = post(visit(cast.trainer), make_template(cast.trainer), confirm=True, **given)

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})
    assert not wrong or "Kept name" in answer.content.decode()
    assert not Cohort.objects.exists()


def test_programme_page_leads_to_its_cohorts_and_to_a_rule(cast, visit, unit):
    programme, cohort = programme_of(cast), cohort_of(cast)
    client = visit(cast.trainer)
    page = client.get(programme.get_absolute_url()).content.decode()
    form = {"programme": programme.uid, "once": str(uuid4()), "unit": unit.pk, "starts_on": TODAY.isoformat()}

    asked = client.post("/cohorts/by-rule/", form)
    client.post("/cohorts/by-rule/", form | {"confirm": "yes"})

    assert f"{cohort.get_absolute_url()}programme/?programme={programme.uid}" in page
    assert f"/cohorts/by-rule/?programme={programme.uid}" in page
    assert [one.item.kind for one in asked.context["planned"]] == ["event", "assessment"]
    assert Cohort.objects.get(name="Technicians in Zebrafish house").items.count() == 2


@pytest.mark.parametrize("named", ["", "?template=x", "?programme=x", "?template={other}"])
def test_what_one_cannot_set_is_not_there(cast, visit, named):
    other = make_template(cast.other_trainer, sharing="private")

    assert visit(cast.trainer).get(f"/cohorts/by-rule/{named.format(other=other.uid)}").status_code == 404
