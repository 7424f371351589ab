"""Spreadsheets people bring: a file is read, its columns are named, every row is shown as it would enter, then it enters.

`files` (bytes to a Table, or Refused), `columns` (which column is which), `cells` (days and lengths of a file),
`questions` (what has to be asked) and `judging` (each row: new, unchanged, change, repeat or error) write nothing and
follow the activity form's rules. `models` keeps the file while it is looked at, what a person said about such headings,
and what an import made. `actions` alone writes: one transaction for an import, one act to undo it.
"""
