"""Verifying, and what an edit does to it."""

import json
import uuid
from decimal import Decimal

import pytest
from django.db import connection

from activities import actions
from activities.models import Activity, Verification
from tests.activities.samples import VALUES, WORDS, log, verify


def change(activity, **values):
    return actions.change_activity(activity=activity, actor=activity.owner, values=values)


def test_supervisor_verifies_on_the_activitys_page_and_changes_no_word(cast, visit):
    activity, client = log(cast.technician), visit(cast.supervisor)
    page = client.get(activity.get_absolute_url())
    form = {
        "once": page.context["verification_form"]["once"].value(),
        "changed": activity.changed_token,
        "points_awarded": "2.5",
        "note": "Seen.",
        "title": "Forged",
        "minutes": "9000",
        "self_points": "50",
    }

    client.post(f"{activity.get_absolute_url()}verify/", form)
    client.post(f"{activity.get_absolute_url()}verify/", form)

    stored, made = Activity.objects.get(), Verification.objects.get()
    assert (stored.title, stored.minutes, stored.self_points) == (WORDS["title"], 90, None)
    assert (made.by, made.points_awarded, made.voided_at) == (cast.supervisor, Decimal("2.5"), None)
    page = visit(cast.technician).get(activity.get_absolute_url()).content.decode()
    assert "Verified, 2.5 points" in page
    assert "Seen." in page


def test_verifying_refuses_points_below_zero(cast, visit):
    activity = log(cast.technician)
    form = {
        "once": str(uuid.uuid4()),
        "changed": activity.changed_token,
        "points_awarded": "-1",
        "note": "Kept note",
    }

    answer = visit(cast.supervisor).post(f"{activity.get_absolute_url()}verify/", form)

    assert answer.status_code == 422
    assert "Kept note" in answer.content.decode()
    assert not Verification.objects.exists()


def test_verifying_a_version_that_was_changed_meanwhile_asks_to_read_again(cast, visit):
    activity = log(cast.technician)
    form = {"once": str(uuid.uuid4()), "changed": activity.changed_token}
    change(activity, title="Something else")

    answer = visit(cast.supervisor).post(f"{activity.get_absolute_url()}verify/", form)

    assert answer.status_code == 409
    assert "read it again" in answer.content.decode()
    assert not Verification.objects.exists()


@pytest.mark.parametrize(
    ("values", "in_force"),
    [
        ({"title": "Another"}, False),
        ({"benefit_users": ""}, False),
        ({"minutes": 91}, False),
        ({"end_date": None}, False),
        ({"tags": ["other"]}, True),
        ({"category": "formal"}, True),
        ({"self_points": Decimal(3)}, True),
        ({"sealed": True}, True),
        (VALUES, True),
    ],
)
def test_edit_of_what_was_signed_voids_it_and_its_points_count_nowhere(cast, values, in_force):
    activity = log(cast.technician)
    verify(activity, cast.supervisor, Decimal(4))

    change(activity, **values)

    stored = Activity.objects.get()
    assert (stored.live_verification is not None) is in_force
    assert Activity.objects.all().totals()["points"] == (Decimal(4) if in_force else None)


def test_void_verification_keeps_the_version_it_signed_and_can_be_given_again(cast, visit):
    activity = log(cast.technician)
    signed = verify(activity, cast.supervisor, Decimal(4))

    activity = change(activity, title="Another")

    signed.refresh_from_db()
    assert signed.voided_why == "changed"
    assert {name: signed.facts[name] for name in WORDS} == WORDS
    assert (signed.facts["minutes"], signed.facts["start_date"]) == (90, "2026-03-14")
    assert "changed afterwards" in visit(cast.technician).get(activity.get_absolute_url()).content.decode()
    verify(activity, cast.supervisor, Decimal(5))
    assert Activity.objects.all().totals()["points"] == Decimal(5)
    assert Verification.objects.count() == 2


def test_sealing_seals_the_signed_version_too(cast):
    activity = log(cast.technician)
    signed = verify(activity, cast.supervisor)
    facts = signed.facts

    activity = change(activity, sealed=True)

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(v)::text FROM activities_verification v")
        row = cursor.fetchone()[0]
    assert [word for word in WORDS.values() if word in row] == []
    signed.refresh_from_db()
    assert signed.signed() == facts
    change(activity, sealed=False)
    signed.refresh_from_db()
    assert json.dumps(signed.facts, sort_keys=True) == json.dumps(facts, sort_keys=True)


def test_withdrawing_takes_the_points_back(cast, visit):
    activity = log(cast.technician)
    verify(activity, cast.supervisor, Decimal(4))

    visit(cast.supervisor).post(f"{activity.get_absolute_url()}withdraw/")

    assert Verification.objects.get().voided_why == "withdrawn"
    assert Activity.objects.all().totals()["points"] is None


def test_planned_activity_cannot_be_verified(cast):
    activity = log(cast.technician, planned=True)

    with pytest.raises(actions.VerificationRefused, match="once it is done"):
        verify(activity, cast.supervisor)


@pytest.mark.parametrize(("who", "told"), [("technician", True), ("supervisor", True), ("colleague", False)])
def test_points_and_note_stay_between_the_two_of_them(cast, visit, who, told):
    """However far the words are open: a colleague is told that it was verified, and by whom."""
    activity = log(cast.technician)
    verify(activity, cast.supervisor, points=Decimal("7.5"))
    Activity.objects.filter(pk=activity.pk).update(audience="institution")
    client = visit(getattr(cast, who))

    page = client.get(activity.get_absolute_url()).content.decode()
    row = client.get(f"/api/v1/activities/{activity.uid}/").json()

    assert str(cast.supervisor) in page
    assert ("7.5 points" in page) == told
    assert ("Seen in the workshop." in page) == told
    assert row["points_awarded"] == (7.5 if told else None)
