"""Each kind of block: typed in the form, kept, and shown to whom it may be shown."""

import uuid
from datetime import date

import pytest

from assessments.models import Assignment
from portfolios import actions, queries
from portfolios.blocks import FolioBlocks
from portfolios.editing import KINDS, Box, boxes_of
from portfolios.forms import FORMS
from sharing.models import Audience
from tests import things
from tests.activities.samples import log
from tests.assessments import work
from tests.evidence.test_library import kept
from tests.portfolios.test_shown_items import box, logged, opens, published
from tests.portfolios.test_views_folio import write
from tests.portfolios.test_views_page import address, draft_of, sheet

PROFILE = {"text": "I run **two** systems.", "letters": "BSc (Hons)", "orcid": "0000-0002-1825-0097"}
POST = {
    "role": "Senior technician",
    "employer": "University of Northmoor",
    "start": "2019",
    "end": "",
    "text": "- Two rooms",
}
PAPER = {
    "title": "Clearing whole hearts",
    "authors": "Okafor M",
    "source": "J Microsc",
    "year": "2025",
    "doi": "10.1000/182",
}


@pytest.fixture
def owner(cast):
    return cast.technician


@pytest.fixture
def page(owner):
    return actions.webfolio_of(owner=owner)


def test_every_kind_has_a_block_a_form_and_the_same_boxes():
    streams = FolioBlocks().child_blocks

    assert set(streams) == set(KINDS) == set(FORMS)
    for kind, form in FORMS.items():
        assert set(form.base_fields) == set(streams[kind].child_blocks), kind


QUALIFICATION = {"title": "HNC", "awarded_by": "Northmoor College", "year": "2015", "text": "Merit"}
TABLE = {"caption": "What I run", "text": "Kit | Level\nConfocal | <b>expert</b>", "head": "on"}
CARD = {"title": "The stage aligned", "url": "https://www.youtube.com/watch?v=x", "text": ""}
# kind, what is typed, and what is read of it
WORDS = [
    ("profile", PROFILE | {"orcid": "0000000218250097"}, ["<strong>two</strong>", "BSc (Hons)"]),
    ("profile", PROFILE, ['href="https://orcid.org/0000-0002-1825-0097"']),
    ("post", POST, ["Senior technician", "University of Northmoor, 2019 to now", "<li>Two rooms</li>"]),
    ("qualification", QUALIFICATION, ["<h3>HNC</h3>", "Northmoor College, 2015", "Merit"]),
    ("skills", {"text": "Confocal: I train others"}, ["<strong>Confocal</strong>: I train others"]),
    ("skills", {"text": "- Fault finding"}, ["<li>Fault finding</li>"]),
    ("publication", PAPER, ["<cite>Clearing whole hearts</cite>", "Okafor M"]),
    ("publication", PAPER | {"doi": "doi:10.1000/182"}, ['href="https://doi.org/10.1000/182"']),
    ("table", TABLE, ['<th scope="col">Kit</th>', "<td>&lt;b&gt;expert&lt;/b&gt;</td>"]),
    ("embed", CARD, ['href="https://www.youtube.com/watch?v=x"', "Opens YouTube"]),
]


@pytest.mark.parametrize(("kind", "typed", "shown"), WORDS)
def test_block_is_typed_published_and_read(owner, page, visit, kind, typed, shown):
    answer = visit(owner).post(address(page), sheet(page, (str(uuid.uuid4()), kind, typed), then="publish"))

    assert answer.status_code == 302
    read = visit(owner).get(page.get_absolute_url()).content.decode()
    assert [words for words in shown if words not in read] == []
    assert "<iframe" not in read


@pytest.mark.parametrize(
    ("kind", "typed", "wrong"),
    [
        ("profile", PROFILE | {"orcid": "0000-0002-1825-0098"}, "orcid"),
        ("publication", PAPER | {"doi": "10.1/x"}, "doi"),
        ("embed", {"title": "x", "url": "https://elsewhere.example/"}, "url"),
        ("embed", {"title": "x", "url": "javascript:alert(1)//youtube.com"}, "url"),
        ("table", {"caption": "x", "text": "a|" * 11 + "a"}, "text"),
        ("latest", {"of": "evidence", "most": "5"}, "of"),
        ("latest", {"of": "entries", "most": "500"}, "most"),
        ("latest", {"of": "entries", "most": "5", "since": "1 May 2026", "until": "1 April 2026"}, "until"),
    ],
)
def test_block_with_a_mistake_is_asked_back_and_nothing_is_saved(owner, page, visit, kind, typed, wrong):
    id_ = str(uuid.uuid4())

    answer = visit(owner).post(address(page), sheet(page, (id_, kind, typed)))

    assert answer.status_code == 422
    assert f'href="#id_b{id_}-{wrong}"' in answer.content.decode()
    assert draft_of(page) == []


def test_gallery_opens_its_evidence_with_the_page(owner, cast, visit):
    photo, other = kept(owner, title="The bench"), kept(owner, "other.jpg", title="Not on the page")
    page = published(owner, box("gallery", title="Before", uids=[str(photo.uid)]))

    read = visit().get(page.get_absolute_url()).content.decode()

    assert f'src="/evidence/{photo.uid}/"' in read
    assert "The bench" in read
    assert opens(visit(), photo)
    assert not opens(visit(), other)


def results(cast):
    """(passed, not passed, still being scored) of the technician."""
    templates = [
        work.make_template(cast.trainer, title=title) for title in ("Pipetting", "Sterile work", "Unscored")
    ]
    made = [work.submitted(cast, template=template) for template in templates]
    for assignment, passed in zip(made[:2], (True, False), strict=True):
        Assignment.objects.filter(pk=assignment.pk).update(
            state="completed",
            passed=passed,
            total=15,
            completed_at="2026-03-03T12:00Z",
            overall_feedback="Between us",
        )
    return made


def test_results_are_shown_as_far_as_their_owner_chose(owner, cast, visit):
    passed, failed, unscored = results(cast)
    chosen = [str(one.uid) for one in (passed, unscored)]
    page = published(
        owner, box("assessments", uids=chosen, scores=""), box("latest", of="assessments", most="5")
    )

    read = visit().get(page.get_absolute_url()).content.decode()

    assert read.count("Pipetting") == 2
    assert "Completed 3 Mar 2026, passed" in read
    for hidden in ("Sterile work", "Unscored", "Between us", "15 of", passed.get_absolute_url()):
        assert hidden not in read
    write(owner, box("assessments", uids=[str(failed.uid)], scores="yes"))
    actions.publish(page=page, actor=owner)
    read = visit().get(page.get_absolute_url()).content.decode()
    assert "Sterile work" in read
    assert "15 of" in read


def test_results_of_somebody_else_are_never_shown(cast, visit):
    passed, *_ = results(cast)

    page = published(cast.engineer, box("assessments", uids=[str(passed.uid)], scores="yes"))

    assert "Pipetting" not in visit().get(page.get_absolute_url()).content.decode()


def test_latest_is_what_fits_and_what_the_reader_may_read(owner, cast, visit):
    for title, day, audience in (
        ("Oldest", date(2026, 1, 5), Audience.PUBLIC),
        ("Newer", date(2026, 2, 5), Audience.PUBLIC),
        ("Newest", date(2026, 3, 5), Audience.PUBLIC),
        ("Private", date(2026, 3, 6), Audience.ONLY_ME),
    ):
        made = log(owner, title=title, start_date=day, end_date=day)
        type(made).objects.filter(pk=made.pk).update(audience=audience)
    logged(cast.colleague, title="Somebody else's", audience=Audience.PUBLIC)
    page = published(
        owner,
        box("latest", of="activities", most="2"),
        box("latest", of="activities", most="5", since="2026-01-01", until="2026-01-31", category="", tag=""),
        box("latest", of="entries", most="5"),
    )

    def titles(client) -> list[list[str]]:
        (leaf,) = client.get(page.get_absolute_url()).context["leaves"]
        return [[str(item) for item in piece.items] for piece in leaf.pieces]

    assert titles(visit()) == [["Newest", "Newer"], ["Oldest"]]
    assert titles(visit(owner)) == [["Private", "Newest"], ["Oldest"]]


def test_latest_keeps_its_days_as_the_form_shows_them(owner, page, visit):
    id_ = str(uuid.uuid4())
    typed = {"of": "entries", "most": "3", "category": "", "tag": "safety", "since": "1/3/26", "until": ""}

    visit(owner).post(address(page), sheet(page, (id_, "latest", typed)))

    assert draft_of(page) == [("latest", typed | {"since": "2026-03-01"})]
    assert 'value="1 Mar 2026"' in visit(owner).get(address(page)).content.decode()


@pytest.mark.parametrize("number", [1, 25])
def test_page_of_many_latest_asks_once_to_a_kind(owner, cast, visit, django_assert_num_queries, number):
    logged(owner, title="Training", audience=Audience.PUBLIC)
    things.entry(cast, "public")
    results(cast)
    blocks = [box("latest", of=of, most="3") for of in ("activities", "entries", "assessments")] * number
    blocks = [Box(str(uuid.uuid4()), one.kind, one.value) for one in blocks]
    page = published(owner, *blocks)
    client = visit()
    client.get(page.get_absolute_url())

    with django_assert_num_queries(10):
        client.get(page.get_absolute_url())


def test_blocks_half_written_are_left_out(owner, visit):
    empty = [
        Box(str(uuid.uuid4()), kind, dict.fromkeys(form.base_fields, "")) for kind, form in FORMS.items()
    ]
    page = published(owner, *empty)

    answer = visit().get(page.get_absolute_url())

    assert answer.status_code == 200
    assert "There is nothing on this page yet." in answer.content.decode()
    assert len(boxes_of(page.body)) == len(FORMS)


def test_what_was_chosen_long_ago_stays_chosen(owner, page, cast, visit, monkeypatch):
    old, theirs = (
        log(owner, title="Years ago"),
        logged(cast.colleague, title="Theirs", audience=Audience.PUBLIC),
    )
    photo = kept(owner, title="Old photo")
    monkeypatch.setattr(queries, "MOST_OFFERED", 0)
    client = visit(owner)
    typed = [
        (str(uuid.uuid4()), "activities", {"uids": [str(old.uid)]}),
        (str(uuid.uuid4()), "image", {"evidence": str(photo.uid), "alternative": "x", "caption": ""}),
    ]

    assert client.post(address(page), sheet(page, *typed)).status_code == 302
    assert "Years ago" in client.get(address(page)).content.decode()
    for uid in (str(theirs.uid), str(uuid.uuid4()), "nonsense"):
        forged = (str(uuid.uuid4()), "activities", {"uids": [uid]})
        assert client.post(address(page), sheet(page, forged)).status_code == 422
