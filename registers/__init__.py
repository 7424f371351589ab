"""Professional registers: dated rule packs, judging, registrations, renewals and their packs."""
