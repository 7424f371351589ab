"""Bringing a webfolio here from elsewhere: the journals and people of the original AspireCPD.

Owns:    `Brought` (what came, from which place in the old system, so that nothing comes twice) and `CategoryMap` (which of
         the shared five an old development category becomes).
Imports: lib, tenants (which institution), and the rooms whose items it fills: people, sharing, evidence, journals,
         activities, assessments, portfolios.
Offers:  `python manage.py import_aspirecpd FOLDER --institution SLUG --dry-run|--apply`.
         `aspirecpd/` reads the export (php, feed, export, users: no ORM), judges what becomes of each thing (judge_*: no
         ORM, no clock), stores it (store_*) and tells it line by line (report).
URLs:    `/moving/categories/`.
Permissions: `moving.map_categories`, for admins. Names of categories are all that they see; never what people wrote.
"""
