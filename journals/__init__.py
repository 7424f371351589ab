"""The journal: dated entries in draft and published, sealed ones for their owner alone, and prompts for reflection.

Owns:    Entry (words, date, tags, state), ReflectionPrompt and ReflectionTemplate (reference lists kept in the CMS).
Imports: lib, tenants (how words are found), people, notices (an entry is published), sharing (the shape of an item),
         evidence (what is attached), signoffs (who signed it).
Offers:  `actions` (save, publish, withdraw to draft), `queries.drafts_of(person)`,
         `shared` (what a link opens), `panels` (a plain list that the wiring fills), the item kind "entry",
         `furnishing.furnish` (its first lists).
URLs:    `/journal/…`, `/api/v1/entries/…`; an entry is addressed by its uid.
Permissions: `journals.keep` (technicians), `.read_entry`, `.write_entry` (the owner). Drafts open to the owner only;
         the words of a sealed entry to the owner's own session only.
"""
