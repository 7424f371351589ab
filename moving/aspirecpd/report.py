"""What was brought, changed, left out and not understood, line by line. Pure; never holds what people wrote."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

BROUGHT, CHANGED, LEFT, UNCLEAR, HERE = (
    "brought", "changed", "not brought", "not understood", "here already",
)  # fmt: skip
OUTCOMES = (BROUGHT, CHANGED, LEFT, UNCLEAR, HERE)


@dataclass(frozen=True)
class Line:
    """`about` names the thing by its kind and its number in the old system; `said` is our own sentence."""

    file: str
    line: int
    about: str
    outcome: str
    said: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.outcome}: {self.about}: {self.said}"


@dataclass
class Report:
    lines: list[Line] = field(default_factory=list)

    def of(self, outcome: str) -> list[Line]:
        return [one for one in self.lines if one.outcome == outcome]

    def told(self) -> Iterator[str]:
        """Every line, file by file in the order of the files' own lines, and what it comes to."""
        files = dict.fromkeys(one.file for one in self.lines)
        for file in files:
            lines = [one for one in self.lines if one.file == file]
            # By the line they stand on; what is said about one thing keeps its order.
            yield from (str(one) for one in sorted(lines, key=lambda one: one.line))
            counts = Counter(one.outcome for one in lines)
            yield f"{file}: " + ", ".join(f"{counts[one]} {one}" for one in OUTCOMES)


@dataclass
class Notes:
    """Writes the lines about one thing of one file."""

    report: Report
    file: str
    line: int
    about: str

    def say(self, outcome: str, said: str, *, line: int = 0) -> None:
        self.report.lines.append(Line(self.file, line or self.line, self.about, outcome, said))

    def brought(self, said: str) -> None:
        self.say(BROUGHT, said)

    def changed(self, said: str, *, line: int = 0) -> None:
        self.say(CHANGED, said, line=line)

    def left(self, said: str, *, line: int = 0) -> None:
        self.say(LEFT, said, line=line)

    def unclear(self, said: str, *, line: int = 0) -> None:
        self.say(UNCLEAR, said, line=line)
