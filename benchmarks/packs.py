"""What packs cost: a signed PDF of sixty activities, the first one of a new process, and the ZIP of a declared renewal."""

import base64
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from io import BytesIO
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.utils import timezone

from benchmarks.stage import People, signed_in

ACTIVITIES = 60
# So many files of so many bytes are 200 MB.
FILES, EACH = 20, 10 * 1024 * 1024


def sign_pack(people: People) -> Callable[[], bytes]:
    """Render and sign; the key is there, as it is for every pack but an institution's first."""
    from registers.packfiles.certify import sign
    from registers.packfiles.pdf import render_pdf
    from registers.packfiles.signature import make_identity
    from tests.registers.pack_samples import make_activity, make_facts

    facts = make_facts([make_activity(number) for number in range(1, ACTIVITIES + 1)])
    key, certificate = make_identity("University of Northmoor", timezone.now())
    return lambda: sign(render_pdf(facts), key=key, certificate=certificate, institution="Northmoor")


def sign_first(people: People) -> Callable[[], int]:
    """The same in a process that has just started as a web server does, and has made none yet."""
    child = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.first_pack"],
        cwd=settings.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin and child.stdout
    asked, told = child.stdin, child.stdout
    if told.readline() != "ready\n":
        raise SystemExit("The process that makes its first pack did not start.")

    def call() -> int:
        with child:
            asked.write("go\n")
            asked.flush()
            return int(told.readline())

    return call


def stream_bundle(people: People) -> Callable[[], int]:
    """The download of a declared renewal with 200 MB of evidence: by its address, from the stores, sent to nobody."""
    client, address = declared_with_evidence()

    def call() -> int:
        answer = client.get(address)
        size = sum(len(some) for some in answer.streaming_content)
        if size != int(answer.headers["Content-Length"]) or size < FILES * EACH:
            raise SystemExit(f"The ZIP of {address} has {size:,} bytes.")
        return size

    return call


@cache
def declared_with_evidence() -> tuple[Client, str]:
    """A renewal of sixty activities, a file with every third, all kept by the actions; its owner's browser, and its ZIP."""
    from activities.models import Activity
    from benchmarks.registers import anchor, at_host, member, year_of
    from people.actions import grant_role
    from people.models.accounts import Role
    from registers import actions, issuing

    at_host()
    owner = member()
    owner.save()
    grant_role(person=owner, role=Role.TECHNICIAN, actor="system")
    logged = Activity.objects.bulk_create(year_of(owner, ACTIVITIES))
    for number, activity in enumerate(logged[::3][:FILES]):
        attach_file(activity, f"results {number}.txt")
    held = actions.save_registration(
        owner=owner,
        values={"pack": "science-council", "grade": "RSciTech", "anchor_date": anchor()},
        breaks=[],
    )
    year = timezone.localdate().year
    renewal = actions.start_renewal(
        registration=held,
        period_from=anchor().replace(year=year),
        period_to=anchor().replace(year=year, month=12, day=31),
    )
    issuing.issue(actions.declare_renewal(renewal=renewal, actor=owner, once=uuid4()))
    return signed_in(owner), f"/renewals/{renewal.uid}/pack.zip"


def attach_file(activity, name: str) -> None:
    """A text that nobody else has, of EACH bytes, kept as an upload is."""
    from activities.models import KIND
    from evidence import actions

    content = base64.encodebytes(os.urandom(EACH))[:EACH]
    found = actions.inspected(BytesIO(content), name)
    piece = actions.add_file(owner=activity.owner, found=found, filename=name)
    actions.attach(thing=activity, kind=KIND, evidence=[piece], actor=activity.owner)
