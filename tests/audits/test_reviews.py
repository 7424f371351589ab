"""Blind reviews: nobody is assigned, the reviewer learns nothing of whose it is, the owner nothing of the reviewer."""

import uuid
from datetime import date, timedelta

import pytest

from audits import actions
from audits.models import BlindReview, Volunteer
from notices.models import Notice
from people import actions as people
from tests.audits import mock_samples as mocks
from tests.registers.test_renewals import hold
from tests.tellers import Teller

NAMES = ("Megan", "Okafor", "Whitcombe", "SC-77", "Senior technician", "Bioimaging", "Northmoor")


@pytest.fixture
def mock(cast):
    Teller(cast).activity(cast.technician, provider="Bioimaging facility")
    return mocks.mock_of(hold(cast.technician, number="SC-77"))


def stored(review) -> BlindReview:
    return BlindReview.objects.get(pk=review.pk)


def main_of(page) -> str:
    """What stands in the page itself: the frame around it names the institution and who is signed in."""
    return page.content.decode().partition("<main")[2].partition("</main>")[0]


def test_owner_sees_exactly_what_is_shown_before_asking(cast, visit, mock):
    kept, left = mock.facts["activities"][0], Teller(cast).activity(cast.technician, title="My patent")
    mock = mocks.mock_of(mock.registration)
    client, page = visit(cast.technician), f"{mock.get_absolute_url()}ask/"

    plain = client.get(page).context["facts"]
    shown = client.post(
        page, {"left_out": [str(left.uid)], "providers": "on", "preview": "1", "once": uuid.uuid4()}
    )

    assert (plain["holder"]["name"], plain["activities"][0]["provider"]) == ("Name withheld", "")
    facts = shown.context["facts"]
    assert [one["title"] for one in facts["activities"]] == [kept["title"]]
    assert facts["activities"][0]["provider"] == "Bioimaging facility"
    assert facts["totals"]["activities"] == 1
    assert str(left.uid) not in str(facts)
    assert "may tell who you are" in shown.content.decode()
    assert not BlindReview.objects.exists()


def test_named_colleague_is_asked_without_being_told_by_whom(cast, visit, mock):
    answer = visit(cast.technician).post(
        f"{mock.get_absolute_url()}ask/",
        {"email": "colleague@northmoor.example", "ask": "1", "once": str(uuid.uuid4())},
    )

    notice = Notice.objects.get(kind="review_asked")
    offered = main_of(visit(cast.colleague).get("/audits/reviews/"))
    assert answer.status_code == 302
    assert (notice.recipient, notice.actor, notice.path) == (cast.colleague, None, "/audits/reviews/")
    assert "RSciTech" in offered
    for word in (*NAMES, "Cryostat induction"):
        assert word not in offered


@pytest.mark.parametrize(
    "email",
    [
        "supervisor@northmoor.example",
        "admin@northmoor.example",
        "technician@northmoor.example",
        "x@y.example",
    ],
)
def test_nobody_who_supervises_or_administers_is_asked(cast, visit, mock, email):
    answer = visit(cast.technician).post(
        f"{mock.get_absolute_url()}ask/", {"email": email, "ask": "1", "once": str(uuid.uuid4())}
    )

    assert answer.status_code == 422
    assert not BlindReview.objects.exists()


def test_pool_is_told_but_for_owner_supervisors_and_admins(cast, visit, mock):
    for person in (cast.technician, cast.supervisor, cast.colleague, cast.engineer):
        actions.volunteer(actor=person, willing=True)
    people.grant_role(person=cast.engineer, role="admin", actor=cast.admin)

    review = mocks.asked(cast, mock, invited=None)

    assert [one.recipient for one in Notice.objects.filter(kind="review_asked")] == [cast.colleague]
    offered = {
        name: BlindReview.objects.offered_to(getattr(cast, name)).exists()
        for name in ("technician", "supervisor", "colleague", "engineer", "admin", "trainer")
    }
    assert offered == dict.fromkeys(offered, False) | {"colleague": True}
    for who in (cast.supervisor, cast.engineer, cast.technician):
        with pytest.raises(actions.ReviewRefused):
            actions.accept_review(review=review, actor=who)


def test_offer_is_made_and_taken_back(cast, visit):
    client = visit(cast.colleague)

    client.post("/audits/reviews/offer/", {"willing": "1"})
    client.post("/audits/reviews/offer/", {"willing": "1"})
    made = Volunteer.objects.count()
    client.post("/audits/reviews/offer/")

    assert (made, Volunteer.objects.count()) == (1, 0)
    assert visit(cast.admin).get("/audits/reviews/").status_code == 403


def test_first_to_accept_takes_it(cast, visit, mock):
    for person in (cast.colleague, cast.engineer):
        actions.volunteer(actor=person, willing=True)
    review = mocks.asked(cast, mock, invited=None)

    first = visit(cast.colleague).post(f"{review.get_absolute_url()}accept/")
    second = visit(cast.engineer).post(f"{review.get_absolute_url()}accept/")

    assert (first.url, second.status_code) == (review.get_absolute_url(), 404)
    assert stored(review).reviewer == cast.colleague
    assert stored(review).closes_on == date.today() + timedelta(days=14)
    with pytest.raises(actions.ReviewRefused, match="Somebody else"):
        actions.accept_review(review=review, actor=cast.engineer)


def test_reviewer_sees_no_name_and_the_owner_no_reviewer(cast, visit, mock):
    review = mocks.accepted(cast, mock)

    reviewer = main_of(visit(cast.colleague).get(review.get_absolute_url()))
    assert "Cryostat induction" in reviewer
    for name in NAMES:
        assert name not in reviewer, name
    notice = Notice.objects.get(kind="review_accepted")
    owner = main_of(visit(cast.technician).get(review.get_absolute_url()))
    assert notice.actor is None
    assert "Adeyemi" not in owner


def test_only_the_reviewer_who_accepted_reads_it(cast, visit, mock):
    review = mocks.asked(cast, mock)
    before = visit(cast.colleague).get(review.get_absolute_url()).status_code
    actions.accept_review(review=review, actor=cast.colleague)

    answers = {
        name: visit(getattr(cast, name)).get(review.get_absolute_url()).status_code
        for name in ("technician", "colleague", "supervisor", "admin", "trainer", "engineer")
    }

    assert before == 404
    assert answers == {
        "technician": 200, "colleague": 200, "supervisor": 404, "admin": 404, "trainer": 404, "engineer": 404,
    }  # fmt: skip
    assert visit(cast.technician).post(review.get_absolute_url(), {}).status_code == 403


def test_review_is_saved_sent_read_and_thanked(cast, visit, mock):
    review = mocks.accepted(cast, mock)
    client, page = visit(cast.colleague), review.get_absolute_url()

    client.post(page, {"ok-0": "on", "note-0": "Well shown.", "overall": "Say more."})
    unsent = main_of(visit(cast.technician).get(page))
    client.post(page, {"ok-0": "on", "note-0": "Well shown.", "overall": "Say more.", "send": "1"})
    owner = visit(cast.technician)
    read = main_of(owner.get(page))
    owner.post(f"{page}thank/")
    owner.post(f"{page}thank/")

    assert "Say more." not in unsent
    assert "Say more." in read
    assert "Well shown." in read
    assert client.get(page).status_code == 404
    assert Notice.objects.filter(kind="review_thanked", recipient=cast.colleague).count() == 1
    sent = main_of(client.get("/audits/reviews/"))
    assert "you were thanked" in sent
    assert "Okafor" not in sent


@pytest.mark.parametrize(("theirs", "mine"), [(True, True), (True, False), (False, True)])
def test_names_are_told_only_where_both_wish_it(cast, visit, mock, theirs, mine):
    review = mocks.accepted(cast, mock)
    actions.write_review(
        review=review, actor=cast.colleague, ticks={}, overall="Good.", send=True, reveal=theirs
    )
    actions.thank(review=review, actor=cast.technician, reveal=mine)

    owner = main_of(visit(cast.technician).get(review.get_absolute_url()))
    reviewer = main_of(visit(cast.colleague).get("/audits/reviews/"))

    assert ("Adeyemi" in owner, "Okafor" in reviewer) == (theirs and mine,) * 2


def test_days_run_out_and_the_record_closes(cast, visit, mock):
    review = mocks.accepted(cast, mock)
    BlindReview.objects.update(closes_on=date.today() - timedelta(days=1))

    assert visit(cast.colleague).get(review.get_absolute_url()).status_code == 404
    with pytest.raises(actions.ReviewRefused, match="days for this review"):
        actions.write_review(review=review, actor=cast.colleague, ticks={}, overall="Late.")
    assert "Not reviewed in time" in main_of(visit(cast.technician).get(mock.get_absolute_url()))


def test_withdrawn_review_closes_at_once(cast, visit, mock):
    review = mocks.accepted(cast, mock)

    visit(cast.technician).post(f"{review.get_absolute_url()}withdraw/")

    assert visit(cast.colleague).get(review.get_absolute_url()).status_code == 404
    assert stored(review).state == "withdrawn"


@pytest.mark.parametrize(("named", "state"), [(True, "declined"), (False, "asked")])
def test_review_given_back_is_declined_or_open_to_others_again(cast, visit, mock, named, state):
    actions.volunteer(actor=cast.colleague, willing=True)
    review = mocks.accepted(cast, mock, **({} if named else {"invited": None}))

    visit(cast.colleague).post(f"{review.get_absolute_url()}decline/")

    assert (stored(review).state, stored(review).reviewer) == (state, None)
    assert Notice.objects.filter(kind="review_declined").exists() == named


def test_role_or_pair_that_came_later_closes_it(cast, visit, mock):
    review = mocks.accepted(cast, mock)
    people.grant_role(person=cast.colleague, role="admin", actor=cast.other_admin)

    assert visit(cast.colleague).get(review.get_absolute_url()).status_code == 404


def test_sealed_activity_is_bare_in_a_blind_review(cast):
    Teller(cast).activity(cast.technician, sealed=True, title="Secret patent work")

    review = mocks.asked(cast, mocks.mock_of(hold(cast.technician)))

    assert "Secret patent" not in str(review.facts) + str(review.lines)


def test_a_few_reviews_wait_at_once_and_one_key_is_one_act(cast, mock):
    once = uuid.uuid4()
    assert mocks.asked(cast, mock, once=once) == mocks.asked(cast, mock, once=once)
    for _ in range(4):
        mocks.asked(cast, mock)

    with pytest.raises(actions.ReviewRefused, match="wait already"):
        mocks.asked(cast, mock)


@pytest.mark.parametrize("many", [1, 5])
def test_list_of_reviews_asks_few_queries(cast, visit, django_assert_num_queries, mock, many):
    for _ in range(many):
        mocks.asked(cast, mock)
    client = visit(cast.colleague)
    client.get("/audits/reviews/")

    with django_assert_num_queries(10):
        assert client.get("/audits/reviews/").content.decode().count("/accept/") == many
