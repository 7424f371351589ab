"""Figures and dates as the reasons say them."""

from datetime import date
from decimal import Decimal

from registers.facts import Period


def hours_text(minutes: int) -> str:
    """1770 is "29 h 30 min", 1800 is "30 h", 45 is "45 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def number_text(number: Decimal | int | float) -> str:
    """10.50 is "10.5" and 10.00 is "10": at most two decimals, no trailing noughts."""
    text = f"{Decimal(str(number)):.2f}"
    return text.rstrip("0").rstrip(".")


def many(count: Decimal | int, one: str, more: str = "") -> str:
    """ "1 activity", "2 activities": the plural adds an s unless it is given."""
    return f"{number_text(count)} {one if count == 1 else more or one + 's'}"


def activities(count: int) -> str:
    return many(count, "activity", "activities")


def day_text(day: date) -> str:
    """3 January 2026"""
    return f"{day.day} {day:%B %Y}"


def years_text(period: Period) -> str:
    """2024, or 2024–25 where it runs over the turn of a year."""
    first, last = period.start.year, period.end.year
    return f"{first}" if first == last else f"{first}–{last % 100:02}"


def listed(parts: list[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def sentence(text: str) -> str:
    """A capital at the front and one full stop at the end."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".") if text else ""


def joined(*sentences: str) -> str:
    """Sentences one after another, the empty ones left out."""
    return " ".join(text for text in sentences if text)
