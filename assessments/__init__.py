"""Supervised assessments: templates, criteria, assignments, submissions, scores and feedback."""
