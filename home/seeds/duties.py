"""Tasks of the demo, in every state: set by a supervisor, a trainer, the person themselves; done, sent back, approved."""

from datetime import timedelta

from duties import actions
from duties.models import Task, TaskMove
from home.seeds.stage import Stage, new_uid
from notices.models import Notice
from people.models import User

# key of the owner, who set it, title, words, set so many days ago, due in so many days, what became of it.
TASKS = (
    ("technician", "supervisor", "Check the eyewash stations on level 2", "All four: flush for a minute, sign the tag, note any that runs brown.", 9, 5, ""),
    ("engineer", "supervisor", "Read the new risk assessment for the grinding bay", "Both pages. Ask me what is not clear before you sign it.", 20, -3, ""),
    ("engineer", "trainer", "Book a place on the machine safety day", "The faculty pays; a morning is enough if the afternoon is full.", 15, 12, "returned"),
    ("technician", "technician", "Tidy the cold room before the audit", "", 4, 8, ""),
    ("technician", "supervisor", "Send me the service dates of both cryostats", "", 40, -20, "completed"),
    ("technician", "trainer", "Prepare the sample set for the open day", "The zebrafish and the moss, mounted, labelled.", 60, -40, "withdrawn"),
    ("engineer", "supervisor", "Replace the guard on the pillar drill", "The one by the window. Photograph it before and after.", 12, 4, "done"),
    ("engineer", "supervisor", "Label the gas lines in the workshop", "", 30, -6, "done"),
    ("engineer", "engineer", "Ask about the welding course", "", 6, None, "completed"),
    ("supervisor", "trainer", "Nominate two people for the mentoring scheme", "", 5, 16, ""),
)  # fmt: skip
NOTE = "Done on Tuesday; the tags are signed and the list is on the shared drive."
REASON = "The confirmation names the wrong day. Book it again, please, and send me the new one."


def set_tasks(stage: Stage) -> None:
    """Where the house has the people of the story."""
    for index, (owner, setter, *rest) in enumerate(TASKS):
        if owner in stage.people and setter in stage.people and stage.house.slug == "northmoor":
            tell(stage, owner, setter, index=index, told=rest)


def tell(stage: Stage, owner: str, setter: str, *, index: int, told: list) -> None:
    title, words, ago, due_in, state = told
    rng = stage.parts[owner].rng(f"task {index}")
    person, actor = stage.people[owner], stage.people[setter]
    task = actions.set_task(
        owner=person,
        actor=actor,
        title=title,
        words=words,
        due_on=None if due_in is None else stage.today + timedelta(days=due_in),
        once=new_uid(rng),
    )
    days = [ago]
    if state == "withdrawn":
        actions.withdraw_task(
            task=task, actor=actor, once=new_uid(rng), reason="The open day was moved to spring."
        )
        days.append(ago - 6)
    elif state:
        task = actions.finish_task(task=task, actor=person, once=new_uid(rng), note=NOTE)
        days += [ago // 2, *judge(task, actor, once=new_uid(rng), state=state, ago=ago)]
    date_moves(stage, task, [stage.moment(stage.days_ago(day), rng) for day in days])


def judge(task: Task, actor: User, *, once, state: str, ago: int) -> list[int]:
    """Approve it or send it back, where it waits; how many days ago."""
    if task.state != "done" or state == "done":
        return []
    if state == "completed":
        actions.approve_task(task=task, actor=actor, once=once)
    else:
        actions.return_task(task=task, actor=actor, once=once, reason=REASON)
    return [ago // 3]


def date_moves(stage: Stage, task: Task, moments: list) -> None:
    """Move every time of this task to when it happened."""
    moves = list(task.moves.order_by("pk"))
    for move, at in zip(moves, sorted(moments), strict=True):
        move.at = at
    TaskMove.objects.bulk_update(moves, ["at"])
    done = [move.at for move in moves if move.to_state in ("done", "completed") and move.from_state != "done"]
    over = [move.at for move in moves if move.to_state == "completed"]
    Task.objects.filter(pk=task.pk).update(
        set_at=moves[0].at,
        done_at=done[-1] if done else None,
        completed_at=over[-1] if over else None,
    )
    Notice.objects.filter(event__startswith=f"{task.uid}:").update(made_at=moves[-1].at)
