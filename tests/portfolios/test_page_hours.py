"""A page opens and closes at its hours."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from notices.models import Notice
from people.models import TrailEntry
from portfolios import actions
from portfolios.hours import set_hours, turn, turn_missed
from portfolios.models import WebfolioPage, WebfolioSectionPage
from sharing.models import Audience
from tests.evidence.test_library import kept
from tests.portfolios.test_shown_items import opens, picture
from tests.portfolios.test_views_folio import text, write
from tests.portfolios.test_views_page import address, draft_of

HOUR = timedelta(hours=1)
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=timezone.get_fixed_timezone(0))


@pytest.fixture
def owner(cast):
    return cast.technician


@pytest.fixture
def page(owner):
    page = write(owner, text("First words"))
    return actions.set_audience(webfolio=page, audience=Audience.PUBLIC, actor=owner)


def told(person) -> list[str]:
    kinds = Notice.objects.filter(recipient=person, kind__startswith="page_").order_by("pk")
    return list(kinds.values_list("kind", flat=True))


@pytest.fixture
def at(time_machine):
    return lambda moment: time_machine.move_to(moment, tick=False)


def read(visit, page) -> str:
    answer = visit().get(page.get_absolute_url())
    return answer.content.decode() if answer.status_code == 200 else ""


def send(client, page, **typed):
    boxes = dict.fromkeys(["opens_on", "opens_at", "closes_on", "closes_at"], "")
    return client.post(address(page, "hours/"), boxes | typed)


def test_hours_publish_the_version_of_now_and_close_it_again(owner, page, visit):
    now = timezone.now()
    set_hours(page=page, actor=owner, opens_at=now - HOUR, closes_at=now + HOUR)
    write(owner, text("Later words"))
    before = read(visit, page)

    turn(page=str(page.uid))
    turn(page=str(page.uid))

    assert before == ""
    assert "First words" in read(visit, page)
    assert "Later words" not in read(visit, page)
    assert draft_of(page) == [("text", {"text": "Later words"})]
    assert page.has_unpublished_changes
    assert TrailEntry.objects.filter(verb="published", object_uid=page.uid).count() == 1
    WebfolioPage.objects.filter(pk=page.pk).update(closes_at=now - timedelta(minutes=1))
    turn_missed()
    page.refresh_from_db()
    assert read(visit, page) == ""
    assert (page.live, page.opens_at, page.closes_at) == (False, None, None)


def test_hour_of_closing_closes_before_any_job_runs(owner, page, cast, visit):
    photo = kept(owner)
    page = write(owner, picture(photo), page=page)
    page = actions.publish(page=page, actor=owner)
    section = actions.add_section(webfolio=page, title="Techniques", actor=owner)
    write(owner, text("Section words"), page=section, title="Techniques")
    section = actions.publish(page=section, actor=owner)
    open_before = read(visit, page), read(visit, section), opens(visit(), photo)
    past = timezone.now() - timedelta(seconds=1)

    WebfolioSectionPage.objects.filter(pk=section.pk).update(closes_at=past)
    section_alone = read(visit, section), "Techniques" in read(visit, page)
    WebfolioPage.objects.filter(pk=page.pk).update(closes_at=past)

    assert all(open_before)
    assert section_alone == ("", False)
    page.refresh_from_db()
    section.refresh_from_db()
    assert read(visit, page) == ""
    assert not opens(visit(), photo)
    for thing, model in ((page, WebfolioPage), (section, WebfolioSectionPage)):
        assert not thing.opens_to(cast.supervisor)
        assert thing not in model.objects.visible_to(cast.supervisor)
        assert thing in model.objects.visible_to(owner)


def test_the_owner_is_told_once_of_what_a_page_did_by_itself_and_not_of_their_own_doing(
    owner, page, cast, at
):
    at(NOW)
    set_hours(page=page, actor=owner, opens_at=NOW + HOUR, closes_at=NOW + 2 * HOUR)
    turn(page=str(page.uid))
    early = told(owner)

    at(NOW + HOUR)
    turn(page=str(page.uid))
    turn_missed()
    opened = told(owner)
    at(NOW + 2 * HOUR)
    turn(page=str(page.uid))
    turn(page=str(page.uid))
    closed = told(owner)
    page = actions.publish(page=page, actor=owner)
    actions.unpublish(page=page, actor=owner)

    assert (early, opened, closed) == ([], ["page_opened"], ["page_opened", "page_closed"])
    assert told(owner) == closed and told(cast.supervisor) == []
    assert set(Notice.objects.filter(kind__startswith="page_").values_list("path", flat=True)) == {
        "/webfolio/"
    }


def test_publishing_now_takes_the_place_of_the_hour(owner, page, visit):
    now = timezone.now()
    set_hours(page=page, actor=owner, opens_at=now + HOUR, closes_at=None)
    page = write(owner, text("Later words"), page=page)

    page = actions.publish(page=page, actor=owner)

    assert page.opens_at is None
    WebfolioPage.objects.filter(pk=page.pk).update(closes_at=now - HOUR)
    page = actions.publish(page=WebfolioPage.objects.get(pk=page.pk), actor=owner)
    assert page.is_open
    assert "Later words" in read(visit, page)
    set_hours(page=page, actor=owner, opens_at=None, closes_at=now + HOUR)
    page = actions.unpublish(page=page, actor=owner)
    assert page.closes_at is None


def test_hours_are_kept_by_the_institutions_clock(owner, page, visit, at):
    at(NOW)
    client = visit(owner)

    answer = send(client, page, opens_on="1 July 2026", opens_at="9am", closes_on="2/7/26")

    page.refresh_from_db()
    assert answer.status_code == 302
    assert page.opens_at.isoformat() == "2026-07-01T08:00:00+00:00"
    assert page.closes_at.isoformat() == "2026-07-02T22:59:00+00:00"
    shown = client.get(address(page, "hours/")).content.decode()
    assert 'value="1 Jul 2026"' in shown
    assert 'value="09:00"' in shown
    assert "1 Jul 2026, 09:00" in client.get("/webfolio/").content.decode()
    assert "To be published" in client.get(address(page, "history/")).content.decode()
    assert TrailEntry.objects.get(verb="set hours", object_uid=page.uid).fields == ["closes_at", "opens_at"]

    send(client, page)
    page.refresh_from_db()
    assert (page.opens_at, page.closes_at, page.opens_with_id) == (None, None, None)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"opens_on": "1 March 2026"}, "opens_on"),
        ({"opens_on": "10 March 2026", "opens_at": "11:59"}, "opens_on"),
        ({"closes_on": "9 March 2026"}, "closes_on"),
        ({"opens_on": "1 July 2026", "closes_on": "1 June 2026"}, "closes_on"),
        ({"opens_at": "9am"}, "opens_on"),
        ({"opens_on": "1 July 2026", "opens_at": "25:00"}, "opens_at"),
        ({"opens_on": "1 July 2026", "opens_at": "13pm"}, "opens_at"),
        ({"opens_on": "some day"}, "opens_on"),
    ],
)
def test_hours_that_cannot_be_are_asked_back(owner, page, visit, at, typed, wrong):
    at(NOW)

    answer = send(visit(owner), page, **typed)

    page.refresh_from_db()
    assert answer.status_code == 422
    assert f'href="#id_{wrong}"' in answer.content.decode()
    assert (page.opens_at, page.closes_at) == (None, None)


def test_hours_wait_for_a_draft_that_is_finished(owner, page, visit, at):
    at(NOW)
    write(owner, text(""), page=page)

    answer = send(visit(owner), page, opens_on="1 July 2026")

    page.refresh_from_db()
    assert answer.url == address(page)
    assert page.opens_at is None


def test_hours_are_the_owners_alone(owner, page, cast, visit):
    actions.publish(page=page, actor=owner)

    assert visit(cast.supervisor).get(address(page, "hours/")).status_code == 403
    assert send(visit(cast.colleague), page, opens_on="1 July 2030").status_code == 403
    assert visit().get(address(page, "hours/")).status_code == 302


def test_an_older_version_brings_no_hours_back(owner, page, visit):
    later = timezone.now() + HOUR
    set_hours(page=page, actor=owner, opens_at=None, closes_at=later)
    page = write(owner, text("Second"), page=page)
    set_hours(page=page, actor=owner, opens_at=None, closes_at=None)

    actions.restore(page=page, number=2, actor=owner)
    page = actions.publish(page=page, actor=owner)

    assert (page.opens_at, page.closes_at) == (None, None)
