"""The webfolio: Wagtail pages and sections edited by their owner in our own screens.

Owns:    WebfolioPage (one to a technician), WebfolioSectionPage, and the shelf they stand on, which is outside the
         institution's site: the page tree gives a webfolio no address. `templating`: WebfolioTemplate with its pages, plain
         rows. `copying`: CopyAct and its lines, what was copied to whom. `collecting`: Collection, an item of its own kind.
Imports: lib, tenants, people, notices, sharing, evidence, signoffs, journals, activities, assessments, authorisations,
         registers, cohorts (to whom a trainer may copy); items come through `sharing.kinds`.
Offers:  `actions.webfolio_of(owner=…)`, the verbs in `actions` (save_draft, merge_draft, publish, unpublish, restore, …)
         and `hours.set_hours`, `furnishing.furnish` for the template schema, the item kinds "folio" and "collection".
URLs:    `/webfolio/` and `/collections/` (the owner's screens; `timeline/` is all they have done; a collection's own page is
         its readers' too), `/folio/<slug>/` and `/folio/<slug>/<section>/` (as others see it).
Permissions: templates are read by their maker and the people they supervise or train, the institution's by everybody; the
         default is deleted by nobody. Copied is what is one's own, to people paired now or in one's cohort.
         `portfolios.keep`, `portfolios.read_folio`, `portfolios.write_folio`. Blocks store uids; a reader gets from them
         what that reader may read. Drafts, revisions and previews are the owner's alone.
"""
