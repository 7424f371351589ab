"""Who may read what: the owner's screens."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from journals.models import Entry
from sharing.models import Grant, ShareLink
from tests.activities.samples import log
from tests.journals.samples import FORM, write

OVERVIEW = "/sharing/"


def share_of(entry):
    return f"/sharing/entry/{entry.uid}/"


def test_overview_lists_what_others_can_read(cast, visit):
    write(cast.technician, title="Seen by Alan")
    write(cast.technician, title="A draft of mine", publish=False)
    write(cast.technician, title="For me alone", audience="only_me")
    write(cast.technician, title="Sealed away", sealed=True)
    write(cast.engineer, title="Not mine", audience="public")
    log(cast.technician, title="An activity")

    page = visit(cast.technician).get(OVERVIEW).content.decode()

    for words in (
        "Seen by Alan",
        "<span>Entry</span>",
        "An activity",
        "<span>Activity</span>",
        "My supervisors",
    ):
        assert words in page
    for words in ("A draft of mine", "For me alone", "Sealed away", "Not mine"):
        assert words not in page


def test_overview_leaves_nothing_out_and_lists_the_widest_first(cast, visit):
    for number in range(55):
        write(cast.technician, title=f"Entry {number:02}")
    write(cast.technician, title="Zebra crossing", audience="public")
    log(cast.technician, title="Yard work")
    client = visit(cast.technician)

    first, second = client.get(OVERVIEW).context, client.get(OVERVIEW, {"page": 2}).context

    assert first["page"].paginator.count == 57
    assert first["shared"][0].title == "Zebra crossing"
    assert [one.title for one in second["shared"]][-2:] == ["Entry 54", "Yard work"]


def test_overview_costs_the_same_at_1_and_at_50(cast, visit):
    client = visit(cast.technician)
    write(cast.technician)
    client.get(OVERVIEW)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            client.get(OVERVIEW)
        return len(asked)

    at_one = cost()
    for number in range(50):
        write(cast.technician, title=f"Entry {number}")

    assert (at_one, cost()) == (12, 12)


def test_audience_is_set_and_closes_the_entry(cast, visit):
    entry, client = write(cast.technician), visit(cast.technician)

    client.post(share_of(entry), {"audience": "only_me"})

    assert visit(cast.supervisor).get(entry.get_absolute_url()).status_code == 404
    assert client.post(share_of(entry), {"audience": "the_world"}).status_code == 422
    assert Entry.objects.get().audience == "only_me"


def test_changing_the_audience_tells_a_form_opened_before(cast, visit):
    entry, client = write(cast.technician, audience="public"), visit(cast.technician)
    client.post(share_of(entry), {"audience": "only_me"})

    late = client.post(
        f"{entry.get_absolute_url()}edit/",
        FORM | {"audience": "public", "changed": entry.changed_token},
    )

    assert (late.status_code, Entry.objects.get().audience) == (409, "only_me")


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("only_me", "Only you"),
        ("supervisors", "You and Alan Whitcombe"),
        ("named", "You, Alan Whitcombe and people you named"),
        ("institution", "You, Alan Whitcombe and everyone at your institution"),
        ("link", "You, Alan Whitcombe and anyone with the link"),
        ("public", "You, Alan Whitcombe and everyone else"),
    ],
)
def test_owner_is_told_who_sees_it(cast, visit, audience, readers):
    entry = write(cast.technician, audience=audience)

    page = visit(cast.technician).get(entry.get_absolute_url()).content.decode()

    assert f"Seen by: {readers}</p>" in page


def test_named_person_reads_and_is_taken_back(cast, visit):
    entry, client = write(cast.technician, audience="named"), visit(cast.technician)
    here = entry.get_absolute_url()

    client.post(f"{share_of(entry)}people/", {"email": cast.colleague.email.upper()})
    read = visit(cast.colleague).get(here).status_code
    client.post(f"{share_of(entry)}people/{cast.colleague.uid}/remove/")

    assert read == 200
    assert visit(cast.colleague).get(here).status_code == 404
    assert not Grant.objects.exists()


@pytest.mark.parametrize("email", ["nobody@northmoor.example", "not an address", ""])
def test_naming_nobody_is_told_and_kept(cast, visit, email):
    entry = write(cast.technician)

    answer = visit(cast.technician).post(f"{share_of(entry)}people/", {"email": email})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_email"' in page
    assert f'value="{email}"' in page or not email
    assert not Grant.objects.exists()


def test_link_is_made_for_thirty_days_and_revoked(cast, visit):
    entry, client = write(cast.technician, audience="link"), visit(cast.technician)

    client.post(f"{share_of(entry)}links/", {"name": "For the registrar"})
    link = ShareLink.objects.get()
    shown = client.get(OVERVIEW).content.decode()
    client.post(f"/sharing/links/{link.uid}/revoke/")

    assert link.expires_on == timezone.localdate() + timedelta(30)
    assert "For the registrar" in shown
    assert f"/shared/{link.token}/" in shown
    assert not ShareLink.objects.get().is_open
    assert visit(cast.engineer).post(f"/sharing/links/{link.uid}/revoke/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": ""}, "name"),
        ({"expires_on": "1/1/2020"}, "expires_on"),
        ({"expires_on": "soon"}, "expires_on"),
    ],
)
def test_bad_link_is_told_and_not_made(cast, visit, sent, field):
    entry = write(cast.technician)

    answer = visit(cast.technician).post(f"{share_of(entry)}links/", {"name": "Registrar"} | sent)

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not ShareLink.objects.exists()


LADDER = [("technician", 200), ("supervisor", 403), ("colleague", 404), ("trainer", 404), ("admin", 404)]


@pytest.mark.parametrize(("who", "expected"), LADDER)
def test_only_the_owner_shares(cast, visit, who, expected):
    entry, client = write(cast.technician), visit(getattr(cast, who))
    here = share_of(entry)

    assert client.get(here).status_code == expected
    for address, form in (
        (here, {"audience": "public"}),
        (f"{here}people/", {"email": cast.engineer.email}),
        (f"{here}links/", {"name": "Mine"}),
    ):
        assert client.post(address, form).status_code == (302 if expected == 200 else expected)


def test_addresses_of_nothing_and_wrong_methods(cast, visit):
    entry, client = write(cast.technician), visit(cast.technician)

    assert client.get(f"/sharing/secret/{entry.uid}/").status_code == 404
    assert client.get(f"/sharing/activity/{entry.uid}/").status_code == 404
    assert client.get(f"/sharing/entry/{uuid.uuid4()}/").status_code == 404
    assert client.get(f"{share_of(entry)}links/").status_code == 405
    assert client.put(share_of(entry)).status_code == 405
    assert visit().get(OVERVIEW).status_code == 302
    assert visit().get(share_of(entry)).status_code == 302
