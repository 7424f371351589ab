"""Logging, reading, editing, copying and deleting on the screens."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities import actions, panels
from activities.models import Activity
from tests.activities.samples import FORM, log

NEW = "/activities/new/"


def test_quick_log_stores_one_day_and_reads_it_back(cast, visit):
    answer = visit(cast.technician).post(NEW, FORM, follow=True)

    activity = Activity.objects.get()
    assert (activity.owner, activity.minutes) == (cast.technician, 90)
    assert activity.end_date == activity.start_date
    assert answer.redirect_chain == [(activity.get_absolute_url(), 302)]
    assert "Saved: 1 h 30 min, 14 Mar 2026." in answer.content.decode()


def test_quick_log_shows_its_fields_and_the_kind_of_the_last_entry(cast, visit):
    log(cast.technician, category="formal")

    page = visit(cast.technician).get(NEW).content.decode()

    for name in ("title", "start_date", "end_date", "duration", "category", "sealed", "uid", "writer"):
        assert f'name="{name}"' in page
    assert "Chosen because your last activity was of this kind" in page


def test_quick_log_same_uid_twice_is_one_activity(cast, visit):
    client, form = visit(cast.technician), FORM | {"uid": str(uuid.uuid4())}

    first = client.post(NEW, form)
    second = client.post(NEW, form | {"title": "Another title"})

    assert first["Location"] == second["Location"]
    assert Activity.objects.get().title == FORM["title"]


def test_quick_log_refuses_the_uid_of_another_owner_without_saying_so(cast, visit):
    theirs = log(cast.engineer)

    answer = visit(cast.technician).post(NEW, FORM | {"uid": str(theirs.uid)})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "cannot be saved under this reference" in page
    assert FORM["title"] in page
    assert str(theirs.uid) not in page
    assert Activity.objects.count() == 1


def test_quick_log_keeps_everything_typed_when_refused(cast, visit):
    answer = visit(cast.technician).post(
        NEW, FORM | {"duration": "-3 h", "start_date": "1/1/1026", "description": "All of it <b>kept</b>"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_duration"' in page
    assert 'href="#id_start_date"' in page
    assert "All of it &lt;b&gt;kept&lt;/b&gt;" in page
    assert 'value="-3 h"' in page
    assert Activity.objects.count() == 0


def test_quick_log_takes_no_forged_field(cast, visit):
    forged = {
        "owner": cast.engineer.pk,
        "owner_id": cast.engineer.pk,
        "points_awarded": "99",
        "verified_by": "Alan",
        "minutes": "9999",
        "audience": "public",
        "deleted_at": "2026-01-01",
    }

    visit(cast.technician).post(NEW, FORM | forged)

    activity = Activity.objects.get()
    assert (activity.owner, activity.minutes, activity.audience) == (cast.technician, 90, "supervisors")
    assert activity.live_verification is None
    assert activity.deleted_at is None


def test_quick_log_stays_within_fifteen_queries(cast, visit):
    client = visit(cast.technician)
    client.get(NEW)

    with CaptureQueriesContext(connection) as asked:
        client.post(NEW, FORM)

    assert len(asked) <= 15, [query["sql"][:90] for query in asked]


def test_quick_log_is_for_those_who_keep_cpd(cast, visit):
    assert visit().get(NEW)["Location"] == f"/account/login/?next={NEW}"
    assert visit(cast.admin).get(NEW).status_code == 403
    assert visit(cast.trainer).post(NEW, FORM).status_code == 403
    assert visit(cast.technician).put(NEW).status_code == 405


def test_text_typed_before_the_session_ended_is_there_after_signing_in(cast, visit):
    signed_in = visit(cast.technician)
    writer = signed_in.get(NEW).context["writer"]
    lost = visit()

    answer = lost.post(NEW, FORM | {"writer": writer, "description": "Typed for an hour"})
    lost.force_login(cast.technician, backend="django.contrib.auth.backends.ModelBackend")

    assert answer["Location"].startswith("/account/login/?next=")
    page = lost.get(NEW).content.decode()
    assert "Typed for an hour" in page
    assert FORM["title"] in page
    assert Activity.objects.count() == 0


LADDER = [
    # person, read, write, verify
    ("technician", 200, 302, 403),
    ("supervisor", 200, 403, 302),
    ("colleague", 404, 404, 404),
    ("other_supervisor", 404, 404, 404),
    ("trainer", 404, 404, 404),
    ("admin", 404, 404, 404),
    ("editor", 404, 404, 404),
]


@pytest.mark.parametrize(("who", "read", "write", "verify"), LADDER)
def test_ladder_of_one_activity(cast, visit, who, read, write, verify):
    activity = log(cast.technician)
    client = visit(getattr(cast, who))
    here = activity.get_absolute_url()
    form = FORM | {"changed": activity.changed_token}

    assert client.get(here).status_code == read
    assert client.get(f"{here}edit/").status_code == (200 if write == 302 else write)
    assert (
        client.post(
            f"{here}verify/", {"once": str(uuid.uuid4()), "changed": activity.changed_token}
        ).status_code
        == verify
    )
    assert client.post(f"{here}edit/", form).status_code == write
    assert client.post(f"{here}duplicate/").status_code == write
    assert client.post(f"{here}delete/").status_code == write


def test_addresses_of_nothing_and_wrong_methods(cast, visit):
    activity, client = log(cast.technician), visit(cast.technician)

    assert client.get(f"/activities/{uuid.uuid4()}/").status_code == 404
    assert client.get("/activities/17/").status_code == 404
    assert client.post(activity.get_absolute_url()).status_code == 405
    for verb in ("delete", "restore", "duplicate", "verify", "withdraw"):
        assert client.get(f"{activity.get_absolute_url()}{verb}/").status_code == 405
    assert visit().get(activity.get_absolute_url()).status_code == 302


def test_edit_in_two_tabs_tells_the_second_and_loses_nothing(cast, visit):
    activity, client = log(cast.technician), visit(cast.technician)
    edit = f"{activity.get_absolute_url()}edit/"
    form = FORM | {"changed": activity.changed_token}
    client.post(edit, form | {"title": "First tab"})

    second = client.post(edit, form | {"title": "Second tab", "description": "Long work"})

    page = second.content.decode()
    assert second.status_code == 409
    assert "First tab" in page
    assert "Second tab" in page
    assert "Long work" in page
    assert Activity.objects.get().title == "First tab"
    again = form | {"title": "Second tab", "changed": second.context["form"]["changed"].value()}
    assert client.post(edit, again).status_code == 302
    assert Activity.objects.get().title == "Second tab"


def test_edit_shows_what_is_stored_and_saving_it_unchanged_changes_nothing(cast, visit):
    activity = log(cast.technician, end_date=None, tags=["autoclave", "safety"])
    client = visit(cast.technician)
    page = client.get(f"{activity.get_absolute_url()}edit/")
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    sent["tags"] = "autoclave, safety"
    sent["claims"] = "[]"

    client.post(f"{activity.get_absolute_url()}edit/", sent)

    assert Activity.objects.get().changed == activity.changed


def test_planned_activity_that_is_done_was_planned(cast, visit):
    activity = log(cast.technician, planned=True)

    visit(cast.technician).post(
        f"{activity.get_absolute_url()}edit/", FORM | {"changed": activity.changed_token}
    )

    done = Activity.objects.get()
    assert (done.planned, done.was_planned) == (False, True)


def test_delete_and_undo(cast, visit):
    activity, client = log(cast.technician), visit(cast.technician)
    here = activity.get_absolute_url()

    page = client.post(f"{here}delete/", follow=True).content.decode()

    assert "Undo" in page
    assert client.get(here).status_code == 404
    assert visit(cast.engineer).post(f"{here}restore/").status_code == 404
    assert client.post(f"{here}restore/").status_code == 302
    assert client.get(here).status_code == 200


def test_copy_is_of_today_and_brings_no_verification(cast, visit):
    activity, client = log(cast.technician), visit(cast.technician)
    sent = {"copy_uid": str(uuid.uuid4())}

    client.post(f"{activity.get_absolute_url()}duplicate/", sent)
    client.post(f"{activity.get_absolute_url()}duplicate/", sent)

    copy = Activity.objects.exclude(pk=activity.pk).get()
    assert (copy.title, copy.minutes, copy.benefit_practice) == (activity.title, 90, "")


def test_sealed_words_are_in_no_column_and_open_to_the_owner_alone(cast, visit):
    activity = log(cast.technician, title="Grievance meeting", description="Very private", sealed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text FROM activities_activity a")
        row = cursor.fetchone()[0]

    assert "Grievance" not in row
    assert "private" not in row
    assert "Grievance meeting" in visit(cast.technician).get(activity.get_absolute_url()).content.decode()
    assert visit(cast.supervisor).get(activity.get_absolute_url()).status_code == 404
    assert (Activity.objects.get().has_description, Activity.objects.get().has_users) == (True, True)


def test_unsealing_gives_the_words_back(cast):
    activity = log(cast.technician, title="Grievance meeting", sealed=True)

    opened = actions.change_activity(activity=activity, actor=cast.technician, values={"sealed": False})

    assert Activity.objects.get().title == "Grievance meeting"
    assert opened.sealed_text == ""


def test_southby_finds_nothing_of_northmoor(cast, southby, southby_cast, visit):
    activity = log(cast.technician)
    with southby():
        client = visit(southby_cast.technician, host="southby.localhost")

        assert client.get(activity.get_absolute_url()).status_code == 404


def test_claims_are_a_row_for_each_register_and_carry_the_others_along(cast, visit, monkeypatch):
    rsb = panels.ClaimChoice("rsb", "RSB", (("a", "Attending"), ("b", "Giving")), takes_points=True)
    monkeypatch.setattr(panels, "CLAIM_CHOICES", [lambda person: [rsb]])
    elsewhere = {"pack": "bsas", "category": "", "points": "3"}
    activity = log(cast.technician, claims=[elsewhere])
    client, edit = visit(cast.technician), f"{activity.get_absolute_url()}edit/"
    rows = {"claim_pack": ["rsb", "bsas"], "claim_category": ["b", ""], "claim_points": ["1.5", "3"]}

    page = client.get(edit).content.decode()
    client.post(edit, FORM | rows | {"changed": activity.changed_token})

    assert "RSB: points" in page
    assert Activity.objects.get().claims == [{"pack": "rsb", "category": "b", "points": "1.5"}, elsewhere]
    refused = client.post(edit, FORM | rows | {"claim_points": ["many", "3"]})
    assert refused.status_code == 422
    assert 'value="many"' in refused.content.decode()


def test_day_and_length_that_may_mean_two_things_are_asked_back_as_choices(cast, visit):
    client, sent = visit(cast.technician), FORM | {"start_date": "3/4", "duration": "2"}

    asked = client.post("/activities/new/", sent)
    html = asked.content.decode()
    answers = {"start_date_reading": re.search(r'"start_date_reading" value="(.*?-04-03)"', html)[1]}
    half = client.post("/activities/new/", sent | answers)
    client.post("/activities/new/", sent | answers | {"duration_reading": "2 h"})

    assert (asked.status_code, half.status_code) == (422, 422)
    assert 'name="duration_reading" value="2 min"' in html
    assert "start_date_reading" not in half.content.decode()
    activity = Activity.objects.get()
    assert (activity.start_date.month, activity.start_date.day, activity.minutes) == (4, 3, 120)


def test_first_and_last_day_written_in_one_box(cast, visit):
    client = visit(cast.technician)

    client.post("/activities/new/", FORM | {"start_date": "14-15 March 2026", "duration": "half a day"})
    client.post("/activities/new/", FORM | {"start_date": "14-15 March 2026"})
    twice = client.post("/activities/new/", FORM | {"start_date": "14-15 March 2026", "end_date": "15/3/26"})

    (activity,) = Activity.objects.all()
    assert (str(activity.start_date), str(activity.end_date)) == ("2026-03-14", "2026-03-15")
    assert "write it once" in twice.content.decode()
