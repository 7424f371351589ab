"""People of one institution: accounts, roles, units, supervision pairs, what each may do, and the trail.

Owns:    User, Role memberships, Unit, JobTitle, Pair, EmailChange, ApiToken, the trail of domain verbs,
         sign-in (allauth adapter), `permissions.py` (the one table) and `access.get_visible`.
Imports: lib, tenants.
Offers:  `permissions.can(member, action, obj)`, `access.get_visible`, `access.require`, `trail.record`,
         `sent.posted` and `sent.typed` (what a form is bound to), `moves.Moves` (how a room's things
         move between states), `actions` (accounts, roles, pairs), `queries`.
URLs:    `/account/…` (allauth and our profile), `/people/…` (admin), `/pairs/…` (own pairs), `/api/v1/me/`.
Permissions: institution admins manage people and pairs and read no CPD; a pair opens nothing until the
         technician accepts it.
"""
