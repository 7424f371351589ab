from cohorts.models.acts import BulkAct
from cohorts.models.groups import Cohort, JoinRule, Membership
from cohorts.models.items import Attendance, CohortAssignment, CohortItem, CohortTask
from cohorts.models.programmes import Programme, ProgrammeItem

__all__ = [
    "Attendance",
    "BulkAct",
    "Cohort",
    "CohortAssignment",
    "CohortItem",
    "CohortTask",
    "JoinRule",
    "Membership",
    "Programme",
    "ProgrammeItem",
]
