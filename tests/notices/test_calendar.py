"""The calendar at a secret address: what is in it, for whom, how much it gives away, and how the address ends."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from assessments.models import Assignment
from lib.digests import digest_of_key
from notices.models import CalendarFeed
from people import actions as people
from people.models import TrailEntry
from plans import actions as plans
from registers import actions as registers
from registers.queries import current_registrations, period_of
from registers.reminding import last_day
from sharing.actions import delete_item
from tests import things
from tests.activities.samples import log
from tests.assessments.work import set_work, submitted

PAGE = "/notices/calendar/"
SOON = timezone.localdate() + timedelta(days=20)


def make(client, **fields) -> str:
    """The path of a new address, as the page shows it this once."""
    answer = client.post(PAGE, {"act": "make"} | fields)
    assert answer.status_code == 201
    (path,) = re.findall(
        r"<code>http://northmoor\.localhost(/notices/calendar/[\w-]+\.ics)</code>", answer.content.decode()
    )
    return path


def events(client, path: str) -> dict[str, tuple[date, date]]:
    """(first day, the day after the last) by summary."""
    calendar = Calendar.from_ical(client.get(path).content)
    return {
        str(event["summary"]): (event.decoded("dtstart"), event.decoded("dtend"))
        for event in calendar.walk("VEVENT")
    }


def plan_activity(cast, **values):
    return log(
        cast.technician,
        **{"title": "Cryostat course", "start_date": SOON, "end_date": SOON, "planned": True} | values,
    )


def one_of_each(cast) -> dict[str, date]:
    """(summary with its title) -> its day."""
    set_work(cast, due_on=SOON)
    things.task(cast, title="Check the alarm", due_on=SOON)
    things.authorisation(cast, valid_until=SOON)
    things.goal(cast, title="Work alone", target_on=SOON)
    plan_activity(cast)
    things.registration(cast)
    (registration,) = current_registrations(cast.technician)
    edition, period, _ = period_of(registration, timezone.localdate())
    return {
        "Assessment due: Confocal microscope": SOON,
        "Task due: Check the alarm": SOON,
        "Authorisation ends: Confocal": SOON,
        "Goal of your plan: Work alone": SOON,
        "Planned activity: Cryostat course": SOON,
        f"Renewal due: {registration}": last_day(edition, period),
    }


def test_calendar_holds_what_is_due_and_planned_as_whole_days(cast, visit):
    wanted = one_of_each(cast)
    path = make(visit(cast.technician), with_titles="yes")

    found = events(visit(), path)

    assert found == {summary: (day, day + timedelta(days=1)) for summary, day in wanted.items()}


def test_calendar_is_made_as_programs_ask_for_it(cast, visit):
    work = set_work(cast, due_on=SOON)
    path = make(visit(cast.technician))

    answer = visit().get(path)
    calendar = Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store" and "noindex" in answer["X-Robots-Tag"]
    assert "sessionid" not in answer.cookies
    assert str(calendar["x-wr-calname"]) == "CPD, University of Northmoor"
    assert str(event["uid"]) == f"{work.uid}@northmoor.localhost"
    assert str(event["url"]) == f"http://northmoor.localhost{work.get_absolute_url()}"
    assert (str(event["class"]), str(event["transp"])) == ("PRIVATE", "TRANSPARENT")
    assert answer.content.endswith(b"\r\n") and max(map(len, answer.content.split(b"\r\n"))) <= 75


def test_titles_are_left_out_unless_wished(cast, visit):
    one_of_each(cast)
    path = make(visit(cast.technician))

    assert set(events(visit(), path)) == {
        "Assessment due",
        "Task due",
        "Authorisation ends",
        "Goal of your plan",
        "Planned activity",
        "Renewal due",
    }
    visit(cast.technician).post(PAGE, {"act": "keep", "with_titles": "yes"})
    assert "Planned activity: Cryostat course" in events(visit(), path)
    visit(cast.technician).post(PAGE, {"act": "keep"})
    assert "Planned activity" in events(visit(), path)


def test_sealed_title_is_never_in_it(cast, visit):
    plan_activity(cast, title="Zebrafish surgery", sealed=True)
    path = make(visit(cast.technician), with_titles="yes")

    answer = visit().get(path)

    assert list(events(visit(), path)) == ["Planned activity"]
    assert b"Zebrafish" not in answer.content


def test_text_cannot_add_a_line_of_its_own(cast, visit):
    plan_activity(cast, title="Course, with; signs\\n and more")
    work = set_work(cast, due_on=SOON)
    Assignment.objects.filter(pk=work.pk).update(title="Line\r\nATTENDEE:mailto:x@example.org")
    path = make(visit(cast.technician), with_titles="yes")

    content = visit().get(path).content

    assert b"\r\nATTENDEE" not in content
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 2


def test_nothing_of_anybody_else_nothing_done_and_nothing_long_past(cast, visit):
    set_work(cast, person=cast.engineer, due_on=SOON)
    submitted(cast, due_on=SOON)
    things.activity(cast)
    plan_activity(
        cast,
        start_date=timezone.localdate() - timedelta(days=60),
        end_date=timezone.localdate() - timedelta(days=58),
    )
    gone = plan_activity(cast)
    delete_item(item=gone, actor=cast.technician)
    goal = things.goal(cast, target_on=SOON)
    plans.settle_goal(goal=goal, actor=cast.technician, state="dropped", on=timezone.localdate(), outcome="")

    assert events(visit(), make(visit(cast.technician))) == {}


def test_declared_renewal_is_not_due(cast, visit):
    renewal = things.renewal(cast)
    path = make(visit(cast.technician))
    assert list(events(visit(), path)) == ["Renewal due"]

    registers.declare_renewal(renewal=renewal, actor=cast.technician, once=uuid.uuid4())

    assert events(visit(), path) == {}


# --- the address --------------------------------------------------------------------------------------------------
def test_address_is_shown_once_and_only_its_digest_is_kept(cast, visit):
    client = visit(cast.technician)
    path = make(client)
    token = path.split("/")[-1].removesuffix(".ics")

    feed = CalendarFeed.objects.get()
    page = client.get(PAGE)

    assert len(token) >= 40 and feed.digest == digest_of_key(token)
    assert token not in page.content.decode() and "cannot be shown again" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert "Whoever has the address can read this calendar" in page.content.decode()
    assert TrailEntry.objects.filter(verb="made calendar address", actor=cast.technician).count() == 1


def test_new_address_takes_the_place_of_the_old_one(cast, visit):
    old = make(visit(cast.technician))
    new = make(visit(cast.technician))

    assert old != new
    assert (visit().get(old).status_code, visit().get(new).status_code) == (404, 200)
    assert CalendarFeed.objects.count() == 1


def test_closed_address_shows_nothing_and_closing_twice_is_one_act(cast, visit):
    path = make(visit(cast.technician))
    for _ in range(2):
        visit(cast.technician).post(PAGE, {"act": "close"})

    assert visit().get(path).status_code == 404
    assert TrailEntry.objects.filter(verb="closed calendar address").count() == 1


def test_address_of_somebody_who_has_gone_shows_nothing(cast, visit):
    path = make(visit(cast.technician))
    people.update_person(person=cast.technician, actor=cast.admin, is_active=False)

    assert visit().get(path).status_code == 404


def test_address_opens_at_its_own_institution_only_and_no_guess_opens_any(cast, visit, southby):
    path = make(visit(cast.technician))

    assert visit(host="southby.localhost").get(path).status_code == 404
    assert visit().get("/notices/calendar/x.ics").status_code == 404
    assert visit().get(f"/notices/calendar/{CalendarFeed.objects.get().digest}.ics").status_code == 404
    assert visit().post(path).status_code == 405


def test_saving_titles_without_an_address_makes_none(cast, visit):
    visit(cast.technician).post(PAGE, {"act": "keep", "with_titles": "yes"})

    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize("act", ["", "delete"])
def test_odd_act_is_refused(cast, visit, act):
    assert visit(cast.technician).post(PAGE, {"act": act}).status_code == 422
    assert not CalendarFeed.objects.exists()


def test_page_needs_a_session(visit):
    assert visit().get(PAGE).url.startswith("/account/login/")


@pytest.mark.parametrize("size", [1, 50])
def test_calendar_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    things.registration(cast)
    template = things.template(cast)
    plan = things.plan(cast)
    for _ in range(size):
        set_work(cast, template=template, due_on=SOON)
        plan_activity(cast)
        plans.add_goal(plan=plan, actor=cast.technician, values={"title": "Work alone", "target_on": SOON})
    client, path = visit(), make(visit(cast.technician))
    client.get(path)

    # the schema; feed; the address, between two schemas; assessments, tasks, authorisations, registrations, breaks,
    # declared, goals, activities, events of cohorts
    with django_assert_num_queries(14):
        assert len(events(client, path)) == 4
