"""The admin's page about hours: time zone, quiet hours, and when a submission that waits is asked about."""

import pytest
from django.db import IntegrityError, transaction

from tenants.models import Institution, OperatorAct

PAGE = "/people/settings/hours/"
FIELDS = {
    "time_zone": "Europe/Dublin",
    "quiet_from": "20",
    "quiet_until": "7",
    "remind_after": "3",
    "escalate_after": "5",
}


def stored() -> Institution:
    return Institution.objects.get(slug="northmoor")


def test_hours_are_shown_and_saved(cast, visit):
    page = visit(cast.admin)

    shown = page.get(PAGE).content.decode()
    answer = page.post(PAGE, FIELDS, follow=True)

    assert '<option value="Europe/London" selected>London</option>' in shown
    assert "Saved." in answer.content.decode()
    northmoor = stored()
    assert (northmoor.time_zone, northmoor.quiet_from, northmoor.quiet_until) == ("Europe/Dublin", 20, 7)
    assert (northmoor.remind_after, northmoor.escalate_after) == (3, 5)
    assert "Europe/Dublin" in page.get("/people/settings/").content.decode()
    assert Institution.objects.get(slug="southby").time_zone == "Europe/London"


def test_quiet_hours_are_taken_back(cast, visit):
    visit(cast.admin).post(PAGE, FIELDS)

    visit(cast.admin).post(PAGE, FIELDS | {"quiet_from": "", "quiet_until": ""})

    assert (stored().quiet_from, stored().quiet_until) == (None, None)


def test_saving_the_same_again_is_no_act(cast, visit):
    for _ in range(2):
        visit(cast.admin).post(PAGE, FIELDS)

    assert OperatorAct.objects.filter(verb="changed hours and reminders").count() == 1
    assert not OperatorAct.objects.filter(verb="changed look").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"time_zone": "Europe/Northmoor"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
        ({"quiet_from": ""}, "quiet_from"),
        ({"quiet_until": ""}, "quiet_until"),
        ({"quiet_until": "20"}, "quiet_until"),
        ({"quiet_from": "24"}, "quiet_from"),
        ({"remind_after": "-1"}, "remind_after"),
        ({"escalate_after": "99"}, "escalate_after"),
    ],
)
def test_wrong_hours_are_refused_beside_their_box_and_kept(cast, visit, wrong, field):
    answer = visit(cast.admin).post(PAGE, FIELDS | wrong)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in page
    assert '<option value="3" selected>After 3 working days</option>' in page or field == "remind_after"
    assert stored().time_zone == "Europe/London"


@pytest.mark.parametrize("who", ["technician", "supervisor", "trainer", "editor"])
def test_hours_are_the_admins(cast, visit, who):
    assert visit(getattr(cast, who)).get(PAGE).status_code == 403
    assert visit(getattr(cast, who)).post(PAGE, FIELDS).status_code == 403
    assert visit().post(PAGE, FIELDS).status_code == 302
    assert stored().time_zone == "Europe/London"


@pytest.mark.parametrize("pair", [(22, None), (None, 7), (7, 7), (24, 7)])
def test_database_refuses_half_quiet_hours(db, pair):
    with pytest.raises(IntegrityError), transaction.atomic():
        Institution.objects.filter(slug="northmoor").update(quiet_from=pair[0], quiet_until=pair[1])
