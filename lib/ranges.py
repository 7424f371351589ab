"""Which bytes of a file somebody asks for (RFC 9110, section 14), so that a download that broke off goes on."""

import re
from dataclasses import dataclass

# No file is so long that its bytes need more digits; a number of thousands of them would not be read.
ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class NotSatisfiable(ValueError):
    """The range begins after the end of the file."""


@dataclass(frozen=True)
class Span:
    """From the byte `first` to the byte `last`, both included, of `size`."""

    first: int
    last: int
    size: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    @property
    def header(self) -> str:
        return f"bytes {self.first}-{self.last}/{self.size}"


def parse_range(said: str, size: int) -> Span | None:
    """The span that a Range header asks for; None for the whole file: no header, several ranges, or none that it says.

    Raises NotSatisfiable.
    """
    found = ONE_RANGE.fullmatch(said.strip())
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        if int(last) == 0 or size == 0:
            raise NotSatisfiable
        return Span(max(0, size - int(last)), size - 1, size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise NotSatisfiable
    return Span(int(first), min(int(last), size - 1) if last else size - 1, size)
