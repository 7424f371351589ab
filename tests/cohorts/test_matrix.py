"""The matrix: filters, orders, files, what it costs; one person's and one item's part of it."""

import csv
import io
from datetime import date, timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.utils import timezone

from assessments import actions as assessments
from assessments.models import Assignment
from cohorts import actions, cells, matrix
from cohorts.marks import Mark
from people.models import User
from tests.assessments import work
from tests.cohorts.samples import cohort_of, set_to, technicians

TODAY = date(2026, 11, 22)


class Someone:
    def __init__(self, pk, last_name, last_seen=None):
        self.pk, self.first_name, self.last_name, self.last_seen = pk, "T", last_name, last_seen


def row(pk, name, *marks, seen=None):
    shown = [mark and mark.shown_as for mark in marks]
    return matrix.Row(
        Someone(pk, name, seen), TODAY, is_quiet=False, overdue=shown.count("overdue"), done=shown.count("completed"),
        set=len(marks), cells=marks,
    )  # fmt: skip


ROWS = [
    row(1, "brandt", Mark("overdue"), Mark("overdue"), seen=TODAY),
    row(2, "Adeyemi", Mark("completed"), None, seen=TODAY - timedelta(days=9)),
    row(3, "Okafor", Mark("overdue"), Mark("completed")),
]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["Adeyemi", "brandt", "Okafor"]),
        ("-name", ["Okafor", "brandt", "Adeyemi"]),
        ("overdue", ["brandt", "Okafor", "Adeyemi"]),
        ("-overdue", ["Adeyemi", "Okafor", "brandt"]),
        ("seen", ["Okafor", "Adeyemi", "brandt"]),
        ("-seen", ["brandt", "Adeyemi", "Okafor"]),
        ("done", ["Adeyemi", "Okafor", "brandt"]),
    ],
)
def test_rows_are_ordered_as_asked_and_then_by_name(order, names):
    assert [one.person.last_name for one in matrix.ordered(ROWS, order)] == names


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("overdue", {"brandt", "Okafor"}),
        ("completed", {"Adeyemi", "Okafor"}),
        ("not_set", {"Adeyemi"}),
        ("waiting", set()),
    ],
)
def test_rows_with_a_state_are_found(state, names):
    assert {one.person.last_name for one in matrix.in_state(ROWS, state)} == names


def test_cells_escape_titles_and_hide_what_does_not_open():
    class Item:
        title = "<b>Confocal</b>"

    shown = cells.row_markup(
        [Mark("completed", url="/review/1/"), Mark("overdue"), None], cells.headings([Item] * 3)
    )

    assert "<b>" not in shown and "&lt;b&gt;Confocal" in shown
    assert shown.count("<a ") == 1
    assert shown.count("Overdue") == shown.count("Not set") == 1


def names(answer):
    return [one.person.first_name for one in answer.context["rows"]]


def test_matrix_is_narrowed_and_ordered_by_its_address(cast, visit):
    cohort = cohort_of(cast, cast.technician, cast.engineer, cast.colleague)
    late = set_to(cast, cohort, due_on=timezone.localdate() + timedelta(days=1))
    set_to(cast, cohort, title="Autoclave")
    Assignment.objects.filter(owner=cast.engineer, title="Confocal").update(
        due_on=timezone.localdate() - timedelta(days=1)
    )
    User.objects.filter(pk__in=[cast.technician.pk, cast.engineer.pk]).update(last_seen=timezone.localdate())
    client, path = visit(cast.trainer), cohort.get_absolute_url()

    assert names(client.get(path)) == ["Ruth", "Tomasz", "Megan"]
    assert names(client.get(f"{path}?sort=overdue")) == ["Tomasz", "Ruth", "Megan"]
    assert names(client.get(f"{path}?q=oka")) == ["Megan"]
    assert names(client.get(f"{path}?quiet=yes")) == ["Ruth"]
    assert names(client.get(f"{path}?unit={cast.engineer.unit_id}")) == ["Tomasz"]
    assert names(client.get(f"{path}?state=overdue")) == ["Tomasz"]
    one = client.get(f"{path}?item={late.uid}&state=not_started")
    assert (names(one), [item.title for item, _ in one.context["columns"]]) == (
        ["Ruth", "Megan"],
        ["Confocal"],
    )
    assert names(client.get(f"{path}?sort=nonsense&act=nonsense&tick=all")) == ["Ruth", "Tomasz", "Megan"]
    assert "Nobody here fits the filter" in client.get(f"{path}?q=nobody").content.decode()
    assert client.get(f"{path}?state=nonsense").status_code == 422


def test_matrix_goes_into_files_as_it_is_shown(cast, visit):
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    set_to(cast, cohort, title="=1+1", due_on=date(2027, 3, 1))
    done = work.answer(Assignment.objects.get(owner=cast.technician))
    done = assessments.submit(assignment=done, actor=cast.technician, once=uuid4())
    assessments.complete(assignment=done, actor=cast.trainer, once=uuid4(), marks=work.marks(done))
    client, path = visit(cast.trainer), cohort.get_absolute_url()

    text = client.get(f"{path}matrix.csv?sort=-name")
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(client.get(f"{path}matrix.xlsx?q=okafor").streaming_content))
    )

    rows = list(csv.reader(io.StringIO(text.content.decode("utf-8-sig"))))
    assert rows[0][-1] == "'=1+1 (due 1 Mar 2027)"
    assert [(line[0], line[4:]) for line in rows[1:]] == [
        ("Megan Okafor", ["0", "1", "1", "Completed, 9 of 20"]),
        ("Tomasz Brandt", ["0", "0", "1", "Not started"]),
    ]
    cells_there = list(book.active.iter_rows(values_only=True))
    assert cells_there[0][-1] == "=1+1 (due 1 Mar 2027)"
    assert book.active.cell(1, 8).data_type == "s"
    assert [line[0] for line in cells_there[1:]] == ["Megan Okafor"]


@pytest.mark.parametrize("size", [1, 50])
def test_matrix_of_every_kind_costs_twelve_queries_whatever_the_number(
    cast, visit, django_assert_num_queries, size
):
    cohort = cohort_of(cast, *technicians(size))
    set_to(cast, cohort)
    actions.set_event(
        cohort=cohort, title="Laser", due_on=timezone.localdate(), actor=cast.trainer, once=uuid4()
    )
    actions.set_cohort_task(cohort=cohort, title="Rules", actor=cast.trainer, once=uuid4())
    client = visit(cast.trainer)
    client.get("/home/")

    with django_assert_num_queries(12):
        shown = client.get(cohort.get_absolute_url())

    assert len(shown.context["rows"]) == size


def test_one_members_page_says_each_items_state(cast, visit):
    cohort = cohort_of(cast, cast.technician)
    set_to(cast, cohort)
    client = visit(cast.trainer)

    page = client.get(f"{cohort.get_absolute_url()}members/{cast.technician.uid}/").content.decode()

    assert Assignment.objects.get().review_url in page and "Not started" in page
    assert client.get(f"{cohort.get_absolute_url()}members/{cast.engineer.uid}/").status_code == 404


def test_items_page_lists_everybody_with_their_state(cast, visit):
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    item = set_to(cast, cohort)

    page = visit(cast.trainer).get(item.get_absolute_url()).content.decode()

    assert page.count("Not started") == 2
    assert visit(cast.other_trainer).get(item.get_absolute_url()).status_code == 404
