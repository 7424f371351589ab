"""The rules, one family to a module. Each offers `judge(case)`, which returns its findings: none when the
pack asks nothing.
"""
