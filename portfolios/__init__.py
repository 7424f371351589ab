"""The webfolio: Wagtail pages and sections edited by their owner in our own screens.

Owns:    WebfolioPage (one to a technician), WebfolioSectionPage, and the shelf they stand on, which is outside the
         institution's site: the page tree gives a webfolio no address.
Imports: lib, tenants, people, sharing, evidence, journals, activities, assessments, registers, signoffs; items come through
         `sharing.kinds`.
Offers:  `actions.webfolio_of(owner=…)`, the verbs in `actions` (save_draft, merge_draft, publish, unpublish, restore, …)
         and `hours.set_hours`, `furnishing.furnish` for the template schema, the item kind "folio".
URLs:    `/webfolio/` (the owner's screens; `timeline/` is all they have done), `/folio/<slug>/` and
         `/folio/<slug>/<section>/` (as others see it).
Permissions: `portfolios.keep`, `portfolios.read_folio`, `portfolios.write_folio`. Blocks store uids; a reader gets from them
         what that reader may read. Drafts, revisions and previews are the owner's alone.
"""
