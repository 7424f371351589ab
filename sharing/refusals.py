"""Why an item cannot be saved or taken back as was asked: the same reasons in every room."""

from types import TracebackType
from typing import Any

from django import forms

from lib.fields import refuse


class ReferenceTaken(ValueError):
    """The uid belongs to another item than one this person may save under."""


class Refused(ValueError):
    """What was asked cannot be done; `errors` is {field: sentence}, with "" for the whole form."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


class Stale(ValueError):
    """The item was changed since its form was opened; `stored` is it as it stands now."""

    def __init__(self, stored: Any) -> None:
        super().__init__("This was changed after you opened it.")
        self.stored = stored


class TooLate(ValueError):
    """The item was deleted too long ago to be taken back; the message says how long that is possible."""


class RefusalsOn:
    """`with RefusalsOn(form): act(); return …` where an act may refuse: its sentences go beside the fields of the form,
    and the view goes on after the block, to the page that shows them."""

    def __init__(self, form: forms.Form) -> None:
        self.form = form

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, refusal: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(refusal, Refused):
            return False
        refuse(self.form, refusal.errors)
        return True
