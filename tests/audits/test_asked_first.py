"""What goes for good is asked about first, on a page that says what is lost; pressing twice is one act."""

import uuid
from datetime import date, timedelta

import pytest

from audits import actions
from audits.models import BlindReview, Handing, MockAudit
from people.models import TrailEntry
from tests.audits import desk_samples as desk
from tests.audits import mock_samples as mocks
from tests.audits.test_reviews import main_of
from tests.registers.test_renewals import hold
from tests.tellers import Teller


@pytest.fixture
def mock(cast) -> MockAudit:
    Teller(cast).activity(cast.technician)
    return mocks.mock_of(hold(cast.technician))


def done(thing, verb: str) -> int:
    return TrailEntry.objects.filter(object_uid=thing.uid, verb=verb).count()


def test_page_before_a_mock_audit_is_deleted_names_all_that_goes(cast, visit, mock):
    ticks = {
        mock.lines[0]["key"]: {"ok": True, "note": ""},
        mock.lines[1]["key"]: {"ok": False, "note": "Ask."},
    }
    actions.tick_mock(mock=mock, actor=cast.technician, ticks=ticks)
    mocks.sent(cast, mock)
    mocks.accepted(cast, mock)
    mocks.asked(cast, mock)
    client, page = visit(cast.technician), mock.get_absolute_url()

    shown = main_of(client.get(f"{page}delete/"))

    assert f"{page}delete/" in client.get(page).content.decode()
    assert "ticked or noted at 2 lines" in shown
    assert shown.count("Blind review, asked") == 3
    for said in (
        "Everything your colleague wrote to you goes",
        "what they have written so far goes",
        "Nobody can accept",
    ):
        assert said in shown
    assert f'href="{page}"' in shown
    assert MockAudit.objects.count() == 1 and BlindReview.objects.count() == 3


def test_mock_audit_asks_few_queries_before_it_is_deleted(cast, visit, django_assert_num_queries, mock):
    client, page = visit(cast.technician), f"{mock.get_absolute_url()}delete/"
    counted = []
    for many in (1, 4):
        for _ in range(many):
            mocks.asked(cast, mock)
        client.get(page)
        with django_assert_num_queries(7):
            counted.append(main_of(client.get(page)).count("Blind review, asked"))

    assert counted == [1, 5]


def test_anothers_mock_audit_is_neither_shown_nor_deleted(cast, visit, mock):
    for name in ("colleague", "supervisor", "admin"):
        client, page = visit(getattr(cast, name)), f"{mock.get_absolute_url()}delete/"
        assert {client.get(page).status_code, client.post(page).status_code} == {404}

    assert MockAudit.objects.exists()


def test_having_deleted_one_opens_no_other(cast, visit, mock):
    actions.delete_mock(mock=mocks.mock_of(mock.registration), actor=cast.technician)

    assert visit(cast.technician).post(f"/audits/mock/{uuid.uuid4()}/delete/").status_code == 404
    assert MockAudit.objects.get() == mock


def test_pack_is_taken_back_only_after_asking(cast, visit):
    handing, path = desk.at_desk(cast)
    actions.ask(handing=handing, words="Why?", once=uuid.uuid4())
    client, page = visit(cast.technician), f"{handing.get_absolute_url()}take-back/"

    offered = page in client.get(handing.get_absolute_url()).content.decode()
    shown = main_of(client.get(page))
    still = visit().get(path).status_code
    for _ in range(2):
        assert client.post(page).url == handing.get_absolute_url()

    assert offered
    for said in (
        "Dr Quill",
        "quill@body.example",
        "cannot any more",
        "1 question waits",
        "This cannot be undone",
    ):
        assert said in shown
    assert (still, visit().get(path).status_code) == (200, 404)
    assert done(handing, "took back pack") == 1


@pytest.mark.parametrize("how", ["revoked", "expired"])
def test_pack_whose_link_is_over_is_not_asked_about(cast, visit, how):
    handing, _ = desk.at_desk(cast)
    if how == "revoked":
        actions.take_back(handing=handing, actor=cast.technician)
    else:
        Handing.objects.update(expires_on=date.today() - timedelta(days=1))

    answer = visit(cast.technician).get(f"{handing.get_absolute_url()}take-back/")

    assert (answer.status_code, answer.url) == (302, handing.get_absolute_url())


@pytest.mark.parametrize(
    ("state", "said"), [("asked", "Nobody has accepted it yet"), ("accepted", "closes to them at once")]
)
def test_review_is_withdrawn_only_after_asking(cast, visit, mock, state, said):
    review = getattr(mocks, state)(cast, mock)
    if state == "accepted":
        actions.write_review(review=review, actor=cast.colleague, ticks={}, overall="Half a thought.")
    client, page = visit(cast.technician), f"{review.get_absolute_url()}withdraw/"

    shown = main_of(client.get(page))
    kept = BlindReview.objects.get().state
    for _ in range(2):
        assert client.post(page).url == mock.get_absolute_url()

    assert said in shown and f'href="{review.get_absolute_url()}"' in shown
    assert kept == state
    stored = BlindReview.objects.get()
    assert (stored.state, stored.overall) == ("withdrawn", "")
    assert done(review, "withdrew blind review") == 1
    assert client.get(page).url == mock.get_absolute_url()


def test_review_that_was_sent_stays_with_its_owner(cast, visit, mock):
    review = mocks.sent(cast, mock)

    visit(cast.technician).post(f"{review.get_absolute_url()}withdraw/")

    assert BlindReview.objects.get().overall == "Say more of what changed."


def test_review_is_given_back_only_after_asking(cast, visit, mock):
    review = mocks.accepted(cast, mock)
    actions.write_review(review=review, actor=cast.colleague, ticks={}, overall="Half a thought.")
    client, page = visit(cast.colleague), f"{review.get_absolute_url()}decline/"

    shown = main_of(client.get(page))
    kept = BlindReview.objects.get().overall
    for _ in range(2):
        assert client.post(page).url == "/audits/reviews/"

    assert "what you ticked and wrote so far goes for good" in shown
    assert kept == "Half a thought."
    assert (BlindReview.objects.get().state, BlindReview.objects.get().overall) == ("declined", "")
    assert done(review, "declined blind review") == 1
    assert client.get(page).status_code == 404


def test_review_given_back_once_can_be_given_back_again(cast, visit, mock):
    """What was done the time before does not pass for what is done now."""
    actions.volunteer(actor=cast.colleague, willing=True)
    review = mocks.accepted(cast, mock, invited=None)
    client, page = visit(cast.colleague), f"{review.get_absolute_url()}decline/"
    client.post(page)
    actions.accept_review(review=review, actor=cast.colleague)

    client.post(page)

    assert (BlindReview.objects.get().state, BlindReview.objects.get().reviewer) == ("asked", None)
    assert done(review, "declined blind review") == 2


def test_who_was_not_asked_by_name_has_nothing_to_decline(cast, visit, mock):
    actions.volunteer(actor=cast.colleague, willing=True)
    review = mocks.asked(cast, mock, invited=None)
    client, page = visit(cast.colleague), f"{review.get_absolute_url()}decline/"

    assert {client.get(page).status_code, client.post(page).status_code} == {404}
