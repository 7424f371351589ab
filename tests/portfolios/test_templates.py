"""Templates of webfolios: who makes, reads and changes them, and what begins with one."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from people import actions as people
from people.models import Pair
from portfolios import actions as pages
from portfolios.editing import Box, boxes_of
from portfolios.models import TemplatePage, WebfolioSectionPage, WebfolioTemplate
from portfolios.templating import actions
from portfolios.templating.furnishing import furnish
from sharing.refusals import Refused, Stale
from tests import things
from tests.portfolios.test_views_folio import text, write

KEEPERS = {"supervisor", "other_supervisor", "trainer", "other_trainer", "admin", "other_admin"}


@pytest.fixture
def default(cast):
    return WebfolioTemplate.objects.get(is_default=True)


@pytest.fixture
def own(cast):
    return things.webfolio_template(cast)


def words(page) -> list:
    return [box.value for box in boxes_of(page.get_latest_revision_as_object().body)]


def address(template, tail="") -> str:
    return f"/webfolio/templates/{template.uid}/{tail}"


def test_template_default_is_there_once_and_keeps_what_it_was_changed_to(cast, default):
    actions.rename_template(template=default, actor=cast.admin, title="Begin here")

    furnish()

    assert WebfolioTemplate.objects.get(is_default=True).title == "Begin here"
    assert default.pages.count() == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        WebfolioTemplate.objects.create(title="Another", is_default=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        WebfolioTemplate.objects.filter(pk=default.pk).update(owner=cast.supervisor)


@pytest.mark.parametrize("who", ["technician", "supervisor", "trainer", "admin", "editor"])
def test_template_default_is_deleted_by_nobody(cast, visit, default, who):
    page = visit(getattr(cast, who)).get(address(default, "delete/"))
    answer = visit(getattr(cast, who)).post(address(default, "delete/"))

    assert answer.status_code == 403
    assert page.status_code == (200 if who == "admin" else 403)
    assert WebfolioTemplate.objects.filter(pk=default.pk).exists()


@pytest.mark.parametrize(
    "who",
    [
        "technician",
        "supervisor",
        "other_supervisor",
        "trainer",
        "other_trainer",
        "admin",
        "other_admin",
        "editor",
    ],
)
def test_template_list_is_for_those_who_keep_them(cast, visit, own, who):
    answer = visit(getattr(cast, who)).get("/webfolio/templates/")

    assert (answer.status_code == 200) == (who in KEEPERS)
    assert (own.title in answer.content.decode()) == (who == "supervisor")


def test_template_copy_belongs_to_its_maker_and_changes_alone(cast, visit, default):
    client, once = visit(cast.supervisor), uuid.uuid4()
    form = {"title": "For bioimaging", "once": once}

    answers = [client.post(address(default, "copy/"), form) for _ in range(2)]
    other = client.post(address(default, "copy/"), form | {"title": "Something else"})

    made = WebfolioTemplate.objects.get(owner=cast.supervisor)
    assert [one.url for one in answers] == [made.get_absolute_url()] * 2
    assert other.status_code == 422
    assert [page.title for page in made.pages.all()] == [page.title for page in default.pages.all()]
    first = made.pages.first()
    boxes = [Box(str(uuid.uuid4()), "text", {"text": "Other words"})]
    actions.save_template_page(
        page=first, actor=cast.supervisor, title="Me", blocks=boxes, changed=first.changed_token
    )
    assert default.pages.first().title == "About me"
    assert "Other words" not in str(default.pages.first().body)


def test_template_copy_is_the_institutions_only_from_an_admin(cast, visit, default):
    form = {"title": "House style", "whose": "institution"}

    visit(cast.supervisor).post(address(default, "copy/"), form | {"once": uuid.uuid4()})
    visit(cast.admin).post(address(default, "copy/"), form | {"once": uuid.uuid4()})

    owners = WebfolioTemplate.objects.filter(title="House style").values_list("owner__email", flat=True)
    assert set(owners) == {None, "supervisor@northmoor.example"}
    with pytest.raises(PermissionDenied):
        actions.copy_template(
            template=default, actor=cast.supervisor, title="Mine", once=uuid.uuid4(), for_institution=True
        )


@pytest.mark.parametrize("tail", ["", "copy/", "rename/", "delete/"])
@pytest.mark.parametrize(
    ("who", "expected"),
    [("other_supervisor", 404), ("trainer", 404), ("admin", 404), ("colleague", 404), ("technician", 403)],
)
def test_template_of_another_is_changed_by_nobody_else(cast, visit, own, tail, who, expected):
    answer = visit(getattr(cast, who)).post(address(own, tail), {"title": "Taken", "once": uuid.uuid4()})

    assert answer.status_code == (405 if tail == "" else expected)
    assert list(WebfolioTemplate.objects.exclude(is_default=True).values_list("title", flat=True)) == [
        own.title
    ]


def test_template_page_is_edited_with_blocks_and_refuses_items(cast, visit, own):
    page, client = own.pages.first(), visit(cast.supervisor)
    a, b = str(uuid.uuid4()), str(uuid.uuid4())
    entry = things.entry(cast)
    form = {"title": "About me", "changed": page.changed_token, "block": [f"{a}:text", f"{b}:link"]}
    typed = {f"b{a}-text": "Say who you are.", f"b{b}-title": "Guide", f"b{b}-url": "https://example.org/"}

    added = client.post(address(own, f"pages/{page.uid}/edit/"), form | typed | {"order": "add:heading"})
    wrong = client.post(address(own, f"pages/{page.uid}/edit/"), form | typed | {f"b{b}-url": "nowhere"})
    saved = client.post(address(own, f"pages/{page.uid}/edit/"), form | typed)
    forged = Box(a, "entries", {"uids": [str(entry.uid)]})
    page.refresh_from_db()
    actions.save_template_page(
        page=page, actor=cast.supervisor, title="About me", blocks=[forged], changed=page.changed_token
    )

    assert (added.status_code, wrong.status_code, saved.status_code) == (200, 422, 302)
    assert "Say who you are." in wrong.content.decode()
    assert str(entry.uid) not in str(TemplatePage.objects.get(pk=page.pk).body)
    assert "add:entries" not in added.content.decode()


def test_template_page_changed_elsewhere_keeps_what_was_typed(cast, visit, own):
    page, a = own.pages.first(), str(uuid.uuid4())
    form = {"title": "Mine", "changed": page.changed_token, "block": f"{a}:text", f"b{a}-text": "My words"}
    boxes = [Box(str(uuid.uuid4()), "text", {"text": "Newer words"})]
    actions.save_template_page(
        page=page, actor=cast.supervisor, title="New", blocks=boxes, changed=page.changed_token
    )

    answer = visit(cast.supervisor).post(address(own, f"pages/{page.uid}/edit/"), form)

    assert answer.status_code == 409
    assert "My words" in answer.content.decode()
    assert "Newer words" in answer.content.decode()
    assert TemplatePage.objects.get(pk=page.pk).title == "New"
    with pytest.raises(Stale):
        actions.save_template_page(
            page=page, actor=cast.supervisor, title="Mine", blocks=[], changed=form["changed"]
        )


def test_template_keeps_its_last_page(cast, visit, own):
    client = visit(cast.supervisor)
    for page in own.pages.all():
        client.post(address(own, f"pages/{page.uid}/remove/"))

    assert own.pages.count() == 1
    assert client.post(address(own, "pages/new/"), {"title": ""}).status_code == 422
    assert client.post(address(own, "pages/new/"), {"title": "Skills"}).status_code == 302
    assert own.pages.last().title == "Skills"


def test_webfolio_begins_with_the_default_where_nothing_else_is_chosen(cast, visit, default, own):
    owner, client = cast.technician, visit(cast.technician)

    page = client.get("/webfolio/").content.decode()
    answer = client.post("/webfolio/begin/", {"template": default.uid})
    again = client.post("/webfolio/begin/", {"template": own.uid}, follow=True)

    folio = pages.webfolio_of(owner=owner)
    assert page.count(" checked") == 1
    assert own.title in page
    assert answer.status_code == 302
    assert "has begun already" in again.content.decode()
    assert "Begin with a template" not in client.get("/webfolio/").content.decode()
    assert [
        folio.get_latest_revision_as_object().title,
        *folio.sections.in_order().values_list("title", flat=True),
    ] == [page.title for page in default.pages.all()]
    assert not folio.live
    assert not WebfolioSectionPage.objects.filter(live=True).exists()


def test_webfolio_form_has_the_default_chosen(cast, default):
    from portfolios.templating.forms import BeginForm

    things.webfolio_template(cast, title="A first one by name")

    assert BeginForm(person=cast.technician)["template"].initial == default.uid


def test_webfolio_begun_does_not_change_with_its_template(cast, own):
    owner = cast.technician
    folio = actions.begin_from(webfolio=pages.webfolio_of(owner=owner), template=own, actor=owner)
    before, first = words(folio), own.pages.first()

    boxes = [Box(first.body[0]["id"], "text", {"text": "Changed later"})]
    actions.save_template_page(
        page=first, actor=cast.supervisor, title="Later", blocks=boxes, changed=first.changed_token
    )
    actions.delete_template(template=own, actor=cast.supervisor)

    folio = pages.webfolio_of(owner=owner)
    assert words(folio) == before
    assert folio.sections.count() == 2
    ids = {box.id for box in boxes_of(folio.get_latest_revision_as_object().body)}
    assert not ids & {block["id"] for block in first.body}


def test_webfolio_that_was_written_is_never_filled(cast, own):
    page = write(cast.technician, text("My own words"))

    with pytest.raises(Refused):
        actions.begin_from(webfolio=page, template=own, actor=cast.technician)

    assert words(pages.webfolio_of(owner=cast.technician)) == [{"text": "My own words"}]


def test_section_begins_with_a_page_of_a_template(cast, visit, own):
    page, client = own.pages.last(), visit(cast.technician)

    answer = client.post("/webfolio/sections/new/", {"title": "Techniques", "start": page.uid})
    theirs = things.webfolio_template(cast, "other_supervisor")
    refused = client.post("/webfolio/sections/new/", {"title": "Other", "start": theirs.pages.first().uid})

    section = WebfolioSectionPage.objects.get(owner=cast.technician)
    assert answer.status_code == 302
    assert (section.title, words(section)) == ("Techniques", [block["value"] for block in page.body])
    assert refused.status_code == 422


def test_template_closes_with_the_pair(cast, visit, own):
    client = visit(cast.technician)
    before = client.get(address(own)).status_code
    people.end_pair(pair=Pair.objects.get(technician=cast.technician), actor=cast.technician)
    Pair.objects.filter(technician=cast.technician).update(state=Pair.State.ENDED)

    assert (before, visit(cast.technician).get(address(own)).status_code) == (200, 404)
    assert client.post("/webfolio/begin/", {"template": own.uid}).status_code == 302
    assert not WebfolioSectionPage.objects.exists()


@pytest.mark.parametrize("number", [1, 50])
def test_template_list_asks_as_little_for_fifty(cast, visit, django_assert_num_queries, number):
    for n in range(number):
        WebfolioTemplate.objects.create(title=f"Number {n}", owner=cast.supervisor)
    client = visit(cast.supervisor)
    client.get("/webfolio/templates/")

    with django_assert_num_queries(8):
        client.get("/webfolio/templates/")


def test_webfolio_begins_around_a_page_that_was_copied_to_its_owner(cast, visit, default):
    mine = pages.add_section(
        webfolio=pages.webfolio_of(owner=cast.technician), title="development", actor=cast.technician
    )
    client = visit(cast.technician)

    offered = client.get("/webfolio/").content.decode()
    client.post("/webfolio/begin/", {"template": default.uid})

    sections = WebfolioSectionPage.objects.filter(owner=cast.technician).order_by("place")
    assert "Begin with a template" in offered
    assert [one.title for one in sections] == ["development", "Skills and techniques"]
    assert sections[0] == mine
