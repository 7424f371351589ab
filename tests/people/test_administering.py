"""Nobody becomes a reader by administering."""

import pytest
from django.core import mail

from people import actions
from people.actions.accounts import AccountRefused
from people.models import EmailChange, TrailEntry, User
from people.passwords import email_change_path

ADMIN_PAGES = [
    "/people/",
    "/people/new/",
    "/people/pairs/",
    "/people/pairs/new/",
    "/people/settings/",
    "/people/settings/hours/",
    "/people/settings/storage/",
    "/people/settings/leaving/",
]


@pytest.mark.parametrize("address", ADMIN_PAGES)
def test_admin_pages_open_to_admins_alone(visit, cast, address):
    assert visit(cast.admin).get(address).status_code == 200
    assert visit().get(address).status_code == 302
    for name in ("technician", "supervisor", "trainer", "editor"):
        assert visit(getattr(cast, name)).get(address).status_code == 403, name


def test_admin_makes_an_account_and_never_sees_its_link(visit, cast):
    fields = {
        "first_name": "Nia",
        "last_name": "Hart",
        "email": "nia@northmoor.example",
        "roles": ["technician"],
    }

    answer = visit(cast.admin).post("/people/new/", fields, follow=True)

    person = User.objects.get(email="nia@northmoor.example")
    assert person.roles == {"technician"}
    assert not person.has_usable_password()
    assert "/password/reset/key/" not in answer.content.decode()
    assert mail.outbox == []


def test_admin_sends_a_fresh_link_and_never_sees_it(visit, cast):
    answer = visit(cast.admin).post(f"/people/{cast.technician.uid}/invite/", follow=True)

    assert "is on its way to technician@northmoor.example" in answer.content.decode()
    assert "/password/reset/key/" not in answer.content.decode()


def test_account_with_a_taken_address_is_refused_beside_the_field(visit, cast):
    fields = {
        "first_name": "N",
        "last_name": "H",
        "email": "Technician@northmoor.example",
        "roles": ["technician"],
    }

    answer = visit(cast.admin).post("/people/new/", fields)

    assert answer.status_code == 422
    assert "already has an account here" in answer.content.decode()


def test_changed_address_waits_for_the_old_one(visit, cast):
    page = visit(cast.admin)

    page.post(f"/people/{cast.technician.uid}/email/", {"new_email": "mine@elsewhere.example"})

    assert cast.technician.email == "technician@northmoor.example"
    change = EmailChange.objects.get()
    page.post(f"/people/email-changes/{change.uid}/confirm/")
    assert cast.technician.email == "technician@northmoor.example"


def test_second_admin_may_confirm_a_dead_address(visit, cast):
    technician = cast.technician
    change = actions.ask_email_change(person=technician, new_email="new@northmoor.example", actor=cast.admin)

    visit(cast.other_admin).post(f"/people/email-changes/{change.uid}/confirm/")

    assert User.objects.get(pk=technician.pk).email == "new@northmoor.example"


def test_nobody_but_a_second_admin_or_the_person_confirms(cast):
    change = actions.ask_email_change(
        person=cast.technician, new_email="new@northmoor.example", actor=cast.admin
    )

    for name in ("admin", "supervisor", "trainer", "colleague"):
        with pytest.raises(AccountRefused):
            actions.confirm_email_change(change=change, actor=getattr(cast, name))


def test_link_sent_to_the_old_address_works_for_its_person_alone(visit, cast):
    technician = cast.technician
    change = actions.ask_email_change(person=technician, new_email="new@northmoor.example", actor=cast.admin)
    address = email_change_path(change)

    assert visit(cast.admin).get(address).status_code == 404
    assert visit(technician).get(address[:-2] + "x/").status_code == 404
    assert visit(technician).get(address).status_code == 200
    assert User.objects.get(pk=technician.pk).email == "technician@northmoor.example"

    visit(technician).post(address)
    assert User.objects.get(pk=technician.pk).email == "new@northmoor.example"


def test_both_addresses_are_told(cast):
    from notices.models import Notice

    change = actions.ask_email_change(
        person=cast.technician, new_email="new@northmoor.example", actor=cast.admin
    )

    actions.confirm_email_change(change=change, actor=cast.other_admin)

    told = set(Notice.objects.filter(kind="email_changed").values_list("to_address", flat=True))
    assert told == {"technician@northmoor.example", "new@northmoor.example"}


def test_admin_of_southby_finds_nobody_of_northmoor(visit, cast, southby, southby_cast):
    uid = cast.technician.uid
    with southby():
        page = visit(southby_cast.admin, host="southby.localhost")
        assert page.get(f"/people/{uid}/").status_code == 404
        assert "northmoor" not in page.get("/people/").content.decode()


def test_trail_keeps_names_of_fields_and_no_values(cast):
    actions.update_person(person=cast.technician, actor=cast.admin, first_name="Meg")

    line = TrailEntry.objects.filter(verb="changed account").first()
    assert line.fields == ["first_name"]
    assert line.actor_id == cast.admin.pk


def test_admin_cannot_close_their_own_account(visit, cast):
    visit(cast.admin).post(f"/people/{cast.admin.uid}/access/", {"active": "no"})

    assert cast.admin.is_active


@pytest.mark.parametrize("size", [1, 50])
def test_list_of_people_costs_the_same_for_one_and_fifty(visit, cast, django_assert_num_queries, size):
    for number in range(size):
        actions.create_person(
            email=f"p{number}@northmoor.example",
            first_name="P",
            last_name=f"N{number:02}",
            roles=["technician"],
            actor="system",
        )
    page = visit(cast.admin)

    with django_assert_num_queries(15):
        page.get("/people/")


def test_admin_made_for_it_confirms_no_change_of_address(cast):
    made = actions.create_person(
        email="mine@elsewhere.example", first_name="A", last_name="B", roles=["admin"], actor=cast.admin
    )
    change = actions.ask_email_change(
        person=cast.technician, new_email="new@northmoor.example", actor=cast.admin
    )

    with pytest.raises(AccountRefused, match="less than 7 days"):
        actions.confirm_email_change(change=change, actor=made)


def test_admin_confirms_their_own_change_by_the_link_to_the_old_address_only(visit, cast):
    change = actions.ask_email_change(person=cast.admin, new_email="new@northmoor.example", actor=cast.admin)

    visit(cast.admin).post(f"/people/email-changes/{change.uid}/confirm/")

    assert User.objects.filter(email="admin@northmoor.example").exists()


def test_user_name_is_never_somebodys_address(cast):
    """Both are taken by one box at sign-in."""
    with pytest.raises(AccountRefused):
        actions.create_person(
            email="new@northmoor.example",
            username="technician@northmoor.example",
            first_name="A",
            last_name="B",
            roles=["technician"],
            actor="system",
        )
