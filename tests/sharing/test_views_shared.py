"""What a share link opens: one thing, for reading, until it is over."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from evidence import actions as evidence_actions
from portfolios import actions as folios
from sharing import actions
from sharing.models import ShareLink
from tests.activities.samples import log
from tests.journals.samples import write


def link_to(item, kind="entry", days=7, **changes):
    link = actions.make_link(
        kind=kind,
        item=item,
        name="Registrar",
        expires_on=timezone.localdate() + timedelta(days),
        actor=item.owner,
    )
    ShareLink.objects.filter(pk=link.pk).update(**changes)
    return f"/shared/{link.token}/"


def test_link_opens_one_entry_and_nothing_else(cast, visit):
    entry = write(cast.technician, audience="link")
    other = write(cast.technician, title="Another of mine", audience="link")
    address, stranger = link_to(entry), visit()

    answer = stranger.get(address)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert entry.title in page
    assert other.title not in page
    assert "<form" not in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    assert ShareLink.objects.get().views == 1
    assert stranger.get(other.get_absolute_url()).status_code == 302
    assert stranger.post(address).status_code == 405


def test_link_opens_an_activity(cast, visit):
    activity = actions.set_audience(item=log(cast.technician), audience="link", actor=cast.technician)

    page = visit().get(link_to(activity, "activity")).content.decode()

    assert "Autoclave 3: re-test after door seal change" in page
    assert "/edit/" not in page


def test_link_opens_a_published_webfolio(cast, visit):
    folio = folios.webfolio_of(owner=cast.technician)
    folios.publish(page=folio, actor=cast.technician)
    folio = folios.set_audience(webfolio=folio, audience="link", actor=cast.technician)

    answer = visit().get(link_to(folio, "folio"))

    assert answer.status_code == 200
    assert "Megan Okafor" in answer.content.decode()


@pytest.mark.parametrize("audience", ["only_me", "supervisors", "named", "institution"])
def test_link_is_shut_while_the_audience_is_another(cast, visit, audience):
    assert visit().get(link_to(write(cast.technician, audience=audience))).status_code == 404


@pytest.mark.parametrize("values", [{"publish": False}, {"sealed": True}])
def test_link_opens_no_draft_and_nothing_sealed(cast, visit, values):
    assert visit().get(link_to(write(cast.technician, audience="link", **values))).status_code == 404


def picture_on(kind, thing):
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    found = evidence_actions.inspected(content, "bench.png")
    piece = evidence_actions.add_file(owner=thing.owner, found=found, filename="bench.png")
    evidence_actions.attach(thing=thing, kind=kind, evidence=[piece], actor=thing.owner)
    return piece


@pytest.mark.parametrize("who", ["stranger", "colleague"])
def test_picture_of_a_linked_entry_opens_to_the_browser_that_holds_the_link(cast, visit, who):
    entry = write(cast.technician, audience="link")
    piece, address = picture_on("entry", entry).get_absolute_url(), link_to(entry)
    other = picture_on("entry", write(cast.technician, audience="link")).get_absolute_url()
    reader = None if who == "stranger" else cast.colleague
    shut = 302 if who == "stranger" else 404
    holder = visit(reader)

    page = holder.get(address).content.decode()
    file = holder.get(piece)
    list(file)  # read to its end, which closes the file

    assert piece in page
    assert file.status_code == 200
    assert visit(reader).get(piece).status_code == shut
    assert holder.get(other).status_code == shut
    ShareLink.objects.update(revoked_at=timezone.now())
    assert holder.get(piece).status_code == shut


def test_only_looks_by_others_are_counted(cast, visit):
    address = link_to(write(cast.technician, audience="link"))

    visit(cast.technician).get(address)
    visit().head(address)
    visit().get(address)

    assert ShareLink.objects.get().views == 1


def test_link_that_never_was_is_404(db, visit):
    assert visit().get("/shared/nothing/").status_code == 404


@pytest.mark.parametrize("over", ["expired", "revoked"])
def test_link_that_is_over_says_so_and_whom_to_ask_and_names_no_content(cast, visit, over):
    entry = write(cast.technician, audience="link")
    changes = (
        {"expires_on": timezone.localdate() - timedelta(1)}
        if over == "expired"
        else {"revoked_at": timezone.now()}
    )

    answer = visit().get(link_to(entry, **changes))

    page = answer.content.decode()
    assert answer.status_code == 410
    assert "ask Megan Okafor" in page
    assert entry.title not in page
    assert ShareLink.objects.get().views == 0


def test_link_of_northmoor_opens_nothing_at_southby(cast, visit):
    address = link_to(write(cast.technician, audience="link"))

    assert visit(host="southby.localhost").get(address).status_code == 404
