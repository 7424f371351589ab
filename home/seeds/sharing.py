"""What the demo shows of sharing and privacy: a passcode link, a page that search engines may list, reports, the notice."""

from datetime import timedelta
from typing import Any

from home.seeds.stage import Stage, new_uid
from journals.models import Entry
from notices.models import Notice
from portfolios.models import WebfolioPage
from sharing import actions
from sharing.models import Agreement, Audience, Hidden, PrivacyNotice, Report
from tenants.hosts import current_institution

PASSCODE = "otter-lamp-29"
EXAMINER = f"External examiner (passcode {PASSCODE})"
FIRST = """**What is kept.** Your account, what you log and write here, and who did what when.

**Who reads it.** You, and whoever you open it to. Nobody reads your log by running this site."""
SECOND = """**What is kept.** Your account, what you log and write here, and who did what when.

**Who reads it.** You, and whoever you open it to. A supervisor reads what you share from the day you accept them until your
pair ends. Nobody reads your log by running this site: admins see numbers.

**How long.** As long as you work here, and a year longer so that you can take it with you. Packs you declared stay on
record, because a register may ask for them.

**Your rights.** See, correct, take away or delete what is yours at any time. Write to dpo@{slug}.example."""
REPORTED = "The second paragraph gives the initials of a student who was unwell. I do not think she knows."
QUOTE = "E. had to sit down twice, so I finished the run for her"
UNFOUNDED = "I thought this was our unpublished protocol. It is the published one, sorry."


def show_sharing(stage: Stage) -> None:
    """Northmoor asks nobody to agree to anything: whoever is new there is at work at once."""
    if stage.house.slug != "northmoor":
        ask_for_agreement(stage)
        return
    link_with_passcode(stage)
    let_one_be_found(stage)
    report_some(stage)


def ask_for_agreement(stage: Stage) -> None:
    """Everybody has agreed to the present version but the last few technicians, who know the first."""
    admin, institution = stage.people["admin"], current_institution()
    first = actions.publish_notice(institution=institution, words=FIRST, actor=admin, over=0)
    words = SECOND.format(slug=stage.house.slug)
    second = actions.publish_notice(institution=institution, words=words, actor=admin, over=1)
    late = {part.key for part in stage.technicians()[-3:] if part.key.startswith("colleague-")}
    for key, person in stage.people.items():
        actions.agree(notice=first, person=person)
        if key not in late:
            actions.agree(notice=second, person=person)
    for notice, age in ((first, 300), (second, 40)):
        PrivacyNotice.objects.filter(pk=notice.pk).update(published_at=stage.now - timedelta(days=age))
        Agreement.objects.filter(notice=notice).update(at=stage.now - timedelta(days=age - 3))


def published(stage: Stage, key: str) -> Any:
    """This person's entries that others could read, the newest first."""
    rows = Entry.objects.owned_by(stage.people[key]).filter(state=Entry.State.PUBLISHED, sealed=False)
    return rows.order_by("-date", "pk")


def link_with_passcode(stage: Stage) -> None:
    owner = stage.people["technician"]
    entry = published(stage, "technician").filter(audience=Audience.SUPERVISORS)[3]
    actions.set_audience(item=entry, audience=Audience.LINK, actor=owner)
    link = actions.make_link(
        kind="entry", item=entry, name=EXAMINER, expires_on=stage.today + timedelta(days=60), actor=owner,
        passcode=PASSCODE,
    )  # fmt: skip
    for _ in range(3):
        actions.count_view(link=link)


def let_one_be_found(stage: Stage) -> None:
    for page in WebfolioPage.objects.filter(audience=Audience.PUBLIC, live=True):
        actions.set_findable(kind="folio", item=page, findable=True, actor=page.owner)


def report_some(stage: Stage) -> None:
    """One waits, and is hidden meanwhile; one was settled: nothing was wrong."""
    admin, rng = stage.people["admin"], stage.parts["technician"].rng("reports")
    open_ones = published(stage, "supervisor").filter(audience__in=[Audience.INSTITUTION, Audience.PUBLIC])
    waiting, settled = open_ones[:2] if open_ones.count() > 1 else published(stage, "supervisor")[:2]
    for entry in (waiting, settled):
        if entry.audience != Audience.INSTITUTION:
            actions.set_audience(item=entry, audience=Audience.INSTITUTION, actor=entry.owner)
    reporter = stage.people["engineer"]
    case = actions.report(
        kind="entry", item=waiting, reporter=reporter, reason=Report.Reason.PEOPLE, once=new_uid(rng),
        words=REPORTED, quote=QUOTE,
    )  # fmt: skip
    actions.hide_reported(report=case, actor=admin)
    old = actions.report(
        kind="entry", item=settled, reporter=reporter, reason=Report.Reason.CONFIDENTIAL, once=new_uid(rng),
        words=UNFOUNDED,
    )  # fmt: skip
    actions.settle_report(
        report=old, actor=admin, state=Report.State.DISMISSED, answer="It is the published protocol."
    )
    for one, age in ((case, 1), (old, 30)):
        at = stage.now - timedelta(days=age)
        Report.objects.filter(pk=one.pk).update(at=at)
        Report.objects.filter(pk=one.pk).exclude(settled_at=None).update(settled_at=at + timedelta(days=1))
        Notice.objects.filter(about=one.uid).update(made_at=at)
    Hidden.objects.update(hidden_at=stage.now - timedelta(hours=20))
