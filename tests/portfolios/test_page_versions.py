"""Saving while somebody types, two tabs, the history and its comparisons."""

import uuid

import pytest
from wagtail.models import Revision

from people.models import TrailEntry
from portfolios import actions
from portfolios.editing import boxes_of
from portfolios.queries import versions
from sharing.models import Audience
from tests.activities.samples import log
from tests.portfolios.test_shown_items import box
from tests.portfolios.test_views_folio import heading, text, write
from tests.portfolios.test_views_page import address, draft_of, sheet


@pytest.fixture
def owner(cast):
    return cast.technician


@pytest.fixture
def page(owner):
    return actions.webfolio_of(owner=owner)


def autosave(client, page, *blocks, **more):
    return client.post(address(page, "autosave/"), sheet(page, *blocks, **more))


def words(text) -> tuple[str, str, dict]:
    return (str(uuid.uuid4()), "text", {"text": text})


def test_autosave_keeps_a_draft_moves_its_token_and_never_publishes(owner, page, cast, visit):
    write(owner, text("Open words"))
    actions.set_audience(webfolio=page, audience=Audience.PUBLIC, actor=owner)
    actions.publish(page=page, actor=owner)
    client, block = visit(owner), words("Half a thou")

    first = autosave(client, page, block)
    again = client.post(
        address(page, "autosave/"),
        sheet(page, (block[0], "text", {"text": "Half a thought"}), changed=first.json()["changed"]),
    )

    assert first.json()["saved"].startswith("Draft saved ")
    assert again.status_code == 200
    assert draft_of(page) == [("text", {"text": "Half a thought"})]
    assert "Open words" in visit().get(page.get_absolute_url()).content.decode()
    assert page.changed_token == again.json()["changed"]


def test_autosave_of_a_stale_tab_saves_nothing(owner, page, visit):
    stale = sheet(page, words("From the phone"))
    write(owner, text("From the desk"))

    answer = visit(owner).post(address(page, "autosave/"), stale)

    assert answer.status_code == 409
    assert draft_of(page) == [("text", {"text": "From the desk"})]


def test_autosave_takes_empty_boxes_but_no_address_that_would_run(owner, page, visit):
    client, empty = (
        visit(owner),
        (str(uuid.uuid4()), "image", {"evidence": "", "alternative": "", "caption": ""}),
    )
    runs = (str(uuid.uuid4()), "link", {"title": "x", "url": "javascript:alert(1)"})

    assert autosave(client, page, empty, title="").status_code == 200
    assert autosave(client, page, runs).status_code == 422
    assert [kind for kind, _ in draft_of(page)] == ["image"]


def test_a_draft_with_empty_boxes_is_finished_before_it_is_published(owner, page, visit):
    client, empty = (
        visit(owner),
        (str(uuid.uuid4()), "image", {"evidence": "", "alternative": "", "caption": ""}),
    )
    autosave(client, page, empty)

    answer = client.post(address(page, "publish/"), follow=True)

    page.refresh_from_db()
    assert not page.live
    assert "Finish this first, then publish: 1. Picture from your evidence." in answer.content.decode()


def test_autosaves_are_few_and_the_history_holds_what_was_saved(owner, page, visit):
    client, block = visit(owner), str(uuid.uuid4())
    for number in range(actions.KEPT_SKETCHES + 5):
        autosave(client, page, (block, "text", {"text": f"Words {number}"}))

    assert Revision.objects.for_instance(page).count() == actions.KEPT_SKETCHES
    page.refresh_from_db()
    assert [one.content["sketch"] for one in versions(page)] == [True]
    assert "while you were writing" in client.get(address(page, "history/")).content.decode()

    client.post(address(page), sheet(page, (block, "text", {"text": f"Words {number}"})))
    autosave(client, page, (block, "text", {"text": "Later"}))
    page.refresh_from_db()
    assert [one.content["sketch"] for one in versions(page)] == [False, True]
    actions.publish(page=page, actor=owner)
    autosave(client, page, (block, "text", {"text": "Latest"}))
    page.refresh_from_db()
    assert [one.content["sketch"] for one in versions(page)] == [False, False, True]


def test_the_same_words_again_make_no_version(owner, page, visit):
    block, client = words("Once"), visit(owner)
    client.post(address(page), sheet(page, block))
    count = Revision.objects.for_instance(page).count()

    client.post(address(page), sheet(page, block))

    assert Revision.objects.for_instance(page).count() == count
    assert TrailEntry.objects.filter(verb="saved draft", object_uid=page.uid).count() == 1


def test_two_tabs_that_change_different_blocks_are_put_together(owner, page, visit):
    one, two = text("One"), text("Two")
    write(owner, one, two)
    phone = sheet(page, (one.id, "text", {"text": "One from the phone"}), (two.id, "text", {"text": "Two"}))
    write(owner, one, box("heading", text="New"), type(two)(two.id, "text", {"text": "Two from the desk"}))

    answer = visit(owner).post(address(page), phone, follow=True)

    assert "What was changed elsewhere meanwhile is in it too." in answer.content.decode()
    assert [value["text"] for _, value in draft_of(page)] == [
        "One from the phone",
        "New",
        "Two from the desk",
    ]


def test_two_tabs_that_change_the_same_words_are_shown_both(owner, page, visit):
    one, two = text("One"), text("Two")
    write(owner, one, two)
    phone = sheet(page, (one.id, "text", {"text": "One from the phone"}), (two.id, "text", {"text": "Two"}))
    desk = [
        type(one)(one.id, "text", {"text": "One from the desk"}),
        type(two)(two.id, "text", {"text": "Two too"}),
    ]
    write(owner, *desk)
    client = visit(owner)

    answer = client.post(address(page), phone | {"then": "publish"})

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert [(row["label"], row["stored"], row["yours"]) for row in answer.context["rows"]] == [
        ("Text: Words", "One from the desk", "One from the phone")
    ]
    assert f'name="keep_{one.id}:text" value="theirs" form="page-form"' in shown and "Two too" in shown
    assert "data-server-save" not in shown
    assert [value["text"] for _, value in draft_of(page)] == ["One from the desk", "Two too"]
    assert not page.live
    moved = client.post(
        address(page),
        phone | {"changed": page.changed_token, f"keep_{one.id}:text": "theirs", "order": f"down:{one.id}"},
    )
    assert "One from the desk" in moved.content.decode()
    taken = client.post(
        address(page),
        phone
        | {"changed": page.changed_token, f"keep_{one.id}:text": "theirs", f"b{two.id}-text": "Two too"},
    )
    assert taken.status_code == 302
    assert [value["text"] for _, value in draft_of(page)] == ["One from the desk", "Two too"]
    both = [(one.id, "text", {"text": "Both"}), (two.id, "text", {"text": "Two too"})]
    settled = client.post(address(page), sheet(page, *both, changed=page.changed_token))
    assert settled.status_code == 302
    assert [value["text"] for _, value in draft_of(page)] == ["Both", "Two too"]


def test_a_retry_of_the_same_save_changes_nothing(owner, page, visit):
    write(owner, text("One"))
    sent = sheet(page, words("Instead"))
    client = visit(owner)

    client.post(address(page), sent)
    again = client.post(address(page), sent)

    assert again.status_code == 302
    assert draft_of(page) == [("text", {"text": "Instead"})]


@pytest.mark.parametrize("token", ["gone", "2020-01-01T00:00:00+00:00", "2020-01-01T00:00:00", "", "new"])
def test_a_tab_whose_beginning_is_no_longer_kept_is_shown_what_differs(owner, page, visit, token):
    one = text("One")
    write(owner, one)
    actions.publish(page=page, actor=owner)

    answer = visit(owner).post(address(page), sheet(page, (one.id, "text", {"text": "Mine"}), changed=token))

    assert answer.status_code == (422 if not token else 409)
    assert draft_of(page) == [("text", {"text": "One"})]


def test_compare_tells_versions_apart_in_words(owner, page, visit):
    kept = text("One two three")
    write(owner, heading("Before"), kept)
    write(owner, type(kept)(kept.id, "text", {"text": "One 2 three"}), title="About")
    write(owner, type(kept)(kept.id, "text", {"text": "One 2 three four"}), title="About")
    client = visit(owner)

    one = client.get(address(page, "history/2/changes/")).content.decode()
    all_ = client.get(address(page, "history/3/changes/"), {"with": "1"}).content.decode()

    assert "From version 1 to version 2" in one
    assert '<del><span class="visually-hidden">Removed: </span>two</del>' in one
    assert "Removed: Heading" in one
    assert "From version 1 to version 3" in all_
    assert "{&#x27;" not in one + all_
    for tail in ("1/changes/", "4/changes/", "2/changes/?with=9", "2/changes/?with=2"):
        assert client.get(address(page, f"history/{tail}")).status_code == 404, tail


def test_compare_is_the_owners_alone(owner, page, cast, visit):
    write(owner, text("One"))
    write(owner, text("Two"))
    actions.publish(page=page, actor=owner)

    assert visit(cast.supervisor).get(address(page, "history/2/changes/")).status_code == 403
    assert visit(cast.supervisor).post(address(page, "autosave/")).status_code == 403
    assert visit(cast.colleague).get(address(page, "history/2/changes/")).status_code == 404
    assert visit(cast.colleague).post(address(page, "autosave/")).status_code == 404
    assert visit(owner).get(address(page, "autosave/")).status_code == 405


def test_restoring_brings_words_back_as_a_version_that_counts(owner, page, visit):
    write(owner, text("First"))
    autosave(visit(owner), page, words("While typing"))
    page.refresh_from_db()

    actions.restore(page=page, number=1, actor=owner)

    page.refresh_from_db()
    latest = page.get_latest_revision_as_object()
    assert not latest.sketch
    assert [one.value["text"] for one in boxes_of(latest.body)] == ["First"]


@pytest.mark.parametrize("order", ["add:text", "up:{1}", "copy:{0}", "remove:{1}", "remove:{0}"])
def test_after_a_button_the_page_opens_at_its_block(owner, page, visit, order):
    ids = [str(uuid.uuid4()) for _ in range(2)]
    data = sheet(page, *[(id_, "text", {"text": id_}) for id_ in ids])

    shown = visit(owner).post(address(page), data | {"order": order.format(*ids)}).content.decode()

    assert shown.count('id="here"') == 1
    assert "data-unsaved" in shown


@pytest.mark.parametrize("number", [1, 50])
def test_editing_asks_as_little_for_fifty_blocks(owner, page, visit, django_assert_num_queries, number):
    done = log(owner, title="Training")
    write(owner, *[box("activities", uids=[str(done.uid)]) for _ in range(number)])
    client = visit(owner)
    client.get(address(page))

    with django_assert_num_queries(15):
        client.get(address(page))


@pytest.mark.parametrize("number", [1, 50])
def test_history_asks_as_little_for_fifty_versions(owner, page, visit, django_assert_num_queries, number):
    for n in range(number):
        write(owner, text(f"Words {n}"))
    client = visit(owner)
    client.get(address(page, "history/"))

    with django_assert_num_queries(7):
        client.get(address(page, "history/"))


@pytest.mark.parametrize("number", [1, 50])
def test_comparing_asks_as_little_for_fifty_blocks(owner, page, visit, django_assert_num_queries, number):
    done = log(owner, title="Training")
    write(owner)
    write(owner, *[box("activities", uids=[str(done.uid)]) for _ in range(number)])
    client = visit(owner)
    client.get(address(page, "history/2/changes/"))

    with django_assert_num_queries(23):
        client.get(address(page, "history/2/changes/"))
