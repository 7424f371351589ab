"""What the demo shows of audits: a pack with a question open, one accepted, a draw, a mock audit, a blind review waiting."""

from datetime import date, timedelta
from decimal import Decimal

from audits import actions
from audits.models import BlindReview, Draw, DrawnPack, Handing, Letter, MockAudit
from home.seeds.cast import Part
from home.seeds.renewing import year
from home.seeds.stage import Stage, new_uid
from registers.facts import Period
from registers.models import FrozenPack, Registration, Renewal

ASSESSOR = {
    "assessor_name": "Dr Ngaio Quill",
    "assessor_email": "quill@body.example",
    "body": "Science Council",
    "note": "",
    "shows_name": True,
    "shows_number": True,
    "with_evidence": False,
}
SEED = "four dice on the office table: 3 1 6 2"
DECIDED = {
    "outcome": "accepted",
    "overall": "A full year with honest reflection. The link between what you read and what you changed is clear.",
    "decided_by": "Dr Ngaio Quill",
    "decided_role": "CPD assessor",
}


def show_audits(stage: Stage) -> None:
    """At the house whose workshop engineer offers to review; the other one has none."""
    if "engineer" not in stage.people:
        return
    by_owner = {frozen.renewal.owner_id: frozen for frozen in declared()}
    technician = stage.parts["technician"]
    if frozen := by_owner.get(stage.people["technician"].pk):
        hand_over_and_ask(stage, technician, frozen)
    for part in stage.technicians():
        if part.story == "declared" and (frozen := by_owner.get(stage.people[part.key].pk)):
            hand_over_and_accept(stage, part, frozen)
    draw_last_year(stage)
    check_and_ask(stage, technician)


def declared() -> list[FrozenPack]:
    """Those that stand, oldest first, so that the newest of each owner is the one kept."""
    packs = FrozenPack.objects.filter(renewal__state=Renewal.State.DECLARED)
    return list(packs.select_related("renewal__owner").order_by("made_at"))


def hand_over(stage: Stage, part: Part, frozen: FrozenPack, *, days: int) -> Handing:
    """Handed over some days ago, read a few times since."""
    rng = part.rng("desk")
    values = ASSESSOR | {"expires_on": stage.today + timedelta(days=60)}
    handing = actions.hand_over(frozen=frozen, actor=stage.people[part.key], values=values, once=new_uid(rng))
    at = stage.moment(stage.days_ago(days), rng)
    Handing.objects.filter(pk=handing.pk).update(made_at=at, views=3, last_opened_at=stage.now)
    Letter.objects.filter(handing=handing).update(made_at=at, sent_at=at)
    return handing


def hand_over_and_ask(stage: Stage, part: Part, frozen: FrozenPack) -> None:
    handing = hand_over(stage, part, frozen, days=6)
    first = next(iter(frozen.facts["activities"]), None)
    about = (f"activity:{first['uid']}", first["title"]) if first else ("", "")
    words = "You say that this changed how you work. Could you give one example from the weeks after?"
    actions.ask(handing=handing, words=words, about=about, once=new_uid(part.rng("question")))


def hand_over_and_accept(stage: Stage, part: Part, frozen: FrozenPack) -> None:
    handing = hand_over(stage, part, frozen, days=20)
    actions.decide(handing=handing, values=DECIDED, points=[], once=new_uid(part.rng("decision")))


def draw_last_year(stage: Stage) -> None:
    """Announced before last year's list closed; the seed is shown."""
    first, last = year(stage, 1)
    admin, rng = stage.people["admin"], stage.parts["admin"].rng("draw")
    values = {
        "pack": "science-council", "grade": "RSciTech", "period_from": first, "period_to": last,
        "percent": Decimal("2.5"), "closes_on": closing_day(stage, last), "response_days": 90,
    }  # fmt: skip
    draw = actions.announce_draw(actor=admin, values=values, seed=SEED, once=new_uid(rng))
    announced = stage.moment(values["closes_on"] - timedelta(days=30), rng)
    Draw.objects.filter(pk=draw.pk).update(made_at=announced)
    actions.draw(draw=draw, actor=admin, seed=SEED)
    DrawnPack.objects.filter(draw=draw).update(respond_by=stage.today + timedelta(days=76))


def closing_day(stage: Stage, last: date) -> date:
    return min(last + timedelta(days=31), stage.days_ago(1))


def check_and_ask(stage: Stage, part: Part) -> None:
    """A mock audit half ticked, and a blind review of it that waits for a colleague who offered."""
    owner, rng = stage.people[part.key], part.rng("mock audit")
    registration = Registration.objects.filter(owner=owner, ended_on=None).order_by("pk").first()
    if registration is None:
        return
    mock = actions.run_mock(registration=registration, period=Period(*year(stage, 0)), once=new_uid(rng))
    ticks = {mock.lines[0]["key"]: {"ok": True, "note": "Also ask Alan for the course list."}}
    mock = actions.tick_mock(mock=mock, actor=owner, ticks=ticks)
    MockAudit.objects.filter(pk=mock.pk).update(made_at=stage.moment(stage.days_ago(3), rng))
    actions.volunteer(actor=stage.people["engineer"], willing=True)
    review = actions.ask_review(mock=mock, actor=owner, once=new_uid(rng))
    BlindReview.objects.filter(pk=review.pk).update(asked_at=stage.moment(stage.days_ago(2), rng))
