"""Copying several things to several people at once: templates' pages, and one's own entries and activities."""
