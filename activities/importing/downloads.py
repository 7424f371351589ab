"""Files an import hands out: the rows to mend, and a template to fill in. Texts are quoted as in an export."""

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from activities.exports import BOM, OPTIONS
from activities.importing.columns import ERROR_COLUMN, EXAMPLE
from activities.importing.files import Table
from activities.importing.judging import ERROR
from activities.importing.preview import Checked
from activities.models import Category
from lib.spreadsheets import quote_cell

TEMPLATE = ("title", "start_date", "end_date", "duration", "category", "provider", "description", "benefit_practice",
    "benefit_users", "tags", "planned", "self_points")  # fmt: skip
EXAMPLES = (
    ("Laser safety refresher", "2026-03-14", "", "3 h", "formal", "Safety office", "Half a day, with a test.",
     "I check the interlock first.", "Fewer stops in the laser room.", "laser, safety", "no", ""),
    ("Visit to the imaging centre", "2026-05-04", "2026-05-05", "11 h 30", "professional", "", "", "", "", "imaging", "yes",
     ""),
)  # fmt: skip
NOTES = (
    ("Column", "What to write"),
    ("title", "What you did, up to 200 characters. Each row needs one."),
    ("start_date", "The day, or the first day: 2026-03-14, 14/3/2026 or 14 Mar 2026, with its year."),
    (
        "end_date",
        "The last day. Empty for one day: the import asks whether empty means one day or still going on.",
    ),
    ("duration", "90 min, 1:30, 1h30 or 2 hrs. For numbers alone the import asks: hours or minutes."),
    ("category", "One of " + ", ".join(Category.values) + "; other words are asked about once."),
    ("provider", "Who gave it, or where. May stay empty."),
    ("description", "What happened. May stay empty."),
    ("benefit_practice", "What changed in your practice. May stay empty."),
    ("benefit_users", "What changed for the people who use your work. May stay empty."),
    ("tags", "Words with commas between them."),
    ("planned", "yes for what is still to be done, else no or empty."),
    ("self_points", "Points you give it yourself, as a number. May stay empty."),
    ("", "Formulas are not worked out: write values."),
)


def written(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV: UTF-8 with BOM, RFC 4180, no cell that a spreadsheet program would run."""
    made = io.StringIO()
    made.write(BOM)
    csv.writer(made, lineterminator="\r\n").writerows([quote_cell(cell) for cell in row] for row in rows)
    return made.getvalue()


def errors_csv(table: Table, found: Checked) -> str:
    """The rows that cannot enter, as they are in the file, each with what to mend."""
    width = len(table.head)
    wrong = {row.line: row.problems for row in found.rows if row.state == ERROR}
    rows = [[*table.head, ERROR_COLUMN]]
    for row in table.rows:
        if row.line in wrong:
            said = " ".join(f"{where}: {words}" if where else words for where, _, words in wrong[row.line])
            rows.append([*[*row.cells, *[""] * width][:width], said])
    return written(rows)


def template_csv() -> str:
    return written([TEMPLATE, *([f"{EXAMPLE}{row[0]}", *row[1:]] for row in EXAMPLES)])


def template_xlsx() -> bytes:
    """Headings alone on the first sheet; the second tells what to write, the third shows two rows."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS | {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, rows in (
            ("Activities", [TEMPLATE]),
            ("What to write", NOTES),
            ("Examples", [TEMPLATE, *EXAMPLES]),
        ):
            sheet = book.add_worksheet(name)
            sheet.set_column(0, len(TEMPLATE) - 1, 22)
            sheet.freeze_panes(1, 0)
            for line, row in enumerate(rows):
                for column, text in enumerate(row):
                    sheet.write_string(line, column, text, bold if line == 0 else None)
    return made.getvalue()
