"""Who is in the demo: the accounts one signs in with, and the colleagues around them. The roles' order is the demo's story."""

import random
from dataclasses import dataclass, field

from home.seeds.disciplines import DISCIPLINES
from home.seeds.names import pairings
from people.models.accounts import Role

PASSWORD = "demo-aspire-2026"  # noqa: S105 - printed at every start, and refused outside demo mode
T, S, TR = Role.TECHNICIAN, Role.SUPERVISOR, Role.TRAINER


@dataclass
class Part:
    """One person. `key` is how the story calls them; `supervisor` the key of whom they are paired with."""

    key: str
    email: str
    first_name: str
    last_name: str
    roles: tuple[str, ...]
    discipline: str
    job_title: str
    supervisor: str = ""
    story: str = ""
    language: str = "en-gb"
    seed: str = ""

    @property
    def is_technician(self) -> bool:
        return T in self.roles

    def rng(self, subject: str) -> random.Random:
        """Chances of this person's own, so that one more colleague changes nobody else's record."""
        return random.Random(f"aspire {self.seed or self.email} {subject}")


@dataclass(frozen=True)
class House:
    """An institution of the demo."""

    slug: str
    name: str
    colour: str
    crest: str
    named: list[Part]
    technicians: int
    supervisors: list[Part] = field(default_factory=list)

    @property
    def domain(self) -> str:
        return f"{self.slug}.localhost"


NORTHMOOR_NAMED = [
    Part("technician", "technician@northmoor.example", "Megan", "Okafor", (T,), "bioimaging", "Senior Technician (Bioimaging)", "supervisor", "rscitech"),
    Part("engineer", "engineer@northmoor.example", "Tomasz", "Brandt", (T,), "workshop", "Senior Mechanical Workshop Technician", "supervisor", "engtech"),
    Part("supervisor", "supervisor@northmoor.example", "Alan", "Whitcombe", (S, T), "bioimaging", "Technical Manager (Imaging and Workshops)", "lead", "supervisor"),
    Part("trainer", "trainer@northmoor.example", "Priya", "Raman", (TR,), "bioimaging", "Technical Trainer"),
    Part("admin", "admin@northmoor.example", "Helen", "Marsh", (Role.ADMIN,), "computing", "Technical Services Administrator"),
    Part("editor", "editor@northmoor.example", "Gethin", "Pryce", (Role.EDITOR,), "arts", "Communications Officer", language="cy"),
    Part("second_admin", "owen.blake@northmoor.example", "Owen", "Blake", (Role.ADMIN,), "computing", "Deputy Head of Technical Services"),
]  # fmt: skip
NORTHMOOR_SUPERVISORS = [
    Part("lead", "dev.chandra@northmoor.example", "Dev", "Chandra", (S,), "materials", "Technical Operations Manager"),
    Part("science", "frances.tolley@northmoor.example", "Frances", "Tolley", (S, TR), "chemistry", "Technical Manager (Science)"),
    Part("arts", "moses.achebe@northmoor.example", "Moses", "Achebe", (S,), "theatre", "Technical Manager (Arts)"),
    Part("tutor", "nerys.bowen@northmoor.example", "Nerys", "Bowen", (TR,), "computing", "Technical Training Coordinator"),
    # Holds the role and supervises nobody.
    Part("spare", "ines.carvalho@northmoor.example", "Ines", "Carvalho", (S,), "animal", "Named Training Officer"),
]  # fmt: skip
SOUTHBY_NAMED = [
    Part("technician", "technician@southby.example", "Sam", "Lister", (T,), "chemistry", "Teaching Laboratory Technician (Chemistry)", "supervisor", "rscitech"),
    Part("admin", "admin@southby.example", "Bea", "Nolan", (Role.ADMIN,), "chemistry", "Laboratory Administrator"),
    Part("supervisor", "jo.farrow@southby.example", "Jo", "Farrow", (S,), "chemistry", "Technical Manager"),
]  # fmt: skip

# What befalls the colleagues, in order. `supervisor` names whom they are paired with; the first eight are Alan Whitcombe's.
STORIES = [
    *[("supervisor", story) for story in ("returned", "overdue", "waiting", "waiting", "reopened", "passed", "draft_marks", "cohort")],
    ("science", "two_categories"), ("science", "no_practice"), ("science", "no_users"), ("science", "no_activity"),
    ("science", "lapsed"), ("science", "declared"), ("science", "half_declared"),
    ("", "unpaired"), ("", "unpaired"),
    ("arts", "expired_pair"), ("arts", "ended_pair"), ("arts", "unaccepted_pair"), ("arts", "declined_pair"),
    ("science", "on_break"), ("arts", "public_folio"),
]  # fmt: skip
EMPTY = 3  # newcomers who have nothing yet


def everybody(house: House) -> list[Part]:
    """The named ones and as many made-up colleagues as the institution has technicians."""
    cast = [*house.named, *house.supervisors]
    missing = house.technicians - sum(part.is_technician for part in cast)
    taken = {(part.first_name, part.last_name) for part in cast}
    people = [
        pair
        for pair in pairings(missing + 400, step=29 if house.slug == "northmoor" else 31)
        if pair not in taken
    ]
    start = 0 if house.slug == "northmoor" else 300
    return [
        *cast,
        *(colleague(house, index, *people[start + index], missing=missing) for index in range(missing)),
    ]


def colleague(house: House, index: int, first: str, last: str, *, missing: int) -> Part:
    discipline = list(DISCIPLINES)[index % len(DISCIPLINES)]
    words = DISCIPLINES[discipline]
    email = f"{first}.{last}@{house.slug}.example".lower()
    supervisor, story = story_of(house, index, missing)
    if story == "cohort" or supervisor == "supervisor" and index < 3 and house.slug == "northmoor":
        words = DISCIPLINES[discipline := "bioimaging"]
    job = words["jobs"][index % len(words["jobs"])]
    return Part(f"colleague-{index}", email, first, last, (T,), discipline, job, supervisor, story)


def story_of(house: House, index: int, missing: int) -> tuple[str, str]:
    if house.slug != "northmoor":
        return "supervisor", "newcomer" if index == missing - 1 else ""
    if index >= missing - EMPTY:
        return "arts", "newcomer"
    if index < len(STORIES):
        return STORIES[index]
    return ("science", "lead", "arts")[index % 3], ""


def northmoor(technicians: int = 40) -> House:
    return House(
        "northmoor",
        "University of Northmoor",
        "#6a1b3d",
        "UN",
        NORTHMOOR_NAMED,
        technicians,
        NORTHMOOR_SUPERVISORS,
    )


def southby(technicians: int = 8) -> House:
    return House("southby", "Southby Institute", "#1d4f3f", "SI", SOUTHBY_NAMED, technicians)


def sign_ins(port: int) -> list[str]:
    """The demo accounts, as printed when the platform starts."""
    lines = []
    for house, keys in ((northmoor(), ("technician", "engineer", "supervisor", "trainer", "admin", "editor")), (southby(), ("technician", "admin"))):  # fmt: skip
        lines += ["", f"{house.name}: http://{house.domain}:{port}/"]
        people = {part.key: part for part in house.named}
        lines += [
            f"  {people[key].email:<32} {people[key].first_name} {people[key].last_name}" for key in keys
        ]
    lines += ["", f"Operator: operator@aspirecpd.example at http://localhost:{port}/"]
    return [*lines, f"Password of all: {PASSWORD}"]
