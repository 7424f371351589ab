"""The steps of a renewal: what is written, chosen, endorsed and declared, in two windows and without script."""

import uuid
from datetime import date
from typing import Any

import pytest

from activities.actions import verify_activity
from evidence import actions as evidence
from journals import actions as journals
from people.models import TrailEntry
from registers import actions, packs, returns, reuse, witness
from registers.forms.statements import said_of
from registers.freezing import facts_of
from registers.models import FrozenPack, Renewal
from tests import things
from tests.plans.samples import make_goal, make_plan
from tests.registers.test_freezing import begun, rule
from tests.tellers import Teller

YEAR = date.today().year
SECRET = "Whistleblowing"


def words(number: int) -> str:
    return " ".join(["word"] * number)


def address(renewal: Renewal, end: str = "") -> str:
    return f"{renewal.get_absolute_url()}{end}"


def sent(renewal: Renewal, **more: Any) -> dict[str, Any]:
    return {"changed": Renewal.objects.get(pk=renewal.pk).changed_token} | more


def declared(renewal: Renewal, owner: Any) -> FrozenPack:
    return actions.declare_renewal(renewal=renewal, actor=owner, once=uuid.uuid4())


def piece_on(activity: Any, owner: Any, title: str = "A certificate") -> Any:
    piece = evidence.add_link(owner=owner, url="https://example.org/c", title=title)
    evidence.attach(thing=activity, kind="activity", evidence=[piece], actor=owner)
    return piece


# --- choosing a period --------------------------------------------------------------------------------------------
def test_declared_period_is_refused_with_the_way_to_it(cast, visit):
    renewal = begun(cast.technician, pack="iet", grade="EngTech")
    declared(renewal, cast.technician)

    answer = visit(cast.technician).post(
        "/renewals/new/", {"registration": str(renewal.registration.uid), "which": "present"}
    )

    assert answer.status_code == 422 and renewal.get_absolute_url() in answer.content.decode()
    assert Renewal.objects.count() == 1


def test_offered_periods_say_why(cast, visit):
    begun(cast.technician, pack="iet", grade="EngTech")

    page = visit(cast.technician).get("/renewals/new/").content.decode()

    assert f"1 Jan to 31 Dec {YEAR}" in page and f"1 Jan to 31 Dec {YEAR - 1}, over" in page
    assert "The body counts the calendar year." in page


# --- writing ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("pack", packs.ids())
def test_every_field_of_every_return_is_asked_shown_or_counted(pack):
    edition = packs.editions(pack)[-1]
    asked = {one.key for one in returns.questions(edition)}
    elsewhere = {
        one.key
        for one in edition.return_fields
        if one.key.startswith("activities[")
        or one.options
        or one.type in ("number", "file_ref")
        or one.key == "category_exception_reason"
        or (one.key == "declaration" and one.type == "boolean")
    }

    assert {one.key for one in edition.return_fields} == elsewhere | (
        asked - {"plan", "evaluation"} | (asked & {one.key for one in edition.return_fields})
    )


def test_conditional_answers_are_asked_and_say_so(cast, visit):
    renewal = begun(cast.technician, pack="ipem-rct", grade="RCT")

    page = visit(cast.technician).get(address(renewal, "statements/")).content.decode()

    assert "How each standard is met" in page and "Asked of some members only." in page
    assert "CPD undertaken this year or reason not" in page


def test_tick_of_a_return_is_kept_and_printed_as_yes(cast, visit):
    renewal = begun(cast.technician, pack="ist", grade="RSciTech")
    page = visit(cast.technician)
    page.post(address(renewal, "statements/"), sent(renewal, answer_professionally_active="on"))

    stored = Renewal.objects.get()
    assert {"key": "professionally_active", "text": "Yes"}.items() <= facts_of(stored)["statements"][
        0
    ].items()
    page.post(address(renewal, "statements/"), sent(renewal))
    assert facts_of(Renewal.objects.get())["statements"] == []


@pytest.mark.parametrize(
    ("pack", "grade", "box", "limit"),
    [("hcpc", "BS", "practice_summary", 500), ("hcpc", "BS", "statement", 1500), ("ice", "EngTech", "job_summary", 200)],
)  # fmt: skip
def test_hard_limit_counts_warns_and_stops_declaring_only(cast, visit, pack, grade, box, limit):
    renewal, page = begun(cast.technician, pack=pack, grade=grade), visit(cast.technician)
    address_ = address(renewal, "statements/")

    saved = page.post(address_, sent(renewal, **{f"answer_{box}": words(limit + 12)}))
    written = page.get(address_).content.decode()
    refused = page.post(
        address(renewal, "declare/"), {"declare": "on", "once": str(uuid.uuid4())}, follow=True
    )

    assert saved.status_code == 302 and f"{limit + 12} words of at most {limit}." in written
    assert "Take out 12 before you declare." in written
    assert Renewal.objects.get().state == "draft" and "take out 12 words" in refused.content.decode()
    page.post(address_, sent(renewal, **{f"answer_{box}": words(limit)}))
    page.post(address(renewal, "declare/"), {"declare": "on", "once": str(uuid.uuid4())})
    assert Renewal.objects.get().state == "declared"


def test_guide_only_warns():
    question = returns.Question("summary", "Summary", True, None, guide_words=300)
    assert said_of(question, words(310)) == (
        "310 words; about 300 is the guide. 10 more than the guide, which is allowed."
    )


def test_reflection_that_says_it_did_not_help_passes_through_the_screens(cast, visit):
    tell = Teller(cast)
    for category in ("work_based", "formal", "other"):
        tell.activity(cast.technician, category=category, benefit_practice="It did not help at all.")
    renewal = begun(cast.technician)

    page = visit(cast.technician).get(address(renewal)).content.decode()

    found = facts_of(renewal)["findings"]
    assert rule(found, "benefit_practice")["status"] == "met"
    assert "0 rules not met" in page


@pytest.mark.parametrize("code", ["3", "4", "5"])
def test_imeche_statement_without_a_record_is_declared_without_activities(cast, visit, code):
    renewal, page = begun(cast.technician, pack="imeche", grade="EngTech"), visit(cast.technician)
    page.post(address(renewal, "statements/"), sent(renewal, statement=code, go="on"))

    checked = page.get(address(renewal)).content.decode()
    page.post(address(renewal, "declare/"), {"declare": "on", "once": str(uuid.uuid4())})

    facts = FrozenPack.objects.get().facts
    assert "It needs no activities." in checked and "0 rules not met" in checked
    found = {one["rule"]: one["status"] for one in facts["findings"]}
    assert found["statement"] == "met" and "not_met" not in found.values() and "record" not in found
    assert facts["statements"][0]["text"].startswith(f"{code}: ")


def test_saving_and_going_on_leads_to_the_next_step(cast, visit):
    renewal, page = begun(cast.technician, pack="iet", grade="EngTech"), visit(cast.technician)

    on = page.post(address(renewal, "statements/"), sent(renewal, answer_plan="x", go="on"))
    stay = page.post(address(renewal, "statements/"), sent(renewal, answer_plan="xy"))

    assert (on.url, stay.url) == (address(renewal, "evidence/"), address(renewal, "statements/"))


def test_autosave_keeps_and_a_stale_one_is_told(cast, visit):
    renewal, page = begun(cast.technician, pack="iet", grade="EngTech"), visit(cast.technician)
    opened = renewal.changed_token

    first = page.post(address(renewal, "statements/autosave/"), {"changed": opened, "answer_plan": "One"})
    second = page.post(address(renewal, "statements/autosave/"), {"changed": opened, "answer_plan": "Two"})

    assert first.json()["changed"] == Renewal.objects.get().changed_token
    assert second.status_code == 409 and Renewal.objects.get().answers["plan"] == "One"


def test_writing_after_declaring_in_another_window_keeps_the_text_on_the_page(cast, visit):
    renewal, page = begun(cast.technician, pack="iet", grade="EngTech"), visit(cast.technician)
    declared(renewal, cast.technician)

    answer = page.post(address(renewal, "statements/"), {"answer_plan": "My late words"})

    assert answer.status_code == 409 and "My late words" in answer.content.decode()
    assert page.get(address(renewal, "statements/")).url == renewal.get_absolute_url()


# --- reusing ------------------------------------------------------------------------------------------------------
def test_texts_to_reuse_come_from_everywhere_but_what_is_sealed(cast):
    tell, owner = Teller(cast), cast.technician
    renewal = begun(owner, pack="iet", grade="EngTech")
    before = actions.start_renewal(
        registration=renewal.registration, period_from=date(YEAR - 1, 1, 1), period_to=date(YEAR - 1, 12, 31)
    )
    actions.change_renewal(renewal=before, actor=owner, values={"answers": {"plan": "Last year's plan"}})
    tell.activity(owner, benefit_practice="I check the interlock", benefit_users="", description="")
    tell.activity(owner, title=SECRET, benefit_practice=SECRET, sealed=True)
    things.entry(cast)
    values = {"title": SECRET, "body": SECRET, "date": date.today(), "tags": [], "sealed": True}
    journals.save_entry(owner=owner, values=values, publish=True)
    tell.activity(cast.engineer, benefit_practice="Another's words")

    offers = reuse.offers_for(renewal)

    assert [(one.source.split(":")[0].split(",")[0], one.text) for one in offers] == [
        ("EngTech", "Last year's plan"), ("Activity", "I check the interlock"), ("Journal entry", "Words."),
    ]  # fmt: skip
    assert [one.text for one in reuse.offers_for(renewal, q="INTERLOCK check")] == ["I check the interlock"]


def test_plan_of_the_period_is_offered_first(cast):
    renewal = begun(cast.technician, pack="iet", grade="EngTech")
    make_goal(make_plan(cast.technician), "Work alone at the confocal")

    first = reuse.offers_for(renewal)[0]

    assert (first.ref, first.source) == ("plan:plan", "Development plan")
    assert "Work alone at the confocal" in first.text


def test_text_is_copied_under_what_is_there(cast, visit):
    renewal, page = begun(cast.technician, pack="iet", grade="EngTech"), visit(cast.technician)
    activity = Teller(cast).activity(cast.technician, benefit_practice="I check the interlock")
    saved = page.post(
        address(renewal, "statements/"), sent(renewal, answer_plan="My start.", reuse="answer_plan")
    )
    token = Renewal.objects.get().changed_token
    taking = {"ref": f"activity:{activity.uid}:benefit_practice", "changed": token}

    shown = page.get(saved.url).content.decode()
    taken = page.post(saved.url, taking)
    again = page.post(saved.url, taking)

    assert "I check the interlock" in shown and taken.url.endswith("statements/#id_answer_plan")
    assert Renewal.objects.get().answers["plan"] == "My start.\n\nI check the interlock"
    assert again.status_code == 409


@pytest.mark.parametrize("ref", ["", "activity:none:title", "entry:x"])
def test_reusing_what_is_not_there_is_refused(cast, visit, ref):
    renewal = begun(cast.technician, pack="iet", grade="EngTech")

    answer = visit(cast.technician).post(address(renewal, "statements/answer_plan/reuse/"), {"ref": ref})

    assert answer.status_code == 422 and Renewal.objects.get().answers == {}
    assert visit(cast.technician).get(address(renewal, "statements/answer_no/reuse/")).status_code == 404


# --- evidence -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pack", "grade", "goes"),
    [
        ("iet", "EngTech", False), ("imeche", "EngTech", False), ("bsas", "RTech-A", True),
        ("science-council", "RSciTech", True),
    ],
)  # fmt: skip
def test_evidence_goes_along_as_the_body_wants_it(cast, pack, grade, goes):
    activity = Teller(cast).activity(cast.technician)
    piece_on(activity, cast.technician)

    (row,) = facts_of(begun(cast.technician, pack=pack, grade=grade))["activities"]

    assert [one["title"] for one in row["evidence"]] == (["A certificate"] if goes else [])


def test_files_can_be_left_out_and_taken_along_one_by_one(cast, visit):
    activity = Teller(cast).activity(cast.technician)
    kept, left = (piece_on(activity, cast.technician, title) for title in ("Kept", "Left"))
    renewal, page = begun(cast.technician), visit(cast.technician)
    marks = [f"{activity.uid}/{one.uid}" for one in (kept, left)]

    page.post(address(renewal, "evidence/"), sent(renewal, offered=marks, piece=marks[:1], go="on"))
    later = piece_on(activity, cast.technician, "Later")
    frozen = declared(renewal, cast.technician)

    (row,) = frozen.facts["activities"]
    assert [one["title"] for one in row["evidence"]] == ["Kept", later.title]


def test_activities_to_discuss_are_chosen_and_their_evidence_goes_along(cast, visit):
    tell = Teller(cast)
    chosen, other = tell.activity(cast.technician), tell.activity(cast.technician)
    for one in (chosen, other):
        piece_on(one, cast.technician)
    renewal, page = begun(cast.technician, pack="hcpc", grade="BS"), visit(cast.technician)

    shown = page.get(address(renewal, "evidence/")).content.decode()
    page.post(address(renewal, "evidence/"), sent(renewal, discuss=[str(chosen.uid)]))

    facts = facts_of(Renewal.objects.get())
    assert "Choose 4 to 6 activities" in shown and facts["discussed"] == [str(chosen.uid)]
    assert {one["uid"]: len(one["evidence"]) for one in facts["activities"]} == {
        str(chosen.uid): 1, str(other.uid): 0,
    }  # fmt: skip


def test_choosing_in_a_second_window_is_told(cast, visit):
    activity = Teller(cast).activity(cast.technician)
    mark = f"{activity.uid}/{piece_on(activity, cast.technician).uid}"
    renewal, page = begun(cast.technician), visit(cast.technician)
    opened = renewal.changed_token
    actions.change_renewal(renewal=renewal, actor=cast.technician, values={"exceptional_reason": "Leave"})

    answer = page.post(address(renewal, "evidence/"), {"changed": opened, "offered": mark})

    text = answer.content.decode()
    assert answer.status_code == 409 and Renewal.objects.get().chosen_evidence == {}
    assert "Stored now" in text and "Goes along" in text and "Stays behind" in text


def test_choice_of_another_window_is_shown_beside_ones_own(cast, visit):
    tell = Teller(cast)
    chosen, other = (tell.activity(cast.technician, title=title) for title in ("A talk", "A course"))
    renewal, page = begun(cast.technician, pack="hcpc", grade="BS"), visit(cast.technician)
    opened = renewal.changed_token
    page.post(address(renewal, "evidence/"), {"changed": opened, "discuss": str(chosen.uid)})

    answer = page.post(address(renewal, "evidence/"), {"changed": opened, "discuss": str(other.uid)})

    text = answer.content.decode()
    assert answer.status_code == 409 and Renewal.objects.get().discussed == [str(chosen.uid)]
    assert text.count("Written about at length") == text.count("Not written about at length") == 2
    page.post(address(renewal, "evidence/"), sent(renewal, discuss=str(other.uid)))
    assert Renewal.objects.get().discussed == [str(other.uid)]


@pytest.mark.parametrize("token", [{}, {"changed": ""}, {"changed": "yesterday"}])
@pytest.mark.parametrize(
    ("end", "body"),
    [
        ("statements/", {"answer_plan": "Second"}), ("statements/autosave/", {"answer_plan": "Second"}),
        ("evidence/", {}), ("ask/", {}), ("statements/answer_plan/reuse/", {}),
    ],
)  # fmt: skip
def test_form_that_names_no_version_overwrites_nothing(cast, visit, end, body, token):
    activity = Teller(cast).activity(cast.technician, benefit_practice="I check the interlock")
    renewal = begun(cast.technician, pack="iet", grade="EngTech")
    stored = actions.change_renewal(
        renewal=renewal,
        actor=cast.technician,
        values={"answers": {"plan": "First"}, "discussed": [str(activity.uid)]},
    )
    body = body | token | {"endorser": cast.supervisor.pk, "ref": f"activity:{activity.uid}:benefit_practice"}

    answer = visit(cast.technician).post(address(renewal, end), body)

    now = Renewal.objects.get()
    assert answer.status_code == 409
    assert (now.answers, now.discussed, now.changed, now.asked_at) == (
        stored.answers, stored.discussed, stored.changed, None,
    )  # fmt: skip


def test_asking_in_a_second_window_is_told_who_was_asked(cast, visit):
    renewal, page = begun(cast.technician), visit(cast.technician)
    opened = renewal.asked_token
    asking = {"endorser": cast.supervisor.pk, "changed": opened}
    page.post(address(renewal, "ask/"), asking)
    asked = Renewal.objects.get()

    second = page.post(address(renewal, "ask/"), asking)
    actions.endorse_renewal(renewal=renewal, actor=cast.supervisor, words="I can vouch.")
    late = page.post(address(renewal, "ask/"), asking | {"changed": asked.asked_token})

    assert second.status_code == late.status_code == 409
    assert f"{cast.supervisor} was asked after you opened this page" in second.content.decode()
    assert f"{cast.supervisor} endorsed it after you opened this page" in late.content.decode()
    assert Renewal.objects.get().endorsement == "I can vouch."


def test_choosing_what_is_not_there_is_refused(cast, visit):
    renewal = begun(cast.technician)
    Teller(cast).activity(cast.technician)

    answer = visit(cast.technician).post(address(renewal, "evidence/"), sent(renewal, piece="a/b"))

    assert answer.status_code == 422 and Renewal.objects.get().chosen_evidence == {}


# --- endorsing ----------------------------------------------------------------------------------------------------
def test_endorser_reads_what_the_pack_says_and_no_sealed_word(cast, visit):
    tell = Teller(cast)
    tell.activity(cast.technician, title="Autoclave lessons")
    tell.activity(cast.technician, title=SECRET, description=SECRET, benefit_users=SECRET, sealed=True)
    renewal = begun(cast.technician)
    asking = {"endorser": cast.supervisor.pk, "changed": renewal.asked_token}
    visit(cast.technician).post(address(renewal, "ask/"), asking)

    client = visit(cast.supervisor)
    page = client.get(address(renewal)).content.decode()

    assert "Autoclave lessons" in page and "Sealed activity" in page and SECRET not in page
    assert "Megan Okafor asks you to endorse this" in page

    actions.endorse_renewal(renewal=Renewal.objects.get(), actor=cast.supervisor, words="")
    page = client.get(address(renewal)).content.decode()

    assert "You endorsed this renewal of Megan Okafor" in page and "What they write" not in page


def test_endorsement_is_of_what_was_read(cast, visit):
    activity = Teller(cast).activity(cast.technician)
    renewal = begun(cast.technician)
    actions.ask_endorsement(renewal=renewal, endorser=cast.supervisor, actor=cast.technician)
    seen = witness.covered(facts_of(Renewal.objects.get()))
    type(activity).objects.filter(pk=activity.pk).update(description="Something else")
    page = visit(cast.supervisor)

    late = page.post(address(renewal, "endorse/"), {"words": "I can vouch.", "seen": seen})

    assert late.status_code == 409 and "I can vouch." in late.content.decode()
    assert Renewal.objects.get().endorsed_at is None


def test_endorsement_is_void_once_the_log_changes_and_is_in_no_pack_then(cast, visit):
    activity = Teller(cast).activity(cast.technician)
    renewal = begun(cast.technician)
    actions.ask_endorsement(renewal=renewal, endorser=cast.supervisor, actor=cast.technician)
    actions.endorse_renewal(renewal=renewal, actor=cast.supervisor, words="I can vouch for this.")
    before = facts_of(Renewal.objects.get())["statements"]

    type(activity).objects.filter(pk=activity.pk).update(benefit_users="Rewritten afterwards")
    page = visit(cast.technician).get(address(renewal, "ask/")).content.decode()

    assert [one["key"] for one in before] == ["endorsement"]
    assert facts_of(Renewal.objects.get())["statements"] == []
    assert "no longer valid" in page and "Changed afterwards" in page


def test_verifying_an_activity_leaves_the_endorsement(cast):
    activity = Teller(cast).activity(cast.technician)
    renewal = begun(cast.technician)
    actions.ask_endorsement(renewal=renewal, endorser=cast.supervisor, actor=cast.technician)
    actions.endorse_renewal(renewal=renewal, actor=cast.supervisor, words="")
    verify_activity(
        activity=activity, actor=cast.supervisor, points=None, note="", once=uuid.uuid4(),
        changed=activity.changed_token,
    )  # fmt: skip

    stored = Renewal.objects.get()
    assert witness.holds(stored, facts_of(stored))


# --- declaring, taking back, opening again ------------------------------------------------------------------------
def test_declaring_another_version_than_was_read_is_told(cast, visit):
    Teller(cast).activity(cast.technician)
    renewal, page = begun(cast.technician), visit(cast.technician)
    seen = witness.covered(facts_of(renewal))
    actions.change_renewal(renewal=renewal, actor=cast.technician, values={"exceptional_reason": "Leave"})

    answer = page.post(
        address(renewal, "declare/"), {"declare": "on", "once": str(uuid.uuid4()), "seen": seen}
    )

    assert answer.status_code == 409 and Renewal.objects.get().state == "draft"


def test_declaring_twice_by_one_form_is_one_act(cast, visit):
    renewal, page = begun(cast.technician), visit(cast.technician)
    form = {"declare": "on", "once": str(uuid.uuid4()), "show_name": "on"}

    answers = [page.post(address(renewal, "declare/"), form) for _ in range(2)]

    assert [one.url for one in answers] == [renewal.get_absolute_url()] * 2
    assert FrozenPack.objects.get().facts["holder"]["show_name"] is True


def test_withdrawn_renewal_is_opened_again_with_everything_and_names_the_one_before(cast, visit):
    activity = Teller(cast).activity(cast.technician)
    mark = f"{activity.uid}/{piece_on(activity, cast.technician).uid}"
    renewal, page = begun(cast.technician, pack="iet", grade="EngTech"), visit(cast.technician)
    carried = {
        "answers": {"plan": "Learn more"}, "chosen_evidence": {mark: True}, "discussed": [str(activity.uid)],
        "show_name": True,
    }  # fmt: skip
    actions.change_renewal(renewal=renewal, actor=cast.technician, values=carried)
    first = declared(renewal, cast.technician)
    page.post(address(renewal, "withdraw/"))

    opened = page.post(address(renewal, "reopen/"))
    twice = page.post(address(renewal, "reopen/"))

    again = Renewal.objects.get(replaces=renewal)
    assert opened.url == twice.url == again.get_absolute_url()
    assert {name: getattr(again, name) for name in carried} == carried
    second = declared(again, cast.technician)
    assert second.facts["replaces"] == first.code
    assert FrozenPack.objects.get(pk=first.pk).facts == first.facts
    before, after = (page.get(one.get_absolute_url()).content.decode() for one in (renewal, again))
    assert again.get_absolute_url() in before and renewal.get_absolute_url() in after
    assert all(word in before for word in ("Begun by", "Declared by", "Withdrawn by", "Opened again by"))
    told = TrailEntry.objects.filter(object_uid=renewal.uid).order_by("pk").values_list("verb", flat=True)
    assert [one for one in told if one in witness.ROLES] == [
        "began renewal", "declared renewal", "withdrew renewal", "opened renewal again",
    ]  # fmt: skip


def test_check_page_of_a_replaced_pack_names_the_one_that_replaces_it(cast, visit):
    renewal = begun(cast.technician)
    first = declared(renewal, cast.technician)
    actions.withdraw_renewal(renewal=renewal, actor=cast.technician)
    again = actions.reopen_renewal(renewal=renewal, actor=cast.technician)
    waiting = visit().get(f"/verify/{first.code}/").content.decode()
    second = declared(again, cast.technician)

    assert "withdrawn" in waiting and "replaced by" not in waiting
    assert (
        f'replaced by <a href="/verify/{second.code}/"'
        in visit().get(f"/verify/{first.code}/").content.decode()
    )


@pytest.mark.parametrize("state", ["draft", "declared"])
def test_only_what_is_withdrawn_is_opened_again(cast, visit, state):
    renewal = begun(cast.technician)
    if state == "declared":
        declared(renewal, cast.technician)

    answer = visit(cast.technician).post(address(renewal, "reopen/"), follow=True)

    assert "Withdraw the declaration first" in answer.content.decode()
    assert Renewal.objects.count() == 1


def test_another_renewal_of_the_period_stands_in_the_way(cast):
    renewal = begun(cast.technician)
    declared(renewal, cast.technician)
    actions.withdraw_renewal(renewal=renewal, actor=cast.technician)
    days = {"period_from": renewal.period_from, "period_to": renewal.period_to}
    actions.start_renewal(registration=renewal.registration, **days)

    with pytest.raises(actions.RenewalRefused, match="another renewal of this period"):
        actions.reopen_renewal(renewal=renewal, actor=cast.technician)
