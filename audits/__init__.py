"""Audits: a declared pack handed to a body's assessor, sampling with a published seed, mock audits, blind peer review.

Owns:    Handing (a pack handed over by a time-limited link), Letter (a mail with such a link), Remark; Draw (a sample
         by a seed committed to beforehand) and DrawnPack; MockAudit (one's own year as if drawn); BlindReview of it,
         Volunteer.
Imports: lib, tenants, people, notices, sharing (the visitor), evidence, journals, activities, registers.
Offers:  `actions` (hand_over, take_back, ask, answer, decide, announce_draw, draw), `sampling` (pure),
         `panels.handed_over` for a declared renewal's page, `sealing.take_words_out` for an activity that is sealed.
URLs:    `/desk/<token>/` (the assessor, without an account), `/audits/` (the owner's side), `/audits/draws/`,
         `/audits/mock/`, `/audits/reviews/`.
Permissions: a handed pack is read by its owner and by whoever holds its link while that is open; nothing else answers
the link. An outcome is final. A blind review opens to the colleague who accepted it, never to supervisors or admins.
Admins see codes and states, never what a pack says.
"""
