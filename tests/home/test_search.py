"""Search: one's own words are found, with and without accents, stems and beginnings; nobody else's, nothing sealed."""

import uuid

import pytest

from activities.actions import verify_activity
from assessments.models import AssignedCriterion
from home.search import KINDS, SOURCES, search
from lib.fulltext import marked, query_of
from sharing.actions import delete_item
from tests import things
from tests.applications import samples
from tests.tellers import Teller


def titles(person, text, **more):
    return [hit.title for found in search(person, text, **more) for hit in found.hits]


@pytest.fixture
def tell(cast):
    return Teller(cast)


@pytest.mark.parametrize(
    "text",
    [
        "calibrating",
        "calibrat",
        "CALIBRATED",
        "café",
        "cafe",
        "calibration cafe",
        '"tank repair"',
        "repair tank",
        "zebrafish-tank",
    ],
)
def test_found_by_stem_beginning_case_accent_and_phrase(cast, tell, text):
    tell.activity(
        cast.technician,
        title="Zebrafish tank repair",
        description="Calibration of the probes at the Café Roche.",
    )

    assert titles(cast.technician, text) == ["Zebrafish tank repair"]


@pytest.mark.parametrize("text", ['"repair tank"', "calibration zebra2", "microscope"])
def test_not_found_where_a_word_or_the_order_is_missing(cast, tell, text):
    tell.activity(cast.technician, title="Zebrafish tank repair", description="Calibration.")

    assert titles(cast.technician, text) == []


@pytest.mark.parametrize(
    "text", ["", "   ", "' & | ! ( ) : *", '""', "\x00", "<script>", "a" * 500, "!!!", "the"]
)
def test_odd_words_are_no_error(cast, visit, text):
    assert visit(cast.technician).get("/search/", {"q": text}).status_code == 200


def test_every_kind_of_thing_is_found(cast, tell):
    owner = cast.technician
    tell.activity(owner, title="Marmalade A")
    entry = things.entry(cast)
    type(entry).objects.filter(pk=entry.pk).update(body="On marmalade")
    things.said(cast, entry, words="Less marmalade")
    section = things.section(cast)
    folio = section.webfolio
    type(folio).objects.filter(pk=folio.pk).update(
        body=[{"type": "text", "value": {"text": "Marmalade things"}, "id": "1"}]
    )
    type(section).objects.filter(pk=section.pk).update(title="Marmalade section")
    made = things.collection(cast)
    type(made).objects.filter(pk=made.pk).update(introduction="**Marmalade** first")
    evidence = things.link(cast, "only_me")
    type(evidence).objects.filter(pk=evidence.pk).update(title="Marmalade.pdf")
    assignment = things.assignment(cast)
    type(assignment).objects.filter(pk=assignment.pk).update(overall_feedback="Good marmalade")
    AssignedCriterion.objects.filter(assignment=assignment).update(feedback="More marmalade")
    renewal = things.renewal(cast)
    type(renewal).objects.filter(pk=renewal.pk).update(answers={"plan": "Learn marmalade"})
    things.goal(cast, why="For the marmalade")
    things.task(cast, words="Order marmalade")
    application = samples.begin(owner, "iop", "RSci")
    samples.write(application, "A1", "I made marmalade.")
    verified = things.activity(cast)
    verify_activity(
        activity=verified, actor=cast.supervisor, points=None, note="Nice marmalade",
        once=uuid.uuid4(), changed=verified.changed_token,
    )  # fmt: skip

    assert {found.source.kind for found in search(owner, "marmalade")} == set(KINDS)


def test_the_shape_of_a_page_is_not_its_words(cast):
    section = things.section(cast)
    folio = section.webfolio
    type(folio).objects.filter(pk=folio.pk).update(
        body=[
            {"type": "image", "value": {"evidence": "needle", "caption": "A pump"}, "id": "1"},
            {
                "type": "latest",
                "value": {"of": "activities", "category": "formal", "tag": "valves"},
                "id": "2",
            },
        ]
    )

    assert titles(cast.technician, "caption") == titles(cast.technician, "needle") == []
    assert titles(cast.technician, "formal") == titles(cast.technician, "activities") == []
    assert titles(cast.technician, "valves") == [folio.title]
    assert titles(cast.technician, "pump") == [folio.title]


def test_a_supervisors_draft_is_not_found_by_the_trainee(cast):
    assignment = things.assignment(cast)
    type(assignment).objects.filter(pk=assignment.pk).update(draft_feedback="Marmalade")
    AssignedCriterion.objects.filter(assignment=assignment).update(draft_feedback="Marmalade")

    assert titles(cast.technician, "marmalade") == []


def test_tags_are_shown_as_words(cast, tell):
    tell.activity(cast.technician, title="Day with the auditor", tags=["marmalade", "quality"])

    (found,) = search(cast.technician, "marmalade")

    assert found.hits[0].text.endswith("<mark>marmalade</mark>, quality")


def test_sealed_and_deleted_things_are_not_found(cast, tell):
    tell.activity(cast.technician, title="Marmalade", sealed=True, tags=["marmalade"])
    delete_item(item=tell.activity(cast.technician, title="Marmalade"), actor=cast.technician)

    assert titles(cast.technician, "marmalade") == []


@pytest.mark.parametrize("who", ["supervisor", "colleague", "admin", "other_trainer", "editor"])
def test_nobody_finds_anothers_words(cast, tell, visit, who):
    tell.activity(cast.technician, title="Zebrafish tank repair", audience="public")

    page = visit(getattr(cast, who)).get("/search/", {"q": "tank"}).content.decode()

    assert "Zebrafish" not in page


def test_what_is_found_is_marked_and_escaped():
    assert marked("a <b> \x02tank\x03 & co") == "a &lt;b&gt; <mark>tank</mark> &amp; co"


def test_words_become_beginnings_and_quotes_phrases():
    assert query_of('pump "tank  repair" le') is not None
    assert query_of(" - ' ") is None


@pytest.mark.parametrize("size", [1, 50])
def test_search_asks_each_source_once(cast, tell, visit, size, django_assert_num_queries):
    for number in range(size):
        tell.activity(cast.technician, title=f"Tank {number}")
    client = visit(cast.technician)
    client.get("/search/", {"q": "tank"})

    with django_assert_num_queries(5 + len(SOURCES)):
        page = client.get("/search/", {"q": "tank"}).content.decode()

    assert ("All 50" in page) == (size == 50)


def test_one_kind_is_paged(cast, tell, visit):
    for number in range(30):
        tell.activity(cast.technician, title=f"Tank {number:02}")
    client = visit(cast.technician)

    first = client.get("/search/", {"q": "tank", "kind": "activity"}).content.decode()
    second = client.get("/search/", {"q": "tank", "kind": "activity", "page": "2"}).content.decode()

    assert first.count('class="item-title"') == 25
    assert second.count('class="item-title"') == 5
    assert client.get("/search/", {"q": "tank", "kind": "activity", "page": "99"}).status_code == 200


def test_a_collection_is_found_by_its_title_and_its_introduction(cast):
    made = things.collection(cast, "public")
    type(made).objects.filter(pk=made.pk).update(title="Post in Leeds", introduction="Why **imaging**.")

    assert titles(cast.technician, "leeds") == titles(cast.technician, "imaging") == ["Post in Leeds"]
    assert titles(cast.engineer, "leeds") == []
