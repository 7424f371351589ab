"""Tasks: a title, some words, a day. Lighter than an assessment: done with a note, and approved where whoever set it wishes.

Owns: `Task` and its `TaskMove`s.
Imports: lib, tenants, people, notices, sharing, evidence, assessments.
Others may use: `actions` (the only writers of a state or a note; `set_task` with actor None for what the institution itself
sets), `queries` (`open_for`, `to_approve`) and `Task.objects.visible_to`.
URLs: `/tasks/`.
Permissions: `duties.*` in people/permissions.py: the owner does it; whoever set it and the supervisors paired now approve
it or send it back; the setter alone changes and withdraws it. What somebody sets to themselves nobody else sees.
"""
