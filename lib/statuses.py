"""The words and glyphs that states and the five shared categories are shown by."""

# name: (glyph, tone, word). A screen may give its own word; glyph and tone stay.
STATUSES = {
    "not_started": ("not-started", "idle", "Not started"),
    "in_progress": ("in-progress", "idle", "In progress"),
    "open": ("in-progress", "idle", "Open"),
    "waiting": ("waiting", "wait", "Waiting"),
    "submitted": ("waiting", "wait", "Submitted"),
    "returned": ("returned", "attn", "Returned"),
    "changed": ("returned", "wait", "Changed"),
    "completed": ("completed", "done", "Completed"),
    "verified": ("completed", "done", "Verified"),
    "published": ("completed", "done", "Published"),
    "overdue": ("overdue", "attn", "Overdue"),
    "attention": ("overdue", "attn", "Needs attention"),
    "unfinished": ("overdue", "attn", "Unfinished"),
    "met": ("completed", "done", "Met"),
    "not_met": ("not-met", "bad", "Not met"),
    "advice": ("advice", "attn", "Advice"),
    "body_decides": ("decides", "idle", "The body decides"),
    "on_track": ("in-progress", "done", "On track"),
    "late": ("overdue", "bad", "Late at this pace"),
    "act": ("overdue", "attn", "Needs you"),
    "early": ("clock", "idle", "Too early to tell"),
    "locked": ("lock", "idle", "Locked"),
    "sealed": ("lock", "idle", "Only you"),
    "draft": ("draft", "idle", "Draft"),
    "planned": ("clock", "wait", "Planned"),
    "ongoing": ("in-progress", "wait", "Still going on"),
    "void": ("void", "attn", "No longer valid"),
    "withdrawn": ("void", "idle", "Withdrawn"),
    "ended": ("void", "idle", "Ended"),
    "expired": ("void", "attn", "Expired"),
}
# name: (letter, label)
CATEGORIES = {
    "work_based": ("W", "Work-based learning"),
    "professional": ("P", "Professional activity"),
    "formal": ("F", "Formal or educational"),
    "self_directed": ("S", "Self-directed learning"),
    "other": ("O", "Other"),
}
