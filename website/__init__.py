"""The institution's own site in Wagtail, and the reference lists its editors keep.

Owns:    HomePage, StandardPage, the furnishing of a new institution's page tree, the fences around the Wagtail admin.
Imports: lib, tenants, people, sharing, journals, portfolios.
Offers:  `furnishing.furnish` (the template schema), `furnishing.name_site` (a new institution), `urls_cms` (the Wagtail
         admin behind its fences).
URLs:    `/` and every page of the site, `/cms/` (the Wagtail admin), `/images/…` (its pictures), `/robots.txt`.
Permissions: `website.edit`. Inside the Wagtail admin the group "Site editors" holds page permissions on the home page's
         tree and may edit reference lists; webfolios stand outside that tree and are refused by address as well.
"""
