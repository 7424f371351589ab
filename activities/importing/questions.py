"""What a file leaves open, and has to be asked before its rows can be read. Nothing here is guessed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from activities.importing.cells import DAY_FIRST, MONTH_FIRST, is_bare, orders_of
from activities.importing.columns import is_export, plain
from activities.importing.files import Table
from activities.models import Category

MOST_KINDS = 40
KINDS = {plain(word): value for value, label in Category.choices for word in (value, label)}
ONE_DAY, GOES_ON = "one_day", "goes_on"


@dataclass(frozen=True)
class Answers:
    """`order` of the numbers in days, `unit` of a bare length ("h", "min"), `open_end`: what an empty last day says,
    `kind` of rows that name none, `words`: which of the five each of the file's own kinds is."""

    order: str = ""
    unit: str = ""
    open_end: str = ""
    kind: str = ""
    words: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Questions:
    """Which of the Answers this file needs. `kinds` are the file's own kinds as written, most frequent first."""

    order: bool = False
    unit: bool = False
    open_end: bool = False
    kind: bool = False
    kinds: tuple[str, ...] = ()

    def any(self) -> bool:
        return self.order or self.unit or self.open_end or self.kind or bool(self.kinds)

    def unanswered(self, answers: Answers) -> bool:
        return any(
            getattr(self, name) and not getattr(answers, name)
            for name in ("order", "unit", "open_end", "kind")
        ) or any(plain(word) not in answers.words for word in self.kinds)


def cells_of(table: Table, columns: Sequence[str], *names: str) -> list[str]:
    """The filled cells of the columns with these fields."""
    found = [table.column(place) for place, name in enumerate(columns) if name in names]
    return [cell.strip() for cells in found for cell in cells if cell.strip()]


def questions_for(table: Table, columns: Sequence[str]) -> Questions:
    """What to ask about this table, once each column has its field (or an empty text)."""
    days = days_of(table, columns)
    lengths = cells_of(table, columns, "duration")
    counts: dict[str, list] = {}
    for cell in cells_of(table, columns, "category"):
        counts.setdefault(plain(cell), [0, cell])[0] += 1
    unknown = sorted(
        (pair for key, pair in counts.items() if key not in KINDS), key=lambda pair: (-pair[0], pair[1])
    )
    return Questions(
        order=bool(days) and not evident(days),
        unit=any(is_bare(cell) for cell in lengths),
        open_end=_has_open_end(table, columns) and not is_export(columns),
        kind=len(cells_of(table, columns, "category")) < len(table.rows),
        kinds=tuple(cell for _, cell in unknown[:MOST_KINDS]),
    )


def days_of(table: Table, columns: Sequence[str]) -> set[str]:
    """What the days of the file say about their order."""
    return orders_of(cells_of(table, columns, "start_date", "end_date"))


def evident(days: set[str]) -> str:
    """The order that at least one day can only have, and none contradicts."""
    told = days & {DAY_FIRST, MONTH_FIRST}
    return told.pop() if len(told) == 1 else ""


def _has_open_end(table: Table, columns: Sequence[str]) -> bool:
    if "end_date" not in columns:
        return False
    return any(not cell.strip() for cell in table.column(list(columns).index("end_date")))


def settled(table: Table, columns: Sequence[str], answers: Answers) -> Answers:
    """The answers with what the file itself says beyond doubt."""
    order = evident(days_of(table, columns)) or answers.order or DAY_FIRST
    open_end = GOES_ON if is_export(columns) else answers.open_end or ONE_DAY
    return Answers(order, answers.unit, open_end, kind=answers.kind, words=answers.words)
