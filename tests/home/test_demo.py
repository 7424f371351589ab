"""The demo is rich enough to judge by: one small build of it, and a count of each state it promises."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.core.files.storage import storages
from django.db import connection, connections
from django.db.models import Count
from django.test import override_settings
from django.utils import timezone

from activities.importing.models import ImportUpload
from activities.models import Activity, Change, EntryLink, Verification
from applications.models import Application
from applications.queries import grid_of
from assessments.models import Assignment, Extension, Scorer
from assessments.queries import changed_since_look, open_for, waiting_for, with_versions
from audits.models import BlindReview, Draw, Handing, MockAudit, Remark
from authorisations.models import Authorisation, Technique
from authorisations.queries import door_sheet
from cohorts import grid
from cohorts.models import BulkAct, Cohort, CohortTask, Programme
from duties.models import Task
from duties.queries import open_for as tasks_of
from duties.queries import to_approve
from evidence.models import Evidence
from home.seeds import cast, demo
from home.seeds import sharing as seeds
from home.seeds.cast import northmoor
from journals.models import Entry, ReflectionPrompt
from lib.digests import digest_of_many
from moderation import queries as moderation
from moderation.models import CalibrationSet, SecondMark, Share
from moving.models import Archive, Newcomer, archive_store
from moving.record.gathering import gather
from moving.record.storing import Arrival
from notices.models import Letter, Notice
from people.models import Pair, TrailEntry, User
from people.permissions import can
from portfolios.editing import KINDS
from portfolios.models import Collection, CopyLine, WebfolioPage, WebfolioSectionPage, WebfolioTemplate
from registers import packs
from registers.endorsing import waiting_for as endorsements_for
from registers.models import Break, FrozenPack, OwnPack, Registration, Renewal
from registers.packfiles.facts import check_facts
from registers.queries import standings
from sharing.models import Agreement, ClosedThread, Comment, Hidden, PrivacyNotice, Report, ShareLink
from signoffs.models import SignRequest
from signoffs.showing import state_of
from tenants import schemas
from tenants.models import Institution, Operator, OperatorAct, Transfer
from tenants.schemas import in_schema
from tenants.scratch import check_constraints, scratch_schema
from tests import databases

ROLES = ("technician", "engineer", "supervisor", "trainer", "admin", "editor")
DEMO_EMAILS = [f"{role}@northmoor.example" for role in ROLES]
SMALL = {"technicians": 29, "southby": 3, "years": 1}


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """A small demo by the same code; the name of its database. Counts of jobs before and after come along."""
    with django_db_blocker.unblock(), databases.copy("demo") as name:
        back = connections["default"].settings_dict["NAME"]
        databases.point_at(name)
        with in_schema("public"):
            for institution in Institution.objects.all():
                schemas.drop(institution.schema_name)
            with connection.cursor() as cursor:
                cursor.execute("TRUNCATE tenants_domain, tenants_institution CASCADE")
        said = []
        first, second = demo.build(said.append, **SMALL), demo.build(said.append, **SMALL)
        databases.point_at(back)
        yield {"name": name, "first": first, "second": second}
        databases.point_at(back)
        connection.set_schema_to_public()


@pytest.fixture
def house(built, django_db_blocker):
    """Inside Northmoor of the demo."""
    with django_db_blocker.unblock():
        back = connections["default"].settings_dict["NAME"]
        databases.point_at(built["name"])
        with in_schema("inst_northmoor"):
            yield built
        databases.point_at(back)


def person(key: str) -> User:
    return User.objects.get(email=next(part.email for part in northmoor().named if part.key == key))


def owners(story: str) -> list[User]:
    people = cast.everybody(northmoor(SMALL["technicians"]))
    return [User.objects.get(email=part.email) for part in people if part.story == story]


def test_demo_is_built_once(house):
    assert (house["first"], house["second"]) == (True, False)


def test_demo_is_refused_outside_demo_mode():
    with override_settings(DEMO=False), pytest.raises(demo.DemoRefused):
        demo.build()


def test_demo_accounts_sign_in(house):
    accounts = {user.email: user for user in User.objects.filter(email__in=DEMO_EMAILS)}

    assert set(accounts) == set(DEMO_EMAILS)
    assert all(user.check_password(cast.PASSWORD) for user in accounts.values())
    assert {email.split("@")[0]: set(user.roles) for email, user in accounts.items()} == {
        "technician": {"technician"},
        "engineer": {"technician"},
        "supervisor": {"supervisor", "technician"},
        "trainer": {"trainer"},
        "admin": {"admin"},
        "editor": {"editor"},
    }
    assert accounts["editor@northmoor.example"].language == "cy"
    assert Operator.objects.get(email=demo.OPERATOR).check_password(cast.PASSWORD)


def test_demo_has_its_technicians_and_pairs(house):
    technicians = User.objects.holding("technician")
    supervisor = person("supervisor")

    assert technicians.count() == SMALL["technicians"]
    assert len(supervisor.supervised_ids) == 10
    assert {person("technician").pk, person("engineer").pk} <= supervisor.supervised_ids
    states = Counter(Pair.objects.values_list("state", flat=True))
    assert states["proposed"] == 1
    assert states["ended"] == 1
    assert states["declined"] == 1
    today = timezone.localdate()
    assert Pair.objects.filter(state="accepted", ends_on__lt=today).count() == 1
    live = Pair.objects.live()
    unpaired = technicians.exclude(pk__in=live.values("technician"))
    idle = User.objects.holding("supervisor").exclude(pk__in=live.values("supervisor"))
    assert unpaired.count() >= 2
    assert idle.count() == 1


def test_demo_shows_sharing_and_privacy(house):
    link = ShareLink.objects.exclude(passcode="").get()
    states = Counter(Report.objects.values_list("state", flat=True))

    assert link.owner == person("technician") and link.is_open and link.views == 3
    assert check_password(seeds.PASSCODE, link.passcode)
    assert [page.is_listed for page in WebfolioPage.objects.filter(audience="public", live=True)] == [True]
    assert states == {"waiting": 1, "dismissed": 1}
    assert Hidden.objects.get().object_uid == Report.objects.waiting().get().object_uid
    assert Institution.objects.get(slug="northmoor").notice_number == 0


def test_demo_asks_southby_to_agree_to_its_second_privacy_notice(house):
    with in_schema("inst_southby"):
        notice = PrivacyNotice.objects.first()
        agreed = set(Agreement.objects.filter(notice=notice).values_list("person__email", flat=True))
        people = set(User.objects.current().values_list("email", flat=True))

    assert notice.number == Institution.objects.get(slug="southby").notice_number == 2
    assert set(DEMO_EMAILS) & people <= agreed
    assert 1 <= len(people - agreed) <= 3


def test_demo_shows_what_is_said_in_each_way(house):
    said = Comment.objects.filter(owner=person("technician"))

    assert said.filter(score__isnull=False, reply_to=None).exists()
    assert said.filter(reply_to__isnull=False, author=person("technician")).exists()
    assert said.filter(mentioned=person("supervisor")).exists()
    assert said.filter(reach=Comment.Reach.READERS, author=person("engineer")).exists()
    assert said.exclude(removed_at=None).exists()
    assert set(said.values_list("kind", flat=True)) == {"entry", "activity"}
    assert ClosedThread.objects.exists()


def test_demo_years_are_rich(house):
    today = timezone.localdate()
    counted = dict(
        Activity.objects.filter(planned=False, end_date__isnull=False, end_date__gte=today - timedelta(days=365))
        .values_list("owner_id")
        .annotate(Count("pk"))
    )  # fmt: skip
    kept = dict(Entry.objects.values_list("owner_id").annotate(Count("pk")))
    thin = {user.pk for user in owners("no_activity")}
    empty = set(User.objects.holding("technician").values_list("pk", flat=True)) - set(kept)

    assert len(empty) == cast.EMPTY
    assert not Activity.objects.filter(owner_id__in=empty).exists()
    assert all(count <= 40 for count in counted.values())
    if today.month >= 7:
        assert all(count >= 12 for owner, count in counted.items() if owner not in thin)
        assert all(6 <= count <= 20 for count in kept.values())
    assert set(Activity.objects.values_list("category", flat=True)) == {
        "work_based", "professional", "formal", "self_directed", "other"
    }  # fmt: skip


def test_demo_holds_every_state_of_a_record(house):
    assert Activity.objects.filter(planned=True).count() > 5
    assert Activity.objects.filter(end_date=None).count() > 5
    assert Activity.objects.filter(sealed=True, title="").count() > 3
    assert Entry.objects.filter(state="draft").count() > 3
    assert Entry.objects.filter(sealed=True, title="").count() > 3
    assert Verification.objects.live().count() > 50
    assert Verification.objects.exclude(voided_at=None).count() >= 1
    assert set(Evidence.objects.values_list("kind", flat=True)) >= {"file", "link"}
    assert ReflectionPrompt.objects.count() >= 8
    assert EntryLink.objects.count() == 2
    assert Entry.objects.exclude(reflection={}).values("reflection__name").distinct().count() == 3
    assert not Activity.objects.filter(created__gt=timezone.now()).exists()
    assert not Entry.objects.filter(date__gt=timezone.localdate()).exists()


def test_demo_holds_every_state_of_an_assessment(house):
    shown = Counter(work.shown_as for work in Assignment.objects.all())

    assert set(shown) == {
        "not_started", "in_progress", "overdue", "waiting", "returned", "completed", "withdrawn"
    }  # fmt: skip
    assert shown["waiting"] >= 4


def test_demo_holds_an_assessment_with_everything(house):
    balance = Assignment.objects.filter(title="Calibration of a balance")
    failed, begun, again = (balance.get(state=state) for state in ("completed", "open", "submitted"))

    assert (failed.owner, failed.passed, failed.may_try_again) == (person("technician"), False, True)
    assert (begun.owner, begun.prompts.exclude(response="").count()) == (person("engineer"), 1)
    assert Scorer.objects.exclude(notes="").get().assignment == again
    waiting = with_versions(waiting_for(person("supervisor")), person("supervisor"))
    assert next(changed_since_look(work) for work in waiting if work == again) > 1


def test_demo_holds_every_state_of_a_task(house):
    shown = Counter(task.shown_as for task in Task.objects.all())

    assert set(shown) == {"not_started", "overdue", "waiting", "returned", "completed", "withdrawn"}
    assert len(to_approve(person("supervisor"))) == 2
    assert any(task.is_private for task in tasks_of(person("technician")))
    assert not any(task.set_at > timezone.now() for task in Task.objects.all())


def test_demo_holds_every_standing_of_an_authorisation_and_a_task_to_renew(house):
    mine = {one.technique.name: one for one in Authorisation.objects.filter(owner=person("technician"))}
    shown = Counter(one.standing for one in Authorisation.objects.all())
    sheet = door_sheet(Technique.objects.get(name="Confocal microscope"), timezone.localdate())

    assert set(shown) == {
        "in_force", "lapses_soon", "lapsed_by_date", "lapsed_by_disuse", "withdrawn", "replaced"
    }  # fmt: skip
    assert mine["Handling liquid nitrogen"].renewal_task.shown_as == "not_started"
    assert len(sheet) >= 5
    assert person("technician") in {one.owner for one in sheet}


def test_demo_leaves_something_to_do(house):
    technician, supervisor = person("technician"), person("supervisor")
    open_titles = {work.title for work in open_for(technician)}
    today = timezone.localdate()
    recent = Activity.objects.owned_by(technician).unfinished()
    finished = recent.filter(end_date__isnull=False, end_date__year__gte=today.year - 1)

    assert "Confocal microscope: independent user" in open_titles
    assert len(waiting_for(supervisor)) >= 4
    assert [one.owner for one in endorsements_for(supervisor)] == [person("engineer")]
    this_year = finished.filter(end_date__year=today.year)
    assert (this_year if today.month > 3 else finished).count() == 2
    cohort = Cohort.objects.get(name="Microscopy 2026")
    assert cohort.is_run_by(person("trainer"))
    assert cohort.memberships.current().filter(person=technician).exists()


def test_demo_cohort_has_a_task_that_most_have_done(house):
    done = Counter(link.task.shown_as for link in CohortTask.objects.select_related("task"))

    assert set(done) == {"completed", "overdue"}
    assert done["completed"] > done["overdue"] > 0


def test_demo_cohorts_hold_every_state_of_a_programme(house):
    trainer = person("trainer")
    found = grid.load(Cohort.objects.get(name="Microscopy 2026"), trainer)
    by_rule = Cohort.objects.get(name="Workshop technicians")

    shown = Counter(cell.shown_as for row in found.rows for cell in row.cells if cell)
    assert set(shown) >= {
        "completed", "waiting", "returned", "overdue", "in_progress", "not_started", "planned", "not_met", "attention",
    }  # fmt: skip
    assert len(found.items) == 8
    assert by_rule.rule.unit == person("engineer").unit
    assert by_rule.memberships.current().filter(person=person("engineer")).exists()
    assert Counter(BulkAct.objects.values_list("kind", flat=True)) == {"extend": 1, "remind": 1}
    assert Extension.objects.exists()
    assert Programme.objects.get().owner is None


def test_demo_registers_are_held_aimed_at_and_lapsed(house):
    held = {(one.pack, one.grade, one.is_candidate) for one in person("engineer").registrations.all()}
    packs = set(person("technician").registrations.values_list("pack", "grade"))

    assert held == {("engineering-council", "EngTech", True), ("iet", "TMIET", False)}
    assert packs == {("science-council", "RSciTech"), ("rsb", "RSciTech")}
    assert Registration.objects.filter(ended_on__lt=timezone.localdate()).count() == 1
    assert Break.objects.count() == 1
    assert Counter(Renewal.objects.values_list("state", flat=True)).keys() == {
        "draft",
        "declared",
        "withdrawn",
    }
    assert Renewal.objects.filter(replaces__state="withdrawn", state="declared").count() == 1
    assert FrozenPack.objects.count() == Renewal.objects.exclude(state="draft").count()
    assert all(check_facts(pack.facts) is None for pack in FrozenPack.objects.all())


def test_demo_declarations_count_the_days_left_from_their_own_day(house):
    for pack in FrozenPack.objects.all():
        (due,) = [one for one in pack.facts["findings"] if one["rule"] == "due"]
        day = date.fromisoformat(pack.facts["declared_on"])

        assert due["figures"]["days_left"] == (date.fromisoformat(due["figures"]["due"]) - day).days
        assert "ago" not in due["reason"]


def test_demo_shows_an_import_a_series_a_split_and_a_register_of_the_institution(house):
    done = {one.kind: one for one in Change.objects.exclude(kind="deleted")}
    imported, series, split = (done[kind] for kind in ("imported", "repeated", "split"))
    today = timezone.localdate()
    own = OwnPack.objects.get()

    assert imported.owner == person("engineer") and imported.items.count() == 3
    assert series.owner == person("supervisor")
    assert all(one.activity.planned and one.activity.start_date > today for one in series.items.all())
    assert split.owner == person("technician") and split.items.count() == 2
    assert not ImportUpload.objects.exists()
    assert own.is_in_use and packs.editions("northmoor-labs")
    assert Registration.objects.filter(pack="northmoor-labs", owner=person("supervisor")).exists()


@pytest.mark.parametrize(
    ("story", "rule"),
    [
        ("no_activity", "record"),
        ("two_categories", "breadth"),
        ("no_practice", "benefit_practice"),
        ("no_users", "benefit_users"),
    ],
)
def test_demo_holds_a_year_that_fails_each_science_council_rule(house, story, rule):
    if timezone.localdate().month < 7:
        pytest.skip("The present year has only begun; the build leaves it thin for everybody.")
    (owner,) = owners(story)

    (standing,) = standings(owner)

    statuses = {one.rule: str(one.status) for one in standing.findings}
    assert statuses[rule] == "not_met"


def test_demo_applications_are_half_done_and_commented(house):
    engineer = Application.objects.get(owner=person("engineer"), pack="engineering-council")
    fellowship = Application.objects.get(owner=person("technician"), pack="advance-he")

    assert 0 < grid_of(engineer, engineer.owner).standing.shown < 15
    assert engineer.links.exists()
    assert [one.state[1] for one in fellowship.supporters.all()] == ["Commented"]
    assert [one.state[1] for one in engineer.supporters.all()] == ["Asked"]


def test_demo_webfolios_are_open_and_private(house):
    live = Counter(WebfolioPage.objects.filter(live=True).values_list("audience", flat=True))

    assert live["public"] == 1
    assert live["supervisors"] >= 1
    assert live["only_me"] == 1
    assert WebfolioPage.objects.filter(live=False).count() >= 1
    assert WebfolioPage.objects.get(owner=person("technician")).audience == "supervisors"
    assert (
        WebfolioPage.objects.filter(live=False, opens_at__isnull=False, closes_at__isnull=False).count() == 1
    )


def test_demo_webfolios_use_every_kind_of_block(house):
    pages = WebfolioSectionPage.objects.filter(webfolio__owner=person("technician"), live=True)
    shown = {
        block.block_type for page in [*pages, *WebfolioPage.objects.filter(live=True)] for block in page.body
    }

    assert shown == set(KINDS)


def test_demo_shows_templates_a_copied_page_and_a_collection(house):
    templates = WebfolioTemplate.objects.all()
    collection = Collection.objects.get(owner=person("technician"))

    assert [one.owner for one in templates.order_by("-is_default", "pk")] == [
        None,
        None,
        person("supervisor"),
    ]
    assert {line.person for line in CopyLine.objects.filter(outcome="made")} == {
        person("technician"),
        person("engineer"),
    }
    assert (collection.purpose, collection.audience) == ("review", "supervisors")
    assert {"page", "activity", "entry"} <= set(collection.pieces.values_list("kind", flat=True))


def test_demo_shows_the_desk_a_draw_a_mock_audit_and_a_review(house):
    outcomes = Counter(Handing.objects.values_list("outcome", flat=True))
    (draw,) = Draw.objects.all()

    assert outcomes[""] == 1
    assert outcomes["accepted"] >= 1
    assert Remark.objects.filter(by_owner=False, replies=None).count() == 1
    assert draw.seed
    assert len(draw.sample) == 1 <= len(draw.ids)
    assert MockAudit.objects.get().owner == person("technician")
    assert BlindReview.objects.offered_to(person("engineer")).count() == 1


def test_demo_holds_every_state_of_a_signoff(house):
    mine = list(SignRequest.objects.filter(owner=person("technician")).select_related("signature"))
    shown = Counter(state_of(row)[1] for row in mine)

    assert set(shown) == {
        "Waiting", "Waiting, for the version before", "Signed", "Not confirmed", "Wrong address", "Expired", "Taken back",
        "No longer valid",
    }  # fmt: skip
    assert len(mine) == SignRequest.objects.count()
    assert {row.kind for row in mine if state_of(row)[1] == "Signed"} >= {"activity", "entry"}
    assert not any(row.asked_at > timezone.now() for row in mine)


def test_demo_has_an_archive_with_its_proof(house):
    archive = Archive.objects.get(owner=person("technician"))

    assert archive.is_ready and archive_store().exists(archive.name)
    assert [one.state for one in archive.proofs.all()] == ["passed"]


def test_demo_records_all_come_back_from_a_scratch_space(house):
    for schema in ("inst_northmoor", "inst_southby"):
        with in_schema(schema):
            records = [(one, list(gather(one, sealed=True))) for one in User.objects.order_by("pk")]
            with scratch_schema():
                for one, record in records:
                    newcomer = User.objects.create(username=f"n{one.pk}", email=f"n{one.pk}@scratch.invalid")
                    arrival = Arrival(newcomer, TakesEverything())
                    for kind, rows in record:
                        arrival.store(kind, rows)
                    again = gather(User.objects.get(pk=newcomer.pk), sealed=True)
                    assert digests(again) == digests(record), one
                check_constraints()


class TakesEverything:
    """A shelf for records whose files stay where they are."""

    def keep(self, path, store):
        return path[:100]


def digests(record):
    return {kind.name: (len(rows), digest_of_many(rows)) for kind, rows in record}


def test_demo_mails_nothing_afterwards(house):
    assert not Notice.objects.filter(mailed_at=None).exists()
    assert not Letter.objects.filter(sent_at=None).exists()
    assert Notice.objects.unread().exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM public.procrastinate_jobs"
            " WHERE task_name IN ('notices.mail', 'notices.letter', 'audits.letter')"
            " AND args->>'schema' IN ('inst_northmoor', 'inst_southby') AND status = 'todo'"
        )
        assert cursor.fetchone()[0] == 0


def test_demo_evidence_files_are_there(house):
    kept = Evidence.objects.filter(kind="file")

    assert kept.count() > 30
    assert all(storages["evidence"].exists(piece.file.name) for piece in kept)


def test_demo_southby_stands_apart(house):
    with in_schema("inst_southby"):
        assert User.objects.holding("technician").count() == SMALL["southby"]
        assert not Entry.objects.filter(body__icontains="northmoor").exists()
        assert not User.objects.filter(email__icontains="northmoor").exists()


def test_demo_leaves_southbys_admin_an_arrival_to_answer(house):
    (leaver, _) = owners("unpaired")
    transfer = Transfer.objects.get()
    with in_schema("inst_southby"):
        admin = User.objects.get(email="admin@southby.example")
        newcomer = Newcomer.objects.get(transfer=transfer.uid)
        told = Notice.objects.unread().filter(recipient=admin, kind="transfer_asked")

        assert (newcomer.name, transfer.person, transfer.state) == (leaver.display_name, leaver.uid, "asked")
        assert transfer.account is None and transfer.move_on > timezone.localdate()
        assert told.count() == 1 and can(admin, "moving.answer_transfer", transfer)


def test_demo_marks_its_end(house):
    with in_schema("public"):
        acts = OperatorAct.objects.filter(verb=demo.BUILT).values_list("slug", flat=True)
        assert set(acts) == {"northmoor", "southby"}
    assert TrailEntry.objects.filter(verb="logged").count() == Activity.objects.count()


def test_work_is_marked_twice_and_answers_calibrated(house):
    trainer = person("trainer")

    found = [moderation.compared(mark) for mark in moderation.double_marked(trainer)]
    finished, scores = moderation.finished_scores(CalibrationSet.objects.get(owner=trainer))

    assert len(found) == 2
    assert any(one.gap for one in found)
    assert moderation.asked_of(trainer).count() == 1
    assert SecondMark.objects.exclude(agreed_at=None).count() == 1
    assert Share.objects.running().get().asked_by == trainer
    assert finished == 6
    assert len(scores) == 3
    assert CalibrationSet.objects.open_to(trainer).exists()
