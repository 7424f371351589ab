"""Two windows on one activity: what each changed is kept; what both changed is asked."""

import json
from datetime import date

import pytest

from activities.models import Activity
from tests import things


def form_at(client, activity) -> dict[str, str]:
    """The edit form as a browser sends it, untouched."""
    return sent(client.get(f"{activity.get_absolute_url()}edit/").context["form"])


def sent(form) -> dict[str, str]:
    found = {}
    for box in form:
        value = box.field.prepare_value(box.value())
        if value is not None and value is not False:
            found[box.name] = "on" if value is True else str(value)
    return found


def save(client, activity, form, **typed):
    return client.post(f"{activity.get_absolute_url()}edit/", form | typed, follow=True)


@pytest.fixture
def two(cast, visit):
    claims = [{"pack": "iet", "category": "", "points": "1"}]
    values = {"claims": claims, "start_date": date(2026, 3, 2), "end_date": date(2026, 3, 2)}
    activity = things.activity(cast, title="Laser course", tags=["laser"], **values)
    client = visit(cast.technician)
    return client, activity, form_at(client, activity), form_at(client, activity)


def test_an_untouched_form_changes_nothing_of_what_another_window_did(two):
    client, activity, phone, desk = two
    save(client, activity, phone, duration="2 h", planned="on", provider="Northmoor", self_points="1.5")

    page = save(client, activity, desk, title="Laser course, again").content.decode()

    stored = Activity.objects.get()
    assert (stored.title, stored.minutes, stored.planned) == ("Laser course, again", 120, True)
    assert (stored.provider, str(stored.self_points), stored.tags) == ("Northmoor", "1.50", ["laser"])
    assert stored.claims == activity.claims
    assert "both changes were kept. Yours: what you did." in page


def test_days_are_one_field(two):
    client, activity, phone, desk = two
    save(client, activity, phone, end_date="1 Mar 2026", start_date="1 Mar 2026")

    answer = save(client, activity, desk, end_date="5 Mar 2026")

    assert answer.status_code == 409
    assert [row["name"] for row in answer.context["conflict"]] == ["keep_days"]
    assert Activity.objects.get().end_date == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("choice", "stored"),
    [
        ("mine", ("Desk", 90, True, [], "Desk words.", date(2026, 3, 5))),
        ("theirs", ("Phone", 120, False, ["phone"], "Phone words.", date(2026, 3, 1))),
        ("both", ("Desk", 90, True, [], "Phone words.\n\nDesk words.", date(2026, 3, 5))),
    ],
)
def test_each_choice_is_saved(cast, visit, choice, stored):
    client = visit(cast.technician)
    activity = things.activity(
        cast,
        minutes=60,
        tags=["laser"],
        description="",
        start_date=date(2026, 3, 2),
        end_date=date(2026, 3, 2),
    )
    phone, desk = form_at(client, activity), form_at(client, activity)
    here = {"title": "Phone", "duration": "2 h", "tags": "phone", "description": "Phone words."}
    save(client, activity, phone, start_date="1 Mar 2026", claims=claim("1"), **here)
    there = {"title": "Desk", "duration": "90 min", "tags": "", "description": "Desk words."}
    asked = save(client, activity, desk, end_date="5 Mar 2026", claims=claim("2"), planned="on", **there)
    form = sent(asked.context["form"])
    choices = {row["name"]: choice for row in asked.context["conflict"]}

    if choice == "theirs":
        form.pop("planned")
    save(client, activity, form, **choices)

    found = Activity.objects.get()
    assert set(choices) == {
        f"keep_{name}" for name in ("title", "minutes", "tags", "description", "days", "claims")
    }
    assert (
        found.title,
        found.minutes,
        found.planned,
        found.tags,
        found.description,
        found.end_date,
    ) == stored
    assert found.claims[0]["points"] == ("1" if choice == "theirs" else "2")


def claim(points: str) -> str:
    return json.dumps([{"pack": "iet", "category": "", "points": points}])


def test_sealed_words_are_put_together(cast, visit):
    client = visit(cast.technician)
    activity = things.activity(cast, title="Zebrafish", sealed=True)
    phone, desk = form_at(client, activity), form_at(client, activity)
    save(client, activity, phone, title="Zebrafish two")

    save(client, activity, desk, provider="Zebrafish house")
    asked = save(client, activity, desk, title="Zebrafish three")

    assert asked.status_code == 409
    assert asked["Cache-Control"] == "private, no-store"
    words = Activity.objects.get().words()
    assert (words["title"], words["provider"]) == ("Zebrafish two", "Zebrafish house")
    assert Activity.objects.get().title == ""
