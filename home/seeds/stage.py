"""What every part of the builder works on: the institution, its people by their part, and moments in the past."""

import random
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from home.seeds.cast import House, Part
from home.seeds.logs import Record, Span
from people.models import User


@dataclass
class Stage:
    """`people` are accounts by the key of their part; `records` what each technician's log was composed as."""

    house: House
    parts: dict[str, Part]
    span: Span
    now: datetime
    people: dict[str, User] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.span.today

    def technicians(self) -> list[Part]:
        return [part for part in self.parts.values() if part.is_technician]

    def supervisor_of(self, part: Part) -> User | None:
        return self.people.get(part.supervisor) if part.story not in UNSUPERVISED else None

    def refresh(self) -> None:
        """Accounts without what they remembered about roles and pairs."""
        by_pk = User.objects.in_bulk([person.pk for person in self.people.values()])
        self.people = {key: by_pk[person.pk] for key, person in self.people.items()}

    def moment(self, day: date, rng: random.Random) -> datetime:
        """Some time in the working day, never later than the build. UTC, because stored times compare as text in tokens."""
        at = datetime.combine(day, time(rng.randint(8, 17), rng.randint(0, 59), rng.randint(0, 59)), UTC)
        return min(at, self.now - timedelta(minutes=rng.randint(5, 300)))

    def days_ago(self, count: int) -> date:
        return self.today - timedelta(days=count)


# Stories in which nobody supervises now, whatever the part says.
UNSUPERVISED = {"unpaired", "expired_pair", "ended_pair", "unaccepted_pair", "declined_pair"}


def new_uid(rng: random.Random) -> uuid.UUID:
    """A random uid that the same seed repeats."""
    return uuid.UUID(int=rng.getrandbits(128), version=4)
