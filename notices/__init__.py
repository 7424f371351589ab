"""Who is told what: in-app notices and e-mail, once per event and recipient.

Owns:    Notice. Imports: lib, tenants, people.
Offers:  `actions.notify(kind, recipients, thing)`; callers pass kind, recipients and object.
"""
