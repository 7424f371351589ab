"""Professional registers: dated rule packs, judging, registrations, renewals and their packs.

Owns:    the rule packs (`data/*.yaml`), their checks and editions (`packs`), the judging engine (pure: reading to rules/),
         Registration with its breaks and events, Renewal, the daily reminders, FrozenPack and its files in six formats
         (`packfiles`, `issuing`, `signing`).
Imports: lib, tenants, people, notices, sharing (refusals), evidence, journals and plans (texts to reuse),
         activities (the facts that are judged).
Offers:  `packs.load_all()` (checks every pack; called at start), `packs.editions(id)`,
         `packs.edition_on(id, day)`, `periods.period_on(edition, day, anchor=…)`,
         `judging.judge(edition, grade, period, activities=…, circumstances=…)` -> findings,
         `rules.evidence.policy(edition)`, `queries.letters_of(person)`, and `manage.py packs check FILE`.
Permissions: findings are the owner's; a pack of rules is open to everyone signed in.
"""
