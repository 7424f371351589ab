"""One person's whole record as plain data: every kind of thing they have here, gathered as rows and stored from rows.

`kinds` says of each model which of its fields are carried and how; `listed.KINDS` are all of them, in the order in which
they can be stored, and `left_out.LEFT_OUT` names every model of a person that is in no record, and why. `gathering.gather`
reads, `storing.Arrival` writes: gathering what was stored gives the rows that were gathered before.

A row is a dictionary of JSON values by field name. A reference within the record is the other's uid (a declared pack's:
its code); a person is `{"name", "owner"}`, `owner` saying that it is the record's own; another thing of the institution is
its name. Live kinds become the same things again; told kinds (who supervised them, what the trail says …) are kept as
what was told. Storing takes no permission and leaves no trail: whoever calls it has asked, and records what was done.
"""
