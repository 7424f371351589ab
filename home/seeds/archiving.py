"""What the demo shows of archives: the technician's whole record, ready to download, and the proof that it reads back."""

from home.seeds.stage import Stage, new_uid
from moving import actions


def keep_archive(stage: Stage) -> None:
    """Made last, so that it holds all of the demo; the proof reads the very file that is offered."""
    part = stage.parts["technician"]
    rng, owner = part.rng("archive"), stage.people["technician"]
    archive = actions.ask_archive(owner=owner, sealed=False, once=new_uid(rng))
    actions.make_archive(uid=archive.uid)
    proof = actions.ask_proof(archive=archive, actor=owner, once=new_uid(rng))
    actions.run_proof(uid=proof.uid)
