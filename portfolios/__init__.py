"""The webfolio: Wagtail pages and sections edited by their owner in our own screens."""
