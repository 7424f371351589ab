"""The log as a table."""

import uuid
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string

from activities.models import Activity, Category
from lib.formats import day, duration, points

RIGHT = {"th": {"class": "number"}, "td": {"class": "number"}, "tf": {"class": "number"}}
# Left off the paper with their cells in the totals, which stay under their columns.
PICK = {"td": {"class": "pick"}, "tf": {"class": "pick"}}
TOOLS = {"td": {"class": "row-tools"}, "tf": {"class": "row-tools"}}
SHORT: dict[str, str] = {
    Category.WORK_BASED: "Work-based",
    Category.PROFESSIONAL: "Professional",
    Category.FORMAL: "Formal",
    Category.SELF_DIRECTED: "Self-directed",
    Category.OTHER: "Other",
}


# On a phone a day, a kind, a length or a state says by itself what it is, and needs no label.
SPEAKS = {"td": {"class": "speaks"}}


def said_by_itself(css: str) -> dict[str, dict[str, str]]:
    """A column of figures whose cells speak for themselves."""
    return {"th": {"class": "number"}, "td": {"class": f"{css} speaks"}, "tf": {"class": "number"}}


# For the owner alone: a box to tick, and what can be done to one row.
OWN = ("pick", "menu")
# The form of the bar above the table; boxes and buttons in the rows belong to it by its id.
FORM = "bulk"


class ActivityTable(tables.Table):
    """Rows need `for_rows()`, `with_points()` and `evidence_count`. `totals` are those of all pages.

    The log's owner gets a box on each row, all ticked with `ticked`, and a menu.
    """

    caption = "Activities"
    row_header = "title"
    look = "flow"
    noun = "activity,activities"

    pick = tables.Column(empty_values=(), orderable=False, verbose_name="", attrs=PICK)
    start_date = tables.Column(verbose_name="Date", attrs=said_by_itself("number whole-line"))
    title = tables.TemplateColumn(
        template_name="activities/cell_title.html", verbose_name="Activity", attrs={"td": {"class": "wide"}}
    )
    category = tables.Column(attrs=SPEAKS)
    minutes = tables.Column(
        verbose_name="Time",
        attrs=said_by_itself("number"),
        footer=lambda table: duration(table.totals["total_minutes"]),
    )
    evidence_count = tables.Column(verbose_name="Evidence", attrs=RIGHT)
    verification = tables.Column(empty_values=(), orderable=False, attrs=SPEAKS)
    verified_points = tables.Column(
        verbose_name="Points",
        attrs=RIGHT,
        default="None",
        footer=lambda table: points(table.totals["points"]) or "None",
    )

    menu = tables.Column(empty_values=(), orderable=False, verbose_name="", attrs=TOOLS)

    class Meta:
        template_name = "parts/table.html"
        orderable = True
        order_by = "-start_date"

    def __init__(
        self, *args: Any, totals: dict[str, Any], is_own: bool = False, ticked: bool = False, **kwargs: Any
    ) -> None:
        self.totals, self.ticked = totals, ticked
        super().__init__(*args, exclude=() if is_own else OWN, **kwargs)

    def render_pick(self, record: Activity) -> str:
        shown = {"activity": record, "ticked": self.ticked, "form": FORM}
        return render_to_string("activities/cell_pick.html", shown)

    def render_menu(self, record: Activity) -> str:
        shown = {"activity": record, "form": FORM, "copy_uid": uuid.uuid4()}
        return render_to_string("activities/cell_menu.html", shown)

    def render_start_date(self, value) -> str:
        return day(value)

    def render_category(self, record: Activity) -> str:
        shown = {"letter": record.category[0].upper(), "label": SHORT[record.category]}
        return render_to_string("parts/category.html", shown)

    def render_minutes(self, value: int) -> str:
        return duration(value)

    def render_evidence_count(self, value: int) -> str:
        return str(value) if value else "None"

    def render_verification(self, record: Activity) -> str:
        return render_to_string("activities/cell_verification.html", {"activity": record})

    def render_verified_points(self, value) -> str:
        return points(value)
