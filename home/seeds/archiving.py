"""What the demo shows of archives: the technician's whole record, ready to download, and the proof that it reads back; and
what an institution says to those who leave."""

from home.seeds.stage import Stage, new_uid
from moving import actions
from tenants.actions import change_institution
from tenants.hosts import current_institution

RETENTION = """We keep the outcomes of safety training for six years, because the regulator may ask for them.
Everything that you wrote is yours: take it along, and we delete it."""


def keep_archive(stage: Stage) -> None:
    """Made last, so that it holds all of the demo; the proof reads the very file that is offered."""
    if stage.house.slug == "northmoor":
        change_institution(institution=current_institution(), alumni_months=24, leaving_note=RETENTION)
    part = stage.parts["technician"]
    rng, owner = part.rng("archive"), stage.people["technician"]
    archive = actions.ask_archive(owner=owner, sealed=False, once=new_uid(rng))
    actions.make_archive(uid=archive.uid)
    proof = actions.ask_proof(archive=archive, actor=owner, once=new_uid(rng))
    actions.run_proof(uid=proof.uid)
