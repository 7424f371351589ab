"""Collections: what is put in, who reads it there, and that nothing else opens with it."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from activities.actions import change_activity
from activities.models import Activity
from evidence import actions as evidence
from journals import actions as journals
from people.models import TrailEntry
from portfolios import actions as pages
from portfolios.collecting import actions
from portfolios.collecting.models import Collection, CollectionPiece
from portfolios.collecting.shapes import SHAPES
from sharing import actions as sharing
from sharing.models import Hidden
from sharing.refusals import Refused, Stale
from tests import things
from tests.assessments import work
from tests.portfolios.test_views_folio import text, write


@pytest.fixture
def owner(cast):
    return cast.technician


@pytest.fixture
def collection(owner):
    return actions.start_collection(
        owner=owner, purpose="job", title="For the imaging post", introduction="**Hello**", once=uuid.uuid4()
    )


def stored(thing):
    return type(thing)._default_manager.get(pk=thing.pk)


def put(collection, **chosen):
    """`activity=[…]`, `entry=[…]` …: put them in."""
    found = [(kind, one.uid) for kind, ones in chosen.items() for one in ones]
    return actions.put_in(collection=collection, actor=collection.owner, chosen=found)


def opened(collection, audience):
    return sharing.set_audience(item=collection, audience=audience, actor=collection.owner)


def private(cast, title="Laser alignment", **values):
    return things.activity(cast, "only_me", title=title, **values)


def address(collection, tail="") -> str:
    return f"/collections/{collection.uid}/{tail}"


def link_to(collection) -> str:
    day = timezone.localdate() + timedelta(days=9)
    made = sharing.make_link(
        kind="collection", item=collection, name="Panel", expires_on=day, actor=collection.owner
    )
    return f"/shared/{made.token}/"


@pytest.mark.parametrize("purpose", SHAPES)
def test_collection_begins_with_the_shape_of_its_purpose(owner, visit, purpose):
    client, shape = visit(owner), SHAPES[purpose]

    page = client.get(f"/collections/new/{purpose}/")
    form = {"title": shape.title or "Mine", "introduction": shape.introduction, "once": uuid.uuid4()}
    answers = [client.post(f"/collections/new/{purpose}/", form) for _ in range(2)]

    made = Collection.objects.get()
    assert shape.title in page.content.decode()
    assert [one.url for one in answers] == [address(made, "pieces/")] * 2
    assert (made.purpose, made.audience) == (purpose, "only_me")
    assert shape.worth[0] in client.get(address(made, "pieces/")).content.decode()


def test_collection_needs_a_title_and_keeps_what_was_typed(owner, visit):
    client = visit(owner)
    form = {"title": "", "introduction": "Typed at length", "once": uuid.uuid4()}

    answer = client.post("/collections/new/job/", form)

    assert answer.status_code == 422
    assert "Typed at length" in answer.content.decode()
    assert client.get("/collections/new/nonsense/").status_code == 404
    assert not Collection.objects.exists()


def test_collection_of_every_kind_shows_all_of_it_to_its_readers(cast, owner, visit, collection):
    page = pages.publish(page=write(owner, text("Runs two confocal systems.")), actor=owner)
    entry, _ = journals.save_entry(
        owner=owner, publish=True,
        values={"title": "A hard week", "body": "I learnt **much**.", "tags": [], "sealed": False, "audience": "only_me"},
    )  # fmt: skip
    activity = private(cast, benefit_users="Faster images.")
    done = work.completed(cast)
    authorised = things.authorisation(cast)
    certificate = evidence.add_link(owner=owner, url="https://example.org/c", title="Certificate")
    put(
        collection, page=[page], entry=[entry], activity=[activity], assessment=[done],
        authorisation=[authorised], evidence=[certificate],
    )  # fmt: skip
    opened(collection, "link")

    shown = visit().get(link_to(collection)).content.decode()

    for words in (
        "For the imaging post", "<strong>Hello</strong>", "Runs two confocal systems.", "A hard week",
        "I learnt <strong>much</strong>.", "Laser alignment", "Faster images.", done.title, "Independent use", "Certificate",
    ):  # fmt: skip
        assert words in shown, words
    order = [shown.index(words) for words in ("Runs two", "A hard week", "Laser alignment", "Certificate")]
    assert order == sorted(order)


def test_collection_opens_its_pieces_here_and_nothing_elsewhere(cast, owner, visit, collection):
    inside, outside = private(cast), private(cast, "Left outside")
    put(collection, activity=[inside])
    opened(collection, "supervisors")
    client = visit(cast.supervisor)

    shown = client.get(address(collection)).content.decode()

    assert "Laser alignment" in shown
    assert "Left outside" not in shown
    for one in (inside, outside):
        assert client.get(one.get_absolute_url()).status_code == 404
    assert "Laser alignment" not in client.get(f"/activities/?owner={owner.uid}").content.decode()


def test_collection_never_shows_what_is_a_draft_sealed_or_deleted_since(cast, owner, visit, collection):
    sealed, gone = private(cast, "Sealed later"), private(cast, "Deleted later")
    entry = things.entry(cast, "public")
    page = pages.publish(page=write(owner, text("A page once open.")), actor=owner)
    put(collection, activity=[sealed, gone], entry=[entry], page=[page])
    opened(collection, "public")
    path = address(collection)
    before = visit().get(path).content.decode()

    change_activity(activity=sealed, actor=owner, values={"sealed": True})
    sharing.delete_item(item=gone, actor=owner)
    journals.withdraw_entry(entry=entry, actor=owner)
    pages.unpublish(page=page, actor=owner)

    for client in (visit(), visit(cast.supervisor), visit(owner)):
        shown = client.get(path).content.decode()
        for words in ("Sealed later", "Deleted later", entry.title, "A page once open.", "Sealed activity"):
            assert words in before or words == "Sealed activity"
            assert words not in shown
    assert visit(owner).get(address(collection, "pieces/")).content.decode().count("Not shown") >= 4


def test_collection_shows_published_words_of_a_page_and_no_draft(owner, visit, collection):
    page = pages.publish(page=write(owner, text("Published words.")), actor=owner)
    write(owner, text("Unfinished thoughts."))
    put(collection, page=[page])
    opened(collection, "public")

    shown = visit().get(address(collection)).content.decode()

    assert "Published words." in shown
    assert "Unfinished thoughts." not in shown


def test_collection_opens_evidence_of_its_pieces_and_closes_it_again(cast, owner, visit, collection):
    activity, other = private(cast), private(cast, "Other")
    inside, alone, outside = (
        evidence.add_link(owner=owner, url=f"https://example.org/{n}", title=f"Number {n}") for n in range(3)
    )
    evidence.attach(thing=activity, kind="activity", evidence=[inside], actor=owner)
    evidence.attach(thing=other, kind="activity", evidence=[outside], actor=owner)
    put(collection, activity=[activity], evidence=[alone])
    path = link_to(collection)
    visitor, colleague = visit(), visit(cast.colleague)

    def answers(client):
        """Whether each opens: a link leads to its own address, nobody in particular to where one signs in."""
        found = [client.get(one.get_absolute_url()) for one in (inside, alone, outside)]
        return [one.status_code == 302 and one.url.startswith("https://example.org/") for one in found]

    opened(collection, "link")
    visitor.get(path)
    assert answers(colleague) == [False, False, False]
    assert answers(visitor) == [True, True, False]
    opened(collection, "institution")
    assert answers(colleague) == [True, True, False]
    for piece in collection.pieces.all():
        actions.take_out(collection=collection, actor=owner, piece=piece)
    assert answers(colleague) == [False, False, False]


def test_collection_seals_evidence_with_its_entry(cast, owner, visit, collection):
    activity = private(cast)
    piece = evidence.add_link(owner=owner, url="https://example.org/", title="Plan")
    evidence.attach(thing=activity, kind="activity", evidence=[piece], actor=owner)
    put(collection, activity=[activity])
    opened(collection, "institution")
    client, path = visit(cast.colleague), piece.get_absolute_url()
    before = client.get(path).status_code

    change_activity(activity=Activity.objects.get(pk=activity.pk), actor=owner, values={"sealed": True})

    assert before != 404
    assert client.get(path).status_code == 404


def test_collection_takes_nothing_of_anothers_nor_what_is_not_shown(cast, owner, visit, collection):
    entry = things.entry(cast, "public", publish=False)
    sealed = private(cast, sealed=True)
    theirs = evidence.add_link(owner=cast.engineer, url="https://example.org/", title="Theirs")
    unfinished = things.assignment(cast)
    hidden = pages.webfolio_of(owner=owner)
    wrong = {
        "entry": entry, "activity": sealed, "evidence": theirs, "assessment": unfinished, "page": hidden,
        "nonsense": theirs,
    }  # fmt: skip

    for kind, one in wrong.items():
        with pytest.raises(PermissionDenied):
            actions.put_in(collection=collection, actor=owner, chosen=[(kind, one.uid)])
        answer = visit(owner).post(address(collection, "pieces/"), {kind: one.uid})
        assert answer.status_code == 422
    assert not CollectionPiece.objects.exists()


def test_collection_is_ordered_and_emptied_from_its_page(cast, owner, visit, collection):
    client = visit(owner)
    found = [private(cast, title) for title in ("One", "Two", "Three")]
    client.post(address(collection, "pieces/"), {"activity": [one.uid for one in found]})
    first, second, third = list(collection.pieces.all())

    # Each sent twice: the second changes nothing.
    for _ in range(2):
        client.post(
            address(collection, f"pieces/{first.object_uid}/move/"), {"to": "down", "from": first.place}
        )
        client.post(
            address(collection, f"pieces/{third.object_uid}/move/"), {"to": "down", "from": third.place}
        )
        client.post(address(collection, f"pieces/{third.object_uid}/remove/"))

    left = list(collection.pieces.values_list("object_uid", flat=True))
    assert left == [second.object_uid, first.object_uid]
    assert client.post(address(collection, "pieces/")).status_code == 422
    assert put(collection, activity=found) == 1
    assert put(collection, activity=found) == 0


def test_collection_is_full_at_some_point(cast, owner, visit, collection, monkeypatch):
    monkeypatch.setattr(actions, "MOST_PIECES", 1)

    with pytest.raises(Refused):
        put(collection, activity=[private(cast), private(cast, "Other")])


def test_collection_edited_twice_shows_both(owner, visit, collection):
    client, old = visit(owner), collection.changed_token
    actions.change_collection(
        collection=collection, actor=owner, values={"title": "Newer title"}, changed=old
    )

    answer = client.post(
        address(collection, "edit/"), {"title": "My title", "introduction": "", "changed": old}
    )

    assert answer.status_code == 409
    assert "Newer title" in answer.content.decode()
    assert "My title" in answer.content.decode()
    assert stored(collection).title == "Newer title"
    with pytest.raises(Stale):
        actions.change_collection(collection=collection, actor=owner, values={"title": "X"}, changed=old)
    again = {"title": "My title", "introduction": "", "changed": stored(collection).changed_token}
    assert client.post(address(collection, "edit/"), again).status_code == 302
    assert stored(collection).title == "My title"


def test_collection_deleted_closes_and_comes_back(cast, owner, visit, collection):
    activity = private(cast)
    piece = evidence.add_link(owner=owner, url="https://example.org/", title="Plan")
    evidence.attach(thing=activity, kind="activity", evidence=[piece], actor=owner)
    put(collection, activity=[activity])
    opened(collection, "public")
    client = visit(owner)

    answer = client.post(address(collection, "delete/"), follow=True).content.decode()
    closed = [
        visit().get(address(collection)).status_code,
        visit(cast.colleague).get(piece.get_absolute_url()).status_code,
    ]
    listed = client.get("/home/deleted/").content.decode()
    client.post(address(collection, "restore/"))

    assert "is deleted" in answer
    assert collection.title in listed
    assert closed == [404, 404]
    assert visit().get(address(collection)).status_code == 200


def test_collection_says_who_reads_it_and_stands_in_the_overview(owner, visit, collection):
    opened(collection, "institution")
    client = visit(owner)

    assert collection.title in client.get("/sharing/").content.decode()
    assert "everyone at your institution" in client.get(address(collection, "pieces/")).content.decode()
    page = visit().get(address(opened(stored(collection), "public")))
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "tail", ["edit/", "pieces/", "delete/", "restore/", "pieces/{thing}/move/", "pieces/{thing}/remove/"]
)
@pytest.mark.parametrize("who", ["supervisor", "colleague", "admin", None])
def test_collection_is_written_by_nobody_else(cast, owner, visit, collection, tail, who):
    put(collection, activity=[private(cast)])
    opened(collection, "public")

    tail = tail.format(thing=collection.pieces.get().object_uid)
    answer = visit(getattr(cast, who) if who else None).post(
        address(collection, tail), {"title": "Taken", "from": "1", "to": "up"}
    )

    if who is None:
        assert answer.url.startswith("/account/login/")
    else:
        assert answer.status_code == (404 if tail == "restore/" else 403)
    assert stored(collection).title == "For the imaging post"
    assert collection.pieces.count() == 1
    assert TrailEntry.objects.filter(object_uid=collection.uid, verb="deleted").count() == 0


@pytest.mark.parametrize("number", [1, 50])
def test_collection_asks_as_little_for_fifty_pieces(cast, owner, visit, django_assert_num_queries, number):
    collection = actions.start_collection(
        owner=owner, purpose="other", title="Long", introduction="", once=uuid.uuid4()
    )
    for n in range(number):
        activity = private(cast, f"Activity {n}")
        piece = evidence.add_link(owner=owner, url=f"https://example.org/{n}", title=f"Number {n}")
        evidence.attach(thing=activity, kind="activity", evidence=[piece], actor=owner)
        put(collection, activity=[activity], evidence=[piece])
    opened(collection, "public")
    client = visit()
    client.get(address(collection))

    with django_assert_num_queries(10):
        client.get(address(collection))


@pytest.mark.parametrize("kind", ["activity", "page"])
def test_what_an_admin_hides_no_collection_shows(cast, owner, collection, visit, kind):
    if kind == "page":
        thing = things.section(cast)
        uid, words = thing.webfolio.uid, thing.title
    else:
        thing = private(cast, "Zebrafish tank")
        uid, words = thing.uid, thing.title
        piece = evidence.add_link(owner=owner, url="https://example.org/", title="Protocol")
        evidence.attach(thing=thing, kind="activity", evidence=[piece], actor=owner)
    put(collection, **{kind: [thing]})
    opened(collection, "public")
    before = visit().get(address(collection)).content.decode()

    Hidden.objects.create(kind="activity" if kind == "activity" else "folio", object_uid=uid)

    assert words in before
    assert words not in visit().get(address(collection)).content.decode()
    if kind == "activity":
        assert "login" in visit().get(piece.get_absolute_url()).url


def test_piece_taken_out_in_another_tab_moves_nothing(collection, cast, owner):
    put(collection, activity=[private(cast, "First"), private(cast, "Second")])
    first, second = collection.pieces.all()
    actions.take_out(collection=collection, actor=owner, piece=first)

    actions.move(collection=collection, actor=owner, piece=first, by=1)

    assert list(collection.pieces.all()) == [second]
    assert not TrailEntry.objects.filter(verb="changed", fields=["place"]).exists()
