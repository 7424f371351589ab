"""The start page of each role, the navigation and the error pages: composes what the others offer, owns no model.

Imports: every room to the left.
Offers:  `context.shell` (the page shell), `navigation`, `theme.theme_css`, `deleted.deleted_by(person)`, the demo's seeds.
URLs:    `/home/`, `/home/deleted/`, `/search/`, `/theme.css`.
Permissions: signed in; each part of the page shows what its own room lets the person see.
"""
