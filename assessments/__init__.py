"""Supervised assessments: templates, criteria, assignments, submissions, scores and feedback.

Owns: `Template` with its `Criterion` rows and versions; `Assignment` with its frozen `AssignedCriterion` and
`AssignedPrompt` rows, its `Submission`s and its `Transition`s; `Scorer`, what one scorer keeps to themselves.
Imports: lib, tenants, people, notices, sharing (refusals), evidence, signoffs, activities (what waits to be verified).
Others may use: `actions` (the only writers of a state, a score or an answer), `queries` (`waiting_for`, `open_for`,
`set_by`) and `Assignment.objects.visible_to`. Cohorts assign through `actions.assign`.
URLs: `/assessments/` (mine, set by me, the library) and `/review/` (the queue and the scoring screen).
Permissions: `assessments.*` in people/permissions.py: the trainee answers; the setter, the trainer asked to assess and the
supervisors paired now score; only the setter withdraws. Neither side can write the other's fields.
"""
