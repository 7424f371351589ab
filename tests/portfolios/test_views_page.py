"""The owner's editing screens."""

import uuid

import pytest

from people.models import TrailEntry
from portfolios import actions
from portfolios.editing import boxes_of
from portfolios.models import WebfolioPage
from sharing.models import Audience
from tests.portfolios.test_views_folio import text, write

POSTS = ["publish/", "unpublish/", "move/", "history/1/restore/"]


@pytest.fixture
def owner(cast):
    return cast.technician


@pytest.fixture
def page(owner):
    return actions.webfolio_of(owner=owner)


def address(page, tail="edit/") -> str:
    return f"/webfolio/pages/{page.uid}/{tail}"


def sheet(page, *blocks, **more) -> dict:
    """What the form sends: each block is (id, kind, {field: value})."""
    page.refresh_from_db()
    data = {"title": "About me", "changed": page.changed_token, "then": "draft", **more}
    data["block"] = [f"{id_}:{kind}" for id_, kind, _ in blocks]
    for id_, _, values in blocks:
        data |= {f"b{id_}-{name}": value for name, value in values.items()}
    return data


def draft_of(page) -> list:
    page.refresh_from_db()
    return [(box.kind, box.value) for box in boxes_of(page.get_latest_revision_as_object().body)]


def test_page_first_visit_makes_the_webfolio(owner, visit):
    answer = visit(owner).get("/webfolio/")

    assert answer.status_code == 200
    assert WebfolioPage.objects.owned_by(owner).count() == 1


def test_page_saves_a_draft_of_every_wordy_kind(owner, page, visit):
    ids = [str(uuid.uuid4()) for _ in range(3)]
    blocks = [
        (ids[0], "heading", {"text": "About"}),
        (ids[1], "text", {"text": "Two confocal systems."}),
        (ids[2], "link", {"title": "Paper", "url": "https://example.org/paper"}),
    ]

    answer = visit(owner).post(address(page), sheet(page, *blocks))

    assert answer.status_code == 302
    assert draft_of(page) == [(kind, values) for _, kind, values in blocks]
    assert not page.live
    kept = TrailEntry.objects.get(verb="saved draft", object_uid=page.uid)
    assert kept.fields == ["body", "title"]


def test_page_save_and_publish_opens_it_to_the_supervisor(owner, page, cast, visit):
    block = (str(uuid.uuid4()), "text", {"text": "Two confocal systems."})

    visit(owner).post(address(page), sheet(page, block, then="publish"))

    assert "Two confocal systems." in visit(cast.supervisor).get(page.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("up:{1}", ["second", "first", "third"]),
        ("down:{1}", ["first", "third", "second"]),
        ("up:{0}", ["first", "second", "third"]),
        ("copy:{0}", ["first", "first", "second", "third"]),
        ("remove:{2}", ["first", "second"]),
        ("add:heading", ["first", "second", "third", ""]),
        ("add:nonsense", ["first", "second", "third"]),
    ],
)
def test_page_buttons_rearrange_without_saving(owner, page, visit, order, expected):
    ids = [str(uuid.uuid4()) for _ in range(3)]
    words = ["first", "second", "third"]
    data = sheet(page, *[(id_, "text", {"text": word}) for id_, word in zip(ids, words, strict=True)])

    answer = visit(owner).post(address(page), data | {"order": order.format(*ids)})

    assert answer.status_code == 200
    assert [box.value.get("text", "") for box, _ in answer.context["sheet"].blocks] == expected
    assert all(word in answer.content.decode() for word in expected)
    assert "to fix" not in answer.content.decode()
    assert draft_of(page) == []


@pytest.mark.parametrize("kept", [["second"], []], ids=["of two", "of one"])
def test_page_removed_block_can_be_put_back(owner, page, visit, kept):
    ids = [str(uuid.uuid4()) for _ in range(2)]
    words = ["first", *kept]
    blocks = [(id_, "text", {"text": word}) for id_, word in zip(ids, words, strict=False)]

    removed = visit(owner).post(address(page), sheet(page, *blocks) | {"order": f"remove:{ids[0]}"})
    gone = str(removed.context["sheet"].gone)
    back = visit(owner).post(address(page), sheet(page, *blocks[1:]) | {"order": "back", "gone": gone})

    assert "Put it back" in removed.content.decode()
    assert [box.value["text"] for box, _ in removed.context["sheet"].blocks] == kept
    assert [box.value["text"] for box, _ in back.context["sheet"].blocks] == words
    assert back.context["sheet"].here == ids[0]
    assert draft_of(page) == []


def test_page_bad_input_keeps_everything_and_saves_nothing(owner, page, visit):
    ids = [str(uuid.uuid4()) for _ in range(3)]
    blocks = [
        (ids[0], "heading", {"text": ""}),
        (ids[1], "text", {"text": "Kept words"}),
        (ids[2], "link", {"title": "Paper", "url": "javascript:alert(1)"}),
    ]

    answer = visit(owner).post(address(page), sheet(page, *blocks, title=""))

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in shown
    for href in ("id_title", f"id_b{ids[0]}-text", f"id_b{ids[2]}-url"):
        assert f'href="#{href}"' in shown
    assert "Kept words" in shown
    assert draft_of(page) == []


def test_page_two_tabs_that_each_add_a_block_keep_both(owner, page, visit):
    stale = sheet(page, (str(uuid.uuid4()), "text", {"text": "From the phone"}))
    write(owner, text("From the desk"))

    answer = visit(owner).post(address(page), stale)

    assert answer.status_code == 302
    assert draft_of(page) == [("text", {"text": "From the desk"}), ("text", {"text": "From the phone"})]


def test_page_history_restores_words_but_never_the_audience(owner, page, visit):
    write(owner, text("First words"))
    write(owner, text("Second words"))
    actions.set_audience(webfolio=page, audience=Audience.ONLY_ME, actor=owner)
    client = visit(owner)

    shown = client.get(address(page, "history/1/"))
    answer = client.post(address(page, "history/1/restore/"))
    client.post(address(page, "publish/"))

    assert "First words" in shown.content.decode()
    assert shown["Cache-Control"] == "private, no-store"
    assert answer.status_code == 302
    assert draft_of(page) == [("text", {"text": "First words"})]
    assert page.live
    assert page.audience == Audience.ONLY_ME


def test_page_audience_is_set_by_its_owner(owner, page, visit):
    answer = visit(owner).post(f"/sharing/folio/{page.uid}/", {"audience": "public"})

    page.refresh_from_db()
    assert answer.status_code == 302
    assert page.audience == Audience.PUBLIC
    assert visit(owner).post(f"/sharing/folio/{page.uid}/", {"audience": "all"}).status_code == 422
    assert visit(owner).post(f"/sharing/folio/{page.uid}/", {}).status_code == 422


def test_page_sections_are_added_moved_and_removed(owner, page, visit):
    client = visit(owner)
    for title in ("Techniques", "Selected work"):
        client.post("/webfolio/sections/new/", {"title": title})
    second = page.sections.in_order().last()

    client.post(address(second, "move/"), {"to": "up"})
    moved = [section.title for section in page.sections.in_order()]
    asked = client.get(address(second, "remove/")).status_code
    client.post(address(second, "remove/"))

    assert moved == ["Selected work", "Techniques"]
    assert asked == 200
    assert [section.title for section in page.sections.in_order()] == ["Techniques"]
    assert client.post("/webfolio/sections/new/", {"title": ""}).status_code == 422


def test_page_preview_is_the_owners_draft(owner, page, visit):
    write(owner, text("Not yet for others"))

    answer = visit(owner).get(address(page, "preview/"))

    assert "Not yet for others" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_page_ladder_of_those_who_may_not(owner, page, cast, visit):
    write(owner, text("Words"))
    reads = ["edit/", "preview/", "history/", "history/1/"]
    closed = {name: visit(getattr(cast, name)) for name in ("colleague", "engineer")}
    for client in closed.values():
        assert {client.get(address(page, tail)).status_code for tail in reads} == {404}
        assert {client.post(address(page, tail)).status_code for tail in [*POSTS, "edit/", "remove/"]} == {
            404
        }
    actions.publish(page=page, actor=owner)
    supervisor, stranger, admin = visit(cast.supervisor), visit(), visit(cast.admin)

    assert {supervisor.get(address(page, tail)).status_code for tail in reads} == {403}
    assert {supervisor.post(address(page, tail)).status_code for tail in POSTS} == {403}
    assert {admin.get(address(page, tail)).status_code for tail in reads} == {403}
    assert {stranger.get(address(page, tail)).status_code for tail in reads} == {302}
    assert visit(cast.admin).get("/webfolio/").status_code == 403


def test_page_ladder_of_addresses_and_methods(owner, page, visit):
    client = visit(owner)

    assert client.get(f"/webfolio/pages/{uuid.uuid4()}/edit/").status_code == 404
    assert client.get("/webfolio/pages/1/edit/").status_code == 404
    assert client.get(address(page, "history/9/")).status_code == 404
    assert client.post(address(page, "history/9/restore/")).status_code == 404
    assert client.post(address(page, "history/0/restore/")).status_code == 404
    assert client.post(address(page, "move/")).status_code == 404
    assert {client.get(address(page, tail)).status_code for tail in ("publish/", "unpublish/", "move/")} == {
        405
    }
    assert client.post("/webfolio/").status_code == 405
    assert client.post(page.get_absolute_url()).status_code == 405


def test_page_of_a_lost_session_comes_back_to_its_writer(owner, page, visit):
    client = visit(owner)
    form = client.get(address(page))
    data = sheet(
        page, (str(uuid.uuid4()), "text", {"text": "Typed for an hour"}), writer=form.context["writer"]
    )
    client.logout()

    asked = client.post(address(page), data)
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    again = client.get(address(page))

    assert asked.status_code == 302
    assert "Typed for an hour" in again.content.decode()
    assert draft_of(page) == []
