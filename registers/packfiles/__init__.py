"""The files of a renewal pack: pure renderers from one frozen, JSON-serialisable dict of facts to bytes.

Nothing here reads the database, the settings or the clock: the same facts give the same bytes for ever.

- `facts`: the shape of the facts (`aspirecpd-pack/1`), `check_facts`, `seal_activity`, `add_up`.
- `codes`: `new_code` and `normalise_code` for the verification code printed on every page.
- `layout.fill`: the body's own return, filled; `document.lay_out`: the whole pack as words.
- `pdf.render_pdf`, `xlsx.render_xlsx`, `table.render_csv`, `plain.render_json`, `word.render_docx`: facts to bytes;
  bad facts raise `PackRefused`. `schema` is the published JSON Schema.
- The verification record keeps `lib.digests.digest(facts)`, which every format prints.

`wording` and `rows` hold what the formats share: words for values, and the rows of the two tabular files.
"""
