"""Grant, renew, withdraw, note a use: every verb × every role × every state; forgeries; the trail of renewals."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from authorisations import actions
from authorisations.models import Authorisation
from authorisations.queries import door_sheet
from evidence import actions as evidence
from notices.models import Notice
from people import actions as people
from tests import things
from tests.authorisations import samples

TODAY = timezone.localdate()
ROLES = {
    "technician": "owner",
    "supervisor": "signer",
    "trainer": "signer",
    "other_trainer": "signer",
    "colleague": "stranger",
    "other_supervisor": "stranger",
    "admin": "stranger",
    "editor": "stranger",
}
CURRENT = {"in_force", "lapses_soon", "lapsed_by_date", "lapsed_by_disuse"}
MAY = {"renew": "signer", "withdraw": "signer", "use": "owner", "show": "owner"}
FROM = {"renew": CURRENT, "withdraw": CURRENT, "use": {"in_force", "lapses_soon"}, "show": CURRENT}


def act(verb, held, actor, once=None):
    match verb:
        case "renew":
            given = actions.Given("may_train", conditions="In pairs")
            return actions.renew(authorisation=held, actor=actor, once=once or uuid4(), given=given)
        case "withdraw":
            return actions.withdraw(authorisation=held, actor=actor, reason="The chamber was left open.")
        case "use":
            return actions.note_use(authorisation=held, actor=actor)
    return actions.keep_evidence(authorisation=held, actor=actor, attach=lambda thing: None)


def picture():
    return list(Authorisation.objects.order_by("pk").values())


@pytest.mark.parametrize("state", samples.IN_STATE)
def test_sample_stands_as_it_is_called(cast, state):
    assert samples.stored(samples.IN_STATE[state](cast)).standing == state


@pytest.mark.parametrize("state", samples.IN_STATE)
@pytest.mark.parametrize("verb", MAY)
def test_every_verb_in_every_state_by_every_role(cast, verb, state):
    for name, stands_as in ROLES.items():
        with transaction.atomic():
            held = samples.IN_STATE[state](cast)
            before, allowed = picture(), stands_as == MAY[verb]
            # Withdrawing twice is one act of the one who did.
            again = verb == "withdraw" and state == "withdrawn" and name == "supervisor"
            if allowed and (state in FROM[verb] or again):
                act(verb, held, getattr(cast, name))
                assert (picture() == before) == (
                    verb == "show" or again or (verb, state) == ("use", "in_force")
                )
            else:
                refusals = (actions.NotCurrent, actions.Refused) if allowed else PermissionDenied
                with pytest.raises(refusals):
                    act(verb, held, getattr(cast, name))
                assert picture() == before, (name, verb, state)
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("actor", "owner", "refusal"),
    [
        ("supervisor", "technician", None),
        ("trainer", "colleague", None),
        ("trainer", "supervisor", None),
        ("technician", "technician", PermissionDenied),
        ("supervisor", "supervisor", PermissionDenied),
        ("trainer", "trainer", PermissionDenied),
        ("supervisor", "colleague", PermissionDenied),
        ("other_supervisor", "technician", PermissionDenied),
        ("colleague", "technician", PermissionDenied),
        ("admin", "technician", PermissionDenied),
        ("trainer", "editor", actions.Refused),
    ],
)
def test_who_may_sign_for_whom(cast, actor, owner, refusal):
    def sign():
        things.authorisation(cast, by=actor, owner=getattr(cast, owner))

    if refusal is None:
        sign()
    else:
        with pytest.raises(refusal):
            sign()
    assert Authorisation.objects.exists() == (refusal is None)


def test_trainer_who_is_a_technician_signs_nothing_of_their_own(cast):
    people.grant_role(person=cast.trainer, role="technician", actor=cast.admin)
    own = things.authorisation(cast, by="other_trainer", owner=cast.trainer)

    for verb in ("renew", "withdraw"):
        with pytest.raises(PermissionDenied):
            act(verb, own, cast.trainer)


def test_database_holds_no_self_signed_authorisation(cast):
    held = things.authorisation(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Authorisation.objects.filter(pk=held.pk).update(signed_by=cast.technician)


def test_grant_starts_from_the_technique_and_keeps_what_it_was_signed_under(cast):
    technique = things.technique(cast, validity_months=6, disuse_days=60)
    held = things.authorisation(cast, technique=technique)
    actions.save_technique(
        actor=cast.trainer, technique=technique,
        values={"name": "Confocal", "place": "B12", "validity_months": 1, "disuse_days": 2},
    )  # fmt: skip

    again = samples.stored(held)

    assert again.disuse_days == 60
    assert timedelta(days=180) <= again.valid_until - TODAY <= timedelta(days=185)
    assert (again.used_on, again.last_day) == (TODAY, TODAY + timedelta(days=60))
    assert again.signed_name == "Alan Whitcombe"


def test_grant_with_the_same_key_happens_once(cast):
    once = uuid4()
    first, second = things.authorisation(cast, once=once), things.authorisation(cast, once=once)

    assert first == second
    assert Notice.objects.filter(kind="authorisation_granted", recipient=cast.technician).count() == 1
    with pytest.raises(actions.Refused):
        things.authorisation(cast, by="trainer", once=once)


@pytest.mark.parametrize("state", ["in_force", "lapsed_by_date", "lapsed_by_disuse"])
def test_second_grant_is_refused_while_there_is_one_to_renew(cast, state):
    samples.IN_STATE[state](cast)

    with pytest.raises(actions.Refused, match="renew that one"):
        things.authorisation(cast)


def test_withdrawn_one_may_be_granted_anew(cast):
    samples.withdrawn(cast)

    assert things.authorisation(cast).standing == "in_force"


def test_archived_technique_is_signed_for_no_more_and_leaves_what_was_signed(cast):
    held = things.authorisation(cast)
    technique = actions.archive_technique(technique=held.technique, actor=cast.admin)

    with pytest.raises(actions.Refused):
        things.authorisation(cast, owner=cast.engineer, technique=technique)
    with pytest.raises(actions.Refused):
        act("renew", samples.stored(held), cast.supervisor)
    assert samples.stored(held).standing == "in_force"


def test_renewal_keeps_the_one_before_and_its_key_renews_once(cast):
    held, once = samples.lapsed(cast), uuid4()
    new = act("renew", held, cast.trainer, once)

    assert act("renew", held, cast.trainer, once) == new
    assert (samples.stored(held).standing, new.standing, new.renews) == ("replaced", "in_force", held)
    assert (new.level, new.conditions, new.signed_name) == ("may_train", "In pairs", "Priya Raman")
    with pytest.raises(actions.NotCurrent):
        act("renew", held, cast.supervisor)


def test_withdrawing_takes_a_reason_and_tells_its_owner(cast):
    held = things.authorisation(cast)
    with pytest.raises(actions.Refused):
        actions.withdraw(authorisation=held, actor=cast.supervisor, reason=" ")

    act("withdraw", held, cast.supervisor)

    assert Notice.objects.filter(kind="authorisation_withdrawn", recipient=cast.technician).count() == 1
    assert list(door_sheet(held.technique, TODAY)) == []


def test_use_moves_the_last_day_forward_only(cast):
    technique = things.technique(cast, validity_months=None, disuse_days=90)
    held = samples.aged(things.authorisation(cast, technique=technique), 50)

    for back, last in ((20, 70), (30, 70), (0, 90)):
        on = TODAY - timedelta(days=back)
        used = actions.note_use(authorisation=held, actor=cast.technician, on=on)
        assert used.last_day == TODAY + timedelta(days=last)


@pytest.mark.parametrize("days", [1, -51])
def test_use_on_a_day_that_cannot_be_is_refused(cast, days):
    held = samples.aged(things.authorisation(cast), 50)

    with pytest.raises(actions.Refused):
        actions.note_use(authorisation=held, actor=cast.technician, on=TODAY + timedelta(days=days))


def test_door_sheet_holds_who_may_run_it_today_by_name(cast):
    technique = things.technique(cast, disuse_days=90)
    things.authorisation(cast, technique=technique)
    things.authorisation(cast, by="trainer", technique=technique, owner=cast.colleague, level="may_train")
    samples.aged(things.authorisation(cast, technique=technique, owner=cast.engineer), 91)
    people.grant_role(person=cast.editor, role="technician", actor=cast.admin)
    things.authorisation(cast, by="trainer", technique=technique, owner=cast.editor)
    people.update_person(person=cast.editor, actor=cast.admin, is_active=False)

    sheet = door_sheet(technique, TODAY)

    assert [(one.owner.last_name, one.level) for one in sheet] == [
        ("Adeyemi", "may_train"), ("Okafor", "independent"),
    ]  # fmt: skip


def test_ended_pair_closes_an_authorisation_to_whoever_signed_it(cast, visit):
    held = things.authorisation(cast)
    for pair in cast.technician.pairs_as_technician.all():
        people.end_pair(pair=pair, actor=cast.technician)

    assert visit(cast.supervisor).get(held.get_absolute_url()).status_code == 404
    with pytest.raises(PermissionDenied):
        act("withdraw", held, cast.supervisor)


def test_evidence_opens_to_who_reads_the_authorisation(cast, visit):
    held, piece = things.authorisation(cast), things.link(cast)
    evidence.attach(thing=held, kind="authorisation", evidence=[piece], actor=cast.technician)

    answers = {
        name: visit(getattr(cast, name)).get(piece.get_absolute_url()).status_code
        for name in ("technician", "supervisor", "trainer", "colleague", "admin")
    }
    assert answers == {"technician": 302, "supervisor": 302, "trainer": 302, "colleague": 404, "admin": 404}


def test_technique_is_named_once_at_a_place_and_two_windows_find_each_other(cast):
    technique = things.technique(cast)
    with pytest.raises(actions.Refused):
        things.technique(cast, name="CONFOCAL", place="b12")
    seen = technique.changed_token
    actions.save_technique(
        actor=cast.admin, technique=technique, values={"name": "Confocal", "place": "B13"}, changed=seen
    )

    with pytest.raises(actions.Stale):
        actions.save_technique(
            actor=cast.trainer, technique=technique, values={"name": "Other", "place": "B12"}, changed=seen
        )
    technique.refresh_from_db()
    assert (technique.name, technique.place) == ("Confocal", "B13")


@pytest.mark.parametrize("who", ["technician", "colleague", "editor"])
def test_who_sets_no_work_keeps_no_techniques(cast, who):
    technique = things.technique(cast)

    for act_on in (actions.archive_technique, actions.restore_technique):
        with pytest.raises(PermissionDenied):
            act_on(technique=technique, actor=getattr(cast, who))
    with pytest.raises(PermissionDenied):
        actions.save_technique(actor=getattr(cast, who), values={"name": "Mine", "place": ""})


@pytest.mark.parametrize("how", ["role", "account"])
def test_nothing_is_signed_anew_for_who_is_no_technician_here_any_more(cast, how):
    held = things.authorisation(cast)
    if how == "role":
        people.end_role(person=cast.technician, role="technician", actor=cast.admin)
    else:
        people.update_person(person=cast.technician, actor=cast.admin, is_active=False)

    with pytest.raises(actions.Refused):
        act("renew", held, cast.trainer)

    assert samples.stored(held).is_current
