"""Which entries: the narrowing that screens and calls share."""

from datetime import date

from django.db.models import Q

from sharing.models import ItemQuerySet


class EntryQuerySet(ItemQuerySet):
    shown = Q(deleted_at=None, sealed=False, state="published")

    def drafts(self) -> "EntryQuerySet":
        return self.filter(state="draft")

    def in_period(self, start: date | None = None, end: date | None = None) -> "EntryQuerySet":
        """Those dated inside, edges included; None leaves an edge open."""
        found = self.filter(date__gte=start) if start else self
        return found.filter(date__lte=end) if end else found

    def holding_text(self, text: str) -> "EntryQuerySet":
        """Every word of `text` occurs in title, text or tags; sealed words cannot be searched."""
        found = self
        for word in text.split():
            found = found.filter(Q(title__icontains=word) | Q(body__icontains=word) | Q(tags__icontains=word))
        return found
