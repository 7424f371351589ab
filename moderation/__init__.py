"""Moderation: second markers, blind double-marking of a share, and calibration on invented answers.

Owns: `SecondMark`, `Share`, `CalibrationSet` with its `Exemplar`s, and each person's own `Rating`s.
Imports: lib, people, notices, sharing (refusals), evidence (who may open a file), assessments.
Others may use: `actions.sample_submitted`, `panels.to_give` and `panels.second_marks`, which assessments asks by lists.
URLs: `/moderation/`.
Permissions: `moderation.*` in people/permissions.py. A second mark changes nothing by itself. Who marks blind sees nothing
of the first marks; who marked first sees the second's once it is done and, where it is blind, once the work is completed;
the trainee sees nothing of it. Nobody but the rater ever reads a rating or the drift that is reckoned from it.
"""
