"""What is measured. Each operation gets ready outside the clock and answers the call to be timed."""

from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import count
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from benchmarks import archives, cohorts, long_record, packs
from benchmarks.importing import import_1000
from benchmarks.stage import People

# Answers what it made, or how many bytes that was.
Call = Callable[[], bytes | int]
numbers = count(1)


@dataclass(frozen=True)
class Operation:
    """`ready(people)` answers one call; `budget` is the most queries it may ask, `allowed_mb` the most memory it may take
    beyond what was there; `runs` how often it is timed.
    """

    ready: Callable[[People], Call]
    budget: int | None = None
    allowed_mb: int | None = None
    runs: int = 40


def is_sent(given: dict) -> bool:
    """Whether a browser sends this box along with an untouched form."""
    if given.get("type") in {"radio", "checkbox"}:
        return "checked" in given
    return given.get("type") not in {"submit", "file"}


class Form(HTMLParser):
    """The fields of the form on a page that has a box named `wanted`, as a browser would send them untouched."""

    def __init__(self, html: str, wanted: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._found: dict[str, str] = {}
        self._wanted, self._area = wanted, ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        name = given.get("name", "")
        if tag == "form":
            self._found = {}
        elif tag == "textarea" and name:
            self._area = name
            self._found[name] = ""
        elif tag == "input" and name and is_sent(given):
            self._found[name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._found[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "form" and self._wanted in self._found and not self.fields:
            self.fields = self._found


def page(path: str, who: str) -> Callable[[People], Call]:
    def ready(people: People) -> Call:
        client: Client = getattr(people, who)
        return lambda: answered(client.get(path), 200)

    return ready


def answered(response, status: int) -> bytes:
    if response.status_code != status:
        raise SystemExit(f"{response.request['PATH_INFO']} answered {response.status_code}, not {status}.")
    return response.content


def log_activity(people: People) -> Call:
    client, today = people.technician, timezone.localdate()
    fields = Form(client.get("/activities/new/").content.decode(), "title").fields | {
        "uid": str(uuid4()),
        "title": f"Measured activity {next(numbers)}",
        "start_date": today.isoformat(),
        "duration": "90 min",
        "category": "formal",
    }
    return lambda: answered(client.post("/activities/new/", fields), 302)


def score(people: People) -> Call:
    if people.work_url is None:
        raise SystemExit("No assessment waits for the supervisor: the seeds hold none to score.")
    client, url = people.supervisor, people.work_url
    fields = Form(client.get(url).content.decode(), "once").fields
    fields |= {name: "1" for name in fields if name.startswith("score")}
    fields |= {name: f"Note {next(numbers)}" for name in fields if name.startswith("feedback")}
    return lambda: answered(client.post(url, {**fields, "save": "1"}), 302)


def create_institution(people: People) -> Call:
    from tenants.provisioning import create_institution as create

    slug = f"fresh{next(numbers)}"

    def call() -> bytes:
        create(slug=slug, name=slug, domain=f"{slug}.localhost", admin_email=f"admin@{slug}.example")
        return b""

    return call


def render_pack(people: People) -> Call:
    from registers.packfiles.pdf import render_pdf
    from tests.registers.pack_samples import make_activity, make_facts

    # Six activities with words and evidence fill a page and a half: this many make forty pages.
    facts = make_facts([make_activity(number) for number in range(1, 150)])
    return lambda: render_pdf(facts)


def find_300x5(people: People) -> Call:
    """The findings of one person with 300 activities in the year, under five registers."""
    from benchmarks.registers import with_five_registers
    from registers.queries import standings

    person = with_five_registers(activities=300)
    return lambda: str(len(standings(person))).encode()


def overview_1000(people: People) -> Call:
    """The institution's overview of a thousand people with a register each."""
    from benchmarks.registers import fill_registers
    from registers.overview import overview

    fill_registers(1000)
    return lambda: str(len(overview(timezone.localdate()))).encode()


OPERATIONS = {
    "home": Operation(page("/home/", "technician"), budget=12),
    "queue": Operation(page("/review/", "supervisor"), budget=15),
    "table": Operation(page("/activities/", "technician"), budget=10),
    "log-activity": Operation(log_activity, budget=15),
    "score": Operation(score, budget=20),
    "create-institution": Operation(create_institution, runs=7),
    "findings_300x5": Operation(find_300x5, budget=6),
    "overview_1000": Operation(overview_1000, budget=10, runs=15),
    # Twelve, and two that look up the host anew every 15 seconds.
    "matrix_300x40": Operation(cohorts.matrix(), budget=14, runs=15),
    "matrix_300x40-xlsx": Operation(cohorts.matrix("matrix.xlsx"), budget=12, runs=7),
    "timeline_5000": Operation(long_record.page("/webfolio/timeline/", items=5_000, at_least=50), budget=10),
    "timeline_5000-text": Operation(
        long_record.page("/webfolio/timeline/?q=calibration", items=5_000, at_least=50), budget=10
    ),
    "search_10000": Operation(
        long_record.page("/search/?q=calibration", items=10_000, at_least=5), budget=25, runs=15
    ),
    "pack-pdf": Operation(render_pack, runs=7),
    "pack-signed": Operation(packs.sign_pack, runs=20),
    "pack-first": Operation(packs.sign_first, runs=7),
    "pack-zip": Operation(packs.stream_bundle, allowed_mb=64, runs=7),
    "import_1000": Operation(import_1000, runs=7),
    "archive_500": Operation(archives.make_archive, allowed_mb=100, runs=3),
    "archive_500-proof": Operation(archives.prove_archive, allowed_mb=100, runs=3),
}
