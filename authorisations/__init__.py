"""Authorisations: who may run which technique or instrument, at what level, and until when.

Owns: `Technique` (the institution's list) and `Authorisation`.
Imports: lib, tenants, people, notices, sharing, evidence, activities, assessments, duties.
Others may use: `actions` (the only writers), `queries` (`current_for`, `door_sheet`) and `currency` (what holds on a day).
URLs: `/authorisations/`, with the list of techniques and their door sheets under `/authorisations/techniques/`.
Permissions: `authorisations.*` in people/permissions.py: trainers, and supervisors for their own, sign; never their own. The
owner, their supervisors and trainers read one. A door sheet (names, levels, days) is open to everybody signed in here.
"""
