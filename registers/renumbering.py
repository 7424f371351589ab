"""What a competence's code became: a framework's new edition may rename codes or retire them.

Pure. A stored code is read in the edition in force on some day (its mark, or else the day of what it is mapped to); the
edition asked about may be a later one, so that the code is carried forward, or an earlier one, so that it is carried
back. The Science Council's RSci D4 has been D3 since 1 September 2025, and the D3 before it is no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from registers.facts import CompetenceRef


@dataclass(frozen=True)
class Change:
    """A code that a new edition of a framework renamed (or retired: `becomes` None) from `since` on."""

    pack: str
    grade: str
    code: str
    becomes: str | None
    since: date


def carried(code: str, *, read_on: date, made: Iterable[Change], undone: Iterable[Change] = ()) -> str | None:
    """The code in the edition asked about, None when it was retired before that edition.

    `made` are the changes up to that edition, `undone` those of later ones; both of one framework and grade. All
    changes of one day happen at once: D3 leaves and D4 becomes D3.
    """
    now: str | None = code
    for since, changes in _by_day(made):
        if read_on < since and now is not None:
            now = {one.code: one.becomes for one in changes}.get(now, now)
    for since, changes in reversed(_by_day(undone)):
        if read_on >= since and now is not None:
            now = {one.becomes: one.code for one in changes if one.becomes}.get(now, now)
    return now


def _by_day(changes: Iterable[Change]) -> list[tuple[date, list[Change]]]:
    ordered = sorted(changes, key=lambda one: (one.since, one.code))
    return [(since, list(group)) for since, group in groupby(ordered, key=lambda one: one.since)]


def rewritten(read: CompetenceRef, *, read_on: date, changes: Iterable[Change]) -> CompetenceRef | None:
    """A stored mapping as it reads after the changes of one day; None where they leave it as it is.

    A renamed code becomes the new one, marked with the day of the change; a retired one stays, marked with the day it was
    read on, and so does one without a grade, whose meaning depends on who is judged.
    """
    for one in changes:
        if one.code != read.code or read.grade not in ("", one.grade) or read_on >= one.since:
            continue
        if read.grade and one.becomes:
            return replace(read, code=one.becomes, mapped_on=one.since)
        return None if read.mapped_on else replace(read, mapped_on=read_on)
    return None
