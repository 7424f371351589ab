"""Evidence: files, links and references to another item of the same webfolio, kept private.

Owns:    Evidence, Attachment (evidence to an item by kind and uid), the private storage, `inspection` (what a file
         really is), the library of each person.
Imports: lib, people, sharing.
Offers:  `actions` (add_file, add_link, attach, detach …), `queries.attached`, `queries.count_of`, `rows.rows_for`,
         `forms.EvidenceForm`, `readers.register` for kinds that are no items.
URLs:    `/evidence/` (own library), `/evidence/<uid>/` (the private file, link or item), `/api/v1/evidence/`.
Permissions: the owner, and whoever may read at least one thing that a piece of evidence is attached to.
"""
