"""An entry as a share link opens it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evidence.queries import files_and_links
from evidence.rows import rows_for
from journals.models import Entry
from lib.markup import render_markdown
from sharing.visitors import Visitor


def entry_shared(request: HttpRequest, entry: Entry, visitor: Visitor) -> HttpResponse:
    """Words, date, and the files and links attached to it."""
    context = {
        "entry": entry,
        "title": entry.title,
        "text": render_markdown(entry.body),
        "owner": entry.owner,
        "evidence": rows_for(files_and_links("entry", entry)),
    }
    return render(request, "journals/entry_shared.html", context)
