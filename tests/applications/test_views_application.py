"""Beginning an application, its grid, its statements and what backs them, as its owner and others meet them."""

import uuid
from datetime import date

import pytest
from django.utils import timezone

from applications import actions
from applications.frameworks import framework_of
from applications.models import Application, Link, Statement
from people.models import TrailEntry
from sharing.actions import delete_item, set_audience
from tests.applications import samples
from tests.applications.samples import TEXT


@pytest.fixture
def application(cast):
    return samples.begin(cast.technician)


def part(application, code="A1", more=""):
    return f"/applications/{application.uid}/parts/{code}/{more}"


def test_application_begins_under_the_edition_in_force(cast, visit):
    client, once = visit(cast.technician), str(uuid.uuid4())

    answers = [
        client.post("/applications/new/", {"grade": "science-council:RSci", "once": once}) for _ in range(2)
    ]

    (made,) = Application.objects.all()
    assert {answer.url for answer in answers} == {made.get_absolute_url()}
    assert (made.title, made.audience, made.state) == ("RSci, Science Council", "only_me", "draft")
    assert made.asked.version == "2025.09-r1"
    assert "begun" not in made.framework


def test_several_applications_may_exist(cast, visit):
    samples.begin(cast.technician)
    samples.begin(cast.technician, "advance-he", "AFHEA", title="For teaching")

    page = visit(cast.technician).get("/applications/").content.decode()

    assert "RSciTech, Science Council" in page
    assert "For teaching" in page


@pytest.mark.parametrize("grade", ["", "hcpc:BS", "nothing:RSci"])
def test_grade_that_is_not_offered_is_refused(cast, visit, grade):
    answer = visit(cast.technician).post("/applications/new/", {"grade": grade, "once": str(uuid.uuid4())})

    assert answer.status_code == 422
    assert not Application.objects.exists()


def test_admin_keeps_no_applications(cast, visit):
    assert visit(cast.admin).get("/applications/new/").status_code == 403
    assert visit(cast.admin).get("/applications/").status_code == 200


def test_grid_shows_each_part_with_its_gaps(cast, visit, application):
    samples.write(application, "A1")
    samples.write(application, "B1", "Only a few words.")
    samples.link(application, "A1", samples.activity(cast))

    page = visit(cast.technician).get(application.get_absolute_url()).content.decode()

    assert "2 of 13 shown" in page
    assert "11 parts have no statement yet" in page
    assert "1 part has a statement but no evidence" in page
    assert "Shown, short of the guide" in page
    assert "Empty; the guide is 300 to 350 words" in page
    assert "350 of 300 to 350 words" in page
    assert page.count("Check the body") >= 10
    assert 'rel="noopener noreferrer external"' in page


def test_statement_is_written_counted_and_kept(cast, visit, application):
    client = visit(cast.technician)

    answer = client.post(part(application), {"text": TEXT, "changed": "", "then": "next"})

    kept = Statement.objects.get()
    assert answer.url == part(application, "A2")
    assert kept.text == TEXT.strip()
    page = client.get(part(application)).content.decode()
    assert 'data-words="300 350 -"' in page
    assert kept.changed_token in page
    assert "350 of 300 to 350 words" in page


def test_two_tabs_do_not_overwrite_each_other(cast, visit, application):
    client = visit(cast.technician)
    client.post(part(application), {"text": "The first tab.", "changed": ""})

    late = client.post(part(application), {"text": "The second tab.", "changed": ""})

    page = late.content.decode()
    assert late.status_code == 409
    assert "The first tab." in page
    assert "The second tab." in page
    assert Statement.objects.get().text == "The first tab."
    again = client.post(
        part(application), {"text": "The second tab.", "changed": Statement.objects.get().changed_token}
    )
    assert again.status_code == 302
    assert Statement.objects.get().text == "The second tab."


def test_statement_is_saved_as_it_is_typed(cast, visit, application):
    client = visit(cast.technician)

    first = client.post(part(application, more="save/"), {"text": "Half a sen", "changed": ""})
    second = client.post(
        part(application, more="save/"), {"text": "Half a sentence.", "changed": first.json()["changed"]}
    )
    stale = client.post(
        part(application, more="save/"), {"text": "Other.", "changed": first.json()["changed"]}
    )

    assert [answer.status_code for answer in (first, second, stale)] == [200, 200, 409]
    assert second.json()["edit"] == part(application)
    assert Statement.objects.get().text == "Half a sentence."


def test_we_is_hinted_at_only_where_the_body_asks_for_i(cast, visit, application):
    other = samples.begin(cast.technician, "engineering-council", "EngTech")
    for one in (application, other):
        samples.write(one, "A1", "We built our rig.")
    client = visit(cast.technician)

    assert "I, not we" in client.get(part(application)).content.decode()
    assert "I, not we" not in client.get(part(other)).content.decode()


def test_account_names_what_else_it_shows(cast, visit):
    application = samples.begin(cast.technician, "advance-he", "AFHEA")
    client = visit(cast.technician)

    wrong = client.post(part(application), {"text": "I planned.", "names": ["K1", "A2"], "changed": ""})
    assert wrong.status_code == 422
    client.post(part(application), {"text": "I planned a session.", "names": ["K1", "V1"], "changed": ""})
    assert Statement.objects.get().names == ["K1", "V1"]
    page = client.get(application.get_absolute_url()).content.decode()
    assert "3 of 7 shown" in page
    assert "Shown in A1" in page


def test_one_activity_backs_several_parts_each_with_its_reason(cast, visit, application):
    done = samples.activity(cast)
    client = visit(cast.technician)

    for code, reason in (("A1", "The theory behind it."), ("C2", "I calmed the room.")):
        client.post(part(application, code, "link/"), {"thing": f"activity:{done.uid}", "reason": reason})

    assert dict(Link.objects.values_list("code", "reason")) == {
        "A1": "The theory behind it.",
        "C2": "I calmed the room.",
    }
    assert "I calmed the room." in client.get(part(application, "C2")).content.decode()
    first = Link.objects.get(code="A1")
    client.post(f"/applications/{application.uid}/links/{first.uid}/", {"reason": "Better said."})
    assert Link.objects.get(code="A1").reason == "Better said."
    remove = f"/applications/{application.uid}/links/{first.uid}/remove/"
    asked = client.get(remove).content.decode()
    assert "Better said." in asked and part(application, "A1") in asked
    assert remove in client.get(part(application, "A1")).content.decode()
    assert Link.objects.count() == 2
    answers = [client.post(remove).url for _ in range(2)]
    assert list(Link.objects.values_list("code", flat=True)) == ["C2"]
    assert answers == [f"{part(application, 'A1')}#evidence", application.get_absolute_url()]
    assert TrailEntry.objects.filter(object_uid=application.uid, verb="unlinked").count() == 1


def test_taking_off_names_the_supporters_who_lose_sight_of_it(cast, visit, application):
    link = samples.link(application, "A1", samples.activity(cast))
    samples.ask(application, shown=[str(link.uid)])

    asked = visit(cast.technician).get(f"/applications/{application.uid}/links/{link.uid}/remove/")

    assert "1 supporter you ticked it for will not see it named any more" in asked.content.decode()


def test_link_of_a_sent_application_is_not_asked_about(cast, visit, application):
    link = samples.link(application, "A1", samples.activity(cast))
    actions.submit_application(
        application=application, actor=cast.technician, once=uuid.uuid4(), day=timezone.localdate()
    )
    client, page = visit(cast.technician), f"/applications/{application.uid}/links/{link.uid}/remove/"

    answers = [client.get(page), client.post(page)]

    assert {(one.status_code, one.url) for one in answers} == {(302, application.get_absolute_url())}
    assert Link.objects.count() == 1


def test_every_kind_of_ones_own_can_be_linked(cast, visit, application):
    things = [
        ("activity", samples.activity(cast)),
        ("entry", samples.entry(cast.technician)),
        ("evidence", samples.piece(cast.technician)),
    ]
    client = visit(cast.technician)

    for kind, thing in things:
        client.post(part(application, "A1", "link/"), {"thing": f"{kind}:{thing.uid}"})

    assert set(Link.objects.values_list("kind", flat=True)) == {"activity", "entry", "evidence"}


def test_anothers_thing_cannot_be_linked(cast, visit, application):
    theirs = samples.activity(cast, cast.engineer)

    answer = visit(cast.technician).post(
        part(application, "A1", "link/"), {"thing": f"activity:{theirs.uid}"}
    )

    assert answer.status_code == 422
    with pytest.raises(actions.ApplicationRefused):
        samples.link(application, "A1", theirs)
    assert not Link.objects.exists()


def test_activities_mapped_to_the_part_are_suggested(cast, visit, application):
    mapped = samples.activity(cast, title="Laser course", competences=["ist/RSciTech/B2"])
    samples.activity(cast, title="Elsewhere", competences=["science-council/RSciTech/B3"])
    client = visit(cast.technician)

    page = client.get(part(application, "B2")).content.decode()

    assert "Mapped to B2 in your log" in page
    assert page.index("Laser course") < page.index("Link something else")
    client.post(part(application, "B2", "link/"), {"thing": f"activity:{mapped.uid}"})
    assert "Mapped to B2 in your log" not in client.get(part(application, "B2")).content.decode()


def test_old_evidence_is_marked(cast, visit, application):
    for years, title in ((1, "Fresh"), (4, "Elder"), (7, "Ancient")):
        day = samples.years_ago(years)
        samples.link(application, "A1", samples.activity(cast, title=title, start_date=day, end_date=day))

    page = visit(cast.technician).get(part(application)).content.decode()

    assert page.count("Most should be from the last 3 years") == 1
    assert page.count("Older than the body takes") == 1


def test_mapping_of_an_old_edition_shows_under_its_new_code(cast, visit):
    """RSci D4 has been D3 since 1 September 2025; the D3 before it is kept and counts nowhere."""
    old = date(2025, 3, 1)
    for code, title in (("D4", "Was D4"), ("D3", "Was D3")):
        samples.activity(
            cast, title=title, start_date=old, end_date=old, competences=[f"science-council/RSci/{code}"]
        )
    application = samples.begin(cast.technician, grade="RSci")
    client = visit(cast.technician)

    suggested = client.get(part(application, "D3")).content.decode()
    page = client.get(application.get_absolute_url()).content.decode()

    assert "Was D4" in suggested.partition("Mapped to D3 in your log")[2].partition("Link something else")[0]
    assert (
        "Was D3" not in suggested.partition("Mapped to D3 in your log")[2].partition("Link something else")[0]
    )
    assert "Was D3" in page.partition("Parts the body has dropped")[2]


def before_the_switch(application: Application) -> None:
    """As begun under the edition before September 2025: D4 is there, and D3 means something else."""
    application.framework = framework_of("science-council", "RSci", date(2025, 3, 1)).as_json()
    application.save()


def test_application_goes_over_to_the_present_edition(cast, visit):
    application = samples.begin(cast.technician, grade="RSci")
    before_the_switch(application)
    done = samples.activity(cast)
    samples.write(application, "D3", "Old three.")
    samples.write(application, "D4", "Old four.")
    samples.link(application, "D4", done)
    samples.link(application, "D3", done)
    client = visit(cast.technician)
    assert "The body has a newer edition" in client.get(application.get_absolute_url()).content.decode()

    client.post(f"/applications/{application.uid}/edition/")

    page = client.get(application.get_absolute_url()).content.decode()
    assert "The body has a newer edition" not in page
    assert set(Statement.objects.values_list("code", "text", "retired")) == {
        ("D3", "Old four.", False),
        ("D3", "Old three.", True),
    }
    assert set(Link.objects.values_list("code", "retired")) == {("D3", False), ("D3", True)}
    assert "Old three." in page
    assert "1 of 14 shown" in page


@pytest.mark.parametrize(("route", "shown"), [("qualification", "1 of 2"), ("supporter", "0 of 2")])
def test_tmiet_is_a_checklist_by_route(cast, visit, route, shown):
    application = samples.begin(cast.technician, "iet", "TMIET")
    samples.link(application, "TM1", samples.piece(cast.technician), kind="evidence")
    client = visit(cast.technician)

    client.post(f"/applications/{application.uid}/route/", {"route": route})

    page = client.get(application.get_absolute_url()).content.decode()
    assert f"{shown} shown" in page
    assert client.get(part(application, "TM3")).status_code == 200


def test_supervisor_reads_only_what_the_owner_shares(cast, visit, application):
    private = samples.activity(cast, audience="only_me", title="Private thing")
    sealed = samples.activity(cast, sealed=True, title="Sealed words")
    samples.write(application, "A1", "My own words.")
    samples.link(application, "A1", private, reason="The private reason.")
    samples.link(application, "A1", sealed)
    supervisor = visit(cast.supervisor)
    assert supervisor.get(application.get_absolute_url()).status_code == 404

    set_audience(item=application, audience="supervisors", actor=cast.technician)

    page = supervisor.get(f"{application.get_absolute_url()}read/").content.decode()
    assert "My own words." in page
    assert "Private thing" not in page
    assert "The private reason." not in page
    assert "Sealed words" not in page
    assert page.count("Something kept private") == 2
    assert supervisor.get(part(application)).status_code == 403
    assert supervisor.get(f"{application.get_absolute_url()}application.json").status_code == 403
    assert "RSciTech, Science Council" in supervisor.get("/applications/").content.decode()


def test_share_link_opens_the_statements_and_no_private_thing(cast, visit, application):
    from sharing.actions import make_link

    samples.write(application, "A1", "My own words.")
    samples.link(application, "A1", samples.activity(cast, audience="only_me", title="Private thing"))
    shared = set_audience(item=application, audience="link", actor=cast.technician)
    opened = make_link(
        kind="application", item=shared, name="Friend", expires_on=timezone.localdate(), actor=cast.technician
    )

    page = visit().get(f"/shared/{opened.token}/").content.decode()

    assert "My own words." in page
    assert "Private thing" not in page


def test_deleted_thing_backs_nothing(cast, visit, application):
    done = samples.activity(cast)
    samples.write(application, "A1")
    samples.link(application, "A1", done)
    delete_item(item=done, actor=cast.technician)

    page = visit(cast.technician).get(part(application)).content.decode()

    assert "Something you have deleted" in page
    assert (
        "1 part has a statement but no evidence"
        in visit(cast.technician).get(application.get_absolute_url()).content.decode()
    )


def test_sharing_lists_an_application_that_is_open(cast, visit, application):
    set_audience(item=application, audience="supervisors", actor=cast.technician)

    assert "RSciTech, Science Council" in visit(cast.technician).get("/sharing/").content.decode()


def test_text_saved_after_sending_is_refused_and_kept_on_the_device(cast, visit, application):
    client = visit(cast.technician)
    client.post(
        f"/applications/{application.uid}/send/", {"day": "today", "true": "on", "once": str(uuid.uuid4())}
    )

    answer = client.post(part(application), {"text": "Too late.", "changed": ""}, follow=True)

    assert "was sent; what it says is fixed" in answer.content.decode()
    assert not Statement.objects.exists()


def test_sealed_item_is_named_by_its_bare_facts(cast, visit, application):
    samples.link(application, "A1", samples.activity(cast, sealed=True, title="Sealed words", minutes=95))
    client = visit(cast.technician)

    for address in (part(application), f"{application.get_absolute_url()}application.json"):
        page = client.get(address).content.decode()
        assert "Sealed activity" in page
        assert "1 h 35 min" in page
        assert "Sealed words" not in page


def test_application_is_deleted_and_taken_back(cast, visit, application):
    client = visit(cast.technician)

    page = client.post(f"/applications/{application.uid}/delete/", follow=True).content.decode()
    assert "can be taken back for 30 days" in page
    assert client.get(application.get_absolute_url()).status_code == 404
    client.post(f"/applications/{application.uid}/restore/")

    assert client.get(application.get_absolute_url()).status_code == 200


def test_copy_carries_what_has_the_same_code_and_marks_it(cast, visit, application):
    samples.write(application, "A1")
    samples.write(application, "E2")
    samples.link(application, "A1", samples.activity(cast))
    once = str(uuid.uuid4())
    client = visit(cast.technician)

    for _ in range(2):
        client.post(f"/applications/{application.uid}/copy/", {"grade": "science-council:RSci", "once": once})

    made = Application.objects.get(grade="RSci")
    assert set(made.statements.values_list("code", "copied_from")) == {
        ("A1", "RSciTech A1"),
        ("E2", "RSciTech E2"),
    }
    assert made.links.count() == 1
    assert "Copied from RSciTech A1" in client.get(made.get_absolute_url()).content.decode()
    samples.write(made, "A1", "Written anew.")
    assert made.statements.get(code="A1").copied_from == ""


def test_sent_application_keeps_what_it_said(cast, visit, application):
    samples.write(application, "A1", "As it was.")
    client, once = visit(cast.technician), str(uuid.uuid4())
    sent = {"day": "today", "true": "on", "once": once}

    for _ in range(2):
        client.post(f"/applications/{application.uid}/send/", sent)

    kept = application.submissions.get()
    assert kept.facts["sections"][0]["rows"][0]["text"] == "As it was."
    application.refresh_from_db()
    assert (application.state, application.submitted_on) == ("submitted", timezone.localdate())
    with pytest.raises(actions.ApplicationRefused):
        samples.write(application, "A1", "Later.")
    assert client.post(part(application, more="save/"), {"text": "Later.", "changed": ""}).status_code == 409
    assert client.get(part(application)).status_code == 302
    client.post(f"/applications/{application.uid}/reopen/")
    samples.write(Application.objects.get(), "A1", "Later.")
    assert application.submissions.get().facts["sections"][0]["rows"][0]["text"] == "As it was."


def test_outcome_offers_to_add_the_register(cast, visit, application):
    client = visit(cast.technician)
    client.post(
        f"/applications/{application.uid}/send/", {"day": "today", "true": "on", "once": str(uuid.uuid4())}
    )

    client.post(f"/applications/{application.uid}/outcome/", {"outcome": "registered", "day": "today"})

    page = client.get(application.get_absolute_url()).content.decode()
    assert "Add the register you now hold" in page
    offered = (
        f"/registers/new/?register=science-council:RSciTech&amp;registered_on={timezone.localdate():%Y-%m-%d}"
    )
    assert offered in page
    form = client.get(offered.replace("&amp;", "&")).content.decode()
    assert '<option value="science-council:RSciTech" selected>' in form
    assert client.post(f"/applications/{application.uid}/reopen/", follow=True).status_code == 200
    application.refresh_from_db()
    assert application.state == "registered"


@pytest.mark.parametrize(
    "sent", [{"day": "", "true": "on"}, {"day": "today"}, {"day": "1 Jan 2099", "true": "on"}]
)
def test_sending_needs_a_day_and_the_tick(cast, visit, application, sent):
    answer = visit(cast.technician).post(
        f"/applications/{application.uid}/send/", sent | {"once": str(uuid.uuid4())}
    )

    assert answer.status_code == 422
    assert not application.submissions.exists()


@pytest.mark.parametrize("size", [1, 50])
def test_grid_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, application, size):
    client = visit(cast.technician)
    for index in range(size):
        samples.link(application, "A1", samples.activity(cast, competences=["science-council/RSciTech/A2"]))
        if index < 13:
            samples.write(application, application.asked.rows[index].code)
        samples.link(application, "A1", samples.entry(cast.technician), kind="entry")
    client.get("/home/")

    with django_assert_num_queries(13):
        assert client.get(application.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("size", [1, 50])
def test_list_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    client = visit(cast.technician)
    for _ in range(size):
        samples.begin(cast.technician)
    client.get("/home/")

    with django_assert_num_queries(7):
        assert client.get("/applications/").status_code == 200


def test_trail_names_fields_and_no_words(cast, application):
    samples.write(application, "A1", "Quixoflax")

    line = TrailEntry.objects.order_by("-pk").first()

    assert (line.verb, line.fields) == ("wrote statement", ["text"])
