"""The privacy notice: asked at sign-in and after a new version, kept who agreed to which, written by admins."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from journals.models import Entry
from sharing import actions
from sharing.models import Agreement, PrivacyNotice
from sharing.refusals import Stale
from tenants.models import Institution

NOTICE = "/sharing/privacy/"
EDIT = "/sharing/privacy/edit/"


def publish(cast, words="We keep **your** log.", over=0):
    return actions.publish_notice(institution=connection.tenant, words=words, actor=cast.admin, over=over)


def test_without_a_notice_nobody_is_asked(cast, visit):
    assert visit(cast.technician).get("/home/").status_code == 200
    assert visit(cast.technician).get(NOTICE).status_code == 404


def test_everyone_is_asked_once_and_led_on_to_where_they_were_going(cast, visit):
    publish(cast)
    client = visit(cast.technician)

    asked = client.get("/activities/?q=tank")
    page = client.get(asked.url).content.decode()
    went = client.post(asked.url, {"number": "1", "next": "/activities/?q=tank"})

    assert asked.url == f"{NOTICE}?next=%2Factivities%2F%3Fq%3Dtank"
    assert "<strong>your</strong>" in page and "version 1" in page
    assert went.url == "/activities/?q=tank"
    assert client.get("/activities/").status_code == 200
    assert visit(cast.technician).get("/activities/").status_code == 200
    assert [one.person for one in Agreement.objects.all()] == [cast.technician]


@pytest.mark.parametrize("role", ["supervisor", "trainer", "admin", "editor"])
def test_it_is_asked_of_every_role(cast, visit, role):
    publish(cast)

    assert visit(getattr(cast, role)).get("/home/").url.startswith(NOTICE)


def test_a_new_version_asks_anew_and_the_old_agreement_is_kept(cast, visit):
    first = publish(cast)
    client = visit(cast.technician)
    client.post(NOTICE, {"number": "1"})
    second = publish(cast, "We keep your log, for six years.", over=1)

    asked = client.get("/home/")
    late = client.post(NOTICE, {"number": "1"})
    client.post(NOTICE, {"number": "2"})

    assert asked.url.startswith(NOTICE)
    assert late.status_code == 200 and "newer version" in late.content.decode()
    assert set(Agreement.objects.filter(person=cast.technician).values_list("notice", flat=True)) == {
        first.pk, second.pk,
    }  # fmt: skip
    assert client.get("/home/").status_code == 200


def test_a_form_on_its_way_is_not_lost_to_a_new_version(cast, visit):
    publish(cast)
    sent = {"title": "Held", "date": "today", "body": "x"}

    answer = visit(cast.technician).post("/journal/new/", sent)

    assert answer.url.startswith("/journal/")
    assert Entry.objects.get(title="Held").owner == cast.technician


@pytest.mark.parametrize("address", ["/account/logout/", "/theme.css", "/api/v1/me/"])
def test_signing_out_and_programs_are_not_held_up(cast, visit, address):
    publish(cast)

    assert not (visit(cast.technician).get(address).headers.get("Location", "")).startswith(NOTICE)


def test_visitors_are_not_asked(cast, visit):
    publish(cast)

    assert visit().get("/account/login/").status_code == 200
    assert visit().get("/").status_code == 200


def test_it_leads_to_no_other_host(cast, visit):
    publish(cast)

    assert (
        visit(cast.technician).post(NOTICE, {"number": "1", "next": "https://evil.example/"}).url == "/home/"
    )


def test_once_agreed_it_costs_no_query(cast, visit, django_assert_num_queries):
    client = visit(cast.technician)
    client.get("/sharing/")
    with django_assert_num_queries(9):
        client.get("/sharing/")
    publish(cast)
    client.post(NOTICE, {"number": "1"})
    client.get("/sharing/")

    with django_assert_num_queries(9):
        client.get("/sharing/")


def test_an_admin_writes_it_and_sees_who_has_agreed(cast, visit):
    publish(cast)
    actions.agree(notice=PrivacyNotice.objects.get(), person=cast.admin)
    actions.agree(notice=PrivacyNotice.objects.get(), person=cast.technician)
    admin = visit(cast.admin)

    page = admin.get(EDIT).content.decode()
    people = admin.get("/sharing/privacy/1/people/").content.decode()
    sent = admin.post(EDIT, {"words": "Other words.", "over": "1"})

    assert "We keep **your** log." in page and "2 people have agreed" in page
    assert "Megan Okafor" in people and "Not yet" in people
    assert sent.status_code == 302
    assert PrivacyNotice.objects.count() == 2
    assert Institution.objects.get(slug="northmoor").notice_number == 2


def test_the_same_words_are_no_new_version_and_an_overtaken_one_is_shown_both(cast, visit):
    publish(cast)
    actions.agree(notice=PrivacyNotice.objects.get(), person=cast.admin)
    admin = visit(cast.admin)

    admin.post(EDIT, {"words": "We keep **your** log.", "over": "1"})
    late = admin.post(EDIT, {"words": "Mine.", "over": "0"})

    assert PrivacyNotice.objects.count() == 1
    assert late.status_code == 409
    assert "Mine." in late.content.decode() and "We keep **your** log." in late.content.decode()
    with pytest.raises(Stale):
        publish(cast, "Mine.", over=0)


def test_only_an_admin_writes_it(cast, visit):
    for name in ("technician", "supervisor", "trainer", "editor"):
        assert visit(getattr(cast, name)).post(EDIT, {"words": "x", "over": "0"}).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.publish_notice(institution=connection.tenant, words="x", actor=cast.editor, over=0)


def test_markup_in_it_is_text(cast, visit):
    publish(cast, "<script>alert(1)</script> **bold**")

    page = visit(cast.technician).get(NOTICE).content.decode()
    assert "<script>alert" not in page and "<strong>bold</strong>" in page


def test_southby_has_its_own(cast, visit, southby, southby_cast):
    publish(cast)

    with southby():
        assert visit(southby_cast.technician, host="southby.localhost").get("/home/").status_code == 200


@pytest.mark.parametrize("number", ["abc", "²", "-1", "1.5", "9" * 5_000, ""])
def test_what_is_no_version_agrees_to_nothing(cast, visit, number):
    publish(cast)

    assert visit(cast.technician).post(NOTICE, {"number": number}).status_code == 200
    assert not Agreement.objects.filter(person=cast.technician).exists()
