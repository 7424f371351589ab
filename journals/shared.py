"""An entry as a share link opens it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evidence.queries import attached_to
from journals.models import Entry
from lib.markup import render_markdown
from sharing.visitors import Visitor


def entry_shared(request: HttpRequest, entry: Entry, visitor: Visitor) -> HttpResponse:
    """Words, date, and the names of what is attached; the files themselves stay private."""
    context = {
        "entry": entry,
        "title": entry.title,
        "text": render_markdown(entry.body),
        "owner": entry.owner,
        "evidence": attached_to("entry", entry),
    }
    return render(request, "journals/entry_shared.html", context)
