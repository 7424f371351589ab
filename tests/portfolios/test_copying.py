"""Copying to people: what arrives, what is left out and why, who may, and taking back."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from activities import actions as activities
from activities.models import Activity
from cohorts.models import Membership
from evidence import actions as evidence
from journals import actions as journals
from journals.models import Entry
from notices.models import Notice
from people.models import Pair, TrailEntry
from portfolios import actions as pages
from portfolios.copying import actions
from portfolios.copying.models import CopyAct, CopyLine
from portfolios.editing import boxes_of
from portfolios.models import WebfolioSectionPage
from sharing import actions as sharing
from sharing.refusals import Refused
from tests import things

NEW = "/webfolio/copy/"


@pytest.fixture
def page(cast):
    return things.webfolio_template(cast).pages.last()


@pytest.fixture
def entry(cast):
    """The supervisor's own, public and with everything on it that must not go along."""
    values = {"title": "How to reflect", "body": "Start small.", "tags": ["method"], "sealed": False}
    day = timezone.localdate() - timedelta(days=400)
    made, _ = journals.save_entry(
        owner=cast.supervisor, values=values | {"date": day, "audience": "public"}, publish=True
    )
    piece = evidence.add_link(owner=cast.supervisor, url="https://example.org/", title="My certificate")
    evidence.attach(thing=made, kind="entry", evidence=[piece], actor=cast.supervisor)
    said = sharing.Said(words="A remark")
    sharing.comment(kind="entry", item=made, actor=cast.supervisor, said=said, once=uuid.uuid4())
    return made


@pytest.fixture
def activity(cast):
    values = {
        "title": "Laser safety refresher", "provider": "Safety office",
        "start_date": timezone.localdate() - timedelta(days=30),
        "minutes": 90, "category": "formal", "description": "Room 4.", "benefit_practice": "I now do X.",
        "benefit_users": "They do Y.", "self_points": 3, "claims": [{"pack": "iet", "category": "", "points": "2"}],
        "tags": ["lasers"],
    }  # fmt: skip
    made, _ = activities.log_activity(owner=cast.supervisor, values=values)
    return made


def copy(cast, *people, by="supervisor", once=None, **sources):
    return actions.copy_to_people(
        actor=getattr(cast, by),
        sources={kind: [one.uid for one in things_] for kind, things_ in sources.items()},
        people=[person.uid for person in people],
        once=once or uuid.uuid4(),
    )


def outcomes(act) -> list:
    return sorted((line.person.first_name, line.kind, line.outcome) for line in act.lines.all())


def form(*people, **chosen) -> dict:
    return {"people": [one.uid for one in people]} | {
        name: [one.uid for one in found] for name, found in chosen.items()
    }


def test_copy_makes_drafts_of_each_for_each_with_a_line_for_both(cast, page, entry, activity):
    act = copy(cast, cast.technician, cast.engineer, page=[page], entry=[entry], activity=[activity])

    assert outcomes(act) == [
        (name, kind, "made") for name in ("Megan", "Tomasz") for kind in ("activity", "entry", "page")
    ]
    for person in (cast.technician, cast.engineer):
        section = WebfolioSectionPage.objects.get(owner=person)
        assert (section.title, section.live) == (page.title, False)
        draft = section.get_latest_revision_as_object()
        assert [box.value for box in boxes_of(draft.body)] == [block["value"] for block in page.body]


def test_copy_arrives_clean_and_is_its_receivers_own(cast, visit, entry, activity):
    copy(cast, cast.technician, entry=[entry], activity=[activity])

    got, done = Entry.objects.get(owner=cast.technician), Activity.objects.get(owner=cast.technician)
    today = timezone.localdate()
    assert (got.title, got.body, got.tags, got.date) == ("How to reflect", "Start small.", ["method"], today)
    assert (got.state, got.published_at, got.audience) == ("draft", None, "supervisors")
    assert (done.title, done.provider, done.minutes, done.category) == (
        "Laser safety refresher", "Safety office", 90, "formal",
    )  # fmt: skip
    assert (done.planned, done.start_date, done.end_date) == (True, today, None)
    assert (done.benefit_practice, done.benefit_users, done.self_points, done.claims) == ("", "", None, [])
    assert not done.verifications.exists()
    page = visit(cast.technician).get(got.get_absolute_url()).content.decode()
    assert "My certificate" not in page
    assert "A remark" not in page
    assert visit(cast.supervisor).get(got.get_absolute_url()).status_code == 404
    lines = TrailEntry.objects.filter(object_uid=got.uid)
    assert [(line.verb, line.actor) for line in lines] == [("gave a copy", cast.supervisor)]


def test_copy_leaves_out_what_is_there_by_type_and_title(cast, visit, page, entry, activity):
    owner = cast.technician
    mine, _ = journals.save_entry(
        owner=owner, values={"title": "how to REFLECT", "body": "Mine.", "sealed": False, "tags": []}
    )
    things.activity(cast, title="How to reflect")
    folio = pages.webfolio_of(owner=owner)
    pages.add_section(webfolio=folio, title=page.title.upper(), actor=owner)

    act = copy(cast, owner, page=[page], entry=[entry], activity=[activity])

    assert outcomes(act) == [
        ("Megan", "activity", "made"),
        ("Megan", "entry", "same"),
        ("Megan", "page", "same"),
    ]
    assert Entry.objects.get(owner=owner) == mine
    assert WebfolioSectionPage.objects.filter(owner=owner).count() == 1
    told = visit(cast.supervisor).get(act.get_absolute_url()).content.decode()
    assert told.count("Left out: has one of this type and title") == 2
    assert "1 copy made, 2 left out" in told
    shown = visit(owner).get("/webfolio/copied/").content.decode()
    assert shown.count("Not copied: you had this one already.") == 2


def test_copy_twice_is_left_out_the_second_time(cast, entry):
    copy(cast, cast.technician, entry=[entry])

    assert outcomes(copy(cast, cast.technician, entry=[entry])) == [("Megan", "entry", "same")]
    assert Entry.objects.filter(owner=cast.technician).count() == 1


def test_copy_once_by_one_key(cast, entry, activity):
    once = uuid.uuid4()
    act = copy(cast, cast.technician, once=once, entry=[entry])

    assert copy(cast, cast.technician, once=once, entry=[entry]) == act
    with pytest.raises(Refused):
        copy(cast, cast.engineer, once=once, entry=[entry])
    with pytest.raises(Refused):
        copy(cast, cast.technician, once=once, activity=[activity])
    assert CopyLine.objects.count() == 1


def test_copy_tells_each_receiver_once_and_only_of_what_was_made(cast, visit, entry, activity):
    copy(cast, cast.technician, cast.engineer, entry=[entry], activity=[activity])
    copy(cast, cast.technician, entry=[entry])

    told = Notice.objects.filter(kind="copied_to_you")
    assert sorted(one.recipient.first_name for one in told) == ["Megan", "Tomasz"]
    assert {one.path for one in told} == {"/webfolio/copied/"}
    page = visit(cast.technician).get("/webfolio/copied/").content.decode()
    assert "How to reflect" in page
    assert "Alan Whitcombe" in page


@pytest.mark.parametrize("who", ["colleague", "trainer", "admin", "supervisor"])
def test_copy_reaches_nobody_who_is_not_ones_own(cast, visit, entry, who):
    with pytest.raises(PermissionDenied):
        copy(cast, cast.technician, getattr(cast, who), entry=[entry])

    answer = visit(cast.supervisor).post(
        NEW, form(getattr(cast, who), entries=[entry]) | {"confirm": "yes", "once": uuid.uuid4()}
    )
    assert answer.status_code == 422
    assert "is not one of your people now" in answer.content.decode()
    assert not CopyAct.objects.exists()
    assert not Entry.objects.exclude(owner=cast.supervisor).exists()


@pytest.mark.parametrize("state", [Pair.State.PROPOSED, Pair.State.ENDED, Pair.State.DECLINED])
def test_copy_needs_a_pair_that_is_live(cast, entry, state):
    Pair.objects.filter(technician=cast.technician).update(state=state)

    with pytest.raises(PermissionDenied):
        copy(cast, cast.technician, entry=[entry])


def test_copy_takes_nothing_that_is_not_ones_own_or_is_sealed(cast, visit, page, entry):
    theirs = things.entry(cast, "public")
    logged = things.activity(cast, "public")
    foreign = things.webfolio_template(cast, "trainer").pages.first()
    default = things.default_template(cast).pages.first()
    sealed, _ = journals.save_entry(
        owner=cast.supervisor, values={"title": "Secret", "body": "Sealed.", "sealed": True, "tags": []}
    )
    wrong = {"entries": [theirs, sealed], "activities": [logged], "pages": [foreign, default]}
    kinds = {"entries": "entry", "activities": "activity", "pages": "page"}
    client = visit(cast.supervisor)

    for name, found in wrong.items():
        for one in found:
            with pytest.raises(PermissionDenied):
                copy(cast, cast.engineer, **{kinds[name]: [one]})
            sent = form(cast.engineer, **{name: [one]}) | {"confirm": "yes", "once": uuid.uuid4()}
            assert client.post(NEW, sent).status_code == 422
    assert not CopyAct.objects.exists()


@pytest.mark.parametrize("who", ["technician", "colleague", "admin", "editor"])
def test_copy_is_for_those_who_supervise_or_train(cast, visit, who):
    client = visit(getattr(cast, who))

    assert client.get(NEW).status_code == 403
    assert client.post(NEW, {"confirm": "yes"}).status_code == 403
    assert client.get("/webfolio/copies/").status_code == 403


def test_copy_of_a_trainer_reaches_their_cohort_and_no_former_member(cast, visit):
    made = things.cohort_template(cast)
    page, client = made.pages.first(), visit(cast.trainer)
    cohort = Membership.objects.get().cohort
    sent = {"pages": [page.uid], "cohorts": [cohort.uid], "confirm": "yes", "once": uuid.uuid4()}

    assert cohort.name in client.get(NEW).content.decode()
    assert client.post(NEW, sent).status_code == 302
    assert WebfolioSectionPage.objects.get().owner == cast.technician
    Membership.objects.update(left_on=timezone.localdate())
    with pytest.raises(PermissionDenied):
        copy(cast, cast.technician, by="trainer", page=[page])
    assert client.post(NEW, sent | {"once": uuid.uuid4()}).status_code == 422


def test_copy_is_looked_over_first_and_keeps_nothing_until_confirmed(cast, visit, page, entry):
    client, chosen = visit(cast.supervisor), form(cast.technician, pages=[page], entries=[entry])

    asked = client.post(NEW, chosen).content.decode()
    nothing = client.post(NEW, {"people": [cast.technician.uid]})
    nobody = client.post(NEW, {"entries": [entry.uid]})
    keyless = client.post(NEW, chosen | {"confirm": "yes"})
    again = client.post(NEW, chosen | {"back": "yes"}).content.decode()

    assert "2 copies to 1 person" in asked
    assert "Copy now" in asked
    assert [one.status_code for one in (nothing, nobody, keyless)] == [422, 422, 422]
    assert again.count("checked") == 3
    assert not CopyAct.objects.exists()


def test_copy_refuses_too_much_at_once(cast, visit, entry, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    chosen = form(cast.technician, cast.engineer, entries=[entry])

    asked = visit(cast.supervisor).post(NEW, chosen).content.decode()

    assert "too much at once" in asked
    assert "Copy now" not in asked
    with pytest.raises(Refused):
        copy(cast, cast.technician, cast.engineer, entry=[entry])


def test_copies_are_taken_back_where_nobody_touched_them(cast, visit, page, entry, activity):
    act = copy(cast, cast.technician, cast.engineer, page=[page], entry=[entry], activity=[activity])
    owner = cast.technician
    got = Entry.objects.get(owner=owner)
    journals.save_entry(owner=owner, uid=got.uid, changed=got.changed_token, values={"body": "My own words."})
    section = WebfolioSectionPage.objects.get(owner=owner)
    pages.publish(page=section, actor=owner)
    planned = Activity.objects.get(owner=owner)
    piece = evidence.add_link(owner=owner, url="https://example.org/", title="Mine")
    evidence.attach(thing=planned, kind="activity", evidence=[piece], actor=owner)

    answer = visit(cast.supervisor).post(f"{act.get_absolute_url()}undo/", follow=True).content.decode()

    assert "Taken back: 3 copies. 3 stay" in answer
    assert outcomes(act) == [
        (name, kind, outcome)
        for name, outcome in (("Megan", "made"), ("Tomasz", "undone"))
        for kind in ("activity", "entry", "page")
    ]
    assert Entry.objects.owned_by(owner).exists()
    assert Activity.objects.owned_by(owner).exists()
    assert WebfolioSectionPage.objects.filter(owner=owner, live=True).exists()
    assert not Entry.objects.owned_by(cast.engineer).exists()
    assert not Activity.objects.owned_by(cast.engineer).exists()
    assert not WebfolioSectionPage.objects.filter(owner=cast.engineer).exists()
    assert actions.take_back(act=act, actor=cast.supervisor) == 0


def test_copies_stay_once_the_pair_has_ended(cast, entry):
    act = copy(cast, cast.technician, entry=[entry])
    Pair.objects.filter(technician=cast.technician).update(state=Pair.State.ENDED)

    assert actions.take_back(act=act, actor=cast.supervisor) == 0
    assert Entry.objects.owned_by(cast.technician).exists()


@pytest.mark.parametrize("who", ["technician", "trainer", "admin", "other_supervisor"])
def test_copies_of_another_are_seen_and_taken_back_by_nobody_else(cast, visit, entry, who):
    act = copy(cast, cast.technician, entry=[entry])
    client = visit(getattr(cast, who))

    assert client.get(act.get_absolute_url()).status_code == 404
    assert client.post(f"{act.get_absolute_url()}undo/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.take_back(act=act, actor=getattr(cast, who))


@pytest.mark.parametrize("number", [1, 20])
def test_lists_of_copies_ask_as_little_for_twenty(cast, visit, django_assert_num_queries, number):
    for n in range(number):
        values = {"title": f"Entry {n}", "body": "Words.", "sealed": False, "tags": []}
        made, _ = journals.save_entry(owner=cast.supervisor, values=values)
        act = copy(cast, cast.technician, entry=[made])
    mine, theirs = visit(cast.supervisor), visit(cast.technician)
    for client, path in ((mine, "/webfolio/copies/"), (theirs, "/webfolio/copied/")):
        client.get(path)

    with django_assert_num_queries(10):
        mine.get("/webfolio/copies/")
    with django_assert_num_queries(11):
        mine.get(act.get_absolute_url())
    with django_assert_num_queries(8):
        theirs.get("/webfolio/copied/")
