"""The CPD log: activities, reflections, totals, the table and its exports."""
