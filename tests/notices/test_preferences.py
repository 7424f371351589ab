"""What somebody chooses about their mail: the page, and the link in a mail that needs no sign-in."""

import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from notices import kinds, unsubscribing
from notices.actions import choose_mail, notify
from notices.choices import chosen
from notices.models import Preference, QuietHours
from people.models import Pair, TrailEntry
from tests.notices.telling import send, send_daily, set_institution, tell

PAGE = "/notices/preferences/"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def boxes(page: str) -> dict[str, str]:
    """The ticked answer of each radio box of the page."""
    ticked = re.findall(r'<input type="radio" name="(\w+)" value="(\w+)"[^>]*checked', page)
    return dict(ticked)


def answers(person, visit, **changed: str) -> dict[str, str]:
    return boxes(visit(person).get(PAGE).content.decode()) | {"quiet_from": "", "quiet_until": ""} | changed


# --- the page -----------------------------------------------------------------------------------------------------
def test_page_shows_what_is_usual_in_plain_words_by_group(cast, visit):
    page = visit(cast.technician).get(PAGE).content.decode()

    ticked = boxes(page)
    assert ticked.pop("quiet") == "institution"
    assert ticked == {
        name: kind.usual
        for name, kind in kinds.may_choose().items()
        if not kind.group.roles or "technician" in kind.group.roles
    }
    assert "Somebody has set you an assessment." in page and "Assessments and tasks set to you" in page
    assert "for you to score" not in page
    assert "An access token for your account was made." in page and 'name="token_made"' not in page


def test_supervisor_is_asked_about_the_work_they_judge(cast, visit):
    page = visit(cast.supervisor).get(PAGE).content.decode()

    assert "Somebody has submitted an assessment for you to score." in page


def test_choices_are_saved_and_shown(cast, visit):
    fields = answers(cast.technician, visit, assessment_set="daily", pair_proposed="off")

    answer = visit(cast.technician).post(PAGE, fields, follow=True)

    assert "Saved." in answer.content.decode()
    shown = boxes(answer.content.decode())
    assert (shown["assessment_set"], shown["pair_proposed"]) == ("daily", "off")
    assert dict(Preference.objects.filter(person=cast.technician).values_list("kind", "how")) == {
        "assessment_set": "daily",
        "pair_proposed": "off",
    }
    assert not Preference.objects.exclude(person=cast.technician).exists()


def test_saving_the_same_again_changes_and_records_nothing(cast, visit):
    fields = answers(cast.technician, visit, assessment_set="daily", quiet="none")
    for _ in range(2):
        visit(cast.technician).post(PAGE, fields)

    entries = TrailEntry.objects.filter(actor=cast.technician, verb__startswith="changed ").order_by("verb")
    assert [(one.verb, one.fields) for one in entries] == [
        ("changed mail preferences", ["assessment_set"]),
        ("changed quiet hours", []),
    ]


@pytest.mark.parametrize(
    ("changed", "stored"),
    [
        ({"quiet": "own", "quiet_from": "21", "quiet_until": "8"}, (21, 8)),
        ({"quiet": "own", "quiet_from": "0", "quiet_until": "6"}, (0, 6)),
        ({"quiet": "none", "quiet_from": "21", "quiet_until": "8"}, (None, None)),
        ({"quiet": "institution"}, None),
    ],
)
def test_quiet_hours_are_saved_shown_and_taken_back(cast, visit, changed, stored):
    set_institution(quiet_from=22, quiet_until=7)
    page = visit(cast.technician)

    page.post(PAGE, answers(cast.technician, visit, **changed))

    held = QuietHours.objects.filter(person=cast.technician).values_list("quiet_from", "quiet_until").first()
    assert held == stored
    assert boxes(page.get(PAGE).content.decode())["quiet"] == changed["quiet"]
    page.post(PAGE, answers(cast.technician, visit, quiet="institution"))
    assert not QuietHours.objects.exists()


def test_page_names_the_institutions_hours_and_clock(cast, visit):
    set_institution(quiet_from=22, quiet_until=7)
    from tenants.middleware import forget_hosts

    forget_hosts()
    page = visit(cast.technician).get(PAGE).content.decode()

    assert "not from 22:00 to 07:00" in page and "Europe/London" in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"assessment_set": "weekly"}, "assessment_set"),
        ({"assessment_set": ""}, "assessment_set"),
        ({"quiet": "own", "quiet_from": "21"}, "quiet_until"),
        ({"quiet": "own", "quiet_until": "7"}, "quiet_from"),
        ({"quiet": "own"}, "quiet_from"),
        ({"quiet": "own", "quiet_from": "7", "quiet_until": "7"}, "quiet_until"),
        ({"quiet": "own", "quiet_from": "24", "quiet_until": "7"}, "quiet_from"),
        ({"quiet": "never"}, "quiet"),
    ],
)
def test_wrong_choice_is_refused_beside_its_box_and_the_rest_is_kept(cast, visit, wrong, field):
    fields = answers(cast.technician, visit, pair_proposed="off", **wrong)

    answer = visit(cast.technician).post(PAGE, fields)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert f'href="#id_{field}' in page
    assert boxes(page)["pair_proposed"] == "off"
    assert not Preference.objects.exists() and not QuietHours.objects.exists()


def test_kind_that_must_go_out_cannot_be_switched_off_by_any_form(cast, visit):
    fields = answers(cast.technician, visit, token_made="off", account_created="off")

    visit(cast.technician).post(PAGE, fields)

    assert not Preference.objects.exists()
    with pytest.raises(KeyError):
        choose_mail(person=cast.technician, how={"token_made": "off"}, actor=cast.technician)


def test_page_needs_a_session(visit):
    assert visit().get(PAGE).url.startswith("/account/login/")
    assert visit().post(PAGE, {}).status_code == 302


def test_page_costs_the_same_whatever_was_chosen(cast, visit, django_assert_num_queries):
    page = visit(cast.technician)
    choose_mail(
        person=cast.technician, how=dict.fromkeys(kinds.may_choose(), kinds.DAILY), actor=cast.technician
    )
    page.get(PAGE)

    # session, person, roles, own quiet hours, choices, unread notices; the rest is the shell's
    with django_assert_num_queries(7):
        page.get(PAGE)


@pytest.mark.parametrize("how", ["often", ""])
def test_database_refuses_another_way(cast, how):
    with pytest.raises(IntegrityError), transaction.atomic():
        Preference.objects.create(person=cast.technician, kind="pair_accepted", how=how)


@pytest.mark.parametrize("name", kinds.KINDS)
def test_every_kind_reads_as_a_sentence_and_names_no_content(name):
    kind = kinds.KINDS[name]

    assert kind.in_general.endswith((".", "?")) and "{" not in kind.in_general
    assert kind.group in kinds.GROUPS
    assert kind.usual in {kinds.NOW, kinds.DAILY}
    assert kind.must == (kind.group == kinds.ACCOUNT)
    assert len(name) <= 40


# --- by the link in a mail ----------------------------------------------------------------------------------------
def link_of(message) -> str:
    (address,) = re.findall(r"<http://northmoor\.localhost(/\S+)>", message.extra_headers["List-Unsubscribe"])
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"http://northmoor.localhost{address}" in message.body
    return address


def test_mail_program_stops_a_kind_by_one_post_without_a_session_or_a_form(cast):
    send(tell(cast.supervisor))
    (message,) = mail.outbox
    program = Client(enforce_csrf_checks=True, headers={"host": "northmoor.localhost"})

    answer = program.post(link_of(message), ONE_CLICK)

    assert (answer.status_code, answer.headers.get("Location")) == (200, None)
    assert "sessionid" not in answer.cookies
    assert chosen(cast.supervisor)["pair_accepted"] == kinds.OFF
    assert {how for name, how in chosen(cast.supervisor).items() if name != "pair_accepted"} <= {
        "now",
        "daily",
    }
    send(tell(cast.supervisor, "later"))
    assert len(mail.outbox) == 1
    entry = TrailEntry.objects.get(verb="changed mail preferences")
    assert (entry.actor, entry.actor_kind, entry.fields) == (None, "unsubscribe link", ["pair_accepted"])


def test_opening_the_link_changes_nothing_and_shows_a_button(cast, visit):
    send(tell(cast.supervisor))
    address = link_of(mail.outbox[0])

    answer = visit().get(address)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<form method="post">' in page and "Somebody has accepted you as supervisor." in page
    assert "noindex" in answer["X-Robots-Tag"] and answer["Cache-Control"] == "private, no-store"
    assert not Preference.objects.exists()


def test_stopping_twice_is_one_act_and_does_not_undo_a_later_choice_of_another_kind(cast, visit):
    send(tell(cast.supervisor))
    address = link_of(mail.outbox[0])
    for _ in range(3):
        assert visit().post(address, ONE_CLICK).status_code == 200

    assert Preference.objects.filter(person=cast.supervisor).count() == 1
    assert TrailEntry.objects.filter(verb="changed mail preferences").count() == 1


def test_link_of_the_daily_mail_stops_every_kind_of_it_and_no_other(cast, visit):
    choose_mail(
        person=cast.supervisor,
        how={"pair_accepted": "daily", "entry_published": "daily"},
        actor=cast.supervisor,
    )
    send(tell(cast.supervisor))
    send_daily(cast.supervisor)

    page = visit().post(link_of(mail.outbox[0]), ONE_CLICK).content.decode()

    after = chosen(cast.supervisor)
    assert "no daily email any more" in page
    assert {name for name, how in after.items() if how == "off"} >= {"pair_accepted", "entry_published"}
    assert "daily" not in after.values()
    assert after["assessment_submitted"] == "now"


def test_link_for_a_kind_that_must_go_out_says_so_and_stops_nothing(cast, visit):
    address = unsubscribing.path_for(cast.technician, "token_made")

    shown, answer = visit().get(address), visit().post(address, ONE_CLICK)

    assert (shown.status_code, answer.status_code) == (200, 409)
    assert (
        "cannot be switched off" in shown.content.decode()
        and "cannot be switched off" in answer.content.decode()
    )
    assert not Preference.objects.exists()


def test_link_for_a_kind_that_is_sent_no_longer_says_so(cast, visit):
    address = unsubscribing.path_for(cast.technician, "moon_landed")

    assert "no longer sent to anybody" in visit().get(address).content.decode()
    assert visit().post(address, ONE_CLICK).status_code == 200
    assert not Preference.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_forged_link_and_one_of_another_institution_are_not_found(cast, visit, southby, southby_cast, method):
    good = unsubscribing.token_for(cast.supervisor, "pair_accepted")
    with southby():
        foreign = unsubscribing.token_for(southby_cast.supervisor, "pair_accepted")
    for token in (good[:-1] + ("A" if good[-1] != "A" else "B"), "x", foreign, f"{good}x"):
        assert getattr(visit(), method)(f"/notices/unsubscribe/{token}/").status_code == 404

    assert not Preference.objects.exists()


def test_link_says_nothing_about_whose_it_is(cast, visit):
    page = visit().get(unsubscribing.path_for(cast.supervisor, "pair_accepted")).content.decode()

    assert "Whitcombe" not in page and "supervisor@northmoor.example" not in page


def test_notice_of_an_unsubscribed_kind_still_waits_in_the_product(cast, visit):
    visit().post(unsubscribing.path_for(cast.supervisor, "pair_accepted"), ONE_CLICK)
    notify(
        kind="pair_accepted",
        recipients=[cast.supervisor],
        thing=Pair.objects.first(),
        event="e",
        path="/pairs/",
    )

    assert "accepted you as supervisor" in visit(cast.supervisor).get("/notices/").content.decode()
