"""Text cells that spreadsheet programs must not run as formulas.

A cell that starts with one of the signs below gets one apostrophe before it; reading back takes exactly that
one away. The apostrophe is among the signs, so that a text which starts with one comes back whole.
"""

RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def quote_cell(text: str) -> str:
    """The text as it may stand in a CSV cell."""
    return f"'{text}" if text.startswith(RISKY_STARTS) else text


def unquote_cell(cell: str) -> str:
    """The text that `quote_cell` was given. A cell such as 'twas, typed by a person, stays as it is."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RISKY_STARTS) else cell
