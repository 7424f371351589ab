"""Repeat, split, copy, done and moved: one act each, for its owner, and the way back."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities import actions
from activities.actions import Part
from activities.models import Activity, Change
from evidence import actions as evidence_actions
from evidence.queries import attached_to
from lib.formats import day
from tests.activities.samples import log, verify

TODAY = timezone.localdate()
DAYS = [date(2026, 3, 21), date(2026, 3, 28)]
PARTS = [
    Part("Talks", 400, "professional"),
    Part("Workshop", 150, "formal"),
    Part("Posters", 50, "self_directed"),
]


def repeat(activity, days=DAYS, once=None):
    return actions.repeat_activity(
        activity=activity, actor=activity.owner, days=days, once=once or uuid.uuid4()
    )


def split(activity, parts=PARTS, *, all_evidence=False, once=None, changed=None):
    return actions.split_activity(
        activity=activity,
        actor=activity.owner,
        parts=parts,
        once=once or uuid.uuid4(),
        evidence_to_all=all_evidence,
        changed=changed or activity.changed_token,
    )


# --- repeat -------------------------------------------------------------------------------------------------------------
def test_repeat_logs_one_entry_for_each_day_and_undo_takes_all_away(cast):
    meeting = log(
        cast.technician, title="Safety meeting", end_date=date(2026, 3, 15), competences=["sc/rsci/A1"]
    )

    change = repeat(meeting)

    made = list(Activity.objects.alive().exclude(pk=meeting.pk).order_by("start_date"))
    assert [(one.start_date, one.end_date) for one in made] == [
        (date(2026, 3, 21), date(2026, 3, 22)),
        (date(2026, 3, 28), date(2026, 3, 29)),
    ]
    for one in made:
        assert (one.title, one.minutes, one.tags) == ("Safety meeting", 90, ["autoclave"])
        assert (one.benefit_practice, one.has_practice, one.planned) == ("", False, False)
        assert one.competences == ["sc/rsci/A1"]
    assert actions.undo_change(change=change, actor=cast.technician) == actions.Undone(2, 0)
    assert list(Activity.objects.alive()) == [meeting]


def test_repeat_twice_with_one_form_is_one_act(cast):
    meeting, once = log(cast.technician), uuid.uuid4()

    assert repeat(meeting, once=once) == repeat(meeting, days=[date(2026, 4, 4)], once=once)
    assert Activity.objects.alive().count() == 3


def test_repeated_days_to_come_are_planned(cast):
    repeat(log(cast.technician), [TODAY, TODAY + timedelta(7)])

    planned = Activity.objects.filter(start_date__gte=TODAY).order_by("start_date")
    assert [one.planned for one in planned] == [False, True]


def test_repeat_written_in_since_stays_at_undo(cast):
    change = repeat(log(cast.technician))
    first = Activity.objects.get(start_date=DAYS[0])
    actions.change_activity(
        activity=first, actor=cast.technician, values={"benefit_users": "Fewer questions."}
    )

    assert actions.undo_change(change=change, actor=cast.technician) == actions.Undone(1, 1)
    assert Activity.objects.alive().filter(pk=first.pk).exists()


@pytest.mark.parametrize("audience", ["only_me", "institution"])
def test_copies_open_to_nobody_new_and_keep_the_seal(cast, audience):
    from sharing.actions import set_audience

    shut = set_audience(
        item=log(cast.technician, sealed=True, minutes=600), audience=audience, actor=cast.technician
    )

    repeat(shut)
    actions.duplicate_activity(activity=shut, actor=cast.technician)
    split(Activity.objects.get(pk=shut.pk))

    assert Activity.objects.count() == 6
    assert set(Activity.objects.values_list("audience", "sealed", "title")) == {(audience, True, "")}


@pytest.mark.parametrize("days", [[], [date(2026, 1, 1) + timedelta(number) for number in range(53)]])
def test_repeat_refuses_none_and_too_many(cast, days):
    with pytest.raises(actions.RepeatRefused):
        repeat(log(cast.technician), days)


@pytest.mark.parametrize("many", [1, 50])
def test_repeat_asks_as_few_queries_for_fifty_days_as_for_one(cast, many):
    meeting = log(cast.technician)
    days = [date(2025, 1, 1) + timedelta(7 * number) for number in range(many)]

    with CaptureQueriesContext(connection) as asked:
        repeat(meeting, days)

    assert len(asked) == 9, [query["sql"][:90] for query in asked]


# --- its screen -----------------------------------------------------------------------------------------------------------
def address(activity, verb):
    return f"{activity.get_absolute_url()}{verb}/"


def test_preview_marks_days_that_hold_the_title_and_leaves_them_unticked(cast, visit):
    meeting = log(cast.technician, title="Safety meeting")
    log(cast.technician, title="safety MEETING", start_date=DAYS[0], end_date=DAYS[0])
    log(cast.engineer, title="Safety meeting", start_date=DAYS[1], end_date=DAYS[1])

    page = visit(cast.technician).get(address(meeting, "repeat"), {"every": "week", "times": "3"})

    assert [(one["day"], one["taken"], one["ticked"]) for one in page.context["days"]] == [
        (DAYS[0], True, False),
        (DAYS[1], False, True),
        (date(2026, 4, 4), False, True),
    ]
    assert Activity.objects.count() == 3


def test_ticked_days_are_added_and_the_log_offers_to_undo(cast, visit):
    meeting = log(cast.technician)
    sent = {"every": "fortnight", "until": "30/4/26", "day": ["2026-03-28", "2026-04-25"]}

    page = visit(cast.technician).post(address(meeting, "repeat"), sent | {"once": uuid.uuid4()}, follow=True)

    assert "Repeated an activity: 2 new entries." in page.content.decode()
    assert set(Activity.objects.exclude(pk=meeting.pk).values_list("start_date", flat=True)) == {
        date(2026, 3, 28),
        date(2026, 4, 25),
    }


def test_day_outside_the_series_is_refused(cast, visit):
    meeting = log(cast.technician)
    sent = {"every": "week", "times": "2", "day": ["2026-03-22"], "once": uuid.uuid4()}

    assert visit(cast.technician).post(address(meeting, "repeat"), sent).status_code == 422
    assert Activity.objects.count() == 1


def test_days_to_come_are_left_out_when_asked(cast, visit):
    meeting = log(cast.technician, start_date=TODAY - timedelta(7), end_date=TODAY - timedelta(7))
    days = [TODAY.isoformat(), (TODAY + timedelta(7)).isoformat()]
    sent = {"every": "week", "times": "2", "day": days, "coming": "leave", "once": uuid.uuid4()}

    visit(cast.technician).post(address(meeting, "repeat"), sent)

    assert set(Activity.objects.exclude(pk=meeting.pk).values_list("start_date", flat=True)) == {TODAY}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"every": "week"}, "Say how many more times, or until when: one of the two."),
        ({"every": "week", "times": "3", "until": "30/4/26"}, "one of the two."),
        ({"every": "week", "times": "53"}, "Enter a whole number of times from 1 to 52."),
        ({"every": "days", "times": "3"}, "Say how many days apart."),
        ({"every": "days", "number": "1", "until": "31/12/26"}, "This makes more than 52 dates"),
        ({"every": "week", "until": "15/3/26"}, "No date falls before that day"),
        ({"every": "dates"}, "Write at least one date."),
        ({"every": "dates", "dates": "14/3/26\nTuesday"}, "“Tuesday”: Do you mean"),
        ({"every": "moon", "times": "3"}, "moon is not one of the available choices"),
    ],
)
def test_repeat_says_what_is_missing(cast, visit, asked, words):
    page = visit(cast.technician).get(address(log(cast.technician), "repeat"), asked)

    assert page.status_code == 422
    assert words in page.content.decode()


def test_dates_written_one_by_one(cast, visit):
    asked = {"every": "dates", "dates": "21/3/26\n28 Mar 2026; 2026-03-28"}

    page = visit(cast.technician).get(address(log(cast.technician), "repeat"), asked)

    assert [one["day"] for one in page.context["days"]] == DAYS


@pytest.mark.parametrize("many", [1, 50])
def test_preview_asks_the_same_few_queries(cast, visit, many):
    meeting = log(cast.technician)
    client = visit(cast.technician)
    asked = {"every": "week", "times": str(many)}
    client.get(address(meeting, "repeat"), asked)

    with CaptureQueriesContext(connection) as queries:
        client.get(address(meeting, "repeat"), asked)

    assert len(queries) == 7, [query["sql"][:90] for query in queries]


# --- split ----------------------------------------------------------------------------------------------------------------
def test_split_makes_parts_that_are_the_whole(cast):
    from decimal import Decimal

    conference = log(
        cast.technician, title="Conference", minutes=600, end_date=date(2026, 3, 15),
        self_points=Decimal(6), claims=[{"pack": "rsb", "category": "", "points": "6"}],
    )  # fmt: skip

    change = split(conference)

    parts = list(Activity.objects.alive().order_by("pk"))
    assert [(one.title, one.minutes, one.category) for one in parts] == [
        (part.title, part.minutes, part.category) for part in PARTS
    ]
    assert parts[0].pk == conference.pk
    assert {(one.start_date, one.end_date, one.description) for one in parts} == {
        (date(2026, 3, 14), date(2026, 3, 15), "Twelve probes, mixed load.")
    }
    assert [(one.self_points, len(one.claims)) for one in parts] == [(6, 1), (None, 0), (None, 0)]
    assert actions.undo_change(change=change, actor=cast.technician) == actions.Undone(3, 0)
    (whole,) = Activity.objects.alive()
    assert (whole.title, whole.minutes, whole.category) == ("Conference", 600, "work_based")


def test_split_of_a_sealed_activity_stays_sealed_there_and_back(cast):
    sealed = log(cast.technician, title="Grievance", minutes=600, sealed=True)

    change = split(sealed)

    assert set(Activity.objects.values_list("title", "sealed")) == {("", True)}
    assert [one.words()["title"] for one in Activity.objects.order_by("pk")] == [
        "Talks",
        "Workshop",
        "Posters",
    ]
    assert "Grievance" not in str(list(change.items.values()))
    actions.undo_change(change=change, actor=cast.technician)
    assert Activity.objects.alive().get().words()["title"] == "Grievance"


def test_split_voids_the_verification_visibly_and_undo_does_not_forge_it(cast):
    activity = log(cast.technician, minutes=600)
    verify(activity, cast.supervisor)

    change = split(activity)
    assert Activity.objects.get(pk=activity.pk).last_verification.voided_why == "changed"

    actions.undo_change(change=change, actor=cast.technician)
    assert Activity.objects.get(pk=activity.pk).live_verification is None


def test_split_whose_part_changed_since_is_left_whole_or_not_at_all(cast):
    activity = log(cast.technician, minutes=600)
    change = split(activity)
    part = Activity.objects.get(title="Workshop")
    actions.change_activity(activity=part, actor=cast.technician, values={"minutes": 160})

    assert actions.undo_change(change=change, actor=cast.technician) == actions.Undone(0, 3)
    assert Activity.objects.alive().count() == 3


@pytest.mark.parametrize("all_evidence", [False, True])
def test_evidence_stays_with_the_first_part_or_goes_to_all(cast, all_evidence):
    activity = log(cast.technician, minutes=600)
    piece = evidence_actions.add_link(owner=cast.technician, url="https://example.org/", title="Programme")
    activity = actions.attach_evidence(activity=activity, evidence=[piece], actor=cast.technician)

    split(activity, all_evidence=all_evidence)

    held = [len(attached_to("activity", one)) for one in Activity.objects.order_by("pk")]
    assert held == ([1, 1, 1] if all_evidence else [1, 0, 0])


def test_split_refuses_parts_that_are_not_the_whole_and_a_stale_form(cast):
    activity = log(cast.technician, minutes=610)

    with pytest.raises(
        actions.SplitRefused, match="The parts add up to 10 h of 10 h 10 min: 10 min missing."
    ):
        split(activity)
    with pytest.raises(actions.SplitRefused, match="2 to 10 parts"):
        split(activity, PARTS[:1])
    with pytest.raises(actions.Stale):
        split(activity, changed="2026-01-01")
    assert Activity.objects.count() == 1


def rows(*parts):
    sent = {"form-TOTAL_FORMS": len(parts), "form-INITIAL_FORMS": 0}
    for number, (title, length, category) in enumerate(parts):
        sent |= {
            f"form-{number}-title": title,
            f"form-{number}-duration": length,
            f"form-{number}-category": category,
        }
    return sent


def test_split_page_tells_the_difference_keeps_what_was_typed_and_then_splits_once(cast, visit):
    activity = log(cast.technician, title="Conference", minutes=600)
    client = visit(cast.technician)
    where = address(activity, "split")
    page = client.get(where)
    sent = {"once": uuid.uuid4(), "changed": page.context["form"]["changed"].value()}

    short = client.post(where, sent | rows(("Talks", "7 h", "professional"), ("Lab", "2 h 30", "formal")))
    more = client.post(
        where, sent | rows(("Talks", "7 h", "professional"), ("Lab", "", "")) | {"then": "more"}
    )
    good = sent | rows(("Talks", "7 h", "professional"), ("Lab", "3 h", "formal"))
    done = client.post(where, good, follow=True)
    client.post(where, good)

    assert short.status_code == 422
    assert "The parts add up to 9 h 30 min of 10 h: 30 min missing." in short.content.decode()
    assert 'value="2 h 30"' in short.content.decode()
    assert [form["title"].value() for form in more.context["parts"]] == ["Talks", "Lab", "Conference"]
    assert "Split an activity into 2 parts." in done.content.decode()
    assert sorted(Activity.objects.values_list("title", "minutes")) == [("Lab", 180), ("Talks", 420)]


def test_split_page_of_a_changed_activity_is_a_conflict(cast, visit):
    activity = log(cast.technician, minutes=600)
    sent = {"once": uuid.uuid4(), "changed": activity.changed_token}
    actions.change_activity(activity=activity, actor=cast.technician, values={"title": "Other"})

    page = visit(cast.technician).post(
        address(activity, "split"), sent | rows(("A", "5 h", "formal"), ("B", "5 h", "other"))
    )

    assert page.status_code == 409
    assert Activity.objects.count() == 1


# --- copy, done, moved ---------------------------------------------------------------------------------------------------
def test_copy_opens_as_a_form_and_can_be_undone(cast, visit):
    activity = log(cast.technician)
    client, key = visit(cast.technician), uuid.uuid4()

    page = client.post(address(activity, "duplicate"), {"copy_uid": key}, follow=True)
    client.post(address(activity, "duplicate"), {"copy_uid": key})

    assert "Copied an activity." in page.content.decode()
    assert "Error:" not in page.content.decode()  # what was said of the copy stands at no box
    assert Activity.objects.alive().count() == 2
    change = Change.objects.get()
    client.post(f"/activities/changes/{change.uid}/undo/")
    assert list(Activity.objects.alive()) == [activity]


def test_planned_activity_becomes_done_with_its_real_day_and_length(cast, visit):
    planned = log(
        cast.technician, planned=True, start_date=TODAY + timedelta(5), end_date=TODAY + timedelta(5)
    )
    client = visit(cast.technician)

    form = client.get(address(planned, "done")).context["form"]
    assert (form["start_date"].value(), form["duration"].value()) == (day(TODAY), "1 h 30 min")
    sent = {"start_date": "yesterday", "duration": "2 hrs", "changed": form["changed"].value()}
    client.post(address(planned, "done"), sent)
    client.post(address(planned, "done"), sent)

    planned.refresh_from_db()
    assert (planned.planned, planned.was_planned, planned.minutes) == (False, True, 120)
    assert planned.start_date == planned.end_date == TODAY - timedelta(1)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"start_date": "tomorrow", "duration": "2 h"}, 422),
        ({"start_date": "14/3/26", "end_date": "13/3/26", "duration": "2 h"}, 422),
        ({"start_date": "", "duration": ""}, 422),
        ({"start_date": "14/3/26", "duration": "2 h", "changed": "2026-01-01"}, 409),
    ],
)
def test_planned_activity_stays_planned_when_the_form_does_not_say(cast, visit, sent, status):
    planned = log(cast.technician, planned=True)

    assert visit(cast.technician).post(address(planned, "done"), sent).status_code == status
    planned.refresh_from_db()
    assert planned.planned


def test_list_asks_what_became_of_those_past_their_day(cast, visit):
    gone = log(cast.technician, title="Gone by", planned=True)
    coming = log(
        cast.technician,
        title="Coming",
        planned=True,
        start_date=TODAY + timedelta(9),
        end_date=TODAY + timedelta(9),
    )
    log(cast.technician, title="Done already")
    log(cast.engineer, title="Somebody else's", planned=True)
    client = visit(cast.technician)

    page = client.get("/activities/planned/")
    assert [[one.title for one in page.context[name]] for name in ("past", "coming")] == [
        ["Gone by"],
        ["Coming"],
    ]
    wrong = client.post(address(gone, "move"), {"start_date": "some time"})
    assert (wrong.status_code, "some time" in wrong.content.decode()) == (422, True)
    client.post(address(coming, "move"), {"start_date": "14/12/26"})
    dropped = client.post(address(gone, "drop"), follow=True)

    coming.refresh_from_db()
    assert coming.start_date == coming.end_date == date(2026, 12, 14)
    assert "It can be taken back for 30 days." in dropped.content.decode()
    assert not Activity.objects.alive().filter(pk=gone.pk).exists()


@pytest.mark.parametrize("many", [1, 50])
def test_list_of_planned_asks_the_same_few_queries(cast, visit, many):
    for number in range(many):
        log(cast.technician, title=f"Number {number}", planned=True)
    client = visit(cast.technician)
    client.get("/activities/planned/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/activities/planned/")

    assert len(asked) == 6, [query["sql"][:90] for query in asked]


@pytest.mark.parametrize("verb", ["repeat", "split", "done", "move", "drop", "duplicate"])
def test_only_the_owner_does_any_of_it(cast, visit, verb):
    activity = log(cast.technician, planned=True)

    answers = {
        name: visit(getattr(cast, name)).post(address(activity, verb), {}).status_code
        for name in ("engineer", "supervisor", "admin")
    }

    assert answers == {"engineer": 404, "supervisor": 403, "admin": 404}
