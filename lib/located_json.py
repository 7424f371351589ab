"""JSON with the line of every value, so that what is wrong in a file can be named by its place. Pure: text in, data out."""

import json
import re
from bisect import bisect_left
from decimal import Decimal
from typing import Any, NoReturn

Path = tuple[str | int, ...]
SPACE = re.compile(r"[ \t\n\r]*")
# Numbers and the three words; whatever comes next is read as one of them or is a mistake.
PLAIN = re.compile(r"-?\d[\d.eE+-]{0,40}|true|false|null")
DEEPEST = 20
DECODER = json.JSONDecoder()


class BadJson(ValueError):
    """Not JSON, nested too deep, or a field given twice; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


class Located:
    """`data` as `json.loads` gives it, with fractions as Decimal; `lines` by path, such as ("criteria", 0, "maximum")."""

    def __init__(self, text: str) -> None:
        """Raises BadJson."""
        self.text = text
        self._ends = [found.start() for found in re.finditer("\n", text)]
        self.lines: dict[Path, int] = {}
        self.data, at = self._value(self._skip(0), ())
        if self._skip(at) != len(text):
            self._fail(at, "There is something after the end: keep one value only.")

    def line_of(self, path: Path) -> int:
        """The line of the nearest thing that is there: a missing field is named where its parent begins."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def _value(self, at: int, path: Path) -> tuple[Any, int]:
        self.lines[path] = self._line(at)
        if len(path) > DEEPEST:
            self._fail(at, "This is nested too deep.")
        match self.text[at : at + 1]:
            case "{":
                return self._object(at, path)
            case "[":
                return self._list(at, path)
            case '"':
                return self._string(at)
        plain = PLAIN.match(self.text, at)
        if plain is None:
            self._fail(at, "A value is missing here, or is not written as JSON.")
        try:
            return json.loads(plain.group(), parse_float=Decimal), plain.end()
        except ValueError:
            self._fail(at, "This number is not written as JSON.")

    def _object(self, at: int, path: Path) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        at = self._skip(at + 1)
        while self.text[at : at + 1] != "}":
            if self.text[at : at + 1] != '"':
                self._fail(at, "Write the name of a field in double quotes.")
            name, after = self._string(at)
            if name in found:
                self._fail(at, f"“{name[:60]}” is given twice: keep one.")
            after = self._expect(self._skip(after), ":")
            found[name], at = self._value(self._skip(after), (*path, name))
            at = self._next(at, "}")
        return found, at + 1

    def _list(self, at: int, path: Path) -> tuple[list[Any], int]:
        found: list[Any] = []
        at = self._skip(at + 1)
        while self.text[at : at + 1] != "]":
            value, at = self._value(at, (*path, len(found)))
            found.append(value)
            at = self._next(at, "]")
        return found, at + 1

    def _next(self, at: int, end: str) -> int:
        """Past the comma to the next thing, or at the closing bracket."""
        at = self._skip(at)
        if self.text[at : at + 1] == end:
            return at
        at = self._skip(self._expect(at, ","))
        if self.text[at : at + 1] == end:
            self._fail(at, "Take out the comma before the closing bracket.")
        return at

    def _string(self, at: int) -> tuple[str, int]:
        try:
            found, after = DECODER.raw_decode(self.text, at)
            found.encode()
        except UnicodeEncodeError:
            self._fail(at, "This text holds half a sign (a lone surrogate).")
        except ValueError:
            self._fail(at, "This text does not end, or holds a character that JSON does not allow.")
        return found, after

    def _expect(self, at: int, sign: str) -> int:
        if self.text[at : at + 1] != sign:
            self._fail(at, f"A “{sign}” is missing here.")
        return at + 1

    def _skip(self, at: int) -> int:
        return SPACE.match(self.text, at).end()  # type: ignore[union-attr]

    def _line(self, at: int) -> int:
        return bisect_left(self._ends, at) + 1

    def _fail(self, at: int, message: str) -> NoReturn:
        raise BadJson(self._line(at), message)
