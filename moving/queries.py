"""What the importer knows of this institution before it judges."""

from moving.models import Brought, CategoryMap


def known_sources() -> dict[str, str]:
    """Digest by source of everything that came before; one query."""
    return dict(Brought.objects.values_list("source", "digest"))


def category_meanings() -> dict[str, str]:
    """Category by the old name, casefolded; an undecided one is empty."""
    return {
        name.casefold(): category for name, category in CategoryMap.objects.values_list("name", "category")
    }
