import csv
import io
import re
from datetime import date, datetime

import openpyxl
import pytest

from lib.spreadsheets import unquote_cell
from registers.packfiles.facts import PackRefused
from registers.packfiles.rows import (
    ACTIVITY_COLUMNS,
    RETURN_COLUMNS,
    RULE_COLUMNS,
    SUMMARY_COLUMNS,
    activity_rows,
    record_rows,
    return_rows,
    rule_rows,
    summary_rows,
)
from registers.packfiles.table import render_csv
from registers.packfiles.xlsx import render_xlsx
from tests.registers.pack_samples import ODD_TEXTS, make_activity, make_draft, make_facts

PARTS = {
    "summary": ("Summary", SUMMARY_COLUMNS, summary_rows),
    "return": ("Return", RETURN_COLUMNS, return_rows),
    "record": ("Record", next(record_rows(make_facts())), lambda facts: list(record_rows(facts))[1:]),
    "rule": ("Rules", RULE_COLUMNS, rule_rows),
    "activity": ("Activities", ACTIVITY_COLUMNS, activity_rows),
}


def read_csv(made):
    """The rows of each part, without the padding, apostrophes taken off."""
    parts = {}
    for part, *cells in csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")):
        width = len(PARTS[part][1])
        assert not any(cells[width:])
        parts.setdefault(part, []).append([unquote_cell(cell) for cell in cells[:width]])
    return parts


def read_xlsx(made):
    """The cells of each sheet as (value, data type)."""
    book = openpyxl.load_workbook(io.BytesIO(made))
    return {
        part: [[(cell.value, cell.data_type) for cell in row] for row in book[PARTS[part][0]].iter_rows()]
        for part in PARTS
    }


def spell(value):
    """A value of either file as text, so that they can be compared."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def plain_number(cell):
    """A decimal without its closing zeros, which a spreadsheet does not keep: 9.0 as 9."""
    return cell.rstrip("0").removesuffix(".") if re.fullmatch(r"\d+\.\d+", cell) else cell


def leaves(value):
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    "facts", [make_facts(), make_draft(), make_facts([])], ids=["whole", "draft", "empty"]
)
@pytest.mark.parametrize("part", PARTS)
def test_csv_and_xlsx_hold_the_same_facts(part, facts):
    _sheet, columns, rows = PARTS[part]
    wanted = [list(columns), *([spell(value) for value in row] for row in rows(facts))]

    from_csv = read_csv(render_csv(facts))[part]
    from_xlsx = [
        [plain_number(spell(value)) for value, _kind in row] for row in read_xlsx(render_xlsx(facts))[part]
    ]

    assert from_csv == wanted
    assert from_xlsx == [[plain_number(cell) for cell in row] for row in wanted]


def test_csv_leaves_no_fact_out():
    facts = make_facts()
    text = " ".join(cell for part in read_csv(render_csv(facts)).values() for row in part for cell in row)

    facts["layout"] |= {"fields": [{"label": one["label"]} for one in facts["layout"]["fields"]], "kind": ""}
    facts["layout"].pop("categories")
    assert [leaf for leaf in leaves(facts) if leaf not in text] == []


def test_csv_is_utf_8_with_bom_crlf_and_even_rows():
    made = render_csv(make_facts())

    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.endswith(b"\r\n")
    assert {len(row) for row in rows} == {19}


def test_csv_marks_cells_that_start_like_a_formula():
    made = render_csv(make_facts([make_activity(1, title="=1+1", provider="'twas")])).decode()

    assert ",'=1+1," in made
    assert ",''twas," in made


@pytest.mark.parametrize("odd", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_odd_texts_come_back_as_texts(odd):
    facts = make_facts([make_activity(1, title=odd, description=odd)])

    from_csv = read_csv(render_csv(facts))["activity"][1]
    from_xlsx = read_xlsx(render_xlsx(facts))["activity"][1]

    assert from_csv[1] == from_csv[8] == odd
    assert from_xlsx[1][1] == "s"
    assert from_xlsx[1][0] == from_xlsx[8][0]


@pytest.mark.parametrize(
    "typed", ["=1+1", "+44", "-1", "@x", "007", "https://x.example", "1e5", "2026-01-01"]
)
def test_xlsx_keeps_texts_as_texts(typed):
    facts = make_facts([make_activity(1, title=typed)])

    assert read_xlsx(render_xlsx(facts))["activity"][1][1] == (typed, "s")


def test_xlsx_holds_real_dates_and_numbers_under_a_frozen_head():
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(make_facts())))
    row = dict(
        zip(ACTIVITY_COLUMNS, next(book["Activities"].iter_rows(min_row=2, values_only=True)), strict=True)
    )

    assert book.sheetnames == ["Summary", "Return", "Record", "Rules", "Activities"]
    assert row["start_date"] == datetime(2026, 3, 1)
    assert (row["minutes"], row["points"]) == (90, 1.5)
    assert [book[name].freeze_panes for name in book.sheetnames] == ["A2"] * 5


def test_xlsx_of_three_hundred_activities_has_every_row():
    facts = make_facts([make_activity(number) for number in range(1, 301)])

    assert len(read_xlsx(render_xlsx(facts))["activity"]) == 301


def test_xlsx_of_the_same_facts_is_the_same_bytes():
    assert render_xlsx(make_facts()) == render_xlsx(make_facts())


def test_xlsx_refuses_a_text_longer_than_a_cell():
    with pytest.raises(PackRefused, match="does not fit a spreadsheet cell"):
        render_xlsx(make_facts([make_activity(1, description="x" * 32_768)]))


@pytest.mark.parametrize("render", [render_csv, render_xlsx])
def test_tables_refuse_bad_facts(render):
    with pytest.raises(PackRefused, match="not in the form"):
        render({"schema": "other"})
