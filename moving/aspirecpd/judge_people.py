"""What becomes of the people and of who was paired with whom. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from moving.aspirecpd.export import Journal
from moving.aspirecpd.report import HERE, Notes, Report
from moving.aspirecpd.users import FILE, Person

# One box takes a user name or an address, so no user name holds an @.
USERNAME = re.compile(r"[\w.+-]{1,150}")
LONGEST_ADDRESS = 254
ROLES = {"participant": "technician", "supervisor": "supervisor"}


@dataclass(frozen=True)
class Here:
    """What this institution has already: people brought before (source -> roles), other accounts by address, user names,
    and pairs brought before."""

    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    accounts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    usernames: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Account:
    """An account to be made, or one that stands here under this address (`exists`). `role` "" is none."""

    source: str
    number: str
    email: str
    username: str
    first_name: str
    last_name: str
    role: str
    exists: bool = False


@dataclass
class People:
    """`accounts` to bring; `pairs` are (source, technician's number, supervisor's number); `numbers` of all who are here
    afterwards -> source."""

    accounts: list[Account] = field(default_factory=list)
    pairs: list[tuple[str, str, str]] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    held: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, account: Account, roles: frozenset[str]) -> None:
        """Bring it; `roles` are held here already."""
        self.accounts.append(account)
        self.numbers[account.number] = account.source
        self.held[account.number] = roles | ({account.role} if account.role else set())


def source_of(person: Person) -> str:
    return f"user:{person.id}:{person.login}"


def judge_people(people: list[Person], journals: list[Journal], here: Here, *, report: Report) -> People:
    judged = People()
    seen: set[str] = set()
    for person in people:
        notes = Notes(report, FILE, person.line, f"person {person.id}")
        for why in person.odd:
            notes.unclear(why)
        source = source_of(person)
        if source in here.roles:
            judged.numbers[person.id], judged.held[person.id] = source, here.roles[source]
            notes.say(HERE, "an account here")
        elif why := _refused(person, seen):
            notes.left(why)
        else:
            account = _account(person, _names(person, journals), here)
            judged.add(account, here.accounts.get(person.email, frozenset()))
            _say(account, notes)
        seen.add(person.email)
    _judge_pairs(people, judged, here, report=report)
    return judged


def _refused(person: Person, seen: set[str]) -> str:
    if person.is_nobody:
        return "no role, no pair and no journal; make them an account here if they need one"
    try:
        validate_email(person.email)
        if len(person.email) > LONGEST_ADDRESS:
            raise ValidationError("too long")
    except ValidationError:
        return "their address is none that mail could reach"
    return "their address stands twice in the table" if person.email in seen else ""


def _account(person: Person, names: tuple[str, str], here: Here) -> Account:
    can_be_had = USERNAME.fullmatch(person.login) and person.login.lower() not in here.usernames
    return Account(
        source=source_of(person),
        number=person.id,
        email=person.email,
        username=person.login if can_be_had else "",
        first_name=names[0],
        last_name=names[1],
        role=ROLES.get(person.role, ""),
        exists=person.email in here.accounts,
    )


def _say(account: Account, notes: Notes) -> None:
    what = f"as a {account.role}" if account.role else "without a role"
    if account.exists:
        notes.say(HERE, f"the account with their address, {what}")
    else:
        notes.brought(f"an account {what}; they are sent a link to set a password")
        if not account.username:
            notes.changed("their user name cannot be had here; another one is made of their address")
    if not account.role:
        notes.unclear("their role is empty or not known; give them one under People, then import again")


def _names(person: Person, journals: list[Journal]) -> tuple[str, str]:
    """First name and the rest, from the name that was shown; what a journal says of its author is for names of one word."""
    first, _, rest = person.name.strip().partition(" ")
    if not rest:
        for journal in journals:
            for author in journal.authors:
                if author.login == person.login and author.first and author.last:
                    return author.first[:150], author.last[:150]
    return (first or person.login)[:150], rest.strip()[:150]


def _judge_pairs(people: list[Person], judged: People, here: Here, *, report: Report) -> None:
    """Proposed where both sides name each other; where they disagree, said and left to people."""
    by_number = {person.id: person for person in people}
    named: dict[tuple[str, str], list[Person]] = {}
    for person in people:
        for number in person.supervisors:
            named.setdefault((person.id, number), []).append(person)
        for number in person.participants:
            named.setdefault((number, person.id), []).append(person)
    for (technician, supervisor), sides in named.items():
        notes = Notes(report, FILE, sides[0].line, f"pair {technician} with {supervisor}")
        source = f"pair:{technician}:{supervisor}"
        if source in here.pairs:
            notes.say(HERE, "proposed before")
        elif why := _no_pair((technician, supervisor), by_number, judged):
            notes.left(why)
        elif len(sides) == 1:
            side, other = sides[0].id, supervisor if sides[0].id == technician else technician
            notes.unclear(
                f"person {side} names {other}, who does not name {side}; no pair is proposed, propose it under Pairing"
            )
        else:
            judged.pairs.append((source, technician, supervisor))
            notes.brought("proposed; it opens nothing until the technician accepts")


def _no_pair(pair: tuple[str, str], people: Mapping[str, Person], judged: People) -> str:
    technician, supervisor = pair
    if technician == supervisor:
        return "somebody paired with themselves"
    for number, role in ((technician, "technician"), (supervisor, "supervisor")):
        if number not in people:
            return f"there is no person {number}"
        if number not in judged.numbers:
            return f"person {number} has no account here"
        if role not in judged.held[number]:
            return f"person {number} is no {role} here"
    return ""


def supervisors_named(people: list[Person], owner: Person) -> frozenset[str]:
    """Numbers of those who were supervisors there and whom either side names: who scored this owner's entries."""
    return frozenset(
        person.id
        for person in people
        if person.role == "supervisor" and (owner.id in person.participants or person.id in owner.supervisors)
    )
