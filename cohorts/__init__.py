"""Cohorts of trainees, their trainers, and the matrix of who has done what."""
