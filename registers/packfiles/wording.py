"""Words for the values of a pack, the same in every format."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.formats import day, day_span, duration

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A name of ours, such as `on_request`; what people wrote is left alone.
NAME = re.compile(r"[a-z]+(_[a-z]+)+")

STATUS_WORDS = {
    "met": "Met",
    "not_met": "Not met",
    "advice": "Advice",
    "body_decides": "The body decides",
}
CATEGORY_WORDS = {
    "work_based": "Work-based learning",
    "professional": "Professional activity",
    "formal": "Formal or educational",
    "self_directed": "Self-directed learning",
    "other": "Other learning",
}


def spell_status(status: str) -> str:
    """`not_met` as "Not met"."""
    return STATUS_WORDS[status]


def spell_category(category: str) -> str:
    """`work_based` as "Work-based learning"; a body's own category stands as it is."""
    return CATEGORY_WORDS.get(category, category)


def spell_date(iso: str) -> str:
    """2026-03-14 as "14 Mar 2026"."""
    return day(date.fromisoformat(iso))


def spell_dates(start: str, end: str | None) -> str:
    """One day once, a span as "1 Mar to 3 Mar 2026", an open end as "1 Mar 2026, ongoing"."""
    if end is None:
        return f"{spell_date(start)}, ongoing"
    return day_span(date.fromisoformat(start), date.fromisoformat(end))


def spell_figures(figures: Any) -> str:
    """A finding's figures in a line: {"hours_asked": 30, "kinds": ["formal"]} as "hours asked 30; kinds formal".

    Minutes are said as time, ISO days as days, and names of our own without their underscores.
    """
    if isinstance(figures, Mapping):
        return "; ".join(_spell_figure(key, value) for key, value in figures.items())
    if isinstance(figures, list):
        return ", ".join(spell_figures(value) for value in figures) or "none"
    if figures is None:
        return "not known"
    if isinstance(figures, bool):
        return "yes" if figures else "no"
    if isinstance(figures, str) and ISO_DAY.fullmatch(figures):
        return spell_date(figures)
    return spell_name(figures) if isinstance(figures, str) and NAME.fullmatch(figures) else str(figures)


def _spell_figure(key: str, value: Any) -> str:
    if key.endswith("minutes") and isinstance(value, int):
        return f"{spell_name(key.removesuffix('minutes') + 'time')} {duration(value)}"
    return f"{spell_name(key)} {spell_figures(value)}"


def spell_name(name: str) -> str:
    """`benefit_practice` as "benefit practice"."""
    return name.replace("_", " ")
