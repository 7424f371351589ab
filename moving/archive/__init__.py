"""A record as one ZIP: pages to read offline, data with its schema, tables, files, and a signed manifest of them all.

`making.make` writes one and `reading.Opened` reads one; nothing here decides who may.
"""
