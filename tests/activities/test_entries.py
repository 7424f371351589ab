"""From the journal to the log and back."""

from datetime import date

import pytest

from activities.models import Activity, EntryLink
from evidence import actions as evidence
from evidence.queries import attached_to
from journals.models import Entry
from sharing.actions import delete_item
from tests import things
from tests.activities.test_activity_merging import sent
from tests.journals.samples import write

NEW = "/activities/new/"


def piece(owner, thing, kind):
    made = evidence.add_link(owner=owner, url="https://example.org/notes", title="Notes")
    evidence.attach(thing=thing, kind=kind, evidence=[made], actor=owner)
    return made


@pytest.fixture
def entry(cast) -> Entry:
    return write(cast.technician, body="# What?\n\nIt broke.", tags=["laser"], date=date(2026, 3, 1))


def test_an_activity_begins_with_what_the_entry_says(cast, visit, entry):
    client, notes = visit(cast.technician), piece(cast.technician, entry, "entry")
    form = sent(client.get(f"{NEW}?entry={entry.uid}").context["form"])

    answer = client.post(NEW, form | {"duration": "1 h", "category": "formal"})
    client.post(NEW, form | {"duration": "1 h", "category": "formal"})

    activity = Activity.objects.get()
    assert answer.status_code == 302
    assert (activity.title, activity.start_date, activity.tags) == (entry.title, entry.date, ["laser"])
    assert activity.description == "What?\n\nIt broke."
    assert attached_to("activity", activity) == [notes]
    assert EntryLink.objects.count() == 1
    assert str(activity) in client.get(entry.get_absolute_url()).content.decode()
    assert entry.title in client.get(activity.get_absolute_url()).content.decode()


def test_an_entry_begins_with_what_the_activity_says_and_once(cast, visit):
    activity = things.activity(
        cast, "only_me", title="Laser course", benefit_users="Fewer scratches.", tags=["laser"]
    )
    client, notes = visit(cast.technician), piece(cast.technician, activity, "activity")
    address = f"{activity.get_absolute_url()}entry/"

    first = client.post(address)
    again = client.post(address)

    entry = Entry.objects.get()
    assert (first["Location"], again["Location"]) == (
        f"{entry.get_absolute_url()}edit/",
        entry.get_absolute_url(),
    )
    assert (entry.title, entry.date, entry.tags) == ("Laser course", activity.start_date, ["laser"])
    assert (entry.is_draft, entry.audience) == (True, "only_me")
    assert entry.body.endswith("# What changed for the people who use my work\n\nFewer scratches.")
    assert attached_to("entry", entry) == [notes]
    delete_item(item=entry, actor=cast.technician)
    client.post(address)
    assert Entry.objects.alive().count() == 1


def test_sealed_words_stay_sealed_on_the_other_side(cast, visit):
    client = visit(cast.technician)
    activity = things.activity(cast, title="Zebrafish", sealed=True)
    entry = write(cast.technician, title="Zebrafish", sealed=True)

    client.post(f"{activity.get_absolute_url()}entry/")
    page = client.get(f"{NEW}?entry={entry.uid}")

    assert Entry.objects.exclude(pk=entry.pk).get().sealed
    assert page["Cache-Control"] == "private, no-store"
    assert "data-autosave" not in page.content.decode()
    client.post(NEW, sent(page.context["form"]) | {"duration": "1 h", "category": "formal"})
    assert all(one.sealed for one in Activity.objects.all())
    assert "Zebrafish" not in client.get("/activities/").content.decode()


def test_readers_see_the_other_side_only_where_they_may(cast, visit, entry):
    activity = things.activity(cast, "only_me", title="Private course")
    EntryLink.objects.create(activity=activity, entry=entry)

    page = visit(cast.supervisor).get(entry.get_absolute_url()).content.decode()

    assert "Private course" not in page
    assert "In the activity log" not in page
    assert "Private course" in visit(cast.technician).get(entry.get_absolute_url()).content.decode()


@pytest.mark.parametrize("query", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_no_entry_and_anybody_elses_begin_nothing(cast, visit, query):
    theirs = write(cast.engineer, title="Of the engineer")
    client = visit(cast.technician)

    page = client.get(f"{NEW}?entry={query}")
    client.post(
        NEW,
        sent(page.context["form"])
        | {"title": "A", "duration": "1 h", "category": "formal", "entry": theirs.uid},
    )

    assert page.status_code == 200
    assert Activity.objects.get().title == "A"
    assert not EntryLink.objects.exists()
    assert "Of the engineer" not in client.get(f"{NEW}?entry={theirs.uid}").content.decode()


def test_ladder_of_beginning_an_entry(cast, visit):
    address = f"{things.activity(cast).get_absolute_url()}entry/"

    assert visit(cast.supervisor).post(address).status_code == 403
    assert visit(cast.colleague).post(address).status_code == 404
    assert visit(cast.technician).get(address).status_code == 405
    assert not Entry.objects.exists()
