"""`schemas/`: the published form of a template's file, open to everyone."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from assessments.template_files import published

router = Router(tags=["assessments"])


@router.get("assessment-template.json", auth=None)
def schema_template(request: HttpRequest) -> dict[str, Any]:
    """The JSON Schema of an assessment template as `/assessments/templates/<uid>/template.json` gives it."""
    return published()
