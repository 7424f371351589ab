"""The door sheet: who may run it today, on paper and as a file. Names, levels and days; nothing else."""

import csv
import io
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from authorisations import queries
from authorisations.views_techniques import seen_technique
from lib.spreadsheets import quote_cell
from people.access import PersonRequest, signed_in

BOM = "\ufeff"
COLUMNS = ("name", "level", "until")


@require_safe
@signed_in
def door_print(request: PersonRequest, uid: Any) -> HttpResponse:
    technique, today = seen_technique(request, uid), timezone.localdate()
    context = {"technique": technique, "today": today, "sheet": list(queries.door_sheet(technique, today))}
    return render(request, "authorisations/door_print.html", context)


@require_safe
@signed_in
def door_csv(request: PersonRequest, uid: Any) -> HttpResponse:
    """UTF-8 with BOM, RFC 4180; `until` is an ISO date, empty for no end."""
    technique, today = seen_technique(request, uid), timezone.localdate()
    made = io.StringIO()
    made.write(BOM)
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in queries.door_sheet(technique, today):
        until = one.last_day.isoformat() if one.last_day else ""
        writer.writerow([quote_cell(one.owner.display_name), one.get_level_display(), until])
    answer = HttpResponse(made.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"door-sheet-{slugify(technique.name) or 'technique'}-{today.isoformat()}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
