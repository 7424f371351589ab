"""Files of every kind: read as they are, or refused in a sentence that says what to do."""

from datetime import date, time, timedelta

import pytest

from activities.importing.files import Reading, Refused, column_name, read_file, table_from
from tests.activities.importing.sheets import (
    HEAD,
    LIMITS,
    LOG,
    delimited,
    repacked,
    with_formula,
    workbook,
    zipped,
)

GONE = Reading()


def read(content, name="log.csv", asked=GONE):
    return read_file(content, name, asked=asked, limits=LIMITS)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_whatever_its_letters_and_signs(delimiter, encoding):
    rows = (*LOG, ("Café “visit”", "3/5/26", "2 h", "Other", "Über alles, gut; so\tso"))

    table, reading = read(delimited(rows, delimiter=delimiter, encoding=encoding))

    assert table.head == HEAD
    assert [row.cells for row in table.rows] == [*LOG[1:], rows[-1]]
    assert reading.delimiter == delimiter
    assert reading.encoding == encoding.removesuffix("-sig")


def test_letters_asked_for_are_those_used_or_refused():
    content = delimited(((*HEAD,), ("Café", "", "", "", "")), encoding="utf-8")

    table, reading = read(content, asked=Reading(encoding="cp1252"))

    assert (table.rows[0].cells[0], reading.encoding) == ("CafÃ©", "cp1252")
    with pytest.raises(Refused, match="cannot be read as UTF-8"):
        read(delimited((HEAD, ("Café",)), encoding="cp1252"), asked=Reading(encoding="utf-8"))


def test_lines_are_those_of_the_file_over_blank_ones_and_long_cells():
    content = b'My CPD record\r\n\r\nTitle,Date,Hours\r\n"Two\r\nlines",1/2/26,1\r\n\r\n"Last",2/2/26,2\r\n'

    table, _ = read(content)

    assert table.head == ("Title", "Date", "Hours")
    assert [(row.line, row.cells[0]) for row in table.rows] == [(4, "Two\r\nlines"), (7, "Last")]


def test_separator_line_of_excel_is_obeyed():
    table, reading = read(b"sep=;\r\nTitle;Date\r\nA, b;1/2/26\r\n")

    assert (table.head, table.rows[0].cells, reading.delimiter) == (
        ("Title", "Date"),
        ("A, b", "1/2/26"),
        ";",
    )


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'=1+1", "=1+1"), ("''twas", "'twas"), ("'twas", "'twas"), ("'+44", "+44"), ("'''", "''"), ("=1+1", "=1+1"),
    ],
)  # fmt: skip
def test_one_apostrophe_before_a_sign_is_taken_away_from_text_alone(cell, text):
    assert read(delimited((HEAD, (cell,))))[0].rows[0].cells[0] == text
    assert read(workbook((HEAD, (cell if cell[0] != "=" else "x",))), "log.xlsx")[0].rows[0].cells[0] == (
        cell if cell[0] != "=" else "x"
    )


def test_workbook_cells_become_what_a_person_would_write():
    row = (
        date(2026, 3, 14),
        time(1, 30),
        timedelta(hours=26, minutes=5),
        1.5,
        90,
        2.0,
        True,
        None,
        " x ",
        1 / 3,
    )

    table, reading = read(workbook((tuple("ABCDEFGHIJ"), row)), "log.xlsx")

    assert table.rows[0].cells == (
        "2026-03-14", "1:30", "26:05", "1.5", "90", "2", "yes", "", " x ", "0.3333333333",
    )  # fmt: skip
    assert (table.rows[0].line, table.lettered, reading.sheet) == (2, True, "Log")
    assert table_from(table.as_json()) == table


def test_sheet_is_the_first_or_the_one_chosen():
    content = workbook(LOG, ("Other", (("Title", "Date"), ("Elsewhere", "1/2/26"))))

    first, reading = read(content, "log.xlsx")
    other, _ = read(content, "log.xlsx", Reading(sheet="Other"))

    assert (first.rows[0].cells[0], reading.sheets) == ("Laser safety refresher", ("Log", "Other"))
    assert other.rows[0].cells[0] == "Elsewhere"


REAL = workbook(LOG)
ATTACKS = [
    ("empty", "log.csv", b" \r\n", "empty"),
    ("headings alone", "log.csv", delimited(LOG[:1]), "no rows below"),
    ("too large", "log.csv", b"a," * 600_000, "up to 1 MB"),
    ("too many rows", "log.csv", delimited((HEAD, *[("a",)] * 201)), "up to 200 can be imported"),
    ("too many columns", "log.csv", delimited((["a"] * 31, ["b"] * 31)), "up to 30 can be read"),
    ("a program called CSV", "log.csv", b"MZ\x90\x00\x03\x00\x00\x00" * 40, "a program"),
    ("zeros", "log.csv", b"Title,Date\x00\r\n" + b"\x00" * 9, "not a table in plain text"),
    ("noise", "log.csv", bytes([*range(1, 32), 0xE9]) * 9, "not a table in plain text"),
    ("an old workbook", "log.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "old Excel file"),
    ("an old workbook called new", "log.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "with a password"),
    ("a web page called Excel", "log.xls", b"<html><table><tr><td>Title", "web page"),
    ("a PDF", "log.csv", b"%PDF-1.7 ...", "a PDF"),
    ("text of another name", "log.doc", delimited(LOG), "does not end in .csv"),
    ("a workbook called CSV", "log.csv", REAL, "packed file, not the .csv"),
    ("another packed file", "log.xlsx", zipped(content_dot_xml=b"<office/>"), "no Excel workbook"),
    ("half a workbook", "log.xlsx", REAL[: len(REAL) // 2], "damaged"),
    ("a workbook without its sheets", "log.xlsx", zipped(xl__workbook_dot_xml=b"<workbook/>"), "damaged"),
    ("a workbook whose sheet is no XML", "log.xlsx", repacked(REAL, xl__worksheets__sheet1_dot_xml=b"<no"), "damaged"),
    ("a formula", "log.xlsx", with_formula(), "Cell C4 holds a formula"),
    ("links to other files", "log.xlsx", repacked(REAL, xl__externalLinks__externalLink1_dot_xml=b"<x/>"), "other files"),
    ("macros", "log.xlsx", repacked(REAL, xl__vbaProject_dot_bin=b"x"), "macros"),
    ("a bomb", "log.xlsx", repacked(REAL, xl__media__a_dot_xml=b"\0" * 5 * 1024**2), "more than 4 MB"),
    (
        "entities",
        "log.xlsx",
        repacked(REAL, xl__sharedStrings_dot_xml=b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "b">]><sst/>'),
        "not written by a spreadsheet program",
    ),
    ("a quotation mark left open", "log.csv", b'Title,Date\r\n"Open,1/2/26\r\nNext,2/2/26\r\n', "Line 2 of this file"),
    ("a cell without end", "log.csv", b"Title,Date\r\n" + b"a" * 140_000 + b",1/2/26\r\n", "Line 2 of this file"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "said"), [one[1:] for one in ATTACKS], ids=[one[0] for one in ATTACKS]
)
def test_file_is_refused_in_a_sentence(name, content, said):
    with pytest.raises(Refused, match=said):
        read(content, name)


def test_sheet_that_claims_a_million_columns_is_not_believed():
    wide = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
    sheet = (
        wide
        + b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c></row>%s</sheetData></worksheet>'
    )
    cell = b'<row r="%d"><c r="%s" t="inlineStr"><is><t>x</t></is></c></row>'
    near = repacked(REAL, xl__worksheets__sheet1_dot_xml=sheet % (cell % (900_000, b"A900000")))
    far = repacked(REAL, xl__worksheets__sheet1_dot_xml=sheet % (cell % (2, b"XFD2")))

    assert read(near, "log.xlsx")[0].rows[0].line == 900_000
    with pytest.raises(Refused, match="beyond column ALL"):
        read(far, "log.xlsx")


@pytest.mark.parametrize(("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(number, name):
    assert column_name(number) == name


def test_a_row_far_below_is_refused_before_the_empty_ones_are_counted():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    )

    with pytest.raises(Refused, match="below row 1,048,576"):
        read(repacked(workbook(LOG), xl__worksheets__sheet1_dot_xml=sheet), "log.xlsx")


def test_a_row_of_too_many_cells_is_refused_by_its_line():
    content = delimited(LOG) + b"," * 100_000

    with pytest.raises(Refused, match="Line 4 has more than 1,000 cells"):
        read(content)
