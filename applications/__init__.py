"""First applications to a register: the coverage grid, statements, evidence with its reason, supporters, the file to send.

Owns:    Application (an Item), Statement, Link (evidence for one competence, with the reason), Supporter, Submitted (the
         frozen facts); `frameworks` (what a body asks for one grade), `coverage` (pure: what is shown, what is missing).
Imports: lib, tenants, people, notices, sharing, evidence, signoffs (forms), journals, activities, assessments, registers.
Offers:  `frameworks.offered()`, `frameworks.framework_of(pack, grade, day)`, `queries.grid_of(application, member)`,
         `actions` (start, write_statement, link, ask_supporter, submit …), `facts.facts_of(application)`.
URLs:    `/applications/…` (the owner's), `/support/<token>/` (a supporter, once, without an account).
Permissions: "applications.keep" (technicians), "applications.read" (owner and audience), "applications.write" (owner).
         A new application is for its owner alone; a linked item is named only to whoever may read it.
"""
