"""Evidence and activities on a page: each reader gets what that reader may read, and no more."""

import uuid
from datetime import date

import pytest

from activities.models import Activity
from evidence.models import Attachment
from people.models import TrailEntry
from portfolios import actions
from portfolios.collecting import actions as collecting
from portfolios.editing import Box
from portfolios.showing import pages_with
from sharing.models import Audience
from tests.activities.samples import log
from tests.evidence.test_library import kept
from tests.portfolios.test_views_folio import text, write
from tests.portfolios.test_views_page import address, sheet


@pytest.fixture
def owner(cast):
    return cast.technician


def logged(owner, *, title: str, audience: str):
    activity = log(owner, title=title)
    Activity.objects.filter(pk=activity.pk).update(audience=audience)
    return activity


def box(kind: str, **value) -> Box:
    return Box(str(uuid.uuid4()), kind, value)


def picture(evidence) -> Box:
    return box("image", evidence=str(evidence.uid), alternative="The bench", caption="Before")


def published(owner, *blocks, audience=Audience.PUBLIC):
    page = write(owner, *blocks)
    actions.set_audience(webfolio=page, audience=audience, actor=owner)
    return actions.publish(page=page, actor=owner)


def opens(client, evidence) -> bool:
    answer = client.get(f"/evidence/{evidence.uid}/")
    if answer.status_code == 200:
        assert b"".join(answer.streaming_content)
    return answer.status_code == 200


def test_evidence_opens_with_the_published_page_and_closes_with_it(owner, cast, visit):
    photo, other = kept(owner), kept(owner, "other.jpg")
    page = write(owner, picture(photo))
    actions.set_audience(webfolio=page, audience=Audience.PUBLIC, actor=owner)
    as_draft = opens(visit(cast.colleague), photo)
    page = actions.publish(page=page, actor=owner)

    shown = visit().get(page.get_absolute_url()).content.decode()
    assert f'src="/evidence/{photo.uid}/" alt="The bench"' in shown
    assert not as_draft
    assert opens(visit(), photo)
    assert not opens(visit(cast.colleague), other)

    write(owner, box("evidence", evidence=str(other.uid)))
    assert opens(visit(), photo)
    actions.publish(page=page, actor=owner)
    assert not opens(visit(cast.colleague), photo)
    assert opens(visit(cast.colleague), other)

    actions.set_audience(webfolio=page, audience=Audience.SUPERVISORS, actor=owner)
    assert not opens(visit(cast.colleague), other)
    assert opens(visit(cast.supervisor), other)

    actions.unpublish(page=page, actor=owner)
    assert not opens(visit(cast.supervisor), other)
    assert not Attachment.objects.filter(kind="folio").exists()


def test_evidence_of_a_section_goes_with_the_section(owner, cast, visit):
    photo = kept(owner)
    page = published(owner, text("Words"))
    section = actions.add_section(webfolio=page, title="Techniques", actor=owner)
    write(owner, picture(photo), page=section, title="Techniques")
    actions.publish(page=section, actor=owner)
    with_section = opens(visit(), photo)

    actions.remove_section(section=section, actor=owner)

    assert with_section
    assert not opens(visit(cast.colleague), photo)


def test_evidence_of_somebody_else_is_neither_offered_nor_attached(owner, cast, visit):
    page, theirs = actions.webfolio_of(owner=owner), kept(cast.colleague, "secret.jpg", title="Their secret")
    id_ = str(uuid.uuid4())

    form = visit(owner).post(address(page), sheet(page, order="add:image"))
    answer = visit(owner).post(address(page), sheet(page, (id_, "evidence", {"evidence": str(theirs.uid)})))
    forced = write(owner, picture(theirs))
    actions.set_audience(webfolio=forced, audience=Audience.PUBLIC, actor=owner)
    actions.publish(page=forced, actor=owner)

    assert "Their secret" not in form.content.decode()
    assert answer.status_code == 422
    assert not opens(visit(owner), theirs)
    assert str(theirs.uid) not in visit(owner).get(forced.get_absolute_url()).content.decode()


def test_evidence_is_chosen_in_the_form_and_published(owner, visit):
    page, photo = actions.webfolio_of(owner=owner), kept(owner, title="The bench")
    block = (
        str(uuid.uuid4()),
        "image",
        {"evidence": str(photo.uid), "alternative": "The bench", "caption": ""},
    )

    answer = visit(owner).post(address(page), sheet(page, block, then="publish"))

    assert answer.status_code == 302
    assert Attachment.objects.get(kind="folio").evidence == photo
    assert TrailEntry.objects.filter(verb="changed evidence", object_uid=page.uid).exists()


def test_items_of_one_name_are_told_apart_by_their_days(owner, visit):
    for day in (2, 9):
        chosen = log(owner, title="Course", start_date=date(2026, 3, day))
    collection = collecting.start_collection(
        owner=owner, purpose="job", title="Leeds", introduction="", once=uuid.uuid4()
    )
    page = actions.webfolio_of(owner=owner)
    block = (str(uuid.uuid4()), "activities", {"uids": [str(chosen.uid)]})

    answers = [
        visit(owner).post(address(page), sheet(page, block) | {"order": "add:text"}),
        visit(owner).get(f"/collections/{collection.uid}/pieces/"),
    ]

    for answer in answers:
        assert "Course, 2 Mar 2026" in answer.content.decode()
        assert "Course, 9 Mar 2026" in answer.content.decode()


def test_activities_on_a_public_page_keep_their_own_audience(owner, cast, visit):
    open_one = logged(owner, title="Open training", audience=Audience.PUBLIC)
    closed = logged(owner, title="Private review", audience=Audience.ONLY_ME)
    theirs = logged(cast.colleague, title="Somebody else's", audience=Audience.ONLY_ME)
    chosen = [str(one.uid) for one in (open_one, closed, theirs)]
    page = published(owner, box("activities", uids=chosen))

    def shown(client) -> set[str]:
        answer = client.get(page.get_absolute_url()).content.decode()
        return {title for title in ("Open training", "Private review", "Somebody else") if title in answer}

    assert shown(visit()) == {"Open training"}
    assert shown(visit(cast.supervisor)) == {"Open training"}
    assert shown(visit(owner)) == {"Open training", "Private review"}


@pytest.mark.parametrize("number", [1, 25])
def test_page_of_many_items_asks_once_to_a_kind(owner, visit, django_assert_num_queries, number):
    blocks = []
    for n in range(number):
        done = logged(owner, title=f"Training {n}", audience=Audience.PUBLIC)
        blocks += [box("activities", uids=[str(done.uid)]), picture(kept(owner, f"{n}.jpg"))]
    page = published(owner, *blocks)
    client = visit()
    client.get(page.get_absolute_url())

    with django_assert_num_queries(6):
        client.get(page.get_absolute_url())


@pytest.mark.parametrize("kind", ["activities", "evidence"])
def test_a_page_shows_nothing_of_somebody_elses_whatever_its_reader_may_read(owner, cast, visit, kind):
    theirs = logged(cast.engineer, title="Of the workshop", audience=Audience.SUPERVISORS)
    photo = kept(cast.engineer)
    Attachment.objects.create(evidence=photo, kind="activity", object_uid=theirs.uid)
    named = {"activities": {"uids": [str(theirs.uid)]}, "evidence": {"evidence": str(photo.uid)}}[kind]
    page = published(owner, text("Hello."), box(kind, **named), audience=Audience.SUPERVISORS)

    shown = visit(cast.supervisor).get(page.get_absolute_url()).content.decode()
    as_them = f"/sharing/folio/{page.uid}/as/?who=supervisor-{cast.supervisor.uid}"

    for answer in (shown, visit(owner).get(as_them).content.decode()):
        assert "Hello." in answer
        assert "Of the workshop" not in answer and str(photo.uid) not in answer


@pytest.mark.parametrize("number", [1, 50])
def test_pages_that_show_a_piece_are_found_in_two_queries(owner, django_assert_num_queries, number):
    photo = kept(owner)
    first = write(owner, text("Nothing of it here"))
    for at in range(number):
        section = actions.add_section(webfolio=first, title=f"Bench {at}", actor=owner)
        write(owner, picture(photo), page=section, title=section.title)

    with django_assert_num_queries(2):
        found = pages_with(photo)

    assert [one.title for one in found] == [f"Bench {at}" for at in range(number)]
