"""What is attached to an answer. Filled from the evidence room."""

from typing import Any
from uuid import UUID

from assessments.models import Assignment


def attached_to(assignment: Assignment) -> dict[UUID, list[dict[str, Any]]]:
    return {}
