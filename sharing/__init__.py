"""Who may read an item of a webfolio: its audience, named people, share links; and the visitor without an account.

Owns:    the abstract `Item` (uid, owner, audience, times) that entries, activities, evidence and webfolios extend,
         Grant (a named person), ShareLink, `kinds` (the register of item kinds), `Visitor`; Comment, and the threads that
         an owner has closed to readers; Report (of what is unsuitable), Hidden, Findable; PrivacyNotice, Agreement.
Imports: lib, tenants, people, notices.
Offers:  `models.Item`, `models.ItemQuerySet.visible_to(member)`, `kinds.register / find`, `visitors.member_of(request)`,
         `actions` (set_audience, delete_item, restore_item, name_person, make_link …), `readers.readers_of(item, member)`,
         `conflicts.compared`, `refusals` (Refused, Stale …), `shared_pages.register` (what links open),
         `looking.register` (a page that its owner sees as others do), `overview.ELSEWHERE` (what other rooms open),
         `threads.panel(request, kind, item)` and `reach.panel(…)` (what is said about an item and who sees it, on its page).
URLs:    `/shared/…` (anyone with the link, what is public, reporting it), `/sharing/…` (the owner's links and audiences;
         comments; reports; the privacy notice), `/sitemap.xml`.
Permissions: only the owner shares; drafts and sealed items open to nobody else, whatever their audience.
         Comments are their authors'; what a supervisor wrote, the owner neither changes nor removes.
         An admin settles reports and may hide an item or a comment from all but whose it is; reading it takes the owner's
         leave, of a comment that of the item's.
"""
