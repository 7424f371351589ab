"""What readers report as unsuitable, and what an admin does about it without being a reader."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from notices.models import Notice
from people import actions as people
from people.models import TrailEntry
from sharing import actions, views_reports
from sharing.models import Hidden, Report
from sharing.queries import comments_on
from tests import things

SECRET = "Zebrafish"
SAID = {"reason": "people", "words": "She did not agree to the picture.", "quote": "the tall one on the left"}


def sent(**more):
    return SAID | {"once": str(uuid.uuid4())} | more


def stored(thing):
    return type(thing).objects.get(pk=thing.pk)


def told(person) -> set[str]:
    return set(Notice.objects.filter(recipient=person).values_list("kind", flat=True))


@pytest.fixture
def item(cast):
    return things.activity(cast, "institution", title=f"{SECRET} tank")


@pytest.fixture
def case(cast, item):
    return things.report(cast, item, words=SAID["words"], quote=SAID["quote"])


def test_any_reader_reports_with_an_account_or_by_a_link(cast, visit):
    entry = things.entry(cast, "link")
    link = actions.make_link(
        kind="entry", item=entry, name="x", expires_on=timezone.localdate() + timedelta(1), actor=entry.owner
    )
    address, visitor = f"/shared/entry/{entry.uid}/report/", visit()

    before = visitor.get(address).status_code
    page = visitor.get(f"/shared/{link.token}/").content.decode()
    by_link = visitor.post(address, sent())
    by_supervisor = visit(cast.supervisor).post(address, sent())

    assert before == 404
    assert address in page
    assert (by_link.status_code, by_supervisor.status_code) == (200, 200)
    assert {one.reporter for one in Report.objects.all()} == {None, cast.supervisor}
    assert visit(cast.colleague).post(address, sent()).status_code == 404
    assert visit(cast.technician).post(address, sent()).status_code == 404
    assert Report.objects.count() == 2


def test_the_link_to_report_stands_on_the_page_for_readers_and_not_for_the_owner(cast, item, visit):
    for person, shown in ((cast.colleague, True), (cast.supervisor, True), (cast.technician, False)):
        page = visit(person).get(item.get_absolute_url()).content.decode()
        assert (f"/shared/activity/{item.uid}/report/" in page) == shown


def test_a_report_without_a_reason_is_refused_and_keeps_what_was_typed(cast, item, visit):
    answer = visit(cast.colleague).post(f"/shared/activity/{item.uid}/report/", sent(reason=""))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose what is wrong." in page and SAID["words"] in page and 'href="#id_reason' in page
    assert not Report.objects.exists()


def test_sending_twice_is_one_report_and_other_words_are_asked_for_again(cast, item, visit):
    client, form = visit(cast.colleague), sent()

    for _ in range(2):
        assert client.post(f"/shared/activity/{item.uid}/report/", form).status_code == 200
    other = client.post(f"/shared/activity/{item.uid}/report/", form | {"words": "Something else."})

    assert Report.objects.count() == 1
    assert other.status_code == 422
    assert "Something else." in other.content.decode() and form["once"] not in other.content.decode()


def test_reports_of_one_network_end_for_the_day(cast, visit, monkeypatch):
    monkeypatch.setattr(views_reports, "MOST_A_DAY", 1)
    item, visitor = things.entry(cast, "public"), visit()

    first = visitor.post(f"/shared/entry/{item.uid}/report/", sent())
    second = visitor.post(f"/shared/entry/{item.uid}/report/", sent())

    assert (first.status_code, second.status_code) == (200, 429)
    assert Report.objects.count() == 1


def test_owner_and_admins_are_told_and_the_owner_not_by_whom(cast, case, visit):
    assert "item_reported" in told(cast.technician)
    assert "report_waiting" in told(cast.admin)
    assert "report_waiting" not in told(cast.supervisor) | told(cast.editor)
    page = visit(cast.technician).get(case.get_absolute_url()).content.decode()
    assert case.get_reason_display() in page and SECRET in page
    for kept in (SAID["words"], SAID["quote"], "Alan Whitcombe"):
        assert kept not in page.split("<main")[1]


def test_an_admin_sees_the_case_and_not_the_item(cast, case, item, visit):
    admin = visit(cast.admin)

    page = admin.get(case.get_absolute_url()).content.decode()

    assert SAID["words"] in page and SAID["quote"] in page and "Megan Okafor" in page
    assert SECRET not in page and SECRET not in admin.get("/sharing/reports/").content.decode()
    assert admin.get(item.get_absolute_url()).status_code == 404
    assert admin.get(f"{case.get_absolute_url()}read/").status_code == 403


def test_the_owner_opens_it_to_the_admins_while_it_waits(cast, case, item, visit):
    admin, owner, read = visit(cast.admin), visit(cast.technician), f"{case.get_absolute_url()}read/"

    owner.post(f"{case.get_absolute_url()}open/")
    opened = admin.get(read)
    elsewhere = admin.get(item.get_absolute_url()).status_code
    owner.post(f"{case.get_absolute_url()}open/", {"open": "no"})
    taken_back = admin.get(read).status_code
    owner.post(f"{case.get_absolute_url()}open/")
    actions.settle_report(report=case, actor=cast.admin, state="dismissed")

    assert opened.status_code == 200 and SECRET in opened.content.decode()
    assert opened["Cache-Control"] == "private, no-store"
    assert (elsewhere, taken_back) == (404, 403)
    assert admin.get(read).status_code == 403
    assert "report_opened" in told(cast.admin)


def test_an_admin_opens_nothing_themselves(cast, case, visit):
    assert visit(cast.admin).post(f"{case.get_absolute_url()}open/").status_code == 403
    with pytest.raises(PermissionDenied):
        actions.open_to_admins(report=case, actor=cast.admin)


@pytest.mark.parametrize(
    "make", [things.activity, things.entry, things.folio, things.plan, things.collection]
)
def test_hidden_it_is_its_owners_alone_until_that_is_undone(cast, visit, make):
    item = make(cast, "public")
    named = item._meta.model_name
    kind = {"webfoliopage": "folio"}.get(named, named)
    case = things.report(cast, item, kind=kind)
    people_here = ("supervisor", "colleague", "engineer", "admin")

    def seen() -> set[str]:
        found = {
            name for name in people_here
            if visit(getattr(cast, name)).get(item.get_absolute_url()).status_code == 200
        }  # fmt: skip
        if visit().get(f"/shared/{kind}/{item.uid}/", follow=True).status_code == 200:
            found.add("stranger")
        return found

    before = seen()
    visit(cast.admin).post(f"{case.get_absolute_url()}hide/")
    hidden = seen()
    own = visit(cast.technician).get(item.get_absolute_url())
    visit(cast.admin).post(f"{case.get_absolute_url()}hide/", {"hide": "no"})

    assert {"supervisor", "colleague", "stranger"} <= before
    assert hidden == set()
    assert own.status_code == 200 and "An admin hides it" in own.content.decode()
    assert seen() == before
    assert {"item_hidden", "item_shown"} <= told(cast.technician)
    verbs = set(TrailEntry.objects.filter(object_uid=case.uid).values_list("verb", flat=True))
    assert {"reported", "hid reported item", "showed reported item again"} <= verbs


def test_a_hidden_item_takes_no_comments_and_its_old_ones_are_its_owners(cast, item, case):
    said = actions.comment(
        kind="activity", item=item, actor=cast.colleague, said=actions.Said("Seen."), once=uuid.uuid4()
    )
    actions.hide_reported(report=case, actor=cast.admin)

    with pytest.raises(PermissionDenied):
        actions.comment(
            kind="activity",
            item=stored(item),
            actor=cast.colleague,
            said=actions.Said("Again."),
            once=uuid.uuid4(),
        )
    assert not stored(said).opens_to(cast.colleague)
    assert said in comments_on(item, cast.technician)


@pytest.mark.parametrize(("state", "hidden"), [("upheld", True), ("dismissed", False)])
def test_settling_tells_both_and_keeps_or_ends_the_hiding(cast, case, visit, state, hidden):
    actions.hide_reported(report=case, actor=cast.admin)

    answer = visit(cast.admin).post(
        f"{case.get_absolute_url()}settle/", {"state": state, "answer": "We talked."}
    )

    assert answer.status_code == 302
    assert (stored(case).state, Hidden.objects.exists()) == (state, hidden)
    assert "report_settled" in told(cast.technician) and "report_answered" in told(cast.supervisor)
    assert "We talked." in visit(cast.technician).get(case.get_absolute_url()).content.decode()
    other = "dismissed" if hidden else "upheld"
    actions.settle_report(report=case, actor=cast.admin, state=other)
    assert stored(case).state == state


def test_it_stays_hidden_while_another_report_of_it_waits(cast, case, item):
    things.report(cast, item)
    actions.hide_reported(report=case, actor=cast.admin)

    actions.settle_report(report=case, actor=cast.admin, state="dismissed")

    assert Hidden.objects.exists()


def test_settling_asks_how(cast, case, visit):
    answer = visit(cast.admin).post(f"{case.get_absolute_url()}settle/", {"answer": "Kept."})

    assert answer.status_code == 422
    assert "Choose how you settle it." in answer.content.decode() and "Kept." in answer.content.decode()
    assert stored(case).is_waiting


def test_nobody_judges_what_is_their_own(cast, visit):
    people.grant_role(person=cast.technician, role="admin", actor=cast.admin)
    case = things.report(cast)

    client = visit(cast.technician)

    for verb in ("hide", "settle", "read"):
        send = client.get if verb == "read" else client.post
        assert send(f"{case.get_absolute_url()}{verb}/").status_code == 403
    assert "report_waiting" not in told(cast.technician)
    assert SAID["words"] not in client.get(case.get_absolute_url()).content.decode()


def test_the_list_asks_as_often_for_fifty_reports_as_for_one(cast, visit, django_assert_num_queries):
    item, client = things.activity(cast), visit(cast.admin)
    for size in (1, 49):
        for _ in range(size):
            things.report(cast, item)
        client.get("/sharing/reports/")
        with django_assert_num_queries(9):
            client.get("/sharing/reports/")
