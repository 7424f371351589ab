"""The table of categories as it begins: the names that the old system came with."""

from activities.models import Category
from moving.models import CategoryMap

BEGINS_WITH = {
    "Conferences": Category.PROFESSIONAL,
    "Formal education": Category.FORMAL,
    "Other": Category.OTHER,
    "Professional activities": Category.PROFESSIONAL,
    "Research": Category.PROFESSIONAL,
    "Self-directed learning": Category.SELF_DIRECTED,
    "Teaching": Category.PROFESSIONAL,
    "Work based learning": Category.WORK_BASED,
}


def furnish() -> None:
    """For an institution whose table is empty; one that was touched is left alone."""
    if not CategoryMap.objects.exists():
        CategoryMap.objects.bulk_create(
            CategoryMap(name=name, category=category) for name, category in BEGINS_WITH.items()
        )
