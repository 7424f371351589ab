"""What everyone may read, and what search engines may list of it."""

import pytest
from wagtail.models import PageViewRestriction

from portfolios import actions as folios
from sharing import actions
from sharing.models import Findable
from tests import things
from tests.journals.samples import write
from tests.sharing.test_views_shared import link_to
from website.models import HomePage, StandardPage

KINDS = {
    "entry": lambda cast: things.entry(cast, "public"),
    "activity": lambda cast: things.activity(cast, "public"),
    "plan": lambda cast: things.plan(cast, "public"),
    "application": lambda cast: things.application(cast, "public"),
    "folio": lambda cast: things.folio(cast, "public"),
    "collection": lambda cast: things.collection(cast, "public"),
}


def read(client, kind, item):
    return client.get(f"/shared/{kind}/{item.uid}/", follow=True)


@pytest.mark.parametrize("kind", KINDS)
def test_public_items_are_read_without_an_account_and_are_noindex_until_the_owner_says_otherwise(
    cast, visit, kind
):
    item, stranger = KINDS[kind](cast), visit()

    before = read(stranger, kind, item)
    actions.set_findable(kind=kind, item=item, findable=True, actor=cast.technician)
    after = read(stranger, kind, item)
    actions.set_findable(kind=kind, item=item, findable=False, actor=cast.technician)
    again = read(stranger, kind, item)

    for answer in (before, again):
        assert answer.status_code == 200
        assert "noindex" in answer["X-Robots-Tag"]
        assert 'name="robots" content="noindex' in answer.content.decode()
    assert after.status_code == 200
    assert "X-Robots-Tag" not in after
    assert 'name="robots"' not in after.content.decode()


@pytest.mark.parametrize("audience", ["only_me", "supervisors", "named", "institution", "link"])
def test_anything_less_than_public_is_as_absent(cast, visit, audience):
    item = write(cast.technician, audience=audience)
    actions.set_findable(kind="entry", item=item, findable=True, actor=cast.technician)

    assert visit().get(f"/shared/entry/{item.uid}/").status_code == 404
    assert visit().get("/sitemap.xml").status_code == 404
    assert visit(cast.technician).get(f"/shared/entry/{item.uid}/").status_code == 404


def test_sitemap_lists_what_owners_allow_and_nothing_else(cast, visit, southby):
    folio = things.folio(cast, "public")
    listed, unlisted = write(cast.technician, audience="public"), write(cast.technician, audience="public")
    draft = write(cast.technician, audience="public", publish=False)
    for kind, item in (("folio", folio), ("entry", listed), ("entry", draft)):
        actions.set_findable(kind=kind, item=item, findable=True, actor=cast.technician)

    answer = visit().get("/sitemap.xml")

    page = answer.content.decode()
    assert answer["Content-Type"] == "application/xml"
    assert page.count("<loc>") == 2
    assert f"<loc>http://northmoor.localhost{folio.get_absolute_url()}</loc>" in page
    assert f"/shared/entry/{listed.uid}/" in page and str(unlisted.uid) not in page
    with southby():
        assert visit(host="southby.localhost").get("/sitemap.xml").status_code == 404


def test_robots_txt_allows_what_owners_allow_and_nothing_else(cast, visit):
    home = HomePage.objects.get()
    for page in (
        StandardPage(title="Guidance", slug="guidance"),
        StandardPage(title="Later", slug="later", live=False),
        StandardPage(title="Staff", slug="staff"),
    ):
        home.add_child(instance=page)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    before = robots(visit)
    folio = things.folio(cast, "public")
    found, by_link = write(cast.technician, audience="public"), write(cast.technician, audience="link")
    for kind, item in (("folio", folio), ("entry", found), ("entry", by_link)):
        actions.set_findable(kind=kind, item=item, findable=True, actor=cast.technician)
    write(cast.technician, audience="public")
    link_to(by_link)

    after = robots(visit)

    common = {
        "User-agent: *",
        "Disallow: /",
        "Allow: /$",
        "Allow: /guidance/$",
        "Allow: /static/",
        "Allow: /theme.css",
    }
    assert before == common
    assert after - common == {
        f"Allow: {folio.get_absolute_url()}", f"Allow: /shared/entry/{found.uid}/$", "Allow: /sitemap.xml",
        "", "Sitemap: http://northmoor.localhost/sitemap.xml",
    }  # fmt: skip


def robots(visit, host="northmoor.localhost") -> set[str]:
    answer = visit(host=host).get("/robots.txt")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return set(answer.content.decode().splitlines())


def test_robots_txt_of_the_platform_allows_its_landing_page_alone(visit, db):
    assert robots(visit, "localhost") == {
        "User-agent: *", "Disallow: /", "Allow: /$", "Allow: /static/", "Allow: /theme.css",
    }  # fmt: skip


def test_a_public_link_page_stays_out_of_search_engines(cast, visit):
    """The address is a secret, whatever the item behind it may be."""
    item = write(cast.technician, audience="link")
    actions.set_findable(kind="entry", item=item, findable=True, actor=cast.technician)

    assert "noindex" in visit().get(link_to(item))["X-Robots-Tag"]


def test_the_switch_is_its_owners(cast, visit):
    folio = folios.webfolio_of(owner=cast.technician)
    address = f"/sharing/folio/{folio.uid}/findable/"

    assert visit(cast.supervisor).post(address, {"findable": "on"}).status_code == 404
    assert visit(cast.technician).post(address, {"findable": "on"}).status_code == 302
    assert Findable.objects.get().object_uid == folio.uid
    shown = visit(cast.technician).get(f"/sharing/folio/{folio.uid}/").content.decode()
    assert "checked" in shown.split('name="findable"')[1].split(">")[0]
    visit(cast.technician).post(address, {})
    assert not Findable.objects.exists()
