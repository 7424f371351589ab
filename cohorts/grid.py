"""A cohort's matrix from the database, in a fixed number of queries whatever the number of people and items."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from cohorts import kinds, matrix, queries
from cohorts.models import Cohort, CohortItem, Membership
from people.models import User


@dataclass(frozen=True)
class Grid:
    items: list[CohortItem]
    rows: list[matrix.Row]

    def only(self, keys: Sequence[int]) -> "Grid":
        """These columns alone."""
        places = [place for place, item in enumerate(self.items) if item.pk in keys]
        rows = [
            matrix.Row(**{**vars(row), "cells": tuple(row.cells[place] for place in places)})
            for row in self.rows
        ]
        return Grid([self.items[place] for place in places], rows)


def load(
    cohort: Cohort,
    looker: User,
    *,
    members: Iterable[Membership] | None = None,
    items: list[CohortItem] | None = None,
) -> Grid:
    """As `looker` sees it; `members` narrows the people, `items` are all of the cohort's where they are at hand."""
    if items is None:
        items = list(cohort.items.order_by("due_on", "set_at", "pk"))
    for item in items:
        item.cohort = cohort
    found = queries.members_of(cohort) if members is None else members
    marks = kinds.marks_of(items, looker)
    return Grid(items, matrix.build(members=found, items=items, marks=marks, today=timezone.localdate()))
