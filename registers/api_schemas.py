"""`schemas/`: the published forms of what leaves here as JSON, open to everyone."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from registers.packfiles.schema import published

router = Router(tags=["registers"])


@router.get("renewal-pack.json", auth=None)
def schema_pack(request: HttpRequest) -> dict[str, Any]:
    """The JSON Schema of a renewal pack as `/renewals/<uid>/pack.json` gives it."""
    return published()
