"""Tasks: the pure tables, and every verb × every role × every state through the real verbs."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from duties import actions, queries, states
from duties.models import Task, TaskMove
from evidence import actions as evidence
from evidence.queries import attached_to
from notices.models import Notice
from people import actions as people
from people.models import TrailEntry
from tests import things
from tests.duties import samples

TODAY = date(2040, 2, 28)
ROLES = {
    "technician": "owner",
    "trainer": "setter",
    "supervisor": "overseer",
    "other_trainer": "stranger",
    "colleague": "stranger",
    "other_supervisor": "stranger",
    "admin": "stranger",
    "editor": "stranger",
}
MAY = {
    "finish": {"owner"},
    "reopen": {"owner"},
    "approve": {"setter", "overseer"},
    "return": {"setter", "overseer"},
    "change": {"setter"},
    "withdraw": {"setter"},
}
FROM = {
    "finish": {"open", "returned"},
    "reopen": {"done"},
    "approve": {"done"},
    "return": {"done", "completed"},
    "change": {"open", "returned"},
    "withdraw": {"open", "done", "returned"},
}
LEADS_TO = {
    "finish": "done",
    "reopen": "open",
    "approve": "completed",
    "return": "returned",
    "change": None,
    "withdraw": "withdrawn",
}


@pytest.mark.parametrize(
    ("state", "due_on", "shown"),
    [
        ("open", None, "not_started"),
        ("open", TODAY, "not_started"),
        ("open", date(2040, 2, 27), "overdue"),
        ("returned", None, "returned"),
        ("returned", date(2040, 2, 27), "overdue"),
        ("done", date(2040, 2, 27), "waiting"),
        ("completed", date(2040, 2, 27), "completed"),
        ("withdrawn", date(2040, 2, 27), "withdrawn"),
    ],
)
def test_task_is_shown_in_the_words_of_assessments(state, due_on, shown):
    assert states.shown_as(state=state, due_on=due_on, today=TODAY) == shown


def test_every_move_of_both_kinds_of_task():
    known = [state for state, _ in states.STATES]
    moves = {
        approval: {
            (a, b) for a in known for b in known if states.can_move(a, b, needs_approval=approval)
        }
        for approval in (True, False)
    }  # fmt: skip

    assert moves == {
        True: {
            ("open", "done"), ("returned", "done"), ("done", "open"), ("done", "completed"), ("done", "returned"),
            ("completed", "returned"), ("open", "withdrawn"), ("done", "withdrawn"), ("returned", "withdrawn"),
        },
        False: {("open", "completed"), ("completed", "open"), ("open", "withdrawn")},
    }  # fmt: skip


def act(verb, task, actor, once=None):
    options = {"task": task, "actor": actor, "once": once or uuid4()}
    match verb:
        case "finish":
            return actions.finish_task(**options, note="Flushed again.")
        case "return":
            return actions.return_task(**options, reason="Why")
        case "approve":
            return actions.approve_task(**options)
        case "change":
            return actions.change_task(**options, **samples.OTHERWISE)
        case "reopen":
            return actions.reopen_task(**options)
    return actions.withdraw_task(**options)


def picture(task):
    fresh = samples.stored(task)
    return {f.name: getattr(fresh, f.attname) for f in Task._meta.concrete_fields}, fresh.moves.count()


@pytest.mark.parametrize("state", samples.IN_STATE)
@pytest.mark.parametrize("verb", MAY)
def test_every_verb_in_every_state_by_every_role(cast, verb, state):
    for name, stands_as in ROLES.items():
        with transaction.atomic():
            task = samples.IN_STATE[state](cast)
            allowed, before = stands_as in MAY[verb], picture(task)
            if allowed and state in FROM[verb]:
                act(verb, task, getattr(cast, name))
                assert samples.stored(task).state == (LEADS_TO[verb] or state), (name, verb, state)
            else:
                with pytest.raises(actions.NotAllowedNow if allowed else PermissionDenied):
                    act(verb, task, getattr(cast, name))
                assert picture(task) == before, (name, verb, state)
            transaction.set_rollback(True)


@pytest.mark.parametrize("verb", MAY)
def test_verb_with_the_same_key_happens_once(cast, verb):
    state, once = sorted(FROM[verb])[0], uuid4()
    task = samples.IN_STATE[state](cast)
    actor = {"owner": cast.technician, "setter": cast.trainer}.get(sorted(MAY[verb])[-1], cast.supervisor)
    act(verb, task, actor, once)
    after, told = picture(task), Notice.objects.count()

    act(verb, task, actor, once)

    assert picture(task) == after
    assert Notice.objects.count() == told
    assert TaskMove.objects.filter(task=task, once=once).count() == 1


def test_done_ends_a_task_that_nobody_approves_and_its_owner_may_take_that_back(cast):
    task = samples.ended(cast)
    assert (task.state, task.completed_at is None) == ("completed", False)
    for verb, actor in (("approve", cast.trainer), ("return", cast.trainer), ("withdraw", cast.trainer)):
        with pytest.raises(actions.NotAllowedNow):
            act(verb, task, actor)

    reopened = act("reopen", task, cast.technician)

    with pytest.raises(actions.NotAllowedNow):
        act("approve", task, cast.trainer)  # only its owner ends what nobody approves
    assert (reopened.state, reopened.completed_at, reopened.note) == ("open", None, "All four flushed.")


def test_task_set_to_oneself_is_private_and_ends_with_done(cast):
    task = things.task(cast, "technician", needs_approval=True)
    assert (task.is_private, task.needs_approval) == (True, False)
    for name in ("supervisor", "trainer"):
        for verb in ("approve", "return", "withdraw"):
            with pytest.raises(PermissionDenied):
                act(verb, task, getattr(cast, name))

    assert act("finish", task, cast.technician).state == "completed"
    assert not Notice.objects.filter(kind__startswith="task_").exists()


def test_trainer_who_is_a_technician_approves_nothing_they_set_themselves(cast):
    people.grant_role(person=cast.trainer, role="technician", actor=cast.admin)
    own = actions.set_task(owner=cast.trainer, actor=cast.trainer, title="Own", once=uuid4())
    done = actions.finish_task(task=own, actor=cast.trainer, once=uuid4())

    with pytest.raises(PermissionDenied):
        actions.return_task(task=done, actor=cast.trainer, once=uuid4(), reason="Why")


@pytest.mark.parametrize(
    ("actor", "owner", "refusal"),
    [
        ("trainer", "colleague", None),
        ("supervisor", "technician", None),
        ("technician", "technician", None),
        ("admin", "admin", None),
        ("supervisor", "colleague", PermissionDenied),
        ("technician", "colleague", PermissionDenied),
        ("admin", "technician", PermissionDenied),
        ("other_supervisor", "technician", PermissionDenied),
        ("trainer", "editor", actions.Refused),
    ],
)
def test_who_may_set_a_task_to_whom(cast, actor, owner, refusal):
    def set_it():
        actions.set_task(
            owner=getattr(cast, owner), actor=getattr(cast, actor), title="Check", once=uuid4()
        )  # fmt: skip

    if refusal is None:
        set_it()
    else:
        with pytest.raises(refusal):
            set_it()
    assert Task.objects.exists() == (refusal is None)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "//elsewhere.example", "data:text/html,x", "ftp://x"]
)
def test_link_that_would_lead_astray_is_refused(cast, link):
    with pytest.raises(actions.Refused) as refusal:
        things.task(cast, link=link)

    assert set(refusal.value.errors) == {"link"}


def test_key_of_one_setter_sets_nothing_for_another(cast):
    once = uuid4()
    first = things.task(cast, "trainer", once=once)

    assert things.task(cast, "trainer", once=once) == first
    with pytest.raises(actions.Refused):
        things.task(cast, "supervisor", once=once)
    assert Task.objects.count() == 1


def test_key_of_one_task_sets_no_other(cast):
    """A page gone back to, filled in anew: its second task is not taken for the first one."""
    once = uuid4()
    things.task(cast, "trainer", once=once)

    with pytest.raises(actions.Refused):
        things.task(cast, "trainer", once=once, title="Descale the autoclave")


def test_key_of_another_act_is_no_approval(cast):
    task, once = samples.done(cast), uuid4()
    act("return", task, cast.supervisor, once)
    act("finish", task, cast.technician)

    with pytest.raises(actions.NotAllowedNow):
        act("approve", task, cast.supervisor, once)

    assert samples.stored(task).state == "done"


def test_key_of_an_act_undone_since_does_not_pass_for_a_new_one(cast):
    task, once = things.task(cast), uuid4()
    act("finish", task, cast.technician, once)
    act("reopen", task, cast.technician)

    with pytest.raises(actions.NotAllowedNow):
        act("finish", task, cast.technician, once)


def test_approval_covers_what_was_shown(cast):
    task = samples.done(cast)
    seen = task.done_token
    act("finish", act("reopen", task, cast.technician), cast.technician)

    with pytest.raises(actions.Stale):
        actions.approve_task(task=task, actor=cast.supervisor, once=uuid4(), seen=seen)
    assert samples.stored(task).state == "done"


def test_change_is_told_and_keeps_what_was_done_and_asked(cast):
    """Its owner learns of it; the note, the reason it came back with and the words before are all still there."""
    task = samples.returned(cast, due_on=TODAY, words="All four.")

    changed = act("change", task, cast.trainer)

    asked = {name: getattr(changed, name) for name in samples.OTHERWISE}
    assert (asked, changed.state, changed.note) == (samples.OTHERWISE, "returned", "All four flushed.")
    assert queries.last_into(changed, "returned").words == "The one in B12 too."
    assert changed.moves.last().words.splitlines() == [
        "Title before: Check the eyewash stations",
        "What it takes before: All four.",
        "Due date before: 28 Feb 2040",
        "Link before: none",
    ]
    line = TrailEntry.objects.filter(verb="changed task").get()
    assert sorted(line.fields) == ["due_on", "link", "title", "words"]
    assert Notice.objects.get(kind="task_changed").recipient == cast.technician


def test_change_to_what_it_is_already_tells_nobody(cast):
    task = things.task(cast, **samples.OTHERWISE)

    act("change", task, cast.trainer)

    assert not Notice.objects.filter(kind="task_changed").exists()
    assert task.moves.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"due_on": date(2020, 1, 1)}, "due_on"),
    ],
)
def test_change_to_what_cannot_be_asked_is_refused(cast, wrong, field):
    task = things.task(cast)
    before = picture(task)

    with pytest.raises(actions.Refused) as refusal:
        actions.change_task(task=task, actor=cast.trainer, once=uuid4(), **samples.OTHERWISE | wrong)

    assert (set(refusal.value.errors), picture(task)) == ({field}, before)


def test_key_of_one_change_makes_no_other(cast):
    task, once = things.task(cast), uuid4()
    act("change", task, cast.trainer, once)

    with pytest.raises(actions.Refused):
        actions.change_task(
            task=task, actor=cast.trainer, once=once, **samples.OTHERWISE | {"title": "Descale the autoclave"}
        )


def test_sending_back_takes_a_reason(cast):
    task = samples.done(cast)

    with pytest.raises(actions.Refused):
        actions.return_task(task=task, actor=cast.supervisor, once=uuid4(), reason="  ")
    assert samples.stored(task).state == "done"


def test_everyone_concerned_is_told_of_each_move_once(cast):
    samples.approved(cast)
    samples.returned(cast)
    samples.withdrawn(cast)

    told = {
        (one.kind, one.recipient.email.split("@")[0]) for one in Notice.objects.select_related("recipient")
    }

    assert {pair for pair in told if pair[0].startswith("task_")} == {
        ("task_set", "technician"),
        ("task_done", "trainer"),
        ("task_done", "supervisor"),
        ("task_approved", "technician"),
        ("task_returned", "technician"),
        ("task_withdrawn", "technician"),
    }


def test_evidence_opens_with_the_task_to_whom_it_was_handed_in(cast, visit):
    piece = things.link(cast)
    task = things.task(cast)

    def attach(held):
        evidence.attach(thing=held, kind="task", evidence=[piece], actor=cast.technician)

    before = visit(cast.trainer).get(piece.get_absolute_url()).status_code
    actions.finish_task(task=task, actor=cast.technician, once=uuid4(), attach=attach)

    assert before == 404
    assert attached_to("task", task) == [piece]
    answers = {
        name: visit(getattr(cast, name)).get(piece.get_absolute_url()).status_code
        for name in ("technician", "trainer", "supervisor", "colleague", "admin")
    }
    assert answers == {"technician": 302, "trainer": 302, "supervisor": 302, "colleague": 404, "admin": 404}


def test_ended_pair_and_role_close_a_task(cast, visit):
    task = samples.done(cast)
    for pair in cast.technician.pairs_as_technician.all():
        people.end_pair(pair=pair, actor=cast.technician)
    people.end_role(person=cast.trainer, role="trainer", actor="system")

    for name in ("supervisor", "trainer"):
        assert visit(getattr(cast, name)).get(task.get_absolute_url()).status_code == 404
        with pytest.raises(PermissionDenied):
            act("approve", task, getattr(cast, name))


def test_database_holds_no_own_task_that_somebody_must_approve(cast):
    task = things.task(cast, "technician")

    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(needs_approval=True)
