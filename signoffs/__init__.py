"""Sign-off without an account: somebody from outside signs the version shown, by a one-time link or on a passed phone.

Owns:    SignRequest (what somebody is asked to sign, frozen), Signature (what they answered), `kinds` (what can be signed).
Imports: lib, tenants, people, notices, sharing (the visitor), evidence.
Offers:  `kinds.register` (in `ready()`: facts, why not, permission), `actions.look_again(kind=, thing=, actor=)` after each
         change of a thing, `panels.panel(request, kind, thing)` for its page.
URLs:    `/sign/<token>/` (the signer, without an account), `/sign-offs/` (the owner's side, and the page of a passed phone).
Permissions: the owner asks, sends again and takes back; what is signed is read by whoever may read the thing, and signed by
whoever holds the link while it is open, never by its owner. Sealed and draft things are signed by nobody.
"""
