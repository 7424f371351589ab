"""Small stateless helpers named by subject: durations, dates, formats, sealing, markup. Imports nothing of ours."""
