"""Passing the phone: a code before anything counts, and nothing but the signing page until the owner is back."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Letter
from signoffs import actions
from signoffs.models import Signature, SignRequest
from tests.people import PASSWORD
from tests.signoffs import samples

HERE = "/sign-offs/here/"
SIGNED_IN = {"login": "technician@northmoor.example", "password": PASSWORD}


@pytest.fixture
def activity(cast):
    return samples.activity(cast, title="Light-sheet mounting")


@pytest.fixture
def phone(visit):
    """The technician's phone, signed in by the form, as only that is noted in the session."""
    client = visit()
    assert client.post("/account/login/", SIGNED_IN).status_code == 302
    return client


def passed(phone, activity) -> tuple[SignRequest, str]:
    """Asked from the thing's page, the phone passed at once; the code as the mail holds it."""
    form = samples.ASKED | {"then": "here", "once": uuid.uuid4()}
    answer = phone.post(f"/sign-offs/new/activity/{activity.uid}/", form)
    assert answer.url == HERE
    (mailed,) = samples.post_letters()
    assert mailed.to == ["tomasz.lis@zenith.example"]
    return SignRequest.objects.get(), samples.code_in(mailed)


def sign(phone, code, **given):
    return phone.post(HERE, samples.ANSWER | samples.form_on(phone, HERE) | {"code": code} | given)


def test_code_signs_on_the_passed_phone(cast, visit, phone, activity):
    found, code = passed(phone, activity)

    done = sign(phone, f" {code[:3]} {code[3:]} ")

    signature = Signature.objects.get()
    assert done.url == HERE
    assert (signature.how, signature.name, signature.digest) == ("code", "Tomasz J. Lis", found.digest)
    assert "your answer was received" in phone.get(HERE).content.decode()
    (receipt,) = samples.post_letters()
    assert receipt.to == ["tomasz.lis@zenith.example"]
    page = visit(cast.technician).get(found.get_absolute_url()).content.decode()
    assert "on a passed phone, with a code sent to them" in page


def test_code_is_stored_nowhere_and_no_link_is_sent(cast, phone, activity):
    found, code = passed(phone, activity)
    (letter,) = Letter.objects.all()

    assert letter.kind == "signoff.code"
    assert code not in f"{vars(letter)} {vars(found)}"


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "１２３４５６"])
def test_nothing_counts_without_a_code(cast, phone, activity, typed):
    passed(phone, activity)

    answer = sign(phone, typed, comment="Kept.")

    assert answer.status_code == 422
    assert "Kept." in answer.content.decode()
    assert not Signature.objects.exists()
    assert SignRequest.objects.get().code_tries == 0


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_few_wrong_codes_end_the_code_and_a_new_one_works(cast, phone, activity):
    _, code = passed(phone, activity)

    answers = [sign(phone, wrong(code)) for _ in range(actions.MOST_TRIES)]
    late = sign(phone, code)
    phone.post(f"{HERE}code/")
    fresh = samples.code_in(samples.post_letters()[0])
    old = sign(phone, code) if code != fresh else None
    done = sign(phone, fresh)

    assert "You have 4 more tries." in answers[0].content.decode()
    assert "You have 1 more try." in answers[3].content.decode()
    assert "tried too often" in late.content.decode()
    assert old is None or old.status_code == 422
    assert done.url == HERE
    assert Signature.objects.count() == 1


def test_code_lives_for_minutes(cast, phone, activity):
    _, code = passed(phone, activity)
    Letter.objects.update(sent_at=timezone.now() - timedelta(minutes=16))

    assert sign(phone, code).status_code == 422
    assert not Signature.objects.exists()


def test_code_of_one_request_signs_no_other(cast, visit, phone, activity):
    _, code = passed(phone, activity)
    other = samples.ask(samples.activity(cast), by_link=False)

    assert not actions.check_code(request=other, code=code)


def test_codes_a_day_are_limited(cast, phone, activity):
    found, _ = passed(phone, activity)
    for _ in range(actions.MOST_CODES - 1):
        actions.send_code(request=found, actor=cast.technician)

    page = phone.post(f"{HERE}code/", follow=True).content.decode()

    assert "5 codes were sent today" in page
    assert Letter.objects.filter(kind="signoff.code").count() == actions.MOST_CODES


PLACES = [
    "/home/", "/journal/", "/activities/", "/activities/export.csv", "/account/", "/account/password/change/", "/sharing/",
    "/api/v1/me/", "/api/v1/activities/", "/sign-offs/", "/cms/", "/account/login/", "/", "/account/2fa/", "/notices/",
]  # fmt: skip


@pytest.mark.parametrize("path", PLACES)
def test_passed_phone_shows_nothing_but_the_signing_page(cast, phone, activity, path):
    passed(phone, activity)

    looked, sent = phone.get(path), phone.post(path, {"title": "Forged"})

    assert (looked.status_code, looked.url) == (302, HERE)
    assert sent.status_code == 403
    assert "Forged" not in str(sent.content)


def test_whoever_stops_is_told_to_give_the_phone_back_and_may_sign_after_all(cast, phone, activity):
    passed(phone, activity)

    stopped = phone.get(f"{HERE}?stop=yes").content.decode()

    assert "Give the device back to Megan Okafor" in stopped and "Nothing was signed" in stopped
    assert f'href="{HERE}">Sign after all' in stopped and f'href="{HERE}end/"' in stopped
    assert phone.get("/home/").url == HERE


def test_signing_page_shows_the_thing_alone(cast, phone, activity):
    samples.activity(cast, title="Another thing")
    passed(phone, activity)

    page = phone.get(HERE).content.decode()

    assert "Light-sheet mounting" in page
    for hidden in (
        "Another thing",
        "/journal/",
        "/activities/",
        "/notices/",
        "I now check the interlock first.",
    ):
        assert hidden not in page


def test_what_the_browser_remembers_goes_with_the_phone(cast, phone, activity):
    form = samples.ASKED | {"then": "here", "once": uuid.uuid4()}

    answer = phone.post(f"/sign-offs/new/activity/{activity.uid}/", form)

    assert answer["Clear-Site-Data"] == '"cache"'
    assert "no-store" in phone.get(HERE)["Cache-Control"]


@pytest.mark.parametrize("is_signed", [True, False])
def test_owner_comes_back_by_showing_who_they_are(cast, phone, activity, is_signed):
    found, code = passed(phone, activity)
    if is_signed:
        sign(phone, code)

    asked = phone.get(f"{HERE}end/")
    refused = phone.post("/account/reauthenticate/", {"password": "guess", "next": f"{HERE}end/"})
    still = phone.get("/home/")
    shown = phone.post("/account/reauthenticate/", {"password": PASSWORD, "next": f"{HERE}end/"})
    back = phone.get(f"{HERE}end/")

    assert asked.url.startswith("/account/reauthenticate/")
    assert refused.status_code == 200
    assert still.url == HERE
    assert shown.url == f"{HERE}end/"
    assert back.url == found.get_absolute_url()
    assert phone.get("/home/").status_code == 200


def test_proof_from_before_does_not_bring_the_owner_back(cast, phone, activity):
    phone.post("/account/reauthenticate/", {"password": PASSWORD, "next": "/home/"})
    passed(phone, activity)

    phone.get(f"{HERE}end/")

    assert phone.get("/home/").url == HERE


def test_signing_out_ends_it(cast, phone, activity):
    passed(phone, activity)

    phone.post("/account/logout/")

    for path in (HERE, "/home/"):
        assert phone.get(path).url.startswith("/account/login/")


def test_owner_who_has_no_password_here_can_only_sign_out(cast, visit, activity):
    person = cast.technician
    person.set_unusable_password()
    person.save()
    client = visit(person)
    passed(client, activity)

    page = client.get(f"{HERE}end/").content.decode()

    assert "sign out and in again to go on" in page
    assert client.get("/home/").url == HERE


def test_another_session_of_the_owner_is_not_locked(cast, visit, phone, activity):
    passed(phone, activity)

    assert visit(cast.technician).get("/home/").status_code == 200
    assert visit(cast.technician).get(HERE).url == "/sign-offs/"


def test_page_without_a_passed_phone_leads_to_the_list(cast, visit):
    client = visit(cast.technician)

    for answer in (client.get(HERE), client.post(HERE), client.get(f"{HERE}end/")):
        assert answer.url == "/sign-offs/"
    assert visit().get(HERE).url.startswith("/account/login/")


def test_phone_is_passed_for_a_request_that_waits_and_signs_the_present_version(cast, visit, phone, activity):
    from activities.actions import change_activity

    found, path = samples.asked_by_link(activity)
    change_activity(activity=activity, actor=cast.technician, values={"description": "Eight samples."})

    phone.post(f"{found.get_absolute_url()}pass/")
    code = samples.code_in(samples.post_letters()[-1])
    done = sign(phone, code)

    assert done.url == HERE
    assert not Signature.objects.get().is_void
    assert visit().get(path).status_code == 410


def test_supervisor_with_an_account_may_sign_on_the_passed_phone(cast, phone, activity):
    form = samples.ASKED | {
        "then": "here",
        "once": uuid.uuid4(),
        "signer_email": "supervisor@northmoor.example",
    }

    phone.post(f"/sign-offs/new/activity/{activity.uid}/", form)
    (mailed,) = samples.post_letters()
    sign(phone, samples.code_in(mailed))

    assert mailed.to == ["supervisor@northmoor.example"]
    assert Signature.objects.get().how == "code"


def test_reason_by_code_reaches_the_owner(cast, visit, phone, activity):
    found, code = passed(phone, activity)

    sign(phone, code, answer="cannot", declare="", comment="Another sample.")

    assert samples.stored(found).state == "declined"
    assert "Another sample." in visit(cast.technician).get(found.get_absolute_url()).content.decode()


def test_owner_cannot_answer_by_the_link_form_on_their_own_phone(cast, phone, activity):
    """The signing page of a passed phone takes no answer that has no code, whatever is sent."""
    _, code = passed(phone, activity)
    hidden = samples.form_on(phone, HERE)

    for forged in ({}, {"how": "link"}, {"answer": "not_me"}, {"code": wrong(code)}):
        phone.post(HERE, samples.ANSWER | hidden | forged)

    assert not Signature.objects.exists()


def test_double_click_is_one_signature(cast, phone, activity):
    _, code = passed(phone, activity)
    form = samples.ANSWER | samples.form_on(phone, HERE) | {"code": code}

    answers = [phone.post(HERE, form) for _ in range(2)]

    assert "your answer was received" in answers[1].content.decode()
    assert Signature.objects.count() == 1


def test_closed_request_is_signed_by_no_code(cast, phone, activity):
    found, code = passed(phone, activity)
    actions.revoke(request=found, actor=cast.technician)

    page = phone.get(HERE).content.decode()

    assert re.search("can be signed no more", page)
    assert "Light-sheet" not in page
    phone.post(HERE, samples.ANSWER | {"seen": found.digest, "once": uuid.uuid4(), "code": code})
    assert not Signature.objects.exists()
