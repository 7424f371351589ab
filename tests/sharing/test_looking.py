"""Seeing an item as others do: it is their own page, so it shows what they see and no more."""

import re
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from people.middleware import writer_of
from people.models import Pair
from portfolios import actions as folios
from portfolios.models import WebfolioSectionPage
from sharing import actions, looking
from tests import things

MAKE = {
    "entry": things.entry,
    "activity": things.activity,
    "plan": things.plan,
    "application": things.application,
    "folio": things.folio,
    "collection": things.collection,
}
AUDIENCES = ["only_me", "supervisors", "named", "institution", "link", "public"]
NOT_SEEN = "They do not see it"


def address(kind, item, who=None):
    return f"/sharing/{kind}/{item.uid}/as/" + (f"?who={who}" if who else "")


def main(answer) -> str:
    """The main part of a page, without tokens, and without the wrapping and what is only the reader's own."""
    page = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    page = re.sub(r"<fieldset class=\"as-seen\"[^>]*>|</fieldset>", "", page)
    page = re.sub(r'value="[^"]{20,}"', "", page)
    page = re.sub(r'(href|action)="[^"]*"', "", page)
    return re.sub(r"\s+", " ", page)


def their_own(cast, visit, kind, item, who):
    """What that person or visitor gets at the item's address."""
    if who.startswith("supervisor"):
        return visit(cast.supervisor).get(item.get_absolute_url())
    if who.startswith("named"):
        return visit(cast.colleague).get(item.get_absolute_url())
    if who == "colleague":
        return visit(cast.engineer).get(item.get_absolute_url())
    if who == "public":
        return visit().get(f"/shared/{kind}/{item.uid}/", follow=True)
    link = actions.make_link(
        kind=kind, item=item, name="For this", expires_on=timezone.localdate(), actor=item.owner
    )
    return visit().get(f"/shared/{link.token}/")


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_it_is_word_for_word_what_they_get(cast, visit, kind, audience):
    item = MAKE[kind](cast, audience)
    owner = visit(cast.technician)
    for look in looking.looks_at(item):
        seen = owner.get(address(kind, item, look.value))
        theirs = their_own(cast, visit, kind, item, look.value)

        assert seen.status_code == 200, look.value
        if theirs.status_code == 404:
            assert NOT_SEEN in seen.content.decode(), look.value
        else:
            assert main(seen) == main(theirs), look.value


def test_it_offers_supervisors_now_people_named_and_three_that_stand_for_many(cast):
    item = things.entry(cast, "named")

    assert [look.value.split("-")[0] for look in looking.looks_at(item)] == [
        "supervisor", "named", "colleague", "link", "public",
    ]  # fmt: skip

    Pair.objects.filter(technician=cast.technician).update(ends_on=timezone.localdate() - timedelta(1))
    assert [look.value.split("-")[0] for look in looking.looks_at(item)][0] == "named"


def test_the_bar_is_the_owners_and_nothing_of_the_other_person_is_on_it(cast, visit):
    item = things.entry(cast)
    page = visit(cast.technician).get(address("entry", item)).content.decode()

    assert "As seen by: Alan Whitcombe, your supervisor" in page
    assert "main-nav" not in page and "Account menu" not in page and "data-person" not in page
    assert '<fieldset class="as-seen" disabled' in page
    assert page.index("</header>") < page.index('<fieldset class="as-seen"')


def test_sections_of_a_webfolio_are_seen_so_too(cast, visit):
    section = things.section(cast)
    draft = folios.add_section(webfolio=section.webfolio, title="Draft", actor=cast.technician)
    owner, folio = visit(cast.technician), section.webfolio

    first = owner.get(address("folio", folio)).content.decode()
    on = owner.get(
        f"{address('folio', folio, looking.looks_at(folio)[0].value)}&page={section.slug}"
    ).content.decode()
    off = owner.get(
        f"{address('folio', folio, looking.looks_at(folio)[0].value)}&page={draft.slug}"
    ).content.decode()

    assert f"&amp;page={section.slug}" in first
    assert "<title>Skills" in on
    assert NOT_SEEN in off
    assert WebfolioSectionPage.objects.count() == 2


@pytest.mark.parametrize("hide", [{"sealed": True}, {"publish": False}])
def test_drafts_and_sealed_items_are_seen_by_nobody(cast, visit, hide):
    item = things.entry(cast, "public", **hide)
    owner = visit(cast.technician)

    for look in looking.looks_at(item):
        assert NOT_SEEN in owner.get(address("entry", item, look.value)).content.decode()


def test_links_opened_in_the_owners_own_browser_show_nothing_more(cast, visit):
    folio = things.folio(cast, "link")
    link = actions.make_link(
        kind="folio", item=folio, name="Mine", expires_on=timezone.localdate(), actor=cast.technician
    )
    owner = visit(cast.technician)
    owner.get(f"/shared/{link.token}/")

    assert NOT_SEEN in owner.get(address("folio", folio, "colleague")).content.decode()


def test_only_the_owner_looks_and_only_at_what_there_is(cast, visit):
    item = things.entry(cast, "public")

    assert visit(cast.supervisor).get(address("entry", item)).status_code == 403
    assert (
        visit(cast.technician).get(address("entry", item, f"supervisor-{cast.admin.uid}")).status_code == 404
    )
    assert visit(cast.technician).get(address("nothing", item)).status_code == 404
    assert visit().get(address("entry", item)).status_code == 302


def test_looking_is_no_look_of_theirs(cast, visit):
    """The link's count stays, and nothing is written in another's name."""
    item = things.entry(cast, "link")
    link = actions.make_link(
        kind="entry", item=item, name="For this", expires_on=timezone.localdate(), actor=cast.technician
    )
    visit(cast.technician).get(address("entry", item, "link"))
    link.refresh_from_db()

    assert link.views == 0


@pytest.mark.parametrize("kind", ["entry", "activity"])
def test_the_mark_of_who_writes_is_given_to_nobody_else(kind, cast, visit):
    item = MAKE[kind](cast, "supervisors")
    who = f"supervisor-{cast.supervisor.uid}"
    mine = visit(cast.supervisor).get(item.get_absolute_url()).content.decode()

    theirs = visit(cast.technician).get(address(kind, item, who)).content.decode()

    marks = re.compile(r'name="writer" value="([^"]*)"')
    writers = [
        {writer_of(QueryDict(urlencode({"writer": one}))) for one in marks.findall(page)}
        for page in (mine, theirs)
    ]
    assert writers == [{str(cast.supervisor.uid)}, {""}]
