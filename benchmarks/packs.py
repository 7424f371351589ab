"""What packs cost: a signed PDF of sixty activities, and a ZIP with 200 MB of evidence whose memory is watched."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

from benchmarks.stage import People

EVIDENCE = 4
EACH = 50 * 1024 * 1024
# More memory than this beyond what was there before fails the run.
ALLOWED_MB = 64


def sign_pack(people: People) -> Callable[[], bytes]:
    """Render and sign; the key is there, as it is for every pack but an institution's first."""
    from registers.packfiles.certify import sign
    from registers.packfiles.pdf import render_pdf
    from registers.packfiles.signature import make_identity
    from tests.registers.pack_samples import make_activity, make_facts

    facts = make_facts([make_activity(number) for number in range(1, 61)])
    key, certificate = make_identity("University of Northmoor", timezone.now())
    return lambda: sign(render_pdf(facts), key=key, certificate=certificate, institution="Northmoor")


def stream_bundle(people: People) -> Callable[[], bytes]:
    """Four files of 50 MB as evidence beside a manifest, sent to nobody; answers the peak of memory as text."""
    from benchmarks.measuring import resident_mb
    from registers.packfiles.bundle import Member, stream

    folder = tempfile.TemporaryDirectory(prefix="aspire-bench-")
    members = []
    for number in range(EVIDENCE):
        path = Path(folder.name) / str(number)
        path.write_bytes(os.urandom(1024 * 1024) * (EACH // (1024 * 1024)))
        summed = hashlib.sha256(path.name.encode()).hexdigest()
        members.append(Member(f"evidence/{number}.bin", EACH, summed, lambda path=path: path.open("rb"), {}))

    def call() -> bytes:
        before = peak = resident_mb()
        size = 0
        for number, some in enumerate(stream(members)):
            size += len(some)
            if number % 20 == 0:
                peak = max(peak, resident_mb())
        folder.cleanup()
        if peak - before > ALLOWED_MB or size < EVIDENCE * EACH:
            raise SystemExit(f"The ZIP of {size:,} bytes took {peak - before:.0f} MB of memory.")
        return f"peak {peak - before:.1f} MB".encode()

    return call
