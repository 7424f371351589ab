"""Mock audits: the year as if drawn, a checklist from the pack's own data, own ticks, and what to mend."""

import uuid
from datetime import date, timedelta

import pytest

from audits.checklist import checklist, draws_words, evidence_lines, grouped, return_lines
from audits.models import MockAudit
from people.models import TrailEntry
from registers import packs
from registers.models import Renewal
from tests import things
from tests.audits.mock_samples import mock_of
from tests.registers.test_renewals import hold
from tests.tellers import Teller

YEAR = date.today().year
NEWEST = {pack: packs.editions(pack)[-1] for pack in packs.ids()}


def run(cast, pack="science-council", grade="RSciTech", **values) -> MockAudit:
    return mock_of(hold(cast.technician, pack=pack, grade=grade, **values))


def lines(mock) -> dict:
    return {one["key"]: one for one in mock.lines}


def test_mock_audit_is_run_from_the_screen(cast, visit):
    Teller(cast).activity(cast.technician, benefit_users="")
    hold(cast.technician)
    client = visit(cast.technician)
    form = client.get("/audits/mock/new/").context["form"]
    which = next(key for key in form.offers if str(YEAR) in key)

    answer = client.post("/audits/mock/new/", {"which": which, "once": str(uuid.uuid4())})

    mock = MockAudit.objects.get()
    page = client.get(answer.url).content.decode()
    assert answer.url == mock.get_absolute_url()
    assert "draws 2.5 % of members. Here is your year as if drawn." in page
    assert "90 days to answer" in page
    assert mock.respond_by == date.today() + timedelta(days=90)
    assert "S1." in page
    assert "Cryostat induction" in page
    assert not Renewal.objects.exists()


def test_checklist_leads_to_what_is_missing(cast, visit):
    lacking = Teller(cast).activity(cast.technician, benefit_users="")
    mock = run(cast)

    one = lines(mock)["rule:benefit_users"]

    assert (one["status"], one["url"]) == ("not_met", f"/activities/{lacking.uid}/edit/#id_benefit_users")
    assert one["url"] in visit(cast.technician).get(mock.get_absolute_url()).content.decode()


def test_checklist_holds_the_bodys_own_criteria(cast):
    mock = run(cast, pack="iet", grade="TMIET")

    found = [one["title"] for one in mock.lines if one["group"] == "criteria"]

    assert found[0] == "Plan-to-activity link"
    assert len(found) == 6
    assert mock.response_days == 28


@pytest.mark.parametrize("pack", sorted(NEWEST))
def test_checklist_of_every_pack_has_lines_of_known_groups_and_own_keys(pack):
    facts = {"findings": [], "statements": [], "activities": []}

    made = checklist(NEWEST[pack], facts, mends={})

    assert len({one["key"] for one in made}) == len(made) > 0
    assert sum(len(rows) for _, rows in grouped(made)) == len(made)
    assert draws_words(NEWEST[pack]).endswith(".")


@pytest.mark.parametrize(
    ("pack", "evidence", "status", "title"),
    [
        ("hcpc", [["file"], ["file"]], "met", "Evidence goes with the record"),
        ("hcpc", [["file"], []], "advice", "Evidence goes with the record"),
        ("science-council", [[]], "advice", "Evidence is kept, and sent when asked for"),
        ("iet", [[]], "met", "The body wants no evidence with the record"),
        ("bcs-rittech", [[]], "body_decides", "Whether evidence is wanted"),
    ],
)
def test_checklist_judges_evidence_by_the_bodys_policy(pack, evidence, status, title):
    (line,) = evidence_lines(NEWEST[pack], [{"evidence": one} for one in evidence])

    assert (line.status, line.title) == (status, title)


def test_checklist_says_which_texts_are_missing():
    asked = {line.key: line.status for line in return_lines(NEWEST["hcpc"], [])}
    key = next(iter(asked)).removeprefix("return:")

    written = return_lines(NEWEST["hcpc"], [{"key": key, "text": "Words."}])

    assert set(asked.values()) <= {"not_met", "advice"}
    assert written[0].status == "met"


@pytest.mark.parametrize(
    ("pack", "said"), [("ist", "every member"), ("iet", "publishes no share"), ("imeche", "5 %")]
)
def test_mock_audit_tells_how_the_body_draws(pack, said):
    assert said in draws_words(NEWEST[pack])


def test_ticks_and_notes_are_kept_and_the_result_dated(cast, visit):
    mock = run(cast)
    client = visit(cast.technician)

    client.post(mock.get_absolute_url(), {"ok-0": "on", "note-1": "Ask Alan."})
    kept = MockAudit.objects.get()
    client.post(mock.get_absolute_url(), {"ok-0": "on", "note-1": "Ask Alan.", "finish": "1"})

    keys = [one["key"] for one in mock.lines]
    assert kept.ticks == {keys[0]: {"ok": True, "note": ""}, keys[1]: {"ok": False, "note": "Ask Alan."}}
    assert kept.finished_at is None
    assert MockAudit.objects.get().finished_at
    page = client.get(mock.get_absolute_url()).content.decode()
    assert "Ask Alan." in page
    assert "Result," in page


def test_note_too_long_is_refused_and_kept(cast, visit):
    mock = run(cast)

    answer = visit(cast.technician).post(mock.get_absolute_url(), {"note-0": "x" * 1001})

    assert answer.status_code == 422
    assert "x" * 1001 in answer.content.decode()


def test_later_edits_do_not_reach_a_mock_audit(cast):
    activity = Teller(cast).activity(cast.technician)
    mock = run(cast)

    from activities.actions import change_activity

    change_activity(activity=activity, actor=cast.technician, values={"title": "Another title"})

    assert MockAudit.objects.get(pk=mock.pk).facts["activities"][0]["title"] == activity.title


def test_sealed_activity_shows_bare_facts(cast):
    Teller(cast).activity(cast.technician, sealed=True, title="Secret patent work")

    mock = run(cast)

    assert "Secret patent" not in str(mock.facts) + str(mock.lines)
    assert mock.facts["activities"][0]["title"] == "Sealed activity"


def test_draft_being_prepared_is_what_is_looked_at(cast):
    from registers.actions import change_renewal

    renewal = things.renewal(cast)
    change_renewal(
        renewal=renewal, actor=cast.technician, values={"exceptional_reason": "Long illness in spring."}
    )

    mock = mock_of(renewal.registration)

    assert mock.facts["exceptional_reason"] == "Long illness in spring."


def test_running_twice_with_one_key_is_one_act_and_it_can_be_deleted(cast, visit):
    registration, once = hold(cast.technician), uuid.uuid4()

    first, second = mock_of(registration, once=once), mock_of(registration, once=once)
    client = visit(cast.technician)
    answers = [client.post(f"{first.get_absolute_url()}delete/") for _ in range(2)]

    assert first == second
    assert not MockAudit.objects.exists()
    assert [(one.status_code, one.url) for one in answers] == [(302, "/audits/")] * 2
    assert TrailEntry.objects.filter(verb="deleted mock audit", object_uid=first.uid).count() == 1


@pytest.mark.parametrize("many", [1, 50])
def test_mock_audit_asks_few_queries_however_long_the_year(cast, visit, django_assert_num_queries, many):
    for _ in range(many):
        Teller(cast).activity(cast.technician)
    mock = run(cast)
    client = visit(cast.technician)
    client.get(mock.get_absolute_url())

    with django_assert_num_queries(7):
        client.get(mock.get_absolute_url())


def test_nobody_without_a_log_runs_one(cast, visit):
    assert visit(cast.admin).get("/audits/mock/new/").status_code == 403
    assert visit(cast.other_supervisor).get(run(cast).get_absolute_url()).status_code == 404
