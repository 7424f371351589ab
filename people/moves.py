"""How a thing moves between states: its room declares the table as data, and this is the one writer of the state.

A thing has `owner`, `set_by`, `state` and `completed_at`; a row of its record has `from_state`, `to_state`, `actor`, `at`
and `once`, the one-time key of the form.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone

from people import permissions, trail
from people.models import User

Move = tuple[str, str]
T = TypeVar("T", bound=models.Model)


class NotAllowedNow(ValueError):
    """The thing is in a state that does not allow this; `thing` is as it stands now. A room says what it calls its own."""

    noun: str

    def __init__(self, thing: Any) -> None:
        super().__init__(f"This {self.noun} is {thing.get_state_display().lower()} now.")
        self.thing = thing


@dataclass(frozen=True)
class Moves(Generic[T]):
    """What a room declares. `table(thing)` says which permission each (from, to) takes; what is not in it cannot be.

    `verbs` are the trail's words by the state moved to; `about` is the record's name for the thing, and `copied` are the
    fields of the thing that the record keeps. A move of `handed_in[1]` stamps the field `handed_in[0]`; one to `completed`
    stamps `completed_at`, and every other empties it.
    """

    model: type[T]
    record: type[models.Model]
    about: str
    table: Callable[[Any], Mapping[Move, str]]
    verbs: Mapping[str, str]
    handed_in: tuple[str, Collection[Move]]
    completed: str
    refusal: type[NotAllowedNow]
    copied: tuple[str, ...] = ()

    def hold(self, thing: T, *, actor: User | None, action: str) -> T:
        """The thing as stored now, locked until the transaction ends. Raises PermissionDenied when `actor` may not.

        Without an actor the institution itself acts: a job, or what follows from an act that was checked elsewhere.
        """
        rows = self.model._default_manager.select_for_update(of=("self",)).select_related("owner", "set_by")
        held = rows.get(pk=thing.pk)
        if actor is not None and not permissions.can(actor, action, held):
            raise PermissionDenied
        return held

    def begin(self, thing: T, to: str, *, actor: User | None, action: str, once: UUID) -> tuple[T, bool]:
        """(the thing held, whether this very move was made before: a double click or a retry).

        Raises PermissionDenied when `actor` may not; `refusal` when it cannot move there by this permission now, and for
        the key of another act, or of one that has been undone since: a page that was gone back to.
        """
        held: Any = self.hold(thing, actor=actor, action=action)
        can_move = self.table(held).get((held.state, to)) == action
        made: Any = self.record._default_manager.filter(**{self.about: held}, once=once).first()
        # Where it could be made again, what was made with this key has been undone since.
        is_made = made is not None and made.to_state == to and not can_move
        if not is_made and (made is not None or not can_move):
            raise self.refusal(held)
        return held, is_made

    def move(self, held: Any, to: str, *, actor: User | None, once: UUID, **kept: Any) -> Any:
        """Move what `begin` has let move; saves it, and returns the record's row with time, actor and what is `kept`."""
        now, came = timezone.now(), held.state
        kept |= {name: getattr(held, name) for name in self.copied}
        made = self.record._default_manager.create(
            **{self.about: held}, from_state=came, to_state=to, actor=actor, at=now, once=once, **kept
        )
        field, moves = self.handed_in
        if (came, to) in moves:
            setattr(held, field, now)
        held.state = to
        held.completed_at = now if to == self.completed else None
        held.save()
        trail.record(actor or "system", self.verbs[to], held)
        return made
