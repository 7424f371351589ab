"""Collections: several portfolios from the same material, each with its own readers."""
