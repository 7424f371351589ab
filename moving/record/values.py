"""A value of a column as JSON has it, and back. Moments are told in UTC."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models


def told(value: Any) -> Any:
    """Days and moments as ISO 8601, decimals and uids as text; what JSON knows stays as it is."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [told(one) for one in value]
    return value


def held(field: models.Field, value: Any) -> Any:
    """What a column holds for what `told` gave. Raises ValidationError for what it cannot hold."""
    return value if value is None else field.to_python(value)
