"""The screens of authorisations: one's own, signing for others, techniques, door sheets; and bad input."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from authorisations import actions, queries
from authorisations.models import Authorisation, Technique
from evidence.queries import attached_to
from people.models import User
from people.models.accounts import RoleMembership
from tests import things
from tests.assessments.test_views_review import more_technicians
from tests.authorisations import samples
from tests.people import pair

TODAY = timezone.localdate()
DOOR = "/authorisations/techniques/{}/door"


def key() -> dict:
    return {"once": str(uuid4())}


def signed(cast, **more) -> dict:
    technique = Technique.objects.first() or things.technique(cast)
    return (
        key() | {"person": cast.technician.pk, "technique": str(technique.uid), "level": "independent"} | more
    )


def test_own_list_shows_what_holds_and_what_is_over(cast, visit):
    withdrawn = samples.withdrawn(cast)
    held = things.authorisation(cast)

    context = visit(cast.technician).get("/authorisations/").context

    assert (context["current"], context["past"]) == ([held], [withdrawn])


def test_empty_lists_say_what_would_be_there(cast, visit):
    for who, path, said in (
        ("colleague", "", "No authorisations yet"),
        ("trainer", "people/", "You have signed for nobody yet"),
        ("colleague", "techniques/", "No techniques yet"),
        ("trainer", "new/", "There is no technique yet"),
    ):
        assert said in visit(getattr(cast, who)).get(f"/authorisations/{path}").content.decode()


@pytest.mark.parametrize(
    "other",
    [
        {"level": "may_train"},
        {"conditions": "Not the two-photon laser"},
        {"valid_until": (TODAY + timedelta(days=90)).isoformat()},
        {"technique": "another"},
    ],
)
def test_key_of_one_signature_signs_nothing_else(cast, visit, other):
    """A page gone back to, to put something right: it is not answered with what was signed before."""
    if "technique" in other:
        things.technique(cast)
        other = {"technique": str(things.technique(cast, name="Lathe").uid)}
    sent, client = signed(cast), visit(cast.supervisor)
    client.post("/authorisations/new/", sent)

    answer = client.post("/authorisations/new/", sent | other)

    assert answer.status_code == 422
    assert "This form has signed something else before." in answer.content.decode()
    assert Authorisation.objects.count() == 1


def test_key_of_one_signer_signs_nothing_for_another(cast, visit):
    sent = signed(cast)
    visit(cast.supervisor).post("/authorisations/new/", sent)

    assert visit(cast.trainer).post("/authorisations/new/", sent).status_code == 422


def test_key_of_the_signature_renews_nothing(cast, visit):
    sent = key()
    held = things.authorisation(cast, once=sent["once"])
    address = f"{held.get_absolute_url()}renew/"

    answer = visit(cast.supervisor).post(address, sent | {"level": "independent"})

    assert answer.status_code == 422
    assert Authorisation.objects.count() == 1


def test_name_as_long_as_an_account_allows_is_cut_under_the_signature(cast):
    User.objects.filter(pk=cast.supervisor.pk).update(first_name="F" * 150, last_name="L" * 150)

    assert things.authorisation(cast).signed_name == f"{'F' * 150} {'L' * 9}"


def test_supervisor_signs_for_their_own_once(cast, visit):
    client, form = visit(cast.supervisor), signed(cast, conditions="Not alone", valid_until="")
    for _ in range(2):
        answer = client.post("/authorisations/new/", form)

    (made,) = Authorisation.objects.all()
    assert answer.headers["Location"] == made.get_absolute_url()
    assert (made.owner, made.signed_by, made.conditions) == (cast.technician, cast.supervisor, "Not alone")
    page = visit(cast.technician).get(made.get_absolute_url()).content.decode()
    assert "Not alone" in page and "In force" in page and "Used today" in page
    assert f"{made.get_absolute_url()}renew/" not in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"person": ""}, "person"),
        ({"person": "999999"}, "person"),
        ({"technique": ""}, "technique"),
        ({"technique": "no-uid"}, "technique"),
        ({"technique": "00000000-0000-4000-8000-000000000000"}, "technique"),
        ({"level": "god"}, "level"),
        ({"level": ""}, "level"),
        ({"valid_until": "yesterday"}, "valid_until"),
        ({"valid_until": "whenever"}, "valid_until"),
        ({"conditions": "x" * 301}, "conditions"),
    ],
)
def test_bad_input_is_shown_beside_its_field_and_nothing_is_signed(cast, visit, wrong, field):
    answer = visit(cast.trainer).post("/authorisations/new/", signed(cast) | wrong)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert not Authorisation.objects.exists()


@pytest.mark.parametrize("target", ["colleague", "supervisor", "trainer"])
def test_supervisor_signs_neither_for_strangers_nor_for_themselves(cast, visit, target):
    person = getattr(cast, target)

    answer = visit(cast.supervisor).post("/authorisations/new/", signed(cast, person=person.pk))

    assert answer.status_code == 422
    assert not Authorisation.objects.exists()


@pytest.mark.parametrize("who", ["technician", "colleague", "admin", "editor"])
def test_nobody_else_signs_at_all(cast, visit, who):
    client, form = visit(getattr(cast, who)), signed(cast, person=cast.technician.pk)

    assert client.post("/authorisations/new/", form).status_code == 403
    assert client.get("/authorisations/people/").status_code == 403


@pytest.mark.parametrize(
    ("who", "page", "status"),
    [
        ("technician", "renew", 403),
        ("technician", "withdraw", 403),
        ("supervisor", "use", 403),
        ("trainer", "evidence", 403),
        ("colleague", "renew", 404),
        ("other_supervisor", "withdraw", 404),
        ("admin", "use", 404),
    ],
)
def test_nobody_does_what_is_not_theirs(cast, visit, who, page, status):
    held = things.authorisation(cast)

    answer = visit(getattr(cast, who)).post(
        f"{held.get_absolute_url()}{page}/", key() | {"level": "may_train", "reason": "Mine"}
    )

    assert answer.status_code == status
    assert Authorisation.objects.count() == 1
    assert samples.stored(held).is_current


@pytest.mark.parametrize("page", ["new", "renew", "withdraw", "technique"])
def test_empty_request_is_bad_input(cast, visit, page):
    held = things.authorisation(cast)
    address = {"new": "/authorisations/new/", "technique": "/authorisations/techniques/new/"}.get(
        page, f"{held.get_absolute_url()}{page}/"
    )

    assert visit(cast.supervisor).post(address, {}).status_code == 422
    assert (Authorisation.objects.count(), Technique.objects.count()) == (1, 1)
    assert samples.stored(held).is_current


def test_renewal_by_its_screen_keeps_the_history(cast, visit):
    held, client = samples.lapsed(cast), visit(cast.supervisor)
    address, form = f"{held.get_absolute_url()}renew/", key() | {"level": "may_train"}
    assert "Lapsed" in visit(cast.technician).get(held.get_absolute_url()).content.decode()
    for _ in range(2):
        answer = client.post(address, form)

    new = Authorisation.objects.get(renews=held)
    assert answer.headers["Location"] == new.get_absolute_url()
    page = visit(cast.technician).get(new.get_absolute_url())
    assert [one.standing for one in page.context["history"]] == ["in_force", "replaced"]
    assert client.post(address, key() | {"level": "independent"}).status_code == 409


@pytest.mark.parametrize("page", ["use", "withdraw", "evidence"])
def test_act_that_comes_too_late_is_answered_409(cast, visit, page):
    held = samples.replaced(cast)
    who = cast.supervisor if page == "withdraw" else cast.technician

    answer = visit(who).post(f"{held.get_absolute_url()}{page}/", {"reason": "Too late"})

    assert answer.status_code == 409
    assert samples.stored(held).withdrawn_at is None


def test_withdrawing_asks_for_a_reason_and_shows_it(cast, visit):
    held = things.authorisation(cast)
    address = f"{held.get_absolute_url()}withdraw/"
    client = visit(cast.supervisor)

    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 422
    assert samples.stored(held).is_current
    assert client.post(address, {"reason": "The chamber was left open."}).status_code == 302
    assert (
        "The chamber was left open." in visit(cast.technician).get(held.get_absolute_url()).content.decode()
    )


def test_owner_notes_a_use_today_or_on_another_day(cast, visit):
    technique = things.technique(cast, validity_months=None, disuse_days=90)
    held = samples.aged(things.authorisation(cast, technique=technique), 50)
    client, address = visit(cast.technician), f"{held.get_absolute_url()}use/"
    on = TODAY - timedelta(days=3)

    assert client.post(address, {"on": on.isoformat()}).status_code == 302
    assert samples.stored(held).used_on == on
    assert client.post(address, {"on": (TODAY + timedelta(days=3)).isoformat()}).status_code == 422
    assert client.post(address, {"on": "whenever"}).status_code == 422
    assert samples.stored(held).used_on == on
    assert client.post(address, {}).status_code == 302
    assert samples.stored(held).used_on == TODAY


def test_use_does_not_bring_back_what_has_lapsed(cast, visit):
    held = samples.disused(cast)

    answer = visit(cast.technician).post(f"{held.get_absolute_url()}use/", {})

    assert answer.status_code == 422
    assert "ask your supervisor or a trainer to renew it" in answer.content.decode()
    assert samples.stored(held).standing == "lapsed_by_disuse"


def test_owner_shows_evidence_of_their_own(cast, visit):
    held, piece = things.authorisation(cast), things.link(cast)
    form = {"evidence_library": [str(piece.uid)]}

    answer = visit(cast.technician).post(f"{held.get_absolute_url()}evidence/", form)

    assert answer.status_code == 302
    assert attached_to("authorisation", held) == [piece]
    assert piece.title in visit(cast.supervisor).get(held.get_absolute_url()).content.decode()


def test_people_one_signs_for_are_listed_what_ends_first_on_top_and_filtered(cast, visit):
    technique = things.technique(cast)
    ends, holds = samples.lapsing(cast, 9), things.authorisation(cast, owner=cast.engineer)
    gone = samples.lapsed(cast, technique=things.technique(cast, name="Lathe"))
    things.authorisation(cast, by="trainer", owner=cast.colleague, technique=technique)
    things.authorisation(cast, by="trainer", owner=cast.supervisor, technique=technique)
    client = visit(cast.supervisor)

    def listed(query=""):
        return list(client.get(f"/authorisations/people/{query}").context["page"])

    assert listed() == [gone, ends, holds]
    assert listed("?standing=lapsed") == [gone]
    assert listed("?standing=ending") == [ends]
    assert set(listed("?standing=holds")) == {ends, holds}
    assert listed("?q=brandt") == [holds]
    assert listed("?q=lathe") == [gone]
    assert listed("?level=supervised") == []
    assert len(visit(cast.other_trainer).get("/authorisations/people/").context["page"]) == 5


# --- techniques ---------------------------------------------------------------------------------------------------
TECHNIQUE = {
    "name": "Cryostat",
    "kind": "instrument",
    "place": "B2",
    "validity_months": "12",
    "disuse_days": "",
}


@pytest.mark.parametrize("who", ["supervisor", "trainer", "admin"])
def test_technique_is_added_once_and_found(cast, visit, who):
    client, form = visit(getattr(cast, who)), TECHNIQUE | {"uid": str(uuid4())}
    for _ in range(2):
        answer = client.post("/authorisations/techniques/new/", form)

    (made,) = Technique.objects.all()
    assert answer.headers["Location"] == made.get_absolute_url()
    assert (made.name, made.validity_months, made.disuse_days) == ("Cryostat", 12, None)
    assert list(visit(cast.colleague).get("/authorisations/techniques/?q=cryo+b2").context["page"]) == [made]
    assert list(visit(cast.colleague).get("/authorisations/techniques/?q=cryo+b9").context["page"]) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "CONFOCAL", "place": "b12"}, "name"),
        ({"kind": "person"}, "kind"),
        ({"validity_months": "0"}, "validity_months"),
        ({"validity_months": "a year"}, "validity_months"),
        ({"disuse_days": "99999"}, "disuse_days"),
        ({"competences": "not one"}, "competences"),
        ({"unit": "999999"}, "unit"),
    ],
)
def test_bad_technique_is_shown_beside_its_field_and_not_kept(cast, visit, wrong, field):
    things.technique(cast)

    answer = visit(cast.trainer).post("/authorisations/techniques/new/", TECHNIQUE | wrong)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert Technique.objects.count() == 1


def test_uid_of_another_technique_is_not_taken_for_it(cast, visit):
    there, client = things.technique(cast), visit(cast.trainer)

    answer = client.post("/authorisations/techniques/new/", TECHNIQUE | {"uid": str(there.uid)})

    form = answer.context["form"]
    assert (answer.status_code, form["name"].value()) == (422, TECHNIQUE["name"])
    again = client.post("/authorisations/techniques/new/", TECHNIQUE | {"uid": form["uid"].value()})
    assert again.status_code == 302
    assert Technique.objects.count() == 2


def test_name_that_only_the_database_takes_for_the_same_is_refused(cast, visit):
    """The Kelvin sign is a k in lower case, and no K in upper case."""
    things.technique(cast, name="K", place="")

    answer = visit(cast.trainer).post(
        "/authorisations/techniques/new/", TECHNIQUE | {"name": "\u212a", "place": ""}
    )

    assert answer.status_code == 422
    assert "name" in answer.context["form"].errors


@pytest.mark.parametrize("who", ["technician", "colleague", "editor"])
def test_who_keeps_no_techniques_only_reads_them(cast, visit, who):
    technique, client = things.technique(cast), visit(getattr(cast, who))

    assert client.get(technique.get_absolute_url()).status_code == 200
    assert client.post("/authorisations/techniques/new/", TECHNIQUE).status_code == 403
    for page in ("edit", "archive", "restore"):
        assert client.post(f"{technique.get_absolute_url()}{page}/", TECHNIQUE).status_code == 403
    assert Technique.objects.get().name == "Confocal"


def test_two_windows_of_one_technique_show_both_versions(cast, visit):
    technique, client = things.technique(cast), visit(cast.trainer)
    address = f"{technique.get_absolute_url()}edit/"
    form = TECHNIQUE | {"changed": client.get(address).context["token"]}
    actions.save_technique(
        actor=cast.admin, technique=technique, values={"name": "Confocal two", "place": "B12"}
    )

    answer = client.post(address, form)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Confocal two" in page and "Cryostat" in page
    again = client.post(address, form | {"changed": answer.context["token"]})
    assert again.status_code == 302
    assert Technique.objects.get().name == "Cryostat"


def test_archived_technique_leaves_the_list_and_comes_back(cast, visit):
    technique, client = things.technique(cast), visit(cast.supervisor)

    client.post(f"{technique.get_absolute_url()}archive/")
    listed = [
        list(client.get(f"/authorisations/techniques/{query}").context["page"])
        for query in ("", "?state=archived")
    ]
    client.post(f"{technique.get_absolute_url()}restore/")

    assert listed == [[], [technique]]
    assert list(client.get("/authorisations/techniques/").context["page"]) == [technique]


# --- the door -----------------------------------------------------------------------------------------------------
def test_door_sheet_is_open_to_colleagues_with_names_levels_and_days_alone(cast, visit):
    held = things.authorisation(cast, conditions="Never with the two-photon line")
    samples.lapsed(cast, owner=cast.engineer)
    client, address = visit(cast.colleague), DOOR.format(held.technique.uid)

    paper = client.get(f"{address}/").content.decode()
    answer = client.get(f"{address}.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert "Megan Okafor" in paper and "Independent use" in paper
    assert "Brandt" not in paper and "two-photon" not in paper and "Whitcombe" not in paper
    assert rows == [
        ["name", "level", "until"],
        ["Megan Okafor", "Independent use", held.last_day.isoformat()],
    ]
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert visit().get(f"{address}.csv").status_code == 302


def test_whoever_is_a_technician_no_more_stands_on_no_door_sheet(cast, visit):
    held = things.authorisation(cast)
    RoleMembership.objects.filter(person=held.owner).update(ended_on=timezone.localdate())
    client = visit(cast.colleague)

    assert "Megan Okafor" not in client.get(f"{DOOR.format(held.technique.uid)}.csv").content.decode()
    assert "Megan Okafor" not in client.get(f"{DOOR.format(held.technique.uid)}/").content.decode()
    assert [one.holders for one in queries.techniques()] == [0]


def test_name_on_a_door_sheet_runs_in_no_spreadsheet(cast, visit):
    held = things.authorisation(cast)
    type(held.owner).objects.filter(pk=held.owner_id).update(first_name="=SUM(A1)")

    body = visit(cast.colleague).get(f"{DOOR.format(held.technique.uid)}.csv").content.decode("utf-8-sig")

    assert "'=SUM(A1)" in body


@pytest.mark.parametrize("who", ["technician", "supervisor", "admin"])
def test_southby_finds_no_door_sheet_of_northmoor(cast, visit, southby, southby_cast, who):
    held = things.authorisation(cast)
    paths = [
        held.get_absolute_url(),
        f"{DOOR.format(held.technique.uid)}/",
        f"{DOOR.format(held.technique.uid)}.csv",
    ]
    with southby():
        client = visit(getattr(southby_cast, who), host="southby.localhost")

        assert [client.get(path).status_code for path in paths] == [404, 404, 404]
        assert list(client.get("/authorisations/techniques/").context["page"]) == []


@pytest.mark.parametrize("size", [1, 50])
def test_lists_cost_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    technique = things.technique(cast)
    for number, person in enumerate(more_technicians(cast, size)):
        pair(person, cast.other_supervisor)
        things.authorisation(cast, by="trainer", owner=person, technique=technique)
        more = things.technique(cast, name=f"Microscope {number}")
        things.authorisation(cast, technique=more)
        samples.withdrawn(cast, technique=things.technique(cast, name=f"Lathe {number}"))
    signer, owner = visit(cast.other_supervisor), visit(cast.technician)
    signer.get("/home/")
    owner.get("/home/")

    with django_assert_num_queries(9):
        listed = signer.get("/authorisations/people/").context["page"]
    with django_assert_num_queries(7):
        own = owner.get("/authorisations/").context
    with django_assert_num_queries(7):
        owner.get("/authorisations/techniques/")
    with django_assert_num_queries(7):
        sheet = owner.get(technique.get_absolute_url()).context["sheet"]

    assert len(listed.object_list) == len(own["current"]) == len(own["past"]) == len(sheet) == size
