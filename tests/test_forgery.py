"""What a forged or broken request gets: an answer in its own words, nothing saved, never an error of ours."""

import json
import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from activities.actions import VerificationRefused, verify_activity
from activities.models import Activity
from people import actions as people
from registers.actions import RenewalRefused, declare_renewal, start_renewal
from tests import things

ACTIVITY = {"title": "Tank", "start_date": "2026-03-14", "duration": "90 min", "category": "formal"}
NOT_THEIRS = {
    "owner": 1, "owner_id": 1, "audience": "public", "points_awarded": 9, "verified_by": "Me", "verified_on": "2026-01-01",
    "minutes": 1, "created": "2001-01-01", "changed": "x", "deleted_at": None, "sealed_text": "x", "id": 1, "pk": 1,
}  # fmt: skip


def send(client, method, path, body):
    text = body if isinstance(body, str) else json.dumps(body)
    return client.generic(method, path, data=text, content_type="application/json")


BROKEN = {
    "half a sign": json.dumps(ACTIVITY | {"title": "\ud800"}),
    "half a sign in a list": json.dumps(ACTIVITY | {"tags": ["\udfff"]}),
    "null sign": json.dumps(ACTIVITY | {"title": "a\0b"}),
    "a megabyte of title": json.dumps(ACTIVITY | {"title": "x" * 10**6}),
    "lists without end": json.dumps(ACTIVITY)[:-1] + ', "claims": ' + "[" * 880 + "]" * 880 + "}",
    "lists without end, to the reader": "[" * 10**5,
    "claims of claims": json.dumps(ACTIVITY | {"claims": [{"pack": "iet", "points": {"a": 1}}]}),
    "points not a number": json.dumps(ACTIVITY | {"self_points": "NaN"}),
    "points without bound": json.dumps(ACTIVITY | {"self_points": "Infinity"}),
    "points below none": json.dumps(ACTIVITY | {"self_points": -1}),
    "five thousand digits": json.dumps(ACTIVITY)[:-1] + ', "duration": ' + "9" * 5000 + "}",
    "claim of five thousand digits": json.dumps(ACTIVITY)[:-1]
    + ', "claims": [{"pack": "iet", "points": '
    + "9" * 5000
    + "}]}",
    "first day of all": json.dumps(ACTIVITY | {"start_date": "0001-01-01"}),
    "last day of all": json.dumps(ACTIVITY | {"end_date": "9999-12-31"}),
    "no object": "7",
}  # fmt: skip


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_broken_body_is_bad_input_and_saves_nothing(cast, visit, body):
    answer = send(visit(cast.technician), "POST", "/api/v1/activities/", body)

    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    "claims", ["[" * 100_000, "\0", '[{"pack":"iet","points":' + "9" * 5000 + "}]", "[NaN]", "{}", "7"]
)
def test_broken_claims_of_a_form_are_bad_input(cast, visit, claims):
    form = ACTIVITY | {"claims": claims}

    assert visit(cast.technician).post("/activities/new/", form).status_code == 422
    assert not Activity.objects.exists()


def test_fields_that_are_not_the_callers_are_not_taken(cast, visit):
    client = visit(cast.technician)

    for made in (
        send(client, "POST", "/api/v1/activities/", ACTIVITY | NOT_THEIRS),
        client.post("/activities/new/", {k: v for k, v in (ACTIVITY | NOT_THEIRS).items() if v is not None}),
    ):
        assert made.status_code in (201, 302)
    stored = list(Activity.objects.all())

    assert {one.owner_id for one in stored} == {cast.technician.pk}
    assert {one.audience for one in stored} == {"supervisors"}
    assert {one.minutes for one in stored} == {90}
    assert not any(one.verifications.exists() or one.sealed_text for one in stored)


@pytest.mark.parametrize(
    "path",
    [
        "/sign/%00/", "/sign-offs/?page=x", "/sign-offs/new/%00/00000000-0000-0000-0000-000000000000/",
        "/shared/%00/", "/verify/%00/", "/folio/%00/", "/media/northmoor/images/%00", "/media/northmoor/images/..",
        "/api/v1/findings/?pack=iet&grade=%00&from=2026-01-01&to=2026-12-31",
        "/api/v1/findings/?pack=iet&grade=TMIET&from=0001-01-01&to=9999-12-31",
        "/renewals/------------------------------------/pack.csv",
        "/activities/?page=" + "9" * 5000, "/activities/?sort=owner__password&q=%00", "/journal/?owner=%00",
        "/activities/?deleted=%00", "/evidence/?page=-1", "/notices/?page=99999999999", "/home/?%00=%00",
    ],
)  # fmt: skip
@pytest.mark.parametrize("who", ["technician", None])
def test_broken_address_is_no_error_of_ours(cast, visit, path, who):
    answer = visit(getattr(cast, who) if who else None).get(path)

    assert answer.status_code < 500
    assert "password" not in str(getattr(answer, "headers", {}).get("Location", ""))[:30]


def test_null_sign_in_the_title_of_evidence_is_bad_input(cast, visit):
    file = SimpleUploadedFile("a.txt", b"Words")

    answer = visit(cast.technician).post("/api/v1/evidence/", {"file": file, "title": "a\0b"})

    assert answer.status_code == 422


def verify(cast, activity, once):
    return verify_activity(
        activity=activity, actor=cast.supervisor, points=Decimal(1), note="", once=once, changed=activity.changed_token
    )  # fmt: skip


def test_one_time_key_of_one_activity_signs_no_other(cast):
    once, first, second = uuid.uuid4(), things.activity(cast), things.activity(cast)

    done = verify(cast, first, once)

    assert verify(cast, first, once) == done
    with pytest.raises(VerificationRefused):
        verify(cast, second, once)
    assert second.live_verification is None


def test_one_time_key_of_one_renewal_declares_no_other(cast):
    once, renewal = uuid.uuid4(), things.renewal(cast)
    year = renewal.period_from.year - 1
    other = start_renewal(
        registration=renewal.registration,
        period_from=renewal.period_from.replace(year=year),
        period_to=renewal.period_to.replace(year=year),
    )
    declare_renewal(renewal=renewal, actor=cast.technician, once=once)

    with pytest.raises(RenewalRefused):
        declare_renewal(renewal=other, actor=cast.technician, once=once)


def test_token_may_write_but_sees_and_opens_nothing_sealed(cast, visit):
    activity = things.activity(cast, sealed=True, title="Unspoken")
    raw = people.make_token(person=cast.technician, reason="Test", actor="system")
    client, path = visit(), f"/api/v1/activities/{activity.uid}/"
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {raw}"

    answers = [
        client.get(path),
        client.get("/api/v1/activities/?q=Unspoken"),
        send(client, "PATCH", path, {"changed": "old", "sealed": False}),
        send(client, "PATCH", path, {"changed": activity.changed_token, "sealed": False}),
        send(client, "PATCH", path, {"changed": activity.changed_token, "duration": "soon"}),
        client.get("/activities/export.csv"),
    ]

    assert [one.status_code for one in answers] == [200, 200, 409, 422, 422, 302]
    assert not any(b"Unspoken" in one.content for one in answers)
