"""An institution's own rule packs: checked by line, tried on real logs as counts, then in force on its host alone."""

import json
import uuid
from datetime import date

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from people import actions as people
from people.models import TrailEntry
from registers import actions, packs, queries
from registers.models import OwnPack
from registers.own_packs import usable
from registers.packs import DATA
from tests.audits.draw_samples import announced
from tests.audits.mock_samples import mock_of
from tests.tellers import Teller

IET = (DATA / "iet.yaml").read_text()


def iet(**changes):
    """The shipped pack with some top-level fields changed; `hours` changes its minimum."""
    data = yaml.safe_load(IET)
    hours = changes.pop("hours", None)
    data.pop("examples", None)
    data |= {"pack_version": "2026.1-own", "valid_from": date(2026, 1, 1), **changes}
    if hours is not None:
        data["cpd_rules"]["minimum"]["value"] = hours
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def house(**changes):
    return iet(id="northmoor-house", **changes)


def in_use(cast, text):
    return actions.use_own_pack(own_pack=actions.add_own_pack(text=text, actor=cast.admin), actor=cast.admin)


def hold(owner, pack="iet", grade="MIET"):
    return actions.save_registration(owner=owner, values={"pack": pack, "grade": grade}, breaks=[])


def test_a_register_of_ones_own_is_held_and_judged(cast):
    in_use(cast, house(hours=12))
    hold(cast.technician, "northmoor-house")
    Teller(cast).activity(cast.technician, minutes=11 * 60)

    (standing,) = queries.standings(cast.technician)

    hours = next(one for one in standing.findings if one.rule == "hours")
    assert hours.figures["required_minutes"] == 12 * 60
    assert standing.edition.version == "2026.1-own, University of Northmoor"


def test_on_trial_nobody_is_judged_by_it(cast):
    actions.add_own_pack(text=iet(hours=1), actor=cast.admin)

    assert len(packs.editions("iet")) == 1
    assert "northmoor-house" not in packs.ids()


def test_a_new_edition_holds_from_its_day(cast):
    in_use(cast, iet(hours=12))

    assert packs.edition_on("iet", date(2025, 12, 31)).minimum.value == 30
    assert packs.edition_on("iet", date(2026, 1, 1)).minimum.value == 12


def test_another_institution_knows_nothing_of_it(cast, southby):
    in_use(cast, house())
    with southby():
        assert "northmoor-house" not in packs.ids()
    assert "northmoor-house" in packs.ids()


def test_retired_it_is_gone_and_the_shipped_edition_holds(cast):
    row = in_use(cast, iet(hours=12))

    actions.retire_own_pack(own_pack=row, actor=cast.admin)

    assert packs.edition_on("iet", date(2026, 6, 1)).minimum.value == 30


def test_a_register_somebody_holds_is_not_taken_away(cast):
    row = in_use(cast, house())
    held = hold(cast.technician, "northmoor-house")
    actions.end_registration(registration=held, actor=cast.technician)

    with pytest.raises(
        actions.OwnPackRefused, match="1 registration can be read by it alone, ended ones too"
    ):
        actions.retire_own_pack(own_pack=row, actor=cast.admin)


def test_a_register_that_anything_was_made_under_is_not_taken_away(cast, visit):
    """Somebody else's renewal, mock audit or draw would stop their pages."""
    row = in_use(cast, house())
    held = hold(cast.technician, "northmoor-house")
    actions.start_renewal(registration=held, period_from=date(2026, 1, 1), period_to=date(2026, 12, 31))
    mock_of(held)
    actions.save_registration(
        owner=cast.technician, values={"pack": "iet", "grade": "MIET"}, registration=held
    )
    announced(cast, pack="northmoor-house", grade="MIET")
    client = visit(cast.admin)

    shown = client.get(f"{row.get_absolute_url()}retire/").content.decode()
    client.post(f"{row.get_absolute_url()}retire/")

    assert "1 renewal, 1 mock audit and 1 draw can be read by it alone" in shown
    assert "Retire it" not in shown
    assert OwnPack.objects.get().is_in_use
    for person, page in (
        (cast.technician, "/audits/"),
        (cast.technician, "/renewals/"),
        (cast.admin, "/audits/draws/"),
    ):
        assert visit(person).get(page).status_code == 200


def test_admin_is_asked_before_a_pack_is_retired(cast, visit):
    row = in_use(cast, iet(hours=12))
    hold(cast.technician)
    client, page = visit(cast.admin), f"{row.get_absolute_url()}retire/"

    shown = client.get(page).content.decode()
    kept = OwnPack.objects.get().state
    for _ in range(2):
        client.post(page)

    assert kept == "in_use"
    assert (
        "1 registration rests on this register and is judged from then on by the 1 edition that is left"
        in shown
    )
    assert row.get_absolute_url() in shown
    assert OwnPack.objects.get().state == "retired"
    assert TrailEntry.objects.filter(object_uid=row.uid, verb="retired rule pack").count() == 1
    assert client.get(page).url == row.get_absolute_url()


def test_the_same_text_is_the_same_pack_another_needs_its_own_version(cast):
    first = actions.add_own_pack(text=house(), actor=cast.admin)

    assert actions.add_own_pack(text=house(), actor=cast.admin) == first
    with pytest.raises(actions.OwnPackRefused, match="give this one its own pack_version"):
        actions.add_own_pack(text=house(hours=5), actor=cast.admin)


def test_a_frozen_pack_stays_as_it_was(cast):
    registration = hold(cast.technician)
    renewal = actions.start_renewal(
        registration=registration, period_from=date(2026, 1, 1), period_to=date(2026, 12, 31)
    )
    frozen = actions.declare_renewal(renewal=renewal, actor=cast.technician, once=uuid.uuid4())
    before = frozen.facts

    in_use(cast, iet(hours=0))

    frozen.refresh_from_db()
    assert frozen.facts == before


def test_a_shipped_edition_of_the_same_day_leaves_it_out_instead_of_stopping_the_site(cast):
    """What was sound once may not fit the packs of a later version."""
    in_use(cast, house())
    OwnPack.objects.update(text=house().replace("cpd-scheme/1", "cpd-scheme/9"))
    assert usable(OwnPack.objects.all()) == []


def test_the_trail_tells_who_did_what(cast):
    row = in_use(cast, house())
    actions.retire_own_pack(own_pack=row, actor=cast.admin)

    told = TrailEntry.objects.filter(object_uid=row.uid).order_by("pk").values_list("verb", flat=True)
    assert list(told) == ["added rule pack", "put rule pack into use", "retired rule pack"]


# --- the screens ------------------------------------------------------------------------------------------------
def upload(text, name="pack.yaml"):
    return {"file": SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())}


def technicians(cast):
    """Five people with a log."""
    more = [
        people.create_person(
            email=f"p{n}@northmoor.example",
            first_name="P",
            last_name=f"N{n}",
            roles=["technician"],
            actor="system",
        )
        for n in range(3)
    ]
    return [cast.technician, cast.engineer, *more]


def test_an_admin_adds_tries_and_uses_a_pack(cast, visit):
    for person in technicians(cast):
        Teller(cast).activity(person, start_date=date(2025, 3, 1), end_date=date(2025, 3, 1), minutes=13 * 60)
    admin = visit(cast.admin)

    answer = admin.post("/registers/own/new/", upload(iet(hours=12)))
    page = admin.get(answer.url).content.decode()

    assert "5 logs" in page
    assert '<th scope="row">Hours</th><td class="number">5</td>' in page
    assert "cpd rules › minimum › value" in page
    assert "Cryostat" not in page
    assert admin.post(f"{answer.url}use/").status_code == 302
    assert "In use" in admin.get("/registers/own/").content.decode()
    assert "2026.1-own" in visit(cast.technician).get("/registers/packs/iet/editions/").content.decode()


def test_counts_of_few_people_are_not_shown(cast, visit):
    Teller(cast).activity(cast.technician, start_date=date(2025, 3, 1), end_date=date(2025, 3, 1))
    admin = visit(cast.admin)

    page = admin.get(admin.post("/registers/own/new/", upload(iet(hours=12))).url).content.decode()

    assert "Fewer than five people" in page
    assert "Not met" not in page


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (IET.replace("measure: hours", "measure: ducks", 1), "measure"),
        ("schema: cpd-scheme/1\nid: [", "this is not valid YAML"),
        (
            '{"schema": "cpd-scheme/1",\n\t"id": "x",\n\t"grades": 3}',
            "<b>Line 3</b>, grades: this must be a list of maps",
        ),
        ("a: &a [1]\nb: *a\n", "a pack has no anchors"),
        ("[" * 5000, "nested too deep"),
        ("- " * 5000, "nested too deep"),
        ("a: " + "1:" * 5000 + "1", "a number in this file is too long"),
        ("- just\n- a list\n", "a pack is a map of fields"),
        ("", "This file is empty."),
    ],
)
def test_what_is_wrong_is_named_and_what_was_given_is_kept(cast, visit, text, says):
    answer = visit(cast.admin).post("/registers/own/new/", upload(text))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert text[:12].strip() in page.replace("&quot;", '"').replace("&amp;", "&")
    assert not OwnPack.objects.exists()


EXAMPLE = {
    "name": "Nine hours", "grade": "MIET", "from": date(2026, 1, 1), "to": date(2026, 12, 31),
    "activities": [{"day": date(2026, 3, 1), "kind": "formal", "hours": 9}],
    "expect": [{"rule": "hours", "status": "met"}],
}  # fmt: skip


def test_worked_examples_are_tried_before_a_pack_is_kept(cast, visit):
    admin = visit(cast.admin)

    wrong = admin.post("/registers/own/new/", upload(house(hours=12, examples=[EXAMPLE])))
    huge = EXAMPLE | {"activities": [EXAMPLE["activities"][0] | {"times": 10**9}]}
    endless = admin.post("/registers/own/new/", upload(house(hours=12, examples=[huge])))
    right = admin.post("/registers/own/new/", upload(house(hours=9, examples=[EXAMPLE])))

    assert "Nine hours: hours is advice, not met" in wrong.content.decode()
    assert "repeats at most 500 times" in endless.content.decode()
    assert "1 worked example in the pack came out as it says." in admin.get(right.url).content.decode()


def test_a_file_that_is_no_text_is_refused(cast, visit):
    answer = visit(cast.admin).post("/registers/own/new/", upload(b"\x89PNG\r\n\x1a\n\xff\xfe\x00"))

    assert answer.status_code == 422
    assert "not a text file in UTF-8" in answer.content.decode()


def test_json_is_read_too(cast, visit):
    data = yaml.safe_load(house())
    text = json.dumps(data | {"valid_from": None}, indent="\t", default=str)

    answer = visit(cast.admin).post("/registers/own/new/", upload(text, "pack.json"))

    assert answer.status_code == 302, answer.content.decode()


@pytest.mark.parametrize("who", ["technician", "supervisor", "trainer", "editor"])
def test_only_an_admin_manages_packs(cast, visit, who):
    client = visit(getattr(cast, who))

    assert client.get("/registers/own/").status_code == 403
    assert client.post("/registers/own/new/", upload(house())).status_code == 403
    assert not OwnPack.objects.exists()


def test_without_own_packs_the_rules_cost_no_query(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        packs.edition_on("iet", date(2026, 1, 1))
