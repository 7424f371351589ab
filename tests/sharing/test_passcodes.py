"""A link with a passcode: asked once in a browser, slow to guess, kept as a hash."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.models import TrailEntry
from sharing import actions, views_shared
from sharing.models import ShareLink
from tests.journals.samples import write
from tests.sharing.test_views_shared import picture_on

PASSCODE = "heron 42 pond"


@pytest.fixture
def entry(cast):
    return write(cast.technician, audience="link")


@pytest.fixture
def address(entry):
    link = actions.make_link(
        kind="entry", item=entry, name="Examiner", expires_on=timezone.localdate() + timedelta(7),
        actor=entry.owner, passcode=PASSCODE,
    )  # fmt: skip
    return f"/shared/{link.token}/"


def test_link_with_a_passcode_shows_nothing_before_it(entry, address, visit):
    answer = visit().get(address)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert entry.title not in page and "Passcode" in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert ShareLink.objects.get().views == 0


def test_the_right_passcode_opens_it_in_this_browser_alone(entry, address, visit):
    piece = picture_on("entry", entry).get_absolute_url()
    holder, other = visit(), visit()

    before = holder.get(piece).status_code
    went = holder.post(f"{address}passcode/", {"passcode": f" {PASSCODE} "})

    assert before == 302
    assert (went.status_code, went.url) == (302, address)
    assert entry.title in holder.get(address).content.decode()
    file = holder.get(piece)
    list(file)
    assert file.status_code == 200
    assert entry.title not in other.get(address).content.decode()
    assert other.get(piece).status_code == 302
    assert ShareLink.objects.get().views == 1


def test_the_link_form_makes_one_and_only_a_hash_is_kept(cast, entry, visit):
    sent = {"name": "Examiner", "expires_on": "", "passcode": PASSCODE}
    visit(cast.technician).post(f"/sharing/entry/{entry.uid}/links/", sent)

    link = ShareLink.objects.get()
    assert link.passcode.startswith("argon2") or "$" in link.passcode
    assert PASSCODE not in link.passcode
    assert "with a passcode" in visit(cast.technician).get("/sharing/").content.decode()


def test_a_short_passcode_is_refused_and_what_was_typed_is_kept(cast, entry, visit):
    sent = {"name": "Examiner", "expires_on": "", "passcode": "1234"}
    answer = visit(cast.technician).post(f"/sharing/entry/{entry.uid}/links/", sent)

    assert answer.status_code == 422
    assert "at least 6" in answer.content.decode() and "Examiner" in answer.content.decode()
    assert not ShareLink.objects.exists()


def test_a_wrong_passcode_says_so_and_whom_to_ask(entry, address, visit):
    answer = visit().post(f"{address}passcode/", {"passcode": "guessed it"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ask Megan Okafor" in page and entry.title not in page


def test_guessing_stops_for_one_network_and_in_the_end_for_all(entry, address, visit, monkeypatch):
    for _ in range(views_shared.WRONG_HERE):
        assert visit().post(f"{address}passcode/", {"passcode": "guessed it"}).status_code == 422

    late = visit().post(f"{address}passcode/", {"passcode": PASSCODE})
    elsewhere = visit().post(f"{address}passcode/", {"passcode": PASSCODE}, REMOTE_ADDR="203.0.113.9")
    monkeypatch.setattr(views_shared, "WRONG_IN_ALL", views_shared.WRONG_HERE)
    at_last = visit().post(f"{address}passcode/", {"passcode": PASSCODE}, REMOTE_ADDR="203.0.113.10")

    assert (late.status_code, elsewhere.status_code, at_last.status_code) == (429, 302, 429)


def test_who_has_passed_is_not_asked_again_while_others_guess(address, visit):
    holder = visit()
    holder.post(f"{address}passcode/", {"passcode": PASSCODE})
    for _ in range(views_shared.WRONG_HERE + 1):
        visit().post(f"{address}passcode/", {"passcode": "guessed it"})

    assert "Passcode" not in holder.get(address).content.decode()


def test_revoking_closes_it_to_who_has_passed(address, visit):
    holder = visit()
    holder.post(f"{address}passcode/", {"passcode": PASSCODE})
    link = ShareLink.objects.get()
    actions.revoke_link(link=link, actor=link.owner)

    assert holder.get(address).status_code == 410
    assert holder.post(f"{address}passcode/", {"passcode": PASSCODE}).url == address


def test_the_passcode_of_a_private_item_is_not_asked(cast, entry, address, visit):
    actions.set_audience(item=entry, audience="only_me", actor=cast.technician)

    assert visit().get(address).status_code == 404
    assert visit().post(f"{address}passcode/", {"passcode": PASSCODE}).status_code == 404


def test_the_owners_own_looks_are_not_counted(cast, address, visit):
    owner = visit(cast.technician)
    owner.post(f"{address}passcode/", {"passcode": PASSCODE})
    owner.get(address)

    assert ShareLink.objects.get().views == 0


def test_a_passcode_goes_to_no_link_without_one(cast, entry, visit):
    link = actions.make_link(
        kind="entry", item=entry, name="Open", expires_on=timezone.localdate(), actor=cast.technician
    )

    assert (
        visit().post(f"/shared/{link.token}/passcode/", {"passcode": "anything"}).url
        == f"/shared/{link.token}/"
    )


def test_a_session_left_in_the_browser_does_not_come_in_with_the_passcode(cast, entry, address, visit):
    free = actions.make_link(
        kind="entry", item=write(cast.technician, audience="link"), name="Open",
        expires_on=timezone.localdate(), actor=cast.technician,
    )  # fmt: skip
    stranger, holder = visit(), visit()
    stranger.get(f"/shared/{free.token}/")
    for name, morsel in stranger.cookies.items():
        holder.cookies[name] = morsel.value

    went = holder.post(f"{address}passcode/", {"passcode": PASSCODE})

    assert went.status_code == 302
    assert "Passcode" in stranger.get(address).content.decode()
    assert "Passcode" not in holder.get(address).content.decode()


def pages_of(link):
    return f"/sharing/links/{link.uid}/passcode/", f"/shared/{link.token}/"


def test_another_passcode_shuts_out_who_came_by_the_old_one_until_they_type_it(cast, entry, address, visit):
    piece, holder = picture_on("entry", entry).get_absolute_url(), visit()
    holder.post(f"{address}passcode/", {"passcode": PASSCODE})
    change, _ = pages_of(ShareLink.objects.get())

    answer = visit(cast.technician).post(change, {"passcode": "a new pond 7"})

    assert answer.url == f"/sharing/entry/{entry.uid}/"
    assert entry.title not in holder.get(address).content.decode()
    assert holder.get(piece).status_code == 302
    assert holder.post(f"{address}passcode/", {"passcode": PASSCODE}).status_code == 422
    assert holder.post(f"{address}passcode/", {"passcode": "a new pond 7"}).status_code == 302
    assert entry.title in holder.get(address).content.decode()


def test_a_passcode_is_put_on_a_link_and_taken_off_it(cast, entry, visit):
    link = actions.make_link(
        kind="entry", item=entry, name="Open", expires_on=timezone.localdate(), actor=cast.technician
    )
    piece, holder, owner = picture_on("entry", entry).get_absolute_url(), visit(), visit(cast.technician)
    change, address = pages_of(link)
    holder.get(address)

    owner.post(change, {"passcode": PASSCODE})
    shut = [entry.title in holder.get(address).content.decode(), holder.get(piece).status_code]
    holder.post(f"{address}passcode/", {"passcode": PASSCODE})
    owner.post(change, {"remove": "yes"})

    assert shut == [False, 302]
    assert ShareLink.objects.get().passcode == ""
    assert entry.title in holder.get(address).content.decode()
    assert entry.title in visit().get(address).content.decode()


def test_the_same_passcode_again_changes_nothing(cast, entry, address, visit):
    holder, link = visit(), ShareLink.objects.get()
    holder.post(f"{address}passcode/", {"passcode": PASSCODE})

    actions.set_passcode(link=link, passcode=PASSCODE, actor=cast.technician)

    assert entry.title in holder.get(address).content.decode()
    assert not TrailEntry.objects.filter(object_uid=link.uid).exists()


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Type the passcode"), ("1234", "at least 6")], ids=["none", "short"]
)
def test_a_new_passcode_that_will_not_do_is_refused(cast, entry, address, visit, typed, said):
    link = ShareLink.objects.get()

    answer = visit(cast.technician).post(pages_of(link)[0], {"passcode": typed})

    assert answer.status_code == 422
    assert said in answer.content.decode() and f'value="{typed}"' in answer.content.decode() or not typed
    assert ShareLink.objects.get().passcode == link.passcode


def test_a_link_that_is_over_takes_no_passcode(cast, entry, address, visit):
    link = ShareLink.objects.get()
    actions.revoke_link(link=link, actor=cast.technician)

    assert visit(cast.technician).post(pages_of(link)[0], {"passcode": PASSCODE}).status_code == 404


@pytest.mark.parametrize(
    "audience, is_used", [("link", True), ("public", True), ("institution", False), ("only_me", False)]
)
def test_a_link_that_the_audience_does_not_let_open_says_so(entry, address, visit, audience, is_used):
    actions.set_audience(item=entry, audience=audience, actor=entry.owner)

    page = visit(entry.owner).get(f"/sharing/entry/{entry.uid}/").content.decode()

    assert "Examiner" in page
    assert ("Not in use" in page) != is_used
