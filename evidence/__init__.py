"""Evidence: files, links and references to another item of the same webfolio, kept private."""
