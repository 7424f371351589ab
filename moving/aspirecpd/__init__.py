"""The original AspireCPD's own export: WordPress XML to a journal, and a table of its people."""


class Refused(ValueError):
    """A file that cannot be read; the message is a sentence that names it and the line."""
