"""The cells of a matrix as markup: a template takes a second for twelve thousand of them, joined text a fiftieth of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from cohorts.marks import Mark
from lib.formats import day, figure, short_day
from lib.statuses import STATUSES
from lib.templatetags.aspire import icon

NOT_SET = (
    '<span class="quiet"><span aria-hidden="true">–</span><span class="visually-hidden">Not set</span></span>'
)


@lru_cache(maxsize=256)
def status_markup(name: str, word: str = "") -> SafeString:
    """As `{% status name word hide_word=True %}`."""
    glyph, tone, usual = STATUSES[name]
    return format_html(
        '<span class="status is-{}">{}<span class="visually-hidden">{}</span></span>',
        tone,
        icon(glyph),
        word or usual,
    )


def seen_markup(row: Any, today: date) -> str:
    """The day somebody was last seen; marked, with how long ago that is, for who is quiet."""
    seen = row.person.last_seen
    words = "Never" if seen is None else (short_day(seen) if seen.year == today.year else day(seen))
    if not row.is_quiet:
        return words
    ago = f", {(today - seen).days} days" if seen else ""
    return format_html('<span class="status is-attn">{}<span>{}{}</span></span>', icon("overdue"), words, ago)


def overdue_markup(number: int) -> str:
    """How much is overdue; marked where anything is."""
    if not number:
        return "0"
    return format_html('<span class="status is-attn">{}<span>{}</span></span>', icon("overdue"), number)


def headings(items: Iterable[Any]) -> list[str]:
    """The titles as they stand before each cell's state, for those who cannot see the column; escaped once."""
    return [str(conditional_escape(item.title)) for item in items]


def row_markup(cells: Sequence[Mark | None], titles: Sequence[str]) -> SafeString:
    """The cells of one person. Titles are escaped already; an address is made of a uid; all else is ours."""
    inside = map(_inside, cells, titles)
    return mark_safe("".join(f'<td class="cell">{one}</td>' for one in inside))  # noqa: S308


def picked_markup(row: Any, titles: Sequence[str], uids: Sequence[UUID]) -> SafeString:
    """The same with a box in each, for whoever does something with single cells; on a phone they are lines of their own."""
    person = row.person
    name = conditional_escape(person)
    inside = zip(map(_inside, row.cells, titles), titles, uids, strict=True)
    made = [
        f'<td role="cell" class="cell has-box" data-label="{title}"><label class="pick-box">'
        f'<input type="checkbox" name="cell" value="{person.uid}.{uid}" form="bulk">'
        f'<span class="visually-hidden">Choose {title} of {name}</span></label>{one}</td>'
        for one, title, uid in inside
    ]
    return mark_safe("".join(made))  # noqa: S308


def _inside(mark: Mark | None, title: str) -> str:
    if mark is None:
        return NOT_SET
    status = status_markup(mark.shown_as, mark.word)
    if not mark.url:
        return f'<span class="matrix-cell">{status}</span>'
    score = "" if mark.score is None else _score(mark)
    return (
        f'<a class="matrix-cell" href="{mark.url}"><span class="visually-hidden">{title}: </span>'
        f"{status}{score}</a>"
    )


def _score(mark: Mark) -> str:
    return (
        f'<span class="visually-hidden">, score </span>{figure(mark.score)}'
        f'<span class="visually-hidden"> of {figure(mark.maximum)}</span>'
    )
