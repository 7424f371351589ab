"""Who is told what, in the product and by e-mail: once per event, one message per recipient.

Owns:    Notice (who, what kind, about which object, for which event), the kinds and their words; what people chose about
         their mail (Preference, QuietHours); Letter (a mail to somebody without an account, with a key of its own); the
         calendar at a secret address (CalendarFeed).
Imports: lib, tenants, people.
Offers:  `actions.notify(kind=, recipients=, thing=, event=)`; callers pass kind, recipients and object, never text. A new
         kind is one line in `kinds`. `letters` (register, write, close, opened_by) for people without an account.
         `calendar.SOURCES` is a plain list of who has days; the wiring fills it. `naming.register(word, visible_to)`: the
         names of what kinds are about, for their recipient's pages.
URLs:    `/notices/` (own notices), `/notices/<uid>/` (marks it read and leads to the thing), `/notices/preferences/`,
         `/notices/unsubscribe/<token>/` (by the link in a mail, without signing in), `/notices/calendar/` and
         `/notices/calendar/<key>.ics` (for whoever has the address).
Permissions: each person sees and chooses their own only. A notice holds no text of the thing it is about.
"""
