"""The CPD log: activities with their reflections, totals, the table and its exports, and the supervisor's verification.

Owns:    Activity (words, days, minutes, shared category, claims), Verification (points, and the version signed), Change (an
         act on several activities, with what was before, to be taken back for 30 days), EntryLink (with a journal entry).
Imports: lib, tenants (exports), people, notices, sharing (the shape of an item), evidence (what is attached),
         signoffs (who witnessed it), journals (entries that begin an activity, or are begun by one).
Offers:  `actions` (log, change, duplicate, repeat, split, change many, undo, attach, verify, withdraw),
         `facts.facts_for(owner_ids, period)` for those who judge, `facts.done_in` for those who count many people,
         `importing` (files people bring), `panels` (plain lists that the wiring fills).
URLs:    `/activities/…`, `/api/v1/activities/…`; an activity is addressed by its uid.
Permissions: `activities.keep` (technicians), `.read_activity`, `.write_activity` (the owner), `.verify_activity`
         (a supervisor paired now). A sealed activity opens to its owner's own session only.
"""
