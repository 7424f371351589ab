"""How long the everyday acts take, and how many queries: `make bench SIZE=50 OPS="home queue"`.

A database of its own is made on the server at hand, filled by `manage.py seed` with SIZE technicians and three years,
measured in this process (one request after the other, committed for real) and dropped. Results go to
`benchmarks/results/*.json`; an operation that asks more queries or takes more memory than it may fails the run.
"""
