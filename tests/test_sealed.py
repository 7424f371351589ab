"""Sealed means sealed: a dump of the database holds none of the words, wherever they had been copied to before.

What its owner declared, or handed in, stays as it was: that is what freezing is for.
"""

import uuid
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from activities import actions as activities
from activities.actions import sealing
from activities.importing.models import ImportUpload
from activities.models import Activity
from applications import actions as applications
from audits.models import BlindReview, MockAudit
from evidence import actions as evidence
from evidence.models import Evidence
from journals import actions as journals
from plans import actions as plans
from registers import actions as registers
from tests import things
from tests.applications import samples
from tests.audits import desk_samples, mock_samples
from tests.portfolios.test_shown_items import box, published
from tests.registers.test_renewals import hold
from tests.signoffs import samples as sign_offs

MARK = "Zebrafish"
WORDS = {
    name: f"{MARK} {name}"
    for name in ("title", "provider", "description", "benefit_practice", "benefit_users")
}
# A row as text has JSON as it is, and bytes in hexadecimals.
FIND = "SELECT count(*) FROM {table} row WHERE row::text ILIKE %s OR row::text ILIKE %s"
TABLES = """
    SELECT format('%%I.%%I', table_schema, table_name) FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema IN (%s, 'public') ORDER BY 1
"""


def tables_holding(word: str) -> set[str]:
    """Every table of this institution, or shared by all, that has the word in any column of any row."""
    patterns = [f"%{word}%", f"%{word.encode().hex()}%"]
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [connection.schema_name])
        for (table,) in cursor.fetchall():
            cursor.execute(FIND.format(table=table), patterns)
            if cursor.fetchone()[0]:
                found.add(table.rpartition(".")[2])
    return found


def seal(activity: Activity) -> Activity:
    return activities.change_activity(activity=activity, actor=activity.owner, values={"sealed": True})


def signed_and_pointed_at(cast) -> Activity:
    """An activity, verified, changed and verified again, and named by a piece of evidence."""
    activity = things.activity(cast, **WORDS)
    for _ in range(2):
        activities.verify_activity(
            activity=activity, actor=cast.supervisor, points=None, note="", once=uuid.uuid4(),
            changed=activity.changed_token,
        )  # fmt: skip
        more = {"description": f"{activity.description}, and more"}
        activity = activities.change_activity(activity=activity, actor=cast.technician, values=more)
    evidence.add_reference(owner=cast.technician, kind="activity", item_uid=activity.uid)
    return activity


def used_everywhere(cast, activity: Activity) -> None:
    """In a sign-off, a plan, an application with a supporter, and a webfolio; copied, repeated and split."""
    owner, today = cast.technician, timezone.localdate()
    plans.link_activities(goal=things.goal(cast), activities=[activity], actor=owner)
    application = samples.begin(owner)
    link = samples.link(application, "A1", activity, reason="It shows it.")
    samples.ask(application, shown=[str(link.uid)])
    applications.copy_application(
        application=application, actor=owner, pack="science-council", grade="RSci", once=uuid.uuid4()
    )
    sign_offs.ask(activity)
    published(owner, box("activities", uids=[str(activity.uid)]))
    activities.duplicate_activity(activity=activity, actor=owner)
    activities.repeat_activity(
        activity=activity, actor=owner, days=[today + timedelta(days=7)], once=uuid.uuid4()
    )
    halves = [activities.Part(f"{MARK} {half}", 45, "formal") for half in ("first", "second")]
    activities.split_activity(
        activity=activity, actor=owner, parts=halves, once=uuid.uuid4(), evidence_to_all=True,
        changed=activity.changed_token,
    )  # fmt: skip


def looked_at(cast) -> BlindReview:
    """The year as a mock audit, which a colleague reviews; and the renewal of it being endorsed."""
    registration = hold(cast.technician)
    renewal = registers.start_renewal(
        registration=registration,
        period_from=timezone.localdate().replace(month=1, day=1),
        period_to=timezone.localdate().replace(month=12, day=31),
    )
    registers.ask_endorsement(renewal=renewal, endorser=cast.supervisor, actor=cast.technician)
    mock = mock_samples.mock_of(registration)
    mock_samples.sent(cast, mock, providers=True)
    return mock_samples.accepted(cast, mock, providers=True, evidence=True)


def test_sealed_words_are_nowhere_in_the_database(cast):
    activity = signed_and_pointed_at(cast)
    used_everywhere(cast, activity)
    looked_at(cast)
    things.upload(cast)
    before = tables_holding(MARK)

    for one in Activity.objects.all():
        seal(one)

    assert before == {
        "activities_activity", "activities_verification", "activities_importupload", "audits_blindreview",
        "audits_mockaudit", "evidence_evidence", "signoffs_signrequest",
    }  # fmt: skip
    assert Activity.objects.count() == 4
    assert tables_holding(MARK) == set()


def test_owner_still_reads_what_was_sealed_and_gets_it_back(cast):
    activity = signed_and_pointed_at(cast)

    sealed = seal(activity)
    names = set(Evidence.objects.values_list("title", flat=True))
    activities.change_activity(activity=sealed, actor=cast.technician, values={"sealed": False})

    assert sealed.words()["title"] == WORDS["title"]
    assert names == {"Sealed activity"}
    assert set(Evidence.objects.values_list("title", flat=True)) == {WORDS["title"]}
    assert tables_holding(MARK) == {"activities_activity", "activities_verification", "evidence_evidence"}


def test_only_the_sealed_one_leaves_a_mock_audit_and_the_rest_is_as_judged(cast):
    activity, other = things.activity(cast, **WORDS), things.activity(cast, title="Autoclave course")
    review = looked_at(cast)
    mock = review.mock
    facts, lines = MockAudit.objects.get().facts, MockAudit.objects.get().lines

    seal(activity)

    stored = MockAudit.objects.get(pk=mock.pk)
    shown = {one["uid"]: one["title"] for one in stored.facts["activities"]}
    assert shown == {str(activity.uid): "Sealed activity", str(other.uid): "Autoclave course"}
    same = {name: value for name, value in facts.items() if name != "activities"}
    assert {name: value for name, value in stored.facts.items() if name != "activities"} == same
    assert stored.lines == lines
    assert MARK not in str(BlindReview.objects.get(pk=review.pk).facts)


def test_anothers_mock_audit_is_left_alone(cast):
    activity = things.activity(cast, **WORDS)
    mock_samples.mock_of(hold(cast.technician))
    MockAudit.objects.update(owner=cast.engineer)

    seal(activity)

    assert MARK in str(MockAudit.objects.get().facts)


@pytest.mark.parametrize("handed", [False, True])
def test_what_was_declared_stays_as_it_was(cast, handed):
    activity = things.activity(cast, **WORDS)
    renewal = desk_samples.declared(cast, bare=True)
    if handed:
        desk_samples.at_desk(cast, renewal)
    before = renewal.frozen.facts

    seal(activity)

    renewal.frozen.refresh_from_db()
    assert renewal.frozen.facts == before
    assert tables_holding(MARK) == {"registers_frozenpack"}


def test_sealing_that_fails_takes_nothing_out(cast, monkeypatch):
    """One transaction: where one copy cannot be reached, the words stay in all of them, and the activity open."""
    activity = things.activity(cast, **WORDS)
    looked_at(cast)

    def out_of_reach(*, activity: Activity) -> None:
        raise OSError("Out of reach.")

    monkeypatch.setattr(sealing, "SEALED", [*sealing.SEALED, out_of_reach])
    with pytest.raises(OSError, match="Out of reach"), transaction.atomic():
        seal(activity)

    assert tables_holding(MARK) == {"activities_activity", "audits_blindreview", "audits_mockaudit"}
    assert not Activity.objects.get().sealed


def test_sealed_entry_leaves_no_word_of_it_in_evidence(cast):
    values = {
        "title": MARK,
        "body": f"{MARK} words",
        "date": timezone.localdate(),
        "tags": [],
        "sealed": False,
    }
    entry, _ = journals.save_entry(owner=cast.technician, values=values, publish=True)
    evidence.add_reference(owner=cast.technician, kind="entry", item_uid=entry.uid)

    journals.save_entry(
        owner=cast.technician, values=values | {"sealed": True}, uid=entry.uid, changed=entry.changed_token
    )

    assert tables_holding(MARK) == set()
    assert Evidence.objects.get().title == "Sealed entry"


def test_owner_is_told_that_a_file_waiting_to_be_imported_went(cast, visit):
    activity = things.activity(cast, **WORDS)
    things.upload(cast)
    client = visit(cast.technician)
    form = client.get(f"{activity.get_absolute_url()}edit/").context["form"]
    sent = {
        name: box.value()
        for name, box in ((one.name, one) for one in form)
        if box.value() not in (None, False)
    }

    answer = client.post(f"{activity.get_absolute_url()}edit/", sent | {"sealed": "on"}, follow=True)

    assert answer.status_code == 200
    assert "may hold these words and was discarded" in answer.content.decode()
    assert not ImportUpload.objects.exists()


def test_words_sealed_before_leave_the_copies_with_the_upgrade(cast):
    activity = signed_and_pointed_at(cast)
    review = looked_at(cast)
    Activity.objects.filter(pk=activity.pk).update(sealed=True)
    upgrade = import_module("audits.migrations.0005_words_sealed_before")

    for _ in range(2):
        upgrade.take_words_out(apps, None)

    assert tables_holding(MARK) == {"activities_activity", "activities_verification"}
    assert BlindReview.objects.get(pk=review.pk).facts["activities"][0]["title"] == "Sealed activity"
