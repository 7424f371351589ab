"""Dated journal entries: drafts, published and sealed."""
