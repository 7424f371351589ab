"""The institution's own site in Wagtail, and the reference lists its editors keep."""
