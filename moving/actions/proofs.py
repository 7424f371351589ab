"""Proving an archive: read it back into a scratch space and compare."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from moving.actions.archives import GIVEN_UP_AFTER, told_on
from moving.archive.reading import Unreadable
from moving.comparing import Report
from moving.models import Archive, Proof, archive_store
from moving.progress import Progress
from moving.proving import prove
from moving.record.storing import Taken
from notices.actions import notify
from people import permissions, trail
from people.models import User
from tenants.jobs import enqueue

PROVE = "moving.prove_archive"


class NotReady(ValueError):
    """There is no file to prove, or the key proved another."""


@transaction.atomic
def ask_proof(*, archive: Archive, actor: User, once: UUID) -> Proof:
    """Have an archive proved. The same key again, or one that is being proved, is the same proof. Raises NotReady."""
    if not permissions.can(actor, "moving.read_archive", archive):
        raise PermissionDenied
    held = Archive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
    if proof := Proof.objects.filter(owner=actor, once=once).first():
        if proof.archive_id != held.pk:
            raise NotReady(
                "That page was of another archive. Open this one again and press the button once more."
            )
        return proof
    if running := held.proofs.filter(state=Proof.State.RUNNING).first():
        return running
    if not held.is_ready:
        raise NotReady("The file of this archive is not there; make a new one, then prove that.")
    proof = Proof.objects.create(owner=actor, archive=held, once=once)
    trail.record(actor, "asked for proof", proof)
    enqueue(connection.schema_name, PROVE, proof=str(proof.uid))
    return proof


def run_proof(*, uid: UUID) -> None:
    """Prove what was asked for, once. What a broken archive raises is its result; anything else is tried again."""
    proof = Proof.objects.select_related("archive").filter(uid=uid, state=Proof.State.RUNNING).first()
    if proof is None:
        return
    try:
        report = _report_on(proof.archive, told_on(proof))
    except (Unreadable, Taken) as broken:
        _keep(proof, Proof.State.FAILED, {"why": str(broken)})
    except (IntegrityError, DataError, ValidationError, KeyError) as refused:
        why = f"A row of it could not be stored ({type(refused).__name__})."
        _keep(proof, Proof.State.FAILED, {"why": why})
    else:
        _keep(proof, Proof.State.PASSED if report.passed else Proof.State.DIFFERS, report.as_json())


def _report_on(archive: Archive, progress: Progress) -> Report:
    try:
        file = archive_store().open(archive.name or "gone")
    except FileNotFoundError as gone:
        raise Unreadable("The file of the archive is not in the store any more.") from gone
    with file:
        return prove(file, sha256=archive.sha256, progress=progress)  # type: ignore[arg-type]


@transaction.atomic
def _keep(proof: Proof, state: str, report: dict[str, object]) -> None:
    held = Proof.objects.select_for_update(of=("self",)).select_related("owner").get(pk=proof.pk)
    if not held.is_running:
        return
    held.state, held.report, held.done_at = state, report, timezone.now()
    held.save()
    trail.record("system", "proved archive", held)
    notify(kind="proof_done", recipients=[held.owner], thing=held, event=f"{held.uid}:done")


def give_up_stuck() -> None:
    """A proof that has not ended within a day never will: its owner may ask anew."""
    now = timezone.now()
    stuck = Proof.objects.filter(state=Proof.State.RUNNING, asked_at__lt=now - GIVEN_UP_AFTER)
    stuck.update(
        state=Proof.State.FAILED, done_at=now, report={"why": "It broke off each time it was tried."}
    )
