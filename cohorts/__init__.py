"""Cohorts of trainees, their trainers, the programmes they follow, and the matrix of who has done what.

Owns: `Cohort`, `Membership`, `JoinRule` (who joins by themselves); `CohortItem` (set to the cohort; its kind is an entry of
`kinds.KINDS`) with `CohortAssignment` (whose work came from which item) and `Attendance`; `Programme` with `ProgrammeItem`;
`BulkAct` (what was done to several at once, and can be taken back).
Imports: lib, tenants, people, notices, sharing (refusals), journals and activities (counts of what is shared),
assessments and duties (work is set and extended through their actions, one member at a time).
`set_by_rule` makes a cohort of whoever meets a rule and sets it something, in one act.
Others may use: `Cohort.objects.visible_to`, `Programme.objects.visible_to`, `actions`, `kinds.KINDS`
(a new kind is one entry).
URLs: `/cohorts/`.
Permissions: `cohorts.*` in people/permissions.py: the trainers who run a cohort, nobody else; a programme is its trainer's
or the institution's. Running one opens no work that the trainer did not set or is not asked to score:
the matrix shows states, the work itself asks assessments.
"""
