"""One comment reported: by whoever reads it, of its author, on what may be a third person's."""

import uuid

import pytest

from notices.models import Notice
from people import actions as people
from sharing import actions
from sharing.models import Comment, Hidden, Report
from sharing.queries import said_about
from tests import things

WORDS = "Quagga remark."
SAID = {"reason": "offensive", "words": "It mocks him.", "quote": ""}


@pytest.fixture
def item(cast):
    return things.activity(cast, "institution")


@pytest.fixture
def remark(cast, item):
    """By a colleague, on the technician's activity, before all who read it."""
    return things.said_on(cast, item, WORDS, by=cast.colleague)


@pytest.fixture
def case(cast, remark):
    return things.report(cast, remark, kind="comment", reporter=cast.engineer)


def sent(**more):
    return SAID | {"once": str(uuid.uuid4())} | more


def page_of(client, item):
    return client.get(item.get_absolute_url()).content.decode()


def told(person) -> set[str]:
    return set(Notice.objects.filter(recipient=person).values_list("kind", flat=True))


def test_readers_and_the_owner_report_it_and_its_author_does_not(cast, item, remark, visit):
    address, statuses = f"/sharing/comments/{remark.uid}/report/", {}

    for name in ("engineer", "technician", "colleague", "admin"):
        client = visit(getattr(cast, name))
        answer = client.post(address, sent())
        statuses[name] = answer.status_code
        assert (remark.get_absolute_url() in answer.content.decode()) == (answer.status_code == 200)
        assert (address in page_of(client, item)) == (name in ("engineer", "technician"))

    assert statuses == {"engineer": 200, "technician": 200, "colleague": 403, "admin": 404}
    assert visit().get(address).status_code == 302
    assert {one.reporter for one in Report.objects.all()} == {cast.engineer, cast.technician}
    assert {(one.owner, one.author) for one in Report.objects.all()} == {(cast.technician, cast.colleague)}


def test_a_report_of_it_without_a_reason_keeps_what_was_typed(cast, remark, visit):
    answer = visit(cast.engineer).post(f"/sharing/comments/{remark.uid}/report/", sent(reason=""))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose what is wrong." in page and SAID["words"] in page and WORDS in page


def test_author_owner_and_admins_are_told_and_not_by_whom(cast, case, remark, visit):
    assert "item_reported" in told(cast.colleague) and "comment_reported" not in told(cast.colleague)
    assert "comment_reported" in told(cast.technician) and "item_reported" not in told(cast.technician)
    assert "report_waiting" in told(cast.admin)
    for person in (cast.colleague, cast.technician):
        page = visit(person).get(case.get_absolute_url()).content.decode().split("<main")[1]
        assert WORDS in page and case.get_reason_display() in page
        assert case.words not in page and str(cast.engineer) not in page
    assert visit(cast.engineer).get(case.get_absolute_url()).status_code == 404


def test_an_owner_who_reports_it_is_not_told_of_their_own_act(cast, remark):
    case = things.report(cast, remark, kind="comment", reporter=cast.technician)
    actions.settle_report(report=case, actor=cast.admin, state="upheld")

    assert "report_settled" in told(cast.technician)
    assert not {"comment_reported", "report_answered"} & told(cast.technician)


def test_an_admin_reads_the_comment_alone_and_on_the_owners_leave(cast, case, item, visit):
    admin, read = visit(cast.admin), f"{case.get_absolute_url()}read/"

    pages = [
        admin.get(address).content.decode() for address in (case.get_absolute_url(), "/sharing/reports/")
    ]
    before = admin.get(read).status_code
    by_author = visit(cast.colleague).post(f"{case.get_absolute_url()}open/").status_code
    visit(cast.technician).post(f"{case.get_absolute_url()}open/")
    opened = admin.get(read)

    for page in pages:
        assert WORDS not in page and item.title not in page
    assert (before, by_author) == (403, 403)
    assert WORDS in opened.content.decode() and item.title not in opened.content.decode()
    assert opened["Cache-Control"] == "private, no-store"
    assert admin.get(item.get_absolute_url()).status_code == 404
    actions.remove_comment(comment=Comment.objects.get(), actor=cast.colleague)
    assert admin.get(read).status_code == 404


def test_hidden_it_is_its_authors_alone_until_that_is_undone(cast, case, item, remark, visit):
    reply = things.said_on(cast, item, "Answered.", by=cast.technician, reply_to=remark)
    people_here = ("technician", "supervisor", "engineer", "colleague")

    def seen() -> set[str]:
        return {name for name in people_here if WORDS in page_of(visit(getattr(cast, name)), item)}

    before = seen()
    visit(cast.admin).post(f"{case.get_absolute_url()}hide/")
    hidden = seen()
    others = page_of(visit(cast.engineer), item)
    authors = page_of(visit(cast.colleague), item)
    found = set(said_about(cast.technician))
    answered = visit(cast.engineer).get(f"/sharing/comments/{remark.uid}/reply/").status_code
    visit(cast.admin).post(f"{case.get_absolute_url()}hide/", {"hide": "no"})

    assert before == seen() == set(people_here)
    assert hidden == {"colleague"}
    assert f"An admin hides {remark.author_name}’s comment" in others
    assert "Answered." in others and "An admin hides this from everyone but you" in authors
    assert found == {reply} and answered == 404
    assert {"item_hidden", "item_shown"} <= told(cast.colleague)
    assert not {"item_hidden", "item_shown"} & told(cast.technician)


def test_upheld_it_stays_hidden_and_the_item_stays_as_it_is(cast, case, item, visit):
    visit(cast.admin).post(f"{case.get_absolute_url()}settle/", {"state": "upheld", "answer": "Not here."})

    assert Hidden.objects.get().object_uid == case.object_uid
    assert visit(cast.engineer).get(item.get_absolute_url()).status_code == 200
    assert WORDS not in page_of(visit(cast.engineer), item)
    for person in (cast.colleague, cast.technician):
        assert "Not here." in visit(person).get(case.get_absolute_url()).content.decode()
        assert "report_settled" in told(person)
    assert "report_answered" in told(cast.engineer)


def test_its_author_judges_it_as_little_as_the_owner(cast, case, visit):
    for person in (cast.colleague, cast.technician):
        people.grant_role(person=person, role="admin", actor=cast.admin)
        for verb in ("hide", "settle", "read"):
            client = visit(person)
            send = client.get if verb == "read" else client.post
            assert send(f"{case.get_absolute_url()}{verb}/").status_code == 403
