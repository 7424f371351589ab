"""The jobs of archives and transfers: making, proving, moving, and what each day asks for."""

from uuid import UUID

from django.db import connection

from moving.actions.archives import MAKE, drop_outdated, make_archive
from moving.actions.leaving import finish_due
from moving.actions.moves import move, moves_due
from moving.actions.proofs import PROVE, give_up_stuck, run_proof
from moving.actions.transfers import MOVE
from tenants import jobs


@jobs.task(MAKE)
def make(*, archive: str) -> None:
    make_archive(uid=UUID(archive))


@jobs.task(PROVE)
def prove(*, proof: str) -> None:
    run_proof(uid=UUID(proof))


@jobs.every_day("moving.drop_archives", hour=4)
def drop_archives() -> None:
    drop_outdated()
    give_up_stuck()


@jobs.task(MOVE)
def move_record(*, transfer: str) -> None:
    move(uid=UUID(transfer))


@jobs.every_day("moving.move_due", hour=1)
def move_due() -> None:
    for uid in moves_due():
        jobs.enqueue(connection.schema_name, MOVE, transfer=str(uid))


@jobs.every_day("moving.finish_leavings", hour=2)
def finish_leavings() -> None:
    finish_due()
