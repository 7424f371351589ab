"""What can be done to a plan and its goals. Nothing else writes one."""

from plans.actions.evaluating import finish_evaluation, reopen_evaluation, save_evaluation
from plans.actions.goals import (
    add_goal,
    carry_over,
    change_goal,
    delete_goal,
    move_goal,
    reopen_goal,
    restore_goal,
    settle_goal,
)
from plans.actions.linking import link_activities, plan_activity, unlink_activity
from plans.actions.plans import change_plan, start_plan
from plans.refusals import Finished, NoNextPlan
from sharing.refusals import ReferenceTaken, Stale, TooLate

__all__ = [
    "Finished",
    "NoNextPlan",
    "ReferenceTaken",
    "Stale",
    "TooLate",
    "add_goal",
    "carry_over",
    "change_goal",
    "change_plan",
    "delete_goal",
    "finish_evaluation",
    "link_activities",
    "move_goal",
    "plan_activity",
    "reopen_evaluation",
    "reopen_goal",
    "restore_goal",
    "save_evaluation",
    "settle_goal",
    "start_plan",
    "unlink_activity",
]
