"""Coming and going: webfolios from the original AspireCPD, and each person's whole record as an archive with its proof.

Owns:    `Brought` (what came, from which place in the old system, so that nothing comes twice), `CategoryMap` (which of the
         shared five an old development category becomes), `Archive` and `Proof` (a record as one ZIP, and what came of
         reading it into a scratch space), `Newcomer` (who asks to come here), `Remembered` (what came with a record and has
         no life of its own here). Transfers themselves are rows of the platform: `tenants.Transfer`.
Imports: lib, tenants, people, notices, sharing, evidence, signoffs, journals, activities, plans, assessments, duties,
         authorisations, registers, applications, audits, portfolios; other rooms are named in `record.listed` by label.
Offers:  `python manage.py import_aspirecpd FOLDER --institution SLUG --dry-run|--apply`.
         `aspirecpd/` reads the export (php, feed, export, users: no ORM), judges what becomes of each thing (judge_*: no
         ORM, no clock), stores it (store_*) and tells it line by line (report). `record/` gathers a person's whole record
         as rows and stores it again. `archive/` makes a ZIP of it and reads it.
URLs:    `/moving/` (archives), `/moving/proofs/`, `/moving/transfers/`, `/moving/arrivals/`, `/moving/categories/`,
         `/moving/record.schema.json`.
Permissions: `moving.map_categories`, for admins: names of categories are all that they see. `moving.keep`, `read_archive`,
         `read_proof`: a record is its owner's alone; `moving.count_proofs` gives admins numbers and nothing else.
         `read_transfer`, `cancel_transfer`: the person's own; `receive`, `answer_transfer`: the admins who are asked, who
         see a name and an address and nothing of the record.
"""
