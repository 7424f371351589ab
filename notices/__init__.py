"""Who is told what, in the product and by e-mail: once per event, one message per recipient.

Owns:    Notice (who, what kind, about which object, for which event), the kinds and their words.
Imports: tenants, people.
Offers:  `actions.notify(kind=, recipients=, thing=, event=)`; callers pass kind, recipients and object, never text.
URLs:    `/notices/` (own notices), `/notices/<uid>/` (marks it read and leads to the thing).
Permissions: each person sees their own notices only. A notice holds no text of the thing it is about.
"""
