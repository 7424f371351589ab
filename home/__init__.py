"""The start page of each role: composes what the other rooms offer, owns no model."""
