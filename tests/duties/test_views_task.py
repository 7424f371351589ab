"""The screens of tasks: lists, setting, doing, approving, and what each answers to bad input."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from duties import actions
from duties.models import Task
from evidence.models import Evidence
from evidence.queries import attached_to
from people.models import User
from tests import things
from tests.assessments.test_views_review import more_technicians
from tests.duties import samples
from tests.people import pair

TODAY = timezone.localdate()


def key() -> dict:
    return {"once": str(uuid4())}


def test_own_list_shows_what_is_to_do_waits_and_is_done(cast, visit):
    late = things.task(cast, title="Late", due_on=TODAY - timedelta(days=1))
    undated = things.task(cast, title="Undated", by="technician")
    waits, over = samples.done(cast, title="Waits"), samples.approved(cast, title="Over")

    context = visit(cast.technician).get("/tasks/").context

    assert context["to_do"] == [late, undated]
    assert (context["handed_in"], context["settled"]) == ([waits], [over])


def test_empty_list_says_what_would_be_there(cast, visit):
    answer = visit(cast.colleague).get("/tasks/")

    assert "No tasks yet" in answer.content.decode()


def test_task_is_set_to_several_people_and_oneself_by_one_press(cast, visit):
    client, form = visit(cast.supervisor), key() | {
        "title": "Read the new risk assessment",
        "words": "Both pages.",
        "due_on": (TODAY + timedelta(days=9)).isoformat(),
        "link": "https://example.org/ra",
        "needs_approval": "yes",
        "for_me": "yes",
        "people": [cast.technician.pk, cast.engineer.pk],
    }  # fmt: skip
    for _ in range(2):
        answer = client.post("/tasks/new/", form)

    assert answer.status_code == 302
    rows = {task.owner: task for task in Task.objects.select_related("owner")}
    assert set(rows) == {cast.technician, cast.engineer, cast.supervisor}
    assert {who.email.split("@")[0]: task.needs_approval for who, task in rows.items()} == {
        "technician": True, "engineer": True, "supervisor": False,
    }  # fmt: skip
    assert {task.due_on for task in rows.values()} == {TODAY + timedelta(days=9)}


def test_technician_sets_one_to_themselves_alone(cast, visit):
    form = key() | {"title": "Tidy the store", "people": [cast.colleague.pk], "needs_approval": "yes"}
    visit(cast.technician).post("/tasks/new/", form)

    (task,) = Task.objects.all()
    assert (task.owner, task.is_private) == (cast.technician, True)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"due_on": "yesterday"}, "due_on"),
        ({"due_on": "soonish"}, "due_on"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"people": []}, "people"),
        ({"words": "x" * 20_001}, "words"),
    ],
)
def test_bad_input_is_shown_beside_its_field_and_nothing_is_set(cast, visit, wrong, field):
    form = key() | {"title": "Kept title", "words": "Kept words", "people": [cast.technician.pk]} | wrong

    answer = visit(cast.trainer).post("/tasks/new/", form)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert ("Kept words" in answer.content.decode()) == (field != "words")
    assert not Task.objects.exists()


@pytest.mark.parametrize("who", ["colleague", "supervisor"])
def test_nobody_beyond_reach_is_set_a_task(cast, visit, who):
    """The supervisor sets to their own only; the trainer to technicians."""
    setter, target = (cast.supervisor, cast.colleague) if who == "colleague" else (cast.trainer, cast.editor)

    answer = visit(setter).post("/tasks/new/", key() | {"title": "Check", "people": [target.pk]})

    assert answer.status_code == 422
    assert not Task.objects.exists()


def test_owner_does_it_with_a_note_and_evidence_once(cast, visit):
    task, client, held = things.task(cast), visit(cast.technician), things.link(cast)
    form = key() | {
        "note": "Flushed, tagged.",
        "evidence_library": [str(held.uid)],
        "evidence_title": "The log sheet",
    }
    for _ in range(2):
        sheet = SimpleUploadedFile("sheet.txt", b"Monday: flushed")
        answer = client.post(f"{task.get_absolute_url()}done/", form | {"evidence": sheet})

    assert answer.status_code == 302
    done = samples.stored(task)
    assert (done.state, done.note) == ("done", "Flushed, tagged.")
    assert {piece.title for piece in attached_to("task", done)} == {held.title, "The log sheet"}
    assert Evidence.objects.count() == 2
    page = visit(cast.trainer).get(task.get_absolute_url()).content.decode()
    assert "Flushed, tagged." in page and "The log sheet" in page and "Approve" in page


def test_foreign_evidence_is_refused_with_the_note_kept(cast, visit):
    task, piece = things.task(cast), things.link(cast)
    things.link(cast)
    Evidence.objects.filter(pk=piece.pk).update(owner=cast.colleague)

    answer = visit(cast.technician).post(
        f"{task.get_absolute_url()}done/",
        key() | {"note": "Kept note", "evidence_library": [str(piece.uid)]},
    )

    assert answer.status_code == 422
    assert "Kept note" in answer.content.decode()
    assert samples.stored(task).state == "open"


@pytest.mark.parametrize("page", ["done", "return", "withdraw", "approve", "reopen"])
def test_act_that_comes_too_late_is_answered_409_with_what_was_typed(cast, visit, page):
    make, who = {
        "done": (samples.withdrawn, cast.technician),
        "return": (samples.withdrawn, cast.trainer),
        "withdraw": (samples.approved, cast.trainer),
        "approve": (samples.returned, cast.trainer),
        "reopen": (samples.approved, cast.technician),
    }[page]
    task = make(cast)

    answer = visit(who).post(
        f"{task.get_absolute_url()}{page}/", key() | {"note": "Typed too late", "reason": "Typed too late"}
    )

    assert answer.status_code == 409
    assert ("Typed too late" in answer.content.decode()) == (page in ("done", "return"))
    assert samples.stored(task).state == task.state


def test_approval_of_what_was_done_anew_shows_it_first(cast, visit):
    task = samples.done(cast)
    seen = task.done_token
    back = actions.reopen_task(task=task, actor=cast.technician, once=uuid4())
    actions.finish_task(task=back, actor=cast.technician, once=uuid4(), note="Another note")

    answer = visit(cast.trainer).post(f"{task.get_absolute_url()}approve/", key() | {"changed": seen})

    assert answer.status_code == 409
    assert "Another note" in answer.content.decode()
    assert samples.stored(task).state == "done"


@pytest.mark.parametrize(
    ("page", "who"), [("done", "technician"), ("return", "trainer"), ("approve", "trainer")]
)
def test_act_without_its_key_changes_nothing(cast, visit, page, who):
    task = things.task(cast) if page == "done" else samples.done(cast)

    answer = visit(getattr(cast, who)).post(
        f"{task.get_absolute_url()}{page}/", {"note": "Note", "reason": "Reason"}
    )

    assert answer.status_code == 422
    assert samples.stored(task).state == task.state


@pytest.mark.parametrize("page", ["new", "done", "return", "withdraw", "approve", "reopen"])
def test_empty_request_is_bad_input(cast, visit, page):
    task = things.task(cast) if page == "done" else samples.done(cast)
    who = cast.technician if page in ("new", "done", "reopen") else cast.trainer
    address = "/tasks/new/" if page == "new" else f"{task.get_absolute_url()}{page}/"

    assert visit(who).post(address, {}).status_code == 422
    assert (samples.stored(task).state, Task.objects.count()) == (task.state, 1)


def test_sending_back_without_a_reason_is_asked_for_one(cast, visit):
    task = samples.done(cast)

    answer = visit(cast.trainer).post(f"{task.get_absolute_url()}return/", key() | {"reason": " "})

    assert answer.status_code == 422
    assert "Say what is missing" in answer.content.decode()


def test_owner_reads_why_it_came_back(cast, visit):
    task = samples.returned(cast)

    for path in ("", "done/"):
        assert (
            "The one in B12 too."
            in visit(cast.technician).get(task.get_absolute_url() + path).content.decode()
        )


@pytest.mark.parametrize(
    ("who", "page", "status"),
    [
        ("technician", "approve", 403),
        ("technician", "return", 403),
        ("technician", "withdraw", 403),
        ("trainer", "done", 403),
        ("supervisor", "withdraw", 403),
        ("supervisor", "reopen", 403),
        ("colleague", "done", 404),
        ("other_trainer", "approve", 404),
        ("admin", "withdraw", 404),
    ],
)
def test_nobody_does_what_is_not_theirs(cast, visit, who, page, status):
    task = samples.done(cast)

    answer = visit(getattr(cast, who)).post(f"{task.get_absolute_url()}{page}/", key() | {"reason": "x"})

    assert answer.status_code == status
    assert samples.stored(task).state == "done"


def test_trainee_without_people_finds_no_list_of_what_they_set(cast, visit):
    assert visit(cast.technician).get("/tasks/set/").status_code == 403


def test_those_one_sets_or_approves_come_waiting_first_and_filtered(cast, visit):
    to_do, waiting = things.task(cast, title="Open one"), samples.done(cast, title="Waiting one")
    over, by_trainer = samples.approved(cast, title="Over"), things.task(cast, "supervisor", title="By Alan")
    things.task(cast, "technician", title="Private")
    client = visit(cast.supervisor)

    def listed(query=""):
        return list(client.get(f"/tasks/set/{query}").context["page"])

    assert listed()[0] == waiting
    assert set(listed()) == {to_do, waiting, over, by_trainer}
    assert listed("?state=waiting") == [waiting]
    assert listed("?state=completed") == [over]
    assert listed("?whose=mine") == [by_trainer]
    assert listed("?q=open+okafor") == [to_do]
    assert listed("?q=private") == []
    assert client.get("/tasks/set/?state=nonsense").status_code == 200


def test_review_queue_has_tasks_to_approve(cast, visit):
    task = samples.done(cast, title="Eyewash in B12")

    for name in ("supervisor", "trainer"):
        assert task.get_absolute_url() in visit(getattr(cast, name)).get("/review/").content.decode()
    assert "Eyewash in B12" not in visit(cast.other_trainer).get("/review/").content.decode()


def test_one_who_looks_sees_no_button_that_is_not_theirs(cast, visit):
    address = samples.done(cast).get_absolute_url()
    pages = {
        name: visit(getattr(cast, name)).get(address).content.decode() for name in ("technician", "trainer")
    }

    assert "Not done after all" in pages["technician"] and ">Approve" not in pages["technician"]
    assert "Send back" in pages["trainer"] and "Not done after all" not in pages["trainer"]


def many_tasks(cast, size: int) -> list[User]:
    people = more_technicians(cast, size)
    for person in people:
        pair(person, cast.other_supervisor)
        task = actions.set_task(owner=person, actor=cast.trainer, title="Check", once=uuid4())
        actions.finish_task(task=task, actor=person, once=uuid4())
    return people


@pytest.mark.parametrize("size", [1, 50])
def test_lists_cost_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    many_tasks(cast, size)
    for _ in range(size):
        things.task(cast)
        samples.done(cast)
        samples.ended(cast)
    overseer, owner = visit(cast.other_supervisor), visit(cast.technician)
    overseer.get("/home/")
    owner.get("/home/")

    with django_assert_num_queries(9):
        listed = overseer.get("/tasks/set/").context["page"]
    with django_assert_num_queries(8):
        own = owner.get("/tasks/").context

    assert len(listed.object_list) == size
    assert len(own["to_do"]) == len(own["handed_in"]) == len(own["settled"]) == size


def test_setter_changes_what_it_asks_and_its_owner_reads_what_was_asked_before(cast, visit):
    task, client = samples.returned(cast, due_on=TODAY), visit(cast.trainer)
    address = f"{task.get_absolute_url()}change/"
    opened = client.get(address)

    answer = client.post(address, key() | samples.OTHERWISE, follow=True)

    assert opened.context["form"]["title"].value() == task.title
    assert "is told of what changed" in answer.content.decode()
    page = visit(cast.technician).get(task.get_absolute_url()).content.decode()
    for text in ("Check the showers", "Title before: Check the eyewash stations", "The one in B12 too."):
        assert text in page, text


def test_bad_change_is_shown_beside_its_field_and_nothing_is_saved(cast, visit):
    task = things.task(cast, due_on=TODAY)
    form = key() | {"title": "", "words": "Kept words", "due_on": "yesterday"}

    answer = visit(cast.trainer).post(f"{task.get_absolute_url()}change/", form)

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"title", "due_on"})
    assert "Kept words" in answer.content.decode()
    assert samples.stored(task).title == task.title


def test_overdue_task_is_reworded_without_another_day(cast, visit):
    late = TODAY - timedelta(days=3)
    task = things.task(cast, due_on=late)

    answer = visit(cast.trainer).post(
        f"{task.get_absolute_url()}change/",
        key() | {"title": "Check the showers", "due_on": late.isoformat()},
    )

    assert answer.status_code == 302
    assert (samples.stored(task).title, samples.stored(task).due_on) == ("Check the showers", late)


def test_change_of_what_is_done_meanwhile_keeps_what_was_typed(cast, visit):
    task = samples.done(cast)
    client = visit(cast.trainer)

    answer = client.post(f"{task.get_absolute_url()}change/", key() | samples.OTHERWISE)

    assert (answer.status_code, client.get(f"{task.get_absolute_url()}change/").status_code) == (409, 302)
    assert "Both floors." in answer.content.decode()
    assert visit(cast.supervisor).get(f"{task.get_absolute_url()}change/").status_code == 403
