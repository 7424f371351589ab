"""Verbs of cohorts and programmes. Work is set through each kind's own action, one member at a time."""

from cohorts.actions.bulk import assign_again, extend_all, move_members, remind_all, undo
from cohorts.actions.by_rule import Wanted, set_by_rule
from cohorts.actions.items import mark_attendance, set_cohort_task, set_event, set_item
from cohorts.actions.members import (
    add_member,
    change_cohort,
    create_cohort,
    remove_member,
)
from cohorts.actions.programmes import (
    Said,
    change_programme,
    copy_programme,
    delete_programme,
    give_programme,
    keep_as_programme,
    make_programme,
    remove_programme_item,
    save_programme_item,
)
from cohorts.actions.rules import Conditions, add_members, apply_rule, end_rule, save_rule
from cohorts.actions.starting import run_again, start_programme

__all__ = [
    "Conditions",
    "Said",
    "Wanted",
    "add_member",
    "add_members",
    "apply_rule",
    "assign_again",
    "change_cohort",
    "change_programme",
    "copy_programme",
    "create_cohort",
    "delete_programme",
    "end_rule",
    "extend_all",
    "give_programme",
    "keep_as_programme",
    "make_programme",
    "mark_attendance",
    "move_members",
    "remind_all",
    "remove_member",
    "remove_programme_item",
    "run_again",
    "save_programme_item",
    "save_rule",
    "set_by_rule",
    "set_cohort_task",
    "set_event",
    "set_item",
    "start_programme",
    "undo",
]
