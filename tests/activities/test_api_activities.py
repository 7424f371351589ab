"""The API: the same rules, in JSON."""

import uuid

import pytest
from django.test import Client

from activities.api_shapes import ActivityOut
from activities.models import Activity
from people.actions.accounts import make_token
from sharing.actions import delete_item
from tests.activities.samples import log, verify

API = "/api/v1/activities/"
BODY = {
    "title": "Cryostat training",
    "start_date": "2026-05-13",
    "duration": "2 hrs",
    "category": "formal",
    "tags": ["cryostat"],
    "claims": [{"pack": "rsb", "category": "a", "points": 3}],
    "self_points": 1.5,
}


def send(client, method, address, body):
    return getattr(client, method)(address, body, content_type="application/json")


def one(activity):
    return f"{API}{activity.uid}/"


def test_post_answers_201_then_200_unchanged(cast, visit):
    client, body = visit(cast.technician), BODY | {"uid": str(uuid.uuid4())}

    first = send(client, "post", API, body)
    second = send(client, "post", API, body | {"title": "Another"})

    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == first.json()
    made = first.json()
    assert (made["uid"], made["minutes"], made["end_date"]) == (body["uid"], 120, "2026-05-13")
    assert (made["claims"], made["self_points"]) == ([{"pack": "rsb", "category": "a", "points": 3.0}], 1.5)
    assert made["sealed"] is False


def test_post_stays_within_fifteen_queries(cast, visit, django_assert_max_num_queries):
    client = visit(cast.technician)

    with django_assert_max_num_queries(15):
        send(client, "post", API, BODY)


def test_each_row_of_the_list_is_the_activity_as_it_is_read_alone(cast, visit):
    """The list is sent as it was made; what is read alone went through the published shape."""
    rows = [
        log(cast.technician, title="Ŵyn & <b>", self_points=1.5, claims=[{"pack": "rsb", "category": "a", "points": "3"}]),
        log(cast.technician, end_date=None, planned=True),
        log(cast.technician, sealed=True),
    ]  # fmt: skip
    verify(rows[0], cast.supervisor)
    client = visit(cast.technician)

    answer = client.get(API)

    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.json() == [client.get(one(row)).json() for row in Activity.objects.all()]
    assert {ActivityOut(**row).uid for row in answer.json()} == {row.uid for row in rows}


@pytest.mark.parametrize("many", [1, 50])
def test_list_asks_the_same_few_queries(cast, visit, django_assert_num_queries, many):
    for number in range(many):
        verify(log(cast.technician, title=f"Run {number}"), cast.supervisor)
    client = visit(cast.technician)
    client.get(API)

    with django_assert_num_queries(8):
        assert len(client.get(API).json()) == many


def test_post_null_end_date_is_ongoing(cast, visit):
    made = send(visit(cast.technician), "post", API, BODY | {"end_date": None}).json()

    assert made["end_date"] is None
    assert Activity.objects.get().end_date is None


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"duration": "-3 h"}, "duration"),
        ({"duration": 5}, "duration"),
        ({"start_date": "1026-05-13"}, "start_date"),
        ({"end_date": "2026-05-12"}, "end_date"),
        ({"title": ""}, "title"),
        ({"title": 7}, "title"),
        ({"title": "nul \x00 byte"}, "title"),
        ({"category": "fun"}, "category"),
        ({"self_points": -1}, "self_points"),
        ({"claims": [{"pack": "rsb", "points": "many"}]}, "claims"),
        ({"claims": ["rsb"]}, "claims"),
        ({"uid": "17"}, "uid"),
        ({"evidence": [str(uuid.uuid4())]}, "evidence"),
    ],
)
def test_post_bad_input_names_the_field_and_stores_nothing(cast, visit, sent, field):
    answer = send(visit(cast.technician), "post", API, BODY | sent)

    assert answer.status_code == 422
    assert [set(error) for error in answer.json()["errors"]] == [{"field", "message"}]
    assert answer.json()["errors"][0]["field"] == field
    assert not Activity.objects.exists()


def test_post_another_owners_uid_is_422_and_says_nothing(cast, visit):
    theirs = log(cast.engineer)

    answer = send(visit(cast.technician), "post", API, BODY | {"uid": str(theirs.uid)})

    assert answer.status_code == 422
    assert "cannot be saved under this reference" in answer.json()["errors"][0]["message"]
    assert Activity.objects.get().owner == cast.engineer


def test_post_takes_no_forged_field(cast, visit):
    forged = {"owner": str(cast.engineer.uid), "points_awarded": 9, "verified_by": "Alan", "minutes": 1}

    made = send(visit(cast.technician), "post", API, BODY | forged).json()

    assert (made["owner"], made["points_awarded"], made["minutes"]) == (str(cast.technician.uid), None, 120)


def test_list_is_ones_own_and_filters(cast, visit):
    log(cast.engineer)
    log(cast.technician, title="Spring", category="formal")
    log(cast.technician, title="Plain words")
    client = visit(cast.technician)

    def titles(query=""):
        return [item["title"] for item in client.get(API + query).json()]

    assert titles() == ["Plain words", "Spring"]
    assert titles("?category=formal") == ["Spring"]
    assert titles("?q=plain") == ["Plain words"]
    assert titles("?from=2026-03-14&to=2026-03-14") == ["Plain words", "Spring"]
    assert titles("?from=2026-03-15") == []
    assert client.get(f"{API}?from=1026-03-15").status_code == 422


def test_list_of_a_supervised_technician(cast, visit):
    log(cast.technician)
    log(cast.technician, sealed=True)
    query = f"?owner={cast.technician.uid}"

    assert len(visit(cast.supervisor).get(API + query).json()) == 1
    assert visit(cast.admin).get(API + query).json() == []


def test_patch_with_the_token_changes_only_what_is_sent(cast, visit):
    activity = log(cast.technician)

    answer = send(
        visit(cast.technician), "patch", one(activity), {"title": "New", "changed": activity.changed_token}
    )

    assert answer.status_code == 200
    stored = Activity.objects.get()
    assert (stored.title, stored.minutes, stored.description) == ("New", 90, activity.description)
    assert answer.json()["changed"] == stored.changed_token


@pytest.mark.parametrize("token", [{}, {"changed": "2020-01-01T00:00:00+00:00"}])
def test_patch_without_the_right_token_answers_both_versions(cast, visit, token):
    activity = log(cast.technician)

    answer = send(visit(cast.technician), "patch", one(activity), {"title": "New"} | token)

    assert answer.status_code == 409
    assert answer.json()["stored"]["title"] == activity.title
    assert answer.json()["sent"]["title"] == "New"
    assert answer.json()["errors"][0]["field"] == "changed"
    assert Activity.objects.get().title == activity.title


def test_patch_moves_a_one_day_activity_as_one_day(cast, visit):
    activity = log(cast.technician)
    sent = {"start_date": "2026-04-01", "changed": activity.changed_token}

    made = send(visit(cast.technician), "patch", one(activity), sent).json()

    assert (made["start_date"], made["end_date"]) == ("2026-04-01", "2026-04-01")


@pytest.mark.parametrize(
    ("who", "read", "write"),
    [("technician", 200, 200), ("supervisor", 200, 403), ("colleague", 404, 404), ("admin", 404, 404)],
)
def test_ladder_of_one(cast, visit, who, read, write):
    activity, client = log(cast.technician), visit(getattr(cast, who))
    sent = {"title": "New", "changed": activity.changed_token}

    assert client.get(one(activity)).status_code == read
    assert send(client, "patch", one(activity), sent).status_code == write
    assert client.delete(one(activity)).status_code == (204 if write == 200 else write)


def test_only_technicians_log(cast, visit):
    assert send(visit(cast.admin), "post", API, BODY).status_code == 403
    assert send(visit(), "post", API, BODY).status_code == 401


def test_session_calls_need_the_csrf_token(cast):
    client = Client(HTTP_HOST="northmoor.localhost", enforce_csrf_checks=True)
    client.force_login(cast.technician, backend="django.contrib.auth.backends.ModelBackend")

    assert send(client, "post", API, BODY).status_code == 403
    assert not Activity.objects.exists()


def test_token_logs_and_never_reads_sealed_words(cast, visit):
    activity = log(cast.technician, title="Grievance meeting", sealed=True)
    bearer = {
        "Authorization": f"Bearer {make_token(person=cast.technician, reason='A script of mine', actor='system')}"
    }
    client = visit()

    made = client.post(API, BODY, content_type="application/json", headers=bearer)
    answers = [
        client.get(one(activity), headers=bearer),
        client.get(API, headers=bearer),
        client.patch(one(activity), {"title": "x"}, content_type="application/json", headers=bearer),
    ]

    assert made.status_code == 201
    assert [answer.status_code for answer in answers] == [200, 200, 409]
    assert all("Grievance" not in answer.content.decode() for answer in answers)
    assert visit(cast.technician).get(one(activity)).json()["title"] == "Grievance meeting"


def test_token_changing_a_sealed_activity_keeps_its_words(cast, visit):
    activity = log(cast.technician, title="Grievance meeting", sealed=True)
    bearer = {
        "Authorization": f"Bearer {make_token(person=cast.technician, reason='A script of mine', actor='system')}"
    }
    sent = {"category": "formal", "changed": activity.changed_token}

    answer = visit().patch(one(activity), sent, content_type="application/json", headers=bearer)

    assert answer.status_code == 200
    assert Activity.objects.get().words()["title"] == "Grievance meeting"


def test_token_cannot_open_a_sealed_activity(cast, visit):
    activity = log(cast.technician, title="Grievance meeting", sealed=True)
    key = make_token(person=cast.technician, reason="A script of mine", actor="system")
    sent = {"sealed": False, "changed": activity.changed_token}

    answer = visit().patch(
        one(activity), sent, content_type="application/json", headers={"Authorization": f"Bearer {key}"}
    )

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "sealed")
    assert Activity.objects.get().sealed


def test_deleted_uid_cannot_be_posted_again(cast, visit):
    activity = log(cast.technician)
    delete_item(item=activity, actor=cast.technician)

    answer = send(visit(cast.technician), "post", API, BODY | {"uid": str(activity.uid)})

    assert answer.status_code == 422
