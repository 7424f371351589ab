"""The Wagtail admin by URL: nothing in it shows, finds, lists or changes a webfolio, whoever asks."""

import re
import uuid

import pytest
from django.conf import settings
from django.urls import get_resolver
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.models import IndexEntry

from people.models import User
from portfolios import actions
from portfolios.editing import Box
from portfolios.models import WebfolioPage, WebfolioSectionPage, WebfolioShelf
from sharing.models import Audience
from website.models import HomePage, StandardPage

SECRET = "Confocal alignment diary"
TITLE = "Megan's private page"
TRACES = (SECRET, TITLE, "megan-okafor", "Okafor")
INSIDERS = ("admin", "editor", "superuser")
PAGE_WORDS = {"page_id", "parent_page_id", "page_to_move_id", "destination_id"}


@pytest.fixture
def owner(cast):
    return cast.technician


@pytest.fixture
def folio(owner):
    """A webfolio open to everyone, with a published section: if this stays out of the admin, all others do."""
    folio = actions.webfolio_of(owner=owner)
    section = actions.add_section(webfolio=folio, title="Techniques", actor=owner)
    for page in (folio, section):
        blocks = [Box(str(uuid.uuid4()), "text", {"text": SECRET})]
        page.refresh_from_db()
        saved = actions.save_draft(
            page=page, actor=owner, title=TITLE, blocks=blocks, changed=page.changed_token
        )
        actions.publish(page=saved, actor=owner)
    actions.set_audience(webfolio=folio, audience=Audience.PUBLIC, actor=owner)
    return WebfolioPage.objects.get(pk=folio.pk)


@pytest.fixture(params=INSIDERS)
def insider(request, cast, visit):
    """An admin, an editor, and someone whom Wagtail would let do anything."""
    if request.param != "superuser":
        return visit(getattr(cast, request.param))
    person = cast.editor
    person.is_superuser = True
    person.save()
    return visit(person)


def pages(folio) -> list[Page]:
    return [WebfolioShelf.objects.get(), folio, folio.sections.get()]


def page_addresses() -> list[str]:
    """Every address of the Wagtail admin that names a page by its number, with `{page}` in its place."""
    found = []
    for pattern in walk(get_resolver("config.urls").url_patterns, ""):
        words = set(re.findall(r"<(?:\w+:)?(\w+)>", pattern))
        if pattern.startswith("cms/") and words & PAGE_WORDS:
            address = re.sub(r"<(?:\w+:)?(page_id|parent_page_id|page_to_move_id)>", "{page}", pattern)
            found.append("/" + re.sub(r"<(?:\w+:)?(\w+)>", stand_in, address))
    return found


def walk(patterns, before: str):
    for pattern in patterns:
        route = before + re.sub(r"^\^|\$$", "", str(pattern.pattern)).replace("(?P", "")
        if hasattr(pattern, "url_patterns"):
            yield from walk(pattern.url_patterns, route)
        else:
            yield re.sub(r"(<\w+>)[^)/]*\)", r"\1", route)


def stand_in(match: re.Match) -> str:
    return {"content_type_app_name": "website", "content_type_model_name": "standardpage"}.get(match[1], "1")


def test_fences_know_every_address_that_names_a_page():
    addresses = page_addresses()

    for part in (
        "edit",
        "delete",
        "copy",
        "move",
        "history",
        "revisions",
        "usage",
        "privacy",
        "unpublish",
        "lock",
    ):
        assert any(f"/{{page}}/{part}/" in address for address in addresses)
    assert len(addresses) > 30


def test_fences_refuse_every_act_on_a_webfolio(folio, insider):
    before = list(Page.objects.order_by("pk").values())

    for page in pages(folio):
        for address in page_addresses():
            for answer in (
                insider.get(address.format(page=page.pk)),
                insider.post(address.format(page=page.pk)),
            ):
                assert answer.status_code in (403, 404), address
                assert not traces(answer)

    assert list(Page.objects.order_by("pk").values()) == before


def traces(answer) -> list[str]:
    body = b"".join(answer) if answer.streaming else answer.content
    return [trace for trace in TRACES if trace in body.decode().replace("&#x27;", "'")]


LISTINGS = [
    "/cms/",
    "/cms/pages/",
    "/cms/pages/{root}/",
    "/cms/pages/{root}/results/",
    "/cms/pages/{home}/",
    "/cms/pages/search/?q=Megan",
    "/cms/pages/search/?q=private",
    "/cms/pages/search/results/?q=Megan",
    "/cms/pages/search/?content_type=portfolios.webfoliopage",
    "/cms/pages/usage/portfolios/webfoliopage/",
    "/cms/pages/usage/website/homepage/",
    "/cms/choose-page/",
    "/cms/choose-page/?page_type=wagtailcore.page",
    "/cms/choose-page/?page_type=portfolios.WebfolioPage",
    "/cms/choose-page/?page_type=website.HomePage,Portfolios.webfoliosectionpage",
    "/cms/choose-page/{root}/",
    "/cms/choose-page/{folio}/",
    "/cms/choose-page/{shelf}/",
    "/cms/choose-page/search/?q=Megan",
    "/cms/choose-page/search/?q=Confocal&page_type=wagtailcore.page",
    "/cms/choose-page/chosen-multiple/?id={folio}",
    "/cms/bulk/wagtailcore/page/delete/?id={folio}",
    "/cms/bulk/wagtailcore/page/move/?id={folio}",
    "/cms/bulk/wagtailcore/page/publish/?id=all&childOf={shelf}",
    "/cms/reports/site-history/",
    "/cms/reports/site-history/results/",
    "/cms/reports/locked/",
    "/cms/reports/aging-pages/",
    "/cms/reports/aging-pages/results/",
    "/cms/reports/workflow/",
    "/cms/reports/workflow_tasks/",
    "/cms/reports/page-types-usage/",
    "/cms/reports/page-types-usage/results/",
    "/cms/api/main/pages/",
    "/cms/api/main/pages/?child_of=root&for_explorer=1",
    "/cms/api/main/pages/?child_of={shelf}",
    "/cms/api/main/pages/?descendant_of={shelf}",
    "/cms/api/main/pages/?search=Megan",
    "/cms/api/main/pages/?type=portfolios.WebfolioPage",
    "/cms/api/main/pages/{folio}/",
    "/cms/editing-sessions/ping/portfolios/webfoliopage/{folio}/",
    "/cms/tag-autocomplete/?term=Meg",
    "/cms/images/",
    "/cms/images/chooser/",
    "/cms/documents/",
    "/cms/users/",
    "/cms/groups/",
]


@pytest.mark.parametrize("listing", LISTINGS)
def test_fences_leave_webfolios_out_of(folio, insider, listing):
    numbers = {
        "root": Page.get_first_root_node().pk,
        "home": HomePage.objects.get().pk,
        "shelf": WebfolioShelf.objects.get().pk,
        "folio": folio.pk,
    }

    answer = insider.get(listing.format(**numbers))

    assert answer.status_code < 500
    assert not traces(answer)


def test_fences_tell_a_stranger_nothing_by_number(visit, folio):
    for number in (folio.pk, HomePage.objects.get().pk, 10**6):
        answer = visit().get(f"/cms/pages/{number}/edit/")

        assert (answer.status_code, answer["Location"]) == (
            302,
            f"/account/login/?next=/cms/pages/{number}/edit/",
        )


def test_fences_let_editors_still_choose_and_list_their_own_pages(visit, cast, folio):
    home = HomePage.objects.get()
    home.add_child(instance=StandardPage(title="Guidance for staff", slug="guidance"))
    client = visit(cast.editor)

    for listing in (
        f"/cms/pages/{home.pk}/",
        f"/cms/choose-page/{home.pk}/",
        "/cms/pages/search/?q=Guidance",
    ):
        assert "Guidance for staff" in client.get(listing).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/cms/users/",
        "/cms/users/new/",
        "/cms/groups/",
        "/cms/groups/new/",
        "/cms/sites/",
        "/cms/password_reset/",
    ],
)
def test_fences_keep_people_out_of_wagtails_hands(insider, address):
    assert insider.get(address).status_code == 404
    assert insider.post(address).status_code == 404


def test_fences_let_no_page_be_moved_or_copied_onto_the_shelf(insider, folio):
    home = HomePage.objects.get()
    moved = home.add_child(instance=StandardPage(title="Guidance", slug="guidance"))

    for target in pages(folio):
        insider.post(f"/cms/pages/{moved.pk}/move/{target.pk}/confirm/")
        insider.post(
            f"/cms/pages/{moved.pk}/copy/",
            {"new_title": "Copy", "new_slug": "copy", "new_parent_page": target.pk},
        )
        insider.post(f"/cms/bulk/wagtailcore/page/move/?id={moved.pk}", {"chooser": target.pk})
        insider.post(f"/cms/bulk/wagtailcore/page/delete/?id={target.pk}")

    assert set(WebfolioShelf.objects.get().get_descendants()) == set(
        Page.objects.filter(pk__in=[page.pk for page in pages(folio)[1:]])
    )


def test_fences_offer_no_owner_among_filters(visit, cast, folio):
    for client in (visit(cast.admin), visit(cast.editor)):
        shown = client.get(f"/cms/pages/{HomePage.objects.get().pk}/").content.decode()

        assert 'name="owner"' not in shown
        assert 'name="edited_by"' not in shown


def test_fences_give_webfolios_no_address_in_the_page_tree(visit, owner, folio):
    section = folio.sections.get()

    for client in (visit(), visit(owner)):
        for address in (
            f"/{folio.slug}/",
            f"/webfolios/{folio.slug}/",
            f"/webfolios/{folio.slug}/{section.slug}/",
            "/webfolios/",
        ):
            assert client.get(address).status_code == 404
    assert folio.url is None
    assert visit().get(folio.get_absolute_url()).status_code == 200


def test_fences_keep_webfolios_out_of_search_logs_and_references(folio):
    numbers = [str(page.pk) for page in (folio, folio.sections.get())]

    assert Page.objects.live().search(TITLE).count() == 0
    assert not IndexEntry.objects.filter(object_id__in=numbers, content_type__app_label="portfolios").exists()
    assert not PageLogEntry.objects.filter(page_id__in=numbers).exists()
    assert not ReferenceIndex.objects.filter(
        object_id__in=numbers, base_content_type__app_label="wagtailcore"
    ).exists()


def test_fences_keep_webfolios_out_of_the_log_when_removed(owner, folio):
    section = folio.sections.get()
    number = section.pk

    actions.unpublish(page=section, actor=owner)
    actions.remove_section(section=section, actor=owner)

    assert not WebfolioSectionPage.objects.filter(pk=number).exists()
    assert not PageLogEntry.objects.filter(page_id=number).exists()


@pytest.mark.parametrize(
    "address", ["/sitemap.xml", "/feed/", "/rss/", "/api/v2/pages/", "/documents/1/x.pdf"]
)
def test_fences_publish_no_list_of_pages(visit, folio, address):
    assert visit().get(address).status_code == 404


def test_fences_let_nobody_search_anothers_pages(cast, visit, folio):
    """Search is for what is one's own, and for nobody without a session."""
    title = TITLE.split()[0]

    assert visit().get("/search/", {"q": title}).url.startswith("/account/login/")
    for person in (cast.colleague, cast.supervisor, cast.admin, cast.editor):
        page = visit(person).get("/search/", {"q": title})
        assert folio.get_absolute_url() not in page.content.decode()
    assert folio.get_absolute_url() in visit(cast.technician).get("/search/", {"q": title}).content.decode()


def test_fences_leave_apps_that_list_pages_uninstalled():
    listing = {
        "wagtail.contrib.sitemaps",
        "django.contrib.sitemaps",
        "wagtail.api.v2",
        "django.contrib.syndication",
    }

    assert not listing & set(settings.INSTALLED_APPS)


def test_fences_keep_evidence_out_of_wagtails_library(folio):
    assert not Image.objects.exists()
    assert not Document.objects.exists()


def test_fences_show_no_userbar_and_no_dashboard_trace_to_an_owner_who_edits(cast, visit):
    person = cast.editor
    person.roles_held.create(role="technician")
    page = actions.webfolio_of(owner=User.objects.get(pk=person.pk))
    saved = actions.save_draft(page=page, actor=person, title=TITLE, blocks=[], changed=page.changed_token)
    actions.publish(page=saved, actor=person)
    client = visit(User.objects.get(pk=person.pk))

    assert TITLE not in client.get("/cms/").content.decode()
    assert client.get(f"/cms/pages/{page.pk}/edit/").status_code == 404
    assert "wagtail-userbar" not in client.get(page.get_absolute_url()).content.decode()
