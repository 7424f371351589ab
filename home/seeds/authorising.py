"""Techniques and authorisations of the demo: in force, lapsing with its task, lapsed by date and through disuse, withdrawn,
renewed; and a door sheet with several names.
"""

from datetime import timedelta
from typing import Any

from authorisations import actions, reminding
from authorisations.models import Authorisation, Technique
from home.seeds.stage import Stage, new_uid
from notices.models import Notice
from people.models import Unit

TECHNIQUES = {
    "confocal": ("Confocal microscope", "instrument", "Room 2.14", 12, 120, "Show a start, a stack and a shutdown, watched. Ask Alan about the two-photon line."),
    "nitrogen": ("Handling liquid nitrogen", "technique", "Gas store", 24, None, "Two people, always. The oxygen alarm is tested first."),
    "lathe": ("Centre lathe", "instrument", "Mechanical workshop", 36, 180, "Shown on the small lathe first."),
    "cat2": ("Containment laboratory, level 2", "area", "Room 3.02", 12, None, "Health form, fit test, a walk through the spill drill."),
    "xray": ("X-ray cabinet", "instrument", "Room 0.09", 12, 90, "Only with a dosimeter."),
    "microtome": ("Rotary microtome", "instrument", "Room 2.03", None, None, ""),
}  # fmt: skip
# owner, technique, signer, level, signed so many days ago, what became of it.
SIGNED: tuple[tuple[str, str, str, str, int, str], ...] = (
    ("technician", "confocal", "supervisor", "may_train", 120, ""),
    ("technician", "nitrogen", "supervisor", "independent", 709, ""),
    ("technician", "cat2", "trainer", "independent", 400, ""),
    ("technician", "microtome", "trainer", "supervised", 300, "renewed"),
    ("technician", "xray", "supervisor", "supervised", 140, "withdrawn"),
    ("engineer", "lathe", "supervisor", "independent", 230, "disused"),
    ("engineer", "nitrogen", "supervisor", "supervised", 60, ""),
    ("supervisor", "confocal", "trainer", "may_train", 200, ""),
    *((f"colleague-{index}", "confocal", "trainer", level, 30 + 11 * index, "")
      for index, level in enumerate(("independent", "supervised", "independent", "supervised"))),
    *((f"colleague-{index}", "nitrogen", "trainer", "independent", 80 + 9 * index, "") for index in (4, 5, 6)),
)  # fmt: skip
CONDITIONS = {"supervised": "With somebody who may train, in the room."}
REASON = "The cabinet was opened before the beam was down. We go through the drill together, then sign anew."


def authorise(stage: Stage) -> None:
    if stage.house.slug != "northmoor":
        return
    techniques = {key: technique(stage, key) for key in TECHNIQUES}
    for owner, key, signer, *rest in SIGNED:
        if owner in stage.people:
            sign(stage, owner, signer, technique=techniques[key], told=rest)
    reminding.remind()
    Notice.objects.filter(kind__startswith="authorisation_laps").update(made_at=stage.now - timedelta(days=1))


def technique(stage: Stage, key: str) -> Technique:
    name, kind, place, months, days, notes = TECHNIQUES[key]
    trainer = stage.people["trainer"]
    values = {
        "name": name, "kind": kind, "unit": Unit.objects.filter(pk=trainer.unit_id).first() if key == "confocal" else None,
        "place": place, "notes": notes, "validity_months": months, "disuse_days": days, "competences": [],
    }  # fmt: skip
    rng = stage.parts["trainer"].rng(f"technique {key}")
    return actions.save_technique(actor=trainer, values=values, uid=new_uid(rng))


def sign(stage: Stage, owner: str, signer: str, *, technique: Technique, told: list[Any]) -> None:
    level, ago, state = told
    rng, actor = stage.parts[owner].rng(f"authorisation {technique.name}"), stage.people[signer]
    given = actions.Given(level, conditions=CONDITIONS.get(level, ""))
    made = actions.grant(
        owner=stage.people[owner], technique=technique, actor=actor, once=new_uid(rng), given=given
    )
    date_back(stage, made, ago, used=ago if state == "disused" else min(ago, rng.randint(2, 25)))
    if state == "withdrawn":
        actions.withdraw(authorisation=made, actor=actor, reason=REASON)
        at = stage.moment(stage.days_ago(ago // 3), rng)
        Authorisation.objects.filter(pk=made.pk).update(withdrawn_at=at)
    if state == "renewed":
        given = actions.Given("independent")
        new = actions.renew(authorisation=made, actor=actor, once=new_uid(rng), given=given)
        date_back(stage, new, ago // 3, used=ago // 3)
        at = stage.moment(stage.days_ago(ago // 3), rng)
        Authorisation.objects.filter(pk=made.pk).update(replaced_at=at)


def date_back(stage: Stage, made: Authorisation, ago: int, *, used: int) -> None:
    """As signed so many days ago and last used then; its date counts from there."""
    rng = stage.parts["trainer"].rng(f"signed {made.granted_key}")
    made.signed_at = stage.moment(stage.days_ago(ago), rng)
    made.used_on = stage.days_ago(used)
    if made.valid_until is not None:
        made.valid_until -= timedelta(days=ago)
    made.last_day = made.terms.last_day
    made.save(update_fields=["signed_at", "used_on", "valid_until", "last_day"])
    Notice.objects.filter(event__startswith=f"{made.uid}:").update(made_at=made.signed_at)
