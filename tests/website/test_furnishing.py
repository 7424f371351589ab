"""What a new institution's site starts with."""

import gc
import re
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from wagtail.images.models import Image
from wagtail.models import GroupPagePermission, Page, Site

from portfolios.models import WebfolioShelf
from tenants.models import Institution
from website.furnishing import furnish, name_site
from website.models import HomePage, StandardPage


def test_furnishing_leaves_nothing_of_wagtails_welcome(db):
    furnish()

    assert {page.specific_class for page in Page.objects.filter(depth=2)} == {HomePage, WebfolioShelf}
    assert set(Group.objects.values_list("name", flat=True)) == {"Site editors"}
    site = Site.objects.get()
    assert (site.hostname, site.site_name) == ("northmoor.localhost", "University of Northmoor")
    assert site.root_page.title == "University of Northmoor"


def test_furnishing_gives_editors_the_home_tree_and_lists_only(db):
    group = Group.objects.get(name="Site editors")
    granted = {f"{right.content_type.app_label}.{right.codename}" for right in group.permissions.all()}

    assert granted >= {"wagtailadmin.access_admin", "people.add_unit", "people.change_jobtitle"}
    assert {right.split(".")[0] for right in granted} <= {"wagtailadmin", "people", "journals"}
    assert not {right for right in granted if "user" in right or "delete" in right}
    pages = GroupPagePermission.objects.filter(group=group)
    assert {right.page.specific_class for right in pages} == {HomePage}


def test_furnishing_puts_admins_and_editors_in_the_group(cast):
    entered = set(Group.objects.get(name="Site editors").user_set.values_list("email", flat=True))

    assert entered == {cast.admin.email, cast.other_admin.email, cast.editor.email}


def test_furnishing_names_the_site_of_each_institution(db, southby):
    with southby():
        assert Site.objects.get().hostname == "southby.localhost"
        name_site(Institution(name="Southby College"), "college.southby.example", "a@b.example")

        assert Site.objects.get().site_name == "Southby College"
        assert HomePage.objects.get().title == "Southby College"


def test_home_page_greets_visitors_and_members(visit, cast):
    stranger = visit().get("/").content.decode()
    member = visit(cast.technician).get("/").content.decode()

    assert "University of Northmoor" in stranger
    assert "/account/login/" in stranger
    assert "/home/" in member


def test_standard_page_shows_every_block(visit, db):
    home = HomePage.objects.get()
    body = [
        {"type": "heading", "value": "Guidance"},
        {"type": "paragraph", "value": "<p>Keep a <b>log</b>.</p>"},
        {
            "type": "links",
            "value": {"title": "Elsewhere", "links": [{"text": "Register", "url": "https://example.org"}]},
        },
    ]
    home.add_child(
        instance=StandardPage(title="Guidance for staff", slug="guidance", body=body, show_in_menus=True)
    )

    shown = visit().get("/guidance/").content.decode()

    assert "<b>log</b>" in shown
    assert "https://example.org" in shown
    assert "/guidance/" in visit().get("/").content.decode()
    assert visit().get("/guidance/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("name", "status"),
    [("technician", 403), ("supervisor", 403), ("trainer", 403), ("admin", 200), ("editor", 200)],
)
def test_cms_opens_to_admins_and_editors(visit, cast, name, status):
    client = visit(getattr(cast, name))

    assert client.get("/cms/").status_code == status
    assert client.get(f"/cms/pages/{HomePage.objects.get().pk}/edit/").status_code == status


def test_cms_sends_strangers_to_our_sign_in(visit, db):
    assert visit().get("/cms/")["Location"] == "/account/login/?next=/cms/"
    assert visit().get("/cms/login/")["Location"] == "/account/login/"


def test_cms_publishes_a_page_of_the_site(visit, cast):
    home = HomePage.objects.get()
    data = {
        "title": "Guidance",
        "slug": "guidance",
        "introduction": "How to begin",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "heading",
        "body-0-id": "",
        "body-0-value": "First steps",
        "action-publish": "action-publish",
    }

    answer = visit(cast.editor).post(f"/cms/pages/add/website/standardpage/{home.pk}/", data)

    assert answer.status_code == 302
    assert "First steps" in visit().get("/guidance/").content.decode()


@pytest.mark.parametrize("act", ["delete", "unpublish", "move", "copy"])
def test_cms_never_takes_the_home_page_away(visit, cast, act):
    home = HomePage.objects.get()

    visit(cast.admin).post(f"/cms/pages/{home.pk}/{act}/", {"new_title": "x", "new_slug": "x"})

    home.refresh_from_db()
    assert home.live
    assert HomePage.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "values"),
    [
        ("people/unit", {"name": "Glass workshop"}),
        ("people/jobtitle", {"name": "Glass workshop"}),
        ("journals/reflectionprompt", {"text": "Glass workshop", "order": 3}),
    ],
)
def test_cms_keeps_reference_lists(visit, cast, address, values):
    client = visit(cast.editor)

    made = client.post(f"/cms/{address}/create/", values | {"is_current": "on"})
    listed = client.get(f"/cms/{address}/?is_current__exact=1").content.decode()

    assert made.status_code == 302
    assert "Glass workshop" in listed
    assert visit(cast.technician).get(f"/cms/{address}/").status_code == 403


# Wagtail leaves the picture it scales to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_pictures_of_the_site_are_shown_and_nothing_else_of_its_files(visit, cast, db):
    buffer = BytesIO()
    PillowImage.new("RGB", (40, 30), "navy").save(buffer, "PNG")
    picture = Image.objects.create(
        title="Microscope", file=ContentFile(buffer.getvalue(), name="microscope.png")
    )
    home = HomePage.objects.get()
    home.body = [
        {"type": "image", "value": {"image": picture.pk, "alternative": "A microscope", "caption": ""}}
    ]
    home.save_revision().publish()
    thumbnail = picture.get_rendition("max-165x165")

    shown = visit().get("/").content.decode()
    source = re.search(r'<img src="(/images/[^"]+)" alt="A microscope"', shown)[1]

    assert status(visit(), source) == 200
    assert status(visit(), source.replace("width-960", "width-9600")) == 403
    assert status(visit(cast.editor), thumbnail.url) == 200
    assert status(visit(host="southby.localhost"), thumbnail.url) == 404
    assert status(visit(), picture.file.url) == 404
    assert status(visit(), thumbnail.url.replace("/images/", "/images/..%2foriginal_images%2f")) == 404
    gc.collect()


def status(client, address: str) -> int:
    """The answer's status, its file read to the end."""
    answer = client.get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer.status_code
