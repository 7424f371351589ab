"""Institutions: one PostgreSQL schema each, the hosts that lead to them, and the platform's operators.

Owns:    Institution, Domain, Operator (public schema), the template schema and its clones, the embedded
         PostgreSQL launcher, the host middleware, the per-schema content-type cache, background jobs.
Imports: lib.
Offers:  `provisioning.create_institution`, `schemas.bring_up_to_date`, `jobs.enqueue(schema, task, **ids)`,
         `jobs.task`, `embedded` (no Django needed), `schemas.in_schema(name)`.
URLs:    platform host only: `/` landing page, `/operators/…` sign-in and console; `/healthz` on every host.
Permissions: operators onboard institutions and see their state; no door leads from here to anybody's CPD.
"""
