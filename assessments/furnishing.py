"""The templates that every institution starts with: files of the same form as those that people bring and take."""

from pathlib import Path

from assessments.actions.library import write_content
from assessments.models import Template
from assessments.template_files import read

FILES = tuple(sorted((Path(__file__).parent / "shipped").glob("*.json")))


def furnish() -> None:
    """Whichever of the set is not there yet. What an institution changed, or archived, stays as it left it."""
    there = set(Template.objects.exclude(shipped_as=None).values_list("shipped_as", flat=True))
    for file in FILES:
        if file.stem not in there:
            content = read(file.read_bytes())
            made = Template.objects.create(
                shipped_as=file.stem, title=content.title, sharing=Template.Sharing.INSTITUTION
            )
            write_content(made, content, by=None)
