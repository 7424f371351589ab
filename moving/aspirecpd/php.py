"""Values that PHP serialised, read as data. Lengths count bytes; an object is refused, never made.

Null, true and false, whole and decimal numbers, text and arrays; an array is a dict, its keys in their order.
"""

from typing import Any

DEEPEST = 20
# What would make PHP build an object, call code, or point back at a value read before.
REFUSED = {"O": "an object", "C": "an object", "E": "an enum", "R": "a reference", "r": "a reference"}


class BadValue(ValueError):
    """A value that does not read as what it says; the message says where, in bytes, and why."""


def unserialise(text: str) -> Any:
    """The value in `text`. Raises BadValue."""
    reader = _Reader(text.encode())
    value = reader.value(0)
    if reader.at != len(reader.data):
        raise BadValue(f"something follows the value at byte {reader.at}")
    return value


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def value(self, depth: int) -> Any:
        kind = self.data[self.at : self.at + 1].decode("latin-1")
        if kind in REFUSED:
            raise BadValue(f"it holds {REFUSED[kind]} at byte {self.at}, which is not read")
        if kind == "N":
            self.expect(b"N;")
            return None
        self.expect(kind.encode("latin-1") + b":")
        match kind:
            case "s":
                return self.text()
            case "a":
                return self.array(depth)
            case "i":
                return self.number(int)
            case "d":
                return self.number(float)
            case "b":
                return bool(self.number(int))
        raise BadValue(f"no kind of value begins with {kind!r} at byte {self.at}")

    def expect(self, wanted: bytes) -> None:
        if self.data[self.at : self.at + len(wanted)] != wanted:
            raise BadValue(f"{wanted.decode('latin-1')!r} was expected at byte {self.at}")
        self.at += len(wanted)

    def upto(self, mark: bytes) -> str:
        end = self.data.find(mark, self.at, self.at + 40)
        if end < 0:
            raise BadValue(f"a number was expected at byte {self.at}")
        found = self.data[self.at : end].decode("latin-1")
        self.at = end + 1
        return found

    def number(self, kind: type, mark: bytes = b";") -> Any:
        began = self.at
        try:
            return kind(self.upto(mark))
        except ValueError as error:
            raise (
                error if isinstance(error, BadValue) else BadValue(f"a number was expected at byte {began}")
            ) from None

    def text(self) -> str:
        size = self.number(int, b":")
        self.expect(b'"')
        for end in self.ends(size):
            if self.data[end : end + 2] == b'";':
                found = self.data[self.at : end]
                self.at = end + 2
                return _decoded(found, end)
        raise BadValue(f"the text at byte {self.at} is not {size} bytes long")

    def ends(self, size: int) -> list[int]:
        """Where text of this length ends: as counted, then as if the line ends had since been made longer or shorter."""
        if size < 0:
            return []
        shortened = self.measured(size, lone=2, pair=2)
        lengthened = self.measured(size, lone=1, pair=1)
        return [end for end in (self.at + size, shortened, lengthened) if 0 <= end <= len(self.data)]

    def measured(self, size: int, *, lone: int, pair: int) -> int:
        """The end of `size` bytes where a plain line end counts `lone` and a Windows one `pair`; -1 for none."""
        at, counted = self.at, 0
        while counted < size and at < len(self.data):
            is_pair = self.data[at : at + 2] == b"\r\n"
            counted += pair if is_pair else lone if self.data[at] == 10 else 1
            at += 2 if is_pair else 1
        return at if counted == size else -1

    def array(self, depth: int) -> dict[int | str, Any]:
        if depth == DEEPEST:
            raise BadValue(f"arrays stand more than {DEEPEST} deep in one another")
        size = self.number(int, b":")
        self.expect(b"{")
        found: dict[int | str, Any] = {}
        for _ in range(size):
            key = self.value(depth + 1)
            if not isinstance(key, int | str):
                raise BadValue(f"a key that is no number and no text ends at byte {self.at}")
            found[key] = self.value(depth + 1)
        self.expect(b"}")
        return found


def _decoded(found: bytes, end: int) -> str:
    try:
        return found.decode()
    except UnicodeDecodeError:
        raise BadValue(f"the text before byte {end} ends inside a letter") from None
