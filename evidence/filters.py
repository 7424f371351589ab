"""What the library shows: words, a folder, a tag, a kind."""

from typing import Any

import django_filters

from evidence import queries
from evidence.models import Evidence

LOOSE = "-"  # what is in no folder
SORTS = [
    ("picture", "Pictures"),
    ("recording", "Films and sound"),
    ("document", "Other files"),
    ("link", "Links"),
    ("item", "From my webfolio"),
]


class LibraryFilter(django_filters.FilterSet):
    """GET parameters: q, folder, tag, sort."""

    q = django_filters.CharFilter(label="Search", method="by_text", max_length=200)
    folder = django_filters.ChoiceFilter(
        label="Folder", choices=[], method="by_folder", empty_label="All folders"
    )
    tag = django_filters.ChoiceFilter(label="Tag", choices=[], method="by_tag", empty_label="Any tag")
    sort = django_filters.ChoiceFilter(label="Kind", choices=SORTS, method="by_sort", empty_label="All kinds")

    class Meta:
        model = Evidence
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folders = queries.folders(self.request.user)
        self.tags = queries.tags(self.request.user)
        names = [one["folder"] for one in self.folders]
        self.filters["folder"].extra["choices"] = [
            *((name, name) for name in names),
            *([(LOOSE, "In no folder")] if names else []),
        ]
        self.filters["tag"].extra["choices"] = [(tag, tag) for tag in self.tags]
        for name, held in (("folder", names), ("tag", self.tags)):
            if not held:
                del self.filters[name]

    def by_text(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.holding_text(value)

    def by_folder(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(folder="" if value == LOOSE else value)

    def by_tag(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(tags__contains=[value])

    def by_sort(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.of_sort(value)

    @property
    def summary(self) -> str:
        """The present filter in words."""
        if not self.form.is_valid():
            return "to correct"
        given = self.form.cleaned_data
        folder = given.get("folder")
        parts = [
            dict(SORTS).get(given.get("sort") or "", "").lower(),
            ("in no folder" if folder == LOOSE else f"in {folder}") if folder else "",
            f"tag {given['tag']}" if given.get("tag") else "",
            f"“{given['q']}”" if given.get("q") else "",
        ]
        return ", ".join(part for part in parts if part)

    @property
    def is_narrowed(self) -> bool:
        return not self.form.is_valid() or any(self.form.cleaned_data.get(name) for name in self.filters)
