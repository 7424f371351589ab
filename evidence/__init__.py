"""Evidence: files, links and references to another item of the same webfolio, kept private.

Owns:    Evidence and its Versions, Attachment (evidence to an item by kind and uid), Upload (a file in parts),
         LibraryChange, the private storage, `inspection` (what a file really is), the library of each person.
Imports: lib, tenants (jobs, the institution's limits), people, notices, sharing.
Offers:  `actions` (add_file, replace_file, begin_upload, attach, change_many …), `queries.attached`, `queries.count_of`,
         `queries.with_digest`, `rows.rows_for`, `forms.EvidenceForm`, `serving.private_file`, `readers.register` for kinds
         that are no items, `uses.register` for whoever shows or freezes a piece.
URLs:    `/evidence/` (own library), `/evidence/<uid>/` (the private file, link or item; `?file=<sha256>` a version of it),
         `/evidence/<uid>/about/`, `/api/v1/evidence/`, `/api/v1/evidence/uploads/`.
Permissions: the owner, and whoever may read at least one thing that a piece of evidence is attached to. What was handed in
         with something that never changes opens in that version, whatever becomes of the piece.
"""
