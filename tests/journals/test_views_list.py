"""The journal as a list: whose, which, how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.journals.samples import write

LIST = "/journal/"


def titles(client, query=""):
    return [row["entry"].title for row in client.get(LIST + query).context["rows"]]


@pytest.fixture
def journal(cast):
    write(cast.technician, title="In March", tags=["safety"])
    write(cast.technician, title="In May", date=date(2026, 5, 2), body="About the cryostat")
    write(cast.technician, title="Half done", date=date(2026, 1, 1), publish=False)
    write(cast.engineer, title="Not yours")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["In May", "In March", "Half done"]),
        ("?q=CRYOSTAT about", ["In May"]),
        ("?tag=safety", ["In March"]),
        ("?state=draft", ["Half done"]),
        ("?state=published", ["In May", "In March"]),
        ("?state=sealed", []),
        ("?from=16/3/26&to=16 Mar 2026", ["In March"]),
    ],
)
def test_list_holds_exactly_what_is_filtered(cast, visit, journal, query, expected):
    assert titles(visit(cast.technician), query) == expected


def test_filter_that_cannot_be_read_is_told(cast, visit, journal):
    answer = visit(cast.technician).get(f"{LIST}?from=1/1/1026")

    assert answer.status_code == 422
    assert 'href="#id_from"' in answer.content.decode()


def test_empty_and_narrowed_to_nothing_say_so(cast, visit):
    client = visit(cast.technician)

    assert "Your journal starts here" in client.get(LIST).content.decode()
    assert "No entry fits the filter" in client.get(f"{LIST}?q=zebra").content.decode()


def test_supervisor_reads_what_is_published(cast, visit, journal):
    query = f"?owner={cast.technician.uid}"

    assert titles(visit(cast.supervisor), query) == ["In May", "In March"]
    assert visit(cast.colleague).get(LIST + query).status_code == 404
    assert visit(cast.admin).get(LIST + query).status_code == 404
    assert visit(cast.supervisor).get(f"{LIST}?owner=17").status_code == 404
    write(cast.technician, title="For all", audience="institution")
    assert titles(visit(cast.colleague), query) == ["For all"]


def test_list_costs_the_same_at_1_and_at_50(cast, visit):
    client = visit(cast.technician)
    write(cast.technician)
    client.get(LIST)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        return len(asked)

    at_one = cost()
    for number in range(50):
        write(cast.technician, title=f"Entry {number}")

    assert at_one <= 8
    assert cost() == at_one


def test_list_sets_a_heading_apart_from_the_words_under_it(cast, visit):
    write(
        cast.technician,
        body="# Description\n\nOne hour.\r\n\r\n## Now what?\r\nAsk #1 of two.\r\n### So ##\r\nDone",
    )

    rows = visit(cast.technician).get(LIST).context["rows"]

    assert [row["lead"] for row in rows] == ["Description: One hour. Now what? Ask #1 of two. So: Done"]
