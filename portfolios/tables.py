"""A table as people type or paste it: a row to a line, cells between tabs or upright strokes. Pure."""

MOST_ROWS, MOST_COLUMNS = 60, 10


class BadTable(ValueError):
    """Not a table that can be shown; the text says what to change."""


def rows_of(text: str) -> list[list[str]]:
    """The cells, row by row, each row as long as the longest; empty lines are left out. A spreadsheet pastes tabs."""
    rows = [_cells(line) for line in text.splitlines() if line.strip()]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def check(text: str) -> None:
    """BadTable for more rows or columns than a page can show."""
    rows = rows_of(text)
    if len(rows) > MOST_ROWS:
        raise BadTable(f"A table holds up to {MOST_ROWS} rows; this one has {len(rows)}.")
    if rows and len(rows[0]) > MOST_COLUMNS:
        raise BadTable(f"A table holds up to {MOST_COLUMNS} columns; this one has {len(rows[0])}.")


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    # Markdown's strokes at both ends are no cells.
    bare = line.strip()
    bare = bare.removeprefix("|").removesuffix("|") if bare.count("|") > 1 else bare
    return [cell.strip() for cell in bare.split("|")]
