"""The jobs of archives: making one, proving one, and the daily clearing."""

from uuid import UUID

from moving.actions.archives import MAKE, drop_outdated, make_archive
from moving.actions.proofs import PROVE, give_up_stuck, run_proof
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
