"""What the demo and the `seed` command are made of: believable technicians, their work, and the builder.

Content modules (`disciplines`, `names`, `activities_*`, `entries`, `folios`, `templates`, `answers`) are plain data with slots;
`wording` fills them. `pictures` draws small evidence files. Every choice comes from one `random.Random` with a fixed seed, and
every date is relative to the day of the build, so that the same day gives the same institution.
"""
