"""What is wrong with a call, in the one shape that the API answers with."""

from typing import Any

from ninja import Schema, Status


class Problem(Schema):
    field: str
    message: str


class Errors(Schema):
    errors: list[Problem]


def errors_of(form: Any) -> list[dict[str, str]]:
    """The form's errors, a line for each, under the names callers use."""
    return [
        {"field": "" if field == "__all__" else field, "message": str(message)}
        for field, messages in form.errors.items()
        for message in messages
    ]


def refused(*problems: dict[str, str]) -> Status:
    """422 with these problems."""
    return Status(422, {"errors": list(problems)})
