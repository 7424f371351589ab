"""Audits: a declared pack handed to a body's assessor, sampling with a published seed, mock audits, blind peer review.

Owns:    Handing (a pack handed over by a time-limited link), Letter (a mail with such a link), Remark.
Imports: lib, tenants, people, notices, sharing (the visitor), evidence, registers.
Offers:  `actions` (hand_over, take_back, ask, answer, decide …), `panels.handed_over` for a declared renewal's page.
URLs:    `/desk/<token>/` (the assessor, without an account), `/audits/` (the owner's side).
Permissions: a handed pack is read by its owner and by whoever holds its link while that is open; nothing else answers
the link. An outcome is final. Admins see codes and states, never what a pack says.
"""
