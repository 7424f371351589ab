"""The table and its exports: filters, totals, query counts, exact bytes."""

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from activities import actions, panels
from activities.facts import done_in, facts_for
from activities.models import Activity
from evidence.actions import add_link, delete_evidence
from sharing.actions import delete_item
from tests.activities.samples import log, verify

LIST, CSV, XLSX = "/activities/", "/activities/export.csv", "/activities/export.xlsx"
HEAD = (
    "uid,title,provider,start_date,end_date,minutes,category,description,benefit_practice,benefit_users,"
    "evidence_count,verified_by,verified_on,points_awarded,tags,created,changed\r\n"
)


def listed(client, query=""):
    return [row.record.title for row in client.get(LIST + query).context["table"].paginated_rows]


def exported(client, query=""):
    text = b"".join(client.get(CSV + query).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def year(cast):
    """Four activities of the technician, and one of somebody else."""
    log(cast.technician, title="In March", tags=["safety"])
    log(cast.technician, title="Over New Year", start_date=date(2025, 12, 30), end_date=date(2026, 1, 2))
    log(cast.technician, title="Going on", start_date=date(2026, 2, 1), end_date=None, benefit_users="")
    log(
        cast.technician, title="To come", start_date=date(2027, 1, 5), end_date=date(2027, 1, 5), planned=True
    )
    log(cast.engineer, title="Not yours")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"In March", "Over New Year", "Going on", "To come"}),
        ("?from=1/1/26&to=31/12/26", {"In March", "Over New Year", "Going on"}),
        ("?from=14 Mar 2026&to=2026-03-14", {"In March", "Going on"}),
        ("?to=31/12/25", set()),
        ("?tag=safety", {"In March"}),
        ("?q=new year", {"Over New Year"}),
        ("?category=formal", set()),
        ("?unfinished=on", {"Going on"}),
        ("?unfinished=no", {"In March", "Over New Year", "Going on", "To come"}),
    ],
)
def test_table_and_file_hold_exactly_what_is_filtered(cast, visit, year, query, titles):
    client = visit(cast.technician)

    assert {row["title"] for row in exported(client, query)} == titles
    assert client.get(LIST + query).context["totals"]["count"] == len(titles)
    assert set(listed(client, query)) == titles


def test_filter_that_cannot_be_read_is_told_and_exports_nothing(cast, visit, year):
    client = visit(cast.technician)

    page = client.get(f"{LIST}?from=1/1/1026")

    assert page.status_code == 422
    assert 'href="#id_from"' in page.content.decode()
    assert "1/1/1026" in page.content.decode()
    assert client.get(f"{CSV}?from=1/1/1026").status_code == 422
    assert client.get(f"{XLSX}?category=fun").status_code == 422


def test_totals_are_of_every_page_and_tell_what_is_planned(cast, visit):
    for number in range(30):
        log(cast.technician, title=f"Number {number}")
    verify(log(cast.technician, planned=False), cast.supervisor, Decimal("2.5"))
    log(cast.technician, planned=True, minutes=60)

    page = visit(cast.technician).get(LIST)

    totals = page.context["totals"]
    assert (totals["count"], totals["total_minutes"], totals["points"]) == (32, 31 * 90 + 60, Decimal("2.5"))
    assert (totals["planned_count"], totals["planned_minutes"]) == (1, 60)
    assert len(page.context["table"].paginated_rows) == 25
    assert "1 to 25 of 32 activities" in page.content.decode()


def test_table_sorts(cast, visit, year):
    assert listed(visit(cast.technician), "?sort=title") == [
        "Going on",
        "In March",
        "Over New Year",
        "To come",
    ]
    assert listed(visit(cast.technician), "?sort=-start_date")[0] == "To come"


def test_table_empty_and_filtered_empty(cast, visit):
    client = visit(cast.technician)

    assert "Log your first activity" in client.get(LIST).content.decode()
    assert "Clear the filters" in client.get(f"{LIST}?q=nothing").content.decode()


@pytest.mark.parametrize("rows", [1, 50])
def test_table_asks_the_same_few_queries_whatever_the_rows(cast, visit, rows):
    for number in range(rows):
        activity = log(cast.technician, title=f"Number {number}")
        if number % 3 == 0:
            verify(activity, cast.supervisor, Decimal(1))
    client = visit(cast.technician)
    client.get(LIST)

    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)

    # Eight, and the count that paging and the totals share.
    assert len(asked) <= 8 + 1, [query["sql"][:100] for query in asked]


def test_supervisor_reads_a_technicians_log_and_nobody_else_does(cast, visit, year):
    log(cast.technician, title="Sealed words", sealed=True)
    query = f"?owner={cast.technician.uid}"

    assert set(listed(visit(cast.supervisor), query)) == {"In March", "Over New Year", "Going on", "To come"}
    assert len(exported(visit(cast.supervisor), query)) == 4
    for stranger in ("engineer", "colleague", "other_supervisor", "admin", "trainer"):
        assert visit(getattr(cast, stranger)).get(LIST + query).status_code == 404
        assert visit(getattr(cast, stranger)).get(CSV + query).status_code == 404
    assert visit(cast.supervisor).get(f"{LIST}?owner=17").status_code == 404
    assert visit(cast.admin).get(LIST).status_code == 403


def test_csv_bytes_are_exact(cast, visit):
    activity = log(
        cast.technician,
        title='=HYPERLINK("x")',
        provider="'twas",
        description='Two\nlines, "quoted"',
        tags=["b", "a"],
        benefit_practice="-1 risk",
        benefit_users="",
    )
    made = verify(activity, cast.supervisor, Decimal("2.50"))

    data = b"".join(visit(cast.technician).get(CSV).streaming_content)

    row = (
        f'{activity.uid},"\'=HYPERLINK(""x"")",\'\'twas,2026-03-14,2026-03-14,90,work_based,'
        f'"Two\nlines, ""quoted""",\'-1 risk,,0,Alan Whitcombe,{made.at.date()},2.5,"b, a",'
        f"{activity.created.isoformat()},{activity.changed.isoformat()}\r\n"
    )
    assert data == b"\xef\xbb\xbf" + (HEAD + row).encode()


def test_void_points_are_in_no_file(cast, visit):
    activity = log(cast.technician)
    verify(activity, cast.supervisor, Decimal(3))
    actions.change_activity(activity=activity, actor=cast.technician, values={"title": "Changed"})

    row = exported(visit(cast.technician))[0]

    assert (row["verified_by"], row["verified_on"], row["points_awarded"]) == ("", "", "")


def test_sealed_rows_carry_no_words(cast, visit):
    log(cast.technician, title="Grievance meeting", sealed=True)
    client = visit(cast.technician)

    row = exported(client)[0]

    assert {row[name] for name in ("title", "provider", "description", "benefit_practice")} == {""}
    assert (row["minutes"], row["tags"]) == ("90", "autoclave")
    assert "Grievance" not in client.get(LIST).content.decode()


def test_xlsx_holds_the_same_rows_and_runs_no_formula(cast, visit):
    log(cast.technician, title="=1+1", description="+44 20")

    data = b"".join(visit(cast.technician).get(XLSX).streaming_content)

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    head, row = [list(line) for line in sheet.iter_rows(values_only=True)]
    assert head == HEAD.strip().split(",")
    assert (row[1], row[7], row[5], row[3].date()) == ("=1+1", "+44 20", 90, date(2026, 3, 14))
    assert sheet["B2"].data_type == "s"


def test_registers_bring_their_filter_and_panel_by_a_plain_list(cast, visit, monkeypatch):
    activity = log(cast.technician, title="Counted")
    log(cast.technician, title="Not counted")
    monkeypatch.setattr(panels, "REGISTER_CHOICES", [lambda person: [("rsb", "RSB")]])
    monkeypatch.setattr(
        panels,
        "REGISTER_FILTERS",
        [lambda rows, value: rows.filter(title="Counted") if value == "rsb" else rows],
    )
    monkeypatch.setattr(panels, "DETAIL_PANELS", [lambda request, shown: f"<p>{shown.minutes} judged</p>"])
    client = visit(cast.technician)

    assert listed(client, "?register=rsb") == ["Counted"]
    assert client.get(f"{LIST}?register=other").status_code == 422
    assert "How it counts" in client.get(activity.get_absolute_url()).content.decode()


def test_facts_come_in_one_query_without_sealed_words(cast, django_assert_num_queries):
    activity = log(
        cast.technician, title="Private", sealed=True, self_points=Decimal(2), competences=["sc/rsci/A1"]
    )
    log(cast.technician, start_date=date(2025, 1, 1), end_date=date(2025, 1, 1))
    owner, other = cast.technician.pk, cast.engineer.pk

    with django_assert_num_queries(1):
        found = facts_for([owner, other], (date(2026, 1, 1), date(2026, 12, 31)))

    assert found[other] == []
    (fact,) = found[owner]
    assert (fact.uid, fact.title, fact.sealed) == (str(activity.uid), "", True)
    assert (fact.has_practice, fact.has_users, fact.verified_points) == (True, True, None)
    assert (fact.self_points, fact.competences, fact.tags) == (Decimal(2), ("sc/rsci/A1",), ("autoclave",))


def test_counting_reads_what_is_done_and_nothing_else_in_one_query(cast, django_assert_num_queries):
    kept = log(
        cast.technician, competences=["sc/rsci/A1"], claims=[{"pack": "rsb", "category": "a", "points": "2"}]
    )
    bare = log(cast.technician, end_date=date(2026, 12, 31), sealed=True, competences=["sc/rsci/A1"])
    log(cast.technician, planned=True)
    log(cast.technician, end_date=None)
    log(cast.technician, end_date=date(2027, 1, 1))
    delete_item(item=log(cast.technician), actor=cast.technician)
    gone, there = (add_link(owner=cast.technician, url="https://example.org/protocol") for _ in range(2))
    for one, piece in ((kept, there), (bare, gone)):
        actions.attach_evidence(activity=one, evidence=[piece], actor=cast.technician)
    delete_evidence(evidence=gone, actor=cast.technician)
    owner, other = cast.technician.pk, cast.engineer.pk

    with django_assert_num_queries(1):
        found = done_in([owner, other], (date(2026, 1, 1), date(2026, 12, 31)))

    assert found[other] == []
    first, second = sorted(found[owner], key=lambda fact: fact.end_date)
    assert [(fact.uid, bool(fact.evidence_count)) for fact in (first, second)] == [
        (str(kept.uid), True),
        (str(bare.uid), False),
    ]
    assert (first.claims, second.claims) == (({"pack": "rsb", "category": "a", "points": "2"},), ())
    assert first.competences == second.competences == ("sc/rsci/A1",)
    assert (first.title, second.sealed, second.has_practice, first.tags) == ("", True, True, ())


def test_database_refuses_what_no_form_lets_through(cast):
    activity = log(cast.technician)
    for wrong in (
        {"end_date": date(2020, 1, 1)},
        {"minutes": 0},
        {"self_points": -1},
        {"category": "fun"},
        {"title": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Activity.objects.filter(pk=activity.pk).update(**wrong)


@pytest.mark.parametrize("rows", [1, 50])
def test_print_page_holds_every_row_in_the_same_few_queries(cast, visit, rows):
    for number in range(rows):
        verify(log(cast.technician, title=f"Number {number}"), cast.supervisor, Decimal(1))
    log(cast.technician, title="Grievance", sealed=True)
    client = visit(cast.technician)
    client.get("/activities/print/")

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/activities/print/?tag=autoclave").content.decode()

    assert len(asked) == 9, [query["sql"][:100] for query in asked]
    assert page.count("Number ") == rows
    assert "Sealed activity" in page
    assert "Grievance" not in page


def test_supervisor_prints_what_they_may_see_and_nobody_else_does(cast, visit, year):
    query = f"/activities/print/?owner={cast.technician.uid}"

    assert "In March" in visit(cast.supervisor).get(query).content.decode()
    for stranger in ("engineer", "admin"):
        assert visit(getattr(cast, stranger)).get(query).status_code == 404
    assert visit(cast.technician).get("/activities/print/?from=never").status_code == 422
