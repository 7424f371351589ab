"""A template as a JSON file: what it says and nothing about whose it is. Pure: text in, content out, and back.

The published schema is made of the same classes that read a file, so the two cannot part.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.utils.text import slugify
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assessments import contents
from assessments.contents import Content, CriterionText, PromptText, facts
from assessments.scoring import MOST_LEVELS
from lib.formats import file_size
from lib.located_json import BadJson, Located
from lib.tags import LONGEST as LONGEST_TAG
from lib.tags import MOST as MOST_TAGS

KINDS = {
    "string": "text",
    "int": "a whole number",
    "decimal": "a number",
    "bool": "true or false",
    "list": "a list",
    "model": "a group of fields in braces",
}
FORMAT = "aspirecpd-assessment-template/1"
LARGEST = 300_000
MOST_COMPETENCES, MOST_PROBLEMS = 60, 30

COMPETENCE = r"^[\w.-]{1,60}(/[\w.-]{1,60}){1,2}(@\d{4}-\d{2}-\d{2})?$"
PLAIN_LINE = r"^[^\x00\r\n]*$"
PLAIN_TEXT = r"^[^\x00]*$"
TAG = r"^[^\x00\r\n,;]*$"


def line(most: int, *, least: int = 0, pattern: str = PLAIN_LINE) -> StringConstraints:
    return StringConstraints(min_length=least, max_length=most, pattern=pattern, strip_whitespace=True)


def text(most: int) -> StringConstraints:
    return StringConstraints(max_length=most, pattern=PLAIN_TEXT)


def number(most: int) -> Any:
    """More than nothing, with two places at most; written as a number or as text."""
    return Field(strict=False, gt=0, le=most, decimal_places=2)


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Level(Shape):
    score: Annotated[str, line(contents.LEVEL, least=1)]
    means: Annotated[str, line(contents.CRITERION_GUIDANCE, least=1)]


class Prompt(Shape):
    label: Annotated[str, line(contents.PROMPT, least=1)]
    hint: Annotated[str, line(contents.HINT)] = ""


class FiledCriterion(Shape):
    title: Annotated[str, line(contents.TITLE, least=1)]
    maximum: Annotated[int, Field(ge=1, le=contents.HIGHEST_SCORE)]
    guidance: Annotated[str, text(contents.CRITERION_GUIDANCE)] = ""
    section: Annotated[str, line(contents.SECTION)] = ""
    weight: Annotated[Decimal, number(contents.HIGHEST_WEIGHT)] = Decimal(1)
    minimum: Annotated[int, Field(ge=0, le=contents.HIGHEST_SCORE)] | None = None
    evidence_required: bool = False
    levels: Annotated[list[Level], Field(max_length=MOST_LEVELS)] = []
    competences: Annotated[
        list[Annotated[str, StringConstraints(pattern=COMPETENCE)]], Field(max_length=MOST_COMPETENCES)
    ] = []

    @property
    def written(self) -> CriterionText:
        return CriterionText(**vars(self) | {"levels": [[one.score, one.means] for one in self.levels]})


class Filed(Shape):
    format: Literal["aspirecpd-assessment-template/1"]
    title: Annotated[str, line(contents.TITLE, least=1)]
    guidance: Annotated[str, text(contents.GUIDANCE)] = ""
    tags: Annotated[
        list[Annotated[str, line(LONGEST_TAG, least=1, pattern=TAG)]], Field(max_length=MOST_TAGS)
    ] = []
    attempts: Annotated[int, Field(ge=1, le=contents.MOST_ATTEMPTS)] = 1
    pass_kind: Literal["", "points", "percent"] = ""
    pass_mark: Annotated[Decimal, number(1_000_000)] | None = None
    prompts: Annotated[list[Prompt], Field(max_length=contents.MOST_PROMPTS)] = []
    criteria: Annotated[list[FiledCriterion], Field(min_length=1, max_length=contents.MOST_CRITERIA)]

    @property
    def content(self) -> Content:
        kept = vars(self) | {
            "criteria": [one.written for one in self.criteria],
            "prompts": [PromptText(**vars(one)) for one in self.prompts],
        }
        return Content(**{name: value for name, value in kept.items() if name != "format"})


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file: the line, the field in words, and a sentence that says what to do."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"Line {self.line}{f', {self.field}' if self.field else ''}: {self.message}"


class BadFile(ValueError):
    """A file that no template can be made of; `problems` in the order of their lines, the first MOST_PROBLEMS of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda one: one.line)[:MOST_PROBLEMS]
        super().__init__("\n".join(map(str, self.problems)))


def write(content: Content) -> str:
    """The file of a template."""
    said = facts(content) | {"format": FORMAT, "pass_mark": _number(content.pass_mark)}
    said["criteria"] = [
        _criterion(one, kept) for one, kept in zip(said["criteria"], content.criteria, strict=True)
    ]
    return json.dumps({name: said[name] for name in Filed.model_fields}, indent=2, ensure_ascii=False) + "\n"


def _criterion(said: dict[str, Any], kept: CriterionText) -> dict[str, Any]:
    said["levels"] = [{"score": score, "means": means} for score, means in kept.levels]
    said["weight"] = _number(kept.weight)
    return {name: said[name] for name in FiledCriterion.model_fields}


def read(content: bytes) -> Content:
    """What a file says. Raises BadFile with everything that is wrong with it."""
    if len(content) > LARGEST:
        raise BadFile([Problem(1, "", f"A template is a file of up to {file_size(LARGEST)}.")])
    try:
        found = Located(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadFile([Problem(1, "", "Save the file as text in UTF-8: it cannot be read.")]) from None
    except BadJson as bad:
        raise BadFile([Problem(bad.line, "", bad.message)]) from bad
    if not isinstance(found.data, dict) or found.data.get("format") != FORMAT:
        said = f"This is no assessment template: its “format” has to be “{FORMAT}”."
        raise BadFile([Problem(found.line_of(("format",)), "format", said)])
    try:
        read = Filed.model_validate(found.data).content
    except ValidationError as refused:
        wrong = [(tuple(one["loc"]), _sentence(one)) for one in refused.errors(include_url=False)]
        raise BadFile(_located(found, wrong)) from None
    if wrong := contents.problems(read):
        raise BadFile(_located(found, wrong))
    return read


def file_name(content: Content) -> str:
    return f"{slugify(content.title)[:60] or 'assessment'}.json"


def published() -> dict[str, Any]:
    """The JSON Schema of a file, in the 2020-12 form."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:aspirecpd:schema:{FORMAT.replace('/', ':')}",
        **Filed.model_json_schema(),
        "title": "Assessment template",
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _located(found: Located, wrong: Iterable[tuple[contents.Place, str]]) -> list[Problem]:
    return [Problem(found.line_of(place), place_in_words(place), sentence) for place, sentence in wrong]


def place_in_words(place: contents.Place) -> str:
    """("criteria", 2, "maximum") as `criterion 3, maximum`."""
    one_of = {"criteria": "criterion", "levels": "level", "prompts": "prompt", "tags": "tag"}
    words: list[str] = []
    for part in place:
        if isinstance(part, int):
            words[-1] = f"{one_of.get(words[-1], words[-1])} {part + 1}"
        else:
            words.append(part.replace("_", " "))
    return ", ".join(words)


def _sentence(wrong: Any) -> str:
    """What to do about one thing that pydantic refused."""
    limits = wrong.get("ctx", {})
    match wrong["type"]:
        case "missing":
            return "This field is missing."
        case "extra_forbidden":
            return "There is no such field: take it out, or correct its name."
        case "string_too_long":
            return f"Shorten this to {limits['max_length']:,} characters."
        case "string_too_short":
            return "Write something here."
        case "string_pattern_mismatch":
            return "This text holds a sign that cannot stand here, or is not written as it should be."
        case "greater_than" | "greater_than_equal":
            return f"Write a number {'above' if 'gt' in limits else 'from'} {limits.get('gt', limits.get('ge'))}."
        case "less_than_equal":
            return f"Write a number up to {limits['le']:,}."
        case "decimal_max_places":
            return "Write it with two decimal places at most."
        case "too_long":
            return f"There are too many: keep {limits['max_length']}."
        case "too_short":
            return "Write at least one."
        case "literal_error":
            return f"Write one of {limits['expected']}."
        case kind:
            return f"This has to be {KINDS.get(kind.partition('_')[0], 'written otherwise')}."
