"""Acts on many activities: each once, in few queries, kept, and taken back item by item."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities import actions
from activities.actions.verification import signed_facts
from activities.acts import ACTS
from activities.models import Activity, Change
from people.models import TrailEntry
from sharing.refusals import TooLate
from tests.activities.samples import log, verify

FIELDS = ("tags", "category", "competences", "audience", "planned", "was_planned", "deleted_at")


def do(owner, kind, activities, value=None, once=None):
    uids = [activity.uid for activity in activities]
    return actions.change_many(owner=owner, uids=uids, act=ACTS[kind], once=once or uuid.uuid4(), value=value)


def state(activities):
    return [
        tuple(getattr(stored, name) for name in FIELDS)
        for stored in Activity.objects.filter(pk__in=[one.pk for one in activities]).order_by("pk")
    ]


ALL = [
    ("tags_added", ["safety"], "tags", ["autoclave", "safety"]),
    ("tags_removed", ["Autoclave"], "tags", []),
    ("category", "formal", "category", "formal"),
    ("competences_added", ["sc/rsci/A1"], "competences", ["sc/rsci/A1"]),
    ("audience", "only_me", "audience", "only_me"),
]


@pytest.mark.parametrize(("kind", "value", "field", "after"), ALL)
def test_act_is_done_to_each_and_taken_back(cast, kind, value, field, after):
    rows = [log(cast.technician, title=f"Number {number}") for number in range(3)]
    before = state(rows)

    outcome = do(cast.technician, kind, rows, value)

    assert (outcome.changed, outcome.same, outcome.unfit) == (3, 0, {})
    assert {str(getattr(Activity.objects.get(pk=row.pk), field)) for row in rows} == {str(after)}
    assert actions.undo_change(change=outcome.change, actor=cast.technician) == actions.Undone(3, 0)
    assert state(rows) == before


def test_deleting_many_takes_them_from_the_log_and_undo_brings_them_back(cast):
    rows = [log(cast.technician, title=f"Number {number}") for number in range(3)]

    outcome = do(cast.technician, "deleted", rows)

    assert not Activity.objects.owned_by(cast.technician).exists()
    actions.undo_change(change=outcome.change, actor=cast.technician)
    assert Activity.objects.owned_by(cast.technician).count() == 3


def test_planned_ones_whose_day_has_come_become_done_and_stay_once_planned(cast):
    today = timezone.localdate()
    past = log(cast.technician, planned=True)
    coming = log(
        cast.technician, planned=True, start_date=today + timedelta(3), end_date=today + timedelta(3)
    )
    done = log(cast.technician)

    outcome = do(cast.technician, "done", [past, coming, done])

    past.refresh_from_db()
    assert (past.planned, past.was_planned) == (False, True)
    assert (outcome.changed, outcome.same, outcome.unfit) == (1, 1, {"their day is still to come": 1})
    actions.undo_change(change=outcome.change, actor=cast.technician)
    past.refresh_from_db()
    assert (past.planned, past.was_planned) == (True, False)


def test_too_many_tags_are_refused_for_those_that_would_hold_them(cast):
    full = log(cast.technician, tags=[f"t{number}" for number in range(20)])
    free = log(cast.technician)

    outcome = do(cast.technician, "tags_added", [full, free], ["one more"])

    assert (outcome.changed, outcome.unfit) == (1, {"they would have more than 20 tags": 1})
    full.refresh_from_db()
    assert len(full.tags) == 20


def test_same_form_twice_is_one_act(cast):
    rows, once = [log(cast.technician)], uuid.uuid4()

    first = do(cast.technician, "tags_added", rows, ["a"], once)
    again = do(cast.technician, "tags_added", rows, ["b"], once)

    assert again.change == first.change
    assert Change.objects.count() == 1
    rows[0].refresh_from_db()
    assert rows[0].tags == ["autoclave", "a"]


def test_one_changed_since_is_left_alone_and_said_so(cast):
    rows = [log(cast.technician, title=f"Number {number}") for number in range(3)]
    change = do(cast.technician, "category", rows, "formal").change
    actions.change_activity(activity=rows[0], actor=cast.technician, values={"category": "other"})
    actions.change_activity(activity=rows[1], actor=cast.technician, values={"title": "Another matter"})

    undone = actions.undo_change(change=change, actor=cast.technician)

    assert undone == actions.Undone(2, 1)
    assert [Activity.objects.get(pk=row.pk).category for row in rows] == ["other", "work_based", "work_based"]
    assert [item.kept for item in change.items.order_by("activity_id")] == [True, False, False]
    assert Activity.objects.get(pk=rows[1].pk).title == "Another matter"


def test_one_deleted_since_is_left_alone(cast):
    rows = [log(cast.technician), log(cast.technician)]
    change = do(cast.technician, "tags_added", rows, ["a"]).change
    do(cast.technician, "deleted", rows[:1])

    assert actions.undo_change(change=change, actor=cast.technician) == actions.Undone(1, 1)


def test_taking_back_twice_is_taking_back_once(cast):
    rows = [log(cast.technician)]
    change = do(cast.technician, "tags_added", rows, ["a"]).change
    actions.undo_change(change=change, actor=cast.technician)
    do(cast.technician, "tags_added", rows, ["a"])

    assert actions.undo_change(change=change, actor=cast.technician) == actions.Undone(1, 0)
    rows[0].refresh_from_db()
    assert rows[0].tags == ["autoclave", "a"]


def test_after_thirty_days_it_is_too_late_and_later_forgotten(cast):
    change = do(cast.technician, "tags_added", [log(cast.technician)], ["a"]).change
    Change.objects.filter(pk=change.pk).update(made_at=timezone.now() - timedelta(31))

    with pytest.raises(TooLate):
        actions.undo_change(change=change, actor=cast.technician)
    do(cast.technician, "tags_added", [log(cast.technician)], ["a"])
    assert not Change.objects.filter(pk=change.pk).exists()


def test_nobody_elses_activity_is_changed(cast):
    theirs, mine = log(cast.engineer), log(cast.technician)

    outcome = do(cast.technician, "deleted", [theirs, mine])

    assert outcome.changed == 1
    assert Activity.objects.owned_by(cast.engineer).count() == 1


def test_sealed_words_stay_sealed(cast):
    sealed = log(cast.technician, title="Grievance", sealed=True)

    change = do(cast.technician, "tags_added", [sealed], ["a"]).change
    actions.undo_change(change=change, actor=cast.technician)

    sealed.refresh_from_db()
    assert (sealed.title, sealed.words()["title"], sealed.tags) == ("", "Grievance", ["autoclave"])


def test_no_act_on_many_writes_what_a_verification_signs(cast):
    activity = log(cast.technician)
    verify(activity, cast.supervisor)
    signed = set(signed_facts(activity, []))

    assert {name for act in ACTS.values() for name in act.writes} & signed == set()
    for kind, value, _, _ in ALL:
        do(cast.technician, kind, [activity], value)
    assert Activity.objects.get(pk=activity.pk).live_verification is not None


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize(
    ("kind", "value"), [("tags_added", ["a"]), ("audience", "only_me"), ("deleted", None)]
)
def test_act_and_its_undo_ask_as_few_queries_for_fifty_as_for_one(cast, kind, value, rows):
    logged = [log(cast.technician, title=f"Number {number}") for number in range(rows)]
    owner = cast.technician

    with CaptureQueriesContext(connection) as doing:
        change = do(owner, kind, logged, value).change
    with CaptureQueriesContext(connection) as undoing:
        actions.undo_change(change=change, actor=owner)

    assert (len(doing), len(undoing)) == (10, 9), [query["sql"][:90] for query in [*doing, *undoing]]


def test_trail_has_a_line_for_each_without_values(cast):
    rows = [log(cast.technician), log(cast.technician)]
    before = TrailEntry.objects.count()

    change = do(cast.technician, "tags_added", rows, ["Quixoflax"]).change
    actions.undo_change(change=change, actor=cast.technician)

    lines = TrailEntry.objects.all()[: TrailEntry.objects.count() - before]
    assert [(line.verb, line.fields) for line in lines] == [
        ("took back", []),
        ("changed", ["tags"]),
        ("changed", ["tags"]),
        ("changed", ["tags"]),
        ("changed", ["tags"]),
    ]


# --- the screens -------------------------------------------------------------------------------------------------------
ASK, APPLY, LIST = "/activities/bulk/", "/activities/bulk/apply/", "/activities/"


def confirmed(client, **sent):
    """The confirmation page's own form, to be sent."""
    page = client.post(ASK, sent)
    assert page.status_code == 200, page.headers
    form = page.context["form"]
    return page, {name: form[name].value() for name in ("act", "query")} | {
        "chosen": form.fields["chosen"].prepare_value(form["chosen"].value()),
        "once": str(form["once"].value()),
    }


def test_ticked_rows_are_tagged_after_a_confirmation_and_taken_back(cast, visit):
    ticked, other = log(cast.technician, title="Ticked"), log(cast.technician, title="Other")
    client = visit(cast.technician)

    page, sent = confirmed(
        client, act="tags_added", scope="ticked", pick=[str(ticked.uid)], query="?tag=autoclave"
    )
    assert "Add tags: 1 activity" in page.content.decode()
    assert [row.title for row in page.context["named"]] == ["Ticked"]
    answer = client.post(APPLY, sent | {"tags": "safety, gas"}, follow=True)

    ticked.refresh_from_db()
    other.refresh_from_db()
    assert (ticked.tags, other.tags) == (["autoclave", "safety", "gas"], ["autoclave"])
    assert "Added “safety”, “gas” to 1 activity." in answer.content.decode()
    assert answer.request["QUERY_STRING"].startswith("tag=autoclave&change=")
    change = Change.objects.get()
    assert 'name="query" value="?tag=autoclave"' in answer.content.decode()
    undone = client.post(f"/activities/changes/{change.uid}/undo/", {"query": "?tag=autoclave"}, follow=True)
    assert "Taken back: 1 activity is as before." in undone.content.decode()
    assert undone.request["PATH_INFO"] == LIST and undone.request["QUERY_STRING"] == "tag=autoclave"
    ticked.refresh_from_db()
    assert ticked.tags == ["autoclave"]


def test_all_that_match_the_filter_are_chosen_and_nothing_else(cast, visit):
    for number in range(30):
        log(cast.technician, title=f"Weekly {number}")
    log(cast.technician, title="Course")
    log(cast.engineer, title="Weekly of somebody else")
    client = visit(cast.technician)

    page, sent = confirmed(client, act="deleted", scope="all", query="?q=weekly")
    assert "Delete: 30 activities" in page.content.decode()
    log(cast.technician, title="Weekly, logged after the page was shown")
    client.post(APPLY, sent)

    left = set(Activity.objects.alive().values_list("title", flat=True))
    assert left == {"Course", "Weekly of somebody else", "Weekly, logged after the page was shown"}


def many_of(owner, number):
    """So many activities, stored without the verb: it is their number that matters."""
    Activity.objects.bulk_create(
        Activity(
            owner=owner, title=f"Run {one}", start_date=date(2026, 3, 1), end_date=date(2026, 3, 1), minutes=60,
            category="formal",
        )
        for one in range(number)
    )  # fmt: skip


def test_all_of_a_long_log_are_changed_and_taken_back_as_many_as_an_import_brings(cast, visit, settings):
    """Named are the first few; the most that an import may bring are changed at once, and not one more."""
    settings.IMPORT_ROW_LIMIT = 1_300
    many_of(cast.technician, 1_300)
    client = visit(cast.technician)

    page, sent = confirmed(client, act="category", scope="all", query="?q=run")
    shown = page.content.decode()
    client.post(APPLY, sent | {"category": "other"})
    changed = Activity.objects.filter(category="other").count()
    actions.undo_change(change=Change.objects.get(), actor=cast.technician)
    many_of(cast.technician, 1)
    refused = client.post(ASK, {"act": "category", "scope": "all", "query": "?q=run"}, follow=True)
    forged = sent | {
        "category": "other",
        "once": str(uuid.uuid4()),
        "chosen": f"{sent['chosen']},{uuid.uuid4()}",
    }
    refused_too = client.post(APPLY, forged, follow=True)

    assert "Set the kind of learning: 1,300 activities" in shown or "1300 activities" in shown
    assert "And 1,088 more" in shown or "And 1088 more" in shown
    assert shown.count("Run ") == 212
    assert changed == 1_300
    assert set(Activity.objects.values_list("category", flat=True)) == {"formal"}
    assert TrailEntry.objects.filter(verb="changed", fields=["category"]).count() == 2_600
    assert "Narrow the filter: up to 1,300 at once." in refused.content.decode()
    assert "Narrow the filter: up to 1,300 at once." in refused_too.content.decode()


def test_undo_leads_nowhere_but_to_the_log(cast, visit):
    change = do(cast.technician, "tags_added", [log(cast.technician)], ["a"]).change

    answer = visit(cast.technician).post(
        f"/activities/changes/{change.uid}/undo/", {"query": "?next=//elsewhere.example"}
    )

    assert answer.url.startswith("/activities/?")


def test_error_on_the_confirmation_keeps_what_was_chosen(cast, visit):
    activity = log(cast.technician)
    client = visit(cast.technician)
    _, sent = confirmed(client, act="competences_added", scope="ticked", pick=[str(activity.uid)])

    page = client.post(APPLY, sent | {"competences": "not one"})

    assert page.status_code == 422
    assert "not one" in page.content.decode()
    assert page.context["form"]["chosen"].value() == str(activity.uid)


@pytest.mark.parametrize("act", ["", "nonsense"])
def test_what_was_chosen_stays_chosen_while_the_act_is_asked_for(cast, visit, act):
    ticked = log(cast.technician)
    log(cast.technician)
    client = visit(cast.technician)

    asked = client.post(
        ASK, {"act": act, "scope": "ticked", "pick": [str(ticked.uid)], "query": "?tag=autoclave"}
    )

    page = asked.content.decode()
    assert asked.status_code == 422
    assert "What to do with 1 activity?" in page and "Choose what to do with them." in page
    assert f'name="pick" value="{ticked.uid}"' in page and 'value="?tag=autoclave"' in page
    assert Activity.objects.alive().count() == 2


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"act": "deleted", "scope": "ticked"}, "Tick at least one activity first."),
        ({"act": "deleted", "scope": "all", "query": "?from=nonsense"}, "Tick at least one activity first."),
        ({"act": "deleted", "pick": "17"}, "Tick at least one activity first."),
    ],
)
def test_nothing_chosen_is_said_and_changes_nothing(cast, visit, sent, words):
    log(cast.technician)

    page = visit(cast.technician).post(ASK, sent, follow=True)

    assert words in page.content.decode()
    assert Activity.objects.alive().count() == 1


def test_stranger_supervisor_and_admin_change_nothing_in_a_log(cast, visit):
    activity = log(cast.technician)
    sent = {"act": "deleted", "scope": "ticked", "pick": str(activity.uid)}
    apply = {"act": "deleted", "chosen": str(activity.uid), "once": str(uuid.uuid4())}

    for name in ("engineer", "supervisor"):
        client = visit(getattr(cast, name))
        assert client.post(ASK, sent).status_code == 302
        assert client.post(APPLY, apply).status_code == 302
    assert visit(cast.admin).post(ASK, sent).status_code == 403
    assert visit(cast.admin).post(APPLY, apply).status_code == 403
    assert Activity.objects.alive().filter(pk=activity.pk).exists()


def test_changes_of_another_are_not_found(cast, visit):
    change = do(cast.technician, "tags_added", [log(cast.technician)], ["a"]).change

    for name in ("engineer", "supervisor"):
        client = visit(getattr(cast, name))
        assert client.get(f"/activities/changes/{change.uid}/").status_code == 404
        assert client.post(f"/activities/changes/{change.uid}/undo/").status_code == 404
        assert client.get(f"{LIST}?change={change.uid}").context["just_changed"] is None


@pytest.mark.parametrize("many", [1, 50])
def test_list_of_changes_asks_the_same_few_queries(cast, visit, many):
    activity = log(cast.technician)
    for number in range(many):
        do(cast.technician, "tags_added", [activity], [f"t{number % 19}"])
        Activity.objects.filter(pk=activity.pk).update(tags=[])
    client = visit(cast.technician)
    client.get("/activities/changes/")

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/activities/changes/")

    assert len(page.context["rows"]) == min(many, 25)
    assert len(asked) == 7, [query["sql"][:90] for query in asked]


def test_what_was_left_alone_is_named(cast, visit):
    row = log(cast.technician, title="Mended since")
    change = do(cast.technician, "category", [row], "formal").change
    actions.change_activity(activity=row, actor=cast.technician, values={"category": "other"})
    client = visit(cast.technician)

    page = client.post(f"/activities/changes/{change.uid}/undo/", follow=True)

    assert "Nothing was taken back: 1 activity was changed since and left alone." in page.content.decode()
    assert "Left alone: it was changed since" in page.content.decode()
    assert "Mended since" in page.content.decode()


def test_log_offers_boxes_and_menus_to_its_owner_only(cast, visit):
    log(cast.technician, start_date=date(2026, 3, 14))

    own = visit(cast.technician).get(LIST).content.decode()
    supervisors = visit(cast.supervisor).get(f"{LIST}?owner={cast.technician.uid}").content.decode()

    assert 'name="pick"' in own and "Copy to today" in own and 'id="bulk"' in own
    assert 'name="pick"' not in supervisors and "Copy to today" not in supervisors
    assert "checked" in visit(cast.technician).get(f"{LIST}?tick=page").content.decode()
