"""What the demo shows of sign-offs: the technician's, in every state there is, by the actions."""

from datetime import datetime, timedelta
from typing import Any

from activities.actions import change_activity
from activities.models import Activity
from assessments.models import Assignment
from home.seeds.stage import Stage, new_uid
from journals.models import Entry
from people.models import User
from signoffs import actions
from signoffs.models import Signature, SignRequest

SIGNERS = [
    ("Tomasz Lis", "tomasz.lis@zenith.example", "Applications engineer, Zenith Optics"),
    ("Dr Ngaio Quill", "quill@body.example", "Independent assessor"),
    ("Bronwen Pugh", "b.pugh@marchlands.example", "Senior technician, Marchlands College"),
    ("Ravi Menon", "ravi.menon@halden.example", "Service engineer, Halden Vacuum"),
    ("Aoife Byrne", "aoife.byrne@westbrook.example", "Facility manager, Westbrook Institute"),
    ("Jonas Weber", "j.weber@lumen.example", "Trainer, Lumen Microscopy"),
    ("Elin Rhys", "elin.rhys@marchlands.example", "Safety adviser, Marchlands College"),
    ("Marta Silva", "marta@silva.example", "Visiting researcher"),
]
SAID = "Careful work, and clear notes for whoever comes next."
WHY = "I was there on the first day only, so I cannot speak for the rest. Please ask Bronwen."


def show_signoffs(stage: Stage) -> None:
    """The technician's of the first house; the others ask nobody yet."""
    if stage.house.slug != "northmoor":
        return
    owner, rng = stage.people["technician"], stage.parts["technician"].rng("signing")
    asked = [ask(owner, "activity", thing, number, rng) for number, thing in enumerate(ready(owner))]
    void, outdated, signed, declined, wrong, expired, revoked, _waiting = asked
    for request in (signed, void):
        answer(request, rng, "confirms", comment=SAID)
    answer(declined, rng, "cannot", comment=WHY)
    answer(wrong, rng, "not_me")
    actions.revoke(request=revoked, actor=owner)
    for request in (void, outdated):
        rewrite(request.thing(), owner)
    for kind, thing in others(owner):
        answer(ask(owner, kind, thing, 1, rng), rng, "confirms")
    date_back(stage, expired)
    actions.expire()


def ready(owner: User) -> list[Activity]:
    """As many as there are signers: done and open, those no supervisor has verified first, as some will change."""
    rows = Activity.objects.owned_by(owner).filter(planned=False, sealed=False, end_date__isnull=False)
    latest = rows.exclude(description="").for_rows().order_by("-end_date", "pk")
    return sorted(latest, key=lambda one: one.last_verification is not None)[: len(SIGNERS)]


def others(owner: User) -> list[tuple[str, Any]]:
    entry = Entry.objects.owned_by(owner).filter(state=Entry.State.PUBLISHED, sealed=False).first()
    work = Assignment.objects.owned_by(owner).filter(state__in=["submitted", "completed"]).first()
    return [(kind, thing) for kind, thing in (("entry", entry), ("assessment", work)) if thing]


def ask(owner: User, kind: str, thing: Any, number: int, rng: Any) -> SignRequest:
    name, email, role = SIGNERS[number]
    values = {
        "signer_name": name,
        "signer_email": email,
        "signer_role": role,
        "days": 14,
        "with_files": False,
    }
    made = actions.ask(kind=kind, thing=thing, actor=owner, values=values, once=new_uid(rng))
    assert made.request
    return made.request


def answer(request: SignRequest, rng: Any, given: str, *, comment: str = "") -> Signature:
    values = {"name": request.signer_name, "role": request.signer_role, "comment": comment}
    return actions.answer(
        request=request, given=given, seen=request.digest, once=new_uid(rng), how="link",
        values=values if given != "not_me" else {},
    )  # fmt: skip


def rewrite(activity: Activity, owner: User) -> None:
    words = f"{activity.description} The notes are now beside the instrument."
    change_activity(activity=activity, actor=owner, values={"description": words})


def date_back(stage: Stage, expired: SignRequest) -> None:
    """Asked in the last two weeks, answered since; the expired one is older."""
    for age, request in enumerate(SignRequest.objects.order_by("pk"), start=2):
        at: datetime = stage.now - timedelta(days=age, hours=age)
        times = {"asked_at": at, "expires_at": at + timedelta(days=14)}
        if request.pk == expired.pk:
            times = {name: when - timedelta(days=14) for name, when in times.items()}
        SignRequest.objects.filter(pk=request.pk).update(**times)
        Signature.objects.filter(request=request).update(at=at + timedelta(days=1))
