"""Cohorts of trainees, their trainers, and the matrix of who has done what.

Owns: `Cohort`, `Membership`, `CohortItem` (a template set to the cohort), `CohortAssignment` (whose work came from
which item).
Imports: lib, people, assessments (work is set through its action, one member at a time; the link is kept here).
Others may use: `Cohort.objects.visible_to`, `actions.create_cohort`, `add_member`, `remove_member`, `set_item`.
URLs: `/cohorts/`.
Permissions: `cohorts.*` in people/permissions.py: the trainers who run a cohort, nobody else. Running one opens no work that
the trainer did not set or is not asked to score: the matrix shows states, the work itself asks assessments.
"""
