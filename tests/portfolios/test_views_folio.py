"""The webfolio, written by its owner and read by others."""

import uuid

import pytest

from people.models import TrailEntry
from portfolios import actions
from portfolios.editing import Box
from portfolios.models import WebfolioPage, WebfolioSectionPage
from sharing.models import Audience

EVERYONE = (
    "technician",
    "engineer",
    "supervisor",
    "colleague",
    "trainer",
    "admin",
    "editor",
    "other_supervisor",
)


def text(words: str) -> Box:
    return Box(str(uuid.uuid4()), "text", {"text": words})


def heading(words: str) -> Box:
    return Box(str(uuid.uuid4()), "heading", {"text": words})


def write(owner, *blocks, page=None, title="About me"):
    """Save these blocks as the draft of the owner's first page, or of `page`."""
    page = page or actions.webfolio_of(owner=owner)
    page.refresh_from_db()
    return actions.save_draft(
        page=page, actor=owner, title=title, blocks=list(blocks), changed=page.changed_token
    )


@pytest.fixture
def owner(cast):
    return cast.technician


@pytest.fixture
def folio(owner):
    """Published, open to the supervisors, with later words that are still a draft."""
    page = write(owner, heading("About"), text("Runs two confocal systems."))
    actions.publish(page=page, actor=owner)
    return write(owner, text("Unfinished thoughts."))


def readers(folio, cast, visit) -> set[str]:
    """Who gets the page; everyone else must get a 404 whose body says nothing of it."""
    seen = set()
    for name in (*EVERYONE, "stranger"):
        answer = visit(None if name == "stranger" else getattr(cast, name)).get(folio.get_absolute_url())
        if answer.status_code == 200:
            seen.add(name)
        else:
            assert answer.status_code == 404
            assert "Okafor" not in answer.content.decode().replace(
                getattr(cast, name, cast.admin).display_name, ""
            )
    return seen


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience.ONLY_ME, {"technician"}),
        (Audience.SUPERVISORS, {"technician", "supervisor"}),
        (Audience.NAMED, {"technician", "supervisor"}),
        (Audience.LINK, {"technician", "supervisor"}),
        (
            Audience.INSTITUTION,
            {"technician", "engineer", "supervisor", "colleague", "trainer", "other_supervisor"},
        ),
        (Audience.PUBLIC, {*EVERYONE, "stranger"}),
    ],
)
def test_folio_opens_to_its_audience(folio, owner, cast, visit, audience, expected):
    actions.set_audience(webfolio=folio, audience=audience, actor=owner)

    assert readers(folio, cast, visit) == expected
    assert {
        name for name in EVERYONE if folio in WebfolioPage.objects.visible_to(getattr(cast, name))
    } == expected - {"stranger"}


def test_folio_unpublished_is_as_absent(folio, owner, cast, visit):
    actions.set_audience(webfolio=folio, audience=Audience.PUBLIC, actor=owner)
    actions.unpublish(page=folio, actor=owner)

    assert readers(folio, cast, visit) == set()
    absent = visit().get("/folio/nobody-here/")
    assert visit().get(folio.get_absolute_url()).content == absent.content


def test_folio_never_shows_a_draft(folio, cast, visit):
    page = visit(cast.supervisor).get(folio.get_absolute_url()).content.decode()

    assert "Runs two confocal systems." in page
    assert "Unfinished thoughts." not in page
    assert "Unfinished thoughts." not in visit(cast.technician).get(folio.get_absolute_url()).content.decode()


def test_folio_headers_keep_private_pages_private(folio, owner, cast, visit):
    private = visit(cast.supervisor).get(folio.get_absolute_url())
    actions.set_audience(webfolio=folio, audience=Audience.PUBLIC, actor=owner)
    public = visit().get(folio.get_absolute_url())

    assert private["Cache-Control"] == "private, no-store"
    assert public["Cache-Control"] == "no-cache"
    assert "noindex" in public["X-Robots-Tag"]
    assert 'name="robots" content="noindex' in public.content.decode()
    assert "main-nav" not in public.content.decode()


def test_folio_sections_open_with_the_webfolio(folio, owner, cast, visit):
    section = actions.add_section(webfolio=folio, title="Techniques", actor=owner)
    address = f"{folio.get_absolute_url()}techniques/"
    before = visit(cast.supervisor).get(address).status_code
    write(owner, text("Spinning-disc confocal."), page=section, title="Techniques")
    actions.publish(page=section, actor=owner)

    assert before == 404
    assert "Spinning-disc confocal." in visit(cast.supervisor).get(address).content.decode()
    assert "Techniques" in visit(cast.supervisor).get(folio.get_absolute_url()).content.decode()
    assert visit(cast.colleague).get(address).status_code == 404
    assert visit().get(address).status_code == 404
    for name in EVERYONE:
        listed = section in WebfolioSectionPage.objects.visible_to(getattr(cast, name))
        assert listed == (name in {"technician", "supervisor"})

    actions.unpublish(page=folio, actor=owner)

    assert visit(cast.supervisor).get(address).status_code == 404


def test_folio_is_not_found_from_another_institution(folio, owner, visit, southby, southby_cast):
    actions.set_audience(webfolio=folio, audience=Audience.PUBLIC, actor=owner)

    with southby():
        person = southby_cast.supervisor
        assert visit(person, "southby.localhost").get(folio.get_absolute_url()).status_code == 404
    assert visit(host="southby.localhost").get(folio.get_absolute_url()).status_code == 404


def test_folio_text_is_markdown_and_nothing_more(owner, visit):
    page = write(owner, text("A **bold** word <script>alert(1)</script>"))
    actions.publish(page=page, actor=owner)

    shown = visit(owner).get(page.get_absolute_url()).content.decode()

    assert "<strong>bold</strong>" in shown
    assert "<script>alert" not in shown


@pytest.mark.parametrize("number", [1, 50])
def test_folio_public_page_asks_as_little_for_fifty_blocks(owner, visit, django_assert_num_queries, number):
    page = write(owner, *[block for n in range(number) for block in (heading(f"Part {n}"), text("Words."))])
    actions.set_audience(webfolio=page, audience=Audience.PUBLIC, actor=owner)
    actions.publish(page=page, actor=owner)
    client = visit()
    client.get(page.get_absolute_url())

    with django_assert_num_queries(4):
        client.get(page.get_absolute_url())


def test_folio_is_started_once(owner):
    first = actions.webfolio_of(owner=owner)

    assert actions.webfolio_of(owner=owner) == first
    assert TrailEntry.objects.filter(verb="started webfolio", object_uid=first.uid).count() == 1
    assert not first.live


def test_folio_slugs_of_namesakes_differ(owner, cast):
    colleague = cast.colleague
    colleague.first_name, colleague.last_name = owner.first_name, owner.last_name

    slugs = {actions.webfolio_of(owner=person).slug for person in (owner, colleague)}

    assert slugs == {"megan-okafor", "megan-okafor-2"}
